/* batch_plan.c - which decisions are known from the ranks of their inputs alone. */
#include <stdio.h>

#include "engine/dmn/batch.h"

static const uint64_t MOST_KEYS = UINT64_C(1) << 50;
enum { DIRECT_KEYS = 1 << 23 };

static const dmn_column *column_named(const batch *b, xc_str name)
{
    for (size_t i = 0; i < b->column_count; i++)
        if (xc_str_eq(b->columns[i].name, name))
            return &b->columns[i];
    return NULL;
}

/* what the decision knows by this name; NULL: nothing of the model */
static const dmn_element *needed(const batch *b, const dmn_element *e, xc_str name, size_t *at)
{
    for (size_t i = 0; i < e->need_count; i++)
        if (!e->needs[i].under.len && xc_str_eq(b->m->elements[e->needs[i].element].name, name)) {
            *at = e->needs[i].element;
            return &b->m->elements[*at];
        }
    return NULL;
}

static bool plain_member(const batch *b, const dmn_element *input, const feel_field *f)
{
    char name[300];
    int len =
        snprintf(name, sizeof name, "%.*s.%.*s", XC_STR_ARG(input->name), XC_STR_ARG(f->name));
    const dmn_column *c =
        len > 0 && (size_t)len < sizeof name ? column_named(b, xc_str_of(name)) : NULL;
    bool number = c && c->kind <= DMN_COLUMN_DOUBLE;
    feel_type type = number                            ? FEEL_NUMBER
                     : c && c->kind == DMN_COLUMN_TEXT ? FEEL_STRING
                     : c && c->kind == DMN_COLUMN_BOOL ? FEEL_BOOLEAN
                                                       : FEEL_DATE;
    return c &&
           (!f->shape || f->shape->kind == FEEL_SHAPE_ANY ||
            (f->shape->kind == FEEL_SHAPE_BASIC && f->shape->type == type && !f->shape->allowed));
}

/* A context that misses a member or breaks a constraint is null as a whole: only where that cannot
 * happen do its members stand for themselves. */
static bool members_alone(const batch *b, const dmn_element *input)
{
    const feel_shape *s = input->shape;
    if (!s || s->kind == FEEL_SHAPE_ANY)
        return true;
    if (s->kind != FEEL_SHAPE_CONTEXT || s->allowed)
        return false;
    for (size_t i = 0; i < s->count; i++)
        if (!plain_member(b, input, &s->fields[i]))
            return false;
    return true;
}

static bool column_input(batch *b, const dmn_element *e, const dmn_input *from, batch_input *in,
                         const feel_shape **given)
{
    xc_str head;
    size_t at;
    xc_str rest = xc_str_cut(from->text, '.', &head);
    in->column = column_named(b, from->text);
    if (!in->column)
        return false;
    const dmn_element *input = needed(b, e, rest.ptr ? head : from->text, &at);
    *given = NULL;
    if (!input)
        return !rest.ptr || !column_named(b, head);
    if (input->kind != ELEMENT_INPUT)
        return false;
    if (rest.ptr)
        return !memchr(rest.ptr, '.', rest.len) && members_alone(b, input);
    *given = input->shape;
    return true;
}

static bool find_source(batch *b, const dmn_element *e, const dmn_input *from, batch_input *in)
{
    const feel_shape *given = NULL;
    size_t at;
    if (!from->e || feel_expr_constant(from->e))
        return false;
    const dmn_element *need = needed(b, e, from->text, &at);
    in->shape = from->shape;
    if (need && need->kind == ELEMENT_DECISION) {
        in->from = batch_plan_for(b, at);
        return in->from && batch_input_make(b, in, NULL);
    }
    return column_input(b, e, from, in, &given) && batch_input_make(b, in, given);
}

static bool constant_or_none(const feel_expr *e)
{
    return !e || feel_expr_constant(e);
}

/* Are the table's answers known from the rules that hit? */
static bool plain_outputs(const dmn_table *t, bool *computes)
{
    for (size_t i = 0; i < t->output_count; i++)
        if (!constant_or_none(t->outputs[i].usual) || !constant_or_none(t->outputs[i].allowed))
            return false;
    for (size_t r = 0; r < t->rule_count && !*computes; r++)
        for (size_t i = 0; i < t->output_count; i++)
            *computes = *computes || t->rules[r].outputs[i]->kind != CELL_VALUE;
    return true;
}

static bool make_inputs(batch *b, batch_plan *p, const dmn_element *e, const dmn_table *t)
{
    uint64_t product = 1;
    if (!t->index || !t->index->complete || t->input_count > BATCH_MAX_INPUTS)
        return false;
    for (size_t i = 0; i < t->input_count; i++) {
        batch_input *in = &p->inputs[i];
        in->axis = &t->index->axes[i];
        in->stride = product;
        product *= in->axis->null_rank + 1;
        if (product > MOST_KEYS || !find_source(b, e, &t->inputs[i], in))
            return false;
        p->input_count++;
    }
    p->known_room = product <= DIRECT_KEYS ? (size_t)product : 0;
    if (p->known_room && !(p->known = xc_arena_array(b->work, p->known_room, sizeof *p->known)))
        p->known_room = 0;
    return true;
}

batch_plan *batch_plan_for(batch *b, size_t element)
{
    for (size_t i = 0; i < b->plan_count; i++)
        if (b->plans[i]->element == element)
            return b->plans[i];
    batch_plan *p = b->plan_count < BATCH_MAX_PLANS ? xc_arena_array(b->work, 1, sizeof *p) : NULL;
    if (!p)
        return NULL;
    const dmn_element *e = &b->m->elements[element];
    p->element = element;
    b->plans[b->plan_count++] = p;
    if (e->kind == ELEMENT_DECISION && e->box->kind == BOX_TABLE &&
        plain_outputs(e->box->table, &p->computes) && make_inputs(b, p, e, e->box->table))
        p->table = e->box->table;
    return p;
}
