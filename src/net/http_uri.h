/* http_uri.h - percent escapes and query strings (RFC 3986 2.1), pure. */
#ifndef XC_NET_HTTP_URI_H
#define XC_NET_HTTP_URI_H
#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* Decodes %XX (and '+' to a blank when plus) into out, which holds s.len bytes; may not overlap.
 * false: a broken escape, a zero byte or bad UTF-8. */
bool http_uri_decode(xc_str s, bool plus, char *out, size_t *ret_len);

/* Takes the next name=value from *query; both still escaped. false: nothing left. A name without
 * '=' has an empty value. */
bool http_uri_pair(xc_str *query, xc_str *ret_name, xc_str *ret_value);

/* Every name and value of a query can be decoded. */
bool http_uri_query_valid(xc_str query);

/* Splits a request target: "/path?query", "http://host/path?query", "*". Borrowed from target;
 * false when it is none of these. */
bool http_uri_split(xc_str target, xc_str *ret_path, xc_str *ret_query);

#endif
