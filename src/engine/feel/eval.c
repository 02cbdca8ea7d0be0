/* eval.c - evaluating trees: one small function an operation. */
#include "engine/feel/feel_tree.h"

/* ---- leaves ---- */

static const feel_value *eval_const(feel_run *run, const feel_node *n)
{
    (void)run;
    return n->value;
}

static const feel_value *no_literal(feel_run *run, const feel_node *n)
{
    return feel_fail(run, n, "@\"%.*s\" is no date, time or duration",
                     "@\"%.*s\" 不是日期、时间或时长", XC_STR_ARG(n->value->str));
}

static const feel_value *eval_input(feel_run *run, const feel_node *n)
{
    (void)n;
    return run->input;
}

static const feel_value *slot_at(const feel_run *run, feel_place place)
{
    const feel_frame *f = run->frame;
    for (uint16_t i = 0; f && i < place.up; i++)
        f = f->up;
    const feel_value *v = f && place.slot < f->count ? f->slots[place.slot] : NULL;
    return v ? v : feel_null();
}

static const feel_value *eval_name(feel_run *run, const feel_node *n)
{
    const feel_name *name = n->name;
    for (uint16_t i = 0; i < name->item_count; i++) {
        const feel_value *found = feel_find(slot_at(run, name->items[i]), name->name);
        if (found)
            return found;
    }
    if (name->local)
        return slot_at(run, name->place);
    const feel_value *found = run->globals && name->global >= 0
                                  ? run->globals[name->global]
                                  : feel_find(run->context, name->name);
    if (found)
        return found;
    if (name->builtin)
        return name->builtin;
    return feel_fail(run, n, "there is nothing named \"%.*s\"", "没有名为“%.*s”的内容",
                     XC_STR_ARG(name->name));
}

/* ---- boxes ---- */

static const feel_value *eval_list(feel_run *run, const feel_node *n)
{
    const feel_value **items = xc_arena_array(run->arena, n->count, sizeof *items);
    if (!items)
        return feel_null();
    for (uint32_t i = 0; i < n->count; i++)
        items[i] = feel_eval_node(run, n->list[i]);
    return feel_of_list(run->arena, items, n->count);
}

/* a function in a context may call itself by the name of its entry */
static void know_itself(const feel_value *v, uint16_t slot)
{
    if (v->type != FEEL_FUNCTION || !v->function->frame || slot >= v->function->frame->count)
        return;
    if (!v->function->frame->slots[slot])
        v->function->frame->slots[slot] = v;
}

static const feel_value *eval_context(feel_run *run, const feel_node *n)
{
    feel_entry *entries = xc_arena_array(run->arena, n->count, sizeof *entries);
    if (!entries)
        return feel_null();
    for (uint32_t i = 0; i < n->count; i++) {
        for (uint32_t k = 0; k < i; k++)
            if (xc_str_eq(n->names[k], n->names[i]))
                return feel_fail(run, n, "the name \"%.*s\" stands twice in a context",
                                 "上下文里“%.*s”出现了两次", XC_STR_ARG(n->names[i]));
        if (run->frame)
            run->frame->slots[n->slots[i]] = NULL;
        const feel_value *v = feel_eval_node(run, n->list[i]);
        if (run->frame)
            run->frame->slots[n->slots[i]] = v;
        if (n->list[i]->op == OP_FUNCTION)
            know_itself(v, n->slots[i]);
        entries[i] = (feel_entry){ n->names[i], v };
    }
    return feel_of_context(run->arena, entries, n->count);
}

static bool can_bound(const feel_value *v)
{
    return v->type != FEEL_BOOLEAN && v->type != FEEL_LIST && v->type != FEEL_CONTEXT &&
           v->type != FEEL_RANGE && v->type != FEEL_FUNCTION;
}

static const feel_value *bad_range(feel_run *run, const feel_node *n, const feel_range *r)
{
    return feel_fail(run, n,
                     "the ends of a range must be of one kind, the lower first: %s and %s%.0s%.0s",
                     "%.0s%.0s区间两端必须同类，小的在前：%s和%s", FEEL_KIND_EN(r->lo),
                     FEEL_KIND_EN(r->hi), FEEL_KIND_ZH(r->lo), FEEL_KIND_ZH(r->hi));
}

static const feel_value *eval_range(feel_run *run, const feel_node *n)
{
    feel_range r = { .lo = feel_eval_node(run, n->a),
                     .lo_closed = n->sub & RANGE_LOW_CLOSED,
                     .hi_closed = (n->sub & RANGE_HIGH_CLOSED) != 0,
                     .half = (n->sub & RANGE_HALF) != 0,
                     .other = (n->sub & RANGE_OTHER) != 0 };
    int order = 0;
    r.hi = n->b == n->a ? r.lo : feel_eval_node(run, n->b);
    if (r.half && feel_is_null(r.lo) && feel_is_null(r.hi))
        return feel_fail(run, n, "the end of this range is null", "区间的端点是空值");
    if (!can_bound(r.lo) || !can_bound(r.hi))
        return bad_range(run, n, &r);
    bool both = !feel_is_null(r.lo) && !feel_is_null(r.hi);
    if (both && (r.lo->type != r.hi->type || (feel_order(r.lo, r.hi, &order) && order > 0)))
        return bad_range(run, n, &r);
    return feel_of_range(run->arena, r);
}

/* ---- operators ---- */

static const feel_value *eval_negate(feel_run *run, const feel_node *n)
{
    const feel_value *v = feel_eval_node(run, n->a);
    switch (feel_type_of(v)) {
    case FEEL_NUMBER:
        return feel_of_dec(run->arena, dec_neg(v->number));
    case FEEL_YEARS_MONTHS:
        return feel_of_months(run->arena, -v->months);
    case FEEL_DAYS_TIME:
        return feel_of_ns(run->arena, -v->ns);
    default:
        return feel_fail(run, n, "only numbers and durations have a negative",
                         "只有数和时长可以取负");
    }
}

static const feel_value *eval_arith(feel_run *run, const feel_node *n)
{
    const feel_value *a = feel_eval_node(run, n->a), *b = feel_eval_node(run, n->b);
    return feel_arith_of(run, n, (feel_arith)n->sub, a, b);
}

static const feel_value *eval_compare(feel_run *run, const feel_node *n)
{
    const feel_value *a = feel_eval_node(run, n->a), *b = feel_eval_node(run, n->b);
    return feel_compare_of(run, n, (feel_cmp)n->sub, a, b);
}

/* decider: the value that settles it alone (false for and, true for or) */
static const feel_value *logic(feel_run *run, const feel_node *n, bool decider)
{
    const feel_value *a = feel_eval_node(run, n->a);
    if (a->type == FEEL_BOOLEAN && a->boolean == decider)
        return a;
    const feel_value *b = feel_eval_node(run, n->b);
    if (b->type == FEEL_BOOLEAN && b->boolean == decider)
        return b;
    if (a->type == FEEL_BOOLEAN && b->type == FEEL_BOOLEAN)
        return feel_bool(!decider);
    if ((a->type != FEEL_BOOLEAN && a->type != FEEL_NULL) ||
        (b->type != FEEL_BOOLEAN && b->type != FEEL_NULL))
        return feel_fail(run, n, "and / or takes true, false or null",
                         "and / or 只接受真、假或空值");
    return feel_null();
}

static const feel_value *eval_and(feel_run *run, const feel_node *n)
{
    return logic(run, n, false);
}

static const feel_value *eval_or(feel_run *run, const feel_node *n)
{
    return logic(run, n, true);
}

static const feel_value *eval_between(feel_run *run, const feel_node *n)
{
    const feel_value *v = feel_eval_node(run, n->a);
    feel_range r = { .lo = feel_eval_node(run, n->b), .hi = feel_eval_node(run, n->c) };
    int low, high;
    if (!feel_order(v, r.lo, &low) || !feel_order(v, r.hi, &high))
        return feel_fail(run, n, "between cannot compare %s with %s and %s%.0s%.0s%.0s",
                         "%.0s%.0s%.0sbetween 不能比较%s、%s和%s", FEEL_KIND_EN(v),
                         FEEL_KIND_EN(r.lo), FEEL_KIND_EN(r.hi), FEEL_KIND_ZH(v),
                         FEEL_KIND_ZH(r.lo), FEEL_KIND_ZH(r.hi));
    return feel_bool(low >= 0 && high <= 0);
}

static const feel_value *eval_in(feel_run *run, const feel_node *n)
{
    const feel_value *v = feel_eval_node(run, n->a), *outer = run->input;
    run->input = v;
    size_t problems = run->diag ? run->diag->count : 0;
    const feel_value *r = feel_eval_node(run, n->b);
    run->input = outer;
    if (feel_is_null(r) && run->diag && run->diag->count == problems)
        feel_fail(run, n, "%s cannot be tested against this%.0s", "%.0s%s不能与此比较",
                  FEEL_KIND_EN(v), FEEL_KIND_ZH(v));
    return r;
}

static const feel_value *eval_instance(feel_run *run, const feel_node *n)
{
    return feel_bool(feel_is_instance(run, feel_eval_node(run, n->a), n->shape));
}

static const feel_value *eval_if(feel_run *run, const feel_node *n)
{
    return feel_eval_node(run, feel_is_true(feel_eval_node(run, n->a)) ? n->b : n->c);
}

static const feel_value *eval_path(feel_run *run, const feel_node *n)
{
    return feel_property(run, n, feel_eval_node(run, n->a), n->names[0]);
}

/* What a function sees later is what there is now: loops may go on with their variables. */
static const feel_frame *snapshot(feel_run *run)
{
    if (!run->frame)
        return NULL;
    feel_frame *f = xc_arena_array(run->arena, 1, sizeof *f);
    const feel_value **slots = xc_arena_array(run->arena, run->frame->count, sizeof *slots);
    if (!f || !slots)
        return NULL;
    if (run->frame->count)
        memcpy(slots, run->frame->slots, run->frame->count * sizeof *slots);
    *f = (feel_frame){ run->frame->up, slots, run->frame->count };
    return f;
}

/* where an external function is found may be computed, in a frame of its own */
static const feel_value *external_function(feel_run *run, const feel_lambda *l)
{
    const feel_frame *outer = run->frame;
    const feel_value **slots = xc_arena_array(run->arena, l->slot_count, sizeof *slots);
    if (!slots)
        return feel_null();
    feel_frame own = { outer, slots, l->slot_count };
    run->frame = &own;
    const feel_value *where = feel_eval_node(run, l->external);
    run->frame = outer;
    return feel_run_external(run, l->params, l->param_count, where);
}

static const feel_value *eval_function(feel_run *run, const feel_node *n)
{
    if (n->lambda->external)
        return external_function(run, n->lambda);
    feel_function *f = xc_arena_array(run->arena, 1, sizeof *f);
    feel_value *v = xc_arena_array(run->arena, 1, sizeof *v);
    if (!f || !v)
        return feel_null();
    *f = (feel_function){ .params = n->lambda->params,
                          .count = n->lambda->param_count,
                          .lambda = n->lambda,
                          .frame = snapshot(run),
                          .context = run->context,
                          .input = run->input,
                          .globals = run->globals };
    *v = (feel_value){ .type = FEEL_FUNCTION, .function = f };
    return v;
}

/* ---- the table ---- */

typedef const feel_value *eval_fn(feel_run *run, const feel_node *n);

static eval_fn *const EVAL[OP_COUNT] = {
    [OP_CONST] = eval_const,
    [OP_NAME] = eval_name,
    [OP_INPUT] = eval_input,
    [OP_LIST] = eval_list,
    [OP_CONTEXT] = eval_context,
    [OP_RANGE] = eval_range,
    [OP_NEGATE] = eval_negate,
    [OP_ARITH] = eval_arith,
    [OP_COMPARE] = eval_compare,
    [OP_AND] = eval_and,
    [OP_OR] = eval_or,
    [OP_BETWEEN] = eval_between,
    [OP_IN] = eval_in,
    [OP_INSTANCE] = eval_instance,
    [OP_PATH] = eval_path,
    [OP_FILTER] = feel_eval_filter,
    [OP_CALL] = feel_eval_call,
    [OP_IF] = eval_if,
    [OP_FOR] = feel_eval_for,
    [OP_QUANTIFIED] = feel_eval_quantified,
    [OP_FUNCTION] = eval_function,
    [OP_TESTS] = feel_eval_tests,
    [OP_NO_LITERAL] = no_literal,
};

const feel_value *feel_eval_node(feel_run *run, const feel_node *n)
{
    if (n->op == OP_CONST)
        return n->value;
    if (!feel_step(run))
        return feel_null();
    if (run->depth >= FEEL_MAX_DEPTH) {
        feel_stop(run, n, "the calls are nested too deeply", "调用层次过深");
        return feel_null();
    }
    run->depth++;
    const feel_value *v = EVAL[n->op](run, n);
    run->depth--;
    return run->stopped ? feel_null() : v;
}
