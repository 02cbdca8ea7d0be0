/* pg_bulk.c - rows of the big tables wait in memory and go to the server as one INSERT over arrays.
 *
 * COPY would be the other way, but it can neither stand in a pipeline nor pass over a reading that
 * is there already. Rows wait until somebody asks their table or the batch commits. */
#include <string.h>

#include "store/pg_int.h"

#define FROM_ARRAYS " SELECT * FROM unnest("

static const struct {
    const char *table,
        *add;          /* add: the text by which the other floors insert a row, letter by letter */
    const char *kinds; /* of the columns */
    const char *insert;
} bulks[PG_BULKS] = {
    { "observation",
      "INSERT INTO observation (district, datastream, time, n, result, result_time, received,"
      " extra) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
      "iiiidiis",
      "INSERT INTO observation (district, datastream, time, n, result, result_time, received,"
      " extra)" FROM_ARRAYS "$1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING" },
    { "event",
      "INSERT INTO event (seq, time_us, type, division, audience, json)"
      " VALUES ($1, $2, $3, $4, $5, $6)",
      "iissss",
      "INSERT INTO event (seq, time_us, type, division, audience, json)" FROM_ARRAYS
      "$1, $2, $3, $4, $5, $6)" },
    { "audit",
      "INSERT INTO audit (seq, time_us, actor_id, actor, role, source, action, object, division,"
      " json, prev_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      "iiisssssssbb",
      "INSERT INTO audit (seq, time_us, actor_id, actor, role, source, action, object, division,"
      " json, prev_hash, hash)" FROM_ARRAYS "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)" },
    /* one after the other these leave the row with the latest time, of equal ones the last */
    { "latest",
      "UPDATE latest SET time = $1, received = $2, value = $3"
      " WHERE thing = $4 AND datastream = $5 AND (time IS NULL OR time <= $1)",
      "iidii",
      "UPDATE latest l SET time = u.a, received = u.b, value = u.c FROM (SELECT DISTINCT ON (d, e)"
      " a, b, c, d, e FROM unnest($1, $2, $3, $4, $5) WITH ORDINALITY AS w (a, b, c, d, e, n)"
      " ORDER BY d, e, a DESC, n DESC) u WHERE l.thing = u.d AND l.datastream = u.e"
      " AND (l.time IS NULL OR l.time <= u.a)" },
    { "warning_thing", "INSERT INTO warning_thing (warning, thing) VALUES ($1, $2)", "ii",
      "INSERT INTO warning_thing (warning, thing)" FROM_ARRAYS "$1, $2)" },
};

int pg_bulk_of(xc_str sql)
{
    for (int i = 0; i < PG_BULKS; i++)
        if (xc_str_is(sql, bulks[i].add))
            return i;
    return -1;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool names(xc_str sql, const char *table)
{
    size_t len = strlen(table);
    for (size_t i = 0; i + len <= sql.len; i++)
        if (memcmp(sql.ptr + i, table, len) == 0 && (i == 0 || !is_word(sql.ptr[i - 1])) &&
            (i + len == sql.len || !is_word(sql.ptr[i + len])))
            return true;
    return false;
}

unsigned pg_bulks_in(xc_str sql)
{
    unsigned found = 0;
    for (unsigned i = 0; i < PG_BULKS; i++)
        found |= names(sql, bulks[i].table) ? 1U << i : 0;
    return found;
}

/* ---- rows that wait ---- */

static void put_length(xc_buf *to, int len)
{
    uint32_t u = (uint32_t)len;
    const unsigned char bytes[4] = { (unsigned char)(u >> 24), (unsigned char)(u >> 16),
                                     (unsigned char)(u >> 8), (unsigned char)u };
    xc_buf_put(to, bytes, sizeof bytes);
}

static int get_length(const char *from)
{
    const unsigned char *u = (const unsigned char *)from;
    return (int)((uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3]);
}

xc_err pg_bulk_add(store_conn *c, store_stmt *st, const store_call *call)
{
    pg_bulk *b = &c->bulks[st->bulk];
    xc_err err = pg_check_texts(c, call);
    if (err)
        return err;
    if (!b->rows.max)
        xc_buf_init(&b->rows, PG_BULK_BYTES);
    size_t before = b->rows.len;
    for (int n = 0; n < st->params; n++) {
        char room[8];
        const char *at = NULL;
        int len = pg_encode(&call->args[n], room, &at);
        put_length(&b->rows, len);
        if (len > 0)
            xc_buf_put(&b->rows, at, (size_t)len);
    }
    err = xc_buf_err(&b->rows);
    if (err) {
        b->rows.len = before;
        b->rows.err = XC_OK;
        return err;
    }
    b->count++;
    c->wrote = true;
    return XC_OK;
}

bool pg_bulk_waits(const store_conn *c, unsigned tables)
{
    for (unsigned i = 0; tables && i < PG_BULKS; i++)
        if ((tables & 1U << i) && c->bulks[i].count)
            return true;
    return false;
}

bool pg_bulk_is_long(const store_conn *c)
{
    for (int i = 0; i < PG_BULKS; i++)
        if (c->bulks[i].count >= PG_BULK_ROWS)
            return true;
    return false;
}

void pg_bulk_mark(store_conn *c)
{
    for (int i = 0; i < PG_BULKS; i++) {
        c->bulks[i].marks_bytes[c->depth] = c->bulks[i].rows.len;
        c->bulks[i].marks_count[c->depth] = c->bulks[i].count;
    }
}

void pg_bulk_back(store_conn *c)
{
    for (int i = 0; i < PG_BULKS; i++) {
        c->bulks[i].rows.len = c->bulks[i].marks_bytes[c->depth - 1];
        c->bulks[i].count = c->bulks[i].marks_count[c->depth - 1];
    }
}

void pg_bulk_clear(store_conn *c)
{
    for (int i = 0; i < PG_BULKS; i++) {
        c->bulks[i].count = 0;
        c->bulks[i].rows.len = 0;
    }
}

/* ---- sending ---- */

/* An array's head: one dimension, perhaps nulls, what is in it, how many, from 1. */
static void put_head(xc_buf *to, char kind, size_t count)
{
    put_length(to, 1);
    put_length(to, 1);
    put_length(to, (int)pg_type_of(kind));
    put_length(to, (int)count);
    put_length(to, 1);
}

static void rows_to_columns(const pg_bulk *b, const char *kinds, size_t count, xc_buf *columns)
{
    const char *at = b->rows.ptr;
    size_t width = strlen(kinds);
    for (size_t n = 0; n < width; n++) {
        xc_buf_init(&columns[n], 2 * (size_t)PG_BULK_BYTES);
        put_head(&columns[n], kinds[n], count);
    }
    for (size_t row = 0; row < count; row++)
        for (size_t n = 0; n < width; n++) {
            int len = get_length(at);
            size_t size = 4 + (len > 0 ? (size_t)len : 0);
            xc_buf_put(&columns[n], at, size);
            at += size;
        }
}

static xc_err send_columns(store_conn *c, int i, const xc_buf *columns)
{
    char letters[PG_BULK_COLUMNS + 1] = { 0 };
    store_arg args[PG_BULK_COLUMNS];
    size_t width = strlen(bulks[i].kinds);
    for (size_t n = 0; n < width; n++) {
        if (xc_buf_err(&columns[n]))
            return xc_buf_err(&columns[n]);
        letters[n] = (char)(bulks[i].kinds[n] - 'a' + 'A'); /* an array of these */
        args[n] = (store_arg){ .kind = 'b', .s = xc_buf_view(&columns[n]) };
    }
    store_call call = { xc_str_of(bulks[i].insert), true, letters, args, width };
    store_stmt *st = NULL;
    xc_err err = pg_stmt_get(c, &call, &st);
    c->changes++;
    return err ? err : pg_send_stmt(c, st, &call, false);
}

/* The first rows leave the buffer; marks of open savepoints move with the rest. */
static void drop_first(store_conn *c, pg_bulk *b, size_t count, size_t bytes)
{
    memmove(b->rows.ptr, b->rows.ptr + bytes, b->rows.len - bytes);
    b->rows.len -= bytes;
    b->count -= count;
    for (int d = 0; d < c->depth; d++) {
        b->marks_bytes[d] -= b->marks_bytes[d] < bytes ? b->marks_bytes[d] : bytes;
        b->marks_count[d] -= b->marks_count[d] < count ? b->marks_count[d] : count;
    }
}

static xc_err send_first(store_conn *c, int i, size_t count, size_t bytes)
{
    xc_buf columns[PG_BULK_COLUMNS];
    if (!count)
        return XC_OK;
    rows_to_columns(&c->bulks[i], bulks[i].kinds, count, columns);
    xc_err err = send_columns(c, i, columns);
    for (size_t n = 0; bulks[i].kinds[n]; n++)
        xc_buf_done(&columns[n]);
    if (!err)
        drop_first(c, &c->bulks[i], count, bytes);
    return err;
}

xc_err pg_send_points(store_conn *c)
{
    for (int d = 0; d < c->depth; d++) {
        if (c->point_sent[d])
            continue;
        for (int i = 0; i < PG_BULKS; i++) {
            pg_bulk *b = &c->bulks[i];
            xc_err err = send_first(c, i, b->marks_count[d], b->marks_bytes[d]);
            if (err)
                return err;
        }
        xc_err err = pg_send(c, "SAVEPOINT step");
        if (err)
            return err;
        c->point_sent[d] = true;
    }
    return XC_OK;
}

xc_err pg_bulk_flush(store_conn *c)
{
    xc_err err = pg_send_points(c);
    for (int i = 0; !err && i < PG_BULKS; i++)
        err = send_first(c, i, c->bulks[i].count, c->bulks[i].rows.len);
    pg_flush(c);
    return err;
}
