/* bpmn_run_test.c - processes that run: each as a dialogue, with and without being saved in
 * between. */
#include <check.h>
#include <stdlib.h>

#include "stage.h"

#define PROCESS(body) "<process id=\"p\" isExecutable=\"true\">" body "</process>"
#define FLOW(id, from, to) \
    "<sequenceFlow id=\"" id "\" sourceRef=\"" from "\" targetRef=\"" to "\"/>"
#define FLOW_IF(id, from, to, when)                                            \
    "<sequenceFlow id=\"" id "\" sourceRef=\"" from "\" targetRef=\"" to "\">" \
    "<conditionExpression>" when "</conditionExpression></sequenceFlow>"

enum { MAX_STEPS = 8, MAX_LINES = 10 };

typedef struct {
    const char *what, *body, *message, *variables, *decision;
    stage_step steps[MAX_STEPS];
    const char *says[MAX_LINES];  /* lines that must be in the log */
    const char *never[MAX_LINES]; /* and lines that must not */
    bpmn_state state;
    const char *variable, *value; /* FEEL */
    bool job_now;
} play;

static const play plays[] = {
    { .what = "a user task with everything of Camunda 8",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW(
          "f1", "s",
          "t") "<userTask id=\"t\" name=\"看\"><extensionElements>"
               "<zeebe:formDefinition formKey=\"look\"/>"
               "<zeebe:assignmentDefinition assignee=\"=who\" "
               "candidateGroups=\"=[&quot;crew&quot;, "
               "&quot;street&quot;]\"/><zeebe:taskSchedule dueDate=\"=&quot;PT2H&quot;\"/>"
               "</extensionElements></userTask>" FLOW("f2", "t", "e") "<endEvent id=\"e\"/>"),
      .variables = "{who: \"zhou\"}",
      .steps = { { BPMN_TASK_DONE, "t", "", "{depth: 12.5}" } },
      .says = { "task t form=look assignee=zhou roles=crew,street due=set", "leave t", "leave e" },
      .state = BPMN_ENDED,
      .variable = "depth",
      .value = "12.5" },
    { .what = "the same of Camunda 7",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW(
          "f1", "s",
          "t") "<userTask id=\"t\" camunda:formKey=\"look\" camunda:assignee=\"${who}\" "
               "camunda:candidateGroups=\"crew\" camunda:dueDate=\"2026-07-30T08:00:00Z\"/>" FLOW(
                   "f2", "t", "e") "<endEvent id=\"e\"/>"),
      .variables = "{who: \"zhou\"}",
      .steps = { { BPMN_TASK_DONE, "t", "", NULL } },
      .says = { "task t form=look assignee=zhou roles=crew due=set" },
      .state = BPMN_ENDED },
    { .what = "an exclusive gateway takes the first that holds",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW(
          "f1", "s", "g") "<exclusiveGateway id=\"g\" default=\"low\"/>" FLOW("low", "g", "e1")
                          FLOW_IF("high", "g", "e2",
                                  "=depth &gt;= 20") "<endEvent id=\"e1\"/><endEvent id=\"e2\"/>"),
      .variables = "{depth: 20}",
      .says = { "flow high", "leave e2" },
      .never = { "flow low" },
      .state = BPMN_ENDED },
    { .what = "and the default if none holds",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW(
          "f1", "s", "g") "<exclusiveGateway id=\"g\" default=\"low\"/>" FLOW("low", "g", "e1")
                          FLOW_IF("high", "g", "e2",
                                  "depth &gt;= 20") "<endEvent id=\"e1\"/><endEvent id=\"e2\"/>"),
      .variables = "{depth: 19.9}",
      .says = { "flow low", "leave e1" },
      .never = { "flow high" },
      .state = BPMN_ENDED },
    { .what = "no way out of a gateway is an incident",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW(
          "f1", "s", "g") "<exclusiveGateway id=\"g\"/>" FLOW_IF("high", "g", "e", "depth &gt; 20")
                          FLOW_IF("low", "g", "e", "depth &lt; 5") "<endEvent id=\"e\"/>"),
      .variables = "{depth: 10}",
      .says = { "incident g" },
      .state = BPMN_FAILED },
    { .what = "branches meet again",
      .body = PROCESS(
          "<startEvent id=\"s\"/>" FLOW("f1", "s", "g") "<parallelGateway id=\"g\"/>" FLOW("a", "g",
                                                                                           "t1")
              FLOW("b", "g", "t2") "<userTask id=\"t1\"/><userTask id=\"t2\"/>" FLOW("c", "t1", "j")
                  FLOW("d", "t2", "j") "<parallelGateway id=\"j\"/>" FLOW(
                      "z", "j", "e") "<endEvent id=\"e\"/>"),
      .steps = { { BPMN_TASK_DONE, "t2", "", "{x: 1}" }, { BPMN_TASK_DONE, "t1", "", "{y: 2}" } },
      .says = { "leave j", "leave e" },
      .state = BPMN_ENDED,
      .variable = "x + y",
      .value = "3" },
    { .what = "a business rule task decides, single entry",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW(
          "f1", "s",
          "d") "<businessRuleTask id=\"d\" camunda:decisionRef=\"level\" "
               "camunda:resultVariable=\"level\" camunda:mapDecisionResult=\"singleEntry\"/>" FLOW(
                   "f2", "d", "e") "<endEvent id=\"e\"/>"),
      .decision = "{level: 3}",
      .says = { "decide level", "decided d" },
      .state = BPMN_ENDED,
      .variable = "level",
      .value = "3" },
    { .what = "a decision of Camunda 8 with an output mapping",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW(
          "f1", "s",
          "d") "<businessRuleTask id=\"d\"><extensionElements>"
               "<zeebe:calledDecision decisionId=\"plan\" resultVariable=\"r\"/>"
               "<zeebe:ioMapping><zeebe:output source=\"=r.level + 1\" target=\"plan.level\"/>"
               "</zeebe:ioMapping></extensionElements></businessRuleTask>" FLOW(
                   "f2", "d", "e") "<endEvent id=\"e\"/>"),
      .decision = "{level: 3}",
      .says = { "decide plan" },
      .state = BPMN_ENDED,
      .variable = "plan.level",
      .value = "4" },
    { .what = "scripts in FEEL, both ways of writing",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW(
          "f1", "s", "a") "<scriptTask id=\"a\" scriptFormat=\"feel\" camunda:resultVariable=\"x\">"
                          "<script>n * 2</script></scriptTask>" FLOW(
                              "f2", "a",
                              "b") "<scriptTask id=\"b\"><extensionElements><zeebe:script "
                                   "expression=\"=x + 1\" "
                                   "resultVariable=\"y\"/></extensionElements></scriptTask>" FLOW(
                                       "f3", "b", "e") "<endEvent id=\"e\"/>"),
      .variables = "{n: 21}",
      .state = BPMN_ENDED,
      .variable = "y",
      .value = "43" },
    { .what = "a job that waits, and its results",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW(
          "f1", "s", "j") "<serviceTask id=\"j\"><extensionElements><zeebe:taskDefinition "
                          "type=\"pump-on\"/></extensionElements></serviceTask>" FLOW(
                              "f2", "j", "e") "<endEvent id=\"e\"/>"),
      .steps = { { BPMN_JOB_DONE, "j", "", "{ok: true}" } },
      .says = { "job j type=pump-on", "leave j" },
      .state = BPMN_ENDED,
      .variable = "ok",
      .value = "true" },
    { .what = "a job done at once",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW(
          "f1", "s", "j") "<serviceTask id=\"j\" camunda:type=\"external\" "
                          "camunda:topic=\"tell\"/>" FLOW("f2", "j", "e") "<endEvent id=\"e\"/>"),
      .job_now = true,
      .says = { "job j type=tell" },
      .state = BPMN_ENDED,
      .variable = "done",
      .value = "true" },
    { .what = "a job's error is caught by its boundary event",
      .body = "<error id=\"err\" errorCode=\"NO_CREW\"/>" PROCESS("<startEvent id=\"s\"/>" FLOW(
          "f1", "s", "j") "<serviceTask id=\"j\" "
                          "camunda:topic=\"find\"/>" FLOW(
                              "f2", "j", "e") "<boundaryEvent id=\"b\" "
                                              "attachedToRef=\"j\"><"
                                              "errorEventDefinition "
                                              "errorRef=\"err\" "
                                              "camunda:errorCodeVariable="
                                              "\"code\"/></boundaryEvent>" FLOW(
                                                  "f3", "b", "e2") "<endEvent "
                                                                   "id=\"e\"/><endEvent "
                                                                   "id=\"e2\"/>"),
      .steps = { { BPMN_JOB_ERROR, "j", "NO_CREW", NULL } },
      .says = { "cancel j", "leave b", "leave e2" },
      .never = { "leave e" },
      .state = BPMN_ENDED,
      .variable = "code",
      .value = "\"NO_CREW\"" },
    { .what = "an error nobody catches is an incident",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW(
          "f1", "s",
          "j") "<serviceTask id=\"j\" camunda:topic=\"find\"/>" FLOW("f2", "j",
                                                                     "e") "<endEvent id=\"e\"/>"),
      .steps = { { BPMN_JOB_ERROR, "j", "X", NULL } },
      .says = { "incident j" },
      .state = BPMN_FAILED },
    { .what = "an interrupting boundary timer takes the task away",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW("f1", "s", "t") "<userTask id=\"t\"/>" FLOW(
          "f2", "t", "e") "<boundaryEvent id=\"b\" attachedToRef=\"t\">"
                          "<timerEventDefinition><timeDuration>PT10M</timeDuration>"
                          "</timerEventDefinition></boundaryEvent>" FLOW(
                              "f3", "b",
                              "t2") "<userTask id=\"t2\"/>" FLOW("f4", "t2",
                                                                 "e") "<endEvent id=\"e\"/>"),
      .steps = { { BPMN_TIMER_DUE, "b", "", NULL }, { BPMN_TASK_DONE, "t2", "", NULL } },
      .says = { "timer b +600s", "task-cancel t", "cancel t", "leave e" },
      .state = BPMN_ENDED },
    { .what = "a non-interrupting one lets it go on, again and again",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW("f1", "s", "t") "<userTask id=\"t\"/>" FLOW(
          "f2", "t",
          "e") "<boundaryEvent id=\"b\" attachedToRef=\"t\" "
               "cancelActivity=\"false\"><timerEventDefinition><timeCycle>R2/PT1H</timeCycle>"
               "</timerEventDefinition></boundaryEvent>" FLOW(
                   "f3", "b",
                   "n") "<sendTask id=\"n\" camunda:topic=\"remind\"/><endEvent id=\"e\"/>"),
      .job_now = true,
      .steps = { { BPMN_TIMER_DUE, "b", "", NULL },
                 { BPMN_TIMER_DUE, "b", "", NULL },
                 { BPMN_TASK_DONE, "t", "", NULL } },
      .says = { "timer b +3600s", "job n type=remind", "leave t" },
      .never = { "cancel t" },
      .state = BPMN_ENDED },
    { .what = "done in time: the boundary timer is put away",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW("f1", "s", "t") "<userTask id=\"t\"/>" FLOW(
          "f2", "t", "e") "<boundaryEvent id=\"b\" attachedToRef=\"t\">"
                          "<timerEventDefinition><timeDuration>=wait</timeDuration>"
                          "</timerEventDefinition></boundaryEvent>" FLOW(
                              "f3", "b", "e") "<endEvent id=\"e\"/>"),
      .variables = "{wait: duration(\"PT5M\")}",
      .steps = { { BPMN_TASK_DONE, "t", "", NULL } },
      .says = { "timer b +300s", "timer-cancel b" },
      .state = BPMN_ENDED },
    { .what = "messages: start, catch with a key, throw",
      .body =
          "<message id=\"m1\" name=\"reading\"/><message id=\"m2\" name=\"low\">"
          "<extensionElements><zeebe:subscription correlationKey=\"=thing\"/></extensionElements>"
          "</message>" PROCESS(
              "<startEvent id=\"s\"><messageEventDefinition messageRef=\"m1\"/></startEvent>" FLOW(
                  "f1", "s", "c") "<intermediateCatchEvent id=\"c\"><messageEventDefinition "
                                  "messageRef=\"m2\"/></intermediateCatchEvent>" FLOW(
                                      "f2", "c", "e") "<endEvent id=\"e\"><messageEventDefinition "
                                                      "messageRef=\"m1\"/></endEvent>"),
      .message = "reading",
      .variables = "{thing: \"dev-7\"}",
      .steps = { { BPMN_MESSAGE, "low", "", "{depth: 4}" } },
      .says = { "wait low key=dev-7", "send reading", "leave e" },
      .state = BPMN_ENDED,
      .variable = "depth",
      .value = "4" },
    { .what = "whichever comes first behind an event-based gateway",
      .body = "<message id=\"m\" name=\"answer\"/>" PROCESS(
          "<startEvent id=\"s\"/>" FLOW("f1", "s",
                                        "g") "<eventBasedGateway id=\"g\"/>" FLOW("a", "g", "c")
              FLOW("b", "g",
                   "w") "<intermediateCatchEvent id=\"c\">"
                        "<messageEventDefinition messageRef=\"m\"/></intermediateCatchEvent>"
                        "<intermediateCatchEvent "
                        "id=\"w\"><timerEventDefinition><timeDuration>P1D</timeDuration>"
                        "</timerEventDefinition></intermediateCatchEvent>" FLOW("c2", "c", "e1")
                            FLOW("w2", "w", "e2") "<endEvent id=\"e1\"/><endEvent id=\"e2\"/>"),
      .steps = { { BPMN_TIMER_DUE, "w", "", NULL } },
      .says = { "timer w +86400s", "wait-cancel answer", "flow b", "leave e2" },
      .never = { "leave e1" },
      .state = BPMN_ENDED },
    { .what = "an error end event leaves the sub-process by its boundary",
      .body = "<error id=\"err\" errorCode=\"E1\"/>" PROCESS("<startEvent id=\"s\"/>" FLOW(
          "f1", "s",
          "sub") "<subProcess id=\"sub\">"
                 "<startEvent id=\"s2\"/>" FLOW("i1", "s2", "g") "<parallelGateway id=\"g\"/>" FLOW(
                     "i2", "g",
                     "t") FLOW("i3", "g",
                               "x") "<userTask id=\"t\"/><endEvent id=\"x\">"
                                    "<errorEventDefinition "
                                    "errorRef=\"err\"/></endEvent></subProcess>"
                                    "<boundaryEvent id=\"b\" "
                                    "attachedToRef=\"sub\"><errorEventDefinition errorRef=\"err\"/>"
                                    "</boundaryEvent>" FLOW("f2", "sub", "e") FLOW(
                                        "f3", "b",
                                        "e2") "<endEvent id=\"e\"/><endEvent id=\"e2\"/>"),
      .says = { "task-cancel t", "cancel t", "cancel sub", "leave e2" },
      .never = { "leave e" },
      .state = BPMN_ENDED },
    { .what = "terminate ends everything",
      .body = PROCESS(
          "<startEvent id=\"s\"/>" FLOW("f1", "s", "g") "<parallelGateway id=\"g\"/>" FLOW("a", "g",
                                                                                           "t1")
              FLOW("b", "g",
                   "t2") "<userTask id=\"t1\"/>"
                         "<userTask id=\"t2\"/>" FLOW(
                             "c", "t2",
                             "e") "<endEvent id=\"e\"><terminateEventDefinition/></endEvent>"),
      .steps = { { BPMN_TASK_DONE, "t2", "", NULL } },
      .says = { "task-cancel t1", "cancel t1" },
      .state = BPMN_TERMINATED },
    { .what = "inputs stay inside the task",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW(
          "f1", "s", "t") "<userTask id=\"t\" camunda:assignee=\"=x\"><extensionElements>"
                          "<camunda:inputOutput><camunda:inputParameter name=\"x\">=\"a\" + n"
                          "</camunda:inputParameter><camunda:outputParameter name=\"seen\">=x"
                          "</camunda:outputParameter></camunda:inputOutput></extensionElements></"
                          "userTask>" FLOW("f2", "t", "e") "<endEvent id=\"e\"/>"),
      .variables = "{n: \"b\"}",
      .steps = { { BPMN_TASK_DONE, "t", "", "{other: 1}" } },
      .says = { "task t form= assignee=ab roles= due=none" },
      .state = BPMN_ENDED,
      .variable = "[seen, x, other]",
      .value = "[\"ab\", null, null]" },
    { .what = "a timer that is none becomes an incident, with its text",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW(
          "f1", "s", "c") "<intermediateCatchEvent id=\"c\">"
                          "<timerEventDefinition><timeDuration>=wait</timeDuration>"
                          "</timerEventDefinition></intermediateCatchEvent>" FLOW(
                              "f2", "c", "e") "<endEvent id=\"e\"/>"),
      .variables = "{wait: \"soon\"}",
      .says = { "incident c" },
      .state = BPMN_FAILED },
    { .what = "dates and decimals survive being stored",
      .body = PROCESS("<startEvent id=\"s\"/>" FLOW("f1", "s", "t") "<userTask id=\"t\"/>" FLOW(
          "f2", "t",
          "x") "<scriptTask id=\"x\" camunda:resultVariable=\"y\">"
               "<script>string(d + duration(\"P1D\")) + string(n)</script></scriptTask>" FLOW(
                   "f3", "x", "e") "<endEvent id=\"e\"/>"),
      .variables = "{d: date(\"2026-02-28\"), n: 0.1, l: [1, {a: null, b: {}}], t: true}",
      .steps = { { BPMN_TASK_DONE, "t", "", NULL } },
      .state = BPMN_ENDED,
      .variable = "y",
      .value = "\"2026-03-010.1\"" },
};

/* after a failed ck_assert a fork is dropped with all it held */
static void run_play(const play *p, bool reload, xc_buf *log)
{
    stage s;
    bpmn_model *m = stage_model(p->body);
    ck_assert_int_eq(stage_open(&s, m, reload), XC_OK);
    s.decision = p->decision;
    s.job_now = p->job_now;
    ck_assert_msg(stage_start(&s, p->message ? p->message : "", p->variables) == XC_OK, "%s: %s",
                  p->what, xc_problem_text(&s.why, XC_LANG_EN));
    for (size_t k = 0; k < MAX_STEPS && p->steps[k].element; k++) {
        ck_assert_int_eq(bpmn_state_of(s.i), BPMN_RUNNING);
        ck_assert_msg(stage_tell(&s, &p->steps[k]) == XC_OK, "%s, step %zu: %s", p->what, k,
                      xc_problem_text(&s.why, XC_LANG_EN));
    }
    xc_buf_byte(&s.log, '\0');
    s.log.len--;
    for (size_t k = 0; k < MAX_LINES && p->says[k]; k++)
        ck_assert_msg(stage_says(&s, p->says[k]), "%s: missing \"%s\" in\n%s", p->what, p->says[k],
                      s.log.ptr);
    for (size_t k = 0; k < MAX_LINES && p->never[k]; k++)
        ck_assert_msg(!stage_says(&s, p->never[k]), "%s: \"%s\" in\n%s", p->what, p->never[k],
                      s.log.ptr);
    ck_assert_msg(bpmn_state_of(s.i) == p->state, "%s: state %d\n%s", p->what,
                  (int)bpmn_state_of(s.i), s.log.ptr);
    ck_assert_msg(s.count == 0, "%s: %zu waits are left\n%s", p->what, s.count, s.log.ptr);
    if (p->variable) {
        const feel_expr *e;
        ck_assert_int_eq(feel_parse(xc_str_of(p->variable), NULL, 0, s.arena, &e, NULL), XC_OK);
        feel_options o = { 0 };
        const feel_value *v = feel_eval(e, bpmn_variables(s.i), s.arena, &o, NULL);
        xc_buf text;
        xc_buf_init(&text, 1000);
        feel_to_text(&text, v);
        ck_assert_msg(feel_equal(v, stage_value(&s, p->value)), "%s: %s = %.*s", p->what,
                      p->variable, (int)text.len, text.ptr);
        xc_buf_done(&text);
    }
    xc_buf_str(log, xc_buf_view(&s.log));
    stage_close(&s);
    bpmn_model_free(m);
}

START_TEST(every_play_runs_the_same_saved_or_not)
{
    xc_buf plain, saved;
    xc_buf_init(&plain, 1 << 20);
    xc_buf_init(&saved, 1 << 20);
    run_play(&plays[_i], false, &plain);
    run_play(&plays[_i], true, &saved);
    ck_assert(xc_str_eq(xc_buf_view(&plain), xc_buf_view(&saved)));
    xc_buf_done(&plain);
    xc_buf_done(&saved);
}
END_TEST

static const char one_task[] =
    PROCESS("<startEvent id=\"s\"/>" FLOW("f1", "s", "t") "<userTask id=\"t\"/>" FLOW(
        "f2", "t", "u") "<userTask id=\"u\"/>" FLOW("f3", "u", "e") "<endEvent id=\"e\"/>");

START_TEST(what_is_told_twice_is_refused_and_changes_nothing)
{
    stage s;
    bpmn_model *m = stage_model(one_task);
    ck_assert_int_eq(stage_open(&s, m, false), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", NULL), XC_OK);
    bpmn_token t = stage_find(&s, BPMN_TASK_DONE, "t")->token;
    ck_assert_int_eq(bpmn_tell(s.i, BPMN_TIMER_DUE, t, XC_STR(""), NULL, &s.world, &s.why),
                     XC_ECONFLICT);
    ck_assert_int_eq(bpmn_tell(s.i, BPMN_TASK_DONE, t, XC_STR(""), NULL, &s.world, &s.why), XC_OK);
    size_t lines = s.log.len;
    ck_assert_int_eq(bpmn_tell(s.i, BPMN_TASK_DONE, t, XC_STR(""), NULL, &s.world, &s.why),
                     XC_ENOTFOUND);
    ck_assert(s.why.en[0] && s.why.zh[0]);
    ck_assert_uint_eq(s.log.len, lines);
    bpmn_token open[4];
    ck_assert_uint_eq(bpmn_open_waits(s.i, open, 4), 1);
    ck_assert_uint_eq(open[0], stage_find(&s, BPMN_TASK_DONE, "u")->token);
    ck_assert_int_eq(bpmn_cancel(s.i, &s.world, &s.why), XC_OK);
    ck_assert(stage_says(&s, "task-cancel u"));
    ck_assert_int_eq(bpmn_state_of(s.i), BPMN_TERMINATED);
    ck_assert_int_eq(bpmn_cancel(s.i, &s.world, &s.why), XC_ECONFLICT);
    stage_close(&s);
    bpmn_model_free(m);
}
END_TEST

START_TEST(an_endless_loop_is_ended)
{
    stage s;
    bpmn_model *m =
        stage_model(PROCESS("<startEvent id=\"s\"/>" FLOW("f1", "s", "a") "<task id=\"a\"/>" FLOW(
            "f2", "a", "b") "<task id=\"b\"/>" FLOW("f3", "b", "a")));
    ck_assert_int_eq(stage_open(&s, m, false), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", NULL), XC_ELIMIT);
    ck_assert(s.why.en[0] && s.why.zh[0]);
    stage_close(&s);
    bpmn_model_free(m);
}
END_TEST

START_TEST(variables_can_be_corrected_from_outside)
{
    stage s;
    bpmn_model *m = stage_model(one_task);
    ck_assert_int_eq(stage_open(&s, m, false), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", "{depth: 21}"), XC_OK);
    ck_assert_int_eq(bpmn_set_variables(s.i, stage_value(&s, "{depth: 25}")), XC_OK);
    int64_t depth = 0;
    ck_assert(feel_to_int(feel_get(bpmn_variables(s.i), "depth"), &depth));
    ck_assert_int_eq(depth, 25);
    stage_close(&s);
    bpmn_model_free(m);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("bpmn_run");
    TCase *t = tcase_create("plays");
    tcase_add_loop_test(t, every_play_runs_the_same_saved_or_not, 0,
                        (int)(sizeof plays / sizeof *plays));
    tcase_add_test(t, what_is_told_twice_is_refused_and_changes_nothing);
    tcase_add_test(t, an_endless_loop_is_ended);
    tcase_add_test(t, variables_can_be_corrected_from_outside);
    suite_add_tcase(s, t);
    return s;
}

int main(void)
{
    SRunner *r = srunner_create(suite());
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
