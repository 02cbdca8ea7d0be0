/* watch_late.c - readings out of order and the start after a stop: the rule runs again from the
 * last quiet point, and what differs is put right. */
#include "base/mem.h"
#include "codec/time_text.h"
#include "ops/watch_int.h"

enum { SCRATCH_BYTES = 1 << 20, MAX_EPISODES = 100000 };

static const watch_state fresh = { .since = TIME_NONE,
                                   .last_time = TIME_NONE,
                                   .turned = TIME_NONE };

typedef struct {
    watch_state state; /* as it was at the end of the episode, or is now */
    int64_t end;       /* TIME_NONE: goes on */
    bool matched;
} found;

typedef struct {
    int64_t id, start, end, case_id;
    bool matched;
} known;

typedef struct {
    found *items;
    size_t count;
    watch_state now;
} findings;

static xc_err quiet_before(loop_tx *tx, const watching *one, int64_t time, int64_t *ret)
{
    store_stmt *st;
    xc_err err = store_query(loop_db(tx), &st,
                             "SELECT end_time FROM episode WHERE datastream = $1 AND rule = $2 AND"
                             " end_time < $3 ORDER BY end_time DESC LIMIT 1",
                             "isi", one->stream->id, one->rule->id, time);
    if (err)
        return err;
    *ret = store_row(st) ? store_int(st, 0) : INT64_MIN;
    return store_end(st);
}

static xc_err add_found(findings *f, xc_arena *arena, const watch_state *s, int64_t end)
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

static xc_err find_end(findings *f, xc_arena *arena, watch_result what)
{
    return what == WATCH_ENDS ? add_found(f, arena, &f->now, f->now.turned) : XC_OK;
}

/* What the clock is known to have done: how late it is (INT64_MIN: that is not asked), and when it
 * turned the rule last, which stays so if nothing speaks against it. */
typedef struct {
    int64_t now_us, turned;
} clock_facts;

static bool turns_silently(const watching *one, const watch_state *s, const clock_facts *clock)
{
    const pack_rule *r = one->rule;
    int64_t duration = s->phase == WATCH_QUIET ? r->raise.for_us : r->clear.for_us;
    return watch_due_us(one, s) <= clock->now_us ||
           (s->since != TIME_NONE && s->since + duration == clock->turned);
}

/* all readings after `from` */
static xc_err run_again(watch *w, store_conn *c, xc_arena *arena, const watching *one, int64_t from,
                        clock_facts clock, findings *ret)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT time, result FROM observation WHERE district = $1 AND"
                             " datastream = $2 AND time > $3 AND result IS NOT NULL"
                             " ORDER BY time, n",
                             "iii", one->stream->district, one->stream->id, from);
    if (err)
        return err;
    findings f = { .now = fresh };
    while (!err && store_row(st)) {
        int64_t time = store_int(st, 0);
        double value = unit_convert(&one->change, store_double(st, 1));
        err = find_end(&f, arena, watch_step_silent(w, one, &f.now, time));
        if (!err)
            err = find_end(&f, arena, watch_step(w, one, &f.now, time, value));
    }
    xc_err end = store_end(st);
    if (!err)
        err = end;
    if (!err && turns_silently(one, &f.now, &clock))
        err = find_end(&f, arena, watch_step_silent(w, one, &f.now, INT64_MAX));
    if (!err && f.now.phase == WATCH_RAISED)
        err = add_found(&f, arena, &f.now, TIME_NONE);
    if (!err)
        *ret = f;
    return err;
}

static xc_err known_since(loop_tx *tx, const watching *one, int64_t from, known **ret,
                          size_t *ret_count)
{
    store_stmt *st;
    size_t count = 0, cap = 0;
    known *items = NULL;
    xc_err err = store_query(loop_db(tx), &st,
                             "SELECT id, start_time, end_time, case_id FROM episode WHERE"
                             " datastream = $1 AND rule = $2 AND start_time > $3"
                             " ORDER BY start_time",
                             "isi", one->stream->id, one->rule->id, from);
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
static xc_err keep(watch *w, loop_tx *tx, watching *one, found *f, known *k, xc_problem *why)
{
    f->matched = k->matched = true;
    f->state.episode = k->id;
    f->state.case_id = k->case_id;
    if (f->end != TIME_NONE && k->end == TIME_NONE)
        return watch_end_episode(w, tx, one, &f->state, why);
    if (f->state.start != k->start || f->end == TIME_NONE)
        return watch_change_episode(w, tx, one, &f->state, f->end, why);
    return watch_save_episode(tx, &f->state, f->end);
}

static xc_err withdraw(watch *w, loop_tx *tx, watching *one, const known *k, int64_t merged_into,
                       xc_problem *why)
{
    watch_state s = { .start = k->start, .episode = k->id, .case_id = k->case_id };
    watch_episode e = watch_describe(one, &s, k->end);
    xc_err err = store_run(loop_db(tx), NULL, "DELETE FROM episode WHERE id = $1", "i", k->id);
    if (!err && w->hooks.withdrawn)
        err = w->hooks.withdrawn(w->hooks.ctx, tx, &e, merged_into, why);
    return err;
}

static xc_err reconcile(watch *w, loop_tx *tx, watching *one, findings *f, known *all,
                        size_t known_count, xc_problem *why)
{
    xc_err err = XC_OK;
    for (size_t i = 0; i < f->count; i++)
        for (size_t j = 0; j < known_count && !err && !f->items[i].matched; j++)
            if (!all[j].matched && overlap(&f->items[i], &all[j]))
                err = keep(w, tx, one, &f->items[i], &all[j], why);
    for (size_t j = 0; j < known_count && !err; j++) {
        if (all[j].matched)
            continue;
        int64_t into = 0;
        for (size_t i = 0; i < f->count && !into; i++)
            if (overlap(&f->items[i], &all[j]))
                into = f->items[i].state.case_id;
        err = withdraw(w, tx, one, &all[j], into, why);
    }
    for (size_t i = 0; i < f->count && !err; i++) {
        found *now = &f->items[i];
        if (now->matched)
            continue;
        err = watch_start_episode(w, tx, one, &now->state, why);
        if (!err && now->end != TIME_NONE)
            err = watch_end_episode(w, tx, one, &now->state, why);
    }
    return err;
}

static xc_err lies_in_episode(loop_tx *tx, const watching *one, int64_t time, bool *ret)
{
    store_stmt *st;
    xc_err err = store_query(loop_db(tx), &st,
                             "SELECT 1 FROM episode WHERE datastream = $1 AND rule = $2 AND"
                             " start_time <= $3 AND (end_time IS NULL OR end_time >= $3) LIMIT 1",
                             "isi", one->stream->id, one->rule->id, time);
    if (err)
        return err;
    *ret = store_row(st);
    return store_end(st);
}

/* most late readings change nothing: dry ones in a dry time. Only where the rule looks at one value
 * by itself; then a reading that does not raise and lies in no episode leaves everything as it is.
 */
static xc_err cannot_matter(watch *w, loop_tx *tx, const watching *one, int64_t time, double value,
                            bool *ret)
{
    bool inside = true;
    *ret = false;
    if (one->rule->raise.for_us || !one->shape->by_value || watch_would_raise(w, one, value))
        return XC_OK;
    xc_err err = lies_in_episode(tx, one, time, &inside);
    *ret = !inside;
    return err;
}

xc_err watch_out_of_order(watch *w, loop_tx *tx, watching *one, int64_t time, double value,
                          xc_problem *why)
{
    bool idle;
    xc_err skip = cannot_matter(w, tx, one, time, value, &idle);
    if (skip || idle)
        return skip;
    int64_t from = INT64_MIN;
    const watch_state *s = &one->state;
    clock_facts clock = { loop_now_us(tx), s->turned > s->last_time ? s->turned : TIME_NONE };
    findings f;
    known *all = NULL;
    size_t known_count = 0;
    xc_err err = quiet_before(tx, one, time, &from);
    if (!err)
        err = run_again(w, loop_db(tx), loop_arena(tx), one, from, clock, &f);
    if (!err)
        err = known_since(tx, one, from, &all, &known_count);
    if (!err)
        err = reconcile(w, tx, one, &f, all, known_count, why);
    if (err)
        return err;
    if (f.count && f.items[f.count - 1].end == TIME_NONE)
        f.now = f.items[f.count - 1].state; /* with its episode and case */
    one->state = f.now;
    return XC_OK;
}

/* ---- after a restart ---- */

typedef struct {
    watch *w;
    store_conn *c;
    xc_err err;
} resuming;

/* what the store has of a rule's newest episodes */
typedef struct {
    bool open;
    int64_t episode, start, case_id; /* of the open one */
    int64_t last_end;                /* TIME_NONE: none ended */
} kept;

static xc_err read_kept(store_conn *c, const watching *one, kept *ret)
{
    store_stmt *st;
    *ret = (kept){ .last_end = TIME_NONE };
    xc_err err = store_query(c, &st,
                             "SELECT id, start_time, case_id FROM episode WHERE datastream = $1 AND"
                             " rule = $2 AND end_time IS NULL ORDER BY start_time DESC LIMIT 1",
                             "is", one->stream->id, one->rule->id);
    if (err)
        return err;
    if (store_row(st))
        *ret = (kept){ true, store_int(st, 0), store_int(st, 1), store_int(st, 2), TIME_NONE };
    err = store_end(st);
    if (err || ret->open || !one->rule->clear.holds)
        return err;
    err =
        store_query(c, &st, "SELECT max(end_time) FROM episode WHERE datastream = $1 AND rule = $2",
                    "is", one->stream->id, one->rule->id);
    if (err)
        return err;
    if (store_row(st))
        ret->last_end = store_int_or_none(st, 0);
    return store_end(st);
}

/* What the clock did without a reading is in the store only. */
static void take_kept(watch *w, watching *one, const kept *k)
{
    watch_state *s = &one->state;
    if (k->open && s->phase == WATCH_QUIET)
        (void)watch_step_silent(w, one, s, INT64_MAX); /* it starts, as it did then */
    if (!k->open && k->last_end != TIME_NONE && k->last_end > s->last_time)
        s->turned = k->last_end;
    s->episode = k->episode;
    s->case_id = k->case_id;
}

static xc_err resume_one(watch *w, store_conn *c, watching *one)
{
    kept k;
    findings f;
    xc_arena *arena;
    const sense_stream *stream = one->stream;
    const clock_facts nothing = { INT64_MIN, TIME_NONE };
    xc_err err = read_kept(c, one, &k);
    if (err || stream->last_time == TIME_NONE)
        return err;
    /* a quiet rule remembers no more than its raise duration and the reading before */
    int64_t from = (k.open ? k.start : stream->last_time) - one->rule->raise.for_us;
    err = xc_arena_new(SCRATCH_BYTES, &arena);
    if (err)
        return err;
    err = run_again(w, c, arena, one, from - 1, nothing, &f);
    if (!err) {
        one->state = f.now;
        take_kept(w, one, &k);
        watch_wait(w, one);
    }
    xc_arena_free(arena);
    return err;
}

static bool resume_stream(sense_stream *stream, void *ctx)
{
    resuming *r = ctx;
    for (watching *one = stream->watch; one && !r->err; one = one->next)
        r->err = resume_one(r->w, r->c, one);
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
