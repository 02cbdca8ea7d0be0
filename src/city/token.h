/* token.h - keys of integrators: "xc_" and 43 characters, shown once, stored as a hash. In the
 * loop. */
#ifndef XC_CITY_TOKEN_H
#define XC_CITY_TOKEN_H
#include "city/loop.h"
#include "city/session_door.h"

enum { TOKEN_TEXT_SIZE = 3 + 44, TOKEN_MAX_VALID = 10000 };

typedef struct {
    xc_str name;        /* 1-58 bytes, no blanks; the audit shows "token:NAME" */
    xc_str role;        /* as in the pack's roles.json */
    xc_str division;    /* prefix that bounds it; "" = everything */
    int64_t expires_us; /* 0 = never */
} token_spec;

/* Makes a key; several may bear one name. door NULL: no server runs that would have to know it.
 * Audited. XC_EINVAL, XC_ELIMIT: too many valid ones. */
XC_MUST_CHECK xc_err token_create(loop_tx *tx, session_door *door, const token_spec *spec,
                                  char ret[TOKEN_TEXT_SIZE], xc_problem *why);

/* Ends all keys of that name; *ret_count may be NULL. Audited. XC_ENOTFOUND. */
XC_MUST_CHECK xc_err token_revoke(loop_tx *tx, session_door *door, xc_str name, int64_t *ret_count);

#endif
