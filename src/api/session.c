/* session.c - coming in and going out: /api/v1/session. */
#include "city/session.h"

#include "api/api.h"
#include "api/api_routes.h"
#include "base/mem.h"
#include "city/pack.h"
#include "city/session_desk.h"

enum { MAX_BODY_BYTES = 4096, MAX_REPLY_BYTES = 16 * 1024 };

static void put_text(json_writer *w, const char *key, pack_text text)
{
    json_key(w, key);
    json_open_object(w);
    json_put_str(w, "zh", text.zh);
    json_put_str(w, "en", text.en);
    json_close_object(w);
}

static void put_roles(json_writer *w, xc_str roles)
{
    xc_str role;
    json_key(w, "roles");
    json_open_array(w);
    while (roles.ptr) {
        roles = xc_str_cut(roles, ' ', &role);
        if (role.len)
            json_str(w, role);
    }
    json_close_array(w);
}

static void put_division(json_writer *w, const pack *p, xc_str prefix)
{
    const pack_division *d =
        p ? pack_division_find(p, prefix.len ? prefix : pack_info_of(p)->division) : NULL;
    json_put_str(w, "division", d ? d->code : prefix);
    put_text(w, "division_name", d ? d->name : (pack_text){ prefix, prefix });
}

static void put_rights(json_writer *w, right_set rights)
{
    json_key(w, "rights");
    json_open_array(w);
    for (unsigned i = 0; i < RIGHT_COUNT; i++)
        if (rights & (1u << i))
            json_text(w, right_name((enum right_place)i));
    json_close_array(w);
}

static void put_user(json_writer *w, const api *a, const user_ctx *who, xc_str csrf)
{
    const user *u = &who->who;
    json_open_object(w);
    json_key(w, "user");
    json_open_object(w);
    json_put_int(w, "id", u->id);
    json_put_str(w, "login", u->login);
    json_put_str(w, "name", u->name);
    json_put_text(w, "kind", user_kind_name(u->kind));
    put_roles(w, u->roles);
    put_rights(w, who->rights);
    put_division(w, a->pack, u->division);
    if (u->unit.len)
        json_put_str(w, "unit", u->unit);
    json_close_object(w);
    json_put_str(w, "csrf", csrf);
    json_put_time(w, "expires_at", who->expires_us ? who->expires_us : INT64_MIN);
    json_put_int(w, "idle_s", who->idle_us / XC_SECOND_US);
    json_close_object(w);
}

static void reply_user(http_request *rq, const api *a, const user_ctx *who, xc_str csrf)
{
    xc_buf out;
    xc_buf_init(&out, MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    put_user(&w, a, who, csrf);
    api_reply_json(rq, 200, &out);
}

static void set_cookie(http_request *rq, const char *secret, int64_t seconds)
{
    http_reply_header(rq, "Set-Cookie",
                      xc_arena_printf(http_arena(rq),
                                      "xc_session=%s; Path=/; HttpOnly; SameSite=Strict; "
                                      "Max-Age=%lld%s",
                                      secret, (long long)seconds,
                                      http_is_tls(rq) ? "; Secure" : ""));
}

/* ---- POST ---- */

struct signing_in {
    http_request *rq;
    api *api;
};

static void signed_in(void *ctx, xc_err err, const session_opened *opened, const user_ctx *who,
                      const xc_problem *why)
{
    struct signing_in *s = ctx; /* in the request's arena */
    if (err) {
        xc_problem problem = why ? *why : (xc_problem){ 0 };
        problem.code = err;
        if (err == XC_EAUTH)
            (void)xc_fail(&problem, err, "/password", "login or password is wrong",
                          "账号或密码不正确"); /* replied below */
        http_reply_problem(s->rq, &problem);
        return;
    }
    int64_t left_us = opened->expires_us - xc_now_us(s->api->clock);
    set_cookie(s->rq, opened->secret, left_us / XC_SECOND_US);
    reply_user(s->rq, s->api, who, xc_str_of(opened->csrf));
}

/* A page of another site may send a form here; a browser then says where it came from. */
static bool from_our_pages(const http_request *rq)
{
    xc_str origin = http_header(rq, "Origin"), host = http_header(rq, "Host");
    if (!origin.ptr)
        return true;
    xc_str prefix = http_is_tls(rq) ? XC_STR("https://") : XC_STR("http://");
    if (!xc_str_starts(origin, prefix))
        prefix = XC_STR("https://"); /* a proxy may speak TLS for us */
    return xc_str_starts(origin, prefix) &&
           xc_str_eq((xc_str){ origin.ptr + prefix.len, origin.len - prefix.len }, host);
}

static void post_session(http_request *rq, void *ctx)
{
    api *a = ctx;
    const json_value *body;
    if (!from_our_pages(rq)) {
        http_reply_err(rq, XC_EFORBIDDEN);
        return;
    }
    if (!api_body_object(rq, &body))
        return;
    xc_str login = json_find_str(body, "login"), password = json_find_str(body, "password");
    xc_problem why = { 0 };
    xc_err err = XC_OK;
    if (!login.len || !password.len)
        err = xc_fail(&why, XC_EINVAL, login.len ? "/password" : "/login",
                      "login and password are needed", "请填写账号和密码");
    struct signing_in *s = err ? NULL : xc_arena_array(http_arena(rq), 1, sizeof *s);
    if (!err && !s)
        err = XC_ENOMEM;
    if (!err) {
        *s = (struct signing_in){ rq, a };
        err = session_sign_in(a->desk, login, password, http_peer(rq), signed_in, s);
    }
    if (err) {
        why.code = err;
        http_reply_problem(rq, &why);
    }
}

/* ---- GET, DELETE ---- */

static void get_session(http_request *rq, void *ctx)
{
    api *a = ctx;
    const api_user *u = api_user_of(rq);
    reply_user(rq, a, u->ctx, u->ctx->csrf);
}

static xc_err apply_end(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    (void)why; /* the code says it all */
    api_command *c = (api_command *)cmd;
    return session_end(tx, c->api->door, api_user_of(c->rq)->ctx->key);
}

static void delete_session(http_request *rq, void *ctx)
{
    api *a = ctx;
    if (!api_user_of(rq)->by_cookie) {
        api_reply_no_content(rq);
        return;
    }
    api_command *c = api_command_new(a, rq, sizeof *c, "session.end", apply_end);
    if (!c)
        return;
    set_cookie(rq, "", 0);
    api_submit(c);
}

const http_route *session_routes(size_t *count)
{
    static const http_route routes[] = {
        { "POST", "/api/v1/session", post_session, MAX_BODY_BYTES, API_PUBLIC },
        { "GET", "/api/v1/session", get_session, 0, API_SIGNED_IN },
        { "DELETE", "/api/v1/session", delete_session, 0, API_SIGNED_IN },
    };
    *count = sizeof routes / sizeof *routes;
    return routes;
}
