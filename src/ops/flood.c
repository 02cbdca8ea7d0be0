/* flood.c - see flood.h. */
#include "ops/flood.h"

#include "base/clock.h"
#include "city/case.h"
#include "codec/time_text.h"

enum { MAX_CASES = 2000, MAX_GROUPS = 200, MAX_SHOWN = 100, DISTRICT_DIGITS = 6, CRITICAL = 1 };
#define WINDOW_US (FLOOD_MINUTES * XC_MINUTE_US)

typedef struct {
    xc_str no, scenario, district;
    int64_t opened_us;
    int level;
    bool open, in_flood;
} rise;

typedef struct {
    const rise *newest; /* scenario and district are its */
    size_t count;
    int worst;
    int64_t since_us;
} group;

/* ---- what rose ---- */

static xc_str district_of(xc_str division)
{
    size_t len = division.len < DISTRICT_DIGITS ? division.len : DISTRICT_DIGITS;
    return (xc_str){ division.ptr, len };
}

static xc_err load(store_conn *c, xc_str division, xc_arena *arena, rise *list, size_t *ret)
{
    store_stmt *st;
    size_t count = 0;
    bool ok = true;
    xc_err err = store_query(c, &st,
                             "SELECT case_no, scenario, division, opened_at, level, state"
                             " FROM city_case WHERE application = 0 AND"
                             " substr(division, 1, length($1)) = $1 ORDER BY id DESC LIMIT 2000",
                             "s", division.ptr ? division : XC_STR(""));
    if (err)
        return err;
    while (ok && count < MAX_CASES && store_row(st)) {
        rise *r = &list[count++];
        *r = (rise){ .no = xc_arena_str(arena, store_str(st, 0)),
                     .scenario = xc_arena_str(arena, store_str(st, 1)),
                     .district = xc_arena_str(arena, district_of(store_str(st, 2))),
                     .opened_us = store_int(st, 3),
                     .level = (int)store_int(st, 4),
                     .open = store_int(st, 5) < CASE_CLOSED };
        ok = r->no.ptr && r->scenario.ptr && r->district.ptr;
    }
    err = store_end(st);
    *ret = count;
    return err || ok ? err : XC_ENOMEM;
}

/* Newest first: any ten minutes that hold more than ten mark all of them. */
static void mark_floods(rise *list, size_t count)
{
    size_t first = 0, marked = 0;
    for (size_t last = 0; last < count; last++) {
        while (list[first].opened_us - list[last].opened_us > WINDOW_US)
            first++;
        if (last - first + 1 <= FLOOD_MOST)
            continue;
        for (size_t i = first > marked ? first : marked; i <= last; i++)
            list[i].in_flood = true;
        marked = last + 1;
    }
}

static int64_t count_since(const rise *list, size_t count, int64_t since_us)
{
    int64_t n = 0;
    for (size_t i = 0; i < count; i++)
        n += list[i].opened_us > since_us;
    return n;
}

/* ---- groups ---- */

static bool belongs(const rise *r)
{
    return r->in_flood && r->open && r->level > CRITICAL;
}

static bool is_in(const group *g, const rise *r)
{
    return xc_str_eq(g->newest->scenario, r->scenario) &&
           xc_str_eq(g->newest->district, r->district);
}

static size_t make_groups(const rise *list, size_t count, group *groups)
{
    size_t made = 0;
    for (size_t i = 0; i < count; i++) {
        const rise *r = &list[i];
        size_t g = 0;
        if (!belongs(r))
            continue;
        while (g < made && !is_in(&groups[g], r))
            g++;
        if (g == MAX_GROUPS)
            continue; /* what does not fit stays single */
        if (g == made)
            groups[made++] = (group){ .newest = r, .worst = r->level };
        groups[g].count++;
        groups[g].since_us = r->opened_us;
        groups[g].worst = r->level < groups[g].worst ? r->level : groups[g].worst;
    }
    return made;
}

static void put_text(json_writer *w, const char *key, pack_text text)
{
    json_key(w, key);
    json_open_object(w);
    json_put_str(w, "zh", text.zh);
    json_put_str(w, "en", text.en);
    json_close_object(w);
}

static void put_names(json_writer *w, const pack *p, const rise *r)
{
    char code[13] = "000000000000";
    memcpy(code, r->district.ptr, r->district.len);
    const pack_scenario *s = pack_scenario_find(p, r->scenario);
    const pack_division *d = pack_division_find(p, xc_str_of(code));
    json_put_str(w, "scenario", r->scenario);
    put_text(w, "name", s ? s->name : (pack_text){ r->scenario, r->scenario });
    json_put_text(w, "division", code);
    put_text(w, "division_name", d ? d->name : (pack_text){ r->district, r->district });
}

static void put_group(json_writer *w, const pack *p, const group *g, const rise *list, size_t count)
{
    size_t shown = 0;
    json_open_object(w);
    put_names(w, p, g->newest);
    json_put_int(w, "count", (int64_t)g->count);
    json_put_int(w, "worst", g->worst);
    json_put_time(w, "since", g->since_us);
    json_put_time(w, "newest", g->newest->opened_us);
    json_key(w, "cases");
    json_open_array(w);
    for (size_t i = 0; i < count && shown < MAX_SHOWN; i++)
        if (belongs(&list[i]) && is_in(g, &list[i])) {
            json_str(w, list[i].no);
            shown++;
        }
    json_close_array(w);
    json_close_object(w);
}

xc_err flood_put(store_conn *c, const pack *p, xc_str division, int64_t now_us, xc_arena *arena,
                 json_writer *w)
{
    size_t count = 0;
    rise *list = xc_arena_array(arena, MAX_CASES, sizeof *list);
    group *groups = xc_arena_array(arena, MAX_GROUPS, sizeof *groups);
    if (!list || !groups)
        return XC_ENOMEM;
    xc_err err = load(c, division, arena, list, &count);
    if (err)
        return err;
    mark_floods(list, count);
    size_t made = make_groups(list, count, groups);
    json_open_object(w);
    json_put_int(w, "last_10_min", count_since(list, count, now_us - WINDOW_US));
    json_put_int(w, "most", FLOOD_MOST);
    json_key(w, "groups");
    json_open_array(w);
    for (size_t g = 0; g < made; g++)
        if (groups[g].count > 1)
            put_group(w, p, &groups[g], list, count);
    json_close_array(w);
    json_close_object(w);
    return XC_OK;
}
