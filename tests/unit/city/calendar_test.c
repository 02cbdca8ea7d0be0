/* calendar_test.c - working days with holidays and make-up days, deadlines over them. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "city/calendar.h"
#include "codec/time_text.h"

enum { MAX_EXCEPTIONS = 200 };

static const pack_hours office[] = { { 9 * 60, 12 * 60 }, { 13 * 60, 17 * 60 } };
static pack_day exceptions[MAX_EXCEPTIONS];
static pack_calendar pack = { .week = { true, true, true, true, true, false, false },
                              .hours = office,
                              .hours_count = 2,
                              .exceptions = exceptions };
static const calendar shanghai = { .pack = &pack, .utc_offset_minutes = 480 };

static int64_t day_of(const char *date)
{
    int64_t day = 0;
    ck_assert_msg(time_parse_date(xc_str_of(date), &day), "%s", date);
    return day;
}

static int64_t at(const char *text)
{
    int64_t us = 0;
    ck_assert_msg(time_parse(xc_str_of(text), &us), "%s", text);
    return us;
}

static void add(const char *date, bool worked)
{
    exceptions[pack.exception_count++] = (pack_day){ day_of(date), worked };
}

/* the National Day weeks of 2025 and 2026, as the notices say */
static void setup(void)
{
    static const char *const rows[] = { "+2025-09-28", "-2025-10-01", "-2025-10-02", "-2025-10-03",
                                        "-2025-10-06", "-2025-10-07", "-2025-10-08", "+2025-10-11",
                                        "-2026-10-01", "-2026-10-02", "-2026-10-05", "-2026-10-06",
                                        "-2026-10-07", "+2026-10-10" };
    pack.exception_count = 0;
    pack.from_day = day_of("2025-01-01");
    pack.to_day = day_of("2026-12-31");
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        add(rows[k] + 1, rows[k][0] == '+');
}

static const struct {
    const char *start, *due;
    int64_t amount;
    calendar_unit unit;
} deadlines[] = {
    /* three working days: the day of the application is not counted */
    { "2026-07-29T10:00:00+08:00", "2026-08-03T17:00:00+08:00", 3, CALENDAR_WORKING_DAY },
    /* over the holiday, with the make-up Saturday */
    { "2026-09-30T16:59:00+08:00", "2026-10-10T17:00:00+08:00", 3, CALENDAR_WORKING_DAY },
    { "2025-09-30T09:00:00+08:00", "2025-10-09T17:00:00+08:00", 1, CALENDAR_WORKING_DAY },
    { "2025-09-27T09:00:00+08:00", "2025-09-28T17:00:00+08:00", 1, CALENDAR_WORKING_DAY },
    /* before midnight in Shanghai is the day before in UTC */
    { "2026-07-29T16:30:00Z", "2026-07-31T17:00:00+08:00", 1, CALENDAR_WORKING_DAY },
    /* office hours: over lunch, over night, over the weekend */
    { "2026-07-29T11:30:00+08:00", "2026-07-29T13:30:00+08:00", 1, CALENDAR_WORKING_HOUR },
    { "2026-07-31T16:30:00+08:00", "2026-08-03T09:30:00+08:00", 1, CALENDAR_WORKING_HOUR },
    { "2026-08-01T08:00:00+08:00", "2026-08-03T10:00:00+08:00", 1, CALENDAR_WORKING_HOUR },
    { "2026-09-30T16:00:00+08:00", "2026-10-08T11:00:00+08:00", 3, CALENDAR_WORKING_HOUR },
    { "2026-10-01T23:00:00+08:00", "2026-10-02T03:00:00+08:00", 4, CALENDAR_URGENT_HOUR },
    { "2026-10-01T23:00:00+08:00", "2026-10-04T00:00:00+08:00", 2, CALENDAR_NATURAL_DAY },
};

START_TEST(a_deadline_is_what_the_calendar_says)
{
    int64_t due = 0;
    xc_problem why = { 0 };
    ck_assert_msg(deadline_compute(&shanghai, at(deadlines[_i].start), deadlines[_i].amount,
                                   deadlines[_i].unit, &due, &why) == XC_OK,
                  "%s", why.en);
    char text[TIME_TEXT_SIZE];
    ck_assert_msg(due == at(deadlines[_i].due), "%d: %s, wanted %s", _i,
                  time_format_offset(due, 480, text), deadlines[_i].due);
}
END_TEST

START_TEST(past_the_end_nobody_guesses)
{
    int64_t due = 7;
    xc_problem why = { 0 };
    ck_assert_int_eq(deadline_compute(&shanghai, at("2026-12-30T10:00:00+08:00"), 3,
                                      CALENDAR_WORKING_DAY, &due, &why),
                     XC_EREFUSED);
    ck_assert(strstr(why.en, "2026-12-31") && strstr(why.zh, "2027-01-01"));
    ck_assert_int_eq(due, 7);
    /* other clocks need no calendar */
    ck_assert_int_eq(deadline_compute(&shanghai, at("2026-12-30T10:00:00+08:00"), 100,
                                      CALENDAR_URGENT_HOUR, &due, &why),
                     XC_OK);
    ck_assert_int_eq(deadline_compute(&shanghai, at("2024-12-30T10:00:00Z"), 1,
                                      CALENDAR_WORKING_DAY, &due, &why),
                     XC_EREFUSED);
    ck_assert_int_eq(deadline_compute(&shanghai, 0, 0, CALENDAR_NATURAL_DAY, &due, &why),
                     XC_EINVAL);
    ck_assert_int_eq(deadline_compute(&shanghai, 0, 1, CALENDAR_UNITS, &due, &why), XC_EINVAL);
}
END_TEST

START_TEST(a_clock_that_stood_goes_on_with_what_was_left)
{
    int64_t due, left;
    /* asked on Wednesday, due on Monday; stopped on Thursday with Friday and Monday left */
    int64_t start = at("2026-07-29T10:00:00+08:00");
    ck_assert_int_eq(deadline_compute(&shanghai, start, 3, CALENDAR_WORKING_DAY, &due, NULL),
                     XC_OK);
    ck_assert_int_eq(deadline_stop(&shanghai, at("2026-07-30T15:00:00+08:00"), due,
                                   CALENDAR_WORKING_DAY, &left, NULL),
                     XC_OK);
    ck_assert_int_eq(left, 2);
    ck_assert_int_eq(deadline_go(&shanghai, at("2026-08-05T11:00:00+08:00"), left,
                                 CALENDAR_WORKING_DAY, &due, NULL),
                     XC_OK);
    ck_assert_int_eq(due, at("2026-08-07T17:00:00+08:00"));
    ck_assert_int_eq(deadline_stop(&shanghai, at("2026-08-05T11:00:00+08:00"),
                                   at("2026-08-05T15:00:00+08:00"), CALENDAR_WORKING_HOUR, &left,
                                   NULL),
                     XC_OK);
    ck_assert_int_eq(left, 3 * XC_HOUR_US); /* without lunch */
    ck_assert_int_eq(deadline_left_us(&shanghai, at("2026-07-31T16:00:00+08:00"),
                                      at("2026-08-03T17:00:00+08:00"), CALENDAR_WORKING_DAY, &left,
                                      NULL),
                     XC_OK);
    ck_assert_int_eq(left, 8 * XC_HOUR_US);
    ck_assert_int_eq(deadline_left_us(&shanghai, at("2026-07-31T16:00:00+08:00"),
                                      at("2026-07-31T15:00:00+08:00"), CALENDAR_WORKING_DAY, &left,
                                      NULL),
                     XC_OK);
    ck_assert_int_eq(left, -XC_HOUR_US);
}
END_TEST

START_TEST(the_days_are_listed_for_screens)
{
    xc_buf out;
    xc_buf_init(&out, 4096);
    json_writer w = json_writer_on(&out);
    ck_assert_int_eq(deadline_days(&shanghai, at("2026-07-31T10:00:00+08:00"),
                                   at("2026-08-03T17:00:00+08:00"), at("2026-08-03T12:30:00+08:00"),
                                   &w, NULL),
                     XC_OK);
    xc_buf_byte(&out, '\0');
    ck_assert_msg(strstr(out.ptr, "{\"date\":\"2026-08-01\",\"worked\":false,\"used\":1}"), "%s",
                  out.ptr);
    ck_assert_ptr_nonnull(strstr(out.ptr, "\"2026-08-03\",\"worked\":true,\"used\":0.428"));
    xc_buf_done(&out);
    for (int k = 0; k < CALENDAR_UNITS; k++)
        ck_assert_int_eq(calendar_unit_parse(xc_str_of(calendar_unit_name((calendar_unit)k))), k);
    ck_assert_int_eq(calendar_unit_parse(XC_STR("fortnight")), CALENDAR_UNITS);
}
END_TEST

/* ---- against the published table, day by day, when it is there ---- */

static FILE *published(void)
{
    const char *shared = getenv("XIUCHENG_SHARED");
    const char *const tries[] = { shared ? shared : "../shared", "../shared", "../../shared" };
    for (size_t k = 0; k < sizeof tries / sizeof *tries; k++) {
        char path[500];
        (void)snprintf(path, sizeof path, "%s/data/cn_workdays/exceptions.csv", tries[k]);
        FILE *f = fopen(path, "r");
        if (f)
            return f;
    }
    return NULL;
}

static void load(FILE *f)
{
    char line[100];
    pack.exception_count = 0;
    pack.from_day = day_of("2023-01-01");
    pack.to_day = day_of("2026-12-31");
    while (fgets(line, sizeof line, f))
        if (line[0] == '2' && pack.exception_count < MAX_EXCEPTIONS) {
            line[10] = '\0';
            add(line, strncmp(line + 11, "make-up", 7) == 0);
        }
    (void)fclose(f);
}

/* counted the slow way */
static bool worked_plainly(int64_t day)
{
    for (size_t k = 0; k < pack.exception_count; k++)
        if (exceptions[k].day == day)
            return exceptions[k].worked;
    int64_t weekday = (day + 3) % 7;
    return weekday < 5;
}

START_TEST(every_day_of_four_years_agrees_with_the_published_table)
{
    FILE *f = published();
    if (!f)
        return; /* not on this machine: the tables above still hold */
    load(f);
    ck_assert_uint_gt(pack.exception_count, 90);
    int days = 0;
    for (int64_t day = pack.from_day; day <= pack.to_day; day++) {
        bool worked;
        ck_assert_int_eq(calendar_is_worked(&shanghai, day, &worked, NULL), XC_OK);
        ck_assert_int_eq(worked, worked_plainly(day));
        days += worked && day >= day_of("2025-01-01") && day <= day_of("2025-12-31");
    }
    ck_assert_int_eq(days, 248); /* the notice for 2025 */
    for (int64_t day = pack.from_day; day + 40 <= pack.to_day; day += 3)
        for (int64_t n = 1; n <= 15; n += 7) {
            int64_t due, want = day, left = n;
            while (left > 0)
                left -= worked_plainly(++want);
            ck_assert_int_eq(deadline_compute(&shanghai, calendar_day_start(&shanghai, day) + 5, n,
                                              CALENDAR_WORKING_DAY, &due, NULL),
                             XC_OK);
            ck_assert_int_eq(due, calendar_day_start(&shanghai, want) + 17 * XC_HOUR_US);
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("calendar");
    TCase *t = tcase_create("calendar");
    suite_add_tcase(suite, t);
    tcase_add_checked_fixture(t, setup, NULL);
    tcase_add_loop_test(t, a_deadline_is_what_the_calendar_says, 0,
                        (int)(sizeof deadlines / sizeof *deadlines));
    tcase_add_test(t, past_the_end_nobody_guesses);
    tcase_add_test(t, a_clock_that_stood_goes_on_with_what_was_left);
    tcase_add_test(t, the_days_are_listed_for_screens);
    tcase_add_test(t, every_day_of_four_years_agrees_with_the_published_table);
    SRunner *r = srunner_create(suite);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
