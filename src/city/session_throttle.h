/* session_throttle.h - guessing passwords gets slow: failures are counted by account and by
 * address.
 *
 * Rows, so that a restart forgives nobody. Addresses of this machine itself are not counted: behind
 * a proxy they stand for everybody. */
#ifndef XC_CITY_SESSION_THROTTLE_H
#define XC_CITY_SESSION_THROTTLE_H
#include "city/loop.h"
#include "store/store.h"

enum { THROTTLE_LOGIN_FREE = 5, THROTTLE_PEER_FREE = 20, THROTTLE_MAX_ROWS = 100000 };

/* XC_ETHROTTLE with the seconds to wait in *why. Any connection. */
XC_MUST_CHECK xc_err throttle_check(store_conn *c, xc_str login, xc_str peer, int64_t now_us,
                                    xc_problem *why);

/* One more failure. Logins that nobody has are counted by address alone (login empty). In the loop.
 */
XC_MUST_CHECK xc_err throttle_failed(loop_tx *tx, xc_str login, xc_str peer);

/* The account's owner came in: its failures are forgotten, the address's are not. In the loop. */
XC_MUST_CHECK xc_err throttle_passed(loop_tx *tx, xc_str login);

#endif
