/* simulate_water.c - see simulate_water.h. */
#include "main/simulate_water.h"

#include <math.h>

#include "base/clock.h"

/* a sag of a road holds so much: 1600 m2 of water surface (an assumption of the simulation) */
static const double SPOT_AREA_M2 = 1600;
/* a full well runs off to the river by itself at this share of its volume a minute while it is
 * pumped */
static const double RIVER_FLOW_FACTOR = 1.6;
#define STEP_US (10 * XC_SECOND_US)
#define STORM_PEAK_BEFORE_US (100 * XC_MINUTE_US)

static double property_number(const pack_thing *t, const char *name, double missing)
{
    double value = missing;
    (void)json_get_double(json_find(t->properties, name), &value); /* missing stays */
    return value;
}

static size_t count_type(const pack_thing *things, size_t count, const char *type)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        n += xc_str_is(things[i].type->id, type);
    return n;
}

/* ---- curves ---- */

typedef struct {
    const storm_reading **items;
    size_t count, cap;
    double max;
} curve;

typedef struct {
    curve *items;
    size_t count;
} curves;

static curve *curve_of(curves *all, xc_str thing, size_t max)
{
    for (size_t i = 0; i < all->count; i++)
        if (xc_str_eq(all->items[i].items[0]->thing, thing))
            return &all->items[i];
    return all->count < max ? &all->items[all->count++] : NULL;
}

static bool add_reading(curve *c, const storm_reading *r, xc_arena *arena)
{
    double value;
    if (!xc_str_double(r->value, &value))
        return true;
    if (c->count == c->cap) {
        size_t cap = c->cap ? 2 * c->cap : 64;
        const storm_reading **grown = xc_arena_array(arena, cap, sizeof *grown);
        if (!grown)
            return false;
        if (c->count)
            memcpy(grown, c->items, c->count * sizeof *grown);
        c->items = grown;
        c->cap = cap;
    }
    c->items[c->count++] = r;
    if (value > c->max)
        c->max = value;
    return true;
}

static xc_err read_curves(const storm *s, xc_arena *arena, curves *ret)
{
    enum { MAX_CURVES = 1000 };
    ret->items = xc_arena_array(arena, MAX_CURVES, sizeof *ret->items);
    if (!ret->items)
        return XC_ELIMIT;
    for (size_t i = 0; i < s->count; i++) {
        curve *c = curve_of(ret, s->readings[i].thing, MAX_CURVES);
        if (!c || !add_reading(c, &s->readings[i], arena))
            return XC_ELIMIT;
    }
    return XC_OK;
}

/* between two readings the water moves evenly; before the first and behind the last it is dry */
static double curve_at(const sim_spot *s, int64_t time)
{
    size_t low = 0, high = s->curve_count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (s->curve[mid]->time_us <= time)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == 0 || low == s->curve_count)
        return 0;
    double a = 0, b = 0;
    (void)xc_str_double(s->curve[low - 1]->value, &a); /* read before */
    (void)xc_str_double(s->curve[low]->value, &b);
    double from = (double)s->curve[low - 1]->time_us, to = (double)s->curve[low]->time_us;
    double share = to > from ? ((double)time - from) / (to - from) : 0;
    return (a + (b - a) * share) * s->scale;
}

/* ---- building ---- */

static unsigned next_random(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u; /* Numerical Recipes' generator */
    return *state >> 8;
}

static void *find_by_key(void *items, size_t count, size_t size, xc_str key)
{
    for (size_t i = 0; i < count && key.len; i++) {
        xc_str *at = (xc_str *)(void *)((char *)items + i * size); /* key is the first member */
        if (xc_str_eq(*at, key))
            return at;
    }
    return NULL;
}

sim_pump *sim_pump_find(sim_water *w, xc_str key)
{
    return find_by_key(w->pumps, w->pump_count, sizeof *w->pumps, key);
}

sim_spot *sim_spot_find(sim_water *w, xc_str key)
{
    return find_by_key(w->spots, w->spot_count, sizeof *w->spots, key);
}

static void add_thing(sim_water *w, const pack_thing *t)
{
    if (xc_str_is(t->type->id, "pump"))
        w->pumps[w->pump_count++] =
            (sim_pump){ .key = t->key, .flow_m3h = property_number(t, "flow_m3h", 600) };
    else if (xc_str_is(t->type->id, "well"))
        w->wells[w->well_count++] = (sim_well){ .key = t->key,
                                                .volume_m3 = property_number(t, "volume_m3", 80),
                                                .fill = 12 };
    else if (xc_str_is(t->type->id, "road"))
        w->spots[w->spot_count++] = (sim_spot){ .key = t->key, .name = t->name.zh, .at = t->at };
}

static void connect(sim_water *w, const pack *p)
{
    for (size_t i = 0; i < w->spot_count; i++) {
        const pack_thing *t = pack_thing_find(p, w->spots[i].key);
        w->spots[i].pump = sim_pump_find(w, json_find_str(t->properties, "pump"));
        w->spots[i].well = find_by_key(w->wells, w->well_count, sizeof *w->wells,
                                       json_find_str(t->properties, "well"));
    }
}

/* the n-th curve of those that reach 20 cm (or stay below), round and round */
static const curve *pick(const curves *all, bool floods, size_t n)
{
    size_t fitting = 0;
    for (size_t i = 0; i < all->count; i++)
        fitting += (all->items[i].max >= 20) == floods;
    if (!fitting)
        return NULL;
    n %= fitting;
    for (size_t i = 0; i < all->count; i++)
        if ((all->items[i].max >= 20) == floods && n-- == 0)
            return &all->items[i];
    return NULL;
}

static int64_t peak_time(const curve *c)
{
    double best = -1, value;
    int64_t at = c->items[0]->time_us;
    for (size_t i = 0; i < c->count; i++)
        if (xc_str_double(c->items[i]->value, &value) && value > best) {
            best = value;
            at = c->items[i]->time_us;
        }
    return at;
}

/* each spot's storm is moved so that its peak falls between 20 minutes before and 90 minutes after
 * the start: with 40 minutes played already, some places are over it, some at their worst, some
 * still rise */
static void give_curves(sim_water *w, const curves *all, size_t floods, unsigned seed)
{
    unsigned random = seed;
    size_t step = floods ? w->spot_count / floods : 0, flooded = 0;
    for (size_t i = 0; i < w->spot_count; i++) {
        sim_spot *s = &w->spots[i];
        bool wet = step && i % step == 0 && flooded < floods;
        const curve *c = pick(all, wet, wet ? flooded * 3 : i);
        flooded += wet;
        if (!c)
            continue;
        int64_t offset = (int64_t)(next_random(&random) % (110 * 60)) * XC_SECOND_US;
        s->curve = c->items;
        s->curve_count = c->count;
        s->scale = 1;
        s->shift_us = peak_time(c) - (w->curve_zero_us - 20 * XC_MINUTE_US + offset);
    }
}

xc_err sim_water_new(const pack *p, const storm *s, size_t floods, unsigned seed, int64_t zero_us,
                     xc_arena *arena, sim_water *ret, xc_problem *why)
{
    size_t count;
    const pack_thing *things = pack_things(p, &count);
    size_t roads = count_type(things, count, "road");
    if (!roads || !s->count)
        return xc_fail(why, XC_EINVAL, pack_dir(p),
                       "a simulated city needs things of the type road and a storm's readings",
                       "模拟城市需要 road 类型的设备和一场暴雨的读数");
    curves all = { 0 };
    sim_water w = { .zero_us = zero_us,
                    .now_us = zero_us,
                    .curve_zero_us = s->readings[0].time_us + STORM_PEAK_BEFORE_US };
    w.spots = xc_arena_array(arena, roads, sizeof *w.spots);
    w.wells = xc_arena_array(arena, count_type(things, count, "well"), sizeof *w.wells);
    w.pumps = xc_arena_array(arena, count_type(things, count, "pump"), sizeof *w.pumps);
    if (!w.spots || !w.wells || !w.pumps)
        return XC_ELIMIT;
    xc_err err = read_curves(s, arena, &all);
    if (err)
        return err;
    for (size_t i = 0; i < count; i++)
        add_thing(&w, &things[i]);
    connect(&w, p);
    give_curves(&w, &all, floods, seed);
    *ret = w;
    return XC_OK;
}

/* ---- time ---- */

static void run_well(sim_well *well, double in_m3, bool to_river, double pump_m3)
{
    double out = to_river ? pump_m3 * RIVER_FLOW_FACTOR : 0;
    double content = well->fill / 100 * well->volume_m3 + in_m3 - out;
    if (content < 0.12 * well->volume_m3)
        content = 0.12 * well->volume_m3; /* what no pump reaches */
    if (content > well->volume_m3)
        content = well->volume_m3;
    well->fill = content / well->volume_m3 * 100;
}

static void run_spot(sim_spot *s, const sim_water *w, int64_t now, double minutes)
{
    double curve_cm = curve_at(s, now - w->zero_us + w->curve_zero_us + s->shift_us);
    double before = s->depth_cm;
    s->depth_cm += curve_cm - s->last_curve_cm;
    s->last_curve_cm = curve_cm;
    double pumped_m3 = 0;
    if (s->pump && s->pump->mode != PUMP_OFF) {
        pumped_m3 = s->pump->flow_m3h / 60 * minutes;
        /* a well that is full takes no more */
        if (s->pump->mode == PUMP_TO_WELL && s->well && s->well->fill >= 99)
            pumped_m3 = 0;
        s->depth_cm -= pumped_m3 / SPOT_AREA_M2 * 100;
    }
    s->depth_cm -= s->crew_cm_min * minutes;
    if (s->depth_cm < 0)
        s->depth_cm = 0;
    if (s->well) {
        double taken = before > 0.5 ? pumped_m3 : 0;
        run_well(s->well, taken, s->pump && s->pump->mode == PUMP_TO_RIVER, pumped_m3);
    }
}

void sim_water_run(sim_water *w, int64_t now_us)
{
    while (w->now_us < now_us) {
        int64_t step = now_us - w->now_us < STEP_US ? now_us - w->now_us : STEP_US;
        w->now_us += step;
        for (size_t i = 0; i < w->spot_count; i++)
            if (w->spots[i].curve)
                run_spot(&w->spots[i], w, w->now_us, (double)step / 60e6);
    }
}
