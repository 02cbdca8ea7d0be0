/* packs_test.c - the packs that come with the city: whole, and their plans do what they promise. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "city/pack.h"
#include "codec/time_text.h"

static pack_report report;

static pack *load(const char *name)
{
    char path[512];
    const char *root = getenv("XIUCHENG_SOURCE");
    (void)snprintf(path, sizeof path, "%s/packs/%s", root ? root : ".", name);
    pack *p = NULL;
    xc_err err = pack_load(path, &p, &report);
    for (size_t i = 0; i < report.kept; i++)
        printf("%s:%u:%u: %s\n", report.items[i].where, report.items[i].line,
               report.items[i].column, report.items[i].en);
    ck_assert_int_eq(err, XC_OK);
    return p;
}

/* ---- a world that does every job at once and writes down what it was asked ---- */
enum { LOG_BYTES = 4096, WAITS = 32 };
typedef struct {
    const pack *p;
    const char *unit; /* whom dispatch finds; NULL: nobody */
    bool pump_fails;
    char log[LOG_BYTES];
    struct {
        bpmn_token token;
        char name[64];
        bool open;
    } waits[WAITS];
    size_t wait_count;
    bpmn_instance *instance;
    bpmn_world table;
    xc_arena *arena;
} world;

static void note(world *w, const char *what, xc_str a, xc_str b)
{
    size_t used = strlen(w->log);
    (void)snprintf(w->log + used, LOG_BYTES - used, "%s%s:%.*s%s%.*s", used ? " " : "", what,
                   XC_STR_ARG(a), b.len ? "/" : "", XC_STR_ARG(b));
}

static void wait_on(world *w, bpmn_token token, xc_str name)
{
    ck_assert_uint_lt(w->wait_count, WAITS);
    w->waits[w->wait_count].token = token;
    w->waits[w->wait_count].open = true;
    (void)snprintf(w->waits[w->wait_count++].name, 64, "%.*s", XC_STR_ARG(name));
}

static xc_err wait_off(void *ctx, bpmn_token token, xc_problem *why)
{
    world *w = ctx;
    (void)why;
    for (size_t i = 0; i < w->wait_count; i++)
        if (w->waits[i].token == token)
            w->waits[i].open = false;
    return XC_OK;
}

static int64_t now_us(void *ctx)
{
    (void)ctx;
    return INT64_C(1760000000000000);
}

static xc_err decide(void *ctx, xc_str decision, const feel_value *inputs, xc_arena *arena,
                     const feel_value **ret, const feel_value **trace, xc_problem *why)
{
    const dmn_model *m = pack_decision_find(((world *)ctx)->p, decision);
    ck_assert_ptr_nonnull(m);
    return dmn_decide(m, decision, inputs, arena, NULL, ret, trace, why);
}

static xc_err task_open(void *ctx, const bpmn_task *task, xc_problem *why)
{
    (void)why;
    note(ctx, "task", task->element, task->assignee);
    wait_on(ctx, task->token, task->element);
    return XC_OK;
}

static xc_err job_open(void *ctx, const bpmn_job *job, xc_arena *arena, bool *done_now,
                       const feel_value **ret, xc_problem *why)
{
    world *w = ctx;
    (void)why;
    xc_str detail = feel_to_str(feel_get(job->headers, "text"));
    if (xc_str_is(job->type, "command"))
        detail = feel_to_str(feel_get(job->headers, "action"));
    if (xc_str_is(job->type, "transfer-office"))
        detail = feel_to_str(feel_get(job->variables, "office"));
    note(w, xc_arena_printf(arena, "%.*s", XC_STR_ARG(job->type)).ptr, detail, (xc_str){ 0 });
    if (w->pump_fails && xc_str_is(detail, "to_well")) {
        wait_on(w, job->token, XC_STR("pump"));
        return XC_OK;
    }
    *done_now = true;
    *ret = feel_null();
    if (xc_str_is(job->type, "dispatch"))
        *ret = feel_with(arena, feel_null(), XC_STR("unit"),
                         w->unit ? feel_string(arena, xc_str_of(w->unit)) : feel_null());
    return XC_OK;
}

static xc_err timer_set(void *ctx, bpmn_token token, xc_str element, int64_t due_us,
                        xc_problem *why)
{
    (void)why, (void)due_us;
    wait_on(ctx, token, element);
    return XC_OK;
}

static xc_err message_wait(void *ctx, bpmn_token token, xc_str message, xc_str key, xc_problem *why)
{
    (void)why, (void)key;
    wait_on(ctx, token, message);
    return XC_OK;
}

static xc_err message_send(void *ctx, xc_str message, const feel_value *payload, xc_problem *why)
{
    (void)payload, (void)why;
    note(ctx, "send", message, (xc_str){ 0 });
    return XC_OK;
}

static const feel_value *json_vars(world *w, const char *json)
{
    const json_value *v;
    ck_assert_int_eq(json_parse(xc_arena_str(w->arena, xc_str_of(json)), w->arena, &v, NULL),
                     XC_OK);
    return feel_from_json(w->arena, v);
}

static void begin(world *w, const char *process, const char *variables)
{
    xc_problem why = { 0 };
    w->table = (bpmn_world){ .ctx = w,
                             .now_us = now_us,
                             .decide = decide,
                             .task_open = task_open,
                             .task_cancel = wait_off,
                             .job_open = job_open,
                             .job_cancel = wait_off,
                             .timer_set = timer_set,
                             .timer_cancel = wait_off,
                             .message_wait = message_wait,
                             .message_cancel = wait_off,
                             .message_send = message_send };
    ck_assert_int_eq(xc_arena_new(64 << 20, &w->arena), XC_OK);
    const pack_process *p = pack_process_find(w->p, xc_str_of(process));
    ck_assert_ptr_nonnull(p);
    xc_err err = bpmn_start(p->model, p->id, (xc_str){ 0 }, json_vars(w, variables), &w->table,
                            w->arena, &w->instance, &why);
    ck_assert_msg(err == XC_OK, "%s: %s", why.where, why.en);
}

/* Tells what waits under a name. The log starts anew, so that it holds what follows from this. */
static void tell(world *w, bpmn_happening what, const char *name, const char *variables)
{
    xc_problem why = { 0 };
    size_t i = 0;
    while (i < w->wait_count && !(w->waits[i].open && strcmp(w->waits[i].name, name) == 0))
        i++;
    ck_assert_msg(i < w->wait_count, "nothing waits for %s", name);
    if (what != BPMN_TIMER_DUE)
        w->waits[i].open = false;
    w->log[0] = 0;
    xc_err err = bpmn_tell(w->instance, what, w->waits[i].token, XC_STR("command-failed"),
                           json_vars(w, variables), &w->table, &why);
    ck_assert_msg(err == XC_OK, "%s: %s %s", name, why.where, why.en);
}

static bool waits_for(const world *w, const char *name)
{
    for (size_t i = 0; i < w->wait_count; i++)
        if (w->waits[i].open && strcmp(w->waits[i].name, name) == 0)
            return true;
    return false;
}

static void finish(world *w)
{
    xc_arena_free(w->arena);
    pack_unref((pack *)(uintptr_t)w->p);
}

#define FLOOD(value, thing) \
    "{\"value\":" value     \
    ",\"unit\":\"cm\",\"level\":2,\"place\":{\"zh\":\"路\",\"en\":\"Road\"},\"thing\":" thing "}"

START_TEST(new_york_is_whole)
{
    pack *p = load("newyork");
    size_t n;
    (void)pack_things(p, &n);
    ck_assert_uint_eq(n, 168);
    (void)pack_divisions(p, &n);
    ck_assert_uint_eq(n, 6);
    ck_assert(xc_str_is(pack_division_prefix(XC_STR("360470000000")), "360470"));
    pack_unref(p);
}
END_TEST

START_TEST(shanghai_is_whole)
{
    pack *p = load("shanghai");
    size_t n, roads = 0;
    (void)pack_divisions(p, &n);
    ck_assert_uint_eq(n, 1 + 16 + 234 + 6509);
    const pack_thing *things = pack_things(p, &n);
    for (size_t i = 0; i < n; i++)
        roads += xc_str_is(things[i].type->id, "road");
    ck_assert_uint_eq(roads, 76 + 40);
    (void)pack_matters(p, &n);
    ck_assert_uint_eq(n, 42);
    (void)pack_offices(p, &n);
    ck_assert_uint_eq(n, 30 + 18);
    const pack_division *d = pack_division_at(p, (geo_point){ 31.1807, 121.4194 });
    ck_assert(d && xc_str_is(d->name.zh, "田林街道"));
    pack_unref(p);
}
END_TEST

START_TEST(new_york_closes_by_its_gauge)
{
    world w = { .p = load("newyork") };
    begin(&w, "road-flooding", FLOOD("22.5", "{\"key\":\"Q-1\",\"tidal\":false}"));
    ck_assert_str_eq(w.log, "dispatch: notify:no-crew");
    ck_assert(waits_for(&w, "water-cleared") && waits_for(&w, "water-deep"));
    tell(&w, BPMN_MESSAGE, "water-deep", "{}");
    ck_assert_str_eq(w.log, "task:Task_CloseRoad");
    tell(&w, BPMN_MESSAGE, "water-cleared", "{}");
    ck_assert_str_eq(w.log, "notify:closed");
    ck_assert_int_eq(bpmn_state_of(w.instance), BPMN_ENDED);
    ck_assert(!waits_for(&w, "Task_CloseRoad"));
    finish(&w);
}
END_TEST

START_TEST(nobody_is_asked_to_close_a_road_that_falls_dry)
{
    world w = { .p = load("shanghai"), .unit = "U-03" };
    begin(&w, "road-flooding", FLOOD("26", "{\"key\":\"R-1\"}"));
    ck_assert(waits_for(&w, "Task_CloseRoad") && waits_for(&w, "water-shallow"));
    tell(&w, BPMN_MESSAGE, "water-shallow", "{}");
    ck_assert(!waits_for(&w, "Task_CloseRoad") && waits_for(&w, "water-deep"));
    tell(&w, BPMN_MESSAGE, "water-deep", "{}");
    ck_assert_str_eq(w.log, "task:Task_CloseRoad");
    finish(&w);
}
END_TEST

START_TEST(shanghai_pumps_and_a_crew_verifies)
{
    world w = { .p = load("shanghai"), .unit = "U-03" };
    begin(&w, "road-flooding",
          FLOOD("26", "{\"key\":\"UP-015\",\"well\":\"WELL-015\",\"pump\":\"PUMP-015\"}"));
    ck_assert_ptr_nonnull(strstr(w.log, "task:Task_Handle/U-03"));
    ck_assert_ptr_nonnull(strstr(w.log, "command:to_well"));
    ck_assert_ptr_nonnull(strstr(w.log, "task:Task_CloseRoad"));
    tell(&w, BPMN_MESSAGE, "well-half-full", "{}");
    ck_assert_str_eq(w.log, "command:to_river");
    tell(&w, BPMN_TIMER_DUE, "Late_Street", "{}");
    ck_assert_str_eq(w.log, "notify:late-street");
    ck_assert(waits_for(&w, "Task_Handle"));
    tell(&w, BPMN_TASK_DONE, "Task_CloseRoad", "{\"close_road\":\"close\",\"reason\":\"deep\"}");
    ck_assert_str_eq(w.log, "notify:road-decision");
    tell(&w, BPMN_TASK_DONE, "Task_Handle", "{\"depth_cm\":12,\"passable\":\"slow\"}");
    ck_assert_str_eq(w.log, "");
    tell(&w, BPMN_MESSAGE, "water-cleared", "{}");
    ck_assert_str_eq(w.log, "command:off task:Task_Verify/U-03");
    tell(&w, BPMN_TASK_DONE, "Task_Verify", "{\"dry\":\"yes\"}");
    ck_assert_str_eq(w.log, "notify:closed");
    ck_assert_int_eq(bpmn_state_of(w.instance), BPMN_ENDED);
    finish(&w);
}
END_TEST

START_TEST(a_full_well_sends_the_water_to_the_river_at_once)
{
    world w = { .p = load("shanghai"), .unit = "U-03" };
    begin(&w, "road-flooding",
          "{\"value\":21,\"well_fill\":61,\"thing\":{\"well\":\"W\",\"pump\":\"P\"}}");
    ck_assert_ptr_nonnull(strstr(w.log, "command:to_river"));
    ck_assert_ptr_null(strstr(w.log, "command:to_well"));
    finish(&w);
}
END_TEST

START_TEST(a_pump_that_does_not_answer_is_told)
{
    world w = { .p = load("shanghai"), .unit = "U-03", .pump_fails = true };
    begin(&w, "road-flooding", FLOOD("21", "{\"well\":\"W\",\"pump\":\"P\"}"));
    tell(&w, BPMN_JOB_ERROR, "pump", "{}");
    ck_assert_str_eq(w.log, "notify:pump-fails");
    tell(&w, BPMN_MESSAGE, "water-cleared", "{}");
    tell(&w, BPMN_TASK_DONE, "Task_Handle", "{}");
    tell(&w, BPMN_TASK_DONE, "Task_Verify", "{\"dry\":\"yes\"}");
    ck_assert_int_eq(bpmn_state_of(w.instance), BPMN_ENDED);
    finish(&w);
}
END_TEST

#define APPLY(office)                                                                    \
    "{\"answers\":{\"office\":\"" office "\"},\"office\":\"" office "\",\"applicant\":{" \
    "\"registered_division\":\"310104011000\",\"residence_division\":\"310115013000\","  \
    "\"identity_level\":4,\"record_clear\":true,\"proofs_this_year\":0}}"

START_TEST(the_wrong_station_is_passed_on_and_a_bad_rating_called_back)
{
    world w = { .p = load("shanghai") };
    begin(&w, "no-criminal-record", APPLY("PS-xujiahui"));
    ck_assert_str_eq(w.log, "transfer-office:PS-tianlin task:Task_Review");
    tell(&w, BPMN_TASK_DONE, "Task_Review",
         "{\"decision\":\"supplement\",\"missing\":[\"period\"]}");
    ck_assert_str_eq(w.log, "tell-applicant:supplement");
    tell(&w, BPMN_MESSAGE, "application-supplemented", "{}");
    ck_assert_str_eq(w.log, "task:Task_Review");
    tell(&w, BPMN_TASK_DONE, "Task_Review", "{\"decision\":\"supplement\"}");
    ck_assert_str_eq(w.log, "notify:only-once task:Task_Review");
    tell(&w, BPMN_TASK_DONE, "Task_Review", "{\"decision\":\"approve\"}");
    ck_assert_str_eq(w.log, "issue-licence: tell-applicant:approved");
    tell(&w, BPMN_MESSAGE, "rated", "{\"score\":5}");
    ck_assert_str_eq(w.log, "open-case:");
    ck_assert_int_eq(bpmn_state_of(w.instance), BPMN_ENDED);
    finish(&w);
}
END_TEST

START_TEST(the_right_station_reviews_at_once_and_may_refuse)
{
    world w = { .p = load("shanghai") };
    begin(&w, "no-criminal-record", APPLY("PS-tianlin"));
    ck_assert_str_eq(w.log, "task:Task_Review");
    tell(&w, BPMN_TASK_DONE, "Task_Review",
         "{\"decision\":\"transfer\",\"office\":\"PS-longhua\"}");
    ck_assert_str_eq(w.log, "transfer-office:PS-longhua task:Task_Review");
    tell(&w, BPMN_TASK_DONE, "Task_Review", "{\"decision\":\"refuse\",\"text\":\"x\"}");
    ck_assert_str_eq(w.log, "tell-applicant:refused");
    ck_assert_int_eq(bpmn_state_of(w.instance), BPMN_ENDED);
    finish(&w);
}
END_TEST

START_TEST(no_rating_in_30_days_ends_it)
{
    world w = { .p = load("shanghai") };
    begin(&w, "no-criminal-record", APPLY("PS-tianlin"));
    tell(&w, BPMN_TASK_DONE, "Task_Review", "{\"decision\":\"approve\"}");
    tell(&w, BPMN_TIMER_DUE, "No_Rating", "{}");
    ck_assert_int_eq(bpmn_state_of(w.instance), BPMN_ENDED);
    finish(&w);
}
END_TEST

/* registered, residence -> office */
static const struct {
    const char *registered, *residence, *office;
} stations[] = {
    { "310104011000", "310115013000", "PS-tianlin" },
    { "310104014003", "310115013000", "PS-xujiahui" },
    { "310106019000", "310104014000", "PS-jingan" },
    { "330100000000", "310104013000", "PS-kangjian" },
    { "310115005002", "310104014000", "PS-lujiazui" },
    { "310115013000", "310104014000", "PS-pudong" },
    { "310151105000", "310104014000", "PS-chongming" },
    { "310104999000", "310115013000", "PS-xuhui" },
};

START_TEST(every_address_has_its_station)
{
    world w = { .p = load("shanghai") };
    ck_assert_int_eq(xc_arena_new(16 << 20, &w.arena), XC_OK);
    char json[256];
    (void)snprintf(json, sizeof json,
                   "{\"applicant\":{\"registered_division\":\"%s\",\"residence_division\":\"%s\"}}",
                   stations[_i].registered, stations[_i].residence);
    const feel_value *result;
    xc_problem why = { 0 };
    ck_assert_int_eq(dmn_decide(pack_decision_find(w.p, XC_STR("police-office")),
                                XC_STR("police-office"), json_vars(&w, json), w.arena, NULL,
                                &result, NULL, &why),
                     XC_OK);
    xc_str office = feel_to_str(feel_get(result, "office"));
    ck_assert_msg(xc_str_is(office, stations[_i].office), "%s -> %.*s", json, XC_STR_ARG(office));
    ck_assert_ptr_nonnull(pack_office_find(w.p, office));
    ck_assert_uint_gt(feel_to_str(feel_get(feel_get(result, "reason"), "zh")).len, 0);
    finish(&w);
}
END_TEST

/* the register's division, years of age (-1: unknown) -> yuan a month (0: not entitled) */
static const struct {
    const char *registered;
    int age, yuan;
} allowances[] = {
    { "310104014000", 64, 0 },    { "310104014000", 65, 75 },   { "310104014000", 69, 75 },
    { "310104014000", 70, 150 },  { "310104014000", 79, 150 },  { "310104014000", 80, 180 },
    { "310104014000", 89, 180 },  { "310104014000", 90, 350 },  { "310104014000", 99, 350 },
    { "310104014000", 100, 600 }, { "310104014000", 117, 600 }, { "330100000000", 99, 0 },
    { "310104014000", -1, 0 },    { "330100000000", -1, 0 },    { "310104014000", 0, 0 },
};

START_TEST(the_allowance_follows_age_and_registration)
{
    world w = { .p = load("shanghai") };
    ck_assert_int_eq(xc_arena_new(16 << 20, &w.arena), XC_OK);
    char json[128], age[32] = "";
    if (allowances[_i].age >= 0)
        (void)snprintf(age, sizeof age, ",\"age\":%d", allowances[_i].age);
    (void)snprintf(json, sizeof json, "{\"applicant\":{\"registered_division\":\"%s\"%s}}",
                   allowances[_i].registered, age);
    const feel_value *result;
    xc_problem why = { 0 };
    int64_t yuan = -1;
    xc_str name = XC_STR("elder-allowance");
    ck_assert_int_eq(dmn_decide(pack_decision_find(w.p, name), name, json_vars(&w, json), w.arena,
                                NULL, &result, NULL, &why),
                     XC_OK);
    ck_assert(feel_to_int(feel_get(result, "amount"), &yuan));
    ck_assert_int_eq(yuan, allowances[_i].yuan);
    ck_assert_int_eq(feel_is_true(feel_get(result, "entitled")), yuan > 0);
    ck_assert_uint_gt(feel_to_str(feel_get(feel_get(result, "text"), "zh")).len, 0);
    ck_assert_uint_gt(feel_to_str(feel_get(feel_get(result, "text"), "en")).len, 0);
    finish(&w);
}
END_TEST

/* decision, applicant and answers -> result */
static const struct {
    const char *decision, *json, *result;
} checks[] = {
    { "ncr-identity", "{\"applicant\":{\"identity_level\":4}}", "ok" },
    { "ncr-identity", "{\"applicant\":{\"identity_level\":2}}", "no" },
    { "ncr-office", "{\"answers\":{\"office\":\"A\"},\"responsible\":{\"office\":\"A\"}}", "ok" },
    { "ncr-office", "{\"answers\":{\"office\":\"A\"},\"responsible\":{\"office\":\"B\"}}", "look" },
    { "ncr-record", "{\"applicant\":{\"record_clear\":true}}", "ok" },
    { "ncr-record", "{\"applicant\":{\"record_clear\":false}}", "no" },
    { "ncr-record", "{\"applicant\":{}}", "look" },
    { "ncr-times", "{\"applicant\":{\"proofs_this_year\":2},\"answers\":{}}", "ok" },
    { "ncr-times", "{\"applicant\":{\"proofs_this_year\":3},\"answers\":{\"proof_of_use\":null}}",
      "no" },
    { "ncr-times", "{\"applicant\":{\"proofs_this_year\":3},\"answers\":{\"proof_of_use\":[1]}}",
      "look" },
    { "ncr-period", "{\"answers\":{\"period_from\":\"1996-02-29\",\"period_to\":\"2026-07-01\"}}",
      "ok" },
    { "ncr-period", "{\"answers\":{\"period_from\":\"2026-07-02\",\"period_to\":\"2026-07-01\"}}",
      "look" },
    { "ncr-advice",
      "{\"applicant\":{\"record_clear\":true,\"identity_level\":4,\"proofs_this_year\":0},"
      "\"answers\":{}}",
      "approve" },
    { "ncr-advice",
      "{\"applicant\":{\"record_clear\":false,\"identity_level\":4,\"proofs_this_year\":0},"
      "\"answers\":{}}",
      "refuse" },
    { "ncr-advice",
      "{\"applicant\":{\"record_clear\":true,\"identity_level\":2,\"proofs_this_year\":0},"
      "\"answers\":{}}",
      "supplement" },
    { "ncr-advice",
      "{\"applicant\":{\"record_clear\":true,\"identity_level\":4,\"proofs_this_year\":5},"
      "\"answers\":{\"proof_of_use\":null}}",
      "supplement" },
};

START_TEST(checks_say_what_they_find)
{
    world w = { .p = load("shanghai") };
    ck_assert_int_eq(xc_arena_new(16 << 20, &w.arena), XC_OK);
    xc_str name = xc_str_of(checks[_i].decision);
    const feel_value *result;
    xc_problem why = { 0 };
    ck_assert_int_eq(dmn_decide(pack_decision_find(w.p, name), name, json_vars(&w, checks[_i].json),
                                w.arena, NULL, &result, NULL, &why),
                     XC_OK);
    xc_str got = feel_to_str(feel_get(result, "result"));
    ck_assert_msg(xc_str_is(got, checks[_i].result), "%s %s -> %.*s", checks[_i].decision,
                  checks[_i].json, XC_STR_ARG(got));
    finish(&w);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("packs");
    TCase *t = tcase_create("packs");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, new_york_is_whole);
    tcase_add_test(t, shanghai_is_whole);
    tcase_add_test(t, new_york_closes_by_its_gauge);
    tcase_add_test(t, nobody_is_asked_to_close_a_road_that_falls_dry);
    tcase_add_test(t, shanghai_pumps_and_a_crew_verifies);
    tcase_add_test(t, a_full_well_sends_the_water_to_the_river_at_once);
    tcase_add_test(t, a_pump_that_does_not_answer_is_told);
    tcase_add_test(t, the_wrong_station_is_passed_on_and_a_bad_rating_called_back);
    tcase_add_test(t, the_right_station_reviews_at_once_and_may_refuse);
    tcase_add_test(t, no_rating_in_30_days_ends_it);
    tcase_add_loop_test(t, every_address_has_its_station, 0,
                        (int)(sizeof stations / sizeof *stations));
    tcase_add_loop_test(t, the_allowance_follows_age_and_registration, 0,
                        (int)(sizeof allowances / sizeof *allowances));
    tcase_add_loop_test(t, checks_say_what_they_find, 0, (int)(sizeof checks / sizeof *checks));
    suite_add_tcase(s, t);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed != 0;
}
