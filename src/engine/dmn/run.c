/* run.c - deciding: the graph of decisions, knowledge and services, each decision once. */
#include "engine/dmn/batch.h"
#include "engine/dmn/run_int.h"
#include "engine/feel/feel_int.h"

enum { SPARE_BYTES = 512 };

static const feel_value *element_value(dmn_run *r, size_t at);

const feel_value *dmn_refuse(dmn_run *r, const char *en, const char *zh)
{
    if (!r->err)
        r->err = xc_fail(r->why, XC_EREFUSED, "", "%s", "%s", en);
    if (r->err == XC_EREFUSED && r->why)
        xc_ignore(xc_fail(r->why, XC_EREFUSED, "", "%s%.0s", "%.0s%s", en, zh)); /* known */
    return feel_null();
}

static const feel_value *too_deep(dmn_run *r)
{
    if (!r->err)
        r->err = xc_fail(r->why, XC_ELIMIT, "", "the decisions need or call each other too deeply",
                         "决策之间的依赖或调用层次过深");
    return feel_null();
}

/* a member of the import that the element comes from */
static const feel_value *with_member(dmn_run *r, const feel_value *context, const dmn_need *n,
                                     const feel_value *v)
{
    const feel_value *import = feel_find(context, n->under);
    if (!import || feel_type_of(import) != FEEL_CONTEXT)
        import = feel_null();
    import = feel_with(r->arena, import, r->m->elements[n->element].name, v);
    return feel_with(r->arena, context, n->under, import);
}

static void set(feel_entry *entries, size_t *count, xc_str name, const feel_value *v)
{
    size_t i = 0;
    while (i < *count && !xc_str_eq(entries[i].name, name))
        i++;
    entries[i] = (feel_entry){ name, v };
    *count += i == *count;
}

/* inputs first, then what the element needs, by its name */
static const feel_value *context_of(dmn_run *r, const dmn_element *e)
{
    const feel_value *inputs = r->frame->inputs;
    size_t count = feel_count(inputs);
    if (!e->need_count)
        return inputs;
    feel_entry *entries = xc_arena_alloc(r->arena, (count + e->need_count) * sizeof *entries);
    if (!entries)
        return feel_null();
    if (count)
        memcpy(entries, inputs->context.entries, count * sizeof *entries);
    for (size_t i = 0; i < e->need_count; i++)
        if (!e->needs[i].under.len)
            set(entries, &count, r->m->elements[e->needs[i].element].name,
                element_value(r, e->needs[i].element));
    const feel_value *context = feel_of_context(r->arena, entries, count);
    for (size_t i = 0; i < e->need_count; i++)
        if (e->needs[i].under.len)
            context = with_member(r, context, &e->needs[i], element_value(r, e->needs[i].element));
    return context;
}

static const feel_value *decide(dmn_run *r, const dmn_element *e)
{
    dmn_hits hits = { 0 };
    const feel_value *context = context_of(r, e), *v;
    const dmn_element *outer = r->at;
    r->at = e;
    if (e->box->kind == BOX_TABLE && !r->err)
        v = dmn_run_table(r, e->box->table, context, r->traces ? &hits : NULL);
    else
        v = dmn_run_box(r, e->box, context);
    if (e->box->kind == BOX_TABLE && e->box->shape)
        v = feel_coerce(r->run, v, e->box->shape);
    if (e->shape)
        v = feel_coerce(r->run, v, e->shape);
    r->at = outer;
    dmn_trace_decision(r, e, v, &hits);
    return v;
}

/* ---- services ---- */

typedef struct {
    dmn_run *r;
    const dmn_element *service;
} service_ref;

static const feel_value *outputs_of(dmn_run *r, const dmn_element *s)
{
    const feel_value *v = feel_null();
    if (s->output_count == 1) {
        v = element_value(r, s->outputs[0]);
    } else {
        for (size_t i = 0; i < s->output_count; i++)
            v = feel_with(r->arena, v, r->m->elements[s->outputs[i]].name,
                          element_value(r, s->outputs[i]));
    }
    const feel_shape *shape =
        s->shape && s->shape->kind == FEEL_SHAPE_FUNCTION ? s->shape->returns : s->shape;
    return shape ? feel_coerce(r->run, v, shape) : v;
}

/* Decides in a scope that knows the arguments only. */
static const feel_value *call_service(feel_run *run, const void *ctx, const feel_value *const *args)
{
    const service_ref *ref = ctx;
    dmn_run *r = ref->r;
    const dmn_element *s = ref->service;
    dmn_frame own = { feel_null(), xc_arena_array(r->arena, r->m->count, sizeof *own.done) };
    dmn_frame *outer = r->frame;
    (void)run;
    if (!own.done || r->nest >= DMN_MAX_NEST)
        return own.done ? too_deep(r) : feel_null();
    for (size_t i = 0; i < s->given_count; i++) {
        own.inputs = feel_with(r->arena, own.inputs, s->params[i].name, args[i]);
        own.done[s->given[i]] = args[i];
    }
    r->frame = &own;
    r->nest++;
    const feel_value *v = outputs_of(r, s);
    r->nest--;
    r->frame = outer;
    dmn_trace_call(r, s, args, v, &(dmn_hits){ 0 });
    return v;
}

static const feel_value *service_function(dmn_run *r, const dmn_element *s)
{
    service_ref *ref = xc_arena_array(r->arena, 1, sizeof *ref);
    if (!ref)
        return feel_null();
    *ref = (service_ref){ r, s };
    return feel_native_function(
        r->arena, s->params, s->given_count,
        s->shape && s->shape->kind == FEEL_SHAPE_FUNCTION ? s->shape->returns : NULL, call_service,
        ref);
}

/* ---- elements ---- */

static const feel_value *input_of(dmn_run *r, const dmn_element *e)
{
    xc_str name;
    for (size_t i = 0; i < feel_count(r->frame->inputs); i++) {
        const feel_value *v = feel_item(r->frame->inputs, i, &name);
        if (xc_str_eq(name, e->name))
            return e->shape ? feel_coerce(r->run, v, e->shape) : v;
    }
    return feel_null();
}

/* A knowledge model may call itself by its name. */
static const feel_value *knowledge_of(dmn_run *r, const dmn_element *e)
{
    return dmn_function(r, e->box, e, context_of(r, e));
}

static const feel_value *make_value(dmn_run *r, const dmn_element *e)
{
    switch (e->kind) {
    case ELEMENT_INPUT:
        return input_of(r, e);
    case ELEMENT_DECISION:
        return decide(r, e);
    case ELEMENT_KNOWLEDGE:
        return knowledge_of(r, e);
    case ELEMENT_SERVICE:
        return service_function(r, e);
    }
    return feel_null();
}

static const feel_value *element_value(dmn_run *r, size_t at)
{
    const feel_value **done = &r->frame->done[at];
    if (*done)
        return *done;
    if (r->err || r->chain >= DMN_MAX_CHAIN)
        return too_deep(r);
    *done = feel_null(); /* what needs itself finds nothing */
    r->chain++;
    const feel_value *v = make_value(r, &r->m->elements[at]);
    r->chain--;
    *done = v;
    return v;
}

/* ---- the entrance ---- */

bool dmn_find_decision(const dmn_model *m, xc_str name, size_t *ret)
{
    for (int by_name = 0; by_name < 2; by_name++)
        for (size_t k = 0; k < m->count; k++) {
            size_t i = (k + m->own) % m->count; /* what is imported comes last */
            const dmn_element *e = &m->elements[i];
            bool decides = e->kind == ELEMENT_DECISION || e->kind == ELEMENT_SERVICE;
            if (decides && xc_str_eq(by_name ? e->name : e->id, name)) {
                *ret = i;
                return true;
            }
        }
    return false;
}

static const feel_value *answer(dmn_run *r, size_t at)
{
    const dmn_element *e = &r->m->elements[at];
    if (e->kind != ELEMENT_SERVICE)
        return element_value(r, at);
    const feel_value **args = xc_arena_array(r->arena, e->given_count, sizeof *args);
    if (!args)
        return feel_null();
    for (size_t i = 0; i < e->given_count; i++)
        args[i] = input_of(r, &r->m->elements[e->given[i]]);
    return call_service(r->run, &(service_ref){ r, e }, args);
}

xc_err dmn_decide(const dmn_model *m, xc_str name, const feel_value *inputs, xc_arena *arena,
                  const feel_options *options, const feel_value **ret, const feel_value **trace,
                  xc_problem *why)
{
    return dmn_decide_noting(m, name, inputs, arena, options, NULL, ret, trace, why);
}

xc_err dmn_decide_noting(const dmn_model *m, xc_str name, const feel_value *inputs, xc_arena *arena,
                         const feel_options *options, feel_diag *diag, const feel_value **ret,
                         const feel_value **ret_trace, xc_problem *why)
{
    size_t at;
    if (!dmn_find_decision(m, name, &at))
        return xc_fail(why, XC_ENOTFOUND, "", "there is no decision \"%.*s\"", "没有决策“%.*s”",
                       XC_STR_ARG(name));
    return dmn_decide_at(m, at, inputs, arena, options, diag, ret, ret_trace, why);
}

xc_err dmn_decide_at(const dmn_model *m, size_t at, const feel_value *inputs, xc_arena *arena,
                     const feel_options *options, feel_diag *diag, const feel_value **ret,
                     const feel_value **ret_trace, xc_problem *why)
{
    xc_str name = m->elements[at].name;
    if (diag)
        diag->count = 0;
    dmn_frame frame = { inputs ? inputs : feel_null(),
                        xc_arena_array(arena, m->count, sizeof *frame.done) };
    dmn_run *r = xc_arena_array(arena, 1, sizeof *r);
    if (!r || !frame.done)
        return xc_arena_err(arena, sizeof *r);
    *r = (dmn_run){ .m = m, .arena = arena, .frame = &frame, .why = why };
    if (ret_trace && !(r->traces = xc_arena_array(arena, DMN_MAX_TRACES, sizeof *r->traces)))
        return xc_arena_err(arena, DMN_MAX_TRACES * sizeof *r->traces);
    if (!feel_run_start(arena, options, diag, &r->run))
        return xc_arena_err(arena, 64);
    const feel_value *v = answer(r, at);
    if (r->err)
        return r->err;
    if (feel_run_stopped(r->run))
        return xc_fail(why, XC_ELIMIT, "", "the decision \"%.*s\" took too many steps",
                       "决策“%.*s”计算步数过多", XC_STR_ARG(name));
    /* in a full arena values turn null one by one: no answer then */
    if (!xc_arena_alloc(arena, SPARE_BYTES))
        return xc_fail(why, xc_arena_err(arena, SPARE_BYTES), "",
                       "the decision \"%.*s\" needs more memory than it may use",
                       "决策“%.*s”需要的内存超过上限", XC_STR_ARG(name));
    if (ret_trace)
        *ret_trace = feel_list(arena, r->traces, r->trace_count);
    *ret = v;
    return XC_OK;
}
