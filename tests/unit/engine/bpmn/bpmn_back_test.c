/* bpmn_back_test.c - a waiting task is returned to an earlier one. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "stage.h"

#define FLOW(id, a, b) "<sequenceFlow id='" id "' sourceRef='" a "' targetRef='" b "'/>"
#define USER(id) "<userTask id='" id "'/>"

/* a, then b beside c, both before d */
static const char fork_xml[] = "<startEvent id='s'/>" USER("a") USER("b") USER("c") USER(
    "d") "<parallelGateway id='f'/><parallelGateway id='j'/><endEvent id='e'/>" FLOW("1", "s", "a")
    FLOW("2", "a", "f") FLOW("3", "f", "b") FLOW("4", "f", "c") FLOW("5", "b", "j")
        FLOW("6", "c", "j") FLOW("7", "j", "d") FLOW("8", "d", "e");
/* a, then b with a timer beside it, inside a sub-process */
static const char inner_xml[] =
    "<startEvent id='s'/>" USER("o") "<subProcess id='p'><startEvent id='ps'/>" USER("a") USER(
        "b") "<boundaryEvent id='t' cancelActivity='false' attachedToRef='b'><timerEventDefinition>"
             "<timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>"
             "<endEvent id='te'/><endEvent id='pe'/>" FLOW("p1", "ps", "a") FLOW("p2", "a", "b")
                 FLOW("p3", "b", "pe")
                     FLOW("p4", "t", "te") "</subProcess><endEvent id='e'/>" FLOW("1", "s", "o")
                         FLOW("2", "o", "p") FLOW("3", "p", "e");

static bpmn_model *open_model(const char *body)
{
    char xml[6000];
    bpmn_model *m = NULL;
    xc_problem why = { 0 };
    (void)snprintf(xml, sizeof xml,
                   "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>"
                   "<process id='P' isExecutable='true'>%s</process></definitions>",
                   body);
    xc_err err = bpmn_model_new(xc_str_of(xml), "back.bpmn", &m, &why);
    ck_assert_msg(err == XC_OK, "%s", xc_problem_text(&why, XC_LANG_EN));
    return m;
}

static void finish(stage *s, const char *task)
{
    const stage_step step = { BPMN_TASK_DONE, task, "", NULL };
    ck_assert_int_eq(stage_tell(s, &step), XC_OK);
}

static bool waits(const stage *s, const char *task)
{
    return stage_find(s, BPMN_TASK_DONE, task);
}

static size_t targets(stage *s, const char *task, xc_str *first)
{
    xc_str all[8];
    size_t n = bpmn_back_targets(s->i, stage_find(s, BPMN_TASK_DONE, task)->token, all, 8);
    *first = n ? all[0] : XC_STR("");
    return n;
}

static xc_err back(stage *s, const char *from, const char *to)
{
    return bpmn_go_back(s->i, stage_find(s, BPMN_TASK_DONE, from)->token, xc_str_of(to), &s->world,
                        &s->why);
}

START_TEST(not_before_a_fork_whose_other_branch_goes_on)
{
    bpmn_model *m = open_model(fork_xml);
    xc_str first;
    stage s;
    ck_assert_int_eq(stage_open(&s, m, false), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", NULL), XC_OK);
    ck_assert_uint_eq(targets(&s, "a", &first), 0);
    finish(&s, "a");
    ck_assert_uint_eq(targets(&s, "b", &first), 0);
    ck_assert_int_eq(back(&s, "b", "a"), XC_EREFUSED);
    ck_assert(waits(&s, "b") && waits(&s, "c"));
    finish(&s, "b");
    ck_assert_int_eq(back(&s, "c", "a"), XC_EREFUSED); /* b's token stands at the join */
    finish(&s, "c");
    ck_assert_uint_eq(targets(&s, "d", &first), 3);
    ck_assert_int_eq(back(&s, "d", "a"), XC_OK);
    ck_assert(waits(&s, "a") && !waits(&s, "d"));
    finish(&s, "a");
    finish(&s, "c");
    finish(&s, "b");
    finish(&s, "d");
    ck_assert_int_eq(bpmn_state_of(s.i), BPMN_ENDED);
    stage_close(&s);
    bpmn_model_free(m);
}
END_TEST

START_TEST(inside_its_own_sub_process_with_its_timers)
{
    bpmn_model *m = open_model(inner_xml);
    xc_str first;
    stage s;
    ck_assert_int_eq(stage_open(&s, m, true), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", NULL), XC_OK);
    finish(&s, "o");
    finish(&s, "a");
    ck_assert_uint_eq(targets(&s, "b", &first), 1);
    ck_assert(xc_str_is(first, "a"));
    ck_assert_ptr_nonnull(stage_find(&s, BPMN_TIMER_DUE, "t"));
    ck_assert_int_eq(back(&s, "b", "o"), XC_EREFUSED);
    ck_assert_int_eq(back(&s, "b", "b"), XC_EREFUSED);
    ck_assert_int_eq(back(&s, "b", "a"), XC_OK);
    ck_assert_ptr_null(stage_find(&s, BPMN_TIMER_DUE, "t"));
    finish(&s, "a");
    finish(&s, "b");
    ck_assert_int_eq(bpmn_state_of(s.i), BPMN_ENDED);
    ck_assert_int_eq(bpmn_go_back(s.i, 1, XC_STR("a"), &s.world, &s.why), XC_ENOTFOUND);
    stage_close(&s);
    bpmn_model_free(m);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bpmn back");
    TCase *t = tcase_create("all");
    tcase_add_test(t, not_before_a_fork_whose_other_branch_goes_on);
    tcase_add_test(t, inside_its_own_sub_process_with_its_timers);
    suite_add_tcase(suite, t);
    SRunner *r = srunner_create(suite);
    srunner_run_all(r, CK_ENV);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
