/* value.c - making and reading FEEL values; see feel.h and feel_int.h. */
#include "codec/time_text.h"
#include "engine/feel/feel_int.h"

static const feel_value NULL_VALUE = { .type = FEEL_NULL };
static const feel_value TRUE_VALUE = { .type = FEEL_BOOLEAN, .boolean = true };
static const feel_value FALSE_VALUE = { .type = FEEL_BOOLEAN };

feel_type feel_type_of(const feel_value *v)
{
    return (feel_type)v->type;
}

const feel_value *feel_null(void)
{
    return &NULL_VALUE;
}

const feel_value *feel_bool(bool b)
{
    return b ? &TRUE_VALUE : &FALSE_VALUE;
}

static const feel_value *make(xc_arena *a, feel_value v)
{
    feel_value *made = xc_arena_alloc(a, sizeof *made);
    if (!made)
        return &NULL_VALUE;
    *made = v;
    return made;
}

const feel_value *feel_of_dec(xc_arena *a, dec d)
{
    return make(a, (feel_value){ .type = FEEL_NUMBER, .number = d });
}

const feel_value *feel_int(xc_arena *a, int64_t n)
{
    return feel_of_dec(a, dec_int(n));
}

const feel_value *feel_number(xc_arena *a, xc_str decimal)
{
    dec d;
    return dec_parse(decimal, &d) ? feel_of_dec(a, d) : &NULL_VALUE;
}

const feel_value *feel_of_str(xc_arena *a, xc_str borrowed)
{
    return make(a, (feel_value){ .type = FEEL_STRING, .str = borrowed });
}

const feel_value *feel_string(xc_arena *a, xc_str s)
{
    xc_str copy = xc_arena_str(a, s);
    return copy.ptr ? feel_of_str(a, copy) : &NULL_VALUE;
}

const feel_value *feel_of_stamp(xc_arena *a, feel_type type, feel_stamp s)
{
    return make(a, (feel_value){ .type = (uint8_t)type, .stamp = s });
}

const feel_value *feel_date_time_us(xc_arena *a, int64_t utc_us)
{
    feel_stamp utc = { .kind = FEEL_ZONE_OFFSET };
    return feel_of_stamp(a, FEEL_DATE_TIME, feel_at_instant((feel_i128)utc_us * 1000, &utc));
}

const feel_value *feel_of_months(xc_arena *a, int64_t months)
{
    return make(a, (feel_value){ .type = FEEL_YEARS_MONTHS, .months = months });
}

const feel_value *feel_of_ns(xc_arena *a, feel_i128 ns)
{
    return make(a, (feel_value){ .type = FEEL_DAYS_TIME, .ns = ns });
}

const feel_value *feel_of_range(xc_arena *a, feel_range r)
{
    return make(a, (feel_value){ .type = FEEL_RANGE, .range = r });
}

const feel_value *feel_of_list(xc_arena *a, const feel_value *const *borrowed, size_t count)
{
    return make(a, (feel_value){ .type = FEEL_LIST, .list = { borrowed, count } });
}

const feel_value *feel_of_context(xc_arena *a, const feel_entry *borrowed, size_t count)
{
    return make(a, (feel_value){ .type = FEEL_CONTEXT, .context = { borrowed, count } });
}

const feel_value *feel_list(xc_arena *a, const feel_value *const *items, size_t count)
{
    const feel_value **copy = xc_arena_array(a, count, sizeof *copy);
    if (!copy)
        return &NULL_VALUE;
    if (count)
        memcpy(copy, items, count * sizeof *copy);
    return feel_of_list(a, copy, count);
}

const feel_value *feel_with(xc_arena *a, const feel_value *base, xc_str name, const feel_value *v)
{
    size_t count = base->type == FEEL_CONTEXT ? base->context.count : 0, at = 0;
    feel_entry *entries = xc_arena_array(a, count + 1, sizeof *entries);
    if (!entries)
        return &NULL_VALUE;
    if (count)
        memcpy(entries, base->context.entries, count * sizeof *entries);
    while (at < count && !xc_str_eq(entries[at].name, name))
        at++;
    if (at == count) {
        entries[at].name = xc_arena_str(a, name);
        if (!entries[at].name.ptr)
            return &NULL_VALUE;
        count++;
    }
    entries[at].value = v;
    return feel_of_context(a, entries, count);
}

const feel_value *feel_find(const feel_value *context, xc_str name)
{
    if (context->type != FEEL_CONTEXT)
        return NULL;
    const feel_entry *e = context->context.entries;
    for (size_t i = 0; i < context->context.count; i++)
        if (e[i].name.len == name.len && memcmp(e[i].name.ptr, name.ptr, name.len) == 0)
            return e[i].value;
    return NULL;
}

const feel_value *feel_get(const feel_value *v, const char *name)
{
    const feel_value *found = feel_find(v, xc_str_of(name));
    return found ? found : &NULL_VALUE;
}

size_t feel_count(const feel_value *v)
{
    return v->type == FEEL_LIST ? v->list.count : v->type == FEEL_CONTEXT ? v->context.count : 0;
}

const feel_value *feel_item(const feel_value *v, size_t index, xc_str *ret_name)
{
    if (index >= feel_count(v))
        return &NULL_VALUE;
    if (v->type == FEEL_LIST)
        return v->list.items[index];
    if (ret_name)
        *ret_name = v->context.entries[index].name;
    return v->context.entries[index].value;
}

bool feel_is_true(const feel_value *v)
{
    return v->type == FEEL_BOOLEAN && v->boolean;
}

bool feel_to_bool(const feel_value *v, bool *ret)
{
    if (v->type != FEEL_BOOLEAN)
        return false;
    *ret = v->boolean;
    return true;
}

bool feel_to_int(const feel_value *v, int64_t *ret)
{
    return v->type == FEEL_NUMBER && dec_to_int(v->number, ret);
}

bool feel_to_double(const feel_value *v, double *ret)
{
    if (v->type != FEEL_NUMBER)
        return false;
    *ret = dec_to_double(v->number);
    return true;
}

xc_str feel_to_str(const feel_value *v)
{
    return v->type == FEEL_STRING ? v->str : (xc_str){ 0 };
}

static bool fits_us(feel_i128 ns, int64_t *ret)
{
    feel_i128 us = ns / 1000;
    if (us > INT64_MAX || us < -(feel_i128)INT64_MAX)
        return false;
    *ret = (int64_t)us;
    return true;
}

bool feel_to_time_us(const feel_value *v, int64_t *ret)
{
    return v->type == FEEL_DATE_TIME && fits_us(feel_instant(&v->stamp), ret);
}

bool feel_to_duration_us(const feel_value *v, int64_t *ret)
{
    return v->type == FEEL_DAYS_TIME && fits_us(v->ns, ret);
}

const char *feel_type_name(feel_type t, xc_lang lang)
{
    static const char *const NAMES[][2] = {
        [FEEL_NULL] = { "null", "空值" },
        [FEEL_BOOLEAN] = { "boolean", "真假" },
        [FEEL_NUMBER] = { "number", "数" },
        [FEEL_STRING] = { "string", "文本" },
        [FEEL_DATE] = { "date", "日期" },
        [FEEL_TIME] = { "time", "时间" },
        [FEEL_DATE_TIME] = { "date and time", "日期时间" },
        [FEEL_YEARS_MONTHS] = { "years and months duration", "年月时长" },
        [FEEL_DAYS_TIME] = { "days and time duration", "天时时长" },
        [FEEL_LIST] = { "list", "列表" },
        [FEEL_CONTEXT] = { "context", "上下文" },
        [FEEL_RANGE] = { "range", "区间" },
        [FEEL_FUNCTION] = { "function", "函数" },
    };
    return NAMES[t][lang == XC_LANG_ZH];
}
