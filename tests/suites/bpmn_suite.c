/* bpmn_suite.c - runs suites of process cases on a virtual clock: our own, and the shared one
 * (derived from betsy).
 *
 *   bpmn_suite own MANIFEST           every case must pass
 *   bpmn_suite shared SCORE_FILE      the score file holds how many cases pass; fewer is a failure
 *
 * Ends with 77 (skip) when the shared suite is not there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "main/suite_run.h"

static bool find_suite(char path[500])
{
    const char *shared = getenv("XIUCHENG_SHARED");
    const char *const tries[] = { shared ? shared : "../shared", "../shared", "../../shared" };
    for (size_t k = 0; k < sizeof tries / sizeof *tries; k++) {
        (void)snprintf(path, 500, "%s/suites/bpmn/manifest.json", tries[k]);
        FILE *f = fopen(path, "rb");
        if (f) {
            (void)fclose(f);
            return true;
        }
    }
    return false;
}

static int committed_score(const char *path)
{
    int n = 0;
    char line[100] = "";
    FILE *f = fopen(path, "rb");
    if (f && fgets(line, sizeof line, f))
        n = (int)strtol(line, NULL, 10);
    if (f)
        (void)fclose(f);
    return n;
}

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
    char path[500];
    if (argc != 3)
        return 2;
    if (strcmp(argv[1], "own") == 0)
        return run(argv[2], -1);
    if (!find_suite(path)) {
        printf("the BPMN suite is not on this machine (XIUCHENG_SHARED): skipped\n");
        return 77;
    }
    return run(path, committed_score(argv[2]));
}
