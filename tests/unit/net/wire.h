/* wire.h - a plain TCP client for tests that are written as dialogues. */
#ifndef XC_TESTS_WIRE_H
#define XC_TESTS_WIRE_H
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    int fd;
    size_t len;
    char in[1 << 16]; /* what came and was not looked at, ended by a zero */
} wire;

void wire_open(wire *w, unsigned port);
void wire_close(wire *w);
void wire_send(wire *w, const char *bytes, size_t len);
void wire_say(wire *w, const char *text);
/* Reads until text came (true), or the server closed or 5 s passed (false); what is before and with
 * it is forgotten. */
bool wire_hear(wire *w, const char *text);
/* The server closed (with or without a reset) within the time. */
bool wire_closed(wire *w, int wait_ms);
/* Nothing more came within the time. */
bool wire_silent(wire *w, int wait_ms);

#endif
