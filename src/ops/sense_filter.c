/* sense_filter.c - $filter: OData's expressions to an SQL condition, by recursive descent.
 *
 * Values become parameters, names are looked up in the model, types are checked: "result gt 'deep'"
 * is an error that says so instead of a comparison that is never true. */
#include <stdio.h>

#include "base/buf.h"
#include "codec/time_text.h"
#include "ops/sense_query.h"

enum { MAX_DEPTH = 32 };

typedef enum { TYPE_ANY, TYPE_NUMBER, TYPE_TEXT, TYPE_TIME, TYPE_TRUTH } type;

typedef struct {
    xc_str sql;
    type type;
} term;

typedef struct {
    xc_str all, rest; /* rest is a tail of all */
    int64_t now_us;
    xc_arena *arena;
    sense_query *q;
    xc_problem *why;
    int depth, aliases;
} parser;

static xc_err parse_or(parser *p, term *ret);

/* ---- words ---- */

static uint32_t column_of(const parser *p)
{
    return (uint32_t)(p->all.len - p->rest.len) + 1;
}

static xc_err no(parser *p, const char *en, const char *zh)
{
    xc_str at = { p->rest.ptr, p->rest.len < 24 ? p->rest.len : 24 };
    xc_err err = xc_fail_at(p->why, XC_ESYNTAX, "$filter", 1, column_of(p), "%s, at \"%.*s\"",
                            "%s（在“%.*s”处）", en, XC_STR_ARG(at));
    if (p->why)
        (void)snprintf(p->why->zh, sizeof p->why->zh, "%s（在“%.*s”处）", zh, XC_STR_ARG(at));
    return err;
}

static void skip_blanks(parser *p)
{
    while (p->rest.len && p->rest.ptr[0] == ' ')
        p->rest.ptr++, p->rest.len--;
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '@' || c == '.' || c == '-' || (unsigned char)c >= 0x80;
}

static void advance(parser *p, size_t len)
{
    p->rest.ptr += len;
    p->rest.len -= len;
}

static xc_str peek_name(const parser *p)
{
    size_t len = 0;
    while (len < p->rest.len && is_name_char(p->rest.ptr[len]))
        len++;
    return (xc_str){ p->rest.ptr, len };
}

static bool take_char(parser *p, char c)
{
    skip_blanks(p);
    if (!p->rest.len || p->rest.ptr[0] != c)
        return false;
    advance(p, 1);
    return true;
}

/* a word that stands alone: "and", "gt" */
static bool take_word(parser *p, const char *word)
{
    skip_blanks(p);
    if (!xc_str_is(peek_name(p), word))
        return false;
    advance(p, strlen(word));
    return true;
}

static xc_err put(term *ret, type t, xc_str sql)
{
    if (!sql.ptr)
        return XC_ELIMIT;
    *ret = (term){ sql, t };
    return XC_OK;
}

static xc_err put_arg(parser *p, term *ret, type t, store_arg arg)
{
    if (p->q->arg_count == SENSE_MAX_ARGS)
        return xc_fail(p->why, XC_ELIMIT, "$filter", "more than %d values", "最多 %d 个值",
                       SENSE_MAX_ARGS);
    p->q->args[p->q->arg_count++] = arg;
    return put(ret, t, xc_arena_printf(p->arena, "$%zu", p->q->arg_count));
}

/* ---- values ---- */

static xc_err parse_text(parser *p, term *ret)
{
    char *text = xc_arena_alloc(p->arena, p->rest.len + 1);
    if (!text)
        return XC_ELIMIT;
    size_t len = 0, i = 1;
    for (; i < p->rest.len; i++) {
        if (p->rest.ptr[i] == '\'' && !(i + 1 < p->rest.len && p->rest.ptr[i + 1] == '\''))
            break;
        i += p->rest.ptr[i] == '\''; /* '' stands for one ' */
        text[len++] = p->rest.ptr[i];
    }
    if (i >= p->rest.len)
        return no(p, "a text is not closed with '", "文字没有用 ' 结束");
    advance(p, i + 1);
    return put_arg(p, ret, TYPE_TEXT, (store_arg){ .kind = 's', .s = { text, len } });
}

static bool is_time_char(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '.' || c == 'T' || c == 'Z' ||
           c == '+';
}

static xc_err parse_number_or_time(parser *p, term *ret)
{
    size_t len = 0;
    while (len < p->rest.len &&
           (is_time_char(p->rest.ptr[len]) || p->rest.ptr[len] == 'e' || p->rest.ptr[len] == 'E'))
        len++;
    xc_str word = { p->rest.ptr, len };
    store_arg arg = { .kind = 'd' };
    type t = TYPE_NUMBER;
    if (time_parse(word, &arg.i)) {
        arg.kind = 'i';
        t = TYPE_TIME;
    } else if (!xc_str_double(word, &arg.d)) {
        return no(p, "neither a number nor a time", "既不是数字也不是时间");
    }
    advance(p, len);
    return put_arg(p, ret, t, arg);
}

/* ---- names ---- */

static type type_of_column(const sense_column *c)
{
    switch (c->form) {
    case SENSE_TEXT:
        return TYPE_TEXT;
    case SENSE_TIME:
    case SENSE_PERIOD:
        return TYPE_TIME;
    case SENSE_NUMBER:
        return TYPE_NUMBER;
    default:
        return TYPE_ANY;
    }
}

static xc_err unknown_name(parser *p, const sense_entity *e, xc_str name)
{
    char known[200] = "id";
    for (size_t i = 0; i < e->column_count; i++) {
        size_t used = strlen(known);
        if (used + strlen(e->columns[i].name) + 3 < sizeof known) {
            memcpy(known + used, ", ", 2);
            memcpy(known + used + 2, e->columns[i].name, strlen(e->columns[i].name) + 1);
        }
    }
    return xc_fail_at(p->why, XC_EINVAL, "$filter", 1, column_of(p),
                      "%s has no property \"%.*s\"; it has %s", "%s 没有属性“%.*s”，可用的有 %s",
                      e->one, XC_STR_ARG(name), known);
}

/* properties/a/b: the rest of the path goes into the JSON */
static xc_err parse_json_path(parser *p, const sense_column *c, const char *alias, term *ret)
{
    xc_buf path;
    xc_buf_init(&path, 512);
    xc_buf_text(&path, "$");
    while (p->rest.len && p->rest.ptr[0] == '/') {
        advance(p, 1);
        xc_str name = peek_name(p);
        if (!name.len) {
            xc_buf_done(&path);
            return no(p, "a name is missing behind /", "/ 后面缺少名称");
        }
        advance(p, name.len);
        xc_buf_text(&path, ".\"");
        xc_buf_str(&path, name);
        xc_buf_byte(&path, '"');
    }
    xc_str copy = xc_buf_err(&path) ? (xc_str){ 0 } : xc_arena_str(p->arena, xc_buf_view(&path));
    xc_buf_done(&path);
    if (!copy.ptr)
        return XC_ELIMIT;
    term arg;
    xc_err err = put_arg(p, &arg, TYPE_TEXT, (store_arg){ .kind = 's', .s = copy });
    xc_str column = sense_sql(p->arena, c->sql, alias, alias);
    return err ? err
               : put(ret, TYPE_ANY,
                     xc_arena_printf(p->arena, "json_extract(%.*s, %.*s)", XC_STR_ARG(column),
                                     XC_STR_ARG(arg.sql)));
}

static xc_err parse_path(parser *p, sense_kind kind, const char *alias, term *ret)
{
    const sense_entity *e = sense_entity_of(kind);
    xc_str name = peek_name(p);
    if (xc_str_is(name, "id") || xc_str_is(name, "@iot.id")) {
        advance(p, name.len);
        return put(ret, kind == SENSE_OBSERVATION ? TYPE_TEXT : TYPE_NUMBER,
                   sense_sql(p->arena, e->id, alias, alias));
    }
    const sense_column *c = sense_column_find(e, name);
    if (c && c->form != SENSE_COMPUTED && c->form != SENSE_EXTRA) {
        advance(p, name.len);
        if (c->form == SENSE_JSON && p->rest.len && p->rest.ptr[0] == '/')
            return parse_json_path(p, c, alias, ret);
        return put(ret, type_of_column(c), sense_sql(p->arena, c->sql, alias, alias));
    }
    const sense_link *link = sense_link_find(e, name);
    if (!link || p->rest.len <= name.len || p->rest.ptr[name.len] != '/')
        return unknown_name(p, e, name);
    if (link->many)
        return xc_fail_at(p->why, XC_EUNSUPPORTED, "$filter", 1, column_of(p),
                          "%s leads to many entities; filters through it are not offered yet",
                          "%s 指向多个实体，暂不支持按它筛选", link->name);
    advance(p, name.len + 1);
    xc_str inner = xc_arena_printf(p->arena, "f%d", p->aliases++);
    term value;
    if (!inner.ptr)
        return XC_ELIMIT;
    xc_err err = parse_path(p, link->to, inner.ptr, &value);
    xc_str join = sense_sql(p->arena, link->join, inner.ptr, alias);
    return err ? err
               : put(ret, value.type,
                     xc_arena_printf(p->arena, "(SELECT %.*s FROM %s %s WHERE %.*s)",
                                     XC_STR_ARG(value.sql), sense_entity_of(link->to)->table,
                                     inner.ptr, XC_STR_ARG(join)));
}

/* ---- functions ---- */

/* {1} and {2} are the arguments */
static const struct {
    const char *name;
    size_t args;
    type takes[2], gives;
    const char *sql;
} functions[] = {
    { "substringof", 2, { TYPE_TEXT, TYPE_TEXT }, TYPE_TRUTH, "(instr({2}, {1}) > 0)" },
    { "startswith",
      2,
      { TYPE_TEXT, TYPE_TEXT },
      TYPE_TRUTH,
      "(substr({1}, 1, length({2})) = {2})" },
    { "endswith",
      2,
      { TYPE_TEXT, TYPE_TEXT },
      TYPE_TRUTH,
      "(substr({1}, length({1}) - length({2}) + 1) = {2})" },
    { "indexof", 2, { TYPE_TEXT, TYPE_TEXT }, TYPE_NUMBER, "(instr({1}, {2}) - 1)" },
    { "length", 1, { TYPE_TEXT }, TYPE_NUMBER, "length({1})" },
    { "tolower", 1, { TYPE_TEXT }, TYPE_TEXT, "lower({1})" },
    { "toupper", 1, { TYPE_TEXT }, TYPE_TEXT, "upper({1})" },
    { "trim", 1, { TYPE_TEXT }, TYPE_TEXT, "trim({1})" },
    { "concat", 2, { TYPE_TEXT, TYPE_TEXT }, TYPE_TEXT, "({1} || {2})" },
    { "round", 1, { TYPE_NUMBER }, TYPE_NUMBER, "round({1})" },
};

static xc_str fill_in(parser *p, const char *sql, const term *args)
{
    xc_buf out;
    xc_buf_init(&out, 16384);
    for (const char *s = sql; *s; s++) {
        if (*s == '{') {
            xc_buf_str(&out, args[s[1] - '1'].sql);
            s += 2;
        } else {
            xc_buf_byte(&out, *s);
        }
    }
    xc_str copy = xc_buf_err(&out) ? (xc_str){ 0 } : xc_arena_str(p->arena, xc_buf_view(&out));
    xc_buf_done(&out);
    return copy;
}

static bool fits(type is, type wanted)
{
    return is == wanted || is == TYPE_ANY || wanted == TYPE_ANY;
}

static xc_err parse_call(parser *p, size_t f, term *ret)
{
    term args[2];
    for (size_t i = 0; i < functions[f].args; i++) {
        if (i && !take_char(p, ','))
            return no(p, "a comma is missing", "缺少逗号");
        xc_err err = parse_or(p, &args[i]);
        if (err)
            return err;
        if (!fits(args[i].type, functions[f].takes[i]))
            return no(p, "this function needs another kind of value before here",
                      "函数的参数类型不对");
    }
    if (!take_char(p, ')'))
        return no(p, "a ) is missing", "缺少 )");
    return put(ret, functions[f].gives, fill_in(p, functions[f].sql, args));
}

static xc_err parse_name(parser *p, term *ret)
{
    xc_str name = peek_name(p);
    bool call = p->rest.len > name.len && p->rest.ptr[name.len] == '(';
    if (call && xc_str_is(name, "now")) {
        advance(p, name.len + 1);
        if (!take_char(p, ')'))
            return no(p, "a ) is missing", "缺少 )");
        return put_arg(p, ret, TYPE_TIME, (store_arg){ .kind = 'i', .i = p->now_us });
    }
    for (size_t i = 0; call && i < sizeof functions / sizeof functions[0]; i++)
        if (xc_str_is(name, functions[i].name)) {
            advance(p, name.len + 1);
            return parse_call(p, i, ret);
        }
    if (call)
        return xc_fail_at(p->why, XC_EUNSUPPORTED, "$filter", 1, column_of(p),
                          "the function %.*s is not offered", "暂不支持函数 %.*s",
                          XC_STR_ARG(name));
    for (int truth = 0; truth < 2; truth++)
        if (xc_str_is(name, truth ? "true" : "false")) {
            advance(p, name.len);
            return put(ret, TYPE_TRUTH, truth ? XC_STR("(1 = 1)") : XC_STR("(1 = 0)"));
        }
    return parse_path(p, p->q->kind, "{c}", ret);
}

static xc_err parse_primary(parser *p, term *ret)
{
    skip_blanks(p);
    if (!p->rest.len)
        return no(p, "the expression ends too early", "表达式不完整");
    char c = p->rest.ptr[0];
    if (c == '\'')
        return parse_text(p, ret);
    if ((c >= '0' && c <= '9') || c == '-')
        return parse_number_or_time(p, ret);
    if (c == '(') {
        advance(p, 1);
        term inner;
        xc_err err = parse_or(p, &inner);
        if (err)
            return err;
        if (!take_char(p, ')'))
            return no(p, "a ) is missing", "缺少 )");
        return put(ret, inner.type, xc_arena_printf(p->arena, "(%.*s)", XC_STR_ARG(inner.sql)));
    }
    if (!peek_name(p).len)
        return no(p, "a value or a name is expected", "这里应是值或名称");
    return parse_name(p, ret);
}

/* ---- operators, from the tightest ---- */

typedef struct {
    const char *word, *sql;
} operator;

static const operator products[] = { { "mul", "*" }, { "div", "/" }, { "mod", "%" }, { 0 } };
static const operator sums[] = { { "add", "+" }, { "sub", "-" }, { 0 } };
static const operator compares[] = { { "eq", "=" }, { "ne", "<>" }, { "gt", ">" }, { "ge", ">=" },
                                     { "lt", "<" }, { "le", "<=" }, { 0 } };

static const operator* take_operator(parser *p, const operator* from)
{
    for (; from->word; from++)
        if (take_word(p, from->word))
            return from;
    return NULL;
}

typedef xc_err level(parser *p, term *ret);

static xc_err parse_arithmetic(parser *p, const operator* ops, level *tighter, term *ret)
{
    xc_err err = tighter(p, ret);
    for (const operator* op; !err && (op = take_operator(p, ops));) {
        term right;
        err = tighter(p, &right);
        if (!err && (!fits(ret->type, TYPE_NUMBER) || !fits(right.type, TYPE_NUMBER)))
            return no(p, "only numbers can be calculated with", "只有数字可以计算");
        if (!err)
            err = put(ret, TYPE_NUMBER,
                      xc_arena_printf(p->arena, "(%.*s %s %.*s)", XC_STR_ARG(ret->sql), op->sql,
                                      XC_STR_ARG(right.sql)));
    }
    return err;
}

static xc_err parse_product(parser *p, term *ret)
{
    return parse_arithmetic(p, products, parse_primary, ret);
}

static xc_err parse_sum(parser *p, term *ret)
{
    return parse_arithmetic(p, sums, parse_product, ret);
}

static xc_err parse_compare(parser *p, term *ret)
{
    xc_err err = parse_sum(p, ret);
    const operator* op = err ? NULL : take_operator(p, compares);
    if (!op)
        return err;
    term right;
    err = parse_sum(p, &right);
    if (err)
        return err;
    if (!fits(ret->type, right.type))
        return no(p, "the two sides are of different kinds (text, number, time)",
                  "比较的两边类型不同（文字、数字、时间）");
    return put(ret, TYPE_TRUTH,
               xc_arena_printf(p->arena, "%.*s %s %.*s", XC_STR_ARG(ret->sql), op->sql,
                               XC_STR_ARG(right.sql)));
}

static xc_err need_truth(parser *p, const term *t)
{
    return fits(t->type, TYPE_TRUTH) ? XC_OK
                                     : no(p, "a condition is needed, such as result gt 20",
                                          "这里应是条件，例如 result gt 20");
}

static xc_err parse_not(parser *p, term *ret)
{
    if (!take_word(p, "not"))
        return parse_compare(p, ret);
    term inner;
    xc_err err = parse_compare(p, &inner);
    if (!err)
        err = need_truth(p, &inner);
    return err ? err
               : put(ret, TYPE_TRUTH,
                     xc_arena_printf(p->arena, "(NOT %.*s)", XC_STR_ARG(inner.sql)));
}

static xc_err parse_joined(parser *p, const char *word, const char *sql, level *tighter, term *ret)
{
    xc_err err = tighter(p, ret);
    while (!err && take_word(p, word)) {
        term right;
        err = tighter(p, &right);
        if (!err)
            err = need_truth(p, ret);
        if (!err)
            err = need_truth(p, &right);
        if (!err)
            err = put(ret, TYPE_TRUTH,
                      xc_arena_printf(p->arena, "(%.*s %s %.*s)", XC_STR_ARG(ret->sql), sql,
                                      XC_STR_ARG(right.sql)));
    }
    return err;
}

static xc_err parse_and(parser *p, term *ret)
{
    return parse_joined(p, "and", "AND", parse_not, ret);
}

static xc_err parse_or(parser *p, term *ret)
{
    if (p->depth == MAX_DEPTH)
        return xc_fail(p->why, XC_ELIMIT, "$filter", "nested deeper than %d", "嵌套超过 %d 层",
                       MAX_DEPTH);
    p->depth++;
    xc_err err = parse_joined(p, "or", "OR", parse_and, ret);
    p->depth--;
    return err;
}

xc_err sense_filter_parse(xc_str text, int64_t now_us, xc_arena *arena, sense_query *q,
                          xc_problem *why)
{
    parser p = { .all = text, .rest = text, .now_us = now_us, .arena = arena, .q = q, .why = why };
    term t;
    xc_err err = parse_or(&p, &t);
    skip_blanks(&p);
    if (!err && p.rest.len)
        err = no(&p, "this cannot stand here", "这里多出了内容");
    if (!err)
        err = need_truth(&p, &t);
    if (!err)
        q->filter = t.sql;
    return err;
}

xc_err sense_operand_parse(xc_str text, xc_arena *arena, sense_query *q, xc_str *ret,
                           xc_problem *why)
{
    parser p = { .all = text, .rest = text, .arena = arena, .q = q, .why = why };
    term t;
    xc_err err = parse_path(&p, q->kind, "{c}", &t);
    if (!err && p.rest.len)
        err = no(&p, "this cannot stand here", "这里多出了内容");
    if (!err)
        *ret = t.sql;
    return err;
}
