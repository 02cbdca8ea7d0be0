/* batch.h - a batch between its parts; for batch*.c only. */
#ifndef DMN_BATCH_H
#define DMN_BATCH_H
#include "engine/dmn/dmn_batch.h"
#include "engine/dmn/index.h"

enum { BATCH_CHUNK = 2048, BATCH_MAX_PLANS = 200, BATCH_MAX_INPUTS = 40 };
/* in a key: this row must be decided alone; room above it for a sum of several */
#define BATCH_ALONE (UINT64_C(1) << 56)

typedef struct batch batch;
typedef struct batch_plan batch_plan;

/* From the values of a column (or the answers of another decision) to ranks times a stride. */
typedef struct {
    const dmn_axis *axis;
    const dmn_column *column; /* or: */
    batch_plan *from;
    const feel_shape *shape; /* of the table's input */
    uint64_t stride, null_key;
    /* rank keys by how many of the steps are not above the value */
    size_t step_count;
    int64_t *steps;
    double *double_steps;
    uint64_t *keys;
    /* the same by value - base, for steps close together */
    int64_t base;
    size_t near_count;
    uint64_t *near;
    /* or steps passed where each of 2^shift values begins, for steps far apart */
    int shift;
    uint32_t *begins;
    /* by code of texts, booleans, answers; code_count are known */
    uint64_t *codes;
    size_t code_count, code_room;
} batch_input;

struct batch_plan {
    size_t element;
    const dmn_table *table; /* NULL: each row is decided alone */
    batch_input inputs[BATCH_MAX_INPUTS];
    size_t input_count;
    bool computes;   /* some outputs are more than constants */
    uint32_t *known; /* code + 1 by key */
    size_t known_room;
    struct batch_memo *memo; /* or by hash, when there are too many keys */
    size_t memo_room, memo_count;
    size_t done; /* codes are of the chunk that begins at done - 1 */
    uint32_t codes[BATCH_CHUNK];
};

typedef struct batch_memo {
    uint64_t key; /* + 1 */
    uint32_t code;
} batch_memo;

struct batch {
    const dmn_model *m;
    const dmn_column *columns;
    size_t column_count;
    const feel_options *options;
    xc_arena *arena;   /* the caller's: answers */
    xc_arena *work;    /* plans */
    xc_arena *scratch; /* one row */
    batch_plan *plans[BATCH_MAX_PLANS];
    size_t plan_count;
    dmn_batch_result out;
    size_t out_room;
    uint32_t *by_text; /* hash of answers to code + 1 */
    uint32_t *hashes;  /* by code */
    size_t by_text_room;
    xc_err err; /* the first; all is over then */
};

/* batch_plan.c: how a decision can be answered from its columns; never NULL but without memory */
batch_plan *batch_plan_for(batch *b, size_t element);

/* batch_rank.c */
/* False: the column and the axis do not go together: rows are decided alone. */
bool batch_input_make(batch *b, batch_input *in, const feel_shape *given);
void batch_add_keys(batch *b, batch_input *in, size_t first, size_t count, uint64_t *keys);

/* run.c: dmn_decide_noting of a known element */
XC_MUST_CHECK xc_err dmn_decide_at(const dmn_model *m, size_t at, const feel_value *inputs,
                                   xc_arena *arena, const feel_options *options, feel_diag *diag,
                                   const feel_value **ret, const feel_value **trace,
                                   xc_problem *why);
bool dmn_find_decision(const dmn_model *m, xc_str name, size_t *ret);

#endif
