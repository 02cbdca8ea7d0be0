/* near_test.c - units: the nearest are those that a plain loop finds; a command that fails leaves
 * nothing; the rows make the register again. */
#include "ops/near.h"

#include <check.h>
#include <math.h>

#include "codec/time_text.h"
#include "geo/geo_distance.h"
#include "loop_home.h"

enum { UNITS = 3000, QUESTIONS = 400, MOVES = 500 };

static loop_home h;
static near *n;
static uint64_t chance;

static unsigned roll(unsigned sides)
{
    chance = chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(chance >> 33) % sides;
}

static geo_point somewhere(void)
{
    return (geo_point){ 31.1 + roll(20000) / 1e5, 121.3 + roll(30000) / 1e5 };
}

static void open_rooms(void)
{
    ck_assert_int_eq(near_new(UNITS, &n), XC_OK);
    ck_assert_int_eq(near_load(n, store_writer(h.s)), XC_OK);
    ck_assert_int_eq(loop_start(h.l), XC_OK);
}

static void setup(void)
{
    int64_t now;
    ck_assert(time_parse(XC_STR("2026-07-29T06:00:00Z"), &now));
    chance = 7;
    loop_home_new(&h, now);
    open_rooms();
}

static void teardown(void)
{
    loop_home_end(&h);
    n = near_free(n);
}

static void restart(void)
{
    loop_home_close(&h);
    n = near_free(n);
    loop_home_open(&h);
    open_rooms();
}

/* ---- what a command does ---- */

static const xc_str skills[] = { XC_STR("drain"), XC_STR("pump") };
static const char *const divisions[] = { "310101001000", "310101002000", "310104013000" };

typedef struct {
    size_t count;
    bool fails; /* after it was done */
} adding;

static xc_err add(loop_tx *tx, void *ctx, xc_problem *why)
{
    adding *a = ctx;
    for (size_t i = 0; i < a->count; i++) {
        xc_str key = xc_arena_printf(loop_arena(tx), "U-%zu", near_count(n) + 1);
        pack_unit unit = { .key = key,
                           .kind = roll(4) ? XC_STR("crew") : XC_STR("patrol"),
                           .division = xc_str_of(divisions[roll(3)]),
                           .login = key,
                           .name = { XC_STR("队"), XC_STR("unit") },
                           .at = somewhere(),
                           .capabilities = skills,
                           .capability_count = roll(3) };
        xc_err err = near_add(n, tx, &unit, 1);
        if (err)
            return err;
    }
    return a->fails ? xc_fail(why, XC_EREFUSED, "", "no", "不") : XC_OK;
}

static void add_units(size_t count)
{
    adding a = { .count = count };
    ck_assert_int_eq(loop_home_do(&h, "", add, &a, NULL), XC_OK);
    ck_assert_uint_eq(near_count(n), count);
}

typedef struct {
    int64_t id;
    geo_point at;
    int64_t time_us;
    unit_state state;
    bool fails;
} moving;

static xc_err move(loop_tx *tx, void *ctx, xc_problem *why)
{
    const moving *m = ctx;
    xc_err err = near_move(n, tx, m->id, m->at, m->time_us, m->state, why);
    return !err && m->fails ? xc_fail(why, XC_EREFUSED, "", "no", "不") : err;
}

static xc_err move_as(const char *who, moving m)
{
    return loop_home_do(&h, who, move, &m, NULL);
}

static xc_err assign(loop_tx *tx, void *ctx, xc_problem *why)
{
    const moving *m = ctx;
    xc_err err = near_assign(n, tx, m->id, 77, UNIT_GOING);
    return !err && m->fails ? xc_fail(why, XC_EREFUSED, "", "no", "不") : err;
}

static near_unit unit(int64_t id)
{
    near_unit u = { 0 };
    ck_assert(near_find(n, id, &u));
    return u;
}

/* ---- the plain loop that the register must agree with ---- */

static bool has_skill(const char *list, xc_str skill)
{
    return skill.len == 0 || strstr(list, skill.ptr) != NULL;
}

typedef struct {
    near_unit units[UNITS];
    size_t count;
} listing;

static bool list_one(const near_unit *u, void *ctx)
{
    listing *l = ctx;
    l->units[l->count++] = *u;
    return true;
}

static int by_distance(const void *a, const void *b)
{
    const near_unit *x = a, *y = b;
    if (x->distance_m != y->distance_m)
        return x->distance_m < y->distance_m ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static size_t plain_search(const near_query *q, near_unit *ret)
{
    static listing l;
    size_t found = 0;
    l.count = 0;
    near_each(n, q->division, list_one, &l);
    for (size_t i = 0; i < l.count; i++) {
        near_unit *u = &l.units[i];
        u->distance_m = geo_distance_m(q->at, u->at);
        if (u->distance_m <= q->radius_m && (!q->only_free || u->state == UNIT_FREE) &&
            (q->kind.len == 0 || xc_str_is(q->kind, u->kind)) &&
            has_skill(u->capabilities, q->capability))
            l.units[found++] = *u;
    }
    qsort(l.units, found, sizeof *l.units, by_distance);
    size_t shown = found < q->limit ? found : q->limit;
    memcpy(ret, l.units, shown * sizeof *ret);
    return shown;
}

static near_query any_question(void)
{
    return (near_query){ .at = somewhere(),
                         .radius_m = roll(2) ? 3000 : 500 + roll(8000),
                         .kind = roll(2) ? XC_STR("crew") : XC_STR(""),
                         .capability = roll(2) ? XC_STR("drain") : XC_STR(""),
                         .division = roll(3) ? XC_STR("") : XC_STR("310101"),
                         .only_free = roll(2),
                         .limit = 1 + roll(NEAR_MAX_LIMIT) };
}

static void check_questions(void)
{
    static near_unit mine[NEAR_MAX_LIMIT], plain[NEAR_MAX_LIMIT];
    for (int i = 0; i < QUESTIONS; i++) {
        near_query q = any_question();
        size_t count = near_search(n, &q, mine);
        ck_assert_uint_eq(count, plain_search(&q, plain));
        for (size_t k = 0; k < count; k++) {
            ck_assert_int_eq(mine[k].id, plain[k].id);
            ck_assert_double_eq_tol(mine[k].distance_m, plain[k].distance_m, 0.01);
        }
    }
}

static void move_about(void)
{
    for (int i = 0; i < MOVES; i++) {
        moving m = { .id = 1 + roll(UNITS),
                     .at = somewhere(),
                     .time_us = TIME_NONE,
                     .state = (unit_state)roll(UNIT_STATES) };
        h.now_us += XC_SECOND_US;
        ck_assert_int_eq(move_as("", m), XC_OK);
    }
}

START_TEST(the_nearest_are_those_of_a_plain_loop)
{
    add_units(UNITS);
    check_questions();
    move_about();
    check_questions();
}
END_TEST

START_TEST(a_unit_is_found_by_id_key_and_login)
{
    near_unit u;
    add_units(300);
    ck_assert(near_find_key(n, XC_STR("U-299"), &u) && u.id == 299);
    ck_assert(near_find_login(n, XC_STR("U-7"), &u) && u.id == 7);
    ck_assert(!near_find_key(n, XC_STR("U-301"), &u));
    ck_assert(!near_find_login(n, XC_STR(""), &u));
    ck_assert(!near_find(n, 0, &u) && !near_find(n, 301, &u) && !near_find(n, INT64_MIN, &u));
}
END_TEST

/* everything of a unit that a restart must keep; its place only if its row was written last */
static void put_units(xc_buf *out)
{
    static listing l;
    l.count = 0;
    near_each(n, XC_STR(""), list_one, &l);
    for (size_t i = 0; i < l.count; i++) {
        const near_unit *u = &l.units[i];
        xc_buf_printf(out, "%lld %s %s %s %s %s %s %d %lld\n", (long long)u->id, u->key, u->kind,
                      u->name_zh, u->capabilities, u->login, u->division, (int)u->state,
                      (long long)u->case_id);
    }
    ck_assert_int_eq(xc_buf_err(out), XC_OK);
}

START_TEST(a_restart_makes_the_same_register)
{
    xc_buf before, after;
    moving m = { .id = 9 };
    xc_buf_init(&before, 1 << 22);
    xc_buf_init(&after, 1 << 22);
    add_units(UNITS);
    move_about();
    ck_assert_int_eq(loop_home_do(&h, "", assign, &m, NULL), XC_OK);
    put_units(&before);
    restart();
    put_units(&after);
    ck_assert(xc_str_eq(xc_buf_view(&before), xc_buf_view(&after)));
    ck_assert_int_eq(unit(9).case_id, 77);
    check_questions();
    m = (moving){ .id = UNITS, .at = { 31, 121 }, .time_us = TIME_NONE };
    ck_assert_int_eq(move_as("", m), XC_OK);
    xc_buf_done(&before);
    xc_buf_done(&after);
}
END_TEST

START_TEST(a_command_that_fails_leaves_nothing)
{
    add_units(10);
    near_unit before = unit(3), after;
    const geo_point far_away = { -33, 18 };
    const near_query there = { .at = far_away, .radius_m = 1000, .limit = 5 };
    moving m = { .id = 3, .at = far_away, .time_us = TIME_NONE, .state = UNIT_ON_SITE };
    m.fails = true;
    h.now_us += XC_MINUTE_US;
    ck_assert_int_eq(move_as("", m), XC_EREFUSED);
    ck_assert_int_eq(loop_home_do(&h, "", assign, &m, NULL), XC_EREFUSED);
    after = unit(3);
    ck_assert(after.at.lat == before.at.lat && after.at.lon == before.at.lon);
    ck_assert(after.state == before.state && after.case_id == 0);
    ck_assert_int_eq(after.seen_us, before.seen_us);
    ck_assert_uint_eq(near_search(n, &there, &after), 0);

    adding a = { .count = 90, .fails = true };
    ck_assert_int_eq(loop_home_do(&h, "", add, &a, NULL), XC_EREFUSED);
    ck_assert_uint_eq(near_count(n), 10);
    ck_assert(!near_find_key(n, XC_STR("U-11"), &after));
    a = (adding){ .count = 5 };
    ck_assert_int_eq(loop_home_do(&h, "", add, &a, NULL), XC_OK);
    ck_assert(near_find_key(n, XC_STR("U-15"), &after) && after.id == 15);
    restart();
    ck_assert_uint_eq(near_count(n), 15);
    ck_assert_int_eq(unit(3).state, before.state);
}
END_TEST

START_TEST(what_cannot_be_is_refused)
{
    add_units(3);
    const int64_t now = h.now_us;
    const struct {
        moving m;
        const char *who;
        xc_err err;
    } rows[] = {
        { { .id = 0 }, "", XC_ENOTFOUND },
        { { .id = 4 }, "", XC_ENOTFOUND },
        { { .id = INT64_MIN }, "", XC_ENOTFOUND },
        { { .id = 1, .at = { 91, 0 } }, "", XC_EINVAL },
        { { .id = 1, .at = { 0, -181 } }, "", XC_EINVAL },
        { { .id = 1, .at = { NAN, 0 } }, "", XC_EINVAL },
        { { .id = 1, .at = { 0, 1e308 } }, "", XC_EINVAL },
        { { .id = 1, .time_us = now + 11 * XC_MINUTE_US }, "", XC_EREFUSED },
        { { .id = 1, .time_us = INT64_MAX }, "", XC_EREFUSED },
        { { .id = 1, .time_us = now }, "330100", XC_EFORBIDDEN },
        { { .id = 1, .at = { 31, 121 }, .time_us = now - 1 }, "", XC_OK }, /* older: passed over */
    };
    near_unit before = unit(1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        moving m = rows[i].m;
        m.state = UNIT_ON_SITE;
        ck_assert_msg(move_as(rows[i].who, m) == rows[i].err, "row %zu", i);
        near_unit after = unit(1);
        ck_assert(after.at.lat == before.at.lat && after.state == before.state);
    }
}
END_TEST

START_TEST(the_register_has_a_ceiling)
{
    adding a = { .count = UNITS + 1 };
    ck_assert_int_eq(loop_home_do(&h, "", add, &a, NULL), XC_ELIMIT);
    ck_assert_uint_eq(near_count(n), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("near");
    TCase *c = tcase_create("near");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, the_nearest_are_those_of_a_plain_loop);
    tcase_add_test(c, a_unit_is_found_by_id_key_and_login);
    tcase_add_test(c, a_restart_makes_the_same_register);
    tcase_add_test(c, a_command_that_fails_leaves_nothing);
    tcase_add_test(c, what_cannot_be_is_refused);
    tcase_add_test(c, the_register_has_a_ceiling);
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
