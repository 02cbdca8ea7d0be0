/* licence_verify.c - the city as verifier: what it knows of keys, licences and used codes. */
#include "services/licence.h"

#include "codec/base64.h"
#include "codec/time_text.h"
#include "services/licence_int.h"
#include "services/matter.h"
#include "services/status_list.h"

typedef struct {
    const services *sv;
    loop_tx *tx;
    int64_t seen; /* the licence whose record was found; 0: none */
} desk;

static const issuer_key *key_of(void *ctx, xc_str kid, int64_t signed_us)
{
    const desk *d = ctx;
    return issuer_ring_find(d->sv->ring, kid, signed_us);
}

static xc_err standing_of(void *ctx, int64_t licence, licence_standing *ret)
{
    desk *d = ctx;
    store_stmt *st;
    xc_err err = store_query(loop_db(d->tx), &st,
                             "SELECT version, status_index, revoked_us, expires_us FROM licence "
                             "WHERE id = $1",
                             "i", licence);
    if (err)
        return err;
    bool found = store_row(st);
    if (found)
        *ret = (licence_standing){ store_int(st, 0), store_int(st, 1), store_int(st, 2) != 0,
                                   store_int(st, 3) };
    err = store_end(st);
    if (!err && found)
        d->seen = licence;
    return err ? err : found ? XC_OK : XC_ENOTFOUND;
}

/* Old nonces are swept here: a code that has run out is refused before this question is asked. */
static xc_err use_nonce(void *ctx, xc_str nonce, int64_t expires_s, bool *ret_first)
{
    enum { GRACE_S = 120 };
    desk *d = ctx;
    int64_t changed = 0;
    store_conn *c = loop_db(d->tx);
    xc_err err = store_run(c, NULL, "DELETE FROM licence_nonce WHERE expires_s < $1", "i",
                           loop_now_us(d->tx) / XC_SECOND_US - GRACE_S);
    if (!err)
        err = store_run(c, &changed,
                        "INSERT INTO licence_nonce (nonce, expires_s) VALUES ($1, $2) "
                        "ON CONFLICT (nonce) DO NOTHING",
                        "si", nonce, expires_s);
    if (!err)
        *ret_first = changed == 1;
    return err;
}

/* The holder sees who checked what and when. */
static xc_err record(desk *d, const licence_verdict *v)
{
    xc_buf facts;
    xc_buf_init(&facts, 1 << 14);
    json_writer w = json_writer_on(&facts);
    json_open_array(&w);
    for (size_t i = 0; v->facts_shown && i < v->code.fact_count; i++)
        json_str(&w, v->code.facts[i].label);
    json_close_array(&w);
    const loop_actor *actor = loop_actor_of(d->tx);
    xc_err err = xc_buf_err(&facts);
    if (!err)
        err = store_run(loop_db(d->tx), NULL,
                        "INSERT INTO licence_check (licence_id, time_us, reason, who, facts) "
                        "VALUES ($1, $2, $3, $4, $5)",
                        "iitss", d->seen, loop_now_us(d->tx), licence_reason_name(v->reason),
                        actor->user_id ? actor->name : XC_STR(""), xc_buf_view(&facts));
    xc_buf_done(&facts);
    return err;
}

static void put_words(json_writer *w, const char *key,
                      const char *(*words)(licence_reason r, xc_lang lang), licence_reason r)
{
    matter_put_text(
        w, key, (pack_text){ xc_str_of(words(r, XC_LANG_ZH)), xc_str_of(words(r, XC_LANG_EN)) });
}

/* The holder's code speaks the holder's language; what the city has on record says the same in
 * both, so that the verifier reads it in theirs. What is not on record stays as it was shown. */
static pack_text both(pack_text known, xc_str shown)
{
    bool same = xc_str_eq(known.zh, shown) || xc_str_eq(known.en, shown);
    return same && known.zh.len && known.en.len ? known : (pack_text){ shown, shown };
}

static pack_text masked_both(pack_text value, xc_str field, xc_arena *arena)
{
    party_mask_kind kind = party_mask_of(field);
    return (pack_text){ party_mask(kind, value.zh, arena), party_mask(kind, value.en, arena) };
}

static void put_shown(json_writer *w, const licence_row *row, const licence_fact *shown,
                      xc_arena *arena)
{
    pack_text label = { shown->label, shown->label }, value = { shown->value, shown->value };
    for (size_t i = 0; row->kind && i < row->kind->fact_count; i++) {
        const pack_fact *fact = &row->kind->facts[i];
        if (!xc_str_eq(fact->label.zh, shown->label) && !xc_str_eq(fact->label.en, shown->label))
            continue;
        pack_text on_record = licence_row_fact(row, fact);
        label = fact->label;
        value = both(on_record, shown->value);
        if (fact->masked && xc_str_eq(value.zh, value.en) && on_record.zh.len)
            value = both(masked_both(on_record, fact->id, arena), shown->value);
    }
    json_open_object(w);
    matter_put_text(w, "label", label);
    matter_put_text(w, "value", value);
    json_close_object(w);
}

static void put_verdict(json_writer *w, const licence_verdict *v, const licence_row *row,
                        int64_t now_us, xc_arena *arena)
{
    json_open_object(w);
    json_put_text(w, "verdict", licence_reason_verdict(v->reason));
    json_put_text(w, "reason", licence_reason_name(v->reason));
    put_words(w, "text", licence_reason_text, v->reason);
    put_words(w, "todo", licence_reason_todo, v->reason);
    json_key(w, "facts");
    json_open_array(w);
    for (size_t i = 0; v->facts_shown && i < v->code.fact_count; i++)
        put_shown(w, row, &v->code.facts[i], arena);
    json_close_array(w);
    if (v->facts_shown) {
        pack_text none = { XC_STR(""), XC_STR("") };
        matter_put_text(w, "name", both(row->kind ? row->kind->name : none, v->code.name));
        matter_put_text(w, "issuer", both(row->id ? row->issuer : none, v->code.issuer));
        json_put_str(w, "expires_on", v->code.expires_on);
    }
    json_put_time(w, "checked_at", now_us);
    json_put_time(w, "list_at", now_us);
    json_close_object(w);
}

/* Scanners give the whole address; the code stands behind its #. */
static xc_str code_in(xc_str text)
{
    xc_str head, code = xc_str_cut(text, '#', &head);
    return code.ptr && xc_str_starts(code, XC_STR("xc1.")) ? code : text;
}

xc_err licence_verify_scan(const services *sv, loop_tx *tx, xc_str text, json_writer *w,
                           xc_problem *why)
{
    desk d = { .sv = sv, .tx = tx };
    licence_verdict v = { 0 };
    licence_verifier by = { .ctx = &d,
                            .now_us = loop_now_us(tx),
                            .key = key_of,
                            .standing = standing_of,
                            .use = use_nonce };
    /* whatever is wrong with the code is the answer; a problem is only what is wrong with us */
    xc_err err = licence_verify(code_in(text), &by, loop_arena(tx), &v);
    if (!err && d.seen)
        err = record(&d, &v);
    if (!err && d.seen)
        err = loop_audit(
            tx, "licence.verify",
            xc_arena_printf(loop_arena(tx), "licence:%lld", (long long)d.seen), XC_STR(""),
            xc_arena_printf(loop_arena(tx), "{\"reason\":\"%s\"}", licence_reason_name(v.reason)));
    licence_row row = { 0 };
    if (!err && d.seen)
        err = licence_row_get(sv, loop_db(tx), d.seen, 0, loop_arena(tx), &row, why);
    if (!err)
        put_verdict(w, &v, &row, loop_now_us(tx), loop_arena(tx));
    return err;
}

/* ---- what a verifier without a network takes along ---- */

static void put_half(json_writer *w, const char *key, const unsigned char *half)
{
    xc_buf text;
    xc_buf_init(&text, 64);
    base64_encode(&text, BASE64_URL, (xc_str){ (const char *)half, ISSUER_KEY_HALF_SIZE });
    json_put_str(w, key, xc_buf_view(&text));
    xc_buf_done(&text);
}

/* Names and labels in both languages: a code is read without a network in the verifier's. */
static void put_kind_words(const services *sv, json_writer *w)
{
    size_t count;
    const pack_licence_kind *kinds = pack_licence_kinds(sv->pack, &count);
    json_key(w, "words");
    json_open_array(w);
    for (size_t k = 0; k < count; k++) {
        json_open_object(w);
        json_put_str(w, "zh", kinds[k].name.zh);
        json_put_str(w, "en", kinds[k].name.en);
        json_close_object(w);
        for (size_t i = 0; i < kinds[k].fact_count; i++) {
            json_open_object(w);
            json_put_str(w, "zh", kinds[k].facts[i].label.zh);
            json_put_str(w, "en", kinds[k].facts[i].label.en);
            json_close_object(w);
        }
    }
    json_close_array(w);
}

static void put_key(json_writer *w, const issuer_ring_entry *e, pack_text issuer)
{
    unsigned char x[ISSUER_KEY_HALF_SIZE], y[ISSUER_KEY_HALF_SIZE];
    issuer_key_point(e->key, x, y);
    json_open_object(w);
    json_put_text(w, "kid", issuer_key_id(e->key));
    json_put_text(w, "alg", "SM2");
    put_half(w, "x", x);
    put_half(w, "y", y);
    json_put_time(w, "not_before", e->not_before_us);
    json_put_time(w, "not_after", e->not_after_us);
    matter_put_text(w, "issuer", issuer);
    json_close_object(w);
}

/* the one that signs now is the first, for readers that take only one; then the newest */
void licence_keys(const services *sv, int64_t now_us, json_writer *w)
{
    const issuer_key *signer = issuer_ring_signer(sv->ring, now_us);
    pack_text issuer = pack_info_of(sv->pack)->name;
    json_open_object(w);
    json_key(w, "keys");
    json_open_array(w);
    for (int others = 0; others < 2; others++)
        for (size_t i = issuer_ring_count(sv->ring); i > 0; i--) {
            issuer_ring_entry e = issuer_ring_get(sv->ring, i - 1);
            if ((e.key != signer) == others)
                put_key(w, &e, issuer);
        }
    json_close_array(w);
    put_kind_words(sv, w);
    json_close_object(w);
}

static xc_err read_bits(store_conn *c, status_list *list)
{
    store_stmt *st;
    xc_err err = store_query(c, &st, "SELECT status_index FROM licence WHERE revoked_us > 0", "");
    if (err)
        return err;
    while (!err && store_row(st))
        err = status_list_set(list, (uint32_t)store_int(st, 0), true);
    xc_err ended = store_end(st);
    return err ? err : ended;
}

static xc_err encode_bits(store_conn *c, xc_buf *text, uint32_t *ret_bits)
{
    status_list *list = NULL;
    xc_buf bytes;
    xc_buf_init(&bytes, LICENCE_MAX_STATUS / 8);
    xc_err err = status_list_new(LICENCE_MAX_STATUS, &list);
    if (!err)
        err = read_bits(c, list);
    if (!err)
        err = status_list_compress(list, &bytes);
    if (!err) {
        *ret_bits = status_list_bits(list);
        base64_encode(text, BASE64_URL, xc_buf_view(&bytes));
        err = xc_buf_err(text);
    }
    xc_buf_done(&bytes);
    status_list_free(list);
    return err;
}

/* What is signed names everything that the answer says, and cannot be taken for a shown code. */
static xc_err sign_list(const issuer_key *key, xc_str list, uint32_t bits, const char *issued,
                        const char *expires, unsigned char signature[ISSUER_KEY_SIGNATURE_SIZE])
{
    xc_buf text;
    xc_buf_init(&text, LICENCE_MAX_STATUS / 4);
    xc_buf_printf(&text, "xcs1.%.*s.%u.%s.%s.%s", XC_STR_ARG(list), bits, issued, expires,
                  issuer_key_id(key));
    xc_err err = xc_buf_err(&text);
    if (!err)
        err = issuer_key_sign(key, xc_buf_view(&text), signature);
    xc_buf_done(&text);
    return err;
}

static xc_err put_list(const services *sv, xc_str list, uint32_t bits, int64_t now_us,
                       json_writer *w)
{
    char issued[TIME_TEXT_SIZE], expires[TIME_TEXT_SIZE];
    int64_t from_us = now_us - now_us % XC_SECOND_US;
    time_format(from_us, issued);
    time_format(from_us + LICENCE_STATUS_DAYS * XC_DAY_US, expires);
    unsigned char signature[ISSUER_KEY_SIGNATURE_SIZE];
    const issuer_key *key = issuer_ring_signer(sv->ring, from_us);
    xc_err err = sign_list(key, list, bits, issued, expires, signature);
    if (err)
        return err;
    xc_buf text;
    xc_buf_init(&text, 128);
    base64_encode(&text, BASE64_URL, (xc_str){ (const char *)signature, sizeof signature });
    json_open_object(w);
    json_put_str(w, "list", list);
    json_put_int(w, "bits", bits);
    json_put_text(w, "issued_at", issued);
    json_put_text(w, "expires_at", expires);
    json_put_text(w, "kid", issuer_key_id(key));
    json_put_str(w, "signature", xc_buf_view(&text));
    json_close_object(w);
    xc_buf_done(&text);
    return XC_OK;
}

xc_err licence_status(const services *sv, store_conn *c, int64_t now_us, json_writer *w)
{
    uint32_t bits = 0;
    xc_buf list;
    xc_buf_init(&list, LICENCE_MAX_STATUS / 4);
    xc_err err = encode_bits(c, &list, &bits);
    if (!err)
        err = put_list(sv, xc_buf_view(&list), bits, now_us, w);
    xc_buf_done(&list);
    return err;
}
