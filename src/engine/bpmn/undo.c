/* undo.c - compensation: what completed and can be undone, and the undoing, latest first. */
#include "engine/bpmn/run_int.h"

static xc_err push(run *r, run_scope *s, run_undo u)
{
    void *grown = s->undo;
    BPMN_TRY(run_grow(r->i->arena, &grown, sizeof *s->undo, s->undo_count, &s->undo_cap,
                      RUN_MAX_TOKENS));
    s->undo = grown;
    s->undo[s->undo_count++] = u;
    return XC_OK;
}

static const model_node *handler_of(const model_node *activity)
{
    for (size_t k = 0; k < activity->boundaries.count; k++)
        if (activity->boundaries.items[k]->handler)
            return activity->boundaries.items[k]->handler;
    return NULL;
}

/* a sub-process may undo itself by an event sub-process that starts with compensation */
static const model_node *undo_sub(const model_node *activity)
{
    for (size_t k = 0; k < activity->children.count; k++) {
        const model_node *sub = activity->children.items[k];
        for (size_t c = 0; sub->event_sub && c < sub->children.count; c++) {
            const model_node *n = sub->children.items[c];
            if (n->kind == NODE_START && n->event_count > 0 &&
                n->events[0].kind == EVENT_COMPENSATION)
                return sub;
        }
    }
    return NULL;
}

/* What was done inside, with the data as it is now; holder: who alone may undo it. */
static xc_err record_inner(run *r, const run_token *t, uint32_t holder)
{
    for (size_t k = 0; t->inner && k < t->inner->undo_count; k++) {
        run_undo u = t->inner->undo[k];
        u.group = t->node;
        u.thrower = 0;
        u.holder = u.holder ? u.holder : holder;
        u.locals = run_overlay(r, t->inner->vars, u.locals);
        BPMN_TRY(push(r, t->scope, u));
    }
    return XC_OK;
}

xc_err run_undo_record(run *r, run_token *t)
{
    if (t->serves)
        return XC_OK; /* what undoes is not undone */
    const model_node *handler = t->iteration ? NULL : handler_of(t->node);
    if (handler) {
        run_undo u = { .node = t->node, .handler = handler, .group = t->node, .locals = t->locals };
        return push(r, t->scope, u);
    }
    const model_node *sub = t->inner && !t->inner->loop ? undo_sub(t->node) : NULL;
    if (!sub)
        return record_inner(r, t, 0);
    run_undo u = { .node = t->node, .handler = sub, .group = t->node, .serial = r->i->next_id++ };
    u.locals = run_overlay(r, t->locals, t->inner->vars);
    BPMN_TRY(record_inner(r, t, u.serial));
    return push(r, t->scope, u);
}

/* what an event sub-process undoes is what the scope around it did */
static run_scope *undo_scope(run_token *t)
{
    run_scope *s = t->scope;
    while (s->node->event_sub && s->owner)
        s = s->owner->scope;
    return s;
}

/* the compensation event sub-process that t runs in: its token; 0 = none */
static uint32_t holder_of(const run_token *t)
{
    for (const run_scope *s = t->scope; s->node->event_sub && s->owner; s = s->owner->scope)
        if (s->owner->serves)
            return s->owner->id;
    return 0;
}

static void hand_over(run_scope *s, uint32_t serial, uint32_t token)
{
    for (size_t k = 0; serial && k < s->undo_count; k++)
        if (s->undo[k].holder == serial)
            s->undo[k].holder = token;
}

/* nobody waits for a handler that serves itself */
static xc_err next_handler(run *r, run_scope *s, const run_token *thrower, bool waits,
                           bool *ret_more)
{
    *ret_more = false;
    for (size_t k = s->undo_count; k > 0; k--) {
        run_undo u = s->undo[k - 1];
        if (u.thrower != thrower->id)
            continue;
        memmove(s->undo + k - 1, s->undo + k, (s->undo_count - k) * sizeof *s->undo);
        s->undo_count--;
        run_token *t;
        BPMN_TRY(run_token_new(r, u.handler, s, NULL, &t));
        t->locals = u.locals;
        t->serves = waits ? thrower->id : t->id;
        hand_over(s, u.serial, t->id);
        *ret_more = true;
        return XC_OK;
    }
    return XC_OK;
}

xc_err run_undo_throw(run *r, run_token *t, const model_node *activity, bool all_at_once,
                      bool *ret_waits)
{
    run_scope *s = undo_scope(t);
    uint32_t holder = holder_of(t);
    for (size_t k = 0; k < s->undo_count; k++) {
        run_undo *u = &s->undo[k];
        if (u->thrower == 0 && u->holder == holder &&
            (!activity || u->node == activity || u->group == activity))
            u->thrower = t->id;
    }
    BPMN_TRY(next_handler(r, s, t, !all_at_once, ret_waits));
    for (bool more = *ret_waits; all_at_once && more;)
        BPMN_TRY(next_handler(r, s, t, false, &more));
    *ret_waits = *ret_waits && !all_at_once;
    return XC_OK;
}

xc_err run_undo_done(run *r, bpmn_token thrower)
{
    run_token *t = run_token_find(r->i, thrower);
    if (!t)
        return XC_OK;
    bool more;
    BPMN_TRY(next_handler(r, undo_scope(t), t, true, &more));
    if (more)
        return XC_OK;
    return t->scope->cancelling ? run_cancel_done(r, t) : run_throw_go_on(r, t);
}
