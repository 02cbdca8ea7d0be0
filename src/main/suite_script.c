/* suite_script.c - scripts of the process suites: one action a line (text/x-trace). */
#include "codec/time_text.h"
#include "main/suite_city.h"

static void add_line(suite_city *c, char (*lines)[SUITE_TEXT], int *len, xc_str s)
{
    if (*len == SUITE_MAX_LINES)
        c->overflow = true;
    else
        suite_copy(lines[(*len)++], s);
}

typedef struct {
    suite_city *c;
    const bpmn_script *s;
    xc_arena *arena;
    bpmn_script_result *ret;
    const feel_value *view;
    uint32_t waits; /* seen so far in this script */
} script_run;

static xc_err set_variable(script_run *r, xc_str rest)
{
    xc_str name;
    xc_str text = xc_str_trim(xc_str_cut(rest, '=', &name));
    name = xc_str_trim(name);
    const feel_expr *e;
    xc_err err = feel_parse(text, NULL, 0, r->arena, &e, &r->c->why);
    if (err)
        return err;
    feel_options o = { .now_us = r->c->now_us };
    const feel_value *v = feel_eval(e, r->view, r->arena, &o, NULL);
    r->view = feel_with(r->arena, r->view, name, v);
    r->ret->set = feel_with(r->arena, r->ret->set ? r->ret->set : feel_null(), name, v);
    return XC_OK;
}

static void log_variable(script_run *r, xc_str name)
{
    char key[SUITE_TEXT];
    suite_copy(key, name);
    const feel_value *v = feel_get(r->view, key);
    xc_buf text;
    xc_buf_init(&text, 1000);
    if (feel_type_of(v) == FEEL_STRING)
        xc_buf_str(&text, feel_to_str(v));
    else
        feel_to_text(&text, v);
    add_line(r->c, r->c->log, &r->c->log_len, xc_buf_view(&text));
    xc_buf_done(&text);
}

suite_interval *suite_interval_of(suite_city *c, xc_str name)
{
    char key[SUITE_TEXT];
    suite_copy(key, name);
    for (int k = 0; k < c->interval_count; k++)
        if (strcmp(c->intervals[k].name, key) == 0)
            return &c->intervals[k];
    suite_interval *v =
        &c->intervals[c->interval_count < SUITE_MAX_INTERVALS - 1 ? c->interval_count++
                                                                  : SUITE_MAX_INTERVALS - 1];
    *v = (suite_interval){ .start_us = -1, .end_us = -1 };
    memcpy(v->name, key, sizeof key);
    return v;
}

/* true: the script stops here for now */
static bool stay(script_run *r, xc_str duration)
{
    if (r->waits++ < r->s->round)
        return false;
    r->ret->wait = time_parse_duration(duration, &r->ret->wait_us);
    return true;
}

static bool timed(script_run *r, xc_str rest)
{
    xc_str name;
    xc_str duration = xc_str_cut(rest, ' ', &name);
    suite_interval *v = suite_interval_of(r->c, name);
    bool first = r->waits == r->s->round;
    if (first)
        v->start_us = r->c->now_us;
    if (stay(r, duration))
        return true;
    if (r->waits == r->s->round)
        v->end_us = r->c->now_us;
    return false;
}

static xc_err run_line(script_run *r, xc_str line, bool *ret_stop)
{
    bool past = r->waits < r->s->round; /* done in an earlier round */
    xc_str word;
    xc_str rest = xc_str_trim(xc_str_cut(line, ' ', &word));
    suite_city *c = r->c;
    if (xc_str_is(word, "@wait"))
        *ret_stop = stay(r, rest);
    else if (xc_str_is(word, "@interval"))
        *ret_stop = timed(r, rest);
    else if (past)
        return XC_OK;
    else if (xc_str_is(word, "@set"))
        return set_variable(r, rest);
    else if (xc_str_is(word, "@log"))
        log_variable(r, rest);
    else if (xc_str_is(word, "@marker"))
        c->marker = true;
    else if (xc_str_is(word, "@throw")) {
        r->ret->error = rest;
        *ret_stop = true;
    } else if (xc_str_is(word, "start"))
        c->started = true;
    else
        add_line(c, c->trace, &c->trace_len, word);
    return XC_OK;
}

xc_err suite_script(void *ctx, const bpmn_script *s, xc_arena *arena, bpmn_script_result *ret,
                    xc_problem *why)
{
    (void)why;
    script_run r = { .c = ctx, .s = s, .arena = arena, .ret = ret, .view = s->variables };
    bool stop = false;
    for (xc_str rest = s->text, line; rest.ptr && !stop;) {
        rest = xc_str_cut(rest, '\n', &line);
        line = xc_str_trim(line);
        if (line.len == 0)
            continue;
        xc_err err = run_line(&r, line, &stop);
        if (err)
            return err;
    }
    return XC_OK;
}
