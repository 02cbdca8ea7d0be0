/* session.c - see session.h. */
#include "city/session.h"

#include <sodium.h>
#include <stdio.h>

#include "city/session_door_int.h"

static xc_err insert_row(loop_tx *tx, const door_card *card, xc_str peer)
{
    return store_run(
        loop_db(tx), NULL,
        "INSERT INTO session (id_hash, user_id, csrf, peer, created_us, seen_us, expires_us)"
        " VALUES ($1, $2, $3, $4, $5, $5, $6)",
        "bissii", (xc_str){ (const char *)card->key, DOOR_KEY_BYTES }, card->who.id, card->csrf,
        peer.ptr ? peer : XC_STR(""), card->seen_us, card->expires_us);
}

static xc_err end_rows(loop_tx *tx, session_door *door, store_stmt *st)
{
    xc_err err = XC_OK;
    while (!err && store_row(st)) {
        xc_str key = store_str(st, 0);
        if (key.len != DOOR_KEY_BYTES)
            err = XC_ECORRUPT;
        else
            err = door_remove(tx, door, (const unsigned char *)key.ptr);
    }
    xc_err end = store_end(st);
    return err ? err : end;
}

/* RETURNING gives the rows when all are deleted already. */
static xc_err end_oldest(loop_tx *tx, session_door *door, int64_t user_id)
{
    store_stmt *st = NULL;
    xc_err err =
        store_query(loop_db(tx), &st,
                    "DELETE FROM session WHERE id_hash IN (SELECT id_hash FROM session"
                    " WHERE user_id = $1 ORDER BY seen_us DESC, id_hash LIMIT 1000 OFFSET $2)"
                    " RETURNING id_hash",
                    "ii", user_id, (int64_t)SESSION_MAX_PER_USER - 1);
    return err ? err : end_rows(tx, door, st);
}

static xc_err audit_user(loop_tx *tx, const char *action, int64_t user_id)
{
    char object[32];
    (void)snprintf(object, sizeof object, "user/%lld", (long long)user_id); /* fits */
    return loop_audit(tx, action, xc_str_of(object), XC_STR(""), XC_STR("{}"));
}

xc_err session_open(loop_tx *tx, session_door *door, const user *who, xc_str peer,
                    session_opened *ret)
{
    session_opened opened;
    door_secret_new(opened.secret);
    door_secret_new(opened.csrf);
    opened.expires_us = loop_now_us(tx) + door_options(door)->total_us;
    door_card card = { .who = *who,
                       .csrf = xc_str_of(opened.csrf),
                       .seen_us = loop_now_us(tx),
                       .expires_us = opened.expires_us };
    door_key_of(xc_str_of(opened.secret), card.key);
    xc_err err = end_oldest(tx, door, who->id);
    if (!err)
        err = insert_row(tx, &card, peer);
    if (!err)
        err = door_add(tx, door, &card);
    if (!err)
        err = audit_user(tx, "session.open", who->id);
    if (!err)
        *ret = opened;
    return err;
}

xc_err session_end(loop_tx *tx, session_door *door, const unsigned char key[32])
{
    int64_t ended = 0;
    xc_err err = store_run(loop_db(tx), &ended, "DELETE FROM session WHERE id_hash = $1", "b",
                           (xc_str){ (const char *)key, DOOR_KEY_BYTES });
    if (!err)
        err = door_remove(tx, door, key);
    if (!err && ended)
        err = audit_user(tx, "session.end", loop_actor_of(tx)->user_id);
    return err;
}

xc_err session_end_all(loop_tx *tx, session_door *door, int64_t user_id)
{
    store_stmt *st = NULL;
    xc_err err = store_query(
        loop_db(tx), &st, "DELETE FROM session WHERE user_id = $1 RETURNING id_hash", "i", user_id);
    if (!err)
        err = end_rows(tx, door, st);
    return err ? err : audit_user(tx, "session.end_all", user_id);
}

bool session_csrf_fits(const user_ctx *u, xc_str header)
{
    return u->csrf.len && header.len == u->csrf.len &&
           sodium_memcmp(u->csrf.ptr, header.ptr, header.len) == 0;
}
