/* status_list.c - the revocation bits and their compressed form. */
#include "services/status_list.h"

#include <string.h>
#include <zlib.h>

#include "base/mem.h"

struct status_list {
    unsigned char *bytes; /* owned */
    uint32_t bits, max;   /* bits is a multiple of 8 */
};

status_list *status_list_free(status_list *list)
{
    if (list)
        xc_free(list->bytes);
    xc_free(list);
    return NULL;
}

xc_err status_list_new(uint32_t max_bits, status_list **ret)
{
    status_list *list = xc_calloc(1, sizeof *list);
    if (!list)
        return XC_ENOMEM;
    list->bits = STATUS_LIST_LEAST_BITS;
    list->max = max_bits < STATUS_LIST_LEAST_BITS ? STATUS_LIST_LEAST_BITS : max_bits;
    list->bytes = xc_calloc(list->bits / 8, 1);
    if (!list->bytes) {
        status_list_free(list);
        return XC_ENOMEM;
    }
    *ret = list;
    return XC_OK;
}

static xc_err make_room(status_list *list, uint32_t index)
{
    if (index >= list->max)
        return XC_ELIMIT;
    uint64_t bits = list->bits;
    while (bits <= index)
        bits *= 2;
    if (bits == list->bits)
        return XC_OK;
    if (bits > UINT32_MAX / 2)
        return XC_ELIMIT;
    unsigned char *grown = xc_realloc_array(list->bytes, bits / 8, 1);
    if (!grown)
        return XC_ENOMEM;
    memset(grown + list->bits / 8, 0, (bits - list->bits) / 8);
    list->bytes = grown;
    list->bits = (uint32_t)bits;
    return XC_OK;
}

xc_err status_list_set(status_list *list, uint32_t index, bool revoked)
{
    xc_err err = make_room(list, index);
    if (err)
        return err;
    unsigned char mask = (unsigned char)(0x80u >> (index % 8));
    unsigned char *byte = list->bytes + index / 8;
    *byte = (unsigned char)(revoked ? *byte | mask : *byte & ~mask);
    return XC_OK;
}

bool status_list_get(const status_list *list, uint32_t index)
{
    return index < list->bits && (list->bytes[index / 8] & (0x80u >> (index % 8)));
}

uint32_t status_list_bits(const status_list *list)
{
    return list->bits;
}

xc_err status_list_compress(const status_list *list, xc_buf *out)
{
    uLongf len = compressBound(list->bits / 8);
    unsigned char *to = xc_malloc(len);
    if (!to)
        return XC_ENOMEM;
    xc_err err = XC_ENOMEM;
    if (compress2(to, &len, list->bytes, list->bits / 8, Z_BEST_COMPRESSION) == Z_OK) {
        xc_buf_put(out, to, len);
        err = xc_buf_err(out);
    }
    xc_free(to);
    return err;
}

xc_err status_list_expand(xc_str bytes, uint32_t max_bits, status_list **ret)
{
    uLongf len = max_bits / 8 + 1; /* one more than allowed, to notice it */
    unsigned char *to = xc_malloc(len);
    if (!to)
        return XC_ENOMEM;
    int z = uncompress(to, &len, (const unsigned char *)bytes.ptr, bytes.len);
    xc_err err = z == Z_OK ? XC_OK : z == Z_BUF_ERROR ? XC_ELIMIT : XC_ECORRUPT;
    if (!err && len > max_bits / 8)
        err = XC_ELIMIT;
    status_list *list = err ? NULL : xc_calloc(1, sizeof *list);
    if (!list) {
        xc_free(to);
        return err ? err : XC_ENOMEM;
    }
    *list = (status_list){ .bytes = to, .bits = (uint32_t)len * 8, .max = max_bits };
    *ret = list;
    return XC_OK;
}
