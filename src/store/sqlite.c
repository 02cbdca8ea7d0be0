/* sqlite.c - the store over SQLite: one file, one writer, a pool of readers; see store.h. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/sqlite_int.h"

enum { MAX_READERS = 16, READER_WAIT_S = 5, PATH_SIZE = 1024 };

struct store {
    char path[PATH_SIZE];
    int lock_fd; /* held for as long as this process writes; -1: only reads */
    store_conn *writer;
    checkpointer *log;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t reader_back;
    store_conn *idle;
    int readers; /* made so far, idle or out */
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
    memcpy(s->path, path, strlen(path) + 1);
    s->lock_fd = -1;
    if (pthread_mutex_init(&s->lock, NULL) != 0) {
        xc_free(s);
        return XC_ENOMEM;
    }
    if (pthread_cond_init(&s->reader_back, NULL) != 0) {
        pthread_mutex_destroy(&s->lock);
        xc_free(s);
        return XC_ENOMEM;
    }
    *ret = s;
    return XC_OK;
}

xc_err store_open(const char *path, store **ret, xc_problem *why)
{
    store *s = NULL;
    xc_err err = store_new(path, &s, why);
    if (err)
        return err;
    err = open_writer(s, why);
    if (err)
        store_close(s);
    else
        *ret = s;
    return err;
}

xc_err store_open_reading(const char *path, store **ret, xc_problem *why)
{
    store *s = NULL;
    store_conn *c = NULL;
    xc_err err = store_new(path, &s, why);
    if (err)
        return err;
    err = conn_new(path, false, &c, why);
    if (!err)
        err = schema_check_same(c, why);
    if (err) {
        conn_free(c);
        store_close(s);
        return err;
    }
    s->idle = c;
    s->readers = 1;
    *ret = s;
    return XC_OK;
}

store *store_close(store *s)
{
    if (!s)
        return NULL;
    while (s->idle) {
        store_conn *c = s->idle;
        s->idle = c->next_idle;
        conn_free(c);
        s->readers--;
    }
    assert(s->readers == 0);
    checkpointer_free(s->log);
    conn_free(s->writer);
    if (s->lock_fd >= 0)
        close(s->lock_fd);
    pthread_cond_destroy(&s->reader_back);
    pthread_mutex_destroy(&s->lock);
    xc_free(s);
    return NULL;
}

store_conn *store_writer(store *s)
{
    return s->writer;
}

int64_t store_wal_bytes(const store *s)
{
    return checkpointer_log_bytes(s->log);
}

/* ---- readers ---- */

/* Waits for a place: an idle connection, or the right to make one (*ret NULL). */
static xc_err take_place(store *s, store_conn **ret, xc_problem *why)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += READER_WAIT_S;
    int timed_out = 0;
    pthread_mutex_lock(&s->lock);
    while (!s->idle && s->readers == MAX_READERS && timed_out != ETIMEDOUT)
        timed_out = pthread_cond_timedwait(&s->reader_back, &s->lock, &until);
    xc_err err = XC_OK;
    if (s->idle) {
        *ret = s->idle;
        s->idle = s->idle->next_idle;
    } else if (s->readers < MAX_READERS) {
        s->readers++;
        *ret = NULL;
    } else {
        err = xc_fail(why, XC_EBUSY, "", "all %d readers were busy for %d s",
                      "%d 个读连接全忙，已等 %d 秒", MAX_READERS, READER_WAIT_S);
    }
    pthread_mutex_unlock(&s->lock);
    return err;
}

static void give_place(store *s, store_conn *c)
{
    pthread_mutex_lock(&s->lock);
    if (c) {
        c->next_idle = s->idle;
        s->idle = c;
    } else {
        s->readers--;
    }
    pthread_cond_signal(&s->reader_back);
    pthread_mutex_unlock(&s->lock);
}

/* BEGIN alone takes no snapshot; the first read does. */
static xc_err take_snapshot(store_conn *c)
{
    xc_err err = store_run(c, NULL, "BEGIN", "");
    if (err)
        return err;
    err = store_run(c, NULL, "SELECT 1 FROM schema_version LIMIT 1", "");
    if (err)
        store_rollback(c);
    return err;
}

xc_err store_read(store *s, store_conn **ret, xc_problem *why)
{
    store_conn *c = NULL;
    xc_err err = take_place(s, &c, why);
    if (err)
        return err;
    if (!c)
        err = conn_new(s->path, false, &c, why);
    if (!err)
        err = take_snapshot(c);
    if (err)
        give_place(s, c);
    else
        *ret = c;
    return err;
}

void store_read_done(store *s, store_conn *c)
{
    if (!c)
        return;
    store_rollback(c);
    give_place(s, c);
}

/* ---- transactions ---- */

xc_err store_begin(store_conn *c)
{
    return store_run(c, NULL, "BEGIN IMMEDIATE", "");
}

xc_err store_commit(store_conn *c)
{
    stmt_end_all(c);
    return store_run(c, NULL, "COMMIT", "");
}

void store_rollback(store_conn *c)
{
    stmt_end_all(c);
    /* fails only when SQLite has already rolled back by itself */
    if (!sqlite3_get_autocommit(c->raw))
        xc_ignore(store_run(c, NULL, "ROLLBACK", ""));
}

xc_err store_savepoint(store_conn *c)
{
    return store_run(c, NULL, "SAVEPOINT step", "");
}

xc_err store_release(store_conn *c)
{
    return store_run(c, NULL, "RELEASE step", "");
}

xc_err store_rollback_to(store_conn *c)
{
    xc_err err = store_run(c, NULL, "ROLLBACK TO step", "");
    return err ? err : store_release(c);
}
