/* user_password.h - passwords as argon2id text, worked out by few at a time.
 *
 * Each hashing takes about 100 ms and 64 MiB on purpose; a pool bounds how many run together. The
 * calls block: never on the loop's thread. */
#ifndef XC_CITY_USER_PASSWORD_H
#define XC_CITY_USER_PASSWORD_H
#include "base/err.h"
#include "base/text.h"

enum { USER_PASSWORD_TEXT_SIZE = 128, USER_PASSWORD_MAX_BYTES = 512 };

typedef struct user_passwords user_passwords;

/* At most `at_once` hashings run, at most `waiting` callers wait for a place. light: 8 MiB and
 * fast, for tests and simulated people. The caller owns *ret. XC_ENOMEM. */
XC_MUST_CHECK xc_err user_passwords_new(unsigned at_once, unsigned waiting, int light,
                                        user_passwords **ret);
user_passwords *user_passwords_free(user_passwords *p);

/* Argon2id text, ended by a zero. XC_EINVAL: empty or too long. XC_EBUSY: too many wait. XC_ENOMEM.
 */
XC_MUST_CHECK xc_err user_password_hash(user_passwords *p, xc_str password,
                                        char ret[USER_PASSWORD_TEXT_SIZE]);

/* XC_OK: it fits; XC_EAUTH: it does not. hash "" (nobody, or no password): takes as long and does
 * not fit. XC_EBUSY, XC_ENOMEM. */
XC_MUST_CHECK xc_err user_password_check(user_passwords *p, xc_str password, xc_str hash);

#endif
