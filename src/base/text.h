/* text.h - borrowed pieces of text, and what is valid UTF-8. */
#ifndef XC_BASE_TEXT_H
#define XC_BASE_TEXT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Borrowed bytes, not ended by a zero. ptr may be NULL when len is 0. A plain value. */
typedef struct {
    const char *ptr;
    size_t len;
} xc_str;

#define XC_STR(literal) ((xc_str){ "" literal, sizeof(literal) - 1 })
/* for printf's %.*s */
#define XC_STR_ARG(s) (int)(s).len, (s).len ? (s).ptr : ""

static inline xc_str xc_str_of(const char *zero_ended)
{
    return (xc_str){ zero_ended, zero_ended ? strlen(zero_ended) : 0 };
}

static inline bool xc_str_eq(xc_str a, xc_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool xc_str_is(xc_str a, const char *zero_ended)
{
    return xc_str_eq(a, xc_str_of(zero_ended));
}

static inline bool xc_str_starts(xc_str s, xc_str with)
{
    return s.len >= with.len && (with.len == 0 || memcmp(s.ptr, with.ptr, with.len) == 0);
}

/* <0, 0, >0 by bytes, which for UTF-8 is the order of code points. */
int xc_str_cmp(xc_str a, xc_str b);

/* Without the white space (blank, tab, line ends) at both ends. */
xc_str xc_str_trim(xc_str s);

/* Cuts s at the first sep: *head is what is before it (all, if there is none), the rest is returned
 * (empty with ptr NULL, if there is none). */
xc_str xc_str_cut(xc_str s, char sep, xc_str *head);

/* Whole base-10 number within [min, max], nothing around it; false otherwise, *ret untouched. */
bool xc_str_int(xc_str s, int64_t min, int64_t max, int64_t *ret);

/* Decimal number with optional fraction and exponent, finite; false otherwise, *ret untouched.
 * Independent of the locale. */
bool xc_str_double(xc_str s, double *ret);

/* Valid UTF-8 (RFC 3629: no surrogates, nothing overlong, at most U+10FFFF). */
bool xc_utf8_valid(xc_str s);

/* Reads one code point and returns its length in bytes; 0 at the end or when the bytes are not
 * valid, *ret untouched. */
size_t xc_utf8_next(xc_str s, uint32_t *ret);

/* Writes a code point, returns the 1-4 bytes used; 0 if it is none. */
size_t xc_utf8_put(uint32_t code_point, char to[4]);

/* How many code points; s must be valid. */
size_t xc_utf8_count(xc_str s);

#endif
