/* http_request.c - what a handler can ask of a request; see http.h. */
#include "base/mem.h"
#include "net/http_int.h"

/* "/path?query", "*", or, as proxies send it, "http://host/path?query" (RFC 9112 3.2). Not decoded.
 */
static bool split_target(xc_str target, xc_str *ret_path, xc_str *ret_query)
{
    uri_parts parts;
    if (target.len == 0)
        return false;
    if (target.ptr[0] == '/' || xc_str_is(target, "*")) {
        *ret_query = xc_str_cut(target, '?', ret_path);
    } else if (uri_split(target, &parts) == XC_OK) {
        *ret_path = parts.path.len ? parts.path : XC_STR("/");
        *ret_query = parts.query;
    } else {
        return false;
    }
    return true;
}

bool http_request_decode(http_request *rq)
{
    rq->path = XC_STR("");
    return split_target(xc_str_of(rq->text), &rq->raw_path, &rq->raw_query) &&
           uri_decode(rq->raw_path, rq->arena, &rq->path) == XC_OK &&
           uri_query_parse(rq->raw_query, rq->arena, &rq->query) == XC_OK;
}

static void end_waiting(struct http_pending *p)
{
    http_request *rq = (http_request *)p;
    pthread_mutex_lock(&rq->lock);
    bool waits = rq->suspended && !rq->answered && rq->mhd;
    if (waits) {
        rq->suspended = false;
        MHD_resume_connection(rq->mhd);
    }
    pthread_mutex_unlock(&rq->lock);
    http_request_unref(rq);
}

static void hold(struct http_pending *p)
{
    http_request_ref((http_request *)p);
}

http_request *http_request_new(http_server *s, const char *target, struct MHD_Connection *mhd)
{
    size_t len = strlen(target);
    http_request *rq = xc_malloc(sizeof *rq + len + 1);
    if (!rq)
        return NULL;
    memset(rq, 0, sizeof *rq);
    memcpy(rq->text, target, len + 1);
    rq->server = s;
    http_server_ref(s);
    rq->mhd = mhd;
    rq->pending.end = end_waiting;
    rq->pending.hold = hold;
    atomic_init(&rq->refs, 2);
    pthread_mutex_init(&rq->lock, NULL);
    return rq;
}

void http_request_ref(http_request *rq)
{
    atomic_fetch_add(&rq->refs, 1);
}

void http_request_drop_memory(http_request *rq)
{
    rq->arena = xc_arena_free(rq->arena);
    rq->query = (uri_query){ 0 };
    rq->path = XC_STR("");
    xc_free(rq->body);
    rq->body = NULL;
    rq->body_len = rq->body_cap = 0;
    rq->fields = NULL;
    rq->field_count = 0;
}

void http_request_unref(http_request *rq)
{
    if (atomic_fetch_sub(&rq->refs, 1) != 1)
        return;
    if (rq->response)
        MHD_destroy_response(rq->response);
    http_request_drop_memory(rq);
    pthread_mutex_destroy(&rq->lock);
    http_server_unref(rq->server);
    xc_free(rq);
}

xc_str http_method(const http_request *rq)
{
    return rq->method;
}

xc_str http_path(const http_request *rq)
{
    return rq->path;
}

xc_str http_raw_path(const http_request *rq)
{
    return rq->raw_path;
}

xc_str http_raw_query(const http_request *rq)
{
    return rq->raw_query;
}

xc_str http_param(const http_request *rq, const char *name)
{
    for (size_t i = 0; i < rq->match.param_count; i++)
        if (xc_str_is(rq->match.params[i].name, name))
            return rq->match.params[i].value;
    return (xc_str){ 0 };
}

xc_str http_query(const http_request *rq, const char *name)
{
    return uri_query_find(&rq->query, name);
}

static xc_str lookup(const http_request *rq, enum MHD_ValueKind kind, const char *name)
{
    if (!rq->mhd)
        return (xc_str){ 0 };
    return xc_str_of(MHD_lookup_connection_value(rq->mhd, kind, name));
}

xc_str http_header(const http_request *rq, const char *name)
{
    return lookup(rq, MHD_HEADER_KIND, name);
}

xc_str http_cookie(const http_request *rq, const char *name)
{
    return lookup(rq, MHD_COOKIE_KIND, name);
}

xc_str http_body(const http_request *rq)
{
    return (xc_str){ rq->body ? rq->body : "", rq->body_len };
}

xc_str http_peer(const http_request *rq)
{
    return rq->conn ? xc_str_of(rq->conn->peer) : XC_STR("");
}

bool http_is_tls(const http_request *rq)
{
    return rq->server->tls;
}

/* A policy of 1,000 for "en;q=1"; 0 for what cannot be read. */
static int quality(xc_str parameters)
{
    xc_str one;
    while (parameters.ptr) {
        parameters = xc_str_cut(parameters, ';', &one);
        one = xc_str_trim(one);
        double q;
        if (!xc_str_starts(one, XC_STR("q=")))
            continue;
        if (!xc_str_double((xc_str){ one.ptr + 2, one.len - 2 }, &q) || q < 0 || q > 1)
            return 0;
        return (int)(q * 1000);
    }
    return 1000;
}

static xc_lang accepted_lang(xc_str list)
{
    int best = 0;
    xc_lang lang = XC_LANG_ZH;
    xc_str item, tag;
    while (list.ptr) {
        list = xc_str_cut(list, ',', &item);
        xc_str parameters = xc_str_cut(xc_str_trim(item), ';', &tag);
        bool zh = xc_str_starts(tag, XC_STR("zh")), en = xc_str_starts(tag, XC_STR("en"));
        if (!zh && !en)
            continue;
        int q = quality(parameters);
        if (q > best) {
            best = q;
            lang = zh ? XC_LANG_ZH : XC_LANG_EN;
        }
    }
    return lang;
}

xc_lang http_lang(const http_request *rq)
{
    xc_str asked = http_query(rq, "lang");
    if (xc_str_is(asked, "en"))
        return XC_LANG_EN;
    if (xc_str_is(asked, "zh"))
        return XC_LANG_ZH;
    return accepted_lang(http_header(rq, "Accept-Language"));
}

xc_arena *http_arena(http_request *rq)
{
    return rq->arena;
}

void *http_user(const http_request *rq)
{
    return rq->user;
}

void http_set_user(http_request *rq, void *user)
{
    rq->user = user;
}

const http_route *http_route_of(const http_request *rq)
{
    return rq->match.route;
}
