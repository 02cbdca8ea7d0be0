/* http_route.c - the tree of path segments; see http_route.h. */
#include "net/http_route.h"

#include <stdlib.h>

#include "base/mem.h"

static const char *const METHODS[HTTP_METHOD_COUNT] = { "GET", "POST", "PUT", "PATCH", "DELETE" };

struct rows {
    const http_route *by_method[HTTP_METHOD_COUNT];
    unsigned set; /* bit per method */
};

struct node {
    xc_str text;        /* the segment; empty for {param} and the root */
    struct node **kids; /* literal segments, ordered by text after the build */
    size_t kid_count;
    struct node *param;
    struct rows here, rest; /* rest: {*} stands here */
};

struct http_router {
    struct node *root;
};

static struct node *node_free(struct node *n)
{
    if (!n)
        return NULL;
    for (size_t i = 0; i < n->kid_count; i++)
        node_free(n->kids[i]);
    node_free(n->param);
    xc_free(n->kids);
    xc_free(n);
    return NULL;
}

http_router *http_router_free(http_router *r)
{
    if (r)
        node_free(r->root);
    xc_free(r);
    return NULL;
}

static int compare_text(const void *key, const void *member)
{
    return xc_str_cmp(*(const xc_str *)key, (*(struct node *const *)member)->text);
}

static int compare_nodes(const void *a, const void *b)
{
    return xc_str_cmp((*(struct node *const *)a)->text, (*(struct node *const *)b)->text);
}

static struct node *find_kid(const struct node *n, xc_str text)
{
    if (n->kid_count == 0)
        return NULL;
    struct node **hit = bsearch(&text, n->kids, n->kid_count, sizeof *n->kids, compare_text);
    return hit ? *hit : NULL;
}

static struct node *add_kid(struct node *n, xc_str text)
{
    struct node *kid = find_kid(n, text);
    if (kid)
        return kid;
    struct node **grown = xc_realloc_array(n->kids, n->kid_count + 1, sizeof(struct node *));
    if (!grown)
        return NULL;
    n->kids = grown;
    kid = xc_calloc(1, sizeof *kid);
    if (!kid)
        return NULL;
    kid->text = text;
    n->kids[n->kid_count++] = kid;
    qsort(n->kids, n->kid_count, sizeof(struct node *), compare_nodes);
    return kid;
}

static bool is_param(xc_str segment)
{
    return segment.len > 2 && segment.ptr[0] == '{' && segment.ptr[segment.len - 1] == '}';
}

static struct node *add_segment(struct node *n, xc_str segment)
{
    if (!is_param(segment))
        return add_kid(n, segment);
    if (!n->param)
        n->param = xc_calloc(1, sizeof *n->param);
    return n->param;
}

static int method_of(xc_str name)
{
    for (int m = 0; m < HTTP_METHOD_COUNT; m++)
        if (xc_str_is(name, METHODS[m]))
            return m;
    return xc_str_is(name, "HEAD") ? HTTP_GET : -1;
}

static xc_err put_row(struct rows *rows, const http_route *route, xc_problem *why)
{
    int method = method_of(xc_str_of(route->method));
    if (method < 0 || !route->handler)
        return xc_fail(why, XC_EINVAL, route->pattern, "method %s cannot be routed",
                       "方法 %s 不能用作路由", route->method);
    if (rows->by_method[method])
        return xc_fail(why, XC_EINVAL, route->pattern, "%s stands twice in the route table",
                       "%s 在路由表里出现了两次", route->method);
    rows->by_method[method] = route;
    rows->set |= 1U << method;
    return XC_OK;
}

static xc_err add_route(struct node *root, const http_route *route, xc_problem *why)
{
    xc_str rest = xc_str_of(route->pattern), segment;
    if (rest.len == 0 || rest.ptr[0] != '/')
        return xc_fail(why, XC_EINVAL, "", "pattern \"%s\" must begin with /",
                       "路由“%s”必须以 / 开头", route->pattern);
    struct node *n = root;
    size_t params = 0;
    rest = (xc_str){ rest.ptr + 1, rest.len - 1 };
    while (rest.ptr) {
        rest = xc_str_cut(rest, '/', &segment);
        params += is_param(segment);
        if (params > HTTP_MAX_PARAMS)
            return xc_fail(why, XC_EINVAL, route->pattern, "more than %d parameters",
                           "参数多于 %d 个", HTTP_MAX_PARAMS);
        if (xc_str_is(segment, "{*}") && !rest.ptr)
            return put_row(&n->rest, route, why);
        n = add_segment(n, segment);
        if (!n)
            return XC_ENOMEM;
    }
    return put_row(&n->here, route, why);
}

xc_err http_router_new(const http_route *routes, size_t count, http_router **ret, xc_problem *why)
{
    http_router *r = xc_calloc(1, sizeof *r);
    if (!r)
        return XC_ENOMEM;
    r->root = xc_calloc(1, sizeof *r->root);
    xc_err err = r->root ? XC_OK : XC_ENOMEM;
    for (size_t i = 0; i < count && !err; i++)
        err = add_route(r->root, &routes[i], why);
    if (err) {
        http_router_free(r);
        return err;
    }
    *ret = r;
    return XC_OK;
}

typedef enum { MISS, WRONG_METHOD, HIT } outcome;

struct search {
    int method;
    xc_str values[HTTP_MAX_PARAMS];
    size_t depth; /* of values in use */
    http_match *match;
};

static outcome take_rows(struct search *s, const struct rows *rows)
{
    if (s->method >= 0 && rows->by_method[s->method]) {
        s->match->route = rows->by_method[s->method];
        return HIT;
    }
    s->match->allowed |= rows->set;
    return rows->set ? WRONG_METHOD : MISS;
}

static void keep_value(struct search *s, xc_str value)
{
    if (s->depth < HTTP_MAX_PARAMS)
        s->values[s->depth++] = value;
}

static outcome take_rest(struct search *s, const struct node *n, xc_str rest)
{
    outcome found = take_rows(s, &n->rest);
    if (found == HIT)
        keep_value(s, rest.ptr ? rest : (xc_str){ "", 0 });
    return found;
}

/* rest.ptr NULL: the path ends here. The tree is as deep as the longest pattern, and so is this. */
static outcome walk(struct search *s, const struct node *n, xc_str rest)
{
    if (!rest.ptr) {
        outcome found = take_rows(s, &n->here);
        return found == MISS ? take_rest(s, n, rest) : found;
    }
    xc_str segment, after = xc_str_cut(rest, '/', &segment);
    outcome best = MISS;
    const struct node *kid = find_kid(n, segment);
    if (kid && (best = walk(s, kid, after)) == HIT)
        return HIT;
    if (n->param && segment.len) {
        size_t depth = s->depth;
        keep_value(s, segment);
        outcome found = walk(s, n->param, after);
        if (found == HIT)
            return HIT;
        s->depth = depth;
        best = found > best ? found : best;
    }
    return best == MISS ? take_rest(s, n, rest) : best;
}

/* Pairs the values with the names that stand in the route's pattern. */
static void name_params(http_match *match, const struct search *s)
{
    xc_str rest = xc_str_of(match->route->pattern), segment;
    while (rest.ptr && match->param_count < s->depth) {
        rest = xc_str_cut(rest, '/', &segment);
        if (!is_param(segment))
            continue;
        match->params[match->param_count].name = (xc_str){ segment.ptr + 1, segment.len - 2 };
        match->params[match->param_count].value = s->values[match->param_count];
        match->param_count++;
    }
}

http_match http_router_find(const http_router *r, xc_str method, xc_str path)
{
    http_match match = { 0 };
    struct search s = { .method = method_of(method), .match = &match };
    if (path.len == 0 || path.ptr[0] != '/')
        return match;
    if (walk(&s, r->root, (xc_str){ path.ptr + 1, path.len - 1 }) == HIT)
        name_params(&match, &s);
    return match;
}

xc_str http_allow_text(unsigned allowed, char *text)
{
    size_t len = 0;
    for (int m = 0; m < HTTP_METHOD_COUNT; m++) {
        if (!(allowed & (1U << m)))
            continue;
        const char *name = m == HTTP_GET ? "GET, HEAD" : METHODS[m];
        memcpy(text + len, name, strlen(name));
        len += strlen(name);
        memcpy(text + len, ", ", 2);
        len += 2;
    }
    memcpy(text + len, "OPTIONS", 7);
    return (xc_str){ text, len + 7 };
}
