/* idnum.c - the check rules of GB 11643-1999, GB 11714-1997 and GB 32100-2015; see idnum.h. */
#include "codec/idnum.h"

#include "codec/time_text.h"

enum { PLACES = 18 };

#define BAD(why, place, en, zh, ...) xc_fail_at(why, XC_EINVAL, "", 0, place, en, zh, __VA_ARGS__)
#define BAD_PLAIN(why, place, en, zh) xc_fail_at(why, XC_EINVAL, "", 0, place, en, zh)

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static xc_err bad_length(xc_str text, xc_problem *why)
{
    int places = xc_utf8_valid(text) ? (int)xc_utf8_count(text) : (int)text.len;
    return BAD(why, 0, "the number has %d places, it must have %d", "号码有 %d 位，应为 %d 位",
               places, PLACES);
}

/* The first two digits of GB/T 2260: provinces, with Taiwan and the two special regions; 83 stands
 * on Taiwan residents' permits. */
static bool is_province(const char *at)
{
    static const char known[] = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 "
                                "50 51 52 53 54 61 62 63 64 65 71 81 82 83 ";
    for (const char *k = known; *k; k += 3)
        if (k[0] == at[0] && k[1] == at[1])
            return true;
    return false;
}

static void cut(char *to, const char *from, size_t len)
{
    memcpy(to, from, len);
    to[len] = 0;
}

/* ---- persons ---- */

/* ISO 7064 MOD 11-2, as GB 11643 takes it. */
static char person_check(const char *number)
{
    static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
    int sum = 0;
    for (int i = 0; i < PLACES - 1; i++)
        sum += (number[i] - '0') * weights[i];
    return "10X98765432"[sum % 11];
}

static xc_err check_person_characters(const char *number, xc_problem *why)
{
    for (uint32_t i = 0; i < PLACES; i++) {
        if (is_digit(number[i]) || (i == PLACES - 1 && number[i] == 'X'))
            continue;
        if (i == PLACES - 1)
            return BAD_PLAIN(why, PLACES, "the last place must be a digit or a capital X",
                             "最后一位应为数字或大写 X");
        return BAD(why, i + 1, "place %u must be a digit", "第 %u 位应为数字", i + 1);
    }
    return XC_OK;
}

static xc_err check_person_origin(const char *number, xc_problem *why)
{
    bool foreign = number[0] == '9';
    uint32_t place = foreign ? 2 : 1;
    if (!is_province(number + place - 1))
        return BAD(why, place, "places %u-%u (%.2s) name no province",
                   "第 %u-%u 位（%.2s）不是省级代码", place, place + 1, number + place - 1);
    if (foreign && number[3] == '0' && number[4] == '0' && number[5] == '0')
        return BAD_PLAIN(why, 4, "places 4-6 (000) name no country",
                         "第 4-6 位（000）不是国家代码");
    return XC_OK;
}

static xc_err read_birth(const char *number, int64_t today_days, int64_t *ret, xc_problem *why)
{
    const char *d = number + 6;
    char date[11] = { d[0], d[1], d[2], d[3], '-', d[4], d[5], '-', d[6], d[7], 0 };
    int month = (d[4] - '0') * 10 + d[5] - '0';
    if (d[0] != '1' && d[0] != '2')
        return BAD(why, 7, "places 7-10: no one living was born in %.4s",
                   "第 7-10 位：出生年份 %.4s 不可能", d);
    if (month < 1 || month > 12)
        return BAD(why, 11, "places 11-12: there is no month %.2s", "第 11-12 位：没有 %.2s 月",
                   d + 4);
    if (!time_parse_date(xc_str_of(date), ret))
        return BAD(why, 13, "places 13-14: the day %s does not exist",
                   "第 13-14 位：日期 %s 不存在", date);
    if (*ret > today_days)
        return BAD(why, 7, "places 7-14: the birthday %s lies in the future",
                   "第 7-14 位：出生日期 %s 还没到", date);
    return XC_OK;
}

static idnum_person person_of(const char *number, int64_t birth_days)
{
    idnum_person p = { .kind = IDNUM_RESIDENT, .birth_days = birth_days };
    if (number[0] == '9')
        p.kind = IDNUM_FOREIGN;
    else if (number[0] == '8')
        p.kind = IDNUM_HKMO_TW;
    bool foreign = p.kind == IDNUM_FOREIGN;
    cut(p.number, number, PLACES);
    cut(p.region, number + foreign, foreign ? 2 : 6);
    if (foreign)
        cut(p.country, number + 3, 3);
    p.female = (number[16] - '0') % 2 == 0;
    return p;
}

xc_err idnum_person_parse(xc_str text, int64_t today_days, idnum_person *ret, xc_problem *why)
{
    int64_t birth_days = 0;
    if (text.len != PLACES)
        return bad_length(text, why);
    xc_err err = check_person_characters(text.ptr, why);
    if (!err)
        err = check_person_origin(text.ptr, why);
    if (!err)
        err = read_birth(text.ptr, today_days, &birth_days, why);
    if (err)
        return err;
    char wanted = person_check(text.ptr);
    if (text.ptr[PLACES - 1] != wanted)
        return BAD(why, 0,
                   "the check character is %c, these digits need %c: one of the 18 places is wrong",
                   "校验位是 %c，按前 17 位应为 %c：18 位中有一位不对", text.ptr[PLACES - 1],
                   wanted);
    if (ret)
        *ret = person_of(text.ptr, birth_days);
    return XC_OK;
}

/* ---- bodies ---- */

static const char letters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY"; /* no I O S V Z */

static int letter_value(char c)
{
    const char *at = c ? strchr(letters, c) : NULL;
    return at ? (int)(at - letters) : -1;
}

/* GB 32100: weights are powers of 3 modulo 31. */
static char body_check(const char *code)
{
    int sum = 0, weight = 1;
    for (int i = 0; i < PLACES - 1; i++, weight = weight * 3 % 31)
        sum += letter_value(code[i]) * weight;
    return letters[(31 - sum % 31) % 31];
}

/* GB 11714: letters count 10 to 35, all of them. */
static char org_check(const char *org)
{
    static const int weights[] = { 3, 7, 9, 10, 5, 8, 4, 2 };
    int sum = 0;
    for (int i = 0; i < 8; i++)
        sum += (is_digit(org[i]) ? org[i] - '0' : org[i] - 'A' + 10) * weights[i];
    return "0X987654321"[sum % 11];
}

static bool checks_fit(const char *code)
{
    return body_check(code) == code[PLACES - 1] && org_check(code + 8) == code[16];
}

static bool place_allows(int place, char c)
{
    bool region = place >= 2 && place <= 7, org_end = place == 16;
    return region ? is_digit(c) : org_end ? is_digit(c) || c == 'X' : true;
}

static xc_err check_body_characters(const char *code, xc_problem *why)
{
    for (uint32_t i = 0; i < PLACES; i++) {
        char c = code[i];
        if (c >= 'a' && c <= 'z')
            return BAD(why, i + 1, "place %u: write letters as capitals", "第 %u 位：字母应大写",
                       i + 1);
        if (letter_value(c) < 0)
            return BAD(why, i + 1,
                       "place %u must be a digit or a capital letter; I, O, S, V, Z are not used",
                       "第 %u 位应为数字或大写字母，且不使用 I、O、S、V、Z", i + 1);
        if (!place_allows((int)i, c))
            return BAD(why, i + 1, "place %u cannot be %c", "第 %u 位不能是 %c", i + 1, c);
    }
    return XC_OK;
}

/* The place from 1 whose neighbours were swapped, if just one swap mends the code. */
static uint32_t find_swap(const char *code)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i + 1 < PLACES; i++) {
        char other[PLACES];
        memcpy(other, code, PLACES);
        other[i] = code[i + 1];
        other[i + 1] = code[i];
        if (code[i] == code[i + 1] || !checks_fit(other))
            continue;
        if (found)
            return 0;
        found = i + 1;
    }
    return found;
}

/* The place from 1 that, changed to one other character, mends the code; 0 if several would. */
static uint32_t find_change(const char *code)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < PLACES; i++) {
        char other[PLACES];
        memcpy(other, code, PLACES);
        for (const char *c = letters; *c; c++) {
            other[i] = *c;
            if (!place_allows((int)i, *c) || !checks_fit(other))
                continue;
            if (found && found != i + 1)
                return 0;
            found = i + 1;
        }
    }
    return found;
}

/* The two check characters together often tell where the mistake is. */
static xc_err bad_check(const char *code, xc_problem *why)
{
    bool inner = org_check(code + 8) != code[16];
    uint32_t place = inner ? find_swap(code) : 0;
    if (place)
        return BAD(why, place, "places %u and %u look swapped", "第 %u 位和第 %u 位好像写反了",
                   place, place + 1);
    place = find_change(code);
    if (place)
        return BAD(why, place, "place %u looks wrong", "第 %u 位好像不对", place);
    if (inner)
        return BAD_PLAIN(why, 0, "the check fails: one of the places 9-17 is wrong",
                         "校验不通过：第 9-17 位中有一位不对");
    return BAD_PLAIN(why, 0, "the check fails: one of the places 1-8 or 18 is wrong",
                     "校验不通过：第 1-8 位或第 18 位有一位不对");
}

xc_err idnum_body_parse(xc_str text, idnum_body *ret, xc_problem *why)
{
    if (text.len != PLACES)
        return bad_length(text, why);
    xc_err err = check_body_characters(text.ptr, why);
    if (err)
        return err;
    if (!checks_fit(text.ptr))
        return bad_check(text.ptr, why);
    if (ret) {
        *ret = (idnum_body){ .authority = text.ptr[0] };
        cut(ret->code, text.ptr, PLACES);
        cut(ret->region, text.ptr + 2, 6);
        cut(ret->org_code, text.ptr + 8, 9);
    }
    return XC_OK;
}
