/* sense.c - the registry of datastreams, filled from the rows at start. */
#include "ops/sense.h"

#include <math.h>

#include "base/mem.h"
#include "codec/time_text.h"
#include "ops/latest.h"
#include "ops/sense_int.h"

enum { REGISTRY_BYTES = 1 << 30 };

xc_err sense_new(xc_str root_division, sense **ret)
{
    if (root_division.len != 12)
        return XC_EINVAL;
    sense *s = xc_calloc(1, sizeof *s);
    if (!s)
        return XC_ENOMEM;
    xc_err err = xc_arena_new(REGISTRY_BYTES, &s->arena);
    if (err) {
        xc_free(s);
        return err;
    }
    memcpy(s->root, root_division.ptr, 12);
    *ret = s;
    return XC_OK;
}

sense *sense_free(sense *s)
{
    if (!s)
        return NULL;
    xc_arena_free(s->arena);
    xc_free(s->streams);
    xc_free(s);
    return NULL;
}

void sense_set_hooks(sense *s, const sense_hooks *hooks)
{
    s->hooks = *hooks;
}

sense_stream *sense_stream_find(const sense *s, int64_t id)
{
    return id > 0 && (size_t)id < s->cap ? s->streams[id] : NULL;
}

size_t sense_stream_count(const sense *s)
{
    return s->count;
}

void sense_each_stream(sense *s, bool (*fn)(sense_stream *stream, void *ctx), void *ctx)
{
    for (size_t id = 1; id < s->cap; id++)
        if (s->streams[id] && !fn(s->streams[id], ctx))
            return;
}

static xc_err make_room(sense *s, int64_t id)
{
    if (id <= 0 || id >= SENSE_MAX_STREAMS)
        return XC_ELIMIT;
    if ((size_t)id < s->cap)
        return XC_OK;
    size_t cap = s->cap ? s->cap : 1024;
    while (cap <= (size_t)id)
        cap *= 2;
    sense_stream **grown = xc_realloc_array(s->streams, cap, sizeof(sense_stream *));
    if (!grown)
        return XC_ENOMEM;
    for (size_t i = s->cap; i < cap; i++)
        grown[i] = NULL;
    s->streams = grown;
    s->cap = cap;
    return XC_OK;
}

int64_t sense_district(xc_str division)
{
    int64_t district = 0;
    (void)xc_str_int((xc_str){ division.ptr, division.len < 6 ? division.len : 6 }, 0, 999999,
                     &district); /* not digits: district 0, which no place has */
    return district;
}

static xc_err copy_texts(sense *s, const sense_stream_facts *f, sense_stream *stream)
{
    const struct {
        xc_str from;
        const char **to;
    } texts[] = {
        { f->thing_key, &stream->thing_key },
        { f->thing_type, &stream->thing_type },
        { f->key, &stream->key },
        { f->unit, &stream->unit },
        { f->property, &stream->property },
        { f->thing_properties, &stream->thing_properties },
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        xc_str copy = xc_arena_str(s->arena, texts[i].from);
        if (!copy.ptr)
            return XC_ENOMEM;
        *texts[i].to = copy.ptr;
    }
    if (!stream->thing_properties[0])
        stream->thing_properties = "{}";
    return XC_OK;
}

xc_err sense_register(sense *s, const sense_stream_facts *f, sense_stream **ret, xc_problem *why)
{
    xc_err err = make_room(s, f->id);
    if (err)
        return xc_fail(why, err, "", "no room for another datastream (%lld)",
                       "数据流太多，放不下了（%lld）", (long long)f->id);
    sense_stream *stream = xc_arena_array(s->arena, 1, sizeof *stream);
    if (!stream)
        return XC_ENOMEM;
    *stream = (sense_stream){
        .id = f->id,
        .thing = f->thing,
        .district = sense_district(f->division),
        .min = -HUGE_VAL,
        .max = HUGE_VAL,
        .last_time = TIME_NONE,
        .stored_to = INT64_MAX,
    };
    memcpy(stream->division, f->division.ptr, f->division.len < 12 ? f->division.len : 12);
    err = copy_texts(s, f, stream);
    if (err)
        return err;
    if (s->hooks.range)
        (void)s->hooks.range(s->hooks.ctx, f->thing_type, f->key, &stream->min,
                             &stream->max); /* no range known: nothing is refused */
    if (s->hooks.on_stream) {
        err = s->hooks.on_stream(s->hooks.ctx, stream, why);
        if (err)
            return err;
    }
    s->streams[f->id] = stream;
    s->count++;
    *ret = stream;
    return XC_OK;
}

void sense_unregister(sense *s, int64_t id)
{
    if (!sense_stream_find(s, id))
        return;
    s->streams[id] = NULL;
    s->count--;
}

static xc_err load_last_ids(sense *s, store_conn *c)
{
    static const struct {
        sense_kind kind;
        const char *sql;
    } tables[] = {
        { SENSE_THING, "SELECT max(id) FROM thing" },
        { SENSE_LOCATION, "SELECT max(id) FROM location" },
        { SENSE_HISTORICAL_LOCATION, "SELECT max(id) FROM historical_location" },
        { SENSE_DATASTREAM, "SELECT max(id) FROM datastream" },
        { SENSE_SENSOR, "SELECT max(id) FROM sensor" },
        { SENSE_OBSERVED_PROPERTY, "SELECT max(id) FROM observed_property" },
        { SENSE_FEATURE, "SELECT max(id) FROM feature_of_interest" },
    };
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        store_stmt *st;
        xc_err err = store_query(c, &st, tables[i].sql, "");
        if (err)
            return err;
        if (store_row(st) && !store_is_null(st, 0))
            s->last_id[tables[i].kind] = store_int(st, 0);
        err = store_end(st);
        if (err)
            return err;
    }
    return XC_OK;
}

static xc_err load_streams(sense *s, store_conn *c, xc_problem *why)
{
    store_stmt *st;
    xc_err err = store_query(
        c, &st,
        "SELECT d.id, d.thing, t.division, t.thing_key, t.type, t.properties, d.stream_key, d.unit,"
        " p.name FROM datastream d JOIN thing t ON t.id = d.thing"
        " JOIN observed_property p ON p.id = d.observed_property ORDER BY d.id",
        "");
    if (err)
        return err;
    xc_arena *scratch;
    err = xc_arena_new(1 << 22, &scratch);
    while (!err && store_row(st)) {
        const json_value *unit = NULL;
        xc_arena_reset(scratch);
        err = json_parse(store_str(st, 7), scratch, &unit, why);
        if (err)
            break;
        sense_stream_facts f = {
            .id = store_int(st, 0),
            .thing = store_int(st, 1),
            .division = store_str(st, 2),
            .thing_key = store_str(st, 3),
            .thing_type = store_str(st, 4),
            .thing_properties = store_str(st, 5),
            .key = store_str(st, 6),
            .unit = sense_unit_symbol(unit),
            .property = store_str(st, 8),
        };
        sense_stream *stream;
        err = sense_register(s, &f, &stream, why);
    }
    xc_arena_free(scratch);
    xc_err end = store_end(st);
    return err ? err : end;
}

static bool take_newest(const latest_row *row, void *ctx)
{
    sense_stream *stream = sense_stream_find(ctx, row->datastream);
    if (stream && row->known) {
        stream->last_time = row->time_us;
        stream->last_value = row->value;
        stream->last_heard = row->received_us;
    }
    return true;
}

xc_err sense_load(sense *s, store_conn *c, xc_problem *why)
{
    xc_err err = load_last_ids(s, c);
    if (!err)
        err = load_streams(s, c, why);
    return err ? err : latest_each(c, take_newest, s);
}

xc_str sense_unit_symbol(const json_value *unit)
{
    xc_str symbol = json_find_str(unit, "symbol");
    return symbol.len ? symbol : json_find_str(unit, "name");
}

xc_str sense_json_text(xc_arena *arena, const json_value *v)
{
    xc_buf out;
    xc_buf_init(&out, 1 << 22);
    json_writer w = json_writer_on(&out);
    json_value_put(&w, v);
    xc_str text = xc_buf_err(&out) ? (xc_str){ 0 } : xc_arena_str(arena, xc_buf_view(&out));
    xc_buf_done(&out);
    return text;
}
