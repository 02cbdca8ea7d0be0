/* dec_fix.h - binary fixed point with 320 places, for what has no exact decimal; for dec only. */
#ifndef FEEL_DEC_FIX_H
#define FEEL_DEC_FIX_H
#include "engine/feel/dec.h"

enum { FIX_LIMBS = 6, FIX_PLACES = FIX_LIMBS - 1 };

/* sum of limb[i] * 2^(64 (i - 5)), lowest first; neg of zero means nothing. Results lose what lies
 * below the last place; |values| stay under 2^62. */
typedef struct {
    uint64_t limb[FIX_LIMBS];
    bool neg;
} dec_fix;

dec_fix dec_fix_int(int64_t n);
dec_fix dec_fix_of(dec a); /* |a| < 2^60 */
dec_fix dec_fix_add(dec_fix a, dec_fix b);
dec_fix dec_fix_sub(dec_fix a, dec_fix b);
dec_fix dec_fix_mul(dec_fix a, dec_fix b);
dec_fix dec_fix_divide(dec_fix a, uint64_t by);
/* a * b, where the product stays under 2^60 */
dec_fix dec_fix_scale(dec_fix a, dec b);
double dec_fix_double(dec_fix a);

/* a * 10^exp, a not zero, rounded half even as a number that is not quite a: false if too large. */
bool dec_fix_round(dec_fix a, int64_t exp, dec *ret);

/* e^a = *ret * 10^*exp with *ret in 1..10 */
void dec_fix_exp(dec_fix a, dec_fix *ret, int64_t *exp);
dec_fix dec_fix_ln(dec a); /* a > 0 */

#endif
