/* read_table.c - decision tables (DMN 1.5, 8). */
#include "engine/dmn/index.h"
#include "engine/dmn/read_int.h"

static xc_err read_hit(dmn_loader *l, const xml_node *n, dmn_table *t)
{
    static const char *const NAMES[] = { "UNIQUE",  "FIRST",      "ANY",         "PRIORITY",
                                         "COLLECT", "RULE ORDER", "OUTPUT ORDER" };
    xc_str text = xml_attr_of(n, "hitPolicy");
    if (!text.len)
        return XC_OK;
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (xc_str_is(text, NAMES[i])) {
            t->hit = (dmn_hit)i;
            return XC_OK;
        }
    return dmn_bad(l, n, "this hit policy does not exist:", "没有这种命中策略：", text);
}

static xc_err read_aggregation(dmn_loader *l, const xml_node *n, dmn_table *t)
{
    static const char *const NAMES[] = { "SUM", "MIN", "MAX", "COUNT" };
    xc_str text = xml_attr_of(n, "aggregation");
    if (!text.len || t->hit != HIT_COLLECT)
        return XC_OK;
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (xc_str_is(text, NAMES[i])) {
            t->aggregated = true;
            t->aggregate = (feel_aggregate)i;
            return XC_OK;
        }
    return dmn_bad(l, n, "this aggregation does not exist:", "没有这种汇总方式：", text);
}

static xc_err read_input(dmn_loader *l, const xml_node *n, dmn_input *in)
{
    const xml_node *e = xml_child(n, NULL, "inputExpression");
    const xml_node *values = xml_child(n, NULL, "inputValues");
    if (!e)
        return dmn_bad(l, n, "this input has no expression:", "输入没有表达式：",
                       xml_attr_of(n, "label"));
    in->text = dmn_keep(l, xml_child_text(e, NULL, "text"));
    dmn_place(e, &in->line, &in->column);
    xc_err err = dmn_compile(l, e, in->text, false, &in->e);
    if (!err)
        err = dmn_shape_named(l, e, xml_attr_of(e, "typeRef"), &in->shape);
    xc_str allowed = values ? xml_child_text(values, NULL, "text") : XC_STR("");
    in->allowed_text = dmn_keep(l, allowed);
    if (!err && allowed.len)
        err = dmn_compile(l, values, allowed, true, &in->allowed);
    return err;
}

static xc_err read_output_values(dmn_loader *l, const xml_node *values, dmn_output *out)
{
    xc_str text = xml_child_text(values, NULL, "text");
    xc_str list = xc_arena_printf(l->m->arena, "[%.*s]", XC_STR_ARG(text));
    if (!list.ptr)
        return dmn_no_room(l);
    return dmn_compile(l, values, list, false, &out->allowed);
}

static xc_err read_output(dmn_loader *l, const xml_node *n, dmn_output *out)
{
    const xml_node *values = xml_child(n, NULL, "outputValues");
    const xml_node *usual = xml_child(n, NULL, "defaultOutputEntry");
    out->name = dmn_keep(l, xml_attr_of(n, "name"));
    xc_err err = dmn_shape_named(l, n, xml_attr_of(n, "typeRef"), &out->shape);
    if (!err && values)
        err = read_output_values(l, values, out);
    if (!err && usual)
        err = dmn_compile(l, usual, xml_child_text(usual, NULL, "text"), false, &out->usual);
    return err;
}

static xc_err read_cells(dmn_loader *l, const xml_node *n, bool unary, size_t count,
                         dmn_column_cells **known, const dmn_cell *const **ret)
{
    const char *kind = unary ? "inputEntry" : "outputEntry";
    const dmn_cell **cells = xc_arena_array(l->m->arena, count, sizeof *cells);
    xc_err err = XC_OK;
    size_t i = 0;
    if (!cells)
        return dmn_no_room(l);
    if (dmn_children(n, kind) != count)
        return dmn_bad(l, n, "the rule has more or fewer cells than the table has columns; see its",
                       "规则的单元格数与表的列数不符，见", xc_str_of(kind));
    for (const xml_node *c = xml_child(n, NULL, kind); c && !err; c = xml_next(c, NULL, kind), i++)
        err = dmn_read_cell(l, &known[i], c, unary, &cells[i]);
    *ret = cells;
    return err;
}

static xc_str annotation_of(const xml_node *n)
{
    const xml_node *a = xml_child(n, NULL, "annotationEntry");
    xc_str text = xml_child_text(n, NULL, "description");
    return text.len || !a ? text : xml_child_text(a, NULL, "text");
}

static xc_err read_rules(dmn_loader *l, const xml_node *n, const dmn_table *t, dmn_rule *rule)
{
    size_t columns = t->input_count + t->output_count;
    xc_err err = XC_OK;
    dmn_column_cells **known = xc_arena_array(l->tree, columns, sizeof(dmn_column_cells *));
    if (!known)
        return dmn_no_room(l);
    for (const xml_node *c = xml_child(n, NULL, "rule"); c && !err;
         c = xml_next(c, NULL, "rule"), rule++) {
        rule->id = dmn_keep(l, xml_attr_of(c, "id"));
        rule->annotation = dmn_keep(l, annotation_of(c));
        rule->line = c->line;
        rule->column = c->column;
        err = read_cells(l, c, true, t->input_count, known, &rule->tests);
        if (!err)
            err = read_cells(l, c, false, t->output_count, known + t->input_count, &rule->outputs);
    }
    return err;
}

static xc_err read_columns(dmn_loader *l, const xml_node *n, dmn_input *inputs, dmn_output *outputs)
{
    xc_err err = XC_OK;
    for (const xml_node *c = xml_child(n, NULL, "input"); c && !err; c = xml_next(c, NULL, "input"))
        err = read_input(l, c, inputs++);
    for (const xml_node *c = xml_child(n, NULL, "output"); c && !err;
         c = xml_next(c, NULL, "output"))
        err = read_output(l, c, outputs++);
    return err;
}

static xc_err check_outputs(dmn_loader *l, const xml_node *n, const dmn_table *t)
{
    if (!t->output_count)
        return dmn_bad(l, n, "a table needs an output:", "决策表至少要有一个输出：",
                       xml_attr_of(n, "id"));
    for (size_t i = 0; t->output_count > 1 && i < t->output_count; i++)
        if (!t->outputs[i].name.len)
            return dmn_bad(l, n, "each output needs a name in", "每个输出都要有名称：",
                           xml_attr_of(n, "id"));
    return XC_OK;
}

xc_err dmn_read_table(dmn_loader *l, const xml_node *n, const dmn_table **ret)
{
    xc_arena *a = l->m->arena;
    dmn_table *t = xc_arena_array(a, 1, sizeof *t);
    size_t inputs = dmn_children(n, "input"), outputs = dmn_children(n, "output");
    size_t rules = dmn_children(n, "rule");
    dmn_input *in = xc_arena_array(a, inputs, sizeof *in);
    dmn_output *out = xc_arena_array(a, outputs, sizeof *out);
    dmn_rule *rule = xc_arena_array(a, rules, sizeof *rule);
    if (!t || !in || !out || !rule)
        return dmn_no_room(l);
    *t = (dmn_table){ .id = dmn_keep(l, xml_attr_of(n, "id")),
                      .line = n->line,
                      .inputs = in,
                      .outputs = out,
                      .rules = rule,
                      .input_count = inputs,
                      .output_count = outputs,
                      .rule_count = rules };
    xc_err err = read_hit(l, n, t);
    if (!err)
        err = read_aggregation(l, n, t);
    if (!err)
        err = read_columns(l, n, in, out);
    if (!err)
        err = check_outputs(l, n, t);
    if (!err)
        err = read_rules(l, n, t, rule);
    if (!err)
        err = dmn_index_table(l->m->arena, l->tree, t, &t->index);
    if (err == XC_ELIMIT && !l->why->code)
        err = dmn_no_room(l);
    *ret = t;
    return err;
}
