/* case_back.c - a task is returned to an earlier one, or taken back by who finished it. */
#include "city/case_hand.h"
#include "city/case_int.h"

enum { MAX_TARGETS = 100 };

static xc_err token_of(store_conn *c, int64_t task, bpmn_token *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st, "SELECT token FROM task WHERE id = $1", "i", task));
    int64_t token = store_row(st) ? store_int(st, 0) : 0;
    *ret = token > 0 ? (bpmn_token)token : 0; /* negative: asked by people, not by the plan */
    return store_end(st);
}

static xc_err last_doer(store_conn *c, int64_t case_id, xc_str element, xc_arena *arena,
                        xc_str *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT ended_by FROM task WHERE case_id = $1 AND element = $2"
                         " AND state = 4 ORDER BY id DESC LIMIT 1",
                         "is", case_id, element));
    *ret = xc_arena_str(arena, store_row(st) ? store_str(st, 0) : XC_STR(""));
    CASE_TRY(store_end(st));
    return ret->ptr ? XC_OK : XC_ENOMEM;
}

/* the process as it stands, only to look at */
static xc_err look(case_engine *e, store_conn *c, const case_brief *brief, xc_arena *arena,
                   bpmn_instance **ret, xc_problem *why)
{
    const bpmn_model *m = e->world.model(e->world.ctx, brief->process);
    store_stmt *st;
    if (!m)
        return xc_fail(why, XC_EGONE, "", "the city no longer has the plan of this case",
                       "城市包里已没有这件的预案");
    CASE_TRY(store_query(c, &st, "SELECT instance FROM city_case WHERE id = $1", "i", brief->id));
    xc_str bytes = store_row(st) ? xc_arena_str(arena, store_str(st, 0)) : (xc_str){ 0 };
    CASE_TRY(store_end(st));
    return bytes.ptr ? bpmn_load(m, bytes, arena, ret, why) : XC_ENOMEM;
}

static xc_err put_target(case_engine *e, store_conn *c, const case_brief *brief, xc_str element,
                         xc_arena *arena, json_writer *w)
{
    case_words words = { 0 };
    xc_str by;
    CASE_TRY(last_doer(c, brief->id, element, arena, &by));
    if (!by.len)
        return XC_OK; /* its way did not lead there */
    CASE_TRY(e->world.words(e->world.ctx, brief->scenario, brief->process, element, XC_STR(""),
                            feel_null(), arena, &words));
    json_open_object(w);
    json_put_str(w, "element", element);
    json_key(w, "name");
    json_open_object(w);
    json_put_str(w, "zh", words.name.zh);
    json_put_str(w, "en", words.name.en);
    json_close_object(w);
    json_put_str(w, "by", by);
    json_close_object(w);
    return XC_OK;
}

xc_err case_back_list(case_engine *e, store_conn *c, int64_t task, xc_arena *arena, json_writer *w,
                      xc_problem *why)
{
    task_brief t;
    case_brief brief;
    bpmn_instance *i;
    bpmn_token token;
    xc_str targets[MAX_TARGETS];
    CASE_TRY(task_get(c, task, arena, &t));
    CASE_TRY(case_get(c, t.case_id, arena, &brief));
    CASE_TRY(token_of(c, task, &token));
    json_open_array(w);
    if (brief.state < CASE_CLOSED && t.state < TASK_DONE) {
        CASE_TRY(look(e, c, &brief, arena, &i, why));
        size_t n = bpmn_back_targets(i, token, targets, MAX_TARGETS);
        for (size_t k = 0; k < n && k < MAX_TARGETS; k++)
            CASE_TRY(put_target(e, c, &brief, targets[k], arena, w));
    }
    json_close_array(w);
    return XC_OK;
}

/* ---- going ---- */

/* the earlier task goes to who did it */
static xc_err give_back(case_step *s, xc_str element, xc_str by)
{
    store_stmt *st;
    CASE_TRY(store_query(s->db, &st,
                         "SELECT id FROM task WHERE case_id = $1 AND element = $2 AND state = 0"
                         " ORDER BY id DESC LIMIT 1",
                         "is", s->c.id, element));
    int64_t id = store_row(st) ? store_int(st, 0) : 0;
    CASE_TRY(store_end(st));
    if (!id || !by.len)
        return XC_OK;
    CASE_TRY(store_run(s->db, NULL, "UPDATE task SET assignee = $1 WHERE id = $2", "si", by, id));
    return case_task_publish(s->tx, id);
}

typedef struct {
    int64_t task;
    xc_str from, element, by, reason;
    const char *kind, *zh, *en;
} way_back;

static xc_err go(case_step *s, const way_back *b)
{
    bpmn_token token;
    xc_arena *a = s->arena;
    pack_text text = { xc_arena_printf(a, "%.*s", XC_STR_ARG(b->reason)), b->reason };
    xc_str why = xc_arena_printf(a, "{\"from\":\"%.*s\",\"to\":\"%.*s\"}", XC_STR_ARG(b->from),
                                 XC_STR_ARG(b->element));
    if (!text.zh.ptr || !why.ptr)
        return XC_ENOMEM;
    const case_entry entry = { .kind = b->kind,
                               .element = b->from,
                               .name = { xc_str_of(b->zh), xc_str_of(b->en) },
                               .text = text,
                               .why = why };
    CASE_TRY(token_of(s->db, b->task, &token));
    CASE_TRY(case_history_put(s->tx, s->c.id, s->at_us, true, &entry));
    CASE_TRY(bpmn_go_back(s->i, token, b->element, &s->world, s->why));
    CASE_TRY(case_step_finish(s));
    CASE_TRY(give_back(s, b->element, b->by));
    return loop_audit(s->tx, b->kind, s->c.no, s->c.division, why);
}

static xc_err step_back(case_engine *e, loop_tx *tx, int64_t case_id, const way_back *b,
                        xc_problem *why)
{
    case_step s;
    CASE_TRY(case_step_begin(e, tx, case_id, &s, why));
    xc_err err = go(&s, b);
    case_step_end(&s);
    return err;
}

xc_err case_return(case_engine *e, loop_tx *tx, int64_t task, xc_str element, xc_str reason,
                   xc_problem *why)
{
    task_brief t;
    way_back b = {
        .task = task, .element = element, .kind = "returned", .zh = "退回", .en = "Returned"
    };
    CASE_TRY(case_hand_reason(reason, &b.reason, why));
    CASE_TRY(task_get(loop_db(tx), task, loop_arena(tx), &t));
    if (t.state >= TASK_DONE)
        return xc_fail(why, XC_ECONFLICT, "", "task %lld is over", "任务 %lld 已结束",
                       (long long)task);
    b.from = t.element;
    CASE_TRY(last_doer(loop_db(tx), t.case_id, element, loop_arena(tx), &b.by));
    if (!b.by.len)
        return xc_fail(why, XC_EREFUSED, "/to", "\"%.*s\" was never done in this case",
                       "这件没有办过“%.*s”", XC_STR_ARG(element));
    return step_back(e, tx, t.case_id, &b, why);
}

typedef struct {
    xc_str element, by;
    int64_t ended_us;
} finished;

static xc_err latest_finished(store_conn *c, int64_t case_id, xc_arena *arena, finished *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT element, ended_by, ended_at FROM task WHERE case_id = $1"
                         " AND state = 4 AND token > 0 ORDER BY ended_at DESC, id DESC LIMIT 1",
                         "i", case_id));
    bool found = store_row(st);
    if (found)
        *ret = (finished){ xc_arena_str(arena, store_str(st, 0)),
                           xc_arena_str(arena, store_str(st, 1)), store_int(st, 2) };
    CASE_TRY(store_end(st));
    return !found || (ret->element.ptr && ret->by.ptr) ? XC_OK : XC_ENOMEM;
}

/* The task that came of it and that nobody has begun; *ret 0: there is none. */
static xc_err untouched_next(store_conn *c, int64_t case_id, int64_t since_us, xc_arena *arena,
                             int64_t *ret, xc_str *ret_element)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT id, element FROM task WHERE case_id = $1 AND state = 0"
                         " AND token > 0 AND opened_at >= $2 ORDER BY id LIMIT 1",
                         "ii", case_id, since_us));
    *ret = store_row(st) ? store_int(st, 0) : 0;
    *ret_element = xc_arena_str(arena, *ret ? store_str(st, 1) : XC_STR(""));
    CASE_TRY(store_end(st));
    return ret_element->ptr ? XC_OK : XC_ENOMEM;
}

xc_err case_withdraw(case_engine *e, loop_tx *tx, int64_t case_id, xc_str who, xc_str reason,
                     xc_problem *why)
{
    finished last = { XC_STR(""), XC_STR(""), 0 };
    way_back b = { .kind = "withdrawn", .zh = "撤回", .en = "Taken back" };
    CASE_TRY(case_hand_reason(reason, &b.reason, why));
    CASE_TRY(latest_finished(loop_db(tx), case_id, loop_arena(tx), &last));
    if (!last.element.len || !xc_str_eq(last.by, who))
        return xc_fail(why, XC_EREFUSED, "", "only who finished the latest step can take it back",
                       "只有办完最近一步的人才能撤回");
    CASE_TRY(untouched_next(loop_db(tx), case_id, last.ended_us, loop_arena(tx), &b.task, &b.from));
    if (!b.task)
        return xc_fail(why, XC_EREFUSED, "", "somebody has begun with what came next",
                       "下一步已经有人在办");
    b.element = last.element;
    b.by = who;
    return step_back(e, tx, case_id, &b, why);
}
