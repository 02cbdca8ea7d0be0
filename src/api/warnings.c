/* warnings.c - POST /warnings (CAP), GET /warnings. */
#include "api/api.h"
#include "api/api_routes.h"
#include "ops/warning.h"

enum { MAX_CAP_BYTES = 4 << 20 };

typedef struct {
    api_command cmd;
    const warn_alert *alert;
} take_command;

static xc_err apply_take(loop_tx *tx, loop_command *command, xc_problem *why)
{
    take_command *c = (take_command *)command;
    warning_taken taken;
    xc_err err = warning_take(tx, c->cmd.api->pack, c->alert, http_body(c->cmd.rq), &taken, why);
    if (err)
        return err;
    if (taken.known)
        c->cmd.status = 200;
    json_writer w = json_writer_on(&c->cmd.out);
    json_open_object(&w);
    json_put_int(&w, "id", taken.id);
    json_put_str(&w, "identifier", c->alert->identifier);
    json_put_bool(&w, "known", taken.known);
    json_key(&w, "matched");
    json_open_object(&w);
    json_key(&w, "divisions");
    json_raw(&w, taken.divisions);
    json_put_int(&w, "things", (int64_t)taken.things);
    json_close_object(&w);
    json_close_object(&w);
    return XC_OK;
}

static bool is_xml(xc_str type)
{
    xc_str head;
    (void)xc_str_cut(type, ';', &head); /* the charset is in the XML itself */
    head = xc_str_trim(head);
    return xc_str_is(head, "application/cap+xml") || xc_str_is(head, "text/xml") ||
           xc_str_is(head, "application/xml");
}

static void post_warning(http_request *rq, void *ctx)
{
    const warn_alert *alert;
    xc_problem why = { 0 };
    xc_err err = XC_OK;
    if (!is_xml(http_header(rq, "Content-Type")))
        err =
            xc_fail(&why, XC_EMEDIA, "Content-Type", "send CAP as application/cap+xml or text/xml",
                    "CAP 请用 application/cap+xml 或 text/xml 发送");
    else
        err = warn_parse(http_body(rq), http_arena(rq), &alert, &why);
    if (err) {
        why.code = err;
        http_reply_problem(rq, &why);
        return;
    }
    take_command *c = api_command_new(ctx, rq, sizeof *c, "warning.take", apply_take);
    if (!c)
        return;
    c->alert = alert;
    c->cmd.status = 201;
    api_submit(&c->cmd);
}

static void get_warnings(http_request *rq, void *ctx)
{
    api *a = ctx;
    warning_query q = { .now_us = xc_now_us(a->clock) };
    api_page page;
    store_conn *c;
    int64_t active, last = 0;
    if (!api_query_int(rq, "active", 0, 1, 0, &active) || !api_query_division(rq, &q.division) ||
        !api_page_of(rq, &page) || !api_query_int(rq, "after", 1, INT64_MAX, 0, &q.before_id) ||
        !api_read(a, rq, &c))
        return;
    q.active = active;
    q.limit = page.limit;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    json_open_object(&w);
    json_key(&w, "warnings");
    xc_err err = warning_list(c, &q, &w, &last);
    json_key(&w, "next");
    if (last)
        json_int(&w, last);
    else
        json_null(&w);
    json_close_object(&w);
    store_read_done(a->store, c);
    if (err) {
        xc_buf_done(&out);
        http_reply_err(rq, err);
        return;
    }
    api_reply_json(rq, 200, &out);
}

static const http_route routes[] = {
    { "POST", "/api/v1/warnings", post_warning, MAX_CAP_BYTES, API_WARNING_WRITE },
    { "GET", "/api/v1/warnings", get_warnings, 0, API_SIGNED_IN },
};

const http_route *warning_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
