/* buf.h - bytes that grow up to a ceiling.
 *
 * Errors stick: after the first failed put nothing more is added and xc_buf_err says why, so a
 * writer checks once at its end. */
#ifndef XC_BASE_BUF_H
#define XC_BASE_BUF_H
#include <stddef.h>

#include "base/err.h"
#include "base/text.h"

/* Plain struct so that it can stand on the stack; read ptr and len, write through the functions. */
typedef struct {
    char *ptr; /* owned; not ended by a zero */
    size_t len, cap, max;
    xc_err err; /* XC_OK, XC_ELIMIT or XC_ENOMEM */
} xc_buf;

void xc_buf_init(xc_buf *b, size_t max_bytes);
void xc_buf_done(xc_buf *b);  /* frees; the buffer is as after init */
void xc_buf_clear(xc_buf *b); /* empty and without error, keeps its memory */

void xc_buf_put(xc_buf *b, const void *bytes, size_t len);
void xc_buf_str(xc_buf *b, xc_str s);
void xc_buf_text(xc_buf *b, const char *zero_ended);
void xc_buf_byte(xc_buf *b, char c);
void xc_buf_int(xc_buf *b, int64_t value);
void xc_buf_printf(xc_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* XC_OK, or why the content is not whole. */
XC_MUST_CHECK xc_err xc_buf_err(const xc_buf *b);

/* What is in it, borrowed until the next change. */
static inline xc_str xc_buf_view(const xc_buf *b)
{
    return (xc_str){ b->ptr, b->len };
}

/* Hands the bytes over (xc_free them); the buffer is empty then. NULL if it was empty or failed. */
char *xc_buf_take(xc_buf *b, size_t *ret_len);

#endif
