/* work.c - what each kind of activity does once it has begun. */
#include "engine/bpmn/run_int.h"

#include "codec/time_text.h"

/* the task's or job's own wait carries the token's number */
static xc_err own_wait(run *r, run_token *t, wait_kind kind)
{
    run_wait *w;
    BPMN_TRY(run_wait_new(r, kind, t->node, 0, t, NULL, &w));
    w->id = t->id;
    return XC_OK;
}

static xc_err open_scope(run *r, run_token *t, const model_node *node)
{
    run_scope *s;
    BPMN_TRY(run_scope_new(r, node, t, &s));
    return run_scope_start(r, s, NULL);
}

static xc_err sub_process(run *r, run_token *t)
{
    return open_scope(r, t, t->node);
}

static xc_err call(run *r, run_token *t)
{
    if (t->node->work.called_process)
        return open_scope(r, t, t->node->work.called_process);
    xc_problem p = { 0 };
    (void)xc_fail(&p, XC_ENOTFOUND, "",
                  "call activity %.*s calls \"%.*s\", which is not loaded; add the process",
                  "调用活动 %.*s 调用的“%.*s”没有加载；请加上该流程", XC_STR_ARG(t->node->id),
                  XC_STR_ARG(t->node->work.called));
    return run_incident(r, t, &p);
}

static xc_err nothing(run *r, run_token *t)
{
    return run_activity_done(r, t, NULL);
}

/* a date and time, or how long from now */
static xc_err due_of(run *r, run_token *t, int64_t *ret)
{
    *ret = TIME_NONE;
    xc_str text;
    BPMN_TRY(run_text(r, &t->node->work.due, run_view(r, t), &text));
    if (text.len == 0)
        return XC_OK;
    run_timer timer;
    int64_t now = r->world->now_us(r->world->ctx);
    if (run_timer_of(TIMER_DATE, text, now, r->world->utc_offset_minutes, &timer) == XC_OK)
        *ret = timer.due_us;
    return XC_OK;
}

static xc_err user(run *r, run_token *t)
{
    const model_work *w = &t->node->work;
    const feel_value *view = run_view(r, t);
    bpmn_task task = {
        .token = t->id, .element = t->node->id, .name = t->node->name, .variables = view
    };
    BPMN_TRY(run_text(r, &w->form, view, &task.form));
    BPMN_TRY(run_text(r, &w->assignee, view, &task.assignee));
    BPMN_TRY(run_text(r, &w->candidates, view, &task.candidates));
    BPMN_TRY(due_of(r, t, &task.due_us));
    BPMN_TRY(own_wait(r, t, WAIT_TASK));
    return r->world->task_open(r->world->ctx, &task, r->why);
}

static xc_err headers(run *r, run_token *t, const feel_value *view, const feel_value **ret)
{
    const model_mappings *h = &t->node->work.headers;
    const feel_value *c = feel_null();
    for (size_t k = 0; k < h->count; k++) {
        const feel_value *v;
        BPMN_TRY(run_value(r, &h->items[k].value, view, &v));
        BPMN_TRY(run_with(r, c, h->items[k].target, v, &c));
    }
    *ret = c;
    return XC_OK;
}

/* a task's, or a throw event's that a job sends */
xc_err run_job(run *r, run_token *t)
{
    const feel_value *view = run_view(r, t), *results = feel_null();
    bpmn_job j = {
        .token = t->id, .element = t->node->id, .name = t->node->name, .variables = view
    };
    BPMN_TRY(run_text(r, &t->node->work.job, view, &j.type));
    BPMN_TRY(headers(r, t, view, &j.headers));
    bool done = false;
    BPMN_TRY(r->world->job_open(r->world->ctx, &j, r->i->arena, &done, &results, r->why));
    if (!done)
        return own_wait(r, t, WAIT_JOB);
    return model_is_activity(t->node) ? run_activity_done(r, t, results)
                                      : run_outputs(r, t, results);
}

/* {name: v}, or v itself if it is a context and no name is given */
static xc_err result_of(run *r, const run_token *t, const feel_value *v, const feel_value **ret)
{
    xc_str name = t->node->work.result;
    if (name.len == 0) {
        *ret = feel_type_of(v) == FEEL_CONTEXT ? v : NULL;
        return XC_OK;
    }
    return run_with_path(r, feel_null(), name, v, ret);
}

static xc_err service(run *r, run_token *t)
{
    if (!t->node->work.value)
        return model_is_given(&t->node->work.job) ? run_job(r, t) : nothing(r, t);
    const feel_value *v, *results;
    BPMN_TRY(run_eval(r, t->node->work.value, run_view(r, t), &v, NULL));
    BPMN_TRY(result_of(r, t, v, &results));
    return run_activity_done(r, t, results);
}

/* camunda:mapDecisionResult */
static xc_err shape_result(run *r, result_form form, const feel_value *v, const feel_value **ret)
{
    *ret = v;
    if (form == RESULT_SINGLE_ENTRY || form == RESULT_SINGLE) {
        if (feel_type_of(v) == FEEL_LIST && feel_count(v) == 1)
            *ret = v = feel_item(v, 0, NULL);
        if (form == RESULT_SINGLE_ENTRY && feel_type_of(v) == FEEL_CONTEXT && feel_count(v) == 1) {
            xc_str name;
            *ret = feel_item(v, 0, &name);
        }
    }
    if (form == RESULT_LIST && feel_type_of(v) != FEEL_LIST) {
        *ret = feel_list(r->i->arena, &v, 1);
        return feel_type_of(*ret) == FEEL_LIST ? XC_OK : XC_ENOMEM;
    }
    return XC_OK;
}

static xc_err rule(run *r, run_token *t)
{
    const model_work *w = &t->node->work;
    if (!model_is_given(&w->decision))
        return service(r, t);
    const feel_value *view = run_view(r, t);
    const feel_value *v = feel_null(), *trace = feel_null(), *results;
    xc_str name;
    BPMN_TRY(run_text(r, &w->decision, view, &name));
    xc_problem p = { 0 };
    xc_err err = r->world->decide(r->world->ctx, name, view, r->i->arena, &v, &trace, &p);
    if (err && r->world->incident_open &&
        (err == XC_EREFUSED || err == XC_EINVAL || err == XC_ENOTFOUND || err == XC_ELIMIT))
        return run_incident(r, t, &p);
    if (err && r->why)
        *r->why = p;
    BPMN_TRY(err);
    BPMN_TRY(run_trace(r, BPMN_DECIDED, t, trace));
    BPMN_TRY(shape_result(r, w->result_form, v, &v));
    BPMN_TRY(result_of(r, t, v, &results));
    return run_activity_done(r, t, results);
}

static xc_err foreign_script(run *r, run_token *t)
{
    const model_work *w = &t->node->work;
    if (!r->world->script)
        return xc_fail(
            r->why, XC_EUNSUPPORTED, "",
            "script task %.*s: scripts in \"%.*s\" cannot run here; write it in FEEL "
            "(scriptFormat=\"feel\")",
            "脚本任务 %.*s：这里不能运行“%.*s”脚本；请改用 FEEL（scriptFormat=\"feel\"）",
            XC_STR_ARG(t->node->id), XC_STR_ARG(w->script_format));
    bpmn_script s = { .token = t->id,
                      .element = t->node->id,
                      .format = w->script_format,
                      .text = w->script,
                      .round = t->rounds,
                      .variables = run_view(r, t) };
    bpmn_script_result res = { 0 };
    BPMN_TRY(r->world->script(r->world->ctx, &s, r->i->arena, &res, r->why));
    if (res.set)
        BPMN_TRY(run_assign_own(r, t, res.set));
    if (res.error.len > 0)
        return run_throw_error(r, t, res.error, NULL, true);
    if (!res.wait)
        return run_activity_done(r, t, NULL);
    t->rounds++;
    run_wait *wait;
    BPMN_TRY(run_wait_new(r, WAIT_SCRIPT, t->node, 0, t, NULL, &wait));
    wait->due_us = r->world->now_us(r->world->ctx) + res.wait_us;
    return r->world->timer_set(r->world->ctx, wait->id, t->node->id, wait->due_us, r->why);
}

xc_err run_script(run *r, run_token *t)
{
    if (!t->node->work.script_expr) {
        if (model_is_given(&t->node->work.job))
            return run_job(r, t);
        return t->node->work.script.len > 0 ? foreign_script(r, t) : nothing(r, t);
    }
    const feel_value *v, *results;
    BPMN_TRY(run_eval(r, t->node->work.script_expr, run_view(r, t), &v, NULL));
    BPMN_TRY(result_of(r, t, v, &results));
    return run_activity_done(r, t, results);
}

static xc_err send(run *r, run_token *t)
{
    if (model_is_given(&t->node->work.job))
        return run_job(r, t);
    if (t->node->event_count > 0)
        BPMN_TRY(run_throw(r, t, &t->node->events[0]));
    return run_activity_done(r, t, NULL);
}

static xc_err receive(run *r, run_token *t)
{
    /* the message that started the instance is the one it waited for */
    if (t->node->work.instantiate && !t->via && !t->scope->owner)
        return run_activity_done(r, t, NULL);
    return t->node->event_count > 0 ? run_arm(r, t->node, t, NULL) : run_activity_done(r, t, NULL);
}

xc_err run_work(run *r, run_token *t)
{
    static xc_err (*const table[NODE_KINDS])(run *, run_token *) = {
        [NODE_SUBPROCESS] = sub_process,
        [NODE_TRANSACTION] = sub_process,
        [NODE_ADHOC] = sub_process,
        [NODE_CALL] = call,
        [NODE_TASK] = nothing,
        [NODE_MANUAL] = nothing,
        [NODE_USER] = user,
        [NODE_SERVICE] = service,
        [NODE_RULE] = rule,
        [NODE_SCRIPT] = run_script,
        [NODE_SEND] = send,
        [NODE_RECEIVE] = receive,
    };
    return table[t->node->kind](r, t);
}
