/* geo_distance_test.c - known distances, and that rectangles hold their circles. */
#include "geo/geo_distance.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>

static double between(double least, double most)
{
    return least + (most - least) * (double)random() / (double)RAND_MAX;
}

/* so far from p, in a random direction */
static geo_point away(geo_point p, double distance_m)
{
    double pi = acos(-1), angle = distance_m / GEO_EARTH_RADIUS_M, turn = between(0, 2 * pi);
    double lat = p.lat * pi / 180;
    double there = asin(sin(lat) * cos(angle) + cos(lat) * sin(angle) * cos(turn));
    double east = atan2(sin(turn) * sin(angle) * cos(lat), cos(angle) - sin(lat) * sin(there));
    double lon = p.lon + east * 180 / pi;
    return (geo_point){ there * 180 / pi, lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon };
}

START_TEST(known_distances)
{
    double quarter = acos(-1) / 2 * GEO_EARTH_RADIUS_M;
    ck_assert_double_eq_tol(geo_distance_m((geo_point){ 0, 0 }, (geo_point){ 0, 90 }), quarter, 1);
    ck_assert_double_eq_tol(geo_distance_m((geo_point){ -90, 10 }, (geo_point){ 0, 90 }), quarter,
                            1);
    ck_assert_double_eq_tol(geo_distance_m((geo_point){ 0, 0 }, (geo_point){ 0, 180 }), 2 * quarter,
                            1);
    ck_assert_double_eq_tol(geo_distance_m((geo_point){ 10, 179.5 }, (geo_point){ 10, -179.5 }),
                            109505, 10);
    /* Shanghai, People's Square to Lujiazui */
    ck_assert_double_eq_tol(
        geo_distance_m((geo_point){ 31.2304, 121.4737 }, (geo_point){ 31.2397, 121.4998 }), 2688,
        5);
    ck_assert_double_eq_tol(geo_bearing_deg((geo_point){ 0, 0 }, (geo_point){ 1, 0 }), 0, 1e-9);
    ck_assert_double_eq_tol(geo_bearing_deg((geo_point){ 0, 0 }, (geo_point){ 0, 1 }), 90, 1e-9);
    ck_assert_double_eq_tol(geo_bearing_deg((geo_point){ 0, 0 }, (geo_point){ 0, -1 }), 270, 1e-9);
}
END_TEST

START_TEST(the_flat_distance_is_near_the_round_one)
{
    srandom(1);
    for (int i = 0; i < 100000; i++) {
        geo_point from = { between(-70, 70), between(-180, 180) };
        geo_point to = away(from, between(0, 20000));
        geo_local local = geo_local_at(from);
        double round = geo_distance_m(from, to);
        ck_assert_double_eq_tol(geo_local_distance_m(&local, to), round, 0.0005 * round + 1e-3);
    }
}
END_TEST

START_TEST(a_rectangle_holds_its_circle)
{
    srandom(2);
    for (int i = 0; i < 100000; i++) {
        geo_point p = { between(-90, 90), between(-180, 180) };
        double radius_m = pow(10, between(0, 7.3));
        geo_rect rect = geo_rect_around(p, radius_m);
        ck_assert(geo_rect_has(rect, p));
        ck_assert(geo_rect_has(rect, away(p, radius_m * between(0, 1))));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("geo_distance");
    TCase *cases = tcase_create("geo_distance");
    suite_add_tcase(suite, cases);
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, known_distances);
    tcase_add_test(cases, the_flat_distance_is_near_the_round_one);
    tcase_add_test(cases, a_rectangle_holds_its_circle);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
