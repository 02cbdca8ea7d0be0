/* session_door.h - who may come in, in memory: sessions and tokens, found at every request.
 *
 * Fed by the loop after its commits and read by any thread; the rows in the store are the truth and
 * fill it at the start. Secrets are known by their hash only. */
#ifndef XC_CITY_SESSION_DOOR_H
#define XC_CITY_SESSION_DOOR_H
#include "base/arena.h"
#include "city/loop.h"
#include "city/right.h"
#include "city/user.h"
#include "store/store.h"

typedef struct session_door session_door;

typedef struct {
    int64_t idle_us;          /* a session unused for so long ends; default 2 hours */
    int64_t total_us;         /* and after so long in any case; default 12 hours */
    size_t max_entries;       /* sessions and tokens; default 100,000 */
    const right_roles *roles; /* borrowed for the door's life */
} session_door_options;

/* Loads what is valid. The caller owns *ret. XC_ELIMIT, XC_ENOMEM, the store's errors. */
XC_MUST_CHECK xc_err session_door_new(store *s, const session_door_options *options, int64_t now_us,
                                      session_door **ret);
session_door *session_door_free(session_door *door);

/* Who shows this cookie or token? *ret is copied into the arena. A session's idle time starts anew.
 * XC_EAUTH: unknown, ended, expired, a token as a cookie or the other way. XC_ENOMEM. Any thread;
 * well under a microsecond plus the hash. */
XC_MUST_CHECK xc_err session_door_cookie(session_door *door, xc_str secret, int64_t now_us,
                                         xc_arena *arena, const user_ctx **ret);
XC_MUST_CHECK xc_err session_door_token(session_door *door, xc_str secret, int64_t now_us,
                                        xc_arena *arena, const user_ctx **ret);

/* The pack was changed: what the roles hold is worked out anew. roles is borrowed instead of the
 * old. */
void session_door_set_roles(session_door *door, const right_roles *roles);

/* Sessions and tokens in memory; for /metrics. */
size_t session_door_count(session_door *door);

/* A timer for loop_on_time, ctx = the door: writes when sessions were last used, ends the expired
 * ones. */
int64_t session_door_sweep(loop_tx *tx, int64_t now_us, void *ctx);

#endif
