/* open311_text.h - one answer, written as JSON or as XML: GeoReport v2 has both for everything.
 *
 * Open and close nest as in json_writer; names of list items only show in XML. Errors stick in the
 * buffer. */
#ifndef XC_API_OPEN311_TEXT_H
#define XC_API_OPEN311_TEXT_H
#include "codec/json.h"

enum { OPEN311_MAX_DEPTH = 8 };

typedef struct {
    bool xml;
    json_writer w;
    xc_buf *out;
    struct {
        const char *name;
        bool list;
    } open[OPEN311_MAX_DEPTH];
    int depth;
} open311_text;

/* out is borrowed until the last call. */
open311_text open311_text_on(xc_buf *out, bool xml);

/* A list or an object: the whole answer, a member of the open object, or an item of the open list.
 */
void open311_open_list(open311_text *t, const char *name);
void open311_open(open311_text *t, const char *name);
void open311_close(open311_text *t);

/* Members of the open object, or (text) items of the open list. Text that is missing (ptr NULL) is
 * null in JSON and an empty element in XML. */
void open311_str(open311_text *t, const char *name, xc_str s);
void open311_number(open311_text *t, const char *name, double value, bool known);
void open311_int(open311_text *t, const char *name, int64_t value);
void open311_bool(open311_text *t, const char *name, bool value);

/* "2026-11-24T10:32:03+08:00"; INT64_MIN: missing. */
void open311_time(open311_text *t, const char *name, int64_t time_us, int offset_minutes);

#endif
