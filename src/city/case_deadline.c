/* case_deadline.c - the deadline of a whole case: set, stopped, going on. */
#include "city/case_int.h"

typedef struct {
    int64_t due_us, paused_us, left;
    calendar_unit unit;
    bool set;
} clock_row;

static xc_err read_clock(loop_tx *tx, int64_t case_id, clock_row *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(loop_db(tx), &st,
                         "SELECT due_at, due_paused_at, due_left, due_unit FROM city_case"
                         " WHERE id = $1",
                         "i", case_id));
    bool found = store_row(st);
    if (found)
        *ret = (clock_row){ .due_us = store_int_or_none(st, 0),
                            .paused_us = store_int_or_none(st, 1),
                            .left = store_int(st, 2),
                            .unit = calendar_unit_parse(store_str(st, 3)),
                            .set = !store_is_null(st, 0) || !store_is_null(st, 1) };
    CASE_TRY(store_end(st));
    return found ? XC_OK : XC_ENOTFOUND;
}

static xc_err say(loop_tx *tx, int64_t case_id, const char *kind, const char *zh, const char *en)
{
    const case_entry entry = { .kind = kind, .name = { xc_str_of(zh), xc_str_of(en) } };
    CASE_TRY(case_history_add(tx, case_id, &entry));
    return case_publish(tx, case_id);
}

xc_err case_deadline_set(case_engine *e, loop_tx *tx, int64_t case_id, int64_t start_us,
                         int64_t amount, calendar_unit unit, xc_problem *why)
{
    int64_t due, changed = 0;
    CASE_TRY(deadline_compute(&e->world.days, start_us, amount, unit, &due, why));
    CASE_TRY(store_run(loop_db(tx), &changed,
                       "UPDATE city_case SET due_at = $1, due_start = $2, due_amount = $3,"
                       " due_unit = $4, due_paused_at = NULL, due_left = 0 WHERE id = $5",
                       "iiiti", due, start_us, amount, calendar_unit_name(unit), case_id));
    if (!changed)
        return XC_ENOTFOUND;
    return say(tx, case_id, "deadline", "开始计时", "The clock starts");
}

xc_err case_deadline_pause(case_engine *e, loop_tx *tx, int64_t case_id, xc_problem *why)
{
    clock_row c = { 0 };
    int64_t left;
    CASE_TRY(read_clock(tx, case_id, &c));
    if (!c.set || c.paused_us != INT64_MIN)
        return xc_fail(why, XC_ECONFLICT, "", "the clock of this case does not run",
                       "这件事件的时限没有在走");
    CASE_TRY(deadline_stop(&e->world.days, loop_now_us(tx), c.due_us, c.unit, &left, why));
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE city_case SET due_at = NULL, due_paused_at = $1, due_left = $2"
                       " WHERE id = $3",
                       "iii", loop_now_us(tx), left, case_id));
    return say(tx, case_id, "paused", "停表", "The clock stands");
}

xc_err case_deadline_resume(case_engine *e, loop_tx *tx, int64_t case_id, xc_problem *why)
{
    clock_row c = { 0 };
    int64_t due;
    CASE_TRY(read_clock(tx, case_id, &c));
    if (!c.set || c.paused_us == INT64_MIN)
        return xc_fail(why, XC_ECONFLICT, "", "the clock of this case does not stand",
                       "这件事件的时限没有停");
    CASE_TRY(deadline_go(&e->world.days, loop_now_us(tx), c.left, c.unit, &due, why));
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE city_case SET due_at = $1, due_paused_at = NULL, due_left = 0"
                       " WHERE id = $2",
                       "ii", due, case_id));
    return say(tx, case_id, "resumed", "继续计时", "The clock goes on");
}
