/* start.c - how an instance begins: at which elements, and what may begin from outside. */
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

/* the event-based gateway that makes an instance when n happens; NULL: none */
static const model_node *gateway_before(const model_node *n)
{
    const model_node *g = n->in.count > 0 ? n->in.items[0]->source : NULL;
    return g && g->kind == NODE_EVENT_GATEWAY && g->work.instantiate ? g : NULL;
}

static bool is_entry(const model_node *n)
{
    return n->kind == NODE_START || (n->kind == NODE_RECEIVE && n->work.instantiate) ||
           gateway_before(n);
}

static bool hears(const model_node *n, xc_str message)
{
    for (size_t k = 0; k < n->event_count; k++)
        if (n->events[k].kind == EVENT_MESSAGE && xc_str_eq(n->events[k].name.text, message))
            return true;
    return false;
}

static const model_node *message_start(const model_node *process, xc_str message)
{
    for (size_t k = 0; k < process->children.count; k++) {
        const model_node *n = process->children.items[k];
        if (is_entry(n) && hears(n, message))
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
    const model_node *gate = start ? gateway_before(start) : NULL;
    if (gate)
        BPMN_TRY(run_begin_behind(&r, i->root, gate, start));
    else
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

static bpmn_start_info info_of(const model_node *process, const model_node *n, size_t event)
{
    static const bpmn_start_kind kinds[EVENT_KINDS] = { [EVENT_MESSAGE] = BPMN_START_MESSAGE,
                                                        [EVENT_TIMER] = BPMN_START_TIMER,
                                                        [EVENT_SIGNAL] = BPMN_START_SIGNAL,
                                                        [EVENT_CONDITION] = BPMN_START_CONDITION };
    bpmn_start_info s = { .process = process->id, .element = n->id, .what = XC_STR("") };
    if (event >= n->event_count)
        return s;
    const model_event *e = &n->events[event];
    s.kind = kinds[e->kind];
    s.what = e->kind == EVENT_TIMER      ? e->when.text
             : s.kind == BPMN_START_NONE ? XC_STR("")
                                         : e->name.text;
    if (!s.what.ptr)
        s.what = XC_STR("");
    return s;
}

/* walks all entries, each once for every event it may begin with; stops at the one of that index */
static size_t entries(const bpmn_model *m, size_t index, bpmn_start_info *ret)
{
    size_t n = 0;
    for (size_t p = 0; p < m->process_count; p++) {
        const model_nodes *all = &m->processes[p]->children;
        for (size_t k = 0; k < all->count; k++) {
            const model_node *x = all->items[k];
            size_t ways = !is_entry(x) ? 0 : x->event_count > 0 ? x->event_count : 1;
            if (ret && index >= n && index < n + ways)
                *ret = info_of(m->processes[p], x, index - n);
            n += ways;
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
