/* load.c - the measuring client; see load.h. */
#include "load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"

struct conn {
    int fd;
    bool busy;
    int64_t asked_us;
    uint64_t asked;
    size_t out_len, out_done, in_len;
    char *out, *in;
};

struct run {
    const load_options *o;
    load_result *r;
    struct conn *conns;
    int epoll;
    uint64_t n;
    int64_t start_us, end_us;
    bool over;
    unsigned busy;
};

int load_connect(const char *host, unsigned port)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
    if (fd < 0 || inet_pton(AF_INET, host, &to.sin_addr) != 1 ||
        connect(fd, (struct sockaddr *)&to, sizeof to) != 0) {
        if (fd >= 0)
            close(fd);
        return -1;
    }
    (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); /* only a comfort */
    return fd;
}

static const char *find(const char *text, size_t len, const char *what)
{
    size_t n = strlen(what);
    for (size_t i = 0; i + n <= len; i++)
        if (text[i] == what[0] && memcmp(text + i, what, n) == 0)
            return text + i;
    return NULL;
}

static size_t content_length(const char *head, size_t len)
{
    for (const char *at = head; (at = find(at, len - (size_t)(at - head), "\r\n")); at += 2) {
        if (strncasecmp(at + 2, "Content-Length:", 15) == 0)
            return strtoul(at + 17, NULL, 10);
    }
    return 0;
}

size_t load_parse_http(const char *buf, size_t len, bool *good)
{
    const char *end = find(buf, len, "\r\n\r\n");
    if (!end)
        return 0;
    size_t head = (size_t)(end - buf) + 4;
    size_t whole = head + content_length(buf, head - 2);
    *good = len > 12 && buf[9] == '2';
    return len >= whole ? whole : 0;
}

/* Reads "<type><number>\r\n" at *at; false: not whole. */
static bool resp_line(const char *buf, size_t len, size_t *at, char *type, long *number)
{
    const char *end = find(buf + *at, len - *at, "\r\n");
    if (!end)
        return false;
    *type = buf[*at];
    *number = strtol(buf + *at + 1, NULL, 10);
    *at = (size_t)(end - buf) + 2;
    return true;
}

size_t load_parse_resp(const char *buf, size_t len, bool *good)
{
    size_t at = 0;
    long left = 1;
    *good = len && buf[0] != '-';
    while (left-- > 0) {
        char type;
        long number;
        if (!resp_line(buf, len, &at, &type, &number))
            return 0;
        if (type == '*' && number > 0)
            left += number;
        if (type == '$' && number >= 0)
            at += (size_t)number + 2;
        if (at > len)
            return 0;
    }
    return at;
}

int load_ask(const char *host, unsigned port, const char *request, size_t len, char *body,
             size_t max)
{
    static char in[1 << 20];
    size_t got = 0, whole = 0;
    bool good = false;
    int fd = load_connect(host, port);
    if (fd < 0 || send(fd, request, len, MSG_NOSIGNAL) != (ssize_t)len)
        return 0;
    while (!whole && got < sizeof in) {
        ssize_t n = recv(fd, in + got, sizeof in - got, 0);
        if (n <= 0)
            break;
        got += (size_t)n;
        whole = load_parse_http(in, got, &good);
    }
    close(fd);
    const char *start = find(in, got, "\r\n\r\n");
    if (!start)
        return 0;
    size_t part = got - (size_t)(start + 4 - in);
    part = part < max - 1 ? part : max - 1;
    memcpy(body, start + 4, part);
    body[part] = 0;
    return (int)strtol(in + 9, NULL, 10);
}

/* ---- the run ---- */

static void watch(struct run *run, struct conn *c, unsigned events, int op)
{
    struct epoll_event e = { .events = events, .data.ptr = c };
    epoll_ctl(run->epoll, op, c->fd, &e);
}

static void push(struct run *run, struct conn *c)
{
    ssize_t sent = send(c->fd, c->out + c->out_done, c->out_len - c->out_done, MSG_NOSIGNAL);
    if (sent > 0)
        c->out_done += (size_t)sent;
    if (c->out_done < c->out_len)
        watch(run, c, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
}

static void ask(struct run *run, struct conn *c)
{
    int64_t now = xc_monotonic_us();
    run->over = run->over || now >= run->end_us;
    if (run->over)
        return;
    if (run->o->per_second > 0 &&
        (double)run->n > run->o->per_second * (double)(now - run->start_us) / 1e6)
        return; /* the pace: asked again from the main loop */
    load_turn turn = { run->n, c->asked, (unsigned)(c - run->conns) };
    c->out_len = run->o->next(run->o->ctx, turn, c->out);
    if (c->out_len == 0) {
        run->over = true;
        return;
    }
    run->n++;
    c->asked++;
    run->r->asked++;
    run->busy++;
    c->busy = true;
    c->out_done = 0;
    c->asked_us = now;
    push(run, c);
}

static void count(struct run *run, struct conn *c, bool good, size_t len)
{
    load_result *r = run->r;
    hist_add(&r->wait, xc_monotonic_us() - c->asked_us);
    if (good) {
        r->good++;
    } else if (r->bad++ == 0) {
        size_t part = len < sizeof r->first_bad - 1 ? len : sizeof r->first_bad - 1;
        memcpy(r->first_bad, c->in, part);
        r->first_bad[part] = 0;
    }
    c->busy = false;
    run->busy--;
}

static bool drop(struct run *run, struct conn *c)
{
    if (c->busy)
        count(run, c, false, c->in_len);
    watch(run, c, 0, EPOLL_CTL_DEL);
    close(c->fd);
    c->fd = load_connect(run->o->host, run->o->port);
    c->in_len = 0;
    if (c->fd < 0)
        return false;
    fcntl(c->fd, F_SETFL, O_NONBLOCK);
    watch(run, c, EPOLLIN, EPOLL_CTL_ADD);
    return true;
}

static bool take(struct run *run, struct conn *c)
{
    ssize_t got = recv(c->fd, c->in + c->in_len, LOAD_MAX_ANSWER - c->in_len, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return true;
    if (got <= 0)
        return drop(run, c);
    c->in_len += (size_t)got;
    bool good = false;
    size_t whole = c->busy ? run->o->parse(c->in, c->in_len, &good) : 0;
    if (!whole)
        return c->in_len < LOAD_MAX_ANSWER;
    count(run, c, good, whole);
    c->in_len = 0;
    ask(run, c);
    return true;
}

static bool serve(struct run *run, struct epoll_event *e)
{
    struct conn *c = e->data.ptr;
    if (e->events & EPOLLOUT) {
        watch(run, c, EPOLLIN, EPOLL_CTL_MOD);
        push(run, c);
    }
    return !(e->events & (EPOLLIN | EPOLLHUP | EPOLLERR)) || take(run, c);
}

static void ask_idle(struct run *run)
{
    for (unsigned i = 0; i < run->o->connections && !run->over; i++)
        if (!run->conns[i].busy)
            ask(run, &run->conns[i]);
}

static bool turn(struct run *run)
{
    struct epoll_event events[256];
    bool paced = run->o->per_second > 0;
    int n = epoll_wait(run->epoll, events, 256, paced ? 1 : 100);
    for (int i = 0; i < n; i++) {
        if (!events[i].data.ptr)
            run->o->heard(run->o->ctx);
        else if (!serve(run, &events[i]))
            return false;
    }
    if (paced || n == 0)
        ask_idle(run);
    return true;
}

static bool open_all(struct run *run)
{
    for (unsigned i = 0; i < run->o->connections; i++) {
        struct conn *c = &run->conns[i];
        c->out = xc_malloc(LOAD_MAX_REQUEST);
        c->in = xc_malloc(LOAD_MAX_ANSWER);
        c->fd = load_connect(run->o->host, run->o->port);
        if (!c->out || !c->in || c->fd < 0)
            return false;
        fcntl(c->fd, F_SETFL, O_NONBLOCK);
        watch(run, c, EPOLLIN, EPOLL_CTL_ADD);
    }
    return true;
}

static void close_all(struct run *run)
{
    for (unsigned i = 0; i < run->o->connections; i++) {
        if (run->conns[i].fd > 0)
            close(run->conns[i].fd);
        xc_free(run->conns[i].out);
        xc_free(run->conns[i].in);
    }
    xc_free(run->conns);
    close(run->epoll);
}

bool load_run(const load_options *o, load_result *ret)
{
    struct run run = { .o = o, .r = ret, .epoll = epoll_create1(EPOLL_CLOEXEC) };
    memset(ret, 0, sizeof *ret);
    run.conns = xc_calloc(o->connections, sizeof *run.conns);
    bool good = run.conns && open_all(&run);
    if (o->also) {
        struct epoll_event e = { .events = EPOLLIN };
        epoll_ctl(run.epoll, EPOLL_CTL_ADD, o->also, &e);
    }
    run.start_us = xc_monotonic_us();
    run.end_us = run.start_us + (int64_t)(o->seconds * 1e6);
    int64_t patience_us = run.end_us + 10 * XC_SECOND_US;
    if (good)
        ask_idle(&run);
    while (good && !(run.over && run.busy == 0) && xc_monotonic_us() < patience_us) {
        good = turn(&run);
        run.over = run.over || xc_monotonic_us() >= run.end_us;
    }
    ret->seconds = (double)(xc_monotonic_us() - run.start_us) / 1e6;
    if (run.conns)
        close_all(&run);
    return good;
}
