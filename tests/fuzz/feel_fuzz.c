/* feel_fuzz.c - any text is an expression, a cell of a table or an error with a place; none does
 * harm. */
#include "engine/feel/feel.h"
#include "fuzz.h"

static void check_value(const feel_value *v)
{
    xc_buf out;
    xc_buf_init(&out, 1 << 20);
    feel_to_text(&out, v);
    if (!xc_buf_err(&out))
        FUZZ_CHECK(xc_utf8_valid(xc_buf_view(&out)));
    xc_buf_done(&out);
}

static const feel_value *context(xc_arena *arena)
{
    const feel_value *c = feel_with(arena, feel_null(), XC_STR("x"), feel_int(arena, 7));
    return feel_with(arena, c, XC_STR("water level"), feel_string(arena, XC_STR("绣")));
}

static void run(xc_str text, bool unary, xc_arena *arena)
{
    const xc_str names[] = { XC_STR("x"), XC_STR("water level") };
    const feel_options options = { .max_steps = 20000 };
    const feel_expr *e;
    feel_diag diag = { 0 };
    xc_problem why = { 0 };
    xc_err err = unary ? feel_parse_unary(text, names, 2, arena, &e, &why)
                       : feel_parse(text, names, 2, arena, &e, &why);
    if (err)
        FUZZ_CHECK(why.en[0] && xc_utf8_valid(xc_str_of(why.en)) &&
                   xc_utf8_valid(xc_str_of(why.zh)));
    else if (unary)
        (void)feel_test(e, feel_int(arena, 5), context(arena), arena, &options, &diag);
    else
        check_value(feel_eval(e, context(arena), arena, &options, &diag));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    xc_arena *arena;
    if (xc_arena_new(64 << 20, &arena))
        return 0;
    run((xc_str){ (const char *)bytes, len }, false, arena);
    run((xc_str){ (const char *)bytes, len }, true, arena);
    arena = xc_arena_free(arena);
    return 0;
}
