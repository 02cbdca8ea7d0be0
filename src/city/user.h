/* user.h - the people and machines that may come in, as rows, and what a request knows about its
 * asker.
 *
 * A user is known by a login; roles say what, the division says where (right.h). Passwords are kept
 * as argon2id text only (user_password.h). */
#ifndef XC_CITY_USER_H
#define XC_CITY_USER_H
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "city/loop.h"
#include "city/right.h"
#include "store/store.h"

typedef enum { USER_STAFF, USER_RESIDENT, USER_CREW, USER_INTEGRATOR, USER_KIND_COUNT } user_kind;
const char *user_kind_name(user_kind kind); /* "staff" */
bool user_kind_parse(xc_str text, user_kind *ret);

typedef struct {
    int64_t id;   /* > 0 */
    xc_str login; /* 1-64 bytes, no blanks or control characters */
    xc_str name;  /* 1-120 bytes */
    user_kind kind;
    xc_str roles;    /* ids separated by one blank */
    xc_str division; /* prefix of 0-12 digits */
    xc_str unit;     /* key of the crew's or clerk's unit; "" = none */
    xc_str language; /* "zh", "en" */
    bool active;
} user;

/* Who asks, as a session or a token says it. Lives in the request's arena. */
typedef struct user_ctx {
    user who;              /* a token: id is negative, login "token:NAME", kind integrator */
    right_set rights;      /* all that the roles hold */
    xc_str csrf;           /* a session's; "" for a token */
    unsigned char key[32]; /* names the session for session_end */
    int64_t expires_us;    /* it ends then in any case, 0: never */
    int64_t idle_us;       /* and when it was not used for so long, 0: not */
    bool by_token;
} user_ctx;

/* For a command; from is the network address. Everything is borrowed from u. */
loop_actor user_actor(const user_ctx *u, xc_str from);

/* XC_EINVAL with the field's name in *why. */
XC_MUST_CHECK xc_err user_check(const user *u, xc_problem *why);

/* Adds the user, or changes the one with the same login; password is argon2id text, ptr NULL keeps
 * what is there ("" for a new one: no sign-in by password). Open sessions keep the old roles until
 * session_door_user_changed. Audited. In the loop. XC_EINVAL. */
XC_MUST_CHECK xc_err user_put(loop_tx *tx, const user *u, xc_str password, int64_t *ret_id,
                              xc_problem *why);

/* *ret and *ret_password (may be NULL) live in the arena. XC_ENOTFOUND. Any connection. */
XC_MUST_CHECK xc_err user_find_login(store_conn *c, xc_arena *arena, xc_str login, user *ret,
                                     xc_str *ret_password);
XC_MUST_CHECK xc_err user_find(store_conn *c, xc_arena *arena, int64_t id, user *ret);

#endif
