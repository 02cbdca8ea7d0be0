/* uri_test.c - percent encoding, query strings and the parts of a URI. */
#include "codec/uri.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "alloc_fail.h"

static xc_arena *arena;

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new(1 << 20, &arena), XC_OK);
}

static void tear_down(void)
{
    arena = xc_arena_free(arena);
}

START_TEST(parts_are_decoded)
{
    static const char *const rows[][2] = {
        { "", "" },         { "abc", "abc" }, { "a+b", "a+b" }, { "%E6%B0%b4", "水" },
        { "a%2Fb", "a/b" }, { "%25", "%" },   { "%", NULL },    { "%4", NULL },
        { "%zz", NULL },    { "%00", NULL },  { "%ff", NULL },  { "\xff", NULL },
        { "%c0%af", NULL },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        xc_str text = { 0 };
        xc_err err = uri_decode(xc_str_of(rows[i][0]), arena, &text);
        ck_assert_int_eq(err, rows[i][1] ? XC_OK : XC_ESYNTAX);
        ck_assert(!rows[i][1] || xc_str_is(text, rows[i][1]));
    }
}
END_TEST

START_TEST(a_query_is_split)
{
    uri_query q = { 0 };
    ck_assert_int_eq(uri_query_parse(XC_STR("a=1&b=x%20y+z&&c&=d&a=2&e=%3D%26="), arena, &q),
                     XC_OK);
    ck_assert_uint_eq(q.count, 6);
    ck_assert(xc_str_is(uri_query_find(&q, "a"), "1"));
    ck_assert(xc_str_is(uri_query_find(&q, "b"), "x y z"));
    ck_assert(xc_str_is(uri_query_find(&q, "c"), ""));
    ck_assert(xc_str_is(uri_query_find(&q, ""), "d"));
    ck_assert(xc_str_is(uri_query_find(&q, "e"), "=&="));
    ck_assert_ptr_null(uri_query_find(&q, "z").ptr);
    ck_assert_int_eq(uri_query_parse(XC_STR(""), arena, &q), XC_OK);
    ck_assert_uint_eq(q.count, 0);
    ck_assert_int_eq(uri_query_parse(XC_STR("a=%"), arena, &q), XC_ESYNTAX);
    char many[2 * URI_MAX_PARAMS + 3];
    for (size_t i = 0; i < sizeof many; i++)
        many[i] = i % 2 ? '&' : 'a';
    ck_assert_int_eq(uri_query_parse((xc_str){ many, 2 * URI_MAX_PARAMS }, arena, &q), XC_OK);
    ck_assert_int_eq(uri_query_parse((xc_str){ many, sizeof many }, arena, &q), XC_ELIMIT);
}
END_TEST

START_TEST(encoding_comes_back)
{
    xc_buf out;
    xc_buf_init(&out, 4000);
    uri_encode(&out, XC_STR("a b/水~"));
    xc_buf_byte(&out, 0);
    ck_assert_str_eq(out.ptr, "a%20b%2F%E6%B0%B4~");
    xc_buf_clear(&out);
    char all[127];
    for (int i = 0; i < 127; i++)
        all[i] = (char)(i + 1);
    uri_encode(&out, (xc_str){ all, sizeof all });
    xc_str again;
    ck_assert_int_eq(uri_decode(xc_buf_view(&out), arena, &again), XC_OK);
    ck_assert(xc_str_eq(again, (xc_str){ all, sizeof all }));
    xc_buf_done(&out);
}
END_TEST

START_TEST(an_absolute_uri_has_parts)
{
    static const struct {
        const char *text, *scheme, *user, *host;
        int port;
        const char *path, *query;
    } rows[] = {
        { "https://a.b/c?d#e", "https", "", "a.b", 0, "/c", "d" },
        { "http://u:p@h:81", "http", "u:p", "h", 81, "", "" },
        { "mqtt://[::1]:1883/x/y", "mqtt", "", "::1", 1883, "/x/y", "" },
        { "http://h?q=1", "http", "", "h", 0, "", "q=1" },
        { "http://h:", "http", "", "h", 0, "", "" },
        { "http://", NULL, 0, 0, 0, 0, 0 },
        { "http:/x", NULL, 0, 0, 0, 0, 0 },
        { "/x", NULL, 0, 0, 0, 0, 0 },
        { "1a://h", NULL, 0, 0, 0, 0, 0 },
        { "http://h:0", NULL, 0, 0, 0, 0, 0 },
        { "http://h:65536", NULL, 0, 0, 0, 0, 0 },
        { "http://h:8x", NULL, 0, 0, 0, 0, 0 },
        { "http://[::1", NULL, 0, 0, 0, 0, 0 },
        { "http://a@b@c/", NULL, 0, 0, 0, 0, 0 },
        { "http://h/a b", NULL, 0, 0, 0, 0, 0 },
        { "", NULL, 0, 0, 0, 0, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uri_parts p;
        xc_err err = uri_split(xc_str_of(rows[i].text), &p);
        ck_assert_msg(err == (rows[i].scheme ? XC_OK : XC_ESYNTAX), "%s", rows[i].text);
        if (err)
            continue;
        ck_assert(xc_str_is(p.scheme, rows[i].scheme));
        ck_assert(xc_str_is(p.user, rows[i].user));
        ck_assert(xc_str_is(p.host, rows[i].host));
        ck_assert_int_eq(p.port, rows[i].port);
        ck_assert(xc_str_is(p.path, rows[i].path));
        ck_assert(xc_str_is(p.query, rows[i].query));
    }
}
END_TEST

START_TEST(each_allocation_may_fail)
{
    for (unsigned n = 1; alloc_fail_next(n); n++) {
        xc_arena *a;
        uri_query q = { 0 };
        ck_assert_int_eq(xc_arena_new(1 << 20, &a), XC_OK);
        alloc_fail_at(n);
        xc_err err = uri_query_parse(XC_STR("a=%41&b=+"), a, &q);
        bool failed = alloc_fail_happened();
        ck_assert_int_eq(err, failed ? XC_ENOMEM : XC_OK);
        a = xc_arena_free(a);
        if (!failed)
            return;
    }
    ck_abort_msg("the loop has no end");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("uri");
    TCase *cases = tcase_create("uri");
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, parts_are_decoded);
    tcase_add_test(cases, a_query_is_split);
    tcase_add_test(cases, encoding_comes_back);
    tcase_add_test(cases, an_absolute_uri_has_parts);
    tcase_add_test(cases, each_allocation_may_fail);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
