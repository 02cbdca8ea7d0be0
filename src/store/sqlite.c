/* sqlite.c - the store over SQLite: one file, one writer, a pool of readers; see store.h. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/pool.h"
#include "store/sqlite_int.h"

enum { PATH_SIZE = 1024 };

struct store {
    const store_driver *driver;
    char path[PATH_SIZE];
    int lock_fd; /* held for as long as this process writes; -1: only reads */
    store_conn *writer;
    checkpointer *log;
    pool readers;
};

/* ---- one connection ---- */

static const char WRITER_PRAGMAS[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;";
static const char READER_PRAGMAS[] =
    "PRAGMA query_only=ON; PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY;";

static store_conn *conn_free(store_conn *c)
{
    if (c) {
        stmt_free_all(c);
        sqlite3_close(c->raw);
        xc_free(c);
    }
    return NULL;
}

static xc_err conn_new(const char *path, bool writes, store_conn **ret, xc_problem *why)
{
    store_conn *c = xc_calloc(1, sizeof *c);
    if (!c)
        return XC_ENOMEM;
    c->driver = &sqlite_driver;
    /* counts nobody reads, behind a lock that all connections share; only before the first one */
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (writes ? SQLITE_OPEN_CREATE : 0);
    int result = sqlite3_open_v2(path, &c->raw, flags, NULL);
    if (!c->raw) {
        xc_free(c);
        return XC_ENOMEM;
    }
    xc_err err = sqlite_err(c, result);
    (void)sqlite3_extended_result_codes(c->raw, 1); /* cannot fail on an open connection */
    (void)sqlite3_busy_timeout(c->raw, 5000);       /* likewise */
    if (!err)
        err = sqlite_exec(c, writes ? WRITER_PRAGMAS : READER_PRAGMAS);
    if (err) {
        (void)xc_fail(why, err, path, "cannot open the data: %s", "无法打开数据：%s", c->error);
        conn_free(c);
        return err;
    }
    *ret = c;
    return XC_OK;
}

/* ---- the store ---- */

/* One process writes. The lock goes with the process, so a crash leaves nothing to clean. */
static xc_err take_writer_lock(store *s, xc_problem *why)
{
    char path[PATH_SIZE + 8];
    (void)snprintf(path, sizeof path, "%s.lock", s->path); /* fits by its size */
    s->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (s->lock_fd < 0)
        return xc_fail(why, XC_EIO, path, "cannot make the lock file (error %d)",
                       "无法建立锁文件（错误 %d）", errno);
    if (flock(s->lock_fd, LOCK_EX | LOCK_NB) == 0)
        return XC_OK;
    return xc_fail(why, XC_ECONFLICT, s->path, "another process has these data open (%s)",
                   "另一个进程正在使用这份数据（%s）", path);
}

static xc_err open_writer(store *s, xc_problem *why)
{
    xc_err err = take_writer_lock(s, why);
    if (!err)
        err = conn_new(s->path, true, &s->writer, why);
    if (!err)
        err = schema_upgrade(s->writer, why);
    return err ? err : checkpointer_new(s->path, s->writer, &s->log);
}

static xc_err store_new(const char *path, store **ret, xc_problem *why)
{
    if (strlen(path) >= PATH_SIZE)
        return xc_fail(why, XC_EINVAL, path, "the path is longer than %d bytes", "路径超过 %d 字节",
                       PATH_SIZE - 1);
    store *s = xc_calloc(1, sizeof *s);
    if (!s)
        return XC_ENOMEM;
    s->driver = &sqlite_driver;
    memcpy(s->path, path, strlen(path) + 1);
    s->lock_fd = -1;
    xc_err err = pool_init(&s->readers);
    if (err)
        xc_free(s);
    else
        *ret = s;
    return err;
}

static store *close_store(store *s)
{
    for (store_conn *c = pool_take_idle(&s->readers); c; c = pool_take_idle(&s->readers))
        conn_free(c);
    pool_done(&s->readers);
    checkpointer_free(s->log);
    conn_free(s->writer);
    if (s->lock_fd >= 0)
        close(s->lock_fd);
    xc_free(s);
    return NULL;
}

xc_err sqlite_open(const char *path, store **ret, xc_problem *why)
{
    store *s = NULL;
    xc_err err = store_new(path, &s, why);
    if (err)
        return err;
    err = open_writer(s, why);
    if (err)
        close_store(s);
    else
        *ret = s;
    return err;
}

xc_err sqlite_open_reading(const char *path, store **ret, xc_problem *why)
{
    store *s = NULL;
    store_conn *c = NULL;
    xc_err err = store_new(path, &s, why);
    if (err)
        return err;
    err = conn_new(path, false, &c, why);
    if (!err)
        err = schema_check_same(c, why);
    conn_free(c);
    if (err)
        close_store(s);
    else
        *ret = s;
    return err;
}

static store_conn *sqlite_writer(store *s)
{
    return s->writer;
}

static int64_t sqlite_wal_bytes(const store *s)
{
    return checkpointer_log_bytes(s->log);
}

/* ---- transactions ---- */

static xc_err sqlite_begin(store_conn *c)
{
    return store_run(c, NULL, "BEGIN IMMEDIATE", "");
}

static xc_err sqlite_commit(store_conn *c)
{
    stmt_end_all(c);
    return store_run(c, NULL, "COMMIT", "");
}

static void sqlite_rollback(store_conn *c)
{
    stmt_end_all(c);
    /* fails only when SQLite has already rolled back by itself */
    if (!sqlite3_get_autocommit(c->raw))
        xc_ignore(store_run(c, NULL, "ROLLBACK", ""));
}

static xc_err sqlite_savepoint(store_conn *c)
{
    return store_run(c, NULL, "SAVEPOINT step", "");
}

static xc_err sqlite_release(store_conn *c)
{
    return store_run(c, NULL, "RELEASE step", "");
}

static xc_err sqlite_rollback_to(store_conn *c)
{
    xc_err err = store_run(c, NULL, "ROLLBACK TO step", "");
    return err ? err : sqlite_release(c);
}

/* ---- readers ---- */

/* BEGIN alone takes no snapshot; the first read does. */
static xc_err take_snapshot(store_conn *c)
{
    xc_err err = store_run(c, NULL, "BEGIN", "");
    if (err)
        return err;
    err = store_run(c, NULL, "SELECT 1 FROM schema_version LIMIT 1", "");
    if (err)
        sqlite_rollback(c);
    return err;
}

static xc_err sqlite_read(store *s, store_conn **ret, xc_problem *why)
{
    store_conn *c = NULL;
    xc_err err = pool_take(&s->readers, &c, why);
    if (err)
        return err;
    if (!c)
        err = conn_new(s->path, false, &c, why);
    if (!err)
        err = take_snapshot(c);
    if (err)
        pool_give(&s->readers, c);
    else
        *ret = c;
    return err;
}

static void sqlite_read_done(store *s, store_conn *c)
{
    sqlite_rollback(c);
    pool_give(&s->readers, c);
}

const store_driver sqlite_driver = {
    .close = close_store,
    .writer = sqlite_writer,
    .read = sqlite_read,
    .read_done = sqlite_read_done,
    .wal_bytes = sqlite_wal_bytes,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .savepoint = sqlite_savepoint,
    .release = sqlite_release,
    .rollback_to = sqlite_rollback_to,
    .script = sqlite_exec,
    .error_text = sqlite_error_text,
    .query = sqlite_query,
    .run = sqlite_run,
    .row = sqlite_row,
    .end = sqlite_end,
    .get_int = sqlite_get_int,
    .get_double = sqlite_get_double,
    .get_str = sqlite_get_str,
    .is_null = sqlite_is_null,
    .list_sql = sqlite_list_sql,
    .questions = sqlite_questions,
    .put_begin = sqlite_put_begin,
    .put_row = sqlite_put_row,
    .put_end = sqlite_put_end,
    .put_numbers = sqlite_put_numbers,
};
