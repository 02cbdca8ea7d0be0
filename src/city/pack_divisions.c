/* pack_divisions.c - divisions.csv as a tree, and which of them holds a point. */
#include <stdlib.h>

#include "city/pack_int.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))
static const char FILE_NAME[] = "divisions.csv";
enum { NONE = UINT32_MAX, CODE_LEN = 12, MAX_LEVEL = 4 };

struct division_row {
    pack_division d;
    double lat, lon;
    uint32_t line;
};

static const pack_field fields[] = {
    PACK_FIELD(struct division_row, "code", d.code, STR, PACK_NEEDED),
    PACK_FIELD(struct division_row, "parent", d.parent, STR, 0),
    PACK_FIELD(struct division_row, "level", d.level, INT, PACK_NEEDED),
    PACK_FIELD(struct division_row, "name_zh", d.name.zh, STR, PACK_NEEDED),
    PACK_FIELD(struct division_row, "name_en", d.name.en, STR, PACK_NEEDED),
    PACK_FIELD(struct division_row, "lat", lat, NUM, 0),
    PACK_FIELD(struct division_row, "lon", lon, NUM, 0),
};

xc_str pack_division_prefix(xc_str code)
{
    static const size_t groups[] = { 12, 9, 6, 4, 2 };
    if (code.len != CODE_LEN)
        return code;
    for (size_t i = 0; i + 1 < COUNT(groups); i++)
        for (size_t at = groups[i + 1]; at < groups[i]; at++)
            if (code.ptr[at] != '0')
                return (xc_str){ code.ptr, groups[i] };
    return (xc_str){ code.ptr, 2 };
}

static bool code_good(xc_str code)
{
    for (size_t i = 0; i < code.len; i++)
        if (code.ptr[i] < '0' || code.ptr[i] > '9')
            return false;
    return code.len == CODE_LEN;
}

static int by_code(const void *a, const void *b)
{
    return xc_str_cmp(((const struct division_row *)a)->d.code,
                      ((const struct division_row *)b)->d.code);
}

static size_t place_of(const pack *p, xc_str code)
{
    size_t low = 0, high = p->divisions.count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (xc_str_cmp(p->divisions.items[mid].code, code) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

const pack_division *pack_division_find(const pack *p, xc_str code)
{
    char whole[CODE_LEN];
    if (!code.len || code.len > CODE_LEN)
        return NULL;
    memset(whole, '0', sizeof whole);
    memcpy(whole, code.ptr, code.len);
    xc_str key = { whole, CODE_LEN };
    size_t at = place_of(p, key);
    if (at == p->divisions.count || !xc_str_eq(p->divisions.items[at].code, key))
        return NULL;
    return &p->divisions.items[at];
}

pack_division *pack_division_edit(pack *p, xc_str code)
{
    const pack_division *d = pack_division_find(p, code);
    return d ? &p->divisions.items[d - p->divisions.items] : NULL;
}

static const pack_node *node_of(const pack *p, const pack_division *d)
{
    return &p->nodes[d - p->divisions.items];
}

const pack_division *pack_division_parent(const pack *p, const pack_division *d)
{
    uint32_t parent = node_of(p, d)->parent;
    return parent == NONE ? NULL : &p->divisions.items[parent];
}

const pack_division *const *pack_division_children(const pack *p, const pack_division *d,
                                                   size_t *ret_count)
{
    const pack_node *node = node_of(p, d);
    *ret_count = node->child_count;
    return node->child_count ? p->children + node->first_child : NULL;
}

static void check_row(pack_reader *r, const struct division_row *row)
{
    const pack_division *d = &row->d;
    if (!code_good(d->code))
        PACK_BAD(r, FILE_NAME, row->line, 0, "code \"%.*s\" is not 12 digits",
                 "代码“%.*s”不是 12 位数字", XC_STR_ARG(d->code));
    if (d->parent.len && !code_good(d->parent))
        PACK_BAD(r, FILE_NAME, row->line, 0, "parent \"%.*s\" is not 12 digits",
                 "上级代码“%.*s”不是 12 位数字", XC_STR_ARG(d->parent));
    if (d->level < 1 || d->level > MAX_LEVEL)
        PACK_BAD(r, FILE_NAME, row->line, 0, "level %d: write 1 (city) to 4 (committee)",
                 "级别 %d 不对：请写 1（市）到 4（居村委）", d->level);
    if (d->placed && !geo_point_valid(d->at))
        PACK_BAD(r, FILE_NAME, row->line, 0,
                 "the place is not on the globe: lat -90..90, lon -180..180",
                 "位置不在地球上：纬度 -90..90，经度 -180..180");
}

static xc_err read_rows(pack_reader *r, const csv_table *table, struct division_row *rows,
                        size_t *ret)
{
    size_t n = 0;
    int lat = csv_column(table, "lat"), lon = csv_column(table, "lon");
    for (const csv_row *row = table->first; row; row = row->next, n++) {
        rows[n] = (struct division_row){ .line = row->line };
        xc_err err = pack_fields_csv(r, FILE_NAME, table, row, fields, COUNT(fields), &rows[n]);
        if (err)
            return err;
        rows[n].d.placed = row->cells[lat].len && row->cells[lon].len;
        rows[n].d.at = (geo_point){ rows[n].lat, rows[n].lon };
        check_row(r, &rows[n]);
    }
    *ret = n;
    return XC_OK;
}

static void check_up(pack_reader *r, const struct division_row *rows, size_t at)
{
    const pack *p = r->p;
    size_t up = at;
    for (int step = 0; p->nodes[up].parent != NONE; step++) {
        up = p->nodes[up].parent;
        if (up == at || step > MAX_LEVEL) {
            PACK_BAD(r, FILE_NAME, rows[at].line, 0,
                     "division %.*s is above itself (a cycle): mend its parent",
                     "区划 %.*s 成了自己的上级（成环）：请改正上级代码",
                     XC_STR_ARG(rows[at].d.code));
            return;
        }
    }
}

static void link_parent(pack_reader *r, const struct division_row *row, size_t at)
{
    pack *p = r->p;
    p->nodes[at] = (pack_node){ .parent = NONE };
    if (!row->d.parent.len) {
        if (row->d.level != 1)
            PACK_BAD(r, FILE_NAME, row->line, 0, "only the city (level 1) may be without a parent",
                     "只有市（1 级）可以没有上级");
        return;
    }
    const pack_division *parent = pack_division_find(p, row->d.parent);
    if (!parent) {
        PACK_BAD(r, FILE_NAME, row->line, 0, "there is no division %.*s, the parent of %.*s",
                 "没有 %.*s 这个区划，它却是 %.*s 的上级", XC_STR_ARG(row->d.parent),
                 XC_STR_ARG(row->d.code));
        return;
    }
    p->nodes[at].parent = (uint32_t)(parent - p->divisions.items);
    if (parent->level >= row->d.level ||
        !xc_str_starts(row->d.code, pack_division_prefix(parent->code)))
        PACK_BAD(r, FILE_NAME, row->line, 0,
                 "parent %.*s is not above %.*s: its level must be smaller and its prefix begin "
                 "the code",
                 "%.*s 不能是 %.*s 的上级：级别要更小，代码要以它的前缀开头",
                 XC_STR_ARG(parent->code), XC_STR_ARG(row->d.code));
}

static xc_err link_children(pack_reader *r)
{
    pack *p = r->p;
    size_t n = p->divisions.count;
    p->children = xc_arena_array(r->arena, n, sizeof *p->children);
    if (!p->children)
        return XC_ENOMEM;
    for (size_t i = 0; i < n; i++)
        if (p->nodes[i].parent != NONE)
            p->nodes[p->nodes[i].parent].child_count++;
    uint32_t start = 0;
    for (size_t i = 0; i < n; i++) {
        p->nodes[i].first_child = start;
        start += p->nodes[i].child_count;
        p->nodes[i].child_count = 0;
    }
    for (size_t i = 0; i < n; i++) {
        if (p->nodes[i].parent == NONE)
            continue;
        pack_node *up = &p->nodes[p->nodes[i].parent];
        p->children[up->first_child + up->child_count++] = &p->divisions.items[i];
    }
    return XC_OK;
}

static xc_err make_tree(pack_reader *r, struct division_row *rows, size_t count)
{
    pack *p = r->p;
    p->divisions.items = xc_arena_array(r->arena, count, sizeof *p->divisions.items);
    p->nodes = xc_arena_array(r->arena, count, sizeof *p->nodes);
    if (!p->divisions.items || !p->nodes)
        return XC_ENOMEM;
    qsort(rows, count, sizeof *rows, by_code);
    for (size_t i = 0; i < count; i++) {
        p->divisions.items[i] = rows[i].d;
        if (i && xc_str_eq(rows[i].d.code, rows[i - 1].d.code))
            PACK_BAD(r, FILE_NAME, rows[i].line, 0, "code %.*s is there twice: remove one line",
                     "代码 %.*s 出现两次：请删去一行", XC_STR_ARG(rows[i].d.code));
    }
    p->divisions.count = count;
    for (size_t i = 0; i < count; i++)
        link_parent(r, &rows[i], i);
    for (size_t i = 0; i < count; i++)
        check_up(r, rows, i);
    return link_children(r);
}

xc_err pack_divisions_load(pack_reader *r)
{
    const csv_table *table;
    xc_err err = pack_file_csv(r, FILE_NAME, true, &table);
    if (err || !table || !pack_csv_has(r, FILE_NAME, table, fields, COUNT(fields)))
        return err;
    if (!table->count || table->count > PACK_MAX_DIVISIONS) {
        PACK_BAD(r, FILE_NAME, 1, 0, "there must be 1 to %d divisions", "区划应有 1 至 %d 个",
                 PACK_MAX_DIVISIONS);
        return XC_OK;
    }
    struct division_row *rows = xc_arena_array(r->arena, table->count, sizeof *rows);
    size_t count;
    if (!rows)
        return XC_ENOMEM;
    err = read_rows(r, table, rows, &count);
    if (!err)
        err = make_tree(r, rows, count);
    const pack_info *info = &r->p->info;
    if (!err && info->division.len && !pack_division_find(r->p, info->division))
        PACK_BAD(r, "pack.json", 0, 0, "division %.*s is not in divisions.csv",
                 "divisions.csv 里没有 division %.*s", XC_STR_ARG(info->division));
    return err;
}

/* ---- outlines ---- */
xc_err pack_division_outlines(pack_reader *r)
{
    pack *p = r->p;
    size_t n = 0;
    const geo_shape **shapes = xc_arena_array(r->arena, p->divisions.count + 1, sizeof *shapes);
    p->shape_division = xc_arena_array(r->arena, p->divisions.count + 1, sizeof *p->shape_division);
    if (!shapes || !p->shape_division)
        return XC_ENOMEM;
    for (size_t i = 0; i < p->divisions.count; i++) {
        if (!p->divisions.items[i].shape)
            continue;
        shapes[n] = p->divisions.items[i].shape;
        p->shape_division[n++] = (uint32_t)i;
    }
    return n ? geo_shapes_new(shapes, n, r->arena, &p->shapes) : XC_OK;
}

const pack_division *pack_division_at(const pack *p, geo_point at)
{
    uint32_t hits[16];
    const pack_division *best = NULL;
    size_t n =
        p->shapes && geo_point_valid(at) ? geo_shapes_find(p->shapes, at, COUNT(hits), hits) : 0;
    for (size_t i = 0; i < n; i++) {
        const pack_division *d = &p->divisions.items[p->shape_division[hits[i]]];
        if (!best || d->level > best->level)
            best = d;
    }
    return best;
}
