/* licence.c - issuing and revoking licences, and reading their rows. */
#include "services/licence.h"

#include <stdio.h>

#include "codec/time_text.h"
#include "services/application_int.h"
#include "services/form.h"
#include "services/licence_int.h"
#include "services/licence_number.h"
#include "services/matter.h"

enum { MAX_REASON = 1000 };

xc_str licence_in(pack_text text, xc_lang lang)
{
    return lang == XC_LANG_ZH ? text.zh : text.en;
}

static int64_t local_day(const services *sv, int64_t time_us)
{
    int64_t local = time_us + pack_info_of(sv->pack)->utc_offset_minutes * XC_MINUTE_US;
    return local / XC_DAY_US - (local % XC_DAY_US < 0);
}

xc_str licence_day(const services *sv, int64_t time_us, xc_arena *arena)
{
    int y, m, d;
    if (time_us == LICENCE_NEVER)
        return XC_STR("");
    time_civil(local_day(sv, time_us), &y, &m, &d);
    return xc_arena_printf(arena, "%04d-%02d-%02d", y, m, d);
}

xc_str licence_day_words(const services *sv, int64_t time_us, xc_lang lang, xc_arena *arena)
{
    static const char *const months[] = { "January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December" };
    int y, m, d;
    if (time_us == LICENCE_NEVER)
        return lang == XC_LANG_ZH ? XC_STR("长期") : XC_STR("no end");
    time_civil(local_day(sv, time_us), &y, &m, &d);
    if (lang == XC_LANG_ZH)
        return xc_arena_printf(arena, "%d年%d月%d日", y, m, d);
    return xc_arena_printf(arena, "%d %s %d", d, months[(m - 1) % 12], y);
}

xc_str licence_context(int64_t id, char to[LICENCE_CONTEXT_SIZE])
{
    int n = snprintf(to, LICENCE_CONTEXT_SIZE, "licence:%lld", (long long)id);
    return (xc_str){ to, n > 0 ? (size_t)n : 0 };
}

/* ---- reading a row ---- */

static bool copy_row(store_stmt *st, xc_arena *arena, licence_row *row, xc_str *sealed)
{
    row->kind_id = xc_arena_str(arena, store_str(st, 0));
    row->party = store_int(st, 1);
    row->application = store_int(st, 2);
    row->division = xc_arena_str(arena, store_str(st, 3));
    row->issuer =
        (pack_text){ xc_arena_str(arena, store_str(st, 4)), xc_arena_str(arena, store_str(st, 5)) };
    row->number = xc_arena_str(arena, store_str(st, 6));
    row->version = store_int(st, 7);
    row->status = store_int(st, 8);
    *sealed = xc_arena_str(arena, store_str(st, 9));
    row->issued_us = store_int(st, 10);
    row->expires_us = store_int(st, 11);
    row->revoked_us = store_int(st, 12);
    return row->kind_id.ptr && row->division.ptr && row->issuer.zh.ptr && row->issuer.en.ptr &&
           row->number.ptr && sealed->ptr;
}

static xc_err open_facts(const services *sv, xc_str sealed, xc_arena *arena, licence_row *row,
                         xc_problem *why)
{
    char context[LICENCE_CONTEXT_SIZE];
    xc_str text;
    xc_err err = party_seal_read(sv->seal, licence_context(row->id, context), sealed, arena, &text);
    if (!err)
        err = json_parse(text, arena, &row->facts, NULL);
    if (err)
        return xc_fail(why, err == XC_ENOMEM ? err : XC_ECORRUPT, "licence",
                       "the facts of licence %lld cannot be opened", "证照 %lld 的内容打不开",
                       (long long)row->id);
    return XC_OK;
}

xc_err licence_row_get(const services *sv, store_conn *c, int64_t id, int64_t party,
                       xc_arena *arena, licence_row *ret, xc_problem *why)
{
    store_stmt *st;
    licence_row row = { .id = id };
    xc_str sealed = { 0 };
    xc_err err = store_query(c, &st,
                             "SELECT kind, party_id, application_id, division, issuer_zh, "
                             "issuer_en, number, version, status_index, sealed, issued_us, "
                             "expires_us, revoked_us FROM licence WHERE id = $1",
                             "i", id);
    if (err)
        return err;
    bool found = store_row(st);
    bool whole = !found || copy_row(st, arena, &row, &sealed);
    err = store_end(st);
    if (err || !whole)
        return err ? err : XC_ENOMEM;
    if (!found || (party && row.party != party))
        return xc_fail(why, XC_ENOTFOUND, "/id", "you have no licence %lld",
                       "您没有编号 %lld 的证照", (long long)id);
    row.kind = pack_licence_kind_find(sv->pack, row.kind_id);
    err = open_facts(sv, sealed, arena, &row, why);
    if (!err)
        *ret = row;
    return err;
}

const char *licence_row_state(const licence_row *row, int64_t now_us)
{
    if (row->revoked_us)
        return "revoked";
    return now_us >= row->expires_us ? "expired" : "valid";
}

pack_text licence_row_fact(const licence_row *row, const pack_fact *fact)
{
    for (const json_value *v = row->facts ? row->facts->first : NULL; v; v = v->next)
        if (xc_str_eq(v->key, fact->id))
            return pack_text_of(v);
    return (pack_text){ 0 };
}

/* ---- what a fact's value is when it is issued ---- */

typedef struct {
    const services *sv;
    const licence_order *order;
    const party_fact *facts;
    size_t fact_count;
    xc_arena *arena;
} sources;

static xc_str after(xc_str from, const char *prefix)
{
    size_t len = strlen(prefix);
    return (xc_str){ from.ptr + len, from.len - len };
}

static pack_text person_value(const sources *s, xc_str field)
{
    for (size_t i = 0; i < s->fact_count; i++) {
        const party_fact *f = &s->facts[i];
        if (!xc_str_eq(f->field, field))
            continue;
        const party_fact *english =
            xc_str_is(field, "name") ? party_fact_find(s->facts, s->fact_count, "name_en") : NULL;
        return (pack_text){ f->value, english ? english->value : f->value };
    }
    return (pack_text){ 0 };
}

/* Of a choice the label is certified, not its key. */
static pack_text answer_value(const sources *s, xc_str key)
{
    const json_value *answer = NULL;
    for (const json_value *v = s->order->answers ? s->order->answers->first : NULL; v; v = v->next)
        if (xc_str_eq(v->key, key))
            answer = v;
    if (!answer || (answer->kind != JSON_STRING && answer->kind != JSON_NUMBER))
        return (pack_text){ 0 };
    const json_value *field = s->order->form ? form_field(s->order->form, key) : NULL;
    const json_value *options = json_find(field, "values");
    for (const json_value *o = options ? options->first : NULL; o; o = o->next)
        if (xc_str_eq(json_find_str(o, "value"), answer->text))
            return pack_text_of(json_find(o, "label"));
    return (pack_text){ answer->text, answer->text };
}

static const json_value *fact_json(const pack_licence_kind *kind, xc_str id)
{
    const json_value *list = json_find(kind->json, "facts");
    for (const json_value *v = list ? list->first : NULL; v; v = v->next)
        if (xc_str_eq(json_find_str(v, "id"), id))
            return v;
    return NULL;
}

static pack_text fact_value(const sources *s, const pack_licence_kind *kind, const pack_fact *fact)
{
    if (xc_str_starts(fact->from, XC_STR("person.")))
        return person_value(s, after(fact->from, "person."));
    if (xc_str_starts(fact->from, XC_STR("answers.")))
        return answer_value(s, after(fact->from, "answers."));
    return pack_text_of(json_find(fact_json(kind, fact->id), "value"));
}

static xc_err write_facts(const sources *s, const pack_licence_kind *kind, xc_buf *out,
                          xc_problem *why)
{
    json_writer w = json_writer_on(out);
    json_open_object(&w);
    for (size_t i = 0; i < kind->fact_count; i++) {
        const pack_fact *fact = &kind->facts[i];
        pack_text value = fact_value(s, kind, fact);
        if (!value.zh.len)
            return xc_fail(
                why, XC_EINVAL, "/licence", "\"%.*s\" of the licence is not known (%.*s)",
                "证照上的“%.*s”还不知道（%.*s）", XC_STR_ARG(fact->id), XC_STR_ARG(fact->from));
        json_key_str(&w, fact->id);
        json_open_object(&w);
        json_put_str(&w, "zh", value.zh);
        json_put_str(&w, "en", value.en.len ? value.en : value.zh);
        json_close_object(&w);
    }
    json_close_object(&w);
    return xc_buf_err(out);
}

/* ---- the number ---- */

/* A pack that names no codes of its bodies gets the division's in their place: 18 digits. */
static xc_str code_or_division(const services *sv, const pack_licence_kind *kind, const char *key,
                               xc_arena *arena)
{
    xc_str code = json_find_str(kind->json, key);
    if (code.len)
        return code;
    return xc_arena_printf(arena, "000000%.*s", XC_STR_ARG(pack_info_of(sv->pack)->division));
}

static size_t kind_place(const services *sv, const pack_licence_kind *kind)
{
    size_t count;
    const pack_licence_kind *kinds = pack_licence_kinds(sv->pack, &count);
    return (size_t)(kind - kinds) + 1;
}

static xc_err make_number(const services *sv, const pack_licence_kind *kind, int64_t serial,
                          int64_t now_us, xc_arena *arena, char to[LICENCE_NUMBER_SIZE])
{
    int y, m, d;
    time_civil(local_day(sv, now_us), &y, &m, &d);
    xc_str type = json_find_str(kind->json, "type_code");
    xc_str issuer = code_or_division(sv, kind, "issuer_code", arena);
    if (!type.len)
        type = xc_arena_printf(arena, "%.*s%03zu",
                               XC_STR_ARG(code_or_division(sv, kind, "definer_code", arena)),
                               kind_place(sv, kind));
    xc_str text = xc_arena_printf(arena, "%04d%08lld", y, (long long)serial);
    if (!type.ptr || !issuer.ptr || !text.ptr)
        return XC_ENOMEM;
    return licence_number_format(type, issuer, text, 1, to) ? XC_OK : XC_EINVAL;
}

/* ---- issuing ---- */

static xc_err next_place(store_conn *c, int64_t *ret_serial, int64_t *ret_status)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT COALESCE(MAX(serial), 0) + 1, "
                             "COALESCE(MAX(status_index), -1) + 1 FROM licence",
                             "");
    if (err)
        return err;
    if (store_row(st)) {
        *ret_serial = store_int(st, 0);
        *ret_status = store_int(st, 1);
    }
    return store_end(st);
}

/* A decision that is told twice (a retried job) must not issue twice. */
static xc_err issued_before(store_conn *c, const licence_order *order, int64_t *ret_id)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT id FROM licence WHERE application_id = $1 AND kind = $2 AND "
                             "revoked_us = 0 AND $3 > 0",
                             "isi", order->application, order->kind, order->application);
    if (err)
        return err;
    if (store_row(st))
        *ret_id = store_int(st, 0);
    return store_end(st);
}

typedef struct {
    int64_t id, serial, status, expires_us;
    char number[LICENCE_NUMBER_SIZE];
    pack_text issuer;
    xc_str facts;
} draft;

static xc_err insert(loop_tx *tx, const licence_order *order, draft *d)
{
    store_stmt *st;
    xc_err err = store_query(loop_db(tx), &st,
                             "INSERT INTO licence (kind, party_id, application_id, division, "
                             "issuer_zh, issuer_en, number, serial, version, status_index, sealed, "
                             "issued_us, expires_us, revoked_us, revoked_by, revoked_why) VALUES "
                             "($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, '', $10, $11, 0, '', '') "
                             "RETURNING id",
                             "siissstiiii", order->kind, order->party, order->application,
                             order->division, d->issuer.zh, d->issuer.en, d->number, d->serial,
                             d->status, loop_now_us(tx), d->expires_us);
    if (err)
        return err;
    d->id = store_row(st) ? store_int(st, 0) : 0;
    return store_end(st);
}

/* The seal is bound to the row, whose id is only known now. */
static xc_err put_facts(const services *sv, store_conn *c, const draft *d)
{
    char context[LICENCE_CONTEXT_SIZE];
    xc_buf sealed;
    xc_buf_init(&sealed, 1 << 16);
    xc_err err = party_seal_close(sv->seal, licence_context(d->id, context), d->facts, &sealed);
    if (!err)
        err = store_run(c, NULL, "UPDATE licence SET sealed = $1 WHERE id = $2", "bi",
                        xc_buf_view(&sealed), d->id);
    xc_buf_done(&sealed);
    return err;
}

static xc_err prepare(const services *sv, loop_tx *tx, const licence_order *order,
                      const pack_licence_kind *kind, draft *d, xc_problem *why)
{
    xc_arena *arena = loop_arena(tx);
    party_fact *facts;
    size_t count;
    xc_err err = party_facts(loop_db(tx), sv->seal, order->party, arena, &facts, &count);
    if (err)
        return err;
    sources s = { sv, order, facts, count, arena };
    xc_buf text;
    xc_buf_init(&text, 1 << 16);
    err = write_facts(&s, kind, &text, why);
    d->facts = xc_arena_str(arena, xc_buf_view(&text));
    xc_buf_done(&text);
    if (!err && !d->facts.ptr)
        err = XC_ENOMEM;
    const pack_blank blank = { XC_STR("office"), order->office };
    if (!err)
        err = pack_text_fill(kind->issuer, &blank, 1, arena, &d->issuer);
    if (!err)
        err = next_place(loop_db(tx), &d->serial, &d->status);
    if (!err)
        err = make_number(sv, kind, d->serial, loop_now_us(tx), arena, d->number);
    d->expires_us =
        kind->valid_days ? loop_now_us(tx) + kind->valid_days * XC_DAY_US : LICENCE_NEVER;
    return err;
}

xc_err licence_issue(const services *sv, loop_tx *tx, const licence_order *order, int64_t *ret_id,
                     xc_problem *why)
{
    const pack_licence_kind *kind = pack_licence_kind_find(sv->pack, order->kind);
    if (!kind)
        return xc_fail(why, XC_ENOTFOUND, "/licence", "the pack has no licence \"%.*s\"",
                       "城市包里没有证照“%.*s”", XC_STR_ARG(order->kind));
    draft d = { 0 };
    xc_err err = issued_before(loop_db(tx), order, &d.id);
    if (!err && d.id) {
        *ret_id = d.id;
        return XC_OK;
    }
    if (!err)
        err = prepare(sv, tx, order, kind, &d, why);
    if (!err)
        err = insert(tx, order, &d);
    if (!err)
        err = put_facts(sv, loop_db(tx), &d);
    xc_str entry = xc_arena_printf(loop_arena(tx), "{\"kind\":\"%.*s\",\"number\":\"%s\"}",
                                   XC_STR_ARG(order->kind), d.number);
    xc_str object = xc_arena_printf(loop_arena(tx), "licence:%lld", (long long)d.id);
    if (!err)
        err = loop_audit(tx, "licence.issue", object, order->division, entry);
    if (!err)
        *ret_id = d.id;
    return err;
}

/* ---- revoking ---- */

xc_err licence_put_state(store_conn *c, int64_t id, int64_t now_us, json_writer *w)
{
    store_stmt *st;
    xc_err err = store_query(
        c, &st, "SELECT expires_us, revoked_us, revoked_why FROM licence WHERE id = $1", "i", id);
    if (err)
        return err;
    if (store_row(st)) {
        licence_row row = { .expires_us = store_int(st, 0), .revoked_us = store_int(st, 1) };
        json_put_text(w, "licence_state", licence_row_state(&row, now_us));
        if (row.revoked_us) {
            json_put_time(w, "revoked_at", row.revoked_us);
            json_put_str(w, "revoked_why", store_str(st, 2));
        }
    }
    return store_end(st);
}

/* The holder reads it where the application stands, with the reason. */
static xc_err tell_revoked(const services *sv, loop_tx *tx, int64_t application, xc_str reason,
                           xc_problem *why)
{
    application_row row;
    xc_arena *arena = loop_arena(tx);
    const pack_text title = { XC_STR("证明已被吊销"), XC_STR("The certificate was revoked") };
    pack_text text = { xc_arena_printf(arena, "理由：%.*s", XC_STR_ARG(reason)),
                       xc_arena_printf(arena, "Reason: %.*s", XC_STR_ARG(reason)) };
    if (!text.zh.ptr || !text.en.ptr)
        return XC_ENOMEM;
    xc_err err = application_get(sv, loop_db(tx), application, 0, arena, &row, why);
    if (!err)
        err =
            application_set_notice(&row, title, text, (pack_text){ XC_STR(""), XC_STR("") }, arena);
    if (!err)
        err = application_update(loop_db(tx), &row);
    if (!err)
        err = application_history_add(loop_db(tx), row.id, loop_now_us(tx), title, text);
    return err ? err : application_tell(sv, tx, &row, "application.revoked");
}

xc_err licence_revoke(const services *sv, loop_tx *tx, int64_t licence, xc_str reason,
                      xc_problem *why)
{
    licence_row row;
    const loop_actor *actor = loop_actor_of(tx);
    xc_err err = licence_row_get(sv, loop_db(tx), licence, 0, loop_arena(tx), &row, why);
    if (err)
        return err;
    if (!xc_str_trim(reason).len)
        return xc_fail(why, XC_EINVAL, "/reason", "say why it is revoked", "请写明为什么吊销");
    if (reason.len > MAX_REASON)
        return xc_fail(why, XC_ELIMIT, "/reason", "the reason has %zu bytes; %d are allowed",
                       "理由 %zu 字节，最多 %d 字节", reason.len, MAX_REASON);
    if (!xc_str_starts(row.division, actor->division))
        return xc_fail(why, XC_EFORBIDDEN, "/id", "it was issued by another office: ask them",
                       "这份证照由别的单位签发，请联系他们");
    if (row.revoked_us)
        return xc_fail(why, XC_ECONFLICT, "/id", "it is revoked already", "这份证照已经吊销了");
    err = store_run(loop_db(tx), NULL,
                    "UPDATE licence SET revoked_us = $1, revoked_by = $2, revoked_why = $3 "
                    "WHERE id = $4",
                    "issi", loop_now_us(tx), actor->name, reason, licence);
    xc_str object = xc_arena_printf(loop_arena(tx), "licence:%lld", (long long)licence);
    if (!err)
        err = loop_audit(tx, "licence.revoke", object, row.division, XC_STR("{}"));
    return err || !row.application ? err : tell_revoked(sv, tx, row.application, reason, why);
}
