/* qr.c - QR symbols through libqrencode. */
#include "services/qr.h"

#include <errno.h>
#include <qrencode.h>

#include "base/mem.h"

enum { QUIET = 4, LONG_TEXT = 300 }; /* ISO/IEC 18004 5.3.8 */

struct qr {
    QRcode *code; /* owned */
};

qr *qr_free(qr *q)
{
    if (q)
        QRcode_free(q->code);
    xc_free(q);
    return NULL;
}

xc_err qr_new(xc_str text, qr **ret)
{
    qr *q = xc_calloc(1, sizeof *q);
    if (!q)
        return XC_ENOMEM;
    if (text.len <= 2331)
        q->code = QRcode_encodeData((int)text.len, (const unsigned char *)text.ptr, 0,
                                    text.len > LONG_TEXT ? QR_ECLEVEL_L : QR_ECLEVEL_M);
    else
        errno = ERANGE;
    if (!q->code) {
        xc_err err = errno == ENOMEM ? XC_ENOMEM : XC_ELIMIT;
        qr_free(q);
        return err;
    }
    *ret = q;
    return XC_OK;
}

int qr_width(const qr *q)
{
    return q->code->width;
}

bool qr_dark(const qr *q, int x, int y)
{
    return q->code->data[y * q->code->width + x] & 1;
}

static void put_row(const qr *q, int y, xc_buf *out)
{
    int width = qr_width(q);
    for (int x = 0; x < width; x++) {
        if (!qr_dark(q, x, y))
            continue;
        int end = x;
        while (end < width && qr_dark(q, end, y))
            end++;
        xc_buf_printf(out, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, end - x, end - x);
        x = end;
    }
}

void qr_svg(const qr *q, xc_buf *out)
{
    int side = qr_width(q) + 2 * QUIET;
    xc_buf_printf(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
        "shape-rendering=\"crispEdges\" role=\"img\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/>"
        "<path fill=\"#000\" d=\"",
        side, side, side, side);
    for (int y = 0; y < qr_width(q); y++)
        put_row(q, y, out);
    xc_buf_text(out, "\"/></svg>");
}
