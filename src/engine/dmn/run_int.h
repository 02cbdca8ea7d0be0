/* run_int.h - one run of decisions; for run*.c. */
#ifndef DMN_RUN_INT_H
#define DMN_RUN_INT_H
#include "engine/dmn/dmn_int.h"

/* One scope of decisions: a service has its own. */
typedef struct {
    const feel_value *inputs;
    const feel_value **done; /* by element; NULL: not yet */
} dmn_frame;

typedef struct {
    const dmn_model *m;
    feel_run *run;
    xc_arena *arena;
    dmn_frame *frame;
    int nest, chain;           /* of boxes and calls; of decisions that need each other */
    const dmn_element *at;     /* the decision being made */
    const feel_value **traces; /* NULL: nobody asks; else DMN_MAX_TRACES of them */
    size_t trace_count;
    xc_problem *why;
    xc_err err; /* the first refusal; all is null from then on */
} dmn_run;

/* What a table says for the trace. */
typedef struct {
    const feel_value *policy, *inputs, *rules, *misses; /* NULL: there was no table */
} dmn_hits;

const feel_value *dmn_run_box(dmn_run *r, const dmn_box *b, const feel_value *context);
/* hits may be NULL */
const feel_value *dmn_run_table(dmn_run *r, const dmn_table *t, const feel_value *context,
                                dmn_hits *hits);
const feel_value *dmn_eval(dmn_run *r, const feel_expr *e, const feel_value *context);
/* of: what is told in the trace when it is called; NULL for functions inside of boxes */
const feel_value *dmn_function(dmn_run *r, const dmn_box *f, const dmn_element *of,
                               const feel_value *context);
const feel_value *dmn_refuse(dmn_run *r, const char *en, const char *zh);

/* ---- tables (run_table.c) ---- */

typedef struct {
    uint32_t rule;
    const feel_value *out;
    const feel_value *const *cells;
    size_t *rank; /* place among the output values, by output */
} dmn_hit_rule;

typedef struct {
    dmn_run *r;
    const dmn_table *t;
    const feel_value *context;
    const feel_value **inputs;
    dmn_hit_rule *hits;
    size_t count, room;
} dmn_table_run;

/* Does input pass the cell? */
bool dmn_cell_has(dmn_run *r, const dmn_cell *c, const feel_value *input,
                  const feel_value *context);
const feel_value *dmn_cell_value(dmn_run *r, const dmn_cell *c, const feel_value *context);

/* ---- the trace (run_trace.c); nothing happens when nobody asks ---- */

const feel_value *dmn_put(dmn_run *r, const feel_value *c, const char *name, const feel_value *v);
void dmn_trace_table(dmn_table_run *x, dmn_hits *hits);
/* context: what the decision could see */
void dmn_trace_decision(dmn_run *r, const dmn_element *e, const feel_value *result,
                        const dmn_hits *hits);
void dmn_trace_call(dmn_run *r, const dmn_element *e, const feel_value *const *args,
                    const feel_value *result, const dmn_hits *hits);
/* a table inside of a box */
void dmn_trace_inner(dmn_run *r, const feel_value *result, const dmn_hits *hits);

#endif
