/* party_seal.c - AES-256-GCM through OpenSSL. */
#include "city/party_seal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include "base/mem.h"

/* FORM names this layout, so that another cipher can follow without a guess. */
enum { KEY_BYTES = 32, NONCE_BYTES = 12, TAG_BYTES = 16, FORM = 1, MAX_PLAIN = 1 << 24 };

struct party_seal {
    unsigned char key[KEY_BYTES];
};

party_seal *party_seal_free(party_seal *s)
{
    if (s)
        OPENSSL_cleanse(s->key, sizeof s->key);
    xc_free(s);
    return NULL;
}

static xc_err file_fault(xc_problem *why, const char *path, int error)
{
    char text[96] = "";
    if (strerror_r(error, text, sizeof text) != 0)
        text[0] = 0;
    return xc_fail(why, XC_EIO, path, "the key of personal data cannot be read or written: %s",
                   "个人信息密钥无法读写：%s", text);
}

static xc_err read_key(int fd, const char *path, party_seal *s, xc_problem *why)
{
    struct stat st;
    unsigned char more;
    if (fstat(fd, &st) != 0)
        return file_fault(why, path, errno);
    if (st.st_mode & (S_IRWXG | S_IRWXO))
        return xc_fail(why, XC_EFORBIDDEN, path,
                       "the key of personal data may be read by others (mode %03o): chmod 600 it",
                       "个人信息密钥别人也能读（权限 %03o），请 chmod 600",
                       (unsigned)(st.st_mode & 0777));
    if (read(fd, s->key, KEY_BYTES) != KEY_BYTES || read(fd, &more, 1) != 0)
        return xc_fail(why, XC_ECORRUPT, path,
                       "the key of personal data is not 32 bytes: restore it from the backup",
                       "个人信息密钥不是 32 字节，请从备份恢复");
    return XC_OK;
}

static xc_err make_key(const char *path, party_seal *s, xc_problem *why)
{
    char part[4096];
    int n = snprintf(part, sizeof part, "%s.new", path);
    if (n < 0 || (size_t)n >= sizeof part)
        return file_fault(why, path, ENAMETOOLONG);
    if (RAND_bytes(s->key, KEY_BYTES) != 1)
        return xc_fail(why, XC_EBUG, path, "there is no randomness to make a key from",
                       "没有随机数，无法生成密钥");
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0)
        return file_fault(why, part, errno);
    bool ok = write(fd, s->key, KEY_BYTES) == KEY_BYTES && fsync(fd) == 0;
    ok = close(fd) == 0 && ok && rename(part, path) == 0;
    return ok ? XC_OK : file_fault(why, path, errno);
}

xc_err party_seal_open(const char *path, party_seal **ret, xc_problem *why)
{
    party_seal *s = xc_calloc(1, sizeof *s);
    if (!s)
        return XC_ENOMEM;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    xc_err err;
    if (fd >= 0) {
        err = read_key(fd, path, s, why);
        close(fd);
    } else {
        err = errno == ENOENT ? make_key(path, s, why) : file_fault(why, path, errno);
    }
    if (err) {
        party_seal_free(s);
        return err;
    }
    *ret = s;
    return XC_OK;
}

static bool encrypt(const party_seal *s, xc_str context, xc_str plain, unsigned char *to)
{
    unsigned char *nonce = to + 1, *body = nonce + NONCE_BYTES, *tag = body + plain.len;
    int n;
    to[0] = FORM;
    EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
    bool ok =
        c && RAND_bytes(nonce, NONCE_BYTES) == 1 &&
        EVP_EncryptInit_ex(c, EVP_aes_256_gcm(), NULL, s->key, nonce) == 1 &&
        EVP_EncryptUpdate(c, NULL, &n, (const unsigned char *)context.ptr, (int)context.len) == 1 &&
        EVP_EncryptUpdate(c, body, &n, (const unsigned char *)(plain.len ? plain.ptr : ""),
                          (int)plain.len) == 1 &&
        EVP_EncryptFinal_ex(c, tag, &n) == 1 &&
        EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_GET_TAG, TAG_BYTES, tag) == 1;
    EVP_CIPHER_CTX_free(c);
    return ok;
}

xc_err party_seal_close(const party_seal *s, xc_str context, xc_str plain, xc_buf *out)
{
    assert(s);
    if (plain.len > MAX_PLAIN)
        return XC_ELIMIT;
    unsigned char *to = xc_malloc(plain.len + PARTY_SEAL_OVERHEAD);
    if (!to)
        return XC_ENOMEM;
    bool ok = encrypt(s, context, plain, to);
    if (ok)
        xc_buf_put(out, to, plain.len + PARTY_SEAL_OVERHEAD);
    xc_free(to);
    return ok ? xc_buf_err(out) : XC_ENOMEM;
}

static bool decrypt(const party_seal *s, xc_str context, xc_str sealed, unsigned char *to)
{
    const unsigned char *nonce = (const unsigned char *)sealed.ptr + 1, *body = nonce + NONCE_BYTES;
    size_t len = sealed.len - PARTY_SEAL_OVERHEAD;
    unsigned char tag[TAG_BYTES];
    int n;
    memcpy(tag, body + len, TAG_BYTES);
    EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
    bool ok =
        c && EVP_DecryptInit_ex(c, EVP_aes_256_gcm(), NULL, s->key, nonce) == 1 &&
        EVP_DecryptUpdate(c, NULL, &n, (const unsigned char *)context.ptr, (int)context.len) == 1 &&
        EVP_DecryptUpdate(c, to, &n, body, (int)len) == 1 &&
        EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_SET_TAG, TAG_BYTES, tag) == 1 &&
        EVP_DecryptFinal_ex(c, to + len, &n) == 1;
    EVP_CIPHER_CTX_free(c);
    return ok;
}

xc_err party_seal_read(const party_seal *s, xc_str context, xc_str sealed, xc_arena *arena,
                       xc_str *ret)
{
    assert(s);
    if (sealed.len < PARTY_SEAL_OVERHEAD || sealed.len > MAX_PLAIN || sealed.ptr[0] != FORM)
        return XC_ECORRUPT;
    size_t len = sealed.len - PARTY_SEAL_OVERHEAD;
    char *to = xc_arena_alloc(arena, len + TAG_BYTES);
    if (!to)
        return XC_ENOMEM;
    if (!decrypt(s, context, sealed, (unsigned char *)to))
        return XC_ECORRUPT;
    to[len] = 0;
    *ret = (xc_str){ to, len };
    return XC_OK;
}

xc_err party_seal_mark(const party_seal *s, xc_str field, xc_str value, char to[PARTY_MARK_SIZE])
{
    static const char PURPOSE[] = "xiucheng party mark 1";
    static const char HEX[] = "0123456789abcdef";
    unsigned char own[EVP_MAX_MD_SIZE], mac[EVP_MAX_MD_SIZE];
    unsigned own_len = 0, mac_len = 0;
    xc_buf text;
    xc_buf_init(&text, 1 << 12);
    xc_buf_str(&text, field);
    xc_buf_byte(&text, ':');
    xc_buf_str(&text, value);
    xc_str whole = xc_buf_view(&text);
    xc_err err = xc_buf_err(&text);
    if (!err && (!HMAC(EVP_sha256(), s->key, KEY_BYTES, (const unsigned char *)PURPOSE,
                       sizeof PURPOSE - 1, own, &own_len) ||
                 !HMAC(EVP_sha256(), own, (int)own_len, (const unsigned char *)whole.ptr, whole.len,
                       mac, &mac_len)))
        err = XC_ENOMEM;
    for (unsigned i = 0; !err && i < mac_len && 2 * i + 1 < PARTY_MARK_SIZE; i++) {
        to[2 * i] = HEX[mac[i] >> 4];
        to[2 * i + 1] = HEX[mac[i] & 15];
    }
    to[err ? 0 : PARTY_MARK_SIZE - 1] = 0;
    OPENSSL_cleanse(own, sizeof own);
    xc_buf_done(&text);
    return err;
}
