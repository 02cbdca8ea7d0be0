/* run_int.h - a running instance in memory, for the files of this folder.
 *
 * Scopes form a tree: the process, its open sub-processes, its loops. Tokens stand in scopes; a
 * token on an activity may own an inner scope. Waits are what the outside (or the instance itself)
 * can happen to: each belongs to a token (its own event, its boundary events, the events behind an
 * event gateway) or to a scope (the starts of its event sub-processes). */
#ifndef BPMN_RUN_INT_H
#define BPMN_RUN_INT_H
#include "engine/bpmn/model_int.h"

enum {
    RUN_TIDY_STEPS = 128,
    RUN_MAX_STEPS = 20000, /* of one call, before it is taken for an endless loop */
    RUN_TOKEN_STEPS = 10,  /* and so many more for each token that was there at once */
    RUN_MAX_TOKENS = 20000,
    RUN_MAX_WAITS = 40000,
    RUN_MAX_DEPTH = 200 /* scopes within each other */
};

typedef struct run_scope run_scope;
typedef struct run_token run_token;

typedef enum {
    TOKEN_READY,   /* at its node, not entered yet */
    TOKEN_ACTIVE,  /* inside its node */
    TOKEN_ARRIVED, /* at a gateway or activity that needs more tokens */
    TOKEN_DEAD     /* no longer in the instance */
} token_state;

struct run_token {
    bpmn_token id;
    const model_node *node;
    run_scope *scope;
    const model_flow *via; /* the flow it came by; may be NULL */
    token_state state;
    bool iteration;  /* one pass of a loop or multi-instance activity */
    uint32_t rounds; /* script: waits that are over; catch event: events seen */
    run_scope *inner;
    const feel_value *locals; /* input mapping, loop item: a context, or null */
    bpmn_token serves;        /* compensation: the token of the throwing event; 0 = none */
};

/* An activity that completed and can be undone. */
typedef struct {
    const model_node *node; /* the activity */
    const model_node *handler;
    const model_node *group; /* the completed sub-process it was in, or the activity itself */
    const feel_value *locals;
    bpmn_token thrower; /* the event that undoes it now; 0 = none */
    uint32_t serial;    /* of an entry whose handler is a compensation event sub-process; else 0 */
    uint32_t holder;    /* only that handler may undo it: its entry's serial, once it runs its
                         * token; 0 = anybody */
} run_undo;

struct run_scope {
    uint32_t id, depth;
    const model_node *node;
    run_token *owner; /* NULL: the process itself */
    bool dead, loop;
    bool cancelling; /* a transaction that undoes itself */
    const feel_value *vars;
    const feel_value *outputs; /* loop: what the instances gave */
    size_t live;               /* tokens in it */
    int64_t total, started, done;
    run_undo *undo;
    size_t undo_count, undo_cap;
};

typedef enum {
    WAIT_TASK,
    WAIT_JOB,
    WAIT_SCRIPT,  /* a script that goes on later */
    WAIT_EVENT,   /* what the event definition says */
    WAIT_INCIDENT /* somebody must mend it */
} wait_kind;

typedef struct {
    bpmn_token id;
    wait_kind kind;
    const model_node *node; /* the event or task waited for */
    uint32_t event;         /* which of its event definitions */
    run_token *token;       /* who waits; NULL: */
    run_scope *scope;       /* the scope waits for its event sub-process */
    int64_t left;           /* timer cycle: repetitions after this one; -1 = for ever */
    int64_t due_us, period_us;
    bool was_true; /* condition */
    bool dead;
} run_wait;

struct bpmn_instance {
    const bpmn_model *model;
    xc_arena *arena;
    bpmn_state state;
    xc_str error;
    uint32_t next_id;
    run_scope *root;
    run_scope **scopes;
    size_t scope_count, scope_cap;
    run_token **tokens;
    size_t token_count, token_cap;
    run_wait **waits;
    size_t wait_count, wait_cap;
};

typedef struct {
    bpmn_instance *i;
    const bpmn_world *world;
    xc_problem *why;
    uint32_t steps, budget; /* more of them is taken for an endless loop */
    size_t scan;            /* tokens before it are not ready */
    bool dirty;             /* variables changed: conditional events look again */
    bool no_memory;         /* a value could not be made: the step ends as XC_ENOMEM */
    bool gentle;            /* thrown by a multi-instance activity's behavior: interrupts nothing */
    bool would_interrupt;   /* such a throw met a boundary event that otherwise interrupts */
} run;

/* ---- state.c ---- */
XC_MUST_CHECK xc_err run_scope_new(run *r, const model_node *node, run_token *owner,
                                   run_scope **ret);
XC_MUST_CHECK xc_err run_token_new(run *r, const model_node *node, run_scope *scope,
                                   const model_flow *via, run_token **ret);
XC_MUST_CHECK xc_err run_wait_new(run *r, wait_kind kind, const model_node *node, uint32_t event,
                                  run_token *token, run_scope *scope, run_wait **ret);
/* Grows an array of an instance; *items is replaced when it moves. */
XC_MUST_CHECK xc_err run_grow(xc_arena *arena, void **items, size_t size, size_t count, size_t *cap,
                              size_t max);
void run_token_kill(run_token *t);
void run_compact(bpmn_instance *i);
run_token *run_token_find(const bpmn_instance *i, bpmn_token id);

/* ---- vars.c ---- */
const feel_value *run_view(run *r, const run_token *t);
const feel_value *run_scope_view(run *r, const run_scope *s);
/* base with all entries of over */
const feel_value *run_overlay(run *r, const feel_value *base, const feel_value *over);
/* Sets name where it is already known above (locals only if from says so), else in the process. */
XC_MUST_CHECK xc_err run_assign(run *r, run_scope *from, xc_str name, const feel_value *v);
XC_MUST_CHECK xc_err run_assign_all(run *r, run_scope *from, const feel_value *context);
/* As run_assign_all, but to the token's own variables where it has them. */
XC_MUST_CHECK xc_err run_assign_own(run *r, run_token *t, const feel_value *context);
/* NULL: the context has no such entry. */
const feel_value *run_entry(const feel_value *context, xc_str name);
/* ---- data.c ---- */
XC_MUST_CHECK xc_err run_data_in(run *r, run_token *t);
XC_MUST_CHECK xc_err run_data_out(run *r, run_token *t, const feel_value *results);
/* v as it is; notes that memory has ended if v is not of its type. */
const feel_value *run_made(run *r, const feel_value *v, feel_type type);
const feel_value *run_int(run *r, int64_t n);
const feel_value *run_string(run *r, xc_str s);
XC_MUST_CHECK xc_err run_with(run *r, const feel_value *base, xc_str name, const feel_value *v,
                              const feel_value **ret);
/* Sets a dotted name inside a context. */
XC_MUST_CHECK xc_err run_with_path(run *r, const feel_value *base, xc_str path, const feel_value *v,
                                   const feel_value **ret);
XC_MUST_CHECK xc_err run_eval(run *r, const feel_expr *e, const feel_value *view,
                              const feel_value **ret, xc_problem *ret_first);
XC_MUST_CHECK xc_err run_text(run *r, const model_text *t, const feel_value *view, xc_str *ret);
XC_MUST_CHECK xc_err run_value(run *r, const model_text *t, const feel_value *view,
                               const feel_value **ret);
/* A value as plain text: strings as they are, everything else as JSON would say it. */
XC_MUST_CHECK xc_err run_value_text(xc_arena *arena, const feel_value *v, xc_str *ret);
XC_MUST_CHECK xc_err run_inputs(run *r, run_token *t);
XC_MUST_CHECK xc_err run_outputs(run *r, run_token *t, const feel_value *results);

/* ---- trace.c ---- */
XC_MUST_CHECK xc_err run_trace(run *r, bpmn_trace_kind kind, const run_token *t,
                               const feel_value *why);
XC_MUST_CHECK xc_err run_trace_flow(run *r, const run_token *t, const model_flow *f,
                                    const feel_value *view);
/* t stays where it is until it is told to try again; in a world without incidents the instance ends
 * as failed and everything that waits is cancelled. */
XC_MUST_CHECK xc_err run_incident(run *r, run_token *t, const xc_problem *problem);
/* The same for an event of t (a boundary event) or of scope s that could not be waited for. */
XC_MUST_CHECK xc_err run_incident_at(run *r, const model_node *event, run_token *t, run_scope *s,
                                     const xc_problem *problem);
XC_MUST_CHECK xc_err run_retry(run *r, run_wait *w);
XC_MUST_CHECK xc_err run_fail_instance(run *r, xc_str error);

/* ---- run.c ---- */
XC_MUST_CHECK xc_err run_loop(run *r);
XC_MUST_CHECK xc_err run_scope_start(run *r, run_scope *s, const model_node *start);
XC_MUST_CHECK xc_err run_token_end(run *r, run_token *t); /* kills it; completes an empty scope */
XC_MUST_CHECK xc_err run_cancel_token(run *r, run_token *t);
XC_MUST_CHECK xc_err run_cancel_scope(run *r, run_scope *s, const run_token *except);
XC_MUST_CHECK xc_err run_leave(run *r, run_token *t);
XC_MUST_CHECK xc_err run_scope_over(run *r, run_scope *s); /* nothing is left in it */

/* ---- gateway.c ---- */
XC_MUST_CHECK xc_err run_enter_gateway(run *r, run_token *t);
/* Looks whether an inclusive gateway can go on; *ret_moved says so. */
XC_MUST_CHECK xc_err run_inclusive(run *r, bool *ret_moved);

/* ---- activity.c, loop.c, work.c ---- */
XC_MUST_CHECK xc_err run_enter_activity(run *r, run_token *t);
XC_MUST_CHECK xc_err run_begin_activity(run *r, run_token *t);
XC_MUST_CHECK xc_err run_activity_done(run *r, run_token *t, const feel_value *results);
XC_MUST_CHECK xc_err run_work(run *r, run_token *t);
XC_MUST_CHECK xc_err run_script(run *r, run_token *t);
XC_MUST_CHECK xc_err run_job(run *r, run_token *t);
XC_MUST_CHECK xc_err run_loop_begin(run *r, run_token *t);
XC_MUST_CHECK xc_err run_loop_next(run *r, run_token *iteration, const feel_value *view);
/* Whether the completion condition of an ad-hoc sub-process holds. */
XC_MUST_CHECK xc_err run_adhoc_enough(run *r, const run_scope *s, bool *ret);
XC_MUST_CHECK xc_err run_adhoc_next(run *r, run_scope *s, bool *ret_more);

/* ---- event.c ---- */
XC_MUST_CHECK xc_err run_enter_event(run *r, run_token *t);
XC_MUST_CHECK xc_err run_arm(run *r, const model_node *event_node, run_token *t, run_scope *s);
XC_MUST_CHECK xc_err run_arm_boundaries(run *r, run_token *t);
XC_MUST_CHECK xc_err run_arm_scope(run *r, run_scope *s);
XC_MUST_CHECK xc_err run_wait_cancel(run *r, run_wait *w);
XC_MUST_CHECK xc_err run_waits_cancel(run *r, const run_token *t, const run_scope *s);
XC_MUST_CHECK xc_err run_fire(run *r, run_wait *w, const feel_value *variables);
XC_MUST_CHECK xc_err run_conditions(run *r);
/* Begins a scope behind an event-based gateway that instantiates: happened is over already. */
XC_MUST_CHECK xc_err run_begin_behind(run *r, run_scope *s, const model_node *gate,
                                      const model_node *happened);
/* The thrower goes on with its next definition, or leaves. */
XC_MUST_CHECK xc_err run_throw_go_on(run *r, run_token *t);

/* ---- throw.c ---- */
XC_MUST_CHECK xc_err run_throw(run *r, run_token *t, const model_event *e);
XC_MUST_CHECK xc_err run_throw_error(run *r, run_token *t, xc_str code, const feel_value *variables,
                                     bool is_job);
/* A cancel end event whose handlers are done. */
XC_MUST_CHECK xc_err run_cancel_done(run *r, run_token *t);

/* ---- undo.c ---- */
XC_MUST_CHECK xc_err run_undo_record(run *r, run_token *t);
/* Starts the handlers one after the other, latest first; *ret_waits: the thrower must wait for them
 * (never with all_at_once). */
XC_MUST_CHECK xc_err run_undo_throw(run *r, run_token *t, const model_node *activity,
                                    bool all_at_once, bool *ret_waits);
XC_MUST_CHECK xc_err run_undo_done(run *r, bpmn_token thrower);

/* ---- timer.c ---- */
typedef struct {
    int64_t due_us, period_us;
    int64_t left; /* repetitions after the first; -1 = for ever */
} run_timer;      /* period 0 and more left: the text must be asked again (cron) */
bool run_cron_next(xc_str text, int64_t after_us, int utc_offset_minutes, int64_t *ret_us);
/* Whether text is a literal of that kind (for the check at load). */
bool run_timer_literal(timer_kind kind, xc_str text);
XC_MUST_CHECK xc_err run_timer_of(timer_kind kind, xc_str text, int64_t now_us,
                                  int utc_offset_minutes, run_timer *ret);

#endif
