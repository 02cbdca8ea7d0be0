/* bpmn.c - speed of processes in memory (make bench-bpmn): whole instances a second, and what an
 * instance that waits costs.
 *
 *   xc_bench_bpmn MODELS_FOLDER [SECONDS]
 *
 * One instance: start, three service tasks whose jobs are done at once, a business rule task that
 * asks a DMN table, an exclusive gateway on its answer, end. One thread, processor time, nothing
 * is stored. Prints one JSON line a measure. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "engine/bpmn/bpmn.h"
#include "engine/dmn/dmn.h"

typedef struct {
    const dmn_model *dmn;
    int64_t now_us;
    long jobs, ends;
} city;

static int64_t now(void *ctx)
{
    return ((const city *)ctx)->now_us;
}

static xc_err decide(void *ctx, xc_str decision, const feel_value *in, xc_arena *arena,
                     const feel_value **ret, const feel_value **trace, xc_problem *why)
{
    const city *c = ctx;
    const feel_options o = { .now_us = c->now_us };
    return dmn_decide(c->dmn, decision, in, arena, &o, ret, trace, why);
}

static xc_err task(void *ctx, const bpmn_task *t, xc_problem *why)
{
    (void)ctx, (void)t, (void)why;
    return XC_OK;
}

static xc_err job(void *ctx, const bpmn_job *j, xc_arena *arena, bool *done, const feel_value **ret,
                  xc_problem *why)
{
    (void)j, (void)arena, (void)ret, (void)why;
    ((city *)ctx)->jobs++;
    *done = true;
    return XC_OK;
}

static xc_err gone(void *ctx, bpmn_token t, xc_problem *why)
{
    (void)ctx, (void)t, (void)why;
    return XC_OK;
}

static xc_err timer(void *ctx, bpmn_token t, xc_str element, int64_t due_us, xc_problem *why)
{
    (void)ctx, (void)t, (void)element, (void)due_us, (void)why;
    return XC_OK;
}

static bpmn_world world_of(city *c)
{
    return (bpmn_world){ .ctx = c,
                         .now_us = now,
                         .decide = decide,
                         .task_open = task,
                         .task_cancel = gone,
                         .job_open = job,
                         .job_cancel = gone,
                         .timer_set = timer,
                         .timer_cancel = gone };
}

/* processor time: what else the machine does is not counted */
static int64_t cpu_us(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* cannot fail for this clock */
    return (int64_t)t.tv_sec * XC_SECOND_US + t.tv_nsec / 1000;
}

static const feel_value *inputs(xc_arena *a, long n)
{
    const feel_value *v = feel_with(a, feel_null(), XC_STR("depth"), feel_int(a, n % 40));
    return feel_with(a, v, XC_STR("thing"), feel_string(a, XC_STR("underpass-17")));
}

static xc_err whole(const bpmn_model *m, const bpmn_world *w, xc_arena *a, long n)
{
    bpmn_instance *i;
    xc_arena_reset(a);
    xc_err err = bpmn_start(m, XC_STR("repair"), XC_STR(""), inputs(a, n), w, a, &i, NULL);
    if (!err && bpmn_state_of(i) != BPMN_ENDED)
        err = XC_EBUG;
    return err;
}

static xc_err measure_whole(const bpmn_model *m, city *c, xc_arena *a, double seconds)
{
    bpmn_world w = world_of(c);
    int64_t from = cpu_us(), until = from + (int64_t)(seconds * 1e6), at = from;
    long n = 0;
    for (; at < until; at = cpu_us())
        for (int k = 0; k < 100; k++) {
            xc_err err = whole(m, &w, a, n++);
            if (err)
                return err;
        }
    printf(
        "{\"measure\":\"instances\",\"per_second\":%.0f,\"instances\":%ld,\"arena_bytes\":%zu}\n",
        (double)n * 1e6 / (double)(at - from), n, xc_arena_used(a));
    return XC_OK;
}

/* start, save; load, finish the task, save: what a durable engine does apart from the disk */
static xc_err measure_waiting(const bpmn_model *m, city *c, xc_arena *a, double seconds)
{
    bpmn_world w = world_of(c);
    int64_t from = cpu_us(), until = from + (int64_t)(seconds * 1e6), at = from;
    long n = 0;
    size_t size = 0;
    xc_buf bytes;
    xc_buf_init(&bytes, 1 << 20);
    xc_err err = XC_OK;
    for (; at < until && !err; at = cpu_us(), n++) {
        bpmn_instance *i;
        bpmn_token t = 0;
        xc_arena_reset(a);
        bytes.len = 0;
        err = bpmn_start(m, XC_STR("waiting"), XC_STR(""), inputs(a, n), &w, a, &i, NULL);
        if (!err && bpmn_open_waits(i, &t, 1) == 0)
            err = XC_EBUG;
        if (!err)
            err = bpmn_save(i, &bytes);
        size = bytes.len;
        xc_str kept = xc_arena_str(a, xc_buf_view(&bytes));
        if (!err)
            err = bpmn_load(m, kept, a, &i, NULL);
        bpmn_token waits[4];
        size_t count = err ? 0 : bpmn_open_waits(i, waits, 4);
        for (size_t k = 0; k < count && !err; k++) {
            err = bpmn_tell(i, BPMN_TASK_DONE, waits[k], XC_STR(""), NULL, &w, NULL);
            if (err == XC_ECONFLICT) /* the timer beside it */
                err = XC_OK;
            else
                break;
        }
        if (!err)
            err = bpmn_save(i, &bytes);
    }
    if (!err)
        printf("{\"measure\":\"wait_and_go_on\",\"per_second\":%.0f,\"waiting_bytes\":%zu}\n",
               (double)n * 1e6 / (double)(at - from), size);
    xc_buf_done(&bytes);
    return err;
}

static xc_err slurp(const char *folder, const char *name, xc_buf *to)
{
    char path[500], part[4096];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "rb");
    if (!f)
        return XC_EIO;
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
        xc_buf_put(to, part, n);
    (void)fclose(f);
    return xc_buf_err(to);
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : "bench/models";
    double seconds = argc > 2 ? strtod(argv[2], NULL) : 3;
    city c = { .now_us = xc_now_us(xc_clock_system()) };
    xc_problem why = { 0 };
    xc_buf bpmn, dmn;
    bpmn_model *m = NULL;
    dmn_model *d = NULL;
    xc_arena *a = NULL;
    xc_buf_init(&bpmn, 1 << 20);
    xc_buf_init(&dmn, 1 << 20);
    xc_err err = slurp(folder, "repair.bpmn", &bpmn);
    if (!err)
        err = slurp(folder, "level.dmn", &dmn);
    if (!err)
        err = bpmn_model_new(xc_buf_view(&bpmn), "repair.bpmn", &m, &why);
    if (!err)
        err = dmn_model_new(xc_buf_view(&dmn), "level.dmn", &d, &why);
    c.dmn = d;
    if (!err)
        err = xc_arena_new(64 << 20, &a);
    if (!err)
        err = measure_whole(m, &c, a, seconds);
    if (!err)
        err = measure_waiting(m, &c, a, seconds);
    if (err)
        (void)fprintf(stderr, "%s: %s\n", xc_err_name(err), xc_problem_text(&why, XC_LANG_EN));
    xc_arena_free(a);
    dmn_model_free(d);
    bpmn_model_free(m);
    xc_buf_done(&dmn);
    xc_buf_done(&bpmn);
    return err != XC_OK;
}
