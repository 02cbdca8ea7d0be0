/* index_cut.c - a large table cut by ranks, so that a search looks at few rules.
 *
 * No rule stands twice: those on both sides of a cut are a part of their own, cut by other axes. */
#include <stdlib.h>

#include "engine/dmn/index.h"

enum { LEAF = 8, SAMPLES = 61, MAX_DEPTH = 80 };

typedef struct {
    dmn_index *x;
    xc_arena *work;
    uint32_t *spare;
    xc_err err;
} cutter;

typedef struct {
    int32_t axis;
    uint32_t cut;
    double cost; /* how many rules a search still meets */
} choice;

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

typedef struct {
    uint32_t below, above, both;
} counts;

static counts count_sides(const dmn_axis *a, const uint32_t *rules, uint32_t count, uint32_t cut)
{
    counts n = { 0 };
    for (uint32_t i = 0; i < count; i++) {
        uint32_t r = rules[i];
        n.below += a->hi[r] < cut;
        n.above += a->hi[r] >= cut && a->lo[r] >= cut; /* hi below lo: it never hits */
    }
    n.both = count - n.below - n.above;
    return n;
}

/* the middle of where some of the rules begin and end */
static bool middle_of(const dmn_axis *a, const uint32_t *rules, uint32_t count, uint32_t *ret)
{
    uint32_t ends[2 * SAMPLES], found = 0, step = count / SAMPLES + 1;
    for (uint32_t i = 0; i < count && found + 2 <= 2 * SAMPLES; i += step) {
        uint32_t r = rules[i];
        if (a->lo[r] > 0)
            ends[found++] = a->lo[r];
        if (a->hi[r] < 2 * a->mark_count)
            ends[found++] = a->hi[r] + 1;
    }
    if (!found)
        return false;
    qsort(ends, found, sizeof *ends, by_number);
    *ret = ends[found / 2];
    return true;
}

static choice best_cut(const dmn_index *x, const uint32_t *rules, uint32_t count)
{
    choice best = { .axis = -1, .cost = count * 0.9 };
    for (size_t i = 0; i < x->axis_count; i++) {
        const dmn_axis *a = &x->axes[i];
        uint32_t cut;
        if (!a->usable || !middle_of(a, rules, count, &cut))
            continue;
        counts n = count_sides(a, rules, count, cut);
        uint32_t larger = n.below > n.above ? n.below : n.above;
        double cost = n.both + larger;
        if (cost < best.cost)
            best = (choice){ (int32_t)i, cut, cost };
    }
    return best;
}

static int32_t new_part(cutter *c)
{
    dmn_index *x = c->x;
    if (x->part_count == x->part_room) {
        size_t room = x->part_room ? x->part_room * 2 : 64;
        dmn_part *grown = xc_arena_array(c->work, room, sizeof *grown);
        if (!grown) {
            c->err = xc_arena_err(c->work, room * sizeof *grown);
            return -1;
        }
        if (x->part_count)
            memcpy(grown, x->parts, x->part_count * sizeof *grown);
        x->parts = grown;
        x->part_room = room;
    }
    x->parts[x->part_count] = (dmn_part){ .below = -1, .above = -1, .both = -1, .axis = -1 };
    return (int32_t)x->part_count++;
}

/* below, above, both behind each other, each in the order of the rules */
static counts part_rules(cutter *c, const dmn_axis *a, uint32_t *rules, uint32_t count,
                         uint32_t cut)
{
    counts n = count_sides(a, rules, count, cut);
    uint32_t below = 0, above = n.below, both = n.below + n.above;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t r = rules[i];
        uint32_t *to = a->hi[r] < cut ? &below : a->lo[r] >= cut ? &above : &both;
        c->spare[(*to)++] = r;
    }
    memcpy(rules, c->spare, count * sizeof *rules);
    return n;
}

static int32_t cut_part(cutter *c, uint32_t first, uint32_t count, int depth)
{
    dmn_index *x = c->x;
    if (!count || c->err)
        return -1;
    int32_t at = new_part(c);
    if (at < 0)
        return -1;
    uint32_t *rules = x->order + first;
    choice best = { .axis = -1 };
    if (count > LEAF && depth < MAX_DEPTH)
        best = best_cut(x, rules, count);
    if (best.axis < 0) {
        x->parts[at].first = first;
        x->parts[at].count = count;
        return at;
    }
    counts n = part_rules(c, &x->axes[best.axis], rules, count, best.cut);
    int32_t below = cut_part(c, first, n.below, depth + 1);
    int32_t above = cut_part(c, first + n.below, n.above, depth + 1);
    int32_t both = cut_part(c, first + n.below + n.above, n.both, depth + 1);
    dmn_part *p = &x->parts[at];
    p->axis = best.axis;
    p->cut = best.cut;
    p->below = below;
    p->above = above;
    p->both = both;
    return at;
}

xc_err dmn_index_cut(xc_arena *arena, xc_arena *work, dmn_index *x)
{
    cutter c = { .x = x, .work = work };
    if (x->rule_count <= 2 * LEAF)
        return XC_OK;
    x->order = xc_arena_array(arena, x->rule_count, sizeof *x->order);
    c.spare = xc_arena_array(work, x->rule_count, sizeof *c.spare);
    if (!x->order || !c.spare)
        return xc_arena_err(x->order ? work : arena, x->rule_count * sizeof *x->order);
    for (uint32_t i = 0; i < x->rule_count; i++)
        x->order[i] = i;
    (void)cut_part(&c, 0, (uint32_t)x->rule_count, 0); /* its place is 0 */
    dmn_part *kept = c.err ? NULL : xc_arena_array(arena, x->part_count, sizeof *kept);
    if (!kept)
        return c.err ? c.err : xc_arena_err(arena, x->part_count * sizeof *kept);
    memcpy(kept, x->parts, x->part_count * sizeof *kept);
    x->parts = kept;
    return XC_OK;
}
