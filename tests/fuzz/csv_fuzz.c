/* csv_fuzz.c - a table that is taken has the same cells when written and read again. */
#include "codec/csv.h"
#include "fuzz.h"

static void put_row(xc_buf *out, const csv_row *row)
{
    for (uint32_t i = 0; i < row->count; i++)
        csv_put(out, i == 0, row->cells[i]);
    csv_end_row(out);
}

static bool is_blank_row(const csv_row *row)
{
    return row->count == 1 && !row->cells[0].len;
}

/* csv_put puts a ' before what a spreadsheet would run */
static bool same_cell(xc_str written, xc_str read)
{
    if (xc_str_eq(written, read))
        return true;
    return read.len == written.len + 1 && read.ptr[0] == '\'' &&
           xc_str_eq(written, (xc_str){ read.ptr + 1, written.len });
}

/* a ' before a name may make it the same as another */
static bool may_change(const csv_row *head)
{
    for (uint32_t i = 0; i < head->count; i++)
        if (memchr("=+-@\t\r", head->cells[i].ptr[0], 6))
            return true;
    return false;
}

static void check_again(const csv_table *table, xc_arena *arena)
{
    xc_buf out;
    const csv_table *again;
    xc_buf_init(&out, 64 << 20);
    put_row(&out, &table->head);
    for (const csv_row *row = table->first; row; row = row->next)
        put_row(&out, row);
    FUZZ_CHECK(!xc_buf_err(&out));
    FUZZ_CHECK(csv_parse(xc_buf_view(&out), arena, &again, NULL) == XC_OK);
    const csv_row *a = table->first, *b = again->first;
    for (; a; a = a->next) {
        if (is_blank_row(a)) /* written as an empty line, which is skipped */
            continue;
        FUZZ_CHECK(b && b->count == a->count);
        for (uint32_t i = 0; i < a->count; i++)
            FUZZ_CHECK(same_cell(a->cells[i], b->cells[i]));
        b = b->next;
    }
    FUZZ_CHECK(!b);
    xc_buf_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    xc_arena *arena;
    const csv_table *table;
    xc_problem why = { 0 };
    if (xc_arena_new(256 << 20, &arena))
        return 0;
    xc_err err = csv_parse((xc_str){ (const char *)bytes, len }, arena, &table, &why);
    if (err)
        FUZZ_CHECK(why.line && xc_utf8_valid(xc_str_of(why.zh)));
    else if (!may_change(&table->head))
        check_again(table, arena);
    arena = xc_arena_free(arena);
    return 0;
}
