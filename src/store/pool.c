/* pool.c - see pool.h. */
#include "store/pool.h"

#include <assert.h>
#include <errno.h>
#include <time.h>

enum { MOST = sizeof((pool *)0)->idle / sizeof(store_conn *), WAIT_S = 5 };

xc_err pool_init(pool *p)
{
    *p = (pool){ .made = 0 };
    if (pthread_mutex_init(&p->lock, NULL) != 0)
        return XC_ENOMEM;
    if (pthread_cond_init(&p->back, NULL) == 0)
        return XC_OK;
    pthread_mutex_destroy(&p->lock);
    return XC_ENOMEM;
}

void pool_done(pool *p)
{
    assert(p->made == 0);
    pthread_cond_destroy(&p->back);
    pthread_mutex_destroy(&p->lock);
}

xc_err pool_take(pool *p, store_conn **ret, xc_problem *why)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += WAIT_S;
    int timed_out = 0;
    xc_err err = XC_OK;
    pthread_mutex_lock(&p->lock);
    while (!p->idle_count && p->made == MOST && timed_out != ETIMEDOUT)
        timed_out = pthread_cond_timedwait(&p->back, &p->lock, &until);
    if (p->idle_count) {
        *ret = p->idle[--p->idle_count];
    } else if (p->made < MOST) {
        p->made++;
        *ret = NULL;
    } else {
        err = xc_fail(why, XC_EBUSY, "", "all %d readers were busy for %d s",
                      "%d 个读连接全忙，已等 %d 秒", (int)MOST, (int)WAIT_S);
    }
    pthread_mutex_unlock(&p->lock);
    return err;
}

void pool_give(pool *p, store_conn *c)
{
    pthread_mutex_lock(&p->lock);
    if (c)
        p->idle[p->idle_count++] = c;
    else
        p->made--;
    pthread_cond_signal(&p->back);
    pthread_mutex_unlock(&p->lock);
}

store_conn *pool_take_idle(pool *p)
{
    pthread_mutex_lock(&p->lock);
    store_conn *c = NULL;
    if (p->idle_count) {
        c = p->idle[--p->idle_count];
        p->made--;
    }
    pthread_mutex_unlock(&p->lock);
    return c;
}
