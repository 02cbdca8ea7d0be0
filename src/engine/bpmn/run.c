/* run.c - the heart: takes one token after the other through its node until everything waits.
 *
 * Order: tokens that wait or work come before those that throw, so that a catch event on a parallel
 * branch is armed when the throw on the other branch happens; within that, first come first. */
#include "engine/bpmn/run_int.h"

typedef xc_err enter_fn(run *r, run_token *t);

static enter_fn *const enter_table[NODE_KINDS] = {
    [NODE_SUBPROCESS] = run_enter_activity, [NODE_TRANSACTION] = run_enter_activity,
    [NODE_ADHOC] = run_enter_activity,      [NODE_CALL] = run_enter_activity,
    [NODE_TASK] = run_enter_activity,       [NODE_MANUAL] = run_enter_activity,
    [NODE_USER] = run_enter_activity,       [NODE_SERVICE] = run_enter_activity,
    [NODE_RULE] = run_enter_activity,       [NODE_SCRIPT] = run_enter_activity,
    [NODE_SEND] = run_enter_activity,       [NODE_RECEIVE] = run_enter_activity,
    [NODE_START] = run_enter_event,         [NODE_END] = run_enter_event,
    [NODE_CATCH] = run_enter_event,         [NODE_THROW] = run_enter_event,
    [NODE_BOUNDARY] = run_enter_event,      [NODE_EXCLUSIVE] = run_enter_gateway,
    [NODE_PARALLEL] = run_enter_gateway,    [NODE_INCLUSIVE] = run_enter_gateway,
    [NODE_COMPLEX] = run_enter_gateway,     [NODE_EVENT_GATEWAY] = run_enter_gateway,
};

/* throws and ends with a result wait until everybody who could hear them listens */
static bool comes_late(const model_node *n)
{
    return (n->kind == NODE_THROW || n->kind == NODE_END) && n->event_count > 0;
}

/* Nothing before r->scan is ready: new tokens come behind, and none becomes ready again within a
 * step. */
static run_token *next_ready(run *r)
{
    const bpmn_instance *i = r->i;
    run_token *late = NULL;
    for (size_t k = r->scan; k < i->token_count; k++) {
        run_token *t = i->tokens[k];
        if (t->state != TOKEN_READY)
            continue;
        if (!late)
            r->scan = k;
        if (!comes_late(t->node))
            return t;
        if (!late)
            late = t;
    }
    if (!late)
        r->scan = i->token_count;
    return late;
}

static void tidy(run *r)
{
    run_compact(r->i);
    r->scan = 0;
}

static xc_err enter(run *r, run_token *t)
{
    xc_problem loop = { 0 };
    /* many tokens at once have more to do */
    uint32_t budget = RUN_MAX_STEPS + RUN_TOKEN_STEPS * (uint32_t)r->i->token_count;
    r->budget = budget > r->budget ? budget : r->budget;
    if (++r->steps > r->budget) {
        xc_problem *p = r->world->incident_open ? &loop : r->why;
        xc_err err =
            xc_fail(p, XC_ELIMIT, "",
                    "process %.*s made %d steps without waiting, at element %.*s: it goes round "
                    "in a circle; put a wait (timer, message, task) into the circle",
                    "流程 %.*s 连续走了 %d 步都没有停下（环节 %.*s）：流程在原地打转；"
                    "请在循环里加一个等待（定时、消息或任务）",
                    XC_STR_ARG(r->i->root->node->id), (int)r->budget, XC_STR_ARG(t->node->id));
        return p == &loop ? run_incident(r, t, p) : err;
    }
    return enter_table[t->node->kind](r, t);
}

xc_err run_loop(run *r)
{
    bpmn_instance *i = r->i;
    while (i->state == BPMN_RUNNING) {
        if (r->dirty) {
            r->dirty = false;
            BPMN_TRY(run_conditions(r));
            continue;
        }
        run_token *t = next_ready(r);
        if (t) {
            BPMN_TRY(enter(r, t));
            if (r->steps % RUN_TIDY_STEPS == 0)
                tidy(r); /* a long step would search among the dead */
            continue;
        }
        bool moved = false;
        BPMN_TRY(run_inclusive(r, &moved));
        if (!moved)
            break;
    }
    run_compact(i);
    return r->no_memory ? XC_ENOMEM : XC_OK;
}

static bool starts_alone(const model_node *n)
{
    return n->in.count == 0 && n->kind != NODE_BOUNDARY && !n->event_sub && !n->for_compensation &&
           n->kind != NODE_START &&
           !(n->kind == NODE_CATCH && n->event_count > 0 && n->events[0].kind == EVENT_LINK);
}

static const model_node *none_start(const model_node *scope)
{
    for (size_t k = 0; k < scope->children.count; k++) {
        const model_node *n = scope->children.items[k];
        if (n->kind == NODE_START && n->event_count == 0)
            return n;
    }
    return NULL;
}

/* without a start event everything that nothing leads to starts (BPMN 2.0, 13.3.4) */
static xc_err start_tokens(run *r, run_scope *s, const model_node *start)
{
    run_token *t;
    if (!start)
        start = none_start(s->node);
    for (size_t k = 0; !start && s->node->event_sub && k < s->node->children.count; k++)
        if (s->node->children.items[k]->kind == NODE_START)
            start = s->node->children.items[k]; /* called as a compensation handler */
    if (start)
        return run_token_new(r, start, s, NULL, &t);
    for (size_t k = 0; k < s->node->children.count; k++)
        if (starts_alone(s->node->children.items[k]))
            BPMN_TRY(run_token_new(r, s->node->children.items[k], s, NULL, &t));
    return XC_OK;
}

xc_err run_scope_over(run *r, run_scope *s)
{
    BPMN_TRY(run_waits_cancel(r, NULL, s));
    if (s->owner && s->owner->state != TOKEN_DEAD) {
        xc_err err = run_activity_done(r, s->owner, NULL);
        s->dead = true;
        return err;
    }
    s->dead = true;
    if (!s->owner && r->i->state == BPMN_RUNNING)
        r->i->state = BPMN_ENDED;
    return XC_OK;
}

xc_err run_scope_start(run *r, run_scope *s, const model_node *start)
{
    BPMN_TRY(run_arm_scope(r, s));
    if (s->node->kind == NODE_ADHOC) {
        bool more;
        BPMN_TRY(run_adhoc_next(r, s, &more));
    } else {
        BPMN_TRY(start_tokens(r, s, start));
    }
    return s->live == 0 && !s->dead ? run_scope_over(r, s) : XC_OK;
}

static bool has_fired(const bpmn_instance *i, const run_token *gate)
{
    for (size_t k = 0; k < i->token_count; k++) {
        const run_token *o = i->tokens[k];
        if (o->state == TOKEN_ARRIVED && o->node == gate->node && o->scope == gate->scope &&
            o->iteration)
            return true;
    }
    return false;
}

/* What a complex gateway that has fired still holds for latecomers keeps no scope alive. */
static void drop_spent(bpmn_instance *i, const run_scope *s)
{
    for (size_t k = 0; k < i->token_count; k++) {
        const run_token *t = i->tokens[k];
        bool spent = t->state == TOKEN_ARRIVED && t->node->kind == NODE_COMPLEX;
        if (t->scope == s && t->state != TOKEN_DEAD && !(spent && has_fired(i, t)))
            return;
    }
    for (size_t k = 0; k < i->token_count; k++)
        if (i->tokens[k]->scope == s && i->tokens[k]->state != TOKEN_DEAD)
            run_token_kill(i->tokens[k]);
}

/* an inner activity of an ad-hoc sub-process is over */
static xc_err adhoc_step(run *r, run_scope *s)
{
    bool enough, more;
    if (s->live > 0 && s->node->keep_rest)
        return XC_OK;
    if (s->live > 0) {
        BPMN_TRY(run_adhoc_enough(r, s, &enough));
        if (!enough)
            return XC_OK;
        BPMN_TRY(run_cancel_scope(r, s, NULL));
        return run_scope_over(r, s);
    }
    BPMN_TRY(run_adhoc_next(r, s, &more));
    return more ? XC_OK : run_scope_over(r, s);
}

xc_err run_token_end(run *r, run_token *t)
{
    run_scope *s = t->scope;
    run_token_kill(t);
    drop_spent(r->i, s);
    if (t->serves)
        BPMN_TRY(run_undo_done(r, t->serves));
    if (s->dead || r->i->state != BPMN_RUNNING)
        return XC_OK;
    if (s->node->kind == NODE_ADHOC && !s->loop)
        return adhoc_step(r, s);
    return s->live > 0 ? XC_OK : run_scope_over(r, s);
}

xc_err run_cancel_scope(run *r, run_scope *s, const run_token *except)
{
    BPMN_TRY(run_waits_cancel(r, NULL, s));
    bpmn_instance *i = r->i;
    for (size_t k = 0; k < i->token_count; k++) {
        run_token *t = i->tokens[k];
        if (t->scope == s && t->state != TOKEN_DEAD && t != except)
            BPMN_TRY(run_cancel_token(r, t));
    }
    return XC_OK;
}

xc_err run_cancel_token(run *r, run_token *t)
{
    BPMN_TRY(run_waits_cancel(r, t, NULL));
    if (t->inner && !t->inner->dead) {
        BPMN_TRY(run_cancel_scope(r, t->inner, NULL));
        t->inner->dead = true;
    }
    bool was_active = t->state == TOKEN_ACTIVE;
    run_token_kill(t);
    return was_active ? run_trace(r, BPMN_CANCELLED, t, NULL) : XC_OK;
}

static xc_err emit(run *r, run_token *t, const model_flow *f, const feel_value *view)
{
    BPMN_TRY(run_trace_flow(r, t, f, view));
    for (int64_t k = 0; k < t->node->completion_quantity; k++) {
        run_token *next;
        BPMN_TRY(run_token_new(r, f->target, t->scope, f, &next));
        next->serves = k == 0 ? t->serves : 0;
    }
    return XC_OK;
}

/* All flows without a condition, and those whose condition holds; the default if none of the
 * conditional ones did. */
xc_err run_leave(run *r, run_token *t)
{
    const model_node *n = t->node;
    const feel_value *view = feel_null();
    bool viewed = false, any = false;
    for (size_t k = 0; k < n->out.count; k++) {
        const model_flow *f = n->out.items[k];
        if (f == n->default_flow)
            continue;
        if (f->condition) {
            if (!viewed)
                view = run_view(r, t);
            viewed = true;
            const feel_value *v;
            BPMN_TRY(run_eval(r, f->condition, view, &v, NULL));
            if (!feel_is_true(v))
                continue;
            any = true;
        }
        BPMN_TRY(emit(r, t, f, view));
    }
    if (!any && n->default_flow)
        BPMN_TRY(emit(r, t, n->default_flow, view));
    t->serves = n->out.count > 0 ? 0 : t->serves;
    return run_token_end(r, t);
}
