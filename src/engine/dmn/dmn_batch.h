/* dmn_batch.h - one decision over many rows that are held as columns.
 *
 * Public: installed with libdmn. Answers are those of dmn_decide for each row. Rows that lie alike
 * between the limits of a table's cells are decided once. Any number of threads, each with ranges
 * of rows of its own. */
#ifndef DMN_DMN_BATCH_H
#define DMN_DMN_BATCH_H
#include "engine/dmn/dmn.h"

typedef enum {
    DMN_COLUMN_INT,     /* int64_t */
    DMN_COLUMN_DECIMAL, /* int64_t, times 10^-scale (0..9) */
    DMN_COLUMN_DOUBLE,  /* double, as its shortest decimal text; not finite is null */
    DMN_COLUMN_TEXT,    /* uint32_t, a place in texts; beyond them is null */
    DMN_COLUMN_BOOL,    /* uint8_t, 0 is false */
    DMN_COLUMN_DATE,    /* int32_t, days since 1970-01-01 */
} dmn_column_kind;

/* Borrowed. */
typedef struct {
    xc_str name; /* of an input; "applicant.age" is a member of the input "applicant" */
    dmn_column_kind kind;
    const void *data;      /* one a row */
    const uint64_t *nulls; /* bit row % 64 of nulls[row / 64] set: null; NULL: none is */
    int scale;
    const xc_str *texts;
    size_t text_count;
} dmn_column;

typedef struct {
    const feel_value **values; /* by code, in the arena; null where there is an error */
    xc_err *errs;              /* by code: XC_OK, XC_EREFUSED, XC_ELIMIT as dmn_decide */
    size_t count;
    size_t decided; /* rows that were decided one by one; the others were like one of them */
} dmn_batch_result;

enum { DMN_BATCH_MAX_CODES = 1 << 20 };

/* Decides rows first .. first + rows - 1; codes[i] is the place of row first + i's answer in
 * ret->values. max_steps of options count for each row. XC_ENOTFOUND: no such decision; XC_EINVAL:
 * a column that cannot be; XC_ELIMIT: more unlike answers than DMN_BATCH_MAX_CODES, or the arena is
 * full; XC_ENOMEM. */
XC_MUST_CHECK xc_err dmn_batch(const dmn_model *m, xc_str decision, const dmn_column *columns,
                               size_t column_count, size_t first, size_t rows, xc_arena *arena,
                               const feel_options *options, uint32_t *codes, dmn_batch_result *ret,
                               xc_problem *why);

/* The row as the context that dmn_decide takes. */
const feel_value *dmn_batch_row(xc_arena *arena, const dmn_column *columns, size_t column_count,
                                size_t row);
/* One cell of it. */
const feel_value *dmn_column_value(xc_arena *arena, const dmn_column *column, size_t row);

#endif
