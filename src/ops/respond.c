/* respond.c - episodes to cases: opened, kept current, told, put right by late readings. */
#include <stdio.h>

#include "base/mem.h"
#include "codec/time_text.h"
#include "ops/respond_int.h"

/* ---- values ---- */

const feel_value *respond_number(xc_arena *arena, double value)
{
    char text[32];
    int len = snprintf(text, sizeof text, "%.15g", value);
    return feel_number(arena, (xc_str){ text, (size_t)len });
}

const feel_value *respond_text(xc_arena *arena, pack_text text)
{
    const feel_value *v = feel_with(arena, feel_null(), XC_STR("zh"), feel_string(arena, text.zh));
    return feel_with(arena, v, XC_STR("en"), feel_string(arena, text.en));
}

xc_err respond_thing_find(store_conn *c, xc_str key, int64_t id, xc_arena *arena,
                          respond_thing *ret)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT id, thing_key, type, division, name, name_en, lat, lon,"
                             " properties FROM thing WHERE thing_key = $1 OR ($1 = '' AND id = $2)",
                             "si", key.ptr ? key : XC_STR(""), id);
    if (err)
        return err;
    if (!store_row(st)) {
        err = store_end(st);
        return err ? err : XC_ENOTFOUND;
    }
    respond_thing t = { .id = store_int(st, 0),
                        .key = xc_arena_str(arena, store_str(st, 1)),
                        .type = xc_arena_str(arena, store_str(st, 2)),
                        .division = xc_arena_str(arena, store_str(st, 3)),
                        .name = { xc_arena_str(arena, store_str(st, 4)),
                                  xc_arena_str(arena, store_str(st, 5)) },
                        .placed = !store_is_null(st, 6),
                        .lat = store_double(st, 6),
                        .lon = store_double(st, 7) };
    xc_str properties = store_is_null(st, 8) ? XC_STR("{}") : xc_arena_str(arena, store_str(st, 8));
    err = store_end(st);
    if (!err)
        err = json_parse(properties, arena, &t.properties, NULL);
    if (!err)
        *ret = t;
    return err;
}

xc_err respond_well_fill(respond *r, store_conn *c, const json_value *properties, xc_arena *arena,
                         const feel_value **ret)
{
    xc_str well = json_find_str(properties, "well");
    *ret = feel_null();
    if (!well.len)
        return XC_OK;
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT d.id FROM thing t JOIN datastream d ON d.thing = t.id"
                             " WHERE t.thing_key = $1 AND d.stream_key = 'fill'",
                             "s", well);
    if (err)
        return err;
    const sense_stream *s = store_row(st) ? sense_stream_find(r->sensors, store_int(st, 0)) : NULL;
    if (s && s->last_time != TIME_NONE)
        *ret = respond_number(arena, s->last_value);
    return store_end(st);
}

static const feel_value *thing_value(const respond_thing *t, xc_arena *arena)
{
    const feel_value *v = feel_from_json(arena, t->properties);
    v = feel_with(arena, v, XC_STR("key"), feel_string(arena, t->key));
    v = feel_with(arena, v, XC_STR("name"), respond_text(arena, t->name));
    v = feel_with(arena, v, XC_STR("division"), feel_string(arena, t->division));
    if (!t->placed)
        return v;
    v = feel_with(arena, v, XC_STR("lat"), respond_number(arena, t->lat));
    return feel_with(arena, v, XC_STR("lon"), respond_number(arena, t->lon));
}

/* ---- opening ---- */

static xc_err start_variables(respond *r, loop_tx *tx, const watch_episode *e,
                              const respond_thing *t, const feel_value **ret)
{
    xc_arena *a = loop_arena(tx);
    const feel_value *fill;
    char time[TIME_TEXT_SIZE];
    xc_err err = respond_well_fill(r, loop_db(tx), t->properties, a, &fill);
    if (err)
        return err;
    const struct {
        const char *name;
        const feel_value *value;
    } all[] = {
        { "value", respond_number(a, e->value) },
        { "unit", feel_string(a, e->rule->unit) },
        { "level", feel_int(a, e->level) },
        { "event_time", feel_string(a, xc_str_of(time_format(e->start_us, time))) },
        { "place", respond_text(a, t->name) },
        { "division", feel_string(a, t->division) },
        { "thing", thing_value(t, a) },
        { "well_fill", fill },
    };
    const feel_value *v = feel_null();
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        v = feel_with(a, v, xc_str_of(all[i].name), all[i].value);
    *ret = v;
    return XC_OK;
}

static void put_text(json_writer *w, const char *key, pack_text text)
{
    json_key(w, key);
    json_open_object(w);
    json_put_str(w, "zh", text.zh);
    json_put_str(w, "en", text.en);
    json_close_object(w);
}

/* why this case is there: rule, words, the reading and the condition it met */
static xc_err write_why(const watch_episode *e, xc_arena *arena, xc_str *ret)
{
    char value[32];
    pack_text text;
    (void)snprintf(value, sizeof value, "%.6g", e->value); /* fits */
    const pack_blank blanks[] = { { XC_STR("value"), { xc_str_of(value), xc_str_of(value) } } };
    xc_err err = pack_text_fill(e->rule->text, blanks, 1, arena, &text);
    if (err)
        return err;
    xc_buf out;
    xc_buf_init(&out, 1 << 16);
    json_writer w = json_writer_on(&out);
    json_open_object(&w);
    json_put_str(&w, "rule", e->rule->id);
    put_text(&w, "text", text);
    put_text(&w, "source", e->rule->source);
    json_key(&w, "reading");
    json_open_object(&w);
    json_put_int(&w, "datastream", e->stream->id);
    json_put_time(&w, "time", e->time_us);
    json_put_double(&w, "value", e->value);
    json_put_str(&w, "unit", e->rule->unit);
    json_close_object(&w);
    json_put_str(&w, "condition", e->rule->raise.text);
    json_close_object(&w);
    err = xc_buf_err(&out);
    if (!err) {
        *ret = xc_arena_str(arena, xc_buf_view(&out));
        err = ret->ptr ? XC_OK : XC_ELIMIT;
    }
    xc_buf_done(&out);
    return err;
}

static xc_err open_case(respond *r, loop_tx *tx, const watch_episode *e, const pack_scenario *s,
                        int64_t *ret, xc_problem *why)
{
    xc_arena *a = loop_arena(tx);
    respond_thing t;
    xc_err err = respond_thing_find(loop_db(tx), (xc_str){ 0 }, e->stream->thing, a, &t);
    if (err)
        return err;
    const pack_blank blanks[] = { { XC_STR("place"), t.name } };
    case_new n = { .scenario = s->id,
                   .process = s->process->id,
                   .prefix = s->case_prefix,
                   .once = true,
                   .thing = t.key,
                   .division = t.division,
                   .place = t.name,
                   .level = e->level,
                   .event_time_us = e->start_us,
                   .has_value = true,
                   .value = e->value,
                   .unit = e->rule->unit,
                   .has_place = t.placed,
                   .lat = t.lat,
                   .lon = t.lon };
    err = pack_text_fill(s->title, blanks, 1, a, &n.title);
    if (!err)
        err = start_variables(r, tx, e, &t, &n.variables);
    if (!err)
        err = write_why(e, a, &n.why);
    return err ? err : case_open(r->cases, tx, &n, ret, why);
}

/* ---- messages ---- */

static xc_err tell(respond *r, loop_tx *tx, int64_t case_id, xc_str message, const watch_episode *e,
                   xc_problem *why)
{
    bool heard;
    xc_arena *a = loop_arena(tx);
    const feel_value *v = feel_null();
    if (!message.len || !case_id)
        return XC_OK;
    if (e->rule->scenario.len)
        v = feel_with(a, v, XC_STR("value"), respond_number(a, e->value));
    xc_err err = case_tell_message(r->cases, tx, case_id, message, v, &heard, why);
    return err == XC_ENOTFOUND ? XC_OK : err; /* nobody waits: nothing to tell */
}

/* a rule that only sends: to the cases of the thing that its property names */
static xc_err tell_other(respond *r, loop_tx *tx, const watch_episode *e, xc_str message,
                         xc_problem *why)
{
    store_stmt *st;
    respond_thing t;
    int64_t ids[16];
    size_t count = 0;
    if (!message.len)
        return XC_OK;
    xc_err err =
        respond_thing_find(loop_db(tx), (xc_str){ 0 }, e->stream->thing, loop_arena(tx), &t);
    if (err)
        return err;
    xc_str to = t.key;
    char property[64];
    if (e->rule->to.len && e->rule->to.len < sizeof property) {
        memcpy(property, e->rule->to.ptr, e->rule->to.len);
        property[e->rule->to.len] = 0;
        to = json_find_str(t.properties, property);
    }
    err = store_query(loop_db(tx), &st,
                      "SELECT DISTINCT ep.case_id FROM episode ep JOIN datastream d ON"
                      " d.id = ep.datastream JOIN thing t ON t.id = d.thing WHERE t.thing_key = $1"
                      " AND ep.case_id > 0 ORDER BY ep.case_id DESC LIMIT 16",
                      "s", to.ptr ? to : XC_STR(""));
    if (err)
        return err;
    while (store_row(st))
        ids[count++] = store_int(st, 0);
    err = store_end(st);
    for (size_t i = 0; i < count && !err; i++)
        err = tell(r, tx, ids[i], message, e, why);
    return err;
}

static xc_str level_message(const watch_episode *e)
{
    for (size_t i = 0; i < e->rule->level_count; i++)
        if (e->rule->levels[i].level == e->level)
            return e->rule->levels[i].send;
    return (xc_str){ 0 };
}

/* ---- what watch tells ---- */

static xc_err raised(void *ctx, loop_tx *tx, const watch_episode *e, int64_t *ret_case,
                     xc_problem *why)
{
    respond *r = ctx;
    const pack_scenario *s =
        e->rule->scenario.len ? pack_scenario_find(r->p, e->rule->scenario) : NULL;
    if (!s)
        return tell_other(r, tx, e, e->rule->raise.send, why);
    xc_err err = open_case(r, tx, e, s, ret_case, why);
    if (err == XC_ECONFLICT) { /* an earlier episode's case is still open: it has this one too */
        const case_entry again = { .kind = "again",
                                   .name = e->rule->name,
                                   .text = {
                                       XC_STR("又到了上限，仍由本案处置"),
                                       XC_STR("Over the limit again, handled by this case") } };
        err = case_history_add(tx, *ret_case, &again);
    }
    return err ? err : tell(r, tx, *ret_case, e->rule->raise.send, e, why);
}

static xc_err set_value(respond *r, loop_tx *tx, const watch_episode *e)
{
    xc_err err = case_set_value(r->cases, tx, e->case_id, e->value);
    return err == XC_ENOTFOUND ? XC_OK : err;
}

static xc_err set_level(respond *r, loop_tx *tx, const watch_episode *e, xc_problem *why)
{
    xc_arena *a = loop_arena(tx);
    const feel_value *v = feel_with(a, feel_null(), XC_STR("value"), respond_number(a, e->value));
    v = feel_with(a, v, XC_STR("level"), feel_int(a, e->level));
    xc_err err = case_set_variables(r->cases, tx, e->case_id, v, why);
    if (!err)
        err = case_set_level(r->cases, tx, e->case_id, e->level, why);
    return err == XC_ENOTFOUND ? XC_OK : err;
}

/* the case began with its first episode; that one may have been moved by a late reading */
static xc_err correct_start(respond *r, loop_tx *tx, const watch_episode *e, xc_problem *why)
{
    store_stmt *st;
    case_brief c;
    xc_err err =
        store_query(loop_db(tx), &st, "SELECT min(start_time) FROM episode WHERE case_id = $1", "i",
                    e->case_id);
    if (err)
        return err;
    int64_t first = store_row(st) ? store_int_or_none(st, 0) : TIME_NONE;
    err = store_end(st);
    if (!err)
        err = case_get(loop_db(tx), e->case_id, loop_arena(tx), &c);
    if (err || first == TIME_NONE || first == c.event_time_us)
        return err;
    return case_set_event_time(r->cases, tx, e->case_id, first,
                               XC_STR("{\"reason\":\"late_reading\"}"), why);
}

static xc_err changed(void *ctx, loop_tx *tx, const watch_episode *e, xc_problem *why)
{
    respond *r = ctx;
    if (!e->rule->scenario.len)
        return tell_other(r, tx, e, level_message(e), why);
    xc_err err = correct_start(r, tx, e, why);
    if (!err)
        err = set_level(r, tx, e, why);
    if (err == XC_ENOTFOUND)
        err = XC_OK;
    return err ? err : tell(r, tx, e->case_id, level_message(e), e, why);
}

static xc_err measured(void *ctx, loop_tx *tx, const watch_episode *e, xc_problem *why)
{
    respond *r = ctx;
    (void)why;
    return e->rule->scenario.len ? set_value(r, tx, e) : XC_OK;
}

static xc_err cleared(void *ctx, loop_tx *tx, const watch_episode *e, xc_problem *why)
{
    respond *r = ctx;
    if (!e->rule->scenario.len)
        return tell_other(r, tx, e, e->rule->clear.send, why);
    xc_err err = correct_start(r, tx, e, why);
    if (!err)
        err = set_value(r, tx, e);
    return err ? err : tell(r, tx, e->case_id, e->rule->clear.send, e, why);
}

static xc_err withdrawn(void *ctx, loop_tx *tx, const watch_episode *e, int64_t merged_into,
                        xc_problem *why)
{
    respond *r = ctx;
    if (!e->rule->scenario.len || !e->case_id || e->case_id == merged_into)
        return XC_OK;
    const pack_text never = { XC_STR("后到的读数说明没有发生"),
                              XC_STR("A late reading shows that it did not happen") };
    const pack_text same = { XC_STR("后到的读数说明是同一次"),
                             XC_STR("A late reading shows that it was one event") };
    xc_err err = merged_into ? case_merge(r->cases, tx, e->case_id, merged_into, same, why)
                             : case_cancel(r->cases, tx, e->case_id, never, why);
    if (err == XC_ECONFLICT) /* it had run to its end */
        err = case_void(tx, e->case_id, merged_into ? same : never, why);
    return err == XC_ENOTFOUND || err == XC_ECONFLICT ? XC_OK : err;
}

/* ---- crews go home ---- */

typedef struct {
    int64_t case_id;
    int64_t ids[32];
    size_t count;
} busy_units;

static bool collect_busy(const near_unit *u, void *ctx)
{
    busy_units *b = ctx;
    if (u->case_id == b->case_id && b->count < 32)
        b->ids[b->count++] = u->id;
    return true;
}

static xc_err free_units(void *ctx, loop_tx *tx, const case_change *change, xc_problem *why)
{
    respond *r = ctx;
    (void)why;
    if (change->after != CASE_CLOSED && change->after != CASE_CANCELLED)
        return XC_OK;
    busy_units b = { .case_id = change->id };
    near_each(r->units, XC_STR(""), collect_busy, &b);
    xc_err err = XC_OK;
    for (size_t i = 0; i < b.count && !err; i++)
        err = near_assign(r->units, tx, b.ids[i], 0, UNIT_FREE);
    return err;
}

/* ---- the room ---- */

xc_err respond_new(const pack *p, case_engine *cases, near *units, sense *sensors, respond **ret)
{
    respond *r = xc_calloc(1, sizeof *r);
    if (!r)
        return XC_ENOMEM;
    *r = (respond){ .p = p, .cases = cases, .units = units, .sensors = sensors };
    xc_err err = respond_register_jobs(r);
    if (!err)
        err = case_on_change(cases, free_units, r);
    if (err)
        xc_free(r);
    else
        *ret = r;
    return err;
}

respond *respond_free(respond *r)
{
    xc_free(r);
    return NULL;
}

watch_hooks respond_watch_hooks(respond *r)
{
    return (watch_hooks){ .ctx = r,
                          .raised = raised,
                          .changed = changed,
                          .measured = measured,
                          .cleared = cleared,
                          .withdrawn = withdrawn };
}

void respond_set_actuate(respond *r, actuate *machines)
{
    r->machines = machines;
}
