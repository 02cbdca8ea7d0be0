/* run_box.c - evaluating boxed expressions. */
#include "engine/dmn/run_int.h"

typedef const feel_value *runner(dmn_run *r, const dmn_box *b, const feel_value *context);

const feel_value *dmn_eval(dmn_run *r, const feel_expr *e, const feel_value *context)
{
    if (e)
        return feel_run_eval(r->run, e, context);
    feel_run_problem(r->run, 0, 0, "there is no expression here that can be read",
                     "这里没有可以读懂的表达式");
    return feel_null();
}

static const feel_value *run_none(dmn_run *r, const dmn_box *b, const feel_value *context)
{
    (void)b, (void)context;
    feel_run_problem(r->run, 0, 0, "there is no decision logic here", "这里没有决策逻辑");
    return feel_null();
}

static const feel_value *run_literal(dmn_run *r, const dmn_box *b, const feel_value *context)
{
    return dmn_eval(r, b->e, context);
}

static const feel_value *run_table(dmn_run *r, const dmn_box *b, const feel_value *context)
{
    dmn_hits hits = { 0 };
    const feel_value *v = dmn_run_table(r, b->table, context, r->traces ? &hits : NULL);
    dmn_trace_inner(r, v, &hits);
    return v;
}

static const feel_value *run_entry(dmn_run *r, const dmn_entry *e, const feel_value *context)
{
    const feel_value *v = dmn_run_box(r, e->box, context);
    return e->shape ? feel_coerce(r->run, v, e->shape) : v;
}

/* each entry sees those before it; the one without a name is the result */
static const feel_value *run_context(dmn_run *r, const dmn_box *b, const feel_value *context)
{
    const feel_value *made = feel_null();
    for (size_t i = 0; i < b->count; i++) {
        const feel_value *v = run_entry(r, &b->entries[i], context);
        if (!b->entries[i].name.len)
            return v;
        made = feel_with(r->arena, made, b->entries[i].name, v);
        context = feel_with(r->arena, context, b->entries[i].name, v);
    }
    return made;
}

static const feel_value *run_list(dmn_run *r, const dmn_box *b, const feel_value *context)
{
    const feel_value **items = xc_arena_array(r->arena, b->count, sizeof *items);
    if (!items)
        return feel_null();
    for (size_t i = 0; i < b->count; i++)
        items[i] = run_entry(r, &b->entries[i], context);
    return feel_list(r->arena, items, b->count);
}

static const feel_value *run_invocation(dmn_run *r, const dmn_box *b, const feel_value *context)
{
    const feel_value *f = dmn_run_box(r, b->a, context);
    const feel_value **args = xc_arena_array(r->arena, b->count, sizeof *args);
    xc_str *names = xc_arena_array(r->arena, b->count, sizeof *names);
    if (!args || !names)
        return feel_null();
    for (size_t i = 0; i < b->count; i++) {
        args[i] = run_entry(r, &b->entries[i], context);
        names[i] = b->entries[i].name;
    }
    return feel_run_call(r->run, f, args, b->count ? names : NULL, b->count);
}

/* What a function of the model remembers. */
typedef struct {
    dmn_run *r;
    const dmn_box *f;
    const dmn_element *of; /* may be NULL */
    const feel_value *context;
} closure;

/* the body; a table's rules go into the trace of the call */
static const feel_value *run_body(const closure *c, const feel_value *context, dmn_hits *hits)
{
    const dmn_box *body = c->f->a;
    if (!body)
        return run_none(c->r, c->f, context);
    if (!c->of || !c->r->traces || body->kind != BOX_TABLE || c->r->err ||
        c->r->nest >= DMN_MAX_NEST)
        return dmn_run_box(c->r, body, context);
    c->r->nest++;
    const feel_value *v = dmn_run_table(c->r, body->table, context, hits);
    c->r->nest--;
    return body->shape ? feel_coerce(c->r->run, v, body->shape) : v;
}

static const feel_value *call_function(feel_run *run, const void *ctx,
                                       const feel_value *const *args)
{
    const closure *c = ctx;
    dmn_hits hits = { 0 };
    (void)run;
    const feel_value *context = c->context;
    for (size_t i = 0; i < c->f->param_count; i++)
        context = feel_with(c->r->arena, context, c->f->params[i].name, args[i]);
    const feel_value *v = run_body(c, context, &hits);
    if (c->of)
        dmn_trace_call(c->r, c->of, args, v, &hits);
    return v;
}

/* in files: { class, method signature } */
static const feel_value *external(dmn_run *r, const dmn_box *f, const feel_value *context)
{
    const feel_value *where = f->a ? dmn_run_box(r, f->a, context) : feel_null();
    where = feel_with(r->arena, feel_null(), XC_STR("java"), where);
    return feel_run_external(r->run, f->params, f->param_count, where);
}

const feel_value *dmn_function(dmn_run *r, const dmn_box *f, const dmn_element *of,
                               const feel_value *context)
{
    if (f->external)
        return external(r, f, context);
    closure *c = xc_arena_array(r->arena, 1, sizeof *c);
    if (!c)
        return feel_null();
    *c = (closure){ r, f, of, context };
    return feel_native_function(r->arena, f->params, f->param_count, NULL, call_function, c);
}

static const feel_value *run_function(dmn_run *r, const dmn_box *b, const feel_value *context)
{
    return dmn_function(r, b, NULL, context);
}

static const feel_value *no_truth(dmn_run *r)
{
    feel_run_problem(r->run, 0, 0, "a condition must be true or false", "条件必须为真或假");
    return feel_null();
}

static const feel_value *run_conditional(dmn_run *r, const dmn_box *b, const feel_value *context)
{
    bool truth = false;
    const feel_value *v = dmn_run_box(r, b->a, context);
    if (!feel_to_bool(v, &truth) && feel_type_of(v) != FEEL_NULL)
        return no_truth(r);
    return dmn_run_box(r, truth ? b->b : b->c, context);
}

/* a single value counts as a list of it, null as none */
static size_t item_count(const feel_value *v)
{
    return feel_type_of(v) == FEEL_LIST ? feel_count(v) : feel_type_of(v) != FEEL_NULL;
}

static const feel_value *item_at(const feel_value *v, size_t i)
{
    return feel_type_of(v) == FEEL_LIST ? feel_item(v, i, NULL) : v;
}

/* the members of the item are names of their own */
static const feel_value *with_item(dmn_run *r, const feel_value *context, const feel_value *item)
{
    for (size_t i = 0; feel_type_of(item) == FEEL_CONTEXT && i < feel_count(item); i++) {
        xc_str name;
        const feel_value *v = feel_item(item, i, &name);
        context = feel_with(r->arena, context, name, v);
    }
    return feel_with(r->arena, context, XC_STR("item"), item);
}

static const feel_value *run_filter(dmn_run *r, const dmn_box *b, const feel_value *context)
{
    const feel_value *in = dmn_run_box(r, b->a, context);
    size_t count = item_count(in), kept = 0;
    const feel_value **items = xc_arena_array(r->arena, count, sizeof *items);
    if (!items)
        return feel_null();
    for (size_t i = 0; i < count; i++) {
        const feel_value *item = item_at(in, i);
        bool truth;
        if (!feel_to_bool(dmn_run_box(r, b->b, with_item(r, context, item)), &truth))
            return no_truth(r);
        if (truth)
            items[kept++] = item;
    }
    return feel_list(r->arena, items, kept);
}

static const feel_value *run_for(dmn_run *r, const dmn_box *b, const feel_value *context)
{
    const feel_value *in = dmn_run_box(r, b->a, context);
    size_t count = item_count(in);
    const feel_value **items = xc_arena_array(r->arena, count, sizeof *items);
    if (!items || feel_type_of(in) == FEEL_NULL)
        return feel_null();
    for (size_t i = 0; i < count; i++) {
        const feel_value *so_far = feel_list(r->arena, items, i);
        const feel_value *inner = feel_with(r->arena, context, b->variable, item_at(in, i));
        items[i] = dmn_run_box(r, b->b, feel_with(r->arena, inner, XC_STR("partial"), so_far));
    }
    return feel_list(r->arena, items, count);
}

/* some: one true is enough; every: one false */
static const feel_value *run_quantified(dmn_run *r, const dmn_box *b, const feel_value *context)
{
    const feel_value *in = dmn_run_box(r, b->a, context);
    bool decides = b->kind == BOX_SOME, known = true, decided = false;
    if (feel_type_of(in) == FEEL_NULL)
        return feel_null();
    for (size_t i = 0; i < item_count(in); i++) {
        const feel_value *inner = feel_with(r->arena, context, b->variable, item_at(in, i));
        const feel_value *v = dmn_run_box(r, b->b, inner);
        bool truth;
        if (!feel_to_bool(v, &truth))
            known = false;
        else
            decided = decided || truth == decides;
    }
    return !known ? no_truth(r) : feel_bool(decided ? decides : !decides);
}

static runner *const RUN[BOX_COUNT] = {
    [BOX_NONE] = run_none,         [BOX_LITERAL] = run_literal,
    [BOX_TABLE] = run_table,       [BOX_CONTEXT] = run_context,
    [BOX_LIST] = run_list,         [BOX_INVOCATION] = run_invocation,
    [BOX_FUNCTION] = run_function, [BOX_CONDITIONAL] = run_conditional,
    [BOX_FILTER] = run_filter,     [BOX_FOR] = run_for,
    [BOX_SOME] = run_quantified,   [BOX_EVERY] = run_quantified,
};

const feel_value *dmn_run_box(dmn_run *r, const dmn_box *b, const feel_value *context)
{
    if (r->err || feel_run_stopped(r->run))
        return feel_null();
    if (r->nest >= DMN_MAX_NEST) {
        r->err = xc_fail(r->why, XC_ELIMIT, "", "the decisions call each other more than %d deep",
                         "决策相互调用超过 %d 层", DMN_MAX_NEST);
        return feel_null();
    }
    r->nest++;
    const feel_value *v = RUN[b->kind](r, b, context);
    r->nest--;
    return b->shape && b->kind != BOX_FUNCTION ? feel_coerce(r->run, v, b->shape) : v;
}
