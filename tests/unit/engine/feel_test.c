/* feel_test.c - the expression language, row by row: text in, literal out. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/feel/feel.h"

typedef struct {
    const char *text, *want;
} row;

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

static const xc_str NAMES[] = { { "x", 1 },     { "water level", 11 },
                                { "水位", 6 },  { "street lamps", 12 },
                                { "空 值", 7 }, { "nothing", 7 } };

static xc_arena *arena;

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new(256 << 20, &arena), XC_OK);
}

static void tear_down(void)
{
    arena = xc_arena_free(arena);
}

static const feel_value *lamps(void)
{
    const feel_value *all[3];
    for (int i = 0; i < 3; i++) {
        const feel_value *lamp =
            feel_with(arena, feel_null(), XC_STR("id"), feel_int(arena, i + 1));
        all[i] = feel_with(arena, lamp, XC_STR("broken"), feel_bool(i > 0));
    }
    return feel_list(arena, all, 3);
}

static const feel_value *context(void)
{
    const feel_value *c = feel_with(arena, feel_null(), XC_STR("x"), feel_int(arena, 7));
    c = feel_with(arena, c, XC_STR("water level"), feel_number(arena, XC_STR("1.25")));
    c = feel_with(arena, c, XC_STR("水位"), feel_int(arena, 30));
    c = feel_with(arena, c, XC_STR("空 值"), feel_null());
    c = feel_with(arena, c, XC_STR("nothing"), feel_null());
    return feel_with(arena, c, XC_STR("street lamps"), lamps());
}

static const feel_value *eval(const char *text, const feel_options *options, feel_diag *diag)
{
    const feel_expr *e;
    xc_problem why = { 0 };
    xc_err err = feel_parse(xc_str_of(text), NAMES, COUNT(NAMES), arena, &e, &why);
    ck_assert_msg(!err, "%s: %u:%u %s", text, why.line, why.column, why.en);
    return feel_eval(e, context(), arena, options, diag);
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

static void check_rows(const row *rows, size_t count)
{
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        const char *got = literal(eval(rows[i].text, NULL, NULL));
        if (strcmp(got, rows[i].want) == 0)
            continue;
        printf("%s\n  gives %s\n  not   %s\n", rows[i].text, got, rows[i].want);
        wrong++;
    }
    ck_assert_int_eq(wrong, 0);
}

START_TEST(numbers_are_exact)
{
    static const row ROWS[] = {
        { "0.1 + 0.2", "0.3" },
        { "1 / 3", "0.3333333333333333333333333333333333" },
        { "2 ** 10", "1024" },
        { "2 ** 3 ** 2", "64" },
        { "-2 ** 2", "4" },
        { "1 / 0", "null" },
        { "10 - 2 - 3", "5" },
        { "1 + 2 * 3", "7" },
        { "1.5e3", "1500" },
        { ".5 + .5", "1" },
        { "99999999999999999999 + 1", "100000000000000000000" },
        { "modulo(-10, 3)", "2" },
        { "decimal(2.345, 2)", "2.34" },
        { "round half up(2.345, 2)", "2.35" },
        { "floor(-1.5)", "-2" },
        { "ceiling(1.2)", "2" },
        { "abs(-3)", "3" },
        { "sqrt(16)", "4" },
        { "number(\"1 000,5\", \" \", \",\")", "1000.5" },
        { "1 + \"a\"", "null" },
        { "x * 2", "14" },
        { "water level + 1", "2.25" },
        { "水位 + 1", "31" },
    };
    check_rows(ROWS, COUNT(ROWS));
}
END_TEST

START_TEST(texts_count_by_code_point)
{
    static const row ROWS[] = {
        { "\"a\" + \"b\"", "\"ab\"" },
        { "string length(\"绣城🌧\")", "3" },
        { "substring(\"绣城🌧雨\", 3, 1)", "\"🌧\"" },
        { "substring(\"foobar\", -2)", "\"ar\"" },
        { "upper case(\"aBc\")", "\"ABC\"" },
        { "substring before(\"南京路12号\", \"路\")", "\"南京\"" },
        { "substring after(\"a:b\", \":\")", "\"b\"" },
        { "contains(\"暴雨红色预警\", \"红色\")", "true" },
        { "starts with(\"绣城\", \"绣\")", "true" },
        { "ends with(\"绣城\", \"绣\")", "false" },
        { "split(\"a;b;;\", \";\")", "[\"a\", \"b\", \"\", \"\"]" },
        { "string join([\"a\", \"b\"], \"-\")", "\"a-b\"" },
        { "matches(\"hello world\", \"hello\\ sworld\", \"x\")", "true" },
        { "matches(\"abcd\", \"(asd)[\\1]\")", "null" },
        { "replace(\"abracadabra\", \"bra\", \"*\")", "\"a*cada*\"" },
        { "matches(\"13800138000\", \"^1[3-9][0-9]{9}$\")", "true" },
        { "matches(\"绣城\", \"^\\p{IsCJKUnifiedIdeographs}+$\")", "true" },
        { "matches(\"abc\", \"^\\P{IsGreek}+$\")", "true" },
        { "matches(\"αβγ\", \"[\\P{IsGreek}]\")", "false" },
        { "matches(\"a\", \"\\p{IsNowhere}\")", "null" },
        { "matches(\"bdf\", \"^[a-z-[aeiou]]+$\")", "true" },
        { "matches(\"abc\", \"^[a-z-[aeiou]]+$\")", "false" },
        { "matches(\"a\rb\", \"a.b\")", "false" },
        { "matches(\"a\rb\", \"a.b\", \"s\")", "true" },
        { "string(1.50)", "\"1.5\"" },
        { "string(null)", "null" },
        { "\"\\u7EE3\\n\" = \"绣\n\"", "true" },
    };
    check_rows(ROWS, COUNT(ROWS));
}
END_TEST

START_TEST(logic_has_three_values)
{
    static const row ROWS[] = {
        { "true and null", "null" }, { "false and null", "false" },
        { "null and null", "null" }, { "true or null", "true" },
        { "false or null", "null" }, { "not(true)", "false" },
        { "not(null)", "null" },     { "true and 1", "null" },
        { "false and 1", "false" },  { "1 = \"1\"", "null" },
        { "null = null", "true" },   { "1 = null", "false" },
        { "1 < \"a\"", "null" },     { "nothing > 3", "null" },
        { "1 != 2", "true" },        { "if null then 1 else 2", "2" },
        { "空 值 = null", "true" },
    };
    check_rows(ROWS, COUNT(ROWS));
}
END_TEST

START_TEST(ranges_hold_what_is_between)
{
    static const row ROWS[] = {
        { "5 in [1..5]", "true" },
        { "5 in [1..5)", "false" },
        { "1 in ]1..5]", "false" },
        { "5 in < 6", "true" },
        { "5 in (1, 5, 9)", "true" },
        { "5 in [1, 5]", "true" },
        { "3 between 1 and 3", "true" },
        { "x between 8 and 9", "false" },
        { "\"b\" in [\"a\"..\"c\"]", "true" },
        { "before([1..5], 6)", "true" },
        { "overlaps([1..5], [5..9])", "true" },
        { "[1..5].end", "5" },
        { "includes([1..10], 3)", "true" },
        { "range(\"[1..3)\")", "[1..3)" },
        { "range(\"[3..1]\")", "null" },
        { "5 in (null..10]", "null" },
        { "for i in [2..1] return i", "null" },
        { "date(\"2026-07-29\") in [date(\"2026-07-01\")..date(\"2026-07-31\")]", "true" },
    };
    check_rows(ROWS, COUNT(ROWS));
}
END_TEST

START_TEST(lists_filter_and_iterate)
{
    static const row ROWS[] = {
        { "[1, 2, 3][2]", "2" },
        { "[1, 2, 3][-1]", "3" },
        { "[1, 2, 3][9]", "null" },
        { "[1, 2, 3][item > 1]", "[2, 3]" },
        { "street lamps[broken].id", "[2, 3]" },
        { "count(street lamps[id > x])", "0" },
        { "for i in 1..3 return i * i", "[1, 4, 9]" },
        { "for i in 3..1 return i", "[3, 2, 1]" },
        { "for a in [1, 2], b in [10, 20] return a + b", "[11, 21, 12, 22]" },
        { "for i in 1..4 return if i <= 2 then 1 else partial[i - 1] + partial[i - 2]",
          "[1, 1, 2, 3]" },
        { "some l in street lamps satisfies l.broken", "true" },
        { "every l in street lamps satisfies l.broken", "false" },
        { "every i in [] satisfies false", "true" },
        { "sum([1, 2, 3])", "6" },
        { "sum([])", "null" },
        { "mean(1, 2, 3)", "2" },
        { "min([3, 1, 2])", "1" },
        { "max(\"a\", \"c\", \"b\")", "\"c\"" },
        { "sort([3, 1, 2], function(a, b) a < b)", "[1, 2, 3]" },
        { "distinct values([1, 2, 1])", "[1, 2]" },
        { "flatten([1, [2, [3]]])", "[1, 2, 3]" },
        { "list contains([1, null], null)", "true" },
        { "index of([1, 2, 1], 1)", "[1, 3]" },
        { "append([1], 2, 3)", "[1, 2, 3]" },
        { "all([true, null])", "null" },
        { "any([false, true])", "true" },
        { "all()", "null" },
        { "sum()", "null" },
        { "concatenate()", "null" },
    };
    check_rows(ROWS, COUNT(ROWS));
}
END_TEST

START_TEST(contexts_and_functions)
{
    static const row ROWS[] = {
        { "{ a: 1, b: a + 1 }.b", "2" },
        { "{ 最高 水位: 3 }.最高 水位", "3" },
        { "{ \"a b\": 1 }", "{a b: 1}" },
        { "{ a: 1, a: 2 }", "null" },
        { "get value({ a: 1 }, \"a\")", "1" },
        { "context put({ a: 1 }, \"b\", 2)", "{a: 1, b: 2}" },
        { "(function(a, b) a * b)(3, 4)", "12" },
        { "{ f: function(a: number) a + 1, r: f(a: 1) }.r", "2" },
        { "{ fact: function(n) if n < 2 then 1 else n * fact(n - 1), r: fact(20) }.r",
          "2432902008176640000" },
        { "1 instance of number", "true" },
        { "[1, 2] instance of list<number>", "true" },
        { "null instance of number", "false" },
        { "{ a: 1 }.b", "null" },
    };
    check_rows(ROWS, COUNT(ROWS));
}
END_TEST

START_TEST(dates_and_durations)
{
    static const row ROWS[] = {
        { "date(\"2026-07-29\")", "date(\"2026-07-29\")" },
        { "date(\"2026-02-30\")", "null" },
        { "date(2024, 2, 29) + duration(\"P1Y\")", "date(\"2025-02-28\")" },
        { "date and time(\"2026-07-29T08:00:00+08:00\") = date and time(\"2026-07-29T00:00:00Z\")",
          "true" },
        { "date and time(\"2026-07-29T08:00:00Z\") - date and time(\"2026-07-29T07:30:00Z\")",
          "duration(\"PT30M\")" },
        { "duration(\"PT90M\")", "duration(\"PT1H30M\")" },
        { "duration(\"P1M\") < duration(\"P1Y\")", "true" },
        { "years and months duration(date(\"2024-01-15\"), date(\"2026-07-29\"))",
          "duration(\"P2Y6M\")" },
        { "@\"2026-07-29\".month", "7" },
        { "@\"2026-07-29\".weekday", "3" },
        { "day of week(@\"2026-07-29\")", "\"Wednesday\"" },
        { "time(\"08:30:00\").minute", "30" },
        { "@\"PT2H\" * 1.5", "duration(\"PT3H\")" },
        { "@\"PT2H\" / @\"PT30M\"", "4" },
        { "@\"2026-07-29T23:00:00@Asia/Shanghai\" + @\"PT2H\"",
          "date and time(\"2026-07-30T01:00:00@Asia/Shanghai\")" },
    };
    check_rows(ROWS, COUNT(ROWS));
    feel_options at = { .now_us = INT64_C(1700000000000000) };
    int64_t us = 0;
    ck_assert(feel_to_time_us(eval("now()", &at, NULL), &us));
    ck_assert_int_eq(us, at.now_us);
}
END_TEST

START_TEST(cells_of_a_table)
{
    static const struct {
        const char *cell;
        const char *input;
        bool hit;
    } ROWS[] = {
        { "-", "null", true },
        { "< 20", "19", true },
        { "< 20", "20", false },
        { "< 20", "null", false },
        { "[20..25)", "20", true },
        { "[20..25)", "25", false },
        { "1, 2, 3", "2", true },
        { "not(1, 2)", "3", true },
        { "not(1, 2)", "2", false },
        { "\"雨\", \"雪\"", "\"雪\"", true },
        { "null", "null", true },
        { "5", "\"5\"", false },
        { "? > 3 and ? < 9", "5", true },
        { "contains(?, \"路\")", "\"南京路\"", true },
        { "true", "true", true },
        { "x", "7", true },
        { "> water level", "1", false },
        { "[1, 2, 3]", "2", true },
        { "= 4", "4", true },
        { "!= 4", "4", false },
    };
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        const feel_expr *e;
        xc_problem why = { 0 };
        ck_assert_msg(
            !feel_parse_unary(xc_str_of(ROWS[i].cell), NAMES, COUNT(NAMES), arena, &e, &why),
            "%s: %s", ROWS[i].cell, why.en);
        const feel_value *input = eval(ROWS[i].input, NULL, NULL);
        bool hit = feel_test(e, input, context(), arena, NULL, NULL);
        ck_assert_msg(hit == ROWS[i].hit, "%s on %s", ROWS[i].cell, ROWS[i].input);
    }
}
END_TEST

START_TEST(what_cannot_be_read_has_a_place)
{
    static const struct {
        const char *text;
        uint32_t line, column;
    } ROWS[] = {
        { "1 +", 1, 4 },      { "(1", 1, 3 },           { "1\n+ )", 2, 3 },   { "\"open", 1, 1 },
        { "[1, 2", 1, 6 },    { "if 1 then 2", 1, 12 }, { "1 2", 1, 3 },      { "", 1, 1 },
        { "水位 + #", 1, 6 }, { "{ a 1 }", 1, 3 },      { "for i in", 1, 9 },
    };
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        const feel_expr *e;
        xc_problem why = { 0 };
        xc_err err = feel_parse(xc_str_of(ROWS[i].text), NAMES, COUNT(NAMES), arena, &e, &why);
        ck_assert_msg(err == XC_ESYNTAX, "%s is taken", ROWS[i].text);
        ck_assert_msg(why.line == ROWS[i].line && why.column == ROWS[i].column, "%s: at %u:%u: %s",
                      ROWS[i].text, why.line, why.column, why.en);
        ck_assert_str_ne(why.en, "");
        ck_assert_str_ne(why.zh, "");
    }
}
END_TEST

START_TEST(problems_are_noted)
{
    static const char *const ROWS[] = { "1 + \"a\"",        "sqrt(\"a\")",    "1 / 0",
                                        "no such thing(1)", "{ a: 1, a: 2 }", "sum(\"a\")" };
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        feel_diag diag = { 0 };
        const feel_expr *e;
        if (feel_parse(xc_str_of(ROWS[i]), NULL, 0, arena, &e, NULL))
            continue; /* refused earlier still */
        const feel_value *v = feel_eval(e, feel_null(), arena, NULL, &diag);
        ck_assert_msg(feel_type_of(v) == FEEL_NULL, "%s", ROWS[i]);
        ck_assert_msg(diag.count > 0, "%s", ROWS[i]);
        ck_assert_str_ne(diag.first[0].zh, "");
    }
}
END_TEST

static xc_err parse_deep(const char *open, const char *middle, const char *close, size_t depth)
{
    xc_buf text;
    const feel_expr *e;
    xc_buf_init(&text, 4 << 20);
    for (size_t i = 0; i < depth; i++)
        xc_buf_str(&text, xc_str_of(open));
    xc_buf_str(&text, xc_str_of(middle));
    for (size_t i = 0; i < depth; i++)
        xc_buf_str(&text, xc_str_of(close));
    xc_err err = feel_parse(xc_buf_view(&text), NULL, 0, arena, &e, NULL);
    xc_buf_done(&text);
    return err;
}

START_TEST(depth_has_a_ceiling)
{
    static const char *const ROWS[][3] = {
        { "(", "1", ")" },
        { "[", "1", "]" },
        { "-", "1", "" },
        { "{a:", "1", "}" },
        { "if true then ", "1", " else 2" },
        { "", "a", "+1" },
        { "f(", "1", ")" },
        { "not(", "true", ")" },
        { "a[", "1", "]" },
        { "", "a", ".b" },
        { "function(x) ", "1", "" },
        { "for i in ", "[1]", " return 1" },
        { "1 in ", "1", "" },
        { "1 in (", "1", ")" },
        { "[1 .. ", "1", "]" },
        { "", "a", "[1]" },
    };
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        xc_err few = parse_deep(ROWS[i][0], ROWS[i][1], ROWS[i][2], 20);
        xc_err many = parse_deep(ROWS[i][0], ROWS[i][1], ROWS[i][2], 20000);
        ck_assert_msg(few == XC_OK, "%s%s%s: %s", ROWS[i][0], ROWS[i][1], ROWS[i][2],
                      xc_err_name(few));
        ck_assert_msg(many == XC_ELIMIT, "%s%s%s: %s", ROWS[i][0], ROWS[i][1], ROWS[i][2],
                      xc_err_name(many));
    }
}
END_TEST

START_TEST(endless_work_ends)
{
    static const char *const ROWS[] = {
        "{ f: function(n) f(n + 1), r: f(0) }.r",
        "count(for i in 1..100000000000 return i)",
        "for a in 1..100000, b in 1..100000 return a",
        "{ f: function(s) f(s + s), r: f(\"aaaaaaaa\") }.r",
        "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\")",
        "some i in 1..1000000000000 satisfies false",
        "10 ** 999999999",
    };
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        feel_diag diag = { 0 };
        const feel_value *v = eval(ROWS[i], NULL, &diag);
        ck_assert_msg(feel_type_of(v) == FEEL_NULL, "%s gives %s", ROWS[i], literal(v));
        xc_arena_reset(arena);
    }
}
END_TEST

START_TEST(json_there_and_back)
{
    static const char TEXT[] = "{\"a\":[1,2.50,true,null,\"绣\"],\"b\":{\"c\":1e2}}";
    const json_value *json;
    ck_assert_int_eq(json_parse(xc_str_of(TEXT), arena, &json, NULL), XC_OK);
    const feel_value *v = feel_from_json(arena, json);
    ck_assert_str_eq(literal(v), "{a: [1, 2.5, true, null, \"绣\"], b: {c: 100}}");
    xc_buf out;
    xc_buf_init(&out, 1000);
    json_writer w = json_writer_on(&out);
    feel_to_json(&w, v);
    ck_assert(xc_str_is(xc_buf_view(&out), "{\"a\":[1,2.5,true,null,\"绣\"],\"b\":{\"c\":100}}"));
    xc_buf_done(&out);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("feel");
    TCase *c = tcase_create("feel");
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_set_timeout(c, 30);
    tcase_add_test(c, numbers_are_exact);
    tcase_add_test(c, texts_count_by_code_point);
    tcase_add_test(c, logic_has_three_values);
    tcase_add_test(c, ranges_hold_what_is_between);
    tcase_add_test(c, lists_filter_and_iterate);
    tcase_add_test(c, contexts_and_functions);
    tcase_add_test(c, dates_and_durations);
    tcase_add_test(c, cells_of_a_table);
    tcase_add_test(c, what_cannot_be_read_has_a_place);
    tcase_add_test(c, problems_are_noted);
    tcase_add_test(c, depth_has_a_ceiling);
    tcase_add_test(c, endless_work_ends);
    tcase_add_test(c, json_there_and_back);
    suite_add_tcase(s, c);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
