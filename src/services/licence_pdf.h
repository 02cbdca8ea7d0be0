/* licence_pdf.h - a licence as a page of paper: A4 PDF with its facts, its seal and a QR that
 * verifies. */
#ifndef XC_SERVICES_LICENCE_PDF_H
#define XC_SERVICES_LICENCE_PDF_H
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

typedef struct {
    xc_str label, value;
} licence_line;

/* What stands on the page; all borrowed. Texts are of one language. */
typedef struct {
    xc_lang lang;
    xc_str title;  /* name of the kind of licence */
    xc_str number; /* GB/T 36904 */
    xc_str body;   /* the sentence that the paper certifies; "" = none */
    const licence_line *lines;
    size_t line_count;
    xc_str issuer;          /* also around the seal */
    xc_str issued, expires; /* dates as the reader writes them */
    xc_str code;            /* what the QR holds */
    xc_str notice;          /* small, at the foot: that the city is simulated; "" = none */
} licence_page;

/* Draws the page. Any thread; about 10 ms. XC_ELIMIT: the code does not fit a QR or out is full.
 * XC_ENOMEM. */
XC_MUST_CHECK xc_err licence_pdf(const licence_page *page, xc_buf *out);

#endif
