/* licence.h - licences as records: issued by a decision, shown as a code, verified, revoked.
 *
 * Reading functions take any snapshot and any thread; those with a loop_tx run in the loop. Answers
 * are written as JSON in the form of docs/api.md. Facts are sealed at rest. */
#ifndef XC_SERVICES_LICENCE_H
#define XC_SERVICES_LICENCE_H
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "city/loop.h"
#include "codec/json.h"
#include "services/services.h"

/* What a decision orders. All borrowed. */
typedef struct {
    xc_str kind; /* of the pack */
    int64_t party, application;
    xc_str division;           /* of the office that decided: who may revoke */
    pack_text office;          /* its name; {office} in the kind's issuer */
    const json_value *answers; /* of the application; NULL: none */
    const json_value *form;    /* gives the words of chosen options; NULL: none */
} licence_order;

/* Loop. Makes the record with its number and place in the status list; an earlier valid one of the
 * same kind and application is not made twice: its id is returned. XC_ENOTFOUND: no such kind;
 * XC_EINVAL: a fact that the kind needs is not known (named in *why). */
XC_MUST_CHECK xc_err licence_issue(const services *sv, loop_tx *tx, const licence_order *order,
                                   int64_t *ret_id, xc_problem *why);

/* {"licences":[..]} of one party. */
XC_MUST_CHECK xc_err licence_list(const services *sv, store_conn *c, int64_t party, xc_lang lang,
                                  int64_t now_us, xc_arena *arena, json_writer *w);

/* {"code","url","qr_svg","expires_at"}: a code that lives 60 seconds and shows the chosen facts
 * (ids; NULL or empty: the kind's own choice). base_url: "https://city.example" or "": the QR then
 * holds the code alone. XC_ENOTFOUND: not the party's; XC_EREFUSED: expired or revoked; XC_EINVAL:
 * no such fact; XC_ELIMIT: more than a QR can hold. */
typedef struct {
    int64_t party, licence, now_us;
    const json_value *facts;
    xc_lang lang;
    xc_str base_url;
} licence_showing;
XC_MUST_CHECK xc_err licence_show(const services *sv, store_conn *c, const licence_showing *s,
                                  xc_arena *arena, json_writer *w, xc_problem *why);

/* The certificate as PDF; facts of s is not looked at. Errors as licence_show; a revoked one is
 * refused. */
XC_MUST_CHECK xc_err licence_paper(const services *sv, store_conn *c, const licence_showing *s,
                                   xc_arena *arena, xc_buf *pdf, xc_problem *why);

/* {"checks":[{"time","verdict","who","facts"}]}, newest first. XC_ENOTFOUND: not the party's. */
XC_MUST_CHECK xc_err licence_checks(const services *sv, store_conn *c, int64_t party,
                                    int64_t licence, xc_arena *arena, json_writer *w,
                                    xc_problem *why);

/* Loop. Sets its bit. XC_ENOTFOUND; XC_EFORBIDDEN: issued outside the actor's division;
 * XC_ECONFLICT: revoked already; XC_EINVAL: no reason. */
XC_MUST_CHECK xc_err licence_revoke(const services *sv, loop_tx *tx, int64_t licence, xc_str reason,
                                    xc_problem *why);

/* Loop. The answer of POST /verify for a scanned text (a code, or an address that ends in one); the
 * check is recorded for the holder, a valid code is used up. Fails only for faults of ours. */
XC_MUST_CHECK xc_err licence_verify_scan(const services *sv, loop_tx *tx, xc_str text,
                                         json_writer *w, xc_problem *why);

/* {"keys":[..]} and the signed status list. The signature is over
 * "xcs1.<list>.<bits>.<issued_at>.<expires_at>.<kid>". */
void licence_keys(const services *sv, int64_t now_us, json_writer *w);
XC_MUST_CHECK xc_err licence_status(const services *sv, store_conn *c, int64_t now_us,
                                    json_writer *w);

#endif
