/* run_table.c - which rules of a table hit, and what comes out (DMN 1.5, 8.2.10). */
#include <stdlib.h>

#include "engine/dmn/dmn_int.h"

typedef struct {
    size_t rule;
    const feel_value *out;
    const feel_value *const *cells;
    size_t *rank; /* place among the output values, by output */
} hit;

typedef struct {
    dmn_run *r;
    const dmn_table *t;
    const feel_value *context;
    const feel_value **inputs;
    hit *hits;
    size_t count;
} table_run;

static const feel_value *input_value(table_run *x, const dmn_input *in)
{
    const feel_value *v = dmn_eval(x->r, in->e, x->context);
    if (in->shape)
        v = feel_coerce(x->r->run, v, in->shape);
    if (in->allowed && !feel_is_true(feel_run_test(x->r->run, in->allowed, v, x->context)))
        feel_run_problem(x->r->run, 0, 0, "an input of the table is none of its allowed values",
                         "决策表的输入不在允许的取值之内");
    return v;
}

static bool hits_rule(table_run *x, const dmn_rule *rule)
{
    for (size_t i = 0; i < x->t->input_count; i++) {
        const feel_expr *test = rule->tests[i];
        if (!test || !feel_is_true(feel_run_test(x->r->run, test, x->inputs[i], x->context)))
            return false;
    }
    return true;
}

/* one output bare, several as a context */
static const feel_value *joined(table_run *x, const feel_value *const *cells)
{
    if (x->t->output_count == 1)
        return cells[0];
    const feel_value *v = feel_null();
    for (size_t i = 0; i < x->t->output_count; i++)
        v = feel_with(x->r->arena, v, x->t->outputs[i].name, cells[i]);
    return v;
}

static size_t rank_of(table_run *x, const dmn_output *out, const feel_value *v)
{
    const feel_value *order = out->allowed ? dmn_eval(x->r, out->allowed, x->context) : feel_null();
    size_t i = 0;
    while (i < feel_count(order) && !feel_equal(feel_item(order, i, NULL), v))
        i++;
    return i;
}

static bool take_hit(table_run *x, size_t rule)
{
    size_t outputs = x->t->output_count;
    const feel_value **cells = xc_arena_array(x->r->arena, outputs, sizeof *cells);
    size_t *rank = xc_arena_array(x->r->arena, outputs, sizeof *rank);
    if (!cells || !rank)
        return false;
    for (size_t i = 0; i < outputs; i++) {
        const dmn_output *out = &x->t->outputs[i];
        cells[i] = dmn_eval(x->r, x->t->rules[rule].outputs[i], x->context);
        if (out->shape)
            cells[i] = feel_coerce(x->r->run, cells[i], out->shape);
        if (x->t->hit == HIT_PRIORITY || x->t->hit == HIT_OUTPUT_ORDER)
            rank[i] = rank_of(x, out, cells[i]);
    }
    x->hits[x->count++] =
        (hit){ .rule = rule, .out = joined(x, cells), .cells = cells, .rank = rank };
    return true;
}

static bool find_hits(table_run *x)
{
    for (size_t i = 0; i < x->t->rule_count; i++) {
        if (!hits_rule(x, &x->t->rules[i]))
            continue;
        if (!take_hit(x, i))
            return false;
        if (x->t->hit == HIT_FIRST)
            break;
    }
    return true;
}

static int before(const hit *a, const hit *b, size_t outputs)
{
    for (size_t i = 0; i < outputs; i++)
        if (a->rank[i] != b->rank[i])
            return a->rank[i] < b->rank[i] ? -1 : 1;
    return 0;
}

/* Few hits; equal ones stay in the order of the rules. */
static void sort_hits(table_run *x)
{
    for (size_t i = 1; i < x->count; i++) {
        hit h = x->hits[i];
        size_t k = i;
        for (; k > 0 && before(&h, &x->hits[k - 1], x->t->output_count) < 0; k--)
            x->hits[k] = x->hits[k - 1];
        x->hits[k] = h;
    }
}

static const feel_value *usual(table_run *x)
{
    const feel_value **cells = xc_arena_array(x->r->arena, x->t->output_count, sizeof *cells);
    bool any = false;
    if (!cells)
        return feel_null();
    for (size_t i = 0; i < x->t->output_count; i++) {
        any = any || x->t->outputs[i].usual;
        cells[i] = x->t->outputs[i].usual ? dmn_eval(x->r, x->t->outputs[i].usual, x->context)
                                          : feel_null();
    }
    return any ? joined(x, cells) : feel_null();
}

static const feel_value *all_hits(table_run *x)
{
    const feel_value **items = xc_arena_array(x->r->arena, x->count, sizeof *items);
    if (!items)
        return feel_null();
    for (size_t i = 0; i < x->count; i++)
        items[i] = x->hits[i].out;
    const feel_value *list = feel_list(x->r->arena, items, x->count);
    return x->t->aggregated ? feel_run_aggregate(x->r->run, x->t->aggregate, list) : list;
}

static bool alike(const table_run *x)
{
    for (size_t i = 1; i < x->count; i++)
        if (!feel_equal(x->hits[0].out, x->hits[i].out))
            return false;
    return true;
}

static const feel_value *outcome(table_run *x)
{
    const dmn_table *t = x->t;
    bool counts = t->aggregated && t->aggregate == FEEL_COUNT_OF;
    if (!x->count && !counts)
        return t->hit >= HIT_COLLECT && !t->aggregated && !t->outputs[0].usual ? all_hits(x)
                                                                               : usual(x);
    switch (t->hit) {
    case HIT_UNIQUE:
        if (x->count > 1)
            return dmn_refuse(x->r, "more than one rule of a table hits, but only one may",
                              "决策表只允许一条规则命中，却有多条命中");
        break;
    case HIT_ANY:
        if (!alike(x))
            return dmn_refuse(x->r, "the rules that hit do not agree on the output",
                              "命中的规则给出的结果不一致");
        break;
    case HIT_PRIORITY:
        sort_hits(x);
        break;
    case HIT_OUTPUT_ORDER:
        sort_hits(x);
        return all_hits(x);
    case HIT_COLLECT:
    case HIT_RULE_ORDER:
        return all_hits(x);
    case HIT_FIRST:
        break;
    }
    return x->hits[0].out;
}

/* ---- the trace ---- */

static const feel_value *put(table_run *x, const feel_value *c, const char *name,
                             const feel_value *v)
{
    return feel_with(x->r->arena, c, xc_str_of(name), v);
}

static const feel_value *inputs_trace(table_run *x)
{
    const feel_value **all = xc_arena_array(x->r->arena, x->t->input_count, sizeof *all);
    if (!all)
        return feel_null();
    for (size_t i = 0; i < x->t->input_count; i++) {
        const feel_value *text = feel_string(x->r->arena, x->t->inputs[i].text);
        all[i] = put(x, put(x, feel_null(), "text", text), "value", x->inputs[i]);
    }
    return feel_list(x->r->arena, all, x->t->input_count);
}

static const feel_value *rules_trace(table_run *x)
{
    const feel_value **all = xc_arena_array(x->r->arena, x->count, sizeof *all);
    if (!all)
        return feel_null();
    for (size_t i = 0; i < x->count; i++) {
        const dmn_rule *rule = &x->t->rules[x->hits[i].rule];
        xc_arena *a = x->r->arena;
        const feel_value *c =
            put(x, feel_null(), "index", feel_int(a, (int64_t)x->hits[i].rule + 1));
        c = put(x, c, "id", feel_string(a, rule->id));
        c = put(x, c, "annotation", feel_string(a, rule->annotation));
        all[i] = put(x, c, "outputs", x->hits[i].out);
    }
    return feel_list(x->r->arena, all, x->count);
}

const feel_value *dmn_run_table(dmn_run *r, const dmn_table *t, const feel_value *context,
                                dmn_hits *hits)
{
    table_run x = { .r = r, .t = t, .context = context };
    x.inputs = xc_arena_array(r->arena, t->input_count, sizeof *x.inputs);
    x.hits = xc_arena_array(r->arena, t->rule_count, sizeof *x.hits);
    if (!x.inputs || !x.hits)
        return feel_null();
    for (size_t i = 0; i < t->input_count; i++)
        x.inputs[i] = input_value(&x, &t->inputs[i]);
    if (!find_hits(&x))
        return feel_null();
    if (hits)
        *hits = (dmn_hits){ inputs_trace(&x), rules_trace(&x) };
    return outcome(&x);
}
