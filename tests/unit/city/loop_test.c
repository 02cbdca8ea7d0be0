/* loop_test.c - every change through one queue: what is answered is on disk, what fails leaves
 * nothing. */
#include <check.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "city/audit.h"
#include "city/event.h"
#include "city/loop.h"

static char dir[64], path[128];
static store *s;
static loop *l;
static int64_t manual_us;

/* What the city remembers in memory, to see it go back. */
static int64_t counter;

static void must(xc_err err)
{
    if (err)
        ck_abort_msg("%s: %s", xc_err_name(err), s ? store_error_text(store_writer(s)) : "");
}

static void open_city(const loop_options *options)
{
    xc_problem why = { 0 };
    if (store_open(path, &s, &why))
        ck_abort_msg("%s", why.en);
    must(loop_new(s, &counter, options, &l));
}

static void setup(void)
{
    (void)snprintf(dir, sizeof dir, "/tmp/xc-loop-XXXXXX"); /* fits */
    ck_assert_ptr_nonnull(mkdtemp(dir));
    (void)snprintf(path, sizeof path, "%s/city.db", dir); /* fits */
    counter = 0;
    open_city(NULL);
    must(
        store_run(store_writer(s), NULL, "CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)", ""));
}

static void close_city(void)
{
    l = loop_free(l);
    s = store_close(s);
}

static void teardown(void)
{
    close_city();
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", dir); /* fits */
    ck_assert_int_eq(system(command), 0);
}

static void reopen(const loop_options *options)
{
    close_city();
    open_city(options);
}

static int64_t ask(const char *sql)
{
    store_conn *c = NULL;
    store_stmt *st = NULL;
    must(store_read(s, &c, NULL));
    must(store_query(c, &st, sql, ""));
    ck_assert(store_row(st));
    int64_t n = store_int(st, 0);
    must(store_end(st));
    store_read_done(s, c);
    return n;
}

/* ---- commands ---- */

struct put {
    loop_command cmd;
    int64_t id;
    int readings;
    xc_err fail_with; /* after everything was done */
    xc_err answer;
    bool done;
    sem_t *hold; /* waits here inside apply */
};

static void uncount(void *ctx)
{
    (*(int64_t *)ctx)--;
}

static xc_err put_apply(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    struct put *p = (struct put *)cmd;
    int64_t *count = loop_city(tx);
    if (p->hold)
        sem_wait(p->hold);
    int64_t made; /* asked for, so that the conflict is heard of here */
    xc_err err =
        store_run(loop_db(tx), &made, "INSERT INTO t (id, text) VALUES ($1, 'x')", "i", p->id);
    if (err)
        return xc_fail(why, err, "/id", "%lld is there", "%lld 已存在", (long long)p->id);
    (*count)++;
    if ((err = loop_undo(tx, uncount, count)) != XC_OK)
        return err;
    if ((err = loop_event(tx, "put", XC_STR("310101001001"), XC_STR(""), XC_STR("{\"a\":1}"))) !=
        XC_OK)
        return err;
    for (int i = 0; i < p->readings; i++) {
        xc_str division = i % 2 ? XC_STR("310101001001") : XC_STR("310115");
        if ((err = loop_reading(tx, division, &(loop_measure){ 3, i, 5, i + 0.5 })) != XC_OK)
            return err;
    }
    if (p->readings &&
        (err = loop_audit_stream(tx, "stream", XC_STR("bytes"), p->readings)) != XC_OK)
        return err;
    if ((err = loop_audit(tx, cmd->name, XC_STR("t/1"), XC_STR("310101"), XC_STR("{}"))) != XC_OK)
        return err;
    return p->fail_with ? xc_fail(why, p->fail_with, "/rule", "no", "不行") : XC_OK;
}

static void put_done(loop_command *cmd, xc_err err, const xc_problem *why)
{
    struct put *p = (struct put *)cmd;
    (void)why;
    p->answer = err;
    p->done = true;
}

static struct put a_put(int64_t id)
{
    return (struct put){ .cmd = { .name = "test.put",
                                  .apply = put_apply,
                                  .done = put_done,
                                  .actor = { .user_id = 7,
                                             .name = XC_STR("zhou"),
                                             .role = XC_STR("clerk"),
                                             .from = XC_STR("::1") } },
                         .id = id };
}

static xc_err call(int64_t id, xc_err fail_with, xc_problem *why)
{
    struct put p = a_put(id);
    p.fail_with = fail_with;
    xc_err err = loop_call(l, &p.cmd, why);
    ck_assert(p.done);
    ck_assert_int_eq(p.answer, err);
    return err;
}

static int64_t audit_entries(void)
{
    store_conn *c = NULL;
    audit_state state;
    xc_problem why = { 0 };
    must(store_read(s, &c, NULL));
    if (audit_verify(c, &state, &why))
        ck_abort_msg("%s", why.en);
    store_read_done(s, c);
    return state.entries;
}

START_TEST(a_command_is_on_disk_before_its_answer)
{
    must(loop_start(l));
    must(call(1, XC_OK, NULL));
    ck_assert_int_eq(ask("SELECT count(*) FROM t"), 1);
    ck_assert_int_eq(ask("SELECT count(*) FROM event"), 1);
    ck_assert_int_eq(audit_entries(), 1);
    ck_assert_int_eq(counter, 1);
    loop_stats stats = loop_stats_of(l);
    ck_assert_int_eq(stats.commands, 1);
    ck_assert_int_eq(stats.last_seq, 1);
    ck_assert_int_eq(stats.queue, 0);
}
END_TEST

START_TEST(a_command_that_fails_leaves_nothing_and_its_neighbours_stay)
{
    struct put puts[5];
    for (int i = 0; i < 5; i++) {
        puts[i] = a_put(i);
        puts[i].readings = 10;
        puts[i].fail_with = i % 2 ? XC_EREFUSED : XC_OK;
        must(loop_submit(l, &puts[i].cmd)); /* before the start: one batch */
    }
    must(loop_start(l));
    xc_problem why = { 0 };
    ck_assert_int_eq(call(0, XC_OK, &why), XC_ECONFLICT);
    ck_assert_str_eq(why.where, "/id");
    ck_assert_str_eq(why.en, "0 is there");
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(puts[i].answer, puts[i].fail_with);
    ck_assert_int_eq(ask("SELECT count(*) FROM t"), 3);
    ck_assert_int_eq(ask("SELECT count(*) FROM event"), 3);
    ck_assert_int_eq(counter, 3);
    ck_assert_int_eq(audit_entries(), 3 + 1); /* the streams of one actor are one entry */
    ck_assert_int_eq(ask("SELECT count(*) FROM audit WHERE action = 'stream'"
                         " AND json LIKE '{\"count\":30,\"commands\":3,%'"),
                     1);
}
END_TEST

struct heard {
    char first[80]; /* of the readings */
    int events, readings, rows;
    int64_t last_seq;
    bool in_order;
};

static void hear(const loop_published *events, size_t count, void *ctx)
{
    struct heard *h = ctx;
    for (size_t i = 0; i < count; i++) {
        h->in_order = h->in_order && events[i].seq > h->last_seq;
        h->last_seq = events[i].seq;
        if (!xc_str_is(events[i].type, "readings")) {
            h->events++;
            continue;
        }
        if (!h->readings++)
            (void)snprintf(h->first, sizeof h->first, "%.*s", XC_STR_ARG(events[i].json)); /* cut */
        ck_assert(xc_str_is(events[i].division, "310101") ||
                  xc_str_is(events[i].division, "310115"));
        for (size_t at = 1; at < events[i].json.len; at++)
            h->rows += events[i].json.ptr[at] == '[';
    }
}

START_TEST(readings_are_one_event_a_district_and_big_ones_are_split)
{
    struct heard h = { .in_order = true };
    loop_listen(l, hear, &h);
    struct put small = a_put(1), big = a_put(2);
    small.readings = 3;
    big.readings = 5000;
    must(loop_submit(l, &small.cmd));
    must(loop_submit(l, &big.cmd));
    must(loop_start(l));
    loop_drain(l);
    ck_assert(small.done && big.done);
    ck_assert_int_eq(strncmp(h.first, "[[3,0,\"1970-01-01T00:00:00.000005Z\",0.5],[3,2,", 45), 0);
    ck_assert_int_eq(h.readings, 4); /* 2502 and 2501 rows */
    ck_assert_int_eq(h.rows, 5003);
    ck_assert_int_eq(h.events, 2);
    ck_assert(h.in_order);
    ck_assert_int_eq(ask("SELECT count(*) FROM event"), 2); /* readings are not stored */
}
END_TEST

START_TEST(a_full_queue_says_busy_and_forgets_nothing)
{
    reopen(&(loop_options){ .max_queue = 3 });
    struct put puts[4];
    for (int i = 0; i < 4; i++) {
        puts[i] = a_put(i);
        ck_assert_int_eq(loop_submit(l, &puts[i].cmd), i < 3 ? XC_OK : XC_EBUSY);
    }
    struct put caller = a_put(9);
    ck_assert_int_eq(loop_call(l, &caller.cmd, NULL), XC_EBUSY);
    ck_assert(caller.done && !puts[3].done);
    must(loop_start(l));
    loop_drain(l);
    for (int i = 0; i < 3; i++)
        ck_assert(puts[i].done && puts[i].answer == XC_OK);
    ck_assert_int_eq(ask("SELECT count(*) FROM t"), 3);
    ck_assert_int_eq(loop_submit(l, &puts[3].cmd), XC_EBUSY); /* it drained */
    ck_assert_int_eq(loop_stats_of(l).refused, 3);
}
END_TEST

START_TEST(a_loop_that_never_ran_answers_what_waits)
{
    struct put p = a_put(1);
    must(loop_submit(l, &p.cmd));
    l = loop_free(l);
    ck_assert(p.done && p.answer == XC_EIO);
}
END_TEST

/* ---- the end of a batch ---- */

static xc_err sum(loop_tx *tx, void *ctx)
{
    int *times = ctx;
    xc_err err = store_run(loop_db(tx), NULL, "INSERT INTO t (id) VALUES ($1)", "i",
                           (int64_t)(1000 + ++*times));
    return err ? err : loop_event(tx, "sum", XC_STR("31"), XC_STR(""), XC_STR("{}"));
}

static xc_err sum_that_fails(loop_tx *tx, void *ctx)
{
    xc_err err = sum(tx, ctx);
    return err ? err : XC_EREFUSED;
}

START_TEST(a_batch_is_summed_up_once_and_a_sum_that_fails_harms_nobody)
{
    int good = 0, bad = 500;
    struct put puts[5];
    must(loop_on_batch(l, sum, &good));
    must(loop_on_batch(l, sum_that_fails, &bad));
    for (int i = 0; i < 5; i++) {
        puts[i] = a_put(i);
        puts[i].fail_with = i == 2 ? XC_EREFUSED : XC_OK;
        must(loop_submit(l, &puts[i].cmd)); /* before the start: one batch */
    }
    must(loop_start(l));
    loop_drain(l);
    ck_assert_int_eq(good, 1);
    ck_assert_int_eq(bad, 501);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(puts[i].answer, puts[i].fail_with);
    ck_assert_int_eq(ask("SELECT count(*) FROM t"), 4 + 1);
    ck_assert_int_eq(ask("SELECT count(*) FROM event WHERE type = 'sum'"), 1);
}
END_TEST

/* ---- timers ---- */

struct alarm_clock {
    int64_t due_us;
    _Atomic(int) rings;
    int steps_failed;
};

static xc_err ring_step(loop_tx *tx, void *ctx, xc_problem *why)
{
    struct alarm_clock *a = ctx;
    int64_t id = 100 + a->rings;
    xc_err err = store_run(loop_db(tx), NULL, "INSERT INTO t (id) VALUES ($1)", "i", id);
    if (!err && a->rings == 1)
        return xc_fail(why, XC_EREFUSED, "", "not this one", "这个不行");
    return err;
}

static int64_t ring(loop_tx *tx, int64_t now_us, void *ctx)
{
    struct alarm_clock *a = ctx;
    ck_assert_int_eq(loop_now_us(tx), now_us);
    if (a->due_us > now_us)
        return a->due_us;
    if (loop_step(tx, ring_step, a, NULL))
        a->steps_failed++;
    a->rings++;
    a->due_us = INT64_MAX;
    return INT64_MAX;
}

static struct alarm_clock *the_alarm;

static xc_err set_alarm(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    (void)cmd, (void)why;
    the_alarm->due_us = loop_now_us(tx) + 50;
    loop_wake(tx, the_alarm->due_us);
    return XC_OK;
}

static void wait_rings(struct alarm_clock *a, int wanted)
{
    for (int i = 0; i < 2000 && a->rings < wanted; i++)
        usleep(1000);
    ck_assert_int_eq(a->rings, wanted);
}

START_TEST(timers_ring_when_due_and_not_before)
{
    manual_us = 1000;
    reopen(&(loop_options){ .clock = xc_clock_manual(&manual_us) });
    struct alarm_clock a = { .due_us = 500 };
    the_alarm = &a;
    must(loop_on_time(l, ring, &a));
    must(loop_start(l));
    wait_rings(&a, 1);
    loop_command set = { .name = "test.set", .apply = set_alarm };
    must(loop_call(l, &set, NULL));
    loop_poke(l);
    usleep(20000);
    ck_assert_int_eq(a.rings, 1);
    loop_drain(l); /* so that the clock may be moved without a race */
    manual_us += 50;
    close_city();
    open_city(&(loop_options){ .clock = xc_clock_manual(&manual_us) });
    must(loop_on_time(l, ring, &a));
    must(loop_start(l));
    wait_rings(&a, 2);
    loop_drain(l);
    ck_assert_int_eq(a.steps_failed, 1);
    ck_assert_int_eq(ask("SELECT count(*) FROM t"), 1);
}
END_TEST

START_TEST(a_real_timer_wakes_the_sleeping_loop)
{
    struct alarm_clock a = { .due_us = xc_now_us(xc_clock_system()) + 30000 };
    must(loop_on_time(l, ring, &a));
    must(loop_start(l));
    wait_rings(&a, 1);
}
END_TEST

/* ---- events again ---- */

static bool visit_count(const loop_published *e, void *ctx)
{
    int64_t *last = ctx;
    ck_assert_int_gt(e->seq, *last);
    *last = e->seq;
    return true;
}

START_TEST(old_events_go_and_a_late_resume_is_noticed)
{
    reopen(&(loop_options){ .keep_events = 500 });
    must(loop_start(l));
    store_conn *c = NULL;
    int64_t first = 0, last = 0;
    must(store_read(s, &c, NULL));
    must(event_first_seq(c, &first));
    store_read_done(s, c);
    ck_assert_int_eq(first, 1);
    for (int i = 0; i < 1600; i++)
        must(call(i, XC_OK, NULL));
    must(store_read(s, &c, NULL));
    must(event_first_seq(c, &first));
    ck_assert_int_gt(first, 900);
    must(event_read(c, 0, 5, visit_count, &last));
    ck_assert_int_eq(last, first + 4);
    must(event_read(c, last, 100000, visit_count, &last));
    ck_assert_int_eq(last, 1600);
    store_read_done(s, c);
}
END_TEST

START_TEST(a_number_is_never_given_twice)
{
    struct heard h = { .in_order = true };
    loop_listen(l, hear, &h);
    must(loop_start(l));
    struct put p = a_put(1);
    p.readings = 4; /* numbered, not stored */
    must(loop_call(l, &p.cmd, NULL));
    int64_t before = loop_stats_of(l).last_seq;
    close_city();
    ck_assert_int_eq(h.last_seq, before);
    open_city(NULL);
    ck_assert_int_ge(loop_stats_of(l).last_seq, before);
    must(loop_start(l));
    must(call(2, XC_OK, NULL));
    ck_assert_int_gt(loop_stats_of(l).last_seq, before);
    ck_assert_int_eq(audit_entries(), 3);
}
END_TEST

/* ---- audit ---- */

static void tamper(const char *sql, const char *where)
{
    reopen(NULL);
    must(loop_start(l));
    for (int i = 0; i < 5; i++)
        must(call(ask("SELECT coalesce(max(id), 0) + 1 FROM t"), XC_OK, NULL));
    loop_drain(l);
    must(store_begin(store_writer(s)));
    must(store_run(store_writer(s), NULL, sql, ""));
    audit_state state;
    xc_problem why = { 0 };
    ck_assert_int_eq(audit_verify(store_writer(s), &state, &why), XC_ECORRUPT);
    ck_assert_str_eq(why.where, where);
    store_rollback(store_writer(s));
    must(audit_verify(store_writer(s), &state, &why));
}

START_TEST(whoever_changes_the_past_is_noticed)
{
    tamper("UPDATE audit SET json = '{\"a\":2}' WHERE seq = 3", "audit/3");
    tamper("UPDATE audit SET actor = 'wang' WHERE seq = 1", "audit/1");
    tamper("UPDATE audit SET time_us = time_us + 1 WHERE seq = 5", "audit/5");
    tamper("DELETE FROM audit WHERE seq = 2", "audit/3");
    tamper("UPDATE audit SET hash = prev_hash WHERE seq = 4", "audit/4");
    tamper("UPDATE audit SET prev_hash = hash WHERE seq = 4", "audit/4");
    tamper("UPDATE audit SET object = object || 'x', division = '' WHERE seq = 4", "audit/4");
}
END_TEST

/* ---- many at once ---- */

enum { SUBMITTERS = 8, EACH = 200 };

static void *submit_many(void *arg)
{
    int64_t base = *(int64_t *)arg;
    for (int i = 0; i < EACH; i++)
        if (call(base + i, i % 10 == 9 ? XC_EREFUSED : XC_OK, NULL) !=
            (i % 10 == 9 ? XC_EREFUSED : XC_OK))
            return arg;
    return NULL;
}

START_TEST(many_threads_share_the_commits)
{
    must(loop_start(l));
    pthread_t threads[SUBMITTERS];
    int64_t bases[SUBMITTERS];
    for (int i = 0; i < SUBMITTERS; i++) {
        bases[i] = i * EACH;
        ck_assert_int_eq(pthread_create(&threads[i], NULL, submit_many, &bases[i]), 0);
    }
    for (int i = 0; i < SUBMITTERS; i++) {
        void *failed = NULL;
        ck_assert_int_eq(pthread_join(threads[i], &failed), 0);
        ck_assert_ptr_null(failed);
    }
    ck_assert_int_eq(ask("SELECT count(*) FROM t"), SUBMITTERS * EACH * 9 / 10);
    ck_assert_int_eq(audit_entries(), SUBMITTERS * EACH * 9 / 10);
    ck_assert_int_le(loop_stats_of(l).batches, SUBMITTERS * EACH);
    ck_assert_int_eq(loop_stats_of(l).failed, SUBMITTERS * EACH / 10);
}
END_TEST

int main(void)
{
    TCase *tc = tcase_create("loop");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_command_is_on_disk_before_its_answer);
    tcase_add_test(tc, a_command_that_fails_leaves_nothing_and_its_neighbours_stay);
    tcase_add_test(tc, readings_are_one_event_a_district_and_big_ones_are_split);
    tcase_add_test(tc, a_full_queue_says_busy_and_forgets_nothing);
    tcase_add_test(tc, a_batch_is_summed_up_once_and_a_sum_that_fails_harms_nobody);
    tcase_add_test(tc, a_loop_that_never_ran_answers_what_waits);
    tcase_add_test(tc, timers_ring_when_due_and_not_before);
    tcase_add_test(tc, a_real_timer_wakes_the_sleeping_loop);
    tcase_add_test(tc, old_events_go_and_a_late_resume_is_noticed);
    tcase_add_test(tc, a_number_is_never_given_twice);
    tcase_add_test(tc, whoever_changes_the_past_is_noticed);
    tcase_add_test(tc, many_threads_share_the_commits);
    Suite *suite = suite_create("loop");
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
