/* geo_index.c - a hashed grid; see geo_index.h.
 *
 * Rows of cells are bands of latitude; a row has as many columns as make its cells about square.
 * Points of a cell hang on one list of a hash table, perhaps among points of other cells. Distances
 * are compared as squared chords through the globe: no angle functions, right everywhere. */
#include "geo/geo_index.h"

#include <assert.h>
#include <math.h>

#include "base/mem.h"
#include "geo/geo_distance.h"

#define RADIANS (3.14159265358979323846 / 180)

enum { NONE = UINT32_MAX, FIRST_ROOM = 256 };

typedef struct {
    double x, y, z; /* on the sphere of radius 1 */
} direction;

typedef struct {
    uint32_t row, column;
} cell;

struct item {
    uint64_t id;
    direction to;
    geo_point at;
    cell cell;
    uint32_t next, previous; /* in the cell's list */
};

struct geo_index {
    size_t max;
    double cell_m;
    double row_deg; /* height of a row */
    uint32_t rows;
    struct item *items; /* the first `count` are used */
    uint32_t count, room;
    uint32_t *heads; /* lists of the grid, `mask` + 1 of them */
    uint32_t *slots; /* ids to items: open addressing, `mask` + 1 of them */
    uint32_t mask;
};

/* ---- places ---- */

static direction direction_of(geo_point p)
{
    double lat = p.lat * RADIANS, lon = p.lon * RADIANS, ring = cos(lat);
    return (direction){ ring * cos(lon), ring * sin(lon), sin(lat) };
}

static double chord2(direction a, direction b)
{
    double x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
    return x * x + y * y + z * z;
}

/* what chord2 is for a distance, and back */
static double chord2_of_m(double distance_m)
{
    double angle = distance_m / GEO_EARTH_RADIUS_M;
    double sine = angle < 3.14159265358979323846 ? sin(angle / 2) : 1.01;
    return 4 * sine * sine;
}

static double m_of_chord2(double c2)
{
    double half = sqrt(c2) / 2;
    return 2 * GEO_EARTH_RADIUS_M * asin(half < 1 ? half : 1);
}

static uint32_t row_of(const geo_index *ix, double lat)
{
    double row = floor((lat + 90) / ix->row_deg);
    return row < 0 ? 0 : row >= ix->rows ? ix->rows - 1 : (uint32_t)row;
}

static uint32_t columns_in(const geo_index *ix, uint32_t row)
{
    double lat = -90 + (row + 0.5) * ix->row_deg;
    double columns = floor(360 / ix->row_deg * cos(lat * RADIANS));
    return columns < 1 ? 1 : (uint32_t)columns;
}

static uint32_t column_of(uint32_t columns, double lon)
{
    double column = floor((lon + 180) / 360 * columns);
    return column < 0 ? 0 : column >= columns ? columns - 1 : (uint32_t)column;
}

static cell cell_of(const geo_index *ix, geo_point at)
{
    uint32_t row = row_of(ix, at.lat);
    return (cell){ row, column_of(columns_in(ix, row), at.lon) };
}

static bool same_cell(cell a, cell b)
{
    return a.row == b.row && a.column == b.column;
}

/* ---- the two hash tables ---- */

static uint32_t mixed(uint64_t value)
{
    value ^= value >> 31;
    value *= UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(value >> 32);
}

static uint32_t *head_of(const geo_index *ix, cell c)
{
    return ix->heads + (mixed((uint64_t)c.row << 32 | c.column) & ix->mask);
}

/* The slot that holds id, or the free one where it would go. */
static uint32_t slot_of(const geo_index *ix, uint64_t id)
{
    uint32_t slot = mixed(id) & ix->mask;
    while (ix->slots[slot] != NONE && ix->items[ix->slots[slot]].id != id)
        slot = (slot + 1) & ix->mask;
    return slot;
}

/* Frees a slot and closes the gap, so that no search ends too early. */
static void clear_slot(geo_index *ix, uint32_t gap)
{
    uint32_t slot = gap;
    for (;;) {
        slot = (slot + 1) & ix->mask;
        if (ix->slots[slot] == NONE)
            break;
        uint32_t wanted = mixed(ix->items[ix->slots[slot]].id) & ix->mask;
        if (((slot - wanted) & ix->mask) >= ((slot - gap) & ix->mask)) {
            ix->slots[gap] = ix->slots[slot];
            gap = slot;
        }
    }
    ix->slots[gap] = NONE;
}

static void hang_in(geo_index *ix, uint32_t at)
{
    struct item *item = ix->items + at;
    uint32_t *head = head_of(ix, item->cell);
    item->previous = NONE;
    item->next = *head;
    if (*head != NONE)
        ix->items[*head].previous = at;
    *head = at;
}

static void take_out(geo_index *ix, const struct item *item)
{
    if (item->previous == NONE)
        *head_of(ix, item->cell) = item->next;
    else
        ix->items[item->previous].next = item->next;
    if (item->next != NONE)
        ix->items[item->next].previous = item->previous;
}

/* ---- room ---- */

static void fill_tables(geo_index *ix)
{
    for (size_t i = 0; i <= ix->mask; i++)
        ix->heads[i] = ix->slots[i] = NONE;
    for (uint32_t i = 0; i < ix->count; i++) {
        hang_in(ix, i);
        ix->slots[slot_of(ix, ix->items[i].id)] = i;
    }
}

static xc_err make_room(geo_index *ix)
{
    if (ix->count == ix->max)
        return XC_ELIMIT;
    if (ix->count < ix->room)
        return XC_OK;
    uint32_t room = ix->room ? ix->room * 2 : FIRST_ROOM;
    size_t table = (size_t)room * 2;
    uint32_t *heads = xc_calloc(table, sizeof *heads), *slots = xc_calloc(table, sizeof *slots);
    struct item *items = NULL;
    if (heads && slots)
        items = xc_realloc_array(ix->items, room, sizeof *items);
    if (!items) {
        xc_free(heads);
        xc_free(slots);
        return XC_ENOMEM;
    }
    xc_free(ix->heads);
    xc_free(ix->slots);
    ix->items = items;
    ix->heads = heads;
    ix->slots = slots;
    ix->room = room;
    ix->mask = (uint32_t)(table - 1);
    fill_tables(ix);
    return XC_OK;
}

xc_err geo_index_new(size_t max_items, double cell_m, geo_index **ret)
{
    if (!(cell_m >= 1 && cell_m <= 1e6))
        return XC_EINVAL;
    geo_index *ix = xc_calloc(1, sizeof *ix);
    if (!ix)
        return XC_ENOMEM;
    ix->max = max_items < UINT32_C(1) << 30 ? max_items : UINT32_C(1) << 30;
    ix->cell_m = cell_m;
    ix->row_deg = cell_m / GEO_EARTH_RADIUS_M / RADIANS;
    ix->rows = (uint32_t)ceil(180 / ix->row_deg);
    *ret = ix;
    return XC_OK;
}

geo_index *geo_index_free(geo_index *ix)
{
    if (!ix)
        return NULL;
    xc_free(ix->items);
    xc_free(ix->heads);
    xc_free(ix->slots);
    xc_free(ix);
    return NULL;
}

size_t geo_index_count(const geo_index *ix)
{
    return ix->count;
}

/* ---- changes ---- */

static struct item *item_of(const geo_index *ix, uint64_t id)
{
    if (!ix->count)
        return NULL;
    uint32_t at = ix->slots[slot_of(ix, id)];
    return at == NONE ? NULL : ix->items + at;
}

static void move_to(geo_index *ix, struct item *item, geo_point at)
{
    cell there = cell_of(ix, at);
    item->at = at;
    item->to = direction_of(at);
    if (same_cell(item->cell, there))
        return;
    take_out(ix, item);
    item->cell = there;
    hang_in(ix, (uint32_t)(item - ix->items));
}

xc_err geo_index_put(geo_index *ix, uint64_t id, geo_point at)
{
    if (!geo_point_valid(at))
        return XC_EINVAL;
    struct item *known = item_of(ix, id);
    if (known) {
        move_to(ix, known, at);
        return XC_OK;
    }
    xc_err err = make_room(ix);
    if (err)
        return err;
    ix->items[ix->count] =
        (struct item){ .id = id, .to = direction_of(at), .at = at, .cell = cell_of(ix, at) };
    ix->slots[slot_of(ix, id)] = ix->count;
    hang_in(ix, ix->count++);
    return XC_OK;
}

bool geo_index_remove(geo_index *ix, uint64_t id)
{
    struct item *item = item_of(ix, id);
    if (!item)
        return false;
    take_out(ix, item);
    clear_slot(ix, slot_of(ix, id));
    /* the last item fills the hole */
    const struct item *last = ix->items + ix->count - 1;
    if (item != last) {
        uint32_t slot = slot_of(ix, last->id);
        take_out(ix, last);
        *item = *last;
        ix->slots[slot] = (uint32_t)(item - ix->items);
        hang_in(ix, ix->slots[slot]);
    }
    ix->count--;
    return true;
}

bool geo_index_find(const geo_index *ix, uint64_t id, geo_point *ret)
{
    const struct item *item = item_of(ix, id);
    if (item)
        *ret = item->at;
    return item != NULL;
}

/* ---- the best so far: a heap in the caller's array with the worst on top; distance_m holds the
 * squared chord until the end ---- */

typedef struct {
    geo_hit *hits;
    size_t count, limit;
    direction from;
    double reach; /* squared chord */
} best;

static bool worse(const geo_hit *a, const geo_hit *b)
{
    return a->distance_m != b->distance_m ? a->distance_m > b->distance_m : a->id > b->id;
}

static void sink(geo_hit *hits, size_t count, size_t at)
{
    geo_hit moving = hits[at];
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && worse(hits + child + 1, hits + child))
            child++;
        if (!worse(hits + child, &moving))
            break;
        hits[at] = hits[child];
    }
    hits[at] = moving;
}

static void rise(geo_hit *hits, size_t at)
{
    geo_hit moving = hits[at];
    while (at && worse(&moving, hits + (at - 1) / 2)) {
        hits[at] = hits[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    hits[at] = moving;
}

static void offer(best *b, const struct item *item, double distance)
{
    geo_hit hit = { .id = item->id, .at = item->at, .distance_m = distance };
    if (b->count < b->limit) {
        b->hits[b->count] = hit;
        rise(b->hits, b->count++);
    } else if (worse(b->hits, &hit)) {
        b->hits[0] = hit;
        sink(b->hits, b->count, 0);
    }
}

static void put_in_order(best *b)
{
    for (size_t rest = b->count; rest > 1; rest--) {
        geo_hit worst = b->hits[0];
        b->hits[0] = b->hits[rest - 1];
        b->hits[rest - 1] = worst;
        sink(b->hits, rest - 1, 0);
    }
}

/* ---- searches ---- */

/* Cells of one row, from west to east. */
typedef struct {
    uint32_t row, first, last;
} span;

static span span_of(const geo_index *ix, geo_rect rect, uint32_t row)
{
    uint32_t columns = columns_in(ix, row);
    return (span){ row, column_of(columns, rect.min.lon), column_of(columns, rect.max.lon) };
}

/* Would visiting the cells cost more than looking at every point? */
static bool all_is_cheaper(const geo_index *ix, geo_rect rect)
{
    double rows = (rect.max.lat - rect.min.lat) / ix->row_deg + 1;
    double columns = (rect.max.lon - rect.min.lon) / ix->row_deg + 1;
    return rows * columns > ix->count;
}

static void offer_near(best *b, const struct item *item)
{
    double distance = chord2(item->to, b->from);
    if (distance <= b->reach)
        offer(b, item, distance);
}

static void search_cells(const geo_index *ix, geo_rect rect, best *b)
{
    uint32_t last_row = row_of(ix, rect.max.lat);
    for (uint32_t row = row_of(ix, rect.min.lat); row <= last_row; row++) {
        span s = span_of(ix, rect, row);
        for (cell c = { row, s.first }; c.column <= s.last; c.column++)
            for (uint32_t at = *head_of(ix, c); at != NONE; at = ix->items[at].next)
                if (same_cell(ix->items[at].cell, c))
                    offer_near(b, ix->items + at);
    }
}

static void search_all(const geo_index *ix, best *b)
{
    for (uint32_t i = 0; i < ix->count; i++)
        offer_near(b, ix->items + i);
}

/* Growing circles: the first that holds enough points holds the nearest. */
static void search_circles(const geo_index *ix, geo_point from, double radius_m, best *b)
{
    for (double reach_m = ix->cell_m;; reach_m *= 2) {
        bool last = reach_m >= radius_m;
        geo_rect rect = geo_rect_around(from, last ? radius_m : reach_m);
        b->count = 0;
        b->reach = chord2_of_m(radius_m);
        if (all_is_cheaper(ix, rect)) {
            search_all(ix, b);
            return;
        }
        if (!last)
            b->reach = chord2_of_m(reach_m);
        search_cells(ix, rect, b);
        if (last || b->count == b->limit)
            return;
    }
}

size_t geo_index_near(const geo_index *ix, geo_point from, double radius_m, size_t limit,
                      geo_hit *ret)
{
    if (!ix->count || !limit || !geo_point_valid(from) || !(radius_m >= 0))
        return 0;
    best b = { .hits = ret, .limit = limit, .from = direction_of(from) };
    search_circles(ix, from, radius_m, &b);
    put_in_order(&b);
    for (size_t i = 0; i < b.count; i++)
        ret[i].distance_m = m_of_chord2(ret[i].distance_m);
    return b.count;
}

size_t geo_index_in_rect(const geo_index *ix, geo_rect rect, size_t limit, geo_hit *ret)
{
    if (!ix->count || !limit || !geo_point_valid(rect.min) || !geo_point_valid(rect.max))
        return 0;
    best b = { .hits = ret, .limit = limit };
    bool all = all_is_cheaper(ix, rect);
    for (uint32_t i = 0; all && i < ix->count; i++)
        if (geo_rect_has(rect, ix->items[i].at))
            offer(&b, ix->items + i, 0);
    uint32_t last_row = row_of(ix, rect.max.lat);
    for (uint32_t row = row_of(ix, rect.min.lat); !all && row <= last_row; row++) {
        span s = span_of(ix, rect, row);
        for (cell c = { row, s.first }; c.column <= s.last; c.column++)
            for (uint32_t at = *head_of(ix, c); at != NONE; at = ix->items[at].next)
                if (same_cell(ix->items[at].cell, c) && geo_rect_has(rect, ix->items[at].at))
                    offer(&b, ix->items + at, 0);
    }
    put_in_order(&b);
    return b.count;
}
