/* loop.c - the queue, the thread and the batches; see loop.h. */
#include "city/loop.h"

#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <time.h>

#include "base/mem.h"
#include "city/audit_int.h"
#include "city/event_int.h"

enum {
    DEFAULT_QUEUE = 10000,
    DEFAULT_BATCH = 1000,
    DEFAULT_KEEP_EVENTS = 200000,
    MAX_TIMERS = 16,
    MAX_SUMMERS = 8,
    MAX_CALLS = 1000000,
    BATCH_ARENA_BYTES = 256 << 20, /* one command's ceiling; batches end at FULL_ARENA_BYTES */
    FULL_ARENA_BYTES = 32 << 20,
    SCRATCH_BYTES = 64 << 20,
    BATCH_US = 20000, /* nobody's reply waits longer than this for later commands ... */
    COMMITS_PER_BATCH =
        4,             /* ... unless the disk is slow: then work four times as long as it writes */
    LOOK_US = 1000000, /* the clock may be stepped: timers are looked at at least this often */
    RETRY_TIMER_US = 1000000
};

struct call {
    void (*fn)(void *ctx);
    void *ctx;
};

struct calls {
    struct call *list;
    size_t count, cap;
};

struct timer {
    loop_due_fn *fn;
    void *ctx;
    int64_t due_us;
};

/* Who sums up a batch at its end. */
struct summer {
    loop_batch_fn *fn;
    void *ctx;
};

/* A command of the batch at hand and what became of it. */
struct slot {
    loop_command *cmd;
    xc_err err;
    xc_problem *why; /* of the batch's arena; NULL: the code says all */
};

/* Commands in order of arrival. */
struct list {
    loop_command *first, **last;
};

/* Who sleeps in loop_call. */
struct waiter {
    sem_t ready;
    xc_err err;
    xc_problem *why;
};

struct loop_tx {
    loop *loop;
    const loop_actor *actor;
    xc_arena *arena;
    int64_t now_us;
    xc_err lost; /* the whole transaction is gone: nothing of the batch may stay */
};

struct loop {
    store_conn *db;
    void *city;
    loop_options options;
    pthread_t thread;
    bool started;

    pthread_mutex_t lock; /* guards what follows up to the line */
    pthread_cond_t more;
    struct list arrived;
    size_t waiting; /* arrived or taken, not yet answered */
    bool sleeping, draining, poked, broken;
    loop_stats stats;
    /* ---- the thread's own ---- */
    struct list taken;
    struct slot *slots;
    size_t slot_count;
    xc_arena *batch, *scratch;
    event_log *events;
    audit_log *audit;
    struct calls undo, on_commit;
    struct timer timers[MAX_TIMERS];
    size_t timer_count;
    struct summer summers[MAX_SUMMERS];
    size_t summer_count;
    int64_t wake_us;
    loop_listener *listener;
    void *listener_ctx;
    void (*on_broken)(void *ctx);
    void *on_broken_ctx;
};

/* ---- lists ---- */

static void list_init(struct list *q)
{
    q->first = NULL;
    q->last = &q->first;
}

static void list_add(struct list *q, loop_command *cmd)
{
    cmd->next = NULL;
    *q->last = cmd;
    q->last = &cmd->next;
}

static loop_command *list_take(struct list *q)
{
    loop_command *cmd = q->first;
    q->first = cmd->next;
    if (!q->first)
        q->last = &q->first;
    return cmd;
}

/* Moves all of from behind to. */
static void list_move(struct list *to, struct list *from)
{
    if (!from->first)
        return;
    *to->last = from->first;
    to->last = from->last;
    list_init(from);
}

/* ---- making ---- */

static xc_err init_lock(loop *l)
{
    pthread_condattr_t attr;
    if (pthread_condattr_init(&attr) != 0)
        return XC_ENOMEM;
    int failed = pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    if (!failed)
        failed = pthread_cond_init(&l->more, &attr);
    (void)pthread_condattr_destroy(&attr); /* nothing is held by it */
    if (failed)
        return XC_ENOMEM;
    if (pthread_mutex_init(&l->lock, NULL) != 0) {
        pthread_cond_destroy(&l->more);
        return XC_ENOMEM;
    }
    return XC_OK;
}

static loop_options with_defaults(const loop_options *given)
{
    loop_options o = given ? *given : (loop_options){ 0 };
    if (!o.max_queue)
        o.max_queue = DEFAULT_QUEUE;
    if (!o.max_batch)
        o.max_batch = DEFAULT_BATCH;
    if (!o.keep_events)
        o.keep_events = DEFAULT_KEEP_EVENTS;
    if (!o.clock.now_us)
        o.clock = xc_clock_system();
    return o;
}

static xc_err make_parts(loop *l)
{
    l->slots = xc_calloc(l->options.max_batch, sizeof *l->slots);
    if (!l->slots)
        return XC_ENOMEM;
    xc_err err = xc_arena_new(BATCH_ARENA_BYTES, &l->batch);
    if (!err)
        err = xc_arena_new(SCRATCH_BYTES, &l->scratch);
    if (!err)
        err = event_log_new(l->db, l->options.keep_events, &l->events);
    if (!err)
        err = audit_log_new(l->db, &l->audit);
    if (!err)
        l->stats.last_seq = event_log_last_seq(l->events);
    return err;
}

xc_err loop_new(store *s, void *city, const loop_options *options, loop **ret)
{
    loop *l = xc_calloc(1, sizeof *l);
    if (!l)
        return XC_ENOMEM;
    xc_err err = init_lock(l);
    if (err) {
        xc_free(l);
        return err;
    }
    l->db = store_writer(s);
    l->city = city;
    l->options = with_defaults(options);
    l->wake_us = INT64_MAX;
    list_init(&l->arrived);
    list_init(&l->taken);
    err = make_parts(l);
    if (err)
        loop_free(l);
    else
        *ret = l;
    return err;
}

loop *loop_free(loop *l)
{
    if (!l)
        return NULL;
    loop_drain(l);
    audit_log_free(l->audit);
    event_log_free(l->events);
    xc_arena_free(l->batch);
    xc_arena_free(l->scratch);
    xc_free(l->slots);
    xc_free(l->undo.list);
    xc_free(l->on_commit.list);
    pthread_mutex_destroy(&l->lock);
    pthread_cond_destroy(&l->more);
    xc_free(l);
    return NULL;
}

xc_err loop_on_time(loop *l, loop_due_fn *fn, void *ctx)
{
    assert(!l->started);
    if (l->timer_count == MAX_TIMERS)
        return XC_ELIMIT;
    l->timers[l->timer_count++] = (struct timer){ fn, ctx, INT64_MIN };
    return XC_OK;
}

xc_err loop_on_batch(loop *l, loop_batch_fn *fn, void *ctx)
{
    assert(!l->started);
    if (l->summer_count == MAX_SUMMERS)
        return XC_ELIMIT;
    l->summers[l->summer_count++] = (struct summer){ fn, ctx };
    return XC_OK;
}

void loop_listen(loop *l, loop_listener *fn, void *ctx)
{
    assert(!l->started);
    l->listener = fn;
    l->listener_ctx = ctx;
}

void loop_on_broken(loop *l, void (*fn)(void *ctx), void *ctx)
{
    assert(!l->started);
    l->on_broken = fn;
    l->on_broken_ctx = ctx;
}

/* ---- inside a command ---- */

store_conn *loop_db(loop_tx *tx)
{
    return tx->loop->db;
}

int64_t loop_now_us(const loop_tx *tx)
{
    return tx->now_us;
}

void *loop_city(const loop_tx *tx)
{
    return tx->loop->city;
}

const loop_actor *loop_actor_of(const loop_tx *tx)
{
    return tx->actor;
}

xc_arena *loop_arena(loop_tx *tx)
{
    return tx->arena;
}

xc_arena *loop_batch_arena(loop_tx *tx)
{
    return tx->loop->batch;
}

static xc_err calls_add(struct calls *c, void (*fn)(void *ctx), void *ctx)
{
    if (c->count == c->cap) {
        if (c->cap >= MAX_CALLS)
            return XC_ELIMIT;
        size_t cap = c->cap ? 2 * c->cap : 64;
        struct call *grown = xc_realloc_array(c->list, cap, sizeof *grown);
        if (!grown)
            return XC_ENOMEM;
        c->list = grown;
        c->cap = cap;
    }
    c->list[c->count++] = (struct call){ fn, ctx };
    return XC_OK;
}

xc_err loop_undo(loop_tx *tx, void (*undo)(void *ctx), void *ctx)
{
    return calls_add(&tx->loop->undo, undo, ctx);
}

xc_err loop_on_commit(loop_tx *tx, void (*fn)(void *ctx), void *ctx)
{
    return calls_add(&tx->loop->on_commit, fn, ctx);
}

xc_err loop_event(loop_tx *tx, const char *type, xc_str division, xc_str audience, xc_str json)
{
    loop_published e = { 0, xc_str_of(type), division, audience, json };
    return event_log_add(tx->loop->events, tx->loop->batch, &e, tx->now_us);
}

xc_err loop_audit(loop_tx *tx, const char *action, xc_str object, xc_str division, xc_str json)
{
    return audit_log_add(tx->loop->audit, tx->loop->batch, tx->actor, action, object, division,
                         json, tx->now_us);
}

xc_err loop_audit_stream(loop_tx *tx, const char *action, xc_str bytes, int64_t count)
{
    return audit_log_stream(tx->loop->audit, tx->actor, action, bytes, count, tx->now_us);
}

xc_err loop_reading(loop_tx *tx, xc_str division, const loop_measure *m)
{
    return event_log_reading(tx->loop->events, division, m);
}

void loop_wake(loop_tx *tx, int64_t due_us)
{
    if (due_us < tx->loop->wake_us)
        tx->loop->wake_us = due_us;
}

/* ---- a step: all of it or nothing ---- */

struct step {
    event_mark events;
    audit_mark audit;
    size_t undo, on_commit;
};

static void undo_to(loop *l, size_t mark)
{
    while (l->undo.count > mark) {
        struct call *c = &l->undo.list[--l->undo.count];
        c->fn(c->ctx);
    }
}

static xc_err step_begin(loop_tx *tx, struct step *ret)
{
    loop *l = tx->loop;
    *ret = (struct step){ event_log_mark(l->events), audit_log_mark(l->audit), l->undo.count,
                          l->on_commit.count };
    tx->lost = store_savepoint(l->db);
    return tx->lost;
}

static void step_back(loop_tx *tx, const struct step *step)
{
    loop *l = tx->loop;
    undo_to(l, step->undo);
    l->on_commit.count = step->on_commit;
    event_log_back(l->events, step->events);
    audit_log_back(l->audit, step->audit);
    /* fails when SQLite has rolled back everything by itself: disk full, memory */
    if (!tx->lost)
        tx->lost = store_rollback_to(l->db);
}

static xc_err step_end(loop_tx *tx, const struct step *step, xc_err result)
{
    /* a store over the network hears only now what its statements came to */
    if (!result && !tx->lost)
        result = store_release(tx->loop->db);
    if (result || tx->lost)
        step_back(tx, step);
    return tx->lost ? tx->lost : result;
}

xc_err loop_step(loop_tx *tx, loop_step_fn *fn, void *ctx, xc_problem *why)
{
    struct step step;
    if (tx->lost)
        return tx->lost;
    xc_err err = step_begin(tx, &step);
    return err ? err : step_end(tx, &step, fn(tx, ctx, why));
}

/* ---- a batch ---- */

static void batch_clear(loop *l)
{
    l->undo.count = 0;
    l->on_commit.count = 0;
    event_log_clear(l->events);
    audit_log_clear(l->audit);
    xc_arena_reset(l->batch);
    xc_arena_reset(l->scratch);
}

static void batch_lost(loop *l)
{
    store_rollback(l->db);
    undo_to(l, 0);
    l->on_commit.count = 0;
    event_log_clear(l->events);
    audit_log_clear(l->audit);
}

static void break_loop(loop *l)
{
    pthread_mutex_lock(&l->lock);
    bool first = !l->broken;
    l->broken = true;
    l->stats.broken = 1;
    pthread_mutex_unlock(&l->lock);
    if (first && l->on_broken)
        l->on_broken(l->on_broken_ctx);
}

static void count_commit(loop *l, int64_t us)
{
    pthread_mutex_lock(&l->lock);
    l->stats.batches++;
    l->stats.last_commit_us = us;
    l->stats.commit_us_total += us;
    l->stats.last_seq = event_log_last_seq(l->events);
    pthread_mutex_unlock(&l->lock);
}

static xc_err batch_begin(loop *l)
{
    xc_err err = store_begin(l->db);
    if (err && err != XC_EBUSY) /* the store is away: it may come back */
        break_loop(l);
    return err;
}

static const loop_actor the_city = { .name = { "city", 4 }, .role = { "city", 4 } };

static xc_err sum_up_step(loop_tx *tx, void *ctx, xc_problem *why)
{
    (void)why;
    const struct summer *s = ctx;
    return s->fn(tx, s->ctx);
}

/* An error only when the transaction is lost: a sum that failed is the summer's to try again. */
static xc_err sum_up(loop *l)
{
    loop_tx tx = {
        .loop = l, .actor = &the_city, .arena = l->scratch, .now_us = xc_now_us(l->options.clock)
    };
    for (size_t i = 0; i < l->summer_count && !tx.lost; i++)
        xc_ignore(loop_step(&tx, sum_up_step, &l->summers[i], NULL)); /* see above */
    return tx.lost;
}

/* Writes what the batch has to say and commits. After a failed commit nobody knows what the disk
 * holds, and another try could call success what was lost: the loop ends here. */
static xc_err batch_commit(loop *l)
{
    xc_err err = sum_up(l);
    if (!err)
        err = event_log_write(l->events, l->db, l->batch);
    if (!err)
        err = audit_log_write(l->audit, l->db, l->batch);
    if (err)
        return err;
    int64_t start = xc_monotonic_us();
    err = store_commit(l->db);
    if (err == XC_EBUSY) /* certainly nothing of it is stored */
        return err;
    if (err) {
        break_loop(l);
        return XC_EIO;
    }
    event_log_committed(l->events);
    audit_log_committed(l->audit);
    count_commit(l, xc_monotonic_us() - start);
    for (size_t i = 0; i < l->on_commit.count; i++)
        l->on_commit.list[i].fn(l->on_commit.list[i].ctx);
    return XC_OK;
}

static void publish(loop *l)
{
    size_t count = 0;
    const loop_published *events = event_log_published(l->events, &count);
    if (count && l->listener)
        l->listener(events, count, l->listener_ctx);
}

static xc_problem *keep_problem(loop *l, xc_err err, const xc_problem *why)
{
    if (!err || !why->code)
        return NULL;
    xc_problem *kept = xc_arena_alloc(l->batch, sizeof *kept);
    if (kept)
        *kept = *why;
    return kept;
}

/* Returns an error only when the transaction is lost. */
static xc_err apply_command(loop *l, struct slot *slot)
{
    loop_command *cmd = slot->cmd;
    xc_problem why = { .code = XC_OK };
    struct step step;
    loop_tx tx = { .loop = l,
                   .actor = &cmd->actor,
                   .arena = cmd->arena ? cmd->arena : l->scratch,
                   .now_us = xc_now_us(l->options.clock) };
    xc_err err = step_begin(&tx, &step);
    if (err)
        return err;
    err = step_end(&tx, &step, cmd->apply(&tx, cmd, &why));
    slot->err = err;
    slot->why = keep_problem(l, err, &why);
    if (tx.arena == l->scratch)
        xc_arena_reset(l->scratch);
    return tx.lost;
}

/* Enough work for one transaction: by number, by memory or by time. */
static bool batch_is_full(const loop *l, int64_t start_us)
{
    if (l->slot_count == l->options.max_batch || event_log_is_full(l->events) ||
        xc_arena_used(l->batch) > FULL_ARENA_BYTES)
        return true;
    int64_t limit = COMMITS_PER_BATCH * l->stats.last_commit_us;
    return xc_monotonic_us() - start_us > (limit > BATCH_US ? limit : BATCH_US);
}

static xc_err apply_commands(loop *l)
{
    int64_t start_us = xc_monotonic_us();
    xc_err err = XC_OK;
    while (!err && l->taken.first && !batch_is_full(l, start_us)) {
        struct slot *slot = &l->slots[l->slot_count++];
        *slot = (struct slot){ .cmd = list_take(&l->taken) };
        err = apply_command(l, slot);
    }
    return err;
}

static void answer(loop_command *cmd, xc_err err, const xc_problem *why)
{
    struct waiter *waiter = cmd->waiter;
    if (waiter) {
        waiter->err = err;
        if (waiter->why && why)
            *waiter->why = *why;
    }
    if (cmd->done)
        cmd->done(cmd, err, why);
    if (waiter)
        sem_post(&waiter->ready);
}

/* Before the answers: who has one finds it counted. */
static void count_answers(loop *l)
{
    int64_t failed = 0, waited = 0, now = xc_monotonic_us();
    for (size_t i = 0; i < l->slot_count; i++) {
        waited += now - l->slots[i].cmd->queued_us;
        failed += l->slots[i].err != XC_OK;
    }
    pthread_mutex_lock(&l->lock);
    l->waiting -= l->slot_count;
    l->stats.commands += (int64_t)l->slot_count;
    l->stats.failed += failed;
    l->stats.wait_us_total += waited;
    pthread_mutex_unlock(&l->lock);
}

static void answer_batch(loop *l, xc_err lost)
{
    xc_problem none = { .code = XC_OK };
    for (size_t i = 0; lost && i < l->slot_count; i++)
        l->slots[i] = (struct slot){ .cmd = l->slots[i].cmd, .err = lost };
    count_answers(l);
    for (size_t i = 0; i < l->slot_count; i++) {
        struct slot *slot = &l->slots[i];
        none.code = slot->err;
        answer(slot->cmd, slot->err, slot->why ? slot->why : &none);
    }
    l->slot_count = 0;
}

/* Nothing of it is applied: all that wait learn it. */
static void refuse_all(loop *l, xc_err why)
{
    while (l->taken.first) {
        while (l->taken.first && l->slot_count < l->options.max_batch)
            l->slots[l->slot_count++] = (struct slot){ .cmd = list_take(&l->taken) };
        answer_batch(l, why);
    }
}

static void run_batch(loop *l)
{
    xc_err err = batch_begin(l);
    if (err == XC_EBUSY)
        refuse_all(l, err);
    if (err)
        return;
    err = apply_commands(l);
    if (!err)
        err = batch_commit(l);
    if (err)
        batch_lost(l);
    if (!err)
        publish(l); /* first: screens are as far away as who waits for an answer, and hear of all */
    answer_batch(l, err == XC_EBUSY ? err : err ? XC_EIO : XC_OK);
    batch_clear(l);
}

/* ---- timers ---- */

static void run_timer(loop *l, struct timer *t, int64_t now_us)
{
    loop_tx tx = { .loop = l, .actor = &the_city, .arena = l->scratch, .now_us = now_us };
    if (batch_begin(l)) {
        t->due_us = now_us + RETRY_TIMER_US;
        return;
    }
    t->due_us = INT64_MAX;
    int64_t next = t->fn(&tx, now_us, t->ctx);
    xc_err err = tx.lost;
    if (!err)
        err = batch_commit(l);
    if (err)
        batch_lost(l);
    else
        publish(l);
    t->due_us = err ? now_us + RETRY_TIMER_US : next;
    batch_clear(l);
}

static void spread_wake(loop *l)
{
    for (size_t i = 0; i < l->timer_count; i++)
        if (l->wake_us < l->timers[i].due_us)
            l->timers[i].due_us = l->wake_us;
    l->wake_us = INT64_MAX;
}

static void run_timers(loop *l)
{
    spread_wake(l);
    int64_t now_us = xc_now_us(l->options.clock);
    for (size_t i = 0; i < l->timer_count && !l->broken; i++)
        if (l->timers[i].due_us <= now_us)
            run_timer(l, &l->timers[i], now_us);
    spread_wake(l);
}

static int64_t us_to_next_timer(const loop *l)
{
    int64_t now_us = xc_now_us(l->options.clock), least = LOOK_US;
    for (size_t i = 0; i < l->timer_count; i++) {
        int64_t due_us = l->timers[i].due_us;
        if (due_us <= now_us)
            return 0;
        if (due_us - now_us < least)
            least = due_us - now_us;
    }
    return least;
}

/* ---- the thread ---- */

static struct timespec monotonic_after(int64_t us)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    int64_t ns = t.tv_nsec + us % 1000000 * 1000;
    t.tv_sec += us / 1000000 + ns / 1000000000;
    t.tv_nsec = ns % 1000000000;
    return t;
}

/* Sleeps until there is something to do, takes all that arrived; false when it is time to end. */
static bool wait_for_work(loop *l)
{
    int64_t wait_us = l->taken.first ? 0 : l->broken ? LOOK_US : us_to_next_timer(l);
    struct timespec until = monotonic_after(wait_us);
    pthread_mutex_lock(&l->lock);
    if (wait_us > 0 && !l->arrived.first && !l->draining && !l->poked) {
        l->sleeping = true;
        (void)pthread_cond_timedwait(&l->more, &l->lock, &until); /* woken early: looks again */
        l->sleeping = false;
    }
    l->poked = false;
    list_move(&l->taken, &l->arrived);
    bool go_on = l->taken.first || !l->draining;
    pthread_mutex_unlock(&l->lock);
    return go_on;
}

static void *thread_main(void *arg)
{
    loop *l = arg;
    while (wait_for_work(l)) {
        if (l->taken.first && !l->broken)
            run_batch(l);
        if (!l->broken)
            run_timers(l);
        if (l->broken)
            refuse_all(l, XC_EIO);
    }
    return NULL;
}

xc_err loop_start(loop *l)
{
    assert(!l->started);
    if (pthread_create(&l->thread, NULL, thread_main, l) != 0)
        return XC_ENOMEM;
    l->started = true;
    return XC_OK;
}

void loop_drain(loop *l)
{
    pthread_mutex_lock(&l->lock);
    l->draining = true;
    pthread_cond_signal(&l->more);
    pthread_mutex_unlock(&l->lock);
    if (l->started)
        (void)pthread_join(l->thread, NULL); /* fails only for no such thread */
    l->started = false;
    list_move(&l->taken, &l->arrived); /* only if it never ran */
    refuse_all(l, XC_EIO);
}

/* ---- from outside ---- */

static xc_err refusal(const loop *l)
{
    if (l->broken)
        return XC_EIO;
    return l->draining || l->waiting >= l->options.max_queue ? XC_EBUSY : XC_OK;
}

static xc_err submit(loop *l, loop_command *cmd)
{
    cmd->queued_us = xc_monotonic_us();
    pthread_mutex_lock(&l->lock);
    xc_err err = refusal(l);
    if (err) {
        l->stats.refused++;
    } else {
        l->waiting++;
        list_add(&l->arrived, cmd);
        if (l->sleeping)
            pthread_cond_signal(&l->more);
    }
    pthread_mutex_unlock(&l->lock);
    return err;
}

xc_err loop_submit(loop *l, loop_command *cmd)
{
    cmd->waiter = NULL;
    return submit(l, cmd);
}

xc_err loop_call(loop *l, loop_command *cmd, xc_problem *why)
{
    assert(!l->started || !pthread_equal(l->thread, pthread_self()));
    struct waiter waiter = { .why = why };
    int failed = sem_init(&waiter.ready, 0, 0);
    cmd->waiter = &waiter;
    xc_err err = failed ? XC_ENOMEM : submit(l, cmd);
    if (err) {
        xc_problem refused = { .code = err };
        answer(cmd, err, &refused);
    } else {
        while (sem_wait(&waiter.ready) != 0)
            ; /* interrupted by a signal */
    }
    if (!failed)
        sem_destroy(&waiter.ready);
    return waiter.err;
}

void loop_poke(loop *l)
{
    pthread_mutex_lock(&l->lock);
    l->poked = true;
    pthread_cond_signal(&l->more);
    pthread_mutex_unlock(&l->lock);
}

loop_stats loop_stats_of(const loop *l)
{
    pthread_mutex_t *lock = (pthread_mutex_t *)(uintptr_t)&l->lock;
    pthread_mutex_lock(lock);
    loop_stats stats = l->stats;
    stats.queue = (int64_t)l->waiting;
    pthread_mutex_unlock(lock);
    return stats;
}
