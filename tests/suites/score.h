/* score.h - what the runners of outside suites share: where a suite lies, and what it must reach.
 */
#ifndef XC_TESTS_SCORE_H
#define XC_TESTS_SCORE_H
#include <stdbool.h>
#include <stddef.h>

enum { SCORE_PATH_SIZE = 512, SCORE_SKIP = 77 };

/* The path of a file under suites/ of $XIUCHENG_SHARED, ../shared or ../../shared. false: it is not
 * on this machine, which has then been said. */
bool score_find(const char *file, char ret[SCORE_PATH_SIZE]);

/* The whole numbers at the beginnings of the first lines; 0 for what is not there. */
void score_read(const char *path, size_t *ret, size_t count);

#endif
