/* typed.c - inputs from JSON or CSV, where dates are texts, as the model declares them. */
#include "engine/dmn/dmn_int.h"
#include "engine/feel/feel_int.h"

enum { MAX_DEPTH = 40 };

static const feel_value *typed_at(xc_arena *a, const feel_value *v, const feel_shape *s, int depth);

static const feel_value *typed_text(xc_arena *a, const feel_value *v, feel_type type)
{
    feel_stamp stamp;
    feel_type kind;
    int64_t months;
    feel_i128 ns;
    switch (type) {
    case FEEL_DATE:
        return feel_read_date(v->str, &stamp) ? feel_of_stamp(a, type, stamp) : v;
    case FEEL_TIME:
        return feel_read_time(v->str, &stamp) ? feel_of_stamp(a, type, stamp) : v;
    case FEEL_DATE_TIME:
        return feel_read_date_time(v->str, &stamp) ? feel_of_stamp(a, type, stamp) : v;
    case FEEL_YEARS_MONTHS:
    case FEEL_DAYS_TIME:
        if (!feel_read_duration(v->str, &kind, &months, &ns) || kind != type)
            return v;
        return type == FEEL_DAYS_TIME ? feel_of_ns(a, ns) : feel_of_months(a, months);
    default:
        return v;
    }
}

static const feel_value *typed_list(xc_arena *a, const feel_value *v, const feel_shape *s,
                                    int depth)
{
    const feel_value **items = xc_arena_array(a, v->list.count, sizeof *items);
    if (!items)
        return feel_null();
    for (size_t i = 0; i < v->list.count; i++)
        items[i] = typed_at(a, v->list.items[i], s->element, depth + 1);
    return feel_of_list(a, items, v->list.count);
}

static const feel_value *typed_context(xc_arena *a, const feel_value *v, const feel_shape *s,
                                       int depth)
{
    feel_entry *entries = xc_arena_array(a, v->context.count, sizeof *entries);
    if (!entries)
        return feel_null();
    for (size_t i = 0; i < v->context.count; i++) {
        entries[i] = v->context.entries[i];
        for (size_t k = 0; k < s->count; k++)
            if (xc_str_eq(s->fields[k].name, entries[i].name))
                entries[i].value = typed_at(a, entries[i].value, s->fields[k].shape, depth + 1);
    }
    return feel_of_context(a, entries, v->context.count);
}

static const feel_value *typed_at(xc_arena *a, const feel_value *v, const feel_shape *s, int depth)
{
    if (!s || depth > MAX_DEPTH)
        return v;
    if (s->kind == FEEL_SHAPE_BASIC && v->type == FEEL_STRING)
        return typed_text(a, v, s->type);
    if (s->kind == FEEL_SHAPE_LIST && v->type == FEEL_LIST)
        return typed_list(a, v, s, depth);
    if (s->kind == FEEL_SHAPE_CONTEXT && v->type == FEEL_CONTEXT)
        return typed_context(a, v, s, depth);
    return v;
}

const feel_value *dmn_typed_inputs(const dmn_model *m, const feel_value *inputs, xc_arena *arena)
{
    for (size_t i = 0; i < m->count; i++) {
        const dmn_element *e = &m->elements[i];
        const feel_value *v = e->kind == ELEMENT_INPUT ? feel_find(inputs, e->name) : NULL;
        const feel_value *typed = v ? typed_at(arena, v, e->shape, 0) : NULL;
        if (typed != v)
            inputs = feel_with(arena, inputs, e->name, typed);
    }
    return inputs;
}
