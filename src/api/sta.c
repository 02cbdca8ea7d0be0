/* sta.c - OGC SensorThings 1.1 over HTTP at /sta/v1.1: reading, creating, observing. */
#include <stdio.h>

#include "api/api.h"
#include "api/api_routes.h"
#include "api/rooms.h"
#include "ops/sense.h"
#include "ops/sense_read.h"

enum { MAX_BODY_BYTES = 32 << 20, MAX_ANSWER_BYTES = 64 << 20 };

static rooms *rooms_of(void *ctx)
{
    return ((api *)ctx)->city;
}

static bool is_host_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == ':' || c == '[' || c == ']';
}

/* links say the name that the caller used; a name with other characters is not repeated */
static xc_str base_of(http_request *rq)
{
    xc_str host = http_header(rq, "Host");
    for (size_t i = 0; i < host.len; i++)
        if (!is_host_char(host.ptr[i]))
            host.len = 0;
    if (!host.len)
        host = XC_STR("localhost");
    return xc_arena_printf(http_arena(rq), "http%s://%.*s/sta/v1.1", http_is_tls(rq) ? "s" : "",
                           XC_STR_ARG(host));
}

static void fail(http_request *rq, xc_err err, xc_problem *why)
{
    why->code = err;
    http_reply_problem(rq, why);
}

/* ---- GET ---- */

static void get(http_request *rq, void *ctx)
{
    api *a = ctx;
    xc_problem why = { 0 };
    sense_path path;
    sense_address at = { .base = base_of(rq),
                         .path = http_param(rq, "*"),
                         .raw_query = http_raw_query(rq),
                         .now_us = xc_now_us(a->clock) };
    xc_err err = sense_path_parse(at.path, &path, &why);
    store_conn *c;
    if (err) {
        fail(rq, err, &why);
        return;
    }
    if (!api_read(a, rq, &c))
        return;
    xc_buf out;
    xc_buf_init(&out, MAX_ANSWER_BYTES);
    bool text;
    err = sense_read(c, &path, &at, http_arena(rq), &out, &text, &why);
    store_read_done(a->store, c);
    if (err) {
        xc_buf_done(&out);
        fail(rq, err, &why);
    } else if (text) {
        http_reply(rq, 200, "text/plain; charset=utf-8", xc_buf_view(&out));
        xc_buf_done(&out);
    } else {
        api_reply_json(rq, 200, &out);
    }
}

/* ---- POST of entities ---- */

typedef struct {
    api_command cmd;
    sense_new_entity what;
    xc_str base;
} create_command;

static void locate(http_request *rq, xc_str base, sense_kind kind, const char *id)
{
    xc_str address = xc_arena_printf(http_arena(rq), "%.*s/%s(%s)", XC_STR_ARG(base),
                                     sense_entity_of(kind)->set, id);
    http_reply_header(rq, "Location", address);
}

static xc_err apply_create(loop_tx *tx, loop_command *command, xc_problem *why)
{
    create_command *c = (create_command *)command;
    int64_t id = 0;
    xc_err err = sense_create(rooms_of(c->cmd.api)->sense, tx, &c->what, &id, why);
    if (err)
        return err;
    char text[24];
    (void)snprintf(text, sizeof text, "%lld", (long long)id);
    locate(c->cmd.rq, c->base, c->what.kind, text);
    xc_buf_printf(&c->cmd.out, "{\"@iot.id\":%s,\"@iot.selfLink\":\"%.*s/%s(%s)\"}", text,
                  XC_STR_ARG(c->base), sense_entity_of(c->what.kind)->set, text);
    return XC_OK;
}

static void post_entity(api *a, http_request *rq, const sense_path *path, const json_value *body)
{
    create_command *c = api_command_new(a, rq, sizeof *c, "sta.create", apply_create);
    if (!c)
        return;
    const sense_segment *last = &path->segments[path->count - 1];
    c->what = (sense_new_entity){ .kind = last->kind, .json = body };
    if (path->count == 2) {
        c->what.has_parent = true;
        c->what.parent = path->segments[0].kind;
        c->what.parent_id = path->segments[0].id[0];
    }
    c->base = base_of(rq);
    c->cmd.status = 201;
    api_submit(&c->cmd);
}

/* ---- POST of observations ---- */

typedef struct {
    api_command cmd;
    sense_observation_set set;
    xc_str base;
} observe_command;

static void put_observation_id(char *to, size_t size, const sense_reading *row)
{
    if (row->n)
        (void)snprintf(to, size, "%lld-%lld-%lld", (long long)row->stream, (long long)row->time,
                       (long long)row->n);
    else
        (void)snprintf(to, size, "%lld-%lld", (long long)row->stream, (long long)row->time);
}

static xc_err apply_observe_one(loop_tx *tx, loop_command *command, xc_problem *why)
{
    observe_command *c = (observe_command *)command;
    return sense_observe(rooms_of(c->cmd.api)->sense, tx, &c->set, why);
}

/* answers after the commit: a refused reading was noted, so the command itself went through */
static void done_observe_one(loop_command *command, xc_err err, const xc_problem *why)
{
    observe_command *c = (observe_command *)command;
    const sense_reading *row = &c->set.rows[0];
    if (err || row->err) {
        xc_problem problem = err ? (why ? *why : (xc_problem){ 0 }) : c->set.refused;
        fail(c->cmd.rq, err ? err : row->err, &problem);
        return;
    }
    char id[72], quoted[80];
    put_observation_id(id, sizeof id, row);
    (void)snprintf(quoted, sizeof quoted, "'%s'", id);
    locate(c->cmd.rq, c->base, SENSE_OBSERVATION, quoted);
    xc_str body = xc_arena_printf(
        http_arena(c->cmd.rq), "{\"@iot.id\":\"%s\",\"@iot.selfLink\":\"%.*s/Observations(%s)\"}",
        id, XC_STR_ARG(c->base), quoted);
    http_reply(c->cmd.rq, 201, "application/json", body);
}

static void post_observation(api *a, http_request *rq, int64_t stream, const json_value *body)
{
    xc_problem why = { 0 };
    sense_reading *row = xc_arena_array(http_arena(rq), 1, sizeof *row);
    xc_err err = row ? sense_reading_parse(body, stream, http_arena(rq), row, &why) : XC_ENOMEM;
    if (err) {
        fail(rq, err, &why);
        return;
    }
    observe_command *c = api_command_new(a, rq, sizeof *c, "sta.observe", apply_observe_one);
    if (!c)
        return;
    c->cmd.cmd.done = done_observe_one;
    c->set =
        (sense_observation_set){ .rows = row, .count = 1, .whole = true, .digest = http_body(rq) };
    c->base = base_of(rq);
    api_submit(&c->cmd);
}

/* "http://.../Observations(' as JSON, to be gone on with; ptr NULL: no room */
static xc_str open_address(xc_arena *arena, xc_str base)
{
    xc_str address = xc_arena_printf(arena, "%.*s/Observations('", XC_STR_ARG(base));
    xc_buf quoted;
    xc_buf_init(&quoted, 4096);
    json_writer w = json_writer_on(&quoted);
    json_str(&w, address);
    xc_str text = xc_buf_view(&quoted);
    text.len -= text.len > 0; /* the closing quote */
    text = xc_buf_err(&quoted) ? (xc_str){ 0 } : xc_arena_str(arena, text);
    xc_buf_done(&quoted);
    return text;
}

static void put_address(json_writer *w, xc_str start, const sense_reading *row)
{
    json_raw(w, start);
    xc_buf_int(w->out, row->stream);
    xc_buf_byte(w->out, '-');
    xc_buf_int(w->out, row->time);
    if (row->n) {
        xc_buf_byte(w->out, '-');
        xc_buf_int(w->out, row->n);
    }
    xc_buf_text(w->out, "')\"");
}

/* the answer lists, row by row, where it is now or "error" (OGC 18-088, 12.4.1) */
static xc_err apply_observe_many(loop_tx *tx, loop_command *command, xc_problem *why)
{
    observe_command *c = (observe_command *)command;
    xc_err err = sense_observe(rooms_of(c->cmd.api)->sense, tx, &c->set, why);
    if (err)
        return err;
    xc_str start = open_address(loop_arena(tx), c->base);
    if (!start.ptr)
        return XC_ENOMEM;
    json_writer w = json_writer_on(&c->cmd.out);
    json_open_array(&w);
    for (size_t i = 0; i < c->set.count; i++)
        if (c->set.rows[i].err)
            json_text(&w, "error");
        else
            put_address(&w, start, &c->set.rows[i]);
    json_close_array(&w);
    return XC_OK;
}

static void post_data_array(api *a, http_request *rq, const json_value *body)
{
    xc_problem why = { 0 };
    sense_reading *rows;
    size_t count;
    xc_err err = sense_data_array_parse(body, http_arena(rq), &rows, &count, &why);
    if (err) {
        fail(rq, err, &why);
        return;
    }
    observe_command *c = api_command_new(a, rq, sizeof *c, "sta.observe", apply_observe_many);
    if (!c)
        return;
    c->set = (sense_observation_set){ .rows = rows, .count = count, .digest = http_body(rq) };
    c->base = base_of(rq);
    if (c->base.len > 256)
        c->base.len = 256;
    c->cmd.status = 201;
    api_submit(&c->cmd);
}

/* what can be posted to: a set, alone or below one entity */
static bool takes_posts(const sense_path *path)
{
    if (path->count == 0 || path->count > 2 || path->property || path->ref)
        return false;
    const sense_segment *last = &path->segments[path->count - 1];
    return !last->one && (path->count == 1 || path->segments[0].by_id);
}

static void post(http_request *rq, void *ctx)
{
    api *a = ctx;
    xc_problem why = { 0 };
    sense_path path;
    const json_value *body;
    bool data_array = xc_str_is(http_param(rq, "*"), "CreateObservations");
    xc_err err = data_array ? XC_OK : sense_path_parse(http_param(rq, "*"), &path, &why);
    if (!err && !data_array && !takes_posts(&path))
        err = xc_fail(&why, XC_EMETHOD, "path", "entities are created by POST to their set",
                      "新建实体请 POST 到它的集合");
    if (err) {
        fail(rq, err, &why);
        return;
    }
    if (!api_body(rq, &body))
        return;
    if (data_array)
        post_data_array(a, rq, body);
    else if (path.segments[path.count - 1].kind == SENSE_OBSERVATION)
        post_observation(a, rq,
                         path.count == 2 && path.segments[0].kind == SENSE_DATASTREAM
                             ? path.segments[0].id[0]
                             : 0,
                         body);
    else
        post_entity(a, rq, &path, body);
}

static const http_route routes[] = {
    { "GET", "/sta/v1.1/{*}", get, 0, API_STA_READ },
    { "GET", "/sta/v1.1", get, 0, API_STA_READ },
    { "POST", "/sta/v1.1/{*}", post, MAX_BODY_BYTES, API_STA_WRITE },
};

const http_route *sta_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
