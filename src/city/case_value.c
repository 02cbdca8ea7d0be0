/* case_value.c - what a case is about, as its newest reading has it: a number beside the process.
 *
 * A reading of an episode must not cost a process: the number is a small row of its own, the
 * process is given it when it next runs, and screens hear of it once a batch. */
#include <stdio.h>

#include "city/case_int.h"

/* what the case was opened with; `value` if it was nothing */
static xc_err opened_with(store_conn *c, int64_t case_id, double value, double *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st, "SELECT value FROM city_case WHERE id = $1", "i", case_id));
    *ret = store_row(st) && !store_is_null(st, 0) ? store_double(st, 0) : value;
    return store_end(st);
}

xc_err case_value_store(store_conn *c, int64_t case_id, double value, bool fresh)
{
    int64_t changed = 0;
    double before = value;
    CASE_TRY(store_run(c, &changed,
                       "UPDATE case_value SET trend = CASE WHEN value = $1 THEN 0"
                       " WHEN value < $1 THEN 1 ELSE -1 END, value = $1, fresh = $2"
                       " WHERE case_id = $3",
                       "dii", value, (int64_t)fresh, case_id));
    if (changed)
        return XC_OK;
    CASE_TRY(opened_with(c, case_id, value, &before));
    int64_t trend = value > before ? 1 : value < before ? -1 : 0;
    return store_run(c, NULL,
                     "INSERT INTO case_value (case_id, value, trend, fresh)"
                     " VALUES ($1, $2, $3, $4)",
                     "idii", case_id, value, trend, (int64_t)fresh);
}

static const feel_value *value_context(xc_arena *arena, double value)
{
    char text[32];
    int len = snprintf(text, sizeof text, "%.15g", value);
    return feel_with(arena, feel_null(), XC_STR("value"),
                     feel_number(arena, (xc_str){ text, (size_t)len }));
}

static xc_err is_open(store_conn *c, int64_t case_id, bool *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st, "SELECT state FROM city_case WHERE id = $1", "i", case_id));
    bool found = store_row(st);
    *ret = found && store_int(st, 0) < CASE_CLOSED;
    CASE_TRY(store_end(st));
    return found ? XC_OK : XC_ENOTFOUND;
}

/* ---- screens hear of it once a batch ---- */

static xc_err touch(case_engine *e, loop_tx *tx, int64_t case_id)
{
    for (size_t k = 0; k < e->touched_count; k++)
        if (e->touched[k] == case_id)
            return XC_OK;
    if (!e->l || e->touched_count == CASE_MAX_TOUCHED)
        return case_publish(tx, case_id);
    e->touched[e->touched_count++] = case_id;
    return XC_OK;
}

/* What a command that failed had touched is published as it is, or not there. */
xc_err case_values_publish(loop_tx *tx, void *engine)
{
    case_engine *e = engine;
    size_t count = e->touched_count;
    e->touched_count = 0;
    for (size_t k = 0; k < count; k++) {
        xc_err err = case_publish(tx, e->touched[k]);
        if (err && err != XC_ENOTFOUND)
            return err;
    }
    return XC_OK;
}

xc_err case_set_value(case_engine *e, loop_tx *tx, int64_t case_id, double value)
{
    bool open = false;
    case_step *running = case_step_of(e, case_id);
    CASE_TRY(is_open(loop_db(tx), case_id, &open));
    if (!open)
        return XC_OK; /* its data stay as they were then */
    CASE_TRY(case_value_store(loop_db(tx), case_id, value, !running));
    if (running)
        return bpmn_set_variables(running->i, value_context(running->arena, value));
    return touch(e, tx, case_id);
}

/* ---- the process and its page ---- */

xc_err case_value_fresh(store_conn *c, int64_t case_id, bool *ret_fresh, double *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st, "SELECT value FROM case_value WHERE case_id = $1 AND fresh = 1",
                         "i", case_id));
    *ret_fresh = store_row(st);
    if (*ret_fresh)
        *ret = store_double(st, 0);
    return store_end(st);
}

xc_err case_value_take(case_step *s)
{
    double value;
    CASE_TRY(case_value_fresh(s->db, s->c.id, &s->took_value, &value));
    return s->took_value ? bpmn_set_variables(s->i, value_context(s->arena, value)) : XC_OK;
}

xc_err case_value_taken(case_step *s)
{
    if (!s->took_value)
        return XC_OK;
    s->took_value = false;
    return store_run(s->db, NULL, "UPDATE case_value SET fresh = 0 WHERE case_id = $1", "i",
                     s->c.id);
}

static void put_members(json_writer *w, const json_value *data, double value)
{
    json_open_object(w);
    for (const json_value *v = data->first; v; v = v->next) {
        if (xc_str_is(v->key, "value"))
            continue;
        json_key_str(w, v->key);
        json_value_put(w, v);
    }
    json_put_double(w, "value", value);
    json_close_object(w);
}

xc_err case_value_put_data(store_conn *c, int64_t case_id, xc_str data, json_writer *w)
{
    bool fresh = false;
    double value = 0;
    xc_arena *arena;
    const json_value *json;
    CASE_TRY(case_value_fresh(c, case_id, &fresh, &value));
    if (!fresh) {
        json_raw(w, data);
        return XC_OK;
    }
    CASE_TRY(xc_arena_new(CASE_STEP_BYTES, &arena));
    xc_err err = json_parse(data, arena, &json, NULL);
    if (!err)
        put_members(w, json, value);
    xc_arena_free(arena);
    return err;
}
