/* case_extension.c - more time: asked for by one, decided by another. */
#include "city/case_hand.h"
#include "city/case_int.h"
#include "codec/time_text.h"

typedef struct {
    int64_t count, open;
} extension_count;

static xc_err count_extensions(store_conn *c, int64_t case_id, extension_count *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT COUNT(*), COALESCE(SUM(CASE WHEN state = 0 THEN 1 ELSE 0 END), 0)"
                         " FROM case_extension WHERE case_id = $1",
                         "i", case_id));
    *ret = (extension_count){ 0 };
    if (store_row(st))
        *ret = (extension_count){ store_int(st, 0), store_int(st, 1) };
    return store_end(st);
}

xc_err case_extension_ask(case_engine *e, loop_tx *tx, int64_t case_id, int64_t amount,
                          calendar_unit unit, xc_str reason, int64_t *ret_n, xc_problem *why)
{
    case_brief brief;
    extension_count have;
    xc_str said;
    int64_t due;
    CASE_TRY(case_hand_reason(reason, &said, why));
    CASE_TRY(case_get(loop_db(tx), case_id, loop_arena(tx), &brief));
    CASE_TRY(count_extensions(loop_db(tx), case_id, &have));
    if (brief.state >= CASE_CLOSED)
        return xc_fail(why, XC_ECONFLICT, "", "the case is over", "事件已结束");
    if (have.open)
        return xc_fail(why, XC_ECONFLICT, "", "more time is asked for already",
                       "已经申请延期，等待审批");
    if (brief.due_us == TIME_NONE)
        return xc_fail(why, XC_EREFUSED, "", "the clock of this case does not run",
                       "这件事件的时限没有在走");
    if (have.count >= CASE_MAX_EXTENSIONS)
        return xc_fail(why, XC_ELIMIT, "", "at most %d extensions", "最多延期 %d 次",
                       (int)CASE_MAX_EXTENSIONS);
    CASE_TRY(deadline_compute(&e->world.days, brief.due_us, amount, unit, &due, why));
    *ret_n = have.count + 1;
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "INSERT INTO case_extension (case_id, n, asked_by, asked_at, amount, unit,"
                       " reason, state, decided_by, decision)"
                       " VALUES ($1, $2, $3, $4, $5, $6, $7, 0, '', '')",
                       "iisiits", case_id, *ret_n, loop_actor_of(tx)->name, loop_now_us(tx), amount,
                       calendar_unit_name(unit), said));
    return case_hand_say(tx, case_id, "extension-asked", "申请延期", "More time asked for",
                         (pack_text){ said, said });
}

typedef struct {
    xc_str asked_by;
    int64_t amount, state;
    calendar_unit unit;
} extension_row;

static xc_err read_extension(store_conn *c, int64_t case_id, int64_t n, xc_arena *arena,
                             extension_row *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT asked_by, amount, unit, state FROM case_extension"
                         " WHERE case_id = $1 AND n = $2",
                         "ii", case_id, n));
    bool found = store_row(st);
    if (found)
        *ret = (extension_row){ xc_arena_str(arena, store_str(st, 0)), store_int(st, 1),
                                store_int(st, 3), calendar_unit_parse(store_str(st, 2)) };
    CASE_TRY(store_end(st));
    return found ? XC_OK : XC_ENOTFOUND;
}

/* from where the limit stands now; a clock that stands is moved when it goes on, so not here */
static xc_err move_deadline(case_engine *e, loop_tx *tx, const case_brief *brief,
                            const extension_row *x, xc_problem *why)
{
    int64_t due;
    if (brief->due_us == TIME_NONE)
        return xc_fail(why, XC_ECONFLICT, "", "the clock of this case does not run",
                       "这件事件的时限没有在走");
    CASE_TRY(deadline_compute(&e->world.days, brief->due_us, x->amount, x->unit, &due, why));
    return store_run(loop_db(tx), NULL,
                     "UPDATE city_case SET due_at = $1, due_amount = due_amount + $2 WHERE id = $3",
                     "iii", due, x->amount, brief->id);
}

xc_err case_extension_decide(case_engine *e, loop_tx *tx, int64_t case_id, int64_t n, bool approve,
                             xc_str reason, xc_problem *why)
{
    case_brief brief;
    extension_row x;
    xc_str said, who = loop_actor_of(tx)->name;
    CASE_TRY(case_hand_reason(reason, &said, why));
    CASE_TRY(case_get(loop_db(tx), case_id, loop_arena(tx), &brief));
    CASE_TRY(read_extension(loop_db(tx), case_id, n, loop_arena(tx), &x));
    if (x.state != 0)
        return xc_fail(why, XC_ECONFLICT, "", "this is decided already", "这次申请已经审批过");
    if (xc_str_eq(x.asked_by, who))
        return xc_fail(why, XC_EFORBIDDEN, "", "who asks for more time cannot grant it",
                       "申请人不能审批自己的延期");
    if (approve)
        CASE_TRY(move_deadline(e, tx, &brief, &x, why));
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE case_extension SET state = $1, decided_by = $2, decided_at = $3,"
                       " decision = $4 WHERE case_id = $5 AND n = $6",
                       "isisii", (int64_t)(approve ? 1 : 2), who, loop_now_us(tx), said, case_id,
                       n));
    return approve ? case_hand_say(tx, case_id, "extended", "同意延期", "More time granted",
                                   (pack_text){ said, said })
                   : case_hand_say(tx, case_id, "extension-refused", "不同意延期",
                                   "More time refused", (pack_text){ said, said });
}
