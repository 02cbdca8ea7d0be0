/* admin.h - what the machine's owner does from the command line: one request in JSON, one answer.
 *
 * The same requests work while no server runs (on the store itself) and while one does (handed to
 * it over control.h). Requests: {"do":"token","name","role","division"?},
 * {"do":"token.revoke","name"}, {"do":"issuer.keys"}, {"do":"issuer.next","in_s"},
 * {"do":"user","login","name","kind","roles","division","unit"?,"language"?,"active"?,"password"?}.
 */
#ifndef XC_MAIN_ADMIN_H
#define XC_MAIN_ADMIN_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "city/loop.h"
#include "city/session_door.h"
#include "city/user_password.h"
#include "codec/json.h"
#include "services/services.h"

typedef struct {
    loop *loop;
    session_door *door;
    user_passwords *passwords;
    issuer_ring *ring;
} admin;

/* Does what a request says and writes the answer, an object. Blocks; never on the loop's thread.
 * XC_EINVAL: not such a request. */
XC_MUST_CHECK xc_err admin_do(const admin *a, const json_value *request, xc_buf *answer,
                              xc_problem *why);

/* From a command: finds out whether a server runs on these data and asks it, or does it itself. The
 * answer lives in the arena. */
XC_MUST_CHECK xc_err admin_ask(const char *data_dir, xc_str request, xc_arena *arena,
                               const json_value **ret, xc_problem *why);

#endif
