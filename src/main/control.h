/* control.h - the owner's door to a running server: a socket in the data folder, for its owner
 * alone.
 *
 * One request a connection: a line of JSON (admin.h) each way. */
#ifndef XC_MAIN_CONTROL_H
#define XC_MAIN_CONTROL_H
#include "base/arena.h"
#include "base/err.h"
#include "codec/json.h"
#include "main/admin.h"

typedef struct control control;

/* Listens in the data folder, on a thread of its own. `a` is copied; what it points to must outlive
 * the control. XC_EIO, XC_EINVAL: the path is too long for a socket, XC_ENOMEM. The caller owns
 * *ret. */
XC_MUST_CHECK xc_err control_open(const char *data_dir, const admin *a, control **ret,
                                  xc_problem *why);
control *control_close(control *c); /* accepts NULL */

/* Asks the server that runs on these data. XC_ENOTFOUND: none does. Other errors are the server's
 * answer, XC_EIO: it went away. */
XC_MUST_CHECK xc_err control_ask(const char *data_dir, xc_str request, xc_arena *arena,
                                 const json_value **ret, xc_problem *why);

#endif
