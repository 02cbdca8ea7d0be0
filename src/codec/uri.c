/* uri.c - see uri.h. */
#include "codec/uri.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char low = (char)(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* *ret_len counts the decoded bytes. */
static bool check_escapes(xc_str text, size_t *ret_len)
{
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++, len++) {
        if (text.ptr[i] == 0)
            return false;
        if (text.ptr[i] != '%')
            continue;
        if (text.len - i < 3 || hex_digit(text.ptr[i + 1]) < 0 || hex_digit(text.ptr[i + 2]) < 0)
            return false;
        if (text.ptr[i + 1] == '0' && text.ptr[i + 2] == '0')
            return false;
        i += 2;
    }
    *ret_len = len;
    return true;
}

static void unescape(xc_str text, bool plus_is_blank, char *to)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '%') {
            c = (char)(hex_digit(text.ptr[i + 1]) << 4 | hex_digit(text.ptr[i + 2]));
            i += 2;
        } else if (c == '+' && plus_is_blank) {
            c = ' ';
        }
        *to++ = c;
    }
}

static xc_err decode(xc_str text, bool plus_is_blank, xc_arena *arena, xc_str *ret)
{
    xc_str plain = { text.len ? text.ptr : "", 0 };
    if (!check_escapes(text, &plain.len))
        return XC_ESYNTAX;
    bool plus = plus_is_blank && text.len && memchr(text.ptr, '+', text.len);
    if (plain.len != text.len || plus) {
        char *to = xc_arena_alloc(arena, plain.len);
        if (!to)
            return xc_arena_err(arena, plain.len);
        unescape(text, plus_is_blank, to);
        plain.ptr = to;
    }
    if (!xc_utf8_valid(plain))
        return XC_ESYNTAX;
    *ret = plain;
    return XC_OK;
}

xc_err uri_decode(xc_str text, xc_arena *arena, xc_str *ret)
{
    return decode(text, false, arena, ret);
}

static size_t count_params(xc_str query)
{
    size_t count = 0;
    for (xc_str param; query.len;) {
        query = xc_str_cut(query, '&', &param);
        count += param.len > 0;
    }
    return count;
}

static xc_err read_param(xc_str text, xc_arena *arena, uri_param *ret)
{
    xc_str name, value = xc_str_cut(text, '=', &name);
    xc_err err = decode(name, true, arena, &ret->name);
    return err ? err : decode(value, true, arena, &ret->value);
}

xc_err uri_query_parse(xc_str query, xc_arena *arena, uri_query *ret)
{
    size_t count = count_params(query), used = 0;
    if (count > URI_MAX_PARAMS)
        return XC_ELIMIT;
    uri_param *params = xc_arena_array(arena, count, sizeof *params);
    if (!params)
        return xc_arena_err(arena, count * sizeof *params);
    for (xc_str param; query.len;) {
        query = xc_str_cut(query, '&', &param);
        xc_err err = param.len ? read_param(param, arena, params + used++) : XC_OK;
        if (err)
            return err;
    }
    *ret = (uri_query){ params, count };
    return XC_OK;
}

xc_str uri_query_find(const uri_query *query, const char *name)
{
    for (size_t i = 0; i < query->count; i++)
        if (xc_str_is(query->items[i].name, name))
            return query->items[i].value;
    return (xc_str){ 0 };
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

void uri_encode(xc_buf *out, xc_str text)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        unsigned char byte = (unsigned char)c;
        char escape[3] = { '%', digits[byte >> 4], digits[byte & 15] };
        if (is_alpha(c) || is_digit(c) || (c && strchr("-._~", c)))
            xc_buf_byte(out, c);
        else
            xc_buf_put(out, escape, 3);
    }
}

/* ---- the parts of an absolute URI ---- */

static bool good_scheme(xc_str s)
{
    if (!s.len || !is_alpha(s.ptr[0]))
        return false;
    for (size_t i = 1; i < s.len; i++)
        if (!is_alpha(s.ptr[i]) && !is_digit(s.ptr[i]) && !strchr("+-.", s.ptr[i]))
            return false;
    return true;
}

static bool printable(xc_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] <= ' ' || s.ptr[i] == 0x7F)
            return false;
    return true;
}

/* The first of any of these characters, or the end. */
static size_t span_to(xc_str s, const char *any)
{
    size_t i = 0;
    while (i < s.len && !strchr(any, s.ptr[i]))
        i++;
    return i;
}

static xc_str from(xc_str s, size_t at)
{
    return (xc_str){ s.ptr + at, s.len - at };
}

static bool split_port(xc_str text, int *ret)
{
    int64_t port = 0;
    if (text.len &&
        (text.ptr[0] != ':' || (text.len > 1 && !xc_str_int(from(text, 1), 1, 65535, &port))))
        return false;
    *ret = (int)port;
    return true;
}

static bool split_authority(xc_str authority, uri_parts *to)
{
    size_t at = span_to(authority, "@");
    if (at < authority.len) {
        to->user = (xc_str){ authority.ptr, at };
        authority = from(authority, at + 1);
    }
    bool bracket = authority.len && authority.ptr[0] == '[';
    size_t end = span_to(authority, bracket ? "]" : ":");
    if (bracket && end == authority.len)
        return false;
    to->host = bracket ? (xc_str){ authority.ptr + 1, end - 1 } : (xc_str){ authority.ptr, end };
    return to->host.len && span_to(to->host, "@[]") == to->host.len &&
           split_port(from(authority, bracket ? end + 1 : end), &to->port);
}

xc_err uri_split(xc_str text, uri_parts *ret)
{
    uri_parts parts = { .user = XC_STR(""), .query = XC_STR("") };
    size_t colon = span_to(text, ":");
    parts.scheme = (xc_str){ text.ptr, colon };
    if (colon == text.len || !printable(text) || !good_scheme(parts.scheme))
        return XC_ESYNTAX;
    xc_str rest = from(text, colon + 1);
    if (!xc_str_starts(rest, XC_STR("//")))
        return XC_ESYNTAX;
    rest = from(rest, 2);
    size_t end = span_to(rest, "/?#");
    if (!split_authority((xc_str){ rest.ptr, end }, &parts))
        return XC_ESYNTAX;
    rest = from(rest, end);
    rest.len = span_to(rest, "#");
    parts.path = (xc_str){ rest.ptr, span_to(rest, "?") };
    if (parts.path.len < rest.len)
        parts.query = from(rest, parts.path.len + 1);
    *ret = parts;
    return XC_OK;
}
