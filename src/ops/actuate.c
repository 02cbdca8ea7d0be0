/* actuate.c - see actuate.h. */
#include "ops/actuate.h"

#include "base/mem.h"
#include "codec/time_text.h"

#define DEFAULT_WITHIN_US (60 * XC_SECOND_US)
enum { DUE_AT_ONCE = 200 };

struct actuate {
    actuate_hooks hooks;
    int64_t last_id;
};

static const char *const state_names[COMMAND_STATES] = { "sent", "acknowledged", "done", "failed",
                                                         "timed_out" };

const char *command_state_name(command_state s)
{
    return state_names[s];
}

bool command_state_parse(xc_str text, command_state *ret)
{
    for (int i = 0; i < COMMAND_STATES; i++)
        if (xc_str_is(text, state_names[i])) {
            *ret = (command_state)i;
            return true;
        }
    return false;
}

xc_err actuate_new(const actuate_hooks *hooks, actuate **ret)
{
    actuate *a = xc_calloc(1, sizeof *a);
    if (!a)
        return XC_ENOMEM;
    a->hooks = *hooks;
    *ret = a;
    return XC_OK;
}

actuate *actuate_free(actuate *a)
{
    xc_free(a);
    return NULL;
}

/* ---- one row ---- */

typedef struct {
    int64_t id, case_id, job, issued_at, due_at, answered_at;
    xc_str actuator, action, params, division, answer;
    command_state state;
} row;

#define ROW_COLUMNS                                                                          \
    "id, actuator, action, params, case_id, state, issued_at, due_at, answered_at, answer, " \
    "division, job"

static void read_row(const store_stmt *st, row *r)
{
    *r = (row){ .id = store_int(st, 0),
                .actuator = store_str(st, 1),
                .action = store_str(st, 2),
                .params = store_str(st, 3),
                .case_id = store_int(st, 4),
                .state = (command_state)(store_int(st, 5) % COMMAND_STATES),
                .issued_at = store_int(st, 6),
                .due_at = store_int(st, 7),
                .answered_at = store_int_or_none(st, 8),
                .answer = store_str(st, 9),
                .division = store_str(st, 10),
                .job = store_int(st, 11) };
}

static xc_err copy_row(xc_arena *arena, row *r)
{
    xc_str *const texts[] = { &r->actuator, &r->action, &r->params, &r->division, &r->answer };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (!texts[i]->ptr)
            continue;
        *texts[i] = xc_arena_str(arena, *texts[i]);
        if (!texts[i]->ptr)
            return XC_ELIMIT;
    }
    return XC_OK;
}

static void put_row(json_writer *w, const row *r)
{
    json_open_object(w);
    json_put_int(w, "id", r->id);
    json_put_str(w, "actuator", r->actuator);
    json_put_str(w, "action", r->action);
    json_key(w, "params");
    json_raw(w, r->params);
    json_key(w, "case");
    if (r->case_id)
        json_int(w, r->case_id);
    else
        json_null(w);
    json_put_text(w, "state", state_names[r->state]);
    json_put_str(w, "division", r->division);
    json_put_time(w, "issued_at", r->issued_at);
    json_put_time(w, "due_at", r->due_at);
    json_put_time(w, "answered_at", r->answered_at);
    json_put_str(w, "text", r->answer);
    json_close_object(w);
}

static xc_err find_row(loop_tx *tx, int64_t id, row *ret, bool *ret_found)
{
    store_stmt *st;
    xc_err err =
        store_query(loop_db(tx), &st, "SELECT " ROW_COLUMNS " FROM command WHERE id = $1", "i", id);
    if (err)
        return err;
    *ret_found = store_row(st);
    if (*ret_found) {
        read_row(st, ret);
        err = copy_row(loop_arena(tx), ret);
    }
    xc_err end = store_end(st);
    return err ? err : end;
}

static xc_err publish(loop_tx *tx, const row *r)
{
    xc_buf out;
    xc_buf_init(&out, 1 << 16);
    json_writer w = json_writer_on(&out);
    put_row(&w, r);
    xc_err err = xc_buf_err(&out);
    if (!err)
        err = loop_event(tx, "command", r->division, XC_STR(""), xc_buf_view(&out));
    xc_buf_done(&out);
    return err;
}

/* ---- sending ---- */

static xc_err check_waiting(loop_tx *tx, const actuate_order *order, xc_problem *why)
{
    store_stmt *st;
    xc_err err = store_query(loop_db(tx), &st,
                             "SELECT count(*) FROM command WHERE actuator = $1 AND state < 2", "s",
                             order->actuator);
    if (err)
        return err;
    bool full = store_row(st) && store_int(st, 0) >= ACTUATE_MAX_WAITING;
    err = store_end(st);
    if (!err && full)
        err = xc_fail(why, XC_ELIMIT, "", "%d commands wait for %.*s already",
                      "已有 %d 条指令在等 %.*s 回应", ACTUATE_MAX_WAITING,
                      XC_STR_ARG(order->actuator));
    return err;
}

xc_err actuate_send(actuate *a, loop_tx *tx, const actuate_order *order, int64_t *ret_id,
                    xc_problem *why)
{
    int64_t now = loop_now_us(tx);
    row r = { .id = a->last_id + 1,
              .actuator = order->actuator,
              .action = order->action,
              .params = order->params.len ? order->params : XC_STR("{}"),
              .division = order->division,
              .case_id = order->case_id,
              .job = order->job,
              .issued_at = now,
              .due_at = now + (order->within_us ? order->within_us : DEFAULT_WITHIN_US),
              .answered_at = TIME_NONE };
    xc_err err = check_waiting(tx, order, why);
    if (!err)
        err =
            store_run(loop_db(tx), NULL,
                      "INSERT INTO command (id, division, thing, actuator, action, params,"
                      " case_id, job, state, issued_at, due_at) VALUES ($1, $2, $3, $4, $5, $6, $7,"
                      " $8, 0, $9, $10)",
                      "isisssiiii", r.id, r.division, order->thing, r.actuator, r.action, r.params,
                      r.case_id, r.job, r.issued_at, r.due_at);
    if (!err)
        err = publish(tx, &r);
    if (!err)
        err = loop_audit(tx, "command.send", r.actuator, r.division, r.params);
    if (err)
        return err;
    a->last_id++; /* a number lost by an undo is no harm */
    loop_wake(tx, r.due_at);
    *ret_id = r.id;
    return XC_OK;
}

/* ---- ending ---- */

static xc_err set_state(actuate *a, loop_tx *tx, row *r, command_state state, xc_str text,
                        xc_problem *why)
{
    r->state = state;
    r->answered_at = loop_now_us(tx);
    r->answer = text;
    xc_err err = store_run(loop_db(tx), NULL,
                           "UPDATE command SET state = $1, answered_at = $2, answer = $3"
                           " WHERE id = $4",
                           "iisi", (int64_t)state, r->answered_at, text, r->id);
    if (!err)
        err = publish(tx, r);
    if (!err)
        err = loop_audit(tx, "command.answer", r->actuator, r->division, XC_STR("{}"));
    if (!err && state != COMMAND_ACKNOWLEDGED && r->job && a->hooks.ended)
        err = a->hooks.ended(a->hooks.ctx, tx, r->job, r->actuator, state, why);
    return err;
}

xc_err actuate_answer(actuate *a, loop_tx *tx, int64_t id, command_state state, xc_str text,
                      xc_problem *why)
{
    row r;
    bool found;
    if (state == COMMAND_SENT || state >= COMMAND_TIMED_OUT)
        return xc_fail(why, XC_EINVAL, "/state", "an answer is acknowledged, done or failed",
                       "回应只能是 acknowledged、done 或 failed");
    xc_err err = find_row(tx, id, &r, &found);
    if (err)
        return err;
    if (!found)
        return xc_fail(why, XC_ENOTFOUND, "", "there is no command %lld", "没有编号为 %lld 的指令",
                       (long long)id);
    if (!xc_str_starts(r.division, loop_actor_of(tx)->division))
        return xc_fail(why, XC_EFORBIDDEN, "", "this machine is in division %.*s",
                       "这台设备属于区划 %.*s", XC_STR_ARG(r.division));
    if (r.state >= COMMAND_DONE)
        return xc_fail(why, XC_ECONFLICT, "/state", "this command has ended: %s",
                       "这条指令已经结束：%s", state_names[r.state]);
    return set_state(a, tx, &r, state, text, why);
}

/* ---- time-outs ---- */

static int64_t next_due(loop_tx *tx)
{
    store_stmt *st;
    int64_t due = INT64_MAX;
    static const char sql[] = "SELECT due_at FROM command WHERE state = $1 ORDER BY due_at LIMIT 1";
    for (int64_t state = COMMAND_SENT; state <= COMMAND_ACKNOWLEDGED; state++) {
        if (store_query(loop_db(tx), &st, sql, "i", state))
            return loop_now_us(tx) + XC_SECOND_US; /* look again soon */
        if (store_row(st) && store_int(st, 0) < due)
            due = store_int(st, 0);
        if (store_end(st))
            return loop_now_us(tx) + XC_SECOND_US;
    }
    return due;
}

static xc_err take_due(loop_tx *tx, int64_t now, int64_t ids[DUE_AT_ONCE], size_t *ret)
{
    store_stmt *st;
    size_t count = 0;
    static const char sql[] = "SELECT id FROM command WHERE state = $1 AND due_at <= $2"
                              " ORDER BY due_at LIMIT 200";
    for (int64_t state = COMMAND_SENT; state <= COMMAND_ACKNOWLEDGED; state++) {
        xc_err err = store_query(loop_db(tx), &st, sql, "ii", state, now);
        if (err)
            return err;
        while (count < DUE_AT_ONCE && store_row(st))
            ids[count++] = store_int(st, 0);
        err = store_end(st);
        if (err)
            return err;
    }
    *ret = count;
    return XC_OK;
}

typedef struct {
    actuate *a;
    int64_t id;
} late;

static xc_err time_out(loop_tx *tx, void *ctx, xc_problem *why)
{
    const late *l = ctx;
    row r;
    bool found;
    xc_err err = find_row(tx, l->id, &r, &found);
    if (err || !found || r.state >= COMMAND_DONE)
        return err;
    return set_state(l->a, tx, &r, COMMAND_TIMED_OUT, XC_STR("no answer in time"), why);
}

/* one whose plan cannot go on must not stop the others: it is tried again */
static xc_err put_off(loop_tx *tx, int64_t id)
{
    return store_run(loop_db(tx), NULL, "UPDATE command SET due_at = $1 WHERE id = $2", "ii",
                     loop_now_us(tx) + XC_MINUTE_US, id);
}

static int64_t on_time(loop_tx *tx, int64_t now, void *ctx)
{
    int64_t ids[DUE_AT_ONCE];
    size_t count = 0;
    xc_err err = take_due(tx, now, ids, &count);
    for (size_t i = 0; i < count && !err; i++) {
        late l = { ctx, ids[i] };
        xc_problem why = { 0 };
        if (loop_step(tx, time_out, &l, &why))
            err = put_off(tx, ids[i]);
    }
    return err ? loop_now_us(tx) + XC_SECOND_US : next_due(tx);
}

xc_err actuate_load(actuate *a, store_conn *c, loop *l)
{
    store_stmt *st;
    xc_err err = store_query(c, &st, "SELECT max(id) FROM command", "");
    if (err)
        return err;
    if (store_row(st) && !store_is_null(st, 0))
        a->last_id = store_int(st, 0);
    err = store_end(st);
    return err ? err : loop_on_time(l, on_time, a);
}

/* ---- lists ---- */

xc_err actuate_list_items(store_conn *c, const actuate_query *q, json_writer *w, int64_t *ret_last)
{
    store_stmt *st;
    int64_t before = q->before_id ? q->before_id : INT64_MAX;
    xc_err err = store_query(
        c, &st,
        "SELECT " ROW_COLUMNS " FROM command WHERE id < $1 AND ($2 = '' OR actuator = $2) AND"
        " ($3 < 0 OR state = $3) AND ($4 = 0 OR case_id = $4) AND"
        " substr(division, 1, length($5)) = $5 ORDER BY id DESC LIMIT $6",
        "isiisi", before, q->actuator.ptr ? q->actuator : XC_STR(""), (int64_t)q->state, q->case_id,
        q->division.ptr ? q->division : XC_STR(""), q->limit);
    if (err)
        return err;
    int64_t last = 0, count = 0;
    while (store_row(st)) {
        row r;
        read_row(st, &r);
        put_row(w, &r);
        last = r.id;
        count++;
    }
    *ret_last = count == q->limit ? last : 0;
    return store_end(st);
}

xc_err actuate_list(store_conn *c, const actuate_query *q, json_writer *w)
{
    int64_t last = 0;
    json_open_object(w);
    json_key(w, "commands");
    json_open_array(w);
    xc_err err = actuate_list_items(c, q, w, &last);
    json_close_array(w);
    json_key(w, "next");
    if (last)
        json_int(w, last);
    else
        json_null(w);
    json_close_object(w);
    return err ? err : xc_buf_err(w->out);
}
