/* feel.h - FEEL, the expression language of DMN and of our processes (OMG DMN 1.5, chapter 10).
 *
 * An expression is read once against the names it may use, then evaluated any number of times, on
 * any thread, each time in an arena of the caller. Evaluation never fails: what goes wrong yields
 * null, as the standard says, and a diagnostic. Numbers are decimal128. Public: installed as
 * libfeel. */
#ifndef FEEL_FEEL_H
#define FEEL_FEEL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "codec/json.h"

typedef enum {
    FEEL_NULL,
    FEEL_BOOLEAN,
    FEEL_NUMBER,
    FEEL_STRING,
    FEEL_DATE,
    FEEL_TIME,
    FEEL_DATE_TIME,
    FEEL_YEARS_MONTHS,
    FEEL_DAYS_TIME,
    FEEL_LIST,
    FEEL_CONTEXT,
    FEEL_RANGE,
    FEEL_FUNCTION
} feel_type;

/* Immutable once made; lives in the arena it was made in; never NULL where a value is returned (out
 * of memory gives feel_null() and marks the diagnostics). */
typedef struct feel_value feel_value;

feel_type feel_type_of(const feel_value *v);
const feel_value *feel_null(void);
const feel_value *feel_bool(bool b);
const feel_value *feel_int(xc_arena *arena, int64_t n);
const feel_value *feel_number(xc_arena *arena, xc_str decimal); /* null if it is none */
const feel_value *feel_string(xc_arena *arena, xc_str s);       /* s is copied */
const feel_value *feel_date_time_us(xc_arena *arena, int64_t utc_us);
/* count values, borrowed pointers copied */
const feel_value *feel_list(xc_arena *arena, const feel_value *const *items, size_t count);
/* base (a context or null) with the entry set or replaced; base stays as it is */
const feel_value *feel_with(xc_arena *arena, const feel_value *base, xc_str name,
                            const feel_value *v);

/* entry of a context by name; null if v is no context or has none */
const feel_value *feel_get(const feel_value *v, const char *name);
size_t feel_count(const feel_value *v); /* of a list or context; else 0 */
const feel_value *feel_item(const feel_value *v, size_t index,
                            xc_str *ret_name); /* name: context */
bool feel_is_true(const feel_value *v);        /* true, not null, not "true" */
bool feel_to_bool(const feel_value *v, bool *ret);
bool feel_to_int(const feel_value *v, int64_t *ret); /* whole numbers in range only */
bool feel_to_double(const feel_value *v, double *ret);
xc_str feel_to_str(const feel_value *v);                 /* of a string; else {0} */
bool feel_to_time_us(const feel_value *v, int64_t *ret); /* date and time, with zone or as UTC */
bool feel_to_duration_us(const feel_value *v, int64_t *ret); /* days and time duration */
bool feel_equal(const feel_value *a, const feel_value *b);

/* JSON <-> value: numbers exactly, times and durations become their text on the way out. */
const feel_value *feel_from_json(xc_arena *arena, const json_value *json);
void feel_to_json(json_writer *w, const feel_value *v);
/* As a FEEL literal ("date(\"2026-07-29\")"), for people and traces. */
void feel_to_text(xc_buf *out, const feel_value *v);

/* What went wrong while evaluating: kept up to a small number, the first matters most. */
typedef struct {
    size_t count; /* all that happened, also those not kept */
    xc_problem first[4];
} feel_diag;

typedef struct feel_expr feel_expr; /* immutable, any thread */

/* Reads an expression. names: those that may be used (names with blanks are told apart by them);
 * NULL with 0 means any plain name is looked up in the context when it runs. The expression lives
 * in arena. XC_ESYNTAX with line and column, XC_ELIMIT (depth, size), XC_ENOMEM. */
XC_MUST_CHECK xc_err feel_parse(xc_str text, const xc_str *names, size_t name_count,
                                xc_arena *arena, const feel_expr **ret, xc_problem *why);

/* The same for unary tests ("< 20", "[20..25)", "not(\"a\")", "-"), the cells of a table. */
XC_MUST_CHECK xc_err feel_parse_unary(xc_str text, const xc_str *names, size_t name_count,
                                      xc_arena *arena, const feel_expr **ret, xc_problem *why);

typedef struct feel_run feel_run; /* see feel_embed.h */

/* A function outside of FEEL, found by its names: external { java: { class: "city.Water", method
 * signature: "level(java.lang.String)" } }. args are as many as the definition has parameters; the
 * answer is made in feel_run_arena(run). */
typedef struct {
    const char *class_name, *signature; /* blanks in a signature do not count */
    const feel_value *(*call)(feel_run *run, const void *ctx, const feel_value *const *args,
                              size_t count);
    const void *ctx;
} feel_external;

/* What an evaluation may use; zero means the default. now_us: what now() and today() answer.
 * externals: more functions than java.lang's that are always there (external.c). */
typedef struct {
    int64_t now_us;
    size_t max_steps;
    int utc_offset_minutes;
    const feel_external *externals;
    size_t external_count;
} feel_options;

/* context: names to values (a context value). diag may be NULL. */
const feel_value *feel_eval(const feel_expr *e, const feel_value *context, xc_arena *arena,
                            const feel_options *options, feel_diag *diag);

/* The same without names at run time: slots[i] is the value of names[i] as given to feel_parse,
 * NULL for one that is not there. As many slots as there were names; they and the array are
 * borrowed for as long as the answer is used (a function in it may look at them). */
const feel_value *feel_eval_slots(const feel_expr *e, const feel_value *const *slots,
                                  xc_arena *arena, const feel_options *options, feel_diag *diag);
/* Does the expression look at names[slot]? What it does not look at need not be worked out. */
bool feel_expr_uses(const feel_expr *e, size_t slot);
/* The value of an expression that is the same at each run; else NULL. */
const feel_value *feel_expr_constant(const feel_expr *e);

/* input is what ? stands for. True only if the test says true. */
bool feel_test(const feel_expr *unary, const feel_value *input, const feel_value *context,
               xc_arena *arena, const feel_options *options, feel_diag *diag);
bool feel_test_slots(const feel_expr *unary, const feel_value *input,
                     const feel_value *const *slots, xc_arena *arena, const feel_options *options,
                     feel_diag *diag);

#endif
