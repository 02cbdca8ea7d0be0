/* case_row.c - a case as screens see it: brief, row, list. */
#include <stdio.h>

#include "city/case_int.h"
#include "city/filter.h"
#include "codec/time_text.h"

xc_err case_value_text(xc_arena *arena, const feel_value *v, size_t max, xc_str *ret)
{
    xc_buf out;
    xc_buf_init(&out, max);
    json_writer w = json_writer_on(&out);
    feel_to_json(&w, v);
    xc_err err = xc_buf_err(&out);
    xc_str copy = { 0 };
    if (!err) {
        copy = xc_arena_str(arena, xc_buf_view(&out));
        err = copy.ptr ? XC_OK : XC_ENOMEM;
    }
    xc_buf_done(&out);
    if (!err)
        *ret = copy;
    return err;
}

static xc_str keep(xc_arena *a, const store_stmt *st, int column, bool *io_ok)
{
    xc_str s = xc_arena_str(a, store_str(st, column));
    *io_ok = *io_ok && s.ptr;
    return s;
}

xc_err case_get(store_conn *c, int64_t case_id, xc_arena *arena, case_brief *ret)
{
    store_stmt *st;
    bool ok = true;
    CASE_TRY(
        store_query(c, &st,
                    "SELECT id, case_no, scenario, process, thing, division, title_zh, title_en,"
                    " place_zh, place_en, application, state, level, event_time, opened_at,"
                    " closed_at, due_at, due_paused_at FROM city_case WHERE id = $1",
                    "i", case_id));
    bool found = store_row(st);
    case_brief b = { 0 };
    if (found) {
        b = (case_brief){ .id = store_int(st, 0),
                          .no = keep(arena, st, 1, &ok),
                          .scenario = keep(arena, st, 2, &ok),
                          .process = keep(arena, st, 3, &ok),
                          .thing = keep(arena, st, 4, &ok),
                          .division = keep(arena, st, 5, &ok),
                          .title = { keep(arena, st, 6, &ok), keep(arena, st, 7, &ok) },
                          .place = { keep(arena, st, 8, &ok), keep(arena, st, 9, &ok) },
                          .application = store_int(st, 10),
                          .state = (case_state)store_int(st, 11),
                          .level = (int)store_int(st, 12),
                          .event_time_us = store_int(st, 13),
                          .opened_us = store_int(st, 14),
                          .closed_us = store_int_or_none(st, 15),
                          .due_us = store_int_or_none(st, 16),
                          .paused_us = store_int_or_none(st, 17) };
    }
    CASE_TRY(store_end(st));
    if (!found)
        return XC_ENOTFOUND;
    if (!ok)
        return XC_ENOMEM;
    *ret = b;
    return XC_OK;
}

/* one column list for lists and single rows; q is the oldest open task with a question */
#define ROW_COLUMNS                                                                             \
    "c.id, c.case_no, c.scenario, c.thing, c.division, c.state, c.event_time, c.opened_at,"     \
    " c.closed_at, c.title_zh, c.title_en, c.place_zh, c.place_en, c.level, COALESCE(v.value, " \
    "c.value), c.unit,"                                                                         \
    " COALESCE(v.trend, c.trend), c.status_zh, c.status_en, q.question_zh, q.question_en, "     \
    "q.opened_at,"                                                                              \
    " (SELECT MIN(t.due_at) FROM case_timer t WHERE t.case_id = c.id),"                         \
    " c.due_at, (SELECT MIN(k.due_at) FROM task k WHERE k.case_id = c.id AND k.state < 4),"     \
    " c.seen_by, c.lat, c.lon, c.outcome, c.due_paused_at"
#define ROW_FROM                                                                               \
    " FROM city_case c LEFT JOIN case_value v ON v.case_id = c.id LEFT JOIN task q ON q.id = " \
    "(SELECT MIN(o.id) FROM task o WHERE"                                                      \
    " o.case_id = c.id AND o.state < 4 AND o.question_zh <> '')"

static void put_text(json_writer *w, const char *key, const store_stmt *st, int column)
{
    json_key(w, key);
    json_open_object(w);
    json_put_str(w, "zh", store_str(st, column));
    json_put_str(w, "en", store_str(st, column + 1));
    json_close_object(w);
}

static void put_maybe(json_writer *w, const char *key, const store_stmt *st, int column)
{
    if (store_is_null(st, column))
        json_put_null(w, key);
    else
        json_put_double(w, key, store_double(st, column));
}

static void put_question(json_writer *w, const store_stmt *st)
{
    if (store_is_null(st, 19))
        return;
    put_text(w, "question", st, 19);
    json_put_time(w, "waiting_since", store_int(st, 21));
    if (!store_is_null(st, 22))
        json_put_time(w, "escalates_at", store_int(st, 22));
}

static bool is_over_time(const store_stmt *st, int64_t now_us)
{
    bool open = store_int(st, 5) < CASE_CLOSED;
    bool by_case = !store_is_null(st, 23) && store_int(st, 23) < now_us;
    bool by_task = !store_is_null(st, 24) && store_int(st, 24) < now_us;
    return open && (by_case || by_task);
}

static void put_row(json_writer *w, const store_stmt *st, int64_t now_us)
{
    static const char *const trends[] = { "down", "flat", "up" };
    int64_t trend = store_int(st, 16);
    json_put_str(w, "id", store_str(st, 1));
    json_put_int(w, "number", store_int(st, 0)); /* as units name their case */
    json_put_str(w, "scenario", store_str(st, 2));
    json_put_str(w, "thing", store_str(st, 3).len ? store_str(st, 3) : (xc_str){ 0 });
    json_put_str(w, "division", store_str(st, 4));
    json_put_text(w, "state", case_state_name((case_state)store_int(st, 5)));
    json_put_time(w, "event_time", store_int(st, 6));
    json_put_time(w, "opened_at", store_int(st, 7));
    json_put_time(w, "closed_at", store_int_or_none(st, 8));
    put_text(w, "title", st, 9);
    put_text(w, "place", st, 11);
    json_put_int(w, "level", store_int(st, 13));
    put_maybe(w, "value", st, 14);
    json_put_str(w, "unit", store_str(st, 15));
    json_put_text(w, "trend", trends[trend < 0 ? 0 : trend > 0 ? 2 : 1]);
    put_text(w, "status", st, 17);
    put_question(w, st);
    json_put_time(w, "due_at", store_int_or_none(st, 23));
    json_put_bool(w, "overdue", is_over_time(st, now_us));
    if (store_str(st, 25).len)
        json_put_str(w, "seen_by", store_str(st, 25));
    put_maybe(w, "lat", st, 26);
    put_maybe(w, "lon", st, 27);
    if (store_str(st, 28).len)
        json_put_str(w, "outcome", store_str(st, 28));
}

xc_err case_row_put(store_conn *c, int64_t case_id, int64_t now_us, json_writer *w)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st, "SELECT " ROW_COLUMNS ROW_FROM " WHERE c.id = $1", "i", case_id));
    bool found = store_row(st);
    if (found)
        put_row(w, st, now_us);
    CASE_TRY(store_end(st));
    return found ? xc_buf_err(w->out) : XC_ENOTFOUND;
}

static xc_err division_of(store_conn *c, int64_t case_id, char to[16], bool *ret_personal)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st, "SELECT division, application FROM city_case WHERE id = $1", "i",
                         case_id));
    bool found = store_row(st);
    if (found) {
        (void)snprintf(to, 16, "%.*s", XC_STR_ARG(store_str(st, 0)));
        *ret_personal = store_int(st, 1) != 0;
    }
    CASE_TRY(store_end(st));
    return found ? XC_OK : XC_ENOTFOUND;
}

enum { MAX_ROW_JSON = 64 << 10 };

xc_err case_publish(loop_tx *tx, int64_t case_id)
{
    char division[16];
    bool personal = false;
    xc_buf json;
    CASE_TRY(division_of(loop_db(tx), case_id, division, &personal));
    xc_buf_init(&json, MAX_ROW_JSON);
    json_writer w = json_writer_on(&json);
    json_open_object(&w);
    xc_err err = case_row_put(loop_db(tx), case_id, loop_now_us(tx), &w);
    json_close_object(&w);
    if (!err)
        err = xc_buf_err(&json);
    if (!err)
        err = loop_event(tx, "case", xc_str_of(division),
                         personal ? XC_STR("services") : XC_STR(""), xc_buf_view(&json));
    xc_buf_done(&json);
    return err;
}

/* ---- lists: SQL put together from the filters that are given ---- */

static void put_filters(filter *f, const case_query *q)
{
    if (q->scenario.len > 0)
        filter_str(f, " AND c.scenario = ", q->scenario, "");
    if (q->thing.len > 0)
        filter_str(f, " AND c.thing = ", q->thing, "");
    filter_prefix(f, "c.division", q->division);
    filter_prefix(f, "c.division", q->within);
    if (q->states)
        filter_bits(f, "c.state", q->states, CASE_STATES);
    if (q->operations)
        filter_text(f, " AND c.application = 0");
    if (q->question)
        filter_text(f, " AND q.id IS NOT NULL");
    if (q->overdue) {
        filter_int(f, " AND c.state < 2 AND (c.due_at < ", q->now_us,
                   " OR EXISTS (SELECT 1 FROM task k WHERE k.case_id = c.id AND k.state < 4");
        filter_int(f, " AND k.due_at < ", q->now_us, "))");
    }
}

/* where a list by due time goes on: "due.id"; newest first: "id" */
static bool read_after(xc_str after, bool by_due, int64_t *due, int64_t *id)
{
    if (!by_due)
        return xc_str_int(after, 0, INT64_MAX, id);
    xc_str head;
    xc_str rest = xc_str_cut(after, '.', &head);
    return xc_str_int(head, INT64_MIN, INT64_MAX, due) && xc_str_int(rest, 0, INT64_MAX, id);
}

/* cases without a deadline come last */
#define NEVER_TEXT "9223372036854775807"

static xc_err put_order(filter *f, const case_query *q, xc_problem *why)
{
    int64_t due = 0, id = 0;
    if (q->after.len > 0) {
        if (!read_after(q->after, q->by_due, &due, &id))
            return xc_fail(why, XC_EINVAL, "/after", "after=%.*s is not a place in this list",
                           "after=%.*s 不是本列表给出的位置", XC_STR_ARG(q->after));
        if (q->by_due) {
            filter_int(f, " AND (COALESCE(c.due_at, " NEVER_TEXT ") > ", due, "");
            filter_int(f, " OR (COALESCE(c.due_at, " NEVER_TEXT ") = ", due, "");
            filter_int(f, " AND c.id > ", id, "))");
        } else {
            filter_int(f, " AND c.id < ", id, "");
        }
    }
    filter_text(f, q->by_due ? " ORDER BY COALESCE(c.due_at, " NEVER_TEXT "), c.id"
                             : " ORDER BY c.id DESC");
    filter_int(f, " LIMIT ", (int64_t)q->limit + 1, "");
    return XC_OK;
}

static xc_err list_rows(store_conn *c, const case_query *q, filter *f, xc_arena *arena,
                        json_writer *w, xc_str *ret_next)
{
    store_stmt *st;
    CASE_TRY(filter_query(f, c, &st));
    int n = 0;
    long long id = 0, due = 0;
    bool more = false, ok = true;
    *ret_next = XC_STR("");
    json_open_array(w);
    while (store_row(st)) {
        if (n++ == q->limit) {
            more = true;
            break;
        }
        id = (long long)store_int(st, 0);
        due = (long long)(store_is_null(st, 23) ? INT64_MAX : store_int(st, 23));
        json_open_object(w);
        put_row(w, st, q->now_us);
        json_close_object(w);
    }
    json_close_array(w);
    CASE_TRY(store_end(st));
    if (more) {
        *ret_next = q->by_due ? xc_arena_printf(arena, "%lld.%lld", due, id)
                              : xc_arena_printf(arena, "%lld", id);
        ok = ret_next->ptr != NULL;
    }
    return ok ? xc_buf_err(w->out) : XC_ENOMEM;
}

enum { MAX_LIMIT = 500 };

xc_err case_list(store_conn *c, const case_query *q, xc_arena *arena, json_writer *w,
                 xc_str *ret_next, xc_problem *why)
{
    if (q->limit < 1 || q->limit > MAX_LIMIT)
        return xc_fail(why, XC_EINVAL, "/limit", "limit=%d must be 1 to %d",
                       "limit=%d 应为 1 到 %d", q->limit, (int)MAX_LIMIT);
    filter f;
    filter_init(&f, arena, "SELECT " ROW_COLUMNS ROW_FROM " WHERE 1 = 1");
    put_filters(&f, q);
    xc_err err = put_order(&f, q, why);
    if (!err)
        err = list_rows(c, q, &f, arena, w, ret_next);
    filter_done(&f);
    return err;
}

xc_err case_count(store_conn *c, const case_query *q, int64_t *ret)
{
    xc_arena *arena;
    CASE_TRY(xc_arena_new(4096, &arena));
    filter f;
    store_stmt *st;
    filter_init(&f, arena,
                q->question ? "SELECT COUNT(*)" ROW_FROM " WHERE 1 = 1"
                            : "SELECT COUNT(*) FROM city_case c WHERE 1 = 1");
    put_filters(&f, q);
    xc_err err = filter_query(&f, c, &st);
    if (!err) {
        *ret = store_row(st) ? store_int(st, 0) : 0;
        err = store_end(st);
    }
    filter_done(&f);
    xc_arena_free(arena);
    return err;
}
