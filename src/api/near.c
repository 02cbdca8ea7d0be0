/* near.c - GET /near, GET /units, POST /positions: who is where, and who is nearest. */
#include "ops/near.h"
#include "api/api.h"
#include "api/api_routes.h"
#include "api/rooms.h"
#include "codec/time_text.h"

enum { MAX_POSITIONS_BYTES = 4 << 20, MAX_POSITIONS = 10000, DEFAULT_RADIUS_M = 3000 };
enum { MAX_UNITS = 5000 };

static near *near_of(const api *a)
{
    return ((rooms *)a->city)->near;
}

static void put_capabilities(json_writer *w, const char *list)
{
    json_key(w, "capabilities");
    json_open_array(w);
    xc_str rest = xc_str_of(list), one;
    while (rest.len) {
        rest = xc_str_cut(rest, ',', &one);
        json_str(w, xc_str_trim(one));
    }
    json_close_array(w);
}

static void put_unit_members(json_writer *w, const near_unit *u)
{
    json_put_int(w, "id", u->id);
    json_put_text(w, "key", u->key);
    json_put_text(w, "kind", u->kind);
    json_key(w, "name");
    json_open_object(w);
    json_put_text(w, "zh", u->name_zh);
    json_put_text(w, "en", u->name_en);
    json_close_object(w);
    json_put_text(w, "division", u->division);
    json_put_text(w, "state", unit_state_name(u->state));
    json_put_double(w, "lat", u->at.lat);
    json_put_double(w, "lon", u->at.lon);
    json_put_time(w, "seen_at", u->seen_us);
    json_key(w, "case");
    if (u->case_id)
        json_int(w, u->case_id);
    else
        json_null(w);
    put_capabilities(w, u->capabilities);
}

static void put_near_unit(json_writer *w, const near_unit *u)
{
    json_open_object(w);
    put_unit_members(w, u);
    json_put_int(w, "distance_m", (int64_t)(u->distance_m + 0.5));
    json_put_int(w, "eta_s", near_eta_s(u->distance_m));
    json_close_object(w);
}

/* ---- GET /near ---- */

static bool read_near(http_request *rq, near_query *q)
{
    int64_t limit, free_only;
    if (!http_query(rq, "lat").len || !http_query(rq, "lon").len) {
        xc_problem why;
        xc_err err = xc_fail(&why, XC_EINVAL, "lat", "say around which point: ?lat=..&lon=..",
                             "请写明围绕哪一点：?lat=..&lon=..");
        (void)err;
        http_reply_problem(rq, &why);
        return false;
    }
    q->kind = http_query(rq, "kind");
    q->capability = http_query(rq, "capability");
    bool ok = api_query_double(rq, "lat", -90, 90, 0, &q->at.lat) &&
              api_query_double(rq, "lon", -180, 180, 0, &q->at.lon) &&
              api_query_double(rq, "radius_m", 1, 100000, DEFAULT_RADIUS_M, &q->radius_m) &&
              api_query_int(rq, "free", 0, 1, 0, &free_only) &&
              api_query_int(rq, "limit", 1, NEAR_MAX_LIMIT, 20, &limit);
    if (ok) {
        q->only_free = free_only;
        q->limit = (size_t)limit;
        q->division = api_user_of(rq)->actor.division;
    }
    return ok;
}

static void get_near(http_request *rq, void *ctx)
{
    near_query q = { 0 };
    near_unit found[NEAR_MAX_LIMIT];
    if (!read_near(rq, &q))
        return;
    size_t count = near_search(near_of(ctx), &q, found);
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    json_open_object(&w);
    json_key(&w, "at");
    json_open_object(&w);
    json_put_double(&w, "lat", q.at.lat);
    json_put_double(&w, "lon", q.at.lon);
    json_close_object(&w);
    json_put_double(&w, "radius_m", q.radius_m);
    json_key(&w, "units");
    json_open_array(&w);
    for (size_t i = 0; i < count; i++)
        put_near_unit(&w, &found[i]);
    json_close_array(&w);
    json_close_object(&w);
    api_reply_json(rq, 200, &out);
}

/* ---- GET /units ---- */

typedef struct {
    json_writer *w;
    size_t count;
} listing;

static bool put_listed(const near_unit *u, void *ctx)
{
    listing *l = ctx;
    json_open_object(l->w);
    put_unit_members(l->w, u);
    json_close_object(l->w);
    return ++l->count < MAX_UNITS;
}

static void get_units(http_request *rq, void *ctx)
{
    xc_str division;
    if (!api_query_division(rq, &division))
        return;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    listing l = { &w, 0 };
    json_open_object(&w);
    json_key(&w, "units");
    json_open_array(&w);
    near_each(near_of(ctx), division, put_listed, &l);
    json_close_array(&w);
    json_close_object(&w);
    api_reply_json(rq, 200, &out);
}

/* ---- POST /positions ---- */

typedef struct {
    api_command cmd;
    const json_value *units;
    xc_str own; /* key of the only unit that this caller may move; "" = any */
} positions_command;

/* a unit is named by its number or its key */
static bool find_unit(near *n, const json_value *name, near_unit *ret)
{
    int64_t id;
    if (json_get_int(name, 1, INT64_MAX, &id))
        return near_find(n, id, ret);
    return name && name->kind == JSON_STRING && near_find_key(n, name->text, ret);
}

static xc_err move_one(positions_command *c, loop_tx *tx, const json_value *v, xc_problem *why)
{
    near *n = near_of(c->cmd.api);
    near_unit u;
    geo_point at;
    int64_t time = TIME_NONE;
    unit_state state = UNIT_STATES;
    if (!find_unit(n, json_find(v, "unit"), &u))
        return xc_fail(why, XC_ENOTFOUND, "/unit", "there is no such unit", "没有这支队伍");
    if (c->own.len && !xc_str_is(c->own, u.key))
        return xc_fail(why, XC_EFORBIDDEN, "/unit", "you can only report your own place",
                       "只能上报自己队伍的位置");
    if (!json_get_double(json_find(v, "lat"), &at.lat) ||
        !json_get_double(json_find(v, "lon"), &at.lon))
        return xc_fail(why, XC_EINVAL, "/lat", "lat and lon are numbers in degrees",
                       "lat 和 lon 应是以度为单位的数");
    const json_value *t = json_find(v, "time"), *s = json_find(v, "state");
    if (t && (t->kind != JSON_STRING || !time_parse(t->text, &time)))
        return xc_fail(why, XC_EINVAL, "/time", "this is no time", "这不是时间");
    if (s && (s->kind != JSON_STRING || !unit_state_parse(s->text, &state)))
        return xc_fail(why, XC_EINVAL, "/state", "state is free, going, on_site or offline",
                       "state 只能是 free、going、on_site 或 offline");
    return near_move(n, tx, u.id, at, time, state, why);
}

static xc_err apply_positions(loop_tx *tx, loop_command *command, xc_problem *why)
{
    positions_command *c = (positions_command *)command;
    json_writer w = json_writer_on(&c->cmd.out);
    int64_t taken = 0, index = 0;
    xc_lang lang = http_lang(c->cmd.rq);
    json_open_object(&w);
    json_key(&w, "refused");
    json_open_array(&w);
    for (const json_value *v = c->units->first; v; v = v->next, index++) {
        xc_problem one = { 0 };
        xc_err err = move_one(c, tx, v, &one);
        if (err && xc_err_status(err) >= 500)
            return err;
        taken += !err;
        if (!err)
            continue;
        one.code = err;
        json_open_object(&w);
        json_put_int(&w, "index", index);
        json_put_text(&w, "error", xc_problem_text(&one, lang));
        json_close_object(&w);
    }
    json_close_array(&w);
    json_put_int(&w, "taken", taken);
    json_close_object(&w);
    (void)why;
    return taken ? loop_audit_stream(tx, "position", http_body(c->cmd.rq), taken) : XC_OK;
}

static void post_positions(http_request *rq, void *ctx)
{
    const json_value *body;
    if (!api_body_object(rq, &body))
        return;
    const json_value *units = json_find(body, "units");
    if (!units || units->kind != JSON_ARRAY || units->count > MAX_POSITIONS) {
        xc_problem why;
        xc_err err = xc_fail(&why, XC_EINVAL, "/units", "units is a list of at most %d positions",
                             "units 应是最多 %d 个位置的列表", MAX_POSITIONS);
        (void)err;
        http_reply_problem(rq, &why);
        return;
    }
    positions_command *c = api_command_new(ctx, rq, sizeof *c, "positions", apply_positions);
    if (!c)
        return;
    c->units = units;
    const api_user *user = api_user_of(rq);
    c->own = xc_str_is(user->kind, "crew") ? user->unit : XC_STR("");
    api_submit(&c->cmd);
}

static const http_route routes[] = {
    { "GET", "/api/v1/near", get_near, 0, API_NEAR_READ | API_OPS_READ },
    { "GET", "/api/v1/units", get_units, 0, API_NEAR_READ | API_OPS_READ },
    { "POST", "/api/v1/positions", post_positions, MAX_POSITIONS_BYTES, API_POSITION_WRITE },
};

const http_route *near_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
