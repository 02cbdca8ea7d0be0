/* watch_step.c - the rules' machine: one step a reading, and one that needs none. */
#include <stdio.h>

#include "codec/time_text.h"
#include "ops/watch_int.h"

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
static bool held(sight *at, const pack_condition *c, const threshold *t, int64_t time,
                 watch_state *s)
{
    if (!meets(at, c, t)) {
        s->since = TIME_NONE;
        return false;
    }
    if (s->since == TIME_NONE)
        s->since = time;
    return time - s->since >= c->for_us;
}

static void start(sight *at, watch_state *s, int64_t time)
{
    s->phase = WATCH_RAISED;
    s->start = s->turned = time;
    s->since = TIME_NONE;
    s->peak = at->value;
    s->level = s->worst = level_of(at, at->one->rule);
}

static void end(watch_state *s, int64_t time)
{
    s->phase = WATCH_QUIET;
    s->turned = time;
    s->since = TIME_NONE;
}

watch_result watch_step(watch *w, const watching *one, watch_state *s, int64_t time, double value)
{
    bool follows = s->last_time != TIME_NONE && time > s->last_time;
    if (follows)
        s->rate = (value - s->last_value) * 60e6 / (double)(time - s->last_time);
    s->last_time = time;
    s->last_value = value;
    sight at = { .w = w, .one = one, .value = value, .rate = s->rate };
    if (s->phase == WATCH_QUIET) {
        if (!held(&at, &one->rule->raise, &one->shape->raise, time, s))
            return WATCH_NOTHING;
        start(&at, s, time);
        return WATCH_STARTS;
    }
    if (value > s->peak)
        s->peak = value;
    if (held(&at, &one->rule->clear, &one->shape->clear, time, s)) {
        end(s, time);
        return WATCH_ENDS;
    }
    int level = level_of(&at, one->rule);
    bool changed = level != s->level;
    s->level = level;
    if (level < s->worst)
        s->worst = level;
    return changed ? WATCH_LEVEL : WATCH_NOTHING;
}

static const pack_condition *next_condition(const watching *one, const watch_state *s)
{
    return s->phase == WATCH_QUIET ? &one->rule->raise : &one->rule->clear;
}

watch_result watch_step_silent(watch *w, const watching *one, watch_state *s, int64_t by)
{
    const pack_condition *c = next_condition(one, s);
    if (!c->holds || s->since == TIME_NONE || by <= s->since + c->for_us)
        return WATCH_NOTHING;
    int64_t time = s->since + c->for_us;
    sight at = { .w = w, .one = one, .value = s->last_value, .rate = s->rate };
    if (s->phase == WATCH_QUIET) {
        start(&at, s, time);
        return WATCH_STARTS;
    }
    end(s, time);
    return WATCH_ENDS;
}

/* The clock counts what is left of the duration from the moment the newest reading came: so a
 * replay of old readings does not turn between two of them. */
int64_t watch_due_us(const watching *one, const watch_state *s)
{
    const pack_condition *c = next_condition(one, s);
    if (!c->holds || s->since == TIME_NONE)
        return INT64_MAX;
    int64_t left = s->since + c->for_us - s->last_time;
    return one->stream->last_heard + (left > 0 ? left : 0);
}

bool watch_would_raise(watch *w, const watching *one, double value)
{
    sight at = { .w = w, .one = one, .value = value };
    return meets(&at, &one->rule->raise, &one->shape->raise);
}
