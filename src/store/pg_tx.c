/* pg_tx.c - transactions of the PostgreSQL store: batches, steps inside them, and a commit whose
 * outcome is always known. */
#include <stdlib.h>

#include "store/pg_int.h"

xc_err pg_begin(store_conn *c)
{
    if (c->lost || !pg_is_alive(c)) {
        xc_err err = pg_writer_again(c);
        if (err)
            return err;
    }
    pg_settle(c);
    pg_bulk_clear(c);
    c->depth = 0;
    c->changes = 0;
    c->wrote = false;
    xc_err err = pg_send(c, "BEGIN");
    c->in_tx = !err;
    return err;
}

/* ---- the end of a batch ---- */

/* The transaction's number in the database; 0: it changed nothing. Everything sent before is
 * answered with it. */
static xc_err take_number(store_conn *c, uint64_t *ret)
{
    static const char sql[] = "SELECT pg_current_xact_id_if_assigned()::text";
    store_call call = { xc_str_of(sql), true, "", NULL, 0 };
    store_stmt *st = NULL;
    char text[32] = "";
    xc_err err = pg_query(c, &st, &call);
    if (err)
        return err;
    if (pg_row(st)) {
        xc_str s = pg_get_str(st, 0);
        if (s.len < sizeof text)
            for (size_t i = 0; i < s.len; i++)
                text[i] = s.ptr[i];
    }
    err = pg_end(st);
    if (!err)
        *ret = strtoull(text, NULL, 10); /* "" is 0 */
    return err;
}

static void end_batch(store_conn *c)
{
    pg_bulk_clear(c);
    c->in_tx = false;
    c->depth = 0;
}

xc_err pg_commit(store_conn *c)
{
    uint64_t xid = 0;
    pg_end_all(c);
    xc_err err = pg_bulk_flush(c);
    if (!err && c->wrote)
        err = take_number(c, &xid);
    if (!err)
        err = pg_send(c, "COMMIT");
    if (err) { /* nothing was committed: that much is certain */
        pg_rollback(c);
        return XC_EBUSY;
    }
    xc_err failed = pg_wait(c, c->sent);
    end_batch(c);
    if (c->lost && xid)
        return pg_outcome(c, xid);
    if (c->lost) /* there was nothing to lose */
        return XC_OK;
    pg_settle(c);
    if (!failed && xid)
        pg_committed(c, xid);
    return failed ? XC_EBUSY : XC_OK;
}

void pg_rollback(store_conn *c)
{
    pg_end_all(c);
    if (c->in_tx) {
        pg_settle(c);
        if (!c->lost && !pg_send(c, "ROLLBACK"))
            pg_settle(c);
    }
    end_batch(c);
}

/* ---- steps ---- */

xc_err pg_savepoint(store_conn *c)
{
    if (c->failed)
        return c->failed;
    if (c->depth == PG_MAX_DEPTH)
        return XC_ELIMIT;
    xc_err err = c->depth == 0 && pg_bulk_is_long(c) ? pg_bulk_flush(c) : XC_OK;
    if (err)
        return err;
    c->point_sent[c->depth] = false;
    c->point_changes[c->depth] = c->changes;
    pg_bulk_mark(c);
    c->depth++;
    return XC_OK;
}

/* Waits for the answers to what the step sent: its caller is told that it went well. */
xc_err pg_release(store_conn *c)
{
    int d = c->depth - 1;
    xc_err err = c->failed;
    if (!err && c->point_sent[d]) {
        if (c->changes > c->point_changes[d])
            err = pg_wait(c, c->sent);
        if (!err)
            err = pg_send(c, "RELEASE step");
    }
    if (!err)
        c->depth--;
    return err;
}

xc_err pg_rollback_to(store_conn *c)
{
    int d = c->depth - 1;
    bool failed = c->failed != XC_OK;
    if (failed)
        pg_settle(c);
    pg_bulk_back(c);
    c->depth--;
    if (c->lost)
        return c->lost;
    if (!c->point_sent[d]) /* a reading statement failed: the transaction has nothing to go back to
                            */
        return failed ? XC_EBUSY : XC_OK;
    xc_err err = pg_send(c, "ROLLBACK TO step");
    return err ? err : pg_send(c, "RELEASE step");
}
