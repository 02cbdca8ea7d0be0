/* operate.c - arithmetic, comparisons and properties of values (DMN 1.5, 10.3.2.3 and 10.3.2.15).
 */
#include "engine/feel/feel_tree.h"

static const feel_value *cannot(feel_run *run, const feel_node *n, const char *what,
                                const feel_value *a, const feel_value *b)
{
    return feel_fail(run, n, "%s does not work for %s and %s%.0s%.0s", "%s 不能用于%.0s%.0s%s和%s",
                     what, FEEL_KIND_EN(a), FEEL_KIND_EN(b), FEEL_KIND_ZH(a), FEEL_KIND_ZH(b));
}

static const char *const SIGN[] = { "+", "-", "*", "/", "**" };

/* ---- numbers and texts ---- */

static const feel_value *numbers(feel_run *run, const feel_node *n, feel_arith op, dec a, dec b)
{
    static bool (*const DO[])(dec, dec, dec *) = { dec_add, dec_sub, dec_mul, dec_div, dec_pow };
    enum { POWER_STEPS = 10 };
    dec r;
    if (op == ARITH_POW && !feel_steps(run, POWER_STEPS))
        return feel_null();
    if (DO[op](a, b, &r))
        return feel_of_dec(run->arena, r);
    return feel_fail(run, n, "%s has no result here (division by zero, or too large)",
                     "%s 在这里没有结果（除以零，或结果过大）", SIGN[op]);
}

static const feel_value *join(feel_run *run, const feel_node *n, xc_str a, xc_str b)
{
    if (a.len + b.len > FEEL_MAX_STRING)
        return feel_fail(run, n, "the text grows over %d bytes", "文本超过 %d 字节",
                         (int)FEEL_MAX_STRING);
    enum { BYTES_A_STEP = 256 };
    char *to = feel_steps(run, (a.len + b.len) / BYTES_A_STEP)
                   ? xc_arena_alloc(run->arena, a.len + b.len + 1)
                   : NULL;
    if (!to)
        return feel_null();
    if (a.len)
        memcpy(to, a.ptr, a.len);
    if (b.len)
        memcpy(to + a.len, b.ptr, b.len);
    return feel_of_str(run->arena, (xc_str){ to, a.len + b.len });
}

/* ---- dates and durations ---- */

static bool in_range(const feel_stamp *s)
{
    int64_t year;
    int month, day;
    feel_civil(s->day, &year, &month, &day);
    return feel_date_in_range(year);
}

enum { DAYS_LIMIT = 366 };
static const feel_i128 NS_LIMIT = (feel_i128)1000000000 * DAYS_LIMIT * FEEL_NS_DAY;

/* a date counts as its midnight; a date plus hours stays a date */
static const feel_value *moved_by_ns(feel_run *run, const feel_node *n, const feel_value *v,
                                     feel_i128 ns)
{
    if (ns > NS_LIMIT || ns < -NS_LIMIT)
        return feel_fail(run, n, "the date is out of range", "日期超出范围");
    feel_stamp s = v->stamp;
    if (v->type == FEEL_TIME) {
        feel_i128 t = (s.ns + ns) % FEEL_NS_DAY;
        s.ns = (int64_t)(t < 0 ? t + FEEL_NS_DAY : t);
        return feel_of_stamp(run->arena, FEEL_TIME, s);
    }
    if (v->type == FEEL_DATE)
        s.kind = FEEL_ZONE_NONE;
    s = feel_at_instant(feel_instant(&s) + ns, &s);
    if (!in_range(&s))
        return feel_fail(run, n, "the date is out of range", "日期超出范围");
    if (v->type == FEEL_DATE)
        s.ns = 0;
    return feel_of_stamp(run->arena, feel_type_of(v), s);
}

static const feel_value *moved(feel_run *run, const feel_node *n, const feel_value *v,
                               const feel_value *by, int sign)
{
    if (by->type == FEEL_DAYS_TIME)
        return moved_by_ns(run, n, v, sign * by->ns);
    feel_stamp s;
    if (v->type == FEEL_TIME || !feel_add_months(v->stamp, sign * by->months, &s))
        return cannot(run, n, SIGN[sign < 0], v, by);
    return feel_of_stamp(run->arena, feel_type_of(v), s);
}

static bool is_stamp(const feel_value *v)
{
    return v->type == FEEL_DATE || v->type == FEEL_TIME || v->type == FEEL_DATE_TIME;
}

static bool is_duration(const feel_value *v)
{
    return v->type == FEEL_DAYS_TIME || v->type == FEEL_YEARS_MONTHS;
}

static const feel_value *between_stamps(feel_run *run, const feel_node *n, const feel_value *a,
                                        const feel_value *b)
{
    if ((a->type == FEEL_TIME) != (b->type == FEEL_TIME))
        return cannot(run, n, "-", a, b);
    feel_stamp x = a->type == FEEL_TIME ? a->stamp : feel_stamp_of_value(a);
    feel_stamp y = b->type == FEEL_TIME ? b->stamp : feel_stamp_of_value(b);
    if ((x.kind == FEEL_ZONE_NONE) != (y.kind == FEEL_ZONE_NONE))
        return feel_fail(run, n, "one of the two has a time zone and the other has none",
                         "两个时间一个有时区，另一个没有");
    return feel_of_ns(run->arena, feel_instant(&x) - feel_instant(&y));
}

static const feel_value *of_months(feel_run *run, const feel_node *n, dec d)
{
    int64_t months;
    if (!dec_round(d, 0, DEC_DOWN, &d) || !dec_to_int(d, &months) || months > INT64_MAX / 4 ||
        months < -INT64_MAX / 4)
        return feel_fail(run, n, "the duration is out of range", "时长超出范围");
    return feel_of_months(run->arena, months);
}

/* whole nanoseconds as a decimal, and back */
static dec dec_of_ns(feel_i128 ns)
{
    bool neg = ns < 0;
    return (dec){ .coef = (dec_u128)(neg ? -ns : ns), .neg = neg };
}

static const feel_value *of_ns(feel_run *run, const feel_node *n, dec d)
{
    dec r;
    if (!dec_round(d, 0, DEC_DOWN, &r) || dec_digits(r.coef) + r.exp > 30)
        return feel_fail(run, n, "the duration is out of range", "时长超出范围");
    while (r.exp > 0) {
        r.coef *= 10;
        r.exp--;
    }
    feel_i128 ns = (feel_i128)r.coef;
    return feel_of_ns(run->arena, r.neg ? -ns : ns);
}

static dec dec_of_duration(const feel_value *v)
{
    return v->type == FEEL_DAYS_TIME ? dec_of_ns(v->ns) : dec_int(v->months);
}

static const feel_value *scaled(feel_run *run, const feel_node *n, feel_arith op,
                                const feel_value *duration, dec by)
{
    dec r, a = dec_of_duration(duration);
    if (!(op == ARITH_MUL ? dec_mul(a, by, &r) : dec_div(a, by, &r)))
        return feel_fail(run, n, "the duration has no result here", "时长在这里没有结果");
    return duration->type == FEEL_DAYS_TIME ? of_ns(run, n, r) : of_months(run, n, r);
}

static const feel_value *two_durations(feel_run *run, const feel_node *n, feel_arith op,
                                       const feel_value *a, const feel_value *b)
{
    if (a->type != b->type)
        return cannot(run, n, SIGN[op], a, b);
    if (op == ARITH_DIV)
        return numbers(run, n, op, dec_of_duration(a), dec_of_duration(b));
    dec r;
    if (op > ARITH_SUB ||
        !(op == ARITH_ADD ? dec_add : dec_sub)(dec_of_duration(a), dec_of_duration(b), &r))
        return cannot(run, n, SIGN[op], a, b);
    return a->type == FEEL_DAYS_TIME ? of_ns(run, n, r) : of_months(run, n, r);
}

static const feel_value *with_duration(feel_run *run, const feel_node *n, feel_arith op,
                                       const feel_value *a, const feel_value *b)
{
    if (is_duration(a) && is_duration(b))
        return two_durations(run, n, op, a, b);
    if (is_stamp(a) && is_duration(b) && (op == ARITH_ADD || op == ARITH_SUB))
        return moved(run, n, a, b, op == ARITH_SUB ? -1 : 1);
    if (is_duration(a) && is_stamp(b) && op == ARITH_ADD)
        return moved(run, n, b, a, 1);
    if (is_stamp(a) && is_stamp(b) && op == ARITH_SUB)
        return between_stamps(run, n, a, b);
    if (is_duration(a) && b->type == FEEL_NUMBER && (op == ARITH_MUL || op == ARITH_DIV))
        return scaled(run, n, op, a, b->number);
    if (a->type == FEEL_NUMBER && is_duration(b) && op == ARITH_MUL)
        return scaled(run, n, op, b, a->number);
    return cannot(run, n, SIGN[op], a, b);
}

const feel_value *feel_arith_of(feel_run *run, const feel_node *n, feel_arith op,
                                const feel_value *a, const feel_value *b)
{
    if (a->type == FEEL_NUMBER && b->type == FEEL_NUMBER)
        return numbers(run, n, op, a->number, b->number);
    if (a->type == FEEL_STRING && b->type == FEEL_STRING && op == ARITH_ADD)
        return join(run, n, a->str, b->str);
    return with_duration(run, n, op, a, b);
}

/* ---- comparison ---- */

const feel_value *feel_compare_of(feel_run *run, const feel_node *n, feel_cmp op,
                                  const feel_value *a, const feel_value *b)
{
    static const char *const SIGNS[] = { "=", "!=", "<", "<=", ">", ">=" };
    if (op == CMP_EQ || op == CMP_NE) {
        int same = feel_run_same(run, a, b);
        return same < 0 ? cannot(run, n, SIGNS[op], a, b) : feel_bool(same == (op == CMP_EQ));
    }
    int order;
    if (!feel_order(a, b, &order))
        return cannot(run, n, SIGNS[op], a, b);
    bool yes = op == CMP_LT   ? order < 0
               : op == CMP_LE ? order <= 0
               : op == CMP_GT ? order > 0
                              : order >= 0;
    return feel_bool(yes);
}

bool feel_compare(const feel_value *a, const feel_value *b, int *ret)
{
    return feel_order(a, b, ret);
}

/* ---- properties ---- */

typedef const feel_value *getter(feel_run *run, const feel_value *v);

static void civil_of(const feel_value *v, int64_t *year, int *month, int *day)
{
    feel_civil(v->stamp.day, year, month, day);
}

static const feel_value *get_year(feel_run *run, const feel_value *v)
{
    int64_t year;
    int month, day;
    civil_of(v, &year, &month, &day);
    return feel_int(run->arena, year);
}

static const feel_value *get_month(feel_run *run, const feel_value *v)
{
    int64_t year;
    int month, day;
    civil_of(v, &year, &month, &day);
    return feel_int(run->arena, month);
}

static const feel_value *get_day(feel_run *run, const feel_value *v)
{
    int64_t year;
    int month, day;
    civil_of(v, &year, &month, &day);
    return feel_int(run->arena, day);
}

static const feel_value *get_weekday(feel_run *run, const feel_value *v)
{
    return feel_int(run->arena, feel_weekday(v->stamp.day));
}

static const feel_value *get_hour(feel_run *run, const feel_value *v)
{
    return feel_int(run->arena, v->stamp.ns / FEEL_NS_SECOND / 3600);
}

static const feel_value *get_minute(feel_run *run, const feel_value *v)
{
    return feel_int(run->arena, v->stamp.ns / FEEL_NS_SECOND / 60 % 60);
}

static const feel_value *get_second(feel_run *run, const feel_value *v)
{
    dec d = { .coef = (dec_u128)(v->stamp.ns % (60 * FEEL_NS_SECOND)), .exp = -9 };
    return feel_of_dec(run->arena, dec_strip(d));
}

static const feel_value *get_offset(feel_run *run, const feel_value *v)
{
    if (v->stamp.kind == FEEL_ZONE_NONE)
        return feel_null();
    return feel_of_ns(run->arena, (feel_i128)feel_offset_of(&v->stamp) * FEEL_NS_SECOND);
}

static const feel_value *get_zone(feel_run *run, const feel_value *v)
{
    if (v->stamp.kind != FEEL_ZONE_NAMED)
        return feel_null();
    return feel_string(run->arena, xc_str_of(feel_zone_name(v->stamp.zone)));
}

static const feel_value *get_years(feel_run *run, const feel_value *v)
{
    return feel_int(run->arena, v->months / 12);
}

static const feel_value *get_months(feel_run *run, const feel_value *v)
{
    return feel_int(run->arena, v->months % 12);
}

static const feel_value *get_days(feel_run *run, const feel_value *v)
{
    return feel_int(run->arena, (int64_t)(v->ns / FEEL_NS_DAY));
}

static const feel_value *get_hours(feel_run *run, const feel_value *v)
{
    return feel_int(run->arena, (int64_t)(v->ns % FEEL_NS_DAY) / (3600 * FEEL_NS_SECOND));
}

static const feel_value *get_minutes(feel_run *run, const feel_value *v)
{
    return feel_int(run->arena, (int64_t)(v->ns % FEEL_NS_DAY) / (60 * FEEL_NS_SECOND) % 60);
}

static const feel_value *get_seconds(feel_run *run, const feel_value *v)
{
    dec d = dec_of_ns(v->ns % (60 * FEEL_NS_SECOND));
    d.exp = -9;
    return feel_of_dec(run->arena, dec_strip(d));
}

static const feel_value *get_start(feel_run *run, const feel_value *v)
{
    (void)run;
    return v->range.lo;
}

static const feel_value *get_end(feel_run *run, const feel_value *v)
{
    (void)run;
    return v->range.hi;
}

static const feel_value *get_start_included(feel_run *run, const feel_value *v)
{
    (void)run;
    return feel_bool(v->range.lo_closed);
}

static const feel_value *get_end_included(feel_run *run, const feel_value *v)
{
    (void)run;
    return feel_bool(v->range.hi_closed);
}

#define BIT(t) (1u << (t))
enum {
    OF_DAY = BIT(FEEL_DATE) | BIT(FEEL_DATE_TIME),
    OF_CLOCK = BIT(FEEL_TIME) | BIT(FEEL_DATE_TIME)
};

static const struct {
    const char *name;
    unsigned types;
    getter *get;
} PROPERTIES[] = {
    { "year", OF_DAY, get_year },
    { "month", OF_DAY, get_month },
    { "day", OF_DAY, get_day },
    { "weekday", OF_DAY, get_weekday },
    { "hour", OF_CLOCK, get_hour },
    { "minute", OF_CLOCK, get_minute },
    { "second", OF_CLOCK, get_second },
    { "time offset", OF_CLOCK, get_offset },
    { "timezone", OF_CLOCK, get_zone },
    { "years", BIT(FEEL_YEARS_MONTHS), get_years },
    { "months", BIT(FEEL_YEARS_MONTHS), get_months },
    { "days", BIT(FEEL_DAYS_TIME), get_days },
    { "hours", BIT(FEEL_DAYS_TIME), get_hours },
    { "minutes", BIT(FEEL_DAYS_TIME), get_minutes },
    { "seconds", BIT(FEEL_DAYS_TIME), get_seconds },
    { "start", BIT(FEEL_RANGE), get_start },
    { "end", BIT(FEEL_RANGE), get_end },
    { "start included", BIT(FEEL_RANGE), get_start_included },
    { "end included", BIT(FEEL_RANGE), get_end_included },
};

static const feel_value *of_items(feel_run *run, const feel_node *n, const feel_value *v,
                                  xc_str name)
{
    const feel_value **items = xc_arena_array(run->arena, v->list.count, sizeof *items);
    if (!items)
        return feel_null();
    for (size_t i = 0; i < v->list.count; i++) {
        if (!feel_step(run))
            return feel_null();
        const feel_value *one = v->list.items[i];
        items[i] = one->type == FEEL_LIST ? feel_null() : feel_property(run, n, one, name);
    }
    return feel_of_list(run->arena, items, v->list.count);
}

const feel_value *feel_property(feel_run *run, const feel_node *n, const feel_value *v, xc_str name)
{
    enum { KEYS_A_STEP = 64 };
    if (v->type == FEEL_CONTEXT && !feel_steps(run, v->context.count / KEYS_A_STEP))
        return feel_null();
    const feel_value *found = feel_find(v, name);
    if (found)
        return found;
    if (v->type == FEEL_LIST)
        return of_items(run, n, v, name);
    for (size_t i = 0; i < sizeof PROPERTIES / sizeof PROPERTIES[0]; i++)
        if (PROPERTIES[i].types & BIT(v->type) && xc_str_is(name, PROPERTIES[i].name))
            return PROPERTIES[i].get(run, v);
    return feel_fail(run, n, "%s%.0s has no member \"%.*s\"", "%.0s%s没有成员“%.*s”",
                     FEEL_KIND_EN(v), FEEL_KIND_ZH(v), XC_STR_ARG(name));
}
