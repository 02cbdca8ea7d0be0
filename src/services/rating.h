/* rating.h - how was it? One answer a case, in five steps; a bad one is called back by a day that
 * is set.
 *
 * GB/T 39734-2020: one case, one rating; GB/T 39046-2020 A.8: 1 very satisfied ... 5 very
 * dissatisfied. Only the applicant rates; nobody who works on cases can. */
#ifndef XC_SERVICES_RATING_H
#define XC_SERVICES_RATING_H
#include "city/loop.h"
#include "codec/json.h"
#include "services/services.h"

enum { RATING_BAD = 4, RATING_MAX_REASONS = 10, RATING_MAX_TEXT = 3000 };

/* Loop. reasons: a list of short strings or NULL. *ret_due_us: when the call-back must be done; 0:
 * none is needed. XC_EINVAL: score is not 1-5, reasons; XC_ECONFLICT: rated before, or not decided
 * yet; XC_ELIMIT. */
XC_MUST_CHECK xc_err rating_give(const services *sv, loop_tx *tx, int64_t application,
                                 int64_t score, const json_value *reasons, xc_str text,
                                 int64_t *ret_due_us, xc_problem *why);

/* The score of an application's rating; 0: not rated. */
XC_MUST_CHECK xc_err rating_of(store_conn *c, int64_t application, int64_t *ret_score);

#endif
