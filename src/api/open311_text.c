/* open311_text.c - see open311_text.h. */
#include "api/open311_text.h"

#include <math.h>

#include "codec/time_text.h"
#include "codec/xml.h"

open311_text open311_text_on(xc_buf *out, bool xml)
{
    open311_text t = { .xml = xml, .out = out, .w = json_writer_on(out) };
    if (xml)
        xc_buf_text(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    return t;
}

static void begin(open311_text *t, const char *name)
{
    if (t->xml)
        xc_buf_printf(t->out, "<%s>", name);
    else if (t->depth && !t->open[t->depth - 1].list)
        json_key(&t->w, name);
}

static void end(open311_text *t, const char *name)
{
    if (t->xml)
        xc_buf_printf(t->out, "</%s>", name);
}

static void push(open311_text *t, const char *name, bool list)
{
    begin(t, name);
    t->open[t->depth].name = name;
    t->open[t->depth++].list = list;
}

void open311_open_list(open311_text *t, const char *name)
{
    push(t, name, true);
    if (!t->xml)
        json_open_array(&t->w);
}

void open311_open(open311_text *t, const char *name)
{
    push(t, name, false);
    if (!t->xml)
        json_open_object(&t->w);
}

void open311_close(open311_text *t)
{
    t->depth--;
    if (t->xml)
        end(t, t->open[t->depth].name);
    else if (t->open[t->depth].list)
        json_close_array(&t->w);
    else
        json_close_object(&t->w);
}

void open311_str(open311_text *t, const char *name, xc_str s)
{
    begin(t, name);
    if (!t->xml)
        json_str(&t->w, s);
    else if (s.len)
        xml_escape(t->out, s);
    end(t, name);
}

void open311_number(open311_text *t, const char *name, double value, bool known)
{
    begin(t, name);
    if (known && t->xml)
        xc_buf_printf(t->out, "%.6f", value);
    else if (!t->xml && known)
        json_double(&t->w, round(value * 1e6) / 1e6);
    else if (!t->xml)
        json_null(&t->w);
    end(t, name);
}

void open311_int(open311_text *t, const char *name, int64_t value)
{
    begin(t, name);
    if (t->xml)
        xc_buf_int(t->out, value);
    else
        json_int(&t->w, value);
    end(t, name);
}

void open311_bool(open311_text *t, const char *name, bool value)
{
    begin(t, name);
    if (t->xml)
        xc_buf_text(t->out, value ? "true" : "false");
    else
        json_bool(&t->w, value);
    end(t, name);
}

void open311_time(open311_text *t, const char *name, int64_t time_us, int offset_minutes)
{
    char text[TIME_TEXT_SIZE];
    int64_t whole = time_us - time_us % 1000000;
    open311_str(t, name,
                time_us == TIME_NONE ? (xc_str){ 0 }
                                     : xc_str_of(time_format_offset(whole, offset_minutes, text)));
}
