/* pg_copy.c - whole tables by COPY BINARY, outside the pipeline; and what a copy must know of them.
 */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "store/pg_int.h"

enum { CHUNK_BYTES = 256 << 10, MAX_CHUNK_BYTES = 64 << 20 };

struct pg_copy {
    xc_buf chunk;
};

/* In the order in which the tables were made: whom a foreign key names comes first. */
const char pg_list_sql[] =
    "SELECT c.relname::text, a.attname::text, CASE a.atttypid WHEN 20 THEN 'i' WHEN 25 THEN 's'"
    " WHEN 17 THEN 'b' WHEN 701 THEN 'd' ELSE '?' END, coalesce((SELECT k.n FROM unnest(i.indkey)"
    " WITH ORDINALITY AS k (a, n) WHERE k.a = a.attnum), 0) FROM pg_class c"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')"
    " AND NOT c.relispartition ORDER BY c.oid, a.attnum";

static void put16(xc_buf *to, int value)
{
    xc_buf_byte(to, (char)(value >> 8));
    xc_buf_byte(to, (char)value);
}

static void put32(xc_buf *to, int value)
{
    put16(to, value >> 16);
    put16(to, value);
}

static xc_err send_chunk(store_conn *c, xc_buf *chunk)
{
    xc_err err = xc_buf_err(chunk);
    if (!err && PQputCopyData(c->raw, chunk->ptr, (int)chunk->len) != 1)
        err = pg_keep_error(c, NULL);
    xc_buf_clear(chunk);
    return err;
}

/* Signature, flags, no extension (PostgreSQL: COPY, binary format). */
static void put_head(xc_buf *to)
{
    xc_buf_put(to, "PGCOPY\n\377\r\n\0", 11);
    put32(to, 0);
    put32(to, 0);
}

xc_err pg_put_begin(store_conn *c, const char *table, const store_column *columns, size_t count)
{
    xc_buf sql;
    pg_settle(c);
    c->wrote = true;
    if (c->lost || !PQexitPipelineMode(c->raw))
        return XC_EBUSY;
    (void)PQsetnonblocking(c->raw, 0); /* nothing waits to be sent: cannot fail */
    xc_buf_init(&sql, 8192);
    xc_buf_printf(&sql, "COPY %s (", table);
    for (size_t i = 0; i < count; i++)
        xc_buf_printf(&sql, "%s%s", i ? ", " : "", columns[i].name);
    xc_buf_put(&sql, ") FROM STDIN BINARY", 20);
    PGresult *result = xc_buf_err(&sql) ? NULL : PQexec(c->raw, sql.ptr);
    xc_err err = PQresultStatus(result) == PGRES_COPY_IN ? XC_OK : pg_keep_error(c, result);
    PQclear(result);
    xc_buf_done(&sql);
    c->copy = err ? NULL : xc_calloc(1, sizeof *c->copy);
    if (!c->copy)
        return err ? err : XC_ENOMEM;
    xc_buf_init(&c->copy->chunk, MAX_CHUNK_BYTES);
    put_head(&c->copy->chunk);
    return XC_OK;
}

xc_err pg_put_row(store_conn *c, const store_arg *args, size_t count)
{
    xc_buf *chunk = &c->copy->chunk;
    store_call call = { .args = args, .count = count };
    xc_err err = pg_check_texts(c, &call);
    if (err)
        return err;
    put16(chunk, (int)count);
    for (size_t i = 0; i < count; i++) {
        char room[8];
        const char *at = NULL;
        int len = pg_encode(&args[i], room, &at);
        put32(chunk, len);
        if (len > 0)
            xc_buf_put(chunk, at, (size_t)len);
    }
    return chunk->len >= CHUNK_BYTES ? send_chunk(c, chunk) : xc_buf_err(chunk);
}

static xc_err end_copy(store_conn *c)
{
    put16(&c->copy->chunk, -1);
    xc_err err = send_chunk(c, &c->copy->chunk);
    if (PQputCopyEnd(c->raw, err ? "the copy was given up" : NULL) != 1 && !err)
        err = pg_keep_error(c, NULL);
    for (PGresult *r = PQgetResult(c->raw); r; r = PQgetResult(c->raw)) {
        if (PQresultStatus(r) != PGRES_COMMAND_OK && !err)
            err = pg_keep_error(c, r);
        PQclear(r);
    }
    return err;
}

xc_err pg_put_end(store_conn *c)
{
    xc_err err = c->copy ? end_copy(c) : XC_OK;
    if (c->copy)
        xc_buf_done(&c->copy->chunk);
    xc_free(c->copy);
    c->copy = NULL;
    if (!c->lost) {
        (void)PQsetnonblocking(c->raw, 1); /* likewise */
        (void)PQenterPipelineMode(c->raw); /* likewise; already in it: no harm */
    }
    return err;
}

/* New rows get numbers behind the copied ones. */
xc_err pg_put_numbers(store_conn *c, const char *table)
{
    char sql[512], column[STORE_NAME_SIZE];
    (void)snprintf(
        sql, sizeof sql,
        "SELECT attname FROM pg_attribute WHERE attrelid = '%s'::regclass AND attidentity"
        " <> ''",
        table); /* fits */
    if (!*pg_text_of(c, sql, column, sizeof column))
        return c->failed;
    (void)snprintf(sql, sizeof sql,
                   "SELECT setval(pg_get_serial_sequence('%s', '%s'), coalesce(max(%s), 0) + 1,"
                   " false) FROM %s",
                   table, column, column, table); /* fits */
    PQclear(pg_ask(c, sql));
    return c->failed;
}
