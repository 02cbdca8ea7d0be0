/* shape.c - does a value have a type, and can it be made to fit (DMN 1.5, 10.3.2.9). */
#include "engine/feel/feel_tree.h"

enum { MAX_DEPTH = 60 };

/* strict: what the type allows beyond its shape counts too */
static bool fits(const feel_value *v, const feel_shape *s, feel_run *run, int depth, bool strict);

static bool allowed(const feel_value *v, const feel_expr *tests, feel_run *run)
{
    return !tests || !run || feel_is_true(feel_run_test(run, tests, v, feel_null()));
}

static bool context_fits(const feel_value *v, const feel_shape *s, feel_run *run, int depth,
                         bool strict)
{
    if (v->type != FEEL_CONTEXT)
        return false;
    for (size_t i = 0; i < s->count; i++) {
        const feel_value *member = feel_find(v, s->fields[i].name);
        if (!member ||
            (!feel_is_null(member) && !fits(member, s->fields[i].shape, run, depth, strict)))
            return false;
    }
    return true;
}

static bool list_fits(const feel_value *v, const feel_shape *s, feel_run *run, int depth,
                      bool strict)
{
    if (v->type != FEEL_LIST)
        return false;
    for (size_t i = 0; i < v->list.count; i++) {
        const feel_value *one = v->list.items[i];
        if (!feel_is_null(one) && !fits(one, s->element, run, depth, strict))
            return false;
    }
    return true;
}

static bool range_fits(const feel_value *v, const feel_shape *s, feel_run *run, int depth,
                       bool strict)
{
    if (v->type != FEEL_RANGE)
        return false;
    return (feel_is_null(v->range.lo) || fits(v->range.lo, s->element, run, depth, strict)) &&
           (feel_is_null(v->range.hi) || fits(v->range.hi, s->element, run, depth, strict));
}

/* is every value of a one of b? */
static bool conforms(const feel_shape *a, const feel_shape *b, int depth)
{
    if (!b || b->kind == FEEL_SHAPE_ANY || a == b)
        return true;
    if (!a || a->kind != b->kind || depth > MAX_DEPTH)
        return a && a->kind == FEEL_SHAPE_BASIC && a->type == FEEL_NULL;
    switch (a->kind) {
    case FEEL_SHAPE_BASIC:
        return a->type == b->type;
    case FEEL_SHAPE_LIST:
    case FEEL_SHAPE_RANGE:
        return conforms(a->element, b->element, depth + 1);
    case FEEL_SHAPE_CONTEXT:
        for (size_t i = 0; i < b->count; i++) {
            size_t k = 0;
            while (k < a->count && !xc_str_eq(a->fields[k].name, b->fields[i].name))
                k++;
            if (k == a->count || !conforms(a->fields[k].shape, b->fields[i].shape, depth + 1))
                return false;
        }
        return true;
    case FEEL_SHAPE_FUNCTION:
        if (b->any_function)
            return true;
        if (a->count != b->count || !conforms(a->returns, b->returns, depth + 1))
            return false;
        for (size_t i = 0; i < a->count; i++)
            if (!conforms(b->fields[i].shape, a->fields[i].shape, depth + 1))
                return false;
        return true;
    case FEEL_SHAPE_ANY:
        break;
    }
    return false;
}

static bool function_fits(const feel_value *v, const feel_shape *s)
{
    if (v->type != FEEL_FUNCTION)
        return false;
    const feel_function *f = v->function;
    if (s->any_function || f->builtin)
        return true;
    if (f->count != s->count)
        return false;
    for (size_t i = 0; i < s->count; i++)
        if (f->params[i].shape && !conforms(s->fields[i].shape, f->params[i].shape, 0))
            return false;
    return !f->returns || conforms(f->returns, s->returns, 0);
}

static bool kind_fits(const feel_value *v, const feel_shape *s, feel_run *run, int depth,
                      bool strict)
{
    switch (s->kind) {
    case FEEL_SHAPE_ANY:
        return true;
    case FEEL_SHAPE_BASIC:
        return v->type == s->type;
    case FEEL_SHAPE_LIST:
        return list_fits(v, s, run, depth + 1, strict);
    case FEEL_SHAPE_CONTEXT:
        return context_fits(v, s, run, depth + 1, strict);
    case FEEL_SHAPE_RANGE:
        return range_fits(v, s, run, depth + 1, strict);
    case FEEL_SHAPE_FUNCTION:
        return function_fits(v, s);
    }
    return false;
}

static bool fits(const feel_value *v, const feel_shape *s, feel_run *run, int depth, bool strict)
{
    if (depth > MAX_DEPTH || (run && !feel_step(run)))
        return false;
    return kind_fits(v, s, run, depth, strict) && allowed(v, s->allowed, strict ? run : NULL);
}

bool feel_has_shape(const feel_value *v, const feel_shape *s, feel_run *run)
{
    if (feel_is_null(v))
        return s->kind == FEEL_SHAPE_BASIC && s->type == FEEL_NULL;
    return fits(v, s, run, 0, true);
}

bool feel_is_instance(feel_run *run, const feel_value *v, const feel_shape *shape)
{
    if (feel_is_null(v))
        return shape->kind == FEEL_SHAPE_BASIC && shape->type == FEEL_NULL;
    return fits(v, shape, run, 0, false);
}

const feel_value *feel_coerce(feel_run *run, const feel_value *v, const feel_shape *s)
{
    if (feel_is_null(v) || feel_has_shape(v, s, run))
        return v;
    if (s->kind != FEEL_SHAPE_LIST && v->type == FEEL_LIST && v->list.count == 1 &&
        fits(v->list.items[0], s, run, 0, true))
        return v->list.items[0];
    if (s->kind == FEEL_SHAPE_LIST && v->type != FEEL_LIST) {
        const feel_value *one[1] = { v }, *list = feel_list(run->arena, one, 1);
        if (fits(list, s, run, 0, true))
            return list;
    }
    if (s->kind == FEEL_SHAPE_BASIC && s->type == FEEL_DATE_TIME && v->type == FEEL_DATE)
        return feel_of_stamp(run->arena, FEEL_DATE_TIME, feel_stamp_of_value(v));
    return feel_fail(run, NULL, "a value of kind %s%.0s does not fit the declared type",
                     "%.0s%s值不符合声明的类型", FEEL_KIND_EN(v), FEEL_KIND_ZH(v));
}
