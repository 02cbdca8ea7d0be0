/* data.c - data associations at run time: values into an activity before it begins, out of it when
 * it is done (BPMN 2.0, 10.4.2). */
#include "engine/bpmn/run_int.h"

static xc_err apply(run *r, const model_association *a, const feel_value *view,
                    const feel_value **io_to)
{
    const feel_value *v = run_entry(view, a->from);
    if (a->transformation)
        BPMN_TRY(run_eval(r, a->transformation, view, &v, NULL));
    if (v && feel_type_of(v) != FEEL_NULL && a->to.len > 0)
        BPMN_TRY(run_with_path(r, *io_to, a->to, v, io_to));
    for (size_t k = 0; k < a->assignment_count; k++) {
        const model_assignment *s = &a->assignments[k];
        BPMN_TRY(run_eval(r, s->from, view, &v, NULL));
        BPMN_TRY(run_with_path(r, *io_to, s->to, v, io_to));
    }
    return XC_OK;
}

xc_err run_data_in(run *r, run_token *t)
{
    const model_node *n = t->node;
    for (size_t k = 0; k < n->own_count; k++)
        if (!run_entry(t->locals, n->own[k]))
            BPMN_TRY(run_with(r, t->locals, n->own[k], feel_null(), &t->locals));
    for (size_t k = 0; k < n->data_in_count; k++)
        BPMN_TRY(apply(r, &n->data_in[k], run_view(r, t), &t->locals));
    return XC_OK;
}

/* What was never set is not carried out: it would wipe what stands there. */
xc_err run_data_out(run *r, run_token *t, const feel_value *results)
{
    const model_node *n = t->node;
    if (n->data_out_count == 0)
        return XC_OK;
    const feel_value *view = run_view(r, t), *out = feel_null();
    if (results && feel_type_of(results) == FEEL_CONTEXT)
        view = run_overlay(r, view, results);
    /* an event's output is what came with it, as a whole if it has no part of that name */
    bool whole = !model_is_activity(n) && results && feel_type_of(results) == FEEL_CONTEXT;
    for (size_t k = 0; k < n->data_out_count; k++) {
        const model_association *a = &n->data_out[k];
        if (whole && a->from.len > 0 && !run_entry(results, a->from))
            BPMN_TRY(run_with(r, view, a->from, results, &view));
        BPMN_TRY(apply(r, a, view, &out));
    }
    return run_assign_all(r, t->scope, out);
}
