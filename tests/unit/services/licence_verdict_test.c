/* licence_verdict_test.c - a shown code is believed only when every layer holds. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "services/licence_verdict.h"

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))

static const int64_t NOW_S = 1785326526;

/* A verifier with one licence (7), one key and a memory of one nonce. */
static struct {
    issuer_key *key, *foreign;
    licence_standing standing;
    char used[80];
    xc_err fault;
} world;
static xc_arena *arena;
static xc_buf text;

static const issuer_key *key_of(void *ctx, xc_str kid, int64_t signed_us)
{
    ck_assert_int_ge(signed_us, 0);
    (void)ctx;
    return xc_str_is(kid, issuer_key_id(world.key)) ? world.key : NULL;
}

static xc_err standing_of(void *ctx, int64_t licence, licence_standing *ret)
{
    (void)ctx;
    if (world.fault)
        return world.fault;
    if (licence != 7)
        return XC_ENOTFOUND;
    *ret = world.standing;
    return XC_OK;
}

static xc_err use(void *ctx, xc_str nonce, int64_t expires_s, bool *ret_first)
{
    (void)ctx;
    ck_assert_int_gt(expires_s, 0);
    *ret_first = !xc_str_is(nonce, world.used);
    snprintf(world.used, sizeof world.used, "%.*s", XC_STR_ARG(nonce));
    return XC_OK;
}

static void set_up(void)
{
    memset(&world, 0, sizeof world);
    world.standing = (licence_standing){ 1, 42, false, (NOW_S + 90 * 86400) * XC_SECOND_US };
    ck_assert_int_eq(issuer_key_new(&world.key), XC_OK);
    ck_assert_int_eq(issuer_key_new(&world.foreign), XC_OK);
    ck_assert_int_eq(xc_arena_new(64 << 20, &arena), XC_OK);
    xc_buf_init(&text, 1 << 20);
}

static void tear_down(void)
{
    issuer_key_free(world.key);
    issuer_key_free(world.foreign);
    arena = xc_arena_free(arena);
    xc_buf_done(&text);
}

static licence_code a_code(void)
{
    licence_code code = { .licence = 7,
                          .version = 1,
                          .status = 42,
                          .issued_s = NOW_S,
                          .expires_s = NOW_S + LICENCE_CODE_LIFE_S,
                          .name = XC_STR("无犯罪记录证明"),
                          .issuer = XC_STR("田林新村派出所"),
                          .facts = { { { "姓名", 6 }, { "陈嘉怡", 9 } } },
                          .fact_count = 1,
                          .expires_on = XC_STR("2026-10-30") };
    ck_assert_int_eq(licence_nonce_new(arena, &code.nonce), XC_OK);
    return code;
}

static void sign(const licence_code *code, const issuer_key *key)
{
    xc_buf_clear(&text);
    ck_assert_int_eq(licence_code_format(code, key, &text), XC_OK);
}

static licence_verdict verify_at(int64_t now_s)
{
    licence_verdict v = { 0 };
    licence_verifier by = {
        .now_us = now_s * XC_SECOND_US, .key = key_of, .standing = standing_of, .use = use
    };
    ck_assert_int_eq(licence_verify(xc_buf_view(&text), &by, arena, &v), XC_OK);
    return v;
}

START_TEST(a_fresh_code_is_valid_and_shows_its_facts)
{
    licence_code code = a_code();
    sign(&code, world.key);
    licence_verdict v = verify_at(NOW_S + 5);
    ck_assert_int_eq(v.reason, LICENCE_VALID);
    ck_assert(v.facts_shown);
    ck_assert_uint_eq(v.code.fact_count, 1);
    ck_assert(xc_str_is(v.code.facts[0].value, "陈嘉怡"));
    ck_assert(xc_str_is(v.code.name, "无犯罪记录证明"));
    ck_assert(xc_str_is(v.code.expires_on, "2026-10-30"));
}
END_TEST

START_TEST(a_code_counts_once)
{
    licence_code code = a_code();
    sign(&code, world.key);
    ck_assert_int_eq(verify_at(NOW_S + 1).reason, LICENCE_VALID);
    licence_verdict again = verify_at(NOW_S + 2);
    ck_assert_int_eq(again.reason, LICENCE_CODE_USED);
    ck_assert(!again.facts_shown);
    code = a_code();
    sign(&code, world.key);
    ck_assert_int_eq(verify_at(NOW_S + 3).reason, LICENCE_VALID);
}
END_TEST

START_TEST(paper_has_no_60_seconds_and_counts_often)
{
    licence_code code = a_code();
    code.paper = true;
    sign(&code, world.key);
    for (int day = 0; day < 60; day += 20)
        ck_assert_int_eq(verify_at(NOW_S + day * 86400).reason, LICENCE_VALID);
    ck_assert_int_eq(verify_at(NOW_S + 91 * 86400).reason, LICENCE_LICENCE_EXPIRED);
}
END_TEST

/* after: seconds from showing to verifying */
static const struct {
    int64_t after, licence, version, status;
    bool revoked, foreign, shown;
    licence_reason reason;
} CASES[] = {
    { 59, 7, 1, 42, false, false, true, LICENCE_VALID },
    { 60, 7, 1, 42, false, false, false, LICENCE_CODE_OLD },
    { 86400, 7, 1, 42, false, false, false, LICENCE_CODE_OLD },
    { -30, 7, 1, 42, false, false, true, LICENCE_VALID },
    { -61, 7, 1, 42, false, false, false, LICENCE_EARLY },
    { 91 * 86400, 7, 1, 42, false, false, false, LICENCE_LICENCE_EXPIRED },
    { 1, 7, 1, 42, true, false, true, LICENCE_REVOKED },
    { 3600, 7, 1, 42, true, false, false, LICENCE_REVOKED },
    { 1, 7, 2, 42, false, false, true, LICENCE_REPLACED },
    { 1, 8, 1, 42, false, false, false, LICENCE_NOT_FOUND },
    { 1, 7, 1, 43, false, false, false, LICENCE_NOT_FOUND },
    { 1, 7, 1, 42, false, true, false, LICENCE_OTHER_KEY },
};

START_TEST(each_layer_says_its_no)
{
    licence_code code = a_code();
    code.licence = CASES[_i].licence;
    code.version = CASES[_i].version;
    code.status = CASES[_i].status;
    world.standing.revoked = CASES[_i].revoked;
    sign(&code, CASES[_i].foreign ? world.foreign : world.key);
    licence_verdict v = verify_at(NOW_S + CASES[_i].after);
    ck_assert_str_eq(licence_reason_name(v.reason), licence_reason_name(CASES[_i].reason));
    ck_assert(v.facts_shown == CASES[_i].shown);
}
END_TEST

START_TEST(a_foreign_signature_under_our_key_id_is_altered)
{
    licence_code code = a_code();
    sign(&code, world.key);
    xc_buf ours = text;
    xc_buf_init(&text, 1 << 20);
    sign(&code, world.foreign);
    /* our payload with the other's signature */
    size_t dot = ours.len - 87; /* "." and 86 characters */
    ck_assert_int_eq(ours.ptr[dot], '.');
    memcpy(ours.ptr + dot, text.ptr + text.len - 87, 87);
    xc_buf_done(&text);
    text = ours;
    licence_verdict v = verify_at(NOW_S + 1);
    ck_assert_int_eq(v.reason, LICENCE_SIGNATURE);
    ck_assert(!v.facts_shown);
}
END_TEST

START_TEST(no_altered_byte_is_ever_believed)
{
    licence_code code = a_code();
    sign(&code, world.key);
    for (size_t i = 0; i < text.len; i++) {
        static const char OTHERS[] = "AB_-09.xz \x80\x01";
        char was = text.ptr[i];
        for (const char *c = OTHERS; *c; c++) {
            if (*c == was ||
                (i == text.len - 1 && *c == ' ')) /* blanks around a scan are cut off */
                continue;
            text.ptr[i] = *c;
            world.used[0] = 0;
            licence_verdict v = verify_at(NOW_S + 1);
            const char *verdict = licence_reason_verdict(v.reason);
            ck_assert_msg(strcmp(verdict, "altered") == 0 || strcmp(verdict, "unknown") == 0,
                          "byte %zu as %d: %s", i, *c, verdict);
            ck_assert(!v.facts_shown);
        }
        text.ptr[i] = was;
        xc_arena_reset(arena);
    }
}
END_TEST

START_TEST(no_shortened_code_is_believed)
{
    licence_code code = a_code();
    sign(&code, world.key);
    for (size_t whole = text.len; text.len > 0;) {
        text.len--;
        ck_assert_int_ne(verify_at(NOW_S + 1).reason, LICENCE_VALID);
        ck_assert_uint_lt(text.len, whole);
    }
}
END_TEST

/* payloads that are signed by us but make no sense cannot come from us; here they are unsigned */
static const char *const STRANGE[] = {
    "",
    " ",
    "xc1.",
    "xc1..",
    "xc1.e30.",
    "xc1.e30.AAAA",
    "xc2.e30.AAAA",
    "http://example.test/",
    "xc1.bnVsbA.AAAA",
    "xc1.W10.AAAA",
    "\xff\xfe\xfd",
    "xc1.e30.AAAA.AAAA",
    "1234567890",
    "xc1.====.=",
};

START_TEST(strange_texts_are_answered_in_plain_words)
{
    xc_buf_text(&text, STRANGE[_i]);
    licence_verdict v = verify_at(NOW_S);
    const char *verdict = licence_reason_verdict(v.reason);
    ck_assert(strcmp(verdict, "altered") == 0 || strcmp(verdict, "unknown") == 0);
    ck_assert_uint_gt(strlen(licence_reason_text(v.reason, XC_LANG_ZH)), 6);
}
END_TEST

START_TEST(a_fault_of_ours_is_no_verdict)
{
    licence_code code = a_code();
    sign(&code, world.key);
    world.fault = XC_EIO;
    licence_verdict v = { 0 };
    licence_verifier by = { .now_us = NOW_S * XC_SECOND_US,
                            .key = key_of,
                            .standing = standing_of };
    ck_assert_int_eq(licence_verify(xc_buf_view(&text), &by, arena, &v), XC_EIO);
}
END_TEST

START_TEST(what_does_not_fit_a_qr_is_refused)
{
    licence_code code = a_code();
    char big[2000];
    memset(big, 'a', sizeof big);
    code.facts[0].value = (xc_str){ big, sizeof big };
    ck_assert_int_eq(licence_code_format(&code, world.key, &text), XC_ELIMIT);
    ck_assert_uint_eq(text.len, 0);
}
END_TEST

START_TEST(every_reason_has_all_its_words)
{
    for (int r = 0; r < LICENCE_REASON_COUNT; r++)
        for (int lang = 0; lang < 2; lang++) {
            ck_assert_uint_gt(strlen(licence_reason_text((licence_reason)r, (xc_lang)lang)), 5);
            ck_assert_uint_gt(strlen(licence_reason_todo((licence_reason)r, (xc_lang)lang)), 5);
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("licence_verdict");
    TCase *cases = tcase_create("licence_verdict");
    suite_add_tcase(suite, cases);
    tcase_set_timeout(cases, 120);
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, a_fresh_code_is_valid_and_shows_its_facts);
    tcase_add_test(cases, a_code_counts_once);
    tcase_add_test(cases, paper_has_no_60_seconds_and_counts_often);
    tcase_add_loop_test(cases, each_layer_says_its_no, 0, COUNT(CASES));
    tcase_add_test(cases, a_foreign_signature_under_our_key_id_is_altered);
    tcase_add_test(cases, no_altered_byte_is_ever_believed);
    tcase_add_test(cases, no_shortened_code_is_believed);
    tcase_add_loop_test(cases, strange_texts_are_answered_in_plain_words, 0, COUNT(STRANGE));
    tcase_add_test(cases, a_fault_of_ours_is_no_verdict);
    tcase_add_test(cases, what_does_not_fit_a_qr_is_refused);
    tcase_add_test(cases, every_reason_has_all_its_words);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
