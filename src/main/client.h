/* client.h - talking to a running city from the command line, over HTTP (libcurl), as any
 * integrator does.
 *
 * One connection that is kept; a city that is busy (503) or away (restarting) is asked again until
 * patience ends. One thread. */
#ifndef XC_MAIN_CLIENT_H
#define XC_MAIN_CLIENT_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "codec/json.h"

typedef struct client client;

/* url: "http://127.0.0.1:8080"; token may be NULL. The caller owns *ret. XC_EINVAL, XC_ENOMEM. */
XC_MUST_CHECK xc_err client_new(const char *url, const char *token, client **ret);
client *client_free(client *c);

/* How long an unreachable or busy city is waited for; default 60 s. */
void client_set_patience(client *c, int seconds);

/* One request. body ptr NULL: none. The answer's JSON lives in arena (NULL for an empty body);
 * *ret_status is the HTTP status. XC_ETIMEOUT: nobody there; XC_ESYNTAX: the answer is no JSON; a
 * status from 400 is no error here except with `must`, when its message becomes *why. */
typedef struct {
    const char *method, *path; /* "/api/v1/..." with query, encoded */
    const char *content_type;  /* NULL: application/json */
    xc_str body;
    bool must; /* statuses from 400 are errors */
} client_request;
XC_MUST_CHECK xc_err client_ask(client *c, const client_request *rq, xc_arena *arena,
                                const json_value **ret, long *ret_status, xc_problem *why);

/* Signs in as a person; cookie and CSRF token go with every further request. XC_EAUTH: the city
 * knows no such login and password. */
XC_MUST_CHECK xc_err client_sign_in(client *c, xc_str login, const char *password, xc_arena *arena,
                                    xc_problem *why);

/* A header that goes with every further request ("X-CSRF-Token: ..."); cookies are kept by
 * themselves. */
XC_MUST_CHECK xc_err client_add_header(client *c, const char *header);

#endif
