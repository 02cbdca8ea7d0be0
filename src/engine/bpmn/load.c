/* load.c - bytes of an instance read back; what is not whole is refused, never guessed. */
#include "engine/bpmn/run_int.h"

enum { LOAD_VERSION = 2, LOAD_OLDEST = 1, LOAD_MAX_DEPTH = 64 };

typedef struct {
    const unsigned char *at, *end;
    int version;
    bpmn_instance *i;
    bool bad;
    xc_err err;     /* memory */
    xc_str missing; /* an element the model does not have */
} reader;

static uint64_t get_uint(reader *r)
{
    uint64_t n = 0;
    for (int shift = 0; r->at < r->end && shift < 64; shift += 7) {
        unsigned char c = *r->at++;
        n |= (uint64_t)(c & 0x7f) << shift;
        if (!(c & 0x80))
            return n;
    }
    r->bad = true;
    return 0;
}

static uint64_t get_below(reader *r, uint64_t limit)
{
    uint64_t n = get_uint(r);
    if (n >= limit)
        r->bad = true;
    return r->bad ? 0 : n;
}

static int64_t get_int(reader *r)
{
    uint64_t n = get_uint(r);
    return n & 1 ? -(int64_t)(n >> 1) - 1 : (int64_t)(n >> 1);
}

static xc_str get_str(reader *r)
{
    uint64_t len = get_uint(r);
    if (r->bad || len > (uint64_t)(r->end - r->at)) {
        r->bad = true;
        return XC_STR("");
    }
    xc_str s = { (const char *)r->at, (size_t)len };
    r->at += len;
    return s;
}

/* a count of things of at least one byte each */
static size_t get_count(reader *r)
{
    return (size_t)get_below(r, (uint64_t)(r->end - r->at) + 1);
}

static const model_node *get_node(reader *r)
{
    xc_str id = get_str(r);
    const model_node *n = model_find_linked(r->i->model, id);
    if (!n && !r->bad) {
        r->missing = id;
        r->bad = true;
    }
    return n;
}

static const feel_value *keep(reader *r, const feel_value *v, feel_type type)
{
    if (feel_type_of(v) != type && !r->bad) {
        r->err = XC_ENOMEM;
        r->bad = true;
    }
    return v;
}

/* numbers, dates, times, durations, ranges are kept as FEEL literals */
static const feel_value *get_literal(reader *r, feel_type type)
{
    xc_arena *a = r->i->arena;
    xc_str text = get_str(r);
    if (r->bad)
        return feel_null();
    if (type == FEEL_NUMBER) {
        const feel_value *v = feel_number(a, text);
        r->bad = feel_type_of(v) != FEEL_NUMBER;
        return v;
    }
    const feel_expr *e;
    xc_err err = feel_parse(text, NULL, 0, a, &e, NULL);
    if (err) {
        r->err = err == XC_ENOMEM ? err : XC_OK;
        r->bad = true;
        return feel_null();
    }
    feel_options options = { 0 };
    const feel_value *v = feel_eval(e, feel_null(), a, &options, NULL);
    r->bad = feel_type_of(v) != type;
    return v;
}

static const feel_value *get_value(reader *r, int depth);

static const feel_value *get_many(reader *r, feel_type type, int depth)
{
    xc_arena *a = r->i->arena;
    size_t n = get_count(r);
    if (r->bad || depth >= LOAD_MAX_DEPTH) {
        r->bad = true;
        return feel_null();
    }
    if (type == FEEL_LIST) {
        const feel_value **items = xc_arena_array(a, n + 1, sizeof *items);
        if (!items) {
            r->err = XC_ENOMEM;
            r->bad = true;
            return feel_null();
        }
        for (size_t k = 0; k < n; k++)
            items[k] = get_value(r, depth + 1);
        return r->bad ? feel_null() : keep(r, feel_list(a, items, n), FEEL_LIST);
    }
    const json_value nothing = { .kind = JSON_OBJECT };
    const feel_value *v = keep(r, feel_from_json(a, &nothing), FEEL_CONTEXT);
    for (size_t k = 0; k < n && !r->bad; k++) {
        xc_str name = get_str(r);
        v = keep(r, feel_with(a, v, name, get_value(r, depth + 1)), FEEL_CONTEXT);
    }
    return v;
}

static const feel_value *get_value(reader *r, int depth)
{
    feel_type type = (feel_type)get_below(r, FEEL_FUNCTION);
    if (r->bad || type == FEEL_NULL)
        return feel_null();
    if (type == FEEL_BOOLEAN)
        return feel_bool(get_below(r, 2) != 0);
    if (type == FEEL_STRING) {
        xc_str s = get_str(r);
        return r->bad ? feel_null() : keep(r, feel_string(r->i->arena, s), FEEL_STRING);
    }
    if (type == FEEL_LIST || type == FEEL_CONTEXT)
        return get_many(r, type, depth);
    return get_literal(r, type);
}

static void *room(reader *r, size_t count, size_t size)
{
    void *p = xc_arena_array(r->i->arena, count ? count : 1, size);
    if (!p) {
        r->err = XC_ENOMEM;
        r->bad = true;
    }
    return p;
}

/* owners are numbers until all tokens are read */
typedef struct {
    bpmn_token *owners;
    uint32_t *scopes; /* of the tokens */
} links;

static void get_undo(reader *r, run_scope *s)
{
    size_t n = get_count(r);
    if (r->bad || n == 0)
        return;
    s->undo = room(r, n, sizeof *s->undo);
    for (size_t k = 0; k < n && !r->bad; k++) {
        run_undo *u = &s->undo[k];
        u->node = get_node(r);
        u->handler = get_node(r);
        u->group = get_node(r);
        u->thrower = (bpmn_token)get_below(r, UINT32_MAX);
        if (r->version >= 2) {
            u->serial = (uint32_t)get_below(r, UINT32_MAX);
            u->holder = (uint32_t)get_below(r, UINT32_MAX);
        }
        u->locals = get_value(r, 0);
        s->undo_count = s->undo_cap = k + 1;
    }
}

static void get_scopes(reader *r, links *l)
{
    bpmn_instance *i = r->i;
    size_t n = get_count(r);
    if (n > RUN_MAX_TOKENS)
        r->bad = true;
    i->scopes = r->bad ? NULL : room(r, n, sizeof *i->scopes);
    l->owners = r->bad ? NULL : room(r, n, sizeof *l->owners);
    for (size_t k = 0; k < n && !r->bad; k++) {
        run_scope *s = room(r, 1, sizeof *s);
        if (!s)
            return;
        s->id = (uint32_t)get_below(r, UINT32_MAX);
        s->node = get_node(r);
        l->owners[k] = (bpmn_token)get_below(r, UINT32_MAX);
        uint64_t flags = get_below(r, 4);
        s->loop = flags & 1;
        s->cancelling = flags & 2;
        s->total = get_int(r);
        s->started = get_int(r);
        s->done = get_int(r);
        s->vars = get_value(r, 0);
        s->outputs = get_value(r, 0);
        get_undo(r, s);
        i->scopes[i->scope_count++] = s;
        i->scope_cap = n;
    }
}

static const model_flow *get_flow(reader *r, const model_node *to)
{
    xc_str id = get_str(r);
    if (id.len == 0 || !to)
        return NULL;
    for (size_t k = 0; k < to->in.count; k++)
        if (xc_str_eq(to->in.items[k]->id, id))
            return to->in.items[k];
    if (!r->bad)
        r->missing = id;
    r->bad = true;
    return NULL;
}

static run_scope *scope_of(const reader *r, uint32_t id)
{
    for (size_t k = 0; k < r->i->scope_count; k++)
        if (r->i->scopes[k]->id == id)
            return r->i->scopes[k];
    return NULL;
}

static void get_tokens(reader *r)
{
    bpmn_instance *i = r->i;
    size_t n = get_count(r);
    if (n > RUN_MAX_TOKENS)
        r->bad = true;
    i->tokens = r->bad ? NULL : room(r, n, sizeof *i->tokens);
    for (size_t k = 0; k < n && !r->bad; k++) {
        run_token *t = room(r, 1, sizeof *t);
        if (!t)
            return;
        t->id = (bpmn_token)get_below(r, UINT32_MAX);
        t->node = get_node(r);
        t->scope = scope_of(r, (uint32_t)get_below(r, UINT32_MAX));
        t->via = get_flow(r, t->node);
        t->state = (token_state)get_below(r, TOKEN_DEAD);
        t->iteration = get_below(r, 2) != 0;
        t->rounds = (uint32_t)get_below(r, UINT32_MAX);
        t->serves = (bpmn_token)get_below(r, UINT32_MAX);
        t->locals = get_value(r, 0);
        if (!t->scope || !t->node || t->node->kind == NODE_PROCESS)
            r->bad = true;
        if (r->bad)
            return;
        t->scope->live++;
        i->tokens[i->token_count++] = t;
        i->token_cap = n;
    }
}

static bool wait_is_whole(const run_wait *w)
{
    if (!w->node || (w->token != NULL) == (w->scope != NULL))
        return false;
    if (w->kind == WAIT_EVENT)
        return w->event < w->node->event_count;
    if (w->kind == WAIT_INCIDENT)
        return true;
    return w->token && w->token->node == w->node;
}

static void get_waits(reader *r)
{
    bpmn_instance *i = r->i;
    size_t n = get_count(r);
    if (n > RUN_MAX_WAITS)
        r->bad = true;
    i->waits = r->bad ? NULL : room(r, n, sizeof *i->waits);
    for (size_t k = 0; k < n && !r->bad; k++) {
        run_wait *w = room(r, 1, sizeof *w);
        if (!w)
            return;
        w->id = (bpmn_token)get_below(r, UINT32_MAX);
        w->kind = (wait_kind)get_below(r, WAIT_INCIDENT + 1);
        w->node = get_node(r);
        w->event = (uint32_t)get_below(r, UINT32_MAX);
        w->token = run_token_find(i, (bpmn_token)get_below(r, UINT32_MAX));
        w->scope = scope_of(r, (uint32_t)get_below(r, UINT32_MAX));
        w->left = get_int(r);
        w->due_us = get_int(r);
        w->period_us = get_int(r);
        w->was_true = get_below(r, 2) != 0;
        if (r->bad || !wait_is_whole(w)) {
            r->bad = true;
            return;
        }
        i->waits[i->wait_count++] = w;
        i->wait_cap = n;
    }
}

static void link_owners(reader *r, const links *l, uint32_t root_id)
{
    bpmn_instance *i = r->i;
    for (size_t k = 0; k < i->scope_count && !r->bad; k++) {
        run_scope *s = i->scopes[k];
        if (l->owners[k] == 0)
            continue;
        s->owner = run_token_find(i, l->owners[k]);
        if (!s->owner || s->owner->inner || s->owner->scope->id >= s->id) {
            r->bad = true; /* ids grow downwards, so scopes cannot form a circle */
            return;
        }
        s->owner->inner = s;
    }
    for (size_t k = 0; k < i->scope_count && !r->bad; k++)
        for (const run_token *o = i->scopes[k]->owner; o && !r->bad; o = o->scope->owner)
            r->bad = ++i->scopes[k]->depth > RUN_MAX_DEPTH;
    i->root = scope_of(r, root_id);
    if (!i->root || i->root->owner || i->root->node->kind != NODE_PROCESS)
        r->bad = true;
}

static void get_all(reader *r, xc_problem *why)
{
    bpmn_instance *i = r->i;
    links l = { 0 };
    (void)why;
    (void)get_node(r);
    i->state = (bpmn_state)get_below(r, BPMN_FAILED + 1);
    i->error = xc_arena_str(i->arena, get_str(r));
    if (!i->error.ptr) {
        r->err = XC_ENOMEM;
        r->bad = true;
    }
    i->next_id = (uint32_t)get_below(r, UINT32_MAX);
    uint32_t root = (uint32_t)get_below(r, UINT32_MAX);
    get_scopes(r, &l);
    if (!r->bad)
        get_tokens(r);
    if (!r->bad)
        get_waits(r);
    if (!r->bad)
        link_owners(r, &l, root);
    if (!r->bad && r->at != r->end)
        r->bad = true;
}

static bool sum_is_right(xc_str bytes)
{
    uint64_t sum = 0, h = UINT64_C(14695981039346656037);
    for (size_t k = 0; k < 8; k++)
        sum |= (uint64_t)(unsigned char)bytes.ptr[bytes.len - 8 + k] << (8 * k);
    for (size_t k = 0; k < bytes.len - 8; k++)
        h = (h ^ (unsigned char)bytes.ptr[k]) * UINT64_C(1099511628211);
    return h == sum;
}

xc_err bpmn_load(const bpmn_model *m, xc_str bytes, xc_arena *arena, bpmn_instance **ret,
                 xc_problem *why)
{
    if (bytes.len < 12 || memcmp(bytes.ptr, "XBP", 3) != 0 || !sum_is_right(bytes))
        return xc_fail(why, XC_ECORRUPT, "", "the stored process instance is damaged",
                       "存储的流程实例已损坏");
    if (bytes.ptr[3] < LOAD_OLDEST || bytes.ptr[3] > LOAD_VERSION)
        return xc_fail(why, XC_ECORRUPT, "",
                       "the stored process instance has format %d, this program reads %d",
                       "存储的流程实例格式为 %d，本程序读取 %d", bytes.ptr[3], LOAD_VERSION);
    bpmn_instance *i = xc_arena_array(arena, 1, sizeof *i);
    if (!i)
        return XC_ENOMEM;
    i->model = m;
    i->arena = arena;
    reader r = { .at = (const unsigned char *)bytes.ptr + 4,
                 .end = (const unsigned char *)bytes.ptr + bytes.len - 8,
                 .version = bytes.ptr[3],
                 .i = i };
    get_all(&r, why);
    if (r.err)
        return r.err;
    if (r.missing.len > 0)
        return xc_fail(why, XC_ECORRUPT, "",
                       "the process instance stands at element \"%.*s\", which %.*s does not have; "
                       "keep that element or load the version it was started with",
                       "流程实例停在环节“%.*s”，而 %.*s 里没有它；请保留该环节，或使用启动时的版本",
                       XC_STR_ARG(r.missing), XC_STR_ARG(m->name));
    if (r.bad)
        return xc_fail(why, XC_ECORRUPT, "", "the stored process instance is damaged",
                       "存储的流程实例已损坏");
    *ret = i;
    return XC_OK;
}
