/* bpmn_orders_test.c - small processes in every order in which tasks, jobs, timers and messages can
 * happen: whatever the order, no token is lost and none is doubled. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "stage.h"

#define FLOW(id, a, b) "<sequenceFlow id='" id "' sourceRef='" a "' targetRef='" b "'/>"
#define USER(id) "<userTask id='" id "'/>"
#define TIMER(id)                                                                                 \
    "<intermediateCatchEvent id='" id "'><timerEventDefinition><timeDuration>PT1H</timeDuration>" \
    "</timerEventDefinition></intermediateCatchEvent>"
#define LATE(id, host, more)                                                          \
    "<boundaryEvent id='" id "' attachedToRef='" host "'" more                        \
    "><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>" \
    "</boundaryEvent>"
#define QUIET " cancelActivity='false'"
#define MANY(n, seq)                                                               \
    "<multiInstanceLoopCharacteristics isSequential='" seq "'><loopCardinality>" n \
    "</loopCardinality></multiInstanceLoopCharacteristics>"

enum { MAX_ELEMENTS = 24, MAX_OUTCOMES = 64 };

/* how often each element was left */
typedef struct {
    char names[MAX_ELEMENTS][16];
    int left[MAX_ELEMENTS];
} tally;

typedef struct {
    const bpmn_model *m;
    tally outcomes[MAX_OUTCOMES];
    int outcome_count;
    long orders;
    bool starved; /* some order left tokens without anything to wait for */
} search;

static void count_line(tally *t, const char *name, size_t len)
{
    for (int k = 0; k < MAX_ELEMENTS; k++) {
        if (t->names[k][0] && (strncmp(t->names[k], name, len) != 0 || t->names[k][len]))
            continue;
        (void)snprintf(t->names[k], sizeof t->names[k], "%.*s", (int)len, name);
        t->left[k]++;
        return;
    }
    ck_abort_msg("too many elements");
}

static void count_left(tally *t, xc_str log)
{
    for (xc_str line; log.ptr;) {
        log = xc_str_cut(log, '\n', &line);
        if (xc_str_starts(line, XC_STR("leave ")))
            count_line(t, line.ptr + 6, line.len - 6);
    }
}

static int left_of(const tally *t, const char *name)
{
    for (int k = 0; k < MAX_ELEMENTS; k++)
        if (strcmp(t->names[k], name) == 0)
            return t->left[k];
    return 0;
}

static bool same(const tally *a, const tally *b)
{
    for (int k = 0; k < MAX_ELEMENTS; k++)
        if ((a->names[k][0] && left_of(b, a->names[k]) != a->left[k]) ||
            (b->names[k][0] && left_of(a, b->names[k]) != b->left[k]))
            return false;
    return true;
}

static void note_outcome(search *all, const tally *t)
{
    all->orders++;
    for (int k = 0; k < all->outcome_count; k++)
        if (same(&all->outcomes[k], t))
            return;
    ck_assert_int_lt(all->outcome_count, MAX_OUTCOMES);
    all->outcomes[all->outcome_count++] = *t;
}

/* a copy of s that stands where s stands, with memory of its own */
static void fork_stage(const stage *s, stage *ret)
{
    xc_buf bytes;
    xc_buf_init(&bytes, 1 << 20);
    ck_assert_int_eq(bpmn_save(s->i, &bytes), XC_OK);
    ck_assert_int_eq(stage_open(ret, s->model, false), XC_OK);
    ck_assert_int_eq(bpmn_load(s->model, xc_buf_view(&bytes), ret->arena, &ret->i, &ret->why),
                     XC_OK);
    memcpy(ret->waits, s->waits, sizeof ret->waits);
    ret->count = s->count;
    ret->now_us = s->now_us;
    xc_buf_put(&ret->log, s->log.ptr, s->log.len);
    xc_buf_done(&bytes);
}

/* the world has just the waits that the instance has: none is lost, none is left behind */
static void check_waits(const stage *s)
{
    bpmn_token open[STAGE_MAX_WAITS];
    size_t n = bpmn_open_waits(s->i, open, STAGE_MAX_WAITS);
    if (bpmn_state_of(s->i) != BPMN_RUNNING) {
        ck_assert_uint_eq(s->count, 0);
        return;
    }
    ck_assert_uint_eq(n, s->count);
    for (size_t k = 0; k < n; k++) {
        bool found = false;
        for (size_t w = 0; w < s->count; w++)
            found = found || s->waits[w].token == open[k];
        ck_assert(found);
    }
}

static void explore(search *all, const stage *s)
{
    check_waits(s);
    if (s->count == 0) {
        tally t = { 0 };
        count_left(&t, xc_buf_view(&s->log));
        all->starved = all->starved || bpmn_state_of(s->i) == BPMN_RUNNING;
        note_outcome(all, &t);
        return;
    }
    for (size_t k = 0; k < s->count; k++) {
        stage next;
        fork_stage(s, &next);
        stage_wait w = next.waits[k];
        memmove(next.waits + k, next.waits + k + 1, (--next.count - k) * sizeof *next.waits);
        ck_assert_int_eq(
            bpmn_tell(next.i, w.what, w.token, XC_STR(""), NULL, &next.world, &next.why), XC_OK);
        explore(all, &next);
        stage_close(&next);
    }
}

static const struct {
    const char *body;
    int outcomes;     /* how many different ones there are */
    const char *once; /* elements that every order leaves exactly once */
} rows[] = {
    { "<parallelGateway id='g'/>" USER("a") USER("b") USER("c")
          TIMER("d") "<parallelGateway id='j'/>" USER("z") FLOW("1", "s", "g") FLOW("2", "g", "a")
              FLOW("3", "g", "b") FLOW("4", "g", "c") FLOW("5", "g", "d") FLOW("6", "a", "j")
                  FLOW("7", "b", "j") FLOW("8", "c", "j") FLOW("9", "d", "j") FLOW("10", "j", "z"),
      1, "a b c d z" },
    { USER("a") LATE("b", "a", "") USER("x") USER("y") FLOW("1", "s", "a") FLOW("2", "a", "x")
          FLOW("3", "b", "y"),
      2, "s" },
    { USER("a") LATE("b", "a", QUIET) USER("x") USER("y") FLOW("1", "s", "a") FLOW("2", "a", "x")
          FLOW("3", "b", "y"),
      2, "a x" },
    { "<userTask id='a'>" MANY("3", "false") "</userTask>" LATE("b", "a", "") USER("z")
          FLOW("1", "s", "a") FLOW("2", "a", "z") FLOW("3", "b", "z"),
      4, "z" },
    { "<userTask id='a'>" MANY("3", "true") "</userTask>" USER("z") FLOW("1", "s", "a")
          FLOW("2", "a", "z"),
      1, "z" },
    { "<eventBasedGateway id='g'/>" TIMER("a") TIMER("b") "<exclusiveGateway id='j'/>" USER("z")
          FLOW("1", "s", "g") FLOW("2", "g", "a") FLOW("3", "g", "b") FLOW("4", "a", "j")
              FLOW("5", "b", "j") FLOW("6", "j", "z"),
      2, "z j" },
    { "<inclusiveGateway id='g' default='9'/>" USER("a") USER("b")
          USER("n") "<inclusiveGateway id='j'/>" USER("z")
              FLOW("1", "s",
                   "g") "<sequenceFlow id='2' sourceRef='g' targetRef='a'><conditionExpression>true"
                        "</conditionExpression></sequenceFlow><sequenceFlow id='3' sourceRef='g' "
                        "targetRef='b'>"
                        "<conditionExpression>true</conditionExpression></sequenceFlow>" FLOW(
                            "9", "g", "n") FLOW("4", "a", "j") FLOW("5", "b", "j")
                            FLOW("6", "n", "j") FLOW("7", "j", "z"),
      1, "a b z" },
    { "<subProcess id='p'><startEvent id='s2'/><parallelGateway id='g'/>" USER("a") USER("b") FLOW(
          "1", "s2", "g") FLOW("2", "g", "a") FLOW("3", "g", "b") "</subProcess>" LATE("l", "p", "")
          USER("x") USER("y") FLOW("4", "s", "p") FLOW("5", "p", "x") FLOW("6", "l", "y"),
      4, "s" },
    { "<parallelGateway id='g'/>" USER("a")
          USER("b") "<endEvent id='t'><terminateEventDefinition/></endEvent>" FLOW("1", "s", "g")
              FLOW("2", "g", "a") FLOW("3", "g", "b") FLOW("4", "b", "t"),
      2, "b t" },
    { "<parallelGateway id='g'/>" USER("a")
          USER("b") "<complexGateway id='j'><activationCondition>activationCount &gt;= 1"
                    "</activationCondition></complexGateway>" USER("z") FLOW("1", "s", "g")
                        FLOW("2", "g", "a") FLOW("3", "g", "b") FLOW("4", "a", "j")
                            FLOW("5", "b", "j") FLOW("6", "j", "z"),
      1, "a b z" },
    { USER("a") "<boundaryEvent id='u' attachedToRef='a'><compensateEventDefinition/>"
                "</boundaryEvent><userTask id='h' isForCompensation='true'/>"
                "<association id='as' sourceRef='u' targetRef='h'/><parallelGateway id='g'/>" USER(
                    "b") "<intermediateThrowEvent id='x'><compensateEventDefinition/>"
                         "</intermediateThrowEvent>" FLOW("1", "s", "a") FLOW("2", "a", "g")
                             FLOW("3", "g", "b") FLOW("4", "g", "x"),
      1, "a b h x" },
    { "<subProcess id='e' triggeredByEvent='true'><startEvent id='t' isInterrupting='false'>"
      "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></"
      "startEvent>" USER("n") FLOW("5", "t", "n") "</subProcess>" USER("a") USER("b")
          FLOW("1", "s", "a") FLOW("2", "a", "b"),
      2, "a b" },
};

START_TEST(no_order_loses_or_doubles_a_token)
{
    char xml[6000];
    (void)snprintf(xml, sizeof xml,
                   "<process id='p0' isExecutable='true'><startEvent id='s'/>%s</process>",
                   rows[_i].body);
    bpmn_model *m = stage_model(xml);
    search *all = calloc(1, sizeof *all);
    ck_assert_ptr_nonnull(all);
    stage s;
    ck_assert_int_eq(stage_open(&s, m, false), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", NULL), XC_OK);
    explore(all, &s);
    ck_assert_msg(!all->starved, "row %d: an order ends with tokens that wait for nothing", _i);
    ck_assert_msg(all->outcome_count == rows[_i].outcomes, "row %d: %d outcomes in %ld orders", _i,
                  all->outcome_count, all->orders);
    for (xc_str rest = xc_str_of(rows[_i].once), one; rest.ptr;) {
        char name[16];
        rest = xc_str_cut(rest, ' ', &one);
        (void)snprintf(name, sizeof name, "%.*s", XC_STR_ARG(one));
        for (int k = 0; k < all->outcome_count; k++)
            ck_assert_msg(left_of(&all->outcomes[k], name) == 1, "row %d: %s was left %d times", _i,
                          name, left_of(&all->outcomes[k], name));
    }
    stage_close(&s);
    free(all);
    bpmn_model_free(m);
}
END_TEST

int main(void)
{
    Suite *all = suite_create("bpmn_orders");
    TCase *t = tcase_create("all");
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, no_order_loses_or_doubles_a_token, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(all, t);
    SRunner *r = srunner_create(all);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
