/* feel_embed.h - FEEL inside a model: types by name, functions of the model, nested evaluation.
 *
 * For dmn/. Everything here is immutable once made and may be shared by threads, but for feel_run,
 * which belongs to one evaluation. */
#ifndef FEEL_EMBED_H
#define FEEL_EMBED_H
#include "engine/feel/feel.h"

/* The shape a value must have: a FEEL type (DMN 1.5, 10.3.2.2). Plain struct, borrowed parts. */
typedef enum {
    FEEL_SHAPE_ANY,
    FEEL_SHAPE_BASIC, /* .type */
    FEEL_SHAPE_LIST,  /* of .element */
    FEEL_SHAPE_CONTEXT,
    FEEL_SHAPE_RANGE, /* of .element */
    FEEL_SHAPE_FUNCTION
} feel_shape_kind;

typedef struct feel_shape feel_shape;
typedef struct {
    xc_str name;
    const feel_shape *shape;
} feel_field;

struct feel_shape {
    feel_shape_kind kind;
    feel_type type;
    const feel_shape *element;
    const feel_field *fields; /* of a context; parameters of a function without names */
    size_t count;
    const feel_shape *returns;      /* of a function; NULL: anything */
    bool any_function;              /* the bare word "function" */
    const feel_expr *allowed;       /* unary tests each value must pass; NULL: none */
    const feel_expr *allowed_whole; /* the same for a collection as a whole */
};

/* What an expression may refer to besides its context. */
typedef struct {
    const xc_str *names;
    size_t count;
    const feel_shape *(*find_shape)(void *ctx, xc_str name); /* NULL: only FEEL's own types */
    void *ctx;
    uint32_t line, column; /* of the file at which the text begins; 0: 1 */
} feel_scope;

XC_MUST_CHECK xc_err feel_parse_in(xc_str text, const feel_scope *scope, xc_arena *arena,
                                   const feel_expr **ret, xc_problem *why);
XC_MUST_CHECK xc_err feel_parse_unary_in(xc_str text, const feel_scope *scope, xc_arena *arena,
                                         const feel_expr **ret, xc_problem *why);

/* A type in FEEL's own words ("list<number>"). XC_ESYNTAX. */
XC_MUST_CHECK xc_err feel_parse_shape(xc_str text, const feel_scope *scope, xc_arena *arena,
                                      const feel_shape **ret, xc_problem *why);

/* ---- one evaluation ---- */

typedef struct feel_run feel_run;

/* Starts one in arena; false when there is no memory. options and diag may be NULL, both are
 * borrowed. */
bool feel_run_start(xc_arena *arena, const feel_options *options, feel_diag *diag, feel_run **ret);
xc_arena *feel_run_arena(feel_run *run);
/* Out of steps, depth or memory: all that follows is null. */
bool feel_run_stopped(const feel_run *run);
void feel_run_problem(feel_run *run, uint32_t line, uint32_t column, const char *en,
                      const char *zh);

/* names to values in context, and behind it (looked at second) outer, which may be NULL. */
const feel_value *feel_run_eval(feel_run *run, const feel_expr *e, const feel_value *context);
/* All that the tests say: true, false or null; input is what ? stands for. */
const feel_value *feel_run_test(feel_run *run, const feel_expr *e, const feel_value *input,
                                const feel_value *context);

/* The same with slots[i] for names[i] of the scope (see feel_eval_slots). */
const feel_value *feel_run_eval_slots(feel_run *run, const feel_expr *e,
                                      const feel_value *const *slots);
const feel_value *feel_run_test_slots(feel_run *run, const feel_expr *e, const feel_value *input,
                                      const feel_value *const *slots);

/* What unary tests compare with, when all of them are constant: *ret the values and ranges of which
 * one must match (feel_run_match), *negated for not(..). The dash has none and *any is true. False:
 * the tests need a run. For the indexes of tables. */
typedef struct {
    const feel_value *const *values;
    size_t count;
    bool any, negated;
} feel_constant_tests;
bool feel_tests_constant(const feel_expr *unary, xc_arena *arena, feel_constant_tests *ret);
/* Does input match one value or range of a test? true, false or null. */
const feel_value *feel_run_match(feel_run *run, const feel_value *input, const feel_value *test);
/* The ends of a range; NULL: unbounded on that side. False: v is no range with an order (null end,
 * "!= 5"). */
typedef struct {
    const feel_value *low, *high;
    bool low_closed, high_closed;
} feel_bounds;
bool feel_range_bounds(const feel_value *v, feel_bounds *ret);

/* ---- functions ---- */

/* args has as many values as the function has parameters; missing ones are null. */
typedef const feel_value *feel_native(feel_run *run, const void *ctx,
                                      const feel_value *const *args);

/* params: names and shapes (NULL: any); all borrowed for as long as the value lives. */
const feel_value *feel_native_function(xc_arena *arena, const feel_field *params, size_t count,
                                       const feel_shape *returns, feel_native *call,
                                       const void *ctx);
/* names: NULL for positional arguments. Null, with a problem, for what is no function. */
const feel_value *feel_run_call(feel_run *run, const feel_value *function,
                                const feel_value *const *args, const xc_str *names, size_t count);

/* external.c: the function that where ({ java: { class, method signature } }) names, with these
 * parameters; null, with a problem, for none. */
const feel_value *feel_run_external(feel_run *run, const feel_field *params, size_t count,
                                    const feel_value *where);

/* ---- shapes ---- */

bool feel_has_shape(const feel_value *v, const feel_shape *shape, feel_run *run);
/* v itself if it fits, the only item of a list or v as a list of one where that fits, a date as a
 * date and time; else null (with a problem, unless v is null). */
const feel_value *feel_coerce(feel_run *run, const feel_value *v, const feel_shape *shape);

/* The value's order for sorting and min/max; false: cannot be compared. */
bool feel_compare(const feel_value *a, const feel_value *b, int *ret);
/* sum, min, max, count of a list as the built-in functions answer it (0 s, 1 min, 2 max, 3 count)
 */
typedef enum { FEEL_SUM, FEEL_MIN, FEEL_MAX, FEEL_COUNT_OF } feel_aggregate;
const feel_value *feel_run_aggregate(feel_run *run, feel_aggregate how, const feel_value *list);

#endif
