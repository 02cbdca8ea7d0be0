/* read_data.c - data of a process file: properties, data objects, inputs and outputs of activities,
 * and the associations that carry values between them (BPMN 2.0, 10.4). */
#include "codec/time_text.h"
#include "engine/bpmn/read_int.h"

static xc_str name_or(const xml_node *x, xc_str other)
{
    xc_str name = read_attr(x, "name");
    return name.len > 0 ? name : other;
}

/* modellers put the name on the reference */
static xc_str object_name(const xml_node *x)
{
    xc_str id = read_attr(x, "id"), name = read_attr(x, "name");
    for (const xml_node *c = x->parent->first; c && name.len == 0; c = c->next)
        if (xml_is(c, NS_BPMN, "dataObjectReference") &&
            xc_str_eq(read_attr(c, "dataObjectRef"), id))
            name = read_attr(c, "name");
    return name.len > 0 ? name : id;
}

static xc_err add_name(reading *r, xc_str id, xc_str name)
{
    void *grown =
        read_append(r->m->arena, r->names, sizeof *r->names, &r->name_count, &r->name_cap);
    if (!grown)
        return XC_ENOMEM;
    r->names = grown;
    r->names[r->name_count - 1] = (read_name){ id, name };
    return XC_OK;
}

static xc_str variable_of(const reading *r, xc_str ref)
{
    for (size_t k = 0; k < r->name_count; k++)
        if (xc_str_eq(r->names[k].id, ref))
            return r->names[k].name;
    return ref;
}

xc_err read_data(reading *r, const xml_node *x, model_node *n)
{
    if (!n->data)
        n->data = xc_arena_array(r->m->arena, x->parent->count, sizeof *n->data);
    if (!n->data)
        return XC_ENOMEM;
    xc_str name = object_name(x);
    n->data[n->data_count++] = name;
    return add_name(r, read_attr(x, "id"), name);
}

xc_err read_data_reference(reading *r, const xml_node *x)
{
    xc_str to = read_attr(x, "dataObjectRef");
    for (const xml_node *c = x->parent->first; c; c = c->next)
        if (to.len > 0 && xml_is(c, NS_BPMN, "dataObject") && xc_str_eq(read_attr(c, "id"), to))
            return add_name(r, read_attr(x, "id"), object_name(c));
    return add_name(r, read_attr(x, "id"), name_or(x, read_attr(x, "id")));
}

static xc_err read_assignments(reading *r, const xml_node *x, model_association *a)
{
    a->assignments = xc_arena_array(r->m->arena, x->count + 1, sizeof *a->assignments);
    if (!a->assignments)
        return XC_ENOMEM;
    for (const xml_node *c = xml_child(x, NS_BPMN, "assignment"); c;
         c = xml_next(c, NS_BPMN, "assignment")) {
        model_assignment *to = &a->assignments[a->assignment_count++];
        xc_str from = xml_child_text(c, NS_BPMN, "from");
        to->to = xml_child_text(c, NS_BPMN, "to");
        if (!to->to.ptr || to->to.len == 0 || !from.ptr)
            return read_fail(r, XC_EINVAL, c, "the assignment needs from and to",
                             "赋值缺少 from 或 to");
        BPMN_TRY(read_expr(r, c, from, &to->from));
    }
    return XC_OK;
}

static xc_err read_associations(reading *r, const xml_node *x, const char *element,
                                model_association **ret, size_t *ret_count)
{
    for (const xml_node *c = xml_child(x, NS_BPMN, element); c; c = xml_next(c, NS_BPMN, element)) {
        if (!*ret)
            *ret = xc_arena_array(r->m->arena, x->count, sizeof **ret);
        if (!*ret)
            return XC_ENOMEM;
        model_association *a = &(*ret)[(*ret_count)++];
        a->from = xml_child_text(c, NS_BPMN, "sourceRef");
        a->to = xml_child_text(c, NS_BPMN, "targetRef");
        const xml_node *t = xml_child(c, NS_BPMN, "transformation");
        if (t)
            BPMN_TRY(read_expr(r, t, xml_text(t), &a->transformation));
        BPMN_TRY(read_assignments(r, c, a));
    }
    return XC_OK;
}

static xc_err add_own(reading *r, model_node *n, xc_str name)
{
    size_t cap = n->own_count; /* grown by one: there are few */
    xc_str *grown = xc_arena_array(r->m->arena, cap + 1, sizeof *grown);
    if (!grown)
        return XC_ENOMEM;
    if (cap > 0)
        memcpy(grown, n->own, cap * sizeof *grown);
    grown[cap] = name;
    n->own = grown;
    n->own_count++;
    return XC_OK;
}

/* ioSpecification of an activity, dataInput and dataOutput of an event */
static xc_err read_io(reading *r, const xml_node *x, model_node *n)
{
    for (const xml_node *c = x->first; c; c = c->next) {
        bool in = xml_is(c, NS_BPMN, "dataInput"), out = xml_is(c, NS_BPMN, "dataOutput");
        if (!in && !out)
            continue;
        xc_str id = read_attr(c, "id"), name = name_or(c, id);
        BPMN_TRY(add_name(r, id, name));
        if (out && model_is_activity(n))
            BPMN_TRY(add_own(r, n, name));
    }
    return XC_OK;
}

xc_err read_node_data(reading *r, const xml_node *x, model_node *n)
{
    const xml_node *io = xml_child(x, NS_BPMN, "ioSpecification");
    BPMN_TRY(read_io(r, io ? io : x, n));
    for (const xml_node *p = xml_child(x, NS_BPMN, "property"); p && !model_is_scope(n);
         p = xml_next(p, NS_BPMN, "property")) {
        BPMN_TRY(add_name(r, read_attr(p, "id"), name_or(p, read_attr(p, "id"))));
        BPMN_TRY(add_own(r, n, name_or(p, read_attr(p, "id"))));
    }
    if (n->loop.output_name.len > 0)
        BPMN_TRY(add_own(r, n, n->loop.output_name));
    BPMN_TRY(read_associations(r, x, "dataInputAssociation", &n->data_in, &n->data_in_count));
    return read_associations(r, x, "dataOutputAssociation", &n->data_out, &n->data_out_count);
}

static void resolve(const reading *r, model_association *all, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        all[k].from = variable_of(r, all[k].from.ptr ? all[k].from : XC_STR(""));
        all[k].to = variable_of(r, all[k].to.ptr ? all[k].to : XC_STR(""));
    }
}

/* the list of a multi-instance activity is what flows into, or out of, its data input or output */
static void resolve_loop(const reading *r, model_node *n)
{
    model_loop *l = &n->loop;
    xc_str in = l->collection_ref, out = l->output_ref;
    for (size_t k = 0; k < n->data_in_count; k++)
        if (in.len > 0 && xc_str_eq(n->data_in[k].to, in))
            l->collection_name = variable_of(r, n->data_in[k].from);
    for (size_t k = 0; k < n->data_out_count; k++)
        if (out.len > 0 && xc_str_eq(n->data_out[k].from, out))
            l->output = variable_of(r, n->data_out[k].to);
    if (in.len > 0 && l->collection_name.len == 0)
        l->collection_name = variable_of(r, in);
    if (out.len > 0 && l->output.len == 0)
        l->output = variable_of(r, out);
}

void read_resolve_data(reading *r)
{
    for (size_t k = 0; k < r->m->node_count; k++) {
        model_node *n = r->m->nodes[k];
        resolve_loop(r, n);
        resolve(r, n->data_in, n->data_in_count);
        resolve(r, n->data_out, n->data_out_count);
    }
}

/* ---- messages ---- */

static xc_err read_keep(reading *r, const xml_node *m, const xml_node *p)
{
    struct model_message *to = &r->m->messages[r->m->message_count];
    *to = (struct model_message){ .name = name_or(m, read_attr(m, "id")) };
    if (!time_parse_duration(read_attr(p, "value"), &to->keep_us) || to->keep_us < 0 ||
        to->keep_us > BPMN_MAX_KEEP_US)
        return read_fail(
            r, XC_EINVAL, p, "timeToLive \"%.*s\" is no duration up to seven days; write PT10M",
            "timeToLive“%.*s”不是七天以内的时长；请写成 PT10M", XC_STR_ARG(read_attr(p, "value")));
    r->m->message_count++;
    return XC_OK;
}

/* <zeebe:property name="timeToLive" value="PT10M"/> on a message */
xc_err read_messages(reading *r)
{
    r->m->messages = xc_arena_array(r->m->arena, r->root->count + 1u, sizeof *r->m->messages);
    if (!r->m->messages)
        return XC_ENOMEM;
    for (const xml_node *m = xml_child(r->root, NS_BPMN, "message"); m;
         m = xml_next(m, NS_BPMN, "message")) {
        const xml_node *all = read_extension(m, NS_ZEEBE, "properties");
        for (const xml_node *p = all ? xml_child(all, NS_ZEEBE, "property") : NULL; p;
             p = xml_next(p, NS_ZEEBE, "property"))
            if (xc_str_is(read_attr(p, "name"), "timeToLive")) {
                BPMN_TRY(read_keep(r, m, p));
                break;
            }
    }
    return XC_OK;
}

static model_node *node_of(const reading *r, xc_str id)
{
    for (size_t k = 0; k < r->m->node_count; k++)
        if (xc_str_eq(r->m->nodes[k]->id, id))
            return r->m->nodes[k];
    return NULL;
}

static model_event *message_event(model_node *n)
{
    for (size_t k = 0; n && k < n->event_count; k++)
        if (n->events[k].kind == EVENT_MESSAGE)
            return &n->events[k];
    return NULL;
}

static xc_err give_message(reading *r, model_node *n, const model_text *name)
{
    model_event *e = message_event(n);
    if (!e) {
        if (!n || (n->kind != NODE_SEND && n->kind != NODE_RECEIVE))
            return XC_OK;
        e = xc_arena_array(r->m->arena, 1, sizeof *e);
        if (!e)
            return XC_ENOMEM;
        *e = (model_event){ .kind = EVENT_MESSAGE, .line = n->line };
        n->events = e;
        n->event_count = 1;
    }
    if (!model_is_given(&e->name))
        e->name = *name;
    return XC_OK;
}

/* Who names no message sends or hears the one of the message flow that is drawn to the other. */
static xc_err follow_flow(reading *r, const xml_node *f)
{
    model_node *from = node_of(r, read_attr(f, "sourceRef"));
    model_node *to = node_of(r, read_attr(f, "targetRef"));
    const xml_node *m = read_find_root(r, read_attr(f, "messageRef"));
    const model_event *a = message_event(from), *b = message_event(to);
    model_text name = { .text = name_or(f, read_attr(f, "id")) };
    if (read_attr(f, "messageRef").len > 0 && m)
        name.text = name_or(m, read_attr(m, "id"));
    else if (a && model_is_given(&a->name))
        name = a->name;
    else if (b && model_is_given(&b->name))
        name = b->name;
    BPMN_TRY(give_message(r, from, &name));
    return give_message(r, to, &name);
}

xc_err read_message_flows(reading *r)
{
    for (const xml_node *c = xml_child(r->root, NS_BPMN, "collaboration"); c;
         c = xml_next(c, NS_BPMN, "collaboration"))
        for (const xml_node *f = xml_child(c, NS_BPMN, "messageFlow"); f;
             f = xml_next(f, NS_BPMN, "messageFlow"))
            BPMN_TRY(follow_flow(r, f));
    return XC_OK;
}
