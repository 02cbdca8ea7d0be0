/* http.h - an HTTP/1.1 server over libmicrohttpd: requests in, answers out, now or later.
 *
 * A handler runs on one of a few server threads once the whole body is in; it must not wait for
 * slow things. It answers at once, or keeps the request and answers from any thread with the same
 * calls. */
#ifndef XC_NET_HTTP_H
#define XC_NET_HTTP_H
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "base/text.h"

typedef struct http_server http_server;
typedef struct http_request http_request;

typedef void http_handler(http_request *rq, void *ctx);

/* One row of a route table. Patterns: "/api/v1/cases/{id}", "/sta/v1.1/{*}" (the rest, may be
 * empty). The longest literal match wins. */
typedef struct {
    const char *method; /* "GET" also answers HEAD */
    const char *pattern;
    http_handler *handler;
    size_t max_body_bytes; /* 0: no body allowed; over it: 413 before it is read */
    unsigned tag;          /* the caller's: api/ puts the right that is needed here */
} http_route;

typedef struct {
    const char *listen;               /* "127.0.0.1:8080", "[::1]:8080" */
    const char *cert_file, *key_file; /* both: TLS */
    unsigned threads;                 /* default 2 */
    unsigned max_connections;         /* default 20,000 */
    unsigned idle_seconds;            /* default 60: a silent or slow client is let go */
    const xc_log *log;
    /* Runs before each handler; false: it has answered already (not signed in, throttled ...). */
    bool (*gate)(http_request *rq, const http_route *route, void *ctx);
    /* Runs before an answer of 500 is sent, to write it down. Any thread. */
    void (*fault)(const http_request *rq, const xc_problem *why, void *ctx);
    void *ctx;           /* given to gate, fault and handlers */
    bool plain_anywhere; /* HTTP without TLS also on an address that is not loopback: behind a proxy
                          */
} http_options;

/* Binds and starts. routes is borrowed for the server's life. XC_EIO (address in use, certificate
 * not readable: *why says which), XC_EFORBIDDEN (plain HTTP on an address that is not loopback),
 * XC_EINVAL (an address or a route that cannot be: doubled, bad pattern), XC_ENOMEM.
 *
 * The gate runs before the body is read, so that strangers cannot make the server keep their bytes;
 * it must answer at once when it returns false. What no handler answers is answered here: 400
 * (escapes, UTF-8), 404, 405 with Allow, 413, 431, OPTIONS, and 503 for those under way when the
 * server stops. */
XC_MUST_CHECK xc_err http_server_new(const http_options *options, const http_route *routes,
                                     size_t count, http_server **ret, xc_problem *why);
unsigned http_server_port(const http_server *s); /* the real one when listen said :0 */

/* Graceful: no new connections, waits at most wait_ms for answers under way, ends streams. A
 * request that is answered later than that is let go safely: its answer is dropped. Accepts NULL,
 * returns NULL. */
http_server *http_server_stop(http_server *s, unsigned wait_ms);

/* ---- the request: borrowed strings live until it is answered ---- */
xc_str http_method(const http_request *rq);
xc_str http_path(const http_request *rq);                     /* decoded once, valid UTF-8 */
xc_str http_raw_path(const http_request *rq);                 /* as sent, without the query */
xc_str http_param(const http_request *rq, const char *name);  /* {id} of the pattern; "*" for {*} */
xc_str http_query(const http_request *rq, const char *name);  /* decoded; ptr NULL if missing */
xc_str http_raw_query(const http_request *rq);                /* as sent */
xc_str http_header(const http_request *rq, const char *name); /* ptr NULL if missing */
xc_str http_cookie(const http_request *rq, const char *name);
xc_str http_body(const http_request *rq);
xc_str http_peer(const http_request *rq); /* address without port */
bool http_is_tls(const http_request *rq);
xc_lang http_lang(const http_request *rq); /* ?lang=, then Accept-Language; default zh */
xc_arena *http_arena(http_request *rq);    /* lives until answered */
void *http_user(const http_request *rq);   /* what the gate stored */
void http_set_user(http_request *rq, void *user);
const http_route *http_route_of(const http_request *rq);

/* ---- the answer: exactly one of these, once, any thread ---- */
/* adds a header to the coming answer */
void http_reply_header(http_request *rq, const char *name, xc_str value);
void http_reply(http_request *rq, int status, const char *content_type,
                xc_str body); /* body is copied */
/* hands over bytes from xc_malloc */
void http_reply_take(http_request *rq, int status, const char *content_type, char *bytes,
                     size_t len);
/* {"error":{"code","message","where","line","column"}} in the caller's language, with the status of
 * the code; XC_EBUSY, XC_ENOMEM and XC_ETHROTTLE add Retry-After: the problem's own wait_s, or 1
 * and 10 seconds. An answer of 500 is told to the options' fault first. */
void http_reply_problem(http_request *rq, const xc_problem *why);
void http_reply_err(http_request *rq, xc_err code);
/* a file of the disk or an immutable block of memory with its ETag; answers 304 and ranges by
 * itself */
void http_reply_file(http_request *rq, const char *path, const char *content_type, bool immutable);

/* Starts an endless answer (SSE). The caller may use the stream until http_stream_close or until
 * gone(ctx) returns. gone is called exactly once, on a server thread, with none of the server's
 * locks held, when the connection is over for whatever reason, http_stream_close included: it is
 * the end of ctx; it may come before this call returns. A client that left is only noticed at the
 * next send. NULL: it could not be started, the request is answered with an error and gone is not
 * called. */
typedef struct http_stream http_stream;
http_stream *http_reply_stream(http_request *rq, const char *content_type, size_t max_queued_bytes,
                               void (*gone)(void *ctx), void *ctx);
/* A shared block that many streams send without copying. */
typedef struct http_block http_block;
http_block *http_block_new(xc_str bytes); /* NULL: no memory */
void http_block_unref(http_block *b);
void http_block_ref(http_block *b); /* any thread */
/* Queues a block (adds a reference). false: the client is too slow and its queue is full: close it.
 * Any thread; one block at most max_queued_bytes. */
bool http_stream_send(http_stream *st, http_block *b);
/* Sends what is queued, then ends the answer. */
void http_stream_close(http_stream *st);

typedef struct {
    uint64_t requests, in_flight, connections, streams, refused, bytes_in, bytes_out;
    uint64_t by_class[6]; /* answers 1xx..5xx at [1]..[5] */
} http_stats;
http_stats http_stats_of(const http_server *s);

#endif
