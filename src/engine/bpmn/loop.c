/* loop.c - activities that run several times: standard loops, multi-instance, ad-hoc sub-processes.
 */
#include "engine/bpmn/run_int.h"

static xc_err bad_count(run *r, run_token *t)
{
    xc_problem p = { 0 };
    (void)xc_fail(&p, XC_EREFUSED, "",
                  "activity %.*s: the number of instances is not a whole number from 0 to %d; "
                  "correct loopCardinality or the collection",
                  "活动 %.*s：实例个数不是 0 到 %d 之间的整数；请更正循环次数或集合",
                  XC_STR_ARG(t->node->id), (int)RUN_MAX_TOKENS / 2);
    return run_incident(r, t, &p);
}

static xc_err list_of(run *r, const run_token *t, const feel_value **ret)
{
    const model_loop *l = &t->node->loop;
    if (l->collection)
        return run_eval(r, l->collection, run_view(r, t), ret, NULL);
    const feel_value *v = run_entry(run_view(r, t), l->collection_name);
    *ret = v ? v : feel_null();
    return XC_OK;
}

/* {loopCounter, item}: what one pass sees of its own */
static xc_err iteration_locals(run *r, run_scope *s, const run_token *outer, const feel_value **ret)
{
    const model_loop *l = &s->node->loop;
    const feel_value *v = feel_null();
    BPMN_TRY(run_with(r, v, XC_STR("loopCounter"), run_int(r, s->started), &v));
    if (l->item.len > 0) {
        const feel_value *list;
        BPMN_TRY(list_of(r, outer, &list));
        BPMN_TRY(run_with(r, v, l->item, feel_item(list, (size_t)s->started - 1, NULL), &v));
    }
    *ret = v;
    return XC_OK;
}

static xc_err start_iteration(run *r, run_scope *s)
{
    run_token *t;
    BPMN_TRY(run_token_new(r, s->node, s, NULL, &t));
    t->iteration = true;
    s->started++;
    return iteration_locals(r, s, s->owner, &t->locals);
}

static xc_err instances(run *r, run_token *t, int64_t *ret)
{
    const model_loop *l = &t->node->loop;
    const feel_value *v = feel_null();
    if (l->cardinality) {
        BPMN_TRY(run_eval(r, l->cardinality, run_view(r, t), &v, NULL));
        if (!feel_to_int(v, ret))
            *ret = -1;
        return XC_OK;
    }
    BPMN_TRY(list_of(r, t, &v));
    *ret = feel_type_of(v) == FEEL_LIST ? (int64_t)feel_count(v) : -1;
    return XC_OK;
}

static xc_err goes_on(run *r, const run_token *t, const run_scope *s, bool *ret)
{
    const model_loop *l = &t->node->loop;
    *ret = l->maximum == 0 || s->started < l->maximum;
    if (!*ret || !l->condition)
        return XC_OK;
    const feel_value *view = run_view(r, t), *v;
    BPMN_TRY(run_with(r, view, XC_STR("loopCounter"), run_int(r, s->done), &view));
    BPMN_TRY(run_eval(r, l->condition, view, &v, NULL));
    *ret = feel_is_true(v);
    return XC_OK;
}

/* all passes are over: the activity itself completes */
static xc_err loop_over(run *r, run_scope *s)
{
    run_token *outer = s->owner;
    s->dead = true;
    const model_loop *l = &s->node->loop;
    if (l->output.len > 0) {
        const feel_value *list =
            feel_type_of(s->outputs) == FEEL_LIST ? s->outputs : feel_list(r->i->arena, NULL, 0);
        BPMN_TRY(run_assign(r, outer->scope, l->output, list));
    }
    if (outer->state == TOKEN_DEAD)
        return XC_OK;
    BPMN_TRY(run_waits_cancel(r, outer, NULL));
    BPMN_TRY(run_undo_record(r, outer));
    BPMN_TRY(run_trace(r, BPMN_LEFT, outer, NULL));
    return run_leave(r, outer);
}

xc_err run_loop_begin(run *r, run_token *t)
{
    const model_loop *l = &t->node->loop;
    int64_t n = -1;
    if (l->kind != LOOP_STANDARD) {
        BPMN_TRY(instances(r, t, &n));
        if (n < 0 || n > RUN_MAX_TOKENS / 2)
            return bad_count(r, t);
    }
    run_scope *s;
    BPMN_TRY(run_scope_new(r, t->node, t, &s));
    s->loop = true;
    s->total = n;
    if (l->kind == LOOP_STANDARD) {
        bool go = true;
        if (l->test_before)
            BPMN_TRY(goes_on(r, t, s, &go));
        return go ? start_iteration(r, s) : loop_over(r, s);
    }
    int64_t first = l->kind == LOOP_SEQUENTIAL && n > 1 ? 1 : n;
    for (int64_t k = 0; k < first; k++)
        BPMN_TRY(start_iteration(r, s));
    return n == 0 ? loop_over(r, s) : XC_OK;
}

/* the numbers a completion condition may ask for (BPMN 2.0, table 10.30) */
static xc_err loop_view(run *r, const run_scope *s, const feel_value *view, const feel_value **ret)
{
    const struct {
        const char *name;
        int64_t n;
    } rows[] = { { "numberOfInstances", s->total },
                 { "numberOfCompletedInstances", s->done },
                 { "numberOfActiveInstances", s->started - s->done },
                 { "nrOfInstances", s->total },
                 { "nrOfCompletedInstances", s->done },
                 { "nrOfActiveInstances", s->started - s->done } };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        BPMN_TRY(run_with(r, view, xc_str_of(rows[k].name), run_int(r, rows[k].n), &view));
    *ret = view;
    return XC_OK;
}

/* what one instance leaves stands at its place in the list, whenever it ends */
static xc_err collect(run *r, run_scope *s, const feel_value *view)
{
    const model_loop *l = &s->node->loop;
    if (!l->output_item && l->output_name.len == 0)
        return XC_OK;
    const feel_value *v = run_entry(view, l->output_name);
    if (l->output_item)
        BPMN_TRY(run_eval(r, l->output_item, view, &v, NULL));
    int64_t at = 0;
    const feel_value *counter = run_entry(view, XC_STR("loopCounter"));
    if (!counter || !feel_to_int(counter, &at) || at < 1 || at > s->started)
        at = s->done;
    size_t have = feel_count(s->outputs), n = have > (size_t)at ? have : (size_t)at;
    const feel_value **items = xc_arena_array(r->i->arena, n, sizeof *items);
    if (!items)
        return XC_ENOMEM;
    for (size_t k = 0; k < n; k++)
        items[k] = k < have ? feel_item(s->outputs, k, NULL) : feel_null();
    items[at - 1] = v ? v : feel_null();
    s->outputs = feel_list(r->i->arena, items, n);
    return feel_type_of(s->outputs) == FEEL_LIST ? XC_OK : XC_ENOMEM;
}

/* BPMN 2.0, 10.3.8: events thrown as instances complete; the boundary hears them without ending the
 * activity; one that a complex behavior throws at an interrupting boundary event ends the other
 * instances */
static xc_err behave(run *r, run_scope *s, const feel_value *view, bool *ret_enough)
{
    const model_loop *l = &s->node->loop;
    const model_event *e = NULL;
    if (l->behavior == BEHAVIOR_NONE)
        e = l->none_event;
    if (l->behavior == BEHAVIOR_ONE && s->done == 1)
        e = l->one_event;
    for (size_t k = 0; l->behavior == BEHAVIOR_COMPLEX && k < l->complex_count && !e; k++) {
        const feel_value *v;
        BPMN_TRY(run_eval(r, l->complexes[k].condition, view, &v, NULL));
        if (feel_is_true(v))
            e = l->complexes[k].event;
    }
    if (!e)
        return XC_OK;
    r->gentle = true;
    r->would_interrupt = false;
    xc_err err = run_throw(r, s->owner, e);
    r->gentle = false;
    *ret_enough = l->behavior == BEHAVIOR_COMPLEX && r->would_interrupt;
    return err;
}

static xc_err is_enough(run *r, const model_loop *l, const feel_value *view, bool *ret)
{
    const feel_value *v;
    if (*ret || !l->condition)
        return XC_OK;
    BPMN_TRY(run_eval(r, l->condition, view, &v, NULL));
    *ret = feel_is_true(v);
    return XC_OK;
}

xc_err run_loop_next(run *r, run_token *t, const feel_value *view)
{
    run_scope *s = t->scope;
    const model_loop *l = &s->node->loop;
    run_token_kill(t);
    s->done++;
    if (l->kind == LOOP_STANDARD) {
        bool go;
        BPMN_TRY(goes_on(r, s->owner, s, &go));
        return go ? start_iteration(r, s) : loop_over(r, s);
    }
    BPMN_TRY(collect(r, s, view));
    BPMN_TRY(loop_view(r, s, view, &view));
    bool enough = false;
    BPMN_TRY(behave(r, s, view, &enough));
    if (s->dead || s->owner->state == TOKEN_DEAD || r->i->state != BPMN_RUNNING)
        return XC_OK;
    BPMN_TRY(is_enough(r, l, view, &enough));
    if (enough) {
        BPMN_TRY(run_cancel_scope(r, s, NULL));
        return loop_over(r, s);
    }
    if (s->started < s->total)
        return l->kind == LOOP_SEQUENTIAL ? start_iteration(r, s) : XC_OK;
    return s->live == 0 ? loop_over(r, s) : XC_OK;
}

static bool adhoc_starts(const model_node *n)
{
    return n->in.count == 0 && model_is_activity(n) && !n->event_sub && !n->for_compensation;
}

xc_err run_adhoc_enough(run *r, const run_scope *s, bool *ret)
{
    *ret = false;
    if (!s->node->condition || s->started == 0)
        return XC_OK;
    const feel_value *v;
    BPMN_TRY(run_eval(r, s->node->condition, run_scope_view(r, s), &v, NULL));
    *ret = feel_is_true(v);
    return XC_OK;
}

/* Without an outside choice every inner activity runs once: side by side, or one after the other in
 * the order of the file. *ret_more: something was started. */
xc_err run_adhoc_next(run *r, run_scope *s, bool *ret_more)
{
    bool enough;
    *ret_more = false;
    BPMN_TRY(run_adhoc_enough(r, s, &enough));
    if (enough)
        return XC_OK;
    int64_t seen = 0;
    for (size_t k = 0; k < s->node->children.count; k++) {
        const model_node *n = s->node->children.items[k];
        if (!adhoc_starts(n) || seen++ < s->started)
            continue;
        run_token *t;
        BPMN_TRY(run_token_new(r, n, s, NULL, &t));
        s->started++;
        *ret_more = true;
        if (s->node->sequential)
            break;
    }
    return XC_OK;
}
