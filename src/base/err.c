/* err.c - the table of err.h as data, and how a problem is worded. */
#include "base/err.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    int status;
    const char *en, *zh;
} rows[XC_ERR_COUNT] = {
#define X(code, name, status, en, zh) [XC_##code] = { name, status, en, zh },
    XC_ERR_TABLE(X)
#undef X
};

static unsigned row_of(xc_err code)
{
    return (unsigned)code < XC_ERR_COUNT ? (unsigned)code : XC_EBUG;
}

const char *xc_err_name(xc_err code)
{
    return rows[row_of(code)].name;
}

int xc_err_status(xc_err code)
{
    return rows[row_of(code)].status;
}

const char *xc_err_text(xc_err code, xc_lang lang)
{
    return lang == XC_LANG_ZH ? rows[row_of(code)].zh : rows[row_of(code)].en;
}

/* a cut in the middle of a character would make the whole answer invalid UTF-8 */
static void drop_half_character(char *text, size_t size)
{
    size_t len = strlen(text);
    if (len + 1 < size)
        return;
    size_t start = len;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (len - (start - 1) < need)
        text[start - 1] = 0;
}

__attribute__((format(printf, 3, 0))) static void say(char *to, size_t size, const char *format,
                                                      va_list args)
{
    va_list copy;
    va_copy(copy, args);
    (void)vsnprintf(to, size, format, copy); /* a cut text still helps */
    va_end(copy);
    drop_half_character(to, size);
}

__attribute__((format(printf, 6, 0), format(printf, 7, 0))) static void fill(
    xc_problem *why, xc_err code, const char *where, uint32_t line, uint32_t column, const char *en,
    const char *zh, va_list args)
{
    *why = (xc_problem){ .code = code, .line = line, .column = column };
    (void)snprintf(why->where, sizeof why->where, "%s", where ? where : "");
    drop_half_character(why->where, sizeof why->where);
    say(why->en, sizeof why->en, en, args);
    say(why->zh, sizeof why->zh, zh, args);
}

xc_err xc_fail(xc_problem *why, xc_err code, const char *where, const char *en, const char *zh, ...)
{
    if (!why)
        return code;
    va_list args;
    va_start(args, zh);
    fill(why, code, where, 0, 0, en, zh, args);
    va_end(args);
    return code;
}

xc_err xc_fail_at(xc_problem *why, xc_err code, const char *where, uint32_t line, uint32_t column,
                  const char *en, const char *zh, ...)
{
    if (!why)
        return code;
    va_list args;
    va_start(args, zh);
    fill(why, code, where, line, column, en, zh, args);
    va_end(args);
    return code;
}

const char *xc_problem_text(const xc_problem *why, xc_lang lang)
{
    const char *own = lang == XC_LANG_ZH ? why->zh : why->en;
    return own[0] ? own : xc_err_text(why->code, lang);
}
