/* issuer_key.c - SM2 through OpenSSL's EVP: make, keep, sign, verify. */
#include "services/issuer_key.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include "base/mem.h"

/* GB/T 35276: the id of signers that have agreed on no other; OpenSSL's own default is the empty
 * id. */
static const char SIGNER_ID[] = "1234567812345678";
enum { POINT_SIZE = 1 + 2 * ISSUER_KEY_HALF_SIZE, DER_MAX = 80 };

struct issuer_key {
    EVP_PKEY *pkey; /* owned */
    bool can_sign;
    unsigned char point[POINT_SIZE]; /* 04 || x || y */
    char id[ISSUER_KEY_ID_SIZE];
};

issuer_key *issuer_key_free(issuer_key *key)
{
    if (key)
        EVP_PKEY_free(key->pkey);
    xc_free(key);
    return NULL;
}

static bool half_of(const EVP_PKEY *pkey, const char *name, unsigned char *to)
{
    BIGNUM *n = NULL;
    bool ok = EVP_PKEY_get_bn_param(pkey, name, &n) == 1 &&
              BN_bn2binpad(n, to, ISSUER_KEY_HALF_SIZE) == ISSUER_KEY_HALF_SIZE;
    BN_free(n);
    return ok;
}

static bool name_key(issuer_key *key)
{
    unsigned char hash[EVP_MAX_MD_SIZE];
    key->point[0] = 4;
    if (!half_of(key->pkey, OSSL_PKEY_PARAM_EC_PUB_X, key->point + 1) ||
        !half_of(key->pkey, OSSL_PKEY_PARAM_EC_PUB_Y, key->point + 1 + ISSUER_KEY_HALF_SIZE) ||
        EVP_Digest(key->point, POINT_SIZE, hash, NULL, EVP_sm3(), NULL) != 1)
        return false;
    for (size_t i = 0; i < (ISSUER_KEY_ID_SIZE - 1) / 2; i++)
        snprintf(key->id + 2 * i, 3, "%02x", hash[i]);
    return true;
}

/* Takes pkey over, also on failure. */
static xc_err wrap_take(EVP_PKEY *pkey, bool can_sign, issuer_key **ret)
{
    issuer_key *key = xc_calloc(1, sizeof *key);
    if (!key) {
        EVP_PKEY_free(pkey);
        return XC_ENOMEM;
    }
    key->pkey = pkey;
    key->can_sign = can_sign;
    if (!name_key(key)) {
        issuer_key_free(key);
        return XC_EBUG;
    }
    *ret = key;
    return XC_OK;
}

xc_err issuer_key_new(issuer_key **ret)
{
    EVP_PKEY *pkey = EVP_PKEY_Q_keygen(NULL, NULL, "SM2");
    return pkey ? wrap_take(pkey, true, ret) : XC_EBUG;
}

xc_err issuer_key_public(const unsigned char x[ISSUER_KEY_HALF_SIZE],
                         const unsigned char y[ISSUER_KEY_HALF_SIZE], issuer_key **ret)
{
    unsigned char point[POINT_SIZE] = { 4 };
    memcpy(point + 1, x, ISSUER_KEY_HALF_SIZE);
    memcpy(point + 1 + ISSUER_KEY_HALF_SIZE, y, ISSUER_KEY_HALF_SIZE);
    char group[] = "SM2";
    OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point),
        OSSL_PARAM_construct_end(),
    };
    EVP_PKEY *pkey = NULL;
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
    bool ok = ctx && EVP_PKEY_fromdata_init(ctx) == 1 &&
              EVP_PKEY_fromdata(ctx, &pkey, EVP_PKEY_PUBLIC_KEY, params) == 1;
    EVP_PKEY_CTX_free(ctx);
    return ok ? wrap_take(pkey, false, ret) : XC_EINVAL;
}

/* ---- the file ---- */

static xc_err file_fault(xc_problem *why, const char *path, int error)
{
    char text[96] = "";
    if (strerror_r(error, text, sizeof text) != 0)
        text[0] = 0;
    return xc_fail(why, XC_EIO, path, "the issuer's key cannot be read or written: %s",
                   "签发密钥无法读写：%s", text);
}

static xc_err read_file(FILE *f, const char *path, issuer_key **ret, xc_problem *why)
{
    struct stat st;
    if (fstat(fileno(f), &st) != 0)
        return file_fault(why, path, errno);
    if (st.st_mode & (S_IRWXG | S_IRWXO))
        return xc_fail(why, XC_EFORBIDDEN, path,
                       "the issuer's key may be read by others (mode %03o): chmod 600 it",
                       "签发密钥别人也能读（权限 %03o），请 chmod 600",
                       (unsigned)(st.st_mode & 0777));
    EVP_PKEY *pkey = PEM_read_PrivateKey(f, NULL, NULL, NULL);
    if (!pkey || !EVP_PKEY_is_a(pkey, "SM2")) {
        EVP_PKEY_free(pkey);
        return xc_fail(why, XC_ECORRUPT, path,
                       "this is no SM2 private key: restore it from the backup",
                       "这不是 SM2 私钥，请从备份恢复");
    }
    return wrap_take(pkey, true, ret);
}

/* A half-written key must never stand under the final name, so it is written beside and linked. */
static xc_err write_file(const char *path, const issuer_key *key, xc_problem *why)
{
    char part[4096];
    int n = snprintf(part, sizeof part, "%s.new", path);
    if (n < 0 || (size_t)n >= sizeof part)
        return file_fault(why, path, ENAMETOOLONG);
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0)
        return file_fault(why, part, errno);
    FILE *f = fdopen(fd, "w");
    if (!f) {
        close(fd);
        return file_fault(why, part, errno);
    }
    bool ok = PEM_write_PrivateKey(f, key->pkey, NULL, NULL, 0, NULL, NULL) == 1 &&
              fflush(f) == 0 && fsync(fd) == 0;
    ok = (fclose(f) == 0) && ok;
    ok = ok && rename(part, path) == 0;
    return ok ? XC_OK : file_fault(why, path, errno);
}

static xc_err make_file(const char *path, issuer_key **ret, xc_problem *why)
{
    issuer_key *key = NULL;
    xc_err err = issuer_key_new(&key);
    if (err)
        return xc_fail(why, err, path, "no SM2 key can be made here", "这里无法生成 SM2 密钥");
    err = write_file(path, key, why);
    if (err) {
        issuer_key_free(key);
        return err;
    }
    *ret = key;
    return XC_OK;
}

xc_err issuer_key_open(const char *path, issuer_key **ret, xc_problem *why)
{
    FILE *f = fopen(path, "re");
    if (!f)
        return errno == ENOENT ? make_file(path, ret, why) : file_fault(why, path, errno);
    xc_err err = read_file(f, path, ret, why);
    (void)fclose(f); /* only read */
    return err;
}

/* ---- signing ---- */

const char *issuer_key_id(const issuer_key *key)
{
    return key->id;
}

void issuer_key_point(const issuer_key *key, unsigned char x[ISSUER_KEY_HALF_SIZE],
                      unsigned char y[ISSUER_KEY_HALF_SIZE])
{
    memcpy(x, key->point + 1, ISSUER_KEY_HALF_SIZE);
    memcpy(y, key->point + 1 + ISSUER_KEY_HALF_SIZE, ISSUER_KEY_HALF_SIZE);
}

/* A digest context that is bound to the key and the id; NULL: no memory. Free with end_digest. */
static EVP_MD_CTX *start_digest(const issuer_key *key)
{
    EVP_MD_CTX *md = EVP_MD_CTX_new();
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key->pkey, NULL);
    if (!md || !ctx || EVP_PKEY_CTX_set1_id(ctx, SIGNER_ID, sizeof SIGNER_ID - 1) != 1) {
        EVP_PKEY_CTX_free(ctx);
        EVP_MD_CTX_free(md);
        return NULL;
    }
    EVP_MD_CTX_set_pkey_ctx(md, ctx);
    return md;
}

static void end_digest(EVP_MD_CTX *md)
{
    if (!md)
        return;
    EVP_PKEY_CTX *ctx = EVP_MD_CTX_get_pkey_ctx(md); /* a context that was set stays the caller's */
    EVP_MD_CTX_free(md);
    EVP_PKEY_CTX_free(ctx);
}

static bool der_to_raw(const unsigned char *der, size_t len, unsigned char *raw)
{
    ECDSA_SIG *sig = d2i_ECDSA_SIG(NULL, &der, (long)len);
    bool ok =
        sig && BN_bn2binpad(ECDSA_SIG_get0_r(sig), raw, ISSUER_KEY_HALF_SIZE) > 0 &&
        BN_bn2binpad(ECDSA_SIG_get0_s(sig), raw + ISSUER_KEY_HALF_SIZE, ISSUER_KEY_HALF_SIZE) > 0;
    ECDSA_SIG_free(sig);
    return ok;
}

/* Returns the length in der, 0 on failure. */
static size_t raw_to_der(const unsigned char *raw, unsigned char der[DER_MAX])
{
    ECDSA_SIG *sig = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(raw, ISSUER_KEY_HALF_SIZE, NULL);
    BIGNUM *s = BN_bin2bn(raw + ISSUER_KEY_HALF_SIZE, ISSUER_KEY_HALF_SIZE, NULL);
    if (!sig || !r || !s || ECDSA_SIG_set0(sig, r, s) != 1) {
        BN_free(r);
        BN_free(s);
        ECDSA_SIG_free(sig);
        return 0;
    }
    int len = i2d_ECDSA_SIG(sig, &der);
    ECDSA_SIG_free(sig);
    return len > 0 ? (size_t)len : 0;
}

xc_err issuer_key_sign(const issuer_key *key, xc_str bytes,
                       unsigned char signature[ISSUER_KEY_SIGNATURE_SIZE])
{
    assert(key);
    if (!key->can_sign)
        return XC_EFORBIDDEN;
    unsigned char der[DER_MAX];
    size_t len = sizeof der;
    EVP_MD_CTX *md = start_digest(key);
    bool ok = md && EVP_DigestSignInit(md, NULL, EVP_sm3(), NULL, key->pkey) == 1 &&
              EVP_DigestSign(md, der, &len, (const unsigned char *)bytes.ptr, bytes.len) == 1 &&
              der_to_raw(der, len, signature);
    end_digest(md);
    return ok ? XC_OK : XC_ENOMEM;
}

bool issuer_key_verify(const issuer_key *key, xc_str bytes,
                       const unsigned char signature[ISSUER_KEY_SIGNATURE_SIZE])
{
    assert(key);
    unsigned char der[DER_MAX];
    size_t len = raw_to_der(signature, der);
    EVP_MD_CTX *md = len ? start_digest(key) : NULL;
    bool ok = md && EVP_DigestVerifyInit(md, NULL, EVP_sm3(), NULL, key->pkey) == 1 &&
              EVP_DigestVerify(md, der, len, (const unsigned char *)bytes.ptr, bytes.len) == 1;
    end_digest(md);
    return ok;
}
