/* events_test.c - screens watch the city: what is seen by whom, and nothing missed or doubled. */
#include <check.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "api/api.h"
#include "api/api_routes.h"
#include "api/event_view.h"
#include "api/events.h"
#include "base/mem.h"
#include "wire.h"

static char dir[64];
static api city;
static wire w, other;

/* X-User: "staff:310104" or "resident:17" */
static bool gate(http_request *rq, const http_route *route, void *ctx)
{
    (void)route;
    (void)ctx;
    api_user *u = xc_arena_array(http_arena(rq), 1, sizeof *u);
    xc_str kind, rest = xc_str_cut(http_header(rq, "X-User"), ':', &kind);
    u->kind = kind;
    if (xc_str_is(kind, "resident"))
        (void)xc_str_int(rest, 1, 1000, &u->actor.user_id); /* the tests write numbers */
    else
        u->rights = API_OPS_READ;
    u->actor.division = xc_str_is(kind, "resident") ? XC_STR("") : rest;
    http_set_user(rq, u);
    return true;
}

static void setup(void)
{
    xc_problem why = { 0 };
    char path[128];
    size_t count;
    (void)snprintf(dir, sizeof dir, "/tmp/xc-events-XXXXXX"); /* fits */
    ck_assert_ptr_nonnull(mkdtemp(dir));
    (void)snprintf(path, sizeof path, "%s/city.db", dir); /* fits */
    city = (api){ .clock = xc_clock_system() };
    ck_assert_int_eq(store_open(path, &city.store, &why), XC_OK);
    ck_assert_int_eq(loop_new(city.store, NULL, &(loop_options){ .keep_events = 1000 }, &city.loop),
                     XC_OK);
    ck_assert_int_eq(event_hub_new(city.loop, &city.hub), XC_OK);
    ck_assert_int_eq(loop_start(city.loop), XC_OK);
    const http_route *routes = event_routes(&count);
    ck_assert_int_eq(
        http_server_new(&(http_options){ .listen = "127.0.0.1:0", .gate = gate, .ctx = &city },
                        routes, count, &city.http, &why),
        XC_OK);
    wire_open(&w, http_server_port(city.http));
    wire_open(&other, http_server_port(city.http));
}

static void teardown(void)
{
    wire_close(&w);
    wire_close(&other);
    loop_drain(city.loop);
    http_server_stop(city.http, 100);
    event_hub_free(city.hub);
    loop_free(city.loop);
    store_close(city.store);
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", dir); /* fits */
    ck_assert_int_eq(system(command), 0);
}

struct happening {
    loop_command cmd;
    const char *type, *division, *audience;
    int number, count;
};

static xc_err happen(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    (void)why;
    struct happening *h = (struct happening *)cmd;
    for (int i = 0; i < h->count; i++) {
        char json[64];
        (void)snprintf(json, sizeof json, "{\"n\":%d}", h->number + i); /* fits */
        xc_err err = loop_event(tx, h->type, xc_str_of(h->division), xc_str_of(h->audience),
                                xc_str_of(json));
        if (err)
            return err;
    }
    return XC_OK;
}

static void done(loop_command *cmd, xc_err err, const xc_problem *why)
{
    (void)why;
    ck_assert_int_eq(err, XC_OK);
    xc_arena_free(cmd->arena);
}

static void tell_many(const char *type, const char *division, const char *audience, int number,
                      int count)
{
    xc_arena *arena;
    ck_assert_int_eq(xc_arena_new(1 << 20, &arena), XC_OK);
    struct happening *h = xc_arena_array(arena, 1, sizeof *h);
    *h = (struct happening){
        .cmd = { .name = "test", .apply = happen, .done = done, .arena = arena },
        .type = type,
        .division = division,
        .audience = audience,
        .number = number,
        .count = count,
    };
    ck_assert_int_eq(loop_call(city.loop, &h->cmd, NULL), XC_OK);
}

static void tell(const char *type, const char *division, const char *audience, int number)
{
    tell_many(type, division, audience, number, 1);
}

static void watch(wire *screen, const char *query, const char *user, const char *last_id)
{
    char text[256];
    (void)snprintf(text, sizeof text,
                   "GET /api/v1/events%s HTTP/1.1\r\nHost: x\r\nX-User: %s\r\n%s%s%s\r\n", query,
                   user, last_id[0] ? "Last-Event-ID: " : "", last_id, last_id[0] ? "\r\n" : "");
    wire_say(screen, text);
}

START_TEST(a_screen_sees_what_happens_from_now_on)
{
    tell("case", "310104013000", "", 1);
    watch(&w, "", "staff:", "");
    ck_assert(wire_hear(&w, "Content-Type: text/event-stream"));
    ck_assert(wire_hear(&w, "retry: 2000\n\n"));
    ck_assert(wire_hear(&w, "id: 1\n"));
    tell("case", "310104013000", "", 2);
    ck_assert(wire_hear(&w, "id: 2\nevent: case\ndata: {\"n\":2}\n\n"));
}
END_TEST

START_TEST(a_screen_that_comes_back_gets_what_it_missed)
{
    for (int i = 1; i <= 5; i++)
        tell("case", "31", "", i);
    watch(&w, "?after=1", "staff:", "3"); /* the header is newer than the address */
    /* piece by piece: the server may send each in a chunk of its own */
    ck_assert(wire_hear(&w, "retry: 2000\n\n"));
    ck_assert(wire_hear(&w, "id: "));
    ck_assert_int_eq(w.in[0], '4');
    ck_assert(wire_hear(&w, "{\"n\":4}\n\n"));
    ck_assert(wire_hear(&w, "id: 5\n"));
    tell("case", "31", "", 6);
    ck_assert(wire_hear(&w, "{\"n\":6}"));
    watch(&other, "?after=5", "staff:", "");
    ck_assert(wire_hear(&other, "retry: 2000\n\nid: 6\nevent: case\ndata: {\"n\":6}"));
}
END_TEST

START_TEST(too_much_missed_is_one_reset)
{
    for (int i = 0; i < 50; i++)
        tell_many("case", "31", "", i * 100, 100); /* only the newest 1,000 are kept */
    watch(&w, "?after=10", "staff:", "");
    ck_assert(wire_hear(&w, "event: reset\ndata: {}\n\n"));
    watch(&other, "?after=123456789", "staff:", ""); /* of another city */
    ck_assert(wire_hear(&other, "event: reset\n"));
    tell("case", "31", "", 7);
    ck_assert(wire_hear(&w, "id: 5001\nevent: case"));
    ck_assert(wire_hear(&other, "id: 5001\nevent: case"));
}
END_TEST

START_TEST(everybody_sees_only_what_is_theirs)
{
    static const struct {
        const char *user, *query;
        const char *seen; /* of the events below */
    } rows[] = {
        { "staff:", "", "012345-7" },
        { "staff:310104", "", "01-3-5-7" },
        { "staff:310104013", "", "0--3-5-7" }, /* readings and warnings of its district too */
        { "staff:310105", "", "--2--5--" },
        { "staff:", "?types=case,warning", "01--45--" },
        { "staff:", "?division=310105000000", "--2--5--" },
        { "resident:17", "", "------6-" },
        { "resident:18", "", "--------" },
    };
    static const char *const events[][3] = {
        { "case", "310104013000", "" },
        { "case", "310104014000", "" },
        { "task", "310105001000", "" },
        { "readings", "310104", "" },
        { "case", "310106000000", "" },
        { "warning", "31", "" },
        { "application", "310104013000", "user:17" },
        { "readings", "310104", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        wire screen;
        char text[64];
        wire_open(&screen, http_server_port(city.http));
        watch(&screen, rows[i].query, rows[i].user, "");
        ck_assert(wire_hear(&screen, "retry: 2000\n\n"));
        for (int n = 0; n < 8; n++)
            tell(events[n][0], events[n][1], events[n][2], n);
        tell("case", "", "", 99); /* for nobody below the city */
        for (int n = 0; n < 8; n++) {
            (void)snprintf(text, sizeof text, "{\"n\":%d}", n); /* fits */
            if (rows[i].seen[n] != '-')
                ck_assert_msg(wire_hear(&screen, text), "%s %s: %d", rows[i].user, rows[i].query,
                              n);
        }
        (void)wire_silent(&screen, 20); /* reads what else came */
        for (int n = 0; n < 8; n++) {
            (void)snprintf(text, sizeof text, "{\"n\":%d}", n); /* fits */
            ck_assert_msg(!strstr(screen.in, text), "%s %s: %d", rows[i].user, rows[i].query, n);
        }
        wire_close(&screen);
    }
}
END_TEST

START_TEST(bad_questions_are_refused)
{
    watch(&w, "?types=case,nonsense", "staff:", "");
    ck_assert(wire_hear(&w, "400 "));
    watch(&w, "?after=-1", "staff:", "");
    ck_assert(wire_hear(&w, "400 "));
    watch(&w, "?after=x", "staff:", "");
    ck_assert(wire_hear(&w, "400 "));
    watch(&w, "?division=31a", "staff:", "");
    ck_assert(wire_hear(&w, "400 "));
    watch(&w, "?division=3102", "staff:310104", "");
    ck_assert(wire_hear(&w, "403 "));
}
END_TEST

static atomic_bool teller_stops;

static void *teller(void *arg)
{
    (void)arg;
    for (int n = 1; n <= 900 && !atomic_load(&teller_stops); n++)
        tell("case", "31", "", n);
    return NULL;
}

/* Reads ids as they come; each must follow the one before. */
START_TEST(screens_that_come_in_the_middle_miss_and_double_nothing)
{
    pthread_t thread;
    tell("case", "31", "", 0); /* seq 1 */
    ck_assert_int_eq(pthread_create(&thread, NULL, teller, NULL), 0);
    for (int screen = 0; screen < 20; screen++) {
        wire s;
        wire_open(&s, http_server_port(city.http));
        watch(&s, "?after=1", "staff:", "");
        ck_assert(wire_hear(&s, "retry: 2000\n\n"));
        for (int seq = 2; seq < 40; seq++) {
            char text[64];
            (void)snprintf(text, sizeof text, "id: %d\nevent: ", seq); /* fits */
            ck_assert_msg(wire_hear(&s, text), "screen %d: %d", screen, seq);
            ck_assert(wire_hear(&s, "\n\n"));
            if (s.len >= 4 && strncmp(s.in, "id: ", 4) == 0) {
                int64_t next = 0;
                xc_str line;
                (void)xc_str_cut((xc_str){ s.in + 4, s.len - 4 }, '\n', &line); /* the rest later */
                (void)xc_str_int(line, 1, 10000, &next); /* cut by the packet's end: 0 */
                if (line.len && memchr(s.in, '\n', s.len))
                    ck_assert_msg(next == seq + 1 || next == seq, "%lld after %d", (long long)next,
                                  seq);
            }
        }
        wire_close(&s);
    }
    atomic_store(&teller_stops, true);
    pthread_join(thread, NULL);
}
END_TEST

START_TEST(line_ends_in_json_do_not_break_the_stream)
{
    xc_buf out;
    xc_buf_init(&out, 1000);
    event_put(&out, &(loop_published){
                        .seq = 1, .type = XC_STR("case"), .json = XC_STR("{\n\"a\":\r\n1}") });
    ck_assert_int_eq((int)out.len, (int)strlen("id: 1\nevent: case\ndata: { \"a\":  1}\n\n"));
    ck_assert(memcmp(out.ptr, "id: 1\nevent: case\ndata: { \"a\":  1}\n\n", out.len) == 0);
    xc_buf_done(&out);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_screen_sees_what_happens_from_now_on,
        a_screen_that_comes_back_gets_what_it_missed,
        too_much_missed_is_one_reset,
        everybody_sees_only_what_is_theirs,
        bad_questions_are_refused,
        screens_that_come_in_the_middle_miss_and_double_nothing,
        line_ends_in_json_do_not_break_the_stream,
    };
    Suite *suite = suite_create("events");
    TCase *cases = tcase_create("events");
    suite_add_tcase(suite, cases);
    tcase_set_timeout(cases, 120);
    tcase_add_checked_fixture(cases, setup, teardown);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(cases, tests[i]);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
