/* files.c - POST /files, GET /files/{id}: photos and papers, for those who may see their case. */
#include "city/file.h"

#include "api/api_routes.h"
#include "api/applications_reply.h"
#include "city/case.h"
#include "services/matter.h"

typedef struct {
    api_command base;
    file_row row;
} file_command;

static xc_err apply_file(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    file_command *c = (file_command *)cmd;
    (void)why;
    c->row.owner_id = loop_actor_of(tx)->user_id;
    c->row.division = loop_actor_of(tx)->division;
    c->row.created_us = loop_now_us(tx);
    xc_err err = file_add(loop_db(tx), &c->row, &c->row.id);
    xc_str object = xc_arena_printf(loop_arena(tx), "file:%lld", (long long)c->row.id);
    if (!err)
        err = loop_audit(tx, "file.add", object, c->row.division, XC_STR("{}"));
    json_writer w = json_writer_on(&c->base.out);
    json_open_object(&w);
    matter_put_id(&w, "id", c->row.id);
    json_put_int(&w, "size", c->row.size_bytes);
    json_put_str(&w, "sha256", c->row.sha256);
    json_put_str(&w, "type", c->row.type);
    json_close_object(&w);
    return err;
}

static void post_file(http_request *rq, void *ctx)
{
    api *a = ctx;
    char sha256[65];
    xc_problem why = { 0 };
    xc_str body = http_body(rq), name = http_query(rq, "name");
    xc_err err = file_keep(services_files_dir(services_of(a)), body, sha256, &why);
    if (err) {
        why.code = err;
        http_reply_problem(rq, &why);
        return;
    }
    file_command *c = api_command_new(a, rq, sizeof *c, "file.add", apply_file);
    if (!c)
        return;
    c->row = (file_row){ .size_bytes = (int64_t)body.len,
                         .type = xc_str_of(file_type_of(body)),
                         .sha256 = xc_arena_str(http_arena(rq), xc_str_of(sha256)),
                         .name = name.len ? name : XC_STR("") };
    c->base.status = 201;
    api_submit(&c->base);
}

/* The sender, and staff who may see the case it belongs to: an applicant's papers are for those who
 * read applications. */
static xc_err may_see(store_conn *c, const api_user *user, const file_row *row, xc_arena *arena,
                      bool *ret)
{
    case_brief b;
    *ret = row->owner_id == user->actor.user_id;
    if (*ret || !row->case_id || !api_may(user, API_CASE_READ) || !api_sees(user, row->division))
        return XC_OK;
    xc_err err = case_get(c, row->case_id, arena, &b);
    *ret = !err && (!b.application || api_may(user, API_APPLICATION_READ | API_APPLICATION_REVIEW));
    return err == XC_ENOTFOUND ? XC_OK : err;
}

static void get_file(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    int64_t id;
    file_row row;
    char path[FILE_PATH_SIZE];
    if (!api_param_int(rq, "id", &id) || !api_read(a, rq, &c))
        return;
    bool seen = false;
    xc_err err = file_get(c, id, http_arena(rq), &row);
    if (!err)
        err = may_see(c, api_user_of(rq), &row, http_arena(rq), &seen);
    store_read_done(a->store, c);
    if (!err && !seen)
        err = XC_ENOTFOUND; /* whether it exists is nobody else's business */
    if (!err)
        err = file_path(services_files_dir(services_of(a)), row.sha256, path);
    if (err) {
        http_reply_err(rq, err);
        return;
    }
    http_reply_header(rq, "X-Content-Type-Options", XC_STR("nosniff"));
    http_reply_header(rq, "Content-Security-Policy", XC_STR("sandbox"));
    http_reply_file(rq, path, row.type.ptr, false);
}

static const http_route routes[] = {
    { "POST", "/api/v1/files", post_file, FILE_MAX_BYTES, API_SIGNED_IN },
    { "GET", "/api/v1/files/{id}", get_file, 0, API_SIGNED_IN },
};

const http_route *file_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
