/* base64_test.c - the vectors of RFC 4648 and what is refused. */
#include "codec/base64.h"

#include <check.h>
#include <stdlib.h>

static xc_arena *arena;

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new(1 << 20, &arena), XC_OK);
}

static void tear_down(void)
{
    arena = xc_arena_free(arena);
}

START_TEST(vectors)
{
    static const char *const rows[][3] = {
        { "", "", "" },
        { "f", "Zg==", "Zg" },
        { "fo", "Zm8=", "Zm8" },
        { "foo", "Zm9v", "Zm9v" },
        { "foob", "Zm9vYg==", "Zm9vYg" },
        { "fooba", "Zm9vYmE=", "Zm9vYmE" },
        { "foobar", "Zm9vYmFy", "Zm9vYmFy" },
        { "\xfb\xff\xfe", "+//+", "-__-" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int kind = BASE64_STANDARD; kind <= BASE64_URL; kind++) {
            xc_buf out;
            xc_str bytes = { 0 };
            xc_buf_init(&out, 100);
            base64_encode(&out, (base64_kind)kind, xc_str_of(rows[i][0]));
            ck_assert(xc_str_is(xc_buf_view(&out), rows[i][1 + kind]));
            ck_assert_int_eq(base64_decode(xc_buf_view(&out), (base64_kind)kind, arena, &bytes),
                             XC_OK);
            ck_assert(xc_str_is(bytes, rows[i][0]));
            ck_assert_ptr_nonnull(bytes.ptr);
            xc_buf_done(&out);
        }
}
END_TEST

START_TEST(what_is_refused)
{
    static const struct {
        const char *text;
        base64_kind kind;
    } rows[] = { { "Zg", BASE64_STANDARD },       { "Zg=", BASE64_STANDARD },
                 { "Zg===", BASE64_STANDARD },    { "Z===", BASE64_STANDARD },
                 { "Zh==", BASE64_STANDARD },     { "Zm9=", BASE64_STANDARD },
                 { "Zm 9v", BASE64_STANDARD },    { "Zm9v\n", BASE64_STANDARD },
                 { "-__-", BASE64_STANDARD },     { "+//+", BASE64_URL },
                 { "Zg==Zg==", BASE64_STANDARD }, { "Z", BASE64_URL },
                 { "Zg=", BASE64_URL },           { "====", BASE64_STANDARD } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        xc_str bytes = { 0 };
        ck_assert_msg(base64_decode(xc_str_of(rows[i].text), rows[i].kind, arena, &bytes) ==
                          XC_ESYNTAX,
                      "%s", rows[i].text);
    }
    xc_str bytes = { 0 };
    ck_assert_int_eq(base64_decode(XC_STR("Zg=="), BASE64_URL, arena, &bytes), XC_OK);
}
END_TEST

START_TEST(all_lengths_come_back)
{
    char bytes[200];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 37 + 11);
    for (size_t len = 0; len <= sizeof bytes; len++)
        for (int kind = BASE64_STANDARD; kind <= BASE64_URL; kind++) {
            xc_buf out;
            xc_str again = { 0 };
            xc_buf_init(&out, 400);
            base64_encode(&out, (base64_kind)kind, (xc_str){ bytes, len });
            ck_assert_int_eq(base64_decode(xc_buf_view(&out), (base64_kind)kind, arena, &again),
                             XC_OK);
            ck_assert(xc_str_eq(again, (xc_str){ bytes, len }));
            xc_buf_done(&out);
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base64");
    TCase *cases = tcase_create("base64");
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, vectors);
    tcase_add_test(cases, what_is_refused);
    tcase_add_test(cases, all_lengths_come_back);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
