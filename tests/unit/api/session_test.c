/* session_test.c - who gets in and who does not: passwords, cookies, CSRF, keys, rights. */
#include "city/session.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "api/api.h"
#include "api/api_routes.h"
#include "base/mem.h"
#include "city/session_desk.h"
#include "city/token.h"
#include "wire.h"

static char dir[64], token[TOKEN_TEXT_SIZE];
static api city;
static right_roles *roles;
static user_passwords *passwords;
static http_route routes[16];
static xc_log city_log;
static wire w;

static void get_secret(http_request *rq, void *ctx)
{
    (void)ctx;
    http_reply(rq, 200, "text/plain", api_user_of(rq)->login);
}

static void get_open(http_request *rq, void *ctx)
{
    (void)ctx;
    http_reply(rq, 200, "text/plain",
               api_user_of(rq) ? api_user_of(rq)->login : XC_STR("stranger"));
}

static void get_broken(http_request *rq, void *ctx)
{
    (void)ctx;
    http_reply_err(rq, XC_ECORRUPT);
}

static xc_err apply_broken(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    (void)cmd, (void)why;
    return store_run(loop_db(tx), NULL, "UPDATE no_such_table SET x = 1", "");
}

static void post_broken(http_request *rq, void *ctx)
{
    api_command *c = api_command_new(ctx, rq, sizeof *c, "test.broken", apply_broken);
    if (c)
        api_submit(c);
}

static const http_route extra[] = {
    { "GET", "/broken/{id}", get_broken, 0, API_PUBLIC },
    { "POST", "/broken", post_broken, 100, API_PUBLIC },
    { "GET", "/secret", get_secret, 0, API_OPS_READ },
    { "POST", "/secret", get_secret, 100, API_OPS_READ | API_CASE_ACT },
    { "GET", "/audit", get_secret, 0, API_AUDIT_READ },
    { "GET", "/open", get_open, 0, API_PUBLIC },
    { "POST", "/open", get_open, 100, API_PUBLIC },
};

static xc_err fill(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    (void)cmd;
    char hash[USER_PASSWORD_TEXT_SIZE];
    user zhou = { .login = XC_STR("zhoumin"),
                  .name = XC_STR("周敏"),
                  .kind = USER_STAFF,
                  .roles = XC_STR("duty"),
                  .division = XC_STR("310104"),
                  .unit = XC_STR(""),
                  .language = XC_STR("zh"),
                  .active = true };
    token_spec spec = { .name = XC_STR("gateway"), .role = XC_STR("duty") };
    xc_err err = user_password_hash(passwords, XC_STR("right"), hash);
    if (!err)
        err = user_put(tx, &zhou, xc_str_of(hash), &zhou.id, why);
    return err ? err : token_create(tx, city.door, &spec, token, why);
}

static void done(loop_command *cmd, xc_err err, const xc_problem *why)
{
    if (err)
        ck_abort_msg("%s", why->en);
    xc_arena_free(cmd->arena);
}

static void make_people(void)
{
    xc_arena *arena;
    ck_assert_int_eq(xc_arena_new(1 << 20, &arena), XC_OK);
    loop_command *cmd = xc_arena_array(arena, 1, sizeof *cmd);
    *cmd = (loop_command){ .name = "test", .apply = fill, .done = done, .arena = arena };
    ck_assert_int_eq(loop_call(city.loop, cmd, NULL), XC_OK);
}

static void make_city(void)
{
    char path[128];
    xc_problem why = { 0 };
    (void)snprintf(path, sizeof path, "%s/city.db", dir); /* fits */
    city = (api){ .clock = xc_clock_system() };
    ck_assert_int_eq(store_open(path, &city.store, &why), XC_OK);
    ck_assert_int_eq(loop_new(city.store, NULL, &(loop_options){ 0 }, &city.loop), XC_OK);
    ck_assert_int_eq(right_roles_new(&roles), XC_OK);
    ck_assert_int_eq(right_roles_add(roles, XC_STR("duty"), API_OPS_READ, &why), XC_OK);
    ck_assert_int_eq(user_passwords_new(2, 64, 1, &passwords), XC_OK);
    session_door_options door = { .roles = roles };
    ck_assert_int_eq(session_door_new(city.store, &door, xc_now_us(city.clock), &city.door), XC_OK);
    ck_assert_int_eq(loop_start(city.loop), XC_OK);
    session_desk_options desk = { .store = city.store,
                                  .loop = city.loop,
                                  .door = city.door,
                                  .passwords = passwords,
                                  .clock = city.clock };
    ck_assert_int_eq(session_desk_new(&desk, &city.desk), XC_OK);
}

static void setup(void)
{
    xc_problem why = { 0 };
    size_t count;
    (void)snprintf(dir, sizeof dir, "/tmp/xc-session-XXXXXX"); /* fits */
    ck_assert_ptr_nonnull(mkdtemp(dir));
    make_city();
    make_people();
    const http_route *own = session_routes(&count);
    memcpy(routes, own, count * sizeof *own);
    memcpy(routes + count, extra, sizeof extra);
    city_log = (xc_log){ tmpfile(), XC_LOG_INFO };
    ck_assert_ptr_nonnull(city_log.stream);
    city.log = &city_log;
    http_options options = {
        .listen = "127.0.0.1:0", .gate = api_gate, .fault = api_fault, .ctx = &city
    };
    ck_assert_int_eq(
        http_server_new(&options, routes, count + sizeof extra / sizeof *extra, &city.http, &why),
        XC_OK);
    wire_open(&w, http_server_port(city.http));
}

static void teardown(void)
{
    wire_close(&w);
    session_desk_free(city.desk);
    loop_drain(city.loop);
    http_server_stop(city.http, 100);
    session_door_free(city.door);
    user_passwords_free(passwords);
    right_roles_free(roles);
    loop_free(city.loop);
    store_close(city.store);
    (void)fclose(city_log.stream);
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", dir); /* fits */
    ck_assert_int_eq(system(command), 0);
}

static void say(const char *method, const char *path, const char *headers, const char *body)
{
    char text[2048];
    (void)snprintf(text, sizeof text,
                   "%s %s HTTP/1.1\r\nHost: x\r\n%sContent-Length: %zu\r\n\r\n%s", method, path,
                   headers, strlen(body), body);
    wire_say(&w, text);
}

/* What stands between start and end in what comes next. */
static void keep_between(const char *start, const char *end, char *to, size_t size)
{
    ck_assert(wire_hear(&w, start));
    for (int i = 0; i < 100 && !strstr(w.in, end); i++)
        (void)wire_silent(&w, 50); /* reads on */
    xc_str value = { w.in, (size_t)(strstr(w.in, end) - w.in) };
    ck_assert_uint_lt(value.len, size);
    memcpy(to, value.ptr, value.len);
    to[value.len] = 0;
}

static void sign_in(char cookie[100], char csrf[100])
{
    say("POST", "/api/v1/session", "", "{\"login\":\"zhoumin\",\"password\":\"right\"}");
    ck_assert(wire_hear(&w, "200 OK"));
    keep_between("Set-Cookie: xc_session=", ";", cookie, 100);
    ck_assert(wire_hear(&w, "HttpOnly; SameSite=Strict"));
    ck_assert(wire_hear(&w, "\"login\":\"zhoumin\""));
    keep_between("\"csrf\":\"", "\"", csrf, 100);
    wire_close(&w);
    wire_open(&w, http_server_port(city.http));
}

START_TEST(strangers_are_told_to_sign_in)
{
    say("GET", "/api/v1/session", "", "");
    ck_assert(wire_hear(&w, "401 "));
    ck_assert(wire_hear(&w, "WWW-Authenticate: Bearer"));
    ck_assert(wire_hear(&w, "not_signed_in"));
    say("GET", "/secret", "", "");
    ck_assert(wire_hear(&w, "401 "));
    say("GET", "/open", "", "");
    ck_assert(wire_hear(&w, "stranger"));
}
END_TEST

START_TEST(wrong_passwords_and_unknown_people_look_alike)
{
    static const char *const bodies[] = {
        "{\"login\":\"zhoumin\",\"password\":\"wrong\"}",
        "{\"login\":\"nobody\",\"password\":\"wrong\"}",
    };
    for (size_t i = 0; i < 2; i++) {
        say("POST", "/api/v1/session?lang=en", "", bodies[i]);
        ck_assert(wire_hear(&w, "401 "));
        ck_assert(wire_hear(&w, "login or password is wrong"));
    }
    static const char *const bad[] = { "",
                                       "{",
                                       "[]",
                                       "{}",
                                       "{\"login\":1,\"password\":2}",
                                       "{\"login\":\"a\"}",
                                       "{\"login\":\"\",\"password\":\"\"}" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        say("POST", "/api/v1/session", "", bad[i]);
        ck_assert_msg(wire_hear(&w, "400 "), "%s", bad[i]);
        ck_assert(wire_hear(&w, "}}"));
    }
}
END_TEST

START_TEST(guessing_is_throttled)
{
    int status = 0;
    for (int i = 0; i < 10 && status != 429; i++) {
        char text[8];
        say("POST", "/api/v1/session", "", "{\"login\":\"zhoumin\",\"password\":\"guess\"}");
        keep_between("HTTP/1.1 ", " ", text, sizeof text);
        status = (int)strtol(text, NULL, 10);
        ck_assert(wire_hear(&w, "}}"));
    }
    ck_assert_int_eq(status, 429);
    say("POST", "/api/v1/session", "", "{\"login\":\"zhoumin\",\"password\":\"right\"}");
    ck_assert(wire_hear(&w, "429 "));
    char wait[100]; /* the first wait is a minute */
    keep_between("Retry-After: ", "\r\n", wait, sizeof wait);
    int64_t seconds = 0;
    ck_assert(xc_str_int(xc_str_of(wait), 50, 60, &seconds));
}
END_TEST

START_TEST(a_cookie_reads_and_writes_only_with_its_csrf_value)
{
    char cookie[100], csrf[100], headers[400];
    sign_in(cookie, csrf);
    (void)snprintf(headers, sizeof headers, "Cookie: xc_session=%s\r\n", cookie); /* fits */
    say("GET", "/secret", headers, "");
    ck_assert(wire_hear(&w, "\r\n\r\nzhoumin"));
    say("POST", "/secret", headers, "x");
    ck_assert(wire_hear(&w, "403 "));
    ck_assert(wire_hear(&w, "X-CSRF-Token"));
    say("POST", "/open", headers, "x");
    ck_assert(wire_hear(&w, "stranger"));
    (void)snprintf(headers, sizeof headers, "Cookie: xc_session=%s\r\nX-CSRF-Token: %s\r\n", cookie,
                   csrf); /* fits */
    say("POST", "/secret", headers, "x");
    ck_assert(wire_hear(&w, "\r\n\r\nzhoumin"));
    say("GET", "/audit", headers, "");
    ck_assert(wire_hear(&w, "403 "));
    say("DELETE", "/api/v1/session", headers, "");
    ck_assert(wire_hear(&w, "204 "));
    ck_assert(wire_hear(&w, "Max-Age=0"));
    say("GET", "/secret", headers, "");
    ck_assert(wire_hear(&w, "401 "));
}
END_TEST

START_TEST(a_key_needs_no_csrf_and_is_no_cookie)
{
    char headers[400];
    (void)snprintf(headers, sizeof headers, "Authorization: Bearer %s\r\n", token); /* fits */
    say("POST", "/secret", headers, "x");
    ck_assert(wire_hear(&w, "\r\n\r\ntoken:gateway"));
    (void)snprintf(headers, sizeof headers, "Cookie: xc_session=%s\r\n", token); /* fits */
    say("GET", "/secret", headers, "");
    ck_assert(wire_hear(&w, "401 "));
    static const char *const wrong[] = { "Bearer ", "Bearer xc_wrong", "Basic eDp5", "Bearer", "" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        (void)snprintf(headers, sizeof headers, "Authorization: %s\r\n", wrong[i]); /* fits */
        say("GET", "/secret", headers, "");
        ck_assert_msg(wire_hear(&w, "401 "), "%s", wrong[i]);
    }
}
END_TEST

START_TEST(a_foreign_page_cannot_sign_somebody_in)
{
    static const char body[] = "{\"login\":\"zhoumin\",\"password\":\"right\"}";
    say("POST", "/api/v1/session", "Origin: https://evil.example\r\n", body);
    ck_assert(wire_hear(&w, "403 "));
    say("POST", "/api/v1/session", "Origin: null\r\n", body);
    ck_assert(wire_hear(&w, "403 "));
    say("POST", "/api/v1/session", "Origin: http://x\r\n", body);
    ck_assert(wire_hear(&w, "200 "));
}
END_TEST

START_TEST(our_own_faults_are_written_down)
{
    char text[2000] = "";
    say("GET", "/broken/310101199001011234?q=secret", "", "");
    ck_assert(wire_hear(&w, "500 "));
    say("POST", "/broken", "", "{}");
    ck_assert(wire_hear(&w, "500 "));
    ck_assert(wire_silent(&w, 50) || !strstr(w.in, "no_such_table")); /* nobody else's business */
    rewind(city_log.stream);
    size_t len = fread(text, 1, sizeof text - 1, city_log.stream);
    text[len] = 0;
    ck_assert_ptr_nonnull(strstr(text, "GET /broken/{id} answers 500 corrupt"));
    ck_assert_ptr_nonnull(strstr(text, "test.broken fails with internal; the store says: "
                                       "no such table: no_such_table"));
    ck_assert_ptr_nonnull(strstr(text, "POST /broken answers 500 internal"));
    ck_assert_ptr_null(strstr(text, "310101199001011234"));
    ck_assert_ptr_null(strstr(text, "secret"));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        strangers_are_told_to_sign_in,
        wrong_passwords_and_unknown_people_look_alike,
        guessing_is_throttled,
        a_cookie_reads_and_writes_only_with_its_csrf_value,
        a_key_needs_no_csrf_and_is_no_cookie,
        a_foreign_page_cannot_sign_somebody_in,
        our_own_faults_are_written_down,
    };
    Suite *suite = suite_create("session");
    TCase *cases = tcase_create("session");
    suite_add_tcase(suite, cases);
    tcase_set_timeout(cases, 60);
    tcase_add_checked_fixture(cases, setup, teardown);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(cases, tests[i]);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
