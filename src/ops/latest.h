/* latest.h - the newest reading of each datastream, one row each, written with the reading itself.
 *
 * Newest is by the reading's own time: a late one changes nothing here. Screens of a whole city
 * read this table once instead of looking for the end of 100,000 series. */
#ifndef XC_OPS_LATEST_H
#define XC_OPS_LATEST_H
#include "ops/sense.h"

/* A datastream that has said nothing yet. Loop's thread. */
XC_MUST_CHECK xc_err latest_add(loop_tx *tx, const sense_stream *stream);

/* The stream's last_time and last_value, which came now; nothing if there are none. Loop's thread.
 */
XC_MUST_CHECK xc_err latest_put(loop_tx *tx, const sense_stream *stream);

/* Borrowed for the call. */
typedef struct {
    int64_t thing, datastream;
    xc_str type, key, division;
    bool known; /* it has said something */
    int64_t time_us, received_us;
    double value;
} latest_row;

/* All rows, those of a thing together; false ends. Any thread, on a snapshot. */
typedef bool latest_visit(const latest_row *row, void *ctx);
XC_MUST_CHECK xc_err latest_each(store_conn *c, latest_visit *visit, void *ctx);

#endif
