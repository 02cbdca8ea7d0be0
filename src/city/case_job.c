/* case_job.c - answers to jobs that a case had asked for. */
#include "city/case_int.h"

typedef struct {
    int64_t case_id;
    bpmn_token token;
} job_place;

/* ends the job's row; only an open one */
static xc_err take_job(loop_tx *tx, int64_t job, int state, xc_str result, job_place *ret,
                       xc_problem *why)
{
    store_stmt *st;
    store_conn *db = loop_db(tx);
    CASE_TRY(
        store_query(db, &st, "SELECT case_id, token, state FROM case_job WHERE id = $1", "i", job));
    bool found = store_row(st);
    int64_t was = found ? store_int(st, 2) : 0;
    if (found)
        *ret = (job_place){ store_int(st, 0), (bpmn_token)store_int(st, 1) };
    CASE_TRY(store_end(st));
    if (!found)
        return xc_fail(why, XC_ENOTFOUND, "", "there is no job %lld", "没有编号为 %lld 的工作",
                       (long long)job);
    if (was != 0)
        return xc_fail(why, XC_ECONFLICT, "", "job %lld has ended already", "工作 %lld 已经结束",
                       (long long)job);
    return store_run(db, NULL,
                     "UPDATE case_job SET state = $1, ended_at = $2, result = $3 WHERE id = $4",
                     "iisi", (int64_t)state, loop_now_us(tx), result, job);
}

static xc_err answer(case_engine *e, loop_tx *tx, const job_place *at, const case_later *l,
                     xc_problem *why)
{
    case_step s, *running = case_step_of(e, at->case_id);
    if (running)
        return case_step_later(running, l);
    CASE_TRY(case_step_begin(e, tx, at->case_id, &s, why));
    xc_err err = case_step_later(&s, l);
    if (!err)
        err = case_step_finish(&s);
    case_step_end(&s);
    return err;
}

xc_err case_job_done(case_engine *e, loop_tx *tx, int64_t job, const feel_value *results,
                     xc_problem *why)
{
    job_place at;
    xc_str text;
    CASE_TRY(
        case_value_text(loop_arena(tx), results ? results : feel_null(), CASE_MAX_DATA, &text));
    CASE_TRY(take_job(tx, job, 1, text, &at, why));
    const case_later l = { .what = BPMN_JOB_DONE, .token = at.token, .variables = results };
    return answer(e, tx, &at, &l, why);
}

xc_err case_job_fail(case_engine *e, loop_tx *tx, int64_t job, xc_str code, bool go_on,
                     xc_problem *why)
{
    job_place at;
    CASE_TRY(take_job(tx, job, 2, code, &at, why));
    const case_later l = {
        .what = BPMN_JOB_ERROR, .token = at.token, .text = code, .go_on = go_on
    };
    return answer(e, tx, &at, &l, why);
}
