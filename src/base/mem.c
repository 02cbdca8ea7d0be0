/* mem.c - the heap behind mem.h. */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *xc_malloc(size_t size)
{
    return malloc(size ? size : 1);
}

void *xc_calloc(size_t count, size_t size)
{
    return calloc(count ? count : 1, size ? size : 1);
}

void *xc_realloc_array(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    size_t bytes = count * size;
    return realloc(old, bytes ? bytes : 1);
}

char *xc_memdup0(const void *bytes, size_t len)
{
    if (len == SIZE_MAX)
        return NULL;
    char *copy = xc_malloc(len + 1);
    if (!copy)
        return NULL;
    if (len)
        memcpy(copy, bytes, len);
    copy[len] = 0;
    return copy;
}

void xc_free(void *block)
{
    free(block);
}
