/* user.c - see user.h. */
#include "city/user.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "codec/json.h"

static const char *const kind_names[USER_KIND_COUNT] = { "staff", "resident", "crew",
                                                         "integrator" };

const char *user_kind_name(user_kind kind)
{
    return kind_names[kind];
}

bool user_kind_parse(xc_str text, user_kind *ret)
{
    for (int i = 0; i < USER_KIND_COUNT; i++)
        if (xc_str_is(text, kind_names[i])) {
            *ret = (user_kind)i;
            return true;
        }
    return false;
}

loop_actor user_actor(const user_ctx *u, xc_str from)
{
    xc_str role;
    (void)xc_str_cut(u->who.roles, ' ', &role); /* the rest is of no interest */
    return (loop_actor){ u->who.id, u->who.login, role, u->who.division, from };
}

/* ---- checking ---- */

static bool is_plain(xc_str s, size_t max, bool blanks)
{
    if (s.len > max || !xc_utf8_valid(s))
        return false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c < 0x20 || c == 0x7f || (!blanks && c == ' '))
            return false;
    }
    return true;
}

static bool is_division(xc_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len <= 12;
}

xc_err user_check(const user *u, xc_problem *why)
{
    if (!u->login.len || !is_plain(u->login, 64, false))
        return xc_fail(why, XC_EINVAL, "/login", "a login has 1 to 64 bytes and no blanks",
                       "登录名须为 1 到 64 字节且不含空格");
    if (!u->name.len || !is_plain(u->name, 120, true))
        return xc_fail(why, XC_EINVAL, "/name", "a name has 1 to 120 bytes",
                       "姓名须为 1 到 120 字节");
    if (!is_plain(u->roles, 1000, true))
        return xc_fail(why, XC_EINVAL, "/roles", "roles are too long or not text",
                       "角色过长或不是文本");
    if (!is_division(u->division))
        return xc_fail(why, XC_EINVAL, "/division", "a division is 0 to 12 digits: %.*s",
                       "区划须为 0 到 12 位数字：%.*s", XC_STR_ARG(u->division));
    if (!is_plain(u->unit, 120, true))
        return xc_fail(why, XC_EINVAL, "/unit", "a unit's key has at most 120 bytes",
                       "单位编号最多 120 字节");
    if (!xc_str_is(u->language, "zh") && !xc_str_is(u->language, "en"))
        return xc_fail(why, XC_EINVAL, "/language", "the language is zh or en, not %.*s",
                       "语言只能是 zh 或 en，不能是 %.*s", XC_STR_ARG(u->language));
    return XC_OK;
}

/* ---- rows ---- */

static xc_str or_empty(xc_str s)
{
    return s.ptr ? s : XC_STR("");
}

static xc_err audit_put(loop_tx *tx, const user *u, int64_t id)
{
    xc_buf buf;
    xc_buf_init(&buf, 4096);
    json_writer w = json_writer_on(&buf);
    json_open_object(&w);
    json_put_text(&w, "kind", user_kind_name(u->kind));
    json_put_str(&w, "roles", u->roles);
    json_put_bool(&w, "active", u->active);
    json_close_object(&w);
    char object[32];
    (void)snprintf(object, sizeof object, "user/%lld", (long long)id); /* fits */
    xc_err err = xc_buf_err(&buf);
    if (!err)
        err = loop_audit(tx, "user.put", xc_str_of(object), u->division, xc_buf_view(&buf));
    xc_buf_done(&buf);
    return err;
}

xc_err user_put(loop_tx *tx, const user *u, xc_str password, int64_t *ret_id, xc_problem *why)
{
    xc_err err = user_check(u, why);
    if (err)
        return err;
    store_stmt *st = NULL;
    err =
        store_query(loop_db(tx), &st,
                    "INSERT INTO city_user (login, name, kind, roles, division, unit, language, "
                    "password, active,"
                    " created_us, changed_us)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, coalesce($8, ''), $9, $10, $10)"
                    " ON CONFLICT (login) DO UPDATE SET name = excluded.name, kind = excluded.kind,"
                    " roles = excluded.roles, division = excluded.division, unit = excluded.unit,"
                    " language = excluded.language, password = coalesce($8, city_user.password),"
                    " active = excluded.active, changed_us = excluded.changed_us RETURNING id",
                    "sstsssssii", u->login, u->name, user_kind_name(u->kind), or_empty(u->roles),
                    or_empty(u->division), or_empty(u->unit), u->language, password,
                    (int64_t)u->active, loop_now_us(tx));
    if (err)
        return err;
    int64_t id = store_row(st) ? store_int(st, 0) : 0;
    err = store_end(st);
    if (!err)
        err = audit_put(tx, u, id);
    if (!err && ret_id)
        *ret_id = id;
    return err;
}

#define USER_COLUMNS "id, login, name, kind, roles, division, unit, language, active, password"

static xc_err copy(xc_arena *arena, const store_stmt *st, int column, xc_str *ret)
{
    *ret = xc_arena_str(arena, store_str(st, column));
    return ret->ptr ? XC_OK : XC_ENOMEM;
}

static xc_err read_user(store_stmt *st, xc_arena *arena, user *ret, xc_str *ret_password)
{
    user u = { .id = store_int(st, 0), .active = store_int(st, 8) != 0 };
    xc_str *const texts[] = {
        &u.login, &u.name, NULL, &u.roles, &u.division, &u.unit, &u.language
    };
    xc_err err = user_kind_parse(store_str(st, 3), &u.kind) ? XC_OK : XC_ECORRUPT;
    for (int i = 0; !err && i < 7; i++)
        if (texts[i])
            err = copy(arena, st, i + 1, texts[i]);
    if (!err && ret_password)
        err = copy(arena, st, 9, ret_password);
    if (!err)
        *ret = u;
    return err;
}

static xc_err read_only_row(store_stmt *st, xc_arena *arena, user *ret, xc_str *ret_password)
{
    xc_err err = XC_ENOTFOUND;
    if (store_row(st))
        err = read_user(st, arena, ret, ret_password);
    xc_err end = store_end(st);
    return end ? end : err;
}

xc_err user_find_login(store_conn *c, xc_arena *arena, xc_str login, user *ret,
                       xc_str *ret_password)
{
    store_stmt *st = NULL;
    xc_err err = store_query(c, &st, "SELECT " USER_COLUMNS " FROM city_user WHERE login = $1", "s",
                             login.ptr ? login : XC_STR(""));
    return err ? err : read_only_row(st, arena, ret, ret_password);
}

xc_err user_find(store_conn *c, xc_arena *arena, int64_t id, user *ret)
{
    store_stmt *st = NULL;
    xc_err err =
        store_query(c, &st, "SELECT " USER_COLUMNS " FROM city_user WHERE id = $1", "i", id);
    return err ? err : read_only_row(st, arena, ret, NULL);
}
