/* model_read.c - the structure of a process file: processes, nodes within nodes, sequence flows. */
#include "base/mem.h"
#include "engine/bpmn/read_int.h"

#include <stdio.h>

void *read_append(xc_arena *arena, void *items, size_t size, size_t *count, size_t *cap)
{
    if (*count == *cap) {
        size_t grown_cap = *cap ? *cap * 2 : 8;
        void *grown = xc_arena_array(arena, grown_cap, size);
        if (!grown)
            return NULL;
        if (*count > 0)
            memcpy(grown, items, *count * size);
        items = grown;
        *cap = grown_cap;
    }
    (*count)++;
    return items;
}

static xc_str id_around(const xml_node *x)
{
    for (; x; x = x->parent) {
        xc_str id = read_attr(x, "id");
        if (id.len > 0)
            return id;
    }
    return XC_STR("?");
}

xc_err read_fail(reading *r, xc_err code, const xml_node *at, const char *en, const char *zh, ...)
{
    char texts[2][256];
    va_list args;
    va_start(args, zh);
    (void)vsnprintf(texts[0], sizeof texts[0], en, args);
    va_end(args);
    va_start(args, zh);
    (void)vsnprintf(texts[1], sizeof texts[1], zh, args);
    va_end(args);
    xc_str id = id_around(at);
    xc_problem zh_part = { 0 };
    (void)xc_fail(&zh_part, code, "", "%.*s: %s", "环节 %.*s：%s", XC_STR_ARG(id), texts[1]);
    (void)xc_fail_at(r->why, code, "", at->line, 0, "element %.*s: %s", "%.*s %s", XC_STR_ARG(id),
                     texts[0]);
    if (r->why) {
        memcpy(r->why->zh, zh_part.zh, sizeof r->why->zh);
        (void)snprintf(r->why->where, sizeof r->why->where, "%.*s", XC_STR_ARG(r->m->name));
    }
    return code;
}

xc_str read_attr(const xml_node *x, const char *name)
{
    xc_str v = xml_attr_of(x, name);
    return v.ptr ? v : XC_STR("");
}

const xml_node *read_extension(const xml_node *x, const char *ns, const char *name)
{
    const xml_node *e = xml_child(x, NS_BPMN, "extensionElements");
    return e ? xml_child(e, ns, name) : NULL;
}

const xml_node *read_find_root(const reading *r, xc_str ref)
{
    xc_str prefix;
    xc_str local = xc_str_cut(ref, ':', &prefix);
    for (const xml_node *c = r->root->first; c; c = c->next) {
        xc_str id = read_attr(c, "id");
        if (id.len > 0 && (xc_str_eq(id, ref) || (local.len > 0 && xc_str_eq(id, local))))
            return c;
    }
    return NULL;
}

xc_err read_bool(reading *r, const xml_node *x, const char *name, bool missing, bool *ret)
{
    xc_str v = read_attr(x, name);
    bool yes = xc_str_is(v, "true") || xc_str_is(v, "1");
    if (v.len > 0 && !yes && !xc_str_is(v, "false") && !xc_str_is(v, "0"))
        return read_fail(r, XC_EINVAL, x, "%s=\"%.*s\" must be true or false",
                         "%s=\"%.*s\" 应为 true 或 false", name, XC_STR_ARG(v));
    *ret = v.len > 0 ? yes : missing;
    return XC_OK;
}

xc_err read_text(reading *r, const xml_node *at, xc_str text, model_text *ret)
{
    xc_err err = model_text_parse(r->m, text, id_around(at), at->line, ret, r->why);
    if (err && r->why)
        (void)snprintf(r->why->where, sizeof r->why->where, "%.*s", XC_STR_ARG(r->m->name));
    return err;
}

xc_err read_expr(reading *r, const xml_node *at, xc_str text, const feel_expr **ret)
{
    if (text.len == 0)
        return read_fail(r, XC_EINVAL, at, "the expression is empty", "表达式是空的");
    xc_err err = model_expr_parse(r->m, text, id_around(at), at->line, ret, r->why);
    if (err && r->why)
        (void)snprintf(r->why->where, sizeof r->why->where, "%.*s", XC_STR_ARG(r->m->name));
    return err;
}

/* ---- nodes ---- */

static const struct {
    const char *element;
    node_kind kind;
} node_rows[] = {
    { "subProcess", NODE_SUBPROCESS },
    { "transaction", NODE_TRANSACTION },
    { "adHocSubProcess", NODE_ADHOC },
    { "callActivity", NODE_CALL },
    { "task", NODE_TASK },
    { "manualTask", NODE_MANUAL },
    { "userTask", NODE_USER },
    { "serviceTask", NODE_SERVICE },
    { "businessRuleTask", NODE_RULE },
    { "scriptTask", NODE_SCRIPT },
    { "sendTask", NODE_SEND },
    { "receiveTask", NODE_RECEIVE },
    { "startEvent", NODE_START },
    { "endEvent", NODE_END },
    { "intermediateCatchEvent", NODE_CATCH },
    { "intermediateThrowEvent", NODE_THROW },
    { "boundaryEvent", NODE_BOUNDARY },
    { "exclusiveGateway", NODE_EXCLUSIVE },
    { "parallelGateway", NODE_PARALLEL },
    { "inclusiveGateway", NODE_INCLUSIVE },
    { "complexGateway", NODE_COMPLEX },
    { "eventBasedGateway", NODE_EVENT_GATEWAY },
};

/* what may stand in a process and has no meaning for its run */
static const char *const ignored[] = {
    "documentation",
    "extensionElements",
    "incoming",
    "outgoing",
    "auditing",
    "monitoring",
    "ioSpecification",
    "dataObjectReference",
    "dataStoreReference",
    "textAnnotation",
    "group",
    "dataInputAssociation",
    "dataOutputAssociation",
    "inputSet",
    "outputSet",
    "artifact",
    "supports",
    "resourceRole",
    "performer",
    "humanPerformer",
    "potentialOwner",
    "correlationSubscription",
    "completionCondition",
    "standardLoopCharacteristics",
    "multiInstanceLoopCharacteristics",
    "ioBinding",
    "rendering",
    "category",
};

static bool is_ignored(const xml_node *x)
{
    if (!xc_str_eq(x->ns, XC_STR(NS_BPMN)))
        return true;
    for (size_t k = 0; k < sizeof ignored / sizeof *ignored; k++)
        if (xc_str_is(x->name, ignored[k]))
            return true;
    size_t tail = sizeof "EventDefinition" - 1;
    return x->name.len >= tail &&
           memcmp(x->name.ptr + x->name.len - tail, "EventDefinition", tail) == 0;
}

static xc_err read_children(reading *r, const xml_node *x, model_node *n, int depth);

static xc_err node_new(reading *r, const xml_node *x, node_kind kind, model_node *parent,
                       model_node **ret)
{
    bpmn_model *m = r->m;
    if (m->node_count >= BPMN_MAX_NODES)
        return read_fail(r, XC_ELIMIT, x, "more than %d elements", "环节超过 %d 个",
                         (int)BPMN_MAX_NODES);
    model_node *n = xc_arena_array(m->arena, 1, sizeof *n);
    void *grown = read_append(m->arena, m->nodes, sizeof *m->nodes, &m->node_count, &r->node_cap);
    if (!n || !grown)
        return XC_ENOMEM;
    m->nodes = grown;
    m->nodes[m->node_count - 1] = n;
    n->index = (uint32_t)m->node_count - 1;
    n->kind = kind;
    n->model = m;
    n->parent = parent;
    n->line = x->line;
    n->id = read_attr(x, "id");
    n->name = read_attr(x, "name");
    xc_str type = xc_arena_str(m->arena, x->name);
    if (!type.ptr)
        return XC_ENOMEM;
    n->type = type.ptr;
    if (n->id.len == 0)
        return read_fail(r, XC_EINVAL, x, "%.*s has no id; give it one", "%.*s 没有 id；请补上",
                         XC_STR_ARG(x->name));
    *ret = n;
    return XC_OK;
}

static xc_err read_quantity(reading *r, const xml_node *x, const char *name, int64_t *ret)
{
    xc_str v = read_attr(x, name);
    *ret = 1;
    if (v.len > 0 && !xc_str_int(v, 1, 1000, ret))
        return read_fail(r, XC_EINVAL, x, "%s=\"%.*s\" must be a number from 1 to 1000",
                         "%s=\"%.*s\" 应为 1 到 1000 的整数", name, XC_STR_ARG(v));
    return XC_OK;
}

static xc_err read_scope_attrs(reading *r, const xml_node *x, model_node *n)
{
    bool cancel_rest;
    n->sequential = xc_str_is(read_attr(x, "ordering"), "Sequential");
    BPMN_TRY(read_bool(r, x, "cancelRemainingInstances", true, &cancel_rest));
    n->keep_rest = !cancel_rest;
    BPMN_TRY(read_bool(r, x, "triggeredByEvent", false, &n->event_sub));
    const xml_node *c = n->kind == NODE_ADHOC ? xml_child(x, NS_BPMN, "completionCondition") : NULL;
    return c ? read_expr(r, c, xml_text(c), &n->condition) : XC_OK;
}

static xc_err read_event_attrs(reading *r, const xml_node *x, model_node *n)
{
    const char *name = n->kind == NODE_BOUNDARY ? "cancelActivity" : "isInterrupting";
    BPMN_TRY(read_bool(r, x, name, true, &n->interrupting));
    BPMN_TRY(read_bool(r, x, "parallelMultiple", false, &n->parallel_multiple));
    n->attached_id = read_attr(x, "attachedToRef");
    BPMN_TRY(read_events(r, x, n));
    for (size_t k = 0; k < n->event_count && !n->interrupting; k++) {
        bool always = n->events[k].kind == EVENT_ERROR || n->events[k].kind == EVENT_CANCEL;
        if (!always)
            continue;
        n->interrupting = true; /* BPMN 2.0, table 10.92: these always do */
        BPMN_TRY(model_warn(r->m, n->line,
                            "event %.*s: errors and cancels always interrupt%.*s; it does so here",
                            "事件 %.*s：错误和取消总是中断的%.*s；按中断处理", n->id, XC_STR("")));
    }
    return XC_OK;
}

static xc_err read_node(reading *r, const xml_node *x, node_kind kind, model_node *parent,
                        int depth)
{
    model_node *n;
    BPMN_TRY(node_new(r, x, kind, parent, &n));
    n->default_id = read_attr(x, "default");
    BPMN_TRY(read_warn(r, x));
    BPMN_TRY(read_quantity(r, x, "startQuantity", &n->start_quantity));
    BPMN_TRY(read_quantity(r, x, "completionQuantity", &n->completion_quantity));
    BPMN_TRY(read_bool(r, x, "isForCompensation", false, &n->for_compensation));
    BPMN_TRY(read_mapping(r, x, n));
    if (kind >= NODE_START && kind <= NODE_BOUNDARY)
        BPMN_TRY(read_event_attrs(r, x, n));
    BPMN_TRY(read_work(r, x, n));
    if (model_is_activity(n))
        BPMN_TRY(read_loop(r, x, n));
    BPMN_TRY(read_node_data(r, x, n));
    const xml_node *activation = xml_child(x, NS_BPMN, "activationCondition");
    if (kind == NODE_COMPLEX && activation)
        BPMN_TRY(read_expr(r, activation, xml_text(activation), &n->condition));
    if (!model_is_scope(n))
        return XC_OK;
    BPMN_TRY(read_scope_attrs(r, x, n));
    return read_children(r, x, n, depth + 1);
}

static xc_err read_flow(reading *r, const xml_node *x)
{
    bpmn_model *m = r->m;
    if (m->flow_count >= BPMN_MAX_FLOWS)
        return read_fail(r, XC_ELIMIT, x, "more than %d sequence flows", "连线超过 %d 条",
                         (int)BPMN_MAX_FLOWS);
    model_flow *f = xc_arena_array(m->arena, 1, sizeof *f);
    void *grown = read_append(m->arena, m->flows, sizeof *m->flows, &m->flow_count, &r->flow_cap);
    if (!f || !grown)
        return XC_ENOMEM;
    m->flows = grown;
    m->flows[m->flow_count - 1] = f;
    f->id = read_attr(x, "id");
    f->name = read_attr(x, "name");
    f->source_id = read_attr(x, "sourceRef");
    f->target_id = read_attr(x, "targetRef");
    f->line = x->line;
    f->index = (uint32_t)m->flow_count - 1;
    const xml_node *c = xml_child(x, NS_BPMN, "conditionExpression");
    if (!c)
        return XC_OK;
    f->condition_text = xml_text(c);
    return read_expr(r, c, f->condition_text, &f->condition);
}

static xc_err read_association_of(reading *r, const xml_node *x)
{
    void *grown = read_append(r->m->arena, r->associations, sizeof *r->associations,
                              &r->association_count, &r->association_cap);
    if (!grown)
        return XC_ENOMEM;
    r->associations = grown;
    r->associations[r->association_count - 1] =
        (read_association){ read_attr(x, "sourceRef"), read_attr(x, "targetRef") };
    return XC_OK;
}

static xc_err read_lanes(reading *r, const xml_node *set)
{
    for (const xml_node *l = xml_child(set, NS_BPMN, "lane"); l; l = xml_next(l, NS_BPMN, "lane")) {
        for (const xml_node *c = xml_child(l, NS_BPMN, "flowNodeRef"); c;
             c = xml_next(c, NS_BPMN, "flowNodeRef"))
            for (size_t k = 0; k < r->m->node_count; k++)
                if (xc_str_eq(r->m->nodes[k]->id, xml_text(c)))
                    r->m->nodes[k]->lane = read_attr(l, "name");
        const xml_node *inner = xml_child(l, NS_BPMN, "childLaneSet");
        if (inner)
            BPMN_TRY(read_lanes(r, inner));
    }
    return XC_OK;
}

static xc_err read_child(reading *r, const xml_node *c, model_node *n, int depth)
{
    if (xml_is(c, NS_BPMN, "sequenceFlow"))
        return read_flow(r, c);
    if (xml_is(c, NS_BPMN, "association"))
        return read_association_of(r, c);
    if (xml_is(c, NS_BPMN, "property") || xml_is(c, NS_BPMN, "dataObject"))
        return read_data(r, c, n);
    if (xml_is(c, NS_BPMN, "dataObjectReference") || xml_is(c, NS_BPMN, "dataStoreReference"))
        return read_data_reference(r, c);
    if (is_ignored(c) || xml_is(c, NS_BPMN, "laneSet"))
        return XC_OK;
    for (size_t k = 0; k < sizeof node_rows / sizeof *node_rows; k++)
        if (xc_str_is(c->name, node_rows[k].element))
            return read_node(r, c, node_rows[k].kind, n, depth);
    return read_fail(r, XC_EUNSUPPORTED, c, "%.*s is not supported; take it out or replace it",
                     "不支持 %.*s；请去掉或换一种", XC_STR_ARG(c->name));
}

static xc_err read_children(reading *r, const xml_node *x, model_node *n, int depth)
{
    if (depth > BPMN_MAX_DEPTH)
        return read_fail(r, XC_ELIMIT, x, "more than %d sub-processes within each other",
                         "子流程嵌套超过 %d 层", (int)BPMN_MAX_DEPTH);
    for (const xml_node *c = x->first; c; c = c->next)
        BPMN_TRY(read_child(r, c, n, depth));
    const xml_node *lanes = xml_child(x, NS_BPMN, "laneSet");
    return lanes ? read_lanes(r, lanes) : XC_OK;
}

/* Executable ones first; a file whose processes all lack isExecutable is taken as executable. */
static xc_err read_processes(reading *r)
{
    bpmn_model *m = r->m;
    m->processes = xc_arena_array(m->arena, r->root->count + 1u, sizeof *m->processes);
    if (!m->processes)
        return XC_ENOMEM;
    for (const xml_node *x = xml_child(r->root, NS_BPMN, "process"); x;
         x = xml_next(x, NS_BPMN, "process")) {
        model_node *p;
        BPMN_TRY(node_new(r, x, NODE_PROCESS, NULL, &p));
        BPMN_TRY(read_bool(r, x, "isExecutable", false, &p->executable));
        p->start_quantity = p->completion_quantity = 1;
        BPMN_TRY(read_children(r, x, p, 0));
        size_t at = m->process_count++;
        for (; p->executable && at > 0 && !m->processes[at - 1]->executable; at--)
            m->processes[at] = m->processes[at - 1];
        m->processes[at] = p;
    }
    if (m->process_count == 0)
        return read_fail(r, XC_EINVAL, r->root, "there is no process in the file",
                         "文件里没有流程");
    return XC_OK;
}

/* a global task that a call activity calls: a process of one step */
static xc_err read_globals(reading *r)
{
    static const struct {
        const char *element;
        node_kind kind;
    } rows[] = { { "globalTask", NODE_TASK },
                 { "globalUserTask", NODE_USER },
                 { "globalManualTask", NODE_MANUAL },
                 { "globalScriptTask", NODE_SCRIPT },
                 { "globalBusinessRuleTask", NODE_RULE } };
    bpmn_model *m = r->m;
    for (const xml_node *x = r->root->first; x; x = x->next)
        for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
            if (!xml_is(x, NS_BPMN, rows[k].element))
                continue;
            model_node *p, *t;
            BPMN_TRY(node_new(r, x, NODE_PROCESS, NULL, &p));
            p->start_quantity = p->completion_quantity = 1;
            BPMN_TRY(node_new(r, x, rows[k].kind, p, &t));
            t->start_quantity = t->completion_quantity = 1;
            t->id = xc_arena_printf(m->arena, "%.*s/task", XC_STR_ARG(p->id));
            if (!t->id.ptr)
                return XC_ENOMEM;
            BPMN_TRY(read_mapping(r, x, t));
            BPMN_TRY(read_work(r, x, t));
            m->processes[m->process_count++] = p;
        }
    return XC_OK;
}

static void link_handlers(reading *r)
{
    for (size_t a = 0; a < r->association_count; a++)
        for (size_t k = 0; k < r->m->node_count; k++) {
            model_node *b = r->m->nodes[k];
            if (b->kind != NODE_BOUNDARY || !xc_str_eq(b->id, r->associations[a].source))
                continue;
            for (size_t t = 0; t < r->m->node_count; t++)
                if (xc_str_eq(r->m->nodes[t]->id, r->associations[a].target))
                    b->handler = r->m->nodes[t];
        }
}

xc_err model_read(bpmn_model *m, xc_str xml, xc_problem *why)
{
    reading r = { .m = m, .why = why };
    xc_err err = xml_parse(xml, m->arena, &r.root, why);
    if (err) {
        if (why)
            (void)snprintf(why->where, sizeof why->where, "%.*s", XC_STR_ARG(m->name));
        return err;
    }
    if (!xml_is(r.root, NS_BPMN, "definitions"))
        return read_fail(&r, XC_EINVAL, r.root,
                         "this is no BPMN 2.0 file: its root is %.*s, not definitions of " NS_BPMN,
                         "这不是 BPMN 2.0 文件：根元素是 %.*s，不是 " NS_BPMN " 的 definitions",
                         XC_STR_ARG(r.root->name));
    BPMN_TRY(read_processes(&r));
    BPMN_TRY(read_globals(&r));
    read_resolve_data(&r);
    BPMN_TRY(read_messages(&r));
    BPMN_TRY(read_message_flows(&r));
    link_handlers(&r);
    return read_diagram(&r);
}
