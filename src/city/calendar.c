/* calendar.c - working days, urgent hours, natural days: table lookups and walking from day to day.
 */
#include "city/calendar.h"

#include <stdio.h>

#include "base/clock.h"
#include "codec/time_text.h"

enum { MAX_AMOUNT = 10000, MAX_SHOWN_DAYS = 62 };

static const char *const unit_names[CALENDAR_UNITS] = {
#define X(name, wire) [CALENDAR_##name] = wire,
    CALENDAR_UNIT_TABLE(X)
#undef X
};

calendar_unit calendar_unit_parse(xc_str text)
{
    for (int k = 0; k < CALENDAR_UNITS; k++)
        if (xc_str_is(text, unit_names[k]))
            return (calendar_unit)k;
    return CALENDAR_UNITS;
}

const char *calendar_unit_name(calendar_unit unit)
{
    return unit < CALENDAR_UNITS ? unit_names[unit] : "";
}

int64_t calendar_day(const calendar *c, int64_t time_us)
{
    int64_t local = time_us + c->utc_offset_minutes * XC_MINUTE_US;
    int64_t day = local / XC_DAY_US;
    return local % XC_DAY_US < 0 ? day - 1 : day;
}

int64_t calendar_day_start(const calendar *c, int64_t day)
{
    return day * XC_DAY_US - c->utc_offset_minutes * XC_MINUTE_US;
}

static void date_text(int64_t day, char to[16])
{
    int y, m, d;
    time_civil(day, &y, &m, &d);
    (void)snprintf(to, 16, "%04d-%02d-%02d", y, m, d);
}

static xc_err unknown_day(const calendar *c, int64_t day, xc_problem *why)
{
    char wanted[16], from[16], to[16];
    date_text(day, wanted);
    date_text(c->pack->from_day, from);
    date_text(c->pack->to_day, to);
    return xc_fail(why, XC_EREFUSED, "",
                   "working days are known from %s to %s only, %s is outside; put the next year's "
                   "calendar into the pack",
                   "工作日历只覆盖 %s 至 %s，%s 不在其内；请把新一年的日历放进城市包", from, to,
                   wanted);
}

static const pack_day *exception(const calendar *c, int64_t day)
{
    size_t low = 0, high = c->pack->exception_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (c->pack->exceptions[mid].day < day)
            low = mid + 1;
        else
            high = mid;
    }
    bool hit = low < c->pack->exception_count && c->pack->exceptions[low].day == day;
    return hit ? &c->pack->exceptions[low] : NULL;
}

xc_err calendar_is_worked(const calendar *c, int64_t day, bool *ret, xc_problem *why)
{
    if (day < c->pack->from_day || day > c->pack->to_day)
        return unknown_day(c, day, why);
    const pack_day *e = exception(c, day);
    int64_t weekday = (day + 3) % 7; /* 1970-01-01 was a Thursday; from Monday */
    *ret = e ? e->worked : c->pack->week[weekday < 0 ? weekday + 7 : weekday];
    return XC_OK;
}

/* when the office closes on a worked day */
static int64_t office_end(const calendar *c, int64_t day)
{
    int to_min = 0;
    for (size_t k = 0; k < c->pack->hours_count; k++)
        if (c->pack->hours[k].to_min > to_min)
            to_min = c->pack->hours[k].to_min;
    return calendar_day_start(c, day) + (to_min ? to_min : 24 * 60) * XC_MINUTE_US;
}

/* the n-th worked day after day */
static xc_err nth_worked(const calendar *c, int64_t day, int64_t n, int64_t *ret, xc_problem *why)
{
    while (n > 0) {
        bool worked;
        xc_err err = calendar_is_worked(c, ++day, &worked, why);
        if (err)
            return err;
        n -= worked;
    }
    *ret = day;
    return XC_OK;
}

/* Office time of one day within [from, to); whole days when no hours are given. */
static int64_t worked_in_day(const calendar *c, int64_t day, int64_t from_us, int64_t to_us)
{
    static const pack_hours all_day = { 0, 24 * 60 };
    const pack_hours *hours = c->pack->hours_count ? c->pack->hours : &all_day;
    size_t count = c->pack->hours_count ? c->pack->hours_count : 1;
    int64_t start = calendar_day_start(c, day), sum = 0;
    for (size_t k = 0; k < count; k++) {
        int64_t a = start + hours[k].from_min * XC_MINUTE_US;
        int64_t b = start + hours[k].to_min * XC_MINUTE_US;
        a = a < from_us ? from_us : a;
        b = b > to_us ? to_us : b;
        sum += b > a ? b - a : 0;
    }
    return sum;
}

xc_err calendar_worked_us(const calendar *c, int64_t from_us, int64_t to_us, int64_t *ret_us,
                          xc_problem *why)
{
    int64_t sum = 0;
    for (int64_t day = calendar_day(c, from_us); calendar_day_start(c, day) < to_us; day++) {
        bool worked;
        xc_err err = calendar_is_worked(c, day, &worked, why);
        if (err)
            return err;
        if (worked)
            sum += worked_in_day(c, day, from_us, to_us);
    }
    *ret_us = sum;
    return XC_OK;
}

/* the moment at which left microseconds of office time are over */
static xc_err spend_hours(const calendar *c, int64_t from_us, int64_t left, int64_t *ret,
                          xc_problem *why)
{
    for (int64_t day = calendar_day(c, from_us);; day++) {
        bool worked;
        xc_err err = calendar_is_worked(c, day, &worked, why);
        if (err)
            return err;
        int64_t day_end = calendar_day_start(c, day + 1);
        int64_t here = worked ? worked_in_day(c, day, from_us, day_end) : 0;
        if (here < left) {
            left -= here;
            continue;
        }
        /* within this day: halve until the office time up to there is what is left */
        int64_t low = calendar_day_start(c, day), high = day_end;
        while (low < high) {
            int64_t mid = low + (high - low) / 2;
            if (worked_in_day(c, day, from_us, mid) < left)
                low = mid + 1;
            else
                high = mid;
        }
        *ret = low;
        return XC_OK;
    }
}

static xc_err bad_amount(int64_t amount, xc_problem *why)
{
    return xc_fail(why, XC_EINVAL, "", "a deadline of %lld units; it must be 1 to %d",
                   "期限为 %lld 个单位；应为 1 到 %d", (long long)amount, MAX_AMOUNT);
}

xc_err deadline_compute(const calendar *c, int64_t start_us, int64_t amount, calendar_unit unit,
                        int64_t *ret_us, xc_problem *why)
{
    if (amount < 1 || amount > MAX_AMOUNT || unit >= CALENDAR_UNITS)
        return bad_amount(amount, why);
    int64_t day = calendar_day(c, start_us);
    if (unit == CALENDAR_URGENT_HOUR) {
        *ret_us = start_us + amount * XC_HOUR_US;
        return XC_OK;
    }
    if (unit == CALENDAR_NATURAL_DAY) {
        *ret_us = calendar_day_start(c, day + amount + 1);
        return XC_OK;
    }
    if (unit == CALENDAR_WORKING_HOUR)
        return spend_hours(c, start_us, amount * XC_HOUR_US, ret_us, why);
    xc_err err = nth_worked(c, day, amount, &day, why);
    if (!err)
        *ret_us = office_end(c, day);
    return err;
}

static bool by_office(calendar_unit unit)
{
    return unit == CALENDAR_WORKING_DAY || unit == CALENDAR_WORKING_HOUR;
}

xc_err deadline_left_us(const calendar *c, int64_t now_us, int64_t due_us, calendar_unit unit,
                        int64_t *ret_us, xc_problem *why)
{
    if (due_us > now_us && by_office(unit))
        return calendar_worked_us(c, now_us, due_us, ret_us, why);
    *ret_us = due_us - now_us;
    return XC_OK;
}

/* Days stop as whole days: those after today that are still given, today's if it is the last. */
static xc_err days_left(const calendar *c, int64_t now_us, int64_t due_us, calendar_unit unit,
                        int64_t *ret, xc_problem *why)
{
    int64_t today = calendar_day(c, now_us), last = calendar_day(c, due_us - 1), n = 0;
    for (int64_t day = today + 1; day <= last; day++) {
        bool counts = true;
        xc_err err =
            unit == CALENDAR_WORKING_DAY ? calendar_is_worked(c, day, &counts, why) : XC_OK;
        if (err)
            return err;
        n += counts;
    }
    *ret = n;
    return XC_OK;
}

xc_err deadline_stop(const calendar *c, int64_t now_us, int64_t due_us, calendar_unit unit,
                     int64_t *ret_left, xc_problem *why)
{
    if (due_us <= now_us) {
        *ret_left = 0;
        return XC_OK;
    }
    if (unit == CALENDAR_WORKING_DAY || unit == CALENDAR_NATURAL_DAY)
        return days_left(c, now_us, due_us, unit, ret_left, why);
    return deadline_left_us(c, now_us, due_us, unit, ret_left, why);
}

xc_err deadline_go(const calendar *c, int64_t now_us, int64_t left, calendar_unit unit,
                   int64_t *ret_due_us, xc_problem *why)
{
    int64_t day = calendar_day(c, now_us);
    if (left < 0 || unit >= CALENDAR_UNITS)
        return bad_amount(left, why);
    if (unit == CALENDAR_URGENT_HOUR) {
        *ret_due_us = now_us + left;
        return XC_OK;
    }
    if (unit == CALENDAR_WORKING_HOUR)
        return spend_hours(c, now_us, left, ret_due_us, why);
    if (unit == CALENDAR_NATURAL_DAY) {
        *ret_due_us = calendar_day_start(c, day + left + 1);
        return XC_OK;
    }
    /* stopped on its last day: what is left is the next day that is worked */
    xc_err err = nth_worked(c, day, left > 0 ? left : 1, &day, why);
    if (!err)
        *ret_due_us = office_end(c, day);
    return err;
}

static void put_day(json_writer *w, int64_t day, bool worked, double used)
{
    char text[16];
    date_text(day, text);
    json_open_object(w);
    json_put_text(w, "date", text);
    json_put_bool(w, "worked", worked);
    json_put_double(w, "used", used);
    json_close_object(w);
}

xc_err deadline_days(const calendar *c, int64_t start_us, int64_t due_us, int64_t now_us,
                     json_writer *w, xc_problem *why)
{
    int64_t first = calendar_day(c, start_us), last = calendar_day(c, due_us - 1);
    if (last > first + MAX_SHOWN_DAYS - 1)
        last = first + MAX_SHOWN_DAYS - 1;
    json_open_array(w);
    for (int64_t day = first; day <= last; day++) {
        bool worked;
        xc_err err = calendar_is_worked(c, day, &worked, why);
        if (err)
            return err;
        int64_t from = calendar_day_start(c, day), to = calendar_day_start(c, day + 1);
        int64_t all = worked_in_day(c, day, from, to), past = 0;
        if (now_us > from)
            past = worked_in_day(c, day, from, now_us < to ? now_us : to);
        double share = worked && all > 0 ? (double)past / (double)all : now_us >= to ? 1 : 0;
        put_day(w, day, worked, share);
    }
    json_close_array(w);
    return XC_OK;
}
