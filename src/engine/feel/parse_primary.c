/* parse_primary.c - literals, names, lists, contexts, ranges, and what may follow them. */
#include "engine/feel/parse_int.h"

static const feel_node *constant(parser *p, const feel_token *at, const feel_value *v)
{
    feel_node *n = parse_node(p, OP_CONST, at);
    if (!n)
        return NULL;
    n->value = v;
    return n;
}

static const feel_node *number(parser *p)
{
    feel_token t = p->tok;
    dec d;
    if (!dec_parse(t.text, &d))
        return parse_fail(p, &t, "this number is too large for 34 digits and exponent 6144",
                          "这个数过大，超出 34 位十进制数的范围");
    parse_next(p);
    const feel_value *v = feel_of_dec(p->arena, d);
    return feel_is_null(v) ? parse_no_room(p) : constant(p, &t, v);
}

const feel_value *feel_at_literal(xc_arena *arena, xc_str text);

static const feel_node *at_literal(parser *p)
{
    feel_token t = p->tok;
    parse_next(p);
    const feel_value *v = feel_at_literal(p->arena, t.text);
    if (!feel_is_null(v))
        return constant(p, &t, v);
    feel_node *n = parse_node(p, OP_NO_LITERAL, &t);
    if (!n)
        return NULL;
    n->value = feel_of_str(p->arena, t.text);
    return feel_is_null(n->value) ? parse_no_room(p) : parse_end(p, n);
}

/* ---- names ---- */

enum { MAX_ITEMS_AROUND = 32 };

typedef struct {
    feel_place items[MAX_ITEMS_AROUND];
    uint16_t count, walls;
    const parse_local *local;
} found_name;

static found_name look_up(const parser *p, xc_str name)
{
    found_name f = { 0 };
    for (const parse_local *l = p->locals; l; l = l->outer) {
        f.walls = (uint16_t)(f.walls + l->wall);
        if (l->item && f.count < MAX_ITEMS_AROUND)
            f.items[f.count++] = (feel_place){ f.walls, l->slot };
        if (l->name.ptr && xc_str_eq(l->name, name)) {
            f.local = l;
            break;
        }
    }
    return f;
}

static int32_t global_of(const parser *p, xc_str name)
{
    for (size_t i = 0; i < p->scope->count; i++)
        if (xc_str_eq(p->scope->names[i], name)) {
            if (p->uses)
                p->uses[i] = true;
            return (int32_t)i;
        }
    return -1;
}

static const feel_node *name_node(parser *p, const feel_token *t)
{
    found_name f = look_up(p, t->text);
    feel_name *name = xc_arena_array(p->arena, 1, sizeof *name);
    feel_place *items = xc_arena_array(p->arena, f.count, sizeof *items);
    feel_node *n = parse_node(p, OP_NAME, t);
    if (!name || !items || !n)
        return parse_no_room(p);
    if (f.count)
        memcpy(items, f.items, f.count * sizeof *items);
    *name = (feel_name){ .name = t->text, .items = items, .item_count = f.count, .global = -1 };
    if (f.local) {
        name->local = true;
        name->place = (feel_place){ f.walls, f.local->slot };
    } else {
        name->global = global_of(p, t->text);
        name->builtin = feel_builtin_find(t->text);
    }
    n->name = name;
    return parse_end(p, n);
}

static const feel_node *name_or_word(parser *p)
{
    static const char *const TAKEN[] = { "and",       "or", "then",    "else",    "return",
                                         "satisfies", "in", "between", "instance" };
    feel_token t = p->tok;
    const feel_value *v = !p->tok.keyword          ? NULL
                          : parse_word(p, "true")  ? feel_bool(true)
                          : parse_word(p, "false") ? feel_bool(false)
                          : parse_word(p, "null")  ? feel_null()
                                                   : NULL;
    if (v) {
        parse_next(p);
        return constant(p, &t, v);
    }
    const feel_node *control = parse_control(p);
    if (control || p->err)
        return control;
    for (size_t i = 0; t.keyword && !t.declared && i < sizeof TAKEN / sizeof TAKEN[0]; i++)
        if (parse_word(p, TAKEN[i]))
            return parse_unexpected(p, "a value", "一个值");
    parse_next(p);
    return p->err ? NULL : name_node(p, &t);
}

/* ---- ranges and lists ---- */

static bool take_range_close(parser *p, bool *closed)
{
    *closed = parse_sign(p, "]");
    if (parse_take(p, "]") || parse_take(p, ")") || parse_take(p, "["))
        return true;
    if (!p->err)
        parse_unexpected(p, "] or )", "] 或 )");
    return false;
}

const feel_node *parse_range_rest(parser *p, const feel_token *at, const feel_node *low,
                                  bool closed)
{
    bool high_closed;
    const feel_node *high = parse_expression(p);
    if (!high || !take_range_close(p, &high_closed))
        return NULL;
    feel_node *n = parse_node(p, OP_RANGE, at);
    if (!n)
        return NULL;
    n->sub = (uint8_t)((closed ? RANGE_LOW_CLOSED : 0) | (high_closed ? RANGE_HIGH_CLOSED : 0));
    n->a = low;
    n->b = high;
    return parse_end(p, n);
}

static const feel_node *list_rest(parser *p, const feel_token *at, const feel_node *first)
{
    parse_list list = { 0 };
    if (first) {
        if (!parse_add(p, &list, first))
            return NULL;
        while (parse_take(p, ","))
            if (!parse_add(p, &list, parse_expression(p)))
                return NULL;
    }
    if (!parse_expect(p, "]"))
        return NULL;
    feel_node *n = parse_node(p, OP_LIST, at);
    if (!n)
        return NULL;
    n->list = list.items;
    n->count = (uint32_t)list.count;
    return parse_end(p, n);
}

static const feel_node *bracket(parser *p)
{
    feel_token at = p->tok;
    parse_next(p);
    if (parse_sign(p, "]"))
        return list_rest(p, &at, NULL);
    const feel_node *first = parse_expression(p);
    if (!first)
        return NULL;
    return parse_take(p, "..") ? parse_range_rest(p, &at, first, true) : list_rest(p, &at, first);
}

static const feel_node *parenthesis(parser *p)
{
    feel_token at = p->tok;
    parse_next(p);
    const feel_node *inner = parse_expression(p);
    if (!inner)
        return NULL;
    if (parse_take(p, ".."))
        return parse_range_rest(p, &at, inner, false);
    return parse_expect(p, ")") ? inner : NULL;
}

static const feel_node *open_range(parser *p) /* ]a..b] */
{
    feel_token at = p->tok;
    parse_next(p);
    const feel_node *low = parse_expression(p);
    return low && parse_expect(p, "..") ? parse_range_rest(p, &at, low, false) : NULL;
}

/* "<5" and the like: a range with one end; "=5" is that point, "!=5" all but it */
static const feel_node *half_range(parser *p)
{
    static const struct {
        const char *sign;
        uint8_t bits;
    } SIGNS[] = { { "<", RANGE_HALF },
                  { "<=", RANGE_HALF | RANGE_HIGH_CLOSED },
                  { ">", RANGE_HALF },
                  { ">=", RANGE_HALF | RANGE_LOW_CLOSED },
                  { "=", RANGE_HALF | RANGE_LOW_CLOSED | RANGE_HIGH_CLOSED },
                  { "!=", RANGE_OTHER } };
    feel_token at = p->tok;
    size_t which = 0;
    while (!parse_sign(p, SIGNS[which].sign))
        which++;
    parse_next(p);
    const feel_node *end = parse_sum(p), *none = end ? constant(p, &at, feel_null()) : NULL;
    feel_node *n = none ? parse_node(p, OP_RANGE, &at) : NULL;
    if (!n)
        return NULL;
    n->sub = SIGNS[which].bits;
    n->a = which < 2 ? none : end;
    n->b = which == 2 || which == 3 ? none : end;
    return parse_end(p, n);
}

/* ---- contexts ---- */

static bool take_key(parser *p, xc_str *name)
{
    if (p->tok.kind == TOK_STRING) {
        *name = p->tok.text;
        parse_next(p);
        return parse_expect(p, ":");
    }
    if (parse_take_label(p, name))
        return true;
    if (!p->err)
        parse_unexpected(p, "a name and :", "名称和冒号 :");
    return false;
}

typedef struct {
    xc_str *names;
    uint16_t *slots;
    size_t count, cap;
} key_list;

static bool add_key(parser *p, key_list *keys, xc_str name, uint16_t slot)
{
    if (keys->count == keys->cap) {
        size_t cap = keys->cap ? keys->cap * 2 : 8;
        xc_str *names = xc_arena_array(p->arena, cap, sizeof *names);
        uint16_t *slots = xc_arena_array(p->arena, cap, sizeof *slots);
        if (!names || !slots)
            return parse_no_room(p) != NULL;
        if (keys->count) {
            memcpy(names, keys->names, keys->count * sizeof *names);
            memcpy(slots, keys->slots, keys->count * sizeof *slots);
        }
        *keys = (key_list){ names, slots, keys->count, cap };
    }
    keys->names[keys->count] = name;
    keys->slots[keys->count++] = slot;
    return true;
}

static bool entry(parser *p, parse_list *values, key_list *keys)
{
    xc_str name;
    if (!take_key(p, &name))
        return false;
    uint16_t slot = parse_slot(p);
    bool early = parse_word(p, "function"); /* it may call itself */
    if (early && !parse_declare(p, name, slot))
        return false;
    const feel_node *v = parse_expression(p);
    if (!v || !parse_add(p, values, v) || !add_key(p, keys, name, slot))
        return false;
    parse_remember_key(p, name);
    return early || parse_declare(p, name, slot);
}

static const feel_node *context(parser *p)
{
    feel_token at = p->tok;
    const parse_local *outer = p->locals;
    parse_list values = { 0 };
    key_list keys = { 0 };
    parse_next(p);
    if (!parse_sign(p, "}"))
        do {
            if (p->err || !entry(p, &values, &keys))
                return NULL;
        } while (parse_take(p, ","));
    p->locals = outer;
    if (!parse_expect(p, "}"))
        return NULL;
    feel_node *n = parse_node(p, OP_CONTEXT, &at);
    if (!n)
        return NULL;
    n->list = values.items;
    n->count = (uint32_t)values.count;
    n->names = keys.names;
    n->slots = keys.slots;
    return parse_end(p, n);
}

/* ---- primary ---- */

typedef const feel_node *reader(parser *p);

static const feel_node *input(parser *p)
{
    feel_token t = p->tok;
    parse_next(p);
    feel_node *n = parse_node(p, OP_INPUT, &t);
    return n ? parse_end(p, n) : NULL;
}

static const feel_node *text_literal(parser *p)
{
    feel_token t = p->tok;
    parse_next(p);
    const feel_value *v = feel_of_str(p->arena, t.text);
    return feel_is_null(v) ? parse_no_room(p) : constant(p, &t, v);
}

static const feel_node *by_sign(parser *p)
{
    static const struct {
        const char *sign;
        reader *read;
    } SIGNS[] = { { "(", parenthesis }, { "[", bracket },    { "{", context },
                  { "]", open_range },  { "?", input },      { "<", half_range },
                  { "<=", half_range }, { ">", half_range }, { ">=", half_range },
                  { "=", half_range },  { "!=", half_range } };
    for (size_t i = 0; i < sizeof SIGNS / sizeof SIGNS[0]; i++)
        if (parse_sign(p, SIGNS[i].sign))
            return SIGNS[i].read(p);
    return parse_unexpected(p, "a value", "一个值");
}

const feel_node *parse_primary(parser *p)
{
    switch (p->tok.kind) {
    case TOK_NUMBER:
        return number(p);
    case TOK_STRING:
        return text_literal(p);
    case TOK_AT:
        return at_literal(p);
    case TOK_NAME:
        return name_or_word(p);
    case TOK_SIGN:
        return by_sign(p);
    default:
        return parse_unexpected(p, "a value", "一个值");
    }
}

/* ---- what follows: .name, [filter], (arguments), instance of ---- */

static const feel_node *path(parser *p, const feel_node *a)
{
    feel_token at = p->tok;
    parse_next(p);
    if (p->tok.kind != TOK_NAME)
        return parse_unexpected(p, "the name of a member", "成员的名称");
    feel_node *n = parse_node(p, OP_PATH, &at);
    xc_str *name = xc_arena_alloc(p->arena, sizeof *name);
    if (!n || !name)
        return parse_no_room(p);
    *name = p->tok.text;
    n->a = a;
    n->names = name;
    parse_next(p);
    return parse_end(p, n);
}

static const feel_node *filter(parser *p, const feel_node *a)
{
    feel_token at = p->tok;
    const parse_local *outer = p->locals;
    uint16_t slot = parse_slot(p);
    if (!parse_declare_item(p, slot))
        return NULL;
    parse_next(p);
    const feel_node *b = parse_expression(p);
    p->locals = outer;
    if (!b || !parse_expect(p, "]"))
        return NULL;
    feel_node *n = parse_node(p, OP_FILTER, &at);
    if (!n)
        return NULL;
    n->a = a;
    n->b = b;
    n->slot = slot;
    return parse_end(p, n);
}

static bool arguments(parser *p, parse_list *values, key_list *labels)
{
    parse_next(p);
    if (parse_take(p, ")"))
        return true;
    do {
        xc_str label;
        if (parse_take_label(p, &label)) {
            if (!add_key(p, labels, label, 0))
                return false;
        }
        if (p->err || !parse_add(p, values, parse_expression(p)))
            return false;
    } while (parse_take(p, ","));
    return parse_expect(p, ")");
}

static const feel_node *call(parser *p, const feel_node *a)
{
    feel_token at = p->tok;
    parse_list values = { 0 };
    key_list labels = { 0 };
    if (!arguments(p, &values, &labels))
        return NULL;
    if (labels.count && labels.count != values.count)
        return parse_fail(p, &at, "either all arguments are named or none is",
                          "参数要么全部写名称，要么都不写");
    feel_node *n = parse_node(p, OP_CALL, &at);
    if (!n)
        return NULL;
    if (a->op == OP_NAME && a->name->builtin && !a->name->local && !a->name->item_count) {
        if (a->name->global < 0 && !(a = constant(p, &at, a->name->builtin)))
            return NULL;
    }
    n->a = a;
    n->list = values.items;
    n->count = (uint32_t)values.count;
    n->names = labels.count ? labels.names : NULL;
    n->pattern = feel_prepare_pattern(p->arena, n);
    return parse_end(p, n);
}

static const feel_node *instance(parser *p, const feel_node *a)
{
    feel_token at = p->tok;
    parse_next(p);
    if (!parse_expect_word(p, "of"))
        return NULL;
    feel_node *n = parse_node(p, OP_INSTANCE, &at);
    if (!n)
        return NULL;
    n->a = a;
    n->shape = parse_shape(p);
    return n->shape ? parse_end(p, n) : NULL;
}

/* Is the [ here a filter, or the open end of a range such as "1..5["? */
static bool filter_follows(parser *p)
{
    feel_token here = p->tok;
    parse_next(p);
    bool follows = parse_starts(p) && !parse_sign(p, "]");
    p->tok = here;
    parse_again(p);
    return follows;
}

const feel_node *parse_postfix(parser *p)
{
    const feel_node *a = parse_primary(p);
    while (a && !p->err) {
        if (parse_sign(p, "."))
            a = path(p, a);
        else if (parse_sign(p, "[") && filter_follows(p))
            a = filter(p, a);
        else if (parse_sign(p, "("))
            a = call(p, a);
        else if (parse_word(p, "instance"))
            a = instance(p, a);
        else
            break;
    }
    return p->err ? NULL : a;
}
