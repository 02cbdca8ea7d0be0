/* read_int.h - shared by the files that read a process file. */
#ifndef BPMN_READ_INT_H
#define BPMN_READ_INT_H
#include "codec/xml.h"
#include "engine/bpmn/model_int.h"

#define NS_BPMN "http://www.omg.org/spec/BPMN/20100524/MODEL"
#define NS_BPMNDI "http://www.omg.org/spec/BPMN/20100524/DI"
#define NS_ZEEBE "http://camunda.org/schema/zeebe/1.0"
#define NS_CAMUNDA "http://camunda.org/schema/1.0/bpmn"

/* where an association leads: needed for compensation only */
typedef struct {
    xc_str source, target;
} read_association;

/* which variable an id of data means */
typedef struct {
    xc_str id, name;
} read_name;

typedef struct {
    bpmn_model *m;
    const xml_node *root; /* definitions */
    xc_problem *why;
    size_t node_cap, flow_cap;
    read_association *associations;
    size_t association_count, association_cap;
    read_name *names;
    size_t name_count, name_cap;
} reading;

/* Appends a cleared item of size bytes to an arena array; NULL when there is no memory. */
void *read_append(xc_arena *arena, void *items, size_t size, size_t *count, size_t *cap);

/* The sentence is put behind "element <id of at or of what it is in>: "; returns code. */
xc_err read_fail(reading *r, xc_err code, const xml_node *at, const char *en, const char *zh, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/* The child of definitions with that id (a prefix before ':' may be too much); NULL if none. */
const xml_node *read_find_root(const reading *r, xc_str ref);
xc_str read_attr(const xml_node *x, const char *name); /* "" if missing */
const xml_node *read_extension(const xml_node *x, const char *ns, const char *name);
XC_MUST_CHECK xc_err read_bool(reading *r, const xml_node *x, const char *name, bool missing,
                               bool *ret);
XC_MUST_CHECK xc_err read_text(reading *r, const xml_node *at, xc_str text, model_text *ret);
XC_MUST_CHECK xc_err read_expr(reading *r, const xml_node *at, xc_str text, const feel_expr **ret);

XC_MUST_CHECK xc_err read_events(reading *r, const xml_node *x, model_node *n); /* read_event.c */
XC_MUST_CHECK xc_err read_event_ref(reading *r, const xml_node *at, xc_str ref,
                                    const model_event **ret);
XC_MUST_CHECK xc_err read_task_message(reading *r, const xml_node *x, model_node *n);
XC_MUST_CHECK xc_err read_work(reading *r, const xml_node *x, model_node *n); /* read_work.c */
XC_MUST_CHECK xc_err read_mapping(reading *r, const xml_node *x, model_node *n);
XC_MUST_CHECK xc_err read_loop(reading *r, const xml_node *x, model_node *n); /* read_loop.c */
/* read_data.c: a property or data object of a scope; a reference to one; what a node reads and
 * writes; then, once all is read, ids to variables and message flows to names. */
XC_MUST_CHECK xc_err read_data(reading *r, const xml_node *x, model_node *n);
XC_MUST_CHECK xc_err read_data_reference(reading *r, const xml_node *x);
XC_MUST_CHECK xc_err read_node_data(reading *r, const xml_node *x, model_node *n);
void read_resolve_data(reading *r);
XC_MUST_CHECK xc_err read_messages(reading *r); /* how long they are kept */
XC_MUST_CHECK xc_err read_message_flows(reading *r);
/* Warns of extension elements and attributes that are not read. */
XC_MUST_CHECK xc_err read_warn(reading *r, const xml_node *x);
XC_MUST_CHECK xc_err read_diagram(reading *r); /* read_diagram.c */

#endif
