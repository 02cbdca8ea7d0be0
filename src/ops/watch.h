/* watch.h - rules over streams of readings: when something starts, how bad it is, when it is over.
 *
 * Rules run on the observations' own time. What they find (an episode, from raise to clear) is a
 * function of the set of readings, not of the order they came in: a late reading runs the rule
 * again from the last quiet point before it, and what changed is put right. So a replay at any
 * speed gives the same episodes. Belongs to the loop's thread.
 *
 * A condition that `holds` is taken to go on from its last reading: with a duration it is met when
 * that is over, also if no further reading comes (a gauge that reports on change only). The moment
 * is reckoned in the readings' time; the clock only says that nothing came in the meantime. */
#ifndef XC_OPS_WATCH_H
#define XC_OPS_WATCH_H
#include "city/pack.h"
#include "ops/sense.h"

/* An episode as the world is told of it. Borrowed for the call. */
typedef struct {
    const pack_rule *rule;
    const sense_stream *stream;
    int64_t start_us, end_us; /* end: TIME_NONE while it goes on */
    double value, peak;       /* in the rule's unit: the newest and the worst reading */
    double rate;              /* per minute, at the newest reading */
    int level;                /* the worst so far, 1 is worst */
    int64_t case_id;          /* 0 before the first call */
    int64_t time_us;          /* of the newest reading */
} watch_episode;

/* Called inside the command that brought the reading; an error undoes that command. */
typedef struct {
    void *ctx;
    /* it starts: answers the case that handles it (an open one of this thing, or a new one) */
    xc_err (*raised)(void *ctx, loop_tx *tx, const watch_episode *e, int64_t *ret_case,
                     xc_problem *why);
    /* still going on, and worse, or better by at least one level; or start moved by a late reading
     */
    xc_err (*changed)(void *ctx, loop_tx *tx, const watch_episode *e, xc_problem *why);
    /* one more reading while it goes on, in order of time */
    xc_err (*measured)(void *ctx, loop_tx *tx, const watch_episode *e, xc_problem *why);
    xc_err (*cleared)(void *ctx, loop_tx *tx, const watch_episode *e, xc_problem *why);
    /* a late reading shows that it never was; or that it was part of another (merged_into) */
    xc_err (*withdrawn)(void *ctx, loop_tx *tx, const watch_episode *e, int64_t merged_into,
                        xc_problem *why);
} watch_hooks;

typedef struct watch watch;

/* rules are borrowed for the watch's life. */
XC_MUST_CHECK xc_err watch_new(const pack_rule *rules, size_t count, const watch_hooks *hooks,
                               watch **ret);
watch *watch_free(watch *w);

/* Attaches the rules that fit a stream: sense_hooks.on_stream. XC_EREFUSED: its unit cannot be
 * turned into the rule's. */
xc_err watch_attach(watch *w, sense_stream *stream, xc_problem *why);

/* sense_hooks.on_reading. */
xc_err watch_reading(watch *w, loop_tx *tx, sense_stream *stream, int64_t time_us, double value,
                     bool late, xc_problem *why);

/* After sense_load, before the loop starts: takes up where the store left off. */
XC_MUST_CHECK xc_err watch_resume(watch *w, sense *s, store_conn *c, xc_problem *why);

/* Conditions that hold without readings turn by the loop's clock. Before loop_start. */
XC_MUST_CHECK xc_err watch_on_clock(watch *w, loop *l);

/* The first rule of a stream, for screens (limits, silence); NULL: none. */
const pack_rule *watch_rule_of(const sense_stream *stream);

#endif
