/* event.c - events: how they are waited for, and what happens when one comes. */
#include "engine/bpmn/run_int.h"

static xc_err bad_timer(run *r, const run_wait *w, xc_str text)
{
    xc_problem p = { 0 };
    (void)xc_fail(&p, XC_EREFUSED, "",
                  "timer %.*s: \"%.*s\" is no ISO 8601 duration, date or cycle (PT10M, "
                  "2026-07-29T08:00:00+08:00, R3/PT1H); correct the expression or its variables",
                  "定时 %.*s：“%.*s”不是 ISO 8601 的时长、时刻或周期（如 PT10M、"
                  "2026-07-29T08:00:00+08:00、R3/PT1H）；请更正表达式或其中的变量",
                  XC_STR_ARG(w->node->id), XC_STR_ARG(text));
    return run_incident_at(r, w->node, w->token, w->scope, &p);
}

static xc_err set_timer(run *r, run_wait *w)
{
    return r->world->timer_set(r->world->ctx, w->id, w->node->id, w->due_us, r->why);
}

static xc_err arm_timer(run *r, run_wait *w, const model_event *e, const feel_value *view)
{
    xc_str text;
    run_timer timer;
    BPMN_TRY(run_text(r, &e->when, view, &text));
    if (run_timer_of(e->timer, text, r->world->now_us(r->world->ctx), r->world->utc_offset_minutes,
                     &timer) != XC_OK) {
        w->dead = true;
        return bad_timer(r, w, text);
    }
    w->due_us = timer.due_us;
    w->period_us = timer.period_us;
    w->left = timer.left;
    if (timer.period_us == 0 && w->node->kind == NODE_CATCH)
        w->left = 0; /* a cron line in the normal flow: the next time it says */
    return set_timer(r, w);
}

static xc_err arm_message(run *r, run_wait *w, const model_event *e, const feel_value *view)
{
    xc_str name, key;
    BPMN_TRY(run_text(r, &e->name, view, &name));
    BPMN_TRY(run_text(r, &e->key, view, &key));
    return r->world->message_wait(r->world->ctx, w->id, name, key, r->why);
}

static xc_err arm_signal(run *r, run_wait *w, const model_event *e, const feel_value *view)
{
    if (!r->world->signal_wait)
        return XC_OK;
    xc_str name;
    BPMN_TRY(run_text(r, &e->name, view, &name));
    return r->world->signal_wait(r->world->ctx, w->id, name, r->why);
}

static xc_err arm_condition(run *r, run_wait *w, const model_event *e, const feel_value *view)
{
    (void)w, (void)e, (void)view;
    r->dirty = true; /* already true counts: looked at before the next token moves */
    return XC_OK;
}

static xc_err arm_wait(run *r, run_wait *w)
{
    static xc_err (*const table[EVENT_KINDS])(run *, run_wait *, const model_event *,
                                              const feel_value *) = {
        [EVENT_MESSAGE] = arm_message,
        [EVENT_TIMER] = arm_timer,
        [EVENT_SIGNAL] = arm_signal,
        [EVENT_CONDITION] = arm_condition,
    };
    const model_event *e = &w->node->events[w->event];
    if (!table[e->kind])
        return XC_OK;
    return table[e->kind](r, w, e, w->token ? run_view(r, w->token) : run_scope_view(r, w->scope));
}

xc_err run_arm(run *r, const model_node *n, run_token *t, run_scope *s)
{
    for (uint32_t k = 0; k < n->event_count && r->i->state == BPMN_RUNNING; k++) {
        run_wait *w;
        BPMN_TRY(run_wait_new(r, WAIT_EVENT, n, k, t, s, &w));
        if (t && t->node == n && n->event_count == 1 && t->rounds == 0)
            w->id = t->id;
        BPMN_TRY(arm_wait(r, w));
    }
    return XC_OK;
}

xc_err run_arm_boundaries(run *r, run_token *t)
{
    for (size_t k = 0; k < t->node->boundaries.count && t->state == TOKEN_ACTIVE; k++) {
        const model_node *b = t->node->boundaries.items[k];
        if (b->events[0].kind != EVENT_COMPENSATION)
            BPMN_TRY(run_arm(r, b, t, NULL));
    }
    return XC_OK;
}

xc_err run_arm_scope(run *r, run_scope *s)
{
    for (size_t k = 0; k < s->node->children.count && !s->dead; k++) {
        const model_node *sub = s->node->children.items[k];
        for (size_t c = 0; sub->event_sub && c < sub->children.count; c++)
            if (sub->children.items[c]->kind == NODE_START)
                BPMN_TRY(run_arm(r, sub->children.items[c], NULL, s));
    }
    return XC_OK;
}

static xc_err cancel_outside(run *r, const run_wait *w)
{
    const bpmn_world *d = r->world;
    if (w->kind == WAIT_TASK)
        return d->task_cancel(d->ctx, w->id, r->why);
    if (w->kind == WAIT_JOB)
        return d->job_cancel(d->ctx, w->id, r->why);
    if (w->kind == WAIT_INCIDENT)
        return d->incident_cancel ? d->incident_cancel(d->ctx, w->id, r->why) : XC_OK;
    event_kind kind = w->kind == WAIT_SCRIPT ? EVENT_TIMER : w->node->events[w->event].kind;
    if (kind == EVENT_TIMER)
        return d->timer_cancel(d->ctx, w->id, r->why);
    if (kind == EVENT_MESSAGE)
        return d->message_cancel(d->ctx, w->id, r->why);
    if (kind == EVENT_SIGNAL && d->signal_cancel)
        return d->signal_cancel(d->ctx, w->id, r->why);
    return XC_OK;
}

xc_err run_wait_cancel(run *r, run_wait *w)
{
    if (w->dead)
        return XC_OK;
    w->dead = true;
    return cancel_outside(r, w);
}

xc_err run_waits_cancel(run *r, const run_token *t, const run_scope *s)
{
    bpmn_instance *i = r->i;
    for (size_t k = 0; k < i->wait_count; k++) {
        run_wait *w = i->waits[k];
        if (!w->dead && ((t && w->token == t) || (s && w->scope == s)))
            BPMN_TRY(run_wait_cancel(r, w));
    }
    return XC_OK;
}

/* ---- what happens ---- */

/* listens again: the same event, a new number */
static xc_err arm_again(run *r, const run_wait *old)
{
    const model_event *e = &old->node->events[old->event];
    if (e->kind == EVENT_TIMER && old->left == 0)
        return XC_OK;
    run_wait *w;
    BPMN_TRY(run_wait_new(r, WAIT_EVENT, old->node, old->event, old->token, old->scope, &w));
    w->was_true = old->was_true;
    if (e->kind != EVENT_TIMER)
        return e->kind == EVENT_CONDITION ? XC_OK : arm_wait(r, w);
    if (old->period_us == 0)
        return arm_wait(r, w);
    w->left = old->left > 0 ? old->left - 1 : old->left;
    w->period_us = old->period_us;
    w->due_us = old->due_us + old->period_us;
    return set_timer(r, w);
}

/* whether another event of the same node is still waited for by the same waiter */
static bool others_wait(const bpmn_instance *i, const run_wait *w)
{
    for (size_t k = 0; k < i->wait_count; k++) {
        const run_wait *o = i->waits[k];
        if (!o->dead && o->node == w->node && o->token == w->token && o->scope == w->scope)
            return true;
    }
    return false;
}

static xc_err listen_again(run *r, const run_wait *w)
{
    if (w->node->parallel_multiple)
        return run_arm(r, w->node, w->token, w->scope);
    return arm_again(r, w);
}

static xc_err fire_boundary(run *r, run_wait *w, const feel_value *variables)
{
    run_token *host = w->token, *out;
    BPMN_TRY(run_token_new(r, w->node, host->scope, NULL, &out));
    out->serves = 0;
    bool interrupts = w->node->interrupting && !r->gentle;
    r->would_interrupt = r->would_interrupt || w->node->interrupting;
    BPMN_TRY(interrupts ? run_cancel_token(r, host) : listen_again(r, w));
    if (w->node->outputs.count == 0)
        return run_assign_all(r, out->scope, variables);
    return run_outputs(r, out, variables);
}

static xc_err fire_event_sub(run *r, run_wait *w, const feel_value *variables)
{
    run_scope *s = w->scope, *inner;
    const model_node *sub = w->node->parent;
    run_token *t;
    BPMN_TRY(run_token_new(r, sub, s, NULL, &t));
    t->state = TOKEN_ACTIVE;
    BPMN_TRY(w->node->interrupting ? run_cancel_scope(r, s, t) : listen_again(r, w));
    BPMN_TRY(run_trace(r, BPMN_ENTERED, t, NULL));
    BPMN_TRY(run_inputs(r, t));
    BPMN_TRY(run_scope_new(r, sub, t, &inner));
    if (variables && feel_type_of(variables) == FEEL_CONTEXT)
        inner->vars = variables;
    return run_scope_start(r, inner, w->node);
}

static bool still_waits(const bpmn_instance *i, const run_token *t)
{
    for (size_t k = 0; k < i->wait_count; k++)
        if (!i->waits[k]->dead && i->waits[k]->token == t)
            return true;
    return false;
}

/* a repeating timer in the normal flow sends a token out each time */
static xc_err fire_cycle(run *r, run_wait *w)
{
    run_token *t = w->token, *out;
    t->rounds++;
    BPMN_TRY(arm_again(r, w));
    BPMN_TRY(run_token_new(r, t->node, t->scope, t->via, &out));
    out->state = TOKEN_ACTIVE;
    return run_leave(r, out);
}

static xc_err fire_catch(run *r, run_wait *w, const feel_value *variables)
{
    run_token *t = w->token;
    BPMN_TRY(run_outputs(r, t, variables));
    if (w->node->parallel_multiple && still_waits(r->i, t))
        return XC_OK;
    if (w->node->event_count == 1 && w->node->events[0].kind == EVENT_TIMER && w->left != 0)
        return fire_cycle(r, w);
    BPMN_TRY(run_waits_cancel(r, t, NULL));
    BPMN_TRY(run_trace(r, BPMN_LEFT, t, NULL));
    return run_leave(r, t);
}

/* the first event behind an event-based gateway decides; the others are no longer waited for */
static xc_err fire_gateway(run *r, run_wait *w, const feel_value *variables)
{
    run_token *gate = w->token, *t;
    BPMN_TRY(run_waits_cancel(r, gate, NULL));
    BPMN_TRY(run_trace(r, BPMN_LEFT, gate, NULL));
    const model_flow *via = NULL;
    for (size_t k = 0; k < gate->node->out.count && !via; k++)
        if (gate->node->out.items[k]->target == w->node)
            via = gate->node->out.items[k];
    BPMN_TRY(run_trace_flow(r, gate, via, feel_null()));
    BPMN_TRY(run_token_new(r, w->node, gate->scope, via, &t));
    run_token_kill(gate);
    t->state = TOKEN_ACTIVE;
    BPMN_TRY(run_trace(r, BPMN_ENTERED, t, NULL));
    if (w->node->kind == NODE_RECEIVE)
        return run_activity_done(r, t, variables);
    BPMN_TRY(run_outputs(r, t, variables));
    BPMN_TRY(run_trace(r, BPMN_LEFT, t, NULL));
    return run_leave(r, t);
}

xc_err run_begin_behind(run *r, run_scope *s, const model_node *gate, const model_node *happened)
{
    run_token *t;
    BPMN_TRY(run_arm_scope(r, s));
    /* of a parallel one the other events must come too, before the instance is over */
    for (size_t k = 0; gate->parallel_multiple && k < gate->out.count; k++) {
        const model_flow *f = gate->out.items[k];
        if (f->target != happened)
            BPMN_TRY(run_token_new(r, f->target, s, f, &t));
    }
    BPMN_TRY(run_token_new(r, gate, s, NULL, &t));
    t->state = TOKEN_ACTIVE;
    BPMN_TRY(run_trace(r, BPMN_ENTERED, t, NULL));
    run_wait w = { .node = happened, .token = t };
    return fire_gateway(r, &w, NULL);
}

xc_err run_fire(run *r, run_wait *w, const feel_value *variables)
{
    w->dead = true;
    bool outside = w->node->kind == NODE_BOUNDARY || w->scope;
    if (outside && w->node->parallel_multiple && others_wait(r->i, w))
        return run_assign_all(r, w->scope ? w->scope : w->token->scope, variables);
    if (w->node->kind == NODE_BOUNDARY)
        return fire_boundary(r, w, variables);
    if (w->scope)
        return fire_event_sub(r, w, variables);
    if (w->token->node->kind == NODE_EVENT_GATEWAY)
        return fire_gateway(r, w, variables);
    if (w->node->kind == NODE_RECEIVE)
        return run_activity_done(r, w->token, variables);
    return fire_catch(r, w, variables);
}

/* Conditional events fire when their condition becomes true. */
xc_err run_conditions(run *r)
{
    bpmn_instance *i = r->i;
    size_t n = i->wait_count;
    for (size_t k = 0; k < n && i->state == BPMN_RUNNING; k++) {
        run_wait *w = i->waits[k];
        if (w->dead || w->kind != WAIT_EVENT || w->node->events[w->event].kind != EVENT_CONDITION)
            continue;
        const feel_value *v;
        const feel_value *view = w->token ? run_view(r, w->token) : run_scope_view(r, w->scope);
        BPMN_TRY(run_eval(r, w->node->events[w->event].condition, view, &v, NULL));
        bool was = w->was_true;
        w->was_true = feel_is_true(v);
        if (w->was_true && !was)
            BPMN_TRY(run_fire(r, w, NULL));
    }
    return XC_OK;
}

/* ---- entering an event ---- */

/* throws one definition after the other; one that must wait (compensation, a job) goes on later */
static xc_err throw_all(run *r, run_token *t)
{
    const model_node *n = t->node;
    while (t->rounds < n->event_count) {
        const model_event *e = &n->events[t->rounds++];
        BPMN_TRY(run_throw(r, t, e));
        if (t->state != TOKEN_ACTIVE || r->i->state != BPMN_RUNNING || still_waits(r->i, t) ||
            (e->kind == EVENT_COMPENSATION || e->kind == EVENT_CANCEL))
            return XC_OK;
    }
    return run_throw_go_on(r, t);
}

xc_err run_throw_go_on(run *r, run_token *t)
{
    if (t->rounds < t->node->event_count)
        return throw_all(r, t);
    BPMN_TRY(run_trace(r, BPMN_LEFT, t, NULL));
    return t->node->kind == NODE_END ? run_token_end(r, t) : run_leave(r, t);
}

static xc_err pass(run *r, run_token *t)
{
    BPMN_TRY(run_trace(r, BPMN_ENTERED, t, NULL));
    BPMN_TRY(run_trace(r, BPMN_LEFT, t, NULL));
    return t->node->kind == NODE_END ? run_token_end(r, t) : run_leave(r, t);
}

xc_err run_enter_event(run *r, run_token *t)
{
    const model_node *n = t->node;
    bool catches = n->kind == NODE_CATCH && n->event_count > 0 && n->events[0].kind != EVENT_LINK;
    bool throws = (n->kind == NODE_THROW || n->kind == NODE_END) && n->event_count > 0;
    if (!catches && !throws)
        return pass(r, t);
    t->state = TOKEN_ACTIVE;
    BPMN_TRY(run_trace(r, BPMN_ENTERED, t, NULL));
    if (catches)
        return run_arm(r, n, t, NULL);
    BPMN_TRY(run_inputs(r, t));
    return throw_all(r, t);
}
