/* command.c - see command.h. */
#include "main/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

xc_lang command_lang(void)
{
    const char *lang = getenv("LC_ALL");
    if (!lang || !*lang)
        lang = getenv("LANG");
    return lang && strncmp(lang, "zh", 2) == 0 ? XC_LANG_ZH : XC_LANG_EN;
}

const char *command_version(void)
{
    return XC_VERSION;
}

static void print_help(const char *name, const command_option *table, size_t count)
{
    printf("xiucheng %s\n", name);
    for (size_t i = 0; i < count; i++) {
        char left[64];
        (void)snprintf(left, sizeof left, "%s %s", table[i].name,
                       table[i].value ? table[i].value : ""); /* only for show */
        printf("  %-24s %s\n", left, table[i].help);
    }
}

static const command_option *option_find(const command_option *table, size_t count, xc_str name)
{
    for (size_t i = 0; i < count; i++)
        if (xc_str_is(name, table[i].name))
            return &table[i];
    return NULL;
}

/* One word that begins with "--"; *at is moved over its value. */
static xc_err parse_option(int argc, char **argv, int *at, const command_option *table,
                           size_t count, xc_problem *why)
{
    xc_str name;
    const char *word = argv[*at];
    xc_str value = xc_str_cut(xc_str_of(word), '=', &name);
    const command_option *o = option_find(table, count, name);
    if (!o)
        return xc_fail(why, XC_EINVAL, word, "unknown option %s (see --help)",
                       "没有选项 %s（见 --help）", word);
    if (!o->value) {
        *o->to = o->name;
        return value.ptr
                   ? xc_fail(why, XC_EINVAL, o->name, "%s takes no value", "%s 不带值", o->name)
                   : XC_OK;
    }
    if (value.ptr) {
        *o->to = value.ptr; /* the rest of argv's word, ended by its zero */
        return XC_OK;
    }
    if (*at + 1 >= argc)
        return xc_fail(why, XC_EINVAL, o->name, "%s needs a value: %s %s", "%s 需要一个值：%s %s",
                       o->name, o->name, o->value);
    *o->to = argv[++*at];
    return XC_OK;
}

xc_err command_parse(int argc, char **argv, const command_option *table, size_t count,
                     const char **rest, size_t max_rest, xc_problem *why)
{
    size_t words = 0;
    xc_err err = XC_OK;
    for (int i = 1; !err && i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            print_help(argv[0], table, count);
            return XC_EGONE;
        }
        if (strncmp(argv[i], "--", 2) == 0)
            err = parse_option(argc, argv, &i, table, count, why);
        else if (words < max_rest)
            rest[words++] = argv[i];
        else
            err = xc_fail(why, XC_EINVAL, argv[i], "nothing is expected at \"%s\"",
                          "多余的内容“%s”", argv[i]);
    }
    return err;
}

int command_end(const char *name, xc_err err, const xc_problem *why)
{
    if (!err || err == XC_EGONE)
        return 0;
    xc_problem plain = { .code = err };
    const char *text = xc_problem_text(why->code ? why : &plain, command_lang());
    if (why->where[0] && why->line)
        (void)fprintf(stderr, "xiucheng %s: %s:%u:%u: %s\n", name, why->where, why->line,
                      why->column, text);
    else if (why->where[0])
        (void)fprintf(stderr, "xiucheng %s: %s: %s\n", name, why->where, text);
    else
        (void)fprintf(stderr, "xiucheng %s: %s\n", name, text);
    return err == XC_EINVAL ? 2 : 1;
}
