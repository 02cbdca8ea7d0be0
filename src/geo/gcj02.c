/* gcj02.c - the published approximation of the GCJ-02 shift; see gcj02.h. */
#include "geo/gcj02.h"

#include <math.h>

#define PI 3.14159265358979323846

/* the ellipsoid of Krasovsky 1940, on which GCJ-02 is defined */
#define AXIS_M 6378245.0
#define ECCENTRICITY2 0.00669342162296594323

static bool shifted_here(geo_point p)
{
    return p.lat >= 0.8293 && p.lat <= 55.8271 && p.lon >= 72.004 && p.lon <= 137.8347;
}

/* a sin(f x) + b sin(g x) as all the waves of the shift are built, two thirds of it */
static double wave(double a, double f, double b, double g, double x)
{
    return (a * sin(f * x * PI) + b * sin(g * x * PI)) * 2 / 3;
}

/* metres by which a place is moved; x and y are degrees from 105 E and 35 N */
static double north_m(double x, double y)
{
    double slope = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(fabs(x));
    return slope + wave(20, 6, 20, 2, x) + wave(20, 1, 40, 1.0 / 3, y) +
           wave(160, 1.0 / 12, 320, 1.0 / 30, y);
}

static double east_m(double x, double y)
{
    double slope = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(fabs(x));
    return slope + wave(20, 6, 20, 2, x) + wave(20, 1, 40, 1.0 / 3, x) +
           wave(150, 1.0 / 12, 300, 1.0 / 30, x);
}

geo_point gcj02_of_wgs84(geo_point p)
{
    if (!shifted_here(p))
        return p;
    double x = p.lon - 105, y = p.lat - 35, lat = p.lat / 180 * PI;
    double flat = 1 - ECCENTRICITY2 * sin(lat) * sin(lat), root = sqrt(flat);
    double meridian_m = AXIS_M * (1 - ECCENTRICITY2) / (flat * root);
    double parallel_m = AXIS_M / root * cos(lat);
    return (geo_point){ p.lat + north_m(x, y) * 180 / (meridian_m * PI),
                        p.lon + east_m(x, y) * 180 / (parallel_m * PI) };
}

geo_point gcj02_to_wgs84(geo_point gcj02)
{
    enum { MAX_STEPS = 20 };
    if (!shifted_here(gcj02))
        return gcj02;
    geo_point guess = gcj02;
    for (int i = 0; i < MAX_STEPS; i++) {
        geo_point there = gcj02_of_wgs84(guess);
        double lat_off = gcj02.lat - there.lat, lon_off = gcj02.lon - there.lon;
        guess.lat += lat_off;
        guess.lon += lon_off;
        if (fabs(lat_off) < 1e-10 && fabs(lon_off) < 1e-10)
            break;
    }
    return guess;
}
