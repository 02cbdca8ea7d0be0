/* pack_check.c - what refers to what: a pack whose parts do not meet is refused before it runs. */
#include <stdio.h>

#include "city/pack_int.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const char *const jobs[] = { "dispatch",      "command",       "notify",   "transfer-office",
                                    "issue-licence", "open-case",     "deadline", "due-time",
                                    "transfer",      "tell-applicant" };
static const char *const messages[] = { "water-cleared", "command-answered",
                                        "application-supplemented", "rated" };

static bool among(const char *const *names, size_t count, xc_str name)
{
    for (size_t i = 0; i < count; i++)
        if (xc_str_is(name, names[i]))
            return true;
    return false;
}

static bool message_sent(const pack *p, xc_str name)
{
    for (size_t i = 0; i < p->rules.count; i++) {
        const pack_rule *rule = &p->rules.items[i];
        if (xc_str_eq(rule->raise.send, name) || xc_str_eq(rule->clear.send, name))
            return true;
        for (size_t k = 0; k < rule->level_count; k++)
            if (xc_str_eq(rule->levels[k].send, name))
                return true;
    }
    return among(messages, COUNT(messages), name);
}

static void missing_reference(pack_reader *r, const char *file, bpmn_ref_kind kind, xc_str element,
                              xc_str name)
{
    static const struct {
        const char *en, *zh;
    } texts[] = {
        [BPMN_REF_DECISION] = { "there is no decision", "没有决策" },
        [BPMN_REF_FORM] = { "there is no form", "没有表单" },
        [BPMN_REF_JOB] = { "the city does not offer the job", "系统不提供作业" },
        [BPMN_REF_MESSAGE] = { "nobody sends the message", "没有谁会发消息" },
        [BPMN_REF_SCRIPT] = { "scripts can only be FEEL, not", "脚本只能用 FEEL，不能用" },
    };
    xc_problem *slot = pack_report_slot(r->report);
    if (!slot)
        return;
    slot->code = XC_EINVAL;
    (void)snprintf(slot->where, sizeof slot->where, "%s#%.*s", file,
                   XC_STR_ARG(element)); /* may cut */
    (void)snprintf(slot->en, sizeof slot->en, "%s \"%.*s\": add it or mend the name",
                   texts[kind].en, XC_STR_ARG(name));
    (void)snprintf(slot->zh, sizeof slot->zh, "%s“%.*s”：请补上或改正名称", texts[kind].zh,
                   XC_STR_ARG(name));
}

static void check_process(pack_reader *r, const pack_process *process)
{
    const pack *p = r->p;
    for (size_t i = 0; i < bpmn_reference_count(process->model); i++) {
        bpmn_ref_kind kind;
        xc_str element, name = bpmn_reference(process->model, i, &kind, &element);
        bool there = kind == BPMN_REF_DECISION ? pack_decision_find(p, name) != NULL
                     : kind == BPMN_REF_FORM   ? pack_form_find(p, name) != NULL
                     : kind == BPMN_REF_JOB    ? among(jobs, COUNT(jobs), name)
                     : kind == BPMN_REF_SIGNAL ? true
                     : kind == BPMN_REF_SCRIPT ? false
                                               : message_sent(p, name);
        if (!there)
            missing_reference(r, process->file.ptr, kind, element, name);
    }
}

/* ---- labels of a process in both languages ---- */
static const json_value *member(const json_value *object, xc_str key)
{
    for (const json_value *v = object ? object->first : NULL; v; v = v->next)
        if (xc_str_eq(v->key, key))
            return v;
    return NULL;
}

static const json_value *node_find(const json_value *nodes, xc_str id)
{
    for (const json_value *v = nodes ? nodes->first : NULL; v; v = v->next)
        if (xc_str_eq(json_find_str(v, "id"), id))
            return v;
    return NULL;
}

static void check_labels(pack_reader *r, const pack_process *process, const json_value *drawing)
{
    const json_value *nodes = json_find(drawing, "nodes");
    for (const json_value *n = nodes ? nodes->first : NULL; n; n = n->next) {
        xc_str id = json_find_str(n, "id"), name = json_find_str(n, "name");
        const json_value *text = member(process->texts, id);
        if (name.len && (!text || !xc_str_eq(json_find_str(text, "zh"), name)))
            PACK_BAD(r, process->file.ptr, 0, 0,
                     "element %.*s (%.*s): the scenario's texts need it in both languages, zh as "
                     "in the drawing",
                     "元素 %.*s（%.*s）：场景的 texts 里要有两种语言，中文与图上一致",
                     XC_STR_ARG(id), XC_STR_ARG(name));
    }
    for (const json_value *t = process->texts ? process->texts->first : NULL; t; t = t->next)
        if (!node_find(nodes, t->key))
            PACK_BAD(r, process->file.ptr, 0, 0,
                     "texts: there is no element \"%.*s\" in this process",
                     "texts：流程里没有元素“%.*s”", XC_STR_ARG(t->key));
    for (const json_value *t = process->tasks ? process->tasks->first : NULL; t; t = t->next)
        if (!node_find(nodes, t->key))
            PACK_BAD(r, process->file.ptr, 0, 0,
                     "tasks: there is no element \"%.*s\" in this process",
                     "tasks：流程里没有元素“%.*s”", XC_STR_ARG(t->key));
}

static xc_err check_drawing(pack_reader *r, const pack_process *process)
{
    xc_buf out;
    xc_buf_init(&out, 4 << 20);
    json_writer w = json_writer_on(&out);
    xc_err err = bpmn_drawing(process->model, process->id, &w);
    if (!err)
        err = xc_buf_err(&out);
    const json_value *drawing = NULL;
    xc_arena *scratch = NULL;
    if (!err)
        err = xc_arena_new(64 << 20, &scratch);
    if (!err)
        err = json_parse(xc_buf_view(&out), scratch, &drawing, NULL);
    if (!err)
        check_labels(r, process, drawing);
    xc_arena_free(scratch);
    xc_buf_done(&out);
    return err;
}

/* ---- matters ---- */
static void need(pack_reader *r, const pack_matter *m, bool there, const char *what, xc_str name)
{
    if (!there)
        PACK_BAD(r, m->file.ptr, m->json->line, m->json->column, "%s: there is no \"%.*s\"",
                 "%s：没有“%.*s”", what, XC_STR_ARG(name));
}

static bool form_has(const json_value *components, xc_str key)
{
    for (const json_value *c = components ? components->first : NULL; c; c = c->next)
        if (xc_str_eq(json_find_str(c, "key"), key) || form_has(json_find(c, "components"), key))
            return true;
    return false;
}

static void check_steps(pack_reader *r, const pack_matter *m, const pack_form *form)
{
    const json_value *components = json_find(form->json, "components");
    for (const json_value *s = m->steps ? m->steps->first : NULL; s; s = s->next) {
        const json_value *fields = json_find(s, "fields");
        for (const json_value *f = fields ? fields->first : NULL; f; f = f->next)
            need(r, m, form_has(components, f->text), "steps.fields", f->text);
    }
    for (const json_value *f = m->prefill ? m->prefill->first : NULL; f; f = f->next)
        need(r, m, form_has(components, f->key), "prefill", f->key);
}

static void check_matter(pack_reader *r, const pack_matter *m)
{
    const pack *p = r->p;
    const pack_form *form = pack_form_find(p, m->form);
    need(r, m, form != NULL, "form", m->form);
    if (form)
        check_steps(r, m, form);
    if (m->office_decision.len)
        need(r, m, pack_decision_find(p, m->office_decision), "office.decision",
             m->office_decision);
    for (const json_value *c = m->checks ? m->checks->first : NULL; c; c = c->next)
        need(r, m, pack_decision_find(p, json_find_str(c, "decision")), "checks.decision",
             json_find_str(c, "decision"));
    xc_str advice = json_find_str(json_find(m->json, "advice"), "decision");
    if (advice.len)
        need(r, m, pack_decision_find(p, advice), "advice.decision", advice);
    if (m->licence.len)
        need(r, m, pack_licence_kind_find(p, m->licence), "licence", m->licence);
    for (const json_value *v = m->materials ? m->materials->first : NULL; v; v = v->next)
        if (json_find_str(v, "licence").len)
            need(r, m, pack_licence_kind_find(p, json_find_str(v, "licence")), "materials.licence",
                 json_find_str(v, "licence"));
}

/* A property that names another thing must name one that is there. */
static void check_thing_links(pack_reader *r, const pack_thing *t)
{
    static const char *const links[] = { "well", "pump", "serves" };
    for (size_t i = 0; i < COUNT(links); i++) {
        xc_str key = json_find_str(t->properties, links[i]);
        if (key.len && !pack_thing_find(r->p, key))
            PACK_BAD(r, "things.csv", 0, 0,
                     "%.*s: properties.%s names \"%.*s\", which is not there",
                     "%.*s：properties.%s 写的“%.*s”不存在", XC_STR_ARG(t->key), links[i],
                     XC_STR_ARG(key));
    }
}

xc_err pack_check(pack_reader *r)
{
    const pack *p = r->p;
    xc_err err = XC_OK;
    for (size_t i = 0; i < p->processes.count && !err; i++) {
        check_process(r, &p->processes.items[i]);
        if (p->processes.items[i].texts)
            err = check_drawing(r, &p->processes.items[i]);
    }
    for (size_t i = 0; i < p->matters.count; i++)
        if (p->matters.items[i].online)
            check_matter(r, &p->matters.items[i]);
    for (size_t i = 0; i < p->things.count; i++)
        check_thing_links(r, &p->things.items[i]);
    return err;
}
