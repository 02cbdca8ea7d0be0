/* compare.c - when FEEL values are equal and which comes first (DMN 1.5, 10.3.2.13). */
#include "engine/feel/feel_int.h"

enum { MAX_DEPTH = 200 };

static int same_at(const feel_value *a, const feel_value *b, int depth, size_t *left);

static int same_lists(const feel_value *a, const feel_value *b, int depth, size_t *left)
{
    if (a->list.count != b->list.count)
        return 0;
    for (size_t i = 0; i < a->list.count; i++)
        if (same_at(a->list.items[i], b->list.items[i], depth, left) != 1)
            return 0;
    return 1;
}

static int same_contexts(const feel_value *a, const feel_value *b, int depth, size_t *left)
{
    if (a->context.count != b->context.count)
        return 0;
    for (size_t i = 0; i < a->context.count; i++) {
        const feel_value *other = feel_find(b, a->context.entries[i].name);
        if (!other || same_at(a->context.entries[i].value, other, depth, left) != 1)
            return 0;
    }
    return 1;
}

static int same_ranges(const feel_range *a, const feel_range *b, int depth, size_t *left)
{
    return a->half == b->half && a->other == b->other && a->lo_closed == b->lo_closed &&
           a->hi_closed == b->hi_closed && same_at(a->lo, b->lo, depth, left) == 1 &&
           same_at(a->hi, b->hi, depth, left) == 1;
}

/* Equal times agree to the millisecond; the standard leaves finer fractions open, its TCK does not.
 */
static int same_stamps(const feel_stamp *a, const feel_stamp *b)
{
    enum { MILLISECOND_NS = 1000000 };
    if ((a->kind == FEEL_ZONE_NONE) != (b->kind == FEEL_ZONE_NONE))
        return 0;
    return feel_instant(a) / MILLISECOND_NS == feel_instant(b) / MILLISECOND_NS;
}

static int same_at(const feel_value *a, const feel_value *b, int depth, size_t *left)
{
    if (a == b)
        return 1;
    if (a->type == FEEL_NULL || b->type == FEEL_NULL)
        return a->type == b->type;
    if (a->type != b->type || depth >= MAX_DEPTH || *left == 0)
        return -1;
    --*left;
    int order;
    switch ((feel_type)a->type) {
    case FEEL_BOOLEAN:
        return a->boolean == b->boolean;
    case FEEL_STRING:
        return xc_str_eq(a->str, b->str);
    case FEEL_LIST:
        return same_lists(a, b, depth + 1, left);
    case FEEL_CONTEXT:
        return same_contexts(a, b, depth + 1, left);
    case FEEL_RANGE:
        return same_ranges(&a->range, &b->range, depth + 1, left);
    case FEEL_FUNCTION:
        return a->function == b->function;
    case FEEL_TIME:
    case FEEL_DATE_TIME:
        return same_stamps(&a->stamp, &b->stamp);
    default:
        return feel_order(a, b, &order) ? order == 0 : 0;
    }
}

enum { WORK = 20000000 };

int feel_same_within(const feel_value *a, const feel_value *b, size_t *left)
{
    return same_at(a, b, 0, left);
}

int feel_same(const feel_value *a, const feel_value *b)
{
    size_t left = WORK;
    return same_at(a, b, 0, &left);
}

bool feel_equal(const feel_value *a, const feel_value *b)
{
    return feel_same(a, b) == 1;
}

static int sign128(feel_i128 a, feel_i128 b)
{
    return (a > b) - (a < b);
}

/* with a zone on one side only there is no order */
static bool order_stamps(const feel_stamp *a, const feel_stamp *b, int *ret)
{
    if ((a->kind == FEEL_ZONE_NONE) != (b->kind == FEEL_ZONE_NONE))
        return false;
    *ret = sign128(feel_instant(a), feel_instant(b));
    return true;
}

bool feel_order(const feel_value *a, const feel_value *b, int *ret)
{
    if (a->type != b->type)
        return false;
    switch ((feel_type)a->type) {
    case FEEL_NUMBER:
        *ret = dec_cmp(a->number, b->number);
        return true;
    case FEEL_STRING:
        *ret = xc_str_cmp(a->str, b->str);
        return true;
    case FEEL_DATE:
        *ret = sign128(a->stamp.day, b->stamp.day);
        return true;
    case FEEL_TIME:
    case FEEL_DATE_TIME:
        return order_stamps(&a->stamp, &b->stamp, ret);
    case FEEL_YEARS_MONTHS:
        *ret = sign128(a->months, b->months);
        return true;
    case FEEL_DAYS_TIME:
        *ret = sign128(a->ns, b->ns);
        return true;
    default:
        return false;
    }
}
