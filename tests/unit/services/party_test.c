/* party_test.c - personal values are sealed where they lie, masked where they show; files are kept
 * by hash. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "city/file.h"
#include "city/party.h"

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))

static char dir[64], path[128];
static party_seal *seal;
static store *db;
static store_conn *c;
static xc_arena *arena;

static const char *in_dir(const char *name)
{
    snprintf(path, sizeof path, "%s/%s", dir, name);
    return path;
}

static void set_up(void)
{
    snprintf(dir, sizeof dir, "/tmp/xc-party-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    ck_assert_int_eq(party_seal_open(in_dir("personal.key"), &seal, NULL), XC_OK);
    ck_assert_int_eq(store_open(in_dir("city.db"), &db, NULL), XC_OK);
    ck_assert_int_eq(xc_arena_new(1 << 20, &arena), XC_OK);
    c = store_writer(db);
}

static void tear_down(void)
{
    char command[128];
    arena = xc_arena_free(arena);
    db = store_close(db);
    seal = party_seal_free(seal);
    snprintf(command, sizeof command, "rm -rf '%s'", dir);
    ck_assert_int_eq(system(command), 0);
}

/* ---- the seal ---- */

static const char *const PLAIN[] = { "", "x", "31000019960229002X",
                                     "上海市徐汇区田林十二村 1 号 101 室" };

START_TEST(a_sealed_value_opens_only_in_its_place)
{
    xc_buf out;
    xc_str back, plain = xc_str_of(PLAIN[_i]);
    xc_buf_init(&out, 4096);
    ck_assert_int_eq(party_seal_close(seal, XC_STR("a:1"), plain, &out), XC_OK);
    ck_assert_uint_eq(out.len, plain.len + PARTY_SEAL_OVERHEAD);
    ck_assert_int_eq(party_seal_read(seal, XC_STR("a:1"), xc_buf_view(&out), arena, &back), XC_OK);
    ck_assert(xc_str_eq(back, plain));
    ck_assert_int_eq(party_seal_read(seal, XC_STR("a:2"), xc_buf_view(&out), arena, &back),
                     XC_ECORRUPT);
    for (size_t i = 0; i < out.len; i++) {
        out.ptr[i] ^= 1;
        ck_assert_int_eq(party_seal_read(seal, XC_STR("a:1"), xc_buf_view(&out), arena, &back),
                         XC_ECORRUPT);
        out.ptr[i] ^= 1;
    }
    for (size_t len = 0; len < out.len; len++)
        ck_assert_int_eq(
            party_seal_read(seal, XC_STR("a:1"), (xc_str){ out.ptr, len }, arena, &back),
            XC_ECORRUPT);
    xc_buf_done(&out);
}
END_TEST

START_TEST(the_key_is_private_and_whole)
{
    struct stat st;
    party_seal *again = NULL;
    xc_problem why = { 0 };
    ck_assert_int_eq(stat(in_dir("personal.key"), &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    ck_assert_int_eq(party_seal_open(path, &again, NULL), XC_OK);
    party_seal_free(again);
    ck_assert_int_eq(chmod(path, 0640), 0);
    ck_assert_int_eq(party_seal_open(path, &again, &why), XC_EFORBIDDEN);
    ck_assert_int_eq(chmod(path, 0600), 0);
    ck_assert_int_eq(truncate(path, 31), 0);
    ck_assert_int_eq(party_seal_open(path, &again, &why), XC_ECORRUPT);
    ck_assert_str_eq(why.where, path);
}
END_TEST

/* ---- facts ---- */

START_TEST(a_fact_is_stored_sealed_and_read_with_its_source)
{
    int64_t party = 0, same = 0;
    party_fact fact = { XC_STR("name"), XC_STR("顾小棠"), XC_STR("population"), XC_STR("A"), 77 };
    party_fact *facts = NULL;
    size_t count = 0;
    ck_assert_int_eq(party_put(c, XC_STR("P-1"), XC_STR("gu"), 5, &party), XC_OK);
    ck_assert_int_eq(party_put(c, XC_STR("P-1"), XC_STR("gu"), 6, &same), XC_OK);
    ck_assert_int_eq(party, same);
    ck_assert_int_eq(party_fact_put(c, seal, party, &fact), XC_OK);
    ck_assert_int_eq(party_fact_put(c, seal, party, &fact), XC_OK);
    ck_assert_int_eq(party_facts(c, seal, party, arena, &facts, &count), XC_OK);
    ck_assert_uint_eq(count, 1);
    ck_assert(xc_str_is(facts[0].value, "顾小棠") && xc_str_is(facts[0].grade, "A"));
    ck_assert_int_eq(facts[0].checked_us, 77);
    ck_assert_ptr_nonnull(party_fact_find(facts, count, "name"));
    ck_assert_ptr_null(party_fact_find(facts, count, "phone"));
    store_stmt *st;
    ck_assert_int_eq(store_query(c, &st, "SELECT sealed FROM party_fact", ""), XC_OK);
    ck_assert(store_row(st));
    xc_str raw = store_str(st, 0);
    for (size_t i = 0; i + 9 <= raw.len; i++)
        ck_assert(memcmp(raw.ptr + i, "顾小棠", 9) != 0);
    ck_assert_int_eq(store_end(st), XC_OK);
    ck_assert_int_eq(party_of_user(c, 1, &same), XC_ENOTFOUND);
}
END_TEST

static void know(int64_t party, const char *field, const char *value)
{
    party_fact fact = { .field = xc_str_of(field),
                        .value = xc_str_of(value),
                        .source = XC_STR("population"),
                        .grade = XC_STR("A"),
                        .checked_us = 1 };
    ck_assert_int_eq(party_fact_put(c, seal, party, &fact), XC_OK);
}

START_TEST(people_are_found_by_their_number_and_nothing_else)
{
    int64_t gu, chen, found = 0;
    char one[PARTY_MARK_SIZE], two[PARTY_MARK_SIZE];
    xc_str number = XC_STR("31000019960229002X"), corrected = XC_STR("310000199602290038");
    ck_assert_int_eq(party_put(c, XC_STR("P-1"), XC_STR(""), 1, &gu), XC_OK);
    ck_assert_int_eq(party_put(c, XC_STR("P-2"), XC_STR(""), 1, &chen), XC_OK);
    know(gu, "id_number", "31000019960229002X");
    know(gu, "phone", "13800000001");
    know(chen, "id_number", "310000198408200014");
    ck_assert_int_eq(party_find_number(c, seal, number, &found), XC_OK);
    ck_assert_int_eq(found, gu);
    ck_assert_int_eq(party_find_number(c, seal, XC_STR("13800000001"), &found), XC_ENOTFOUND);
    know(gu, "id_number", "310000199602290038"); /* the register corrects it */
    ck_assert_int_eq(party_find_number(c, seal, number, &found), XC_ENOTFOUND);
    ck_assert_int_eq(party_find_number(c, seal, corrected, &found), XC_OK);
    ck_assert_int_eq(found, gu);
    ck_assert_int_eq(party_seal_mark(seal, XC_STR("id_number"), number, one), XC_OK);
    ck_assert_int_eq(party_seal_mark(seal, XC_STR("phone"), number, two), XC_OK);
    ck_assert_uint_eq(strlen(one), 64);
    ck_assert_str_ne(one, two);
}
END_TEST

START_TEST(looks_are_listed_newest_first)
{
    int64_t party = 0;
    party_access *list = NULL;
    size_t count = 0;
    ck_assert_int_eq(party_put(c, XC_STR("P-1"), XC_STR(""), 5, &party), XC_OK);
    for (int64_t i = 1; i <= 3; i++) {
        party_access a = { i,
                           party,
                           10 + i % 2,
                           7,
                           XC_STR("周敏"),
                           { XC_STR("田林"), XC_STR("Tianlin") },
                           { XC_STR("办理"), XC_STR("case") },
                           XC_STR("name") };
        ck_assert_int_eq(party_access_note(c, &a), XC_OK);
    }
    ck_assert_int_eq(party_access_list(c, party, 0, 10, arena, &list, &count), XC_OK);
    ck_assert_uint_eq(count, 3);
    ck_assert_int_eq(list[0].time_us, 3);
    ck_assert_int_eq(party_access_list(c, party, 11, 10, arena, &list, &count), XC_OK);
    ck_assert_uint_eq(count, 2);
    ck_assert_int_eq(party_access_list(c, party, 0, 2, arena, &list, &count), XC_OK);
    ck_assert_uint_eq(count, 2);
}
END_TEST

static const struct {
    const char *field, *value, *masked;
} MASKS[] = {
    { "id_number", "31010420080306002X", "310104 ******** 2X" },
    { "phone", "13800005521", "138****5521" },
    { "name", "陈嘉怡", "陈**" },
    { "name", "Chen Jiayi", "C*** J****" },
    { "name", "", "" },
    { "id_number", "short", "s****" },
    { "registered_address", "田林路", "田**" },
};

START_TEST(masks_hide_all_but_the_ends)
{
    xc_str masked =
        party_mask(party_mask_of(xc_str_of(MASKS[_i].field)), xc_str_of(MASKS[_i].value), arena);
    ck_assert_msg(xc_str_is(masked, MASKS[_i].masked), "%.*s", XC_STR_ARG(masked));
}
END_TEST

/* ---- files ---- */

static const struct {
    const char *bytes;
    size_t len;
    const char *type;
} KINDS[] = {
    { "\xff\xd8\xff\xe0 jpeg", 9, "image/jpeg" },
    { "\x89PNG\r\n\x1a\n....", 12, "image/png" },
    { "RIFF....WEBPVP8 ", 16, "image/webp" },
    { "%PDF-1.7 ...", 12, "application/pdf" },
    { "<svg onload=alert(1)>", 21, NULL },
    { "", 0, NULL },
    { "\x89PNG", 4, NULL },
    { "GIF89a", 6, NULL },
};

START_TEST(a_file_is_what_its_bytes_say)
{
    char sha256[65] = "", to[FILE_PATH_SIZE];
    xc_problem why = { 0 };
    xc_str bytes = { KINDS[_i].bytes, KINDS[_i].len };
    xc_err err = file_keep(in_dir("files"), bytes, sha256, &why);
    if (!KINDS[_i].type) {
        ck_assert_ptr_null(file_type_of(bytes));
        ck_assert_int_eq(err, XC_EMEDIA);
        return;
    }
    ck_assert_str_eq(file_type_of(bytes), KINDS[_i].type);
    ck_assert_int_eq(err, XC_OK);
    ck_assert_int_eq(file_keep(path, bytes, sha256, &why), XC_OK);
    ck_assert_int_eq(file_path(path, xc_str_of(sha256), to), XC_OK);
    struct stat st;
    ck_assert_int_eq(stat(to, &st), 0);
    ck_assert_int_eq(st.st_size, (off_t)bytes.len);
    ck_assert_int_eq(st.st_mode & 0077, 0);
}
END_TEST

START_TEST(a_file_belongs_to_one_person_and_one_case)
{
    file_row row = { .size_bytes = 3,
                     .owner_id = 7,
                     .sha256 = XC_STR("00"),
                     .type = XC_STR("image/png"),
                     .name = XC_STR("offer.png"),
                     .division = XC_STR("") };
    int64_t id = 0;
    ck_assert_int_eq(file_add(c, &row, &id), XC_OK);
    ck_assert_int_eq(file_attach(c, id, 8, 1, XC_STR("310104"), NULL), XC_EFORBIDDEN);
    ck_assert_int_eq(file_attach(c, id, 7, 1, XC_STR("310104"), NULL), XC_OK);
    ck_assert_int_eq(file_attach(c, id, 7, 1, XC_STR("310104"), NULL), XC_OK);
    ck_assert_int_eq(file_attach(c, id, 7, 2, XC_STR("310104"), NULL), XC_ECONFLICT);
    ck_assert_int_eq(file_attach(c, 99, 7, 2, XC_STR("310104"), NULL), XC_ENOTFOUND);
    ck_assert_int_eq(file_get(c, id, arena, &row), XC_OK);
    ck_assert_int_eq(row.case_id, 1);
    ck_assert(xc_str_is(row.division, "310104"));
    ck_assert_int_eq(file_get(c, 99, arena, &row), XC_ENOTFOUND);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("party");
    TCase *cases = tcase_create("party");
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_loop_test(cases, a_sealed_value_opens_only_in_its_place, 0, COUNT(PLAIN));
    tcase_add_test(cases, the_key_is_private_and_whole);
    tcase_add_test(cases, a_fact_is_stored_sealed_and_read_with_its_source);
    tcase_add_test(cases, people_are_found_by_their_number_and_nothing_else);
    tcase_add_test(cases, looks_are_listed_newest_first);
    tcase_add_loop_test(cases, masks_hide_all_but_the_ends, 0, COUNT(MASKS));
    tcase_add_loop_test(cases, a_file_is_what_its_bytes_say, 0, COUNT(KINDS));
    tcase_add_test(cases, a_file_belongs_to_one_person_and_one_case);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
