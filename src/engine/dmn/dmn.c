/* dmn.c - a model from its file, and what the readers of its parts share. */
#include "engine/dmn/dmn.h"

#include <stdio.h>

#include "base/mem.h"
#include "engine/dmn/read_int.h"

/* PROBE_BYTES: who asked for some of the last bytes ran into the ceiling */
enum { MODEL_BYTES = 64 << 20, PROBE_BYTES = 8 << 20 };

/* ---- what the readers share ---- */

xc_err dmn_bad(dmn_loader *l, const xml_node *at, const char *en, const char *zh, xc_str what)
{
    xc_err err = xc_fail_at(l->why, XC_EINVAL, l->file, at->line, 1, "%s %.*s", "%s %.*s", en,
                            XC_STR_ARG(what));
    if (l->why)
        (void)snprintf(l->why->zh, sizeof l->why->zh, "%s%.*s", zh, XC_STR_ARG(what)); /* cut */
    return err;
}

void dmn_unread(dmn_loader *l, const xc_problem *what)
{
    if (l->options->unread)
        l->options->unread(l->options->unread_ctx, what);
}

/* what refuses a model, but only a draft's place */
xc_err dmn_bad_place(dmn_loader *l, const xml_node *at, const char *en, const char *zh, xc_str what)
{
    xc_problem p = { 0 }, *outer = l->why;
    l->why = l->draft ? &p : outer;
    xc_err err = dmn_bad(l, at, en, zh, what);
    l->why = outer;
    if (!l->draft)
        return err;
    dmn_unread(l, &p);
    return XC_OK;
}

xc_err dmn_no_room(dmn_loader *l)
{
    xc_err err = xc_arena_err(l->m->arena, PROBE_BYTES);
    err = err == XC_ELIMIT ? err : xc_arena_err(l->tree, PROBE_BYTES);
    return xc_fail(l->why, err, l->file, "the model needs more memory than a model may",
                   "模型占用的内存超过上限");
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

void dmn_place(const xml_node *at, uint32_t *line, uint32_t *column)
{
    const xml_node *text = xml_child(at, NULL, "text");
    at = text ? text : at;
    *line = at->line;
    *column = at->column;
    for (size_t i = 0; i < at->text.len && strchr(" \t\r\n", at->text.ptr[i]); i++) {
        bool next = at->text.ptr[i] == '\n';
        *line += next;
        *column = next ? 1 : *column + 1;
    }
}

xc_err dmn_compile(dmn_loader *l, const xml_node *at, xc_str text, bool unary,
                   const feel_expr **ret)
{
    return dmn_compile_in(l, at, text, unary, l->m->arena, ret);
}

xc_err dmn_compile_in(dmn_loader *l, const xml_node *at, xc_str text, bool unary, xc_arena *arena,
                      const feel_expr **ret)
{
    uint32_t line, column;
    xc_problem p = { 0 };
    dmn_place(at, &line, &column);
    feel_scope scope = { .names = l->names,
                         .count = l->name_count,
                         .find_shape = dmn_find_shape,
                         .ctx = l,
                         .line = line,
                         .column = column };
    xc_err err = unary ? feel_parse_unary_in(text, &scope, arena, ret, &p)
                       : feel_parse_in(text, &scope, arena, ret, &p);
    if (err)
        (void)snprintf(p.where, sizeof p.where, "%s", l->file); /* cut */
    if (err == XC_ESYNTAX && l->draft) {
        *ret = NULL;
        dmn_unread(l, &p);
        return XC_OK;
    }
    if (err && l->why)
        *l->why = p;
    return err;
}

/* ---- the whole ---- */

static xc_err list_decisions(dmn_loader *l)
{
    dmn_model *m = l->m;
    size_t *all = xc_arena_array(m->arena, m->count, sizeof *all);
    if (!all)
        return dmn_no_room(l);
    m->own = l->files[0].first;
    for (size_t i = m->own; i < m->count; i++)
        if (m->elements[i].kind == ELEMENT_DECISION)
            all[m->decision_count++] = i;
    m->decisions = all;
    return XC_OK;
}

static xc_err read_model(dmn_loader *l, xc_str xml)
{
    xc_err err = dmn_read_file(l, xml);
    if (!err)
        err = dmn_check_circles(l);
    if (!err)
        err = list_decisions(l);
    return err ? err : l->err;
}

xc_err dmn_model_new_with(xc_str xml, const char *name, const dmn_load_options *options,
                          dmn_model **ret, xc_problem *why)
{
    static const dmn_load_options PLAIN = { 0 };
    options = options ? options : &PLAIN;
    size_t room = options->max_memory ? options->max_memory : MODEL_BYTES;
    xc_arena *tree = NULL;
    dmn_model *m = xc_calloc(1, sizeof *m);
    dmn_loader *l = xc_calloc(1, sizeof *l);
    xc_err err = m && l ? xc_arena_new(room, &m->arena) : XC_ENOMEM;
    if (!err)
        err = xc_arena_new(room, &tree);
    if (!err)
        err = xc_arena_new(room, &l->scratch);
    if (!err) {
        l->m = m;
        l->file = name;
        l->why = why;
        l->options = options;
        l->draft = options->draft;
        l->tree = tree;
        err = read_model(l, xml);
    }
    xc_arena_free(tree);
    if (l)
        xc_arena_free(l->scratch);
    xc_free(l);
    if (err)
        dmn_model_free(m);
    else
        *ret = m;
    return err;
}

xc_err dmn_model_new(xc_str xml, const char *name, dmn_model **ret, xc_problem *why)
{
    return dmn_model_new_with(xml, name, NULL, ret, why);
}

xc_err dmn_model_new_draft(xc_str xml, const char *name, dmn_model **ret, xc_problem *why)
{
    return dmn_model_new_with(xml, name, &(dmn_load_options){ .draft = true }, ret, why);
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
