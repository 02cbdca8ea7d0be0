/* commands.c - GET /commands, POST /commands/{id}/answer: machines and what they were told. */
#include "api/api.h"
#include "api/api_routes.h"
#include "api/rooms.h"
#include "ops/actuate.h"

enum { MAX_ANSWER_BYTES = 4096, MAX_TEXT_BYTES = 500 };

static bool read_state(http_request *rq, int *ret)
{
    xc_str text = http_query(rq, "state");
    command_state s;
    *ret = -1;
    if (!text.len)
        return true;
    if (command_state_parse(text, &s)) {
        *ret = (int)s;
        return true;
    }
    xc_problem why;
    xc_err err =
        xc_fail(&why, XC_EINVAL, "state", "state is sent, acknowledged, done, failed or timed_out",
                "state 只能是 sent、acknowledged、done、failed 或 timed_out");
    (void)err;
    http_reply_problem(rq, &why);
    return false;
}

static void get_commands(http_request *rq, void *ctx)
{
    api *a = ctx;
    actuate_query q = { .actuator = http_query(rq, "actuator") };
    api_page page;
    store_conn *c;
    if (!read_state(rq, &q.state) || !api_page_of(rq, &page) ||
        !api_query_division(rq, &q.division) ||
        !api_query_int(rq, "case", 1, INT64_MAX, 0, &q.case_id) ||
        !api_query_int(rq, "after", 1, INT64_MAX, 0, &q.before_id) || !api_read(a, rq, &c))
        return;
    q.limit = page.limit;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    xc_err err = actuate_list(c, &q, &w);
    store_read_done(a->store, c);
    if (err) {
        xc_buf_done(&out);
        http_reply_err(rq, err);
        return;
    }
    api_reply_json(rq, 200, &out);
}

typedef struct {
    api_command cmd;
    int64_t id;
    command_state state;
    xc_str text;
} answer_command;

static xc_err apply_answer(loop_tx *tx, loop_command *command, xc_problem *why)
{
    answer_command *c = (answer_command *)command;
    return actuate_answer(((rooms *)c->cmd.api->city)->actuate, tx, c->id, c->state, c->text, why);
}

static void post_answer(http_request *rq, void *ctx)
{
    int64_t id;
    const json_value *body;
    if (!api_param_int(rq, "id", &id) || !api_body_object(rq, &body))
        return;
    xc_problem why;
    command_state state = COMMAND_SENT;
    xc_str text = json_find_str(body, "text");
    if (!command_state_parse(json_find_str(body, "state"), &state) || text.len > MAX_TEXT_BYTES) {
        xc_err err =
            xc_fail(&why, XC_EINVAL, "/state",
                    "state is acknowledged, done or failed; text at most %d bytes",
                    "state 只能是 acknowledged、done 或 failed，text 最多 %d 字节", MAX_TEXT_BYTES);
        (void)err;
        http_reply_problem(rq, &why);
        return;
    }
    answer_command *c = api_command_new(ctx, rq, sizeof *c, "command.answer", apply_answer);
    if (!c)
        return;
    c->id = id;
    c->state = state;
    c->text = text;
    api_submit(&c->cmd);
}

static const http_route routes[] = {
    { "GET", "/api/v1/commands", get_commands, 0, API_OPS_READ | API_COMMAND_ANSWER },
    { "POST", "/api/v1/commands/{id}/answer", post_answer, MAX_ANSWER_BYTES, API_COMMAND_ANSWER },
};

const http_route *command_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
