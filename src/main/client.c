/* client.c - see client.h. */
#include "main/client.h"

#include <curl/curl.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"

enum { MAX_ANSWER_BYTES = 64 << 20, PATIENCE_S = 60, TIMEOUT_S = 60 };

struct client {
    CURL *curl;
    struct curl_slist *headers;
    char url[256];
    xc_buf answer;
    int patience_s;
};

static size_t take_bytes(char *bytes, size_t size, size_t count, void *ctx)
{
    client *c = ctx;
    xc_buf_put(&c->answer, bytes, size * count);
    return c->answer.err ? 0 : size * count;
}

xc_err client_add_header(client *c, const char *header)
{
    struct curl_slist *longer = curl_slist_append(c->headers, header);
    if (!longer)
        return XC_ENOMEM;
    c->headers = longer;
    return XC_OK;
}

static xc_err add_token(client *c, const char *token)
{
    xc_buf line;
    xc_buf_init(&line, 1024);
    xc_buf_printf(&line, "Authorization: Bearer %s", token);
    xc_buf_byte(&line, 0);
    xc_err err = xc_buf_err(&line);
    if (!err)
        err = client_add_header(c, line.ptr);
    xc_buf_done(&line);
    return err;
}

xc_err client_new(const char *url, const char *token, client **ret)
{
    size_t len = strlen(url);
    while (len && url[len - 1] == '/')
        len--;
    client *c = xc_calloc(1, sizeof *c);
    if (!c)
        return XC_ENOMEM;
    if (len >= sizeof c->url) {
        xc_free(c);
        return XC_EINVAL;
    }
    memcpy(c->url, url, len);
    c->patience_s = PATIENCE_S;
    xc_buf_init(&c->answer, MAX_ANSWER_BYTES);
    c->curl = curl_easy_init();
    xc_err err = c->curl ? XC_OK : XC_ENOMEM;
    if (!err && token)
        err = add_token(c, token);
    if (err) {
        client_free(c);
        return err;
    }
    curl_easy_setopt(c->curl, CURLOPT_WRITEFUNCTION, take_bytes);
    curl_easy_setopt(c->curl, CURLOPT_WRITEDATA, c);
    curl_easy_setopt(c->curl, CURLOPT_TIMEOUT, (long)TIMEOUT_S);
    curl_easy_setopt(c->curl, CURLOPT_COOKIEFILE, ""); /* keeps cookies in memory */
    curl_easy_setopt(c->curl, CURLOPT_NOSIGNAL, 1L);
    *ret = c;
    return XC_OK;
}

client *client_free(client *c)
{
    if (!c)
        return NULL;
    curl_slist_free_all(c->headers);
    if (c->curl)
        curl_easy_cleanup(c->curl);
    xc_buf_done(&c->answer);
    xc_free(c);
    return NULL;
}

void client_set_patience(client *c, int seconds)
{
    c->patience_s = seconds;
}

static void wait_ms(long ms)
{
    struct timespec t = { ms / 1000, ms % 1000 * 1000000 };
    (void)nanosleep(&t, NULL); /* a signal only shortens it */
}

/* one attempt; status 0: nobody there */
static long attempt(client *c, const client_request *rq, const char *url,
                    struct curl_slist *headers)
{
    long status = 0;
    xc_buf_clear(&c->answer);
    curl_easy_setopt(c->curl, CURLOPT_URL, url);
    curl_easy_setopt(c->curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c->curl, CURLOPT_CUSTOMREQUEST, rq->method);
    if (rq->body.ptr) {
        curl_easy_setopt(c->curl, CURLOPT_POST, 1L);
        curl_easy_setopt(c->curl, CURLOPT_POSTFIELDS, rq->body.ptr);
        curl_easy_setopt(c->curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)rq->body.len);
    } else {
        curl_easy_setopt(c->curl, CURLOPT_HTTPGET, 1L);
    }
    if (curl_easy_perform(c->curl) != CURLE_OK)
        return 0;
    curl_easy_getinfo(c->curl, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

static long patiently(client *c, const client_request *rq, const char *url,
                      struct curl_slist *headers)
{
    int64_t until = xc_monotonic_us() + c->patience_s * XC_SECOND_US;
    for (long pause_ms = 100;; pause_ms = pause_ms < 2000 ? pause_ms * 2 : 2000) {
        long status = attempt(c, rq, url, headers);
        if ((status && status != 503 && status != 429) || xc_monotonic_us() > until)
            return status;
        wait_ms(pause_ms);
    }
}

static xc_err read_answer(client *c, long status, bool must, xc_arena *arena,
                          const json_value **ret, xc_problem *why)
{
    const json_value *json = NULL;
    xc_err err = xc_buf_err(&c->answer);
    xc_str text = xc_arena_str(arena, xc_buf_view(&c->answer));
    if (!err && !text.ptr)
        err = XC_ELIMIT;
    if (!err && text.len)
        err = json_parse(text, arena, &json, why);
    if (!err && must && status >= 400) {
        xc_str message = json_find_str(json_find(json, "error"), "message");
        return xc_fail(why, XC_EREFUSED, "", "the city answered %ld: %.*s", "城市答复 %ld：%.*s",
                       status, XC_STR_ARG(message));
    }
    if (!err)
        *ret = json;
    return err;
}

static xc_err ask(client *c, const client_request *rq, const char *url, struct curl_slist *headers,
                  xc_arena *arena, const json_value **ret, long *ret_status, xc_problem *why)
{
    long status = patiently(c, rq, url, headers);
    *ret_status = status;
    if (!status)
        return xc_fail(why, XC_ETIMEOUT, "", "nobody answers at %s", "%s 没有回应", c->url);
    return read_answer(c, status, rq->must, arena, ret, why);
}

xc_err client_ask(client *c, const client_request *rq, xc_arena *arena, const json_value **ret,
                  long *ret_status, xc_problem *why)
{
    xc_str url = xc_arena_printf(arena, "%s%s", c->url, rq->path);
    xc_str type = xc_arena_printf(arena, "Content-Type: %s",
                                  rq->content_type ? rq->content_type : "application/json");
    if (!url.ptr || !type.ptr)
        return XC_ELIMIT;
    /* the request's own header stands before the kept ones, which stay */
    struct curl_slist own = { (char *)(uintptr_t)type.ptr, c->headers };
    return ask(c, rq, url.ptr, &own, arena, ret, ret_status, why);
}

xc_err client_sign_in(client *c, xc_str login, const char *password, xc_arena *arena,
                      xc_problem *why)
{
    const json_value *answer = NULL;
    long status;
    xc_str body = xc_arena_printf(arena, "{\"login\":\"%.*s\",\"password\":\"%s\"}",
                                  XC_STR_ARG(login), password);
    client_request rq = { .method = "POST", .path = "/api/v1/session", .body = body };
    xc_err err = body.ptr ? client_ask(c, &rq, arena, &answer, &status, why) : XC_ELIMIT;
    if (err)
        return err;
    if (status != 200 && status != 201)
        return xc_fail(why, XC_EAUTH, "", "%.*s cannot sign in", "%.*s 登录不了",
                       XC_STR_ARG(login));
    xc_str csrf =
        xc_arena_printf(arena, "X-CSRF-Token: %.*s", XC_STR_ARG(json_find_str(answer, "csrf")));
    return csrf.ptr ? client_add_header(c, csrf.ptr) : XC_ELIMIT;
}
