/* read_graph.c - the elements of a DMN file and what they need of each other, without circles. */
#include "engine/dmn/read_int.h"

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

/* room for more elements behind those of other files */
static xc_err make_room(dmn_loader *l, size_t more)
{
    dmn_model *m = l->m;
    if (m->count + more <= m->room)
        return XC_OK;
    dmn_element *all = xc_arena_array(m->arena, m->count + more, sizeof *all);
    if (!all)
        return dmn_no_room(l);
    if (m->count)
        memcpy(all, m->elements, m->count * sizeof *all);
    m->elements = all;
    m->room = m->count + more;
    return XC_OK;
}

static size_t kind_of(const xml_node *n)
{
    size_t k = 0;
    while (k < KIND_COUNT && !xc_str_is(n->name, KINDS[k].name))
        k++;
    return k;
}

xc_err dmn_read_elements(dmn_loader *l, const xml_node *root)
{
    size_t count = 0;
    for (const xml_node *n = root->first; n; n = n->next)
        count += kind_of(n) < KIND_COUNT;
    xc_err err = make_room(l, count);
    dmn_here(l)->first = l->m->count;
    for (const xml_node *n = root->first; n && !err; n = n->next)
        if (kind_of(n) < KIND_COUNT)
            err = read_element(l, n, KINDS[kind_of(n)].kind);
    dmn_here(l)->end = l->m->count;
    return err;
}

static bool find_in(const dmn_loader *l, const dmn_file *f, xc_str id, size_t *ret)
{
    for (size_t i = f->first; i < f->end && id.len; i++)
        if (xc_str_eq(l->m->elements[i].id, id)) {
            *ret = i;
            return true;
        }
    return false;
}

/* href: "#id", "namespace#id" (of this file or an import) or the bare id */
static bool find_href(const dmn_loader *l, const xml_node *n, dmn_need *ret)
{
    const dmn_file *here = &l->files[l->at];
    xc_str id = xml_attr_of(n, "href"), space;
    xc_str after = xc_str_cut(id, '#', &space);
    *ret = (dmn_need){ 0 };
    if (!after.ptr)
        return find_in(l, here, id, &ret->element);
    if (!space.len || xc_str_eq(space, here->space))
        return find_in(l, here, after, &ret->element);
    for (size_t i = 0; i < here->import_count; i++) {
        ret->under = here->imports[i].name;
        if (xc_str_eq(l->files[here->imports[i].file].space, space))
            return find_in(l, &l->files[here->imports[i].file], after, &ret->element);
    }
    return false;
}

/* adds what n refers to; nothing in a draft if it is not there */
static xc_err add_href(dmn_loader *l, const xml_node *n, dmn_need *to, size_t *count)
{
    dmn_need found;
    if (find_href(l, n, &found))
        to[(*count)++] = found;
    else
        return dmn_bad_place(l, n, "this model has no element", "模型里没有这个元素：",
                             xml_attr_of(n, "href"));
    return XC_OK;
}

static xc_err read_needs(dmn_loader *l, const xml_node *n, dmn_element *e)
{
    dmn_need *needs = xc_arena_array(l->m->arena, n->count, sizeof *needs);
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
    for (const xml_node *c = xml_child(n, NULL, name); c && !err; c = xml_next(c, NULL, name)) {
        dmn_need one;
        size_t found = 0;
        err = add_href(l, c, &one, &found);
        if (!err && found)
            to[(*count)++] = one.element;
    }
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

xc_err dmn_read_logic(dmn_loader *l, const xml_node *root)
{
    size_t i = dmn_here(l)->first;
    xc_err err = XC_OK;
    for (const xml_node *n = root->first; n && !err; n = n->next)
        if (kind_of(n) < KIND_COUNT)
            err = read_logic(l, n, &l->m->elements[i++]);
    return err;
}

/* ---- circles ---- */

/* Of an element: not looked at yet, just being looked at, or how long its chain of decisions is. */
enum { UNSEEN, ON_THE_WAY, CHAIN };

typedef struct {
    const dmn_model *m;
    unsigned *seen;
    bool circle, deep;
} circle_search;

/* how long the chain is, from CHAIN on */
static unsigned search(circle_search *s, size_t at, int depth)
{
    if (s->seen[at] >= CHAIN || s->circle || s->deep)
        return s->seen[at];
    s->circle = s->seen[at] == ON_THE_WAY;
    s->deep = depth > DMN_MAX_CHAIN;
    s->seen[at] = ON_THE_WAY;
    const dmn_element *e = &s->m->elements[at];
    unsigned longest = CHAIN;
    for (size_t i = 0; e->kind == ELEMENT_DECISION && i < e->need_count; i++) {
        bool decision = s->m->elements[e->needs[i].element].kind == ELEMENT_DECISION;
        unsigned below = decision ? search(s, e->needs[i].element, depth + 1) : 0;
        longest = below + 1 > longest ? below + 1 : longest;
    }
    s->deep = s->deep || longest > CHAIN + DMN_MAX_CHAIN - 1;
    s->seen[at] = longest;
    return longest;
}

xc_err dmn_check_circles(dmn_loader *l)
{
    const dmn_model *m = l->m;
    circle_search s = { .m = m, .seen = xc_arena_array(l->tree, m->count, sizeof *s.seen) };
    if (!s.seen)
        return dmn_no_room(l);
    for (size_t i = 0; i < m->count; i++) {
        (void)search(&s, i, 0);
        if (s.circle)
            return xc_fail_at(l->why, XC_EINVAL, l->file, m->elements[i].line, 1,
                              "the decision \"%.*s\" needs itself, directly or through others",
                              "决策“%.*s”直接或间接地依赖自己", XC_STR_ARG(m->elements[i].name));
        if (s.deep)
            return xc_fail_at(l->why, XC_ELIMIT, l->file, m->elements[i].line, 1,
                              "the decision \"%.*s\" needs a chain of more than %d decisions",
                              "决策“%.*s”依赖的决策链超过 %d 个", XC_STR_ARG(m->elements[i].name),
                              DMN_MAX_CHAIN);
    }
    return XC_OK;
}
