/* licence_verdict.c - the layers of verifying, and their words. */
#include "services/licence_verdict.h"

#include <assert.h>

#include "base/clock.h"

static const struct {
    const char *name, *verdict, *text[2], *todo[2];
} REASONS[LICENCE_REASON_COUNT] = {
#define X(id, name, verdict, en, zh, todo_en, todo_zh)           \
    [LICENCE_##id] = { name,                                     \
                       verdict,                                  \
                       { [XC_LANG_EN] = en, [XC_LANG_ZH] = zh }, \
                       { [XC_LANG_EN] = todo_en, [XC_LANG_ZH] = todo_zh } },
    LICENCE_REASON_TABLE(X)
#undef X
};

const char *licence_reason_name(licence_reason r)
{
    return REASONS[r].name;
}

const char *licence_reason_verdict(licence_reason r)
{
    return REASONS[r].verdict;
}

const char *licence_reason_text(licence_reason r, xc_lang lang)
{
    return REASONS[r].text[lang];
}

const char *licence_reason_todo(licence_reason r, xc_lang lang)
{
    return REASONS[r].todo[lang];
}

/* ---- layers: each gives its reason, or LICENCE_VALID to go on ---- */

static licence_reason judge_signature(const licence_code_parts *parts, const licence_verifier *by)
{
    int64_t signed_us = parts->code.issued_s * XC_SECOND_US; /* the parser has bounds */
    const issuer_key *key = by->key(by->ctx, parts->code.kid, signed_us);
    if (!key)
        return LICENCE_OTHER_KEY;
    return issuer_key_verify(key, parts->signed_part, parts->signature) ? LICENCE_VALID
                                                                        : LICENCE_SIGNATURE;
}

static licence_reason judge_standing(const licence_code *code, const licence_standing *st,
                                     int64_t now_us)
{
    if (st->status != code->status)
        return LICENCE_NOT_FOUND;
    if (st->revoked)
        return LICENCE_REVOKED;
    if (st->version != code->version)
        return LICENCE_REPLACED;
    return now_us >= st->expires_us ? LICENCE_LICENCE_EXPIRED : LICENCE_VALID;
}

static licence_reason judge_age(const licence_code *code, int64_t now_us)
{
    int64_t now_s = now_us / XC_SECOND_US;
    if (code->issued_s > now_s + LICENCE_CODE_LIFE_S)
        return LICENCE_EARLY;
    if (code->paper)
        return LICENCE_VALID;
    /* a longer life than we give cannot come from us, but costs nothing to refuse */
    return now_s >= code->expires_s || now_s >= code->issued_s + LICENCE_CODE_LIFE_S
               ? LICENCE_CODE_OLD
               : LICENCE_VALID;
}

static xc_err judge_use(const licence_code *code, const licence_verifier *by, licence_reason *ret)
{
    bool first = true;
    if (code->paper || !by->use)
        return XC_OK;
    xc_err err = by->use(by->ctx, code->nonce, code->expires_s, &first);
    if (!err && !first)
        *ret = LICENCE_CODE_USED;
    return err;
}

static xc_err judge_record(const licence_code *code, const licence_verifier *by,
                           licence_reason *ret)
{
    licence_standing st = { 0 };
    xc_err err = by->standing(by->ctx, code->licence, &st);
    if (err == XC_ENOTFOUND)
        *ret = LICENCE_NOT_FOUND;
    if (err)
        return err == XC_ENOTFOUND ? XC_OK : err;
    *ret = judge_standing(code, &st, by->now_us);
    if (*ret == LICENCE_VALID)
        *ret = judge_age(code, by->now_us);
    return *ret == LICENCE_VALID ? judge_use(code, by, ret) : XC_OK;
}

/* An old or used code may come from a screenshot: it shows nothing of the person. */
static bool may_show(licence_reason r)
{
    return r == LICENCE_VALID || r == LICENCE_LICENCE_EXPIRED || r == LICENCE_REVOKED ||
           r == LICENCE_REPLACED;
}

/* A screenshot of a withdrawn licence must not tell who it was, either. */
static bool fresh(const licence_code *code, int64_t now_us)
{
    return judge_age(code, now_us) == LICENCE_VALID;
}

xc_err licence_verify(xc_str text, const licence_verifier *by, xc_arena *arena,
                      licence_verdict *ret)
{
    assert(by && by->key && by->standing);
    licence_code_parts parts = { 0 };
    licence_verdict v = { .reason = LICENCE_VALID };
    xc_err err = licence_code_parse(text, arena, &parts);
    if (err == XC_ENOMEM)
        return err;
    if (err) {
        *ret =
            (licence_verdict){ .reason = err == XC_ENOTFOUND ? LICENCE_NOT_OURS : LICENCE_DAMAGED };
        return XC_OK;
    }
    v.reason = judge_signature(&parts, by);
    if (v.reason == LICENCE_VALID) {
        err = judge_record(&parts.code, by, &v.reason);
        if (err)
            return err;
        v.code = parts.code;
        v.facts_shown = may_show(v.reason) && fresh(&parts.code, by->now_us);
    }
    *ret = v;
    return XC_OK;
}
