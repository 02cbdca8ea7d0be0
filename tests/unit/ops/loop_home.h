/* loop_home.h - a store in a new folder with a loop over it, for the tests of nouns that live
 * there. */
#ifndef XC_TESTS_LOOP_HOME_H
#define XC_TESTS_LOOP_HOME_H
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "city/loop.h"

typedef struct {
    char dir[64], path[128];
    store *s;
    loop *l;
    int64_t now_us; /* the loop's clock stands here */
} loop_home;

static inline void loop_home_open(loop_home *h)
{
    xc_problem why = { 0 };
    loop_options options = { .clock = xc_clock_manual(&h->now_us) };
    if (store_open(h->path, &h->s, &why))
        ck_abort_msg("%s", why.en);
    ck_assert_int_eq(loop_new(h->s, NULL, &options, &h->l), XC_OK);
}

static inline void loop_home_new(loop_home *h, int64_t now_us)
{
    *h = (loop_home){ .now_us = now_us };
    (void)snprintf(h->dir, sizeof h->dir, "/tmp/xc-ops-XXXXXX"); /* fits */
    ck_assert_ptr_nonnull(mkdtemp(h->dir));
    (void)snprintf(h->path, sizeof h->path, "%s/city.db", h->dir); /* fits */
    loop_home_open(h);
}

static inline void loop_home_close(loop_home *h)
{
    h->l = loop_free(h->l);
    h->s = store_close(h->s);
}

static inline void loop_home_end(loop_home *h)
{
    loop_home_close(h);
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", h->dir); /* fits */
    ck_assert_int_eq(system(command), 0);
}

/* fn(tx, ctx, why) as one command */
typedef struct {
    loop_command command;
    xc_err (*fn)(loop_tx *tx, void *ctx, xc_problem *why);
    void *ctx;
} loop_home_call;

static inline xc_err loop_home_apply(loop_tx *tx, loop_command *command, xc_problem *why)
{
    loop_home_call *call = (loop_home_call *)command;
    return call->fn(tx, call->ctx, why);
}

static inline void loop_home_done(loop_command *command, xc_err err, const xc_problem *why)
{
    (void)err, (void)why;
    xc_arena_free(command->arena);
}

/* who: the actor's division prefix */
static inline xc_err loop_home_do(loop_home *h, const char *who,
                                  xc_err (*fn)(loop_tx *tx, void *ctx, xc_problem *why), void *ctx,
                                  xc_problem *why)
{
    xc_arena *arena;
    ck_assert_int_eq(xc_arena_new(64 << 20, &arena), XC_OK);
    loop_home_call call = { .fn = fn, .ctx = ctx };
    call.command = (loop_command){ .name = "test",
                                   .apply = loop_home_apply,
                                   .done = loop_home_done,
                                   .actor = { .user_id = 1,
                                              .name = XC_STR("tester"),
                                              .role = XC_STR("tester"),
                                              .division = xc_str_of(who) },
                                   .arena = arena };
    return loop_call(h->l, &call.command, why);
}

#endif
