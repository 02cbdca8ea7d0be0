/* run_trace.c - why a decision is what it is, as data: what it used and from where, the rules that
 * hit with their cells, and those that failed by one cell only. */
#include "engine/dmn/run_int.h"
#include "engine/feel/feel_int.h"

enum { MAX_MISSES = 5, MAX_LOOKED_AT = 100000 };

const feel_value *dmn_put(dmn_run *r, const feel_value *c, const char *name, const feel_value *v)
{
    return feel_with(r->arena, c, xc_str_of(name), v);
}

static void add(dmn_run *r, const feel_value *entry)
{
    if (r->trace_count < DMN_MAX_TRACES)
        r->traces[r->trace_count++] = entry;
}

/* ---- tables ---- */

static const feel_value *text_value(dmn_run *r, xc_str s)
{
    return feel_string(r->arena, s);
}

static const feel_value *inputs_of(dmn_table_run *x)
{
    const feel_value **all = xc_arena_array(x->r->arena, x->t->input_count, sizeof *all);
    if (!all)
        return feel_null();
    for (size_t i = 0; i < x->t->input_count; i++) {
        const feel_value *c =
            dmn_put(x->r, feel_null(), "text", text_value(x->r, x->t->inputs[i].text));
        all[i] = dmn_put(x->r, c, "value", x->inputs[i]);
    }
    return feel_list(x->r->arena, all, x->t->input_count);
}

static const feel_value *rule_named(dmn_run *r, const dmn_table *t, uint32_t at)
{
    const dmn_rule *rule = &t->rules[at];
    const feel_value *c = dmn_put(r, feel_null(), "index", feel_int(r->arena, (int64_t)at + 1));
    c = dmn_put(r, c, "id", text_value(r, rule->id));
    return dmn_put(r, c, "annotation", text_value(r, rule->annotation));
}

static const feel_value *cells_of(dmn_run *r, const dmn_table *t, const dmn_rule *rule)
{
    const feel_value **all = xc_arena_array(r->arena, t->input_count, sizeof *all);
    if (!all)
        return feel_null();
    for (size_t i = 0; i < t->input_count; i++)
        all[i] = text_value(r, rule->tests[i]->text);
    return feel_list(r->arena, all, t->input_count);
}

static const feel_value *rules_of(dmn_table_run *x)
{
    const feel_value **all = xc_arena_array(x->r->arena, x->count, sizeof *all);
    if (!all)
        return feel_null();
    for (size_t i = 0; i < x->count; i++) {
        const feel_value *c = rule_named(x->r, x->t, x->hits[i].rule);
        c = dmn_put(x->r, c, "outputs", x->hits[i].out);
        c = dmn_put(x->r, c, "cells", cells_of(x->r, x->t, &x->t->rules[x->hits[i].rule]));
        all[i] = c;
    }
    return feel_list(x->r->arena, all, x->count);
}

/* the only column of the rule that fails; false: none or several do */
static bool one_fails(dmn_table_run *x, const dmn_rule *rule, size_t *ret)
{
    size_t failed = 0;
    for (size_t i = 0; i < x->t->input_count && failed < 2; i++)
        if (!dmn_cell_has(x->r, rule->tests[i], x->inputs[i], x->context)) {
            *ret = i;
            failed++;
        }
    return failed == 1;
}

static const feel_value *miss(dmn_table_run *x, uint32_t at, size_t column)
{
    dmn_run *r = x->r;
    const feel_value *c = rule_named(r, x->t, at);
    c = dmn_put(r, c, "input", text_value(r, x->t->inputs[column].text));
    c = dmn_put(r, c, "value", x->inputs[column]);
    return dmn_put(r, c, "cell", text_value(r, x->t->rules[at].tests[column]->text));
}

static const feel_value *misses_of(dmn_table_run *x)
{
    const feel_value *all[MAX_MISSES];
    size_t count = 0, column = 0;
    if (x->t->input_count < 2 && x->count)
        return feel_list(x->r->arena, all, 0); /* each other rule fails by its one cell */
    for (uint32_t i = 0; i < x->t->rule_count && i < MAX_LOOKED_AT && count < MAX_MISSES; i++)
        if (one_fails(x, &x->t->rules[i], &column))
            all[count++] = miss(x, i, column);
    return feel_list(x->r->arena, all, count);
}

static const feel_value *policy_of(dmn_run *r, const dmn_table *t)
{
    static const char *const POLICIES[] = { "UNIQUE",  "FIRST",      "ANY",         "PRIORITY",
                                            "COLLECT", "RULE ORDER", "OUTPUT ORDER" };
    static const char *const AGGREGATES[] = {
        [FEEL_SUM] = "SUM", [FEEL_MIN] = "MIN", [FEEL_MAX] = "MAX", [FEEL_COUNT_OF] = "COUNT"
    };
    xc_str s = xc_arena_printf(r->arena, "%s%s%s", POLICIES[t->hit], t->aggregated ? " " : "",
                               t->aggregated ? AGGREGATES[t->aggregate] : "");
    return feel_of_str(r->arena, s);
}

void dmn_trace_table(dmn_table_run *x, dmn_hits *hits)
{
    *hits = (dmn_hits){ policy_of(x->r, x->t), inputs_of(x), rules_of(x), misses_of(x) };
}

/* ---- entries ---- */

static const feel_value *with_hits(dmn_run *r, const feel_value *c, const dmn_hits *hits)
{
    if (!hits->rules)
        return c;
    c = dmn_put(r, c, "hitPolicy", hits->policy);
    c = dmn_put(r, c, "inputs", hits->inputs);
    c = dmn_put(r, c, "rules", hits->rules);
    return dmn_put(r, c, "misses", hits->misses);
}

static const feel_value *needs_of(dmn_run *r, const dmn_element *e)
{
    static const char *const FROM[] = { "input", "decision", "knowledge", "service" };
    const feel_value **all = xc_arena_array(r->arena, e->need_count, sizeof *all);
    if (!all)
        return feel_null();
    for (size_t i = 0; i < e->need_count; i++) {
        const dmn_element *n = &r->m->elements[e->needs[i].element];
        const feel_value *v = r->frame->done[e->needs[i].element];
        const feel_value *c = dmn_put(r, feel_null(), "name", text_value(r, n->name));
        c = dmn_put(r, c, "from", text_value(r, xc_str_of(FROM[n->kind])));
        all[i] = v && n->kind <= ELEMENT_DECISION ? dmn_put(r, c, "value", v) : c;
    }
    return feel_list(r->arena, all, e->need_count);
}

void dmn_trace_decision(dmn_run *r, const dmn_element *e, const feel_value *result,
                        const dmn_hits *hits)
{
    if (!r->traces)
        return;
    const feel_value *c = dmn_put(r, feel_null(), "decision", text_value(r, e->id));
    c = dmn_put(r, c, "name", text_value(r, e->name));
    c = dmn_put(r, c, "result", result);
    c = dmn_put(r, c, "needs", needs_of(r, e));
    add(r, with_hits(r, c, hits));
}

void dmn_trace_call(dmn_run *r, const dmn_element *e, const feel_value *const *args,
                    const feel_value *result, const dmn_hits *hits)
{
    if (!r->traces)
        return;
    const feel_field *params = e->box ? e->box->params : e->params;
    size_t count = e->box ? e->box->param_count : e->given_count;
    const feel_value *given = feel_of_context(r->arena, NULL, 0);
    for (size_t i = 0; i < count; i++)
        given = feel_with(r->arena, given, params[i].name, args[i]);
    const feel_value *c = dmn_put(
        r, feel_null(), e->kind == ELEMENT_SERVICE ? "service" : "knowledge", text_value(r, e->id));
    c = dmn_put(r, c, "name", text_value(r, e->name));
    c = dmn_put(r, c, "result", result);
    c = dmn_put(r, c, "arguments", given);
    add(r, with_hits(r, c, hits));
}

void dmn_trace_inner(dmn_run *r, const feel_value *result, const dmn_hits *hits)
{
    if (!r->traces || !r->at)
        return;
    const feel_value *c = dmn_put(r, feel_null(), "table", text_value(r, r->at->id));
    c = dmn_put(r, c, "name", text_value(r, r->at->name));
    c = dmn_put(r, c, "result", result);
    add(r, with_hits(r, c, hits));
}
