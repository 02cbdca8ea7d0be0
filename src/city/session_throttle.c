/* session_throttle.c - see session_throttle.h. */
#include "city/session_throttle.h"

#include <arpa/inet.h>
#include <stdio.h>

enum { KEY_SIZE = 160 };
#define WINDOW_US (15 * XC_MINUTE_US)
#define FIRST_WAIT_US XC_MINUTE_US
#define MAX_WAIT_US (15 * XC_MINUTE_US)

struct failures {
    int64_t count, first_us, until_us;
};

/* ---- keys ---- */

static bool login_key(xc_str login, char to[KEY_SIZE])
{
    if (!login.len)
        return false;
    (void)snprintf(to, KEY_SIZE, "login:%.*s",
                   XC_STR_ARG(login)); /* a long one is cut: nobody has it */
    return true;
}

static bool is_this_machine(const char *peer)
{
    return strncmp(peer, "127.", 4) == 0 || strcmp(peer, "::1") == 0 ||
           strncmp(peer, "::ffff:127.", 11) == 0;
}

/* IPv6 by its first 64 bits: a home has all of the rest. */
static bool peer_key(xc_str peer, char to[KEY_SIZE])
{
    char text[64];
    unsigned char six[16];
    if (!peer.len || peer.len >= sizeof text)
        return false;
    memcpy(text, peer.ptr, peer.len);
    text[peer.len] = 0;
    if (is_this_machine(text))
        return false;
    if (inet_pton(AF_INET6, text, six) == 1 && strncmp(text, "::ffff:", 7) != 0)
        (void)snprintf(to, KEY_SIZE, "peer:%02x%02x:%02x%02x:%02x%02x:%02x%02x/64", six[0], six[1],
                       six[2], six[3], six[4], six[5], six[6], six[7]); /* fits */
    else
        (void)snprintf(to, KEY_SIZE, "peer:%s", text); /* fits */
    return true;
}

/* ---- rows ---- */

static xc_err find(store_conn *c, const char *key, int64_t now_us, struct failures *ret)
{
    store_stmt *st = NULL;
    xc_err err = store_query(
        c, &st, "SELECT count, first_us, until_us FROM login_failure WHERE key = $1", "t", key);
    if (err)
        return err;
    struct failures f = { 0, now_us, 0 };
    if (store_row(st))
        f = (struct failures){ store_int(st, 0), store_int(st, 1), store_int(st, 2) };
    err = store_end(st);
    bool forgotten = f.first_us + WINDOW_US <= now_us && f.until_us <= now_us;
    if (!err)
        *ret = forgotten ? (struct failures){ 0, now_us, 0 } : f;
    return err;
}

static xc_err check_key(store_conn *c, const char *key, int64_t now_us, xc_problem *why)
{
    struct failures f;
    xc_err err = find(c, key, now_us, &f);
    if (err || f.until_us <= now_us)
        return err;
    int64_t seconds = (f.until_us - now_us + XC_SECOND_US - 1) / XC_SECOND_US;
    err = xc_fail(why, XC_ETHROTTLE, "/login", "too many wrong passwords: try again in %lld s",
                  "密码错误次数过多：请 %lld 秒后再试", (long long)seconds);
    if (why)
        why->wait_s = (uint32_t)seconds; /* at most MAX_WAIT_US */
    return err;
}

xc_err throttle_check(store_conn *c, xc_str login, xc_str peer, int64_t now_us, xc_problem *why)
{
    char key[KEY_SIZE];
    xc_err err = login_key(login, key) ? check_key(c, key, now_us, why) : XC_OK;
    if (!err && peer_key(peer, key))
        err = check_key(c, key, now_us, why);
    return err;
}

static int64_t wait_after(int64_t count, int64_t free_tries)
{
    if (count < free_tries)
        return 0;
    int64_t doublings = count - free_tries;
    int64_t wait_us = doublings < 8 ? FIRST_WAIT_US << doublings : MAX_WAIT_US;
    return wait_us < MAX_WAIT_US ? wait_us : MAX_WAIT_US;
}

static xc_err count_key(loop_tx *tx, const char *key, int64_t free_tries)
{
    int64_t now_us = loop_now_us(tx);
    struct failures f;
    xc_err err = find(loop_db(tx), key, now_us, &f);
    if (err)
        return err;
    f.count++;
    int64_t wait_us = wait_after(f.count, free_tries);
    if (wait_us)
        f.until_us = now_us + wait_us;
    return store_run(
        loop_db(tx), NULL,
        "INSERT INTO login_failure (key, count, first_us, until_us) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (key) DO UPDATE SET count = excluded.count,"
        " first_us = excluded.first_us, until_us = excluded.until_us",
        "tiii", key, f.count, f.first_us, f.until_us);
}

/* What is forgotten goes; over the ceiling the oldest go too. */
static xc_err tidy(loop_tx *tx)
{
    xc_err err = store_run(loop_db(tx), NULL,
                           "DELETE FROM login_failure WHERE until_us <= $1 AND first_us <= $2",
                           "ii", loop_now_us(tx), loop_now_us(tx) - WINDOW_US);
    if (err)
        return err;
    return store_run(loop_db(tx), NULL,
                     "DELETE FROM login_failure WHERE key IN (SELECT key FROM login_failure"
                     " ORDER BY first_us DESC, key LIMIT 1000 OFFSET $1)",
                     "i", (int64_t)THROTTLE_MAX_ROWS);
}

xc_err throttle_failed(loop_tx *tx, xc_str login, xc_str peer)
{
    char key[KEY_SIZE];
    xc_err err = tidy(tx);
    if (!err && login_key(login, key))
        err = count_key(tx, key, THROTTLE_LOGIN_FREE);
    if (!err && peer_key(peer, key))
        err = count_key(tx, key, THROTTLE_PEER_FREE);
    return err;
}

xc_err throttle_passed(loop_tx *tx, xc_str login)
{
    char key[KEY_SIZE];
    if (!login_key(login, key))
        return XC_OK;
    return store_run(loop_db(tx), NULL, "DELETE FROM login_failure WHERE key = $1", "t", key);
}
