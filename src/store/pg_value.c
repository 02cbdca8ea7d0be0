/* pg_value.c - values in PostgreSQL's binary format, both ways. */
#include <stdio.h>
#include <string.h>

#include "store/pg_int.h"

/* Oids of pg_type.dat; they never change. */
enum {
    OID_BOOL = 16,
    OID_BYTEA = 17,
    OID_INT8 = 20,
    OID_INT2 = 21,
    OID_INT4 = 23,
    OID_TEXT = 25,
    OID_FLOAT4 = 700,
    OID_FLOAT8 = 701,
    OID_NUMERIC = 1700,
    OID_BYTEA_LIST = 1001,
    OID_TEXT_LIST = 1009,
    OID_INT8_LIST = 1016,
    OID_FLOAT8_LIST = 1022
};

static const struct {
    char letter;
    unsigned oid;
} letter_types[] = {
    { 'i', OID_INT8 },       { 'o', OID_INT8 },        { 'd', OID_FLOAT8 },
    { 's', OID_TEXT },       { 't', OID_TEXT },        { 'b', OID_BYTEA },
    { 'I', OID_INT8_LIST },  { 'D', OID_FLOAT8_LIST }, { 'S', OID_TEXT_LIST },
    { 'B', OID_BYTEA_LIST },
};

unsigned pg_type_of(char letter)
{
    for (size_t i = 0; i < sizeof letter_types / sizeof *letter_types; i++)
        if (letter_types[i].letter == letter)
            return letter_types[i].oid;
    return 0; /* null: what it stands for follows from its place */
}

static void put_u64(char *to, uint64_t value)
{
    for (int i = 0; i < 8; i++)
        to[i] = (char)(unsigned char)(value >> (56 - 8 * i));
}

static uint64_t get_bytes(const char *from, int count)
{
    uint64_t value = 0;
    for (int i = 0; i < count; i++)
        value = value << 8 | (unsigned char)from[i];
    return value;
}

int pg_encode(const store_arg *a, char room[8], const char **ret)
{
    uint64_t bits;
    *ret = room;
    switch (a->kind) {
    case 'i':
        put_u64(room, (uint64_t)a->i);
        return 8;
    case 'd':
        memcpy(&bits, &a->d, sizeof bits);
        put_u64(room, bits);
        return 8;
    case 's':
    case 'b':
        *ret = a->s.ptr;
        return a->s.ptr && a->s.len <= INT32_MAX ? (int)a->s.len : -1;
    default:
        *ret = NULL;
        return -1;
    }
}

/* ---- reading ---- */

static double double_of_bits(uint64_t bits)
{
    double d;
    memcpy(&d, &bits, sizeof d);
    return d;
}

static double float_of_bits(uint32_t bits)
{
    float f;
    memcpy(&f, &bits, sizeof f);
    return (double)f;
}

/* sum() of whole numbers: 16-bit count, weight, sign, scale, then digits to the base of 10000. */
static double numeric(const char *from, int len)
{
    if (len < 8)
        return 0;
    int count = (int)get_bytes(from, 2);
    int weight = (int16_t)get_bytes(from + 2, 2);
    bool negative = get_bytes(from + 4, 2) == 0x4000;
    double value = 0;
    for (int i = 0; i < count && 8 + 2 * i + 2 <= len; i++)
        value = value * 10000 + (double)get_bytes(from + 8 + 2 * i, 2);
    for (int i = count - 1; i < weight; i++)
        value *= 10000;
    for (int i = weight + 1; i < count; i++)
        value /= 10000;
    return negative ? -value : value;
}

static bool is_float(unsigned type)
{
    return type == OID_FLOAT8 || type == OID_FLOAT4 || type == OID_NUMERIC;
}

double pg_get_double(const store_stmt *st, int column)
{
    if (pg_is_null(st, column))
        return 0;
    const char *from = PQgetvalue(st->result, st->row, column);
    int len = PQgetlength(st->result, st->row, column);
    switch (PQftype(st->result, column)) {
    case OID_FLOAT8:
        return double_of_bits(get_bytes(from, 8));
    case OID_FLOAT4:
        return float_of_bits((uint32_t)get_bytes(from, 4));
    case OID_NUMERIC:
        return numeric(from, len);
    default:
        return (double)pg_get_int(st, column);
    }
}

int64_t pg_get_int(const store_stmt *st, int column)
{
    if (pg_is_null(st, column))
        return 0;
    unsigned type = PQftype(st->result, column);
    const char *from = PQgetvalue(st->result, st->row, column);
    if (is_float(type)) {
        double d = pg_get_double(st, column);
        return d > -9.2e18 && d < 9.2e18 ? (int64_t)d : 0;
    }
    switch (type) {
    case OID_INT8:
        return (int64_t)get_bytes(from, 8);
    case OID_INT4:
        return (int32_t)get_bytes(from, 4);
    case OID_INT2:
        return (int16_t)get_bytes(from, 2);
    case OID_BOOL:
        return from[0] != 0;
    default:
        return 0;
    }
}

static bool is_whole(unsigned type)
{
    return type == OID_INT8 || type == OID_INT4 || type == OID_INT2 || type == OID_BOOL;
}

/* Only the room for the text changes. */
static xc_str text_of_whole(store_stmt *st, int64_t value)
{
    char *room = st->texts[st->next_text++ % PG_TEXTS];
    int len = snprintf(room, PG_TEXT_SIZE, "%lld", (long long)value); /* fits */
    return (xc_str){ room, (size_t)len };
}

xc_str pg_get_str(const store_stmt *st, int column)
{
    if (pg_is_null(st, column))
        return (xc_str){ 0 };
    if (is_whole(PQftype(st->result, column)))
        return text_of_whole((store_stmt *)(uintptr_t)st, pg_get_int(st, column));
    return (xc_str){ PQgetvalue(st->result, st->row, column),
                     (size_t)PQgetlength(st->result, st->row, column) };
}

bool pg_is_null(const store_stmt *st, int column)
{
    return !st->result || st->row < 0 || PQgetisnull(st->result, st->row, column);
}
