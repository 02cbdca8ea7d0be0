/* unit_test.c - units turned into one another, and pairs that cannot be. */
#include <check.h>
#include <stdlib.h>

#include "ops/unit.h"

static const struct {
    const char *from, *to;
    double value, wanted;
} turned[] = {
    { "in", "cm", 7.88, 20.0152 },   { "[in_i]", "cm", 1, 2.54 },  { "Inches", "CM", 10, 25.4 },
    { "\"", "mm", 1, 25.4 },         { "ft", "m", 1, 0.3048 },     { "km", "m", 1.5, 1500 },
    { "厘米", "in", 2.54, 1 },       { "cm", "cm", 0.1, 0.1 },     { "1", "%", 0.25, 25 },
    { "[degF]", "Cel", 212, 100 },   { "°F", "°C", -40, -40 },     { "Cel", "K", 0, 273.15 },
    { "Cel", "[degF]", 100, 212 },   { "km/h", "m/s", 36, 10 },    { "in/h", "mm/h", 2, 50.8 },
    { "MW", "kW", 1.25, 1250 },      { "m3/h", "m3/s", 3600, 1 },  { "furlong", "furlong", 3, 3 },
    { "in", "cm", -7.88, -20.0152 }, { "{person}", "人", 12, 12 },
};

START_TEST(known_pairs_are_turned)
{
    for (size_t i = 0; i < sizeof turned / sizeof turned[0]; i++) {
        unit_change change;
        if (!unit_change_find(xc_str_of(turned[i].from), xc_str_of(turned[i].to), &change))
            ck_abort_msg("%s to %s is not known", turned[i].from, turned[i].to);
        ck_assert_double_eq_tol(unit_convert(&change, turned[i].value), turned[i].wanted, 1e-6);
    }
}
END_TEST

static const struct {
    const char *from, *to;
} strangers[] = {
    { "kg", "m" }, { "in", "kg" }, { "cm", "Cel" }, { "m/s", "mm/h" }, { "", "m" }, { "inc", "cm" },
};

START_TEST(other_pairs_are_refused_and_the_answer_is_untouched)
{
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++) {
        unit_change change = { 7, 8 };
        if (unit_change_find(xc_str_of(strangers[i].from), xc_str_of(strangers[i].to), &change))
            ck_abort_msg("%s to %s is turned", strangers[i].from, strangers[i].to);
        ck_assert(change.factor == 7 && change.offset == 8);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("unit");
    TCase *cases = tcase_create("unit");
    suite_add_tcase(suite, cases);
    tcase_add_test(cases, known_pairs_are_turned);
    tcase_add_test(cases, other_pairs_are_refused_and_the_answer_is_untouched);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
