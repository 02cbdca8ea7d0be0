/* serve_ops.c - the rooms of operations: sensors and crews, with what the pack lists of them. */
#include "city/pack.h"
#include "main/serve.h"
#include "ops/near.h"
#include "ops/sense.h"
#include "ops/sense_pack.h"
#include "ops/watch.h"

enum { MAX_UNITS = 200000 };

/* ---- sensors ---- */

static bool range_of(void *ctx, xc_str type, xc_str key, double *min, double *max)
{
    return sense_pack_range(((serve *)ctx)->pack, type, key, min, max);
}

static bool division_at(void *ctx, double lat, double lon, char ret[13])
{
    return sense_pack_division_at(((serve *)ctx)->pack, lat, lon, ret);
}

static xc_err stream_made(void *ctx, sense_stream *stream, xc_problem *why)
{
    watch *rules = ((serve *)ctx)->rooms.watch;
    return rules ? watch_attach(rules, stream, why) : XC_OK;
}

static xc_err reading_came(void *ctx, loop_tx *tx, sense_stream *stream, int64_t time_us,
                           double value, bool late, xc_problem *why)
{
    watch *rules = ((serve *)ctx)->rooms.watch;
    return rules ? watch_reading(rules, tx, stream, time_us, value, late, why) : XC_OK;
}

xc_err serve_open_sensors(serve *s, xc_problem *why)
{
    (void)why;
    xc_err err = sense_new(pack_info_of(s->pack)->division, &s->rooms.sense);
    if (err)
        return err;
    sense_set_hooks(s->rooms.sense, &(sense_hooks){ .ctx = s,
                                                    .range = range_of,
                                                    .division_at = division_at,
                                                    .on_stream = stream_made,
                                                    .on_reading = reading_came });
    return XC_OK;
}

void serve_close_sensors(serve *s)
{
    s->rooms.sense = sense_free(s->rooms.sense);
}

/* ---- crews ---- */

xc_err serve_open_crews(serve *s, xc_problem *why)
{
    (void)why;
    xc_err err = near_new(MAX_UNITS, &s->rooms.near);
    if (err)
        return err;
    err = near_load(s->rooms.near, store_writer(s->store));
    if (err)
        serve_close_crews(s);
    return err;
}

void serve_close_crews(serve *s)
{
    s->rooms.near = near_free(s->rooms.near);
}

/* ---- what the pack lists ---- */

struct listing {
    loop_command cmd;
    serve *serve;
    size_t made;
};

static xc_err add_listed(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    struct listing *l = (struct listing *)cmd;
    serve *s = l->serve;
    size_t units = 0;
    const pack_unit *list = pack_units(s->pack, &units);
    xc_err err = sense_add_pack(s->rooms.sense, tx, s->pack, &l->made, why);
    return err ? err : near_add(s->rooms.near, tx, list, units);
}

xc_err serve_open_things(serve *s, xc_problem *why)
{
    struct listing l = { .cmd = { .name = "pack.things", .apply = add_listed }, .serve = s };
    l.cmd.actor = (loop_actor){ .name = XC_STR("city"), .role = XC_STR("city") };
    xc_err err = loop_call(s->loop, &l.cmd, why);
    if (!err && l.made)
        xc_log_write(&s->log, XC_LOG_INFO, "pack", "%zu devices of the pack are new", l.made);
    return err;
}
