/* migrate.c - moves a waiting instance to another version of its process: checked whole, then done.
 *
 * Every element that a token, a scope, a wait or a completed activity stands at has its
 * counterpart: the one the mapping names, else the one with the same id. */
#include "engine/bpmn/run_int.h"

typedef struct {
    run r;
    const bpmn_model *to;
    const bpmn_mapping *mapping;
    size_t count;
} move;

static xc_err refuse(move *m, const char *en, const char *zh, const model_node *n, xc_str other)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    /* both texts take an element and a value, as the callers below give them */
    return xc_fail(m->r.why, XC_EREFUSED, "", en, zh, XC_STR_ARG(n->id), XC_STR_ARG(other));
#pragma GCC diagnostic pop
}

static xc_str target_id(const move *m, xc_str id)
{
    for (size_t k = 0; k < m->count; k++)
        if (xc_str_eq(m->mapping[k].from, id))
            return m->mapping[k].to;
    return id;
}

/* elements of called files stay as they are: only this file has a new version */
static const model_node *counterpart(const move *m, const model_node *n)
{
    if (n->model != m->r.i->model)
        return model_find_process(m->to, model_root(n)->id) ? NULL : n;
    return model_find_node(m->to, target_id(m, n->id));
}

static bool same_kind(const model_node *a, const model_node *b)
{
    bool bodies = model_is_scope(a) && model_is_scope(b) && a->kind != NODE_PROCESS &&
                  b->kind != NODE_PROCESS && a->kind != NODE_ADHOC && b->kind != NODE_ADHOC;
    return a->kind == b->kind || bodies;
}

static xc_err fit(move *m, const model_node *n, const model_node **ret)
{
    const model_node *to = counterpart(m, n);
    if (!to)
        return refuse(
            m, "element %.*s: the other version has no \"%.*s\"; map it to an element there",
            "环节 %.*s：另一版本没有“%.*s”；请把它对应到那边的环节", n, target_id(m, n->id));
    if (!same_kind(n, to))
        return refuse(m,
                      "element %.*s: \"%.*s\" is of another kind; map it to one of the same kind",
                      "环节 %.*s：“%.*s”的类型不同；请对应到同类环节", n, to->id);
    if (n->loop.kind != to->loop.kind || n->event_sub != to->event_sub)
        return refuse(m, "element %.*s: \"%.*s\" repeats in another way; map it to another",
                      "环节 %.*s：“%.*s”的循环方式不同；请换一个对应", n, to->id);
    *ret = to;
    return XC_OK;
}

static xc_err fit_scopes(move *m)
{
    const bpmn_instance *i = m->r.i;
    const model_node *to;
    for (size_t k = 0; k < i->scope_count; k++) {
        BPMN_TRY(fit(m, i->scopes[k]->node, &to));
        const run_token *owner = i->scopes[k]->owner;
        const model_node *call = owner ? counterpart(m, owner->node) : NULL;
        if (call && call->kind == NODE_CALL && !i->scopes[k]->loop &&
            call->work.called_process != to)
            return refuse(m, "call activity %.*s: in the other version it calls \"%.*s\"",
                          "调用活动 %.*s：在另一版本里它调用“%.*s”", owner->node,
                          call->work.called);
        for (size_t u = 0; u < i->scopes[k]->undo_count; u++) {
            BPMN_TRY(fit(m, i->scopes[k]->undo[u].node, &to));
            BPMN_TRY(fit(m, i->scopes[k]->undo[u].handler, &to));
            BPMN_TRY(fit(m, i->scopes[k]->undo[u].group, &to));
        }
    }
    return XC_OK;
}

/* a token must come to lie in the counterpart of its scope */
static xc_err fit_tokens(move *m)
{
    const bpmn_instance *i = m->r.i;
    const model_node *to, *scope;
    for (size_t k = 0; k < i->token_count; k++) {
        const run_token *t = i->tokens[k];
        BPMN_TRY(fit(m, t->node, &to));
        BPMN_TRY(fit(m, t->scope->node, &scope));
        bool inside = t->scope->loop ? to == scope : to->parent == scope;
        if (!inside)
            return refuse(m,
                          "element %.*s: \"%.*s\" stands in another sub-process; map it to one in "
                          "the same",
                          "环节 %.*s：“%.*s”在另一个子流程里；请对应到同一子流程内的环节", t->node,
                          to->id);
    }
    return XC_OK;
}

static bool beside(const run_wait *w)
{
    return w->node->kind == NODE_BOUNDARY || w->scope;
}

static const model_node *wait_target(const move *m, const run_wait *w)
{
    const model_node *to = counterpart(m, w->node);
    bool same =
        to && to->kind == w->node->kind &&
        (w->kind != WAIT_EVENT || (w->event < to->event_count &&
                                   to->events[w->event].kind == w->node->events[w->event].kind));
    /* a boundary event must still be on what it was on, an event sub-process in its scope */
    if (same && w->node->kind == NODE_BOUNDARY)
        same = to->attached == counterpart(m, w->node->attached);
    return same ? to : NULL;
}

static xc_err fit_waits(move *m)
{
    const bpmn_instance *i = m->r.i;
    for (size_t k = 0; k < i->wait_count; k++)
        if (!beside(i->waits[k]) && !wait_target(m, i->waits[k]))
            return refuse(m,
                          "event %.*s: \"%.*s\" in the other version waits for something else; map "
                          "it to one that waits for the same",
                          "事件 %.*s：另一版本的“%.*s”等待的内容不同；请对应到等待相同内容的事件",
                          i->waits[k]->node, target_id(m, i->waits[k]->node->id));
    return XC_OK;
}

/* ---- what follows changes the instance ---- */

static void move_scopes(const move *m)
{
    bpmn_instance *i = m->r.i;
    for (size_t k = 0; k < i->scope_count; k++) {
        run_scope *s = i->scopes[k];
        for (size_t u = 0; u < s->undo_count; u++) {
            s->undo[u].node = counterpart(m, s->undo[u].node);
            s->undo[u].handler = counterpart(m, s->undo[u].handler);
            s->undo[u].group = counterpart(m, s->undo[u].group);
        }
        s->node = counterpart(m, s->node);
    }
}

/* the flow a waiting token came by: the one of that id, else any from the same source, else one
 * that nobody has come by */
static const model_flow *flow_target(const move *m, const model_flow *via, const model_node *to)
{
    for (size_t k = 0; via && k < to->in.count; k++)
        if (xc_str_eq(to->in.items[k]->id, target_id(m, via->id)))
            return to->in.items[k];
    for (size_t k = 0; via && k < to->in.count; k++)
        if (xc_str_eq(to->in.items[k]->source->id, target_id(m, via->source->id)))
            return to->in.items[k];
    return NULL;
}

static void move_tokens(const move *m)
{
    bpmn_instance *i = m->r.i;
    for (size_t k = 0; k < i->token_count; k++) {
        run_token *t = i->tokens[k];
        const model_node *to = counterpart(m, t->node);
        t->via = to->model == t->node->model ? t->via : flow_target(m, t->via, to);
        t->node = to;
    }
}

/* events that are no longer there are no longer waited for */
static xc_err move_waits(move *m)
{
    bpmn_instance *i = m->r.i;
    for (size_t k = 0; k < i->wait_count; k++) {
        run_wait *w = i->waits[k];
        const model_node *to = wait_target(m, w);
        if (to)
            w->node = to;
        else
            BPMN_TRY(run_wait_cancel(&m->r, w));
    }
    return XC_OK;
}

static bool is_waited(const bpmn_instance *i, const model_node *n, const run_token *t,
                      const run_scope *s)
{
    for (size_t k = 0; k < i->wait_count; k++)
        if (!i->waits[k]->dead && i->waits[k]->node == n && i->waits[k]->token == t &&
            i->waits[k]->scope == s)
            return true;
    return false;
}

/* boundary events that are new begin to wait now (an old one that has fired already and does not
 * repeat is the same element, and stays quiet) */
static xc_err arm_new(move *m, const bpmn_model *from)
{
    bpmn_instance *i = m->r.i;
    size_t n = i->token_count;
    for (size_t k = 0; k < n; k++) {
        run_token *t = i->tokens[k];
        for (size_t b = 0; b < t->node->boundaries.count && t->state == TOKEN_ACTIVE; b++) {
            const model_node *e = t->node->boundaries.items[b];
            bool known = t->node->model != m->to || model_find_node(from, e->id);
            for (size_t j = 0; j < m->count && !known; j++)
                known = xc_str_eq(m->mapping[j].to, e->id);
            if (!known && !t->iteration && e->events[0].kind != EVENT_COMPENSATION &&
                !is_waited(i, e, t, NULL))
                BPMN_TRY(run_arm(&m->r, e, t, NULL));
        }
    }
    return XC_OK;
}

xc_err bpmn_migrate(bpmn_instance *i, const bpmn_model *to, const bpmn_mapping *mapping,
                    size_t count, const bpmn_world *world, xc_problem *why)
{
    if (i->state != BPMN_RUNNING)
        return xc_fail(why, XC_ECONFLICT, "", "the process has ended already", "流程已经结束了");
    move m = {
        .r = { .i = i, .world = world, .why = why }, .to = to, .mapping = mapping, .count = count
    };
    BPMN_TRY(fit_scopes(&m));
    BPMN_TRY(fit_tokens(&m));
    BPMN_TRY(fit_waits(&m));
    const bpmn_model *from = i->model;
    BPMN_TRY(move_waits(&m));
    move_scopes(&m);
    move_tokens(&m);
    i->model = to;
    BPMN_TRY(arm_new(&m, from));
    return run_loop(&m.r);
}
