/* cmd_pack.c - `xiucheng pack check DIR`: reads a pack whole and says everything that is wrong. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "city/pack.h"
#include "main/command.h"

static void print_problem(const xc_problem *p)
{
    if (p->line && p->column)
        printf("%s:%u:%u: ", p->where, p->line, p->column);
    else if (p->line)
        printf("%s:%u: ", p->where, p->line);
    else
        printf("%s: ", p->where);
    printf("%s\n", xc_problem_text(p, command_lang()));
}

static void print_good(const pack *p)
{
    size_t divisions, things, scenarios, matters;
    (void)pack_divisions(p, &divisions); /* only counted */
    (void)pack_things(p, &things);
    (void)pack_scenarios(p, &scenarios);
    (void)pack_matters(p, &matters);
    const pack_info *info = pack_info_of(p);
    printf("%.*s %.*s: %zu divisions, %zu things, %zu scenarios, %zu matters\ndigest %.*s\n",
           XC_STR_ARG(info->id), XC_STR_ARG(info->version), divisions, things, scenarios, matters,
           XC_STR_ARG(info->digest));
}

static xc_err check(const char *dir, pack_report *report, xc_problem *why)
{
    pack *p;
    xc_err err = pack_load(dir, &p, report);
    for (size_t i = 0; i < report->kept; i++)
        print_problem(&report->items[i]);
    if (err)
        return xc_fail(why, err, dir, "the pack has %zu mistakes", "包里有 %zu 处错误",
                       report->count);
    print_good(p);
    pack_unref(p);
    return XC_OK;
}

int cmd_pack(int argc, char **argv)
{
    const char *words[2] = { NULL, NULL };
    xc_problem why = { 0 };
    xc_err err = command_parse(argc, argv, NULL, 0, words, 2, &why);
    if (!err && (!words[0] || !words[1] || strcmp(words[0], "check") != 0))
        err = xc_fail(&why, XC_EINVAL, "", "call it as: xiucheng pack check DIR",
                      "用法：xiucheng pack check DIR");
    pack_report *report = err ? NULL : xc_calloc(1, sizeof *report);
    if (!err && !report)
        err = XC_ENOMEM;
    if (!err && check(words[1], report, &why) != XC_OK)
        err = XC_EIO; /* a bad pack is no wrong call: exit status 1 */
    xc_free(report);
    return command_end("pack", err, &why);
}
