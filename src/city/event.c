/* event.c - the events of a batch get numbers, rows and a listener; see event.h and event_int.h. */
#include "city/event.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "city/event_int.h"
#include "codec/json.h"
#include "codec/time_text.h"

enum {
    DISTRICT_DIGITS = 6,
    MAX_GROUPS = 512,
    MAX_ROWS_PER_EVENT = 2000,
    MAX_EVENTS = 100000,      /* of one batch */
    FULL_READINGS = 50000,    /* a batch ends here ... */
    MAX_READINGS = 1000000,   /* ... and one command alone may not exceed this */
    TRIM_STEP = 1000,         /* rows over the number before some are removed */
    MAX_TRIM = 2 * TRIM_STEP, /* removed in one batch */
    SEQ_BLOCK = 100000        /* numbers taken in advance: none is given twice after a crash */
};

struct reading {
    loop_measure is;
    unsigned group;
};

struct group {
    char district[DISTRICT_DIGITS];
    unsigned len;
    size_t count;
};

struct event_log {
    loop_published *events;
    int64_t *times; /* of each event */
    size_t count, cap;

    struct reading *readings;
    size_t reading_count, reading_cap;
    struct group groups[MAX_GROUPS];
    unsigned group_count, last_group;

    loop_published *published; /* of the batch's arena, in order of seq */
    size_t published_count;

    int64_t keep, rows;                            /* of the table */
    int64_t last_seq, reserved;                    /* as committed */
    int64_t batch_seq, batch_reserved, batch_rows; /* as written */
};

/* ---- numbers kept in meta ---- */

static xc_err meta_int(store_conn *c, const char *key, int64_t *ret)
{
    store_stmt *st = NULL;
    xc_err err =
        store_query(c, &st, "SELECT CAST(value AS BIGINT) FROM meta WHERE key = $1", "t", key);
    if (err)
        return err;
    int64_t value = store_row(st) ? store_int(st, 0) : 0;
    err = store_end(st);
    if (!err)
        *ret = value;
    return err;
}

static xc_err meta_put_int(store_conn *c, const char *key, int64_t value)
{
    return store_run(c, NULL,
                     "INSERT INTO meta (key, value) VALUES ($1, CAST($2 AS TEXT))"
                     " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                     "ti", key, value);
}

static xc_err table_state(store_conn *c, int64_t *ret_rows, int64_t *ret_last)
{
    store_stmt *st = NULL;
    xc_err err = store_query(c, &st, "SELECT count(*), coalesce(max(seq), 0) FROM event", "");
    if (err)
        return err;
    if (store_row(st)) {
        *ret_rows = store_int(st, 0);
        *ret_last = store_int(st, 1);
    }
    return store_end(st);
}

xc_err event_log_new(store_conn *db, int64_t keep, event_log **ret)
{
    event_log *log = xc_calloc(1, sizeof *log);
    if (!log)
        return XC_ENOMEM;
    log->keep = keep;
    xc_err err = table_state(db, &log->rows, &log->last_seq);
    if (!err)
        err = meta_int(db, "event_seq_reserved", &log->reserved);
    if (err) {
        event_log_free(log);
        return err;
    }
    if (log->reserved > log->last_seq)
        log->last_seq = log->reserved;
    log->reserved = log->last_seq;
    *ret = log;
    return XC_OK;
}

event_log *event_log_free(event_log *log)
{
    if (log) {
        xc_free(log->events);
        xc_free(log->times);
        xc_free(log->readings);
        xc_free(log);
    }
    return NULL;
}

/* ---- collecting ---- */

static xc_err grow(void **array, size_t *cap, size_t count, size_t size, size_t max)
{
    if (count < *cap)
        return XC_OK;
    if (count >= max)
        return XC_ELIMIT;
    size_t wanted = *cap ? *cap * 2 : 64;
    void *grown = xc_realloc_array(*array, wanted < max ? wanted : max, size);
    if (!grown)
        return XC_ENOMEM;
    *array = grown;
    *cap = wanted < max ? wanted : max;
    return XC_OK;
}

static xc_err events_grow(event_log *log)
{
    size_t cap = log->cap;
    xc_err err = grow((void **)&log->times, &cap, log->count, sizeof *log->times, MAX_EVENTS);
    if (err)
        return err;
    return grow((void **)&log->events, &log->cap, log->count, sizeof *log->events, MAX_EVENTS);
}

static bool copy_str(xc_arena *a, xc_str *s)
{
    *s = xc_arena_str(a, *s);
    return s->ptr != NULL;
}

xc_err event_log_add(event_log *log, xc_arena *batch, const loop_published *e, int64_t now_us)
{
    xc_err err = events_grow(log);
    if (err)
        return err;
    loop_published copy = *e;
    if (!copy_str(batch, &copy.type) || !copy_str(batch, &copy.division) ||
        !copy_str(batch, &copy.audience) || !copy_str(batch, &copy.json))
        return xc_arena_err(batch, e->json.len + 1);
    log->times[log->count] = now_us;
    log->events[log->count++] = copy;
    return XC_OK;
}

static bool is_group(const struct group *g, xc_str district)
{
    return g->len == district.len && memcmp(g->district, district.ptr, district.len) == 0;
}

static xc_err find_group(event_log *log, xc_str division, unsigned *ret)
{
    xc_str district = { division.len ? division.ptr : "",
                        division.len < DISTRICT_DIGITS ? division.len : DISTRICT_DIGITS };
    unsigned g = log->last_group;
    if (g >= log->group_count || !is_group(&log->groups[g], district))
        for (g = 0; g < log->group_count && !is_group(&log->groups[g], district); g++)
            ;
    if (g == MAX_GROUPS)
        return XC_ELIMIT;
    if (g == log->group_count) {
        log->groups[g] = (struct group){ .len = (unsigned)district.len };
        memcpy(log->groups[g].district, district.ptr, district.len);
        log->group_count++;
    }
    *ret = log->last_group = g;
    return XC_OK;
}

xc_err event_log_reading(event_log *log, xc_str division, const loop_measure *m)
{
    unsigned group = 0;
    xc_err err = grow((void **)&log->readings, &log->reading_cap, log->reading_count,
                      sizeof *log->readings, MAX_READINGS);
    if (!err)
        err = find_group(log, division, &group);
    if (err)
        return err;
    log->readings[log->reading_count++] = (struct reading){ *m, group };
    return XC_OK;
}

event_mark event_log_mark(const event_log *log)
{
    return (event_mark){ log->count, log->reading_count };
}

void event_log_back(event_log *log, event_mark mark)
{
    log->count = mark.events;
    log->reading_count = mark.readings;
}

bool event_log_is_full(const event_log *log)
{
    return log->reading_count >= FULL_READINGS || log->count >= MAX_EVENTS / 2;
}

void event_log_clear(event_log *log)
{
    log->count = log->reading_count = log->published_count = 0;
    log->group_count = log->last_group = 0;
    log->published = NULL;
}

/* ---- readings become events ---- */

/* The readings' places in order of group, within a group as they came. */
static size_t *order_by_group(event_log *log, xc_arena *batch)
{
    size_t *order = xc_arena_alloc(batch, log->reading_count * sizeof *order);
    size_t start[MAX_GROUPS + 1] = { 0 };
    if (!order)
        return NULL;
    for (size_t i = 0; i < log->reading_count; i++)
        start[log->readings[i].group + 1]++;
    for (unsigned g = 0; g < log->group_count; g++) {
        log->groups[g].count = start[g + 1];
        start[g + 1] += start[g];
    }
    for (size_t i = 0; i < log->reading_count; i++)
        order[start[log->readings[i].group]++] = i;
    return order;
}

static void put_reading(json_writer *w, const loop_measure *m)
{
    char time[TIME_TEXT_SIZE];
    json_open_array(w);
    json_int(w, m->thing);
    json_int(w, m->datastream);
    json_text(w, time_format(m->time_us, time));
    json_double(w, m->value);
    json_close_array(w);
}

static xc_err one_readings_event(event_log *log, xc_arena *batch, const size_t *places,
                                 size_t count)
{
    const struct group *g = &log->groups[log->readings[places[0]].group];
    xc_buf buf;
    xc_buf_init(&buf, (size_t)MAX_ROWS_PER_EVENT * 128);
    json_writer w = json_writer_on(&buf);
    json_open_array(&w);
    for (size_t i = 0; i < count; i++)
        put_reading(&w, &log->readings[places[i]].is);
    json_close_array(&w);
    xc_err err = xc_buf_err(&buf);
    loop_published e = { .type = XC_STR("readings") };
    if (!err) {
        e.audience = XC_STR("");
        e.division = xc_arena_str(batch, (xc_str){ g->district, g->len });
        e.json = xc_arena_str(batch, xc_buf_view(&buf));
        if (!e.division.ptr || !e.json.ptr)
            err = XC_ENOMEM;
    }
    xc_buf_done(&buf);
    if (!err)
        log->published[log->published_count++] = e;
    return err;
}

static size_t readings_event_count(const event_log *log)
{
    size_t events = 0;
    for (unsigned g = 0; g < log->group_count; g++)
        events += (log->groups[g].count + MAX_ROWS_PER_EVENT - 1) / MAX_ROWS_PER_EVENT;
    return events;
}

static xc_err readings_to_events(event_log *log, xc_arena *batch, const size_t *order)
{
    size_t done = 0;
    for (unsigned g = 0; g < log->group_count; g++) {
        for (size_t left = log->groups[g].count; left;) {
            size_t rows = left < MAX_ROWS_PER_EVENT ? left : MAX_ROWS_PER_EVENT;
            xc_err err = one_readings_event(log, batch, order + done, rows);
            if (err)
                return err;
            done += rows;
            left -= rows;
        }
    }
    return XC_OK;
}

/* Readings first: they are why the other events happened. */
static xc_err make_published(event_log *log, xc_arena *batch)
{
    size_t *order = log->reading_count ? order_by_group(log, batch) : NULL;
    if (log->reading_count && !order)
        return XC_ENOMEM;
    size_t of_readings = log->reading_count ? readings_event_count(log) : 0;
    log->published = xc_arena_array(batch, of_readings + log->count + 1, sizeof *log->published);
    if (!log->published)
        return XC_ENOMEM;
    log->published_count = 0;
    xc_err err = of_readings ? readings_to_events(log, batch, order) : XC_OK;
    if (err)
        return err;
    if (log->count)
        memcpy(log->published + log->published_count, log->events,
               log->count * sizeof *log->events);
    log->published_count += log->count;
    return XC_OK;
}

/* ---- writing ---- */

static xc_err reserve_numbers(event_log *log, store_conn *db)
{
    log->batch_reserved = log->reserved;
    if (log->last_seq + (int64_t)log->published_count <= log->reserved)
        return XC_OK;
    log->batch_reserved = log->last_seq + (int64_t)log->published_count + SEQ_BLOCK;
    return meta_put_int(db, "event_seq_reserved", log->batch_reserved);
}

static xc_err insert_event(store_conn *db, const loop_published *e, int64_t time_us)
{
    return store_run(db, NULL,
                     "INSERT INTO event (seq, time_us, type, division, audience, json)"
                     " VALUES ($1, $2, $3, $4, $5, $6)",
                     "iissss", e->seq, time_us, e->type, e->division, e->audience, e->json);
}

static xc_err last_of_oldest(store_conn *db, int64_t rows, int64_t *ret)
{
    store_stmt *st = NULL;
    xc_err err =
        store_query(db, &st, "SELECT seq FROM event ORDER BY seq LIMIT 1 OFFSET $1", "i", rows - 1);
    if (err)
        return err;
    int64_t seq = store_row(st) ? store_int(st, 0) : 0;
    err = store_end(st);
    if (!err)
        *ret = seq;
    return err;
}

static xc_err trim(event_log *log, store_conn *db)
{
    int64_t over = log->batch_rows - log->keep, last = 0, removed = 0;
    if (over < TRIM_STEP)
        return XC_OK;
    xc_err err = last_of_oldest(db, over < MAX_TRIM ? over : MAX_TRIM, &last);
    if (!err)
        err = store_run(db, &removed, "DELETE FROM event WHERE seq <= $1", "i", last);
    if (!err)
        err = meta_put_int(db, "event_trimmed", last);
    if (!err)
        log->batch_rows -= removed;
    return err;
}

xc_err event_log_write(event_log *log, store_conn *db, xc_arena *batch)
{
    log->batch_seq = log->last_seq;
    log->batch_rows = log->rows;
    log->batch_reserved = log->reserved;
    if (!log->count && !log->reading_count)
        return XC_OK;
    xc_err err = make_published(log, batch);
    if (!err)
        err = reserve_numbers(log, db);
    size_t of_readings = log->published_count - log->count;
    for (size_t i = 0; !err && i < log->published_count; i++) {
        log->published[i].seq = ++log->batch_seq;
        if (i >= of_readings)
            err = insert_event(db, &log->published[i], log->times[i - of_readings]);
    }
    log->batch_rows += (int64_t)log->count;
    return err ? err : trim(log, db);
}

void event_log_committed(event_log *log)
{
    log->last_seq = log->batch_seq;
    log->reserved = log->batch_reserved;
    log->rows = log->batch_rows;
}

const loop_published *event_log_published(const event_log *log, size_t *ret_count)
{
    *ret_count = log->published_count;
    return log->published;
}

int64_t event_log_last_seq(const event_log *log)
{
    return log->last_seq;
}

/* ---- reading again ---- */

xc_err event_first_seq(store_conn *c, int64_t *ret)
{
    int64_t trimmed = 0;
    xc_err err = meta_int(c, "event_trimmed", &trimmed);
    if (!err)
        *ret = trimmed + 1;
    return err;
}

xc_err event_read(store_conn *c, int64_t after, int64_t limit, event_visit_fn *visit, void *ctx)
{
    store_stmt *st = NULL;
    xc_err err = store_query(c, &st,
                             "SELECT seq, type, division, audience, json FROM event"
                             " WHERE seq > $1 ORDER BY seq LIMIT $2",
                             "ii", after, limit);
    if (err)
        return err;
    while (store_row(st)) {
        loop_published e = { store_int(st, 0), store_str(st, 1), store_str(st, 2), store_str(st, 3),
                             store_str(st, 4) };
        if (!visit(&e, ctx))
            break;
    }
    return store_end(st);
}
