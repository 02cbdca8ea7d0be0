/* session.h - signed-in browsers: opened after a password, ended by the person or by time.
 *
 * The secret goes into the cookie and is never stored; the store and the door know its hash. All in
 * the loop. */
#ifndef XC_CITY_SESSION_H
#define XC_CITY_SESSION_H
#include "city/loop.h"
#include "city/session_door.h"
#include "city/user.h"

enum { SESSION_SECRET_SIZE = 44, SESSION_MAX_PER_USER = 20 };

typedef struct {
    char secret[SESSION_SECRET_SIZE]; /* the cookie's value */
    char csrf[SESSION_SECRET_SIZE];   /* for X-CSRF-Token */
    int64_t expires_us;
} session_opened;

/* Opens a session; over SESSION_MAX_PER_USER the one unused for longest ends. Audited. XC_EBUSY:
 * too many sessions in the city. */
XC_MUST_CHECK xc_err session_open(loop_tx *tx, session_door *door, const user *who, xc_str peer,
                                  session_opened *ret);

/* Ends the session that user_ctx.key names; none is no error. Audited. */
XC_MUST_CHECK xc_err session_end(loop_tx *tx, session_door *door, const unsigned char key[32]);

/* The user's rights or name were changed, or the user was barred: all its sessions end. */
XC_MUST_CHECK xc_err session_end_all(loop_tx *tx, session_door *door, int64_t user_id);

/* Does the header carry the session's own value? Takes the same time for all wrong ones. */
bool session_csrf_fits(const user_ctx *u, xc_str header);

#endif
