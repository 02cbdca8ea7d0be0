/* delay.c - how long a reading takes from the gauge's request to a screen, at a steady rate. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "bench.h"
#include "codec/time_text.h"

enum { RATE = 5000, SCREEN_BYTES = 1 << 20, PULSE_US = 500 };

/* How late the machine itself lets a thread go on that has nothing to do but to look at the clock.
 * What else runs on it delays the city just as much: a measurement says so beside its figure. */
struct pulse {
    pthread_t thread;
    atomic_bool stop;
    hist late;
};

static void *pulse_main(void *arg)
{
    struct pulse *p = arg;
    int64_t due = xc_monotonic_us();
    while (!atomic_load(&p->stop)) {
        due += PULSE_US;
        struct timespec t = { .tv_sec = (time_t)(due / XC_SECOND_US),
                              .tv_nsec = (long)(due % XC_SECOND_US * 1000) };
        while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR)
            ;
        int64_t now = xc_monotonic_us();
        hist_add(&p->late, now - due);
        due = now > due + PULSE_US ? now : due;
    }
    return NULL;
}

/* A reading's own time is the moment it was sent, and the screen gets that time. */
struct delay {
    const bench *b;
    int screen;
    char *in;
    size_t in_len;
    hist seen;
    struct pulse pulse;
};

static size_t next(void *ctx, load_turn turn, char *buf)
{
    struct delay *d = ctx;
    char body[200], path[80], time[TIME_TEXT_SIZE];
    time_format(xc_now_us(xc_clock_system()), time);
    int len = snprintf(body, sizeof body, "{\"phenomenonTime\":\"%s\",\"result\":%d.5}", time,
                       (int)(turn.n % 3));
    (void)snprintf(path, sizeof path, "/sta/v1.1/Datastreams(%lld)/Observations",
                   (long long)bench_stream(d->b, turn.conn, turn.k)); /* fits */
    return bench_post(d->b, buf, path, body, (size_t)len);
}

/* Times stand as strings in [thing,datastream,"time",value]. */
static void take_times(struct delay *d, xc_str line, int64_t now_us)
{
    xc_str part;
    while (line.ptr) {
        int64_t sent;
        line = xc_str_cut(line, '"', &part);
        if (part.len > 18 && time_parse(part, &sent))
            hist_add(&d->seen, now_us - sent);
    }
}

static void read_screen(void *ctx)
{
    struct delay *d = ctx;
    ssize_t got = recv(d->screen, d->in + d->in_len, SCREEN_BYTES - d->in_len, 0);
    if (got <= 0)
        return;
    d->in_len += (size_t)got;
    int64_t now = xc_now_us(xc_clock_system());
    xc_str rest = { d->in, d->in_len }, line;
    for (;;) {
        xc_str after = xc_str_cut(rest, '\n', &line);
        if (!after.ptr)
            break;
        if (xc_str_starts(line, XC_STR("data: ")))
            take_times(d, line, now);
        rest = after;
    }
    memmove(d->in, rest.ptr, rest.len);
    d->in_len = rest.len == SCREEN_BYTES ? 0 : rest.len;
}

/* A figure of /metrics; -1: not there. */
static double metric(const bench *b, const char *name)
{
    static char request[2048], text[65536];
    size_t len = bench_get(b, request, "/metrics");
    if (load_ask(b->host, b->port, request, len, text, sizeof text) != 200)
        return -1;
    for (const char *at = text; (at = strstr(at, name)); at++)
        if (at[-1] == '\n' && at[strlen(name)] == ' ')
            return strtod(at + strlen(name), NULL);
    return -1;
}

static void print(const struct delay *d, double commits, double commit_s)
{
    double each_ms = commits > 0 ? commit_s / commits * 1000 : 0;
    double p50 = (double)hist_at(&d->seen, 0.5) / 1000,
           p99 = (double)hist_at(&d->seen, 0.99) / 1000;
    printf("{\"mode\":\"delay\",\"seen\":%llu,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"max_ms\":%.2f,"
           "\"commit_ms\":%.3f,\"p50_commits\":%.1f,\"p99_commits\":%.1f,"
           "\"machine_p99_ms\":%.3f}\n",
           (unsigned long long)d->seen.count, p50, p99, (double)d->seen.max_us / 1000, each_ms,
           each_ms > 0 ? p50 / each_ms : 0, each_ms > 0 ? p99 / each_ms : 0,
           (double)hist_at(&d->pulse.late, 0.99) / 1000);
}

static bool measure(struct delay *d, load_result *r)
{
    const bench *b = d->b;
    char request[2048];
    size_t len = bench_get(b, request, "/api/v1/events?types=readings");
    d->screen = load_connect(b->host, b->port);
    if (d->screen < 0 || send(d->screen, request, len, MSG_NOSIGNAL) != (ssize_t)len)
        return false;
    usleep(200 * 1000);
    fcntl(d->screen, F_SETFL, O_NONBLOCK);
    double commits = metric(b, "xiucheng_loop_batches_total");
    double spent = metric(b, "xiucheng_loop_commit_seconds_total");
    load_options o = { .host = b->host,
                       .port = b->port,
                       .connections = b->connections,
                       .seconds = b->seconds,
                       .per_second = RATE,
                       .next = next,
                       .parse = load_parse_http,
                       .also = d->screen,
                       .heard = read_screen,
                       .ctx = d };
    if (pthread_create(&d->pulse.thread, NULL, pulse_main, &d->pulse) != 0)
        return false;
    bool ran = load_run(&o, r);
    atomic_store(&d->pulse.stop, true);
    pthread_join(d->pulse.thread, NULL);
    if (!ran)
        return false;
    for (int i = 0; i < 200; i++) { /* what is still under way */
        read_screen(d);
        usleep(1000);
    }
    bench_print("delay-load", r, 1);
    print(d, metric(b, "xiucheng_loop_batches_total") - commits,
          metric(b, "xiucheng_loop_commit_seconds_total") - spent);
    return r->bad == 0;
}

int bench_delay(const bench *b)
{
    struct delay *d = xc_calloc(1, sizeof *d);
    load_result *r = xc_calloc(1, sizeof *r);
    bool good = false;
    if (d && r && b->stream_count && (d->in = xc_malloc(SCREEN_BYTES))) {
        d->b = b;
        good = measure(d, r);
        close(d->screen);
        xc_free(d->in);
    }
    if (!good)
        fprintf(stderr, "delay: it could not be measured\n");
    xc_free(d);
    xc_free(r);
    return good ? 0 : 1;
}
