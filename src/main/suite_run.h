/* suite_run.h - runs a suite of process cases from its manifest: an array of tests, each a BPMN
 * file with cases of inputs and what must be seen.
 *
 * Each case runs twice, the second time with the instances saved and loaded after every step; both
 * must be right. */
#ifndef XC_MAIN_SUITE_RUN_H
#define XC_MAIN_SUITE_RUN_H
#include <stdbool.h>

#include "base/err.h"

typedef struct {
    const char *only; /* tests whose file name has this in it; NULL: all */
    bool verbose;     /* what a failed case wrote down */
    bool real_clock;  /* timers take their time; then a case runs once */
} suite_options;

typedef struct {
    int passed, failed;
} suite_tally;

/* manifest: its path, or the folder it is in; the models' paths are relative to its folder. A line
 * on stdout for each case that fails. XC_EIO, XC_ESYNTAX, XC_ENOMEM: the manifest cannot be read.
 */
XC_MUST_CHECK xc_err suite_run(const char *manifest, const suite_options *options, suite_tally *ret,
                               xc_problem *why);

#endif
