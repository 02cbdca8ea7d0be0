/* case_mark.c - urged, supervised, held, passed on, linked, split: see case_hand.h. */
#include "city/case_hand.h"
#include "city/case_int.h"
#include "codec/time_text.h"

/* ---- words ---- */

xc_err case_hand_reason(xc_str text, xc_str *ret, xc_problem *why)
{
    *ret = xc_str_trim(text.ptr ? text : XC_STR(""));
    if (ret->len && ret->len <= CASE_HAND_MAX_TEXT && xc_utf8_valid(*ret))
        return XC_OK;
    return xc_fail(why, XC_EINVAL, "/reason", "say why, in at most %d bytes of UTF-8",
                   "请写明理由，最多 %d 字节（UTF-8）", (int)CASE_HAND_MAX_TEXT);
}

xc_err case_hand_say(loop_tx *tx, int64_t case_id, const char *kind, const char *zh, const char *en,
                     pack_text text)
{
    case_brief brief;
    const case_entry entry = { .kind = kind,
                               .name = { xc_str_of(zh), xc_str_of(en) },
                               .text = text };
    CASE_TRY(case_get(loop_db(tx), case_id, loop_arena(tx), &brief));
    CASE_TRY(case_history_add(tx, case_id, &entry));
    CASE_TRY(loop_audit(tx, kind, brief.no, brief.division, XC_STR("{}")));
    return case_publish(tx, case_id);
}

static xc_err open_case(loop_tx *tx, int64_t case_id, case_brief *ret, xc_problem *why)
{
    CASE_TRY(case_get(loop_db(tx), case_id, loop_arena(tx), ret));
    if (ret->state >= CASE_CLOSED)
        return xc_fail(why, XC_ECONFLICT, "", "case %.*s is over", "事件 %.*s 已结束",
                       XC_STR_ARG(ret->no));
    return XC_OK;
}

static xc_err touch_mark(loop_tx *tx, int64_t case_id)
{
    return store_run(loop_db(tx), NULL,
                     "INSERT INTO case_mark (case_id, urged, supervised_by, held_by, clock_stopped)"
                     " VALUES ($1, 0, '', '', 0) ON CONFLICT (case_id) DO NOTHING",
                     "i", case_id);
}

/* ---- urge, supervise ---- */

xc_err case_urge(case_engine *e, loop_tx *tx, int64_t case_id, xc_str text, xc_problem *why)
{
    case_brief brief;
    xc_str said;
    (void)e;
    CASE_TRY(case_hand_reason(text, &said, why));
    CASE_TRY(open_case(tx, case_id, &brief, why));
    CASE_TRY(touch_mark(tx, case_id));
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE case_mark SET urged = urged + 1 WHERE case_id = $1", "i", case_id));
    return case_hand_say(tx, case_id, "urged", "催办", "Urged", (pack_text){ said, said });
}

xc_err case_supervise(case_engine *e, loop_tx *tx, int64_t case_id, xc_str by, xc_str text,
                      xc_problem *why)
{
    case_brief brief;
    xc_str said;
    (void)e;
    CASE_TRY(case_hand_reason(text, &said, why));
    CASE_TRY(open_case(tx, case_id, &brief, why));
    CASE_TRY(touch_mark(tx, case_id));
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE case_mark SET supervised_by = $1 WHERE case_id = $2", "si", by,
                       case_id));
    return by.len ? case_hand_say(tx, case_id, "supervised", "督办", "Supervised",
                                  (pack_text){ said, said })
                  : case_hand_say(tx, case_id, "supervised", "解除督办", "No longer supervised",
                                  (pack_text){ said, said });
}

/* ---- hold ---- */

typedef struct {
    bool held, clock_stopped;
} hold_row;

static xc_err read_hold(store_conn *c, int64_t case_id, hold_row *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st, "SELECT held_by, clock_stopped FROM case_mark WHERE case_id = $1",
                         "i", case_id));
    *ret = (hold_row){ 0 };
    if (store_row(st))
        *ret = (hold_row){ store_str(st, 0).len > 0, store_int(st, 1) };
    return store_end(st);
}

xc_err case_is_held(store_conn *c, int64_t case_id, bool *ret)
{
    hold_row h;
    CASE_TRY(read_hold(c, case_id, &h));
    *ret = h.held;
    return XC_OK;
}

xc_err case_hold(case_engine *e, loop_tx *tx, int64_t case_id, xc_str reason, xc_problem *why)
{
    case_brief brief;
    xc_str said;
    hold_row h;
    CASE_TRY(case_hand_reason(reason, &said, why));
    CASE_TRY(open_case(tx, case_id, &brief, why));
    CASE_TRY(read_hold(loop_db(tx), case_id, &h));
    if (h.held)
        return xc_fail(why, XC_ECONFLICT, "", "case %.*s is held already", "事件 %.*s 已挂起",
                       XC_STR_ARG(brief.no));
    bool runs = brief.due_us != TIME_NONE && brief.paused_us == TIME_NONE;
    if (runs)
        CASE_TRY(case_deadline_pause(e, tx, case_id, why));
    CASE_TRY(touch_mark(tx, case_id));
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE case_mark SET held_by = $1, held_at = $2, clock_stopped = $3"
                       " WHERE case_id = $4",
                       "siii", loop_actor_of(tx)->name, loop_now_us(tx), (int64_t)runs, case_id));
    return case_hand_say(tx, case_id, "held", "挂起", "Held", (pack_text){ said, said });
}

xc_err case_release(case_engine *e, loop_tx *tx, int64_t case_id, xc_str reason, xc_problem *why)
{
    case_brief brief;
    xc_str said;
    hold_row h;
    CASE_TRY(case_hand_reason(reason, &said, why));
    CASE_TRY(open_case(tx, case_id, &brief, why));
    CASE_TRY(read_hold(loop_db(tx), case_id, &h));
    if (!h.held)
        return xc_fail(why, XC_ECONFLICT, "", "case %.*s is not held", "事件 %.*s 没有挂起",
                       XC_STR_ARG(brief.no));
    if (h.clock_stopped)
        CASE_TRY(case_deadline_resume(e, tx, case_id, why));
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE case_mark SET held_by = '', held_at = NULL, clock_stopped = 0"
                       " WHERE case_id = $1",
                       "i", case_id));
    return case_hand_say(tx, case_id, "released", "解除挂起", "Released",
                         (pack_text){ said, said });
}

/* ---- passing on ---- */

static xc_err count_transfers(store_conn *c, int64_t case_id, int64_t *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT COUNT(*) FROM case_history WHERE case_id = $1"
                         " AND kind = 'passed-on'",
                         "i", case_id));
    *ret = store_row(st) ? store_int(st, 0) : 0;
    return store_end(st);
}

xc_err case_transfer(case_engine *e, loop_tx *tx, int64_t case_id, const pack_division *to,
                     bool unlimited, xc_str reason, xc_problem *why)
{
    case_brief brief;
    xc_str said;
    int64_t before;
    CASE_TRY(case_hand_reason(reason, &said, why));
    CASE_TRY(open_case(tx, case_id, &brief, why));
    CASE_TRY(count_transfers(loop_db(tx), case_id, &before));
    if (xc_str_eq(brief.division, to->code))
        return xc_fail(why, XC_EINVAL, "/division", "it is there already", "这件已经在这里");
    if (before >= CASE_MAX_TRANSFERS && !unlimited)
        return xc_fail(why, XC_EREFUSED, "/division",
                       "it was passed on %lld times: only a supervisor can do so again",
                       "已经转办 %lld 次，只有督办员能再转", (long long)before);
    CASE_TRY(case_set_division(e, tx, case_id, to->code, (pack_text){ said, said }, why));
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE task SET division = $1 WHERE case_id = $2 AND state = 0", "si",
                       to->code, case_id));
    return case_hand_say(tx, case_id, "passed-on", "转办", "Passed on", to->name);
}

/* ---- links ---- */

static const struct {
    const char *there, *back; /* what the other is to this, and this to the other */
    const char *zh, *en;
} links[] = {
    [CASE_LINK_DUPLICATE] = { "duplicate", "original", "关联重复件", "Linked a duplicate" },
    [CASE_LINK_CHILD] = { "child", "parent", "关联子件", "Linked a part" },
    [CASE_LINK_RELATED] = { "related", "related", "关联", "Linked" },
};

static xc_err put_link(loop_tx *tx, int64_t a, const char *kind, int64_t b, xc_problem *why)
{
    xc_err err = store_run(loop_db(tx), NULL,
                           "INSERT INTO case_link (case_id, kind, other) VALUES ($1, $2, $3)",
                           "iti", a, kind, b);
    return err == XC_ECONFLICT ? xc_fail(why, err, "/other", "these two are linked so already",
                                         "这两件已经这样关联")
                               : err;
}

static xc_err say_link(loop_tx *tx, int64_t case_id, case_link_kind kind, xc_str other,
                       xc_str reason)
{
    xc_str text =
        xc_arena_printf(loop_arena(tx), "%.*s: %.*s", XC_STR_ARG(other), XC_STR_ARG(reason));
    if (!text.ptr)
        return XC_ENOMEM;
    return case_hand_say(tx, case_id, "linked", links[kind].zh, links[kind].en,
                         (pack_text){ text, text });
}

xc_err case_link(case_engine *e, loop_tx *tx, int64_t case_id, case_link_kind kind, int64_t other,
                 xc_str reason, xc_problem *why)
{
    case_brief a, b;
    xc_str said;
    CASE_TRY(case_hand_reason(reason, &said, why));
    CASE_TRY(case_get(loop_db(tx), case_id, loop_arena(tx), &a));
    CASE_TRY(case_get(loop_db(tx), other, loop_arena(tx), &b));
    if (case_id == other)
        return xc_fail(why, XC_EINVAL, "/other", "a case cannot be linked with itself",
                       "不能和自己关联");
    CASE_TRY(put_link(tx, case_id, links[kind].there, other, why));
    CASE_TRY(put_link(tx, other, links[kind].back, case_id, why));
    CASE_TRY(say_link(tx, case_id, kind, b.no, said));
    CASE_TRY(say_link(tx, other, kind, a.no, said));
    if (kind != CASE_LINK_DUPLICATE || b.state >= CASE_CLOSED)
        return XC_OK;
    return case_merge(e, tx, other, case_id, (pack_text){ said, said }, why);
}

xc_err case_split(case_engine *e, loop_tx *tx, int64_t case_id, const pack_division *division,
                  xc_str prefix, xc_str reason, int64_t *ret, xc_problem *why)
{
    case_brief a;
    xc_str said, data = XC_STR("");
    store_stmt *st;
    const json_value *variables = NULL;
    xc_arena *arena = loop_arena(tx);
    CASE_TRY(case_hand_reason(reason, &said, why));
    CASE_TRY(open_case(tx, case_id, &a, why));
    CASE_TRY(
        store_query(loop_db(tx), &st, "SELECT data FROM city_case WHERE id = $1", "i", case_id));
    if (store_row(st))
        data = xc_arena_str(arena, store_str(st, 0));
    CASE_TRY(store_end(st));
    CASE_TRY(data.ptr ? json_parse(data, arena, &variables, NULL) : XC_ENOMEM);
    const case_new n = { .scenario = a.scenario,
                         .process = a.process,
                         .prefix = prefix,
                         .division = division ? division->code : a.division,
                         .title = a.title,
                         .place = a.place,
                         .level = a.level,
                         .event_time_us = a.event_time_us,
                         .variables = feel_from_json(arena, variables) };
    CASE_TRY(case_open(e, tx, &n, ret, why));
    return case_link(e, tx, case_id, CASE_LINK_CHILD, *ret, said, why);
}
