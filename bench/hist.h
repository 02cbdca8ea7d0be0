/* hist.h - a histogram of times in microseconds, within 2 % at any size. Plain value, starts as
 * zero. */
#ifndef XC_BENCH_HIST_H
#define XC_BENCH_HIST_H
#include <stdint.h>

enum { HIST_SUB_BITS = 6, HIST_BUCKETS = (64 - HIST_SUB_BITS) << HIST_SUB_BITS };

typedef struct {
    uint64_t count, sum_us, max_us;
    uint32_t buckets[HIST_BUCKETS];
} hist;

void hist_add(hist *h, int64_t us); /* below 0 counts as 0 */
/* Lower edge of the bucket in which the share (0-1) of all lies. */
uint64_t hist_at(const hist *h, double share);

#endif
