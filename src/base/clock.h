/* clock.h - the time, from a source that tests can set. UTC microseconds since 1970. */
#ifndef XC_BASE_CLOCK_H
#define XC_BASE_CLOCK_H
#include <stdint.h>

#define XC_SECOND_US INT64_C(1000000)
#define XC_MINUTE_US (60 * XC_SECOND_US)
#define XC_HOUR_US (60 * XC_MINUTE_US)
#define XC_DAY_US (24 * XC_HOUR_US)

/* A plain value; any thread. */
typedef struct {
    int64_t (*now_us)(void *ctx);
    void *ctx;
} xc_clock;

/* The machine's clock. */
xc_clock xc_clock_system(void);

/* A clock that stands at *at_us, which the test moves; at_us is borrowed. */
xc_clock xc_clock_manual(int64_t *at_us);

static inline int64_t xc_now_us(xc_clock clock)
{
    return clock.now_us(clock.ctx);
}

/* Microseconds that never step back, for measuring waits. Not a date. */
int64_t xc_monotonic_us(void);

#endif
