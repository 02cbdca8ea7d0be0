/* cases.c - /cases: the list, one on a page with its reasons, its drawing; seen by, remarks. */
#include "city/case_hand.h"

#include "api/api_routes.h"
#include "api/applications_reply.h"
#include "api/cases.h"
#include "city/file.h"
#include "ops/actuate.h"
#include "ops/near.h"
#include "services/application.h"
#include "services/matter.h"
#include "services/request.h"

enum { MAX_SMALL_BODY = 16 << 10, MAX_NOTE = 3000, MAX_COMMANDS = 100, MAX_FILES = 100 };

static rooms *rooms_of(const api *a)
{
    return a->city;
}

/* ---- the list ---- */

static bool read_states(http_request *rq, uint32_t *ret)
{
    xc_str text = http_query(rq, "state"), one;
    xc_problem why;
    *ret = 0;
    while (text.len) {
        text = xc_str_cut(text, ',', &one);
        case_state s = case_state_parse(one);
        if (s == CASE_STATES) {
            xc_err err = xc_fail(&why, XC_EINVAL, "state",
                                 "state is new, active, closed or cancelled, not \"%.*s\"",
                                 "state 只能是 new、active、closed 或 cancelled，而不是“%.*s”",
                                 one.len > 40 ? 40 : (int)one.len, one.ptr);
            (void)err; /* replied */
            http_reply_problem(rq, &why);
            return false;
        }
        *ret |= 1u << s;
    }
    return true;
}

/* cases with an applicant are for those who may read applications */
static bool reads_applications(const api_user *user)
{
    return api_may(user, API_APPLICATION_READ | API_APPLICATION_REVIEW);
}

static void get_cases(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    api_page page;
    xc_str next = XC_STR("");
    xc_problem why = { 0 };
    int64_t overdue, question;
    case_query q = { .scenario = http_query(rq, "scenario"), .thing = http_query(rq, "thing") };
    if (!read_states(rq, &q.states) || !api_page_of(rq, &page) ||
        !api_query_division(rq, &q.division) || !api_query_int(rq, "overdue", 0, 1, 0, &overdue) ||
        !api_query_int(rq, "question", 0, 1, 0, &question) || !api_read(a, rq, &c))
        return;
    q.within = api_user_of(rq)->actor.division;
    q.overdue = overdue;
    q.operations = !reads_applications(api_user_of(rq));
    q.question = question;
    q.by_due = xc_str_is(http_query(rq, "order"), "due");
    q.limit = (int)page.limit;
    q.after = page.after.ptr ? page.after : XC_STR("");
    q.now_us = xc_now_us(a->clock);
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    json_open_object(&w);
    json_key(&w, "cases");
    xc_err err = case_list(c, &q, http_arena(rq), &w, &next, &why);
    json_put_str(&w, "next", next.len ? next : (xc_str){ 0 });
    json_close_object(&w);
    reply_read(a, rq, c, err, &why, &out);
}

/* ---- one ---- */

/* a crew sees what it was sent to, wherever that lies */
static xc_err works_on(store_conn *c, const api_user *user, int64_t case_id, bool *ret)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT 1 FROM task WHERE case_id = $1 AND (assignee = $2 OR"
                             " ($3 <> '' AND assignee = $3)) LIMIT 1",
                             "iss", case_id, user->login, user->unit.ptr ? user->unit : XC_STR(""));
    if (err)
        return err;
    *ret = store_row(st);
    return store_end(st);
}

/* Whose it is, is said; what is in it, is not. */
xc_err cases_find(const api *a, http_request *rq, store_conn *c, xc_str no, case_brief *ret,
                  xc_problem *why)
{
    int64_t id = 0;
    xc_err err = case_find(c, no, &id);
    if (!err)
        err = case_get(c, id, http_arena(rq), ret);
    if (err == XC_ENOTFOUND)
        return xc_fail(why, err, "/id", "there is no case \"%.*s\"", "没有“%.*s”这一件",
                       no.len > 60 ? 60 : (int)no.len, no.len ? no.ptr : "");
    bool open_to = !ret->application || reads_applications(api_user_of(rq));
    if (err || (open_to && api_sees(api_user_of(rq), ret->division)))
        return err;
    bool own = false;
    err = works_on(c, api_user_of(rq), id, &own);
    if (err || own)
        return err;
    const pack_division *d = pack_division_find(a->pack, ret->division);
    pack_text name = d ? d->name : (pack_text){ ret->division, ret->division };
    xc_str said = http_lang(rq) == XC_LANG_ZH ? name.zh : name.en;
    return xc_fail(why, XC_EFORBIDDEN, "/id", "%.*s handles this case; you can ask to see it",
                   "这件由%.*s办理，您可以请求查看", XC_STR_ARG(said));
}

typedef struct {
    int64_t case_id;
    json_writer *w;
} unit_visit;

static bool put_unit(const near_unit *u, void *ctx)
{
    unit_visit *v = ctx;
    if (u->case_id != v->case_id)
        return true;
    json_open_object(v->w);
    json_put_int(v->w, "id", u->id);
    json_put_text(v->w, "key", u->key);
    json_put_text(v->w, "kind", u->kind);
    json_key(v->w, "name");
    json_open_object(v->w);
    json_put_text(v->w, "zh", u->name_zh);
    json_put_text(v->w, "en", u->name_en);
    json_close_object(v->w);
    json_put_text(v->w, "state", unit_state_name(u->state));
    json_put_double(v->w, "lat", u->at.lat);
    json_put_double(v->w, "lon", u->at.lon);
    json_put_time(v->w, "seen_at", u->seen_us);
    json_close_object(v->w);
    return true;
}

/* What was sent from the scene; an applicant's papers stand with their application. */
static xc_err put_files(store_conn *c, int64_t case_id, xc_arena *arena, json_writer *w)
{
    case_brief b;
    file_row *list = NULL;
    size_t count = 0;
    xc_err err = case_get(c, case_id, arena, &b);
    if (!err && !b.application)
        err = file_list(c, case_id, MAX_FILES, arena, &list, &count);
    json_key(w, "files");
    json_open_array(w);
    for (size_t i = 0; i < count && !err; i++) {
        json_open_object(w);
        matter_put_id(w, "id", list[i].id);
        json_put_str(w, "type", list[i].type);
        json_put_str(w, "name", list[i].name);
        json_put_time(w, "at", list[i].created_us);
        json_close_object(w);
    }
    json_close_array(w);
    return err;
}

xc_err cases_put_page(const api *a, store_conn *c, int64_t case_id, int64_t now_us, xc_arena *arena,
                      json_writer *w)
{
    calendar days = { pack_calendar_of(a->pack), pack_info_of(a->pack)->utc_offset_minutes };
    actuate_query q = { .state = -1, .case_id = case_id, .limit = MAX_COMMANDS };
    int64_t last;
    unit_visit visit = { case_id, w };
    xc_err err = case_page_put(c, case_id, now_us, &days, w);
    json_key(w, "commands");
    json_open_array(w);
    if (!err)
        err = actuate_list_items(c, &q, w, &last);
    json_close_array(w);
    json_key(w, "units");
    json_open_array(w);
    if (!err && rooms_of(a)->near)
        near_each(rooms_of(a)->near, XC_STR(""), put_unit, &visit);
    json_close_array(w);
    if (!err && services_of(a))
        err = request_put(services_of(a), c, case_id, w);
    if (!err)
        err = case_hand_put(c, case_id, w);
    return err ? err : put_files(c, case_id, arena, w);
}

/* Looking at a person's application is a change: it is written down. */
typedef struct {
    api_command base;
    case_brief brief;
} look_command;

static xc_err apply_look(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    look_command *c = (look_command *)cmd;
    const api *a = c->base.api;
    json_writer w = json_writer_on(&c->base.out);
    json_open_object(&w);
    xc_err err = cases_put_page(a, loop_db(tx), c->brief.id, loop_now_us(tx), loop_arena(tx), &w);
    json_key(&w, "application");
    if (!err)
        err = application_staff_page(services_of(a), tx, c->brief.application, &w, why);
    json_close_object(&w);
    return err;
}

static void get_case(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    case_brief b;
    xc_problem why = { 0 };
    if (!api_read(a, rq, &c))
        return;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    xc_err err = cases_find(a, rq, c, http_param(rq, "id"), &b, &why);
    if (!err && b.application && services_of(a) && api_may(api_user_of(rq), API_APPLICATION_READ)) {
        store_read_done(a->store, c);
        xc_buf_done(&out);
        look_command *look = api_command_new(a, rq, sizeof *look, "case.look", apply_look);
        if (!look)
            return;
        look->brief = b;
        api_submit(&look->base);
        return;
    }
    json_open_object(&w);
    if (!err)
        err = cases_put_page(a, c, b.id, xc_now_us(a->clock), http_arena(rq), &w);
    json_close_object(&w);
    reply_read(a, rq, c, err, &why, &out);
}

static void get_drawing(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    case_brief b;
    xc_problem why = { 0 };
    if (!api_read(a, rq, &c))
        return;
    xc_buf out;
    xc_buf_init(&out, API_MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    xc_err err = cases_find(a, rq, c, http_param(rq, "id"), &b, &why);
    const pack_process *p = err ? NULL : pack_process_find(a->pack, b.process);
    if (!err && !p)
        err = xc_fail(&why, XC_EGONE, "/id", "the pack no longer has the plan of this case",
                      "城市包里已经没有这件的预案");
    if (!err)
        err = case_drawing_named(c, b.id, a->pack, p, &w);
    reply_read(a, rq, c, err, &why, &out);
}

/* ---- seen by, remarks ---- */

typedef struct {
    api_command base;
    http_request *rq;
    xc_str no, text;
} act_command;

static xc_err apply_acknowledge(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    act_command *c = (act_command *)cmd;
    case_brief b;
    xc_err err = cases_find(c->base.api, c->rq, loop_db(tx), c->no, &b, why);
    return err ? err : case_acknowledge(rooms_of(c->base.api)->cases, tx, b.id, why);
}

static void post_acknowledge(http_request *rq, void *ctx)
{
    act_command *c = api_command_new(ctx, rq, sizeof *c, "case.acknowledge", apply_acknowledge);
    if (!c)
        return;
    c->rq = rq;
    c->no = http_param(rq, "id");
    api_submit(&c->base);
}

static xc_err apply_note(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    act_command *c = (act_command *)cmd;
    case_brief b;
    xc_err err = cases_find(c->base.api, c->rq, loop_db(tx), c->no, &b, why);
    if (!err && (!xc_str_trim(c->text).len || c->text.len > MAX_NOTE))
        err = xc_fail(why, XC_EINVAL, "/text", "a remark needs 1 to %d bytes of text",
                      "请写备注，最多 %d 字节", MAX_NOTE);
    return err ? err : case_note(rooms_of(c->base.api)->cases, tx, b.id, c->text, why);
}

static void post_note(http_request *rq, void *ctx)
{
    const json_value *body;
    if (!api_body_object(rq, &body))
        return;
    act_command *c = api_command_new(ctx, rq, sizeof *c, "case.note", apply_note);
    if (!c)
        return;
    c->rq = rq;
    c->no = http_param(rq, "id");
    c->text = json_find_str(body, "text");
    api_submit(&c->base);
}

static const http_route routes[] = {
    { "GET", "/api/v1/cases", get_cases, 0, API_CASE_READ },
    { "GET", "/api/v1/cases/{id}", get_case, 0, API_CASE_READ },
    { "GET", "/api/v1/cases/{id}/drawing", get_drawing, 0, API_CASE_READ },
    { "POST", "/api/v1/cases/{id}/acknowledge", post_acknowledge, MAX_SMALL_BODY, API_CASE_ACT },
    { "POST", "/api/v1/cases/{id}/note", post_note, MAX_SMALL_BODY, API_CASE_ACT | API_TASK_ACT },
};

const http_route *case_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
