/* read_work.c - what a task is to do, from the standard's elements and from the extension elements
 * of Camunda Modeler for platform 7 (camunda:) and 8 (zeebe:). */
#include "engine/bpmn/read_int.h"

static xc_str camunda(const xml_node *x, const char *name)
{
    xc_str v = xml_attr_ns(x, NS_CAMUNDA, name);
    return v.ptr ? v : XC_STR("");
}

/* the first that is given: zeebe extension element's attribute, camunda attribute */
static xc_str either(const xml_node *x, const char *element, const char *attr, const char *old)
{
    const xml_node *z = read_extension(x, NS_ZEEBE, element);
    xc_str v = z ? read_attr(z, attr) : XC_STR("");
    return v.len > 0 || !old ? v : camunda(x, old);
}

static xc_err add_mapping(reading *r, model_mappings *to, size_t cap, xc_str target,
                          const xml_node *at, xc_str value)
{
    if (!to->items)
        to->items = xc_arena_array(r->m->arena, cap, sizeof *to->items);
    if (!to->items)
        return XC_ENOMEM;
    model_mapping *m = &to->items[to->count];
    m->target = target;
    if (target.len == 0)
        return read_fail(r, XC_EINVAL, at, "%.*s has no name to write to", "%.*s 没有写明目标变量",
                         XC_STR_ARG(at->name));
    BPMN_TRY(read_text(r, at, value, &m->value));
    to->count++;
    return XC_OK;
}

static xc_err read_zeebe_mapping(reading *r, const xml_node *io, const char *element,
                                 model_mappings *to)
{
    for (const xml_node *c = xml_child(io, NS_ZEEBE, element); c;
         c = xml_next(c, NS_ZEEBE, element))
        BPMN_TRY(add_mapping(r, to, io->count, read_attr(c, "target"), c, read_attr(c, "source")));
    return XC_OK;
}

/* text, a FEEL <camunda:script>, a <camunda:list> or a <camunda:map> of texts: the last two become
 * one FEEL literal */
static xc_err parameter_text(reading *r, const xml_node *p, xc_str *ret)
{
    const xml_node *script = xml_child(p, NS_CAMUNDA, "script");
    const xml_node *list = xml_child(p, NS_CAMUNDA, "list");
    const xml_node *map = xml_child(p, NS_CAMUNDA, "map");
    *ret = xml_text(p);
    if (script) {
        xc_str s = xc_arena_printf(r->m->arena, "=%.*s", XC_STR_ARG(xml_text(script)));
        *ret = s;
        return s.ptr ? XC_OK : XC_ENOMEM;
    }
    if (!list && !map)
        return XC_OK;
    xc_str all = xc_arena_str(r->m->arena, list ? XC_STR("=[") : XC_STR("={"));
    const xml_node *first = list ? list->first : map->first;
    for (const xml_node *c = first; c && all.ptr; c = c->next) {
        json_writer w;
        xc_buf item;
        xc_buf_init(&item, BPMN_MAX_TEXT);
        w = json_writer_on(&item);
        if (map) {
            json_str(&w, read_attr(c, "key"));
            xc_buf_byte(&item, ':');
            w.comma = false;
        }
        json_str(&w, xml_text(c));
        all = xc_arena_printf(r->m->arena, "%.*s%s%.*s", XC_STR_ARG(all), c == first ? "" : ",",
                              XC_STR_ARG(xc_buf_view(&item)));
        xc_buf_done(&item);
    }
    if (all.ptr)
        all = xc_arena_printf(r->m->arena, "%.*s%s", XC_STR_ARG(all), list ? "]" : "}");
    *ret = all;
    return all.ptr ? XC_OK : XC_ENOMEM;
}

static xc_err read_camunda_mapping(reading *r, const xml_node *io, const char *element,
                                   model_mappings *to)
{
    for (const xml_node *c = xml_child(io, NS_CAMUNDA, element); c;
         c = xml_next(c, NS_CAMUNDA, element)) {
        xc_str text;
        BPMN_TRY(parameter_text(r, c, &text));
        BPMN_TRY(add_mapping(r, to, io->count, read_attr(c, "name"), c, text));
    }
    return XC_OK;
}

xc_err read_mapping(reading *r, const xml_node *x, model_node *n)
{
    const xml_node *z = read_extension(x, NS_ZEEBE, "ioMapping");
    const xml_node *c = read_extension(x, NS_CAMUNDA, "inputOutput");
    if (z) {
        BPMN_TRY(read_zeebe_mapping(r, z, "input", &n->inputs));
        BPMN_TRY(read_zeebe_mapping(r, z, "output", &n->outputs));
    }
    if (z || !c)
        return XC_OK;
    BPMN_TRY(read_camunda_mapping(r, c, "inputParameter", &n->inputs));
    return read_camunda_mapping(r, c, "outputParameter", &n->outputs);
}

static xc_err read_headers(reading *r, const xml_node *x, model_node *n)
{
    const xml_node *h = read_extension(x, NS_ZEEBE, "taskHeaders");
    for (const xml_node *c = h ? xml_child(h, NS_ZEEBE, "header") : NULL; c;
         c = xml_next(c, NS_ZEEBE, "header"))
        BPMN_TRY(add_mapping(r, &n->work.headers, h->count, read_attr(c, "key"), c,
                             read_attr(c, "value")));
    if (h)
        return XC_OK;
    const xml_node *all = xml_child(x, NS_BPMN, "extensionElements");
    for (const xml_node *c = all ? xml_child(all, NS_CAMUNDA, "field") : NULL; c;
         c = xml_next(c, NS_CAMUNDA, "field")) {
        xc_str value = read_attr(c, "stringValue");
        if (value.len == 0)
            value = c->first ? xml_text(c->first) : XC_STR("");
        BPMN_TRY(add_mapping(r, &n->work.headers, all->count, read_attr(c, "name"), c, value));
    }
    return XC_OK;
}

static xc_err read_user(reading *r, const xml_node *x, model_work *w)
{
    BPMN_TRY(
        read_text(r, x, either(x, "assignmentDefinition", "assignee", "assignee"), &w->assignee));
    BPMN_TRY(read_text(r, x,
                       either(x, "assignmentDefinition", "candidateGroups", "candidateGroups"),
                       &w->candidates));
    BPMN_TRY(read_text(r, x, either(x, "taskSchedule", "dueDate", "dueDate"), &w->due));
    xc_str form = either(x, "formDefinition", "formKey", "formKey");
    if (form.len == 0)
        form = either(x, "formDefinition", "formId", "formRef");
    return read_text(r, x, form, &w->form);
}

static xc_err read_job(reading *r, const xml_node *x, model_work *w)
{
    return read_text(r, x, either(x, "taskDefinition", "type", "topic"), &w->job);
}

/* camunda:expression is evaluated here as FEEL; Java classes and delegates cannot run */
static xc_err read_service(reading *r, const xml_node *x, model_work *w)
{
    BPMN_TRY(read_job(r, x, w));
    xc_str expr = camunda(x, "expression");
    w->result = camunda(x, "resultVariable");
    if (expr.len > 0)
        return read_expr(r, x, expr, &w->value);
    xc_str java = camunda(x, "class");
    if (java.len == 0)
        java = camunda(x, "delegateExpression");
    if (java.len > 0)
        return read_fail(r, XC_EUNSUPPORTED, x,
                         "Java code (%.*s) does not run here; make it an external task: "
                         "camunda:type=\"external\" camunda:topic=\"...\"",
                         "这里不能运行 Java 代码（%.*s）；请改为外部任务："
                         "camunda:type=\"external\" camunda:topic=\"...\"",
                         XC_STR_ARG(java));
    return XC_OK;
}

static xc_err read_rule(reading *r, const xml_node *x, model_work *w)
{
    static const struct {
        const char *name;
        result_form form;
    } rows[] = { { "singleEntry", RESULT_SINGLE_ENTRY },
                 { "singleResult", RESULT_SINGLE },
                 { "collectEntries", RESULT_LIST },
                 { "resultList", RESULT_LIST } };
    BPMN_TRY(read_service(r, x, w));
    BPMN_TRY(
        read_text(r, x, either(x, "calledDecision", "decisionId", "decisionRef"), &w->decision));
    w->result = either(x, "calledDecision", "resultVariable", "resultVariable");
    xc_str form = camunda(x, "mapDecisionResult");
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        if (xc_str_is(form, rows[k].name))
            w->result_form = rows[k].form;
    return XC_OK;
}

static bool is_feel(xc_str format)
{
    return format.len == 0 || xc_str_is(format, "feel") || xc_str_is(format, "FEEL") ||
           xc_str_is(format, "text/feel") || xc_str_is(format, "application/feel");
}

static xc_err read_script(reading *r, const xml_node *x, model_work *w)
{
    const xml_node *z = read_extension(x, NS_ZEEBE, "script");
    BPMN_TRY(read_job(r, x, w));
    if (z) {
        w->result = read_attr(z, "resultVariable");
        return read_expr(r, z, read_attr(z, "expression"), &w->script_expr);
    }
    w->result = camunda(x, "resultVariable");
    w->script_format = read_attr(x, "scriptFormat");
    if (w->script_format.len == 0) /* of a globalScriptTask */
        w->script_format = read_attr(x, "scriptLanguage");
    w->script = xml_child_text(x, NS_BPMN, "script");
    if (!w->script.ptr)
        w->script = XC_STR("");
    if (w->script.len > BPMN_MAX_TEXT)
        return read_fail(r, XC_ELIMIT, x, "the script is longer than %d bytes", "脚本超过 %d 字节",
                         (int)BPMN_MAX_TEXT);
    if (w->script.len == 0 || !is_feel(w->script_format))
        return XC_OK;
    return read_expr(r, x, w->script, &w->script_expr);
}

/* camunda:in and camunda:out: one variable, an expression, or all */
static xc_err read_in_out(reading *r, const xml_node *all, const char *element, model_mappings *to,
                          bool *ret_some, bool *ret_all)
{
    for (const xml_node *c = all ? xml_child(all, NS_CAMUNDA, element) : NULL; c;
         c = xml_next(c, NS_CAMUNDA, element)) {
        if (read_attr(c, "businessKey").len > 0)
            continue;
        *ret_some = true;
        if (xc_str_is(read_attr(c, "variables"), "all")) {
            *ret_all = true;
            continue;
        }
        xc_str source = read_attr(c, "source");
        if (source.len == 0)
            source = read_attr(c, "sourceExpression");
        xc_str text = xc_arena_printf(r->m->arena, "=%.*s", XC_STR_ARG(source));
        if (!text.ptr)
            return XC_ENOMEM;
        if (xc_str_starts(source, XC_STR("${")) || xc_str_starts(source, XC_STR("#{")))
            text = source;
        size_t cap = to->items ? to->count + 1 : all->count;
        BPMN_TRY(add_mapping(r, to, cap, read_attr(c, "target"), c, text));
    }
    return XC_OK;
}

static xc_err read_call(reading *r, const xml_node *x, model_node *n)
{
    model_work *w = &n->work;
    xc_str z = either(x, "calledElement", "processId", NULL);
    w->called = z.len > 0 ? z : read_attr(x, "calledElement");
    const xml_node *e = read_extension(x, NS_ZEEBE, "calledElement");
    bool parent = true, child = true, some_in = false, some_out = false, all_in, all_out;
    if (e) {
        BPMN_TRY(read_bool(r, e, "propagateAllParentVariables", true, &parent));
        BPMN_TRY(read_bool(r, e, "propagateAllChildVariables", true, &child));
    }
    const xml_node *all = xml_child(x, NS_BPMN, "extensionElements");
    all_in = all_out = false;
    if (n->inputs.count == 0)
        BPMN_TRY(read_in_out(r, all, "in", &n->inputs, &some_in, &all_in));
    if (n->outputs.count == 0)
        BPMN_TRY(read_in_out(r, all, "out", &n->outputs, &some_out, &all_out));
    w->hide_parent = !parent || (some_in && !all_in);
    w->keep_child = !child || ((some_in || some_out) && !all_out);
    return XC_OK;
}

xc_err read_work(reading *r, const xml_node *x, model_node *n)
{
    model_work *w = &n->work;
    BPMN_TRY(read_headers(r, x, n));
    switch (n->kind) {
    case NODE_USER:
        return read_user(r, x, w);
    case NODE_SERVICE:
        return read_service(r, x, w);
    case NODE_RULE:
        return read_rule(r, x, w);
    case NODE_SCRIPT:
        return read_script(r, x, w);
    case NODE_CALL:
        return read_call(r, x, n);
    case NODE_SEND:
        BPMN_TRY(read_job(r, x, w));
        return read_task_message(r, x, n);
    case NODE_RECEIVE:
        BPMN_TRY(read_bool(r, x, "instantiate", false, &w->instantiate));
        return read_task_message(r, x, n);
    case NODE_EVENT_GATEWAY:
        n->parallel_multiple = xc_str_is(read_attr(x, "eventGatewayType"), "Parallel");
        return read_bool(r, x, "instantiate", false, &w->instantiate);
    case NODE_THROW:
    case NODE_END:
        return read_job(r, x, w);
    default:
        return XC_OK;
    }
}
