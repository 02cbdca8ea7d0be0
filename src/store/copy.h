/* copy.h - all rows of one store into another, and a checksum of every table that proves it. */
#ifndef XC_STORE_COPY_H
#define XC_STORE_COPY_H
#include "store/store.h"

enum { COPY_NAME_SIZE = 64, COPY_SUM_SIZE = 65 };

typedef struct {
    char name[COPY_NAME_SIZE];
    int64_t rows;
    char sum[COPY_SUM_SIZE]; /* SHA-256 over all values in the order of the key; the same in both
                                stores */
} copy_table;

/* Called after each table, and while a long one goes on (sum is "" then). */
typedef void copy_progress(const copy_table *t, void *ctx);

/* Copies everything but the schema's own bookkeeping, in one transaction, then reads the target
 * again and compares the sums. The source's snapshot is what is copied; the target must have been
 * made just now. XC_ECONFLICT: the target holds rows already. XC_ECORRUPT: a sum differs. After an
 * error the target is as it was. */
XC_MUST_CHECK xc_err store_copy(store *from, store *to, copy_progress *progress, void *ctx,
                                xc_problem *why);

/* The tables and their sums, as they are in one snapshot. */
XC_MUST_CHECK xc_err store_sums(store *s, copy_progress *progress, void *ctx, xc_problem *why);

#endif
