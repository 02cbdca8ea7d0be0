/* matter_index_test.c - a matter is found by the words of residents, by sound and with slips. */
#include <check.h>
#include <stdlib.h>

#include "services/matter_index.h"
#include "services/matter_spell.h"

static const char SOUNDS[] = "character,readings\n无,wu\n犯,fan\n罪,zui\n记,ji\n录,lu\n证,"
                             "zheng\n明,ming\n案,an\n底,di\n没,mei mo\n"
                             "反,fan\n康,kang\n健,jian\n行,xing "
                             "hang\n驶,shi\n驾,jia\n居,ju\n住,zhu\n签,qian\n注,zhu\n纪,ji\n";

/* name and words of three matters */
enum { CERTIFICATE, HEALTH, RESIDENCE };
static const struct {
    uint32_t matter;
    matter_phrase_kind kind;
    const char *text;
} PHRASES[] = {
    { CERTIFICATE, MATTER_NAME, "无犯罪记录证明" },
    { CERTIFICATE, MATTER_NAME, "No criminal record certificate" },
    { CERTIFICATE, MATTER_WORD, "没案底" },
    { CERTIFICATE, MATTER_WORD, "没有前科" },
    { CERTIFICATE, MATTER_WORD, "police clearance" },
    { CERTIFICATE, MATTER_SUMMARY, "证明一段时间内没有犯罪记录，入职、出国常用" },
    { HEALTH, MATTER_NAME, "健康证明" },
    { HEALTH, MATTER_NAME, "Health certificate" },
    { HEALTH, MATTER_WORD, "健康证" },
    { HEALTH, MATTER_SUMMARY, "食品、托幼行业入职" },
    { RESIDENCE, MATTER_NAME, "居住证签注" },
    { RESIDENCE, MATTER_NAME, "Residence permit endorsement" },
};

static sound_table *sounds;
static matter_index *ix;
static xc_arena *arena;

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new(4 << 20, &arena), XC_OK);
    ck_assert_int_eq(sound_table_new(&sounds), XC_OK);
    ck_assert_int_eq(sound_table_read(sounds, xc_str_of(SOUNDS), "pinyin.csv", NULL), XC_OK);
    ck_assert_int_eq(matter_index_new(sounds, &ix), XC_OK);
    for (size_t i = 0; i < sizeof PHRASES / sizeof *PHRASES; i++)
        ck_assert_int_eq(
            matter_index_add(ix, PHRASES[i].matter, PHRASES[i].kind, xc_str_of(PHRASES[i].text)),
            XC_OK);
    ck_assert_int_eq(matter_index_seal(ix), XC_OK);
}

static void tear_down(void)
{
    ix = matter_index_free(ix);
    sounds = sound_table_free(sounds);
    arena = xc_arena_free(arena);
}

static const struct {
    const char *query;
    uint32_t first;
    matter_how how;
} QUERIES[] = {
    { "无犯罪记录证明", CERTIFICATE, MATTER_BY_WORDS },
    { "幼儿园要没案底的证明", CERTIFICATE, MATTER_BY_WORDS },
    { "没犯过罪的证明", CERTIFICATE, MATTER_BY_PARTS },
    { "no criminal record", CERTIFICATE, MATTER_BY_WORDS },
    { "I need a police clearance", CERTIFICATE, MATTER_BY_WORDS },
    { "NO CRIMINAL RECORDS", CERTIFICATE, MATTER_BY_WORDS },
    { "wufanzui", CERTIFICATE, MATTER_BY_SOUND },
    { "wu fan zui", CERTIFICATE, MATTER_BY_SOUND },
    { "wufanzuijilu", CERTIFICATE, MATTER_BY_SOUND },
    { "wfzjl", CERTIFICATE, MATTER_BY_SOUND },
    { "wufanzuo", CERTIFICATE, MATTER_BY_SLIP },
    { "wufnazui", CERTIFICATE, MATTER_BY_SLIP },
    { "crimnal record", CERTIFICATE, MATTER_BY_SLIP },
    { "无反罪纪录", CERTIFICATE, MATTER_BY_SOUND },
    { "健康证", HEALTH, MATTER_BY_WORDS },
    { "jiankang", HEALTH, MATTER_BY_SOUND },
    { "居住", RESIDENCE, MATTER_BY_WORDS },
    { "residence permit", RESIDENCE, MATTER_BY_WORDS },
};

START_TEST(residents_words_find_their_matter)
{
    matter_hit *hits;
    size_t count;
    const char *query = QUERIES[_i].query;
    ck_assert_int_eq(matter_index_search(ix, xc_str_of(query), 10, arena, &hits, &count), XC_OK);
    ck_assert_msg(count > 0, "%s finds nothing", query);
    ck_assert_msg(hits[0].matter == QUERIES[_i].first, "%s finds %u first (%.3f)", query,
                  hits[0].matter, hits[0].score);
    ck_assert_msg(hits[0].matches[0].how == QUERIES[_i].how, "%s: how %d, phrase %.*s", query,
                  (int)hits[0].matches[0].how, XC_STR_ARG(hits[0].matches[0].phrase));
    ck_assert_uint_gt(hits[0].matches[0].word.len, 0);
    ck_assert(hits[0].score <= 1);
}
END_TEST

START_TEST(it_says_which_part_of_the_query_met_what)
{
    matter_hit *hits;
    size_t count;
    ck_assert_int_eq(
        matter_index_search(ix, XC_STR("幼儿园要没案底的证明"), 10, arena, &hits, &count), XC_OK);
    ck_assert(xc_str_is(hits[0].matches[0].word, "没案底"));
    ck_assert(xc_str_is(hits[0].matches[0].phrase, "没案底"));
    ck_assert_int_eq(hits[0].matches[0].kind, MATTER_WORD);
}
END_TEST

static const char *const NOTHING[] = { "", "   ", "！？。", "的", "xyzzyq", "\xff\xfe", "ab" };

START_TEST(nothing_is_found_by_nothing)
{
    matter_hit *hits;
    size_t count = 7;
    ck_assert_int_eq(matter_index_search(ix, xc_str_of(NOTHING[_i]), 10, arena, &hits, &count),
                     XC_OK);
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(a_very_long_query_is_cut_not_refused)
{
    char query[30001] = "";
    for (int i = 0; i < 10000; i++)
        memcpy(query + 3 * i, "罪", 3);
    matter_hit *hits;
    size_t count;
    ck_assert_int_eq(matter_index_search(ix, xc_str_of(query), 10, arena, &hits, &count), XC_OK);
}
END_TEST

static const struct {
    const char *a, *b;
    bool near;
} PAIRS[] = {
    { "record", "record", true },
    { "record", "recrd", true },
    { "record", "reccord", true },
    { "record", "recird", true },
    { "record", "rceord", true },
    { "record", "rcerod", false },
    { "record", "recor", true },
    { "record", "reco", false },
    { "", "", true },
    { "", "a", true },
    { "a", "b", true },
    { "ab", "ba", true },
};

START_TEST(one_slip_is_near)
{
    ck_assert(matter_spell_near(xc_str_of(PAIRS[_i].a), xc_str_of(PAIRS[_i].b)) == PAIRS[_i].near);
    ck_assert(matter_spell_near(xc_str_of(PAIRS[_i].b), xc_str_of(PAIRS[_i].a)) == PAIRS[_i].near);
}
END_TEST

static const char *const BAD_TABLES[] = {
    "character,readings\nab,wu\n",   "character,readings\n无,\n",
    "character,readings\n无,w0\n",   "character,readings\n无,wu\n无,wu\n",
    "character,readings\n\xff,wu\n", "character,readings\n无,wwwwwwwwwwwwww\n",
    "character,readings\na,wu\n",
};

START_TEST(a_bad_sound_table_names_its_line)
{
    sound_table *t;
    xc_problem why = { 0 };
    ck_assert_int_eq(sound_table_new(&t), XC_OK);
    ck_assert_int_eq(sound_table_read(t, xc_str_of(BAD_TABLES[_i]), "pinyin.csv", &why), XC_EINVAL);
    ck_assert_uint_ge(why.line, 2);
    sound_table_free(t);
}
END_TEST

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))

int main(void)
{
    Suite *suite = suite_create("matter_index");
    TCase *cases = tcase_create("matter_index");
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_loop_test(cases, residents_words_find_their_matter, 0, COUNT(QUERIES));
    tcase_add_test(cases, it_says_which_part_of_the_query_met_what);
    tcase_add_loop_test(cases, nothing_is_found_by_nothing, 0, COUNT(NOTHING));
    tcase_add_test(cases, a_very_long_query_is_cut_not_refused);
    tcase_add_loop_test(cases, one_slip_is_near, 0, COUNT(PAIRS));
    tcase_add_loop_test(cases, a_bad_sound_table_names_its_line, 0, COUNT(BAD_TABLES));
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
