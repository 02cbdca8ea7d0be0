/* bpmn_more_test.c - calls between files, cron cycles, incidents, migration, variables of calls. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "codec/time_text.h"
#include "stage.h"

#define FLOW(id, a, b) "<sequenceFlow id='" id "' sourceRef='" a "' targetRef='" b "'/>"
#define PROCESS(id, body) "<process id='" id "' isExecutable='true'>" body "</process>"
#define USER(id) "<userTask id='" id "'/>"

static bpmn_model *open_model(const char *body)
{
    char xml[8000];
    bpmn_model *m = NULL;
    xc_problem why = { 0 };
    (void)snprintf(xml, sizeof xml,
                   "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' "
                   "xmlns:zeebe='http://camunda.org/schema/zeebe/1.0' "
                   "xmlns:camunda='http://camunda.org/schema/1.0/bpmn'>%s</definitions>",
                   body);
    xc_err err = bpmn_model_new_open(xc_str_of(xml), "test.bpmn", &m, &why);
    ck_assert_msg(err == XC_OK, "%s", xc_problem_text(&why, XC_LANG_EN));
    return m;
}

static xc_err do_step(stage *s, bpmn_happening what, const char *element, const char *variables)
{
    const stage_step step = { what, element, "", variables };
    return stage_tell(s, &step);
}

static bool has(stage *s, const char *name, const char *text)
{
    const feel_value *v = feel_get(bpmn_variables(s->i), name);
    return feel_type_of(v) == FEEL_STRING && xc_str_is(feel_to_str(v), text);
}

/* ---- calls between files ---- */

static const char caller_xml[] =
    PROCESS("caller", "<startEvent id='s'/><callActivity id='t' calledElement='called'/>"
                      "<userTask id='u'/><endEvent id='e'/>" FLOW("1", "s", "t") FLOW("2", "t", "u")
                          FLOW("3", "u", "e"));
/* its ids are those of the caller: they are kept apart */
static const char called_xml[] =
    PROCESS("called", "<startEvent id='s'/><userTask id='t'/><endEvent id='e'/>" FLOW("1", "s", "t")
                          FLOW("2", "t", "e"));

static const bpmn_model *find_other(void *ctx, xc_str process)
{
    return xc_str_is(process, "called") ? *(bpmn_model **)ctx : NULL;
}

START_TEST(a_process_of_another_file_is_called)
{
    bpmn_model *other = open_model(called_xml), *m = open_model(caller_xml);
    xc_problem why = { 0 };
    ck_assert_int_eq(bpmn_model_link(m, find_other, &other, &why), XC_OK);
    stage s;
    ck_assert_int_eq(stage_open(&s, m, _i == 1), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", "{a: 1}"), XC_OK);
    ck_assert(stage_says(&s, "task t form= assignee= roles= due=none"));
    ck_assert_int_eq(do_step(&s, BPMN_TASK_DONE, "t", "{said: \"yes\"}"), XC_OK);
    ck_assert(has(&s, "said", "yes"));
    ck_assert_int_eq(do_step(&s, BPMN_TASK_DONE, "u", NULL), XC_OK);
    ck_assert_int_eq(bpmn_state_of(s.i), BPMN_ENDED);
    stage_close(&s);
    bpmn_model_free(m);
    bpmn_model_free(other);
}
END_TEST

START_TEST(a_call_to_nowhere_is_refused_or_an_incident)
{
    bpmn_model *m = open_model(caller_xml), *none = NULL;
    xc_problem why = { 0 };
    ck_assert_int_eq(stage_try_model(caller_xml, &none, &why), XC_EINVAL);
    ck_assert_int_eq(bpmn_model_link(m, NULL, NULL, &why), XC_EINVAL);
    ck_assert(strstr(why.en, "call activity t calls \"called\""));
    stage s;
    ck_assert_int_eq(stage_open(&s, m, false), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", NULL), XC_OK);
    ck_assert_int_eq(bpmn_state_of(s.i), BPMN_FAILED);
    stage_close(&s);
    bpmn_model_free(m);
}
END_TEST

START_TEST(a_process_that_calls_itself_is_ended)
{
    bpmn_model *m = stage_model(PROCESS(
        "p", "<startEvent id='s'/><callActivity id='c' calledElement='p'/>" FLOW("1", "s", "c")));
    stage s;
    ck_assert_int_eq(stage_open(&s, m, false), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", NULL), XC_ELIMIT);
    ck_assert(strstr(s.why.en, "call itself"));
    stage_close(&s);
    bpmn_model_free(m);
}
END_TEST

static const struct {
    const char *extension, *seen, *left; /* assignee in the called process; "out" after it */
} call_rows[] = {
    { "", "zhou", "inner" },
    { "<zeebe:calledElement processId='q' propagateAllParentVariables='false'/>", "", "inner" },
    { "<zeebe:calledElement processId='q' propagateAllChildVariables='false'/>", "zhou", "outer" },
    { "<camunda:in source='who' target='who'/>", "zhou", "outer" },
    { "<camunda:in source='out' target='who'/><camunda:out source='out' target='out'/>", "outer",
      "inner" },
    { "<camunda:in variables='all'/><camunda:out variables='all'/>", "zhou", "inner" },
};

START_TEST(a_call_passes_the_variables_it_names)
{
    char xml[3000], line[100];
    (void)snprintf(
        xml, sizeof xml,
        PROCESS("p",
                "<startEvent id='s'/><callActivity id='c' calledElement='q'>"
                "<extensionElements>%s</extensionElements></callActivity><userTask id='u'/>" FLOW(
                    "1", "s", "c") FLOW("2", "c", "u"))
            PROCESS("q", "<startEvent id='s2'/><userTask id='t' camunda:assignee='${who}'/>" FLOW(
                             "3", "s2", "t")),
        call_rows[_i].extension);
    bpmn_model *m = stage_model(xml);
    stage s;
    ck_assert_int_eq(stage_open(&s, m, true), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", "{who: \"zhou\", out: \"outer\"}"), XC_OK);
    (void)snprintf(line, sizeof line, "task t form= assignee=%s roles= due=none",
                   call_rows[_i].seen);
    ck_assert_msg(stage_says(&s, line), "%s", line);
    ck_assert_int_eq(do_step(&s, BPMN_TASK_DONE, "t", "{out: \"inner\"}"), XC_OK);
    ck_assert_msg(has(&s, "out", call_rows[_i].left), "row %d", _i);
    stage_close(&s);
    bpmn_model_free(m);
}
END_TEST

/* ---- timers ---- */

static const struct {
    const char *text, *from, *next; /* next NULL: it is no timer */
    int offset;
} timer_rows[] = {
    { "0 0 9 * * *", "2026-07-29T08:00:00Z", "2026-07-29T09:00:00Z", 0 },
    { "0 0 9 * * *", "2026-07-29T09:00:00Z", "2026-07-30T09:00:00Z", 0 },
    { "0 0 9 * * *", "2026-07-29T02:00:00Z", "2026-07-30T01:00:00Z", 480 },
    { "0 0 9-17 * * MON-FRI", "2026-07-31T17:00:00Z", "2026-08-03T09:00:00Z", 0 },
    { "0 */15 * * * ?", "2026-07-29T08:01:00Z", "2026-07-29T08:15:00Z", 0 },
    { "30 59 23 31 12 *", "2026-07-29T08:01:00Z", "2026-12-31T23:59:30Z", 0 },
    { "0 0 0 L * *", "2028-02-03T00:00:00Z", "2028-02-29T00:00:00Z", 0 },
    { "0 0 0 29 FEB *", "2026-07-29T00:00:00Z", "2028-02-29T00:00:00Z", 0 },
    { "0 0 12 1,15 * ?", "2026-07-02T00:00:00Z", "2026-07-15T12:00:00Z", 0 },
    { "0 0 0 13 * FRI", "2026-07-29T00:00:00Z", "2026-07-31T00:00:00Z", 0 },
    { "0 0 0 * * 7", "2026-07-29T00:00:00Z", "2026-08-02T00:00:00Z", 0 },
    { "10/20 0 0 * * *", "2026-07-29T00:00:31Z", "2026-07-29T00:00:50Z", 0 },
    { "@hourly", "2026-07-29T08:01:00Z", "2026-07-29T09:00:00Z", 0 },
    { "@weekly", "2026-07-29T08:01:00Z", "2026-08-02T00:00:00Z", 0 },
    { "@yearly", "2026-07-29T08:01:00Z", "2027-01-01T00:00:00Z", 0 },
    { "R3/PT10H", "2026-07-29T08:00:00Z", "2026-07-29T18:00:00Z", 0 },
    { "P1M", "2026-01-31T08:00:00Z", "2026-02-28T08:00:00Z", 0 },
    { "0 0 0 30 FEB *", "2026-07-29T00:00:00Z", NULL, 0 },
    { "0 0 25 * * *", "2026-07-29T00:00:00Z", NULL, 0 },
    { "0 0 9 * *", "2026-07-29T00:00:00Z", NULL, 0 },
    { "0 0 9 * * * *", "2026-07-29T00:00:00Z", NULL, 0 },
    { "0 0 9 * * MOON", "2026-07-29T00:00:00Z", NULL, 0 },
    { "0 5-1 9 * * *", "2026-07-29T00:00:00Z", NULL, 0 },
    { "0 */0 9 * * *", "2026-07-29T00:00:00Z", NULL, 0 },
    { "@often", "2026-07-29T00:00:00Z", NULL, 0 },
};

START_TEST(a_timer_says_when_it_is_due_next)
{
    int64_t from, want = 0, got = 0;
    ck_assert(time_parse(xc_str_of(timer_rows[_i].from), &from));
    bool is = bpmn_timer_next(xc_str_of(timer_rows[_i].text), from, timer_rows[_i].offset, &got);
    ck_assert_msg(is == (timer_rows[_i].next != NULL), "%s", timer_rows[_i].text);
    if (!is)
        return;
    ck_assert(time_parse(xc_str_of(timer_rows[_i].next), &want));
    ck_assert_msg(got == want, "%s: off by %lld s", timer_rows[_i].text,
                  (long long)((got - want) / XC_SECOND_US));
}
END_TEST

START_TEST(a_cron_cycle_goes_on)
{
    bpmn_model *m = stage_model(PROCESS(
        "p", "<startEvent id='s'/><userTask id='t'/><boundaryEvent id='b' attachedToRef='t' "
             "cancelActivity='false'><timerEventDefinition><timeCycle>0 0 9 * * *</timeCycle>"
             "</timerEventDefinition></boundaryEvent><serviceTask id='n'><extensionElements>"
             "<zeebe:taskDefinition type='remind'/></extensionElements></serviceTask>" FLOW(
                 "1", "s", "t") FLOW("2", "b", "n")));
    stage s;
    ck_assert_int_eq(stage_open(&s, m, true), XC_OK);
    s.job_now = true;
    ck_assert_int_eq(stage_start(&s, "", NULL), XC_OK);
    for (int day = 0; day < 3; day++) {
        ck_assert_int_eq(do_step(&s, BPMN_TIMER_DUE, "b", NULL), XC_OK);
        ck_assert_int_eq((s.now_us / XC_HOUR_US) % 24, 9);
    }
    ck_assert_int_eq(do_step(&s, BPMN_TASK_DONE, "t", NULL), XC_OK);
    ck_assert_int_eq(bpmn_state_of(s.i), BPMN_ENDED);
    stage_close(&s);
    bpmn_model_free(m);
}
END_TEST

/* ---- incidents ---- */

static const struct {
    const char *xml, *element;
    const char *mend; /* variables that mend it */
    const char *then; /* a line that is seen after */
} incident_rows[] = {
    { "<exclusiveGateway id='g'/><endEvent id='e'/>" FLOW(
          "1", "s",
          "g") "<sequenceFlow id='f' sourceRef='g' targetRef='e'><conditionExpression>a = 1"
               "</conditionExpression></sequenceFlow>",
      "g", "{a: 1}", "leave e" },
    { "<inclusiveGateway id='g'/><endEvent id='e'/>" FLOW(
          "1", "s",
          "g") "<sequenceFlow id='f' sourceRef='g' targetRef='e'><conditionExpression>a = 1"
               "</conditionExpression></sequenceFlow>",
      "g", "{a: 1}", "leave e" },
    { "<userTask id='t'><multiInstanceLoopCharacteristics><loopCardinality>a</loopCardinality>"
      "</multiInstanceLoopCharacteristics></userTask>" FLOW("1", "s", "t"),
      "t", "{a: 2}", "task t form= assignee= roles= due=none" },
    { "<intermediateCatchEvent id='c'><timerEventDefinition><timeDuration>=a</timeDuration>"
      "</timerEventDefinition></intermediateCatchEvent>" FLOW("1", "s", "c"),
      "c", "{a: \"PT60S\"}", "timer c +60s" },
    { "<userTask id='t'/><boundaryEvent id='b' attachedToRef='t'><timerEventDefinition>"
      "<timeDuration>=a</timeDuration></timerEventDefinition></boundaryEvent>" FLOW("1", "s", "t"),
      "b", "{a: \"PT60S\"}", "timer b +60s" },
    { "<businessRuleTask id='d'><extensionElements><zeebe:calledDecision decisionId='level' "
      "resultVariable='l'/></extensionElements></businessRuleTask>" FLOW("1", "s", "d"),
      "d", "{a: 1}", "mend d not_found" },
    { "<exclusiveGateway id='g'/><exclusiveGateway id='h' default='out'/><endEvent id='e'/>" FLOW(
          "1", "s", "g") FLOW("2", "g", "h")
          FLOW("out", "h",
               "e") "<sequenceFlow id='f' sourceRef='h' targetRef='g'><conditionExpression>a = null"
                    "</conditionExpression></sequenceFlow>",
      "g", "{a: 1}", "leave e" },
};

START_TEST(an_incident_is_mended_and_tried_again)
{
    char xml[2000];
    (void)snprintf(xml, sizeof xml, PROCESS("p", "<startEvent id='s'/>%s"), incident_rows[_i].xml);
    bpmn_model *m = stage_model(xml);
    stage s;
    ck_assert_int_eq(stage_open(&s, m, true), XC_OK);
    s.keep_incidents = true;
    ck_assert_int_eq(stage_start(&s, "", NULL), XC_OK);
    ck_assert_int_eq(bpmn_state_of(s.i), BPMN_RUNNING);
    const char *element = incident_rows[_i].element;
    if (!stage_find(&s, BPMN_RETRY, element))
        element = "h"; /* the circle may be cut at either gateway */
    ck_assert_msg(stage_find(&s, BPMN_RETRY, element), "row %d", _i);
    bpmn_token waits[8];
    ck_assert_uint_ge(bpmn_open_waits(s.i, waits, 8), 1);
    ck_assert_int_eq(bpmn_set_variables(s.i, stage_value(&s, incident_rows[_i].mend)), XC_OK);
    ck_assert_int_eq(do_step(&s, BPMN_RETRY, element, NULL), XC_OK);
    ck_assert_msg(stage_says(&s, incident_rows[_i].then), "row %d: %.*s", _i, (int)s.log.len,
                  s.log.ptr);
    stage_close(&s);
    bpmn_model_free(m);
}
END_TEST

START_TEST(an_uncaught_error_of_a_job_waits_to_be_mended)
{
    bpmn_model *m = stage_model(
        PROCESS("p", "<startEvent id='s'/><serviceTask id='j'><extensionElements>"
                     "<zeebe:taskDefinition type='pump'/></extensionElements></serviceTask>"
                     "<endEvent id='e'/>" FLOW("1", "s", "j") FLOW("2", "j", "e")));
    stage s;
    ck_assert_int_eq(stage_open(&s, m, true), XC_OK);
    s.keep_incidents = true;
    ck_assert_int_eq(stage_start(&s, "", NULL), XC_OK);
    const stage_step fails = { BPMN_JOB_ERROR, "j", "broken", NULL };
    ck_assert_int_eq(stage_tell(&s, &fails), XC_OK);
    ck_assert_int_eq(do_step(&s, BPMN_RETRY, "j", NULL), XC_OK);
    ck_assert_int_eq(do_step(&s, BPMN_JOB_DONE, "j", NULL), XC_OK);
    ck_assert_int_eq(bpmn_state_of(s.i), BPMN_ENDED);
    stage_close(&s);
    bpmn_model_free(m);
}
END_TEST

/* ---- migration ---- */

#define OLD_BODY                                                                   \
    "<startEvent id='s'/><userTask id='t'/><endEvent id='e'/>" FLOW("1", "s", "t") \
        FLOW("2", "t", "e")

static const struct {
    const char *xml, *from, *to, *refused; /* refused NULL: it fits */
    const char *says;
} migrate_rows[] = {
    { OLD_BODY, "t", "t", NULL, "task t form= assignee= roles= due=none" },
    { "<startEvent id='s'/><userTask id='t2'/><userTask id='u'/>" FLOW("1", "s", "t2")
          FLOW("2", "t2", "u"),
      "t", "t2", NULL, "enter t" },
    { "<startEvent id='s'/><userTask id='t'/><boundaryEvent id='b' attachedToRef='t'>"
      "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
      "</boundaryEvent>" FLOW("1", "s", "t"),
      "t", "t", NULL, "timer b +3600s" },
    { "<startEvent id='s'/><userTask id='t2'/>" FLOW("1", "s", "t2"), "x", "y", "has no \"t\"",
      NULL },
    { "<startEvent id='s'/><manualTask id='t'/>" FLOW("1", "s", "t"), "x", "y", "another kind",
      NULL },
    { "<startEvent id='s'/><subProcess id='b'><userTask id='t'/></subProcess>" FLOW("1", "s", "b"),
      "x", "y", "another sub-process", NULL },
    { "<startEvent id='s'/><userTask id='t'><multiInstanceLoopCharacteristics><loopCardinality>2"
      "</loopCardinality></multiInstanceLoopCharacteristics></userTask>" FLOW("1", "s", "t"),
      "x", "y", "repeats in another way", NULL },
};

START_TEST(an_instance_moves_to_another_version)
{
    char xml[2000];
    (void)snprintf(xml, sizeof xml, PROCESS("p", "%s"), migrate_rows[_i].xml);
    bpmn_model *old = stage_model(PROCESS("p", OLD_BODY)), *m = stage_model(xml);
    stage s;
    ck_assert_int_eq(stage_open(&s, old, true), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", NULL), XC_OK);
    const bpmn_mapping mapping = { xc_str_of(migrate_rows[_i].from),
                                   xc_str_of(migrate_rows[_i].to) };
    xc_problem why = { 0 };
    xc_err err = bpmn_migrate(s.i, m, &mapping, 1, &s.world, &why);
    if (migrate_rows[_i].refused) {
        ck_assert_int_eq(err, XC_EREFUSED);
        ck_assert_msg(strstr(why.en, migrate_rows[_i].refused), "%s", why.en);
        ck_assert(why.zh[0]);
    } else {
        ck_assert_msg(err == XC_OK, "row %d: %s", _i, why.en);
        s.model = m;
        ck_assert(stage_says(&s, migrate_rows[_i].says));
    }
    /* it goes on, moved or not */
    ck_assert_int_eq(stage_reload(&s), XC_OK);
    ck_assert_int_eq(do_step(&s, BPMN_TASK_DONE, "t", NULL), XC_OK);
    ck_assert_int_eq(bpmn_state_of(s.i), _i == 1 ? BPMN_RUNNING : BPMN_ENDED);
    stage_close(&s);
    bpmn_model_free(m);
    bpmn_model_free(old);
}
END_TEST

static const struct {
    const char *from, *to;
} wait_rows[] = {
    { "<messageEventDefinition messageRef='m'/>", "<timerEventDefinition><timeDuration>PT1S"
                                                  "</timeDuration></timerEventDefinition>" },
};

START_TEST(a_wait_for_something_else_does_not_fit)
{
    bpmn_model *v[2];
    for (int k = 0; k < 2; k++) {
        char xml[2000];
        (void)snprintf(xml, sizeof xml,
                       "<message id='m' name='m'/>" PROCESS(
                           "p", "<startEvent id='s'/><intermediateCatchEvent id='c'>%s"
                                "</intermediateCatchEvent>" FLOW("1", "s", "c")),
                       k ? wait_rows[0].to : wait_rows[0].from);
        v[k] = stage_model(xml);
    }
    stage s;
    ck_assert_int_eq(stage_open(&s, v[0], false), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", NULL), XC_OK);
    ck_assert_int_eq(bpmn_migrate(s.i, v[1], NULL, 0, &s.world, &s.why), XC_EREFUSED);
    ck_assert(strstr(s.why.en, "waits for something else"));
    stage_close(&s);
    bpmn_model_free(v[0]);
    bpmn_model_free(v[1]);
}
END_TEST

static const struct {
    const char *value;
    int64_t keep_us; /* -1: refused */
} keep_rows[] = { { "PT10M", 600 * XC_SECOND_US },
                  { "P7D", 7 * XC_DAY_US },
                  { "P8D", -1 },
                  { "soon", -1 },
                  { "PT0S", 0 } };

START_TEST(a_message_says_how_long_it_is_kept)
{
    char xml[1000];
    xc_problem why = { 0 };
    bpmn_model *m = NULL;
    (void)snprintf(xml, sizeof xml,
                   "<message id='m' name='low'><extensionElements><zeebe:properties>"
                   "<zeebe:property name='timeToLive' value='%s'/></zeebe:properties>"
                   "</extensionElements></message>" PROCESS("p", "<startEvent id='s'/>"),
                   keep_rows[_i].value);
    xc_err err = stage_try_model(xml, &m, &why);
    ck_assert_int_eq(err, keep_rows[_i].keep_us < 0 ? XC_EINVAL : XC_OK);
    if (err)
        return;
    ck_assert_int_eq(bpmn_message_keep_us(m, XC_STR("low")), keep_rows[_i].keep_us);
    ck_assert_int_eq(bpmn_message_keep_us(m, XC_STR("high")), 0);
    bpmn_model_free(m);
}
END_TEST

START_TEST(the_results_of_many_stand_in_the_order_of_the_list)
{
    bpmn_model *m = stage_model(PROCESS(
        "p",
        "<startEvent id='s'/><userTask id='t'><multiInstanceLoopCharacteristics>"
        "<extensionElements><zeebe:loopCharacteristics inputCollection='=items' "
        "inputElement='x' outputCollection='all' outputElement='=said + x'/>"
        "</extensionElements></multiInstanceLoopCharacteristics></userTask><userTask id='u'/>" FLOW(
            "1", "s", "t") FLOW("2", "t", "u")));
    stage s;
    ck_assert_int_eq(stage_open(&s, m, _i == 1), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", "{items: [\"a\", \"b\", \"c\"]}"), XC_OK);
    /* the youngest is done first */
    while (s.count > 0 && strcmp(s.waits[s.count - 1].element, "t") == 0) {
        bpmn_token t = s.waits[--s.count].token;
        ck_assert_int_eq(bpmn_tell(s.i, BPMN_TASK_DONE, t, XC_STR(""),
                                   stage_value(&s, "{said: \"-\"}"), &s.world, &s.why),
                         XC_OK);
        ck_assert_int_eq(stage_reload(&s), XC_OK);
    }
    const feel_value *all = feel_get(bpmn_variables(s.i), "all");
    ck_assert_uint_eq(feel_count(all), 3);
    for (size_t k = 0; k < 3; k++)
        ck_assert(feel_to_str(feel_item(all, k, NULL)).ptr[1] == "abc"[k]);
    stage_close(&s);
    bpmn_model_free(m);
}
END_TEST

/* more steps than an endless loop may make, but each of its own */
START_TEST(many_instances_are_no_endless_loop)
{
    bpmn_model *m = stage_model(PROCESS(
        "p", "<startEvent id='s'/><subProcess id='u'><multiInstanceLoopCharacteristics>"
             "<loopCardinality>4000</loopCardinality></multiInstanceLoopCharacteristics>"
             "<startEvent id='b'/><manualTask id='x'/><manualTask id='y'/><manualTask id='z'/>"
             "<endEvent id='e'/>" FLOW("1", "b", "x") FLOW("2", "x", "y") FLOW("3", "y", "z")
                 FLOW("4", "z", "e") "</subProcess>" FLOW("5", "s", "u")));
    stage s;
    ck_assert_int_eq(stage_open(&s, m, false), XC_OK);
    s.world.trace = NULL;
    ck_assert_int_eq(stage_start(&s, "", NULL), XC_OK);
    ck_assert_int_eq(bpmn_state_of(s.i), BPMN_ENDED);
    stage_close(&s);
    bpmn_model_free(m);
}
END_TEST

int main(void)
{
    Suite *all = suite_create("bpmn_more");
    TCase *t = tcase_create("all");
    tcase_add_loop_test(t, a_process_of_another_file_is_called, 0, 2);
    tcase_add_test(t, a_call_to_nowhere_is_refused_or_an_incident);
    tcase_add_test(t, a_process_that_calls_itself_is_ended);
    tcase_add_loop_test(t, a_call_passes_the_variables_it_names, 0,
                        sizeof call_rows / sizeof *call_rows);
    tcase_add_loop_test(t, a_timer_says_when_it_is_due_next, 0,
                        sizeof timer_rows / sizeof *timer_rows);
    tcase_add_test(t, a_cron_cycle_goes_on);
    tcase_add_loop_test(t, an_incident_is_mended_and_tried_again, 0,
                        sizeof incident_rows / sizeof *incident_rows);
    tcase_add_test(t, an_uncaught_error_of_a_job_waits_to_be_mended);
    tcase_add_loop_test(t, an_instance_moves_to_another_version, 0,
                        sizeof migrate_rows / sizeof *migrate_rows);
    tcase_add_test(t, a_wait_for_something_else_does_not_fit);
    tcase_add_loop_test(t, a_message_says_how_long_it_is_kept, 0,
                        sizeof keep_rows / sizeof *keep_rows);
    tcase_add_loop_test(t, the_results_of_many_stand_in_the_order_of_the_list, 0, 2);
    tcase_add_test(t, many_instances_are_no_endless_loop);
    suite_add_tcase(all, t);
    SRunner *r = srunner_create(all);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
