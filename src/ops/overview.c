/* overview.c - see overview.h. */
#include "ops/overview.h"

#include <math.h>

#include "codec/time_text.h"
#include "ops/flood.h"
#include "ops/tally.h"
#include "ops/warning.h"

enum { MAX_WAITING = 4, MAX_RUNNING = 6, DISTRICT_LEVEL = 2 };
static const uint32_t open_states = 1u << CASE_NEW | 1u << CASE_ACTIVE;

typedef struct {
    store_conn *c;
    const overview_query *q;
    xc_arena *arena;
    json_writer *w;
    xc_problem *why;
} page;

static void put_text(json_writer *w, const char *key, pack_text text)
{
    json_key(w, key);
    json_open_object(w);
    json_put_str(w, "zh", text.zh);
    json_put_str(w, "en", text.en);
    json_close_object(w);
}

/* ---- cases ---- */

static case_query open_cases(const page *p, xc_str division)
{
    return (case_query){ .division = division,
                         .states = open_states,
                         .operations = true,
                         .limit = MAX_RUNNING,
                         .now_us = p->q->now_us };
}

static xc_err put_counts(page *p, int64_t *ret_open, int64_t *ret_waiting)
{
    case_query q = open_cases(p, p->q->division);
    int64_t open = 0, overdue = 0, waiting = 0;
    xc_err err = case_count(p->c, &q, &open);
    q.overdue = true;
    if (!err)
        err = case_count(p->c, &q, &overdue);
    q.overdue = false;
    q.question = true;
    if (!err)
        err = case_count(p->c, &q, &waiting);
    json_put_int(p->w, "open", open);
    json_put_int(p->w, "overdue", overdue);
    json_put_int(p->w, "waiting_count", waiting);
    *ret_open = open;
    *ret_waiting = waiting;
    return err;
}

static xc_err put_lists(page *p, int64_t open, int64_t waiting)
{
    xc_str next;
    case_query q = open_cases(p, p->q->division);
    q.question = true;
    q.limit = MAX_WAITING;
    json_key(p->w, "waiting");
    xc_err err = case_list(p->c, &q, p->arena, p->w, &next, p->why);
    if (err)
        return err;
    /* those that wait are among the newest too; the screen leaves out what it shows above */
    q.question = false;
    q.limit = MAX_RUNNING + MAX_WAITING;
    json_key(p->w, "running");
    err = case_list(p->c, &q, p->arena, p->w, &next, p->why);
    int64_t shown = (waiting < MAX_WAITING ? waiting : MAX_WAITING) + MAX_RUNNING;
    json_put_int(p->w, "more", open > shown ? open - shown : 0);
    return err;
}

static xc_err worst_level(page *p, xc_str prefix, int64_t *ret)
{
    store_stmt *st;
    xc_err err =
        store_query(p->c, &st,
                    "SELECT min(level) FROM city_case WHERE state < 2 AND application = 0 AND"
                    " substr(division, 1, length($1)) = $1",
                    "s", prefix);
    if (err)
        return err;
    *ret = store_row(st) && !store_is_null(st, 0) ? store_int(st, 0) : 0;
    return store_end(st);
}

static xc_err put_district(page *p, const pack_division *d)
{
    xc_str prefix = pack_division_prefix(d->code);
    case_query q = open_cases(p, prefix);
    int64_t open = 0, overdue = 0, worst = 0;
    xc_err err = case_count(p->c, &q, &open);
    q.overdue = true;
    if (!err)
        err = case_count(p->c, &q, &overdue);
    if (!err)
        err = worst_level(p, prefix, &worst);
    json_open_object(p->w);
    json_put_str(p->w, "code", d->code);
    put_text(p->w, "name", d->name);
    json_put_int(p->w, "worst", worst);
    json_put_int(p->w, "open", open);
    json_put_int(p->w, "overdue", overdue);
    json_close_object(p->w);
    return err;
}

/* the parts of the place that is looked at: districts of a city, streets of a district */
static xc_err put_districts(page *p, const pack_division *here)
{
    size_t count = 0;
    const pack_division *const *parts = pack_division_children(p->q->p, here, &count);
    xc_err err = XC_OK;
    json_key(p->w, "districts");
    json_open_array(p->w);
    for (size_t i = 0; i < count && !err; i++)
        if (parts[i]->level <= DISTRICT_LEVEL + 1)
            err = put_district(p, parts[i]);
    json_close_array(p->w);
    return err;
}

/* ---- vital signs ---- */

typedef struct {
    double value;
    bool known;
    int64_t at;
} reading;

typedef struct vital_work vital_work;
typedef xc_err vital_fn(page *p, const json_value *query, const vital_work *work, reading *ret);

/* What the walk over the readings found. */
struct vital_work {
    const tally_sum *sum; /* of the vital at hand */
    const tally_things *things;
};

static xc_err vital_over(page *p, const json_value *query, const vital_work *work, reading *ret)
{
    (void)p, (void)query;
    *ret = (reading){ (double)work->sum->above, work->sum->count > 0, work->sum->newest };
    return XC_OK;
}

static xc_err vital_max(page *p, const json_value *query, const vital_work *work, reading *ret)
{
    (void)p, (void)query;
    *ret = (reading){ work->sum->max, work->sum->count > 0, work->sum->newest };
    return XC_OK;
}

static xc_err vital_sum(page *p, const json_value *query, const vital_work *work, reading *ret)
{
    (void)p, (void)query;
    *ret = (reading){ work->sum->sum, work->sum->count > 0, work->sum->newest };
    return XC_OK;
}

static xc_err vital_cases(page *p, const json_value *query, const vital_work *work, reading *ret)
{
    case_query q = open_cases(p, p->q->division);
    int64_t count = 0;
    (void)query, (void)work;
    xc_err err = case_count(p->c, &q, &count);
    if (!err)
        *ret = (reading){ (double)count, true, p->q->now_us };
    return err;
}

static bool count_unit(const near_unit *u, void *ctx)
{
    int64_t *counts = ctx;
    counts[u->state]++;
    return true;
}

static xc_err vital_units(page *p, const json_value *query, const vital_work *work, reading *ret)
{
    (void)work;
    int64_t counts[UNIT_STATES] = { 0 };
    unit_state state = UNIT_FREE;
    (void)unit_state_parse(json_find_str(query, "state"), &state); /* missing: free */
    near_each(p->q->units, p->q->division, count_unit, counts);
    *ret = (reading){ (double)counts[state], true, p->q->now_us };
    return XC_OK;
}

static xc_err vital_silent(page *p, const json_value *query, const vital_work *work, reading *ret)
{
    const tally_things *n = work->things;
    (void)query;
    *ret = (reading){ (double)n->silent, n->reporting + n->silent > 0, p->q->now_us };
    return XC_OK;
}

static const struct {
    const char *kind;
    vital_fn *fn;
} vital_kinds[] = {
    { "things_over", vital_over }, { "max", vital_max },     { "sum", vital_sum },
    { "cases", vital_cases },      { "units", vital_units }, { "things_silent", vital_silent },
};

/* outside its usual range: attention; twice as far out as the range is wide: serious */
static int level_of(const pack_vital *v, double value)
{
    double width = v->high - v->low > 0 ? v->high - v->low : 1;
    double out = value > v->high ? value - v->high : value < v->low ? v->low - value : 0;
    return out <= 0 ? 0 : out > 2 * width ? 2 : 3;
}

static pack_text words_of(const pack_vital *v, const reading *r)
{
    if (!r->known)
        return (pack_text){ XC_STR("没有数据"), XC_STR("no data") };
    if (r->value > v->high)
        return (pack_text){ XC_STR("偏高"), XC_STR("high") };
    if (r->value < v->low)
        return (pack_text){ XC_STR("偏低"), XC_STR("low") };
    return (pack_text){ XC_STR("正常"), XC_STR("normal") };
}

static void put_vital(page *p, const pack_vital *v, const reading *r)
{
    json_writer *w = p->w;
    json_open_object(w);
    json_put_str(w, "id", v->id);
    put_text(w, "name", v->name);
    json_key(w, "value");
    if (r->known)
        json_double(w, round(r->value * 10) / 10);
    else
        json_null(w);
    put_text(w, "unit", v->unit);
    json_put_double(w, "low", v->low);
    json_put_double(w, "high", v->high);
    json_put_double(w, "min", v->min);
    json_put_double(w, "max", v->max);
    json_put_int(w, "level", r->known ? level_of(v, r->value) : 0);
    put_text(w, "text", words_of(v, r));
    json_put_time(w, "at", r->known ? r->at : TIME_NONE);
    put_text(w, "source", v->source);
    json_close_object(w);
}

/* What the pack's vital signs ask of the readings, one after the other. */
static xc_err walk_readings(page *p, tally *ret)
{
    size_t count;
    const pack_vital *vitals = pack_vitals(p->q->p, &count);
    if (count > TALLY_MAX_SUMS)
        return XC_ELIMIT;
    tally_sum *sums = xc_arena_array(p->arena, count + 1, sizeof *sums);
    if (!sums)
        return XC_ENOMEM;
    for (size_t i = 0; i < count; i++) {
        sums[i] = (tally_sum){ .type = json_find_str(vitals[i].query, "type"),
                               .key = json_find_str(vitals[i].query, "datastream"),
                               .over = HUGE_VAL };
        (void)json_get_double(json_find(vitals[i].query, "over"),
                              &sums[i].over); /* missing: nothing is above */
    }
    *ret = (tally){ .p = p->q->p,
                    .division = p->q->division,
                    .now_us = p->q->now_us,
                    .sums = sums,
                    .sum_count = count };
    return tally_run(p->c, ret);
}

static xc_err put_vitals(page *p, const tally *t)
{
    size_t count;
    const pack_vital *vitals = pack_vitals(p->q->p, &count);
    xc_err err = XC_OK;
    json_key(p->w, "vitals");
    json_open_array(p->w);
    for (size_t i = 0; i < count && !err; i++) {
        xc_str kind = json_find_str(vitals[i].query, "kind");
        const vital_work work = { &t->sums[i], &t->things };
        reading r = { 0 };
        for (size_t k = 0; k < sizeof vital_kinds / sizeof vital_kinds[0]; k++)
            if (xc_str_is(kind, vital_kinds[k].kind))
                err = vital_kinds[k].fn(p, vitals[i].query, &work, &r);
        if (!err)
            put_vital(p, &vitals[i], &r);
    }
    json_close_array(p->w);
    return err;
}

/* ---- the page ---- */

static xc_err newest(store_conn *c, const char *sql, int64_t *ret)
{
    store_stmt *st;
    xc_err err = store_query(c, &st, sql, "");
    if (err)
        return err;
    *ret = store_row(st) ? store_int_or_none(st, 0) : TIME_NONE;
    return store_end(st);
}

static const pack_division *place_of(const overview_query *q)
{
    const pack_division *d = q->division.len ? pack_division_find(q->p, q->division) : NULL;
    return d ? d : pack_division_find(q->p, pack_info_of(q->p)->division);
}

static void put_place(json_writer *w, const pack_division *d)
{
    json_key(w, "division");
    json_open_object(w);
    json_put_str(w, "code", d->code);
    json_put_int(w, "level", d->level);
    put_text(w, "name", d->name);
    json_close_object(w);
}

static xc_err put_warnings(page *p)
{
    int64_t last;
    warning_query q = {
        .active = true, .division = p->q->division, .now_us = p->q->now_us, .limit = 8
    };
    json_key(p->w, "warnings");
    return warning_list(p->c, &q, p->w, &last);
}

xc_err overview_put(store_conn *c, const overview_query *q, xc_arena *arena, json_writer *w,
                    xc_problem *why)
{
    page p = { c, q, arena, w, why };
    const pack_division *here = place_of(q);
    int64_t seq = 0, open = 0, waiting = 0;
    tally t = { .newest = TIME_NONE };
    if (!here)
        return XC_ENOTFOUND;
    xc_err err = walk_readings(&p, &t);
    if (!err)
        err = newest(c, "SELECT max(seq) FROM event", &seq);
    json_open_object(w);
    json_put_time(w, "now", q->now_us);
    json_put_time(w, "data_at", t.newest);
    json_put_int(w, "seq", seq < 0 ? 0 : seq);
    put_place(w, here);
    if (!err)
        err = put_counts(&p, &open, &waiting);
    if (!err)
        err = put_lists(&p, open, waiting);
    if (!err)
        err = put_districts(&p, here);
    if (!err)
        err = put_vitals(&p, &t);
    if (!err)
        err = put_warnings(&p);
    json_key(w, "alarms");
    if (!err)
        err = flood_put(c, q->p, q->division, q->now_us, arena, w);
    json_close_object(w);
    return err;
}
