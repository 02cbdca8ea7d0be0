/* cmd_dmn.c - `xiucheng dmn run | check | tck`: decision models on the command line. */
#include "main/cmd_dmn.h"

#include <string.h>

#include "main/command.h"

static const size_t CHECK_BYTES = (size_t)4 << 30;

typedef struct {
    const char *rest[2]; /* what to do, with which file or folder */
    const char *decision, *input, *explain, *lang, *csv, *only, *verbose;
} options;

static xc_err usage(xc_problem *why)
{
    return xc_fail(why, XC_EINVAL, "",
                   "call it as: xiucheng dmn run MODEL --decision NAME --input FILE [--explain], "
                   "dmn check MODEL, or dmn tck DIR [--csv FILE]",
                   "用法：xiucheng dmn run 模型 --decision 决策 --input 文件 [--explain]，"
                   "dmn check 模型，或 dmn tck 文件夹 [--csv 文件]");
}

static xc_err parse_options(int argc, char **argv, options *ret, xc_problem *why)
{
    options o = { 0 };
    const command_option table[] = {
        { "--decision", "NAME", &o.decision,
          "run: by name or id; may be left out if there is one" },
        { "--input", "FILE", &o.input, "run: .json, or rows in .jsonl or .csv" },
        { "--explain", NULL, &o.explain, "run: why, in words, instead of JSON" },
        { "--lang", "zh|en", &o.lang, "the language of words; else that of LANG" },
        { "--csv", "FILE", &o.csv, "tck: results as the TCK collects them" },
        { "--only", "TEXT", &o.only, "tck: only folders with this in their name" },
        { "--verbose", NULL, &o.verbose, "tck: each folder and each failed case" },
    };
    xc_err err = command_parse(argc, argv, table, sizeof table / sizeof *table, o.rest, 2, why);
    if (err)
        return err;
    if (!o.rest[0] || !o.rest[1] || (o.lang && strcmp(o.lang, "zh") && strcmp(o.lang, "en")))
        return usage(why);
    *ret = o;
    return XC_OK;
}

static xc_lang lang_of(const options *o)
{
    if (!o->lang)
        return command_lang();
    return strcmp(o->lang, "zh") == 0 ? XC_LANG_ZH : XC_LANG_EN;
}

static int run(const options *o)
{
    xc_problem why = { 0 };
    dmn_run_options how = { .model = o->rest[1],
                            .decision = o->decision,
                            .input = o->input,
                            .explain = o->explain != NULL,
                            .lang = lang_of(o) };
    xc_err err = dmn_run_command(&how, &why);
    return command_end("dmn run", err, &why);
}

static int tck(const options *o)
{
    xc_problem why = { 0 };
    dmn_tck_score score = { 0 };
    dmn_tck_options how = { .root = o->rest[1], .only = o->only, .verbose = o->verbose != NULL };
    if (o->csv && !(how.csv = fopen(o->csv, "we"))) {
        xc_err err = xc_fail(&why, XC_EIO, o->csv, "cannot be written", "无法写入");
        return command_end("dmn tck", err, &why);
    }
    xc_err err = dmn_tck_run(&how, &score, &why);
    if (how.csv && (ferror(how.csv) | fclose(how.csv)) && !err)
        err = xc_fail(&why, XC_EIO, o->csv, "was not written whole", "没有写完整");
    if (err)
        return command_end("dmn tck", err, &why);
    dmn_tck_print(&score);
    return score.failed > 0;
}

/* a line a finding; the status is 1 if there are any */
static int check(const options *o)
{
    xc_problem why = { 0 };
    xc_arena *a = NULL;
    const dmn_finding *found = NULL;
    size_t count = 0;
    xc_err err = xc_arena_new(CHECK_BYTES, &a);
    if (!err)
        err = dmn_file_check(o->rest[1], a, &found, &count, &why);
    for (size_t i = 0; i < count; i++)
        printf("%s:%u:%u: %s: %.*s%s%s\n", found[i].what.where, found[i].what.line,
               found[i].what.column, dmn_found_name(found[i].kind), XC_STR_ARG(found[i].element),
               found[i].element.len ? ": " : "", xc_problem_text(&found[i].what, lang_of(o)));
    if (!err && !count)
        printf(lang_of(o) == XC_LANG_ZH ? "%s：没有发现问题\n" : "%s: nothing found\n", o->rest[1]);
    xc_arena_free(a);
    return err ? command_end("dmn check", err, &why) : count > 0;
}

int cmd_dmn(int argc, char **argv)
{
    options o = { 0 };
    xc_problem why = { 0 };
    xc_err err = parse_options(argc, argv, &o, &why);
    if (err)
        return command_end("dmn", err, &why);
    if (strcmp(o.rest[0], "run") == 0)
        return run(&o);
    if (strcmp(o.rest[0], "tck") == 0)
        return tck(&o);
    if (strcmp(o.rest[0], "check") == 0)
        return check(&o);
    return command_end("dmn", usage(&why), &why);
}
