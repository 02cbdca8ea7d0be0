/* geo_distance.c - see geo_distance.h. */
#include "geo/geo_distance.h"

#include <math.h>

#define RADIANS (3.14159265358979323846 / 180)

static double square(double x)
{
    return x * x;
}

double geo_distance_m(geo_point a, geo_point b)
{
    double lat_sine = sin((b.lat - a.lat) * RADIANS / 2);
    double lon_sine = sin((b.lon - a.lon) * RADIANS / 2);
    double h = square(lat_sine) + cos(a.lat * RADIANS) * cos(b.lat * RADIANS) * square(lon_sine);
    return 2 * GEO_EARTH_RADIUS_M * asin(h < 1 ? sqrt(h) : 1);
}

geo_local geo_local_at(geo_point from)
{
    return (geo_local){ .from = from, .lon_shrink = cos(from.lat * RADIANS) };
}

double geo_local_distance_m(const geo_local *local, geo_point to)
{
    double north = (to.lat - local->from.lat) * RADIANS;
    double turn = fabs(to.lon - local->from.lon);
    double east = (turn > 180 ? 360 - turn : turn) * RADIANS;
    /* the parallel half way between the two, by the first terms of its cosine */
    double lat = local->from.lat * RADIANS;
    double shrink = local->lon_shrink - sin(lat) * north / 2;
    return GEO_EARTH_RADIUS_M * sqrt(square(north) + square(east * shrink));
}

geo_rect geo_rect_around(geo_point p, double radius_m)
{
    double reach = radius_m / GEO_EARTH_RADIUS_M / RADIANS;
    geo_rect whole_turn = { .min = { fmax(p.lat - reach, -90), -180 },
                            .max = { fmin(p.lat + reach, 90), 180 } };
    /* where meridians touch the circle; rounding must not cut off its rim */
    double widest = sin(fmin(reach, 90) * RADIANS) / cos(p.lat * RADIANS);
    if (p.lat + reach >= 90 || p.lat - reach <= -90 || !(widest < 1))
        return whole_turn;
    double side = asin(widest) / RADIANS * (1 + 1e-12) + 1e-12;
    if (p.lon - side < -180 || p.lon + side > 180)
        return whole_turn;
    return (geo_rect){ .min = { p.lat - reach - 1e-12, p.lon - side },
                       .max = { p.lat + reach + 1e-12, p.lon + side } };
}

double geo_bearing_deg(geo_point a, geo_point b)
{
    double turn = (b.lon - a.lon) * RADIANS, from = a.lat * RADIANS, to = b.lat * RADIANS;
    double east = sin(turn) * cos(to);
    double north = cos(from) * sin(to) - sin(from) * cos(to) * cos(turn);
    double degrees = atan2(east, north) / RADIANS;
    degrees = degrees < 0 ? degrees + 360 : degrees;
    return degrees < 360 ? degrees : 0;
}
