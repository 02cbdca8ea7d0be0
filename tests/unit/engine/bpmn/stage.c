/* stage.c - the world of the process tests. */
#include "stage.h"

#include <check.h>
#include <stdio.h>

#include "base/clock.h"

static int64_t now(void *ctx)
{
    return ((stage *)ctx)->now_us;
}

const feel_value *stage_value(stage *s, const char *feel)
{
    const feel_expr *e;
    if (feel_parse(xc_str_of(feel), NULL, 0, s->arena, &e, &s->why))
        return feel_null();
    feel_options o = { .now_us = s->now_us };
    feel_diag diag = { 0 };
    const feel_value *v = feel_eval(e, feel_null(), s->arena, &o, &diag);
    return diag.count > 0 && diag.first[0].code == XC_ENOMEM ? feel_null() : v;
}

static xc_err add(stage *s, bpmn_happening what, bpmn_token t, xc_str element, int64_t due_us)
{
    if (s->count == STAGE_MAX_WAITS)
        return XC_ELIMIT;
    stage_wait *w = &s->waits[s->count++];
    *w = (stage_wait){ .what = what, .token = t, .due_us = due_us };
    (void)snprintf(w->element, sizeof w->element, "%.*s", XC_STR_ARG(element));
    return XC_OK;
}

static xc_err decide(void *ctx, xc_str decision, const feel_value *in, xc_arena *arena,
                     const feel_value **ret, const feel_value **trace, xc_problem *why)
{
    stage *s = ctx;
    (void)arena, (void)in;
    xc_buf_printf(&s->log, "decide %.*s\n", XC_STR_ARG(decision));
    if (!s->decision)
        return xc_fail(why, XC_ENOTFOUND, "", "no such decision", "没有这个决策");
    *ret = stage_value(s, s->decision);
    *trace = *ret;
    return XC_OK;
}

static xc_err task_open(void *ctx, const bpmn_task *t, xc_problem *why)
{
    stage *s = ctx;
    (void)why;
    xc_buf_printf(&s->log, "task %.*s form=%.*s assignee=%.*s roles=%.*s due=%s\n",
                  XC_STR_ARG(t->element), XC_STR_ARG(t->form), XC_STR_ARG(t->assignee),
                  XC_STR_ARG(t->candidates), t->due_us == INT64_MIN ? "none" : "set");
    return add(s, BPMN_TASK_DONE, t->token, t->element, t->due_us);
}

static xc_err gone(stage *s, const char *word, bpmn_token t)
{
    for (size_t k = 0; k < s->count; k++)
        if (s->waits[k].token == t) {
            xc_buf_printf(&s->log, "%s %s\n", word, s->waits[k].element);
            memmove(s->waits + k, s->waits + k + 1, (--s->count - k) * sizeof *s->waits);
            return XC_OK;
        }
    return XC_EBUG; /* cancels what was never opened */
}

static xc_err task_cancel(void *ctx, bpmn_token t, xc_problem *why)
{
    (void)why;
    return gone(ctx, "task-cancel", t);
}

static xc_err job_open(void *ctx, const bpmn_job *j, xc_arena *arena, bool *done,
                       const feel_value **ret, xc_problem *why)
{
    stage *s = ctx;
    (void)why, (void)arena;
    xc_buf_printf(&s->log, "job %.*s type=%.*s\n", XC_STR_ARG(j->element), XC_STR_ARG(j->type));
    if (!s->job_now)
        return add(s, BPMN_JOB_DONE, j->token, j->element, 0);
    *done = true;
    *ret = stage_value(s, "{done: true}");
    return XC_OK;
}

static xc_err job_cancel(void *ctx, bpmn_token t, xc_problem *why)
{
    (void)why;
    return gone(ctx, "job-cancel", t);
}

static xc_err timer_set(void *ctx, bpmn_token t, xc_str element, int64_t due_us, xc_problem *why)
{
    stage *s = ctx;
    (void)why;
    xc_buf_printf(&s->log, "timer %.*s +%llds\n", XC_STR_ARG(element),
                  (long long)((due_us - s->now_us) / XC_SECOND_US));
    return add(s, BPMN_TIMER_DUE, t, element, due_us);
}

static xc_err timer_cancel(void *ctx, bpmn_token t, xc_problem *why)
{
    (void)why;
    return gone(ctx, "timer-cancel", t);
}

static xc_err message_wait(void *ctx, bpmn_token t, xc_str message, xc_str key, xc_problem *why)
{
    stage *s = ctx;
    (void)why;
    xc_buf_printf(&s->log, "wait %.*s key=%.*s\n", XC_STR_ARG(message), XC_STR_ARG(key));
    return add(s, BPMN_MESSAGE, t, message, 0);
}

static xc_err message_cancel(void *ctx, bpmn_token t, xc_problem *why)
{
    (void)why;
    return gone(ctx, "wait-cancel", t);
}

static xc_err message_send(void *ctx, xc_str message, const feel_value *payload, xc_problem *why)
{
    stage *s = ctx;
    (void)payload, (void)why;
    xc_buf_printf(&s->log, "send %.*s\n", XC_STR_ARG(message));
    return XC_OK;
}

static xc_err trace(void *ctx, const bpmn_trace *t, xc_problem *why)
{
    static const char *const words[] = {
        "enter", "leave", "cancel", "flow", "decided", "incident"
    };
    stage *s = ctx;
    (void)why;
    xc_buf_printf(&s->log, "%s %.*s\n", words[t->kind], XC_STR_ARG(t->element));
    return XC_OK;
}

static xc_err incident_open(void *ctx, bpmn_token t, xc_str element, const xc_problem *problem,
                            xc_problem *why)
{
    stage *s = ctx;
    (void)why;
    xc_buf_printf(&s->log, "mend %.*s %s\n", XC_STR_ARG(element), xc_err_name(problem->code));
    return add(s, BPMN_RETRY, t, element, 0);
}

static xc_err incident_cancel(void *ctx, bpmn_token t, xc_problem *why)
{
    (void)why;
    return gone(ctx, "mend-cancel", t);
}

xc_err stage_open(stage *s, const bpmn_model *m, bool reload)
{
    *s = (stage){ .model = m, .reload = reload, .now_us = INT64_C(1785326400000000) };
    s->world = (bpmn_world){ .ctx = s,
                             .now_us = now,
                             .decide = decide,
                             .task_open = task_open,
                             .task_cancel = task_cancel,
                             .job_open = job_open,
                             .job_cancel = job_cancel,
                             .timer_set = timer_set,
                             .timer_cancel = timer_cancel,
                             .message_wait = message_wait,
                             .message_cancel = message_cancel,
                             .message_send = message_send,
                             .trace = trace };
    xc_buf_init(&s->log, 1 << 20);
    return xc_arena_new(64 << 20, &s->arena);
}

void stage_close(stage *s)
{
    xc_buf_done(&s->log);
    s->arena = xc_arena_free(s->arena);
}

xc_err stage_reload(stage *s)
{
    if (!s->reload)
        return XC_OK;
    xc_buf bytes;
    xc_arena *fresh = NULL;
    xc_buf_init(&bytes, 1 << 20);
    xc_err err = bpmn_save(s->i, &bytes);
    if (!err)
        err = xc_arena_new(64 << 20, &fresh);
    bpmn_instance *i = NULL;
    if (!err)
        err = bpmn_load(s->model, xc_buf_view(&bytes), fresh, &i, &s->why);
    xc_buf_done(&bytes);
    if (err) {
        xc_arena_free(fresh);
        return err;
    }
    xc_arena_free(s->arena);
    s->arena = fresh;
    s->i = i;
    return XC_OK;
}

xc_err stage_start(stage *s, const char *message, const char *variables)
{
    const feel_value *v = variables ? stage_value(s, variables) : feel_null();
    if (variables && feel_type_of(v) == FEEL_NULL)
        return XC_ENOMEM; /* the tests' own texts are right */
    if (s->keep_incidents) {
        s->world.incident_open = incident_open;
        s->world.incident_cancel = incident_cancel;
    }
    xc_err err = bpmn_start(s->model, XC_STR(""), xc_str_of(message), v, &s->world, s->arena, &s->i,
                            &s->why);
    return err ? err : stage_reload(s);
}

const stage_wait *stage_find(const stage *s, bpmn_happening what, const char *element)
{
    bpmn_happening kind = what == BPMN_JOB_ERROR ? BPMN_JOB_DONE : what;
    for (size_t k = 0; k < s->count; k++)
        if (s->waits[k].what == kind && strcmp(s->waits[k].element, element) == 0)
            return &s->waits[k];
    return NULL;
}

xc_err stage_tell(stage *s, const stage_step *step)
{
    const stage_wait *w = stage_find(s, step->what, step->element);
    if (!w)
        return XC_ENOTFOUND;
    bpmn_token token = w->token;
    if (w->what == BPMN_TIMER_DUE && w->due_us > s->now_us)
        s->now_us = w->due_us;
    size_t at = (size_t)(w - s->waits);
    memmove(s->waits + at, s->waits + at + 1, (--s->count - at) * sizeof *s->waits);
    const feel_value *v = step->variables ? stage_value(s, step->variables) : NULL;
    if (v && feel_type_of(v) == FEEL_NULL)
        return XC_ENOMEM;
    xc_err err = bpmn_tell(s->i, step->what, token, xc_str_of(step->code), v, &s->world, &s->why);
    return err ? err : stage_reload(s);
}

bool stage_says(const stage *s, const char *line)
{
    xc_str rest = xc_buf_view(&s->log), one;
    while (rest.ptr) {
        rest = xc_str_cut(rest, '\n', &one);
        if (xc_str_is(one, line))
            return true;
    }
    return false;
}

xc_err stage_try_model(const char *body, bpmn_model **ret, xc_problem *why)
{
    xc_buf xml;
    xc_buf_init(&xml, 1 << 20);
    xc_buf_text(&xml, "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
                      "xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\" "
                      "xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\">\n");
    xc_buf_text(&xml, body);
    xc_buf_text(&xml, "\n</definitions>\n");
    xc_err err = xc_buf_err(&xml);
    if (!err)
        err = bpmn_model_new(xc_buf_view(&xml), "test.bpmn", ret, why);
    xc_buf_done(&xml);
    return err;
}

bpmn_model *stage_model(const char *body)
{
    bpmn_model *m = NULL;
    xc_problem why = { 0 };
    xc_err err = stage_try_model(body, &m, &why);
    ck_assert_msg(err == XC_OK, "line %u: %s", why.line, xc_problem_text(&why, XC_LANG_EN));
    return m;
}
