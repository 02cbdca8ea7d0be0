/* rating.c - ratings and the call-back of bad ones. */
#include "services/rating.h"

#include "codec/time_text.h"
#include "services/application_int.h"

static xc_err check_reasons(const json_value *reasons, xc_problem *why)
{
    bool fits = !reasons || reasons->kind == JSON_NULL ||
                (reasons->kind == JSON_ARRAY && reasons->count <= RATING_MAX_REASONS);
    for (const json_value *v = fits && reasons ? reasons->first : NULL; v && fits; v = v->next)
        fits = v->kind == JSON_STRING && v->text.len && v->text.len <= 90;
    if (fits)
        return XC_OK;
    return xc_fail(why, XC_EINVAL, "/reasons", "reasons must be at most %d short texts",
                   "原因最多 %d 条短句", RATING_MAX_REASONS);
}

static xc_err check(const application_row *row, int64_t score, const json_value *reasons,
                    xc_str text, xc_problem *why)
{
    if (score < 1 || score > 5)
        return xc_fail(why, XC_EINVAL, "/score", "score must be 1 (very good) to 5 (very bad)",
                       "评价分 1（非常满意）到 5（非常不满意）");
    if (text.len > RATING_MAX_TEXT)
        return xc_fail(why, XC_ELIMIT, "/text", "the text has %zu bytes; %d are allowed",
                       "文字 %zu 字节，最多 %d 字节", text.len, RATING_MAX_TEXT);
    if (!xc_str_is(row->state, "approved") && !xc_str_is(row->state, "refused"))
        return xc_fail(why, XC_ECONFLICT, "/id", "it can be rated when it is decided",
                       "办结以后才能评价");
    return check_reasons(reasons, why);
}

xc_err rating_of(store_conn *c, int64_t application, int64_t *ret_score)
{
    store_stmt *st;
    int64_t score = 0;
    xc_err err =
        store_query(c, &st, "SELECT score FROM rating WHERE application_id = $1", "i", application);
    if (err)
        return err;
    if (store_row(st))
        score = store_int(st, 0);
    err = store_end(st);
    if (!err)
        *ret_score = score;
    return err;
}

static xc_err insert(loop_tx *tx, const application_row *row, int64_t score,
                     const json_value *reasons, xc_str text, xc_problem *why)
{
    xc_buf json;
    xc_buf_init(&json, 1 << 14);
    json_writer w = json_writer_on(&json);
    if (reasons && reasons->kind == JSON_ARRAY) {
        json_value_put(&w, reasons);
    } else {
        json_open_array(&w);
        json_close_array(&w);
    }
    xc_err err = xc_buf_err(&json);
    int64_t made; /* asked for, so that a conflict is heard of here */
    if (!err)
        err = store_run(loop_db(tx), &made,
                        "INSERT INTO rating (case_id, application_id, score, reasons, text, "
                        "time_us, callback_case, callback_due_us) "
                        "VALUES ($1, $2, $3, $4, $5, $6, 0, 0)",
                        "iiissi", row->case_id, row->id, score, xc_buf_view(&json),
                        text.len ? text : XC_STR(""), loop_now_us(tx));
    xc_buf_done(&json);
    if (err == XC_ECONFLICT)
        return xc_fail(why, err, "/id", "you have rated it already: thank you",
                       "这件您已经评价过了，谢谢");
    return err;
}

static xc_err callback_of(store_conn *c, int64_t application, int64_t *ret_case,
                          int64_t *ret_due_us)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT callback_case, callback_due_us FROM rating "
                             "WHERE application_id = $1",
                             "i", application);
    if (err)
        return err;
    if (store_row(st)) {
        *ret_case = store_int(st, 0);
        *ret_due_us = store_int(st, 1);
    }
    return store_end(st);
}

/* The case may be over (refused, or rated late): then nobody hears the message, and a bad rating is
 * called back all the same. */
static xc_err tell(const services *sv, loop_tx *tx, const application_row *row, int64_t score,
                   int64_t *ret_due_us, xc_problem *why)
{
    xc_arena *arena = loop_arena(tx);
    bool heard = false;
    int64_t callback = 0;
    const feel_value *v = feel_with(arena, feel_null(), XC_STR("score"), feel_int(arena, score));
    xc_err err = XC_OK;
    if (sv->engine)
        err = case_tell_message(sv->engine, tx, row->case_id, XC_STR("rated"), v, &heard, why);
    if (!err)
        err = callback_of(loop_db(tx), row->id, &callback, ret_due_us);
    if (!err && score >= RATING_BAD && !callback)
        err =
            rating_open_callback(sv, tx, row->id, row->case_id, XC_STR("rating-callback"), v, why);
    return err ? err : callback_of(loop_db(tx), row->id, &callback, ret_due_us);
}

xc_err rating_give(const services *sv, loop_tx *tx, int64_t application, int64_t score,
                   const json_value *reasons, xc_str text, int64_t *ret_due_us, xc_problem *why)
{
    application_row row;
    int64_t due_us = 0;
    xc_err err = application_own(sv, tx, application, &row, why);
    if (!err)
        err = check(&row, score, reasons, text, why);
    if (!err)
        err = insert(tx, &row, score, reasons, text, why);
    if (!err)
        err = tell(sv, tx, &row, score, &due_us, why);
    if (!err)
        err = application_tell(sv, tx, &row, "application.rate");
    if (!err)
        *ret_due_us = due_us;
    return err;
}

/* ---- the call-back ---- */

static xc_err set_callback_deadline(const services *sv, loop_tx *tx, int64_t application,
                                    int64_t case_id, const pack_scenario *s, xc_problem *why)
{
    int64_t days = 0;
    case_brief brief;
    xc_arena *arena = loop_arena(tx);
    calendar_unit unit = calendar_unit_parse(json_find_str(s->json, "days_unit"));
    xc_err err = XC_OK;
    if (json_get_int(json_find(s->json, "days"), 1, 1000, &days))
        err = case_deadline_set(sv->engine, tx, case_id, loop_now_us(tx), days,
                                unit == CALENDAR_UNITS ? CALENDAR_WORKING_DAY : unit, why);
    if (!err)
        err = case_get(loop_db(tx), case_id, arena, &brief);
    if (err || !application)
        return err;
    return store_run(loop_db(tx), NULL,
                     "UPDATE rating SET callback_case = $1, callback_due_us = $2 "
                     "WHERE application_id = $3",
                     "iii", case_id, brief.due_us == TIME_NONE ? INT64_C(0) : brief.due_us,
                     application);
}

xc_err rating_open_callback(const services *sv, loop_tx *tx, int64_t application, int64_t from_case,
                            xc_str scenario, const feel_value *variables, xc_problem *why)
{
    xc_arena *arena = loop_arena(tx);
    case_brief from;
    const pack_scenario *s = pack_scenario_find(sv->pack, scenario);
    if (!s || !s->process || !sv->engine)
        return xc_fail(why, XC_ENOTFOUND, "/scenario", "the pack has no scenario \"%.*s\"",
                       "城市包里没有场景“%.*s”", XC_STR_ARG(scenario));
    xc_err err = case_get(loop_db(tx), from_case, arena, &from);
    if (err)
        return err;
    const pack_blank blank = { XC_STR("title"), from.title };
    case_new n = { .scenario = s->id,
                   .process = s->process->id,
                   .prefix = s->case_prefix,
                   .application = application,
                   .division = from.division,
                   .place = from.place,
                   .level = 3,
                   .event_time_us = loop_now_us(tx) };
    int64_t id = 0;
    const feel_value *v =
        feel_with(arena, feel_null(), XC_STR("score"), feel_get(variables, "score"));
    v = feel_with(arena, v, XC_STR("title"), feel_string(arena, from.title.zh));
    v = feel_with(arena, v, XC_STR("from_case"), feel_int(arena, from_case));
    n.variables = feel_with(arena, v, XC_STR("division"), feel_string(arena, from.division));
    err = pack_text_fill(s->title, &blank, 1, arena, &n.title);
    if (!err)
        err = case_open(sv->engine, tx, &n, &id, why);
    return err ? err : set_callback_deadline(sv, tx, application, id, s, why);
}
