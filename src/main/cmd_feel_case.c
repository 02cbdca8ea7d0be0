/* cmd_feel_case.c - see cmd_feel_case.h. */
#include "main/cmd_feel_case.h"

#include <stdio.h>

enum { MAX_NAMES = 100000, MAX_NAME_DEPTH = 8 };

void feel_case_start(feel_case *c, xc_arena *arena, const feel_options *options)
{
    c->arena = arena;
    c->options = options;
    c->context = feel_null();
    c->input = NULL;
    c->names = NULL;
    c->name_count = c->name_cap = c->problem_count = c->kept = 0;
}

void feel_case_problem(feel_case *c, const xc_problem *p, const char *where)
{
    if (c->kept < FEEL_CASE_PROBLEMS) {
        xc_problem *to = &c->problems[c->kept++];
        *to = *p;
        if (where[0])
            (void)snprintf(to->where, sizeof to->where, "%s", where); /* a cut name still helps */
    }
    c->problem_count++;
}

/* ---- names ---- */

static xc_err add_name(feel_case *c, xc_str name)
{
    if (c->name_count == c->name_cap) {
        size_t cap = c->name_cap ? 2 * c->name_cap : 16;
        if (cap > MAX_NAMES)
            return XC_ELIMIT;
        xc_str *names = xc_arena_array(c->arena, cap, sizeof *names);
        if (!names)
            return xc_arena_err(c->arena, cap * sizeof *names);
        if (c->name_count)
            memcpy(names, c->names, c->name_count * sizeof *names);
        c->names = names;
        c->name_cap = cap;
    }
    c->names[c->name_count++] = name;
    return XC_OK;
}

/* Names within a value are only written after a point; the reader has to know those with blanks. */
static xc_err add_names_within(feel_case *c, const feel_value *v, int depth)
{
    xc_err err = XC_OK;
    feel_type type = feel_type_of(v);
    if (depth > MAX_NAME_DEPTH || (type != FEEL_CONTEXT && type != FEEL_LIST))
        return XC_OK;
    /* the items of a list are taken to be alike */
    size_t count = type == FEEL_LIST && feel_count(v) > 4 ? 4 : feel_count(v);
    for (size_t i = 0; !err && i < count; i++) {
        xc_str name = { 0 };
        const feel_value *item = feel_item(v, i, &name);
        if (type == FEEL_CONTEXT && name.len && memchr(name.ptr, ' ', name.len))
            err = add_name(c, name);
        if (!err)
            err = add_names_within(c, item, depth + 1);
    }
    return err;
}

xc_err feel_case_use(feel_case *c, const feel_value *context)
{
    xc_err err = XC_OK;
    bool first = feel_type_of(c->context) == FEEL_NULL;
    for (size_t i = 0; !err && i < feel_count(context); i++) {
        xc_str name = { 0 };
        const feel_value *v = feel_item(context, i, &name);
        if (!first)
            c->context = feel_with(c->arena, c->context, name, v);
        err = add_name(c, name);
        if (!err)
            err = add_names_within(c, v, 1);
    }
    if (first)
        c->context = context;
    return err;
}

xc_err feel_case_let(feel_case *c, xc_str name, const feel_value *v)
{
    xc_err err = add_name(c, name);
    if (!err)
        err = add_names_within(c, v, 1);
    if (!err)
        c->context = feel_with(c->arena, c->context, name, v);
    return err;
}

/* ---- answers ---- */

static const feel_value *answer(feel_case *c, xc_str text, bool unary, const char *where)
{
    xc_problem why = { 0 };
    feel_diag diag;
    feel_run *run;
    const feel_expr *e;
    const feel_scope scope = { .names = c->names, .count = c->name_count };
    xc_err err = (unary ? feel_parse_unary_in : feel_parse_in)(text, &scope, c->arena, &e, &why);
    if (err) {
        if (!why.code)
            why.code = err;
        feel_case_problem(c, &why, where);
        return feel_null();
    }
    diag.count = 0;
    if (!feel_run_start(c->arena, c->options, &diag, &run)) {
        why.code = XC_ENOMEM;
        feel_case_problem(c, &why, where);
        return feel_null();
    }
    const feel_value *v = unary
                              ? feel_run_test(run, e, c->input ? c->input : feel_null(), c->context)
                              : feel_run_eval(run, e, c->context);
    size_t kept = sizeof diag.first / sizeof *diag.first;
    for (size_t i = 0; i < diag.count && i < kept; i++)
        feel_case_problem(c, &diag.first[i], where);
    if (diag.count > kept)
        c->problem_count += diag.count - kept;
    return v;
}

const feel_value *feel_case_eval(feel_case *c, xc_str text, const char *where)
{
    return answer(c, text, false, where);
}

const feel_value *feel_case_test(feel_case *c, xc_str tests)
{
    return answer(c, tests, true, "");
}
