/* bpmn_warn_test.c - what runs but will hardly be meant is named; files of modellers load as they
 * are. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "stage.h"

#define FLOW(id, a, b) "<sequenceFlow id='" id "' sourceRef='" a "' targetRef='" b "'/>"
#define IF(id, a, b)                                            \
    "<sequenceFlow id='" id "' sourceRef='" a "' targetRef='" b \
    "'><conditionExpression>x = 1</conditionExpression></sequenceFlow>"
#define START "<startEvent id='s'/>"

static const struct {
    const char *body;
    const char *says; /* NULL: nothing is to be said */
} rows[] = {
    { START "<userTask id='t'/>" FLOW("1", "s", "t"), NULL },
    { START "<userTask id='t'/><userTask id='u'/>" FLOW("1", "s", "t"),
      "element u can never be reached" },
    { START "<userTask id='t'/><boundaryEvent id='b' attachedToRef='t'><timerEventDefinition>"
            "<timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>"
            "<userTask id='u'/>" FLOW("1", "s", "t") FLOW("2", "b", "u"),
      NULL },
    { START "<exclusiveGateway id='g'/><userTask id='t'/>" FLOW("1", "s", "g") IF("2", "g", "t"),
      "gateway g: if none of its conditions holds, it cannot go on" },
    { START "<exclusiveGateway id='g' default='2'/><userTask id='t'/>" FLOW("1", "s", "g")
          FLOW("2", "g", "t"),
      NULL },
    { START "<userTask id='t'/><userTask id='u'/>" FLOW("1", "s", "t") IF("2", "t", "u"),
      "element t: if none of its conditions holds, this way ends" },
    { START
      "<exclusiveGateway id='g' default='2'/><parallelGateway id='j'/><endEvent id='e'/>" FLOW(
          "1", "s", "g") FLOW("2", "g", "j") IF("3", "g", "j") FLOW("4", "j", "e"),
      "gateway j can wait for ever" },
    { START "<parallelGateway id='g'/><parallelGateway id='j'/><endEvent id='e'/>" FLOW(
          "1", "s", "g") FLOW("2", "g", "j") FLOW("3", "g", "j") FLOW("4", "j", "e"),
      NULL },
    { START "<parallelGateway id='g'/><exclusiveGateway id='j'/><userTask id='t'/>" FLOW(
          "1", "s", "g") FLOW("2", "g", "j") FLOW("3", "g", "j") FLOW("4", "j", "t"),
      "sequence flow 4 can be taken twice at the same time, so that t runs twice" },
    { START
      "<inclusiveGateway id='g' default='2'/><inclusiveGateway id='j'/><userTask id='t'/>" FLOW(
          "1", "s", "g") FLOW("2", "g", "j") IF("3", "g", "j") FLOW("4", "j", "t"),
      NULL },
    { START
      "<inclusiveGateway id='g' default='2'/><parallelGateway id='j'/><userTask id='t'/>" FLOW(
          "1", "s", "g") FLOW("2", "g", "j") IF("3", "g", "j") FLOW("4", "j", "t"),
      "gateway j can wait for ever" },
    { START "<exclusiveGateway id='m'/><userTask id='t'/><exclusiveGateway id='g' default='4'/>"
            "<endEvent id='e'/>" FLOW("1", "s", "m") FLOW("2", "m", "t") FLOW("3", "t", "g")
                FLOW("4", "g", "e") IF("5", "g", "m"),
      NULL },
    { START "<userTask id='t' camunda:candidateUsers='zhou'/>" FLOW("1", "s", "t"),
      "element t: the attribute camunda:candidateUsers has no meaning here" },
    { START "<userTask id='t'><extensionElements><camunda:taskListener event='create'/>"
            "</extensionElements></userTask>" FLOW("1", "s", "t"),
      "element t: the extension taskListener has no meaning here" },
    { START
      "<userTask id='t' camunda:assignee='zhou'><extensionElements><zeebe:userTask/>"
      "<zeebe:formDefinition formId='look'/></extensionElements></userTask>" FLOW("1", "s", "t"),
      NULL },
};

START_TEST(what_is_hardly_meant_is_named)
{
    char xml[3000];
    (void)snprintf(xml, sizeof xml, "<process id='p' isExecutable='true'>%s</process>",
                   rows[_i].body);
    bpmn_model *m = stage_model(xml);
    ck_assert_int_eq(bpmn_model_examine(m), XC_OK);
    const xc_problem *first = bpmn_warning(m, 0);
    ck_assert_msg((first != NULL) == (rows[_i].says != NULL), "row %d: %s", _i,
                  first ? first->en : "nothing");
    ck_assert_uint_le(bpmn_warning_count(m), 1);
    if (first) {
        ck_assert_msg(strstr(first->en, rows[_i].says), "row %d: %s", _i, first->en);
        ck_assert(first->zh[0] && first->line > 0);
    }
    ck_assert(!bpmn_warning(m, 99));
    bpmn_model_free(m);
}
END_TEST

int main(void)
{
    Suite *all = suite_create("bpmn_warn");
    TCase *t = tcase_create("all");
    tcase_add_loop_test(t, what_is_hardly_meant_is_named, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(all, t);
    SRunner *r = srunner_create(all);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
