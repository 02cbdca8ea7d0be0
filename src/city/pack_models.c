/* pack_models.c - processes, decisions and forms, and the scenarios that use them. */
#include "city/pack_int.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void drop_bpmn(void *m)
{
    (void)bpmn_model_free(m); /* gives NULL */
}

static void drop_dmn(void *m)
{
    (void)dmn_model_free(m); /* gives NULL */
}

/* What a parser said is a problem of the pack, unless the memory ended. */
static xc_err said(pack_reader *r, const char *file, xc_err err, const xc_problem *why)
{
    if (err == XC_ENOMEM)
        return err;
    xc_problem told = *why;
    told.code = told.code ? told.code : err;
    pack_report_add(r, file, 1, &told);
    return XC_OK;
}

static xc_err read_process(pack_reader *r, const char *file)
{
    xc_str xml;
    xc_problem why = { 0 };
    bpmn_model *model;
    xc_err err = pack_file_read(r, file, true, &xml);
    if (err || !xml.ptr)
        return err;
    err = bpmn_model_new_open(xml, file, &model, &why);
    if (err)
        return said(r, file, err, &why);
    err = xc_arena_defer(r->arena, drop_bpmn, model);
    if (err) {
        bpmn_model_free(model);
        return err;
    }
    if (!bpmn_process_count(model)) {
        PACK_BAD(r, file, 0, 0, "there is no process in the file", "文件里没有流程");
        return XC_OK;
    }
    xc_str id = bpmn_process_id(model, 0);
    if (pack_process_find(r->p, id))
        PACK_BAD(r, file, 0, 0, "the process id \"%.*s\" is used twice: give it another",
                 "流程 id“%.*s”重复：请换一个", XC_STR_ARG(id));
    pack_process *p = PACK_MORE(r, r->p->processes);
    if (!p)
        return XC_ENOMEM;
    *p = (pack_process){ .id = id, .file = xc_str_of(file), .model = model, .xml = xml };
    return XC_OK;
}

static const bpmn_model *find_called(void *ctx, xc_str process)
{
    const pack_process *p = pack_process_find(ctx, process);
    return p ? p->model : NULL;
}

/* once all are read: a process may call those of other files */
static xc_err link_processes(pack_reader *r)
{
    for (size_t i = 0; i < r->p->processes.count; i++) {
        pack_process *p = &r->p->processes.items[i];
        xc_problem why = { 0 };
        xc_err err = bpmn_model_link(p->model, find_called, r->p, &why);
        if (err)
            err = said(r, p->file.ptr, err, &why);
        if (err)
            return err;
    }
    return XC_OK;
}

static xc_err read_decisions(pack_reader *r, const char *file)
{
    xc_str xml;
    xc_problem why = { 0 };
    dmn_model *model;
    xc_err err = pack_file_read(r, file, true, &xml);
    if (err || !xml.ptr)
        return err;
    err = dmn_model_new(xml, file, &model, &why);
    if (err)
        return said(r, file, err, &why);
    err = xc_arena_defer(r->arena, drop_dmn, model);
    if (err) {
        dmn_model_free(model);
        return err;
    }
    for (size_t i = 0; i < dmn_decision_count(model); i++)
        if (pack_decision_find(r->p, dmn_decision_id(model, i)))
            PACK_BAD(r, file, 0, 0, "the decision id \"%.*s\" is used twice: give it another",
                     "决策 id“%.*s”重复：请换一个", XC_STR_ARG(dmn_decision_id(model, i)));
    pack_decisions *d = PACK_MORE(r, r->p->decisions);
    if (!d)
        return XC_ENOMEM;
    *d = (pack_decisions){ xc_str_of(file), model };
    return XC_OK;
}

/* ---- forms ---- */
static xc_err check_label(pack_reader *r, const char *file, const json_value *v)
{
    if (v && v->kind == JSON_OBJECT) {
        pack_text text = pack_text_of(v);
        if (!text.zh.len || !text.en.len)
            PACK_BAD(r, file, v->line, v->column, "a label needs zh and en", "标签要有 zh 和 en");
    }
    return XC_OK;
}

static xc_err check_component(pack_reader *r, const char *file, const json_value *c)
{
    static const char *const silent[] = { "text",  "button", "separator", "spacer",
                                          "image", "html",   "group" };
    xc_str type = json_find_str(c, "type"), key = json_find_str(c, "key");
    bool needs_key = true;
    for (size_t i = 0; i < COUNT(silent); i++)
        needs_key = needs_key && !xc_str_is(type, silent[i]);
    if (!type.len || (needs_key && !key.len))
        PACK_BAD(r, file, c->line, c->column, "a component needs \"type\" and \"key\"",
                 "表单项要有 \"type\" 和 \"key\"");
    xc_str hide = json_find_str(json_find(c, "conditional"), "hide");
    const feel_expr *unused;
    xc_err err = check_label(r, file, json_find(c, "label"));
    if (!err && hide.len)
        err = pack_feel(r, file, json_find(json_find(c, "conditional"), "hide"), hide, &unused);
    const json_value *values = json_find(c, "values");
    for (const json_value *v = values ? values->first : NULL; v && !err; v = v->next)
        err = check_label(r, file, json_find(v, "label"));
    return err;
}

static xc_err check_components(pack_reader *r, const char *file, const json_value *list)
{
    for (const json_value *c = list->first; c; c = c->next) {
        xc_err err = check_component(r, file, c);
        if (err)
            return err;
        xc_str key = json_find_str(c, "key");
        for (const json_value *other = list->first; other != c && key.len; other = other->next)
            if (xc_str_eq(json_find_str(other, "key"), key))
                PACK_BAD(r, file, c->line, c->column, "key \"%.*s\" is used twice in this form",
                         "同一表单里 key“%.*s”用了两次", XC_STR_ARG(key));
        const json_value *inner = json_find(c, "components");
        if (inner && inner->kind == JSON_ARRAY)
            err = check_components(r, file, inner); /* as deep as JSON goes: JSON_MAX_DEPTH */
        if (err)
            return err;
    }
    return XC_OK;
}

static xc_err read_form(pack_reader *r, const char *file)
{
    xc_str text;
    const json_value *root;
    xc_err err = pack_file_read(r, file, true, &text);
    xc_problem why = { 0 };
    if (err || !text.ptr)
        return err;
    err = json_parse(text, r->arena, &root, &why);
    if (err)
        return said(r, file, err, &why);
    const json_value *list = json_find(root, "components");
    xc_str id = json_find_str(root, "id");
    if (!list || list->kind != JSON_ARRAY || !id.len) {
        PACK_BAD(r, file, root->line, root->column, "a form needs \"id\" and \"components\"",
                 "表单要有 \"id\" 和 \"components\"");
        return XC_OK;
    }
    if (pack_form_find(r->p, id))
        PACK_BAD(r, file, root->line, root->column, "the form id \"%.*s\" is used twice",
                 "表单 id“%.*s”重复", XC_STR_ARG(id));
    pack_form *form = PACK_MORE(r, r->p->forms);
    if (!form)
        return XC_ENOMEM;
    *form = (pack_form){ id, xc_str_of(file), root, text };
    return check_components(r, file, list);
}

static xc_err each(pack_reader *r, const char *folder, const char *suffix,
                   xc_err (*read)(pack_reader *r, const char *file))
{
    const char **names;
    size_t count;
    xc_err err = pack_file_list(r, folder, suffix, &names, &count);
    for (size_t i = 0; i < count && !err; i++)
        err = read(r, names[i]);
    return err;
}

xc_err pack_models_load(pack_reader *r)
{
    xc_err err = each(r, "scenarios", ".bpmn", read_process);
    if (!err)
        err = link_processes(r);
    if (!err)
        err = each(r, "decisions", ".dmn", read_decisions);
    return err ? err : each(r, "forms", ".form", read_form);
}

/* ---- scenarios ---- */
struct scenario_row {
    pack_scenario s;
    xc_str process;
    const json_value *texts, *tasks;
};
static const pack_field scenario_fields[] = {
    PACK_FIELD(struct scenario_row, "id", s.id, STR, PACK_NEEDED),
    PACK_FIELD(struct scenario_row, "name", s.name, TEXT, PACK_NEEDED),
    PACK_FIELD(struct scenario_row, "process", process, STR, PACK_NEEDED),
    PACK_FIELD(struct scenario_row, "case_prefix", s.case_prefix, STR, PACK_NEEDED),
    PACK_FIELD(struct scenario_row, "title", s.title, TEXT, PACK_NEEDED),
    PACK_FIELD(struct scenario_row, "level", s.level, FEEL, 0),
    PACK_FIELD(struct scenario_row, "once_per", s.once_per, STR, 0),
    PACK_FIELD(struct scenario_row, "texts", texts, OBJECT, 0),
    PACK_FIELD(struct scenario_row, "tasks", tasks, OBJECT, 0),
};

static void check_texts(pack_reader *r, const char *file, const json_value *object)
{
    for (const json_value *v = object ? object->first : NULL; v; v = v->next) {
        pack_text text = pack_text_of(v);
        if (v->kind != JSON_OBJECT || !text.zh.len || !text.en.len)
            PACK_BAD(r, file, v->line, v->column, "\"%.*s\" needs zh and en", "“%.*s”要有 zh 和 en",
                     XC_STR_ARG(v->key));
    }
}

/* case numbers begin with it */
static void check_prefix(pack_reader *r, const char *file, const pack_scenario *s)
{
    bool good = s->case_prefix.len <= 8;
    for (size_t i = 0; good && i < s->case_prefix.len; i++)
        good = s->case_prefix.ptr[i] >= 'A' && s->case_prefix.ptr[i] <= 'Z';
    if (!good)
        PACK_BAD(r, file, s->json->line, 0, "case_prefix \"%.*s\": write 1 to 8 capital letters",
                 "case_prefix“%.*s”：请写 1 到 8 个大写字母", XC_STR_ARG(s->case_prefix));
}

static xc_err read_scenario(pack_reader *r, const char *file)
{
    const json_value *root;
    xc_err err = pack_file_json(r, file, true, &root);
    if (err || !root)
        return err;
    struct scenario_row row = { .s.json = root };
    err = pack_fields_json(r, file, root, scenario_fields, COUNT(scenario_fields), &row);
    if (err)
        return err;
    if (row.s.id.len && pack_scenario_find(r->p, row.s.id))
        PACK_BAD(r, file, root->line, 0, "the scenario id \"%.*s\" is used twice",
                 "场景 id“%.*s”重复", XC_STR_ARG(row.s.id));
    check_prefix(r, file, &row.s);
    check_texts(r, file, row.texts);
    check_texts(r, file, json_find(root, "notify"));
    pack_process *process = pack_process_of_file(r->p, row.process);
    if (process) {
        process->texts = row.texts;
        process->tasks = row.tasks;
    } else if (row.process.len) {
        PACK_BAD(r, file, root->line, 0, "there is no scenarios/%.*s (or it cannot be read)",
                 "没有 scenarios/%.*s（或读不懂）", XC_STR_ARG(row.process));
    }
    row.s.process = process;
    pack_scenario *slot = PACK_MORE(r, r->p->scenarios);
    if (!slot)
        return XC_ENOMEM;
    *slot = row.s;
    return XC_OK;
}

xc_err pack_scenarios_load(pack_reader *r)
{
    return each(r, "scenarios", ".json", read_scenario);
}

/* ---- finding ---- */
const pack_process *pack_process_find(const pack *p, xc_str id)
{
    for (size_t i = 0; i < p->processes.count; i++)
        if (xc_str_eq(p->processes.items[i].id, id))
            return &p->processes.items[i];
    return NULL;
}

pack_process *pack_process_of_file(pack *p, xc_str name)
{
    xc_str folder = XC_STR("scenarios/");
    for (size_t i = 0; i < p->processes.count; i++) {
        xc_str file = p->processes.items[i].file;
        if (xc_str_eq((xc_str){ file.ptr + folder.len, file.len - folder.len }, name))
            return &p->processes.items[i];
    }
    return NULL;
}

const dmn_model *pack_decision_find(const pack *p, xc_str decision)
{
    for (size_t i = 0; i < p->decisions.count; i++) {
        const dmn_model *m = p->decisions.items[i].model;
        for (size_t k = 0; k < dmn_decision_count(m); k++)
            if (xc_str_eq(dmn_decision_id(m, k), decision) ||
                xc_str_eq(dmn_decision_name(m, k), decision))
                return m;
    }
    return NULL;
}

const pack_form *pack_form_find(const pack *p, xc_str id)
{
    xc_str suffix = XC_STR(".form");
    if (id.len > suffix.len && memcmp(id.ptr + id.len - suffix.len, suffix.ptr, suffix.len) == 0)
        id.len -= suffix.len;
    for (size_t i = 0; i < p->forms.count; i++)
        if (xc_str_eq(p->forms.items[i].id, id))
            return &p->forms.items[i];
    return NULL;
}

const pack_scenario *pack_scenario_find(const pack *p, xc_str id)
{
    for (size_t i = 0; i < p->scenarios.count; i++)
        if (xc_str_eq(p->scenarios.items[i].id, id))
            return &p->scenarios.items[i];
    return NULL;
}

pack_text pack_element_text(const pack *p, const pack_process *process, xc_str element, xc_str name)
{
    (void)p; /* texts hang on the process; other sources may come */
    const json_value *texts = process ? process->texts : NULL;
    for (const json_value *v = texts ? texts->first : NULL; v; v = v->next)
        if (xc_str_eq(v->key, element))
            return pack_text_of(v);
    return name.len ? (pack_text){ name, name } : (pack_text){ element, element };
}
