/* dec_wide.h - 256-bit whole numbers under the decimals; for the files of dec only. */
#ifndef FEEL_DEC_WIDE_H
#define FEEL_DEC_WIDE_H
#include "engine/feel/dec.h"

typedef struct {
    uint64_t limb[4]; /* lowest first */
} dec_wide;

extern const uint64_t dec_tens[39][2]; /* 10^k: upper and lower half */

static inline dec_u128 dec_ten(int k)
{
    return (dec_u128)dec_tens[k][0] << 64 | dec_tens[k][1];
}

static inline dec_wide dec_wide_of(dec_u128 n)
{
    return (dec_wide){ { (uint64_t)n, (uint64_t)(n >> 64), 0, 0 } };
}

static inline dec_u128 dec_wide_low(const dec_wide *w)
{
    return (dec_u128)w->limb[1] << 64 | w->limb[0];
}

static inline dec_u128 dec_wide_high(const dec_wide *w)
{
    return (dec_u128)w->limb[3] << 64 | w->limb[2];
}

static inline dec_wide dec_wide_two(dec_u128 high, dec_u128 low)
{
    return (dec_wide){ { (uint64_t)low, (uint64_t)(low >> 64), (uint64_t)high,
                         (uint64_t)(high >> 64) } };
}

static inline dec_wide dec_wide_mul(dec_u128 a, dec_u128 b)
{
    uint64_t a0 = (uint64_t)a, a1 = (uint64_t)(a >> 64);
    uint64_t b0 = (uint64_t)b, b1 = (uint64_t)(b >> 64);
    dec_u128 low = (dec_u128)a0 * b0, high = (dec_u128)a1 * b1;
    dec_u128 x = (dec_u128)a0 * b1, y = (dec_u128)a1 * b0;
    dec_u128 middle = (low >> 64) + (uint64_t)x + (uint64_t)y;
    return dec_wide_two(high + (x >> 64) + (y >> 64) + (middle >> 64),
                        middle << 64 | (uint64_t)low);
}

static inline int dec_wide_cmp(const dec_wide *a, const dec_wide *b)
{
    for (int i = 3; i >= 0; i--)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

static inline dec_wide dec_wide_add(const dec_wide *a, const dec_wide *b)
{
    dec_u128 low = dec_wide_low(a) + dec_wide_low(b);
    return dec_wide_two(dec_wide_high(a) + dec_wide_high(b) + (low < dec_wide_low(a)), low);
}

static inline dec_wide dec_wide_sub(const dec_wide *a, const dec_wide *b) /* a >= b */
{
    dec_u128 x = dec_wide_low(a), y = dec_wide_low(b);
    return dec_wide_two(dec_wide_high(a) - dec_wide_high(b) - (x < y), x - y);
}

static inline int dec_bits(dec_u128 n)
{
    uint64_t hi = (uint64_t)(n >> 64), lo = (uint64_t)n;
    if (hi)
        return 128 - __builtin_clzll(hi);
    return lo ? 64 - __builtin_clzll(lo) : 0;
}

int dec_wide_digits(const dec_wide *w);

/* (high, low) / by with high < by: the quotient fits one limb. */
static inline uint64_t dec_div_limb(uint64_t high, uint64_t low, uint64_t by, uint64_t *rest)
{
#ifdef __x86_64__
    uint64_t q;
    __asm__("divq %4" : "=a"(q), "=d"(*rest) : "0"(low), "1"(high), "rm"(by) : "cc");
    return q;
#else
    dec_u128 n = (dec_u128)high << 64 | low;
    *rest = (uint64_t)(n % by);
    return (uint64_t)(n / by);
#endif
}

/* w / 10^k (0..38), whose quotient fits 128 bits; a multiplication by the inverse. */
dec_u128 dec_wide_div_pow10(const dec_wide *w, int k, dec_u128 *rest);

/* w / by, whose quotient fits 128 bits; *rest: what remains. */
dec_u128 dec_wide_div(const dec_wide *w, dec_u128 by, dec_u128 *rest);

/* (neg ? -1 : 1) * w * 10^exp rounded to 34 digits, half even; sticky: something above zero and
 * below w's last place belongs to it. False: too large. */
bool dec_finish(const dec_wide *w, int64_t exp, bool neg, bool sticky, dec *ret);

#endif
