/* fn_convert.c - built-in functions from one kind to another (DMN 1.5, 10.3.4.1), not(), range().
 */
#include "engine/feel/builtin.h"
#include "engine/feel/feel_embed.h"

static const feel_value *fn_string(feel_run *run, const feel_node *at,
                                   const feel_value *const *args)
{
    xc_buf out;
    xc_buf_init(&out, FEEL_MAX_STRING);
    if (feel_is_null(args[0]))
        return args[0];
    feel_put_string(&out, args[0]);
    const feel_value *v = out.err ? feel_fail(run, at, "the text is too long", "文本过长")
                                  : feel_string(run->arena, xc_buf_view(&out));
    xc_buf_done(&out);
    return v;
}

static const feel_value *not_number(feel_run *run, const feel_node *at, xc_str s)
{
    return feel_fail(run, at, "\"%.*s\" is no number", "“%.*s”不是数", XC_STR_ARG(s));
}

static const feel_value *fn_number(feel_run *run, const feel_node *at,
                                   const feel_value *const *args)
{
    dec d;
    xc_str s = args[0]->str;
    if (s.len && s.ptr[0] == '+')
        return not_number(run, at, s);
    return dec_parse(s, &d) ? feel_of_dec(run->arena, d) : not_number(run, at, s);
}

/* a separator: null, or one of the texts that are allowed */
static bool separator(const feel_value *v, const char *allowed, char *ret)
{
    *ret = 0;
    if (feel_is_null(v))
        return true;
    if (v->type != FEEL_STRING || v->str.len != 1 || !strchr(allowed, v->str.ptr[0]))
        return false;
    *ret = v->str.ptr[0];
    return true;
}

static const feel_value *number_grouped(feel_run *run, const feel_node *at,
                                        const feel_value *const *args)
{
    char group, point, text[100];
    xc_str s = args[0]->str;
    size_t len = 0;
    if (!separator(args[1], " ,.", &group) || !separator(args[2], ".,", &point) ||
        (group && group == point))
        return feel_fail(run, at, "the separators must be different ones of blank , . or null",
                         "分隔符须为空格、逗号、句点或空值，且互不相同");
    for (size_t i = 0; i < s.len && len < sizeof text; i++) {
        char c = s.ptr[i];
        if (group && c == group)
            continue;
        if (c == '.' && point == ',')
            return not_number(run, at, s);
        text[len++] = point && c == point ? '.' : c;
    }
    dec d;
    if (len == sizeof text || !dec_parse((xc_str){ text, len }, &d))
        return not_number(run, at, s);
    return feel_of_dec(run->arena, d);
}

static const feel_value *fn_not(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    if (args[0]->type == FEEL_BOOLEAN)
        return feel_bool(!args[0]->boolean);
    return feel_is_null(args[0])
               ? args[0]
               : feel_fail(run, at, "not takes true, false or null", "not 只接受真、假或空值");
}

/* "[1..3)": only a range of literals counts */
static const feel_value *fn_range(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    const feel_value *v = feel_read_range(run, xc_str_trim(args[0]->str));
    if (v->type == FEEL_RANGE)
        return v;
    return feel_fail(run, at, "\"%.*s\" is no range of two values", "“%.*s”不是两个值的区间",
                     XC_STR_ARG(args[0]->str));
}

const feel_builtin feel_convert_builtins[] = {
    { "string", fn_string, { { "from", 'x' } } },
    { "number", fn_number, { { "from", 's' } } },
    { "number",
      number_grouped,
      { { "from", 's' }, { "grouping separator", 'x' }, { "decimal separator", 'x' } } },
    { "not", fn_not, { { "negand", 'x' } } },
    { "range", fn_range, { { "from", 's' } } },
    { 0 },
};
