/* sqlite_stmt.c - statements of the SQLite store: made ready once, bound, read. */
#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/sqlite_int.h"

static const struct {
    int result;
    xc_err err;
} result_table[] = {
    { SQLITE_FULL, XC_EIO },           { SQLITE_IOERR, XC_EIO },
    { SQLITE_CANTOPEN, XC_EIO },       { SQLITE_READONLY, XC_EIO },
    { SQLITE_PERM, XC_EIO },           { SQLITE_CORRUPT, XC_ECORRUPT },
    { SQLITE_NOTADB, XC_ECORRUPT },    { SQLITE_NOMEM, XC_ENOMEM },
    { SQLITE_BUSY, XC_EBUSY },         { SQLITE_LOCKED, XC_EBUSY },
    { SQLITE_TOOBIG, XC_ELIMIT },      { SQLITE_CONSTRAINT, XC_ECONFLICT },
    { SQLITE_INTERRUPT, XC_ETIMEOUT },
};

static xc_err err_of(int result, int extended)
{
    if (extended == SQLITE_CONSTRAINT_CHECK || extended == SQLITE_CONSTRAINT_NOTNULL)
        return XC_EINVAL;
    for (size_t i = 0; i < sizeof result_table / sizeof *result_table; i++)
        if (result_table[i].result == (result & 0xff))
            return result_table[i].err;
    return XC_EBUG;
}

static void keep_text(store_conn *c, const char *text)
{
    size_t len = strlen(text);
    if (len >= sizeof c->error)
        len = sizeof c->error - 1;
    memcpy(c->error, text, len);
    c->error[len] = 0;
}

xc_err sqlite_err(store_conn *c, int result)
{
    if (result == SQLITE_OK || result == SQLITE_ROW || result == SQLITE_DONE)
        return XC_OK;
    keep_text(c, sqlite3_errmsg(c->raw));
    return err_of(result, sqlite3_extended_errcode(c->raw));
}

xc_err sqlite_exec(store_conn *c, const char *sql)
{
    return sqlite_err(c, sqlite3_exec(c->raw, sql, NULL, NULL, NULL));
}

const char *sqlite_error_text(const store_conn *c)
{
    return c->error;
}

/* ---- making ready ---- */

static xc_err wrong_call(store_conn *c, const char *text)
{
    keep_text(c, text);
    return XC_EBUG;
}

/* SQLite numbers $2 by where it first appears, we by its name. */
static xc_err place_params(store_stmt *st)
{
    st->params = sqlite3_bind_parameter_count(st->raw);
    if (st->params > STMT_MAX_PARAMS)
        return wrong_call(st->conn, "too many parameters");
    for (int i = 1; i <= st->params; i++) {
        const char *name = sqlite3_bind_parameter_name(st->raw, i);
        int64_t n = 0;
        if (!name || *name != '$' || !xc_str_int(xc_str_of(name + 1), 1, st->params, &n))
            return wrong_call(st->conn, "parameters must be $1 .. $n without gaps");
        st->place[n - 1] = (unsigned char)i;
    }
    return XC_OK;
}

static store_stmt *stmt_free(store_stmt *st)
{
    if (st) {
        sqlite3_finalize(st->raw);
        xc_free(st);
    }
    return NULL;
}

static xc_err stmt_new(store_conn *c, xc_str sql, const char *key, store_stmt **ret)
{
    if (sql.len > 1000000)
        return wrong_call(c, "the SQL text is too long");
    store_stmt *st = xc_calloc(1, sizeof *st);
    if (!st)
        return XC_ENOMEM;
    st->driver = &sqlite_driver;
    st->conn = c;
    st->key = key;
    unsigned flags = key ? SQLITE_PREPARE_PERSISTENT : 0;
    xc_err err =
        sqlite_err(c, sqlite3_prepare_v3(c->raw, sql.ptr, (int)sql.len, flags, &st->raw, NULL));
    if (!err && !st->raw)
        err = wrong_call(c, "the SQL text is empty");
    if (!err)
        err = place_params(st);
    if (err)
        stmt_free(st);
    else
        *ret = st;
    return err;
}

static store_stmt **slot_of(store_conn *c, const char *sql)
{
    uint64_t h = (uint64_t)(uintptr_t)sql * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(h >> 40) & (STMT_TABLE_SIZE - 1);
    while (c->table[at] && c->table[at]->key != sql)
        at = (at + 1) & (STMT_TABLE_SIZE - 1);
    return &c->table[at];
}

/* The kept statement; a fresh one beside it while the kept one is still being read (a handler may
 * call itself). */
static xc_err stmt_get(store_conn *c, const char *sql, store_stmt **ret)
{
    store_stmt **slot = slot_of(c, sql);
    if (*slot && !(*slot)->open) {
        *ret = *slot;
        return XC_OK;
    }
    bool keep = !*slot && c->table_count < STMT_MAX;
    xc_err err = stmt_new(c, xc_str_of(sql), keep ? sql : NULL, ret);
    if (!err && keep) {
        *slot = *ret;
        c->table_count++;
    }
    return err;
}

void stmt_free_all(store_conn *c)
{
    stmt_end_all(c);
    for (int i = 0; i < STMT_TABLE_SIZE; i++)
        c->table[i] = stmt_free(c->table[i]);
    c->table_count = 0;
}

void stmt_forget(store_conn *c, const char *sql)
{
    store_stmt **slot = slot_of(c, sql);
    if (!*slot)
        return;
    stmt_free(*slot);
    *slot = NULL;
    c->table_count--;
    /* what stood behind it in the chain is put in again */
    size_t hole = (size_t)(slot - c->table);
    for (size_t at = (hole + 1) & (STMT_TABLE_SIZE - 1); c->table[at];
         at = (at + 1) & (STMT_TABLE_SIZE - 1)) {
        store_stmt *moved = c->table[at];
        c->table[at] = NULL;
        *slot_of(c, moved->key) = moved;
    }
}

/* ---- being read ---- */

static void open_add(store_stmt *st)
{
    store_conn *c = st->conn;
    st->open = true;
    st->next_open = c->open;
    st->open_link = &c->open;
    if (c->open)
        c->open->open_link = &st->next_open;
    c->open = st;
}

static void open_remove(store_stmt *st)
{
    if (!st->open)
        return;
    st->open = false;
    *st->open_link = st->next_open;
    if (st->next_open)
        st->next_open->open_link = st->open_link;
}

/* The error was kept by the step that had it; resetting repeats it, which is of no interest. */
static void rewind_stmt(store_stmt *st)
{
    (void)sqlite3_reset(st->raw);
}

void stmt_end_all(store_conn *c)
{
    while (c->open)
        xc_ignore(sqlite_end(c->open)); /* nobody is left to hear its result */
}

/* ---- binding ---- */

static int bind_bytes(sqlite3_stmt *raw, int at, xc_str s, bool text)
{
    if (!s.ptr)
        return sqlite3_bind_null(raw, at);
    if (text)
        return sqlite3_bind_text64(raw, at, s.ptr, s.len, SQLITE_STATIC, SQLITE_UTF8);
    return sqlite3_bind_blob64(raw, at, s.ptr, s.len, SQLITE_STATIC);
}

static int bind_one(store_stmt *st, int n, const store_arg *a)
{
    int at = st->place[n];
    switch (a->kind) {
    case 'i':
        return sqlite3_bind_int64(st->raw, at, a->i);
    case 'd':
        return sqlite3_bind_double(st->raw, at, a->d);
    case 's':
        return bind_bytes(st->raw, at, a->s, true);
    case 'b':
        return bind_bytes(st->raw, at, a->s, false);
    case 'n':
        return sqlite3_bind_null(st->raw, at);
    default:
        return SQLITE_MISUSE;
    }
}

static xc_err bind_all(store_stmt *st, const store_call *call)
{
    if (call->count != (size_t)st->params)
        return wrong_call(st->conn, "the number of arguments does not fit the SQL text");
    for (int n = 0; n < st->params; n++)
        if (bind_one(st, n, &call->args[n]))
            return wrong_call(st->conn, "an argument does not fit the SQL text");
    return XC_OK;
}

/* ---- the interface ---- */

xc_err sqlite_query(store_conn *c, store_stmt **ret, const store_call *call)
{
    store_stmt *st = NULL;
    xc_err err = call->keep ? stmt_get(c, call->sql.ptr, &st) : stmt_new(c, call->sql, NULL, &st);
    if (err)
        return err;
    err = bind_all(st, call);
    if (err && !st->key)
        stmt_free(st);
    if (err)
        return err;
    st->err = XC_OK;
    open_add(st);
    *ret = st;
    return XC_OK;
}

bool sqlite_row(store_stmt *st)
{
    if (!st->open || st->err)
        return false;
    int result = sqlite3_step(st->raw);
    if (result == SQLITE_ROW)
        return true;
    st->err = sqlite_err(st->conn, result);
    rewind_stmt(st);
    /* a statement that is not kept lives until store_end, a kept one may be used again now */
    if (st->key)
        open_remove(st);
    return false;
}

xc_err sqlite_end(store_stmt *st)
{
    xc_err err = st->err;
    st->err = XC_OK;
    if (st->open)
        rewind_stmt(st);
    open_remove(st);
    if (!st->key)
        stmt_free(st);
    return err;
}

xc_err sqlite_run(store_conn *c, int64_t *ret_changed, const store_call *call)
{
    store_stmt *st = NULL;
    xc_err err = sqlite_query(c, &st, call);
    if (err)
        return err;
    while (sqlite_row(st))
        ;
    err = sqlite_end(st);
    if (!err && ret_changed)
        *ret_changed = sqlite3_changes64(c->raw);
    return err;
}

int64_t sqlite_get_int(const store_stmt *st, int column)
{
    return sqlite3_column_int64(st->raw, column);
}

bool sqlite_is_null(const store_stmt *st, int column)
{
    return sqlite3_column_type(st->raw, column) == SQLITE_NULL;
}

double sqlite_get_double(const store_stmt *st, int column)
{
    return sqlite3_column_double(st->raw, column);
}

xc_str sqlite_get_str(const store_stmt *st, int column)
{
    if (sqlite_is_null(st, column))
        return (xc_str){ 0 };
    /* an empty blob has no address in SQLite, but it is not null */
    const char *bytes = sqlite3_column_type(st->raw, column) == SQLITE_BLOB
                            ? sqlite3_column_blob(st->raw, column)
                            : (const char *)sqlite3_column_text(st->raw, column);
    return (xc_str){ bytes ? bytes : "", (size_t)sqlite3_column_bytes(st->raw, column) };
}
