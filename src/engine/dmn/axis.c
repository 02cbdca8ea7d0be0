/* axis.c - one column of a table as marks in order and spans of ranks. */
#include <stdlib.h>

#include "engine/dmn/index.h"

enum { MAX_SCALE = 9 };

/* ---- what the column has ---- */

static bool ordered_kind(const feel_value *v, dmn_axis *a)
{
    switch ((feel_type)v->type) { /* times have no order if one has a zone and one not */
    case FEEL_BOOLEAN:
    case FEEL_NUMBER:
    case FEEL_STRING:
    case FEEL_DATE:
    case FEEL_YEARS_MONTHS:
    case FEEL_DAYS_TIME:
        break;
    default:
        return false;
    }
    if (a->type == FEEL_NULL)
        a->type = (feel_type)v->type;
    return a->type == (feel_type)v->type;
}

/* The ends of what a cell says; false: it has no place on an axis. */
static bool ends_of(const feel_value *v, dmn_axis *a, const feel_value *ends[2], feel_bounds *b)
{
    ends[0] = ends[1] = NULL;
    if (feel_is_null(v))
        return true;
    if (v->type != FEEL_RANGE) {
        ends[0] = v;
        *b = (feel_bounds){ v, v, true, true };
        return ordered_kind(v, a);
    }
    if (!feel_range_bounds(v, b) || v->range.lo->type == FEEL_BOOLEAN)
        return false;
    ends[0] = b->low;
    ends[1] = b->high;
    return (!b->low || ordered_kind(b->low, a)) && (!b->high || ordered_kind(b->high, a));
}

static bool count_marks(const dmn_table *t, size_t column, dmn_axis *a, size_t *ret)
{
    size_t count = 0;
    for (size_t r = 0; r < t->rule_count; r++) {
        const dmn_cell *c = t->rules[r].tests[column];
        if (c->kind == CELL_EXPR)
            return false;
        for (uint32_t i = 0; i < c->count; i++) {
            const feel_value *ends[2];
            feel_bounds b;
            if (!ends_of(c->values[i], a, ends, &b))
                return false;
            count += (size_t)(ends[0] != NULL) + (size_t)(ends[1] != NULL);
        }
    }
    *ret = count;
    return true;
}

static void collect_marks(const dmn_table *t, size_t column, dmn_axis *a, const feel_value **to)
{
    for (size_t r = 0; r < t->rule_count; r++) {
        const dmn_cell *c = t->rules[r].tests[column];
        for (uint32_t i = 0; i < c->count; i++) {
            const feel_value *ends[2];
            feel_bounds b;
            (void)ends_of(c->values[i], a, ends, &b); /* it was counted */
            if (ends[0])
                *to++ = ends[0];
            if (ends[1])
                *to++ = ends[1];
        }
    }
}

/* ---- marks in order ---- */

static int order_of(const feel_value *a, const feel_value *b)
{
    int order = 0;
    if (a->type == FEEL_BOOLEAN)
        return a->boolean - b->boolean;
    return feel_order(a, b, &order) ? order : 0;
}

static int by_order(const void *a, const void *b)
{
    return order_of(*(const feel_value *const *)a, *(const feel_value *const *)b);
}

/* n = v * 10^scale, if that is whole and not huge */
static bool key_of(const feel_value *v, int scale, int64_t *ret)
{
    dec d;
    switch ((feel_type)v->type) {
    case FEEL_NUMBER:
        d = dec_strip(v->number);
        d.exp += scale;
        return d.exp >= 0 && dec_to_int(d, ret) && *ret > -(INT64_MAX / 4) && *ret < INT64_MAX / 4;
    case FEEL_DATE:
        *ret = v->stamp.day;
        return true;
    case FEEL_BOOLEAN:
        *ret = v->boolean;
        return true;
    case FEEL_YEARS_MONTHS:
        *ret = v->months;
        return true;
    default:
        return false;
    }
}

static int scale_of(const dmn_axis *a)
{
    int scale = 0;
    for (uint32_t i = 0; a->type == FEEL_NUMBER && i < a->mark_count; i++) {
        dec d = dec_strip(a->marks[i]->number);
        if (-d.exp > scale)
            scale = -d.exp;
    }
    return scale;
}

static xc_err make_keys(xc_arena *arena, dmn_axis *a)
{
    a->scale = scale_of(a);
    if (a->scale > MAX_SCALE)
        return XC_OK;
    a->keys = xc_arena_array(arena, a->mark_count, sizeof *a->keys);
    if (!a->keys)
        return xc_arena_err(arena, a->mark_count * sizeof *a->keys);
    for (uint32_t i = 0; i < a->mark_count && a->keys; i++)
        if (!key_of(a->marks[i], a->scale, &a->keys[i]))
            a->keys = NULL;
    return XC_OK;
}

static uint32_t hash_of(xc_str s)
{
    uint64_t h = UINT64_C(1469598103934665603);
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(1099511628211);
    return (uint32_t)(h ^ h >> 29);
}

static xc_err make_names(xc_arena *arena, dmn_axis *a)
{
    a->name_room = 16;
    while (a->name_room < a->mark_count * 2)
        a->name_room *= 2;
    a->names = xc_arena_array(arena, a->name_room, sizeof *a->names);
    if (!a->names)
        return xc_arena_err(arena, a->name_room * sizeof *a->names);
    for (uint32_t i = 0; i < a->mark_count; i++) {
        uint32_t at = hash_of(a->marks[i]->str) & (a->name_room - 1);
        while (a->names[at])
            at = (at + 1) & (a->name_room - 1);
        a->names[at] = i + 1;
    }
    return XC_OK;
}

static xc_err make_marks(xc_arena *arena, xc_arena *work, const dmn_table *t, size_t column,
                         dmn_axis *a, size_t count)
{
    const feel_value **all = xc_arena_array(work, count, sizeof *all);
    if (!all)
        return xc_arena_err(work, count * sizeof *all);
    collect_marks(t, column, a, all);
    if (count)
        qsort(all, count, sizeof *all, by_order);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!kept || order_of(all[kept - 1], all[i]) != 0)
            all[kept++] = all[i];
    a->marks = xc_arena_array(arena, kept, sizeof *a->marks);
    if (!a->marks)
        return xc_arena_err(arena, kept * sizeof *a->marks);
    if (kept)
        memcpy(a->marks, all, kept * sizeof *a->marks);
    a->mark_count = (uint32_t)kept;
    a->null_rank = 2 * a->mark_count + 1;
    return a->type == FEEL_STRING ? make_names(arena, a) : make_keys(arena, a);
}

/* ---- ranks ---- */

/* the first mark that is not below v */
static uint32_t place_of(const dmn_axis *a, const feel_value *v, bool *on_it)
{
    uint32_t lo = 0, hi = a->mark_count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (order_of(a->marks[mid], v) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    *on_it = lo < a->mark_count && order_of(a->marks[lo], v) == 0;
    return lo;
}

uint32_t dmn_rank_key(const dmn_axis *a, int64_t key)
{
    uint32_t lo = 0, hi = a->mark_count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (a->keys[mid] < key)
            lo = mid + 1;
        else
            hi = mid;
    }
    return 2 * lo + (lo < a->mark_count && a->keys[lo] == key);
}

bool dmn_rank(const dmn_axis *a, const feel_value *v, uint32_t *ret)
{
    int64_t key;
    bool on_it;
    if (feel_is_null(v)) {
        *ret = a->null_rank;
        return true;
    }
    if (!a->mark_count) {
        *ret = 0;
        return true;
    }
    if (v->type != a->type)
        return false;
    if (a->keys && key_of(v, a->scale, &key)) {
        *ret = dmn_rank_key(a, key);
        return true;
    }
    if (a->names) {
        uint32_t at = hash_of(v->str) & (a->name_room - 1);
        for (; a->names[at]; at = (at + 1) & (a->name_room - 1))
            if (xc_str_eq(a->marks[a->names[at] - 1]->str, v->str)) {
                *ret = 2 * (a->names[at] - 1) + 1;
                return true;
            }
    }
    uint32_t place = place_of(a, v, &on_it);
    *ret = 2 * place + on_it;
    return true;
}

/* ---- spans ---- */

static dmn_span span_of(const dmn_axis *a, const feel_bounds *b)
{
    bool on_it;
    dmn_span s = { 0, 2 * a->mark_count };
    if (b->low)
        s.lo = 2 * place_of(a, b->low, &on_it) + (b->low_closed ? 1 : 2);
    if (b->high)
        s.hi = 2 * place_of(a, b->high, &on_it) + (b->high_closed ? 1 : 0);
    return s;
}

static int by_start(const void *a, const void *b)
{
    const dmn_span *x = a, *y = b;
    return (x->lo > y->lo) - (x->lo < y->lo);
}

/* in order, without what is empty or overlaps */
static size_t tidy(dmn_span *s, size_t count)
{
    size_t kept = 0;
    qsort(s, count, sizeof *s, by_start);
    for (size_t i = 0; i < count; i++) {
        if (s[i].lo > s[i].hi)
            continue;
        if (kept && s[i].lo <= s[kept - 1].hi + 1)
            s[kept - 1].hi = s[i].hi > s[kept - 1].hi ? s[i].hi : s[kept - 1].hi;
        else
            s[kept++] = s[i];
    }
    return kept;
}

/* what no span has, below the rank of null */
static size_t turned(const dmn_axis *a, const dmn_span *s, size_t count, dmn_span *to)
{
    size_t made = 0;
    uint32_t from = 0;
    for (size_t i = 0; i < count; i++) {
        if (s[i].lo > from)
            to[made++] = (dmn_span){ from, s[i].lo - 1 };
        from = s[i].hi + 1;
    }
    if (from <= 2 * a->mark_count)
        to[made++] = (dmn_span){ from, 2 * a->mark_count };
    return made;
}

/* Does null pass? As the tests themselves say. */
static bool takes_null(const dmn_cell *c)
{
    bool hit = false, unknown = false;
    for (uint32_t i = 0; i < c->count; i++) {
        const feel_value *v = c->values[i];
        hit = hit || feel_is_null(v);
        unknown = unknown || v->type == FEEL_RANGE;
    }
    return c->negated ? !hit && !unknown : hit;
}

/* the cell's spans, at most 2 * count + 2 of them */
static size_t spans_of(dmn_axis *a, const dmn_cell *c, dmn_span *work, dmn_span *to)
{
    size_t count = 0;
    if (c->kind == CELL_ANY) {
        to[0] = (dmn_span){ 0, a->null_rank };
        return 1;
    }
    for (uint32_t i = 0; i < c->count; i++) {
        const feel_value *ends[2];
        feel_bounds b;
        if (feel_is_null(c->values[i]) || !ends_of(c->values[i], a, ends, &b))
            continue;
        work[count++] = span_of(a, &b);
    }
    count = tidy(work, count);
    if (c->negated)
        count = turned(a, work, count, to);
    else if (count)
        memcpy(to, work, count * sizeof *to);
    if (takes_null(c))
        to[count++] = (dmn_span){ a->null_rank, a->null_rank };
    return tidy(to, count);
}

static xc_err keep_spans(xc_arena *work, dmn_axis *a, const dmn_span *s, size_t count)
{
    if (a->span_count + count + 1 > a->span_room) {
        uint32_t room = (a->span_room + (uint32_t)count + 8) * 2;
        dmn_span *grown = xc_arena_array(work, room, sizeof *grown);
        if (!grown)
            return xc_arena_err(work, room * sizeof *grown);
        if (a->span_count)
            memcpy(grown, a->spans, a->span_count * sizeof *grown);
        a->spans = grown;
        a->span_room = room;
    }
    a->spans[a->span_count++] = (dmn_span){ (uint32_t)count, 0 };
    memcpy(a->spans + a->span_count, s, count * sizeof *s);
    a->span_count += (uint32_t)count;
    return XC_OK;
}

static xc_err place_rule(xc_arena *work, dmn_axis *a, const dmn_cell *c, size_t rule,
                         dmn_span *room[2])
{
    size_t count = spans_of(a, c, room[0], room[1]);
    const dmn_span *s = room[1];
    a->lo[rule] = count ? s[0].lo : 1;
    a->hi[rule] = count ? s[count - 1].hi : 0;
    if (count < 2)
        return XC_OK;
    a->more[rule] = a->span_count;
    return keep_spans(work, a, s, count);
}

static xc_err place_rules(xc_arena *arena, xc_arena *work, const dmn_table *t, size_t column,
                          dmn_axis *a)
{
    size_t longest = 0;
    for (size_t r = 0; r < t->rule_count; r++)
        if (t->rules[r].tests[column]->count > longest)
            longest = t->rules[r].tests[column]->count;
    dmn_span *room[2] = { xc_arena_array(work, longest * 2 + 4, sizeof(dmn_span)),
                          xc_arena_array(work, longest * 2 + 4, sizeof(dmn_span)) };
    a->lo = xc_arena_array(arena, t->rule_count, sizeof *a->lo);
    a->hi = xc_arena_array(arena, t->rule_count, sizeof *a->hi);
    a->more = xc_arena_array(arena, t->rule_count, sizeof *a->more);
    if (!room[0] || !room[1] || !a->lo || !a->hi || !a->more)
        return xc_arena_err(arena, t->rule_count * sizeof *a->lo);
    xc_err err = keep_spans(work, a, room[0], 0); /* place 0 means none */
    for (size_t r = 0; r < t->rule_count && !err; r++)
        err = place_rule(work, a, t->rules[r].tests[column], r, room);
    dmn_span *kept = err ? NULL : xc_arena_array(arena, a->span_count, sizeof *kept);
    if (!kept)
        return err ? err : xc_arena_err(arena, a->span_count * sizeof *kept);
    memcpy(kept, a->spans, a->span_count * sizeof *kept);
    a->spans = kept;
    return XC_OK;
}

bool dmn_axis_has(const dmn_axis *a, size_t rule, uint32_t rank)
{
    if (rank < a->lo[rule] || rank > a->hi[rule])
        return false;
    const dmn_span *s = a->spans + a->more[rule];
    for (uint32_t i = 1; i <= s->lo; i++)
        if (rank >= s[i].lo && rank <= s[i].hi)
            return true;
    return s->lo == 0;
}

xc_err dmn_axis_make(xc_arena *arena, xc_arena *work, const dmn_table *t, size_t column,
                     dmn_axis *a)
{
    size_t count;
    *a = (dmn_axis){ .type = FEEL_NULL };
    if (!count_marks(t, column, a, &count) || count > UINT32_MAX / 4)
        return XC_OK;
    xc_err err = make_marks(arena, work, t, column, a, count);
    if (!err)
        err = place_rules(arena, work, t, column, a);
    a->usable = !err;
    return err;
}
