/* control.c - see control.h. */
#include "main/control.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "main/data_dir.h"

enum { MAX_LINE_BYTES = 64 << 10, ARENA_BYTES = 1 << 20, WAIT_S = 10 };

struct control {
    admin admin;
    int fd;
    pthread_t thread;
    char path[DATA_PATH_SIZE];
};

/* ---- the socket ---- */

static xc_err address_of(const char *data_dir, struct sockaddr_un *ret, xc_problem *why)
{
    char path[DATA_PATH_SIZE];
    xc_err err = data_path(data_dir, DATA_CONTROL, path, why);
    if (err)
        return err;
    *ret = (struct sockaddr_un){ .sun_family = AF_UNIX };
    if (strlen(path) >= sizeof ret->sun_path)
        return xc_fail(why, XC_EINVAL, "--data", "the path of the data folder is over %d bytes",
                       "数据文件夹的路径超过 %d 字节", (int)sizeof ret->sun_path - 20);
    memcpy(ret->sun_path, path, strlen(path) + 1);
    return XC_OK;
}

static void set_patience(int fd)
{
    struct timeval t = { .tv_sec = WAIT_S };
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &t,
                     sizeof t); /* without it only slower to give up */
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &t, sizeof t);
}

static bool send_line(int fd, xc_str line)
{
    while (line.len) {
        ssize_t n = send(fd, line.ptr, line.len, MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        line.ptr += n;
        line.len -= (size_t)n;
    }
    return send(fd, "\n", 1, MSG_NOSIGNAL) == 1;
}

/* Up to the line's end, which is left out. */
static bool receive_line(int fd, xc_buf *line)
{
    char bytes[4096];
    for (;;) {
        ssize_t n = recv(fd, bytes, sizeof bytes, 0);
        if (n <= 0)
            return false;
        const char *end = memchr(bytes, '\n', (size_t)n);
        xc_buf_put(line, bytes, end ? (size_t)(end - bytes) : (size_t)n);
        if (xc_buf_err(line))
            return false;
        if (end)
            return true;
    }
}

/* ---- the server's side ---- */

static void write_problem(xc_buf *out, xc_err err, const xc_problem *why)
{
    xc_problem plain = { .code = err };
    const xc_problem *p = why->code ? why : &plain;
    xc_buf_clear(out);
    json_writer w = json_writer_on(out);
    json_open_object(&w);
    json_put_text(&w, "error", xc_err_name(err));
    json_put_text(&w, "where", p->where);
    json_put_text(&w, "en", xc_problem_text(p, XC_LANG_EN));
    json_put_text(&w, "zh", xc_problem_text(p, XC_LANG_ZH));
    json_close_object(&w);
}

static void answer_one(control *c, int fd, xc_arena *arena, xc_buf *line, xc_buf *answer)
{
    const json_value *request = NULL;
    xc_problem why = { .code = XC_OK };
    set_patience(fd);
    if (!receive_line(fd, line))
        return;
    xc_err err = json_parse(xc_buf_view(line), arena, &request, &why);
    if (!err)
        err = admin_do(&c->admin, request, answer, &why);
    if (err)
        write_problem(answer, err, &why);
    if (!xc_buf_err(answer))
        (void)send_line(fd, xc_buf_view(answer)); /* who asked and left gets nothing */
}

static void serve_connection(control *c, int fd)
{
    xc_arena *arena = NULL;
    xc_buf line, answer;
    xc_buf_init(&line, MAX_LINE_BYTES);
    xc_buf_init(&answer, MAX_LINE_BYTES);
    if (xc_arena_new(ARENA_BYTES, &arena) == XC_OK)
        answer_one(c, fd, arena, &line, &answer);
    xc_arena_free(arena);
    xc_buf_done(&line);
    xc_buf_done(&answer);
    close(fd);
}

static void *thread_main(void *arg)
{
    control *c = arg;
    for (;;) {
        int fd = accept(c->fd, NULL, NULL);
        if (fd >= 0)
            serve_connection(c, fd);
        else if (errno != EINTR && errno != ECONNABORTED)
            return NULL; /* control_close has shut the socket */
    }
}

static xc_err listen_at(control *c, const struct sockaddr_un *at, xc_problem *why)
{
    c->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    memcpy(c->path, at->sun_path, sizeof at->sun_path);
    (void)unlink(c->path); /* of a server that crashed: this one holds the store's lock */
    mode_t before = umask(0077);
    int failed = c->fd < 0 || bind(c->fd, (const struct sockaddr *)at, sizeof *at) != 0 ||
                 listen(c->fd, 8) != 0;
    umask(before);
    if (failed)
        return xc_fail(why, XC_EIO, c->path, "cannot listen: %s", "无法监听：%s", strerror(errno));
    return XC_OK;
}

xc_err control_open(const char *data_dir, const admin *a, control **ret, xc_problem *why)
{
    struct sockaddr_un at;
    xc_err err = address_of(data_dir, &at, why);
    if (err)
        return err;
    control *c = xc_calloc(1, sizeof *c);
    if (!c)
        return XC_ENOMEM;
    c->admin = *a;
    err = listen_at(c, &at, why);
    if (!err && pthread_create(&c->thread, NULL, thread_main, c) != 0)
        err = XC_ENOMEM;
    if (err) {
        if (c->fd >= 0)
            close(c->fd);
        xc_free(c);
        return err;
    }
    *ret = c;
    return XC_OK;
}

control *control_close(control *c)
{
    if (!c)
        return NULL;
    (void)unlink(c->path);            /* gone already is as good */
    (void)shutdown(c->fd, SHUT_RDWR); /* wakes the accept */
    (void)pthread_join(c->thread, NULL);
    close(c->fd);
    xc_free(c);
    return NULL;
}

/* ---- the command's side ---- */

static xc_err err_of_name(xc_str name)
{
    for (int code = 1; code < XC_ERR_COUNT; code++)
        if (xc_str_is(name, xc_err_name((xc_err)code)))
            return (xc_err)code;
    return XC_EBUG;
}

static xc_err take_problem(const json_value *answer, xc_problem *why)
{
    xc_str en = json_find_str(answer, "en"), zh = json_find_str(answer, "zh");
    xc_str where = json_find_str(answer, "where");
    *why = (xc_problem){ .code = err_of_name(json_find_str(answer, "error")) };
    (void)snprintf(why->where, sizeof why->where, "%.*s", XC_STR_ARG(where)); /* may be cut */
    (void)snprintf(why->en, sizeof why->en, "%.*s", XC_STR_ARG(en));
    (void)snprintf(why->zh, sizeof why->zh, "%.*s", XC_STR_ARG(zh));
    return why->code;
}

static xc_err talk(int fd, xc_str request, xc_arena *arena, const json_value **ret, xc_problem *why)
{
    xc_buf line;
    xc_buf_init(&line, MAX_LINE_BYTES);
    set_patience(fd);
    bool heard = send_line(fd, request) && receive_line(fd, &line);
    xc_str kept = heard ? xc_arena_str(arena, xc_buf_view(&line)) : (xc_str){ 0 };
    xc_buf_done(&line);
    if (!heard)
        return xc_fail(why, XC_EIO, "", "the running server did not answer",
                       "正在运行的服务没有回答");
    xc_err err = kept.ptr ? json_parse(kept, arena, ret, why) : XC_ENOMEM;
    if (!err && json_find(*ret, "error"))
        err = take_problem(*ret, why);
    return err;
}

xc_err control_ask(const char *data_dir, xc_str request, xc_arena *arena, const json_value **ret,
                   xc_problem *why)
{
    struct sockaddr_un at;
    xc_err err = address_of(data_dir, &at, why);
    if (err)
        return err;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return XC_EIO;
    if (connect(fd, (const struct sockaddr *)&at, sizeof at) == 0)
        err = talk(fd, request, arena, ret, why);
    else
        err = XC_ENOTFOUND;
    close(fd);
    return err;
}
