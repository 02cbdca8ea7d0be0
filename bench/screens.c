/* screens.c - idle screens on the event stream: what each costs, how long until all have seen an
 * event. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "bench.h"
#include "codec/time_text.h"

enum { ROUNDS = 5, PATIENCE_US = 20000000 };

struct screens {
    const bench *b;
    int *fds;
    bool *seen;
    unsigned count, open, seen_count;
    int epoll;
};

static void raise_files(unsigned count)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0)
        return;
    files.rlim_cur = count + 100 < files.rlim_max ? count + 100 : files.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &files); /* fewer screens then, and the figure says how many */
}

static bool open_screen(struct screens *s, const char *request, size_t len)
{
    int fd = load_connect(s->b->host, s->b->port);
    if (fd < 0)
        return false;
    if (send(fd, request, len, MSG_NOSIGNAL) != (ssize_t)len) {
        close(fd);
        return false;
    }
    fcntl(fd, F_SETFL, O_NONBLOCK);
    struct epoll_event e = { .events = EPOLLIN, .data.u32 = s->open };
    epoll_ctl(s->epoll, EPOLL_CTL_ADD, fd, &e);
    s->fds[s->open++] = fd;
    return true;
}

static void look(struct screens *s, unsigned i, const char *wanted)
{
    char text[16384];
    ssize_t got;
    while ((got = recv(s->fds[i], text, sizeof text - 1, 0)) > 0) {
        text[got] = 0;
        if (!s->seen[i] && strstr(text, wanted)) {
            s->seen[i] = true;
            s->seen_count++;
        }
    }
}

/* Until all have seen the text; the time it took since start_us, -1: not all did. */
static int64_t wait_for_all(struct screens *s, const char *wanted, int64_t start_us)
{
    struct epoll_event events[512];
    memset(s->seen, 0, s->count * sizeof *s->seen);
    s->seen_count = 0;
    while (s->seen_count < s->open) {
        if (xc_monotonic_us() - start_us > PATIENCE_US)
            return -1;
        int n = epoll_wait(s->epoll, events, 512, 100);
        for (int i = 0; i < n; i++)
            look(s, events[i].data.u32, wanted);
    }
    return xc_monotonic_us() - start_us;
}

/* One reading, which the city tells all screens. */
static int64_t post_reading(const bench *b, int round)
{
    char body[200], request[2048], answer[512], time[TIME_TEXT_SIZE], path[80];
    time_format(xc_now_us(xc_clock_system()), time);
    int len =
        snprintf(body, sizeof body, "{\"phenomenonTime\":\"%s\",\"result\":%d.5}", time, round % 3);
    (void)snprintf(path, sizeof path, "/sta/v1.1/Datastreams(%lld)/Observations",
                   (long long)b->streams[0]); /* fits */
    size_t size = bench_post(b, request, path, body, (size_t)len);
    int status = load_ask(b->host, b->port, request, size, answer, sizeof answer);
    if (status < 200 || status > 299) {
        fprintf(stderr, "screens: the reading was refused: %d %s\n", status, answer);
        return -1;
    }
    return xc_monotonic_us();
}

static bool fan_out(struct screens *s)
{
    double worst = 0, sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
        int64_t start = post_reading(s->b, round);
        int64_t took = start < 0 ? -1 : wait_for_all(s, "event: readings", start);
        if (took < 0) {
            fprintf(stderr, "screens: %u of %u saw the event\n", s->seen_count, s->open);
            return false;
        }
        sum += (double)took / 1000;
        worst = (double)took / 1000 > worst ? (double)took / 1000 : worst;
        usleep(200 * 1000);
    }
    printf(
        "{\"mode\":\"fanout\",\"screens\":%u,\"mean_ms\":%.1f,\"worst_ms\":%.1f,\"rounds\":%d}\n",
        s->open, sum / ROUNDS, worst, ROUNDS);
    return true;
}

static bool measure(struct screens *s)
{
    char request[2048];
    size_t len = bench_get(s->b, request, "/api/v1/events?types=readings");
    long before = bench_resident_kib(s->b->pid);
    int64_t start = xc_monotonic_us();
    for (unsigned i = 0; i < s->count; i++)
        if (!open_screen(s, request, len))
            break;
    if (s->open == 0 || wait_for_all(s, "retry:", start) < 0) {
        fprintf(stderr, "screens: only %u of %u were let in\n", s->seen_count, s->count);
        return false;
    }
    double seconds = (double)(xc_monotonic_us() - start) / 1e6;
    sleep(2);
    long after = bench_resident_kib(s->b->pid);
    printf("{\"mode\":\"screens\",\"screens\":%u,\"kib_each\":%.2f,\"opened_in_s\":%.2f,"
           "\"server_kib\":%ld}\n",
           s->open, (double)(after - before) / s->open, seconds, after);
    return s->b->stream_count == 0 || fan_out(s);
}

int bench_screens(const bench *b)
{
    struct screens s = { .b = b, .count = b->count ? b->count : 10000 };
    raise_files(s.count);
    s.fds = xc_calloc(s.count, sizeof *s.fds);
    s.seen = xc_calloc(s.count, sizeof *s.seen);
    s.epoll = epoll_create1(EPOLL_CLOEXEC);
    bool good = s.fds && s.seen && s.epoll >= 0 && measure(&s);
    for (unsigned i = 0; i < s.open; i++)
        close(s.fds[i]);
    close(s.epoll);
    xc_free(s.fds);
    xc_free(s.seen);
    return good ? 0 : 1;
}
