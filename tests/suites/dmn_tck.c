/* dmn_tck.c - the DMN Technology Compatibility Kit, levels 2 and 3, against the committed score.
 *
 *   dmn_tck SCORE_FILE [-v] [FOLDER]
 *
 * Fails when fewer cases pass than the score file says, or fewer error results come with a
 * diagnostic. Ends with 77 (skip) when the kit is not there. */
#include <stdio.h>
#include <string.h>

#include "main/cmd_dmn.h"
#include "score.h"

int main(int argc, char **argv)
{
    char root[SCORE_PATH_SIZE];
    xc_problem why = { 0 };
    dmn_tck_score got;
    dmn_tck_options options = { .root = root };
    const char *score = argc > 1 ? argv[1] : "tests/suites/dmn_score.txt";
    for (int k = 2; k < argc; k++) {
        if (strcmp(argv[k], "-v") == 0)
            options.verbose = true;
        else
            options.only = argv[k];
    }
    if (!score_find("dmn-tck/testCases.xsd", root))
        return SCORE_SKIP;
    *strrchr(root, '/') = 0; /* the kit is the folder */
    if (dmn_tck_run(&options, &got, &why))
        return 1;
    dmn_tck_print(&got);
    size_t committed[2] = { 0 };
    if (!options.only)
        score_read(score, committed, 2);
    if (!options.only && (got.passed > committed[0] || got.errors_told > committed[1]))
        printf("better than committed: write %zu and %zu into %s\n", got.passed, got.errors_told,
               score);
    return got.passed < committed[0] || got.errors_told < committed[1];
}
