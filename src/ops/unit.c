/* unit.c - the table of unit.h. */
#include "ops/unit.h"

#include <math.h>
#include <stddef.h>

typedef enum { LENGTH, SHARE, TEMPERATURE, SPEED, RAIN_RATE, POWER, COUNT, FLOW } measure;

/* base = value * factor + offset; base units: m, 1, K, m/s, mm/h, W, 1, m3/s */
static const struct {
    const char *symbol;
    measure measure;
    double factor, offset;
} units[] = {
    { "m", LENGTH, 1, 0 },
    { "cm", LENGTH, 0.01, 0 },
    { "mm", LENGTH, 0.001, 0 },
    { "km", LENGTH, 1000, 0 },
    { "in", LENGTH, 0.0254, 0 },
    { "inch", LENGTH, 0.0254, 0 },
    { "inches", LENGTH, 0.0254, 0 },
    { "[in_i]", LENGTH, 0.0254, 0 },
    { "\"", LENGTH, 0.0254, 0 },
    { "ft", LENGTH, 0.3048, 0 },
    { "foot", LENGTH, 0.3048, 0 },
    { "feet", LENGTH, 0.3048, 0 },
    { "[ft_i]", LENGTH, 0.3048, 0 },
    { "centimetre", LENGTH, 0.01, 0 },
    { "centimeter", LENGTH, 0.01, 0 },
    { "metre", LENGTH, 1, 0 },
    { "meter", LENGTH, 1, 0 },
    { "millimetre", LENGTH, 0.001, 0 },
    { "millimeter", LENGTH, 0.001, 0 },
    { "厘米", LENGTH, 0.01, 0 },
    { "米", LENGTH, 1, 0 },
    { "毫米", LENGTH, 0.001, 0 },
    { "1", SHARE, 1, 0 },
    { "%", SHARE, 0.01, 0 },
    { "percent", SHARE, 0.01, 0 },
    { "K", TEMPERATURE, 1, 0 },
    { "Cel", TEMPERATURE, 1, 273.15 },
    { "degC", TEMPERATURE, 1, 273.15 },
    { "°C", TEMPERATURE, 1, 273.15 },
    { "[degF]", TEMPERATURE, 5.0 / 9.0, 459.67 * 5.0 / 9.0 },
    { "°F", TEMPERATURE, 5.0 / 9.0, 459.67 * 5.0 / 9.0 },
    { "m/s", SPEED, 1, 0 },
    { "km/h", SPEED, 1 / 3.6, 0 },
    { "mm/h", RAIN_RATE, 1, 0 },
    { "in/h", RAIN_RATE, 25.4, 0 },
    { "W", POWER, 1, 0 },
    { "kW", POWER, 1e3, 0 },
    { "MW", POWER, 1e6, 0 },
    { "GW", POWER, 1e9, 0 },
    { "{person}", COUNT, 1, 0 },
    { "人", COUNT, 1, 0 },
    { "m3/s", FLOW, 1, 0 },
    { "m3/h", FLOW, 1.0 / 3600, 0 },
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool same_letters(xc_str a, const char *b, bool exactly)
{
    if (a.len != strlen(b))
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (exactly ? a.ptr[i] != b[i] : lower(a.ptr[i]) != lower(b[i]))
            return false;
    return true;
}

static int find(xc_str symbol)
{
    for (int exactly = 1; exactly >= 0; exactly--)
        for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
            if (same_letters(symbol, units[i].symbol, exactly))
                return (int)i;
    return -1;
}

bool unit_change_find(xc_str from, xc_str to, unit_change *ret)
{
    if (xc_str_eq(from, to)) {
        *ret = (unit_change){ 1, 0 };
        return true;
    }
    int a = find(from), b = find(to);
    if (a < 0 || b < 0 || units[a].measure != units[b].measure)
        return false;
    ret->factor = units[a].factor / units[b].factor;
    ret->offset = (units[a].offset - units[b].offset) / units[b].factor;
    return true;
}

double unit_convert(const unit_change *change, double value)
{
    if (change->factor == 1 && change->offset == 0)
        return value;
    return round((value * change->factor + change->offset) * 1e6) / 1e6;
}
