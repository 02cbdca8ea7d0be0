/* index.c - finding the rules of a table by ranks; see index.h. */
#include "engine/dmn/index.h"

enum { MAX_STACK = 256 };

xc_err dmn_index_table(xc_arena *arena, xc_arena *work, const dmn_table *t, const dmn_index **ret)
{
    *ret = NULL;
    if (t->rule_count > UINT32_MAX / 4 || !t->input_count || !t->rule_count)
        return XC_OK;
    dmn_index *x = xc_arena_array(arena, 1, sizeof *x);
    dmn_axis *axes = xc_arena_array(arena, t->input_count, sizeof *axes);
    if (!x || !axes)
        return xc_arena_err(arena, sizeof *x);
    *x = (dmn_index){
        .axes = axes, .axis_count = t->input_count, .rule_count = t->rule_count, .complete = true
    };
    xc_err err = XC_OK;
    bool any = false;
    for (size_t i = 0; i < t->input_count && !err; i++) {
        err = dmn_axis_make(arena, work, t, i, &axes[i]);
        any = any || axes[i].usable;
        x->complete = x->complete && axes[i].usable;
    }
    if (!err && any)
        err = dmn_index_cut(arena, work, x);
    *ret = any ? x : NULL;
    return err;
}

static bool fits(const dmn_index *x, const uint32_t *ranks, size_t rule)
{
    for (size_t i = 0; i < x->axis_count; i++)
        if (x->axes[i].usable && !dmn_axis_has(&x->axes[i], rule, ranks[i]))
            return false;
    return true;
}

void dmn_index_find(const dmn_index *x, const uint32_t *ranks, dmn_visit *visit, void *ctx)
{
    int32_t stack[MAX_STACK];
    size_t depth = 0;
    for (uint32_t r = 0; !x->parts && r < x->rule_count; r++)
        if (fits(x, ranks, r) && !visit(ctx, r))
            return;
    if (x->parts)
        stack[depth++] = 0;
    while (depth) {
        const dmn_part *p = &x->parts[stack[--depth]];
        for (uint32_t i = 0; i < p->count; i++)
            if (fits(x, ranks, x->order[p->first + i]) && !visit(ctx, x->order[p->first + i]))
                return;
        if (p->axis < 0)
            continue;
        int32_t side = ranks[p->axis] < p->cut ? p->below : p->above;
        if (side >= 0)
            stack[depth++] = side;
        if (p->both >= 0)
            stack[depth++] = p->both;
    }
}

/* ---- examples ---- */

static const feel_value *number_between(xc_arena *a, dec lo, dec hi)
{
    dec sum, half, whole;
    if (!dec_add(lo, hi, &sum) || !dec_mul(sum, (dec){ 5, -1, false }, &half))
        return feel_null();
    if (dec_round(half, 0, DEC_CEILING, &whole) && dec_cmp(whole, lo) > 0 && dec_cmp(whole, hi) < 0)
        half = whole;
    return feel_of_dec(a, half);
}

static const feel_value *moved(xc_arena *a, const feel_value *v, int by)
{
    dec d;
    feel_stamp s = v->stamp;
    switch ((feel_type)v->type) {
    case FEEL_NUMBER:
        return dec_add(v->number, dec_int(by), &d) ? feel_of_dec(a, d) : feel_null();
    case FEEL_DATE:
    case FEEL_DATE_TIME:
        s.day += by;
        return feel_of_stamp(a, (feel_type)v->type, s);
    case FEEL_YEARS_MONTHS:
        return feel_of_months(a, v->months + by);
    case FEEL_DAYS_TIME:
        return feel_of_ns(a, v->ns + by * (feel_i128)FEEL_NS_SECOND);
    case FEEL_STRING:
        return by > 0 ? feel_of_str(a, xc_arena_printf(a, "%.*s~", XC_STR_ARG(v->str)))
                      : feel_of_str(a, XC_STR(""));
    default:
        return feel_null();
    }
}

const feel_value *dmn_rank_value(xc_arena *arena, const dmn_axis *a, uint32_t rank)
{
    uint32_t at = rank / 2;
    if (rank >= a->null_rank || !a->mark_count)
        return feel_null();
    if (rank % 2)
        return a->marks[at];
    if (a->type == FEEL_BOOLEAN)
        return feel_bool(at > 0 || a->mark_count > 1);
    if (at == 0)
        return moved(arena, a->marks[0], -1);
    if (at == a->mark_count || a->type != FEEL_NUMBER)
        return moved(arena, a->marks[at - 1], 1);
    return number_between(arena, a->marks[at - 1]->number, a->marks[at]->number);
}
