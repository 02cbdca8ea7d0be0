/* form_test.c - a form-js schema's rules hold on the server, each fault at its field and in both
 * languages. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "services/form.h"

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))

static const char FORM[] =
    "{\"id\":\"t\",\"components\":["
    "{\"type\":\"textfield\",\"key\":\"name\",\"label\":{\"zh\":\"姓名\",\"en\":\"Name\"},"
    "\"validate\":{\"required\":true,\"minLength\":2,\"maxLength\":5}},"
    "{\"type\":\"number\",\"key\":\"depth\",\"label\":\"深\",\"validate\":{\"min\":0,\"max\":500}},"
    "{\"type\":\"select\",\"key\":\"use\",\"label\":\"用途\",\"values\":[{\"value\":\"work\","
    "\"label\":\"a\"},"
    "{\"value\":\"other\",\"label\":\"b\"}]},"
    "{\"type\":\"textfield\",\"key\":\"note\",\"label\":\"说明\",\"validate\":{\"required\":true},"
    "\"conditional\":{\"hide\":\"=use != \\\"other\\\"\"}},"
    "{\"type\":\"checklist\",\"key\":\"done\",\"label\":\"做了\",\"values\":[{\"value\":\"a\"},{"
    "\"value\":\"b\"}]},"
    "{\"type\":\"group\",\"components\":[{\"type\":\"textfield\",\"key\":\"phone\",\"label\":"
    "\"手机\","
    "\"validate\":{\"pattern\":\"^1\\\\d{10}$\"}}]},"
    "{\"type\":\"textfield\",\"key\":\"id\",\"label\":\"证件\",\"properties\":{\"check\":"
    "\"resident_id\"}},"
    "{\"type\":\"textfield\",\"key\":\"mail\",\"label\":\"邮箱\",\"validate\":{\"validationType\":"
    "\"email\"}},"
    "{\"type\":\"datetime\",\"subtype\":\"date\",\"key\":\"day\",\"label\":\"日\"},"
    "{\"type\":\"checkbox\",\"key\":\"promise\",\"label\":\"属实\",\"validate\":{\"required\":true}"
    "}"
    "]}";

static xc_arena *arena;
static const json_value *form;
static form_faults faults;

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new(4 << 20, &arena), XC_OK);
    ck_assert_int_eq(json_parse(xc_str_of(FORM), arena, &form, NULL), XC_OK);
}

static void tear_down(void)
{
    arena = xc_arena_free(arena);
}

/* answers beside a good name and promise; where: the first fault, NULL: none */
static const struct {
    const char *answers, *where;
} CASES[] = {
    { "{\"name\":\"顾小棠\",\"promise\":true}", NULL },
    { "{\"promise\":true}", "/answers/name" },
    { "{\"name\":\"  \",\"promise\":true}", "/answers/name" },
    { "{\"name\":null,\"promise\":true}", "/answers/name" },
    { "{\"name\":\"顾\",\"promise\":true}", "/answers/name" },
    { "{\"name\":\"一二三四五六\",\"promise\":true}", "/answers/name" },
    { "{\"name\":7,\"promise\":true}", "/answers/name" },
    { "{\"name\":\"ab\",\"promise\":false}", "/answers/promise" },
    { "{\"name\":\"ab\"}", "/answers/promise" },
    { "{\"name\":\"ab\",\"promise\":true,\"depth\":-1}", "/answers/depth" },
    { "{\"name\":\"ab\",\"promise\":true,\"depth\":501}", "/answers/depth" },
    { "{\"name\":\"ab\",\"promise\":true,\"depth\":\"12\"}", "/answers/depth" },
    { "{\"name\":\"ab\",\"promise\":true,\"depth\":500}", NULL },
    { "{\"name\":\"ab\",\"promise\":true,\"use\":\"nonsense\"}", "/answers/use" },
    { "{\"name\":\"ab\",\"promise\":true,\"use\":\"work\"}", NULL },
    { "{\"name\":\"ab\",\"promise\":true,\"use\":\"other\"}", "/answers/note" },
    { "{\"name\":\"ab\",\"promise\":true,\"use\":\"other\",\"note\":\"x\"}", NULL },
    { "{\"name\":\"ab\",\"promise\":true,\"done\":[\"a\",\"b\"]}", NULL },
    { "{\"name\":\"ab\",\"promise\":true,\"done\":[\"c\"]}", "/answers/done" },
    { "{\"name\":\"ab\",\"promise\":true,\"done\":\"a\"}", "/answers/done" },
    { "{\"name\":\"ab\",\"promise\":true,\"phone\":\"13800000001\"}", NULL },
    { "{\"name\":\"ab\",\"promise\":true,\"phone\":\"1380000000\"}", "/answers/phone" },
    { "{\"name\":\"ab\",\"promise\":true,\"id\":\"11010519491231002X\"}", NULL },
    { "{\"name\":\"ab\",\"promise\":true,\"id\":\"110105194912310021\"}", "/answers/id" },
    { "{\"name\":\"ab\",\"promise\":true,\"mail\":\"a@b.cn\"}", NULL },
    { "{\"name\":\"ab\",\"promise\":true,\"mail\":\"a.b.cn\"}", "/answers/mail" },
    { "{\"name\":\"ab\",\"promise\":true,\"day\":\"2026-02-29\"}", "/answers/day" },
    { "{\"name\":\"ab\",\"promise\":true,\"day\":\"2024-02-29\"}", NULL },
};

START_TEST(a_rule_holds)
{
    const json_value *answers;
    ck_assert_int_eq(json_parse(xc_str_of(CASES[_i].answers), arena, &answers, NULL), XC_OK);
    form_input in = { .form = form, .answers = answers, .now_us = 20000 * XC_DAY_US };
    ck_assert_int_eq(form_check(&in, arena, &faults), XC_OK);
    if (!CASES[_i].where) {
        ck_assert_msg(faults.count == 0, "%s: %s", CASES[_i].answers, faults.items[0].where);
        return;
    }
    ck_assert_msg(faults.count == 1, "%s: %zu faults", CASES[_i].answers, faults.count);
    ck_assert_str_eq(faults.items[0].where, CASES[_i].where);
    ck_assert_uint_gt(strlen(faults.items[0].zh), 3);
    ck_assert_uint_gt(strlen(faults.items[0].en), 3);
}
END_TEST

START_TEST(a_draft_may_miss_answers_but_not_hold_wrong_ones)
{
    const json_value *answers;
    ck_assert_int_eq(json_parse(XC_STR("{\"depth\":-1}"), arena, &answers, NULL), XC_OK);
    form_input in = { .form = form, .answers = answers, .draft = true };
    ck_assert_int_eq(form_check(&in, arena, &faults), XC_OK);
    ck_assert_uint_eq(faults.count, 1);
    ck_assert_str_eq(faults.items[0].where, "/answers/depth");
}
END_TEST

START_TEST(faults_have_a_ceiling)
{
    for (int i = 0; i < 3 * FORM_MAX_FAULTS; i++)
        form_fault(&faults, XC_STR("x"), "wrong", "不对");
    ck_assert_uint_eq(faults.count, FORM_MAX_FAULTS);
}
END_TEST

START_TEST(a_field_in_a_group_is_found)
{
    ck_assert_ptr_nonnull(form_field(form, XC_STR("phone")));
    ck_assert_ptr_null(form_field(form, XC_STR("nothing")));
    ck_assert_ptr_null(form_field(form, XC_STR("")));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("form");
    TCase *cases = tcase_create("form");
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_loop_test(cases, a_rule_holds, 0, COUNT(CASES));
    tcase_add_test(cases, a_draft_may_miss_answers_but_not_hold_wrong_ones);
    tcase_add_test(cases, faults_have_a_ceiling);
    tcase_add_test(cases, a_field_in_a_group_is_found);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
