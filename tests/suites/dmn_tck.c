/* dmn_tck.c - the DMN Technology Compatibility Kit, levels 2 and 3, against the committed score.
 *
 *   dmn_tck SCORE_FILE [-v] [FOLDER]
 *
 * Fails when fewer cases pass than the score file says, or fewer error results come with a
 * diagnostic. Ends with 77 (skip) when the kit is not there. */
#include <stdlib.h>

#include "base/mem.h"
#include "main/cmd_dmn.h"

static bool find_kit(char root[400])
{
    const char *shared = getenv("XIUCHENG_SHARED");
    const char *const tries[] = { shared ? shared : "../shared", "../shared", "../../shared" };
    for (size_t k = 0; k < sizeof tries / sizeof *tries; k++) {
        char path[500];
        (void)snprintf(root, 400, "%s/suites/dmn-tck", tries[k]);
        (void)snprintf(path, sizeof path, "%s/testCases.xsd", root);
        FILE *f = fopen(path, "rb");
        if (f) {
            (void)fclose(f);
            return true;
        }
    }
    return false;
}

/* two numbers: cases that pass, error results that come with a diagnostic */
static void committed_score(const char *path, size_t ret[2])
{
    xc_str text = { 0 }, line;
    int64_t n = 0;
    ret[0] = ret[1] = 0;
    if (dmn_file_read(path, 4096, &text, NULL))
        return;
    xc_str rest = text;
    for (int i = 0; i < 2; i++) {
        rest = xc_str_cut(rest, '\n', &line);
        if (xc_str_int(xc_str_trim(line), 0, 100000, &n))
            ret[i] = (size_t)n;
    }
    xc_free((char *)text.ptr);
}

int main(int argc, char **argv)
{
    char root[400];
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
    if (!find_kit(root)) {
        printf("the DMN kit is not on this machine (XIUCHENG_SHARED): skipped\n");
        return 77;
    }
    if (dmn_tck_run(&options, &got, &why))
        return 1;
    dmn_tck_print(&got);
    size_t committed[2] = { 0 };
    if (!options.only)
        committed_score(score, committed);
    if (!options.only && (got.passed > committed[0] || got.errors_told > committed[1]))
        printf("better than committed: write %zu and %zu into %s\n", got.passed, got.errors_told,
               score);
    return got.passed < committed[0] || got.errors_told < committed[1];
}
