/* geo_point.h - places and rectangles on the globe, WGS-84 degrees. Plain values. */
#ifndef XC_GEO_POINT_H
#define XC_GEO_POINT_H
#include <stdbool.h>

typedef struct {
    double lat, lon;
} geo_point;

/* Both edges belong to it. It never crosses the date line. */
typedef struct {
    geo_point min, max;
} geo_rect;

/* Holds nothing; grows by geo_rect_add. */
#define GEO_RECT_EMPTY ((geo_rect){ .min = { 91, 181 }, .max = { -91, -181 } })

/* On the globe: -90..90, -180..180 (also false for what is not a number). */
static inline bool geo_point_valid(geo_point p)
{
    return p.lat >= -90 && p.lat <= 90 && p.lon >= -180 && p.lon <= 180;
}

static inline bool geo_rect_has(geo_rect r, geo_point p)
{
    return p.lat >= r.min.lat && p.lat <= r.max.lat && p.lon >= r.min.lon && p.lon <= r.max.lon;
}

static inline bool geo_rect_overlap(geo_rect a, geo_rect b)
{
    return a.min.lat <= b.max.lat && b.min.lat <= a.max.lat && a.min.lon <= b.max.lon &&
           b.min.lon <= a.max.lon;
}

/* The smallest rectangle with r and p in it. */
static inline geo_rect geo_rect_add(geo_rect r, geo_point p)
{
    return (geo_rect){
        .min = { p.lat < r.min.lat ? p.lat : r.min.lat, p.lon < r.min.lon ? p.lon : r.min.lon },
        .max = { p.lat > r.max.lat ? p.lat : r.max.lat, p.lon > r.max.lon ? p.lon : r.max.lon },
    };
}

#endif
