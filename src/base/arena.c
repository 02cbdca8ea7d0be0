/* arena.c - blocks in a list, the newest first; see arena.h. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>

#include "base/mem.h"

enum { FIRST_BLOCK_BYTES = 4096 - 64, MAX_BLOCK_BYTES = 1 << 18 };

struct block {
    struct block *older;
    size_t size, used;
    alignas(max_align_t) unsigned char bytes[];
};

struct cleanup {
    struct cleanup *older;
    void (*done)(void *);
    void *ctx;
};

struct xc_arena {
    struct block *newest;
    struct cleanup *cleanups;
    size_t max, used, refused;
};

xc_err xc_arena_new(size_t max_bytes, xc_arena **ret)
{
    xc_arena *a = xc_calloc(1, sizeof *a);
    if (!a)
        return XC_ENOMEM;
    a->max = max_bytes;
    *ret = a;
    return XC_OK;
}

static void run_cleanups(xc_arena *a)
{
    for (struct cleanup *c = a->cleanups; c; c = c->older)
        c->done(c->ctx);
    a->cleanups = NULL;
}

xc_arena *xc_arena_free(xc_arena *a)
{
    if (!a)
        return NULL;
    run_cleanups(a);
    for (struct block *b = a->newest, *older; b; b = older) {
        older = b->older;
        xc_free(b);
    }
    xc_free(a);
    return NULL;
}

void xc_arena_reset(xc_arena *a)
{
    run_cleanups(a);
    struct block *b = a->newest;
    while (b && b->older) {
        struct block *older = b->older;
        xc_free(b);
        b = older;
    }
    if (b)
        b->used = 0;
    a->newest = b;
    a->used = 0;
}

static struct block *add_block(xc_arena *a, size_t least)
{
    size_t size = a->newest ? a->newest->size * 2 : FIRST_BLOCK_BYTES;
    if (size > MAX_BLOCK_BYTES)
        size = MAX_BLOCK_BYTES;
    if (size < least)
        size = least;
    if (size > SIZE_MAX - sizeof(struct block))
        return NULL;
    struct block *b = xc_malloc(sizeof *b + size);
    if (!b)
        return NULL;
    *b = (struct block){ .older = a->newest, .size = size };
    a->newest = b;
    return b;
}

static void *refuse(xc_arena *a)
{
    a->refused++;
    return NULL;
}

void *xc_arena_alloc(xc_arena *a, size_t size)
{
    const size_t align = alignof(max_align_t);
    if (size > SIZE_MAX - align)
        return refuse(a);
    size = (size + align - 1) / align * align;
    if (size > a->max - a->used)
        return refuse(a);
    struct block *b = a->newest;
    if (!b || b->size - b->used < size)
        b = add_block(a, size);
    if (!b)
        return refuse(a);
    void *at = b->bytes + b->used;
    b->used += size;
    a->used += size;
    return at;
}

void *xc_arena_array(xc_arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return refuse(a);
    void *at = xc_arena_alloc(a, count * size);
    if (at)
        memset(at, 0, count * size);
    return at;
}

xc_str xc_arena_str(xc_arena *a, xc_str s)
{
    char *copy = s.len < SIZE_MAX ? xc_arena_alloc(a, s.len + 1) : NULL;
    if (!copy)
        return (xc_str){ 0 };
    if (s.len)
        memcpy(copy, s.ptr, s.len);
    copy[s.len] = 0;
    return (xc_str){ copy, s.len };
}

xc_str xc_arena_printf(xc_arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = len >= 0 ? xc_arena_alloc(a, (size_t)len + 1) : NULL;
    if (text)
        (void)vsnprintf(text, (size_t)len + 1, format, again); /* measured just before */
    va_end(again);
    return text ? (xc_str){ text, (size_t)len } : (xc_str){ 0 };
}

xc_err xc_arena_defer(xc_arena *a, void (*done)(void *ctx), void *ctx)
{
    struct cleanup *c = xc_arena_alloc(a, sizeof *c);
    if (!c)
        return a->max - a->used < sizeof *c ? XC_ELIMIT : XC_ENOMEM;
    *c = (struct cleanup){ .older = a->cleanups, .done = done, .ctx = ctx };
    a->cleanups = c;
    return XC_OK;
}

xc_err xc_arena_err(const xc_arena *a, size_t size)
{
    return size > a->max - a->used ? XC_ELIMIT : XC_ENOMEM;
}

size_t xc_arena_refused(const xc_arena *a)
{
    return a->refused;
}

size_t xc_arena_used(const xc_arena *a)
{
    return a->used;
}
