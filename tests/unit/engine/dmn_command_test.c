/* dmn_command_test.c - `xiucheng dmn`: words for cells and traces, rows from files, imports beside.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "main/cmd_dmn.h"

static char folder[] = "/tmp/dmn_command_XXXXXX";
static char made[200];

static void set_up(void)
{
    (void)snprintf(made, sizeof made, "%s", folder);
    ck_assert_ptr_nonnull(mkdtemp(made));
}

static void path_of(char to[300], const char *name)
{
    (void)snprintf(to, 300, "%s/%s", made, name);
}

static void tear_down(void)
{
    static const char *const NAMES[] = { "m.dmn", "o.dmn", "in.csv", "in.jsonl", "in.json", "out" };
    char path[300];
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        path_of(path, NAMES[i]);
        (void)unlink(path); /* not all are there */
    }
    ck_assert_int_eq(rmdir(made), 0);
}

static void write_file(const char *name, const char *text)
{
    char path[300];
    path_of(path, name);
    FILE *f = fopen(path, "wb");
    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(text, 1, strlen(text), f), strlen(text));
    ck_assert_int_eq(fclose(f), 0);
}

START_TEST(cells_in_words)
{
    static const struct {
        const char *cell, *en, *zh;
    } ROWS[] = {
        { "-", "anything", "不限" },
        { "[18..60)", "at least 18 and less than 60", "不小于18，且小于60" },
        { "> 5", "more than 5", "大于5" },
        { "<= 5", "at most 5", "不大于5" },
        { "\"a\", \"b\"", "\"a\" or \"b\"", "“a”或“b”" },
        { "not(\"a\")", "anything but \"a\"", "除了“a”以外" },
        { "true", "yes", "是" },
        { "date(\"2026-07-29\")", "2026-07-29", "2026-07-29" },
        { "< date(\"2026-07-29\")", "less than 2026-07-29", "小于2026-07-29" },
        { "null", "no value", "没有值" },
        { "? = x", "? = x", "? = x" },
        { "1.23456789", "about 1.23", "约1.23" },
        { "((", "((", "((" },
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        for (int zh = 0; zh < 2; zh++) {
            xc_buf out;
            xc_buf_init(&out, 1000);
            dmn_say_cell(&out, xc_str_of(ROWS[i].cell), zh ? XC_LANG_ZH : XC_LANG_EN);
            ck_assert_msg(xc_str_is(xc_buf_view(&out), zh ? ROWS[i].zh : ROWS[i].en), "%s: %.*s",
                          ROWS[i].cell, XC_STR_ARG(xc_buf_view(&out)));
            xc_buf_done(&out);
        }
}
END_TEST

static const char MODEL[] =
    "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' namespace='m'>"
    "<import namespace='o' name='city' importType='https://www.omg.org/spec/DMN/20230324/MODEL/'/>"
    "<inputData id='a' name='age'><variable name='age' typeRef='number'/></inputData>"
    "<inputData id='b' name='born'><variable name='born' typeRef='date'/></inputData>"
    "<inputData id='h' name='home'/>"
    "<decision id='d' name='Benefit'><informationRequirement><requiredInput href='#a'/>"
    "</informationRequirement><informationRequirement><requiredDecision href='o#base'/>"
    "</informationRequirement><decisionTable hitPolicy='UNIQUE'><input><inputExpression><text>age"
    "</text></inputExpression></input><input><inputExpression><text>home.members</text>"
    "</inputExpression></input><output/><rule><inputEntry><text>&gt;= 60</text></inputEntry>"
    "<inputEntry><text>-</text></inputEntry><outputEntry><text>city.base * 2</text></outputEntry>"
    "<annotationEntry><text>article 3</text></annotationEntry></rule><rule><inputEntry><text>"
    "&lt; 60</text></inputEntry><inputEntry><text>&gt; 3</text></inputEntry><outputEntry><text>"
    "city.base</text></outputEntry></rule></decisionTable></decision>"
    "<decision id='y' name='year'><literalExpression><text>born.year</text></literalExpression>"
    "</decision></definitions>";
static const char OTHER[] =
    "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' namespace='o'><decision "
    "id='base' name='base'><literalExpression><text>100</text></literalExpression></decision>"
    "</definitions>";

/* what the command writes; *ret is owned */
static xc_err run(const char *decision, const char *input, bool explain, xc_lang lang, xc_str *ret,
                  xc_problem *why)
{
    char model[300], in[300], out[300];
    path_of(model, "m.dmn");
    path_of(in, input);
    path_of(out, "out");
    dmn_run_options how = {
        .model = model, .decision = decision, .input = in, .explain = explain, .lang = lang
    };
    ck_assert_int_eq(fflush(stdout), 0);
    int before = dup(1);
    ck_assert_ptr_nonnull(freopen(out, "wb", stdout));
    xc_err err = dmn_run_command(&how, why);
    ck_assert_int_eq(fflush(stdout), 0);
    ck_assert_int_eq(dup2(before, 1), 1);
    ck_assert_int_eq(close(before), 0);
    ck_assert_int_eq(dmn_file_read(out, 1 << 20, ret, NULL), XC_OK);
    return err;
}

static void check_run(const char *decision, const char *input, bool explain, xc_lang lang,
                      const char *want)
{
    xc_str got;
    xc_problem why = { 0 };
    xc_err err = run(decision, input, explain, lang, &got, &why);
    ck_assert_msg(!err, "%s", why.en);
    ck_assert_msg(xc_str_is(got, want), "%.*s\nnot\n%s", XC_STR_ARG(got), want);
    xc_free((char *)got.ptr);
}

START_TEST(rows_from_files)
{
    write_file("m.dmn", MODEL);
    write_file("o.dmn", OTHER);
    write_file("in.csv", "age,home.members\n61,2\n30,5\n30,1\n");
    check_run("Benefit", "in.csv", false, XC_LANG_EN,
              "{\"result\":200}\n{\"result\":100}\n{\"result\":null}\n");
    write_file("in.jsonl",
               "{\"age\":70,\"home\":{\"members\":1}}\n\n{\"age\":2,\"home\":{\"members\":4}}\n");
    check_run("d", "in.jsonl", false, XC_LANG_EN, "{\"result\":200}\n{\"result\":100}\n");
    write_file("in.json", "{\"born\":\"1990-05-06\"}");
    check_run("year", "in.json", false, XC_LANG_EN, "{\"result\":1990}\n");
}
END_TEST

START_TEST(an_account_in_words)
{
    write_file("m.dmn", MODEL);
    write_file("o.dmn", OTHER);
    write_file("in.json", "{\"age\":61,\"home\":{\"members\":2}}");
    check_run("Benefit", "in.json", true, XC_LANG_EN,
              "Result\n  Benefit is 200\n\nWhat was given\n  age: 61\n\nHow it was decided\n"
              "1. base is 100\n\n2. Benefit is 200\n   given: age\n"
              "   decided before: base is 100\n   rule 1 holds (article 3), giving 200\n"
              "     - age is 61; the rule asks for at least 60\n\n");
    write_file("in.json", "{\"age\":30,\"home\":{\"members\":2}}");
    check_run("Benefit", "in.json", true, XC_LANG_ZH,
              "结论\n  Benefit：没有值\n\n已知的情况\n  age：30\n\n怎样得出的\n"
              "1. base：100\n\n2. Benefit：没有值\n   已知：age\n   前面已定：base：100\n"
              "   没有规则成立\n   规则 1 只差一项（article 3）：age：30，规则要求不小于60\n"
              "   规则 2 只差一项：home.members：2，规则要求大于3\n\n");
}
END_TEST

START_TEST(bad_files)
{
    static const struct {
        const char *input, *text;
        xc_err err;
        uint32_t line;
    } ROWS[] = {
        { "in.json", "[", XC_ESYNTAX, 1 },         { "in.json", "[]", XC_EINVAL, 1 },
        { "in.json", "", XC_ESYNTAX, 1 },          { "in.jsonl", "{}\n{}\n{\n", XC_ESYNTAX, 3 },
        { "in.csv", "age\n1,2\n", XC_ESYNTAX, 2 }, { "in.csv", "age,age\n1,2\n", XC_ESYNTAX, 1 },
    };
    write_file("m.dmn", MODEL);
    for (size_t i = 0; i <= sizeof ROWS / sizeof ROWS[0]; i++) {
        xc_str got;
        xc_problem why = { 0 };
        bool all = i < sizeof ROWS / sizeof ROWS[0]; /* the last: the import is gone */
        write_file("o.dmn", all ? OTHER : "<definitions/>");
        write_file(all ? ROWS[i].input : "in.json", all ? ROWS[i].text : "{}");
        xc_err err = run("d", all ? ROWS[i].input : "in.json", false, XC_LANG_EN, &got, &why);
        ck_assert_msg(err == (all ? ROWS[i].err : XC_EINVAL), "%zu: %s", i, why.en);
        ck_assert_uint_eq(why.line, all ? ROWS[i].line : 1);
        ck_assert_msg(why.zh[0] && why.where[0], "%zu", i);
        xc_free((char *)got.ptr);
    }
}
END_TEST

int main(void)
{
    Suite *s = suite_create("dmn_command");
    TCase *c = tcase_create("command");
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_add_test(c, cells_in_words);
    tcase_add_test(c, rows_from_files);
    tcase_add_test(c, an_account_in_words);
    tcase_add_test(c, bad_files);
    suite_add_tcase(s, c);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
