/* alloc_fail.c - wrapped allocators that count; see alloc_fail.h. */
#include "alloc_fail.h"

#include <stddef.h>
#include <stdio.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

/* a test program is one thread; the wrapped functions have no context to carry this */
static struct {
    unsigned left; /* 0: none is to fail */
    bool happened;
} plan;

void alloc_fail_at(unsigned n)
{
    plan.left = n;
    plan.happened = false;
}

void alloc_fail_never(void)
{
    plan.left = 0;
}

bool alloc_fail_happened(void)
{
    plan.left = 0;
    return plan.happened;
}

bool alloc_fail_next(unsigned n)
{
    enum { TOO_MANY = 100000 };
    if (n >= TOO_MANY)
        (void)fprintf(stderr, "alloc_fail: %u allocations, that cannot be meant\n", n);
    return n < TOO_MANY;
}

static bool fails_now(void)
{
    if (!plan.left || --plan.left)
        return false;
    plan.happened = true;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return fails_now() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails_now() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails_now() ? NULL : __real_realloc(old, size);
}
