/* check.c - looking through a model: its elements and boxes; see dmn_check.h. */
#include "engine/dmn/check.h"

#include <stdio.h>
#include <stdlib.h>

enum { TEXT = 300 };

const char *dmn_found_name(dmn_found kind)
{
    static const char *const NAMES[] = { "unread",  "name",     "type", "gap",
                                         "overlap", "shadowed", "limit" };
    return NAMES[kind];
}

/* an unknown name is told once an element */
static bool said(const checker *c, const char *en)
{
    for (size_t i = c->count; i-- > 0;)
        if (c->found[i].kind == DMN_FOUND_NAME && strcmp(c->found[i].what.en, en) == 0 &&
            xc_str_eq(c->found[i].element, c->at ? c->at->name : XC_STR("")))
            return true;
    return false;
}

dmn_finding *check_add(checker *c, dmn_found kind, uint32_t line, uint32_t column, const char *en,
                       const char *zh)
{
    if (c->count == DMN_CHECK_MAX_FINDINGS || (kind == DMN_FOUND_NAME && said(c, en)))
        return NULL;
    dmn_finding *f = &c->found[c->count++];
    *f = (dmn_finding){ .kind = kind, .element = c->at ? c->at->name : XC_STR("") };
    xc_ignore(xc_fail_at(&f->what, XC_EINVAL, c->file, line, column, "%s%.0s", "%.0s%s", en, zh));
    f->element = xc_arena_str(c->arena, f->element);
    return f;
}

/* ---- names ---- */

static bool local_name(const checker *c, xc_str name, const feel_shape **ret)
{
    for (size_t i = c->local_count; i-- > 0;)
        if (xc_str_eq(c->locals[i].name, name)) {
            *ret = c->locals[i].shape;
            return true;
        }
    return false;
}

static bool needed_name(const checker *c, xc_str name, const feel_shape **ret)
{
    for (size_t i = 0; c->at && i < c->at->need_count; i++) {
        const dmn_need *n = &c->at->needs[i];
        xc_str visible = n->under.len ? n->under : c->m->elements[n->element].name;
        if (xc_str_eq(visible, name)) {
            *ret = n->under.len ? NULL : c->shapes[n->element];
            return true;
        }
    }
    return false;
}

/* Inputs are visible everywhere when a decision is made, required or not. */
static bool input_name(const checker *c, xc_str name, const feel_shape **ret)
{
    for (size_t i = 0; i < c->m->count; i++)
        if (c->m->elements[i].kind == ELEMENT_INPUT && xc_str_eq(c->m->elements[i].name, name)) {
            *ret = c->m->elements[i].shape;
            return true;
        }
    return false;
}

static bool find_name(void *ctx, xc_str name, const feel_shape **ret)
{
    const checker *c = ctx;
    return local_name(c, name, ret) || needed_name(c, name, ret) || input_name(c, name, ret);
}

static void found_in_expr(void *ctx, feel_check_kind kind, uint32_t line, uint32_t column,
                          const char *en, const char *zh)
{
    (void)check_add(ctx, kind == FEEL_CHECK_NAME ? DMN_FOUND_NAME : DMN_FOUND_TYPE, line, column,
                    en, zh);
}

const feel_shape *check_expr(checker *c, const feel_expr *e, const feel_shape *input)
{
    const feel_checker how = {
        .name = find_name, .found = found_in_expr, .ctx = c, .arena = c->arena
    };
    return e ? feel_check_expr(e, &how, input) : NULL;
}

/* ---- boxes ---- */

static const feel_shape *check_box(checker *c, const dmn_box *b);

static void see(checker *c, xc_str name, const feel_shape *shape)
{
    if (c->local_count < CHECK_MAX_LOCALS)
        c->locals[c->local_count++] = (feel_field){ name, shape };
}

static const feel_shape *check_entries(checker *c, const dmn_box *b, bool seen)
{
    const feel_shape *last = NULL;
    for (size_t i = 0; i < b->count; i++) {
        const dmn_entry *e = &b->entries[i];
        const feel_shape *s = check_box(c, e->box);
        s = e->shape ? e->shape : s;
        last = e->name.len ? NULL : s;
        if (seen && e->name.len)
            see(c, e->name, s);
    }
    return last;
}

static const feel_shape *check_function(checker *c, const dmn_box *b)
{
    for (size_t i = 0; i < b->param_count; i++)
        see(c, b->params[i].name, b->params[i].shape);
    const feel_shape *returns = b->a ? check_box(c, b->a) : NULL;
    feel_shape *s = xc_arena_array(c->arena, 1, sizeof *s);
    if (s)
        *s = (feel_shape){ .kind = FEEL_SHAPE_FUNCTION,
                           .fields = b->params,
                           .count = b->param_count,
                           .returns = returns };
    return s;
}

static const feel_shape *check_loop(checker *c, const dmn_box *b)
{
    const feel_shape *in = check_box(c, b->a);
    in = in && in->kind == FEEL_SHAPE_LIST ? in->element : NULL;
    see(c, b->kind == BOX_FILTER ? XC_STR("item") : b->variable, in);
    if (b->kind == BOX_FOR)
        see(c, XC_STR("partial"), NULL);
    for (size_t i = 0;
         b->kind == BOX_FILTER && in && in->kind == FEEL_SHAPE_CONTEXT && i < in->count; i++)
        see(c, in->fields[i].name, in->fields[i].shape);
    if (b->kind != BOX_FILTER || in)
        (void)check_box(c, b->b); /* members of unknown items may be any names */
    return NULL;
}

static const feel_shape *check_parts(checker *c, const dmn_box *b)
{
    const dmn_box *const parts[] = { b->a, b->b, b->c };
    for (size_t i = 0; i < 3; i++)
        if (parts[i])
            (void)check_box(c, parts[i]);
    return NULL;
}

static const feel_shape *check_inside(checker *c, const dmn_box *b)
{
    switch (b->kind) {
    case BOX_LITERAL:
        return check_expr(c, b->e, NULL);
    case BOX_TABLE:
        return check_table(c, b->table);
    case BOX_CONTEXT:
        return check_entries(c, b, true);
    case BOX_LIST:
        (void)check_entries(c, b, false);
        return NULL;
    case BOX_INVOCATION:
        (void)check_box(c, b->a);
        (void)check_entries(c, b, false);
        return NULL;
    case BOX_FUNCTION:
        return b->external ? NULL : check_function(c, b);
    case BOX_CONDITIONAL:
        return check_parts(c, b);
    case BOX_FILTER:
    case BOX_FOR:
    case BOX_SOME:
    case BOX_EVERY:
        return check_loop(c, b);
    case BOX_NONE:
    case BOX_COUNT:
        break;
    }
    return NULL;
}

static const feel_shape *check_box(checker *c, const dmn_box *b)
{
    size_t outer = c->local_count;
    const feel_shape *s = check_inside(c, b);
    c->local_count = outer;
    return b->shape && b->kind != BOX_FUNCTION ? b->shape : s;
}

/* ---- elements ---- */

static const feel_shape *service_shape(checker *c, const dmn_element *e)
{
    feel_shape *s = xc_arena_array(c->arena, 1, sizeof *s);
    if (s)
        *s = (feel_shape){ .kind = FEEL_SHAPE_FUNCTION,
                           .fields = e->params,
                           .count = e->given_count };
    return s;
}

/* Does what comes out fit the declared type? */
static void check_result(checker *c, const dmn_element *e, const feel_shape *s)
{
    char en[TEXT], zh[TEXT];
    if (!s || !e->shape || s->kind != FEEL_SHAPE_BASIC || e->shape->kind != FEEL_SHAPE_BASIC ||
        s->type == e->shape->type || (e->shape->type == FEEL_DATE_TIME && s->type == FEEL_DATE))
        return;
    (void)snprintf(en, sizeof en, "the result is a %s, but declared as %s",
                   feel_type_name(s->type, XC_LANG_EN), feel_type_name(e->shape->type, XC_LANG_EN));
    (void)snprintf(zh, sizeof zh, "结果是%s，却声明为%s", feel_type_name(s->type, XC_LANG_ZH),
                   feel_type_name(e->shape->type, XC_LANG_ZH));
    (void)check_add(c, DMN_FOUND_TYPE, e->line, 1, en, zh);
}

/* what it needs first: its types are then known */
static void check_element(checker *c, size_t at)
{
    const dmn_element *e = &c->m->elements[at], *outer = c->at;
    if (c->seen[at])
        return;
    c->seen[at] = 1;
    c->shapes[at] = e->kind == ELEMENT_DECISION || e->kind == ELEMENT_INPUT ? e->shape : NULL;
    for (size_t i = 0; i < e->need_count; i++)
        check_element(c, e->needs[i].element);
    c->at = e;
    if (e->kind == ELEMENT_SERVICE)
        c->shapes[at] = service_shape(c, e);
    if (e->box) {
        const feel_shape *s = check_box(c, e->box);
        if (e->kind == ELEMENT_DECISION)
            check_result(c, e, s);
        if (e->kind == ELEMENT_KNOWLEDGE || !e->shape)
            c->shapes[at] = s;
    }
    c->at = outer;
}

/* ---- the whole ---- */

static int by_place(const void *a, const void *b)
{
    const dmn_finding *x = a, *y = b;
    if (x->what.line != y->what.line)
        return x->what.line < y->what.line ? -1 : 1;
    return (x->what.column > y->what.column) - (x->what.column < y->what.column);
}

static void note_unread(void *ctx, const xc_problem *p)
{
    checker *c = ctx;
    dmn_finding *f = check_add(c, DMN_FOUND_UNREAD, p->line, p->column, p->en, p->zh);
    if (f)
        f->what.code = p->code;
}

static xc_err check_model(checker *c)
{
    const dmn_model *m = c->m;
    c->shapes = xc_arena_array(c->arena, m->count, sizeof *c->shapes);
    c->seen = xc_arena_array(c->arena, m->count, 1);
    if (!c->shapes || !c->seen)
        return xc_arena_err(c->arena, m->count * sizeof *c->shapes);
    for (size_t i = m->own; i < m->count; i++)
        check_element(c, i);
    qsort(c->found, c->count, sizeof *c->found, by_place);
    return c->err;
}

xc_err dmn_check(xc_str xml, const char *name, const dmn_load_options *options, xc_arena *arena,
                 const dmn_finding **ret, size_t *ret_count, xc_problem *why)
{
    dmn_model *m = NULL;
    dmn_load_options how = options ? *options : (dmn_load_options){ 0 };
    checker *c = xc_arena_array(arena, 1, sizeof *c);
    dmn_finding *found = xc_arena_array(arena, DMN_CHECK_MAX_FINDINGS, sizeof *found);
    if (!c || !found)
        return xc_arena_err(arena, DMN_CHECK_MAX_FINDINGS * sizeof *found);
    *c = (checker){ .file = name, .arena = arena, .found = found };
    how.draft = true;
    how.unread = note_unread;
    how.unread_ctx = c;
    xc_err err = dmn_model_new_with(xml, name, &how, &m, why);
    if (err)
        return err;
    c->m = m;
    err = check_model(c);
    dmn_model_free(m);
    *ret = c->found;
    *ret_count = c->count;
    return err;
}
