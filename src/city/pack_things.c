/* pack_things.c - kinds of things, the devices of the city and its units. */
#include <stdlib.h>

#include "city/pack_int.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* ---- types ---- */
static const pack_field datastream_fields[] = {
    PACK_FIELD(pack_datastream, "id", id, STR, PACK_NEEDED),
    PACK_FIELD(pack_datastream, "name", name, TEXT, PACK_NEEDED),
    PACK_FIELD(pack_datastream, "unit", unit, TEXT, PACK_LOOSE | PACK_NEEDED),
    PACK_FIELD(pack_datastream, "observed_property", observed_property, STR, PACK_NEEDED),
    PACK_FIELD(pack_datastream, "min", min, NUM, 0),
    PACK_FIELD(pack_datastream, "max", max, NUM, 0),
    PACK_FIELD(pack_datastream, "stale_s", stale_s, SECONDS, 0),
};
static const pack_field action_fields[] = {
    PACK_FIELD(pack_action, "id", id, STR, PACK_NEEDED),
    PACK_FIELD(pack_action, "name", name, TEXT, PACK_NEEDED),
};
struct type_row {
    pack_thing_type t;
    xc_str class_name;
    const json_value *datastreams, *actions;
};
static const pack_field type_fields[] = {
    PACK_FIELD(struct type_row, "id", t.id, STR, PACK_NEEDED),
    PACK_FIELD(struct type_row, "name", t.name, TEXT, PACK_NEEDED),
    PACK_FIELD(struct type_row, "class", class_name, STR, PACK_NEEDED),
    PACK_FIELD(struct type_row, "datastreams", datastreams, ARRAY, PACK_NEEDED),
    PACK_FIELD(struct type_row, "actions", actions, ARRAY, 0),
};
static const char TYPES[] = "things.json";

static xc_err read_datastreams(pack_reader *r, const json_value *list, pack_thing_type *t)
{
    pack_datastream *streams = xc_arena_array(r->arena, list->count + 1, sizeof *streams);
    if (!streams)
        return XC_ENOMEM;
    for (const json_value *v = list->first; v; v = v->next) {
        pack_datastream *d = &streams[t->datastream_count++];
        xc_err err = pack_fields_json(r, TYPES, v, datastream_fields, COUNT(datastream_fields), d);
        if (err)
            return err;
        d->has_min = json_find(v, "min") != NULL;
        d->has_max = json_find(v, "max") != NULL;
        if (d->has_min && d->has_max && d->min >= d->max)
            PACK_BAD(r, TYPES, v->line, v->column, "min must be less than max", "min 要小于 max");
    }
    t->datastreams = streams;
    return XC_OK;
}

static xc_err read_actions(pack_reader *r, const json_value *list, pack_thing_type *t)
{
    pack_action *actions = xc_arena_array(r->arena, list->count + 1, sizeof *actions);
    if (!actions)
        return XC_ENOMEM;
    for (const json_value *v = list->first; v; v = v->next) {
        pack_action *a = &actions[t->action_count++];
        a->json = v;
        xc_err err = pack_fields_json(r, TYPES, v, action_fields, COUNT(action_fields), a);
        if (err)
            return err;
    }
    t->actions = actions;
    return XC_OK;
}

static void read_class(pack_reader *r, xc_str name, const json_value *at, pack_thing_type *t)
{
    static const char *const names[] = { "sensor_place", "actuator", "unit" };
    for (size_t i = 0; i < COUNT(names); i++)
        if (xc_str_is(name, names[i])) {
            t->class_of = (pack_thing_class)i;
            return;
        }
    PACK_BAD(r, TYPES, at->line, at->column, "class \"%.*s\": write sensor_place, actuator or unit",
             "class “%.*s”：请写 sensor_place、actuator 或 unit", XC_STR_ARG(name));
}

static xc_err read_type(pack_reader *r, const json_value *v)
{
    static const json_value none = { .kind = JSON_ARRAY };
    struct type_row row = { .t.json = v, .datastreams = &none, .actions = &none };
    xc_err err = pack_fields_json(r, TYPES, v, type_fields, COUNT(type_fields), &row);
    if (!err)
        err = read_datastreams(r, row.datastreams, &row.t);
    if (!err)
        err = read_actions(r, row.actions, &row.t);
    if (err)
        return err;
    read_class(r, row.class_name, v, &row.t);
    if (row.t.id.len && pack_thing_type_find(r->p, row.t.id))
        PACK_BAD(r, TYPES, v->line, v->column, "type \"%.*s\" is there twice: remove one",
                 "类型“%.*s”重复：请删去一个", XC_STR_ARG(row.t.id));
    pack_thing_type *type = PACK_MORE(r, r->p->types);
    if (!type)
        return XC_ENOMEM;
    *type = row.t;
    return XC_OK;
}

xc_err pack_thing_types_load(pack_reader *r)
{
    const json_value *root;
    xc_err err = pack_file_json(r, TYPES, true, &root);
    if (err || !root)
        return err;
    const json_value *list = json_find(root, "types");
    if (!list || list->kind != JSON_ARRAY) {
        PACK_BAD(r, TYPES, root->line, root->column, "write {\"types\":[..]}",
                 "请写 {\"types\":[..]}");
        return XC_OK;
    }
    for (const json_value *v = list->first; v && !err; v = v->next)
        err = read_type(r, v);
    return err;
}

const pack_thing_type *pack_thing_type_find(const pack *p, xc_str id)
{
    for (size_t i = 0; i < p->types.count; i++)
        if (xc_str_eq(p->types.items[i].id, id))
            return &p->types.items[i];
    return NULL;
}

const pack_datastream *pack_datastream_find(const pack_thing_type *type, xc_str id)
{
    for (size_t i = 0; i < type->datastream_count; i++)
        if (xc_str_eq(type->datastreams[i].id, id))
            return &type->datastreams[i];
    return NULL;
}

/* ---- rows with a place ---- */
static xc_err place(pack_reader *r, const char *file, uint32_t line, xc_str key, geo_point at,
                    xc_str *division)
{
    if (!geo_point_valid(at)) {
        PACK_BAD(r, file, line, 0, "%.*s is not on the globe: lat -90..90, lon -180..180",
                 "%.*s 的位置不在地球上：纬度 -90..90，经度 -180..180", XC_STR_ARG(key));
        return XC_OK;
    }
    const pack_division *d =
        division->len ? pack_division_find(r->p, *division) : pack_division_at(r->p, at);
    if (d && (!division->len || division->len == d->code.len))
        *division = d->code;
    else if (division->len)
        PACK_BAD(r, file, line, 0, "there is no division %.*s, given for %.*s",
                 "没有 %.*s 这个区划（%.*s 用到它）", XC_STR_ARG(*division), XC_STR_ARG(key));
    else
        PACK_BAD(r, file, line, 0, "%.*s lies in no outline: give its division",
                 "%.*s 不在任何区划的边界内：请写明区划代码", XC_STR_ARG(key));
    return XC_OK;
}

struct thing_row {
    pack_thing t;
    xc_str type, properties;
    double lat, lon;
};
static const pack_field thing_fields[] = {
    PACK_FIELD(struct thing_row, "key", t.key, STR, PACK_NEEDED),
    PACK_FIELD(struct thing_row, "type", type, STR, PACK_NEEDED),
    PACK_FIELD(struct thing_row, "name_zh", t.name.zh, STR, PACK_NEEDED),
    PACK_FIELD(struct thing_row, "name_en", t.name.en, STR, PACK_NEEDED),
    PACK_FIELD(struct thing_row, "lat", lat, NUM, PACK_NEEDED),
    PACK_FIELD(struct thing_row, "lon", lon, NUM, PACK_NEEDED),
    PACK_FIELD(struct thing_row, "division", t.division, STR, 0),
    PACK_FIELD(struct thing_row, "properties", properties, STR, 0),
};
static const char THINGS[] = "things.csv";

static xc_err read_properties(pack_reader *r, struct thing_row *row, uint32_t line)
{
    xc_str text = row->properties.len ? row->properties : XC_STR("{}");
    xc_problem why = { 0 };
    xc_err err = json_parse(text, r->arena, &row->t.properties, &why);
    if (err && err != XC_ESYNTAX && err != XC_EINVAL && err != XC_ELIMIT)
        return err;
    row->t.properties_text = text;
    if (!err && row->t.properties->kind == JSON_OBJECT)
        return XC_OK;
    PACK_BAD(r, THINGS, line, 0, "properties of %.*s: write a JSON object, or nothing",
             "%.*s 的 properties：请写 JSON 对象，或留空", XC_STR_ARG(row->t.key));
    row->t.properties_text = XC_STR("{}");
    return json_parse(row->t.properties_text, r->arena, &row->t.properties, NULL);
}

static xc_err read_thing(pack_reader *r, const csv_table *table, const csv_row *row)
{
    struct thing_row t = { 0 };
    xc_err err = pack_fields_csv(r, THINGS, table, row, thing_fields, COUNT(thing_fields), &t);
    if (!err)
        err = read_properties(r, &t, row->line);
    if (err)
        return err;
    t.t.at = (geo_point){ t.lat, t.lon };
    t.t.type = pack_thing_type_find(r->p, t.type);
    if (!t.t.type)
        PACK_BAD(r, THINGS, row->line, 0, "there is no type \"%.*s\" in things.json",
                 "things.json 里没有“%.*s”这种类型", XC_STR_ARG(t.type));
    err = place(r, THINGS, row->line, t.t.key, t.t.at, &t.t.division);
    pack_thing *slot = err ? NULL : PACK_MORE(r, r->p->things);
    if (!slot)
        return err ? err : XC_ENOMEM;
    *slot = t.t;
    return XC_OK;
}

static int by_key(const void *a, const void *b)
{
    return xc_str_cmp((*(const pack_thing *const *)a)->key, (*(const pack_thing *const *)b)->key);
}

static xc_err index_things(pack_reader *r)
{
    pack *p = r->p;
    size_t n = p->things.count;
    p->things_by_key = xc_arena_array(r->arena, n + 1, sizeof *p->things_by_key);
    if (!p->things_by_key)
        return XC_ENOMEM;
    for (size_t i = 0; i < n; i++)
        p->things_by_key[i] = &p->things.items[i];
    qsort(p->things_by_key, n, sizeof *p->things_by_key, by_key);
    for (size_t i = 1; i < n; i++)
        if (xc_str_eq(p->things_by_key[i]->key, p->things_by_key[i - 1]->key))
            PACK_BAD(r, THINGS, 0, 0, "key %.*s is there twice: remove one line",
                     "key %.*s 出现两次：请删去一行", XC_STR_ARG(p->things_by_key[i]->key));
    return XC_OK;
}

const pack_thing *pack_thing_find(const pack *p, xc_str key)
{
    size_t low = 0, high = p->things.count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = xc_str_cmp(p->things_by_key[mid]->key, key);
        if (order == 0)
            return p->things_by_key[mid];
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

/* ---- units ---- */
struct unit_row {
    pack_unit u;
    double lat, lon;
};
static const pack_field unit_fields[] = {
    PACK_FIELD(struct unit_row, "key", u.key, STR, PACK_NEEDED),
    PACK_FIELD(struct unit_row, "kind", u.kind, STR, PACK_NEEDED),
    PACK_FIELD(struct unit_row, "name_zh", u.name.zh, STR, PACK_NEEDED),
    PACK_FIELD(struct unit_row, "name_en", u.name.en, STR, PACK_NEEDED),
    PACK_FIELD(struct unit_row, "lat", lat, NUM, PACK_NEEDED),
    PACK_FIELD(struct unit_row, "lon", lon, NUM, PACK_NEEDED),
    PACK_FIELD(struct unit_row, "division", u.division, STR, 0),
    PACK_FIELD(struct unit_row, "capabilities", u.capabilities, WORDS, 0),
    PACK_FIELD(struct unit_row, "login", u.login, STR, 0),
};

static xc_err read_units(pack_reader *r)
{
    static const char file[] = "units.csv";
    const csv_table *table;
    xc_err err = pack_file_csv(r, file, false, &table);
    if (err || !table || !pack_csv_has(r, file, table, unit_fields, COUNT(unit_fields)))
        return err;
    for (const csv_row *row = table->first; row && !err; row = row->next) {
        struct unit_row u = { 0 };
        err = pack_fields_csv(r, file, table, row, unit_fields, COUNT(unit_fields), &u);
        u.u.at = (geo_point){ u.lat, u.lon };
        if (!err)
            err = place(r, file, row->line, u.u.key, u.u.at, &u.u.division);
        pack_unit *slot = err ? NULL : PACK_MORE(r, r->p->units);
        if (!slot)
            return err ? err : XC_ENOMEM;
        *slot = u.u;
    }
    return err;
}

/* ---- offices ---- */
struct office_row {
    pack_office o;
    double lat, lon;
};
static const pack_field office_fields[] = {
    PACK_FIELD(struct office_row, "key", o.key, STR, PACK_NEEDED),
    PACK_FIELD(struct office_row, "kind", o.kind, STR, PACK_NEEDED),
    PACK_FIELD(struct office_row, "name_zh", o.name.zh, STR, PACK_NEEDED),
    PACK_FIELD(struct office_row, "name_en", o.name.en, STR, PACK_NEEDED),
    PACK_FIELD(struct office_row, "division", o.division, STR, PACK_NEEDED),
    PACK_FIELD(struct office_row, "lat", lat, NUM, PACK_NEEDED),
    PACK_FIELD(struct office_row, "lon", lon, NUM, PACK_NEEDED),
    PACK_FIELD(struct office_row, "address", o.address, STR, 0),
    PACK_FIELD(struct office_row, "phone", o.phone, STR, 0),
    PACK_FIELD(struct office_row, "covers", o.covers, WORDS, 0),
};

static xc_err read_offices(pack_reader *r)
{
    static const char file[] = "offices.csv";
    const csv_table *table;
    xc_err err = pack_file_csv(r, file, false, &table);
    if (err || !table || !pack_csv_has(r, file, table, office_fields, COUNT(office_fields)))
        return err;
    for (const csv_row *row = table->first; row && !err; row = row->next) {
        struct office_row o = { 0 };
        err = pack_fields_csv(r, file, table, row, office_fields, COUNT(office_fields), &o);
        o.o.at = (geo_point){ o.lat, o.lon };
        if (!err)
            err = place(r, file, row->line, o.o.key, o.o.at, &o.o.division);
        for (size_t i = 0; !err && i < o.o.cover_count; i++)
            if (!pack_division_find(r->p, o.o.covers[i]))
                PACK_BAD(r, file, row->line, 0, "covers: there is no division %.*s",
                         "covers：没有 %.*s 这个区划", XC_STR_ARG(o.o.covers[i]));
        pack_office *slot = err ? NULL : PACK_MORE(r, r->p->offices);
        if (!slot)
            return err ? err : XC_ENOMEM;
        *slot = o.o;
    }
    return err;
}

xc_err pack_things_load(pack_reader *r)
{
    const csv_table *table;
    xc_err err = pack_file_csv(r, THINGS, true, &table);
    if (err)
        return err;
    if (table && table->count > PACK_MAX_THINGS) {
        PACK_BAD(r, THINGS, 0, 0, "more than %d things", "设备超过 %d 个", PACK_MAX_THINGS);
        table = NULL;
    }
    if (table && pack_csv_has(r, THINGS, table, thing_fields, COUNT(thing_fields)))
        for (const csv_row *row = table->first; row && !err; row = row->next)
            err = read_thing(r, table, row);
    if (!err)
        err = index_things(r);
    if (!err)
        err = read_units(r);
    return err ? err : read_offices(r);
}
