/* feel_limits_test.c - what strangers may write: each budget ends in a clear error, none in harm.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "alloc_fail.h"
#include "engine/feel/feel.h"

static xc_arena *arena;

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new(256 << 20, &arena), XC_OK);
}

static void tear_down(void)
{
    arena = xc_arena_free(arena);
}

static const feel_expr *parsed(const char *text)
{
    const feel_expr *e;
    xc_problem why = { 0 };
    xc_err err = feel_parse(xc_str_of(text), NULL, 0, arena, &e, &why);
    ck_assert_msg(!err, "%s: %s", text, why.en);
    return e;
}

static xc_str repeated(const char *part, size_t count, const char *end)
{
    size_t len = strlen(part), all = len * count + strlen(end);
    char *text = xc_arena_alloc(arena, all + 1);
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * len, part, len);
    memcpy(text + len * count, end, strlen(end) + 1);
    return (xc_str){ text, all };
}

START_TEST(too_deep_or_too_long_has_a_place)
{
    static const struct {
        const char *part, *end;
        size_t count;
    } ROWS[] = {
        { "(", "1", 100000 },
        { "[", "", 100000 },
        { "{a:", "1", 100000 },
        { "-", "1", 100000 },
        { "if ", "", 100000 },
        { "f(", "", 100000 },
        { "function(x) ", "x", 50000 },
        { "not(", "", 100000 },
        { "x[", "", 100000 },
        { "for i in ", "", 100000 },
        { "x+", "x", 100000 },
        { "x.a.", "x", 100000 },
        { "1 instance of list<", "", 40000 },
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        const feel_expr *e;
        xc_problem why = { 0 };
        xc_err err = feel_parse(repeated(ROWS[i].part, ROWS[i].count, ROWS[i].end), NULL, 0, arena,
                                &e, &why);
        ck_assert_msg(err == XC_ELIMIT || err == XC_ESYNTAX, "%s", ROWS[i].part);
        ck_assert_msg(why.en[0] && why.zh[0], "%s", ROWS[i].part);
    }
}
END_TEST

static void check_stopped(const char *text, const char *words)
{
    feel_diag diag = { 0 };
    xc_arena_reset(arena);
    const feel_value *v = feel_eval(parsed(text), NULL, arena, NULL, &diag);
    ck_assert_msg(feel_type_of(v) == FEEL_NULL, "%s", text);
    ck_assert_msg(diag.count > 0, "%s has no problem", text);
    ck_assert_msg(strstr(diag.first[0].en, words), "%s: %s", text, diag.first[0].en);
    ck_assert(diag.first[0].zh[0]);
}

START_TEST(work_has_an_end)
{
    check_stopped("{f: function(x) f(x + 1), r: f(1)}.r", "nested too deeply");
    check_stopped("count(for a in 1..10000, b in 1..10000 return a * b)", "too many steps");
    check_stopped("sum(for a in 1..100000000000 return a)", "too many steps");
    check_stopped("count(for a in 1..1200000 return 1)", "a list may have");
    check_stopped("matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\")",
                  "too much work");
    check_stopped("matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a|aa)+$\")",
                  "too much work");
    check_stopped("matches(\"a\", \"(((a{1,1000}){1,1000}){1,1000}){1,1000}\")", "not valid");
}
END_TEST

/* values that are small in memory and endless to walk */
START_TEST(shared_parts_are_not_walked_for_ever)
{
#define TWICE "for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]]"
    check_stopped("{a: (" TWICE ")[-1], b: (" TWICE ")[-1], r: a = b}.r", "too many steps");
    check_stopped("{a: (" TWICE ")[-1], r: string(a)}.r", "too long");
    check_stopped("{a: for i in 1..100000 return i, r: for i in 1..100000 return sum(a)}.r",
                  "too many steps");
    check_stopped("{a: for i in 1..100000 return i, b: for i in 1..100000 return i, "
                  "r: for i in 1..100000 return a = b}.r",
                  "too many steps");
}
END_TEST

START_TEST(searches_share_their_work)
{
    /* thousands of searches, each of which could take long */
    feel_diag diag = { 0 };
    const feel_value *v =
        feel_eval(parsed("count(for i in 1..100000 return matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaa!\", "
                         "\"^(a+)+$\"))"),
                  NULL, arena, NULL, &diag);
    (void)v; /* a number or null: the point is that it comes back */
    ck_assert_uint_gt(diag.count, 0);
}
END_TEST

START_TEST(growing_texts_stop)
{
    feel_diag diag = { 0 };
    const feel_value *v = feel_eval(
        parsed("string length(for i in 1..40 return if i = 1 then \"ab\" else partial[-1] + "
               "partial[-1])[-1]"),
        NULL, arena, NULL, &diag);
    ck_assert_int_eq(feel_type_of(v), FEEL_NULL);
    ck_assert_uint_gt(diag.count, 0);
}
END_TEST

static const char MUCH[] =
    "{a: for i in 1..20 return {n: i, s: string(i) + \"x\"}, b: a[n > 3], c: sum(b.n), "
    "d: string join(b.s, \",\"), e: split(d, \",\"), f: replace(d, \"x\", \"y\"), "
    "g: sort(a.n, function(p, q) p > q), h: distinct values(concatenate(a.n, g)), "
    "i: upper case(d), j: matches(d, \"^1\"), k: context put({z: 1}, \"y\", 2)}";

START_TEST(small_arenas_say_so)
{
    int told = 0;
    for (size_t bytes = 0; bytes < 60000; bytes += 256) {
        xc_arena *small;
        feel_diag diag = { 0 };
        const feel_expr *e = parsed(MUCH);
        ck_assert_int_eq(xc_arena_new(bytes, &small), XC_OK);
        const feel_value *v = feel_eval(e, NULL, small, NULL, &diag);
        if (feel_type_of(v) == FEEL_NULL) {
            ck_assert_uint_gt(diag.count, 0);
            told++;
        }
        small = xc_arena_free(small);
    }
    ck_assert_int_gt(told, 10);
}
END_TEST

START_TEST(memory_may_run_out_anywhere)
{
    bool done = false;
    for (unsigned n = 1; !done && alloc_fail_next(n); n++) {
        xc_arena *own;
        const feel_expr *e = NULL;
        feel_diag diag = { 0 };
        ck_assert_int_eq(xc_arena_new(64 << 20, &own), XC_OK);
        alloc_fail_at(n);
        xc_err err = feel_parse(xc_str_of(MUCH), NULL, 0, own, &e, NULL);
        const feel_value *v = err ? NULL : feel_eval(e, NULL, own, NULL, &diag);
        bool failed = alloc_fail_happened();
        alloc_fail_never();
        ck_assert(!err || failed);
        if (!err && !failed) {
            ck_assert_int_eq(feel_type_of(v), FEEL_CONTEXT);
            done = true;
        }
        own = xc_arena_free(own);
    }
    ck_assert(done);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("feel limits");
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, too_deep_or_too_long_has_a_place);
    tcase_add_test(c, work_has_an_end);
    tcase_add_test(c, shared_parts_are_not_walked_for_ever);
    tcase_add_test(c, searches_share_their_work);
    tcase_add_test(c, growing_texts_stop);
    tcase_add_test(c, small_arenas_say_so);
    tcase_add_test(c, memory_may_run_out_anywhere);
    suite_add_tcase(s, c);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
