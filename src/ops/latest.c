/* latest.c - see latest.h. */
#include "ops/latest.h"

#include "codec/time_text.h"

xc_err latest_add(loop_tx *tx, const sense_stream *stream)
{
    return store_run(loop_db(tx), NULL,
                     "INSERT INTO latest (thing, datastream, thing_type, stream_key, division)"
                     " VALUES ($1, $2, $3, $4, $5)",
                     "iittt", stream->thing, stream->id, stream->thing_type, stream->key,
                     stream->division);
}

xc_err latest_put(loop_tx *tx, const sense_stream *stream)
{
    if (stream->last_time == TIME_NONE)
        return XC_OK;
    return store_run(loop_db(tx), NULL,
                     "UPDATE latest SET time = $1, received = $2, value = $3"
                     " WHERE thing = $4 AND datastream = $5 AND (time IS NULL OR time <= $1)",
                     "iidii", stream->last_time, loop_now_us(tx), stream->last_value, stream->thing,
                     stream->id);
}

xc_err latest_each(store_conn *c, latest_visit *visit, void *ctx)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT thing, datastream, thing_type, stream_key, division, time,"
                             " received, value FROM latest ORDER BY thing, datastream",
                             "");
    if (err)
        return err;
    bool go_on = true;
    while (go_on && store_row(st)) {
        latest_row row = { .thing = store_int(st, 0),
                           .datastream = store_int(st, 1),
                           .type = store_str(st, 2),
                           .key = store_str(st, 3),
                           .division = store_str(st, 4),
                           .time_us = store_int_or_none(st, 5) };
        row.known = row.time_us != INT64_MIN;
        if (row.known) {
            row.received_us = store_int(st, 6);
            row.value = store_double(st, 7);
        }
        go_on = visit(&row, ctx);
    }
    return store_end(st);
}
