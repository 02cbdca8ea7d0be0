/* watch.c - rules on streams, readings in order and the clock, and how what is found reaches the
 * world. */
#include <math.h>
#include <stdio.h>

#include "base/mem.h"
#include "codec/time_text.h"
#include "ops/watch_int.h"

enum { WATCH_BYTES = 1 << 30, SCRATCH_BYTES = 1 << 20, RETRY_US = 60 * 1000000 };

static bool mentions_rate(xc_str condition)
{
    for (size_t i = 0; i + 4 <= condition.len; i++)
        if (memcmp(condition.ptr + i, "rate", 4) == 0)
            return true;
    return false;
}

static watch_shape shape_of(const pack_rule *r)
{
    return (watch_shape){ .raise = threshold_of(r->raise.text),
                          .clear = threshold_of(r->clear.text),
                          .by_value =
                              !mentions_rate(r->raise.text) && !mentions_rate(r->clear.text) };
}

xc_err watch_new(const pack_rule *rules, size_t count, const watch_hooks *hooks, watch **ret)
{
    watch *w = xc_calloc(1, sizeof *w);
    if (!w)
        return XC_ENOMEM;
    *w = (watch){ .rules = rules, .count = count, .hooks = *hooks };
    xc_err err = xc_arena_new(WATCH_BYTES, &w->arena);
    if (!err)
        err = xc_arena_new(SCRATCH_BYTES, &w->scratch);
    if (!err)
        err = (w->shapes = xc_arena_array(w->arena, count + 1, sizeof *w->shapes)) ? XC_OK
                                                                                   : XC_ENOMEM;
    for (size_t i = 0; i < count && !err; i++)
        w->shapes[i] = shape_of(&rules[i]);
    if (err)
        watch_free(w);
    else
        *ret = w;
    return err;
}

watch *watch_free(watch *w)
{
    if (!w)
        return NULL;
    xc_arena_free(w->arena);
    xc_arena_free(w->scratch);
    xc_free(w);
    return NULL;
}

const pack_rule *watch_rule_of(const sense_stream *stream)
{
    const watching *one = stream->watch;
    return one ? one->rule : NULL;
}

/* ---- attaching ---- */

static bool fits(watch *w, const pack_rule *r, const sense_stream *stream, const feel_value *thing)
{
    bool names_it =
        xc_str_is(r->datastream, stream->key) || xc_str_is(r->datastream, stream->property);
    bool typed = !r->type.len || !stream->thing_type[0] || xc_str_is(r->type, stream->thing_type);
    if (!names_it || !typed)
        return false;
    if (!r->where)
        return true;
    const feel_value *context = feel_with(w->scratch, feel_null(), XC_STR("thing"), thing);
    return feel_is_true(feel_eval(r->where, context, w->scratch, NULL, NULL));
}

static xc_err attach_rule(watch *w, sense_stream *stream, size_t rule, const feel_value *thing,
                          xc_problem *why)
{
    const pack_rule *r = &w->rules[rule];
    watching *one = xc_arena_array(w->arena, 1, sizeof *one);
    if (!one)
        return XC_ENOMEM;
    if (!unit_change_find(xc_str_of(stream->unit), r->unit, &one->change))
        return xc_fail(why, XC_EREFUSED, "/unitOfMeasurement",
                       "the rule \"%.*s\" watches this and needs a unit that turns into %.*s;"
                       " \"%s\" does not",
                       "规则“%.*s”要用它，单位须能换算成 %.*s，“%s”不能", XC_STR_ARG(r->id),
                       XC_STR_ARG(r->unit), stream->unit);
    one->rule = r;
    one->shape = &w->shapes[rule];
    one->thing = thing;
    one->stream = stream;
    one->state = (watch_state){ .since = TIME_NONE, .last_time = TIME_NONE, .turned = TIME_NONE };
    one->next = stream->watch;
    stream->watch = one;
    return XC_OK;
}

xc_err watch_attach(watch *w, sense_stream *stream, xc_problem *why)
{
    const json_value *json = NULL;
    xc_arena_reset(w->scratch);
    xc_err err = json_parse(xc_str_of(stream->thing_properties), w->arena, &json, NULL);
    const feel_value *thing = err ? feel_null() : feel_from_json(w->arena, json);
    err = XC_OK;
    for (size_t i = w->count; i-- > 0 && !err;)
        if (fits(w, &w->rules[i], stream, thing))
            err = attach_rule(w, stream, i, thing, why);
    return err;
}

/* ---- telling the world ---- */

watch_episode watch_describe(const watching *one, const watch_state *s, int64_t end)
{
    return (watch_episode){ .rule = one->rule,
                            .stream = one->stream,
                            .start_us = s->start,
                            .end_us = end,
                            .value = s->last_value,
                            .peak = s->peak,
                            .rate = s->rate,
                            .level = s->level,
                            .case_id = s->case_id,
                            .time_us = s->last_time };
}

xc_err watch_start_episode(watch *w, loop_tx *tx, watching *one, watch_state *s, xc_problem *why)
{
    s->case_id = 0;
    watch_episode e = watch_describe(one, s, TIME_NONE);
    xc_err err = w->hooks.raised ? w->hooks.raised(w->hooks.ctx, tx, &e, &s->case_id, why) : XC_OK;
    if (err)
        return err;
    s->episode = ++w->last_episode; /* a number lost by an undo is no harm */
    return store_run(loop_db(tx), NULL,
                     "INSERT INTO episode (id, rule, datastream, start_time, end_time, peak, level,"
                     " case_id) VALUES ($1, $2, $3, $4, NULL, $5, $6, $7)",
                     "isiidii", s->episode, one->rule->id, one->stream->id, s->start, s->peak,
                     (int64_t)s->worst, s->case_id);
}

xc_err watch_save_episode(loop_tx *tx, const watch_state *s, int64_t end)
{
    return store_run(loop_db(tx), NULL,
                     "UPDATE episode SET start_time = $1, end_time = $2, peak = $3, level = $4"
                     " WHERE id = $5",
                     "iodii", s->start, end, s->peak, (int64_t)s->worst, s->episode);
}

xc_err watch_end_episode(watch *w, loop_tx *tx, watching *one, const watch_state *s,
                         xc_problem *why)
{
    watch_episode e = watch_describe(one, s, s->turned);
    xc_err err = watch_save_episode(tx, s, s->turned);
    if (!err && w->hooks.cleared)
        err = w->hooks.cleared(w->hooks.ctx, tx, &e, why);
    return err;
}

/* end: TIME_NONE while it goes on */
xc_err watch_change_episode(watch *w, loop_tx *tx, watching *one, const watch_state *s, int64_t end,
                            xc_problem *why)
{
    watch_episode e = watch_describe(one, s, end);
    xc_err err = watch_save_episode(tx, s, end);
    if (!err && w->hooks.changed)
        err = w->hooks.changed(w->hooks.ctx, tx, &e, why);
    return err;
}

/* ---- in order of time: the usual way ---- */

struct state_before {
    watching *one;
    watch_state state;
};

static void restore_state(void *ctx)
{
    const struct state_before *before = ctx;
    before->one->state = before->state;
}

static xc_err remember(loop_tx *tx, watching *one)
{
    struct state_before *before = xc_arena_alloc(loop_batch_arena(tx), sizeof *before);
    if (!before)
        return XC_ENOMEM;
    *before = (struct state_before){ one, one->state };
    return loop_undo(tx, restore_state, before);
}

static xc_err tell_turn(watch *w, loop_tx *tx, watching *one, watch_result what, xc_problem *why)
{
    if (what == WATCH_STARTS)
        return watch_start_episode(w, tx, one, &one->state, why);
    if (what == WATCH_ENDS)
        return watch_end_episode(w, tx, one, &one->state, why);
    return XC_OK;
}

static xc_err measured(watch *w, loop_tx *tx, watching *one, double peak_before, xc_problem *why)
{
    const watch_state *s = &one->state;
    if (s->phase == WATCH_QUIET)
        return XC_OK;
    xc_err err = s->peak > peak_before ? watch_save_episode(tx, s, TIME_NONE) : XC_OK;
    watch_episode e = watch_describe(one, s, TIME_NONE);
    if (!err && w->hooks.measured)
        err = w->hooks.measured(w->hooks.ctx, tx, &e, why);
    return err;
}

static xc_err on_time(watch *w, loop_tx *tx, watching *one, int64_t time, double value,
                      xc_problem *why)
{
    watch_state *s = &one->state;
    if (s->turned > s->last_time && time <= s->turned) /* it turned too early, by the clock */
        return watch_out_of_order(w, tx, one, time, value, why);
    xc_err err = tell_turn(w, tx, one, watch_step_silent(w, one, s, time), why);
    if (err)
        return err;
    double peak = s->peak;
    watch_result what = watch_step(w, one, s, time, value);
    if (what == WATCH_LEVEL)
        return watch_change_episode(w, tx, one, s, TIME_NONE, why);
    if (what == WATCH_NOTHING)
        return measured(w, tx, one, peak, why);
    return tell_turn(w, tx, one, what, why);
}

void watch_wait(watch *w, watching *one)
{
    if (one->waits || watch_due_us(one, &one->state) == INT64_MAX)
        return;
    one->waits = true;
    one->next_waiting = w->waiting;
    w->waiting = one;
}

xc_err watch_reading(watch *w, loop_tx *tx, sense_stream *stream, int64_t time_us, double value,
                     bool late, xc_problem *why)
{
    xc_err err = XC_OK;
    for (watching *one = stream->watch; one && !err; one = one->next) {
        err = remember(tx, one);
        if (err)
            break;
        double turned = unit_convert(&one->change, value);
        err = late ? watch_out_of_order(w, tx, one, time_us, turned, why)
                   : on_time(w, tx, one, time_us, turned, why);
        watch_wait(w, one);
        if (one->waits)
            loop_wake(tx, watch_due_us(one, &one->state));
    }
    return err;
}

/* ---- the clock: conditions that hold without readings ---- */

typedef struct {
    watch *w;
    watching *one;
} turning;

static xc_err turn(loop_tx *tx, void *ctx, xc_problem *why)
{
    const turning *t = ctx;
    xc_err err = remember(tx, t->one);
    if (err)
        return err;
    return tell_turn(t->w, tx, t->one, watch_step_silent(t->w, t->one, &t->one->state, INT64_MAX),
                     why);
}

/* When it is to be looked at again; INT64_MAX: no more. */
static int64_t look(watch *w, loop_tx *tx, watching *one, int64_t now_us)
{
    int64_t due = watch_due_us(one, &one->state);
    if (due > now_us)
        return due;
    turning t = { w, one };
    xc_problem why;
    if (loop_step(tx, turn, &t, &why))
        return now_us + RETRY_US;
    return watch_due_us(one, &one->state);
}

static int64_t on_clock(loop_tx *tx, int64_t now_us, void *ctx)
{
    watch *w = ctx;
    int64_t next = INT64_MAX;
    for (watching **at = &w->waiting; *at;) {
        watching *one = *at;
        int64_t due = look(w, tx, one, now_us);
        next = due < next ? due : next;
        if (due != INT64_MAX) {
            at = &one->next_waiting;
            continue;
        }
        one->waits = false;
        *at = one->next_waiting;
    }
    return next;
}

xc_err watch_on_clock(watch *w, loop *l)
{
    return loop_on_time(l, on_clock, w);
}
