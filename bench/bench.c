/* bench.c - the measuring program: one mode a figure, JSON lines on stdout; bench/run.py runs them
 * all. */
#include "bench.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

static const struct {
    const char *name;
    int (*run)(const bench *b);
} MODES[] = {
    { "single", bench_single },   { "batch", bench_batch }, { "sqlite", bench_sqlite },
    { "screens", bench_screens }, { "delay", bench_delay }, { "near", bench_near },
    { "redis", bench_redis },     { "post", bench_posts },
};

void bench_print(const char *name, const load_result *r, double rows)
{
    printf("{\"mode\":\"%s\",\"asked\":%llu,\"good\":%llu,\"bad\":%llu,\"seconds\":%.3f,"
           "\"answers_per_s\":%.0f,\"rows_per_s\":%.0f,\"p50_us\":%llu,\"p99_us\":%llu,"
           "\"max_us\":%llu}\n",
           name, (unsigned long long)r->asked, (unsigned long long)r->good,
           (unsigned long long)r->bad, r->seconds, (double)r->good / r->seconds,
           (double)r->good * rows / r->seconds, (unsigned long long)hist_at(&r->wait, 0.5),
           (unsigned long long)hist_at(&r->wait, 0.99), (unsigned long long)r->wait.max_us);
    if (r->bad)
        fprintf(stderr, "%s: %llu bad answers, the first:\n%s\n", name, (unsigned long long)r->bad,
                r->first_bad);
}

static size_t request(const bench *b, char *buf, const char *method, const char *path,
                      const char *body, size_t len)
{
    int head = snprintf(buf, LOAD_MAX_REQUEST,
                        "%s %s HTTP/1.1\r\nHost: %s:%u\r\nAuthorization: Bearer %s\r\n"
                        "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
                        method, path, b->host, b->port, b->token, len);
    if (len)
        memcpy(buf + head, body, len);
    return (size_t)head + len;
}

size_t bench_post(const bench *b, char *buf, const char *path, const char *body, size_t len)
{
    return request(b, buf, "POST", path, body, len);
}

size_t bench_get(const bench *b, char *buf, const char *path)
{
    return request(b, buf, "GET", path, "", 0);
}

int64_t bench_stream(const bench *b, unsigned conn, uint64_t i)
{
    size_t gateways = b->connections < b->stream_count ? b->connections : b->stream_count;
    size_t first = conn % gateways;
    size_t own = (b->stream_count - first + gateways - 1) / gateways;
    return b->streams[first + (size_t)(i % own) * gateways];
}

long bench_resident_kib(int pid)
{
    char name[64], line[256];
    long kib = 0;
    (void)snprintf(name, sizeof name, "/proc/%d/status", pid); /* fits */
    FILE *f = fopen(name, "r");
    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, "VmRSS:", 6) == 0)
            kib = strtol(line + 6, NULL, 10);
    if (f)
        fclose(f);
    return kib;
}

/* "3,4,5" */
static size_t read_streams(const char *text, int64_t *ids, size_t max)
{
    xc_str rest = xc_str_of(text), one;
    size_t count = 0;
    while (rest.ptr && count < max) {
        rest = xc_str_cut(rest, ',', &one);
        count += xc_str_int(one, 1, INT64_MAX, &ids[count]);
    }
    return count;
}

static bool take_option(bench *b, int letter, const char *value, int64_t *ids, size_t max)
{
    switch (letter) {
    case 'h':
        b->host = value;
        return true;
    case 'p':
        b->port = (unsigned)strtoul(value, NULL, 10);
        return true;
    case 't':
        b->token = value;
        return true;
    case 'P':
        b->pid = (int)strtol(value, NULL, 10);
        return true;
    case 's':
        b->seconds = strtod(value, NULL);
        return true;
    case 'c':
        b->connections = (unsigned)strtoul(value, NULL, 10);
        return true;
    case 'n':
        b->count = (unsigned)strtoul(value, NULL, 10);
        return true;
    case 'f':
        b->path = value;
        return true;
    case 'y':
        b->lat = strtod(value, NULL);
        return true;
    case 'x':
        b->lon = strtod(value, NULL);
        return true;
    case 'd':
        b->stream_count = read_streams(value, ids, max);
        return true;
    default:
        return false;
    }
}

int main(int argc, char **argv)
{
    enum { MAX_STREAMS = 10000 };
    int64_t *ids = xc_calloc(MAX_STREAMS, sizeof *ids);
    bench b = { .host = "127.0.0.1",
                .token = "",
                .port = 8080,
                .seconds = 5,
                .connections = 64,
                .streams = ids };
    int letter;
    while (ids && (letter = getopt(argc, argv, "h:p:t:P:s:c:n:f:y:x:d:")) != -1)
        if (!take_option(&b, letter, optarg, ids, MAX_STREAMS))
            return 2;
    const char *mode = optind < argc ? argv[optind] : "";
    int failed = 2;
    for (size_t i = 0; ids && i < sizeof MODES / sizeof *MODES; i++)
        if (strcmp(mode, MODES[i].name) == 0)
            failed = MODES[i].run(&b);
    if (failed == 2)
        fprintf(stderr, "usage: bench [-h host -p port -t token -s seconds -c connections -n count "
                        "-d ids -P pid -f path -y lat -x lon] "
                        "single|batch|sqlite|screens|delay|near|redis|post\n");
    xc_free(ids);
    return failed;
}
