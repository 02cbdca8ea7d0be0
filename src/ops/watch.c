/* watch.c - the rules' machine (one step a reading), and how its findings reach the world. */
#include "ops/watch.h"

#include <math.h>
#include <stdio.h>

#include "base/mem.h"
#include "codec/time_text.h"
#include "ops/threshold.h"
#include "ops/unit.h"

enum { WATCH_BYTES = 1 << 30, SCRATCH_BYTES = 1 << 20, MAX_EPISODES = 100000 };

typedef enum { QUIET, RAISED } phase;

/* The whole memory of a rule about a stream: a plain value, so it can be copied for an undo. */
typedef struct {
    phase phase;
    int64_t since;     /* the raise (QUIET) or clear (RAISED) condition has held since; TIME_NONE */
    int64_t last_time; /* of the newest reading seen; TIME_NONE */
    double last_value, rate;
    int64_t start; /* of the episode */
    double peak;
    int level, worst;
    int64_t episode, case_id;
} state;

/* what is known of a rule's conditions without asking FEEL */
typedef struct {
    threshold raise, clear;
    bool by_value; /* neither looks at the rate */
} shape;

/* one rule on one stream */
typedef struct watching {
    struct watching *next;
    const pack_rule *rule;
    const shape *shape;
    unit_change change;
    state state;
    const feel_value *thing; /* its properties */
} watching;

struct watch {
    const pack_rule *rules;
    shape *shapes; /* of each rule */
    size_t count;
    watch_hooks hooks;
    xc_arena *arena, *scratch;
    int64_t last_episode;
};

typedef enum { NOTHING, STARTS, ENDS, LEVEL } step_result;

static bool mentions_rate(xc_str condition)
{
    for (size_t i = 0; i + 4 <= condition.len; i++)
        if (memcmp(condition.ptr + i, "rate", 4) == 0)
            return true;
    return false;
}

static shape shape_of(const pack_rule *r)
{
    return (shape){ .raise = threshold_of(r->raise.text),
                    .clear = threshold_of(r->clear.text),
                    .by_value = !mentions_rate(r->raise.text) && !mentions_rate(r->clear.text) };
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
    one->state = (state){ .since = TIME_NONE, .last_time = TIME_NONE };
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

/* ---- the machine ---- */

static const feel_value *number(watch *w, double value)
{
    char text[32];
    int len = snprintf(text, sizeof text, "%.15g", value);
    return feel_number(w->scratch, (xc_str){ text, (size_t)len });
}

/* A reading as the conditions see it; the context is made when the first of them needs it. */
typedef struct {
    watch *w;
    const watching *one;
    double value, rate;
    const feel_value *context;
} sight;

static const feel_value *context_of(sight *at)
{
    watch *w = at->w;
    if (at->context)
        return at->context;
    xc_arena_reset(w->scratch);
    const feel_value *c = feel_with(w->scratch, feel_null(), XC_STR("value"), number(w, at->value));
    c = feel_with(w->scratch, c, XC_STR("rate"), number(w, at->rate));
    at->context = feel_with(w->scratch, c, XC_STR("thing"), at->one->thing);
    return at->context;
}

static bool holds(sight *at, const feel_expr *when)
{
    return feel_is_true(feel_eval(when, context_of(at), at->w->scratch, NULL, NULL));
}

static bool meets(sight *at, const pack_condition *c, const threshold *t)
{
    threshold_answer answer = threshold_holds(t, at->value);
    return answer == THRESHOLD_ASK ? holds(at, c->when) : answer == THRESHOLD_YES;
}

static int level_of(sight *at, const pack_rule *r)
{
    for (size_t i = 0; i < r->level_count; i++)
        if (holds(at, r->levels[i].when))
            return r->levels[i].level;
    return 3; /* a rule without levels: attention */
}

/* whether the condition has now held long enough */
static bool held(sight *at, const pack_condition *c, const threshold *t, int64_t time, state *s)
{
    if (!meets(at, c, t)) {
        s->since = TIME_NONE;
        return false;
    }
    if (s->since == TIME_NONE)
        s->since = time;
    return time - s->since >= c->for_us;
}

/* readings must come in order of time; value is in the rule's unit */
static step_result step(watch *w, const watching *one, state *s, int64_t time, double value)
{
    bool follows = s->last_time != TIME_NONE && time > s->last_time;
    if (follows)
        s->rate = (value - s->last_value) * 60e6 / (double)(time - s->last_time);
    s->last_time = time;
    s->last_value = value;
    sight at = { .w = w, .one = one, .value = value, .rate = s->rate };
    if (s->phase == QUIET) {
        if (!held(&at, &one->rule->raise, &one->shape->raise, time, s))
            return NOTHING;
        s->phase = RAISED;
        s->start = time;
        s->since = TIME_NONE;
        s->peak = value;
        s->level = s->worst = level_of(&at, one->rule);
        return STARTS;
    }
    if (value > s->peak)
        s->peak = value;
    if (held(&at, &one->rule->clear, &one->shape->clear, time, s)) {
        s->phase = QUIET;
        s->since = TIME_NONE;
        return ENDS;
    }
    int level = level_of(&at, one->rule);
    bool changed = level != s->level;
    s->level = level;
    if (level < s->worst)
        s->worst = level;
    return changed ? LEVEL : NOTHING;
}

/* ---- telling the world ---- */

static watch_episode describe(const watching *one, const sense_stream *stream, const state *s,
                              int64_t end)
{
    return (watch_episode){ .rule = one->rule,
                            .stream = stream,
                            .start_us = s->start,
                            .end_us = end,
                            .value = s->last_value,
                            .peak = s->peak,
                            .rate = s->rate,
                            .level = s->level,
                            .case_id = s->case_id,
                            .time_us = s->last_time };
}

static xc_err start_episode(watch *w, loop_tx *tx, watching *one, const sense_stream *stream,
                            state *s, xc_problem *why)
{
    s->case_id = 0;
    watch_episode e = describe(one, stream, s, TIME_NONE);
    xc_err err = w->hooks.raised ? w->hooks.raised(w->hooks.ctx, tx, &e, &s->case_id, why) : XC_OK;
    if (err)
        return err;
    s->episode = ++w->last_episode; /* a number lost by an undo is no harm */
    return store_run(loop_db(tx), NULL,
                     "INSERT INTO episode (id, rule, datastream, start_time, end_time, peak, level,"
                     " case_id) VALUES ($1, $2, $3, $4, NULL, $5, $6, $7)",
                     "isiidii", s->episode, one->rule->id, stream->id, s->start, s->peak,
                     (int64_t)s->worst, s->case_id);
}

static xc_err save_episode(loop_tx *tx, const state *s, int64_t end)
{
    return store_run(loop_db(tx), NULL,
                     "UPDATE episode SET start_time = $1, end_time = $2, peak = $3, level = $4"
                     " WHERE id = $5",
                     "iodii", s->start, end, s->peak, (int64_t)s->worst, s->episode);
}

static xc_err end_episode(watch *w, loop_tx *tx, watching *one, const sense_stream *stream,
                          const state *s, xc_problem *why)
{
    watch_episode e = describe(one, stream, s, s->last_time);
    xc_err err = save_episode(tx, s, s->last_time);
    if (!err && w->hooks.cleared)
        err = w->hooks.cleared(w->hooks.ctx, tx, &e, why);
    return err;
}

/* end: TIME_NONE while it goes on */
static xc_err change_episode(watch *w, loop_tx *tx, watching *one, const sense_stream *stream,
                             const state *s, int64_t end, xc_problem *why)
{
    watch_episode e = describe(one, stream, s, end);
    xc_err err = save_episode(tx, s, end);
    if (!err && w->hooks.changed)
        err = w->hooks.changed(w->hooks.ctx, tx, &e, why);
    return err;
}

/* ---- in order of time: the usual way ---- */

struct state_before {
    watching *one;
    state state;
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

static xc_err on_time(watch *w, loop_tx *tx, watching *one, sense_stream *stream, int64_t time,
                      double value, xc_problem *why)
{
    double peak = one->state.peak;
    switch (step(w, one, &one->state, time, value)) {
    case STARTS:
        return start_episode(w, tx, one, stream, &one->state, why);
    case ENDS:
        return end_episode(w, tx, one, stream, &one->state, why);
    case LEVEL:
        return change_episode(w, tx, one, stream, &one->state, TIME_NONE, why);
    case NOTHING:
        break;
    }
    if (one->state.phase == QUIET)
        return XC_OK;
    xc_err err = one->state.peak > peak ? save_episode(tx, &one->state, TIME_NONE) : XC_OK;
    watch_episode e = describe(one, stream, &one->state, TIME_NONE);
    if (!err && w->hooks.measured)
        err = w->hooks.measured(w->hooks.ctx, tx, &e, why);
    return err;
}

/* ---- out of order: run again from the last quiet point ---- */

typedef struct {
    state state; /* as it was at the end of the episode, or is now */
    int64_t end; /* TIME_NONE: goes on */
    bool matched;
} found;

typedef struct {
    int64_t id, start, end, case_id;
    bool matched;
} known;

typedef struct {
    found *items;
    size_t count;
    state now;
} findings;

static xc_err quiet_before(loop_tx *tx, const watching *one, const sense_stream *stream,
                           int64_t time, int64_t *ret)
{
    store_stmt *st;
    xc_err err = store_query(loop_db(tx), &st,
                             "SELECT end_time FROM episode WHERE datastream = $1 AND rule = $2 AND"
                             " end_time < $3 ORDER BY end_time DESC LIMIT 1",
                             "isi", stream->id, one->rule->id, time);
    if (err)
        return err;
    *ret = store_row(st) ? store_int(st, 0) : INT64_MIN;
    return store_end(st);
}

static xc_err add_found(findings *f, xc_arena *arena, const state *s, int64_t end)
{
    if (f->count == MAX_EPISODES)
        return XC_ELIMIT;
    if ((f->count & (f->count - 1)) == 0) { /* full at each power of two */
        size_t cap = f->count ? 2 * f->count : 1;
        found *grown = xc_arena_array(arena, cap, sizeof *grown);
        if (!grown)
            return XC_ELIMIT;
        if (f->count)
            memcpy(grown, f->items, f->count * sizeof *grown);
        f->items = grown;
    }
    f->items[f->count++] = (found){ .state = *s, .end = end };
    return XC_OK;
}

static xc_err run_again(watch *w, store_conn *c, xc_arena *arena, watching *one,
                        const sense_stream *stream, int64_t from, findings *ret)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT time, result FROM observation WHERE district = $1 AND"
                             " datastream = $2 AND time > $3 AND result IS NOT NULL"
                             " ORDER BY time, n",
                             "iii", stream->district, stream->id, from);
    if (err)
        return err;
    findings f = { .now = { .since = TIME_NONE, .last_time = TIME_NONE } };
    while (!err && store_row(st)) {
        step_result r =
            step(w, one, &f.now, store_int(st, 0), unit_convert(&one->change, store_double(st, 1)));
        if (r == ENDS)
            err = add_found(&f, arena, &f.now, f.now.last_time);
    }
    xc_err end = store_end(st);
    if (!err)
        err = end;
    if (!err && f.now.phase == RAISED)
        err = add_found(&f, arena, &f.now, TIME_NONE);
    if (!err)
        *ret = f;
    return err;
}

static xc_err known_since(loop_tx *tx, const watching *one, const sense_stream *stream,
                          int64_t from, known **ret, size_t *ret_count)
{
    store_stmt *st;
    size_t count = 0, cap = 0;
    known *items = NULL;
    xc_err err = store_query(loop_db(tx), &st,
                             "SELECT id, start_time, end_time, case_id FROM episode WHERE"
                             " datastream = $1 AND rule = $2 AND start_time > $3"
                             " ORDER BY start_time",
                             "isi", stream->id, one->rule->id, from);
    if (err)
        return err;
    while (!err && store_row(st)) {
        if (count == cap) {
            cap = cap ? 2 * cap : 8;
            known *grown = xc_arena_array(loop_arena(tx), cap, sizeof *grown);
            if (!grown) {
                err = XC_ELIMIT;
                break;
            }
            if (count)
                memcpy(grown, items, count * sizeof *grown);
            items = grown;
        }
        items[count++] = (known){ .id = store_int(st, 0),
                                  .start = store_int(st, 1),
                                  .end = store_int_or_none(st, 2),
                                  .case_id = store_int(st, 3) };
    }
    xc_err end = store_end(st);
    *ret = items;
    *ret_count = count;
    return err ? err : end;
}

static bool overlap(const found *f, const known *k)
{
    int64_t f_end = f->end == TIME_NONE ? INT64_MAX : f->end;
    int64_t k_end = k->end == TIME_NONE ? INT64_MAX : k->end;
    return f->state.start <= k_end && k->start <= f_end;
}

/* an episode that was known and is seen again, perhaps with other ends */
static xc_err keep(watch *w, loop_tx *tx, watching *one, const sense_stream *stream, found *f,
                   known *k, xc_problem *why)
{
    f->matched = k->matched = true;
    f->state.episode = k->id;
    f->state.case_id = k->case_id;
    if (f->end != TIME_NONE && k->end == TIME_NONE)
        return end_episode(w, tx, one, stream, &f->state, why);
    if (f->state.start != k->start || f->end == TIME_NONE)
        return change_episode(w, tx, one, stream, &f->state, f->end, why);
    return save_episode(tx, &f->state, f->end);
}

static xc_err withdraw(watch *w, loop_tx *tx, watching *one, const sense_stream *stream,
                       const known *k, int64_t merged_into, xc_problem *why)
{
    state s = { .start = k->start, .episode = k->id, .case_id = k->case_id };
    watch_episode e = describe(one, stream, &s, k->end);
    xc_err err = store_run(loop_db(tx), NULL, "DELETE FROM episode WHERE id = $1", "i", k->id);
    if (!err && w->hooks.withdrawn)
        err = w->hooks.withdrawn(w->hooks.ctx, tx, &e, merged_into, why);
    return err;
}

static xc_err reconcile(watch *w, loop_tx *tx, watching *one, const sense_stream *stream,
                        findings *f, known *all, size_t known_count, xc_problem *why)
{
    xc_err err = XC_OK;
    for (size_t i = 0; i < f->count; i++)
        for (size_t j = 0; j < known_count && !err && !f->items[i].matched; j++)
            if (!all[j].matched && overlap(&f->items[i], &all[j]))
                err = keep(w, tx, one, stream, &f->items[i], &all[j], why);
    for (size_t j = 0; j < known_count && !err; j++) {
        if (all[j].matched)
            continue;
        int64_t into = 0;
        for (size_t i = 0; i < f->count && !into; i++)
            if (overlap(&f->items[i], &all[j]))
                into = f->items[i].state.case_id;
        err = withdraw(w, tx, one, stream, &all[j], into, why);
    }
    for (size_t i = 0; i < f->count && !err; i++) {
        found *now = &f->items[i];
        if (now->matched)
            continue;
        err = start_episode(w, tx, one, stream, &now->state, why);
        if (!err && now->end != TIME_NONE)
            err = end_episode(w, tx, one, stream, &now->state, why);
    }
    return err;
}

static xc_err lies_in_episode(loop_tx *tx, const watching *one, const sense_stream *stream,
                              int64_t time, bool *ret)
{
    store_stmt *st;
    xc_err err = store_query(loop_db(tx), &st,
                             "SELECT 1 FROM episode WHERE datastream = $1 AND rule = $2 AND"
                             " start_time <= $3 AND (end_time IS NULL OR end_time >= $3) LIMIT 1",
                             "isi", stream->id, one->rule->id, time);
    if (err)
        return err;
    *ret = store_row(st);
    return store_end(st);
}

/* most late readings change nothing: dry ones in a dry time. Only where the rule looks at one value
 * by itself; then a reading that does not raise and lies in no episode leaves everything as it is.
 */
static xc_err cannot_matter(watch *w, loop_tx *tx, const watching *one, const sense_stream *stream,
                            int64_t time, double value, bool *ret)
{
    const pack_rule *r = one->rule;
    sight at = { .w = w, .one = one, .value = value };
    bool inside = true;
    *ret = false;
    if (r->raise.for_us || !one->shape->by_value || meets(&at, &r->raise, &one->shape->raise))
        return XC_OK;
    xc_err err = lies_in_episode(tx, one, stream, time, &inside);
    *ret = !inside;
    return err;
}

static xc_err out_of_order(watch *w, loop_tx *tx, watching *one, sense_stream *stream, int64_t time,
                           double value, xc_problem *why)
{
    bool idle;
    xc_err skip = cannot_matter(w, tx, one, stream, time, value, &idle);
    if (skip || idle)
        return skip;
    int64_t from = INT64_MIN;
    findings f;
    known *all = NULL;
    size_t known_count = 0;
    xc_err err = quiet_before(tx, one, stream, time, &from);
    if (!err)
        err = run_again(w, loop_db(tx), loop_arena(tx), one, stream, from, &f);
    if (!err)
        err = known_since(tx, one, stream, from, &all, &known_count);
    if (!err)
        err = reconcile(w, tx, one, stream, &f, all, known_count, why);
    if (err)
        return err;
    if (f.count && f.items[f.count - 1].end == TIME_NONE)
        f.now = f.items[f.count - 1].state; /* with its episode and case */
    one->state = f.now;
    return XC_OK;
}

xc_err watch_reading(watch *w, loop_tx *tx, sense_stream *stream, int64_t time_us, double value,
                     bool late, xc_problem *why)
{
    xc_err err = XC_OK;
    for (watching *one = stream->watch; one && !err; one = one->next) {
        err = remember(tx, one);
        if (err)
            break;
        if (late)
            err = out_of_order(w, tx, one, stream, time_us, unit_convert(&one->change, value), why);
        else
            err = on_time(w, tx, one, stream, time_us, unit_convert(&one->change, value), why);
    }
    return err;
}

/* ---- after a restart ---- */

typedef struct {
    watch *w;
    store_conn *c;
    xc_err err;
} resuming;

static xc_err resume_one(watch *w, store_conn *c, watching *one, const sense_stream *stream)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT id, start_time, case_id FROM episode WHERE datastream = $1 AND"
                             " rule = $2 AND end_time IS NULL ORDER BY start_time DESC LIMIT 1",
                             "is", stream->id, one->rule->id);
    if (err)
        return err;
    bool open = store_row(st);
    int64_t episode = open ? store_int(st, 0) : 0, start = open ? store_int(st, 1) : 0;
    int64_t case_id = open ? store_int(st, 2) : 0;
    err = store_end(st);
    if (err || stream->last_time == TIME_NONE)
        return err;
    /* a quiet rule remembers no more than its raise duration and the reading before */
    int64_t from =
        open ? start - one->rule->raise.for_us : stream->last_time - one->rule->raise.for_us;
    findings f;
    xc_arena *arena;
    err = xc_arena_new(SCRATCH_BYTES, &arena);
    if (err)
        return err;
    err = run_again(w, c, arena, one, stream, from - 1, &f);
    if (!err) {
        one->state = f.now;
        one->state.episode = episode;
        one->state.case_id = case_id;
    }
    xc_arena_free(arena);
    return err;
}

static bool resume_stream(sense_stream *stream, void *ctx)
{
    resuming *r = ctx;
    for (watching *one = stream->watch; one && !r->err; one = one->next)
        r->err = resume_one(r->w, r->c, one, stream);
    return !r->err;
}

xc_err watch_resume(watch *w, sense *s, store_conn *c, xc_problem *why)
{
    store_stmt *st;
    xc_err err = store_query(c, &st, "SELECT max(id) FROM episode", "");
    if (err)
        return xc_fail(why, err, "", "the watch rules' episodes cannot be read",
                       "读不出监测规则的记录");
    if (store_row(st) && !store_is_null(st, 0))
        w->last_episode = store_int(st, 0);
    err = store_end(st);
    resuming r = { w, c, err };
    if (!err)
        sense_each_stream(s, resume_stream, &r);
    return r.err;
}
