/* dec.c - add, subtract, multiply, divide, compare and round; see dec.h.
 *
 * Coefficients that fit 64 bits take one machine multiplication; only what needs it goes through
 * the 256-bit intermediate. */
#include "engine/feel/dec_wide.h"

dec dec_int(int64_t n)
{
    return (dec){ .coef = n < 0 ? 0 - (uint64_t)n : (uint64_t)n, .neg = n < 0 };
}

dec dec_neg(dec a)
{
    a.neg = a.coef && !a.neg;
    return a;
}

static bool is_small(dec_u128 n)
{
    return !(n >> 64);
}

static int zero_bits(dec_u128 n) /* n > 0 */
{
    uint64_t low = (uint64_t)n;
    return low ? __builtin_ctzll(low) : 64 + __builtin_ctzll((uint64_t)(n >> 64));
}

static bool drop_zeros(dec *a, int count)
{
    if (zero_bits(a->coef) < count || a->exp > DEC_EXP_MAX - count)
        return false;
    dec_wide w = dec_wide_of(a->coef);
    dec_u128 rest, q = dec_wide_div_pow10(&w, count, &rest);
    if (rest)
        return false;
    a->coef = q;
    a->exp += count;
    return true;
}

static dec strip_small(dec a)
{
    uint64_t n = (uint64_t)a.coef;
    while (!(n & 1) && n % 10 == 0 && a.exp < DEC_EXP_MAX) {
        n /= 10;
        a.exp++;
    }
    a.coef = n;
    return a;
}

dec dec_strip(dec a)
{
    if (!a.coef)
        return (dec){ 0 };
    if (a.coef & 1)
        return a;
    for (int count = 16; count && !is_small(a.coef); count /= 2)
        while (!is_small(a.coef) && drop_zeros(&a, count))
            ;
    return is_small(a.coef) ? strip_small(a) : a;
}

/* ---- add ---- */

/* r has 35 to 38 digits */
static bool drop_few(dec r, dec *ret)
{
    int over = 1;
    while (r.coef >= dec_ten(DEC_DIGITS + over))
        over++;
    if (r.exp > DEC_EXP_MAX - over - 1) {
        dec_wide w = dec_wide_of(r.coef);
        return dec_finish(&w, r.exp, r.neg, false, ret);
    }
    uint64_t unit = (uint64_t)dec_ten(over), high = (uint64_t)(r.coef >> 64), rest;
    uint64_t low = dec_div_limb(high % unit, (uint64_t)r.coef, unit, &rest);
    r.coef = (dec_u128)(high / unit) << 64 | low;
    r.coef += rest > unit / 2 || (rest == unit / 2 && (low & 1));
    r.exp += over;
    if (r.coef == dec_ten(DEC_DIGITS)) {
        r.coef = dec_ten(DEC_DIGITS - 1);
        r.exp++;
    }
    *ret = r;
    return true;
}

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
    if (r.coef >= dec_ten(DEC_DIGITS))
        return drop_few(r, ret);
    if (!r.coef)
        r.neg = false;
    *ret = r;
    return true;
}

/* 36 digits of room above 34 keep every digit that can matter; what lies below is "sticky" */
enum { ALIGN_MAX = 36 };

/* a's exponent is the larger one, a is not zero */
static bool add_apart(dec a, dec b, dec *ret)
{
    int apart = a.exp - b.exp, up = apart < ALIGN_MAX ? apart : ALIGN_MAX, down = apart - up;
    dec_wide x = dec_wide_mul(a.coef, dec_ten(up)), y = dec_wide_of(b.coef);
    dec_u128 rest = b.coef, low = down > 38 ? 0 : dec_wide_div_pow10(&y, down, &rest);
    bool sticky = rest != 0;
    int64_t exp = (int64_t)a.exp - up;
    y = dec_wide_of(low);
    if (a.neg == b.neg) {
        x = dec_wide_add(&x, &y);
        return dec_finish(&x, exp, a.neg, sticky, ret);
    }
    if (sticky)
        y = dec_wide_of(low + 1); /* the digits below count from the next unit down */
    bool larger = dec_wide_cmp(&x, &y) >= 0;
    x = larger ? dec_wide_sub(&x, &y) : dec_wide_sub(&y, &x);
    return dec_finish(&x, exp, larger ? a.neg : b.neg, sticky, ret);
}

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
    /* 34 digits and four more still fit 128 bits */
    enum { NEAR = 4, NEAR_SMALL = 18 };
    int apart = a.exp - b.exp;
    if (apart <= NEAR || (apart <= NEAR_SMALL && is_small(a.coef))) {
        dec_u128 scaled = a.coef * (uint64_t)dec_ten(apart);
        return add_aligned((dec){ .coef = scaled, .exp = b.exp, .neg = a.neg }, b, ret);
    }
    return add_apart(a, b, ret);
}

bool dec_sub(dec a, dec b, dec *ret)
{
    return dec_add(a, dec_neg(b), ret);
}

/* ---- multiply and divide ---- */

bool dec_mul(dec a, dec b, dec *ret)
{
    bool neg = a.neg != b.neg;
    int64_t exp = (int64_t)a.exp + b.exp;
    if (is_small(a.coef) && is_small(b.coef)) {
        dec_u128 p = (dec_u128)(uint64_t)a.coef * (uint64_t)b.coef;
        if (p < dec_ten(DEC_DIGITS) && exp <= DEC_EXP_MAX && exp >= DEC_EXP_MIN) {
            *ret = (dec){ .coef = p, .exp = (int32_t)exp, .neg = neg && p };
            return true;
        }
    }
    dec_wide w = dec_wide_mul(a.coef, b.coef);
    return dec_finish(&w, exp, neg, false, ret);
}

/* both small and no remainder: the everyday case; false: *ret is to be worked out */
static bool div_small(dec a, dec b, dec *ret)
{
    int64_t exp = (int64_t)a.exp - b.exp;
    if (!is_small(a.coef) || !is_small(b.coef) || exp > DEC_EXP_MAX || exp < DEC_EXP_MIN)
        return false;
    uint64_t x = (uint64_t)a.coef, y = (uint64_t)b.coef;
    *ret = (dec){ .coef = x / y, .exp = (int32_t)exp, .neg = a.neg != b.neg };
    if (x % y == 0)
        return true;
    /* a few more places: prices, per cent */
    enum { MORE = 6, SCALE = 1000000 };
    if (x > UINT64_MAX / SCALE || x * SCALE % y || exp < DEC_EXP_MIN + MORE)
        return false;
    ret->coef = x * SCALE / y;
    ret->exp -= MORE;
    *ret = dec_strip(*ret);
    return true;
}

bool dec_div(dec a, dec b, dec *ret)
{
    if (!b.coef)
        return false;
    if (!a.coef) {
        *ret = (dec){ 0 };
        return true;
    }
    if (div_small(a, b, ret))
        return true;
    int up = DEC_DIGITS + 1 + dec_digits(b.coef) - dec_digits(a.coef);
    dec_wide n = up <= 38 ? dec_wide_mul(a.coef, dec_ten(up))
                          : dec_wide_mul(a.coef * dec_ten(up - 36), dec_ten(36));
    dec_u128 rest, q = dec_wide_div(&n, b.coef, &rest);
    dec_wide w = dec_wide_of(q);
    dec r;
    if (!dec_finish(&w, (int64_t)a.exp - b.exp - up, a.neg != b.neg, rest != 0, &r))
        return false;
    *ret = rest ? r : dec_strip(r);
    return true;
}

/* (a * b) mod m, m < 2^113 */
static dec_u128 mul_mod(dec_u128 a, dec_u128 b, dec_u128 m)
{
    dec_wide w = dec_wide_mul(a, b);
    dec_u128 rest;
    (void)dec_wide_div(&w, m, &rest); /* a, b < m: the quotient fits */
    return rest;
}

/* |a| - |b| * floor(|a| / |b|), exactly */
static dec remainder_of(dec a, dec b)
{
    if (a.exp < b.exp) {
        int apart = b.exp - a.exp;
        if (apart > DEC_DIGITS)
            return a; /* b is the larger by far */
        dec_wide scaled = dec_wide_mul(b.coef, dec_ten(apart)), own = dec_wide_of(a.coef);
        if (dec_wide_cmp(&scaled, &own) <= 0)
            a.coef %= dec_wide_low(&scaled);
        return a;
    }
    dec_u128 r = a.coef % b.coef, power = 10 % b.coef;
    for (int n = a.exp - b.exp; n; n >>= 1) {
        if (n & 1)
            r = mul_mod(r, power, b.coef);
        power = mul_mod(power, power, b.coef);
    }
    return (dec){ .coef = r, .exp = b.exp };
}

bool dec_mod(dec a, dec b, dec *ret)
{
    if (!b.coef)
        return false;
    dec r = remainder_of(a, b);
    r.neg = a.neg && r.coef;
    if (!r.coef || a.neg == b.neg) {
        *ret = r;
        return true;
    }
    return dec_add(r, b, ret);
}

/* ---- compare ---- */

static int sign_of(dec a)
{
    return !a.coef ? 0 : a.neg ? -1 : 1;
}

int dec_cmp(dec a, dec b)
{
    if (!a.coef || !b.coef || a.neg != b.neg)
        return (sign_of(a) > sign_of(b)) - (sign_of(a) < sign_of(b));
    int sign = a.neg ? -1 : 1;
    if (a.exp == b.exp)
        return a.coef == b.coef ? 0 : a.coef < b.coef ? -sign : sign;
    int64_t x = (int64_t)dec_digits(a.coef) + a.exp, y = (int64_t)dec_digits(b.coef) + b.exp;
    if (x != y)
        return x < y ? -sign : sign;
    /* as many digits before the point: the exponents differ by under 34 */
    dec_wide p = dec_wide_mul(a.coef, a.exp > b.exp ? dec_ten(a.exp - b.exp) : 1);
    dec_wide q = dec_wide_mul(b.coef, b.exp > a.exp ? dec_ten(b.exp - a.exp) : 1);
    return sign * dec_wide_cmp(&p, &q);
}

/* ---- round ---- */

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

bool dec_round(dec a, int places, dec_rounding how, dec *ret)
{
    int64_t drop = -(int64_t)places - a.exp;
    if (drop <= 0 || !a.coef) {
        *ret = a;
        return true;
    }
    dec_u128 q = 0, rest = a.coef, half = dec_ten(38);
    if (drop <= 38) {
        dec_wide w = dec_wide_of(a.coef);
        q = dec_wide_div_pow10(&w, (int)drop, &rest);
        half = dec_ten((int)drop) / 2;
    }
    int beyond = rest < half ? -1 : rest > half ? 1 : 0;
    dec_wide w = dec_wide_of(q + round_away(how, a.neg, q & 1, beyond, rest != 0));
    return dec_finish(&w, a.exp + drop, a.neg, false, ret);
}

bool dec_is_whole(dec a)
{
    return a.exp >= 0 || dec_strip(a).exp >= 0;
}

bool dec_to_int(dec a, int64_t *ret)
{
    if (a.exp < 0)
        a = dec_strip(a);
    if (!a.coef)
        a.exp = 0;
    if (a.exp < 0 || a.exp > 18)
        return false;
    uint64_t unit = (uint64_t)dec_ten(a.exp);
    if (a.coef > (dec_u128)INT64_MAX + 1 || a.coef * unit > (dec_u128)INT64_MAX + a.neg)
        return false;
    uint64_t n = (uint64_t)a.coef * unit;
    *ret = a.neg ? (int64_t)(0 - n) : (int64_t)n;
    return true;
}
