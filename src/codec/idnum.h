/* idnum.h - numbers of persons and bodies: are they well formed, and if not, which place looks
 * wrong.
 *
 * Resident identity numbers (GB 11643-1999), with residence permits of Hong Kong, Macao and Taiwan
 * residents (81-83) and the foreign permanent resident card of 2023 (9...); unified social credit
 * codes (GB 32100-2015). A good number may still belong to nobody. Pure. */
#ifndef XC_CODEC_IDNUM_H
#define XC_CODEC_IDNUM_H
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"

typedef enum {
    IDNUM_RESIDENT, /* of the mainland */
    IDNUM_HKMO_TW,  /* residence permit for Hong Kong, Macao and Taiwan residents */
    IDNUM_FOREIGN   /* foreign permanent resident, card of 2023 */
} idnum_kind;

typedef struct {
    idnum_kind kind;
    char number[19];    /* as it is to be stored: X in upper case */
    char region[7];     /* GB/T 2260 digits; of IDNUM_FOREIGN only the two of the province */
    char country[4];    /* IDNUM_FOREIGN: ISO 3166-1 numeric; else "" */
    int64_t birth_days; /* since 1970-01-01 */
    bool female;
} idnum_person;

/* today_days: no birth lies behind it. XC_EINVAL; why->column is the place from 1 that looks wrong
 * (0: it cannot be told), the text says why. ret may be NULL. */
XC_MUST_CHECK xc_err idnum_person_parse(xc_str text, int64_t today_days, idnum_person *ret,
                                        xc_problem *why);

typedef struct {
    char code[19];     /* as it is to be stored: upper case */
    char authority;    /* who registers: '1' staffing office, '5' civil affairs, '9' market, .. */
    char region[7];    /* GB/T 2260 digits of the registering office */
    char org_code[10]; /* GB 11714 organisation code within */
} idnum_body;

/* Errors as idnum_person_parse. ret may be NULL. */
XC_MUST_CHECK xc_err idnum_body_parse(xc_str text, idnum_body *ret, xc_problem *why);

#endif
