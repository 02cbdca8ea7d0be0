/* read_shape.c - item definitions to the shapes that values must have (DMN 1.5, 7.3.2). */
#include <stdio.h>

#include "engine/dmn/read_int.h"

static xc_err read_definition(dmn_loader *l, const xml_node *n, feel_shape *to);

static xc_err take_type(dmn_loader *l, const xml_node *n, dmn_type *t)
{
    *t = (dmn_type){ .name = dmn_keep(l, xml_attr_of(n, "name")), .node = n };
    t->shape = xc_arena_array(l->m->arena, 1, sizeof *t->shape);
    return t->shape ? XC_OK : dmn_no_room(l);
}

static xc_err fill(dmn_loader *l, dmn_type *t)
{
    if (t->state == TYPE_READY)
        return XC_OK;
    if (t->state == TYPE_READING)
        return dmn_bad(l, t->node, "this type stands for itself; name another in",
                       "类型不能以自己为基础：", t->name);
    t->state = TYPE_READING;
    xc_err err = read_definition(l, t->node, t->shape);
    t->state = TYPE_READY;
    return err;
}

static dmn_type *type_in(const dmn_file *f, xc_str name)
{
    for (size_t i = 0; i < f->type_count; i++)
        if (xc_str_eq(f->types[i].name, name))
            return &f->types[i];
    return NULL;
}

/* "tPerson", or "import.tPerson" of an imported file */
static dmn_type *find_type(dmn_loader *l, xc_str name)
{
    const dmn_file *here = dmn_here(l);
    dmn_type *own = type_in(here, name);
    for (size_t i = 0; !own && i < here->import_count; i++) {
        xc_str under = here->imports[i].name;
        if (name.len > under.len + 1 && xc_str_starts(name, under) && name.ptr[under.len] == '.')
            own = type_in(&l->files[here->imports[i].file],
                          (xc_str){ name.ptr + under.len + 1, name.len - under.len - 1 });
    }
    return own;
}

const feel_shape *dmn_find_shape(void *loader, xc_str name)
{
    dmn_type *t = find_type(loader, name);
    return t ? t->shape : NULL;
}

/* "feel:number", "xsd:string": the prefix says only whose name it is */
static xc_str without_prefix(xc_str text)
{
    xc_str head, rest = xc_str_cut(text, ':', &head);
    return rest.ptr && !memchr(text.ptr, '<', text.len) ? rest : text;
}

static xc_str other_word(xc_str name)
{
    static const char *const NUMBERS[] = { "integer", "long", "double", "decimal", "int", "float" };
    for (size_t i = 0; i < sizeof NUMBERS / sizeof NUMBERS[0]; i++)
        if (xc_str_is(name, NUMBERS[i]))
            return XC_STR("number");
    return xc_str_is(name, "dateTime") ? XC_STR("date and time") : name;
}

xc_err dmn_shape_named(dmn_loader *l, const xml_node *at, xc_str text, const feel_shape **ret)
{
    text = xc_str_trim(text);
    *ret = NULL;
    if (!text.len)
        return XC_OK;
    const feel_shape *own = dmn_find_shape(l, text);
    if (!own)
        own = dmn_find_shape(l, without_prefix(text));
    if (own) {
        *ret = own;
        return XC_OK;
    }
    feel_scope scope = { .find_shape = dmn_find_shape, .ctx = l };
    xc_str kept = dmn_keep(l, other_word(without_prefix(text)));
    xc_err err = feel_parse_shape(kept, &scope, l->m->arena, ret, NULL);
    if (!err)
        return XC_OK;
    if (err != XC_ESYNTAX)
        return dmn_no_room(l);
    return dmn_bad_place(l, at, "there is no type", "没有这个类型：", text);
}

static xc_str type_ref(const xml_node *n)
{
    xc_str text = xml_child_text(n, NULL, "typeRef");
    return text.len ? text : xml_attr_of(n, "typeRef");
}

static xc_err read_fields(dmn_loader *l, const xml_node *n, feel_shape *to)
{
    size_t i = 0;
    xc_err err = XC_OK;
    feel_field *fields =
        xc_arena_array(l->m->arena, dmn_children(n, "itemComponent"), sizeof *fields);
    if (!fields)
        return dmn_no_room(l);
    for (const xml_node *c = xml_child(n, NULL, "itemComponent"); c && !err;
         c = xml_next(c, NULL, "itemComponent"), i++) {
        feel_shape *shape = xc_arena_array(l->m->arena, 1, sizeof *shape);
        if (!shape)
            return dmn_no_room(l);
        fields[i] = (feel_field){ dmn_keep(l, xml_attr_of(c, "name")), shape };
        err = read_definition(l, c, shape);
    }
    to->kind = FEEL_SHAPE_CONTEXT;
    to->fields = fields;
    to->count = i;
    return err;
}

static xc_err read_function_item(dmn_loader *l, const xml_node *n, feel_shape *to)
{
    size_t i = 0;
    feel_field *fields = xc_arena_array(l->m->arena, dmn_children(n, "parameters"), sizeof *fields);
    if (!fields)
        return dmn_no_room(l);
    to->kind = FEEL_SHAPE_FUNCTION;
    xc_err err = dmn_shape_named(l, n, xml_attr_of(n, "outputTypeRef"), &to->returns);
    for (const xml_node *c = xml_child(n, NULL, "parameters"); c && !err;
         c = xml_next(c, NULL, "parameters"), i++) {
        fields[i].name = dmn_keep(l, xml_attr_of(c, "name"));
        err = dmn_shape_named(l, c, type_ref(c), &fields[i].shape);
    }
    to->fields = fields;
    to->count = i;
    return err;
}

/* the shape that the definition builds on, as a copy that may be narrowed */
static xc_err read_base(dmn_loader *l, const xml_node *n, feel_shape *to)
{
    const feel_shape *base;
    const xml_node *function = xml_child(n, NULL, "functionItem");
    if (xml_child(n, NULL, "itemComponent"))
        return read_fields(l, n, to);
    if (function)
        return read_function_item(l, function, to);
    xc_str name = type_ref(n);
    dmn_type *t = find_type(l, xc_str_trim(name));
    xc_err err = t ? fill(l, t) : XC_OK;
    if (!err)
        err = dmn_shape_named(l, n, name, &base);
    if (!err)
        *to = base ? *base : (feel_shape){ .kind = FEEL_SHAPE_ANY };
    return err;
}

static xc_err read_allowed(dmn_loader *l, const xml_node *n, const char *child,
                           const feel_expr **ret)
{
    const xml_node *a = xml_child(n, NULL, child);
    xc_str text = xml_child_text(a ? a : n, NULL, "text");
    return a && text.len ? dmn_compile(l, a, text, true, ret) : XC_OK;
}

static xc_err read_definition(dmn_loader *l, const xml_node *n, feel_shape *to)
{
    if (++l->nest > DMN_MAX_NEST)
        return dmn_bad(l, n, "types are nested too deeply at", "类型嵌套过深：",
                       xml_attr_of(n, "name"));
    feel_shape one = { 0 };
    const feel_expr *whole = NULL;
    xc_err err = read_base(l, n, &one);
    if (!err)
        err = read_allowed(l, n, "allowedValues", &one.allowed);
    if (!err)
        err = read_allowed(l, n, "typeConstraint", &whole);
    l->nest--;
    if (err)
        return err;
    if (!xc_str_is(xml_attr_of(n, "isCollection"), "true")) {
        *to = one;
        if (whole)
            to->allowed = whole;
        return XC_OK;
    }
    feel_shape *element = xc_arena_array(l->m->arena, 1, sizeof *element);
    if (!element)
        return dmn_no_room(l);
    *element = one;
    *to = (feel_shape){ .kind = FEEL_SHAPE_LIST, .element = element, .allowed = whole };
    return XC_OK;
}

/* Members with blanks are told apart in paths only if they are known. */
static xc_err see_members(dmn_loader *l, const xml_node *n, int depth)
{
    xc_err err = XC_OK;
    for (const xml_node *c = xml_child(n, NULL, "itemComponent"); c && !err && depth < 20;
         c = xml_next(c, NULL, "itemComponent")) {
        xc_str name = xml_attr_of(c, "name");
        bool plain = true;
        for (size_t i = 0; i < name.len; i++)
            plain = plain && !strchr(" -+*/.'", name.ptr[i]);
        if (!plain)
            err = dmn_see(l, name);
        if (!err)
            err = see_members(l, c, depth + 1);
    }
    return err;
}

xc_err dmn_read_types(dmn_loader *l, const xml_node *root)
{
    size_t count = dmn_children(root, "itemDefinition");
    dmn_file *here = dmn_here(l);
    xc_err err = XC_OK;
    here->types = xc_arena_array(l->tree, count, sizeof *here->types);
    if (!here->types)
        return dmn_no_room(l);
    for (const xml_node *n = xml_child(root, NULL, "itemDefinition"); n && !err;
         n = xml_next(n, NULL, "itemDefinition")) {
        err = take_type(l, n, &here->types[here->type_count++]);
        if (!err)
            err = see_members(l, n, 0);
    }
    for (size_t i = 0; i < here->type_count && !err; i++)
        err = fill(l, &here->types[i]);
    return err;
}
