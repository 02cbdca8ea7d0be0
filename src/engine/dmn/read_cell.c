/* read_cell.c - the cells of a table: read once a text, kept as plain values where they are. */
#include "engine/dmn/read_int.h"
#include "engine/feel/feel_int.h"

/* ---- copies of values ---- */

enum { COPY_DEPTH = 40 };

static const feel_value *copy_at(xc_arena *to, const feel_value *v, int depth);

static const feel_value *copy_list(xc_arena *to, const feel_value *v, int depth)
{
    const feel_value **items = xc_arena_array(to, v->list.count, sizeof *items);
    if (!items)
        return feel_null();
    for (size_t i = 0; i < v->list.count; i++)
        items[i] = copy_at(to, v->list.items[i], depth + 1);
    return feel_of_list(to, items, v->list.count);
}

static const feel_value *copy_context(xc_arena *to, const feel_value *v, int depth)
{
    feel_entry *entries = xc_arena_array(to, v->context.count, sizeof *entries);
    if (!entries)
        return feel_null();
    for (size_t i = 0; i < v->context.count; i++) {
        entries[i].name = xc_arena_str(to, v->context.entries[i].name);
        entries[i].value = copy_at(to, v->context.entries[i].value, depth + 1);
        if (!entries[i].name.ptr)
            return feel_null();
    }
    return feel_of_context(to, entries, v->context.count);
}

static const feel_value *copy_at(xc_arena *to, const feel_value *v, int depth)
{
    feel_range range;
    if (depth > COPY_DEPTH)
        return feel_null();
    switch ((feel_type)v->type) {
    case FEEL_NULL:
        return feel_null();
    case FEEL_BOOLEAN:
        return feel_bool(v->boolean);
    case FEEL_STRING:
        return feel_string(to, v->str);
    case FEEL_NUMBER:
        return feel_of_dec(to, v->number);
    case FEEL_YEARS_MONTHS:
        return feel_of_months(to, v->months);
    case FEEL_DAYS_TIME:
        return feel_of_ns(to, v->ns);
    case FEEL_DATE:
    case FEEL_TIME:
    case FEEL_DATE_TIME:
        return feel_of_stamp(to, (feel_type)v->type, v->stamp);
    case FEEL_LIST:
        return copy_list(to, v, depth);
    case FEEL_CONTEXT:
        return copy_context(to, v, depth);
    case FEEL_RANGE:
        range = v->range;
        range.lo = copy_at(to, v->range.lo, depth + 1);
        range.hi = copy_at(to, v->range.hi, depth + 1);
        return feel_of_range(to, range);
    case FEEL_FUNCTION:
        break;
    }
    return feel_null();
}

const feel_value *dmn_copy(xc_arena *to, const feel_value *v)
{
    return copy_at(to, v, 0);
}

static bool has_function(const feel_value *v, int depth)
{
    if (v->type == FEEL_FUNCTION || depth > COPY_DEPTH)
        return true;
    bool found = false;
    for (size_t i = 0; v->type == FEEL_LIST && i < v->list.count; i++)
        found = found || has_function(v->list.items[i], depth + 1);
    for (size_t i = 0; v->type == FEEL_CONTEXT && i < v->context.count; i++)
        found = found || has_function(v->context.entries[i].value, depth + 1);
    return found;
}

/* ---- texts that are known ---- */

struct dmn_column_cells {
    const dmn_cell **slots; /* open addressing, a power of two */
    size_t room, count;
};

static size_t hash_of(xc_str s)
{
    uint64_t h = UINT64_C(1469598103934665603);
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(1099511628211);
    return (size_t)(h ^ h >> 32);
}

static const dmn_cell **slot_of(const dmn_column_cells *k, xc_str text)
{
    size_t at = hash_of(text) & (k->room - 1);
    while (k->slots[at] && !xc_str_eq(k->slots[at]->text, text))
        at = (at + 1) & (k->room - 1);
    return &k->slots[at];
}

static bool grow(dmn_loader *l, dmn_column_cells *k)
{
    dmn_column_cells more = { .room = k->room ? k->room * 2 : 32 };
    more.slots = xc_arena_array(l->tree, more.room, sizeof *more.slots);
    if (!more.slots)
        return false;
    for (size_t i = 0; i < k->room; i++)
        if (k->slots[i])
            *slot_of(&more, k->slots[i]->text) = k->slots[i];
    more.count = k->count;
    *k = more;
    return true;
}

/* ---- one cell ---- */

/* The cell without a run, if e is constant; values are copied out of the scratch arena. */
static bool as_values(dmn_loader *l, const feel_expr *e, bool unary, dmn_cell *c)
{
    xc_arena *a = l->m->arena;
    feel_constant_tests tests = { 0 };
    const feel_value *constant = unary ? NULL : feel_expr_constant(e);
    if (unary ? !feel_tests_constant(e, l->scratch, &tests) : !constant)
        return false;
    size_t count = unary ? tests.count : 1;
    for (size_t i = 0; i < count; i++)
        if (has_function(unary ? tests.values[i] : constant, 0))
            return false;
    const feel_value **values = xc_arena_array(a, count, sizeof *values);
    bool whole = values != NULL;
    for (size_t i = 0; i < count && whole; i++) {
        const feel_value *from = unary ? tests.values[i] : constant;
        values[i] = dmn_copy(a, from);
        whole = feel_equal(values[i], from);
    }
    if (!whole && !l->err)
        l->err = dmn_no_room(l);
    c->kind = !unary ? CELL_VALUE : tests.any ? CELL_ANY : CELL_TESTS;
    c->negated = tests.negated;
    c->values = values;
    c->count = (uint32_t)count;
    return true;
}

static xc_err read_new(dmn_loader *l, const xml_node *n, xc_str text, bool unary, dmn_cell *c)
{
    const feel_expr *e = NULL;
    *c = (dmn_cell){ .text = dmn_keep(l, text), .kind = CELL_EXPR };
    dmn_place(n, &c->line, &c->column);
    xc_arena_reset(l->scratch);
    xc_err err = dmn_compile_in(l, n, c->text, unary, l->scratch, &e);
    if (err || !e || as_values(l, e, unary, c))
        return err ? err : l->err;
    return dmn_compile(l, n, c->text, unary, &c->e);
}

xc_err dmn_read_cell(dmn_loader *l, dmn_column_cells **known, const xml_node *n, bool unary,
                     const dmn_cell **ret)
{
    xc_str text = xml_child_text(n, NULL, "text");
    text = text.len ? text : unary ? XC_STR("-") : XC_STR("null");
    if (!*known)
        *known = xc_arena_array(l->tree, 1, sizeof **known);
    dmn_column_cells *k = *known;
    if (!k || (k->count * 2 >= k->room && !grow(l, k)))
        return dmn_no_room(l);
    const dmn_cell **slot = slot_of(k, text);
    if (*slot) {
        *ret = *slot;
        return XC_OK;
    }
    dmn_cell *c = xc_arena_alloc(l->m->arena, sizeof *c);
    if (!c)
        return dmn_no_room(l);
    xc_err err = read_new(l, n, text, unary, c);
    if (!err && c->kind != CELL_EXPR) {
        *slot = c;
        k->count++;
    }
    *ret = c;
    return err;
}
