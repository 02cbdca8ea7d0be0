/* geo_index.h - which of many moving points are near.
 *
 * A hashed grid of square cells: adding, moving and removing a point is one cell's work and takes
 * no memory once the room is there; a search reads only the cells in its reach. WGS-84, right at
 * the poles and the date line. One owner at a time, no locks inside; searches may run side by side.
 */
#ifndef XC_GEO_INDEX_H
#define XC_GEO_INDEX_H
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "geo/geo_point.h"

typedef struct geo_index geo_index;

typedef struct {
    uint64_t id;
    geo_point at;
    double distance_m;
} geo_hit;

/* An empty index for at most max_items points (below 2^31). cell_m is the side of a cell, best
 * about the distance to the tenth neighbour: 200-1000 m for a city. XC_EINVAL: cell_m is not
 * in 1..1,000,000. XC_ENOMEM. The caller owns *ret. */
XC_MUST_CHECK xc_err geo_index_new(size_t max_items, double cell_m, geo_index **ret);

/* Accepts NULL; returns NULL. */
geo_index *geo_index_free(geo_index *ix);

size_t geo_index_count(const geo_index *ix);

/* Adds the point, or moves it if the id is known. XC_EINVAL: not on the globe, XC_ELIMIT: full,
 * XC_ENOMEM; then the index is as it was. A move of a known id fails only with XC_EINVAL. */
XC_MUST_CHECK xc_err geo_index_put(geo_index *ix, uint64_t id, geo_point at);

/* False if there was none. */
bool geo_index_remove(geo_index *ix, uint64_t id);

/* Where a point is; false if there is none, *ret untouched. */
bool geo_index_find(const geo_index *ix, uint64_t id, geo_point *ret);

/* The nearest points no farther than radius_m (INFINITY: anywhere), at most limit of them, into
 * ret[limit]: by distance, equals by id. Returns how many. No memory is taken. */
size_t geo_index_near(const geo_index *ix, geo_point from, double radius_m, size_t limit,
                      geo_hit *ret);

/* The points in a rectangle, those with the smallest ids if there are more than limit, by id;
 * distance_m is 0. Returns how many. */
size_t geo_index_in_rect(const geo_index *ix, geo_rect rect, size_t limit, geo_hit *ret);

#endif
