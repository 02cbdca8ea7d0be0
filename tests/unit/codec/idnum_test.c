/* idnum_test.c - numbers of persons and bodies: the standards' examples, mistakes, and lists of
 * test numbers if they lie in $XIUCHENG_SHARED/data/cn_id_numbers. */
#include "codec/idnum.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "codec/csv.h"
#include "codec/time_text.h"

static int64_t today(void)
{
    return time_days(2026, 7, 29);
}

START_TEST(persons)
{
    idnum_person p;
    ck_assert_int_eq(idnum_person_parse(XC_STR("11010519491231002X"), today(), &p, NULL), XC_OK);
    ck_assert_str_eq(p.number, "11010519491231002X");
    ck_assert_str_eq(p.region, "110105");
    ck_assert_int_eq(p.birth_days, time_days(1949, 12, 31));
    ck_assert(p.female);
    ck_assert_int_eq(p.kind, IDNUM_RESIDENT);
    ck_assert_int_eq(idnum_person_parse(XC_STR("440524188001010014"), today(), &p, NULL), XC_OK);
    ck_assert(!p.female);
}
END_TEST

/* The weights are the same for all kinds; only the front differs. */
START_TEST(permits_and_foreign_cards)
{
    char number[19] = "81000019800101001";
    const char *checks = "0123456789X";
    int fit = 0;
    idnum_person p = { 0 };
    for (const char *c = checks; *c; c++) {
        number[17] = *c;
        fit += idnum_person_parse((xc_str){ number, 18 }, today(), &p, NULL) == XC_OK;
    }
    ck_assert_int_eq(fit, 1);
    ck_assert_int_eq(p.kind, IDNUM_HKMO_TW);
    memcpy(number, "93115619900229001", 17); /* there was no such day in 1990 */
    xc_problem why = { 0 };
    ck_assert_int_eq(idnum_person_parse((xc_str){ number, 18 }, today(), &p, &why), XC_EINVAL);
    ck_assert_uint_eq(why.column, 13);
    memcpy(number, "93115619900228001", 17);
    fit = 0;
    for (const char *c = checks; *c; c++) {
        number[17] = *c;
        fit += idnum_person_parse((xc_str){ number, 18 }, today(), &p, NULL) == XC_OK;
    }
    ck_assert_int_eq(fit, 1);
    ck_assert_int_eq(p.kind, IDNUM_FOREIGN);
    ck_assert_str_eq(p.region, "31");
    ck_assert_str_eq(p.country, "156");
}
END_TEST

START_TEST(mistakes_in_persons)
{
    static const struct {
        const char *number;
        uint32_t place;
    } rows[] = { { "11010519491231002x", 18 }, { "110105194912310020", 0 },
                 { "11010519491331002X", 11 }, { "11010519491131002X", 13 },
                 { "19010519491231002X", 1 },  { "110105294912310021", 7 },
                 { "110105794912310021", 7 },  { "1101O519491231002X", 5 },
                 { "1101051949123100", 0 },    { "98010519491231002X", 2 },
                 { "931000194912310021", 4 },  { "", 0 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        xc_problem why = { 0 };
        ck_assert_int_eq(idnum_person_parse(xc_str_of(rows[i].number), today(), NULL, &why),
                         XC_EINVAL);
        ck_assert_msg(why.column == rows[i].place, "%s: place %u", rows[i].number, why.column);
        ck_assert_str_ne(why.zh, "");
    }
}
END_TEST

START_TEST(bodies)
{
    idnum_body b;
    ck_assert_int_eq(idnum_body_parse(XC_STR("91350100M000100Y43"), &b, NULL), XC_OK);
    ck_assert_str_eq(b.region, "350100");
    ck_assert_str_eq(b.org_code, "M000100Y4");
    ck_assert_int_eq(b.authority, '9');
    static const struct {
        const char *code;
        uint32_t place;
    } rows[] = { { "91350100M000100y43", 16 }, { "91350100M00010IY43", 15 },
                 { "9135A100M000100Y43", 5 },  { "91350100M000100Y4", 0 },
                 { "91350100M000100YA3", 17 }, { "91350100M000100Y44", 0 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        xc_problem why = { 0 };
        ck_assert_int_eq(idnum_body_parse(xc_str_of(rows[i].code), NULL, &why), XC_EINVAL);
        ck_assert_msg(why.column == rows[i].place, "%s: place %u", rows[i].code, why.column);
    }
}
END_TEST

/* Where a place is named it should mostly be the right one, and each slip must be noticed. */
START_TEST(slips_of_the_hand_are_noticed_and_often_located)
{
    static const char good[] = "91310000132260250X", letters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    int slips = 0, named = 0, right = 0;
    for (uint32_t place = 0; place < 18; place++)
        for (const char *c = letters; *c; c++) {
            char code[19];
            memcpy(code, good, 19);
            code[place] = *c;
            xc_problem why = { 0 };
            if (*c == good[place])
                continue;
            slips++;
            ck_assert_int_eq(idnum_body_parse((xc_str){ code, 18 }, NULL, &why), XC_EINVAL);
            named += why.column != 0;
            right += why.column == place + 1 || why.column == place;
        }
    ck_assert_int_gt(named, slips / 3);
    ck_assert_int_gt(right, named * 3 / 4);
}
END_TEST

/* ---- lists ---- */

static const csv_table *list(const char *name, xc_arena *arena)
{
    char path[4096];
    const char *shared = getenv("XIUCHENG_SHARED");
    (void)snprintf(path, sizeof path, "%s/data/cn_id_numbers/%s", shared ? shared : "../shared",
                   name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    char *text = xc_arena_alloc(arena, 1 << 16);
    size_t len = fread(text, 1, 1 << 16, file);
    (void)fclose(file);
    const csv_table *table = NULL;
    ck_assert_int_eq(csv_parse((xc_str){ text, len }, arena, &table, NULL), XC_OK);
    return table;
}

static void check_list(const char *name, bool body, bool valid)
{
    xc_arena *arena;
    ck_assert_int_eq(xc_arena_new(1 << 20, &arena), XC_OK);
    const csv_table *t = list(name, arena);
    for (const csv_row *row = t ? t->first : NULL; row; row = row->next) {
        xc_problem why = { 0 };
        xc_err err = body ? idnum_body_parse(row->cells[0], NULL, &why)
                          : idnum_person_parse(row->cells[0], today(), NULL, &why);
        ck_assert_msg(err == (valid ? XC_OK : XC_EINVAL), "%s line %u: %s", name, row->line,
                      why.en);
        /* what was really wrong stands in the list: "one character changed at 8" */
        xc_str story = valid ? XC_STR("") : csv_cell(t, row, "why");
        xc_str digits = { story.ptr + story.len, 0 };
        int64_t place;
        while (digits.len < story.len && digits.ptr[-1] >= '0' && digits.ptr[-1] <= '9')
            digits.ptr--, digits.len++;
        if (body && why.column && xc_str_int(digits, 1, 18, &place))
            ck_assert_msg(why.column == (uint32_t)place, "%s line %u: %s", name, row->line, why.en);
    }
    arena = xc_arena_free(arena);
}

START_TEST(lists_of_numbers)
{
    check_list("resident_id_valid.csv", false, true);
    check_list("resident_id_invalid.csv", false, false);
    check_list("uscc.csv", true, true);
    check_list("uscc_invalid.csv", true, false);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("idnum");
    TCase *cases = tcase_create("idnum");
    suite_add_tcase(suite, cases);
    tcase_add_test(cases, persons);
    tcase_add_test(cases, permits_and_foreign_cards);
    tcase_add_test(cases, mistakes_in_persons);
    tcase_add_test(cases, bodies);
    tcase_add_test(cases, slips_of_the_hand_are_noticed_and_often_located);
    tcase_add_test(cases, lists_of_numbers);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
