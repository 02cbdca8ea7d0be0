/* sense_pack.c - see sense_pack.h. */
#include "ops/sense_pack.h"

#include <math.h>

enum { MAX_THING_BYTES = 1 << 18 };

bool sense_pack_range(void *pack_ctx, xc_str type, xc_str key, double *min, double *max)
{
    const pack_thing_type *t = pack_thing_type_find(pack_ctx, type);
    const pack_datastream *d = t ? pack_datastream_find(t, key) : NULL;
    if (!d || (!d->has_min && !d->has_max))
        return false;
    *min = d->has_min ? d->min : -HUGE_VAL;
    *max = d->has_max ? d->max : HUGE_VAL;
    return true;
}

bool sense_pack_division_at(void *pack_ctx, double lat, double lon, char ret[13])
{
    const pack_division *d = pack_division_at(pack_ctx, (geo_point){ lat, lon });
    if (!d || d->code.len != 12)
        return false;
    memcpy(ret, d->code.ptr, 12);
    ret[12] = 0;
    return true;
}

static void put_properties(json_writer *w, const pack_thing *t)
{
    json_key(w, "properties");
    json_open_object(w);
    json_put_str(w, "key", t->key);
    json_put_str(w, "type", t->type->id);
    json_put_str(w, "division", t->division);
    json_put_str(w, "name_en", t->name.en);
    for (const json_value *v = t->properties->first; v; v = v->next) {
        json_key_str(w, v->key);
        json_value_put(w, v);
    }
    json_close_object(w);
}

static void put_location(json_writer *w, const pack_thing *t)
{
    json_key(w, "Locations");
    json_open_array(w);
    json_open_object(w);
    json_put_str(w, "name", t->name.zh);
    json_put_str(w, "description", t->name.en);
    json_put_text(w, "encodingType", "application/geo+json");
    json_key(w, "location");
    json_open_object(w);
    json_put_text(w, "type", "Point");
    json_key(w, "coordinates");
    json_open_array(w);
    json_double(w, t->at.lon);
    json_double(w, t->at.lat);
    json_close_array(w);
    json_close_object(w);
    json_close_object(w);
    json_close_array(w);
}

/* Names and units of observed properties are shared by all things of a type in meaning, not in
 * rows: a row of its own keeps a device's description with the device. */
static void put_datastream(json_writer *w, const pack_datastream *d)
{
    json_open_object(w);
    json_put_str(w, "name", d->name.zh);
    json_put_str(w, "description", d->name.en);
    json_put_text(w, "observationType",
                  "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement");
    json_key(w, "unitOfMeasurement");
    json_open_object(w);
    json_put_str(w, "name", d->unit.en);
    json_put_str(w, "symbol", d->unit.en);
    json_put_text(w, "definition", "http://unitsofmeasure.org/ucum.html");
    json_close_object(w);
    json_key(w, "properties");
    json_open_object(w);
    json_put_str(w, "key", d->id);
    json_close_object(w);
    json_key(w, "Sensor");
    json_open_object(w);
    json_put_str(w, "name", d->name.en);
    json_put_text(w, "description", "as the pack lists it");
    json_put_text(w, "encodingType", "application/json");
    json_key(w, "metadata");
    json_open_object(w);
    json_close_object(w);
    json_close_object(w);
    json_key(w, "ObservedProperty");
    json_open_object(w);
    json_put_str(w, "name", d->observed_property);
    json_put_str(w, "definition", d->observed_property);
    json_put_str(w, "description", d->name.en);
    json_close_object(w);
    json_close_object(w);
}

static void put_thing(json_writer *w, const pack_thing *t)
{
    json_open_object(w);
    json_put_str(w, "name", t->name.zh);
    json_put_str(w, "description", t->name.en);
    put_properties(w, t);
    put_location(w, t);
    json_key(w, "Datastreams");
    json_open_array(w);
    for (size_t i = 0; i < t->type->datastream_count; i++)
        put_datastream(w, &t->type->datastreams[i]);
    json_close_array(w);
    json_close_object(w);
}

static xc_err is_there(loop_tx *tx, xc_str key, bool *ret)
{
    store_stmt *st;
    xc_err err =
        store_query(loop_db(tx), &st, "SELECT 1 FROM thing WHERE thing_key = $1", "s", key);
    if (err)
        return err;
    *ret = store_row(st);
    return store_end(st);
}

static xc_err add_thing(sense *s, loop_tx *tx, const pack_thing *t, xc_buf *text, xc_problem *why)
{
    const json_value *json;
    int64_t id;
    json_writer w = json_writer_on(text);
    put_thing(&w, t);
    xc_err err = xc_buf_err(text);
    xc_str copy = err ? (xc_str){ 0 } : xc_arena_str(loop_arena(tx), xc_buf_view(text));
    if (!err && !copy.ptr)
        err = XC_ELIMIT;
    if (!err)
        err = json_parse(copy, loop_arena(tx), &json, why);
    if (!err)
        err =
            sense_create(s, tx, &(sense_new_entity){ .kind = SENSE_THING, .json = json }, &id, why);
    return err;
}

xc_err sense_add_pack(sense *s, loop_tx *tx, const pack *p, size_t *ret_made, xc_problem *why)
{
    size_t count, made = 0;
    const pack_thing *things = pack_things(p, &count);
    xc_err err = XC_OK;
    for (size_t i = 0; i < count && !err; i++) {
        bool there = false;
        xc_buf text;
        err = is_there(tx, things[i].key, &there);
        if (err || there)
            continue;
        xc_buf_init(&text, MAX_THING_BYTES);
        err = add_thing(s, tx, &things[i], &text, why);
        xc_buf_done(&text);
        made++;
    }
    if (ret_made)
        *ret_made = made;
    return err;
}
