/* batch_rank.c - columns to ranks, a chunk at a time; the only loops over all rows. */
#include <math.h>
#include <stdlib.h>

#include "engine/dmn/batch.h"

enum { MAX_NEAR = 1 << 16, MAX_PARTS = 1 << 12, MAX_GUARDS = 2, DOUBLE_DIGITS = 15 };

static int64_t power10(int n)
{
    int64_t p = 1;
    while (n-- > 0)
        p *= 10;
    return p;
}

/* ---- steps: where the rank changes ---- */

/* A step of the axis (which 0) or of a type's constraint (1, 2). */
typedef struct {
    int64_t at;
    double at_double;
    int which;
} step;

typedef struct {
    step *steps;
    size_t count;
    dmn_axis guards[MAX_GUARDS];
    int guard_count;
} step_list;

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

/* two steps a mark: from the mark on, and beyond it */
static bool add_steps(const dmn_column *c, const dmn_axis *a, int which, step_list *to)
{
    int scale = c->kind == DMN_COLUMN_DECIMAL ? c->scale : 0;
    int64_t limit = c->kind == DMN_COLUMN_DOUBLE ? power10(DOUBLE_DIGITS) : INT64_MAX / 4;
    int64_t up = power10(scale > a->scale ? scale - a->scale : 0);
    int64_t down = power10(a->scale > scale ? a->scale - scale : 0);
    if (!a->keys && a->mark_count)
        return false;
    for (uint32_t i = 0; i < a->mark_count; i++) {
        int64_t key = a->keys[i];
        if (key > limit / up || key < -(limit / up))
            return false;
        double d = (double)key / (double)power10(a->scale);
        int64_t below = floor_div(key * up, down);
        bool whole = below * down == key * up;
        to->steps[to->count++] = (step){ whole ? below : below + 1, d, which };
        to->steps[to->count++] = (step){ below + 1, nextafter(d, INFINITY), which };
    }
    return true;
}

static int by_int(const void *a, const void *b)
{
    const step *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

static int by_double(const void *a, const void *b)
{
    const step *x = a, *y = b;
    return (x->at_double > y->at_double) - (x->at_double < y->at_double);
}

static uint64_t key_at(const batch_input *in, const step_list *l, const uint32_t *passed)
{
    for (int g = 0; g < l->guard_count; g++)
        if (!dmn_axis_has(&l->guards[g], 0, passed[g + 1]))
            return in->null_key;
    return passed[0] * in->stride;
}

static bool keep_steps(batch *b, batch_input *in, step_list *l)
{
    uint32_t passed[MAX_GUARDS + 1] = { 0 };
    bool doubles = in->column->kind == DMN_COLUMN_DOUBLE;
    in->step_count = l->count;
    in->keys = xc_arena_array(b->work, l->count + 1, sizeof *in->keys);
    in->steps = xc_arena_array(b->work, l->count, sizeof *in->steps);
    in->double_steps = xc_arena_array(b->work, l->count, sizeof *in->double_steps);
    if (!in->keys || !in->steps || !in->double_steps)
        return false;
    qsort(l->steps, l->count, sizeof *l->steps, doubles ? by_double : by_int);
    in->keys[0] = key_at(in, l, passed);
    for (size_t i = 0; i < l->count; i++) {
        in->steps[i] = l->steps[i].at;
        in->double_steps[i] = l->steps[i].at_double;
        passed[l->steps[i].which]++;
        in->keys[i + 1] = key_at(in, l, passed);
    }
    return true;
}

static size_t steps_passed(const int64_t *steps, size_t count, int64_t v)
{
    size_t lo = 0;
    while (count) {
        size_t half = count / 2;
        bool passed = steps[lo + half] <= v;
        lo = passed ? lo + half + 1 : lo;
        count = passed ? count - half - 1 : half;
    }
    return lo;
}

/* The last part is for all that is above. */
static bool keep_begins(batch *b, batch_input *in, int64_t high)
{
    while ((high - in->base) >> in->shift >= MAX_PARTS)
        in->shift++;
    in->near_count = (size_t)((high - in->base) >> in->shift) + 1;
    in->begins = xc_arena_array(b->work, in->near_count, sizeof *in->begins);
    for (size_t i = 0; i < in->near_count && in->begins; i++)
        in->begins[i] =
            (uint32_t)steps_passed(in->steps, in->step_count, in->base + (int64_t)(i << in->shift));
    return in->begins != NULL;
}

/* a table by value, if all steps lie close together */
static bool keep_near(batch *b, batch_input *in)
{
    if (!in->step_count || in->column->kind == DMN_COLUMN_DOUBLE)
        return true;
    int64_t low = in->steps[0] - 1, high = in->steps[in->step_count - 1];
    in->base = low;
    if (high - low >= MAX_NEAR)
        return keep_begins(b, in, high);
    in->near_count = (size_t)(high - low) + 1;
    in->near = xc_arena_array(b->work, in->near_count, sizeof *in->near);
    for (size_t i = 0; i < in->near_count && in->near; i++)
        in->near[i] = in->keys[steps_passed(in->steps, in->step_count, low + (int64_t)i)];
    return in->near != NULL;
}

/* ---- constraints of types ---- */

static const feel_type TYPES[] = {
    [DMN_COLUMN_INT] = FEEL_NUMBER,    [DMN_COLUMN_DECIMAL] = FEEL_NUMBER,
    [DMN_COLUMN_DOUBLE] = FEEL_NUMBER, [DMN_COLUMN_TEXT] = FEEL_STRING,
    [DMN_COLUMN_BOOL] = FEEL_BOOLEAN,  [DMN_COLUMN_DATE] = FEEL_DATE
};

/* the tests of a type as a table of one cell */
static bool guard_of(batch *b, const feel_expr *allowed, dmn_axis *to)
{
    feel_constant_tests tests;
    if (!feel_tests_constant(allowed, b->work, &tests))
        return false;
    dmn_cell cell = { .kind = tests.any ? CELL_ANY : CELL_TESTS,
                      .negated = tests.negated,
                      .count = (uint32_t)tests.count,
                      .values = tests.values };
    const dmn_cell *cells[1] = { &cell };
    dmn_rule rule = { .tests = cells };
    dmn_table one = { .rules = &rule, .rule_count = 1, .input_count = 1 };
    return !dmn_axis_make(b->work, b->work, &one, 0, to) && to->usable;
}

static bool add_guard(batch *b, const batch_input *in, const feel_shape *s, step_list *l)
{
    if (!s || s->kind == FEEL_SHAPE_ANY)
        return true;
    if (s->kind != FEEL_SHAPE_BASIC || s->type != TYPES[in->column->kind])
        return false;
    if (!s->allowed)
        return true;
    return guard_of(b, s->allowed, &l->guards[l->guard_count]) && ++l->guard_count;
}

static bool make_steps(batch *b, batch_input *in, const feel_shape *given)
{
    step_list *l = xc_arena_array(b->work, 1, sizeof *l);
    if (!l || !add_guard(b, in, given, l) || !add_guard(b, in, in->shape, l))
        return false;
    size_t most = in->axis->mark_count;
    for (int g = 0; g < l->guard_count; g++)
        most += l->guards[g].mark_count;
    l->steps = xc_arena_array(b->work, 2 * most, sizeof *l->steps);
    if (!l->steps || !add_steps(in->column, in->axis, 0, l))
        return false;
    for (int g = 0; g < l->guard_count; g++)
        if ((l->guards[g].type != FEEL_NULL && l->guards[g].type != TYPES[in->column->kind]) ||
            !add_steps(in->column, &l->guards[g], g + 1, l))
            return false;
    return keep_steps(b, in, l) && keep_near(b, in);
}

/* ---- codes ---- */

/* what a value is for the table, after the types had their say */
static uint64_t key_of_value(batch *b, const batch_input *in, const feel_value *v,
                             const feel_shape *given)
{
    feel_run *run;
    uint32_t rank;
    if (!feel_run_start(b->scratch, b->options, NULL, &run))
        return BATCH_ALONE;
    if (given)
        v = feel_coerce(run, v, given);
    if (in->shape)
        v = feel_coerce(run, v, in->shape);
    return dmn_rank(in->axis, v, &rank) ? rank * in->stride : BATCH_ALONE;
}

static bool make_codes(batch *b, batch_input *in, const feel_shape *given)
{
    const dmn_column *c = in->column;
    bool texts = c->kind == DMN_COLUMN_TEXT;
    in->code_count = texts ? c->text_count : 2;
    in->codes = xc_arena_array(b->work, in->code_count, sizeof *in->codes);
    for (size_t i = 0; i < in->code_count && in->codes; i++) {
        xc_arena_reset(b->scratch);
        const feel_value *v = texts ? feel_of_str(b->scratch, c->texts[i]) : feel_bool(i != 0);
        in->codes[i] = key_of_value(b, in, v, given);
    }
    return in->codes != NULL;
}

bool batch_input_make(batch *b, batch_input *in, const feel_shape *given)
{
    in->null_key = in->axis->null_rank * in->stride;
    if (in->from)
        return true;
    if (in->column->kind == DMN_COLUMN_TEXT || in->column->kind == DMN_COLUMN_BOOL)
        return make_codes(b, in, given);
    if (in->axis->type != FEEL_NULL && in->axis->type != TYPES[in->column->kind])
        return false;
    return make_steps(b, in, given);
}

/* answers of another decision: new ones are ranked as they come */
static bool know_answers(batch *b, batch_input *in)
{
    if (in->code_room < b->out.count) {
        size_t room = b->out.count * 2 + 16;
        uint64_t *grown = xc_arena_array(b->work, room, sizeof *grown);
        if (!grown)
            return false;
        if (in->code_count)
            memcpy(grown, in->codes, in->code_count * sizeof *grown);
        in->codes = grown;
        in->code_room = room;
    }
    for (; in->code_count < b->out.count; in->code_count++) {
        size_t i = in->code_count;
        in->codes[i] = b->out.errs[i] ? BATCH_ALONE : key_of_value(b, in, b->out.values[i], NULL);
    }
    return true;
}

/* ---- chunks ---- */

static int64_t part_of(const batch_input *in, int64_t v)
{
    int64_t last = (int64_t)in->near_count - 1;
    int64_t at = (int64_t)(((uint64_t)v - (uint64_t)in->base) >> in->shift);
    return v < in->base ? 0 : at > last ? last : at;
}

static void add_int_keys(const batch_input *in, const int64_t *v, size_t count, uint64_t *keys)
{
    if (in->near) {
        for (size_t i = 0; i < count; i++)
            keys[i] += in->near[part_of(in, v[i])];
    } else if (in->begins) {
        for (size_t i = 0; i < count; i++) {
            size_t passed = in->begins[part_of(in, v[i])];
            while (passed < in->step_count && v[i] >= in->steps[passed])
                passed++;
            keys[i] += v[i] < in->base ? in->keys[0] : in->keys[passed];
        }
    } else {
        for (size_t i = 0; i < count; i++)
            keys[i] += in->keys[steps_passed(in->steps, in->step_count, v[i])];
    }
}

static void add_date_keys(const batch_input *in, const int32_t *v, size_t count, uint64_t *keys)
{
    int64_t wide[BATCH_CHUNK];
    for (size_t i = 0; i < count; i++)
        wide[i] = v[i];
    add_int_keys(in, wide, count, keys);
}

static size_t double_steps_passed(const batch_input *in, double v)
{
    size_t lo = 0, count = in->step_count;
    while (count) {
        size_t half = count / 2;
        bool passed = in->double_steps[lo + half] <= v;
        lo = passed ? lo + half + 1 : lo;
        count = passed ? count - half - 1 : half;
    }
    return lo;
}

static void add_double_keys(const batch_input *in, const double *v, size_t count, uint64_t *keys)
{
    for (size_t i = 0; i < count; i++)
        keys[i] += isfinite(v[i]) ? in->keys[double_steps_passed(in, v[i])] : in->null_key;
}

static void add_code_keys(const batch_input *in, const uint32_t *v, size_t count, uint64_t *keys)
{
    for (size_t i = 0; i < count; i++)
        keys[i] += v[i] < in->code_count ? in->codes[v[i]] : in->null_key;
}

static void add_bool_keys(const batch_input *in, const uint8_t *v, size_t count, uint64_t *keys)
{
    for (size_t i = 0; i < count; i++)
        keys[i] += in->codes[v[i] != 0];
}

static void add_column_keys(const batch_input *in, size_t first, size_t count, uint64_t *keys)
{
    const void *data = in->column->data;
    switch (in->column->kind) {
    case DMN_COLUMN_INT:
    case DMN_COLUMN_DECIMAL:
        add_int_keys(in, (const int64_t *)data + first, count, keys);
        break;
    case DMN_COLUMN_DOUBLE:
        add_double_keys(in, (const double *)data + first, count, keys);
        break;
    case DMN_COLUMN_TEXT:
        add_code_keys(in, (const uint32_t *)data + first, count, keys);
        break;
    case DMN_COLUMN_BOOL:
        add_bool_keys(in, (const uint8_t *)data + first, count, keys);
        break;
    case DMN_COLUMN_DATE:
        add_date_keys(in, (const int32_t *)data + first, count, keys);
        break;
    }
}

void batch_add_keys(batch *b, batch_input *in, size_t first, size_t count, uint64_t *keys)
{
    const uint64_t *nulls = in->from ? NULL : in->column->nulls;
    uint64_t before[BATCH_CHUNK];
    if (in->from) {
        if (know_answers(b, in))
            add_code_keys(in, in->from->codes, count, keys);
        else if (!b->err)
            b->err = xc_arena_err(b->work, b->out.count * sizeof *in->codes);
        return;
    }
    if (nulls)
        memcpy(before, keys, count * sizeof *keys);
    add_column_keys(in, first, count, keys);
    for (size_t i = 0; i < count && nulls; i++) {
        size_t row = first + i;
        bool null = nulls[row / 64] >> (row % 64) & 1;
        keys[i] = null ? before[i] + in->null_key : keys[i];
    }
}
