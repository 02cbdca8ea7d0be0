/* check.c - names and types of an expression; see check.h. */
#include "engine/feel/check.h"

#include <stdio.h>

#include "engine/feel/feel_tree.h"

enum { TEXT = 300 };

typedef struct {
    const feel_checker *c;
    const feel_shape *input;
} checking;

static const feel_shape *check(checking *k, const feel_node *n);

/* ---- shapes ---- */

static const feel_shape BASIC[FEEL_FUNCTION + 1] = {
    [FEEL_BOOLEAN] = { .kind = FEEL_SHAPE_BASIC, .type = FEEL_BOOLEAN },
    [FEEL_NUMBER] = { .kind = FEEL_SHAPE_BASIC, .type = FEEL_NUMBER },
    [FEEL_STRING] = { .kind = FEEL_SHAPE_BASIC, .type = FEEL_STRING },
    [FEEL_DATE] = { .kind = FEEL_SHAPE_BASIC, .type = FEEL_DATE },
    [FEEL_TIME] = { .kind = FEEL_SHAPE_BASIC, .type = FEEL_TIME },
    [FEEL_DATE_TIME] = { .kind = FEEL_SHAPE_BASIC, .type = FEEL_DATE_TIME },
    [FEEL_YEARS_MONTHS] = { .kind = FEEL_SHAPE_BASIC, .type = FEEL_YEARS_MONTHS },
    [FEEL_DAYS_TIME] = { .kind = FEEL_SHAPE_BASIC, .type = FEEL_DAYS_TIME },
};

const feel_shape *feel_shape_of(const feel_value *v)
{
    return v->type >= FEEL_BOOLEAN && v->type <= FEEL_DAYS_TIME ? &BASIC[v->type] : NULL;
}

/* the type of a shape that is one; FEEL_NULL: not known or made of parts */
static feel_type basic(const feel_shape *s)
{
    return s && s->kind == FEEL_SHAPE_BASIC ? s->type : FEEL_NULL;
}

static bool composite(const feel_shape *s)
{
    return s && (s->kind == FEEL_SHAPE_LIST || s->kind == FEEL_SHAPE_CONTEXT ||
                 s->kind == FEEL_SHAPE_FUNCTION);
}

static const char *kind_name(const feel_shape *s, xc_lang lang)
{
    static const feel_type TYPES[] = { [FEEL_SHAPE_LIST] = FEEL_LIST,
                                       [FEEL_SHAPE_CONTEXT] = FEEL_CONTEXT,
                                       [FEEL_SHAPE_RANGE] = FEEL_RANGE,
                                       [FEEL_SHAPE_FUNCTION] = FEEL_FUNCTION };
    return feel_type_name(s->kind == FEEL_SHAPE_BASIC ? s->type : TYPES[s->kind], lang);
}

/* ---- findings ---- */

static void found(checking *k, const feel_node *n, feel_check_kind kind, const char *en,
                  const char *zh)
{
    k->c->found(k->c->ctx, kind, n->line, n->column, en, zh);
}

static void found_name(checking *k, const feel_node *n, xc_str name)
{
    char en[TEXT], zh[TEXT];
    (void)snprintf(en, sizeof en, "there is nothing named \"%.*s\" here", XC_STR_ARG(name));
    (void)snprintf(zh, sizeof zh, "这里没有名为“%.*s”的内容", XC_STR_ARG(name)); /* cut */
    found(k, n, FEEL_CHECK_NAME, en, zh);
}

static void found_pair(checking *k, const feel_node *n, const feel_shape *a, const feel_shape *b,
                       const char *en, const char *zh)
{
    char texts[2][TEXT];
    (void)snprintf(texts[0], TEXT, "%s: %s and %s", en, kind_name(a, XC_LANG_EN),
                   kind_name(b, XC_LANG_EN));
    (void)snprintf(texts[1], TEXT, "%s：%s 和 %s", zh, kind_name(a, XC_LANG_ZH),
                   kind_name(b, XC_LANG_ZH));
    found(k, n, FEEL_CHECK_TYPE, texts[0], texts[1]);
}

static void want_boolean(checking *k, const feel_node *n, const feel_shape *s)
{
    if (composite(s) || (basic(s) != FEEL_NULL && basic(s) != FEEL_BOOLEAN))
        found_pair(k, n, s, &BASIC[FEEL_BOOLEAN], "a condition is expected here",
                   "这里需要一个条件");
}

/* ---- operators ---- */

static bool is_duration(feel_type t)
{
    return t == FEEL_YEARS_MONTHS || t == FEEL_DAYS_TIME;
}

static bool is_stamp(feel_type t)
{
    return t == FEEL_DATE || t == FEEL_TIME || t == FEEL_DATE_TIME;
}

/* the type of a op b; FEEL_NULL: there is none */
static feel_type arith_type(feel_arith op, feel_type a, feel_type b)
{
    if (a == FEEL_NUMBER && b == FEEL_NUMBER)
        return FEEL_NUMBER;
    if (op == ARITH_ADD && a == FEEL_STRING && b == FEEL_STRING)
        return FEEL_STRING;
    if (op <= ARITH_SUB && is_stamp(a) && is_duration(b))
        return a;
    if (op == ARITH_ADD && is_duration(a) && is_stamp(b))
        return b;
    if (op == ARITH_SUB && is_stamp(a) && is_stamp(b))
        return FEEL_DAYS_TIME;
    if (op <= ARITH_SUB && is_duration(a) && a == b)
        return a;
    if ((op == ARITH_MUL || op == ARITH_DIV) && is_duration(a) && b == FEEL_NUMBER)
        return a;
    if (op == ARITH_MUL && a == FEEL_NUMBER && is_duration(b))
        return b;
    return op == ARITH_DIV && is_duration(a) && a == b ? FEEL_NUMBER : FEEL_NULL;
}

static const feel_shape *check_arith(checking *k, const feel_node *n)
{
    const feel_shape *a = check(k, n->a), *b = check(k, n->b);
    if (!a || !b || a->kind == FEEL_SHAPE_ANY || b->kind == FEEL_SHAPE_ANY)
        return NULL;
    feel_type t = arith_type((feel_arith)n->sub, basic(a), basic(b));
    bool lists = a->kind == FEEL_SHAPE_LIST || b->kind == FEEL_SHAPE_LIST; /* of one count */
    if (t == FEEL_NULL && !lists)
        found_pair(k, n, a, b, "this cannot be calculated", "这两类值不能这样运算");
    return t == FEEL_NULL ? NULL : &BASIC[t];
}

static void check_kinds(checking *k, const feel_node *n, const feel_shape *a, const feel_shape *b)
{
    feel_type x = basic(a), y = basic(b);
    bool dates = (x == FEEL_DATE || x == FEEL_DATE_TIME) && (y == FEEL_DATE || y == FEEL_DATE_TIME);
    if (x != FEEL_NULL && y != FEEL_NULL && x != y && !dates)
        found_pair(k, n, a, b, "these kinds of values are never alike", "这两类值不能相互比较");
}

static const feel_shape *check_compare(checking *k, const feel_node *n)
{
    const feel_shape *a = check(k, n->a), *b = check(k, n->b);
    check_kinds(k, n, a, b);
    return &BASIC[FEEL_BOOLEAN];
}

static const feel_shape *check_logic(checking *k, const feel_node *n)
{
    want_boolean(k, n->a, check(k, n->a));
    want_boolean(k, n->b, check(k, n->b));
    return &BASIC[FEEL_BOOLEAN];
}

static const feel_shape *check_between(checking *k, const feel_node *n)
{
    const feel_shape *v = check(k, n->a);
    check_kinds(k, n, v, check(k, n->b));
    check_kinds(k, n, v, check(k, n->c));
    return &BASIC[FEEL_BOOLEAN];
}

static const feel_shape *check_in(checking *k, const feel_node *n)
{
    const feel_shape *outer = k->input;
    k->input = check(k, n->a);
    (void)check(k, n->b);
    k->input = outer;
    return &BASIC[FEEL_BOOLEAN];
}

static const feel_shape *check_negate(checking *k, const feel_node *n)
{
    const feel_shape *a = check(k, n->a);
    feel_type t = basic(a);
    if (composite(a) || (t != FEEL_NULL && t != FEEL_NUMBER && !is_duration(t)))
        found_pair(k, n, a, &BASIC[FEEL_NUMBER], "only numbers and durations have a negative",
                   "只有数和时长可以取负");
    return a;
}

/* ---- names and members ---- */

static const feel_shape *check_name(checking *k, const feel_node *n)
{
    const feel_shape *shape = NULL;
    if (n->name->local || n->name->item_count)
        return NULL;
    if (!k->c->name(k->c->ctx, n->name->name, &shape) && !n->name->builtin)
        found_name(k, n, n->name->name);
    return shape && shape->kind != FEEL_SHAPE_ANY ? shape : NULL;
}

static const feel_shape *member_of(checking *k, const feel_node *n, const feel_shape *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (xc_str_eq(s->fields[i].name, n->names[0]))
            return s->fields[i].shape;
    if (s->count)
        found_name(k, n, n->names[0]);
    return NULL;
}

static const feel_shape *list_of(checking *k, const feel_shape *element)
{
    feel_shape *s = element ? xc_arena_array(k->c->arena, 1, sizeof *s) : NULL;
    if (s)
        *s = (feel_shape){ .kind = FEEL_SHAPE_LIST, .element = element };
    return s;
}

static const feel_shape *check_path(checking *k, const feel_node *n)
{
    const feel_shape *s = check(k, n->a);
    feel_type t = basic(s);
    if (s && s->kind == FEEL_SHAPE_CONTEXT)
        return member_of(k, n, s);
    if (s && s->kind == FEEL_SHAPE_LIST && s->element && s->element->kind == FEEL_SHAPE_CONTEXT)
        return list_of(k, member_of(k, n, s->element));
    if (t == FEEL_NUMBER || t == FEEL_STRING || t == FEEL_BOOLEAN)
        found_name(k, n, n->names[0]);
    return NULL;
}

static const feel_shape *check_call(checking *k, const feel_node *n)
{
    const feel_shape *f = check(k, n->a);
    char en[TEXT], zh[TEXT];
    bool in_order = f && f->kind == FEEL_SHAPE_FUNCTION && !n->names;
    for (uint32_t i = 0; i < n->count; i++) {
        const feel_shape *s = check(k, n->list[i]);
        if (in_order && i < f->count)
            check_kinds(k, n->list[i], f->fields[i].shape, s);
    }
    if (basic(f) != FEEL_NULL)
        found_pair(k, n, f, &(feel_shape){ .kind = FEEL_SHAPE_FUNCTION }, "this is no function",
                   "这不是函数");
    if (!f || f->kind != FEEL_SHAPE_FUNCTION || f->any_function)
        return NULL;
    if (f->count != n->count) {
        (void)snprintf(en, sizeof en, "the function takes %zu arguments, not %u", f->count,
                       n->count);
        (void)snprintf(zh, sizeof zh, "该函数需要 %zu 个参数，这里给了 %u 个", f->count, n->count);
        found(k, n, FEEL_CHECK_TYPE, en, zh);
    }
    return f->returns;
}

/* ---- what is made of parts ---- */

static const feel_shape *check_list(checking *k, const feel_node *n)
{
    const feel_shape *first = NULL;
    bool alike = true;
    for (uint32_t i = 0; i < n->count; i++) {
        const feel_shape *s = check(k, n->list[i]);
        alike = alike && s && (i == 0 || s == first);
        first = i == 0 ? s : first;
    }
    return alike ? list_of(k, first) : NULL;
}

static const feel_shape *check_context(checking *k, const feel_node *n)
{
    for (uint32_t i = 0; i < n->count; i++)
        (void)check(k, n->list[i]);
    return NULL;
}

static const feel_shape *check_if(checking *k, const feel_node *n)
{
    want_boolean(k, n->a, check(k, n->a));
    const feel_shape *a = check(k, n->b), *b = check(k, n->c);
    return a == b ? a : NULL;
}

static const feel_shape *check_iterators(checking *k, const feel_node *n)
{
    for (uint32_t i = 0; i < n->count; i++) {
        (void)check(k, n->iterators[i].from);
        if (n->iterators[i].to)
            (void)check(k, n->iterators[i].to);
    }
    const feel_shape *s = check(k, n->a);
    return n->op == OP_FOR ? list_of(k, s) : &BASIC[FEEL_BOOLEAN];
}

static const feel_shape *check_filter(checking *k, const feel_node *n)
{
    const feel_shape *s = check(k, n->a), *by = check(k, n->b);
    if (!s || s->kind != FEEL_SHAPE_LIST)
        return NULL;
    return basic(by) == FEEL_NUMBER ? s->element : basic(by) == FEEL_BOOLEAN ? s : NULL;
}

/* a range or value that is written down, against what it is compared with */
static void check_test(checking *k, const feel_node *n)
{
    const feel_shape *s = check(k, n);
    const feel_value *v = n->op == OP_CONST ? n->value : feel_null();
    if (v->type == FEEL_RANGE)
        s = feel_shape_of(feel_is_null(v->range.lo) ? v->range.hi : v->range.lo);
    if (!n->uses_input)
        check_kinds(k, n, k->input, s);
}

static const feel_shape *check_tests(checking *k, const feel_node *n)
{
    for (uint32_t i = 0; i < n->count; i++)
        check_test(k, n->list[i]);
    return &BASIC[FEEL_BOOLEAN];
}

static const feel_shape *check_parts(checking *k, const feel_node *n)
{
    if (n->a)
        (void)check(k, n->a);
    if (n->b)
        (void)check(k, n->b);
    return n->op == OP_INSTANCE ? &BASIC[FEEL_BOOLEAN] : NULL;
}

static const feel_shape *check_function(checking *k, const feel_node *n)
{
    if (n->lambda->body)
        (void)check(k, n->lambda->body);
    return NULL;
}

static const feel_shape *check_const(checking *k, const feel_node *n)
{
    (void)k;
    return feel_shape_of(n->value);
}

static const feel_shape *check_input(checking *k, const feel_node *n)
{
    (void)n;
    return k->input;
}

typedef const feel_shape *check_fn(checking *k, const feel_node *n);

static check_fn *const CHECK[OP_COUNT] = {
    [OP_CONST] = check_const,
    [OP_NAME] = check_name,
    [OP_INPUT] = check_input,
    [OP_LIST] = check_list,
    [OP_CONTEXT] = check_context,
    [OP_RANGE] = check_parts,
    [OP_NEGATE] = check_negate,
    [OP_ARITH] = check_arith,
    [OP_COMPARE] = check_compare,
    [OP_AND] = check_logic,
    [OP_OR] = check_logic,
    [OP_BETWEEN] = check_between,
    [OP_IN] = check_in,
    [OP_INSTANCE] = check_parts,
    [OP_PATH] = check_path,
    [OP_FILTER] = check_filter,
    [OP_CALL] = check_call,
    [OP_IF] = check_if,
    [OP_FOR] = check_iterators,
    [OP_QUANTIFIED] = check_iterators,
    [OP_FUNCTION] = check_function,
    [OP_TESTS] = check_tests,
};

static const feel_shape *check(checking *k, const feel_node *n)
{
    return CHECK[n->op] ? CHECK[n->op](k, n) : NULL;
}

const feel_shape *feel_check_expr(const feel_expr *e, const feel_checker *c,
                                  const feel_shape *input)
{
    checking k = { c, input };
    return check(&k, e->root);
}
