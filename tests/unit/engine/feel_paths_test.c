/* feel_paths_test.c - one expression, all ways to evaluate it: worked out while it is read, as
 * written, with values by name and by slot. All must give the same.
 *
 *   feel_paths_test [CASES [SEED]] */
#include <stdio.h>
#include <stdlib.h>

#include "engine/feel/feel_tree.h"

enum { MAX_LEAVES = 9, TEXT_BYTES = 4000 };

typedef struct {
    uint64_t state;
    char text[TEXT_BYTES]; /* \1 and a digit stand for a leaf */
    size_t len;
    int leaves;
    const char *literals[MAX_LEAVES];
} maker;

static const char *const LITERALS[] = {
    "0",
    "1",
    "2",
    "(-3)",
    "0.5",
    "12.50",
    "1e3",
    "9007199254740993",
    "1234567890123456789012345678901234",
    "0.1000000000000000000000000000000001",
    "\"a\"",
    "\"绣城\"",
    "\"\"",
    "\"2024-02-29\"",
    "\"P1D\"",
    "true",
    "false",
    "null",
    "@\"2024-02-29\"",
    "@\"10:30:00\"",
    "@\"2024-02-29T10:30:00@Asia/Shanghai\"",
    "@\"P1Y2M\"",
    "@\"P1DT2H\"",
    "[]",
    "[1, 2, 3]",
    "[3, 1, 2, 3]",
    "[\"a\", \"b\"]",
    "[true, null]",
    "{a: 1, b: \"x\"}",
    "[{a: 1}, {a: 2}]",
    "[1..5]",
    "(\"a\"..\"m\"]",
};

/* A is a part, made in turn */
static const char *const SHAPES[] = {
    "(A + A)",
    "(A - A)",
    "(A * A)",
    "(A / A)",
    "(A ** 2)",
    "(- A)",
    "(A = A)",
    "(A != A)",
    "(A < A)",
    "(A >= A)",
    "(A and A)",
    "(A or A)",
    "(if A then A else A)",
    "(A between A and A)",
    "(A in (A))",
    "(A in (A, A))",
    "(A instance of number)",
    "(for i in A return (i + A))",
    "(some i in A satisfies (i = A))",
    "(every i in A satisfies (i > A))",
    "(A)[item > A]",
    "(A)[A]",
    "(A).a",
    "[A, A]",
    "{a: A, c: a}",
    "sum(A)",
    "count(A)",
    "min(A, A)",
    "max(A)",
    "mean(A)",
    "sort(A)",
    "reverse(A)",
    "distinct values(A)",
    "concatenate(A, A)",
    "append(A, A)",
    "list contains(A, A)",
    "sublist(A, A)",
    "string(A)",
    "string length(A)",
    "upper case(A)",
    "substring(A, A)",
    "contains(A, A)",
    "replace(A, \"[a-c]\", A)",
    "matches(A, \"^a\")",
    "split(A, \"-\")",
    "decimal(A, 2)",
    "floor(A)",
    "modulo(A, A)",
    "abs(A)",
    "sqrt(A)",
    "odd(A)",
    "not(A)",
    "date(A)",
    "duration(A)",
    "(function(p) p + A)(A)",
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static size_t pick(maker *m, size_t below)
{
    m->state ^= m->state << 13;
    m->state ^= m->state >> 7;
    m->state ^= m->state << 17;
    return (size_t)(m->state >> 20) % below;
}

static void put(maker *m, char c)
{
    if (m->len + 1 < sizeof m->text)
        m->text[m->len++] = c;
}

static void make_part(maker *m, int depth)
{
    if ((depth == 0 || pick(m, 4) == 0) && m->leaves < MAX_LEAVES) {
        m->literals[m->leaves] = LITERALS[pick(m, COUNT(LITERALS))];
        put(m, 1);
        put(m, (char)('0' + m->leaves++));
        return;
    }
    if (depth == 0) {
        put(m, '1');
        return;
    }
    for (const char *c = SHAPES[pick(m, COUNT(SHAPES))]; *c; c++)
        if (*c == 'A')
            make_part(m, depth - 1);
        else
            put(m, *c);
}

static xc_str rendered(const maker *m, bool literals, xc_buf *out)
{
    xc_buf_init(out, 1 << 16);
    for (size_t i = 0; i < m->len; i++)
        if (m->text[i] != 1)
            xc_buf_byte(out, m->text[i]);
        else if (literals)
            xc_buf_printf(out, "%s", m->literals[m->text[++i] - '0']);
        else
            xc_buf_printf(out, "v%c", m->text[++i]);
    return xc_buf_view(out);
}

static const xc_str NAMES[MAX_LEAVES] = { { "v0", 2 }, { "v1", 2 }, { "v2", 2 },
                                          { "v3", 2 }, { "v4", 2 }, { "v5", 2 },
                                          { "v6", 2 }, { "v7", 2 }, { "v8", 2 } };

typedef struct {
    const feel_value *slots[MAX_LEAVES], *context;
} values;

static const feel_value *value_of(xc_arena *a, const char *literal)
{
    const feel_expr *e;
    if (feel_parse(xc_str_of(literal), NULL, 0, a, &e, NULL))
        abort();
    return feel_eval(e, feel_null(), a, NULL, NULL);
}

static values values_of(const maker *m, xc_arena *a)
{
    values v = { .context = feel_null() };
    for (int i = 0; i < MAX_LEAVES; i++) {
        v.slots[i] = i < m->leaves ? value_of(a, m->literals[i]) : feel_null();
        v.context = feel_with(a, v.context, NAMES[i], v.slots[i]);
    }
    return v;
}

static const feel_expr *parsed(const maker *m, int way, xc_arena *a)
{
    const feel_expr *e = NULL;
    xc_problem why = { 0 };
    xc_buf text;
    xc_str s = rendered(m, way < 2, &text);
    xc_err err = way == 1 ? feel_parse_as_written(s, NAMES, MAX_LEAVES, a, &e, &why)
                          : feel_parse(s, NAMES, MAX_LEAVES, a, &e, &why);
    if (err)
        printf("%.*s: %s\n", XC_STR_ARG(s), why.en);
    xc_buf_done(&text);
    return e;
}

enum { WAYS = 4 };

static bool same_all_ways(const maker *m, xc_arena *a)
{
    static const char *const WAY[WAYS] = { "folded", "as written", "by name", "by slot" };
    values v = values_of(m, a);
    xc_buf first;
    bool same = true;
    xc_buf_init(&first, 1 << 20);
    for (int way = 0; way < WAYS; way++) {
        const feel_expr *e = parsed(m, way, a);
        feel_diag diag = { 0 };
        if (!e)
            return false;
        const feel_value *r = way == 3 ? feel_eval_slots(e, v.slots, a, NULL, &diag)
                                       : feel_eval(e, v.context, a, NULL, &diag);
        xc_buf got;
        xc_buf_init(&got, 1 << 20);
        feel_to_text(&got, r);
        xc_buf_printf(&got, "%s", diag.count ? " (problem)" : "");
        if (way == 0)
            xc_buf_str(&first, xc_buf_view(&got));
        if (!xc_str_eq(xc_buf_view(&first), xc_buf_view(&got))) {
            xc_buf text;
            xc_str s = rendered(m, true, &text);
            printf("%.*s\n  %s: %.*s\n  %s: %.*s\n", XC_STR_ARG(s), WAY[0],
                   XC_STR_ARG(xc_buf_view(&first)), WAY[way], XC_STR_ARG(xc_buf_view(&got)));
            xc_buf_done(&text);
            same = false;
        }
        xc_buf_done(&got);
    }
    xc_buf_done(&first);
    return same;
}

int main(int argc, char **argv)
{
    static maker m;
    int cases = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 20000, wrong = 0;
    m.state = argc > 2 ? strtoull(argv[2], NULL, 10) : 88172645463325252u;
    xc_arena *a;
    if (xc_arena_new(64 << 20, &a))
        return EXIT_FAILURE;
    for (int i = 0; i < cases && wrong < 10; i++) {
        m.len = 0;
        m.leaves = 0;
        make_part(&m, 3);
        wrong += !same_all_ways(&m, a);
        xc_arena_reset(a);
    }
    a = xc_arena_free(a);
    printf("%d expressions, %d wrong\n", cases, wrong);
    return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
