/* trace.c - what an instance says about its run, and how it stops when it cannot go on. */
#include "engine/bpmn/run_int.h"

xc_err run_trace(run *r, bpmn_trace_kind kind, const run_token *t, const feel_value *why)
{
    if (!r->world->trace)
        return XC_OK;
    bpmn_trace e = { .kind = kind,
                     .token = t->id,
                     .element = t->node->id,
                     .name = t->node->name,
                     .type = xc_str_of(t->node->type),
                     .why = why ? why : feel_null() };
    return r->world->trace(r->world->ctx, &e, r->why);
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (unsigned char)c >= 0x80;
}

/* whether name stands in text as a word of its own */
static bool mentions(xc_str text, xc_str name)
{
    for (size_t at = 0; name.len > 0 && at + name.len <= text.len; at++) {
        if (memcmp(text.ptr + at, name.ptr, name.len) != 0)
            continue;
        bool before = at > 0 && (is_name_byte(text.ptr[at - 1]) || text.ptr[at - 1] == '.');
        bool after = at + name.len < text.len && is_name_byte(text.ptr[at + name.len]);
        if (!before && !after)
            return true;
    }
    return false;
}

/* {condition, values}: the condition's text and the variables it names */
static xc_err flow_why(run *r, const model_flow *f, const feel_value *view, const feel_value **ret)
{
    const feel_value *values = feel_null(), *why = feel_null();
    size_t n = feel_type_of(view) == FEEL_CONTEXT ? feel_count(view) : 0;
    for (size_t k = 0; k < n; k++) {
        xc_str key;
        const feel_value *v = feel_item(view, k, &key);
        if (mentions(f->condition_text, key))
            BPMN_TRY(run_with(r, values, key, v, &values));
    }
    BPMN_TRY(run_with(r, why, XC_STR("condition"), run_string(r, f->condition_text), &why));
    return run_with(r, why, XC_STR("values"), values, ret);
}

xc_err run_trace_flow(run *r, const run_token *t, const model_flow *f, const feel_value *view)
{
    if (!r->world->trace)
        return XC_OK;
    const feel_value *why = feel_null();
    if (f->condition)
        BPMN_TRY(flow_why(r, f, view, &why));
    else if (t->node->default_flow == f)
        BPMN_TRY(run_with(r, why, XC_STR("default"), feel_bool(true), &why));
    bpmn_trace e = { .kind = BPMN_FLOW,
                     .token = t->id,
                     .element = f->id,
                     .name = f->name,
                     .type = XC_STR("sequenceFlow"),
                     .why = why };
    return r->world->trace(r->world->ctx, &e, r->why);
}

xc_err run_fail_instance(run *r, xc_str error)
{
    bpmn_instance *i = r->i;
    xc_str copy = xc_arena_str(i->arena, error);
    if (!copy.ptr)
        return XC_ENOMEM;
    BPMN_TRY(run_cancel_scope(r, i->root, NULL));
    i->root->dead = true;
    i->state = BPMN_FAILED;
    i->error = copy;
    return XC_OK;
}
