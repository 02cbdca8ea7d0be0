/* dec_math.c - powers, roots, exponentials and logarithms of decimals; see dec.h.
 *
 * Series over 34-digit decimals: the last one or two digits of an irrational result may be off. */
#include "engine/feel/dec.h"

#define DEC(n) dec_int(n)

static const char LN10[] = "2.302585092994045684017991454684364";
static const char LN2[] = "0.6931471805599453094172321214581766";

static dec constant(const char *text)
{
    dec d = { 0 };
    (void)dec_parse(xc_str_of(text), &d); /* the constants above are numbers */
    return d;
}

static bool pow_whole(dec a, uint64_t n, dec *ret)
{
    dec r = DEC(1);
    while (n) {
        if (n & 1 && !dec_mul(r, a, &r))
            return false;
        n >>= 1;
        if (n && !dec_mul(a, a, &a))
            return false;
    }
    *ret = r;
    return true;
}

bool dec_pow(dec a, dec b, dec *ret)
{
    int64_t n;
    if (dec_to_int(b, &n) && n > -1000000000 && n < 1000000000) {
        if (n >= 0)
            return pow_whole(a, (uint64_t)n, ret);
        dec below;
        return !dec_is_zero(a) && pow_whole(a, (uint64_t)-n, &below) && dec_div(DEC(1), below, ret);
    }
    if (dec_is_zero(a) && !b.neg) {
        *ret = DEC(0);
        return true;
    }
    if (dec_cmp(b, (dec){ .coef = 5, .exp = -1 }) == 0)
        return dec_sqrt(a, ret);
    dec r;
    return dec_ln(a, &r) && dec_mul(r, b, &r) && dec_exp(r, ret);
}

/* Newton from the double's 15 digits: 30 after one step, all after two; the third costs little. */
bool dec_sqrt(dec a, dec *ret)
{
    if (a.neg)
        return false;
    if (dec_is_zero(a)) {
        *ret = DEC(0);
        return true;
    }
    /* scale to 1..100 by an even power of ten */
    int top = dec_digits(a.coef) - 1 + a.exp, even = top & ~1;
    dec m = a;
    m.exp -= even;
    double x = dec_to_double(m), guess = x;
    for (int i = 0; i < 40; i++)
        guess = (guess + x / guess) / 2;
    dec r = { .coef = (dec_u128)(guess * 1e15), .exp = -15 };
    for (int i = 0; i < 3; i++) {
        dec q;
        if (!dec_div(m, r, &q) || !dec_add(r, q, &r) || !dec_mul(r, (dec){ 5, -1, false }, &r))
            return false;
    }
    r = dec_strip(r);
    dec square;
    /* an exact root shows when its last digit is rounded off */
    dec near;
    if (dec_round(r, 31, DEC_HALF_EVEN, &near) && dec_mul(near, near, &square) &&
        dec_cmp(square, m) == 0)
        r = dec_strip(near);
    r.exp += even / 2;
    *ret = r;
    return true;
}

/* e^x for |x| < 0.01 or so */
static bool exp_series(dec x, dec *ret)
{
    dec sum = DEC(1), term = DEC(1);
    for (int i = 1; i < 60; i++) {
        if (!dec_mul(term, x, &term) || !dec_div(term, DEC(i), &term) || !dec_add(sum, term, &sum))
            return false;
        if (dec_is_zero(term) || dec_digits(term.coef) + term.exp < -38)
            break;
    }
    *ret = sum;
    return true;
}

bool dec_exp(dec a, dec *ret)
{
    if (dec_cmp(a, DEC(15000)) > 0)
        return false;
    if (dec_cmp(a, DEC(-15000)) < 0) {
        *ret = DEC(0);
        return true;
    }
    /* e^a = 10^n * (e^(r/256))^256 with r = a - n ln 10 */
    dec n, r;
    int64_t whole;
    if (!dec_div(a, constant(LN10), &n) || !dec_round(n, 0, DEC_HALF_EVEN, &n) ||
        !dec_to_int(n, &whole) || !dec_mul(n, constant(LN10), &r) || !dec_sub(a, r, &r) ||
        !dec_div(r, DEC(256), &r) || !exp_series(r, &r) || !pow_whole(r, 256, &r))
        return false;
    return dec_mul(r, (dec){ 1, (int32_t)(whole < -6000 ? -6000 : whole), false }, ret);
}

/* ln(x) = 2 artanh((x-1)/(x+1)) for x near 1 */
static bool ln_series(dec x, dec *ret)
{
    dec up, down, y, square, power, sum;
    if (!dec_sub(x, DEC(1), &up) || !dec_add(x, DEC(1), &down) || !dec_div(up, down, &y) ||
        !dec_mul(y, y, &square))
        return false;
    sum = power = y;
    for (int i = 3; i < 200; i += 2) {
        dec term;
        if (!dec_mul(power, square, &power) || !dec_div(power, DEC(i), &term) ||
            !dec_add(sum, term, &sum))
            return false;
        if (dec_is_zero(term) || dec_digits(term.coef) + term.exp < -38)
            break;
    }
    return dec_mul(sum, DEC(2), ret);
}

bool dec_ln(dec a, dec *ret)
{
    if (a.neg || dec_is_zero(a))
        return false;
    /* a = m * 10^tens * 2^twos with m in 0.7..1.4 */
    int tens = dec_digits(a.coef) - 1 + a.exp, twos = 0;
    dec m = a;
    m.exp -= tens;
    while (dec_cmp(m, (dec){ 14, -1, false }) > 0) {
        if (!dec_div(m, DEC(2), &m))
            return false;
        twos++;
    }
    dec r, part;
    if (!ln_series(m, &r) || !dec_mul(constant(LN10), DEC(tens), &part) || !dec_add(r, part, &r) ||
        !dec_mul(constant(LN2), DEC(twos), &part))
        return false;
    return dec_add(r, part, ret);
}
