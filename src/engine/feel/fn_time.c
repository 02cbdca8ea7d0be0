/* fn_time.c - built-in functions on dates, times and durations (DMN 1.5, 10.3.4.1 and 10.3.4.9). */
#include "engine/feel/builtin.h"

const feel_value *feel_at_literal(xc_arena *arena, xc_str text);

static const feel_value *no_date(feel_run *run, const feel_node *at)
{
    return feel_fail(run, at, "this is no date, time or duration", "这不是有效的日期、时间或时长");
}

static const feel_value *no_zone(feel_run *run, const feel_node *at, xc_str zone)
{
    return feel_fail(run, at, "there is no time zone \"%.*s\"", "没有时区“%.*s”", XC_STR_ARG(zone));
}

/* why a text is none: its zone, or all of it */
static const feel_value *bad_text(feel_run *run, const feel_node *at, xc_str text)
{
    xc_str before, zone = xc_str_cut(text, '@', &before);
    uint16_t found;
    if (zone.len && !feel_zone_find(zone, &found))
        return no_zone(run, at, zone);
    return feel_fail(run, at, "\"%.*s\" is no date, time or duration of the kind asked for",
                     "“%.*s”不是所需的日期、时间或时长", XC_STR_ARG(text));
}

static const feel_value *read_duration(xc_arena *arena, xc_str text)
{
    feel_type type;
    int64_t months;
    feel_i128 ns;
    if (!feel_read_duration(text, &type, &months, &ns))
        return feel_null();
    return type == FEEL_YEARS_MONTHS ? feel_of_months(arena, months) : feel_of_ns(arena, ns);
}

const feel_value *feel_at_literal(xc_arena *arena, xc_str text)
{
    feel_stamp s;
    if (feel_read_date(text, &s))
        return feel_of_stamp(arena, FEEL_DATE, s);
    if (feel_read_date_time(text, &s))
        return feel_of_stamp(arena, FEEL_DATE_TIME, s);
    if (feel_read_time(text, &s))
        return feel_of_stamp(arena, FEEL_TIME, s);
    return read_duration(arena, text);
}

/* ---- date ---- */

static const feel_value *date_from_text(feel_run *run, const feel_node *at,
                                        const feel_value *const *args)
{
    feel_stamp s;
    return feel_read_date(args[0]->str, &s) ? feel_of_stamp(run->arena, FEEL_DATE, s)
                                            : bad_text(run, at, args[0]->str);
}

static const feel_value *date_from_value(feel_run *run, const feel_node *at,
                                         const feel_value *const *args)
{
    (void)at;
    return feel_of_stamp(run->arena, FEEL_DATE, (feel_stamp){ .day = args[0]->stamp.day });
}

static bool whole(const feel_value *v, int64_t min, int64_t max, int64_t *ret)
{
    return feel_to_int(v, ret) && *ret >= min && *ret <= max;
}

static bool read_day(const feel_value *const *args, int64_t *ret)
{
    int64_t y, m, d;
    if (!whole(args[0], -999999999, 999999999, &y) || !whole(args[1], 1, 12, &m) ||
        !whole(args[2], 1, feel_month_days(y, (int)m), &d))
        return false;
    *ret = feel_days_of(y, (int)m, (int)d);
    return true;
}

static const feel_value *date_from_parts(feel_run *run, const feel_node *at,
                                         const feel_value *const *args)
{
    feel_stamp s = { 0 };
    return read_day(args, &s.day) ? feel_of_stamp(run->arena, FEEL_DATE, s) : no_date(run, at);
}

/* ---- time ---- */

static const feel_value *time_from_text(feel_run *run, const feel_node *at,
                                        const feel_value *const *args)
{
    feel_stamp s;
    return feel_read_time(args[0]->str, &s) ? feel_of_stamp(run->arena, FEEL_TIME, s)
                                            : bad_text(run, at, args[0]->str);
}

static const feel_value *time_from_value(feel_run *run, const feel_node *at,
                                         const feel_value *const *args)
{
    if (args[0]->type != FEEL_DATE && args[0]->type != FEEL_DATE_TIME && args[0]->type != FEEL_TIME)
        return no_date(run, at);
    feel_stamp s = args[0]->type == FEEL_TIME ? args[0]->stamp : feel_stamp_of_value(args[0]);
    s.day = 0;
    return feel_of_stamp(run->arena, FEEL_TIME, s);
}

static bool read_clock(const feel_value *hour, const feel_value *minute, const feel_value *second,
                       int64_t *ret_ns)
{
    int64_t h, m, ns;
    dec d;
    if (!whole(hour, 0, 23, &h) || !whole(minute, 0, 59, &m) || second->number.neg)
        return false;
    if (!dec_mul(second->number, dec_int(FEEL_NS_SECOND), &d) || !dec_round(d, 0, DEC_DOWN, &d) ||
        !dec_to_int(d, &ns) || ns >= 60 * FEEL_NS_SECOND)
        return false;
    *ret_ns = (h * 3600 + m * 60) * FEEL_NS_SECOND + ns;
    return true;
}

/* offset: a duration, or null for none */
static bool set_offset(feel_stamp *s, const feel_value *offset)
{
    if (!offset || feel_is_null(offset))
        return true;
    if (offset->type != FEEL_DAYS_TIME)
        return false;
    feel_i128 sec = offset->ns / FEEL_NS_SECOND;
    if (sec > 18 * 3600 || sec < -18 * 3600)
        return false;
    s->kind = FEEL_ZONE_OFFSET;
    s->offset = (int32_t)sec;
    return true;
}

static const feel_value *time_from_parts(feel_run *run, const feel_node *at,
                                         const feel_value *const *args)
{
    feel_stamp s = { 0 };
    if (!read_clock(args[0], args[1], args[2], &s.ns) || !set_offset(&s, args[3]))
        return no_date(run, at);
    return feel_of_stamp(run->arena, FEEL_TIME, s);
}

/* ---- date and time ---- */

static const feel_value *stamp_from_text(feel_run *run, const feel_node *at,
                                         const feel_value *const *args)
{
    feel_stamp s;
    if (feel_read_date_time(args[0]->str, &s) || feel_read_date(args[0]->str, &s))
        return feel_of_stamp(run->arena, FEEL_DATE_TIME, s);
    return bad_text(run, at, args[0]->str);
}

static const feel_value *stamp_from_two(feel_run *run, const feel_node *at,
                                        const feel_value *const *args)
{
    if (args[1]->type != FEEL_TIME)
        return no_date(run, at);
    feel_stamp s = args[1]->stamp;
    s.day = args[0]->stamp.day;
    return feel_of_stamp(run->arena, FEEL_DATE_TIME, s);
}

static const feel_value *stamp_in_zone(feel_run *run, const feel_node *at,
                                       const feel_value *const *args)
{
    feel_stamp s = args[0]->stamp, zone = { .kind = FEEL_ZONE_NAMED };
    if (!feel_zone_find(args[1]->str, &zone.zone))
        return no_zone(run, at, args[1]->str);
    return feel_of_stamp(run->arena, FEEL_DATE_TIME, feel_at_instant(feel_instant(&s), &zone));
}

static const feel_value *stamp_from_parts(feel_run *run, const feel_node *at,
                                          const feel_value *const *args)
{
    feel_stamp s = { 0 };
    if (!read_day(args, &s.day) || !read_clock(args[3], args[4], args[5], &s.ns))
        return no_date(run, at);
    if (args[6] && args[6]->type == FEEL_STRING) {
        s.kind = FEEL_ZONE_NAMED;
        if (!feel_zone_find(args[6]->str, &s.zone))
            return no_zone(run, at, args[6]->str);
    } else if (!set_offset(&s, args[6])) {
        return no_date(run, at);
    }
    return feel_of_stamp(run->arena, FEEL_DATE_TIME, s);
}

/* ---- durations ---- */

static const feel_value *fn_duration(feel_run *run, const feel_node *at,
                                     const feel_value *const *args)
{
    const feel_value *v = args[0];
    if (v->type == FEEL_STRING)
        v = read_duration(run->arena, v->str);
    if (v->type == FEEL_YEARS_MONTHS || v->type == FEEL_DAYS_TIME)
        return v;
    return args[0]->type == FEEL_STRING ? bad_text(run, at, args[0]->str) : no_date(run, at);
}

/* whole months from one day to the other, towards zero; the hours do not count */
static const feel_value *fn_months_between(feel_run *run, const feel_node *at,
                                           const feel_value *const *args)
{
    (void)at;
    const feel_stamp *a = &args[0]->stamp, *b = &args[1]->stamp;
    int64_t y1, y2;
    int m1, m2, d1, d2;
    feel_civil(a->day, &y1, &m1, &d1);
    feel_civil(b->day, &y2, &m2, &d2);
    int64_t months = (y2 - y1) * 12 + (m2 - m1);
    if (months > 0 && d2 < d1)
        months--;
    if (months < 0 && d2 > d1)
        months++;
    return feel_of_months(run->arena, months);
}

/* ---- now, and places in the calendar ---- */

static feel_stamp now_of(feel_run *run)
{
    feel_stamp zone = { .kind = FEEL_ZONE_OFFSET, .offset = run->options.utc_offset_minutes * 60 };
    return feel_at_instant((feel_i128)run->options.now_us * 1000, &zone);
}

static const feel_value *fn_now(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    (void)at;
    (void)args;
    return feel_of_stamp(run->arena, FEEL_DATE_TIME, now_of(run));
}

static const feel_value *fn_today(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    (void)at;
    (void)args;
    return feel_of_stamp(run->arena, FEEL_DATE, (feel_stamp){ .day = now_of(run).day });
}

static const feel_value *fn_day_of_year(feel_run *run, const feel_node *at,
                                        const feel_value *const *args)
{
    (void)at;
    int64_t year;
    int month, day;
    feel_civil(args[0]->stamp.day, &year, &month, &day);
    return feel_int(run->arena, args[0]->stamp.day - feel_days_of(year, 1, 1) + 1);
}

/* ISO 8601: the week with the year's first Thursday is the first */
static const feel_value *fn_week_of_year(feel_run *run, const feel_node *at,
                                         const feel_value *const *args)
{
    (void)at;
    int64_t day = args[0]->stamp.day, thursday = day - feel_weekday(day) + 4, year;
    int month, of_month;
    feel_civil(thursday, &year, &month, &of_month);
    return feel_int(run->arena, (thursday - feel_days_of(year, 1, 1)) / 7 + 1);
}

static const feel_value *fn_day_of_week(feel_run *run, const feel_node *at,
                                        const feel_value *const *args)
{
    static const char *const DAYS[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday" };
    (void)at;
    return feel_of_str(run->arena, xc_str_of(DAYS[feel_weekday(args[0]->stamp.day) - 1]));
}

static const feel_value *fn_month_of_year(feel_run *run, const feel_node *at,
                                          const feel_value *const *args)
{
    static const char *const MONTHS[] = { "January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December" };
    (void)at;
    int64_t year;
    int month, day;
    feel_civil(args[0]->stamp.day, &year, &month, &day);
    return feel_of_str(run->arena, xc_str_of(MONTHS[month - 1]));
}

#define DAY_PARTS                      \
    { "year", 'n' }, { "month", 'n' }, \
    {                                  \
        "day", 'n'                     \
    }
#define CLOCK_PARTS                     \
    { "hour", 'n' }, { "minute", 'n' }, \
    {                                   \
        "second", 'n'                   \
    }
#define DATE            \
    {                   \
        {               \
            "date", 'd' \
        }               \
    }

const feel_builtin feel_time_builtins[] = {
    { "date", date_from_text, { { "from", 's' } } },
    { "date", date_from_value, { { "from", 'd' } } },
    { "date", date_from_parts, { DAY_PARTS } },
    { "time", time_from_text, { { "from", 's' } } },
    { "time", time_from_value, { { "from", 'v' } } },
    { "time", time_from_parts, { CLOCK_PARTS, { "offset", 'X' } } },
    { "date and time", stamp_from_text, { { "from", 's' } } },
    { "date and time", stamp_in_zone, { { "date", 'd' }, { "timezone", 's' } } },
    { "date and time", stamp_from_two, { { "date", 'd' }, { "time", 'v' } } },
    { "date and time", stamp_from_parts, { DAY_PARTS, CLOCK_PARTS, { "offset", 'X' } } },
    { "date and time", stamp_from_parts, { DAY_PARTS, CLOCK_PARTS, { "timezone", 'X' } } },
    { "duration", fn_duration, { { "from", 'v' } } },
    { "years and months duration", fn_months_between, { { "from", 'd' }, { "to", 'd' } } },
    { "now", fn_now, { { 0 } } },
    { "today", fn_today, { { 0 } } },
    { "day of year", fn_day_of_year, DATE },
    { "day of week", fn_day_of_week, DATE },
    { "month of year", fn_month_of_year, DATE },
    { "week of year", fn_week_of_year, DATE },
    { 0 },
};
