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

xc_err run_undo_record(run *r, run_token *t)
{
    const model_node *handler = t->iteration ? NULL : handler_of(t->node);
    if (handler) {
        run_undo u = { .node = t->node, .handler = handler, .group = t->node, .locals = t->locals };
        return push(r, t->scope, u);
    }
    for (size_t k = 0; t->inner && k < t->inner->undo_count; k++) {
        run_undo u = t->inner->undo[k];
        u.group = t->node;
        u.thrower = 0;
        BPMN_TRY(push(r, t->scope, u));
    }
    return XC_OK;
}

/* what an event sub-process undoes is what the scope around it did */
static run_scope *undo_scope(run_token *t)
{
    run_scope *s = t->scope;
    while (s->node->event_sub && s->owner)
        s = s->owner->scope;
    return s;
}

static xc_err next_handler(run *r, run_scope *s, const run_token *thrower, bool *ret_more)
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
        t->serves = thrower->id;
        *ret_more = true;
        return XC_OK;
    }
    return XC_OK;
}

xc_err run_undo_throw(run *r, run_token *t, const model_node *activity, bool *ret_waits)
{
    run_scope *s = undo_scope(t);
    for (size_t k = 0; k < s->undo_count; k++) {
        run_undo *u = &s->undo[k];
        if (u->thrower == 0 && (!activity || u->node == activity || u->group == activity))
            u->thrower = t->id;
    }
    return next_handler(r, s, t, ret_waits);
}

xc_err run_undo_done(run *r, bpmn_token thrower)
{
    run_token *t = run_token_find(r->i, thrower);
    if (!t)
        return XC_OK;
    bool more;
    BPMN_TRY(next_handler(r, undo_scope(t), t, &more));
    if (more)
        return XC_OK;
    return t->scope->cancelling ? run_cancel_done(r, t) : run_throw_go_on(r, t);
}
