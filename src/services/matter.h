/* matter.h - what residents can have done: found by their own words, shown with all that it takes.
 */
#ifndef XC_SERVICES_MATTER_H
#define XC_SERVICES_MATTER_H
#include "base/arena.h"
#include "base/err.h"
#include "codec/json.h"
#include "services/matter_index.h"
#include "services/services.h"

/* Adds all matters of the pack and seals the index. XC_ENOMEM, XC_ELIMIT. */
XC_MUST_CHECK xc_err matter_fill_index(const pack *p, matter_index *ix);

/* {"matters":[..]} for a query; an empty one gives those that can be done online, then the others
 * in the pack's order. XC_ENOMEM, XC_ELIMIT. */
XC_MUST_CHECK xc_err matter_search(const services *sv, xc_str query, size_t limit, xc_arena *arena,
                                   json_writer *w);

/* The whole matter. XC_ENOTFOUND. */
XC_MUST_CHECK xc_err matter_put(const services *sv, xc_str id, json_writer *w, xc_problem *why);

/* The form of that file name or id; NULL: none. */
const pack_form *matter_form(const pack *p, xc_str name);

/* An id as screens know it: digits in a string. */
void matter_put_id(json_writer *w, const char *key, int64_t id);

/* A Text object. */
void matter_put_text(json_writer *w, const char *key, pack_text text);

#endif
