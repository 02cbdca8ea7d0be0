/* http_fuzz.c - whatever bytes come over a connection, the server answers the next caller. */
#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fuzz.h"
#include "net/http.h"

enum { MAX_BODY_BYTES = 4096 };

/* Asks the request everything that a handler can ask. */
static void ask_all(http_request *rq, void *ctx)
{
    (void)ctx;
    static const char *const names[] = { "id", "*", "q", "lang", "Cookie", "xc_session", "Range" };
    size_t sum = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        xc_str query = http_query(rq, names[i]), param = http_param(rq, names[i]);
        FUZZ_CHECK(xc_utf8_valid(query) && xc_utf8_valid(param));
        sum +=
            query.len + param.len + http_header(rq, names[i]).len + http_cookie(rq, names[i]).len;
    }
    FUZZ_CHECK(xc_utf8_valid(http_path(rq)));
    FUZZ_CHECK(http_body(rq).len <= MAX_BODY_BYTES);
    http_reply_header(rq, "X-Echo", http_query(rq, "q"));
    if (http_lang(rq) == XC_LANG_EN && sum % 3 == 1)
        http_reply_err(rq, XC_EREFUSED);
    else if (sum % 3 == 2)
        http_reply_file(rq, "/etc/hostname", "text/plain", false);
    else
        http_reply(rq, 200, "text/plain", http_body(rq));
}

static const http_route routes[] = {
    { "GET", "/", ask_all, 0, 0 },
    { "POST", "/", ask_all, MAX_BODY_BYTES, 0 },
    { "PUT", "/a/{id}/b", ask_all, MAX_BODY_BYTES, 0 },
    { "GET", "/a/{id}", ask_all, 0, 0 },
    { "GET", "/rest/{*}", ask_all, 0, 0 },
};

static int connect_to(unsigned port, int patience_ms)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    struct timeval patience = { patience_ms / 1000, patience_ms % 1000 * 1000 };
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    FUZZ_CHECK(fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0);
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience); /* only a guard */
    return fd;
}

/* Says it, ends its side and reads what comes; the beginning of that is kept. */
static void talk(unsigned port, int patience_ms, const void *bytes, size_t len, char answer[16])
{
    char in[4096];
    size_t kept = 0;
    ssize_t got;
    int fd = connect_to(port, patience_ms);
    if (len)
        (void)!send(fd, bytes, len, MSG_NOSIGNAL); /* it may hang up in the middle */
    (void)shutdown(fd, SHUT_WR);
    while ((got = recv(fd, in, sizeof in, 0)) > 0)
        for (ssize_t i = 0; i < got && kept < 15; i++)
            answer[kept++] = in[i];
    answer[kept] = 0;
    close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static http_server *server;
    char answer[16];
    if (!server) {
        const http_options options = { .listen = "127.0.0.1:0", .idle_seconds = 2 };
        FUZZ_CHECK(http_server_new(&options, routes, sizeof routes / sizeof *routes, &server,
                                   NULL) == XC_OK);
    }
    /* half a request gets no answer: nobody waits long for it */
    talk(http_server_port(server), 10, bytes, len, answer);
    static const char good[] = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    talk(http_server_port(server), 5000, good, sizeof good - 1, answer);
    FUZZ_CHECK(strncmp(answer, "HTTP/1.1 200", 12) == 0);
    return 0;
}
