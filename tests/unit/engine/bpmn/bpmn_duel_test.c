/* bpmn_duel_test.c - thousands of random processes on the engine and on the plain token player. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "duel.h"

static uint64_t state;

static uint8_t next(void)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint8_t)(state >> 56);
}

START_TEST(engine_and_player_wait_at_the_same_places)
{
    uint8_t bytes[200];
    char say[300];
    for (unsigned k = 0; k < 1500; k++) {
        state = (uint64_t)_i * 100000 + k;
        for (size_t b = 0; b < sizeof bytes; b++)
            bytes[b] = next();
        const char *bad = duel(bytes, sizeof bytes, say, sizeof say);
        ck_assert_msg(!bad, "seed %d/%u: %s", _i, k, bad);
    }
}
END_TEST

int main(void)
{
    Suite *all = suite_create("bpmn_duel");
    TCase *t = tcase_create("all");
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, engine_and_player_wait_at_the_same_places, 0, 2);
    suite_add_tcase(all, t);
    SRunner *r = srunner_create(all);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
