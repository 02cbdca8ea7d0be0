/* dmn.c - decisions: tables with every hit policy, literal expressions, and the graph between
 * them. */
#include "engine/dmn/dmn.h"

#include <string.h>

#include "base/mem.h"
#include "codec/xml.h"

enum { MODEL_BYTES = 64 << 20, MAX_NAMES = 256, MAX_DEPTH = 32 };

typedef enum {
    HIT_UNIQUE,
    HIT_FIRST,
    HIT_ANY,
    HIT_PRIORITY,
    HIT_COLLECT,
    HIT_RULE_ORDER,
    HIT_OUTPUT_ORDER
} hit_policy;

typedef struct {
    const feel_expr *const *tests;
    const feel_expr *const *outputs;
    xc_str id, annotation;
} rule;

typedef struct {
    xc_str text;
    const feel_expr *e;
} input;

typedef struct {
    xc_str id, name;
    const feel_expr *literal; /* NULL: a table */
    hit_policy policy;
    xc_str aggregation;
    const input *inputs;
    size_t input_count;
    const xc_str *output_names;
    size_t output_count;
    const rule *rules;
    size_t rule_count;
    const xc_str *needs; /* ids of decisions */
    size_t need_count;
} decision;

struct dmn_model {
    xc_arena *arena;
    xc_str id, name;
    decision *decisions;
    size_t count;
};

typedef struct {
    dmn_model *m;
    const char *file;
    xc_problem *why;
    xc_str names[MAX_NAMES];
    size_t name_count;
} loading;

static xc_err bad(loading *l, const xml_node *at, const char *en, const char *zh, xc_str what)
{
    return xc_fail_at(l->why, XC_EINVAL, l->file, at->line, 1, "%s \"%.*s\"", "%s “%.*s”",
                      l->why ? en : zh, XC_STR_ARG(what));
}

static xc_err compile(loading *l, const xml_node *at, xc_str text, bool unary,
                      const feel_expr **ret)
{
    xc_err err = unary ? feel_parse_unary(text, l->names, l->name_count, l->m->arena, ret, l->why)
                       : feel_parse(text, l->names, l->name_count, l->m->arena, ret, l->why);
    if (err && l->why && at) {
        l->why->line = at->line;
        strncpy(l->why->where, l->file, sizeof l->why->where - 1);
    }
    return err;
}

static size_t count_children(const xml_node *n, const char *name)
{
    size_t count = 0;
    for (const xml_node *c = xml_child(n, NULL, name); c; c = xml_next(c, NULL, name))
        count++;
    return count;
}

static xc_str keep(loading *l, xc_str s)
{
    xc_str copy = xc_arena_str(l->m->arena, s.ptr ? s : XC_STR(""));
    return copy.ptr ? copy : XC_STR("");
}

static xc_err load_rule(loading *l, const xml_node *n, const decision *d, rule *r)
{
    const feel_expr **tests = xc_arena_array(l->m->arena, d->input_count, sizeof *tests);
    const feel_expr **outputs = xc_arena_array(l->m->arena, d->output_count, sizeof *outputs);
    if (!tests || !outputs)
        return XC_ELIMIT;
    size_t i = 0;
    xc_err err = XC_OK;
    for (const xml_node *c = xml_child(n, NULL, "inputEntry"); c && !err && i < d->input_count;
         c = xml_next(c, NULL, "inputEntry"), i++) {
        xc_str text = xml_child_text(c, NULL, "text");
        err = compile(l, c, text.len ? text : XC_STR("-"), true, &tests[i]);
    }
    if (!err && i != d->input_count)
        return bad(l, n, "the rule has too few inputs", "规则的输入太少", d->name);
    i = 0;
    for (const xml_node *c = xml_child(n, NULL, "outputEntry"); c && !err && i < d->output_count;
         c = xml_next(c, NULL, "outputEntry"), i++) {
        xc_str text = xml_child_text(c, NULL, "text");
        err = compile(l, c, text.len ? text : XC_STR("null"), false, &outputs[i]);
    }
    if (!err && i != d->output_count)
        return bad(l, n, "the rule has too few outputs", "规则的输出太少", d->name);
    r->tests = tests;
    r->outputs = outputs;
    r->id = keep(l, xml_attr_of(n, "id"));
    xc_str annotation = xml_child_text(n, NULL, "description");
    const xml_node *a = xml_child(n, NULL, "annotationEntry");
    if (!annotation.len && a)
        annotation = xml_child_text(a, NULL, "text");
    r->annotation = keep(l, annotation);
    return err;
}

static hit_policy policy_of(xc_str text)
{
    static const char *const names[] = { "UNIQUE",  "FIRST",      "ANY",         "PRIORITY",
                                         "COLLECT", "RULE ORDER", "OUTPUT ORDER" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (xc_str_is(text, names[i]))
            return (hit_policy)i;
    return HIT_UNIQUE;
}

static xc_err load_table(loading *l, const xml_node *t, decision *d)
{
    xc_err err = XC_OK;
    size_t i = 0;
    d->policy = policy_of(xml_attr_of(t, "hitPolicy"));
    d->aggregation = keep(l, xml_attr_of(t, "aggregation"));
    d->input_count = count_children(t, "input");
    d->output_count = count_children(t, "output");
    d->rule_count = count_children(t, "rule");
    input *inputs = xc_arena_array(l->m->arena, d->input_count, sizeof *inputs);
    xc_str *outputs = xc_arena_array(l->m->arena, d->output_count, sizeof *outputs);
    rule *rules = xc_arena_array(l->m->arena, d->rule_count, sizeof *rules);
    if (!inputs || !outputs || !rules)
        return XC_ELIMIT;
    d->inputs = inputs;
    d->output_names = outputs;
    d->rules = rules;
    for (const xml_node *c = xml_child(t, NULL, "input"); c && !err;
         c = xml_next(c, NULL, "input"), i++) {
        const xml_node *e = xml_child(c, NULL, "inputExpression");
        inputs[i].text = keep(l, e ? xml_child_text(e, NULL, "text") : (xc_str){ 0 });
        err = compile(l, c, inputs[i].text, false, &inputs[i].e);
    }
    i = 0;
    for (const xml_node *c = xml_child(t, NULL, "output"); c; c = xml_next(c, NULL, "output"))
        outputs[i++] = keep(l, xml_attr_of(c, "name"));
    i = 0;
    for (const xml_node *c = xml_child(t, NULL, "rule"); c && !err; c = xml_next(c, NULL, "rule"))
        err = load_rule(l, c, d, &rules[i++]);
    return err;
}

static xc_err load_needs(loading *l, const xml_node *n, decision *d)
{
    xc_str *needs =
        xc_arena_array(l->m->arena, count_children(n, "informationRequirement"), sizeof *needs);
    if (!needs)
        return XC_ELIMIT;
    for (const xml_node *c = xml_child(n, NULL, "informationRequirement"); c;
         c = xml_next(c, NULL, "informationRequirement")) {
        const xml_node *r = xml_child(c, NULL, "requiredDecision");
        xc_str href = r ? xml_attr_of(r, "href") : (xc_str){ 0 };
        if (href.len > 1)
            needs[d->need_count++] = keep(l, (xc_str){ href.ptr + 1, href.len - 1 });
    }
    d->needs = needs;
    return XC_OK;
}

static xc_err load_decision(loading *l, const xml_node *n, decision *d)
{
    d->id = keep(l, xml_attr_of(n, "id"));
    d->name = keep(l, xml_attr_of(n, "name"));
    xc_err err = load_needs(l, n, d);
    const xml_node *t = xml_child(n, NULL, "decisionTable");
    const xml_node *e = xml_child(n, NULL, "literalExpression");
    if (!err && t)
        return load_table(l, t, d);
    if (!err && e)
        return compile(l, e, xml_child_text(e, NULL, "text"), false, &d->literal);
    return err ? err
               : bad(l, n,
                     "this decision has no table and no expression:", "决策没有表也没有表达式：",
                     d->name);
}

xc_err dmn_model_new(xc_str xml, const char *name, dmn_model **ret, xc_problem *why)
{
    const xml_node *root;
    dmn_model *m = xc_calloc(1, sizeof *m);
    xc_arena *tree = NULL;
    if (!m)
        return XC_ENOMEM;
    loading l = { .m = m, .file = name, .why = why };
    xc_err err = xc_arena_new(MODEL_BYTES, &m->arena);
    if (!err)
        err = xc_arena_new(MODEL_BYTES, &tree);
    if (!err)
        err = xml_parse(xml, tree, &root, why);
    if (!err) {
        m->id = keep(&l, xml_attr_of(root, "id"));
        m->name = keep(&l, xml_attr_of(root, "name"));
        m->decisions =
            xc_arena_array(m->arena, count_children(root, "decision"), sizeof *m->decisions);
        if (!m->decisions)
            err = XC_ELIMIT;
    }
    for (const xml_node *n = err ? NULL : xml_child(root, NULL, "decision"); n && !err;
         n = xml_next(n, NULL, "decision"))
        err = load_decision(&l, n, &m->decisions[m->count++]);
    xc_arena_free(tree);
    if (err)
        dmn_model_free(m);
    else
        *ret = m;
    return err;
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
    return m->count;
}
xc_str dmn_decision_id(const dmn_model *m, size_t index)
{
    return m->decisions[index].id;
}
xc_str dmn_decision_name(const dmn_model *m, size_t index)
{
    return m->decisions[index].name;
}

typedef struct {
    const dmn_model *m;
    xc_arena *a;
    const feel_options *options;
    const feel_value *context;
    const feel_value **traces;
    size_t trace_count;
    xc_problem *why;
    int depth;
} run;

static const decision *find(const dmn_model *m, xc_str name)
{
    for (size_t i = 0; i < m->count; i++)
        if (xc_str_eq(m->decisions[i].id, name) || xc_str_eq(m->decisions[i].name, name))
            return &m->decisions[i];
    return NULL;
}

static const feel_value *with(run *r, const feel_value *c, const char *k, const feel_value *v)
{
    return feel_with(r->a, c, xc_str_of(k), v);
}

static const feel_value *output_of(run *r, const decision *d, const rule *x)
{
    if (d->output_count == 1)
        return feel_eval(x->outputs[0], r->context, r->a, r->options, NULL);
    const feel_value *v = feel_null();
    for (size_t i = 0; i < d->output_count; i++)
        v = feel_with(r->a, v, d->output_names[i],
                      feel_eval(x->outputs[i], r->context, r->a, r->options, NULL));
    return v;
}

static const feel_value *aggregate(run *r, const decision *d, const feel_value *const *values,
                                   size_t count)
{
    xc_str how = d->aggregation;
    if (!how.len)
        return feel_list(r->a, values, count);
    if (xc_str_is(how, "COUNT"))
        return feel_int(r->a, (int64_t)count);
    const char *text = xc_str_is(how, "SUM")   ? "sum(x)"
                       : xc_str_is(how, "MIN") ? "min(x)"
                                               : "max(x)";
    const xc_str names[] = { { "x", 1 } };
    const feel_expr *e;
    if (feel_parse(xc_str_of(text), names, 1, r->a, &e, r->why))
        return feel_null();
    return feel_eval(e, with(r, feel_null(), "x", feel_list(r->a, values, count)), r->a, r->options,
                     NULL);
}

static xc_err run_table(run *r, const decision *d, const feel_value **ret,
                        const feel_value **ret_inputs, const feel_value **ret_rules)
{
    const feel_value **in = xc_arena_array(r->a, d->input_count, sizeof *in);
    const feel_value **in_trace = xc_arena_array(r->a, d->input_count, sizeof *in_trace);
    const feel_value **hits = xc_arena_array(r->a, d->rule_count, sizeof *hits);
    const feel_value **outs = xc_arena_array(r->a, d->rule_count, sizeof *outs);
    size_t count = 0;
    if (!in || !in_trace || !hits || !outs)
        return XC_ELIMIT;
    for (size_t i = 0; i < d->input_count; i++) {
        in[i] = feel_eval(d->inputs[i].e, r->context, r->a, r->options, NULL);
        in_trace[i] = with(r, with(r, feel_null(), "text", feel_string(r->a, d->inputs[i].text)),
                           "value", in[i]);
    }
    for (size_t i = 0; i < d->rule_count; i++) {
        bool hit = true;
        for (size_t j = 0; j < d->input_count && hit; j++)
            hit = feel_test(d->rules[i].tests[j], in[j], r->context, r->a, r->options, NULL);
        if (!hit)
            continue;
        outs[count] = output_of(r, d, &d->rules[i]);
        const feel_value *t = with(r, feel_null(), "index", feel_int(r->a, (int64_t)i + 1));
        t = with(r, t, "id", feel_string(r->a, d->rules[i].id));
        t = with(r, t, "annotation", feel_string(r->a, d->rules[i].annotation));
        hits[count] = with(r, t, "outputs", outs[count]);
        count++;
        if (d->policy == HIT_FIRST)
            break;
    }
    *ret_inputs = feel_list(r->a, in_trace, d->input_count);
    *ret_rules = feel_list(r->a, hits, count);
    if (d->policy == HIT_UNIQUE && count > 1)
        return xc_fail(r->why, XC_EREFUSED, "", "%zu rules of the table \"%.*s\" hit, only one may",
                       "有 %zu 条规则命中表“%.*s”，只允许一条", count, XC_STR_ARG(d->name));
    bool many = d->policy >= HIT_COLLECT;
    *ret = many ? aggregate(r, d, outs, count) : count ? outs[0] : feel_null();
    return XC_OK;
}

static xc_err decide(run *r, const decision *d, const feel_value **ret)
{
    const feel_value *inputs = NULL, *rules = NULL;
    xc_err err = XC_OK;
    if (r->depth++ > MAX_DEPTH)
        return XC_ELIMIT;
    for (size_t i = 0; i < d->need_count && !err; i++) {
        const decision *n = find(r->m, d->needs[i]);
        const feel_value *v = feel_null();
        if (!n)
            continue;
        err = decide(r, n, &v);
        if (!err)
            r->context = feel_with(r->a, r->context, n->name, v);
    }
    if (err)
        return err;
    if (d->literal)
        *ret = feel_eval(d->literal, r->context, r->a, r->options, NULL);
    else
        err = run_table(r, d, ret, &inputs, &rules);
    if (err || r->trace_count == MAX_DEPTH)
        return err;
    const feel_value *t = with(r, feel_null(), "decision", feel_string(r->a, d->id));
    t = with(r, t, "name", feel_string(r->a, d->name));
    t = with(r, t, "result", *ret);
    if (rules)
        t = with(r, with(r, t, "inputs", inputs), "rules", rules);
    r->traces[r->trace_count++] = t;
    return XC_OK;
}

xc_err dmn_decide(const dmn_model *m, xc_str name, const feel_value *inputs, xc_arena *arena,
                  const feel_options *options, const feel_value **ret, const feel_value **trace,
                  xc_problem *why)
{
    const feel_value *traces[MAX_DEPTH];
    run r = {
        .m = m, .a = arena, .options = options, .context = inputs, .traces = traces, .why = why
    };
    const decision *d = find(m, name);
    if (!d)
        return xc_fail(why, XC_ENOTFOUND, "", "there is no decision \"%.*s\"", "没有决策“%.*s”",
                       XC_STR_ARG(name));
    xc_err err = decide(&r, d, ret);
    if (!err && trace)
        *trace = feel_list(arena, traces, r.trace_count);
    return err;
}
