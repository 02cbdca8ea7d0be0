/* filter.h - a list's SQL put together from the filters that are given.
 *
 * Each argument takes the next number ($1, $2 ...). What goes wrong on the way is kept and told by
 * filter_query, so a list is written as one run of calls. */
#ifndef XC_CITY_FILTER_H
#define XC_CITY_FILTER_H
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "store/store.h"

enum { FILTER_MAX_ARGS = 32 };

typedef struct {
    xc_buf sql;
    store_arg args[FILTER_MAX_ARGS];
    size_t count;
    xc_arena *arena; /* borrowed: texts made on the way live there */
    xc_err err;
} filter;

/* Starts with "SELECT ... FROM ... WHERE 1 = 1"; end it with filter_done. */
void filter_init(filter *f, xc_arena *arena, const char *select);
void filter_done(filter *f);

void filter_text(filter *f, const char *text);
/* before $n after; s is borrowed until the query is over */
void filter_str(filter *f, const char *before, xc_str s, const char *after);
void filter_int(filter *f, const char *before, int64_t i, const char *after);
/* " AND column starts with prefix", which is of digits; nothing for an empty one */
void filter_prefix(filter *f, const char *column, xc_str prefix);
/* " AND column IN (those of the first `count` numbers whose bit is set)" */
void filter_bits(filter *f, const char *column, uint32_t bits, int count);

/* Asks; *ret as store_query_args gives it. */
XC_MUST_CHECK xc_err filter_query(filter *f, store_conn *c, store_stmt **ret);

#endif
