/* sense_create.c - making entities, with what is nested in them (deep insert, OGC 18-088 10.2.1.1).
 */
#include <stdio.h>

#include "codec/time_text.h"
#include "ops/latest.h"
#include "ops/sense_int.h"

enum { MAX_POINTER = 160, MAX_NESTING = 8 };

/* one request: where in the JSON we are, and what everything belongs to */
typedef struct {
    sense *s;
    loop_tx *tx;
    xc_problem *why;
    char where[MAX_POINTER]; /* JSON pointer */
    int depth;
} making;

static xc_err make(making *m, sense_kind kind, const json_value *json, sense_kind parent,
                   int64_t parent_id, int64_t *ret_id);

/* ---- places in the JSON ---- */

static size_t step_into(making *m, const char *name, int index)
{
    size_t before = strlen(m->where);
    if (index >= 0)
        (void)snprintf(m->where + before, sizeof m->where - before, "/%s/%d", name, index);
    else
        (void)snprintf(m->where + before, sizeof m->where - before, "/%s", name);
    return before; /* a very deep pointer is cut: still a help */
}

static void step_out(making *m, size_t before)
{
    m->where[before] = 0;
}

static xc_err missing(making *m, const sense_entity *e, const char *name)
{
    return xc_fail(m->why, XC_EINVAL, m->where[0] ? m->where : "/", "a %s needs \"%s\"",
                   "%s 缺少“%s”", e->one, name);
}

/* ---- columns ---- */

static xc_err check_columns(making *m, sense_kind kind, const json_value *json)
{
    const sense_entity *e = sense_entity_of(kind);
    if (!json || json->kind != JSON_OBJECT)
        return xc_fail(m->why, XC_EINVAL, m->where[0] ? m->where : "/", "a %s is a JSON object",
                       "%s 应是一个 JSON 对象", e->one);
    for (size_t i = 0; i < e->column_count; i++) {
        const sense_column *c = &e->columns[i];
        const json_value *v = json_find(json, c->name);
        if (!v || v->kind == JSON_NULL) {
            if (c->required)
                return missing(m, e, c->name);
            continue;
        }
        if (c->form == SENSE_TEXT && v->kind != JSON_STRING)
            return xc_fail_at(m->why, XC_EINVAL, m->where[0] ? m->where : "/", v->line, v->column,
                              "\"%s\" must be text", "“%s”应是文字", c->name);
    }
    return XC_OK;
}

/* stored as JSON even where it is a plain string (Sensor.metadata) */
static xc_str json_of(making *m, const json_value *json, const char *name)
{
    const json_value *v = json_find(json, name);
    return v && v->kind != JSON_NULL ? sense_json_text(loop_arena(m->tx), v) : (xc_str){ 0 };
}

/* ---- places on the map ---- */

static bool point_of(const json_value *geo, double *lat, double *lon)
{
    const json_value *geometry = json_find(geo, "geometry"); /* a GeoJSON Feature wraps it */
    if (geometry)
        geo = geometry;
    const json_value *at = json_find(geo, "coordinates");
    if (!xc_str_is(json_find_str(geo, "type"), "Point") || !at || at->kind != JSON_ARRAY ||
        at->count < 2)
        return false;
    double x, y;
    if (!json_get_double(at->first, &x) || !json_get_double(at->first->next, &y))
        return false;
    *lon = x;
    *lat = y;
    return true;
}

static xc_err check_place(making *m, const json_value *json)
{
    const json_value *geo = json_find(json, "location");
    double lat, lon;
    if (!geo || geo->kind != JSON_OBJECT || !point_of(geo, &lat, &lon))
        return XC_OK; /* other encodings are stored as they are */
    if (lat < -90 || lat > 90 || lon < -180 || lon > 180)
        return xc_fail(m->why, XC_EINVAL, m->where,
                       "longitude %g, latitude %g is not on the globe (longitude comes first)",
                       "经度 %g、纬度 %g 不在地球上（先写经度）", lon, lat);
    return XC_OK;
}

/* ---- things ---- */

typedef struct {
    xc_str key, type, division, name_en;
    double lat, lon;
    bool placed;
} thing_facts;

static const json_value *first_location(const json_value *json)
{
    const json_value *all = json_find(json, "Locations");
    return all && all->kind == JSON_ARRAY ? json_find(all->first, "location") : NULL;
}

static xc_err thing_facts_of(making *m, const json_value *json, int64_t id, thing_facts *ret)
{
    const json_value *properties = json_find(json, "properties");
    thing_facts f = { .key = json_find_str(properties, "key"),
                      .type = json_find_str(properties, "type"),
                      .division = json_find_str(properties, "division"),
                      .name_en = json_find_str(properties, "name_en") };
    f.placed = point_of(first_location(json), &f.lat, &f.lon);
    if (!f.key.len)
        f.key = xc_arena_printf(loop_arena(m->tx), "thing-%lld", (long long)id);
    if (!f.name_en.len)
        f.name_en = json_find_str(json, "name");
    if (f.division.len != 12) {
        char found[13] = "";
        const sense_hooks *h = &m->s->hooks;
        bool known = f.placed && h->division_at && h->division_at(h->ctx, f.lat, f.lon, found);
        f.division = xc_arena_str(loop_arena(m->tx), xc_str_of(known ? found : m->s->root));
    }
    if (!f.key.ptr || !f.division.ptr)
        return XC_ELIMIT;
    if (!xc_str_starts(f.division, loop_actor_of(m->tx)->division))
        return xc_fail(m->why, XC_EFORBIDDEN, m->where,
                       "this place is in division %.*s, outside your area",
                       "这个地点属于区划 %.*s，不在您的范围内", XC_STR_ARG(f.division));
    *ret = f;
    return XC_OK;
}

static xc_err insert_thing(making *m, const json_value *json, int64_t id, const thing_facts *f)
{
    xc_str name = json_find_str(json, "name");
    xc_str properties = json_of(m, json, "properties");
    xc_err err;
    int64_t made; /* asked for, so that a conflict is heard of here */
    static const char sql[] = "INSERT INTO thing (id, thing_key, type, division, name, name_en,"
                              " description, properties, lat, lon)"
                              " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    xc_str description = json_find_str(json, "description");
    xc_str type = f->type.ptr ? f->type : XC_STR("");
    if (f->placed)
        err = store_run(loop_db(m->tx), &made, sql, "isssssssdd", id, f->key, type, f->division,
                        name, f->name_en, description, properties, f->lat, f->lon);
    else
        err = store_run(loop_db(m->tx), &made, sql, "isssssssnn", id, f->key, type, f->division,
                        name, f->name_en, description, properties);
    if (err == XC_ECONFLICT)
        return xc_fail(m->why, XC_ECONFLICT, "/properties/key",
                       "there is a thing with the key \"%.*s\" already", "已有键为“%.*s”的设备",
                       XC_STR_ARG(f->key));
    return err;
}

/* ---- links ---- */

static xc_err link_location(making *m, int64_t thing, int64_t location)
{
    xc_err err = store_run(loop_db(m->tx), NULL,
                           "INSERT INTO thing_location (thing, location) VALUES ($1, $2)"
                           " ON CONFLICT DO NOTHING",
                           "ii", thing, location);
    if (err)
        return err;
    int64_t id = ++m->s->last_id[SENSE_HISTORICAL_LOCATION];
    err = store_run(loop_db(m->tx), NULL,
                    "INSERT INTO historical_location (id, thing, time) VALUES ($1, $2, $3)", "iii",
                    id, thing, loop_now_us(m->tx));
    return err ? err
               : store_run(loop_db(m->tx), NULL,
                           "INSERT INTO historical_location_location (historical_location,"
                           " location) VALUES ($1, $2)",
                           "ii", id, location);
}

static xc_err exists(making *m, sense_kind kind, int64_t id)
{
    static const char *const sql[SENSE_KINDS] = {
        [SENSE_THING] = "SELECT 1 FROM thing WHERE id = $1",
        [SENSE_LOCATION] = "SELECT 1 FROM location WHERE id = $1",
        [SENSE_HISTORICAL_LOCATION] = "SELECT 1 FROM historical_location WHERE id = $1",
        [SENSE_DATASTREAM] = "SELECT 1 FROM datastream WHERE id = $1",
        [SENSE_SENSOR] = "SELECT 1 FROM sensor WHERE id = $1",
        [SENSE_OBSERVED_PROPERTY] = "SELECT 1 FROM observed_property WHERE id = $1",
        [SENSE_FEATURE] = "SELECT 1 FROM feature_of_interest WHERE id = $1",
    };
    if (!sql[kind])
        return XC_EINVAL;
    store_stmt *st;
    xc_err err = store_query(loop_db(m->tx), &st, sql[kind], "i", id);
    if (err)
        return err;
    bool found = store_row(st);
    err = store_end(st);
    if (err || found)
        return err;
    return xc_fail(m->why, XC_ENOTFOUND, m->where, "there is no %s with @iot.id %lld",
                   "没有 @iot.id 为 %2$lld 的 %1$s", sense_entity_of(kind)->one, (long long)id);
}

/* a nested entity is a reference {"@iot.id": 5} or is made on the spot */
static xc_err take_or_make(making *m, sense_kind kind, const json_value *json, sense_kind parent,
                           int64_t parent_id, int64_t *ret_id)
{
    const json_value *ref = json_find(json, "@iot.id");
    int64_t id;
    if (!ref)
        return make(m, kind, json, parent, parent_id, ret_id);
    if (!json_get_int(ref, 1, INT64_MAX, &id))
        return xc_fail_at(m->why, XC_EINVAL, m->where, ref->line, ref->column,
                          "@iot.id is a whole number here", "这里的 @iot.id 应是整数");
    xc_err err = exists(m, kind, id);
    if (!err)
        *ret_id = id;
    return err;
}

static xc_err one_nested(making *m, const json_value *json, const char *name, sense_kind kind,
                         int64_t *ret_id)
{
    size_t before = step_into(m, name, -1);
    xc_err err = take_or_make(m, kind, json_find(json, name), SENSE_KINDS, 0, ret_id);
    step_out(m, before);
    return err;
}

static xc_err each_nested(making *m, const json_value *json, const char *name, sense_kind kind,
                          sense_kind parent, int64_t parent_id)
{
    const json_value *all = json_find(json, name);
    if (!all)
        return XC_OK;
    int index = 0;
    xc_err err = XC_OK;
    if (all->kind != JSON_ARRAY)
        return xc_fail_at(m->why, XC_EINVAL, m->where, all->line, all->column, "%s is a list",
                          "%s 应是列表", name);
    for (const json_value *v = all->first; v && !err; v = v->next, index++) {
        size_t before = step_into(m, name, index);
        int64_t id = 0;
        err = take_or_make(m, kind, v, parent, parent_id, &id);
        if (!err && kind == SENSE_LOCATION && parent == SENSE_THING && json_find(v, "@iot.id"))
            err = link_location(m, parent_id, id);
        step_out(m, before);
    }
    return err;
}

/* ---- one maker a kind ---- */

static xc_err make_thing(making *m, const json_value *json, sense_kind parent, int64_t parent_id,
                         int64_t id)
{
    thing_facts f = { 0 };
    xc_err err = thing_facts_of(m, json, id, &f);
    if (!err)
        err = insert_thing(m, json, id, &f);
    if (!err && parent == SENSE_LOCATION)
        err = link_location(m, id, parent_id);
    if (!err)
        err = each_nested(m, json, "Locations", SENSE_LOCATION, SENSE_THING, id);
    return err ? err : each_nested(m, json, "Datastreams", SENSE_DATASTREAM, SENSE_THING, id);
}

static xc_err place_thing(making *m, int64_t thing, const json_value *json)
{
    double lat, lon;
    if (!point_of(json_find(json, "location"), &lat, &lon))
        return XC_OK;
    return store_run(loop_db(m->tx), NULL, "UPDATE thing SET lat = $1, lon = $2 WHERE id = $3",
                     "ddi", lat, lon, thing);
}

static xc_err make_location(making *m, const json_value *json, sense_kind parent, int64_t parent_id,
                            int64_t id)
{
    xc_err err = check_place(m, json);
    if (err)
        return err;
    err = store_run(loop_db(m->tx), NULL,
                    "INSERT INTO location (id, name, description, encoding_type, location,"
                    " properties) VALUES ($1, $2, $3, $4, $5, $6)",
                    "isssss", id, json_find_str(json, "name"), json_find_str(json, "description"),
                    json_find_str(json, "encodingType"), json_of(m, json, "location"),
                    json_of(m, json, "properties"));
    if (!err && parent == SENSE_THING)
        err = link_location(m, parent_id, id);
    return !err && parent == SENSE_THING ? place_thing(m, parent_id, json) : err;
}

static xc_err make_historical(making *m, const json_value *json, sense_kind parent,
                              int64_t parent_id, int64_t id)
{
    int64_t time, thing = parent_id;
    if (!time_parse(json_find_str(json, "time"), &time))
        return xc_fail(m->why, XC_EINVAL, m->where, "\"time\" is no time", "time 不是时间");
    xc_err err = parent == SENSE_THING ? XC_OK : one_nested(m, json, "Thing", SENSE_THING, &thing);
    return err ? err
               : store_run(loop_db(m->tx), NULL,
                           "INSERT INTO historical_location (id, thing, time) VALUES ($1, $2, $3)",
                           "iii", id, thing, time);
}

static xc_err make_sensor(making *m, const json_value *json, sense_kind parent, int64_t parent_id,
                          int64_t id)
{
    (void)parent, (void)parent_id;
    return store_run(loop_db(m->tx), NULL,
                     "INSERT INTO sensor (id, name, description, encoding_type, metadata,"
                     " properties) VALUES ($1, $2, $3, $4, $5, $6)",
                     "isssss", id, json_find_str(json, "name"), json_find_str(json, "description"),
                     json_find_str(json, "encodingType"), json_of(m, json, "metadata"),
                     json_of(m, json, "properties"));
}

static xc_err make_property(making *m, const json_value *json, sense_kind parent, int64_t parent_id,
                            int64_t id)
{
    (void)parent, (void)parent_id;
    return store_run(loop_db(m->tx), NULL,
                     "INSERT INTO observed_property (id, name, definition, description, properties)"
                     " VALUES ($1, $2, $3, $4, $5)",
                     "issss", id, json_find_str(json, "name"), json_find_str(json, "definition"),
                     json_find_str(json, "description"), json_of(m, json, "properties"));
}

static xc_err make_feature(making *m, const json_value *json, sense_kind parent, int64_t parent_id,
                           int64_t id)
{
    (void)parent, (void)parent_id;
    return store_run(loop_db(m->tx), NULL,
                     "INSERT INTO feature_of_interest (id, name, description, encoding_type,"
                     " feature, properties) VALUES ($1, $2, $3, $4, $5, $6)",
                     "isssss", id, json_find_str(json, "name"), json_find_str(json, "description"),
                     json_find_str(json, "encodingType"), json_of(m, json, "feature"),
                     json_of(m, json, "properties"));
}

/* ---- datastreams ---- */

typedef struct {
    int64_t id, thing, sensor, property, feature;
    sense_stream_facts facts;
} stream_parts;

/* what is observed, unless an observation says otherwise, is the place of the thing */
static xc_err feature_of_thing(making *m, int64_t thing, int64_t *ret)
{
    store_stmt *st;
    xc_err err = store_query(loop_db(m->tx), &st,
                             "SELECT l.name, l.description, l.encoding_type, l.location FROM"
                             " location l JOIN thing_location tl ON tl.location = l.id"
                             " WHERE tl.thing = $1 ORDER BY l.id LIMIT 1",
                             "i", thing);
    if (err)
        return err;
    xc_str part[4] = { XC_STR("unknown"), XC_STR(""), XC_STR("application/geo+json"),
                       XC_STR("null") };
    if (store_row(st))
        for (int i = 0; i < 4; i++)
            part[i] = xc_arena_str(loop_arena(m->tx), store_str(st, i));
    err = store_end(st);
    if (err)
        return err;
    int64_t id = ++m->s->last_id[SENSE_FEATURE];
    err = store_run(loop_db(m->tx), NULL,
                    "INSERT INTO feature_of_interest (id, name, description, encoding_type,"
                    " feature) VALUES ($1, $2, $3, $4, $5)",
                    "issss", id, part[0], part[1], part[2], part[3]);
    if (!err)
        *ret = id;
    return err;
}

static xc_err facts_of_thing(making *m, int64_t thing, sense_stream_facts *f)
{
    store_stmt *st;
    xc_err err = store_query(loop_db(m->tx), &st,
                             "SELECT division, thing_key, type, properties FROM thing"
                             " WHERE id = $1",
                             "i", thing);
    if (err)
        return err;
    xc_arena *arena = loop_arena(m->tx);
    if (store_row(st)) {
        f->division = xc_arena_str(arena, store_str(st, 0));
        f->thing_key = xc_arena_str(arena, store_str(st, 1));
        f->thing_type = xc_arena_str(arena, store_str(st, 2));
        f->thing_properties = xc_arena_str(arena, store_str(st, 3));
    }
    return store_end(st);
}

static xc_err name_of_property(making *m, int64_t property, xc_str *ret)
{
    store_stmt *st;
    xc_err err = store_query(loop_db(m->tx), &st,
                             "SELECT name FROM observed_property WHERE id = $1", "i", property);
    if (err)
        return err;
    if (store_row(st))
        *ret = xc_arena_str(loop_arena(m->tx), store_str(st, 0));
    return store_end(st);
}

static xc_err insert_stream(making *m, const json_value *json, const stream_parts *p)
{
    return store_run(loop_db(m->tx), NULL,
                     "INSERT INTO datastream (id, district, thing, sensor, observed_property,"
                     " feature, stream_key, name, description, observation_type, unit, properties)"
                     " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                     "iiiiiissssss", p->id, sense_district(p->facts.division), p->thing, p->sensor,
                     p->property, p->feature, p->facts.key, json_find_str(json, "name"),
                     json_find_str(json, "description"), json_find_str(json, "observationType"),
                     json_of(m, json, "unitOfMeasurement"), json_of(m, json, "properties"));
}

struct registered {
    sense *s;
    int64_t id;
};

static void forget_stream(void *ctx)
{
    const struct registered *r = ctx;
    sense_unregister(r->s, r->id);
}

static xc_err register_stream(making *m, const stream_parts *p)
{
    struct registered *r = xc_arena_alloc(loop_batch_arena(m->tx), sizeof *r);
    if (!r)
        return XC_ENOMEM;
    *r = (struct registered){ m->s, p->id };
    sense_stream *stream;
    xc_err err = sense_register(m->s, &p->facts, &stream, m->why);
    if (err)
        return err;
    err = loop_undo(m->tx, forget_stream, r);
    if (err)
        sense_unregister(m->s, p->id);
    return err ? err : latest_add(m->tx, stream);
}

static xc_err observe_nested(making *m, const json_value *json, int64_t stream)
{
    const json_value *all = json_find(json, "Observations");
    int index = 0;
    xc_err err = XC_OK;
    for (const json_value *v = all ? all->first : NULL; v && !err; v = v->next, index++) {
        size_t before = step_into(m, "Observations", index);
        sense_reading row;
        err = sense_reading_parse(v, stream, loop_arena(m->tx), &row, m->why);
        row.stream = stream;
        if (!err)
            err = sense_store_reading(m->s, m->tx, &row, m->why);
        step_out(m, before);
    }
    return err;
}

static xc_err make_datastream(making *m, const json_value *json, sense_kind parent,
                              int64_t parent_id, int64_t id)
{
    stream_parts p = { .id = id, .thing = parent_id, .sensor = parent_id, .property = parent_id };
    xc_err err = XC_OK;
    if (parent != SENSE_THING)
        err = one_nested(m, json, "Thing", SENSE_THING, &p.thing);
    if (!err && parent != SENSE_SENSOR)
        err = one_nested(m, json, "Sensor", SENSE_SENSOR, &p.sensor);
    if (!err && parent != SENSE_OBSERVED_PROPERTY)
        err = one_nested(m, json, "ObservedProperty", SENSE_OBSERVED_PROPERTY, &p.property);
    if (!err)
        err = feature_of_thing(m, p.thing, &p.feature);
    p.facts = (sense_stream_facts){
        .id = id,
        .thing = p.thing,
        .key = json_find_str(json_find(json, "properties"), "key"),
        .unit = sense_unit_symbol(json_find(json, "unitOfMeasurement")),
    };
    if (!err)
        err = facts_of_thing(m, p.thing, &p.facts);
    if (!err)
        err = name_of_property(m, p.property, &p.facts.property);
    if (!p.facts.key.len)
        p.facts.key = p.facts.property;
    if (!err && !xc_str_starts(p.facts.division, loop_actor_of(m->tx)->division))
        err = xc_fail(m->why, XC_EFORBIDDEN, m->where, "this thing is outside your area",
                      "这台设备不在您的范围内");
    if (!err)
        err = insert_stream(m, json, &p);
    if (!err)
        err = register_stream(m, &p);
    return err ? err : observe_nested(m, json, id);
}

typedef xc_err maker(making *m, const json_value *json, sense_kind parent, int64_t parent_id,
                     int64_t id);

static xc_err make(making *m, sense_kind kind, const json_value *json, sense_kind parent,
                   int64_t parent_id, int64_t *ret_id)
{
    static maker *const makers[SENSE_KINDS] = {
        [SENSE_THING] = make_thing,
        [SENSE_LOCATION] = make_location,
        [SENSE_HISTORICAL_LOCATION] = make_historical,
        [SENSE_DATASTREAM] = make_datastream,
        [SENSE_SENSOR] = make_sensor,
        [SENSE_OBSERVED_PROPERTY] = make_property,
        [SENSE_FEATURE] = make_feature,
    };
    if (!makers[kind] || m->depth == MAX_NESTING)
        return xc_fail(m->why, XC_EINVAL, m->where, "this cannot be nested here", "这里不能嵌套");
    xc_err err = check_columns(m, kind, json);
    if (err)
        return err;
    int64_t id = ++m->s->last_id[kind];
    m->depth++;
    err = makers[kind](m, json, parent, parent_id, id);
    m->depth--;
    if (!err)
        *ret_id = id;
    return err;
}

xc_err sense_create(sense *s, loop_tx *tx, const sense_new_entity *what, int64_t *ret_id,
                    xc_problem *why)
{
    making m = { .s = s, .tx = tx, .why = why };
    xc_err err = what->has_parent ? exists(&m, what->parent, what->parent_id) : XC_OK;
    int64_t id = 0;
    if (!err)
        err = make(&m, what->kind, what->json, what->has_parent ? what->parent : SENSE_KINDS,
                   what->parent_id, &id);
    if (!err)
        err = sense_write_fresh(s, tx);
    if (err)
        return err;
    *ret_id = id;
    const sense_entity *e = sense_entity_of(what->kind);
    xc_str object = xc_arena_printf(loop_arena(tx), "%s(%lld)", e->set, (long long)id);
    return loop_audit(tx, "create", object, xc_str_of(s->root), XC_STR("{}"));
}
