/* actuate_test.c - commands to machines: one end each, in time or not, seen by all. */
#include "ops/actuate.h"

#include <check.h>

#include "codec/time_text.h"
#include "loop_home.h"

static loop_home h;
static actuate *a;
static xc_arena *arena;

/* what the case heard */
static struct {
    int count;
    int64_t job;
    command_state state;
    int refuse; /* so many times it says no */
} heard;

static xc_err ended(void *ctx, loop_tx *tx, int64_t job, xc_str actuator, command_state state,
                    xc_problem *why)
{
    (void)ctx, (void)tx;
    ck_assert(xc_str_starts(actuator, XC_STR("P-")));
    if (heard.refuse > 0 && job == 13) {
        heard.refuse--;
        return xc_fail(why, XC_EREFUSED, "", "the plan cannot go on", "流程走不下去");
    }
    heard.count++;
    heard.job = job;
    heard.state = state;
    return XC_OK;
}

static void open_rooms(void)
{
    const actuate_hooks hooks = { .ended = ended };
    ck_assert_int_eq(actuate_new(&hooks, &a), XC_OK);
    ck_assert_int_eq(actuate_load(a, store_writer(h.s), h.l), XC_OK);
    ck_assert_int_eq(loop_start(h.l), XC_OK);
}

static void setup(void)
{
    int64_t now;
    ck_assert(time_parse(XC_STR("2026-07-29T06:00:00Z"), &now));
    memset(&heard, 0, sizeof heard);
    ck_assert_int_eq(xc_arena_new(1 << 20, &arena), XC_OK);
    loop_home_new(&h, now);
    open_rooms();
}

static void teardown(void)
{
    loop_home_end(&h);
    a = actuate_free(a);
    arena = xc_arena_free(arena);
}

static void restart(void)
{
    loop_home_close(&h);
    a = actuate_free(a);
    loop_home_open(&h);
    open_rooms();
}

typedef struct {
    actuate_order order;
    int64_t id;
    bool fails;
} sending;

static xc_err send(loop_tx *tx, void *ctx, xc_problem *why)
{
    sending *s = ctx;
    xc_err err = actuate_send(a, tx, &s->order, &s->id, why);
    return !err && s->fails ? xc_fail(why, XC_EREFUSED, "", "no", "不") : err;
}

static sending pump_on(int64_t job)
{
    return (sending){ .order = { .thing = 5,
                                 .actuator = XC_STR("P-1"),
                                 .action = XC_STR("on"),
                                 .division = XC_STR("310101001000"),
                                 .params = XC_STR("{\"to\":\"well\"}"),
                                 .case_id = 4,
                                 .job = job } };
}

static int64_t must_send(int64_t job)
{
    sending s = pump_on(job);
    ck_assert_int_eq(loop_home_do(&h, "", send, &s, NULL), XC_OK);
    return s.id;
}

typedef struct {
    int64_t id;
    command_state state;
} answering;

static xc_err answer(loop_tx *tx, void *ctx, xc_problem *why)
{
    const answering *x = ctx;
    return actuate_answer(a, tx, x->id, x->state, XC_STR("running"), why);
}

static xc_err answer_as(const char *who, int64_t id, command_state state, xc_problem *why)
{
    answering x = { id, state };
    return loop_home_do(&h, who, answer, &x, why);
}

static xc_err nothing(loop_tx *tx, void *ctx, xc_problem *why)
{
    (void)tx, (void)ctx, (void)why;
    return XC_OK;
}

/* moves the clock and waits until the loop has looked at its timers */
static void pass(int64_t us)
{
    h.now_us += us;
    for (int i = 0; i < 2; i++) {
        loop_poke(h.l);
        ck_assert_int_eq(loop_home_do(&h, "", nothing, NULL, NULL), XC_OK);
    }
}

static const json_value *commands(actuate_query q)
{
    const json_value *v;
    store_conn *c;
    xc_buf out;
    xc_buf_init(&out, 1 << 20);
    json_writer w = json_writer_on(&out);
    q.limit = q.limit ? q.limit : 10;
    ck_assert_int_eq(store_read(h.s, &c, NULL), XC_OK);
    ck_assert_int_eq(actuate_list(c, &q, &w), XC_OK);
    store_read_done(h.s, c);
    ck_assert_int_eq(json_parse(xc_arena_str(arena, xc_buf_view(&out)), arena, &v, NULL), XC_OK);
    xc_buf_done(&out);
    return v;
}

static const json_value *newest(void)
{
    return json_find(commands((actuate_query){ .state = -1 }), "commands")->first;
}

static void expect_state(const char *state)
{
    ck_assert(xc_str_is(json_find_str(newest(), "state"), state));
}

/* a timer's work is over a moment after its time: waited for, at most two seconds */
static void expect_state_soon(const char *state)
{
    for (int i = 0; i < 200 && !xc_str_is(json_find_str(newest(), "state"), state); i++)
        pass(0);
    expect_state(state);
}

START_TEST(a_command_is_seen_and_answered)
{
    int64_t id = must_send(9);
    const json_value *c = newest();
    ck_assert_int_eq(id, 1);
    ck_assert(xc_str_is(json_find_str(c, "actuator"), "P-1"));
    ck_assert(xc_str_is(json_find_str(json_find(c, "params"), "to"), "well"));
    ck_assert(xc_str_is(json_find_str(c, "due_at"), "2026-07-29T06:01:00Z"));
    ck_assert(json_find(c, "answered_at")->kind == JSON_NULL);
    expect_state("sent");

    ck_assert_int_eq(answer_as("3101", id, COMMAND_ACKNOWLEDGED, NULL), XC_OK);
    expect_state("acknowledged");
    ck_assert_int_eq(heard.count, 0);
    ck_assert_int_eq(answer_as("3101", id, COMMAND_DONE, NULL), XC_OK);
    expect_state("done");
    ck_assert(xc_str_is(json_find_str(newest(), "text"), "running"));
    ck_assert_int_eq(heard.count, 1);
    ck_assert(heard.job == 9 && heard.state == COMMAND_DONE);
}
END_TEST

START_TEST(a_second_end_is_a_conflict)
{
    static const command_state ends[] = { COMMAND_DONE, COMMAND_FAILED };
    for (size_t i = 0; i < 2; i++) {
        int64_t id = must_send(9);
        ck_assert_int_eq(answer_as("", id, ends[i], NULL), XC_OK);
        for (int s = COMMAND_ACKNOWLEDGED; s <= COMMAND_FAILED; s++) {
            xc_problem why = { 0 };
            ck_assert_int_eq(answer_as("", id, (command_state)s, &why), XC_ECONFLICT);
            ck_assert(why.en[0] && why.zh[0]);
            expect_state(command_state_name(ends[i]));
        }
        ck_assert_int_eq(heard.count, (int)i + 1);
    }
    ck_assert_int_eq(xc_err_status(XC_ECONFLICT), 409);
}
END_TEST

START_TEST(what_is_no_answer_is_refused)
{
    int64_t id = must_send(9);
    const struct {
        const char *who;
        int64_t id;
        command_state state;
        xc_err err;
    } rows[] = {
        { "", id, COMMAND_SENT, XC_EINVAL },          { "", id, COMMAND_TIMED_OUT, XC_EINVAL },
        { "", id, COMMAND_STATES, XC_EINVAL },        { "", 0, COMMAND_DONE, XC_ENOTFOUND },
        { "", id + 1, COMMAND_DONE, XC_ENOTFOUND },   { "", INT64_MIN, COMMAND_DONE, XC_ENOTFOUND },
        { "310104", id, COMMAND_DONE, XC_EFORBIDDEN }
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        xc_problem why = { 0 };
        ck_assert_int_eq(answer_as(rows[i].who, rows[i].id, rows[i].state, &why), rows[i].err);
        ck_assert(why.en[0] && why.zh[0]);
        expect_state("sent");
    }
    ck_assert_int_eq(heard.count, 0);
}
END_TEST

START_TEST(no_answer_in_time_ends_it)
{
    must_send(9);
    pass(59 * XC_SECOND_US);
    expect_state("sent");
    pass(XC_SECOND_US);
    expect_state_soon("timed_out");
    ck_assert(heard.count == 1 && heard.state == COMMAND_TIMED_OUT);
    ck_assert_int_eq(answer_as("", 1, COMMAND_DONE, NULL), XC_ECONFLICT);
    ck_assert_int_eq(heard.count, 1);
}
END_TEST

START_TEST(the_time_runs_on_over_a_restart)
{
    must_send(9);
    ck_assert_int_eq(answer_as("", 1, COMMAND_ACKNOWLEDGED, NULL), XC_OK);
    must_send(10);
    restart();
    pass(30 * XC_SECOND_US);
    expect_state("sent");
    restart();
    h.now_us += XC_HOUR_US; /* it was over while nobody was there */
    restart();
    expect_state_soon("timed_out");
    for (int i = 0; i < 200 && heard.count < 2; i++)
        pass(0);
    ck_assert_int_eq(heard.count, 2);
    ck_assert_int_eq(must_send(11), 3);
}
END_TEST

START_TEST(a_plan_that_cannot_go_on_stops_no_other)
{
    heard.refuse = 1;
    must_send(13);
    must_send(9);
    pass(XC_MINUTE_US);
    expect_state_soon("timed_out"); /* the newer one */
    ck_assert(heard.count == 1 && heard.job == 9);
    actuate_query sent = { .state = COMMAND_SENT };
    ck_assert(xc_str_is(json_find_str(json_find(commands(sent), "commands")->first, "state"),
                        "sent")); /* nothing half done */
    pass(XC_MINUTE_US);
    for (int i = 0; i < 200 && heard.count < 2; i++)
        pass(0);
    ck_assert(heard.count == 2 && heard.job == 13);
    ck_assert_ptr_null(json_find(commands(sent), "commands")->first);
}
END_TEST

START_TEST(a_command_that_fails_was_never_sent)
{
    sending s = pump_on(9);
    s.fails = true;
    ck_assert_int_eq(loop_home_do(&h, "", send, &s, NULL), XC_EREFUSED);
    ck_assert_ptr_null(newest());
    pass(XC_HOUR_US);
    ck_assert_int_eq(heard.count, 0);
}
END_TEST

START_TEST(only_so_many_wait_for_one_machine)
{
    sending s = pump_on(0);
    xc_problem why = { 0 };
    for (int i = 0; i < ACTUATE_MAX_WAITING; i++)
        must_send(0);
    ck_assert_int_eq(loop_home_do(&h, "", send, &s, &why), XC_ELIMIT);
    ck_assert(why.en[0] && why.zh[0]);
    s.order.actuator = XC_STR("P-2");
    ck_assert_int_eq(loop_home_do(&h, "", send, &s, NULL), XC_OK);
}
END_TEST

START_TEST(lists_are_cut_by_machine_division_case_and_page)
{
    for (int i = 0; i < 5; i++) {
        sending s = pump_on(0);
        s.order.case_id = i;
        s.order.actuator = i % 2 ? XC_STR("P-1") : XC_STR("P-2");
        s.order.division = i < 3 ? XC_STR("310101001000") : XC_STR("310104001000");
        ck_assert_int_eq(loop_home_do(&h, "", send, &s, NULL), XC_OK);
    }
    const struct {
        actuate_query q;
        size_t count;
        bool more;
    } rows[] = {
        { { .state = -1 }, 5, false },
        { { .state = -1, .actuator = XC_STR("P-2") }, 3, false },
        { { .state = -1, .division = XC_STR("310101") }, 3, false },
        { { .state = -1, .case_id = 2 }, 1, false },
        { { .state = COMMAND_DONE }, 0, false },
        { { .state = -1, .limit = 3 }, 3, true },
        { { .state = -1, .limit = 3, .before_id = 3 }, 2, false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const json_value *page = commands(rows[i].q);
        size_t count = 0;
        for (const json_value *v = json_find(page, "commands")->first; v; v = v->next)
            count++;
        ck_assert_uint_eq(count, rows[i].count);
        ck_assert((json_find(page, "next")->kind != JSON_NULL) == rows[i].more);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("actuate");
    TCase *c = tcase_create("actuate");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_command_is_seen_and_answered);
    tcase_add_test(c, a_second_end_is_a_conflict);
    tcase_add_test(c, what_is_no_answer_is_refused);
    tcase_add_test(c, no_answer_in_time_ends_it);
    tcase_add_test(c, the_time_runs_on_over_a_restart);
    tcase_add_test(c, a_plan_that_cannot_go_on_stops_no_other);
    tcase_add_test(c, a_command_that_fails_was_never_sent);
    tcase_add_test(c, only_so_many_wait_for_one_machine);
    tcase_add_test(c, lists_are_cut_by_machine_division_case_and_page);
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
