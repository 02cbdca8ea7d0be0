/* pack_field.c - members of objects and columns of tables, read by description. */
#include "city/pack_int.h"
#include "codec/time_text.h"

void *pack_list_more(xc_arena *arena, void **items, size_t *count, size_t *cap, size_t size)
{
    if (*count == *cap) {
        size_t more = *cap ? 2 * *cap : 8;
        char *grown = xc_arena_array(arena, more, size);
        if (!grown)
            return NULL;
        if (*count)
            memcpy(grown, *items, *count * size);
        *items = grown;
        *cap = more;
    }
    return (char *)*items + (*count)++ * size;
}

pack_text pack_text_of(const json_value *v)
{
    if (!v)
        return (pack_text){ 0 };
    if (v->kind == JSON_STRING)
        return (pack_text){ v->text, v->text };
    return (pack_text){ json_find_str(v, "zh"), json_find_str(v, "en") };
}

/* What one value is read into, and from where. */
struct field_ctx {
    pack_reader *r;
    const char *file;
    const pack_field *field;
    uint32_t line, column;
    char *to;
};

#define FIELD_BAD(c, en, zh, ...)                                             \
    PACK_BAD((c)->r, (c)->file, (c)->line, (c)->column, "%s: " en, "%s：" zh, \
             (c)->field->key __VA_ARGS__)

static xc_err keep_str(struct field_ctx *c, xc_str text)
{
    if ((c->field->flags & PACK_NEEDED) && !xc_str_trim(text).len) {
        FIELD_BAD(c, "must not be empty", "不能为空", );
        return XC_OK;
    }
    xc_str kept = xc_arena_str(c->r->arena, text);
    if (!kept.ptr)
        return XC_ENOMEM;
    memcpy(c->to, &kept, sizeof kept);
    return XC_OK;
}

static void keep_number(struct field_ctx *c, xc_str text)
{
    int64_t whole;
    double number;
    bool good;
    if (c->field->kind == PACK_F_NUM) {
        good = xc_str_double(text, &number);
        if (good)
            memcpy(c->to, &number, sizeof number);
    } else if (c->field->kind == PACK_F_SECONDS) {
        good = xc_str_int(text, 0, INT64_C(31622400), &whole);
        if (good)
            memcpy(c->to, &whole, sizeof whole);
    } else {
        good = xc_str_int(text, INT32_MIN, INT32_MAX, &whole);
        int small = (int)whole;
        if (good)
            memcpy(c->to, &small, sizeof small);
    }
    if (!good)
        FIELD_BAD(c, "\"%.*s\" is not a number that fits here", "“%.*s”不是这里能用的数", ,
                  XC_STR_ARG(text));
}

static void keep_bool(struct field_ctx *c, xc_str text)
{
    bool yes = xc_str_is(text, "true") || xc_str_is(text, "1");
    if (yes || xc_str_is(text, "false") || xc_str_is(text, "0"))
        memcpy(c->to, &yes, sizeof yes);
    else
        FIELD_BAD(c, "must be true or false", "只能是 true 或 false", );
}

static void keep_duration(struct field_ctx *c, xc_str text)
{
    int64_t us;
    if (time_parse_duration(text, &us) && us >= 0)
        memcpy(c->to, &us, sizeof us);
    else
        FIELD_BAD(c, "\"%.*s\" is no duration: write PT10M, PT30S, P2D",
                  "“%.*s”不是时长：请写成 PT10M、PT30S、P2D", , XC_STR_ARG(text));
}

static xc_err keep_words(struct field_ctx *c, xc_str text)
{
    PACK_LIST(xc_str) words = { 0 };
    for (xc_str rest = xc_str_trim(text), word; rest.len;) {
        rest = xc_str_cut(rest, ' ', &word);
        if (!word.len)
            continue;
        xc_str *slot = PACK_MORE(c->r, words);
        if (!slot)
            return XC_ENOMEM;
        *slot = xc_arena_str(c->r->arena, word);
        if (!slot->ptr)
            return XC_ENOMEM;
    }
    memcpy(c->to, &words.items, sizeof words.items);
    memcpy(c->to + sizeof words.items, &words.count, sizeof words.count);
    return XC_OK;
}

static xc_err keep_array_words(struct field_ctx *c, const json_value *v)
{
    const xc_str *items = NULL;
    size_t count = 0;
    xc_str *words = xc_arena_array(c->r->arena, v->count ? v->count : 1, sizeof *words);
    if (!words)
        return XC_ENOMEM;
    for (const json_value *i = v->first; i; i = i->next) {
        if (i->kind == JSON_STRING && i->text.len) {
            words[count] = xc_arena_str(c->r->arena, i->text);
            if (!words[count++].ptr)
                return XC_ENOMEM;
        } else {
            FIELD_BAD(c, "may only hold strings", "只能放字符串", );
        }
    }
    items = words;
    memcpy(c->to, &items, sizeof items);
    memcpy(c->to + sizeof items, &count, sizeof count);
    return XC_OK;
}

static xc_err keep_text(struct field_ctx *c, const json_value *v)
{
    pack_text text = pack_text_of(v);
    bool loose = v->kind == JSON_STRING;
    if (loose && !(c->field->flags & PACK_LOOSE)) {
        FIELD_BAD(c, "must be in both languages: {\"zh\":\"..\",\"en\":\"..\"}",
                  "两种语言都要有：{\"zh\":\"..\",\"en\":\"..\"}", );
        return XC_OK;
    }
    if (!loose && (!text.zh.len || !text.en.len)) {
        FIELD_BAD(c, "lacks its %s text: add it", "缺少%s文字：请补上", ,
                  text.zh.len ? "en" : "zh");
        return XC_OK;
    }
    text.zh = xc_arena_str(c->r->arena, text.zh);
    text.en = xc_arena_str(c->r->arena, text.en);
    if (!text.zh.ptr || !text.en.ptr)
        return XC_ENOMEM;
    memcpy(c->to, &text, sizeof text);
    return XC_OK;
}

/* Behind what stands there; too long is cut at a character. */
static void add_words(char *text, size_t size, const char *more)
{
    size_t used = strlen(text), n = strlen(more);
    if (n >= size - used)
        n = size - used - 1;
    while (n && ((unsigned char)more[n] & 0xc0u) == 0x80)
        n--;
    memcpy(text + used, more, n);
    text[used + n] = 0;
}

xc_err pack_feel(pack_reader *r, const char *file, const json_value *at, xc_str text,
                 const feel_expr **ret)
{
    xc_problem why = { 0 };
    xc_str body = text.len && text.ptr[0] == '=' ? (xc_str){ text.ptr + 1, text.len - 1 } : text;
    xc_err err = feel_parse(body, NULL, 0, r->arena, ret, &why);
    if (err != XC_ESYNTAX && err != XC_EINVAL)
        return err;
    xc_problem *slot = pack_report_slot(r->report);
    (void)xc_fail_at(slot, XC_EINVAL, file, at ? at->line : 0, at ? at->column + why.column : 0,
                     "the expression \"%.*s\" cannot be read: ", "表达式“%.*s”读不懂：",
                     text.len > 100 ? 100 : (int)text.len, text.ptr);
    if (slot) {
        add_words(slot->en, sizeof slot->en, xc_problem_text(&why, XC_LANG_EN));
        add_words(slot->zh, sizeof slot->zh, xc_problem_text(&why, XC_LANG_ZH));
    }
    return XC_OK;
}

static bool kind_fits(const pack_field *f, const json_value *v)
{
    switch (f->kind) {
    case PACK_F_STR:
    case PACK_F_DURATION:
    case PACK_F_FEEL:
        return v->kind == JSON_STRING;
    case PACK_F_TEXT:
        return v->kind == JSON_OBJECT || v->kind == JSON_STRING;
    case PACK_F_INT:
    case PACK_F_NUM:
    case PACK_F_SECONDS:
        return v->kind == JSON_NUMBER;
    case PACK_F_BOOL:
        return v->kind == JSON_TRUE || v->kind == JSON_FALSE;
    case PACK_F_OBJECT:
        return v->kind == JSON_OBJECT;
    case PACK_F_ARRAY:
    case PACK_F_WORDS:
        return v->kind == JSON_ARRAY;
    }
    return false;
}

/* what a value looks like, in any language */
static const char *const kind_samples[] = {
    [PACK_F_STR] = "\"..\"",
    [PACK_F_TEXT] = "{\"zh\":\"..\",\"en\":\"..\"}",
    [PACK_F_INT] = "12",
    [PACK_F_NUM] = "1.5",
    [PACK_F_BOOL] = "true",
    [PACK_F_SECONDS] = "900",
    [PACK_F_DURATION] = "\"PT10M\"",
    [PACK_F_FEEL] = "\"value >= 20\"",
    [PACK_F_OBJECT] = "{..}",
    [PACK_F_ARRAY] = "[..]",
    [PACK_F_WORDS] = "[\"..\",\"..\"]",
};

static xc_err keep_json(struct field_ctx *c, const json_value *v)
{
    switch (c->field->kind) {
    case PACK_F_STR:
        return keep_str(c, v->text);
    case PACK_F_TEXT:
        return keep_text(c, v);
    case PACK_F_FEEL:
        return pack_feel(c->r, c->file, v, v->text, (const feel_expr **)(void *)c->to);
    case PACK_F_WORDS:
        return keep_array_words(c, v);
    case PACK_F_DURATION:
        keep_duration(c, v->text);
        return XC_OK;
    case PACK_F_BOOL:
        *(bool *)c->to = v->kind == JSON_TRUE;
        return XC_OK;
    case PACK_F_OBJECT:
    case PACK_F_ARRAY:
        memcpy(c->to, &v, sizeof v);
        return XC_OK;
    case PACK_F_INT:
    case PACK_F_NUM:
    case PACK_F_SECONDS:
        keep_number(c, v->text);
        return XC_OK;
    }
    return XC_OK;
}

xc_err pack_fields_json(pack_reader *r, const char *file, const json_value *object,
                        const pack_field *fields, size_t count, void *into)
{
    for (size_t i = 0; i < count; i++) {
        const json_value *v = json_find(object, fields[i].key);
        const json_value *at = v ? v : object;
        struct field_ctx c = { r,        file,       &fields[i],
                               at->line, at->column, (char *)into + fields[i].offset };
        if (!v || v->kind == JSON_NULL) {
            if (fields[i].flags & PACK_NEEDED)
                FIELD_BAD(&c, "is missing: add it in the form %s", "没有写：请补上，形如 %s", ,
                          kind_samples[fields[i].kind]);
            continue;
        }
        if (!kind_fits(&fields[i], v)) {
            FIELD_BAD(&c, "is of the wrong kind: write it in the form %s", "类型不对：应形如 %s", ,
                      kind_samples[fields[i].kind]);
            continue;
        }
        xc_err err = keep_json(&c, v);
        if (err)
            return err;
    }
    return XC_OK;
}

static xc_err keep_cell(struct field_ctx *c, xc_str cell)
{
    switch (c->field->kind) {
    case PACK_F_WORDS:
        return keep_words(c, cell);
    case PACK_F_INT:
    case PACK_F_NUM:
        if (cell.len || (c->field->flags & PACK_NEEDED))
            keep_number(c, cell);
        return XC_OK;
    case PACK_F_BOOL:
        if (cell.len || (c->field->flags & PACK_NEEDED))
            keep_bool(c, cell);
        return XC_OK;
    default:
        return keep_str(c, cell);
    }
}

bool pack_csv_has(pack_reader *r, const char *file, const csv_table *table,
                  const pack_field *fields, size_t count)
{
    bool all = true;
    for (size_t i = 0; i < count; i++) {
        if (csv_column(table, fields[i].key) >= 0 || (fields[i].flags & PACK_LOOSE))
            continue;
        all = false;
        PACK_BAD(r, file, table->head.line, 0,
                 "there is no column \"%s\": add it to the first line",
                 "没有“%s”这一列：请在第一行补上", fields[i].key);
    }
    return all;
}

xc_err pack_fields_csv(pack_reader *r, const char *file, const csv_table *table, const csv_row *row,
                       const pack_field *fields, size_t count, void *into)
{
    for (size_t i = 0; i < count; i++) {
        int column = csv_column(table, fields[i].key);
        if (column < 0)
            continue;
        struct field_ctx c = { r, file, &fields[i], row->line, 0, (char *)into + fields[i].offset };
        xc_err err = keep_cell(&c, row->cells[column]);
        if (err)
            return err;
    }
    return XC_OK;
}
