/* json.h - JSON text to values and back (RFC 8259).
 *
 * The reader keeps a number's text as it was written, because policies count in decimals; it
 * refuses what the RFC refuses (and lone surrogates, bad UTF-8, doubled keys), and says where.
 * Values live in the caller's arena and may point into the text: both must outlive them. */
#ifndef XC_CODEC_JSON_H
#define XC_CODEC_JSON_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

typedef enum {
    JSON_NULL,
    JSON_FALSE,
    JSON_TRUE,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT
} json_kind;

typedef struct json_value json_value;
struct json_value {
    json_kind kind;
    uint32_t line, column;   /* where it stands in the text, from 1 */
    uint32_t count;          /* members of an array or object */
    xc_str key;              /* member of an object: its name, unescaped */
    xc_str text;             /* number: as written; string: unescaped; else empty */
    const json_value *first; /* of an array or object */
    const json_value *next;  /* in the same array or object */
};

enum { JSON_MAX_DEPTH = 64 };

/* Reads one whole text. XC_ESYNTAX with line and column, XC_ELIMIT: deeper than JSON_MAX_DEPTH or
 * the arena is full, XC_ENOMEM. */
XC_MUST_CHECK xc_err json_parse(xc_str text, xc_arena *arena, const json_value **ret,
                                xc_problem *why);

/* A member by name; NULL if v is NULL, no object, or has none. */
const json_value *json_find(const json_value *v, const char *key);

/* Text of a string member; {0} if missing or not a string. */
xc_str json_find_str(const json_value *v, const char *key);

/* These answer false, *ret untouched, for NULL, another kind or a value out of range. */
bool json_get_int(const json_value *v, int64_t min, int64_t max, int64_t *ret);
bool json_get_double(const json_value *v, double *ret);
bool json_get_bool(const json_value *v, bool *ret);

/* Writes into a buffer; commas are its business. Errors stick in the buffer. Keys and strings must
 * be valid UTF-8. Plain value: json_writer w = json_writer_on(&buf); */
typedef struct {
    xc_buf *out; /* borrowed */
    bool comma;  /* the next value needs one before it */
} json_writer;

json_writer json_writer_on(xc_buf *out);
void json_open_object(json_writer *w);
void json_close_object(json_writer *w);
void json_open_array(json_writer *w);
void json_close_array(json_writer *w);
void json_key(json_writer *w, const char *key);
void json_key_str(json_writer *w, xc_str key);
void json_str(json_writer *w, xc_str s); /* ptr NULL writes null */
void json_text(json_writer *w, const char *zero_ended);
void json_int(json_writer *w, int64_t value);
void json_double(json_writer *w, double value); /* shortest text that reads back the same; not
                                                   finite: null */
void json_bool(json_writer *w, bool value);
void json_null(json_writer *w);
void json_raw(json_writer *w, xc_str json); /* valid JSON, e.g. a number's text */
void json_value_put(json_writer *w, const json_value *v);

/* key and value in one line */
void json_put_str(json_writer *w, const char *key, xc_str s);
void json_put_text(json_writer *w, const char *key, const char *zero_ended);
void json_put_int(json_writer *w, const char *key, int64_t value);
void json_put_double(json_writer *w, const char *key, double value);
void json_put_bool(json_writer *w, const char *key, bool value);
void json_put_null(json_writer *w, const char *key);
void json_put_time(json_writer *w, const char *key,
                   int64_t time_us); /* RFC 3339; INT64_MIN: null */

#endif
