/* licence_int.h - a licence's row, for the files of licence.h. */
#ifndef XC_SERVICES_LICENCE_INT_H
#define XC_SERVICES_LICENCE_INT_H
#include "services/licence.h"
#include "services/licence_verdict.h"
#include "services/services_int.h"

#define LICENCE_NEVER INT64_MAX /* expires_us of those that do not */
enum { LICENCE_STATUS_DAYS = 1, LICENCE_MAX_STATUS = 1 << 28 };

typedef struct {
    int64_t id, party, application, version, status, issued_us, expires_us, revoked_us;
    xc_str kind_id, division, number;
    pack_text issuer;
    const pack_licence_kind *kind; /* NULL: the pack has it no more */
    const json_value *facts;       /* {id: {"zh","en"}} */
} licence_row;

/* XC_ENOTFOUND, XC_ECORRUPT. party 0: anybody's. Text lives in the arena. */
xc_err licence_row_get(const services *sv, store_conn *c, int64_t id, int64_t party,
                       xc_arena *arena, licence_row *ret, xc_problem *why);

/* "licence_state", and of a revoked one "revoked_at" and "revoked_why", into an open object. */
xc_err licence_put_state(store_conn *c, int64_t id, int64_t now_us, json_writer *w);

/* "valid", "expired", "revoked" */
const char *licence_row_state(const licence_row *row, int64_t now_us);

pack_text licence_row_fact(const licence_row *row, const pack_fact *fact);
xc_str licence_in(pack_text text, xc_lang lang);

/* The day in the city's own time: "2026-10-30", for people "2026年10月30日" / "30 October 2026";
 * empty for LICENCE_NEVER. .ptr NULL: no memory. */
xc_str licence_day(const services *sv, int64_t time_us, xc_arena *arena);
xc_str licence_day_words(const services *sv, int64_t time_us, xc_lang lang, xc_arena *arena);

/* What sealed facts are bound to. */
enum { LICENCE_CONTEXT_SIZE = 48 };
xc_str licence_context(int64_t id, char to[LICENCE_CONTEXT_SIZE]);

#endif
