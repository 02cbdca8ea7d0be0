/* read_box.c - boxed expressions of every kind (DMN 1.5, 7.3 and 10.2). */
#include "engine/dmn/read_int.h"

typedef xc_err reader(dmn_loader *l, const xml_node *n, dmn_box *to);

static xc_err read_literal(dmn_loader *l, const xml_node *n, dmn_box *to)
{
    xc_str text = xml_child_text(n, NULL, "text");
    if (!text.len) {
        to->kind = BOX_NONE;
        return XC_OK;
    }
    return dmn_compile(l, n, text, false, &to->e);
}

static xc_err read_table(dmn_loader *l, const xml_node *n, dmn_box *to)
{
    return dmn_read_table(l, n, &to->table);
}

static xc_err read_context(dmn_loader *l, const xml_node *n, dmn_box *to)
{
    size_t count = dmn_children(n, "contextEntry"), outer = l->name_count;
    dmn_entry *entries = xc_arena_array(l->m->arena, count, sizeof *entries), *e = entries;
    xc_err err = entries ? XC_OK : dmn_no_room(l);
    for (const xml_node *c = xml_child(n, NULL, "contextEntry"); c && !err;
         c = xml_next(c, NULL, "contextEntry"), e++) {
        const xml_node *v = xml_child(c, NULL, "variable");
        err = dmn_read_box(l, c, &e->box);
        if (err || !v)
            continue;
        e->name = dmn_keep(l, xml_attr_of(v, "name"));
        err = dmn_shape_named(l, v, xml_attr_of(v, "typeRef"), &e->shape);
        if (!err)
            err = dmn_see(l, e->name);
    }
    l->name_count = outer;
    to->entries = entries;
    to->count = count;
    return err;
}

static xc_err read_box_of(dmn_loader *l, const xml_node *n, const dmn_box **ret);

static bool is_box(const xml_node *n);

static xc_err read_list(dmn_loader *l, const xml_node *n, dmn_box *to)
{
    size_t count = 0;
    xc_err err = XC_OK;
    dmn_entry *entries = xc_arena_array(l->m->arena, n->count, sizeof *entries);
    if (!entries)
        return dmn_no_room(l);
    for (const xml_node *c = n->first; c && !err; c = c->next)
        if (is_box(c))
            err = read_box_of(l, c, &entries[count++].box);
    to->entries = entries;
    to->count = count;
    return err;
}

static xc_err read_row(dmn_loader *l, const xml_node *row, const xml_node *relation, dmn_box *to)
{
    size_t count = dmn_children(relation, "column"), i = 0;
    xc_err err = XC_OK;
    dmn_entry *entries = xc_arena_array(l->m->arena, count, sizeof *entries);
    if (!entries)
        return dmn_no_room(l);
    const xml_node *column = xml_child(relation, NULL, "column");
    for (const xml_node *c = row->first; c && column && !err; c = c->next) {
        if (!is_box(c))
            continue;
        entries[i].name = dmn_keep(l, xml_attr_of(column, "name"));
        err = read_box_of(l, c, &entries[i++].box);
        column = xml_next(column, NULL, "column");
    }
    *to = (dmn_box){ .kind = BOX_CONTEXT, .line = row->line, .entries = entries, .count = i };
    return err;
}

/* a relation is a list of contexts */
static xc_err read_relation(dmn_loader *l, const xml_node *n, dmn_box *to)
{
    size_t count = dmn_children(n, "row"), i = 0;
    xc_err err = XC_OK;
    dmn_entry *entries = xc_arena_array(l->m->arena, count, sizeof *entries);
    dmn_box *rows = xc_arena_array(l->m->arena, count, sizeof *rows);
    if (!entries || !rows)
        return dmn_no_room(l);
    for (const xml_node *c = xml_child(n, NULL, "row"); c && !err; c = xml_next(c, NULL, "row")) {
        err = read_row(l, c, n, &rows[i]);
        entries[i].box = &rows[i];
        i++;
    }
    to->entries = entries;
    to->count = count;
    return err;
}

static xc_err read_invocation(dmn_loader *l, const xml_node *n, dmn_box *to)
{
    size_t count = dmn_children(n, "binding");
    dmn_entry *entries = xc_arena_array(l->m->arena, count, sizeof *entries), *e = entries;
    xc_err err = entries ? dmn_read_box(l, n, &to->a) : dmn_no_room(l);
    for (const xml_node *c = xml_child(n, NULL, "binding"); c && !err;
         c = xml_next(c, NULL, "binding"), e++) {
        const xml_node *p = xml_child(c, NULL, "parameter");
        if (!p)
            return dmn_bad(l, c, "a binding needs a parameter", "绑定缺少参数", XC_STR(""));
        e->name = dmn_keep(l, xml_attr_of(p, "name"));
        err = dmn_read_box(l, c, &e->box);
    }
    to->entries = entries;
    to->count = count;
    return err;
}

xc_err dmn_read_function(dmn_loader *l, const xml_node *n, dmn_box *to)
{
    size_t outer = l->name_count, i = 0;
    feel_field *params =
        xc_arena_array(l->m->arena, dmn_children(n, "formalParameter"), sizeof *params);
    xc_err err = params ? XC_OK : dmn_no_room(l);
    for (const xml_node *c = xml_child(n, NULL, "formalParameter"); c && !err;
         c = xml_next(c, NULL, "formalParameter"), i++) {
        params[i].name = dmn_keep(l, xml_attr_of(c, "name"));
        err = dmn_shape_named(l, c, xml_attr_of(c, "typeRef"), &params[i].shape);
        if (!err)
            err = dmn_see(l, params[i].name);
    }
    *to = (dmn_box){ .kind = BOX_FUNCTION, .line = n->line, .params = params, .param_count = i };
    xc_str kind = xml_attr_of(n, "kind");
    to->external = kind.len && !xc_str_is(kind, "FEEL");
    if (!err)
        err = dmn_read_box(l, n, &to->a); /* of an external one: where it is found */
    l->name_count = outer;
    return err;
}

static xc_err read_part(dmn_loader *l, const xml_node *n, const char *name, const dmn_box **ret)
{
    const xml_node *part = xml_child(n, NULL, name);
    if (!part)
        return dmn_bad(l, n, "this expression lacks its part", "表达式缺少这一部分：",
                       xc_str_of(name));
    return dmn_read_box(l, part, ret);
}

static xc_err read_conditional(dmn_loader *l, const xml_node *n, dmn_box *to)
{
    xc_err err = read_part(l, n, "if", &to->a);
    if (!err)
        err = read_part(l, n, "then", &to->b);
    return err ? err : read_part(l, n, "else", &to->c);
}

static xc_err read_filter(dmn_loader *l, const xml_node *n, dmn_box *to)
{
    size_t outer = l->name_count;
    xc_err err = read_part(l, n, "in", &to->a);
    if (!err)
        err = dmn_see(l, XC_STR("item"));
    if (!err)
        err = read_part(l, n, "match", &to->b);
    l->name_count = outer;
    return err;
}

static xc_err read_iteration(dmn_loader *l, const xml_node *n, dmn_box *to)
{
    size_t outer = l->name_count;
    to->variable = dmn_keep(l, xml_attr_of(n, "iteratorVariable"));
    xc_err err = read_part(l, n, "in", &to->a);
    if (!err)
        err = dmn_see(l, to->variable);
    if (!err)
        err = read_part(l, n, to->kind == BOX_FOR ? "return" : "satisfies", &to->b);
    l->name_count = outer;
    return err;
}

static const struct {
    const char *name;
    dmn_box_kind kind;
    reader *read;
} KINDS[] = {
    { "literalExpression", BOX_LITERAL, read_literal },
    { "decisionTable", BOX_TABLE, read_table },
    { "context", BOX_CONTEXT, read_context },
    { "list", BOX_LIST, read_list },
    { "relation", BOX_LIST, read_relation },
    { "invocation", BOX_INVOCATION, read_invocation },
    { "functionDefinition", BOX_FUNCTION, dmn_read_function },
    { "conditional", BOX_CONDITIONAL, read_conditional },
    { "filter", BOX_FILTER, read_filter },
    { "for", BOX_FOR, read_iteration },
    { "some", BOX_SOME, read_iteration },
    { "every", BOX_EVERY, read_iteration },
};

enum { KIND_COUNT = sizeof KINDS / sizeof KINDS[0] };

static size_t kind_of(const xml_node *n)
{
    size_t i = 0;
    while (i < KIND_COUNT && !xc_str_is(n->name, KINDS[i].name))
        i++;
    return i;
}

static bool is_box(const xml_node *n)
{
    return kind_of(n) < KIND_COUNT;
}

static xc_err read_box_of(dmn_loader *l, const xml_node *n, const dmn_box **ret)
{
    size_t kind = kind_of(n);
    dmn_box *b = xc_arena_array(l->m->arena, 1, sizeof *b);
    if (!b)
        return dmn_no_room(l);
    if (++l->nest > DMN_MAX_NEST)
        return dmn_bad(l, n, "the boxes are nested too deeply at", "嵌套过深：", n->name);
    *b = (dmn_box){ .kind = KINDS[kind].kind, .line = n->line };
    xc_err err = KINDS[kind].read(l, n, b);
    if (!err)
        err = dmn_shape_named(l, n, xml_attr_of(n, "typeRef"), &b->shape);
    l->nest--;
    *ret = b;
    return err;
}

xc_err dmn_read_box(dmn_loader *l, const xml_node *n, const dmn_box **ret)
{
    static const dmn_box NONE = { .kind = BOX_NONE };
    for (const xml_node *c = n->first; c; c = c->next)
        if (is_box(c))
            return read_box_of(l, c, ret);
    *ret = &NONE;
    return XC_OK;
}
