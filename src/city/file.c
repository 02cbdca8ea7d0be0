/* file.c - bytes under their SHA-256, rows beside them. */
#include "city/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "codec/hash.h"

static const struct {
    const char *type, *magic;
    size_t at, len;
} TYPES[] = {
    { "image/jpeg", "\xff\xd8\xff", 0, 3 },
    { "image/png", "\x89PNG\r\n\x1a\n", 0, 8 },
    { "image/webp", "WEBP", 8, 4 },
    { "application/pdf", "%PDF-", 0, 5 },
};

const char *file_type_of(xc_str bytes)
{
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (bytes.len >= TYPES[i].at + TYPES[i].len &&
            memcmp(bytes.ptr + TYPES[i].at, TYPES[i].magic, TYPES[i].len) == 0)
            return TYPES[i].type;
    return NULL;
}

bool file_id_read(const json_value *v, int64_t *ret)
{
    if (v && v->kind == JSON_STRING)
        return xc_str_int(v->text, 1, INT64_MAX, ret);
    return json_get_int(v, 1, INT64_MAX, ret);
}

xc_err file_path(const char *dir, xc_str sha256, char to[FILE_PATH_SIZE])
{
    if (sha256.len != 64)
        return XC_EINVAL;
    int n = snprintf(to, FILE_PATH_SIZE, "%s/%.2s/%.64s", dir, sha256.ptr, sha256.ptr);
    return n > 0 && n < FILE_PATH_SIZE ? XC_OK : XC_ELIMIT;
}

static bool make_dir(const char *path)
{
    return mkdir(path, S_IRWXU) == 0 || errno == EEXIST;
}

/* The two levels above the file. */
static bool make_dirs(const char *dir, const char *sha256)
{
    char path[FILE_PATH_SIZE];
    int n = snprintf(path, sizeof path, "%s/%.2s", dir, sha256);
    return n > 0 && n < FILE_PATH_SIZE && make_dir(dir) && make_dir(path);
}

static bool write_all(int fd, xc_str bytes)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.ptr, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes.ptr += n;
        bytes.len -= (size_t)n;
    }
    return true;
}

/* Written beside and renamed: two senders of the same bytes do not disturb each other. */
static bool write_file(const char *path, xc_str bytes)
{
    char part[FILE_PATH_SIZE + 8];
    snprintf(part, sizeof part, "%s.XXXXXX", path);
    int fd = mkstemp(part);
    if (fd < 0)
        return false;
    bool ok = write_all(fd, bytes) && fsync(fd) == 0;
    ok = close(fd) == 0 && ok && rename(part, path) == 0;
    if (!ok)
        unlink(part);
    return ok;
}

xc_err file_keep(const char *dir, xc_str bytes, char sha256[65], xc_problem *why)
{
    if (bytes.len > FILE_MAX_BYTES)
        return xc_fail(why, XC_ELIMIT, "", "the file has %zu bytes; %d are allowed",
                       "文件 %zu 字节，最多 %d 字节", bytes.len, FILE_MAX_BYTES);
    if (!file_type_of(bytes))
        return xc_fail(why, XC_EMEDIA, "",
                       "this is no JPEG, PNG or WebP picture and no PDF: send one of these",
                       "只收 JPEG、PNG、WebP 图片和 PDF，请换一种格式");
    unsigned char digest[HASH_BYTES];
    char path[FILE_PATH_SIZE];
    xc_err err = hash_of(HASH_SHA256, bytes, digest);
    if (err)
        return err;
    hash_hex((xc_str){ (const char *)digest, sizeof digest }, sha256);
    err = file_path(dir, xc_str_of(sha256), path);
    if (err || access(path, R_OK) == 0)
        return err;
    if (!make_dirs(dir, sha256) || !write_file(path, bytes))
        return xc_fail(why, XC_EIO, "", "the file could not be kept; try again",
                       "文件没有存下来，请再试一次");
    return XC_OK;
}

static xc_str cut_name(xc_str name)
{
    size_t len = 0;
    uint32_t point;
    for (size_t n; len < name.len &&
                   (n = xc_utf8_next((xc_str){ name.ptr + len, name.len - len }, &point)) &&
                   len + n <= FILE_NAME_MAX;)
        len += n;
    return (xc_str){ len ? name.ptr : "", len };
}

xc_err file_add(store_conn *c, const file_row *row, int64_t *ret_id)
{
    store_stmt *st;
    xc_err err =
        store_query(c, &st,
                    "INSERT INTO file (sha256, size_bytes, type, name, owner_id, case_id, "
                    "division, created_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
                    "RETURNING id",
                    "sissiisi", row->sha256, row->size_bytes, row->type, cut_name(row->name),
                    row->owner_id, row->case_id, row->division, row->created_us);
    if (err)
        return err;
    int64_t id = store_row(st) ? store_int(st, 0) : 0;
    err = store_end(st);
    if (!err)
        *ret_id = id;
    return err;
}

static xc_err owner_of(store_conn *c, int64_t id, int64_t *ret_owner, int64_t *ret_case)
{
    store_stmt *st;
    xc_err err = store_query(c, &st, "SELECT owner_id, case_id FROM file WHERE id = $1", "i", id);
    if (err)
        return err;
    bool found = store_row(st);
    int64_t owner = found ? store_int(st, 0) : 0, case_id = found ? store_int(st, 1) : 0;
    err = store_end(st);
    if (err || !found)
        return err ? err : XC_ENOTFOUND;
    *ret_owner = owner;
    *ret_case = case_id;
    return XC_OK;
}

xc_err file_attach(store_conn *c, int64_t id, int64_t owner_id, int64_t case_id, xc_str division,
                   xc_problem *why)
{
    int64_t owner = 0, in_case = 0;
    xc_err err = owner_of(c, id, &owner, &in_case);
    if (err == XC_ENOTFOUND)
        return xc_fail(why, err, "/files", "there is no file %lld: send it first",
                       "没有编号 %lld 的文件，请先上传", (long long)id);
    if (err)
        return err;
    if (owner != owner_id)
        return xc_fail(why, XC_EFORBIDDEN, "/files", "file %lld was sent by somebody else",
                       "编号 %lld 的文件是别人上传的", (long long)id);
    if (in_case && in_case != case_id)
        return xc_fail(why, XC_ECONFLICT, "/files", "file %lld belongs to another case",
                       "编号 %lld 的文件已用在另一件里", (long long)id);
    return store_run(c, NULL, "UPDATE file SET case_id = $1, division = $2 WHERE id = $3", "isi",
                     case_id, division, id);
}

#define COLUMNS "sha256, size_bytes, type, name, owner_id, case_id, division, created_us, id"

static xc_err read_row(store_stmt *st, xc_arena *arena, file_row *ret)
{
    *ret = (file_row){ .id = store_int(st, 8),
                       .sha256 = xc_arena_str(arena, store_str(st, 0)),
                       .size_bytes = store_int(st, 1),
                       .type = xc_arena_str(arena, store_str(st, 2)),
                       .name = xc_arena_str(arena, store_str(st, 3)),
                       .owner_id = store_int(st, 4),
                       .case_id = store_int(st, 5),
                       .division = xc_arena_str(arena, store_str(st, 6)),
                       .created_us = store_int(st, 7) };
    return ret->sha256.ptr && ret->type.ptr && ret->name.ptr && ret->division.ptr ? XC_OK
                                                                                  : XC_ENOMEM;
}

xc_err file_get(store_conn *c, int64_t id, xc_arena *arena, file_row *ret)
{
    store_stmt *st;
    file_row row;
    xc_err err = store_query(c, &st, "SELECT " COLUMNS " FROM file WHERE id = $1", "i", id);
    if (err)
        return err;
    bool found = store_row(st);
    err = found ? read_row(st, arena, &row) : XC_ENOTFOUND;
    xc_err ended = store_end(st);
    if (err || ended)
        return ended ? ended : err;
    *ret = row;
    return XC_OK;
}

xc_err file_list(store_conn *c, int64_t case_id, size_t max, xc_arena *arena, file_row **ret,
                 size_t *ret_count)
{
    store_stmt *st;
    file_row *list = xc_arena_array(arena, max ? max : 1, sizeof *list);
    if (!list)
        return XC_ENOMEM;
    xc_err err =
        store_query(c, &st, "SELECT " COLUMNS " FROM file WHERE case_id = $1 ORDER BY id LIMIT $2",
                    "ii", case_id, (int64_t)max);
    if (err)
        return err;
    size_t count = 0;
    while (!err && count < max && store_row(st))
        err = read_row(st, arena, &list[count++]);
    xc_err ended = store_end(st);
    if (err || ended)
        return err ? err : ended;
    *ret = list;
    *ret_count = count;
    return XC_OK;
}
