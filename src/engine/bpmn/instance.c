/* instance.c - the doors of an instance: tell, cancel, look. */
#include "engine/bpmn/run_int.h"

static run_wait *find_wait(const bpmn_instance *i, bpmn_token token)
{
    for (size_t k = 0; k < i->wait_count; k++)
        if (i->waits[k]->id == token && !i->waits[k]->dead)
            return i->waits[k];
    return NULL;
}

static bool fits(bpmn_happening what, const run_wait *w)
{
    switch (what) {
    case BPMN_TASK_DONE:
        return w->kind == WAIT_TASK;
    case BPMN_JOB_DONE:
        return w->kind == WAIT_JOB;
    case BPMN_JOB_ERROR:
        return w->kind == WAIT_JOB || w->kind == WAIT_TASK;
    case BPMN_RETRY:
        return w->kind == WAIT_INCIDENT;
    default:
        break;
    }
    if (w->kind == WAIT_SCRIPT)
        return what == BPMN_TIMER_DUE;
    if (w->kind != WAIT_EVENT)
        return false;
    event_kind k = w->node->events[w->event].kind;
    return (what == BPMN_TIMER_DUE && k == EVENT_TIMER) ||
           (what == BPMN_MESSAGE && k == EVENT_MESSAGE) ||
           (what == BPMN_SIGNAL && k == EVENT_SIGNAL);
}

static xc_err done_outside(run *r, run_token *t, const feel_value *variables)
{
    if (model_is_activity(t->node))
        return run_activity_done(r, t, variables);
    BPMN_TRY(run_outputs(r, t, variables));
    return run_throw_go_on(r, t);
}

static xc_err happen(run *r, bpmn_happening what, run_wait *w, xc_str code,
                     const feel_value *variables)
{
    w->dead = true;
    if (what == BPMN_RETRY)
        return run_retry(r, w);
    if (what == BPMN_JOB_ERROR)
        return run_throw_error(r, w->token, code, variables, true);
    if (w->kind == WAIT_SCRIPT)
        return run_script(r, w->token);
    if (w->kind != WAIT_EVENT)
        return done_outside(r, w->token, variables);
    return run_fire(r, w, variables);
}

xc_err bpmn_tell(bpmn_instance *i, bpmn_happening what, bpmn_token token, xc_str code,
                 const feel_value *variables, const bpmn_world *world, xc_problem *why)
{
    run_wait *w = i->state == BPMN_RUNNING ? find_wait(i, token) : NULL;
    if (!w)
        return xc_fail(why, XC_ENOTFOUND, "", "nothing in this process waits as number %u any more",
                       "流程里已没有编号 %u 的等待（可能已办完或已取消）", token);
    if (!fits(what, w))
        return xc_fail(why, XC_ECONFLICT, "", "element %.*s waits for something else",
                       "环节 %.*s 等的不是这个", XC_STR_ARG(w->node->id));
    run r = { .i = i, .world = world, .why = why };
    BPMN_TRY(happen(&r, what, w, code, variables));
    return run_loop(&r);
}

xc_err bpmn_cancel(bpmn_instance *i, const bpmn_world *world, xc_problem *why)
{
    if (i->state != BPMN_RUNNING)
        return xc_fail(why, XC_ECONFLICT, "", "the process has ended already", "流程已经结束了");
    run r = { .i = i, .world = world, .why = why };
    BPMN_TRY(run_cancel_scope(&r, i->root, NULL));
    i->root->dead = true;
    i->state = BPMN_TERMINATED;
    run_compact(i);
    return XC_OK;
}

xc_err bpmn_set_variables(bpmn_instance *i, const feel_value *variables)
{
    run r = { .i = i };
    return run_assign_all(&r, i->root, variables);
}

bpmn_state bpmn_state_of(const bpmn_instance *i)
{
    return i->state;
}

xc_str bpmn_error_of(const bpmn_instance *i)
{
    return i->error;
}

const feel_value *bpmn_variables(const bpmn_instance *i)
{
    return i->root->vars;
}

size_t bpmn_open_waits(const bpmn_instance *i, bpmn_token *ret, size_t max)
{
    size_t n = 0;
    for (size_t k = 0; k < i->wait_count; k++) {
        const run_wait *w = i->waits[k];
        if (w->dead || (w->kind == WAIT_EVENT && w->node->events[w->event].kind != EVENT_TIMER &&
                        w->node->events[w->event].kind != EVENT_MESSAGE &&
                        w->node->events[w->event].kind != EVENT_SIGNAL))
            continue;
        if (n < max)
            ret[n] = w->id;
        n++;
    }
    return n;
}

static bool catches(const bpmn_instance *i, const run_token *t, const run_scope *s, xc_str code)
{
    for (size_t k = 0; k < i->wait_count; k++) {
        const run_wait *w = i->waits[k];
        if (w->dead || w->kind != WAIT_EVENT || (t && w->token != t) || (s && w->scope != s))
            continue;
        const model_event *e = &w->node->events[w->event];
        if (e->kind == EVENT_ERROR && (!e->named || e->name.expr || xc_str_eq(e->name.text, code)))
            return true;
    }
    return false;
}

bool bpmn_error_is_caught(const bpmn_instance *i, bpmn_token token, xc_str code)
{
    const run_wait *w = find_wait(i, token);
    for (const run_token *t = w ? w->token : NULL; t; t = t->scope->owner)
        if (catches(i, t, NULL, code) || catches(i, NULL, t->scope, code))
            return true;
    return false;
}

size_t bpmn_active_elements(const bpmn_instance *i, xc_str *ret, size_t max)
{
    size_t n = 0;
    for (size_t k = 0; k < i->token_count; k++) {
        const run_token *t = i->tokens[k];
        bool again = t->state == TOKEN_DEAD;
        for (size_t j = 0; j < k && !again; j++)
            again = i->tokens[j]->node == t->node && i->tokens[j]->state != TOKEN_DEAD;
        if (again)
            continue;
        if (n < max)
            ret[n] = t->node->id;
        n++;
    }
    return n;
}
