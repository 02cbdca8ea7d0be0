/* feel_shared_test.c - expressions on slots, what is known of them before they run, threads. */
#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/feel/builtin.h"
#include "engine/feel/feel_embed.h"

static xc_arena *arena;
static const xc_str NAMES[] = { { "age", 3 }, { "water level", 11 }, { "水位", 6 } };
enum { NAME_COUNT = sizeof NAMES / sizeof NAMES[0] };

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new(64 << 20, &arena), XC_OK);
}

static void tear_down(void)
{
    arena = xc_arena_free(arena);
}

static const feel_expr *parsed(const char *text)
{
    const feel_expr *e;
    xc_problem why = { 0 };
    xc_err err = feel_parse(xc_str_of(text), NAMES, NAME_COUNT, arena, &e, &why);
    ck_assert_msg(!err, "%s: %s", text, why.en);
    return e;
}

static const feel_expr *cell(const char *text)
{
    const feel_expr *e;
    xc_problem why = { 0 };
    xc_err err = feel_parse_unary(xc_str_of(text), NAMES, NAME_COUNT, arena, &e, &why);
    ck_assert_msg(!err, "%s: %s", text, why.en);
    return e;
}

static const char *literal(const feel_value *v)
{
    xc_buf out;
    xc_buf_init(&out, 1 << 20);
    feel_to_text(&out, v);
    xc_str kept = xc_arena_str(arena, xc_buf_view(&out));
    xc_buf_done(&out);
    ck_assert_ptr_nonnull(kept.ptr);
    return kept.ptr;
}

START_TEST(slots_stand_for_names)
{
    const feel_value *slots[NAME_COUNT] = { feel_int(arena, 70), NULL, feel_int(arena, 30) };
    static const struct {
        const char *text, *want;
    } ROWS[] = {
        { "age + 水位", "100" },
        { "{age: 1, b: age}.b", "1" },
        { "for age in [1, 2] return age * 水位", "[30, 60]" },
        { "[{age: 5}][age < 水位]", "[{age: 5}]" },
        { "(function(x) x + age)(1)", "71" },
        { "sort([1, 3, 2], function(a, b) a + age > b + age)", "[3, 2, 1]" },
        { "water level", "null" },
        { "count([age])", "1" },
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        const feel_value *v = feel_eval_slots(parsed(ROWS[i].text), slots, arena, NULL, NULL);
        ck_assert_msg(strcmp(literal(v), ROWS[i].want) == 0, "%s gives %s", ROWS[i].text,
                      literal(v));
    }
    feel_diag diag = { 0 };
    ck_assert(!feel_test_slots(cell("> water level"), slots[0], slots, arena, NULL, &diag));
    ck_assert_uint_gt(diag.count, 0);
    ck_assert(feel_test_slots(cell("> 水位"), slots[0], slots, arena, NULL, &diag));
    /* a range that cannot be lets nothing through, null neither */
    ck_assert(!feel_test_slots(cell("[5..1]"), feel_null(), slots, arena, NULL, &diag));
    ck_assert(!feel_test_slots(cell("< null"), feel_null(), slots, arena, NULL, &diag));
    ck_assert(feel_test_slots(cell("null"), feel_null(), slots, arena, NULL, &diag));
}
END_TEST

START_TEST(what_an_expression_uses_is_known)
{
    const feel_expr *e = parsed("if age > 1 then 水位 else 0");
    ck_assert(feel_expr_uses(e, 0) && !feel_expr_uses(e, 1) && feel_expr_uses(e, 2));
    ck_assert(!feel_expr_uses(e, 3));
    ck_assert_ptr_null(feel_expr_constant(e));
    ck_assert_str_eq(literal(feel_expr_constant(parsed("1 + 2 * 3"))), "7");
}
END_TEST

START_TEST(constant_cells_show_their_values)
{
    feel_constant_tests t;
    feel_bounds b;
    ck_assert(feel_tests_constant(cell("\"a\", \"b\""), arena, &t));
    ck_assert(t.count == 2 && !t.any && !t.negated);
    ck_assert(feel_tests_constant(cell("not(1, [3..4])"), arena, &t));
    ck_assert(t.count == 2 && t.negated);
    ck_assert(feel_tests_constant(cell("-"), arena, &t) && t.any);
    ck_assert(!feel_tests_constant(cell("< age"), arena, &t));
    ck_assert(feel_tests_constant(cell("< 5"), arena, &t) && t.count == 1);
    ck_assert(feel_range_bounds(t.values[0], &b));
    ck_assert(!b.low && !b.high_closed && strcmp(literal(b.high), "5") == 0);
    ck_assert(!feel_range_bounds(feel_int(arena, 1), &b));
}
END_TEST

/* every row of the tables is found by its name, and every name has a row */
START_TEST(all_functions_are_found)
{
    const feel_builtin *const TABLES[] = { feel_convert_builtins, feel_list_builtins,
                                           feel_string_builtins,  feel_number_builtins,
                                           feel_time_builtins,    feel_range_builtins,
                                           feel_context_builtins };
    size_t names = 0;
    for (size_t t = 0; t < sizeof TABLES / sizeof TABLES[0]; t++)
        for (const feel_builtin *b = TABLES[t]; b->name; b++) {
            bool first = b == TABLES[t] || strcmp(b[-1].name, b->name) != 0;
            names += first;
            const feel_value *v = feel_builtin_find(xc_str_of(b->name));
            ck_assert_msg(v != NULL, "%s is not found", b->name);
            const feel_builtin *found = v->function->builtin;
            ck_assert_msg(strcmp(found->name, b->name) == 0 && (!first || found == b),
                          "%s leads to %s", b->name, found->name);
            if (strchr(b->name, ' ')) {
                xc_str longest = { 0 }, name = xc_str_of(b->name);
                size_t word = (size_t)(strchr(b->name, ' ') - b->name);
                ck_assert_msg(feel_builtin_longest(name, word, &longest) == name.len, "%s",
                              b->name);
            }
        }
    ck_assert_uint_eq(names, feel_builtin_count());
}
END_TEST

START_TEST(clocks_changed_over_the_years)
{
    static const struct {
        const char *text, *want;
    } ROWS[] = {
        /* Shanghai had summer time from 1986 to 1991 */
        { "@\"1988-07-01T12:00:00@Asia/Shanghai\".time offset", "duration(\"PT9H\")" },
        { "@\"1993-07-01T12:00:00@Asia/Shanghai\".time offset", "duration(\"PT8H\")" },
        { "@\"1990-01-01T12:00:00@Europe/Moscow\".time offset", "duration(\"PT3H\")" },
        { "@\"2012-01-01T12:00:00@Europe/Moscow\".time offset", "duration(\"PT4H\")" },
        /* until 2006 New York began its summer in April */
        { "@\"2006-03-20T12:00:00@America/New_York\".time offset", "duration(\"-PT5H\")" },
        { "@\"2007-03-20T12:00:00@America/New_York\".time offset", "duration(\"-PT4H\")" },
        { "@\"2999-07-20T12:00:00@America/New_York\".time offset", "duration(\"-PT4H\")" },
        { "string(date and time(@\"2024-07-01T00:00:00Z\", \"Asia/Shanghai\"))",
          "\"2024-07-01T08:00:00@Asia/Shanghai\"" },
        { "upper case(\"straße ǆ ﬁ я\")", "\"STRASSE Ǆ FI Я\"" },
        { "lower case(\"ΟΔΥΣΣΕΥΣ İ\")", "\"οδυσσευς i̇\"" },
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        const feel_value *v = feel_eval(parsed(ROWS[i].text), NULL, arena, NULL, NULL);
        ck_assert_msg(strcmp(literal(v), ROWS[i].want) == 0, "%s gives %s", ROWS[i].text,
                      literal(v));
    }
}
END_TEST

START_TEST(an_unknown_zone_is_named)
{
    feel_diag diag = { 0 };
    const feel_value *v = feel_eval(parsed("\n date and time(\"2024-01-01T00:00:00@Mars/Base\")"),
                                    NULL, arena, NULL, &diag);
    ck_assert_int_eq(feel_type_of(v), FEEL_NULL);
    ck_assert_uint_eq(diag.count, 1);
    ck_assert_str_eq(diag.first[0].en, "there is no time zone \"Mars/Base\"");
    ck_assert_str_eq(diag.first[0].zh, "没有时区“Mars/Base”");
    ck_assert_uint_eq(diag.first[0].line, 2);
    ck_assert_uint_gt(diag.first[0].column, 0);
}
END_TEST

START_TEST(long_problems_are_cut_between_characters)
{
    for (int pad = 0; pad < 4; pad++) {
        xc_buf text;
        feel_diag diag = { 0 };
        xc_buf_init(&text, 1 << 16);
        xc_buf_printf(&text, "date(\"%.*s", pad, "abc");
        for (int i = 0; i < 300; i++)
            xc_buf_text(&text, "绣");
        xc_buf_printf(&text, "%s%c", "\")", 0);
        (void)feel_eval(parsed(xc_buf_view(&text).ptr), NULL, arena, NULL, &diag);
        xc_buf_done(&text);
        ck_assert_uint_eq(diag.count, 1);
        ck_assert(xc_utf8_valid(xc_str_of(diag.first[0].en)));
        ck_assert(xc_utf8_valid(xc_str_of(diag.first[0].zh)));
    }
}
END_TEST

/* ---- one expression on many threads ---- */

static const char SHARED[] =
    "{a: matches(\"ab\" + string(age), \"^[a-b]+[0-9]+$\"), b: age * 1.5, "
    "c: for i in 1..3 return i + age, d: upper case(\"x\"), e: sort([3, 1, 2])[1]}";

static void *evaluate(void *ctx)
{
    const feel_expr *e = ctx;
    xc_arena *own;
    bool good = xc_arena_new(1 << 20, &own) == XC_OK;
    for (int i = 0; good && i < 300; i++) {
        const feel_value *slots[NAME_COUNT] = { feel_int(own, i) };
        const feel_value *v = feel_eval_slots(e, slots, own, NULL, NULL);
        int64_t last = 0;
        good = feel_is_true(feel_get(v, "a")) &&
               feel_to_int(feel_item(feel_get(v, "c"), 2, NULL), &last) && last == i + 3;
        xc_arena_reset(own);
    }
    own = xc_arena_free(own);
    return good ? ctx : NULL;
}

START_TEST(threads_share_an_expression)
{
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    const feel_expr *e = parsed(SHARED);
    for (int i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, evaluate, (void *)(uintptr_t)e), 0);
    for (int i = 0; i < THREADS; i++) {
        void *good;
        ck_assert_int_eq(pthread_join(threads[i], &good), 0);
        ck_assert_ptr_nonnull(good);
    }
}
END_TEST

int main(void)
{
    Suite *s = suite_create("feel shared");
    TCase *c = tcase_create("shared");
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_add_test(c, slots_stand_for_names);
    tcase_add_test(c, what_an_expression_uses_is_known);
    tcase_add_test(c, constant_cells_show_their_values);
    tcase_add_test(c, all_functions_are_found);
    tcase_add_test(c, clocks_changed_over_the_years);
    tcase_add_test(c, an_unknown_zone_is_named);
    tcase_add_test(c, long_problems_are_cut_between_characters);
    tcase_add_test(c, threads_share_an_expression);
    suite_add_tcase(s, c);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
