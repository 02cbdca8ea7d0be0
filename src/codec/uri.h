/* uri.h - percent encoding and query strings (RFC 3986, and + for a blank as forms send it). */
#ifndef XC_CODEC_URI_H
#define XC_CODEC_URI_H
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

typedef struct {
    xc_str name, value; /* decoded, valid UTF-8 */
} uri_param;

typedef struct {
    const uri_param *items;
    size_t count;
} uri_query;

enum { URI_MAX_PARAMS = 100 };

/* A path segment or other part, decoded (+ stays +). Points into text when nothing is encoded, else
 * into the arena. XC_ESYNTAX: a bad %XX, a zero byte or not UTF-8; XC_ELIMIT, XC_ENOMEM. */
XC_MUST_CHECK xc_err uri_decode(xc_str text, xc_arena *arena, xc_str *ret);

/* "a=1&b=x%20y" in its order; "a" alone has an empty value. Errors as uri_decode; XC_ELIMIT also
 * above URI_MAX_PARAMS. */
XC_MUST_CHECK xc_err uri_query_parse(xc_str query, xc_arena *arena, uri_query *ret);

/* The first value of that name; .ptr is NULL if there is none. */
xc_str uri_query_find(const uri_query *query, const char *name);

/* Adds text with everything but A-Z a-z 0-9 - . _ ~ as %XX. */
void uri_encode(xc_buf *out, xc_str text);

/* The parts of an absolute URI, as they stand in the text (not decoded). */
typedef struct {
    xc_str scheme, user, host; /* user "name:password" or empty; host without [ ] */
    int port;                  /* 0: not given */
    xc_str path, query;        /* path with its /, query without ? */
} uri_parts;

/* "https://user@host:8443/path?query#fragment"; the fragment is dropped. XC_ESYNTAX. */
XC_MUST_CHECK xc_err uri_split(xc_str text, uri_parts *ret);

#endif
