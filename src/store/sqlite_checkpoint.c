/* sqlite_checkpoint.c - the log is moved into the database file beside the writer, not in its way.
 *
 * A thread with a connection of its own does the bulk (reading the log, writing pages, fsync) while
 * commits go on. What came in the meantime is little; the writer moves that itself right after a
 * commit, because only then is nothing left and the log can begin again from its start. */
#include <pthread.h>

#include "base/mem.h"
#include "store/sqlite_int.h"

enum {
    START_PAGES = 12000,    /* 48 MB of log: rare enough to be cheap, small enough to start fast */
    REST_PAGES = 1000,      /* few enough for the writer itself */
    TOO_MANY_PAGES = 64000, /* the thread does not keep up: the writer waits for the disk */
    MAX_PASSES = 8,
    PAGE_BYTES = 4096
};

struct checkpointer {
    sqlite3 *raw;
    pthread_t thread;
    bool runs;
    _Atomic(int) moved; /* frames of the present log that are in the database file */
    _Atomic(int64_t) log_bytes;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t wake, done;
    bool wanted, stop;
};

/* What fails is tried again later: the log has everything. */
static bool move_pages(sqlite3 *raw, int *ret_log, int *ret_moved)
{
    return sqlite3_wal_checkpoint_v2(raw, "main", SQLITE_CHECKPOINT_PASSIVE, ret_log, ret_moved) ==
               SQLITE_OK &&
           *ret_log >= 0;
}

static void move_most(checkpointer *k)
{
    for (int pass = 0; pass < MAX_PASSES; pass++) {
        int log = 0, moved = 0;
        if (!move_pages(k->raw, &log, &moved))
            return;
        atomic_store(&k->moved, moved);
        if (log - moved < REST_PAGES)
            return;
    }
}

static void *checkpointer_main(void *arg)
{
    checkpointer *k = arg;
    pthread_mutex_lock(&k->lock);
    while (!k->stop) {
        if (!k->wanted) {
            pthread_cond_wait(&k->wake, &k->lock);
            continue;
        }
        pthread_mutex_unlock(&k->lock);
        move_most(k);
        pthread_mutex_lock(&k->lock);
        k->wanted = false; /* only now: one that is at work is not asked again */
        pthread_cond_signal(&k->done);
    }
    pthread_mutex_unlock(&k->lock);
    return NULL;
}

static void ask(checkpointer *k)
{
    pthread_mutex_lock(&k->lock);
    if (!k->wanted) {
        k->wanted = true;
        pthread_cond_signal(&k->wake);
    }
    pthread_mutex_unlock(&k->lock);
}

/* Whether the thread rests; with `wait` it is waited for. */
static bool rests(checkpointer *k, bool wait)
{
    pthread_mutex_lock(&k->lock);
    while (wait && k->wanted)
        pthread_cond_wait(&k->done, &k->lock);
    bool rests = !k->wanted;
    pthread_mutex_unlock(&k->lock);
    return rests;
}

/* Called by SQLite after each commit with the length of the log, on the writer's thread. */
static int after_commit(void *ctx, sqlite3 *raw, const char *db, int pages)
{
    checkpointer *k = ctx;
    (void)db;
    int moved = atomic_load(&k->moved);
    if (pages < moved) { /* the log has begun again */
        atomic_store(&k->moved, 0);
        moved = 0;
    }
    atomic_store(&k->log_bytes, (int64_t)(pages - moved) * PAGE_BYTES);
    if (pages < START_PAGES)
        return SQLITE_OK;
    if (pages - moved > REST_PAGES)
        ask(k);
    if (rests(k, pages >= TOO_MANY_PAGES) && move_pages(raw, &pages, &moved)) {
        atomic_store(&k->moved, moved);
        atomic_store(&k->log_bytes, (int64_t)(pages - moved) * PAGE_BYTES);
    }
    return SQLITE_OK;
}

static xc_err start_thread(checkpointer *k)
{
    if (pthread_mutex_init(&k->lock, NULL) != 0)
        return XC_ENOMEM;
    bool woken = pthread_cond_init(&k->wake, NULL) == 0;
    bool told = woken && pthread_cond_init(&k->done, NULL) == 0;
    k->runs = told && pthread_create(&k->thread, NULL, checkpointer_main, k) == 0;
    if (k->runs)
        return XC_OK;
    if (told)
        pthread_cond_destroy(&k->done);
    if (woken)
        pthread_cond_destroy(&k->wake);
    pthread_mutex_destroy(&k->lock);
    return XC_ENOMEM;
}

xc_err checkpointer_new(const char *path, store_conn *writer, checkpointer **ret)
{
    checkpointer *k = xc_calloc(1, sizeof *k);
    if (!k)
        return XC_ENOMEM;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    xc_err err = sqlite3_open_v2(path, &k->raw, flags, NULL) == SQLITE_OK ? XC_OK : XC_EIO;
    /* any read makes the connection learn that there is a log */
    if (!err && sqlite3_exec(k->raw,
                             "PRAGMA synchronous=FULL; PRAGMA cache_size=-256;"
                             "SELECT 1 FROM sqlite_schema LIMIT 1",
                             NULL, NULL, NULL) != SQLITE_OK)
        err = XC_EIO;
    if (!err)
        err = start_thread(k);
    if (err) {
        checkpointer_free(k);
        return err;
    }
    sqlite3_wal_hook(writer->raw, after_commit, k);
    *ret = k;
    return XC_OK;
}

checkpointer *checkpointer_free(checkpointer *k)
{
    if (!k)
        return NULL;
    if (k->runs) {
        pthread_mutex_lock(&k->lock);
        k->stop = true;
        pthread_cond_signal(&k->wake);
        pthread_mutex_unlock(&k->lock);
        (void)pthread_join(k->thread, NULL); /* fails only for no such thread */
        pthread_cond_destroy(&k->done);
        pthread_cond_destroy(&k->wake);
        pthread_mutex_destroy(&k->lock);
    }
    sqlite3_close(k->raw);
    xc_free(k);
    return NULL;
}

int64_t checkpointer_log_bytes(const checkpointer *k)
{
    return k ? atomic_load(&k->log_bytes) : 0;
}
