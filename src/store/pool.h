/* pool.h - a store's reading connections: made when needed, kept, at most so many. Any thread. */
#ifndef XC_STORE_POOL_H
#define XC_STORE_POOL_H
#include <pthread.h>

#include "store/store.h"

typedef struct {
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t back;
    store_conn *idle[16];
    int idle_count, made; /* made: idle or out */
} pool;

XC_MUST_CHECK xc_err pool_init(pool *p);
void pool_done(pool *p); /* nothing may be out; the idle ones were taken by pool_take_idle */

/* Waits for a place: an idle connection, or the right to make one (*ret NULL). XC_EBUSY. */
XC_MUST_CHECK xc_err pool_take(pool *p, store_conn **ret, xc_problem *why);
void pool_give(pool *p, store_conn *c); /* NULL: the place only */
store_conn *pool_take_idle(pool *p);    /* NULL: none left */

#endif
