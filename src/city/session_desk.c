/* session_desk.c - see session_desk.h. */
#include "city/session_desk.h"

#include <pthread.h>
#include <sodium.h>
#include <stdio.h>

#include "base/mem.h"
#include "city/session_door_int.h"
#include "city/session_throttle.h"

enum { DEFAULT_THREADS = 2, MAX_THREADS = 8, DEFAULT_WAITING = 64, REQUEST_BYTES = 64 << 10 };

/* One person at the desk, from the question to the answer. */
struct request {
    loop_command cmd; /* first: the loop gets it */
    struct request *next;
    session_desk *desk;
    xc_arena *arena; /* holds this struct, its strings and what is found */
    xc_str login, password, peer;
    session_signed_in *done;
    void *ctx;

    bool known; /* there is such a user */
    user who;
    xc_str hash;
    xc_err verdict; /* of the password */
    session_opened opened;
};

struct session_desk {
    session_desk_options options;
    pthread_t threads[MAX_THREADS];
    unsigned started;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t more;
    struct request *first, **last;
    unsigned waiting;
    bool ending;
};

/* ---- what a thread does with a request ---- */

static xc_err look_up(struct request *r, xc_problem *why)
{
    session_desk *desk = r->desk;
    store_conn *c = NULL;
    xc_err err = store_read(desk->options.store, &c, why);
    if (err)
        return err;
    err = throttle_check(c, r->login, r->peer, xc_now_us(desk->options.clock), why);
    if (!err)
        err = user_find_login(c, r->arena, r->login, &r->who, &r->hash);
    store_read_done(desk->options.store, c);
    r->known = err == XC_OK;
    return err == XC_ENOTFOUND ? XC_OK : err;
}

/* A wrong password changes the city too: the failure is counted. */
static xc_err refuse(loop_tx *tx, struct request *r)
{
    char whom[32] = "";
    if (r->known)
        (void)snprintf(whom, sizeof whom, "user/%lld", (long long)r->who.id); /* fits */
    xc_err err = throttle_failed(tx, r->known ? r->login : XC_STR(""), r->peer);
    if (err)
        return err;
    return loop_audit(tx, "session.refused", xc_str_of(whom), XC_STR(""), XC_STR("{}"));
}

static xc_err let_in(loop_tx *tx, struct request *r)
{
    xc_err err = throttle_passed(tx, r->login);
    if (!err) /* as it is now, not as it was before the hashing */
        err = user_find(loop_db(tx), r->arena, r->who.id, &r->who);
    if (!err && !r->who.active)
        err = XC_EAUTH;
    return err ? err : session_open(tx, r->desk->options.door, &r->who, r->peer, &r->opened);
}

static xc_err apply(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    struct request *r = (struct request *)cmd;
    (void)why;
    return r->verdict ? refuse(tx, r) : let_in(tx, r);
}

static xc_err check_and_record(struct request *r, xc_problem *why)
{
    xc_err err = look_up(r, why);
    if (err)
        return err;
    xc_str hash = r->known && r->who.active ? r->hash : XC_STR("");
    r->verdict = user_password_check(r->desk->options.passwords, r->password, hash);
    if (r->verdict && r->verdict != XC_EAUTH)
        return r->verdict;
    r->cmd.name = r->verdict ? "session.refused" : "session.open";
    r->cmd.apply = apply;
    if (r->verdict)
        r->cmd.actor = (loop_actor){ .name = XC_STR("stranger"), .from = r->peer };
    else
        r->cmd.actor = user_actor(&(user_ctx){ .who = r->who }, r->peer);
    err = loop_call(r->desk->options.loop, &r->cmd, why);
    return err ? err : r->verdict;
}

static void serve(struct request *r)
{
    xc_problem why = { .code = XC_OK };
    user_ctx who = { .rights = 0 };
    xc_err err = check_and_record(r, &why);
    if (err == XC_EAUTH)
        (void)xc_fail(&why, err, "", "login or password is wrong", "账号或密码不对");
    else if (err && !why.code)
        why.code = err;
    if (!err) {
        who.who = r->who;
        who.rights = right_of(door_options(r->desk->options.door)->roles, r->who.roles);
        who.csrf = xc_str_of(r->opened.csrf);
        who.expires_us = r->opened.expires_us;
        who.idle_us = door_options(r->desk->options.door)->idle_us;
        door_key_of(xc_str_of(r->opened.secret), who.key);
    }
    r->done(r->ctx, err, err ? NULL : &r->opened, err ? NULL : &who, &why);
    sodium_memzero((void *)(uintptr_t)r->password.ptr, r->password.len);
    sodium_memzero(&r->opened, sizeof r->opened);
    xc_arena_free(r->arena);
}

/* ---- the queue ---- */

static struct request *take(session_desk *desk)
{
    pthread_mutex_lock(&desk->lock);
    while (!desk->first && !desk->ending)
        pthread_cond_wait(&desk->more, &desk->lock);
    struct request *r = desk->first;
    if (r) {
        desk->first = r->next;
        if (!desk->first)
            desk->last = &desk->first;
        desk->waiting--;
    }
    pthread_mutex_unlock(&desk->lock);
    return r;
}

static void *thread_main(void *arg)
{
    struct request *r;
    while ((r = take(arg)) != NULL)
        serve(r);
    return NULL;
}

static xc_err put(session_desk *desk, struct request *r)
{
    pthread_mutex_lock(&desk->lock);
    xc_err err = desk->ending || desk->waiting == desk->options.max_waiting ? XC_EBUSY : XC_OK;
    if (!err) {
        *desk->last = r;
        desk->last = &r->next;
        desk->waiting++;
        pthread_cond_signal(&desk->more);
    }
    pthread_mutex_unlock(&desk->lock);
    return err;
}

static struct request *request_new(xc_str login, xc_str password, xc_str peer)
{
    xc_arena *arena = NULL;
    if (xc_arena_new(REQUEST_BYTES, &arena))
        return NULL;
    struct request *r = xc_arena_array(arena, 1, sizeof *r);
    if (r) {
        r->arena = arena;
        r->login = xc_arena_str(arena, login);
        r->password = xc_arena_str(arena, password);
        r->peer = xc_arena_str(arena, peer);
    }
    if (!r || !r->login.ptr || !r->password.ptr || !r->peer.ptr) {
        xc_arena_free(arena);
        return NULL;
    }
    return r;
}

xc_err session_sign_in(session_desk *desk, xc_str login, xc_str password, xc_str peer,
                       session_signed_in *done, void *ctx)
{
    if (login.len > 200 || password.len > USER_PASSWORD_MAX_BYTES || peer.len > 200)
        return XC_EINVAL;
    struct request *r = request_new(login, password, peer);
    if (!r)
        return XC_ENOMEM;
    r->desk = desk;
    r->done = done;
    r->ctx = ctx;
    xc_err err = put(desk, r);
    if (err)
        xc_arena_free(r->arena);
    return err;
}

/* ---- life ---- */

static session_desk_options with_defaults(const session_desk_options *given)
{
    session_desk_options o = *given;
    if (!o.threads)
        o.threads = DEFAULT_THREADS;
    if (o.threads > MAX_THREADS)
        o.threads = MAX_THREADS;
    if (!o.max_waiting)
        o.max_waiting = DEFAULT_WAITING;
    if (!o.clock.now_us)
        o.clock = xc_clock_system();
    return o;
}

static xc_err init_lock(session_desk *desk)
{
    if (pthread_mutex_init(&desk->lock, NULL) != 0)
        return XC_ENOMEM;
    if (pthread_cond_init(&desk->more, NULL) != 0) {
        pthread_mutex_destroy(&desk->lock);
        return XC_ENOMEM;
    }
    return XC_OK;
}

xc_err session_desk_new(const session_desk_options *options, session_desk **ret)
{
    session_desk *desk = xc_calloc(1, sizeof *desk);
    if (!desk)
        return XC_ENOMEM;
    desk->options = with_defaults(options);
    desk->last = &desk->first;
    xc_err err = init_lock(desk);
    if (err) {
        xc_free(desk);
        return err;
    }
    while (desk->started < desk->options.threads) {
        if (pthread_create(&desk->threads[desk->started], NULL, thread_main, desk) != 0) {
            session_desk_free(desk);
            return XC_ENOMEM;
        }
        desk->started++;
    }
    *ret = desk;
    return XC_OK;
}

session_desk *session_desk_free(session_desk *desk)
{
    if (!desk)
        return NULL;
    pthread_mutex_lock(&desk->lock);
    desk->ending = true;
    pthread_cond_broadcast(&desk->more);
    pthread_mutex_unlock(&desk->lock);
    for (unsigned i = 0; i < desk->started; i++)
        (void)pthread_join(desk->threads[i], NULL); /* fails only for no such thread */
    pthread_cond_destroy(&desk->more);
    pthread_mutex_destroy(&desk->lock);
    xc_free(desk);
    return NULL;
}
