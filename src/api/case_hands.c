/* case_hands.c - what officials do with a case beside its plan (city/case_hand.h): one row each. */
#include "city/case_hand.h"

#include "api/api_routes.h"
#include "api/applications_reply.h"
#include "api/cases.h"
#include "city/user.h"

enum { MAX_BODY = 32 << 10 };

typedef struct {
    api_command base;
    http_request *rq;
    const json_value *body;
    case_brief brief; /* of /cases/{id}/... */
    task_brief task;  /* of /tasks/{id}/... */
} hand_command;

static case_engine *engine_of(const hand_command *c)
{
    return ((rooms *)c->base.api->city)->cases;
}

static hand_command *command_of(loop_command *cmd)
{
    return (hand_command *)cmd;
}

static xc_err find_case(loop_tx *tx, hand_command *c, xc_problem *why)
{
    return cases_find(c->base.api, c->rq, loop_db(tx), http_param(c->rq, "id"), &c->brief, why);
}

static xc_err find_task(loop_tx *tx, hand_command *c, xc_problem *why)
{
    int64_t id = 0;
    (void)xc_str_int(http_param(c->rq, "id"), 1, INT64_MAX, &id); /* else there is none */
    return tasks_find(loop_db(tx), api_user_of(c->rq), id, loop_arena(tx), &c->task, why);
}

static xc_str reason_of(const hand_command *c)
{
    return json_find_str(c->body, "reason");
}

static const pack_division *division_of(const hand_command *c, xc_problem *why)
{
    xc_str code = json_find_str(c->body, "division");
    const pack_division *d = pack_division_find(c->base.api->pack, code);
    if (!d)
        (void)xc_fail(why, XC_EINVAL, "/division", "there is no division \"%.*s\"",
                      "没有区划“%.*s”", code.len > 20 ? 20 : (int)code.len,
                      code.len ? code.ptr : ""); /* the caller ends with it */
    return d;
}

/* ---- /cases/{id}/... ---- */

static xc_err apply_urge(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    hand_command *c = command_of(cmd);
    xc_err err = find_case(tx, c, why);
    return err ? err : case_urge(engine_of(c), tx, c->brief.id, reason_of(c), why);
}

static xc_err apply_supervise(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    hand_command *c = command_of(cmd);
    bool on = true;
    (void)json_get_bool(json_find(c->body, "on"), &on); /* missing: on */
    xc_err err = find_case(tx, c, why);
    return err ? err
               : case_supervise(engine_of(c), tx, c->brief.id,
                                on ? api_user_of(c->rq)->login : XC_STR(""), reason_of(c), why);
}

static xc_err apply_hold(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    hand_command *c = command_of(cmd);
    xc_err err = find_case(tx, c, why);
    return err ? err : case_hold(engine_of(c), tx, c->brief.id, reason_of(c), why);
}

static xc_err apply_release(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    hand_command *c = command_of(cmd);
    xc_err err = find_case(tx, c, why);
    return err ? err : case_release(engine_of(c), tx, c->brief.id, reason_of(c), why);
}

static xc_err apply_transfer(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    hand_command *c = command_of(cmd);
    xc_err err = find_case(tx, c, why);
    const pack_division *to = err ? NULL : division_of(c, why);
    if (err || !to)
        return err ? err : XC_EINVAL;
    return case_transfer(engine_of(c), tx, c->brief.id, to,
                         api_may(api_user_of(c->rq), API_CASE_SUPERVISE), reason_of(c), why);
}

static xc_err apply_ask_time(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    hand_command *c = command_of(cmd);
    int64_t amount = 0, n = 0;
    calendar_unit unit = calendar_unit_parse(json_find_str(c->body, "unit"));
    if (!json_get_int(json_find(c->body, "amount"), 1, 1000, &amount) || unit == CALENDAR_UNITS)
        return xc_fail(why, XC_EINVAL, "/amount",
                       "amount must be 1 to 1000 and unit working_day, working_hour, urgent_hour "
                       "or natural_day",
                       "amount 应为 1 到 1000，unit 应为 working_day、working_hour、urgent_hour 或 "
                       "natural_day");
    xc_err err = find_case(tx, c, why);
    if (!err)
        err =
            case_extension_ask(engine_of(c), tx, c->brief.id, amount, unit, reason_of(c), &n, why);
    json_writer w = json_writer_on(&c->base.out);
    json_open_object(&w);
    json_put_int(&w, "n", n);
    json_close_object(&w);
    return err;
}

static xc_err apply_decide_time(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    hand_command *c = command_of(cmd);
    int64_t n = 0;
    xc_str decision = json_find_str(c->body, "decision");
    bool approve = xc_str_is(decision, "approve");
    (void)xc_str_int(http_param(c->rq, "n"), 1, INT64_MAX, &n); /* else there is none */
    if (!approve && !xc_str_is(decision, "refuse"))
        return xc_fail(why, XC_EINVAL, "/decision", "decision must be approve or refuse",
                       "decision 应为 approve 或 refuse");
    xc_err err = find_case(tx, c, why);
    return err ? err
               : case_extension_decide(engine_of(c), tx, c->brief.id, n, approve, reason_of(c),
                                       why);
}

static xc_err apply_withdraw(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    hand_command *c = command_of(cmd);
    xc_err err = find_case(tx, c, why);
    return err ? err
               : case_withdraw(engine_of(c), tx, c->brief.id, api_user_of(c->rq)->login,
                               reason_of(c), why);
}

static bool link_kind(xc_str name, case_link_kind *ret)
{
    static const char *const names[] = { "duplicate", "child", "related" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (xc_str_is(name, names[i])) {
            *ret = (case_link_kind)i;
            return true;
        }
    return false;
}

static xc_err apply_link(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    hand_command *c = command_of(cmd);
    case_brief other;
    case_link_kind kind;
    if (!link_kind(json_find_str(c->body, "kind"), &kind))
        return xc_fail(why, XC_EINVAL, "/kind", "kind must be duplicate, child or related",
                       "kind 应为 duplicate、child 或 related");
    xc_err err = find_case(tx, c, why);
    if (!err)
        err = cases_find(c->base.api, c->rq, loop_db(tx), json_find_str(c->body, "other"), &other,
                         why);
    return err ? err : case_link(engine_of(c), tx, c->brief.id, kind, other.id, reason_of(c), why);
}

static xc_err apply_split(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    hand_command *c = command_of(cmd);
    case_brief child = { 0 };
    const pack_division *d = NULL;
    int64_t id = 0;
    xc_err err = find_case(tx, c, why);
    const pack_scenario *s = err ? NULL : pack_scenario_find(c->base.api->pack, c->brief.scenario);
    if (!err && (!s || c->brief.application))
        err = xc_fail(why, XC_EREFUSED, "", "an application cannot be split", "办件不能拆分");
    if (!err && json_find(c->body, "division"))
        err = (d = division_of(c, why)) ? XC_OK : XC_EINVAL;
    if (!err)
        err = case_split(engine_of(c), tx, c->brief.id, d, s->case_prefix, reason_of(c), &id, why);
    if (!err)
        err = case_get(loop_db(tx), id, loop_arena(tx), &child);
    json_writer w = json_writer_on(&c->base.out);
    json_open_object(&w);
    json_put_str(&w, "case", child.no);
    json_close_object(&w);
    return err;
}

/* ---- /tasks/{id}/... ---- */

static xc_err apply_return(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    hand_command *c = command_of(cmd);
    xc_err err = find_task(tx, c, why);
    return err ? err
               : case_return(engine_of(c), tx, c->task.id, json_find_str(c->body, "to"),
                             reason_of(c), why);
}

static xc_err apply_delegate(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    hand_command *c = command_of(cmd);
    user to;
    xc_str login = json_find_str(c->body, "to"), said;
    xc_err err = find_task(tx, c, why);
    if (!err)
        err = case_hand_reason(reason_of(c), &said, why);
    if (!err && (user_find_login(loop_db(tx), loop_arena(tx), login, &to, NULL) || !to.active))
        err = xc_fail(why, XC_EINVAL, "/to", "there is nobody called \"%.*s\"", "没有账号“%.*s”",
                      login.len > 60 ? 60 : (int)login.len, login.len ? login.ptr : "");
    return err ? err
               : task_reassign(engine_of(c), tx, c->task.id, login, (pack_text){ said, said }, why);
}

static xc_err apply_side(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    hand_command *c = command_of(cmd);
    int64_t id = 0;
    xc_str kind = json_find_str(c->body, "kind");
    task_side_new n = { .login = json_find_str(c->body, "login"),
                        .role = json_find_str(c->body, "role"),
                        .division = json_find_str(c->body, "division"),
                        .text = reason_of(c) };
    if (!xc_str_is(kind, "sign") && !xc_str_is(kind, "assist"))
        return xc_fail(why, XC_EINVAL, "/kind", "kind must be sign or assist",
                       "kind 应为 sign 或 assist");
    n.kind = xc_str_is(kind, "sign") ? TASK_SIGN : TASK_ASSIST;
    if (n.role.len && !pack_role_find(c->base.api->pack, n.role))
        return xc_fail(why, XC_EINVAL, "/role", "there is no such role", "没有这个岗位");
    if (n.division.len && !division_of(c, why))
        return XC_EINVAL;
    xc_err err = find_task(tx, c, why);
    if (!err)
        err = task_side_open(engine_of(c), tx, c->task.id, &n, &id, why);
    json_writer w = json_writer_on(&c->base.out);
    json_open_object(&w);
    json_put_int(&w, "task", id);
    json_close_object(&w);
    return err;
}

static void get_back(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    int64_t id;
    task_brief t;
    xc_problem why = { 0 };
    if (!api_param_int(rq, "id", &id) || !api_read(a, rq, &c))
        return;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    xc_err err = tasks_find(c, api_user_of(rq), id, http_arena(rq), &t, &why);
    json_open_object(&w);
    json_key(&w, "targets");
    if (!err)
        err = case_back_list(((rooms *)a->city)->cases, c, id, http_arena(rq), &w, &why);
    json_close_object(&w);
    reply_read(a, rq, c, err, &why, &out);
}

/* ---- what is where ---- */

typedef xc_err apply_fn(loop_tx *tx, loop_command *cmd, xc_problem *why);

static const struct hand {
    const char *pattern, *name;
    apply_fn *apply;
    int status; /* 200 without an answer is sent as 204 */
} hands[] = {
    { "/api/v1/cases/{id}/urge", "case.urge", apply_urge, 200 },
    { "/api/v1/cases/{id}/supervise", "case.supervise", apply_supervise, 200 },
    { "/api/v1/cases/{id}/hold", "case.hold", apply_hold, 200 },
    { "/api/v1/cases/{id}/release", "case.release", apply_release, 200 },
    { "/api/v1/cases/{id}/transfer", "case.transfer", apply_transfer, 200 },
    { "/api/v1/cases/{id}/extensions", "case.extension.ask", apply_ask_time, 201 },
    { "/api/v1/cases/{id}/extensions/{n}", "case.extension.decide", apply_decide_time, 200 },
    { "/api/v1/cases/{id}/withdraw", "case.withdraw", apply_withdraw, 200 },
    { "/api/v1/cases/{id}/links", "case.link", apply_link, 200 },
    { "/api/v1/cases/{id}/split", "case.split", apply_split, 201 },
    { "/api/v1/tasks/{id}/return", "task.return", apply_return, 200 },
    { "/api/v1/tasks/{id}/delegate", "task.delegate", apply_delegate, 200 },
    { "/api/v1/tasks/{id}/sides", "task.side", apply_side, 201 },
};

static void post_hand(http_request *rq, void *ctx)
{
    const struct hand *h = hands;
    const json_value *body;
    while (strcmp(h->pattern, http_route_of(rq)->pattern) != 0)
        h++; /* its own route is in the table below */
    if (!api_body_object(rq, &body))
        return;
    hand_command *c = api_command_new(ctx, rq, sizeof *c, h->name, h->apply);
    if (!c)
        return;
    c->rq = rq;
    c->body = body;
    c->base.status = h->status;
    api_submit(&c->base);
}

static const http_route routes[] = {
    { "POST", "/api/v1/cases/{id}/urge", post_hand, MAX_BODY, API_CASE_ACT | API_CASE_SUPERVISE },
    { "POST", "/api/v1/cases/{id}/supervise", post_hand, MAX_BODY, API_CASE_SUPERVISE },
    { "POST", "/api/v1/cases/{id}/hold", post_hand, MAX_BODY, API_CASE_ACT | API_CASE_SUPERVISE },
    { "POST", "/api/v1/cases/{id}/release", post_hand, MAX_BODY,
      API_CASE_ACT | API_CASE_SUPERVISE },
    { "POST", "/api/v1/cases/{id}/transfer", post_hand, MAX_BODY,
      API_CASE_ACT | API_CASE_SUPERVISE },
    { "POST", "/api/v1/cases/{id}/extensions", post_hand, MAX_BODY, API_TASK_ACT | API_CASE_ACT },
    { "POST", "/api/v1/cases/{id}/extensions/{n}", post_hand, MAX_BODY, API_CASE_SUPERVISE },
    { "POST", "/api/v1/cases/{id}/withdraw", post_hand, MAX_BODY, API_TASK_ACT },
    { "POST", "/api/v1/cases/{id}/links", post_hand, MAX_BODY, API_CASE_ACT },
    { "POST", "/api/v1/cases/{id}/split", post_hand, MAX_BODY, API_CASE_ACT },
    { "GET", "/api/v1/tasks/{id}/back", get_back, 0, API_TASK_ACT },
    { "POST", "/api/v1/tasks/{id}/return", post_hand, MAX_BODY, API_TASK_ACT },
    { "POST", "/api/v1/tasks/{id}/delegate", post_hand, MAX_BODY, API_TASK_ACT },
    { "POST", "/api/v1/tasks/{id}/sides", post_hand, MAX_BODY, API_TASK_ACT },
};

const http_route *case_hand_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
