/* licence_code.c - writing and reading the shown code. */
#include "services/licence_code.h"

#include <openssl/rand.h>

#include "codec/base64.h"
#include "codec/json.h"

#define PREFIX XC_STR("xc1.")
static const int64_t MAX_SECONDS = INT64_C(253402300799); /* 9999-12-31T23:59:59Z */

xc_err licence_nonce_new(xc_arena *arena, xc_str *ret)
{
    unsigned char bytes[LICENCE_NONCE_BYTES];
    if (RAND_bytes(bytes, sizeof bytes) != 1)
        return XC_EBUG;
    xc_buf text;
    xc_buf_init(&text, 64);
    base64_encode(&text, BASE64_URL, (xc_str){ (const char *)bytes, sizeof bytes });
    xc_str nonce = xc_arena_str(arena, xc_buf_view(&text));
    xc_buf_done(&text);
    if (!nonce.ptr)
        return XC_ENOMEM;
    *ret = nonce;
    return XC_OK;
}

static void write_facts(json_writer *w, const licence_code *code)
{
    json_key(w, "f");
    json_open_array(w);
    for (size_t i = 0; i < code->fact_count; i++) {
        json_open_array(w);
        json_str(w, code->facts[i].label);
        json_str(w, code->facts[i].value);
        json_close_array(w);
    }
    json_close_array(w);
}

static void write_payload(const licence_code *code, const char *kid, xc_buf *out)
{
    json_writer w = json_writer_on(out);
    json_open_object(&w);
    json_put_int(&w, "l", code->licence);
    json_put_int(&w, "v", code->version);
    json_put_int(&w, "s", code->status);
    json_put_text(&w, "k", kid);
    json_put_int(&w, "t", code->issued_s);
    if (code->paper) {
        json_put_int(&w, "p", 1);
    } else {
        json_put_int(&w, "e", code->expires_s);
        json_put_str(&w, "n", code->nonce);
    }
    json_put_str(&w, "m", code->name);
    json_put_str(&w, "i", code->issuer);
    write_facts(&w, code);
    if (code->expires_on.len)
        json_put_str(&w, "x", code->expires_on);
    json_close_object(&w);
}

static xc_err write_code(const licence_code *code, const issuer_key *key, xc_buf *payload,
                         xc_buf *text)
{
    write_payload(code, issuer_key_id(key), payload);
    xc_err err = xc_buf_err(payload);
    if (err)
        return err;
    xc_buf_str(text, PREFIX);
    base64_encode(text, BASE64_URL, xc_buf_view(payload));
    unsigned char signature[ISSUER_KEY_SIGNATURE_SIZE];
    err = xc_buf_err(text);
    if (!err)
        err = issuer_key_sign(key, xc_buf_view(text), signature);
    if (err)
        return err;
    xc_buf_byte(text, '.');
    base64_encode(text, BASE64_URL, (xc_str){ (const char *)signature, sizeof signature });
    return xc_buf_err(text);
}

xc_err licence_code_format(const licence_code *code, const issuer_key *key, xc_buf *out)
{
    xc_buf payload, text;
    xc_buf_init(&payload, LICENCE_CODE_MAX);
    xc_buf_init(&text, LICENCE_CODE_MAX);
    xc_err err = write_code(code, key, &payload, &text);
    if (!err) {
        xc_buf_str(out, xc_buf_view(&text));
        err = xc_buf_err(out);
    }
    xc_buf_done(&payload);
    xc_buf_done(&text);
    return err;
}

/* ---- reading ---- */

static bool read_facts(const json_value *list, licence_code *code)
{
    if (!list || list->kind != JSON_ARRAY || list->count > LICENCE_CODE_FACTS)
        return false;
    for (const json_value *pair = list->first; pair; pair = pair->next) {
        if (pair->kind != JSON_ARRAY || pair->count != 2 || pair->first->kind != JSON_STRING ||
            pair->first->next->kind != JSON_STRING)
            return false;
        code->facts[code->fact_count++] =
            (licence_fact){ pair->first->text, pair->first->next->text };
    }
    return true;
}

static bool read_payload(const json_value *v, licence_code *code)
{
    int64_t paper = 0;
    if (!json_get_int(json_find(v, "l"), 1, INT64_MAX, &code->licence) ||
        !json_get_int(json_find(v, "v"), 1, 999, &code->version) ||
        !json_get_int(json_find(v, "s"), 0, UINT32_MAX, &code->status) ||
        !json_get_int(json_find(v, "t"), 0, MAX_SECONDS, &code->issued_s) ||
        !read_facts(json_find(v, "f"), code))
        return false;
    code->kid = json_find_str(v, "k");
    code->name = json_find_str(v, "m");
    code->issuer = json_find_str(v, "i");
    code->expires_on = json_find_str(v, "x");
    code->paper = json_get_int(json_find(v, "p"), 1, 1, &paper);
    if (code->paper)
        return true;
    code->nonce = json_find_str(v, "n");
    return code->nonce.len > 0 && code->nonce.len <= 64 &&
           json_get_int(json_find(v, "e"), 0, MAX_SECONDS, &code->expires_s);
}

xc_err licence_code_parse(xc_str text, xc_arena *arena, licence_code_parts *ret)
{
    text = xc_str_trim(text);
    if (!xc_str_starts(text, PREFIX))
        return XC_ENOTFOUND;
    if (text.len > LICENCE_CODE_MAX)
        return XC_ESYNTAX;
    licence_code_parts parts = { 0 };
    xc_str payload, bytes, json,
        signature =
            xc_str_cut((xc_str){ text.ptr + PREFIX.len, text.len - PREFIX.len }, '.', &payload);
    xc_err err = base64_decode(signature, BASE64_URL, arena, &bytes);
    if (!err)
        err = base64_decode(payload, BASE64_URL, arena, &json);
    const json_value *v = NULL;
    if (!err)
        err = json_parse(json, arena, &v, NULL);
    if (err == XC_ENOMEM)
        return err;
    if (err || bytes.len != sizeof parts.signature || !read_payload(v, &parts.code))
        return XC_ESYNTAX;
    parts.signed_part = (xc_str){ text.ptr, PREFIX.len + payload.len };
    memcpy(parts.signature, bytes.ptr, sizeof parts.signature);
    *ret = parts;
    return XC_OK;
}
