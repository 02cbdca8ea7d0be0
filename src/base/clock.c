/* clock.c - see clock.h. */
#include "base/clock.h"

#include <time.h>

static int64_t read_clock(clockid_t which)
{
    struct timespec t;
    (void)clock_gettime(which, &t); /* cannot fail for these two clocks */
    return (int64_t)t.tv_sec * XC_SECOND_US + t.tv_nsec / 1000;
}

static int64_t system_now(void *ctx)
{
    (void)ctx;
    return read_clock(CLOCK_REALTIME);
}

static int64_t manual_now(void *ctx)
{
    return *(const int64_t *)ctx;
}

xc_clock xc_clock_system(void)
{
    return (xc_clock){ system_now, NULL };
}

xc_clock xc_clock_manual(int64_t *at_us)
{
    return (xc_clock){ manual_now, at_us };
}

int64_t xc_monotonic_us(void)
{
    return read_clock(CLOCK_MONOTONIC);
}
