/* dec_fix.c - fixed point of 320 binary places, e^x and ln x in it; see dec_fix.h. */
#include <math.h>

#include "engine/feel/dec_fix.h"
#include "engine/feel/dec_wide.h"

static const dec_fix LN10 = { { UINT64_C(0x58BC0B5EC6A04173), UINT64_C(0x0F187A0807C0B5CA),
                                UINT64_C(0x8A3FB3E76977E43A), UINT64_C(0xA95B58AE0B4C28A3),
                                UINT64_C(0x4D763776AAA2B05B), UINT64_C(0x0000000000000002) },
                              false };

static int cmp_size(const dec_fix *a, const dec_fix *b)
{
    for (int i = FIX_PLACES; i >= 0; i--)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

/* ---- limbs ---- */

static void limbs_mul(uint64_t *limbs, int count, uint64_t by)
{
    dec_u128 carry = 0;
    for (int i = 0; i < count; i++) {
        carry += (dec_u128)limbs[i] * by;
        limbs[i] = (uint64_t)carry;
        carry >>= 64;
    }
}

static void limbs_div(uint64_t *limbs, int count, uint64_t by)
{
    uint64_t rest = 0;
    for (int i = count - 1; i >= 0; i--)
        limbs[i] = dec_div_limb(rest, limbs[i], by, &rest);
}

static bool limbs_zero(const uint64_t *limbs, int count)
{
    uint64_t any = 0;
    for (int i = 0; i < count; i++)
        any |= limbs[i];
    return !any;
}

/* times 10^exp */
static void limbs_shift(uint64_t *limbs, int count, int exp)
{
    enum { STEP = 19 };
    while (exp > 0) {
        int step = exp < STEP ? exp : STEP;
        limbs_mul(limbs, count, (uint64_t)dec_ten(step));
        exp -= step;
    }
    while (exp < 0 && !limbs_zero(limbs, count)) {
        int step = exp > -STEP ? -exp : STEP;
        limbs_div(limbs, count, (uint64_t)dec_ten(step));
        exp += step;
    }
}

/* ---- making ---- */

dec_fix dec_fix_int(int64_t n)
{
    dec_fix f = { .neg = n < 0 };
    f.limb[FIX_PLACES] = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    return f;
}

static dec_fix fix_of_limbs(const uint64_t *limbs, bool neg)
{
    dec_fix f = { .neg = neg };
    for (int i = 0; i < FIX_LIMBS; i++)
        f.limb[i] = limbs[i];
    return f;
}

dec_fix dec_fix_of(dec a)
{
    uint64_t limbs[FIX_LIMBS + 1] = { 0 };
    limbs[FIX_PLACES] = (uint64_t)a.coef;
    limbs[FIX_LIMBS] = (uint64_t)(a.coef >> 64);
    limbs_shift(limbs, FIX_LIMBS + 1, a.exp);
    return fix_of_limbs(limbs, a.neg);
}

/* ---- counting ---- */

static dec_fix add_sizes(const dec_fix *a, const dec_fix *b)
{
    dec_fix r = { .neg = a->neg };
    dec_u128 sum = 0;
    for (int i = 0; i < FIX_LIMBS; i++) {
        sum += (dec_u128)a->limb[i] + b->limb[i];
        r.limb[i] = (uint64_t)sum;
        sum >>= 64;
    }
    return r;
}

static dec_fix sub_sizes(const dec_fix *a, const dec_fix *b) /* |a| >= |b| */
{
    dec_fix r = { .neg = a->neg };
    uint64_t borrow = 0;
    for (int i = 0; i < FIX_LIMBS; i++) {
        dec_u128 t = (dec_u128)a->limb[i] - b->limb[i] - borrow;
        r.limb[i] = (uint64_t)t;
        borrow = (uint64_t)(t >> 64) & 1;
    }
    return r;
}

dec_fix dec_fix_add(dec_fix a, dec_fix b)
{
    if (a.neg == b.neg)
        return add_sizes(&a, &b);
    return cmp_size(&a, &b) >= 0 ? sub_sizes(&a, &b) : sub_sizes(&b, &a);
}

dec_fix dec_fix_sub(dec_fix a, dec_fix b)
{
    b.neg = !b.neg;
    return dec_fix_add(a, b);
}

dec_fix dec_fix_mul(dec_fix a, dec_fix b)
{
    uint64_t p[2 * FIX_LIMBS] = { 0 };
    for (int i = 0; i < FIX_LIMBS; i++) {
        uint64_t carry = 0;
        for (int j = 0; j < FIX_LIMBS; j++) {
            dec_u128 t = (dec_u128)a.limb[i] * b.limb[j] + p[i + j] + carry;
            p[i + j] = (uint64_t)t;
            carry = (uint64_t)(t >> 64);
        }
        p[i + FIX_LIMBS] = carry;
    }
    return fix_of_limbs(p + FIX_PLACES, a.neg != b.neg);
}

dec_fix dec_fix_divide(dec_fix a, uint64_t by)
{
    limbs_div(a.limb, FIX_LIMBS, by);
    return a;
}

dec_fix dec_fix_scale(dec_fix a, dec b)
{
    uint64_t p[FIX_LIMBS + 2] = { 0 }, by[2] = { (uint64_t)b.coef, (uint64_t)(b.coef >> 64) };
    for (int i = 0; i < 2; i++) {
        uint64_t carry = 0;
        for (int j = 0; j < FIX_LIMBS; j++) {
            dec_u128 t = (dec_u128)by[i] * a.limb[j] + p[i + j] + carry;
            p[i + j] = (uint64_t)t;
            carry = (uint64_t)(t >> 64);
        }
        p[i + FIX_LIMBS] = carry;
    }
    limbs_shift(p, FIX_LIMBS + 2, b.exp);
    return fix_of_limbs(p, a.neg != b.neg);
}

double dec_fix_double(dec_fix a)
{
    double d = 0;
    for (int i = 0; i < FIX_LIMBS; i++)
        d = d * 0x1p-64 + (double)a.limb[i];
    return a.neg ? -d : d;
}

bool dec_fix_round(dec_fix a, int64_t exp, dec *ret)
{
    enum { WANTED = 37, ROOM = FIX_LIMBS + 2 };
    uint64_t p[ROOM] = { 0 };
    for (int i = 0; i < FIX_LIMBS; i++)
        p[i] = a.limb[i];
    a.neg = false;
    int up = WANTED - (int)floor(log10(dec_fix_double(a))); /* 37 to 39 digits come out */
    limbs_shift(p, ROOM, up);
    dec_wide w = { { p[FIX_PLACES], p[FIX_PLACES + 1], p[FIX_PLACES + 2], 0 } };
    return dec_finish(&w, exp - up, false, true, ret);
}

/* ---- e^x ---- */

/* e^x for x in 0..2.4: 256 times smaller, the series, squared eight times */
static dec_fix exp_series(dec_fix x)
{
    enum { TERMS = 30, HALVINGS = 8 };
    x = dec_fix_divide(x, 1u << HALVINGS);
    const dec_fix one = dec_fix_int(1);
    dec_fix sum = one;
    for (unsigned i = TERMS; i > 0; i--)
        sum = dec_fix_add(one, dec_fix_divide(dec_fix_mul(sum, x), i));
    for (int i = 0; i < HALVINGS; i++)
        sum = dec_fix_mul(sum, sum);
    return sum;
}

void dec_fix_exp(dec_fix a, dec_fix *ret, int64_t *exp)
{
    int64_t tens = (int64_t)floor(dec_fix_double(a) / dec_fix_double(LN10));
    dec_fix r = dec_fix_sub(a, dec_fix_mul(LN10, dec_fix_int(tens)));
    if (r.neg && !limbs_zero(r.limb, FIX_LIMBS)) { /* the double was a hair too large */
        r = dec_fix_add(r, LN10);
        tens--;
    }
    r.neg = false;
    *ret = exp_series(r);
    *exp = tens;
}

/* ---- ln x ---- */

/* ln(1 + t) for |t| < 2^-38 */
static dec_fix ln_near_one(dec_fix t)
{
    enum { TERMS = 9 };
    dec_fix sum = t, power = t;
    for (unsigned i = 2; i <= TERMS; i++) {
        power = dec_fix_mul(power, t);
        dec_fix term = dec_fix_divide(power, i);
        sum = i % 2 ? dec_fix_add(sum, term) : dec_fix_sub(sum, term);
    }
    return sum;
}

/* a = m 10^tens with m in 1..10; a double's logarithm y of m, and ln(m e^-y) for the rest */
dec_fix dec_fix_ln(dec a)
{
    int up = dec_digits(a.coef) - 1;
    int64_t tens = (int64_t)a.exp + up;
    a.exp = -up;
    a.neg = false;
    dec_fix m = dec_fix_of(a), y = { { 0 }, false };
    double guess = log(dec_fix_double(m));
    y.limb[FIX_PLACES] = (uint64_t)guess;
    y.limb[FIX_PLACES - 1] = (uint64_t)((guess - floor(guess)) * 0x1p40) << 24;
    dec_fix less = dec_fix_divide(exp_series(dec_fix_sub(LN10, y)), 10); /* e^-y */
    dec_fix rest = ln_near_one(dec_fix_sub(dec_fix_mul(m, less), dec_fix_int(1)));
    dec_fix whole = dec_fix_mul(LN10, dec_fix_int(tens));
    return dec_fix_add(whole, dec_fix_add(y, rest));
}
