/* run_table.c - which rules of a table hit, and what comes out (DMN 1.5, 8.2.10). */
#include <stdlib.h>

#include "engine/dmn/index.h"
#include "engine/dmn/run_int.h"

/* ---- cells ---- */

/* as FEEL's unary tests: unknown is neither yes nor, negated, no */
static bool tests_have(dmn_run *r, const dmn_cell *c, const feel_value *input)
{
    bool unknown = false;
    for (uint32_t i = 0; i < c->count; i++) {
        bool truth;
        const feel_value *v = feel_run_match(r->run, input, c->values[i]);
        if (feel_is_true(v))
            return !c->negated;
        unknown = unknown || !feel_to_bool(v, &truth);
    }
    return c->negated && !unknown;
}

bool dmn_cell_has(dmn_run *r, const dmn_cell *c, const feel_value *input, const feel_value *context)
{
    switch ((dmn_cell_kind)c->kind) {
    case CELL_ANY:
        return true;
    case CELL_TESTS:
        return tests_have(r, c, input);
    case CELL_EXPR:
        return feel_is_true(c->e ? feel_run_test(r->run, c->e, input, context)
                                 : dmn_eval(r, NULL, context));
    case CELL_VALUE:
        break;
    }
    return false;
}

const feel_value *dmn_cell_value(dmn_run *r, const dmn_cell *c, const feel_value *context)
{
    return c->kind == CELL_VALUE ? c->values[0] : dmn_eval(r, c->e, context);
}

/* ---- rules ---- */

static const feel_value *input_value(dmn_table_run *x, const dmn_input *in)
{
    const feel_value *v = dmn_eval(x->r, in->e, x->context);
    if (in->shape)
        v = feel_coerce(x->r->run, v, in->shape);
    if (in->allowed && !feel_is_true(feel_run_test(x->r->run, in->allowed, v, x->context)))
        feel_run_problem(x->r->run, in->line, in->column,
                         "an input of the table is none of its allowed values",
                         "决策表的输入不在允许的取值之内");
    return v;
}

/* known: its columns are found already */
static bool hits_rule(dmn_table_run *x, const dmn_rule *rule, const dmn_index *known)
{
    for (size_t i = 0; i < x->t->input_count; i++) {
        if (known && known->axes[i].usable)
            continue;
        if (!dmn_cell_has(x->r, rule->tests[i], x->inputs[i], x->context))
            return false;
    }
    return true;
}

/* one output bare, several as a context */
static const feel_value *joined(dmn_table_run *x, const feel_value *const *cells)
{
    if (x->t->output_count == 1)
        return cells[0];
    const feel_value *v = feel_null();
    for (size_t i = 0; i < x->t->output_count; i++)
        v = feel_with(x->r->arena, v, x->t->outputs[i].name, cells[i]);
    return v;
}

static size_t rank_of(dmn_table_run *x, const dmn_output *out, const feel_value *v)
{
    const feel_value *order = out->allowed ? dmn_eval(x->r, out->allowed, x->context) : feel_null();
    size_t i = 0;
    while (i < feel_count(order) && !feel_equal(feel_item(order, i, NULL), v))
        i++;
    return i;
}

static bool room_for_hit(dmn_table_run *x)
{
    if (x->count < x->room)
        return true;
    size_t room = x->room ? x->room * 2 : 4;
    dmn_hit_rule *grown = xc_arena_array(x->r->arena, room, sizeof *grown);
    if (!grown)
        return false;
    if (x->count)
        memcpy(grown, x->hits, x->count * sizeof *grown);
    x->hits = grown;
    x->room = room;
    return true;
}

static bool take_hit(dmn_table_run *x, uint32_t rule)
{
    size_t outputs = x->t->output_count;
    bool ranked = x->t->hit == HIT_PRIORITY || x->t->hit == HIT_OUTPUT_ORDER;
    const feel_value **cells = xc_arena_array(x->r->arena, outputs, sizeof *cells);
    size_t *rank = ranked ? xc_arena_array(x->r->arena, outputs, sizeof *rank) : NULL;
    if (!cells || (ranked && !rank) || !room_for_hit(x))
        return false;
    for (size_t i = 0; i < outputs; i++) {
        const dmn_output *out = &x->t->outputs[i];
        cells[i] = dmn_cell_value(x->r, x->t->rules[rule].outputs[i], x->context);
        if (out->shape)
            cells[i] = feel_coerce(x->r->run, cells[i], out->shape);
        if (ranked)
            rank[i] = rank_of(x, out, cells[i]);
    }
    x->hits[x->count++] =
        (dmn_hit_rule){ .rule = rule, .out = joined(x, cells), .cells = cells, .rank = rank };
    return true;
}

static bool find_by_looking(dmn_table_run *x)
{
    for (uint32_t i = 0; i < x->t->rule_count; i++) {
        if (!hits_rule(x, &x->t->rules[i], NULL))
            continue;
        if (!take_hit(x, i))
            return false;
        if (x->t->hit == HIT_FIRST)
            break;
    }
    return true;
}

/* Rules that may hit, as the index finds them. */
typedef struct {
    xc_arena *arena;
    uint32_t *rules, few[16];
    size_t count, room;
    bool full;
} found_rules;

static bool note_rule(void *ctx, uint32_t rule)
{
    found_rules *f = ctx;
    if (f->count == f->room) {
        uint32_t *grown = xc_arena_array(f->arena, f->room * 4, sizeof *grown);
        if (!grown) {
            f->full = true;
            return false;
        }
        memcpy(grown, f->rules, f->count * sizeof *grown);
        f->rules = grown;
        f->room *= 4;
    }
    f->rules[f->count++] = rule;
    return true;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static bool find_by_index(dmn_table_run *x, const uint32_t *ranks)
{
    found_rules f = { .arena = x->r->arena, .rules = f.few, .room = 16 };
    dmn_index_find(x->t->index, ranks, note_rule, &f);
    if (f.count > 1)
        qsort(f.rules, f.count, sizeof *f.rules, by_number);
    for (size_t i = 0; i < f.count && !f.full; i++) {
        if (!hits_rule(x, &x->t->rules[f.rules[i]], x->t->index))
            continue;
        if (!take_hit(x, f.rules[i]))
            return false;
        if (x->t->hit == HIT_FIRST)
            break;
    }
    return !f.full;
}

/* A value of a kind that the table does not expect is compared cell by cell. */
static bool find_hits(dmn_table_run *x)
{
    const dmn_index *index = x->t->index;
    uint32_t few[16], *ranks = few;
    if (index && index->axis_count > 16)
        ranks = xc_arena_array(x->r->arena, index->axis_count, sizeof *ranks);
    if (!index || !ranks)
        return find_by_looking(x);
    for (size_t i = 0; i < index->axis_count; i++)
        if (index->axes[i].usable && !dmn_rank(&index->axes[i], x->inputs[i], &ranks[i]))
            return find_by_looking(x);
    return find_by_index(x, ranks);
}

static int before(const dmn_hit_rule *a, const dmn_hit_rule *b, size_t outputs)
{
    for (size_t i = 0; i < outputs; i++)
        if (a->rank[i] != b->rank[i])
            return a->rank[i] < b->rank[i] ? -1 : 1;
    return 0;
}

/* Few hits; equal ones stay in the order of the rules. */
static void sort_hits(dmn_table_run *x)
{
    for (size_t i = 1; i < x->count; i++) {
        dmn_hit_rule h = x->hits[i];
        size_t k = i;
        for (; k > 0 && before(&h, &x->hits[k - 1], x->t->output_count) < 0; k--)
            x->hits[k] = x->hits[k - 1];
        x->hits[k] = h;
    }
}

static const feel_value *usual(dmn_table_run *x)
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

static const feel_value *all_hits(dmn_table_run *x)
{
    const feel_value **items = xc_arena_array(x->r->arena, x->count, sizeof *items);
    if (!items)
        return feel_null();
    for (size_t i = 0; i < x->count; i++)
        items[i] = x->hits[i].out;
    const feel_value *list = feel_list(x->r->arena, items, x->count);
    return x->t->aggregated ? feel_run_aggregate(x->r->run, x->t->aggregate, list) : list;
}

static bool alike(const dmn_table_run *x)
{
    for (size_t i = 1; i < x->count; i++)
        if (!feel_equal(x->hits[0].out, x->hits[i].out))
            return false;
    return true;
}

static const feel_value *outcome(dmn_table_run *x)
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

/* ---- the whole ---- */

const feel_value *dmn_run_table(dmn_run *r, const dmn_table *t, const feel_value *context,
                                dmn_hits *hits)
{
    dmn_table_run x = { .r = r, .t = t, .context = context };
    x.inputs = xc_arena_array(r->arena, t->input_count, sizeof *x.inputs);
    if (!x.inputs)
        return feel_null();
    for (size_t i = 0; i < t->input_count; i++)
        x.inputs[i] = input_value(&x, &t->inputs[i]);
    if (!find_hits(&x))
        return feel_null();
    if (hits)
        dmn_trace_table(&x, hits);
    return outcome(&x);
}
