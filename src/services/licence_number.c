/* licence_number.c - GB/T 36904 numbers. */
#include "services/licence_number.h"

#include <stdio.h>

static const char ALPHABET[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char ROOT[] = "1.2.156.3005.2.";
enum { PARTS = 5, TYPE_LEN = 21, ISSUER_MAX = 18, SERIAL_MAX = 30, VERSION_LEN = 3 };

static int value_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : -1;
}

static bool plain(xc_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (value_of(s.ptr[i]) < 0)
            return false;
    return s.len > 0;
}

/* ISO/IEC 7064 MOD 37,36: hybrid system, M = 36. */
char licence_number_check(xc_str body)
{
    int product = 36;
    for (size_t i = 0; i < body.len; i++) {
        if (body.ptr[i] == '.')
            continue;
        int value = value_of(body.ptr[i]);
        if (value < 0)
            return 0;
        int sum = (product + value) % 36;
        product = (sum ? sum : 36) * 2 % 37;
    }
    return ALPHABET[(37 - product) % 36];
}

bool licence_number_format(xc_str type, xc_str issuer, xc_str serial, int version,
                           char to[LICENCE_NUMBER_SIZE])
{
    if (type.len != TYPE_LEN || issuer.len > ISSUER_MAX || serial.len > SERIAL_MAX || version < 1 ||
        version > 999 || !plain(type) || !plain(issuer) || !plain(serial))
        return false;
    char body[LICENCE_NUMBER_SIZE - 20]; /* room for the root, a dot, the check */
    int n = snprintf(body, sizeof body, "%.*s.%.*s.%.*s.%03d", XC_STR_ARG(type), XC_STR_ARG(issuer),
                     XC_STR_ARG(serial), version);
    if (n < 0 || (size_t)n >= sizeof body)
        return false;
    snprintf(to, LICENCE_NUMBER_SIZE, "%s%s.%c", ROOT, body,
             licence_number_check((xc_str){ body, (size_t)n }));
    return true;
}

bool licence_number_valid(xc_str number)
{
    if (xc_str_starts(number, xc_str_of(ROOT)))
        number = (xc_str){ number.ptr + sizeof ROOT - 1, number.len - (sizeof ROOT - 1) };
    xc_str part[PARTS], rest = number;
    for (int i = 0; i < PARTS; i++) {
        rest = xc_str_cut(rest, '.', &part[i]);
        if (!plain(part[i]))
            return false;
    }
    if (rest.len || part[0].len != TYPE_LEN || part[1].len > ISSUER_MAX ||
        part[2].len > SERIAL_MAX || part[3].len != VERSION_LEN || part[4].len != 1)
        return false;
    return licence_number_check((xc_str){ number.ptr, number.len - 2 }) == part[4].ptr[0];
}
