/* flood_test.c - more than ten cases in ten minutes become rows of groups; critical ones do not. */
#include <check.h>

#include "codec/time_text.h"
#include "loop_home.h"
#include "ops/flood.h"

static loop_home h;
static pack *p;
static xc_arena *arena;
static xc_buf out;
static int64_t next_id;

static void setup(void)
{
    static pack_report report;
    char path[512];
    int64_t now;
    const char *root = getenv("XIUCHENG_SOURCE");
    (void)snprintf(path, sizeof path, "%s/tests/unit/city/packs/small", root ? root : ".");
    ck_assert_int_eq(pack_load(path, &p, &report), XC_OK);
    ck_assert(time_parse(XC_STR("2026-07-29T12:00:00Z"), &now));
    loop_home_new(&h, now);
    ck_assert_int_eq(xc_arena_new(16 << 20, &arena), XC_OK);
    xc_buf_init(&out, 1 << 20);
    next_id = 0;
}

static void teardown(void)
{
    loop_home_end(&h);
    xc_buf_done(&out);
    arena = xc_arena_free(arena);
    p = pack_unref(p);
}

/* state 1: active, 2: closed */
static void rise(int seconds_ago, const char *scenario, const char *division, int level, int state)
{
    char no[32];
    (void)snprintf(no, sizeof no, "FX-%lld", (long long)++next_id); /* fits */
    ck_assert_int_eq(
        store_run(
            store_writer(h.s), NULL,
            "INSERT INTO city_case (id, case_no, scenario, process, pack_version, thing,"
            " application, division, title_zh, title_en, place_zh, place_en, level, state,"
            " event_time, opened_at, unit, trend, status_zh, status_en, seen_by, outcome, why,"
            " data, due_amount, due_unit, due_left, instance)"
            " VALUES ($1, $2, $3, '', '', '', 0, $4, '', '', '', '', $5, $6, 0, $7, '', 0, '',"
            " '', '', '', '', '{}', 0, '', 0, '')",
            "itttiii", next_id, no, scenario, division, (int64_t)level, (int64_t)state,
            h.now_us - seconds_ago * XC_SECOND_US),
        XC_OK);
}

static const json_value *look(const char *division)
{
    const json_value *v;
    xc_buf_clear(&out);
    json_writer w = json_writer_on(&out);
    ck_assert_int_eq(flood_put(store_writer(h.s), p, xc_str_of(division), h.now_us, arena, &w),
                     XC_OK);
    ck_assert_int_eq(json_parse(xc_buf_view(&out), arena, &v, NULL), XC_OK);
    return v;
}

static int64_t number(const json_value *v, const char *key)
{
    int64_t n = -1;
    ck_assert(json_get_int(json_find(v, key), 0, INT64_MAX, &n));
    return n;
}

START_TEST(ten_in_ten_minutes_stay_single)
{
    for (int i = 0; i < 10; i++)
        rise(599 - i, "road-flooding", "310104013000", 2, 1);
    const json_value *v = look("");
    ck_assert_int_eq(number(v, "last_10_min"), 10);
    ck_assert_uint_eq(json_find(v, "groups")->count, 0);
}
END_TEST

START_TEST(the_eleventh_makes_groups_by_scenario_and_district)
{
    rise(7200, "road-flooding", "310104013000", 2, 1); /* long before: single */
    for (int i = 0; i < 7; i++)
        rise(500 - i, "road-flooding", "310104013000", 2, i == 0 ? 2 : 1);
    rise(490, "road-flooding", "310104014000", 3, 1);
    rise(480, "road-flooding", "310104014000", 1, 1); /* critical: single */
    rise(470, "road-flooding", "310105000000", 2, 1); /* alone in its district */
    rise(460, "tree-down", "310104013000", 3, 1);
    rise(450, "tree-down", "310104013000", 3, 1);
    const json_value *v = look(""), *first = json_find(v, "groups")->first;
    ck_assert_int_eq(number(v, "last_10_min"), 12);
    ck_assert_uint_eq(json_find(v, "groups")->count, 2);
    ck_assert(xc_str_is(json_find_str(first, "scenario"), "tree-down"));
    ck_assert_int_eq(number(first, "count"), 2);
    ck_assert(xc_str_is(json_find(first, "cases")->first->text, "FX-13")); /* newest first */
    ck_assert_int_eq(number(first->next, "count"), 7);
    ck_assert_int_eq(number(first->next, "worst"), 2);
    ck_assert(xc_str_is(json_find_str(first->next, "division"), "310104000000"));
    ck_assert_uint_eq(json_find(first->next, "cases")->count, 7);
    v = look("310105"); /* one case is no flood there */
    ck_assert_uint_eq(json_find(v, "groups")->count, 0);
    ck_assert_int_eq(number(v, "last_10_min"), 1);
}
END_TEST

START_TEST(what_rose_in_a_flood_stays_together_while_it_is_open)
{
    for (int i = 0; i < 20; i++)
        rise(7200 - i * 30, "road-flooding", "310104013000", 2, i < 15 ? 2 : 1);
    rise(60, "road-flooding", "310104013000", 2, 1); /* calm again: single */
    const json_value *v = look("31");
    ck_assert_int_eq(number(v, "last_10_min"), 1);
    ck_assert_uint_eq(json_find(v, "groups")->count, 1);
    ck_assert_int_eq(number(json_find(v, "groups")->first, "count"), 5);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("flood");
    TCase *cases = tcase_create("flood");
    tcase_set_timeout(cases, 60);
    tcase_add_checked_fixture(cases, setup, teardown);
    suite_add_tcase(suite, cases);
    tcase_add_test(cases, ten_in_ten_minutes_stay_single);
    tcase_add_test(cases, the_eleventh_makes_groups_by_scenario_and_district);
    tcase_add_test(cases, what_rose_in_a_flood_stays_together_while_it_is_open);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
