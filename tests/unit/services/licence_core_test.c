/* licence_core_test.c - numbers, keys, revocation bits, QR symbols and the page of paper. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "services/issuer_key.h"
#include "services/licence_number.h"
#include "services/licence_pdf.h"
#include "services/qr.h"
#include "services/status_list.h"

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))

/* fontconfig and pango keep their caches to the end of the process */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\nleak:libpango\nleak:libcairo\n";
}

/* ---- numbers: the first three are published examples of GB/T 36904 numbers ---- */

static const struct {
    const char *number;
    bool valid;
} NUMBERS[] = {
    { "11100000000013338W011.11430000006122244L.20230000403.001.U", true },
    { "11100000000013338W009.11330105002500287C.2025052201.002.0", true },
    { "11100000MB03271699022.340100.000000016.001.9", true },
    { "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9", true },
    { "11100000000013338W011.11430000006122244L.20230000403.001.V", false },
    { "11100000000013338W011.11430000006122244L.20230000404.001.U", false },
    { "11100000000013338W011.11430000006122244L.20230000403.002.U", false },
    { "11100000000013338W011.11430000006122244l.20230000403.001.U", false },
    { "11100000000013338W01.11430000006122244L.20230000403.001.U", false },
    { "11100000000013338W011.11430000006122244L.20230000403.001", false },
    { "11100000000013338W011.11430000006122244L.20230000403.001.U.U", false },
    { "", false },
    { ".....", false },
    { "1.2.156.3005.2.", false },
};

START_TEST(a_number_is_known_by_its_check_character)
{
    ck_assert_msg(licence_number_valid(xc_str_of(NUMBERS[_i].number)) == NUMBERS[_i].valid, "%s",
                  NUMBERS[_i].number);
}
END_TEST

START_TEST(a_made_number_is_the_published_one)
{
    char to[LICENCE_NUMBER_SIZE];
    ck_assert(licence_number_format(XC_STR("11100000000013338W011"), XC_STR("11430000006122244L"),
                                    XC_STR("20230000403"), 1, to));
    ck_assert_str_eq(to, "1.2.156.3005.2.11100000000013338W011.11430000006122244L."
                         "20230000403.001.U");
    ck_assert(!licence_number_format(XC_STR("short"), XC_STR("1"), XC_STR("1"), 1, to));
    ck_assert(
        !licence_number_format(XC_STR("11100000000013338W011"), XC_STR("1"), XC_STR("a"), 1, to));
    ck_assert(
        !licence_number_format(XC_STR("11100000000013338W011"), XC_STR("1"), XC_STR("1"), 0, to));
    ck_assert(!licence_number_format(XC_STR("11100000000013338W011"), XC_STR("1"), XC_STR("1"),
                                     1000, to));
}
END_TEST

/* ---- keys ---- */

static char dir[64];

static void make_dir(void)
{
    snprintf(dir, sizeof dir, "/tmp/xc-key-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
}

static void remove_dir(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", dir);
    ck_assert_int_eq(system(command), 0);
}

static const char *in_dir(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    return path;
}

static void write_all(const char *path, const void *bytes, size_t len)
{
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(bytes, 1, len, f), len);
    fclose(f);
}

START_TEST(a_key_is_made_once_kept_private_and_read_again)
{
    issuer_key *made = NULL, *read = NULL;
    struct stat st;
    ck_assert_int_eq(issuer_key_open(in_dir("k.pem"), &made, NULL), XC_OK);
    ck_assert_int_eq(stat(in_dir("k.pem"), &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    ck_assert_int_eq(issuer_key_open(in_dir("k.pem"), &read, NULL), XC_OK);
    ck_assert_str_eq(issuer_key_id(made), issuer_key_id(read));
    ck_assert_uint_eq(strlen(issuer_key_id(made)), 16);
    unsigned char sig[ISSUER_KEY_SIGNATURE_SIZE];
    ck_assert_int_eq(issuer_key_sign(made, XC_STR("xc1.abc"), sig), XC_OK);
    ck_assert(issuer_key_verify(read, XC_STR("xc1.abc"), sig));
    issuer_key_free(made);
    issuer_key_free(read);
}
END_TEST

START_TEST(a_bad_key_file_is_refused_with_its_name)
{
    issuer_key *key = NULL;
    xc_problem why = { 0 };
    write_all(in_dir("bad.pem"), "garbage", 7);
    chmod(in_dir("bad.pem"), 0600);
    ck_assert_int_eq(issuer_key_open(in_dir("bad.pem"), &key, &why), XC_ECORRUPT);
    ck_assert_str_eq(why.where, in_dir("bad.pem"));
    chmod(in_dir("bad.pem"), 0644);
    ck_assert_int_eq(issuer_key_open(in_dir("bad.pem"), &key, &why), XC_EFORBIDDEN);
    ck_assert_int_eq(issuer_key_open("/nowhere/at/all.pem", &key, &why), XC_EIO);
    ck_assert_ptr_null(key);
}
END_TEST

START_TEST(a_public_key_verifies_but_does_not_sign)
{
    issuer_key *key, *pub, *other;
    unsigned char x[32], y[32], sig[64];
    ck_assert_int_eq(issuer_key_new(&key), XC_OK);
    ck_assert_int_eq(issuer_key_new(&other), XC_OK);
    issuer_key_point(key, x, y);
    ck_assert_int_eq(issuer_key_public(x, y, &pub), XC_OK);
    ck_assert_str_eq(issuer_key_id(pub), issuer_key_id(key));
    ck_assert_int_eq(issuer_key_sign(key, XC_STR("message"), sig), XC_OK);
    ck_assert(issuer_key_verify(pub, XC_STR("message"), sig));
    ck_assert(!issuer_key_verify(other, XC_STR("message"), sig));
    ck_assert(!issuer_key_verify(pub, XC_STR("messagf"), sig));
    for (size_t i = 0; i < sizeof sig; i++) {
        sig[i] ^= 1;
        ck_assert(!issuer_key_verify(pub, XC_STR("message"), sig));
        sig[i] ^= 1;
    }
    ck_assert_int_eq(issuer_key_sign(pub, XC_STR("message"), sig), XC_EFORBIDDEN);
    y[31] ^= 1; /* not on the curve any more */
    issuer_key *none = NULL;
    ck_assert_int_eq(issuer_key_public(x, y, &none), XC_EINVAL);
    issuer_key_free(key);
    issuer_key_free(pub);
    issuer_key_free(other);
}
END_TEST

/* A DER integer of 32 big-endian bytes. */
static size_t put_der_int(unsigned char *to, const unsigned char *from)
{
    size_t skip = 0;
    while (skip < 31 && !from[skip])
        skip++;
    bool pad = from[skip] & 0x80;
    size_t len = 32 - skip + pad, n = 0;
    to[n++] = 2;
    to[n++] = (unsigned char)len;
    if (pad)
        to[n++] = 0;
    memcpy(to + n, from + skip, 32 - skip);
    return n + 32 - skip;
}

/* The openssl command is another program with its own reading of the standard's parameters. */
START_TEST(another_program_verifies_our_signature)
{
    if (system("openssl version > /dev/null 2>&1") != 0)
        return;
    issuer_key *key;
    unsigned char raw[64], der[80];
    ck_assert_int_eq(issuer_key_open(in_dir("k.pem"), &key, NULL), XC_OK);
    ck_assert_int_eq(issuer_key_sign(key, XC_STR("xc1.payload"), raw), XC_OK);
    size_t n = 2 + put_der_int(der + 2, raw);
    n += put_der_int(der + n, raw + 32);
    der[0] = 0x30;
    der[1] = (unsigned char)(n - 2);
    write_all(in_dir("sig"), der, n);
    write_all(in_dir("text"), "xc1.payload", 11);
    char command[512];
    snprintf(
        command, sizeof command,
        "cd '%s' && openssl pkey -in k.pem -pubout -out pub.pem 2>/dev/null && openssl dgst -sm3 "
        "-verify pub.pem -sigopt distid:1234567812345678 -signature sig text > out 2>&1",
        dir);
    ck_assert_int_eq(system(command), 0);
    snprintf(command, sizeof command,
             "cd '%s' && openssl dgst -sm3 -verify pub.pem -sigopt distid:8765432187654321 "
             "-signature sig text > out 2>&1",
             dir);
    ck_assert_int_ne(system(command), 0);
    issuer_key_free(key);
}
END_TEST

/* ---- revocation bits ---- */

START_TEST(bits_survive_compression)
{
    static const uint32_t SET[] = { 0, 7, 8, 131071, 131072, 300000 };
    status_list *list, *back;
    ck_assert_int_eq(status_list_new(1 << 20, &list), XC_OK);
    for (int i = 0; i < COUNT(SET); i++)
        ck_assert_int_eq(status_list_set(list, SET[i], true), XC_OK);
    ck_assert_int_eq(status_list_set(list, 9, true), XC_OK);
    ck_assert_int_eq(status_list_set(list, 9, false), XC_OK);
    ck_assert_int_eq(status_list_set(list, 1 << 20, true), XC_ELIMIT);
    xc_buf out;
    xc_buf_init(&out, 1 << 20);
    ck_assert_int_eq(status_list_compress(list, &out), XC_OK);
    ck_assert_int_eq(status_list_expand(xc_buf_view(&out), 1 << 20, &back), XC_OK);
    ck_assert_uint_eq(status_list_bits(back), status_list_bits(list));
    for (uint32_t i = 0; i < status_list_bits(list); i++)
        ck_assert(status_list_get(list, i) == status_list_get(back, i));
    ck_assert(status_list_get(back, 300000) && !status_list_get(back, 9));
    ck_assert(!status_list_get(back, UINT32_MAX));
    status_list *none = NULL;
    ck_assert_int_eq(status_list_expand(xc_buf_view(&out), 131072, &none), XC_ELIMIT);
    ck_assert_int_eq(status_list_expand(XC_STR("garbage"), 131072, &none), XC_ECORRUPT);
    ck_assert_int_eq(status_list_expand((xc_str){ out.ptr, out.len / 2 }, 1 << 20, &none),
                     XC_ECORRUPT);
    ck_assert_ptr_null(none);
    xc_buf_done(&out);
    status_list_free(list);
    status_list_free(back);
}
END_TEST

/* ---- QR and paper ---- */

START_TEST(a_qr_is_one_path_and_has_a_limit)
{
    qr *q;
    xc_buf svg;
    xc_buf_init(&svg, 1 << 20);
    ck_assert_int_eq(qr_new(XC_STR("xc1.test"), &q), XC_OK);
    qr_svg(q, &svg);
    ck_assert_int_eq(xc_buf_err(&svg), XC_OK);
    xc_buf_byte(&svg, 0);
    ck_assert_ptr_nonnull(strstr(svg.ptr, "<path fill=\"#000\" d=\"M4 4h7v1h-7z"));
    ck_assert_ptr_null(strstr(svg.ptr, "<rect"));
    ck_assert_int_eq(qr_width(q), 21);
    qr_free(q);
    xc_buf_done(&svg);
    char big[2400];
    memset(big, 'a', sizeof big);
    qr *none = NULL;
    ck_assert_int_eq(qr_new((xc_str){ big, sizeof big }, &none), XC_ELIMIT);
    ck_assert_ptr_null(none);
}
END_TEST

static const licence_line LINES[] = {
    { { "姓名", 6 }, { "陈嘉怡", 9 } },
    { { "公民身份号码", 18 }, { "310104200803062X", 16 } },
};

START_TEST(the_paper_is_a_pdf)
{
    licence_page page = {
        .lang = _i ? XC_LANG_ZH : XC_LANG_EN,
        .title = XC_STR("无犯罪记录证明"),
        .number = XC_STR("1.2.156.3005.2.11100000000013338W011.11430000006122244L."
                         "20230000403.001.U"),
        .body = XC_STR("经查询，未发现上述人员在2008年3月6日至2026年7月29日期间有犯罪记录。"),
        .lines = LINES,
        .line_count = 2,
        .issuer = XC_STR("上海市公安局徐汇分局田林新村派出所"),
        .issued = XC_STR("2026年7月29日"),
        .expires = XC_STR("2026年10月30日"),
        .code = XC_STR("xc1.paper"),
        .notice = XC_STR("演示数据，人物和机构均为虚构")
    };
    xc_buf out;
    xc_buf_init(&out, 8 << 20);
    ck_assert_int_eq(licence_pdf(&page, &out), XC_OK);
    ck_assert_uint_gt(out.len, 5000);
    ck_assert(memcmp(out.ptr, "%PDF-", 5) == 0);
    if (getenv("XC_KEEP_PDF"))
        write_all(getenv("XC_KEEP_PDF"), out.ptr, out.len);
    xc_buf_done(&out);
    xc_buf_init(&out, 100);
    ck_assert_int_eq(licence_pdf(&page, &out), XC_ELIMIT);
    xc_buf_done(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("licence_core");
    TCase *cases = tcase_create("licence_core");
    suite_add_tcase(suite, cases);
    tcase_set_timeout(cases, 60);
    tcase_add_checked_fixture(cases, make_dir, remove_dir);
    tcase_add_loop_test(cases, a_number_is_known_by_its_check_character, 0, COUNT(NUMBERS));
    tcase_add_test(cases, a_made_number_is_the_published_one);
    tcase_add_test(cases, a_key_is_made_once_kept_private_and_read_again);
    tcase_add_test(cases, a_bad_key_file_is_refused_with_its_name);
    tcase_add_test(cases, a_public_key_verifies_but_does_not_sign);
    tcase_add_test(cases, another_program_verifies_our_signature);
    tcase_add_test(cases, bits_survive_compression);
    tcase_add_test(cases, a_qr_is_one_path_and_has_a_limit);
    tcase_add_loop_test(cases, the_paper_is_a_pdf, 0, 2);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
