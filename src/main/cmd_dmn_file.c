/* cmd_dmn_file.c - decision models from files, with the files beside them that they import. */
#include <dirent.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "codec/xml.h"
#include "main/cmd_dmn.h"

enum { MAX_PATH = 1200, MAX_IMPORTS = 64 };
static const size_t MAX_XML = (size_t)1 << 30, MAX_NODES = 20000000, MAX_MEMORY = (size_t)4 << 30;

xc_err dmn_file_read(const char *path, size_t max_bytes, xc_str *ret, xc_problem *why)
{
    FILE *f = fopen(path, "rbe");
    if (!f)
        return xc_fail(why, XC_ENOTFOUND, path, "this file cannot be opened", "无法打开这个文件");
    xc_buf b;
    char part[65536];
    xc_buf_init(&b, max_bytes);
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
        xc_buf_put(&b, part, n);
    bool broken = ferror(f) != 0;
    (void)fclose(f); /* only read from */
    xc_err err = broken ? XC_EIO : xc_buf_err(&b);
    if (!err)
        ret->ptr = xc_buf_take(&b, &ret->len);
    xc_buf_done(&b);
    if (err == XC_ELIMIT)
        return xc_fail(why, err, path, "the file has more than %zu bytes", "文件超过 %zu 字节",
                       max_bytes);
    return err ? xc_fail(why, err, path, "the file cannot be read", "文件读取失败") : XC_OK;
}

/* ---- imports ---- */

typedef struct {
    char folder[MAX_PATH];
    xc_str texts[MAX_IMPORTS]; /* owned */
    size_t count;
} neighbours;

static bool has_namespace(xc_str xml, xc_str space)
{
    xc_arena *a;
    const xml_node *root;
    xml_limits limits = { MAX_XML, MAX_NODES };
    if (xc_arena_new(MAX_MEMORY, &a))
        return false;
    bool good = xml_parse_within(xml, &limits, a, &root, NULL) == XC_OK &&
                xc_str_eq(xml_attr_of(root, "namespace"), space);
    xc_arena_free(a);
    return good;
}

static bool is_model(const char *name)
{
    size_t len = strlen(name);
    return len > 4 && strcmp(name + len - 4, ".dmn") == 0;
}

static bool find_import(void *ctx, xc_str space, xc_str location, xc_str *ret)
{
    neighbours *n = ctx;
    char path[2 * MAX_PATH];
    bool found = false;
    DIR *d = opendir(n->folder);
    (void)location; /* may lead anywhere: namespaces decide */
    for (struct dirent *e = d ? readdir(d) : NULL; e && !found; e = readdir(d)) {
        xc_str text;
        if (!is_model(e->d_name) || n->count == MAX_IMPORTS)
            continue;
        (void)snprintf(path, sizeof path, "%s/%s", n->folder, e->d_name); /* long ones not found */
        if (dmn_file_read(path, MAX_XML, &text, NULL))
            continue;
        n->texts[n->count++] = text;
        found = has_namespace(text, space);
        if (found)
            *ret = text;
        else
            xc_free((char *)n->texts[--n->count].ptr);
    }
    if (d)
        (void)closedir(d); /* only read from */
    return found;
}

static void folder_of(const char *path, char to[MAX_PATH])
{
    const char *slash = strrchr(path, '/');
    if (slash)
        (void)snprintf(to, MAX_PATH, "%.*s", (int)(slash - path), path);
    else
        (void)snprintf(to, MAX_PATH, ".");
}

/* The text and how to read it; ended with close_model. */
typedef struct {
    xc_str xml;
    neighbours *near;
    dmn_load_options options;
} open_model;

static xc_err open_file(const char *path, open_model *to, xc_problem *why)
{
    *to = (open_model){ .near = xc_calloc(1, sizeof *to->near) };
    if (!to->near)
        return XC_ENOMEM;
    folder_of(path, to->near->folder);
    to->options = (dmn_load_options){ .import = find_import,
                                      .ctx = to->near,
                                      .max_bytes = MAX_XML,
                                      .max_nodes = MAX_NODES,
                                      .max_memory = MAX_MEMORY };
    return dmn_file_read(path, MAX_XML, &to->xml, why);
}

static void close_model(open_model *m)
{
    for (size_t i = 0; m->near && i < m->near->count; i++)
        xc_free((char *)m->near->texts[i].ptr);
    xc_free(m->near);
    xc_free((char *)m->xml.ptr);
}

xc_err dmn_file_model(const char *path, bool draft, dmn_model **ret, xc_problem *why)
{
    open_model m;
    xc_err err = open_file(path, &m, why);
    m.options.draft = draft;
    if (!err)
        err = dmn_model_new_with(m.xml, path, &m.options, ret, why);
    close_model(&m);
    return err;
}

xc_err dmn_file_check(const char *path, xc_arena *arena, const dmn_finding **ret, size_t *ret_count,
                      xc_problem *why)
{
    open_model m;
    xc_err err = open_file(path, &m, why);
    if (!err)
        err = dmn_check(m.xml, path, &m.options, arena, ret, ret_count, why);
    close_model(&m);
    return err;
}
