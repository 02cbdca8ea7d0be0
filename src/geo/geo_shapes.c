/* geo_shapes.c - many shapes behind one grid: each cell knows the shapes that cover it whole and
 * those that must be asked. */
#include <math.h>

#include "base/mem.h"
#include "geo/geo_shape_int.h"

enum { MAX_SHAPES = 65535, MAX_SIDE = 256, CELLS_A_SHAPE = 64, ASK = 1 };

struct geo_shapes {
    const geo_shape *const *shapes;
    geo_rect box;
    uint32_t side;           /* cells in a row and in a column */
    const uint32_t *starts;  /* of each cell in entries, and one more */
    const uint32_t *entries; /* number of a shape * 2 + ASK */
};

/* While a grid is made: entries in the order of the shapes. */
typedef struct {
    struct entry {
        uint32_t cell, value;
    } * items;
    size_t count, room;
} heap;

static uint32_t place(double from, double to, uint32_t side, double at)
{
    double part = to > from ? (at - from) / (to - from) * side : 0;
    return part <= 0 ? 0 : part >= side ? side - 1 : (uint32_t)part;
}

static uint32_t row_of(const geo_shapes *g, double lat)
{
    return place(g->box.min.lat, g->box.max.lat, g->side, lat);
}

static uint32_t column_of(const geo_shapes *g, double lon)
{
    return place(g->box.min.lon, g->box.max.lon, g->side, lon);
}

/* A little larger than the cell, so that rounding puts no point outside of its own cell. */
static geo_rect cell_rect(const geo_shapes *g, uint32_t row, uint32_t column)
{
    const double more = 1e-9;
    double high = (g->box.max.lat - g->box.min.lat) / g->side;
    double wide = (g->box.max.lon - g->box.min.lon) / g->side;
    geo_point min = { g->box.min.lat + row * high - more, g->box.min.lon + column * wide - more };
    return (geo_rect){ min, { min.lat + high + 2 * more, min.lon + wide + 2 * more } };
}

static xc_err put(heap *h, uint32_t cell, uint32_t value)
{
    if (h->count == h->room) {
        size_t room = h->room ? 2 * h->room : 1024;
        struct entry *grown = xc_realloc_array(h->items, room, sizeof *grown);
        if (!grown)
            return XC_ENOMEM;
        h->items = grown;
        h->room = room;
    }
    h->items[h->count++] = (struct entry){ cell, value };
    return XC_OK;
}

static xc_err put_shape(const geo_shapes *g, heap *h, uint32_t number)
{
    const geo_shape *shape = g->shapes[number];
    uint32_t last_row = row_of(g, shape->box.max.lat), last = column_of(g, shape->box.max.lon);
    for (uint32_t row = row_of(g, shape->box.min.lat); row <= last_row; row++)
        for (uint32_t column = column_of(g, shape->box.min.lon); column <= last; column++) {
            geo_lies lies = geo_shape_lies(shape, cell_rect(g, row, column));
            if (lies == LIES_OUTSIDE)
                continue;
            xc_err err =
                put(h, row * g->side + column, number * 2 + (lies == LIES_ACROSS ? ASK : 0));
            if (err)
                return err;
        }
    return XC_OK;
}

/* Counting sort by cell; within one the order of the shapes stays. */
static xc_err sort_into(geo_shapes *g, const heap *h, xc_arena *arena)
{
    size_t cells = (size_t)g->side * g->side;
    uint32_t *starts = xc_arena_array(arena, cells + 2, sizeof *starts);
    if (!starts)
        return xc_arena_err(arena, (cells + 2) * sizeof *starts);
    uint32_t *entries = xc_arena_array(arena, h->count, sizeof *entries);
    if (!entries)
        return xc_arena_err(arena, h->count * sizeof *entries);
    for (size_t i = 0; i < h->count; i++)
        starts[h->items[i].cell + 2]++;
    for (size_t cell = 2; cell < cells + 2; cell++)
        starts[cell] += starts[cell - 1];
    for (size_t i = 0; i < h->count; i++)
        entries[starts[h->items[i].cell + 1]++] = h->items[i].value;
    g->starts = starts;
    g->entries = entries;
    return XC_OK;
}

static uint32_t side_for(size_t count)
{
    double side = ceil(sqrt((double)count * CELLS_A_SHAPE));
    return side > MAX_SIDE ? MAX_SIDE : side < 1 ? 1 : (uint32_t)side;
}

xc_err geo_shapes_new(const geo_shape *const *shapes, size_t count, xc_arena *arena,
                      const geo_shapes **ret)
{
    if (count > MAX_SHAPES)
        return XC_ELIMIT;
    geo_shapes *g = xc_arena_alloc(arena, sizeof *g);
    if (!g)
        return xc_arena_err(arena, sizeof *g);
    const geo_shape **copy = xc_arena_array(arena, count, sizeof *copy);
    if (!copy)
        return xc_arena_err(arena, count * sizeof *copy);
    *g = (geo_shapes){ .shapes = copy, .box = GEO_RECT_EMPTY, .side = side_for(count) };
    for (size_t i = 0; i < count; i++) {
        copy[i] = shapes[i];
        g->box = geo_rect_add(geo_rect_add(g->box, shapes[i]->box.min), shapes[i]->box.max);
    }
    heap h = { 0 };
    xc_err err = XC_OK;
    for (uint32_t i = 0; i < count && !err; i++)
        err = put_shape(g, &h, i);
    if (!err)
        err = sort_into(g, &h, arena);
    xc_free(h.items);
    if (!err)
        *ret = g;
    return err;
}

size_t geo_shapes_find(const geo_shapes *g, geo_point at, size_t limit, uint32_t *ret)
{
    size_t found = 0;
    if (!geo_rect_has(g->box, at))
        return 0;
    size_t cell = (size_t)row_of(g, at.lat) * g->side + column_of(g, at.lon);
    for (uint32_t i = g->starts[cell]; i < g->starts[cell + 1] && found < limit; i++) {
        uint32_t number = g->entries[i] / 2;
        if (!(g->entries[i] & ASK) || geo_shape_has(g->shapes[number], at))
            ret[found++] = number;
    }
    return found;
}
