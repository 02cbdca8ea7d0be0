/* check.h - a look through a model, between its parts; for check*.c only. */
#ifndef DMN_CHECK_H
#define DMN_CHECK_H
#include "engine/dmn/dmn_check.h"
#include "engine/dmn/index.h"
#include "engine/feel/check.h"

enum { CHECK_MAX_LOCALS = 500 };

typedef struct {
    const dmn_model *m;
    const char *file;
    xc_arena *arena;
    dmn_finding *found;
    size_t count;
    const dmn_element *at;
    feel_field locals[CHECK_MAX_LOCALS]; /* of boxes around */
    size_t local_count;
    const feel_shape **shapes; /* by element, once known */
    unsigned char *seen;       /* by element */
    xc_err err;
} checker;

/* The finding, to be added to; NULL when there are too many. */
dmn_finding *check_add(checker *c, dmn_found kind, uint32_t line, uint32_t column, const char *en,
                       const char *zh);
const feel_shape *check_expr(checker *c, const feel_expr *e, const feel_shape *input);

/* check_table.c: names and types of cells, then gaps, overlaps, shadowed rules */
const feel_shape *check_table(checker *c, const dmn_table *t);
void check_rules(checker *c, const dmn_table *t);

#endif
