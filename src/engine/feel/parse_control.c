/* parse_control.c - if, for, some, every, function literals, and types. */
#include "engine/feel/parse_int.h"

static const feel_node *parse_if(parser *p)
{
    feel_token at = p->tok;
    parse_next(p);
    const feel_node *a = parse_expression(p);
    if (!a || !parse_expect_word(p, "then"))
        return NULL;
    const feel_node *b = parse_expression(p);
    if (!b || !parse_expect_word(p, "else"))
        return NULL;
    const feel_node *c = parse_expression(p);
    feel_node *n = c ? parse_node(p, OP_IF, &at) : NULL;
    if (!n)
        return NULL;
    n->a = a;
    n->b = b;
    n->c = c;
    return parse_end(p, n);
}

/* A new name: one or more words up to `in`, or up to : or , or ) */
static bool new_name(parser *p, xc_str *ret)
{
    size_t start = p->tok.start, end = start;
    while (p->tok.kind == TOK_NAME && !parse_word(p, "in")) {
        end = p->tok.end;
        parse_next(p);
    }
    if (p->err)
        return false;
    if (end == start)
        return parse_unexpected(p, "a name", "一个名称") != NULL;
    *ret = (xc_str){ p->lexer.src.ptr + start, end - start };
    return true;
}

enum { MAX_ITERATORS = 16 };

static bool iterator(parser *p, feel_iterator *it)
{
    xc_str name;
    if (!new_name(p, &name) || !parse_expect_word(p, "in"))
        return false;
    it->from = parse_expression(p);
    if (it->from && parse_take(p, ".."))
        it->to = parse_expression(p);
    if (p->err)
        return false;
    it->slot = parse_slot(p);
    if (!parse_declare(p, name, it->slot))
        return false;
    parse_again(p);
    return !p->err;
}

static bool iterators(parser *p, feel_node *n)
{
    feel_iterator *its = xc_arena_array(p->arena, MAX_ITERATORS, sizeof *its);
    if (!its)
        return parse_no_room(p) != NULL;
    n->iterators = its;
    parse_next(p);
    do {
        if (p->err || n->count == MAX_ITERATORS || !iterator(p, &its[n->count]))
            return false;
        n->count++;
    } while (parse_take(p, ","));
    return true;
}

static const feel_node *parse_for(parser *p)
{
    const parse_local *outer = p->locals;
    feel_node *n = parse_node(p, OP_FOR, &p->tok);
    if (!n || !iterators(p, n))
        return p->err ? NULL : parse_unexpected(p, "fewer loops", "更少的循环变量");
    n->slot = parse_slot(p);
    if (!parse_declare(p, XC_STR("partial"), n->slot) || !parse_expect_word(p, "return"))
        return NULL;
    n->a = parse_expression(p);
    p->locals = outer;
    parse_again(p);
    return n->a ? parse_end(p, n) : NULL;
}

static const feel_node *parse_quantified(parser *p)
{
    const parse_local *outer = p->locals;
    bool every = parse_word(p, "every");
    feel_node *n = parse_node(p, OP_QUANTIFIED, &p->tok);
    if (!n || !iterators(p, n))
        return p->err ? NULL : parse_unexpected(p, "fewer variables", "更少的变量");
    n->sub = every;
    if (!parse_expect_word(p, "satisfies"))
        return NULL;
    n->a = parse_expression(p);
    p->locals = outer;
    parse_again(p);
    return n->a ? parse_end(p, n) : NULL;
}

/* ---- function literals ---- */

enum { MAX_PARAMS = 64 };

static bool param(parser *p, feel_field *f)
{
    if (!new_name(p, &f->name))
        return false;
    if (parse_take(p, ":"))
        f->shape = parse_shape(p);
    return !p->err;
}

static bool params(parser *p, feel_lambda *l)
{
    feel_field *fields = xc_arena_array(p->arena, MAX_PARAMS, sizeof *fields);
    if (!fields)
        return parse_no_room(p) != NULL;
    l->params = fields;
    if (!parse_expect(p, "("))
        return false;
    if (parse_take(p, ")"))
        return true;
    do {
        if (l->param_count == MAX_PARAMS)
            return parse_unexpected(p, "fewer parameters", "更少的参数") != NULL;
        if (!param(p, &fields[l->param_count]))
            return false;
        l->param_count++;
    } while (parse_take(p, ","));
    return parse_expect(p, ")");
}

static bool body(parser *p, feel_lambda *l)
{
    const parse_local *outer = p->locals;
    unsigned outer_slots = p->slot_count;
    parse_local wall = { .outer = outer, .wall = true };
    p->locals = &wall;
    p->slot_count = 0;
    for (uint16_t i = 0; i < l->param_count; i++)
        if (!parse_declare(p, l->params[i].name, parse_slot(p)))
            return false;
    parse_again(p);
    bool external = parse_word(p, "external");
    if (external)
        parse_next(p);
    const feel_node *b = parse_expression(p);
    l->body = external ? NULL : b;
    l->external = external ? b : NULL;
    l->slot_count = (uint16_t)p->slot_count;
    p->slot_count = outer_slots;
    p->locals = outer;
    if (!p->err)
        parse_again(p);
    return !p->err;
}

static const feel_node *parse_function(parser *p)
{
    feel_token at = p->tok;
    parse_next(p);
    feel_lambda *l = xc_arena_array(p->arena, 1, sizeof *l);
    feel_node *n = parse_node(p, OP_FUNCTION, &at);
    if (!l || !n)
        return parse_no_room(p);
    if (!params(p, l) || !body(p, l))
        return NULL;
    n->lambda = l;
    return parse_end(p, n);
}

const feel_node *parse_control(parser *p)
{
    static const struct {
        const char *word;
        const feel_node *(*read)(parser *p);
    } WORDS[] = { { "if", parse_if },
                  { "for", parse_for },
                  { "some", parse_quantified },
                  { "every", parse_quantified },
                  { "function", parse_function } };
    for (size_t i = 0; p->tok.keyword && !p->tok.declared && i < sizeof WORDS / sizeof WORDS[0];
         i++)
        if (parse_word(p, WORDS[i].word))
            return WORDS[i].read(p);
    return NULL;
}

/* ---- types ---- */

#define BASIC(t)                            \
    {                                       \
        .kind = FEEL_SHAPE_BASIC, .type = t \
    }
static const feel_shape ANY_SHAPE = { .kind = FEEL_SHAPE_ANY };
static const struct {
    const char *name;
    feel_shape shape;
} BASICS[] = {
    { "Any", { .kind = FEEL_SHAPE_ANY } },
    { "any", { .kind = FEEL_SHAPE_ANY } },
    { "Null", BASIC(FEEL_NULL) },
    { "null", BASIC(FEEL_NULL) },
    { "number", BASIC(FEEL_NUMBER) },
    { "string", BASIC(FEEL_STRING) },
    { "boolean", BASIC(FEEL_BOOLEAN) },
    { "date", BASIC(FEEL_DATE) },
    { "time", BASIC(FEEL_TIME) },
    { "date and time", BASIC(FEEL_DATE_TIME) },
    { "dateTime", BASIC(FEEL_DATE_TIME) },
    { "days and time duration", BASIC(FEEL_DAYS_TIME) },
    { "dayTimeDuration", BASIC(FEEL_DAYS_TIME) },
    { "years and months duration", BASIC(FEEL_YEARS_MONTHS) },
    { "yearMonthDuration", BASIC(FEEL_YEARS_MONTHS) },
    { "list", { .kind = FEEL_SHAPE_LIST, .element = &ANY_SHAPE } },
    { "context", { .kind = FEEL_SHAPE_CONTEXT } },
    { "range", { .kind = FEEL_SHAPE_RANGE, .element = &ANY_SHAPE } },
    { "function", { .kind = FEEL_SHAPE_FUNCTION, .any_function = true } },
};

static const feel_shape *named_shape(parser *p, const feel_token *t, xc_str name)
{
    const feel_shape *found =
        p->scope->find_shape ? p->scope->find_shape(p->scope->ctx, name) : NULL;
    for (size_t i = 0; !found && i < sizeof BASICS / sizeof BASICS[0]; i++)
        if (xc_str_is(name, BASICS[i].name))
            found = &BASICS[i].shape;
    if (!found)
        return parse_fail(p, t, "there is no type of this name", "没有这个名称的类型");
    return found;
}

/* The name of a type may have blanks and points; it ends where its words do. */
static const feel_shape *shape_by_name(parser *p)
{
    feel_token t = p->tok;
    size_t end = t.end;
    xc_str src = p->lexer.src;
    if (t.kind != TOK_NAME)
        return parse_unexpected(p, "a type", "一个类型");
    parse_next(p);
    while (!p->err && parse_sign(p, ".") && p->tok.start == end) {
        parse_next(p);
        end = p->tok.end;
        parse_next(p);
    }
    if (p->err)
        return NULL;
    xc_str name = { src.ptr + t.start, end - t.start };
    return named_shape(p, &t, end == t.end ? t.text : name);
}

static const feel_shape *element_shape(parser *p, feel_shape_kind kind)
{
    parse_next(p);
    feel_shape *s = xc_arena_array(p->arena, 1, sizeof *s);
    if (!s)
        return parse_no_room(p);
    s->kind = kind;
    if (!parse_expect(p, "<") || !(s->element = parse_shape(p)) || !parse_expect(p, ">"))
        return NULL;
    return s;
}

static const feel_shape *context_shape(parser *p)
{
    parse_next(p);
    feel_shape *s = xc_arena_array(p->arena, 1, sizeof *s);
    feel_field *fields = xc_arena_array(p->arena, MAX_PARAMS, sizeof *fields);
    if (!s || !fields)
        return parse_no_room(p);
    *s = (feel_shape){ .kind = FEEL_SHAPE_CONTEXT, .fields = fields };
    if (!parse_expect(p, "<"))
        return NULL;
    do {
        feel_field *f = &fields[s->count];
        if (s->count == MAX_PARAMS || !new_name(p, &f->name) || !parse_expect(p, ":") ||
            !(f->shape = parse_shape(p)))
            return p->err ? NULL : parse_unexpected(p, "fewer members", "更少的成员");
        s->count++;
    } while (parse_take(p, ","));
    return parse_expect(p, ">") ? s : NULL;
}

static const feel_shape *function_shape(parser *p)
{
    parse_next(p);
    feel_shape *s = xc_arena_array(p->arena, 1, sizeof *s);
    feel_field *fields = xc_arena_array(p->arena, MAX_PARAMS, sizeof *fields);
    if (!s || !fields)
        return parse_no_room(p);
    *s = (feel_shape){ .kind = FEEL_SHAPE_FUNCTION, .fields = fields };
    if (!parse_expect(p, "<"))
        return NULL;
    while (!parse_sign(p, ">")) {
        if (s->count == MAX_PARAMS || !(fields[s->count].shape = parse_shape(p)))
            return p->err ? NULL : parse_unexpected(p, "fewer parameters", "更少的参数");
        s->count++;
        if (!parse_take(p, ","))
            break;
    }
    if (!parse_expect(p, ">") || !parse_expect(p, "->"))
        return NULL;
    s->returns = parse_shape(p);
    return s->returns ? s : NULL;
}

static bool angle_follows(parser *p)
{
    feel_token here = p->tok;
    parse_next(p);
    bool follows = parse_sign(p, "<");
    p->tok = here;
    parse_again(p);
    return follows;
}

static const feel_shape *shape_inside(parser *p)
{
    if (!angle_follows(p))
        return shape_by_name(p);
    if (parse_word(p, "list"))
        return element_shape(p, FEEL_SHAPE_LIST);
    if (parse_word(p, "range"))
        return element_shape(p, FEEL_SHAPE_RANGE);
    if (parse_word(p, "context"))
        return context_shape(p);
    if (parse_word(p, "function"))
        return function_shape(p);
    return shape_by_name(p);
}

const feel_shape *parse_shape(parser *p)
{
    if (p->err || ++p->nest > PARSE_MAX_NEST)
        return p->err ? NULL : parse_unexpected(p, "a simpler type", "更简单的类型");
    const feel_shape *s = shape_inside(p);
    p->nest--;
    return s;
}
