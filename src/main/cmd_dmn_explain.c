/* cmd_dmn_explain.c - the trace of a decision as an account that anybody can read. */
#include "main/cmd_dmn.h"

typedef struct {
    xc_buf *out;
    xc_lang lang;
} teller;

static bool zh(const teller *t)
{
    return t->lang == XC_LANG_ZH;
}

static void line(const teller *t, int indent, const char *en, const char *chinese)
{
    xc_buf_printf(t->out, "%*s%s", indent, "", zh(t) ? chinese : en);
}

static void name_of(const teller *t, const feel_value *c, const char *key)
{
    xc_buf_str(t->out, feel_to_str(feel_get(c, key)));
}

static void value_of(const teller *t, const feel_value *c, const char *key)
{
    dmn_say_value(t->out, feel_get(c, key), t->lang);
}

/* ---- what it rests on ---- */

static bool is_from(const feel_value *need, const char *what)
{
    return xc_str_is(feel_to_str(feel_get(need, "from")), what);
}

/* A large input one member a line. */
static void say_given(const teller *t, int indent, xc_str name, const feel_value *v)
{
    xc_buf_printf(t->out, "%*s%.*s%s", indent, "", XC_STR_ARG(name), zh(t) ? "：" : ":");
    if (feel_type_of(v) != FEEL_CONTEXT || indent > 16) {
        line(t, 0, " ", "");
        dmn_say_value(t->out, v, t->lang);
        xc_buf_text(t->out, "\n");
        return;
    }
    xc_buf_text(t->out, "\n");
    for (size_t i = 0; i < feel_count(v); i++) {
        xc_str member;
        const feel_value *item = feel_item(v, i, &member);
        say_given(t, indent + 2, member, item);
    }
}

static void say_needs(const teller *t, const feel_value *entry)
{
    const feel_value *needs = feel_get(entry, "needs");
    for (size_t i = 0; i < feel_count(needs); i++) {
        const feel_value *n = feel_item(needs, i, NULL);
        bool input = is_from(n, "input");
        if (!input && !is_from(n, "decision"))
            continue;
        line(t, 3, input ? "given: " : "decided before: ", input ? "已知：" : "前面已定：");
        name_of(t, n, "name");
        if (!input) {
            line(t, 0, " is ", "：");
            value_of(t, n, "value");
        }
        xc_buf_text(t->out, "\n");
    }
}

static void say_arguments(const teller *t, const feel_value *entry)
{
    const feel_value *args = feel_get(entry, "arguments");
    for (size_t i = 0; i < feel_count(args); i++) {
        xc_str name;
        const feel_value *v = feel_item(args, i, &name);
        if (feel_type_of(v) == FEEL_FUNCTION || feel_type_of(feel_get(entry, "rules")) == FEEL_LIST)
            continue;
        say_given(t, 3, name, v);
    }
}

/* ---- tables ---- */

/* false: the rule does not ask about this input */
static bool say_cell(const teller *t, const feel_value *input, xc_str cell)
{
    if (xc_str_is(cell, "-"))
        return false;
    line(t, 5, "- ", "- ");
    name_of(t, input, "text");
    line(t, 0, " is ", "：");
    value_of(t, input, "value");
    line(t, 0, "; the rule asks for ", "；规则要求");
    dmn_say_cell(t->out, cell, t->lang);
    xc_buf_text(t->out, "\n");
    return true;
}

static void say_note(const teller *t, const feel_value *rule)
{
    xc_str note = feel_to_str(feel_get(rule, "annotation"));
    if (note.len)
        xc_buf_printf(t->out, zh(t) ? "（%.*s）" : " (%.*s)", XC_STR_ARG(note));
}

static void say_rule(const teller *t, const feel_value *entry, const feel_value *rule)
{
    const feel_value *inputs = feel_get(entry, "inputs"), *cells = feel_get(rule, "cells");
    int64_t index = 0;
    (void)feel_to_int(feel_get(rule, "index"), &index);
    xc_buf_printf(t->out, zh(t) ? "   规则 %d 成立" : "   rule %d holds", (int)index);
    say_note(t, rule);
    line(t, 0, ", giving ", "，结果：");
    value_of(t, rule, "outputs");
    xc_buf_text(t->out, "\n");
    bool asks = false;
    for (size_t i = 0; i < feel_count(inputs); i++)
        asks =
            say_cell(t, feel_item(inputs, i, NULL), feel_to_str(feel_item(cells, i, NULL))) || asks;
    if (!asks)
        line(t, 5, "- it asks for nothing\n", "- 该规则没有条件\n");
}

static void say_miss(const teller *t, const feel_value *miss)
{
    int64_t index = 0;
    (void)feel_to_int(feel_get(miss, "index"), &index);
    xc_buf_printf(t->out, zh(t) ? "   规则 %d 只差一项" : "   rule %d fails by one thing only",
                  (int)index);
    say_note(t, miss);
    line(t, 0, ": ", "：");
    name_of(t, miss, "input");
    line(t, 0, " is ", "：");
    value_of(t, miss, "value");
    line(t, 0, ", not ", "，规则要求");
    dmn_say_cell(t->out, feel_to_str(feel_get(miss, "cell")), t->lang);
    xc_buf_text(t->out, "\n");
}

/* what becomes of several rules */
static void say_policy(const teller *t, xc_str policy, size_t hits)
{
    static const struct {
        const char *policy, *en, *zh;
    } SAID[] = {
        { "PRIORITY", "several rules hold: the most important result counts",
          "有多条规则成立：取最优先的结果" },
        { "COLLECT SUM", "the results of these rules are added up", "以下规则的结果相加" },
        { "COLLECT MIN", "the smallest result of these rules counts", "取以下规则中最小的结果" },
        { "COLLECT MAX", "the largest result of these rules counts", "取以下规则中最大的结果" },
        { "COLLECT COUNT", "the rules that hold are counted", "统计成立的规则数" },
    };
    if (!hits)
        line(t, 3, "no rule holds\n", "没有规则成立\n");
    for (size_t i = 0; i < sizeof SAID / sizeof SAID[0] && hits > 1; i++)
        if (xc_str_is(policy, SAID[i].policy)) {
            line(t, 3, SAID[i].en, SAID[i].zh);
            xc_buf_text(t->out, "\n");
        }
}

static void say_table(const teller *t, const feel_value *entry)
{
    const feel_value *rules = feel_get(entry, "rules"), *misses = feel_get(entry, "misses");
    if (feel_type_of(rules) != FEEL_LIST)
        return;
    xc_str policy = feel_to_str(feel_get(entry, "hitPolicy"));
    bool collects = xc_str_starts(policy, XC_STR("COLLECT"));
    say_policy(t, policy, feel_count(rules));
    for (size_t i = 0; i < feel_count(rules); i++)
        say_rule(t, entry, feel_item(rules, i, NULL));
    for (size_t i = 0; !collects && i < feel_count(misses); i++)
        say_miss(t, feel_item(misses, i, NULL));
}

/* ---- the whole ---- */

static void say_step(const teller *t, const feel_value *entry, size_t number)
{
    bool call = feel_to_str(feel_get(entry, "knowledge")).len != 0;
    xc_buf_printf(t->out, "%zu. ", number);
    name_of(t, entry, "name");
    line(t, 0, call ? " gives " : " is ", call ? "得出：" : "：");
    value_of(t, entry, "result");
    xc_buf_text(t->out, "\n");
    say_needs(t, entry);
    say_arguments(t, entry);
    say_table(t, entry);
    xc_buf_text(t->out, "\n");
}

/* every input once, before the steps */
static bool said_before(const feel_value *trace, size_t step, size_t need)
{
    const feel_value *mine = feel_item(feel_get(feel_item(trace, step, NULL), "needs"), need, NULL);
    xc_str name = feel_to_str(feel_get(mine, "name"));
    for (size_t i = 0; i <= step; i++) {
        const feel_value *needs = feel_get(feel_item(trace, i, NULL), "needs");
        for (size_t k = 0; k < feel_count(needs) && (i < step || k < need); k++) {
            const feel_value *n = feel_item(needs, k, NULL);
            if (is_from(n, "input") && xc_str_eq(feel_to_str(feel_get(n, "name")), name))
                return true;
        }
    }
    return false;
}

static void say_inputs(const teller *t, const feel_value *trace)
{
    bool any = false;
    for (size_t i = 0; i < feel_count(trace); i++) {
        const feel_value *needs = feel_get(feel_item(trace, i, NULL), "needs");
        for (size_t k = 0; k < feel_count(needs); k++) {
            const feel_value *n = feel_item(needs, k, NULL);
            if (!is_from(n, "input") || said_before(trace, i, k))
                continue;
            if (!any)
                line(t, 0, "What was given\n", "已知的情况\n");
            any = true;
            say_given(t, 2, feel_to_str(feel_get(n, "name")), feel_get(n, "value"));
        }
    }
    if (any)
        xc_buf_text(t->out, "\n");
}

void dmn_say_trace(xc_buf *out, const feel_value *trace, xc_lang lang)
{
    teller t = { out, lang };
    size_t count = feel_count(trace);
    if (!count)
        return;
    const feel_value *last = feel_item(trace, count - 1, NULL);
    line(&t, 0, "Result\n  ", "结论\n  ");
    name_of(&t, last, "name");
    line(&t, 0, " is ", "：");
    value_of(&t, last, "result");
    xc_buf_text(out, "\n\n");
    say_inputs(&t, trace);
    line(&t, 0, "How it was decided\n", "怎样得出的\n");
    for (size_t i = 0; i < count; i++)
        say_step(&t, feel_item(trace, i, NULL), i + 1);
}
