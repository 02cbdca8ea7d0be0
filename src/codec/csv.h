/* csv.h - tables as comma-separated text (RFC 4180), UTF-8 with or without a byte order mark. */
#ifndef XC_CODEC_CSV_H
#define XC_CODEC_CSV_H
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

typedef struct csv_row csv_row;
struct csv_row {
    uint32_t line;  /* where it begins, from 1 */
    uint32_t count; /* cells */
    const xc_str *cells;
    const csv_row *next;
};

typedef struct {
    csv_row head; /* the first row: names of the columns */
    const csv_row *first;
    size_t count; /* rows without the head */
} csv_table;

enum { CSV_MAX_CELLS = 256 };

/* Reads a table with a head; empty lines are skipped. Cells point into the text where they can,
 * else into the arena. XC_ESYNTAX with line: a stray or open quote, not UTF-8, a row with another
 * number of cells than the head, a doubled or empty name in the head, no head; XC_ELIMIT,
 * XC_ENOMEM. */
XC_MUST_CHECK xc_err csv_parse(xc_str text, xc_arena *arena, const csv_table **ret,
                               xc_problem *why);

/* The place of a column, -1 if there is none. */
int csv_column(const csv_table *table, const char *name);

/* The cell in a named column; .ptr is NULL if there is no such column. */
xc_str csv_cell(const csv_table *table, const csv_row *row, const char *name);

/* Adds a cell, quoted if it must be, with a comma before it if it is not the first. A cell that a
 * spreadsheet would run as a formula (= + - @ first, and no number) gets a ' before it. */
void csv_put(xc_buf *out, bool first, xc_str cell);
void csv_end_row(xc_buf *out);

#endif
