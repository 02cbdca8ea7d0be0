/* dmn.c - a model from its file: the elements, what they need of each other, and no circles. */
#include "engine/dmn/dmn.h"

#include <stdio.h>

#include "base/mem.h"
#include "engine/dmn/dmn_int.h"

enum { MODEL_BYTES = 64 << 20 };

/* ---- what the readers share ---- */

xc_err dmn_bad(dmn_loader *l, const xml_node *at, const char *en, const char *zh, xc_str what)
{
    xc_err err = xc_fail_at(l->why, XC_EINVAL, l->file, at->line, 1, "%s %.*s", "%s %.*s", en,
                            XC_STR_ARG(what));
    if (l->why)
        (void)snprintf(l->why->zh, sizeof l->why->zh, "%s%.*s", zh, XC_STR_ARG(what)); /* cut */
    return err;
}

xc_err dmn_no_room(dmn_loader *l)
{
    return xc_fail(l->why, xc_arena_err(l->m->arena, 64), l->file,
                   "the model needs more memory than a model may", "模型占用的内存超过上限");
}

xc_err dmn_see(dmn_loader *l, xc_str name)
{
    if (l->name_count == DMN_MAX_NAMES)
        return xc_fail(l->why, XC_ELIMIT, l->file, "a model may have %d names",
                       "一个模型最多 %d 个名称", DMN_MAX_NAMES);
    if (name.len)
        l->names[l->name_count++] = name;
    return XC_OK;
}

xc_str dmn_keep(dmn_loader *l, xc_str s)
{
    xc_str copy = xc_arena_str(l->m->arena, s.ptr ? s : XC_STR(""));
    if (!copy.ptr && !l->err)
        l->err = dmn_no_room(l);
    return copy.ptr ? copy : XC_STR("");
}

size_t dmn_children(const xml_node *n, const char *name)
{
    size_t count = 0;
    for (const xml_node *c = xml_child(n, NULL, name); c; c = xml_next(c, NULL, name))
        count++;
    return count;
}

xc_err dmn_compile(dmn_loader *l, const xml_node *at, xc_str text, bool unary,
                   const feel_expr **ret)
{
    feel_scope scope = { .names = l->names,
                         .count = l->name_count,
                         .find_shape = dmn_find_shape,
                         .ctx = l,
                         .line = at->line };
    xc_err err = unary ? feel_parse_unary_in(text, &scope, l->m->arena, ret, l->why)
                       : feel_parse_in(text, &scope, l->m->arena, ret, l->why);
    if (err == XC_ESYNTAX && l->draft) {
        *ret = NULL;
        return XC_OK;
    }
    if (err && l->why)
        (void)snprintf(l->why->where, sizeof l->why->where, "%s", l->file); /* cut */
    return err;
}

/* ---- elements ---- */

static const struct {
    const char *name;
    dmn_kind kind;
} KINDS[] = { { "inputData", ELEMENT_INPUT },
              { "decision", ELEMENT_DECISION },
              { "businessKnowledgeModel", ELEMENT_KNOWLEDGE },
              { "decisionService", ELEMENT_SERVICE } };
enum { KIND_COUNT = sizeof KINDS / sizeof KINDS[0] };

static xc_str name_of(const xml_node *n)
{
    const xml_node *v = xml_child(n, NULL, "variable");
    xc_str name = v ? xml_attr_of(v, "name") : (xc_str){ 0 };
    return name.len ? name : xml_attr_of(n, "name");
}

static xc_err read_element(dmn_loader *l, const xml_node *n, dmn_kind kind)
{
    dmn_element *e = &l->m->elements[l->m->count++];
    const xml_node *v = xml_child(n, NULL, "variable");
    *e = (dmn_element){ .kind = kind,
                        .line = n->line,
                        .id = dmn_keep(l, xml_attr_of(n, "id")),
                        .name = dmn_keep(l, name_of(n)) };
    xc_err err = v ? dmn_shape_named(l, v, xml_attr_of(v, "typeRef"), &e->shape) : XC_OK;
    return err ? err : dmn_see(l, e->name);
}

static xc_err read_elements(dmn_loader *l, const xml_node *root)
{
    xc_err err = XC_OK;
    l->m->elements = xc_arena_array(l->m->arena, root->count, sizeof *l->m->elements);
    if (!l->m->elements)
        return dmn_no_room(l);
    for (const xml_node *n = root->first; n && !err; n = n->next)
        for (size_t k = 0; k < KIND_COUNT && !err; k++)
            if (xc_str_is(n->name, KINDS[k].name))
                err = read_element(l, n, KINDS[k].kind);
    return err;
}

/* href: "#id", "namespace#id" (of this file) or the bare id */
static bool find_href(const dmn_loader *l, const xml_node *n, size_t *ret)
{
    xc_str id = xml_attr_of(n, "href"), head;
    xc_str after = xc_str_cut(id, '#', &head);
    if (after.ptr)
        id = after;
    for (size_t i = 0; i < l->m->count && id.len; i++)
        if (xc_str_eq(l->m->elements[i].id, id)) {
            *ret = i;
            return true;
        }
    return false;
}

/* adds what n refers to; nothing in a draft if it is not there */
static xc_err add_href(dmn_loader *l, const xml_node *n, size_t *to, size_t *count)
{
    size_t found;
    if (find_href(l, n, &found))
        to[(*count)++] = found;
    else if (!l->draft)
        return dmn_bad(l, n, "this model has no element", "模型里没有这个元素：",
                       xml_attr_of(n, "href"));
    return XC_OK;
}

static xc_err read_needs(dmn_loader *l, const xml_node *n, dmn_element *e)
{
    size_t *needs = xc_arena_array(l->m->arena, n->count, sizeof *needs);
    xc_err err = needs ? XC_OK : dmn_no_room(l);
    for (const xml_node *c = n->first; c && !err; c = c->next)
        if ((xc_str_is(c->name, "informationRequirement") ||
             xc_str_is(c->name, "knowledgeRequirement")) &&
            c->first)
            err = add_href(l, c->first, needs, &e->need_count);
    e->needs = needs;
    return err;
}

static xc_err read_hrefs(dmn_loader *l, const xml_node *n, const char *name, size_t *to,
                         size_t *count)
{
    xc_err err = XC_OK;
    for (const xml_node *c = xml_child(n, NULL, name); c && !err; c = xml_next(c, NULL, name))
        err = add_href(l, c, to, count);
    return err;
}

static xc_err read_service(dmn_loader *l, const xml_node *n, dmn_element *e)
{
    size_t *outputs = xc_arena_array(l->m->arena, n->count, sizeof *outputs);
    size_t *given = xc_arena_array(l->m->arena, n->count, sizeof *given);
    feel_field *params = xc_arena_array(l->m->arena, n->count, sizeof *params);
    if (!outputs || !given || !params)
        return dmn_no_room(l);
    xc_err err = read_hrefs(l, n, "outputDecision", outputs, &e->output_count);
    if (!err)
        err = read_hrefs(l, n, "inputData", given, &e->given_count);
    if (!err)
        err = read_hrefs(l, n, "inputDecision", given, &e->given_count);
    for (size_t i = 0; i < e->given_count; i++) {
        const dmn_element *in = &l->m->elements[given[i]];
        params[i] = (feel_field){ in->name, in->shape };
    }
    e->outputs = outputs;
    e->given = given;
    e->params = params;
    return err;
}

static xc_err read_knowledge(dmn_loader *l, const xml_node *n, dmn_element *e)
{
    const xml_node *logic = xml_child(n, NULL, "encapsulatedLogic");
    dmn_box *f = xc_arena_array(l->m->arena, 1, sizeof *f);
    if (!f)
        return dmn_no_room(l);
    e->box = f;
    xc_err err = read_needs(l, n, e);
    return err || !logic ? err : dmn_read_function(l, logic, f);
}

static xc_err read_logic(dmn_loader *l, const xml_node *n, dmn_element *e)
{
    xc_err err;
    switch (e->kind) {
    case ELEMENT_DECISION:
        err = read_needs(l, n, e);
        return err ? err : dmn_read_box(l, n, &e->box);
    case ELEMENT_KNOWLEDGE:
        return read_knowledge(l, n, e);
    case ELEMENT_SERVICE:
        return read_service(l, n, e);
    case ELEMENT_INPUT:
        break;
    }
    return XC_OK;
}

static xc_err read_all_logic(dmn_loader *l, const xml_node *root)
{
    size_t i = 0;
    xc_err err = XC_OK;
    for (const xml_node *n = root->first; n && !err; n = n->next)
        for (size_t k = 0; k < KIND_COUNT && !err; k++)
            if (xc_str_is(n->name, KINDS[k].name))
                err = read_logic(l, n, &l->m->elements[i++]);
    return err;
}

/* ---- circles ---- */

enum { UNSEEN, ON_THE_WAY, CLEAR };

static bool has_circle(const dmn_model *m, size_t at, unsigned char *seen, int depth)
{
    if (seen[at] == CLEAR)
        return false;
    if (seen[at] == ON_THE_WAY || depth > DMN_MAX_NEST * 4)
        return true;
    seen[at] = ON_THE_WAY;
    const dmn_element *e = &m->elements[at];
    for (size_t i = 0; e->kind == ELEMENT_DECISION && i < e->need_count; i++)
        if (m->elements[e->needs[i]].kind == ELEMENT_DECISION &&
            has_circle(m, e->needs[i], seen, depth + 1))
            return true;
    seen[at] = CLEAR;
    return false;
}

static xc_err check_circles(dmn_loader *l)
{
    const dmn_model *m = l->m;
    unsigned char *seen = xc_arena_array(m->arena, m->count, 1);
    if (!seen)
        return dmn_no_room(l);
    for (size_t i = 0; i < m->count; i++)
        if (has_circle(m, i, seen, 0))
            return xc_fail_at(l->why, XC_EINVAL, l->file, m->elements[i].line, 1,
                              "the decision \"%.*s\" needs itself, directly or through others",
                              "决策“%.*s”直接或间接地依赖自己", XC_STR_ARG(m->elements[i].name));
    return XC_OK;
}

/* ---- the whole ---- */

static xc_err list_decisions(dmn_loader *l)
{
    dmn_model *m = l->m;
    size_t *all = xc_arena_array(m->arena, m->count, sizeof *all);
    if (!all)
        return dmn_no_room(l);
    for (size_t i = 0; i < m->count; i++)
        if (m->elements[i].kind == ELEMENT_DECISION)
            all[m->decision_count++] = i;
    m->decisions = all;
    return XC_OK;
}

static xc_err read_model(dmn_loader *l, const xml_node *root)
{
    if (!xc_str_is(root->name, "definitions"))
        return dmn_bad(l, root, "a DMN file begins with definitions, not with",
                       "DMN 文件应以 definitions 开头，而不是", root->name);
    const xml_node *import = xml_child(root, NULL, "import");
    if (import && !l->draft)
        return xc_fail_at(l->why, XC_EUNSUPPORTED, l->file, import->line, 1,
                          "a model must be whole in one file; copy in what it imports",
                          "模型须完整写在一个文件里；请把导入的内容复制进来");
    l->m->id = dmn_keep(l, xml_attr_of(root, "id"));
    l->m->name = dmn_keep(l, xml_attr_of(root, "name"));
    xc_err err = dmn_read_types(l, root);
    if (!err)
        err = read_elements(l, root);
    if (!err)
        err = read_all_logic(l, root);
    if (!err)
        err = check_circles(l);
    if (!err)
        err = list_decisions(l);
    return err ? err : l->err;
}

static xc_err model_new(xc_str xml, const char *name, bool draft, dmn_model **ret, xc_problem *why)
{
    const xml_node *root;
    xc_arena *tree = NULL;
    dmn_model *m = xc_calloc(1, sizeof *m);
    dmn_loader *l = xc_calloc(1, sizeof *l);
    xc_err err = m && l ? xc_arena_new(MODEL_BYTES, &m->arena) : XC_ENOMEM;
    if (!err)
        err = xc_arena_new(MODEL_BYTES, &tree);
    if (!err)
        err = xml_parse(xml, tree, &root, why);
    if (!err) {
        *l = (dmn_loader){ .m = m, .file = name, .why = why, .draft = draft };
        err = read_model(l, root);
    } else if (why && !why->where[0]) {
        (void)snprintf(why->where, sizeof why->where, "%s", name); /* cut */
    }
    xc_arena_free(tree);
    xc_free(l);
    if (err)
        dmn_model_free(m);
    else
        *ret = m;
    return err;
}

xc_err dmn_model_new(xc_str xml, const char *name, dmn_model **ret, xc_problem *why)
{
    return model_new(xml, name, false, ret, why);
}

xc_err dmn_model_new_draft(xc_str xml, const char *name, dmn_model **ret, xc_problem *why)
{
    return model_new(xml, name, true, ret, why);
}

dmn_model *dmn_model_free(dmn_model *m)
{
    if (!m)
        return NULL;
    xc_arena_free(m->arena);
    xc_free(m);
    return NULL;
}

xc_str dmn_model_id(const dmn_model *m)
{
    return m->id;
}

xc_str dmn_model_name(const dmn_model *m)
{
    return m->name;
}

size_t dmn_decision_count(const dmn_model *m)
{
    return m->decision_count;
}

xc_str dmn_decision_id(const dmn_model *m, size_t index)
{
    return m->elements[m->decisions[index]].id;
}

xc_str dmn_decision_name(const dmn_model *m, size_t index)
{
    return m->elements[m->decisions[index]].name;
}
