/* gcj02_test.c - there and back, and a city's outline in both systems if it lies in
 * $XIUCHENG_SHARED/data/shanghai_districts. */
#include "geo/gcj02.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "geo/geo_distance.h"
#include "geo/geo_shape.h"

static double between(double least, double most)
{
    return least + (most - least) * (double)random() / (double)RAND_MAX;
}

START_TEST(there_and_back)
{
    srandom(1);
    for (int i = 0; i < 20000; i++) {
        geo_point p = { between(4, 53), between(74, 135) };
        geo_point there = gcj02_of_wgs84(p), back = gcj02_to_wgs84(there);
        ck_assert_double_le(geo_distance_m(p, back), 0.001);
        double shift_m = geo_distance_m(p, there);
        ck_assert(shift_m > 10 && shift_m < 1500);
    }
}
END_TEST

START_TEST(known_places)
{
    /* People's Square, Shanghai; Tiananmen, Beijing: values all published converters agree on */
    geo_point shanghai = gcj02_of_wgs84((geo_point){ 31.2304, 121.4737 });
    ck_assert_double_eq_tol(shanghai.lat, 31.2284577, 1e-6);
    ck_assert_double_eq_tol(shanghai.lon, 121.4782231, 1e-6);
    geo_point abroad = gcj02_of_wgs84((geo_point){ 40.7128, -74.0060 });
    ck_assert(abroad.lat == 40.7128 && abroad.lon == -74.0060);
}
END_TEST

/* ---- a city's districts in both systems ---- */

static const json_value *features_of(const char *name, xc_arena *arena)
{
    char path[4096];
    const char *shared = getenv("XIUCHENG_SHARED");
    (void)snprintf(path, sizeof path, "%s/data/shanghai_districts/%s",
                   shared ? shared : "../shared", name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    size_t room = 1 << 20;
    char *text = xc_arena_alloc(arena, room);
    xc_str all = { text, fread(text, 1, room, file) };
    (void)fclose(file);
    const json_value *v = NULL;
    ck_assert_int_eq(json_parse(all, arena, &v, NULL), XC_OK);
    return json_find(v, "features")->first;
}

static const geo_shape *shape_named(const json_value *features, xc_str name, xc_arena *arena)
{
    for (const json_value *f = features; f; f = f->next) {
        const geo_shape *shape = NULL;
        if (!xc_str_eq(json_find_str(json_find(f, "properties"), "name"), name))
            continue;
        ck_assert_int_eq(geo_shape_parse(f, arena, &shape, NULL), XC_OK);
        return shape;
    }
    return NULL;
}

/* How much of both areas is common to them, by random points; `shift` moves a point of a into b. */
static double common_part(const geo_shape *a, const geo_shape *b, geo_point (*shift)(geo_point))
{
    int both = 0, either = 0;
    geo_rect box = geo_shape_box(a);
    for (int i = 0; i < 40000; i++) {
        geo_point p = { between(box.min.lat - 0.01, box.max.lat + 0.01),
                        between(box.min.lon - 0.01, box.max.lon + 0.01) };
        bool in_a = geo_shape_has(a, p), in_b = geo_shape_has(b, shift(p));
        both += in_a && in_b;
        either += in_a || in_b;
    }
    return (double)both / either;
}

static geo_point as_it_is(geo_point p)
{
    return p;
}

START_TEST(districts_fit_only_when_converted)
{
    xc_arena *arena;
    ck_assert_int_eq(xc_arena_new(64 << 20, &arena), XC_OK);
    const json_value *wgs84 = features_of("districts_wgs84.geojson", arena);
    const json_value *gcj02 = features_of("districts_gcj02_datav.geojson", arena);
    srandom(2);
    for (const json_value *f = wgs84; f && gcj02; f = f->next) {
        const geo_shape *a = NULL;
        xc_str name = json_find_str(json_find(f, "properties"), "name");
        ck_assert_int_eq(geo_shape_parse(f, arena, &a, NULL), XC_OK);
        const geo_shape *b = shape_named(gcj02, name, arena);
        /* the city's centre: small, no water at its rim */
        if (!b || !xc_str_is(name, "黄浦区"))
            continue;
        ck_assert_double_lt(common_part(a, b, as_it_is), 0.82);
        ck_assert_double_gt(common_part(a, b, gcj02_of_wgs84), 0.95);
        ck_assert_double_gt(common_part(b, a, gcj02_to_wgs84), 0.95);
    }
    arena = xc_arena_free(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gcj02");
    TCase *cases = tcase_create("gcj02");
    suite_add_tcase(suite, cases);
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, there_and_back);
    tcase_add_test(cases, known_places);
    tcase_add_test(cases, districts_fit_only_when_converted);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
