/* qr.h - text as a QR symbol: its modules, and a drawing of them as SVG. */
#ifndef XC_SERVICES_QR_H
#define XC_SERVICES_QR_H
#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

typedef struct qr qr;

/* A symbol around the text, as small as it goes: of level M, and of L when the text is long,
 * because large modules scan better than spare ones. XC_ELIMIT: longer than a symbol holds (2,331
 * bytes). XC_ENOMEM. The caller owns *ret. */
XC_MUST_CHECK xc_err qr_new(xc_str text, qr **ret);
qr *qr_free(qr *q); /* accepts NULL */

int qr_width(const qr *q); /* modules a side, without the quiet zone */
bool qr_dark(const qr *q, int x, int y);

/* One <svg> with a white ground, a quiet zone of 4 modules and a single path, in which each run of
 * dark modules is one rectangle. It scales to any size; shape-rendering is crispEdges. */
void qr_svg(const qr *q, xc_buf *out);

#endif
