/* geo_shape_int.h - what a shape is made of, for the files of this folder. */
#ifndef XC_GEO_GEO_SHAPE_INT_H
#define XC_GEO_GEO_SHAPE_INT_H
#include "geo/geo_shape.h"

/* One polygon: closed rings behind each other, the outer one first. Edge i goes from points[i] to
 * points[i + 1]; the last point of a ring begins none. Bands cut the box by latitude; band b meets
 * the edges band_edges[band_starts[b]] up to band_edges[band_starts[b + 1]]. */
typedef struct {
    geo_rect box;
    const geo_point *points;
    const uint32_t *ring_ends; /* behind each ring's last point */
    uint32_t rings;
    uint32_t bands;
    const uint32_t *band_starts;
    const uint32_t *band_edges;
} polygon;

typedef struct {
    geo_point center;
    double radius_m;
    geo_rect box;
} circle;

struct geo_shape {
    geo_rect box;
    const polygon *polygons;
    const circle *circles;
    size_t polygon_count, circle_count;
};

/* How a shape lies to a rectangle. */
typedef enum { LIES_OUTSIDE, LIES_ACROSS, LIES_AROUND } geo_lies;
geo_lies geo_shape_lies(const geo_shape *shape, geo_rect rect);

/* Makes *p searchable; points, ring_ends and rings are set. XC_ELIMIT, XC_ENOMEM. */
XC_MUST_CHECK xc_err geo_polygon_index(polygon *p, xc_arena *arena);

/* A shape of polygons already indexed; the array is kept, not copied. XC_ELIMIT, XC_ENOMEM. */
XC_MUST_CHECK xc_err geo_shape_of(const polygon *polygons, size_t count, xc_arena *arena,
                                  const geo_shape **ret);

#endif
