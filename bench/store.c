/* store.c - one request again and again, each with a number of its own: for commands that change
 * cases. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "bench.h"

enum { MAX_TEXT = 8192 };

struct poster {
    const bench *b;
    char path[256], form[MAX_TEXT];
    uint64_t base; /* so that a second run says nothing twice */
};

/* Every {n} of the form becomes the request's number. */
static size_t fill(const struct poster *p, uint64_t n, char *to, size_t room)
{
    size_t len = 0;
    for (const char *at = p->form; *at && len + 24 < room;) {
        if (strncmp(at, "{n}", 3) == 0) {
            len += (size_t)snprintf(to + len, room - len, "%llu", (unsigned long long)n); /* fits */
            at += 3;
        } else {
            to[len++] = *at++;
        }
    }
    return len;
}

static size_t next_post(void *ctx, load_turn turn, char *buf)
{
    const struct poster *p = ctx;
    char body[MAX_TEXT];
    size_t len = fill(p, p->base + turn.n, body, sizeof body);
    return bench_post(p->b, buf, p->path, body, len);
}

/* The file of -f: the path in its first line, then the body. */
static bool read_form(struct poster *p, const char *file)
{
    FILE *f = file ? fopen(file, "r") : NULL;
    if (!f)
        return false;
    bool good = fgets(p->path, sizeof p->path, f) != NULL;
    p->path[strcspn(p->path, "\n")] = 0;
    size_t len = fread(p->form, 1, sizeof p->form - 1, f);
    p->form[len] = 0;
    (void)fclose(f); /* only read */
    return good && len > 0;
}

int bench_posts(const bench *b)
{
    struct poster *p = xc_calloc(1, sizeof *p);
    load_result *r = xc_calloc(1, sizeof *r);
    bool good = p && r && read_form(p, b->path);
    if (!good)
        fprintf(stderr, "post: give a file with a path and a body with -f\n");
    if (good) {
        p->b = b;
        p->base = (uint64_t)b->count;
        load_options o = { .host = b->host,
                           .port = b->port,
                           .connections = b->connections,
                           .seconds = b->seconds,
                           .next = next_post,
                           .parse = load_parse_http,
                           .ctx = p };
        good = load_run(&o, r);
        if (good)
            bench_print("post", r, 1);
        good = good && r->bad == 0;
    }
    xc_free(p);
    xc_free(r);
    return good ? 0 : 1;
}
