/* issuer_key.h - the SM2 key with which the city signs licences, and the public keys that verify
 * them.
 *
 * SM2 with SM3 (GB/T 32918, GB/T 35276); the signer's id is always 1234567812345678, as every other
 * implementation expects. A key is immutable once made and may be used by any number of threads. */
#ifndef XC_SERVICES_ISSUER_KEY_H
#define XC_SERVICES_ISSUER_KEY_H
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"

enum {
    ISSUER_KEY_ID_SIZE = 17,        /* 16 hexadecimal digits of SM3 over 04||x||y, and a zero */
    ISSUER_KEY_SIGNATURE_SIZE = 64, /* r||s */
    ISSUER_KEY_HALF_SIZE = 32       /* x, y, r, s */
};

typedef struct issuer_key issuer_key;

/* Makes a new key pair in memory. XC_ENOMEM, XC_EBUG (the cryptographic library has no SM2). */
XC_MUST_CHECK xc_err issuer_key_new(issuer_key **ret);

/* Reads the private key of the file; makes and writes a new one (mode 0600, whole or not at all) if
 * there is none. XC_EIO: not readable or writable; XC_ECORRUPT: not an SM2 private key;
 * XC_EFORBIDDEN: others than the owner may read the file. The caller owns *ret. */
XC_MUST_CHECK xc_err issuer_key_open(const char *path, issuer_key **ret, xc_problem *why);

/* A public key from its coordinates: verifies, cannot sign. XC_EINVAL: not a point of the curve. */
XC_MUST_CHECK xc_err issuer_key_public(const unsigned char x[ISSUER_KEY_HALF_SIZE],
                                       const unsigned char y[ISSUER_KEY_HALF_SIZE],
                                       issuer_key **ret);

/* Accepts NULL, returns NULL. */
issuer_key *issuer_key_free(issuer_key *key);

const char *issuer_key_id(const issuer_key *key); /* the kid, lives as long as the key */
void issuer_key_point(const issuer_key *key, unsigned char x[ISSUER_KEY_HALF_SIZE],
                      unsigned char y[ISSUER_KEY_HALF_SIZE]);

/* Signs bytes. XC_EFORBIDDEN: a public key. XC_ENOMEM. About 0.4 ms. */
XC_MUST_CHECK xc_err issuer_key_sign(const issuer_key *key, xc_str bytes,
                                     unsigned char signature[ISSUER_KEY_SIGNATURE_SIZE]);

/* True only if the signature is this key's over exactly these bytes. About 0.4 ms. */
bool issuer_key_verify(const issuer_key *key, xc_str bytes,
                       const unsigned char signature[ISSUER_KEY_SIGNATURE_SIZE]);

#endif
