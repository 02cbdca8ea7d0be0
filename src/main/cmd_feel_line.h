/* cmd_feel_line.h - a line from a person (with a prompt, editing and a history) or from a pipe. */
#ifndef XC_MAIN_CMD_FEEL_LINE_H
#define XC_MAIN_CMD_FEEL_LINE_H
#include <stdbool.h>

#include "base/buf.h"

typedef struct {
    bool person;        /* stdin and stdout are a terminal */
    char history[1024]; /* file; "" = none is kept */
} feel_lines;

void feel_lines_start(feel_lines *l);
/* Appends one line with its end to *to. XC_EGONE: there is none; XC_ELIMIT, XC_ENOMEM, XC_EIO. */
XC_MUST_CHECK xc_err feel_lines_next(feel_lines *l, const char *prompt, xc_buf *to);
/* What may be called up again with the arrow keys. */
void feel_lines_remember(feel_lines *l, xc_str entry);
void feel_lines_end(feel_lines *l); /* writes the history */

#endif
