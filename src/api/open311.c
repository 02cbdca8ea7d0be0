/* open311.c - Open311 GeoReport v2 at /open311/v2: any of its apps can report and follow.
 *
 * JSON and XML by the file's ending. Services are the pack's request types, service requests are
 * requests (services/request.h). Beyond the standard: `page`, `page_size`, `updated_after` and
 * `updated_before` of the bulk extension, status_notes in words, `?lang=en`. */
#include <stdio.h>

#include "api/api_routes.h"
#include "api/applications_reply.h"
#include "api/open311_text.h"
#include "codec/time_text.h"
#include "codec/uri.h"
#include "services/request.h"

enum {
    MAX_FORM_BYTES = 64 << 10,
    MAX_PAGE = 1000, /* GeoReport v2: the most recent 1,000 */
    MAX_SEEN = 100000,
    DAYS = 90 /* and 90 days */
};

/* ---- answers ---- */

static bool wants_xml(const http_request *rq)
{
    xc_str path = http_path(rq);
    return path.len > 4 && xc_str_is((xc_str){ path.ptr + path.len - 4, 4 }, ".xml");
}

static void reply(http_request *rq, int status, xc_buf *out, bool xml)
{
    size_t len = 0;
    xc_err err = xc_buf_err(out);
    if (err) {
        xc_buf_done(out);
        http_reply_err(rq, err);
        return;
    }
    char *bytes = xc_buf_take(out, &len);
    http_reply_take(rq, status, xml ? "text/xml; charset=utf-8" : "application/json", bytes, len);
}

/* [{"code":400,"description":"..."}] */
static void reply_problem(http_request *rq, const xc_problem *why)
{
    int status = xc_err_status(why->code);
    if (status == 500 || status == 503) { /* what the standard has no words for is said as always */
        http_reply_problem(rq, why);
        return;
    }
    xc_buf out;
    xc_buf_init(&out, 64 << 10);
    open311_text t = open311_text_on(&out, wants_xml(rq));
    open311_open_list(&t, "errors");
    open311_open(&t, "error");
    open311_int(&t, "code", status);
    xc_str text = xc_str_of(xc_problem_text(why, http_lang(rq)));
    xc_str where = xc_str_of(why->where[0] == '/' ? why->where + 1 : why->where);
    xc_str whole = where.len ? xc_arena_printf(http_arena(rq), "%.*s: %.*s", XC_STR_ARG(where),
                                               XC_STR_ARG(text))
                             : text;
    open311_str(&t, "description", whole.ptr ? whole : text);
    open311_close(&t);
    open311_close(&t);
    reply(rq, status, &out, t.xml);
}

static void refuse(http_request *rq, xc_err code, const char *where, const char *en, const char *zh)
{
    xc_problem why;
    (void)xc_fail(&why, code, where, "%s", "%s", en); /* replied */
    snprintf(why.zh, sizeof why.zh, "%s", zh);
    reply_problem(rq, &why);
}

static xc_str said(const http_request *rq, pack_text text)
{
    return http_lang(rq) == XC_LANG_ZH ? text.zh : text.en;
}

static const pack *pack_of(const api *a)
{
    return a->pack;
}

/* ---- discovery ---- */

static void put_endpoint(open311_text *t, xc_str url)
{
    open311_open(t, "endpoint");
    open311_str(t, "specification", XC_STR("http://wiki.open311.org/GeoReport_v2"));
    open311_str(t, "url", url);
    open311_str(t, "changeset", XC_STR("2026-11-24 00:00"));
    open311_str(t, "type", XC_STR("production"));
    open311_open_list(t, "formats");
    open311_str(t, "format", XC_STR("application/json"));
    open311_str(t, "format", XC_STR("text/xml"));
    open311_close(t);
    open311_close(t);
}

static void get_discovery(http_request *rq, void *ctx)
{
    (void)ctx;
    xc_buf out;
    xc_buf_init(&out, 64 << 10);
    open311_text t = open311_text_on(&out, wants_xml(rq));
    xc_str host = http_header(rq, "Host");
    xc_str url = xc_arena_printf(http_arena(rq), "%s://%.*s/open311/v2",
                                 http_is_tls(rq) ? "https" : "http", XC_STR_ARG(host));
    open311_open(&t, "discovery");
    open311_str(&t, "changeset", XC_STR("2026-11-24 00:00"));
    open311_str(&t, "contact", XC_STR("/"));
    open311_str(&t, "key_service", XC_STR("xiucheng token --role integrator"));
    open311_open_list(&t, "endpoints");
    put_endpoint(&t, url.ptr ? url : XC_STR(""));
    open311_close(&t);
    open311_close(&t);
    reply(rq, 200, &out, t.xml);
}

/* ---- services ---- */

static xc_str keywords_of(const pack_request_type *type, xc_arena *arena)
{
    xc_str all = XC_STR("");
    for (const json_value *v = type->words ? type->words->first : NULL; v && all.ptr; v = v->next)
        all = xc_arena_printf(arena, "%.*s%s%.*s", XC_STR_ARG(all), all.len ? "," : "",
                              XC_STR_ARG(v->text));
    return all;
}

static void put_service(http_request *rq, open311_text *t, const pack_request_type *type)
{
    open311_open(t, "service");
    open311_str(t, "service_code", type->code);
    open311_str(t, "service_name", said(rq, type->name));
    open311_str(t, "description", said(rq, type->summary));
    open311_bool(t, "metadata", type->attributes && type->attributes->count);
    open311_str(t, "type", XC_STR("realtime"));
    open311_str(t, "keywords", keywords_of(type, http_arena(rq)));
    open311_str(t, "group", type->group);
    open311_close(t);
}

static void get_services(http_request *rq, void *ctx)
{
    size_t count;
    const pack_request_type *types = pack_request_types(pack_of(ctx), &count);
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    open311_text t = open311_text_on(&out, wants_xml(rq));
    open311_open_list(&t, "services");
    for (size_t i = 0; i < count; i++)
        put_service(rq, &t, &types[i]);
    open311_close(&t);
    reply(rq, 200, &out, t.xml);
}

static void put_values(http_request *rq, open311_text *t, const json_value *values)
{
    open311_open_list(t, "values");
    for (const json_value *v = values ? values->first : NULL; v; v = v->next) {
        open311_open(t, "value");
        open311_str(t, "key", json_find_str(v, "key"));
        open311_str(t, "name", said(rq, pack_text_of(json_find(v, "name"))));
        open311_close(t);
    }
    open311_close(t);
}

static void put_attribute(http_request *rq, open311_text *t, const json_value *v, int64_t order)
{
    bool required = false;
    (void)json_get_bool(json_find(v, "required"), &required); /* missing: it is not */
    open311_open(t, "attribute");
    open311_bool(t, "variable", true);
    open311_str(t, "code", json_find_str(v, "code"));
    open311_str(t, "datatype", json_find_str(v, "kind"));
    open311_bool(t, "required", required);
    open311_str(t, "datatype_description", (xc_str){ 0 });
    open311_int(t, "order", order);
    open311_str(t, "description", said(rq, pack_text_of(json_find(v, "label"))));
    if (json_find(v, "values"))
        put_values(rq, t, json_find(v, "values"));
    open311_close(t);
}

/* "road-water" of "road-water.json"; empty: neither ending */
static xc_str name_of(http_request *rq)
{
    static const char *const endings[] = { ".json", ".xml" };
    xc_str file = http_param(rq, "file");
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i]);
        if (file.len > n && xc_str_is((xc_str){ file.ptr + file.len - n, n }, endings[i]))
            return (xc_str){ file.ptr, file.len - n };
    }
    return XC_STR("");
}

static void get_service(http_request *rq, void *ctx)
{
    const pack_request_type *type = pack_request_type_find(pack_of(ctx), name_of(rq));
    int64_t order = 0;
    if (!type) {
        refuse(rq, XC_ENOTFOUND, "/service_code", "there is no such service", "没有这一类");
        return;
    }
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    open311_text t = open311_text_on(&out, wants_xml(rq));
    open311_open(&t, "service_definition");
    open311_str(&t, "service_code", type->code);
    open311_open_list(&t, "attributes");
    for (const json_value *v = type->attributes ? type->attributes->first : NULL; v; v = v->next)
        put_attribute(rq, &t, v, ++order);
    open311_close(&t);
    open311_close(&t);
    reply(rq, 200, &out, t.xml);
}

/* ---- service requests: reading ---- */

typedef struct {
    const api *a;
    http_request *rq;
    open311_text *t;
    size_t skip, count;
} put_ctx;

static bool put_request(const request_row *row, void *ctx)
{
    put_ctx *p = ctx;
    open311_text *t = p->t;
    if (p->skip) {
        p->skip--;
        return true;
    }
    int offset = pack_info_of(pack_of(p->a))->utc_offset_minutes;
    const pack_division *d = pack_division_find(pack_of(p->a), row->division);
    bool open_words = row->type && row->type->open_words;
    p->count++;
    open311_open(t, "request");
    open311_str(t, "service_request_id", row->no);
    open311_str(t, "status", row->state < CASE_CLOSED ? XC_STR("open") : XC_STR("closed"));
    open311_str(t, "status_notes", said(p->rq, row->status));
    open311_str(t, "service_name", row->type ? said(p->rq, row->type->name) : (xc_str){ 0 });
    open311_str(t, "service_code", row->type ? row->type->code : (xc_str){ 0 });
    open311_str(t, "description", open_words ? row->words : (xc_str){ 0 });
    open311_str(t, "agency_responsible", d ? said(p->rq, d->name) : (xc_str){ 0 });
    open311_str(t, "service_notice", (xc_str){ 0 });
    open311_time(t, "requested_datetime", row->requested_us, offset);
    open311_time(t, "updated_datetime", row->updated_us, offset);
    open311_time(t, "expected_datetime", row->due_us, offset);
    open311_str(t, "address", row->address.len ? row->address : (xc_str){ 0 });
    open311_str(t, "address_id", (xc_str){ 0 });
    open311_str(t, "zipcode", (xc_str){ 0 });
    open311_number(t, "lat", row->lat, row->placed);
    open311_number(t, "long", row->lon, row->placed);
    open311_str(t, "media_url", row->media_url.len ? row->media_url : (xc_str){ 0 });
    open311_close(t);
    return true;
}

static void reply_requests(http_request *rq, api *a, const request_query *q, size_t skip,
                           bool one_needed)
{
    store_conn *c;
    xc_problem why = { 0 };
    if (!api_read(a, rq, &c))
        return;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    open311_text t = open311_text_on(&out, wants_xml(rq));
    put_ctx ctx = { .a = a, .rq = rq, .t = &t, .skip = skip };
    open311_open_list(&t, "service_requests");
    xc_err err = request_list(services_of(a), c, q, http_arena(rq), put_request, &ctx);
    open311_close(&t);
    store_read_done(a->store, c);
    if (!err && one_needed && !ctx.count)
        err = xc_fail(&why, XC_ENOTFOUND, "/service_request_id",
                      "there is no service request of this number", "没有这个编号的工单");
    if (err) {
        why.code = err;
        xc_buf_done(&out);
        reply_problem(rq, &why);
        return;
    }
    reply(rq, 200, &out, t.xml);
}

static request_query any_request(void)
{
    return (request_query){ .to_us = INT64_MAX,
                            .updated_to_us = INT64_MAX,
                            .before_case = INT64_MAX,
                            .limit = 1,
                            .with_words = true };
}

static void get_request(http_request *rq, void *ctx)
{
    request_query q = any_request();
    q.no = name_of(rq);
    if (q.no.len)
        reply_requests(rq, ctx, &q, 0, true);
    else
        refuse(rq, XC_ENOTFOUND, "/service_request_id", "ask for NUMBER.json or NUMBER.xml",
               "请用“编号.json”或“编号.xml”");
}

static bool read_time(http_request *rq, const char *name, int64_t *ret)
{
    xc_str text = http_query(rq, name);
    if (!text.len || time_parse(text, ret))
        return true;
    xc_problem why;
    (void)xc_fail(&why, XC_EINVAL, name, "\"%.*s\" is not a time like 2026-07-29T11:42:06+08:00",
                  "“%.*s”不是形如 2026-07-29T11:42:06+08:00 的时间",
                  text.len > 40 ? 40 : (int)text.len, text.ptr); /* replied */
    reply_problem(rq, &why);
    return false;
}

static bool read_span(http_request *rq, request_query *q, int64_t now_us)
{
    bool asked = http_query(rq, "start_date").len || http_query(rq, "end_date").len;
    q->to_us = now_us + XC_MINUTE_US;
    if (!read_time(rq, "end_date", &q->to_us))
        return false;
    q->from_us = q->to_us - DAYS * XC_DAY_US;
    if (!read_time(rq, "start_date", &q->from_us) ||
        !read_time(rq, "updated_after", &q->updated_from_us) ||
        !read_time(rq, "updated_before", &q->updated_to_us))
        return false;
    if (asked && q->to_us - q->from_us > DAYS * XC_DAY_US) {
        refuse(rq, XC_EINVAL, "start_date", "the span may be at most 90 days",
               "时间跨度最多 90 天");
        return false;
    }
    return true;
}

static bool read_status(http_request *rq, request_query *q)
{
    xc_str rest = http_query(rq, "status"), one;
    bool open = false, closed = false;
    while (rest.len) {
        rest = xc_str_cut(rest, ',', &one);
        open = open || xc_str_is(one, "open");
        closed = closed || xc_str_is(one, "closed");
        if (!xc_str_is(one, "open") && !xc_str_is(one, "closed")) {
            refuse(rq, XC_EINVAL, "status", "status is open or closed",
                   "status 只能是 open 或 closed");
            return false;
        }
    }
    q->only_open = open && !closed;
    q->only_closed = closed && !open;
    return true;
}

static bool read_page(http_request *rq, request_query *q, size_t *skip)
{
    int64_t page = 1, size = MAX_PAGE;
    xc_str p = http_query(rq, "page"), s = http_query(rq, "page_size");
    if ((p.len && !xc_str_int(p, 1, MAX_SEEN, &page)) ||
        (s.len && !xc_str_int(s, 1, MAX_PAGE, &size)) || page * size > MAX_SEEN) {
        refuse(rq, XC_EINVAL, "page", "page is 1 or more and page_size 1 to 1000",
               "page 从 1 开始，page_size 为 1 到 1000");
        return false;
    }
    *skip = (size_t)((page - 1) * size);
    q->limit = (int)(page * size);
    return true;
}

static void get_requests(http_request *rq, void *ctx)
{
    api *a = ctx;
    request_query q = any_request();
    size_t skip = 0;
    xc_str id = http_query(rq, "service_request_id");
    if (id.len) { /* beside it all other filters are ignored, says the standard */
        q.no = id;
        reply_requests(rq, a, &q, 0, false);
        return;
    }
    q.types = http_query(rq, "service_code");
    if (!read_span(rq, &q, xc_now_us(a->clock)) || !read_status(rq, &q) ||
        !read_page(rq, &q, &skip))
        return;
    reply_requests(rq, a, &q, skip, false);
}

/* ---- service requests: reporting ---- */

typedef struct {
    api_command base;
    request_new n;
    xc_problem problem;
} post_command;

static xc_err apply_post(loop_tx *tx, loop_command *command, xc_problem *why)
{
    post_command *c = (post_command *)command;
    http_request *rq = c->base.rq;
    request_opened opened;
    xc_err err = request_open(services_of(c->base.api), tx, &c->n, &opened, why);
    if (err)
        return err;
    xc_str notice = said(rq, opened.notice);
    if (opened.near.len)
        notice = xc_arena_printf(loop_arena(tx),
                                 http_lang(rq) == XC_LANG_ZH ? "%.*s（附近已有一件类似的：%.*s）"
                                                             : "%.*s (a similar one nearby: %.*s)",
                                 XC_STR_ARG(notice), XC_STR_ARG(opened.near));
    open311_text t = open311_text_on(&c->base.out, wants_xml(rq));
    open311_open_list(&t, "service_requests");
    open311_open(&t, "request");
    open311_str(&t, "service_request_id", opened.no);
    open311_str(&t, "service_notice", notice);
    open311_str(&t, "account_id", (xc_str){ 0 });
    open311_close(&t);
    open311_close(&t);
    return XC_OK;
}

static void answer_post(loop_command *command, xc_err err, const xc_problem *why)
{
    post_command *c = (post_command *)command;
    if (!err) {
        xc_buf out = c->base.out; /* the command's memory goes with the answer */
        reply(c->base.rq, 201, &out, wants_xml(c->base.rq));
        return;
    }
    xc_problem problem = why ? *why : (xc_problem){ 0 };
    problem.code = err;
    xc_buf_done(&c->base.out);
    reply_problem(c->base.rq, &problem);
}

/* attribute[depth]=deep, attribute[tags][]=a&attribute[tags][]=b */
static bool attribute_name(xc_str name, xc_str *ret, bool *ret_many)
{
    const xc_str head = XC_STR("attribute[");
    xc_str code, rest;
    if (!xc_str_starts(name, head))
        return false;
    rest = xc_str_cut((xc_str){ name.ptr + head.len, name.len - head.len }, ']', &code);
    *ret = code;
    *ret_many = xc_str_is(rest, "[]");
    return code.len && (!rest.len || *ret_many);
}

static bool is_first(const uri_query *form, size_t at, xc_str code)
{
    xc_str other;
    bool many;
    for (size_t i = 0; i < at; i++)
        if (attribute_name(form->items[i].name, &other, &many) && xc_str_eq(other, code))
            return false;
    return true;
}

static void put_many(json_writer *w, const uri_query *form, xc_str code)
{
    xc_str other;
    bool many;
    json_open_array(w);
    for (size_t i = 0; i < form->count; i++)
        if (attribute_name(form->items[i].name, &other, &many) && xc_str_eq(other, code))
            json_str(w, form->items[i].value);
    json_close_array(w);
}

static xc_err read_attributes(const uri_query *form, xc_arena *arena, const json_value **ret)
{
    xc_buf text;
    xc_buf_init(&text, MAX_FORM_BYTES * 2);
    json_writer w = json_writer_on(&text);
    json_open_object(&w);
    for (size_t i = 0; i < form->count; i++) {
        xc_str code;
        bool many;
        if (!attribute_name(form->items[i].name, &code, &many) || !is_first(form, i, code))
            continue;
        json_key_str(&w, code);
        if (many)
            put_many(&w, form, code);
        else
            json_str(&w, form->items[i].value);
    }
    json_close_object(&w);
    xc_err err = xc_buf_err(&text);
    xc_str kept = err ? (xc_str){ 0 } : xc_arena_str(arena, xc_buf_view(&text));
    if (!err)
        err = kept.ptr ? json_parse(kept, arena, ret, NULL) : XC_ENOMEM;
    xc_buf_done(&text);
    return err;
}

static xc_err read_form(const uri_query *form, xc_arena *arena, request_new *n, xc_problem *why)
{
    xc_str lat = uri_query_find(form, "lat"), lon = uri_query_find(form, "long");
    *n = (request_new){ .type = uri_query_find(form, "service_code"),
                        .words = uri_query_find(form, "description"),
                        .address = uri_query_find(form, "address_string"),
                        .media_url = uri_query_find(form, "media_url"),
                        .source = XC_STR("open311"),
                        .first_name = uri_query_find(form, "first_name"),
                        .last_name = uri_query_find(form, "last_name"),
                        .phone = uri_query_find(form, "phone"),
                        .email = uri_query_find(form, "email"),
                        .device = uri_query_find(form, "device_id") };
    n->placed = lat.len && lon.len;
    if (n->placed && (!xc_str_double(lat, &n->lat) || !xc_str_double(lon, &n->lon)))
        return xc_fail(why, XC_EINVAL, "/lat", "lat and long must be numbers",
                       "lat 和 long 应是数字");
    return read_attributes(form, arena, &n->attributes);
}

static void post_request(http_request *rq, void *ctx)
{
    api *a = ctx;
    uri_query form;
    request_new n;
    xc_problem why = { 0 };
    xc_err err = uri_query_parse(http_body(rq), http_arena(rq), &form);
    if (err) {
        refuse(rq, XC_EINVAL, "", "send the fields as application/x-www-form-urlencoded",
               "请以 application/x-www-form-urlencoded 发送各字段");
        return;
    }
    if ((!api_user_of(rq) && !api_come_in_by_key(a, rq, uri_query_find(&form, "api_key"))) ||
        !api_may(api_user_of(rq), API_REQUEST_WRITE)) {
        refuse(rq, XC_EFORBIDDEN, "/api_key",
               "an api_key that may report is needed (xiucheng token)",
               "需要有上报权限的 api_key（xiucheng token）");
        return;
    }
    err = read_form(&form, http_arena(rq), &n, &why);
    if (err) {
        why.code = err;
        reply_problem(rq, &why);
        return;
    }
    post_command *c = api_command_new(a, rq, sizeof *c, "request.open", apply_post);
    if (!c)
        return;
    c->n = n;
    c->base.cmd.done = answer_post;
    api_submit(&c->base);
}

/* Numbers are given at once, so a token is the number itself. */
static void get_token(http_request *rq, void *ctx)
{
    (void)ctx;
    xc_str no = name_of(rq);
    xc_buf out;
    xc_buf_init(&out, 64 << 10);
    open311_text t = open311_text_on(&out, wants_xml(rq));
    open311_open_list(&t, "service_requests");
    open311_open(&t, "request");
    open311_str(&t, "token", no);
    open311_str(&t, "service_request_id", no);
    open311_close(&t);
    open311_close(&t);
    reply(rq, 200, &out, t.xml);
}

static const http_route routes[] = {
    { "GET", "/open311/v2/discovery.json", get_discovery, 0, API_PUBLIC },
    { "GET", "/open311/v2/discovery.xml", get_discovery, 0, API_PUBLIC },
    { "GET", "/open311/v2/services.json", get_services, 0, API_PUBLIC },
    { "GET", "/open311/v2/services.xml", get_services, 0, API_PUBLIC },
    { "GET", "/open311/v2/services/{file}", get_service, 0, API_PUBLIC },
    { "GET", "/open311/v2/requests.json", get_requests, 0, API_PUBLIC },
    { "GET", "/open311/v2/requests.xml", get_requests, 0, API_PUBLIC },
    { "GET", "/open311/v2/requests/{file}", get_request, 0, API_PUBLIC },
    { "GET", "/open311/v2/tokens/{file}", get_token, 0, API_PUBLIC },
    { "POST", "/open311/v2/requests.json", post_request, MAX_FORM_BYTES, API_PUBLIC },
    { "POST", "/open311/v2/requests.xml", post_request, MAX_FORM_BYTES, API_PUBLIC },
};

const http_route *open311_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
