/* sense.h - sensors and what they say: SensorThings entities as rows, datastreams as the loop knows
 * them.
 *
 * Writing happens in loop commands (sense_create, sense_observe); reading is sense_read.h on
 * snapshots. The registry of datastreams belongs to the loop's thread. */
#ifndef XC_OPS_SENSE_H
#define XC_OPS_SENSE_H
#include <stdbool.h>
#include <stdint.h>

#include "city/loop.h"
#include "codec/json.h"
#include "ops/sense_model.h"

typedef struct sense sense;

/* A datastream as the loop knows it. Borrowed from the registry, which never forgets one. */
typedef struct sense_stream sense_stream;
struct sense_stream {
    int64_t id, thing, district;
    char division[13];
    const char *thing_key, *thing_type, *key, *unit, *property; /* unit: symbol as given */
    const char *thing_properties;                               /* JSON object; never NULL */
    double min, max;   /* what the gauge can measure, in its unit */
    int64_t last_time; /* of the newest reading; TIME_NONE: none yet */
    int64_t stored_to; /* no row of any kind is later; INT64_MAX: not looked yet */
    double last_value;
    int64_t last_heard; /* when that one came, by the city's clock */
    void *watch;        /* ops/watch's own */
    bool is_fresh;      /* sense's own: a newer reading is not yet in the table of the latest */
    sense_stream *next_fresh;
};

/* What the registry asks of its surroundings. All functions run on the loop's thread; any may be
 * NULL. */
typedef struct {
    void *ctx;
    /* the range of a thing type's datastream in its unit; false: unknown, nothing is refused */
    bool (*range)(void *ctx, xc_str type, xc_str key, double *min, double *max);
    /* the 12 digits of the smallest division around a point; false: outside the city */
    bool (*division_at)(void *ctx, double lat, double lon, char ret[13]);
    /* a datastream was registered; XC_EREFUSED stops its creation (a unit no rule can read) */
    xc_err (*on_stream)(void *ctx, sense_stream *s, xc_problem *why);
    /* a numeric reading was stored; late: older than the newest one */
    xc_err (*on_reading)(void *ctx, loop_tx *tx, sense_stream *s, int64_t time_us, double value,
                         bool late, xc_problem *why);
} sense_hooks;

/* The division of things that lie nowhere. 12 digits. */
XC_MUST_CHECK xc_err sense_new(xc_str root_division, sense **ret);
sense *sense_free(sense *s);

/* Before the loop starts: hooks, then the rows. XC_EIO, XC_ENOMEM, XC_ECORRUPT. */
void sense_set_hooks(sense *s, const sense_hooks *hooks);
XC_MUST_CHECK xc_err sense_load(sense *s, store_conn *c, xc_problem *why);

/* By id; NULL: none. Loop's thread. */
sense_stream *sense_stream_find(const sense *s, int64_t id);
size_t sense_stream_count(const sense *s);
/* Calls fn for each; false ends. */
void sense_each_stream(sense *s, bool (*fn)(sense_stream *stream, void *ctx), void *ctx);

/* ---- creating ---- */
/* What to make, under what: POST Things(7)/Datastreams has parent SENSE_THING 7. */
typedef struct {
    sense_kind kind;
    bool has_parent;
    sense_kind parent;
    int64_t parent_id;
    const json_value *json;
} sense_new_entity;

/* Makes an entity with everything nested in it (deep insert), inside a command's apply. Problems
 * point into the JSON. XC_EINVAL, XC_ENOTFOUND (a reference), XC_EREFUSED, XC_EFORBIDDEN (outside
 * the actor's division), XC_ELIMIT. Not for observations. */
XC_MUST_CHECK xc_err sense_create(sense *s, loop_tx *tx, const sense_new_entity *what,
                                  int64_t *ret_id, xc_problem *why);

/* ---- observing ---- */
typedef struct {
    int64_t stream;
    int64_t time, result_time; /* TIME_NONE: the moment it arrived; result_time may stay none */
    bool is_number;
    double value;
    xc_str extra; /* JSON object of the rare parts, ptr NULL: none */
    xc_str shown; /* the value as it was written, for words */
    /* filled by sense_observe */
    int64_t n;
    bool duplicate;
    xc_err err;
} sense_reading;

/* What one request brings. whole: one refused row refuses all (a single POST); else each row has
 * its own err. */
typedef struct {
    sense_reading *rows;
    size_t count;
    bool whole;
    xc_str digest;      /* the request's bytes, for the audit */
    xc_problem refused; /* whole: why rows[0].err is set although the command went through */
} sense_observation_set;

/* Inside a command's apply. A reading that is there already (same datastream, time and result)
 * changes nothing and is no error. XC_ENOTFOUND, XC_EFORBIDDEN. What the gauge cannot have measured
 * (out of its range, more than 10 minutes in the future) is noted as implausible and not stored:
 * the row's err is XC_EREFUSED, the call itself succeeds. */
XC_MUST_CHECK xc_err sense_observe(sense *s, loop_tx *tx, sense_observation_set *set,
                                   xc_problem *why);

/* Reads one Observation's JSON into a row; stream 0 = its Datastream member must name it. Any
 * thread. */
XC_MUST_CHECK xc_err sense_reading_parse(const json_value *json, int64_t stream, xc_arena *arena,
                                         sense_reading *ret, xc_problem *why);

/* Reads the body of CreateObservations (18-088, 12.4.1): a list of data arrays. Any thread. */
XC_MUST_CHECK xc_err sense_data_array_parse(const json_value *json, xc_arena *arena,
                                            sense_reading **ret, size_t *ret_count,
                                            xc_problem *why);

enum { SENSE_MAX_ROWS = 100000, SENSE_FUTURE_US = 600 * 1000000 };

#endif
