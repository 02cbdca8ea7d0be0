/* cmd_dmn_words.c - values and cells of tables in the words of people. */
#include "base/mem.h"
#include "engine/feel/feel_embed.h"
#include "main/cmd_dmn.h"

enum { CELL_BYTES = 1 << 20, MAX_FRACTION = 6 };

static bool zh(xc_lang lang)
{
    return lang == XC_LANG_ZH;
}

static void say(xc_buf *out, xc_lang lang, const char *en, const char *chinese)
{
    xc_buf_text(out, zh(lang) ? chinese : en);
}

/* ---- values ---- */

static void say_items(xc_buf *out, const feel_value *v, xc_lang lang)
{
    if (!feel_count(v))
        say(out, lang, "nothing (empty)", "空");
    for (size_t i = 0; i < feel_count(v); i++) {
        xc_str name = { 0 };
        const feel_value *item = feel_item(v, i, &name);
        if (i)
            say(out, lang, ", ", "，");
        if (feel_type_of(v) == FEEL_CONTEXT)
            xc_buf_printf(out, "%.*s %s ", XC_STR_ARG(name), zh(lang) ? "为" : "=");
        bool nested = feel_type_of(item) == FEEL_LIST || feel_type_of(item) == FEEL_CONTEXT;
        xc_buf_text(out, nested ? "(" : "");
        dmn_say_value(out, item, lang);
        xc_buf_text(out, nested ? ")" : "");
    }
}

/* date("2026-07-29") is 2026-07-29 for people */
static void say_plain(xc_buf *out, const feel_value *v)
{
    xc_buf text;
    xc_buf_init(&text, CELL_BYTES);
    feel_to_text(&text, v);
    xc_str all = xc_buf_view(&text), head;
    xc_str inner = xc_str_cut(all, '"', &head);
    xc_str last = xc_str_cut(inner, '"', &head);
    bool call = inner.ptr && xc_str_is(last, ")");
    xc_buf_str(out, call ? head : all);
    xc_buf_done(&text);
}

/* A long fraction is rounded, and said to be. */
static void say_number(xc_buf *out, const feel_value *v, xc_lang lang)
{
    xc_buf text;
    double d = 0;
    xc_buf_init(&text, 200);
    feel_to_text(&text, v);
    xc_str head, fraction = xc_str_cut(xc_buf_view(&text), '.', &head);
    if (fraction.len <= MAX_FRACTION || !feel_to_double(v, &d)) {
        xc_buf_str(out, xc_buf_view(&text));
    } else {
        say(out, lang, "about ", "约");
        xc_buf_printf(out, d > -1 && d < 1 ? "%.6f" : "%.2f", d);
    }
    xc_buf_done(&text);
}

void dmn_say_value(xc_buf *out, const feel_value *v, xc_lang lang)
{
    bool truth = false;
    switch (feel_type_of(v)) {
    case FEEL_NULL:
        say(out, lang, "no value", "没有值");
        break;
    case FEEL_BOOLEAN:
        (void)feel_to_bool(v, &truth);
        say(out, lang, truth ? "yes" : "no", truth ? "是" : "否");
        break;
    case FEEL_NUMBER:
        say_number(out, v, lang);
        break;
    case FEEL_STRING:
        say(out, lang, "\"", "“");
        xc_buf_str(out, feel_to_str(v));
        say(out, lang, "\"", "”");
        break;
    case FEEL_LIST:
    case FEEL_CONTEXT:
        say_items(out, v, lang);
        break;
    case FEEL_FUNCTION:
        say(out, lang, "a function", "一个函数");
        break;
    default:
        say_plain(out, v);
    }
}

/* ---- cells ---- */

static void say_range(xc_buf *out, const feel_value *v, xc_lang lang)
{
    feel_bounds b;
    if (!feel_range_bounds(v, &b)) {
        feel_to_text(out, v);
        return;
    }
    if (b.low) {
        say(out, lang, b.low_closed ? "at least " : "more than ", b.low_closed ? "不小于" : "大于");
        dmn_say_value(out, b.low, lang);
    }
    if (b.low && b.high)
        say(out, lang, " and ", "，且");
    if (b.high) {
        say(out, lang, b.high_closed ? "at most " : "less than ",
            b.high_closed ? "不大于" : "小于");
        dmn_say_value(out, b.high, lang);
    }
}

static void say_tests(xc_buf *out, const feel_constant_tests *t, xc_lang lang)
{
    if (t->any)
        say(out, lang, "anything", "不限");
    if (t->negated)
        say(out, lang, "anything but ", "除了");
    for (size_t i = 0; i < t->count; i++) {
        if (i)
            say(out, lang, " or ", "或");
        if (feel_type_of(t->values[i]) == FEEL_RANGE)
            say_range(out, t->values[i], lang);
        else
            dmn_say_value(out, t->values[i], lang);
    }
    if (t->negated)
        say(out, lang, "", "以外");
}

void dmn_say_cell(xc_buf *out, xc_str cell, xc_lang lang)
{
    xc_arena *a;
    const feel_expr *e;
    feel_constant_tests tests;
    if (xc_arena_new(CELL_BYTES, &a)) {
        xc_buf_str(out, cell);
        return;
    }
    bool plain =
        feel_parse_unary(cell, NULL, 0, a, &e, NULL) == XC_OK && feel_tests_constant(e, a, &tests);
    if (plain)
        say_tests(out, &tests, lang);
    else
        xc_buf_str(out, cell);
    xc_arena_free(a);
}
