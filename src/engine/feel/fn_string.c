/* fn_string.c - built-in functions on texts, by code point (DMN 1.5, 10.3.4.3). */
#include "engine/feel/builtin.h"

static xc_str rest_of(xc_str s, size_t from)
{
    return (xc_str){ s.ptr + from, s.len - from };
}

/* byte offset of the n-th code point */
static size_t offset_of(xc_str s, size_t n)
{
    size_t at = 0;
    uint32_t c;
    while (n-- > 0 && at < s.len)
        at += xc_utf8_next(rest_of(s, at), &c);
    return at;
}

static bool find(xc_str s, xc_str what, size_t *ret)
{
    if (what.len > s.len)
        return false;
    for (size_t i = 0; i + what.len <= s.len; i++)
        if (xc_str_starts(rest_of(s, i), what)) {
            *ret = i;
            return true;
        }
    return false;
}

static const feel_value *fn_substring(feel_run *run, const feel_node *at,
                                      const feel_value *const *args)
{
    xc_str s = args[0]->str;
    int64_t start, count = (int64_t)xc_utf8_count(s), length = count;
    dec whole;
    if (!feel_to_int(args[1], &start) || start == 0 || start > count || start < -count)
        return feel_fail(run, at, "the text of %d characters has no such place",
                         "文本共 %d 个字符，没有这个位置", (int)count);
    if (args[2] && (!dec_round(args[2]->number, 0, DEC_DOWN, &whole) ||
                    !dec_to_int(whole, &length) || length < 1))
        return feel_fail(run, at, "the length must be 1 or more", "长度至少为 1");
    start = start > 0 ? start - 1 : count + start;
    if (length > count - start)
        length = count - start;
    size_t from = offset_of(s, (size_t)start);
    xc_str tail = rest_of(s, from);
    return feel_of_str(run->arena, (xc_str){ tail.ptr, offset_of(tail, (size_t)length) });
}

static const feel_value *fn_length(feel_run *run, const feel_node *at,
                                   const feel_value *const *args)
{
    (void)at;
    return feel_int(run->arena, (int64_t)xc_utf8_count(args[0]->str));
}

/* ---- parts ---- */

static const feel_value *fn_before(feel_run *run, const feel_node *at,
                                   const feel_value *const *args)
{
    (void)at;
    size_t i = 0;
    xc_str s = args[0]->str;
    return feel_of_str(run->arena, (xc_str){ s.ptr, find(s, args[1]->str, &i) ? i : 0 });
}

static const feel_value *fn_after(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    (void)at;
    size_t i;
    xc_str s = args[0]->str, what = args[1]->str;
    if (!find(s, what, &i))
        return feel_of_str(run->arena, XC_STR(""));
    return feel_of_str(run->arena, rest_of(s, i + what.len));
}

static const feel_value *fn_contains(feel_run *run, const feel_node *at,
                                     const feel_value *const *args)
{
    (void)run;
    (void)at;
    size_t i;
    return feel_bool(find(args[0]->str, args[1]->str, &i));
}

static const feel_value *fn_starts(feel_run *run, const feel_node *at,
                                   const feel_value *const *args)
{
    (void)run;
    (void)at;
    return feel_bool(xc_str_starts(args[0]->str, args[1]->str));
}

static const feel_value *fn_ends(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    (void)run;
    (void)at;
    xc_str s = args[0]->str, end = args[1]->str;
    return feel_bool(s.len >= end.len && xc_str_eq(rest_of(s, s.len - end.len), end));
}

static const feel_value *fn_join(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    xc_buf out;
    xc_buf_init(&out, FEEL_MAX_STRING);
    bool ok = true, any = false;
    for (size_t i = 0; i < args[0]->list.count; i++) {
        const feel_value *v = args[0]->list.items[i];
        if (feel_is_null(v))
            continue;
        ok = ok && v->type == FEEL_STRING;
        if (any && args[1] && !feel_is_null(args[1]))
            xc_buf_str(&out, args[1]->str);
        if (v->type == FEEL_STRING)
            xc_buf_str(&out, v->str);
        any = true;
    }
    if (args[1] && !feel_is_null(args[1]) && args[1]->type != FEEL_STRING)
        ok = false;
    const feel_value *v = ok && !out.err ? feel_string(run->arena, xc_buf_view(&out))
                                         : feel_fail(run, at, "string join takes texts only",
                                                     "string join 只接受文本");
    xc_buf_done(&out);
    return v;
}

#define STRING_MATCH       \
    {                      \
        { "string", 's' }, \
        {                  \
            "match", 's'   \
        }                  \
    }

const feel_builtin feel_string_builtins[] = {
    { "substring",
      fn_substring,
      { { "string", 's' }, { "start position", 'n' }, { "length", 'N' } } },
    { "string length", fn_length, { { "string", 's' } } },
    { "upper case", feel_fn_upper, { { "string", 's' } } },
    { "lower case", feel_fn_lower, { { "string", 's' } } },
    { "substring before", fn_before, STRING_MATCH },
    { "substring after", fn_after, STRING_MATCH },
    { "contains", fn_contains, STRING_MATCH },
    { "starts with", fn_starts, STRING_MATCH },
    { "ends with", fn_ends, STRING_MATCH },
    { "matches", feel_fn_matches, { { "input", 's' }, { "pattern", 's' }, { "flags", 'X' } } },
    { "replace",
      feel_fn_replace,
      { { "input", 's' }, { "pattern", 's' }, { "replacement", 's' }, { "flags", 'X' } } },
    { "split", feel_fn_split, { { "string", 's' }, { "delimiter", 's' } } },
    { "string join", fn_join, { { "list", 'l' }, { "delimiter", 'X' } } },
    { 0 },
};
