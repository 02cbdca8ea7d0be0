/* iterate.c - filters, for, some and every. */
#include "engine/feel/feel_tree.h"

/* A list that grows in the arena; what was handed out before stays as it was. */
typedef struct {
    const feel_value **items;
    size_t count, cap;
} growing;

static bool grow(feel_run *run, const feel_node *n, growing *g, const feel_value *v)
{
    if (g->count == FEEL_MAX_ITEMS) {
        feel_fail(run, n, "a list may have %d items", "列表最多 %d 项", (int)FEEL_MAX_ITEMS);
        return false;
    }
    if (g->count == g->cap) {
        size_t cap = g->cap ? g->cap * 2 : 8;
        const feel_value **grown = xc_arena_array(run->arena, cap, sizeof *grown);
        if (!grown)
            return false;
        if (g->count)
            memcpy(grown, g->items, g->count * sizeof *grown);
        g->items = grown;
        g->cap = cap;
    }
    g->items[g->count++] = v;
    return true;
}

/* ---- filter ---- */

static const feel_value *at_index(feel_run *run, const feel_node *n, const feel_value *list,
                                  const feel_value *number)
{
    int64_t index, count = (int64_t)list->list.count;
    if (!feel_to_int(number, &index) || index == 0 || index > count || index < -count)
        return feel_fail(run, n, "the list of %d items has no such place",
                         "列表共 %d 项，没有这个位置", (int)count);
    return list->list.items[index > 0 ? index - 1 : count + index];
}

/* An empty list has no place that a number could name; a condition keeps nothing of it. */
static const feel_value *filter_nothing(feel_run *run, const feel_node *n, const feel_value *list)
{
    feel_diag *diag = run->diag;
    if (run->frame)
        run->frame->slots[n->slot] = feel_null();
    run->diag = NULL; /* there is no item the condition could be about */
    const feel_value *keep = feel_eval_node(run, n->b);
    run->diag = diag;
    return keep->type == FEEL_NUMBER ? at_index(run, n, list, keep) : list;
}

const feel_value *feel_eval_filter(feel_run *run, const feel_node *n)
{
    const feel_value *v = feel_eval_node(run, n->a), *one[1] = { v };
    if (v->type != FEEL_LIST)
        v = feel_list(run->arena, one, feel_is_null(v) ? 0 : 1);
    if (v->type != FEEL_LIST)
        return v;
    if (n->b->op == OP_CONST && n->b->value->type == FEEL_NUMBER)
        return at_index(run, n, v, n->b->value);
    growing kept = { 0 };
    if (!v->list.count)
        return filter_nothing(run, n, v);
    for (size_t i = 0; i < v->list.count && !run->stopped; i++) {
        if (run->frame)
            run->frame->slots[n->slot] = v->list.items[i];
        const feel_value *keep = feel_eval_node(run, n->b);
        if (keep->type == FEEL_NUMBER)
            return at_index(run, n, v, keep);
        if (feel_is_true(keep) && !grow(run, n, &kept, v->list.items[i]))
            return feel_null();
    }
    return feel_of_list(run->arena, kept.items, kept.count);
}

/* ---- loops ---- */

typedef bool body_fn(feel_run *run, void *ctx); /* false ends all loops */

typedef struct {
    const feel_node *node;
    body_fn *body;
    void *ctx;
    bool failed; /* what to walk over is no list or range */
} loops;

static bool walk(feel_run *run, loops *l, uint32_t level);

static bool with_value(feel_run *run, loops *l, uint32_t level, const feel_value *v)
{
    if (!feel_step(run))
        return false;
    if (run->frame)
        run->frame->slots[l->node->iterators[level].slot] = v;
    return walk(run, l, level + 1);
}

static bool walk_numbers(feel_run *run, loops *l, uint32_t level, int64_t from, int64_t to)
{
    int64_t step = from <= to ? 1 : -1;
    for (int64_t i = from;; i += step) {
        if (!with_value(run, l, level, feel_int(run->arena, i)))
            return false;
        if (i == to)
            return true;
    }
}

static bool walk_dates(feel_run *run, loops *l, uint32_t level, feel_stamp from, feel_stamp to)
{
    int64_t step = from.day <= to.day ? 1 : -1;
    for (int64_t i = from.day;; i += step) {
        if (!with_value(run, l, level,
                        feel_of_stamp(run->arena, FEEL_DATE, (feel_stamp){ .day = i })))
            return false;
        if (i == to.day)
            return true;
    }
}

static bool cannot_walk(feel_run *run, loops *l)
{
    feel_fail(run, l->node, "a loop needs a list, or a range of whole numbers or dates",
              "循环需要列表，或整数、日期的区间");
    l->failed = true;
    return false;
}

static bool walk_between(feel_run *run, loops *l, uint32_t level, const feel_value *from,
                         const feel_value *to)
{
    int64_t a, b;
    if (feel_to_int(from, &a) && feel_to_int(to, &b))
        return walk_numbers(run, l, level, a, b);
    if (from->type == FEEL_DATE && to->type == FEEL_DATE)
        return walk_dates(run, l, level, from->stamp, to->stamp);
    return cannot_walk(run, l);
}

static bool walk_range(feel_run *run, loops *l, uint32_t level, const feel_range *r)
{
    int64_t a, b;
    int order = 0;
    if (feel_order(r->lo, r->hi, &order) && order > 0)
        return cannot_walk(run, l);
    if (feel_to_int(r->lo, &a) && feel_to_int(r->hi, &b)) {
        a += !r->lo_closed;
        b -= !r->hi_closed;
        return a > b ? true : walk_numbers(run, l, level, a, b);
    }
    if (r->lo->type == FEEL_DATE && r->hi->type == FEEL_DATE) {
        feel_stamp x = r->lo->stamp, y = r->hi->stamp;
        x.day += !r->lo_closed;
        y.day -= !r->hi_closed;
        return x.day > y.day ? true : walk_dates(run, l, level, x, y);
    }
    return cannot_walk(run, l);
}

static bool walk(feel_run *run, loops *l, uint32_t level)
{
    if (level == l->node->count)
        return l->body(run, l->ctx);
    const feel_iterator *it = &l->node->iterators[level];
    const feel_value *from = feel_eval_node(run, it->from);
    if (it->to)
        return walk_between(run, l, level, from, feel_eval_node(run, it->to));
    if (from->type == FEEL_RANGE)
        return walk_range(run, l, level, &from->range);
    if (feel_is_null(from))
        return cannot_walk(run, l);
    if (from->type != FEEL_LIST)
        return with_value(run, l, level, from);
    for (size_t i = 0; i < from->list.count; i++)
        if (!with_value(run, l, level, from->list.items[i]))
            return false;
    return true;
}

typedef struct {
    const feel_node *node;
    growing results;
} for_state;

static bool for_body(feel_run *run, void *ctx)
{
    for_state *s = ctx;
    if (run->frame)
        run->frame->slots[s->node->slot] =
            feel_of_list(run->arena, s->results.items, s->results.count);
    return grow(run, s->node, &s->results, feel_eval_node(run, s->node->a));
}

const feel_value *feel_eval_for(feel_run *run, const feel_node *n)
{
    for_state s = { .node = n };
    loops l = { .node = n, .body = for_body, .ctx = &s };
    if (!walk(run, &l, 0))
        return feel_null();
    return feel_of_list(run->arena, s.results.items, s.results.count);
}

typedef struct {
    const feel_node *node;
    bool decided, unknown;
} quantified_state;

static bool quantified_body(feel_run *run, void *ctx)
{
    quantified_state *s = ctx;
    const feel_value *v = feel_eval_node(run, s->node->a);
    if (v->type != FEEL_BOOLEAN)
        s->unknown = true;
    else if (v->boolean != s->node->sub) /* some: a true one decides; every: a false one */
        s->decided = true;
    return !s->decided;
}

const feel_value *feel_eval_quantified(feel_run *run, const feel_node *n)
{
    quantified_state s = { .node = n };
    loops l = { .node = n, .body = quantified_body, .ctx = &s };
    if (!walk(run, &l, 0) && !s.decided)
        return feel_null();
    if (s.decided)
        return feel_bool(!n->sub);
    return s.unknown ? feel_null() : feel_bool(n->sub);
}
