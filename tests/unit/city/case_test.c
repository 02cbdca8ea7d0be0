/* case_test.c - cases from open to closed, through the real loop and store on a clock that is
 * moved. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "city/task.h"
#include "codec/time_text.h"

#define FLOW(id, from, to) \
    "<sequenceFlow id=\"" id "\" sourceRef=\"" from "\" targetRef=\"" to "\"/>"

/* dispatch, then a crew's task with an escalation after 5 minutes beside the water going down */
static const char flooding[] =
    "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
    "xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\">"
    "<message id=\"m\" name=\"water-cleared\"/><error id=\"x\" errorCode=\"command-failed\"/>"
    "<process id=\"flooding\" isExecutable=\"true\"><startEvent id=\"s\"/>" FLOW(
        "f1", "s",
        "d") "<serviceTask id=\"d\" name=\"派队伍\"><extensionElements><zeebe:taskDefinition "
             "type=\"dispatch\"/>"
             "</extensionElements></serviceTask>" FLOW(
                 "f2", "d", "g") "<parallelGateway id=\"g\"/>" FLOW("a", "g", "t")
                 FLOW("b", "g",
                      "p") "<userTask id=\"t\" name=\"现场处置\"><extensionElements>"
                           "<zeebe:formDefinition formId=\"report\"/><zeebe:assignmentDefinition "
                           "assignee=\"=unit\" "
                           "candidateGroups=\"crew, duty\"/></extensionElements></userTask>"
                           "<boundaryEvent id=\"late\" name=\"5 分钟\" cancelActivity=\"false\" "
                           "attachedToRef=\"t\">"
                           "<timerEventDefinition><timeDuration>PT5M</timeDuration></"
                           "timerEventDefinition></boundaryEvent>" FLOW(
                               "l", "late",
                               "n") "<serviceTask id=\"n\" name=\"上报\"><extensionElements>"
                                    "<zeebe:taskDefinition "
                                    "type=\"notify\"/></extensionElements></serviceTask>"
                                    "<serviceTask id=\"p\" "
                                    "name=\"开泵\"><extensionElements><zeebe:taskDefinition "
                                    "type=\"command\"/>"
                                    "</extensionElements></serviceTask>" FLOW(
                                        "p2", "p",
                                        "c") "<intermediateCatchEvent id=\"c\" "
                                             "name=\"水退\"><messageEventDefinition "
                                             "messageRef=\"m\"/>"
                                             "</intermediateCatchEvent>" FLOW("c2", "c", "j")
                                                 FLOW("t2", "t", "j") "<parallelGateway "
                                                                      "id=\"j\"/>" FLOW(
                                                                          "z", "j",
                                                                          "e") "<endEvent id=\"e\" "
                                                                               "name=\"结案\"/>"
                                                                               "</process></"
                                                                               "definitions>";

static char dir[64], path[128];
static store *s;
static loop *l;
static case_engine *engine;
static bpmn_model *model;
static int64_t now_us;
static int64_t notified, command_job, dispatches, changes, closed, tasks_heard;
static const pack_hours office[] = { { 9 * 60, 17 * 60 } };
static const pack_calendar days = { .week = { true, true, true, true, true, false, false },
                                    .hours = office,
                                    .hours_count = 1,
                                    .from_day = 20000,
                                    .to_day = 21000 };

static void must(xc_err err, const xc_problem *why)
{
    if (err)
        ck_abort_msg("%s: %s %s", xc_err_name(err), why ? why->en : "",
                     s ? store_error_text(store_writer(s)) : "");
}

static const bpmn_model *find_model(void *ctx, xc_str process)
{
    (void)ctx;
    return xc_str_is(process, "flooding") ? model : NULL;
}

static xc_err decide(void *ctx, xc_str decision, const feel_value *inputs, int64_t at,
                     xc_arena *arena, const feel_value **ret, const feel_value **trace,
                     xc_problem *why)
{
    (void)ctx, (void)decision, (void)inputs, (void)at, (void)arena, (void)ret, (void)trace;
    return xc_fail(why, XC_ENOTFOUND, "", "no decisions", "没有决策");
}

static xc_err words(void *ctx, xc_str scenario, xc_str process, xc_str element, xc_str name,
                    const feel_value *variables, xc_arena *arena, case_words *ret)
{
    (void)ctx, (void)scenario, (void)process, (void)variables, (void)arena;
    *ret = (case_words){ .name = { name, element } };
    if (xc_str_is(element, "t"))
        ret->question = (pack_text){ XC_STR("封路吗"), XC_STR("Close it?") };
    return XC_OK;
}

/* a unit is found at once */
static xc_err dispatch(void *ctx, loop_tx *tx, const case_job *job, xc_arena *arena, bool *done,
                       const feel_value **ret, xc_problem *why)
{
    (void)ctx, (void)tx, (void)job, (void)why;
    dispatches++;
    *done = true;
    *ret = feel_with(arena, feel_null(), XC_STR("unit"), feel_string(arena, XC_STR("crew-7")));
    return XC_OK;
}

static xc_err notify(void *ctx, loop_tx *tx, const case_job *job, xc_arena *arena, bool *done,
                     const feel_value **ret, xc_problem *why)
{
    (void)ctx, (void)tx, (void)job, (void)arena, (void)ret, (void)why;
    notified++;
    *done = true;
    return XC_OK;
}

/* a pump answers later */
static xc_err command(void *ctx, loop_tx *tx, const case_job *job, xc_arena *arena, bool *done,
                      const feel_value **ret, xc_problem *why)
{
    (void)ctx, (void)tx, (void)arena, (void)done, (void)ret, (void)why;
    command_job = job->id;
    return XC_OK;
}

static xc_err changed(void *ctx, loop_tx *tx, const case_change *change, xc_problem *why)
{
    (void)ctx, (void)tx, (void)why;
    changes++;
    closed += change->after >= CASE_CLOSED && change->before < CASE_CLOSED;
    return XC_OK;
}

static xc_err task_heard(void *ctx, loop_tx *tx, const case_task_change *task, xc_problem *why)
{
    (void)ctx, (void)tx, (void)why;
    tasks_heard += task->ended ? 100 : 1;
    return XC_OK;
}

static void open_city(void)
{
    xc_problem why = { 0 };
    const case_world world = { .model = find_model,
                               .decide = decide,
                               .words = words,
                               .days = { &days, 480 },
                               .version = XC_STR("1") };
    const loop_options options = { .clock = xc_clock_manual(&now_us) };
    must(store_open(path, &s, &why), &why);
    must(loop_new(s, NULL, &options, &l), NULL);
    must(case_engine_new(&world, &engine), NULL);
    must(case_job_register(engine, "dispatch", dispatch, NULL), NULL);
    must(case_job_register(engine, "notify", notify, NULL), NULL);
    must(case_job_register(engine, "command", command, NULL), NULL);
    ck_assert_int_eq(case_job_register(engine, "notify", notify, NULL), XC_ECONFLICT);
    must(case_on_change(engine, changed, NULL), NULL);
    must(case_on_task(engine, task_heard, NULL), NULL);
    must(case_engine_attach(engine, l), NULL);
    must(loop_start(l), NULL);
}

static void close_city(void)
{
    loop_drain(l);
    l = loop_free(l);
    engine = case_engine_free(engine);
    s = store_close(s);
}

static void setup(void)
{
    xc_problem why = { 0 };
    (void)snprintf(dir, sizeof dir, "/tmp/xc-case-XXXXXX"); /* fits */
    ck_assert_ptr_nonnull(mkdtemp(dir));
    (void)snprintf(path, sizeof path, "%s/city.db", dir); /* fits */
    now_us = INT64_C(1785326400000000);                   /* 2026-07-29T12:00Z */
    notified = command_job = dispatches = changes = closed = tasks_heard = 0;
    must(bpmn_model_new(xc_str_of(flooding), "flooding.bpmn", &model, &why), &why);
    open_city();
}

static void teardown(void)
{
    close_city();
    model = bpmn_model_free(model);
    char line[128];
    (void)snprintf(line, sizeof line, "rm -rf %s", dir); /* fits */
    ck_assert_int_eq(system(line), 0);
}

/* ---- a command that runs any function inside the loop ---- */

typedef xc_err body_fn(loop_tx *tx, int64_t *io, xc_problem *why);
typedef struct {
    loop_command base;
    body_fn *body;
    int64_t *io;
} body_command;

static xc_err apply(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    body_command *b = (body_command *)cmd;
    return b->body(tx, b->io, why);
}

static xc_err inside(body_fn *body, int64_t *io, xc_problem *why)
{
    body_command b = { .base = { .name = "test", .apply = apply }, .body = body, .io = io };
    b.base.actor = (loop_actor){ .user_id = 3,
                                 .name = XC_STR("zhou"),
                                 .role = XC_STR("duty"),
                                 .division = XC_STR(""),
                                 .from = XC_STR("") };
    xc_err made = xc_arena_new(4 << 20, &b.base.arena);
    if (made)
        return made;
    xc_err err = loop_call(l, &b.base, why);
    xc_arena_free(b.base.arena);
    return err;
}

static xc_err open_it(loop_tx *tx, int64_t *io, xc_problem *why)
{
    const case_new n = { .scenario = XC_STR("road-flooding"),
                         .process = XC_STR("flooding"),
                         .prefix = XC_STR("FX"),
                         .once = true,
                         .thing = XC_STR("dev-1"),
                         .division = XC_STR("310104013000"),
                         .title = { XC_STR("中山路积水"), XC_STR("Flooding at Zhongshan Road") },
                         .level = 2,
                         .event_time_us = INT64_C(1785326000000000),
                         .has_value = true,
                         .value = 21.5,
                         .unit = XC_STR("cm"),
                         .why = XC_STR("{\"rule\":\"r\"}") };
    return case_open(engine, tx, &n, io, why);
}

static xc_err complete_it(loop_tx *tx, int64_t *io, xc_problem *why)
{
    const feel_value *answers =
        feel_with(loop_arena(tx), feel_null(), XC_STR("seen"), feel_int(loop_arena(tx), 22));
    return task_complete(engine, tx, *io, XC_STR("crew-7"), answers, INT64_MIN, why);
}

static xc_err pump_done(loop_tx *tx, int64_t *io, xc_problem *why)
{
    return case_job_done(engine, tx, *io, NULL, why);
}

static xc_err pump_fails(loop_tx *tx, int64_t *io, xc_problem *why)
{
    return case_job_fail(engine, tx, *io, XC_STR("command-failed"), true, why);
}

static xc_err cleared(loop_tx *tx, int64_t *io, xc_problem *why)
{
    bool heard;
    xc_err err = case_tell_message(engine, tx, *io, XC_STR("water-cleared"), NULL, &heard, why);
    if (!err)
        *io = heard;
    return err;
}

static int64_t one(const char *sql, int64_t arg)
{
    store_conn *c;
    store_stmt *st;
    xc_problem why = { 0 };
    must(store_read(s, &c, &why), &why);
    must(store_query(c, &st, sql, "i", arg), NULL);
    int64_t n = store_row(st) ? store_int(st, 0) : -1;
    must(store_end(st), NULL);
    store_read_done(s, c);
    return n;
}

static case_brief brief(int64_t id, xc_arena *a)
{
    store_conn *c;
    case_brief b = { 0 };
    xc_problem why = { 0 };
    must(store_read(s, &c, &why), &why);
    must(case_get(c, id, a, &b), NULL);
    store_read_done(s, c);
    return b;
}

static int64_t task_of(int64_t case_id)
{
    return one("SELECT id FROM task WHERE case_id = $1 AND state < 4", case_id);
}

START_TEST(a_case_lives_from_the_reading_to_its_end)
{
    int64_t id = 0, again = 0, task, job, told;
    xc_problem why = { 0 };
    xc_arena *a;
    must(xc_arena_new(1 << 20, &a), NULL);
    must(inside(open_it, &id, &why), &why);
    ck_assert_int_eq(inside(open_it, &again, &why), XC_ECONFLICT); /* never two for one thing */
    ck_assert_int_eq(again, id);
    ck_assert_int_eq(dispatches, 1);
    case_brief b = brief(id, a);
    ck_assert_msg(xc_str_is(b.no, "FX-0729-0001"), "%.*s", XC_STR_ARG(b.no));
    ck_assert_int_eq(b.state, CASE_NEW);
    task = task_of(id);
    ck_assert_int_eq(one("SELECT COUNT(*) FROM case_timer WHERE case_id = $1", id), 1);
    job = command_job;
    must(inside(pump_done, &job, &why), &why);
    ck_assert_int_eq(inside(pump_done, &job, &why), XC_ECONFLICT); /* told twice */
    must(inside(complete_it, &task, &why), &why);
    ck_assert_int_eq(inside(complete_it, &task, &why), XC_ECONFLICT);
    ck_assert_int_eq(brief(id, a).state, CASE_ACTIVE);
    ck_assert_int_eq(one("SELECT COUNT(*) FROM case_timer WHERE case_id = $1", id), 0);
    told = id;
    must(inside(cleared, &told, &why), &why);
    ck_assert_int_eq(told, 1);
    b = brief(id, a);
    ck_assert_int_eq(b.state, CASE_CLOSED);
    ck_assert_int_eq(b.closed_us, now_us);
    ck_assert_int_eq(closed, 1);
    ck_assert_int_eq(tasks_heard, 101);
    told = id;
    must(inside(cleared, &told, &why), &why); /* nobody waits any more */
    ck_assert_int_eq(told, 0);
    must(inside(open_it, &again, &why), &why); /* and the thing may have its next case */
    ck_assert_int_ne(again, id);
    ck_assert(xc_str_is(brief(again, a).no, "FX-0729-0002"));
    xc_arena_free(a);
}
END_TEST

START_TEST(a_timer_survives_a_restart_and_escalates)
{
    int64_t id = 0;
    xc_problem why = { 0 };
    must(inside(open_it, &id, &why), &why);
    close_city();
    now_us += 4 * XC_MINUTE_US;
    open_city();
    ck_assert_int_eq(notified, 0);
    now_us += 2 * XC_MINUTE_US;
    loop_poke(l);
    for (int k = 0; k < 200 && one("SELECT COUNT(*) FROM case_timer WHERE case_id = $1", id) > 0;
         k++)
        (void)system("sleep 0.01"); /* the loop's thread has to come round */
    ck_assert_int_eq(one("SELECT COUNT(*) FROM case_timer WHERE case_id = $1", id), 0);
    ck_assert_int_eq(notified, 1);
    ck_assert_int_gt(task_of(id), 0); /* not interrupting */
}
END_TEST

START_TEST(a_failed_command_goes_on_where_nobody_catches_it)
{
    int64_t id = 0, told;
    xc_problem why = { 0 };
    must(inside(open_it, &id, &why), &why);
    must(inside(pump_fails, &command_job, &why), &why);
    ck_assert_int_eq(one("SELECT state FROM case_job WHERE id = $1", command_job), 2);
    told = id;
    must(inside(cleared, &told, &why), &why);
    ck_assert_int_eq(told, 1);
}
END_TEST

static xc_err accept_it(loop_tx *tx, int64_t *io, xc_problem *why)
{
    return task_accept(engine, tx, *io, XC_STR("crew-7"), why);
}

static xc_err refuse_it(loop_tx *tx, int64_t *io, xc_problem *why)
{
    return task_refuse(engine, tx, *io, XC_STR("crew-7"), XC_STR("busy"), XC_STR("堵在路上"), why);
}

static xc_err refuse_badly(loop_tx *tx, int64_t *io, xc_problem *why)
{
    return task_refuse(engine, tx, *io, XC_STR("crew-7"), XC_STR("lazy"), XC_STR(""), why);
}

static xc_err other_claims(loop_tx *tx, int64_t *io, xc_problem *why)
{
    return task_claim(engine, tx, *io, XC_STR("crew-8"), why);
}

static xc_err reassign_it(loop_tx *tx, int64_t *io, xc_problem *why)
{
    return task_reassign(engine, tx, *io, XC_STR("crew-8"),
                         (pack_text){ XC_STR("换队"), XC_STR("another crew") }, why);
}

START_TEST(a_task_is_accepted_refused_and_given_on)
{
    int64_t id = 0, task;
    bool refused = false;
    store_conn *c;
    xc_problem why = { 0 };
    must(inside(open_it, &id, &why), &why);
    task = task_of(id);
    ck_assert_int_eq(inside(other_claims, &task, &why), XC_ECONFLICT); /* it is crew-7's */
    must(inside(accept_it, &task, &why), &why);
    ck_assert_int_eq(one("SELECT state FROM task WHERE id = $1", task), TASK_ACCEPTED);
    ck_assert_int_eq(inside(refuse_badly, &task, &why), XC_EINVAL);
    must(inside(refuse_it, &task, &why), &why);
    must(store_read(s, &c, &why), &why);
    must(task_was_refused(c, task, XC_STR("crew-7"), &refused), NULL);
    ck_assert(refused);
    must(task_was_refused(c, task, XC_STR("crew-8"), &refused), NULL);
    ck_assert(!refused);
    store_read_done(s, c);
    must(inside(reassign_it, &task, &why), &why);
    must(inside(other_claims, &task, &why), &why);
    int64_t nobody = 999;
    ck_assert_int_eq(inside(accept_it, &nobody, &why), XC_ENOTFOUND);
}
END_TEST

static xc_err cancel_it(loop_tx *tx, int64_t *io, xc_problem *why)
{
    return case_cancel(engine, tx, *io, (pack_text){ XC_STR("误报"), XC_STR("false alarm") }, why);
}

static xc_err remarks(loop_tx *tx, int64_t *io, xc_problem *why)
{
    const feel_value *v =
        feel_with(loop_arena(tx), feel_null(), XC_STR("value"), feel_int(loop_arena(tx), 30));
    xc_err err = case_acknowledge(engine, tx, *io, why);
    if (!err)
        err = case_note(engine, tx, *io, XC_STR(" 已通知交警 "), why);
    if (!err)
        err = case_set_variables(engine, tx, *io, v, why);
    if (!err)
        err = case_set_level(engine, tx, *io, 1, why);
    if (!err)
        err = case_set_event_time(engine, tx, *io, INT64_C(1785325000000000), XC_STR("{}"), why);
    if (!err)
        err = case_deadline_set(engine, tx, *io, loop_now_us(tx), 3, CALENDAR_WORKING_DAY, why);
    if (!err)
        err = case_deadline_pause(engine, tx, *io, why);
    return err ? err : case_deadline_resume(engine, tx, *io, why);
}

static xc_err empty_note(loop_tx *tx, int64_t *io, xc_problem *why)
{
    return case_note(engine, tx, *io, XC_STR("  "), why);
}

static char *page_of(int64_t id, xc_buf *out)
{
    store_conn *c;
    xc_problem why = { 0 };
    const calendar cal = { &days, 480 };
    must(store_read(s, &c, &why), &why);
    json_writer w = json_writer_on(out);
    json_open_object(&w);
    must(case_page_put(c, id, now_us, &cal, &w), NULL);
    json_close_object(&w);
    store_read_done(s, c);
    xc_buf_byte(out, '\0');
    return out->ptr;
}

START_TEST(the_page_says_everything)
{
    int64_t id = 0;
    xc_problem why = { 0 };
    xc_buf out;
    xc_buf_init(&out, 1 << 20);
    must(inside(open_it, &id, &why), &why);
    ck_assert_int_eq(inside(empty_note, &id, &why), XC_EINVAL);
    must(inside(remarks, &id, &why), &why);
    const char *page = page_of(id, &out);
    static const char *const parts[] = { "\"id\":\"FX-0729-0001\"",
                                         "\"state\":\"active\"",
                                         "\"trend\":\"up\"",
                                         "\"value\":30",
                                         "\"level\":1",
                                         "\"seen_by\":\"zhou\"",
                                         "\"text\":{\"zh\":\"已通知交警\"",
                                         "\"question\":{\"zh\":\"封路吗\"",
                                         "\"escalates_at\":\"2026-07-29T12:05:00Z\"",
                                         "\"rule\":\"r\"",
                                         "\"due_at\":\"2026-08-03T09:00:00Z\"",
                                         "\"event_time\":\"2026-07-29T11:36:40Z\"",
                                         "\"candidates\":[\"crew\",\"duty\"]",
                                         "\"assignee\":\"crew-7\"",
                                         "\"kind\":\"opened\"",
                                         "\"unit\":\"crew-7\"",
                                         "\"paused\":false",
                                         "\"drawing_url\":\"/api/v1/cases/FX-0729-0001/drawing\"" };
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
        ck_assert_msg(strstr(page, parts[k]), "no %s in %s", parts[k], page);
    xc_arena *a;
    const json_value *v;
    must(xc_arena_new(4 << 20, &a), NULL);
    must(json_parse((xc_str){ out.ptr, out.len - 1 }, a, &v, &why), &why);
    xc_arena_free(a);
    xc_buf_done(&out);
    must(inside(cancel_it, &id, &why), &why);
    ck_assert_int_eq(inside(cancel_it, &id, &why), XC_ECONFLICT);
    ck_assert_int_eq(task_of(id), -1);
    ck_assert_int_eq(one("SELECT COUNT(*) FROM case_wait WHERE case_id = $1", id), 0);
    ck_assert_int_eq(one("SELECT COUNT(*) FROM case_job WHERE case_id = $1 AND state = 0", id), 0);
}
END_TEST

static xc_err three_values(loop_tx *tx, int64_t *io, xc_problem *why)
{
    static const double values[] = { 22, 30, 28 };
    (void)why;
    xc_err err = XC_OK;
    for (size_t k = 0; k < 3 && !err; k++)
        err = case_set_value(engine, tx, *io, values[k]);
    return err;
}

static xc_err value_that_fails(loop_tx *tx, int64_t *io, xc_problem *why)
{
    (void)why;
    xc_err err = case_set_value(engine, tx, *io, 99);
    return err ? err : XC_EREFUSED;
}

static void page_has(int64_t id, const char *part)
{
    xc_buf out;
    xc_buf_init(&out, 1 << 20);
    const char *page = page_of(id, &out);
    ck_assert_msg(strstr(page, part), "no %s in %s", part, page);
    xc_buf_done(&out);
}

static const char events_of_cases[] = "SELECT COUNT(*) FROM event WHERE type = 'case' AND seq > $1";

START_TEST(a_reading_changes_the_value_without_the_process)
{
    int64_t id = 0, none = 77, task;
    xc_problem why = { 0 };
    must(inside(open_it, &id, &why), &why);
    int64_t seq = one("SELECT MAX(seq) FROM event WHERE seq > $1", 0);
    must(inside(three_values, &id, &why), &why);
    ck_assert_int_eq(one(events_of_cases, seq), 1); /* screens hear of it once a batch */
    page_has(id, "\"value\":28,\"unit\":\"cm\",\"trend\":\"down\"");
    page_has(id, "\"data\":{\"unit\":\"crew-7\",\"value\":28}");
    ck_assert_int_eq(one("SELECT fresh FROM case_value WHERE case_id = $1", id), 1);
    ck_assert_int_eq(inside(value_that_fails, &id, &why), XC_EREFUSED);
    page_has(id, "\"value\":28,");
    close_city();
    open_city();
    task = task_of(id);
    must(inside(complete_it, &task, &why), &why); /* the process has it now */
    ck_assert_int_eq(one("SELECT fresh FROM case_value WHERE case_id = $1", id), 0);
    ck_assert_int_eq(one("SELECT COUNT(*) FROM city_case WHERE id = $1 AND"
                         " data LIKE '%\"value\":28%'",
                         id),
                     1);
    must(inside(cancel_it, &id, &why), &why);
    ck_assert_int_eq(inside(value_that_fails, &id, &why), XC_EREFUSED);
    must(inside(three_values, &id, &why), &why); /* over: as it was then */
    page_has(id, "\"value\":28,");
    ck_assert_int_eq(one("SELECT value FROM case_value WHERE case_id = $1", id), 28);
    ck_assert_int_eq(inside(three_values, &none, &why), XC_ENOTFOUND);
}
END_TEST

START_TEST(the_drawing_shows_where_it_stands)
{
    int64_t id = 0;
    store_conn *c;
    xc_problem why = { 0 };
    xc_buf out;
    xc_buf_init(&out, 1 << 20);
    must(inside(open_it, &id, &why), &why);
    must(store_read(s, &c, &why), &why);
    json_writer w = json_writer_on(&out);
    must(case_drawing_put(c, id, model, &w), NULL);
    store_read_done(s, c);
    xc_buf_byte(&out, '\0');
    const char *t = strstr(out.ptr, "\"id\":\"t\""), *d = strstr(out.ptr, "\"id\":\"d\"");
    ck_assert(t && strncmp(strstr(t, "\"state\":"), "\"state\":\"now\"", 13) == 0);
    ck_assert(d && strncmp(strstr(d, "\"state\":"), "\"state\":\"done\"", 14) == 0);
    const char *f = strstr(out.ptr, "\"id\":\"f2\"");
    ck_assert(f && strncmp(strstr(f, "\"taken\":"), "\"taken\":true", 12) == 0);
    f = strstr(out.ptr, "\"id\":\"z\"");
    ck_assert(f && strncmp(strstr(f, "\"taken\":"), "\"taken\":false", 13) == 0);
    xc_buf_done(&out);
}
END_TEST

static xc_err open_many(loop_tx *tx, int64_t *io, xc_problem *why)
{
    for (int k = 0; k < 25; k++) {
        char thing[16];
        int64_t id;
        (void)snprintf(thing, sizeof thing, "dev-%d", k);
        const case_new n = { .scenario = XC_STR("road-flooding"),
                             .process = XC_STR("flooding"),
                             .prefix = XC_STR("FX"),
                             .once = true,
                             .thing = xc_str_of(thing),
                             .division = k % 2 ? XC_STR("310104013000") : XC_STR("310105001000"),
                             .level = 2,
                             .event_time_us = INT64_C(1785326000000000) };
        xc_err err = case_open(engine, tx, &n, &id, why);
        if (err)
            return err;
        *io += 1;
    }
    return XC_OK;
}

static int64_t walk(case_query *q)
{
    int64_t seen = 0, last = INT64_MAX;
    store_conn *c;
    xc_arena *a;
    xc_problem why = { 0 };
    must(xc_arena_new(8 << 20, &a), NULL);
    must(store_read(s, &c, &why), &why);
    do {
        xc_buf out;
        xc_str next;
        const json_value *v;
        xc_buf_init(&out, 1 << 20);
        json_writer w = json_writer_on(&out);
        must(case_list(c, q, a, &w, &next, &why), &why);
        must(json_parse(xc_arena_str(a, xc_buf_view(&out)), a, &v, &why), &why);
        for (const json_value *r = v->first; r; r = r->next) {
            int64_t n = 0;
            xc_str no = json_find_str(r, "id");
            ck_assert(xc_str_int((xc_str){ no.ptr + 8, no.len - 8 }, 1, 9999, &n));
            ck_assert_int_lt(n, last); /* newest first, none twice */
            last = n;
            seen++;
        }
        xc_buf_done(&out);
        q->after = next;
    } while (q->after.len > 0);
    store_read_done(s, c);
    xc_arena_free(a);
    return seen;
}

START_TEST(lists_are_walked_page_by_page)
{
    int64_t made = 0, n = 0;
    store_conn *c;
    xc_problem why = { 0 };
    must(inside(open_many, &made, &why), &why);
    case_query q = { .limit = 4, .now_us = now_us };
    ck_assert_int_eq(walk(&q), 25);
    q = (case_query){ .limit = 500, .now_us = now_us, .division = XC_STR("310104") };
    ck_assert_int_eq(walk(&q), 12);
    q.within = XC_STR("310105");
    ck_assert_int_eq(walk(&q), 0);
    q = (case_query){ .limit = 3,
                      .now_us = now_us,
                      .thing = XC_STR("dev-7"),
                      .question = true,
                      .scenario = XC_STR("road-flooding"),
                      .states = 1u << CASE_NEW };
    ck_assert_int_eq(walk(&q), 1);
    q = (case_query){ .limit = 3, .now_us = now_us, .overdue = true };
    ck_assert_int_eq(walk(&q), 0);
    must(store_read(s, &c, &why), &why);
    q = (case_query){ .states = 1u << CASE_NEW, .within = XC_STR("3101") };
    must(case_count(c, &q, &n), NULL);
    ck_assert_int_eq(n, 25);
    xc_arena *a;
    xc_str next;
    xc_buf out;
    xc_buf_init(&out, 1 << 20);
    json_writer w = json_writer_on(&out);
    must(xc_arena_new(1 << 20, &a), NULL);
    q = (case_query){ .limit = 3, .after = XC_STR("1 OR 1=1") };
    ck_assert_int_eq(case_list(c, &q, a, &w, &next, &why), XC_EINVAL);
    q = (case_query){ .limit = 0 };
    ck_assert_int_eq(case_list(c, &q, a, &w, &next, &why), XC_EINVAL);
    task_query tq = { .mine = true,
                      .assignee = XC_STR("x"),
                      .unit = XC_STR("crew-7"),
                      .roles = XC_STR("duty crew"),
                      .limit = 10,
                      .now_us = now_us };
    must(task_count(c, &tq, &n), NULL);
    ck_assert_int_eq(n, 25);
    xc_buf_clear(&out);
    w = json_writer_on(&out);
    must(task_list(c, &tq, a, &w, &next, &why), &why);
    ck_assert_uint_gt(next.len, 0);
    tq.unit = XC_STR("");
    must(task_count(c, &tq, &n), NULL);
    ck_assert_int_eq(n, 0); /* assigned ones are not everybody's */
    store_read_done(s, c);
    xc_arena_free(a);
    xc_buf_done(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("case");
    TCase *t = tcase_create("case");
    suite_add_tcase(suite, t);
    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, a_case_lives_from_the_reading_to_its_end);
    tcase_add_test(t, a_timer_survives_a_restart_and_escalates);
    tcase_add_test(t, a_failed_command_goes_on_where_nobody_catches_it);
    tcase_add_test(t, a_task_is_accepted_refused_and_given_on);
    tcase_add_test(t, the_page_says_everything);
    tcase_add_test(t, a_reading_changes_the_value_without_the_process);
    tcase_add_test(t, the_drawing_shows_where_it_stands);
    tcase_add_test(t, lists_are_walked_page_by_page);
    SRunner *r = srunner_create(suite);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
