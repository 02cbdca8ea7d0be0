/* sense_query.c - query options: splitting, checking, $expand with its own options in brackets. */
#include "ops/sense_query.h"

#include "codec/uri.h"

typedef struct {
    int64_t now_us;
    xc_arena *arena;
    xc_problem *why;
    int depth;
} context;

static xc_err parse_options(const context *c, xc_str text, char separator, sense_query *q);

xc_str sense_sql(xc_arena *arena, const char *sql, const char *child, const char *parent)
{
    size_t child_len = strlen(child), parent_len = strlen(parent), len = 0;
    for (const char *s = sql; *s; s++)
        len += s[0] == '{' ? child_len + parent_len : 1;
    char *text = xc_arena_alloc(arena, len + 1);
    if (!text)
        return (xc_str){ 0 };
    size_t at = 0;
    for (const char *s = sql; *s; s++) {
        bool is_child = strncmp(s, "{c}", 3) == 0, is_parent = strncmp(s, "{p}", 3) == 0;
        if (is_child || is_parent) {
            memcpy(text + at, is_child ? child : parent, is_child ? child_len : parent_len);
            at += is_child ? child_len : parent_len;
            s += 2;
        } else {
            text[at++] = *s;
        }
    }
    text[at] = 0;
    return (xc_str){ text, at };
}

/* the first separator outside brackets and quotes; SIZE_MAX: none */
static size_t find_outside(xc_str s, char separator)
{
    int depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '\'')
            quoted = !quoted;
        else if (quoted)
            continue;
        else if (c == '(')
            depth++;
        else if (c == ')')
            depth--;
        else if (c == separator && depth == 0)
            return i;
    }
    return SIZE_MAX;
}

static xc_str cut_outside(xc_str s, char separator, xc_str *head)
{
    size_t at = find_outside(s, separator);
    if (at == SIZE_MAX) {
        *head = s;
        return (xc_str){ 0 };
    }
    *head = (xc_str){ s.ptr, at };
    return (xc_str){ s.ptr + at + 1, s.len - at - 1 };
}

static xc_err parse_top(const context *c, xc_str value, sense_query *q)
{
    int64_t top;
    if (!xc_str_int(value, 0, INT64_MAX, &top))
        return xc_fail(c->why, XC_EINVAL, "$top", "\"%.*s\" is not a whole number from 0",
                       "“%.*s”不是从 0 起的整数", XC_STR_ARG(value));
    q->top = top < SENSE_MAX_TOP ? top : SENSE_MAX_TOP;
    q->top_given = true;
    return XC_OK;
}

static xc_err parse_skip(const context *c, xc_str value, sense_query *q)
{
    if (xc_str_int(value, 0, INT64_MAX, &q->skip))
        return XC_OK;
    return xc_fail(c->why, XC_EINVAL, "$skip", "\"%.*s\" is not a whole number from 0",
                   "“%.*s”不是从 0 起的整数", XC_STR_ARG(value));
}

static xc_err parse_count(const context *c, xc_str value, sense_query *q)
{
    q->count = xc_str_is(value, "true");
    if (q->count || xc_str_is(value, "false"))
        return XC_OK;
    return xc_fail(c->why, XC_EINVAL, "$count", "$count is true or false, not \"%.*s\"",
                   "$count 只能是 true 或 false，不能是“%.*s”", XC_STR_ARG(value));
}

static xc_err parse_filter(const context *c, xc_str value, sense_query *q)
{
    return sense_filter_parse(value, c->now_us, c->arena, q, c->why);
}

static xc_err parse_orderby(const context *c, xc_str value, sense_query *q)
{
    xc_str sql = XC_STR("");
    while (value.len) {
        xc_str item, path, operand;
        value = cut_outside(value, ',', &item);
        xc_str way = xc_str_trim(xc_str_cut(xc_str_trim(item), ' ', &path));
        bool down = xc_str_is(way, "desc");
        if (way.len && !down && !xc_str_is(way, "asc"))
            return xc_fail(c->why, XC_EINVAL, "$orderby", "\"%.*s\" is neither asc nor desc",
                           "“%.*s”既不是 asc 也不是 desc", XC_STR_ARG(way));
        size_t args = q->arg_count;
        xc_err err = sense_operand_parse(path, c->arena, q, &operand, c->why);
        if (err)
            return err;
        if (q->arg_count != args)
            return xc_fail(c->why, XC_EUNSUPPORTED, "$orderby",
                           "ordering by \"%.*s\" is not offered", "暂不支持按“%.*s”排序",
                           XC_STR_ARG(path));
        sql = xc_arena_printf(c->arena, "%.*s%s%.*s%s", XC_STR_ARG(sql), sql.len ? ", " : "",
                              XC_STR_ARG(operand), down ? " DESC" : "");
        if (!sql.ptr)
            return XC_ELIMIT;
    }
    if (sql.len)
        q->order = sql;
    return XC_OK;
}

static xc_err parse_select(const context *c, xc_str value, sense_query *q)
{
    const sense_entity *e = sense_entity_of(q->kind);
    while (value.len) {
        xc_str name;
        value = xc_str_cut(value, ',', &name);
        name = xc_str_trim(name);
        bool known = xc_str_is(name, "id") || xc_str_is(name, "@iot.id") ||
                     sense_column_find(e, name) || sense_link_find(e, name);
        if (!known)
            return xc_fail(c->why, XC_EINVAL, "$select", "%s has no property \"%.*s\"",
                           "%s 没有属性“%.*s”", e->one, XC_STR_ARG(name));
        if (q->select_count == SENSE_MAX_SELECTS)
            return xc_fail(c->why, XC_ELIMIT, "$select", "more than %d names", "最多 %d 个名称",
                           SENSE_MAX_SELECTS);
        q->select[q->select_count++] = name;
    }
    return XC_OK;
}

static sense_query *new_query(const context *c, sense_kind kind)
{
    sense_query *q = xc_arena_array(c->arena, 1, sizeof *q);
    if (q) {
        q->kind = kind;
        q->top = SENSE_DEFAULT_TOP;
    }
    return q;
}

/* Datastreams/Observations($top=1),Locations: a path is an expand within an expand */
static xc_err expand_one(const context *c, xc_str item, sense_query *q)
{
    const sense_entity *e = sense_entity_of(q->kind);
    size_t name_len = 0;
    while (name_len < item.len && item.ptr[name_len] != '(' && item.ptr[name_len] != '/')
        name_len++;
    xc_str name = xc_str_trim((xc_str){ item.ptr, name_len });
    xc_str rest = { item.ptr + name_len, item.len - name_len };
    const sense_link *link = sense_link_find(e, name);
    if (!link)
        return xc_fail(c->why, XC_EINVAL, "$expand", "%s has no link \"%.*s\"", "%s 没有关联“%.*s”",
                       e->one, XC_STR_ARG(name));
    if (q->expand_count == SENSE_MAX_EXPANDS || c->depth == SENSE_MAX_EXPAND_DEPTH)
        return xc_fail(c->why, XC_ELIMIT, "$expand", "more than %d expansions or %d levels",
                       "最多展开 %d 项、%d 层", SENSE_MAX_EXPANDS, SENSE_MAX_EXPAND_DEPTH);
    sense_query *inner = new_query(c, link->to);
    if (!inner)
        return XC_ELIMIT;
    context deeper = *c;
    deeper.depth++;
    xc_err err = XC_OK;
    if (rest.len && rest.ptr[0] == '/')
        err = expand_one(&deeper, (xc_str){ rest.ptr + 1, rest.len - 1 }, inner);
    else if (rest.len && rest.ptr[rest.len - 1] == ')')
        err = parse_options(&deeper, (xc_str){ rest.ptr + 1, rest.len - 2 }, ';', inner);
    else if (rest.len)
        err = xc_fail(c->why, XC_ESYNTAX, "$expand", "a ) is missing behind \"%.*s\"",
                      "“%.*s”后面缺少 )", XC_STR_ARG(name));
    q->expand[q->expand_count++] = (sense_expand){ link, inner };
    return err;
}

static xc_err parse_expand(const context *c, xc_str value, sense_query *q)
{
    xc_err err = XC_OK;
    while (value.len && !err) {
        xc_str item;
        value = cut_outside(value, ',', &item);
        err = expand_one(c, xc_str_trim(item), q);
    }
    return err;
}

static const struct {
    const char *name;
    xc_err (*parse)(const context *c, xc_str value, sense_query *q);
} options[] = {
    { "$top", parse_top },       { "$skip", parse_skip },       { "$count", parse_count },
    { "$filter", parse_filter }, { "$orderby", parse_orderby }, { "$select", parse_select },
    { "$expand", parse_expand },
};

static xc_err parse_option(const context *c, xc_str option, sense_query *q)
{
    xc_str name, value = xc_str_cut(option, '=', &name);
    if (xc_str_is(name, "lang")) /* ours: the language of errors */
        return XC_OK;
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
        if (xc_str_is(name, options[i].name))
            return options[i].parse(c, value, q);
    return xc_fail(c->why, XC_EUNSUPPORTED, "?", "the option \"%.*s\" is not offered",
                   "暂不支持选项“%.*s”", XC_STR_ARG(name));
}

static xc_err parse_options(const context *c, xc_str text, char separator, sense_query *q)
{
    xc_err err = XC_OK;
    while (text.len && !err) {
        xc_str option;
        text = cut_outside(text, separator, &option);
        if (option.len)
            err = parse_option(c, option, q);
    }
    return err;
}

/* as forms send it: + is a blank */
static xc_err decode(const context *c, xc_str option, xc_str *ret)
{
    char *text = xc_arena_alloc(c->arena, option.len + 1);
    if (!text)
        return XC_ELIMIT;
    for (size_t i = 0; i < option.len; i++)
        text[i] = option.ptr[i];
    for (size_t i = 0; i < option.len; i++)
        if (text[i] == '+')
            text[i] = ' ';
    if (uri_decode((xc_str){ text, option.len }, c->arena, ret))
        return xc_fail(c->why, XC_ESYNTAX, "?",
                       "the query \"%.*s\" is not encoded as UTF-8 with %%XX",
                       "查询“%.*s”的编码不对，应为 UTF-8 的 %%XX", XC_STR_ARG(option));
    return XC_OK;
}

xc_err sense_query_parse(xc_str raw, sense_kind kind, int64_t now_us, xc_arena *arena,
                         const sense_query **ret, xc_problem *why)
{
    context c = { .now_us = now_us, .arena = arena, .why = why };
    sense_query *q = new_query(&c, kind);
    if (!q)
        return XC_ELIMIT;
    xc_err err = XC_OK;
    while (raw.len && !err) {
        xc_str option, decoded;
        raw = xc_str_cut(raw, '&', &option); /* an & inside a value is sent as %26 */
        if (!option.len)
            continue;
        err = decode(&c, option, &decoded);
        if (!err)
            err = parse_option(&c, decoded, q);
    }
    if (!err)
        *ret = q;
    return err;
}
