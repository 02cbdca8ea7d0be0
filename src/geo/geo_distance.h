/* geo_distance.h - how far it is, in metres, on a sphere of the earth's mean radius.
 *
 * The real earth is flattened: answers differ from a survey by up to 0.5 %. Pure. */
#ifndef XC_GEO_DISTANCE_H
#define XC_GEO_DISTANCE_H
#include "geo/geo_point.h"

#define GEO_EARTH_RADIUS_M 6371008.8

/* Great circle (haversine), right for any two points. */
double geo_distance_m(geo_point a, geo_point b);

/* Flat-map distance from one place to many: within 20 km and below 70 degrees of latitude it
 * differs from geo_distance_m by less than 0.05 %. A plain value. */
typedef struct {
    geo_point from;
    double lon_shrink; /* cosine of from.lat */
} geo_local;

geo_local geo_local_at(geo_point from);
double geo_local_distance_m(const geo_local *local, geo_point to);

/* A rectangle that holds every point within radius_m of p; it ends at the poles and the date line,
 * and is as wide as the globe where a circle reaches over either. */
geo_rect geo_rect_around(geo_point p, double radius_m);

/* Degrees clockwise from north, 0 <= answer < 360, of the way from a to b at its start. */
double geo_bearing_deg(geo_point a, geo_point b);

#endif
