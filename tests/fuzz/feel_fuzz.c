/* feel_fuzz.c - any text is an expression, a cell of a table or an error with a place; none does
 * harm. What is worked out while it is read is what the run would give. */
#include "engine/feel/feel_tree.h"
#include "fuzz.h"

/* As a text; false: it is too long to compare. */
static bool text_of(const feel_value *v, xc_buf *out)
{
    xc_buf_init(out, 1 << 20);
    feel_to_text(out, v);
    bool whole = !xc_buf_err(out);
    if (whole)
        FUZZ_CHECK(xc_utf8_valid(xc_buf_view(out)));
    return whole;
}

/* Both ways the same, unless a budget ended one of them. */
static void check_same(const feel_value *a, const feel_value *b)
{
    xc_buf x, y;
    bool whole = text_of(a, &x) & text_of(b, &y);
    if (whole && feel_type_of(a) != FEEL_NULL && feel_type_of(b) != FEEL_NULL)
        FUZZ_CHECK(xc_str_eq(xc_buf_view(&x), xc_buf_view(&y)));
    xc_buf_done(&x);
    xc_buf_done(&y);
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
    if (err) {
        FUZZ_CHECK(why.en[0] && xc_utf8_valid(xc_str_of(why.en)) &&
                   xc_utf8_valid(xc_str_of(why.zh)));
        return;
    }
    if (unary) {
        (void)feel_test(e, feel_int(arena, 5), context(arena), arena, &options, &diag);
        return;
    }
    const feel_expr *written;
    const feel_value *v = feel_eval(e, context(arena), arena, &options, &diag);
    if (feel_type_of(v) == FEEL_NULL && diag.count)
        FUZZ_CHECK(diag.first[0].en[0] && xc_utf8_valid(xc_str_of(diag.first[0].en)) &&
                   xc_utf8_valid(xc_str_of(diag.first[0].zh)));
    if (feel_parse_as_written(text, names, 2, arena, &written, &why) == XC_OK)
        check_same(v, feel_eval(written, context(arena), arena, &options, NULL));
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
