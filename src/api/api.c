/* api.c - the shared short ways of all resources; see api.h. */
#include "api/api.h"

#include "base/mem.h"
#include "city/pack.h"
#include "codec/time_text.h"

enum { DEFAULT_LIMIT = 50, MAX_LIMIT = 500, MAX_DIVISION_DIGITS = 12 };

const api_user *api_user_of(const http_request *rq)
{
    return http_user(rq);
}

bool api_may(const api_user *user, right_set rights)
{
    return user && (user->rights & rights) != 0;
}

bool api_sees(const api_user *user, xc_str division)
{
    return user && right_covers(user->actor.division, division);
}

/* ---- reading ---- */

bool api_body(http_request *rq, const json_value **ret)
{
    xc_problem why = { 0 };
    xc_err err = json_parse(http_body(rq), http_arena(rq), ret, &why);
    if (!err)
        return true;
    why.code = err;
    http_reply_problem(rq, &why);
    return false;
}

bool api_body_object(http_request *rq, const json_value **ret)
{
    const json_value *body;
    if (!api_body(rq, &body))
        return false;
    if (body->kind == JSON_OBJECT) {
        *ret = body;
        return true;
    }
    xc_problem why;
    (void)xc_fail_at(&why, XC_EINVAL, "", body->line, body->column,
                     "the body must be a JSON object",
                     "请求内容必须是一个 JSON 对象"); /* replied */
    http_reply_problem(rq, &why);
    return false;
}

static bool refuse_query(http_request *rq, const char *name, const char *en, const char *zh)
{
    xc_problem why;
    xc_str value = http_query(rq, name);
    (void)xc_fail(&why, XC_EINVAL, name, en, zh, name, XC_STR_ARG(value)); /* replied below */
    http_reply_problem(rq, &why);
    return false;
}

bool api_query_int(http_request *rq, const char *name, int64_t min, int64_t max, int64_t missing,
                   int64_t *ret)
{
    xc_str text = http_query(rq, name);
    if (text.len == 0)
        *ret = missing;
    else if (!xc_str_int(text, min, max, ret))
        return refuse_query(rq, name, "%s is not a whole number in the allowed range: \"%.*s\"",
                            "%s 不是允许范围内的整数：“%.*s”");
    return true;
}

bool api_query_double(http_request *rq, const char *name, double min, double max, double missing,
                      double *ret)
{
    xc_str text = http_query(rq, name);
    double value = missing;
    if (text.len && (!xc_str_double(text, &value) || !(value >= min && value <= max)))
        return refuse_query(rq, name, "%s is not a number in the allowed range: \"%.*s\"",
                            "%s 不是允许范围内的数：“%.*s”");
    *ret = value;
    return true;
}

bool api_query_time(http_request *rq, const char *name, int64_t missing_us, int64_t *ret_us)
{
    xc_str text = http_query(rq, name);
    if (text.len == 0)
        *ret_us = missing_us;
    else if (!time_parse(text, ret_us))
        return refuse_query(rq, name, "%s is not a time like 2026-07-29T11:42:06Z: \"%.*s\"",
                            "%s 不是形如 2026-07-29T11:42:06Z 的时间：“%.*s”");
    return true;
}

static bool all_digits(xc_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len <= MAX_DIVISION_DIGITS;
}

bool api_query_division(http_request *rq, xc_str *ret)
{
    const api_user *user = api_user_of(rq);
    xc_str own = user ? user->actor.division : XC_STR("");
    xc_str asked = http_query(rq, "division");
    if (!all_digits(asked))
        return refuse_query(rq, "division", "%s must be up to 12 digits, not \"%.*s\"",
                            "%s 必须是不超过 12 位的数字，而不是“%.*s”");
    if (asked.len == MAX_DIVISION_DIGITS)
        asked = pack_division_prefix(asked);
    if (asked.len <= own.len && xc_str_starts(own, asked))
        asked = own;
    if (!xc_str_starts(asked, own)) {
        xc_problem why;
        (void)xc_fail(&why, XC_EFORBIDDEN, "division", "division %.*s is outside of yours (%.*s)",
                      "区划 %.*s 不在您的管辖范围（%.*s）内", XC_STR_ARG(asked),
                      XC_STR_ARG(own)); /* replied below */
        http_reply_problem(rq, &why);
        return false;
    }
    *ret = asked;
    return true;
}

bool api_param_int(http_request *rq, const char *name, int64_t *ret)
{
    if (xc_str_int(http_param(rq, name), 1, INT64_MAX, ret))
        return true;
    http_reply_err(rq, XC_ENOTFOUND);
    return false;
}

bool api_page_of(http_request *rq, api_page *ret)
{
    ret->after = http_query(rq, "after");
    return api_query_int(rq, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT, &ret->limit);
}

bool api_read(api *a, http_request *rq, store_conn **ret)
{
    xc_problem why = { 0 };
    xc_err err = store_read(a->store, ret, &why);
    if (!err)
        return true;
    why.code = err;
    http_reply_problem(rq, &why);
    return false;
}

/* ---- answering ---- */

void api_reply_json(http_request *rq, int status, xc_buf *out)
{
    xc_err err = xc_buf_err(out);
    if (err) {
        xc_buf_done(out);
        http_reply_err(rq, XC_ENOMEM);
        return;
    }
    size_t len = 0;
    char *bytes = xc_buf_take(out, &len);
    http_reply_take(rq, status, "application/json", bytes, len);
}

void api_reply_no_content(http_request *rq)
{
    http_reply(rq, 204, NULL, XC_STR(""));
}

/* ---- commands ---- */

static void answer_command(loop_command *cmd, xc_err err, const xc_problem *why)
{
    api_command *c = (api_command *)cmd;
    if (err) {
        xc_problem problem = why ? *why : (xc_problem){ 0 };
        problem.code = err;
        xc_buf_done(&c->out);
        http_reply_problem(c->rq, &problem);
    } else if (c->out.len == 0 && !c->out.err) {
        http_reply(c->rq, c->status == 200 ? 204 : c->status, NULL, XC_STR(""));
    } else {
        xc_buf out = c->out; /* the command's memory goes with the answer */
        api_reply_json(c->rq, c->status, &out);
    }
}

void api_fault(const http_request *rq, const xc_problem *why, void *ctx)
{
    const api *a = ctx;
    const http_route *route = http_route_of(rq);
    if (a->log)
        xc_log_write(a->log, XC_LOG_ERROR, "api", "%s %s answers 500 %s: %s",
                     route ? route->method : "-", route ? route->pattern : "-",
                     xc_err_name(why->code), xc_problem_text(why, XC_LANG_EN));
}

/* what the store says of a failure is gone when the savepoint has been rolled back */
static xc_err apply_and_log(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    const api_command *c = (api_command *)cmd;
    xc_err err = c->apply(tx, cmd, why);
    if (err && xc_err_status(err) == 500 && c->api->log)
        xc_log_write(c->api->log, XC_LOG_ERROR, "api", "%s fails with %s; the store says: %s",
                     cmd->name, xc_err_name(err), store_error_text(loop_db(tx)));
    return err;
}

void *api_command_new(api *a, http_request *rq, size_t size, const char *name,
                      xc_err (*apply)(loop_tx *tx, loop_command *cmd, xc_problem *why))
{
    api_command *c = xc_arena_array(http_arena(rq), 1, size);
    if (!c) {
        http_reply_err(rq, XC_ENOMEM);
        return NULL;
    }
    const api_user *user = api_user_of(rq);
    c->cmd.name = name;
    c->cmd.apply = apply_and_log;
    c->apply = apply;
    c->cmd.done = answer_command;
    c->cmd.arena = http_arena(rq);
    if (user)
        c->cmd.actor = user->actor;
    c->cmd.actor.from = http_peer(rq);
    c->rq = rq;
    c->api = a;
    c->status = 200;
    xc_buf_init(&c->out, API_MAX_REPLY_BYTES);
    return c;
}

void api_submit(api_command *cmd)
{
    xc_err err = loop_submit(cmd->api->loop, &cmd->cmd);
    if (!err)
        return;
    xc_buf_done(&cmd->out);
    http_reply_err(cmd->rq, err);
}
