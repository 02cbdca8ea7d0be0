/* dmn_batch_test.c - rows decided as a batch answer as each row does alone. */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/dmn/dmn_batch.h"

enum { ROWS = 5000, COLUMNS = 7 };

static xc_arena *arena, *scratch;
static uint64_t seed;
static int64_t ages[ROWS], incomes[ROWS];
static double areas[ROWS];
static uint32_t districts[ROWS];
static uint8_t locals[ROWS];
static int32_t births[ROWS];
static int64_t members[ROWS];
static uint64_t nulls[COLUMNS][(ROWS + 63) / 64];
static const xc_str DISTRICTS[] = { { "黄浦", 6 }, { "浦东", 6 }, { "崇明", 6 }, { "", 0 } };

static const dmn_column columns[COLUMNS] = {
    { { "age", 3 }, DMN_COLUMN_INT, ages, nulls[0], 0, NULL, 0 },
    { { "income", 6 }, DMN_COLUMN_DECIMAL, incomes, nulls[1], 2, NULL, 0 },
    { { "area", 4 }, DMN_COLUMN_DOUBLE, areas, nulls[2], 0, NULL, 0 },
    { { "district", 8 }, DMN_COLUMN_TEXT, districts, nulls[3], 0, DISTRICTS, 4 },
    { { "local", 5 }, DMN_COLUMN_BOOL, locals, nulls[4], 0, NULL, 0 },
    { { "born", 4 }, DMN_COLUMN_DATE, births, nulls[5], 0, NULL, 0 },
    { { "home.members", 12 }, DMN_COLUMN_INT, members, NULL, 0, NULL, 0 },
};

static uint32_t pick(uint32_t below)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new(64 << 20, &arena), XC_OK);
    ck_assert_int_eq(xc_arena_new(64 << 20, &scratch), XC_OK);
    seed = 11;
    for (size_t i = 0; i < ROWS; i++) {
        static const double AREAS[] = { 0.1,  20,    19.999999999999996,
                                        45.5, 1e300, 0.30000000000000004 };
        ages[i] = (int64_t)pick(130) - 10;
        incomes[i] = (int64_t)pick(9) * 50000 + (int64_t)pick(3) - 1;
        areas[i] = pick(20) ? AREAS[pick(6)] : NAN;
        districts[i] = pick(6);
        locals[i] = (uint8_t)pick(3);
        births[i] = (int32_t)pick(20000);
        members[i] = pick(6);
        for (size_t c = 0; c < COLUMNS; c++)
            nulls[c][i / 64] |= (uint64_t)(pick(15) == 0) << (i % 64);
    }
}

static void tear_down(void)
{
    arena = xc_arena_free(arena);
    scratch = xc_arena_free(scratch);
    memset(nulls, 0, sizeof nulls);
}

#define IN(name) "<input><inputExpression><text>" name "</text></inputExpression></input>"
#define TYPED(name, type) \
    "<input><inputExpression typeRef='" type "'><text>" name "</text></inputExpression></input>"
#define CELL(text) "<inputEntry><text>" text "</text></inputEntry>"
#define OUT(text) "<outputEntry><text>" text "</text></outputEntry>"
#define RULE(cells) "<rule>" cells "</rule>"
#define DECISION(id, needs, attributes, rest)                                          \
    "<decision id='" id "' name='" id "'>" needs "<decisionTable " attributes ">" rest \
    "</decisionTable></decision>"
#define INPUT(name, type)                                                               \
    "<inputData id='" name "' name='" name "'><variable name='" name "' typeRef='" type \
    "'/></inputData>"
#define NEEDI(id) "<informationRequirement><requiredInput href='#" id "'/></informationRequirement>"
#define NEEDD(id) \
    "<informationRequirement><requiredDecision href='#" id "'/></informationRequirement>"
#define TYPE(name, base, allowed)                                                              \
    "<itemDefinition name='" name "'><typeRef>" base "</typeRef><allowedValues><text>" allowed \
    "</text></allowedValues></itemDefinition>"

static const struct {
    const char *model;
    size_t most_alone; /* rows that may be decided one by one */
} MODELS[] = {
    { DECISION("d", "", "hitPolicy='UNIQUE'",
               IN("age") IN("district") "<output/>" RULE(CELL("&gt;= 60") CELL("\"黄浦\", \"崇明\"")
                                                             OUT("\"senior\""))
                   RULE(CELL("[18..60)") CELL("-") OUT("\"adult\""))
                       RULE(CELL("&lt; 18") CELL("not(\"浦东\")") OUT("{ a: [1, 2] }"))),
      1000 }, /* a context is made anew */
    { DECISION("d", "", "hitPolicy='UNIQUE'",
               IN("income") IN("local") "<output/>" RULE(CELL("&lt;= 1000.005") CELL("true") OUT(
                   "1")) RULE(CELL("(500..2000.5)") CELL("-") OUT("2"))
                   RULE(CELL("null") CELL("false") OUT("3"))),
      100 },
    { DECISION("d", "", "hitPolicy='COLLECT' aggregation='SUM'",
               IN("area") IN("born") "<output/>" RULE(CELL("&lt;= 20") CELL("-") OUT("1"))
                   RULE(CELL("0.3") CELL("-") OUT("2")) RULE(CELL("&gt; 0.3") CELL("-") OUT("4"))
                       RULE(CELL("-") CELL("&lt; date(\"1990-01-01\")") OUT("8"))),
      100 },
    { DECISION("d", "", "hitPolicy='RULE ORDER'",
               IN("age") "<output/>" RULE(CELL("&lt; 20") OUT("age * 2"))
                   RULE(CELL("&lt; 90") OUT("7"))),
      ROWS },
    { TYPE("tAge", "number", "[0..100]") INPUT("age", "tAge") INPUT("district", "string")
          DECISION("d", NEEDI("age") NEEDI("district"), "hitPolicy='FIRST'",
                   TYPED("age", "number") TYPED("district", "string") "<output/>" RULE(
                       CELL("&gt; 90") CELL("-") OUT("1")) RULE(CELL("&lt; 5") CELL("-") OUT("2"))
                       RULE(CELL("null") CELL("-") OUT("\"unknown\""))
                           RULE(CELL("-") CELL("&gt; \"a\"") OUT("3"))),
      100 },
    { DECISION("d", NEEDD("band") NEEDD("poor"), "hitPolicy='PRIORITY'",
               IN("band") IN("poor") "<output><outputValues><text>\"full\", \"half\", "
                                     "\"none\"</text></outputValues></output>" RULE(
                                         CELL("\"old\"") CELL("-") OUT("\"half\""))
                                         RULE(CELL("-") CELL("true") OUT("\"full\""))
                                             RULE(CELL("-") CELL("-") OUT("\"none\"")))
          DECISION("band", "", "hitPolicy='FIRST'",
                   IN("age") "<output/>" RULE(CELL("&gt;= 60") OUT("\"old\""))
                       RULE(CELL("&gt;= 18") OUT("\"adult\"")))
              DECISION("poor", "", "hitPolicy='ANY'",
                       IN("income") IN("home.members") "<output/>" RULE(CELL("&lt; 1000") CELL(
                           "-") OUT("true")) RULE(CELL("-") CELL("&gt; 3") OUT("false"))),
      600 },
    { "<decision id='d' name='d'><literalExpression><text>income / home.members + "
      "age</text></literalExpression></decision>",
      ROWS },
    { DECISION("d", "", "hitPolicy='UNIQUE'",
               IN("age + 1") "<output/>" RULE(CELL("&gt; 50") OUT("1"))),
      ROWS },
    { DECISION("d", "", "hitPolicy='UNIQUE'",
               IN("district") "<output/>" RULE(CELL("5") OUT("1")) RULE(CELL("not(7)") OUT("2"))),
      ROWS },
    { DECISION("d", "", "hitPolicy='COLLECT'",
               IN("age") IN("home.members") "<output name='a'/><output name='b'/>" RULE(
                   CELL("&gt; 50") CELL("-") OUT("1") OUT("\"x\""))
                   RULE(CELL("-") CELL("[2..4]") OUT("2") OUT("\"y\""))),
      100 },
};

static dmn_model *model(const char *inside)
{
    dmn_model *m = NULL;
    xc_problem why = { 0 };
    xc_str text = xc_arena_printf(
        arena, "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/'>%s</definitions>",
        inside);
    xc_err err = dmn_model_new(text, "batch.dmn", &m, &why);
    ck_assert_msg(!err, "%s line %u", why.en, why.line);
    return m;
}

static void show(xc_buf *to, const feel_value *v)
{
    xc_buf_clear(to);
    feel_to_text(to, v);
    xc_buf_byte(to, 0);
}

START_TEST(rows_answer_as_alone)
{
    static uint32_t codes[ROWS];
    dmn_model *m = model(MODELS[_i].model);
    dmn_batch_result got;
    xc_buf want, have;
    xc_buf_init(&want, 1 << 16);
    xc_buf_init(&have, 1 << 16);
    ck_assert_int_eq(dmn_batch(m, XC_STR("d"), columns, COLUMNS, 100, ROWS - 100, arena, NULL,
                               codes, &got, NULL),
                     XC_OK);
    for (size_t i = 100; i < ROWS; i++) {
        const feel_value *v = feel_null();
        const feel_value *in = dmn_batch_row(scratch, columns, COLUMNS, i);
        xc_err err = dmn_decide(m, XC_STR("d"), in, scratch, NULL, &v, NULL, NULL);
        uint32_t code = codes[i - 100];
        ck_assert_uint_lt(code, got.count);
        show(&want, err ? feel_null() : v);
        show(&have, got.values[code]);
        ck_assert_msg(err == got.errs[code] && strcmp(want.ptr, have.ptr) == 0,
                      "row %zu: %s, not %s", i, have.ptr, want.ptr);
        xc_arena_reset(scratch);
    }
    ck_assert_uint_le(got.decided, MODELS[_i].most_alone);
    xc_buf_done(&want);
    xc_buf_done(&have);
    m = dmn_model_free(m);
}
END_TEST

START_TEST(bad_columns_are_refused)
{
    uint32_t codes[4];
    dmn_batch_result got;
    xc_problem why = { 0 };
    dmn_column bad = columns[0];
    dmn_model *m = model(MODELS[0].model);
    bad.scale = 10;
    ck_assert_int_eq(dmn_batch(m, XC_STR("d"), &bad, 1, 0, 4, arena, NULL, codes, &got, &why),
                     XC_EINVAL);
    ck_assert_str_ne(why.zh, "");
    ck_assert_int_eq(dmn_batch(m, XC_STR("x"), columns, 1, 0, 4, arena, NULL, codes, &got, &why),
                     XC_ENOTFOUND);
    ck_assert_int_eq(dmn_batch(m, XC_STR("d"), columns, 0, 0, 4, arena, NULL, codes, &got, &why),
                     XC_OK);
    ck_assert_uint_eq(got.count, 1);
    m = dmn_model_free(m);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("dmn_batch");
    TCase *c = tcase_create("batch");
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_set_timeout(c, 60);
    tcase_add_loop_test(c, rows_answer_as_alone, 0, sizeof MODELS / sizeof MODELS[0]);
    tcase_add_test(c, bad_columns_are_refused);
    suite_add_tcase(s, c);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
