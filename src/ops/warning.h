/* warning.h - official warnings: taken once, matched to divisions and things, following their
 * references. */
#ifndef XC_OPS_WARNING_H
#define XC_OPS_WARNING_H
#include "city/loop.h"
#include "city/pack.h"
#include "codec/json.h"
#include "ops/warn.h"

/* What was done with a message. */
typedef struct {
    int64_t id;
    bool known; /* the same message was here already: nothing has changed */
    size_t things;
    xc_str divisions; /* JSON list of the codes it touches */
} warning_taken;

/* Stores a message inside a command's apply. An Update replaces, a Cancel ends the messages it
 * refers to, whichever comes first; only status Actual becomes active and ends others (Exercise,
 * Test, System and Draft are kept, with their state saying so). XC_ENOTFOUND: an Update or Cancel
 * refers to nothing that is here - it is taken all the same, so this is never returned for that;
 * XC_ELIMIT. */
XC_MUST_CHECK xc_err warning_take(loop_tx *tx, const pack *p, const warn_alert *alert, xc_str xml,
                                  warning_taken *ret, xc_problem *why);

/* Writes the rows of docs/api.md as a JSON array, newest first; active only: in force at now_us.
 * division: prefix; only those that touch it. Any thread. */
typedef struct {
    bool active;
    xc_str division;
    int64_t now_us, before_id, limit;
} warning_query;
XC_MUST_CHECK xc_err warning_list(store_conn *c, const warning_query *q, json_writer *w,
                                  int64_t *ret_last);

#endif
