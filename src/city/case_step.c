/* case_step.c - one step of a case: its process is read, told something, runs on, is written back.
 */
#include "city/case_int.h"

case_step *case_step_of(const case_engine *e, int64_t case_id)
{
    for (case_step *s = e->top; s; s = s->outer)
        if (s->c.id == case_id)
            return s;
    return NULL;
}

void case_step_prepare(case_step *s, case_engine *e, loop_tx *tx, xc_problem *why)
{
    *s = (case_step){ .e = e,
                      .tx = tx,
                      .db = loop_db(tx),
                      .why = why,
                      .outer = e->top,
                      .at_us = loop_now_us(tx),
                      .outcome = XC_STR("") };
    case_world_fill(s);
}

/* a step within a step shares its memory: what is told to the outer one may live in the inner */
xc_err case_step_push(case_step *s)
{
    int depth = 0;
    for (case_step *o = s->outer; o; o = o->outer)
        depth++;
    if (depth >= CASE_MAX_NESTED)
        return xc_fail(s->why, XC_ELIMIT, "", "cases that start each other more than %d deep",
                       "事件互相发起超过 %d 层", (int)CASE_MAX_NESTED);
    if (s->outer) {
        s->arena = s->outer->arena;
    } else {
        CASE_TRY(xc_arena_new(CASE_STEP_BYTES, &s->arena));
        s->own_arena = true;
    }
    s->e->top = s;
    return XC_OK;
}

void case_step_end(case_step *s)
{
    s->e->top = s->outer;
    if (s->own_arena)
        xc_arena_free(s->arena);
}

static xc_err load_instance(case_step *s)
{
    const bpmn_model *m = s->e->world.model(s->e->world.ctx, s->c.process);
    if (!m)
        return xc_fail(s->why, XC_ENOTFOUND, "", "case %.*s: the city no longer has its plan %.*s",
                       "事件 %.*s：城市包里已没有它的预案 %.*s", XC_STR_ARG(s->c.no),
                       XC_STR_ARG(s->c.process));
    store_stmt *st;
    CASE_TRY(store_query(s->db, &st, "SELECT instance FROM city_case WHERE id = $1", "i", s->c.id));
    xc_err err = XC_ENOTFOUND;
    if (store_row(st)) {
        /* the row's bytes end with the statement, the instance may point into them */
        xc_str bytes = xc_arena_str(s->arena, store_str(st, 0));
        err = bytes.ptr ? bpmn_load(m, bytes, s->arena, &s->i, s->why) : XC_ENOMEM;
    }
    xc_err end = store_end(st);
    return err ? err : end;
}

static xc_err read_case(case_step *s, int64_t case_id)
{
    xc_err err = case_get(s->db, case_id, s->arena, &s->c);
    if (err == XC_ENOTFOUND)
        return xc_fail(s->why, err, "", "there is no such case", "没有这个事件");
    if (err)
        return err;
    s->before = s->c.state;
    if (s->c.state >= CASE_CLOSED)
        return xc_fail(s->why, XC_ECONFLICT, "", "case %.*s is over", "事件 %.*s 已结束",
                       XC_STR_ARG(s->c.no));
    return load_instance(s);
}

xc_err case_step_begin(case_engine *e, loop_tx *tx, int64_t case_id, case_step *s, xc_problem *why)
{
    case_step_prepare(s, e, tx, why);
    CASE_TRY(case_step_push(s));
    xc_err err = read_case(s, case_id);
    if (!err)
        err = case_value_take(s);
    if (err)
        case_step_end(s);
    return err;
}

xc_err case_step_later(case_step *s, const case_later *item)
{
    if (s->later_count++ >= CASE_MAX_LATER)
        return xc_fail(s->why, XC_ELIMIT, "", "case %.*s tells itself things without end",
                       "事件 %.*s 不停地给自己发消息", XC_STR_ARG(s->c.no));
    case_later *copy = xc_arena_array(s->arena, 1, sizeof *copy);
    if (!copy)
        return XC_ENOMEM;
    *copy = *item;
    copy->next = NULL;
    copy->text = xc_arena_str(s->arena, item->text);
    if (!copy->text.ptr)
        return XC_ENOMEM;
    if (s->last)
        s->last->next = copy;
    else
        s->first = copy;
    s->last = copy;
    return XC_OK;
}

/* the row of what was waited for is over */
static xc_err end_row(case_step *s, bpmn_happening what, bpmn_token token)
{
    int64_t t = (int64_t)token;
    switch (what) {
    case BPMN_TASK_DONE:
        return case_task_gone(s, token, true);
    case BPMN_TIMER_DUE:
        return store_run(s->db, NULL, "DELETE FROM case_timer WHERE case_id = $1 AND token = $2",
                         "ii", s->c.id, t);
    case BPMN_MESSAGE:
        return store_run(s->db, NULL, "DELETE FROM case_wait WHERE case_id = $1 AND token = $2",
                         "ii", s->c.id, t);
    default:
        return XC_OK; /* a job's row is ended by case_job.c, which knows the result */
    }
}

xc_err case_step_tell(case_step *s, bpmn_happening what, bpmn_token token, xc_str code,
                      const feel_value *variables)
{
    CASE_TRY(end_row(s, what, token));
    return bpmn_tell(s->i, what, token, code, variables, &s->world, s->why);
}

/* the oldest wait for that message; 0: nobody waits */
static xc_err find_message(case_step *s, xc_str message, bpmn_token *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(s->db, &st,
                         "SELECT MIN(token) FROM case_wait WHERE case_id = $1 AND message = $2",
                         "is", s->c.id, message));
    *ret = store_row(st) && !store_is_null(st, 0) ? (bpmn_token)store_int(st, 0) : 0;
    return store_end(st);
}

static xc_err tell_later(case_step *s, const case_later *l)
{
    bpmn_token token = l->token;
    bpmn_happening what = l->what;
    const feel_value *v = l->variables;
    if (what == BPMN_MESSAGE)
        CASE_TRY(find_message(s, l->text, &token));
    if (token == 0)
        return XC_OK; /* nobody waits for it any more */
    if (what == BPMN_JOB_ERROR && l->go_on && !bpmn_error_is_caught(s->i, token, l->text)) {
        what = BPMN_JOB_DONE;
        v = feel_with(s->arena, feel_null(), XC_STR("error"), feel_string(s->arena, l->text));
    }
    xc_err err = case_step_tell(s, what, token, l->text, v);
    return err == XC_ENOTFOUND ? XC_OK : err; /* its task was interrupted in the same step */
}

static xc_err run_later(case_step *s)
{
    while (s->first && bpmn_state_of(s->i) == BPMN_RUNNING) {
        const case_later *l = s->first;
        s->first = l->next;
        if (!s->first)
            s->last = NULL;
        CASE_TRY(tell_later(s, l));
    }
    return XC_OK;
}

/* ---- writing back ---- */

static void set_status(case_step *s)
{
    bpmn_state is = bpmn_state_of(s->i);
    if (is == BPMN_FAILED) {
        s->status = (pack_text){ XC_STR("出了问题，需人工处理"),
                                 XC_STR("Stopped by a problem, a person must look") };
        s->outcome = bpmn_error_of(s->i);
    } else if (is != BPMN_RUNNING) {
        s->c.state = CASE_CLOSED;
        s->c.closed_us = s->at_us;
        s->status = (pack_text){ XC_STR("已结案"), XC_STR("Closed") };
    }
}

/* what is waited for: the oldest open task, else the activity that was left last */
static xc_err task_status(case_step *s)
{
    store_stmt *st;
    CASE_TRY(store_query(s->db, &st,
                         "SELECT name_zh, name_en FROM task WHERE case_id = $1 AND state < 4"
                         " ORDER BY id LIMIT 1",
                         "i", s->c.id));
    if (store_row(st)) {
        s->status.zh = xc_arena_str(s->arena, store_str(st, 0));
        s->status.en = xc_arena_str(s->arena, store_str(st, 1));
    }
    return store_end(st);
}

xc_err case_step_write(case_step *s)
{
    xc_buf bytes;
    xc_str data;
    CASE_TRY(case_value_text(s->arena, bpmn_variables(s->i), CASE_MAX_DATA, &data));
    xc_buf_init(&bytes, CASE_MAX_INSTANCE);
    xc_err err = bpmn_save(s->i, &bytes);
    if (!err)
        err = store_run(s->db, NULL,
                        "UPDATE city_case SET state = $1, closed_at = $2, instance = $3, data = $4"
                        " WHERE id = $5",
                        "iobsi", (int64_t)s->c.state, s->c.closed_us, xc_buf_view(&bytes), data,
                        s->c.id);
    xc_buf_done(&bytes);
    if (!err && s->status.zh.len > 0)
        err = store_run(s->db, NULL,
                        "UPDATE city_case SET status_zh = $1, status_en = $2 WHERE id = $3", "ssi",
                        s->status.zh, s->status.en, s->c.id);
    if (!err && s->outcome.len > 0)
        err = store_run(s->db, NULL, "UPDATE city_case SET outcome = $1 WHERE id = $2", "si",
                        s->outcome, s->c.id);
    if (!err && s->c.state >= CASE_CLOSED)
        err = store_run(s->db, NULL, "UPDATE city_case SET once_key = NULL WHERE id = $1", "i",
                        s->c.id);
    if (!err)
        err = case_value_taken(s);
    return err ? err : case_publish(s->tx, s->c.id);
}

static xc_err tell_hooks(case_step *s)
{
    const case_change change = { .id = s->c.id,
                                 .no = s->c.no,
                                 .scenario = s->c.scenario,
                                 .thing = s->c.thing,
                                 .division = s->c.division,
                                 .application = s->c.application,
                                 .before = s->before,
                                 .after = s->c.state };
    for (size_t k = 0; k < s->e->change_count; k++)
        CASE_TRY(s->e->on_change[k](s->e->on_change_ctx[k], s->tx, &change, s->why));
    return XC_OK;
}

xc_err case_step_finish(case_step *s)
{
    CASE_TRY(run_later(s));
    if (bpmn_state_of(s->i) == BPMN_RUNNING)
        CASE_TRY(task_status(s));
    else if (s->c.state < CASE_CLOSED)
        set_status(s);
    if (s->c.state == CASE_CLOSED && s->before != CASE_CLOSED) {
        const case_entry entry = { .kind = "closed", .name = { XC_STR("结案"), XC_STR("Closed") } };
        CASE_TRY(case_history_put(s->tx, s->c.id, s->at_us, true, &entry));
        CASE_TRY(loop_audit(s->tx, "case.closed", s->c.no, s->c.division, XC_STR("{}")));
    }
    CASE_TRY(case_step_write(s));
    return tell_hooks(s);
}
