/* http.c - the server itself: start, stop, and the way of a request through libmicrohttpd. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "net/http_int.h"
#include "net/http_listen.h"

enum { REAP_EVERY_S = 5, STOP_STEP_MS = 10, LAST_WORDS_MS = 1000, SPARE_FILES = 256 };

static int64_t monotonic_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* ---- what waits for other threads ---- */

void http_pending_add(http_server *s, struct http_pending *p)
{
    pthread_mutex_lock(&s->pending_lock);
    if (!p->listed) {
        p->listed = true;
        p->prev = NULL;
        p->next = s->pending;
        if (p->next)
            p->next->prev = p;
        s->pending = p;
    }
    pthread_mutex_unlock(&s->pending_lock);
}

void http_pending_remove(http_server *s, struct http_pending *p)
{
    pthread_mutex_lock(&s->pending_lock);
    if (p->listed) {
        p->listed = false;
        *(p->prev ? &p->prev->next : &s->pending) = p->next;
        if (p->next)
            p->next->prev = p->prev;
    }
    pthread_mutex_unlock(&s->pending_lock);
}

/* Ends all that waits; nothing new can wait once `ending` is set. */
static void end_all_pending(http_server *s)
{
    for (;;) {
        pthread_mutex_lock(&s->pending_lock);
        struct http_pending *p = s->pending;
        if (p) {
            p->hold(p);
            p->listed = false;
            s->pending = p->next;
            if (p->next)
                p->next->prev = NULL;
        }
        pthread_mutex_unlock(&s->pending_lock);
        if (!p)
            return;
        p->end(p);
    }
}

/* ---- connections ---- */

static void conn_start(http_server *s, struct MHD_Connection *mhd, void **socket_context)
{
    struct http_conn *conn = xc_calloc(1, sizeof *conn);
    *socket_context = conn;
    if (!conn)
        return;
    conn->fd = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    http_peer_text(MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr,
                   conn->peer, sizeof conn->peer);
    atomic_store(&conn->reading_since_us, monotonic_us());
    atomic_fetch_add(&s->connections, 1);
    pthread_mutex_lock(&s->conn_lock);
    conn->next = s->conns;
    if (conn->next)
        conn->next->prev = conn;
    s->conns = conn;
    pthread_mutex_unlock(&s->conn_lock);
}

static void conn_end(http_server *s, void **socket_context)
{
    struct http_conn *conn = *socket_context;
    *socket_context = NULL;
    if (!conn)
        return;
    pthread_mutex_lock(&s->conn_lock);
    *(conn->prev ? &conn->prev->next : &s->conns) = conn->next;
    if (conn->next)
        conn->next->prev = conn->prev;
    pthread_mutex_unlock(&s->conn_lock);
    atomic_fetch_sub(&s->connections, 1);
    xc_free(conn);
}

static void on_connection(void *cls, struct MHD_Connection *mhd, void **socket_context,
                          enum MHD_ConnectionNotificationCode what)
{
    if (what == MHD_CONNECTION_NOTIFY_STARTED)
        conn_start(cls, mhd, socket_context);
    else
        conn_end(cls, socket_context);
}

/* libmicrohttpd lets silent clients go; this lets go those that send a byte now and then. */
static void reap(http_server *s)
{
    int64_t now = monotonic_us(), idle_us = (int64_t)s->options.idle_seconds * 2 * 1000000;
    pthread_mutex_lock(&s->conn_lock);
    for (struct http_conn *conn = s->conns; conn; conn = conn->next) {
        int64_t since = atomic_load(&conn->reading_since_us);
        int64_t earned_us =
            atomic_load(&conn->body_bytes) * 1000000 / HTTP_LEAST_BODY_BYTES_PER_SECOND;
        if (since && now - since > idle_us + earned_us)
            shutdown(conn->fd, SHUT_RDWR);
    }
    pthread_mutex_unlock(&s->conn_lock);
}

static void *reaper_main(void *arg)
{
    http_server *s = arg;
    pthread_mutex_lock(&s->reaper_lock);
    while (!s->reaper_stop) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += s->options.idle_seconds < 2 * REAP_EVERY_S ? 1 : REAP_EVERY_S;
        pthread_cond_timedwait(&s->reaper_wake, &s->reaper_lock, &until);
        pthread_mutex_unlock(&s->reaper_lock);
        reap(s);
        pthread_mutex_lock(&s->reaper_lock);
    }
    pthread_mutex_unlock(&s->reaper_lock);
    return NULL;
}

/* ---- a request ---- */

static void *on_target(void *cls, const char *target, struct MHD_Connection *mhd)
{
    http_server *s = cls;
    http_request *rq = http_request_new(s, target, mhd);
    if (rq)
        rq->conn = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
    return rq;
}

/* Addresses are decoded once, by http_request_decode. */
static size_t keep_escapes(void *cls, struct MHD_Connection *mhd, char *text)
{
    (void)cls;
    (void)mhd; /* the signature is libmicrohttpd's */
    return strlen(text);
}

static enum MHD_Result deliver(http_request *rq)
{
    pthread_mutex_lock(&rq->lock);
    struct MHD_Response *response = rq->response;
    rq->response = NULL;
    bool abandoned = rq->abandoned;
    pthread_mutex_unlock(&rq->lock);
    rq->phase = HTTP_RQ_SENT;
    if (rq->conn)
        atomic_store(&rq->conn->reading_since_us, 0);
    if (!abandoned)
        http_request_drop_memory(rq);
    if (!response)
        return MHD_NO;
    enum MHD_Result queued = MHD_queue_response(rq->mhd, rq->status, response);
    MHD_destroy_response(response);
    return queued;
}

static bool has_body(const http_request *rq, int64_t *ret_len)
{
    xc_str length = http_header(rq, "Content-Length");
    *ret_len = -1;
    if (xc_str_int(length, 0, INT64_MAX, ret_len))
        return *ret_len > 0;
    return length.ptr || http_header(rq, "Transfer-Encoding").ptr;
}

/* Answered before its body came: a small body is read and dropped, so that the client gets to read
 * the answer and the connection lives on (libmicrohttpd ends it after an answer at this early
 * point). */
static enum MHD_Result answer_early(http_request *rq)
{
    int64_t len;
    if (has_body(rq, &len) && (len > HTTP_SWALLOW_BYTES || http_header(rq, "Expect").ptr))
        return deliver(rq);
    rq->phase = HTTP_RQ_SWALLOW;
    return MHD_YES;
}

static enum MHD_Result refuse(http_request *rq, xc_err code)
{
    http_reply_err(rq, code);
    return answer_early(rq);
}

static enum MHD_Result refuse_target(http_request *rq)
{
    xc_problem why;
    (void)xc_fail(&why, XC_EINVAL, "address", "the address has a broken %% escape or is not UTF-8",
                  "地址里有错误的 %% 转义，或不是 UTF-8"); /* the code is known */
    http_reply_problem(rq, &why);
    return answer_early(rq);
}

static enum MHD_Result refuse_method(http_request *rq, bool asked)
{
    char text[64];
    http_reply_header(rq, "Allow", http_allow_text(rq->match.allowed, text));
    if (!asked)
        return refuse(rq, XC_EMETHOD);
    http_reply(rq, 204, NULL, XC_STR(""));
    return answer_early(rq);
}

/* Every method's way to the address, for OPTIONS. */
static enum MHD_Result answer_options(http_request *rq)
{
    rq->match = http_router_find(rq->server->router, XC_STR("OPTIONS"), rq->path);
    if (!rq->match.allowed && !xc_str_is(rq->path, "*"))
        return refuse(rq, XC_ENOTFOUND);
    return refuse_method(rq, true);
}

static bool make_arena(http_request *rq)
{
    int64_t body;
    size_t max = HTTP_MAX_ARENA_BYTES;
    if (!has_body(rq, &body))
        max = HTTP_LEAST_ARENA_BYTES;
    else if (body >= 0 && body < (HTTP_MAX_ARENA_BYTES - HTTP_LEAST_ARENA_BYTES) /
                                     HTTP_ARENA_BYTES_PER_BODY_BYTE)
        max = HTTP_LEAST_ARENA_BYTES + (size_t)body * HTTP_ARENA_BYTES_PER_BODY_BYTE;
    return xc_arena_new(max, &rq->arena) == XC_OK;
}

static bool pass_gate(http_request *rq)
{
    const http_options *options = &rq->server->options;
    if (!options->gate || options->gate(rq, rq->match.route, options->ctx))
        return true;
    if (!rq->answered)
        http_reply_err(rq, XC_EBUG);
    return false;
}

/* Not answered yet: the connection sleeps until it is; or the server cannot wait any more. */
static enum MHD_Result wait_or_deliver(http_request *rq)
{
    pthread_mutex_lock(&rq->lock);
    if (!rq->answered) {
        http_pending_add(rq->server, &rq->pending);
        if (!atomic_load(&rq->server->ending)) {
            rq->suspended = true;
            MHD_suspend_connection(rq->mhd);
            pthread_mutex_unlock(&rq->lock);
            return MHD_YES;
        }
    }
    bool late = !rq->answered;
    rq->abandoned = late;
    pthread_mutex_unlock(&rq->lock);
    http_pending_remove(rq->server, &rq->pending);
    if (late) {
        http_request_ref(rq); /* the handler keeps its own */
        http_reply_err(rq, XC_EBUSY);
    }
    return deliver(rq);
}

static enum MHD_Result handle(http_request *rq)
{
    rq->phase = HTTP_RQ_HANDLED;
    if (rq->conn)
        atomic_store(&rq->conn->reading_since_us, 0);
    atomic_fetch_add(&rq->server->bytes_in, rq->body_len);
    rq->match.route->handler(rq, rq->server->options.ctx);
    return wait_or_deliver(rq);
}

/* libmicrohttpd calls again with the body, and once more at its end, for requests without one too.
 */
static enum MHD_Result begin(http_request *rq, const char *method, const char *version)
{
    http_server *s = rq->server;
    rq->phase = HTTP_RQ_BODY;
    rq->old_version = strcmp(version, "HTTP/1.0") == 0;
    (void)snprintf(rq->method_text, sizeof rq->method_text, "%s", method); /* cut: no known one */
    rq->method = xc_str_of(rq->method_text);
    rq->counted = true;
    atomic_fetch_add(&s->requests, 1);
    atomic_fetch_add(&s->in_flight, 1);
    if (!make_arena(rq))
        return MHD_NO;
    if (!http_request_decode(rq))
        return refuse_target(rq);
    rq->match = http_router_find(s->router, rq->method, rq->path);
    if (xc_str_is(rq->method, "OPTIONS"))
        return answer_options(rq);
    if (!rq->match.route)
        return rq->match.allowed ? refuse_method(rq, false) : refuse(rq, XC_ENOTFOUND);
    int64_t len;
    bool body = has_body(rq, &len);
    size_t max = rq->match.route->max_body_bytes;
    if ((body && max == 0) || (len >= 0 && (uint64_t)len > max))
        return refuse(rq, XC_ELIMIT);
    if (!pass_gate(rq))
        return answer_early(rq);
    return MHD_YES;
}

static bool grow_body(http_request *rq, size_t need)
{
    if (need <= rq->body_cap)
        return true;
    size_t cap = rq->body_cap ? rq->body_cap * 2 : 4096;
    while (cap < need)
        cap *= 2;
    char *grown = xc_realloc_array(rq->body, cap, 1);
    if (!grown)
        return false;
    rq->body = grown;
    rq->body_cap = cap;
    return true;
}

static enum MHD_Result take_body(http_request *rq, const char *data, size_t *len)
{
    size_t got = *len;
    *len = 0;
    if (rq->conn)
        atomic_fetch_add(&rq->conn->body_bytes, (int64_t)got);
    if (rq->phase == HTTP_RQ_SWALLOW) {
        rq->swallowed += got;
        return rq->swallowed > HTTP_SWALLOW_BYTES ? MHD_NO : MHD_YES;
    }
    if (rq->body_len + got > rq->match.route->max_body_bytes) {
        rq->phase = HTTP_RQ_SWALLOW;
        http_reply_err(rq, XC_ELIMIT);
        return MHD_YES;
    }
    if (!grow_body(rq, rq->body_len + got))
        return MHD_NO;
    memcpy(rq->body + rq->body_len, data, got);
    rq->body_len += got;
    return MHD_YES;
}

static enum MHD_Result on_access(void *cls, struct MHD_Connection *mhd, const char *url,
                                 const char *method, const char *version, const char *data,
                                 size_t *len, void **con_cls)
{
    (void)cls;
    (void)mhd;
    (void)url; /* on_target kept what is needed */
    http_request *rq = *con_cls;
    if (!rq)
        return MHD_NO;
    if (rq->phase == HTTP_RQ_NEW)
        return begin(rq, method, version);
    if (*len)
        return take_body(rq, data, len);
    if (rq->phase == HTTP_RQ_BODY)
        return handle(rq);
    if (rq->phase == HTTP_RQ_HANDLED)
        return wait_or_deliver(rq);
    return deliver(rq);
}

static void on_completed(void *cls, struct MHD_Connection *mhd, void **con_cls,
                         enum MHD_RequestTerminationCode code)
{
    (void)cls;
    (void)mhd;
    (void)code; /* however it ended, it is over */
    http_request *rq = *con_cls;
    *con_cls = NULL;
    if (!rq)
        return;
    pthread_mutex_lock(&rq->lock);
    rq->mhd = NULL;
    bool answered = rq->answered;
    pthread_mutex_unlock(&rq->lock);
    http_pending_remove(rq->server, &rq->pending);
    if (rq->conn) {
        atomic_store(&rq->conn->body_bytes, 0);
        atomic_store(&rq->conn->reading_since_us, monotonic_us());
        rq->conn = NULL;
    }
    if (!answered && rq->phase != HTTP_RQ_HANDLED) {
        if (rq->counted)
            atomic_fetch_sub(&rq->server->in_flight, 1);
        http_request_unref(rq); /* no handler ever had it */
    }
    http_request_unref(rq);
}

static void on_log(void *cls, const char *format, va_list args)
{
    http_server *s = cls;
    char line[512];
    if (!s->options.log)
        return;
    (void)vsnprintf(line, sizeof line, format, args); /* cut is fine */
    xc_log_write(s->options.log, XC_LOG_DEBUG, "http", "%s", line);
}

/* ---- start and stop ---- */

/* How many connections the limit of open files allows, after raising it. */
static unsigned connection_limit(unsigned wanted)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0)
        return 512;
    rlim_t need = (rlim_t)wanted + SPARE_FILES;
    if (files.rlim_cur < need) {
        files.rlim_cur = files.rlim_max < need ? files.rlim_max : need;
        (void)setrlimit(RLIMIT_NOFILE, &files); /* what it really is now is read below */
        if (getrlimit(RLIMIT_NOFILE, &files) != 0)
            return 512;
    }
    if (files.rlim_cur >= need)
        return wanted;
    return files.rlim_cur > 2 * SPARE_FILES ? (unsigned)files.rlim_cur - SPARE_FILES : 64;
}

static xc_err start_daemon(http_server *s, int fd, xc_problem *why)
{
    struct MHD_OptionItem pool[] = {
        { MHD_OPTION_THREAD_POOL_SIZE, (intptr_t)s->options.threads, NULL },
        { MHD_OPTION_END, 0, NULL },
    };
    struct MHD_OptionItem tls[] = {
        { MHD_OPTION_HTTPS_MEM_CERT, 0, s->cert },
        { MHD_OPTION_HTTPS_MEM_KEY, 0, s->key },
        { MHD_OPTION_END, 0, NULL },
    };
    struct MHD_OptionItem none[] = { { MHD_OPTION_END, 0, NULL } };
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
                     (s->tls ? (unsigned)MHD_USE_TLS : 0);
    s->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, on_access, s, MHD_OPTION_EXTERNAL_LOGGER, on_log, s,
        MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT,
        connection_limit(s->options.max_connections), MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)HTTP_POOL_BYTES, MHD_OPTION_CONNECTION_TIMEOUT, s->options.idle_seconds,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK, on_target, s,
        MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL, MHD_OPTION_NOTIFY_COMPLETED, on_completed,
        s, MHD_OPTION_NOTIFY_CONNECTION, on_connection, s, MHD_OPTION_ARRAY,
        s->options.threads > 1 ? pool : none, MHD_OPTION_ARRAY, s->tls ? tls : none,
        MHD_OPTION_END);
    if (s->daemon)
        return XC_OK;
    close(fd);
    if (s->tls)
        return xc_fail(why, XC_EIO, s->options.cert_file,
                       "the certificate and the key do not work together",
                       "证书和私钥不能配合使用");
    return xc_fail(why, XC_EIO, s->options.listen, "the HTTP server did not start",
                   "HTTP 服务没有启动");
}

void http_server_ref(http_server *s)
{
    atomic_fetch_add_explicit(&s->refs, 1, memory_order_relaxed);
}

void http_server_unref(http_server *s)
{
    if (atomic_fetch_sub(&s->refs, 1) != 1)
        return;
    pthread_mutex_destroy(&s->conn_lock);
    pthread_mutex_destroy(&s->pending_lock);
    pthread_mutex_destroy(&s->reaper_lock);
    pthread_cond_destroy(&s->reaper_wake);
    http_router_free(s->router);
    xc_free(s->cert);
    xc_free(s->key);
    xc_free(s);
}

static http_server *server_alloc(const http_options *options)
{
    http_server *s = xc_calloc(1, sizeof *s);
    if (!s)
        return NULL;
    atomic_init(&s->refs, 1);
    s->options = *options;
    s->options.threads = options->threads ? options->threads : 2;
    s->options.max_connections = options->max_connections ? options->max_connections : 20000;
    s->options.idle_seconds = options->idle_seconds ? options->idle_seconds : 60;
    s->tls = options->cert_file && options->key_file;
    pthread_mutex_init(&s->conn_lock, NULL);
    pthread_mutex_init(&s->pending_lock, NULL);
    pthread_mutex_init(&s->reaper_lock, NULL);
    pthread_cond_init(&s->reaper_wake, NULL);
    return s;
}

static xc_err read_certificate(http_server *s, xc_problem *why)
{
    if (!s->options.cert_file != !s->options.key_file)
        return xc_fail(why, XC_EINVAL, "", "TLS needs both a certificate and a key file",
                       "启用 TLS 需要同时给出证书文件和私钥文件");
    if (!s->tls)
        return XC_OK;
    xc_err err = http_read_pem(s->options.cert_file, &s->cert, why);
    return err ? err : http_read_pem(s->options.key_file, &s->key, why);
}

xc_err http_server_new(const http_options *options, const http_route *routes, size_t count,
                       http_server **ret, xc_problem *why)
{
    http_server *s = server_alloc(options);
    if (!s)
        return XC_ENOMEM;
    int fd = -1;
    xc_err err = http_router_new(routes, count, &s->router, why);
    if (!err)
        err = read_certificate(s, why);
    if (!err)
        err = http_listen(options->listen, s->tls || options->plain_anywhere, &fd, &s->port, why);
    if (!err)
        err = start_daemon(s, fd, why);
    if (err) {
        http_server_unref(s);
        return err;
    }
    s->reaper_runs = pthread_create(&s->reaper, NULL, reaper_main, s) == 0;
    *ret = s;
    return XC_OK;
}

unsigned http_server_port(const http_server *s)
{
    return s->port;
}

static void sleep_ms(long ms)
{
    nanosleep(&(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 }, NULL);
}

static void wait_for_zero(const atomic_uint_fast64_t *count, unsigned wait_ms)
{
    for (unsigned waited = 0; atomic_load(count) && waited < wait_ms; waited += STOP_STEP_MS)
        sleep_ms(STOP_STEP_MS);
}

static void stop_reaper(http_server *s)
{
    pthread_mutex_lock(&s->reaper_lock);
    s->reaper_stop = true;
    pthread_cond_signal(&s->reaper_wake);
    pthread_mutex_unlock(&s->reaper_lock);
    if (s->reaper_runs)
        pthread_join(s->reaper, NULL);
}

http_server *http_server_stop(http_server *s, unsigned wait_ms)
{
    if (!s)
        return NULL;
    atomic_store(&s->stopping, true);
    MHD_socket listening = MHD_quiesce_daemon(s->daemon);
    wait_for_zero(&s->in_flight, wait_ms);
    atomic_store(&s->ending, true);
    end_all_pending(s);
    wait_for_zero(&s->streams, LAST_WORDS_MS);
    wait_for_zero(&s->in_flight, LAST_WORDS_MS);
    end_all_pending(s);
    stop_reaper(s);
    MHD_stop_daemon(s->daemon);
    if (listening != MHD_INVALID_SOCKET)
        close(listening);
    http_server_unref(s);
    return NULL;
}

http_stats http_stats_of(const http_server *s)
{
    http_stats stats = {
        .requests = atomic_load(&s->requests),
        .in_flight = atomic_load(&s->in_flight),
        .connections = atomic_load(&s->connections),
        .streams = atomic_load(&s->streams),
        .refused = atomic_load(&s->refused),
        .bytes_in = atomic_load(&s->bytes_in),
        .bytes_out = atomic_load(&s->bytes_out),
    };
    for (int i = 0; i < 6; i++)
        stats.by_class[i] = atomic_load(&s->by_class[i]);
    return stats;
}
