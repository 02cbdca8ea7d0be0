/* dmn_check.h - what is wrong or doubtful in a decision model, with examples, without running it.
 *
 * Public: installed with libdmn. Any thread. */
#ifndef DMN_DMN_CHECK_H
#define DMN_DMN_CHECK_H
#include "engine/dmn/dmn.h"

typedef enum {
    DMN_FOUND_UNREAD,   /* cannot be read: an expression, a type, a reference */
    DMN_FOUND_NAME,     /* a name that nothing has */
    DMN_FOUND_TYPE,     /* values of kinds that do not go together */
    DMN_FOUND_GAP,      /* inputs for which no rule holds */
    DMN_FOUND_OVERLAP,  /* inputs for which several rules hold where one may */
    DMN_FOUND_SHADOWED, /* a rule that never has a say */
    DMN_FOUND_LIMIT     /* a table too large to be looked through whole */
} dmn_found;

typedef struct {
    dmn_found kind;
    xc_problem what;           /* where, line and column in its file, in both languages */
    xc_str element;            /* name of the decision or knowledge; empty: not known */
    const feel_value *example; /* gap, overlap: { input text: value }; else NULL */
} dmn_finding;

enum { DMN_CHECK_MAX_FINDINGS = 1000, DMN_CHECK_MAX_A_TABLE = 20 };

/* "gap", "overlap": the stable name of a kind. */
const char *dmn_found_name(dmn_found kind);

/* Reads the model as a draft and looks through it whole; *ret is an array of *ret_count findings in
 * the arena, in the order of the file. options as in dmn_model_new_with (draft is implied). A
 * file that is no DMN model at all is an error as there. */
XC_MUST_CHECK xc_err dmn_check(xc_str xml, const char *name, const dmn_load_options *options,
                               xc_arena *arena, const dmn_finding **ret, size_t *ret_count,
                               xc_problem *why);

#endif
