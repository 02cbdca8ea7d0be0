/* token.c - see token.h. */
#include "city/token.h"

#include <sodium.h>
#include <stdio.h>

#include "base/buf.h"
#include "city/session_door_int.h"
#include "city/user.h"
#include "codec/json.h"

static xc_err check(loop_tx *tx, const token_spec *spec, const user *as_user, xc_problem *why)
{
    xc_err err = user_check(as_user, why);
    if (err)
        return err;
    if (!spec->name.len || !spec->role.len || memchr(spec->role.ptr, ' ', spec->role.len))
        return xc_fail(why, XC_EINVAL, "/role", "a token needs a name and one role",
                       "令牌须有名称和一个角色");
    store_stmt *st = NULL;
    err = store_query(loop_db(tx), &st, "SELECT count(*) FROM token WHERE revoked_us = 0", "");
    if (err)
        return err;
    int64_t valid = store_row(st) ? store_int(st, 0) : 0;
    err = store_end(st);
    if (!err && valid >= TOKEN_MAX_VALID)
        err = xc_fail(why, XC_ELIMIT, "token", "there are %d valid tokens: revoke some first",
                      "已有 %d 个有效令牌：请先吊销一些", TOKEN_MAX_VALID);
    return err;
}

static xc_err insert_row(loop_tx *tx, const token_spec *spec, const door_card *card,
                         int64_t *ret_id)
{
    store_stmt *st = NULL;
    xc_err err =
        store_query(loop_db(tx), &st,
                    "INSERT INTO token (hash, name, role, division, created_us, expires_us,"
                    " revoked_us) VALUES ($1, $2, $3, $4, $5, $6, 0) RETURNING id",
                    "bsssii", (xc_str){ (const char *)card->key, DOOR_KEY_BYTES }, spec->name,
                    spec->role, card->who.division, loop_now_us(tx), spec->expires_us);
    if (err)
        return err;
    if (store_row(st))
        *ret_id = store_int(st, 0);
    return store_end(st);
}

static xc_err audit_token(loop_tx *tx, const char *action, xc_str name, xc_str role,
                          xc_str division)
{
    xc_buf buf;
    xc_buf_init(&buf, 4096);
    json_writer w = json_writer_on(&buf);
    json_open_object(&w);
    json_put_str(&w, "name", name);
    if (role.len)
        json_put_str(&w, "role", role);
    json_close_object(&w);
    xc_err err = xc_buf_err(&buf);
    if (!err)
        err = loop_audit(tx, action, XC_STR("token"), division, xc_buf_view(&buf));
    xc_buf_done(&buf);
    return err;
}

xc_err token_create(loop_tx *tx, session_door *door, const token_spec *spec,
                    char ret[TOKEN_TEXT_SIZE], xc_problem *why)
{
    char text[TOKEN_TEXT_SIZE] = "xc_";
    door_card card = { .by_token = true,
                       .seen_us = loop_now_us(tx),
                       .expires_us = spec->expires_us };
    xc_str login = xc_arena_printf(loop_batch_arena(tx), "token:%.*s", XC_STR_ARG(spec->name));
    if (!login.ptr)
        return XC_ENOMEM;
    card.csrf = XC_STR("");
    card.who = (user){ .login = login,
                       .name = spec->name,
                       .kind = USER_INTEGRATOR,
                       .roles = spec->role,
                       .division = spec->division.ptr ? spec->division : XC_STR(""),
                       .unit = XC_STR(""),
                       .language = XC_STR("zh"),
                       .active = true };
    xc_err err = check(tx, spec, &card.who, why);
    if (err)
        return err;
    door_secret_new(text + 3);
    door_key_of(xc_str_of(text), card.key);
    int64_t id = 0;
    err = insert_row(tx, spec, &card, &id);
    card.who.id = -id;
    if (!err && door)
        err = door_add(tx, door, &card);
    if (!err)
        err = audit_token(tx, "token.create", spec->name, spec->role, card.who.division);
    if (!err)
        memcpy(ret, text, sizeof text);
    sodium_memzero(text, sizeof text);
    return err;
}

xc_err token_revoke(loop_tx *tx, session_door *door, xc_str name, int64_t *ret_count)
{
    store_stmt *st = NULL;
    int64_t count = 0;
    xc_err err = store_query(loop_db(tx), &st,
                             "UPDATE token SET revoked_us = $1 WHERE name = $2 AND revoked_us = 0"
                             " RETURNING hash",
                             "is", loop_now_us(tx), name);
    if (err)
        return err;
    while (!err && store_row(st)) {
        count++;
        if (door)
            err = door_remove(tx, door, (const unsigned char *)store_str(st, 0).ptr);
    }
    xc_err end = store_end(st);
    if (err || end)
        return err ? err : end;
    if (!count)
        return XC_ENOTFOUND;
    if (ret_count)
        *ret_count = count;
    return audit_token(tx, "token.revoke", name, XC_STR(""), XC_STR(""));
}
