/* events.c - the hub of screens; see events.h.
 *
 * One lock for everything. Screens with one view stand in one group, which gets one block a turn.
 */
#include "api/events.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "api/api.h"
#include "api/api_routes.h"
#include "api/event_view.h"
#include "base/mem.h"
#include "city/event.h"

enum {
    MAX_QUEUED_BYTES = 1 << 20,    /* of one screen, before it is too slow */
    MAX_MISSED_BYTES = 512 * 1024, /* more than this is a reset */
    MAX_MISSED_EVENTS = 5000,
    MAX_BLOCK_BYTES = 900 * 1024, /* of one turn and group; more is a reset */
    MAX_WAITING_BYTES = 64 << 20, /* committed, not yet sent */
    MAX_CATCH_UPS = 8,
    BEAT_SECONDS = 15,        /* notices who left, keeps proxies awake */
    STREAM_SECONDS = 15 * 60, /* then the browser comes back and is checked again */
};

struct group;

struct screen {
    struct screen *next, *prev; /* in its group */
    struct group *group;
    event_hub *hub;
    http_stream *stream;
    int64_t skip_until; /* it has these from the table; 0: nothing to skip */
    int64_t end_us;     /* monotonic */
    bool closing;
};

struct group {
    struct group *next;
    event_view view;
    struct screen *screens;
};

/* Copied from the loop's thread; the strings stand behind it. */
struct waiting {
    struct waiting *next;
    size_t bytes;
    loop_published event;
    char text[];
};

struct event_hub {
    pthread_mutex_t lock;
    struct group *groups;
    event_hub_stats stats;
    int64_t sent_seq; /* all up to this were sent to the screens */
    pthread_t thread;
    bool runs;

    pthread_mutex_t queue_lock; /* for the rest */
    pthread_cond_t wake;
    struct waiting *first, *last;
    size_t waiting_bytes;
    int64_t overflow_seq; /* events up to here were dropped; 0: none */
    bool stop;
};

/* ---- the loop's side ---- */

static char *append(char *to, xc_str *s)
{
    if (s->len)
        memcpy(to, s->ptr, s->len);
    s->ptr = to;
    return to + s->len;
}

static struct waiting *copy_event(const loop_published *e)
{
    size_t bytes = e->type.len + e->division.len + e->audience.len + e->json.len;
    struct waiting *w = xc_malloc(sizeof *w + bytes);
    if (!w)
        return NULL;
    w->next = NULL;
    w->bytes = sizeof *w + bytes;
    w->event = *e;
    char *to = append(w->text, &w->event.type);
    to = append(to, &w->event.division);
    to = append(to, &w->event.audience);
    (void)append(to, &w->event.json); /* the end */
    return w;
}

static void put_waiting(event_hub *hub, const loop_published *e)
{
    struct waiting *w = hub->waiting_bytes < MAX_WAITING_BYTES ? copy_event(e) : NULL;
    if (!w) {
        hub->overflow_seq = e->seq;
        return;
    }
    *(hub->last ? &hub->last->next : &hub->first) = w;
    hub->last = w;
    hub->waiting_bytes += w->bytes;
}

static void on_published(const loop_published *events, size_t count, void *ctx)
{
    event_hub *hub = ctx;
    pthread_mutex_lock(&hub->queue_lock);
    for (size_t i = 0; i < count; i++)
        put_waiting(hub, &events[i]);
    pthread_cond_signal(&hub->wake);
    pthread_mutex_unlock(&hub->queue_lock);
}

/* ---- the sending side; under lock ---- */

static void let_go(struct screen *s)
{
    if (s->closing)
        return;
    s->closing = true;
    http_stream_close(s->stream);
}

static void send_to(struct screen *s, http_block *block)
{
    if (s->closing)
        return;
    if (http_stream_send(s->stream, block)) {
        s->hub->stats.sent++;
        return;
    }
    s->hub->stats.slow++;
    let_go(s);
}

static void send_to_group(struct group *g, http_block *block)
{
    for (struct screen *s = g->screens; s; s = s->next)
        send_to(s, block);
}

/* What a view sees of the waiting events with a number over after; NULL: nothing. A turn that does
 * not fit becomes a reset. */
static http_block *block_for(event_hub *hub, const struct waiting *first, const event_view *view,
                             int64_t after, int64_t reset_seq)
{
    xc_buf out;
    xc_buf_init(&out, MAX_BLOCK_BYTES);
    int64_t last = reset_seq;
    for (const struct waiting *w = first; w && !reset_seq; w = w->next) {
        last = w->event.seq;
        if (last > after && event_view_sees(view, &w->event))
            event_put(&out, &w->event);
    }
    if (out.err || reset_seq) {
        xc_buf_clear(&out);
        event_put_reset(&out, last);
        hub->stats.resets++;
    }
    http_block *block = out.len ? http_block_new(xc_buf_view(&out)) : NULL;
    xc_buf_done(&out);
    return block;
}

/* Screens that came while these events waited have a part of them from the table. */
static void send_to_new(struct group *g, const struct waiting *first, int64_t reset_seq)
{
    for (struct screen *s = g->screens; s; s = s->next) {
        if (!s->skip_until)
            continue;
        http_block *own = block_for(s->hub, first, &g->view, s->skip_until, reset_seq);
        if (own)
            send_to(s, own);
        http_block_unref(own);
    }
}

static void send_turn(event_hub *hub, struct group *g, const struct waiting *first,
                      int64_t reset_seq)
{
    send_to_new(g, first, reset_seq);
    http_block *block = block_for(hub, first, &g->view, 0, reset_seq);
    for (struct screen *s = g->screens; s; s = s->next) {
        if (block && !s->skip_until)
            send_to(s, block);
        s->skip_until = 0;
    }
    http_block_unref(block);
}

static void beat(event_hub *hub)
{
    http_block *block = http_block_new(XC_STR(": beat\n\n"));
    int64_t now = xc_monotonic_us();
    if (!block)
        return;
    for (struct group *g = hub->groups; g; g = g->next) {
        send_to_group(g, block);
        for (struct screen *s = g->screens; s; s = s->next)
            if (now > s->end_us)
                let_go(s);
    }
    http_block_unref(block);
}

static void drop_empty_groups(event_hub *hub)
{
    for (struct group **at = &hub->groups; *at;) {
        struct group *g = *at;
        if (g->screens) {
            at = &g->next;
            continue;
        }
        *at = g->next;
        xc_free(g);
    }
}

static void distribute(event_hub *hub, struct waiting *first, int64_t last_seq, int64_t reset_seq)
{
    pthread_mutex_lock(&hub->lock);
    for (struct group *g = hub->groups; g; g = g->next)
        send_turn(hub, g, first, reset_seq);
    hub->sent_seq = last_seq;
    drop_empty_groups(hub);
    pthread_mutex_unlock(&hub->lock);
    while (first) {
        struct waiting *next = first->next;
        xc_free(first);
        first = next;
    }
}

/* Waits for events, the next beat or the end. */
static void wait_until(event_hub *hub, int64_t beat_us)
{
    struct timespec until = { .tv_sec = (time_t)(beat_us / XC_SECOND_US),
                              .tv_nsec = (long)(beat_us % XC_SECOND_US * 1000) };
    while (!hub->first && !hub->overflow_seq && !hub->stop)
        if (pthread_cond_timedwait(&hub->wake, &hub->queue_lock, &until) == ETIMEDOUT)
            return;
}

static void *hub_main(void *arg)
{
    event_hub *hub = arg;
    int64_t beat_us = xc_monotonic_us() + BEAT_SECONDS * XC_SECOND_US;
    pthread_mutex_lock(&hub->queue_lock);
    while (!hub->stop) {
        wait_until(hub, beat_us);
        struct waiting *first = hub->first;
        int64_t reset_seq = hub->overflow_seq;
        int64_t last_seq = hub->last ? hub->last->event.seq : 0;
        hub->first = hub->last = NULL;
        hub->waiting_bytes = 0;
        hub->overflow_seq = 0;
        pthread_mutex_unlock(&hub->queue_lock);
        if (first || reset_seq)
            distribute(hub, first, last_seq > reset_seq ? last_seq : reset_seq, reset_seq);
        if (xc_monotonic_us() >= beat_us) {
            pthread_mutex_lock(&hub->lock);
            beat(hub);
            pthread_mutex_unlock(&hub->lock);
            beat_us = xc_monotonic_us() + BEAT_SECONDS * XC_SECOND_US;
        }
        pthread_mutex_lock(&hub->queue_lock);
    }
    pthread_mutex_unlock(&hub->queue_lock);
    return NULL;
}

/* ---- a screen comes ---- */

static struct group *group_for(event_hub *hub, const event_view *view)
{
    for (struct group *g = hub->groups; g; g = g->next)
        if (event_view_equal(&g->view, view))
            return g;
    struct group *g = xc_calloc(1, sizeof *g);
    if (!g)
        return NULL;
    g->view = *view;
    g->next = hub->groups;
    hub->groups = g;
    return g;
}

static void screen_gone(void *ctx)
{
    struct screen *s = ctx;
    event_hub *hub = s->hub;
    pthread_mutex_lock(&hub->lock);
    if (s->group) {
        *(s->prev ? &s->prev->next : &s->group->screens) = s->next;
        if (s->next)
            s->next->prev = s->prev;
        hub->stats.screens--;
    }
    pthread_mutex_unlock(&hub->lock);
    xc_free(s);
}

static void join(event_hub *hub, struct screen *s, struct group *g)
{
    s->group = g;
    s->next = g->screens;
    if (s->next)
        s->next->prev = s;
    g->screens = s;
    hub->stats.screens++;
}

struct missed {
    const event_view *view;
    xc_buf out;
    int64_t cursor;
    size_t count;
};

static bool put_missed(const loop_published *e, void *ctx)
{
    struct missed *m = ctx;
    m->cursor = e->seq;
    m->count++;
    if (event_view_sees(m->view, e))
        event_put(&m->out, e);
    return !m->out.err;
}

/* Reads on from the cursor in a fresh snapshot. *ret_lost: what was missed cannot be told any more.
 */
static xc_err read_missed(api *a, struct missed *m, bool *ret_lost, xc_problem *why)
{
    store_conn *c = NULL;
    int64_t kept_from = 0, asked = m->cursor;
    xc_err err = store_read(a->store, &c, why);
    if (err)
        return err;
    err = event_first_seq(c, &kept_from);
    if (!err && asked >= kept_from - 1)
        err = event_read(c, asked, MAX_MISSED_EVENTS, put_missed, m);
    store_read_done(a->store, c);
    *ret_lost = asked < kept_from - 1 || m->out.err || m->count >= MAX_MISSED_EVENTS;
    return err;
}

static int64_t sent_seq(event_hub *hub)
{
    pthread_mutex_lock(&hub->lock);
    int64_t seq = hub->sent_seq;
    pthread_mutex_unlock(&hub->lock);
    return seq;
}

/* Reads what was missed until nothing was sent that it has not read; returns with the lock held, so
 * that the screen joins at that very moment. The table always holds all that was sent. After an
 * error the lock is not held. */
static xc_err catch_up(api *a, struct screen *s, struct missed *m, struct group **ret,
                       xc_problem *why)
{
    event_hub *hub = s->hub;
    bool lost = false;
    for (int turn = 0;; turn++) {
        pthread_mutex_lock(&hub->lock);
        int64_t seen = hub->sent_seq;
        /* a number that was never given is of another city's life */
        lost = lost || turn > MAX_CATCH_UPS || (turn == 0 && m->cursor > seen);
        if (lost || m->cursor >= seen)
            break;
        pthread_mutex_unlock(&hub->lock);
        xc_err err = read_missed(a, m, &lost, why);
        if (err)
            return err;
        if (m->cursor < seen)
            m->cursor = seen;
    }
    if (lost) {
        m->cursor = hub->sent_seq;
        xc_buf_clear(&m->out);
        event_put_reset(&m->out, m->cursor);
        hub->stats.resets++;
    }
    *ret = group_for(hub, m->view);
    return XC_OK;
}

/* The screen's number to come back with, and what it missed. */
static void send_first(struct screen *s, const struct missed *m)
{
    http_block *block = http_block_new(xc_buf_view(&m->out));
    if (block)
        send_to(s, block);
    http_block_unref(block);
}

static void open_stream(http_request *rq, struct screen *s, api *a, const struct missed *start)
{
    struct missed m = *start;
    struct group *g = NULL;
    xc_problem why = { 0 };
    xc_err err = catch_up(a, s, &m, &g, &why);
    if (err) {
        why.code = err;
        http_reply_problem(rq, &why);
        xc_buf_done(&m.out);
        xc_free(s);
        return;
    }
    xc_buf_text(&m.out, "id: ");
    xc_buf_int(&m.out, m.cursor);
    xc_buf_text(&m.out, "\n\n");
    if (!g) {
        http_reply_err(rq, XC_ENOMEM);
        xc_free(s);
    } else if ((s->stream =
                    http_reply_stream(rq, "text/event-stream", MAX_QUEUED_BYTES, screen_gone, s))) {
        s->skip_until = m.cursor;
        join(s->hub, s, g);
        send_first(s, &m);
    } else {
        xc_free(s);
    }
    pthread_mutex_unlock(&((event_hub *)a->hub)->lock);
    xc_buf_done(&m.out);
}

/* Where to go on from: -1 = from now. */
static bool asked_seq(http_request *rq, int64_t *ret)
{
    xc_str last = http_header(rq, "Last-Event-ID");
    *ret = -1;
    if (last.len && xc_str_int(last, 0, INT64_MAX, ret))
        return true;
    return api_query_int(rq, "after", 0, INT64_MAX, -1, ret);
}

static bool view_of(http_request *rq, event_view *view)
{
    const api_user *user = api_user_of(rq);
    xc_str division;
    memset(view, 0, sizeof *view);
    if (!event_view_types(http_query(rq, "types"), &view->types)) {
        xc_problem why;
        (void)xc_fail(&why, XC_EINVAL, "types",
                      "types takes readings, case, task, command, unit, warning, application",
                      "types 只能是 readings, case, task, command, unit, warning, "
                      "application"); /* replied */
        http_reply_problem(rq, &why);
        return false;
    }
    view->staff = api_may(user, API_OPS_READ | API_CASE_READ | API_EVENTS_READ | API_TASK_ACT |
                                    API_APPLICATION_REVIEW);
    view->services = api_may(user, API_APPLICATION_READ | API_APPLICATION_REVIEW);
    view->user_id = xc_str_is(user->kind, "resident") ? user->actor.user_id : 0;
    if (view->user_id)
        view->staff = false;
    if (!api_query_division(rq, &division))
        return false;
    memcpy(view->division, division.ptr ? division.ptr : "", division.len);
    return true;
}

static void get_events(http_request *rq, void *ctx)
{
    api *a = ctx;
    event_view view;
    int64_t after;
    if (!asked_seq(rq, &after) || !view_of(rq, &view))
        return;
    struct screen *s = xc_calloc(1, sizeof *s);
    if (!s) {
        http_reply_err(rq, XC_ENOMEM);
        return;
    }
    s->hub = a->hub;
    s->end_us = xc_monotonic_us() + STREAM_SECONDS * XC_SECOND_US;
    struct missed m = { .view = &view, .cursor = after >= 0 ? after : sent_seq(s->hub) };
    xc_buf_init(&m.out, MAX_MISSED_BYTES);
    xc_buf_text(&m.out, "retry: 2000\n\n");
    open_stream(rq, s, a, &m);
}

/* ---- life ---- */

static xc_err start_thread(event_hub *hub)
{
    pthread_condattr_t attributes;
    pthread_mutex_init(&hub->lock, NULL);
    pthread_mutex_init(&hub->queue_lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&hub->wake, &attributes);
    pthread_condattr_destroy(&attributes);
    hub->runs = pthread_create(&hub->thread, NULL, hub_main, hub) == 0;
    return hub->runs ? XC_OK : XC_ENOMEM;
}

xc_err event_hub_new(struct loop *l, event_hub **ret)
{
    event_hub *hub = xc_calloc(1, sizeof *hub);
    if (!hub)
        return XC_ENOMEM;
    hub->sent_seq = loop_stats_of(l).last_seq;
    xc_err err = start_thread(hub);
    if (err) {
        event_hub_free(hub);
        return err;
    }
    loop_listen(l, on_published, hub);
    *ret = hub;
    return XC_OK;
}

event_hub *event_hub_free(event_hub *hub)
{
    if (!hub)
        return NULL;
    pthread_mutex_lock(&hub->queue_lock);
    hub->stop = true;
    pthread_cond_signal(&hub->wake);
    pthread_mutex_unlock(&hub->queue_lock);
    if (hub->runs)
        pthread_join(hub->thread, NULL);
    while (hub->first) {
        struct waiting *next = hub->first->next;
        xc_free(hub->first);
        hub->first = next;
    }
    drop_empty_groups(hub);
    pthread_mutex_destroy(&hub->lock);
    pthread_mutex_destroy(&hub->queue_lock);
    pthread_cond_destroy(&hub->wake);
    xc_free(hub);
    return NULL;
}

event_hub_stats event_hub_stats_of(event_hub *hub)
{
    pthread_mutex_lock(&hub->lock);
    event_hub_stats stats = hub->stats;
    pthread_mutex_unlock(&hub->lock);
    return stats;
}

const http_route *event_routes(size_t *count)
{
    static const http_route routes[] = {
        { "GET", "/api/v1/events", get_events, 0, API_SIGNED_IN },
    };
    *count = sizeof routes / sizeof *routes;
    return routes;
}
