/* tally.c - see tally.h. */
#include "ops/tally.h"

#include <stdlib.h>

#include "codec/time_text.h"
#include "ops/latest.h"

enum { MAX_KINDS = 256, MAX_MARKED = 1000000, SCRATCH_BYTES = 64 << 20 };

/* What holds for all datastreams of one key and thing type. */
typedef struct {
    xc_str type, key;
    int64_t silent_after_us; /* 0: never */
    tally_sum *sums[TALLY_MAX_SUMS];
    size_t sum_count;
} kind;

/* A datastream that needs a look, with the time it was refused; ordered by id. */
typedef struct {
    int64_t datastream, received;
} marked;

typedef struct {
    marked *items;
    size_t count;
} marks;

typedef struct {
    tally *t;
    xc_arena *arena;
    marks wrong, refused;
    kind *kinds;
    size_t kind_count, last_kind;
    /* the thing at hand */
    int64_t thing;
    bool speaks;
    int weight;
    xc_err err;
} walk;

/* how a thing is, by its worst datastream */
enum { NORMAL, SILENT, IMPLAUSIBLE, WRONG };

/* ---- which datastreams need a look ---- */

static xc_err load_marks(store_conn *c, const char *sql, xc_arena *arena, marks *ret)
{
    store_stmt *st;
    size_t cap = 0;
    marks m = { 0 };
    xc_err err = store_query(c, &st, sql, "");
    if (err)
        return err;
    while (!err && m.count < MAX_MARKED && store_row(st)) {
        if (m.count == cap) {
            cap = cap ? 2 * cap : 64;
            marked *grown = xc_arena_array(arena, cap, sizeof *grown);
            if (!grown) {
                err = XC_ELIMIT;
                break;
            }
            if (m.count)
                memcpy(grown, m.items, m.count * sizeof *grown);
            m.items = grown;
        }
        m.items[m.count++] = (marked){ store_int(st, 0), store_int(st, 1) };
    }
    xc_err end = store_end(st);
    *ret = m;
    return err ? err : end;
}

static int by_datastream(const void *a, const void *b)
{
    int64_t x = ((const marked *)a)->datastream, y = ((const marked *)b)->datastream;
    return x < y ? -1 : x > y;
}

static const marked *find_mark(const marks *m, int64_t datastream)
{
    const marked wanted = { .datastream = datastream };
    return m->count ? bsearch(&wanted, m->items, m->count, sizeof wanted, by_datastream) : NULL;
}

/* ---- kinds ---- */

static bool is_kind(const kind *k, const latest_row *row)
{
    return xc_str_eq(k->key, row->key) && xc_str_eq(k->type, row->type);
}

static kind *make_kind(walk *w, const latest_row *row)
{
    if (w->kind_count == MAX_KINDS)
        return NULL;
    kind *k = &w->kinds[w->kind_count];
    *k = (kind){ .type = xc_arena_str(w->arena, row->type),
                 .key = xc_arena_str(w->arena, row->key) };
    if (!k->type.ptr || !k->key.ptr)
        return NULL;
    const pack_thing_type *type = pack_thing_type_find(w->t->p, k->type);
    const pack_datastream *d = type ? pack_datastream_find(type, k->key) : NULL;
    k->silent_after_us = d ? d->stale_s * 1000000 : 0;
    for (size_t i = 0; i < w->t->sum_count; i++)
        if (xc_str_eq(w->t->sums[i].type, k->type) && xc_str_eq(w->t->sums[i].key, k->key))
            k->sums[k->sum_count++] = &w->t->sums[i];
    w->kind_count++;
    return k;
}

/* NULL: there are too many */
static const kind *kind_of(walk *w, const latest_row *row)
{
    if (w->last_kind < w->kind_count && is_kind(&w->kinds[w->last_kind], row))
        return &w->kinds[w->last_kind];
    for (size_t i = 0; i < w->kind_count; i++)
        if (is_kind(&w->kinds[i], row)) {
            w->last_kind = i;
            return &w->kinds[i];
        }
    return make_kind(w, row);
}

/* ---- the walk ---- */

static void add_value(tally_sum *s, const latest_row *row)
{
    s->sum += row->value;
    if (!s->count || row->value > s->max)
        s->max = row->value;
    s->above += row->value >= s->over;
    if (!s->count || row->time_us > s->newest)
        s->newest = row->time_us;
    s->count++;
}

static int weight_of(const walk *w, const kind *k, const latest_row *row)
{
    if (find_mark(&w->wrong, row->datastream))
        return WRONG;
    const marked *refused = find_mark(&w->refused, row->datastream);
    if (refused && (!row->known || refused->received > row->received_us))
        return IMPLAUSIBLE;
    bool silent =
        k->silent_after_us && row->known && w->t->now_us - row->received_us > k->silent_after_us;
    return silent ? SILENT : NORMAL;
}

static void count_thing(walk *w)
{
    tally_things *n = &w->t->things;
    if (!w->thing)
        return;
    n->things++;
    n->reporting += w->speaks && w->weight != SILENT;
    n->silent += w->weight == SILENT;
    n->implausible += w->weight == IMPLAUSIBLE;
    n->wrong += w->weight == WRONG;
}

static bool visit(const latest_row *row, void *ctx)
{
    walk *w = ctx;
    if (row->known && (w->t->newest == TIME_NONE || row->time_us > w->t->newest))
        w->t->newest = row->time_us;
    if (!xc_str_starts(row->division, w->t->division))
        return true;
    const kind *k = kind_of(w, row);
    if (!k) {
        w->err = XC_ELIMIT;
        return false;
    }
    for (size_t i = 0; row->known && i < k->sum_count; i++)
        add_value(k->sums[i], row);
    if (row->thing != w->thing) {
        count_thing(w);
        w->thing = row->thing;
        w->speaks = false;
        w->weight = NORMAL;
    }
    int weight = weight_of(w, k, row);
    w->speaks |= row->known;
    w->weight = weight > w->weight ? weight : w->weight;
    return true;
}

static xc_err run(store_conn *c, walk *w)
{
    w->kinds = xc_arena_array(w->arena, MAX_KINDS, sizeof *w->kinds);
    if (!w->kinds)
        return XC_ENOMEM;
    xc_err err = load_marks(c,
                            "SELECT datastream, start_time FROM episode WHERE end_time IS NULL"
                            " ORDER BY datastream",
                            w->arena, &w->wrong);
    if (!err)
        err = load_marks(c, "SELECT datastream, received FROM implausible ORDER BY datastream",
                         w->arena, &w->refused);
    if (!err)
        err = latest_each(c, visit, w);
    count_thing(w);
    return err ? err : w->err;
}

xc_err tally_run(store_conn *c, tally *io)
{
    if (io->sum_count > TALLY_MAX_SUMS)
        return XC_ELIMIT;
    walk w = { .t = io };
    io->things = (tally_things){ 0 };
    io->newest = TIME_NONE;
    xc_err err = xc_arena_new(SCRATCH_BYTES, &w.arena);
    if (err)
        return err;
    err = run(c, &w);
    xc_arena_free(w.arena);
    return err;
}
