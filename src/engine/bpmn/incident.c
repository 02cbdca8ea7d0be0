/* incident.c - what cannot go on: told, kept where it is, tried again. */
#include "engine/bpmn/run_int.h"

static xc_err tell(run *r, const run_token *t, const xc_problem *problem)
{
    const feel_value *why = feel_null();
    BPMN_TRY(run_with(r, why, XC_STR("code"), run_string(r, xc_str_of(xc_err_name(problem->code))),
                      &why));
    BPMN_TRY(run_with(r, why, XC_STR("en"),
                      run_string(r, xc_str_of(xc_problem_text(problem, XC_LANG_EN))), &why));
    BPMN_TRY(run_with(r, why, XC_STR("zh"),
                      run_string(r, xc_str_of(xc_problem_text(problem, XC_LANG_ZH))), &why));
    return run_trace(r, BPMN_INCIDENT, t, why);
}

xc_err run_incident_at(run *r, const model_node *event, run_token *t, run_scope *s,
                       const xc_problem *problem)
{
    const run_token none = { .node = event };
    BPMN_TRY(tell(r, t ? t : &none, problem));
    if (!r->world->incident_open)
        return run_fail_instance(r, xc_str_of(xc_err_name(problem->code)));
    run_wait *w;
    BPMN_TRY(run_wait_new(r, WAIT_INCIDENT, event, 0, t, t ? NULL : s, &w));
    return r->world->incident_open(r->world->ctx, w->id, event->id, problem, r->why);
}

xc_err run_incident(run *r, run_token *t, const xc_problem *problem)
{
    t->state = TOKEN_ACTIVE;
    return run_incident_at(r, t->node, t, NULL, problem);
}

/* the task's or job's own wait, if there still is one */
static xc_err drop_own(run *r, const run_token *t)
{
    bpmn_instance *i = r->i;
    for (size_t k = 0; k < i->wait_count; k++)
        if (!i->waits[k]->dead && i->waits[k]->token == t && i->waits[k]->node == t->node)
            BPMN_TRY(run_wait_cancel(r, i->waits[k]));
    return XC_OK;
}

xc_err run_retry(run *r, run_wait *w)
{
    run_token *t = w->token;
    if (!t || w->node != t->node) /* an event that waits beside */
        return run_arm(r, w->node, t, w->scope);
    if (!model_is_activity(t->node)) {
        t->state = TOKEN_READY;
        r->scan = 0;
        return XC_OK;
    }
    BPMN_TRY(drop_own(r, t));
    t->rounds = 0;
    bool loops = t->node->loop.kind != LOOP_NONE && !t->iteration;
    return loops ? run_loop_begin(r, t) : run_begin_activity(r, t);
}
