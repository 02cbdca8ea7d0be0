/* pg_tx.c - transactions of the PostgreSQL store: batches, steps inside them, and a commit whose
 * outcome is always known. */
#include <stdio.h>

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

/* The batch's number goes into the database with it: whoever reads it there knows that the batch
 * is there too. No answer is waited for. */
static xc_err put_number(store_conn *c, int64_t number)
{
    static const char sql[] = "UPDATE meta SET value = $1 WHERE key = 'writer_batch'";
    char text[24];
    (void)snprintf(text, sizeof text, "%lld", (long long)number); /* fits */
    store_arg arg = { .kind = 's', .s = xc_str_of(text) };
    store_call call = { xc_str_of(sql), true, "s", &arg, 1 };
    return pg_run(c, NULL, &call);
}

static void end_batch(store_conn *c)
{
    pg_bulk_clear(c);
    c->in_tx = false;
    c->depth = 0;
}

xc_err pg_commit(store_conn *c)
{
    int64_t number = pg_next_batch(c);
    bool wrote = c->wrote;
    pg_end_all(c);
    xc_err err = pg_bulk_flush(c);
    if (!err && wrote)
        err = put_number(c, number);
    if (!err)
        err = pg_send(c, "COMMIT");
    if (err) { /* nothing was committed: that much is certain */
        pg_rollback(c);
        return XC_EBUSY;
    }
    xc_ignore(pg_sync(c)); /* the state says it */
    xc_err failed = pg_wait(c, c->sent);
    if (failed) /* the server skipped the rest, or these were its last words */
        pg_settle(c);
    if (c->lost) {
        end_batch(c);
        return wrote ? pg_outcome(c, number) : XC_OK; /* there was nothing to lose */
    }
    if (failed) { /* a statement before COMMIT; the server skipped the rest */
        pg_rollback(c);
        return XC_EBUSY;
    }
    end_batch(c);
    if (wrote)
        pg_committed(c, number);
    return XC_OK;
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
