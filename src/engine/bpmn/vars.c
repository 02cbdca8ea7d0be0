/* vars.c - variables: what a token sees, where a result goes, and expressions over them. */
#include "engine/bpmn/run_int.h"

const feel_value *run_made(run *r, const feel_value *v, feel_type type)
{
    r->no_memory = r->no_memory || feel_type_of(v) != type;
    return v;
}

const feel_value *run_int(run *r, int64_t n)
{
    return run_made(r, feel_int(r->i->arena, n), FEEL_NUMBER);
}

const feel_value *run_string(run *r, xc_str s)
{
    return run_made(r, feel_string(r->i->arena, s), FEEL_STRING);
}

/* feel_with answers null when memory ends; a context with an entry is never null */
xc_err run_with(run *r, const feel_value *base, xc_str name, const feel_value *v,
                const feel_value **ret)
{
    const feel_value *made = feel_with(r->i->arena, base, name, v);
    if (feel_type_of(made) != FEEL_CONTEXT)
        return XC_ENOMEM;
    *ret = made;
    return XC_OK;
}

const feel_value *run_entry(const feel_value *context, xc_str name)
{
    size_t n = feel_type_of(context) == FEEL_CONTEXT ? feel_count(context) : 0;
    for (size_t k = 0; k < n; k++) {
        xc_str key;
        const feel_value *v = feel_item(context, k, &key);
        if (xc_str_eq(key, name))
            return v;
    }
    return NULL;
}

xc_err run_with_path(run *r, const feel_value *base, xc_str path, const feel_value *v,
                     const feel_value **ret)
{
    xc_str head;
    xc_str rest = xc_str_cut(path, '.', &head);
    if (!rest.ptr)
        return run_with(r, base, head, v, ret);
    const feel_value *inner = run_entry(base, head);
    if (!inner || feel_type_of(inner) != FEEL_CONTEXT)
        inner = feel_null();
    BPMN_TRY(run_with_path(r, inner, rest, v, &inner));
    return run_with(r, base, head, inner, ret);
}

const feel_value *run_overlay(run *r, const feel_value *base, const feel_value *over)
{
    size_t n = feel_type_of(over) == FEEL_CONTEXT ? feel_count(over) : 0;
    if (n == 0)
        return base;
    if (feel_type_of(base) != FEEL_CONTEXT)
        return over;
    for (size_t k = 0; k < n; k++) {
        xc_str key;
        const feel_value *v = feel_item(over, k, &key);
        base = run_made(r, feel_with(r->i->arena, base, key, v), FEEL_CONTEXT);
    }
    return base;
}

static bool is_called(const run_scope *s)
{
    return s->node->kind == NODE_PROCESS && s->owner;
}

/* a called process that has variables of its own */
static bool is_apart(const run_scope *s)
{
    return is_called(s) && (s->owner->node->work.hide_parent || s->owner->node->work.keep_child);
}

const feel_value *run_scope_view(run *r, const run_scope *s)
{
    const feel_value *above = feel_null();
    if (s->owner)
        above = is_called(s) && s->owner->node->work.hide_parent ? s->owner->locals
                                                                 : run_view(r, s->owner);
    return run_overlay(r, above, s->vars);
}

const feel_value *run_view(run *r, const run_token *t)
{
    return run_overlay(r, run_scope_view(r, t->scope), t->locals);
}

xc_err run_assign(run *r, run_scope *from, xc_str name, const feel_value *v)
{
    r->dirty = true;
    xc_str head;
    (void)xc_str_cut(name, '.', &head);
    for (run_scope *s = from; s; s = s->owner ? s->owner->scope : NULL) {
        if (!s->owner || is_apart(s) || run_entry(s->vars, head))
            return run_with_path(r, s->vars, name, v, &s->vars);
        if (run_entry(s->owner->locals, head))
            return run_with_path(r, s->owner->locals, name, v, &s->owner->locals);
    }
    return XC_OK;
}

xc_err run_assign_all(run *r, run_scope *from, const feel_value *context)
{
    size_t n = context && feel_type_of(context) == FEEL_CONTEXT ? feel_count(context) : 0;
    for (size_t k = 0; k < n; k++) {
        xc_str key;
        const feel_value *v = feel_item(context, k, &key);
        BPMN_TRY(run_assign(r, from, key, v));
    }
    return XC_OK;
}

xc_err run_assign_own(run *r, run_token *t, const feel_value *context)
{
    size_t n = context && feel_type_of(context) == FEEL_CONTEXT ? feel_count(context) : 0;
    for (size_t k = 0; k < n; k++) {
        xc_str key;
        const feel_value *v = feel_item(context, k, &key);
        if (run_entry(t->locals, key))
            BPMN_TRY(run_with(r, t->locals, key, v, &t->locals));
        else
            BPMN_TRY(run_assign(r, t->scope, key, v));
    }
    return XC_OK;
}

xc_err run_eval(run *r, const feel_expr *e, const feel_value *view, const feel_value **ret,
                xc_problem *ret_first)
{
    feel_options options = { .now_us = r->world->now_us(r->world->ctx),
                             .utc_offset_minutes = r->world->utc_offset_minutes };
    feel_diag diag = { 0 };
    const feel_value *v = feel_eval(e, view, r->i->arena, &options, &diag);
    if (diag.count > 0 && diag.first[0].code == XC_ENOMEM)
        return XC_ENOMEM;
    if (ret_first)
        *ret_first = diag.first[0];
    *ret = v;
    return XC_OK;
}

xc_err run_value(run *r, const model_text *t, const feel_value *view, const feel_value **ret)
{
    if (t->expr)
        return run_eval(r, t->expr, view, ret, NULL);
    const feel_value *v = feel_string(r->i->arena, t->text);
    if (feel_type_of(v) != FEEL_STRING)
        return XC_ENOMEM;
    *ret = v;
    return XC_OK;
}

/* A list gives its items with commas: candidateGroups may be one. */
static void put_text(xc_buf *out, const feel_value *v)
{
    if (feel_type_of(v) == FEEL_STRING) {
        xc_buf_str(out, feel_to_str(v));
        return;
    }
    if (feel_type_of(v) == FEEL_LIST) {
        for (size_t k = 0; k < feel_count(v); k++) {
            if (k > 0)
                xc_buf_byte(out, ',');
            put_text(out, feel_item(v, k, NULL));
        }
        return;
    }
    if (feel_type_of(v) == FEEL_NULL)
        return;
    size_t start = out->len;
    json_writer w = json_writer_on(out);
    feel_to_json(&w, v);
    /* times and durations become a JSON string: without its quotes */
    if (xc_buf_err(out) == XC_OK && out->len - start >= 2 && out->ptr[start] == '"') {
        out->len--;
        memmove(out->ptr + start, out->ptr + start + 1, out->len - start - 1);
        out->len--;
    }
}

xc_err run_value_text(xc_arena *arena, const feel_value *v, xc_str *ret)
{
    xc_buf out;
    xc_buf_init(&out, BPMN_MAX_TEXT);
    put_text(&out, v);
    xc_err err = xc_buf_err(&out);
    xc_str copy = { 0 };
    if (!err) {
        copy = xc_arena_str(arena, xc_buf_view(&out));
        err = copy.ptr ? XC_OK : XC_ENOMEM;
    }
    xc_buf_done(&out);
    if (!err)
        *ret = copy;
    return err;
}

xc_err run_text(run *r, const model_text *t, const feel_value *view, xc_str *ret)
{
    if (!t->expr) {
        *ret = t->text.ptr ? t->text : XC_STR("");
        return XC_OK;
    }
    const feel_value *v;
    BPMN_TRY(run_eval(r, t->expr, view, &v, NULL));
    return run_value_text(r->i->arena, v, ret);
}

/* Inputs are local to the activity; each sees those before it. */
xc_err run_inputs(run *r, run_token *t)
{
    const model_mappings *in = &t->node->inputs;
    BPMN_TRY(run_data_in(r, t));
    for (size_t k = 0; k < in->count; k++) {
        const feel_value *v;
        BPMN_TRY(run_value(r, &in->items[k].value, run_view(r, t), &v));
        BPMN_TRY(run_with_path(r, t->locals, in->items[k].target, v, &t->locals));
    }
    return XC_OK;
}

/* Without an output mapping all results go up; with one only what it names (Camunda 8). */
xc_err run_outputs(run *r, run_token *t, const feel_value *results)
{
    const model_mappings *out = &t->node->outputs;
    BPMN_TRY(run_data_out(r, t, results));
    if (out->count == 0 && t->inner && is_apart(t->inner) && !t->node->work.keep_child)
        results = t->inner->vars;
    if (out->count == 0)
        return run_assign_all(r, t->scope, results);
    const feel_value *view = t->inner ? run_scope_view(r, t->inner) : run_view(r, t);
    if (results)
        view = run_overlay(r, view, results);
    for (size_t k = 0; k < out->count; k++) {
        const feel_value *v;
        BPMN_TRY(run_value(r, &out->items[k].value, view, &v));
        BPMN_TRY(run_assign(r, t->scope, out->items[k].target, v));
        BPMN_TRY(run_with_path(r, view, out->items[k].target, v, &view));
    }
    return XC_OK;
}
