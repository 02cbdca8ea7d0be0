/* dmn.h - decisions: a DMN file is read once and decides any number of times, and says why.
 *
 * Public: installed as libdmn. A model is immutable and may be used by any number of threads. */
#ifndef DMN_DMN_H
#define DMN_DMN_H
#include "base/arena.h"
#include "base/err.h"
#include "engine/feel/feel.h"

typedef struct dmn_model dmn_model;

/* How a model is read; zero is the default. */
typedef struct {
    /* The text of an imported model by its namespace and location (which may be empty); false:
     * there is none. *ret is borrowed until dmn_model_new_with returns. NULL: imports are refused.
     */
    bool (*import)(void *ctx, xc_str name_space, xc_str location, xc_str *ret);
    void *ctx;
    /* An expression that cannot be read, an unknown type or element does not refuse the model: it
     * is null when it is needed. */
    bool draft;
    /* Told of each such place in a draft; may be NULL. */
    void (*unread)(void *ctx, const xc_problem *what);
    void *unread_ctx;
    /* Of the XML text (32 MB), of its elements and attributes (1 million), and of what is kept in
     * memory while reading and afterwards (64 MB each): for tables of a million rules. */
    size_t max_bytes, max_nodes, max_memory;
} dmn_load_options;

/* Reads and compiles the XML of DMN 1.1-1.5. name (a file name) stands in problems. The caller owns
 * *ret. XC_ESYNTAX, XC_EINVAL (line, column, what to do; also decisions or imports that need
 * themselves), XC_EUNSUPPORTED (no DMN, no imports), XC_ELIMIT, XC_ENOMEM. options may be NULL. */
XC_MUST_CHECK xc_err dmn_model_new_with(xc_str xml, const char *name,
                                        const dmn_load_options *options, dmn_model **ret,
                                        xc_problem *why);
XC_MUST_CHECK xc_err dmn_model_new(xc_str xml, const char *name, dmn_model **ret, xc_problem *why);
/* The same for a draft, see dmn_load_options. */
XC_MUST_CHECK xc_err dmn_model_new_draft(xc_str xml, const char *name, dmn_model **ret,
                                         xc_problem *why);
dmn_model *dmn_model_free(dmn_model *m);

/* id and name of the model's definitions element. */
xc_str dmn_model_id(const dmn_model *m);
xc_str dmn_model_name(const dmn_model *m);
size_t dmn_decision_count(const dmn_model *m);
xc_str dmn_decision_id(const dmn_model *m, size_t index);
xc_str dmn_decision_name(const dmn_model *m, size_t index);

/* Decides by id or name (also of a decision service, whose inputs are then the arguments); inputs
 * is a context. *ret is the result; with trace not NULL, *trace is a list of contexts in the order
 * in which things were decided, each one of
 *   { decision: id, name, result, needs: [{ name, from: input | decision | knowledge | service,
 *     value }] }                                   a decision
 *   { knowledge: id, name, result, arguments: {} } a call of a knowledge model
 *   { service: id, name, result, arguments: {} }   a call of a decision service
 *   { table: id, name, result }                    a table inside of a decision's boxes
 * and where a table decided, also
 *   { hitPolicy ("COLLECT SUM"), inputs: [{ text, value }],
 *     rules: [{ index (from 1), id, annotation, outputs, cells: [text] }],       hit
 *     misses: [{ index, id, annotation, input, value, cell }] }    failed by one cell
 * XC_ENOTFOUND: no such decision. XC_EREFUSED: the hit policy is broken (U with two hits, A with
 * unlike outputs). XC_ELIMIT, XC_ENOMEM. A decision that yields null is no error. */
XC_MUST_CHECK xc_err dmn_decide(const dmn_model *m, xc_str decision, const feel_value *inputs,
                                xc_arena *arena, const feel_options *options,
                                const feel_value **ret, const feel_value **trace, xc_problem *why);
/* The same with what went wrong inside FEEL and made values null; diag may be NULL. A refusal by
 * the hit policy stands in *why. */
XC_MUST_CHECK xc_err dmn_decide_noting(const dmn_model *m, xc_str decision,
                                       const feel_value *inputs, xc_arena *arena,
                                       const feel_options *options, feel_diag *diag,
                                       const feel_value **ret, const feel_value **trace,
                                       xc_problem *why);

/* The inputs with texts made dates, times and durations where the model declares such: for what
 * comes from JSON or CSV. What does not fit stays as it is. */
const feel_value *dmn_typed_inputs(const dmn_model *m, const feel_value *inputs, xc_arena *arena);

#endif
