/* log.h - what the program tells its operator: one JSON object a line on a stream.
 *
 * Only api/ and main/ log above debug; the floors below return what went wrong. Never personal
 * data. Any thread: a line is written with one call. */
#ifndef XC_BASE_LOG_H
#define XC_BASE_LOG_H
#include <stdio.h>

typedef enum { XC_LOG_DEBUG, XC_LOG_INFO, XC_LOG_WARN, XC_LOG_ERROR } xc_log_level;

/* A plain value, passed in; stream is borrowed. */
typedef struct {
    FILE *stream;
    xc_log_level least;
} xc_log;

/* {"t":"2026-07-29T11:42:06.123456Z","level":"info","area":"http","msg":"..."}; bytes that are not
 * printable are escaped; a line is cut at 2 KiB. */
void xc_log_write(const xc_log *log, xc_log_level level, const char *area, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
