/* warn_int.h - how an element of a warning becomes a field, for warn*.c. */
#ifndef XC_OPS_WARN_INT_H
#define XC_OPS_WARN_INT_H
#include "codec/xml.h"
#include "ops/warn.h"

typedef struct {
    xc_arena *arena;
    xc_problem *why;
    const char *ns; /* of the message's version */
    bool version_1_1;
    size_t items; /* of lists, so far */
} warn_reader;

typedef struct warn_field warn_field;

/* Puts the element's content at `to`: a field, or an item of a list. */
typedef xc_err warn_read_fn(warn_reader *r, const xml_node *node, const warn_field *f, void *to);

/* One kind of child element. A field with item_bytes is a list {items, count} of such items; a
 * field that may be repeated and has none gathers all it reads. */
struct warn_field {
    const char *name;
    bool needed, repeated;
    size_t offset; /* in the parent's struct */
    warn_read_fn *read;
    size_t item_bytes;
    warn_words words; /* of warn_read_word and warn_read_word_set */
};

/* Fills *to (cleared) from the children, which must come in the order of the fields. */
xc_err warn_read_fields(warn_reader *r, const xml_node *parent, const warn_field *fields,
                        size_t count, void *to);

warn_read_fn warn_read_text, warn_read_name, warn_read_needed_text, warn_read_time, warn_read_word,
    warn_read_word_set, warn_read_pair, warn_read_texts, warn_read_references, warn_read_polygon,
    warn_read_circle, warn_read_number, warn_read_size;

/* "alert/info[2]/area/polygon"; .ptr is never NULL. */
xc_str warn_path(const xml_node *node, char *to, size_t size);

/* Problem at an element; the first argument of the formats is the element's name. */
#define WARN_FAIL(r, code, node, en, zh, ...)                                                   \
    xc_fail_at((r)->why, code, warn_path(node, (char[192]){ 0 }, 192).ptr, (node)->line, 0, en, \
               zh, XC_STR_ARG((node)->name), __VA_ARGS__)

xc_err warn_no_room(warn_reader *r, const xml_node *node, size_t size);

#endif
