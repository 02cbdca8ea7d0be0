/* event_view.h - which events a screen gets to see, and how they stand on the wire; pure. */
#ifndef XC_API_EVENT_VIEW_H
#define XC_API_EVENT_VIEW_H
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "city/loop.h"

/* A plain value: two screens with equal views get the same bytes. */
typedef struct {
    char division[13]; /* prefix; "" = everything */
    bool staff;        /* sees what is not for one person alone */
    bool services;     /* sees also what has an applicant: audience "services" */
    int64_t user_id;   /* sees what is for "user:<id>"; staff share views, so theirs is 0 */
    unsigned types;    /* bits of the type table; 0 = all */
} event_view;

/* "case,task" -> bits. false: a word that is no type. */
bool event_view_types(xc_str list, unsigned *ret);
bool event_view_equal(const event_view *a, const event_view *b);
bool event_view_sees(const event_view *view, const loop_published *e);

/* "id: 7\nevent: case\ndata: {...}\n\n" */
void event_put(xc_buf *out, const loop_published *e);
void event_put_reset(xc_buf *out, int64_t seq);

#endif
