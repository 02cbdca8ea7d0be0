/* auth.c - the gate before every handler: who asks, and may they? See api.h.
 *
 * Integrators show a key (Authorization: Bearer), people a cookie; a write by cookie must also
 * carry the session's own value in X-CSRF-Token, which no foreign page can know. */
#include "api/api.h"
#include "city/session.h"
#include "city/session_door.h"

static api_user *make_user(http_request *rq, const user_ctx *known)
{
    api_user *u = xc_arena_array(http_arena(rq), 1, sizeof *u);
    if (!u)
        return NULL;
    u->actor = user_actor(known, http_peer(rq));
    u->login = known->who.login;
    u->kind = xc_str_of(user_kind_name(known->who.kind));
    u->roles = known->who.roles;
    u->unit = known->who.unit;
    u->rights = known->rights;
    u->by_cookie = !known->by_token;
    u->ctx = known;
    return u;
}

static bool is_write(const http_request *rq)
{
    xc_str method = http_method(rq);
    return !xc_str_is(method, "GET") && !xc_str_is(method, "HEAD");
}

static xc_err refuse_csrf(xc_problem *why)
{
    return xc_fail(why, XC_EFORBIDDEN, "X-CSRF-Token",
                   "a change by cookie needs the X-CSRF-Token that GET /api/v1/session gives",
                   "使用 Cookie 修改数据时，必须带上 GET /api/v1/session 返回的 X-CSRF-Token");
}

static xc_err find_by_cookie(api *a, http_request *rq, const user_ctx **ret, xc_problem *why)
{
    xc_str cookie = http_cookie(rq, "xc_session");
    const user_ctx *known = NULL;
    if (!cookie.len)
        return XC_EAUTH;
    xc_err err = session_door_cookie(a->door, cookie, xc_now_us(a->clock), http_arena(rq), &known);
    if (err)
        return err;
    if (is_write(rq) && !session_csrf_fits(known, http_header(rq, "X-CSRF-Token")))
        return refuse_csrf(why);
    *ret = known;
    return XC_OK;
}

static xc_err find_by_key(api *a, http_request *rq, xc_str header, const user_ctx **ret)
{
    static const xc_str schemes[] = { { "Bearer ", 7 }, { "bearer ", 7 } };
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (!xc_str_starts(header, schemes[i]))
            continue;
        xc_str key = xc_str_trim((xc_str){ header.ptr + 7, header.len - 7 });
        return session_door_token(a->door, key, xc_now_us(a->clock), http_arena(rq), ret);
    }
    return XC_EAUTH;
}

/* XC_EAUTH: a stranger. */
static xc_err find_caller(api *a, http_request *rq, const user_ctx **ret, xc_problem *why)
{
    xc_str header = http_header(rq, "Authorization");
    return header.ptr ? find_by_key(a, rq, header, ret) : find_by_cookie(a, rq, ret, why);
}

static bool refuse(http_request *rq, xc_err err, xc_problem *why)
{
    why->code = err;
    http_reply_problem(rq, why);
    return false;
}

bool api_gate(http_request *rq, const http_route *route, void *ctx)
{
    api *a = ctx;
    const user_ctx *known = NULL;
    xc_problem why = { 0 };
    xc_err err = a->door ? find_caller(a, rq, &known, &why) : XC_EAUTH;
    if (!err) {
        api_user *u = make_user(rq, known);
        if (!u)
            return refuse(rq, XC_ENOMEM, &why);
        http_set_user(rq, u);
        if (route->tag != API_PUBLIC && !api_may(u, route->tag))
            return refuse(rq, XC_EFORBIDDEN, &why);
        return true;
    }
    return route->tag == API_PUBLIC || refuse(rq, err, &why);
}

bool api_come_in_by_key(api *a, http_request *rq, xc_str key)
{
    const user_ctx *known = NULL;
    if (!a->door || !key.len ||
        session_door_token(a->door, key, xc_now_us(a->clock), http_arena(rq), &known))
        return false;
    api_user *u = make_user(rq, known);
    if (u)
        http_set_user(rq, u);
    return u;
}
