/* pack_services.c - matters, kinds of licence and vital signs. */
#include "city/pack_int.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* A file holds one object or a list of them. */
static xc_err each_object(pack_reader *r, const char *file, bool required,
                          xc_err (*read)(pack_reader *r, const char *file, const json_value *v))
{
    const json_value *root;
    xc_err err = pack_file_json(r, file, required, &root);
    if (err || !root)
        return err;
    if (root->kind == JSON_OBJECT)
        return read(r, file, root);
    if (root->kind != JSON_ARRAY)
        PACK_BAD(r, file, root->line, root->column, "write an object or a list of objects",
                 "请写一个对象或对象的列表");
    for (const json_value *v = root->first; v && !err && root->kind == JSON_ARRAY; v = v->next)
        err = read(r, file, v);
    return err;
}

static xc_err each_file(pack_reader *r, const char *folder,
                        xc_err (*read)(pack_reader *r, const char *file, const json_value *v))
{
    const char **names;
    size_t count;
    xc_err err = pack_file_list(r, folder, ".json", &names, &count);
    for (size_t i = 0; i < count && !err; i++)
        err = each_object(r, names[i], true, read);
    return err;
}

/* ---- matters ---- */
struct matter_row {
    pack_matter m;
    xc_str process;
    const json_value *office;
};
static const pack_field matter_fields[] = {
    PACK_FIELD(struct matter_row, "id", m.id, STR, PACK_NEEDED),
    PACK_FIELD(struct matter_row, "code", m.code, STR, PACK_NEEDED),
    PACK_FIELD(struct matter_row, "name", m.name, TEXT, PACK_NEEDED),
    PACK_FIELD(struct matter_row, "summary", m.summary, TEXT, PACK_NEEDED),
    PACK_FIELD(struct matter_row, "department", m.department, TEXT, PACK_NEEDED | PACK_LOOSE),
    PACK_FIELD(struct matter_row, "online", m.online, BOOL, PACK_NEEDED),
    PACK_FIELD(struct matter_row, "words", m.words, OBJECT, PACK_NEEDED),
};
static const pack_field online_fields[] = {
    PACK_FIELD(struct matter_row, "minutes", m.minutes, INT, PACK_NEEDED),
    PACK_FIELD(struct matter_row, "days", m.days, INT, PACK_NEEDED),
    PACK_FIELD(struct matter_row, "days_unit", m.days_unit, STR, PACK_NEEDED),
    PACK_FIELD(struct matter_row, "fee", m.fee, TEXT, PACK_NEEDED),
    PACK_FIELD(struct matter_row, "conditions", m.conditions, ARRAY, PACK_NEEDED),
    PACK_FIELD(struct matter_row, "materials", m.materials, ARRAY, PACK_NEEDED),
    PACK_FIELD(struct matter_row, "basis", m.basis, ARRAY, PACK_NEEDED),
    PACK_FIELD(struct matter_row, "process", process, STR, PACK_NEEDED),
    PACK_FIELD(struct matter_row, "form", m.form, STR, PACK_NEEDED),
    PACK_FIELD(struct matter_row, "steps", m.steps, ARRAY, PACK_NEEDED),
    PACK_FIELD(struct matter_row, "prefill", m.prefill, OBJECT, 0),
    PACK_FIELD(struct matter_row, "office", office, OBJECT, 0),
    PACK_FIELD(struct matter_row, "checks", m.checks, ARRAY, 0),
    PACK_FIELD(struct matter_row, "licence", m.licence, STR, 0),
    PACK_FIELD(struct matter_row, "rating", m.rating, BOOL, 0),
};

static xc_err check_materials(pack_reader *r, const char *file, const pack_matter *m)
{
    for (const json_value *v = m->materials ? m->materials->first : NULL; v; v = v->next) {
        pack_text name = pack_text_of(json_find(v, "name"));
        xc_str grade = json_find_str(v, "grade"), required = json_find_str(v, "required");
        if (!json_find_str(v, "id").len || !name.zh.len || !name.en.len || grade.len != 1 ||
            grade.ptr[0] < 'A' || grade.ptr[0] > 'D')
            PACK_BAD(r, file, v->line, v->column,
                     "a material needs id, name in both languages and grade A, B, C or D",
                     "材料要有 id、两种语言的 name 和等级 A、B、C 或 D");
        const feel_expr *unused;
        xc_err err =
            required.len ? pack_feel(r, file, json_find(v, "required"), required, &unused) : XC_OK;
        if (err)
            return err;
    }
    return XC_OK;
}

static xc_err finish_matter(pack_reader *r, const char *file, struct matter_row *row)
{
    pack_matter *m = &row->m;
    xc_err err = pack_fields_json(r, file, m->json, online_fields, COUNT(online_fields), row);
    if (err)
        return err;
    m->office_decision = json_find_str(row->office, "decision");
    m->process = pack_process_of_file(r->p, row->process);
    if (row->process.len && !m->process)
        PACK_BAD(r, file, m->json->line, m->json->column, "process: there is no scenarios/%.*s",
                 "process：没有 scenarios/%.*s", XC_STR_ARG(row->process));
    if (m->days_unit.len && !xc_str_is(m->days_unit, "working_day") &&
        !xc_str_is(m->days_unit, "day"))
        PACK_BAD(r, file, m->json->line, m->json->column, "days_unit: write working_day or day",
                 "days_unit：请写 working_day 或 day");
    return check_materials(r, file, m);
}

static xc_err read_matter(pack_reader *r, const char *file, const json_value *v)
{
    struct matter_row row = { .m.json = v, .m.file = xc_str_of(file) };
    xc_err err = pack_fields_json(r, file, v, matter_fields, COUNT(matter_fields), &row);
    if (!err && row.m.online)
        err = finish_matter(r, file, &row);
    if (err)
        return err;
    if (row.m.id.len && pack_matter_find(r->p, row.m.id))
        PACK_BAD(r, file, v->line, v->column, "the matter id \"%.*s\" is used twice",
                 "事项 id“%.*s”重复", XC_STR_ARG(row.m.id));
    pack_matter *slot = PACK_MORE(r, r->p->matters);
    if (!slot)
        return XC_ENOMEM;
    *slot = row.m;
    return XC_OK;
}

const pack_matter *pack_matter_find(const pack *p, xc_str id)
{
    for (size_t i = 0; i < p->matters.count; i++)
        if (xc_str_eq(p->matters.items[i].id, id))
            return &p->matters.items[i];
    return NULL;
}

/* ---- licences ---- */
static const pack_field fact_fields[] = {
    PACK_FIELD(pack_fact, "id", id, STR, PACK_NEEDED),
    PACK_FIELD(pack_fact, "label", label, TEXT, PACK_NEEDED),
    PACK_FIELD(pack_fact, "from", from, STR, 0),
    PACK_FIELD(pack_fact, "masked", masked, BOOL, 0),
    PACK_FIELD(pack_fact, "default", shown, BOOL, 0),
};
struct licence_row {
    pack_licence_kind k;
    const json_value *facts;
};
static const pack_field licence_fields[] = {
    PACK_FIELD(struct licence_row, "id", k.id, STR, PACK_NEEDED),
    PACK_FIELD(struct licence_row, "name", k.name, TEXT, PACK_NEEDED),
    PACK_FIELD(struct licence_row, "issuer", k.issuer, TEXT, PACK_NEEDED | PACK_LOOSE),
    PACK_FIELD(struct licence_row, "valid_days", k.valid_days, INT, PACK_NEEDED),
    PACK_FIELD(struct licence_row, "facts", facts, ARRAY, PACK_NEEDED),
    PACK_FIELD(struct licence_row, "template", k.template, TEXT, PACK_NEEDED | PACK_LOOSE),
};

static xc_err read_licence(pack_reader *r, const char *file, const json_value *v)
{
    static const json_value none = { .kind = JSON_ARRAY };
    struct licence_row row = { .k.json = v, .facts = &none };
    xc_err err = pack_fields_json(r, file, v, licence_fields, COUNT(licence_fields), &row);
    if (err)
        return err;
    pack_fact *facts = xc_arena_array(r->arena, row.facts->count + 1, sizeof *facts);
    if (!facts)
        return XC_ENOMEM;
    for (const json_value *f = row.facts->first; f && !err; f = f->next)
        err = pack_fields_json(r, file, f, fact_fields, COUNT(fact_fields),
                               &facts[row.k.fact_count++]);
    row.k.facts = facts;
    if (err)
        return err;
    if (row.k.id.len && pack_licence_kind_find(r->p, row.k.id))
        PACK_BAD(r, file, v->line, v->column, "the licence id \"%.*s\" is used twice",
                 "证照 id“%.*s”重复", XC_STR_ARG(row.k.id));
    pack_licence_kind *slot = PACK_MORE(r, r->p->licences);
    if (!slot)
        return XC_ENOMEM;
    *slot = row.k;
    return XC_OK;
}

const pack_licence_kind *pack_licence_kind_find(const pack *p, xc_str id)
{
    for (size_t i = 0; i < p->licences.count; i++)
        if (xc_str_eq(p->licences.items[i].id, id))
            return &p->licences.items[i];
    return NULL;
}

/* ---- vital signs ---- */
static const pack_field vital_fields[] = {
    PACK_FIELD(pack_vital, "id", id, STR, PACK_NEEDED),
    PACK_FIELD(pack_vital, "name", name, TEXT, PACK_NEEDED),
    PACK_FIELD(pack_vital, "unit", unit, TEXT, PACK_NEEDED | PACK_LOOSE),
    PACK_FIELD(pack_vital, "source", source, TEXT, PACK_NEEDED),
    PACK_FIELD(pack_vital, "low", low, NUM, PACK_NEEDED),
    PACK_FIELD(pack_vital, "high", high, NUM, PACK_NEEDED),
    PACK_FIELD(pack_vital, "min", min, NUM, PACK_NEEDED),
    PACK_FIELD(pack_vital, "max", max, NUM, PACK_NEEDED),
    PACK_FIELD(pack_vital, "query", query, OBJECT, PACK_NEEDED),
};

static xc_err read_vital(pack_reader *r, const char *file, const json_value *v)
{
    static const char *const kinds[] = { "things_over", "things_silent", "max",
                                         "sum",         "cases",         "units" };
    pack_vital *vital = PACK_MORE(r, r->p->vitals);
    if (!vital)
        return XC_ENOMEM;
    *vital = (pack_vital){ .json = v };
    xc_err err = pack_fields_json(r, file, v, vital_fields, COUNT(vital_fields), vital);
    xc_str kind = json_find_str(vital->query, "kind");
    bool known = false;
    for (size_t i = 0; i < COUNT(kinds); i++)
        known = known || xc_str_is(kind, kinds[i]);
    if (vital->query && !known)
        PACK_BAD(r, file, v->line, v->column, "query.kind \"%.*s\": docs/pack.md lists the kinds",
                 "query.kind“%.*s”：可用的种类见 docs/pack.md", XC_STR_ARG(kind));
    if (vital->min >= vital->max || vital->low > vital->high)
        PACK_BAD(r, file, v->line, v->column, "write min < max and low <= high",
                 "要有 min < max，low <= high");
    return err;
}

xc_err pack_services_load(pack_reader *r)
{
    xc_err err = each_file(r, "licences", read_licence);
    if (!err)
        err = each_file(r, "matters", read_matter);
    return err ? err : each_object(r, "vitals.json", false, read_vital);
}
