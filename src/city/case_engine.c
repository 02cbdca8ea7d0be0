/* case_engine.c - the engine of cases: its content, its jobs, who hears of changes. */
#include "base/mem.h"
#include "city/case_int.h"

xc_err case_engine_new(const case_world *world, case_engine **ret)
{
    case_engine *e = xc_calloc(1, sizeof *e);
    if (!e)
        return XC_ENOMEM;
    e->world = *world;
    *ret = e;
    return XC_OK;
}

case_engine *case_engine_free(case_engine *e)
{
    xc_free(e);
    return NULL;
}

xc_err case_engine_attach(case_engine *e, loop *l)
{
    e->l = l;
    xc_err err = loop_on_batch(l, case_values_publish, e);
    return err ? err : loop_on_time(l, case_timers_due, e);
}

void case_engine_change(case_engine *e, const case_world *world)
{
    e->world = *world;
}

xc_err case_job_register(case_engine *e, const char *kind, case_job_fn *fn, void *ctx)
{
    if (case_job_known(e, xc_str_of(kind)))
        return XC_ECONFLICT;
    if (e->job_count == CASE_MAX_JOBS)
        return XC_ELIMIT;
    e->jobs[e->job_count++] = (case_job_row){ kind, fn, ctx };
    return XC_OK;
}

bool case_job_known(const case_engine *e, xc_str kind)
{
    for (size_t k = 0; k < e->job_count; k++)
        if (xc_str_is(kind, e->jobs[k].kind))
            return true;
    return false;
}

void case_on_message(case_engine *e, case_message_fn *fn, void *ctx)
{
    e->on_message = fn;
    e->on_message_ctx = ctx;
}

xc_err case_on_change(case_engine *e, case_change_fn *fn, void *ctx)
{
    if (e->change_count == CASE_MAX_HOOKS)
        return XC_ELIMIT;
    e->on_change[e->change_count] = fn;
    e->on_change_ctx[e->change_count++] = ctx;
    return XC_OK;
}

xc_err case_on_task(case_engine *e, case_task_fn *fn, void *ctx)
{
    if (e->task_count == CASE_MAX_HOOKS)
        return XC_ELIMIT;
    e->on_task[e->task_count] = fn;
    e->on_task_ctx[e->task_count++] = ctx;
    return XC_OK;
}

static const char *const state_names[CASE_STATES] = { "new", "active", "closed", "cancelled" };

const char *case_state_name(case_state s)
{
    return s < CASE_STATES ? state_names[s] : "";
}

case_state case_state_parse(xc_str name)
{
    for (int k = 0; k < CASE_STATES; k++)
        if (xc_str_is(name, state_names[k]))
            return (case_state)k;
    return CASE_STATES;
}

xc_err case_next_id(store_conn *c, const char *sql, int64_t *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st, sql, ""));
    int64_t id = store_row(st) ? store_int(st, 0) : 1;
    CASE_TRY(store_end(st));
    *ret = id;
    return XC_OK;
}
