/* sense_read.h - answers to SensorThings GET requests, from a snapshot. Any thread. */
#ifndef XC_OPS_SENSE_READ_H
#define XC_OPS_SENSE_READ_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "ops/sense_model.h"
#include "store/store.h"

enum { SENSE_MAX_SEGMENTS = 6 };

/* Things(7)/Datastreams: each segment an entity set, or one entity of it. */
typedef struct {
    sense_kind kind;
    bool one;         /* a single entity */
    const char *join; /* from the segment before; NULL for the first */
    bool by_id;
    int64_t id[3]; /* one number; observations: datastream, time, n */
} sense_segment;

typedef struct {
    sense_segment segments[SENSE_MAX_SEGMENTS];
    size_t count;                 /* 0: the service's own page */
    const sense_column *property; /* .../name; NULL: the entity itself */
    bool value;                   /* .../name/$value */
    bool ref;                     /* .../$ref */
} sense_path;

/* Reads the path behind the service's root, without leading /. XC_ENOTFOUND (says which segment),
 * XC_EINVAL, XC_ELIMIT. */
XC_MUST_CHECK xc_err sense_path_parse(xc_str path, sense_path *ret, xc_problem *why);

/* What goes into addresses: "http://host/sta/v1.1". */
typedef struct {
    xc_str base, path, raw_query;
    int64_t now_us;
} sense_address;

/* Writes the answer's JSON (or text for $value; *ret_text says so) to out. XC_ENOTFOUND: no such
 * entity, and everything sense_query_parse says. */
XC_MUST_CHECK xc_err sense_read(store_conn *c, const sense_path *path, const sense_address *at,
                                xc_arena *arena, xc_buf *out, bool *ret_text, xc_problem *why);

#endif
