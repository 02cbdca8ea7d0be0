/* watch_test.c - rules over readings: the same episodes whatever order the readings come in. */
#include <check.h>

#include "codec/time_text.h"
#include "loop_home.h"
#include "ops/sense.h"
#include "ops/watch.h"

enum { READINGS = 40, ROUNDS = 60, CLOCK_ROUNDS = 12 };

static loop_home h;
static sense *s;
static watch *w;
static xc_arena *arena;
static pack_level levels[2];
static pack_rule rule;
/* Readings that are still to be sent, in one command. */
static struct {
    sense_reading rows[READINGS];
    size_t count;
} batch;
static int64_t next_case;
static struct {
    int raised, changed, cleared, withdrawn;
} told;

static const feel_expr *expr(const char *text)
{
    static const xc_str names[] = { { "value", 5 }, { "rate", 4 }, { "thing", 5 } };
    const feel_expr *e;
    xc_problem why = { 0 };
    if (feel_parse(xc_str_of(text), names, 3, arena, &e, &why))
        ck_abort_msg("%s: %s", text, why.en);
    return e;
}

static xc_err raised(void *ctx, loop_tx *tx, const watch_episode *e, int64_t *ret_case,
                     xc_problem *why)
{
    (void)ctx, (void)tx, (void)e, (void)why;
    told.raised++;
    *ret_case = ++next_case;
    return XC_OK;
}

static xc_err changed(void *ctx, loop_tx *tx, const watch_episode *e, xc_problem *why)
{
    (void)ctx, (void)tx, (void)e, (void)why;
    told.changed++;
    return XC_OK;
}

static xc_err cleared(void *ctx, loop_tx *tx, const watch_episode *e, xc_problem *why)
{
    (void)ctx, (void)tx, (void)e, (void)why;
    told.cleared++;
    return XC_OK;
}

static xc_err withdrawn(void *ctx, loop_tx *tx, const watch_episode *e, int64_t into,
                        xc_problem *why)
{
    (void)ctx, (void)tx, (void)e, (void)into, (void)why;
    told.withdrawn++;
    return XC_OK;
}

static xc_err on_stream(void *ctx, sense_stream *stream, xc_problem *why)
{
    (void)ctx;
    return watch_attach(w, stream, why);
}

static xc_err on_reading(void *ctx, loop_tx *tx, sense_stream *stream, int64_t time, double value,
                         bool late, xc_problem *why)
{
    (void)ctx;
    return watch_reading(w, tx, stream, time, value, late, why);
}

static void open_rooms(void)
{
    const watch_hooks hooks = {
        .raised = raised, .changed = changed, .cleared = cleared, .withdrawn = withdrawn
    };
    const sense_hooks streams = { .on_stream = on_stream, .on_reading = on_reading };
    ck_assert_int_eq(watch_new(&rule, 1, &hooks, &w), XC_OK);
    ck_assert_int_eq(watch_on_clock(w, h.l), XC_OK);
    ck_assert_int_eq(sense_new(XC_STR("310000000000"), &s), XC_OK);
    sense_set_hooks(s, &streams);
    ck_assert_int_eq(sense_load(s, store_writer(h.s), NULL), XC_OK);
    ck_assert_int_eq(watch_resume(w, s, store_writer(h.s), NULL), XC_OK);
    ck_assert_int_eq(loop_start(h.l), XC_OK);
}

static void setup(void)
{
    int64_t now;
    ck_assert(time_parse(XC_STR("2025-10-31T00:00:00Z"), &now));
    ck_assert_int_eq(xc_arena_new(64 << 20, &arena), XC_OK);
    levels[0] = (pack_level){ .when = expr("value >= 25"), .level = 1 };
    levels[1] = (pack_level){ .when = expr("true"), .level = 2 };
    rule = (pack_rule){ .id = XC_STR("road-flooding"),
                        .datastream = XC_STR("depth"),
                        .unit = XC_STR("cm"),
                        .scenario = XC_STR("road-flooding"),
                        .raise = { .when = expr("value >= 20"), .text = XC_STR("value >= 20") },
                        .clear = { .when = expr("value < 5"),
                                   .text = XC_STR("value < 5"),
                                   .for_us = 10 * XC_MINUTE_US },
                        .levels = levels,
                        .level_count = 2 };
    next_case = 0;
    memset(&told, 0, sizeof told);
    batch.count = 0;
    loop_home_new(&h, now);
    open_rooms();
}

static void close_rooms(void)
{
    loop_home_close(&h);
    s = sense_free(s);
    w = watch_free(w);
}

static void teardown(void)
{
    close_rooms();
    loop_home_open(&h);
    loop_home_end(&h);
    arena = xc_arena_free(arena);
}

static xc_err make_stream(loop_tx *tx, void *ctx, xc_problem *why)
{
    const json_value *json;
    int64_t id;
    xc_str text = xc_arena_printf(
        loop_arena(tx),
        "{\"name\":\"t\",\"description\":\"\",\"Datastreams\":[{\"name\":\"d\",\"description\":"
        "\"\","
        "\"observationType\":\"o\",\"unitOfMeasurement\":{\"symbol\":\"%s\"},\"properties\":"
        "{\"key\":\"depth\"},\"Sensor\":{\"name\":\"g\",\"description\":\"\",\"encodingType\":"
        "\"t\","
        "\"metadata\":\"\"},\"ObservedProperty\":{\"name\":\"p\",\"definition\":\"\","
        "\"description\":\"\"}}]}",
        (const char *)ctx);
    ck_assert_int_eq(json_parse(text, loop_arena(tx), &json, NULL), XC_OK);
    const sense_new_entity what = { .kind = SENSE_THING, .json = json };
    return sense_create(s, tx, &what, &id, why);
}

/* the number of the new datastream */
static int64_t stream_in(const char *unit)
{
    xc_problem why = { 0 };
    if (loop_home_do(&h, "", make_stream, (void *)(uintptr_t)unit, &why))
        ck_abort_msg("%s", why.en);
    return (int64_t)sense_stream_count(s);
}

static xc_err observe(loop_tx *tx, void *ctx, xc_problem *why)
{
    (void)ctx;
    sense_observation_set set = { .rows = batch.rows, .count = batch.count, .digest = XC_STR("x") };
    return sense_observe(s, tx, &set, why);
}

static void add_reading(int64_t stream, int minute, double value)
{
    int64_t start;
    ck_assert(time_parse(XC_STR("2025-10-30T12:00:00Z"), &start));
    batch.rows[batch.count++] = (sense_reading){ .stream = stream,
                                                 .time = start + minute * XC_MINUTE_US,
                                                 .result_time = TIME_NONE,
                                                 .is_number = true,
                                                 .value = value };
}

static void send_readings(void)
{
    xc_problem why = { 0 };
    if (loop_home_do(&h, "", observe, NULL, &why))
        ck_abort_msg("%s", why.en);
    for (size_t i = 0; i < batch.count; i++)
        ck_assert_int_eq(batch.rows[i].err, XC_OK);
    batch.count = 0;
}

static void read_at(int64_t stream, int minute, double value)
{
    add_reading(stream, minute, value);
    send_readings();
}

/* "a-b c-" in minutes from noon; an open end has no second number */
static void episodes_of(int64_t stream, char *to, size_t size)
{
    store_conn *c;
    store_stmt *st;
    int64_t start;
    size_t used = 0;
    ck_assert(time_parse(XC_STR("2025-10-30T12:00:00Z"), &start));
    ck_assert_int_eq(store_read(h.s, &c, NULL), XC_OK);
    ck_assert_int_eq(store_query(c, &st,
                                 "SELECT start_time, end_time FROM episode WHERE datastream = $1"
                                 " ORDER BY start_time",
                                 "i", stream),
                     XC_OK);
    to[0] = 0;
    while (store_row(st)) {
        int from = (int)((store_int(st, 0) - start) / XC_MINUTE_US);
        used += (size_t)snprintf(to + used, size - used, "%d-", from);
        if (!store_is_null(st, 1))
            used += (size_t)snprintf(to + used, size - used, "%d",
                                     (int)((store_int(st, 1) - start) / XC_MINUTE_US));
        used += (size_t)snprintf(to + used, size - used, " ");
    }
    ck_assert_int_eq(store_end(st), XC_OK);
    store_read_done(h.s, c);
}

static void expect(int64_t stream, const char *wanted)
{
    char got[1000];
    episodes_of(stream, got, sizeof got);
    ck_assert_str_eq(got, wanted);
}

static xc_err nothing(loop_tx *tx, void *ctx, xc_problem *why)
{
    (void)tx, (void)ctx, (void)why;
    return XC_OK;
}

/* The timers have been looked at when a second command after the poke is through. */
static void minutes_pass(int minutes)
{
    h.now_us += minutes * XC_MINUTE_US;
    loop_poke(h.l);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(loop_home_do(&h, "", nothing, NULL, NULL), XC_OK);
}

static void restart(void)
{
    close_rooms();
    loop_home_open(&h);
    open_rooms();
}

START_TEST(raise_and_clear_have_their_own_limits_and_durations)
{
    int64_t d = stream_in("cm");
    read_at(d, 0, 19.9);
    expect(d, "");
    read_at(d, 1, 20);
    expect(d, "1- ");
    read_at(d, 2, 26); /* worse: told once */
    read_at(d, 3, 6);
    ck_assert_int_eq(told.changed, 2); /* to level 1 and back */
    read_at(d, 4, 4);
    read_at(d, 10, 6); /* not ten minutes under 5 */
    read_at(d, 11, 4);
    read_at(d, 20, 4);
    expect(d, "1- ");
    read_at(d, 21, 4);
    expect(d, "1-21 ");
    ck_assert_int_eq(told.raised, 1);
    ck_assert_int_eq(told.cleared, 1);
}
END_TEST

START_TEST(inches_are_turned_into_the_rules_unit)
{
    int64_t d = stream_in("in");
    read_at(d, 0, 7.87); /* 19.99 cm */
    expect(d, "");
    read_at(d, 1, 7.88); /* 20.02 cm */
    expect(d, "1- ");
}
END_TEST

START_TEST(a_unit_that_no_rule_can_read_is_refused)
{
    xc_problem why = { 0 };
    static const char kg[] = "kg";
    ck_assert_int_eq(loop_home_do(&h, "", make_stream, (void *)(uintptr_t)kg, &why), XC_EREFUSED);
    ck_assert_ptr_nonnull(strstr(why.en, "kg"));
    ck_assert_uint_eq(sense_stream_count(s), 0);
}
END_TEST

START_TEST(late_readings_move_merge_and_withdraw)
{
    int64_t d = stream_in("cm");
    read_at(d, 10, 30);
    read_at(d, 5, 21); /* it began earlier */
    expect(d, "5- ");
    read_at(d, 20, 0);
    read_at(d, 31, 0);
    expect(d, "5-31 ");
    read_at(d, 40, 22);
    expect(d, "5-31 40- ");
    read_at(d, 25, 9); /* not dry in between: one episode */
    expect(d, "5- ");
    ck_assert_int_eq(told.withdrawn, 1);
}
END_TEST

START_TEST(a_restart_in_the_middle_changes_nothing)
{
    int64_t d = stream_in("cm");
    read_at(d, 0, 25);
    read_at(d, 5, 3);
    restart();
    read_at(d, 14, 3);
    expect(d, "0- ");
    read_at(d, 15, 3);
    expect(d, "0-15 ");
    ck_assert_int_eq(told.raised, 1);
}
END_TEST

static unsigned next_random(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

START_TEST(a_clear_condition_that_holds_needs_no_further_reading)
{
    int64_t d = stream_in("cm");
    rule.clear.holds = true;
    read_at(d, 0, 25);
    read_at(d, 5, 3);
    minutes_pass(9);
    expect(d, "0- ");
    minutes_pass(1);
    expect(d, "0-15 ");
    ck_assert_int_eq(told.cleared, 1);
    read_at(d, 30, 22);
    expect(d, "0-15 30- ");
    read_at(d, 31, 4);
    read_at(d, 60, 1); /* it was over before this one */
    expect(d, "0-15 30-41 ");
    minutes_pass(60);
    expect(d, "0-15 30-41 ");
    ck_assert_int_eq(told.cleared, 2);
}
END_TEST

START_TEST(what_came_before_the_clock_turned_turns_it_back)
{
    int64_t d = stream_in("cm");
    rule.clear.holds = true;
    read_at(d, 0, 25);
    read_at(d, 5, 3);
    minutes_pass(10);
    expect(d, "0-15 ");
    read_at(d, 12, 8); /* on its way for long: not dry at all */
    expect(d, "0- ");
    read_at(d, 13, 2);
    minutes_pass(10);
    expect(d, "0-23 ");
    read_at(d, 14, 2); /* nothing new */
    expect(d, "0-23 ");
    ck_assert_int_eq(told.raised, 1);
}
END_TEST

START_TEST(a_raise_condition_that_holds_needs_no_further_reading)
{
    int64_t d = stream_in("cm");
    rule.raise.for_us = 5 * XC_MINUTE_US;
    rule.raise.holds = true;
    read_at(d, 0, 26);
    minutes_pass(4);
    expect(d, "");
    minutes_pass(1);
    expect(d, "5- ");
    restart();
    read_at(d, 20, 3);
    read_at(d, 31, 3);
    expect(d, "5-31 ");
    read_at(d, 40, 30);
    read_at(d, 46, 2); /* 45 was long enough */
    expect(d, "5-31 45- ");
    read_at(d, 3, 1); /* it was over before it was long enough */
    expect(d, "45- ");
}
END_TEST

START_TEST(the_clock_goes_on_after_a_restart)
{
    int64_t d = stream_in("cm");
    rule.clear.holds = true;
    read_at(d, 0, 25);
    read_at(d, 5, 3);
    restart();
    minutes_pass(9);
    expect(d, "0- ");
    restart();
    minutes_pass(1);
    expect(d, "0-15 ");
    restart();
    read_at(d, 12, 8);
    expect(d, "0- ");
    read_at(d, 13, 1);
    h.now_us += XC_HOUR_US; /* while it is stopped */
    restart();
    minutes_pass(0);
    expect(d, "0-23 ");
    ck_assert_int_eq(told.raised, 1);
}
END_TEST

static void any_order(bool holds)
{
    unsigned random = 20251030;
    rule.clear.holds = holds;
    for (int round = 0; round < (holds ? CLOCK_ROUNDS : ROUNDS); round++) {
        double values[READINGS];
        int order[READINGS];
        char wanted[1000];
        int64_t in_order = stream_in("cm"), shuffled = stream_in("cm");
        for (int i = 0; i < READINGS; i++) {
            values[i] = (double[]){ 0, 2, 4, 8, 19, 22, 30 }[next_random(&random) % 7];
            order[i] = i;
        }
        for (int i = READINGS - 1; i > 0; i--) {
            int j = (int)(next_random(&random) % (unsigned)(i + 1)), kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        for (int i = 0; i < READINGS; i++)
            add_reading(in_order, i * 4, values[i]);
        send_readings();
        for (int i = 0; i < READINGS; i++) {
            add_reading(shuffled, order[i] * 4, values[order[i]]);
            if (next_random(&random) % 8)
                continue;
            send_readings();
            if (holds)
                minutes_pass(11);
        }
        send_readings();
        if (holds)
            minutes_pass(60);
        episodes_of(in_order, wanted, sizeof wanted);
        expect(shuffled, wanted);
    }
}

START_TEST(any_order_gives_the_same_episodes)
{
    any_order(false);
}
END_TEST

START_TEST(any_order_gives_the_same_episodes_with_the_clock)
{
    any_order(true);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("watch");
    TCase *cases = tcase_create("watch");
    tcase_set_timeout(cases, 120);
    tcase_add_checked_fixture(cases, setup, teardown);
    suite_add_tcase(suite, cases);
    tcase_add_test(cases, raise_and_clear_have_their_own_limits_and_durations);
    tcase_add_test(cases, inches_are_turned_into_the_rules_unit);
    tcase_add_test(cases, a_unit_that_no_rule_can_read_is_refused);
    tcase_add_test(cases, late_readings_move_merge_and_withdraw);
    tcase_add_test(cases, a_restart_in_the_middle_changes_nothing);
    tcase_add_test(cases, a_clear_condition_that_holds_needs_no_further_reading);
    tcase_add_test(cases, what_came_before_the_clock_turned_turns_it_back);
    tcase_add_test(cases, a_raise_condition_that_holds_needs_no_further_reading);
    tcase_add_test(cases, the_clock_goes_on_after_a_restart);
    tcase_add_test(cases, any_order_gives_the_same_episodes);
    tcase_add_test(cases, any_order_gives_the_same_episodes_with_the_clock);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
