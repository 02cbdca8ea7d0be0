/* hist.c - buckets of two powers, each in 64 parts; see hist.h. */
#include "hist.h"

static unsigned bucket_of(uint64_t us)
{
    if (us < (1U << HIST_SUB_BITS))
        return (unsigned)us;
    unsigned top = 63U - (unsigned)__builtin_clzll(us);
    unsigned shift = top - HIST_SUB_BITS;
    return ((shift + 1) << HIST_SUB_BITS) + (unsigned)((us >> shift) - (1U << HIST_SUB_BITS));
}

static uint64_t edge_of(unsigned bucket)
{
    if (bucket < (1U << HIST_SUB_BITS))
        return bucket;
    unsigned shift = (bucket >> HIST_SUB_BITS) - 1;
    return ((uint64_t)(bucket & ((1U << HIST_SUB_BITS) - 1)) + (1U << HIST_SUB_BITS)) << shift;
}

void hist_add(hist *h, int64_t us)
{
    uint64_t value = us > 0 ? (uint64_t)us : 0;
    h->count++;
    h->sum_us += value;
    if (value > h->max_us)
        h->max_us = value;
    h->buckets[bucket_of(value)]++;
}

uint64_t hist_at(const hist *h, double share)
{
    uint64_t wanted = (uint64_t)((double)h->count * share), seen = 0;
    for (unsigned i = 0; i < HIST_BUCKETS; i++) {
        seen += h->buckets[i];
        if (seen > wanted)
            return edge_of(i);
    }
    return h->max_us;
}
