/* mem.h - the heap, by the only door the project uses.
 *
 * All return NULL when there is no memory or a size overflows; nothing here ends the process.
 * Tests make each allocation fail in turn by wrapping malloc and realloc at link time. */
#ifndef XC_BASE_MEM_H
#define XC_BASE_MEM_H
#include <stddef.h>

/* size bytes, not cleared. size 0 gives a pointer that xc_free takes. */
void *xc_malloc(size_t size) __attribute__((malloc, warn_unused_result));

/* count things of size bytes, cleared. */
void *xc_calloc(size_t count, size_t size) __attribute__((malloc, warn_unused_result));

/* Grows or shrinks an array; on failure the old one stays valid and owned. */
void *xc_realloc_array(void *old, size_t count, size_t size) __attribute__((warn_unused_result));

/* A copy of len bytes with a zero behind them. */
char *xc_memdup0(const void *bytes, size_t len) __attribute__((malloc, warn_unused_result));

/* Accepts NULL. */
void xc_free(void *block);

#endif
