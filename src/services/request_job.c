/* request_job.c - what the processes of requests ask for: a deadline, another office. */
#include "services/request_int.h"
#include "services/services_int.h"

typedef struct {
    int64_t amount;
    calendar_unit unit;
} span;

static xc_err read_span(const case_job *job, span *ret, xc_problem *why)
{
    ret->unit = calendar_unit_parse(feel_to_str(feel_get(job->variables, "unit")));
    if (feel_to_int(feel_get(job->variables, "amount"), &ret->amount) &&
        ret->unit != CALENDAR_UNITS)
        return XC_OK;
    return xc_fail(
        why, XC_EINVAL, "/amount",
        "the job needs amount and unit (working_day, working_hour, urgent_hour, "
        "natural_day)",
        "任务需要 amount 和 unit（working_day、working_hour、urgent_hour、natural_day）");
}

/* inputs amount, unit: the deadline of the whole case -> {due_at} */
static xc_err job_deadline(void *ctx, loop_tx *tx, const case_job *job, xc_arena *arena, bool *done,
                           const feel_value **ret, xc_problem *why)
{
    const services *sv = ctx;
    span s;
    case_brief brief;
    *done = true;
    xc_err err = read_span(job, &s, why);
    if (!err)
        err =
            case_deadline_set(sv->engine, tx, job->case_id, loop_now_us(tx), s.amount, s.unit, why);
    if (!err)
        err = case_get(loop_db(tx), job->case_id, arena, &brief);
    if (err)
        return err;
    *ret = feel_with(arena, feel_null(), XC_STR("due_at"), feel_date_time_us(arena, brief.due_us));
    return XC_OK;
}

/* inputs amount, unit; header result: only reckons, for a timer -> {result: date and time} */
static xc_err job_due_time(void *ctx, loop_tx *tx, const case_job *job, xc_arena *arena, bool *done,
                           const feel_value **ret, xc_problem *why)
{
    const services *sv = ctx;
    span s;
    int64_t due;
    calendar days = { pack_calendar_of(sv->pack), pack_info_of(sv->pack)->utc_offset_minutes };
    xc_str name = feel_to_str(feel_get(job->headers, "result"));
    *done = true;
    xc_err err = read_span(job, &s, why);
    if (!err && !name.len)
        err = xc_fail(why, XC_EINVAL, "/result", "the job due-time needs the header result",
                      "任务 due-time 需要头 result");
    if (!err)
        err = deadline_compute(&days, loop_now_us(tx), s.amount, s.unit, &due, why);
    if (!err)
        *ret = feel_with(arena, feel_null(), name, feel_date_time_us(arena, due));
    return err;
}

/* inputs division, reason -> {transfers}; the clock goes on */
static xc_err job_transfer(void *ctx, loop_tx *tx, const case_job *job, xc_arena *arena, bool *done,
                           const feel_value **ret, xc_problem *why)
{
    const services *sv = ctx;
    int64_t transfers = 0;
    xc_str to = feel_to_str(feel_get(job->variables, "division"));
    xc_str said = feel_to_str(feel_get(job->variables, "reason"));
    const pack_division *d = pack_division_find(sv->pack, to);
    *done = true;
    if (!d)
        return xc_fail(why, XC_EINVAL, "/division", "there is no division \"%.*s\"",
                       "没有区划“%.*s”", XC_STR_ARG(to));
    pack_text reason = { said.ptr ? said : XC_STR(""), said.ptr ? said : XC_STR("") };
    (void)feel_to_int(feel_get(job->variables, "transfers"), &transfers); /* the first: 0 */
    xc_err err = case_set_division(sv->engine, tx, job->case_id, d->code, reason, why);
    *ret = feel_with(arena, feel_null(), XC_STR("transfers"), feel_int(arena, transfers + 1));
    return err;
}

xc_err request_register_jobs(services *sv, case_engine *engine)
{
    xc_err err = case_job_register(engine, "deadline", job_deadline, sv);
    if (!err)
        err = case_job_register(engine, "due-time", job_due_time, sv);
    return err ? err : case_job_register(engine, "transfer", job_transfer, sv);
}
