/* model_int.h - a process file in memory, for the files of this folder.
 *
 * One array of nodes: processes, sub-processes, activities, events and gateways alike; a process or
 * sub-process holds its children. Everything lives in the model's arena and never changes after the
 * model is made. */
#ifndef BPMN_MODEL_INT_H
#define BPMN_MODEL_INT_H
#include "base/clock.h"
#include "engine/bpmn/bpmn.h"

#define BPMN_MAX_KEEP_US (7 * XC_DAY_US) /* a message that nobody waits for yet */

enum {
    BPMN_MAX_NODES = 4000,     /* in one file, sequence flows apart */
    BPMN_MAX_FLOWS = 8000,     /* in one file */
    BPMN_MAX_DEPTH = 32,       /* sub-processes within each other */
    BPMN_MAX_BYTES = 16 << 20, /* of the compiled model */
    BPMN_MAX_TEXT = 64 << 10,  /* of one expression or script */
    BPMN_MAX_WARNINGS = 64     /* kept; further ones are dropped */
};

/* Ends the caller with the error of a step that failed. */
#define BPMN_TRY(call)             \
    do {                           \
        xc_err bpmn_err_ = (call); \
        if (bpmn_err_)             \
            return bpmn_err_;      \
    } while (0)

typedef enum {
    NODE_PROCESS,
    NODE_SUBPROCESS,
    NODE_TRANSACTION,
    NODE_ADHOC,
    NODE_CALL,
    NODE_TASK,
    NODE_MANUAL,
    NODE_USER,
    NODE_SERVICE,
    NODE_RULE,
    NODE_SCRIPT,
    NODE_SEND,
    NODE_RECEIVE,
    NODE_START,
    NODE_END,
    NODE_CATCH,
    NODE_THROW,
    NODE_BOUNDARY,
    NODE_EXCLUSIVE,
    NODE_PARALLEL,
    NODE_INCLUSIVE,
    NODE_COMPLEX,
    NODE_EVENT_GATEWAY,
    NODE_KINDS
} node_kind;

typedef enum {
    EVENT_MESSAGE,
    EVENT_TIMER,
    EVENT_SIGNAL,
    EVENT_ERROR,
    EVENT_ESCALATION,
    EVENT_CONDITION,
    EVENT_LINK,
    EVENT_COMPENSATION,
    EVENT_CANCEL,
    EVENT_TERMINATE,
    EVENT_KINDS
} event_kind;

/* A value in the file: a literal, or an expression that gives it (expr not NULL). */
typedef struct {
    xc_str text;
    const feel_expr *expr;
} model_text;

typedef struct {
    xc_str target; /* "a" or "a.b" */
    model_text value;
} model_mapping;

typedef struct {
    model_mapping *items;
    size_t count;
} model_mappings;

typedef struct {
    const feel_expr *from;
    xc_str to; /* "a" or "a.b" */
} model_assignment;

/* A data association; from and to are names of variables once the file is read. */
typedef struct {
    xc_str from, to;
    const feel_expr *transformation;
    model_assignment *assignments;
    size_t assignment_count;
} model_association;

typedef enum { TIMER_DURATION, TIMER_DATE, TIMER_CYCLE } timer_kind;

typedef struct model_node model_node;
typedef struct model_flow model_flow;

typedef struct {
    event_kind kind;
    uint32_t line;
    bool named;      /* error, escalation: a code is given; without one everything is caught */
    model_text name; /* message, signal: its name; error, escalation: its code; link: its name */
    model_text key;  /* message: correlation key */
    timer_kind timer;
    model_text when; /* timer */
    const feel_expr *condition;
    bool no_wait;       /* compensation: the thrower goes on at once */
    xc_str activity_id; /* compensation: which activity; "" = all of the scope */
    const model_node *activity;
    xc_str code_variable; /* error: variable that receives the code */
} model_event;

typedef enum { LOOP_NONE, LOOP_STANDARD, LOOP_PARALLEL, LOOP_SEQUENTIAL } loop_kind;
typedef enum { BEHAVIOR_ALL, BEHAVIOR_NONE, BEHAVIOR_ONE, BEHAVIOR_COMPLEX } loop_behavior;

typedef struct {
    const feel_expr *condition;
    const model_event *event;
} loop_complex;

typedef struct {
    loop_kind kind;
    bool test_before;
    int64_t maximum; /* standard loop; 0 = none given */
    const feel_expr
        *condition; /* standard: go on while true; multi-instance: completion condition */
    const feel_expr *cardinality;
    const feel_expr *collection;
    xc_str collection_ref, output_ref; /* of the file: ids of data */
    xc_str collection_name;            /* without an expression: the variable that holds the list */
    xc_str output_name;                /* the variable that one instance leaves in the outputs */
    xc_str item;                       /* variable for the item of the collection */
    xc_str output;                     /* variable that collects the outputs */
    const feel_expr *output_item;
    loop_behavior behavior;
    const model_event *none_event, *one_event; /* thrown when instances complete */
    loop_complex *complexes;
    size_t complex_count;
} model_loop;

typedef enum { RESULT_AS_IS, RESULT_SINGLE_ENTRY, RESULT_SINGLE, RESULT_LIST } result_form;

/* What only tasks have. */
typedef struct {
    model_text assignee, candidates, due, form;
    model_text job; /* job type; text.len 0 and no expr: none */
    model_mappings headers;
    model_text decision;
    xc_str result; /* variable for the result */
    result_form result_form;
    xc_str script_format, script;
    const feel_expr *script_expr; /* a FEEL script */
    const feel_expr *value;       /* camunda:expression of a service task, evaluated here */
    bool instantiate;
    xc_str called; /* call activity */
    const model_node *called_process;
    bool hide_parent; /* call activity: the called process sees its inputs only */
    bool keep_child;  /* and gives back only what the output mapping names */
} model_work;

struct model_flow {
    xc_str id, name, source_id, target_id;
    uint32_t line, index;
    model_node *source, *target;
    const feel_expr *condition;
    xc_str condition_text;
};

typedef struct {
    model_flow **items;
    size_t count;
} model_flows;

typedef struct {
    model_node **items;
    size_t count;
} model_nodes;

struct model_node {
    node_kind kind;
    const char *type; /* "userTask" */
    xc_str id, name;
    uint32_t line, index;
    const bpmn_model *model;
    model_node *parent; /* NULL: a process */
    model_nodes children;
    model_flows in, out;
    xc_str default_id;
    const model_flow *default_flow;
    model_event *events;
    size_t event_count;
    bool parallel_multiple, interrupting, event_sub, for_compensation, executable;
    bool sequential; /* ad-hoc sub-process */
    bool keep_rest;  /* ad-hoc sub-process: cancelRemainingInstances="false" */
    xc_str attached_id;
    model_node *attached;
    model_nodes boundaries;
    model_node *handler; /* compensation boundary event: the activity that undoes */
    int64_t start_quantity, completion_quantity;
    const feel_expr *condition; /* ad-hoc: completion; complex gateway: activation */
    model_mappings inputs, outputs;
    model_loop loop;
    model_work work;
    xc_str *data; /* properties and data objects that are variables of this scope */
    size_t data_count;
    xc_str *own; /* properties and data outputs of a task: variables of one run of it */
    size_t own_count;
    model_association *data_in, *data_out;
    size_t data_in_count, data_out_count;
    xc_str lane;
};

typedef struct {
    xc_str element;
    double x, y, w, h;
} model_shape;

typedef struct {
    double x, y;
} model_point;

typedef struct {
    xc_str element;
    model_point *points;
    size_t count;
} model_edge;

typedef struct {
    bpmn_ref_kind kind;
    xc_str name, element;
} model_reference;

struct bpmn_model {
    xc_arena *arena;
    xc_str name; /* of the file */
    model_node **nodes;
    size_t node_count;
    model_flow **flows;
    size_t flow_count;
    model_node **processes; /* executable ones first */
    size_t process_count;
    model_reference *references;
    size_t reference_count;
    model_shape *shapes;
    size_t shape_count;
    model_edge *edges;
    size_t edge_count;
    struct model_message {
        xc_str name;
        int64_t keep_us;
    } * messages; /* those that are kept */
    size_t message_count;
    xc_problem *warnings;
    size_t warning_count;
};

static inline bool model_is_activity(const model_node *n)
{
    return n->kind >= NODE_SUBPROCESS && n->kind <= NODE_RECEIVE;
}
static inline bool model_is_scope(const model_node *n)
{
    return n->kind <= NODE_ADHOC;
}
static inline bool model_is_gateway(const model_node *n)
{
    return n->kind >= NODE_EXCLUSIVE;
}
static inline bool model_is_given(const model_text *t)
{
    return t->expr || t->text.len > 0;
}

/* NULL when there is none. */
const model_node *model_find_node(const bpmn_model *m, xc_str id);
const model_node *model_find_process(const bpmn_model *m, xc_str id);

/* The process that calledElement names, in this file; NULL if none. */
const model_node *model_called(const bpmn_model *m, xc_str called);
const model_node *model_root(const model_node *n);
/* Stands between a process and an element of another file in saved instances; no XML has it. */
#define MODEL_BETWEEN '\x1f'
/* As model_find_node; a process, MODEL_BETWEEN and an id is a node of another file that m calls, or
 * that such a file calls. */
const model_node *model_find_linked(const bpmn_model *m, xc_str id);

/* Both texts take an element's id and a value. */
XC_MUST_CHECK xc_err model_warn(bpmn_model *m, uint32_t line, const char *en, const char *zh,
                                xc_str id, xc_str value);
/* Warns of joins that can wait for ever and flows that can come twice (sound.c). */
XC_MUST_CHECK xc_err model_sound(bpmn_model *m, const model_node *scope);

/* Joins names to things after reading, and refuses what cannot run. */
XC_MUST_CHECK xc_err model_check(bpmn_model *m, xc_problem *why);

/* Reads the XML into an empty model (model_read.c). */
XC_MUST_CHECK xc_err model_read(bpmn_model *m, xc_str xml, xc_problem *why);

/* "=a + b", "${a}" or "#{a}": an expression; everything else is a literal. XC_ESYNTAX. */
XC_MUST_CHECK xc_err model_text_parse(bpmn_model *m, xc_str text, xc_str element, uint32_t line,
                                      model_text *ret, xc_problem *why);

/* Always an expression; a leading "=" or a "${ }" around it is taken off. */
XC_MUST_CHECK xc_err model_expr_parse(bpmn_model *m, xc_str text, xc_str element, uint32_t line,
                                      const feel_expr **ret, xc_problem *why);

#endif
