/* case_int.h - shared by the files of cases and tasks: the engine and one running step. */
#ifndef XC_CITY_CASE_INT_H
#define XC_CITY_CASE_INT_H
#include "city/case.h"

enum {
    CASE_MAX_HOOKS = 8,
    CASE_MAX_JOBS = 32,
    CASE_MAX_NESTED = 8,         /* cases that open cases that open cases ... */
    CASE_MAX_LATER = 1000,       /* things told to a case while it runs */
    CASE_MAX_TOUCHED = 512,      /* cases of one batch that screens hear of at its end */
    CASE_STEP_BYTES = 64 << 20,  /* memory of one step */
    CASE_MAX_INSTANCE = 8 << 20, /* bytes of a stored process */
    CASE_MAX_DATA = 1 << 20      /* bytes of its variables as JSON */
};

#define CASE_TRY(call)             \
    do {                           \
        xc_err case_err_ = (call); \
        if (case_err_)             \
            return case_err_;      \
    } while (0)

typedef struct {
    const char *kind; /* borrowed for ever */
    case_job_fn *fn;
    void *ctx;
} case_job_row;

/* What was told to a case while its step runs. */
typedef struct case_later case_later;
struct case_later {
    case_later *next;
    bpmn_happening what;
    bpmn_token token; /* a job's; a message: 0 */
    xc_str text;      /* the message, or the error's code */
    const feel_value *variables;
    bool go_on;
};

typedef struct case_step case_step;
struct case_step {
    case_engine *e;
    loop_tx *tx;
    store_conn *db;
    xc_arena *arena;
    bool own_arena;
    case_step *outer;
    xc_problem *why;
    case_brief c;
    case_state before;
    bpmn_instance *i;
    bpmn_world world;
    case_later *first, *last;
    size_t later_count;
    xc_str outcome;
    pack_text status;
    int64_t at_us;   /* time of the history rows */
    bool took_value; /* the process was given the number beside it */
};

struct case_engine {
    case_world world;
    loop *l;
    case_job_row jobs[CASE_MAX_JOBS];
    size_t job_count;
    case_message_fn *on_message;
    void *on_message_ctx;
    case_change_fn *on_change[CASE_MAX_HOOKS];
    void *on_change_ctx[CASE_MAX_HOOKS];
    size_t change_count;
    case_task_fn *on_task[CASE_MAX_HOOKS];
    void *on_task_ctx[CASE_MAX_HOOKS];
    size_t task_count;
    case_step *top;                    /* the innermost step that runs now */
    int64_t touched[CASE_MAX_TOUCHED]; /* have a new number; of the batch at hand */
    size_t touched_count;
};

/* ---- case_step.c ---- */
/* Reads the case for a step; XC_ENOTFOUND, XC_ECONFLICT (it is over). After XC_OK case_step_end
 * must be called, whatever comes. */
XC_MUST_CHECK xc_err case_step_begin(case_engine *e, loop_tx *tx, int64_t case_id, case_step *s,
                                     xc_problem *why);
/* Runs what was told meanwhile, writes the case back, says so to screens and hooks. */
XC_MUST_CHECK xc_err case_step_finish(case_step *s);
/* Only the last part: the row, and the screens. */
XC_MUST_CHECK xc_err case_step_write(case_step *s);
void case_step_end(case_step *s);
/* The running step of a case; NULL: it does not run. */
case_step *case_step_of(const case_engine *e, int64_t case_id);
XC_MUST_CHECK xc_err case_step_later(case_step *s, const case_later *item);
/* Tells a token: ends its row, runs on. */
XC_MUST_CHECK xc_err case_step_tell(case_step *s, bpmn_happening what, bpmn_token token,
                                    xc_str code, const feel_value *variables);
void case_step_prepare(case_step *s, case_engine *e, loop_tx *tx, xc_problem *why);
XC_MUST_CHECK xc_err case_step_push(case_step *s);

/* ---- case_value.c ---- */
/* The number beside the process. fresh: the process has not been given it. */
XC_MUST_CHECK xc_err case_value_store(store_conn *c, int64_t case_id, double value, bool fresh);
XC_MUST_CHECK xc_err case_value_fresh(store_conn *c, int64_t case_id, bool *ret_fresh, double *ret);
/* A step begins: its process is given the number; it was written: that is kept. */
XC_MUST_CHECK xc_err case_value_take(case_step *s);
XC_MUST_CHECK xc_err case_value_taken(case_step *s);
/* The stored variables as JSON, with the number as it is now. */
XC_MUST_CHECK xc_err case_value_put_data(store_conn *c, int64_t case_id, xc_str data,
                                         json_writer *w);
/* loop_batch_fn: tells screens of the cases whose number changed. */
xc_err case_values_publish(loop_tx *tx, void *engine);

/* ---- case_world.c: what a process asks of the city ---- */
void case_world_fill(case_step *s);

/* ---- case_history.c ---- */
XC_MUST_CHECK xc_err case_history_put(loop_tx *tx, int64_t case_id, int64_t at_us, bool shown,
                                      const case_entry *entry);

/* ---- case_row.c ---- */
XC_MUST_CHECK xc_err case_value_text(xc_arena *arena, const feel_value *v, size_t max, xc_str *ret);

/* ---- task.c ---- */
XC_MUST_CHECK xc_err case_task_opened(case_step *s, const bpmn_task *t);
XC_MUST_CHECK xc_err case_task_gone(case_step *s, bpmn_token token, bool done);
XC_MUST_CHECK xc_err case_task_publish(loop_tx *tx, int64_t task);

/* ---- case_timer.c ---- */
int64_t case_timers_due(loop_tx *tx, int64_t now_us, void *engine);

/* The next id of a table: sql is SELECT COALESCE(MAX(id), 0) + 1 FROM it. */
XC_MUST_CHECK xc_err case_next_id(store_conn *c, const char *sql, int64_t *ret);

#endif
