/* cron.c - cycles as Camunda reads them: "second minute hour day month weekday", or @daily.
 *
 * Lists, ranges, steps, names (JAN, MON), ? for any day, L for the last day of the month. Weekdays
 * are 0-7, Sunday is 0 and 7. Both days given: either (as crontab does). Local time is UTC plus a
 * fixed offset. */
#include "base/clock.h"
#include "codec/time_text.h"
#include "engine/bpmn/run_int.h"

enum { CRON_FIELDS = 6, CRON_MAX_DAYS = 366 * 9 };

typedef struct {
    uint64_t bits[CRON_FIELDS]; /* second minute hour day month weekday */
    bool any_day, any_weekday, last_day;
} cron;

static const struct {
    int low, high;
    const char *names; /* of three letters each, from low */
} fields[CRON_FIELDS] = { { 0, 59, "" },
                          { 0, 59, "" },
                          { 0, 23, "" },
                          { 1, 31, "" },
                          { 1, 12, "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC" },
                          { 0, 7, "SUNMONTUEWEDTHUFRISAT" } };

static bool number_of(int field, xc_str text, int64_t *ret)
{
    const char *names = fields[field].names;
    for (int k = 0; text.len == 3 && names[3 * k]; k++) {
        bool same = true;
        for (int c = 0; c < 3; c++)
            same = same && (text.ptr[c] & ~0x20) == names[3 * k + c];
        if (same) {
            *ret = fields[field].low + k;
            return true;
        }
    }
    return xc_str_int(text, fields[field].low, fields[field].high, ret);
}

/* "*", "5", "1-5", "1-5/2" or "0/15" */
static bool take_part(int field, xc_str part, uint64_t *io_bits)
{
    xc_str range, from;
    xc_str step_text = xc_str_cut(part, '/', &range);
    xc_str to = xc_str_cut(range, '-', &from);
    int64_t step = 1, low = fields[field].low, high = fields[field].high;
    if (step_text.ptr && !xc_str_int(step_text, 1, 60, &step))
        return false;
    if (!xc_str_is(range, "*")) {
        if (!number_of(field, from, &low))
            return false;
        high = step_text.ptr ? high : low;
        if (to.ptr && (!number_of(field, to, &high) || high < low))
            return false;
    }
    for (int64_t k = low; k <= high; k += step)
        *io_bits |= UINT64_C(1) << k;
    return true;
}

static bool take_field(int field, xc_str text, cron *c)
{
    if (xc_str_is(text, "?") && (field == 3 || field == 5))
        text = XC_STR("*");
    if (field == 3 && xc_str_is(text, "L"))
        return c->last_day = true;
    if (xc_str_is(text, "*")) {
        c->any_day = c->any_day || field == 3;
        c->any_weekday = c->any_weekday || field == 5;
    }
    for (xc_str rest = text, part; rest.ptr;) {
        rest = xc_str_cut(rest, ',', &part);
        if (!take_part(field, part, &c->bits[field]))
            return false;
    }
    if (field == 5 && c->bits[5] >> 7 & 1)
        c->bits[5] |= 1;
    return true;
}

static bool parse(xc_str text, cron *ret)
{
    static const struct {
        const char *word, *means;
    } words[] = { { "@yearly", "0 0 0 1 1 *" },  { "@annually", "0 0 0 1 1 *" },
                  { "@monthly", "0 0 0 1 * *" }, { "@weekly", "0 0 0 * * 0" },
                  { "@daily", "0 0 0 * * *" },   { "@midnight", "0 0 0 * * *" },
                  { "@hourly", "0 0 * * * *" } };
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (xc_str_is(text, words[k].word))
            text = xc_str_of(words[k].means);
    cron c = { 0 };
    int field = 0;
    for (xc_str rest = text, part; rest.ptr;) {
        rest = xc_str_cut(rest, ' ', &part);
        if (part.len == 0)
            continue;
        if (field == CRON_FIELDS || !take_field(field++, part, &c))
            return false;
    }
    *ret = c;
    return field == CRON_FIELDS;
}

static bool day_fits(const cron *c, int64_t day)
{
    int y, m, d, ny, nm, nd;
    time_civil(day, &y, &m, &d);
    time_civil(day + 1, &ny, &nm, &nd);
    int weekday = (int)(((day + 4) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
    bool by_day = c->last_day ? nd == 1 : c->bits[3] >> d & 1;
    bool by_week = c->bits[5] >> weekday & 1;
    bool fits = c->any_day ? by_week : c->any_weekday ? by_day : by_day || by_week;
    return fits && (c->bits[4] >> m & 1);
}

static int lowest(uint64_t bits, int from)
{
    for (int k = from; k < 64; k++)
        if (bits >> k & 1)
            return k;
    return -1;
}

/* the first fitting second of a day at or after `from` seconds; -1: none */
static int64_t in_day(const cron *c, int64_t from)
{
    for (int h = lowest(c->bits[2], (int)(from / 3600)); h >= 0; h = lowest(c->bits[2], h + 1)) {
        int64_t left = from - (int64_t)h * 3600;
        int m0 = left > 0 ? (int)(left / 60) : 0;
        for (int m = lowest(c->bits[1], m0); m >= 0; m = lowest(c->bits[1], m + 1)) {
            int64_t over = left - (int64_t)m * 60;
            int s = lowest(c->bits[0], over > 0 ? (int)over : 0);
            if (s >= 0 && s < 60)
                return (int64_t)h * 3600 + (int64_t)m * 60 + s;
        }
    }
    return -1;
}

bool run_cron_next(xc_str text, int64_t after_us, int utc_offset_minutes, int64_t *ret_us)
{
    cron c;
    if (!parse(xc_str_trim(text), &c))
        return false;
    int64_t offset = utc_offset_minutes * XC_MINUTE_US;
    int64_t at = after_us + offset, day = at / XC_DAY_US - (at % XC_DAY_US < 0);
    int64_t second = (at - day * XC_DAY_US) / XC_SECOND_US + 1;
    for (int k = 0; k < CRON_MAX_DAYS; k++, day++, second = 0) {
        int64_t found = second < 86400 && day_fits(&c, day) ? in_day(&c, second) : -1;
        if (found < 0)
            continue;
        *ret_us = day * XC_DAY_US + found * XC_SECOND_US - offset;
        return true;
    }
    return false; /* 30 February */
}
