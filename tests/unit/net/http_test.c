/* http_test.c - the server as its clients meet it: dialogues over real sockets, basic to exotic. */
#include <check.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "net/http.h"
#include "wire.h"

struct world {
    http_server *server;
    http_request *kept; /* by the late handler */
    http_stream *stream;
    atomic_int gone, handled;
    char file[64];
};

static struct world world;
static wire w, other;

static void echo(http_request *rq, void *ctx)
{
    (void)ctx;
    atomic_fetch_add(&world.handled, 1);
    xc_str name = http_param(rq, "name"), rest = http_param(rq, "*"), q = http_query(rq, "q");
    xc_str text =
        xc_arena_printf(http_arena(rq), "%.*s %.*s name=%.*s rest=%.*s q=%.*s body=%.*s",
                        XC_STR_ARG(http_method(rq)), XC_STR_ARG(http_path(rq)), XC_STR_ARG(name),
                        XC_STR_ARG(rest), XC_STR_ARG(q), XC_STR_ARG(http_body(rq)));
    http_reply(rq, 200, "text/plain; charset=utf-8", text);
}

static void count_body(http_request *rq, void *ctx)
{
    (void)ctx;
    http_reply(rq, 200, "text/plain",
               xc_arena_printf(http_arena(rq), "%zu bytes", http_body(rq).len));
}

static void who(http_request *rq, void *ctx)
{
    (void)ctx;
    http_reply_header(rq, "X-Bad", XC_STR("a\r\nSet-Cookie: evil=1"));
    http_reply_header(rq, "X-Good", XC_STR("yes"));
    http_reply(rq, 200, "text/plain",
               xc_arena_printf(http_arena(rq), "%.*s %s %.*s %s", XC_STR_ARG(http_peer(rq)),
                               http_lang(rq) == XC_LANG_EN ? "en" : "zh",
                               XC_STR_ARG(http_cookie(rq, "xc_session")),
                               http_is_tls(rq) ? "tls" : "plain"));
}

static void keep(http_request *rq, void *ctx)
{
    (void)ctx;
    world.kept = rq;
}

static void *answer_later(void *arg)
{
    usleep(50 * 1000);
    http_reply(arg, 200, "text/plain", XC_STR("late but well"));
    return NULL;
}

static void later(http_request *rq, void *ctx)
{
    (void)ctx;
    pthread_t thread;
    ck_assert_int_eq(pthread_create(&thread, NULL, answer_later, rq), 0);
    pthread_detach(thread);
}

static void fail_busy(http_request *rq, void *ctx)
{
    (void)ctx;
    http_reply_err(rq, XC_EBUSY);
}

static void send_file(http_request *rq, void *ctx)
{
    (void)ctx;
    http_reply_file(rq, world.file, "text/plain", http_query(rq, "immutable").ptr != NULL);
}

static void stream_gone(void *ctx)
{
    atomic_fetch_add((atomic_int *)ctx, 1);
}

static void stream(http_request *rq, void *ctx)
{
    (void)ctx;
    world.stream = http_reply_stream(rq, "text/event-stream", 4096, stream_gone, &world.gone);
}

static bool gate(http_request *rq, const http_route *route, void *ctx)
{
    (void)ctx;
    if (route->tag == 0 || http_header(rq, "Authorization").ptr)
        return true;
    http_reply_err(rq, XC_EAUTH);
    return false;
}

static const http_route routes[] = {
    { "GET", "/", echo, 0, 0 },
    { "GET", "/things/{name}", echo, 0, 0 },
    { "POST", "/things/search", echo, 100, 0 },
    { "PUT", "/things/{name}", echo, 100, 0 },
    { "GET", "/things/{name}/cases", echo, 0, 0 },
    { "GET", "/sta/v1.1/{*}", echo, 0, 0 },
    { "POST", "/body", count_body, 1 << 20, 0 },
    { "POST", "/secret", count_body, 1 << 20, 1 },
    { "GET", "/who", who, 0, 0 },
    { "GET", "/keep", keep, 0, 0 },
    { "GET", "/later", later, 0, 0 },
    { "GET", "/busy", fail_busy, 0, 0 },
    { "GET", "/file", send_file, 0, 0 },
    { "GET", "/stream", stream, 0, 0 },
};

static void start_with(const http_options *options)
{
    xc_problem why = { 0 };
    memset(&world, 0, sizeof world);
    xc_err err =
        http_server_new(options, routes, sizeof routes / sizeof *routes, &world.server, &why);
    ck_assert_msg(err == XC_OK, "%s: %s", why.where, why.en);
    wire_open(&w, http_server_port(world.server));
}

static void start(void)
{
    start_with(&(http_options){ .listen = "127.0.0.1:0", .gate = gate });
}

static void stop(void)
{
    wire_close(&w);
    world.server = http_server_stop(world.server, 1000);
    ck_assert_ptr_null(world.server);
}

START_TEST(a_page_is_got_with_its_security_headers)
{
    wire_say(&w, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "HTTP/1.1 200"));
    ck_assert(wire_hear(&w, "Content-Security-Policy: default-src 'self'"));
    ck_assert(wire_hear(&w, "X-Content-Type-Options: nosniff"));
    ck_assert(wire_hear(&w, "Cache-Control: no-store"));
    ck_assert(wire_hear(&w, "GET / name= rest= q= body="));
}
END_TEST

START_TEST(parameters_and_queries_are_decoded_once)
{
    wire_say(&w, "GET /things/%E6%B0%B4%2541?q=a%20b+c%26d&z=1 HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "GET /things/水%41 name=水%41 rest= q=a b c&d"));
    wire_say(&w, "GET /sta/v1.1/Datastreams(1)/Observations?%71=x HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "rest=Datastreams(1)/Observations q=x"));
    wire_say(&w, "GET /sta/v1.1 HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "200 OK"));
    ck_assert(wire_hear(&w, "rest= q="));
    wire_say(&w, "GET http://example.org/things/a HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "GET /things/a name=a"));
}
END_TEST

START_TEST(the_longest_literal_wins_and_methods_do_not_hide_each_other)
{
    wire_say(&w, "POST /things/search HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
    ck_assert(wire_hear(&w, "POST /things/search name= rest= q= body=hi"));
    wire_say(&w, "GET /things/search HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "name=search"));
    wire_say(&w, "GET /things/search/cases HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "name=search"));
}
END_TEST

START_TEST(head_has_no_body)
{
    wire_say(&w, "HEAD /things/a HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "\r\n\r\nHTTP/1.1 200 OK"));
    ck_assert(wire_hear(&w, "GET / name="));
}
END_TEST

START_TEST(unknown_addresses_and_methods)
{
    static const char *const dialogues[][2] = {
        { "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n", "404 Not Found" },
        { "GET /things/ HTTP/1.1\r\nHost: x\r\n\r\n", "404 Not Found" },
        { "GET /things/a/b/c HTTP/1.1\r\nHost: x\r\n\r\n", "\"code\":\"not_found\"" },
        { "DELETE /things/a HTTP/1.1\r\nHost: x\r\n\r\n", "405 " },
        { "DELETE /things/a HTTP/1.1\r\nHost: x\r\n\r\n", "Allow: GET, HEAD, PUT, OPTIONS" },
        { "BREW /things/a HTTP/1.1\r\nHost: x\r\n\r\n", "405 " },
        { "OPTIONS /things/a HTTP/1.1\r\nHost: x\r\n\r\n", "204 " },
        { "OPTIONS /things/a HTTP/1.1\r\nHost: x\r\n\r\n", "Allow: GET, HEAD, PUT, OPTIONS" },
        { "OPTIONS /nowhere HTTP/1.1\r\nHost: x\r\n\r\n", "404 " },
        { "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", "400 " },
        { "GET /%4 HTTP/1.1\r\nHost: x\r\n\r\n", "400 " },
        { "GET /things/%00 HTTP/1.1\r\nHost: x\r\n\r\n", "400 " },
        { "GET /things/%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n", "400 " },
        { "GET /things/a?q=%C0%AF HTTP/1.1\r\nHost: x\r\n\r\n", "400 " },
        { "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", "413 " },
        { "GET /?lang=en HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          "over a limit" },
        { "GET /busy HTTP/1.1\r\nHost: x\r\n\r\n", "Retry-After: 1" },
    };
    for (size_t i = 0; i < sizeof dialogues / sizeof *dialogues; i++) {
        wire_say(&w, dialogues[i][0]);
        ck_assert_msg(wire_hear(&w, dialogues[i][1]), "%s", dialogues[i][0]);
        wire_close(&w);
        wire_open(&w, http_server_port(world.server));
    }
}
END_TEST

START_TEST(the_callers_language)
{
    static const char *const dialogues[][2] = {
        { "GET /who HTTP/1.1\r\nHost: x\r\nCookie: a=1; xc_session=s3\r\n\r\n",
          "127.0.0.1 zh s3 plain" },
        { "GET /who?lang=en HTTP/1.1\r\nHost: x\r\nAccept-Language: zh\r\n\r\n", "127.0.0.1 en" },
        { "GET /who HTTP/1.1\r\nHost: x\r\nAccept-Language: fr, en-US;q=0.8, zh-CN;q=0.3\r\n\r\n",
          "127.0.0.1 en" },
        { "GET /who HTTP/1.1\r\nHost: x\r\nAccept-Language: en;q=0,zh;q=0.1\r\n\r\n", " zh " },
        { "GET /who HTTP/1.1\r\nHost: x\r\nAccept-Language: ;;,,q=;en;q=9\r\n\r\n", " zh " },
        { "GET /busy HTTP/1.1\r\nHost: x\r\nAccept-Language: en\r\n\r\n", "too much at once" },
        { "GET /busy HTTP/1.1\r\nHost: x\r\n\r\n", "现在太忙" },
    };
    for (size_t i = 0; i < sizeof dialogues / sizeof *dialogues; i++) {
        wire_say(&w, dialogues[i][0]);
        ck_assert_msg(wire_hear(&w, dialogues[i][1]), "%s", dialogues[i][0]);
    }
}
END_TEST

START_TEST(a_header_cannot_smuggle_another)
{
    wire_say(&w, "GET /who HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "X-Good: yes"));
    ck_assert(wire_hear(&w, "127.0.0.1"));
    ck_assert_ptr_null(strstr(w.in, "evil"));
}
END_TEST

START_TEST(bodies_up_to_their_ceiling)
{
    size_t size = (1 << 20);
    char *body = xc_calloc(1, size + 1);
    wire_say(&w, "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n");
    wire_send(&w, body, size);
    ck_assert(wire_hear(&w, "1048576 bytes"));
    wire_say(&w, "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n");
    ck_assert(wire_hear(&w, "413 "));
    wire_close(&w);
    wire_open(&w, http_server_port(world.server));
    wire_say(&w, "POST /things/search HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\n\r\n");
    wire_send(&w, body, 101);
    ck_assert(wire_hear(&w, "413 "));
    wire_say(&w, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"); /* the connection lives on */
    ck_assert(wire_hear(&w, "200 OK"));
    wire_say(&w, "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n");
    ck_assert(wire_hear(&w, " 4"));
    xc_free(body);
}
END_TEST

START_TEST(chunked_bodies_have_the_same_ceiling)
{
    wire_say(&w, "POST /things/search HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
    ck_assert(wire_hear(&w, "body=hello world"));
    wire_say(&w, "POST /things/search HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 11; i++)
        wire_say(&w, "a\r\n0123456789\r\n");
    wire_say(&w, "0\r\n\r\n");
    ck_assert(wire_hear(&w, "413 "));
    wire_say(&w, "POST /things/search HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "zz\r\nhello\r\n");
    ck_assert(wire_closed(&w, 5000));
}
END_TEST

START_TEST(a_refusal_does_not_end_the_connection)
{
    for (int i = 0; i < 3; i++) {
        wire_say(&w, "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n");
        ck_assert(wire_hear(&w, "404 "));
        wire_say(&w, "DELETE / HTTP/1.1\r\nHost: x\r\n\r\n");
        ck_assert(wire_hear(&w, "405 "));
    }
}
END_TEST

START_TEST(the_gate_answers_before_the_body_is_read)
{
    wire_say(&w, "POST /secret HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
    ck_assert(wire_hear(&w, "401 "));
    ck_assert(wire_hear(&w, "not_signed_in"));
    wire_close(&w);
    wire_open(&w, http_server_port(world.server));
    wire_say(&w, "POST /secret HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
    ck_assert(wire_hear(&w, "401 "));
    wire_say(
        &w, "POST /secret HTTP/1.1\r\nHost: x\r\nAuthorization: y\r\nContent-Length: 3\r\n\r\nabc");
    ck_assert(wire_hear(&w, "3 bytes"));
    wire_say(
        &w,
        "POST /secret HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    ck_assert(wire_hear(&w, "401 "));
}
END_TEST

START_TEST(expect_is_answered)
{
    wire_say(&w,
             "POST /body HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    ck_assert(wire_hear(&w, "100 Continue"));
    wire_say(&w, "abc");
    ck_assert(wire_hear(&w, "3 bytes"));
}
END_TEST

START_TEST(pipelined_requests_are_answered_in_order)
{
    char many[8000] = "";
    size_t len = 0;
    for (int i = 0; i < 100; i++)
        len += (size_t)snprintf(many + len, sizeof many - len,
                                "GET /%s?q=%d HTTP/1.1\r\nHost: x\r\n\r\n",
                                i % 10 == 3 ? "later" : "", i);
    wire_send(&w, many, len);
    for (int i = 0; i < 100; i++) {
        (void)snprintf(many, sizeof many, i % 10 == 3 ? "late but well" : "q=%d ", i);
        ck_assert_msg(wire_hear(&w, many), "answer %d", i);
    }
}
END_TEST

START_TEST(an_answer_may_come_later_from_another_thread)
{
    wire_open(&other, http_server_port(world.server));
    wire_say(&w, "GET /keep HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_silent(&w, 100));
    ck_assert_ptr_nonnull(world.kept);
    wire_say(&other, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&other, "200 OK"));
    http_reply(world.kept, 201, "text/plain", XC_STR("at last"));
    ck_assert(wire_hear(&w, "201 Created"));
    ck_assert(wire_hear(&w, "at last"));
    wire_say(&w, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "200 OK"));
    wire_close(&other);
}
END_TEST

START_TEST(a_client_that_left_does_not_hurt_a_late_answer)
{
    wire_say(&w, "GET /keep HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_silent(&w, 100));
    wire_close(&w);
    usleep(20 * 1000);
    http_reply(world.kept, 200, "text/plain", XC_STR("to nobody"));
    wire_open(&w, http_server_port(world.server));
    wire_say(&w, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "200 OK"));
}
END_TEST

START_TEST(garbage_huge_and_deep_requests_are_refused)
{
    static const char *const garbage[] = {
        "\r\n\r\n\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "\x16\x03\x01\x02",
        "GET / HTTP/1.1\r\nNo colon here\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "GET / HTTP/1.1\r\n\r\n", /* no Host */
    };
    for (size_t i = 0; i < sizeof garbage / sizeof *garbage; i++) {
        wire_say(&w, garbage[i]);
        wire_close(&w);
        wire_open(&w, http_server_port(world.server));
    }
    size_t size = 64 * 1024;
    char *long_text = xc_malloc(size);
    memset(long_text, '/', size);
    wire_say(&w, "GET ");
    wire_send(&w, long_text, size);
    wire_say(&w, " HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_closed(&w, 5000));
    wire_close(&w);
    wire_open(&w, http_server_port(world.server));
    wire_say(&w, "GET / HTTP/1.1\r\nHost: x\r\nX-Long: ");
    wire_send(&w, long_text, size);
    wire_say(&w, "\r\n\r\n");
    ck_assert(wire_closed(&w, 5000));
    wire_close(&w);
    wire_open(&w, http_server_port(world.server));
    wire_say(&w, "GET ");
    wire_send(&w, long_text, 2000); /* two thousand empty segments */
    wire_say(&w, " HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "404 "));
    xc_free(long_text);
}
END_TEST

START_TEST(a_header_line_of_four_kilobytes_is_taken)
{
    char line[4096];
    memset(line, 'a', sizeof line);
    wire_say(&w, "GET / HTTP/1.1\r\nHost: x\r\nX-Long: ");
    wire_send(&w, line, sizeof line);
    wire_say(&w, "\r\n\r\n");
    ck_assert(wire_hear(&w, "200 OK"));
}
END_TEST

START_TEST(silent_and_dripping_clients_are_let_go)
{
    stop();
    start_with(&(http_options){ .listen = "127.0.0.1:0", .idle_seconds = 1 });
    wire_open(&other, http_server_port(world.server));
    wire_say(&w, "GET / HTTP/1.1\r\nHo");
    wire_say(&other, "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
    ck_assert(wire_closed(&w, 4000));
    bool closed = false;
    for (int i = 0; i < 60 && !closed; i++) { /* a byte every 100 ms is not silent, but too slow */
        wire_say(&other, "x");
        closed = wire_closed(&other, 100);
    }
    ck_assert(closed);
    wire_close(&other);
}
END_TEST

static void make_file(void)
{
    (void)snprintf(world.file, sizeof world.file, "/tmp/xc_http_test_XXXXXX"); /* fits */
    int fd = mkstemp(world.file);
    ck_assert_int_eq(write(fd, "0123456789", 10), 10);
    close(fd);
}

START_TEST(files_with_ranges_and_etags)
{
    make_file();
    static const char *const dialogues[][3] = {
        { "", "200 OK", "0123456789" },
        { "Range: bytes=2-4\r\n", "206 ", "\r\n\r\n234" },
        { "Range: bytes=7-\r\n", "Content-Range: bytes 7-9/10", "\r\n\r\n789" },
        { "Range: bytes=-2\r\n", "206 ", "\r\n\r\n89" },
        { "Range: bytes=5-99\r\n", "Content-Range: bytes 5-9/10", "56789" },
        { "Range: bytes=10-\r\n", "416 ", "Content-Range: bytes */10" },
        { "Range: bytes=1-2,4-5\r\n", "200 OK", "0123456789" },
        { "Range: bytes=4-2\r\n", "200 OK", "0123456789" },
        { "Range: bytes=2-4\r\nIf-Range: \"old\"\r\n", "200 OK", "0123456789" },
        { "If-None-Match: W/\"x\", *\r\n", "304 ", "ETag: \"a-" },
    };
    for (size_t i = 0; i < sizeof dialogues / sizeof *dialogues; i++) {
        char text[300];
        (void)snprintf(text, sizeof text, "GET /file HTTP/1.1\r\nHost: x\r\n%s\r\n",
                       dialogues[i][0]);
        wire_say(&w, text);
        ck_assert_msg(wire_hear(&w, dialogues[i][1]), "%s", dialogues[i][0]);
        ck_assert_msg(wire_hear(&w, dialogues[i][2]), "%s", dialogues[i][0]);
    }
    wire_say(&w, "GET /file?immutable=1 HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "immutable"));
    unlink(world.file);
    wire_say(&w, "GET /file HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "404 "));
}
END_TEST

static void wait_for(atomic_int *value, int wanted)
{
    for (int i = 0; i < 500 && atomic_load(value) != wanted; i++)
        usleep(10 * 1000);
    ck_assert_int_eq(atomic_load(value), wanted);
}

START_TEST(a_stream_carries_blocks_and_ends)
{
    wire_say(&w, "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "text/event-stream"));
    http_block *b = http_block_new(XC_STR("data: one\n\n"));
    for (int i = 0; i < 3; i++) {
        ck_assert(http_stream_send(world.stream, b));
        ck_assert(wire_hear(&w, "data: one\n\n"));
    }
    ck_assert_int_eq((int)http_stats_of(world.server).streams, 1);
    ck_assert(http_stream_send(world.stream, b));
    http_stream_close(world.stream);
    ck_assert(wire_hear(&w, "data: one\n\n"));
    ck_assert(wire_hear(&w, "0\r\n\r\n"));
    wait_for(&world.gone, 1);
    http_block_unref(b);
}
END_TEST

START_TEST(a_stream_for_an_old_client_is_not_chunked)
{
    wire_say(&w, "GET /stream HTTP/1.0\r\n\r\n");
    ck_assert(wire_hear(&w, "\r\n\r\n"));
    http_block *b = http_block_new(XC_STR("data: one\n\n"));
    ck_assert(http_stream_send(world.stream, b));
    ck_assert(wire_hear(&w, "data: one\n\n"));
    http_stream_close(world.stream);
    ck_assert(wire_closed(&w, 5000));
    wait_for(&world.gone, 1);
    http_block_unref(b);
}
END_TEST

START_TEST(a_client_that_left_is_noticed_at_the_next_block)
{
    wire_say(&w, "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "\r\n\r\n"));
    wire_close(&w);
    http_block *b = http_block_new(XC_STR(": beat\n\n"));
    for (int i = 0; i < 100 && !atomic_load(&world.gone); i++) {
        (void)http_stream_send(world.stream, b); /* whether it fits does not matter here */
        usleep(20 * 1000);
    }
    ck_assert_int_eq(atomic_load(&world.gone), 1);
    http_block_unref(b);
    wire_open(&w, http_server_port(world.server));
}
END_TEST

START_TEST(a_client_that_does_not_read_is_refused_more)
{
    wire_say(&w, "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&w, "\r\n\r\n"));
    char text[1024];
    memset(text, 'x', sizeof text);
    http_block *b = http_block_new((xc_str){ text, sizeof text });
    int sent = 0;
    while (sent < 100000 && http_stream_send(world.stream, b))
        sent++;
    ck_assert_int_ge(sent, 4);
    ck_assert_int_lt(sent, 100000);
    http_stream_close(world.stream);
    http_block_unref(b);
}
END_TEST

START_TEST(a_stop_waits_for_answers_and_ends_streams)
{
    wire_open(&other, http_server_port(world.server));
    wire_say(&other, "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
    ck_assert(wire_hear(&other, "\r\n\r\n"));
    wire_say(&w, "GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
    while (http_stats_of(world.server).in_flight == 0)
        usleep(1000);
    world.server = http_server_stop(world.server, 2000);
    ck_assert(wire_hear(&w, "late but well"));
    ck_assert(wire_closed(&w, 1000));
    ck_assert(wire_closed(&other, 1000));
    ck_assert_int_eq(atomic_load(&world.gone), 1);
    wire_close(&other);
}
END_TEST

START_TEST(a_stop_answers_for_a_handler_that_never_does)
{
    wire_say(&w, "GET /keep HTTP/1.1\r\nHost: x\r\n\r\n");
    while (!world.kept)
        usleep(1000);
    usleep(20 * 1000);
    world.server = http_server_stop(world.server, 50);
    ck_assert(wire_hear(&w, "503 "));
    http_reply(world.kept, 200, "text/plain", XC_STR("too late"));
}
END_TEST

START_TEST(addresses_that_cannot_be_listened_on)
{
    xc_problem why;
    http_server *s = NULL;
    char taken[32];
    (void)snprintf(taken, sizeof taken, "127.0.0.1:%u", http_server_port(world.server));
    const struct {
        const char *listen;
        xc_err err;
    } rows[] = { { "0.0.0.0:0", XC_EFORBIDDEN },
                 { "[::]:0", XC_EFORBIDDEN },
                 { "127.0.0.1", XC_EINVAL },
                 { "127.0.0.1:65536", XC_EINVAL },
                 { ":80", XC_EINVAL },
                 { "127.0.0.1:http", XC_EINVAL },
                 { taken, XC_EIO } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(http_server_new(&(http_options){ .listen = rows[i].listen }, routes, 1, &s,
                                      &why) == rows[i].err,
                      "%s", rows[i].listen);
    http_options tls = { .listen = "127.0.0.1:0", .cert_file = "/nowhere.pem" };
    ck_assert_int_eq(http_server_new(&tls, routes, 1, &s, &why), XC_EINVAL);
    tls.key_file = "/nowhere.key";
    ck_assert_int_eq(http_server_new(&tls, routes, 1, &s, &why), XC_EIO);
    tls.cert_file = tls.key_file = "/etc/passwd";
    ck_assert_int_eq(http_server_new(&tls, routes, 1, &s, &why), XC_EIO);
    http_options plain = { .listen = "127.0.0.1:0" };
    const http_route twice[] = { routes[0], routes[0] };
    ck_assert_int_eq(http_server_new(&plain, twice, 2, &s, &why), XC_EINVAL);
    ck_assert_ptr_null(s);
}
END_TEST

START_TEST(tls_from_files)
{
    char dir[64], command[512], answer[256] = "", cert[96], key[96];
    (void)snprintf(dir, sizeof dir, "/tmp/xc-tls-XXXXXX"); /* fits, like all below */
    ck_assert_ptr_nonnull(mkdtemp(dir));
    (void)snprintf(cert, sizeof cert, "%s/cert.pem", dir);
    (void)snprintf(key, sizeof key, "%s/key.pem", dir);
    (void)snprintf(command, sizeof command,
                   "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 "
                   "-subj /CN=localhost -keyout %s -out %s 2>/dev/null",
                   key, cert);
    ck_assert_int_eq(system(command), 0);
    stop();
    start_with(&(http_options){ .listen = "127.0.0.1:0", .cert_file = cert, .key_file = key });
    (void)snprintf(command, sizeof command, "curl -sSki https://127.0.0.1:%u/who",
                   http_server_port(world.server));
    FILE *curl = popen(command, "r");
    bool secure = false, tls = false;
    while (curl && fgets(answer, sizeof answer, curl)) {
        secure = secure || strstr(answer, "Strict-Transport-Security: ");
        tls = tls || strstr(answer, "127.0.0.1 zh  tls");
    }
    ck_assert(curl && pclose(curl) == 0);
    ck_assert(secure && tls);
    wire_say(&w, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"); /* plain text at a TLS door */
    ck_assert(wire_closed(&w, 5000));
    (void)snprintf(command, sizeof command, "rm -rf %s", dir);
    ck_assert_int_eq(system(command), 0);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_page_is_got_with_its_security_headers,
        parameters_and_queries_are_decoded_once,
        the_longest_literal_wins_and_methods_do_not_hide_each_other,
        head_has_no_body,
        unknown_addresses_and_methods,
        the_callers_language,
        a_header_cannot_smuggle_another,
        bodies_up_to_their_ceiling,
        chunked_bodies_have_the_same_ceiling,
        a_refusal_does_not_end_the_connection,
        the_gate_answers_before_the_body_is_read,
        expect_is_answered,
        pipelined_requests_are_answered_in_order,
        an_answer_may_come_later_from_another_thread,
        a_client_that_left_does_not_hurt_a_late_answer,
        garbage_huge_and_deep_requests_are_refused,
        a_header_line_of_four_kilobytes_is_taken,
        silent_and_dripping_clients_are_let_go,
        files_with_ranges_and_etags,
        a_stream_carries_blocks_and_ends,
        a_stream_for_an_old_client_is_not_chunked,
        a_client_that_left_is_noticed_at_the_next_block,
        a_client_that_does_not_read_is_refused_more,
        a_stop_waits_for_answers_and_ends_streams,
        a_stop_answers_for_a_handler_that_never_does,
        addresses_that_cannot_be_listened_on,
        tls_from_files,
    };
    Suite *suite = suite_create("http");
    TCase *cases = tcase_create("dialogues");
    suite_add_tcase(suite, cases);
    tcase_set_timeout(cases, 30);
    tcase_add_checked_fixture(cases, start, stop);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(cases, tests[i]);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
