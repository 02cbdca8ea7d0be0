/* warn.c - what a process file says that has no meaning here, or that will hardly be meant. */
#include "engine/bpmn/model_int.h"
#include "engine/bpmn/read_int.h"

#include <stdio.h>

xc_err model_warn(bpmn_model *m, uint32_t line, const char *en, const char *zh, xc_str id,
                  xc_str value)
{
    if (m->warning_count == BPMN_MAX_WARNINGS)
        return XC_OK;
    if (!m->warnings)
        m->warnings = xc_arena_array(m->arena, BPMN_MAX_WARNINGS, sizeof *m->warnings);
    if (!m->warnings)
        return XC_ENOMEM;
    xc_problem *p = &m->warnings[m->warning_count++];
    *p = (xc_problem){ 0 };
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    /* both texts take the element's id and a value, as the callers give them */
    (void)xc_fail_at(p, XC_EINVAL, "", line, 0, en, zh, XC_STR_ARG(id), XC_STR_ARG(value));
#pragma GCC diagnostic pop
    (void)snprintf(p->where, sizeof p->where, "%.*s", XC_STR_ARG(m->name));
    return XC_OK;
}

size_t bpmn_warning_count(const bpmn_model *m)
{
    return m->warning_count;
}

const xc_problem *bpmn_warning(const bpmn_model *m, size_t index)
{
    return index < m->warning_count ? &m->warnings[index] : NULL;
}

/* ---- extension elements ---- */

static const struct {
    const char *ns, *names; /* with a space around each */
} known_elements[] = {
    { NS_ZEEBE, " taskDefinition ioMapping taskHeaders assignmentDefinition formDefinition"
                " taskSchedule calledDecision calledElement script loopCharacteristics subscription"
                " userTask properties versionTag " },
    { NS_CAMUNDA, " inputOutput in out field properties " },
};

static const char known_attributes[] =
    " assignee candidateGroups dueDate formKey formRef topic type expression resultVariable"
    " decisionRef mapDecisionResult collection elementVariable errorCodeVariable"
    " escalationCodeVariable versionTag historyTimeToLive ";

static bool among(const char *names, xc_str name)
{
    for (const char *at = names; *at; at++) {
        if (*at != ' ')
            continue;
        const char *end = at + 1;
        while (*end && *end != ' ')
            end++;
        if (name.len > 0 && xc_str_eq((xc_str){ at + 1, (size_t)(end - at - 1) }, name))
            return true;
    }
    return false;
}

static bool is_known(const xml_node *c)
{
    for (size_t k = 0; k < sizeof known_elements / sizeof *known_elements; k++)
        if (xc_str_is(c->ns, known_elements[k].ns))
            return among(known_elements[k].names, c->name);
    return false;
}

xc_err read_warn(reading *r, const xml_node *x)
{
    const xml_node *all = xml_child(x, NS_BPMN, "extensionElements");
    for (const xml_node *c = all ? all->first : NULL; c; c = c->next)
        if (!is_known(c))
            BPMN_TRY(model_warn(r->m, c->line,
                                "element %.*s: the extension %.*s has no meaning here; it is left "
                                "out of account",
                                "环节 %.*s：扩展元素 %.*s 在这里没有意义，已忽略",
                                read_attr(x, "id"), c->name));
    for (const xml_attr *a = x->attrs; a; a = a->next)
        if (xc_str_is(a->ns, NS_CAMUNDA) && !among(known_attributes, a->name))
            BPMN_TRY(model_warn(r->m, x->line,
                                "element %.*s: the attribute camunda:%.*s has no meaning here; it "
                                "is left out of account",
                                "环节 %.*s：属性 camunda:%.*s 在这里没有意义，已忽略",
                                read_attr(x, "id"), a->name));
    return XC_OK;
}

/* ---- paths ---- */

static void reach(const model_node *n, bool *seen)
{
    if (seen[n->index])
        return;
    seen[n->index] = true;
    for (size_t k = 0; k < n->out.count; k++)
        reach(n->out.items[k]->target, seen);
    for (size_t k = 0; k < n->boundaries.count; k++)
        reach(n->boundaries.items[k], seen);
    if (n->handler)
        reach(n->handler, seen);
    bool link = n->kind == NODE_THROW && n->event_count > 0 && n->events[0].kind == EVENT_LINK;
    for (size_t k = 0; link && k < n->parent->children.count; k++) {
        const model_node *c = n->parent->children.items[k];
        if (c->kind == NODE_CATCH && c->event_count > 0 && c->events[0].kind == EVENT_LINK &&
            xc_str_eq(c->events[0].name.text, n->events[0].name.text))
            reach(c, seen);
    }
}

static bool begins(const model_node *n, bool has_start)
{
    if (n->kind == NODE_START || n->event_sub || (n->kind == NODE_RECEIVE && n->work.instantiate) ||
        (n->kind == NODE_EVENT_GATEWAY && n->work.instantiate))
        return true;
    bool free_standing =
        n->in.count == 0 && n->kind != NODE_BOUNDARY && !n->for_compensation &&
        !(n->kind == NODE_CATCH && n->event_count > 0 && n->events[0].kind == EVENT_LINK);
    return free_standing && (!has_start || n->parent->kind == NODE_ADHOC);
}

static void reach_scope(const model_node *scope, bool *seen)
{
    bool has_start = false;
    for (size_t k = 0; k < scope->children.count; k++)
        has_start = has_start || scope->children.items[k]->kind == NODE_START;
    for (size_t k = 0; k < scope->children.count; k++)
        if (begins(scope->children.items[k], has_start))
            reach(scope->children.items[k], seen);
}

static xc_err warn_dead(bpmn_model *m)
{
    bool *seen = xc_arena_array(m->arena, m->node_count, sizeof *seen);
    if (!seen)
        return XC_ENOMEM;
    for (size_t k = 0; k < m->node_count; k++)
        if (model_is_scope(m->nodes[k]))
            reach_scope(m->nodes[k], seen);
    for (size_t k = 0; k < m->node_count; k++)
        if (m->nodes[k]->parent && !seen[k])
            BPMN_TRY(model_warn(m, m->nodes[k]->line,
                                "element %.*s can never be reached%.*s; lead a sequence flow to it "
                                "or take it out",
                                "环节 %.*s 永远到不了%.*s；请连上线或删去", m->nodes[k]->id,
                                XC_STR("")));
    return XC_OK;
}

/* a split whose ways all have conditions: what if none holds? */
static xc_err warn_default(bpmn_model *m, const model_node *n)
{
    bool splits = n->kind == NODE_EXCLUSIVE || n->kind == NODE_INCLUSIVE || model_is_activity(n);
    if (!splits || n->default_flow || n->out.count == 0)
        return XC_OK;
    for (size_t k = 0; k < n->out.count; k++)
        if (!n->out.items[k]->condition)
            return XC_OK;
    return model_warn(
        m, n->line,
        model_is_activity(n)
            ? "element %.*s: if none of its conditions holds, this way ends%.*s; mark "
              "a default flow"
            : "gateway %.*s: if none of its conditions holds, it cannot go on%.*s; "
              "mark a default flow",
        "环节 %.*s：若没有条件成立，流程就走不下去%.*s；请标一条默认走向", n->id, XC_STR(""));
}

/* an instance begins with one thing that happens; nothing outside gathers several */
static xc_err warn_start(bpmn_model *m, const model_node *n)
{
    if (n->kind != NODE_START || !n->parallel_multiple || n->parent->kind != NODE_PROCESS)
        return XC_OK;
    return model_warn(m, n->line,
                      "start event %.*s begins an instance with the first of its events%.*s; for "
                      "all of them use a parallel event-based gateway that instantiates",
                      "开始事件 %.*s 在任一事件发生时就启动流程%.*s；若要全部发生，"
                      "请用可实例化的并行事件网关",
                      n->id, XC_STR(""));
}

xc_err bpmn_model_examine(bpmn_model *m)
{
    BPMN_TRY(warn_dead(m));
    for (size_t k = 0; k < m->node_count; k++)
        BPMN_TRY(warn_default(m, m->nodes[k]));
    for (size_t k = 0; k < m->node_count; k++)
        BPMN_TRY(warn_start(m, m->nodes[k]));
    for (size_t k = 0; k < m->node_count; k++)
        if (model_is_scope(m->nodes[k]))
            BPMN_TRY(model_sound(m, m->nodes[k]));
    return XC_OK;
}
