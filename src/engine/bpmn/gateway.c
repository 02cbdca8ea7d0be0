/* gateway.c - where a path divides and meets again. */
#include "engine/bpmn/run_int.h"

static xc_err pass(run *r, run_token *t)
{
    BPMN_TRY(run_trace(r, BPMN_ENTERED, t, NULL));
    return run_trace(r, BPMN_LEFT, t, NULL);
}

static xc_err take(run *r, run_token *t, const model_flow *f, const feel_value *view)
{
    BPMN_TRY(run_trace_flow(r, t, f, view));
    run_token *next;
    return run_token_new(r, f->target, t->scope, f, &next);
}

static xc_err no_way_out(run *r, run_token *t, const xc_problem *failed)
{
    xc_problem p = { 0 };
    (void)xc_fail(
        &p, XC_EREFUSED, "",
        "gateway %.*s (%.*s): no condition holds and there is no default flow; correct "
        "the data or give the gateway a default flow%s%s",
        "网关 %.*s（%.*s）：没有一个条件成立，也没有默认走向；请更正数据或给网关设一条默认走向%s%s",
        XC_STR_ARG(t->node->id), XC_STR_ARG(t->node->name), failed->code ? " / " : "",
        failed->code ? xc_problem_text(failed, XC_LANG_EN) : "");
    return run_incident(r, t, &p);
}

/* keeps the first reason why a condition gave nothing */
static xc_err condition(run *r, const model_flow *f, const feel_value *view, const feel_value **ret,
                        xc_problem *io_failed)
{
    xc_problem p = { 0 };
    BPMN_TRY(run_eval(r, f->condition, view, ret, &p));
    if (p.code && !io_failed->code && feel_type_of(*ret) == FEEL_NULL)
        *io_failed = p;
    return XC_OK;
}

/* The first flow whose condition holds (or has none), in the order of the file. */
static xc_err exclusive(run *r, run_token *t)
{
    const model_node *n = t->node;
    BPMN_TRY(pass(r, t));
    if (n->out.count == 0)
        return run_token_end(r, t);
    const feel_value *view = run_view(r, t);
    const model_flow *way = NULL;
    xc_problem failed = { 0 };
    for (size_t k = 0; k < n->out.count && !way; k++) {
        const model_flow *f = n->out.items[k];
        if (f == n->default_flow)
            continue;
        const feel_value *v = feel_bool(true);
        if (f->condition)
            BPMN_TRY(condition(r, f, view, &v, &failed));
        if (feel_is_true(v))
            way = f;
    }
    if (!way)
        way = n->default_flow;
    if (!way)
        return no_way_out(r, t, &failed);
    BPMN_TRY(take(r, t, way, view));
    return run_token_end(r, t);
}

/* All flows whose condition holds; the default if none does. */
static xc_err inclusive_out(run *r, run_token *t)
{
    const model_node *n = t->node;
    BPMN_TRY(pass(r, t));
    if (n->out.count == 0)
        return run_token_end(r, t);
    const feel_value *view = run_view(r, t);
    bool any = false;
    xc_problem failed = { 0 };
    for (size_t k = 0; k < n->out.count; k++) {
        const model_flow *f = n->out.items[k];
        if (f == n->default_flow)
            continue;
        const feel_value *v = feel_bool(true);
        if (f->condition)
            BPMN_TRY(condition(r, f, view, &v, &failed));
        if (!feel_is_true(v))
            continue;
        any = true;
        BPMN_TRY(take(r, t, f, view));
    }
    if (!any && !n->default_flow)
        return no_way_out(r, t, &failed);
    if (!any)
        BPMN_TRY(take(r, t, n->default_flow, view));
    return run_token_end(r, t);
}

static xc_err parallel_out(run *r, run_token *t)
{
    BPMN_TRY(pass(r, t));
    for (size_t k = 0; k < t->node->out.count; k++)
        BPMN_TRY(take(r, t, t->node->out.items[k], feel_null()));
    return run_token_end(r, t);
}

/* the token that came by f and waits at the gateway n in scope s */
static run_token *arrived(const bpmn_instance *i, const model_node *n, const run_scope *s,
                          const model_flow *f)
{
    for (size_t k = 0; k < i->token_count; k++) {
        run_token *t = i->tokens[k];
        if (t->state == TOKEN_ARRIVED && t->node == n && t->scope == s && t->via == f)
            return t;
    }
    return NULL;
}

/* One token of each incoming flow is taken; those too many stay for the next time. */
static void consume_others(const bpmn_instance *i, const run_token *t)
{
    for (size_t k = 0; k < t->node->in.count; k++) {
        run_token *other = arrived(i, t->node, t->scope, t->node->in.items[k]);
        if (other && other != t)
            run_token_kill(other);
    }
}

static xc_err parallel(run *r, run_token *t)
{
    const model_node *n = t->node;
    t->state = TOKEN_ARRIVED;
    for (size_t k = 0; k < n->in.count; k++)
        if (!arrived(r->i, n, t->scope, n->in.items[k]))
            return XC_OK;
    t->state = TOKEN_READY;
    for (size_t k = 0; k < n->in.count; k++) {
        run_token *other =
            n->in.items[k] == t->via ? NULL : arrived(r->i, n, t->scope, n->in.items[k]);
        if (other)
            run_token_kill(other);
    }
    return parallel_out(r, t);
}

static xc_err inclusive(run *r, run_token *t)
{
    if (t->node->in.count <= 1)
        return inclusive_out(r, t);
    t->state = TOKEN_ARRIVED;
    return XC_OK;
}

/* marks the nodes from which a token could come to n, backwards along the flows, not through gate
 */
static void mark_back(const model_node *n, const model_node *gate, bool *marked)
{
    if (n == gate || marked[n->index])
        return;
    marked[n->index] = true;
    for (size_t k = 0; k < n->in.count; k++)
        mark_back(n->in.items[k]->source, gate, marked);
    if (n->kind == NODE_BOUNDARY && n->attached)
        mark_back(n->attached, gate, marked);
    if (n->kind != NODE_CATCH || n->event_count == 0 || n->events[0].kind != EVENT_LINK)
        return;
    for (size_t k = 0; k < n->parent->children.count; k++) {
        const model_node *other = n->parent->children.items[k];
        if (other->kind == NODE_THROW && other->event_count > 0 &&
            other->events[0].kind == EVENT_LINK &&
            xc_str_eq(other->events[0].name.text, n->events[0].name.text))
            mark_back(other, gate, marked);
    }
}

/* BPMN 2.0, table 13.3: some token can still come to an empty flow and to none that is taken. */
static xc_err can_still_come(run *r, const run_token *gate, bool *ret)
{
    bpmn_instance *i = r->i;
    const model_node *n = gate->node;
    size_t nodes = gate->node->model->node_count;
    bool *to_empty = xc_arena_array(i->arena, nodes, sizeof *to_empty);
    bool *to_full = xc_arena_array(i->arena, nodes, sizeof *to_full);
    if (!to_empty || !to_full)
        return XC_ENOMEM;
    for (size_t k = 0; k < n->in.count; k++) {
        const model_flow *f = n->in.items[k];
        bool full = arrived(i, n, gate->scope, f) != NULL;
        mark_back(f->source, n, full ? to_full : to_empty);
    }
    *ret = false;
    for (size_t k = 0; k < i->token_count && !*ret; k++) {
        const run_token *t = i->tokens[k];
        if (t->state == TOKEN_DEAD || t->scope != gate->scope || t->node == n)
            continue;
        *ret = to_empty[t->node->index] && !to_full[t->node->index];
    }
    return XC_OK;
}

xc_err run_inclusive(run *r, bool *ret_moved)
{
    bpmn_instance *i = r->i;
    for (size_t k = 0; k < i->token_count; k++) {
        run_token *t = i->tokens[k];
        if (t->state != TOKEN_ARRIVED || t->node->kind != NODE_INCLUSIVE)
            continue;
        bool wait;
        BPMN_TRY(can_still_come(r, t, &wait));
        if (wait)
            continue;
        consume_others(i, t);
        *ret_moved = true;
        t->state = TOKEN_READY;
        return inclusive_out(r, t);
    }
    return XC_OK;
}

/* tokens that came to a complex gateway and have done their work stay, so that the later ones of
 * the same round are swallowed; iteration marks them */
static size_t complex_count(const bpmn_instance *i, const run_token *t, bool *ret_fired)
{
    size_t n = 0;
    *ret_fired = false;
    for (size_t k = 0; k < i->token_count; k++) {
        const run_token *o = i->tokens[k];
        if (o->state != TOKEN_ARRIVED || o->node != t->node || o->scope != t->scope)
            continue;
        n++;
        *ret_fired = *ret_fired || o->iteration;
    }
    return n;
}

static void forget_round(bpmn_instance *i, const run_token *t)
{
    for (size_t k = 0; k < i->token_count; k++) {
        run_token *o = i->tokens[k];
        if (o->state == TOKEN_ARRIVED && o->node == t->node && o->scope == t->scope)
            run_token_kill(o);
    }
}

/* BPMN 2.0, 13.4.5: fires once when the activation condition holds; the rest of the round is taken
 * without effect. */
static xc_err complex_in(run *r, run_token *t)
{
    bool fired;
    size_t before = complex_count(r->i, t, &fired);
    if (fired && arrived(r->i, t->node, t->scope, t->via)) {
        forget_round(r->i, t); /* a flow comes a second time: the next round has begun */
        fired = false;
        before = 0;
    }
    const feel_value *go = feel_bool(true);
    if (!fired && t->node->condition) {
        const feel_value *view = run_view(r, t);
        BPMN_TRY(
            run_with(r, view, XC_STR("activationCount"), run_int(r, (int64_t)before + 1), &view));
        BPMN_TRY(run_eval(r, t->node->condition, view, &go, NULL));
    }
    run_token *marker = NULL;
    bool last = before + 1 >= t->node->in.count;
    bool fire = !fired && feel_is_true(go);
    if (!last) {
        BPMN_TRY(run_token_new(r, t->node, t->scope, t->via, &marker));
        marker->state = TOKEN_ARRIVED;
        marker->iteration = fire;
    } else {
        forget_round(r->i, t);
    }
    return fire ? inclusive_out(r, t) : run_token_end(r, t);
}

static xc_err event_based(run *r, run_token *t)
{
    t->state = TOKEN_ACTIVE;
    BPMN_TRY(run_trace(r, BPMN_ENTERED, t, NULL));
    for (size_t k = 0; k < t->node->out.count && t->state == TOKEN_ACTIVE; k++)
        BPMN_TRY(run_arm(r, t->node->out.items[k]->target, t, NULL));
    return XC_OK;
}

xc_err run_enter_gateway(run *r, run_token *t)
{
    switch (t->node->kind) {
    case NODE_EXCLUSIVE:
        return exclusive(r, t);
    case NODE_PARALLEL:
        return t->node->in.count > 1 ? parallel(r, t) : parallel_out(r, t);
    case NODE_INCLUSIVE:
        return inclusive(r, t);
    case NODE_COMPLEX:
        return t->node->in.count > 1 ? complex_in(r, t) : inclusive_out(r, t);
    default:
        return event_based(r, t);
    }
}
