/* load.h - many connections that each ask, wait for the answer and ask again; one thread, epoll.
 *
 * Made for measuring: nothing is allocated per request, and the clock is read twice for each. */
#ifndef XC_BENCH_LOAD_H
#define XC_BENCH_LOAD_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hist.h"

enum { LOAD_MAX_REQUEST = 64 * 1024, LOAD_MAX_ANSWER = 256 * 1024 };

/* Writes request number n, which connection `conn` asks as its k-th, into buf; its length; 0: no
 * more. */
typedef struct {
    uint64_t n, k;
    unsigned conn;
} load_turn;
typedef size_t load_next_fn(void *ctx, load_turn turn, char *buf);
/* How long the answer at the front of buf is; 0: not whole yet. *good: it is what was hoped for. */
typedef size_t load_parse_fn(const char *buf, size_t len, bool *good);

typedef struct {
    const char *host;
    unsigned port;
    unsigned connections;
    double seconds;    /* then no new requests */
    double per_second; /* paced over all connections; 0: as fast as answers come */
    load_next_fn *next;
    load_parse_fn *parse;
    int also;                 /* one more file to watch; 0: none */
    void (*heard)(void *ctx); /* called when it can be read */
    void *ctx;
} load_options;

typedef struct {
    uint64_t asked, good, bad;
    double seconds;
    char first_bad[512]; /* the answer's beginning */
    hist wait;
} load_result;

/* false: could not connect. */
bool load_run(const load_options *o, load_result *ret);

int load_connect(const char *host, unsigned port); /* blocking; -1: no */
/* HTTP/1.1 with Content-Length; good = 2xx */
size_t load_parse_http(const char *buf, size_t len, bool *good);
/* One RESP reply; good = not an error */
size_t load_parse_resp(const char *buf, size_t len, bool *good);
/* Blocking: one request, the whole answer; its body's beginning goes into body. The status, 0:
 * none. */
int load_ask(const char *host, unsigned port, const char *request, size_t len, char *body,
             size_t max);

#endif
