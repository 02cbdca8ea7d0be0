/* case_hand.h - what officials do with a case beside its plan: return it, take it back, urge,
 * supervise, hold, extend, ask others to sign or help, link and split.
 *
 * Each is one line of the case's history with who and why, and one of the audit. Inside loop
 * commands; the actor of the command is who does it. Rights are the caller's business. A reason of
 * nothing is XC_EINVAL at /reason, a longer one than CASE_HAND_MAX_TEXT too; a case that is over is
 * XC_ECONFLICT; one that is not there XC_ENOTFOUND. */
#ifndef XC_CITY_CASE_HAND_H
#define XC_CITY_CASE_HAND_H
#include "city/case.h"
#include "city/task.h"

enum {
    CASE_HAND_MAX_TEXT = 3000, /* bytes */
    CASE_MAX_TRANSFERS = 2,    /* without a supervisor; DOMAIN: passing on must not become a loop */
    CASE_MAX_EXTENSIONS = 20,
    TASK_MAX_SIDES = 20
};

/* ---- back (退回, 撤回) ---- */

/* The earlier tasks this one may be returned to, as JSON: [{element, name:Text, by}] where by is
 * who did it last ("" = nobody). */
XC_MUST_CHECK xc_err case_back_list(case_engine *e, store_conn *c, int64_t task, xc_arena *arena,
                                    json_writer *w, xc_problem *why);
/* The task ends as cancelled, the earlier one begins anew and goes to who did it last. XC_EREFUSED:
 * none of case_back_list. */
XC_MUST_CHECK xc_err case_return(case_engine *e, loop_tx *tx, int64_t task, xc_str element,
                                 xc_str reason, xc_problem *why);
/* Who finished the latest task takes it back while nobody has touched what came next. XC_EREFUSED:
 * another finished the latest, or somebody has begun. */
XC_MUST_CHECK xc_err case_withdraw(case_engine *e, loop_tx *tx, int64_t case_id, xc_str who,
                                   xc_str reason, xc_problem *why);

/* ---- marks ---- */

XC_MUST_CHECK xc_err case_urge(case_engine *e, loop_tx *tx, int64_t case_id, xc_str text,
                               xc_problem *why);
/* by a login; "" ends it */
XC_MUST_CHECK xc_err case_supervise(case_engine *e, loop_tx *tx, int64_t case_id, xc_str by,
                                    xc_str text, xc_problem *why);
/* While a case is held nobody can finish its tasks and its clock stands; timers of its plan go on.
 * XC_ECONFLICT: it is held already (is not held). */
XC_MUST_CHECK xc_err case_hold(case_engine *e, loop_tx *tx, int64_t case_id, xc_str reason,
                               xc_problem *why);
XC_MUST_CHECK xc_err case_release(case_engine *e, loop_tx *tx, int64_t case_id, xc_str reason,
                                  xc_problem *why);
XC_MUST_CHECK xc_err case_is_held(store_conn *c, int64_t case_id, bool *ret);

/* Passes the case on to another division, the clock running. unlimited: by a supervisor, else
 * XC_EREFUSED after CASE_MAX_TRANSFERS. The open tasks that nobody has claimed go with it. */
XC_MUST_CHECK xc_err case_transfer(case_engine *e, loop_tx *tx, int64_t case_id,
                                   const pack_division *to, bool unlimited, xc_str reason,
                                   xc_problem *why);

/* ---- more time (延期) ---- */

/* XC_EREFUSED: the case has no clock; XC_ECONFLICT: one is asked for already. *ret_n names it. */
XC_MUST_CHECK xc_err case_extension_ask(case_engine *e, loop_tx *tx, int64_t case_id,
                                        int64_t amount, calendar_unit unit, xc_str reason,
                                        int64_t *ret_n, xc_problem *why);
/* Approved, the deadline moves by that amount. XC_EFORBIDDEN: who asked cannot decide;
 * XC_ECONFLICT: it is decided. */
XC_MUST_CHECK xc_err case_extension_decide(case_engine *e, loop_tx *tx, int64_t case_id, int64_t n,
                                           bool approve, xc_str reason, xc_problem *why);

/* ---- others (加签, 会签, 协办) ---- */

typedef enum { TASK_SIGN, TASK_ASSIST } task_side_kind;
typedef struct {
    task_side_kind kind;
    xc_str login, role, division; /* login, or role in division ("" = the case's) */
    xc_str text;                  /* what is asked */
} task_side_new;
/* Opens a task for another beside this one. While a signature is open, the task cannot be finished
 * (XC_ECONFLICT there). XC_ELIMIT over TASK_MAX_SIDES. */
XC_MUST_CHECK xc_err task_side_open(case_engine *e, loop_tx *tx, int64_t task,
                                    const task_side_new *n, int64_t *ret_task, xc_problem *why);
/* Is it such a task, and of which? *ret_of 0: it is not. */
XC_MUST_CHECK xc_err task_side_of(store_conn *c, int64_t task, int64_t *ret_of);
/* Is a signature beside it still open? */
XC_MUST_CHECK xc_err task_side_blocks(store_conn *c, int64_t task, bool *ret);

/* When a case ends, what people asked of each other ends with it: before loop_start. */
XC_MUST_CHECK xc_err task_side_attach(case_engine *e);

/* ---- other cases ---- */

typedef enum { CASE_LINK_DUPLICATE, CASE_LINK_CHILD, CASE_LINK_RELATED } case_link_kind;
/* other is a duplicate (a child, related) of case_id; both say so. A duplicate is also ended,
 * merged into the original. XC_EINVAL: with itself; XC_ECONFLICT: they are linked so. */
XC_MUST_CHECK xc_err case_link(case_engine *e, loop_tx *tx, int64_t case_id, case_link_kind kind,
                               int64_t other, xc_str reason, xc_problem *why);
/* Opens a child of the same scenario for a part of it, in a division of its own (NULL: the same),
 * with the same variables. */
XC_MUST_CHECK xc_err case_split(case_engine *e, loop_tx *tx, int64_t case_id,
                                const pack_division *division, xc_str prefix, xc_str reason,
                                int64_t *ret, xc_problem *why);

/* "hands": {urged, supervised_by, held_by, held_at, extensions:[..], sides:[..], links:[..]} into
 * an object that is open. */
XC_MUST_CHECK xc_err case_hand_put(store_conn *c, int64_t case_id, json_writer *w);

/* For the files of this room: trims, checks; XC_EINVAL. */
XC_MUST_CHECK xc_err case_hand_reason(xc_str text, xc_str *ret, xc_problem *why);
/* One line of history and one of the audit ("case.urged"), then the screens. */
XC_MUST_CHECK xc_err case_hand_say(loop_tx *tx, int64_t case_id, const char *kind, const char *zh,
                                   const char *en, pack_text text);

#endif
