/* geo_shape_parse.c - shapes from GeoJSON (RFC 7946). */
#include "geo/geo_shape_int.h"

typedef struct {
    xc_arena *arena;
    xc_problem *why;
    polygon *polygons;
    size_t count;
    size_t points;
} builder;

#define BAD(b, at, en, zh) \
    xc_fail_at((b)->why, XC_EINVAL, "coordinates", (at)->line, (at)->column, en, zh)

static xc_err no_room(const builder *b, const json_value *at, xc_err err)
{
    if (err == XC_ENOMEM)
        return xc_fail_at(b->why, XC_ENOMEM, "coordinates", at->line, at->column,
                          "out of memory, try again", "内存不足，请稍后再试");
    return xc_fail_at(b->why, XC_ELIMIT, "coordinates", at->line, at->column,
                      "the shapes need more memory than is allowed here",
                      "区域数据过大，超过了允许的内存");
}

static xc_err read_point(const builder *b, const json_value *v, geo_point *ret)
{
    geo_point p;
    if (v->kind != JSON_ARRAY || v->count < 2 || !json_get_double(v->first, &p.lon) ||
        !json_get_double(v->first->next, &p.lat))
        return BAD(b, v, "a position is [longitude, latitude], two numbers",
                   "坐标点应为 [经度, 纬度] 两个数字");
    if (!geo_point_valid(p))
        return BAD(b, v, "this position is not on the globe: longitude -180..180, latitude -90..90",
                   "坐标点超出范围：经度 -180..180，纬度 -90..90");
    *ret = p;
    return XC_OK;
}

static xc_err read_ring(const builder *b, const json_value *ring, geo_point *to)
{
    uint32_t count = 0;
    for (const json_value *v = ring->first; v; v = v->next) {
        xc_err err = read_point(b, v, to + count++);
        if (err)
            return err;
    }
    if (to[0].lat != to[count - 1].lat || to[0].lon != to[count - 1].lon)
        return BAD(b, ring, "a ring must end where it begins", "环的首尾坐标必须相同");
    return XC_OK;
}

/* Are these rings at all, and how many points have they? */
static xc_err measure(builder *b, const json_value *rings, size_t *ret_points)
{
    if (!rings || rings->kind != JSON_ARRAY || !rings->count)
        return xc_fail_at(b->why, XC_EINVAL, "coordinates", rings ? rings->line : 0,
                          rings ? rings->column : 0, "a polygon needs a list of rings",
                          "多边形需要环的列表");
    size_t points = 0;
    for (const json_value *ring = rings->first; ring; ring = ring->next) {
        if (ring->kind != JSON_ARRAY || ring->count < 4)
            return BAD(b, ring, "a ring is a list of at least 4 positions, the last like the first",
                       "环至少有 4 个坐标点，且首尾相同");
        points += ring->count;
    }
    b->points += points;
    if (b->points > GEO_SHAPE_MAX_POINTS)
        return xc_fail_at(b->why, XC_ELIMIT, "coordinates", rings->line, rings->column,
                          "a shape may have at most %d positions", "一个区域最多 %d 个坐标点",
                          GEO_SHAPE_MAX_POINTS);
    *ret_points = points;
    return XC_OK;
}

static xc_err add_polygon(builder *b, const json_value *rings)
{
    size_t count = 0;
    xc_err err = measure(b, rings, &count);
    if (err)
        return err;
    geo_point *points = xc_arena_array(b->arena, count, sizeof *points);
    if (!points)
        return no_room(b, rings, xc_arena_err(b->arena, count * sizeof *points));
    uint32_t *ends = xc_arena_array(b->arena, rings->count, sizeof *ends), used = 0;
    if (!ends)
        return no_room(b, rings, xc_arena_err(b->arena, rings->count * sizeof *ends));
    polygon *p = b->polygons + b->count;
    *p = (polygon){ .points = points, .ring_ends = ends };
    for (const json_value *ring = rings->first; ring; ring = ring->next) {
        err = read_ring(b, ring, points + used);
        if (err)
            return err;
        used += ring->count;
        ends[p->rings++] = used;
    }
    b->count++;
    err = geo_polygon_index(p, b->arena);
    return err ? no_room(b, rings, err) : XC_OK;
}

/* A level of GeoJSON: how many polygons it holds, and what to do with each. */
static xc_err each_polygon(builder *b, const json_value *v, bool count_only)
{
    xc_str type = json_find_str(v, "type");
    const json_value *coordinates = json_find(v, "coordinates"), *list = NULL;
    if (xc_str_is(type, "Feature") && json_find(v, "geometry"))
        return each_polygon(b, json_find(v, "geometry"), count_only);
    if (xc_str_is(type, "Polygon")) {
        b->count += count_only;
        return count_only ? XC_OK : add_polygon(b, coordinates);
    }
    bool multi = xc_str_is(type, "MultiPolygon");
    if (multi)
        list = coordinates;
    else if (xc_str_is(type, "GeometryCollection"))
        list = json_find(v, "geometries");
    if (!list || list->kind != JSON_ARRAY)
        return xc_fail_at(b->why, XC_EINVAL, "type", v->line, v->column,
                          "an area is a GeoJSON Polygon or MultiPolygon with coordinates",
                          "区域应为带坐标的 GeoJSON Polygon 或 MultiPolygon");
    if (multi && count_only) {
        b->count += list->count;
        return XC_OK;
    }
    xc_err err = XC_OK;
    for (const json_value *one = list->first; one && !err; one = one->next)
        err = multi ? add_polygon(b, one) : each_polygon(b, one, count_only);
    return err;
}

xc_err geo_shape_parse(const json_value *geojson, xc_arena *arena, const geo_shape **ret,
                       xc_problem *why)
{
    builder b = { .arena = arena, .why = why };
    xc_err err = each_polygon(&b, geojson, true);
    if (err)
        return err;
    if (!b.count)
        return xc_fail_at(why, XC_EINVAL, "coordinates", geojson->line, geojson->column,
                          "the area is empty", "区域是空的");
    b.polygons = xc_arena_array(arena, b.count, sizeof *b.polygons);
    if (!b.polygons)
        return no_room(&b, geojson, xc_arena_err(arena, b.count * sizeof *b.polygons));
    b.count = 0;
    err = each_polygon(&b, geojson, false);
    if (err)
        return err;
    err = geo_shape_of(b.polygons, b.count, arena, ret);
    return err ? no_room(&b, geojson, err) : XC_OK;
}
