/* licence_pdf.c - the certificate's page, drawn with cairo and pango. Sizes are points (1/72 inch).
 */
#include "services/licence_pdf.h"

#include <math.h>
#include <stdio.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "services/qr.h"

static const double PAGE_W = 595, PAGE_H = 842; /* ISO 216 A4 */
static const double MARGIN = 78, FRAME = 34;
static const double QR_SIDE = 108, SEAL_R = 62, LABEL_W = 112;
static const char FONT[] = "Noto Sans CJK SC, sans-serif";

typedef struct {
    double r, g, b;
} colour;
static const colour INK = { 0.10, 0.12, 0.13 }, GREY = { 0.42, 0.45, 0.46 },
                    GREEN = { 0.04, 0.37, 0.34 }, SEAL_RED = { 0.75, 0.10, 0.08 };

typedef struct {
    cairo_t *cr;
    PangoLayout *layout;
} pen;

static void set_colour(cairo_t *cr, colour c)
{
    cairo_set_source_rgb(cr, c.r, c.g, c.b);
}

static void set_text(pen *p, xc_str text, double size, bool bold, double width,
                     PangoAlignment align)
{
    PangoFontDescription *font = pango_font_description_from_string(FONT);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(p->layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(p->layout, width > 0 ? (int)(width * PANGO_SCALE) : -1);
    pango_layout_set_wrap(p->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(p->layout, align);
    pango_layout_set_line_spacing(p->layout, 1.5F);
    pango_layout_set_text(p->layout, text.len ? text.ptr : "", (int)text.len);
}

/* Draws text from the top at (x, y) and returns its height. */
static double put_text(pen *p, double x, double y, double width, double size, bool bold, colour c,
                       PangoAlignment align, xc_str text)
{
    set_text(p, text, size, bold, width, align);
    set_colour(p->cr, c);
    cairo_move_to(p->cr, x, y);
    pango_cairo_show_layout(p->cr, p->layout);
    int w, h;
    pango_layout_get_size(p->layout, &w, &h);
    return (double)h / PANGO_SCALE;
}

/* The stitch, the mark of the house, as the paper's border. */
static void draw_frame(cairo_t *cr)
{
    set_colour(cr, GREEN);
    cairo_set_line_width(cr, 1.6);
    cairo_rectangle(cr, FRAME, FRAME, PAGE_W - 2 * FRAME, PAGE_H - 2 * FRAME);
    cairo_stroke(cr);
    cairo_set_line_width(cr, 0.7);
    const double dash[] = { 5, 3 };
    cairo_set_dash(cr, dash, 2, 0);
    cairo_rectangle(cr, FRAME + 6, FRAME + 6, PAGE_W - 2 * FRAME - 12, PAGE_H - 2 * FRAME - 12);
    cairo_stroke(cr);
    cairo_set_dash(cr, NULL, 0, 0);
}

static void draw_star(cairo_t *cr, double x, double y, double r)
{
    for (int i = 0; i < 10; i++) {
        double a = -M_PI / 2 + i * M_PI / 5;
        double d = i % 2 ? r * 0.382 : r;
        cairo_line_to(cr, x + d * cos(a), y + d * sin(a));
    }
    cairo_close_path(cr);
    cairo_fill(cr);
}

/* One character of the seal's ring, upright seen from the centre. */
static void draw_ring_char(pen *p, double x, double y, double angle, double step, xc_str one)
{
    double size = one.len > 1 ? fmin(14, step * (SEAL_R - 12)) : 9;
    set_text(p, one, size, true, 0, PANGO_ALIGN_LEFT);
    int w, h;
    pango_layout_get_size(p->layout, &w, &h);
    cairo_save(p->cr);
    cairo_translate(p->cr, x, y);
    cairo_rotate(p->cr, angle);
    cairo_translate(p->cr, -(double)w / PANGO_SCALE / 2, -SEAL_R + 4);
    pango_cairo_show_layout(p->cr, p->layout);
    cairo_restore(p->cr);
}

/* The issuer's name runs over the upper part of the ring. */
static void draw_seal(pen *p, double x, double y, xc_str issuer)
{
    cairo_t *cr = p->cr;
    cairo_save(cr);
    cairo_push_group(cr);
    set_colour(cr, SEAL_RED);
    cairo_set_line_width(cr, 2.6);
    cairo_new_path(cr);
    cairo_arc(cr, x, y, SEAL_R, 0, 2 * M_PI);
    cairo_stroke(cr);
    draw_star(cr, x, y, 17);
    size_t count = xc_utf8_count(issuer);
    double step = count > 1 ? fmin(0.42, 4.2 / (double)(count - 1)) : 0.42;
    double angle = -step * (double)(count ? count - 1 : 0) / 2;
    for (xc_str rest = issuer; rest.len;) {
        uint32_t c;
        size_t n = xc_utf8_next(rest, &c);
        if (!n)
            break;
        draw_ring_char(p, x, y, angle, step, (xc_str){ rest.ptr, n });
        rest = (xc_str){ rest.ptr + n, rest.len - n };
        angle += step;
    }
    cairo_pop_group_to_source(cr);
    cairo_paint_with_alpha(cr, 0.82);
    cairo_restore(cr);
}

static void draw_qr(cairo_t *cr, const qr *q, double x, double y)
{
    double unit = QR_SIDE / qr_width(q);
    set_colour(cr, (colour){ 0, 0, 0 });
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
    for (int row = 0; row < qr_width(q); row++)
        for (int col = 0; col < qr_width(q); col++)
            if (qr_dark(q, col, row))
                cairo_rectangle(cr, x + col * unit, y + row * unit, unit, unit);
    cairo_fill(cr);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_DEFAULT);
}

static double draw_lines(pen *p, const licence_page *page, double y)
{
    double width = PAGE_W - 2 * MARGIN;
    for (size_t i = 0; i < page->line_count; i++) {
        const licence_line *line = &page->lines[i];
        double left =
            put_text(p, MARGIN, y, LABEL_W - 12, 13, false, GREY, PANGO_ALIGN_LEFT, line->label);
        double right = put_text(p, MARGIN + LABEL_W, y, width - LABEL_W, 14, false, INK,
                                PANGO_ALIGN_LEFT, line->value);
        y += fmax(left, right) + 9;
    }
    return y;
}

typedef struct {
    const char *number, *scan, *issued, *expires;
} page_words;

static const page_words *words_of(xc_lang lang)
{
    static const page_words en = { "No. ", "Scan to verify", "Issued ", "Valid until " };
    static const page_words zh = { "证照标识 ", "扫码验真", "签发日期 ", "有效期至 " };
    return lang == XC_LANG_ZH ? &zh : &en;
}

static double put_pair(pen *p, double y, const char *label, xc_str value, double size, colour c)
{
    char text[512];
    int n = snprintf(text, sizeof text, "%s%.*s", label, XC_STR_ARG(value));
    if (n < 0 || (size_t)n >= sizeof text)
        return 0;
    return put_text(p, MARGIN, y, PAGE_W - 2 * MARGIN, size, false, c, PANGO_ALIGN_RIGHT,
                    (xc_str){ text, (size_t)n });
}

static void draw_foot(pen *p, const licence_page *page, const qr *q)
{
    const page_words *w = words_of(page->lang);
    double top = PAGE_H - 250;
    draw_qr(p->cr, q, MARGIN, top);
    put_text(p, MARGIN, top + QR_SIDE + 6, QR_SIDE, 10, false, GREY, PANGO_ALIGN_CENTER,
             xc_str_of(w->scan));
    double y = top + 8;
    y += put_text(p, MARGIN + QR_SIDE, y, PAGE_W - 2 * MARGIN - QR_SIDE, 15, true, INK,
                  PANGO_ALIGN_RIGHT, page->issuer) +
         6;
    y += put_pair(p, y, w->issued, page->issued, 13, INK) + 4;
    put_pair(p, y, w->expires, page->expires, 13, INK);
    draw_seal(p, PAGE_W - MARGIN - SEAL_R - 6, top + 46, page->issuer);
    put_text(p, MARGIN, PAGE_H - FRAME - 54, PAGE_W - 2 * MARGIN, 9, false, GREY,
             PANGO_ALIGN_CENTER, page->notice);
}

static void draw_page(pen *p, const licence_page *page, const qr *q)
{
    draw_frame(p->cr);
    double width = PAGE_W - 2 * MARGIN, y = 108;
    y += put_text(p, MARGIN, y, width, 30, true, INK, PANGO_ALIGN_CENTER, page->title) + 4;
    char text[256];
    int n = snprintf(text, sizeof text, "%s%.*s", words_of(page->lang)->number,
                     XC_STR_ARG(page->number));
    if (n > 0 && (size_t)n < sizeof text)
        y += put_text(p, FRAME + 12, y, PAGE_W - 2 * FRAME - 24, 8.5, false, GREY,
                      PANGO_ALIGN_CENTER, (xc_str){ text, (size_t)n }) +
             26;
    y = draw_lines(p, page, y);
    if (page->body.len)
        put_text(p, MARGIN, y + 14, width, 15, false, INK, PANGO_ALIGN_LEFT, page->body);
    draw_foot(p, page, q);
}

static cairo_status_t to_buf(void *ctx, const unsigned char *bytes, unsigned len)
{
    xc_buf *out = ctx;
    xc_buf_put(out, bytes, len);
    return out->err ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static xc_err draw_document(const licence_page *page, const qr *q, xc_buf *out)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(to_buf, out, PAGE_W, PAGE_H);
    pen p = { .cr = cairo_create(surface) };
    p.layout = pango_cairo_create_layout(p.cr);
    draw_page(&p, page, q);
    g_object_unref(p.layout);
    cairo_show_page(p.cr);
    cairo_destroy(p.cr);
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    xc_err err = xc_buf_err(out);
    return err ? err : status == CAIRO_STATUS_SUCCESS ? XC_OK : XC_ENOMEM;
}

xc_err licence_pdf(const licence_page *page, xc_buf *out)
{
    qr *q = NULL;
    xc_err err = qr_new(page->code, &q);
    if (err)
        return err;
    err = draw_document(page, q, out);
    qr_free(q);
    return err;
}
