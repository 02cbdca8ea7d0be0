/* bpmn_suite.c - runs suites of process cases on a virtual clock: our own, and the shared one
 * (derived from betsy).
 *
 *   bpmn_suite own MANIFEST           every case must pass
 *   bpmn_suite shared SCORE_FILE      the score file holds how many cases pass; fewer is a failure
 *
 * Ends with 77 (skip) when the shared suite is not there. */
#include <stdio.h>
#include <string.h>

#include "main/suite_run.h"
#include "score.h"

static int run(const char *manifest, int at_least)
{
    const suite_options options = { .verbose = true };
    suite_tally tally = { 0 };
    xc_problem why = { 0 };
    if (suite_run(manifest, &options, &tally, &why)) {
        printf("%s\n", xc_problem_text(&why, XC_LANG_EN));
        return 1;
    }
    printf("%d passed, %d failed\n", tally.passed, tally.failed);
    return at_least < 0 ? tally.failed > 0 : tally.passed < at_least;
}

int main(int argc, char **argv)
{
    char path[SCORE_PATH_SIZE];
    size_t committed;
    if (argc != 3)
        return 2;
    if (strcmp(argv[1], "own") == 0)
        return run(argv[2], -1);
    if (!score_find("bpmn/manifest.json", path))
        return SCORE_SKIP;
    score_read(argv[2], &committed, 1);
    return run(path, (int)committed);
}
