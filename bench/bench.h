/* bench.h - what the measuring programs share: where the city is, and how a figure is printed. */
#ifndef XC_BENCH_BENCH_H
#define XC_BENCH_BENCH_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "load.h"

typedef struct {
    const char *host, *token;
    unsigned port;
    int pid; /* of the server; 0: unknown */
    double seconds;
    unsigned connections;
    const int64_t *streams; /* ids of datastreams to write to */
    size_t stream_count;
    double lat, lon;  /* around which units move */
    const char *path; /* a folder or file of the mode's own */
    unsigned count;   /* clients, units, rows: the mode's own */
} bench;

/* One JSON object with the answers a second and the waits, on stdout. */
void bench_print(const char *name, const load_result *r, double rows_per_answer);
/* "POST path HTTP/1.1 ..." with the token and the body; the length. */
size_t bench_post(const bench *b, char *buf, const char *path, const char *body, size_t len);
size_t bench_get(const bench *b, char *buf, const char *path);
/* Each connection is a gauge gateway with datastreams of its own, so that readings of one come in
 * order: the i-th of connection conn. */
int64_t bench_stream(const bench *b, unsigned conn, uint64_t i);
long bench_resident_kib(int pid);

/* The modes; each returns 0, or 1 after saying why on stderr. */
int bench_single(const bench *b);
int bench_batch(const bench *b);
int bench_sqlite(const bench *b);
int bench_screens(const bench *b);
int bench_delay(const bench *b);
int bench_near(const bench *b);
int bench_redis(const bench *b);
int bench_posts(const bench *b);

#endif
