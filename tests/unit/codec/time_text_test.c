/* time_text_test.c - times, dates and durations to text and back. */
#include "codec/time_text.h"

#include <check.h>
#include <stdlib.h>

START_TEST(times_are_read)
{
    static const struct {
        const char *text;
        int64_t us; /* TIME_NONE: refused */
    } rows[] = {
        { "1970-01-01T00:00:00Z", 0 },
        { "2025-10-30T17:24:54.5Z", INT64_C(1761845094500000) },
        { "2025-10-31T01:24:54.5+08:00", INT64_C(1761845094500000) },
        { "2025-10-30t12:24:54.123456789-05:00", INT64_C(1761845094123456) },
        { "2002-05-24T16:49:00-07:00", INT64_C(1022284140000000) },
        { "1969-12-31T23:59:59.999999Z", -1 },
        { "0001-01-01T00:00:00Z", INT64_C(-62135596800000000) },
        { "9999-12-31T23:59:59Z", INT64_C(253402300799000000) },
        { "2016-12-31T23:59:60Z", INT64_C(1483228799999999) },
        { "2017-01-01T07:59:60+08:00", INT64_C(1483228799999999) },
        { "2024-02-29T00:00:00Z", INT64_C(1709164800000000) },
        { "2016-12-31T22:59:60Z", TIME_NONE },
        { "2023-02-29T00:00:00Z", TIME_NONE },
        { "0001-01-01T00:00:00+08:00", TIME_NONE },
        { "0000-01-01T00:00:00Z", TIME_NONE },
        { "2025-10-30T24:00:00Z", TIME_NONE },
        { "2025-10-30T17:60:00Z", TIME_NONE },
        { "2025-10-30T17:24:54", TIME_NONE },
        { "2025-10-30T17:24Z", TIME_NONE },
        { "2025-10-30 17:24:54Z", TIME_NONE },
        { "2025-10-30T17:24:54.Z", TIME_NONE },
        { "2025-10-30T17:24:54.1234567891Z", TIME_NONE },
        { "2025-10-30T17:24:54+8:00", TIME_NONE },
        { "2025-10-30T17:24:54+24:00", TIME_NONE },
        { "2025-10-30T17:24:54Zz", TIME_NONE },
        { "2025-1-30T17:24:54Z", TIME_NONE },
        { "", TIME_NONE },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t us = TIME_NONE;
        ck_assert_msg(time_parse(xc_str_of(rows[i].text), &us) == (rows[i].us != TIME_NONE), "%s",
                      rows[i].text);
        ck_assert_msg(us == rows[i].us, "%s gave %lld", rows[i].text, (long long)us);
    }
}
END_TEST

START_TEST(times_are_written)
{
    char text[TIME_TEXT_SIZE];
    ck_assert_str_eq(time_format(0, text), "1970-01-01T00:00:00Z");
    ck_assert_str_eq(time_format(-1, text), "1969-12-31T23:59:59.999999Z");
    ck_assert_str_eq(time_format(INT64_C(1761845094500000), text), "2025-10-30T17:24:54.500Z");
    ck_assert_str_eq(time_format_offset(INT64_C(1761845094000000), 480, text),
                     "2025-10-31T01:24:54+08:00");
    ck_assert_str_eq(time_format_offset(INT64_C(1761845094000000), -210, text),
                     "2025-10-30T13:54:54-03:30");
    ck_assert_uint_lt(strlen(time_format(INT64_MAX, text)), TIME_TEXT_SIZE);
    ck_assert_uint_lt(strlen(time_format(INT64_MIN, text)), TIME_TEXT_SIZE);
    ck_assert_uint_lt(strlen(time_format_offset(INT64_MAX, 840, text)), TIME_TEXT_SIZE);
}
END_TEST

START_TEST(every_day_of_the_calendar_comes_back)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int64_t days = time_days(1, 1, 1);
    ck_assert_int_eq(days, -719162);
    for (int year = 1; year <= 9999; year++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= lengths[month - 1] + (month == 2 && leap); day++, days++) {
                int y, m, d;
                time_civil(days, &y, &m, &d);
                ck_assert(time_days(year, month, day) == days);
                ck_assert(y == year && m == month && d == day);
            }
    }
}
END_TEST

START_TEST(durations_are_read)
{
    static const struct {
        const char *text;
        int64_t us; /* -1: refused */
    } rows[] = { { "P1DT2H30M", INT64_C(95400000000) },
                 { "PT10M", 600000000 },
                 { "PT0.5S", 500000 },
                 { "P2W", INT64_C(1209600000000) },
                 { "PT0S", 0 },
                 { "P10D", INT64_C(864000000000) },
                 { "PT36H", INT64_C(129600000000) },
                 { "PT1M1S", 61000000 },
                 { "P1Y", -1 },
                 { "P1M", -1 },
                 { "P1W1D", -1 },
                 { "P", -1 },
                 { "PT", -1 },
                 { "P1DT", -1 },
                 { "PT1S1M", -1 },
                 { "PT1M1M", -1 },
                 { "PT0.5M", -1 },
                 { "P1H", -1 },
                 { "PT1D", -1 },
                 { "1D", -1 },
                 { "-PT1S", -1 },
                 { "PT-1S", -1 },
                 { "PT1", -1 },
                 { "P999999999999D", -1 },
                 { "P9999999999999D", -1 },
                 { "", -1 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t us = -1;
        ck_assert_msg(time_parse_duration(xc_str_of(rows[i].text), &us) == (rows[i].us >= 0), "%s",
                      rows[i].text);
        ck_assert_msg(us == rows[i].us, "%s gave %lld", rows[i].text, (long long)us);
    }
}
END_TEST

START_TEST(dates_are_read)
{
    int64_t days = 0;
    ck_assert(time_parse_date(XC_STR("2026-07-29"), &days));
    ck_assert_int_eq(days, time_days(2026, 7, 29));
    ck_assert(!time_parse_date(XC_STR("2026-02-29"), &days));
    ck_assert(!time_parse_date(XC_STR("2026-13-01"), &days));
    ck_assert(!time_parse_date(XC_STR("2026-7-29"), &days));
    ck_assert(!time_parse_date(XC_STR("2026-07-29T"), &days));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("time_text");
    TCase *cases = tcase_create("time_text");
    suite_add_tcase(suite, cases);
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, times_are_read);
    tcase_add_test(cases, times_are_written);
    tcase_add_test(cases, every_day_of_the_calendar_comes_back);
    tcase_add_test(cases, durations_are_read);
    tcase_add_test(cases, dates_are_read);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
