/* cmd_dmn_run.c - `xiucheng dmn run`: one input, or a decision a row, as JSON lines. */
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "codec/csv.h"
#include "codec/json.h"
#include "main/cmd_dmn.h"

static const size_t MAX_INPUT = (size_t)1 << 30, MAX_ROWS_MEMORY = (size_t)8 << 30;
enum { MAX_ROW = 256 << 20 };

typedef struct {
    const dmn_run_options *o;
    dmn_model *m;
    xc_str decision;
    xc_arena *row;
    xc_buf out;
    size_t done, refused;
    time_t told;
} runner;

/* ---- one row ---- */

static void put_problem(json_writer *w, const xc_problem *p, xc_lang lang)
{
    json_open_object(w);
    if (p->line) {
        json_key(w, "line");
        json_int(w, p->line);
        json_key(w, "column");
        json_int(w, p->column);
    }
    json_key(w, "text");
    json_text(w, xc_problem_text(p, lang));
    json_close_object(w);
}

static void put_answer(runner *r, xc_err err, const feel_value *v, const feel_diag *diag,
                       const xc_problem *why)
{
    json_writer w = json_writer_on(&r->out);
    size_t kept = sizeof diag->first / sizeof diag->first[0];
    json_open_object(&w);
    json_key(&w, "result");
    feel_to_json(&w, err ? feel_null() : v);
    if (err) {
        json_key(&w, "error");
        json_text(&w, xc_problem_text(why, r->o->lang));
    }
    if (diag->count) {
        json_key(&w, "diagnostics");
        json_open_array(&w);
        for (size_t i = 0; i < diag->count && i < kept; i++)
            put_problem(&w, &diag->first[i], r->o->lang);
        json_close_array(&w);
    }
    json_close_object(&w);
    xc_buf_byte(&r->out, '\n');
}

static xc_err flush(runner *r)
{
    xc_err err = xc_buf_err(&r->out);
    if (!err && fwrite(r->out.ptr, 1, r->out.len, stdout) != r->out.len)
        err = XC_EIO;
    xc_buf_clear(&r->out);
    return err;
}

static void tell_progress(runner *r, bool last)
{
    time_t now = time(NULL);
    if (last ? r->done < 2 : (r->done % 256 || now == r->told))
        return;
    r->told = now;
    (void)fprintf(stderr, r->o->lang == XC_LANG_ZH ? "已判定 %zu 行%s" : "%zu rows decided%s",
                  r->done, last || !isatty(2) ? "\n" : "\r");
}

/* A row that is refused has its error in its line; the others go on. */
static xc_err decide_row(runner *r, const feel_value *inputs)
{
    const feel_value *v = feel_null(), *trace = NULL;
    feel_diag diag = { 0 };
    xc_problem why = { 0 };
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now); /* cannot fail with this clock */
    feel_options options = { .now_us = (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000 };
    inputs = dmn_typed_inputs(r->m, inputs, r->row);
    xc_err err = dmn_decide_noting(r->m, r->decision, inputs, r->row, &options, &diag, &v,
                                   r->o->explain ? &trace : NULL, &why);
    if (err && err != XC_EREFUSED && err != XC_ELIMIT)
        return err;
    r->refused += err != XC_OK;
    if (r->o->explain && trace)
        dmn_say_trace(&r->out, trace, r->o->lang);
    if (!r->o->explain || err || diag.count)
        put_answer(r, err, v, &diag, &why);
    r->done++;
    tell_progress(r, false);
    return flush(r);
}

/* ---- where rows come from ---- */

static xc_err run_json(runner *r, xc_str text, xc_problem *why)
{
    const json_value *json;
    xc_err err = json_parse(text, r->row, &json, why);
    if (err)
        return err;
    if (json->kind != JSON_OBJECT)
        return xc_fail_at(why, XC_EINVAL, "", json->line, json->column,
                          "the inputs are an object: { \"name\": value }",
                          "输入应是一个对象：{ \"名称\": 值 }");
    return decide_row(r, feel_from_json(r->row, json));
}

static xc_err run_lines(runner *r, xc_str text, xc_problem *why)
{
    xc_err err = XC_OK;
    uint32_t number = 1;
    for (xc_str rest = text, line; rest.ptr && !err; number++) {
        rest = xc_str_cut(rest, '\n', &line);
        if (!xc_str_trim(line).len)
            continue;
        xc_arena_reset(r->row);
        err = run_json(r, line, why);
        if (err && why->line)
            why->line = number;
    }
    return err;
}

/* a number, true, false, nothing, else a text */
static const feel_value *cell_value(xc_arena *a, xc_str cell)
{
    const feel_value *v = feel_null();
    if (!cell.len)
        return v;
    if (xc_str_is(cell, "true") || xc_str_is(cell, "false"))
        return feel_bool(cell.ptr[0] == 't');
    bool leading_zero = cell.len > 1 && cell.ptr[0] == '0' && cell.ptr[1] != '.';
    if (!leading_zero)
        v = feel_number(a, cell);
    return feel_type_of(v) == FEEL_NUMBER ? v : feel_string(a, cell);
}

/* the head "applicant.age" is a member of the input "applicant" */
static const feel_value *with_path(xc_arena *a, const feel_value *to, xc_str name,
                                   const feel_value *v)
{
    xc_str head;
    xc_str rest = xc_str_cut(name, '.', &head);
    if (!rest.ptr)
        return feel_with(a, to, name, v);
    const feel_value *inner = feel_null();
    for (size_t i = 0; i < feel_count(to); i++) {
        xc_str have;
        const feel_value *item = feel_item(to, i, &have);
        inner = xc_str_eq(have, head) ? item : inner;
    }
    return feel_with(a, to, head, with_path(a, inner, rest, v));
}

static xc_err run_table(runner *r, xc_str text, xc_problem *why)
{
    xc_arena *rows;
    const csv_table *t;
    xc_err err = xc_arena_new(MAX_ROWS_MEMORY, &rows);
    if (err)
        return err;
    err = csv_parse(text, rows, &t, why);
    for (const csv_row *row = err ? NULL : t->first; row && !err; row = row->next) {
        xc_arena_reset(r->row);
        const feel_value *in = feel_null();
        for (uint32_t i = 0; i < row->count; i++)
            in = with_path(r->row, in, t->head.cells[i], cell_value(r->row, row->cells[i]));
        err = decide_row(r, in);
    }
    xc_arena_free(rows);
    return err;
}

static bool ends_with(const char *name, const char *end)
{
    size_t n = strlen(name), e = strlen(end);
    return n >= e && strcmp(name + n - e, end) == 0;
}

static xc_err run_input(runner *r, xc_problem *why)
{
    const char *path = r->o->input;
    xc_str text = { 0 };
    if (!path)
        return decide_row(r, feel_null());
    xc_err err = dmn_file_read(path, MAX_INPUT, &text, why);
    if (err)
        return err;
    if (ends_with(path, ".csv"))
        err = run_table(r, text, why);
    else if (ends_with(path, ".jsonl") || ends_with(path, ".ndjson"))
        err = run_lines(r, text, why);
    else
        err = run_json(r, text, why);
    if (err && why->code && !why->where[0])
        (void)snprintf(why->where, sizeof why->where, "%s", path); /* cut */
    xc_free((char *)text.ptr);
    return err;
}

/* ---- the whole ---- */

static xc_err say_decisions(const runner *r, xc_problem *why)
{
    xc_buf names;
    xc_buf_init(&names, 200); /* a long list is cut */
    for (size_t i = 0; i < dmn_decision_count(r->m); i++)
        xc_buf_printf(&names, "%s%.*s", i ? ", " : "", XC_STR_ARG(dmn_decision_name(r->m, i)));
    xc_err err =
        xc_fail(why, r->o->decision ? XC_ENOTFOUND : XC_EINVAL, r->o->model,
                "say which decision with --decision; there are %.*s",
                "请用 --decision 指明决策，模型里有：%.*s", XC_STR_ARG(xc_buf_view(&names)));
    xc_buf_done(&names);
    return err;
}

static xc_err which_decision(runner *r, xc_problem *why)
{
    if (!r->o->decision && dmn_decision_count(r->m) != 1)
        return say_decisions(r, why);
    r->decision = r->o->decision ? xc_str_of(r->o->decision) : dmn_decision_id(r->m, 0);
    return XC_OK;
}

xc_err dmn_run_command(const dmn_run_options *options, xc_problem *why)
{
    runner r = { .o = options };
    xc_buf_init(&r.out, MAX_ROW);
    xc_err err = dmn_file_model(options->model, false, &r.m, why);
    if (!err)
        err = xc_arena_new(MAX_ROW, &r.row);
    if (!err)
        err = which_decision(&r, why);
    if (!err)
        err = run_input(&r, why);
    if (err == XC_ENOTFOUND && !why->code)
        err = say_decisions(&r, why);
    if (!err)
        tell_progress(&r, true);
    if (!err && r.refused && r.done == 1)
        err = xc_fail(why, XC_EREFUSED, options->model, "the decision was refused", "该决策被拒绝");
    dmn_model_free(r.m);
    xc_arena_free(r.row);
    xc_buf_done(&r.out);
    return err;
}
