/* case_timer.c - timers of cases that are due, each in a savepoint of its own. */
#include "base/clock.h"
#include "city/case_int.h"

enum { MAX_ONE_TIME = 200, MAX_PAUSE_MIN = 60 };

typedef struct {
    case_engine *e;
    int64_t case_id, failures;
    bpmn_token token;
    xc_str element;
    bool there;
} due_timer;

static xc_err next_due(store_conn *c, int64_t now_us, xc_arena *arena, due_timer *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT case_id, token, element, failures FROM case_timer"
                         " WHERE due_at <= $1 ORDER BY due_at, case_id, token LIMIT 1",
                         "i", now_us));
    ret->there = store_row(st);
    if (ret->there) {
        ret->case_id = store_int(st, 0);
        ret->token = (bpmn_token)store_int(st, 1);
        ret->element = xc_arena_str(arena, store_str(st, 2));
        ret->failures = store_int(st, 3);
    }
    return store_end(st);
}

static xc_err fire(loop_tx *tx, void *ctx, xc_problem *why)
{
    const due_timer *d = ctx;
    case_step s;
    CASE_TRY(case_step_begin(d->e, tx, d->case_id, &s, why));
    xc_err err = case_step_tell(&s, BPMN_TIMER_DUE, d->token, XC_STR(""), NULL);
    if (!err)
        err = case_step_finish(&s);
    case_step_end(&s);
    return err;
}

/* A timer of a case that is over or does not wait for it is dropped; any other trouble is tried
 * again, later and later, and stands in the case's history. */
static xc_err put_off(loop_tx *tx, const due_timer *d, xc_err err, const xc_problem *why)
{
    store_conn *c = loop_db(tx);
    if (err == XC_ENOTFOUND || err == XC_ECONFLICT)
        return store_run(c, NULL, "DELETE FROM case_timer WHERE case_id = $1 AND token = $2", "ii",
                         d->case_id, (int64_t)d->token);
    int64_t minutes = d->failures < 6 ? INT64_C(1) << d->failures : MAX_PAUSE_MIN;
    if (d->failures == 0) {
        const case_entry entry = { .kind = "incident",
                                   .element = d->element,
                                   .text = { xc_str_of(xc_problem_text(why, XC_LANG_ZH)),
                                             xc_str_of(xc_problem_text(why, XC_LANG_EN)) } };
        CASE_TRY(case_history_add(tx, d->case_id, &entry));
    }
    return store_run(c, NULL,
                     "UPDATE case_timer SET failures = failures + 1, due_at = $1"
                     " WHERE case_id = $2 AND token = $3",
                     "iii", loop_now_us(tx) + minutes * XC_MINUTE_US, d->case_id,
                     (int64_t)d->token);
}

static int64_t next_time(store_conn *c, int64_t now_us)
{
    store_stmt *st;
    int64_t due = INT64_MAX;
    if (store_query(c, &st, "SELECT MIN(due_at) FROM case_timer", ""))
        return now_us + XC_SECOND_US;
    if (store_row(st) && !store_is_null(st, 0))
        due = store_int(st, 0);
    return store_end(st) ? now_us + XC_SECOND_US : due;
}

int64_t case_timers_due(loop_tx *tx, int64_t now_us, void *engine)
{
    store_conn *c = loop_db(tx);
    for (int k = 0; k < MAX_ONE_TIME; k++) {
        due_timer d = { .e = engine };
        xc_problem why = { 0 };
        if (next_due(c, now_us, loop_arena(tx), &d))
            return now_us + XC_SECOND_US;
        if (!d.there)
            break;
        xc_err err = loop_step(tx, fire, &d, &why);
        if (err && put_off(tx, &d, err, &why))
            return now_us + XC_SECOND_US;
    }
    return next_time(c, now_us);
}
