/* http_listen.h - addresses, listening sockets and certificate files. */
#ifndef XC_NET_HTTP_LISTEN_H
#define XC_NET_HTTP_LISTEN_H
#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "base/err.h"

/* Binds "127.0.0.1:8080", "[::1]:8080" or "localhost:0" and listens; the caller owns *ret_fd.
 * XC_EINVAL: not an address; XC_EFORBIDDEN: not loopback unless anywhere; XC_EIO: in use and the
 * like. */
XC_MUST_CHECK xc_err http_listen(const char *address, bool anywhere, int *ret_fd,
                                 unsigned *ret_port, xc_problem *why);

/* The peer's address as text, IPv4 in IPv6 as IPv4; "" when unknown. */
void http_peer_text(const struct sockaddr *address, char *text, size_t size);

/* Reads a small text file whole, ended by a zero; the caller frees. XC_EIO, XC_ELIMIT, XC_ENOMEM.
 */
XC_MUST_CHECK xc_err http_read_pem(const char *path, char **ret, xc_problem *why);

#endif
