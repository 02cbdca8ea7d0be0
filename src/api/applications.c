/* applications.c - /applications: draft, answers, handing in, supplement, withdrawal, rating;
 * /intake at a window; /me. */
#include "services/application.h"

#include "api/api_routes.h"
#include "api/applications_reply.h"
#include "city/party.h"
#include "codec/time_text.h"
#include "services/rating.h"

enum { MAX_SMALL_BODY = 16 << 10, MAX_ANSWERS_BODY = 256 << 10 };

/* One struct for all: what the body says. */
typedef struct {
    faults_command base;
    int64_t id, score;
    xc_str text, name, number;
    const json_value *answers, *files, *reasons;
} application_command;

static application_command *command_of(loop_command *cmd)
{
    return (application_command *)cmd;
}

/* The page as it is after the command, of the applicant or of the clerk who entered it; its object
 * stays open for more. */
static xc_err put_open_page(loop_tx *tx, application_command *c, json_writer *w, xc_problem *why)
{
    int64_t party;
    const services *sv = services_of(c->base.cmd.api);
    xc_err err = party_of_user(loop_db(tx), loop_actor_of(tx)->user_id, &party);
    if (err == XC_ENOTFOUND)
        return application_window_page(sv, tx, c->id, w, why);
    return err ? err
               : application_page_open(sv, loop_db(tx), party, c->id, loop_now_us(tx),
                                       loop_arena(tx), w, why);
}

static xc_err put_page(loop_tx *tx, application_command *c, xc_problem *why)
{
    json_writer w = json_writer_on(&c->base.cmd.out);
    xc_err err = put_open_page(tx, c, &w, why);
    if (!err)
        json_close_object(&w);
    return err;
}

static bool start(api *a, http_request *rq, const char *name,
                  xc_err (*apply)(loop_tx *tx, loop_command *cmd, xc_problem *why),
                  application_command **ret)
{
    *ret = faults_command_new(a, rq, sizeof **ret, name, apply);
    return *ret != NULL;
}

/* ---- draft ---- */

static xc_err apply_draft(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    application_command *c = command_of(cmd);
    xc_err err = application_draft(services_of(c->base.cmd.api), tx, c->text, &c->id, why);
    return err ? err : put_page(tx, c, why);
}

static void post_application(http_request *rq, void *ctx)
{
    const json_value *body;
    application_command *c;
    if (!api_body_object(rq, &body) || !start(ctx, rq, "application.draft", apply_draft, &c))
        return;
    c->text = json_find_str(body, "matter");
    c->base.cmd.status = 201;
    api_submit(&c->base.cmd);
}

/* ---- at a window ---- */

static xc_err apply_intake(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    application_command *c = command_of(cmd);
    xc_err err = application_intake(services_of(c->base.cmd.api), tx, c->text, c->name, c->number,
                                    &c->id, why);
    return err ? err : put_page(tx, c, why);
}

static void post_intake(http_request *rq, void *ctx)
{
    const json_value *body;
    application_command *c;
    if (!api_body_object(rq, &body) || !start(ctx, rq, "application.intake", apply_intake, &c))
        return;
    const json_value *person = json_find(body, "person");
    c->text = json_find_str(body, "matter");
    c->name = json_find_str(person, "name");
    c->number = json_find_str(person, "id_number");
    c->base.cmd.status = 201;
    api_submit(&c->base.cmd);
}

/* ---- answers ---- */

/* Saved as it is: what is still wrong is said, and is no error. */
static xc_err apply_answers(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    application_command *c = command_of(cmd);
    xc_err err =
        application_save(services_of(c->base.cmd.api), tx, c->id, c->answers, &c->base.faults, why);
    json_writer w = json_writer_on(&c->base.cmd.out);
    if (!err)
        err = put_open_page(tx, c, &w, why);
    if (err)
        return err;
    put_faults(&w, &c->base.faults, http_lang(c->base.cmd.rq));
    json_close_object(&w);
    return XC_OK;
}

static void put_answers(http_request *rq, void *ctx)
{
    int64_t id;
    const json_value *body;
    application_command *c;
    if (!api_param_int(rq, "id", &id) || !api_body_object(rq, &body) ||
        !start(ctx, rq, "application.answers", apply_answers, &c))
        return;
    c->id = id;
    c->answers = json_find(body, "answers");
    api_submit(&c->base.cmd);
}

/* ---- the steps ---- */

static xc_err apply_submit(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    application_command *c = command_of(cmd);
    xc_err err = application_submit(services_of(c->base.cmd.api), tx, c->id, &c->base.faults, why);
    return err ? err : put_page(tx, c, why);
}

static void post_submit(http_request *rq, void *ctx)
{
    int64_t id;
    application_command *c;
    if (!api_param_int(rq, "id", &id) || !start(ctx, rq, "application.submit", apply_submit, &c))
        return;
    c->id = id;
    api_submit(&c->base.cmd);
}

static xc_err apply_supplement(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    application_command *c = command_of(cmd);
    xc_err err = application_supplement(services_of(c->base.cmd.api), tx, c->id, c->answers,
                                        c->files, &c->base.faults, why);
    return err ? err : put_page(tx, c, why);
}

static void post_supplement(http_request *rq, void *ctx)
{
    int64_t id;
    const json_value *body;
    application_command *c;
    if (!api_param_int(rq, "id", &id) || !api_body_object(rq, &body) ||
        !start(ctx, rq, "application.supplement", apply_supplement, &c))
        return;
    c->id = id;
    c->answers = json_find(body, "answers");
    c->files = json_find(body, "files");
    api_submit(&c->base.cmd);
}

static xc_err apply_withdraw(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    application_command *c = command_of(cmd);
    xc_err err = application_withdraw(services_of(c->base.cmd.api), tx, c->id, c->text, why);
    return err ? err : put_page(tx, c, why);
}

static void post_withdraw(http_request *rq, void *ctx)
{
    int64_t id;
    const json_value *body;
    application_command *c;
    if (!api_param_int(rq, "id", &id) || !api_body_object(rq, &body) ||
        !start(ctx, rq, "application.withdraw", apply_withdraw, &c))
        return;
    c->id = id;
    c->text = json_find_str(body, "reason");
    api_submit(&c->base.cmd);
}

/* ---- rating ---- */

static xc_err apply_rating(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    application_command *c = command_of(cmd);
    int64_t due_us = 0;
    xc_err err = rating_give(services_of(c->base.cmd.api), tx, c->id, c->score, c->reasons, c->text,
                             &due_us, why);
    json_writer w = json_writer_on(&c->base.cmd.out);
    json_open_object(&w);
    if (due_us)
        json_put_time(&w, "callback_due_at", due_us);
    json_close_object(&w);
    return err;
}

static void post_rating(http_request *rq, void *ctx)
{
    int64_t id;
    const json_value *body;
    application_command *c;
    if (!api_param_int(rq, "id", &id) || !api_body_object(rq, &body) ||
        !start(ctx, rq, "application.rate", apply_rating, &c))
        return;
    c->id = id;
    if (!json_get_int(json_find(body, "score"), 1, 5, &c->score))
        c->score = 0; /* refused with its own words */
    c->reasons = json_find(body, "reasons");
    c->text = json_find_str(body, "text");
    c->base.cmd.status = 201;
    api_submit(&c->base.cmd);
}

/* ---- reading ---- */

static void get_applications(http_request *rq, void *ctx)
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
    xc_err err =
        application_list(services_of(a), c, party, xc_now_us(a->clock), http_arena(rq), &w);
    reply_read(a, rq, c, err, &why, &out);
}

static void get_application(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    int64_t party, id;
    xc_problem why = { 0 };
    if (!api_param_int(rq, "id", &id) || !api_read(a, rq, &c) || !reply_party(a, rq, c, &party))
        return;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    xc_err err = application_page(services_of(a), c, party, id, xc_now_us(a->clock), http_arena(rq),
                                  &w, &why);
    reply_read(a, rq, c, err, &why, &out);
}

static void get_me(http_request *rq, void *ctx)
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
    xc_err err = application_me(services_of(a), c, party, xc_now_us(a->clock), http_arena(rq), &w);
    reply_read(a, rq, c, err, &why, &out);
}

static const http_route routes[] = {
    { "GET", "/api/v1/me", get_me, 0, API_APPLICATION_OWN },
    { "GET", "/api/v1/applications", get_applications, 0, API_APPLICATION_OWN },
    { "POST", "/api/v1/applications", post_application, MAX_SMALL_BODY, API_APPLICATION_OWN },
    { "POST", "/api/v1/intake", post_intake, MAX_SMALL_BODY, API_APPLICATION_INTAKE },
    { "GET", "/api/v1/applications/{id}", get_application, 0, API_APPLICATION_OWN },
    { "PUT", "/api/v1/applications/{id}/answers", put_answers, MAX_ANSWERS_BODY,
      API_APPLICATION_OWN | API_APPLICATION_INTAKE },
    { "POST", "/api/v1/applications/{id}/submit", post_submit, MAX_SMALL_BODY,
      API_APPLICATION_OWN | API_APPLICATION_INTAKE },
    { "POST", "/api/v1/applications/{id}/supplement", post_supplement, MAX_ANSWERS_BODY,
      API_APPLICATION_OWN | API_APPLICATION_INTAKE },
    { "POST", "/api/v1/applications/{id}/withdraw", post_withdraw, MAX_SMALL_BODY,
      API_APPLICATION_OWN },
    { "POST", "/api/v1/applications/{id}/rating", post_rating, MAX_SMALL_BODY,
      API_APPLICATION_OWN },
};

const http_route *application_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
