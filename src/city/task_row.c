/* task_row.c - tasks as screens see them: rows, lists, counts. */
#include <stdio.h>

#include "city/case_int.h"
#include "city/filter.h"
#include "city/task.h"

#define ROW_COLUMNS                                                                            \
    "t.id, c.case_no, t.element, t.name_zh, t.name_en, t.state, t.assignee, t.candidates,"     \
    " t.division, t.opened_at, COALESCE(t.due_at, c.due_at), c.title_zh, c.title_en, c.level," \
    " c.lat, c.lon, t.question_zh, t.question_en, t.instructions_zh, t.instructions_en,"       \
    " t.why_zh, t.why_en, t.form, t.ended_at, t.ended_by, u.name, c.scenario, t.answers"
#define ROW_FROM                                        \
    " FROM task t JOIN city_case c ON c.id = t.case_id" \
    " LEFT JOIN city_user u ON u.login = t.assignee"
/* tasks without a due time come last */
#define DUE "COALESCE(t.due_at, c.due_at, 9223372036854775807)"

static void put_text(json_writer *w, const char *key, const store_stmt *st, int column)
{
    if (store_str(st, column).len == 0)
        return;
    json_key(w, key);
    json_open_object(w);
    json_put_str(w, "zh", store_str(st, column));
    json_put_str(w, "en", store_str(st, column + 1));
    json_close_object(w);
}

static void put_roles(json_writer *w, xc_str commas)
{
    xc_str one;
    json_key(w, "candidates");
    json_open_array(w);
    for (xc_str rest = commas; rest.ptr && rest.len > 0;) {
        rest = xc_str_cut(rest, ',', &one);
        if (one.len > 0)
            json_str(w, one);
    }
    json_close_array(w);
}

static void put_place(json_writer *w, const store_stmt *st)
{
    if (store_is_null(st, 14) || store_is_null(st, 15))
        return;
    json_put_double(w, "lat", store_double(st, 14));
    json_put_double(w, "lon", store_double(st, 15));
}

static void put_row(json_writer *w, const store_stmt *st, int64_t now_us)
{
    char id[24];
    (void)snprintf(id, sizeof id, "%lld", (long long)store_int(st, 0));
    json_put_text(w, "id", id);
    json_put_str(w, "case", store_str(st, 1));
    json_put_str(w, "scenario", store_str(st, 26));
    json_put_str(w, "element", store_str(st, 2));
    put_text(w, "name", st, 3);
    json_put_text(w, "state", task_state_name((task_state)store_int(st, 5)));
    json_put_str(w, "assignee", store_str(st, 6));
    if (!store_is_null(st, 25))
        json_put_str(w, "assignee_name", store_str(st, 25));
    put_roles(w, store_str(st, 7));
    json_put_str(w, "division", store_str(st, 8));
    json_put_time(w, "opened_at", store_int(st, 9));
    json_put_time(w, "due_at", store_int_or_none(st, 10));
    if (!store_is_null(st, 10))
        json_put_int(w, "remaining_s", (store_int(st, 10) - now_us) / 1000000);
    put_text(w, "title", st, 11);
    json_put_int(w, "level", store_int(st, 13));
    put_place(w, st);
    put_text(w, "question", st, 16);
    put_text(w, "instructions", st, 18);
    put_text(w, "why", st, 20);
    json_put_str(w, "form_id", store_str(st, 22));
    json_put_time(w, "ended_at", store_int_or_none(st, 23));
    if (store_str(st, 24).len)
        json_put_str(w, "ended_by", store_str(st, 24));
    if (store_str(st, 27).len) {
        json_key(w, "answers");
        json_raw(w, store_str(st, 27));
    }
}

xc_err task_row_put(store_conn *c, int64_t task, int64_t now_us, json_writer *w)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st, "SELECT " ROW_COLUMNS ROW_FROM " WHERE t.id = $1", "i", task));
    bool found = store_row(st);
    if (found)
        put_row(w, st, now_us);
    CASE_TRY(store_end(st));
    return found ? xc_buf_err(w->out) : XC_ENOTFOUND;
}

static xc_err division_of(store_conn *c, int64_t task, char to[16], bool *ret_personal)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT t.division, c.application FROM task t JOIN city_case c ON"
                         " c.id = t.case_id WHERE t.id = $1",
                         "i", task));
    bool found = store_row(st);
    if (found) {
        (void)snprintf(to, 16, "%.*s", XC_STR_ARG(store_str(st, 0)));
        *ret_personal = store_int(st, 1) != 0;
    }
    CASE_TRY(store_end(st));
    return found ? XC_OK : XC_ENOTFOUND;
}

enum { MAX_ROW_JSON = 1100 << 10, MAX_LIMIT = 500 };

xc_err case_task_publish(loop_tx *tx, int64_t task)
{
    char division[16];
    xc_buf json;
    bool personal = false;
    CASE_TRY(division_of(loop_db(tx), task, division, &personal));
    xc_buf_init(&json, MAX_ROW_JSON);
    json_writer w = json_writer_on(&json);
    json_open_object(&w);
    xc_err err = task_row_put(loop_db(tx), task, loop_now_us(tx), &w);
    json_close_object(&w);
    if (!err)
        err = xc_buf_err(&json);
    if (!err)
        err = loop_event(tx, "task", xc_str_of(division),
                         personal ? XC_STR("services") : XC_STR(""), xc_buf_view(&json));
    xc_buf_done(&json);
    return err;
}

/* ---- lists ---- */

enum { MAX_ROLES = 8 };

/* " (t.candidates LIKE '%,duty,%' OR ...)": at most MAX_ROLES */
static void arg_roles(filter *f, xc_str roles)
{
    xc_str one;
    int n = 0;
    filter_text(f, "(t.candidates = ''");
    for (xc_str rest = roles; rest.ptr && rest.len > 0 && n < MAX_ROLES;) {
        rest = xc_str_cut(rest, ' ', &one);
        if (one.len == 0)
            continue;
        n++;
        filter_str(f, " OR t.candidates LIKE ",
                   xc_arena_printf(f->arena, "%%,%.*s,%%", XC_STR_ARG(one)), "");
    }
    filter_text(f, ")");
}

static void arg_people(filter *f, const task_query *q)
{
    if (!q->mine) {
        if (q->assignee.len > 0)
            filter_str(f, " AND t.assignee = ", q->assignee, "");
        if (q->roles.len > 0) {
            filter_text(f, " AND ");
            arg_roles(f, q->roles);
        }
        return;
    }
    filter_str(f, " AND (t.assignee = ", q->assignee.ptr ? q->assignee : XC_STR(""), "");
    if (q->unit.len > 0)
        filter_str(f, " OR t.assignee = ", q->unit, "");
    /* what was given to somebody is theirs wherever it lies; the others only from their own area */
    filter_text(f, " OR (t.assignee = '' AND ");
    arg_roles(f, q->roles);
    filter_prefix(f, "t.division", q->within);
    filter_text(f, "))");
}

static void put_filters(filter *f, const task_query *q)
{
    uint32_t open = (1u << TASK_DONE) - 1;
    filter_bits(f, "t.state", q->states ? q->states : open, TASK_STATES);
    arg_people(f, q);
    filter_prefix(f, "t.division", q->division);
    if (!q->mine)
        filter_prefix(f, "t.division", q->within);
    if (q->scenario.len > 0)
        filter_str(f, " AND c.scenario = ", q->scenario, "");
    if (q->case_id != 0)
        filter_int(f, " AND t.case_id = ", q->case_id, "");
    if (q->due_before_us != INT64_MAX && q->due_before_us != 0)
        filter_int(f, " AND " DUE " < ", q->due_before_us, "");
}

static xc_err put_order(filter *f, const task_query *q, xc_problem *why)
{
    int64_t due, id;
    xc_str head;
    if (q->after.len > 0) {
        xc_str rest = xc_str_cut(q->after, '.', &head);
        if (!xc_str_int(head, INT64_MIN, INT64_MAX, &due) || !xc_str_int(rest, 0, INT64_MAX, &id))
            return xc_fail(why, XC_EINVAL, "/after", "after=%.*s is not a place in this list",
                           "after=%.*s 不是本列表给出的位置", XC_STR_ARG(q->after));
        filter_int(f, " AND (" DUE " > ", due, "");
        filter_int(f, " OR (" DUE " = ", due, "");
        filter_int(f, " AND t.id > ", id, "))");
    }
    filter_text(f, " ORDER BY " DUE ", t.id");
    filter_int(f, " LIMIT ", (int64_t)q->limit + 1, "");
    return XC_OK;
}

static xc_err list_rows(store_conn *c, const task_query *q, filter *f, json_writer *w,
                        xc_str *ret_next)
{
    store_stmt *st;
    CASE_TRY(filter_query(f, c, &st));
    int n = 0;
    bool more = false;
    long long id = 0, due = 0;
    *ret_next = XC_STR("");
    json_open_array(w);
    while (store_row(st)) {
        if (n++ == q->limit) {
            more = true;
            break;
        }
        id = (long long)store_int(st, 0);
        due = (long long)(store_is_null(st, 10) ? INT64_MAX : store_int(st, 10));
        json_open_object(w);
        put_row(w, st, q->now_us);
        json_close_object(w);
    }
    json_close_array(w);
    CASE_TRY(store_end(st));
    if (more)
        *ret_next = xc_arena_printf(f->arena, "%lld.%lld", due, id);
    return ret_next->ptr ? xc_buf_err(w->out) : XC_ENOMEM;
}

xc_err task_list(store_conn *c, const task_query *q, xc_arena *arena, json_writer *w,
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
        err = list_rows(c, q, &f, w, ret_next);
    filter_done(&f);
    return err;
}

xc_err task_count(store_conn *c, const task_query *q, int64_t *ret)
{
    xc_arena *arena;
    CASE_TRY(xc_arena_new(64 << 10, &arena));
    filter f;
    store_stmt *st;
    filter_init(&f, arena, "SELECT COUNT(*)" ROW_FROM " WHERE 1 = 1");
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
