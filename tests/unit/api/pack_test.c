/* pack_test.c - the pack over HTTP: what screens read before anything else. */
#include "city/pack.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "api/api.h"
#include "api/api_routes.h"
#include "wire.h"

static api city;
static http_route routes[8];
static wire w;
static pack_report report;

static void open_city(bool demo)
{
    char path[512];
    const char *root = getenv("XIUCHENG_SOURCE");
    size_t count;
    xc_problem why = { 0 };
    (void)snprintf(path, sizeof path, "%s/tests/unit/city/packs/small",
                   root ? root : "."); /* fits */
    city = (api){ .clock = xc_clock_system(), .demo = demo };
    ck_assert_int_eq(pack_load(path, &city.pack, &report), XC_OK);
    const http_route *table = pack_routes(&count);
    memcpy(routes, table, sizeof *routes * count);
    http_options options = { .listen = "127.0.0.1:0", .ctx = &city };
    ck_assert_int_eq(http_server_new(&options, routes, count, &city.http, &why), XC_OK);
    wire_open(&w, http_server_port(city.http));
}

static void close_city(void)
{
    wire_close(&w);
    http_server_stop(city.http, 100);
    pack_unref(city.pack);
}

static void get(const char *path, const char *headers)
{
    char text[1024];
    (void)snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: x\r\n%s\r\n", path,
                   headers); /* fits */
    wire_say(&w, text);
}

START_TEST(each_address_answers)
{
    static const char *const rows[][3] = {
        { "/api/v1/pack", "200 OK", "\"bounds\":[10,50,10.2,50.2]" },
        { "/api/v1/pack", "200 OK",
          "\"division\":{\"code\":\"990000000000\",\"name\":{\"zh\":\"小城\"" },
        { "/api/v1/pack", "200 OK", "\"url\":\"/api/v1/pack/layers/districts.geojson\"" },
        { "/api/v1/pack/layers/districts.geojson", "application/geo+json",
          "{\"attribution\":\"made "
          "up\",\"licence\":\"Apache-2.0\",\"type\":\"FeatureCollection\"" },
        { "/api/v1/pack/layers/none.geojson", "404", "not_found" },
        { "/api/v1/pack/layers/..%2fpack.json", "404", "not_found" },
        { "/api/v1/divisions", "200 OK", "{\"divisions\":[{\"code\":\"990101000000\",\"level\":2" },
        { "/api/v1/divisions?parent=990101", "200 OK",
          "\"en\":\"First Street\"},\"lat\":null,\"lon\":null" },
        { "/api/v1/divisions?parent=990101001001", "200 OK", "{\"divisions\":[]}" },
        { "/api/v1/divisions?parent=77", "404", "77" },
        { "/api/v1/divisions/990101001", "200 OK",
          "\"parents\":[{\"code\":\"990000000000\",\"level\":1,\"name\":{\"zh\":\"小城\"" },
        { "/api/v1/divisions/abc", "404", "abc" },
    };
    open_city(false);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        get(rows[i][0], "");
        ck_assert_msg(wire_hear(&w, rows[i][1]), "%s: %s", rows[i][0], rows[i][1]);
        ck_assert_msg(wire_hear(&w, rows[i][2]), "%s: %s", rows[i][0], rows[i][2]);
    }
    close_city();
}
END_TEST

START_TEST(accounts_are_told_only_in_a_demo)
{
    open_city(true);
    get("/api/v1/pack", "");
    ck_assert(wire_hear(&w, "\"demo\":{\"accounts\":[{\"login\":\"some\""));
    ck_assert(wire_hear(
        &w, "\"role_name\":{\"zh\":\"市民\",\"en\":\"Resident\"},\"screen\":\"portal\"}]}"));
    close_city();
    open_city(false);
    get("/api/v1/pack", "Connection: close\r\n");
    ck_assert(!wire_hear(&w, "secret-1"));
    close_city();
}
END_TEST

START_TEST(what_is_known_is_not_sent_again)
{
    char header[200];
    open_city(false);
    (void)snprintf(header, sizeof header, "If-None-Match: \"%.24s-districts\"\r\n",
                   pack_info_of(city.pack)->digest.ptr); /* fits */
    get("/api/v1/pack/layers/districts.geojson", header);
    ck_assert(wire_hear(&w, "304"));
    get("/api/v1/pack/layers/districts.geojson", "If-None-Match: \"other\"\r\n");
    ck_assert(wire_hear(&w, "200 OK"));
    close_city();
}
END_TEST

int main(void)
{
    Suite *s = suite_create("pack over HTTP");
    TCase *t = tcase_create("pack");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, each_address_answers);
    tcase_add_test(t, accounts_are_told_only_in_a_demo);
    tcase_add_test(t, what_is_known_is_not_sent_again);
    suite_add_tcase(s, t);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed != 0;
}
