/* json.c - the reader: one pass, values cut from the arena in small blocks; see json.h. */
#include "codec/json.h"

#include <stdlib.h>

#include "base/mem.h"

/* few members are compared one by one, many are sorted; values come in blocks of 8, 16, .. 64 */
enum { FEW_MEMBERS = 16, FIRST_BLOCK = 8, MAX_BLOCK = 64, MAX_SHOWN = 80 };

typedef struct {
    const char *at, *end;
    const char *line_start;
    uint32_t line;
    uint32_t line_extra; /* bytes of this line that only continue a character */
    unsigned depth;
    size_t spares, block;
    json_value *spare; /* cut from the arena, not used yet */
    xc_arena *arena;
    xc_problem *why;
} reader;

static uint32_t column_of(const reader *r, const char *at)
{
    return (uint32_t)(at - r->line_start) - r->line_extra + 1;
}

#define FAIL(r, code, en, zh) \
    xc_fail_at((r)->why, code, "", (r)->line, column_of(r, (r)->at), en, zh)
#define SYNTAX(r, en, zh) FAIL(r, XC_ESYNTAX, en, zh)

static xc_err no_room(const reader *r, size_t size)
{
    if (xc_arena_err(r->arena, size) == XC_ENOMEM)
        return FAIL(r, XC_ENOMEM, "out of memory, try again", "内存不足，请稍后再试");
    return FAIL(r, XC_ELIMIT, "the JSON text needs more memory than one request may use",
                "JSON 内容过大，超过一次请求可用的内存");
}

static xc_err new_value(reader *r, json_kind kind, json_value **ret)
{
    if (!r->spares) {
        r->spare = xc_arena_alloc(r->arena, r->block * sizeof *r->spare);
        if (!r->spare)
            return no_room(r, r->block * sizeof *r->spare);
        r->spares = r->block;
        r->block = r->block < MAX_BLOCK ? r->block * 2 : MAX_BLOCK;
    }
    json_value *v = r->spare++;
    r->spares--;
    *v = (json_value){ .kind = kind, .line = r->line, .column = column_of(r, r->at) };
    *ret = v;
    return XC_OK;
}

static void skip_space(reader *r)
{
    for (; r->at < r->end; r->at++) {
        char c = *r->at;
        if (c == '\n') {
            r->line++;
            r->line_start = r->at + 1;
            r->line_extra = 0;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            return;
        }
    }
}

/* ---- strings ---- */

static uint64_t eight_bytes(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

/* A high bit for each byte that is a quote, a backslash, a control or not ASCII; a byte after such
 * a one may be marked wrongly, so only "none at all" is to be trusted. */
static uint64_t special_bytes(uint64_t word)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones * 0x80;
    uint64_t quote = word ^ (ones * '"'), slash = word ^ (ones * '\\');
    return ((quote - ones) | (slash - ones) | (word - ones * 0x20) | word) & highs;
}

/* To the next byte that ends the plain ASCII run. */
static const char *skip_plain(const char *at, const char *end)
{
    while (end - at >= 8 && !special_bytes(eight_bytes(at)))
        at += 8;
    while (at < end && (unsigned char)*at >= 0x20 && (unsigned char)*at < 0x80 && *at != '"' &&
           *at != '\\')
        at++;
    return at;
}

static bool hex4(const char *at, const char *end, uint32_t *ret)
{
    if (end - at < 4)
        return false;
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        unsigned char c = (unsigned char)at[i], low = c | 0x20;
        if (c >= '0' && c <= '9')
            value = value << 4 | (uint32_t)(c - '0');
        else if (low >= 'a' && low <= 'f')
            value = value << 4 | (uint32_t)(low - 'a' + 10);
        else
            return false;
    }
    *ret = value;
    return true;
}

/* The code point of the \u escape whose digits begin at `at`; *ret_len counts from there. */
static bool unicode_escape(const char *at, const char *end, uint32_t *ret, size_t *ret_len)
{
    uint32_t high, low;
    if (!hex4(at, end, &high))
        return false;
    *ret = high;
    *ret_len = 4;
    if (high < 0xD800 || high > 0xDFFF)
        return true;
    if (high > 0xDBFF || end - at < 10 || at[4] != '\\' || at[5] != 'u' ||
        !hex4(at + 6, end, &low) || low < 0xDC00 || low > 0xDFFF)
        return false;
    *ret = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    *ret_len = 10;
    return true;
}

static char simple_escape(char c)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *at = c ? strchr(from, c) : NULL;
    return at ? to[at - from] : 0;
}

/* r->at stands on a backslash. */
static xc_err skip_escape(reader *r)
{
    if (r->end - r->at >= 2 && simple_escape(r->at[1])) {
        r->at += 2;
        return XC_OK;
    }
    uint32_t code;
    size_t len;
    if (r->end - r->at < 2 || r->at[1] != 'u')
        return SYNTAX(r, "only \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX may follow a backslash",
                      "反斜杠后只能是 \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
    if (!unicode_escape(r->at + 2, r->end, &code, &len))
        return SYNTAX(r, "\\u needs four hexadecimal digits, and surrogates come in pairs",
                      "\\u 后需要四位十六进制数，代理项必须成对");
    r->at += 2 + len;
    return XC_OK;
}

/* r->at stands on what ended a plain run and is no quote. */
static xc_err skip_special(reader *r)
{
    uint32_t code;
    unsigned char c = (unsigned char)*r->at;
    if (c == '\\')
        return skip_escape(r);
    if (c < 0x20)
        return SYNTAX(r, "a string may not hold a raw control character: write \\n, \\t or \\u00XX",
                      "字符串里不能直接写控制字符，请写成 \\n、\\t 或 \\u00XX");
    size_t len = xc_utf8_next((xc_str){ r->at, (size_t)(r->end - r->at) }, &code);
    if (!len)
        return SYNTAX(r, "these bytes are not valid UTF-8", "这里的字节不是有效的 UTF-8");
    r->at += len;
    r->line_extra += (uint32_t)(len - 1);
    return XC_OK;
}

/* raw has been checked already. */
static size_t unescape(xc_str raw, char *to)
{
    const char *at = raw.ptr, *end = raw.ptr + raw.len;
    char *out = to;
    while (at < end) {
        if (*at != '\\') {
            *out++ = *at++;
            continue;
        }
        uint32_t code = 0;
        size_t len = 0;
        if (at[1] == 'u' && unicode_escape(at + 2, end, &code, &len))
            out += xc_utf8_put(code, out);
        else
            *out++ = simple_escape(at[1]);
        at += 2 + len;
    }
    return (size_t)(out - to);
}

/* r->at stands on the opening quote. */
static xc_err read_string(reader *r, xc_str *ret)
{
    const char *open = r->at++;
    uint32_t extra = r->line_extra;
    bool escaped = false;
    for (;;) {
        r->at = skip_plain(r->at, r->end);
        if (r->at == r->end) {
            r->at = open;
            r->line_extra = extra;
            return SYNTAX(r, "this string is never closed", "这个字符串没有结束的引号");
        }
        if (*r->at == '"')
            break;
        escaped |= *r->at == '\\';
        xc_err err = skip_special(r);
        if (err)
            return err;
    }
    xc_str raw = { open + 1, (size_t)(r->at - open - 1) };
    r->at++;
    if (escaped) {
        char *to = xc_arena_alloc(r->arena, raw.len);
        if (!to)
            return no_room(r, raw.len);
        raw = (xc_str){ to, unescape(raw, to) };
    }
    *ret = raw;
    return XC_OK;
}

/* ---- numbers and words ---- */

static const char *skip_digits(const char *at, const char *end)
{
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at;
}

static xc_err read_number(reader *r, xc_str *ret)
{
    const char *at = r->at, *end = r->end;
    at += *at == '-';
    const char *whole = at;
    at = skip_digits(at, end);
    bool good = at > whole && (*whole != '0' || at == whole + 1);
    if (good && at < end && *at == '.') {
        const char *fraction = ++at;
        at = skip_digits(at, end);
        good = at > fraction;
    }
    if (good && at < end && (*at == 'e' || *at == 'E')) {
        at++;
        at += at < end && (*at == '+' || *at == '-');
        const char *exponent = at;
        at = skip_digits(at, end);
        good = at > exponent;
    }
    if (!good)
        return SYNTAX(r, "this is not a JSON number", "这不是有效的 JSON 数字");
    *ret = (xc_str){ r->at, (size_t)(at - r->at) };
    r->at = at;
    return XC_OK;
}

static xc_err read_word(reader *r, json_value **ret)
{
    static const struct {
        xc_str word;
        json_kind kind;
    } words[] = { { { "null", 4 }, JSON_NULL },
                  { { "true", 4 }, JSON_TRUE },
                  { { "false", 5 }, JSON_FALSE } };
    xc_str rest = { r->at, (size_t)(r->end - r->at) };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (xc_str_starts(rest, words[i].word)) {
            xc_err err = new_value(r, words[i].kind, ret);
            r->at += words[i].word.len;
            return err;
        }
    if (!rest.len)
        return SYNTAX(r, "the text ends where a value should stand", "内容在应有值的地方结束了");
    return SYNTAX(r, "a value should stand here: \"text\", number, true, false, null, [ or {",
                  "这里应当是一个值：\"文字\"、数字、true、false、null、[ 或 {");
}

/* ---- arrays and objects ---- */

static int by_key(const void *left, const void *right)
{
    const json_value *a = *(const json_value *const *)left, *b = *(const json_value *const *)right;
    int order = xc_str_cmp(a->key, b->key);
    return order ? order
                 : (a->line != b->line ? (a->line > b->line) - (a->line < b->line)
                                       : (a->column > b->column) - (a->column < b->column));
}

static xc_err doubled(const reader *r, const json_value *v)
{
    xc_str key = v->key;
    if (key.len > MAX_SHOWN)
        for (key.len = MAX_SHOWN; ((unsigned char)key.ptr[key.len] & 0xC0) == 0x80;)
            key.len--;
    return xc_fail_at(r->why, XC_ESYNTAX, "", v->line, v->column,
                      "the member \"%.*s\" is there twice in one object",
                      "同一个对象里成员 \"%.*s\" 重复了", XC_STR_ARG(key));
}

/* `members` has more members than are compared one by one. */
static xc_err check_many(const reader *r, const json_value *members)
{
    const json_value **sorted = xc_calloc(members->count, sizeof(const json_value *));
    if (!sorted)
        return FAIL(r, XC_ENOMEM, "out of memory, try again", "内存不足，请稍后再试");
    size_t count = 0;
    for (const json_value *v = members->first; v; v = v->next)
        sorted[count++] = v;
    qsort(sorted, count, sizeof *sorted, by_key);
    xc_err err = XC_OK;
    for (size_t i = 1; i < count && !err; i++)
        if (xc_str_eq(sorted[i - 1]->key, sorted[i]->key))
            err = doubled(r, sorted[i]);
    xc_free(sorted);
    return err;
}

/* Is `v`, not yet in the object, named like one of its first members? */
static bool is_doubled(const json_value *object, const json_value *v)
{
    for (const json_value *other = object->first; other; other = other->next)
        if (xc_str_eq(other->key, v->key))
            return true;
    return false;
}

static xc_err read_value(reader *r, json_value **ret);

/* "name" : value; r->at stands where the name should begin. */
static xc_err read_member(reader *r, json_value **ret)
{
    xc_str key;
    if (r->at == r->end || *r->at != '"')
        return SYNTAX(r, "a member's name in double quotes should stand here",
                      "这里应当是用双引号括起的成员名");
    xc_err err = read_string(r, &key);
    if (err)
        return err;
    skip_space(r);
    if (r->at == r->end || *r->at != ':')
        return SYNTAX(r, "a colon should follow a member's name", "成员名后应当有冒号");
    r->at++;
    skip_space(r);
    err = read_value(r, ret);
    if (!err)
        (*ret)->key = key;
    return err;
}

/* Behind an item: 0 ends the list, 1 another one follows. */
static xc_err read_separator(reader *r, char close, bool *ret_more)
{
    skip_space(r);
    if (r->at < r->end && (*r->at == ',' || *r->at == close)) {
        *ret_more = *r->at++ == ',';
        if (*ret_more)
            skip_space(r);
        return XC_OK;
    }
    if (close == ']')
        return SYNTAX(r, "a comma or ] should stand here", "这里应当是逗号或 ]");
    return SYNTAX(r, "a comma or } should stand here", "这里应当是逗号或 }");
}

/* r->at stands behind the bracket that opened `list`. */
static xc_err read_items(reader *r, json_value *list)
{
    bool is_object = list->kind == JSON_OBJECT, more = true;
    char close = is_object ? '}' : ']';
    const json_value **tail = &list->first;
    skip_space(r);
    if (r->at < r->end && *r->at == close) {
        r->at++;
        return XC_OK;
    }
    while (more) {
        json_value *item = NULL;
        xc_err err = is_object ? read_member(r, &item) : read_value(r, &item);
        if (err)
            return err;
        if (is_object && list->count < FEW_MEMBERS && is_doubled(list, item))
            return doubled(r, item);
        *tail = item;
        tail = &item->next;
        list->count++;
        err = read_separator(r, close, &more);
        if (err)
            return err;
    }
    return is_object && list->count > FEW_MEMBERS ? check_many(r, list) : XC_OK;
}

static xc_err read_list(reader *r, json_value **ret)
{
    json_value *list;
    if (r->depth == JSON_MAX_DEPTH)
        return FAIL(r, XC_ELIMIT, "values are nested too deeply (at most 64 levels)",
                    "嵌套太深（最多 64 层）");
    xc_err err = new_value(r, *r->at == '{' ? JSON_OBJECT : JSON_ARRAY, &list);
    if (err)
        return err;
    r->at++;
    r->depth++;
    err = read_items(r, list);
    r->depth--;
    if (!err)
        *ret = list;
    return err;
}

static xc_err read_value(reader *r, json_value **ret)
{
    char c = r->at < r->end ? *r->at : 0;
    if (c == '{' || c == '[')
        return read_list(r, ret);
    bool is_number = c == '-' || (c >= '0' && c <= '9');
    if (c != '"' && !is_number)
        return read_word(r, ret);
    json_value *v;
    xc_err err = new_value(r, is_number ? JSON_NUMBER : JSON_STRING, &v);
    if (!err)
        err = is_number ? read_number(r, &v->text) : read_string(r, &v->text);
    if (!err)
        *ret = v;
    return err;
}

xc_err json_parse(xc_str text, xc_arena *arena, const json_value **ret, xc_problem *why)
{
    if (xc_str_starts(text, XC_STR("\xEF\xBB\xBF")))
        text = (xc_str){ text.ptr + 3, text.len - 3 };
    if (!text.len)
        text.ptr = "";
    reader r = { .at = text.ptr,
                 .end = text.ptr + text.len,
                 .line_start = text.ptr,
                 .line = 1,
                 .block = FIRST_BLOCK,
                 .arena = arena,
                 .why = why };
    if (text.len > UINT32_MAX)
        return FAIL(&r, XC_ELIMIT, "a JSON text may have at most 4 GiB", "JSON 内容最多 4 GiB");
    json_value *v;
    skip_space(&r);
    xc_err err = read_value(&r, &v);
    if (err)
        return err;
    skip_space(&r);
    if (r.at < r.end)
        return SYNTAX(&r, "nothing may follow the value", "值的后面不能再有内容");
    *ret = v;
    return XC_OK;
}
