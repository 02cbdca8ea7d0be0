/* check_table.c - a table looked through: its cells, and for which inputs none or several rules
 * hold.
 *
 * All ranks of the first input are gone through, for each the rules that hold there, and with
 * these the next input: what is left at the end are the rules for a box of inputs. Neighbouring
 * ranks with the same rules are one. */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "engine/dmn/check.h"

enum { MAX_WORK = 60000000, MAX_AXES = 60, TEXT = 300 };

/* ---- cells ---- */

static const feel_shape *value_shape(const feel_value *v)
{
    if (v->type == FEEL_RANGE)
        v = feel_is_null(v->range.lo) ? v->range.hi : v->range.lo;
    return feel_shape_of(v);
}

static bool never_alike(const feel_shape *a, const feel_shape *b)
{
    return a && b && a->kind == FEEL_SHAPE_BASIC && a->type != b->type &&
           !(a->type == FEEL_DATE_TIME && b->type == FEEL_DATE);
}

static void wrong_kind(checker *c, const dmn_cell *cell, uint32_t line, const feel_shape *want,
                       const feel_shape *have)
{
    char en[TEXT], zh[TEXT];
    (void)snprintf(en, sizeof en, "this cell has %s, the column %s: %.*s",
                   feel_type_name(have->type, XC_LANG_EN), feel_type_name(want->type, XC_LANG_EN),
                   XC_STR_ARG(cell->text));
    (void)snprintf(zh, sizeof zh, "该单元格是%s，这一列是%s：%.*s",
                   feel_type_name(have->type, XC_LANG_ZH), feel_type_name(want->type, XC_LANG_ZH),
                   XC_STR_ARG(cell->text)); /* cut */
    (void)check_add(c, DMN_FOUND_TYPE, line, 1, en, zh);
}

static void check_cell(checker *c, const dmn_cell *cell, uint32_t line, const feel_shape *want,
                       bool test)
{
    if (cell->kind == CELL_EXPR) {
        const feel_shape *s = check_expr(c, cell->e, test ? want : NULL);
        if (!test && s && s->kind == FEEL_SHAPE_BASIC && never_alike(want, s))
            wrong_kind(c, cell, line, want, s);
        return;
    }
    for (uint32_t i = 0; i < cell->count; i++) {
        const feel_shape *s = value_shape(cell->values[i]);
        if (never_alike(want, s)) {
            wrong_kind(c, cell, line, want, s);
            return;
        }
    }
}

const feel_shape *check_table(checker *c, const dmn_table *t)
{
    size_t before = c->count;
    for (size_t i = 0; i < t->input_count; i++) {
        const feel_shape *s = check_expr(c, t->inputs[i].e, NULL);
        s = t->inputs[i].shape ? t->inputs[i].shape : s;
        for (size_t r = 0; r < t->rule_count; r++)
            check_cell(c, t->rules[r].tests[i], t->rules[r].line, s, true);
    }
    for (size_t i = 0; i < t->output_count; i++)
        for (size_t r = 0; r < t->rule_count; r++)
            check_cell(c, t->rules[r].outputs[i], t->rules[r].line, t->outputs[i].shape, false);
    if (c->count == before)
        check_rules(c, t);
    return t->output_count == 1 && t->hit < HIT_COLLECT ? t->outputs[0].shape : NULL;
}

/* ---- the inputs that there are ---- */

/* Ranks that a value of the input can have, each with one such value. */
typedef struct {
    uint32_t *ranks;
    const feel_value **examples;
    size_t count;
} universe;

typedef struct {
    checker *c;
    const dmn_table *t;
    const dmn_index *x;
    feel_run *run;
    universe inputs[MAX_AXES];
    uint32_t at[MAX_AXES], to[MAX_AXES]; /* places in the universe: the box being looked at */
    unsigned char *reached;              /* by rule: holds, or holds first */
    size_t work, told;
    bool gaps, one_only, first;
    uint64_t *pairs; /* told before */
} search;

static void add_rank(universe *u, uint32_t rank, const feel_value *example)
{
    for (size_t i = 0; i < u->count; i++)
        if (u->ranks[i] == rank)
            return;
    u->ranks[u->count] = rank;
    u->examples[u->count++] = example;
}

/* the values of an enumeration: "a", "b" */
static size_t enumerated(search *s, const feel_expr *allowed, const feel_value *const **ret)
{
    feel_constant_tests tests;
    if (!allowed || !feel_tests_constant(allowed, s->c->arena, &tests) || tests.negated)
        return 0;
    for (size_t i = 0; i < tests.count; i++)
        if (tests.values[i]->type == FEEL_RANGE || tests.values[i]->type == FEEL_LIST)
            return 0;
    *ret = tests.values;
    return tests.count;
}

static bool possible(search *s, const dmn_input *in, const dmn_axis *a, uint32_t rank,
                     const feel_value *v)
{
    uint32_t again;
    if (feel_is_null(v) || !dmn_rank(a, v, &again) || again != rank)
        return a->mark_count == 0;
    const feel_expr *of_type = in->shape ? in->shape->allowed : NULL;
    return (!in->allowed || feel_is_true(feel_run_test(s->run, in->allowed, v, feel_null()))) &&
           (!of_type || feel_is_true(feel_run_test(s->run, of_type, v, feel_null())));
}

static int by_rank(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static bool listed_universe(search *s, const dmn_input *in, const dmn_axis *a, universe *u)
{
    const feel_value *const *values = NULL;
    size_t count = enumerated(s, in->allowed, &values);
    if (!count && in->shape)
        count = enumerated(s, in->shape->allowed, &values);
    if (!count)
        return false;
    u->ranks = xc_arena_array(s->c->arena, count, sizeof *u->ranks);
    u->examples = xc_arena_array(s->c->arena, count, sizeof *u->examples);
    for (size_t i = 0; u->ranks && u->examples && i < count; i++) {
        uint32_t rank;
        if (dmn_rank(a, values[i], &rank) && rank < a->null_rank)
            add_rank(u, rank, values[i]);
    }
    return u->count > 0;
}

/* Texts between those that are written down are all alike, unless there are ranges of texts. */
static bool one_of_alike(const search *s, size_t input, uint32_t rank)
{
    const dmn_axis *a = &s->x->axes[input];
    if (a->type != FEEL_STRING || rank % 2 || rank == 2 * a->mark_count)
        return false;
    for (size_t r = 0; r < s->t->rule_count; r++) {
        const dmn_cell *c = s->t->rules[r].tests[input];
        for (uint32_t i = 0; i < c->count; i++)
            if (c->values[i]->type == FEEL_RANGE)
                return false;
    }
    return true;
}

static bool make_universe(search *s, size_t input)
{
    const dmn_axis *a = &s->x->axes[input];
    const dmn_input *in = &s->t->inputs[input];
    universe *u = &s->inputs[input];
    if (listed_universe(s, in, a, u)) {
        const feel_value **examples = u->examples; /* sorted with their ranks: few */
        for (size_t i = 1; i < u->count; i++)
            for (size_t k = i; k > 0 && by_rank(&u->ranks[k - 1], &u->ranks[k]) > 0; k--) {
                uint32_t r = u->ranks[k];
                const feel_value *v = examples[k];
                u->ranks[k] = u->ranks[k - 1];
                examples[k] = examples[k - 1];
                u->ranks[k - 1] = r;
                examples[k - 1] = v;
            }
        return true;
    }
    u->ranks = xc_arena_array(s->c->arena, a->null_rank, sizeof *u->ranks);
    u->examples = xc_arena_array(s->c->arena, a->null_rank, sizeof *u->examples);
    if (!u->ranks || !u->examples)
        return false;
    for (uint32_t r = 0; r < a->null_rank; r++) {
        const feel_value *v = dmn_rank_value(s->c->arena, a, r);
        if (!one_of_alike(s, input, r) && possible(s, in, a, r, v)) {
            u->ranks[u->count] = r;
            u->examples[u->count++] = v;
        }
    }
    return u->count > 0;
}

/* ---- telling ---- */

static const feel_value *example_of(search *s, xc_buf *text)
{
    const feel_value *example = feel_null();
    for (size_t i = 0; i < s->x->axis_count; i++) {
        const feel_value *v = s->inputs[i].examples[s->at[i]];
        if (s->to[i] - s->at[i] + 1 == s->inputs[i].count && s->x->axes[i].mark_count == 0)
            continue; /* any */
        example = feel_with(s->c->arena, example, s->t->inputs[i].text, dmn_copy(s->c->arena, v));
        if (text->len)
            xc_buf_text(text, ", ");
        xc_buf_printf(text, "%.*s = ", XC_STR_ARG(s->t->inputs[i].text));
        feel_to_text(text, v);
    }
    return example;
}

static void tell(search *s, dmn_found kind, uint32_t line, const char *en, const char *zh)
{
    char texts[2][600];
    xc_buf where;
    if (s->told >= DMN_CHECK_MAX_A_TABLE)
        return;
    s->told++;
    xc_buf_init(&where, 250);
    const feel_value *example = example_of(s, &where);
    (void)snprintf(texts[0], sizeof texts[0], "%s %.*s", en, XC_STR_ARG(xc_buf_view(&where)));
    (void)snprintf(texts[1], sizeof texts[1], "%s%.*s", zh, XC_STR_ARG(xc_buf_view(&where)));
    xc_buf_done(&where);
    dmn_finding *f = check_add(s->c, kind, line, 1, texts[0], texts[1]);
    if (f)
        f->example = example;
}

static bool same_outputs(const dmn_table *t, uint32_t a, uint32_t b)
{
    for (size_t i = 0; i < t->output_count; i++) {
        const dmn_cell *x = t->rules[a].outputs[i], *y = t->rules[b].outputs[i];
        if (x != y && !xc_str_eq(x->text, y->text))
            return false;
    }
    return true;
}

static bool told_pair(search *s, uint32_t a, uint32_t b)
{
    uint64_t pair = (uint64_t)a << 32 | b;
    for (size_t i = 0; i < s->told; i++)
        if (s->pairs[i] == pair)
            return true;
    if (s->told < DMN_CHECK_MAX_A_TABLE)
        s->pairs[s->told] = pair;
    return false;
}

static void tell_overlap(search *s, uint32_t a, uint32_t b)
{
    char en[TEXT], zh[TEXT];
    if (s->told >= DMN_CHECK_MAX_A_TABLE || told_pair(s, a, b) ||
        (s->t->hit == HIT_ANY && same_outputs(s->t, a, b)))
        return;
    (void)snprintf(en, sizeof en, "rules %u and %u both hold, for example for", a + 1, b + 1);
    (void)snprintf(zh, sizeof zh, "规则 %u 和 %u 同时成立，例如：", a + 1, b + 1);
    tell(s, DMN_FOUND_OVERLAP, s->t->rules[b].line, en, zh);
}

/* ---- the search ---- */

static void look(search *s, size_t input, const uint32_t *rules, size_t count);

/* the rules for the box are known */
static void look_at_box(search *s, const uint32_t *rules, size_t count)
{
    if (!count && s->gaps) {
        if (s->told < DMN_CHECK_MAX_A_TABLE)
            s->pairs[s->told] = UINT64_MAX;
        tell(s, DMN_FOUND_GAP, s->t->line, "no rule holds, for example for",
             "没有规则适用，例如：");
    }
    for (size_t i = 0; i < count && (i == 0 || !s->first); i++)
        s->reached[rules[i]] = 1;
    if (count > 1 && s->one_only)
        tell_overlap(s, rules[0], rules[1]);
}

/* The rules that hold at each place of an input's universe, those of place p from begins[p] on. */
typedef struct {
    size_t *begins;
    uint32_t *rules;
} held_rules;

/* the first place whose rank is not below */
static size_t place_of(const universe *u, uint32_t rank)
{
    size_t lo = 0, hi = u->count;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (u->ranks[mid] < rank)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* to NULL: only counts, into begins[place + 1] */
static void hold_rule(search *s, size_t input, uint32_t rule, size_t *begins, uint32_t *to)
{
    const dmn_axis *a = &s->x->axes[input];
    const universe *u = &s->inputs[input];
    size_t last = place_of(u, a->hi[rule] + 1);
    for (size_t p = place_of(u, a->lo[rule]); p < last; p++) {
        s->work++;
        if (!dmn_axis_has(a, rule, u->ranks[p]))
            continue;
        if (to)
            to[begins[p]++] = rule;
        else
            begins[p + 1]++;
    }
}

/* false: too much, or no memory */
static bool hold_rules(search *s, size_t input, const uint32_t *rules, size_t count, held_rules *h)
{
    size_t places = s->inputs[input].count;
    h->begins = xc_calloc(places + 2, sizeof *h->begins);
    h->rules = NULL;
    for (size_t i = 0; h->begins && i < count && s->work <= MAX_WORK; i++)
        hold_rule(s, input, rules[i], h->begins, NULL);
    if (!h->begins || s->work > MAX_WORK)
        return false;
    for (size_t p = 0; p < places; p++)
        h->begins[p + 1] += h->begins[p];
    h->rules = xc_malloc((h->begins[places] + 1) * sizeof *h->rules);
    for (size_t i = 0; h->rules && i < count; i++)
        hold_rule(s, input, rules[i], h->begins, h->rules);
    for (size_t p = places; p > 0; p--) /* filling moved each to its end */
        h->begins[p] = h->begins[p - 1];
    h->begins[0] = 0;
    s->work += places;
    return h->rules != NULL;
}

static bool same_rules(const held_rules *h, size_t p, size_t q)
{
    size_t n = h->begins[p + 1] - h->begins[p];
    return n == h->begins[q + 1] - h->begins[q] &&
           (n == 0 ||
            memcmp(h->rules + h->begins[p], h->rules + h->begins[q], n * sizeof *h->rules) == 0);
}

static void look(search *s, size_t input, const uint32_t *rules, size_t count)
{
    held_rules h = { 0 };
    if (s->work > MAX_WORK)
        return;
    if (input == s->x->axis_count) {
        look_at_box(s, rules, count);
        return;
    }
    if (hold_rules(s, input, rules, count, &h)) {
        size_t places = s->inputs[input].count;
        for (size_t p = 0, end; p < places && s->work <= MAX_WORK; p = end) {
            for (end = p + 1; end < places && same_rules(&h, p, end);)
                end++;
            s->at[input] = (uint32_t)p;
            s->to[input] = (uint32_t)end - 1;
            look(s, input + 1, h.rules + h.begins[p], h.begins[p + 1] - h.begins[p]);
        }
    } else if (s->work <= MAX_WORK) {
        s->c->err = XC_ENOMEM;
    }
    xc_free(h.begins);
    xc_free(h.rules);
}

static void tell_unreached(search *s)
{
    for (uint32_t r = 0; r < s->t->rule_count; r++) {
        char en[TEXT], zh[TEXT];
        if (s->reached[r] || s->told++ >= DMN_CHECK_MAX_A_TABLE)
            continue;
        (void)snprintf(en, sizeof en,
                       s->first ? "rule %u never has a say: rules before it hold whenever it does"
                                : "rule %u can never hold",
                       r + 1);
        (void)snprintf(zh, sizeof zh,
                       s->first ? "规则 %u 永远不起作用：它成立时前面总有规则成立"
                                : "规则 %u 永远不会成立",
                       r + 1);
        (void)check_add(s->c, DMN_FOUND_SHADOWED, s->t->rules[r].line, s->t->rules[r].column, en,
                        zh);
    }
}

static bool has_usual(const dmn_table *t)
{
    for (size_t i = 0; i < t->output_count; i++)
        if (t->outputs[i].usual)
            return true;
    return false;
}

static bool prepare(search *s)
{
    const dmn_table *t = s->t;
    s->gaps = t->hit < HIT_COLLECT && !has_usual(t);
    s->one_only = t->hit == HIT_UNIQUE || t->hit == HIT_ANY;
    s->first = t->hit == HIT_FIRST;
    s->reached = xc_arena_array(s->c->arena, t->rule_count, 1);
    s->pairs = xc_arena_array(s->c->arena, DMN_CHECK_MAX_A_TABLE, sizeof *s->pairs);
    if (!s->reached || !s->pairs || !feel_run_start(s->c->arena, NULL, NULL, &s->run))
        return false;
    for (size_t i = 0; i < t->input_count; i++)
        if (!make_universe(s, i))
            return false;
    return true;
}

void check_rules(checker *c, const dmn_table *t)
{
    if (!t->index || !t->index->complete || t->input_count > MAX_AXES)
        return;
    search *s = xc_arena_array(c->arena, 1, sizeof *s);
    uint32_t *all = xc_arena_array(c->arena, t->rule_count, sizeof *all);
    if (!s || !all) {
        c->err = xc_arena_err(c->arena, sizeof *s);
        return;
    }
    *s = (search){ .c = c, .t = t, .x = t->index };
    for (uint32_t r = 0; r < t->rule_count; r++)
        all[r] = r;
    if (!prepare(s))
        return;
    look(s, 0, all, t->rule_count);
    if (s->work > MAX_WORK)
        (void)check_add(c, DMN_FOUND_LIMIT, t->line, 1,
                        "this table is too large to look through every combination",
                        "该表过大，未能检查全部组合");
    else
        tell_unreached(s);
}
