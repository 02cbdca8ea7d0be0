/* text.c - FEEL values as text and as JSON; see feel.h. */
#include <stdio.h>

#include "engine/feel/feel_int.h"

enum { MAX_DEPTH = 100 };

static void put_value(xc_buf *out, const feel_value *v, bool literal, int depth);

static void put_number(xc_buf *out, dec d)
{
    char text[DEC_TEXT_SIZE];
    xc_buf_put(out, text, dec_format(d, text));
}

static void put_date(xc_buf *out, int64_t days)
{
    int64_t year;
    int month, day;
    feel_civil(days, &year, &month, &day);
    xc_buf_printf(out, "%s%04lld-%02d-%02d", year < 0 ? "-" : "",
                  (long long)(year < 0 ? -year : year), month, day);
}

static void put_fraction(xc_buf *out, int64_t ns)
{
    if (!ns)
        return;
    char text[16];
    int len = snprintf(text, sizeof text, ".%09lld", (long long)ns);
    while (len > 0 && text[len - 1] == '0')
        len--;
    xc_buf_put(out, text, (size_t)len);
}

static void put_zone(xc_buf *out, const feel_stamp *s)
{
    if (s->kind == FEEL_ZONE_NAMED) {
        xc_buf_byte(out, '@');
        xc_buf_text(out, feel_zone_name(s->zone));
    }
    if (s->kind != FEEL_ZONE_OFFSET)
        return;
    if (s->offset == 0) {
        xc_buf_byte(out, 'Z');
        return;
    }
    int32_t away = s->offset < 0 ? -s->offset : s->offset;
    xc_buf_printf(out, "%c%02d:%02d", s->offset < 0 ? '-' : '+', away / 3600, away / 60 % 60);
    if (away % 60)
        xc_buf_printf(out, ":%02d", away % 60);
}

static void put_time(xc_buf *out, const feel_stamp *s)
{
    int64_t sec = s->ns / FEEL_NS_SECOND;
    xc_buf_printf(out, "%02d:%02d:%02d", (int)(sec / 3600), (int)(sec / 60 % 60), (int)(sec % 60));
    put_fraction(out, s->ns % FEEL_NS_SECOND);
    put_zone(out, s);
}

static void put_months(xc_buf *out, int64_t months)
{
    uint64_t away = months < 0 ? 0 - (uint64_t)months : (uint64_t)months;
    xc_buf_text(out, months < 0 ? "-P" : "P");
    if (away / 12)
        xc_buf_printf(out, "%lluY", (unsigned long long)(away / 12));
    if (away % 12 || away < 12)
        xc_buf_printf(out, "%lluM", (unsigned long long)(away % 12));
}

static void put_days_time(xc_buf *out, feel_i128 ns)
{
    xc_buf_text(out, ns < 0 ? "-P" : "P");
    if (ns < 0)
        ns = -ns;
    int64_t days = (int64_t)(ns / FEEL_NS_DAY), rest = (int64_t)(ns % FEEL_NS_DAY);
    int64_t sec = rest / FEEL_NS_SECOND, fraction = rest % FEEL_NS_SECOND;
    if (days)
        xc_buf_printf(out, "%lldD", (long long)days);
    if (!rest && days)
        return;
    xc_buf_byte(out, 'T');
    if (sec / 3600)
        xc_buf_printf(out, "%dH", (int)(sec / 3600));
    if (sec / 60 % 60)
        xc_buf_printf(out, "%dM", (int)(sec / 60 % 60));
    if (sec % 60 || fraction || !rest) {
        xc_buf_int(out, sec % 60);
        put_fraction(out, fraction);
        xc_buf_byte(out, 'S');
    }
}

static void put_quoted(xc_buf *out, xc_str s)
{
    xc_buf_byte(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        const char *escape = c == '"'    ? "\\\""
                             : c == '\\' ? "\\\\"
                             : c == '\n' ? "\\n"
                             : c == '\r' ? "\\r"
                             : c == '\t' ? "\\t"
                                         : NULL;
        if (escape)
            xc_buf_text(out, escape);
        else
            xc_buf_byte(out, c);
    }
    xc_buf_byte(out, '"');
}

static void put_list(xc_buf *out, const feel_value *v, int depth)
{
    xc_buf_byte(out, '[');
    for (size_t i = 0; i < v->list.count; i++) {
        if (i)
            xc_buf_text(out, ", ");
        put_value(out, v->list.items[i], true, depth);
    }
    xc_buf_byte(out, ']');
}

static bool plain_key(xc_str name)
{
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
        if (!letter && !(i && ((c >= '0' && c <= '9') || c == ' ')))
            return false;
        if (c == ' ' && (i + 1 == name.len || name.ptr[i + 1] == ' '))
            return false; /* a run of blanks would read back as one */
    }
    return name.len > 0;
}

static void put_context(xc_buf *out, const feel_value *v, int depth)
{
    xc_buf_byte(out, '{');
    for (size_t i = 0; i < v->context.count; i++) {
        if (i)
            xc_buf_text(out, ", ");
        xc_str name = v->context.entries[i].name;
        if (plain_key(name))
            xc_buf_str(out, name);
        else
            put_quoted(out, name);
        xc_buf_text(out, ": ");
        put_value(out, v->context.entries[i].value, true, depth);
    }
    xc_buf_byte(out, '}');
}

static void put_range(xc_buf *out, const feel_range *r, int depth)
{
    bool no_lo = r->lo->type == FEEL_NULL;
    if (r->other) {
        xc_buf_text(out, "!=");
        put_value(out, r->lo, true, depth);
        return;
    }
    if (r->half && !no_lo && r->hi->type != FEEL_NULL) {
        xc_buf_byte(out, '=');
        put_value(out, r->lo, true, depth);
        return;
    }
    if (r->half) {
        bool closed = no_lo ? r->hi_closed : r->lo_closed;
        xc_buf_text(out, no_lo ? (closed ? "<=" : "<") : (closed ? ">=" : ">"));
        put_value(out, no_lo ? r->hi : r->lo, true, depth);
        return;
    }
    xc_buf_byte(out, r->lo_closed ? '[' : '(');
    put_value(out, r->lo, true, depth);
    xc_buf_text(out, "..");
    put_value(out, r->hi, true, depth);
    xc_buf_byte(out, r->hi_closed ? ']' : ')');
}

static void put_temporal(xc_buf *out, const feel_value *v)
{
    switch ((feel_type)v->type) {
    case FEEL_DATE:
        put_date(out, v->stamp.day);
        break;
    case FEEL_TIME:
        put_time(out, &v->stamp);
        break;
    case FEEL_DATE_TIME:
        put_date(out, v->stamp.day);
        xc_buf_byte(out, 'T');
        put_time(out, &v->stamp);
        break;
    case FEEL_YEARS_MONTHS:
        put_months(out, v->months);
        break;
    default:
        put_days_time(out, v->ns);
        break;
    }
}

static void put_call(xc_buf *out, const feel_value *v)
{
    static const char *const MAKER[] = { [FEEL_DATE] = "date(\"",
                                         [FEEL_TIME] = "time(\"",
                                         [FEEL_DATE_TIME] = "date and time(\"",
                                         [FEEL_YEARS_MONTHS] = "duration(\"",
                                         [FEEL_DAYS_TIME] = "duration(\"" };
    xc_buf_text(out, MAKER[v->type]);
    put_temporal(out, v);
    xc_buf_text(out, "\")");
}

/* literal: as it would be written in an expression; else what string() answers */
static void put_value(xc_buf *out, const feel_value *v, bool literal, int depth)
{
    if (depth > MAX_DEPTH) {
        xc_buf_text(out, "...");
        return;
    }
    if (out->err)
        return; /* full: no need to look further */
    switch ((feel_type)v->type) {
    case FEEL_NULL:
        xc_buf_text(out, "null");
        break;
    case FEEL_BOOLEAN:
        xc_buf_text(out, v->boolean ? "true" : "false");
        break;
    case FEEL_NUMBER:
        put_number(out, v->number);
        break;
    case FEEL_STRING:
        if (literal)
            put_quoted(out, v->str);
        else
            xc_buf_str(out, v->str);
        break;
    case FEEL_LIST:
        put_list(out, v, depth + 1);
        break;
    case FEEL_CONTEXT:
        put_context(out, v, depth + 1);
        break;
    case FEEL_RANGE:
        put_range(out, &v->range, depth + 1);
        break;
    case FEEL_FUNCTION:
        xc_buf_text(out, "function");
        break;
    default:
        if (literal)
            put_call(out, v);
        else
            put_temporal(out, v);
    }
}

void feel_to_text(xc_buf *out, const feel_value *v)
{
    put_value(out, v, true, 0);
}

void feel_put_string(xc_buf *out, const feel_value *v)
{
    put_value(out, v, false, 0);
}

/* ---- JSON ---- */

static const feel_value *list_from(xc_arena *arena, const json_value *json)
{
    const feel_value **items = xc_arena_array(arena, json->count, sizeof *items);
    if (!items)
        return feel_null();
    size_t at = 0;
    for (const json_value *m = json->first; m; m = m->next)
        items[at++] = feel_from_json(arena, m);
    return feel_of_list(arena, items, at);
}

static const feel_value *context_from(xc_arena *arena, const json_value *json)
{
    feel_entry *entries = xc_arena_array(arena, json->count, sizeof *entries);
    if (!entries)
        return feel_null();
    size_t at = 0;
    for (const json_value *m = json->first; m; m = m->next) {
        entries[at] = (feel_entry){ xc_arena_str(arena, m->key), feel_from_json(arena, m) };
        if (!entries[at++].name.ptr)
            return feel_null();
    }
    return feel_of_context(arena, entries, at);
}

const feel_value *feel_from_json(xc_arena *arena, const json_value *json)
{
    switch (json ? json->kind : JSON_NULL) {
    case JSON_FALSE:
        return feel_bool(false);
    case JSON_TRUE:
        return feel_bool(true);
    case JSON_NUMBER:
        return feel_number(arena, json->text);
    case JSON_STRING:
        return feel_string(arena, json->text);
    case JSON_ARRAY:
        return list_from(arena, json);
    case JSON_OBJECT:
        return context_from(arena, json);
    case JSON_NULL:
        break;
    }
    return feel_null();
}

static void json_at(json_writer *w, const feel_value *v, int depth);

static void json_text_of(json_writer *w, const feel_value *v)
{
    xc_buf text;
    xc_buf_init(&text, 1 << 16);
    feel_put_string(&text, v);
    if (text.err)
        w->out->err = w->out->err ? w->out->err : text.err;
    else if (v->type == FEEL_NUMBER)
        json_raw(w, xc_buf_view(&text));
    else
        json_str(w, xc_buf_view(&text));
    xc_buf_done(&text);
}

static void json_members(json_writer *w, const feel_value *v, int depth)
{
    if (v->type == FEEL_LIST) {
        json_open_array(w);
        for (size_t i = 0; i < v->list.count; i++)
            json_at(w, v->list.items[i], depth);
        json_close_array(w);
        return;
    }
    json_open_object(w);
    for (size_t i = 0; i < v->context.count; i++) {
        json_key_str(w, v->context.entries[i].name);
        json_at(w, v->context.entries[i].value, depth);
    }
    json_close_object(w);
}

static void json_at(json_writer *w, const feel_value *v, int depth)
{
    if (w->out->err)
        return;
    switch ((feel_type)v->type) {
    case FEEL_NULL:
    case FEEL_FUNCTION:
        json_null(w);
        break;
    case FEEL_BOOLEAN:
        json_bool(w, v->boolean);
        break;
    case FEEL_STRING:
        json_str(w, v->str.ptr ? v->str : XC_STR(""));
        break;
    case FEEL_LIST:
    case FEEL_CONTEXT:
        if (depth < MAX_DEPTH)
            json_members(w, v, depth + 1);
        else
            json_null(w);
        break;
    default:
        json_text_of(w, v);
    }
}

void feel_to_json(json_writer *w, const feel_value *v)
{
    json_at(w, v, 0);
}
