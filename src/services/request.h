/* request.h - what people report: a hole in the road, a noise at night, a question.
 *
 * A request is a case of the scenario that its type names (the pack's requests.json), and a row
 * with its place, its words and whom to call back; words and persons are sealed. Open311 calls the
 * types services and these service requests. Writers run inside loop commands, readers on any
 * snapshot. */
#ifndef XC_SERVICES_REQUEST_H
#define XC_SERVICES_REQUEST_H
#include "services/services.h"

enum {
    REQUEST_MAX_WORDS = 4000, /* bytes; GeoReport v2 says characters, 4,000 of them */
    REQUEST_MAX_FIELD = 500,  /* of an address, a name, a phone */
    REQUEST_MAX_URL = 2000,
    REQUEST_MAX_ATTRIBUTES = 50
};

/* Everything is borrowed for the call; text that is missing may be {0}. */
typedef struct {
    xc_str type, words, address, media_url;
    xc_str source; /* "open311", "portal", "desk" */
    bool placed;
    double lat, lon; /* WGS-84 */
    xc_str first_name, last_name, phone, email, device;
    const json_value *attributes; /* object: code -> string or list of strings; NULL: none */
} request_new;

typedef struct {
    int64_t case_id;
    xc_str no;        /* in the transaction's arena, as the notice */
    pack_text notice; /* what happens next, in words */
    xc_str near;      /* number of an open request that may be the same; "" = none */
} request_opened;

/* Opens the case. XC_EINVAL: a field, `where` names it ("/type", "/lat", "/attribute/depth");
 * XC_ENOTFOUND: the pack has no such type; what case_open says. */
XC_MUST_CHECK xc_err request_open(const services *sv, loop_tx *tx, const request_new *n,
                                  request_opened *ret, xc_problem *why);

/* A request as readers see it. Text lives for the visit only. */
typedef struct {
    int64_t case_id, user_id;
    xc_str no, division, address, media_url, attributes;
    const pack_request_type *type; /* NULL: the pack has it no longer */
    case_state state;
    pack_text status;
    bool placed;
    double lat, lon, distance_m;                       /* distance: only from request_near */
    int64_t requested_us, updated_us, due_us;          /* due: INT64_MIN = none */
    xc_str words, first_name, last_name, phone, email; /* opened only when asked for */
} request_row;
typedef bool request_visit_fn(const request_row *row, void *ctx); /* false ends it */

typedef struct {
    xc_str no;       /* "" = any */
    xc_str types;    /* codes with commas between; "" = any */
    int64_t user_id; /* whose; 0 = any */
    bool only_open, only_closed;
    int64_t from_us, to_us;                 /* requested in [from, to) */
    int64_t updated_from_us, updated_to_us; /* changed in [from, to) */
    int64_t before_case;                    /* newest first, from below this id; INT64_MAX = all */
    int limit;
    bool with_words; /* open what is sealed */
} request_query;

/* Every request that matches, newest first. XC_ECORRUPT: one does not open. */
XC_MUST_CHECK xc_err request_list(const services *sv, store_conn *c, const request_query *q,
                                  xc_arena *arena, request_visit_fn *visit, void *ctx);

/* Open requests of the type within its near_m metres, nearest first, at most limit (up to 20). */
XC_MUST_CHECK xc_err request_near(const services *sv, store_conn *c, const pack_request_type *type,
                                  double lat, double lon, int limit, xc_arena *arena,
                                  request_visit_fn *visit, void *ctx);

/* "request": {type, words, address, attributes, contact (masked), source, requested_at} of a case,
 * into an object that is open; nothing when the case is no request. */
XC_MUST_CHECK xc_err request_put(const services *sv, store_conn *c, int64_t case_id,
                                 json_writer *w);

/* {name, phone, email} in clear, for who must call: the caller's look is recorded in the case's
 * history and the audit, inside a loop command. XC_ENOTFOUND: the case is no request. */
XC_MUST_CHECK xc_err request_contact(const services *sv, loop_tx *tx, const case_brief *brief,
                                     json_writer *w, xc_problem *why);

/* The jobs of its processes: "deadline" (inputs amount, unit; result due_at), "due-time" (the
 * same, only reckoned, under the name in the header result) and "transfer" (inputs division,
 * reason; result transfers). Called by services_attach. */
XC_MUST_CHECK xc_err request_register_jobs(services *sv, case_engine *engine);

#endif
