/* hash.h - fingerprints of bytes: SHA-256 (FIPS 180-4) and SM3 (GB/T 32905-2016), by OpenSSL. */
#ifndef XC_CODEC_HASH_H
#define XC_CODEC_HASH_H
#include <stddef.h>

#include "base/err.h"
#include "base/text.h"

enum { HASH_BYTES = 32, HASH_HEX_SIZE = 65 };

typedef enum { HASH_SHA256, HASH_SM3 } hash_kind;

/* Of bytes in one piece. XC_ENOMEM; XC_EUNSUPPORTED: this OpenSSL was built without it. */
XC_MUST_CHECK xc_err hash_of(hash_kind kind, xc_str bytes, unsigned char ret[HASH_BYTES]);

/* Keyed (HMAC, RFC 2104). Errors as hash_of. */
XC_MUST_CHECK xc_err hash_hmac(hash_kind kind, xc_str key, xc_str bytes,
                               unsigned char ret[HASH_BYTES]);

/* Of bytes that come in pieces. One thread at a time. The caller owns *ret. Errors as hash_of. */
typedef struct hash hash;
XC_MUST_CHECK xc_err hash_new(hash_kind kind, hash **ret);
XC_MUST_CHECK xc_err hash_add(hash *h, xc_str bytes);
XC_MUST_CHECK xc_err hash_end(hash *h, unsigned char ret[HASH_BYTES]); /* once; then only free */
hash *hash_free(hash *h);

/* Lower case, with a zero behind it; to has 2 * bytes.len + 1 places. Returns to. */
char *hash_hex(xc_str bytes, char *to);

/* The bytes of 2 * len hexadecimal digits of either case; false if they are not that. */
bool hash_from_hex(xc_str hex, unsigned char *to, size_t len);

/* Equal? Takes the same time wherever they differ. */
bool hash_equal(const void *a, const void *b, size_t len);

#endif
