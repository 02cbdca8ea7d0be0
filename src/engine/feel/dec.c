/* dec.c - add, subtract, multiply, divide, compare and round; see dec.h.
 *
 * Coefficients that fit 64 bits take one machine multiplication; only what needs it goes through
 * the 256-bit intermediate. */
#include "engine/feel/dec.h"

typedef struct {
    uint64_t limb[4]; /* lowest first */
} wide;

static const uint64_t POW10_64[20] = { UINT64_C(1),
                                       UINT64_C(10),
                                       UINT64_C(100),
                                       UINT64_C(1000),
                                       UINT64_C(10000),
                                       UINT64_C(100000),
                                       UINT64_C(1000000),
                                       UINT64_C(10000000),
                                       UINT64_C(100000000),
                                       UINT64_C(1000000000),
                                       UINT64_C(10000000000),
                                       UINT64_C(100000000000),
                                       UINT64_C(1000000000000),
                                       UINT64_C(10000000000000),
                                       UINT64_C(100000000000000),
                                       UINT64_C(1000000000000000),
                                       UINT64_C(10000000000000000),
                                       UINT64_C(100000000000000000),
                                       UINT64_C(1000000000000000000),
                                       UINT64_C(10000000000000000000) };

dec_u128 dec_pow10(int n)
{
    return n <= 19 ? POW10_64[n] : (dec_u128)POW10_64[19] * POW10_64[n - 19];
}

static int bits(dec_u128 n)
{
    uint64_t hi = (uint64_t)(n >> 64), lo = (uint64_t)n;
    if (hi)
        return 128 - __builtin_clzll(hi);
    return lo ? 64 - __builtin_clzll(lo) : 0;
}

int dec_digits(dec_u128 n)
{
    if (n == 0)
        return 1;
    int guess = bits(n) * 1233 >> 12; /* log10(2), from below */
    return n >= dec_pow10(guess) ? guess + 1 : guess;
}

dec dec_int(int64_t n)
{
    return (dec){ .coef = n < 0 ? 0 - (uint64_t)n : (uint64_t)n, .neg = n < 0 };
}

dec dec_neg(dec a)
{
    a.neg = a.coef && !a.neg;
    return a;
}

dec dec_strip(dec a)
{
    if (!a.coef)
        return (dec){ 0 };
    while (a.coef % 10 == 0 && a.exp < DEC_EXP_MAX) {
        a.coef /= 10;
        a.exp++;
    }
    return a;
}

/* ---- 256 bits ---- */

static wide wide_of(dec_u128 n)
{
    return (wide){ { (uint64_t)n, (uint64_t)(n >> 64), 0, 0 } };
}

static dec_u128 wide_low(const wide *w)
{
    return (dec_u128)w->limb[1] << 64 | w->limb[0];
}

static wide wide_mul(dec_u128 a, dec_u128 b)
{
    uint64_t x[2] = { (uint64_t)a, (uint64_t)(a >> 64) };
    uint64_t y[2] = { (uint64_t)b, (uint64_t)(b >> 64) };
    wide w = { { 0 } };
    for (int i = 0; i < 2; i++) {
        uint64_t carry = 0;
        for (int j = 0; j < 2; j++) {
            dec_u128 t = (dec_u128)x[i] * y[j] + w.limb[i + j] + carry;
            w.limb[i + j] = (uint64_t)t;
            carry = (uint64_t)(t >> 64);
        }
        w.limb[i + 2] = carry;
    }
    return w;
}

static int wide_cmp(const wide *a, const wide *b)
{
    for (int i = 3; i >= 0; i--)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

static wide wide_add(const wide *a, const wide *b)
{
    wide w;
    dec_u128 t = 0;
    for (int i = 0; i < 4; i++) {
        t += (dec_u128)a->limb[i] + b->limb[i];
        w.limb[i] = (uint64_t)t;
        t >>= 64;
    }
    return w;
}

static wide wide_sub(const wide *a, const wide *b) /* a >= b */
{
    wide w;
    uint64_t borrow = 0;
    for (int i = 0; i < 4; i++) {
        dec_u128 t = (dec_u128)a->limb[i] - b->limb[i] - borrow;
        w.limb[i] = (uint64_t)t;
        borrow = (uint64_t)(t >> 64) ? 1 : 0;
    }
    return w;
}

/* divides in place, returns the remainder */
static uint64_t wide_div64(wide *w, uint64_t by)
{
    dec_u128 rest = 0;
    for (int i = 3; i >= 0; i--) {
        rest = rest << 64 | w->limb[i];
        w->limb[i] = (uint64_t)(rest / by);
        rest %= by;
    }
    return (uint64_t)rest;
}

static wide wide_shift(const wide *w, int left) /* 0..63 */
{
    wide r = *w;
    for (int i = 3; left && i >= 0; i--)
        r.limb[i] = w->limb[i] << left | (i ? w->limb[i - 1] >> (64 - left) : 0);
    return r;
}

/* One quotient limb of Knuth's algorithm D: u is three limbs from `at`, v two with the top bit set.
 */
static uint64_t div_step(uint64_t *u, dec_u128 v)
{
    uint64_t v1 = (uint64_t)(v >> 64), v0 = (uint64_t)v;
    dec_u128 top = (dec_u128)u[2] << 64 | u[1];
    dec_u128 q = u[2] >= v1 ? ((dec_u128)1 << 64) - 1 : top / v1;
    dec_u128 r = top - q * v1;
    while (!(r >> 64) && q * v0 > (r << 64 | u[0])) {
        q--;
        r += v1;
    }
    /* the remainder fits two limbs, so arithmetic modulo 2^128 is enough */
    dec_u128 low = ((dec_u128)u[1] << 64 | u[0]) - q * v;
    u[0] = (uint64_t)low;
    u[1] = (uint64_t)(low >> 64);
    u[2] = 0;
    return (uint64_t)q;
}

/* quotient of w / by, whose quotient fits 128 bits; *rest: is there a remainder? */
static dec_u128 wide_div(const wide *w, dec_u128 by, bool *rest)
{
    if (!(by >> 64)) {
        wide q = *w;
        *rest = wide_div64(&q, (uint64_t)by) != 0;
        return wide_low(&q);
    }
    int shift = 128 - bits(by);
    wide n = wide_shift(w, shift); /* the numerator stays under 240 bits */
    uint64_t u[5] = { n.limb[0], n.limb[1], n.limb[2], n.limb[3], 0 };
    dec_u128 v = by << shift, q = 0;
    for (int at = 2; at >= 0; at--)
        q = q << 64 | div_step(u + at, v);
    *rest = u[0] || u[1];
    return q;
}

static int wide_digits(const wide *w)
{
    if (!w->limb[2] && !w->limb[3])
        return dec_digits(wide_low(w));
    wide q = *w;
    int more = 0;
    while (q.limb[2] || q.limb[3]) {
        wide_div64(&q, POW10_64[19]);
        more += 19;
    }
    return dec_digits(wide_low(&q)) + more;
}

/* ---- rounding ---- */

/* beyond: how the dropped part compares to a half (-1, 0, 1); inexact: something was dropped */
static bool round_away(dec_rounding how, bool neg, bool odd, int beyond, bool inexact)
{
    switch (how) {
    case DEC_HALF_EVEN:
        return beyond > 0 || (beyond == 0 && odd);
    case DEC_HALF_UP:
        return beyond >= 0;
    case DEC_HALF_DOWN:
        return beyond > 0;
    case DEC_UP:
        return inexact;
    case DEC_FLOOR:
        return inexact && neg;
    case DEC_CEILING:
        return inexact && !neg;
    case DEC_DOWN:
        break;
    }
    return false;
}

/* Drops `count` digits of w; sticky: something below w was dropped before. */
static dec_u128 drop_digits(wide w, int count, bool sticky, dec_rounding how, bool neg)
{
    if (count <= 0)
        return wide_low(&w);
    if (count > 77)
        count = 77;
    while (count > 19) {
        sticky = wide_div64(&w, POW10_64[19]) != 0 || sticky;
        count -= 19;
    }
    uint64_t unit = POW10_64[count], rest = wide_div64(&w, unit), half = unit / 2;
    int beyond = rest < half ? -1 : (rest > half || sticky) ? 1 : 0;
    dec_u128 q = wide_low(&w);
    return q + (round_away(how, neg, q & 1, beyond, rest || sticky) ? 1 : 0);
}

static bool finish(wide w, int64_t exp, bool neg, bool sticky, dec *ret)
{
    int over = wide_digits(&w) - DEC_DIGITS;
    if (over < DEC_EXP_MIN - exp)
        over = DEC_EXP_MIN - exp > 78 ? 78 : (int)(DEC_EXP_MIN - exp);
    if (over < 0)
        over = 0;
    dec_u128 coef = drop_digits(w, over, sticky, DEC_HALF_EVEN, neg);
    exp += over;
    if (coef == dec_pow10(DEC_DIGITS)) {
        coef /= 10;
        exp++;
    }
    if (!coef) {
        *ret = (dec){ 0 };
        return true;
    }
    while (exp > DEC_EXP_MAX && coef < dec_pow10(DEC_DIGITS - 1)) {
        coef *= 10;
        exp--;
    }
    if (exp > DEC_EXP_MAX)
        return false;
    *ret = (dec){ .coef = coef, .exp = (int32_t)exp, .neg = neg };
    return true;
}

/* ---- arithmetic ---- */

static bool add_aligned(dec a, dec b, dec *ret) /* same exponent */
{
    dec r = { .exp = a.exp, .neg = a.neg };
    if (a.neg == b.neg) {
        r.coef = a.coef + b.coef;
    } else if (a.coef >= b.coef) {
        r.coef = a.coef - b.coef;
    } else {
        r.coef = b.coef - a.coef;
        r.neg = b.neg;
    }
    if (r.coef >= dec_pow10(DEC_DIGITS))
        return finish(wide_of(r.coef), r.exp, r.neg, false, ret);
    if (!r.coef)
        r.neg = false;
    *ret = r;
    return true;
}

/* 36 digits of room above 34 keep every digit that can matter; what lies below is "sticky" */
enum { ALIGN_MAX = 36 };

bool dec_add(dec a, dec b, dec *ret)
{
    if (a.exp == b.exp)
        return add_aligned(a, b, ret);
    if (a.exp < b.exp) {
        dec swap = a;
        a = b;
        b = swap;
    }
    if (!a.coef) {
        *ret = b;
        return true;
    }
    int apart = a.exp - b.exp, up = apart < ALIGN_MAX ? apart : ALIGN_MAX, down = apart - up;
    if (apart < 19 && !(a.coef >> 64) && a.coef * POW10_64[apart] < dec_pow10(DEC_DIGITS)) {
        a.coef *= POW10_64[apart];
        a.exp = b.exp;
        return add_aligned(a, b, ret);
    }
    wide x = wide_mul(a.coef, dec_pow10(up));
    dec_u128 low = down > 38 ? 0 : b.coef / dec_pow10(down);
    bool sticky = down > 38 ? b.coef != 0 : b.coef % dec_pow10(down) != 0;
    wide y = wide_of(low);
    int64_t exp = (int64_t)a.exp - up;
    if (a.neg == b.neg)
        return finish(wide_add(&x, &y), exp, a.neg, sticky, ret);
    if (sticky)
        y = wide_of(low + 1); /* the digits below count from the next unit down */
    if (wide_cmp(&x, &y) >= 0)
        return finish(wide_sub(&x, &y), exp, a.neg, sticky, ret);
    return finish(wide_sub(&y, &x), exp, b.neg, sticky, ret);
}

bool dec_sub(dec a, dec b, dec *ret)
{
    return dec_add(a, dec_neg(b), ret);
}

bool dec_mul(dec a, dec b, dec *ret)
{
    bool neg = a.neg != b.neg;
    int64_t exp = (int64_t)a.exp + b.exp;
    if (!(a.coef >> 64) && !(b.coef >> 64)) {
        dec_u128 p = (dec_u128)(uint64_t)a.coef * (uint64_t)b.coef;
        if (p < dec_pow10(DEC_DIGITS) && exp <= DEC_EXP_MAX && exp >= DEC_EXP_MIN) {
            *ret = (dec){ .coef = p, .exp = (int32_t)exp, .neg = neg && p };
            return true;
        }
    }
    return finish(wide_mul(a.coef, b.coef), exp, neg, false, ret);
}

bool dec_div(dec a, dec b, dec *ret)
{
    if (!b.coef)
        return false;
    if (!a.coef) {
        *ret = (dec){ 0 };
        return true;
    }
    bool neg = a.neg != b.neg;
    int64_t exp = (int64_t)a.exp - b.exp;
    if (a.coef % b.coef == 0)
        return finish(wide_of(a.coef / b.coef), exp, neg, false, ret);
    int up = DEC_DIGITS + 2 + dec_digits(b.coef) - dec_digits(a.coef);
    wide n = up <= 38 ? wide_mul(a.coef, dec_pow10(up))
                      : wide_mul(a.coef * dec_pow10(up - 36), dec_pow10(36));
    bool rest;
    dec_u128 q = wide_div(&n, b.coef, &rest);
    dec r;
    if (!finish(wide_of(q), exp - up, neg, rest, &r))
        return false;
    *ret = rest ? r : dec_strip(r);
    return true;
}

bool dec_mod(dec a, dec b, dec *ret)
{
    dec q, r;
    if (!dec_div(a, b, &q) || !dec_round(q, 0, DEC_FLOOR, &q) || !dec_mul(q, b, &r) ||
        !dec_sub(a, r, &r))
        return false;
    *ret = r;
    return true;
}

int dec_cmp(dec a, dec b)
{
    if (!a.coef || !b.coef || a.neg != b.neg) {
        int x = !a.coef ? 0 : a.neg ? -1 : 1, y = !b.coef ? 0 : b.neg ? -1 : 1;
        return (x > y) - (x < y);
    }
    int sign = a.neg ? -1 : 1;
    if (a.exp == b.exp)
        return a.coef == b.coef ? 0 : a.coef < b.coef ? -sign : sign;
    int64_t x = (int64_t)dec_digits(a.coef) + a.exp, y = (int64_t)dec_digits(b.coef) + b.exp;
    if (x != y)
        return x < y ? -sign : sign;
    /* as many digits before the point: the exponents differ by under 34 */
    wide p = wide_mul(a.coef, a.exp > b.exp ? dec_pow10(a.exp - b.exp) : 1);
    wide q = wide_mul(b.coef, b.exp > a.exp ? dec_pow10(b.exp - a.exp) : 1);
    return sign * wide_cmp(&p, &q);
}

bool dec_round(dec a, int places, dec_rounding how, dec *ret)
{
    int64_t drop = -(int64_t)places - a.exp;
    if (drop <= 0 || !a.coef) {
        *ret = a;
        return true;
    }
    dec_u128 coef = drop_digits(wide_of(a.coef), drop > 77 ? 77 : (int)drop, false, how, a.neg);
    return finish(wide_of(coef), a.exp + drop, a.neg, false, ret);
}

bool dec_is_whole(dec a)
{
    return dec_strip(a).exp >= 0;
}

bool dec_to_int(dec a, int64_t *ret)
{
    if (a.exp != 0)
        a = dec_strip(a);
    if (a.exp < 0 || a.exp > 18)
        return false;
    if (a.coef > (dec_u128)INT64_MAX + 1 || a.coef * POW10_64[a.exp] > (dec_u128)INT64_MAX + a.neg)
        return false;
    uint64_t n = (uint64_t)a.coef * POW10_64[a.exp];
    *ret = a.neg ? (int64_t)(0 - n) : (int64_t)n;
    return true;
}
