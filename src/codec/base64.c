/* base64.c - see base64.h. */
#include "codec/base64.h"

static const char letters[2][65] = {
    [BASE64_STANDARD] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
    [BASE64_URL] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
};

void base64_encode(xc_buf *out, base64_kind kind, xc_str bytes)
{
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t have = bytes.len - i < 3 ? bytes.len - i : 3;
        uint32_t bits = 0;
        for (size_t k = 0; k < 3; k++)
            bits = bits << 8 | (k < have ? (unsigned char)bytes.ptr[i + k] : 0);
        char four[4];
        for (size_t k = 0; k < 4; k++)
            four[k] = k <= have ? letters[kind][bits >> (18 - 6 * k) & 63] : '=';
        xc_buf_put(out, four, kind == BASE64_URL ? have + 1 : 4);
    }
}

static int value_of(char c, base64_kind kind)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == letters[kind][62] ? 62 : c == letters[kind][63] ? 63 : -1;
}

/* Takes the = away; false if they are not as the kind wants them. */
static bool without_padding(xc_str *text, base64_kind kind)
{
    size_t whole = text->len;
    while (text->len && whole - text->len < 2 && text->ptr[text->len - 1] == '=')
        text->len--;
    if (text->len % 4 == 1)
        return false;
    return whole % 4 == 0 || (kind == BASE64_URL && whole == text->len);
}

/* Up to four letters to up to three bytes. */
static bool decode_group(xc_str group, base64_kind kind, unsigned char to[3])
{
    uint32_t bits = 0;
    for (size_t k = 0; k < 4; k++) {
        int value = k < group.len ? value_of(group.ptr[k], kind) : 0;
        if (value < 0)
            return false;
        bits = bits << 6 | (uint32_t)value;
    }
    for (size_t k = 0; k < 3; k++)
        to[k] = (unsigned char)(bits >> (16 - 8 * k) & 255);
    /* the bits of the last letter that no byte needs */
    return group.len == 4 || (bits & (group.len == 3 ? 0xFFu : 0xFFFFu)) == 0;
}

xc_err base64_decode(xc_str text, base64_kind kind, xc_arena *arena, xc_str *ret)
{
    if (!without_padding(&text, kind))
        return XC_ESYNTAX;
    size_t room = text.len / 4 * 3 + 3, len = 0;
    char *bytes = xc_arena_alloc(arena, room);
    if (!bytes)
        return xc_arena_err(arena, room);
    for (size_t i = 0; i < text.len; i += 4) {
        xc_str group = { text.ptr + i, text.len - i < 4 ? text.len - i : 4 };
        if (!decode_group(group, kind, (unsigned char *)bytes + len))
            return XC_ESYNTAX;
        len += group.len - 1;
    }
    *ret = (xc_str){ bytes, len };
    return XC_OK;
}
