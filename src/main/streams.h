/* streams.h - which datastream of a running city is whose: found once over SensorThings. */
#ifndef XC_MAIN_STREAMS_H
#define XC_MAIN_STREAMS_H
#include "main/client.h"

typedef struct {
    xc_str thing, datastream; /* keys */
    int64_t id;
} stream_name;

typedef struct {
    const stream_name *items; /* ordered by thing, then datastream */
    size_t count;
} stream_names;

enum { STREAMS_MAX = 1000000 };

/* Asks page by page. Lives in arena. What client_ask says; XC_EINVAL: the answer is not as
 * expected. */
XC_MUST_CHECK xc_err streams_load(client *c, xc_arena *arena, stream_names *ret, xc_problem *why);

/* 0: there is none. */
int64_t streams_find(const stream_names *names, xc_str thing, xc_str datastream);

#endif
