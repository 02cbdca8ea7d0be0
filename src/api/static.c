/* static.c - the screens: files of web/dist, precompressed where the build made .br or .gz beside
 * them. */
#include <stdio.h>
#include <sys/stat.h>

#include "api/api.h"
#include "api/api_routes.h"

enum { MAX_PATH_BYTES = 512, FULL_PATH_BYTES = 4096 };

static const struct {
    const char *ending, *content_type;
} KINDS[] = {
    { ".html", "text/html; charset=utf-8" },
    { ".js", "text/javascript; charset=utf-8" },
    { ".mjs", "text/javascript; charset=utf-8" },
    { ".css", "text/css; charset=utf-8" },
    { ".json", "application/json" },
    { ".geojson", "application/geo+json" },
    { ".webmanifest", "application/manifest+json" },
    { ".svg", "image/svg+xml" },
    { ".png", "image/png" },
    { ".jpg", "image/jpeg" },
    { ".webp", "image/webp" },
    { ".ico", "image/x-icon" },
    { ".woff2", "font/woff2" },
    { ".woff", "font/woff" },
    { ".pbf", "application/x-protobuf" },
    { ".wasm", "application/wasm" },
    { ".txt", "text/plain; charset=utf-8" },
};

/* Each is a program of its own: /ops/310104 is ops.html, whatever follows. */
static const char *const PAGES[] = { "ops", "desk", "field", "verify", "studio" };

static const struct {
    const char *coding, *ending;
} CODINGS[] = { { "br", ".br" }, { "gzip", ".gz" } };

static bool ends_with(xc_str s, const char *ending)
{
    xc_str e = xc_str_of(ending);
    return s.len >= e.len && memcmp(s.ptr + s.len - e.len, e.ptr, e.len) == 0;
}

static const char *content_type_of(xc_str path)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (ends_with(path, KINDS[i].ending))
            return KINDS[i].content_type;
    return NULL;
}

/* Only plain names: nothing hidden, nothing that leads out of the folder. */
static bool is_plain(xc_str path)
{
    if (path.len == 0 || path.len > MAX_PATH_BYTES || path.ptr[0] != '/')
        return false;
    for (size_t i = 0; i < path.len; i++) {
        char c = path.ptr[i];
        if (c == '\\' || (unsigned char)c < ' ')
            return false;
        if (c == '/' && i + 1 < path.len && (path.ptr[i + 1] == '.' || path.ptr[i + 1] == '/'))
            return false;
    }
    return true;
}

static bool is_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* "br;q=0" means not br; the finer weights do not matter here. */
static bool accepts(const http_request *rq, const char *coding)
{
    xc_str list = http_header(rq, "Accept-Encoding"), item, name;
    while (list.ptr) {
        list = xc_str_cut(list, ',', &item);
        xc_str weight = xc_str_trim(xc_str_cut(xc_str_trim(item), ';', &name));
        if (xc_str_is(xc_str_trim(name), coding))
            return !xc_str_is(weight, "q=0") && !xc_str_is(weight, "q=0.0");
    }
    return false;
}

/* Sends dir/path or its compressed twin. */
static void send_file(http_request *rq, const char *dir, xc_str path, bool immutable)
{
    char full[FULL_PATH_BYTES];
    http_reply_header(rq, "Vary", XC_STR("Accept-Encoding"));
    for (size_t i = 0; i < sizeof CODINGS / sizeof *CODINGS; i++) {
        int len = snprintf(full, sizeof full, "%s%.*s%s", dir, XC_STR_ARG(path), CODINGS[i].ending);
        if (len < (int)sizeof full && accepts(rq, CODINGS[i].coding) && is_file(full)) {
            http_reply_header(rq, "Content-Encoding", xc_str_of(CODINGS[i].coding));
            http_reply_file(rq, full, content_type_of(path), immutable);
            return;
        }
    }
    if (snprintf(full, sizeof full, "%s%.*s", dir, XC_STR_ARG(path)) >= (int)sizeof full)
        http_reply_err(rq, XC_ENOTFOUND);
    else
        http_reply_file(rq, full, content_type_of(path), immutable);
}

static xc_str page_of(xc_str path, http_request *rq)
{
    xc_str first;
    (void)xc_str_cut((xc_str){ path.ptr + 1, path.len - 1 }, '/',
                     &first); /* the rest is the page's */
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++)
        if (xc_str_is(first, PAGES[i]))
            return xc_arena_printf(http_arena(rq), "/%s.html", PAGES[i]);
    return XC_STR("/index.html");
}

static void get_file(http_request *rq, void *ctx)
{
    api *a = ctx;
    xc_str path = http_path(rq);
    if (!a->web_dir || !is_plain(path)) {
        http_reply_err(rq, XC_ENOTFOUND);
        return;
    }
    /* the build puts a hash into these names, so their content never changes */
    if (content_type_of(path))
        send_file(rq, a->web_dir, path, xc_str_starts(path, XC_STR("/assets/")));
    else
        send_file(rq, a->web_dir, page_of(path, rq), false);
}

static void no_such_call(http_request *rq, void *ctx)
{
    (void)ctx; /* every handler has one */
    http_reply_err(rq, XC_ENOTFOUND);
}

const http_route *static_routes(size_t *count)
{
    static const http_route routes[] = {
        { "GET", "/{*}", get_file, 0, API_PUBLIC },
        { "GET", "/api/{*}", no_such_call, 0, API_PUBLIC },
        { "POST", "/api/{*}", no_such_call, 1 << 20, API_PUBLIC },
        { "PUT", "/api/{*}", no_such_call, 1 << 20, API_PUBLIC },
        { "PATCH", "/api/{*}", no_such_call, 1 << 20, API_PUBLIC },
        { "DELETE", "/api/{*}", no_such_call, 1 << 20, API_PUBLIC },
    };
    *count = sizeof routes / sizeof *routes;
    return routes;
}
