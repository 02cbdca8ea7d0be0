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

xc_err dmn_file_model(const char *path, bool draft, dmn_model **ret, xc_problem *why)
{
    xc_str xml;
    neighbours *n = xc_calloc(1, sizeof *n);
    xc_err err = n ? dmn_file_read(path, MAX_XML, &xml, why) : XC_ENOMEM;
    if (!err) {
        folder_of(path, n->folder);
        dmn_load_options options = { .import = find_import,
                                     .ctx = n,
                                     .draft = draft,
                                     .max_bytes = MAX_XML,
                                     .max_nodes = MAX_NODES,
                                     .max_memory = MAX_MEMORY };
        err = dmn_model_new_with(xml, path, &options, ret, why);
        xc_free((char *)xml.ptr);
    }
    for (size_t i = 0; n && i < n->count; i++)
        xc_free((char *)n->texts[i].ptr);
    xc_free(n);
    return err;
}
