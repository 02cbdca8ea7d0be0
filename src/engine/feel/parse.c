/* parse.c - FEEL expressions to trees: entrances, operators, and what the other parse*.c share. */
#include <stdio.h>

#include "engine/feel/parse_int.h"

/* ---- failing ---- */

void *parse_fail(parser *p, const feel_token *at, const char *en, const char *zh)
{
    if (p->err)
        return NULL;
    p->err = xc_fail_at(p->why, XC_ESYNTAX, "", at->line, at->column, "%s%.0s", "%.0s%s", en, zh);
    return NULL;
}

void *parse_unexpected(parser *p, const char *en, const char *zh)
{
    char texts[2][200];
    if (p->tok.kind == TOK_BAD)
        return NULL;
    if (p->tok.kind == TOK_END) {
        (void)snprintf(texts[0], sizeof texts[0], "the text ends here, but %s is missing", en);
        (void)snprintf(texts[1], sizeof texts[1], "到这里就结束了，还缺少%s", zh);
        return parse_fail(p, &p->tok, texts[0], texts[1]);
    }
    size_t bytes = p->tok.end - p->tok.start;
    const char *text = p->lexer.src.ptr + p->tok.start;
    while (bytes > 40 || (bytes && p->tok.start + bytes < p->lexer.src.len &&
                          ((unsigned char)text[bytes] & 0xC0) == 0x80))
        bytes--;
    (void)snprintf(texts[0], sizeof texts[0], "\"%.*s\" cannot stand here; %s is needed",
                   (int)bytes, text, en);
    (void)snprintf(texts[1], sizeof texts[1], "这里不能是“%.*s”，应当是%s", (int)bytes, text, zh);
    return parse_fail(p, &p->tok, texts[0], texts[1]);
}

void *parse_no_room(parser *p)
{
    if (!p->err)
        p->err = xc_fail_at(p->why, xc_arena_err(p->arena, 64), "", p->tok.line, p->tok.column,
                            "the expression is too large; split it up", "表达式过大，请拆开来写");
    return NULL;
}

static void *too_deep(parser *p)
{
    if (!p->err)
        p->err = xc_fail_at(p->why, XC_ELIMIT, "", p->tok.line, p->tok.column,
                            "the expression is nested too deeply; split it up",
                            "表达式嵌套过深，请拆开来写");
    return NULL;
}

/* ---- tokens ---- */

void parse_next(parser *p)
{
    p->tok = feel_lex(&p->lexer);
    if (p->tok.kind == TOK_BAD && !p->err)
        p->err = p->lexer.err;
}

void parse_again(parser *p)
{
    feel_lex_back(&p->lexer, &p->tok);
    parse_next(p);
}

bool parse_take(parser *p, const char *sign)
{
    if (p->err || !parse_sign(p, sign))
        return false;
    parse_next(p);
    return true;
}

bool parse_expect(parser *p, const char *sign)
{
    if (parse_take(p, sign))
        return true;
    if (!p->err)
        parse_unexpected(p, sign, sign);
    return false;
}

bool parse_expect_word(parser *p, const char *word)
{
    if (p->err)
        return false;
    if (!parse_word(p, word)) {
        parse_unexpected(p, word, word);
        return false;
    }
    parse_next(p);
    return true;
}

bool parse_starts(const parser *p)
{
    static const char *const NOT[] = { "and",       "or", "then",    "else",    "return",
                                       "satisfies", "in", "between", "instance" };
    static const char *const SIGNS[] = { "(", "[",  "{", "]",  "-", "?",
                                         "<", "<=", ">", ">=", "=", "!=" };
    if (p->tok.kind == TOK_SIGN) {
        for (size_t i = 0; i < sizeof SIGNS / sizeof SIGNS[0]; i++)
            if (parse_sign(p, SIGNS[i]))
                return true;
        return false;
    }
    for (size_t i = 0; p->tok.kind == TOK_NAME && i < sizeof NOT / sizeof NOT[0]; i++)
        if (parse_word(p, NOT[i]))
            return false;
    return p->tok.kind != TOK_END && p->tok.kind != TOK_BAD;
}

bool parse_take_label(parser *p, xc_str *ret)
{
    if (p->tok.kind == TOK_STRING || p->tok.kind != TOK_NAME)
        return false;
    xc_str src = p->lexer.src;
    size_t at = p->tok.start, last = at;
    while (at < src.len) {
        xc_str rest = { src.ptr + at, src.len - at };
        size_t n = feel_word(rest);
        if (!n && (rest.ptr[0] >= '0' && rest.ptr[0] <= '9'))
            n = 1;
        if (!n && strchr(".-+*'/", rest.ptr[0]) && !feel_space(rest))
            n = 1;
        if (n) {
            last = at += n;
            continue;
        }
        n = feel_space(rest);
        if (!n)
            break;
        at += n;
    }
    if (at >= src.len || src.ptr[at] != ':')
        return false;
    /* blanks within become one */
    char *name = xc_arena_alloc(p->arena, last - p->tok.start + 1);
    if (!name)
        return parse_no_room(p) != NULL;
    size_t len = 0;
    for (size_t i = p->tok.start; i < last;) {
        size_t n = feel_space((xc_str){ src.ptr + i, last - i });
        name[len++] = n ? ' ' : src.ptr[i];
        i += n ? n : 1;
    }
    *ret = (xc_str){ name, len };
    while (!p->err && p->tok.start < at)
        parse_next(p);
    parse_next(p);
    return !p->err;
}

/* ---- scope ---- */

static void take_longer(xc_str rest, xc_str name, size_t *best, xc_str *ret)
{
    size_t n = name.len && name.ptr[0] == rest.ptr[0] ? feel_match_name(rest, name) : 0;
    if (n > *best) {
        *best = n;
        *ret = name;
    }
}

static size_t longest_name(void *ctx, xc_str rest, size_t word, xc_str *ret)
{
    const parser *p = ctx;
    size_t best = feel_builtin_longest(rest, word, ret);
    for (const parse_local *l = p->locals; l; l = l->outer)
        if (l->name.ptr)
            take_longer(rest, l->name, &best, ret);
    for (size_t i = 0; i < p->scope->count; i++)
        take_longer(rest, p->scope->names[i], &best, ret);
    for (const parse_key *k = p->keys; k; k = k->older)
        take_longer(rest, k->name, &best, ret);
    return best;
}

bool parse_declare(parser *p, xc_str name, uint16_t slot)
{
    parse_local *l = xc_arena_alloc(p->arena, sizeof *l);
    if (!l)
        return parse_no_room(p) != NULL;
    *l = (parse_local){ .outer = p->locals, .name = name, .slot = slot };
    p->locals = l;
    return true;
}

bool parse_declare_item(parser *p, uint16_t slot)
{
    if (!parse_declare(p, XC_STR("item"), slot))
        return false;
    parse_local *l = xc_arena_alloc(p->arena, sizeof *l);
    if (!l)
        return parse_no_room(p) != NULL;
    *l = (parse_local){ .outer = p->locals, .slot = slot, .item = true };
    p->locals = l;
    return true;
}

void parse_remember_key(parser *p, xc_str name)
{
    if (memchr(name.ptr, ' ', name.len) == NULL && feel_word(name) == name.len)
        return; /* a plain word is found anyway */
    parse_key *k = xc_arena_alloc(p->arena, sizeof *k);
    if (!k) {
        parse_no_room(p);
        return;
    }
    *k = (parse_key){ p->keys, name };
    p->keys = k;
}

uint16_t parse_slot(parser *p)
{
    if (p->slot_count >= FEEL_MAX_SLOTS) {
        parse_no_room(p);
        return 0;
    }
    return (uint16_t)p->slot_count++;
}

/* ---- nodes ---- */

feel_node *parse_node(parser *p, feel_op op, const feel_token *at)
{
    feel_node *n = xc_arena_alloc(p->arena, sizeof *n);
    if (!n)
        return parse_no_room(p);
    *n = (feel_node){ .op = (uint8_t)op, .line = at->line, .column = at->column };
    return n;
}

static bool is_const(const feel_node *n)
{
    return !n || n->op == OP_CONST;
}

/* What is the same at each run is worked out now. */
static bool foldable(const feel_node *n)
{
    switch ((feel_op)n->op) {
    case OP_NEGATE:
    case OP_ARITH:
    case OP_COMPARE:
    case OP_RANGE:
    case OP_BETWEEN:
        return is_const(n->a) && is_const(n->b) && is_const(n->c);
    case OP_LIST:
    case OP_CALL:
        if (!is_const(n->a) || n->names)
            return false;
        for (uint32_t i = 0; i < n->count; i++)
            if (!is_const(n->list[i]))
                return false;
        return n->op == OP_LIST || feel_builtin_pure(n->a->value);
    default:
        return false;
    }
}

static void fold(parser *p, feel_node *n)
{
    feel_run run = {
        .arena = p->arena, .steps_left = 1000, .context = feel_null(), .input = feel_null()
    };
    const feel_value *v = feel_eval_node(&run, n);
    if (feel_is_null(v) || run.stopped)
        return; /* left for the run, which says why it is null */
    n->op = OP_CONST;
    n->value = v;
    n->a = n->b = n->c = NULL;
    n->height = 0;
}

static uint16_t higher(uint16_t h, const feel_node *kid)
{
    return kid && kid->height > h ? kid->height : h;
}

const feel_node *parse_end(parser *p, feel_node *n)
{
    if (!n || p->err)
        return NULL;
    uint16_t h = higher(higher(higher(0, n->a), n->b), n->c);
    bool uses = (n->a && n->a->uses_input) || (n->b && n->b->uses_input) ||
                (n->c && n->c->uses_input) || n->op == OP_INPUT;
    if (n->op == OP_LIST || n->op == OP_CALL || n->op == OP_CONTEXT || n->op == OP_TESTS)
        for (uint32_t i = 0; i < n->count; i++) {
            h = higher(h, n->list[i]);
            uses = uses || n->list[i]->uses_input;
        }
    if (n->op == OP_FOR || n->op == OP_QUANTIFIED)
        for (uint32_t i = 0; i < n->count; i++) {
            h = higher(higher(h, n->iterators[i].from), n->iterators[i].to);
            uses = uses || n->iterators[i].from->uses_input;
        }
    if (n->op == OP_FUNCTION)
        h = higher(h, n->lambda->body);
    n->height = (uint16_t)(h + 1);
    n->uses_input = uses;
    if (n->height > FEEL_MAX_HEIGHT)
        return too_deep(p);
    if (!p->as_written && foldable(n))
        fold(p, n);
    return n;
}

bool parse_add(parser *p, parse_list *list, const feel_node *n)
{
    if (!n || p->err)
        return false;
    if (list->count == PARSE_MAX_ITEMS)
        return parse_no_room(p) != NULL;
    if (list->count == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 4;
        const feel_node **grown = xc_arena_array(p->arena, cap, sizeof *grown);
        if (!grown)
            return parse_no_room(p) != NULL;
        if (list->count)
            memcpy(grown, list->items, list->count * sizeof *grown);
        list->items = grown;
        list->cap = cap;
    }
    list->items[list->count++] = n;
    return true;
}

/* ---- operators ---- */

static const feel_node *binary(parser *p, feel_op op, int sub, const feel_token *at,
                               const feel_node *a, const feel_node *b)
{
    if (!a || !b || p->err)
        return NULL;
    feel_node *n = parse_node(p, op, at);
    if (!n)
        return NULL;
    n->sub = (uint8_t)sub;
    n->a = a;
    n->b = b;
    return parse_end(p, n);
}

static const feel_node *parse_negation(parser *p)
{
    if (!parse_sign(p, "-"))
        return parse_postfix(p);
    feel_token at = p->tok;
    if (++p->nest > PARSE_MAX_NEST)
        return too_deep(p);
    parse_next(p);
    const feel_node *a = parse_negation(p);
    p->nest--;
    feel_node *n = a ? parse_node(p, OP_NEGATE, &at) : NULL;
    if (!n)
        return NULL;
    n->a = a;
    return parse_end(p, n);
}

static const feel_node *parse_power(parser *p)
{
    const feel_node *a = parse_negation(p);
    while (a && parse_sign(p, "**")) {
        feel_token at = p->tok;
        parse_next(p);
        a = binary(p, OP_ARITH, ARITH_POW, &at, a, parse_negation(p));
    }
    return a;
}

static const feel_node *parse_product(parser *p)
{
    const feel_node *a = parse_power(p);
    while (a && (parse_sign(p, "*") || parse_sign(p, "/"))) {
        feel_token at = p->tok;
        int sub = parse_sign(p, "*") ? ARITH_MUL : ARITH_DIV;
        parse_next(p);
        a = binary(p, OP_ARITH, sub, &at, a, parse_power(p));
    }
    return a;
}

const feel_node *parse_sum(parser *p)
{
    const feel_node *a = parse_product(p);
    while (a && (parse_sign(p, "+") || parse_sign(p, "-"))) {
        feel_token at = p->tok;
        int sub = parse_sign(p, "+") ? ARITH_ADD : ARITH_SUB;
        parse_next(p);
        a = binary(p, OP_ARITH, sub, &at, a, parse_product(p));
    }
    return a;
}

static int comparison_sign(const parser *p)
{
    switch (p->tok.sign) {
    case '=':
        return CMP_EQ;
    case '!' | '=' << 8:
        return CMP_NE;
    case '<':
        return CMP_LT;
    case '<' | '=' << 8:
        return CMP_LE;
    case '>':
        return CMP_GT;
    case '>' | '=' << 8:
        return CMP_GE;
    default:
        return -1;
    }
}

static const feel_node *parse_between(parser *p, const feel_node *a)
{
    feel_token at = p->tok;
    parse_next(p);
    const feel_node *low = parse_sum(p);
    if (!low || !parse_expect_word(p, "and"))
        return NULL;
    const feel_node *high = parse_sum(p);
    feel_node *n = high ? parse_node(p, OP_BETWEEN, &at) : NULL;
    if (!n)
        return NULL;
    n->a = a;
    n->b = low;
    n->c = high;
    return parse_end(p, n);
}

static bool more_tests(parser *p, parse_list *list)
{
    while (parse_take(p, ","))
        if (!parse_add(p, list, parse_test(p)))
            return false;
    return parse_expect(p, ")");
}

/* "x in test" or "x in (test, test)" */
static const feel_node *parse_in(parser *p, const feel_node *a)
{
    feel_node *n = parse_node(p, OP_IN, &p->tok);
    parse_next(p);
    if (!n || p->err)
        return NULL;
    feel_node *tests = parse_node(p, OP_TESTS, &p->tok);
    if (!tests)
        return NULL;
    parse_list list = { 0 };
    feel_token open = p->tok;
    if (parse_take(p, "(")) {
        const feel_node *first = parse_test(p);
        if (first && parse_take(p, ".."))
            first = parse_range_rest(p, &open, first, false);
        else if (!parse_add(p, &list, first) || !more_tests(p, &list))
            return NULL;
        if (!list.count && !parse_add(p, &list, first))
            return NULL;
    } else if (!parse_add(p, &list, parse_test(p))) {
        return NULL;
    }
    tests->list = list.items;
    tests->count = (uint32_t)list.count;
    n->b = parse_end(p, tests);
    n->a = a;
    const feel_node *done = n->b ? parse_end(p, n) : NULL;
    if (done)
        n->uses_input = a->uses_input; /* the ? of the tests is a */
    return done;
}

static const feel_node *parse_comparison(parser *p)
{
    const feel_node *a = parse_sum(p);
    while (a && !p->err) {
        int sign = comparison_sign(p);
        feel_token at = p->tok;
        if (sign >= 0) {
            parse_next(p);
            a = binary(p, OP_COMPARE, sign, &at, a, parse_sum(p));
        } else if (parse_word(p, "between")) {
            a = parse_between(p, a);
        } else if (parse_word(p, "in")) {
            a = parse_in(p, a);
        } else {
            break;
        }
    }
    return a;
}

static const feel_node *parse_and(parser *p)
{
    const feel_node *a = parse_comparison(p);
    while (a && parse_word(p, "and")) {
        feel_token at = p->tok;
        parse_next(p);
        a = binary(p, OP_AND, 0, &at, a, parse_comparison(p));
    }
    return a;
}

const feel_node *parse_expression(parser *p)
{
    if (p->err)
        return NULL;
    if (++p->nest > PARSE_MAX_NEST)
        return too_deep(p);
    const feel_node *a = parse_and(p);
    while (a && parse_word(p, "or")) {
        feel_token at = p->tok;
        parse_next(p);
        a = binary(p, OP_OR, 0, &at, a, parse_and(p));
    }
    p->nest--;
    return p->err ? NULL : a;
}

/* ---- unary tests ---- */

/* "< 5" is the range without a lower end; "= 5" and "!= 5" compare with ? */
const feel_node *parse_test(parser *p)
{
    int sign = comparison_sign(p);
    if (sign != CMP_EQ && sign != CMP_NE)
        return parse_expression(p);
    feel_token at = p->tok;
    parse_next(p);
    feel_node *input = parse_node(p, OP_INPUT, &at);
    const feel_node *a = input ? parse_end(p, input) : NULL;
    return binary(p, OP_COMPARE, sign, &at, a, parse_sum(p));
}

static const feel_node *parse_tests(parser *p)
{
    feel_node *n = parse_node(p, OP_TESTS, &p->tok);
    if (!n)
        return NULL;
    feel_token start = p->tok;
    if (parse_take(p, "-")) {
        if (p->tok.kind == TOK_END)
            return parse_end(p, n); /* no test: all passes */
        p->tok = start;
        parse_again(p);
    }
    parse_list list = { 0 };
    bool negated = false;
    if (parse_word(p, "not")) {
        parse_next(p);
        negated = parse_take(p, "(");
        if (!negated) {
            p->tok = start;
            parse_again(p);
        }
    }
    do {
        if (!parse_add(p, &list, parse_test(p)))
            return NULL;
    } while (parse_take(p, ","));
    if (negated && !parse_expect(p, ")"))
        return NULL;
    n->sub = negated;
    n->list = list.items;
    n->count = (uint32_t)list.count;
    return parse_end(p, n);
}

/* ---- entrances ---- */

static void init(parser *p, xc_str text, const feel_scope *scope, xc_arena *arena, xc_problem *why)
{
    *p = (parser){ .arena = arena, .scope = scope, .why = why };
    p->lexer = (feel_lexer){ .src = text,
                             .line = 1,
                             .column = 1,
                             .arena = arena,
                             .why = why,
                             .longest_name = longest_name,
                             .ctx = p };
    if (scope->line)
        p->lexer.line = scope->line;
    if (scope->column)
        p->lexer.column = scope->column;
}

enum { READ_TESTS = 1, READ_AS_WRITTEN = 2 };

static xc_err parse_whole(xc_str text, const feel_scope *scope, xc_arena *arena, unsigned how,
                          const feel_expr **ret, xc_problem *why)
{
    if (text.len > PARSE_MAX_BYTES)
        return xc_fail(why, XC_ELIMIT, "", "an expression may have %d bytes", "表达式最多 %d 字节",
                       PARSE_MAX_BYTES);
    if (!xc_utf8_valid(text))
        return xc_fail(why, XC_ESYNTAX, "", "the expression is not valid UTF-8",
                       "表达式不是有效的 UTF-8 文本");
    xc_str copy = xc_arena_str(arena, text);
    feel_expr *e = xc_arena_array(arena, 1, sizeof *e);
    bool *uses = xc_arena_array(arena, scope->count, sizeof *uses);
    if (!copy.ptr || !e || !uses)
        return xc_fail(why, xc_arena_err(arena, text.len + 1), "", "no memory for the expression",
                       "内存不足，放不下这个表达式");
    parser p;
    init(&p, copy, scope, arena, why);
    p.uses = uses;
    p.as_written = how & READ_AS_WRITTEN;
    parse_next(&p);
    const feel_node *root = p.err              ? NULL
                            : how & READ_TESTS ? parse_tests(&p)
                                               : parse_expression(&p);
    if (!p.err && p.tok.kind != TOK_END)
        parse_unexpected(&p, "an operator or the end", "运算符或结尾");
    if (p.err)
        return p.err;
    *e = (feel_expr){
        .root = root, .slot_count = (uint16_t)p.slot_count, .uses = uses, .name_count = scope->count
    };
    *ret = e;
    return XC_OK;
}

xc_err feel_parse_in(xc_str text, const feel_scope *scope, xc_arena *arena, const feel_expr **ret,
                     xc_problem *why)
{
    return parse_whole(text, scope, arena, 0, ret, why);
}

xc_err feel_parse_unary_in(xc_str text, const feel_scope *scope, xc_arena *arena,
                           const feel_expr **ret, xc_problem *why)
{
    return parse_whole(text, scope, arena, READ_TESTS, ret, why);
}

xc_err feel_parse(xc_str text, const xc_str *names, size_t name_count, xc_arena *arena,
                  const feel_expr **ret, xc_problem *why)
{
    feel_scope scope = { .names = names, .count = name_count };
    return parse_whole(text, &scope, arena, 0, ret, why);
}

xc_err feel_parse_unary(xc_str text, const xc_str *names, size_t name_count, xc_arena *arena,
                        const feel_expr **ret, xc_problem *why)
{
    feel_scope scope = { .names = names, .count = name_count };
    return parse_whole(text, &scope, arena, READ_TESTS, ret, why);
}

xc_err feel_parse_as_written(xc_str text, const xc_str *names, size_t name_count, xc_arena *arena,
                             const feel_expr **ret, xc_problem *why)
{
    feel_scope scope = { .names = names, .count = name_count };
    return parse_whole(text, &scope, arena, READ_AS_WRITTEN, ret, why);
}

xc_err feel_parse_shape(xc_str text, const feel_scope *scope, xc_arena *arena,
                        const feel_shape **ret, xc_problem *why)
{
    parser p;
    init(&p, text, scope, arena, why);
    parse_next(&p);
    const feel_shape *shape = p.err ? NULL : parse_shape(&p);
    if (!p.err && p.tok.kind != TOK_END)
        parse_unexpected(&p, "the end of the type", "类型的结尾");
    if (p.err)
        return p.err;
    *ret = shape;
    return XC_OK;
}

/* ---- ranges in texts ---- */

/* a literal, one with a sign, or date("..") and the like of one */
static bool literal_end(const feel_node *n)
{
    if (n->op == OP_NEGATE)
        n = n->a;
    if (n->op == OP_CONST)
        return n->value->type != FEEL_FUNCTION;
    if (n->op != OP_CALL || n->a->op != OP_CONST || n->names || !feel_builtin_pure(n->a->value))
        return false;
    for (uint32_t i = 0; i < n->count; i++)
        if (n->list[i]->op != OP_CONST)
            return false;
    return true;
}

const feel_value *feel_read_range(feel_run *run, xc_str text)
{
    static const feel_scope NOTHING = { 0 };
    parser p;
    if (text.len < 4 || text.len > PARSE_MAX_BYTES || !strchr("[(]", text.ptr[0]))
        return feel_null();
    init(&p, text, &NOTHING, run->arena, NULL);
    p.as_written = true;
    parse_next(&p);
    const feel_node *n = p.err ? NULL : parse_expression(&p);
    if (!n || p.err || p.tok.kind != TOK_END || n->op != OP_RANGE || !literal_end(n->a) ||
        !literal_end(n->b))
        return feel_null();
    const feel_value *v = feel_eval_node(run, n);
    bool empty = v->type == FEEL_RANGE && feel_is_null(v->range.lo) && feel_is_null(v->range.hi);
    return empty ? feel_null() : v;
}
