/* read_event.c - event definitions of a process file: what events wait for and throw. */
#include "engine/bpmn/read_int.h"
#include "engine/bpmn/run_int.h"

typedef struct {
    const char *element;
    event_kind kind;
    xc_err (*read)(reading *r, const xml_node *x, model_event *e);
} event_row;

/* "" and a definition without reference: the event has no name */
static const xml_node *referred(reading *r, const xml_node *x, const char *attr)
{
    xc_str ref = read_attr(x, attr);
    return ref.len > 0 ? read_find_root(r, ref) : NULL;
}

static xc_err dangling(reading *r, const xml_node *x, const char *attr)
{
    return read_fail(
        r, XC_EINVAL, x, "%s \"%.*s\" is not in this file; define it or correct the reference",
        "文件里没有 %s 所指的“%.*s”；请定义它，或更正引用", attr, XC_STR_ARG(read_attr(x, attr)));
}

static xc_str name_or_id(const xml_node *x)
{
    xc_str name = read_attr(x, "name");
    return name.len > 0 ? name : read_attr(x, "id");
}

static xc_err read_message_of(reading *r, const xml_node *message, model_event *e)
{
    const xml_node *sub = read_extension(message, NS_ZEEBE, "subscription");
    BPMN_TRY(read_text(r, message, name_or_id(message), &e->name));
    return sub ? read_text(r, sub, read_attr(sub, "correlationKey"), &e->key) : XC_OK;
}

/* some files name the message only through the operation that carries it */
static const xml_node *operation_message(reading *r, xc_str operation)
{
    for (const xml_node *i = xml_child(r->root, NS_BPMN, "interface"); i;
         i = xml_next(i, NS_BPMN, "interface"))
        for (const xml_node *o = xml_child(i, NS_BPMN, "operation"); o;
             o = xml_next(o, NS_BPMN, "operation"))
            if (operation.len > 0 && xc_str_eq(read_attr(o, "id"), operation))
                return read_find_root(r, xml_child_text(o, NS_BPMN, "inMessageRef"));
    return NULL;
}

static xc_err read_message(reading *r, const xml_node *x, model_event *e)
{
    const xml_node *m = referred(r, x, "messageRef");
    if (!m && read_attr(x, "messageRef").len > 0)
        return dangling(r, x, "messageRef");
    if (!m)
        m = operation_message(r, xml_child_text(x, NS_BPMN, "operationRef"));
    return m ? read_message_of(r, m, e) : XC_OK;
}

static xc_err read_signal(reading *r, const xml_node *x, model_event *e)
{
    const xml_node *s = referred(r, x, "signalRef");
    if (!s)
        return dangling(r, x, "signalRef");
    return read_text(r, s, name_or_id(s), &e->name);
}

static xc_err read_code(reading *r, const xml_node *x, const char *ref, const char *code,
                        model_event *e)
{
    const xml_node *def = referred(r, x, ref);
    if (!def && read_attr(x, ref).len > 0)
        return dangling(r, x, ref);
    if (!def)
        return XC_OK;
    xc_str text = read_attr(def, code);
    e->named = true;
    return read_text(r, def, text.len > 0 ? text : name_or_id(def), &e->name);
}

static xc_err read_error(reading *r, const xml_node *x, model_event *e)
{
    xc_str variable = xml_attr_ns(x, NS_CAMUNDA, "errorCodeVariable");
    e->code_variable = variable.ptr ? variable : XC_STR("");
    return read_code(r, x, "errorRef", "errorCode", e);
}

static xc_err read_escalation(reading *r, const xml_node *x, model_event *e)
{
    xc_str variable = xml_attr_ns(x, NS_CAMUNDA, "escalationCodeVariable");
    e->code_variable = variable.ptr ? variable : XC_STR("");
    return read_code(r, x, "escalationRef", "escalationCode", e);
}

static xc_err read_timer(reading *r, const xml_node *x, model_event *e)
{
    static const char *const names[] = {
        [TIMER_DURATION] = "timeDuration", [TIMER_DATE] = "timeDate", [TIMER_CYCLE] = "timeCycle"
    };
    for (int k = TIMER_DURATION; k <= TIMER_CYCLE; k++) {
        const xml_node *t = xml_child(x, NS_BPMN, names[k]);
        if (!t)
            continue;
        e->timer = (timer_kind)k;
        xc_str text = xml_text(t);
        BPMN_TRY(read_text(r, t, text, &e->when));
        if (e->when.expr || run_timer_literal(e->timer, text))
            return XC_OK;
        if (text.len > 0 && feel_parse(text, NULL, 0, r->m->arena, &e->when.expr, NULL) == XC_OK)
            return XC_OK;
        return read_fail(
            r, XC_EINVAL, t,
            "\"%.*s\" is no ISO 8601 duration, date or cycle and no FEEL "
            "expression; write PT10M, 2026-07-29T08:00:00+08:00, R3/PT1H or =expression",
            "“%.*s”既不是 ISO 8601 时长、时刻、周期，也不是 FEEL 表达式；"
            "请写 PT10M、2026-07-29T08:00:00+08:00、R3/PT1H 或 =表达式",
            XC_STR_ARG(text));
    }
    return read_fail(r, XC_EINVAL, x,
                     "the timer has no timeDuration, timeDate or timeCycle; give it one",
                     "定时没有 timeDuration、timeDate 或 timeCycle；请填写其一");
}

static xc_err read_condition(reading *r, const xml_node *x, model_event *e)
{
    const xml_node *c = xml_child(x, NS_BPMN, "condition");
    if (!c)
        return read_fail(r, XC_EINVAL, x, "the conditional event has no condition; give it one",
                         "条件事件没有条件；请填写");
    return read_expr(r, c, xml_text(c), &e->condition);
}

static xc_err read_link(reading *r, const xml_node *x, model_event *e)
{
    return read_text(r, x, read_attr(x, "name"), &e->name);
}

static xc_err read_compensation(reading *r, const xml_node *x, model_event *e)
{
    bool waits;
    e->activity_id = read_attr(x, "activityRef");
    BPMN_TRY(read_bool(r, x, "waitForCompletion", true, &waits));
    e->no_wait = !waits;
    return XC_OK;
}

static xc_err read_plain(reading *r, const xml_node *x, model_event *e)
{
    (void)r, (void)x, (void)e;
    return XC_OK;
}

static const event_row event_rows[] = {
    { "messageEventDefinition", EVENT_MESSAGE, read_message },
    { "timerEventDefinition", EVENT_TIMER, read_timer },
    { "signalEventDefinition", EVENT_SIGNAL, read_signal },
    { "errorEventDefinition", EVENT_ERROR, read_error },
    { "escalationEventDefinition", EVENT_ESCALATION, read_escalation },
    { "conditionalEventDefinition", EVENT_CONDITION, read_condition },
    { "linkEventDefinition", EVENT_LINK, read_link },
    { "compensateEventDefinition", EVENT_COMPENSATION, read_compensation },
    { "cancelEventDefinition", EVENT_CANCEL, read_plain },
    { "terminateEventDefinition", EVENT_TERMINATE, read_plain },
};

static const event_row *row_of(const xml_node *x)
{
    for (size_t k = 0; k < sizeof event_rows / sizeof *event_rows; k++)
        if (xml_is(x, NS_BPMN, event_rows[k].element))
            return &event_rows[k];
    return NULL;
}

static xc_err read_definition(reading *r, const xml_node *x, model_event *e)
{
    const event_row *row = row_of(x);
    if (!row)
        return read_fail(r, XC_EUNSUPPORTED, x, "%.*s is not supported; use another kind of event",
                         "不支持 %.*s；请换一种事件", XC_STR_ARG(x->name));
    *e = (model_event){ .kind = row->kind, .line = x->line };
    return row->read(r, x, e);
}

xc_err read_event_ref(reading *r, const xml_node *at, xc_str ref, const model_event **ret)
{
    const xml_node *def = read_find_root(r, ref);
    if (!def)
        return read_fail(r, XC_EINVAL, at,
                         "event definition \"%.*s\" is not in this file; define it",
                         "文件里没有事件定义“%.*s”；请补上", XC_STR_ARG(ref));
    model_event *e = xc_arena_array(r->m->arena, 1, sizeof *e);
    if (!e)
        return XC_ENOMEM;
    BPMN_TRY(read_definition(r, def, e));
    *ret = e;
    return XC_OK;
}

static bool is_definition(const xml_node *x)
{
    static const char tail[] = "EventDefinition";
    size_t n = sizeof tail - 1;
    return xc_str_eq(x->ns, XC_STR(NS_BPMN)) && x->name.len > n &&
           memcmp(x->name.ptr + x->name.len - n, tail, n) == 0;
}

xc_err read_events(reading *r, const xml_node *x, model_node *n)
{
    n->events = xc_arena_array(r->m->arena, x->count + 1, sizeof *n->events);
    if (!n->events)
        return XC_ENOMEM;
    for (const xml_node *c = x->first; c; c = c->next) {
        const model_event *e;
        if (xml_is(c, NS_BPMN, "eventDefinitionRef")) {
            BPMN_TRY(read_event_ref(r, c, xml_text(c), &e));
            n->events[n->event_count++] = *e;
        } else if (is_definition(c)) {
            BPMN_TRY(read_definition(r, c, &n->events[n->event_count]));
            n->event_count++;
        }
    }
    return XC_OK;
}

/* send and receive tasks: messageRef on the task, or through its operation */
xc_err read_task_message(reading *r, const xml_node *x, model_node *n)
{
    const xml_node *m = referred(r, x, "messageRef");
    if (!m && read_attr(x, "messageRef").len > 0)
        return dangling(r, x, "messageRef");
    if (!m)
        m = operation_message(r, read_attr(x, "operationRef"));
    if (!m)
        return XC_OK;
    n->events = xc_arena_array(r->m->arena, 1, sizeof *n->events);
    if (!n->events)
        return XC_ENOMEM;
    n->event_count = 1;
    n->events[0] = (model_event){ .kind = EVENT_MESSAGE, .line = x->line };
    return read_message_of(r, m, &n->events[0]);
}
