/* http_reply.c - the answers a handler can give; see http.h. */
#include <fcntl.h>
#include <stdio.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "codec/json.h"
#include "net/http_int.h"

enum { MAX_PROBLEM_BYTES = 8192 };

/* On every answer. Workers from blobs and inline styles are what the map library needs. */
static const struct {
    const char *name, *value;
} SECURITY[] = {
    { "Content-Security-Policy",
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
      "worker-src 'self' blob:; font-src 'self' data:; object-src 'none'; base-uri 'none'; "
      "form-action 'self'; frame-ancestors 'self'" },
    { "X-Content-Type-Options", "nosniff" },
    { "Referrer-Policy", "same-origin" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
};

static bool has_field(const http_request *rq, const char *name)
{
    for (size_t i = 0; i < rq->field_count; i++)
        if (strcasecmp(rq->fields[i].name.ptr, name) == 0)
            return true;
    return false;
}

static bool add(struct MHD_Response *response, const char *name, const char *value)
{
    return MHD_add_response_header(response, name, value) == MHD_YES;
}

bool http_answer_headers(const http_request *rq, struct MHD_Response *response,
                         const char *content_type)
{
    bool good = true;
    for (size_t i = 0; i < sizeof SECURITY / sizeof *SECURITY; i++)
        good = good && add(response, SECURITY[i].name, SECURITY[i].value);
    if (rq->server->tls)
        good = good && add(response, "Strict-Transport-Security", "max-age=31536000");
    if (content_type)
        good = good && add(response, "Content-Type", content_type);
    if (!has_field(rq, "Cache-Control"))
        good = good && add(response, "Cache-Control", "no-store");
    if (atomic_load(&rq->server->stopping))
        good = good && add(response, "Connection", "close");
    for (size_t i = 0; i < rq->field_count; i++)
        good = good && add(response, rq->fields[i].name.ptr, rq->fields[i].value.ptr);
    return good;
}

static void count_answer(http_request *rq, int status)
{
    http_server *s = rq->server;
    int class = status / 100;
    if (status == 413 || status == 429 || status == 503)
        atomic_fetch_add(&s->refused, 1);
    if (class >= 1 && class <= 5)
        atomic_fetch_add(&s->by_class[class], 1);
    if (rq->counted)
        atomic_fetch_sub(&s->in_flight, 1);
    rq->counted = false;
}

bool http_answer_offer(http_request *rq, int status, struct MHD_Response *response)
{
    pthread_mutex_lock(&rq->lock);
    bool first = !rq->answered, late = rq->answered && rq->abandoned;
    if (first) {
        rq->answered = true;
        rq->response = response;
        rq->status = (unsigned)status;
        count_answer(rq, status);
    }
    if (first && rq->suspended && rq->mhd) {
        rq->suspended = false;
        MHD_resume_connection(rq->mhd);
    }
    if (late)
        rq->abandoned = false;
    pthread_mutex_unlock(&rq->lock);
    if (first || late)
        http_request_unref(rq);
    return first;
}

/* Takes a new response, gives it its headers and sends it. */
static void finish_take(http_request *rq, int status, const char *content_type,
                        struct MHD_Response *response)
{
    if (response && !http_answer_headers(rq, response, content_type)) {
        MHD_destroy_response(response);
        response = NULL;
    }
    if (!http_answer_offer(rq, status, response) && response)
        MHD_destroy_response(response);
}

static bool sendable(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] < ' ' || text[i] == 127)
            return false;
    return len > 0;
}

void http_reply_header(http_request *rq, const char *name, xc_str value)
{
    if (!rq->arena || !sendable(name, strlen(name)) || !sendable(value.ptr, value.len))
        return;
    if (!rq->fields)
        rq->fields = xc_arena_array(rq->arena, HTTP_MAX_REPLY_HEADERS, sizeof *rq->fields);
    if (!rq->fields || rq->field_count == HTTP_MAX_REPLY_HEADERS)
        return;
    struct http_reply_field field = { xc_arena_str(rq->arena, xc_str_of(name)),
                                      xc_arena_str(rq->arena, value) };
    if (field.name.ptr && field.value.ptr)
        rq->fields[rq->field_count++] = field;
}

void http_reply(http_request *rq, int status, const char *content_type, xc_str body)
{
    static char nothing[1];
    atomic_fetch_add(&rq->server->bytes_out, body.len);
    struct MHD_Response *response =
        body.len ? MHD_create_response_from_buffer(body.len, (void *)(uintptr_t)body.ptr,
                                                   MHD_RESPMEM_MUST_COPY)
                 : MHD_create_response_from_buffer(0, nothing, MHD_RESPMEM_PERSISTENT);
    finish_take(rq, status, content_type, response);
}

void http_reply_take(http_request *rq, int status, const char *content_type, char *bytes,
                     size_t len)
{
    if (len == 0) {
        xc_free(bytes);
        http_reply(rq, status, content_type, XC_STR(""));
        return;
    }
    atomic_fetch_add(&rq->server->bytes_out, len);
    struct MHD_Response *response =
        MHD_create_response_from_buffer_with_free_callback(len, bytes, xc_free);
    if (!response)
        xc_free(bytes);
    finish_take(rq, status, content_type, response);
}

static void put_problem(json_writer *w, const xc_problem *why, xc_lang lang)
{
    json_open_object(w);
    json_key(w, "error");
    json_open_object(w);
    json_put_text(w, "code", xc_err_name(why->code));
    json_put_text(w, "message", xc_problem_text(why, lang));
    json_put_text(w, "where", why->where);
    json_put_int(w, "line", why->line);
    json_put_int(w, "column", why->column);
    json_close_object(w);
    json_close_object(w);
}

/* when to try again, for codes where that helps */
static void say_when(http_request *rq, const xc_problem *why)
{
    char text[16];
    bool busy = why->code == XC_EBUSY || why->code == XC_ENOMEM;
    if ((!busy && why->code != XC_ETHROTTLE) || has_field(rq, "Retry-After"))
        return;
    unsigned wait_s = why->wait_s ? why->wait_s : busy ? 1 : 10;
    int len = snprintf(text, sizeof text, "%u", wait_s);
    http_reply_header(rq, "Retry-After", (xc_str){ text, (size_t)len });
}

void http_reply_problem(http_request *rq, const xc_problem *why)
{
    xc_problem bug = { .code = XC_EBUG };
    const http_options *options = &rq->server->options;
    if (why->code == XC_OK)
        why = &bug;
    if (options->fault && xc_err_status(why->code) == 500)
        options->fault(rq, why, options->ctx);
    say_when(rq, why);
    if (why->code == XC_EAUTH && !has_field(rq, "WWW-Authenticate"))
        http_reply_header(rq, "WWW-Authenticate", XC_STR("Bearer"));
    xc_buf out;
    xc_buf_init(&out, MAX_PROBLEM_BYTES);
    json_writer w = json_writer_on(&out);
    put_problem(&w, why, http_lang(rq));
    size_t len = 0;
    char *bytes = xc_buf_take(&out, &len);
    http_reply_take(rq, xc_err_status(why->code), "application/json", bytes, len);
}

void http_reply_err(http_request *rq, xc_err code)
{
    http_reply_problem(rq, &(xc_problem){ .code = code });
}

/* ---- files ---- */

struct range {
    int64_t first, length;
    bool partial, impossible;
};

/* One range of RFC 9110 14.1.2; several, or what cannot be read, mean the whole file. */
static struct range wanted_range(xc_str text, int64_t size)
{
    struct range whole = { .length = size };
    int64_t first, last = size - 1;
    if (!xc_str_starts(text, XC_STR("bytes=")))
        return whole;
    xc_str from, to = xc_str_cut((xc_str){ text.ptr + 6, text.len - 6 }, '-', &from);
    if (!to.ptr)
        return whole;
    if (from.len == 0) {
        int64_t tail;
        if (!xc_str_int(to, 0, INT64_MAX, &tail))
            return whole;
        first = tail < size ? size - tail : 0;
        if (tail == 0)
            return (struct range){ .impossible = true };
    } else if (!xc_str_int(from, 0, INT64_MAX, &first) ||
               (to.len && !xc_str_int(to, first, INT64_MAX, &last))) {
        return whole;
    }
    if (first >= size)
        return (struct range){ .impossible = true };
    if (last >= size)
        last = size - 1;
    return (struct range){ .first = first, .length = last - first + 1, .partial = true };
}

static bool etag_listed(xc_str list, xc_str etag)
{
    xc_str one;
    while (list.ptr) {
        list = xc_str_cut(list, ',', &one);
        one = xc_str_trim(one);
        if (xc_str_starts(one, XC_STR("W/")))
            one = (xc_str){ one.ptr + 2, one.len - 2 };
        if (xc_str_eq(one, etag) || xc_str_is(one, "*"))
            return true;
    }
    return false;
}

static void send_range(http_request *rq, int fd, struct range part, int64_t size,
                       const char *content_type)
{
    char text[80];
    int len = snprintf(text, sizeof text, "bytes %lld-%lld/%lld", (long long)part.first,
                       (long long)(part.first + part.length - 1), (long long)size);
    if (part.partial)
        http_reply_header(rq, "Content-Range", (xc_str){ text, (size_t)len });
    atomic_fetch_add(&rq->server->bytes_out, (uint64_t)part.length);
    struct MHD_Response *response =
        MHD_create_response_from_fd_at_offset64((uint64_t)part.length, fd, (uint64_t)part.first);
    if (!response)
        close(fd);
    finish_take(rq, part.partial ? 206 : 200, content_type, response);
}

static void send_file(http_request *rq, int fd, const struct stat *st, const char *content_type)
{
    char etag[64];
    int len =
        snprintf(etag, sizeof etag, "\"%llx-%llx-%llx\"", (unsigned long long)st->st_size,
                 (unsigned long long)st->st_mtim.tv_sec, (unsigned long long)st->st_mtim.tv_nsec);
    xc_str tag = { etag, (size_t)len };
    http_reply_header(rq, "ETag", tag);
    http_reply_header(rq, "Accept-Ranges", XC_STR("bytes"));
    if (etag_listed(http_header(rq, "If-None-Match"), tag)) {
        close(fd);
        http_reply(rq, 304, NULL, XC_STR(""));
        return;
    }
    xc_str condition = http_header(rq, "If-Range");
    bool ranged = !condition.ptr || xc_str_eq(condition, tag);
    struct range part = wanted_range(ranged ? http_header(rq, "Range") : XC_STR(""), st->st_size);
    if (part.impossible) {
        close(fd);
        len = snprintf(etag, sizeof etag, "bytes */%lld", (long long)st->st_size);
        http_reply_header(rq, "Content-Range", (xc_str){ etag, (size_t)len });
        http_reply(rq, 416, NULL, XC_STR(""));
        return;
    }
    send_range(rq, fd, part, st->st_size, content_type);
}

void http_reply_file(http_request *rq, const char *path, const char *content_type, bool immutable)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        if (fd >= 0)
            close(fd);
        http_reply_err(rq, XC_ENOTFOUND);
        return;
    }
    if (!has_field(rq, "Cache-Control"))
        http_reply_header(rq, "Cache-Control",
                          immutable ? XC_STR("public, max-age=31536000, immutable")
                                    : XC_STR("no-cache"));
    send_file(rq, fd, &st, content_type);
}
