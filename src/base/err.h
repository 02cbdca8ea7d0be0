/* err.h - every way the city can say no: one table of codes, and the explanation that goes with
 * one.
 *
 * A function that can fail returns xc_err and puts results in its last parameters; on failure the
 * results are untouched. The code says what kind of no; an xc_problem says it to a person. */
#ifndef XC_BASE_ERR_H
#define XC_BASE_ERR_H
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#define XC_MUST_CHECK __attribute__((warn_unused_result))

/* code, wire name, HTTP status, English, Chinese */
#define XC_ERR_TABLE(X)                                                                           \
    X(OK, "ok", 200, "done", "完成")                                                              \
    X(EINVAL, "invalid", 400, "a value is not allowed here", "有一项内容不符合要求")              \
    X(ESYNTAX, "syntax", 400, "the text cannot be read", "内容读不懂")                            \
    X(EAUTH, "not_signed_in", 401, "sign in first", "请先登录")                                   \
    X(EFORBIDDEN, "forbidden", 403, "you have no right to this", "这件事不在您的权限内")          \
    X(ENOTFOUND, "not_found", 404, "there is no such thing", "没有找到")                          \
    X(EMETHOD, "method", 405, "this address does not take that method", "这个地址不接受这种请求") \
    X(ETIMEOUT, "timeout", 408, "it took too long", "等待超时")                                   \
    X(ECONFLICT, "conflict", 409, "somebody changed it meanwhile", "内容已被改动，请刷新后再试")  \
    X(EGONE, "gone", 410, "it was here and is no more", "已经不在了")                             \
    X(ELIMIT, "too_large", 413, "over a limit", "超过了上限")                                     \
    X(EMEDIA, "media_type", 415, "this kind of content is not taken", "不接受这种格式")           \
    X(EREFUSED, "refused", 422, "a rule of the city refuses this", "按规定不能这样办")            \
    X(ETHROTTLE, "throttled", 429, "too often, wait a little", "太频繁了，请稍等")                \
    X(EIO, "io", 500, "the disk or the network failed", "我们这边读写出了问题")                   \
    X(ECORRUPT, "corrupt", 500, "stored data is damaged", "存储的数据已损坏")                     \
    X(EBUG, "internal", 500, "something went wrong on our side", "我们这边出了问题")              \
    X(EUNSUPPORTED, "unsupported", 501, "this is not offered", "暂不支持")                        \
    X(ENOMEM, "memory", 503, "out of memory, try again", "内存不足，请稍后再试")                  \
    X(EBUSY, "busy", 503, "too much at once, try again in a moment", "现在太忙，请稍后再试")

typedef enum {
#define X(code, name, status, en, zh) XC_##code,
    XC_ERR_TABLE(X)
#undef X
        XC_ERR_COUNT
} xc_err;

/* For a result that is ignored on purpose; the line says why. */
static inline void xc_ignore(xc_err err)
{
    (void)err;
}

/* The stable name on the wire ("not_found"). Never NULL. */
const char *xc_err_name(xc_err code);

/* The HTTP status that goes with it. */
int xc_err_status(xc_err code);

typedef enum { XC_LANG_EN, XC_LANG_ZH } xc_lang;

/* The general sentence for a code. Never NULL. */
const char *xc_err_text(xc_err code, xc_lang lang);

/* What exactly is wrong, for the person who must mend it. A plain value: no owner, copy freely.
 * Zero-initialised means "nothing is wrong". */
typedef struct {
    xc_err code;
    uint32_t line, column; /* from 1; 0 = not known */
    uint32_t wait_s;       /* trying again makes sense after so many seconds; 0 = not known */
    char where[192];       /* JSON pointer, file name, element id; "" = not known */
    char en[320];          /* cause, value, remedy; "" = take the code's general sentence */
    char zh[320];
} xc_problem;

/* Fills *why (NULL: nothing happens) and returns code, so that a parser ends in one line:
 *     return xc_fail(why, XC_EINVAL, "/depth", "depth %s is ...", "水深 %s ...", text);
 * Both formats take the same arguments in the same order. Longer texts are cut at a character. */
xc_err xc_fail(xc_problem *why, xc_err code, const char *where, const char *en, const char *zh, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/* The same with a position in a text; line and column count from 1. */
xc_err xc_fail_at(xc_problem *why, xc_err code, const char *where, uint32_t line, uint32_t column,
                  const char *en, const char *zh, ...)
    __attribute__((format(printf, 6, 8), format(printf, 7, 8)));

/* The sentence for a person: the problem's own, or its code's. Valid as long as *why. */
const char *xc_problem_text(const xc_problem *why, xc_lang lang);

#endif
