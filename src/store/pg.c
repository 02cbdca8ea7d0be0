/* pg.c - the store over PostgreSQL: one writer that nobody else can be at the same time, a pool of
 * snapshot readers, and what happens when the server goes away and comes back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"
#include "store/pg_int.h"
#include "store/pool.h"

enum {
    RETRY_MS = 100,
    AGAIN_S = 2,     /* a batch waits so long for a server that went away, then says 503 */
    OUTCOME_S = 600, /* a commit whose answer was cut off waits so long to know */
    LOCK_WAIT_S = 10 /* our own dead connection may hold the lock a little longer */
};

/* The advisory lock of "one process writes": the first number is ours, the second the schema's. */
#define LOCK_KEY "30819, hashtext(current_schema())"

struct store {
    const store_driver *driver;
    char url[PG_URL_SIZE];
    store_conn *writer;
    int64_t era;      /* counts the processes that wrote; ours */
    int64_t batch;    /* the last one that is in the database for certain */
    bool in_doubt;    /* the next one was sent, and perhaps committed */
    char session[64]; /* our writer's pid and start, by which a left-over one is ended */
    pool readers;
};

/* ---- connections ---- */

static store_conn *conn_new(store *s, bool writes)
{
    store_conn *c = xc_calloc(1, sizeof *c);
    if (!c)
        return NULL;
    c->driver = &pg_driver;
    c->store = s;
    c->writes = writes;
    return c;
}

static store_conn *conn_free(store_conn *c)
{
    if (!c)
        return NULL;
    for (int i = 0; i < PG_BULKS; i++)
        xc_buf_done(&c->bulks[i].rows);
    pg_disconnect(c);
    pg_stmt_free_all(c);
    xc_free(c->waiting);
    xc_free(c);
    return NULL;
}

static void nap(void)
{
    struct timespec t = { .tv_nsec = RETRY_MS * 1000000L };
    (void)nanosleep(&t, NULL); /* woken early: tries early */
}

/* ---- the one who writes ---- */

static bool ask_bool(store_conn *c, const char *sql)
{
    char text[8];
    return pg_text_of(c, sql, text, sizeof text)[0] == 't';
}

/* A connection of ours whose end the server has not noticed still holds the lock. */
static void end_left_over(store *s, store_conn *c)
{
    char sql[256];
    if (!s->session[0])
        return;
    (void)snprintf(sql, sizeof sql,
                   "SELECT count(pg_terminate_backend(pid))::text FROM pg_stat_activity"
                   " WHERE pid || ' ' || backend_start = '%s'",
                   s->session); /* fits */
    PQclear(pg_ask(c, sql));
}

static xc_err take_lock(store *s, store_conn *c, xc_problem *why)
{
    int64_t until = xc_monotonic_us() + (s->session[0] ? LOCK_WAIT_S * XC_SECOND_US : 0);
    for (;;) {
        if (ask_bool(c, "SELECT pg_try_advisory_lock(" LOCK_KEY ")"))
            break;
        if (c->lost)
            return c->lost;
        if (xc_monotonic_us() >= until)
            return xc_fail(why, XC_ECONFLICT, "--store",
                           "another process has this city's database open for writing",
                           "另一个进程正在写这座城市的数据库");
        end_left_over(s, c);
        nap();
    }
    (void)pg_text_of(c,
                     "SELECT pid || ' ' || backend_start FROM pg_stat_activity"
                     " WHERE pid = pg_backend_pid()",
                     s->session, sizeof s->session);
    return c->failed;
}

static xc_err check_writes(store_conn *c, xc_problem *why)
{
    if (ask_bool(c, "SELECT pg_is_in_recovery()"))
        return xc_fail(why, XC_EBUSY, "--store",
                       "this server is a standby and does not write: name the primary, or several"
                       " hosts with target_session_attrs=read-write",
                       "这台服务器是只读备机：请写主机地址，或写多个地址并加 "
                       "target_session_attrs=read-write");
    if (ask_bool(c, "SELECT current_schema() IS NULL OR NOT has_schema_privilege(current_schema(),"
                    " 'CREATE') OR NOT has_schema_privilege(current_schema(), 'USAGE')"))
        return xc_fail(why, XC_EFORBIDDEN, "--store",
                       "the user may not make tables: GRANT CREATE, USAGE ON SCHEMA public TO %s",
                       "该用户无权建表：GRANT CREATE, USAGE ON SCHEMA public TO %s",
                       PQuser(c->raw));
    return c->failed ? c->failed : c->lost;
}

/* A database that holds something else is left alone. */
static xc_err check_ours(store_conn *c, xc_problem *why)
{
    if (ask_bool(c,
                 "SELECT to_regclass('schema_version') IS NULL AND EXISTS (SELECT 1 FROM pg_class"
                 " WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace)"))
        return xc_fail(why, XC_ECONFLICT, "--store",
                       "database %s holds tables of something else; give the city one of its own",
                       "数据库 %s 里有别的系统的表，请为城市单独建库", PQdb(c->raw));
    if (ask_bool(c, "SELECT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'schema_version' AND"
                    " relnamespace = current_schema()::regnamespace AND"
                    " NOT pg_has_role(relowner, 'USAGE'))"))
        return xc_fail(why, XC_EFORBIDDEN, "--store",
                       "the tables belong to another user than %s: sign in as their owner",
                       "这些表属于另一个用户（不是 %s）：请以其所有者登录", PQuser(c->raw));
    return c->failed ? c->failed : c->lost;
}

static xc_err connect_writer(store *s, store_conn *c, xc_problem *why)
{
    xc_err err = pg_connect(s->url, c, why);
    if (!err)
        err = check_writes(c, why);
    if (!err)
        err = check_ours(c, why);
    return err ? err : take_lock(s, c, why);
}

/* ---- eras and batches: nobody else wrote while we were away, and nothing was lost ---- */

static xc_err begin_era(store *s, store_conn *c)
{
    char text[32];
    PGresult *result =
        pg_ask(c, "INSERT INTO meta (key, value) VALUES ('writer_era', '1') ON CONFLICT (key)"
                  " DO UPDATE SET value = (meta.value::bigint + 1)::text;"
                  "INSERT INTO meta (key, value) VALUES ('writer_batch', '0') ON CONFLICT (key)"
                  " DO UPDATE SET value = '0'");
    if (!result)
        return c->failed;
    PQclear(result);
    s->era =
        strtoll(pg_text_of(c, "SELECT value FROM meta WHERE key = 'writer_era'", text, sizeof text),
                NULL, 10);
    return c->failed;
}

/* Settles the doubt about the last batch. False: this is not what we left. */
static bool is_as_left(store *s, store_conn *c)
{
    char text[64];
    (void)pg_text_of(c,
                     "SELECT max(value) FILTER (WHERE key = 'writer_era') || ' ' ||"
                     " max(value) FILTER (WHERE key = 'writer_batch') FROM meta",
                     text, sizeof text);
    char *rest = text;
    if (strtoll(text, &rest, 10) != s->era)
        return false;
    int64_t batch = strtoll(rest, NULL, 10);
    if (batch == s->batch || (s->in_doubt && batch == s->batch + 1)) {
        s->batch = batch;
        s->in_doubt = false;
        return true;
    }
    return false;
}

static xc_err connect_again(store_conn *c)
{
    store *s = c->store;
    xc_problem why = { 0 };
    xc_err err = connect_writer(s, c, &why);
    if (!err && !is_as_left(s, c) && !c->lost && !c->failed) {
        (void)snprintf(c->error, sizeof c->error, "%s",
                       "the database that came back lacks what was acknowledged, or somebody else"
                       " wrote to it; look before you start again"); /* fits */
        return XC_ECORRUPT;
    }
    if (!err)
        err = c->lost ? c->lost : c->failed;
    if (err) {
        pg_disconnect(c);
        c->lost = XC_EBUSY;
    }
    return err == XC_ECONFLICT ? err : err ? XC_EBUSY : XC_OK;
}

xc_err pg_writer_again(store_conn *c)
{
    int64_t until = xc_monotonic_us() + AGAIN_S * XC_SECOND_US;
    for (;;) {
        xc_err err = connect_again(c);
        if (err != XC_EBUSY || xc_monotonic_us() > until)
            return err;
        nap();
    }
}

/* ---- a commit whose answer did not come ---- */

/* The connection that sent it is dead or ended before ours gets the lock, so what is read then is
 * the last word. */
xc_err pg_outcome(store_conn *c, int64_t batch)
{
    int64_t until = xc_monotonic_us() + OUTCOME_S * XC_SECOND_US;
    c->store->in_doubt = true;
    do {
        xc_err err = pg_writer_again(c);
        if (!err)
            return c->store->batch == batch ? XC_OK : XC_EBUSY;
        if (err != XC_EBUSY)
            return err;
    } while (xc_monotonic_us() < until);
    return XC_EIO;
}

int64_t pg_next_batch(const store_conn *c)
{
    return c->store->batch + 1;
}

void pg_committed(store_conn *c, int64_t batch)
{
    c->store->batch = batch;
}

/* ---- scripts ---- */

xc_err pg_script(store_conn *c, const char *sql)
{
    xc_buf text;
    xc_buf_init(&text, 1 << 20);
    xc_err err = pg_translate(sql, &text);
    if (!err) {
        xc_buf_byte(&text, 0);
        err = xc_buf_err(&text);
    }
    PGresult *result = err ? NULL : pg_ask(c, text.ptr);
    if (!err && !result)
        err = c->failed ? c->failed : XC_EBUSY;
    PQclear(result);
    xc_buf_done(&text);
    return err;
}

/* ---- the store ---- */

static store *pg_close(store *s)
{
    for (store_conn *c = pool_take_idle(&s->readers); c; c = pool_take_idle(&s->readers))
        conn_free(c);
    pool_done(&s->readers);
    conn_free(s->writer);
    xc_free(s);
    return NULL;
}

static xc_err store_new(const char *url, store **ret, xc_problem *why)
{
    if (strlen(url) >= PG_URL_SIZE)
        return xc_fail(why, XC_EINVAL, "--store", "the address is longer than %d bytes",
                       "地址超过 %d 字节", PG_URL_SIZE - 1);
    char *wrong = NULL;
    PQconninfoOption *parts = PQconninfoParse(url, &wrong);
    if (!parts) {
        (void)xc_fail(why, XC_EINVAL, "--store", "not an address of PostgreSQL: %s",
                      "不是 PostgreSQL 的地址：%s", wrong ? wrong : "?");
        PQfreemem(wrong);
        return XC_EINVAL;
    }
    PQconninfoFree(parts);
    store *s = xc_calloc(1, sizeof *s);
    if (!s)
        return XC_ENOMEM;
    s->driver = &pg_driver;
    memcpy(s->url, url, strlen(url) + 1);
    xc_err err = pool_init(&s->readers);
    if (err)
        xc_free(s);
    else
        *ret = s;
    return err;
}

static xc_err open_writer(store *s, xc_problem *why)
{
    s->writer = conn_new(s, true);
    if (!s->writer)
        return XC_ENOMEM;
    xc_err err = connect_writer(s, s->writer, why);
    if (!err)
        err = schema_upgrade(s->writer, why);
    PGresult *result = err ? NULL : pg_ask(s->writer, pg_functions);
    if (!err && !result)
        err = s->writer->failed;
    PQclear(result);
    return err ? err : begin_era(s, s->writer);
}

xc_err pg_open(const char *url, store **ret, xc_problem *why)
{
    store *s = NULL;
    xc_err err = store_new(url, &s, why);
    if (err)
        return err;
    err = open_writer(s, why);
    if (err && why && !why->code)
        (void)xc_fail(why, err, "--store", "PostgreSQL says: %s", "PostgreSQL 报告：%s",
                      s->writer ? s->writer->error : "");
    if (err)
        pg_close(s);
    else
        *ret = s;
    return err;
}

static xc_err open_reader(store *s, store_conn **ret, xc_problem *why)
{
    store_conn *c = conn_new(s, false);
    if (!c)
        return XC_ENOMEM;
    xc_err err = pg_connect(s->url, c, why);
    if (err)
        conn_free(c);
    else
        *ret = c;
    return err;
}

xc_err pg_open_reading(const char *url, store **ret, xc_problem *why)
{
    store *s = NULL;
    store_conn *c = NULL;
    xc_err err = store_new(url, &s, why);
    if (err)
        return err;
    err = open_reader(s, &c, why);
    if (!err && ask_bool(c, "SELECT to_regclass('schema_version') IS NULL"))
        err = xc_fail(why, XC_EIO, "--store", "database %s holds no city yet",
                      "数据库 %s 里还没有城市的数据", PQdb(c->raw));
    if (!err)
        err = schema_check_same(c, why);
    conn_free(c);
    if (err)
        pg_close(s);
    else
        *ret = s;
    return err;
}

static store_conn *pg_writer(store *s)
{
    return s->writer;
}

static int64_t pg_wal_bytes(const store *s)
{
    (void)s;
    return 0; /* the server's own affair */
}

static const char *pg_error_text(const store_conn *c)
{
    return c->error;
}

/* ---- readers ---- */

/* The snapshot is taken with the first question, which travels with this. */
static xc_err take_snapshot(store_conn *c)
{
    if (!pg_is_alive(c))
        return XC_EBUSY;
    xc_err err = pg_send(c, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    c->in_tx = !err;
    return err;
}

static xc_err pg_read(store *s, store_conn **ret, xc_problem *why)
{
    store_conn *c = NULL;
    xc_err err = pool_take(&s->readers, &c, why);
    if (err)
        return err;
    if (c && take_snapshot(c)) /* the server went away meanwhile: once again */
        c = conn_free(c);
    if (!c) {
        err = open_reader(s, &c, why);
        if (!err)
            err = take_snapshot(c);
    }
    if (err) {
        conn_free(c);
        pool_give(&s->readers, NULL);
    } else {
        *ret = c;
    }
    return err;
}

static void pg_read_done(store *s, store_conn *c)
{
    pg_end_all(c);
    if (c->failed)
        pg_settle(c);
    if (!c->lost && !pg_send(c, "ROLLBACK"))
        xc_ignore(pg_note_sent(c, PQpipelineSync(c->raw), PG_SENT_SYNC, NULL)); /* see lost */
    c->asked = c->sent;
    c->in_tx = false;
    pg_flush(c);
    pool_give(&s->readers, c->lost ? conn_free(c) : c);
}

const store_driver pg_driver = {
    .close = pg_close,
    .writer = pg_writer,
    .read = pg_read,
    .read_done = pg_read_done,
    .wal_bytes = pg_wal_bytes,
    .begin = pg_begin,
    .commit = pg_commit,
    .rollback = pg_rollback,
    .savepoint = pg_savepoint,
    .release = pg_release,
    .rollback_to = pg_rollback_to,
    .script = pg_script,
    .error_text = pg_error_text,
    .query = pg_query,
    .run = pg_run,
    .row = pg_row,
    .end = pg_end,
    .get_int = pg_get_int,
    .get_double = pg_get_double,
    .get_str = pg_get_str,
    .is_null = pg_is_null,
    .list_sql = pg_list_sql,
    .questions = pg_questions,
    .put_begin = pg_put_begin,
    .put_row = pg_put_row,
    .put_end = pg_put_end,
    .put_numbers = pg_put_numbers,
};
