/* cmd_backup.c - `xiucheng backup` and `restore`: a city's rows, keys and files in one encrypted
 * file, taken while the server runs; read whole before it counts. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "main/archive.h"
#include "main/command.h"
#include "main/data_dir.h"
#include "store/copy.h"

enum { PASSPHRASE_SIZE = 1024, MAX_DEPTH = 8 };

#define SNAPSHOT "backup-snapshot.db"

typedef struct {
    const char *data, *file, *key;
} options;

static xc_err parse_options(int argc, char **argv, const char *file_help, options *ret,
                            xc_problem *why)
{
    options o = { NULL, NULL, NULL };
    const command_option table[] = {
        { "--data", "DIR", &o.data, "the city's data folder" },
        { "--file", "FILE", &o.file, file_help },
        { "--key-file", "FILE", &o.key, "its first line is the passphrase; mode 0600" },
    };
    xc_err err = command_parse(argc, argv, table, sizeof table / sizeof *table, NULL, 0, why);
    if (err)
        return err;
    if (!o.data || !o.file || !o.key)
        return xc_fail(why, XC_EINVAL, "", "%s needs --data, --file and --key-file",
                       "%s 需要 --data、--file 和 --key-file", argv[0]);
    *ret = o;
    return XC_OK;
}

static void print_result(const char *word, const archive *a, int64_t since_us)
{
    double s = (double)(xc_monotonic_us() - since_us) / 1e6, mb = (double)archive_bytes(a) / 1e6;
    printf("%s: %lld files, %.1f MB in %.1f s\n", word, (long long)archive_files(a), mb, s);
}

/* ---- rows ---- */

static void remove_snapshot(const char *path)
{
    static const char *const tails[] = { "", "-wal", "-shm", ".lock" };
    char name[DATA_PATH_SIZE + 8];
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        (void)snprintf(name, sizeof name, "%s%s", path, tails[i]); /* fits by its size */
        (void)unlink(name);                                        /* need not be there */
    }
}

/* Whatever store the rows are in, one moment of them goes into a file of its own; sums are
 * compared. */
static xc_err snapshot(const char *where, const char *path, xc_problem *why)
{
    store *from = NULL, *to = NULL;
    remove_snapshot(path); /* of a backup that was killed */
    xc_err err = store_open_reading(where, &from, why);
    if (!err)
        err = store_open(path, &to, why);
    if (!err)
        err = store_copy(from, to, NULL, NULL, why);
    store_close(to);
    store_close(from);
    return err;
}

/* ---- files ---- */

/* What another process makes anew, and what holds the rows: they come from the snapshot. */
static bool is_left_out(const char *name)
{
    static const char *const own[] = { DATA_CONTROL, DATA_STORE_NAME, SNAPSHOT, "serve.log" };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strncmp(name, own[i], strlen(own[i])) == 0)
            return true;
    return strncmp(name, DATA_STORE, strlen(DATA_STORE)) == 0;
}

static xc_err add_folder(archive *a, const char *data, const char *below, int depth,
                         xc_problem *why);

static xc_err add_one(archive *a, const char *data, const char *name, int depth, xc_problem *why)
{
    char path[DATA_PATH_SIZE];
    struct stat st;
    xc_err err = data_path(data, name, path, why);
    if (err)
        return err;
    if (lstat(path, &st) != 0)
        return errno == ENOENT ? XC_OK : xc_fail(why, XC_EIO, path, "%s", "%s", strerror(errno));
    if (S_ISDIR(st.st_mode))
        return add_folder(a, data, name, depth + 1, why);
    return S_ISREG(st.st_mode) ? archive_add(a, path, name, why) : XC_OK;
}

static xc_err add_folder(archive *a, const char *data, const char *below, int depth,
                         xc_problem *why)
{
    char path[DATA_PATH_SIZE], name[ARCHIVE_NAME_SIZE];
    xc_err err = depth > MAX_DEPTH
                     ? xc_fail(why, XC_ELIMIT, below, "folders too deep", "文件夹层次过深")
                     : data_path(data, below, path, why);
    DIR *dir = err ? NULL : opendir(path);
    if (!dir)
        return err ? err : xc_fail(why, XC_EIO, path, "%s", "%s", strerror(errno));
    for (struct dirent *e = readdir(dir); e && !err; e = readdir(dir)) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 ||
            (!*below && is_left_out(e->d_name)))
            continue;
        int len = snprintf(name, sizeof name, "%s%s%s", below, *below ? "/" : "", e->d_name);
        err = len < (int)sizeof name
                  ? add_one(a, data, name, depth, why)
                  : xc_fail(why, XC_ELIMIT, e->d_name, "the name is too long", "文件名过长");
    }
    (void)closedir(dir); /* only read */
    return err;
}

/* ---- backup ---- */

static xc_err write_archive(const options *o, const char *rows, xc_str passphrase, xc_problem *why)
{
    archive *a = NULL;
    int64_t start = xc_monotonic_us();
    xc_err err = archive_make(o->file, passphrase, &a, why);
    if (err)
        return err;
    err = archive_add(a, rows, DATA_STORE, why);
    if (!err)
        err = add_folder(a, o->data, "", 0, why);
    if (!err)
        err = archive_finish(a, why);
    if (!err)
        print_result("backed up", a, start);
    archive_free(a);
    if (err)
        (void)unlink(o->file); /* half of one is none */
    return err;
}

static xc_err backup(const options *o, xc_problem *why)
{
    char passphrase[PASSPHRASE_SIZE], where[DATA_PATH_SIZE], rows[DATA_PATH_SIZE] = "";
    xc_err err = archive_passphrase(o->key, passphrase, sizeof passphrase, why);
    if (!err && data_file_exists(o->file))
        err = xc_fail(why, XC_ECONFLICT, o->file, "the file is there already", "文件已经存在");
    if (!err)
        err = data_store(o->data, NULL, where, why);
    if (!err)
        err = data_path(o->data, SNAPSHOT, rows, why);
    if (!err)
        err = snapshot(where, rows, why);
    if (!err)
        err = write_archive(o, rows, xc_str_of(passphrase), why);
    if (rows[0])
        remove_snapshot(rows);
    memset(passphrase, 0, sizeof passphrase);
    return err;
}

int cmd_backup(int argc, char **argv)
{
    options o = { NULL, NULL, NULL };
    xc_problem why = { 0 };
    xc_err err = parse_options(argc, argv, "the backup to write; must not be there", &o, &why);
    if (!err)
        err = backup(&o, &why);
    return command_end("backup", err, &why);
}

/* ---- restore ---- */

/* Files and folders of a restore that did not come to its end. */
static void remove_tree(const char *path, int depth)
{
    char below[DATA_PATH_SIZE];
    DIR *dir = depth > MAX_DEPTH ? NULL : opendir(path);
    for (struct dirent *e = dir ? readdir(dir) : NULL; e; e = readdir(dir)) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 ||
            data_path(path, e->d_name, below, NULL))
            continue;
        if (unlink(below) != 0)
            remove_tree(below, depth + 1);
    }
    if (dir)
        (void)closedir(dir); /* only read */
    (void)rmdir(path);       /* what is left says it at the next try */
}

static xc_err take_all(archive *a, const char *folder, xc_problem *why)
{
    xc_err err = XC_OK;
    while (!err)
        err = archive_take(a, folder, why);
    return err == XC_ENOTFOUND ? XC_OK : err;
}

/* The rows must open and be a city's before anything gets its place. */
static xc_err look_at_rows(const char *folder, xc_problem *why)
{
    char path[DATA_PATH_SIZE];
    store *s = NULL;
    xc_err err = data_path(folder, DATA_STORE, path, why);
    if (!err)
        err = store_open(path, &s, why);
    store_close(s);
    return err;
}

static xc_err put_in_place(const char *fresh, const char *data, xc_problem *why)
{
    (void)rmdir(data); /* an empty folder may stand there; a full one says no to rename */
    if (rename(fresh, data) == 0)
        return XC_OK;
    return xc_fail(why, XC_ECONFLICT, data, "the data folder is not empty: %s",
                   "数据文件夹不是空的：%s", strerror(errno));
}

static bool is_empty_folder(const char *path)
{
    int names = 0;
    DIR *dir = opendir(path);
    for (struct dirent *e = dir ? readdir(dir) : NULL; e; e = readdir(dir))
        names++;
    if (dir)
        (void)closedir(dir);  /* only read */
    return dir && names <= 2; /* itself and the one above */
}

static xc_err restore(const options *o, xc_problem *why)
{
    char passphrase[PASSPHRASE_SIZE], fresh[DATA_PATH_SIZE];
    archive *a = NULL;
    int64_t start = xc_monotonic_us();
    xc_err err = archive_passphrase(o->key, passphrase, sizeof passphrase, why);
    if (!err && snprintf(fresh, sizeof fresh, "%s.restoring", o->data) >= (int)sizeof fresh)
        err = xc_fail(why, XC_EINVAL, "--data", "the path is too long", "路径过长");
    if (!err && data_file_exists(o->data) && !is_empty_folder(o->data))
        err = xc_fail(why, XC_ECONFLICT, o->data, "the data folder is not empty; name a new one",
                      "数据文件夹不是空的，请换一个新的");
    if (!err)
        err = archive_open(o->file, xc_str_of(passphrase), &a, why);
    memset(passphrase, 0, sizeof passphrase);
    if (err)
        return err;
    remove_tree(fresh, 0); /* of a restore that was killed */
    err = data_dir_make(fresh, why);
    if (!err && mkdir(fresh, 0700) != 0 && errno != EEXIST)
        err = xc_fail(why, XC_EIO, fresh, "%s", "%s", strerror(errno));
    if (!err)
        err = take_all(a, fresh, why);
    if (!err)
        err = look_at_rows(fresh, why);
    if (!err)
        err = put_in_place(fresh, o->data, why);
    if (err)
        remove_tree(fresh, 0);
    else
        print_result("restored", a, start);
    archive_free(a);
    return err;
}

int cmd_restore(int argc, char **argv)
{
    options o = { NULL, NULL, NULL };
    xc_problem why = { 0 };
    xc_err err = parse_options(argc, argv, "the backup to read", &o, &why);
    if (!err)
        err = restore(&o, &why);
    return command_end("restore", err, &why);
}
