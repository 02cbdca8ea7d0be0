/* form.c - form-js rules, one row a rule. */
#include "services/form.h"

#include <assert.h>
#include <regex.h>
#include <stdio.h>

#include "base/clock.h"
#include "codec/idnum.h"
#include "codec/time_text.h"

enum { MAX_NESTING = 8, MAX_PATTERN = 200, MAX_LABEL = 90 };

typedef struct {
    const form_input *in;
    xc_arena *arena;
    form_faults *faults;
    const feel_value *context; /* in->context with the answers on top */
    size_t fields;
} checker;

/* One component and what was answered to it. */
typedef struct {
    const json_value *component, *rules, *answer;
    xc_str key, label_zh, label_en;
} field;

static xc_problem *next_fault(form_faults *faults, xc_str key)
{
    /* past the ceiling the last place is written again */
    if (faults->count < FORM_MAX_FAULTS)
        faults->count++;
    xc_problem *p = &faults->items[faults->count - 1];
    *p = (xc_problem){ .code = XC_EINVAL };
    snprintf(p->where, sizeof p->where, "/answers/%.*s", key.len > 150 ? 150 : (int)key.len,
             key.len ? key.ptr : "");
    return p;
}

void form_fault(form_faults *faults, xc_str key, const char *en, const char *zh)
{
    xc_problem *p = next_fault(faults, key);
    snprintf(p->en, sizeof p->en, "%s", en);
    snprintf(p->zh, sizeof p->zh, "%s", zh);
}

/* Literal formats that begin with the label in their language; further arguments are the same in
 * both. */
#define FAULT(c, f, text_en, text_zh, ...)                                                \
    do {                                                                                  \
        xc_problem *p_ = next_fault((c)->faults, (f)->key);                               \
        snprintf(p_->en, sizeof p_->en, text_en, XC_STR_ARG((f)->label_en), __VA_ARGS__); \
        snprintf(p_->zh, sizeof p_->zh, text_zh, XC_STR_ARG((f)->label_zh), __VA_ARGS__); \
    } while (0)
#define FAULT_PLAIN(c, f, text_en, text_zh) FAULT(c, f, text_en "%s", text_zh "%s", "")

/* ---- rules: each answers false when it has found its fault ---- */

static bool is_empty(const json_value *v)
{
    return !v || v->kind == JSON_NULL || (v->kind == JSON_STRING && !xc_str_trim(v->text).len) ||
           (v->kind == JSON_ARRAY && !v->count);
}

static int64_t rule_number(const field *f, const char *name)
{
    int64_t n;
    return json_get_int(json_find(f->rules, name), 0, INT32_MAX, &n) ? n : -1;
}

static bool rule_lengths(checker *c, const field *f)
{
    if (f->answer->kind != JSON_STRING)
        return true;
    int64_t len = (int64_t)xc_utf8_count(f->answer->text);
    int64_t least = rule_number(f, "minLength"), most = rule_number(f, "maxLength");
    if (most < 0 || most > FORM_MAX_TEXT)
        most = FORM_MAX_TEXT;
    if (least >= 0 && len < least)
        FAULT(c, f, "%.*s needs at least %lld characters", "%.*s至少要 %lld 个字",
              (long long)least);
    else if (len > most)
        FAULT(c, f, "%.*s may have at most %lld characters", "%.*s最多 %lld 个字", (long long)most);
    else
        return true;
    return false;
}

static bool rule_range(checker *c, const field *f)
{
    double value, limit;
    if (f->answer->kind != JSON_NUMBER || !json_get_double(f->answer, &value))
        return true;
    if (json_get_double(json_find(f->rules, "min"), &limit) && value < limit)
        FAULT(c, f, "%.*s must be %g or more", "%.*s不能小于 %g", limit);
    else if (json_get_double(json_find(f->rules, "max"), &limit) && value > limit)
        FAULT(c, f, "%.*s must be %g or less", "%.*s不能大于 %g", limit);
    else
        return true;
    return false;
}

/* The browser's \d and \w are spelt out for POSIX; false: too long to be a field's pattern. */
static bool posix_pattern(xc_str from, char to[MAX_PATTERN * 8])
{
    size_t n = 0;
    if (from.len > MAX_PATTERN)
        return false;
    for (size_t i = 0; i < from.len; i++) {
        const char *put = NULL;
        if (from.ptr[i] == '\\' && i + 1 < from.len)
            put = from.ptr[i + 1] == 'd'   ? "[0-9]"
                  : from.ptr[i + 1] == 'w' ? "[A-Za-z0-9_]"
                  : from.ptr[i + 1] == 's' ? "[ \t]"
                                           : NULL;
        if (put) {
            memcpy(to + n, put, strlen(put));
            n += strlen(put);
            i++;
        } else {
            to[n++] = from.ptr[i];
        }
    }
    to[n] = 0;
    return true;
}

static bool rule_pattern(checker *c, const field *f)
{
    xc_str pattern = json_find_str(f->rules, "pattern");
    char posix[MAX_PATTERN * 8];
    regex_t re;
    if (!pattern.len || f->answer->kind != JSON_STRING || !posix_pattern(pattern, posix))
        return true;
    xc_str text = xc_arena_str(c->arena, f->answer->text);
    if (!text.ptr || regcomp(&re, posix, REG_EXTENDED | REG_NOSUB) != 0)
        return true;
    bool fits = regexec(&re, text.ptr, 0, NULL, 0) == 0;
    regfree(&re);
    if (fits)
        return true;
    xc_str zh = json_find_str(json_find(f->component, "properties"), "hint_zh"),
           en = json_find_str(json_find(f->component, "properties"), "hint_en");
    xc_problem *p = next_fault(c->faults, f->key);
    snprintf(p->en, sizeof p->en, "%.*s is not written as it should be%s%.*s",
             XC_STR_ARG(f->label_en), en.len ? ": " : "", XC_STR_ARG(en));
    snprintf(p->zh, sizeof p->zh, "%.*s的写法不对，请再看一遍%s%.*s", XC_STR_ARG(f->label_zh),
             zh.len ? "：" : "", XC_STR_ARG(zh));
    return false;
}

static bool among(const json_value *options, const json_value *answer)
{
    for (const json_value *o = options->first; o; o = o->next) {
        const json_value *value = json_find(o, "value");
        if (value && value->kind == answer->kind && xc_str_eq(value->text, answer->text))
            return true;
    }
    return false;
}

static bool rule_options(checker *c, const field *f)
{
    const json_value *options = json_find(f->component, "values");
    if (!options || options->kind != JSON_ARRAY)
        return true;
    bool fits = true;
    if (f->answer->kind == JSON_ARRAY)
        for (const json_value *a = f->answer->first; a && fits; a = a->next)
            fits = among(options, a);
    else
        fits = among(options, f->answer);
    if (!fits)
        FAULT_PLAIN(c, f, "%.*s: choose one of the answers offered", "%.*s：请从给出的选项里选");
    return fits;
}

static bool check_resident_id(checker *c, const field *f)
{
    xc_problem why = { 0 };
    if (!idnum_person_parse(f->answer->text, c->in->now_us / XC_DAY_US, NULL, &why))
        return true;
    form_fault(c->faults, f->key, why.en, why.zh);
    return false;
}

static bool check_credit_code(checker *c, const field *f)
{
    xc_problem why = { 0 };
    if (!idnum_body_parse(f->answer->text, NULL, &why))
        return true;
    form_fault(c->faults, f->key, why.en, why.zh);
    return false;
}

/* Mainland mobile numbers: 11 digits from 13 on. */
static bool check_phone(checker *c, const field *f)
{
    xc_str s = f->answer->text;
    bool fits = s.len == 11 && s.ptr[0] == '1' && s.ptr[1] >= '3';
    for (size_t i = 0; fits && i < s.len; i++)
        fits = s.ptr[i] >= '0' && s.ptr[i] <= '9';
    if (!fits)
        FAULT(c, f, "%.*s has %zu characters; a mobile number has 11 digits and begins with 1",
              "%.*s现在是 %zu 位，手机号是 11 位、以 1 开头", xc_utf8_count(s));
    return fits;
}

static bool check_email(checker *c, const field *f)
{
    xc_str at, rest = xc_str_cut(f->answer->text, '@', &at), dot;
    if (at.len && xc_str_cut(rest, '.', &dot).len && dot.len)
        return true;
    FAULT_PLAIN(c, f, "%.*s needs the form name@place.org", "%.*s应像 name@place.org 这样");
    return false;
}

static bool check_date(checker *c, const field *f)
{
    int64_t days;
    if (time_parse_date(f->answer->text, &days))
        return true;
    FAULT_PLAIN(c, f, "%.*s is no day of the calendar", "%.*s不是一个存在的日期");
    return false;
}

static bool rule_check(checker *c, const field *f)
{
    static const struct {
        const char *name;
        bool (*check)(checker *c, const field *f);
    } checks[] = { { "resident_id", check_resident_id },
                   { "credit_code", check_credit_code },
                   { "phone", check_phone },
                   { "email", check_email },
                   { "date", check_date } };
    if (f->answer->kind != JSON_STRING)
        return true;
    xc_str name = json_find_str(json_find(f->component, "properties"), "check");
    if (!name.len)
        name = json_find_str(f->rules, "validationType");
    if (!name.len && xc_str_is(json_find_str(f->component, "type"), "datetime") &&
        !xc_str_is(json_find_str(f->component, "subtype"), "time"))
        name = XC_STR("date");
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (xc_str_is(name, checks[i].name))
            return checks[i].check(c, f);
    return true;
}

static bool kind_fits(const json_value *component, json_kind kind)
{
    static const struct {
        const char *type;
        unsigned kinds; /* bits of json_kind */
    } types[] = { { "textfield", 1u << JSON_STRING },
                  { "textarea", 1u << JSON_STRING },
                  { "datetime", 1u << JSON_STRING },
                  { "number", 1u << JSON_NUMBER },
                  { "checkbox", 1u << JSON_TRUE | 1u << JSON_FALSE },
                  { "select", 1u << JSON_STRING | 1u << JSON_NUMBER },
                  { "radio", 1u << JSON_STRING | 1u << JSON_NUMBER },
                  { "checklist", 1u << JSON_ARRAY },
                  { "taglist", 1u << JSON_ARRAY } };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (xc_str_is(json_find_str(component, "type"), types[i].type))
            return types[i].kinds & (1u << kind);
    return true;
}

static bool rule_kind(checker *c, const field *f)
{
    if (kind_fits(f->component, f->answer->kind))
        return true;
    FAULT_PLAIN(c, f, "%.*s is not the kind of answer asked for", "%.*s的内容不是要填的那一种");
    return false;
}

static bool is_required(const field *f)
{
    bool required = false;
    return json_get_bool(json_find(f->rules, "required"), &required) && required;
}

/* ---- walking ---- */

static bool is_hidden(const checker *c, const json_value *component)
{
    xc_str hide = json_find_str(json_find(component, "conditional"), "hide");
    const feel_expr *expr;
    if (!xc_str_starts(hide, XC_STR("=")))
        return false;
    hide = (xc_str){ hide.ptr + 1, hide.len - 1 };
    feel_options options = { .now_us = c->in->now_us };
    if (feel_parse(hide, NULL, 0, c->arena, &expr, NULL) != XC_OK)
        return false;
    return feel_is_true(feel_eval(expr, c->context, c->arena, &options, NULL));
}

static xc_str short_label(xc_str s)
{
    size_t len = 0;
    uint32_t point;
    for (size_t n; len < s.len &&
                   (n = xc_utf8_next((xc_str){ s.ptr + len, s.len - len }, &point)) &&
                   len + n <= MAX_LABEL;)
        len += n;
    return (xc_str){ s.ptr, len };
}

static void read_labels(field *f)
{
    const json_value *label = json_find(f->component, "label");
    xc_str plain = label && label->kind == JSON_STRING ? label->text : f->key;
    xc_str zh = json_find_str(label, "zh"), en = json_find_str(label, "en");
    f->label_zh = short_label(zh.len ? zh : plain);
    f->label_en = short_label(en.len ? en : plain);
}

static void check_field(checker *c, field *f)
{
    static bool (*const rules[])(checker * c, const field *f) = { rule_kind,    rule_lengths,
                                                                  rule_range,   rule_options,
                                                                  rule_pattern, rule_check };
    read_labels(f);
    /* a box that must be ticked is missing until it is */
    if (is_empty(f->answer) || (is_required(f) && f->answer->kind == JSON_FALSE)) {
        if (is_required(f) && !c->in->draft)
            FAULT_PLAIN(c, f, "%.*s is still missing", "还没有填：%.*s");
        return;
    }
    /* the first fault of a field is the one to mend */
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (!rules[i](c, f))
            return;
}

static xc_err check_components(checker *c, const json_value *list, int depth)
{
    if (!list || list->kind != JSON_ARRAY)
        return XC_OK;
    if (depth > MAX_NESTING || c->fields > FORM_MAX_FIELDS)
        return XC_ELIMIT;
    for (const json_value *v = list->first; v; v = v->next) {
        bool disabled = false;
        if (is_hidden(c, v))
            continue;
        xc_err err = check_components(c, json_find(v, "components"), depth + 1);
        if (err)
            return err;
        field f = { .component = v,
                    .rules = json_find(v, "validate"),
                    .key = json_find_str(v, "key") };
        if (!f.key.len || (json_get_bool(json_find(v, "disabled"), &disabled) && disabled))
            continue;
        c->fields++;
        f.answer = NULL;
        for (const json_value *a = c->in->answers ? c->in->answers->first : NULL; a; a = a->next)
            if (xc_str_eq(a->key, f.key))
                f.answer = a;
        check_field(c, &f);
    }
    return XC_OK;
}

xc_err form_check(const form_input *in, xc_arena *arena, form_faults *ret)
{
    assert(in && in->form);
    checker c = { .in = in, .arena = arena, .faults = ret, .context = in->context };
    ret->count = 0;
    if (!c.context)
        c.context = feel_null();
    for (const json_value *a = in->answers ? in->answers->first : NULL; a; a = a->next)
        c.context = feel_with(arena, c.context, a->key, feel_from_json(arena, a));
    return check_components(&c, json_find(in->form, "components"), 0);
}

static const json_value *find_in(const json_value *list, xc_str key, int depth)
{
    for (const json_value *v = list && depth <= MAX_NESTING ? list->first : NULL; v; v = v->next) {
        if (xc_str_eq(json_find_str(v, "key"), key))
            return v;
        const json_value *inside = find_in(json_find(v, "components"), key, depth + 1);
        if (inside)
            return inside;
    }
    return NULL;
}

const json_value *form_field(const json_value *form, xc_str key)
{
    return key.len ? find_in(json_find(form, "components"), key, 0) : NULL;
}
