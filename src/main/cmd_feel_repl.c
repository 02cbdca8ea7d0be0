/* cmd_feel_repl.c - a conversation in FEEL: expressions, names, and commands that begin with a
 * colon. The same words work from a pipe, without prompts. */
#include <stdio.h>

#include "main/cmd_feel.h"
#include "main/cmd_feel_line.h"

enum { MAX_ENTRY = 32 << 20, MAX_SHOWN = 64 << 20 };

typedef struct {
    const feel_options *options;
    xc_lang lang;
    xc_arena *kept, *work; /* names; what one entry needs */
    feel_case names;
    feel_lines lines;
    xc_buf entry;
    size_t bad;
    bool quit;
} repl;

static const char *say(const repl *r, const char *en, const char *zh)
{
    return r->lang == XC_LANG_ZH ? zh : en;
}

/* ---- is there more to come? ---- */

/* Inside of a string or a comment at the end of the text. */
static bool open_end(xc_str text)
{
    bool string = false, block = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : 0;
        if (block) {
            block = !(c == '*' && next == '/');
            i += !block;
        } else if (string) {
            i += c == '\\';
            string = c != '"';
        } else if (c == '/' && next == '/') {
            while (i < text.len && text.ptr[i] != '\n')
                i++;
        } else if (c == '/' && next == '*') {
            block = true;
            i++;
        } else {
            string = c == '"';
        }
    }
    return string || block;
}

static void end_of(xc_str text, uint32_t *ret_line, uint32_t *ret_column)
{
    uint32_t line = 1;
    size_t start = 0;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '\n') {
            line++;
            start = i + 1;
        }
    *ret_line = line;
    *ret_column = 1 + (uint32_t)xc_utf8_count((xc_str){ text.ptr + start, text.len - start });
}

static bool wants_more(repl *r, xc_str text)
{
    const feel_expr *e;
    xc_problem why = { 0 };
    uint32_t line, column;
    const feel_scope scope = { .names = r->names.names, .count = r->names.name_count };
    if (!xc_utf8_valid(text))
        return false;
    if (open_end(text))
        return true;
    if (feel_parse_in(text, &scope, r->work, &e, &why) != XC_ESYNTAX)
        return false;
    end_of(text, &line, &column);
    return why.line > line || (why.line == line && why.column >= column);
}

/* ---- answers ---- */

static void show_problem(const repl *r, const xc_problem *p)
{
    (void)fflush(stdout); /* so that both streams read in order */
    if (p->line)
        (void)fprintf(stderr, "%s:%u:%u: %s\n", p->where[0] ? p->where : "EXPR", p->line, p->column,
                      xc_problem_text(p, r->lang));
    else
        (void)fprintf(stderr, "%s\n", xc_problem_text(p, r->lang));
}

static bool show_problems(repl *r, const feel_case *c)
{
    bool unread = false;
    for (size_t i = 0; i < c->kept; i++) {
        show_problem(r, &c->problems[i]);
        unread = unread || c->problems[i].code == XC_ESYNTAX;
    }
    r->bad += unread;
    return !unread;
}

typedef enum { SHOW_FEEL, SHOW_JSON, SHOW_TYPE } show;

static const char *type_word(feel_type t)
{
    static const char *const WORDS[] = {
        [FEEL_NULL] = "Null",        [FEEL_BOOLEAN] = "boolean",
        [FEEL_NUMBER] = "number",    [FEEL_STRING] = "string",
        [FEEL_DATE] = "date",        [FEEL_TIME] = "time",
        [FEEL_LIST] = "list",        [FEEL_DATE_TIME] = "date and time",
        [FEEL_CONTEXT] = "context",  [FEEL_YEARS_MONTHS] = "years and months duration",
        [FEEL_RANGE] = "range",      [FEEL_DAYS_TIME] = "days and time duration",
        [FEEL_FUNCTION] = "function"
    };
    return WORDS[t];
}

static void print(repl *r, const feel_value *v, show how)
{
    xc_buf out;
    xc_buf_init(&out, MAX_SHOWN);
    if (how == SHOW_JSON) {
        json_writer w = json_writer_on(&out);
        feel_to_json(&w, v);
    } else if (how == SHOW_TYPE) {
        xc_buf_text(&out, type_word(feel_type_of(v)));
    } else {
        feel_to_text(&out, v);
    }
    if (out.err)
        printf("%s\n", say(r, "the value is too large to be shown", "结果太大，无法显示"));
    else
        printf("%.*s\n", XC_STR_ARG(xc_buf_view(&out)));
    xc_buf_done(&out);
}

/* The case of one entry: the names so far, memory of its own. */
static feel_case one_of(repl *r)
{
    feel_case c = r->names;
    c.arena = r->work;
    c.problem_count = c.kept = 0;
    return c;
}

static void answer(repl *r, xc_str text, show how)
{
    feel_case c = one_of(r);
    const feel_value *v = feel_case_eval(&c, text, "");
    if (show_problems(r, &c))
        print(r, v, how);
}

/* ---- commands ---- */

static void do_quit(repl *r, xc_str rest)
{
    (void)rest;
    r->quit = true;
}

static void do_let(repl *r, xc_str rest)
{
    xc_str head;
    xc_str text = xc_str_cut(rest, '=', &head);
    xc_str name = xc_arena_str(r->kept, xc_str_trim(head));
    if (!text.ptr || !name.len) {
        printf("%s\n", say(r, ":let NAME = EXPR", ":let 名称 = 表达式"));
        return;
    }
    feel_case c = r->names; /* in the memory that is kept */
    c.problem_count = c.kept = 0;
    const feel_value *v = feel_case_eval(&c, text, "");
    if (!show_problems(r, &c))
        return;
    if (feel_case_let(&r->names, name, v))
        printf("%s\n", say(r, "no room for another name", "名称已满"));
    else
        print(r, v, SHOW_FEEL);
}

static void do_context(repl *r, xc_str rest)
{
    xc_problem why = { 0 };
    const feel_value *v;
    char path[1024];
    feel_case c = r->names;
    c.problem_count = c.kept = 0;
    (void)snprintf(path, sizeof path, "%.*s", XC_STR_ARG(rest));
    xc_err err = feel_context_file(&c, path, &v, &why);
    if (!err)
        err = feel_case_use(&r->names, v);
    if (err) {
        why.code = err;
        show_problem(r, &why);
        r->bad++;
    }
}

static void do_names(repl *r, xc_str rest)
{
    (void)rest;
    for (size_t i = 0; i < feel_count(r->names.context); i++) {
        xc_str name = { 0 };
        const feel_value *v = feel_item(r->names.context, i, &name);
        printf("%.*s = ", XC_STR_ARG(name));
        print(r, v, SHOW_FEEL);
    }
}

static void do_json(repl *r, xc_str rest)
{
    answer(r, rest, SHOW_JSON);
}

static void do_type(repl *r, xc_str rest)
{
    answer(r, rest, SHOW_TYPE);
}

static void do_lang(repl *r, xc_str rest)
{
    r->lang = xc_str_is(rest, "zh") ? XC_LANG_ZH : XC_LANG_EN;
}

static void do_help(repl *r, xc_str rest);

static const struct {
    const char *name, *call, *en, *zh;
    void (*run)(repl *r, xc_str rest);
} COMMANDS[] = {
    { ":help", ":help", "this list", "本列表", do_help },
    { ":let", ":let NAME = EXPR", "give a value a name", "给值起名", do_let },
    { ":names", ":names", "the names that may be used", "可以使用的名称", do_names },
    { ":context", ":context FILE", "take the names of a file (JSON, or .feel)",
      "读入文件里的名称（JSON 或 .feel）", do_context },
    { ":type", ":type EXPR", "the type of a value", "值的类型", do_type },
    { ":json", ":json EXPR", "a value as JSON", "以 JSON 显示值", do_json },
    { ":lang", ":lang zh|en", "the language of problems", "提示所用的语言", do_lang },
    { ":quit", ":quit", "end (also Ctrl-D)", "结束（也可按 Ctrl-D）", do_quit },
};
enum { COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS };

static void do_help(repl *r, xc_str rest)
{
    (void)rest;
    printf("%s\n", say(r,
                       "An expression shows its value. An unfinished one goes on in the next line; "
                       "an empty line ends it.",
                       "输入表达式即显示结果。未写完的表达式在下一行继续，空行结束。"));
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        printf("  %-18s %s\n", COMMANDS[i].call, say(r, COMMANDS[i].en, COMMANDS[i].zh));
    printf("  1 + 2 * 3\n  [1, 2, 3][item > 1]\n  for x in 1..3 return x ** 2\n"
           "  date(\"2026-07-29\") + duration(\"P1M\")\n  {a: 1, b: a + 1}.b\n");
}

static void command(repl *r, xc_str text)
{
    xc_str word;
    xc_str rest = xc_str_trim(xc_str_cut(text, ' ', &word));
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (xc_str_is(word, COMMANDS[i].name)) {
            COMMANDS[i].run(r, rest);
            return;
        }
    printf("%s\n", say(r, "no such command; :help lists them", "没有这个命令；:help 列出全部"));
    r->bad++;
}

/* ---- the conversation ---- */

/* One expression, over several lines if need be, or one command. */
static xc_err read_entry(repl *r)
{
    xc_buf_clear(&r->entry);
    xc_err err = feel_lines_next(&r->lines, "feel> ", &r->entry);
    while (!err) {
        xc_str text = xc_str_trim(xc_buf_view(&r->entry));
        size_t before = r->entry.len;
        if (!text.len || text.ptr[0] == ':' || !wants_more(r, text))
            return XC_OK;
        xc_arena_reset(r->work);
        err = feel_lines_next(&r->lines, "  ..> ", &r->entry);
        if (err == XC_EGONE || (!err && r->entry.len == before + 1))
            return XC_OK; /* an empty line: it is meant as it is */
    }
    return err;
}

static xc_err converse(repl *r)
{
    xc_err err = XC_OK;
    if (r->lines.person)
        printf("%s\n", say(r, "FEEL (DMN 1.5). :help lists what can be said, :quit ends.",
                           "FEEL（DMN 1.5）。:help 查看用法，:quit 结束。"));
    while (!r->quit && !(err = read_entry(r))) {
        xc_str text = xc_str_trim(xc_buf_view(&r->entry));
        if (text.len)
            feel_lines_remember(&r->lines, text);
        if (text.len && text.ptr[0] == ':')
            command(r, text);
        else if (text.len)
            answer(r, text, SHOW_FEEL);
        xc_arena_reset(r->work);
        (void)fflush(stdout); /* a failed write is seen at the end */
    }
    if (err == XC_EGONE && r->lines.person)
        printf("\n"); /* Ctrl-D leaves the cursor behind the prompt */
    return err == XC_EGONE ? XC_OK : err;
}

xc_err feel_repl(const feel_options *options, xc_lang lang, const feel_value *given,
                 size_t *ret_bad, xc_problem *why)
{
    repl r = { .options = options, .lang = lang };
    xc_buf_init(&r.entry, MAX_ENTRY);
    xc_err err = xc_arena_new(FEEL_CASE_BYTES, &r.kept);
    if (!err)
        err = xc_arena_new(FEEL_CASE_BYTES, &r.work);
    if (!err) {
        feel_case_start(&r.names, r.kept, options);
        err = feel_case_use(&r.names, given);
    }
    if (!err) {
        feel_lines_start(&r.lines);
        err = converse(&r);
        feel_lines_end(&r.lines);
    }
    xc_buf_done(&r.entry);
    xc_arena_free(r.work);
    xc_arena_free(r.kept);
    if (err == XC_EIO || err == XC_ELIMIT)
        return xc_fail(why, err, "stdin", "cannot go on reading", "无法继续读取");
    if (!err)
        *ret_bad = r.bad;
    return err;
}
