/* http_int.h - what the files of the HTTP server share; not for callers.
 *
 * Locks, in the order they may be taken: request or stream, then pending_lock, then libmicrohttpd's
 * own. */
#ifndef XC_NET_HTTP_INT_H
#define XC_NET_HTTP_INT_H
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>

#include "codec/uri.h"
#include "net/http.h"
#include "net/http_route.h"

enum {
    HTTP_POOL_BYTES = 6 * 1024,      /* a connection's memory, and so the limit of its headers */
    HTTP_SWALLOW_BYTES = 256 * 1024, /* refused bodies up to this are read and dropped, so that the
                                        client sees the answer instead of a broken connection */
    HTTP_LEAST_ARENA_BYTES = 16 * 1024 * 1024, /* ceiling of a request without a body ... */
    HTTP_ARENA_BYTES_PER_BODY_BYTE = 32,       /* ... and what a body adds to it ... */
    HTTP_MAX_ARENA_BYTES = 256 * 1024 * 1024,  /* ... up to this */
    HTTP_MAX_REPLY_HEADERS = 16,
    HTTP_LEAST_BODY_BYTES_PER_SECOND = 1024, /* slower uploads are let go */
};

/* One TCP connection; lives from accept to close. */
struct http_conn {
    struct http_conn *next, *prev;    /* under conn_lock */
    int fd;                           /* libmicrohttpd's */
    _Atomic int64_t reading_since_us; /* 0: a request is being answered */
    _Atomic int64_t body_bytes;       /* that came since */
    char peer[INET6_ADDRSTRLEN];
};

/* Something that waits for another thread: a suspended request or a stream. In the server's list,
 * so that a stop finds it. */
struct http_pending {
    struct http_pending *next, *prev;    /* under pending_lock */
    void (*end)(struct http_pending *p); /* called with a hold taken by hold() and gives it back */
    void (*hold)(struct http_pending *p);
    bool listed;
};

struct http_server {
    atomic_uint refs; /* the owner's and every request's: a late answer may outlive the stop */
    struct MHD_Daemon *daemon;
    http_router *router;
    http_options options;
    bool tls;
    unsigned port;
    char *cert, *key;
    pthread_mutex_t conn_lock, pending_lock;
    struct http_conn *conns;
    struct http_pending *pending;
    atomic_bool stopping; /* answers end their connection */
    atomic_bool ending;   /* nothing may wait any more */
    pthread_t reaper;
    pthread_mutex_t reaper_lock;
    pthread_cond_t reaper_wake;
    bool reaper_runs, reaper_stop;
    atomic_uint_fast64_t requests, in_flight, connections, streams, refused, bytes_in, bytes_out;
    atomic_uint_fast64_t by_class[6];
};

typedef enum {
    HTTP_RQ_NEW,     /* headers are not looked at yet */
    HTTP_RQ_BODY,    /* its body comes in */
    HTTP_RQ_SWALLOW, /* answered already; its body is dropped */
    HTTP_RQ_HANDLED, /* the handler had it; answered or not */
    HTTP_RQ_SENT,    /* the answer is libmicrohttpd's */
} http_rq_phase;

struct http_reply_field {
    xc_str name, value; /* both ended by a zero, in the arena */
};

struct http_request {
    struct http_pending pending; /* first: the list knows it by this */
    http_server *server;
    struct http_conn *conn;
    struct MHD_Connection *mhd; /* under lock; NULL once the connection is over */
    pthread_mutex_t lock;
    atomic_uint refs;         /* the server's and the handler's */
    http_rq_phase phase;      /* server thread only */
    bool answered, suspended; /* under lock */
    bool abandoned;           /* the server answered for a handler that was too late; under lock */
    bool old_version;         /* HTTP/1.0 */
    bool counted;             /* in in_flight */
    struct MHD_Response *response; /* under lock; owned until sent */
    unsigned status;
    http_match match;
    xc_arena *arena; /* from the end of the headers to the answer */
    char *body;
    size_t body_len, body_cap, swallowed;
    void *user;
    struct http_reply_field *fields;
    size_t field_count;
    xc_str method, raw_path, path, raw_query;
    uri_query query;
    char method_text[16];
    char text[]; /* the target as sent */
};

/* ---- http_request.c ---- */
/* NULL: no memory. */
http_request *http_request_new(http_server *s, const char *target, struct MHD_Connection *mhd);
/* Path and query, once the arena is there. false: an address that cannot be read. */
bool http_request_decode(http_request *rq);
void http_request_ref(http_request *rq);
void http_request_unref(http_request *rq);
void http_request_drop_memory(http_request *rq); /* arena and body: after the answer left */

/* ---- http_reply.c ---- */
/* Gives a new response its headers. false: no memory, or a value that cannot be sent. */
bool http_answer_headers(const http_request *rq, struct MHD_Response *response,
                         const char *content_type);

/* Makes response (NULL: no memory, the connection is dropped) the request's one answer, resumes the
 * connection if it waits, gives the handler's reference back. false: it had one; response stays the
 * caller's. */
bool http_answer_offer(http_request *rq, int status, struct MHD_Response *response);

/* ---- http.c ---- */
void http_server_ref(http_server *s);
void http_server_unref(http_server *s);
void http_pending_add(http_server *s, struct http_pending *p);
void http_pending_remove(http_server *s, struct http_pending *p);

#endif
