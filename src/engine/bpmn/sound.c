/* sound.c - walks all ways tokens can take through a scope, whatever the conditions say, to find
 * joins that wait for ever and flows that come twice.
 *
 * A state is how many tokens stand on each flow. Found states are true; scopes that are too large,
 * or use what is not modelled here (complex gateways, token quantities), are left alone. */
#include <string.h>

#include "base/mem.h"
#include "engine/bpmn/model_int.h"

enum { SOUND_FLOWS = 128, SOUND_STATES = 4096, SOUND_TABLE = 2 * SOUND_STATES, SOUND_MAX = 3 };

typedef struct {
    uint64_t bits[SOUND_FLOWS / 32]; /* two bits a flow */
} marking;

typedef struct {
    bpmn_model *m;
    const model_node *scope;
    const model_flow *flows[SOUND_FLOWS];
    size_t flow_count;
    marking states[SOUND_STATES];
    size_t count;
    uint16_t table[SOUND_TABLE]; /* index + 1 */
    bool full, moved;
    const model_flow *twice;
    const model_node *starved;
} walk;

static unsigned tokens(const marking *s, size_t flow)
{
    return (unsigned)(s->bits[flow / 32] >> (flow % 32 * 2) & 3);
}

static void add_token(walk *w, marking *s, const model_flow *f, int n)
{
    for (size_t k = 0; k < w->flow_count; k++) {
        if (w->flows[k] != f)
            continue;
        unsigned have = tokens(s, k);
        if (n > 0 && have > 0 && !w->twice && f->target->kind != NODE_END)
            w->twice = f;
        if (n > 0 && have == SOUND_MAX)
            return;
        s->bits[k / 32] += (uint64_t)(int64_t)n << (k % 32 * 2);
    }
}

static bool has_token(const walk *w, const marking *s, const model_flow *f)
{
    for (size_t k = 0; k < w->flow_count; k++)
        if (w->flows[k] == f)
            return tokens(s, k) > 0;
    return false;
}

static void visit(walk *w, const marking *s)
{
    uint64_t h = 0;
    w->moved = true;
    for (size_t k = 0; k < SOUND_FLOWS / 32; k++)
        h = (h ^ s->bits[k]) * UINT64_C(0x9E3779B97F4A7C15), h ^= h >> 29;
    size_t at = (size_t)(h % SOUND_TABLE);
    for (; w->table[at]; at = (at + 1) % SOUND_TABLE)
        if (memcmp(&w->states[w->table[at] - 1], s, sizeof *s) == 0)
            return;
    if (w->count == SOUND_STATES) {
        w->full = true;
        return;
    }
    w->states[w->count++] = *s;
    w->table[at] = (uint16_t)w->count;
}

static void emit(walk *w, const model_node *n, marking *s)
{
    for (size_t k = 0; k < n->out.count; k++)
        add_token(w, s, n->out.items[k], 1);
}

static bool has_event(const model_node *n, event_kind kind)
{
    for (size_t k = 0; k < n->event_count; k++)
        if (n->events[k].kind == kind)
            return true;
    return false;
}

/* one of the ways, each by itself; then all that may be taken together */
static void split(walk *w, const model_node *n, const marking *s, bool together)
{
    marking all = *s;
    for (size_t k = 0; k < n->out.count; k++) {
        marking one = *s;
        add_token(w, &one, n->out.items[k], 1);
        visit(w, &one);
        if (n->out.items[k] != n->default_flow)
            add_token(w, &all, n->out.items[k], 1);
    }
    if (together && n->out.count > 1)
        visit(w, &all);
}

/* flows without a condition always, those with one: none of them, each, all */
static void leave(walk *w, const model_node *n, const marking *s)
{
    marking base = *s, all;
    size_t conditions = 0;
    for (size_t k = 0; k < n->out.count; k++) {
        const model_flow *f = n->out.items[k];
        conditions += f->condition != NULL;
        if (!f->condition && f != n->default_flow)
            add_token(w, &base, f, 1);
    }
    marking otherwise = all = base;
    if (n->default_flow)
        add_token(w, &otherwise, n->default_flow, 1);
    visit(w, &otherwise);
    for (size_t k = 0; k < n->out.count && conditions > 0; k++) {
        const model_flow *f = n->out.items[k];
        if (!f->condition || f == n->default_flow)
            continue;
        marking one = base;
        add_token(w, &one, f, 1);
        add_token(w, &all, f, 1);
        visit(w, &one);
    }
    if (conditions > 1)
        visit(w, &all);
}

static void boundaries(walk *w, const model_node *n, const marking *s)
{
    for (size_t k = 0; k < n->boundaries.count; k++) {
        const model_node *b = n->boundaries.items[k];
        if (b->events[0].kind == EVENT_COMPENSATION)
            continue;
        marking out = *s;
        emit(w, b, &out);
        if (b->interrupting)
            visit(w, &out);
        else
            leave(w, n, &out);
    }
}

static void throw_or_end(walk *w, const model_node *n, const marking *s)
{
    const marking none = { 0 };
    bool ends_all =
        n->kind == NODE_END &&
        (has_event(n, EVENT_TERMINATE) || has_event(n, EVENT_ERROR) || has_event(n, EVENT_CANCEL));
    if (ends_all) {
        visit(w, &none);
        return;
    }
    marking out = *s;
    bool link = has_event(n, EVENT_LINK);
    for (size_t k = 0; link && k < n->parent->children.count; k++) {
        const model_node *c = n->parent->children.items[k];
        if (c->kind == NODE_CATCH && has_event(c, EVENT_LINK) &&
            xc_str_eq(c->events[0].name.text, n->events[0].name.text))
            emit(w, c, &out);
    }
    leave(w, n, &out);
}

/* n goes on; what it takes is taken already */
static void go(walk *w, const model_node *n, const marking *s)
{
    if (n->kind == NODE_EXCLUSIVE || n->kind == NODE_EVENT_GATEWAY) {
        split(w, n, s, false);
        if (n->out.count == 0)
            visit(w, s);
    } else if (n->kind == NODE_INCLUSIVE) {
        split(w, n, s, true);
    } else if (n->kind == NODE_PARALLEL) {
        marking out = *s;
        emit(w, n, &out);
        visit(w, &out);
    } else if (n->kind == NODE_THROW || n->kind == NODE_END) {
        throw_or_end(w, n, s);
    } else {
        leave(w, n, s);
        boundaries(w, n, s);
    }
}

static size_t came(const walk *w, const model_node *n, const marking *s)
{
    size_t k = 0;
    for (size_t f = 0; f < n->in.count; f++)
        k += has_token(w, s, n->in.items[f]);
    return k;
}

static void take_all(walk *w, const model_node *n, marking *s)
{
    for (size_t f = 0; f < n->in.count; f++)
        if (has_token(w, s, n->in.items[f]))
            add_token(w, s, n->in.items[f], -1);
}

static void step_node(walk *w, const model_node *n, const marking *s)
{
    bool joins = n->in.count > 1 && (n->kind == NODE_PARALLEL || n->kind == NODE_INCLUSIVE);
    if (joins && n->kind == NODE_PARALLEL && came(w, n, s) == n->in.count) {
        marking next = *s;
        take_all(w, n, &next);
        go(w, n, &next);
    }
    for (size_t f = 0; f < n->in.count && !joins; f++) {
        if (!has_token(w, s, n->in.items[f]))
            continue;
        marking next = *s;
        add_token(w, &next, n->in.items[f], -1);
        go(w, n, &next);
    }
}

static void step(walk *w, const marking *s)
{
    const model_nodes *all = &w->scope->children;
    w->moved = false;
    for (size_t k = 0; k < all->count && !w->full; k++)
        step_node(w, all->items[k], s);
    /* an inclusive join goes on when nothing else moves */
    for (size_t k = 0; k < all->count && !w->moved; k++) {
        const model_node *n = all->items[k];
        if (n->kind != NODE_INCLUSIVE || n->in.count < 2 || came(w, n, s) == 0)
            continue;
        marking next = *s;
        take_all(w, n, &next);
        go(w, n, &next);
    }
    for (size_t k = 0; k < all->count && !w->moved && !w->starved; k++)
        if (all->items[k]->kind == NODE_PARALLEL && came(w, all->items[k], s) > 0)
            w->starved = all->items[k];
}

static bool fits(walk *w)
{
    const model_node *s = w->scope;
    for (size_t k = 0; k < s->children.count; k++) {
        const model_node *n = s->children.items[k];
        if (n->kind == NODE_COMPLEX || n->start_quantity > 1 || n->completion_quantity > 1 ||
            w->flow_count + n->out.count > SOUND_FLOWS)
            return false;
        for (size_t f = 0; f < n->out.count; f++)
            w->flows[w->flow_count++] = n->out.items[f];
    }
    return true;
}

/* one walk from each start event; without one, all that nothing leads to begins together */
static void begin(walk *w)
{
    marking none = { 0 }, together = { 0 };
    bool any = false;
    for (size_t k = 0; k < w->scope->children.count; k++) {
        const model_node *n = w->scope->children.items[k];
        if (n->kind != NODE_START)
            continue;
        any = true;
        leave(w, n, &none);
    }
    for (size_t k = 0; !any && k < w->scope->children.count; k++) {
        const model_node *n = w->scope->children.items[k];
        if (n->in.count == 0 && n->kind != NODE_BOUNDARY && !n->event_sub && !n->for_compensation &&
            !has_event(n, EVENT_LINK))
            emit(w, n, &together);
    }
    if (!any)
        visit(w, &together);
}

xc_err model_sound(bpmn_model *m, const model_node *scope)
{
    walk *w = xc_calloc(1, sizeof *w);
    if (!w)
        return XC_ENOMEM;
    w->m = m;
    w->scope = scope;
    xc_err err = XC_OK;
    if (fits(w)) {
        begin(w);
        for (size_t k = 0; k < w->count; k++) {
            marking s = w->states[k];
            step(w, &s);
        }
    }
    if (w->starved)
        err = model_warn(
            m, w->starved->line,
            "gateway %.*s can wait for ever: not all of its incoming flows need to "
            "come%.*s; join with the kind of gateway that divided",
            "网关 %.*s 可能永远等下去：它的入线不一定都会走到%.*s；请用与分支相同的网关汇合",
            w->starved->id, XC_STR(""));
    if (!err && w->twice)
        err =
            model_warn(m, w->twice->line,
                       "sequence flow %.*s can be taken twice at the same time, so that %.*s runs "
                       "twice; join the branches before it if that is not meant",
                       "连线 %.*s 可能同时走两次，%.*s 会重复执行；若非本意，请先汇合分支",
                       w->twice->id, w->twice->target->id);
    xc_free(w);
    return err;
}
