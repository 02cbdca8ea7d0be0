/* application.h - a resident's request: drafted with what the city knows, checked, passed on,
 * decided.
 *
 * Functions with a loop_tx change the city and run in the loop; the actor is the command's. Pages
 * are JSON in the form of docs/api.md. Answers are sealed at rest. */
#ifndef XC_SERVICES_APPLICATION_H
#define XC_SERVICES_APPLICATION_H
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "city/loop.h"
#include "codec/json.h"
#include "services/form.h"
#include "services/services.h"

enum { APPLICATION_MAX_TRANSFERS = 2, APPLICATION_MAX_DRAFTS = 20 };

/* Loop. A draft for the actor's own party, filled with what is known; an unfinished draft of the
 * same matter is given back instead of a second one. XC_ENOTFOUND: no such matter; XC_EREFUSED: not
 * offered online; XC_EFORBIDDEN: the actor is no person; XC_ELIMIT. */
XC_MUST_CHECK xc_err application_draft(const services *sv, loop_tx *tx, xc_str matter,
                                       int64_t *ret_id, xc_problem *why);

/* Loop. The actor is a clerk and the person stands before them with the card: a draft for the
 * person whom name and number name, kept and handed in by the clerk with the functions below; the
 * person finds it among their own, sees who looked, and goes on with it as if they had entered it.
 * The person's own drafts stay as they are. XC_EINVAL: the number is none, or no such person is
 * known (which of the two values is wrong is not told); else as application_draft. */
XC_MUST_CHECK xc_err application_intake(const services *sv, loop_tx *tx, xc_str matter, xc_str name,
                                        xc_str id_number, int64_t *ret_id, xc_problem *why);

/* Loop. Takes the answers over (those not named stay); what the city knows and the form shows as
 * read-only stays the city's. *faults: all that is still wrong or missing. XC_ENOTFOUND,
 * XC_ECONFLICT: no draft any more; XC_ELIMIT. */
XC_MUST_CHECK xc_err application_save(const services *sv, loop_tx *tx, int64_t id,
                                      const json_value *answers, form_faults *faults,
                                      xc_problem *why);

/* Loop. The page of the draft or application that the actor, a clerk, entered. XC_ENOTFOUND. */
XC_MUST_CHECK xc_err application_window_page(const services *sv, loop_tx *tx, int64_t id,
                                             json_writer *w, xc_problem *why);

/* Loop. Opens the case; the clock starts. XC_EINVAL with *faults filled: answers or papers are
 * missing or wrong. XC_ECONFLICT: handed in already. */
XC_MUST_CHECK xc_err application_submit(const services *sv, loop_tx *tx, int64_t id,
                                        form_faults *faults, xc_problem *why);

/* Loop. What was asked for comes: the clock runs on. XC_ECONFLICT: nothing was asked for. */
XC_MUST_CHECK xc_err application_supplement(const services *sv, loop_tx *tx, int64_t id,
                                            const json_value *answers, const json_value *files,
                                            form_faults *faults, xc_problem *why);

/* Loop. XC_ECONFLICT: decided already. */
XC_MUST_CHECK xc_err application_withdraw(const services *sv, loop_tx *tx, int64_t id,
                                          xc_str reason, xc_problem *why);

/* {"applications":[ApplicationPage]} of the party, newest first; and one. XC_ENOTFOUND. */
XC_MUST_CHECK xc_err application_list(const services *sv, store_conn *c, int64_t party,
                                      int64_t now_us, xc_arena *arena, json_writer *w);
XC_MUST_CHECK xc_err application_page(const services *sv, store_conn *c, int64_t party, int64_t id,
                                      int64_t now_us, xc_arena *arena, json_writer *w,
                                      xc_problem *why);

/* As application_page, but the object stays open for more. */
XC_MUST_CHECK xc_err application_page_open(const services *sv, store_conn *c, int64_t party,
                                           int64_t id, int64_t now_us, xc_arena *arena,
                                           json_writer *w, xc_problem *why);

/* The application of a case; 0: the case has none. */
XC_MUST_CHECK xc_err application_of_case(store_conn *c, int64_t case_id, int64_t *ret_id);

/* Loop. ApplicationPage with checks and advice for an official, who may see the case: the look is
 * written down for the resident (once in 10 minutes for the same official and case). */
XC_MUST_CHECK xc_err application_staff_page(const services *sv, loop_tx *tx, int64_t id,
                                            json_writer *w, xc_problem *why);

/* {"name","id_masked",...,"age","access_log"} of the actor's party. */
XC_MUST_CHECK xc_err application_me(const services *sv, store_conn *c, int64_t party,
                                    int64_t now_us, xc_arena *arena, json_writer *w);

#endif
