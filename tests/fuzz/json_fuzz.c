/* json_fuzz.c - what the JSON reader takes, the writer writes so that it reads the same again. */
#include "codec/json.h"
#include "fuzz.h"

static bool same(const json_value *a, const json_value *b)
{
    if (a->kind != b->kind || a->count != b->count || !xc_str_eq(a->key, b->key) ||
        !xc_str_eq(a->text, b->text))
        return false;
    const json_value *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next)
        if (!same(x, y))
            return false;
    return !x && !y;
}

static void check_again(const json_value *v, xc_arena *arena)
{
    xc_buf out;
    const json_value *again;
    xc_buf_init(&out, 64 << 20);
    json_writer w = json_writer_on(&out);
    json_value_put(&w, v);
    FUZZ_CHECK(!xc_buf_err(&out) && xc_utf8_valid(xc_buf_view(&out)));
    FUZZ_CHECK(json_parse(xc_buf_view(&out), arena, &again, NULL) == XC_OK);
    FUZZ_CHECK(same(v, again));
    xc_buf_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    xc_arena *arena;
    const json_value *v;
    xc_problem why = { 0 };
    if (xc_arena_new(256 << 20, &arena))
        return 0;
    if (json_parse((xc_str){ (const char *)bytes, len }, arena, &v, &why) == XC_OK)
        check_again(v, arena);
    else
        FUZZ_CHECK(why.line && why.column && xc_utf8_valid(xc_str_of(why.zh)));
    arena = xc_arena_free(arena);
    return 0;
}
