/* dec_math.c - powers, roots, exponentials and logarithms of decimals; see dec.h.
 *
 * Square roots and what has an exact result are rounded correctly; the others are worked out to
 * some 80 digits first, so that the last of 34 is right but for ties nobody has met. */
#include <math.h>

#include "engine/feel/dec_fix.h"
#include "engine/feel/dec_wide.h"

#define DEC(n) dec_int(n)

/* 10^6145 and 10^-6177 lie outside; e to these powers too */
enum { EXP_TOO_LARGE = 14200, EXP_TOO_SMALL = -14300 };

/* ---- powers ---- */

static bool mul_exact(dec a, dec b, dec *ret)
{
    dec_wide w = dec_wide_mul(a.coef, b.coef);
    return dec_wide_digits(&w) <= DEC_DIGITS && dec_mul(a, b, ret);
}

/* a^n (n > 0) when it has at most 34 digits */
static bool pow_exact(dec a, uint64_t n, dec *ret)
{
    dec r = DEC(1);
    for (;; n >>= 1) {
        if (n & 1 && !mul_exact(r, a, &r))
            return false;
        if (n <= 1)
            break;
        if (!mul_exact(a, a, &a))
            return false;
    }
    *ret = r;
    return true;
}

/* two exact halves and one rounding; false when the halves have too many digits */
static bool pow_of_halves(dec a, uint64_t n, dec *ret)
{
    dec low = DEC(1), high;
    if ((n > 1 && !pow_exact(a, n / 2, &low)) || !pow_exact(a, n - n / 2, &high))
        return false;
    return dec_mul(low, high, ret);
}

static bool exp_of(dec_fix y, bool neg, dec *ret)
{
    double size = dec_fix_double(y);
    dec_fix power;
    int64_t tens;
    if (size > EXP_TOO_LARGE)
        return false;
    if (size < EXP_TOO_SMALL) {
        *ret = DEC(0);
        return true;
    }
    dec_fix_exp(y, &power, &tens);
    dec r;
    if (!dec_fix_round(power, tens, &r))
        return false;
    *ret = neg ? dec_neg(r) : r;
    return true;
}

/* e^(b ln |a|) */
static bool pow_by_ln(dec a, dec b, bool neg, dec *ret)
{
    dec_fix ln = dec_fix_ln(a);
    double size = dec_fix_double(ln) * dec_to_double(b);
    if (size > EXP_TOO_LARGE)
        return false;
    if (size < EXP_TOO_SMALL) {
        *ret = DEC(0);
        return true;
    }
    return exp_of(dec_fix_scale(ln, b), neg, ret);
}

static bool pow_whole(dec a, int64_t n, dec *ret)
{
    bool neg = a.neg && n & 1;
    uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    dec r;
    a = dec_strip(a);
    if (n > 0 && pow_of_halves(a, size, ret))
        return true;
    if (n < 0 && pow_exact(a, size, &r))
        return dec_div(DEC(1), r, ret);
    return pow_by_ln(a, dec_int(n), neg, ret);
}

static bool is_one(dec a)
{
    return !a.neg && dec_cmp(a, DEC(1)) == 0;
}

bool dec_pow(dec a, dec b, dec *ret)
{
    int64_t n;
    if (dec_is_zero(b) || is_one(a)) {
        *ret = DEC(1);
        return true;
    }
    if (dec_is_zero(a)) {
        if (!b.neg)
            *ret = DEC(0);
        return !b.neg;
    }
    if (dec_to_int(b, &n))
        return pow_whole(a, n, ret);
    if (a.neg)
        return dec_is_whole(b) && pow_by_ln(a, b, false, ret); /* so large that it is even */
    if (dec_cmp(b, (dec){ .coef = 5, .exp = -1 }) == 0)
        return dec_sqrt(a, ret);
    return pow_by_ln(a, b, false, ret);
}

/* ---- roots ---- */

/* The whole part of the root of n < 10^70: Newton's steps from a double's 15 digits. */
static dec_u128 root_of(const dec_wide *n, bool *exact)
{
    double size = (double)dec_wide_high(n) * 0x1p128 + (double)dec_wide_low(n);
    dec_u128 r = (dec_u128)sqrt(size), rest;
    for (int i = 0; i < 3; i++)
        r = (r + dec_wide_div(n, r, &rest)) / 2;
    dec_wide square = dec_wide_mul(r, r);
    while (dec_wide_cmp(&square, n) > 0) {
        r--;
        square = dec_wide_mul(r, r);
    }
    *exact = dec_wide_cmp(&square, n) == 0;
    return r;
}

bool dec_sqrt(dec a, dec *ret)
{
    if (a.neg)
        return false;
    if (dec_is_zero(a)) {
        *ret = DEC(0);
        return true;
    }
    enum { ROOM = 70 };
    int up = ROOM - dec_digits(a.coef);
    up -= (a.exp - up) & 1; /* the exponent is halved: it must be even */
    dec_wide n = up <= 38 ? dec_wide_mul(a.coef, dec_ten(up))
                          : dec_wide_mul(a.coef * dec_ten(up - 36), dec_ten(36));
    bool exact;
    dec_wide root = dec_wide_of(root_of(&n, &exact));
    dec r;
    if (!dec_finish(&root, (a.exp - up) / 2, false, !exact, &r))
        return false;
    *ret = exact ? dec_strip(r) : r;
    return true;
}

/* ---- e and ln ---- */

bool dec_exp(dec a, dec *ret)
{
    if (dec_is_zero(a)) {
        *ret = DEC(1);
        return true;
    }
    if (dec_cmp(a, DEC(EXP_TOO_LARGE)) > 0)
        return false;
    if (dec_cmp(a, DEC(EXP_TOO_SMALL)) < 0) {
        *ret = DEC(0);
        return true;
    }
    return exp_of(dec_fix_of(a), false, ret);
}

bool dec_ln(dec a, dec *ret)
{
    if (a.neg || dec_is_zero(a))
        return false;
    if (is_one(a)) {
        *ret = DEC(0);
        return true;
    }
    dec_fix ln = dec_fix_ln(a);
    dec r;
    if (!dec_fix_round(ln, 0, &r))
        return false;
    *ret = ln.neg ? dec_neg(r) : r;
    return true;
}
