/* licence_show.c - licences for their holder: the list, the code that is shown, the paper. */
#include "services/licence.h"

#include "services/form.h"
#include "services/licence_int.h"
#include "services/licence_pdf.h"
#include "services/matter.h"
#include "services/qr.h"

/* ---- the list ---- */

static xc_str masked_value(const pack_fact *fact, xc_str value, xc_arena *arena)
{
    return fact->masked ? party_mask(party_mask_of(fact->id), value, arena) : value;
}

static void put_facts(const licence_row *row, xc_lang lang, xc_arena *arena, json_writer *w)
{
    json_key(w, "facts");
    json_open_array(w);
    for (size_t i = 0; row->kind && i < row->kind->fact_count; i++) {
        const pack_fact *fact = &row->kind->facts[i];
        xc_str value = licence_in(licence_row_fact(row, fact), lang);
        json_open_object(w);
        json_put_str(w, "id", fact->id);
        matter_put_text(w, "label", fact->label);
        json_put_str(w, "value", value);
        json_put_str(w, "masked", masked_value(fact, value, arena));
        json_put_bool(w, "default", fact->shown);
        json_close_object(w);
    }
    json_close_array(w);
}

static xc_err put_licence(store_conn *c, const licence_row *row, xc_lang lang, int64_t now_us,
                          xc_arena *arena, json_writer *w)
{
    json_open_object(w);
    matter_put_id(w, "id", row->id);
    json_put_str(w, "kind", row->kind_id);
    matter_put_text(w, "name",
                    row->kind ? row->kind->name : (pack_text){ row->kind_id, row->kind_id });
    json_put_str(w, "number", row->number);
    matter_put_text(w, "issuer", row->issuer);
    json_put_time(w, "issued_at", row->issued_us);
    json_put_time(w, "expires_at", row->expires_us == LICENCE_NEVER ? INT64_MIN : row->expires_us);
    json_put_text(w, "state", licence_row_state(row, now_us));
    if (row->application)
        matter_put_id(w, "application", row->application);
    put_facts(row, lang, arena, w);
    xc_err err = row->revoked_us ? licence_put_state(c, row->id, now_us, w) : XC_OK;
    json_close_object(w);
    return err;
}

enum { MAX_LISTED = 200 };

static xc_err ids_of(store_conn *c, int64_t party, int64_t ids[MAX_LISTED], size_t *ret_count)
{
    store_stmt *st;
    size_t count = 0;
    xc_err err =
        store_query(c, &st, "SELECT id FROM licence WHERE party_id = $1 ORDER BY id DESC LIMIT $2",
                    "ii", party, (int64_t)MAX_LISTED);
    if (err)
        return err;
    while (count < MAX_LISTED && store_row(st))
        ids[count++] = store_int(st, 0);
    *ret_count = count;
    return store_end(st);
}

xc_err licence_list(const services *sv, store_conn *c, int64_t party, xc_lang lang, int64_t now_us,
                    xc_arena *arena, json_writer *w)
{
    int64_t ids[MAX_LISTED];
    size_t count = 0;
    xc_err err = ids_of(c, party, ids, &count);
    json_open_object(w);
    json_key(w, "licences");
    json_open_array(w);
    for (size_t i = 0; i < count && !err; i++) {
        licence_row row;
        err = licence_row_get(sv, c, ids[i], party, arena, &row, NULL);
        if (!err)
            err = put_licence(c, &row, lang, now_us, arena, w);
    }
    json_close_array(w);
    json_close_object(w);
    return err;
}

/* ---- the code ---- */

static bool chosen(const licence_showing *s, const pack_fact *fact)
{
    if (!s->facts || !s->facts->count)
        return fact->shown;
    for (const json_value *v = s->facts->first; v; v = v->next)
        if (v->kind == JSON_STRING && xc_str_eq(v->text, fact->id))
            return true;
    return false;
}

static bool has_fact(const pack_licence_kind *kind, const json_value *id)
{
    for (size_t i = 0; i < kind->fact_count; i++)
        if (id->kind == JSON_STRING && xc_str_eq(kind->facts[i].id, id->text))
            return true;
    return false;
}

static xc_err check_chosen(const licence_showing *s, const pack_licence_kind *kind, xc_problem *why)
{
    if (s->facts && s->facts->kind != JSON_ARRAY)
        return xc_fail(why, XC_EINVAL, "/facts", "facts must be a list of ids",
                       "facts 应是一组编号");
    for (const json_value *v = s->facts ? s->facts->first : NULL; v; v = v->next)
        if (!has_fact(kind, v))
            return xc_fail(why, XC_EINVAL, "/facts", "the licence has no \"%.*s\"",
                           "证照上没有“%.*s”", v->text.len > 60 ? 60 : (int)v->text.len,
                           v->text.len ? v->text.ptr : "");
    return XC_OK;
}

/* The paper certifies in full; a screen shows the masked form of what the kind masks. */
static xc_err put_chosen(const licence_showing *s, const licence_row *row, licence_code *code,
                         xc_arena *arena)
{
    for (size_t i = 0; i < row->kind->fact_count && code->fact_count < LICENCE_CODE_FACTS; i++) {
        const pack_fact *fact = &row->kind->facts[i];
        if (!chosen(s, fact))
            continue;
        xc_str value = masked_value(fact, licence_in(licence_row_fact(row, fact), s->lang), arena);
        if (!value.ptr)
            return XC_ENOMEM;
        code->facts[code->fact_count++] = (licence_fact){ licence_in(fact->label, s->lang), value };
    }
    return XC_OK;
}

static xc_err make_code(const services *sv, const licence_showing *s, const licence_row *row,
                        bool paper, xc_arena *arena, xc_str *ret)
{
    int64_t now_s = s->now_us / XC_SECOND_US;
    licence_code code = { .licence = row->id,
                          .version = row->version,
                          .status = row->status,
                          .issued_s = now_s,
                          .expires_s = paper ? 0 : now_s + LICENCE_CODE_LIFE_S,
                          .name = licence_in(row->kind->name, s->lang),
                          .issuer = licence_in(row->issuer, s->lang),
                          .expires_on = licence_day(sv, row->expires_us, arena),
                          .paper = paper };
    xc_err err = paper ? XC_OK : licence_nonce_new(arena, &code.nonce);
    if (!err)
        err = put_chosen(s, row, &code, arena);
    xc_buf text;
    xc_buf_init(&text, LICENCE_CODE_MAX);
    if (!err)
        err = licence_code_format(&code, issuer_ring_signer(sv->ring, now_s * XC_SECOND_US), &text);
    if (!err) {
        *ret = xc_arena_str(arena, xc_buf_view(&text));
        err = ret->ptr ? XC_OK : XC_ENOMEM;
    }
    xc_buf_done(&text);
    return err;
}

/* The part after # never leaves the verifier's browser with the address. */
static xc_str address_of(const licence_showing *s, xc_str code, xc_arena *arena)
{
    return s->base_url.len ? xc_arena_printf(arena, "%.*s/verify#%.*s", XC_STR_ARG(s->base_url),
                                             XC_STR_ARG(code))
                           : code;
}

static xc_err may_show(const licence_row *row, int64_t now_us, xc_problem *why)
{
    if (!row->kind)
        return xc_fail(why, XC_EGONE, "/id", "this kind of licence is no longer issued",
                       "这种证照已经不再签发");
    if (row->revoked_us)
        return xc_fail(why, XC_EREFUSED, "/id", "it was revoked; ask the issuer why",
                       "这份证照已被收回，原因可以问签发机关");
    if (now_us >= row->expires_us)
        return xc_fail(why, XC_EREFUSED, "/id", "it has expired; apply for a new one",
                       "这份证照已过有效期，请重新申请");
    return XC_OK;
}

static xc_err row_to_show(const services *sv, store_conn *c, const licence_showing *s,
                          xc_arena *arena, licence_row *row, xc_problem *why)
{
    xc_err err = licence_row_get(sv, c, s->licence, s->party, arena, row, why);
    return err ? err : may_show(row, s->now_us, why);
}

static xc_err put_qr(json_writer *w, xc_str text)
{
    qr *q = NULL;
    xc_buf svg;
    xc_buf_init(&svg, 1 << 20);
    xc_err err = qr_new(text, &q);
    if (!err) {
        qr_svg(q, &svg);
        err = xc_buf_err(&svg);
    }
    if (!err)
        json_put_str(w, "qr_svg", xc_buf_view(&svg));
    xc_buf_done(&svg);
    qr_free(q);
    return err;
}

xc_err licence_show(const services *sv, store_conn *c, const licence_showing *s, xc_arena *arena,
                    json_writer *w, xc_problem *why)
{
    licence_row row;
    xc_str code, url;
    xc_err err = row_to_show(sv, c, s, arena, &row, why);
    if (!err)
        err = check_chosen(s, row.kind, why);
    if (!err)
        err = make_code(sv, s, &row, false, arena, &code);
    if (err)
        return err;
    url = address_of(s, code, arena);
    if (!url.ptr)
        return XC_ENOMEM;
    json_open_object(w);
    json_put_str(w, "code", code);
    json_put_str(w, "url", url);
    json_put_time(w, "expires_at", (s->now_us / XC_SECOND_US + LICENCE_CODE_LIFE_S) * XC_SECOND_US);
    err = put_qr(w, url);
    json_close_object(w);
    return err;
}

/* ---- the paper ---- */

static xc_err body_of(const licence_showing *s, const licence_row *row, xc_arena *arena,
                      xc_str *ret)
{
    pack_blank blanks[LICENCE_CODE_FACTS];
    size_t count = 0;
    for (size_t i = 0; i < row->kind->fact_count && count < LICENCE_CODE_FACTS; i++)
        blanks[count++] =
            (pack_blank){ row->kind->facts[i].id, licence_row_fact(row, &row->kind->facts[i]) };
    pack_text body;
    xc_err err = pack_text_fill(pack_text_of(json_find(row->kind->json, "template")), blanks, count,
                                arena, &body);
    if (!err)
        *ret = licence_in(body, s->lang);
    return err;
}

static size_t lines_of(const licence_showing *s, const licence_row *row,
                       licence_line lines[LICENCE_CODE_FACTS])
{
    size_t count = 0;
    for (size_t i = 0; i < row->kind->fact_count && count < LICENCE_CODE_FACTS; i++) {
        const pack_fact *fact = &row->kind->facts[i];
        lines[count++] = (licence_line){ licence_in(fact->label, s->lang),
                                         licence_in(licence_row_fact(row, fact), s->lang) };
    }
    return count;
}

xc_err licence_paper(const services *sv, store_conn *c, const licence_showing *s, xc_arena *arena,
                     xc_buf *pdf, xc_problem *why)
{
    licence_row row;
    licence_showing defaults = *s;
    licence_line lines[LICENCE_CODE_FACTS];
    licence_page page = { .lang = s->lang, .lines = lines };
    xc_str code = { 0 };
    defaults.facts = NULL;
    xc_err err = row_to_show(sv, c, s, arena, &row, why);
    if (!err)
        err = make_code(sv, &defaults, &row, true, arena, &code);
    if (!err)
        err = body_of(s, &row, arena, &page.body);
    if (err)
        return err;
    page.line_count = lines_of(s, &row, lines);
    page.title = licence_in(row.kind->name, s->lang);
    page.number = row.number;
    page.issuer = licence_in(row.issuer, s->lang);
    page.issued = licence_day_words(sv, row.issued_us, s->lang, arena);
    page.expires = licence_day_words(sv, row.expires_us, s->lang, arena);
    page.code = address_of(s, code, arena);
    page.notice = licence_in(pack_info_of(sv->pack)->notice, s->lang);
    if (!page.issued.ptr || !page.expires.ptr || !page.code.ptr)
        return XC_ENOMEM;
    return licence_pdf(&page, pdf);
}

/* ---- who verified it ---- */

xc_err licence_checks(const services *sv, store_conn *c, int64_t party, int64_t licence,
                      xc_arena *arena, json_writer *w, xc_problem *why)
{
    licence_row row;
    store_stmt *st;
    xc_err err = licence_row_get(sv, c, licence, party, arena, &row, why);
    if (!err)
        err = store_query(c, &st,
                          "SELECT time_us, reason, who, facts FROM licence_check "
                          "WHERE licence_id = $1 ORDER BY id DESC LIMIT 200",
                          "i", licence);
    if (err)
        return err;
    json_open_object(w);
    json_key(w, "checks");
    json_open_array(w);
    while (store_row(st)) {
        json_open_object(w);
        json_put_time(w, "time", store_int(st, 0));
        json_put_str(w, "reason", store_str(st, 1));
        json_put_str(w, "who", store_str(st, 2));
        json_key(w, "facts");
        json_raw(w, store_str(st, 3));
        json_close_object(w);
    }
    json_close_array(w);
    json_close_object(w);
    return store_end(st);
}
