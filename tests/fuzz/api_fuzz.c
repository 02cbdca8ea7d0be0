/* api_fuzz.c - whatever is asked of a whole city, by whomever, it answers: never with a fault of
 * its own, always in valid JSON, and the next caller is served.
 *
 * An input: one byte who asks, "METHOD address" up to the end of the line, header lines up to an
 * empty one, the body. What it changes stays for the next: the city is one for all. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "api/rooms.h"
#include "base/buf.h"
#include "base/mem.h"
#include "city/token.h"
#include "codec/json.h"
#include "fuzz.h"
#include "main/serve.h"

enum { MAX_ANSWER_BYTES = 4 << 20, WHO = 6, WHO_BYTES = 256, PATIENCE_S = 10 };

static struct {
    serve city;
    char dir[64], who[WHO][WHO_BYTES]; /* header lines; the first is a stranger's */
    char *answer;
    size_t len;
} f;

/* ---- the city ---- */

typedef struct {
    loop_command cmd;
    const char *role, *division;
    char token[TOKEN_TEXT_SIZE];
} making;

static xc_err make(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    making *m = (making *)cmd;
    token_spec spec = { .name = xc_str_of(m->role),
                        .role = xc_str_of(m->role),
                        .division = xc_str_of(m->division) };
    return token_create(tx, f.city.door, &spec, m->token, why);
}

static void made(loop_command *cmd, xc_err err, const xc_problem *why)
{
    (void)why;
    FUZZ_CHECK(err == XC_OK);
    xc_arena_free(cmd->arena);
}

static void make_token(const char *role, const char *division, char *to)
{
    making m = { .role = role, .division = division };
    FUZZ_CHECK(xc_arena_new(1 << 20, &m.cmd.arena) == XC_OK);
    m.cmd.name = "test";
    m.cmd.apply = make;
    m.cmd.done = made;
    FUZZ_CHECK(loop_call(f.city.loop, &m.cmd, NULL) == XC_OK);
    (void)snprintf(to, WHO_BYTES, "Authorization: Bearer %s\r\n", m.token); /* fits */
}

/* libraries clean up at the end too: no thread may still be at work then */
static void close_city(void)
{
    char command[128];
    serve_close(&f.city);
    xc_free(f.answer);
    (void)snprintf(command, sizeof command, "rm -rf %s", f.dir); /* fits */
    (void)!system(command);                                      /* at worst it stays in /tmp */
}

/* ---- one request ---- */

static int connected(void)
{
    struct timeval patience = { PATIENCE_S, 0 };
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_port = htons((uint16_t)http_server_port(f.city.http)) };
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    FUZZ_CHECK(fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0);
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience); /* checked below */
    return fd;
}

/* an event stream has no end: its beginning will do */
static bool is_stream(void)
{
    return strstr(f.answer, "\r\n\r\n") && strstr(f.answer, "text/event-stream");
}

static void ask(const void *bytes, size_t len)
{
    int fd = connected();
    ssize_t got = 1;
    (void)!send(fd, bytes, len, MSG_NOSIGNAL); /* it may be refused in the middle */
    for (f.len = 0; got > 0 && f.len + 1 < MAX_ANSWER_BYTES && !is_stream();) {
        got = recv(fd, f.answer + f.len, MAX_ANSWER_BYTES - 1 - f.len, 0);
        FUZZ_CHECK(got >= 0 || errno == ECONNRESET); /* not for ten seconds */
        f.len += got > 0 ? (size_t)got : 0;
        f.answer[f.len] = 0;
    }
    close(fd);
}

static void check_answer(void)
{
    const json_value *json;
    xc_arena *arena;
    const char *body = strstr(f.answer, "\r\n\r\n");
    if (f.len == 0)
        return; /* hung up: a request that was none */
    FUZZ_CHECK(strncmp(f.answer, "HTTP/1.1 ", 9) == 0);
    FUZZ_CHECK(strncmp(f.answer + 9, "500", 3) != 0);
    if (!body || !strstr(f.answer, "Content-Type: application/json") || body[4] == 0)
        return;
    FUZZ_CHECK(xc_arena_new(256 << 20, &arena) == XC_OK);
    FUZZ_CHECK(json_parse(xc_str_of(body + 4), arena, &json, NULL) == XC_OK);
    xc_arena_free(arena);
}

/* ---- opening ---- */

/* somebody of the pack's accounts, by password */
static void sign_in(const char *login, char *to)
{
    char text[512], body[128];
    int len =
        snprintf(body, sizeof body, "{\"login\":\"%s\",\"password\":\"xiucheng-demo\"}", login);
    len = snprintf(text, sizeof text,
                   "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                   "Content-Length: %d\r\n\r\n%s",
                   len, body);
    ask(text, (size_t)len);
    const char *cookie = strstr(f.answer, "xc_session="), *csrf = strstr(f.answer, "\"csrf\":\"");
    FUZZ_CHECK(cookie && csrf);
    (void)snprintf(to, WHO_BYTES, "Cookie: %.*s\r\nX-CSRF-Token: %.*s\r\n",
                   (int)strcspn(cookie, ";"), cookie, (int)strcspn(csrf + 8, "\""), csrf + 8);
}

static void open_city(void)
{
    xc_problem why = { 0 };
    (void)snprintf(f.dir, sizeof f.dir, "/tmp/xc-fuzz-XXXXXX"); /* fits */
    FUZZ_CHECK(mkdtemp(f.dir) && (f.answer = xc_malloc(MAX_ANSWER_BYTES)) != NULL);
    f.city.options =
        (serve_options){ .pack = FUZZ_PACK, .data = f.dir, .listen = "127.0.0.1:0", .demo = "1" };
    f.city.log = (xc_log){ stderr, XC_LOG_ERROR };
    if (serve_open(&f.city, &why)) {
        (void)fprintf(stderr, "%s: %s\n", why.where, why.en);
        abort();
    }
    make_token("admin", "", f.who[1]);
    make_token("duty", "310104", f.who[2]);
    make_token("integrator", "", f.who[3]);
    sign_in("gu", f.who[4]);
    sign_in("unit01", f.who[5]);
    (void)atexit(close_city); /* the latest runs first: before the libraries' own */
}

/* ---- the input ---- */

static xc_str cut_line(xc_str *rest)
{
    xc_str line;
    *rest = xc_str_cut(*rest, '\n', &line);
    return line;
}

/* where a request ends is http_fuzz's business: here it always ends with its body */
static bool is_framing(xc_str line)
{
    static const char *const names[] = { "content-length", "transfer-encoding", "expect", "upgrade",
                                         "connection" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (line.len >= strlen(names[i]) && !strncasecmp(line.ptr, names[i], strlen(names[i])))
            return true;
    return false;
}

static void put_line(xc_buf *out, xc_str line)
{
    for (size_t i = 0; i < line.len; i++)
        xc_buf_byte(out, (unsigned char)line.ptr[i] < ' ' ? '?' : line.ptr[i]);
}

static void put_request(xc_buf *out, const uint8_t *bytes, size_t len)
{
    xc_str rest = { (const char *)bytes + 1, len - 1 }, line = cut_line(&rest);
    put_line(out, line);
    xc_buf_str(out, XC_STR(" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"));
    xc_buf_str(out, xc_str_of(f.who[bytes[0] % WHO]));
    while (rest.ptr && (line = cut_line(&rest)).len) {
        if (is_framing(line))
            continue;
        put_line(out, line);
        xc_buf_str(out, XC_STR("\r\n"));
    }
    xc_buf_printf(out, "Content-Length: %zu\r\n\r\n", rest.len);
    xc_buf_str(out, rest);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char good[] = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    static unsigned count;
    xc_buf request;
    if (!f.answer)
        open_city();
    if (len == 0)
        return 0;
    xc_buf_init(&request, 1 << 20);
    put_request(&request, bytes, len);
    if (!xc_buf_err(&request)) {
        ask(xc_buf_view(&request).ptr, xc_buf_view(&request).len);
        check_answer();
    }
    xc_buf_done(&request);
    if (count++ % 64 == 0) {
        ask(good, sizeof good - 1);
        FUZZ_CHECK(strncmp(f.answer, "HTTP/1.1 200", 12) == 0);
    }
    return 0;
}
