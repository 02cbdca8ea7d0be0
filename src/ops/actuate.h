/* actuate.h - commands to machines (pumps, gates, signs): recorded, sent, answered or timed out.
 *
 * A command is a row before anybody hears of it; its "command" event carries it to the device's
 * gateway, which answers. Belongs to the loop's thread; reading is by SQL on snapshots
 * (actuate_list). */
#ifndef XC_OPS_ACTUATE_H
#define XC_OPS_ACTUATE_H
#include "city/loop.h"
#include "codec/json.h"

typedef struct actuate actuate;

typedef enum {
    COMMAND_SENT,         /* waits for the device */
    COMMAND_ACKNOWLEDGED, /* the device has it and works on it */
    COMMAND_DONE,
    COMMAND_FAILED,
    COMMAND_TIMED_OUT,
    COMMAND_STATES
} command_state;

/* "sent", "acknowledged", "done", "failed", "timed_out". */
const char *command_state_name(command_state s);
bool command_state_parse(xc_str text, command_state *ret);

/* Called inside the command that ended it (done, failed, timed out), if a case's job waits for it.
 */
typedef struct {
    void *ctx;
    xc_err (*ended)(void *ctx, loop_tx *tx, int64_t job, xc_str actuator, command_state state,
                    xc_problem *why);
} actuate_hooks;

XC_MUST_CHECK xc_err actuate_new(const actuate_hooks *hooks, actuate **ret);
actuate *actuate_free(actuate *a);
/* Before the loop starts; also registers the time-outs with it. */
XC_MUST_CHECK xc_err actuate_load(actuate *a, store_conn *c, loop *l);

typedef struct {
    int64_t thing;
    xc_str actuator, action, division; /* the thing's key; "on", "drain_to_well"; 12 digits */
    xc_str params;                     /* JSON object; "" = {} */
    int64_t case_id, job;              /* 0: none */
    int64_t within_us;                 /* how long the device has; 0: 60 seconds */
} actuate_order;

/* XC_ELIMIT: more than ACTUATE_MAX_WAITING wait for this actuator. */
enum { ACTUATE_MAX_WAITING = 100 };
XC_MUST_CHECK xc_err actuate_send(actuate *a, loop_tx *tx, const actuate_order *order,
                                  int64_t *ret_id, xc_problem *why);

/* The device's answer. XC_ENOTFOUND, XC_ECONFLICT (it has ended already), XC_EFORBIDDEN, XC_EINVAL
 * (not an answer: only acknowledged, done or failed). */
XC_MUST_CHECK xc_err actuate_answer(actuate *a, loop_tx *tx, int64_t id, command_state state,
                                    xc_str text, xc_problem *why);

/* Writes {"commands":[...],"next":...} (docs/api.md), newest first. Any thread. */
typedef struct {
    xc_str actuator, division; /* division: prefix */
    int state;                 /* -1: any */
    int64_t case_id;           /* 0: any */
    int64_t before_id;         /* 0: from the newest */
    int64_t limit;
} actuate_query;
XC_MUST_CHECK xc_err actuate_list(store_conn *c, const actuate_query *q, json_writer *w);
/* Only the list's items, for a case's page. */
XC_MUST_CHECK xc_err actuate_list_items(store_conn *c, const actuate_query *q, json_writer *w,
                                        int64_t *ret_last);

#endif
