/* stamp.c - dates, times and durations: reading them, and counting with them. */
#include "engine/feel/feel_int.h"

enum { YEAR_MAX = 999999999 };

/* days from civil, after Howard Hinnant's published derivation: eras of 400 years, years from March
 */
int64_t feel_days_of(int64_t year, int month, int day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void feel_civil(int64_t days, int64_t *year, int *month, int *day)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t of_era = days - era * 146097;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153;
    *day = (int)(of_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = y + era * 400 + (*month <= 2);
}

int feel_month_days(int64_t year, int month)
{
    static const uint8_t DAYS[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return DAYS[month - 1] + (month == 2 && leap);
}

int feel_weekday(int64_t days)
{
    int64_t w = (days + 3) % 7; /* 1970-01-01 was a Thursday */
    return (int)(w < 0 ? w + 7 : w) + 1;
}

bool feel_date_in_range(int64_t year)
{
    return year >= -YEAR_MAX && year <= YEAR_MAX;
}

/* ---- reading ---- */

typedef struct {
    const char *at, *end;
} scan;

static bool take(scan *s, char c)
{
    if (s->at == s->end || *s->at != c)
        return false;
    s->at++;
    return true;
}

static int digits_ahead(const scan *s)
{
    int n = 0;
    while (s->at + n < s->end && s->at[n] >= '0' && s->at[n] <= '9')
        n++;
    return n;
}

static bool take_digits(scan *s, int least, int most, int64_t *ret)
{
    int n = digits_ahead(s);
    if (n < least || n > most)
        return false;
    int64_t v = 0;
    for (int i = 0; i < n; i++)
        v = v * 10 + (s->at[i] - '0');
    s->at += n;
    *ret = v;
    return true;
}

static bool scan_date(scan *s, feel_stamp *to)
{
    bool neg = take(s, '-');
    int64_t year, month, day;
    const char *start = s->at;
    if (!take_digits(s, 4, 9, &year) || (s->at - start > 4 && *start == '0') || !take(s, '-') ||
        !take_digits(s, 2, 2, &month) || !take(s, '-') || !take_digits(s, 2, 2, &day))
        return false;
    year = neg ? -year : year;
    if (month < 1 || month > 12 || day < 1 || day > feel_month_days(year, (int)month))
        return false;
    to->day = feel_days_of(year, (int)month, (int)day);
    return true;
}

static bool scan_fraction(scan *s, int64_t *ns)
{
    int n = digits_ahead(s);
    if (n < 1)
        return false;
    int64_t v = 0;
    for (int i = 0; i < 9; i++)
        v = v * 10 + (i < n ? s->at[i] - '0' : 0);
    s->at += n;
    *ns = v;
    return true;
}

static bool scan_zone(scan *s, feel_stamp *to)
{
    if (s->at == s->end)
        return true;
    if (take(s, 'Z')) {
        to->kind = FEEL_ZONE_OFFSET;
        return true;
    }
    if (take(s, '@')) {
        to->kind = FEEL_ZONE_NAMED;
        xc_str name = { s->at, (size_t)(s->end - s->at) };
        s->at = s->end;
        return feel_zone_find(name, &to->zone);
    }
    int sign = take(s, '+') ? 1 : take(s, '-') ? -1 : 0;
    int64_t h, m, sec = 0;
    if (!sign || !take_digits(s, 2, 2, &h) || !take(s, ':') || !take_digits(s, 2, 2, &m))
        return false;
    if (take(s, ':') && !take_digits(s, 2, 2, &sec))
        return false;
    if (h > 18 || m > 59 || sec > 59 || (h == 18 && (m || sec)))
        return false;
    to->kind = FEEL_ZONE_OFFSET;
    to->offset = sign * (int32_t)(h * 3600 + m * 60 + sec);
    return true;
}

static bool scan_time(scan *s, feel_stamp *to)
{
    int64_t h, m, sec, fraction = 0;
    if (!take_digits(s, 2, 2, &h) || !take(s, ':') || !take_digits(s, 2, 2, &m) || !take(s, ':') ||
        !take_digits(s, 2, 2, &sec))
        return false;
    if (take(s, '.') && !scan_fraction(s, &fraction))
        return false;
    bool midnight = h == 24 && m == 0 && sec == 0 && fraction == 0;
    if ((h > 23 && !midnight) || m > 59 || sec > 59)
        return false;
    to->ns = (h * 3600 + m * 60 + sec) * FEEL_NS_SECOND + fraction;
    return scan_zone(s, to);
}

static scan scan_of(xc_str text)
{
    return (scan){ text.ptr, text.ptr + text.len };
}

bool feel_read_date(xc_str text, feel_stamp *ret)
{
    scan s = scan_of(text);
    feel_stamp r = { 0 };
    if (!scan_date(&s, &r) || s.at != s.end)
        return false;
    *ret = r;
    return true;
}

bool feel_read_time(xc_str text, feel_stamp *ret)
{
    scan s = scan_of(text);
    feel_stamp r = { 0 };
    if (!scan_time(&s, &r) || s.at != s.end)
        return false;
    r.ns %= FEEL_NS_DAY;
    *ret = r;
    return true;
}

bool feel_read_date_time(xc_str text, feel_stamp *ret)
{
    scan s = scan_of(text);
    feel_stamp r = { 0 };
    if (!scan_date(&s, &r) || !take(&s, 'T') || !scan_time(&s, &r) || s.at != s.end)
        return false;
    if (r.ns == FEEL_NS_DAY) {
        r.ns = 0;
        r.day++;
    }
    *ret = r;
    return true;
}

/* ---- durations: PnYnM or PnDTnHnMn.nS ---- */

enum { PART_DIGITS = 15 };

static bool scan_years(scan *s, int64_t *months)
{
    int64_t n, total = 0;
    bool any = false;
    scan before = *s;
    if (take_digits(s, 1, PART_DIGITS, &n)) {
        if (take(s, 'Y')) {
            total = n * 12;
            any = true;
        } else {
            *s = before;
        }
    }
    if (s->at < s->end && take_digits(s, 1, PART_DIGITS, &n)) {
        if (!take(s, 'M'))
            return false;
        total += n;
        any = true;
    }
    *months = total;
    return any && s->at == s->end;
}

static bool scan_clock(scan *s, feel_i128 *ns)
{
    static const char UNITS[] = "HMS";
    static const int64_t SECONDS[] = { 3600, 60, 1 };
    bool any = false;
    for (int unit = 0; s->at < s->end;) {
        int64_t n, fraction = 0;
        if (!take_digits(s, 1, PART_DIGITS, &n))
            return false;
        bool dot = take(s, '.');
        if (dot && digits_ahead(s) && !scan_fraction(s, &fraction))
            return false;
        while (unit < 3 && !(s->at < s->end && *s->at == UNITS[unit]))
            unit++;
        if (unit == 3 || (dot && unit != 2))
            return false;
        s->at++;
        *ns += (feel_i128)n * SECONDS[unit] * FEEL_NS_SECOND + fraction;
        unit++;
        any = true;
    }
    return any;
}

static bool scan_days(scan *s, feel_i128 *ns)
{
    int64_t n;
    feel_i128 total = 0;
    bool any = false;
    if (digits_ahead(s)) {
        if (!take_digits(s, 1, PART_DIGITS, &n) || !take(s, 'D'))
            return false;
        total = (feel_i128)n * FEEL_NS_DAY;
        any = true;
    }
    if (take(s, 'T')) {
        if (!scan_clock(s, &total))
            return false;
        any = true;
    }
    *ns = total;
    return any && s->at == s->end;
}

bool feel_read_duration(xc_str text, feel_type *ret_type, int64_t *ret_months, feel_i128 *ret_ns)
{
    scan s = scan_of(text);
    bool neg = take(&s, '-');
    if (!take(&s, 'P'))
        return false;
    scan again = s;
    int64_t months;
    feel_i128 ns;
    if (scan_years(&s, &months)) {
        *ret_type = FEEL_YEARS_MONTHS;
        *ret_months = neg ? -months : months;
        return true;
    }
    if (!scan_days(&again, &ns))
        return false;
    *ret_type = FEEL_DAYS_TIME;
    *ret_ns = neg ? -ns : ns;
    return true;
}

/* ---- counting ---- */

int32_t feel_offset_of(const feel_stamp *s)
{
    if (s->kind == FEEL_ZONE_OFFSET)
        return s->offset;
    if (s->kind == FEEL_ZONE_NAMED)
        return feel_zone_offset(s->zone, s->day * 86400 + s->ns / FEEL_NS_SECOND, true);
    return 0;
}

feel_i128 feel_instant(const feel_stamp *s)
{
    return (feel_i128)s->day * FEEL_NS_DAY + s->ns - (feel_i128)feel_offset_of(s) * FEEL_NS_SECOND;
}

static int64_t floor_div(feel_i128 a, int64_t b, int64_t *rest)
{
    feel_i128 q = a / b, r = a % b;
    if (r < 0) {
        r += b;
        q--;
    }
    *rest = (int64_t)r;
    return (int64_t)q;
}

feel_stamp feel_at_instant(feel_i128 ns, const feel_stamp *zone_of)
{
    feel_stamp s = *zone_of;
    int32_t offset = s.offset;
    if (s.kind == FEEL_ZONE_NONE)
        offset = 0;
    int64_t rest;
    if (s.kind == FEEL_ZONE_NAMED)
        offset = feel_zone_offset(s.zone, floor_div(ns, FEEL_NS_SECOND, &rest), false);
    s.day = floor_div(ns + (feel_i128)offset * FEEL_NS_SECOND, FEEL_NS_DAY, &s.ns);
    return s;
}

bool feel_add_months(feel_stamp s, int64_t months, feel_stamp *ret)
{
    int64_t year, month;
    int m, day;
    feel_civil(s.day, &year, &m, &day);
    if (months > (int64_t)YEAR_MAX * 24 || months < -(int64_t)YEAR_MAX * 24)
        return false;
    year = floor_div((feel_i128)year * 12 + m - 1 + months, 12, &month);
    if (!feel_date_in_range(year))
        return false;
    int last = feel_month_days(year, (int)month + 1);
    s.day = feel_days_of(year, (int)month + 1, day < last ? day : last);
    *ret = s;
    return true;
}

feel_stamp feel_stamp_of_value(const feel_value *v)
{
    feel_stamp s = v->stamp;
    if (v->type == FEEL_DATE) {
        s.ns = 0;
        s.kind = FEEL_ZONE_OFFSET;
        s.offset = 0;
    }
    return s;
}
