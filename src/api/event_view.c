/* event_view.c - which events a screen gets to see; see event_view.h. */
#include "api/event_view.h"

#include <stdio.h>

/* wide: what concerns a whole district is also for the streets in it. */
static const struct {
    const char *name;
    bool wide;
} TYPES[] = {
    { "readings", true }, { "case", false },   { "task", false },        { "command", false },
    { "unit", true },     { "warning", true }, { "application", false },
};
enum { TYPE_COUNT = sizeof TYPES / sizeof *TYPES };

static int type_of(xc_str name)
{
    for (int i = 0; i < TYPE_COUNT; i++)
        if (xc_str_is(name, TYPES[i].name))
            return i;
    return -1;
}

bool event_view_types(xc_str list, unsigned *ret)
{
    unsigned types = 0;
    xc_str name;
    while (list.ptr) {
        list = xc_str_cut(list, ',', &name);
        name = xc_str_trim(name);
        int type = type_of(name);
        if (name.len && type < 0)
            return false;
        if (name.len)
            types |= 1U << type;
    }
    *ret = types;
    return true;
}

bool event_view_equal(const event_view *a, const event_view *b)
{
    return a->staff == b->staff && a->services == b->services && a->user_id == b->user_id &&
           a->types == b->types && strcmp(a->division, b->division) == 0;
}

static bool is_for_user(xc_str audience, int64_t user_id)
{
    char text[32];
    int len = snprintf(text, sizeof text, "user:%lld", (long long)user_id);
    return user_id && xc_str_eq(audience, (xc_str){ text, (size_t)len });
}

bool event_view_sees(const event_view *view, const loop_published *e)
{
    int type = type_of(e->type);
    if (view->types && (type < 0 || !(view->types & (1U << type))))
        return false;
    bool for_services = xc_str_is(e->audience, "services");
    if (for_services && !view->services)
        return false;
    if (e->audience.len && !for_services)
        return is_for_user(e->audience, view->user_id);
    xc_str own = xc_str_of(view->division);
    return view->staff && (xc_str_starts(e->division, own) ||
                           (type >= 0 && TYPES[type].wide && xc_str_starts(own, e->division)));
}

/* A line end inside JSON is white space, but would end the field (WHATWG HTML 9.2.6). */
static void put_line(xc_buf *out, xc_str json)
{
    for (size_t i = 0; i < json.len;) {
        size_t part = i;
        while (part < json.len && json.ptr[part] != '\n' && json.ptr[part] != '\r')
            part++;
        xc_buf_put(out, json.ptr + i, part - i);
        if (part < json.len)
            xc_buf_byte(out, ' ');
        i = part + 1;
    }
}

void event_put(xc_buf *out, const loop_published *e)
{
    xc_buf_text(out, "id: ");
    xc_buf_int(out, e->seq);
    xc_buf_text(out, "\nevent: ");
    xc_buf_str(out, e->type);
    xc_buf_text(out, "\ndata: ");
    put_line(out, e->json);
    xc_buf_text(out, "\n\n");
}

void event_put_reset(xc_buf *out, int64_t seq)
{
    event_put(out, &(loop_published){ .seq = seq, .type = XC_STR("reset"), .json = XC_STR("{}") });
}
