/* http_listen.c - addresses, listening sockets and certificate files; see http_listen.h. */
#include "net/http_listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"

enum { BACKLOG = 1024, MAX_PEM_BYTES = 1 << 20 };

static xc_err bad_address(const char *address, xc_problem *why)
{
    return xc_fail(why, XC_EINVAL, "listen", "\"%s\" is not HOST:PORT, for example 127.0.0.1:8080",
                   "“%s”不是 主机:端口，例如 127.0.0.1:8080", address);
}

/* "[::1]:80" -> "::1", "80" */
static xc_err split_address(const char *address, char host[128], char port[8], xc_problem *why)
{
    const char *colon = strrchr(address, ':');
    int64_t number;
    if (!colon || !xc_str_int(xc_str_of(colon + 1), 0, 65535, &number))
        return bad_address(address, why);
    size_t len = (size_t)(colon - address);
    if (len >= 2 && address[0] == '[' && address[len - 1] == ']') {
        address++;
        len -= 2;
    }
    if (len == 0 || len >= 128)
        return bad_address(address, why);
    memcpy(host, address, len);
    host[len] = 0;
    (void)snprintf(port, 8, "%d", (int)number); /* at most five digits */
    return XC_OK;
}

static bool is_loopback(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        const struct sockaddr_in *in = (const void *)address;
        return (ntohl(in->sin_addr.s_addr) >> 24) == 127;
    }
    const struct sockaddr_in6 *in6 = (const void *)address;
    return address->sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&in6->sin6_addr);
}

static xc_err open_socket(const struct addrinfo *info, const char *address, int *ret,
                          xc_problem *why)
{
    int on = 1, fd = socket(info->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return xc_fail(why, XC_EIO, address, "no socket: %s", "无法创建套接字：%s",
                       strerror(errno));
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); /* only a comfort */
    if (bind(fd, info->ai_addr, info->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0) {
        *ret = fd;
        return XC_OK;
    }
    int cause = errno;
    close(fd);
    return xc_fail(why, XC_EIO, address, "cannot listen there: %s; choose another port",
                   "无法在此监听：%s；请换一个端口", strerror(cause));
}

static unsigned bound_port(int fd)
{
    struct sockaddr_storage bound = { 0 };
    socklen_t len = sizeof bound;
    if (getsockname(fd, (struct sockaddr *)&bound, &len) != 0)
        return 0;
    if (bound.ss_family == AF_INET)
        return ntohs(((const struct sockaddr_in *)(const void *)&bound)->sin_port);
    return ntohs(((const struct sockaddr_in6 *)(const void *)&bound)->sin6_port);
}

xc_err http_listen(const char *address, bool anywhere, int *ret_fd, unsigned *ret_port,
                   xc_problem *why)
{
    char host[128], port[8];
    xc_err err = split_address(address, host, port, why);
    if (err)
        return err;
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV };
    struct addrinfo *info = NULL;
    if (getaddrinfo(host, port, &hints, &info) != 0)
        return bad_address(address, why);
    if (!anywhere && !is_loopback(info->ai_addr))
        err = xc_fail(why, XC_EFORBIDDEN, address,
                      "HTTP without TLS is only for this machine: give --cert and --key, or listen "
                      "on 127.0.0.1",
                      "没有 TLS 的 HTTP 只能在本机使用：请给出 --cert 和 --key，或监听 127.0.0.1");
    if (!err)
        err = open_socket(info, address, ret_fd, why);
    freeaddrinfo(info);
    if (!err)
        *ret_port = bound_port(*ret_fd);
    return err;
}

void http_peer_text(const struct sockaddr *address, char *text, size_t size)
{
    text[0] = 0;
    if (!address)
        return;
    if (address->sa_family == AF_INET)
        (void)inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)address)->sin_addr,
                        text, (socklen_t)size); /* "" when it does not fit */
    if (address->sa_family != AF_INET6)
        return;
    const struct in6_addr *in6 = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
    if (IN6_IS_ADDR_V4MAPPED(in6))
        (void)inet_ntop(AF_INET, in6->s6_addr + 12, text, (socklen_t)size);
    else
        (void)inet_ntop(AF_INET6, in6, text, (socklen_t)size);
}

xc_err http_read_pem(const char *path, char **ret, xc_problem *why)
{
    FILE *file = fopen(path, "re");
    char *text = file ? xc_malloc(MAX_PEM_BYTES) : NULL;
    size_t len = text ? fread(text, 1, MAX_PEM_BYTES, file) : 0;
    int cause = errno;
    if (file)
        fclose(file);
    if (len > 0 && len < MAX_PEM_BYTES) {
        text[len] = 0;
        *ret = text;
        return XC_OK;
    }
    xc_free(text);
    if (!file)
        return xc_fail(why, XC_EIO, path, "cannot be read: %s", "无法读取：%s", strerror(cause));
    return xc_fail(why, XC_EIO, path, "is empty or too large for a certificate or key",
                   "是空文件，或作为证书、私钥过大");
}
