/* request_row.c - requests as readers see them: lists, what is near, the member of a case page. */
#include "city/party.h"
#include "codec/time_text.h"
#include "geo/geo_distance.h"
#include "services/request_int.h"
#include "services/services_int.h"

enum { MAX_NEAR = 20, MAX_SEEN = 500, MAX_MEMBER = 1 << 20 };

#define COLUMNS                                                                                 \
    "SELECT r.case_id, k.case_no, r.type, k.state, k.status_zh, k.status_en, r.address, r.lat," \
    " r.lon, r.media_url, r.attributes, r.requested_at,"                                        \
    " COALESCE((SELECT MAX(h.time_us) FROM case_history h WHERE h.case_id = r.case_id),"        \
    " r.requested_at), k.due_at, k.division, r.user_id, r.sealed"                               \
    " FROM service_request r JOIN city_case k ON k.id = r.case_id"

static void read_row(const services *sv, store_stmt *st, request_row *row)
{
    *row = (request_row){ .case_id = store_int(st, 0),
                          .no = store_str(st, 1),
                          .type = pack_request_type_find(sv->pack, store_str(st, 2)),
                          .state = (case_state)store_int(st, 3),
                          .status = { store_str(st, 4), store_str(st, 5) },
                          .address = store_str(st, 6),
                          .placed = !store_is_null(st, 7),
                          .lat = store_double(st, 7),
                          .lon = store_double(st, 8),
                          .media_url = store_str(st, 9),
                          .attributes = store_str(st, 10),
                          .requested_us = store_int(st, 11),
                          .updated_us = store_int(st, 12),
                          .due_us = store_int_or_none(st, 13),
                          .division = store_str(st, 14),
                          .user_id = store_int(st, 15) };
}

static xc_err open_words(const services *sv, xc_str sealed, xc_arena *arena, request_row *row)
{
    char context[REQUEST_CONTEXT_SIZE];
    xc_str text;
    const json_value *v = NULL;
    xc_err err =
        party_seal_read(sv->seal, request_context(row->case_id, context), sealed, arena, &text);
    if (!err)
        err = json_parse(text, arena, &v, NULL);
    if (err)
        return err == XC_ENOMEM || err == XC_ELIMIT ? err : XC_ECORRUPT;
    row->words = json_find_str(v, "words");
    row->first_name = json_find_str(v, "first_name");
    row->last_name = json_find_str(v, "last_name");
    row->phone = json_find_str(v, "phone");
    row->email = json_find_str(v, "email");
    return XC_OK;
}

/* ---- lists ---- */

static xc_err visit_rows(const services *sv, store_stmt *st, bool with_words, xc_arena *arena,
                         request_visit_fn *visit, void *ctx)
{
    xc_err err = XC_OK;
    request_row row;
    for (bool more = true; more && !err && store_row(st);) {
        read_row(sv, st, &row);
        if (with_words)
            err = open_words(sv, store_str(st, 16), arena, &row);
        more = !err && visit(&row, ctx);
    }
    xc_err end = store_end(st);
    return err ? err : end;
}

xc_err request_list(const services *sv, store_conn *c, const request_query *q, xc_arena *arena,
                    request_visit_fn *visit, void *ctx)
{
    store_stmt *st;
    xc_str no = q->no.ptr ? q->no : XC_STR(""), types = XC_STR("");
    if (q->types.len)
        types = xc_arena_printf(arena, ",%.*s,", XC_STR_ARG(q->types));
    if (!types.ptr)
        return XC_ENOMEM;
    xc_err err = store_query(
        c, &st,
        COLUMNS " WHERE r.case_id < $1 AND ($2 = '' OR k.case_no = $2)"
                " AND ($3 = '' OR $3 LIKE '%,' || r.type || ',%')"
                " AND ($4 = 0 OR r.user_id = $4) AND ($5 = 0 OR k.state < 2)"
                " AND ($6 = 0 OR k.state >= 2) AND r.requested_at >= $7 AND r.requested_at < $8"
                " AND COALESCE((SELECT MAX(u.time_us) FROM case_history u"
                "  WHERE u.case_id = r.case_id), r.requested_at) BETWEEN $9 AND $10"
                " ORDER BY r.case_id DESC LIMIT $11",
        "issiiiiiiii", q->before_case, no, types, q->user_id, (int64_t)q->only_open,
        (int64_t)q->only_closed, q->from_us, q->to_us, q->updated_from_us, q->updated_to_us,
        (int64_t)q->limit);
    return err ? err : visit_rows(sv, st, q->with_words, arena, visit, ctx);
}

/* ---- near ---- */

typedef struct {
    request_row rows[MAX_NEAR];
    size_t count, limit;
    geo_point at;
    double radius_m;
    xc_arena *arena;
    bool full; /* the arena is */
} near_list;

static xc_str keep(near_list *l, xc_str s)
{
    xc_str kept = xc_arena_str(l->arena, s.ptr ? s : XC_STR(""));
    l->full = l->full || !kept.ptr;
    return kept;
}

static bool keep_nearest(const request_row *row, void *ctx)
{
    near_list *l = ctx;
    request_row r = *row;
    r.distance_m = geo_distance_m(l->at, (geo_point){ row->lat, row->lon });
    if (r.distance_m > l->radius_m)
        return true;
    size_t at = l->count < l->limit ? l->count++ : l->limit;
    for (; at > 0 && l->rows[at - 1].distance_m > r.distance_m; at--)
        if (at < l->limit)
            l->rows[at] = l->rows[at - 1];
    if (at < l->limit) {
        xc_str *const texts[] = { &r.no,         &r.division,  &r.address,  &r.media_url,
                                  &r.attributes, &r.status.zh, &r.status.en };
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
            *texts[i] = keep(l, *texts[i]);
        l->rows[at] = r;
    }
    return !l->full;
}

xc_err request_near(const services *sv, store_conn *c, const pack_request_type *type, double lat,
                    double lon, int limit, xc_arena *arena, request_visit_fn *visit, void *ctx)
{
    store_stmt *st;
    near_list *l = xc_arena_array(arena, 1, sizeof *l);
    if (!l)
        return XC_ENOMEM;
    l->limit = limit < 1 ? 1 : limit > MAX_NEAR ? MAX_NEAR : (size_t)limit;
    l->at = (geo_point){ lat, lon };
    l->radius_m = type->near_m;
    l->arena = arena;
    double span = (double)type->near_m / 111000.0; /* degrees of latitude, a little more */
    xc_err err = store_query(c, &st,
                             COLUMNS " WHERE r.type = $1 AND r.lat BETWEEN $2 AND $3"
                                     " AND k.state < 2 ORDER BY r.case_id DESC LIMIT $4",
                             "sddi", type->code, lat - span, lat + span, (int64_t)MAX_SEEN);
    if (!err)
        err = visit_rows(sv, st, false, arena, keep_nearest, l);
    if (!err && l->full)
        err = XC_ENOMEM;
    for (size_t i = 0; i < l->count && !err; i++)
        if (!visit(&l->rows[i], ctx))
            break;
    return err;
}

/* ---- on a case page ---- */

static void put_text(json_writer *w, const char *key, pack_text text)
{
    json_key(w, key);
    json_open_object(w);
    json_put_str(w, "zh", text.zh);
    json_put_str(w, "en", text.en);
    json_close_object(w);
}

typedef struct {
    json_writer *w;
    xc_arena *arena;
} put_ctx;

static bool put_member(const request_row *row, void *ctx)
{
    put_ctx *p = ctx;
    json_writer *w = p->w;
    xc_str name = xc_arena_printf(p->arena, "%.*s%.*s", XC_STR_ARG(row->last_name),
                                  XC_STR_ARG(row->first_name));
    json_key(w, "request");
    json_open_object(w);
    json_key(w, "type");
    json_open_object(w);
    json_put_str(w, "code", row->type ? row->type->code : XC_STR(""));
    put_text(w, "name", row->type ? row->type->name : (pack_text){ XC_STR(""), XC_STR("") });
    json_close_object(w);
    json_put_str(w, "words", row->words);
    json_put_str(w, "address", row->address);
    json_put_str(w, "media_url", row->media_url.len ? row->media_url : (xc_str){ 0 });
    json_key(w, "attributes");
    json_raw(w, row->attributes);
    json_put_str(w, "name", party_mask(PARTY_MASK_NAME, name, p->arena));
    json_put_str(w, "phone", party_mask(PARTY_MASK_PHONE, row->phone, p->arena));
    json_put_time(w, "requested_at", row->requested_us);
    json_close_object(w);
    return false;
}

xc_err request_put(const services *sv, store_conn *c, int64_t case_id, json_writer *w)
{
    store_stmt *st;
    xc_arena *arena;
    xc_err err = xc_arena_new(MAX_MEMBER, &arena);
    if (err)
        return err;
    put_ctx ctx = { w, arena };
    err = store_query(c, &st, COLUMNS " WHERE r.case_id = $1", "i", case_id);
    if (!err)
        err = visit_rows(sv, st, true, arena, put_member, &ctx);
    xc_arena_free(arena);
    return err;
}

static bool put_contact(const request_row *row, void *ctx)
{
    put_ctx *p = ctx;
    xc_str name = xc_arena_printf(p->arena, "%.*s%.*s", XC_STR_ARG(row->last_name),
                                  XC_STR_ARG(row->first_name));
    json_open_object(p->w);
    json_put_str(p->w, "name", name);
    json_put_str(p->w, "phone", row->phone);
    json_put_str(p->w, "email", row->email);
    json_close_object(p->w);
    return false;
}

xc_err request_contact(const services *sv, loop_tx *tx, const case_brief *brief, json_writer *w,
                       xc_problem *why)
{
    store_stmt *st;
    put_ctx ctx = { w, loop_arena(tx) };
    size_t before = w->out->len;
    const case_entry entry = { .kind = "looked",
                               .name = { XC_STR("查看联系方式"), XC_STR("Saw how to call") } };
    xc_err err = store_query(loop_db(tx), &st, COLUMNS " WHERE r.case_id = $1", "i", brief->id);
    if (!err)
        err = visit_rows(sv, st, true, ctx.arena, put_contact, &ctx);
    if (!err && w->out->len == before)
        err = xc_fail(why, XC_ENOTFOUND, "/id", "nobody reported this case", "这件不是市民反映的");
    if (!err)
        err = case_history_add(tx, brief->id, &entry);
    return err ? err : loop_audit(tx, "request.contact", brief->no, brief->division, XC_STR("{}"));
}
