/* party_seal.h - personal values at rest: AES-256-GCM under a key that lies beside the store.
 *
 * Each value is bound to where it belongs (its context), so that a sealed name copied to another
 * row does not open. Immutable once made; any number of threads. */
#ifndef XC_CITY_PARTY_SEAL_H
#define XC_CITY_PARTY_SEAL_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

enum { PARTY_SEAL_OVERHEAD = 1 + 12 + 16 }; /* form, nonce, tag */

typedef struct party_seal party_seal;

/* Reads the key file; makes a new one (mode 0600) if there is none. XC_EIO, XC_EFORBIDDEN (others
 * may read it), XC_ECORRUPT (not 32 bytes), XC_ENOMEM. The caller owns *ret. A lost key file loses
 * the values. */
XC_MUST_CHECK xc_err party_seal_open(const char *path, party_seal **ret, xc_problem *why);
party_seal *party_seal_free(party_seal *s); /* accepts NULL; wipes the key */

/* Seals bytes and adds them to out. context: e.g. "party_fact:7:name". XC_ENOMEM, XC_ELIMIT. */
XC_MUST_CHECK xc_err party_seal_close(const party_seal *s, xc_str context, xc_str plain,
                                      xc_buf *out);

/* The bytes of a sealed value, with a zero behind them. XC_ECORRUPT: changed, or of another context
 * or key. XC_ENOMEM, XC_ELIMIT. */
XC_MUST_CHECK xc_err party_seal_read(const party_seal *s, xc_str context, xc_str sealed,
                                     xc_arena *arena, xc_str *ret);

/* A value's mark within a field, by which it is found again without being readable: HMAC-SHA256 in
 * hex under a key of its own, derived from the seal's. XC_ENOMEM. */
enum { PARTY_MARK_SIZE = 65 };
XC_MUST_CHECK xc_err party_seal_mark(const party_seal *s, xc_str field, xc_str value,
                                     char to[PARTY_MARK_SIZE]);

#endif
