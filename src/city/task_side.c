/* task_side.c - tasks that people ask of each other beside the plan: a signature, help. And what a
 * case page shows of all hands. */
#include "city/case_hand.h"
#include "city/case_int.h"
#include "codec/time_text.h"

static const struct {
    const char *name, *form, *zh, *en;
} kinds[] = { [TASK_SIGN] = { "sign", "countersign", "会签", "Signature" },
              [TASK_ASSIST] = { "assist", "assist", "协办", "Help" } };

xc_err task_side_of(store_conn *c, int64_t task, int64_t *ret_of)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st, "SELECT of_task FROM task_side WHERE task_id = $1", "i", task));
    *ret_of = store_row(st) ? store_int(st, 0) : 0;
    return store_end(st);
}

static xc_err count_sides(store_conn *c, int64_t task, int64_t *ret_all, int64_t *ret_open)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT COUNT(*), COALESCE(SUM(CASE WHEN t.state < 4 AND s.kind = 'sign'"
                         " THEN 1 ELSE 0 END), 0) FROM task_side s JOIN task t ON t.id = s.task_id"
                         " WHERE s.of_task = $1",
                         "i", task));
    bool found = store_row(st);
    *ret_all = found ? store_int(st, 0) : 0;
    *ret_open = found ? store_int(st, 1) : 0;
    return store_end(st);
}

xc_err task_side_blocks(store_conn *c, int64_t task, bool *ret)
{
    int64_t all, open;
    CASE_TRY(count_sides(c, task, &all, &open));
    *ret = open > 0;
    return XC_OK;
}

static xc_err check(loop_tx *tx, const task_brief *t, const task_side_new *n, xc_str *ret_text,
                    xc_problem *why)
{
    int64_t of, all, open;
    CASE_TRY(case_hand_reason(n->text, ret_text, why));
    CASE_TRY(task_side_of(loop_db(tx), t->id, &of));
    CASE_TRY(count_sides(loop_db(tx), t->id, &all, &open));
    if (t->state >= TASK_DONE)
        return xc_fail(why, XC_ECONFLICT, "", "task %lld is over", "任务 %lld 已结束",
                       (long long)t->id);
    if (of)
        return xc_fail(why, XC_EREFUSED, "", "who is asked to sign or help cannot ask further",
                       "会签、协办的任务不能再请人");
    if (all >= TASK_MAX_SIDES)
        return xc_fail(why, XC_ELIMIT, "", "at most %d people beside one task",
                       "一项任务最多请 %d 人", (int)TASK_MAX_SIDES);
    if (!n->login.len && !n->role.len)
        return xc_fail(why, XC_EINVAL, "/login", "say whom: a login, or a role",
                       "请指定人员或岗位");
    return XC_OK;
}

static xc_str or_none(xc_str s)
{
    return s.ptr ? s : XC_STR("");
}

static xc_err insert(loop_tx *tx, const task_brief *t, const task_side_new *n, xc_str text,
                     int64_t id)
{
    xc_str roles =
        n->role.len ? xc_arena_printf(loop_arena(tx), ",%.*s,", XC_STR_ARG(n->role)) : XC_STR("");
    if (!roles.ptr)
        return XC_ENOMEM;
    CASE_TRY(store_run(
        loop_db(tx), NULL,
        "INSERT INTO task (id, case_id, token, element, name_zh, name_en, form, candidates,"
        " assignee, division, state, opened_at, ended_by, answers, refused_by, question_zh,"
        " question_en, instructions_zh, instructions_en, why_zh, why_en)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, '', '', '', '', '', $12, $12,"
        " '', '')",
        "iiistttsssis", id, t->case_id, -id, t->element, kinds[n->kind].zh, kinds[n->kind].en,
        kinds[n->kind].form, roles, or_none(n->login), n->division.len ? n->division : t->division,
        loop_now_us(tx), text));
    return store_run(loop_db(tx), NULL,
                     "INSERT INTO task_side (task_id, of_task, kind, asked_by, question)"
                     " VALUES ($1, $2, $3, $4, $5)",
                     "iitss", id, t->id, kinds[n->kind].name, loop_actor_of(tx)->name, text);
}

xc_err task_side_open(case_engine *e, loop_tx *tx, int64_t task, const task_side_new *n,
                      int64_t *ret_task, xc_problem *why)
{
    task_brief t;
    xc_str text;
    (void)e;
    CASE_TRY(task_get(loop_db(tx), task, loop_arena(tx), &t));
    CASE_TRY(check(tx, &t, n, &text, why));
    CASE_TRY(case_next_id(loop_db(tx), "SELECT COALESCE(MAX(id), 0) + 1 FROM task", ret_task));
    CASE_TRY(insert(tx, &t, n, text, *ret_task));
    CASE_TRY(case_task_publish(tx, *ret_task));
    xc_str whom = n->login.len ? n->login : n->role;
    xc_str words =
        xc_arena_printf(loop_arena(tx), "%.*s: %.*s", XC_STR_ARG(whom), XC_STR_ARG(text));
    if (!words.ptr)
        return XC_ENOMEM;
    return n->kind == TASK_SIGN ? case_hand_say(tx, t.case_id, "sign-asked", "请会签",
                                                "Signature asked", (pack_text){ words, words })
                                : case_hand_say(tx, t.case_id, "help-asked", "请协办", "Help asked",
                                                (pack_text){ words, words });
}

static xc_err end_sides(void *ctx, loop_tx *tx, const case_change *change, xc_problem *why)
{
    (void)ctx;
    (void)why;
    if (change->after < CASE_CLOSED)
        return XC_OK;
    return store_run(loop_db(tx), NULL,
                     "UPDATE task SET state = 5, ended_at = $1 WHERE case_id = $2 AND token < 0"
                     " AND state < 4",
                     "ii", loop_now_us(tx), change->id);
}

xc_err task_side_attach(case_engine *e)
{
    return case_on_change(e, end_sides, NULL);
}

/* ---- on a case page ---- */

static xc_err put_marks(store_conn *c, int64_t case_id, json_writer *w)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT urged, supervised_by, held_by, held_at FROM case_mark"
                         " WHERE case_id = $1",
                         "i", case_id));
    bool found = store_row(st);
    json_put_int(w, "urged", found ? store_int(st, 0) : 0);
    json_put_str(w, "supervised_by",
                 found && store_str(st, 1).len ? store_str(st, 1) : (xc_str){ 0 });
    json_put_str(w, "held_by", found && store_str(st, 2).len ? store_str(st, 2) : (xc_str){ 0 });
    json_put_time(w, "held_at", found ? store_int_or_none(st, 3) : TIME_NONE);
    return store_end(st);
}

static xc_err put_extensions(store_conn *c, int64_t case_id, json_writer *w)
{
    static const char *const states[] = { "asked", "approved", "refused" };
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT n, asked_by, asked_at, amount, unit, reason, state, decided_by,"
                         " decided_at, decision FROM case_extension WHERE case_id = $1 ORDER BY n",
                         "i", case_id));
    json_key(w, "extensions");
    json_open_array(w);
    while (store_row(st)) {
        json_open_object(w);
        json_put_int(w, "n", store_int(st, 0));
        json_put_str(w, "asked_by", store_str(st, 1));
        json_put_time(w, "asked_at", store_int(st, 2));
        json_put_int(w, "amount", store_int(st, 3));
        json_put_str(w, "unit", store_str(st, 4));
        json_put_str(w, "reason", store_str(st, 5));
        json_put_text(w, "state", states[store_int(st, 6)]);
        json_put_str(w, "decided_by", store_str(st, 7));
        json_put_time(w, "decided_at", store_int_or_none(st, 8));
        json_put_str(w, "decision", store_str(st, 9));
        json_close_object(w);
    }
    json_close_array(w);
    return store_end(st);
}

static xc_err put_sides(store_conn *c, int64_t case_id, json_writer *w)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT t.id, s.of_task, s.kind, s.asked_by, s.question, t.assignee,"
                         " t.candidates, t.state, t.answers, t.ended_at FROM task t"
                         " JOIN task_side s ON s.task_id = t.id WHERE t.case_id = $1 ORDER BY t.id",
                         "i", case_id));
    json_key(w, "sides");
    json_open_array(w);
    while (store_row(st)) {
        json_open_object(w);
        json_put_int(w, "task", store_int(st, 0));
        json_put_int(w, "of", store_int(st, 1));
        json_put_str(w, "kind", store_str(st, 2));
        json_put_str(w, "asked_by", store_str(st, 3));
        json_put_str(w, "question", store_str(st, 4));
        json_put_str(w, "who", store_str(st, 5).len ? store_str(st, 5) : store_str(st, 6));
        json_put_text(w, "state", task_state_name((task_state)store_int(st, 7)));
        json_key(w, "answers");
        json_raw(w, store_str(st, 8).len ? store_str(st, 8) : XC_STR("null"));
        json_put_time(w, "ended_at", store_int_or_none(st, 9));
        json_close_object(w);
    }
    json_close_array(w);
    return store_end(st);
}

static xc_err put_links(store_conn *c, int64_t case_id, json_writer *w)
{
    store_stmt *st;
    CASE_TRY(
        store_query(c, &st,
                    "SELECT l.kind, k.case_no, k.title_zh, k.title_en, k.state FROM case_link l"
                    " JOIN city_case k ON k.id = l.other WHERE l.case_id = $1"
                    " ORDER BY l.kind, l.other LIMIT 500",
                    "i", case_id));
    json_key(w, "links");
    json_open_array(w);
    while (store_row(st)) {
        json_open_object(w);
        json_put_str(w, "kind", store_str(st, 0));
        json_put_str(w, "case", store_str(st, 1));
        json_key(w, "title");
        json_open_object(w);
        json_put_str(w, "zh", store_str(st, 2));
        json_put_str(w, "en", store_str(st, 3));
        json_close_object(w);
        json_put_text(w, "state", case_state_name((case_state)store_int(st, 4)));
        json_close_object(w);
    }
    json_close_array(w);
    return store_end(st);
}

xc_err case_hand_put(store_conn *c, int64_t case_id, json_writer *w)
{
    json_key(w, "hands");
    json_open_object(w);
    xc_err err = put_marks(c, case_id, w);
    if (!err)
        err = put_extensions(c, case_id, w);
    if (!err)
        err = put_sides(c, case_id, w);
    if (!err)
        err = put_links(c, case_id, w);
    json_close_object(w);
    return err;
}
