/* http_route.h - a table of routes made ready for finding: a tree of path segments. */
#ifndef XC_NET_HTTP_ROUTE_H
#define XC_NET_HTTP_ROUTE_H
#include "net/http.h"

enum { HTTP_MAX_PARAMS = 8 };

/* Methods that a route may have, in the order of the bits of `allowed`. */
typedef enum {
    HTTP_GET,
    HTTP_POST,
    HTTP_PUT,
    HTTP_PATCH,
    HTTP_DELETE,
    HTTP_METHOD_COUNT
} http_method_id;

typedef struct http_router http_router;

/* What was found. Values are borrowed from the path, names from the route's pattern. */
typedef struct {
    const http_route *route; /* NULL: none */
    unsigned allowed; /* without a route: methods that the address takes; 0: no such address */
    size_t param_count;
    struct {
        xc_str name, value;
    } params[HTTP_MAX_PARAMS];
} http_match;

/* routes is borrowed. XC_EINVAL: a pattern or a method that cannot be, or a row twice; XC_ENOMEM.
 */
XC_MUST_CHECK xc_err http_router_new(const http_route *routes, size_t count, http_router **ret,
                                     xc_problem *why);
http_router *http_router_free(http_router *r);

/* HEAD is looked up as GET. Any thread. */
http_match http_router_find(const http_router *r, xc_str method, xc_str path);

/* "GET, HEAD, POST, OPTIONS" for a set of methods, into text of at least 64 bytes. */
xc_str http_allow_text(unsigned allowed, char *text);

#endif
