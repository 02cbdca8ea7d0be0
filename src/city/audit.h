/* audit.h - the chain that shows whether somebody changed the past.
 *
 * Entry n's hash is SM3 over the hash of entry n-1 (32 zero bytes before the first) and the entry's
 * canonical bytes: seq, time_us, actor_id as 8 bytes, then actor, role, source, action, object,
 * division, json, each as its length in 4 bytes and its text; all numbers big-endian. */
#ifndef XC_CITY_AUDIT_H
#define XC_CITY_AUDIT_H
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"
#include "store/store.h"

enum { AUDIT_HASH_BYTES = 32 };

typedef struct {
    int64_t seq, time_us, actor_id;
    xc_str actor, role, source, action, object, division, json;
} audit_entry;

/* The hash of an entry that follows prev. XC_EBUG: SM3 is missing from the machine's OpenSSL. */
XC_MUST_CHECK xc_err audit_hash(const unsigned char prev[AUDIT_HASH_BYTES], const audit_entry *e,
                                unsigned char ret[AUDIT_HASH_BYTES]);

/* What a walk over the whole chain found. */
typedef struct {
    int64_t entries;
    unsigned char
        head[AUDIT_HASH_BYTES]; /* note it elsewhere: a chain cut at its end looks whole */
} audit_state;

/* Walks the chain from the first entry. XC_ECORRUPT: *why names the first entry that does not fit;
 * *ret then holds the entries before it. XC_EIO, XC_ENOMEM. */
XC_MUST_CHECK xc_err audit_verify(store_conn *c, audit_state *ret, xc_problem *why);

#endif
