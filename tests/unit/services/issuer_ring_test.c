/* issuer_ring_test.c - signing keys that follow one another: who signs, who verifies, what is on
 * disk, and that nothing damaged is taken. */
#include "services/issuer_ring.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "codec/time_text.h"

static char dir[64];
static int64_t now;

static void setup(void)
{
    (void)snprintf(dir, sizeof dir, "/tmp/xc-ring-XXXXXX"); /* fits */
    ck_assert_ptr_nonnull(mkdtemp(dir));
    ck_assert(time_parse(XC_STR("2026-07-29T06:00:00Z"), &now));
}

static void teardown(void)
{
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", dir); /* fits */
    ck_assert_int_eq(system(command), 0);
}

static const char *in_dir(const char *name)
{
    static char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", dir, name); /* fits */
    return path;
}

static bool there(const char *name)
{
    struct stat st;
    return stat(in_dir(name), &st) == 0;
}

static const char *private_name(const issuer_key *key)
{
    static char name[64];
    (void)snprintf(name, sizeof name, "issuer-%s.pem", issuer_key_id(key)); /* fits */
    return name;
}

static issuer_ring *opened(int64_t at)
{
    issuer_ring *r = NULL;
    xc_problem why = { 0 };
    ck_assert_msg(issuer_ring_open(dir, at, &r, &why) == XC_OK, "%s: %s", why.where, why.en);
    return r;
}

static void add(issuer_ring *r, int64_t at, int64_t from)
{
    xc_problem why = { 0 };
    ck_assert_msg(issuer_ring_add(r, at, from, &why) == XC_OK, "%s: %s", why.where, why.en);
}

START_TEST(the_first_key_is_made_once_and_has_always_been)
{
    issuer_ring *r = opened(now);
    char kid[ISSUER_KEY_ID_SIZE];
    (void)snprintf(kid, sizeof kid, "%s", issuer_key_id(issuer_ring_signer(r, now)));
    ck_assert_uint_eq(issuer_ring_count(r), 1);
    ck_assert_ptr_nonnull(issuer_ring_find(r, xc_str_of(kid), 0));
    ck_assert_ptr_null(issuer_ring_find(r, XC_STR("0123456789abcdef"), now));
    ck_assert(issuer_ring_get(r, 0).not_before_us == TIME_NONE);
    ck_assert(issuer_ring_get(r, 0).not_after_us == TIME_NONE);
    issuer_ring_free(r);
    r = opened(now + XC_DAY_US);
    ck_assert_str_eq(issuer_key_id(issuer_ring_signer(r, now)), kid);
    issuer_ring_free(r);
}
END_TEST

START_TEST(a_key_that_was_there_before_lists_is_the_first)
{
    issuer_key *old = NULL;
    ck_assert_int_eq(issuer_key_open(in_dir("issuer-sm2.pem"), &old, NULL), XC_OK);
    issuer_ring *r = opened(now);
    ck_assert_str_eq(issuer_key_id(issuer_ring_signer(r, now)), issuer_key_id(old));
    issuer_key_free(old);
    issuer_ring_free(r);
}
END_TEST

START_TEST(the_next_key_waits_signs_and_the_old_one_verifies)
{
    static const xc_str text = XC_STR("xc1.abc");
    unsigned char by_old[ISSUER_KEY_SIGNATURE_SIZE], by_new[ISSUER_KEY_SIGNATURE_SIZE];
    const int64_t change = now + 2 * XC_DAY_US;
    issuer_ring *r = opened(now);
    const issuer_key *old = issuer_ring_signer(r, now);
    ck_assert_int_eq(issuer_key_sign(old, text, by_old), XC_OK);
    add(r, now, change);
    ck_assert_uint_eq(issuer_ring_count(r), 2); /* published at once */
    ck_assert_ptr_eq(issuer_ring_signer(r, change - 1), old);
    const issuer_key *new = issuer_ring_signer(r, change);
    ck_assert_ptr_ne(new, old);
    ck_assert_int_eq(issuer_key_sign(new, text, by_new), XC_OK);
    issuer_ring_free(r);

    r = opened(change + XC_SECOND_US);
    old = issuer_ring_get(r, 0).key;
    new = issuer_ring_get(r, 1).key;
    ck_assert_ptr_eq(issuer_ring_signer(r, change), new);
    ck_assert(issuer_key_verify(old, text, by_old) && issuer_key_verify(new, text, by_new));
    ck_assert(!issuer_key_verify(new, text, by_old));
    /* each only in its time */
    xc_str old_kid = xc_str_of(issuer_key_id(old)), new_kid = xc_str_of(issuer_key_id(new));
    ck_assert_ptr_eq(issuer_ring_find(r, old_kid, change - 1), old);
    ck_assert_ptr_null(issuer_ring_find(r, old_kid, change));
    ck_assert_ptr_null(issuer_ring_find(r, new_kid, change - 1));
    ck_assert_ptr_eq(issuer_ring_find(r, new_kid, change), new);
    ck_assert(issuer_ring_get(r, 0).not_after_us == change);
    ck_assert(issuer_ring_get(r, 1).not_before_us == change);
    /* whoever takes the disk now cannot sign with the old one */
    ck_assert(!there("issuer-sm2.pem") && there(private_name(new)));
    ck_assert_int_eq(issuer_key_sign(old, text, by_old), XC_EFORBIDDEN);
    issuer_ring_free(r);
}
END_TEST

START_TEST(private_keys_are_private)
{
    struct stat st;
    issuer_ring *r = opened(now);
    add(r, now, now + XC_DAY_US);
    const issuer_key *next = issuer_ring_get(r, 1).key;
    ck_assert_int_eq(stat(in_dir(private_name(next)), &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    issuer_ring *again = NULL;
    xc_problem why = { 0 };
    ck_assert_int_eq(chmod(in_dir(private_name(next)), 0644), 0);
    ck_assert_int_eq(issuer_ring_open(dir, now, &again, &why), XC_EFORBIDDEN);
    ck_assert_ptr_null(again);
    issuer_ring_free(r);
}
END_TEST

START_TEST(one_next_key_at_a_time_and_a_ceiling)
{
    issuer_ring *r = opened(now);
    xc_problem why = { 0 };
    add(r, now, now + XC_HOUR_US);
    ck_assert_int_eq(issuer_ring_add(r, now, now + XC_DAY_US, &why), XC_ECONFLICT);
    ck_assert(why.en[0] && why.zh[0]);
    for (int i = 2; i < ISSUER_RING_MAX; i++)
        add(r, now + i * XC_DAY_US, 0); /* at once */
    ck_assert_int_eq(issuer_ring_add(r, now + 99 * XC_DAY_US, 0, &why), XC_ELIMIT);
    issuer_ring_free(r);
    r = opened(now + 100 * XC_DAY_US);
    ck_assert_uint_eq(issuer_ring_count(r), ISSUER_RING_MAX);
    issuer_ring_free(r);
}
END_TEST

START_TEST(a_lost_key_is_not_replaced_in_silence)
{
    issuer_ring *r = opened(now), *again = NULL;
    xc_problem why = { 0 };
    issuer_ring_free(r);
    ck_assert_int_eq(remove(in_dir("issuer-sm2.pem")), 0);
    ck_assert_int_eq(issuer_ring_open(dir, now, &again, &why), XC_EIO);
    ck_assert_ptr_nonnull(strstr(why.en, "restore"));
    ck_assert(!there("issuer-sm2.pem"));
}
END_TEST

static void write_list(const char *text)
{
    FILE *f = fopen(in_dir("issuer-keys.json"), "w");
    ck_assert_ptr_nonnull(f);
    ck_assert_int_ge(fputs(text, f), 0);
    ck_assert_int_eq(fclose(f), 0);
}

START_TEST(a_damaged_list_is_refused)
{
#define POINT(x) "{\"kid\":\"0123456789abcdef\",\"x\":\"" x "\",\"y\":\"AAAA\",\"not_before\":null}"
    static const char *const damaged[] = { "",
                                           "{}",
                                           "[]",
                                           "{\"keys\":[]}",
                                           "{\"keys\":[7]}",
                                           "{\"keys\":[" POINT("AAAA") "]}",
                                           "{\"keys\":[" POINT("?") "]}",
                                           "{\"keys\":[{}]}" };
    issuer_ring_free(opened(now));
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        issuer_ring *r = NULL;
        xc_problem why = { 0 };
        write_list(damaged[i]);
        ck_assert_int_eq(issuer_ring_open(dir, now, &r, &why), XC_ECORRUPT);
        ck_assert_str_eq(why.where, in_dir("issuer-keys.json"));
    }
}
END_TEST

START_TEST(another_cities_key_is_refused)
{
    issuer_key *other = NULL;
    issuer_ring *r = opened(now), *again = NULL;
    xc_problem why = { 0 };
    issuer_ring_free(r);
    ck_assert_int_eq(remove(in_dir("issuer-sm2.pem")), 0);
    ck_assert_int_eq(issuer_key_open(in_dir("issuer-sm2.pem"), &other, NULL), XC_OK);
    ck_assert_int_eq(issuer_ring_open(dir, now, &again, &why), XC_ECORRUPT);
    issuer_key_free(other);
}
END_TEST

START_TEST(a_try_that_was_cut_off_does_no_harm)
{
    issuer_key *half = NULL;
    ck_assert_int_eq(issuer_key_open(in_dir("issuer-next.pem"), &half, NULL), XC_OK);
    issuer_key_free(half);
    issuer_ring *r = opened(now);
    ck_assert_uint_eq(issuer_ring_count(r), 1);
    add(r, now, now + XC_HOUR_US);
    issuer_ring_free(r);
    r = opened(now + XC_DAY_US);
    ck_assert_uint_eq(issuer_ring_count(r), 2);
    issuer_ring_free(r);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        the_first_key_is_made_once_and_has_always_been,
        a_key_that_was_there_before_lists_is_the_first,
        the_next_key_waits_signs_and_the_old_one_verifies,
        private_keys_are_private,
        one_next_key_at_a_time_and_a_ceiling,
        a_lost_key_is_not_replaced_in_silence,
        a_damaged_list_is_refused,
        another_cities_key_is_refused,
        a_try_that_was_cut_off_does_no_harm,
    };
    Suite *suite = suite_create("issuer_ring");
    TCase *cases = tcase_create("issuer_ring");
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_set_timeout(cases, 60);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(cases, tests[i]);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
