/* pg_stmt.c - statements of the PostgreSQL store: made ready once, sent with their values, read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "store/pg_int.h"

/* ---- making ready ---- */

/* The digits behind sql.ptr[*at]; moves *at onto the last of them. */
static int number_at(xc_str sql, size_t *at)
{
    int n = 0;
    while (*at + 1 < sql.len && sql.ptr[*at + 1] >= '0' && sql.ptr[*at + 1] <= '9' && n < 1000)
        n = n * 10 + (sql.ptr[++*at] - '0');
    return n;
}

/* "$1 .. $n without gaps", as the other store demands; -1: not so. */
static int count_params(xc_str sql)
{
    uint64_t seen = 0;
    int most = 0;
    for (size_t i = 0; i < sql.len; i++) {
        if (sql.ptr[i] == '\'') { /* a text of the SQL's own */
            for (i++; i < sql.len && sql.ptr[i] != '\''; i++)
                ;
            continue;
        }
        if (sql.ptr[i] == '?')
            return -1;
        if (sql.ptr[i] != '$')
            continue;
        int n = number_at(sql, &i);
        if (n < 1 || n > STORE_MAX_PARAMS)
            return -1;
        seen |= UINT64_C(1) << (n - 1);
        most = n > most ? n : most;
    }
    uint64_t all = most == 64 ? UINT64_MAX : (UINT64_C(1) << most) - 1;
    return seen == all ? most : -1;
}

static void letters_of(const store_call *call, char *to)
{
    for (size_t n = 0; n < call->count; n++)
        to[n] = call->letters ? call->letters[n] : call->args[n].kind;
    to[call->count] = 0;
}

static store_stmt *stmt_free(store_stmt *st)
{
    if (st) {
        PQclear(st->result);
        xc_free(st);
    }
    return NULL;
}

static xc_err stmt_new(store_conn *c, const store_call *call, bool keep, store_stmt **ret)
{
    int params = count_params(call->sql);
    if (params < 0)
        return pg_wrong_call(c, "parameters must be $1 .. $n without gaps");
    if ((size_t)params != call->count)
        return pg_wrong_call(c, "the number of arguments does not fit the SQL text");
    store_stmt *st = xc_calloc(1, sizeof *st);
    if (!st)
        return XC_ENOMEM;
    st->driver = &pg_driver;
    st->conn = c;
    st->key = keep ? call->sql.ptr : NULL;
    st->params = params;
    letters_of(call, st->letters);
    if (keep)
        (void)snprintf(st->name, sizeof st->name, "s%u", c->next_name++); /* fits */
    st->is_select = strncasecmp(call->sql.ptr, "SELECT", 6) == 0 && call->sql.len > 6;
    st->reads = pg_bulks_in(call->sql);
    st->bulk = c->writes ? pg_bulk_of(call->sql) : -1;
    *ret = st;
    return XC_OK;
}

static bool is_same(const store_stmt *st, const store_call *call)
{
    if (st->key != call->sql.ptr || strlen(st->letters) != call->count)
        return false;
    for (size_t n = 0; n < call->count; n++)
        if (st->letters[n] != (call->letters ? call->letters[n] : call->args[n].kind))
            return false;
    return true;
}

/* By the text's address and the kinds of its values: PostgreSQL fixes these when it prepares. */
static store_stmt **slot_of(store_conn *c, const store_call *call)
{
    uint64_t h = (uint64_t)(uintptr_t)call->sql.ptr;
    for (size_t n = 0; n < call->count; n++)
        h = h * 31 + (unsigned char)(call->letters ? call->letters[n] : call->args[n].kind);
    h *= UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(h >> 40) & (PG_TABLE_SIZE - 1);
    while (c->table[at] && !is_same(c->table[at], call))
        at = (at + 1) & (PG_TABLE_SIZE - 1);
    return &c->table[at];
}

xc_err pg_stmt_get(store_conn *c, const store_call *call, store_stmt **ret)
{
    if (!call->keep)
        return stmt_new(c, call, false, ret);
    store_stmt **slot = slot_of(c, call);
    if (*slot && !(*slot)->open) {
        *ret = *slot;
        return XC_OK;
    }
    bool keep = !*slot && c->table_count < PG_STMT_MAX;
    xc_err err = stmt_new(c, call, keep, ret);
    if (!err && keep) {
        *slot = *ret;
        c->table_count++;
    }
    return err;
}

void pg_stmt_free_all(store_conn *c)
{
    pg_end_all(c);
    for (int i = 0; i < PG_TABLE_SIZE; i++)
        c->table[i] = stmt_free(c->table[i]);
    c->table_count = 0;
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

void pg_end_all(store_conn *c)
{
    while (c->open)
        xc_ignore(pg_end(c->open)); /* nobody is left to hear its result */
}

/* ---- sending ---- */

struct values {
    char room[STORE_MAX_PARAMS][8];
    const char *at[STORE_MAX_PARAMS];
    int length[STORE_MAX_PARAMS], format[STORE_MAX_PARAMS];
    Oid type[STORE_MAX_PARAMS];
};

static void encode_all(const store_stmt *st, const store_call *call, struct values *v)
{
    for (int n = 0; n < st->params; n++) {
        v->length[n] = pg_encode(&call->args[n], v->room[n], &v->at[n]);
        if (v->length[n] < 0) {
            v->at[n] = NULL;
            v->length[n] = 0;
        }
        v->format[n] = 1;
        v->type[n] = pg_type_of(st->letters[n]);
    }
}

static xc_err prepare(store_conn *c, store_stmt *st, const struct values *v)
{
    if (st->prepared)
        return XC_OK;
    st->prepared = true;
    int sent = PQsendPrepare(c->raw, st->name, st->key, st->params, v->type);
    return pg_note_sent(c, sent, PG_SENT_PREPARE, st);
}

static int send_values(store_conn *c, const store_stmt *st, const store_call *call,
                       const struct values *v)
{
    if (st->key)
        return PQsendQueryPrepared(c->raw, st->name, st->params, v->at, v->length, v->format, 1);
    char *sql = xc_memdup0(call->sql.ptr, call->sql.len);
    int sent =
        sql ? PQsendQueryParams(c->raw, sql, st->params, v->type, v->at, v->length, v->format, 1)
            : 0;
    xc_free(sql);
    return sent;
}

xc_err pg_send_stmt(store_conn *c, store_stmt *st, const store_call *call, bool wants_answer)
{
    struct values v;
    if (c->failed)
        return c->failed;
    encode_all(st, call, &v);
    xc_err err = st->key ? prepare(c, st, &v) : XC_OK;
    if (err)
        return err;
    st->number = c->sent + 1;
    return pg_note_sent(c, send_values(c, st, call, &v),
                        wants_answer ? PG_SENT_QUERY : PG_SENT_PLAIN, wants_answer ? st : NULL);
}

/* What must stand before this statement: rows that it could see, savepoints it could spoil. */
static xc_err make_way(store_conn *c, const store_stmt *st)
{
    bool changes = !st->is_select;
    xc_err err = XC_OK;
    c->wrote |= changes;
    if (pg_bulk_waits(c, st->reads))
        err = pg_bulk_flush(c);
    else if (changes && c->depth)
        err = pg_send_points(c);
    c->changes += changes;
    return err;
}

xc_err pg_query(store_conn *c, store_stmt **ret, const store_call *call)
{
    store_stmt *st = NULL;
    if (c->failed)
        return c->failed;
    xc_err err = pg_stmt_get(c, call, &st);
    if (err)
        return err;
    st->err = XC_OK;
    st->row = -1;
    open_add(st);
    err = pg_check_texts(c, call);
    if (!err)
        err = make_way(c, st);
    if (!err)
        err = pg_send_stmt(c, st, call, true);
    if (err) {
        xc_ignore(pg_end(st)); /* the first error counts */
        return err;
    }
    *ret = st;
    return XC_OK;
}

bool pg_row(store_stmt *st)
{
    if (!st->open || st->err)
        return false;
    if (!st->result) {
        xc_err err = pg_wait(st->conn, st->number);
        if (!st->err && !st->result)
            st->err = err ? err : XC_EBUG;
    }
    if (!st->err && ++st->row < PQntuples(st->result))
        return true;
    PQclear(st->result);
    st->result = NULL;
    if (st->key)
        open_remove(st);
    return false;
}

xc_err pg_end(store_stmt *st)
{
    store_conn *c = st->conn;
    /* what changes something must have been heard of; and the answer must not come to a freed one
     */
    if (st->open && !st->result && !st->err && (!st->key || !st->is_select))
        xc_ignore(pg_wait(c, st->number)); /* told by st->err */
    xc_err err = st->err;
    st->err = XC_OK;
    PQclear(st->result);
    st->result = NULL;
    open_remove(st);
    if (!st->key)
        stmt_free(st);
    if (!c->in_tx && !c->open)
        pg_settle(c); /* a statement on its own is its own transaction */
    return err;
}

/* ---- statements without rows ---- */

static xc_err run_now(store_conn *c, int64_t *ret_changed, const store_call *call)
{
    store_stmt *st = NULL;
    xc_err err = pg_query(c, &st, call);
    if (err)
        return err;
    err = pg_wait(c, st->number);
    int64_t changed = 0;
    /* "" for a statement that counts nothing: 0 stays */
    if (!err && !st->err && st->result)
        (void)xc_str_int(xc_str_of(PQcmdTuples(st->result)), 0, INT64_MAX, &changed);
    xc_err end = pg_end(st);
    err = err ? err : end;
    if (!err && ret_changed)
        *ret_changed = changed;
    return err;
}

xc_err pg_run(store_conn *c, int64_t *ret_changed, const store_call *call)
{
    store_stmt *st = NULL;
    if (ret_changed || !c->in_tx || !c->writes)
        return run_now(c, ret_changed, call);
    if (c->failed)
        return c->failed;
    xc_err err = pg_stmt_get(c, call, &st);
    if (err)
        return err;
    if (st->bulk >= 0)
        return pg_bulk_add(c, st, call);
    err = pg_check_texts(c, call);
    if (!err)
        err = make_way(c, st);
    if (!err)
        err = pg_send_stmt(c, st, call, false);
    if (!st->key)
        stmt_free(st);
    return err;
}
