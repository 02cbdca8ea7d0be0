/* event_int.h - the events of one batch, from loop_event to the listener; for the loop only. */
#ifndef XC_CITY_EVENT_INT_H
#define XC_CITY_EVENT_INT_H
#include <stdbool.h>

#include "base/arena.h"
#include "city/loop.h"

typedef struct event_log event_log;

/* How far the batch had come: what came later goes away with event_log_back. */
typedef struct {
    size_t events, readings;
} event_mark;

/* Reads where the numbering stands. The caller owns *ret. */
XC_MUST_CHECK xc_err event_log_new(store_conn *db, int64_t keep, event_log **ret);
event_log *event_log_free(event_log *log);

/* Strings are copied into the batch's arena. XC_ELIMIT, XC_ENOMEM: nothing was added. */
XC_MUST_CHECK xc_err event_log_add(event_log *log, xc_arena *batch, const loop_published *e,
                                   int64_t now_us);
XC_MUST_CHECK xc_err event_log_reading(event_log *log, xc_str division, const loop_measure *m);
event_mark event_log_mark(const event_log *log);
void event_log_back(event_log *log, event_mark mark);
bool event_log_is_full(const event_log *log); /* the batch should end here */

/* Numbers the events, stores them and trims old ones; inside the batch's transaction. */
XC_MUST_CHECK xc_err event_log_write(event_log *log, store_conn *db, xc_arena *batch);
/* After the commit: the numbers count. Then the events may be listened to; borrowed until clear. */
void event_log_committed(event_log *log);
const loop_published *event_log_published(const event_log *log, size_t *ret_count);
void event_log_clear(event_log *log);
int64_t event_log_last_seq(const event_log *log);

#endif
