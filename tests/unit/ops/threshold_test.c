/* threshold_test.c - conditions decided without FEEL are decided as FEEL decides them. */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/feel/feel.h"
#include "ops/threshold.h"

static const struct {
    const char *text;
    threshold_op op;
    double limit;
} shapes[] = {
    { "value >= 20", THRESHOLD_GE, 20 },
    { "value<5", THRESHOLD_LT, 5 },
    { "  value  <=  -0.25  ", THRESHOLD_LE, -0.25 },
    { "value > 1234567.125", THRESHOLD_GT, 1234567.125 },
    { "value >= 123456789012345", THRESHOLD_GE, 123456789012345 },
    { "value >= 1234567890123456", THRESHOLD_NONE, 0 },
    { "value >= 20 and rate > 1", THRESHOLD_NONE, 0 },
    { "value >= thing.limit", THRESHOLD_NONE, 0 },
    { "value = 20", THRESHOLD_NONE, 0 },
    { "values >= 20", THRESHOLD_NONE, 0 },
    { "20 <= value", THRESHOLD_NONE, 0 },
    { "value >= .5", THRESHOLD_NONE, 0 },
    { "value >= 1e3", THRESHOLD_NONE, 0 },
    { "value >=", THRESHOLD_NONE, 0 },
    { "value >= -", THRESHOLD_NONE, 0 },
    { "value >= 1.2.3", THRESHOLD_NONE, 0 },
    { "true", THRESHOLD_NONE, 0 },
    { "", THRESHOLD_NONE, 0 },
};

START_TEST(texts_are_read_or_left_alone)
{
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        threshold t = threshold_of(xc_str_of(shapes[i].text));
        ck_assert_msg(t.op == shapes[i].op, "%s", shapes[i].text);
        ck_assert_double_eq(t.limit, shapes[i].limit);
    }
}
END_TEST

static bool feel_says(const feel_expr *e, double value, xc_arena *arena)
{
    char text[32];
    int len = snprintf(text, sizeof text, "%.15g", value);
    const feel_value *c = feel_with(arena, feel_null(), XC_STR("value"),
                                    feel_number(arena, (xc_str){ text, (size_t)len }));
    return feel_is_true(feel_eval(e, c, arena, NULL, NULL));
}

START_TEST(answers_are_those_of_feel)
{
    static const char *const texts[] = { "value >= 20",      "value > 20",   "value < 0.1",
                                         "value <= 0.1",     "value > 0",    "value >= -3.3",
                                         "value < 99999.99", "value <= 1e6", "value > 0.000001" };
    static const xc_str names[] = { { "value", 5 } };
    static const double near[] = { 0, 1e-17, 1e-16, 1e-15, 1e-14, 1e-13, 1e-12, 1e-9, 1e-3, 1 };
    xc_arena *arena, *scratch;
    size_t decided = 0;
    ck_assert_int_eq(xc_arena_new(1 << 22, &arena), XC_OK);
    ck_assert_int_eq(xc_arena_new(1 << 22, &scratch), XC_OK);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const feel_expr *e;
        threshold t = threshold_of(xc_str_of(texts[i]));
        ck_assert_int_eq(feel_parse(xc_str_of(texts[i]), names, 1, arena, &e, NULL), XC_OK);
        for (size_t k = 0; k < 2 * sizeof near / sizeof near[0]; k++) {
            double off = k % 2 ? near[k / 2] : -near[k / 2];
            double value = t.limit + off * (fabs(t.limit) > 0 ? fabs(t.limit) : 1);
            threshold_answer answer = threshold_holds(&t, value);
            xc_arena_reset(scratch);
            if (answer != THRESHOLD_ASK)
                ck_assert_msg((answer == THRESHOLD_YES) == feel_says(e, value, scratch),
                              "%s for %.17g", texts[i], value);
            decided += answer != THRESHOLD_ASK;
        }
    }
    ck_assert_uint_gt(decided, 80);
    threshold t = threshold_of(XC_STR("value >= 20"));
    ck_assert_int_eq(threshold_holds(&t, NAN), THRESHOLD_ASK);
    ck_assert_int_eq(threshold_holds(&t, INFINITY), THRESHOLD_ASK);
    xc_arena_free(arena);
    xc_arena_free(scratch);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("threshold");
    TCase *cases = tcase_create("threshold");
    suite_add_tcase(suite, cases);
    tcase_add_test(cases, texts_are_read_or_left_alone);
    tcase_add_test(cases, answers_are_those_of_feel);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
