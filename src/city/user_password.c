/* user_password.c - see user_password.h. */
#include "city/user_password.h"

#include <pthread.h>
#include <sodium.h>

#include "base/mem.h"

struct user_passwords {
    pthread_mutex_t lock; /* guards running and waiting */
    pthread_cond_t place_free;
    unsigned running, waiting, at_once, may_wait;
    unsigned long long ops;
    size_t memory;
    char nobody[USER_PASSWORD_TEXT_SIZE]; /* what a missing user's password is compared with */
};

static xc_err hash_now(const user_passwords *p, xc_str password, char ret[USER_PASSWORD_TEXT_SIZE])
{
    _Static_assert(crypto_pwhash_argon2id_STRBYTES == USER_PASSWORD_TEXT_SIZE, "fits");
    if (crypto_pwhash_argon2id_str(ret, password.ptr, password.len, p->ops, p->memory) != 0)
        return XC_ENOMEM;
    return XC_OK;
}

xc_err user_passwords_new(unsigned at_once, unsigned waiting, int light, user_passwords **ret)
{
    if (sodium_init() < 0)
        return XC_EBUG;
    user_passwords *p = xc_calloc(1, sizeof *p);
    if (!p)
        return XC_ENOMEM;
    p->at_once = at_once;
    p->may_wait = waiting;
    p->ops =
        light ? crypto_pwhash_argon2id_OPSLIMIT_MIN : crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE;
    p->memory = light ? 8u << 20 : crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE;
    xc_err err = hash_now(p, XC_STR("nobody knows this"), p->nobody);
    if (!err && pthread_mutex_init(&p->lock, NULL) != 0)
        err = XC_ENOMEM;
    if (!err && pthread_cond_init(&p->place_free, NULL) != 0) {
        pthread_mutex_destroy(&p->lock);
        err = XC_ENOMEM;
    }
    if (err)
        xc_free(p);
    else
        *ret = p;
    return err;
}

user_passwords *user_passwords_free(user_passwords *p)
{
    if (p) {
        pthread_cond_destroy(&p->place_free);
        pthread_mutex_destroy(&p->lock);
        xc_free(p);
    }
    return NULL;
}

static xc_err take_place(user_passwords *p)
{
    xc_err err = XC_OK;
    pthread_mutex_lock(&p->lock);
    if (p->running == p->at_once && p->waiting == p->may_wait) {
        err = XC_EBUSY;
    } else {
        p->waiting++;
        while (p->running == p->at_once)
            pthread_cond_wait(&p->place_free, &p->lock);
        p->waiting--;
        p->running++;
    }
    pthread_mutex_unlock(&p->lock);
    return err;
}

static void give_place(user_passwords *p)
{
    pthread_mutex_lock(&p->lock);
    p->running--;
    pthread_cond_signal(&p->place_free);
    pthread_mutex_unlock(&p->lock);
}

xc_err user_password_hash(user_passwords *p, xc_str password, char ret[USER_PASSWORD_TEXT_SIZE])
{
    if (!password.len || password.len > USER_PASSWORD_MAX_BYTES)
        return XC_EINVAL;
    xc_err err = take_place(p);
    if (err)
        return err;
    err = hash_now(p, password, ret);
    give_place(p);
    return err;
}

xc_err user_password_check(user_passwords *p, xc_str password, xc_str hash)
{
    char text[USER_PASSWORD_TEXT_SIZE] = "";
    bool somebody = hash.len > 0 && hash.len < sizeof text && password.len &&
                    password.len <= USER_PASSWORD_MAX_BYTES;
    if (somebody)
        memcpy(text, hash.ptr, hash.len);
    else
        memcpy(text, p->nobody, sizeof text);
    xc_err err = take_place(p);
    if (err)
        return err;
    size_t len = somebody ? password.len : 1;
    int differs = crypto_pwhash_argon2id_str_verify(text, somebody ? password.ptr : "x", len);
    give_place(p);
    return somebody && !differs ? XC_OK : XC_EAUTH;
}
