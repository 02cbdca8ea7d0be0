/* lex.c - the lexer; see lex.h. */
#include "engine/feel/lex.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Unicode's spaces, as the grammar lists them (DMN 1.5, 10.3.1.2, 61) */
static bool is_space(uint32_t c)
{
    static const uint16_t MORE[] = { 0x85,   0xA0,   0x1680, 0x180E, 0x2028,
                                     0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF };
    if (c == ' ' || (c >= 9 && c <= 13) || (c >= 0x2000 && c <= 0x200B))
        return true;
    for (size_t i = 0; i < sizeof MORE / sizeof MORE[0]; i++)
        if (c == MORE[i])
            return true;
    return false;
}

static xc_str rest_at(xc_str s, size_t at)
{
    return (xc_str){ s.ptr + at, s.len - at };
}

static size_t one_space(xc_str rest)
{
    uint32_t c;
    size_t n = xc_utf8_next(rest, &c);
    return n && is_space(c) ? n : 0;
}

static size_t comment(xc_str rest)
{
    if (rest.len < 2 || rest.ptr[0] != '/')
        return 0;
    size_t at = 2;
    if (rest.ptr[1] == '/') {
        while (at < rest.len && rest.ptr[at] != '\n')
            at++;
        return at;
    }
    if (rest.ptr[1] != '*')
        return 0;
    while (at + 1 < rest.len && !(rest.ptr[at] == '*' && rest.ptr[at + 1] == '/'))
        at++;
    return at + 1 < rest.len ? at + 2 : 0;
}

static bool plain_space(char c)
{
    return c == ' ' || (c >= 9 && c <= 13);
}

size_t feel_space(xc_str rest)
{
    for (size_t at = 0;;) {
        while (at < rest.len && plain_space(rest.ptr[at]))
            at++;
        if (at == rest.len || (rest.ptr[at] > 0 && rest.ptr[at] != '/'))
            return at; /* the usual case: no comment, no space of another alphabet */
        size_t n = one_space(rest_at(rest, at));
        if (!n)
            n = comment(rest_at(rest, at));
        if (!n)
            return at;
        at += n;
    }
}

static bool name_start(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (c >= 0x80 && !is_space(c));
}

static bool name_part(uint32_t c)
{
    return name_start(c) || (c >= '0' && c <= '9');
}

size_t feel_word(xc_str rest)
{
    size_t at = 0;
    if (!rest.len || is_digit(rest.ptr[0]))
        return 0;
    while (at < rest.len) {
        uint32_t c = (unsigned char)rest.ptr[at];
        size_t n = c < 0x80 ? 1 : xc_utf8_next(rest_at(rest, at), &c);
        if (!n || !name_part(c))
            break;
        at += n;
    }
    return at;
}

size_t feel_match_name(xc_str rest, xc_str name)
{
    size_t at = 0;
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == ' ') {
            size_t n = feel_space(rest_at(rest, at));
            if (!n)
                return 0;
            at += n;
        } else if (at < rest.len && rest.ptr[at] == name.ptr[i]) {
            at++;
        } else {
            return 0;
        }
    }
    uint32_t next, last = name.len ? (unsigned char)name.ptr[name.len - 1] : 0;
    if (name_part(last) && xc_utf8_next(rest_at(rest, at), &next) && name_part(next))
        return 0;
    return at;
}

static void advance(feel_lexer *l, size_t bytes)
{
    for (size_t end = l->at + bytes; l->at < end; l->at++) {
        char c = l->src.ptr[l->at];
        if (c == '\n') {
            l->line++;
            l->column = 1;
        } else {
            l->column += ((unsigned char)c & 0xC0) != 0x80;
        }
    }
}

void feel_lex_back(feel_lexer *l, const feel_token *to)
{
    l->at = to->start;
    l->line = to->line;
    l->column = to->column;
}

static feel_token bad(feel_lexer *l, feel_token t, const char *en, const char *zh)
{
    t.kind = TOK_BAD;
    l->err = xc_fail_at(l->why, XC_ESYNTAX, "", t.line, t.column, "%s%.0s", "%.0s%s", en, zh);
    return t;
}

static feel_token number(feel_lexer *l, feel_token t)
{
    xc_str s = l->src;
    size_t at = l->at;
    while (at < s.len && is_digit(s.ptr[at]))
        at++;
    if (at + 1 < s.len && s.ptr[at] == '.' && is_digit(s.ptr[at + 1])) {
        at++;
        while (at < s.len && is_digit(s.ptr[at]))
            at++;
    }
    if (at < s.len && (s.ptr[at] == 'e' || s.ptr[at] == 'E')) {
        size_t e = at + 1;
        if (e < s.len && (s.ptr[e] == '+' || s.ptr[e] == '-'))
            e++;
        if (e < s.len && is_digit(s.ptr[e])) {
            while (e < s.len && is_digit(s.ptr[e]))
                e++;
            at = e;
        }
    }
    t.kind = TOK_NUMBER;
    t.text = (xc_str){ s.ptr + l->at, at - l->at };
    advance(l, at - l->at);
    return t;
}

static bool hex(xc_str s, size_t digits, uint32_t *ret)
{
    uint32_t v = 0;
    if (s.len < digits)
        return false;
    for (size_t i = 0; i < digits; i++) {
        char c = s.ptr[i];
        int d = is_digit(c)            ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
        if (d < 0)
            return false;
        v = v * 16 + (uint32_t)d;
    }
    *ret = v;
    return true;
}

/* \uXXXX (with a second one for a pair) or \UXXXXXX; bytes used, 0 if it is none */
static size_t unicode_escape(xc_str s, uint32_t *ret)
{
    uint32_t low;
    size_t digits = s.ptr[1] == 'U' ? 6 : 4;
    if (!hex(rest_at(s, 2), digits, ret))
        return 0;
    if (*ret < 0xD800 || *ret > 0xDFFF)
        return 2 + digits;
    if (digits == 4 && s.len >= 12 && s.ptr[6] == '\\' && s.ptr[7] == 'u' &&
        hex(rest_at(s, 8), 4, &low) && *ret < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
        *ret = 0x10000 + ((*ret - 0xD800) << 10) + (low - 0xDC00);
        return 12;
    }
    return 0;
}

/* Resolves one escape into to; bytes used. An unknown one stands for itself, as in regular
 * expressions "\d". */
static size_t escape(xc_str s, char *to, size_t *len)
{
    static const char FROM[] = "nrt\"'\\", TO[] = "\n\r\t\"'\\";
    uint32_t c;
    const char *known = s.len > 1 && s.ptr[1] ? strchr(FROM, s.ptr[1]) : NULL;
    if (known) {
        to[(*len)++] = TO[known - FROM];
        return 2;
    }
    if (s.len > 1 && (s.ptr[1] == 'u' || s.ptr[1] == 'U')) {
        size_t used = unicode_escape(s, &c), put = used ? xc_utf8_put(c, to + *len) : 0;
        *len += put;
        if (put)
            return used;
    }
    to[(*len)++] = '\\';
    return 1;
}

static feel_token string(feel_lexer *l, feel_token t)
{
    size_t open = l->at + (t.kind == TOK_AT), at = open + 1, len = 0;
    xc_str s = l->src;
    while (at < s.len && s.ptr[at] != '"')
        at += s.ptr[at] == '\\' ? 2 : 1;
    if (at >= s.len)
        return bad(l, t, "the text that begins here has no closing \"",
                   "这段文本缺少结尾的引号 \"");
    if (!memchr(s.ptr + open, '\\', at - open)) { /* the text as it stands */
        t.text = (xc_str){ s.ptr + open + 1, at - open - 1 };
        advance(l, at + 1 - l->at);
        return t;
    }
    char *to = xc_arena_alloc(l->arena, at - open + 4);
    if (!to) {
        t.kind = TOK_BAD;
        l->err = xc_fail_at(l->why, xc_arena_err(l->arena, at - open + 4), "", t.line, t.column,
                            "the text is too long", "文本过长");
        return t;
    }
    for (size_t i = open + 1; i < at;) {
        if (s.ptr[i] == '\\')
            i += escape((xc_str){ s.ptr + i, at - i }, to, &len);
        else
            to[len++] = s.ptr[i++];
    }
    t.text = (xc_str){ to, len };
    advance(l, at + 1 - l->at);
    return t;
}

static size_t sign_length(xc_str rest)
{
    static const char ONE[] = "+-*/=<>()[]{},:.?@";
    char c = rest.ptr[0], next = rest.len > 1 ? rest.ptr[1] : 0;
    bool compare = (c == '<' || c == '>' || c == '!') && next == '=';
    if (compare || (c == '*' && next == '*') || (c == '.' && next == '.') ||
        (c == '-' && next == '>'))
        return 2;
    return c && strchr(ONE, c) ? 1 : 0;
}

static bool is_keyword(xc_str word)
{
    static const char *const WORDS[] = { "and",      "between",  "context", "else",     "every",
                                         "external", "false",    "for",     "function", "if",
                                         "in",       "instance", "list",    "not",      "null",
                                         "of",       "or",       "range",   "return",   "satisfies",
                                         "some",     "then",     "true" };
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (WORDS[i][0] == word.ptr[0] && xc_str_is(word, WORDS[i]))
            return true;
    return false;
}

static feel_token name_or_sign(feel_lexer *l, feel_token t)
{
    xc_str rest = rest_at(l->src, l->at), declared = { 0 };
    size_t word = feel_word(rest), longest = l->longest_name(l->ctx, rest, word, &declared);
    if (longest && longest >= word) {
        t.kind = TOK_NAME;
        t.declared = true;
        t.text = declared;
        t.keyword = is_keyword(declared);
        advance(l, longest);
        return t;
    }
    size_t len = word ? word : sign_length(rest);
    if (!len)
        return bad(l, t,
                   "this character has no place in an expression; take it out or put it in \"\"",
                   "表达式里不能有这个字符；请去掉它，或放进引号 \"\" 里");
    t.kind = word ? TOK_NAME : TOK_SIGN;
    t.text = (xc_str){ rest.ptr, len };
    t.keyword = word && is_keyword(t.text);
    if (!word)
        t.sign = (uint16_t)((unsigned char)rest.ptr[0] |
                            (len == 2 ? (unsigned)(unsigned char)rest.ptr[1] << 8 : 0));
    advance(l, len);
    return t;
}

feel_token feel_lex(feel_lexer *l)
{
    advance(l, feel_space(rest_at(l->src, l->at)));
    feel_token t = { .start = l->at, .line = l->line, .column = l->column };
    if (l->at < l->src.len) {
        xc_str rest = rest_at(l->src, l->at);
        char c = rest.ptr[0], next = rest.len > 1 ? rest.ptr[1] : 0;
        if (is_digit(c) || (c == '.' && is_digit(next))) {
            t = number(l, t);
        } else if (c == '"' || (c == '@' && next == '"')) {
            t.kind = c == '@' ? TOK_AT : TOK_STRING;
            t = string(l, t);
        } else {
            t = name_or_sign(l, t);
        }
    }
    t.end = l->at;
    return t;
}
