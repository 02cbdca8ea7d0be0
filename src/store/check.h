/* check.h - looks into a store for what can be wrong with it; changes nothing. */
#ifndef XC_STORE_CHECK_H
#define XC_STORE_CHECK_H
#include "store/store.h"

typedef struct {
    const char *name, *en,
        *zh; /* what is so, or what is wrong and what to do; valid for the call */
    bool good;
} store_finding;

/* As long as reading every page (SQLite) or a few questions (PostgreSQL). */
XC_MUST_CHECK xc_err store_check(store_conn *c, void (*found)(const store_finding *f, void *ctx),
                                 void *ctx);

#endif
