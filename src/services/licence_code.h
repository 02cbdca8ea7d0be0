/* licence_code.h - a licence as a code that is shown and scanned: text, signed, alive for 60
 * seconds.
 *
 * "xc1." base64url(payload) "." base64url(r||s), signed by the issuer over what stands before the
 * second dot. The payload is JSON {l,v,s,k,t,e,n,m,i,f,x}; on paper it has p:1 and neither e nor n.
 * Pure. */
#ifndef XC_SERVICES_LICENCE_CODE_H
#define XC_SERVICES_LICENCE_CODE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "services/issuer_key.h"

enum {
    LICENCE_CODE_LIFE_S = 60,
    LICENCE_CODE_MAX = 2300, /* a QR symbol of level M holds 2,331 bytes */
    LICENCE_CODE_FACTS = 16,
    LICENCE_NONCE_BYTES = 9
};

typedef struct {
    xc_str label, value;
} licence_fact;

typedef struct {
    int64_t licence, version, status; /* id; version of the record; index in the status list */
    xc_str kid;
    int64_t issued_s, expires_s; /* UTC seconds; expires_s is 0 on paper */
    xc_str nonce;                /* empty on paper */
    xc_str name, issuer;         /* of the kind of licence; of the body that issued it */
    licence_fact facts[LICENCE_CODE_FACTS];
    size_t fact_count;
    xc_str expires_on; /* "2026-10-30": the licence's own last day; empty = none */
    bool paper;
} licence_code;

/* A fresh nonce in base64url. XC_ENOMEM; XC_EBUG: no randomness. */
XC_MUST_CHECK xc_err licence_nonce_new(xc_arena *arena, xc_str *ret);

/* Signs the code with the key (its kid goes in) and writes the text. XC_ELIMIT: longer than
 * LICENCE_CODE_MAX. XC_ENOMEM. */
XC_MUST_CHECK xc_err licence_code_format(const licence_code *code, const issuer_key *key,
                                         xc_buf *out);

/* A text taken apart; nothing in it is to be believed before the signature is verified. */
typedef struct {
    licence_code code;
    xc_str signed_part; /* borrowed from the text */
    unsigned char signature[ISSUER_KEY_SIGNATURE_SIZE];
} licence_code_parts;

/* XC_ENOTFOUND: no code of ours at all (does not begin with "xc1."). XC_ESYNTAX: begins like one,
 * but cannot be read. XC_ENOMEM. Values live in the arena or the text. */
XC_MUST_CHECK xc_err licence_code_parse(xc_str text, xc_arena *arena, licence_code_parts *ret);

#endif
