/* text.c - the functions of text.h. */
#include "base/text.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

int xc_str_cmp(xc_str a, xc_str b)
{
    size_t both = a.len < b.len ? a.len : b.len;
    int order = both ? memcmp(a.ptr, b.ptr, both) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

xc_str xc_str_trim(xc_str s)
{
    while (s.len && is_space(s.ptr[0]))
        s.ptr++, s.len--;
    while (s.len && is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

xc_str xc_str_cut(xc_str s, char sep, xc_str *head)
{
    const char *at = s.len ? memchr(s.ptr, sep, s.len) : NULL;
    if (!at) {
        *head = s;
        return (xc_str){ 0 };
    }
    *head = (xc_str){ s.ptr, (size_t)(at - s.ptr) };
    return (xc_str){ at + 1, s.len - head->len - 1 };
}

bool xc_str_int(xc_str s, int64_t min, int64_t max, int64_t *ret)
{
    bool negative = s.len && s.ptr[0] == '-';
    size_t i = negative ? 1 : 0;
    if (i == s.len || s.len - i > 19)
        return false;
    uint64_t value = 0;
    for (; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        value = value * 10 + (uint64_t)(s.ptr[i] - '0');
    }
    if (value > (uint64_t)INT64_MAX)
        return false;
    int64_t with_sign = negative ? -(int64_t)value : (int64_t)value;
    if (with_sign < min || with_sign > max)
        return false;
    *ret = with_sign;
    return true;
}

static bool looks_decimal(xc_str s)
{
    size_t i = 0, digits = 0;
    if (i < s.len && (s.ptr[i] == '-' || s.ptr[i] == '+'))
        i++;
    for (; i < s.len && ((s.ptr[i] >= '0' && s.ptr[i] <= '9') || s.ptr[i] == '.'); i++)
        digits += s.ptr[i] != '.';
    if (i < s.len && digits && (s.ptr[i] == 'e' || s.ptr[i] == 'E')) {
        i++;
        if (i < s.len && (s.ptr[i] == '-' || s.ptr[i] == '+'))
            i++;
        size_t exponent = i;
        while (i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9')
            i++;
        if (i == exponent)
            return false;
    }
    return digits && i == s.len;
}

/* up to 15 digits and a power of ten that a double holds exactly: one division, correctly rounded
 */
static bool small_decimal(xc_str s, double *ret)
{
    static const double tens[] = { 1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
    size_t i = s.ptr[0] == '-' ? 1 : 0;
    uint64_t value = 0;
    size_t digits = 0, after = 0;
    bool point = false;
    for (; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9' || ++digits > 15)
            return false;
        value = value * 10 + (uint64_t)(c - '0');
        after += point;
    }
    if (!digits)
        return false;
    double number = (double)value / tens[after];
    *ret = s.ptr[0] == '-' ? -number : number;
    return true;
}

bool xc_str_double(xc_str s, double *ret)
{
    char copy[400];
    if (s.len == 0 || s.len >= sizeof copy)
        return false;
    if (small_decimal(s, ret))
        return true;
    if (!looks_decimal(s))
        return false;
    memcpy(copy, s.ptr, s.len);
    copy[s.len] = 0;
    char *end;
    double value = strtod(copy, &end); /* the program never calls setlocale: "C" */
    if (*end || !isfinite(value))
        return false;
    *ret = value;
    return true;
}

size_t xc_utf8_next(xc_str s, uint32_t *ret)
{
    if (!s.len)
        return 0;
    unsigned char lead = (unsigned char)s.ptr[0];
    if (lead < 0x80) {
        *ret = lead;
        return 1;
    }
    size_t len = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || s.len < len)
        return 0;
    uint32_t code = lead & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if ((c & 0xC0) != 0x80)
            return 0;
        code = code << 6 | (c & 0x3Fu);
    }
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    if (code < least[len] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return 0;
    *ret = code;
    return len;
}

bool xc_utf8_valid(xc_str s)
{
    while (s.len) {
        uint32_t code;
        size_t len = xc_utf8_next(s, &code);
        if (!len)
            return false;
        s.ptr += len;
        s.len -= len;
    }
    return true;
}

size_t xc_utf8_put(uint32_t code, char to[4])
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return 0;
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    for (size_t i = len - 1; i > 0; i--) {
        to[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    to[0] = (char)(leads[len] | code);
    return len;
}

size_t xc_utf8_count(xc_str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return count;
}
