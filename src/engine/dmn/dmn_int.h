/* dmn_int.h - what a decision model is made of; for the files of dmn/ only.
 *
 * Read once (read_int.h), immutable afterwards; run_int.h decides with it. */
#ifndef DMN_INT_H
#define DMN_INT_H
#include "codec/xml.h"
#include "engine/dmn/dmn.h"
#include "engine/feel/feel_embed.h"

enum {
    DMN_MAX_NAMES = 4000,
    DMN_MAX_NEST = 80,
    DMN_MAX_CHAIN = 500,
    DMN_MAX_TRACES = 200,
    DMN_MAX_FILES = 60
};

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

/* A copy in another arena; feel_null() for functions and without memory. */
const feel_value *dmn_copy(xc_arena *to, const feel_value *v);

#endif
