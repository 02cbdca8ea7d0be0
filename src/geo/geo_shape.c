/* geo_shape.c - polygons whose edges are sorted into bands of latitude; see geo_shape.h. */
#include <math.h>

#include "geo/geo_distance.h"
#include "geo/geo_shape_int.h"

enum { EDGES_IN_BAND = 4, MAX_BANDS = 1 << 14, LABEL_LINES = 15 };

#define RADIANS (3.14159265358979323846 / 180)

/* ---- bands ---- */

static uint32_t band_of(const polygon *p, double lat)
{
    double height = p->box.max.lat - p->box.min.lat;
    double band = height > 0 ? (lat - p->box.min.lat) / height * p->bands : 0;
    return band <= 0 ? 0 : band >= p->bands ? p->bands - 1 : (uint32_t)band;
}

typedef struct {
    uint32_t first, last;
} band_range;

static band_range bands_of_edge(const polygon *p, uint32_t edge)
{
    double a = p->points[edge].lat, b = p->points[edge + 1].lat;
    return (band_range){ band_of(p, a < b ? a : b), band_of(p, a < b ? b : a) };
}

/* How many places the bands need for their edges in all. */
static size_t places_for(const polygon *p)
{
    size_t places = 0;
    for (uint32_t ring = 0, edge = 0; ring < p->rings; ring++, edge++)
        for (; edge + 1 < p->ring_ends[ring]; edge++) {
            band_range r = bands_of_edge(p, edge);
            places += r.last - r.first + 1;
        }
    return places;
}

/* starts[b] counts the places before band b. */
static void count_places(const polygon *p, uint32_t *starts)
{
    for (uint32_t ring = 0, edge = 0; ring < p->rings; ring++, edge++)
        for (; edge + 1 < p->ring_ends[ring]; edge++) {
            band_range r = bands_of_edge(p, edge);
            for (uint32_t band = r.first; band <= r.last; band++)
                starts[band + 1]++;
        }
    for (uint32_t band = 0; band < p->bands; band++)
        starts[band + 1] += starts[band];
}

/* Fills from behind, so that afterwards starts[b] is again the first place of band b. */
static void fill_places(const polygon *p, uint32_t *starts, uint32_t *edges)
{
    for (uint32_t band = p->bands; band > 0; band--)
        starts[band] = starts[band - 1];
    for (uint32_t ring = 0, edge = 0; ring < p->rings; ring++, edge++)
        for (; edge + 1 < p->ring_ends[ring]; edge++) {
            band_range r = bands_of_edge(p, edge);
            for (uint32_t band = r.first; band <= r.last; band++)
                edges[starts[band + 1]++] = edge;
        }
}

xc_err geo_polygon_index(polygon *p, xc_arena *arena)
{
    uint32_t count = p->ring_ends[p->rings - 1];
    p->box = GEO_RECT_EMPTY;
    for (uint32_t i = 0; i < count; i++)
        p->box = geo_rect_add(p->box, p->points[i]);
    p->bands = count / EDGES_IN_BAND < MAX_BANDS ? count / EDGES_IN_BAND + 1 : MAX_BANDS;
    size_t places = places_for(p);
    /* edges that run through most of the bands would fill the memory: fewer bands then */
    for (; places > (size_t)count * 4 && p->bands > 1; places = places_for(p))
        p->bands /= 2;
    uint32_t *starts = xc_arena_array(arena, (size_t)p->bands + 1, sizeof *starts);
    if (!starts)
        return xc_arena_err(arena, ((size_t)p->bands + 1) * sizeof *starts);
    uint32_t *edges = xc_arena_array(arena, places, sizeof *edges);
    if (!edges)
        return xc_arena_err(arena, places * sizeof *edges);
    count_places(p, starts);
    fill_places(p, starts, edges);
    p->band_starts = starts;
    p->band_edges = edges;
    return XC_OK;
}

/* ---- making ---- */

xc_err geo_shape_of(const polygon *polygons, size_t count, xc_arena *arena, const geo_shape **ret)
{
    geo_shape *shape = xc_arena_alloc(arena, sizeof *shape);
    if (!shape)
        return xc_arena_err(arena, sizeof *shape);
    *shape = (geo_shape){ .box = GEO_RECT_EMPTY, .polygons = polygons, .polygon_count = count };
    for (size_t i = 0; i < count; i++) {
        shape->box = geo_rect_add(shape->box, polygons[i].box.min);
        shape->box = geo_rect_add(shape->box, polygons[i].box.max);
    }
    *ret = shape;
    return XC_OK;
}

static bool same_point(geo_point a, geo_point b)
{
    return a.lat == b.lat && a.lon == b.lon;
}

static bool three_places(const geo_point *points, size_t count)
{
    size_t second = 1;
    while (second < count && same_point(points[second], points[0]))
        second++;
    for (size_t i = second + 1; i < count; i++)
        if (!same_point(points[i], points[0]) && !same_point(points[i], points[second]))
            return true;
    return false;
}

xc_err geo_shape_polygon(const geo_point *points, size_t count, xc_arena *arena,
                         const geo_shape **ret)
{
    if (count > GEO_SHAPE_MAX_POINTS)
        return XC_ELIMIT;
    for (size_t i = 0; i < count; i++)
        if (!geo_point_valid(points[i]))
            return XC_EINVAL;
    if (!three_places(points, count))
        return XC_EINVAL;
    bool closed = same_point(points[0], points[count - 1]);
    size_t all = closed ? count : count + 1;
    struct {
        polygon polygon;
        uint32_t ring_end;
        geo_point points[];
    } * made;
    size_t size = sizeof *made + all * sizeof *made->points;
    made = xc_arena_alloc(arena, size);
    if (!made)
        return xc_arena_err(arena, size);
    memcpy(made->points, points, count * sizeof *points);
    made->points[all - 1] = points[0];
    made->ring_end = (uint32_t)all;
    made->polygon = (polygon){ .points = made->points, .ring_ends = &made->ring_end, .rings = 1 };
    xc_err err = geo_polygon_index(&made->polygon, arena);
    return err ? err : geo_shape_of(&made->polygon, 1, arena, ret);
}

xc_err geo_shape_circle(geo_point center, double radius_m, xc_arena *arena, const geo_shape **ret)
{
    if (!geo_point_valid(center) || !(radius_m >= 0) || !isfinite(radius_m))
        return XC_EINVAL;
    struct {
        geo_shape shape;
        circle circle;
    } *made = xc_arena_alloc(arena, sizeof *made);
    if (!made)
        return xc_arena_err(arena, sizeof *made);
    made->circle = (circle){ center, radius_m, geo_rect_around(center, radius_m) };
    made->shape =
        (geo_shape){ .box = made->circle.box, .circles = &made->circle, .circle_count = 1 };
    *ret = &made->shape;
    return XC_OK;
}

xc_err geo_shape_union(const geo_shape *const *shapes, size_t count, xc_arena *arena,
                       const geo_shape **ret)
{
    size_t polygons = 0, circles = 0;
    for (size_t i = 0; i < count; i++) {
        polygons += shapes[i]->polygon_count;
        circles += shapes[i]->circle_count;
    }
    geo_shape *all = xc_arena_array(arena, 1, sizeof *all);
    polygon *polygon_at = xc_arena_array(arena, polygons, sizeof *polygon_at);
    circle *circle_at = xc_arena_array(arena, circles, sizeof *circle_at);
    if (!all || !polygon_at || !circle_at)
        return xc_arena_err(arena, polygons * sizeof *polygon_at);
    *all = (geo_shape){ .box = GEO_RECT_EMPTY, .polygons = polygon_at, .circles = circle_at };
    for (size_t i = 0; i < count; i++) {
        const geo_shape *s = shapes[i];
        for (size_t k = 0; k < s->polygon_count; k++)
            polygon_at[all->polygon_count++] = s->polygons[k];
        for (size_t k = 0; k < s->circle_count; k++)
            circle_at[all->circle_count++] = s->circles[k];
        if (s->polygon_count + s->circle_count)
            all->box = geo_rect_add(geo_rect_add(all->box, s->box.min), s->box.max);
    }
    *ret = all;
    return XC_OK;
}

/* ---- asking ---- */

/* Does a ray from `at` to the east cross the edge? The edge is looked at from its southern end
 * whichever way it runs, so that neighbours with a common edge agree. */
static bool crosses(geo_point a, geo_point b, geo_point at)
{
    if ((a.lat > at.lat) == (b.lat > at.lat))
        return false;
    geo_point south = a.lat < b.lat ? a : b, north = a.lat < b.lat ? b : a;
    double part = (at.lat - south.lat) / (north.lat - south.lat);
    return at.lon < south.lon + part * (north.lon - south.lon);
}

static bool polygon_has(const polygon *p, geo_point at)
{
    if (!geo_rect_has(p->box, at))
        return false;
    uint32_t band = band_of(p, at.lat);
    bool inside = false;
    for (uint32_t i = p->band_starts[band]; i < p->band_starts[band + 1]; i++) {
        const geo_point *edge = p->points + p->band_edges[i];
        inside ^= crosses(edge[0], edge[1], at);
    }
    return inside;
}

static bool circle_has(const circle *c, geo_point at)
{
    return geo_rect_has(c->box, at) && geo_distance_m(c->center, at) <= c->radius_m;
}

bool geo_shape_has(const geo_shape *shape, geo_point at)
{
    if (!geo_rect_has(shape->box, at))
        return false;
    for (size_t i = 0; i < shape->polygon_count; i++)
        if (polygon_has(shape->polygons + i, at))
            return true;
    for (size_t i = 0; i < shape->circle_count; i++)
        if (circle_has(shape->circles + i, at))
            return true;
    return false;
}

geo_rect geo_shape_box(const geo_shape *shape)
{
    return shape->box;
}

/* Narrows the part [*from, *to] of a line at start + t * run to where it lies in [min, max]. */
static bool clip(double start, double run, double min, double max, double *from, double *to)
{
    if (run == 0)
        return start >= min && start <= max;
    double enter = (min - start) / run, leave = (max - start) / run;
    if (enter > leave) {
        double swap = enter;
        enter = leave;
        leave = swap;
    }
    *from = fmax(*from, enter);
    *to = fmin(*to, leave);
    return *from <= *to;
}

static bool edge_meets(geo_point a, geo_point b, geo_rect r)
{
    double from = 0, to = 1;
    return clip(a.lat, b.lat - a.lat, r.min.lat, r.max.lat, &from, &to) &&
           clip(a.lon, b.lon - a.lon, r.min.lon, r.max.lon, &from, &to);
}

static geo_lies polygon_lies(const polygon *p, geo_rect rect)
{
    if (!geo_rect_overlap(p->box, rect))
        return LIES_OUTSIDE;
    uint32_t first = band_of(p, rect.min.lat), last = band_of(p, rect.max.lat);
    for (uint32_t i = p->band_starts[first]; i < p->band_starts[last + 1]; i++) {
        const geo_point *edge = p->points + p->band_edges[i];
        if (edge_meets(edge[0], edge[1], rect))
            return LIES_ACROSS;
    }
    return polygon_has(p, rect.min) ? LIES_AROUND : LIES_OUTSIDE;
}

static geo_lies circle_lies(const circle *c, geo_rect rect)
{
    geo_point nearest = { fmin(fmax(c->center.lat, rect.min.lat), rect.max.lat),
                          fmin(fmax(c->center.lon, rect.min.lon), rect.max.lon) };
    bool over_the_edge = c->box.min.lon <= -180; /* of the map: any longitude may be near */
    if (!geo_rect_overlap(c->box, rect))
        return LIES_OUTSIDE;
    /* off the equator the nearest point lies a little beside; take what nearly touches, too */
    return over_the_edge || geo_distance_m(c->center, nearest) <= c->radius_m * 1.01 ? LIES_ACROSS
                                                                                     : LIES_OUTSIDE;
}

geo_lies geo_shape_lies(const geo_shape *shape, geo_rect rect)
{
    geo_lies best = LIES_OUTSIDE;
    if (!geo_rect_overlap(shape->box, rect))
        return best;
    for (size_t i = 0; i < shape->polygon_count && best != LIES_AROUND; i++) {
        geo_lies one = polygon_lies(shape->polygons + i, rect);
        best = one > best ? one : best;
    }
    for (size_t i = 0; i < shape->circle_count && best == LIES_OUTSIDE; i++)
        best = circle_lies(shape->circles + i, rect);
    return best;
}

bool geo_shape_overlaps(const geo_shape *shape, geo_rect rect)
{
    return geo_shape_lies(shape, rect) != LIES_OUTSIDE;
}

/* ---- measures ---- */

static double ring_area_m2(const geo_point *points, uint32_t count)
{
    double sum = 0;
    for (uint32_t i = 0; i + 1 < count; i++)
        sum += (points[i + 1].lon - points[i].lon) * RADIANS *
               (2 + sin(points[i].lat * RADIANS) + sin(points[i + 1].lat * RADIANS));
    return fabs(sum) * GEO_EARTH_RADIUS_M * GEO_EARTH_RADIUS_M / 2;
}

static double polygon_area_m2(const polygon *p)
{
    double area = 0;
    for (uint32_t ring = 0, from = 0; ring < p->rings; from = p->ring_ends[ring++]) {
        double part = ring_area_m2(p->points + from, p->ring_ends[ring] - from);
        area += ring ? -part : part;
    }
    return area > 0 ? area : 0;
}

double geo_shape_area_m2(const geo_shape *shape)
{
    double area = 0;
    for (size_t i = 0; i < shape->polygon_count; i++)
        area += polygon_area_m2(shape->polygons + i);
    for (size_t i = 0; i < shape->circle_count; i++) {
        double angle = fmin(shape->circles[i].radius_m / GEO_EARTH_RADIUS_M, 180 * RADIANS);
        area += 4 * 180 * RADIANS * pow(GEO_EARTH_RADIUS_M * sin(angle / 2), 2);
    }
    return area;
}

/* How far an edge is from a point, squared, in degrees of latitude; shrink is the width of a degree
 * of longitude. */
static double edge_distance2(geo_point a, geo_point b, geo_point at, double shrink)
{
    double x = (b.lon - a.lon) * shrink, y = b.lat - a.lat;
    double to_x = (at.lon - a.lon) * shrink, to_y = at.lat - a.lat;
    double length2 = x * x + y * y;
    double part = length2 > 0 ? (to_x * x + to_y * y) / length2 : 0;
    part = part < 0 ? 0 : part > 1 ? 1 : part;
    double off_x = to_x - part * x, off_y = to_y - part * y;
    return off_x * off_x + off_y * off_y;
}

static double rim_distance2(const polygon *p, geo_point at)
{
    double least = INFINITY, shrink = cos(at.lat * RADIANS);
    for (uint32_t ring = 0, edge = 0; ring < p->rings; ring++, edge++)
        for (; edge + 1 < p->ring_ends[ring]; edge++)
            least = fmin(least, edge_distance2(p->points[edge], p->points[edge + 1], at, shrink));
    return least;
}

/* The nearest crossing of the rim east of `west` on the parallel, INFINITY if there is none. */
static double next_crossing(const polygon *p, double lat, double west)
{
    double nearest = INFINITY;
    uint32_t band = band_of(p, lat);
    for (uint32_t i = p->band_starts[band]; i < p->band_starts[band + 1]; i++) {
        geo_point a = p->points[p->band_edges[i]], b = p->points[p->band_edges[i] + 1];
        if ((a.lat > lat) == (b.lat > lat))
            continue;
        double lon = a.lon + (lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon);
        if (lon > west && lon < nearest)
            nearest = lon;
    }
    return nearest;
}

/* The middle of the widest stretch of a parallel inside the polygon. */
static bool widest_middle(const polygon *p, double lat, geo_point *ret)
{
    double widest = 0;
    for (double west = next_crossing(p, lat, -INFINITY); isfinite(west);) {
        double east = next_crossing(p, lat, west);
        geo_point middle = { lat, west + (east - west) / 2 };
        if (isfinite(east) && east - west > widest && polygon_has(p, middle)) {
            widest = east - west;
            *ret = middle;
        }
        west = east;
    }
    return widest > 0;
}

static geo_point polygon_label(const polygon *p)
{
    geo_point best = p->points[0];
    double best_distance = -1, step = (p->box.max.lat - p->box.min.lat) / (LABEL_LINES + 1);
    for (int line = 1; line <= LABEL_LINES; line++) {
        geo_point at = { 0 };
        if (!widest_middle(p, p->box.min.lat + line * step, &at))
            continue;
        double distance = rim_distance2(p, at);
        if (distance > best_distance) {
            best_distance = distance;
            best = at;
        }
    }
    return best;
}

geo_point geo_shape_label(const geo_shape *shape)
{
    const polygon *largest = shape->polygons;
    if (!shape->polygon_count)
        return shape->circle_count ? shape->circles[0].center : (geo_point){ 0 };
    double largest_m2 = 0;
    for (size_t i = 0; i < shape->polygon_count; i++) {
        double area = polygon_area_m2(shape->polygons + i);
        if (area > largest_m2) {
            largest_m2 = area;
            largest = shape->polygons + i;
        }
    }
    return polygon_label(largest);
}
