/* time_text.c - see time_text.h. */
#include "codec/time_text.h"

#include <stddef.h>
#include <stdlib.h>

#include "base/clock.h"

enum { DAYS_IN_ERA = 146097, YEARS_IN_ERA = 400, DAYS_TO_1970 = 719468 };

/* Years are counted from March, so that the leap day is a year's last; 400 of them are an era. */
int64_t time_days(int year, int month, int day)
{
    int64_t y = (int64_t)year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - (YEARS_IN_ERA - 1)) / YEARS_IN_ERA;
    int64_t of_era = y - era * YEARS_IN_ERA;
    int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t in_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * DAYS_IN_ERA + in_era - DAYS_TO_1970;
}

void time_civil(int64_t days, int *year, int *month, int *day)
{
    int64_t from_march_0 = days + DAYS_TO_1970;
    int64_t era =
        (from_march_0 >= 0 ? from_march_0 : from_march_0 - (DAYS_IN_ERA - 1)) / DAYS_IN_ERA;
    int64_t in_era = from_march_0 - era * DAYS_IN_ERA;
    int64_t of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int64_t of_year = in_era - (365 * of_era + of_era / 4 - of_era / 100);
    int64_t from_march = (5 * of_year + 2) / 153;
    *day = (int)(of_year - (153 * from_march + 2) / 5 + 1);
    *month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
    *year = (int)(of_era + era * YEARS_IN_ERA + (*month <= 2));
}

/* Takes exactly `count` digits from the front of *s. */
static bool take_digits(xc_str *s, size_t count, int *ret)
{
    if (s->len < count)
        return false;
    int value = 0;
    for (size_t i = 0; i < count; i++) {
        if (s->ptr[i] < '0' || s->ptr[i] > '9')
            return false;
        value = value * 10 + (s->ptr[i] - '0');
    }
    s->ptr += count;
    s->len -= count;
    *ret = value;
    return true;
}

static bool take_char(xc_str *s, char want)
{
    if (!s->len || s->ptr[0] != want)
        return false;
    s->ptr++;
    s->len--;
    return true;
}

static bool leap_year(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static bool take_date(xc_str *s, int64_t *ret_days)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int year, month, day;
    if (!take_digits(s, 4, &year) || !take_char(s, '-') || !take_digits(s, 2, &month) ||
        !take_char(s, '-') || !take_digits(s, 2, &day))
        return false;
    if (year < 1 || month < 1 || month > 12 || day < 1)
        return false;
    if (day > lengths[month - 1] + (month == 2 && leap_year(year)))
        return false;
    *ret_days = time_days(year, month, day);
    return true;
}

bool time_parse_date(xc_str text, int64_t *ret_days)
{
    int64_t days;
    if (!take_date(&text, &days) || text.len)
        return false;
    *ret_days = days;
    return true;
}

/* ".5" and the like, as microseconds; nothing there is 0. */
static bool take_fraction(xc_str *s, int64_t *ret_us)
{
    int64_t us = 0, unit = XC_SECOND_US / 10;
    size_t digits = 0;
    if (take_char(s, '.')) {
        for (int digit; take_digits(s, 1, &digit); digits++, unit /= 10)
            us += digit * unit;
        if (digits < 1 || digits > 9)
            return false;
    }
    *ret_us = us;
    return true;
}

static bool take_offset(xc_str *s, int64_t *ret_us)
{
    if (take_char(s, 'Z') || take_char(s, 'z')) {
        *ret_us = 0;
        return true;
    }
    bool west = take_char(s, '-');
    int hours, minutes;
    if ((!west && !take_char(s, '+')) || !take_digits(s, 2, &hours) || !take_char(s, ':') ||
        !take_digits(s, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    int64_t us = hours * XC_HOUR_US + minutes * XC_MINUTE_US;
    *ret_us = west ? -us : us;
    return true;
}

/* A leap second ends a day of UTC and nothing else. */
static bool ends_a_day(int64_t time_us)
{
    int64_t of_day = time_us % XC_DAY_US;
    return (of_day < 0 ? of_day + XC_DAY_US : of_day) / XC_SECOND_US == 86399;
}

bool time_parse(xc_str text, int64_t *ret_us)
{
    int64_t days, fraction_us, offset_us;
    int hour, minute, second;
    if (!take_date(&text, &days) || !(take_char(&text, 'T') || take_char(&text, 't')) ||
        !take_digits(&text, 2, &hour) || !take_char(&text, ':') ||
        !take_digits(&text, 2, &minute) || !take_char(&text, ':') ||
        !take_digits(&text, 2, &second) || !take_fraction(&text, &fraction_us) ||
        !take_offset(&text, &offset_us) || text.len)
        return false;
    if (hour > 23 || minute > 59 || second > 60)
        return false;
    bool leap = second == 60;
    int64_t us = days * XC_DAY_US + hour * XC_HOUR_US + minute * XC_MINUTE_US +
                 (leap ? 59 : second) * XC_SECOND_US - offset_us +
                 (leap ? XC_SECOND_US - 1 : fraction_us);
    if ((leap && !ends_a_day(us)) || us < time_days(1, 1, 1) * XC_DAY_US ||
        us >= time_days(10000, 1, 1) * XC_DAY_US)
        return false;
    *ret_us = us;
    return true;
}

static char *put_digits(char *to, int64_t value, int count)
{
    for (int i = count - 1; i >= 0; i--, value /= 10)
        to[i] = (char)('0' + value % 10);
    return to + count;
}

static char *put_year(char *to, int year)
{
    int64_t rest = year < 0 ? -(int64_t)year : year;
    if (year < 0)
        *to++ = '-';
    return put_digits(to, rest, rest > 99999 ? 6 : rest > 9999 ? 5 : 4);
}

static char *put_fraction(char *to, int64_t us)
{
    if (!us)
        return to;
    *to++ = '.';
    return us % 1000 ? put_digits(to, us, 6) : put_digits(to, us / 1000, 3);
}

/* Everything up to the offset; returns behind it. */
static char *put_date_time(char *to, int64_t time_us)
{
    int64_t days = time_us / XC_DAY_US, of_day = time_us % XC_DAY_US;
    if (of_day < 0) {
        days--;
        of_day += XC_DAY_US;
    }
    int year, month, day;
    time_civil(days, &year, &month, &day);
    to = put_year(to, year);
    *to++ = '-';
    to = put_digits(to, month, 2);
    *to++ = '-';
    to = put_digits(to, day, 2);
    *to++ = 'T';
    to = put_digits(to, of_day / XC_HOUR_US, 2);
    *to++ = ':';
    to = put_digits(to, of_day / XC_MINUTE_US % 60, 2);
    *to++ = ':';
    to = put_digits(to, of_day / XC_SECOND_US % 60, 2);
    return put_fraction(to, of_day % XC_SECOND_US);
}

char *time_format(int64_t time_us, char to[TIME_TEXT_SIZE])
{
    char *at = put_date_time(to, time_us);
    *at++ = 'Z';
    *at = 0;
    return to;
}

char *time_format_offset(int64_t time_us, int offset_minutes, char to[TIME_TEXT_SIZE])
{
    int64_t shift = offset_minutes * XC_MINUTE_US, local;
    if (__builtin_add_overflow(time_us, shift, &local))
        return time_format(time_us, to);
    int minutes = abs(offset_minutes);
    char *at = put_date_time(to, local);
    *at++ = offset_minutes < 0 ? '-' : '+';
    at = put_digits(at, minutes / 60, 2);
    *at++ = ':';
    at = put_digits(at, minutes % 60, 2);
    *at = 0;
    return to;
}

/* One "30M" or "0.5S": a count, perhaps a fraction, a letter. */
static bool take_part(xc_str *s, char *ret_letter, int64_t *ret_count, int64_t *ret_fraction_us)
{
    int64_t count = 0;
    size_t digits = 0;
    for (int digit; take_digits(s, 1, &digit); digits++) {
        if (digits == 12)
            return false;
        count = count * 10 + digit;
    }
    int64_t fraction_us;
    if (!digits || !take_fraction(s, &fraction_us) || !s->len)
        return false;
    *ret_letter = s->ptr[0];
    (void)take_char(s, s->ptr[0]); /* the letter just read */
    *ret_count = count;
    *ret_fraction_us = fraction_us;
    return *ret_letter == 'S' || fraction_us == 0;
}

/* Units in the order in which a duration may name them; the first `from` are spent. */
static bool take_unit(char letter, bool of_time, size_t *from, int64_t *ret_us)
{
    static const struct {
        char letter;
        bool of_time;
        int64_t us;
    } units[] = { { 'W', false, 7 * XC_DAY_US },
                  { 'D', false, XC_DAY_US },
                  { 'H', true, XC_HOUR_US },
                  { 'M', true, XC_MINUTE_US },
                  { 'S', true, XC_SECOND_US } };
    for (size_t i = *from; i < sizeof units / sizeof *units; i++)
        if (units[i].letter == letter && units[i].of_time == of_time) {
            *ret_us = units[i].us;
            *from = i ? i + 1 : sizeof units / sizeof *units; /* weeks stand alone */
            return true;
        }
    return false;
}

bool time_parse_duration(xc_str text, int64_t *ret_us)
{
    if (!take_char(&text, 'P') || !text.len)
        return false;
    int64_t total = 0;
    bool of_time = false;
    for (size_t from = 0; text.len;) {
        int64_t unit_us, count, fraction_us, part_us;
        char letter;
        if (!of_time)
            of_time = take_char(&text, 'T');
        if (!take_part(&text, &letter, &count, &fraction_us) ||
            !take_unit(letter, of_time, &from, &unit_us) ||
            __builtin_mul_overflow(count, unit_us, &part_us) ||
            __builtin_add_overflow(total, part_us, &total) ||
            __builtin_add_overflow(total, fraction_us, &total))
            return false;
    }
    *ret_us = total;
    return true;
}
