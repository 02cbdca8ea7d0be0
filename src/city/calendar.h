/* calendar.h - the three clocks of the city: working days, urgent hours, natural days.
 *
 * Working days come from the pack: a week, holidays, make-up days, office hours, and where all that
 * ends: past its end nobody knows, and these functions say so instead of guessing. The day on which
 * something starts is not counted (Civil Code, article 201). Pure; any thread. */
#ifndef XC_CITY_CALENDAR_H
#define XC_CITY_CALENDAR_H
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"
#include "city/pack_types.h"
#include "codec/json.h"

/* A plain value; the pack is borrowed. */
typedef struct {
    const pack_calendar *pack;
    int utc_offset_minutes;
} calendar;

/* unit, wire name: how a span is counted */
#define CALENDAR_UNIT_TABLE(X)                                                               \
    X(WORKING_DAY, "working_day")   /* ends with the office hours of the n-th working day */ \
    X(WORKING_HOUR, "working_hour") /* office hours only */                                  \
    X(URGENT_HOUR, "urgent_hour")   /* round the clock */                                    \
    X(NATURAL_DAY, "natural_day")   /* ends with the n-th day */
typedef enum {
#define X(name, wire) CALENDAR_##name,
    CALENDAR_UNIT_TABLE(X)
#undef X
        CALENDAR_UNITS
} calendar_unit;

/* CALENDAR_UNITS: there is no such unit. */
calendar_unit calendar_unit_parse(xc_str text);
const char *calendar_unit_name(calendar_unit unit);

/* The local day (since 1970-01-01) of a moment, and when a local day begins. */
int64_t calendar_day(const calendar *c, int64_t time_us);
int64_t calendar_day_start(const calendar *c, int64_t day);

/* Whether a local day is worked. XC_EREFUSED: the calendar does not reach to it. */
XC_MUST_CHECK xc_err calendar_is_worked(const calendar *c, int64_t day, bool *ret, xc_problem *why);

/* When amount units after start are over. XC_EINVAL: amount is not 1..10,000; XC_EREFUSED: past the
 * calendar's end. */
XC_MUST_CHECK xc_err deadline_compute(const calendar *c, int64_t start_us, int64_t amount,
                                      calendar_unit unit, int64_t *ret_us, xc_problem *why);

/* Office time within [from, to): microseconds. XC_EREFUSED likewise. */
XC_MUST_CHECK xc_err calendar_worked_us(const calendar *c, int64_t from_us, int64_t to_us,
                                        int64_t *ret_us, xc_problem *why);

/* What is left at now until due: of working days and hours the office time, else the plain time;
 * negative when it is over (then the plain time since). */
XC_MUST_CHECK xc_err deadline_left_us(const calendar *c, int64_t now_us, int64_t due_us,
                                      calendar_unit unit, int64_t *ret_us, xc_problem *why);

/* The clock stops (a supplement is asked for) and goes on: what deadline_stop answers is what
 * deadline_go needs; for days it is whole days, for hours microseconds. */
XC_MUST_CHECK xc_err deadline_stop(const calendar *c, int64_t now_us, int64_t due_us,
                                   calendar_unit unit, int64_t *ret_left, xc_problem *why);
XC_MUST_CHECK xc_err deadline_go(const calendar *c, int64_t now_us, int64_t left,
                                 calendar_unit unit, int64_t *ret_due_us, xc_problem *why);

/* The days from start to due as screens show them: [{"date","worked","used":0..1}], used being the
 * share of the day that is over at now; at most 62 days. */
XC_MUST_CHECK xc_err deadline_days(const calendar *c, int64_t start_us, int64_t due_us,
                                   int64_t now_us, json_writer *w, xc_problem *why);

#endif
