/* overview.h - the first page of an operations centre: who waits, what runs, how each district and
 * each vital sign is. Any thread, on a snapshot. */
#ifndef XC_OPS_OVERVIEW_H
#define XC_OPS_OVERVIEW_H
#include "city/case.h"
#include "ops/near.h"

typedef struct {
    const pack *p;
    near *units;
    xc_str division; /* prefix: what the page is about, within what the caller may see */
    int64_t now_us;
} overview_query;

/* Writes the whole object of GET /overview (docs/api.md). */
XC_MUST_CHECK xc_err overview_put(store_conn *c, const overview_query *q, xc_arena *arena,
                                  json_writer *w, xc_problem *why);

#endif
