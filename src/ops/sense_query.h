/* sense_query.h - the query options of a SensorThings request ($filter, $expand ...; OGC
 * 18-088, 9.3).
 *
 * Pure: text in, a plan of SQL pieces out. Names are checked against sense_model.h and errors say
 * which were possible. Everything lives in the arena given. */
#ifndef XC_OPS_SENSE_QUERY_H
#define XC_OPS_SENSE_QUERY_H
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "ops/sense_model.h"
#include "store/store.h"

enum {
    SENSE_DEFAULT_TOP = 100,
    SENSE_MAX_TOP = 1000,
    SENSE_MAX_EXPANDS = 8,
    SENSE_MAX_EXPAND_DEPTH = 4,
    SENSE_MAX_SELECTS = 16,
    SENSE_MAX_ARGS = 24
};

typedef struct sense_query sense_query;

typedef struct {
    const sense_link *link;
    const sense_query *query;
} sense_expand;

struct sense_query {
    sense_kind kind;
    int64_t top, skip;
    bool count;
    bool top_given;
    xc_str filter; /* SQL condition over the alias {c}; ptr NULL: none */
    store_arg args[SENSE_MAX_ARGS];
    size_t arg_count; /* they stand in the condition as $1 .. $arg_count */
    xc_str order;     /* SQL list over {c}; ptr NULL: the entity's own */
    xc_str select[SENSE_MAX_SELECTS];
    size_t select_count;
    sense_expand expand[SENSE_MAX_EXPANDS];
    size_t expand_count;
};

/* Reads the part of an address behind ? (as it was sent) for entities of a kind. now_us is what
 * now() means. XC_EINVAL, XC_ESYNTAX, XC_EUNSUPPORTED with the option in `where` and the column;
 * XC_ELIMIT. */
XC_MUST_CHECK xc_err sense_query_parse(xc_str raw, sense_kind kind, int64_t now_us, xc_arena *arena,
                                       const sense_query **ret, xc_problem *why);

/* Only $filter's text (already decoded), into q->filter and q->args. */
XC_MUST_CHECK xc_err sense_filter_parse(xc_str text, int64_t now_us, xc_arena *arena,
                                        sense_query *q, xc_problem *why);

/* One operand such as "result" or "Datastream/name" as SQL over {c}: for $orderby. */
XC_MUST_CHECK xc_err sense_operand_parse(xc_str text, xc_arena *arena, sense_query *q, xc_str *ret,
                                         xc_problem *why);

/* sql with {c} and {p} replaced; ptr NULL: no room. */
xc_str sense_sql(xc_arena *arena, const char *sql, const char *child, const char *parent);

#endif
