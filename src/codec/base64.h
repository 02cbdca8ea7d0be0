/* base64.h - bytes as text and back (RFC 4648). */
#ifndef XC_CODEC_BASE64_H
#define XC_CODEC_BASE64_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

typedef enum {
    BASE64_STANDARD, /* + / and = at the end */
    BASE64_URL       /* - _ and no = */
} base64_kind;

void base64_encode(xc_buf *out, base64_kind kind, xc_str bytes);

/* Strict: XC_ESYNTAX for a foreign character (white space too), a wrong length, bits that do not
 * belong to a byte; = must be there for STANDARD and may be for URL. XC_ELIMIT: the arena is full,
 * XC_ENOMEM. ret->ptr is never NULL. */
XC_MUST_CHECK xc_err base64_decode(xc_str text, base64_kind kind, xc_arena *arena, xc_str *ret);

#endif
