/* event.h - what happened, in order: read again by screens that come back.
 *
 * Written by the loop (loop_event); here are the readers. Rows are kept up to a number; a screen
 * whose last sequence number is older than event_first_seq - 1 has missed something and must load
 * again. */
#ifndef XC_CITY_EVENT_H
#define XC_CITY_EVENT_H
#include <stddef.h>
#include <stdint.h>

#include "city/loop.h"
#include "store/store.h"

/* Every stored event from this number on is still there (1 when nothing was ever trimmed). */
XC_MUST_CHECK xc_err event_first_seq(store_conn *c, int64_t *ret);

/* Visits at most limit stored events after a sequence number, in order; false ends it early. The
 * event is borrowed for the call. */
typedef bool event_visit_fn(const loop_published *e, void *ctx);
XC_MUST_CHECK xc_err event_read(store_conn *c, int64_t after, int64_t limit, event_visit_fn *visit,
                                void *ctx);

#endif
