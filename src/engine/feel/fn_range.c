/* fn_range.c - how points and ranges lie to each other (DMN 1.5, 10.3.4.8 table 78). */
#include "engine/feel/builtin.h"

/* A point is the closed range of itself. */
typedef struct {
    feel_range r;
    bool point;
} span;

static span span_of(const feel_value *v)
{
    if (v->type == FEEL_RANGE)
        return (span){ v->range, false };
    return (span){ { .lo = v, .hi = v, .lo_closed = true, .hi_closed = true }, true };
}

/* compares ends; bad when they have no order */
static int ends(const feel_value *a, const feel_value *b, bool *bad)
{
    int order = 0;
    if (!feel_order(a, b, &order))
        *bad = true;
    return order;
}

typedef bool relation(const span *a, const span *b, bool *bad);

static bool before(const span *a, const span *b, bool *bad)
{
    int c = ends(a->r.hi, b->r.lo, bad);
    return c < 0 || (c == 0 && !(a->r.hi_closed && b->r.lo_closed));
}

static bool meets(const span *a, const span *b, bool *bad)
{
    return a->r.hi_closed && b->r.lo_closed && ends(a->r.hi, b->r.lo, bad) == 0;
}

static bool overlaps(const span *a, const span *b, bool *bad)
{
    return !before(a, b, bad) && !before(b, a, bad);
}

static bool overlaps_before(const span *a, const span *b, bool *bad)
{
    int start = ends(a->r.lo, b->r.lo, bad), end = ends(a->r.hi, b->r.hi, bad);
    return (start < 0 || (start == 0 && a->r.lo_closed && !b->r.lo_closed)) && !before(a, b, bad) &&
           (end < 0 || (end == 0 && (!a->r.hi_closed || b->r.hi_closed)));
}

static bool finishes(const span *a, const span *b, bool *bad)
{
    int start = ends(a->r.lo, b->r.lo, bad);
    bool same_end = ends(a->r.hi, b->r.hi, bad) == 0;
    if (a->point)
        return same_end && b->r.hi_closed;
    return same_end && a->r.hi_closed == b->r.hi_closed &&
           (start > 0 || (start == 0 && (!a->r.lo_closed || b->r.lo_closed)));
}

static bool includes(const span *a, const span *b, bool *bad)
{
    int start = ends(a->r.lo, b->r.lo, bad), end = ends(a->r.hi, b->r.hi, bad);
    return (start < 0 || (start == 0 && (a->r.lo_closed || !b->r.lo_closed))) &&
           (end > 0 || (end == 0 && (a->r.hi_closed || !b->r.hi_closed)));
}

static bool starts(const span *a, const span *b, bool *bad)
{
    int end = ends(a->r.hi, b->r.hi, bad);
    bool same_start = ends(a->r.lo, b->r.lo, bad) == 0;
    if (a->point)
        return same_start && b->r.lo_closed;
    return same_start && a->r.lo_closed == b->r.lo_closed &&
           (end < 0 || (end == 0 && (!a->r.hi_closed || b->r.hi_closed)));
}

static bool coincides(const span *a, const span *b, bool *bad)
{
    return a->r.lo_closed == b->r.lo_closed && a->r.hi_closed == b->r.hi_closed &&
           ends(a->r.lo, b->r.lo, bad) == 0 && ends(a->r.hi, b->r.hi, bad) == 0;
}

static const feel_value *relate(feel_run *run, const feel_node *at, relation *holds,
                                const feel_value *a, const feel_value *b)
{
    span x = span_of(a), y = span_of(b);
    bool bad = false, yes = holds(&x, &y, &bad);
    if (bad)
        return feel_fail(run, at, "these points and ranges cannot be compared",
                         "这些值和区间不能互相比较");
    return feel_bool(yes);
}

#define RELATION(name, holds, a, b)                                   \
    static const feel_value *name(feel_run *run, const feel_node *at, \
                                  const feel_value *const *args)      \
    {                                                                 \
        return relate(run, at, holds, args[a], args[b]);              \
    }
RELATION(fn_before, before, 0, 1)
RELATION(fn_after, before, 1, 0)
RELATION(fn_meets, meets, 0, 1)
RELATION(fn_met_by, meets, 1, 0)
RELATION(fn_overlaps, overlaps, 0, 1)
RELATION(fn_overlaps_before, overlaps_before, 0, 1)
RELATION(fn_overlaps_after, overlaps_before, 1, 0)
RELATION(fn_finishes, finishes, 0, 1)
RELATION(fn_finished_by, finishes, 1, 0)
RELATION(fn_includes, includes, 0, 1)
RELATION(fn_during, includes, 1, 0)
RELATION(fn_starts, starts, 0, 1)
RELATION(fn_started_by, starts, 1, 0)
RELATION(fn_coincides, coincides, 0, 1)

#define POINTS             \
    {                      \
        { "point1", 'p' }, \
        {                  \
            "point2", 'p'  \
        }                  \
    }
#define POINT_RANGE       \
    {                     \
        { "point", 'p' }, \
        {                 \
            "range", 'r'  \
        }                 \
    }
#define RANGE_POINT       \
    {                     \
        { "range", 'r' }, \
        {                 \
            "point", 'p'  \
        }                 \
    }
#define RANGES             \
    {                      \
        { "range1", 'r' }, \
        {                  \
            "range2", 'r'  \
        }                  \
    }

const feel_builtin feel_range_builtins[] = {
    { "before", fn_before, POINTS },
    { "before", fn_before, POINT_RANGE },
    { "before", fn_before, RANGE_POINT },
    { "before", fn_before, RANGES },
    { "after", fn_after, POINTS },
    { "after", fn_after, POINT_RANGE },
    { "after", fn_after, RANGE_POINT },
    { "after", fn_after, RANGES },
    { "meets", fn_meets, RANGES },
    { "met by", fn_met_by, RANGES },
    { "overlaps", fn_overlaps, RANGES },
    { "overlaps before", fn_overlaps_before, RANGES },
    { "overlaps after", fn_overlaps_after, RANGES },
    { "finishes", fn_finishes, POINT_RANGE },
    { "finishes", fn_finishes, RANGES },
    { "finished by", fn_finished_by, RANGE_POINT },
    { "finished by", fn_finished_by, RANGES },
    { "includes", fn_includes, RANGE_POINT },
    { "includes", fn_includes, RANGES },
    { "during", fn_during, POINT_RANGE },
    { "during", fn_during, RANGES },
    { "starts", fn_starts, POINT_RANGE },
    { "starts", fn_starts, RANGES },
    { "started by", fn_started_by, RANGE_POINT },
    { "started by", fn_started_by, RANGES },
    { "coincides", fn_coincides, POINTS },
    { "coincides", fn_coincides, RANGES },
    { 0 },
};
