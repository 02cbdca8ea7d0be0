/* api.h - what every resource of the HTTP API shares: the context, who asks, and the short ways to
 * read a request, submit a command and answer.
 *
 * A resource is one file: a static const table of routes with the rights they need in `tag`, and
 * handlers that parse, call the floors below and write JSON. No rules of the city live here. */
#ifndef XC_API_API_H
#define XC_API_API_H
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/clock.h"
#include "city/loop.h"
#include "city/right.h"
#include "codec/json.h"
#include "net/http.h"
#include "store/store.h"

struct pack;
struct event_hub;

/* Made by main/, borrowed by all handlers (their ctx); set before the server starts, except ready.
 * Plain pointers: whoever made a thing frees it, after the server has stopped. */
typedef struct api {
    struct loop *loop;
    struct store *store;
    struct pack *pack;
    struct session_door *door; /* who may come in */
    struct session_desk *desk; /* where people sign in */
    void *city;                /* what the loop's handlers get: the nouns of ops/ and services/ */
    struct event_hub *hub;     /* events.h */
    http_server *http;         /* for /metrics; set after the start */
    const char *web_dir;       /* web/dist; NULL: no screens */
    const char *data_dir;
    const char *version;
    const xc_log *log;
    xc_clock clock;
    bool demo;         /* GET /pack shows the demo accounts */
    atomic_bool ready; /* /readyz */
} api;

/* What a route needs, in http_route.tag. Several: the caller needs one of them. */
typedef enum {
    API_PUBLIC = 0,
    API_SIGNED_IN = RIGHT_SIGNED_IN,
    API_OPS_READ = RIGHT_OPS_READ,
    API_CASE_READ = RIGHT_CASE_READ,
    API_CASE_ACT = RIGHT_CASE_ACT,
    API_TASK_ACT = RIGHT_TASK_ACT,
    API_NEAR_READ = RIGHT_NEAR_READ,
    API_POSITION_WRITE = RIGHT_POSITION_WRITE,
    API_COMMAND_ANSWER = RIGHT_COMMAND_ANSWER,
    API_WARNING_WRITE = RIGHT_WARNING_WRITE,
    API_EVENTS_READ = RIGHT_EVENTS_READ,
    API_STA_READ = RIGHT_STA_READ,
    API_STA_WRITE = RIGHT_STA_WRITE,
    API_APPLICATION_OWN = RIGHT_APPLICATION_OWN,
    API_APPLICATION_READ = RIGHT_APPLICATION_READ,
    API_APPLICATION_REVIEW = RIGHT_APPLICATION_REVIEW,
    API_APPLICATION_INTAKE = RIGHT_APPLICATION_INTAKE,
    API_LICENCE_OWN = RIGHT_LICENCE_OWN,
    API_LICENCE_REVOKE = RIGHT_LICENCE_REVOKE,
    API_VERIFY = RIGHT_VERIFY,
    API_AUDIT_READ = RIGHT_AUDIT_READ,
    API_USER_WRITE = RIGHT_USER_WRITE,
    API_PACK_RELOAD = RIGHT_PACK_RELOAD,
    API_REQUEST_WRITE = RIGHT_REQUEST_WRITE,
    API_CASE_SUPERVISE = RIGHT_CASE_SUPERVISE,
} api_right;

/* Who asks. Lives in the request's arena. */
typedef struct {
    loop_actor actor;   /* for commands; actor.division is the prefix that bounds the caller */
    xc_str login, kind; /* "staff", "resident", "crew", "integrator" */
    xc_str roles;       /* ids separated by blanks */
    xc_str unit;        /* key of the crew's or clerk's unit; "" = none */
    right_set rights;   /* that the roles hold */
    bool by_cookie;
    const struct user_ctx *ctx; /* as city/user.h knows it */
} api_user;

/* Never NULL behind a route that is not API_PUBLIC; NULL on those for strangers. */
const api_user *api_user_of(const http_request *rq);
bool api_may(const api_user *user, right_set rights); /* holds one of them */
bool api_sees(const api_user *user, xc_str division); /* inside the caller's division */

/* For a standard that carries the key in its body: who has it becomes who asks. false: nobody has.
 */
bool api_come_in_by_key(api *a, http_request *rq, xc_str key);

/* ---- reading a request: false means it has been answered with what is wrong ---- */
bool api_body(http_request *rq, const json_value **ret); /* the JSON body */
bool api_body_object(http_request *rq, const json_value **ret);
bool api_query_int(http_request *rq, const char *name, int64_t min, int64_t max, int64_t missing,
                   int64_t *ret);
bool api_query_double(http_request *rq, const char *name, double min, double max, double missing,
                      double *ret);
bool api_query_time(http_request *rq, const char *name, int64_t missing_us, int64_t *ret_us);
/* ?division=: digits only; *ret is the longer of it and the caller's own prefix. XC_EFORBIDDEN when
 * it lies outside of that. Trailing groups of zeros are cut from a 12-digit code. */
bool api_query_division(http_request *rq, xc_str *ret);
bool api_param_int(http_request *rq, const char *name, int64_t *ret); /* 1..; else 404 */
/* ?limit= (1-500, default 50) and ?after= */
typedef struct {
    int64_t limit;
    xc_str after; /* ptr NULL: from the start */
} api_page;
bool api_page_of(http_request *rq, api_page *ret);

/* A snapshot; give it back with store_read_done(a->store, c). */
bool api_read(api *a, http_request *rq, store_conn **ret);

/* ---- answering ---- */
enum { API_MAX_REPLY_BYTES = 32 << 20 };
/* Hands over what was written; ends out. A buffer that failed becomes 503. */
void api_reply_json(http_request *rq, int status, xc_buf *out);
void api_reply_no_content(http_request *rq);

/* ---- commands that answer their request ----
 * Embedded first in a resource's own struct. apply() may fill out with the JSON answer; it is sent
 * with status after the commit (without a body: 204). An error is answered as its problem. */
typedef struct {
    loop_command
        cmd; /* its arena is the request's: what the handler put there is there in apply() */
    http_request *rq;
    api *api;
    xc_err (*apply)(loop_tx *tx, loop_command *cmd, xc_problem *why); /* the resource's own */
    int status;                                                       /* 200 unless set */
    xc_buf out;
} api_command;

/* size bytes, cleared, in the request's arena; NULL: it has been answered. name is a literal. */
void *api_command_new(api *a, http_request *rq, size_t size, const char *name,
                      xc_err (*apply)(loop_tx *tx, loop_command *cmd, xc_problem *why));
/* To the loop; from here on cmd is not the caller's. A full queue is answered with 503. */
void api_submit(api_command *cmd);

/* ---- wiring, for main/ ---- */
/* All resources' routes in one table, which the caller frees with xc_free. */
XC_MUST_CHECK xc_err api_routes(http_route **ret, size_t *ret_count);

/* The gate of http_options; its ctx is the api. */
bool api_gate(http_request *rq, const http_route *route, void *ctx);

/* The fault of http_options: one line in the log for each answer that says it is our fault, with
 * the route and never the address (which may name a person). */
void api_fault(const http_request *rq, const xc_problem *why, void *ctx);

#endif
