/* issuer_ring.c - keys in order of time, the list of them on disk; see issuer_ring.h. */
#include "services/issuer_ring.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "codec/base64.h"
#include "codec/json.h"
#include "codec/time_text.h"

enum { PATH_SIZE = 1024, MAX_LIST_BYTES = 64 << 10 };
static const char LIST_NAME[] = "issuer-keys.json", FIRST_NAME[] = "issuer-sm2.pem";

struct place {
    issuer_key *key;
    int64_t from_us;
};

struct issuer_ring {
    char dir[PATH_SIZE];
    struct place places[ISSUER_RING_MAX]; /* one below count never changes */
    atomic_size_t count;
};

/* ---- files ---- */

static xc_err path_of(const issuer_ring *r, const char *name, char to[PATH_SIZE], xc_problem *why)
{
    int n = snprintf(to, PATH_SIZE, "%s/%s", r->dir, name);
    if (n > 0 && n < PATH_SIZE)
        return XC_OK;
    return xc_fail(why, XC_ELIMIT, name, "the data folder's path is too long",
                   "数据目录的路径太长");
}

static xc_err private_path(const issuer_ring *r, const char *kid, char to[PATH_SIZE],
                           xc_problem *why)
{
    char name[64];
    (void)snprintf(name, sizeof name, "issuer-%s.pem", kid); /* fits */
    return path_of(r, name, to, why);
}

static xc_err io_fault(xc_problem *why, const char *path)
{
    return xc_fail(why, XC_EIO, path, "the issuer's keys cannot be read or written: %s",
                   "签发密钥无法读写：%s", strerror(errno));
}

static bool write_and_sync(const char *path, xc_str bytes)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0)
        return false;
    bool ok = write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len && fsync(fd) == 0;
    return close(fd) == 0 && ok;
}

static bool sync_folder(const char *dir)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        close(fd);
    return ok;
}

/* ---- the list ---- */

static void put_half(json_writer *w, const char *key, const unsigned char *half)
{
    xc_buf text;
    xc_buf_init(&text, 64);
    base64_encode(&text, BASE64_URL, (xc_str){ (const char *)half, ISSUER_KEY_HALF_SIZE });
    json_put_str(w, key, xc_buf_view(&text));
    xc_buf_done(&text);
}

static void put_list(const issuer_ring *r, size_t count, xc_buf *out)
{
    json_writer w = json_writer_on(out);
    json_open_object(&w);
    json_key(&w, "keys");
    json_open_array(&w);
    for (size_t i = 0; i < count; i++) {
        unsigned char x[ISSUER_KEY_HALF_SIZE], y[ISSUER_KEY_HALF_SIZE];
        issuer_key_point(r->places[i].key, x, y);
        json_open_object(&w);
        json_put_text(&w, "kid", issuer_key_id(r->places[i].key));
        put_half(&w, "x", x);
        put_half(&w, "y", y);
        json_put_time(&w, "not_before", r->places[i].from_us);
        json_close_object(&w);
    }
    json_close_array(&w);
    json_close_object(&w);
    xc_buf_byte(out, '\n');
}

/* Whole or not at all: written beside, synced, renamed. */
static xc_err write_list(const issuer_ring *r, size_t count, xc_problem *why)
{
    char path[PATH_SIZE], part[PATH_SIZE + 8];
    xc_buf out;
    xc_err err = path_of(r, LIST_NAME, path, why);
    if (err)
        return err;
    (void)snprintf(part, sizeof part, "%s.new", path); /* fits */
    xc_buf_init(&out, MAX_LIST_BYTES);
    put_list(r, count, &out);
    err = xc_buf_err(&out);
    if (!err && (!write_and_sync(part, xc_buf_view(&out)) || rename(part, path) != 0 ||
                 !sync_folder(r->dir)))
        err = io_fault(why, path);
    xc_buf_done(&out);
    return err;
}

static bool read_half(const json_value *v, const char *name, xc_arena *arena, unsigned char *to)
{
    xc_str bytes;
    if (base64_decode(json_find_str(v, name), BASE64_URL, arena, &bytes) ||
        bytes.len != ISSUER_KEY_HALF_SIZE)
        return false;
    memcpy(to, bytes.ptr, ISSUER_KEY_HALF_SIZE);
    return true;
}

/* The first may be from ever; each later one from later. */
static bool read_from(const issuer_ring *r, const json_value *v, int64_t *ret)
{
    const json_value *from = json_find(v, "not_before");
    size_t count = r->count;
    *ret = TIME_NONE;
    if (from && from->kind == JSON_NULL)
        return count == 0;
    return from && from->kind == JSON_STRING && time_parse(from->text, ret) &&
           (count == 0 || *ret > r->places[count - 1].from_us);
}

static xc_err read_place(issuer_ring *r, const json_value *v, xc_arena *arena)
{
    unsigned char x[ISSUER_KEY_HALF_SIZE], y[ISSUER_KEY_HALF_SIZE];
    struct place *to = &r->places[r->count];
    if (r->count == ISSUER_RING_MAX || !read_half(v, "x", arena, x) ||
        !read_half(v, "y", arena, y) || !read_from(r, v, &to->from_us))
        return XC_ECORRUPT;
    xc_err err = issuer_key_public(x, y, &to->key);
    if (err)
        return err == XC_EINVAL ? XC_ECORRUPT : err;
    r->count++; /* from here on it is freed with the ring */
    return xc_str_is(json_find_str(v, "kid"), issuer_key_id(to->key)) ? XC_OK : XC_ECORRUPT;
}

static xc_err read_places(issuer_ring *r, xc_str text)
{
    xc_arena *arena;
    const json_value *list = NULL;
    xc_err err = xc_arena_new(1 << 20, &arena);
    if (err)
        return err;
    err = json_parse(text, arena, &list, NULL);
    const json_value *keys = err ? NULL : json_find(list, "keys");
    for (const json_value *v = keys ? keys->first : NULL; v && !err; v = v->next)
        err = read_place(r, v, arena);
    xc_arena_free(arena);
    if (err && err != XC_ENOMEM)
        return XC_ECORRUPT;
    return err ? err : r->count ? XC_OK : XC_ECORRUPT;
}

/* *ret_there false: there is no list yet. */
static xc_err read_list(issuer_ring *r, bool *ret_there, xc_problem *why)
{
    char path[PATH_SIZE], text[MAX_LIST_BYTES];
    xc_err err = path_of(r, LIST_NAME, path, why);
    FILE *f = err ? NULL : fopen(path, "re");
    *ret_there = f != NULL;
    if (!f)
        return err ? err : errno == ENOENT ? XC_OK : io_fault(why, path);
    size_t len = fread(text, 1, sizeof text, f);
    err = ferror(f) ? io_fault(why, path) : XC_OK;
    (void)fclose(f); /* only read */
    if (!err)
        err = read_places(r, (xc_str){ text, len });
    if (err == XC_ECORRUPT)
        err = xc_fail(why, err, path, "the list of keys is damaged: restore it from the backup",
                      "密钥清单已损坏，请从备份恢复");
    return err;
}

/* ---- private keys ---- */

static bool is_there(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

/* The private half of place i, if the file is there, takes the public one's place. */
static xc_err read_private(issuer_ring *r, size_t i, const char *path, xc_problem *why)
{
    issuer_key *key = NULL;
    if (!is_there(path))
        return XC_OK;
    xc_err err = issuer_key_open(path, &key, why);
    if (err)
        return err;
    if (strcmp(issuer_key_id(key), issuer_key_id(r->places[i].key)) == 0) {
        issuer_key_free(r->places[i].key);
        r->places[i].key = key;
        return XC_OK;
    }
    issuer_key_free(key);
    return xc_fail(why, XC_ECORRUPT, path, "this is not the key of the list: restore it",
                   "这不是清单中的密钥，请从备份恢复");
}

/* What signs no more is destroyed; that may fail and is tried again at the next start. */
static void drop_private(const issuer_ring *r, size_t i, int64_t now_us)
{
    char path[PATH_SIZE];
    if (i + 1 >= r->count || r->places[i + 1].from_us > now_us)
        return;
    if (private_path(r, issuer_key_id(r->places[i].key), path, NULL) == XC_OK)
        (void)unlink(path);
    if (i == 0 && path_of(r, FIRST_NAME, path, NULL) == XC_OK)
        (void)unlink(path);
}

static xc_err read_privates(issuer_ring *r, int64_t now_us, xc_problem *why)
{
    char path[PATH_SIZE];
    xc_err err = XC_OK;
    for (size_t i = 0; i < r->count && !err; i++) {
        drop_private(r, i, now_us);
        err = private_path(r, issuer_key_id(r->places[i].key), path, why);
        if (!err)
            err = read_private(r, i, path, why);
        if (!err && i == 0)
            err = path_of(r, FIRST_NAME, path, why);
        if (!err && i == 0)
            err = read_private(r, i, path, why);
    }
    return err;
}

/* Silence now would be a licence that nobody can verify later. */
static xc_err check_signer(const issuer_ring *r, int64_t now_us, xc_problem *why)
{
    unsigned char signature[ISSUER_KEY_SIGNATURE_SIZE];
    const issuer_key *key = issuer_ring_signer(r, now_us);
    xc_err err = issuer_key_sign(key, XC_STR("?"), signature);
    if (err == XC_EFORBIDDEN)
        return xc_fail(why, XC_EIO, r->dir,
                       "the private key %s is not there: restore issuer-%s.pem (the first key: "
                       "issuer-sm2.pem)",
                       "缺少私钥 %s：请恢复 issuer-%s.pem（第一把密钥为 issuer-sm2.pem）",
                       issuer_key_id(key), issuer_key_id(key));
    return err;
}

/* ---- opening ---- */

static xc_err make_first(issuer_ring *r, xc_problem *why)
{
    char path[PATH_SIZE];
    xc_err err = path_of(r, FIRST_NAME, path, why);
    if (!err)
        err = issuer_key_open(path, &r->places[0].key, why);
    if (err)
        return err;
    r->places[0].from_us = TIME_NONE;
    r->count = 1;
    return write_list(r, 1, why);
}

static xc_err open_all(issuer_ring *r, const char *dir, int64_t now_us, xc_problem *why)
{
    bool there = false;
    (void)snprintf(r->dir, sizeof r->dir, "%s", dir); /* path_of finds out if it does not fit */
    if (strlen(dir) >= sizeof r->dir)
        return XC_ELIMIT;
    xc_err err = read_list(r, &there, why);
    if (!err)
        err = there ? read_privates(r, now_us, why) : make_first(r, why);
    return err ? err : check_signer(r, now_us, why);
}

xc_err issuer_ring_open(const char *dir, int64_t now_us, issuer_ring **ret, xc_problem *why)
{
    issuer_ring *r = xc_calloc(1, sizeof *r);
    if (!r)
        return XC_ENOMEM;
    xc_err err = open_all(r, dir, now_us, why);
    if (err) {
        issuer_ring_free(r);
        return err;
    }
    *ret = r;
    return XC_OK;
}

issuer_ring *issuer_ring_free(issuer_ring *r)
{
    for (size_t i = 0; r && i < r->count; i++)
        issuer_key_free(r->places[i].key);
    xc_free(r);
    return NULL;
}

/* ---- asking ---- */

size_t issuer_ring_count(const issuer_ring *r)
{
    return atomic_load(&r->count);
}

issuer_ring_entry issuer_ring_get(const issuer_ring *r, size_t i)
{
    size_t count = issuer_ring_count(r);
    assert(i < count);
    return (issuer_ring_entry){ r->places[i].key, r->places[i].from_us,
                                i + 1 < count ? r->places[i + 1].from_us : TIME_NONE };
}

const issuer_key *issuer_ring_signer(const issuer_ring *r, int64_t now_us)
{
    size_t i = issuer_ring_count(r) - 1;
    while (i > 0 && r->places[i].from_us > now_us)
        i--;
    return r->places[i].key;
}

const issuer_key *issuer_ring_find(const issuer_ring *r, xc_str kid, int64_t signed_us)
{
    for (size_t i = 0; i < issuer_ring_count(r); i++) {
        issuer_ring_entry e = issuer_ring_get(r, i);
        if (xc_str_is(kid, issuer_key_id(e.key)))
            return (e.not_before_us == TIME_NONE || signed_us >= e.not_before_us) &&
                           (e.not_after_us == TIME_NONE || signed_us < e.not_after_us)
                       ? e.key
                       : NULL;
    }
    return NULL;
}

/* ---- the next key ---- */

static xc_err make_next(issuer_ring *r, xc_problem *why)
{
    char path[PATH_SIZE], part[PATH_SIZE];
    issuer_key *key = NULL;
    xc_err err = path_of(r, "issuer-next.pem", part, why);
    if (err)
        return err;
    (void)unlink(part); /* of a try that was cut off: nobody knows it */
    err = issuer_key_open(part, &key, why);
    if (!err)
        err = private_path(r, issuer_key_id(key), path, why);
    if (!err && rename(part, path) != 0)
        err = io_fault(why, path);
    if (err) {
        issuer_key_free(key);
        return err;
    }
    r->places[r->count].key = key;
    return XC_OK;
}

xc_err issuer_ring_add(issuer_ring *r, int64_t now_us, int64_t from_us, xc_problem *why)
{
    size_t count = r->count;
    struct place *next = &r->places[count];
    int64_t least_us = from_us > now_us ? from_us : now_us;
    int64_t whole_us = (least_us + XC_SECOND_US - 1) / XC_SECOND_US * XC_SECOND_US;
    if (count == ISSUER_RING_MAX)
        return xc_fail(why, XC_ELIMIT, "", "there are %d keys already", "已有 %d 把密钥",
                       ISSUER_RING_MAX);
    if (r->places[count - 1].from_us >= whole_us || r->places[count - 1].from_us > now_us)
        return xc_fail(why, XC_ECONFLICT, "", "key %s has not begun yet", "密钥 %s 尚未启用",
                       issuer_key_id(r->places[count - 1].key));
    xc_err err = make_next(r, why);
    if (err)
        return err;
    next->from_us = whole_us;
    err = write_list(r, count + 1, why);
    if (err) {
        next->key = issuer_key_free(next->key);
        return err;
    }
    atomic_store(&r->count, count + 1);
    for (size_t i = 0; i < count; i++)
        drop_private(r, i, now_us);
    return XC_OK;
}
