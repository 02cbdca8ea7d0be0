/* respond.h - from what the rules find to people and machines: cases, crews, pumps.
 *
 * The one place where watch, cases, near and actuate meet. It opens the case of an episode and
 * keeps it told, does the jobs dispatch, command and notify of the plans, and frees crews when a
 * case ends. All of it runs inside loop commands. */
#ifndef XC_OPS_RESPOND_H
#define XC_OPS_RESPOND_H
#include "city/case.h"
#include "city/task.h"
#include "ops/actuate.h"
#include "ops/near.h"
#include "ops/watch.h"

typedef struct respond respond;

/* Everything is borrowed for its life. Registers its jobs and listeners with the case engine; the
 * hooks for watch and actuate are asked for below, because those are made with them. XC_ENOMEM,
 * XC_ECONFLICT. */
XC_MUST_CHECK xc_err respond_new(const pack *p, case_engine *cases, near *units, sense *sensors,
                                 respond **ret);
respond *respond_free(respond *r);

watch_hooks respond_watch_hooks(respond *r);
actuate_hooks respond_actuate_hooks(respond *r);
/* After actuate was made. */
void respond_set_actuate(respond *r, actuate *machines);

/* A crew says no to its task: it is free again, the next nearest free one that has not refused is
 * asked (or, if there is none, the roles). Inside a command's apply. What task_refuse says. */
XC_MUST_CHECK xc_err respond_refuse(respond *r, loop_tx *tx, int64_t task, xc_str unit,
                                    xc_str reason, xc_str text, xc_problem *why);

/* A crew's task was accepted or reached: the unit's state follows. XC_ENOTFOUND: no such unit. */
XC_MUST_CHECK xc_err respond_unit_state(respond *r, loop_tx *tx, xc_str unit, int64_t case_id,
                                        unit_state state);

#endif
