/* task.h - what people do in a case: asked of a role or a person, claimed, done with answers.
 *
 * Rows; opened and cancelled by the process (case.h), ended by people. A task that waits too long
 * is escalated by the process itself (a boundary timer), so nothing here looks at the clock.
 * Writers inside the loop, readers on any snapshot. Rights are the caller's business: task_get says
 * whose it is. */
#ifndef XC_CITY_TASK_H
#define XC_CITY_TASK_H
#include "city/case.h"

typedef enum {
    TASK_OPEN,
    TASK_CLAIMED,
    TASK_ACCEPTED, /* a crew goes */
    TASK_ON_SITE,
    TASK_DONE,
    TASK_CANCELLED,
    TASK_STATES
} task_state;
const char *task_state_name(task_state s); /* "open" ... "on_site" */
task_state task_state_parse(xc_str name);

typedef struct {
    int64_t id, case_id;
    xc_str element, form, assignee, division;
    xc_str candidates; /* ",duty,crew,"; use task_asks */
    task_state state;
    int64_t opened_us, due_us; /* due: INT64_MIN = none */
} task_brief;

/* Text lives in the arena. XC_ENOTFOUND. */
XC_MUST_CHECK xc_err task_get(store_conn *c, int64_t task, xc_arena *arena, task_brief *ret);
/* Is the role (one word) among those asked? An empty list asks everybody. */
bool task_asks(const task_brief *t, xc_str role);

/* All answer XC_ENOTFOUND: no such task; XC_ECONFLICT: it is over, or another has it. who is a
 * login or a unit's key. */
XC_MUST_CHECK xc_err task_claim(case_engine *e, loop_tx *tx, int64_t task, xc_str who,
                                xc_problem *why);
XC_MUST_CHECK xc_err task_accept(case_engine *e, loop_tx *tx, int64_t task, xc_str who,
                                 xc_problem *why);
XC_MUST_CHECK xc_err task_arrive(case_engine *e, loop_tx *tx, int64_t task, xc_str who, double lat,
                                 double lon, xc_problem *why);
/* Gives it to somebody else, from outside ("" = back to the roles). */
XC_MUST_CHECK xc_err task_reassign(case_engine *e, loop_tx *tx, int64_t task, xc_str to,
                                   pack_text reason, xc_problem *why);
/* Not mine: reason is busy, blocked, equipment or unsafe (XC_EINVAL). The task is open again; who
 * asks the next one is the net's business: task_was_refused tells whom not to ask again. */
XC_MUST_CHECK xc_err task_refuse(case_engine *e, loop_tx *tx, int64_t task, xc_str who,
                                 xc_str reason, xc_str text, xc_problem *why);
XC_MUST_CHECK xc_err task_was_refused(store_conn *c, int64_t task, xc_str who, bool *ret);

/* Done: the answers (a context; checked by the caller against the form) become variables and the
 * process goes on. at_us: when it was truly done (an offline report), at most now; INT64_MIN = now.
 */
XC_MUST_CHECK xc_err task_complete(case_engine *e, loop_tx *tx, int64_t task, xc_str who,
                                   const feel_value *answers, int64_t at_us, xc_problem *why);

typedef struct {
    xc_str assignee;       /* "" = any; else a login or unit key */
    xc_str unit;           /* a second name for the same person (the crew's unit); "" = none */
    xc_str roles;          /* with blanks between: open tasks that ask one of them; "" = any */
    bool mine;             /* assignee's, or unclaimed ones that ask one of roles */
    xc_str division;       /* prefix */
    xc_str within;         /* the caller's own prefix; with mine it bounds only the unclaimed */
    xc_str scenario;       /* "" = any */
    int64_t case_id;       /* 0 = any */
    uint32_t states;       /* bits by task_state; 0 = those that are not over */
    int64_t due_before_us; /* only those due before; INT64_MAX = any */
    int limit;             /* 1..500 */
    xc_str after;
    int64_t now_us;
} task_query;

/* TaskRow objects (docs/api.md) as one JSON array, least time left first; applicant, matter and
 * distance are for those who have them. */
XC_MUST_CHECK xc_err task_list(store_conn *c, const task_query *q, xc_arena *arena, json_writer *w,
                               xc_str *ret_next, xc_problem *why);
XC_MUST_CHECK xc_err task_count(store_conn *c, const task_query *q, int64_t *ret);
/* The members of TaskRow, into an object that is open. XC_ENOTFOUND. */
XC_MUST_CHECK xc_err task_row_put(store_conn *c, int64_t task, int64_t now_us, json_writer *w);

#endif
