/* pack_file.c - the files of a pack's folder: whole, bounded, never through a link out of it. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "city/pack_int.h"

enum { PATH_SIZE = 4096 };

static xc_err path_of(const pack_reader *r, const char *file, char path[PATH_SIZE])
{
    int n = snprintf(path, PATH_SIZE, "%s/%s", r->p->dir, file);
    return n > 0 && n < PATH_SIZE ? XC_OK : XC_ELIMIT;
}

static xc_err take_room(pack_reader *r, const char *file, size_t size)
{
    if (size <= PACK_MAX_FILE_BYTES && r->bytes + size <= PACK_MAX_BYTES &&
        r->files < PACK_MAX_FILES) {
        r->files++;
        r->bytes += size;
        return XC_OK;
    }
    PACK_BAD(r, file, 0, 0,
             "the file is too large or there are too many files (32 MiB a file, "
             "256 MiB and 5,000 files a pack): split it or leave some out",
             "文件过大或过多（单个 32 MiB，整包 256 MiB、5,000 个文件）：请拆分或减少");
    return XC_ELIMIT;
}

static xc_err read_all(pack_reader *r, const char *file, FILE *in, size_t size, xc_str *ret)
{
    char *bytes = xc_arena_alloc(r->arena, size + 1);
    if (!bytes)
        return xc_arena_err(r->arena, size + 1);
    size_t got = fread(bytes, 1, size, in);
    if (got != size) {
        PACK_BAD(r, file, 0, 0, "the file cannot be read to its end: is it being written?",
                 "文件读不完整：是不是正在写入？");
        return XC_EIO;
    }
    bytes[size] = 0;
    *ret = (xc_str){ bytes, size };
    xc_err err = hash_add(r->digest, xc_str_of(file));
    return err ? err : hash_add(r->digest, *ret);
}

/* The byte order mark of some editors is no content. */
static xc_str without_mark(xc_str text)
{
    if (xc_str_starts(text, XC_STR("\xef\xbb\xbf")))
        return (xc_str){ text.ptr + 3, text.len - 3 };
    return text;
}

xc_err pack_file_read(pack_reader *r, const char *file, bool required, xc_str *ret)
{
    char path[PATH_SIZE];
    *ret = (xc_str){ 0 };
    xc_err err = path_of(r, file, path);
    if (err)
        return err;
    struct stat st;
    if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode)) {
        if (required)
            PACK_BAD(r, file, 0, 0, "the file is missing (or is no plain file): add it",
                     "缺少这个文件（或不是普通文件）：请补上");
        return XC_OK;
    }
    err = take_room(r, file, (size_t)st.st_size);
    if (err)
        return err;
    FILE *in = fopen(path, "rb");
    if (!in) {
        PACK_BAD(r, file, 0, 0, "the file cannot be opened: check who may read it",
                 "文件打不开：请检查读取权限");
        return XC_OK;
    }
    xc_str bytes;
    err = read_all(r, file, in, (size_t)st.st_size, &bytes);
    (void)fclose(in); /* only read */
    if (!err)
        *ret = without_mark(bytes);
    return err;
}

static bool ends_with(const char *name, const char *suffix)
{
    size_t n = strlen(name), s = strlen(suffix);
    return n > s && name[0] != '.' && strcmp(name + n - s, suffix) == 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static xc_err list_into(pack_reader *r, DIR *dir, const char *folder, const char *suffix,
                        const char ***ret, size_t *ret_count)
{
    const char **names = NULL;
    size_t count = 0, cap = 0;
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        if (!ends_with(e->d_name, suffix))
            continue;
        if (count == PACK_MAX_FILES)
            return XC_ELIMIT;
        xc_str name = xc_arena_printf(r->arena, "%s/%s", folder, e->d_name);
        const char **slot = pack_list_more(r->arena, (void **)&names, &count, &cap, sizeof *names);
        if (!slot || !name.ptr)
            return XC_ENOMEM;
        *slot = name.ptr;
    }
    if (count > 1)
        qsort(names, count, sizeof *names, by_name);
    *ret = names;
    *ret_count = count;
    return XC_OK;
}

xc_err pack_file_list(pack_reader *r, const char *folder, const char *suffix, const char ***ret,
                      size_t *ret_count)
{
    char path[PATH_SIZE];
    *ret = NULL;
    *ret_count = 0;
    xc_err err = path_of(r, folder, path);
    if (err)
        return err;
    DIR *dir = opendir(path);
    if (!dir)
        return XC_OK;
    err = list_into(r, dir, folder, suffix, ret, ret_count);
    (void)closedir(dir); /* only read */
    return err;
}

xc_err pack_file_json(pack_reader *r, const char *file, bool required, const json_value **ret)
{
    xc_str text;
    *ret = NULL;
    xc_err err = pack_file_read(r, file, required, &text);
    if (err || !text.ptr)
        return err;
    xc_problem why = { 0 };
    err = json_parse(text, r->arena, ret, &why);
    if (err != XC_ESYNTAX && err != XC_EINVAL && err != XC_ELIMIT)
        return err;
    pack_report_add(r, file, 1, &why);
    *ret = NULL;
    return XC_OK;
}

xc_err pack_file_csv(pack_reader *r, const char *file, bool required, const csv_table **ret)
{
    xc_str text;
    *ret = NULL;
    xc_err err = pack_file_read(r, file, required, &text);
    if (err || !text.ptr)
        return err;
    xc_problem why = { 0 };
    err = csv_parse(text, r->arena, ret, &why);
    if (err != XC_ESYNTAX && err != XC_EINVAL && err != XC_ELIMIT)
        return err;
    pack_report_add(r, file, 1, &why);
    *ret = NULL;
    return XC_OK;
}
