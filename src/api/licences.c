/* licences.c - /licences: mine, shown as a code, printed, checked by whom, revoked; /verify for
 * anybody. */
#include "services/licence.h"

#include "api/api_routes.h"
#include "api/applications_reply.h"
#include "services/matter.h"

enum { MAX_SMALL_BODY = 16 << 10, MAX_PDF = 8 << 20, MAX_HOST = 200 };

static bool plain_host(xc_str host)
{
    for (size_t i = 0; i < host.len; i++) {
        char c = host.ptr[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
            c != '.' && c != '-' && c != ':' && c != '[' && c != ']')
            return false;
    }
    return host.len > 0 && host.len <= MAX_HOST;
}

/* Where the caller's browser reached us: that is where a verifier will, too. */
static xc_str base_url(http_request *rq)
{
    xc_str host = http_header(rq, "Host");
    if (!plain_host(host))
        return XC_STR("");
    xc_str url = xc_arena_printf(http_arena(rq), "%s://%.*s", http_is_tls(rq) ? "https" : "http",
                                 XC_STR_ARG(host));
    return url.ptr ? url : XC_STR("");
}

static void get_licences(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    int64_t party;
    xc_problem why = { 0 };
    if (!api_read(a, rq, &c) || !reply_party(a, rq, c, &party))
        return;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    xc_err err = licence_list(services_of(a), c, party, http_lang(rq), xc_now_us(a->clock),
                              http_arena(rq), &w);
    reply_read(a, rq, c, err, &why, &out);
}

static bool read_showing(api *a, http_request *rq, store_conn **ret_conn, licence_showing *ret)
{
    int64_t id, party;
    if (!api_param_int(rq, "id", &id) || !api_read(a, rq, ret_conn) ||
        !reply_party(a, rq, *ret_conn, &party))
        return false;
    *ret = (licence_showing){ .party = party,
                              .licence = id,
                              .now_us = xc_now_us(a->clock),
                              .lang = http_lang(rq),
                              .base_url = base_url(rq) };
    return true;
}

static void post_show(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    licence_showing s;
    const json_value *body;
    xc_problem why = { 0 };
    if (!api_body_object(rq, &body) || !read_showing(a, rq, &c, &s))
        return;
    s.facts = json_find(body, "facts");
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    xc_err err = licence_show(services_of(a), c, &s, http_arena(rq), &w, &why);
    http_reply_header(rq, "Cache-Control", XC_STR("no-store"));
    reply_read(a, rq, c, err, &why, &out);
}

static void get_pdf(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    licence_showing s;
    xc_problem why = { 0 };
    if (!read_showing(a, rq, &c, &s))
        return;
    xc_buf pdf;
    xc_buf_init(&pdf, MAX_PDF);
    xc_err err = licence_paper(services_of(a), c, &s, http_arena(rq), &pdf, &why);
    if (err) {
        reply_read(a, rq, c, err, &why, &pdf);
        return;
    }
    store_read_done(a->store, c);
    http_reply_header(rq, "Cache-Control", XC_STR("no-store"));
    http_reply_header(rq, "Content-Disposition", XC_STR("inline; filename=\"licence.pdf\""));
    size_t len;
    char *bytes = xc_buf_take(&pdf, &len);
    http_reply_take(rq, 200, "application/pdf", bytes, len);
}

static void get_checks(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    licence_showing s;
    xc_problem why = { 0 };
    if (!read_showing(a, rq, &c, &s))
        return;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    xc_err err = licence_checks(services_of(a), c, s.party, s.licence, http_arena(rq), &w, &why);
    reply_read(a, rq, c, err, &why, &out);
}

/* ---- commands ---- */

typedef struct {
    api_command base;
    int64_t id;
    xc_str text;
} licence_command;

static xc_err apply_revoke(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    licence_command *c = (licence_command *)cmd;
    xc_err err = licence_revoke(services_of(c->base.api), tx, c->id, c->text, why);
    json_writer w = json_writer_on(&c->base.out);
    json_open_object(&w);
    matter_put_id(&w, "id", c->id);
    json_put_text(&w, "state", "revoked");
    json_close_object(&w);
    return err;
}

static void post_revoke(http_request *rq, void *ctx)
{
    int64_t id;
    const json_value *body;
    if (!api_param_int(rq, "id", &id) || !api_body_object(rq, &body))
        return;
    licence_command *c = api_command_new(ctx, rq, sizeof *c, "licence.revoke", apply_revoke);
    if (!c)
        return;
    c->id = id;
    c->text = json_find_str(body, "reason");
    api_submit(&c->base);
}

static xc_err apply_verify(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    licence_command *c = (licence_command *)cmd;
    json_writer w = json_writer_on(&c->base.out);
    return licence_verify_scan(services_of(c->base.api), tx, c->text, &w, why);
}

/* Whatever was scanned is answered with a verdict: also a body that is no JSON. */
static void post_verify(http_request *rq, void *ctx)
{
    const json_value *body = NULL;
    xc_str text = http_body(rq);
    if (!json_parse(text, http_arena(rq), &body, NULL))
        text = json_find_str(body, "code");
    licence_command *c = api_command_new(ctx, rq, sizeof *c, "licence.verify", apply_verify);
    if (!c)
        return;
    if (!api_user_of(rq))
        c->base.cmd.actor = (loop_actor){ .name = XC_STR("visitor"),
                                          .role = XC_STR(""),
                                          .division = XC_STR(""),
                                          .from = http_peer(rq) };
    c->text = text;
    api_submit(&c->base);
}

static void get_keys(http_request *rq, void *ctx)
{
    api *a = ctx;
    xc_buf out;
    xc_buf_init(&out, 1 << 16);
    json_writer w = json_writer_on(&out);
    licence_keys(services_of(a), xc_now_us(a->clock), &w);
    api_reply_json(rq, 200, &out);
}

static void get_status(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    xc_problem why = { 0 };
    if (!api_read(a, rq, &c))
        return;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    xc_err err = licence_status(services_of(a), c, xc_now_us(a->clock), &w);
    reply_read(a, rq, c, err, &why, &out);
}

static const http_route routes[] = {
    { "GET", "/api/v1/licences", get_licences, 0, API_LICENCE_OWN },
    { "POST", "/api/v1/licences/{id}/show", post_show, MAX_SMALL_BODY, API_LICENCE_OWN },
    { "GET", "/api/v1/licences/{id}/pdf", get_pdf, 0, API_LICENCE_OWN },
    { "GET", "/api/v1/licences/{id}/checks", get_checks, 0, API_LICENCE_OWN },
    { "POST", "/api/v1/licences/{id}/revoke", post_revoke, MAX_SMALL_BODY, API_LICENCE_REVOKE },
    { "POST", "/api/v1/verify", post_verify, MAX_SMALL_BODY, API_PUBLIC },
    { "GET", "/api/v1/verify/keys", get_keys, 0, API_PUBLIC },
    { "GET", "/api/v1/verify/status", get_status, 0, API_PUBLIC },
};

const http_route *licence_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
