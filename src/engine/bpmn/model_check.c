/* model_check.c - joins the names in a process file to what they mean, and refuses what cannot run.
 */
#include "base/mem.h"
#include "engine/bpmn/model_int.h"

#include <stdlib.h>

/* ids in order, for finding by halves */
typedef struct {
    model_node **sorted;
    size_t count;
} id_index;

static xc_err fail(const bpmn_model *m, xc_problem *why, xc_err code, uint32_t line, const char *en,
                   const char *zh, xc_str id, xc_str value)
{
    char where[192];
    size_t n = m->name.len < sizeof where - 1 ? m->name.len : sizeof where - 1;
    memcpy(where, m->name.ptr, n);
    where[n] = '\0';
    /* rows of the tables below: both texts take the element's id and a value */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    return xc_fail_at(why, code, where, line, 0, en, zh, XC_STR_ARG(id), XC_STR_ARG(value));
#pragma GCC diagnostic pop
}

static int by_id(const void *a, const void *b)
{
    const model_node *const *x = a, *const *y = b;
    return xc_str_cmp((*x)->id, (*y)->id);
}

static model_node *find(const id_index *ix, xc_str id)
{
    model_node key = { .id = id }, *p = &key;
    model_node **hit =
        id.len ? bsearch(&p, ix->sorted, ix->count, sizeof *ix->sorted, by_id) : NULL;
    return hit ? *hit : NULL;
}

static xc_err index_ids(bpmn_model *m, id_index *ret, xc_problem *why)
{
    model_node **sorted = xc_arena_array(m->arena, m->node_count, sizeof *sorted);
    if (!sorted)
        return XC_ENOMEM;
    memcpy(sorted, m->nodes, m->node_count * sizeof *sorted);
    qsort(sorted, m->node_count, sizeof *sorted, by_id);
    for (size_t k = 1; k < m->node_count; k++)
        if (xc_str_eq(sorted[k - 1]->id, sorted[k]->id))
            return fail(m, why, XC_EINVAL, sorted[k]->line,
                        "element %.*s: the id stands twice in the file%.*s; give each its own",
                        "环节 %.*s：id 在文件里出现了两次%.*s；请各用一个", sorted[k]->id,
                        XC_STR(""));
    *ret = (id_index){ sorted, m->node_count };
    return XC_OK;
}

static int by_flow_id(const void *a, const void *b)
{
    const model_flow *const *x = a, *const *y = b;
    return xc_str_cmp((*x)->id, (*y)->id);
}

static xc_err check_flow_ids(bpmn_model *m, const id_index *ix, xc_problem *why)
{
    model_flow **sorted = xc_arena_array(m->arena, m->flow_count + 1, sizeof *sorted);
    size_t n = 0;
    if (!sorted)
        return XC_ENOMEM;
    for (size_t k = 0; k < m->flow_count; k++)
        if (m->flows[k]->id.len > 0)
            sorted[n++] = m->flows[k];
    qsort(sorted, n, sizeof *sorted, by_flow_id);
    for (size_t k = 0; k < n; k++)
        if ((k > 0 && xc_str_eq(sorted[k - 1]->id, sorted[k]->id)) || find(ix, sorted[k]->id))
            return fail(
                m, why, XC_EINVAL, sorted[k]->line,
                "sequence flow %.*s: the id stands twice in the file%.*s; give each its own",
                "连线 %.*s：id 在文件里出现了两次%.*s；请各用一个", sorted[k]->id, XC_STR(""));
    return XC_OK;
}

static xc_err add_flow(bpmn_model *m, model_flows *to, size_t *caps, model_flow *f)
{
    if (to->count == *caps) {
        size_t cap = *caps ? *caps * 2 : 2;
        model_flow **grown = xc_arena_array(m->arena, cap, sizeof *grown);
        if (!grown)
            return XC_ENOMEM;
        if (to->count > 0)
            memcpy(grown, to->items, to->count * sizeof *grown);
        to->items = grown;
        *caps = cap;
    }
    to->items[to->count++] = f;
    return XC_OK;
}

static xc_err link_flows(bpmn_model *m, const id_index *ix, xc_problem *why)
{
    size_t *caps = xc_arena_array(m->arena, 2 * m->node_count, sizeof *caps);
    if (!caps)
        return XC_ENOMEM;
    for (size_t k = 0; k < m->flow_count; k++) {
        model_flow *f = m->flows[k];
        f->source = find(ix, f->source_id);
        f->target = find(ix, f->target_id);
        if (!f->source || !f->target)
            return fail(m, why, XC_EINVAL, f->line,
                        "sequence flow %.*s: there is no element \"%.*s\"; correct its ends",
                        "连线 %.*s：没有环节“%.*s”；请更正它的两端", f->id,
                        f->source ? f->target_id : f->source_id);
        if (f->source->parent != f->target->parent || !f->source->parent)
            return fail(m, why, XC_EINVAL, f->line,
                        "sequence flow %.*s leaves its sub-process to %.*s; use an event instead",
                        "连线 %.*s 跨出了子流程到 %.*s；请改用事件", f->id, f->target_id);
        BPMN_TRY(add_flow(m, &f->source->out, &caps[2 * f->source->index], f));
        BPMN_TRY(add_flow(m, &f->target->in, &caps[2 * f->target->index + 1], f));
        if (f->id.len > 0 && xc_str_eq(f->source->default_id, f->id))
            f->source->default_flow = f;
    }
    return XC_OK;
}

static xc_err add_node(bpmn_model *m, model_nodes *to, size_t count, model_node *n)
{
    if (!to->items)
        to->items = xc_arena_array(m->arena, count, sizeof *to->items);
    if (!to->items)
        return XC_ENOMEM;
    to->items[to->count++] = n;
    return XC_OK;
}

/* counts first, so that each list is made once */
static xc_err link_tree(bpmn_model *m, const id_index *ix, xc_problem *why)
{
    size_t *counts = xc_arena_array(m->arena, 2 * m->node_count, sizeof *counts);
    if (!counts)
        return XC_ENOMEM;
    for (size_t k = 0; k < m->node_count; k++) {
        model_node *n = m->nodes[k];
        if (n->kind == NODE_BOUNDARY)
            n->attached = find(ix, n->attached_id);
        if (n->kind == NODE_BOUNDARY &&
            (!n->attached || !model_is_activity(n->attached) || n->attached->parent != n->parent))
            return fail(
                m, why, XC_EINVAL, n->line,
                "boundary event %.*s is attached to \"%.*s\", which is no activity beside it; "
                "correct attachedToRef",
                "边界事件 %.*s 附在“%.*s”上，而它不是同层的活动；请更正 attachedToRef", n->id,
                n->attached_id);
        if (n->parent)
            counts[2 * n->parent->index]++;
        if (n->attached)
            counts[2 * n->attached->index + 1]++;
    }
    for (size_t k = 0; k < m->node_count; k++) {
        model_node *n = m->nodes[k];
        if (n->parent)
            BPMN_TRY(add_node(m, &n->parent->children, counts[2 * n->parent->index], n));
        if (n->attached)
            BPMN_TRY(add_node(m, &n->attached->boundaries, counts[2 * n->attached->index + 1], n));
    }
    return XC_OK;
}

/* ---- the rules: each looks at one node; NULL means it is in order ---- */

typedef struct {
    xc_err code;
    const char *en, *zh; /* both take the element's id and a value */
} verdict;

static const verdict no_verdict;

static verdict check_flows(const model_node *n, xc_str *value)
{
    if (n->kind == NODE_START && n->in.count > 0)
        return (verdict){
            XC_EINVAL, "start event %.*s: sequence flow %.*s leads into it; let it lead behind it",
            "开始事件 %.*s：连线 %.*s 指向了它；请指向它之后的环节"
        };
    *value = n->in.count > 0 ? n->in.items[0]->id : XC_STR("");
    if (n->kind == NODE_BOUNDARY && n->in.count > 0)
        return (
            verdict){ XC_EINVAL,
                      "boundary event %.*s: sequence flow %.*s leads into it; only what happens "
                      "can start it",
                      "边界事件 %.*s：连线 %.*s 指向了它；它只能由事件触发" };
    *value = n->out.count > 0 ? n->out.items[0]->id : XC_STR("");
    if (n->kind == NODE_END && n->out.count > 0)
        return (verdict){ XC_EINVAL,
                          "end event %.*s: sequence flow %.*s leaves it; use an intermediate event",
                          "结束事件 %.*s：连线 %.*s 从它出发；请改用中间事件" };
    *value = n->default_id;
    if (n->default_id.len > 0 && !n->default_flow)
        return (verdict){ XC_EINVAL,
                          "element %.*s: its default flow \"%.*s\" does not leave it; correct it",
                          "环节 %.*s：默认连线“%.*s”不是从它出发；请更正" };
    return no_verdict;
}

/* which event definitions a kind of event may have (BPMN 2.0, table 10.93) */
static const struct {
    node_kind kind;
    unsigned events; /* bits by event_kind */
} allowed[] = {
#define BIT(e) (1u << EVENT_##e)
    { NODE_START, BIT(MESSAGE) | BIT(TIMER) | BIT(SIGNAL) | BIT(CONDITION) | BIT(ERROR) |
                      BIT(ESCALATION) | BIT(COMPENSATION) },
    { NODE_END, BIT(MESSAGE) | BIT(SIGNAL) | BIT(ERROR) | BIT(ESCALATION) | BIT(CANCEL) |
                    BIT(COMPENSATION) | BIT(TERMINATE) },
    { NODE_CATCH, BIT(MESSAGE) | BIT(TIMER) | BIT(SIGNAL) | BIT(CONDITION) | BIT(LINK) },
    { NODE_THROW, BIT(MESSAGE) | BIT(SIGNAL) | BIT(ESCALATION) | BIT(LINK) | BIT(COMPENSATION) },
    { NODE_BOUNDARY, BIT(MESSAGE) | BIT(TIMER) | BIT(SIGNAL) | BIT(CONDITION) | BIT(ERROR) |
                         BIT(ESCALATION) | BIT(COMPENSATION) | BIT(CANCEL) },
#undef BIT
};

static verdict check_events(const model_node *n, xc_str *value)
{
    static const char *const names[EVENT_KINDS] = { "message",  "timer",        "signal",
                                                    "error",    "escalation",   "conditional",
                                                    "link",     "compensation", "cancel",
                                                    "terminate" };
    for (size_t k = 0; k < sizeof allowed / sizeof *allowed; k++)
        for (size_t e = 0; n->kind == allowed[k].kind && e < n->event_count; e++) {
            *value = xc_str_of(names[n->events[e].kind]);
            if (!(allowed[k].events >> n->events[e].kind & 1))
                return (
                    verdict){ XC_EINVAL,
                              "event %.*s: this kind of event cannot have a %.*s definition; use "
                              "another kind of event",
                              "事件 %.*s：这类事件不能带 %.*s 定义；请换一种事件" };
        }
    if (n->kind == NODE_BOUNDARY && n->event_count == 0)
        return (verdict){ XC_EINVAL,
                          "boundary event %.*s waits for nothing%.*s; give it a timer, message, "
                          "error ...",
                          "边界事件 %.*s 没有等待的内容%.*s；请设为定时、消息、错误等" };
    return no_verdict;
}

/* where a start event may have which definition, and a cancel event stand */
static verdict check_places(const model_node *n, xc_str *value)
{
    bool start = n->kind == NODE_START && n->event_count > 0 && !n->parent->event_sub;
    *value = n->parent ? n->parent->id : XC_STR("");
    if (start && n->parent->kind != NODE_PROCESS)
        return (verdict){ XC_EINVAL,
                          "start event %.*s has an event definition, but %.*s is no event "
                          "sub-process; take the definition out or set triggeredByEvent",
                          "开始事件 %.*s 带事件定义，但 %.*s 不是事件子流程；"
                          "请去掉定义，或设 triggeredByEvent" };
    for (size_t e = 0; start && e < n->event_count; e++)
        if (n->events[e].kind == EVENT_ERROR || n->events[e].kind == EVENT_ESCALATION ||
            n->events[e].kind == EVENT_COMPENSATION)
            return (
                verdict){ XC_EINVAL,
                          "start event %.*s: process %.*s cannot begin with an error, escalation "
                          "or compensation; put it into an event sub-process",
                          "开始事件 %.*s：流程 %.*s 不能由错误、升级或补偿启动；"
                          "请放进事件子流程" };
    for (size_t e = 0; n->kind == NODE_BOUNDARY && e < n->event_count; e++) {
        *value = n->attached->id;
        if (n->events[e].kind == EVENT_CANCEL && n->attached->kind != NODE_TRANSACTION)
            return (verdict){ XC_EINVAL,
                              "cancel boundary event %.*s stands on %.*s, which is no transaction",
                              "取消边界事件 %.*s 附在 %.*s 上，而它不是事务" };
    }
    return no_verdict;
}

/* an event that waits for a message must say which */
static verdict check_names(const model_node *n, xc_str *value)
{
    (void)value;
    bool catches = n->kind == NODE_START || n->kind == NODE_CATCH || n->kind == NODE_BOUNDARY;
    for (size_t e = 0; catches && e < n->event_count; e++)
        if (n->events[e].kind == EVENT_MESSAGE && !model_is_given(&n->events[e].name))
            return (verdict){ XC_EINVAL,
                              "event %.*s waits for a message but names none%.*s; set messageRef",
                              "事件 %.*s 等待消息，但没写哪一条%.*s；请设置 messageRef" };
    if (n->kind == NODE_RECEIVE && n->event_count == 0)
        return (verdict){ XC_EINVAL, "receive task %.*s names no message%.*s; set messageRef",
                          "接收任务 %.*s 没写消息%.*s；请设置 messageRef" };
    return no_verdict;
}

static size_t starts_of(const model_node *n)
{
    size_t starts = 0;
    for (size_t k = 0; k < n->children.count; k++)
        starts += n->children.items[k]->kind == NODE_START;
    return starts;
}

static verdict check_scope(const model_node *n, xc_str *value)
{
    (void)value;
    if (!n->event_sub)
        return no_verdict;
    const model_node *start = NULL;
    for (size_t k = 0; k < n->children.count && !start; k++)
        if (n->children.items[k]->kind == NODE_START)
            start = n->children.items[k];
    if (starts_of(n) != 1 || start->event_count == 0)
        return (verdict){ XC_EINVAL,
                          "event sub-process %.*s needs exactly one start event, with an event "
                          "definition%.*s",
                          "事件子流程 %.*s 须有且只有一个带事件定义的开始事件%.*s" };
    if (n->in.count + n->out.count > 0)
        return (verdict){
            XC_EINVAL, "event sub-process %.*s: no sequence flow may lead into it or leave it%.*s",
            "事件子流程 %.*s：不能有连线进出%.*s"
        };
    return no_verdict;
}

static verdict check_task(const model_node *n, xc_str *value)
{
    (void)value;
    const model_work *w = &n->work;
    if (n->kind == NODE_SERVICE && !model_is_given(&w->job) && !w->value)
        return (verdict){ XC_EINVAL,
                          "service task %.*s does not say which job it is%.*s; set "
                          "zeebe:taskDefinition type or camunda:type=\"external\" camunda:topic",
                          "服务任务 %.*s 没写做什么工作%.*s；请设置 zeebe:taskDefinition type 或 "
                          "camunda:type=\"external\" camunda:topic" };
    if (n->kind == NODE_RULE && !model_is_given(&w->decision) && !model_is_given(&w->job) &&
        !w->value)
        return (
            verdict){ XC_EINVAL,
                      "business rule task %.*s names no decision%.*s; set zeebe:calledDecision or "
                      "camunda:decisionRef",
                      "业务规则任务 %.*s 没写决策%.*s；请设置 zeebe:calledDecision 或 "
                      "camunda:decisionRef" };
    if (n->kind == NODE_CALL && w->called.len == 0)
        return (verdict){ XC_EINVAL,
                          "call activity %.*s does not say what it calls%.*s; set calledElement",
                          "调用活动 %.*s 没写调用什么%.*s；请设置 calledElement" };
    return no_verdict;
}

static verdict check_event_gateway(const model_node *n, xc_str *value)
{
    if (n->kind != NODE_EVENT_GATEWAY)
        return no_verdict;
    for (size_t k = 0; k < n->out.count; k++) {
        const model_node *t = n->out.items[k]->target;
        *value = t->id;
        bool ok = t->kind == NODE_RECEIVE ||
                  (t->kind == NODE_CATCH && t->event_count > 0 && t->events[0].kind != EVENT_LINK);
        if (!ok)
            return (
                verdict){ XC_EINVAL,
                          "event-based gateway %.*s leads to %.*s; only catch events and receive "
                          "tasks may follow it",
                          "事件网关 %.*s 通向 %.*s；其后只能是捕获事件或接收任务" };
    }
    return no_verdict;
}

static verdict check_links(const model_node *n, xc_str *value)
{
    if (n->kind != NODE_THROW || n->event_count == 0 || n->events[0].kind != EVENT_LINK)
        return no_verdict;
    *value = n->events[0].name.text;
    for (size_t k = 0; k < n->parent->children.count; k++) {
        const model_node *c = n->parent->children.items[k];
        if (c->kind == NODE_CATCH && c->event_count > 0 && c->events[0].kind == EVENT_LINK &&
            xc_str_eq(c->events[0].name.text, *value))
            return no_verdict;
    }
    return (verdict){ XC_EINVAL, "link event %.*s: nothing catches link \"%.*s\"; add the target",
                      "链接事件 %.*s：没有环节接住链接“%.*s”；请补上目标" };
}

static verdict check_compensation(const model_node *n, xc_str *value)
{
    (void)value;
    if (n->kind == NODE_BOUNDARY && n->events[0].kind == EVENT_COMPENSATION && !n->handler)
        return (verdict){ XC_EINVAL,
                          "compensation event %.*s has no handler%.*s; draw an association to the "
                          "activity that undoes",
                          "补偿事件 %.*s 没有处理活动%.*s；请用关联线连到撤销活动" };
    bool cancel_end =
        n->kind == NODE_END && n->event_count > 0 && n->events[0].kind == EVENT_CANCEL;
    if (cancel_end && n->parent->kind != NODE_TRANSACTION)
        return (verdict){ XC_EINVAL,
                          "cancel end event %.*s stands outside of a transaction%.*s; use an error "
                          "end event",
                          "取消结束事件 %.*s 不在事务里%.*s；请改用错误结束事件" };
    return no_verdict;
}

typedef verdict rule_fn(const model_node *n, xc_str *value);
static rule_fn *const rules[] = { check_flows,         check_events, check_places,
                                  check_names,         check_scope,  check_task,
                                  check_event_gateway, check_links,  check_compensation };

static xc_err apply_rules(bpmn_model *m, xc_problem *why)
{
    for (size_t k = 0; k < m->node_count; k++)
        for (size_t j = 0; j < sizeof rules / sizeof *rules; j++) {
            xc_str value = XC_STR("");
            if (m->nodes[k]->kind == NODE_START && m->nodes[k]->in.count > 0)
                value = m->nodes[k]->in.items[0]->id;
            verdict v = rules[j](m->nodes[k], &value);
            if (v.code)
                return fail(m, why, v.code, m->nodes[k]->line, v.en, v.zh, m->nodes[k]->id, value);
        }
    return XC_OK;
}

static xc_err link_names(bpmn_model *m, const id_index *ix, xc_problem *why)
{
    for (size_t k = 0; k < m->node_count; k++) {
        model_node *n = m->nodes[k];
        n->work.called_process = model_called(m, n->work.called);
        for (size_t e = 0; e < n->event_count; e++) {
            model_event *ev = &n->events[e];
            if (ev->activity_id.len == 0)
                continue;
            ev->activity = find(ix, ev->activity_id);
            if (!ev->activity)
                return fail(m, why, XC_EINVAL, ev->line,
                            "event %.*s: there is no activity \"%.*s\"; correct activityRef",
                            "事件 %.*s：没有活动“%.*s”；请更正 activityRef", n->id,
                            ev->activity_id);
        }
    }
    return XC_OK;
}

/* ---- what the file refers to outside of itself ---- */

static void note(bpmn_model *m, bpmn_ref_kind kind, const model_text *t, const model_node *n)
{
    if (t->text.len > 0 && !t->expr)
        m->references[m->reference_count++] = (model_reference){ kind, t->text, n->id };
}

static xc_err note_references(bpmn_model *m)
{
    size_t max = 0;
    for (size_t k = 0; k < m->node_count; k++)
        max += 4 + m->nodes[k]->event_count;
    m->references = xc_arena_array(m->arena, max, sizeof *m->references);
    if (!m->references)
        return XC_ENOMEM;
    for (size_t k = 0; k < m->node_count; k++) {
        const model_node *n = m->nodes[k];
        note(m, BPMN_REF_DECISION, &n->work.decision, n);
        note(m, BPMN_REF_FORM, &n->work.form, n);
        note(m, BPMN_REF_JOB, &n->work.job, n);
        if (n->work.script.len > 0 && !n->work.script_expr) {
            model_text format = { .text = n->work.script_format };
            note(m, BPMN_REF_SCRIPT, &format, n);
        }
        for (size_t e = 0; e < n->event_count; e++) {
            if (n->events[e].kind == EVENT_MESSAGE)
                note(m, BPMN_REF_MESSAGE, &n->events[e].name, n);
            if (n->events[e].kind == EVENT_SIGNAL)
                note(m, BPMN_REF_SIGNAL, &n->events[e].name, n);
        }
    }
    return XC_OK;
}

xc_err model_check(bpmn_model *m, xc_problem *why)
{
    id_index ix = { 0 };
    BPMN_TRY(index_ids(m, &ix, why));
    BPMN_TRY(check_flow_ids(m, &ix, why));
    BPMN_TRY(link_flows(m, &ix, why));
    BPMN_TRY(link_tree(m, &ix, why));
    BPMN_TRY(link_names(m, &ix, why));
    BPMN_TRY(apply_rules(m, why));
    return note_references(m);
}
