/* dec.h - decimal numbers of 34 digits (IEEE 754-2008 decimal128's range and rounding), portable.
 *
 * Plain values, no allocation, any thread. Rounding is half even. A function that returns bool
 * answers false, *ret untouched, when there is no result: overflow, division by zero, outside the
 * domain. */
#ifndef FEEL_DEC_H
#define FEEL_DEC_H
#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

typedef unsigned __int128 dec_u128;

/* (neg ? -1 : 1) * coef * 10^exp; coef < 10^34. The same number may be written in several ways. */
typedef struct {
    dec_u128 coef;
    int32_t exp;
    bool neg;
} dec;

enum { DEC_DIGITS = 34, DEC_EXP_MAX = 6111, DEC_EXP_MIN = -6176, DEC_TEXT_SIZE = 48 };

typedef enum {
    DEC_HALF_EVEN,
    DEC_HALF_UP,
    DEC_HALF_DOWN,
    DEC_UP,   /* away from zero */
    DEC_DOWN, /* towards zero */
    DEC_FLOOR,
    DEC_CEILING
} dec_rounding;

static inline bool dec_is_zero(dec a)
{
    return a.coef == 0;
}

dec dec_int(int64_t n);
bool dec_to_int(dec a, int64_t *ret); /* whole numbers in range only */
double dec_to_double(dec a);
bool dec_is_whole(dec a);

int dec_cmp(dec a, dec b); /* <0, 0, >0 */
dec dec_neg(dec a);
bool dec_add(dec a, dec b, dec *ret);
bool dec_sub(dec a, dec b, dec *ret);
bool dec_mul(dec a, dec b, dec *ret);
bool dec_div(dec a, dec b, dec *ret);
bool dec_pow(dec a, dec b, dec *ret);
bool dec_mod(dec a, dec b, dec *ret); /* a - b * floor(a / b) */

/* Keeps `places` digits behind the point (negative: zeros before it). */
bool dec_round(dec a, int places, dec_rounding how, dec *ret);
/* Without zeros at the end of the coefficient. */
dec dec_strip(dec a);

bool dec_sqrt(dec a, dec *ret);
bool dec_exp(dec a, dec *ret);
bool dec_ln(dec a, dec *ret);

/* "-12.50e3": optional sign, digits with at most one point, optional exponent. */
bool dec_parse(xc_str text, dec *ret);
/* Plain digits while that takes under 41 characters, else with an exponent; returns the length. */
size_t dec_format(dec a, char to[DEC_TEXT_SIZE]);

/* for the files of dec */
dec_u128 dec_pow10(int n); /* 0..38 */
int dec_digits(dec_u128 n);

#endif
