/* latest_test.c - the newest reading of each datastream stands beside the series, and adds up. */
#include <check.h>

#include "codec/time_text.h"
#include "loop_home.h"
#include "ops/latest.h"
#include "ops/tally.h"

enum { STREAMS = 4, STEPS = 300, KINDS = 3 };

static loop_home h;
static sense *s;
static int64_t start;
static unsigned random_state;

static void open_rooms(void)
{
    ck_assert_int_eq(sense_new(XC_STR("310000000000"), &s), XC_OK);
    ck_assert_int_eq(sense_load(s, store_writer(h.s), NULL), XC_OK);
    ck_assert_int_eq(loop_start(h.l), XC_OK);
}

static void setup(void)
{
    ck_assert(time_parse(XC_STR("2025-10-31T00:00:00Z"), &start));
    random_state = 7;
    loop_home_new(&h, start + XC_HOUR_US);
    open_rooms();
}

static void close_rooms(void)
{
    loop_home_close(&h);
    s = sense_free(s);
}

static void teardown(void)
{
    close_rooms();
    loop_home_open(&h);
    loop_home_end(&h);
}

static unsigned next_random(unsigned below)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % below;
}

static xc_err make_thing(loop_tx *tx, void *ctx, xc_problem *why)
{
    const json_value *json;
    int64_t id;
    xc_str text = xc_arena_printf(
        loop_arena(tx),
        "{\"name\":\"t\",\"description\":\"\",\"properties\":%s,\"Datastreams\":[{\"name\":\"d\","
        "\"description\":\"\",\"observationType\":\"o\",\"unitOfMeasurement\":{\"symbol\":\"cm\"},"
        "\"properties\":{\"key\":\"depth\"},\"Sensor\":{\"name\":\"g\",\"description\":\"\","
        "\"encodingType\":\"t\",\"metadata\":\"\"},\"ObservedProperty\":{\"name\":\"p\","
        "\"definition\":\"\",\"description\":\"\"}}]}",
        (const char *)ctx);
    ck_assert_int_eq(json_parse(text, loop_arena(tx), &json, NULL), XC_OK);
    const sense_new_entity what = { .kind = SENSE_THING, .json = json };
    return sense_create(s, tx, &what, &id, why);
}

static void add_thing(const char *properties)
{
    xc_problem why = { 0 };
    if (loop_home_do(&h, "", make_thing, (void *)(uintptr_t)properties, &why))
        ck_abort_msg("%s", why.en);
}

typedef struct {
    sense_reading rows[KINDS];
    size_t count;
    bool fails;
} readings;

static xc_err observe(loop_tx *tx, void *ctx, xc_problem *why)
{
    readings *r = ctx;
    sense_observation_set set = { .rows = r->rows, .count = r->count, .digest = XC_STR("x") };
    xc_err err = sense_observe(s, tx, &set, why);
    return err ? err : r->fails ? XC_EREFUSED : XC_OK;
}

static void read_at(int64_t stream, int64_t minute, double value, bool fails)
{
    readings r = { .count = 1, .fails = fails };
    r.rows[0] = (sense_reading){ .stream = stream,
                                 .time = start + minute * XC_MINUTE_US,
                                 .result_time = TIME_NONE,
                                 .is_number = true,
                                 .value = value };
    ck_assert_int_eq(loop_home_do(&h, "", observe, &r, NULL), fails ? XC_EREFUSED : XC_OK);
}

static bool compare(const latest_row *row, void *ctx)
{
    store_stmt *st;
    int *rows = ctx;
    ck_assert_int_eq(store_query(store_writer(h.s), &st,
                                 "SELECT time, result, received FROM observation WHERE"
                                 " datastream = $1 AND result IS NOT NULL"
                                 " ORDER BY time DESC, n DESC LIMIT 1",
                                 "i", row->datastream),
                     XC_OK);
    bool known = store_row(st);
    ck_assert_int_eq(row->known, known);
    if (known) {
        ck_assert_int_eq(row->time_us, store_int(st, 0));
        ck_assert_double_eq(row->value, store_double(st, 1));
        ck_assert_int_eq(row->received_us, store_int(st, 2));
    }
    ck_assert_int_eq(store_end(st), XC_OK);
    const sense_stream *stream = sense_stream_find(s, row->datastream);
    ck_assert_int_eq(stream->last_time, known ? row->time_us : TIME_NONE);
    ++*rows;
    return true;
}

/* with the loop at rest, the writer is ours */
static void expect_as_series(int streams)
{
    int rows = 0;
    ck_assert_int_eq(latest_each(store_writer(h.s), compare, &rows), XC_OK);
    ck_assert_int_eq(rows, streams);
}

START_TEST(it_is_the_end_of_each_series_whatever_came_late_or_failed)
{
    for (int i = 0; i < STREAMS; i++)
        add_thing("{}");
    for (int i = 0; i < STEPS; i++) {
        h.now_us += XC_SECOND_US;
        read_at(1 + next_random(STREAMS - 1), next_random(60), next_random(100),
                next_random(5) == 0);
        if (i % 50 == 0)
            expect_as_series(STREAMS);
    }
    expect_as_series(STREAMS); /* the last one never spoke */
    close_rooms();
    loop_home_open(&h);
    open_rooms();
    expect_as_series(STREAMS);
}
END_TEST

static void run_sql(const char *sql)
{
    ck_assert_int_eq(store_run(store_writer(h.s), NULL, sql, ""), XC_OK);
}

START_TEST(an_older_store_is_filled_when_it_is_opened)
{
    for (int i = 0; i < STREAMS; i++)
        add_thing("{}");
    for (int i = 0; i < STEPS / 10; i++)
        read_at(1 + next_random(STREAMS - 1), next_random(60), next_random(100), false);
    close_rooms();
    loop_home_open(&h);
    run_sql("DROP TABLE latest");
    run_sql("DROP TABLE case_value");
    run_sql("DROP INDEX episode_open");
    run_sql("DELETE FROM schema_version WHERE number = 6");
    loop_home_close(&h);
    loop_home_open(&h);
    open_rooms();
    expect_as_series(STREAMS);
}
END_TEST

/* ---- adding up ---- */

static pack *load_pack(void)
{
    static pack_report report;
    char path[512];
    pack *p;
    const char *root = getenv("XIUCHENG_SOURCE");
    (void)snprintf(path, sizeof path, "%s/tests/unit/city/packs/small", root ? root : ".");
    ck_assert_int_eq(pack_load(path, &p, &report), XC_OK);
    return p;
}

static void refuse(int64_t stream)
{
    ck_assert_int_eq(store_run(store_writer(h.s), NULL,
                               "INSERT INTO implausible VALUES ($1, 0, '900', $2, 1)", "ii", stream,
                               h.now_us),
                     XC_OK);
}

START_TEST(sums_and_states_are_of_the_division_that_is_asked)
{
    pack *p = load_pack();
    for (int i = 0; i < 6; i++)
        add_thing("{\"type\":\"road\"}");
    read_at(1, 0, 10, false); /* falls silent */
    h.now_us += 2 * XC_HOUR_US;
    read_at(2, 120, 30, false);
    read_at(3, 121, 20, false);
    read_at(4, 119, 5, false); /* then refused */
    h.now_us += XC_SECOND_US;
    refuse(4);
    refuse(6); /* never said anything else */
    run_sql("INSERT INTO episode VALUES (1, 'r', 2, 0, NULL, 30, 1, 0)");
    run_sql("INSERT INTO episode VALUES (2, 'r', 3, 0, 5, 30, 1, 0)");
    tally_sum sum = { .type = XC_STR("road"), .key = XC_STR("depth"), .over = 20 };
    tally t = { .p = p, .now_us = h.now_us, .sums = &sum, .sum_count = 1 };
    ck_assert_int_eq(tally_run(store_writer(h.s), &t), XC_OK);
    ck_assert_int_eq(sum.count, 4);
    ck_assert_int_eq(sum.above, 2);
    ck_assert_double_eq(sum.sum, 65);
    ck_assert_double_eq(sum.max, 30);
    ck_assert_int_eq(t.newest, start + 121 * XC_MINUTE_US);
    ck_assert_int_eq(sum.newest, t.newest);
    ck_assert_int_eq(t.things.things, 6);
    ck_assert_int_eq(t.things.wrong, 1);
    ck_assert_int_eq(t.things.implausible, 2);
    ck_assert_int_eq(t.things.silent, 1);
    ck_assert_int_eq(t.things.reporting, 3);
    t.division = XC_STR("99");
    sum = (tally_sum){ .type = XC_STR("road"), .key = XC_STR("depth") };
    ck_assert_int_eq(tally_run(store_writer(h.s), &t), XC_OK);
    ck_assert_int_eq(t.things.things, 0);
    ck_assert_int_eq(sum.count, 0);
    ck_assert_int_eq(t.newest, start + 121 * XC_MINUTE_US); /* of the whole city */
    pack_unref(p);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("latest");
    TCase *cases = tcase_create("latest");
    tcase_set_timeout(cases, 120);
    tcase_add_checked_fixture(cases, setup, teardown);
    suite_add_tcase(suite, cases);
    tcase_add_test(cases, it_is_the_end_of_each_series_whatever_came_late_or_failed);
    tcase_add_test(cases, an_older_store_is_filled_when_it_is_opened);
    tcase_add_test(cases, sums_and_states_are_of_the_division_that_is_asked);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
