/* geojson_fuzz.c - an area that is taken answers, alone and behind a grid, the same. */
#include "fuzz.h"
#include "geo/geo_shape.h"

static void check_point(const geo_shape *shape, const geo_shapes *set, geo_point at)
{
    uint32_t found;
    bool has = geo_shape_has(shape, at);
    FUZZ_CHECK(!has || geo_rect_has(geo_shape_box(shape), at));
    FUZZ_CHECK((geo_shapes_find(set, at, 1, &found) == 1) == has);
    FUZZ_CHECK(!has || geo_shape_overlaps(shape, (geo_rect){ at, at }));
}

static void check_shape(const geo_shape *shape, xc_arena *arena)
{
    const geo_shapes *set;
    geo_rect box = geo_shape_box(shape);
    if (geo_shapes_new(&shape, 1, arena, &set))
        return;
    FUZZ_CHECK(geo_point_valid(box.min) && geo_point_valid(box.max));
    FUZZ_CHECK(geo_shape_area_m2(shape) >= 0);
    check_point(shape, set, geo_shape_label(shape));
    for (int i = -1; i <= 7; i++)
        for (int k = -1; k <= 7; k++) {
            geo_point at = { box.min.lat + i * (box.max.lat - box.min.lat) / 6,
                             box.min.lon + k * (box.max.lon - box.min.lon) / 6 };
            if (geo_point_valid(at))
                check_point(shape, set, at);
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    xc_arena *arena;
    const json_value *v;
    const geo_shape *shape;
    xc_problem why = { 0 };
    if (xc_arena_new(256 << 20, &arena))
        return 0;
    if (json_parse((xc_str){ (const char *)bytes, len }, arena, &v, NULL) == XC_OK) {
        if (geo_shape_parse(v, arena, &shape, &why) == XC_OK)
            check_shape(shape, arena);
        else
            FUZZ_CHECK(why.en[0] && why.zh[0]);
    }
    arena = xc_arena_free(arena);
    return 0;
}
