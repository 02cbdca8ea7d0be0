/* alloc_fail.h - makes the n-th allocation of the code under test fail.
 *
 * Link the test with alloc_fail.c and with -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc (meson:
 * the list alloc_fail_args). Only calls from objects linked into the program are seen, not those
 * inside shared libraries. The usual loop:
 *
 *     for (unsigned n = 1; alloc_fail_next(n); n++) {
 *         alloc_fail_at(n);
 *         xc_err err = thing_under_test();
 *         if (!alloc_fail_happened()) { ck_assert_int_eq(err, XC_OK); break; }
 *         ck_assert_int_eq(err, XC_ENOMEM);
 *     }
 *     alloc_fail_never(); */
#ifndef XC_TESTS_ALLOC_FAIL_H
#define XC_TESTS_ALLOC_FAIL_H
#include <stdbool.h>

/* The n-th allocation from now (1: the next) gives NULL, once. */
void alloc_fail_at(unsigned n);

/* No allocation fails any more. */
void alloc_fail_never(void);

/* Has one failed since alloc_fail_at? Also ends the waiting for it. */
bool alloc_fail_happened(void);

/* False (and a message) when n is so large that the loop cannot be meant. */
bool alloc_fail_next(unsigned n);

#endif
