/* matters.c - GET /matters: found by residents' own words, and one with all that it takes. */
#include "api/api_routes.h"
#include "api/applications_reply.h"
#include "services/matter.h"

enum { MAX_QUERY_BYTES = 600 };

static void get_matters(http_request *rq, void *ctx)
{
    int64_t limit;
    xc_str query = http_query(rq, "q");
    xc_problem why = { 0 };
    if (!api_query_int(rq, "limit", 1, 100, 20, &limit))
        return;
    xc_err err = XC_OK;
    if (query.len > MAX_QUERY_BYTES)
        err = xc_fail(&why, XC_ELIMIT, "q", "say it in fewer words", "请用短一点的话说");
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    if (!err)
        err = matter_search(services_of(ctx), query, (size_t)limit, http_arena(rq), &w);
    if (!err) {
        api_reply_json(rq, 200, &out);
        return;
    }
    xc_buf_done(&out);
    why.code = err;
    http_reply_problem(rq, &why);
}

static void get_matter(http_request *rq, void *ctx)
{
    xc_problem why = { 0 };
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    xc_err err = matter_put(services_of(ctx), http_param(rq, "id"), &w, &why);
    if (!err) {
        api_reply_json(rq, 200, &out);
        return;
    }
    xc_buf_done(&out);
    why.code = err;
    http_reply_problem(rq, &why);
}

static const http_route routes[] = {
    { "GET", "/api/v1/matters", get_matters, 0, API_PUBLIC },
    { "GET", "/api/v1/matters/{id}", get_matter, 0, API_PUBLIC },
};

const http_route *matter_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
