/* dmn_fuzz.c - any bytes are a decision model or an error; each decision of a model can be made. */
#include "engine/dmn/dmn.h"
#include "fuzz.h"

static void decide_all(const dmn_model *m, xc_arena *arena)
{
    const feel_options options = { .max_steps = 20000 };
    const feel_value *x = feel_with(arena, feel_null(), XC_STR("x"), feel_int(arena, 5));
    for (size_t i = 0; i < dmn_decision_count(m) && i < 20; i++) {
        const feel_value *v, *trace;
        xc_problem why = { 0 };
        xc_err err = dmn_decide(m, dmn_decision_id(m, i), x, arena, &options, &v, &trace, &why);
        FUZZ_CHECK(err || (feel_type_of(v) <= FEEL_FUNCTION && feel_type_of(trace) == FEEL_LIST));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    xc_arena *arena;
    dmn_model *m = NULL;
    xc_problem why = { 0 };
    if (xc_arena_new(64 << 20, &arena))
        return 0;
    if (dmn_model_new_draft((xc_str){ (const char *)bytes, len }, "fuzz.dmn", &m, &why) == XC_OK)
        decide_all(m, arena);
    m = dmn_model_free(m);
    arena = xc_arena_free(arena);
    return 0;
}
