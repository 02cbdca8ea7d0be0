/* timer.c - ISO 8601 durations, dates and cycles as BPMN timers use them.
 *
 * Years and months count in the calendar from the moment they are set (UTC). A cycle is
 * R[n]/duration, R[n]/start/duration or a cron line (cron.c); without n it goes on for ever; n is
 * how often it fires. */
#include "codec/time_text.h"
#include "engine/bpmn/run_int.h"

#include "base/clock.h"

/* "1Y2M" before the rest: moves *io_at by the calendar, answers the rest as a duration again */
static bool take_months(xc_str text, int64_t *ret_months, char *rest, size_t rest_size)
{
    if (text.len < 2 || text.len >= rest_size || text.ptr[0] != 'P')
        return false;
    int64_t months = 0;
    size_t at = 1, start = 1;
    for (; at < text.len && text.ptr[at] != 'T'; at++) {
        if (text.ptr[at] != 'Y' && text.ptr[at] != 'M')
            continue;
        int64_t n;
        if (!xc_str_int((xc_str){ text.ptr + start, at - start }, 0, 9999, &n))
            return false;
        months += text.ptr[at] == 'Y' ? n * 12 : n;
        start = at + 1;
    }
    rest[0] = 'P';
    memcpy(rest + 1, text.ptr + start, text.len - start);
    rest[1 + text.len - start] = '\0';
    *ret_months = months;
    return true;
}

static int64_t add_months(int64_t at_us, int64_t months)
{
    int64_t days = at_us / XC_DAY_US, in_day = at_us % XC_DAY_US;
    if (in_day < 0) {
        days--;
        in_day += XC_DAY_US;
    }
    int y, m, d;
    time_civil(days, &y, &m, &d);
    int64_t all = (int64_t)y * 12 + m - 1 + months;
    int year = (int)(all / 12), month = (int)(all % 12) + 1;
    int64_t first = time_days(year, month, 1);
    int64_t next = time_days(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1);
    int64_t last = next - first;
    return (first + (d > last ? last : d) - 1) * XC_DAY_US + in_day;
}

static bool add_duration(xc_str text, int64_t from_us, int64_t *ret)
{
    int64_t us, months;
    char rest[64];
    if (time_parse_duration(text, &us)) {
        *ret = from_us + us;
        return us >= 0;
    }
    if (!take_months(text, &months, rest, sizeof rest))
        return false;
    int64_t at = add_months(from_us, months);
    if (rest[1] == '\0')
        us = 0;
    else if (!time_parse_duration(xc_str_of(rest), &us) || us < 0)
        return false;
    *ret = at + us;
    return true;
}

static xc_err duration_of(xc_str text, int64_t now_us, run_timer *ret)
{
    int64_t due;
    if (!add_duration(text, now_us, &due))
        return XC_ESYNTAX;
    *ret = (run_timer){ .due_us = due };
    return XC_OK;
}

static xc_err date_of(xc_str text, int64_t now_us, run_timer *ret)
{
    (void)now_us;
    int64_t at, days;
    if (time_parse_date(text, &days))
        at = days * XC_DAY_US;
    else if (!time_parse(text, &at))
        return XC_ESYNTAX;
    *ret = (run_timer){ .due_us = at };
    return XC_OK;
}

static xc_err cycle_of(xc_str text, int64_t now_us, run_timer *ret)
{
    xc_str head, start;
    xc_str rest = xc_str_cut(text, '/', &head);
    int64_t times = -1, first, at = now_us;
    if (head.len == 0 || head.ptr[0] != 'R' || rest.len == 0)
        return XC_ESYNTAX;
    if (head.len > 1 && !xc_str_int((xc_str){ head.ptr + 1, head.len - 1 }, 1, 1000000, &times))
        return XC_ESYNTAX;
    xc_str after = xc_str_cut(rest, '/', &start);
    bool has_start = after.ptr != NULL;
    if (has_start && !time_parse(start, &at))
        return XC_ESYNTAX;
    xc_str every = has_start ? after : rest;
    if (!add_duration(every, at, &first) || first <= at)
        return XC_ESYNTAX;
    *ret = (run_timer){ .due_us = has_start ? at : first,
                        .period_us = first - at,
                        .left = times < 0 ? -1 : times - 1 };
    return XC_OK;
}

xc_err run_timer_of(timer_kind kind, xc_str text, int64_t now_us, int offset, run_timer *ret)
{
    static xc_err (*const table[])(xc_str, int64_t, run_timer *) = {
        [TIMER_DURATION] = duration_of, [TIMER_DATE] = date_of, [TIMER_CYCLE] = cycle_of
    };
    text = xc_str_trim(text);
    xc_err err = table[kind](text, now_us, ret);
    /* an expression may give any of the three, whichever element it stands in */
    for (timer_kind k = TIMER_DURATION; err && k <= TIMER_CYCLE; k++)
        err = table[k](text, now_us, ret);
    int64_t due;
    if (!err || !run_cron_next(text, now_us, offset, &due))
        return err;
    *ret = (run_timer){ .due_us = due, .left = -1 };
    return XC_OK;
}

bool run_timer_literal(timer_kind kind, xc_str text)
{
    run_timer t;
    return run_timer_of(kind, text, 0, 0, &t) == XC_OK;
}

bool bpmn_timer_next(xc_str text, int64_t now_us, int utc_offset_minutes, int64_t *ret_us)
{
    run_timer t;
    if (run_timer_of(TIMER_DURATION, text, now_us, utc_offset_minutes, &t) != XC_OK)
        return false;
    *ret_us = t.due_us;
    return true;
}
