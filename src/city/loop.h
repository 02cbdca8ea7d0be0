/* loop.h - the one queue and the one thread through which every change to the city goes.
 *
 * A command is applied in order of arrival; commands that wait together share one transaction; each
 * has its own savepoint, so one that fails leaves nothing; `done` is called after the commit.
 * Handlers are plain sequential code: no locks, all of the city's state is theirs for the call. */
#ifndef XC_CITY_LOOP_H
#define XC_CITY_LOOP_H
#include <stdint.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/store.h"

typedef struct loop loop;
typedef struct loop_tx loop_tx;
typedef struct loop_command loop_command;

/* Who asks, for rights and the audit. All borrowed from the command's arena. */
typedef struct {
    int64_t user_id; /* 0 = the city itself (timers, plans) */
    xc_str name;     /* "zhoumin", "token:gauge-gateway", "city" */
    xc_str role;     /* first role, for the audit's readers */
    xc_str
        division; /* prefix of 0-12 digits that bounds what the actor may touch; "" = everything */
    xc_str from;  /* network address; "" = inside */
} loop_actor;

/* Embedded first in a command's own struct, which lives in `arena`. */
struct loop_command {
    const char *name; /* "case.close", "sta.observations"; literal: audit and metrics show it */
    /* Applies the change. An error undoes everything since the savepoint; *why tells the caller. */
    xc_err (*apply)(loop_tx *tx, loop_command *cmd, xc_problem *why);
    /* Called once, on the loop's thread, after the commit (or the failure): answer and free here.
     */
    void (*done)(loop_command *cmd, xc_err err, const xc_problem *why);
    loop_actor actor;
    xc_arena *arena;    /* owned by the command; done() frees it */
    loop_command *next; /* the loop's own */
    int64_t queued_us;  /* the loop's own: monotonic */
    void *waiter;       /* the loop's own: who sleeps in loop_call */
};

typedef struct {
    size_t max_queue;    /* commands that may wait; default 10,000 */
    size_t max_batch;    /* commands in one transaction; default 1,000 */
    int64_t keep_events; /* newest rows of the event table that are kept; default 200,000 */
    xc_clock clock;
} loop_options;

/* Makes a loop over the store; does not start it. `city` is handed to handlers as it is. */
XC_MUST_CHECK xc_err loop_new(store *s, void *city, const loop_options *options, loop **ret);
XC_MUST_CHECK xc_err loop_start(loop *l);

/* Stops taking commands (XC_EBUSY), applies those that wait, commits, ends the thread. */
void loop_drain(loop *l);
loop *loop_free(loop *l);

/* After a commit that failed the loop is broken: it answers everything with XC_EIO and applies
 * nothing more, for what the disk holds is not known. fn runs once, on the loop's thread, and
 * should end the program. Set before loop_start. */
void loop_on_broken(loop *l, void (*fn)(void *ctx), void *ctx);

/* Takes cmd over (any thread). XC_EBUSY: the queue is full or the loop drains; XC_EIO: it is
 * broken; cmd is then still the caller's and done is not called. */
XC_MUST_CHECK xc_err loop_submit(loop *l, loop_command *cmd);

/* Submits and waits for the result (never on the loop's own thread). done runs first in every case,
 * also when the command is refused (then on the caller's thread); it may be NULL here. */
XC_MUST_CHECK xc_err loop_call(loop *l, loop_command *cmd, xc_problem *why);

/* Calls fn at due_us or soon after, on the loop's thread, inside a transaction of its own: for
 * timers, jobs and deadlines, which are rows; fn reads the rows that are due and returns when the
 * next one is (INT64_MAX: none). Register before loop_start. loop_wake makes it look again earlier.
 */
typedef int64_t loop_due_fn(loop_tx *tx, int64_t now_us, void *ctx);
XC_MUST_CHECK xc_err loop_on_time(loop *l, loop_due_fn *fn, void *ctx);
void loop_wake(loop_tx *tx, int64_t due_us);
void loop_poke(loop *l); /* any thread: the clock has been moved, look at the timers now */

/* Calls fn at the end of each transaction, inside it, before its events are written: for rows and
 * events that sum up what many commands did. It runs in a step of its own: an error undoes what fn
 * did, and nothing else. XC_ELIMIT: more than a few. Register before loop_start. */
typedef xc_err loop_batch_fn(loop_tx *tx, void *ctx);
XC_MUST_CHECK xc_err loop_on_batch(loop *l, loop_batch_fn *fn, void *ctx);

/* For timers, whose transaction holds many independent changes: runs fn in a savepoint of its own.
 * An error undoes what fn did (rows, memory, events, audit) and is returned. */
typedef xc_err loop_step_fn(loop_tx *tx, void *ctx, xc_problem *why);
XC_MUST_CHECK xc_err loop_step(loop_tx *tx, loop_step_fn *fn, void *ctx, xc_problem *why);

/* ---- inside apply ---- */
store_conn *loop_db(loop_tx *tx);
int64_t loop_now_us(const loop_tx *tx); /* one time for the whole command */
void *loop_city(const loop_tx *tx);
const loop_actor *loop_actor_of(const loop_tx *tx);
xc_arena *loop_arena(loop_tx *tx); /* the command's own; for timers gone after the call */

/* State in memory that a handler changes must be able to go back: undo(ctx) runs, latest first, if
 * the command or its batch fails. ctx must live until the batch is over (loop_batch_arena). */
XC_MUST_CHECK xc_err loop_undo(loop_tx *tx, void (*undo)(void *ctx), void *ctx);
xc_arena *loop_batch_arena(loop_tx *tx);

/* The other way: fn(ctx) runs on the loop's thread after the commit, before any answer, and not at
 * all if the command or its batch fails. For what other threads see, who must never see what may go
 * back; it cannot fail. What ctx owns is freed by a loop_undo in the other case. */
XC_MUST_CHECK xc_err loop_on_commit(loop_tx *tx, void (*fn)(void *ctx), void *ctx);

/* Says what happened, for screens and outboxes: one JSON object per event, stored with a sequence
 * number in the same transaction, published after the commit. division: 12 digits or a prefix; who
 * may see it is decided by it. audience: "" for staff of the division, "services" for those who may
 * read applications, "user:17" for one resident only. */
XC_MUST_CHECK xc_err loop_event(loop_tx *tx, const char *type, xc_str division, xc_str audience,
                                xc_str json);

/* Writes the audit entry of the change: what was done to which object, with which essential values
 * (a JSON object, no personal data in clear). Chained by hash in event order. */
XC_MUST_CHECK xc_err loop_audit(loop_tx *tx, const char *action, xc_str object, xc_str division,
                                xc_str json);

/* For streams of one actor (observations, positions): counted and digested into one audit entry a
 * batch. */
XC_MUST_CHECK xc_err loop_audit_stream(loop_tx *tx, const char *action, xc_str bytes,
                                       int64_t count);

/* Readings for screens: kept until the end of the batch and published as one "readings" event a
 * district (6 digits), at most 2,000 rows each: [[thing, datastream, "time", value], ...]. They
 * have a sequence number but are not stored: who resumes asks for the present values. */
typedef struct {
    int64_t thing, datastream, time_us;
    double value;
} loop_measure;
XC_MUST_CHECK xc_err loop_reading(loop_tx *tx, xc_str division, const loop_measure *m);

/* ---- watching (any thread) ---- */
/* A published event. Borrowed for the call. */
typedef struct {
    int64_t seq;
    xc_str type, division, audience, json;
} loop_published;
/* Called on the loop's thread after each commit that published something; must be quick. One
 * listener (the SSE hub); set before loop_start. */
typedef void loop_listener(const loop_published *events, size_t count, void *ctx);
void loop_listen(loop *l, loop_listener *fn, void *ctx);

typedef struct {
    int64_t commands, failed, batches, refused, queue, last_commit_us, commit_us_total, last_seq;
    int64_t wait_us_total; /* of all commands together, from submit to answer */
    int64_t broken;        /* 0 or 1 */
} loop_stats;
loop_stats loop_stats_of(const loop *l);

#endif
