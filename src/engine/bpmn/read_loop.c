/* read_loop.c - loop characteristics of an activity: standard loops and multi-instance. */
#include "engine/bpmn/read_int.h"

static xc_err read_standard(reading *r, const xml_node *x, model_loop *l)
{
    l->kind = LOOP_STANDARD;
    BPMN_TRY(read_bool(r, x, "testBefore", false, &l->test_before));
    xc_str max = read_attr(x, "loopMaximum");
    if (max.len > 0 && !xc_str_int(max, 1, 1000000, &l->maximum))
        return read_fail(r, XC_EINVAL, x, "loopMaximum \"%.*s\" is no number from 1",
                         "loopMaximum“%.*s”不是从 1 起的整数", XC_STR_ARG(max));
    const xml_node *c = xml_child(x, NS_BPMN, "loopCondition");
    return c ? read_expr(r, c, xml_text(c), &l->condition) : XC_OK;
}

/* zeebe:loopCharacteristics, camunda:collection: run over a list */
static xc_err read_collection(reading *r, const xml_node *x, model_loop *l)
{
    const xml_node *z = read_extension(x, NS_ZEEBE, "loopCharacteristics");
    xc_str list = z ? read_attr(z, "inputCollection") : xml_attr_ns(x, NS_CAMUNDA, "collection");
    if (list.len == 0)
        return XC_OK;
    BPMN_TRY(read_expr(r, x, list, &l->collection));
    l->item = z ? read_attr(z, "inputElement") : xml_attr_ns(x, NS_CAMUNDA, "elementVariable");
    if (!z)
        return XC_OK;
    l->output = read_attr(z, "outputCollection");
    xc_str item = read_attr(z, "outputElement");
    return item.len > 0 ? read_expr(r, z, item, &l->output_item) : XC_OK;
}

/* the standard's own way to run over a list (BPMN 2.0, table 10.30) */
static void read_items(const xml_node *x, model_loop *l)
{
    static const char *const names[] = { "inputDataItem", "outputDataItem" };
    xc_str in = xml_child_text(x, NS_BPMN, "loopDataInputRef");
    xc_str out = xml_child_text(x, NS_BPMN, "loopDataOutputRef");
    l->collection_ref = in.ptr ? in : XC_STR("");
    l->output_ref = out.ptr ? out : XC_STR("");
    for (size_t k = 0; k < 2; k++) {
        const xml_node *item = xml_child(x, NS_BPMN, names[k]);
        xc_str name = item ? read_attr(item, "name") : XC_STR("");
        if (item && name.len == 0)
            name = read_attr(item, "id");
        if (item)
            *(k == 0 ? &l->item : &l->output_name) = name;
    }
}

static xc_err read_behavior(reading *r, const xml_node *x, model_loop *l)
{
    static const struct {
        const char *name;
        loop_behavior behavior;
    } rows[] = { { "All", BEHAVIOR_ALL },
                 { "None", BEHAVIOR_NONE },
                 { "One", BEHAVIOR_ONE },
                 { "Complex", BEHAVIOR_COMPLEX } };
    xc_str name = read_attr(x, "behavior");
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        if (xc_str_is(name, rows[k].name))
            l->behavior = rows[k].behavior;
    xc_str none = read_attr(x, "noneBehaviorEventRef"), one = read_attr(x, "oneBehaviorEventRef");
    if (none.len > 0)
        BPMN_TRY(read_event_ref(r, x, none, &l->none_event));
    if (one.len > 0)
        BPMN_TRY(read_event_ref(r, x, one, &l->one_event));
    l->complexes = xc_arena_array(r->m->arena, x->count + 1, sizeof *l->complexes);
    if (!l->complexes)
        return XC_ENOMEM;
    for (const xml_node *c = xml_child(x, NS_BPMN, "complexBehaviorDefinition"); c;
         c = xml_next(c, NS_BPMN, "complexBehaviorDefinition")) {
        loop_complex *to = &l->complexes[l->complex_count++];
        const xml_node *event = xml_child(c, NS_BPMN, "event");
        const xml_node *condition = xml_child(c, NS_BPMN, "condition");
        if (!event || !condition)
            return read_fail(r, XC_EINVAL, c, "needs a condition and an event", "缺少条件或事件");
        model_node holder = { 0 };
        BPMN_TRY(read_events(r, event, &holder));
        to->event = holder.event_count > 0 ? &holder.events[0] : NULL;
        BPMN_TRY(read_expr(r, condition, xml_text(condition), &to->condition));
    }
    return XC_OK;
}

static xc_err read_multi(reading *r, const xml_node *x, model_loop *l)
{
    bool sequential;
    BPMN_TRY(read_bool(r, x, "isSequential", false, &sequential));
    l->kind = sequential ? LOOP_SEQUENTIAL : LOOP_PARALLEL;
    BPMN_TRY(read_collection(r, x, l));
    read_items(x, l);
    const xml_node *n = xml_child(x, NS_BPMN, "loopCardinality");
    if (n)
        BPMN_TRY(read_expr(r, n, xml_text(n), &l->cardinality));
    const xml_node *c = xml_child(x, NS_BPMN, "completionCondition");
    if (c)
        BPMN_TRY(read_expr(r, c, xml_text(c), &l->condition));
    int64_t fixed;
    if (n && xc_str_int(xml_text(n), INT64_MIN, -1, &fixed))
        return read_fail(r, XC_EINVAL, n, "loopCardinality \"%.*s\" is negative",
                         "loopCardinality“%.*s”是负数", XC_STR_ARG(xml_text(n)));
    if (!l->cardinality && !l->collection && l->collection_ref.len == 0)
        return read_fail(r, XC_EINVAL, x,
                         "the multi-instance activity says neither how often (loopCardinality) nor "
                         "over which list (inputCollection, camunda:collection)",
                         "多实例活动既没写次数（loopCardinality），也没写集合"
                         "（inputCollection、camunda:collection）"); /* or loopDataInputRef */
    return read_behavior(r, x, l);
}

xc_err read_loop(reading *r, const xml_node *x, model_node *n)
{
    const xml_node *standard = xml_child(x, NS_BPMN, "standardLoopCharacteristics");
    const xml_node *multi = xml_child(x, NS_BPMN, "multiInstanceLoopCharacteristics");
    if (standard)
        return read_standard(r, standard, &n->loop);
    return multi ? read_multi(r, multi, &n->loop) : XC_OK;
}
