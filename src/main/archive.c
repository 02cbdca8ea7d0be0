/* archive.c - see archive.h. A message is its sealed length (4 bytes, little end first) and its
 * bytes; its first letter says what it is: F a file's size and name, D its bytes, E the end. */
#include "main/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

#define STREAM(name) crypto_secretstream_xchacha20poly1305_##name

enum {
    MAGIC_BYTES = 12,
    PIECE = 64 << 10,
    MESSAGE = PIECE + 16,
    SEALED = MESSAGE + STREAM(ABYTES),
    PATH_ROOM = 2048,
    SHORTEST_PASSPHRASE = 12
};

static const char magic[MAGIC_BYTES + 1] = "XCBACKUP 01\n";

struct archive {
    FILE *file;
    char path[PATH_ROOM];
    STREAM(state) state;
    unsigned char message[MESSAGE], sealed[SEALED];
    int64_t files, bytes;
};

/* ---- the key ---- */

xc_err archive_passphrase(const char *path, char *ret, size_t size, xc_problem *why)
{
    struct stat st;
    FILE *f = fopen(path, "r");
    if (!f || fstat(fileno(f), &st) != 0) {
        if (f)
            (void)fclose(f); /* only read */
        return xc_fail(why, XC_EIO, path, "cannot be read: %s", "无法读取：%s", strerror(errno));
    }
    bool line = fgets(ret, (int)size, f) != NULL;
    (void)fclose(f); /* only read */
    if (st.st_mode & 077)
        return xc_fail(why, XC_EFORBIDDEN, path,
                       "others than its owner may read the passphrase: chmod 600 %s",
                       "口令文件可被他人读取：请 chmod 600 %s", path);
    if (line)
        ret[strcspn(ret, "\r\n")] = 0;
    if (!line || strlen(ret) < SHORTEST_PASSPHRASE)
        return xc_fail(why, XC_EINVAL, path,
                       "the first line must be a passphrase of %d letters or more",
                       "第一行应是至少 %d 个字符的口令", SHORTEST_PASSPHRASE);
    return XC_OK;
}

static xc_err make_key(xc_str passphrase, const unsigned char *salt, unsigned char *key)
{
    int failed = sodium_init() < 0 ||
                 crypto_pwhash(key, STREAM(KEYBYTES), passphrase.ptr, passphrase.len, salt,
                               crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                               crypto_pwhash_ALG_ARGON2ID13) != 0;
    return failed ? XC_ENOMEM : XC_OK;
}

/* ---- writing ---- */

static xc_err cannot(const archive *a, xc_problem *why)
{
    return xc_fail(why, XC_EIO, a->path, "cannot be written or read: %s", "无法读写：%s",
                   strerror(errno));
}

static xc_err put_message(archive *a, size_t len, unsigned char tag, xc_problem *why)
{
    unsigned long long sealed = 0;
    (void)STREAM(push)(&a->state, a->sealed, &sealed, a->message, len, NULL, 0,
                       tag); /* cannot fail */
    unsigned char head[4];
    for (int i = 0; i < 4; i++)
        head[i] = (unsigned char)(sealed >> (8 * i));
    bool good = fwrite(head, 1, sizeof head, a->file) == sizeof head &&
                fwrite(a->sealed, 1, (size_t)sealed, a->file) == (size_t)sealed;
    return good ? XC_OK : cannot(a, why);
}

static xc_err put_heads(archive *a, xc_str passphrase, xc_problem *why)
{
    unsigned char salt[crypto_pwhash_SALTBYTES], key[STREAM(KEYBYTES)], head[STREAM(HEADERBYTES)];
    if (sodium_init() < 0)
        return XC_EBUG;
    randombytes_buf(salt, sizeof salt);
    xc_err err = make_key(passphrase, salt, key);
    if (err)
        return err;
    (void)STREAM(init_push)(&a->state, head, key); /* cannot fail */
    sodium_memzero(key, sizeof key);
    bool good = fwrite(magic, 1, MAGIC_BYTES, a->file) == MAGIC_BYTES &&
                fwrite(salt, 1, sizeof salt, a->file) == sizeof salt &&
                fwrite(head, 1, sizeof head, a->file) == sizeof head;
    return good ? XC_OK : cannot(a, why);
}

static archive *new_archive(const char *path)
{
    archive *a = xc_calloc(1, sizeof *a);
    if (a)
        (void)snprintf(a->path, sizeof a->path, "%s", path); /* only for words */
    return a;
}

xc_err archive_make(const char *path, xc_str passphrase, archive **ret, xc_problem *why)
{
    archive *a = new_archive(path);
    if (!a)
        return XC_ENOMEM;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    a->file = fd < 0 ? NULL : fdopen(fd, "wb");
    xc_err err = XC_OK;
    if (!a->file)
        err = errno == EEXIST
                  ? xc_fail(why, XC_ECONFLICT, path, "the file is there already", "文件已经存在")
                  : cannot(a, why);
    else
        err = put_heads(a, passphrase, why);
    if (err)
        archive_free(a);
    else
        *ret = a;
    return err;
}

static xc_err put_file_head(archive *a, uint64_t size, const char *name, xc_problem *why)
{
    size_t len = strlen(name);
    if (len >= ARCHIVE_NAME_SIZE)
        return xc_fail(why, XC_ELIMIT, name, "the name is too long", "文件名过长");
    a->message[0] = 'F';
    for (int i = 0; i < 8; i++)
        a->message[1 + i] = (unsigned char)(size >> (8 * i));
    memcpy(a->message + 9, name, len);
    return put_message(a, 9 + len, 0, why);
}

/* As many bytes as the head said, also when the file grows meanwhile; a shorter one is an error. */
static xc_err put_bytes(archive *a, FILE *f, uint64_t size, const char *from, xc_problem *why)
{
    while (size) {
        size_t want = size < PIECE ? (size_t)size : PIECE;
        a->message[0] = 'D';
        if (fread(a->message + 1, 1, want, f) != want)
            return xc_fail(why, XC_EIO, from, "cannot be read to its end", "无法读完");
        xc_err err = put_message(a, 1 + want, 0, why);
        if (err)
            return err;
        size -= want;
        a->bytes += (int64_t)want;
    }
    return XC_OK;
}

xc_err archive_add(archive *a, const char *from, const char *name, xc_problem *why)
{
    struct stat st;
    FILE *f = fopen(from, "rb");
    if (!f || fstat(fileno(f), &st) != 0) {
        if (f)
            (void)fclose(f); /* only read */
        return xc_fail(why, XC_EIO, from, "cannot be read: %s", "无法读取：%s", strerror(errno));
    }
    xc_err err = put_file_head(a, (uint64_t)st.st_size, name, why);
    if (!err)
        err = put_bytes(a, f, (uint64_t)st.st_size, from, why);
    (void)fclose(f); /* only read */
    a->files += !err;
    return err;
}

xc_err archive_finish(archive *a, xc_problem *why)
{
    a->message[0] = 'E';
    xc_err err = put_message(a, 1, STREAM(TAG_FINAL), why);
    if (!err && (fflush(a->file) != 0 || fsync(fileno(a->file)) != 0))
        err = cannot(a, why);
    return err;
}

/* ---- reading ---- */

static xc_err damaged(const archive *a, xc_problem *why)
{
    return xc_fail(
        why, XC_ECORRUPT, a->path,
        "the backup is cut or was changed (after %lld files, %lld bytes); nothing was restored",
        "备份不完整或被改动（已读 %lld 个文件、%lld 字节），未恢复任何内容", (long long)a->files,
        (long long)a->bytes);
}

static xc_err take_message(archive *a, size_t *ret_len, unsigned char *ret_tag, xc_problem *why)
{
    unsigned char head[4];
    if (fread(head, 1, sizeof head, a->file) != sizeof head)
        return damaged(a, why);
    size_t sealed = head[0] | (size_t)head[1] << 8 | (size_t)head[2] << 16 | (size_t)head[3] << 24;
    unsigned long long len = 0;
    if (sealed < STREAM(ABYTES) + 1 || sealed > SEALED ||
        fread(a->sealed, 1, sealed, a->file) != sealed ||
        STREAM(pull)(&a->state, a->message, &len, ret_tag, a->sealed, sealed, NULL, 0) != 0)
        return damaged(a, why);
    *ret_len = (size_t)len;
    return XC_OK;
}

static xc_err take_heads(archive *a, xc_str passphrase, xc_problem *why)
{
    unsigned char salt[crypto_pwhash_SALTBYTES], key[STREAM(KEYBYTES)], head[STREAM(HEADERBYTES)];
    char word[MAGIC_BYTES];
    if (fread(word, 1, sizeof word, a->file) != sizeof word ||
        memcmp(word, magic, MAGIC_BYTES) != 0 ||
        fread(salt, 1, sizeof salt, a->file) != sizeof salt ||
        fread(head, 1, sizeof head, a->file) != sizeof head)
        return xc_fail(why, XC_ECORRUPT, a->path, "this is not a backup of a city",
                       "这不是城市的备份文件");
    xc_err err = make_key(passphrase, salt, key);
    if (!err && STREAM(init_pull)(&a->state, head, key) != 0)
        err = damaged(a, why);
    sodium_memzero(key, sizeof key);
    return err;
}

/* Whether the passphrase fits shows at the first message, which every backup has. */
static xc_err try_key(archive *a, xc_problem *why)
{
    long at = ftell(a->file);
    STREAM(state) before = a->state;
    size_t len = 0;
    unsigned char tag = 0;
    if (take_message(a, &len, &tag, NULL))
        return xc_fail(
            why, XC_EFORBIDDEN, a->path,
            "the passphrase does not fit, or the beginning was changed; nothing was restored",
            "口令不对，或开头被改动；未恢复任何内容");
    a->state = before;
    return at >= 0 && fseek(a->file, at, SEEK_SET) == 0 ? XC_OK : cannot(a, why);
}

xc_err archive_open(const char *path, xc_str passphrase, archive **ret, xc_problem *why)
{
    archive *a = new_archive(path);
    if (!a)
        return XC_ENOMEM;
    a->file = fopen(path, "rb");
    xc_err err = a->file ? take_heads(a, passphrase, why) : cannot(a, why);
    if (!err)
        err = try_key(a, why);
    if (err)
        archive_free(a);
    else
        *ret = a;
    return err;
}

/* Sealed names were ours; but a folder of somebody else is not written whatever they say. */
static bool is_safe_name(xc_str name)
{
    if (!name.len || name.ptr[0] == '/' || memchr(name.ptr, 0, name.len))
        return false;
    for (size_t i = 0; i + 1 < name.len; i++)
        if (name.ptr[i] == '.' && name.ptr[i + 1] == '.')
            return false;
    return true;
}

static FILE *make_file(const char *folder, xc_str name)
{
    char path[PATH_ROOM];
    int len = snprintf(path, sizeof path, "%s/%.*s", folder, XC_STR_ARG(name));
    if (len < 0 || len >= PATH_ROOM)
        return NULL;
    for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        *slash = 0;
        (void)mkdir(path, 0700); /* may be there; else the file says it */
        *slash = '/';
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return fd < 0 ? NULL : fdopen(fd, "wb");
}

static xc_err take_bytes(archive *a, FILE *to, uint64_t size, xc_problem *why)
{
    while (size) {
        size_t len = 0;
        unsigned char tag = 0;
        xc_err err = take_message(a, &len, &tag, why);
        if (err)
            return err;
        if (a->message[0] != 'D' || len < 2 || len - 1 > size)
            return damaged(a, why);
        if (fwrite(a->message + 1, 1, len - 1, to) != len - 1)
            return cannot(a, why);
        size -= len - 1;
        a->bytes += (int64_t)len - 1;
    }
    return fflush(to) == 0 && fsync(fileno(to)) == 0 ? XC_OK : cannot(a, why);
}

xc_err archive_take(archive *a, const char *folder, xc_problem *why)
{
    size_t len = 0;
    unsigned char tag = 0;
    xc_err err = take_message(a, &len, &tag, why);
    if (err)
        return err;
    if (a->message[0] == 'E' && tag == STREAM(TAG_FINAL))
        return getc(a->file) == EOF ? XC_ENOTFOUND : damaged(a, why);
    char name[ARCHIVE_NAME_SIZE];
    if (a->message[0] != 'F' || len < 10 || len - 9 >= ARCHIVE_NAME_SIZE)
        return damaged(a, why);
    memcpy(name, a->message + 9, len - 9);
    uint64_t size = 0;
    for (int i = 8; i > 0; i--)
        size = size << 8 | a->message[i];
    FILE *to = is_safe_name((xc_str){ name, len - 9 })
                   ? make_file(folder, (xc_str){ name, len - 9 })
                   : NULL;
    if (!to)
        return cannot(a, why);
    err = take_bytes(a, to, size, why);
    if (fclose(to) != 0 && !err)
        err = cannot(a, why);
    a->files += !err;
    return err;
}

int64_t archive_files(const archive *a)
{
    return a->files;
}

int64_t archive_bytes(const archive *a)
{
    return a->bytes;
}

archive *archive_free(archive *a)
{
    if (a && a->file)
        (void)fclose(a->file); /* finished before, or of no use */
    if (a)
        sodium_memzero(&a->state, sizeof a->state);
    xc_free(a);
    return NULL;
}
