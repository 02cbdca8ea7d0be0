/* storm.h - a recorded event (storm/readings.csv of a pack) in memory, ordered by time. */
#ifndef XC_MAIN_STORM_H
#define XC_MAIN_STORM_H
#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

typedef struct {
    xc_str thing, datastream, value; /* value as written, in the datastream's unit */
    int64_t time_us;
} storm_reading;

typedef struct {
    const storm_reading *readings; /* by time, equals by thing */
    size_t count;
} storm;

/* Reads DIR/readings.csv (columns thing,datastream,time,value). Everything lives in arena. XC_EIO,
 * XC_EINVAL with file and line, XC_ELIMIT. */
XC_MUST_CHECK xc_err storm_load(const char *dir, xc_arena *arena, storm *ret, xc_problem *why);

/* The whole of a file; XC_EIO, XC_ELIMIT (over max_bytes). */
XC_MUST_CHECK xc_err storm_read_file(const char *path, size_t max_bytes, xc_arena *arena,
                                     xc_str *ret, xc_problem *why);

#endif
