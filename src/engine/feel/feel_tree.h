/* feel_tree.h - the compiled form of an expression; for the files of feel/ only.
 *
 * Names are resolved while reading: locals have a place (slot) in the frame of their function, what
 * a filter's item may offer is asked first at run time, the rest is looked up in the context. */
#ifndef FEEL_TREE_H
#define FEEL_TREE_H
#include "engine/feel/feel_embed.h"
#include "engine/feel/feel_int.h"

typedef enum {
    OP_CONST,
    OP_NAME,
    OP_INPUT, /* ? */
    OP_LIST,
    OP_CONTEXT,
    OP_RANGE,
    OP_NEGATE,
    OP_ARITH,
    OP_COMPARE,
    OP_AND,
    OP_OR,
    OP_BETWEEN,
    OP_IN,
    OP_INSTANCE,
    OP_PATH,
    OP_FILTER,
    OP_CALL,
    OP_IF,
    OP_FOR,
    OP_QUANTIFIED,
    OP_FUNCTION,
    OP_TESTS,      /* any of the list must hold of ? */
    OP_NO_LITERAL, /* @"..." that is no date, time or duration */
    OP_COUNT
} feel_op;

typedef enum { ARITH_ADD, ARITH_SUB, ARITH_MUL, ARITH_DIV, ARITH_POW } feel_arith;
enum { RANGE_LOW_CLOSED = 1, RANGE_HIGH_CLOSED = 2, RANGE_HALF = 4, RANGE_OTHER = 8 };
typedef enum { CMP_EQ, CMP_NE, CMP_LT, CMP_LE, CMP_GT, CMP_GE } feel_cmp;

typedef struct feel_node feel_node;
typedef struct feel_pattern feel_pattern; /* a regular expression, see builtin.h */

typedef struct {
    uint16_t up; /* frames outwards */
    uint16_t slot;
} feel_place;

typedef struct {
    xc_str name;
    const feel_place *items; /* filter items that may have such an entry, inner first */
    uint16_t item_count;
    bool local; /* else a slot of the caller, else in the context, else a built-in function */
    feel_place place;
    int32_t global;            /* place among the caller's names; -1: none of them */
    const feel_value *builtin; /* NULL: no such function */
} feel_name;

typedef struct {
    uint16_t slot;
    const feel_node *from, *to; /* to: "from..to"; else NULL and from is a list or range */
} feel_iterator;

typedef struct {
    const feel_field *params;
    uint16_t param_count, slot_count;
    const feel_node *body;     /* NULL: external */
    const feel_node *external; /* the context that says where the function is found */
} feel_lambda;

struct feel_node {
    uint8_t op;      /* feel_op */
    uint8_t sub;     /* feel_arith, feel_cmp; RANGE: RANGE_* bits; QUANTIFIED: 1 every;
                        TESTS: 1 not; COMPARE in a test: see uses_input */
    bool uses_input; /* has a ? of its own */
    uint16_t height; /* of the tree below */
    uint16_t slot;   /* FILTER: the item; FOR: partial */
    uint32_t line, column;
    uint32_t count; /* of list and names */
    const feel_node *a, *b, *c;
    union {
        const feel_value *value;
        const feel_name *name;
        const feel_node *const *list;
        const feel_iterator *iterators;
        const feel_lambda *lambda;
        const feel_shape *shape;
    };
    const xc_str *names; /* CONTEXT: keys; CALL: of arguments or NULL; PATH: one */
    union {
        const uint16_t *slots;       /* CONTEXT */
        const feel_pattern *pattern; /* CALL of matches and the like with a constant pattern */
    };
};

struct feel_expr {
    const feel_node *root;
    uint16_t slot_count;
    uint32_t line;    /* where the text begins in its file */
    const bool *uses; /* a flag for each of the caller's names */
    size_t name_count;
};

typedef struct feel_frame feel_frame;
struct feel_frame {
    const feel_frame *up;
    const feel_value **slots;
    uint16_t count;
};

struct feel_function {
    const feel_field *params;
    size_t count;
    const feel_shape *returns;
    /* one of these three */
    const feel_lambda *lambda;
    const void *builtin;
    feel_native *native;
    const void *ctx;
    /* lambda: what it saw when it was made */
    const feel_frame *frame;
    const feel_value *context, *input;
    const feel_value *const *globals;
};

struct feel_run {
    xc_arena *arena;
    feel_options options;
    feel_diag *diag;
    size_t steps_left, searches; /* searches: by regular expressions so far */
    int depth;
    bool stopped;
    const feel_value *context;
    const feel_value *const *globals; /* the caller's slots; NULL: names are looked up in context */
    const feel_value *input;
    const feel_frame *frame;
    const feel_node *at; /* the call at work: where a problem lies that has no place of its own */
    size_t refused;      /* of the arena, at the start: more means that memory ran out */
};

/* Tries: the height of a tree, and how deep evaluations nest. */
enum { FEEL_MAX_HEIGHT = 1000, FEEL_MAX_DEPTH = 3000, FEEL_MAX_SLOTS = 2000 };
enum { FEEL_DEFAULT_STEPS = 2000000, FEEL_MAX_ITEMS = 1000000, FEEL_MAX_STRING = 4 << 20 };

/* eval.c */
const feel_value *feel_eval_node(feel_run *run, const feel_node *n);

/* run.c */
bool feel_step(feel_run *run);
/* many steps at once, for work within one value; false: there are not so many left */
bool feel_steps(feel_run *run, size_t count);
/* feel_same on the run's budget */
int feel_run_same(feel_run *run, const feel_value *a, const feel_value *b);
bool feel_stop(feel_run *run, const feel_node *n, const char *en, const char *zh); /* false */
const feel_value *feel_fail(feel_run *run, const feel_node *n, const char *en, const char *zh, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/* test.c */
const feel_value *feel_eval_tests(feel_run *run, const feel_node *n);
/* does input pass the test that v stands for? */
const feel_value *feel_test_value(feel_run *run, const feel_value *input, const feel_value *v);
/* parse.c: feel_parse without working out what is constant; tests compare both ways */
XC_MUST_CHECK xc_err feel_parse_as_written(xc_str text, const xc_str *names, size_t name_count,
                                           xc_arena *arena, const feel_expr **ret, xc_problem *why);
/* a range of two literals (or calls of them) that stands alone; null if text is none */
const feel_value *feel_read_range(feel_run *run, xc_str text);
const feel_value *feel_in_range(const feel_value *v, const feel_range *r);

/* a value's kind, for problems: both languages take the same arguments, "%.0s" skips one */
#define FEEL_KIND_EN(v) feel_type_name(feel_type_of(v), XC_LANG_EN)
#define FEEL_KIND_ZH(v) feel_type_name(feel_type_of(v), XC_LANG_ZH)

/* shape.c: instance of; what a type allows beyond its shape does not count */
bool feel_is_instance(feel_run *run, const feel_value *v, const feel_shape *shape);

/* operate.c */
const feel_value *feel_arith_of(feel_run *run, const feel_node *n, feel_arith op,
                                const feel_value *a, const feel_value *b);
const feel_value *feel_compare_of(feel_run *run, const feel_node *n, feel_cmp op,
                                  const feel_value *a, const feel_value *b);
const feel_value *feel_property(feel_run *run, const feel_node *n, const feel_value *v,
                                xc_str name);

/* iterate.c */
const feel_value *feel_eval_filter(feel_run *run, const feel_node *n);
const feel_value *feel_eval_for(feel_run *run, const feel_node *n);
const feel_value *feel_eval_quantified(feel_run *run, const feel_node *n);

/* call.c */
const feel_value *feel_eval_call(feel_run *run, const feel_node *n);
const feel_value *feel_call_value(feel_run *run, const feel_node *n, const feel_value *function,
                                  const feel_value *const *args, const xc_str *names, size_t count);

/* builtin.c: the function value of that name; NULL if there is none */
const feel_value *feel_builtin_find(xc_str name);
/* the longest name with blanks at the start of rest, whose first word has `word` bytes: its bytes
 * there, 0 for none */
size_t feel_builtin_longest(xc_str rest, size_t word, xc_str *ret);
size_t feel_builtin_count(void);
/* fn_pattern.c: the constant pattern of a call of matches, replace or split; NULL if it has none */
const feel_pattern *feel_prepare_pattern(xc_arena *arena, const feel_node *call);
bool feel_builtin_pure(const feel_value *function);

#endif
