/* activity.c - what all tasks and sub-processes share: coming in, boundary events, results, going
 * out. */
#include "engine/bpmn/run_int.h"

/* startQuantity: so many tokens make one activity */
static bool gathered(bpmn_instance *i, run_token *t)
{
    t->state = TOKEN_ARRIVED;
    int64_t have = 0;
    for (size_t k = 0; k < i->token_count; k++) {
        const run_token *o = i->tokens[k];
        have += o->state == TOKEN_ARRIVED && o->node == t->node && o->scope == t->scope;
    }
    int64_t need = t->node->start_quantity;
    if (have < need)
        return false;
    int64_t drop = need - 1;
    for (size_t k = 0; k < i->token_count && drop > 0; k++) {
        run_token *o = i->tokens[k];
        if (o == t || o->state != TOKEN_ARRIVED || o->node != t->node || o->scope != t->scope)
            continue;
        run_token_kill(o);
        drop--;
    }
    return true;
}

xc_err run_enter_activity(run *r, run_token *t)
{
    if (!t->iteration && t->node->start_quantity > 1 && !gathered(r->i, t))
        return XC_OK;
    t->state = TOKEN_ACTIVE;
    BPMN_TRY(run_trace(r, BPMN_ENTERED, t, NULL));
    if (t->iteration)
        return run_begin_activity(r, t);
    BPMN_TRY(run_arm_boundaries(r, t));
    if (t->state == TOKEN_DEAD || r->i->state != BPMN_RUNNING)
        return XC_OK;
    return t->node->loop.kind == LOOP_NONE ? run_begin_activity(r, t) : run_loop_begin(r, t);
}

xc_err run_begin_activity(run *r, run_token *t)
{
    BPMN_TRY(run_inputs(r, t));
    return run_work(r, t);
}

xc_err run_activity_done(run *r, run_token *t, const feel_value *results)
{
    if (t->state == TOKEN_DEAD || r->i->state != BPMN_RUNNING)
        return XC_OK;
    BPMN_TRY(run_outputs(r, t, results));
    BPMN_TRY(run_waits_cancel(r, t, NULL));
    BPMN_TRY(run_undo_record(r, t));
    BPMN_TRY(run_trace(r, BPMN_LEFT, t, NULL));
    if (t->iteration)
        return run_loop_next(r, t, run_view(r, t));
    return run_leave(r, t);
}
