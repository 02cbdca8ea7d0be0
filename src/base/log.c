/* log.c - see log.h. */
#include "base/log.h"

#include <stdarg.h>
#include <time.h>

#include "base/buf.h"
#include "base/clock.h"

enum { MAX_TEXT_BYTES = 1024, MAX_LINE_BYTES = 8192 };

static const char *const level_names[] = { "debug", "info", "warn", "error" };

static void put_time(xc_buf *line)
{
    int64_t now = xc_now_us(xc_clock_system());
    time_t seconds = (time_t)(now / XC_SECOND_US);
    struct tm utc;
    char text[32];
    if (!gmtime_r(&seconds, &utc) || !strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc))
        return;
    xc_buf_printf(line, "%s.%06dZ", text, (int)(now % XC_SECOND_US));
}

static void put_escaped(xc_buf *line, const char *text)
{
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\')
            xc_buf_printf(line, "\\%c", *c);
        else if ((unsigned char)*c < 0x20)
            xc_buf_printf(line, "\\u%04x", (unsigned)*c);
        else
            xc_buf_byte(line, *c);
    }
}

void xc_log_write(const xc_log *log, xc_log_level level, const char *area, const char *format, ...)
{
    if (!log || !log->stream || level < log->least)
        return;
    char text[MAX_TEXT_BYTES];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args); /* a cut line is still a line */
    va_end(args);
    xc_buf line;
    xc_buf_init(&line, MAX_LINE_BYTES);
    xc_buf_text(&line, "{\"t\":\"");
    put_time(&line);
    xc_buf_printf(&line, "\",\"level\":\"%s\",\"area\":\"%s\",\"msg\":\"", level_names[level],
                  area);
    put_escaped(&line, text);
    xc_buf_text(&line, "\"}\n");
    if (!line.err)
        (void)fwrite(line.ptr, 1, line.len, log->stream); /* nowhere to report a failed log */
    xc_buf_done(&line);
}
