/* dmn_check_test.c - what the check of a model finds, and where. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/dmn/dmn_check.h"

static xc_arena *arena;

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new((size_t)1 << 30, &arena), XC_OK);
}

static void tear_down(void)
{
    arena = xc_arena_free(arena);
}

#define INPUT(name, type)                                                                \
    "<inputData id='i" name "' name='" name "'><variable name='" name "' typeRef='" type \
    "'/></inputData>\n"
#define TABLE(attributes, rest)                                                            \
    "<decision id='d' name='d'>\n<decisionTable " attributes ">" rest "</decisionTable>\n" \
    "</decision>\n"
#define IN(text) "<input><inputExpression><text>" text "</text></inputExpression></input>"
#define RULE1(a, out)                                                            \
    "\n<rule><inputEntry><text>" a "</text></inputEntry><outputEntry><text>" out \
    "</text></outputEntry></rule>"
#define RULE2(a, b, out)                                                      \
    "\n<rule><inputEntry><text>" a "</text></inputEntry><inputEntry><text>" b \
    "</text></inputEntry><outputEntry><text>" out "</text></outputEntry></rule>"
#define LITERAL(text)                                            \
    "<decision id='d' name='d'>\n<literalExpression><text>" text \
    "</text></literalExpression></decision>"
#define AGE INPUT("age", "number")
#define TYPE(name, base, allowed)                                                              \
    "<itemDefinition name='" name "'><typeRef>" base "</typeRef><allowedValues><text>" allowed \
    "</text></allowedValues></itemDefinition>\n"
#define PERSON                                                                           \
    "<itemDefinition name='tP'><itemComponent name='age'><typeRef>number</typeRef>"      \
    "</itemComponent><itemComponent name='born'><typeRef>date</typeRef></itemComponent>" \
    "</itemDefinition>\n" INPUT("p", "tP")

/* found: "kind line:column example" of each, in order; the file's first line is <definitions> */
static const struct {
    const char *model, *found;
} ROWS[] = {
    { AGE LITERAL("age + 1"), "" },
    { AGE LITERAL("agee + 1"), "name 4:26" },
    { AGE LITERAL("age +\n   agee + agee"), "name 5:4" },
    { AGE LITERAL("if age then 1 else 2"), "type 4:29" },
    { AGE LITERAL("age + \"x\""), "type 4:30" },
    { AGE LITERAL("age = \"x\""), "type 4:30" },
    { AGE LITERAL("age and true"), "type 4:26" },
    { AGE LITERAL("age in [\"a\"..\"b\"]"), "type" },
    { AGE LITERAL("-\"x\""), "type" },
    { AGE LITERAL("1 +"), "unread 4:29" },
    { "<decision id='d' name='d'><variable name='d' "
      "typeRef='string'/><literalExpression><text>1</text>"
      "</literalExpression></decision>",
      "type 2:" },
    { "<businessKnowledgeModel id='k' name='f'><encapsulatedLogic><formalParameter name='n' "
      "typeRef='number'/><literalExpression><text>n * 2</text></literalExpression>"
      "</encapsulatedLogic></businessKnowledgeModel><decision id='d' "
      "name='d'><knowledgeRequirement>"
      "<requiredKnowledge "
      "href='#k'/></knowledgeRequirement><literalExpression><text>f(\"x\")</text>"
      "</literalExpression></decision>",
      "type 2:" },
    { PERSON LITERAL("p.age + 1"), "" },
    { PERSON LITERAL("p.aged"), "name" },
    { PERSON LITERAL("p.born + p.age"), "type" },
    { PERSON LITERAL("p.born - p.born &gt; duration(\"P1D\")"), "" },
    { "<decision id='d' name='d'><variable name='d' typeRef='tNone'/></decision>", "unread 2:" },
    { AGE TABLE("hitPolicy='UNIQUE'",
                IN("age") "<output/>" RULE1("&lt; 18", "1") RULE1("&gt;= 18", "2")),
      "" },
    { AGE TABLE("hitPolicy='UNIQUE'",
                IN("age") "<output/>" RULE1("&lt; 18", "1") RULE1("&gt; 18", "2")),
      "gap {age: 18}" },
    { AGE TABLE("hitPolicy='COLLECT'", IN("age") "<output/>" RULE1("&lt; 18", "1")), "" },
    { AGE TABLE("hitPolicy='UNIQUE'",
                IN("age") "<output><defaultOutputEntry><text>0</text></defaultOutputEntry></"
                          "output>" RULE1("&lt; 18", "1")),
      "" },
    { AGE TABLE("hitPolicy='UNIQUE'",
                IN("age") "<output/>" RULE1("&lt;= 18", "1") RULE1("&gt;= 18", "2")),
      "overlap {age: 18}" },
    { AGE TABLE("hitPolicy='ANY'",
                IN("age") "<output/>" RULE1("&lt;= 18", "1") RULE1("&gt;= 18", "1")),
      "" },
    { AGE TABLE("hitPolicy='FIRST'",
                IN("age") "<output/>" RULE1("&lt; 18", "1") RULE1("-", "2") RULE1("5", "3")),
      "shadowed 7:" },
    { AGE TABLE("hitPolicy='FIRST'", IN("age") "<output/>" RULE1("&lt; 18", "1")
                                         RULE1("&gt;= 18", "2") RULE1("[10..30]", "3")),
      "shadowed 7:" },
    { AGE TABLE("hitPolicy='UNIQUE'", IN("age") "<output/>" RULE1("\"x\"", "1")), "type" },
    { AGE TABLE("hitPolicy='UNIQUE'", IN("age") "<output typeRef='number'/>" RULE1("-", "\"x\"")),
      "type" },
    { TYPE("tD", "string", "\"a\", \"b\", \"c\"") INPUT("k", "tD") INPUT("t", "boolean") TABLE(
          "", "<input><inputExpression typeRef='tD'><text>k</text></inputExpression></input>" IN(
                  "t") "<output/>" RULE2("\"a\"", "-", "1") RULE2("\"b\"", "true", "2")
                  RULE2("\"c\"", "-", "3")),
      "gap {k: \"b\", t: false}" },
    { TYPE("tAge", "number", "[0..150]") INPUT("a", "tAge") TABLE(
          "", "<input><inputExpression typeRef='tAge'><text>a</text></inputExpression></input>"
              "<output/>" RULE1("[0..60)", "1") RULE1("[60..150]", "2")),
      "" },
    { INPUT("w", "date") TABLE("", IN("w") "<output/>" RULE1("&lt;= date(\"2026-07-01\")", "1")
                                       RULE1("&gt;= date(\"2026-07-02\")", "2")),
      "" },
};

START_TEST(findings)
{
    const dmn_finding *found;
    size_t count = 0;
    xc_problem why = { 0 };
    xc_buf got;
    xc_buf_init(&got, 1 << 16);
    xc_str xml = xc_arena_printf(
        arena,
        "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/'>\n%s</definitions>",
        ROWS[_i].model);
    ck_assert_msg(!dmn_check(xml, "c.dmn", NULL, arena, &found, &count, &why), "%s", why.en);
    for (size_t i = 0; i < count; i++) {
        ck_assert_str_ne(found[i].what.en, found[i].what.zh);
        ck_assert_str_eq(found[i].what.where, "c.dmn");
        xc_buf_printf(&got, "%s%s", i ? "; " : "", dmn_found_name(found[i].kind));
        if (found[i].example) {
            xc_buf_byte(&got, ' ');
            feel_to_text(&got, found[i].example);
        } else {
            xc_buf_printf(&got, " %u:%u", found[i].what.line, found[i].what.column);
        }
    }
    xc_buf_byte(&got, 0);
    size_t len = strlen(ROWS[_i].found);
    ck_assert_msg(strncmp(got.ptr, ROWS[_i].found, len) == 0 && (len || count == 0) &&
                      (count < 2 || strchr(ROWS[_i].found, ';')),
                  "%s: %s", ROWS[_i].found, got.ptr);
    xc_buf_done(&got);
}
END_TEST

/* ten thousand rules are looked through in good time */
START_TEST(large_tables)
{
    const dmn_finding *found;
    size_t count = 0;
    xc_buf b;
    xc_buf_init(&b, 16 << 20);
    xc_buf_text(&b, "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/'>" AGE INPUT(
                        "k", "string") "<decision id='d' name='d'><decisionTable>" IN("k")
                        IN("age") "<output/>");
    for (int i = 0; i < 10000; i++)
        xc_buf_printf(&b, RULE2("\"k%d\"", "[%d..%d)", "%d"), i / 100, i % 100, i % 100 + 1, i);
    xc_buf_text(&b,
                RULE2("not(\"k0\")", "&lt; 0", "-1") "</decisionTable></decision></definitions>");
    ck_assert_int_eq(dmn_check(xc_buf_view(&b), "l.dmn", NULL, arena, &found, &count, NULL), XC_OK);
    ck_assert_uint_eq(count, DMN_CHECK_MAX_A_TABLE);
    ck_assert_int_eq(found[0].kind, DMN_FOUND_GAP);
    xc_buf_done(&b);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("dmn_check");
    TCase *c = tcase_create("check");
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_set_timeout(c, 60);
    tcase_add_loop_test(c, findings, 0, sizeof ROWS / sizeof ROWS[0]);
    tcase_add_test(c, large_tables);
    suite_add_tcase(s, c);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
