/* tasks.c - /tasks: the queue of an official, a clerk, a crew; claim, accept, arrive, refuse,
 * complete. */
#include "city/task.h"

#include <math.h>
#include <stdio.h>

#include "api/api_routes.h"
#include "api/applications_reply.h"
#include "api/cases.h"
#include "city/file.h"
#include "codec/time_text.h"
#include "ops/respond.h"
#include "services/application_queue.h"
#include "services/matter.h"

enum { MAX_SMALL_BODY = 16 << 10, MAX_ANSWERS_BODY = 256 << 10, MAX_FILES = 20 };
#define CALLBACK XC_STR("rating-callback")

static case_engine *engine_of(const api *a)
{
    return ((rooms *)a->city)->cases;
}

/* ---- a row with what the services know ---- */

static void copy_members(json_writer *w, const json_value *row, const char *but)
{
    for (const json_value *v = row->first; v; v = v->next) {
        if (xc_str_is(v->key, but))
            continue;
        json_key_str(w, v->key);
        json_value_put(w, v);
    }
}

static xc_err put_row(const api *a, store_conn *c, const json_value *row, xc_arena *arena,
                      json_writer *w, bool *ret_transferred)
{
    const pack_division *d = pack_division_find(a->pack, json_find_str(row, "division"));
    json_open_object(w);
    copy_members(w, row, "");
    if (d)
        matter_put_text(w, "division_name", d->name);
    xc_err err = application_queue_members(services_of(a), c, json_find_str(row, "case"), arena, w,
                                           ret_transferred);
    json_close_object(w);
    return err;
}

static xc_err rows_of(store_conn *c, const task_query *q, xc_arena *arena, const json_value **ret,
                      xc_str *ret_next, xc_problem *why)
{
    xc_buf text;
    xc_buf_init(&text, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&text);
    xc_err err = task_list(c, q, arena, &w, ret_next, why);
    xc_str kept = err ? (xc_str){ 0 } : xc_arena_str(arena, xc_buf_view(&text));
    xc_buf_done(&text);
    if (err)
        return err;
    return kept.ptr ? json_parse(kept, arena, ret, why) : XC_ENOMEM;
}

static xc_err put_rows(const api *a, store_conn *c, const json_value *rows, bool only_transferred,
                       xc_arena *arena, json_writer *w)
{
    xc_err err = XC_OK;
    for (const json_value *v = rows->first; v && !err; v = v->next) {
        bool transferred = false;
        xc_buf one;
        xc_buf_init(&one, 1 << 20);
        json_writer inner = json_writer_on(&one);
        err = put_row(a, c, v, arena, &inner, &transferred);
        if (!err && (transferred || !only_transferred))
            json_raw(w, xc_buf_view(&one));
        xc_buf_done(&one);
    }
    return err;
}

/* ---- GET /tasks ---- */

static int64_t day_end_us(const api *a, int64_t now_us)
{
    calendar days = { pack_calendar_of(a->pack), pack_info_of(a->pack)->utc_offset_minutes };
    return calendar_day_start(&days, calendar_day(&days, now_us) + 1);
}

typedef enum {
    QUEUE_TODO,
    QUEUE_DUE_TODAY,
    QUEUE_WAITING,
    QUEUE_TRANSFERRED,
    QUEUE_DONE,
    QUEUE_BAD_RATING,
    QUEUES
} queue;

static bool read_queue(http_request *rq, queue *ret)
{
    static const char *const names[QUEUES] = { "todo",        "due_today", "waiting",
                                               "transferred", "done",      "bad_rating" };
    xc_str text = http_query(rq, "queue");
    xc_problem why;
    *ret = xc_str_is(http_query(rq, "state"), "done") ? QUEUE_DONE : QUEUE_TODO;
    if (!text.len)
        return true;
    for (int i = 0; i < QUEUES; i++)
        if (xc_str_is(text, names[i])) {
            *ret = (queue)i;
            return true;
        }
    xc_err err = xc_fail(&why, XC_EINVAL, "queue", "there is no queue \"%.*s\"",
                         "没有“%.*s”这个队列", text.len > 40 ? 40 : (int)text.len, text.ptr);
    (void)err; /* replied */
    http_reply_problem(rq, &why);
    return false;
}

/* Mine unless ?mine=0 asks for all of the caller's division. */
static task_query query_of(const api *a, http_request *rq, queue which, int64_t now_us)
{
    const api_user *user = api_user_of(rq);
    task_query q = { .assignee = user->login,
                     .unit = user->unit,
                     .roles = user->roles,
                     .mine = true,
                     .within = user->actor.division,
                     .due_before_us = INT64_MAX,
                     .limit = 500,
                     .now_us = now_us };
    if (xc_str_is(http_query(rq, "mine"), "0")) {
        q.mine = false;
        q.assignee = q.unit = q.roles = XC_STR("");
    }
    if (which == QUEUE_DUE_TODAY)
        q.due_before_us = day_end_us(a, now_us);
    if (which == QUEUE_DONE)
        q.states = 1u << TASK_DONE;
    if (which == QUEUE_BAD_RATING)
        q.scenario = CALLBACK;
    return q;
}

static xc_err put_counts(const api *a, store_conn *c, http_request *rq, int64_t now_us,
                         json_writer *w)
{
    const api_user *user = api_user_of(rq);
    static const struct {
        const char *name;
        queue which;
    } counted[] = { { "todo", QUEUE_TODO },
                    { "due_today", QUEUE_DUE_TODAY },
                    { "done", QUEUE_DONE },
                    { "bad_rating", QUEUE_BAD_RATING } };
    application_counts more = { 0 };
    xc_err err = XC_OK;
    json_key(w, "counts");
    json_open_object(w);
    for (size_t i = 0; i < sizeof counted / sizeof *counted && !err; i++) {
        int64_t n = 0;
        task_query q = query_of(a, rq, counted[i].which, now_us);
        err = task_count(c, &q, &n);
        json_put_int(w, counted[i].name, n);
    }
    if (!err && api_may(user, API_APPLICATION_READ))
        err = application_queue_counts(c, user->actor.division, &more);
    json_put_int(w, "waiting_applicant", more.waiting);
    json_put_int(w, "transferred", more.transferred);
    json_close_object(w);
    return err;
}

static xc_err put_queue(const api *a, http_request *rq, store_conn *c, queue which, task_query *q,
                        json_writer *w, xc_problem *why)
{
    const api_user *user = api_user_of(rq);
    xc_arena *arena = http_arena(rq);
    const json_value *rows = NULL;
    xc_str next = XC_STR("");
    xc_err err = XC_OK;
    json_open_object(w);
    json_key(w, "tasks");
    json_open_array(w);
    if (which == QUEUE_WAITING && api_may(user, API_APPLICATION_READ)) {
        err = application_queue_waiting(services_of(a), c, user->actor.division, (size_t)q->limit,
                                        q->now_us, arena, w);
    } else if (which != QUEUE_WAITING) {
        err = rows_of(c, q, arena, &rows, &next, why);
        if (!err)
            err = put_rows(a, c, rows, which == QUEUE_TRANSFERRED, arena, w);
    }
    json_close_array(w);
    if (!err)
        err = put_counts(a, c, rq, q->now_us, w);
    json_put_str(w, "next", next.len ? next : (xc_str){ 0 });
    json_close_object(w);
    return err;
}

static void get_tasks(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    api_page page;
    queue which;
    xc_str division;
    xc_problem why = { 0 };
    if (!read_queue(rq, &which) || !api_page_of(rq, &page) || !api_query_division(rq, &division) ||
        !api_read(a, rq, &c))
        return;
    task_query q = query_of(a, rq, which, xc_now_us(a->clock));
    q.division = http_query(rq, "division").len ? division : XC_STR(""); /* q.within bounds */
    q.limit = (int)page.limit;
    q.after = page.after.ptr ? page.after : XC_STR("");
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    xc_err err = put_queue(a, rq, c, which, &q, &w, &why);
    reply_read(a, rq, c, err, &why, &out);
}

/* ---- one task ---- */

static bool has_role(const api_user *user, const task_brief *t)
{
    xc_str role, rest = user->roles;
    while (rest.len) {
        rest = xc_str_cut(rest, ' ', &role);
        if (role.len && (task_asks(t, role) || xc_str_is(role, "admin")))
            return true;
    }
    return false;
}

/* Own ones, and those that ask one of the caller's roles in the caller's division. */
static xc_err may_act(const api_user *user, const task_brief *t, xc_problem *why)
{
    bool own = t->assignee.len && (xc_str_eq(t->assignee, user->login) ||
                                   (user->unit.len && xc_str_eq(t->assignee, user->unit)));
    if (own || (api_sees(user, t->division) && has_role(user, t)))
        return XC_OK;
    return xc_fail(why, XC_EFORBIDDEN, "/id", "this task is for another office or role",
                   "这件由别的单位或岗位办理");
}

static xc_err put_task(const api *a, store_conn *c, int64_t id, int64_t now_us, xc_arena *arena,
                       bool with_form, json_writer *w)
{
    task_brief t;
    const json_value *row = NULL;
    bool transferred;
    xc_buf text;
    xc_err err = task_get(c, id, arena, &t);
    xc_buf_init(&text, 1 << 21);
    json_writer inner = json_writer_on(&text);
    json_open_object(&inner);
    if (!err)
        err = task_row_put(c, id, now_us, &inner);
    const pack_form *form = !err && with_form ? matter_form(a->pack, t.form) : NULL;
    if (form) {
        json_key(&inner, "form");
        json_value_put(&inner, form->json);
    }
    json_close_object(&inner);
    xc_str kept = err ? (xc_str){ 0 } : xc_arena_str(arena, xc_buf_view(&text));
    xc_buf_done(&text);
    if (err)
        return err;
    err = kept.ptr ? json_parse(kept, arena, &row, NULL) : XC_ENOMEM;
    return err ? err : put_row(a, c, row, arena, w, &transferred);
}

/* The row again, with the whole case in the place of its number. */
static xc_err put_task_page(const api *a, store_conn *c, const task_brief *t, int64_t now_us,
                            xc_arena *arena, json_writer *w)
{
    const json_value *row = NULL;
    xc_buf text;
    xc_buf_init(&text, 1 << 21);
    json_writer inner = json_writer_on(&text);
    xc_err err = put_task(a, c, t->id, now_us, arena, true, &inner);
    xc_str kept = err ? (xc_str){ 0 } : xc_arena_str(arena, xc_buf_view(&text));
    xc_buf_done(&text);
    if (!err)
        err = kept.ptr ? json_parse(kept, arena, &row, NULL) : XC_ENOMEM;
    if (err)
        return err;
    json_open_object(w);
    copy_members(w, row, "case");
    json_key(w, "case");
    json_open_object(w);
    err = cases_put_page(a, c, t->case_id, now_us, arena, w);
    json_close_object(w);
    json_close_object(w);
    return err;
}

static void get_task(http_request *rq, void *ctx)
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
    xc_err err = task_get(c, id, http_arena(rq), &t);
    if (!err && !api_sees(api_user_of(rq), t.division))
        err = may_act(api_user_of(rq), &t, &why);
    if (!err)
        err = put_task_page(a, c, &t, xc_now_us(a->clock), http_arena(rq), &w);
    reply_read(a, rq, c, err, &why, &out);
}

/* ---- acting ---- */

typedef struct {
    faults_command base;
    const api_user *user;
    int64_t id, at_us;
    xc_str who, reason, text;
    double lat, lon;
    const json_value *answers, *files;
} task_command;

/* People act by their login; crews by their unit, which is whom the plan asked. */
static xc_str who_of(const api_user *user, const task_brief *t)
{
    return user->unit.len && !xc_str_eq(t->assignee, user->login) ? user->unit : user->login;
}

static task_command *command_of(loop_command *cmd)
{
    return (task_command *)cmd;
}

xc_err tasks_find(store_conn *c, const api_user *user, int64_t id, xc_arena *arena, task_brief *ret,
                  xc_problem *why)
{
    xc_err err = task_get(c, id, arena, ret);
    if (err == XC_ENOTFOUND)
        return xc_fail(why, err, "/id", "there is no task %lld", "没有编号 %lld 的任务",
                       (long long)id);
    return err ? err : may_act(user, ret, why);
}

static xc_err open_task(loop_tx *tx, task_command *c, task_brief *t, xc_problem *why)
{
    xc_err err = tasks_find(loop_db(tx), c->user, c->id, loop_arena(tx), t, why);
    if (!err)
        c->who = who_of(c->user, t);
    return err;
}

static xc_err put_after(loop_tx *tx, task_command *c)
{
    json_writer w = json_writer_on(&c->base.cmd.out);
    return put_task(c->base.cmd.api, loop_db(tx), c->id, loop_now_us(tx), loop_arena(tx), false,
                    &w);
}

/* a crew's task moves its unit on the map too; people who are no unit have none */
static xc_err unit_follows(loop_tx *tx, const task_command *c, const task_brief *t,
                           unit_state state)
{
    respond *r = ((rooms *)c->base.cmd.api->city)->respond;
    xc_err err = respond_unit_state(r, tx, c->who, t->case_id, state);
    return err == XC_ENOTFOUND ? XC_OK : err;
}

static xc_err apply_claim(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    task_command *c = command_of(cmd);
    task_brief t;
    xc_err err = open_task(tx, c, &t, why);
    if (!err)
        err = task_claim(engine_of(c->base.cmd.api), tx, c->id, c->who, why);
    return err ? err : put_after(tx, c);
}

static xc_err apply_accept(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    task_command *c = command_of(cmd);
    task_brief t;
    xc_err err = open_task(tx, c, &t, why);
    if (!err)
        err = task_accept(engine_of(c->base.cmd.api), tx, c->id, c->who, why);
    if (!err)
        err = unit_follows(tx, c, &t, UNIT_GOING);
    return err ? err : put_after(tx, c);
}

static xc_err apply_arrive(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    task_command *c = command_of(cmd);
    task_brief t;
    xc_err err = open_task(tx, c, &t, why);
    if (!err)
        err = task_arrive(engine_of(c->base.cmd.api), tx, c->id, c->who, c->lat, c->lon, why);
    if (!err)
        err = unit_follows(tx, c, &t, UNIT_ON_SITE);
    return err ? err : put_after(tx, c);
}

static xc_err apply_refuse(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    task_command *c = command_of(cmd);
    task_brief t;
    xc_err err = open_task(tx, c, &t, why);
    if (!err)
        err = respond_refuse(((rooms *)c->base.cmd.api->city)->respond, tx, c->id, c->who,
                             c->reason, c->text, why);
    return err ? err : put_after(tx, c);
}

static xc_err check_answers(loop_tx *tx, task_command *c, const task_brief *t, int64_t application,
                            xc_problem *why)
{
    const api *a = c->base.cmd.api;
    const pack_form *form = matter_form(a->pack, t->form);
    form_input in = { .form = form ? form->json : NULL,
                      .answers = c->answers,
                      .now_us = loop_now_us(tx) };
    xc_err err = form ? form_check(&in, loop_arena(tx), &c->base.faults) : XC_OK;
    if (!err)
        err = application_check_decision(services_of(a), loop_db(tx), application, c->answers,
                                         loop_arena(tx), &c->base.faults, why);
    if (!err && c->base.faults.count)
        err = XC_EINVAL;
    return err;
}

static xc_err attach_files(loop_tx *tx, const task_command *c, const case_brief *b, xc_problem *why)
{
    xc_err err = XC_OK;
    for (const json_value *v = c->files ? c->files->first : NULL; v && !err; v = v->next) {
        int64_t file;
        if (!file_id_read(v, &file) || c->files->count > MAX_FILES)
            return xc_fail(why, XC_EINVAL, "/files", "files must be a list of at most %d file ids",
                           "files 应是一组文件编号，最多 %d 个", MAX_FILES);
        err = file_attach(loop_db(tx), file, loop_actor_of(tx)->user_id, b->id, b->division, why);
    }
    return err;
}

static xc_err apply_complete(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    task_command *c = command_of(cmd);
    task_brief t;
    case_brief b;
    xc_arena *arena = loop_arena(tx);
    xc_err err = open_task(tx, c, &t, why);
    if (!err)
        err = case_get(loop_db(tx), t.case_id, arena, &b);
    if (!err)
        err = check_answers(tx, c, &t, b.application, why);
    if (!err)
        err = attach_files(tx, c, &b, why);
    if (!err)
        err = task_complete(engine_of(c->base.cmd.api), tx, c->id, c->who,
                            feel_from_json(arena, c->answers), c->at_us, why);
    if (!err)
        err = case_get(loop_db(tx), t.case_id, arena, &b);
    if (err)
        return err;
    json_writer w = json_writer_on(&c->base.cmd.out);
    json_open_object(&w);
    json_put_str(&w, "case", b.no);
    json_put_text(&w, "state", case_state_name(b.state));
    json_close_object(&w);
    return XC_OK;
}

static task_command *start(api *a, http_request *rq, const char *name,
                           xc_err (*apply)(loop_tx *tx, loop_command *cmd, xc_problem *why))
{
    int64_t id;
    if (!api_param_int(rq, "id", &id))
        return NULL;
    task_command *c = faults_command_new(a, rq, sizeof *c, name, apply);
    if (c) {
        c->id = id;
        c->user = api_user_of(rq);
        c->at_us = TIME_NONE;
    }
    return c;
}

static void post_claim(http_request *rq, void *ctx)
{
    task_command *c = start(ctx, rq, "task.claim", apply_claim);
    if (c)
        api_submit(&c->base.cmd);
}

static void post_accept(http_request *rq, void *ctx)
{
    task_command *c = start(ctx, rq, "task.accept", apply_accept);
    if (c)
        api_submit(&c->base.cmd);
}

static void refuse_body(http_request *rq, const char *where, const char *en, const char *zh)
{
    xc_problem why;
    xc_err err = xc_fail(&why, XC_EINVAL, where, "%s", "%s", en);
    (void)err; /* replied */
    snprintf(why.zh, sizeof why.zh, "%s", zh);
    http_reply_problem(rq, &why);
}

static void post_arrive(http_request *rq, void *ctx)
{
    const json_value *body;
    double lat = NAN, lon = NAN; /* a phone that does not know where it is may say nothing */
    if (!api_body_object(rq, &body))
        return;
    bool said = json_get_double(json_find(body, "lat"), &lat) &&
                json_get_double(json_find(body, "lon"), &lon);
    if ((!said && body->count) || lat < -90 || lat > 90 || lon < -180 || lon > 180) {
        refuse_body(rq, "/lat", "say where you are: lat and lon in degrees",
                    "请给出所在位置：lat 和 lon（度）");
        return;
    }
    task_command *c = start(ctx, rq, "task.arrive", apply_arrive);
    if (!c)
        return;
    c->lat = lat;
    c->lon = lon;
    api_submit(&c->base.cmd);
}

static void post_refuse(http_request *rq, void *ctx)
{
    const json_value *body;
    if (!api_body_object(rq, &body))
        return;
    task_command *c = start(ctx, rq, "task.refuse", apply_refuse);
    if (!c)
        return;
    c->reason = json_find_str(body, "reason");
    c->text = json_find_str(body, "text");
    api_submit(&c->base.cmd);
}

static void post_complete(http_request *rq, void *ctx)
{
    const json_value *body, *at, *answers;
    int64_t at_us = TIME_NONE;
    if (!api_body_object(rq, &body))
        return;
    at = json_find(body, "at");
    answers = json_find(body, "answers");
    if (!answers || answers->kind != JSON_OBJECT) {
        refuse_body(rq, "/answers", "answers must be an object {field: value}",
                    "answers 应是一个对象 {字段: 内容}");
        return;
    }
    if (at && at->kind != JSON_NULL && !time_parse(at->text, &at_us)) {
        refuse_body(rq, "/at", "at must be a time like 2026-07-29T11:42:06Z",
                    "at 应是形如 2026-07-29T11:42:06Z 的时间");
        return;
    }
    task_command *c = start(ctx, rq, "task.complete", apply_complete);
    if (!c)
        return;
    c->answers = answers;
    c->files = json_find(body, "files");
    c->at_us = at_us;
    api_submit(&c->base.cmd);
}

static const http_route routes[] = {
    { "GET", "/api/v1/tasks", get_tasks, 0, API_TASK_ACT },
    { "GET", "/api/v1/tasks/{id}", get_task, 0, API_TASK_ACT },
    { "POST", "/api/v1/tasks/{id}/claim", post_claim, MAX_SMALL_BODY, API_TASK_ACT },
    { "POST", "/api/v1/tasks/{id}/accept", post_accept, MAX_SMALL_BODY, API_TASK_ACT },
    { "POST", "/api/v1/tasks/{id}/arrive", post_arrive, MAX_SMALL_BODY, API_TASK_ACT },
    { "POST", "/api/v1/tasks/{id}/refuse", post_refuse, MAX_SMALL_BODY, API_TASK_ACT },
    { "POST", "/api/v1/tasks/{id}/complete", post_complete, MAX_ANSWERS_BODY, API_TASK_ACT },
};

const http_route *task_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
