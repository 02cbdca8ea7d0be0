/* party.h - people as the city knows them: facts with their source and grade, masks, and who
 * looked.
 *
 * Values are sealed at rest (party_seal.h). Writers run inside the loop (or before it starts),
 * readers on any snapshot; returned text lives in the caller's arena. */
#ifndef XC_CITY_PARTY_H
#define XC_CITY_PARTY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "city/pack.h"
#include "city/party_seal.h"
#include "store/store.h"

/* grade: A issued by an authority, B checked against the original, C uploaded, D stated by the
 * person (State Council document 2016-108). source: a key of the pack's texts or a plain name. */
typedef struct {
    xc_str field, value, source, grade;
    int64_t checked_us;
} party_fact;

enum { PARTY_MAX_FACTS = 64 };

/* Makes the party or finds it by its key; login "" = none. XC_ECONFLICT: the login is another's. */
XC_MUST_CHECK xc_err party_put(store_conn *c, xc_str key, xc_str login, int64_t now_us,
                               int64_t *ret_id);
XC_MUST_CHECK xc_err party_fact_put(store_conn *c, const party_seal *seal, int64_t party,
                                    const party_fact *fact);

/* The party that the account is. XC_ENOTFOUND: none (staff, integrators). */
XC_MUST_CHECK xc_err party_of_user(store_conn *c, int64_t user_id, int64_t *ret_party);
/* The account of the party; 0: it has none. */
XC_MUST_CHECK xc_err party_user(store_conn *c, int64_t party, int64_t *ret_user_id);

/* All facts, at most PARTY_MAX_FACTS, by field. XC_ECORRUPT: a value does not open. */
XC_MUST_CHECK xc_err party_facts(store_conn *c, const party_seal *seal, int64_t party,
                                 xc_arena *arena, party_fact **ret, size_t *ret_count);
/* Whose identity number it is (as written on the card, X in upper case). XC_ENOTFOUND. */
XC_MUST_CHECK xc_err party_find_number(store_conn *c, const party_seal *seal, xc_str id_number,
                                       int64_t *ret_party);
/* One of them by field; NULL: not known. */
const party_fact *party_fact_find(const party_fact *facts, size_t count, const char *field);

/* Masks by the form of the value: identity numbers "310104 ******** 2X", phones "138****5521",
 * names "陈**" and "C*** J***", else all but the first character. .ptr NULL: no memory. */
typedef enum { PARTY_MASK_ID, PARTY_MASK_PHONE, PARTY_MASK_NAME, PARTY_MASK_OTHER } party_mask_kind;
xc_str party_mask(party_mask_kind kind, xc_str value, xc_arena *arena);
party_mask_kind party_mask_of(xc_str field); /* by the field's name: id_number, phone, name */

/* A look at somebody's data by staff: recorded in the same transaction as what it was for. */
typedef struct {
    int64_t time_us, party, case_id, user_id;
    xc_str who;
    pack_text unit, purpose;
    xc_str what; /* fields, comma separated */
} party_access;
XC_MUST_CHECK xc_err party_access_note(store_conn *c, const party_access *a);

/* Newest first, at most max; by case when case_id is not 0, else all of the party's. */
XC_MUST_CHECK xc_err party_access_list(store_conn *c, int64_t party, int64_t case_id, size_t max,
                                       xc_arena *arena, party_access **ret, size_t *ret_count);

/* Takes over the pack's simulated people (only for demonstrations), new and changed ones. */
XC_MUST_CHECK xc_err party_load_people(store_conn *c, const party_seal *seal, const pack *p,
                                       int64_t now_us, xc_problem *why);

#endif
