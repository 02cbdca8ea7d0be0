/* wire.c - a plain TCP client for tests; see wire.h. */
#include "wire.h"

#include <arpa/inet.h>
#include <check.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

void wire_open(wire *w, unsigned port)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    w->len = 0;
    w->in[0] = 0;
    w->fd = socket(AF_INET, SOCK_STREAM, 0);
    ck_assert_int_ge(w->fd, 0);
    ck_assert_int_eq(connect(w->fd, (struct sockaddr *)&to, sizeof to), 0);
}

void wire_close(wire *w)
{
    close(w->fd);
    w->fd = -1;
}

void wire_send(wire *w, const char *bytes, size_t len)
{
    while (len) {
        ssize_t sent = send(w->fd, bytes, len, MSG_NOSIGNAL);
        if (sent <= 0)
            return; /* the server may refuse early; what it said is looked at by the test */
        bytes += sent;
        len -= (size_t)sent;
    }
}

void wire_say(wire *w, const char *text)
{
    wire_send(w, text, strlen(text));
}

/* 1: something came; 0: nothing in time; -1: closed. */
static int more(wire *w, int wait_ms)
{
    struct pollfd ready = { .fd = w->fd, .events = POLLIN };
    if (poll(&ready, 1, wait_ms) <= 0)
        return 0;
    if (w->len > sizeof w->in / 2) { /* a long answer: its beginning was looked at */
        memmove(w->in, w->in + w->len / 2, w->len - w->len / 2);
        w->len -= w->len / 2;
    }
    ssize_t got = recv(w->fd, w->in + w->len, sizeof w->in - 1 - w->len, 0);
    if (got <= 0)
        return -1;
    w->len += (size_t)got;
    w->in[w->len] = 0;
    return 1;
}

static char *find(wire *w, const char *text)
{
    size_t len = strlen(text);
    for (size_t at = 0; at + len <= w->len; at++)
        if (memcmp(w->in + at, text, len) == 0)
            return w->in + at;
    return NULL;
}

bool wire_hear(wire *w, const char *text)
{
    for (;;) {
        char *at = find(w, text);
        if (at) {
            size_t used = (size_t)(at - w->in) + strlen(text);
            memmove(w->in, w->in + used, w->len - used + 1);
            w->len -= used;
            return true;
        }
        if (more(w, 20000) <= 0) /* a loaded machine is slow, not wrong */
            return false;
    }
}

bool wire_closed(wire *w, int wait_ms)
{
    int state;
    while ((state = more(w, wait_ms)) > 0)
        w->len = 0;
    return state < 0;
}

bool wire_silent(wire *w, int wait_ms)
{
    return w->len == 0 && more(w, wait_ms) == 0;
}
