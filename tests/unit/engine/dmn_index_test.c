/* dmn_index_test.c - tables found by their index answer as each cell says when it is asked alone.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/dmn/dmn.h"

enum { MAX_RULES = 300, COLUMNS = 3, TABLES = 60, ASKED = 60 };

static xc_arena *arena;
static uint64_t seed;

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new((size_t)1 << 30, &arena), XC_OK);
    seed = 7;
}

static void tear_down(void)
{
    arena = xc_arena_free(arena);
}

static int pick(int below)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (int)((seed >> 33) % (unsigned)below);
}

static xc_str value_text(int kind)
{
    static const char *const WORDS[] = { "浦东", "黄浦", "a", "b", "" };
    switch (kind) {
    case 0:
        return xc_arena_printf(arena, "%d", pick(12) - 3);
    case 1:
        return xc_arena_printf(arena, "%d.%d", pick(5), pick(4) * 25);
    case 2:
        return xc_arena_printf(arena, "\"%s\"", WORDS[pick(5)]);
    case 3:
        return xc_arena_printf(arena, "date(\"2026-07-%02d\")", 1 + pick(9));
    case 4:
        return xc_str_of(pick(2) ? "true" : "false");
    default:
        return xc_arena_printf(arena, "duration(\"P%dD\")", pick(5));
    }
}

static xc_str range_text(int kind)
{
    xc_str a = value_text(kind), b = value_text(kind);
    if (kind == 4)
        return a;
    return xc_arena_printf(arena, "%c%.*s..%.*s%c", "[("[pick(2)], XC_STR_ARG(a), XC_STR_ARG(b),
                           "])"[pick(2)]);
}

static xc_str cell_text(int kind)
{
    static const char *const SIGNS[] = { "<", "<=", ">", ">=" };
    xc_str a = value_text(kind), b = value_text(kind), c = range_text(kind);
    switch (pick(12)) {
    case 0:
    case 1:
        return XC_STR("-");
    case 2:
        return xc_arena_printf(arena, "%.*s, %.*s", XC_STR_ARG(a), XC_STR_ARG(c));
    case 3:
        return xc_arena_printf(arena, "not(%.*s)", XC_STR_ARG(a));
    case 4:
        return xc_arena_printf(arena, "not(%.*s, %.*s)", XC_STR_ARG(b), XC_STR_ARG(c));
    case 5:
        return pick(4) ? a : XC_STR("null");
    case 6:
    case 7:
        return kind == 4 ? a : xc_arena_printf(arena, "%s %.*s", SIGNS[pick(4)], XC_STR_ARG(a));
    case 8:
    case 9:
        return c;
    default:
        return a;
    }
}

static void put_xml(xc_buf *out, xc_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '<')
            xc_buf_text(out, "&lt;");
        else
            xc_buf_byte(out, text.ptr[i]);
    }
}

static const feel_value *eval(xc_str text)
{
    const feel_expr *e;
    ck_assert_int_eq(feel_parse(text, NULL, 0, arena, &e, NULL), XC_OK);
    return feel_eval(e, feel_null(), arena, NULL, NULL);
}

typedef struct {
    int rules, kinds[COLUMNS];
    xc_str cells[MAX_RULES][COLUMNS];
    const feel_expr *tests[MAX_RULES][COLUMNS];
    dmn_model *model;
} table;

/* odd: a column that no index knows, a cell that needs a run */
static void make_table(table *t, bool odd)
{
    xc_buf xml;
    xc_problem why = { 0 };
    xc_buf_init(&xml, 8 << 20);
    t->rules = 1 + pick(MAX_RULES);
    xc_buf_text(&xml, "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/'><decision "
                      "id='d' name='d'><decisionTable hitPolicy='COLLECT'>");
    for (int c = 0; c < COLUMNS; c++) {
        t->kinds[c] = pick(6);
        xc_buf_printf(&xml, "<input><inputExpression><text>x%d</text></inputExpression></input>",
                      c);
    }
    xc_buf_text(&xml, "<output/>");
    for (int r = 0; r < t->rules; r++) {
        xc_buf_text(&xml, "<rule>");
        for (int c = 0; c < COLUMNS; c++) {
            t->cells[r][c] =
                odd && c == 1 && pick(3) == 0 ? XC_STR("? = x0") : cell_text(t->kinds[c]);
            ck_assert_int_eq(
                feel_parse_unary(t->cells[r][c], NULL, 0, arena, &t->tests[r][c], &why), XC_OK);
            xc_buf_text(&xml, "<inputEntry><text>");
            put_xml(&xml, t->cells[r][c]);
            xc_buf_text(&xml, "</text></inputEntry>");
        }
        xc_buf_printf(&xml, "<outputEntry><text>%d</text></outputEntry></rule>", r);
    }
    xc_buf_text(&xml, "</decisionTable></decision></definitions>");
    xc_err err = dmn_model_new(xc_buf_view(&xml), "random.dmn", &t->model, &why);
    ck_assert_msg(!err, "%s line %u", why.en, why.line);
    xc_buf_done(&xml);
}

static const feel_value *ask_for(const table *t)
{
    const feel_value *c = feel_null();
    for (int i = 0; i < COLUMNS; i++) {
        char name[8];
        (void)snprintf(name, sizeof name, "x%d", i);
        int what = pick(20);
        xc_str text = what == 0 ? XC_STR("null") : value_text(what == 1 ? pick(6) : t->kinds[i]);
        c = feel_with(arena, c, xc_str_of(name), eval(text));
    }
    return c;
}

static bool hits(const table *t, int rule, const feel_value *in)
{
    for (int c = 0; c < COLUMNS; c++)
        if (!feel_test(t->tests[rule][c], feel_item(in, (size_t)c, NULL), in, arena, NULL, NULL))
            return false;
    return true;
}

static void check_answer(const table *t, const feel_value *in)
{
    const feel_value *got = feel_null();
    size_t found = 0;
    ck_assert_int_eq(dmn_decide(t->model, XC_STR("d"), in, arena, NULL, &got, NULL, NULL), XC_OK);
    for (int r = 0; r < t->rules; r++) {
        int64_t rule = -1;
        if (!hits(t, r, in))
            continue;
        ck_assert(feel_to_int(feel_item(got, found++, NULL), &rule));
        ck_assert_msg(rule == r, "rule %d: %.*s %.*s %.*s", r, XC_STR_ARG(t->cells[r][0]),
                      XC_STR_ARG(t->cells[r][1]), XC_STR_ARG(t->cells[r][2]));
    }
    ck_assert_uint_eq(found, feel_count(got));
}

START_TEST(random_tables_answer_as_their_cells)
{
    static table t;
    for (int i = 0; i < TABLES; i++) {
        make_table(&t, i % 3 == 2);
        for (int k = 0; k < ASKED; k++)
            check_answer(&t, ask_for(&t));
        t.model = dmn_model_free(t.model);
        xc_arena_reset(arena);
    }
}
END_TEST

int main(void)
{
    Suite *s = suite_create("dmn_index");
    TCase *c = tcase_create("index");
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, random_tables_answer_as_their_cells);
    suite_add_tcase(s, c);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
