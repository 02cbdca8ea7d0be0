/* json_test.c - what the reader takes and refuses, and that the writer gives it back. */
#include "codec/json.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "alloc_fail.h"
#include "codec/time_text.h"

static xc_arena *arena;

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new(16 << 20, &arena), XC_OK);
}

static void tear_down(void)
{
    arena = xc_arena_free(arena);
}

static const json_value *good(const char *text)
{
    const json_value *v = NULL;
    xc_problem why = { 0 };
    xc_err err = json_parse(xc_str_of(text), arena, &v, &why);
    ck_assert_msg(err == XC_OK, "%s: %u:%u %s", text, why.line, why.column, why.en);
    return v;
}

/* the text as it is written again */
static void check_round(const char *text, const char *again)
{
    xc_buf out;
    xc_buf_init(&out, 1 << 20);
    json_writer w = json_writer_on(&out);
    json_value_put(&w, good(text));
    xc_buf_byte(&out, 0);
    ck_assert_int_eq(xc_buf_err(&out), XC_OK);
    ck_assert_str_eq(out.ptr, again);
    xc_buf_done(&out);
}

START_TEST(what_is_json_is_read)
{
    static const char *const rows[][2] = {
        { "null", "null" },
        { " true\n", "true" },
        { "[false,0,-0,1.50,1e5,-2E-3,12345678901234567890123.4]",
          "[false,0,-0,1.50,1e5,-2E-3,12345678901234567890123.4]" },
        { "\"\"", "\"\"" },
        { "\"\\u6c34\\ud83c\\udf0a \\/ \\\" \\\\ \\b\\f\\n\\r\\t\\u0000\"",
          "\"水🌊 / \\\" \\\\ \\b\\f\\n\\r\\t\\u0000\"" },
        { "{ \"a\" : [ ] , \"b\" : { } , \"\" : \"水\" }", "{\"a\":[],\"b\":{},\"\":\"水\"}" },
        { "\xEF\xBB\xBF[1]", "[1]" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_round(rows[i][0], rows[i][1]);
}
END_TEST

START_TEST(what_is_not_json_is_refused_with_its_place)
{
    static const struct {
        const char *text;
        uint32_t line, column;
    } rows[] = {
        { "", 1, 1 },
        { "  ", 1, 3 },
        { "[1,]", 1, 4 },
        { "[1", 1, 3 },
        { "[1}", 1, 3 },
        { "{\"a\":1,}", 1, 8 },
        { "{\"a\" 1}", 1, 6 },
        { "{a:1}", 1, 2 },
        { "{\"a\":1,\n \"a\":2}", 2, 6 },
        { "[\n\"水\" x]", 2, 5 },
        { "01", 1, 1 },
        { "-", 1, 1 },
        { "1.", 1, 1 },
        { ".5", 1, 1 },
        { "1e+", 1, 1 },
        { "+1", 1, 1 },
        { "NaN", 1, 1 },
        { "nul", 1, 1 },
        { "truex", 1, 5 },
        { "1 2", 1, 3 },
        { "\"a", 1, 1 },
        { "[\"水水水", 1, 2 },
        { "\"\t\"", 1, 2 },
        { "\"\\x\"", 1, 2 },
        { "\"\\u12g4\"", 1, 2 },
        { "\"\\ud800\"", 1, 2 },
        { "\"\\udc00\"", 1, 2 },
        { "\"\\ud800\\u0041\"", 1, 2 },
        { "\"\xff\"", 1, 2 },
        { "\"\xed\xa0\x80\"", 1, 2 },
        { "\"\xc0\xaf\"", 1, 2 },
        { "'a'", 1, 1 },
        { "[1] // no", 1, 5 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const json_value *v = NULL;
        xc_problem why = { 0 };
        ck_assert_int_eq(json_parse(xc_str_of(rows[i].text), arena, &v, &why), XC_ESYNTAX);
        ck_assert_ptr_null(v);
        ck_assert_msg(why.line == rows[i].line && why.column == rows[i].column, "%s at %u:%u",
                      rows[i].text, why.line, why.column);
        ck_assert_str_ne(why.en, "");
        ck_assert_str_ne(why.zh, "");
    }
}
END_TEST

START_TEST(a_zero_byte_is_no_space)
{
    const json_value *v;
    ck_assert_int_eq(json_parse((xc_str){ "[1]\0", 4 }, arena, &v, NULL), XC_ESYNTAX);
    ck_assert_int_eq(json_parse((xc_str){ "\"\0\"", 3 }, arena, &v, NULL), XC_ESYNTAX);
}
END_TEST

START_TEST(depth_has_a_ceiling)
{
    char text[2 * JSON_MAX_DEPTH + 3];
    const json_value *v;
    for (size_t depth = JSON_MAX_DEPTH; depth <= JSON_MAX_DEPTH + 1; depth++) {
        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        xc_err err = json_parse((xc_str){ text, 2 * depth }, arena, &v, NULL);
        ck_assert_int_eq(err, depth == JSON_MAX_DEPTH ? XC_OK : XC_ELIMIT);
    }
}
END_TEST

START_TEST(a_full_arena_is_a_limit)
{
    xc_arena *small;
    const json_value *v;
    ck_assert_int_eq(xc_arena_new(1000, &small), XC_OK);
    ck_assert_int_eq(json_parse(xc_str_of("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]"),
                                small, &v, NULL),
                     XC_ELIMIT);
    small = xc_arena_free(small);
}
END_TEST

/* objects below and above the size from which names are sorted */
START_TEST(a_doubled_name_is_found_in_small_and_large_objects)
{
    for (int members = 2; members < 60; members++)
        for (int twin = 0; twin < members; twin++) {
            char text[1000] = "{";
            size_t len = 1;
            for (int i = 0; i < members; i++) {
                int name = i == members - 1 && twin < i ? twin : i;
                len += (size_t)snprintf(text + len, sizeof text - len, "%s\"k%d\":%d", i ? "," : "",
                                        name, i);
            }
            text[len++] = '}';
            const json_value *v;
            xc_problem why = { 0 };
            xc_err err = json_parse((xc_str){ text, len }, arena, &v, &why);
            ck_assert_int_eq(err, twin < members - 1 ? XC_ESYNTAX : XC_OK);
            if (err)
                ck_assert_uint_ge(why.column, len - 4);
            xc_arena_reset(arena);
        }
}
END_TEST

START_TEST(values_know_their_place_and_are_found)
{
    const json_value *v =
        good("{\"level_cm\": 12.5,\n  \"name\": \"泵站\", \"on\": true, \"n\": 3}");
    int64_t n = 0;
    double level = 0;
    bool on = false;
    ck_assert_uint_eq(v->count, 4);
    ck_assert_uint_eq(json_find(v, "name")->line, 2);
    ck_assert_uint_eq(json_find(v, "on")->column, 23);
    ck_assert(xc_str_is(json_find_str(v, "name"), "泵站"));
    ck_assert_ptr_null(json_find_str(v, "n").ptr);
    ck_assert_ptr_null(json_find(v, "nothing"));
    ck_assert_ptr_null(json_find(NULL, "x"));
    ck_assert(json_get_double(json_find(v, "level_cm"), &level) && level == 12.5);
    ck_assert(json_get_bool(json_find(v, "on"), &on) && on);
    ck_assert(json_get_int(json_find(v, "n"), 0, 3, &n) && n == 3);
    ck_assert(!json_get_int(json_find(v, "n"), 0, 2, &n));
    ck_assert(!json_get_int(json_find(v, "level_cm"), 0, 100, &n));
    ck_assert(!json_get_int(json_find(v, "name"), 0, 100, &n));
    ck_assert(!json_get_bool(json_find(v, "n"), &on));
    ck_assert(json_get_int(good("1e3"), 0, 1000, &n) && n == 1000);
    ck_assert(json_get_int(good("-9223372036854775807"), INT64_MIN, INT64_MAX, &n));
    ck_assert(!json_get_int(good("1e300"), INT64_MIN, INT64_MAX, &n));
    ck_assert(!json_get_double(good("1e400"), &level));
}
END_TEST

START_TEST(numbers_are_short_and_read_back_the_same)
{
    static const struct {
        double value;
        const char *text;
    } rows[] = { { 0, "0" },
                 { -0.0, "-0" },
                 { 0.1, "0.1" },
                 { 121.4737, "121.4737" },
                 { 0.30000000000000004, "0.30000000000000004" },
                 { 1e21, "1e+21" },
                 { 5e-324, "5e-324" },
                 { 1.7976931348623157e308, "1.7976931348623157e+308" },
                 { 9007199254740992, "9007199254740992" },
                 { NAN, "null" },
                 { -INFINITY, "null" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        xc_buf out;
        xc_buf_init(&out, 100);
        json_writer w = json_writer_on(&out);
        json_double(&w, rows[i].value);
        xc_buf_byte(&out, 0);
        ck_assert_str_eq(out.ptr, rows[i].text);
        xc_buf_done(&out);
    }
}
END_TEST

START_TEST(random_numbers_read_back_the_same)
{
    uint64_t seed = 88172645463325252u;
    xc_buf out;
    xc_buf_init(&out, 100);
    for (int i = 0; i < 20000; i++) {
        double value, again;
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        memcpy(&value, &seed, sizeof value);
        if (i % 2)
            value = (double)(int64_t)(seed % 2000000000) / 1e6;
        if (!isfinite(value))
            continue;
        xc_buf_clear(&out);
        json_writer w = json_writer_on(&out);
        json_double(&w, value);
        ck_assert(xc_str_double(xc_buf_view(&out), &again));
        ck_assert(memcmp(&value, &again, sizeof value) == 0);
    }
    xc_buf_done(&out);
}
END_TEST

START_TEST(the_writer_minds_the_commas)
{
    xc_buf out;
    xc_buf_init(&out, 1000);
    json_writer w = json_writer_on(&out);
    json_open_object(&w);
    json_put_text(&w, "a", "\x01\x7f\"");
    json_key(&w, "b");
    json_open_array(&w);
    json_int(&w, INT64_MIN);
    json_open_object(&w);
    json_close_object(&w);
    json_null(&w);
    json_close_array(&w);
    json_put_time(&w, "at", 0);
    json_put_time(&w, "none", TIME_NONE);
    json_put_str(&w, "s", (xc_str){ 0 });
    json_close_object(&w);
    xc_buf_byte(&out, 0);
    ck_assert_str_eq(out.ptr, "{\"a\":\"\\u0001\\u007f\\\"\",\"b\":[-9223372036854775808,{},null],"
                              "\"at\":\"1970-01-01T00:00:00Z\",\"none\":null,\"s\":null}");
    xc_buf_done(&out);
}
END_TEST

START_TEST(each_allocation_may_fail)
{
    static const char text[] = "{\"a\":[\"\\n\",2,{\"k\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]}],"
                               "\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,"
                               "\"j\":1,\"k\":1,\"l\":1,\"m\":1,\"n\":1,\"o\":1,\"p\":1,\"q\":1}";
    for (unsigned n = 1; alloc_fail_next(n); n++) {
        xc_arena *a;
        const json_value *v = NULL;
        ck_assert_int_eq(xc_arena_new(1 << 20, &a), XC_OK);
        alloc_fail_at(n);
        xc_err err = json_parse(xc_str_of(text), a, &v, NULL);
        bool failed = alloc_fail_happened();
        ck_assert_int_eq(err, failed ? XC_ENOMEM : XC_OK);
        ck_assert_int_eq(v == NULL, failed);
        a = xc_arena_free(a);
        if (!failed)
            return;
    }
    ck_abort_msg("the loop has no end");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("json");
    TCase *cases = tcase_create("json");
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, what_is_json_is_read);
    tcase_add_test(cases, what_is_not_json_is_refused_with_its_place);
    tcase_add_test(cases, a_zero_byte_is_no_space);
    tcase_add_test(cases, depth_has_a_ceiling);
    tcase_add_test(cases, a_full_arena_is_a_limit);
    tcase_add_test(cases, a_doubled_name_is_found_in_small_and_large_objects);
    tcase_add_test(cases, values_know_their_place_and_are_found);
    tcase_add_test(cases, numbers_are_short_and_read_back_the_same);
    tcase_add_test(cases, random_numbers_read_back_the_same);
    tcase_add_test(cases, the_writer_minds_the_commas);
    tcase_add_test(cases, each_allocation_may_fail);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
