/* err_test.c - the error table is whole and problems are worded in both languages. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/text.h"

START_TEST(every_code_has_a_name_a_status_and_two_texts)
{
    for (int code = 0; code < XC_ERR_COUNT; code++) {
        ck_assert_ptr_nonnull(xc_err_name((xc_err)code));
        ck_assert_int_ge(xc_err_status((xc_err)code), 200);
        ck_assert_str_ne(xc_err_text((xc_err)code, XC_LANG_EN), "");
        ck_assert_str_ne(xc_err_text((xc_err)code, XC_LANG_ZH), "");
        for (int other = 0; other < code; other++)
            ck_assert_str_ne(xc_err_name((xc_err)code), xc_err_name((xc_err)other));
    }
}
END_TEST

START_TEST(a_problem_speaks_both_languages)
{
    xc_problem why = { 0 };
    xc_err err =
        xc_fail(&why, XC_EINVAL, "/depth", "depth %d cm is not possible", "水深 %d 厘米不可能", -3);
    ck_assert_int_eq(err, XC_EINVAL);
    ck_assert_str_eq(why.where, "/depth");
    ck_assert_str_eq(xc_problem_text(&why, XC_LANG_EN), "depth -3 cm is not possible");
    ck_assert_str_eq(xc_problem_text(&why, XC_LANG_ZH), "水深 -3 厘米不可能");
}
END_TEST

START_TEST(a_long_text_is_cut_at_a_character)
{
    char name[1000] = "";
    for (int i = 0; i < 300; i++)
        memcpy(name + 3 * i, "水", 3);
    xc_problem why = { 0 };
    (void)xc_fail(&why, XC_EINVAL, name, "x%s", "xx%s", name); /* the code is known */
    ck_assert(xc_utf8_valid(xc_str_of(why.where)));
    ck_assert(xc_utf8_valid(xc_str_of(why.en)));
    ck_assert(xc_utf8_valid(xc_str_of(why.zh)));
    ck_assert_uint_gt(strlen(why.zh), 300);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("err");
    TCase *cases = tcase_create("err");
    suite_add_tcase(suite, cases);
    tcase_add_test(cases, every_code_has_a_name_a_status_and_two_texts);
    tcase_add_test(cases, a_problem_speaks_both_languages);
    tcase_add_test(cases, a_long_text_is_cut_at_a_character);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
