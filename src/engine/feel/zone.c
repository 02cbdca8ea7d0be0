/* zone.c - offsets of named time zones: how their clocks changed, and after that their POSIX rules
 * (IEEE 1003.1, TZ variable).
 *
 * A local time that a change skips or repeats counts as before the change. */
#include "engine/feel/feel_int.h"
#include "engine/feel/zone_data.h"

enum { ZONE_COUNT = sizeof ZONES / sizeof ZONES[0] };

typedef struct {
    int month, week, weekday; /* M form; month 0: day of the year in `week`, from 0 */
    bool julian1;             /* J form: 1..365, February 29 never counted */
    int32_t seconds;
} change;

typedef struct {
    int32_t standard, summer; /* seconds east */
    bool has_summer;
    change begin, end;
} rule;

bool feel_zone_find(xc_str name, uint16_t *ret)
{
    size_t low = 0, high = ZONE_COUNT;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int order = xc_str_cmp(name, xc_str_of(ZONES[mid].name));
        if (order == 0) {
            *ret = (uint16_t)mid;
            return true;
        }
        if (order < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return false;
}

const char *feel_zone_name(uint16_t zone)
{
    return ZONES[zone].name;
}

static int number(const char **at)
{
    int n = 0;
    while (**at >= '0' && **at <= '9')
        n = n * 10 + (*(*at)++ - '0');
    return n;
}

static void skip_name(const char **at)
{
    if (**at == '<') {
        while (**at && **at != '>')
            (*at)++;
        if (**at)
            (*at)++;
        return;
    }
    while ((**at >= 'A' && **at <= 'Z') || (**at >= 'a' && **at <= 'z'))
        (*at)++;
}

static int32_t clock_time(const char **at)
{
    int sign = 1;
    if (**at == '-' || **at == '+')
        sign = *(*at)++ == '-' ? -1 : 1;
    int32_t s = number(at) * 3600;
    for (int32_t unit = 60; **at == ':' && unit; unit /= 60) {
        (*at)++;
        s += number(at) * unit;
    }
    return sign * s;
}

static change read_change(const char **at)
{
    change c = { .seconds = 7200 };
    if (**at == 'M') {
        (*at)++;
        c.month = number(at);
        (*at)++;
        c.week = number(at);
        (*at)++;
        c.weekday = number(at);
    } else {
        c.julian1 = **at == 'J';
        *at += c.julian1;
        c.week = number(at);
    }
    if (**at == '/') {
        (*at)++;
        c.seconds = clock_time(at);
    }
    return c;
}

static rule read_rule(const char *at)
{
    rule r = { 0 };
    skip_name(&at);
    r.standard = -clock_time(&at);
    if (!*at)
        return r;
    skip_name(&at);
    r.has_summer = true;
    r.summer = r.standard + 3600;
    if (*at && *at != ',')
        r.summer = -clock_time(&at);
    if (*at == ',')
        at++;
    r.begin = read_change(&at);
    if (*at == ',')
        at++;
    r.end = read_change(&at);
    return r;
}

/* local seconds since 1970 at which the change happens in that year */
static int64_t change_at(const change *c, int64_t year)
{
    int64_t day;
    if (!c->month) {
        bool leap = feel_month_days(year, 2) == 29;
        day = feel_days_of(year, 1, 1) + c->week;
        if (c->julian1)
            day -= leap && c->week >= 60 ? 0 : 1;
    } else {
        int64_t first = feel_days_of(year, c->month, 1);
        int weekday = feel_weekday(first) % 7; /* Sunday 0, as POSIX counts */
        int into = (c->weekday - weekday + 7) % 7 + (c->week - 1) * 7;
        while (into >= feel_month_days(year, c->month))
            into -= 7;
        day = first + into;
    }
    return day * 86400 + c->seconds;
}

/* ---- what was before the rule ---- */

/* Five bits a character, lowest first, 32 more when others follow. */
static uint64_t packed(const char **at)
{
    uint64_t n = 0;
    for (int shift = 0; **at; shift += 5) {
        char c = *(*at)++;
        unsigned v = c >= 'a'   ? (unsigned)(c - 'a') + 26
                     : c >= 'A' ? (unsigned)(c - 'A')
                     : c >= '0' ? (unsigned)(c - '0') + 52
                     : c == '+' ? 62
                                : 63;
        n |= (uint64_t)(v & 31) << shift;
        if (v < 32)
            break;
    }
    return n;
}

static int64_t packed_signed(const char **at)
{
    uint64_t n = packed(at);
    return n & 1 ? -(int64_t)(n / 2) - 1 : (int64_t)(n / 2);
}

static int64_t packed_gap(const char **at)
{
    enum { QUARTER_S = 900 };
    int64_t n = packed_signed(at);
    return n % 2 ? (n - 1) / 2 : n / 2 * QUARTER_S;
}

enum { MAX_OFFSETS = 64 };

/* false: after the last change */
static bool history_offset(const char *at, int64_t seconds, bool from_local, int32_t *ret)
{
    int32_t offsets[MAX_OFFSETS];
    uint64_t count = packed(&at);
    for (uint64_t i = 0; i < count && i < MAX_OFFSETS; i++)
        offsets[i] = (int32_t)packed_signed(&at);
    int32_t before = offsets[0];
    for (int64_t then = 0; *at;) {
        then += packed_gap(&at);
        int32_t after = offsets[packed(&at) % MAX_OFFSETS];
        int64_t until = from_local ? then + (after > before ? after : before) : then;
        if (seconds < until) {
            *ret = before;
            return true;
        }
        before = after;
    }
    return false;
}

static int32_t more(int32_t a, int32_t b)
{
    return a > b ? a - b : 0;
}

static int32_t rule_offset(const rule *r, int64_t seconds, bool from_local)
{
    if (!r->has_summer)
        return r->standard;
    int64_t year;
    int month, day;
    int64_t local = from_local ? seconds : seconds + r->standard;
    feel_civil((local >= 0 ? local : local - 86399) / 86400, &year, &month, &day);
    int64_t begin = change_at(&r->begin, year), end = change_at(&r->end, year);
    if (from_local) {
        begin += more(r->summer, r->standard);
        end += more(r->standard, r->summer);
    } else {
        begin -= r->standard;
        end -= r->summer;
    }
    bool summer =
        begin < end ? seconds >= begin && seconds < end : seconds >= begin || seconds < end;
    return summer ? r->summer : r->standard;
}

int32_t feel_zone_offset(uint16_t zone, int64_t seconds, bool from_local)
{
    const char *history = HISTORIES[ZONES[zone].history];
    int32_t offset;
    if (*history && history_offset(history, seconds, from_local, &offset))
        return offset;
    rule r = read_rule(ZONES[zone].rule);
    return rule_offset(&r, seconds, from_local);
}
