/* geo_shape.h - areas: polygons with holes, many polygons as one, circles; and which of many areas
 * hold a point.
 *
 * Immutable once made, in the caller's arena; any thread may ask. Edges are straight in degrees, as
 * in GeoJSON (RFC 7946); areas that cross the date line are given in two parts, as it demands. A
 * point on an edge may count as inside or outside, but two areas with the same edge never both miss
 * it by more than rounding. */
#ifndef XC_GEO_SHAPE_H
#define XC_GEO_SHAPE_H
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "codec/json.h"
#include "geo/geo_point.h"

typedef struct geo_shape geo_shape;

enum { GEO_SHAPE_MAX_POINTS = 1000000 };

/* From a GeoJSON Polygon, MultiPolygon, GeometryCollection of these, or a Feature around one.
 * XC_EINVAL with the place: other types, rings with less than 4 points or not closed, points off
 * the globe. XC_ELIMIT: too many points or the arena is full. XC_ENOMEM. */
XC_MUST_CHECK xc_err geo_shape_parse(const json_value *geojson, xc_arena *arena,
                                     const geo_shape **ret, xc_problem *why);

/* One polygon without holes; the closing point may be there or not. The points are copied.
 * XC_EINVAL: less than 3 different places or off the globe. XC_ELIMIT, XC_ENOMEM. */
XC_MUST_CHECK xc_err geo_shape_polygon(const geo_point *points, size_t count, xc_arena *arena,
                                       const geo_shape **ret);

/* Everything within radius_m (0 or more) of a point. XC_EINVAL, XC_ELIMIT, XC_ENOMEM. */
XC_MUST_CHECK xc_err geo_shape_circle(geo_point center, double radius_m, xc_arena *arena,
                                      const geo_shape **ret);

/* The union of shapes, which must live as long as the arena. XC_ELIMIT, XC_ENOMEM. */
XC_MUST_CHECK xc_err geo_shape_union(const geo_shape *const *shapes, size_t count, xc_arena *arena,
                                     const geo_shape **ret);

/* Is the point in it? Polygons of 50,000 points take about a microsecond. */
bool geo_shape_has(const geo_shape *shape, geo_point at);

/* The smallest rectangle around it. */
geo_rect geo_shape_box(const geo_shape *shape);

/* Have the shape and the rectangle a point in common? For circles it may say true when they only
 * nearly touch. */
bool geo_shape_overlaps(const geo_shape *shape, geo_rect rect);

/* A point that is in it and far from its narrow ends: where a label goes. */
geo_point geo_shape_label(const geo_shape *shape);

/* Square metres, on the sphere; circles included. Overlapping parts count twice. */
double geo_shape_area_m2(const geo_shape *shape);

/* Many areas behind one grid. */
typedef struct geo_shapes geo_shapes;

/* shapes[i] is known by i in the answers; the shapes must live as long as the arena, the array is
 * copied. XC_ELIMIT: more than 65,535 shapes or the arena is full. XC_ENOMEM. */
XC_MUST_CHECK xc_err geo_shapes_new(const geo_shape *const *shapes, size_t count, xc_arena *arena,
                                    const geo_shapes **ret);

/* The numbers of the shapes that hold the point, ascending, at most limit, into ret[limit]; returns
 * how many. Well under a microsecond for a city's 250 areas. */
size_t geo_shapes_find(const geo_shapes *shapes, geo_point at, size_t limit, uint32_t *ret);

#endif
