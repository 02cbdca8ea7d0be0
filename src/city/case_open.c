/* case_open.c - how a case begins: its number, its row, the first run of its process. */
#include <stdio.h>

#include "base/clock.h"
#include "city/case_int.h"
#include "codec/time_text.h"

enum { MAX_PREFIX = 8, MAX_KEY = 200 };

static xc_err check(const case_new *n, xc_problem *why)
{
    bool plain = n->prefix.len >= 1 && n->prefix.len <= MAX_PREFIX;
    for (size_t k = 0; plain && k < n->prefix.len; k++)
        plain = n->prefix.ptr[k] >= 'A' && n->prefix.ptr[k] <= 'Z';
    if (!plain)
        return xc_fail(why, XC_EINVAL, "/prefix", "case prefix \"%.*s\" must be 1 to 8 capitals",
                       "事件编号前缀“%.*s”应为 1 到 8 个大写字母", XC_STR_ARG(n->prefix));
    if (n->level < 1 || n->level > 4)
        return xc_fail(why, XC_EINVAL, "/level", "level %d must be 1 to 4", "等级 %d 应为 1 到 4",
                       n->level);
    int64_t digits;
    if (n->division.len != 12 || !xc_str_int(n->division, 0, INT64_MAX, &digits))
        return xc_fail(why, XC_EINVAL, "/division", "division \"%.*s\" must be 12 digits",
                       "区划“%.*s”应为 12 位数字", XC_STR_ARG(n->division));
    if (n->thing.len > MAX_KEY || n->scenario.len == 0 || n->scenario.len > MAX_KEY)
        return xc_fail(why, XC_EINVAL, "/scenario",
                       "scenario \"%.*s\": a key is missing or too long",
                       "场景“%.*s”：标识为空或太长", XC_STR_ARG(n->scenario));
    return XC_OK;
}

/* FX-1030-0001: prefix, month and day of the event as the city's clocks show it, a counter that
 * never starts again, so the same day of another year goes on counting */
static xc_err make_number(case_step *s, const case_new *n, xc_str *ret)
{
    int year, month, day;
    time_civil(calendar_day(&s->e->world.days, n->event_time_us), &year, &month, &day);
    xc_str key = xc_arena_printf(s->arena, "%.*s-%02d%02d", XC_STR_ARG(n->prefix), month, day);
    if (!key.ptr)
        return XC_ENOMEM;
    store_stmt *st;
    CASE_TRY(store_query(s->db, &st,
                         "INSERT INTO case_counter (day_key, n) VALUES ($1, 1)"
                         " ON CONFLICT (day_key) DO UPDATE SET n = case_counter.n + 1 RETURNING n",
                         "s", key));
    long long count = store_row(st) ? (long long)store_int(st, 0) : 0;
    CASE_TRY(store_end(st));
    *ret = xc_arena_printf(s->arena, "%.*s-%04lld", XC_STR_ARG(key), count);
    return ret->ptr ? XC_OK : XC_ENOMEM;
}

static xc_str or_none(xc_str s)
{
    return s.ptr ? s : XC_STR("");
}

static xc_err insert(case_step *s, const case_new *n, xc_str once_key)
{
    CASE_TRY(store_run(
        s->db, NULL,
        "INSERT INTO city_case (id, case_no, scenario, process, pack_version, once_key, thing,"
        " application, division, title_zh, title_en, place_zh, place_en, level, state, event_time,"
        " opened_at, unit, trend, status_zh, status_en, seen_by, outcome, why, data, due_amount,"
        " due_unit, due_left, instance)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, $15, $16, $17, 0,"
        " '', '', '', '', $18, '{}', 0, '', 0, '')",
        "issssssisssssiiiss", s->c.id, s->c.no, s->c.scenario, s->c.process,
        or_none(s->e->world.version), once_key, s->c.thing, n->application, s->c.division,
        or_none(n->title.zh), or_none(n->title.en), or_none(n->place.zh), or_none(n->place.en),
        (int64_t)n->level, n->event_time_us, s->at_us, or_none(n->unit), or_none(n->why)));
    if (n->has_value)
        CASE_TRY(store_run(s->db, NULL, "UPDATE city_case SET value = $1 WHERE id = $2", "di",
                           n->value, s->c.id));
    if (n->has_place)
        CASE_TRY(store_run(s->db, NULL, "UPDATE city_case SET lat = $1, lon = $2 WHERE id = $3",
                           "ddi", n->lat, n->lon, s->c.id));
    return XC_OK;
}

static xc_err say_opened(case_step *s, const case_new *n)
{
    const case_entry entry = { .kind = "opened",
                               .name = { XC_STR("立案"), XC_STR("Opened") },
                               .text = n->title,
                               .why = n->why };
    CASE_TRY(case_history_put(s->tx, s->c.id, s->at_us, true, &entry));
    xc_buf json;
    xc_buf_init(&json, 4096);
    json_writer w = json_writer_on(&json);
    json_open_object(&w);
    json_put_str(&w, "scenario", s->c.scenario);
    json_put_str(&w, "thing", s->c.thing);
    json_put_int(&w, "level", n->level);
    json_put_time(&w, "event_time", n->event_time_us);
    json_close_object(&w);
    xc_err err = xc_buf_err(&json);
    if (!err)
        err = loop_audit(s->tx, "case.opened", s->c.no, s->c.division, xc_buf_view(&json));
    xc_buf_done(&json);
    return err;
}

static xc_err start(case_step *s, const case_new *n)
{
    const bpmn_model *m = s->e->world.model(s->e->world.ctx, n->process);
    if (!m)
        return xc_fail(s->why, XC_ENOTFOUND, "/process", "there is no plan \"%.*s\"",
                       "没有预案“%.*s”", XC_STR_ARG(n->process));
    xc_str once_key = { 0 };
    if (n->once && n->thing.len > 0) {
        once_key =
            xc_arena_printf(s->arena, "%.*s|%.*s", XC_STR_ARG(n->scenario), XC_STR_ARG(n->thing));
        if (!once_key.ptr)
            return XC_ENOMEM;
    }
    CASE_TRY(case_next_id(s->db, "SELECT COALESCE(MAX(id), 0) + 1 FROM city_case", &s->c.id));
    CASE_TRY(make_number(s, n, &s->c.no));
    CASE_TRY(insert(s, n, once_key));
    CASE_TRY(say_opened(s, n));
    CASE_TRY(bpmn_start(m, n->process, or_none(n->message),
                        n->variables ? n->variables : feel_null(), &s->world, s->arena, &s->i,
                        s->why));
    return case_step_finish(s);
}

xc_err case_open(case_engine *e, loop_tx *tx, const case_new *n, int64_t *ret, xc_problem *why)
{
    CASE_TRY(check(n, why));
    int64_t there;
    if (n->once && n->thing.len > 0 &&
        case_find_open(loop_db(tx), n->scenario, n->thing, &there) == XC_OK) {
        *ret = there;
        return xc_fail(why, XC_ECONFLICT, "/thing", "%.*s has an open case already",
                       "%.*s 已有一件未结的事件", XC_STR_ARG(n->thing));
    }
    case_step s;
    case_step_prepare(&s, e, tx, why);
    s.c = (case_brief){ .scenario = n->scenario,
                        .process = n->process,
                        .thing = or_none(n->thing),
                        .division = n->division,
                        .title = n->title,
                        .place = n->place,
                        .application = n->application,
                        .level = n->level,
                        .event_time_us = n->event_time_us,
                        .opened_us = s.at_us,
                        .closed_us = TIME_NONE,
                        .due_us = TIME_NONE,
                        .paused_us = TIME_NONE };
    CASE_TRY(case_step_push(&s));
    xc_err err = start(&s, n);
    case_step_end(&s);
    if (!err)
        *ret = s.c.id;
    return err;
}
