/* bpmn_fuzz.c - any bytes are a process file or an error; each process of a file runs, is saved and
 * read back, and never does what was not asked. */
#include <string.h>

#include "engine/bpmn/bpmn.h"
#include "fuzz.h"

enum { MAX_WAITS = 200, STEPS = 30 };

typedef struct {
    bpmn_token waits[MAX_WAITS];
    bpmn_happening kinds[MAX_WAITS];
    size_t count;
    int64_t now_us;
} world;

static int64_t now(void *ctx)
{
    return ((world *)ctx)->now_us;
}

static xc_err decide(void *ctx, xc_str d, const feel_value *in, xc_arena *a, const feel_value **ret,
                     const feel_value **trace, xc_problem *why)
{
    (void)ctx, (void)d, (void)a, (void)why;
    *ret = *trace = in;
    return XC_OK;
}

static xc_err add(world *w, bpmn_token t, bpmn_happening kind)
{
    if (w->count == MAX_WAITS)
        return XC_ELIMIT;
    w->waits[w->count] = t;
    w->kinds[w->count++] = kind;
    return XC_OK;
}

static xc_err gone(void *ctx, bpmn_token t, xc_problem *why)
{
    world *w = ctx;
    (void)why;
    for (size_t k = 0; k < w->count; k++)
        if (w->waits[k] == t) {
            w->count--;
            memmove(w->waits + k, w->waits + k + 1, (w->count - k) * sizeof *w->waits);
            memmove(w->kinds + k, w->kinds + k + 1, (w->count - k) * sizeof *w->kinds);
            return XC_OK;
        }
    FUZZ_CHECK(!"cancelled what never waited");
    return XC_OK;
}

static xc_err task(void *ctx, const bpmn_task *t, xc_problem *why)
{
    (void)why;
    return add(ctx, t->token, BPMN_TASK_DONE);
}

static xc_err job(void *ctx, const bpmn_job *j, xc_arena *a, bool *done, const feel_value **ret,
                  xc_problem *why)
{
    (void)a, (void)ret, (void)why;
    *done = j->token % 3 == 0;
    return *done ? XC_OK : add(ctx, j->token, j->token % 3 == 1 ? BPMN_JOB_DONE : BPMN_JOB_ERROR);
}

static xc_err timer(void *ctx, bpmn_token t, xc_str element, int64_t due_us, xc_problem *why)
{
    (void)element, (void)due_us, (void)why;
    return add(ctx, t, BPMN_TIMER_DUE);
}

static xc_err message(void *ctx, bpmn_token t, xc_str name, xc_str key, xc_problem *why)
{
    (void)name, (void)key, (void)why;
    return add(ctx, t, BPMN_MESSAGE);
}

static xc_err signal_wait(void *ctx, bpmn_token t, xc_str name, xc_problem *why)
{
    (void)name, (void)why;
    return add(ctx, t, BPMN_SIGNAL);
}

static xc_err send(void *ctx, xc_str name, const feel_value *payload, xc_problem *why)
{
    (void)ctx, (void)name, (void)payload, (void)why;
    return XC_OK;
}

static xc_err script(void *ctx, const bpmn_script *s, xc_arena *a, bpmn_script_result *ret,
                     xc_problem *why)
{
    (void)ctx, (void)a, (void)why;
    if (s->round == 0 && s->token % 2)
        *ret = (bpmn_script_result){ .wait = true, .wait_us = 1000 };
    return XC_OK;
}

static xc_err incident(void *ctx, bpmn_token t, xc_str element, const xc_problem *p,
                       xc_problem *why)
{
    (void)element, (void)p, (void)why;
    return add(ctx, t, BPMN_RETRY);
}

static const bpmn_world calls = { .now_us = now,
                                  .decide = decide,
                                  .task_open = task,
                                  .task_cancel = gone,
                                  .job_open = job,
                                  .job_cancel = gone,
                                  .timer_set = timer,
                                  .timer_cancel = gone,
                                  .message_wait = message,
                                  .message_cancel = gone,
                                  .message_send = send,
                                  .signal_wait = signal_wait,
                                  .signal_cancel = gone,
                                  .signal_send = send,
                                  .script = script,
                                  .incident_open = incident,
                                  .incident_cancel = gone };

/* what was saved is read back, and saved again it is the same */
static bool again(const bpmn_model *m, bpmn_instance **io, xc_arena **io_arena)
{
    xc_buf one, two;
    xc_arena *fresh = NULL;
    bpmn_instance *i = NULL;
    xc_buf_init(&one, 16 << 20);
    xc_buf_init(&two, 16 << 20);
    xc_err err = bpmn_save(*io, &one);
    if (!err)
        err = xc_arena_new(64 << 20, &fresh);
    if (!err) {
        err = bpmn_load(m, xc_buf_view(&one), fresh, &i, NULL);
        FUZZ_CHECK(err == XC_OK || err == XC_ENOMEM);
    }
    if (!err && !bpmn_save(i, &two)) {
        FUZZ_CHECK(one.len == two.len && memcmp(one.ptr, two.ptr, one.len) == 0);
        xc_arena_free(*io_arena);
        *io_arena = fresh;
        *io = i;
    }
    xc_buf_done(&one);
    xc_buf_done(&two);
    return !err;
}

static void run_one(const bpmn_model *m, bpmn_start_info start)
{
    world w = { .now_us = INT64_C(1700000000000000) };
    bpmn_world table = calls;
    table.ctx = &w;
    xc_arena *arena;
    bpmn_instance *i;
    if (xc_arena_new(64 << 20, &arena))
        return;
    const feel_value *v = feel_with(arena, feel_null(), XC_STR("a"), feel_int(arena, 5));
    xc_err err = bpmn_start_element(m, start.process, start.element, v, &table, arena, &i, NULL);
    int retries = 0; /* an endless circle spends its whole budget each time */
    for (int k = 0; k < STEPS && retries < 3 && !err && w.count > 0 && again(m, &i, &arena); k++) {
        size_t at = (size_t)k * 7 % w.count;
        bpmn_token t = w.waits[at];
        bpmn_happening kind = w.kinds[at];
        w.now_us += 1000000;
        retries += kind == BPMN_RETRY;
        (void)gone(&w, t, NULL);
        err = bpmn_tell(i, kind, t, XC_STR("E"), NULL, &table, NULL);
        FUZZ_CHECK(err != XC_ENOTFOUND && err != XC_ECONFLICT);
    }
    if (!err && bpmn_state_of(i) == BPMN_RUNNING)
        err = bpmn_cancel(i, &table, NULL);
    FUZZ_CHECK(err || w.count == 0);
    xc_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    bpmn_model *m = NULL;
    xc_problem why = { 0 };
    if (bpmn_model_new((xc_str){ (const char *)bytes, len }, "fuzz.bpmn", &m, &why)) {
        FUZZ_CHECK(why.code == XC_OK || (why.en[0] && why.zh[0]));
        return 0;
    }
    for (size_t k = 0; k < bpmn_start_count(m) && k < 10; k++)
        run_one(m, bpmn_start_at(m, k));
    bool examined = bpmn_model_examine(m) == XC_OK; /* memory may end */
    for (size_t k = 0; examined && k < bpmn_warning_count(m); k++)
        FUZZ_CHECK(bpmn_warning(m, k)->en[0] && bpmn_warning(m, k)->zh[0]);
    xc_buf out;
    xc_buf_init(&out, 8 << 20);
    json_writer w = json_writer_on(&out);
    for (size_t k = 0; k < bpmn_process_count(m) && k < 10; k++)
        FUZZ_CHECK(bpmn_drawing(m, bpmn_process_id(m, k), &w) != XC_EBUG);
    xc_buf_done(&out);
    bpmn_model_free(m);
    return 0;
}
