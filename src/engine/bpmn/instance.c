/* instance.c - the doors of an instance: start, tell, cancel, look. */
#include "engine/bpmn/run_int.h"

static xc_err instance_new(const bpmn_model *m, xc_arena *arena, bpmn_instance **ret)
{
    bpmn_instance *i = xc_arena_array(arena, 1, sizeof *i);
    if (!i)
        return XC_ENOMEM;
    i->model = m;
    i->arena = arena;
    i->state = BPMN_RUNNING;
    i->next_id = 1;
    i->error = XC_STR("");
    *ret = i;
    return XC_OK;
}

static xc_err find_process(const bpmn_model *m, xc_str id, const model_node **ret, xc_problem *why)
{
    const model_node *p = id.len > 0             ? model_find_process(m, id)
                          : m->process_count > 0 ? m->processes[0]
                                                 : NULL;
    if (!p)
        return xc_fail(why, XC_ENOTFOUND, "", "there is no process \"%.*s\" in %.*s",
                       "没有流程“%.*s”（%.*s）", XC_STR_ARG(id), XC_STR_ARG(m->name));
    *ret = p;
    return XC_OK;
}

static const model_event *event_of(const model_node *n, event_kind kind)
{
    for (size_t k = 0; k < n->event_count; k++)
        if (n->events[k].kind == kind)
            return &n->events[k];
    return NULL;
}

static bool is_entry(const model_node *n)
{
    return n->kind == NODE_START || (n->kind == NODE_RECEIVE && n->work.instantiate);
}

static const model_node *message_start(const model_node *process, xc_str message)
{
    for (size_t k = 0; k < process->children.count; k++) {
        const model_node *n = process->children.items[k];
        const model_event *e = is_entry(n) ? event_of(n, EVENT_MESSAGE) : NULL;
        if (e && xc_str_eq(e->name.text, message))
            return n;
    }
    return NULL;
}

/* NULL and XC_OK: everything that nothing leads to */
static xc_err none_start(const model_node *process, const model_node **ret, xc_problem *why)
{
    const model_node *first = NULL;
    for (size_t k = 0; k < process->children.count; k++) {
        const model_node *n = process->children.items[k];
        if (n->kind != NODE_START)
            continue;
        if (n->event_count == 0) {
            *ret = n;
            return XC_OK;
        }
        /* a plan that a timer starts may also be started by hand */
        if (!first || (n->events[0].kind == EVENT_TIMER && first->events[0].kind != EVENT_TIMER))
            first = n;
    }
    if (first && first->events[0].kind != EVENT_TIMER)
        return xc_fail(why, XC_EINVAL, "",
                       "process %.*s has no none start event; start it with its message or signal",
                       "流程 %.*s 没有普通开始事件；请用它的消息或信号启动",
                       XC_STR_ARG(process->id));
    *ret = first;
    return XC_OK;
}

static xc_err begin(const bpmn_model *m, const model_node *process, const model_node *start,
                    const feel_value *variables, const bpmn_world *world, xc_arena *arena,
                    bpmn_instance **ret, xc_problem *why)
{
    bpmn_instance *i;
    BPMN_TRY(instance_new(m, arena, &i));
    run r = { .i = i, .world = world, .why = why };
    BPMN_TRY(run_scope_new(&r, process, NULL, &i->root));
    BPMN_TRY(run_assign_all(&r, i->root, variables));
    BPMN_TRY(run_scope_start(&r, i->root, start));
    BPMN_TRY(run_loop(&r));
    *ret = i;
    return XC_OK;
}

xc_err bpmn_start(const bpmn_model *m, xc_str process, xc_str message, const feel_value *variables,
                  const bpmn_world *world, xc_arena *arena, bpmn_instance **ret, xc_problem *why)
{
    const model_node *p, *start = NULL;
    BPMN_TRY(find_process(m, process, &p, why));
    if (message.len == 0) {
        BPMN_TRY(none_start(p, &start, why));
        return begin(m, p, start, variables, world, arena, ret, why);
    }
    start = message_start(p, message);
    if (!start)
        return xc_fail(why, XC_ENOTFOUND, "", "process %.*s does not start with a message \"%.*s\"",
                       "流程 %.*s 不能由消息“%.*s”启动", XC_STR_ARG(p->id), XC_STR_ARG(message));
    return begin(m, p, start, variables, world, arena, ret, why);
}

xc_err bpmn_start_element(const bpmn_model *m, xc_str process, xc_str element,
                          const feel_value *variables, const bpmn_world *world, xc_arena *arena,
                          bpmn_instance **ret, xc_problem *why)
{
    const model_node *p;
    BPMN_TRY(find_process(m, process, &p, why));
    const model_node *start = model_find_node(m, element);
    if (!start || start->parent != p || !is_entry(start))
        return xc_fail(why, XC_ENOTFOUND, "", "process %.*s has no start event %.*s",
                       "流程 %.*s 没有开始事件 %.*s", XC_STR_ARG(p->id), XC_STR_ARG(element));
    return begin(m, p, start, variables, world, arena, ret, why);
}

static run_wait *find_wait(const bpmn_instance *i, bpmn_token token)
{
    for (size_t k = 0; k < i->wait_count; k++)
        if (i->waits[k]->id == token && !i->waits[k]->dead)
            return i->waits[k];
    return NULL;
}

static bool fits(bpmn_happening what, const run_wait *w)
{
    switch (what) {
    case BPMN_TASK_DONE:
        return w->kind == WAIT_TASK;
    case BPMN_JOB_DONE:
        return w->kind == WAIT_JOB;
    case BPMN_JOB_ERROR:
        return w->kind == WAIT_JOB || w->kind == WAIT_TASK;
    default:
        break;
    }
    if (w->kind == WAIT_SCRIPT)
        return what == BPMN_TIMER_DUE;
    if (w->kind != WAIT_EVENT)
        return false;
    event_kind k = w->node->events[w->event].kind;
    return (what == BPMN_TIMER_DUE && k == EVENT_TIMER) ||
           (what == BPMN_MESSAGE && k == EVENT_MESSAGE) ||
           (what == BPMN_SIGNAL && k == EVENT_SIGNAL);
}

static xc_err done_outside(run *r, run_token *t, const feel_value *variables)
{
    if (model_is_activity(t->node))
        return run_activity_done(r, t, variables);
    BPMN_TRY(run_outputs(r, t, variables));
    return run_throw_go_on(r, t);
}

static xc_err happen(run *r, bpmn_happening what, run_wait *w, xc_str code,
                     const feel_value *variables)
{
    w->dead = true;
    if (what == BPMN_JOB_ERROR)
        return run_throw_error(r, w->token, code, variables, true);
    if (w->kind == WAIT_SCRIPT)
        return run_script(r, w->token);
    if (w->kind != WAIT_EVENT)
        return done_outside(r, w->token, variables);
    return run_fire(r, w, variables);
}

xc_err bpmn_tell(bpmn_instance *i, bpmn_happening what, bpmn_token token, xc_str code,
                 const feel_value *variables, const bpmn_world *world, xc_problem *why)
{
    run_wait *w = i->state == BPMN_RUNNING ? find_wait(i, token) : NULL;
    if (!w)
        return xc_fail(why, XC_ENOTFOUND, "", "nothing in this process waits as number %u any more",
                       "流程里已没有编号 %u 的等待（可能已办完或已取消）", token);
    if (!fits(what, w))
        return xc_fail(why, XC_ECONFLICT, "", "element %.*s waits for something else",
                       "环节 %.*s 等的不是这个", XC_STR_ARG(w->node->id));
    run r = { .i = i, .world = world, .why = why };
    BPMN_TRY(happen(&r, what, w, code, variables));
    return run_loop(&r);
}

xc_err bpmn_cancel(bpmn_instance *i, const bpmn_world *world, xc_problem *why)
{
    if (i->state != BPMN_RUNNING)
        return xc_fail(why, XC_ECONFLICT, "", "the process has ended already", "流程已经结束了");
    run r = { .i = i, .world = world, .why = why };
    BPMN_TRY(run_cancel_scope(&r, i->root, NULL));
    i->root->dead = true;
    i->state = BPMN_TERMINATED;
    run_compact(i);
    return XC_OK;
}

xc_err bpmn_set_variables(bpmn_instance *i, const feel_value *variables)
{
    run r = { .i = i };
    return run_assign_all(&r, i->root, variables);
}

bpmn_state bpmn_state_of(const bpmn_instance *i)
{
    return i->state;
}

xc_str bpmn_error_of(const bpmn_instance *i)
{
    return i->error;
}

const feel_value *bpmn_variables(const bpmn_instance *i)
{
    return i->root->vars;
}

size_t bpmn_open_waits(const bpmn_instance *i, bpmn_token *ret, size_t max)
{
    size_t n = 0;
    for (size_t k = 0; k < i->wait_count; k++) {
        const run_wait *w = i->waits[k];
        if (w->dead || (w->kind == WAIT_EVENT && w->node->events[w->event].kind != EVENT_TIMER &&
                        w->node->events[w->event].kind != EVENT_MESSAGE &&
                        w->node->events[w->event].kind != EVENT_SIGNAL))
            continue;
        if (n < max)
            ret[n] = w->id;
        n++;
    }
    return n;
}

static bool catches(const bpmn_instance *i, const run_token *t, const run_scope *s, xc_str code)
{
    for (size_t k = 0; k < i->wait_count; k++) {
        const run_wait *w = i->waits[k];
        if (w->dead || w->kind != WAIT_EVENT || (t && w->token != t) || (s && w->scope != s))
            continue;
        const model_event *e = &w->node->events[w->event];
        if (e->kind == EVENT_ERROR && (!e->named || e->name.expr || xc_str_eq(e->name.text, code)))
            return true;
    }
    return false;
}

bool bpmn_error_is_caught(const bpmn_instance *i, bpmn_token token, xc_str code)
{
    const run_wait *w = find_wait(i, token);
    for (const run_token *t = w ? w->token : NULL; t; t = t->scope->owner)
        if (catches(i, t, NULL, code) || catches(i, NULL, t->scope, code))
            return true;
    return false;
}

size_t bpmn_active_elements(const bpmn_instance *i, xc_str *ret, size_t max)
{
    size_t n = 0;
    for (size_t k = 0; k < i->token_count; k++) {
        const run_token *t = i->tokens[k];
        bool again = t->state == TOKEN_DEAD;
        for (size_t j = 0; j < k && !again; j++)
            again = i->tokens[j]->node == t->node && i->tokens[j]->state != TOKEN_DEAD;
        if (again)
            continue;
        if (n < max)
            ret[n] = t->node->id;
        n++;
    }
    return n;
}

/* ---- starts ---- */

static bpmn_start_info info_of(const model_node *process, const model_node *n)
{
    static const struct {
        event_kind event;
        bpmn_start_kind kind;
    } rows[] = { { EVENT_MESSAGE, BPMN_START_MESSAGE },
                 { EVENT_TIMER, BPMN_START_TIMER },
                 { EVENT_SIGNAL, BPMN_START_SIGNAL },
                 { EVENT_CONDITION, BPMN_START_CONDITION } };
    bpmn_start_info s = { .process = process->id, .element = n->id, .what = XC_STR("") };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        const model_event *e = event_of(n, rows[k].event);
        if (!e)
            continue;
        s.kind = rows[k].kind;
        s.what = e->kind == EVENT_TIMER ? e->when.text : e->name.text;
        break;
    }
    return s;
}

/* walks all entries; stops at the one of that index */
static size_t entries(const bpmn_model *m, size_t index, bpmn_start_info *ret)
{
    size_t n = 0;
    for (size_t p = 0; p < m->process_count; p++) {
        const model_nodes *all = &m->processes[p]->children;
        for (size_t k = 0; k < all->count; k++) {
            if (!is_entry(all->items[k]))
                continue;
            if (ret && n == index)
                *ret = info_of(m->processes[p], all->items[k]);
            n++;
        }
    }
    return n;
}

size_t bpmn_start_count(const bpmn_model *m)
{
    return entries(m, 0, NULL);
}

bpmn_start_info bpmn_start_at(const bpmn_model *m, size_t index)
{
    bpmn_start_info s = { 0 };
    (void)entries(m, index, &s);
    return s;
}
