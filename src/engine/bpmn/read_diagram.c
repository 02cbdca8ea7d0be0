/* read_diagram.c - the diagram part of a process file: where shapes lie and how edges run. */
#include "engine/bpmn/read_int.h"

#define NS_DC "http://www.omg.org/spec/DD/20100524/DC"
#define NS_DI "http://www.omg.org/spec/DD/20100524/DI"

static double number(const xml_node *x, const char *name)
{
    double d = 0;
    (void)xc_str_double(read_attr(x, name), &d); /* a drawing without a number lies at 0 */
    return d;
}

static void read_shape(bpmn_model *m, const xml_node *x)
{
    const xml_node *b = xml_child(x, NS_DC, "Bounds");
    if (b)
        m->shapes[m->shape_count++] =
            (model_shape){ read_attr(x, "bpmnElement"), number(b, "x"), number(b, "y"),
                           number(b, "width"), number(b, "height") };
}

static xc_err read_edge(bpmn_model *m, const xml_node *x)
{
    model_edge e = { .element = read_attr(x, "bpmnElement") };
    e.points = xc_arena_array(m->arena, (size_t)x->count + 1, sizeof *e.points);
    if (!e.points)
        return XC_ENOMEM;
    for (const xml_node *p = xml_child(x, NS_DI, "waypoint"); p; p = xml_next(p, NS_DI, "waypoint"))
        e.points[e.count++] = (model_point){ number(p, "x"), number(p, "y") };
    m->edges[m->edge_count++] = e;
    return XC_OK;
}

static xc_err read_plane(bpmn_model *m, const xml_node *plane)
{
    for (const xml_node *x = plane->first; x; x = x->next) {
        if (xml_is(x, NS_BPMNDI, "BPMNShape"))
            read_shape(m, x);
        if (xml_is(x, NS_BPMNDI, "BPMNEdge"))
            BPMN_TRY(read_edge(m, x));
    }
    return XC_OK;
}

/* NULL: the planes are over */
static const xml_node *next_plane(const reading *r, const xml_node **io_diagram)
{
    *io_diagram = *io_diagram ? xml_next(*io_diagram, NS_BPMNDI, "BPMNDiagram")
                              : xml_child(r->root, NS_BPMNDI, "BPMNDiagram");
    return *io_diagram ? xml_child(*io_diagram, NS_BPMNDI, "BPMNPlane") : NULL;
}

xc_err read_diagram(reading *r)
{
    bpmn_model *m = r->m;
    const xml_node *diagram = NULL, *plane;
    size_t n = 0;
    while ((plane = next_plane(r, &diagram)))
        n += plane->count;
    m->shapes = xc_arena_array(m->arena, n + 1, sizeof *m->shapes);
    m->edges = xc_arena_array(m->arena, n + 1, sizeof *m->edges);
    if (!m->shapes || !m->edges)
        return XC_ENOMEM;
    diagram = NULL;
    while ((plane = next_plane(r, &diagram)))
        BPMN_TRY(read_plane(m, plane));
    return XC_OK;
}
