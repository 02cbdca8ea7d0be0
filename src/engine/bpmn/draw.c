/* draw.c - a process as a drawing for screens: from the file's diagram part, or laid out here. */
#include "engine/bpmn/model_int.h"

enum { COLUMN = 170, ROW = 110, MARGIN = 40 };

static bool inside(const model_node *n, const model_node *process)
{
    for (; n; n = n->parent)
        if (n == process)
            return true;
    return false;
}

static const model_shape *shape_of(const bpmn_model *m, xc_str id)
{
    for (size_t k = 0; k < m->shape_count; k++)
        if (xc_str_eq(m->shapes[k].element, id))
            return &m->shapes[k];
    return NULL;
}

static const model_edge *edge_of(const bpmn_model *m, xc_str id)
{
    for (size_t k = 0; k < m->edge_count; k++)
        if (xc_str_eq(m->edges[k].element, id))
            return &m->edges[k];
    return NULL;
}

static void size_of(const model_node *n, double *w, double *h)
{
    bool event = n->kind >= NODE_START && n->kind <= NODE_BOUNDARY;
    *w = event ? 36 : model_is_gateway(n) ? 50 : 120;
    *h = event ? 36 : model_is_gateway(n) ? 50 : 80;
}

/* the longest way from a start, going round a circle once at most */
static void set_columns(const bpmn_model *m, const model_node *process, uint32_t *column)
{
    for (size_t round = 0; round < m->node_count; round++) {
        bool moved = false;
        for (size_t k = 0; k < m->flow_count; k++) {
            const model_flow *f = m->flows[k];
            if (!inside(f->source, process) || f->target->index <= f->source->index)
                continue; /* backwards: part of a circle */
            if (column[f->target->index] < column[f->source->index] + 1) {
                column[f->target->index] = column[f->source->index] + 1;
                moved = true;
            }
        }
        for (size_t k = 0; k < m->node_count; k++) {
            const model_node *n = m->nodes[k];
            uint32_t *c = &column[n->index];
            const model_node *base = n->kind == NODE_BOUNDARY ? n->attached : n->parent;
            if (base && base != process && inside(n, process) && *c < column[base->index]) {
                *c = column[base->index];
                moved = true;
            }
        }
        if (!moved)
            return;
    }
}

/* one row more for each node in the same column */
static xc_err lay_out(const bpmn_model *m, const model_node *process, xc_arena *a,
                      model_shape **ret)
{
    uint32_t *column = xc_arena_array(a, m->node_count, sizeof *column);
    uint32_t *rows = xc_arena_array(a, m->node_count + 1, sizeof *rows);
    model_shape *shapes = xc_arena_array(a, m->node_count, sizeof *shapes);
    if (!column || !rows || !shapes)
        return XC_ENOMEM;
    set_columns(m, process, column);
    for (size_t k = 0; k < m->node_count; k++) {
        const model_node *n = m->nodes[k];
        if (!inside(n, process) || n == process)
            continue;
        model_shape *s = &shapes[k];
        uint32_t c = column[k];
        size_of(n, &s->w, &s->h);
        s->x = MARGIN + (double)c * COLUMN + (COLUMN - s->w) / 2;
        s->y = MARGIN + (double)rows[c]++ * ROW + (ROW - s->h) / 2;
    }
    *ret = shapes;
    return XC_OK;
}

static xc_err shapes_of(const bpmn_model *m, const model_node *process, xc_arena *a,
                        model_shape **ret)
{
    model_shape *all = xc_arena_array(a, m->node_count, sizeof *all);
    if (!all)
        return XC_ENOMEM;
    for (size_t k = 0; k < m->node_count; k++) {
        if (!inside(m->nodes[k], process) || m->nodes[k] == process)
            continue;
        const model_shape *s = shape_of(m, m->nodes[k]->id);
        if (!s) /* one that is not drawn: draw all of them here */
            return lay_out(m, process, a, ret);
        all[k] = *s;
    }
    *ret = all;
    return XC_OK;
}

typedef struct {
    const bpmn_model *m;
    const model_node *process;
    const model_shape *shapes;
    bpmn_mark_fn *mark;
    void *ctx;
} drawing;

static void put_node(json_writer *w, const drawing *d, const model_node *n)
{
    const model_shape *s = &d->shapes[n->index];
    json_open_object(w);
    json_put_str(w, "id", n->id);
    json_put_text(w, "type", n->type);
    json_put_str(w, "name", n->name);
    json_put_double(w, "x", s->x);
    json_put_double(w, "y", s->y);
    json_put_double(w, "w", s->w);
    json_put_double(w, "h", s->h);
    if (n->lane.len > 0)
        json_put_str(w, "lane", n->lane);
    if (d->mark)
        d->mark(d->ctx, n->id, false, w);
    json_close_object(w);
}

static void put_point(json_writer *w, double x, double y)
{
    json_open_array(w);
    json_double(w, x);
    json_double(w, y);
    json_close_array(w);
}

static void put_points(json_writer *w, const model_edge *e, const model_shape *from,
                       const model_shape *to)
{
    json_key(w, "points");
    json_open_array(w);
    for (size_t k = 0; e && k < e->count; k++)
        put_point(w, e->points[k].x, e->points[k].y);
    if (!e) {
        put_point(w, from->x + from->w, from->y + from->h / 2);
        put_point(w, to->x, to->y + to->h / 2);
    }
    json_close_array(w);
}

static void put_flow(json_writer *w, const drawing *d, const model_flow *f)
{
    json_open_object(w);
    json_put_str(w, "id", f->id);
    json_put_str(w, "from", f->source->id);
    json_put_str(w, "to", f->target->id);
    json_put_str(w, "name", f->name);
    put_points(w, edge_of(d->m, f->id), &d->shapes[f->source->index], &d->shapes[f->target->index]);
    if (d->mark)
        d->mark(d->ctx, f->id, true, w);
    json_close_object(w);
}

static void put_drawing(const drawing *d, json_writer *w)
{
    const bpmn_model *m = d->m;
    json_open_object(w);
    json_put_str(w, "process", d->process->id);
    json_key(w, "nodes");
    json_open_array(w);
    for (size_t k = 0; k < m->node_count; k++)
        if (inside(m->nodes[k], d->process) && m->nodes[k] != d->process)
            put_node(w, d, m->nodes[k]);
    json_close_array(w);
    json_key(w, "flows");
    json_open_array(w);
    for (size_t k = 0; k < m->flow_count; k++)
        if (inside(m->flows[k]->source, d->process))
            put_flow(w, d, m->flows[k]);
    json_close_array(w);
    json_close_object(w);
}

xc_err bpmn_drawing_marked(const bpmn_model *m, xc_str process, bpmn_mark_fn *mark, void *ctx,
                           json_writer *w)
{
    const model_node *p = process.len > 0 ? model_find_process(m, process) : m->processes[0];
    if (!p)
        return XC_ENOTFOUND;
    xc_arena *a;
    BPMN_TRY(xc_arena_new(BPMN_MAX_BYTES, &a));
    model_shape *shapes;
    xc_err err = shapes_of(m, p, a, &shapes);
    drawing d = { .m = m, .process = p, .mark = mark, .ctx = ctx };
    if (!err) {
        d.shapes = shapes;
        put_drawing(&d, w);
    }
    xc_arena_free(a);
    return err ? err : xc_buf_err(w->out);
}

xc_err bpmn_drawing(const bpmn_model *m, xc_str process, json_writer *w)
{
    return bpmn_drawing_marked(m, process, NULL, NULL, w);
}
