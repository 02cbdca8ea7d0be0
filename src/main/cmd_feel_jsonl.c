/* cmd_feel_jsonl.c - `xiucheng feel --jsonl`: a case a line in, an answer a line out.
 *
 * Reading and writing are our own: a program at the other end may wait for each answer before it
 * sends the next line, or may send a million lines at once. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "main/cmd_feel.h"

enum { MAX_LINE = 16 << 20, READ_BYTES = 64 << 10, OUT_BYTES = 1 << 16, ANSWER_BYTES = 64 << 20 };
#define FLUSH_AFTER_US (50 * INT64_C(1000))

typedef struct {
    const feel_options *options;
    xc_lang lang;
    xc_arena *arena;
    feel_case c;
    xc_buf out, text; /* answers not yet written; one value */
    int64_t flushed_us;
    uint64_t line; /* number of the present one */
    bool dropping; /* in the middle of a line that is too long */
} stream;

/* ---- answers ---- */

static void put_problem(json_writer *w, const xc_problem *p, xc_lang lang)
{
    json_open_object(w);
    json_put_text(w, "code", xc_err_name(p->code));
    if (p->where[0])
        json_put_text(w, "where", p->where);
    if (p->line) {
        json_put_int(w, "line", p->line);
        json_put_int(w, "column", p->column);
    }
    json_put_text(w, "message", xc_problem_text(p, lang));
    json_close_object(w);
}

static void put_problems(json_writer *w, const feel_case *c, xc_lang lang)
{
    json_key(w, "diagnostics");
    json_open_array(w);
    for (size_t i = 0; i < c->kept; i++)
        put_problem(w, &c->problems[i], lang);
    json_close_array(w);
    if (c->problem_count > c->kept)
        json_put_int(w, "more", (int64_t)(c->problem_count - c->kept));
}

static void problem(stream *s, xc_err code, const char *where, const char *en, const char *zh)
{
    xc_problem p = { .code = code };
    (void)snprintf(p.en, sizeof p.en, "%s", en); /* all of them are short */
    (void)snprintf(p.zh, sizeof p.zh, "%s", zh);
    feel_case_problem(&s->c, &p, where);
}

static void put_answer(stream *s, const json_value *id, const feel_value *v)
{
    xc_buf_clear(&s->text);
    feel_to_text(&s->text, v);
    if (s->text.err) {
        problem(s, s->text.err, "value", "the value is too large to be written",
                "结果太大，无法写出");
        xc_buf_clear(&s->text);
        xc_buf_text(&s->text, "null");
    }
    json_writer w = json_writer_on(&s->out);
    json_open_object(&w);
    json_key(&w, "id");
    if (id)
        json_value_put(&w, id);
    else
        json_null(&w);
    json_put_str(&w, "value", xc_buf_view(&s->text));
    put_problems(&w, &s->c, s->lang);
    json_close_object(&w);
    xc_buf_byte(&s->out, '\n');
}

/* ---- cases ---- */

/* false: the case cannot be answered; it says why */
static bool no_room(stream *s, xc_err err, const char *where)
{
    problem(s, err, where, "too many names, or out of memory", "名称太多，或内存不足");
    return false;
}

static bool take_json_names(stream *s, const json_value *names)
{
    if (!names || names->kind == JSON_NULL)
        return true;
    if (names->kind != JSON_OBJECT) {
        problem(s, XC_EINVAL, "context", "context must be an object: a value by name",
                "context 应当是对象：按名称给值");
        return false;
    }
    xc_err err = feel_case_use(&s->c, feel_from_json(s->arena, names));
    return err ? no_room(s, err, "context") : true;
}

static bool take_feel_name(stream *s, const json_value *entry)
{
    char where[192];
    (void)snprintf(where, sizeof where, "feelContext.%.*s", XC_STR_ARG(entry->key));
    if (entry->kind != JSON_STRING) {
        problem(s, XC_EINVAL, where, "the text of a FEEL expression is expected here",
                "这里应当是 FEEL 表达式的文本");
        return false;
    }
    const feel_value *v = feel_case_eval(&s->c, entry->text, where);
    xc_err err = feel_case_let(&s->c, entry->key, v);
    return err ? no_room(s, err, where) : true;
}

static bool take_feel_names(stream *s, const json_value *names)
{
    if (!names || names->kind == JSON_NULL)
        return true;
    if (names->kind != JSON_OBJECT) {
        problem(s, XC_EINVAL, "feelContext", "feelContext must be an object: FEEL text by name",
                "feelContext 应当是对象：按名称给 FEEL 文本");
        return false;
    }
    if (names->count > FEEL_CASE_ENTRIES) {
        problem(s, XC_ELIMIT, "feelContext", "feelContext has over 1000 names",
                "feelContext 的名称超过 1000 个");
        return false;
    }
    for (const json_value *entry = names->first; entry; entry = entry->next)
        if (!take_feel_name(s, entry))
            return false;
    return true;
}

static bool take_input(stream *s, const json_value *input)
{
    if (!input || input->kind == JSON_NULL)
        return true;
    if (input->kind != JSON_STRING) {
        problem(s, XC_EINVAL, "feelInput", "feelInput must be the text of a FEEL expression",
                "feelInput 应当是 FEEL 表达式的文本");
        return false;
    }
    s->c.input = feel_case_eval(&s->c, input->text, "feelInput");
    return true;
}

static bool take_kind(stream *s, const json_value *kind, bool *ret_unary)
{
    *ret_unary = kind && kind->kind == JSON_STRING && xc_str_is(kind->text, "unaryTests");
    if (!kind || kind->kind == JSON_NULL || *ret_unary ||
        (kind->kind == JSON_STRING && xc_str_is(kind->text, "expression")))
        return true;
    problem(s, XC_EINVAL, "kind", "kind is \"expression\" or \"unaryTests\"",
            "kind 只能是 expression 或 unaryTests");
    return false;
}

static const feel_value *answer(stream *s, const json_value *one)
{
    bool unary;
    const json_value *expr = json_find(one, "expr");
    if (one->kind != JSON_OBJECT) {
        problem(s, XC_EINVAL, "", "a line is a JSON object with id and expr",
                "每行应当是带 id 和 expr 的 JSON 对象");
        return feel_null();
    }
    if (!expr || expr->kind != JSON_STRING) {
        problem(s, XC_EINVAL, "expr", "expr is missing or no string", "缺少 expr，或它不是字符串");
        return feel_null();
    }
    if (!take_kind(s, json_find(one, "kind"), &unary) ||
        !take_json_names(s, json_find(one, "context")) ||
        !take_feel_names(s, json_find(one, "feelContext")) ||
        !take_input(s, json_find(one, "feelInput")))
        return feel_null();
    return unary ? feel_case_test(&s->c, expr->text) : feel_case_eval(&s->c, expr->text, "");
}

static void start_case(stream *s)
{
    xc_arena_reset(s->arena);
    feel_case_start(&s->c, s->arena, s->options);
}

static void take_line(stream *s, xc_str line)
{
    xc_problem why = { 0 };
    const json_value *one = NULL;
    if (s->line == 1 && xc_str_starts(line, XC_STR("\xEF\xBB\xBF")))
        line = (xc_str){ line.ptr + 3, line.len - 3 };
    line = xc_str_trim(line);
    if (!line.len)
        return;
    start_case(s);
    if (json_parse(line, s->arena, &one, &why)) {
        char where[40];
        (void)snprintf(where, sizeof where, "stdin:%llu", (unsigned long long)s->line);
        feel_case_problem(&s->c, &why, where);
        put_answer(s, NULL, feel_null());
        return;
    }
    const feel_value *v = answer(s, one);
    put_answer(s, json_find(one, "id"), v);
}

static void take_long_line(stream *s)
{
    char where[40];
    start_case(s);
    (void)snprintf(where, sizeof where, "stdin:%llu", (unsigned long long)s->line);
    problem(s, XC_ELIMIT, where, "the line is longer than 16 MiB", "这一行超过 16 MiB");
    put_answer(s, NULL, feel_null());
}

/* ---- the stream ---- */

static xc_err flush(stream *s, xc_problem *why)
{
    xc_err err = xc_buf_err(&s->out);
    if (err)
        return xc_fail(why, err, "stdout", "an answer does not fit in memory", "结果放不进内存");
    for (size_t at = 0; at < s->out.len;) {
        ssize_t n = write(STDOUT_FILENO, s->out.ptr + at, s->out.len - at);
        if (n < 0 && errno != EINTR)
            return xc_fail(why, XC_EIO, "stdout", "cannot write: %s", "无法写出：%s",
                           strerror(errno));
        at += n > 0 ? (size_t)n : 0;
    }
    xc_buf_clear(&s->out);
    s->flushed_us = xc_monotonic_us();
    return XC_OK;
}

static xc_err after_line(stream *s, xc_problem *why)
{
    bool due = s->out.len >= OUT_BYTES || s->out.err;
    if (!due && s->out.len)
        due = xc_monotonic_us() - s->flushed_us > FLUSH_AFTER_US;
    return due ? flush(s, why) : XC_OK;
}

/* All whole lines in `in`; the beginning of the next one stays there. */
static xc_err take_lines(stream *s, xc_buf *in, bool end, xc_problem *why)
{
    size_t at = 0;
    xc_err err = XC_OK;
    while (!err && at < in->len) {
        const char *stop = memchr(in->ptr + at, '\n', in->len - at);
        if (!stop && !end)
            break;
        size_t len = stop ? (size_t)(stop - in->ptr) - at : in->len - at;
        s->line++;
        if (s->dropping)
            s->dropping = false; /* its answer is given */
        else
            take_line(s, (xc_str){ in->ptr + at, len });
        at += len + (stop != NULL);
        err = after_line(s, why);
    }
    if (at && in->len > at)
        memmove(in->ptr, in->ptr + at, in->len - at);
    in->len -= at;
    if (in->len > MAX_LINE || s->dropping) {
        if (!s->dropping) {
            s->line++;
            take_long_line(s);
            s->line--;
        }
        s->dropping = true;
        in->len = 0;
    }
    return err;
}

static bool more_at_once(void)
{
    struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };
    return poll(&p, 1, 0) > 0;
}

static xc_err run(stream *s, xc_buf *in, char *part, xc_problem *why)
{
    xc_err err = XC_OK;
    for (;;) {
        if (s->out.len && !more_at_once())
            err = flush(s, why);
        if (err)
            return err;
        ssize_t n = read(STDIN_FILENO, part, READ_BYTES);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return xc_fail(why, XC_EIO, "stdin", "cannot read: %s", "无法读取：%s",
                           strerror(errno));
        xc_buf_put(in, part, (size_t)n);
        err = xc_buf_err(in);
        if (!err)
            err = take_lines(s, in, n == 0, why);
        if (err || n == 0)
            return err ? err : flush(s, why);
    }
}

xc_err feel_jsonl(const feel_options *options, xc_lang lang, xc_problem *why)
{
    xc_buf in;
    char *part = xc_malloc(READ_BYTES);
    stream *s = xc_calloc(1, sizeof *s);
    xc_err err = part && s ? XC_OK : XC_ENOMEM;
    xc_buf_init(&in, MAX_LINE + 2 * READ_BYTES);
    if (!err) {
        s->options = options;
        s->lang = lang;
        xc_buf_init(&s->text, ANSWER_BYTES);
        xc_buf_init(&s->out, (size_t)ANSWER_BYTES * 8);
        err = xc_arena_new(FEEL_CASE_BYTES, &s->arena);
    }
    if (!err)
        err = run(s, &in, part, why);
    if (s) {
        xc_buf_done(&s->out);
        xc_buf_done(&s->text);
        xc_arena_free(s->arena);
    }
    xc_buf_done(&in);
    xc_free(s);
    xc_free(part);
    return err;
}
