/* dec_wide.c - 256-bit division, and rounding to 34 digits; see dec_wide.h. */
#include "engine/feel/dec_wide.h"

/* clang-format off */
/* floor((2^256 - 1) / d) - 2^128 for d = 10^k shifted up to the top of 128 bits */
static const uint64_t INVERSE[39][2] = {
    { UINT64_C(0x0000000000000000), UINT64_C(0x0000000000000000) },
    { UINT64_C(0x9999999999999999), UINT64_C(0x9999999999999999) },
    { UINT64_C(0x47AE147AE147AE14), UINT64_C(0x7AE147AE147AE147) },
    { UINT64_C(0x0624DD2F1A9FBE76), UINT64_C(0xC8B4395810624DD2) },
    { UINT64_C(0xA36E2EB1C432CA57), UINT64_C(0xA786C226809D4951) },
    { UINT64_C(0x4F8B588E368F0846), UINT64_C(0x1F9F01B866E43AA7) },
    { UINT64_C(0x0C6F7A0B5ED8D36B), UINT64_C(0x4C7F34938583621F) },
    { UINT64_C(0xAD7F29ABCAF48578), UINT64_C(0x7A6520EC08D23699) },
    { UINT64_C(0x5798EE2308C39DF9), UINT64_C(0xFB841A566D74F87A) },
    { UINT64_C(0x12E0BE826D694B2E), UINT64_C(0x62D01511F12A6061) },
    { UINT64_C(0xB7CDFD9D7BDBAB7D), UINT64_C(0x6AE6881CB5109A36) },
    { UINT64_C(0x5FD7FE17964955FD), UINT64_C(0xEF1ED34A2A73AE91) },
    { UINT64_C(0x19799812DEA11197), UINT64_C(0xF27F0F6E885C8BA7) },
    { UINT64_C(0xC25C268497681C26), UINT64_C(0x50CB4BE40D60DF73) },
    { UINT64_C(0x6849B86A12B9B01E), UINT64_C(0xA70909833DE71928) },
    { UINT64_C(0x203AF9EE756159B2), UINT64_C(0x1F3A6E0297EC1420) },
    { UINT64_C(0xCD2B297D889BC2B6), UINT64_C(0x985D7CD0F3135367) },
    { UINT64_C(0x70EF54646D496892), UINT64_C(0x137DFD73F5A90F85) },
    { UINT64_C(0x2725DD1D243ABA0E), UINT64_C(0x75FE645CC4873F9E) },
    { UINT64_C(0xD83C94FB6D2AC34A), UINT64_C(0x5663D3C7A0D865CA) },
    { UINT64_C(0x79CA10C9242235D5), UINT64_C(0x11E976394D79EB08) },
    { UINT64_C(0x2E3B40A0E9B4F7DD), UINT64_C(0xA7EDF82DD794BC06) },
    { UINT64_C(0xE392010175EE5962), UINT64_C(0xA6498D1625BAC670) },
    { UINT64_C(0x82DB34012B25144E), UINT64_C(0xEB6E0A781E2F0527) },
    { UINT64_C(0x357C299A88EA76A5), UINT64_C(0x8924D52CE4F26A85) },
    { UINT64_C(0xEF2D0F5DA7DD8AA2), UINT64_C(0x7507BB7B07EA4409) },
    { UINT64_C(0x8C240C4AECB13BB5), UINT64_C(0x2A6C95FC0655033A) },
    { UINT64_C(0x3CE9A36F23C0FC90), UINT64_C(0xEEBD44C99EAA68FB) },
    { UINT64_C(0xFB0F6BE50601941B), UINT64_C(0x17953ADC3110A7F8) },
    { UINT64_C(0x95A5EFEA6B34767C), UINT64_C(0x12DDC8B027408660) },
    { UINT64_C(0x4484BFEEBC29F863), UINT64_C(0x424B06F3529A051A) },
    { UINT64_C(0x039D66589687F9E9), UINT64_C(0x01D59F290EE19DAE) },
    { UINT64_C(0x9F623D5A8A732974), UINT64_C(0xCFBC31DB4B0295E4) },
    { UINT64_C(0x4C4E977BA1F5BAC3), UINT64_C(0xD9635B15D59BAB1C) },
    { UINT64_C(0x09D8792FB4C49569), UINT64_C(0x7AB5E277DE16227D) },
    { UINT64_C(0xA95A5B7F87A0EF0F), UINT64_C(0x2ABC9D8C9689D0C8) },
    { UINT64_C(0x54484932D2E725A5), UINT64_C(0xBBCA17A3ABA173D3) },
    { UINT64_C(0x1039D428A8B8EAEA), UINT64_C(0xFCA1AC82EFB45CA9) },
    { UINT64_C(0xB38FB9DAA78E44AB), UINT64_C(0x2DCF7A6B19209442) },
};

const uint64_t dec_tens[39][2] = {
    { UINT64_C(0x0000000000000000), UINT64_C(0x0000000000000001) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x000000000000000A) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x0000000000000064) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x00000000000003E8) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x0000000000002710) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x00000000000186A0) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x00000000000F4240) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x0000000000989680) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x0000000005F5E100) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x000000003B9ACA00) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x00000002540BE400) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x000000174876E800) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x000000E8D4A51000) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x000009184E72A000) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x00005AF3107A4000) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x00038D7EA4C68000) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x002386F26FC10000) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x016345785D8A0000) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x0DE0B6B3A7640000) },
    { UINT64_C(0x0000000000000000), UINT64_C(0x8AC7230489E80000) },
    { UINT64_C(0x0000000000000005), UINT64_C(0x6BC75E2D63100000) },
    { UINT64_C(0x0000000000000036), UINT64_C(0x35C9ADC5DEA00000) },
    { UINT64_C(0x000000000000021E), UINT64_C(0x19E0C9BAB2400000) },
    { UINT64_C(0x000000000000152D), UINT64_C(0x02C7E14AF6800000) },
    { UINT64_C(0x000000000000D3C2), UINT64_C(0x1BCECCEDA1000000) },
    { UINT64_C(0x0000000000084595), UINT64_C(0x161401484A000000) },
    { UINT64_C(0x000000000052B7D2), UINT64_C(0xDCC80CD2E4000000) },
    { UINT64_C(0x00000000033B2E3C), UINT64_C(0x9FD0803CE8000000) },
    { UINT64_C(0x00000000204FCE5E), UINT64_C(0x3E25026110000000) },
    { UINT64_C(0x00000001431E0FAE), UINT64_C(0x6D7217CAA0000000) },
    { UINT64_C(0x0000000C9F2C9CD0), UINT64_C(0x4674EDEA40000000) },
    { UINT64_C(0x0000007E37BE2022), UINT64_C(0xC0914B2680000000) },
    { UINT64_C(0x000004EE2D6D415B), UINT64_C(0x85ACEF8100000000) },
    { UINT64_C(0x0000314DC6448D93), UINT64_C(0x38C15B0A00000000) },
    { UINT64_C(0x0001ED09BEAD87C0), UINT64_C(0x378D8E6400000000) },
    { UINT64_C(0x0013426172C74D82), UINT64_C(0x2B878FE800000000) },
    { UINT64_C(0x00C097CE7BC90715), UINT64_C(0xB34B9F1000000000) },
    { UINT64_C(0x0785EE10D5DA46D9), UINT64_C(0x00F436A000000000) },
    { UINT64_C(0x4B3B4CA85A86C47A), UINT64_C(0x098A224000000000) },
};
/* clang-format on */

dec_u128 dec_pow10(int n)
{
    return dec_ten(n);
}

/* log10(2) from below: the guess is right or one too small */
enum { LOG2_NUMERATOR = 1233, LOG2_SHIFT = 12 };

int dec_digits(dec_u128 n)
{
    if (n == 0)
        return 1;
    int guess = dec_bits(n) * LOG2_NUMERATOR >> LOG2_SHIFT;
    return n >= dec_ten(guess) ? guess + 1 : guess;
}

int dec_wide_digits(const dec_wide *w)
{
    dec_u128 high = dec_wide_high(w);
    if (!high)
        return dec_digits(dec_wide_low(w));
    int guess = (128 + dec_bits(high)) * LOG2_NUMERATOR >> LOG2_SHIFT;
    dec_wide power = dec_wide_mul(dec_ten(38), dec_ten(guess - 38));
    return dec_wide_cmp(w, &power) >= 0 ? guess + 1 : guess;
}

/* Moeller and Granlund, "Improved division by invariant integers" (2011), algorithm 4, with words
 * of 128 bits */
dec_u128 dec_wide_div_pow10(const dec_wide *w, int k, dec_u128 *rest)
{
    dec_u128 high = dec_wide_high(w), low = dec_wide_low(w);
    if (k == 0) {
        *rest = 0;
        return low;
    }
    int shift = 128 - dec_bits(dec_ten(k));
    dec_u128 d = dec_ten(k) << shift, v = (dec_u128)INVERSE[k][0] << 64 | INVERSE[k][1];
    if (shift) {
        high = high << shift | low >> (128 - shift);
        low <<= shift;
    }
    dec_wide q = dec_wide_mul(v, high), n = dec_wide_two(high, low);
    q = dec_wide_add(&q, &n);
    dec_u128 quotient = dec_wide_high(&q) + 1, r = low - quotient * d;
    if (r > dec_wide_low(&q)) {
        quotient--;
        r += d;
    }
    if (r >= d) {
        quotient++;
        r -= d;
    }
    *rest = r >> shift;
    return quotient;
}

/* One quotient limb of Knuth's algorithm D: u is three limbs, v two with the top bit set. */
static uint64_t div_step(uint64_t *u, dec_u128 v)
{
    uint64_t v1 = (uint64_t)(v >> 64), v0 = (uint64_t)v, q, r;
    bool fits = true;
    if (u[2] < v1) {
        q = dec_div_limb(u[2], u[1], v1, &r);
    } else { /* u[2] == v1 */
        q = UINT64_MAX;
        r = u[1] + v1;
        fits = r >= v1;
    }
    while (fits && (dec_u128)q * v0 > ((dec_u128)r << 64 | u[0])) {
        q--;
        r += v1;
        fits = r >= v1;
    }
    /* the remainder fits two limbs, so arithmetic modulo 2^128 is enough */
    dec_u128 low = ((dec_u128)u[1] << 64 | u[0]) - q * v;
    u[0] = (uint64_t)low;
    u[1] = (uint64_t)(low >> 64);
    u[2] = 0;
    return q;
}

static dec_u128 div_by_limb(const dec_wide *w, uint64_t by, dec_u128 *rest)
{
    uint64_t r = 0, q[4] = { 0 };
    int top = 3;
    while (top > 0 && !w->limb[top])
        top--;
    for (int i = top; i >= 0; i--)
        q[i] = dec_div_limb(r, w->limb[i], by, &r);
    *rest = r;
    return (dec_u128)q[1] << 64 | q[0];
}

dec_u128 dec_wide_div(const dec_wide *w, dec_u128 by, dec_u128 *rest)
{
    if (!(by >> 64))
        return div_by_limb(w, (uint64_t)by, rest);
    int shift = 128 - dec_bits(by);
    uint64_t u[5] = { w->limb[0], w->limb[1], w->limb[2], w->limb[3], 0 };
    for (int i = 4; shift && i >= 0; i--)
        u[i] = u[i] << shift | (i ? u[i - 1] >> (64 - shift) : 0);
    dec_u128 v = by << shift, q = 0;
    for (int at = 2; at >= 0; at--)
        q = q << 64 | div_step(u + at, v);
    *rest = ((dec_u128)u[1] << 64 | u[0]) >> shift;
    return q;
}

/* Drops `over` digits (0..78), half even. */
static dec_u128 drop_digits(dec_wide w, int over, bool sticky)
{
    dec_u128 rest;
    enum { STEP = 19, MOST = 38 };
    while (over > MOST) { /* far below what can be written: nearly all goes */
        dec_u128 high = dec_wide_high(&w), top = high / (uint64_t)dec_ten(STEP);
        uint64_t r = (uint64_t)(high % (uint64_t)dec_ten(STEP)), q1, q0;
        q1 = dec_div_limb(r, w.limb[1], (uint64_t)dec_ten(STEP), &r);
        q0 = dec_div_limb(r, w.limb[0], (uint64_t)dec_ten(STEP), &r);
        w = dec_wide_two(top, (dec_u128)q1 << 64 | q0);
        sticky = sticky || r;
        over -= STEP;
    }
    dec_u128 q = dec_wide_div_pow10(&w, over, &rest), half = over ? dec_ten(over) / 2 : 1;
    bool up = rest > half || (rest == half && (sticky || (q & 1)));
    return q + up;
}

bool dec_finish(const dec_wide *w, int64_t exp, bool neg, bool sticky, dec *ret)
{
    int over = dec_wide_digits(w) - DEC_DIGITS;
    if (over < DEC_EXP_MIN - exp)
        over = DEC_EXP_MIN - exp > 78 ? 78 : (int)(DEC_EXP_MIN - exp);
    dec_u128 coef = over > 0 ? drop_digits(*w, over, sticky) : dec_wide_low(w);
    if (over > 0)
        exp += over;
    if (coef == dec_ten(DEC_DIGITS)) {
        coef /= 10;
        exp++;
    }
    if (!coef) {
        *ret = (dec){ 0 };
        return true;
    }
    while (exp > DEC_EXP_MAX && coef < dec_ten(DEC_DIGITS - 1)) {
        coef *= 10;
        exp--;
    }
    if (exp > DEC_EXP_MAX)
        return false;
    *ret = (dec){ .coef = coef, .exp = (int32_t)exp, .neg = neg };
    return true;
}
