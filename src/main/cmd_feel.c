/* cmd_feel.c - `xiucheng feel EXPR [--context FILE]`: what an expression is worth;
 * without EXPR a conversation, with --jsonl a stream of cases. */
#include "main/cmd_feel.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"

enum { MAX_FILE = 64 << 20, MAX_VALUE = 256 << 20 };

typedef struct {
    const char *rest[1];
    const char *context, *input, *unary, *jsonl, *json, *now, *lang;
} options;

static xc_err parse_options(int argc, char **argv, options *ret, xc_problem *why)
{
    options o = { 0 };
    const command_option table[] = {
        { "--context", "FILE", &o.context,
          "names: JSON, or FEEL if it ends with .feel; - is stdin" },
        { "--unary", NULL, &o.unary, "EXPR is unary tests, as in a cell of a decision table" },
        { "--input", "FEEL", &o.input, "what ? stands for in unary tests" },
        { "--json", NULL, &o.json, "print the value as JSON, not as FEEL" },
        { "--jsonl", NULL, &o.jsonl, "answer cases from stdin, one JSON object a line" },
        { "--now", "TIME", &o.now, "what now() and today() answer, 2026-07-29T20:00:00+08:00" },
        { "--lang", "zh|en", &o.lang, "language of problems; otherwise from LANG" },
    };
    xc_err err = command_parse(argc, argv, table, sizeof table / sizeof *table, o.rest, 1, why);
    if (err)
        return err;
    if (o.lang && strcmp(o.lang, "zh") && strcmp(o.lang, "en"))
        return xc_fail(why, XC_EINVAL, "--lang", "--lang is zh or en", "--lang 只能是 zh 或 en");
    if (o.lang && setenv("LC_ALL", o.lang, 1)) /* command_lang reads it */
        return XC_ENOMEM;
    if (o.jsonl && (o.rest[0] || o.context || o.input || o.unary))
        return xc_fail(why, XC_EINVAL, "--jsonl",
                       "with --jsonl everything is in the lines of stdin",
                       "用 --jsonl 时，内容都在标准输入的各行里");
    if ((o.unary || o.input) && !o.rest[0])
        return xc_fail(why, XC_EINVAL, "", "--unary and --input need EXPR",
                       "--unary 和 --input 需要给出 EXPR");
    *ret = o;
    return XC_OK;
}

/* ---- the time ---- */

static xc_err time_given(const char *text, xc_arena *arena, feel_options *to, xc_problem *why)
{
    int64_t offset_us = 0;
    feel_case c;
    feel_options plain = { 0 };
    feel_case_start(&c, arena, &plain);
    xc_err err = feel_case_let(&c, XC_STR("text"), feel_string(arena, xc_str_of(text)));
    if (err)
        return err;
    const feel_value *at = feel_case_eval(&c, XC_STR("date and time(text)"), "");
    const feel_value *offset = feel_case_eval(&c, XC_STR("date and time(text).time offset"), "");
    if (!feel_to_time_us(at, &to->now_us))
        return xc_fail(why, XC_EINVAL, "--now", "%s is no time like 2026-07-29T20:00:00+08:00",
                       "%s 不是 2026-07-29T20:00:00+08:00 这样的时间", text);
    if (feel_to_duration_us(offset, &offset_us))
        to->utc_offset_minutes = (int)(offset_us / XC_MINUTE_US);
    return XC_OK;
}

static void time_of_machine(feel_options *to)
{
    struct tm local = { 0 };
    time_t seconds;
    to->now_us = xc_now_us(xc_clock_system());
    seconds = (time_t)(to->now_us / XC_SECOND_US);
    if (localtime_r(&seconds, &local))
        to->utc_offset_minutes = (int)(local.tm_gmtoff / 60);
}

/* ---- names from a file ---- */

static xc_err slurp(const char *path, xc_buf *to, xc_problem *why)
{
    bool standard = strcmp(path, "-") == 0;
    char part[16384];
    FILE *f = standard ? stdin : fopen(path, "rb");
    if (!f)
        return xc_fail(why, XC_EIO, path, "cannot open %s", "打不开 %s", path);
    for (size_t n; !to->err && (n = fread(part, 1, sizeof part, f)) > 0;)
        xc_buf_put(to, part, n);
    bool broken = ferror(f) != 0;
    if (!standard)
        (void)fclose(f); /* it was only read */
    if (broken)
        return xc_fail(why, XC_EIO, path, "cannot read %s", "读不了 %s", path);
    if (to->err == XC_ELIMIT)
        return xc_fail(why, XC_ELIMIT, path, "%s is larger than 64 MiB", "%s 超过 64 MiB", path);
    return xc_buf_err(to);
}

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), n = strlen(end);
    return len >= n && strcmp(text + len - n, end) == 0;
}

static xc_err value_of_file(feel_case *c, const char *path, xc_str text, const feel_value **ret,
                            xc_problem *why)
{
    const json_value *json;
    if (ends_with(path, ".feel")) {
        *ret = feel_case_eval(c, text, path);
        if (c->problem_count && why)
            *why = c->problems[0];
        return c->problem_count ? c->problems[0].code : XC_OK;
    }
    xc_err err = json_parse(text, c->arena, &json, why);
    if (err && why)
        (void)snprintf(why->where, sizeof why->where, "%s", path); /* a cut name still helps */
    if (!err)
        *ret = feel_from_json(c->arena, json);
    return err;
}

xc_err feel_context_file(feel_case *c, const char *path, const feel_value **ret, xc_problem *why)
{
    xc_buf file;
    xc_str text = { 0 };
    const feel_value *v = NULL;
    xc_buf_init(&file, MAX_FILE);
    xc_err err = slurp(path, &file, why);
    if (!err) {
        text = xc_arena_str(c->arena, xc_buf_view(&file)); /* values may point into it */
        err = text.ptr ? XC_OK : xc_arena_err(c->arena, file.len);
    }
    xc_buf_done(&file);
    if (!err)
        err = value_of_file(c, path, text, &v, why);
    if (err)
        return err;
    if (feel_type_of(v) != FEEL_CONTEXT)
        return xc_fail(why, XC_EINVAL, path, "a context is expected: values by name",
                       "应当是按名称给值的对象");
    *ret = v;
    return XC_OK;
}

/* ---- one expression ---- */

static xc_err print_value(const feel_value *v, bool as_json, xc_problem *why)
{
    xc_buf out;
    xc_buf_init(&out, MAX_VALUE);
    if (as_json) {
        json_writer w = json_writer_on(&out);
        feel_to_json(&w, v);
    } else {
        feel_to_text(&out, v);
    }
    xc_buf_byte(&out, '\n');
    xc_err err = xc_buf_err(&out);
    if (!err && fwrite(out.ptr, 1, out.len, stdout) != out.len)
        err = xc_fail(why, XC_EIO, "stdout", "cannot write", "无法写出");
    xc_buf_done(&out);
    return err;
}

/* What went wrong on the way; an expression that cannot be read is returned as the last word. */
static xc_err say_problems(const feel_case *c, xc_problem *why)
{
    for (size_t i = 0; i < c->kept; i++) {
        const xc_problem *p = &c->problems[i];
        if (p->code == XC_ESYNTAX || p->code == XC_ELIMIT || p->code == XC_ENOMEM) {
            *why = *p;
            if (!why->where[0])
                (void)snprintf(why->where, sizeof why->where, "EXPR");
            return p->code;
        }
        (void)fprintf(stderr, "%s:%u:%u: %s\n", p->where[0] ? p->where : "EXPR", p->line, p->column,
                      xc_problem_text(p, command_lang()));
    }
    if (c->problem_count > c->kept)
        (void)fprintf(stderr, command_lang() == XC_LANG_ZH ? "另有 %zu 处\n" : "and %zu more\n",
                      c->problem_count - c->kept);
    return XC_OK;
}

static xc_err one_expression(const options *o, feel_case *c, xc_problem *why)
{
    xc_str text = xc_str_of(o->rest[0]);
    if (o->input)
        c->input = feel_case_eval(c, xc_str_of(o->input), "--input");
    const feel_value *v =
        o->unary || o->input ? feel_case_test(c, text) : feel_case_eval(c, text, "");
    xc_err err = say_problems(c, why);
    return err ? err : print_value(v, o->json != NULL, why);
}

static xc_err run(const options *o, xc_arena *arena, xc_problem *why)
{
    feel_options how = { 0 };
    const feel_value *given = feel_null();
    size_t bad = 0;
    feel_case c;
    time_of_machine(&how);
    xc_err err = o->now ? time_given(o->now, arena, &how, why) : XC_OK;
    if (!err && o->jsonl)
        return feel_jsonl(&how, command_lang(), why);
    feel_case_start(&c, arena, &how);
    if (!err && o->context)
        err = feel_context_file(&c, o->context, &given, why);
    if (!err && !o->rest[0]) {
        err = feel_repl(&how, command_lang(), given, &bad, why);
        return err || !bad ? err
                           : xc_fail(why, XC_ESYNTAX, "", "%zu could not be read",
                                     "有 %zu 个表达式读不懂", bad);
    }
    if (!err)
        err = feel_case_use(&c, given);
    return err ? err : one_expression(o, &c, why);
}

int cmd_feel(int argc, char **argv)
{
    options o = { 0 };
    xc_problem why = { 0 };
    xc_arena *arena = NULL;
    xc_err err = parse_options(argc, argv, &o, &why);
    if (!err)
        err = xc_arena_new(FEEL_CASE_BYTES, &arena);
    if (!err)
        err = run(&o, arena, &why);
    xc_arena_free(arena);
    return command_end("feel", err, &why);
}
