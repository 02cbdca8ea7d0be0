/* requests.c - /requests: what a resident or a clerk reports, and what became of it. */
#include "services/request.h"

#include "api/api_routes.h"
#include "api/applications_reply.h"
#include "api/cases.h"

enum { MAX_BODY = 64 << 10, MAX_SIMILAR = 5 };

static void put_text(json_writer *w, const char *key, pack_text text)
{
    json_key(w, key);
    json_open_object(w);
    json_put_str(w, "zh", text.zh);
    json_put_str(w, "en", text.en);
    json_close_object(w);
}

/* ---- what can be reported ---- */

static void put_type(json_writer *w, const pack_request_type *t)
{
    json_open_object(w);
    json_put_str(w, "code", t->code);
    put_text(w, "name", t->name);
    put_text(w, "summary", t->summary);
    json_put_str(w, "group", t->group);
    json_put_str(w, "kind", t->kind);
    json_put_int(w, "near_m", t->near_m);
    json_key(w, "attributes");
    if (t->attributes)
        json_value_put(w, t->attributes);
    else
        json_raw(w, XC_STR("[]"));
    json_close_object(w);
}

static void get_types(http_request *rq, void *ctx)
{
    size_t count;
    const api *a = ctx;
    const pack_request_type *types = pack_request_types(a->pack, &count);
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    json_open_object(&w);
    json_key(&w, "types");
    json_open_array(&w);
    for (size_t i = 0; i < count; i++)
        put_type(&w, &types[i]);
    json_close_array(&w);
    json_close_object(&w);
    api_reply_json(rq, 200, &out);
}

/* ---- lists ---- */

typedef struct {
    json_writer *w;
    bool near;
    int64_t last;
} put_ctx;

static bool put_row(const request_row *row, void *ctx)
{
    put_ctx *p = ctx;
    json_writer *w = p->w;
    json_open_object(w);
    json_put_str(w, "id", row->no);
    json_put_str(w, "type", row->type ? row->type->code : XC_STR(""));
    put_text(w, "name", row->type ? row->type->name : (pack_text){ XC_STR(""), XC_STR("") });
    json_put_text(w, "state", case_state_name(row->state));
    put_text(w, "status", row->status);
    json_put_str(w, "address", row->address);
    json_key(w, "lat");
    row->placed ? json_double(w, row->lat) : json_null(w);
    json_key(w, "lon");
    row->placed ? json_double(w, row->lon) : json_null(w);
    json_put_time(w, "requested_at", row->requested_us);
    json_put_time(w, "updated_at", row->updated_us);
    json_put_time(w, "due_at", row->due_us);
    if (p->near)
        json_put_double(w, "distance_m", (double)(int64_t)(row->distance_m + 0.5));
    else
        json_put_str(w, "words", row->words);
    json_close_object(w);
    p->last = row->case_id;
    return true;
}

static void get_requests(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    api_page page;
    xc_problem why = { 0 };
    request_query q = { .to_us = INT64_MAX,
                        .updated_to_us = INT64_MAX,
                        .user_id = api_user_of(rq)->actor.user_id,
                        .with_words = true };
    if (!api_page_of(rq, &page) ||
        !api_query_int(rq, "after", 1, INT64_MAX, INT64_MAX, &q.before_case) ||
        !api_read(a, rq, &c))
        return;
    q.limit = (int)page.limit;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    put_ctx p = { .w = &w };
    json_open_object(&w);
    json_key(&w, "requests");
    json_open_array(&w);
    xc_err err = request_list(services_of(a), c, &q, http_arena(rq), put_row, &p);
    json_close_array(&w);
    json_key(&w, "next");
    p.last ? json_int(&w, p.last) : json_null(&w);
    json_close_object(&w);
    reply_read(a, rq, c, err, &why, &out);
}

static void get_similar(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    double lat, lon;
    xc_problem why = { 0 };
    const pack_request_type *t = pack_request_type_find(a->pack, http_query(rq, "type"));
    if (!t) {
        http_reply_err(rq, XC_ENOTFOUND);
        return;
    }
    if (!api_query_double(rq, "lat", -90, 90, 0, &lat) ||
        !api_query_double(rq, "lon", -180, 180, 0, &lon) || !api_read(a, rq, &c))
        return;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    put_ctx p = { .w = &w, .near = true };
    json_open_object(&w);
    json_put_int(&w, "within_m", t->near_m);
    json_key(&w, "similar");
    json_open_array(&w);
    xc_err err =
        request_near(services_of(a), c, t, lat, lon, MAX_SIMILAR, http_arena(rq), put_row, &p);
    json_close_array(&w);
    json_close_object(&w);
    reply_read(a, rq, c, err, &why, &out);
}

/* ---- reporting ---- */

typedef struct {
    api_command base;
    request_new n;
} report_command;

static xc_err apply_report(loop_tx *tx, loop_command *command, xc_problem *why)
{
    report_command *c = (report_command *)command;
    request_opened opened;
    xc_err err = request_open(services_of(c->base.api), tx, &c->n, &opened, why);
    if (err)
        return err;
    json_writer w = json_writer_on(&c->base.out);
    json_open_object(&w);
    json_put_str(&w, "id", opened.no);
    put_text(&w, "notice", opened.notice);
    json_put_str(&w, "similar", opened.near.len ? opened.near : (xc_str){ 0 });
    json_close_object(&w);
    return XC_OK;
}

static void post_request(http_request *rq, void *ctx)
{
    const json_value *body, *attributes;
    if (!api_body_object(rq, &body))
        return;
    attributes = json_find(body, "attributes");
    report_command *c = api_command_new(ctx, rq, sizeof *c, "request.open", apply_report);
    if (!c)
        return;
    c->n = (request_new){ .type = json_find_str(body, "type"),
                          .words = json_find_str(body, "words"),
                          .address = json_find_str(body, "address"),
                          .media_url = json_find_str(body, "media_url"),
                          .first_name = json_find_str(body, "name"),
                          .phone = json_find_str(body, "phone"),
                          .email = json_find_str(body, "email"),
                          .source = xc_str_is(api_user_of(rq)->kind, "resident") ? XC_STR("portal")
                                                                                 : XC_STR("desk") };
    c->n.placed = json_get_double(json_find(body, "lat"), &c->n.lat) &&
                  json_get_double(json_find(body, "lon"), &c->n.lon);
    if (attributes && attributes->kind == JSON_OBJECT)
        c->n.attributes = attributes;
    c->base.status = 201;
    api_submit(&c->base);
}

/* ---- whom to call ---- */

typedef struct {
    api_command base;
    http_request *rq;
} contact_command;

static xc_err apply_contact(loop_tx *tx, loop_command *command, xc_problem *why)
{
    contact_command *c = (contact_command *)command;
    case_brief brief;
    json_writer w = json_writer_on(&c->base.out);
    xc_err err = cases_find(c->base.api, c->rq, loop_db(tx), http_param(c->rq, "id"), &brief, why);
    return err ? err : request_contact(services_of(c->base.api), tx, &brief, &w, why);
}

static void post_contact(http_request *rq, void *ctx)
{
    contact_command *c = api_command_new(ctx, rq, sizeof *c, "request.contact", apply_contact);
    if (!c)
        return;
    c->rq = rq;
    api_submit(&c->base);
}

static const http_route routes[] = {
    { "POST", "/api/v1/cases/{id}/contact", post_contact, MAX_BODY, API_TASK_ACT },
    { "GET", "/api/v1/request-types", get_types, 0, API_PUBLIC },
    { "GET", "/api/v1/requests", get_requests, 0, API_REQUEST_WRITE },
    { "GET", "/api/v1/requests/similar", get_similar, 0, API_REQUEST_WRITE },
    { "POST", "/api/v1/requests", post_request, MAX_BODY, API_REQUEST_WRITE },
};

const http_route *request_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
