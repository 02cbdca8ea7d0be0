/* check.h - what is surely wrong in an expression, found without running it.
 *
 * Types are followed as far as they are known; what is not known is not complained about. */
#ifndef FEEL_CHECK_H
#define FEEL_CHECK_H
#include "engine/feel/feel_embed.h"

typedef enum { FEEL_CHECK_NAME, FEEL_CHECK_TYPE } feel_check_kind;

typedef struct {
    /* Is there such a name outside of the expression? *ret is its shape, NULL: not known. */
    bool (*name)(void *ctx, xc_str name, const feel_shape **ret);
    void (*found)(void *ctx, feel_check_kind kind, uint32_t line, uint32_t column, const char *en,
                  const char *zh);
    void *ctx;
    xc_arena *arena; /* of shapes that are made on the way */
} feel_checker;

/* input: the shape of ?, NULL: not known. The shape of the answer, NULL: not known. */
const feel_shape *feel_check_expr(const feel_expr *e, const feel_checker *c,
                                  const feel_shape *input);
/* The shape of a value; NULL for null. */
const feel_shape *feel_shape_of(const feel_value *v);

#endif
