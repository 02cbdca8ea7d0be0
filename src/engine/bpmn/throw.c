/* throw.c - what throwing an event does: who hears it inside the instance, what goes outside. */
#include "engine/bpmn/run_int.h"

/* the inputs of the event if it names some, else all it sees */
static const feel_value *payload(run *r, const run_token *t)
{
    return t->node->inputs.count + t->node->data_in_count > 0 ? t->locals : run_view(r, t);
}

static xc_err throw_message(run *r, run_token *t, const model_event *e)
{
    if (t->node->kind != NODE_SEND && model_is_given(&t->node->work.job))
        return run_job(r, t);
    xc_str name;
    BPMN_TRY(run_text(r, &e->name, run_view(r, t), &name));
    return r->world->message_send(r->world->ctx, name, payload(r, t), r->why);
}

/* Everybody who listens at this moment hears it, in order of age. */
static xc_err deliver_signal(run *r, xc_str name, const feel_value *variables)
{
    bpmn_instance *i = r->i;
    size_t n = i->wait_count;
    for (size_t k = 0; k < n && i->state == BPMN_RUNNING; k++) {
        run_wait *w = i->waits[k];
        if (w->dead || w->kind != WAIT_EVENT || w->node->events[w->event].kind != EVENT_SIGNAL)
            continue;
        xc_str heard;
        const feel_value *view = w->token ? run_view(r, w->token) : run_scope_view(r, w->scope);
        BPMN_TRY(run_text(r, &w->node->events[w->event].name, view, &heard));
        if (!xc_str_eq(heard, name))
            continue;
        BPMN_TRY(run_wait_cancel(r, w));
        BPMN_TRY(run_fire(r, w, variables));
    }
    return XC_OK;
}

static xc_err throw_signal(run *r, run_token *t, const model_event *e)
{
    xc_str name;
    const feel_value *out = t->node->inputs.count > 0 ? t->locals : NULL;
    BPMN_TRY(run_text(r, &e->name, run_view(r, t), &name));
    const feel_value *outside = payload(r, t);
    BPMN_TRY(deliver_signal(r, name, out));
    if (!r->world->signal_send)
        return XC_OK;
    return r->world->signal_send(r->world->ctx, name, outside, r->why);
}

/* The wait of that kind on t or on s that takes this code: an exact one before one that takes all.
 */
static xc_err find_catch(run *r, event_kind kind, xc_str code, const run_token *t,
                         const run_scope *s, run_wait **ret)
{
    bpmn_instance *i = r->i;
    run_wait *any = NULL;
    *ret = NULL;
    for (size_t k = 0; k < i->wait_count; k++) {
        run_wait *w = i->waits[k];
        if (w->dead || w->kind != WAIT_EVENT || (t && w->token != t) || (s && w->scope != s))
            continue;
        const model_event *e = &w->node->events[w->event];
        if (e->kind != kind)
            continue;
        if (!e->named) {
            any = any ? any : w;
            continue;
        }
        xc_str named;
        BPMN_TRY(run_text(r, &e->name, t ? run_view(r, t) : run_scope_view(r, s), &named));
        if (xc_str_eq(named, code)) {
            *ret = w;
            return XC_OK;
        }
    }
    *ret = any;
    return XC_OK;
}

/* Climbs from the thrower to the process: boundary events of what it is in, then event
 * sub-processes. */
static xc_err climb(run *r, event_kind kind, xc_str code, run_token *from, run_wait **ret)
{
    *ret = NULL;
    for (run_token *t = from; t && !*ret; t = t->scope->owner) {
        BPMN_TRY(find_catch(r, kind, code, t, NULL, ret));
        if (!*ret)
            BPMN_TRY(find_catch(r, kind, code, NULL, t->scope, ret));
    }
    return XC_OK;
}

/* {codeVariable: code} and what came with the event */
static xc_err caught_vars(run *r, const model_event *e, xc_str code, const feel_value *variables,
                          const feel_value **ret)
{
    *ret = variables;
    if (e->code_variable.len == 0)
        return XC_OK;
    return run_with(r, variables ? variables : feel_null(), e->code_variable, run_string(r, code),
                    ret);
}

static xc_err uncaught(run *r, run_token *t, xc_str code, bool is_job)
{
    if (!is_job) {
        BPMN_TRY(run_trace(r, BPMN_LEFT, t, NULL));
        return run_fail_instance(r, code);
    }
    xc_problem p = { 0 };
    (void)xc_fail(
        &p, XC_EREFUSED, "",
        "task %.*s (%.*s) ended with error \"%.*s\" and nothing catches it; add a boundary "
        "error event or an error event sub-process",
        "任务 %.*s（%.*s）以错误“%.*s”结束，没有环节接住它；请加错误边界事件或错误事件子流程",
        XC_STR_ARG(t->node->id), XC_STR_ARG(t->node->name), XC_STR_ARG(code));
    return run_incident(r, t, &p);
}

xc_err run_throw_error(run *r, run_token *t, xc_str code, const feel_value *variables, bool is_job)
{
    run_wait *w;
    BPMN_TRY(climb(r, EVENT_ERROR, code, t, &w));
    if (!w)
        return uncaught(r, t, code, is_job);
    const feel_value *v;
    BPMN_TRY(caught_vars(r, &w->node->events[w->event], code, variables, &v));
    return run_fire(r, w, v);
}

static xc_err throw_error(run *r, run_token *t, const model_event *e)
{
    xc_str code;
    BPMN_TRY(run_text(r, &e->name, run_view(r, t), &code));
    return run_throw_error(r, t, code, t->node->inputs.count > 0 ? t->locals : NULL, false);
}

static xc_err throw_escalation(run *r, run_token *t, const model_event *e)
{
    xc_str code;
    run_wait *w;
    BPMN_TRY(run_text(r, &e->name, run_view(r, t), &code));
    BPMN_TRY(climb(r, EVENT_ESCALATION, code, t, &w));
    if (!w)
        return XC_OK;
    const feel_value *v = t->node->inputs.count > 0 ? t->locals : NULL;
    BPMN_TRY(caught_vars(r, &w->node->events[w->event], code, v, &v));
    return run_fire(r, w, v);
}

static xc_err throw_link(run *r, run_token *t, const model_event *e)
{
    const model_nodes *all = &t->node->parent->children;
    for (size_t k = 0; k < all->count; k++) {
        const model_node *n = all->items[k];
        if (n->kind != NODE_CATCH || n->event_count == 0 || n->events[0].kind != EVENT_LINK ||
            !xc_str_eq(n->events[0].name.text, e->name.text))
            continue;
        run_token *next;
        BPMN_TRY(run_trace(r, BPMN_LEFT, t, NULL));
        BPMN_TRY(run_token_new(r, n, t->scope, NULL, &next));
        return run_token_end(r, t);
    }
    return XC_OK;
}

static xc_err throw_compensation(run *r, run_token *t, const model_event *e)
{
    bool waits;
    BPMN_TRY(run_undo_throw(r, t, e->activity, e->no_wait, &waits));
    return waits ? XC_OK : run_throw_go_on(r, t);
}

/* The transaction is undone, then its cancel boundary event takes over. */
static xc_err throw_cancel(run *r, run_token *t, const model_event *e)
{
    (void)e;
    bool waits;
    run_scope *s = t->scope;
    BPMN_TRY(run_cancel_scope(r, s, t));
    s->cancelling = true;
    BPMN_TRY(run_undo_throw(r, t, NULL, false, &waits));
    return waits ? XC_OK : run_cancel_done(r, t);
}

xc_err run_cancel_done(run *r, run_token *t)
{
    run_token *host = t->scope->owner;
    run_wait *w;
    BPMN_TRY(run_trace(r, BPMN_LEFT, t, NULL));
    /* in a multi-instance transaction the boundary is on the activity around all instances */
    BPMN_TRY(climb(r, EVENT_CANCEL, XC_STR(""), host, &w));
    if (w)
        return run_fire(r, w, NULL);
    run_scope *s = host->scope;
    BPMN_TRY(run_cancel_token(r, host));
    return s->live == 0 ? run_scope_over(r, s) : XC_OK;
}

/* Ends its scope: the process, or the sub-process it stands in, which then completes. */
static xc_err throw_terminate(run *r, run_token *t, const model_event *e)
{
    (void)e;
    run_scope *s = t->scope;
    BPMN_TRY(run_cancel_scope(r, s, t));
    BPMN_TRY(run_trace(r, BPMN_LEFT, t, NULL));
    if (s->owner)
        return run_token_end(r, t);
    run_token_kill(t);
    s->dead = true;
    r->i->state = BPMN_TERMINATED;
    return XC_OK;
}

xc_err run_throw(run *r, run_token *t, const model_event *e)
{
    static xc_err (*const table[EVENT_KINDS])(run *, run_token *, const model_event *) = {
        [EVENT_MESSAGE] = throw_message, [EVENT_SIGNAL] = throw_signal,
        [EVENT_ERROR] = throw_error,     [EVENT_ESCALATION] = throw_escalation,
        [EVENT_LINK] = throw_link,       [EVENT_COMPENSATION] = throw_compensation,
        [EVENT_CANCEL] = throw_cancel,   [EVENT_TERMINATE] = throw_terminate,
    };
    return table[e->kind] ? table[e->kind](r, t, e) : XC_OK;
}
