/* case_world.c - what a running process asks of the city, as rows: tasks, jobs, timers, messages,
 * history. */
#include "city/case_int.h"

static int64_t now(void *ctx)
{
    const case_step *s = ctx;
    return loop_now_us(s->tx);
}

static xc_err decide(void *ctx, xc_str decision, const feel_value *inputs, xc_arena *arena,
                     const feel_value **ret, const feel_value **trace, xc_problem *why)
{
    case_step *s = ctx;
    const case_world *w = &s->e->world;
    return w->decide(w->ctx, decision, inputs, loop_now_us(s->tx), arena, ret, trace, why);
}

static xc_err task_open(void *ctx, const bpmn_task *task, xc_problem *why)
{
    (void)why;
    return case_task_opened(ctx, task);
}

static xc_err task_cancel(void *ctx, bpmn_token token, xc_problem *why)
{
    (void)why;
    return case_task_gone(ctx, token, false);
}

static xc_err insert_job(case_step *s, const bpmn_job *j, int64_t *ret_id)
{
    xc_str headers, inputs;
    CASE_TRY(case_value_text(s->arena, j->headers, CASE_MAX_DATA, &headers));
    CASE_TRY(case_value_text(s->arena, j->variables, CASE_MAX_DATA, &inputs));
    CASE_TRY(case_next_id(s->db, "SELECT COALESCE(MAX(id), 0) + 1 FROM case_job", ret_id));
    return store_run(s->db, NULL,
                     "INSERT INTO case_job (id, case_id, token, element, kind, headers, inputs,"
                     " state, opened_at, ended_at, result)"
                     " VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, NULL, '')",
                     "iiissssi", *ret_id, s->c.id, (int64_t)j->token, j->element, j->type, headers,
                     inputs, loop_now_us(s->tx));
}

static xc_err end_job(case_step *s, int64_t id, const feel_value *results)
{
    xc_str text;
    CASE_TRY(case_value_text(s->arena, results, CASE_MAX_DATA, &text));
    return store_run(s->db, NULL,
                     "UPDATE case_job SET state = 1, ended_at = $1, result = $2 WHERE id = $3",
                     "isi", loop_now_us(s->tx), text, id);
}

static const case_job_row *job_row(const case_engine *e, xc_str kind)
{
    for (size_t k = 0; k < e->job_count; k++)
        if (xc_str_is(kind, e->jobs[k].kind))
            return &e->jobs[k];
    return NULL;
}

static xc_err job_open(void *ctx, const bpmn_job *j, xc_arena *arena, bool *done_now,
                       const feel_value **ret, xc_problem *why)
{
    case_step *s = ctx;
    case_job job = { .case_id = s->c.id,
                     .case_no = s->c.no,
                     .scenario = s->c.scenario,
                     .division = s->c.division,
                     .thing = s->c.thing,
                     .application = s->c.application,
                     .token = j->token,
                     .element = j->element,
                     .kind = j->type,
                     .headers = j->headers,
                     .variables = j->variables };
    case_words words = { 0 };
    const case_world *w = &s->e->world;
    CASE_TRY(w->words(w->ctx, s->c.scenario, s->c.process, j->element, j->name, j->variables, arena,
                      &words));
    job.name = words.name;
    CASE_TRY(insert_job(s, j, &job.id));
    const case_job_row *row = job_row(s->e, j->type);
    if (!row)
        return XC_OK; /* it stays open for whoever answers it */
    const feel_value *results = feel_null();
    CASE_TRY(row->fn(row->ctx, s->tx, &job, arena, done_now, &results, why));
    if (!*done_now)
        return XC_OK;
    *ret = results;
    return end_job(s, job.id, results);
}

static xc_err job_cancel(void *ctx, bpmn_token token, xc_problem *why)
{
    (void)why;
    case_step *s = ctx;
    return store_run(s->db, NULL,
                     "UPDATE case_job SET state = 3, ended_at = $1"
                     " WHERE case_id = $2 AND token = $3 AND state = 0",
                     "iii", loop_now_us(s->tx), s->c.id, (int64_t)token);
}

static xc_err timer_set(void *ctx, bpmn_token token, xc_str element, int64_t due_us,
                        xc_problem *why)
{
    (void)why;
    case_step *s = ctx;
    CASE_TRY(store_run(s->db, NULL,
                       "INSERT INTO case_timer (case_id, token, element, due_at, failures)"
                       " VALUES ($1, $2, $3, $4, 0)",
                       "iisi", s->c.id, (int64_t)token, element, due_us));
    loop_wake(s->tx, due_us);
    return XC_OK;
}

static xc_err timer_cancel(void *ctx, bpmn_token token, xc_problem *why)
{
    (void)why;
    case_step *s = ctx;
    return store_run(s->db, NULL, "DELETE FROM case_timer WHERE case_id = $1 AND token = $2", "ii",
                     s->c.id, (int64_t)token);
}

static xc_err message_wait(void *ctx, bpmn_token token, xc_str message, xc_str key, xc_problem *why)
{
    (void)why;
    case_step *s = ctx;
    return store_run(s->db, NULL,
                     "INSERT INTO case_wait (case_id, token, message, wait_key)"
                     " VALUES ($1, $2, $3, $4)",
                     "iiss", s->c.id, (int64_t)token, message, key);
}

static xc_err message_cancel(void *ctx, bpmn_token token, xc_problem *why)
{
    (void)why;
    case_step *s = ctx;
    return store_run(s->db, NULL, "DELETE FROM case_wait WHERE case_id = $1 AND token = $2", "ii",
                     s->c.id, (int64_t)token);
}

/* to the case itself if it waits for it, else to the city */
static xc_err message_send(void *ctx, xc_str message, const feel_value *payload, xc_problem *why)
{
    case_step *s = ctx;
    store_stmt *st;
    CASE_TRY(store_query(s->db, &st,
                         "SELECT 1 FROM case_wait WHERE case_id = $1 AND message = $2 LIMIT 1",
                         "is", s->c.id, message));
    bool waits = store_row(st);
    CASE_TRY(store_end(st));
    const case_later later = { .what = BPMN_MESSAGE, .text = message, .variables = payload };
    if (waits)
        return case_step_later(s, &later);
    if (!s->e->on_message)
        return XC_OK;
    return s->e->on_message(s->e->on_message_ctx, s->tx, s->c.id, message, payload, why);
}

static bool is_quiet(xc_str type)
{
    size_t tail = sizeof "Gateway" - 1;
    return xc_str_is(type, "sequenceFlow") ||
           (type.len > tail && memcmp(type.ptr + type.len - tail, "Gateway", tail) == 0);
}

/* what screens need: entering is not kept, the drawing asks the instance where it stands */
static xc_err trace(void *ctx, const bpmn_trace *t, xc_problem *why)
{
    static const char *const kinds[] = {
        [BPMN_ENTERED] = "",  [BPMN_LEFT] = "left",       [BPMN_CANCELLED] = "cancelled",
        [BPMN_FLOW] = "flow", [BPMN_DECIDED] = "decided", [BPMN_INCIDENT] = "incident"
    };
    (void)why;
    case_step *s = ctx;
    if (t->kind == BPMN_ENTERED)
        return XC_OK;
    bool shown = !is_quiet(t->type) || t->kind == BPMN_INCIDENT;
    const case_world *w = &s->e->world;
    case_words words = { 0 };
    if (shown)
        CASE_TRY(w->words(w->ctx, s->c.scenario, s->c.process, t->element, t->name, feel_null(),
                          s->arena, &words));
    case_entry entry = { .kind = kinds[t->kind], .element = t->element, .name = words.name };
    if (feel_type_of(t->why) != FEEL_NULL)
        CASE_TRY(case_value_text(s->arena, t->why, CASE_MAX_DATA, &entry.why));
    if (t->kind == BPMN_LEFT && shown && t->name.len > 0)
        s->status = words.name;
    /* an element without a name says nothing to people */
    shown = shown && (t->name.len > 0 || t->kind >= BPMN_DECIDED);
    return case_history_put(s->tx, s->c.id, s->at_us, shown, &entry);
}

void case_world_fill(case_step *s)
{
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
                             .trace = trace,
                             .utc_offset_minutes = s->e->world.days.utc_offset_minutes };
}
