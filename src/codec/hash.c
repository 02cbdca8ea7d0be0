/* hash.c - see hash.h. */
#include "codec/hash.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "base/mem.h"

enum { BLOCK_BYTES = 64 }; /* of both SHA-256 and SM3 */

struct hash {
    EVP_MD_CTX *ctx;
};

static const EVP_MD *method_of(hash_kind kind)
{
    return kind == HASH_SM3 ? EVP_sm3() : EVP_sha256();
}

xc_err hash_new(hash_kind kind, hash **ret)
{
    hash *h = xc_calloc(1, sizeof *h);
    if (!h)
        return XC_ENOMEM;
    h->ctx = EVP_MD_CTX_new();
    if (!h->ctx) {
        (void)hash_free(h); /* answers NULL */
        return XC_ENOMEM;
    }
    if (EVP_DigestInit_ex(h->ctx, method_of(kind), NULL) != 1) {
        (void)hash_free(h); /* answers NULL */
        return XC_EUNSUPPORTED;
    }
    *ret = h;
    return XC_OK;
}

xc_err hash_add(hash *h, xc_str bytes)
{
    return EVP_DigestUpdate(h->ctx, bytes.ptr, bytes.len) == 1 ? XC_OK : XC_EBUG;
}

xc_err hash_end(hash *h, unsigned char ret[HASH_BYTES])
{
    unsigned char all[EVP_MAX_MD_SIZE];
    unsigned int len = 0;
    if (EVP_DigestFinal_ex(h->ctx, all, &len) != 1 || len != HASH_BYTES)
        return XC_EBUG;
    memcpy(ret, all, HASH_BYTES);
    return XC_OK;
}

hash *hash_free(hash *h)
{
    if (h)
        EVP_MD_CTX_free(h->ctx);
    xc_free(h);
    return NULL;
}

/* Of two pieces behind each other. */
static xc_err hash_two(hash_kind kind, xc_str first, xc_str second, unsigned char ret[HASH_BYTES])
{
    hash *h;
    xc_err err = hash_new(kind, &h);
    if (err)
        return err;
    err = hash_add(h, first);
    if (!err)
        err = hash_add(h, second);
    if (!err)
        err = hash_end(h, ret);
    (void)hash_free(h); /* answers NULL */
    return err;
}

xc_err hash_of(hash_kind kind, xc_str bytes, unsigned char ret[HASH_BYTES])
{
    return hash_two(kind, bytes, XC_STR(""), ret);
}

xc_err hash_hmac(hash_kind kind, xc_str key, xc_str bytes, unsigned char ret[HASH_BYTES])
{
    unsigned char block[BLOCK_BYTES] = { 0 }, sum[HASH_BYTES];
    xc_err err = XC_OK;
    if (key.len > BLOCK_BYTES)
        err = hash_of(kind, key, block);
    else if (key.len)
        memcpy(block, key.ptr, key.len);
    for (size_t i = 0; i < BLOCK_BYTES; i++)
        block[i] ^= 0x36;
    if (!err)
        err = hash_two(kind, (xc_str){ (const char *)block, BLOCK_BYTES }, bytes, sum);
    for (size_t i = 0; i < BLOCK_BYTES; i++)
        block[i] ^= 0x36 ^ 0x5C;
    if (!err)
        err = hash_two(kind, (xc_str){ (const char *)block, BLOCK_BYTES },
                       (xc_str){ (const char *)sum, HASH_BYTES }, ret);
    OPENSSL_cleanse(block, sizeof block);
    return err;
}

char *hash_hex(xc_str bytes, char *to)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.ptr[i];
        to[2 * i] = digits[byte >> 4];
        to[2 * i + 1] = digits[byte & 15];
    }
    to[2 * bytes.len] = 0;
    return to;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char low = (char)(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

bool hash_from_hex(xc_str hex, unsigned char *to, size_t len)
{
    if (hex.len != 2 * len)
        return false;
    for (size_t i = 0; i < hex.len; i++)
        if (hex_digit(hex.ptr[i]) < 0)
            return false;
    for (size_t i = 0; i < len; i++)
        to[i] = (unsigned char)(hex_digit(hex.ptr[2 * i]) << 4 | hex_digit(hex.ptr[2 * i + 1]));
    return true;
}

bool hash_equal(const void *a, const void *b, size_t len)
{
    return CRYPTO_memcmp(a, b, len) == 0;
}
