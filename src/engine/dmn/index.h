/* index.h - a decision table as numbers: which rules can hit, without looking at each.
 *
 * Each column whose cells are all plain is an axis: the ends of its cells, in order, are marks, and
 * a value has a rank among them (below the first 0, on the first 1, between the first two 2, ...;
 * null the last). A cell is then a few spans of ranks. Large tables are cut into halves by ranks,
 * again and again. Immutable once made. For the files of dmn/ only. */
#ifndef DMN_INDEX_H
#define DMN_INDEX_H
#include "engine/dmn/dmn_int.h"
#include "engine/feel/feel_int.h"

/* both ends belong to it */
typedef struct {
    uint32_t lo, hi;
} dmn_span;

typedef struct {
    bool usable;
    feel_type type; /* of all marks; FEEL_NULL: there are none */
    const feel_value **marks;
    int64_t *keys; /* the marks as whole numbers times 10^scale; NULL: compared as values */
    int scale;
    uint32_t *names; /* of texts: hash to mark + 1 */
    uint32_t name_room;
    uint32_t mark_count;
    uint32_t null_rank; /* 2 * mark_count + 1, the last */
    /* by rule: from the first to the last span */
    uint32_t *lo, *hi;
    uint32_t *more; /* place in spans: its lo says how many follow; 0: no more than lo to hi */
    dmn_span *spans;
    uint32_t span_count, span_room;
} dmn_axis;

/* A part of the rules: those all below a cut of an axis, those all above, those on both sides. */
typedef struct {
    int32_t below, above, both; /* nodes; -1: empty. A leaf has axis -1 */
    int32_t axis;
    uint32_t cut;          /* the first rank above */
    uint32_t first, count; /* of a leaf: in order[] */
} dmn_part;

struct dmn_index {
    dmn_axis *axes; /* one an input */
    size_t axis_count, rule_count;
    bool complete;   /* all columns are usable */
    dmn_part *parts; /* NULL: the table is small; part 0 is the whole */
    size_t part_count, part_room;
    uint32_t *order; /* rules by leaf */
};

/* Makes the index in arena (work is for the way there); *ret is NULL if no column is usable.
 * XC_ENOMEM, XC_ELIMIT. */
XC_MUST_CHECK xc_err dmn_index_table(xc_arena *arena, xc_arena *work, const dmn_table *t,
                                     const dmn_index **ret);

/* The rank of a value on an axis; false: of another kind than the marks. */
bool dmn_rank(const dmn_axis *a, const feel_value *v, uint32_t *ret);
/* of a number on an axis with keys: n * 10^-scale */
uint32_t dmn_rank_key(const dmn_axis *a, int64_t key);
/* Does the rule's cell on that axis have the rank? */
bool dmn_axis_has(const dmn_axis *a, size_t rule, uint32_t rank);

/* Visits the rules whose cells have the ranks on all usable axes, in no order; false from visit
 * ends it. */
typedef bool dmn_visit(void *ctx, uint32_t rule);
void dmn_index_find(const dmn_index *x, const uint32_t *ranks, dmn_visit *visit, void *ctx);

/* A value of that rank, for examples: the mark, or one between; null for the rank of null. */
const feel_value *dmn_rank_value(xc_arena *arena, const dmn_axis *a, uint32_t rank);

/* axis.c: one column to marks and spans; *usable tells whether it is one. */
XC_MUST_CHECK xc_err dmn_axis_make(xc_arena *arena, xc_arena *work, const dmn_table *t,
                                   size_t column, dmn_axis *to);
/* index_cut.c */
XC_MUST_CHECK xc_err dmn_index_cut(xc_arena *arena, xc_arena *work, dmn_index *x);

#endif
