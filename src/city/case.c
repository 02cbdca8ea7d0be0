/* case.c - what happens to a case: messages, corrections, people's remarks, its end from outside.
 */
#include "base/clock.h"
#include "city/case_int.h"
#include "codec/time_text.h"

static xc_err one_id(store_stmt *st, int64_t *ret)
{
    bool found = store_row(st);
    int64_t id = found ? store_int(st, 0) : 0;
    CASE_TRY(store_end(st));
    if (!found)
        return XC_ENOTFOUND;
    *ret = id;
    return XC_OK;
}

xc_err case_find_open(store_conn *c, xc_str scenario, xc_str thing, int64_t *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT id FROM city_case WHERE thing = $1 AND scenario = $2 AND state < 2"
                         " ORDER BY id LIMIT 1",
                         "ss", thing, scenario));
    return one_id(st, ret);
}

xc_err case_find(store_conn *c, xc_str no, int64_t *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st, "SELECT id FROM city_case WHERE case_no = $1", "s", no));
    return one_id(st, ret);
}

static xc_err oldest_wait(store_conn *c, int64_t case_id, xc_str message, bpmn_token *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT token FROM case_wait WHERE case_id = $1 AND message = $2"
                         " ORDER BY token LIMIT 1",
                         "is", case_id, message));
    int64_t token = 0;
    xc_err err = one_id(st, &token);
    *ret = (bpmn_token)token;
    return err == XC_ENOTFOUND ? XC_OK : err;
}

xc_err case_tell_message(case_engine *e, loop_tx *tx, int64_t case_id, xc_str message,
                         const feel_value *variables, bool *ret_heard, xc_problem *why)
{
    case_step s, *running = case_step_of(e, case_id);
    *ret_heard = false;
    const case_later later = { .what = BPMN_MESSAGE, .text = message, .variables = variables };
    if (running) {
        *ret_heard = true;
        return case_step_later(running, &later);
    }
    bpmn_token token = 0;
    CASE_TRY(oldest_wait(loop_db(tx), case_id, message, &token));
    if (token == 0)
        return XC_OK;
    CASE_TRY(case_step_begin(e, tx, case_id, &s, why));
    xc_err err = case_step_later(&s, &later);
    if (!err)
        err = case_step_finish(&s);
    case_step_end(&s);
    *ret_heard = !err;
    return err;
}

static xc_err set_value(loop_tx *tx, int64_t case_id, const feel_value *variables)
{
    double value;
    return feel_to_double(feel_get(variables, "value"), &value)
               ? case_value_store(loop_db(tx), case_id, value, false)
               : XC_OK;
}

xc_err case_set_variables(case_engine *e, loop_tx *tx, int64_t case_id, const feel_value *variables,
                          xc_problem *why)
{
    case_step s, *running = case_step_of(e, case_id);
    if (running) {
        CASE_TRY(set_value(tx, case_id, variables));
        return bpmn_set_variables(running->i, variables);
    }
    xc_err err = case_step_begin(e, tx, case_id, &s, why);
    if (err == XC_ECONFLICT)
        return XC_OK; /* it is over: its data stay as they were then */
    if (err)
        return err;
    err = set_value(tx, case_id, variables);
    if (!err)
        err = bpmn_set_variables(s.i, variables);
    if (!err)
        err = case_step_write(&s);
    case_step_end(&s);
    return err;
}

xc_err case_set_event_time(case_engine *e, loop_tx *tx, int64_t case_id, int64_t event_time_us,
                           xc_str why_json, xc_problem *why)
{
    (void)e, (void)why;
    char text[TIME_TEXT_SIZE];
    int64_t changed = 0;
    CASE_TRY(store_run(loop_db(tx), &changed, "UPDATE city_case SET event_time = $1 WHERE id = $2",
                       "ii", event_time_us, case_id));
    if (!changed)
        return XC_ENOTFOUND;
    const case_entry entry = { .kind = "event-time",
                               .name = { XC_STR("补到的读数改了发生时间"),
                                         XC_STR("A late reading changed when it began") },
                               .text = { xc_str_of(time_format(event_time_us, text)),
                                         xc_str_of(text) },
                               .why = why_json };
    CASE_TRY(case_history_add(tx, case_id, &entry));
    return case_publish(tx, case_id);
}

xc_err case_set_level(case_engine *e, loop_tx *tx, int64_t case_id, int level, xc_problem *why)
{
    (void)e;
    if (level < 1 || level > 4)
        return xc_fail(why, XC_EINVAL, "/level", "level %d must be 1 to 4", "等级 %d 应为 1 到 4",
                       level);
    int64_t changed = 0;
    CASE_TRY(store_run(loop_db(tx), &changed,
                       "UPDATE city_case SET level = $1 WHERE id = $2 AND level <> $1", "ii",
                       (int64_t)level, case_id));
    if (!changed)
        return XC_OK;
    static const pack_text texts[] = { { XC_STR("红：特别严重"), XC_STR("critical") },
                                       { XC_STR("橙：严重"), XC_STR("serious") },
                                       { XC_STR("黄：注意"), XC_STR("attention") },
                                       { XC_STR("蓝：一般"), XC_STR("notice") } };
    const case_entry entry = { .kind = "level",
                               .name = { XC_STR("等级变更"), XC_STR("Level changed") },
                               .text = texts[level - 1] };
    CASE_TRY(case_history_add(tx, case_id, &entry));
    return case_publish(tx, case_id);
}

xc_err case_set_division(case_engine *e, loop_tx *tx, int64_t case_id, xc_str division,
                         pack_text reason, xc_problem *why)
{
    int64_t digits, changed = 0;
    if (division.len != 12 || !xc_str_int(division, 0, INT64_MAX, &digits))
        return xc_fail(why, XC_EINVAL, "/division", "division \"%.*s\" must be 12 digits",
                       "区划“%.*s”应为 12 位数字", XC_STR_ARG(division));
    store_conn *c = loop_db(tx);
    CASE_TRY(store_run(c, &changed, "UPDATE city_case SET division = $1 WHERE id = $2", "si",
                       division, case_id));
    if (!changed)
        return XC_ENOTFOUND;
    CASE_TRY(store_run(c, NULL, "UPDATE task SET division = $1 WHERE case_id = $2 AND state < 4",
                       "si", division, case_id));
    case_step *running = case_step_of(e, case_id);
    if (running) {
        running->c.division = xc_arena_str(running->arena, division);
        if (!running->c.division.ptr)
            return XC_ENOMEM;
    }
    const case_entry entry = { .kind = "transferred",
                               .name = { XC_STR("内部转办"), XC_STR("Transferred inside") },
                               .text = reason };
    CASE_TRY(case_history_add(tx, case_id, &entry));
    return running ? XC_OK : case_publish(tx, case_id);
}

xc_err case_set_place(case_engine *e, loop_tx *tx, int64_t case_id, pack_text place)
{
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE city_case SET place_zh = $1, place_en = $2 WHERE id = $3", "ssi",
                       place.zh, place.en, case_id));
    case_step *running = case_step_of(e, case_id);
    if (!running)
        return XC_OK;
    running->c.place = (pack_text){ xc_arena_str(running->arena, place.zh),
                                    xc_arena_str(running->arena, place.en) };
    return running->c.place.zh.ptr && running->c.place.en.ptr ? XC_OK : XC_ENOMEM;
}

/* ---- ends from outside ---- */

static xc_err cancel(case_step *s, pack_text reason, const char *kind)
{
    CASE_TRY(bpmn_state_of(s->i) == BPMN_RUNNING ? bpmn_cancel(s->i, &s->world, s->why) : XC_OK);
    s->c.state = CASE_CANCELLED;
    s->c.closed_us = s->at_us;
    s->status = (pack_text){ XC_STR("已撤销"), XC_STR("Cancelled") };
    s->outcome = reason.zh.ptr ? reason.zh : XC_STR("");
    const case_entry entry = { .kind = kind,
                               .name = { XC_STR("撤销"), XC_STR("Cancelled") },
                               .text = reason };
    CASE_TRY(case_history_put(s->tx, s->c.id, s->at_us, true, &entry));
    CASE_TRY(loop_audit(s->tx, "case.cancelled", s->c.no, s->c.division, XC_STR("{}")));
    return case_step_finish(s);
}

static xc_err cancel_as(case_engine *e, loop_tx *tx, int64_t case_id, pack_text reason,
                        const char *kind, xc_problem *why)
{
    case_step s;
    if (case_step_of(e, case_id))
        return xc_fail(why, XC_ECONFLICT, "", "a case cannot cancel itself while it runs",
                       "事件运行中不能撤销自己");
    CASE_TRY(case_step_begin(e, tx, case_id, &s, why));
    xc_err err = cancel(&s, reason, kind);
    case_step_end(&s);
    return err;
}

xc_err case_cancel(case_engine *e, loop_tx *tx, int64_t case_id, pack_text reason, xc_problem *why)
{
    return cancel_as(e, tx, case_id, reason, "cancelled-by", why);
}

xc_err case_merge(case_engine *e, loop_tx *tx, int64_t from, int64_t into, pack_text reason,
                  xc_problem *why)
{
    case_brief a, b;
    xc_arena *arena = loop_arena(tx);
    if (from == into)
        return xc_fail(why, XC_EINVAL, "/into", "a case cannot be merged into itself",
                       "事件不能并入自己");
    CASE_TRY(case_get(loop_db(tx), from, arena, &a));
    CASE_TRY(case_get(loop_db(tx), into, arena, &b));
    pack_text gone = {
        xc_arena_printf(arena, "并入 %.*s：%.*s", XC_STR_ARG(b.no), XC_STR_ARG(reason.zh)),
        xc_arena_printf(arena, "Merged into %.*s: %.*s", XC_STR_ARG(b.no), XC_STR_ARG(reason.en))
    };
    pack_text came = { xc_arena_printf(arena, "%.*s 并入：%.*s", XC_STR_ARG(a.no),
                                       XC_STR_ARG(reason.zh)),
                       xc_arena_printf(arena, "%.*s was merged into this: %.*s", XC_STR_ARG(a.no),
                                       XC_STR_ARG(reason.en)) };
    if (!gone.zh.ptr || !gone.en.ptr || !came.zh.ptr || !came.en.ptr)
        return XC_ENOMEM;
    CASE_TRY(cancel_as(e, tx, from, gone, "merged", why));
    const case_entry entry = { .kind = "merged",
                               .name = { XC_STR("并案"), XC_STR("Merged") },
                               .text = came };
    CASE_TRY(case_history_add(tx, into, &entry));
    return case_publish(tx, into);
}

xc_err case_void(loop_tx *tx, int64_t case_id, pack_text reason, xc_problem *why)
{
    case_brief c;
    CASE_TRY(case_get(loop_db(tx), case_id, loop_arena(tx), &c));
    if (c.state != CASE_CLOSED)
        return xc_fail(why, XC_ECONFLICT, "", "the case has not closed", "事件还没有办结");
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE city_case SET state = $1, outcome = $2 WHERE id = $3", "isi",
                       (int64_t)CASE_CANCELLED, reason.en, case_id));
    const case_entry entry = { .kind = "void",
                               .name = { XC_STR("不成立"), XC_STR("Void") },
                               .text = reason };
    CASE_TRY(case_history_add(tx, case_id, &entry));
    return case_publish(tx, case_id);
}

/* ---- people ---- */

static xc_err need_case(loop_tx *tx, int64_t case_id, case_brief *ret, xc_problem *why)
{
    xc_err err = case_get(loop_db(tx), case_id, loop_arena(tx), ret);
    return err == XC_ENOTFOUND ? xc_fail(why, err, "", "there is no such case", "没有这个事件")
                               : err;
}

xc_err case_acknowledge(case_engine *e, loop_tx *tx, int64_t case_id, xc_problem *why)
{
    (void)e;
    case_brief c;
    CASE_TRY(need_case(tx, case_id, &c, why));
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE city_case SET seen_by = $1, state = CASE WHEN state = 0 THEN 1 ELSE"
                       " state END WHERE id = $2",
                       "si", loop_actor_of(tx)->name, case_id));
    const case_entry entry = { .kind = "seen", .name = { XC_STR("已阅"), XC_STR("Seen") } };
    CASE_TRY(case_history_add(tx, case_id, &entry));
    CASE_TRY(loop_audit(tx, "case.seen", c.no, c.division, XC_STR("{}")));
    return case_publish(tx, case_id);
}

enum { MAX_NOTE_BYTES = 4000 };

xc_err case_note(case_engine *e, loop_tx *tx, int64_t case_id, xc_str text, xc_problem *why)
{
    (void)e;
    case_brief c;
    text = xc_str_trim(text);
    if (text.len == 0 || text.len > MAX_NOTE_BYTES || !xc_utf8_valid(text))
        return xc_fail(why, XC_EINVAL, "/text", "a note has 1 to %d bytes of UTF-8 text",
                       "备注应为 1 到 %d 字节的 UTF-8 文字", (int)MAX_NOTE_BYTES);
    CASE_TRY(need_case(tx, case_id, &c, why));
    const case_entry entry = { .kind = "note",
                               .name = { XC_STR("备注"), XC_STR("Note") },
                               .text = { text, text } };
    CASE_TRY(case_history_add(tx, case_id, &entry));
    CASE_TRY(loop_audit(tx, "case.note", c.no, c.division, XC_STR("{}")));
    return case_publish(tx, case_id);
}
