/* dmn_int.h - what a decision model is made of; for the files of dmn/ only.
 *
 * Read once (read_*.c), immutable afterwards; run_*.c decides with it. */
#ifndef DMN_INT_H
#define DMN_INT_H
#include "codec/xml.h"
#include "engine/dmn/dmn.h"
#include "engine/feel/feel_embed.h"

enum { DMN_MAX_NAMES = 4000, DMN_MAX_NEST = 80, DMN_MAX_TRACES = 200, DMN_MAX_FILES = 60 };

typedef struct dmn_box dmn_box;
typedef struct dmn_element dmn_element;

/* ---- decision tables ---- */

typedef enum {
    HIT_UNIQUE,
    HIT_FIRST,
    HIT_ANY,
    HIT_PRIORITY,
    HIT_COLLECT,
    HIT_RULE_ORDER,
    HIT_OUTPUT_ORDER
} dmn_hit;

/* A cell, as simple as it can be said. Constant cells with one text are one. */
typedef enum {
    CELL_ANY,   /* - */
    CELL_TESTS, /* values and ranges of which one must match; negated: none */
    CELL_VALUE, /* of an output: values[0] */
    CELL_EXPR   /* needs a run; e is NULL where a draft cannot be read */
} dmn_cell_kind;

typedef struct {
    xc_str text;
    uint32_t line, column;
    uint8_t kind; /* dmn_cell_kind */
    bool negated;
    uint32_t count;
    const feel_expr *e;
    const feel_value *const *values;
} dmn_cell;

typedef struct {
    xc_str text;
    uint32_t line, column;
    const feel_expr *e;
    const feel_shape *shape;  /* NULL: any */
    const feel_expr *allowed; /* unary tests; NULL: any */
    xc_str allowed_text;
} dmn_input;

typedef struct {
    xc_str name;
    const feel_shape *shape;
    const feel_expr *allowed; /* the list of values, the most important first; NULL: none */
    const feel_expr *usual;   /* when no rule hits; NULL: null */
} dmn_output;

typedef struct {
    xc_str id, annotation;
    uint32_t line, column;
    const dmn_cell *const *tests;
    const dmn_cell *const *outputs;
} dmn_rule;

typedef struct dmn_index dmn_index;

typedef struct {
    xc_str id;
    uint32_t line;
    dmn_hit hit;
    bool aggregated;
    feel_aggregate aggregate;
    const dmn_input *inputs;
    const dmn_output *outputs;
    const dmn_rule *rules;
    size_t input_count, output_count, rule_count;
    const dmn_index *index; /* NULL: no column can be ordered */
} dmn_table;

/* ---- boxed expressions ---- */

typedef enum {
    BOX_NONE,
    BOX_LITERAL,
    BOX_TABLE,
    BOX_CONTEXT,
    BOX_LIST,
    BOX_INVOCATION,
    BOX_FUNCTION,
    BOX_CONDITIONAL,
    BOX_FILTER,
    BOX_FOR,
    BOX_SOME,
    BOX_EVERY,
    BOX_COUNT
} dmn_box_kind;

typedef struct {
    xc_str name; /* empty: the result of a context */
    const feel_shape *shape;
    const dmn_box *box;
} dmn_entry;

struct dmn_box {
    dmn_box_kind kind;
    uint32_t line;
    const feel_shape *shape;
    const feel_expr *e;
    const dmn_table *table;
    const dmn_entry *entries; /* context, list, bindings of an invocation */
    size_t count;
    const dmn_box *a, *b, *c; /* if-then-else; in and match or return; what is called; body */
    xc_str variable;          /* of an iteration */
    const feel_field *params; /* of a function */
    size_t param_count;
    bool external; /* a function outside of FEEL, found by what a says */
};

/* ---- the graph ---- */

typedef enum { ELEMENT_INPUT, ELEMENT_DECISION, ELEMENT_KNOWLEDGE, ELEMENT_SERVICE } dmn_kind;

/* What an element uses: visible by its name, of an imported element as a member of the import. */
typedef struct {
    size_t element; /* by index: decision, input, knowledge, service */
    xc_str under;   /* the import's name; empty: of the same file */
} dmn_need;

struct dmn_element {
    dmn_kind kind;
    uint32_t line;
    xc_str id, name;
    const feel_shape *shape;
    const dmn_box *box; /* of a decision; of knowledge a BOX_FUNCTION */
    const dmn_need *needs;
    size_t need_count;
    const size_t *outputs; /* of a service */
    size_t output_count;
    const feel_field *params; /* of a service: its inputs, in the order of `given` */
    const size_t *given;
    size_t given_count;
};

struct dmn_model {
    xc_arena *arena;
    xc_str id, name;
    dmn_element *elements; /* of imported files first */
    size_t count, room;
    size_t own; /* where those of the file itself begin */
    const size_t *decisions;
    size_t decision_count;
};

/* ---- reading ---- */

typedef struct {
    xc_str name;
    const xml_node *node;
    feel_shape *shape;
    enum { TYPE_NEW, TYPE_READING, TYPE_READY } state;
} dmn_type;

typedef struct {
    xc_str name;
    size_t file;
} dmn_import;

/* One DMN file: the model itself or what it imports, each once. */
typedef struct {
    xc_str space;
    bool ready; /* false: still being read */
    dmn_import *imports;
    size_t import_count;
    dmn_type *types;
    size_t type_count;
    size_t first, end; /* its elements */
} dmn_file;

typedef struct {
    dmn_model *m;
    const char *file;
    xc_problem *why;
    const dmn_load_options *options;
    bool draft; /* what cannot be read is null */
    int nest;
    xc_arena *tree;    /* until the model is read */
    xc_arena *scratch; /* for one cell */
    dmn_file files[DMN_MAX_FILES];
    size_t file_count, at;       /* at: the file being read */
    xc_str names[DMN_MAX_NAMES]; /* visible at this place */
    size_t name_count;
    xc_err err; /* the first name that could not be kept */
} dmn_loader;

static inline dmn_file *dmn_here(dmn_loader *l)
{
    return &l->files[l->at];
}

/* "en "what"" at a node */
XC_MUST_CHECK xc_err dmn_bad(dmn_loader *l, const xml_node *at, const char *en, const char *zh,
                             xc_str what);
/* the same, but of a draft only its place cannot be read: XC_OK */
XC_MUST_CHECK xc_err dmn_bad_place(dmn_loader *l, const xml_node *at, const char *en,
                                   const char *zh, xc_str what);
void dmn_unread(dmn_loader *l, const xc_problem *what);
XC_MUST_CHECK xc_err dmn_no_room(dmn_loader *l);
XC_MUST_CHECK xc_err dmn_compile(dmn_loader *l, const xml_node *at, xc_str text, bool unary,
                                 const feel_expr **ret);
/* the same in another arena */
XC_MUST_CHECK xc_err dmn_compile_in(dmn_loader *l, const xml_node *at, xc_str text, bool unary,
                                    xc_arena *arena, const feel_expr **ret);
XC_MUST_CHECK xc_err dmn_see(dmn_loader *l, xc_str name); /* the name is visible from now on */
xc_str dmn_keep(dmn_loader *l, xc_str s);                 /* a copy in the model */
size_t dmn_children(const xml_node *n, const char *name);
/* where the trimmed text of the child "text" begins */
void dmn_place(const xml_node *at, uint32_t *line, uint32_t *column);
/* A copy in another arena; feel_null() for functions and without memory. */
const feel_value *dmn_copy(xc_arena *to, const feel_value *v);

/* read_graph.c: the elements of a file, then what they need and do */
XC_MUST_CHECK xc_err dmn_read_elements(dmn_loader *l, const xml_node *root);
XC_MUST_CHECK xc_err dmn_read_logic(dmn_loader *l, const xml_node *root);
XC_MUST_CHECK xc_err dmn_check_circles(dmn_loader *l);

/* read_import.c: the whole of a file, and before it what it imports */
XC_MUST_CHECK xc_err dmn_read_file(dmn_loader *l, xc_str xml);

/* read_shape.c */
XC_MUST_CHECK xc_err dmn_read_types(dmn_loader *l, const xml_node *root);
/* *ret NULL: any. text may be empty. */
XC_MUST_CHECK xc_err dmn_shape_named(dmn_loader *l, const xml_node *at, xc_str text,
                                     const feel_shape **ret);
const feel_shape *dmn_find_shape(void *loader, xc_str name);

/* read_box.c: the first boxed expression among n's children; BOX_NONE if there is none */
XC_MUST_CHECK xc_err dmn_read_box(dmn_loader *l, const xml_node *n, const dmn_box **ret);
/* n holds formalParameter and a boxed expression */
XC_MUST_CHECK xc_err dmn_read_function(dmn_loader *l, const xml_node *n, dmn_box *to);
/* read_table.c */
XC_MUST_CHECK xc_err dmn_read_table(dmn_loader *l, const xml_node *n, const dmn_table **ret);
/* read_cell.c: the cells of one column; texts that come again are not read again */
typedef struct dmn_column_cells dmn_column_cells;
XC_MUST_CHECK xc_err dmn_read_cell(dmn_loader *l, dmn_column_cells **known, const xml_node *n,
                                   bool unary, const dmn_cell **ret);

/* ---- running ---- */

/* One scope of decisions: a service has its own. */
typedef struct {
    const feel_value *inputs;
    const feel_value **done; /* by element; NULL: not yet */
} dmn_frame;

typedef struct {
    const dmn_model *m;
    feel_run *run;
    xc_arena *arena;
    dmn_frame *frame;
    int nest;
    const dmn_element *at;     /* the decision being made */
    const feel_value **traces; /* NULL: nobody asks; else DMN_MAX_TRACES of them */
    size_t trace_count;
    xc_problem *why;
    xc_err err; /* the first refusal; all is null from then on */
} dmn_run;

/* What a table says for the trace. */
typedef struct {
    const feel_value *policy, *inputs, *rules, *misses; /* NULL: there was no table */
} dmn_hits;

const feel_value *dmn_run_box(dmn_run *r, const dmn_box *b, const feel_value *context);
/* hits may be NULL */
const feel_value *dmn_run_table(dmn_run *r, const dmn_table *t, const feel_value *context,
                                dmn_hits *hits);
const feel_value *dmn_eval(dmn_run *r, const feel_expr *e, const feel_value *context);
/* of: what is told in the trace when it is called; NULL for functions inside of boxes */
const feel_value *dmn_function(dmn_run *r, const dmn_box *f, const dmn_element *of,
                               const feel_value *context);
const feel_value *dmn_refuse(dmn_run *r, const char *en, const char *zh);

/* ---- tables (run_table.c) ---- */

typedef struct {
    uint32_t rule;
    const feel_value *out;
    const feel_value *const *cells;
    size_t *rank; /* place among the output values, by output */
} dmn_hit_rule;

typedef struct {
    dmn_run *r;
    const dmn_table *t;
    const feel_value *context;
    const feel_value **inputs;
    dmn_hit_rule *hits;
    size_t count, room;
} dmn_table_run;

/* Does input pass the cell? */
bool dmn_cell_has(dmn_run *r, const dmn_cell *c, const feel_value *input,
                  const feel_value *context);
const feel_value *dmn_cell_value(dmn_run *r, const dmn_cell *c, const feel_value *context);

/* ---- the trace (run_trace.c); nothing happens when nobody asks ---- */

const feel_value *dmn_put(dmn_run *r, const feel_value *c, const char *name, const feel_value *v);
void dmn_trace_table(dmn_table_run *x, dmn_hits *hits);
/* context: what the decision could see */
void dmn_trace_decision(dmn_run *r, const dmn_element *e, const feel_value *result,
                        const dmn_hits *hits);
void dmn_trace_call(dmn_run *r, const dmn_element *e, const feel_value *const *args,
                    const feel_value *result, const dmn_hits *hits);
/* a table inside of a box */
void dmn_trace_inner(dmn_run *r, const feel_value *result, const dmn_hits *hits);

#endif
