/* suite_city.c - the world of a suite case: who waits for what, and the clock that moves them. */
#include "main/suite_city.h"

#include <time.h>

#include "base/clock.h"
#include "base/mem.h"

void suite_copy(char to[SUITE_TEXT], xc_str s)
{
    size_t n = s.len < SUITE_TEXT - 1 ? s.len : SUITE_TEXT - 1;
    if (n > 0)
        memcpy(to, s.ptr, n);
    to[n] = '\0';
}

static int64_t w_now(void *ctx)
{
    return ((const suite_city *)ctx)->now_us;
}

static xc_err w_decide(void *ctx, xc_str d, const feel_value *in, xc_arena *a,
                       const feel_value **ret, const feel_value **trace, xc_problem *why)
{
    (void)ctx, (void)d, (void)in, (void)a, (void)ret, (void)trace;
    return xc_fail(why, XC_EUNSUPPORTED, "", "no decisions here", "这里没有决策");
}

static xc_err w_task(void *ctx, const bpmn_task *t, xc_problem *why)
{
    (void)ctx, (void)t, (void)why;
    return XC_OK;
}

static xc_err w_job(void *ctx, const bpmn_job *j, xc_arena *a, bool *done, const feel_value **ret,
                    xc_problem *why)
{
    (void)ctx, (void)j, (void)a, (void)ret, (void)why;
    *done = true;
    return XC_OK;
}

static xc_err w_nothing(void *ctx, bpmn_token t, xc_problem *why)
{
    (void)ctx, (void)t, (void)why;
    return XC_OK;
}

static void drop_used(suite_city *c)
{
    int n = 0;
    for (int k = 0; k < c->wait_count; k++)
        if (c->waits[k].used)
            c->waits[n++] = c->waits[k];
    c->wait_count = n;
}

static xc_err add_wait(suite_city *c, suite_wait_kind kind, bpmn_token t, int64_t due_us,
                       xc_str name)
{
    if (c->wait_count == SUITE_MAX_WAITS)
        drop_used(c);
    if (c->wait_count == SUITE_MAX_WAITS)
        return XC_ELIMIT;
    suite_wait *w = &c->waits[c->wait_count++];
    *w = (suite_wait){
        .kind = kind, .instance = c->current, .token = t, .due_us = due_us, .used = true
    };
    suite_copy(w->name, name);
    return XC_OK;
}

static xc_err drop_wait(void *ctx, bpmn_token t, xc_problem *why)
{
    (void)why;
    suite_city *c = ctx;
    for (int k = 0; k < c->wait_count; k++)
        if (c->waits[k].used && c->waits[k].instance == c->current && c->waits[k].token == t)
            c->waits[k].used = false;
    return XC_OK;
}

static xc_err w_timer(void *ctx, bpmn_token t, xc_str element, int64_t due_us, xc_problem *why)
{
    (void)element, (void)why;
    return add_wait(ctx, W_TIMER, t, due_us, XC_STR(""));
}

static xc_err w_message(void *ctx, bpmn_token t, xc_str message, xc_str key, xc_problem *why)
{
    (void)key, (void)why;
    return add_wait(ctx, W_MESSAGE, t, 0, message);
}

static xc_err w_signal(void *ctx, bpmn_token t, xc_str signal, xc_problem *why)
{
    (void)why;
    return add_wait(ctx, W_SIGNAL, t, 0, signal);
}

static xc_err post(suite_city *c, xc_str name, bool signal)
{
    if (c->queue_len == SUITE_MAX_QUEUE)
        return XC_ELIMIT;
    suite_sent *s = &c->queue[c->queue_len++];
    *s = (suite_sent){ .signal = signal, .from = c->current };
    suite_copy(s->name, name);
    return XC_OK;
}

static xc_err w_send(void *ctx, xc_str message, const feel_value *payload, xc_problem *why)
{
    (void)payload, (void)why;
    return post(ctx, message, false);
}

static xc_err w_send_signal(void *ctx, xc_str signal, const feel_value *payload, xc_problem *why)
{
    (void)payload, (void)why;
    return post(ctx, signal, true);
}

static xc_err w_trace(void *ctx, const bpmn_trace *t, xc_problem *why)
{
    (void)why;
    suite_city *c = ctx;
    if (t->kind == BPMN_INCIDENT)
        c->instances[c->current].incident = true;
    return XC_OK;
}
static const bpmn_world world_table = {
    .now_us = w_now,
    .decide = w_decide,
    .task_open = w_task,
    .task_cancel = w_nothing,
    .job_open = w_job,
    .job_cancel = w_nothing,
    .timer_set = w_timer,
    .timer_cancel = drop_wait,
    .message_wait = w_message,
    .message_cancel = drop_wait,
    .message_send = w_send,
    .trace = w_trace,
    .signal_wait = w_signal,
    .signal_cancel = drop_wait,
    .signal_send = w_send_signal,
    .script = suite_script,
};

/* bytes and back, into a new arena */
static xc_err reload(suite_city *c, suite_instance *in)
{
    if (!c->reload)
        return XC_OK;
    xc_buf bytes;
    xc_buf_init(&bytes, 1 << 20);
    xc_err err = bpmn_save(in->i, &bytes);
    xc_arena *fresh = NULL;
    if (!err)
        err = xc_arena_new(64 << 20, &fresh);
    bpmn_instance *loaded = NULL;
    if (!err)
        err = bpmn_load(c->model, xc_buf_view(&bytes), fresh, &loaded, &c->why);
    xc_buf_done(&bytes);
    if (err) {
        xc_arena_free(fresh);
        return err;
    }
    xc_arena_free(in->arena);
    in->arena = fresh;
    in->i = loaded;
    return XC_OK;
}

xc_err suite_city_start(suite_city *c, xc_str process, xc_str element, const json_value *input)
{
    if (c->instance_count == SUITE_MAX_INSTANCES)
        return XC_ELIMIT;
    int at = c->instance_count++;
    suite_instance *in = &c->instances[at];
    *in = (suite_instance){ 0 };
    xc_err err = xc_arena_new(64 << 20, &in->arena);
    if (err)
        return err;
    const feel_value *vars = input ? feel_from_json(in->arena, input) : feel_null();
    int outer = c->current;
    c->current = at;
    err = element.len > 0 ? bpmn_start_element(c->model, process, element, vars, &c->world,
                                               in->arena, &in->i, &c->why)
                          : bpmn_start(c->model, process, XC_STR(""), vars, &c->world, in->arena,
                                       &in->i, &c->why);
    c->current = outer;
    return err ? err : reload(c, in);
}

static xc_err tell(suite_city *c, suite_wait *w)
{
    static const bpmn_happening what[] = { BPMN_TIMER_DUE, BPMN_MESSAGE, BPMN_SIGNAL };
    suite_instance *in = &c->instances[w->instance];
    w->used = false;
    int outer = c->current;
    c->current = w->instance;
    xc_err err = bpmn_tell(in->i, what[w->kind], w->token, XC_STR(""), NULL, &c->world, &c->why);
    c->current = outer;
    return err ? err : reload(c, in);
}

static xc_err start_by(suite_city *c, const suite_sent *s)
{
    for (size_t k = 0; k < bpmn_start_count(c->model); k++) {
        bpmn_start_info info = bpmn_start_at(c->model, k);
        bool fits = info.kind == (s->signal ? BPMN_START_SIGNAL : BPMN_START_MESSAGE) &&
                    xc_str_is(info.what, s->name);
        if (!fits)
            continue;
        xc_err err = suite_city_start(c, info.process, info.element, NULL);
        if (err || !s->signal)
            return err;
    }
    return XC_OK;
}

/* a message goes to one who waits, or starts a process; a signal to all of both */
static xc_err deliver(suite_city *c)
{
    suite_sent s = c->queue[0];
    c->queue_len--;
    for (int k = 0; k < c->queue_len; k++)
        c->queue[k] = c->queue[k + 1];
    int n = c->wait_count;
    for (int k = 0; k < n; k++) {
        suite_wait *w = &c->waits[k];
        if (!w->used || w->kind != (s.signal ? W_SIGNAL : W_MESSAGE) ||
            strcmp(w->name, s.name) != 0 || (s.signal && w->instance == s.from))
            continue;
        xc_err err = tell(c, w);
        if (err || !s.signal)
            return err;
    }
    return start_by(c, &s);
}

static suite_wait *next_timer(suite_city *c, int64_t until_us)
{
    suite_wait *best = NULL;
    for (int k = 0; k < c->wait_count; k++) {
        suite_wait *w = &c->waits[k];
        if (w->used && w->kind == W_TIMER && w->due_us <= until_us &&
            (!best || w->due_us < best->due_us))
            best = w;
    }
    return best;
}

static void sleep_until(suite_city *c, int64_t at_us)
{
    for (int64_t left; (left = at_us - xc_now_us(xc_clock_system())) > 0;) {
        struct timespec t = { .tv_sec = (time_t)(left / XC_SECOND_US),
                              .tv_nsec = (long)(left % XC_SECOND_US * 1000) };
        (void)nanosleep(&t, NULL); /* cut short: the loop looks again */
    }
    c->now_us = xc_now_us(xc_clock_system());
}

static xc_err due(suite_city *c, suite_wait *w)
{
    if (c->real_clock)
        sleep_until(c, w->due_us);
    else if (w->due_us > c->now_us)
        c->now_us = w->due_us;
    return tell(c, w);
}

xc_err suite_city_settle(suite_city *c, int64_t until_us)
{
    for (;;) {
        suite_wait *w = c->queue_len > 0 ? NULL : next_timer(c, until_us);
        if (c->queue_len == 0 && !w)
            return XC_OK;
        xc_err err = w ? due(c, w) : deliver(c);
        if (err)
            return err;
    }
}

suite_city *suite_city_new(const bpmn_model *m, bool reload_often, bool real_clock)
{
    suite_city *c = xc_calloc(1, sizeof *c);
    if (!c)
        return NULL;
    c->model = m;
    c->reload = reload_often;
    c->real_clock = real_clock;
    c->now_us = real_clock ? xc_now_us(xc_clock_system()) : INT64_C(1700000000000000);
    c->world = world_table;
    c->world.ctx = c;
    return c;
}

suite_city *suite_city_free(suite_city *c)
{
    for (int k = 0; c && k < c->instance_count; k++)
        xc_arena_free(c->instances[k].arena);
    xc_free(c);
    return NULL;
}
