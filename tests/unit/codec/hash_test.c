/* hash_test.c - published vectors of SHA-256, SM3 and HMAC. */
#include "codec/hash.h"

#include <check.h>
#include <stdlib.h>

#include "alloc_fail.h"

static xc_str sum_text(const unsigned char sum[HASH_BYTES], char hex[HASH_HEX_SIZE])
{
    return xc_str_of(hash_hex((xc_str){ (const char *)sum, HASH_BYTES }, hex));
}

START_TEST(vectors)
{
    static const struct {
        hash_kind kind;
        const char *text, *sum;
    } rows[] = {
        { HASH_SHA256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { HASH_SHA256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { HASH_SM3, "abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0" },
        { HASH_SM3, "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd",
          "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned char sum[HASH_BYTES];
        char hex[HASH_HEX_SIZE];
        ck_assert_int_eq(hash_of(rows[i].kind, xc_str_of(rows[i].text), sum), XC_OK);
        ck_assert(xc_str_is(sum_text(sum, hex), rows[i].sum));
        hash *h;
        ck_assert_int_eq(hash_new(rows[i].kind, &h), XC_OK);
        for (const char *c = rows[i].text; *c; c++)
            ck_assert_int_eq(hash_add(h, (xc_str){ c, 1 }), XC_OK);
        ck_assert_int_eq(hash_end(h, sum), XC_OK);
        ck_assert_ptr_null(hash_free(h));
        ck_assert(xc_str_is(sum_text(sum, hex), rows[i].sum));
    }
}
END_TEST

/* RFC 4231, cases 2 and 6 */
START_TEST(keyed)
{
    unsigned char sum[HASH_BYTES];
    char hex[HASH_HEX_SIZE], key[131];
    ck_assert_int_eq(
        hash_hmac(HASH_SHA256, XC_STR("Jefe"), XC_STR("what do ya want for nothing?"), sum), XC_OK);
    ck_assert(xc_str_is(sum_text(sum, hex),
                        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    memset(key, 0xaa, sizeof key);
    ck_assert_int_eq(hash_hmac(HASH_SHA256, (xc_str){ key, sizeof key },
                               XC_STR("Test Using Larger Than Block-Size Key - Hash Key First"),
                               sum),
                     XC_OK);
    ck_assert(xc_str_is(sum_text(sum, hex),
                        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"));
}
END_TEST

START_TEST(hex_comes_back)
{
    unsigned char bytes[3];
    ck_assert(hash_from_hex(XC_STR("00fFa9"), bytes, 3));
    ck_assert(hash_equal(bytes, "\x00\xff\xa9", 3));
    ck_assert(!hash_equal(bytes, "\x00\xff\xa8", 3));
    ck_assert(!hash_from_hex(XC_STR("00ffa"), bytes, 3));
    ck_assert(!hash_from_hex(XC_STR("00ffag"), bytes, 3));
}
END_TEST

START_TEST(no_memory)
{
    unsigned char sum[HASH_BYTES];
    alloc_fail_at(1);
    ck_assert_int_eq(hash_of(HASH_SM3, XC_STR("abc"), sum), XC_ENOMEM);
    alloc_fail_never();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("hash");
    TCase *cases = tcase_create("hash");
    suite_add_tcase(suite, cases);
    tcase_add_test(cases, vectors);
    tcase_add_test(cases, keyed);
    tcase_add_test(cases, hex_comes_back);
    tcase_add_test(cases, no_memory);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
