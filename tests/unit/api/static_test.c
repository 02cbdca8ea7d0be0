/* static_test.c - the screens' files and the city's health, as a browser and a collector ask. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api/api.h"
#include "api/api_routes.h"
#include "wire.h"

static char dir[64], web[80];
static api city;
static http_route routes[16];
static wire w;

static void put_file(const char *name, const char *text)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", dir, name); /* fits */
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

static void put_files(void)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/assets", web); /* fits */
    ck_assert(mkdir(web, 0700) == 0 && mkdir(path, 0700) == 0);
    put_file("secret.txt", "not for you");
    put_file("web/index.html", "portal");
    put_file("web/ops.html", "the wall");
    put_file("web/assets/app-1f2e.js", "plain script");
    put_file("web/assets/app-1f2e.js.br", "brotli script");
    put_file("web/assets/app-1f2e.js.gz", "gzip script");
    put_file("web/.hidden.txt", "hidden");
}

static void setup(void)
{
    char path[128];
    size_t count, more;
    xc_problem why = { 0 };
    (void)snprintf(dir, sizeof dir, "/tmp/xc-static-XXXXXX"); /* fits */
    ck_assert_ptr_nonnull(mkdtemp(dir));
    (void)snprintf(web, sizeof web, "%s/web", dir);       /* fits */
    (void)snprintf(path, sizeof path, "%s/city.db", dir); /* fits */
    put_files();
    city = (api){ .clock = xc_clock_system(), .web_dir = web, .version = "1.2.3" };
    ck_assert_int_eq(store_open(path, &city.store, &why), XC_OK);
    ck_assert_int_eq(loop_new(city.store, NULL, &(loop_options){ 0 }, &city.loop), XC_OK);
    ck_assert_int_eq(loop_start(city.loop), XC_OK);
    const http_route *files = static_routes(&count), *health = health_routes(&more);
    memcpy(routes, files, sizeof *routes * count);
    memcpy(routes + count, health, sizeof *routes * more);
    http_options options = { .listen = "127.0.0.1:0", .gate = api_gate, .ctx = &city };
    ck_assert_int_eq(http_server_new(&options, routes, count + more, &city.http, &why), XC_OK);
    atomic_store(&city.ready, true);
    wire_open(&w, http_server_port(city.http));
}

static void teardown(void)
{
    wire_close(&w);
    http_server_stop(city.http, 100);
    loop_drain(city.loop);
    loop_free(city.loop);
    store_close(city.store);
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", dir); /* fits */
    ck_assert_int_eq(system(command), 0);
}

static void get(const char *path, const char *headers)
{
    char text[2048];
    (void)snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: x\r\n%s\r\n", path, headers);
    wire_say(&w, text);
}

START_TEST(each_address_has_its_page)
{
    static const char *const rows[][2] = {
        { "/", "portal" },
        { "/ops", "the wall" },
        { "/ops/310104", "the wall" },
        { "/matters/42", "portal" },
        { "/index.html", "portal" },
        { "/assets/app-1f2e.js", "plain script" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        get(rows[i][0], "");
        ck_assert(wire_hear(&w, "200 OK"));
        ck_assert_msg(wire_hear(&w, rows[i][1]), "%s", rows[i][0]);
    }
}
END_TEST

START_TEST(compressed_twins_and_caching)
{
    static const char *const rows[][3] = {
        { "gzip, deflate, br", "Content-Encoding: br", "brotli script" },
        { "gzip", "Content-Encoding: gzip", "gzip script" },
        { "br;q=0, gzip;q=0.5", "Content-Encoding: gzip", "gzip script" },
        { "identity", "max-age=31536000, immutable", "plain script" },
        { "gzip", "Content-Type: text/javascript", "gzip script" },
        { "gzip", "Vary: Accept-Encoding", "gzip script" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char header[100];
        (void)snprintf(header, sizeof header, "Accept-Encoding: %s\r\n", rows[i][0]); /* fits */
        get("/assets/app-1f2e.js", header);
        ck_assert_msg(wire_hear(&w, rows[i][1]), "%s", rows[i][0]);
        ck_assert_msg(wire_hear(&w, rows[i][2]), "%s", rows[i][0]);
    }
    get("/ops", "");
    ck_assert(wire_hear(&w, "Cache-Control: no-cache"));
}
END_TEST

START_TEST(nothing_outside_of_the_folder_is_told)
{
    static const char *const paths[] = {
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/../../secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/.hidden.txt",
        "/%2ehidden.txt",
        "/..\\secret.txt",
        "//etc/hostname.txt",
        "/assets/.%2e/x.js",
        "/nothing.js",
        "/assets",
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        get(paths[i], "");
        if (i + 1 < sizeof paths / sizeof *paths)
            ck_assert_msg(wire_hear(&w, "404 "), "%s", paths[i]);
        (void)wire_silent(&w, 20); /* reads the rest */
        ck_assert_msg(!strstr(w.in, "not for you") && !strstr(w.in, "hidden\n"), "%s", paths[i]);
        wire_close(&w);
        wire_open(&w, http_server_port(city.http));
    }
}
END_TEST

START_TEST(unknown_calls_are_told_in_json)
{
    get("/api/v1/nothing", "");
    ck_assert(wire_hear(&w, "404 "));
    ck_assert(wire_hear(&w, "\"code\":\"not_found\""));
    wire_say(&w, "POST /api/v1/nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
    ck_assert(wire_hear(&w, "404 "));
}
END_TEST

START_TEST(health_says_when_the_city_is_up)
{
    get("/healthz", "");
    ck_assert(wire_hear(&w, "200 OK"));
    ck_assert(wire_hear(&w, "{\"status\":\"ok\",\"version\":\"1.2.3\"}"));
    get("/readyz", "");
    ck_assert(wire_hear(&w, "200 OK"));
    atomic_store(&city.ready, false);
    get("/healthz", "");
    ck_assert(wire_hear(&w, "503 "));
    ck_assert(wire_hear(&w, "starting"));
}
END_TEST

START_TEST(figures_for_a_collector)
{
    get("/metrics", "");
    ck_assert(wire_hear(&w, "Content-Type: text/plain; version=0.0.4"));
    static const char *const names[] = { "xiucheng_http_requests_total 1\n",
                                         "xiucheng_http_answers_total{class=\"5xx\"} 0\n",
                                         "# TYPE xiucheng_loop_batches_total counter\n",
                                         "xiucheng_store_wal_bytes ", "xiucheng_resident_bytes " };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ck_assert_msg(wire_hear(&w, names[i]), "%s", names[i]);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        each_address_has_its_page,
        compressed_twins_and_caching,
        nothing_outside_of_the_folder_is_told,
        unknown_calls_are_told_in_json,
        health_says_when_the_city_is_up,
        figures_for_a_collector,
    };
    Suite *suite = suite_create("static");
    TCase *cases = tcase_create("static");
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
