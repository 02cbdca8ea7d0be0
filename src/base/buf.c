/* buf.c - see buf.h. */
#include "base/buf.h"

#include <stdio.h>

#include "base/mem.h"

void xc_buf_init(xc_buf *b, size_t max_bytes)
{
    *b = (xc_buf){ .max = max_bytes };
}

void xc_buf_done(xc_buf *b)
{
    xc_free(b->ptr);
    xc_buf_init(b, b->max);
}

void xc_buf_clear(xc_buf *b)
{
    b->len = 0;
    b->err = XC_OK;
}

static bool make_room(xc_buf *b, size_t more)
{
    if (b->err)
        return false;
    if (more <= b->cap - b->len)
        return true;
    if (more > b->max - b->len) {
        b->err = XC_ELIMIT;
        return false;
    }
    size_t cap = b->cap ? b->cap : 256;
    while (cap - b->len < more)
        cap = cap > b->max / 2 ? b->max : cap * 2;
    char *grown = xc_realloc_array(b->ptr, cap, 1);
    if (!grown) {
        b->err = XC_ENOMEM;
        return false;
    }
    b->ptr = grown;
    b->cap = cap;
    return true;
}

void xc_buf_put(xc_buf *b, const void *bytes, size_t len)
{
    if (!len || !make_room(b, len))
        return;
    memcpy(b->ptr + b->len, bytes, len);
    b->len += len;
}

void xc_buf_str(xc_buf *b, xc_str s)
{
    xc_buf_put(b, s.ptr, s.len);
}

void xc_buf_text(xc_buf *b, const char *zero_ended)
{
    xc_buf_put(b, zero_ended, strlen(zero_ended));
}

void xc_buf_byte(xc_buf *b, char c)
{
    xc_buf_put(b, &c, 1);
}

void xc_buf_int(xc_buf *b, int64_t value)
{
    char digits[20];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do
        digits[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0)
        xc_buf_byte(b, '-');
    xc_buf_put(b, digits + at, sizeof digits - at);
}

void xc_buf_printf(xc_buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    /* vsnprintf ends with a zero, so a text that would fill the ceiling exactly is refused too */
    if (len < 0)
        b->err = b->err ? b->err : XC_ENOMEM;
    else if (make_room(b, (size_t)len + 1)) {
        (void)vsnprintf(b->ptr + b->len, (size_t)len + 1, format, again);
        b->len += (size_t)len;
    }
    va_end(again);
}

xc_err xc_buf_err(const xc_buf *b)
{
    return b->err;
}

char *xc_buf_take(xc_buf *b, size_t *ret_len)
{
    char *bytes = b->err ? NULL : b->ptr;
    if (!bytes)
        return NULL;
    *ret_len = b->len;
    xc_buf_init(b, b->max);
    return bytes;
}
