/* json_write.c - the writer of json.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "codec/json.h"
#include "codec/time_text.h"

json_writer json_writer_on(xc_buf *out)
{
    return (json_writer){ .out = out };
}

/* Before each value. */
static void separate(json_writer *w)
{
    if (w->comma)
        xc_buf_byte(w->out, ',');
    w->comma = true;
}

static void open_list(json_writer *w, char bracket)
{
    separate(w);
    xc_buf_byte(w->out, bracket);
    w->comma = false;
}

static void close_list(json_writer *w, char bracket)
{
    xc_buf_byte(w->out, bracket);
    w->comma = true;
}

void json_open_object(json_writer *w)
{
    open_list(w, '{');
}

void json_close_object(json_writer *w)
{
    close_list(w, '}');
}

void json_open_array(json_writer *w)
{
    open_list(w, '[');
}

void json_close_array(json_writer *w)
{
    close_list(w, ']');
}

static void put_escape(xc_buf *out, unsigned char c)
{
    static const char digits[] = "0123456789abcdef", named[] = "\"\\\b\f\n\r\t",
                      letters[] = "\"\\bfnrt";
    const char *at = c ? strchr(named, c) : NULL;
    char escape[6] = { '\\', 'u', '0', '0', digits[c >> 4], digits[c & 15] };
    if (at)
        escape[1] = letters[at - named];
    xc_buf_put(out, escape, at ? 2 : 6);
}

static void put_quoted(xc_buf *out, xc_str s)
{
    size_t from = 0;
    xc_buf_byte(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
            continue;
        xc_buf_put(out, s.ptr + from, i - from);
        put_escape(out, c);
        from = i + 1;
    }
    xc_buf_put(out, s.ptr + from, s.len - from);
    xc_buf_byte(out, '"');
}

void json_key_str(json_writer *w, xc_str key)
{
    separate(w);
    put_quoted(w->out, key.ptr ? key : XC_STR(""));
    xc_buf_byte(w->out, ':');
    w->comma = false;
}

void json_key(json_writer *w, const char *key)
{
    json_key_str(w, xc_str_of(key));
}

void json_str(json_writer *w, xc_str s)
{
    if (!s.ptr) {
        json_null(w);
        return;
    }
    separate(w);
    put_quoted(w->out, s);
}

void json_text(json_writer *w, const char *zero_ended)
{
    json_str(w, xc_str_of(zero_ended));
}

void json_int(json_writer *w, int64_t value)
{
    separate(w);
    xc_buf_int(w->out, value);
}

/* Numbers with few digits, as coordinates and levels are: value = whole / 10^places exactly as a
 * reader would round it, with the fewest places. */
static bool put_short(xc_buf *out, double value)
{
    static const double tens[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };
    double size = fabs(value);
    for (int places = 0; places < 10; places++) {
        double whole = nearbyint(size * tens[places]);
        if (whole >= 1e15)
            return false;
        if (whole / tens[places] != size)
            continue;
        char text[24];
        size_t at = sizeof text;
        uint64_t rest = (uint64_t)whole;
        for (int place = 0; rest || place <= places; place++, rest /= 10) {
            if (place == places && places)
                text[--at] = '.';
            text[--at] = (char)('0' + rest % 10);
        }
        if (signbit(value))
            text[--at] = '-';
        xc_buf_put(out, text + at, sizeof text - at);
        return true;
    }
    return false;
}

void json_double(json_writer *w, double value)
{
    if (!isfinite(value)) {
        json_null(w);
        return;
    }
    separate(w);
    if (put_short(w->out, value))
        return;
    char text[40];
    for (int digits = 1; digits <= 17; digits++) {
        (void)snprintf(text, sizeof text, "%.*g", digits, value); /* 17 digits take 24 bytes */
        if (strtod(text, NULL) == value)
            break;
    }
    xc_buf_text(w->out, text);
}

void json_bool(json_writer *w, bool value)
{
    separate(w);
    xc_buf_text(w->out, value ? "true" : "false");
}

void json_null(json_writer *w)
{
    separate(w);
    xc_buf_text(w->out, "null");
}

void json_raw(json_writer *w, xc_str json)
{
    separate(w);
    xc_buf_str(w->out, json);
}

static void put_members(json_writer *w, const json_value *list)
{
    for (const json_value *v = list->first; v; v = v->next) {
        if (list->kind == JSON_OBJECT)
            json_key_str(w, v->key);
        json_value_put(w, v);
    }
}

void json_value_put(json_writer *w, const json_value *v)
{
    switch (v->kind) {
    case JSON_NULL:
        json_null(w);
        break;
    case JSON_FALSE:
    case JSON_TRUE:
        json_bool(w, v->kind == JSON_TRUE);
        break;
    case JSON_NUMBER:
        json_raw(w, v->text);
        break;
    case JSON_STRING:
        json_str(w, v->text.ptr ? v->text : XC_STR(""));
        break;
    case JSON_ARRAY:
    case JSON_OBJECT:
        open_list(w, v->kind == JSON_OBJECT ? '{' : '[');
        put_members(w, v);
        close_list(w, v->kind == JSON_OBJECT ? '}' : ']');
        break;
    }
}

void json_put_str(json_writer *w, const char *key, xc_str s)
{
    json_key(w, key);
    json_str(w, s);
}

void json_put_text(json_writer *w, const char *key, const char *zero_ended)
{
    json_key(w, key);
    json_text(w, zero_ended);
}

void json_put_int(json_writer *w, const char *key, int64_t value)
{
    json_key(w, key);
    json_int(w, value);
}

void json_put_double(json_writer *w, const char *key, double value)
{
    json_key(w, key);
    json_double(w, value);
}

void json_put_bool(json_writer *w, const char *key, bool value)
{
    json_key(w, key);
    json_bool(w, value);
}

void json_put_null(json_writer *w, const char *key)
{
    json_key(w, key);
    json_null(w);
}

void json_put_time(json_writer *w, const char *key, int64_t time_us)
{
    char text[TIME_TEXT_SIZE];
    json_key(w, key);
    json_text(w, time_us == TIME_NONE ? NULL : time_format(time_us, text));
}
