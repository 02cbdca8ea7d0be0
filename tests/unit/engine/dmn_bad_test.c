/* dmn_bad_test.c - models that are cut, huge, circular, of other kinds: a clear error, no crash. */
#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "alloc_fail.h"
#include "base/mem.h"
#include "engine/dmn/dmn_batch.h"
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

#define SPACE "https://www.omg.org/spec/DMN/20230324/MODEL/"
#define OPEN(space) "<definitions xmlns='" SPACE "' namespace='" space "' id='m' name='m'>"
#define IMPORT(space, name) \
    "<import namespace='" space "' name='" name "' importType='" SPACE "'/>\n"

static const char WHOLE[] =
    OPEN("a") "<itemDefinition name='tAge'><typeRef>number</typeRef><allowedValues><text>[0..150]"
              "</text></allowedValues></itemDefinition>\n"
              "<inputData id='i' name='age'><variable name='age' typeRef='tAge'/></inputData>\n"
              "<businessKnowledgeModel id='k' name='twice'><encapsulatedLogic>"
              "<formalParameter name='n' typeRef='number'/><literalExpression><text>n * 2</text>"
              "</literalExpression></encapsulatedLogic></businessKnowledgeModel>\n"
              "<decision id='d' name='补贴'><informationRequirement><requiredInput href='#i'/>"
              "</informationRequirement><knowledgeRequirement><requiredKnowledge href='#k'/>"
              "</knowledgeRequirement><decisionTable hitPolicy='FIRST'><input><inputExpression>"
              "<text>age</text></inputExpression></input><output/><rule><inputEntry><text>[18..60)"
              "</text></inputEntry><outputEntry><text>twice(age)</text></outputEntry></rule><rule>"
              "<inputEntry><text>not(5)</text></inputEntry><outputEntry><text>{ a: \"乙\" }"
              "</text></outputEntry></rule></decisionTable></decision></definitions>";

static void decide_all(const dmn_model *m)
{
    const feel_value *in = feel_with(arena, feel_null(), XC_STR("age"), feel_int(arena, 20));
    for (size_t i = 0; i < dmn_decision_count(m); i++) {
        const feel_value *v, *trace;
        xc_problem why = { 0 };
        xc_err err = dmn_decide(m, dmn_decision_id(m, i), in, arena, NULL, &v, &trace, &why);
        ck_assert(!err || why.en[0]);
    }
}

START_TEST(cut_anywhere)
{
    for (size_t len = 0; len < sizeof WHOLE - 1; len++) {
        const dmn_finding *found;
        size_t count;
        dmn_model *m = NULL;
        xc_problem why = { 0 };
        xc_str cut = { WHOLE, len };
        xc_err err = dmn_model_new(cut, "cut.dmn", &m, &why);
        ck_assert_msg(err == XC_ESYNTAX && why.zh[0] && why.line, "%zu: %s", len, xc_err_name(err));
        ck_assert_str_eq(why.where, "cut.dmn");
        ck_assert_int_eq(dmn_check(cut, "cut.dmn", NULL, arena, &found, &count, NULL), XC_ESYNTAX);
        xc_arena_reset(arena);
    }
}
END_TEST

/* one byte of the text is another: whatever it is, it is read or refused */
START_TEST(bytes_turned)
{
    static const char OTHERS[] = "<>&\"'( )[].,-#x0\n";
    char text[sizeof WHOLE];
    for (size_t at = 0; at < sizeof WHOLE - 1; at += 3)
        for (const char *c = OTHERS; *c; c++) {
            const dmn_finding *found;
            size_t count;
            dmn_model *m = NULL;
            xc_problem why = { 0 };
            memcpy(text, WHOLE, sizeof text);
            text[at] = *c;
            xc_err err = dmn_model_new(xc_str_of(text), "t.dmn", &m, &why);
            ck_assert(!err || (why.en[0] && why.zh[0]));
            if (!err)
                decide_all(m);
            m = dmn_model_free(m);
            xc_ignore(dmn_check(xc_str_of(text), "t.dmn", NULL, arena, &found, &count, NULL));
            xc_arena_reset(arena);
        }
}
END_TEST

START_TEST(other_namespaces)
{
    static const struct {
        const char *text;
        xc_err err;
    } ROWS[] = {
        { "<definitions/>", XC_EUNSUPPORTED },
        { "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>", XC_EUNSUPPORTED },
        { "<definitions xmlns='https://www.omg.org/spec/DMN/19990101/MODEL/'/>", XC_EUNSUPPORTED },
        { "<html xmlns='" SPACE "'/>", XC_EINVAL },
        { "<definitions xmlns='http://www.omg.org/spec/DMN/20151101/dmn.xsd'/>", XC_OK },
        { OPEN("a") "</definitions>", XC_OK },
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        dmn_model *m = NULL;
        xc_problem why = { 0 };
        xc_err err = dmn_model_new(xc_str_of(ROWS[i].text), "n.dmn", &m, &why);
        ck_assert_msg(err == ROWS[i].err, "%zu: %s", i, why.en);
        ck_assert_int_eq(why.code, err);
        m = dmn_model_free(m);
    }
}
END_TEST

/* ---- imports ---- */

#define LITERAL(id, needs, text)                                                  \
    "<decision id='" id "' name='" id "'>" needs "<literalExpression><text>" text \
    "</text></literalExpression></decision>"
#define NEED(href) \
    "<informationRequirement><requiredDecision href='" href "'/></informationRequirement>"

typedef struct {
    const char *space, *text;
} file;

static const file FILES[] = {
    { "b",
      OPEN("b") IMPORT("c", "third") LITERAL("x y", NEED("c#z"), "third.z * 2") "</definitions>" },
    { "c",
      OPEN("c") "<itemDefinition name='tNo'><typeRef>number</typeRef></itemDefinition>" LITERAL(
          "z", "", "21") "</definitions>" },
    { "round", OPEN("round") IMPORT("round2", "r") "</definitions>" },
    { "round2", OPEN("round2") IMPORT("round", "r") "</definitions>" },
    { "broken", OPEN("broken") "<decision>" },
    { "liar", OPEN("other") "</definitions>" },
};

static bool find_file(void *ctx, xc_str space, xc_str location, xc_str *ret)
{
    (void)ctx, (void)location;
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++)
        if (xc_str_is(space, FILES[i].space)) {
            *ret = xc_str_of(FILES[i].text);
            return true;
        }
    return false;
}

START_TEST(imports)
{
    static const struct {
        const char *text;
        xc_err err;
        const char *want;
    } ROWS[] = {
        { OPEN("a") IMPORT("b", "second")
              LITERAL("d", NEED("b#x y"), "second.x y + 1") "</definitions>",
          XC_OK, "43" },
        { OPEN("a") IMPORT("b", "q") IMPORT("c", "p")
              LITERAL("d", NEED("b#x y") NEED("c#z"), "q.x y + p.z") "</definitions>",
          XC_OK, "63" },
        { OPEN("a")
              IMPORT("c", "p") "<decision id='d' name='d'><variable name='d' typeRef='p.tNo'/>"
                               "<literalExpression><text>\"a\"</text></literalExpression>"
                               "</decision></definitions>",
          XC_OK, "null" },
        { OPEN("a") IMPORT("round", "r") "</definitions>", XC_EINVAL, NULL },
        { OPEN("a") IMPORT("a", "r") "</definitions>", XC_EINVAL, NULL },
        { OPEN("a") IMPORT("nowhere", "r") "</definitions>", XC_EINVAL, NULL },
        { OPEN("a") IMPORT("liar", "r") "</definitions>", XC_EINVAL, NULL },
        { OPEN("a") IMPORT("broken", "r") "</definitions>", XC_ESYNTAX, NULL },
        { OPEN("a") IMPORT("c", "p") LITERAL("d", NEED("c#gone"), "1") "</definitions>", XC_EINVAL,
          NULL },
        { OPEN("a") LITERAL("d", NEED("c#z"), "1") "</definitions>", XC_EINVAL, NULL },
        { OPEN("a") "<import namespace='n' name='n' importType='http://www.dmg.org/PMML-4_2'/>"
                    "</definitions>",
          XC_EUNSUPPORTED, NULL },
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        dmn_model *m = NULL;
        xc_problem why = { 0 };
        dmn_load_options how = { .import = find_file };
        xc_err err = dmn_model_new_with(xc_str_of(ROWS[i].text), "a.dmn", &how, &m, &why);
        ck_assert_msg(err == ROWS[i].err, "%zu: %s %s", i, xc_err_name(err), why.en);
        ck_assert(!err || (why.line && why.where[0] && why.zh[0]));
        if (!err) {
            const feel_value *v = feel_null();
            xc_buf text;
            xc_buf_init(&text, 100);
            ck_assert_int_eq(dmn_decide(m, XC_STR("d"), NULL, arena, NULL, &v, NULL, NULL), XC_OK);
            feel_to_text(&text, v);
            ck_assert_msg(xc_str_is(xc_buf_view(&text), ROWS[i].want), "%zu: %.*s", i,
                          XC_STR_ARG(xc_buf_view(&text)));
            xc_buf_done(&text);
        }
        m = dmn_model_free(m);
    }
}
END_TEST

/* ---- size ---- */

/* text is owned */
static xc_str large_table(size_t rules)
{
    xc_buf b;
    size_t len = 0;
    xc_buf_init(&b, (size_t)1 << 30);
    xc_buf_text(&b,
                OPEN("a") "<decision id='d' name='d'><decisionTable hitPolicy='UNIQUE'><input>"
                          "<inputExpression><text>x</text></inputExpression></input><input>"
                          "<inputExpression><text>y</text></inputExpression></input><output/>\n");
    for (size_t i = 0; i < rules; i++)
        xc_buf_printf(&b,
                      "<rule><inputEntry><text>\"d%zu\"</text></inputEntry><inputEntry><text>"
                      "[%zu..%zu)</text></inputEntry><outputEntry><text>%zu</text></outputEntry>"
                      "</rule>\n",
                      i / 100, i % 100, i % 100 + 1, i);
    xc_buf_text(&b, "</decisionTable></decision></definitions>");
    char *text = xc_buf_take(&b, &len);
    ck_assert_ptr_nonnull(text);
    return (xc_str){ text, len };
}

START_TEST(large_tables_need_leave)
{
    xc_str text = large_table(150000);
    dmn_load_options large = { .max_nodes = 2000000, .max_memory = (size_t)1 << 30 };
    dmn_load_options narrow = { .max_nodes = 2000000, .max_memory = 4 << 20 };
    const dmn_load_options *const tries[] = { NULL, &narrow, &large };
    for (size_t i = 0; i < 3; i++) {
        dmn_model *m = NULL;
        const feel_value *v = feel_null();
        int64_t n = 0;
        xc_problem why = { 0 };
        xc_err err = dmn_model_new_with(text, "large.dmn", tries[i], &m, &why);
        ck_assert_msg(err == (i < 2 ? XC_ELIMIT : XC_OK), "%zu: %s", i, why.en);
        if (err) {
            ck_assert_str_ne(why.zh, "");
            continue;
        }
        const feel_value *in =
            feel_with(arena, feel_null(), XC_STR("x"), feel_string(arena, XC_STR("d345")));
        in = feel_with(arena, in, XC_STR("y"), feel_int(arena, 67));
        ck_assert_int_eq(dmn_decide(m, XC_STR("d"), in, arena, NULL, &v, NULL, NULL), XC_OK);
        ck_assert(feel_to_int(v, &n) && n == 34567);
        m = dmn_model_free(m);
    }
    xc_free((char *)text.ptr);
}
END_TEST

START_TEST(a_hundred_megabytes)
{
    size_t len = 100 << 20;
    char *text = xc_malloc(len);
    dmn_model *m = NULL;
    xc_problem why = { 0 };
    ck_assert_ptr_nonnull(text);
    memset(text, ' ', len);
    ck_assert_int_eq(dmn_model_new((xc_str){ text, len }, "large.dmn", &m, &why), XC_ELIMIT);
    ck_assert_str_ne(why.zh, "");
    xc_free(text);
}
END_TEST

START_TEST(nested_too_deeply)
{
    xc_buf b;
    xc_problem why = { 0 };
    dmn_model *m = NULL;
    xc_buf_init(&b, 1 << 20);
    xc_buf_text(&b, OPEN("a") "<decision id='d' name='d'><literalExpression><text>");
    for (int i = 0; i < 100000; i++)
        xc_buf_byte(&b, '(');
    xc_buf_text(&b, "1</text></literalExpression></decision></definitions>");
    xc_err err = dmn_model_new(xc_buf_view(&b), "deep.dmn", &m, &why);
    ck_assert_msg(err == XC_ELIMIT || err == XC_ESYNTAX, "%s", xc_err_name(err));
    ck_assert_uint_eq(why.line, 1);
    xc_buf_done(&b);
}
END_TEST

/* a chain of decisions as long as may be, each needs two of the one before */
static void check_chain(int length, xc_err want)
{
    xc_buf b;
    xc_problem why = { 0 };
    dmn_model *m = NULL;
    const feel_value *v = feel_null();
    int64_t n = 0;
    xc_buf_init(&b, 1 << 20);
    xc_buf_text(&b, OPEN("a") LITERAL("d0", "", "1"));
    for (int i = 1; i < length; i++)
        xc_buf_printf(&b,
                      "<decision id='d%d' name='d%d'><informationRequirement><requiredDecision "
                      "href='#d%d'/></informationRequirement><literalExpression><text>d%d + d%d - "
                      "d%d + 1</text></literalExpression></decision>",
                      i, i, i - 1, i - 1, i - 1, i - 1);
    xc_buf_text(&b, "</definitions>");
    xc_err err = dmn_model_new(xc_buf_view(&b), "long.dmn", &m, &why);
    ck_assert_msg(err == want, "%s", why.en);
    if (!err) {
        xc_str last = xc_arena_printf(arena, "d%d", length - 1);
        ck_assert_int_eq(dmn_decide(m, last, NULL, arena, NULL, &v, NULL, &why), XC_OK);
        ck_assert(feel_to_int(v, &n) && n == length);
    }
    m = dmn_model_free(m);
    xc_buf_done(&b);
}

START_TEST(long_chains)
{
    check_chain(2, XC_OK);
    check_chain(500, XC_OK);
    check_chain(600, XC_ELIMIT);
}
END_TEST

/* ---- memory, threads ---- */

START_TEST(memory_may_end)
{
    for (unsigned n = 1; alloc_fail_next(n); n++) {
        dmn_model *m = NULL;
        const dmn_finding *found;
        size_t count;
        xc_arena *own = NULL;
        static const int64_t AGES[] = { 1, 20, 70 };
        const dmn_column column = { XC_STR("age"), DMN_COLUMN_INT, AGES, NULL, 0, NULL, 0 };
        uint32_t codes[3];
        dmn_batch_result got;
        alloc_fail_at(n);
        xc_err err = xc_arena_new(8 << 20, &own);
        if (!err)
            err = dmn_model_new(xc_str_of(WHOLE), "w.dmn", &m, NULL);
        if (!err)
            err = dmn_check(xc_str_of(WHOLE), "w.dmn", NULL, own, &found, &count, NULL);
        if (!err)
            err = dmn_batch(m, XC_STR("d"), &column, 1, 0, 3, own, NULL, codes, &got, NULL);
        bool failed = alloc_fail_happened();
        alloc_fail_never();
        ck_assert_msg(failed || !err, "%u: %s", n, xc_err_name(err));
        m = dmn_model_free(m);
        own = xc_arena_free(own);
        if (!failed)
            break;
    }
}
END_TEST

enum { THREADS = 4, ROUNDS = 300 };

typedef struct {
    const dmn_model *m;
    int wrong;
} shared_model;

static void *decide_often(void *ctx)
{
    shared_model *s = ctx;
    xc_arena *a;
    if (xc_arena_new(8 << 20, &a))
        return NULL;
    for (int i = 0; i < ROUNDS; i++) {
        const feel_value *v = feel_null(), *trace;
        int64_t n = 0;
        const feel_value *in = feel_with(a, feel_null(), XC_STR("age"), feel_int(a, 18 + i % 40));
        if (dmn_decide(s->m, XC_STR("d"), in, a, NULL, &v, i % 2 ? &trace : NULL, NULL) ||
            !feel_to_int(v, &n) || n != 2 * (18 + i % 40))
            s->wrong++;
        xc_arena_reset(a);
    }
    xc_arena_free(a);
    return NULL;
}

START_TEST(threads_share_a_model)
{
    pthread_t threads[THREADS];
    shared_model s[THREADS];
    dmn_model *m = NULL;
    ck_assert_int_eq(dmn_model_new(xc_str_of(WHOLE), "w.dmn", &m, NULL), XC_OK);
    for (int i = 0; i < THREADS; i++) {
        s[i] = (shared_model){ m, 0 };
        ck_assert_int_eq(pthread_create(&threads[i], NULL, decide_often, &s[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
        ck_assert_int_eq(s[i].wrong, 0);
    }
    m = dmn_model_free(m);
}
END_TEST

/* ---- functions of the caller ---- */

static const feel_value *add_up(feel_run *run, const void *ctx, const feel_value *const *args,
                                size_t count)
{
    int64_t sum = 0, n;
    (void)run;
    for (size_t i = 0; i < count; i++)
        sum += feel_to_int(args[i], &n) ? n : 0;
    return feel_int((xc_arena *)(uintptr_t)ctx, sum);
}

START_TEST(functions_of_the_caller)
{
    dmn_model *m = NULL;
    const feel_value *v = feel_null();
    feel_diag diag;
    int64_t n = 0;
    const feel_external own = { "city.Sum", "add(int, int)", add_up, arena };
    feel_options options = { .externals = &own, .external_count = 1 };
    ck_assert_int_eq(
        dmn_model_new(XC_STR(OPEN("a") LITERAL(
                          "d", "",
                          "{ f: function(a, b) external { java: { class: \"city.Sum\", method "
                          "signature: \"add(int,int)\" } }, r: f(2, 3) }.r") "</definitions>"),
                      "f.dmn", &m, NULL),
        XC_OK);
    ck_assert_int_eq(
        dmn_decide_noting(m, XC_STR("d"), NULL, arena, &options, &diag, &v, NULL, NULL), XC_OK);
    ck_assert(feel_to_int(v, &n) && n == 5);
    ck_assert_uint_eq(diag.count, 0);
    ck_assert_int_eq(dmn_decide_noting(m, XC_STR("d"), NULL, arena, NULL, &diag, &v, NULL, NULL),
                     XC_OK);
    ck_assert_int_eq(feel_type_of(v), FEEL_NULL);
    ck_assert_uint_gt(diag.count, 0);
    m = dmn_model_free(m);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("dmn_bad");
    TCase *c = tcase_create("bad");
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_set_timeout(c, 120);
    tcase_add_test(c, cut_anywhere);
    tcase_add_test(c, bytes_turned);
    tcase_add_test(c, other_namespaces);
    tcase_add_test(c, imports);
    tcase_add_test(c, large_tables_need_leave);
    tcase_add_test(c, a_hundred_megabytes);
    tcase_add_test(c, nested_too_deeply);
    tcase_add_test(c, long_chains);
    tcase_add_test(c, memory_may_end);
    tcase_add_test(c, threads_share_a_model);
    tcase_add_test(c, functions_of_the_caller);
    suite_add_tcase(s, c);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
