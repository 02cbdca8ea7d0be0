/* test.c - unary tests: does a value lie in a range, stand in a list, equal another? */
#include "engine/feel/feel_tree.h"

const feel_value *feel_in_range(const feel_value *v, const feel_range *r)
{
    int low = 1, high = -1;
    if (r->other) {
        int same = feel_same(v, r->lo);
        return same < 0 ? feel_null() : feel_bool(!same);
    }
    bool no_low = r->half && feel_is_null(r->lo), no_high = r->half && feel_is_null(r->hi);
    if (!no_low && !feel_order(v, r->lo, &low))
        return feel_null();
    if (!no_high && !feel_order(v, r->hi, &high))
        return feel_null();
    return feel_bool((low > 0 || (low == 0 && r->lo_closed)) &&
                     (high < 0 || (high == 0 && r->hi_closed)));
}

static const feel_value *in_list(feel_run *run, const feel_value *input, const feel_value *list)
{
    if (input->type == FEEL_LIST && feel_run_same(run, input, list) == 1)
        return feel_bool(true);
    for (size_t i = 0; i < list->list.count && feel_step(run); i++) {
        const feel_value *one = list->list.items[i];
        if (feel_run_same(run, input, one) == 1)
            return feel_bool(true);
        if (one->type == FEEL_RANGE && feel_is_true(feel_in_range(input, &one->range)))
            return feel_bool(true);
    }
    return feel_bool(false);
}

const feel_value *feel_test_value(feel_run *run, const feel_value *input, const feel_value *v)
{
    if (v->type == FEEL_RANGE && input->type != FEEL_RANGE)
        return feel_in_range(input, &v->range);
    if (v->type == FEEL_LIST)
        return in_list(run, input, v);
    if (feel_is_null(v) || feel_is_null(input))
        return feel_bool(feel_is_null(v) && feel_is_null(input));
    int same = feel_run_same(run, input, v);
    return same < 0 ? feel_null() : feel_bool(same == 1);
}

static const feel_value *one_test(feel_run *run, const feel_node *test)
{
    const feel_value *v = feel_eval_node(run, test);
    if (test->uses_input && (v->type == FEEL_BOOLEAN || feel_is_null(v)))
        return v;
    if (test->op == OP_RANGE && feel_is_null(v))
        return v; /* a range that cannot be: null does not match it either */
    const feel_value *r = feel_test_value(run, run->input, v);
    /* a table often meets an input that is null: no match, and nothing to tell */
    if (feel_is_null(r) && !feel_is_null(run->input))
        feel_fail(run, test, "%s cannot be tested against %s%.0s%.0s", "%.0s%.0s%s不能与%s比较",
                  FEEL_KIND_EN(run->input), FEEL_KIND_EN(v), FEEL_KIND_ZH(run->input),
                  FEEL_KIND_ZH(v));
    return r;
}

const feel_value *feel_eval_tests(feel_run *run, const feel_node *n)
{
    if (!n->count)
        return feel_bool(true);
    bool unknown = false;
    for (uint32_t i = 0; i < n->count; i++) {
        const feel_value *v = one_test(run, n->list[i]);
        if (feel_is_true(v))
            return feel_bool(!n->sub);
        unknown = unknown || v->type != FEEL_BOOLEAN;
    }
    return unknown ? feel_null() : feel_bool(n->sub);
}

/* ---- for tables ---- */

const feel_value *feel_run_match(feel_run *run, const feel_value *input, const feel_value *test)
{
    return feel_test_value(run, input, test);
}

static bool is_single(const feel_value *v)
{
    return v->type != FEEL_LIST && v->type != FEEL_RANGE;
}

/* "5", "[1..3]", "= 5"; NULL: needs a run */
static const feel_value *constant_test(const feel_node *n)
{
    if (n->op == OP_CONST)
        return n->value;
    bool equals = n->op == OP_COMPARE && n->sub == CMP_EQ && n->a->op == OP_INPUT;
    return equals && n->b->op == OP_CONST && is_single(n->b->value) ? n->b->value : NULL;
}

bool feel_tests_constant(const feel_expr *unary, xc_arena *arena, feel_constant_tests *ret)
{
    const feel_node *n = unary->root;
    if (n->op != OP_TESTS)
        return false;
    const feel_value **values = xc_arena_array(arena, n->count, sizeof *values);
    if (!values)
        return false;
    for (uint32_t i = 0; i < n->count; i++) {
        values[i] = constant_test(n->list[i]);
        if (!values[i])
            return false;
    }
    *ret = (feel_constant_tests){ values, n->count, n->count == 0, n->sub != 0 };
    return true;
}

bool feel_range_bounds(const feel_value *v, feel_bounds *ret)
{
    if (v->type != FEEL_RANGE || v->range.other)
        return false;
    const feel_range *r = &v->range;
    bool no_low = feel_is_null(r->lo), no_high = feel_is_null(r->hi);
    if ((no_low || no_high) && !r->half)
        return false;
    *ret =
        (feel_bounds){ no_low ? NULL : r->lo, no_high ? NULL : r->hi, r->lo_closed, r->hi_closed };
    return true;
}
