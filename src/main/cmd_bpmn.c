/* cmd_bpmn.c - `xiucheng bpmn suite MANIFEST`: runs a suite of process cases;
 * `xiucheng bpmn check FILE`: says what is wrong with a process file. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "engine/bpmn/bpmn.h"
#include "main/command.h"
#include "main/suite_run.h"

typedef struct {
    const char *rest[2]; /* what to do, with which file */
    const char *only, *clock, *verbose;
} options;

static xc_err parse_options(int argc, char **argv, options *ret, xc_problem *why)
{
    options o = { 0 };
    const command_option table[] = {
        { "--only", "TEXT", &o.only, "suite: only tests with this in their file's name" },
        { "--clock", "virtual|real", &o.clock, "suite: jump from timer to timer, or wait" },
        { "--verbose", NULL, &o.verbose, "suite: what a failed case wrote down" },
    };
    xc_err err = command_parse(argc, argv, table, sizeof table / sizeof *table, o.rest, 2, why);
    if (err)
        return err;
    bool known = o.rest[0] && (!strcmp(o.rest[0], "suite") || !strcmp(o.rest[0], "check"));
    if (!known || !o.rest[1] || (o.clock && strcmp(o.clock, "real") && strcmp(o.clock, "virtual")))
        return xc_fail(why, XC_EINVAL, "",
                       "call it as: xiucheng bpmn suite MANIFEST, or: xiucheng bpmn check FILE",
                       "用法：xiucheng bpmn suite 清单，或：xiucheng bpmn check 文件");
    *ret = o;
    return XC_OK;
}

static int run_suite(const options *o, xc_problem *why)
{
    const suite_options how = { .only = o->only,
                                .verbose = o->verbose != NULL,
                                .real_clock = o->clock && strcmp(o->clock, "real") == 0 };
    suite_tally tally = { 0 };
    xc_err err = suite_run(o->rest[1], &how, &tally, why);
    if (err)
        return command_end("bpmn", err, why);
    printf("%d passed, %d failed\n", tally.passed, tally.failed);
    return tally.failed > 0;
}

static xc_err read_file(const char *path, xc_buf *to, xc_problem *why)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return xc_fail(why, XC_EIO, path, "cannot open %s", "打不开 %s", path);
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
        xc_buf_put(to, part, n);
    (void)fclose(f);
    return xc_buf_err(to);
}

static int check(const char *path, xc_problem *why)
{
    xc_buf xml;
    xc_buf_init(&xml, 32 << 20);
    bpmn_model *m = NULL;
    xc_err err = read_file(path, &xml, why);
    if (!err)
        err = bpmn_model_new(xc_buf_view(&xml), path, &m, why);
    xc_buf_done(&xml);
    if (!err)
        err = bpmn_model_examine(m);
    for (size_t k = 0; !err && k < bpmn_warning_count(m); k++) {
        const xc_problem *p = bpmn_warning(m, k);
        printf("%s:%u: %s\n", p->where, p->line, xc_problem_text(p, command_lang()));
    }
    if (!err)
        printf("%zu processes can run, %zu warnings\n", bpmn_process_count(m),
               bpmn_warning_count(m));
    bpmn_model_free(m);
    return command_end("bpmn", err, why);
}

int cmd_bpmn(int argc, char **argv)
{
    options o = { 0 };
    xc_problem why = { 0 };
    xc_err err = parse_options(argc, argv, &o, &why);
    if (err)
        return command_end("bpmn", err, &why);
    return strcmp(o.rest[0], "suite") == 0 ? run_suite(&o, &why) : check(o.rest[1], &why);
}
