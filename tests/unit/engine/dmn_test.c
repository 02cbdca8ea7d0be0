/* dmn_test.c - decision models: hit policies, the graph, traces, and files that are refused. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "alloc_fail.h"
#include "engine/dmn/dmn.h"

static xc_arena *arena;

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new(64 << 20, &arena), XC_OK);
}

static void tear_down(void)
{
    arena = xc_arena_free(arena);
}

static xc_str file_of(const char *inside)
{
    return xc_arena_printf(
        arena,
        "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='m' name='模型'>\n"
        "%s</definitions>",
        inside);
}

static dmn_model *model(const char *inside)
{
    dmn_model *m = NULL;
    xc_problem why = { 0 };
    xc_err err = dmn_model_new(file_of(inside), "test.dmn", &m, &why);
    ck_assert_msg(!err, "%s at %s:%u:%u", why.en, why.where, why.line, why.column);
    return m;
}

static const feel_value *eval(const char *text)
{
    const feel_expr *e;
    ck_assert_int_eq(feel_parse(xc_str_of(text), NULL, 0, arena, &e, NULL), XC_OK);
    return feel_eval(e, feel_null(), arena, NULL, NULL);
}

static const char *literal(const feel_value *v)
{
    xc_buf out;
    xc_buf_init(&out, 1 << 20);
    feel_to_text(&out, v);
    xc_str kept = xc_arena_str(arena, xc_buf_view(&out));
    xc_buf_done(&out);
    return kept.ptr;
}

static void check_decision(const char *inside, const char *inputs, const char *want)
{
    dmn_model *m = model(inside);
    const feel_value *v = feel_null();
    xc_problem why = { 0 };
    xc_err err = dmn_decide(m, XC_STR("d"), eval(inputs), arena, NULL, &v, NULL, &why);
    const char *got = err ? xc_err_name(err) : literal(v);
    ck_assert_msg(strcmp(got, want) == 0, "%s\n%s gives %s, not %s", inside, inputs, got, want);
    if (err)
        ck_assert(why.en[0] && why.zh[0] && strcmp(why.en, why.zh) != 0);
    m = dmn_model_free(m);
}

#define RULE(test, out)                                                        \
    "<rule id='r'><inputEntry><text>" test "</text></inputEntry><outputEntry>" \
    "<text>" out                                                               \
    "</text></outputEntry><annotationEntry><text>note</text></annotationEntry></rule>"
#define TABLE(attributes, values, rules)                                              \
    "<decision id='d' name='D'><variable name='D'/><decisionTable " attributes ">"    \
    "<input><inputExpression><text>x</text></inputExpression></input><output>" values \
    "</output>" rules "</decisionTable></decision>"
#define THREE RULE("&lt; 10", "1") RULE("&lt; 20", "2") RULE("-", "3")
#define VALUES "<outputValues><text>3, 2, 1</text></outputValues>"
#define LITERAL(id, needs, text)                                       \
    "<decision id='" id "' name='" id "'>" needs "<literalExpression>" \
    "<text>" text "</text></literalExpression></decision>"
#define NEED(id) \
    "<informationRequirement><requiredDecision href='#" id "'/></informationRequirement>"
#define KNOW(id) "<knowledgeRequirement><requiredKnowledge href='#" id "'/></knowledgeRequirement>"

START_TEST(hit_policies)
{
    static const struct {
        const char *file, *inputs, *want;
    } ROWS[] = {
        { TABLE("", "", RULE("&lt; 10", "1") RULE("&gt;= 10", "2")), "{ x: 12 }", "2" },
        { TABLE("", "", RULE("&lt; 10", "1")), "{ x: 12 }", "null" },
        { TABLE("", "", THREE), "{ x: 5 }", "refused" },
        { TABLE("hitPolicy='FIRST'", "", THREE), "{ x: 5 }", "1" },
        { TABLE("hitPolicy='ANY'", "", THREE), "{ x: 5 }", "refused" },
        { TABLE("hitPolicy='ANY'", "", RULE("1", "7") RULE("-", "7")), "{ x: 1 }", "7" },
        { TABLE("hitPolicy='PRIORITY'", VALUES, THREE), "{ x: 5 }", "3" },
        { TABLE("hitPolicy='OUTPUT ORDER'", VALUES, THREE), "{ x: 5 }", "[3, 2, 1]" },
        { TABLE("hitPolicy='RULE ORDER'", VALUES, THREE), "{ x: 15 }", "[2, 3]" },
        { TABLE("hitPolicy='COLLECT'", "", THREE), "{ x: 5 }", "[1, 2, 3]" },
        { TABLE("hitPolicy='COLLECT'", "", RULE("1", "1")), "{ x: 5 }", "[]" },
        { TABLE("hitPolicy='COLLECT' aggregation='SUM'", "", THREE), "{ x: 5 }", "6" },
        { TABLE("hitPolicy='COLLECT' aggregation='MIN'", "", THREE), "{ x: 5 }", "1" },
        { TABLE("hitPolicy='COLLECT' aggregation='MAX'", "", THREE), "{ x: 5 }", "3" },
        { TABLE("hitPolicy='COLLECT' aggregation='COUNT'", "", THREE), "{ x: 15 }", "2" },
        { TABLE("", "<defaultOutputEntry><text>9</text></defaultOutputEntry>", RULE("1", "1")),
          "{ x: 2 }", "9" },
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        check_decision(ROWS[i].file, ROWS[i].inputs, ROWS[i].want);
}
END_TEST

START_TEST(boxes_and_graph)
{
    static const struct {
        const char *file, *inputs, *want;
    } ROWS[] = {
        { LITERAL("d", "", "水位 + 1"), "{ 水位: 2 }", "3" },
        { LITERAL("d", NEED("a b") NEED("c"), "a b + c") LITERAL("a b", NEED("c"), "c * 10")
              LITERAL("c", "", "x"),
          "{ x: 2 }", "22" },
        { LITERAL("d", KNOW("f"),
                  "f(3) + f(n: 4)") "<businessKnowledgeModel id='f' "
                                    "name='f'><encapsulatedLogic><formalParameter name='n'/>"
                                    "<literalExpression><text>n * "
                                    "n</text></literalExpression></encapsulatedLogic>"
                                    "</businessKnowledgeModel>",
          "{}", "25" },
        { "<decision id='d' name='d'><context><contextEntry><variable name='a'/><literalExpression>"
          "<text>2</text></literalExpression></contextEntry><contextEntry><literalExpression><text>"
          "a + 1</text></literalExpression></contextEntry></context></decision>",
          "{}", "3" },
        { "<decision id='d' name='d'><conditional><if><literalExpression><text>x &gt; 1</text>"
          "</literalExpression></if><then><literalExpression><text>\"a\"</text></literalExpression>"
          "</then><else><literalExpression><text>\"b\"</text></literalExpression></else>"
          "</conditional></decision>",
          "{ x: 2 }", "\"a\"" },
        { "<decision id='d' name='d'><filter><in><literalExpression><text>[1, 2, 3]</text>"
          "</literalExpression></in><match><literalExpression><text>item &gt; 1</text>"
          "</literalExpression></match></filter></decision>",
          "{}", "[2, 3]" },
        { "<decision id='d' name='d'><relation><column name='k'/><column name='v'/><row>"
          "<literalExpression><text>1</text></literalExpression><literalExpression><text>2</text>"
          "</literalExpression></row></relation></decision>",
          "{}", "[{k: 1, v: 2}]" },
        { "<itemDefinition "
          "name='tLevel'><typeRef>number</typeRef><allowedValues><text>[1..3]</text>"
          "</allowedValues></itemDefinition><decision id='d' name='d'><variable name='d' "
          "typeRef='tLevel'/><literalExpression><text>x</text></literalExpression></decision>",
          "{ x: 4 }", "null" },
        { "<decisionService id='d' name='s'><outputDecision href='#o'/><inputDecision href='#i'/>"
          "</decisionService>" LITERAL("o", NEED("i"), "i + 1") LITERAL("i", "", "100"),
          "{ i: 1 }", "2" },
        { "<decision id='d' name='d'/>", "{}", "null" },
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        check_decision(ROWS[i].file, ROWS[i].inputs, ROWS[i].want);
}
END_TEST

START_TEST(the_trace_says_why)
{
    dmn_model *m = model(TABLE("", "", RULE("&lt; 10", "1") RULE("&gt;= 10", "2"))
                             LITERAL("e", NEED("d"), "D + 1"));
    const feel_value *v, *trace;
    ck_assert_uint_eq(dmn_decision_count(m), 2);
    ck_assert(xc_str_is(dmn_model_name(m), "模型"));
    ck_assert(xc_str_is(dmn_decision_id(m, 1), "e"));
    ck_assert(xc_str_is(dmn_decision_name(m, 0), "D"));
    ck_assert_int_eq(dmn_decide(m, XC_STR("e"), eval("{ x: 12 }"), arena, NULL, &v, &trace, NULL),
                     XC_OK);
    ck_assert_str_eq(
        literal(trace),
        "[{decision: \"d\", name: \"D\", result: 2, needs: [], hitPolicy: \"UNIQUE\", inputs: "
        "[{text: \"x\", value: 12}], rules: [{index: 2, id: \"r\", annotation: \"note\", outputs: "
        "2, cells: [\">= 10\"]}], misses: []}, {decision: \"e\", name: \"e\", result: 3, needs: "
        "[{name: \"D\", from: \"decision\", value: 2}]}]");
    ck_assert_int_eq(dmn_decide(m, XC_STR("no"), feel_null(), arena, NULL, &v, NULL, NULL),
                     XC_ENOTFOUND);
    m = dmn_model_free(m);
}
END_TEST

START_TEST(broken_files_are_refused_with_a_line)
{
    static const struct {
        const char *inside;
        xc_err err;
        uint32_t line;
    } ROWS[] = {
        { "<decision id='d' name='d'>\n<literalExpression>\n<text>1 +</text></literalExpression>"
          "</decision>",
          XC_ESYNTAX, 4 },
        { "\n" TABLE("hitPolicy='BEST'", "", THREE), XC_EINVAL, 3 },
        { TABLE("hitPolicy='COLLECT' aggregation='AVERAGE'", "", THREE), XC_EINVAL, 2 },
        { TABLE("", "", "\n<rule><outputEntry><text>1</text></outputEntry></rule>"), XC_EINVAL, 3 },
        { LITERAL("d", NEED("nowhere"), "1"), XC_EINVAL, 2 },
        { "\n" LITERAL("a", NEED("b"), "1") LITERAL("b", NEED("a"), "1"), XC_EINVAL, 3 },
        { "<itemDefinition name='t'><typeRef>t</typeRef></itemDefinition>", XC_EINVAL, 2 },
        { "<inputData id='i' name='i'><variable name='i' typeRef='tUnknown'/></inputData>",
          XC_EINVAL, 2 },
        { "<decision>", XC_ESYNTAX, 2 },
        { "<import namespace='n' name='other' importType='t'/>", XC_EUNSUPPORTED, 2 },
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        dmn_model *m = NULL;
        xc_problem why = { 0 };
        xc_err err = dmn_model_new(file_of(ROWS[i].inside), "test.dmn", &m, &why);
        ck_assert_msg(err == ROWS[i].err, "%zu: %s %s", i, xc_err_name(err), why.en);
        ck_assert_msg(why.line == ROWS[i].line, "%zu: line %u: %s", i, why.line, why.en);
        ck_assert_str_eq(why.where, "test.dmn");
        ck_assert_ptr_null(m);
    }
}
END_TEST

#define JAVA(class_name, signature, call)                                                     \
    LITERAL("d", "",                                                                          \
            "{ f: function(a, b) external { java: { class: \"java.lang." class_name           \
            "\", method signature: \"" signature "\" } }, g: function(a) external { java: { " \
            "class: \"java.lang." class_name "\", method signature: \"" signature             \
            "\" } }, r: " call " }.r")

START_TEST(functions_of_java)
{
    static const struct {
        const char *file, *want;
    } ROWS[] = {
        { JAVA("Math", "pow(double, double)", "f(2, 10)"), "1024" },
        { JAVA("Math", "hypot(double,double)", "f(3, 4)"), "5" },
        { JAVA("Math", "sqrt(double)", "g(2)"), "1.4142135623730951" },
        { JAVA("Math", "sqrt(double)", "g(-2)"), "null" },
        { JAVA("Math", "abs(int)", "g(-7)"), "7" },
        { JAVA("Math", "abs(int)", "g(1.5)"), "null" },
        { JAVA("Math", "abs(long)", "g(-9007199254740993)"), "9007199254740993" },
        { JAVA("Math", "min(int,int)", "f(3, -2)"), "-2" },
        { JAVA("Math", "round(double)", "g(2.5)"), "3" },
        { JAVA("Math", "signum(double)", "g(-0.1)"), "-1" },
        { JAVA("Byte", "valueOf(byte)", "g(200)"), "null" },
        { JAVA("Short", "valueOf(short)", "g(40000)"), "null" },
        { JAVA("Integer", "parseInt(java.lang.String)", "g(\"42\")"), "42" },
        { JAVA("Integer", "parseInt(java.lang.String)", "g(\"4.2\")"), "null" },
        { JAVA("Long", "valueOf(java.lang.String)", "g(\"99999999999\")"), "99999999999" },
        { JAVA("Float", "valueOf(float)", "g(0.1)"), "0.1" },
        { JAVA("String", "valueOf(int)", "g(7)"), "\"7\"" },
        { JAVA("String", "valueOf(boolean)", "g(true)"), "\"true\"" },
        { JAVA("String", "format(java.lang.String, [Ljava.lang.Object;)", "f(\"%d %%\", 5)"),
          "\"5 %\"" },
        { JAVA("String", "format(java.lang.String, [Ljava.lang.Object;)", "f(\"%d\", \"x\")"),
          "null" },
        { JAVA("String", "format(java.lang.String, [Ljava.lang.Object;)", "f(\"%s %s\", 5)"),
          "null" },
        { JAVA("Math", "sqrt(double)", "f(2, 3)"), "null" },
        { JAVA("Runtime", "exec(java.lang.String)", "g(\"x\")"), "null" },
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        check_decision(ROWS[i].file, "{}", ROWS[i].want);
}
END_TEST

START_TEST(endless_recursion_ends)
{
    dmn_model *m = model(LITERAL(
        "d", KNOW("f"),
        "f(1)") "<businessKnowledgeModel id='f' name='f'><knowledgeRequirement><requiredKnowledge "
                "href='#g'/></knowledgeRequirement><encapsulatedLogic><formalParameter name='n'/>"
                "<literalExpression><text>g(f, n)</text></literalExpression></encapsulatedLogic>"
                "</businessKnowledgeModel>"
                "<businessKnowledgeModel id='g' name='g'><encapsulatedLogic><formalParameter "
                "name='h'/>"
                "<formalParameter name='n'/><literalExpression><text>{ r: function(k) r(k + 1), s: "
                "r(1) }.s"
                "</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>");
    const feel_value *v = feel_null();
    xc_problem why = { 0 };
    xc_err err = dmn_decide(m, XC_STR("d"), feel_null(), arena, NULL, &v, NULL, &why);
    ck_assert_int_eq(err, XC_ELIMIT);
    ck_assert_str_ne(why.zh, "");
    m = dmn_model_free(m);
}
END_TEST

START_TEST(drafts_are_null_where_they_cannot_be_read)
{
    dmn_model *m = NULL;
    const feel_value *v;
    xc_str file = file_of(LITERAL("a", NEED("nowhere"), "1 +") LITERAL("b", "", "2"));
    ck_assert_int_eq(dmn_model_new_draft(file, "test.dmn", &m, NULL), XC_OK);
    ck_assert_int_eq(dmn_decide(m, XC_STR("a"), NULL, arena, NULL, &v, NULL, NULL), XC_OK);
    ck_assert_int_eq(feel_type_of(v), FEEL_NULL);
    ck_assert_int_eq(dmn_decide(m, XC_STR("b"), NULL, arena, NULL, &v, NULL, NULL), XC_OK);
    ck_assert_str_eq(literal(v), "2");
    m = dmn_model_free(m);
}
END_TEST

START_TEST(memory_may_end_while_reading)
{
    xc_str file = file_of(TABLE("hitPolicy='COLLECT'", VALUES, THREE) LITERAL("e", NEED("d"), "D"));
    for (unsigned n = 1; alloc_fail_next(n); n++) {
        dmn_model *m = NULL;
        alloc_fail_at(n);
        xc_err err = dmn_model_new(file, "test.dmn", &m, NULL);
        bool failed = alloc_fail_happened();
        alloc_fail_never();
        ck_assert_msg(err == (failed ? XC_ENOMEM : XC_OK), "%u: %s", n, xc_err_name(err));
        m = dmn_model_free(m);
        if (!failed)
            break;
    }
}
END_TEST

START_TEST(a_full_arena_does_no_harm)
{
    dmn_model *m = model(TABLE("hitPolicy='COLLECT'", VALUES, THREE) LITERAL("e", NEED("d"), "D"));
    const feel_value *in = eval("{ x: 5 }");
    for (size_t bytes = 0; bytes < 20000; bytes += 64) {
        xc_arena *small;
        const feel_value *v = NULL, *trace = NULL;
        ck_assert_int_eq(xc_arena_new(bytes, &small), XC_OK);
        if (dmn_decide(m, XC_STR("e"), in, small, NULL, &v, &trace, NULL) == XC_OK)
            ck_assert_str_eq(literal(v), "[1, 2, 3]");
        small = xc_arena_free(small);
    }
    m = dmn_model_free(m);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("dmn");
    TCase *c = tcase_create("dmn");
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_set_timeout(c, 30);
    tcase_add_test(c, hit_policies);
    tcase_add_test(c, boxes_and_graph);
    tcase_add_test(c, the_trace_says_why);
    tcase_add_test(c, broken_files_are_refused_with_a_line);
    tcase_add_test(c, functions_of_java);
    tcase_add_test(c, endless_recursion_ends);
    tcase_add_test(c, drafts_are_null_where_they_cannot_be_read);
    tcase_add_test(c, memory_may_end_while_reading);
    tcase_add_test(c, a_full_arena_does_no_harm);
    suite_add_tcase(s, c);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
