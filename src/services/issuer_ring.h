/* issuer_ring.h - the city's signing keys one after the other: the newest that has begun signs, all
 * verify what was signed in their time.
 *
 * A key is published before its time begins, so that a verifier without a network has it when the
 * first code comes. DIR/issuer-keys.json lists the public keys; a private key lies in a file of its
 * own (issuer-sm2.pem, the first; issuer-KID.pem) until its time is over, then it is destroyed.
 * issuer_ring_add belongs to one thread; everything else may be called by any. */
#ifndef XC_SERVICES_ISSUER_RING_H
#define XC_SERVICES_ISSUER_RING_H
#include "services/issuer_key.h"

enum { ISSUER_RING_MAX = 64 };

typedef struct issuer_ring issuer_ring;

/* Reads the keys of the folder; makes the first if there is none at all. XC_EIO: a file cannot be
 * read or written, or the key that must sign now is not there (none is made in its place);
 * XC_ECORRUPT: the list is damaged or a private key is not the listed one; XC_EFORBIDDEN: others
 * may read a private key; XC_ENOMEM. The caller owns *ret. */
XC_MUST_CHECK xc_err issuer_ring_open(const char *dir, int64_t now_us, issuer_ring **ret,
                                      xc_problem *why);
issuer_ring *issuer_ring_free(issuer_ring *r); /* accepts NULL */

/* The key that signs at that time; lives as long as the ring. */
const issuer_key *issuer_ring_signer(const issuer_ring *r, int64_t now_us);

/* The key of that name if it could sign at that time; NULL: unknown, or not its time. */
const issuer_key *issuer_ring_find(const issuer_ring *r, xc_str kid, int64_t signed_us);

/* From the oldest. Times are whole seconds; TIME_NONE: not limited. not_after is the first moment
 * that is no longer the key's. */
typedef struct {
    const issuer_key *key;
    int64_t not_before_us, not_after_us;
} issuer_ring_entry;
size_t issuer_ring_count(const issuer_ring *r);
issuer_ring_entry issuer_ring_get(const issuer_ring *r, size_t i); /* i below the count */

/* Makes the next key, which signs from from_us on (rounded up to a second, not before now). On disk
 * when this returns. XC_ECONFLICT: the last one made has not begun yet; XC_ELIMIT; XC_EIO. */
XC_MUST_CHECK xc_err issuer_ring_add(issuer_ring *r, int64_t now_us, int64_t from_us,
                                     xc_problem *why);

#endif
