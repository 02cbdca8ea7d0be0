/* licence_verdict.h - is a shown code good? One of five answers in plain words, and what to do.
 *
 * Layers, first no wins: can it be read, does the signature hold, do we know the licence, was it
 * revoked or replaced, has it expired, is the code older than its 60 seconds or was it shown
 * before. */
#ifndef XC_SERVICES_LICENCE_VERDICT_H
#define XC_SERVICES_LICENCE_VERDICT_H
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "services/licence_code.h"

/* reason, verdict on the wire, text (en, zh), what to do (en, zh) */
#define LICENCE_REASON_TABLE(X)                                                                  \
    X(VALID, "ok", "valid", "Genuine and valid now.", "证照是真的，现在有效",                    \
      "Check that the person matches the name.", "请看一眼本人和姓名是否相符。")                 \
    X(LICENCE_EXPIRED, "licence_expired", "expired", "Genuine, but past its last day.",          \
      "证照是真的，但已经过了有效期", "Ask the holder to apply for a new one.",                  \
      "请对方在“办件”里重新申请。")                                                              \
    X(CODE_OLD, "code_old", "expired", "This code is older than 60 seconds.",                    \
      "这个码超过 60 秒了", "Ask for a new code. It changes by itself on the holder's phone.",   \
      "请对方换一个新的码再扫，对方手机上会自动换。")                                            \
    X(CODE_USED, "code_used", "expired", "This code has been checked before.",                   \
      "这个码已经验过一次", "Ask for a new code. Each code can be checked once.",                \
      "请对方换一个新的码再扫，每个码只能验一次。")                                              \
    X(REVOKED, "revoked", "revoked", "The issuer has withdrawn it. It no longer counts.",        \
      "签发机关已经收回，不能再用",                                                              \
      "Do not accept it. The reason is not public; the holder can ask the issuer.",              \
      "请不要收。原因不向验证人公开，对方可以向签发机关询问。")                                  \
    X(REPLACED, "replaced", "revoked", "A newer version has replaced it.",                       \
      "已经换发新证，这一版不能再用", "Do not accept it. Ask the holder to show the new one.",   \
      "请不要收，请对方出示新换发的一份。")                                                      \
    X(SIGNATURE, "signature", "altered", "Content and signature do not match: it was changed.",  \
      "内容和签名对不上，有人改过",                                                              \
      "Do not accept it. Ask the holder to show it again on their own phone.",                   \
      "请不要收。请对方打开自己的手机，当面重新亮证。")                                          \
    X(DAMAGED, "damaged", "altered", "The code is incomplete or was changed.",                   \
      "这个码不完整，或者被改过", "Do not accept it. Ask the holder to show it again.",          \
      "请不要收。请对方打开自己的手机，当面重新亮证。")                                          \
    X(NOT_OURS, "not_ours", "unknown", "This is not a code of this city.", "这不是本城的证照码", \
      "Ask for another document. This says nothing against the person.",                         \
      "请对方出示其他证件。这不说明对方有问题。")                                                \
    X(OTHER_KEY, "other_key", "unknown", "It was not signed by this city.",                      \
      "不是本城签发的，现在说不出真假",                                                          \
      "Ask for a new code or another document. This says nothing against the person.",           \
      "请对方换一个新码再扫。还是查不到，就请对方出示其他证件。这不说明对方有问题。")            \
    X(NOT_FOUND, "not_found", "unknown", "We cannot find this licence.", "查不到这份证照",       \
      "Ask for a new code or another document. This says nothing against the person.",           \
      "请对方换一个新码再扫。还是查不到，就请对方出示其他证件。这不说明对方有问题。")            \
    X(EARLY, "early", "unknown", "The code's time lies ahead of ours.", "码上的时间比现在还晚",  \
      "Ask for a new code. This says nothing against the person.",                               \
      "请对方换一个新的码再扫。这不说明对方有问题。")

typedef enum {
#define X(id, name, verdict, en, zh, todo_en, todo_zh) LICENCE_##id,
    LICENCE_REASON_TABLE(X)
#undef X
        LICENCE_REASON_COUNT
} licence_reason;

const char *licence_reason_name(licence_reason r); /* "code_old" */
const char *licence_reason_verdict(
    licence_reason r); /* "valid" "expired" "revoked" "altered" "unknown" */
const char *licence_reason_text(licence_reason r, xc_lang lang);
const char *licence_reason_todo(licence_reason r, xc_lang lang);

typedef struct {
    int64_t version, status; /* as recorded */
    bool revoked;
    int64_t expires_us; /* INT64_MAX: never */
} licence_standing;

/* What the verifier knows; every function may fail with what is not an answer (XC_EIO ...). */
typedef struct {
    void *ctx;
    int64_t now_us;
    /* the key of that name if it signed at that time, borrowed; NULL: not ours */
    const issuer_key *(*key)(void *ctx, xc_str kid, int64_t signed_us);
    /* XC_ENOTFOUND: no such licence */
    xc_err (*standing)(void *ctx, int64_t licence, licence_standing *ret);
    /* notes the nonce as used; *ret_first false: it was before. NULL: offline, not known */
    xc_err (*use)(void *ctx, xc_str nonce, int64_t expires_s, bool *ret_first);
} licence_verifier;

typedef struct {
    licence_reason reason;
    bool facts_shown;  /* code holds what may be shown to the verifier */
    licence_code code; /* believed only if facts_shown */
} licence_verdict;

/* XC_ENOMEM and what the verifier's functions fail with; a bad code is no error. */
XC_MUST_CHECK xc_err licence_verify(xc_str text, const licence_verifier *by, xc_arena *arena,
                                    licence_verdict *ret);

#endif
