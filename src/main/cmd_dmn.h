/* cmd_dmn.h - what the commands over decision models share: files, imports, the suite of the TCK.
 *
 * For cmd_dmn*.c and tests/suites; nothing here is thread-safe. */
#ifndef XC_MAIN_CMD_DMN_H
#define XC_MAIN_CMD_DMN_H
#include <stdio.h>

#include "base/arena.h"
#include "engine/dmn/dmn_check.h"

/* The whole file; the caller frees ret->ptr with xc_free. XC_ENOTFOUND, XC_EIO, XC_ELIMIT (over
 * max_bytes), XC_ENOMEM. */
XC_MUST_CHECK xc_err dmn_file_read(const char *path, size_t max_bytes, xc_str *ret,
                                   xc_problem *why);

/* Reads a model; what it imports is looked for among the .dmn files of the same folder, by
 * namespace. Ceilings are those of a machine of one's own (1 GB of XML, 20 million elements). The
 * model has *ret's text no more. Errors of dmn_file_read and dmn_model_new_with. */
XC_MUST_CHECK xc_err dmn_file_model(const char *path, bool draft, dmn_model **ret, xc_problem *why);

/* Looks through a model, see dmn_check; with the imports as above. */
XC_MUST_CHECK xc_err dmn_file_check(const char *path, xc_arena *arena, const dmn_finding **ret,
                                    size_t *ret_count, xc_problem *why);

typedef struct {
    const char *root; /* every folder below with a file of testCases is run */
    const char *only; /* folders whose name has this; NULL: all */
    bool verbose;     /* each case that fails, each folder */
    FILE *csv;        /* folder, file, case, SUCCESS or ERROR, what is wrong; may be NULL */
} dmn_tck_options;

typedef struct {
    size_t passed, failed;        /* cases */
    size_t valued, valued_passed; /* of them: with an answer that is not null */
    size_t errors, errors_told;   /* results marked as errors; with a diagnostic of ours */
} dmn_tck_score;

/* Runs the TCK's own XML, a line on stdout a folder with failures. XC_ENOTFOUND: no such folder;
 * XC_ENOMEM. A model or test file that cannot be read fails its cases. */
XC_MUST_CHECK xc_err dmn_tck_run(const dmn_tck_options *options, dmn_tck_score *ret,
                                 xc_problem *why);

/* Prints the sums: not null apart, error results apart, last "N passed, N failed". */
void dmn_tck_print(const dmn_tck_score *score);

/* ---- for people ---- */

/* A value in words: texts in quotes, yes and no, lists with commas. */
void dmn_say_value(xc_buf *out, const feel_value *v, xc_lang lang);
/* A cell of a table in words: "at least 18 and under 60". What is no plain test stays as written.
 */
void dmn_say_cell(xc_buf *out, xc_str cell, xc_lang lang);
/* A trace of dmn_decide as an account: the result first, then each step with its reasons. */
void dmn_say_trace(xc_buf *out, const feel_value *trace, xc_lang lang);

/* `xiucheng dmn run`; all but model may be NULL */
typedef struct {
    const char *model, *decision, *input;
    bool explain;
    xc_lang lang;
} dmn_run_options;
XC_MUST_CHECK xc_err dmn_run_command(const dmn_run_options *options, xc_problem *why);

#endif
