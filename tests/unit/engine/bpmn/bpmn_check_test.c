/* bpmn_check_test.c - files that cannot run, bytes that are not whole, memory that ends. */
#include <check.h>
#include <stdlib.h>

#include "alloc_fail.h"
#include "stage.h"

#define PROCESS(body) "<process id=\"p\" isExecutable=\"true\">" body "</process>"
#define FLOW(id, from, to) \
    "<sequenceFlow id=\"" id "\" sourceRef=\"" from "\" targetRef=\"" to "\"/>"

static const struct {
    const char *body;
    xc_err err;
    const char *names; /* must be in the text, which is in both languages */
    uint32_t line;     /* 0: not looked at */
} refused[] = {
    { "", XC_EINVAL, "no process", 0 },
    { PROCESS("<startEvent id=\"s\"/>\n<userTask id=\"s\"/>"), XC_EINVAL, "s", 0 },
    { PROCESS("<startEvent id=\"s\"/>\n" FLOW("f", "s", "nowhere")), XC_EINVAL, "nowhere", 3 },
    { PROCESS("<userTask id=\"a\"/><startEvent id=\"s\"/>" FLOW("f", "a", "s")), XC_EINVAL, "f",
      0 },
    { PROCESS("<endEvent id=\"e\"/><userTask id=\"a\"/>" FLOW("f", "e", "a")), XC_EINVAL, "e", 0 },
    { PROCESS("<boundaryEvent id=\"b\" attachedToRef=\"x\"><timerEventDefinition><timeDuration>PT1S"
              "</timeDuration></timerEventDefinition></boundaryEvent>"),
      XC_EINVAL, "attachedToRef", 0 },
    { PROCESS("<userTask id=\"t\"/><boundaryEvent id=\"b\" attachedToRef=\"t\"/>"), XC_EINVAL, "b",
      0 },
    { PROCESS("<intermediateCatchEvent id=\"c\"><messageEventDefinition messageRef=\"m\"/>"
              "</intermediateCatchEvent>"),
      XC_EINVAL, "messageRef", 0 },
    { PROCESS(
          "<intermediateCatchEvent id=\"c\"><messageEventDefinition/></intermediateCatchEvent>"),
      XC_EINVAL, "messageRef", 0 },
    { PROCESS("<intermediateCatchEvent id=\"c\"><timerEventDefinition><timeDuration>10 min"
              "</timeDuration></timerEventDefinition></intermediateCatchEvent>"),
      XC_EINVAL, "10 min", 0 },
    { PROCESS("<intermediateCatchEvent id=\"c\"><timerEventDefinition/></intermediateCatchEvent>"),
      XC_EINVAL, "timeDuration", 0 },
    { PROCESS("<intermediateThrowEvent id=\"c\"><timerEventDefinition><timeDuration>PT1S"
              "</timeDuration></timerEventDefinition></intermediateThrowEvent>"),
      XC_EINVAL, "timer", 0 },
    { PROCESS("<serviceTask id=\"j\"/>"), XC_EINVAL, "taskDefinition", 0 },
    { PROCESS("<serviceTask id=\"j\" camunda:class=\"a.B\"/>"), XC_EUNSUPPORTED, "a.B", 0 },
    { PROCESS("<businessRuleTask id=\"d\"/>"), XC_EINVAL, "calledDecision", 0 },
    { PROCESS("<callActivity id=\"c\" calledElement=\"q\"/>"), XC_EINVAL, "q", 0 },
    { PROCESS("<receiveTask id=\"r\"/>"), XC_EINVAL, "messageRef", 0 },
    { PROCESS("<exclusiveGateway id=\"g\" default=\"nope\"/>"), XC_EINVAL, "nope", 0 },
    { PROCESS("<eventBasedGateway id=\"g\"/><userTask id=\"t\"/>" FLOW("f", "g", "t")), XC_EINVAL,
      "t", 0 },
    { PROCESS("<subProcess id=\"u\" triggeredByEvent=\"true\"><startEvent id=\"s\"/></subProcess>"),
      XC_EINVAL, "u", 0 },
    { PROCESS("<subProcess id=\"u\"><userTask id=\"a\"/></subProcess><userTask id=\"b\"/>" FLOW(
          "f", "a", "b")),
      XC_EINVAL, "f", 0 },
    { PROCESS("<startEvent id=\"s\"/><choreographyTask id=\"x\"/>"), XC_EUNSUPPORTED,
      "choreographyTask", 0 },
    { PROCESS("<userTask/>"), XC_EINVAL, "id", 0 },
    { PROCESS("<userTask id=\"t\" startQuantity=\"0\"/>"), XC_EINVAL, "startQuantity", 0 },
    { PROCESS("<intermediateThrowEvent id=\"l\"><linkEventDefinition name=\"A\"/>"
              "</intermediateThrowEvent>"),
      XC_EINVAL, "A", 0 },
    { PROCESS("<endEvent id=\"e\"><cancelEventDefinition/></endEvent>"), XC_EINVAL, "transaction",
      0 },
    { PROCESS("<userTask id=\"t\"><standardLoopCharacteristics loopMaximum=\"-1\"/></userTask>"),
      XC_EINVAL, "loopMaximum", 0 },
    { PROCESS("<userTask id=\"t\" isForCompensation=\"maybe\"/>"), XC_EINVAL, "maybe", 0 },
    { PROCESS("<startEvent id=\"s\"/><userTask id=\"t\"/>" FLOW("f", "s", "t") "\n" FLOW("f", "s",
                                                                                         "t")),
      XC_EINVAL, "f", 3 },
    { PROCESS("<startEvent id=\"s\"/><userTask id=\"t\"/>" FLOW("t", "s", "t")), XC_EINVAL, "t",
      0 },
    { PROCESS("<startEvent id=\"s\"><errorEventDefinition/></startEvent>"), XC_EINVAL, "error", 0 },
    { PROCESS("<subProcess id=\"u\"><startEvent id=\"s\"><timerEventDefinition><timeDuration>PT1S"
              "</timeDuration></timerEventDefinition></startEvent></subProcess>"),
      XC_EINVAL, "triggeredByEvent", 0 },
    { PROCESS("<userTask id=\"t\"/><boundaryEvent id=\"b\" attachedToRef=\"t\">"
              "<cancelEventDefinition/></boundaryEvent>"),
      XC_EINVAL, "transaction", 0 },
    { PROCESS("<userTask id=\"t\"/><boundaryEvent id=\"b\" attachedToRef=\"t\">"
              "<errorEventDefinition/></boundaryEvent>" FLOW("f", "t", "b")),
      XC_EINVAL, "b", 0 },
    { PROCESS("<startEvent id=\"s\">"), XC_ESYNTAX, "", 0 },
};

START_TEST(a_file_that_cannot_run_is_refused_with_the_reason)
{
    bpmn_model *m = NULL;
    xc_problem why = { 0 };
    xc_err err = stage_try_model(refused[_i].body, &m, &why);
    ck_assert_msg(err == refused[_i].err, "%d: %s: %s", _i, xc_err_name(err), why.en);
    ck_assert_ptr_null(m);
    ck_assert_msg(strstr(xc_problem_text(&why, XC_LANG_EN), refused[_i].names), "%d: %s", _i,
                  why.en);
    ck_assert_str_ne(why.en, why.zh);
    ck_assert_str_eq(why.where, "test.bpmn");
    ck_assert_uint_gt(why.line, 0);
    if (refused[_i].line)
        ck_assert_uint_eq(why.line, refused[_i].line);
}
END_TEST

START_TEST(what_is_no_feel_is_refused_with_its_element)
{
    bpmn_model *m = NULL;
    xc_problem why = { 0 };
    ck_assert_int_eq(
        stage_try_model(PROCESS("<userTask id=\"ask\" camunda:assignee=\"=1 +\"/>"), &m, &why),
        XC_ESYNTAX);
    ck_assert_msg(strstr(why.en, "ask") && strstr(why.zh, "ask"), "%s", why.en);
}
END_TEST

static const char waiting[] = "<message id=\"m\" name=\"low\"/>" PROCESS(
    "<startEvent id=\"s\"/>" FLOW("f1", "s", "g") "<parallelGateway id=\"g\"/>" FLOW("a", "g",
                                                                                     "sub")
        FLOW("b", "g", "c") "<subProcess id=\"sub\"><startEvent id=\"s2\"/>" FLOW(
            "i1", "s2",
            "t") "<userTask id=\"t\" camunda:formKey=\"look\"/></subProcess>"
                 "<boundaryEvent id=\"late\" attachedToRef=\"sub\" cancelActivity=\"false\">"
                 "<timerEventDefinition><timeCycle>R/PT10M</timeCycle></timerEventDefinition></"
                 "boundaryEvent>" FLOW("l", "late",
                                       "j") "<serviceTask id=\"j\" camunda:topic=\"tell\"/>"
                                            "<intermediateCatchEvent "
                                            "id=\"c\"><messageEventDefinition messageRef=\"m\"/>"
                                            "</intermediateCatchEvent>" FLOW("c2", "c", "e")
                                                FLOW("s3", "sub", "e") "<endEvent id=\"e\"/>");

START_TEST(damaged_bytes_are_refused_every_one_of_them)
{
    stage s;
    bpmn_model *m = stage_model(waiting);
    ck_assert_int_eq(stage_open(&s, m, false), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", "{name: \"x\", list: [1, 2], at: date(\"2026-07-29\")}"),
                     XC_OK);
    xc_buf bytes;
    xc_buf_init(&bytes, 1 << 16);
    ck_assert_int_eq(bpmn_save(s.i, &bytes), XC_OK);
    ck_assert_uint_lt(bytes.len, 700); /* compact */
    for (size_t k = 0; k < bytes.len; k++) {
        bpmn_instance *i = NULL;
        bytes.ptr[k] = (char)(bytes.ptr[k] ^ 0x20);
        ck_assert_int_eq(bpmn_load(m, xc_buf_view(&bytes), s.arena, &i, &s.why), XC_ECORRUPT);
        ck_assert_ptr_null(i);
        bytes.ptr[k] = (char)(bytes.ptr[k] ^ 0x20);
        xc_str part = { bytes.ptr, k };
        ck_assert_int_eq(bpmn_load(m, part, s.arena, &i, &s.why), XC_ECORRUPT);
    }
    bpmn_instance *whole = NULL;
    ck_assert_int_eq(bpmn_load(m, xc_buf_view(&bytes), s.arena, &whole, &s.why), XC_OK);
    xc_buf_done(&bytes);
    stage_close(&s);
    bpmn_model_free(m);
}
END_TEST

/* a right check sum over wrong content must not help */
static void sign(xc_buf *b)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t k = 0; k < b->len - 8; k++)
        h = (h ^ (unsigned char)b->ptr[k]) * UINT64_C(1099511628211);
    for (size_t k = 0; k < 8; k++)
        b->ptr[b->len - 8 + k] = (char)(unsigned char)(h >> (8 * k));
}

START_TEST(forged_bytes_never_crash)
{
    stage s;
    bpmn_model *m = stage_model(waiting);
    ck_assert_int_eq(stage_open(&s, m, false), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", "{name: \"x\", list: [1, 2]}"), XC_OK);
    xc_buf bytes;
    xc_buf_init(&bytes, 1 << 16);
    ck_assert_int_eq(bpmn_save(s.i, &bytes), XC_OK);
    for (size_t k = 4; k + 8 < bytes.len; k++)
        for (int v = 0; v < 256; v += 15) {
            char was = bytes.ptr[k];
            bytes.ptr[k] = (char)v;
            sign(&bytes);
            xc_arena *a;
            ck_assert_int_eq(xc_arena_new(4 << 20, &a), XC_OK);
            bpmn_instance *i = NULL;
            xc_err err = bpmn_load(m, xc_buf_view(&bytes), a, &i, &s.why);
            ck_assert(err == XC_OK || err == XC_ECORRUPT || err == XC_ENOMEM);
            bpmn_token open[8];
            if (!err)
                (void)bpmn_open_waits(i, open, 8); /* only that it can be walked */
            xc_arena_free(a);
            bytes.ptr[k] = was;
        }
    xc_buf_done(&bytes);
    stage_close(&s);
    bpmn_model_free(m);
}
END_TEST

START_TEST(a_model_without_the_element_is_told)
{
    stage s;
    bpmn_model *m = stage_model(waiting);
    bpmn_model *other = stage_model(PROCESS("<startEvent id=\"s\"/>"));
    ck_assert_int_eq(stage_open(&s, m, false), XC_OK);
    ck_assert_int_eq(stage_start(&s, "", NULL), XC_OK);
    xc_buf bytes;
    xc_buf_init(&bytes, 1 << 16);
    ck_assert_int_eq(bpmn_save(s.i, &bytes), XC_OK);
    bpmn_instance *i = NULL;
    ck_assert_int_eq(bpmn_load(other, xc_buf_view(&bytes), s.arena, &i, &s.why), XC_ECORRUPT);
    ck_assert(strstr(s.why.en, "does not have"));
    xc_buf_done(&bytes);
    stage_close(&s);
    bpmn_model_free(m);
    bpmn_model_free(other);
}
END_TEST

/* undone by an event sub-process, data carried in and out, a list of instances, a call that passes
 * what it names, then a task */
static const char rich[] =
    "<message id=\"m\" name=\"low\"><extensionElements><zeebe:properties><zeebe:property "
    "name=\"timeToLive\" value=\"PT1M\"/></zeebe:properties></extensionElements></message>" PROCESS(
        "<dataObject id=\"d\" name=\"depth\"/><startEvent id=\"s\"/><subProcess id=\"u\">"
        "<userTask id=\"hidden\" isForCompensation=\"true\"/><manualTask id=\"w\" "
        "camunda:priority=\"5\"/><boundaryEvent id=\"wb\" attachedToRef=\"w\">"
        "<compensateEventDefinition/></boundaryEvent><association id=\"as\" sourceRef=\"wb\" "
        "targetRef=\"hidden\"/><subProcess id=\"undo\" triggeredByEvent=\"true\"><startEvent "
        "id=\"us\"><compensateEventDefinition/></startEvent></subProcess></subProcess>"
        "<intermediateThrowEvent id=\"x\"><compensateEventDefinition/></intermediateThrowEvent>"
        "<scriptTask id=\"sc\"><ioSpecification><dataOutput id=\"o\" name=\"out\"/>"
        "</ioSpecification><dataOutputAssociation><sourceRef>o</sourceRef><targetRef>d</targetRef>"
        "<transformation>out + 1</transformation></dataOutputAssociation>"
        "<extensionElements><zeebe:script expression=\"=1\" resultVariable=\"out\"/>"
        "</extensionElements></scriptTask>"
        "<manualTask id=\"many\"><multiInstanceLoopCharacteristics><extensionElements>"
        "<zeebe:loopCharacteristics inputCollection=\"=a\" inputElement=\"one\" "
        "outputCollection=\"all\" outputElement=\"=one\"/></extensionElements>"
        "</multiInstanceLoopCharacteristics></manualTask><callActivity id=\"call\" "
        "calledElement=\"q\"><extensionElements><camunda:in source=\"a\" target=\"b\"/>"
        "</extensionElements></callActivity><userTask id=\"t\"/>" FLOW("f1", "s", "u")
            FLOW("f2", "u", "x") FLOW("f3", "x", "sc") FLOW("f4", "sc", "many")
                FLOW("f5", "many", "call")
                    FLOW("f6", "call", "t")) "<process id=\"q\"><startEvent id=\"qs\"/></process>";
static const char *const lives[] = { waiting, rich };

/* start, answer, save, load: the first failure comes back as XC_ENOMEM and nothing leaks */
static xc_err whole_life(const char *body)
{
    bpmn_model *m = NULL;
    stage s;
    xc_err err = stage_try_model(body, &m, NULL);
    if (err)
        return err;
    err = bpmn_model_examine(m);
    if (err) {
        bpmn_model_free(m);
        return err;
    }
    err = stage_open(&s, m, true);
    if (!err)
        err = stage_start(&s, "", "{a: [1, 2, {b: \"c\"}]}");
    const stage_step step = { BPMN_TASK_DONE, "t", "", "{x: 1}" };
    if (!err)
        err = stage_tell(&s, &step);
    if (!err)
        err = xc_buf_err(&s.log);
    stage_close(&s);
    bpmn_model_free(m);
    return err;
}

START_TEST(every_allocation_may_fail)
{
    for (unsigned n = 1; alloc_fail_next(n); n++) {
        alloc_fail_at(n);
        xc_err err = whole_life(lives[_i]);
        if (!alloc_fail_happened()) {
            ck_assert_int_eq(err, XC_OK);
            break;
        }
        ck_assert_msg(err == XC_ENOMEM, "allocation %u: %s", n, xc_err_name(err));
    }
    alloc_fail_never();
}
END_TEST

/* the caller's arena may be small: never a wrong run, always an error until it is large enough */
START_TEST(a_small_arena_gives_an_error_and_not_another_run)
{
    bpmn_model *m = stage_model(lives[_i]);
    size_t whole = 0;
    for (size_t max = 1000; max < 400000; max += 257) {
        stage s;
        ck_assert_int_eq(stage_open(&s, m, false), XC_OK);
        const feel_value *v = stage_value(&s, "{a: [1, 2, {b: \"c\"}], d: date(\"2026-01-01\")}");
        xc_arena *small;
        ck_assert_int_eq(xc_arena_new(max, &small), XC_OK);
        bpmn_instance *i = NULL;
        xc_err err = bpmn_start(m, XC_STR("p"), XC_STR(""), v, &s.world, small, &i, &s.why);
        ck_assert_msg(err == XC_OK || err == XC_ENOMEM, "%zu: %s", max, xc_err_name(err));
        if (!err && !whole)
            whole = s.log.len;
        if (!err)
            ck_assert_uint_eq(s.log.len, whole);
        xc_arena_free(small);
        stage_close(&s);
    }
    ck_assert_uint_gt(whole, 0);
    bpmn_model_free(m);
}
END_TEST

START_TEST(a_drawing_is_laid_out_when_the_file_has_none)
{
    bpmn_model *m = stage_model(waiting);
    xc_buf out;
    xc_buf_init(&out, 1 << 16);
    json_writer w = json_writer_on(&out);
    ck_assert_int_eq(bpmn_drawing(m, XC_STR("p"), &w), XC_OK);
    xc_arena *a;
    ck_assert_int_eq(xc_arena_new(1 << 20, &a), XC_OK);
    const json_value *v;
    ck_assert_int_eq(json_parse(xc_buf_view(&out), a, &v, NULL), XC_OK);
    ck_assert(xc_str_is(json_find_str(v, "process"), "p"));
    ck_assert_uint_eq(json_find(v, "nodes")->count, 9);
    ck_assert_uint_eq(json_find(v, "flows")->count, 7);
    double last = -1;
    for (const json_value *n = json_find(v, "nodes")->first; n; n = n->next) {
        double x;
        ck_assert(json_get_double(json_find(n, "x"), &x));
        if (xc_str_is(json_find_str(n, "id"), "e"))
            ck_assert_double_ge(x, last);
        last = xc_str_is(json_find_str(n, "id"), "s") ? x : last;
    }
    ck_assert_int_eq(bpmn_drawing(m, XC_STR("q"), &w), XC_ENOTFOUND);
    xc_arena_free(a);
    xc_buf_done(&out);
    bpmn_model_free(m);
}
END_TEST

START_TEST(a_model_says_what_it_refers_to_and_how_it_starts)
{
    bpmn_model *m = stage_model(waiting);
    bool form = false, job = false, message = false;
    for (size_t k = 0; k < bpmn_reference_count(m); k++) {
        bpmn_ref_kind kind;
        xc_str element, name = bpmn_reference(m, k, &kind, &element);
        form = form || (kind == BPMN_REF_FORM && xc_str_is(name, "look"));
        job = job || (kind == BPMN_REF_JOB && xc_str_is(name, "tell"));
        message = message || (kind == BPMN_REF_MESSAGE && xc_str_is(name, "low"));
    }
    ck_assert(form && job && message);
    ck_assert_uint_eq(bpmn_process_count(m), 1);
    ck_assert_uint_eq(bpmn_start_count(m), 1);
    ck_assert_int_eq(bpmn_start_at(m, 0).kind, BPMN_START_NONE);
    bpmn_model_free(m);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bpmn_check");
    TCase *t = tcase_create("check");
    suite_add_tcase(suite, t);
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, a_file_that_cannot_run_is_refused_with_the_reason, 0,
                        (int)(sizeof refused / sizeof *refused));
    tcase_add_test(t, what_is_no_feel_is_refused_with_its_element);
    tcase_add_test(t, damaged_bytes_are_refused_every_one_of_them);
    tcase_add_test(t, forged_bytes_never_crash);
    tcase_add_test(t, a_model_without_the_element_is_told);
    tcase_add_loop_test(t, every_allocation_may_fail, 0, 2);
    tcase_add_loop_test(t, a_small_arena_gives_an_error_and_not_another_run, 0, 2);
    tcase_add_test(t, a_drawing_is_laid_out_when_the_file_has_none);
    tcase_add_test(t, a_model_says_what_it_refers_to_and_how_it_starts);
    SRunner *r = srunner_create(suite);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
