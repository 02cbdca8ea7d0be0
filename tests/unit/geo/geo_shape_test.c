/* geo_shape_test.c - areas against a plain crossing count, and many areas against each in turn. */
#include "geo/geo_shape.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "alloc_fail.h"
#include "geo/geo_distance.h"

static xc_arena *arena;

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new(64 << 20, &arena), XC_OK);
    srandom(1);
}

static void tear_down(void)
{
    arena = xc_arena_free(arena);
}

static double between(double least, double most)
{
    return least + (most - least) * (double)random() / (double)RAND_MAX;
}

static xc_err parse(const char *text, const geo_shape **ret, xc_problem *why)
{
    const json_value *v;
    ck_assert_int_eq(json_parse(xc_str_of(text), arena, &v, NULL), XC_OK);
    return geo_shape_parse(v, arena, ret, why);
}

static const geo_shape *shape(const char *text)
{
    const geo_shape *made = NULL;
    xc_problem why = { 0 };
    ck_assert_msg(parse(text, &made, &why) == XC_OK, "%s", why.en);
    return made;
}

static const char frame[] =
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":["
    "[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[4,6],[6,6],[6,4],[4,4]]]}}";

START_TEST(holes_are_outside)
{
    const geo_shape *s = shape(frame);
    ck_assert(geo_shape_has(s, (geo_point){ 1, 1 }));
    ck_assert(geo_shape_has(s, (geo_point){ 5, 3 }));
    ck_assert(!geo_shape_has(s, (geo_point){ 5, 5 }));
    ck_assert(!geo_shape_has(s, (geo_point){ 11, 5 }));
    ck_assert(!geo_shape_has(s, (geo_point){ 5, -0.1 }));
    ck_assert(geo_shape_has(s, geo_shape_label(s)));
    ck_assert(geo_shape_overlaps(s, (geo_rect){ { 3, 3 }, { 4.5, 4.5 } }));
    ck_assert(!geo_shape_overlaps(s, (geo_rect){ { 4.5, 4.5 }, { 5.5, 5.5 } }));
    ck_assert(geo_shape_overlaps(s, (geo_rect){ { 1, 1 }, { 2, 2 } }));
    ck_assert(geo_shape_overlaps(s, (geo_rect){ { -1, -1 }, { 20, 20 } }));
    ck_assert(!geo_shape_overlaps(s, (geo_rect){ { 11, 0 }, { 12, 10 } }));
    double degree = geo_distance_m((geo_point){ 0, 0 }, (geo_point){ 1, 0 });
    ck_assert_double_eq_tol(geo_shape_area_m2(s) / (degree * degree), 96, 1);
}
END_TEST

START_TEST(parts_may_be_many)
{
    const geo_shape *s = shape(
        "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"MultiPolygon\","
        "\"coordinates\":[[[[0,0],[2,0],[2,2],[0,2],[0,0]]],[[[1,1],[3,1],[3,3],[1,3],[1,1]]]]},"
        "{\"type\":\"Polygon\",\"coordinates\":[[[9,9],[9.5,9],[9,9.5],[9,9]]]}]}");
    ck_assert(geo_shape_has(s, (geo_point){ 1.5, 1.5 })); /* in both of two that overlap */
    ck_assert(geo_shape_has(s, (geo_point){ 0.5, 0.5 }));
    ck_assert(geo_shape_has(s, (geo_point){ 9.1, 9.1 }));
    ck_assert(!geo_shape_has(s, (geo_point){ 5, 5 }));
    ck_assert_double_eq(geo_shape_box(s).max.lat, 9.5);
}
END_TEST

START_TEST(circles_and_unions)
{
    const geo_shape *circle, *line, *both[2], *all;
    geo_point center = { 31, 121 };
    geo_point box[] = { { 40, 100 }, { 41, 100 }, { 41, 101 } };
    ck_assert_int_eq(geo_shape_circle(center, 1000, arena, &circle), XC_OK);
    ck_assert(geo_shape_has(circle, center));
    ck_assert(geo_shape_has(circle, (geo_point){ 31.008, 121 }));
    ck_assert(!geo_shape_has(circle, (geo_point){ 31.0095, 121 }));
    ck_assert(geo_shape_overlaps(circle, (geo_rect){ { 31.008, 121 }, { 32, 122 } }));
    ck_assert(!geo_shape_overlaps(circle, (geo_rect){ { 31.01, 121 }, { 32, 122 } }));
    ck_assert_double_eq_tol(geo_shape_area_m2(circle), acos(-1) * 1e6, 10);
    ck_assert_int_eq(geo_shape_circle(center, -1, arena, &circle), XC_EINVAL);
    ck_assert_int_eq(geo_shape_circle(center, NAN, arena, &circle), XC_EINVAL);
    ck_assert_int_eq(geo_shape_polygon(box, 3, arena, &line), XC_OK);
    both[0] = circle;
    both[1] = line;
    ck_assert_int_eq(geo_shape_union(both, 2, arena, &all), XC_OK);
    ck_assert(geo_shape_has(all, center));
    ck_assert(geo_shape_has(all, (geo_point){ 40.9, 100.1 }));
    ck_assert(!geo_shape_has(all, (geo_point){ 40.1, 100.9 }));
    ck_assert_int_eq(geo_shape_polygon(box, 2, arena, &line), XC_EINVAL);
    ck_assert_int_eq(geo_shape_polygon(box, 0, arena, &line), XC_EINVAL);
}
END_TEST

START_TEST(mistakes_are_told_with_their_place)
{
    static const char *const rows[] = {
        "{\"type\":\"Point\",\"coordinates\":[0,0]}",
        "{\"type\":\"Polygon\"}",
        "{\"type\":\"Polygon\",\"coordinates\":[]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[0,0]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,91],[0,0]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[\"1\",1],[0,0]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1],[0,0]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[7]}",
        "{\"type\":\"MultiPolygon\",\"coordinates\":[]}",
        "{\"type\":\"Feature\",\"geometry\":null}",
        "[]",
        "null",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const geo_shape *s = NULL;
        xc_problem why = { 0 };
        ck_assert_msg(parse(rows[i], &s, &why) == XC_EINVAL, "%s", rows[i]);
        ck_assert_ptr_null(s);
        ck_assert_str_ne(why.zh, "");
    }
}
END_TEST

/* ---- against plain loops ---- */

enum { STAR_POINTS = 3000 };

static size_t star(geo_point *to, geo_point center, double size)
{
    size_t count = 3 + (size_t)random() % (STAR_POINTS - 3);
    for (size_t i = 0; i < count; i++) {
        double turn = 2 * acos(-1) * (double)i / (double)count, reach = between(0.05, 1) * size;
        to[i] = (geo_point){ center.lat + reach * sin(turn), center.lon + reach * cos(turn) };
    }
    return count;
}

static bool plain_has(const geo_point *points, size_t count, geo_point at)
{
    bool inside = false;
    for (size_t i = 0, k = count - 1; i < count; k = i++)
        if ((points[i].lat > at.lat) != (points[k].lat > at.lat) &&
            at.lon < points[i].lon + (at.lat - points[i].lat) / (points[k].lat - points[i].lat) *
                                         (points[k].lon - points[i].lon))
            inside = !inside;
    return inside;
}

START_TEST(bands_answer_like_a_plain_loop)
{
    static geo_point points[STAR_POINTS];
    for (int round = 0; round < 60; round++) {
        const geo_shape *s;
        size_t count = star(points, (geo_point){ 31, 121 }, 0.5);
        ck_assert_int_eq(geo_shape_polygon(points, count, arena, &s), XC_OK);
        for (int i = 0; i < 2000; i++) {
            geo_point at = { between(30.4, 31.6), between(120.4, 121.6) };
            ck_assert_int_eq(geo_shape_has(s, at), plain_has(points, count, at));
        }
        ck_assert(geo_shape_has(s, geo_shape_label(s)));
        xc_arena_reset(arena);
    }
}
END_TEST

START_TEST(a_set_answers_like_each_of_its_shapes)
{
    static geo_point points[STAR_POINTS];
    enum { SHAPES = 120 };
    const geo_shape *shapes[SHAPES];
    const geo_shapes *set;
    for (size_t i = 0; i < SHAPES; i++) {
        geo_point center = { between(30, 32), between(120, 122) };
        if (i % 10 == 0)
            ck_assert_int_eq(geo_shape_circle(center, between(0, 20000), arena, shapes + i), XC_OK);
        else
            ck_assert_int_eq(
                geo_shape_polygon(points, star(points, center, 0.2), arena, shapes + i), XC_OK);
    }
    ck_assert_int_eq(geo_shapes_new(shapes, SHAPES, arena, &set), XC_OK);
    for (int i = 0; i < 50000; i++) {
        geo_point at = { between(29.5, 32.5), between(119.5, 122.5) };
        uint32_t found[SHAPES];
        size_t count = geo_shapes_find(set, at, SHAPES, found), seen = 0;
        for (uint32_t k = 0; k < SHAPES; k++)
            if (geo_shape_has(shapes[k], at)) {
                ck_assert_uint_lt(seen, count);
                ck_assert_uint_eq(found[seen++], k);
            }
        ck_assert_uint_eq(seen, count);
    }
    ck_assert_int_eq(geo_shapes_new(shapes, 0, arena, &set), XC_OK);
    ck_assert_uint_eq(geo_shapes_find(set, (geo_point){ 31, 121 }, 0, NULL), 0);
}
END_TEST

/* Squares of a checkerboard: each point lies in just one, on its edges too. */
START_TEST(neighbours_share_no_point_and_miss_none)
{
    const geo_shape *squares[16];
    for (int i = 0; i < 16; i++) {
        double lat = i / 4, lon = i % 4;
        geo_point points[] = {
            { lat, lon }, { lat, lon + 1 }, { lat + 1, lon + 1 }, { lat + 1, lon }
        };
        ck_assert_int_eq(geo_shape_polygon(points, 4, arena, squares + i), XC_OK);
    }
    for (int i = 1; i < 40; i++)
        for (int k = 1; k < 40; k++) {
            int count = 0;
            for (int s = 0; s < 16; s++)
                count += geo_shape_has(squares[s], (geo_point){ i / 10.0, k / 10.0 });
            ck_assert_int_eq(count, 1);
        }
}
END_TEST

START_TEST(overlaps_agree_with_points)
{
    static geo_point points[STAR_POINTS];
    for (int round = 0; round < 200; round++) {
        const geo_shape *s;
        ck_assert_int_eq(
            geo_shape_polygon(points, star(points, (geo_point){ 31, 121 }, 0.5), arena, &s), XC_OK);
        geo_point a = { between(30, 32), between(120, 122) };
        geo_rect rect = { a, { a.lat + between(0, 0.3), a.lon + between(0, 0.3) } };
        bool overlaps = geo_shape_overlaps(s, rect);
        for (int i = 0; i < 200 && !overlaps; i++)
            ck_assert(!geo_shape_has(s, (geo_point){ between(rect.min.lat, rect.max.lat),
                                                     between(rect.min.lon, rect.max.lon) }));
        xc_arena_reset(arena);
    }
}
END_TEST

START_TEST(each_allocation_may_fail)
{
    const json_value *v;
    ck_assert_int_eq(json_parse(xc_str_of(frame), arena, &v, NULL), XC_OK);
    for (unsigned n = 1; alloc_fail_next(n); n++) {
        xc_arena *a;
        const geo_shape *s = NULL;
        const geo_shapes *set = NULL;
        ck_assert_int_eq(xc_arena_new(1 << 20, &a), XC_OK);
        alloc_fail_at(n);
        xc_err err = geo_shape_parse(v, a, &s, NULL);
        if (!err)
            err = geo_shapes_new(&s, 1, a, &set);
        bool failed = alloc_fail_happened();
        ck_assert_int_eq(err, failed ? XC_ENOMEM : XC_OK);
        ck_assert_int_eq(set == NULL, failed);
        a = xc_arena_free(a);
        if (!failed)
            return;
    }
    ck_abort_msg("the loop has no end");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("geo_shape");
    TCase *cases = tcase_create("geo_shape");
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_set_timeout(cases, 100);
    tcase_add_test(cases, holes_are_outside);
    tcase_add_test(cases, parts_may_be_many);
    tcase_add_test(cases, circles_and_unions);
    tcase_add_test(cases, mistakes_are_told_with_their_place);
    tcase_add_test(cases, bands_answer_like_a_plain_loop);
    tcase_add_test(cases, a_set_answers_like_each_of_its_shapes);
    tcase_add_test(cases, neighbours_share_no_point_and_miss_none);
    tcase_add_test(cases, overlaps_agree_with_points);
    tcase_add_test(cases, each_allocation_may_fail);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
