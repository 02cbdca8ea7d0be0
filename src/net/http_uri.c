/* http_uri.c - percent escapes and query strings; see http_uri.h. */
#include "net/http_uri.h"

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* The byte that stands at *at, which moves behind it; -1: broken. */
static int next_byte(xc_str s, size_t *at, bool plus)
{
    char c = s.ptr[(*at)++];
    if (c == '+' && plus)
        return ' ';
    if (c != '%')
        return (unsigned char)c;
    if (s.len - *at < 2)
        return -1;
    int high = hex(s.ptr[*at]), low = hex(s.ptr[*at + 1]);
    *at += 2;
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool http_uri_decode(xc_str s, bool plus, char *out, size_t *ret_len)
{
    size_t len = 0;
    for (size_t at = 0; at < s.len;) {
        int byte = next_byte(s, &at, plus);
        if (byte <= 0)
            return false;
        out[len++] = (char)byte;
    }
    if (!xc_utf8_valid((xc_str){ out, len }))
        return false;
    *ret_len = len;
    return true;
}

bool http_uri_pair(xc_str *query, xc_str *ret_name, xc_str *ret_value)
{
    while (query->len) {
        xc_str pair;
        *query = xc_str_cut(*query, '&', &pair);
        if (pair.len == 0)
            continue;
        *ret_value = xc_str_cut(pair, '=', ret_name);
        if (!ret_value->ptr)
            *ret_value = (xc_str){ "", 0 };
        return true;
    }
    return false;
}

/* A broken escape, a zero byte or bad UTF-8, without keeping the decoded text: escapes are decoded
 * in pieces that fit a small buffer, cut where a character ends. */
static bool decodes(xc_str s)
{
    char piece[512];
    size_t len = 0;
    for (size_t at = 0; at < s.len;) {
        int byte = next_byte(s, &at, true);
        if (byte <= 0)
            return false;
        if (len >= sizeof piece - 4 && (byte & 0xC0) != 0x80) {
            if (!xc_utf8_valid((xc_str){ piece, len }))
                return false;
            len = 0;
        }
        if (len == sizeof piece)
            return false;
        piece[len++] = (char)byte;
    }
    return xc_utf8_valid((xc_str){ piece, len });
}

bool http_uri_query_valid(xc_str query)
{
    xc_str name, value;
    while (http_uri_pair(&query, &name, &value))
        if (!decodes(name) || !decodes(value))
            return false;
    return true;
}

static size_t find(xc_str s, char c)
{
    const char *hit = s.len ? memchr(s.ptr, c, s.len) : NULL;
    return hit ? (size_t)(hit - s.ptr) : s.len;
}

/* "http://host" before the path, as proxies send it (RFC 9112 3.2.2). */
static bool skip_origin(xc_str *target)
{
    static const char *const schemes[] = { "http://", "https://" };
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        xc_str scheme = xc_str_of(schemes[i]);
        if (!xc_str_starts(*target, scheme))
            continue;
        xc_str rest = { target->ptr + scheme.len, target->len - scheme.len };
        size_t slash = find(rest, '/');
        *target = slash < rest.len ? (xc_str){ rest.ptr + slash, rest.len - slash } : XC_STR("/");
        return true;
    }
    return false;
}

bool http_uri_split(xc_str target, xc_str *ret_path, xc_str *ret_query)
{
    if (target.len == 0)
        return false;
    if (target.ptr[0] != '/' && !xc_str_is(target, "*") && !skip_origin(&target))
        return false;
    size_t mark = find(target, '?');
    *ret_path = (xc_str){ target.ptr, mark };
    *ret_query = mark < target.len ? (xc_str){ target.ptr + mark + 1, target.len - mark - 1 }
                                   : (xc_str){ "", 0 };
    return true;
}
