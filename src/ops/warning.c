/* warning.c - see warning.h. */
#include "ops/warning.h"

#include <stdio.h>

#include "codec/time_text.h"

typedef enum { ACTIVE, UPDATED, CANCELLED, NOT_ACTUAL } warning_state;

static const char *const state_names[] = { "active", "updated", "cancelled", "not_actual" };

/* ---- matching ---- */

static bool covers_point(const warn_alert *alert, geo_point at)
{
    for (size_t i = 0; i < alert->infos.count; i++)
        for (size_t j = 0; j < alert->infos.items[i].areas.count; j++)
            if (warn_area_covers(&alert->infos.items[i].areas.items[j], at))
                return true;
    return false;
}

/* a geocode names a division when its value is the code or the prefix of one (GB/T 2260, our 12
 * digits) */
static bool names_division(const warn_alert *alert, xc_str code)
{
    xc_str prefix = pack_division_prefix(code);
    for (size_t i = 0; i < alert->infos.count; i++) {
        const warn_areas *areas = &alert->infos.items[i].areas;
        for (size_t j = 0; j < areas->count; j++)
            for (size_t k = 0; k < areas->items[j].geocodes.count; k++) {
                xc_str value = areas->items[j].geocodes.items[k].value;
                if (value.len >= 2 && (xc_str_eq(value, code) || xc_str_eq(value, prefix)))
                    return true;
            }
    }
    return false;
}

static double later(double a, double b)
{
    return a > b ? a : b;
}

/* a point that lies in both, looked for on a grid over what their boxes share: an overlap thinner
 * than a fortieth of that is not found */
static bool shares_ground(const geo_shape *a, const geo_shape *b)
{
    enum { STEPS = 40 };
    geo_rect x = geo_shape_box(a), y = geo_shape_box(b);
    geo_point low = { later(x.min.lat, y.min.lat), later(x.min.lon, y.min.lon) };
    geo_point high = { -later(-x.max.lat, -y.max.lat), -later(-x.max.lon, -y.max.lon) };
    if (low.lat > high.lat || low.lon > high.lon)
        return false;
    for (int i = 0; i < STEPS; i++)
        for (int j = 0; j < STEPS; j++) {
            geo_point at = { low.lat + (high.lat - low.lat) * (i + 0.5) / STEPS,
                             low.lon + (high.lon - low.lon) * (j + 0.5) / STEPS };
            if (geo_shape_has(a, at) && geo_shape_has(b, at))
                return true;
        }
    return false;
}

static bool touches_outline(const warn_alert *alert, const pack_division *d)
{
    if (!d->shape)
        return false;
    for (size_t i = 0; i < alert->infos.count; i++)
        for (size_t j = 0; j < alert->infos.items[i].areas.count; j++) {
            const warn_area *area = &alert->infos.items[i].areas.items[j];
            if (area->shape && shares_ground(area->shape, d->shape))
                return true;
        }
    return false;
}

enum { COMMITTEE_LEVEL = 4 };

static bool touches(const warn_alert *alert, const pack_division *d)
{
    return names_division(alert, d->code) || (d->placed && covers_point(alert, d->at)) ||
           touches_outline(alert, d);
}

static xc_err match_divisions(const pack *p, const warn_alert *alert, xc_arena *arena, xc_str *ret)
{
    size_t count;
    const pack_division *all = pack_divisions(p, &count);
    xc_buf out;
    xc_buf_init(&out, 1 << 20);
    json_writer w = json_writer_on(&out);
    json_open_array(&w);
    for (size_t i = 0; i < count; i++)
        if (all[i].level < COMMITTEE_LEVEL && touches(alert, &all[i]))
            json_str(&w, all[i].code);
    json_close_array(&w);
    xc_err err = xc_buf_err(&out);
    if (!err) {
        *ret = xc_arena_str(arena, xc_buf_view(&out));
        err = ret->ptr ? XC_OK : XC_ELIMIT;
    }
    xc_buf_done(&out);
    return err;
}

static bool division_matches(const warn_alert *alert, xc_str division)
{
    for (size_t len = 2; len <= division.len; len += len < 6 ? 2 : 3) {
        char code[13] = "000000000000";
        memcpy(code, division.ptr, len);
        if (names_division(alert, (xc_str){ code, 12 }))
            return true;
    }
    return false;
}

static xc_err match_things(loop_tx *tx, const warn_alert *alert, int64_t id, size_t *ret)
{
    store_stmt *st;
    size_t count = 0;
    xc_err err = store_query(loop_db(tx), &st, "SELECT id, lat, lon, division FROM thing", "");
    if (err)
        return err;
    while (!err && store_row(st)) {
        bool placed = !store_is_null(st, 1);
        geo_point at = { store_double(st, 1), store_double(st, 2) };
        if (!(placed && covers_point(alert, at)) && !division_matches(alert, store_str(st, 3)))
            continue;
        err = store_run(loop_db(tx), NULL,
                        "INSERT INTO warning_thing (warning, thing) VALUES ($1, $2)", "ii", id,
                        store_int(st, 0));
        count++;
    }
    xc_err end = store_end(st);
    *ret = count;
    return err ? err : end;
}

/* ---- words for screens ---- */

/* the colour that a Chinese warning has in its words, or that the severity stands for */
static const char *colour_of(const warn_info *info)
{
    static const struct {
        const char *word, *colour;
    } words[] = { { "红", "red" },        { "橙", "orange" }, { "黄", "yellow" },
                  { "蓝", "blue" },       { "Red", "red" },   { "Orange", "orange" },
                  { "Yellow", "yellow" }, { "Blue", "blue" } };
    static const char *const by_severity[] = { "red", "orange", "yellow", "blue", "blue" };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        xc_str texts[] = { info->event, info->headline };
        for (size_t t = 0; t < 2; t++)
            for (size_t at = 0; at + strlen(words[i].word) <= texts[t].len; at++)
                if (memcmp(texts[t].ptr + at, words[i].word, strlen(words[i].word)) == 0)
                    return words[i].colour;
    }
    return by_severity[info->severity];
}

static void put_ring(json_writer *w, const warn_polygon *polygon)
{
    json_open_array(w);
    for (size_t i = 0; i < polygon->count; i++) {
        json_open_array(w);
        json_double(w, polygon->points[i].lon);
        json_double(w, polygon->points[i].lat);
        json_close_array(w);
    }
    json_close_array(w);
}

enum { MAX_SHOWN_POINTS = 2000 };

static void put_areas(json_writer *w, const warn_info *info)
{
    json_key(w, "areas");
    json_open_object(w);
    json_put_text(w, "type", "MultiPolygon");
    json_key(w, "coordinates");
    json_open_array(w);
    for (size_t i = 0; i < info->areas.count; i++)
        for (size_t j = 0; j < info->areas.items[i].polygons.count; j++) {
            const warn_polygon *polygon = &info->areas.items[i].polygons.items[j];
            if (polygon->count > MAX_SHOWN_POINTS)
                continue; /* too fine for a screen; its divisions are listed all the same */
            json_open_array(w);
            put_ring(w, polygon);
            json_close_array(w);
        }
    json_close_array(w);
    json_close_object(w);
}

static void put_page(json_writer *w, const warn_alert *alert, const warn_info *info)
{
    json_open_object(w);
    json_put_str(w, "sender_name",
                 info && info->sender_name.ptr ? info->sender_name : alert->sender);
    json_put_str(w, "status", xc_str_of(warn_word(WARN_WORDS_STATUS, alert->status)));
    json_put_text(w, "colour", info ? colour_of(info) : "blue");
    json_put_str(w, "description", info ? info->description : (xc_str){ 0 });
    json_put_str(w, "instruction", info ? info->instruction : (xc_str){ 0 });
    json_put_bool(w, "signed_but_not_verified", alert->signed_message);
    if (info)
        put_areas(w, info);
    json_close_object(w);
}

/* ---- storing ---- */

static xc_err find_message(loop_tx *tx, xc_str sender, xc_str identifier, int64_t sent,
                           int64_t *ret)
{
    store_stmt *st;
    xc_err err = store_query(loop_db(tx), &st,
                             "SELECT id FROM warning WHERE sender = $1 AND identifier = $2 AND"
                             " sent = $3",
                             "ssi", sender, identifier, sent);
    if (err)
        return err;
    *ret = store_row(st) ? store_int(st, 0) : 0;
    return store_end(st);
}

/* only a real message ends real ones: an exercise or a test changes nothing for anybody */
static bool replaces(const warn_alert *alert)
{
    return alert->status == WARN_STATUS_ACTUAL &&
           (alert->type == WARN_TYPE_UPDATE || alert->type == WARN_TYPE_CANCEL);
}

/* a Cancel ends also what an Update had replaced, so that the order of coming does not matter */
static xc_err follow_references(loop_tx *tx, const warn_alert *alert, int64_t id)
{
    warning_state to = alert->type == WARN_TYPE_CANCEL ? CANCELLED : UPDATED;
    for (size_t i = 0; replaces(alert) && i < alert->references.count; i++) {
        const warn_reference *ref = &alert->references.items[i];
        xc_err err =
            store_run(loop_db(tx), NULL,
                      "UPDATE warning SET state = $1, replaced_by = $2 WHERE sender = $3"
                      " AND identifier = $4 AND sent = $5 AND state < $1",
                      "iissi", (int64_t)to, id, ref->sender, ref->identifier, ref->sent_us);
        if (err)
            return err;
    }
    return XC_OK;
}

/* a later message may have come first and refers to this one */
static xc_err already_replaced(loop_tx *tx, const warn_alert *alert, int64_t id)
{
    char sent[TIME_TEXT_SIZE];
    store_stmt *st;
    xc_str ref = xc_arena_printf(loop_arena(tx), "%.*s,%.*s,%s", XC_STR_ARG(alert->sender),
                                 XC_STR_ARG(alert->identifier), time_format(alert->sent_us, sent));
    if (!ref.ptr)
        return XC_ELIMIT;
    xc_err err = store_query(loop_db(tx), &st,
                             "SELECT warning, message_type = 'Cancel' FROM warning_reference"
                             " WHERE target = $1 ORDER BY message_type = 'Cancel' DESC, warning"
                             " LIMIT 1",
                             "s", ref);
    if (err)
        return err;
    bool found = store_row(st);
    int64_t by = found ? store_int(st, 0) : 0;
    warning_state to = found && store_int(st, 1) ? CANCELLED : UPDATED;
    err = store_end(st);
    if (err || !found)
        return err;
    return store_run(loop_db(tx), NULL,
                     "UPDATE warning SET state = $1, replaced_by = $2 WHERE id = $3 AND state = 0",
                     "iii", (int64_t)to, by, id);
}

static xc_err keep_references(loop_tx *tx, const warn_alert *alert, int64_t id)
{
    char sent[TIME_TEXT_SIZE];
    for (size_t i = 0; replaces(alert) && i < alert->references.count; i++) {
        const warn_reference *ref = &alert->references.items[i];
        xc_str target =
            xc_arena_printf(loop_arena(tx), "%.*s,%.*s,%s", XC_STR_ARG(ref->sender),
                            XC_STR_ARG(ref->identifier), time_format(ref->sent_us, sent));
        xc_err err = !target.ptr
                         ? XC_ELIMIT
                         : store_run(loop_db(tx), NULL,
                                     "INSERT INTO warning_reference (target, warning,"
                                     " message_type) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                                     "sit", target, id, warn_word(WARN_WORDS_TYPE, alert->type));
        if (err)
            return err;
    }
    return XC_OK;
}

static xc_err insert(loop_tx *tx, const warn_alert *alert, const warn_info *info, xc_str xml,
                     xc_str divisions, int64_t *ret)
{
    store_stmt *st;
    xc_buf page;
    int64_t id = 0;
    bool counts = alert->status == WARN_STATUS_ACTUAL && alert->type <= WARN_TYPE_UPDATE;
    xc_err err = store_query(loop_db(tx), &st, "SELECT max(id) FROM warning", "");
    if (err)
        return err;
    id = (store_row(st) && !store_is_null(st, 0) ? store_int(st, 0) : 0) + 1;
    err = store_end(st);
    if (err)
        return err;
    xc_buf_init(&page, 1 << 20);
    json_writer w = json_writer_on(&page);
    put_page(&w, alert, info);
    err = xc_buf_err(&page);
    xc_str headline = info && info->headline.ptr ? info->headline : XC_STR("");
    if (!err)
        err =
            store_run(loop_db(tx), NULL,
                      "INSERT INTO warning (id, identifier, sender, sent, message_type, state,"
                      " event, severity, headline, effective, expires, divisions, thing_count,"
                      " page, xml) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0,"
                      " $13, $14)",
                      "issitistsiossb", id, alert->identifier, alert->sender, alert->sent_us,
                      warn_word(WARN_WORDS_TYPE, alert->type),
                      (int64_t)(counts ? ACTIVE : NOT_ACTUAL), info ? info->event : XC_STR(""),
                      info ? warn_word(WARN_WORDS_SEVERITY, info->severity) : "Unknown", headline,
                      info && info->effective_us != TIME_NONE ? info->effective_us : alert->sent_us,
                      info ? info->expires_us : TIME_NONE, divisions, xc_buf_view(&page), xml);
    xc_buf_done(&page);
    *ret = id;
    return err;
}

static xc_err publish(loop_tx *tx, const pack *p, int64_t id, const warn_alert *alert,
                      const warn_info *info)
{
    xc_buf out;
    xc_buf_init(&out, 1 << 16);
    json_writer w = json_writer_on(&out);
    json_open_object(&w);
    json_put_int(&w, "id", id);
    json_put_str(&w, "event", info ? info->event : XC_STR(""));
    json_put_text(&w, "type", warn_word(WARN_WORDS_TYPE, alert->type));
    json_close_object(&w);
    xc_err err = xc_buf_err(&out);
    if (!err)
        err = loop_event(tx, "warning", pack_info_of(p)->division, XC_STR(""), xc_buf_view(&out));
    xc_buf_done(&out);
    return err;
}

xc_err warning_take(loop_tx *tx, const pack *p, const warn_alert *alert, xc_str xml,
                    warning_taken *ret, xc_problem *why)
{
    const warn_info *info = warn_info_in(alert, "zh");
    warning_taken taken = { .divisions = XC_STR("[]") };
    (void)why;
    xc_err err = find_message(tx, alert->sender, alert->identifier, alert->sent_us, &taken.id);
    taken.known = taken.id != 0;
    if (!err && !taken.known) {
        err = match_divisions(p, alert, loop_arena(tx), &taken.divisions);
        if (!err)
            err = insert(tx, alert, info, xml, taken.divisions, &taken.id);
        if (!err)
            err = keep_references(tx, alert, taken.id);
        if (!err)
            err = follow_references(tx, alert, taken.id);
        if (!err)
            err = already_replaced(tx, alert, taken.id);
        if (!err)
            err = match_things(tx, alert, taken.id, &taken.things);
        if (!err)
            err = store_run(loop_db(tx), NULL, "UPDATE warning SET thing_count = $1 WHERE id = $2",
                            "ii", (int64_t)taken.things, taken.id);
        if (!err)
            err = publish(tx, p, taken.id, alert, info);
        if (!err)
            err = loop_audit(tx, "warning.take", alert->identifier, pack_info_of(p)->division,
                             XC_STR("{}"));
    }
    if (!err)
        *ret = taken;
    return err;
}

/* ---- listing ---- */

static void put_row(json_writer *w, const store_stmt *st, int64_t now)
{
    xc_arena *arena;
    const json_value *page = NULL;
    int64_t expires = store_int_or_none(st, 9), state = store_int(st, 4) & 3;
    bool over = state == ACTIVE && expires != TIME_NONE && expires < now;
    json_open_object(w);
    json_put_int(w, "id", store_int(st, 0));
    json_put_str(w, "identifier", store_str(st, 1));
    json_put_str(w, "sender", store_str(st, 2));
    json_put_time(w, "sent", store_int(st, 3));
    json_put_text(w, "state", over ? "expired" : state_names[state]);
    json_put_str(w, "event", store_str(st, 5));
    json_put_str(w, "severity", store_str(st, 6));
    json_put_str(w, "headline", store_str(st, 7));
    json_put_time(w, "effective", store_int(st, 8));
    json_put_time(w, "expires", expires);
    json_key(w, "divisions");
    json_raw(w, store_str(st, 10));
    json_put_int(w, "things", store_int(st, 11));
    json_put_str(w, "type", store_str(st, 13));
    if (!xc_arena_new(4 << 20, &arena)) {
        if (!json_parse(store_str(st, 12), arena, &page, NULL))
            for (const json_value *v = page->first; v; v = v->next) {
                json_key_str(w, v->key);
                json_value_put(w, v);
            }
        xc_arena_free(arena);
    }
    json_close_object(w);
}

/* a warning for the whole touches each part, one for a part is shown to the whole */
static bool concerns(xc_str divisions, xc_str prefix)
{
    xc_arena *arena;
    const json_value *list = NULL;
    bool found = prefix.len == 0;
    if (found || xc_arena_new(1 << 20, &arena))
        return true;
    if (!json_parse(divisions, arena, &list, NULL))
        for (const json_value *v = list->first; v && !found; v = v->next) {
            xc_str own = pack_division_prefix(v->text);
            found = xc_str_starts(own, prefix) || xc_str_starts(prefix, own);
        }
    xc_arena_free(arena);
    return found;
}

xc_err warning_list(store_conn *c, const warning_query *q, json_writer *w, int64_t *ret_last)
{
    store_stmt *st;
    int64_t shown = 0, last = 0;
    xc_err err =
        store_query(c, &st,
                    "SELECT id, identifier, sender, sent, state, event, severity,"
                    " headline, effective, expires, divisions, thing_count, page,"
                    " message_type FROM warning WHERE id < $1 AND ($2 = 0 OR (state = 0"
                    " AND (expires IS NULL OR expires >= $3))) ORDER BY id DESC",
                    "iii", q->before_id ? q->before_id : INT64_MAX, (int64_t)q->active, q->now_us);
    if (err)
        return err;
    json_open_array(w);
    while (shown < q->limit && store_row(st)) {
        if (!concerns(store_str(st, 10), q->division))
            continue;
        last = store_int(st, 0);
        put_row(w, st, q->now_us);
        shown++;
    }
    json_close_array(w);
    *ret_last = shown == q->limit ? last : 0;
    return store_end(st);
}
