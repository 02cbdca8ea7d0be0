/* pg_conn.c - one connection to PostgreSQL: opened, looked at, sent over, read from. */
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "store/pg_int.h"

enum { OLDEST_SERVER = 130000 };

/* ---- errors ---- */

/* SQLSTATE or the beginning of one; the first that fits (PostgreSQL appendix A). */
static const struct {
    const char *state;
    xc_err err;
} state_table[] = {
    { "23502", XC_EINVAL }, /* not null */
    { "23514", XC_EINVAL }, /* check */
    { "23", XC_ECONFLICT }, /* unique, foreign key */
    { "22", XC_EINVAL },    /* data exception: not UTF-8, out of range, division by zero */
    { "40", XC_EBUSY },     /* serialization, deadlock */
    { "42501", XC_EFORBIDDEN }, { "42", XC_EBUG }, /* syntax, unknown names */
    { "53100", XC_EIO },                           /* disk full */
    { "53200", XC_ENOMEM },     { "53", XC_EBUSY },
    { "54", XC_ELIMIT },        { "57014", XC_ETIMEOUT },
    { "57P", XC_EBUSY }, /* the server goes down */
    { "58", XC_EIO },           { "08", XC_EBUSY },
    { "25006", XC_EBUSY }, /* a standby that does not write: the primary is elsewhere */
    { "28", XC_EAUTH },         { "XX001", XC_ECORRUPT },
    { "XX002", XC_ECORRUPT },
};

static xc_err err_of(const char *state)
{
    for (size_t i = 0; state && i < sizeof state_table / sizeof *state_table; i++)
        if (strncmp(state, state_table[i].state, strlen(state_table[i].state)) == 0)
            return state_table[i].err;
    return XC_EBUG;
}

static void keep_text(store_conn *c, const char *text)
{
    (void)snprintf(c->error, sizeof c->error, "%s", text); /* cut when longer */
    for (size_t len = strlen(c->error); len && c->error[len - 1] == '\n';)
        c->error[--len] = 0;
}

static xc_err lose(store_conn *c)
{
    if (!c->lost)
        keep_text(c, PQerrorMessage(c->raw));
    c->lost = XC_EBUSY;
    c->failed = XC_EBUSY;
    return c->lost;
}

xc_err pg_keep_error(store_conn *c, const PGresult *result)
{
    if (PQstatus(c->raw) != CONNECTION_OK)
        return lose(c);
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    keep_text(c, text ? text : PQerrorMessage(c->raw));
    return err_of(state);
}

xc_err pg_wrong_call(store_conn *c, const char *text)
{
    keep_text(c, text);
    return XC_EBUG;
}

xc_err pg_check_texts(store_conn *c, const store_call *call)
{
    for (size_t n = 0; n < call->count; n++) {
        xc_str s = call->args[n].s;
        if (call->args[n].kind == 's' && s.len && (memchr(s.ptr, 0, s.len) || !xc_utf8_valid(s))) {
            keep_text(c, "a text is not UTF-8, or has a zero in it");
            return XC_EINVAL;
        }
    }
    return XC_OK;
}

/* ---- sending ---- */

xc_err pg_note_sent(store_conn *c, int sent, pg_sent_kind kind, store_stmt *st)
{
    if (!sent)
        return lose(c);
    c->waiting[c->sent % PG_MAX_WAITING] = (struct pg_sent){ kind, st };
    c->sent++;
    c->unsynced = kind != PG_SENT_SYNC;
    /* reading everything now keeps the ring from overrunning; rare: a batch sends less */
    return c->sent - c->answered >= PG_MAX_WAITING - 8 ? pg_wait(c, c->sent) : XC_OK;
}

xc_err pg_send(store_conn *c, const char *sql)
{
    if (c->lost || c->failed)
        return c->failed ? c->failed : c->lost;
    int sent = PQsendQueryParams(c->raw, sql, 0, NULL, NULL, NULL, NULL, 1);
    return pg_note_sent(c, sent, PG_SENT_PLAIN, NULL);
}

void pg_flush(store_conn *c)
{
    if (!c->lost)
        (void)PQflush(c->raw); /* what does not go now goes with the next */
}

/* The end of the line stands behind what was not read yet: old answers, a last word. */
bool pg_is_alive(store_conn *c)
{
    enum { LOOKS = 8 };
    struct pollfd wire = { .fd = PQsocket(c->raw), .events = POLLIN };
    for (int i = 0; i < LOOKS && !c->lost && poll(&wire, 1, 0) > 0; i++)
        if (!PQconsumeInput(c->raw) || PQstatus(c->raw) != CONNECTION_OK)
            c->lost = XC_EBUSY;
    return !c->lost;
}

/* ---- reading ---- */

static void take_result(store_conn *c, const struct pg_sent *sent, PGresult *result)
{
    store_stmt *st = sent->st;
    ExecStatusType status = PQresultStatus(result);
    bool good =
        status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_PIPELINE_SYNC;
    if (!good && !c->failed)
        c->failed = status == PGRES_PIPELINE_ABORTED ? XC_EBUG : pg_keep_error(c, result);
    if (sent->kind == PG_SENT_PREPARE && !good && st)
        st->prepared = false;
    /* a statement that was ended early and asked again waits for a later answer */
    if (sent->kind != PG_SENT_QUERY || !st || st->number != c->answered)
        return;
    st->err = good ? XC_OK : c->failed;
    if (good && st->open) {
        PQclear(st->result);
        st->result = result;
    }
}

/* One answer: its results and the NULL behind them; a sync has no NULL. */
static void read_answer(store_conn *c)
{
    struct pg_sent sent = c->waiting[c->answered % PG_MAX_WAITING];
    PGresult *result = PQgetResult(c->raw);
    c->answered++;
    if (!result || PQstatus(c->raw) != CONNECTION_OK) {
        PQclear(result);
        xc_ignore(lose(c)); /* the state says it */
        return;
    }
    take_result(c, &sent, result);
    if (!sent.st || sent.st->result != result)
        PQclear(result);
    if (sent.kind == PG_SENT_SYNC)
        return;
    while ((result = PQgetResult(c->raw)))
        PQclear(result);
}

/* Nobody will answer any more. */
static void forget_waiting(store_conn *c)
{
    for (; c->answered < c->sent; c->answered++) {
        const struct pg_sent *sent = &c->waiting[c->answered % PG_MAX_WAITING];
        if (sent->st)
            sent->st->err = XC_EBUSY;
    }
}

xc_err pg_wait(store_conn *c, uint64_t number)
{
    if (!c->lost && c->answered < number && c->asked < number) {
        if (!PQsendFlushRequest(c->raw))
            xc_ignore(lose(c)); /* the state says it */
        c->asked = c->sent;
    }
    while (!c->lost && c->answered < number)
        read_answer(c);
    if (c->lost)
        forget_waiting(c);
    return c->failed;
}

xc_err pg_sync(store_conn *c)
{
    xc_err err = pg_note_sent(c, PQpipelineSync(c->raw), PG_SENT_SYNC, NULL);
    c->asked = c->sent; /* the server answers a sync at once */
    return err;
}

void pg_settle(store_conn *c)
{
    if (!c->lost && (c->failed || c->unsynced))
        xc_ignore(pg_sync(c));      /* the state says it */
    xc_ignore(pg_wait(c, c->sent)); /* the state says it */
    c->failed = c->lost;
}

/* ---- outside the pipeline ---- */

PGresult *pg_ask(store_conn *c, const char *sql)
{
    pg_settle(c);
    if (c->lost || !PQexitPipelineMode(c->raw))
        return NULL;
    (void)PQsetnonblocking(c->raw, 0); /* nothing is waiting to be sent: cannot fail */
    PGresult *result = PQexec(c->raw, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        c->failed = pg_keep_error(c, result);
        PQclear(result);
        result = NULL;
    }
    (void)PQsetnonblocking(c->raw, 1); /* likewise */
    if (!c->lost && !PQenterPipelineMode(c->raw))
        c->failed = lose(c);
    return result;
}

const char *pg_text_of(store_conn *c, const char *sql, char *ret, size_t size)
{
    PGresult *result = pg_ask(c, sql);
    bool one = result && PQntuples(result) > 0 && PQnfields(result) > 0;
    (void)snprintf(ret, size, "%s", one ? PQgetvalue(result, 0, 0) : ""); /* cut when longer */
    PQclear(result);
    return ret;
}

/* ---- opening ---- */

static const char SESSION[] =
    "SET client_encoding = 'UTF8'; SET timezone = 'UTC'; SET jit = off;"
    "SET standard_conforming_strings = on; SET statement_timeout = 0;"
    "SET idle_in_transaction_session_timeout = 0; SET client_min_messages = error;"
    "SET default_transaction_isolation = 'read committed';"
    /* an acknowledged write is on disk; whoever set more than that keeps it */
    "SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') IN ('off', 'local')";

static xc_err look_at_server(store_conn *c, xc_problem *why)
{
    int version = PQserverVersion(c->raw);
    if (version < OLDEST_SERVER)
        return xc_fail(why, XC_EUNSUPPORTED, "--store",
                       "the server is PostgreSQL %d.%d; it must be 13 or newer",
                       "服务器是 PostgreSQL %d.%d，需要 13 或更新的版本", version / 10000,
                       version / 100 % 100);
    const char *encoding = PQparameterStatus(c->raw, "server_encoding");
    if (!encoding || strcmp(encoding, "UTF8") != 0)
        return xc_fail(why, XC_EUNSUPPORTED, "--store",
                       "the database's encoding is %s; make it with ENCODING 'UTF8'",
                       "数据库的编码是 %s，请用 ENCODING 'UTF8' 建库", encoding ? encoding : "?");
    return XC_OK;
}

static xc_err cannot_connect(store_conn *c, xc_problem *why)
{
    char text[PG_ERROR_SIZE];
    (void)snprintf(text, sizeof text, "%.200s", PQerrorMessage(c->raw)); /* cut when longer */
    for (char *p = text; *p; p++)
        if (*p == '\n')
            *p = p[1] ? ';' : 0;
    keep_text(c, text);
    return xc_fail(why, XC_EBUSY, "--store", "PostgreSQL does not let us in: %s",
                   "无法连接 PostgreSQL：%s", text);
}

static void quiet(void *ctx, const char *message)
{
    (void)ctx, (void)message;
}

static xc_err open_raw(const char *url, store_conn *c, xc_problem *why)
{
    /* what the url says comes after and wins */
    const char *const names[] = { "connect_timeout",
                                  "keepalives_idle",
                                  "keepalives_interval",
                                  "keepalives_count",
                                  "tcp_user_timeout",
                                  "application_name",
                                  "dbname",
                                  NULL };
    const char *const values[] = { "5", "10", "5", "3", "30000", "xiucheng", url, NULL };
    c->raw = PQconnectdbParams(names, values, 1);
    if (!c->raw)
        return XC_ENOMEM;
    if (PQstatus(c->raw) != CONNECTION_OK)
        return cannot_connect(c, why);
    (void)PQsetNoticeProcessor(c->raw, quiet, NULL); /* returns the old one */
    return look_at_server(c, why);
}

xc_err pg_connect(const char *url, store_conn *c, xc_problem *why)
{
    pg_disconnect(c);
    c->lost = XC_EBUSY;
    if (!c->waiting)
        c->waiting = xc_calloc(PG_MAX_WAITING, sizeof *c->waiting);
    if (!c->waiting)
        return XC_ENOMEM;
    xc_err err = open_raw(url, c, why);
    if (err)
        return err;
    c->lost = c->failed = XC_OK;
    if (!PQenterPipelineMode(c->raw) || PQsetnonblocking(c->raw, 1) != 0)
        return lose(c);
    PGresult *result = pg_ask(c, SESSION);
    if (!result)
        return xc_fail(why, c->failed ? c->failed : XC_EBUSY, "--store", "PostgreSQL says: %s",
                       "PostgreSQL 报告：%s", c->error);
    PQclear(result);
    return XC_OK;
}

void pg_disconnect(store_conn *c)
{
    forget_waiting(c);
    PQfinish(c->raw);
    c->raw = NULL;
    c->in_tx = false;
    c->depth = 0;
    for (int i = 0; i < PG_TABLE_SIZE; i++)
        if (c->table[i])
            c->table[i]->prepared = false;
}
