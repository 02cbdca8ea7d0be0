/* dmn_fuzz.c - any bytes are a decision model or an error; each decision of a model can be made,
 * alone and as a batch with the same answers, and the model can be checked.
 *
 * A model may import itself under the namespace "self", which is a circle, or "other". */
#include "engine/dmn/dmn_batch.h"
#include "engine/dmn/dmn_check.h"
#include "fuzz.h"

enum { ROWS = 6, MAX_DECISIONS = 20 };

static const feel_options OPTIONS = { .now_us = INT64_C(1700000000000000), .max_steps = 20000 };

static void decide_all(const dmn_model *m, xc_arena *arena)
{
    const feel_value *x = feel_with(arena, feel_null(), XC_STR("x"), feel_int(arena, 5));
    for (size_t i = 0; i < dmn_decision_count(m) && i < MAX_DECISIONS; i++) {
        const feel_value *v, *trace;
        xc_problem why = { 0 };
        feel_diag diag;
        xc_err err = dmn_decide_noting(m, dmn_decision_id(m, i), dmn_typed_inputs(m, x, arena),
                                       arena, &OPTIONS, &diag, &v, &trace, &why);
        FUZZ_CHECK(err || (feel_type_of(v) <= FEEL_FUNCTION && feel_type_of(trace) == FEEL_LIST));
    }
}

static bool same_text(const feel_value *a, const feel_value *b)
{
    xc_buf x, y;
    xc_buf_init(&x, 1 << 20);
    xc_buf_init(&y, 1 << 20);
    feel_to_text(&x, a);
    feel_to_text(&y, b);
    bool same = x.err || y.err || xc_str_eq(xc_buf_view(&x), xc_buf_view(&y));
    xc_buf_done(&x);
    xc_buf_done(&y);
    return same;
}

/* rows alike and unlike, with nothing in one */
static void batch_all(const dmn_model *m, xc_arena *arena)
{
    static const int64_t X[ROWS] = { 5, -3, 5, 18, 60, 0 };
    static const uint32_t K[ROWS] = { 0, 1, 0, 2, 1, 0 };
    static const uint64_t NULLS[1] = { 1 << 5 };
    static const xc_str TEXTS[] = { { "a", 1 }, { "", 0 } };
    const dmn_column columns[] = { { XC_STR("x"), DMN_COLUMN_INT, X, NULLS, 0, NULL, 0 },
                                   { XC_STR("y"), DMN_COLUMN_TEXT, K, NULL, 0, TEXTS, 2 },
                                   { XC_STR("z.x"), DMN_COLUMN_DECIMAL, X, NULL, 1, NULL, 0 } };
    for (size_t i = 0; i < dmn_decision_count(m) && i < MAX_DECISIONS; i++) {
        uint32_t codes[ROWS];
        dmn_batch_result got;
        xc_str id = dmn_decision_id(m, i);
        if (dmn_batch(m, id, columns, 3, 0, ROWS, arena, &OPTIONS, codes, &got, NULL))
            continue;
        for (size_t r = 0; r < ROWS; r++) {
            const feel_value *v = feel_null(), *in = dmn_batch_row(arena, columns, 3, r);
            xc_err err = dmn_decide(m, id, in, arena, &OPTIONS, &v, NULL, NULL);
            FUZZ_CHECK(codes[r] < got.count);
            bool limits = err == XC_ELIMIT || got.errs[codes[r]] == XC_ELIMIT;
            FUZZ_CHECK(limits ||
                       (got.errs[codes[r]] == err && (err || same_text(got.values[codes[r]], v))));
        }
    }
}

static bool import(void *ctx, xc_str space, xc_str location, xc_str *ret)
{
    (void)location;
    *ret = xc_str_is(space, "self")
               ? *(const xc_str *)ctx
               : XC_STR("<definitions namespace='other'><decision id='o' name='o'>"
                        "<literalExpression><text>7</text></literalExpression></decision>"
                        "</definitions>");
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    xc_arena *arena;
    dmn_model *m = NULL;
    const dmn_finding *found;
    size_t count;
    xc_problem why = { 0 };
    xc_str text = { (const char *)bytes, len };
    dmn_load_options how = { .import = import, .ctx = &text, .draft = true };
    if (xc_arena_new(64 << 20, &arena))
        return 0;
    if (dmn_model_new_with(text, "fuzz.dmn", &how, &m, &why) == XC_OK) {
        decide_all(m, arena);
        batch_all(m, arena);
    }
    m = dmn_model_free(m);
    if (dmn_check(text, "fuzz.dmn", &how, arena, &found, &count, &why) == XC_OK)
        FUZZ_CHECK(count == 0 || found[0].what.en[0]);
    else
        FUZZ_CHECK(why.en[0] || xc_arena_used(arena) > 1 << 20);
    arena = xc_arena_free(arena);
    return 0;
}
