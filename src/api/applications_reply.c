/* applications_reply.c - shared answers of the services' resources. */
#include "api/applications_reply.h"

#include "city/party.h"

services *services_of(const api *a)
{
    return ((rooms *)a->city)->services;
}

static void reply_why(http_request *rq, xc_err err, xc_problem *why)
{
    why->code = err;
    http_reply_problem(rq, why);
}

bool reply_party(api *a, http_request *rq, store_conn *c, int64_t *ret)
{
    xc_problem why = { 0 };
    xc_err err = party_of_user(c, api_user_of(rq)->actor.user_id, ret);
    if (!err)
        return true;
    if (err == XC_ENOTFOUND)
        err = xc_fail(&why, XC_EFORBIDDEN, "", "this is for residents; you are signed in as staff",
                      "这里是市民自己用的，您现在是工作人员账号");
    store_read_done(a->store, c);
    reply_why(rq, err, &why);
    return false;
}

void reply_read(api *a, http_request *rq, store_conn *c, xc_err err, xc_problem *why, xc_buf *out)
{
    store_read_done(a->store, c);
    if (!err) {
        api_reply_json(rq, 200, out);
        return;
    }
    xc_buf_done(out);
    reply_why(rq, err, why);
}

void put_faults(json_writer *w, const form_faults *faults, xc_lang lang)
{
    json_key(w, "fields");
    json_open_array(w);
    for (size_t i = 0; i < faults->count; i++) {
        json_open_object(w);
        json_put_text(w, "where", faults->items[i].where);
        json_put_text(w, "message", xc_problem_text(&faults->items[i], lang));
        json_close_object(w);
    }
    json_close_array(w);
}

static void reply_faults(http_request *rq, const form_faults *faults)
{
    xc_lang lang = http_lang(rq);
    xc_buf out;
    xc_buf_init(&out, 1 << 18);
    json_writer w = json_writer_on(&out);
    json_open_object(&w);
    json_key(&w, "error");
    json_open_object(&w);
    json_put_text(&w, "code", xc_err_name(XC_EINVAL));
    json_put_text(&w, "message", xc_problem_text(&faults->items[0], lang));
    json_put_text(&w, "where", faults->items[0].where);
    json_put_int(&w, "line", 0);
    json_put_int(&w, "column", faults->items[0].column);
    put_faults(&w, faults, lang);
    json_close_object(&w);
    json_close_object(&w);
    api_reply_json(rq, xc_err_status(XC_EINVAL), &out);
}

static void answer_faults(loop_command *cmd, xc_err err, const xc_problem *why)
{
    faults_command *c = (faults_command *)cmd;
    if (err != XC_EINVAL || !c->faults.count) {
        c->answer(cmd, err, why);
        return;
    }
    xc_buf_done(&c->cmd.out);
    reply_faults(c->cmd.rq, &c->faults);
}

void *faults_command_new(api *a, http_request *rq, size_t size, const char *name,
                         xc_err (*apply)(loop_tx *tx, loop_command *cmd, xc_problem *why))
{
    faults_command *c = api_command_new(a, rq, size, name, apply);
    if (!c)
        return NULL;
    c->answer = c->cmd.cmd.done;
    c->cmd.cmd.done = answer_faults;
    return c;
}
