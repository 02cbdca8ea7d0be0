/* pack_requests.c - requests.json: what people may report, and which scenario looks after it. */
#include "city/pack_int.h"

enum { MAX_NEAR_M = 5000, DEFAULT_NEAR_M = 250 }; /* 250 m: what FixMyStreet suggests within */

struct request_row {
    pack_request_type t;
    xc_str scenario;
};
static const pack_field request_fields[] = {
    PACK_FIELD(struct request_row, "code", t.code, STR, PACK_NEEDED),
    PACK_FIELD(struct request_row, "name", t.name, TEXT, PACK_NEEDED),
    PACK_FIELD(struct request_row, "summary", t.summary, TEXT, PACK_NEEDED),
    PACK_FIELD(struct request_row, "group", t.group, STR, PACK_NEEDED),
    PACK_FIELD(struct request_row, "kind", t.kind, STR, PACK_NEEDED),
    PACK_FIELD(struct request_row, "scenario", scenario, STR, PACK_NEEDED),
    PACK_FIELD(struct request_row, "words", t.words, ARRAY, 0),
    PACK_FIELD(struct request_row, "attributes", t.attributes, ARRAY, 0),
    PACK_FIELD(struct request_row, "near_m", t.near_m, INT, 0),
    PACK_FIELD(struct request_row, "open_words", t.open_words, BOOL, 0),
};

static bool one_of(xc_str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (xc_str_is(word, list[i]))
            return true;
    return false;
}

static void check_values(pack_reader *r, const json_value *attribute)
{
    const json_value *values = json_find(attribute, "values");
    bool some = values && values->kind == JSON_ARRAY && values->first;
    for (const json_value *v = some ? values->first : NULL; v && some; v = v->next)
        some = json_find_str(v, "key").len && pack_text_of(json_find(v, "name")).zh.len;
    if (!some)
        PACK_BAD(r, "requests.json", attribute->line, attribute->column,
                 "an attribute to choose from needs values: [{key, name}]",
                 "供选择的属性要有 values：[{key, name}]");
}

/* the data types of GeoReport v2 */
static void check_attribute(pack_reader *r, const json_value *v)
{
    static const char *const kinds[] = { "string", "number",          "datetime",
                                         "text",   "singlevaluelist", "multivaluelist" };
    pack_text label = pack_text_of(json_find(v, "label"));
    xc_str kind = json_find_str(v, "kind");
    if (!json_find_str(v, "code").len || !label.zh.len || !label.en.len ||
        !one_of(kind, kinds, sizeof kinds / sizeof *kinds))
        PACK_BAD(r, "requests.json", v->line, v->column,
                 "an attribute needs code, label in both languages and kind string, number, "
                 "datetime, text, singlevaluelist or multivaluelist",
                 "属性要有 code、两种语言的 label，kind 为 string、number、datetime、text、"
                 "singlevaluelist 或 multivaluelist");
    else if (kind.len > 9 &&
             xc_str_starts((xc_str){ kind.ptr + kind.len - 9, 9 }, XC_STR("valuelist")))
        check_values(r, v);
}

static bool is_code(xc_str code)
{
    for (size_t i = 0; i < code.len; i++)
        if (!((code.ptr[i] >= 'a' && code.ptr[i] <= 'z') ||
              (code.ptr[i] >= '0' && code.ptr[i] <= '9') || code.ptr[i] == '-'))
            return false;
    return code.len <= 60;
}

static void check_request_type(pack_reader *r, const char *file, const struct request_row *row)
{
    static const char *const kinds[] = { "consult", "help", "complaint", "suggest", "praise" };
    const pack_request_type *t = &row->t;
    uint32_t line = t->json->line, column = t->json->column;
    if (t->kind.len && !one_of(t->kind, kinds, sizeof kinds / sizeof *kinds))
        PACK_BAD(r, file, line, column,
                 "kind \"%.*s\": write consult, help, complaint, suggest or praise",
                 "kind“%.*s”：请写 consult、help、complaint、suggest 或 praise",
                 XC_STR_ARG(t->kind));
    if (!is_code(t->code))
        PACK_BAD(r, file, line, column,
                 "code \"%.*s\": write small letters, digits and -, at most 60",
                 "code“%.*s”：请用小写字母、数字和 -，最多 60 个", XC_STR_ARG(t->code));
    if (row->scenario.len && !t->scenario)
        PACK_BAD(r, file, line, column, "scenario: there is no scenario \"%.*s\"",
                 "scenario：没有场景“%.*s”", XC_STR_ARG(row->scenario));
    if (t->near_m < 0 || t->near_m > MAX_NEAR_M)
        PACK_BAD(r, file, line, column, "near_m must be 0 to %d metres", "near_m 应为 0 到 %d 米",
                 MAX_NEAR_M);
    for (const json_value *v = t->attributes ? t->attributes->first : NULL; v; v = v->next)
        check_attribute(r, v);
}

static xc_err read_request_type(pack_reader *r, const char *file, const json_value *v)
{
    struct request_row row = { .t = { .json = v, .near_m = DEFAULT_NEAR_M } };
    xc_err err = pack_fields_json(r, file, v, request_fields,
                                  sizeof request_fields / sizeof *request_fields, &row);
    if (err)
        return err;
    row.t.scenario = pack_scenario_find(r->p, row.scenario);
    check_request_type(r, file, &row);
    if (pack_request_type_find(r->p, row.t.code))
        PACK_BAD(r, file, v->line, v->column, "the code \"%.*s\" is used twice", "代码“%.*s”重复",
                 XC_STR_ARG(row.t.code));
    pack_request_type *slot = PACK_MORE(r, r->p->request_types);
    if (!slot)
        return XC_ENOMEM;
    *slot = row.t;
    return XC_OK;
}

xc_err pack_requests_load(pack_reader *r)
{
    const char *file = "requests.json";
    const json_value *root;
    xc_err err = pack_file_json(r, file, false, &root);
    if (err || !root)
        return err;
    if (root->kind != JSON_ARRAY)
        PACK_BAD(r, file, root->line, root->column, "write a list of objects", "请写对象的列表");
    for (const json_value *v = root->kind == JSON_ARRAY ? root->first : NULL; v && !err;
         v = v->next)
        err = read_request_type(r, file, v);
    return err;
}

const pack_request_type *pack_request_types(const pack *p, size_t *ret_count)
{
    *ret_count = p->request_types.count;
    return p->request_types.items;
}

const pack_request_type *pack_request_type_find(const pack *p, xc_str code)
{
    for (size_t i = 0; i < p->request_types.count; i++)
        if (xc_str_eq(p->request_types.items[i].code, code))
            return &p->request_types.items[i];
    return NULL;
}
