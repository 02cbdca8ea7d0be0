/* dec_text.c - decimals as text and back; see dec.h. */
#include <stdlib.h>

#include "engine/feel/dec.h"

typedef struct {
    dec_u128 coef;
    int64_t exp;
    int beyond;     /* digits after the 34th: against a half, as -1 0 1 */
    bool any, more; /* a digit was read; a digit was dropped */
} digits;

static void add_digit(digits *d, int digit, bool fraction)
{
    d->any = true;
    if (!d->more && d->coef < dec_pow10(DEC_DIGITS - 1)) {
        d->coef = d->coef * 10 + (unsigned)digit;
        d->exp -= fraction;
        return;
    }
    if (!d->more)
        d->beyond = digit < 5 ? -1 : digit > 5 ? 1 : 0;
    else if (digit && d->beyond == 0)
        d->beyond = 1;
    d->more = true;
    d->exp += !fraction;
}

static bool read_exponent(xc_str text, int64_t *exp)
{
    if (text.len && text.ptr[0] == '+')
        text = (xc_str){ text.ptr + 1, text.len - 1 };
    int64_t n;
    if (!text.len || (text.ptr[0] == '+') || !xc_str_int(text, -100000, 100000, &n))
        return false;
    *exp += n;
    return true;
}

bool dec_parse(xc_str text, dec *ret)
{
    digits d = { .beyond = -1 };
    size_t at = 0;
    bool neg = text.len && text.ptr[0] == '-', fraction = false;
    if (text.len && (text.ptr[0] == '-' || text.ptr[0] == '+'))
        at++;
    for (; at < text.len; at++) {
        char c = text.ptr[at];
        if (c == '.' && !fraction)
            fraction = true;
        else if (c >= '0' && c <= '9')
            add_digit(&d, c - '0', fraction);
        else
            break;
    }
    if (!d.any)
        return false;
    if (at < text.len) {
        if (text.ptr[at] != 'e' && text.ptr[at] != 'E')
            return false;
        if (!read_exponent((xc_str){ text.ptr + at + 1, text.len - at - 1 }, &d.exp))
            return false;
    }
    if (d.more && (d.beyond > 0 || (d.beyond == 0 && (d.coef & 1))))
        d.coef++;
    dec one = { .coef = d.coef, .neg = neg && d.coef };
    if (!d.coef) {
        *ret = (dec){ 0 };
        return true;
    }
    /* brings the exponent into range, or finds that it cannot be */
    while (d.exp > DEC_EXP_MAX && one.coef < dec_pow10(DEC_DIGITS - 1)) {
        one.coef *= 10;
        d.exp--;
    }
    if (d.exp > DEC_EXP_MAX)
        return false;
    if (d.exp < DEC_EXP_MIN - 40) {
        *ret = (dec){ 0 };
        return true;
    }
    one.exp = (int32_t)d.exp;
    return d.exp >= DEC_EXP_MIN ? (*ret = one, true)
                                : dec_round(one, -DEC_EXP_MIN, DEC_HALF_EVEN, ret);
}

static size_t put_digits(dec_u128 n, char *to)
{
    char back[40];
    size_t len = 0;
    for (; n >> 64; n /= 10)
        back[len++] = (char)('0' + (int)(n % 10));
    uint64_t small = (uint64_t)n;
    do {
        back[len++] = (char)('0' + (int)(small % 10));
        small /= 10;
    } while (small);
    for (size_t i = 0; i < len; i++)
        to[i] = back[len - 1 - i];
    return len;
}

static size_t format_science(const char *plain, size_t len, int32_t exp, char *to)
{
    size_t at = 0;
    to[at++] = plain[0];
    if (len > 1)
        to[at++] = '.';
    for (size_t i = 1; i < len; i++)
        to[at++] = plain[i];
    int64_t e = (int64_t)exp + (int64_t)len - 1;
    to[at++] = 'E';
    to[at++] = e < 0 ? '-' : '+';
    return at + put_digits((dec_u128)(e < 0 ? -e : e), to + at);
}

size_t dec_format(dec a, char to[DEC_TEXT_SIZE])
{
    a = dec_strip(a);
    char plain[40];
    size_t len = put_digits(a.coef, plain), at = 0;
    if (a.neg)
        to[at++] = '-';
    int64_t before = (int64_t)len + a.exp;
    if (before > 38 || before < -36 || (before <= 0 && (int64_t)len - before > 38))
        return at + format_science(plain, len, a.exp, to + at);
    if (before <= 0) {
        to[at++] = '0';
        to[at++] = '.';
        for (int64_t i = before; i < 0; i++)
            to[at++] = '0';
        memcpy(to + at, plain, len);
        return at + len;
    }
    for (int64_t i = 0; i < before || i < (int64_t)len; i++) {
        if (i == before)
            to[at++] = '.';
        to[at++] = i < (int64_t)len ? plain[i] : '0';
    }
    return at;
}

double dec_to_double(dec a)
{
    /* both exact in a double: one correctly rounded operation */
    static const double TENS[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
    if (!(a.coef >> 53) && a.exp >= -22 && a.exp <= 22) {
        double n = (double)(uint64_t)a.coef;
        n = a.exp < 0 ? n / TENS[-a.exp] : n * TENS[a.exp];
        return a.neg ? -n : n;
    }
    char text[DEC_TEXT_SIZE];
    size_t len = dec_format(a, text);
    double d = 0;
    /* out of a double's range it stays at zero or at the largest */
    if (!xc_str_double((xc_str){ text, len }, &d))
        d = a.exp < 0 ? 0 : a.neg ? -1.7976931348623157e308 : 1.7976931348623157e308;
    return d;
}
