/* arena.h - memory with the life of one request or one command.
 *
 * Small things are cut from blocks and freed all at once; what must be closed registers a clean-up.
 * One thread at a time; it may be handed over between threads. */
#ifndef XC_BASE_ARENA_H
#define XC_BASE_ARENA_H
#include <stddef.h>

#include "base/err.h"
#include "base/text.h"

typedef struct xc_arena xc_arena;

/* An empty arena that refuses to hold more than max_bytes. The caller owns *ret. XC_ENOMEM. */
XC_MUST_CHECK xc_err xc_arena_new(size_t max_bytes, xc_arena **ret);

/* Runs the clean-ups (latest first), frees everything. Accepts NULL, returns NULL. */
xc_arena *xc_arena_free(xc_arena *a);

/* The same, but the arena stays and keeps its first block: cheap to use again. */
void xc_arena_reset(xc_arena *a);

/* size bytes aligned for any type, not cleared; NULL when the ceiling or the memory is reached. */
void *xc_arena_alloc(xc_arena *a, size_t size) __attribute__((warn_unused_result));

/* count things of size bytes, cleared; NULL likewise and when the product overflows. */
void *xc_arena_array(xc_arena *a, size_t count, size_t size) __attribute__((warn_unused_result));

/* A copy with a zero behind it; .ptr is NULL on failure. */
xc_str xc_arena_str(xc_arena *a, xc_str s) __attribute__((warn_unused_result));

/* printf into the arena; .ptr is NULL on failure. */
xc_str xc_arena_printf(xc_arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3), warn_unused_result));

/* Runs done(ctx) at reset or free. XC_ENOMEM, XC_ELIMIT: not registered, the caller closes itself.
 */
XC_MUST_CHECK xc_err xc_arena_defer(xc_arena *a, void (*done)(void *ctx), void *ctx);

/* Why an allocation of size bytes just gave NULL: XC_ELIMIT for the ceiling, XC_ENOMEM for the
 * rest. */
xc_err xc_arena_err(const xc_arena *a, size_t size);

/* How many allocations gave NULL since it was made: nonzero tells that a piece is missing. */
size_t xc_arena_refused(const xc_arena *a);

/* Bytes handed out so far. */
size_t xc_arena_used(const xc_arena *a);

#endif
