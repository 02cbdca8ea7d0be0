/* threshold.c - see threshold.h. */
#include "ops/threshold.h"

#include <math.h>
#include <stdlib.h>

enum { MAX_DIGITS = 15 }; /* decimals of so many digits are told apart by a double */

/* A rule sees a reading as a decimal of 15 digits; nearer to the limit than this, rounding to it
 * could change sides. */
static const double close_by = 1e-13;

static xc_str skip_blanks(xc_str s)
{
    while (s.len && (*s.ptr == ' ' || *s.ptr == '\t' || *s.ptr == '\n' || *s.ptr == '\r'))
        s = (xc_str){ s.ptr + 1, s.len - 1 };
    return s;
}

static xc_str skip(xc_str s, size_t len)
{
    return skip_blanks((xc_str){ s.ptr + len, s.len - len });
}

static threshold_op take_op(xc_str *s)
{
    static const struct {
        const char *text;
        threshold_op op;
    } ops[] = {
        { "<=", THRESHOLD_LE }, { ">=", THRESHOLD_GE }, { "<", THRESHOLD_LT }, { ">", THRESHOLD_GT }
    };
    for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++)
        if (xc_str_starts(*s, xc_str_of(ops[i].text))) {
            *s = skip(*s, strlen(ops[i].text));
            return ops[i].op;
        }
    return THRESHOLD_NONE;
}

/* [-]digits[.digits] and nothing behind it */
static bool take_number(xc_str s, double *ret)
{
    char text[MAX_DIGITS + 3]; /* sign, point, end */
    size_t digits = 0, points = 0, len = 0;
    while (s.len && s.ptr[s.len - 1] == ' ')
        s.len--;
    if (!s.len || s.len >= sizeof text)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool sign = c == '-' && i == 0, digit = c >= '0' && c <= '9';
        bool point = c == '.' && digits && !points && i + 1 < s.len;
        if (!sign && !digit && !point)
            return false;
        digits += digit;
        points += point;
        text[len++] = c;
    }
    text[len] = 0;
    if (!digits || digits > MAX_DIGITS)
        return false;
    *ret = strtod(text, NULL);
    return true;
}

threshold threshold_of(xc_str text)
{
    static const threshold none = { THRESHOLD_NONE, 0 };
    threshold t = none;
    xc_str rest = skip_blanks(text);
    if (!xc_str_starts(rest, XC_STR("value")))
        return none;
    rest = skip(rest, 5);
    t.op = take_op(&rest);
    return t.op && take_number(rest, &t.limit) ? t : none;
}

threshold_answer threshold_holds(const threshold *t, double value)
{
    double off = fabs(value - t->limit);
    if (t->op == THRESHOLD_NONE || !isfinite(value) ||
        (off > 0 && off <= close_by * fabs(t->limit)))
        return THRESHOLD_ASK;
    bool holds = t->op == THRESHOLD_LT   ? value < t->limit
                 : t->op == THRESHOLD_LE ? value <= t->limit
                 : t->op == THRESHOLD_GT ? value > t->limit
                                         : value >= t->limit;
    return holds ? THRESHOLD_YES : THRESHOLD_NO;
}
