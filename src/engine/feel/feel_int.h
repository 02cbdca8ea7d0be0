/* feel_int.h - what a FEEL value is made of; for the files of feel/ and dmn/ only. */
#ifndef FEEL_INT_H
#define FEEL_INT_H
#include "engine/feel/dec.h"
#include "engine/feel/feel.h"

typedef __int128 feel_i128;

#define FEEL_NS_SECOND INT64_C(1000000000)
#define FEEL_NS_DAY (86400 * FEEL_NS_SECOND)

typedef enum { FEEL_ZONE_NONE, FEEL_ZONE_OFFSET, FEEL_ZONE_NAMED } feel_zone_kind;

/* Of a date only day counts, of a time only ns and zone. */
typedef struct {
    int64_t day;    /* since 1970-01-01, proleptic Gregorian */
    int64_t ns;     /* of the local day */
    int32_t offset; /* seconds east; FEEL_ZONE_OFFSET */
    uint16_t zone;  /* place in the table of zones; FEEL_ZONE_NAMED */
    uint8_t kind;   /* feel_zone_kind */
} feel_stamp;

typedef struct {
    xc_str name;
    const feel_value *value;
} feel_entry;

typedef struct {
    const feel_value *lo, *hi;
    bool lo_closed, hi_closed;
    bool half;  /* "< 5", "= 5": a side that is null has no bound; else a null bound is unknown */
    bool other; /* "!= 5": all but lo */
} feel_range;

typedef struct feel_function feel_function;

struct feel_value {
    uint8_t type; /* feel_type */
    bool boolean;
    union {
        dec number;
        xc_str str;
        feel_stamp stamp;
        int64_t months;
        feel_i128 ns;
        struct {
            const feel_value *const *items;
            size_t count;
        } list;
        struct {
            const feel_entry *entries;
            size_t count;
        } context;
        feel_range range;
        const feel_function *function;
    };
};

/* Makers; out of memory gives feel_null(). */
const feel_value *feel_of_dec(xc_arena *a, dec d);
const feel_value *feel_of_str(xc_arena *a, xc_str borrowed); /* not copied */
const feel_value *feel_of_stamp(xc_arena *a, feel_type type, feel_stamp s);
const feel_value *feel_of_months(xc_arena *a, int64_t months);
const feel_value *feel_of_ns(xc_arena *a, feel_i128 ns);
const feel_value *feel_of_range(xc_arena *a, feel_range r);
const feel_value *feel_of_list(xc_arena *a, const feel_value *const *borrowed, size_t count);
const feel_value *feel_of_context(xc_arena *a, const feel_entry *borrowed, size_t count);

const feel_value *feel_find(const feel_value *context, xc_str name); /* NULL if there is none */
static inline bool feel_is_null(const feel_value *v)
{
    return v->type == FEEL_NULL;
}
const char *feel_type_name(feel_type t, xc_lang lang);

/* a = b: 1 yes, 0 no, -1 kinds that cannot be compared (null in FEEL) */
int feel_same(const feel_value *a, const feel_value *b);
/* The same with a budget: *left falls by one a pair of values; at 0 the answer is -1. */
int feel_same_within(const feel_value *a, const feel_value *b, size_t *left);
/* Order: false when there is none (other kinds, a zone on one side only); *ret <0 0 >0. */
bool feel_order(const feel_value *a, const feel_value *b, int *ret);

/* ---- stamp.c: dates and times ---- */
int64_t feel_days_of(int64_t year, int month, int day);
void feel_civil(int64_t days, int64_t *year, int *month, int *day);
int feel_month_days(int64_t year, int month);
int feel_weekday(int64_t days); /* Monday 1 .. Sunday 7 */
/* Whole texts only. */
bool feel_read_date(xc_str text, feel_stamp *ret);
bool feel_read_time(xc_str text, feel_stamp *ret);
bool feel_read_date_time(xc_str text, feel_stamp *ret);
bool feel_read_duration(xc_str text, feel_type *ret_type, int64_t *ret_months, feel_i128 *ret_ns);
bool feel_date_in_range(int64_t year);
/* Seconds east of UTC at that local time; 0 without zone. */
int32_t feel_offset_of(const feel_stamp *s);
/* Nanoseconds since 1970-01-01T00:00 UTC (local time when there is no zone). */
feel_i128 feel_instant(const feel_stamp *s);
/* The same zone, another instant. */
feel_stamp feel_at_instant(feel_i128 ns, const feel_stamp *zone_of);
bool feel_add_months(feel_stamp s, int64_t months, feel_stamp *ret);
/* A date as a date and time: midnight UTC. */
feel_stamp feel_stamp_of_value(const feel_value *v);

/* ---- zone.c ---- */
bool feel_zone_find(xc_str name, uint16_t *ret);
const char *feel_zone_name(uint16_t zone);
/* from local: the seconds are of the zone's own clock, else UTC */
int32_t feel_zone_offset(uint16_t zone, int64_t seconds, bool from_local);

/* ---- text.c ---- */
/* What string() answers: strings bare, others as their literal. */
void feel_put_string(xc_buf *out, const feel_value *v);
#endif
