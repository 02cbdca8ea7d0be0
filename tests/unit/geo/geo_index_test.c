/* geo_index_test.c - the grid against a plain loop over an array. */
#include "geo/geo_index.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "alloc_fail.h"
#include "geo/geo_distance.h"

enum { IDS = 400, HITS = 50 };

/* the plain loop's side */
typedef struct {
    bool present[IDS];
    geo_point at[IDS];
} plain;

static double between(double least, double most)
{
    return least + (most - least) * (double)random() / (double)RAND_MAX;
}

/* ids that a bad hash would put into one place */
static uint64_t id_of(size_t i)
{
    return (uint64_t)i << 20;
}

static int by_distance(const void *left, const void *right)
{
    const geo_hit *a = left, *b = right;
    if (fabs(a->distance_m - b->distance_m) > 1e-6)
        return a->distance_m < b->distance_m ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

static size_t plain_near(const plain *p, geo_point from, double radius_m, geo_hit *ret)
{
    size_t count = 0;
    for (size_t i = 0; i < IDS; i++) {
        double distance = p->present[i] ? geo_distance_m(from, p->at[i]) : INFINITY;
        if (p->present[i] && distance <= radius_m)
            ret[count++] = (geo_hit){ id_of(i), p->at[i], distance };
    }
    qsort(ret, count, sizeof *ret, by_distance);
    return count;
}

static void check_near(const geo_index *ix, const plain *p, geo_point from, double radius_m,
                       size_t limit)
{
    geo_hit all[IDS], hits[HITS];
    size_t wanted = plain_near(p, from, radius_m, all);
    size_t count = geo_index_near(ix, from, radius_m, limit, hits);
    ck_assert_uint_eq(count, wanted < limit ? wanted : limit);
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_eq(hits[i].id, all[i].id);
        ck_assert_double_eq_tol(hits[i].distance_m, all[i].distance_m,
                                1e-3 + all[i].distance_m * 1e-7);
        ck_assert(hits[i].at.lat == all[i].at.lat && hits[i].at.lon == all[i].at.lon);
    }
}

static void check_rect(const geo_index *ix, const plain *p, geo_rect rect, size_t limit)
{
    geo_hit hits[HITS];
    size_t count = geo_index_in_rect(ix, rect, limit, hits), seen = 0;
    for (size_t i = 0; i < IDS && seen < limit; i++)
        if (p->present[i] && geo_rect_has(rect, p->at[i])) {
            ck_assert_uint_lt(seen, count);
            ck_assert_uint_eq(hits[seen++].id, id_of(i));
        }
    ck_assert_uint_eq(seen, count);
}

/* Some thousand random changes and questions in a region. */
static void compare(geo_rect region, double cell_m, double max_radius_m)
{
    geo_index *ix;
    plain p = { 0 };
    size_t present = 0;
    ck_assert_int_eq(geo_index_new(IDS, cell_m, &ix), XC_OK);
    for (int step = 0; step < 6000; step++) {
        size_t i = (size_t)random() % IDS;
        geo_point at = { between(region.min.lat, region.max.lat),
                         between(region.min.lon, region.max.lon) };
        if (random() % 3) {
            ck_assert_int_eq(geo_index_put(ix, id_of(i), at), XC_OK);
            present += !p.present[i];
            p.present[i] = true;
            p.at[i] = at;
        } else {
            ck_assert_int_eq(geo_index_remove(ix, id_of(i)), p.present[i]);
            present -= p.present[i];
            p.present[i] = false;
        }
        ck_assert_uint_eq(geo_index_count(ix), present);
        geo_point found;
        ck_assert_int_eq(geo_index_find(ix, id_of(i), &found), p.present[i]);
        geo_point from = { between(region.min.lat, region.max.lat),
                           between(region.min.lon, region.max.lon) };
        double radius_m = step % 50 ? between(0, max_radius_m) : INFINITY;
        check_near(ix, &p, from, radius_m, 1 + (size_t)random() % HITS);
        geo_rect rect = geo_rect_add(geo_rect_add(GEO_RECT_EMPTY, from), at);
        check_rect(ix, &p, rect, 1 + (size_t)random() % HITS);
    }
    ix = geo_index_free(ix);
}

START_TEST(a_city)
{
    srandom(1);
    compare((geo_rect){ { 30.9, 121.2 }, { 31.5, 121.9 } }, 3000, 20000);
    compare((geo_rect){ { 31.20, 121.40 }, { 31.21, 121.41 } }, 100, 1000);
}
END_TEST

START_TEST(the_whole_globe)
{
    srandom(2);
    compare((geo_rect){ { -90, -180 }, { 90, 180 } }, 500000, 2.1e7);
}
END_TEST

START_TEST(a_pole_and_the_date_line)
{
    srandom(3);
    compare((geo_rect){ { 89.5, -180 }, { 90, 180 } }, 5000, 60000);
    compare((geo_rect){ { -16, 179 }, { -15, 180 } }, 5000, 60000);
    geo_index *ix;
    geo_hit hits[2];
    ck_assert_int_eq(geo_index_new(10, 500, &ix), XC_OK);
    ck_assert_int_eq(geo_index_put(ix, 1, (geo_point){ -16, 179.999 }), XC_OK);
    ck_assert_int_eq(geo_index_put(ix, 2, (geo_point){ -16, -179.999 }), XC_OK);
    ck_assert_uint_eq(geo_index_near(ix, (geo_point){ -16, 180 }, 200, 2, hits), 2);
    ix = geo_index_free(ix);
}
END_TEST

START_TEST(equal_distances_come_by_id)
{
    geo_index *ix;
    geo_hit hits[10];
    ck_assert_int_eq(geo_index_new(100, 500, &ix), XC_OK);
    for (uint64_t id = 100; id > 0; id--)
        ck_assert_int_eq(geo_index_put(ix, id, (geo_point){ 31, 121 }), XC_OK);
    ck_assert_uint_eq(geo_index_near(ix, (geo_point){ 31, 121 }, 0, 10, hits), 10);
    for (uint64_t i = 0; i < 10; i++)
        ck_assert_uint_eq(hits[i].id, i + 1);
    ix = geo_index_free(ix);
}
END_TEST

START_TEST(what_is_refused)
{
    geo_index *ix;
    geo_hit hit;
    ck_assert_int_eq(geo_index_new(1, 0, &ix), XC_EINVAL);
    ck_assert_int_eq(geo_index_new(1, NAN, &ix), XC_EINVAL);
    ck_assert_int_eq(geo_index_new(1, 100, &ix), XC_OK);
    ck_assert_int_eq(geo_index_put(ix, 1, (geo_point){ 91, 0 }), XC_EINVAL);
    ck_assert_int_eq(geo_index_put(ix, 1, (geo_point){ 0, NAN }), XC_EINVAL);
    ck_assert_uint_eq(geo_index_near(ix, (geo_point){ 0, 0 }, 10, 1, &hit), 0);
    ck_assert_int_eq(geo_index_put(ix, 1, (geo_point){ 0, 0 }), XC_OK);
    ck_assert_int_eq(geo_index_put(ix, 2, (geo_point){ 0, 0 }), XC_ELIMIT);
    ck_assert_int_eq(geo_index_put(ix, 1, (geo_point){ 1, 1 }), XC_OK);
    ck_assert_uint_eq(geo_index_near(ix, (geo_point){ 0, 0 }, NAN, 1, &hit), 0);
    ck_assert_uint_eq(geo_index_near(ix, (geo_point){ 0, 0 }, 1e6, 0, &hit), 0);
    ix = geo_index_free(ix);
    ck_assert_ptr_null(geo_index_free(NULL));
}
END_TEST

START_TEST(each_allocation_may_fail)
{
    for (unsigned n = 1; alloc_fail_next(n); n++) {
        geo_index *ix = NULL;
        alloc_fail_at(n);
        xc_err err = geo_index_new(1000, 500, &ix);
        uint64_t id = 0;
        while (!err && id < 600) {
            err = geo_index_put(ix, id, (geo_point){ 31, 121 });
            id += !err;
        }
        bool failed = alloc_fail_happened();
        ck_assert_int_eq(err, failed ? XC_ENOMEM : XC_OK);
        if (ix) { /* as it was, and useful */
            ck_assert_uint_eq(geo_index_count(ix), id);
            ck_assert_int_eq(geo_index_put(ix, id, (geo_point){ 31, 121 }), XC_OK);
        }
        ix = geo_index_free(ix);
        if (!failed)
            return;
    }
    ck_abort_msg("the loop has no end");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("geo_index");
    TCase *cases = tcase_create("geo_index");
    suite_add_tcase(suite, cases);
    tcase_set_timeout(cases, 100);
    tcase_add_test(cases, a_city);
    tcase_add_test(cases, the_whole_globe);
    tcase_add_test(cases, a_pole_and_the_date_line);
    tcase_add_test(cases, equal_distances_come_by_id);
    tcase_add_test(cases, what_is_refused);
    tcase_add_test(cases, each_allocation_may_fail);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
