/* csv_test.c - tables with quotes, line ends and mistakes. */
#include "codec/csv.h"

#include <check.h>
#include <stdlib.h>

#include "alloc_fail.h"

static xc_arena *arena;

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new(1 << 20, &arena), XC_OK);
}

static void tear_down(void)
{
    arena = xc_arena_free(arena);
}

START_TEST(a_table_is_read)
{
    const csv_table *t = NULL;
    ck_assert_int_eq(csv_parse(XC_STR("\xEF\xBB\xBFid,name,note\r\n"
                                      "1,\"水,位\",\"say \"\"hi\"\"\"\r\n\r\n"
                                      "2,\"two\nlines\",\n"
                                      "3,,x"),
                               arena, &t, NULL),
                     XC_OK);
    ck_assert_uint_eq(t->count, 3);
    ck_assert_uint_eq(t->head.count, 3);
    const csv_row *row = t->first;
    ck_assert_uint_eq(row->line, 2);
    ck_assert(xc_str_is(csv_cell(t, row, "name"), "水,位"));
    ck_assert(xc_str_is(csv_cell(t, row, "note"), "say \"hi\""));
    ck_assert_ptr_null(csv_cell(t, row, "no").ptr);
    ck_assert_int_eq(csv_column(t, "note"), 2);
    row = row->next;
    ck_assert_uint_eq(row->line, 4);
    ck_assert(xc_str_is(csv_cell(t, row, "name"), "two\nlines"));
    ck_assert(xc_str_is(csv_cell(t, row, "note"), ""));
    row = row->next;
    ck_assert_uint_eq(row->line, 6);
    ck_assert(xc_str_is(row->cells[2], "x"));
    ck_assert_ptr_null(row->next);
}
END_TEST

START_TEST(mistakes_are_told_with_their_line)
{
    static const struct {
        const char *text;
        uint32_t line;
    } rows[] = { { "", 1 },        { "\n\n", 3 },      { "a,b\n1", 2 },    { "a,b\n1,2,3", 2 },
                 { "a,a\n", 1 },   { "a,\n", 1 },      { "a\n\"x", 2 },    { "a\n\n\"x\ny", 3 },
                 { "a\nx\"y", 2 }, { "a\n\"x\"y", 2 }, { "a\nb\n\xff", 3 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const csv_table *t = NULL;
        xc_problem why = { 0 };
        ck_assert_int_eq(csv_parse(xc_str_of(rows[i].text), arena, &t, &why), XC_ESYNTAX);
        ck_assert_msg(why.line == rows[i].line, "row %zu: line %u", i, why.line);
        ck_assert_ptr_null(t);
        ck_assert_str_ne(why.zh, "");
    }
}
END_TEST

START_TEST(cells_have_a_ceiling)
{
    char text[CSV_MAX_CELLS + 1];
    const csv_table *t = NULL;
    memset(text, ',', sizeof text);
    ck_assert_int_eq(csv_parse((xc_str){ text, sizeof text }, arena, &t, NULL), XC_ELIMIT);
}
END_TEST

START_TEST(cells_are_written)
{
    static const char *const rows[][2] = {
        { "a", "a" },           { "a,b", "\"a,b\"" }, { "a\"b", "\"a\"\"b\"" },
        { "a\nb", "\"a\nb\"" }, { " a", "\" a\"" },   { "=1+1", "'=1+1" },
        { "-3.5", "-3.5" },     { "-x", "'-x" },      { "", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        xc_buf out;
        xc_buf_init(&out, 100);
        csv_put(&out, true, xc_str_of(rows[i][0]));
        ck_assert(xc_str_is(xc_buf_view(&out), rows[i][1]));
        csv_put(&out, false, XC_STR("z"));
        csv_end_row(&out);
        ck_assert_int_eq(memcmp(out.ptr + out.len - 4, ",z\r\n", 4), 0);
        xc_buf_done(&out);
    }
}
END_TEST

START_TEST(each_allocation_may_fail)
{
    for (unsigned n = 1; alloc_fail_next(n); n++) {
        xc_arena *a;
        const csv_table *t = NULL;
        ck_assert_int_eq(xc_arena_new(1 << 20, &a), XC_OK);
        alloc_fail_at(n);
        xc_err err = csv_parse(XC_STR("a,b\n\"x\"\"\",2\n"), a, &t, NULL);
        bool failed = alloc_fail_happened();
        ck_assert_int_eq(err, failed ? XC_ENOMEM : XC_OK);
        a = xc_arena_free(a);
        if (!failed)
            return;
    }
    ck_abort_msg("the loop has no end");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv");
    TCase *cases = tcase_create("csv");
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, a_table_is_read);
    tcase_add_test(cases, mistakes_are_told_with_their_line);
    tcase_add_test(cases, cells_have_a_ceiling);
    tcase_add_test(cases, cells_are_written);
    tcase_add_test(cases, each_allocation_may_fail);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
