/* ops.c - GET /overview, /things, /things/{id}, /things/{id}/series: the city as operations see it.
 */
#include "api/api.h"
#include "api/api_routes.h"
#include "api/rooms.h"
#include "city/case.h"
#include "codec/time_text.h"
#include "ops/overview.h"
#include "ops/thing_view.h"

static void finish(api *a, http_request *rq, store_conn *c, xc_err err, xc_problem *why,
                   xc_buf *out)
{
    store_read_done(a->store, c);
    if (err) {
        xc_buf_done(out);
        why->code = err;
        http_reply_problem(rq, why);
        return;
    }
    api_reply_json(rq, 200, out);
}

static void get_overview(http_request *rq, void *ctx)
{
    api *a = ctx;
    overview_query q = { .p = a->pack, .units = ((rooms *)a->city)->near };
    store_conn *c;
    xc_problem why = { 0 };
    if (!api_query_division(rq, &q.division) || !api_read(a, rq, &c))
        return;
    q.now_us = xc_now_us(a->clock);
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    xc_err err = overview_put(c, &q, http_arena(rq), &w, &why);
    finish(a, rq, c, err, &why, &out);
}

static bool read_state(http_request *rq, int *ret)
{
    thing_state s;
    xc_str text = http_query(rq, "state");
    *ret = -1;
    if (!text.len)
        return true;
    if (thing_state_parse(text, &s)) {
        *ret = (int)s;
        return true;
    }
    xc_problem why = { 0 };
    why.code =
        xc_fail(&why, XC_EINVAL, "state", "state is normal, rising, wrong, silent or implausible",
                "state 只能是 normal、rising、wrong、silent 或 implausible");
    http_reply_problem(rq, &why);
    return false;
}

static void get_things(http_request *rq, void *ctx)
{
    api *a = ctx;
    api_page page;
    store_conn *c;
    xc_problem why = { 0 };
    thing_query q = { .type = http_query(rq, "kind"), .now_us = xc_now_us(a->clock) };
    if (!read_state(rq, &q.state) || !api_page_of(rq, &page) ||
        !api_query_division(rq, &q.division) ||
        !api_query_int(rq, "after", 0, INT64_MAX, 0, &q.after) || !api_read(a, rq, &c))
        return;
    q.limit = page.limit;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    xc_err err = thing_list(c, a->pack, &q, &w);
    finish(a, rq, c, err, &why, &out);
}

static xc_err put_cases_of(store_conn *c, xc_str thing, int64_t now, xc_arena *arena,
                           json_writer *w, xc_problem *why)
{
    xc_str next;
    case_query q = { .thing = thing, .limit = 10, .now_us = now };
    json_key(w, "cases");
    return case_list(c, &q, arena, w, &next, why);
}

static xc_err key_of(store_conn *c, int64_t id, xc_arena *arena, xc_str *ret)
{
    store_stmt *st;
    xc_err err = store_query(c, &st, "SELECT thing_key FROM thing WHERE id = $1", "i", id);
    if (err)
        return err;
    *ret = store_row(st) ? xc_arena_str(arena, store_str(st, 0)) : (xc_str){ 0 };
    return store_end(st);
}

static void get_thing(http_request *rq, void *ctx)
{
    api *a = ctx;
    int64_t id, now = xc_now_us(a->clock);
    store_conn *c;
    xc_str key;
    xc_problem why = { 0 };
    if (!api_param_int(rq, "id", &id) || !api_read(a, rq, &c))
        return;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    json_open_object(&w);
    xc_err err = thing_page(c, a->pack, id, api_user_of(rq)->actor.division, now, &w, &why);
    if (!err)
        err = key_of(c, id, http_arena(rq), &key);
    if (!err)
        err = put_cases_of(c, key, now, http_arena(rq), &w, &why);
    json_close_object(&w);
    finish(a, rq, c, err, &why, &out);
}

static void get_series(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    xc_problem why = { 0 };
    series_query q = { .division = api_user_of(rq)->actor.division };
    if (!api_param_int(rq, "id", &q.thing) ||
        !api_query_int(rq, "datastream", 1, INT64_MAX, 0, &q.datastream) ||
        !api_query_time(rq, "from", TIME_NONE, &q.from_us) ||
        !api_query_time(rq, "to", TIME_NONE, &q.to_us) || !api_read(a, rq, &c))
        return;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    xc_err err = thing_series(c, a->pack, &q, &w, &why);
    finish(a, rq, c, err, &why, &out);
}

static const http_route routes[] = {
    { "GET", "/api/v1/overview", get_overview, 0, API_OPS_READ },
    { "GET", "/api/v1/things", get_things, 0, API_OPS_READ },
    { "GET", "/api/v1/things/{id}", get_thing, 0, API_OPS_READ },
    { "GET", "/api/v1/things/{id}/series", get_series, 0, API_OPS_READ | API_TASK_ACT },
};

const http_route *ops_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
