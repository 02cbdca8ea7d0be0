/* thing_view.c - see thing_view.h. */
#include "ops/thing_view.h"

#include "base/clock.h"
#include "codec/time_text.h"

enum { MAX_STREAMS = 32 };
#define RISE_LOOKBACK_US (10 * XC_MINUTE_US)

static const char *const state_names[THING_STATES] = { "normal", "rising", "wrong", "silent",
                                                       "implausible" };

const char *thing_state_name(thing_state s)
{
    return state_names[s];
}

bool thing_state_parse(xc_str text, thing_state *ret)
{
    for (int i = 0; i < THING_STATES; i++)
        if (xc_str_is(text, state_names[i])) {
            *ret = (thing_state)i;
            return true;
        }
    return false;
}

/* ---- one datastream ---- */

typedef struct {
    int64_t id, district;
    char key[64], unit[32], name[128];
    bool has_value, implausible;
    double value, before; /* before: ten minutes earlier, or value */
    int64_t time, received;
    int level; /* of the episode that goes on; 0 = none */
} stream_view;

static void copy_text(char *to, size_t size, xc_str from)
{
    size_t len = from.len < size - 1 ? from.len : size - 1;
    while (len < from.len && len && ((unsigned char)from.ptr[len] & 0xC0) == 0x80)
        len--; /* not in the middle of a character */
    if (len)
        memcpy(to, from.ptr, len);
    to[len] = 0;
}

static void read_unit(stream_view *s, xc_str json)
{
    xc_arena *arena;
    const json_value *unit;
    if (xc_arena_new(1 << 16, &arena))
        return;
    if (!json_parse(json, arena, &unit, NULL))
        copy_text(s->unit, sizeof s->unit, json_find_str(unit, "symbol"));
    xc_arena_free(arena);
}

static xc_err load_before(store_conn *c, stream_view *s)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT result FROM observation WHERE district = $1 AND"
                             " datastream = $2 AND time <= $3 AND result IS NOT NULL"
                             " ORDER BY time DESC LIMIT 1",
                             "iii", s->district, s->id, s->time - RISE_LOOKBACK_US);
    if (err)
        return err;
    if (store_row(st))
        s->before = store_double(st, 0);
    return store_end(st);
}

static xc_err load_condition(store_conn *c, stream_view *s)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT level FROM episode WHERE datastream = $1 AND end_time IS NULL"
                             " ORDER BY level LIMIT 1",
                             "i", s->id);
    if (err)
        return err;
    if (store_row(st))
        s->level = (int)store_int(st, 0);
    err = store_end(st);
    if (err)
        return err;
    err = store_query(c, &st, "SELECT received FROM implausible WHERE datastream = $1", "i", s->id);
    if (err)
        return err;
    if (store_row(st))
        s->implausible = !s->has_value || store_int(st, 0) > s->received;
    return store_end(st);
}

static xc_err load_streams(store_conn *c, int64_t thing, stream_view streams[MAX_STREAMS],
                           size_t *ret)
{
    store_stmt *st;
    size_t count = 0;
    xc_err err = store_query(c, &st,
                             "SELECT d.id, d.district, d.stream_key, d.unit, d.name, l.time,"
                             " l.received, l.value FROM datastream d LEFT JOIN latest l ON"
                             " l.thing = d.thing AND l.datastream = d.id WHERE d.thing = $1"
                             " ORDER BY d.id",
                             "i", thing);
    if (err)
        return err;
    while (count < MAX_STREAMS && store_row(st)) {
        stream_view *s = &streams[count++];
        *s = (stream_view){ .id = store_int(st, 0), .district = store_int(st, 1) };
        copy_text(s->key, sizeof s->key, store_str(st, 2));
        read_unit(s, store_str(st, 3));
        copy_text(s->name, sizeof s->name, store_str(st, 4));
        s->has_value = !store_is_null(st, 5);
        s->time = store_int(st, 5);
        s->received = store_int(st, 6);
        s->value = s->before = store_double(st, 7);
    }
    err = store_end(st);
    for (size_t i = 0; i < count && !err; i++) {
        err = streams[i].has_value ? load_before(c, &streams[i]) : XC_OK;
        if (!err)
            err = load_condition(c, &streams[i]);
    }
    *ret = count;
    return err;
}

/* ---- one thing ---- */

typedef struct {
    int64_t id;
    const pack_thing_type *type;
    thing_state state;
    int level;
    size_t count;
    stream_view streams[MAX_STREAMS];
} thing_view;

static int64_t silent_after_us(const pack_thing_type *type, const stream_view *s)
{
    const pack_datastream *d = type ? pack_datastream_find(type, xc_str_of(s->key)) : NULL;
    return d ? d->stale_s * 1000000 : 0;
}

static thing_state state_of_stream(const pack_thing_type *type, const stream_view *s, int64_t now)
{
    int64_t silent = silent_after_us(type, s);
    if (s->level)
        return THING_WRONG;
    if (s->implausible)
        return THING_IMPLAUSIBLE;
    if (silent && s->has_value && now - s->received > silent)
        return THING_SILENT;
    if (s->has_value && s->value > s->before + 0.5 && s->value > 1)
        return THING_RISING;
    return THING_NORMAL;
}

/* how much a state matters, least first */
static int weight(thing_state s)
{
    static const int weights[THING_STATES] = { 0, 1, 4, 2, 3 };
    return weights[s];
}

static xc_err load_thing(store_conn *c, const pack *p, int64_t id, xc_str type, int64_t now,
                         thing_view *v)
{
    v->id = id;
    v->type = pack_thing_type_find(p, type);
    v->state = THING_NORMAL;
    v->level = 0;
    xc_err err = load_streams(c, id, v->streams, &v->count);
    for (size_t i = 0; i < v->count; i++) {
        thing_state s = state_of_stream(v->type, &v->streams[i], now);
        if (weight(s) > weight(v->state))
            v->state = s;
        if (v->streams[i].level && (!v->level || v->streams[i].level < v->level))
            v->level = v->streams[i].level;
    }
    return err;
}

static void put_text(json_writer *w, const char *key, xc_str zh, xc_str en)
{
    json_key(w, key);
    json_open_object(w);
    json_put_str(w, "zh", zh);
    json_put_str(w, "en", en);
    json_close_object(w);
}

static void put_latest(json_writer *w, const thing_view *v, int64_t now)
{
    json_key(w, "latest");
    json_open_array(w);
    for (size_t i = 0; i < v->count; i++) {
        const stream_view *s = &v->streams[i];
        const pack_datastream *d =
            v->type ? pack_datastream_find(v->type, xc_str_of(s->key)) : NULL;
        if (!s->has_value)
            continue;
        json_open_object(w);
        json_put_int(w, "datastream", s->id);
        json_put_text(w, "key", s->key);
        put_text(w, "name", d ? d->name.zh : xc_str_of(s->name),
                 d ? d->name.en : xc_str_of(s->name));
        json_put_double(w, "value", s->value);
        json_put_text(w, "unit", s->unit);
        json_put_time(w, "time", s->time);
        json_put_int(w, "age_s", (now - s->received) / 1000000);
        json_put_text(w, "trend",
                      s->value > s->before + 0.5   ? "up"
                      : s->value < s->before - 0.5 ? "down"
                                                   : "flat");
        json_close_object(w);
    }
    json_close_array(w);
}

#define THING_COLUMNS "id, thing_key, type, division, name, name_en, lat, lon, properties"

static void put_thing(json_writer *w, const store_stmt *st, const thing_view *v, int64_t now)
{
    json_put_int(w, "id", v->id);
    json_put_str(w, "key", store_str(st, 1));
    put_text(w, "name", store_str(st, 4), store_str(st, 5));
    json_put_str(w, "kind", store_str(st, 2));
    json_put_str(w, "division", store_str(st, 3));
    if (store_is_null(st, 6)) {
        json_put_null(w, "lat");
        json_put_null(w, "lon");
    } else {
        json_put_double(w, "lat", store_double(st, 6));
        json_put_double(w, "lon", store_double(st, 7));
    }
    json_put_text(w, "state", state_names[v->state]);
    json_put_int(w, "level", v->level);
    put_latest(w, v, now);
}

/* ---- lists ---- */

static const char list_sql[] = "SELECT " THING_COLUMNS " FROM thing WHERE id > $1 AND"
                               " substr(division, 1, length($2)) = $2 AND ($3 = '' OR type = $3)"
                               " ORDER BY id";

static xc_err open_list(store_conn *c, const thing_query *q, store_stmt **ret)
{
    return store_query(c, ret, list_sql, "iss", q->after,
                       q->division.ptr ? q->division : XC_STR(""),
                       q->type.ptr ? q->type : XC_STR(""));
}

xc_err thing_list(store_conn *c, const pack *p, const thing_query *q, json_writer *w)
{
    store_stmt *st;
    xc_err err = open_list(c, q, &st);
    if (err)
        return err;
    int64_t shown = 0, last = 0;
    bool more = false;
    json_open_object(w);
    json_key(w, "things");
    json_open_array(w);
    while (!err && store_row(st)) {
        thing_view v;
        more = shown == q->limit;
        if (more)
            break;
        err = load_thing(c, p, store_int(st, 0), store_str(st, 2), q->now_us, &v);
        last = v.id;
        if (err || (q->state >= 0 && (int)v.state != q->state))
            continue;
        json_open_object(w);
        put_thing(w, st, &v, q->now_us);
        json_close_object(w);
        shown++;
    }
    json_close_array(w);
    json_key(w, "next");
    if (more)
        json_int(w, last);
    else
        json_null(w);
    json_close_object(w);
    xc_err end = store_end(st);
    return err ? err : end ? end : xc_buf_err(w->out);
}

/* ---- one page ---- */

static void put_limit(json_writer *w, double value, xc_str zh, xc_str en)
{
    json_open_object(w);
    json_put_double(w, "value", value);
    put_text(w, "name", zh, en);
    json_close_object(w);
}

/* the limits that a type's JSON names for charts: "limits":[{"value":25,"name":Text}] */
static void put_limits(const pack_thing_type *type, const stream_view *s, json_writer *w)
{
    json_key(w, "limits");
    json_open_array(w);
    const json_value *all = type ? json_find(type->json, "datastreams") : NULL;
    for (const json_value *d = all ? all->first : NULL; d && s; d = d->next) {
        const json_value *limits = json_find(d, "limits");
        if (!xc_str_is(json_find_str(d, "id"), s->key) || !limits)
            continue;
        for (const json_value *l = limits->first; l; l = l->next) {
            pack_text name = pack_text_of(json_find(l, "name"));
            double value;
            if (json_get_double(json_find(l, "value"), &value))
                put_limit(w, value, name.zh, name.en);
        }
    }
    json_close_array(w);
}

static xc_err may_see(xc_str own, xc_str division, xc_problem *why)
{
    if (xc_str_starts(division, own))
        return XC_OK;
    return xc_fail(why, XC_EFORBIDDEN, "", "division %.*s looks after this; you can ask to see it",
                   "这由区划 %.*s 管理，您可以请求查看", XC_STR_ARG(division));
}

static xc_err find_thing(store_conn *c, int64_t id, store_stmt **ret, xc_problem *why)
{
    xc_err err = store_query(c, ret, "SELECT " THING_COLUMNS " FROM thing WHERE id = $1", "i", id);
    if (err || store_row(*ret))
        return err;
    err = store_end(*ret);
    return err ? err
               : xc_fail(why, XC_ENOTFOUND, "", "there is no thing %lld", "没有编号为 %lld 的设备",
                         (long long)id);
}

xc_err thing_page(store_conn *c, const pack *p, int64_t id, xc_str division, int64_t now_us,
                  json_writer *w, xc_problem *why)
{
    store_stmt *st;
    thing_view v = { 0 };
    xc_err err = find_thing(c, id, &st, why);
    if (err)
        return err;
    err = may_see(division, store_str(st, 3), why);
    if (!err)
        err = load_thing(c, p, id, store_str(st, 2), now_us, &v);
    if (!err) {
        put_thing(w, st, &v, now_us);
        json_key(w, "properties");
        json_raw(w, store_is_null(st, 8) ? XC_STR("{}") : store_str(st, 8));
        put_limits(v.type, v.count ? &v.streams[0] : NULL, w);
    }
    xc_err end = store_end(st);
    return err ? err : end;
}

/* ---- series ---- */

enum { MAX_POINTS = 2000 };

static void put_point(json_writer *w, int64_t time, double value)
{
    char text[TIME_TEXT_SIZE];
    json_open_array(w);
    json_text(w, time_format(time, text));
    json_double(w, value);
    json_close_array(w);
}

/* a stretch of the series: its first and last need not be shown, its extremes must */
typedef struct {
    int64_t end, low_time, high_time;
    double low, high;
    bool any;
} stretch;

static void put_stretch(json_writer *w, const stretch *s)
{
    if (!s->any)
        return;
    bool low_first = s->low_time <= s->high_time;
    put_point(w, low_first ? s->low_time : s->high_time, low_first ? s->low : s->high);
    if (s->low_time != s->high_time)
        put_point(w, low_first ? s->high_time : s->low_time, low_first ? s->high : s->low);
}

static void add_to_stretch(stretch *s, int64_t time, double value)
{
    if (!s->any || value < s->low) {
        s->low = value;
        s->low_time = time;
    }
    if (!s->any || value > s->high) {
        s->high = value;
        s->high_time = time;
    }
    s->any = true;
}

static const char range_sql[] = "SELECT time, result FROM observation WHERE district = $1 AND"
                                " datastream = $2 AND time >= $3 AND time <= $4 AND"
                                " result IS NOT NULL ORDER BY time";

static xc_err count_points(store_conn *c, const stream_view *s, int64_t from, int64_t to,
                           int64_t *ret)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT count(*) FROM observation WHERE district = $1 AND"
                             " datastream = $2 AND time >= $3 AND time <= $4",
                             "iiii", s->district, s->id, from, to);
    if (err)
        return err;
    *ret = store_row(st) ? store_int(st, 0) : 0;
    return store_end(st);
}

static xc_err put_points(store_conn *c, const stream_view *s, int64_t from, int64_t to,
                         json_writer *w)
{
    int64_t count = 0;
    store_stmt *st;
    xc_err err = count_points(c, s, from, to, &count);
    if (!err)
        err = store_query(c, &st, range_sql, "iiii", s->district, s->id, from, to);
    if (err)
        return err;
    bool thin = count > MAX_POINTS;
    int64_t width = thin ? (to - from) / (MAX_POINTS / 2) + 1 : 0;
    stretch part = { .end = from + width };
    while (store_row(st)) {
        int64_t time = store_int(st, 0);
        if (!thin) {
            put_point(w, time, store_double(st, 1));
            continue;
        }
        if (time >= part.end) {
            put_stretch(w, &part);
            part = (stretch){ .end = from + ((time - from) / width + 1) * width };
        }
        add_to_stretch(&part, time, store_double(st, 1));
    }
    put_stretch(w, &part);
    return store_end(st);
}

static const stream_view *choose(const thing_view *v, int64_t datastream)
{
    for (size_t i = 0; i < v->count; i++)
        if (!datastream || v->streams[i].id == datastream)
            return &v->streams[i];
    return NULL;
}

xc_err thing_series(store_conn *c, const pack *p, const series_query *q, json_writer *w,
                    xc_problem *why)
{
    store_stmt *st;
    thing_view v = { 0 };
    xc_err err = find_thing(c, q->thing, &st, why);
    if (err)
        return err;
    err = may_see(q->division, store_str(st, 3), why);
    if (!err)
        err = load_thing(c, p, q->thing, store_str(st, 2), 0, &v);
    xc_err end = store_end(st);
    if (err || end)
        return err ? err : end;
    const stream_view *s = choose(&v, q->datastream);
    if (!s)
        return xc_fail(why, XC_ENOTFOUND, "datastream", "this thing has no such datastream",
                       "这台设备没有这个数据流");
    int64_t to = q->to_us != TIME_NONE ? q->to_us : s->has_value ? s->time : 0;
    int64_t from = q->from_us != TIME_NONE ? q->from_us : to - 6 * 60 * XC_MINUTE_US;
    json_open_object(w);
    json_put_int(w, "datastream", s->id);
    json_put_text(w, "unit", s->unit);
    json_key(w, "points");
    json_open_array(w);
    err = put_points(c, s, from, to, w);
    json_close_array(w);
    put_limits(v.type, s, w);
    json_close_object(w);
    return err;
}
