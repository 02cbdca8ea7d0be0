/* watch_int.h - the inside of watch: for the watch*.c files only. */
#ifndef XC_OPS_WATCH_INT_H
#define XC_OPS_WATCH_INT_H
#include "ops/threshold.h"
#include "ops/unit.h"
#include "ops/watch.h"

typedef enum { WATCH_QUIET, WATCH_RAISED } watch_phase;

/* The whole memory of a rule about a stream: a plain value, so it can be copied for an undo. */
typedef struct {
    watch_phase phase;
    int64_t since;     /* the raise (QUIET) or clear (RAISED) condition has held since; TIME_NONE */
    int64_t last_time; /* of the newest reading seen; TIME_NONE */
    double last_value, rate;
    int64_t turned; /* when the phase changed last; later than last_time: no reading did it */
    int64_t start;  /* of the episode */
    double peak;
    int level, worst;
    int64_t episode, case_id;
} watch_state;

/* what is known of a rule's conditions without asking FEEL */
typedef struct {
    threshold raise, clear;
    bool by_value; /* neither looks at the rate */
} watch_shape;

/* one rule on one stream */
typedef struct watching watching;
struct watching {
    struct watching *next;
    const pack_rule *rule;
    const watch_shape *shape;
    unit_change change;
    watch_state state;
    const feel_value *thing; /* its properties */
    sense_stream *stream;
    watching *next_waiting; /* for the clock */
    bool waits;
};

struct watch {
    const pack_rule *rules;
    watch_shape *shapes; /* of each rule */
    size_t count;
    watch_hooks hooks;
    xc_arena *arena, *scratch;
    watching *waiting; /* may turn without a reading */
    int64_t last_episode;
};

typedef enum { WATCH_NOTHING, WATCH_STARTS, WATCH_ENDS, WATCH_LEVEL } watch_result;

/* ---- watch_step.c: the machine; readings come in order of time, value is in the rule's unit ----
 */
watch_result watch_step(watch *w, const watching *one, watch_state *s, int64_t time, double value);
/* What a condition that holds without readings does by itself before `by`; s->turned says when. */
watch_result watch_step_silent(watch *w, const watching *one, watch_state *s, int64_t by);
/* When the city's clock makes it do so; INT64_MAX: never. */
int64_t watch_due_us(const watching *one, const watch_state *s);
/* The raise condition by itself. */
bool watch_would_raise(watch *w, const watching *one, double value);

/* ---- watch.c: telling the world ---- */
XC_MUST_CHECK xc_err watch_start_episode(watch *w, loop_tx *tx, watching *one, watch_state *s,
                                         xc_problem *why);
/* at s->turned */
XC_MUST_CHECK xc_err watch_end_episode(watch *w, loop_tx *tx, watching *one, const watch_state *s,
                                       xc_problem *why);
/* end: TIME_NONE while it goes on */
XC_MUST_CHECK xc_err watch_change_episode(watch *w, loop_tx *tx, watching *one,
                                          const watch_state *s, int64_t end, xc_problem *why);
XC_MUST_CHECK xc_err watch_save_episode(loop_tx *tx, const watch_state *s, int64_t end);
watch_episode watch_describe(const watching *one, const watch_state *s, int64_t end);
/* The clock has to look at it. */
void watch_wait(watch *w, watching *one);

/* ---- watch_late.c ---- */
XC_MUST_CHECK xc_err watch_out_of_order(watch *w, loop_tx *tx, watching *one, int64_t time,
                                        double value, xc_problem *why);

#endif
