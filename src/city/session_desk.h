/* session_desk.h - where people sign in: a few threads that check passwords, so that neither the
 * loop nor the HTTP server waits for them. */
#ifndef XC_CITY_SESSION_DESK_H
#define XC_CITY_SESSION_DESK_H
#include "city/loop.h"
#include "city/session.h"
#include "city/session_door.h"
#include "city/user_password.h"
#include "store/store.h"

typedef struct session_desk session_desk;

typedef struct {
    store *store; /* all borrowed for the desk's life */
    loop *loop;
    session_door *door;
    user_passwords *passwords;
    xc_clock clock;
    unsigned threads;     /* default 2 */
    unsigned max_waiting; /* default 64 */
} session_desk_options;

/* What became of it; borrowed for the call. err XC_OK: *opened has the secrets, *who the user (a
 * user_ctx as the door would give, key included). XC_EAUTH: wrong, or no such user: nobody is told
 * which. XC_ETHROTTLE with the wait in *why. XC_EBUSY, XC_EIO, XC_ENOMEM. */
typedef void session_signed_in(void *ctx, xc_err err, const session_opened *opened,
                               const user_ctx *who, const xc_problem *why);

/* The caller owns *ret. XC_ENOMEM. */
XC_MUST_CHECK xc_err session_desk_new(const session_desk_options *options, session_desk **ret);
/* Answers everybody who waits, then ends; before the loop drains. Accepts NULL. */
session_desk *session_desk_free(session_desk *desk);

/* Copies its strings and calls done once, on a thread of the desk. XC_EBUSY: too many wait,
 * XC_EINVAL: a text is too long, XC_ENOMEM: done is not called then. Any thread. */
XC_MUST_CHECK xc_err session_sign_in(session_desk *desk, xc_str login, xc_str password, xc_str peer,
                                     session_signed_in *done, void *ctx);

#endif
