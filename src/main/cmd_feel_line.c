/* cmd_feel_line.c - see cmd_feel_line.h; edited by libedit where the build found it. */
#include "main/cmd_feel_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"

enum { MAX_HISTORY = 1000, MAX_PIPE_LINE = 16 << 20 };

#ifdef XC_LIBEDIT
#include <editline/readline.h>
#include <locale.h>

void feel_lines_start(feel_lines *l)
{
    *l = (feel_lines){ .person = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) };
    const char *home = getenv("HOME");
    if (!l->person)
        return;
    if (!setlocale(LC_CTYPE, "C.UTF-8"))
        (void)setlocale(LC_CTYPE, ""); /* then letters beyond ASCII are edited byte by byte */
    using_history();
    stifle_history(MAX_HISTORY);
    if (home && strlen(home) + 32 < sizeof l->history) {
        (void)snprintf(l->history, sizeof l->history, "%s/.xiucheng_feel_history", home);
        (void)read_history(l->history); /* the first time there is none */
    }
}

static xc_err line_of_person(const char *prompt, xc_buf *to)
{
    char *line = readline(prompt);
    if (!line)
        return XC_EGONE;
    xc_buf_text(to, line);
    xc_buf_byte(to, '\n');
    xc_free(line);
    return xc_buf_err(to);
}

void feel_lines_remember(feel_lines *l, xc_str entry)
{
    char *text = l->person && entry.len ? xc_memdup0(entry.ptr, entry.len) : NULL;
    for (char *c = text; c && *c; c++)
        *c = *c == '\n' ? ' ' : *c; /* an entry is one line of the history */
    if (text)
        (void)add_history(text); /* without it only this line cannot be called up */
    xc_free(text);
}

void feel_lines_end(feel_lines *l)
{
    if (l->history[0])
        (void)write_history(l->history); /* a history that cannot be kept harms nobody */
}
#else
void feel_lines_start(feel_lines *l)
{
    *l = (feel_lines){ .person = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) };
}

static xc_err line_of_person(const char *prompt, xc_buf *to)
{
    (void)fputs(prompt, stdout);
    (void)fflush(stdout);
    char part[4096];
    while (fgets(part, sizeof part, stdin)) {
        xc_buf_text(to, part);
        if (strchr(part, '\n'))
            return xc_buf_err(to);
    }
    return XC_EGONE;
}

void feel_lines_remember(feel_lines *l, xc_str entry)
{
    (void)l, (void)entry;
}

void feel_lines_end(feel_lines *l)
{
    (void)l;
}
#endif

static xc_err line_of_pipe(xc_buf *to)
{
    int c;
    size_t start = to->len;
    while ((c = getc(stdin)) != EOF && c != '\n' && !to->err && to->len - start < MAX_PIPE_LINE)
        xc_buf_byte(to, (char)c);
    if (ferror(stdin))
        return XC_EIO;
    if (to->len - start >= MAX_PIPE_LINE)
        return XC_ELIMIT;
    if (c == EOF && to->len == start)
        return XC_EGONE;
    xc_buf_byte(to, '\n');
    return xc_buf_err(to);
}

xc_err feel_lines_next(feel_lines *l, const char *prompt, xc_buf *to)
{
    return l->person ? line_of_person(prompt, to) : line_of_pipe(to);
}
