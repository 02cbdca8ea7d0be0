/* simulate_people.c - see simulate_people.h. */
#include "main/simulate_people.h"

#include "base/mem.h"

enum { STEP_BYTES = 4 << 20, MAX_PEOPLE = 1000 };
static const double BETWEEN_S = 150; /* between two who apply later */
static const double LOOK_S = 60;     /* how often one looks how far it is */
static const char MATTER[] = "no-criminal-record";

typedef enum { AT_HOME, WAITING, SETTLED } person_state;

typedef struct {
    const pack_account *account;
    client *session; /* NULL: not signed in yet */
    xc_str application;
    person_state state;
    double looked_s; /* since the last look */
} person;

struct sim_people {
    const pack *p;
    const char *url, *password;
    person *people;
    size_t count, next;
    double since_s;
    xc_arena *arena, *kept;
};

static bool is_simulated(const pack_account *a)
{
    return xc_str_is(a->kind, "resident") && a->person.len && !a->listed;
}

xc_err sim_people_new(const pack *p, const char *url, const char *password, sim_people **ret)
{
    size_t count;
    const pack_account *accounts = pack_accounts(p, &count);
    sim_people *s = xc_calloc(1, sizeof *s);
    if (!s)
        return XC_ENOMEM;
    *s = (sim_people){ .p = p, .url = url, .password = password };
    s->people = xc_calloc(count ? count : 1, sizeof *s->people);
    xc_err err = s->people ? xc_arena_new(STEP_BYTES, &s->arena) : XC_ENOMEM;
    if (!err)
        err = xc_arena_new(STEP_BYTES, &s->kept);
    if (err) {
        sim_people_free(s);
        return err;
    }
    for (size_t i = 0; i < count && s->count < MAX_PEOPLE; i++)
        if (is_simulated(&accounts[i]))
            s->people[s->count++].account = &accounts[i];
    *ret = s;
    return XC_OK;
}

sim_people *sim_people_free(sim_people *s)
{
    if (!s)
        return NULL;
    for (size_t i = 0; s->people && i < s->count; i++)
        client_free(s->people[i].session);
    xc_free(s->people);
    xc_arena_free(s->arena);
    xc_arena_free(s->kept);
    xc_free(s);
    return NULL;
}

/* ---- what a person says ---- */

static xc_err ask(sim_people *s, const person *who, const char *method, xc_str path, xc_str body,
                  const json_value **ret, xc_problem *why)
{
    client_request rq = { .method = method, .path = path.ptr, .body = body, .must = true };
    long status;
    if (!path.ptr)
        return XC_ELIMIT;
    return client_ask(who->session, &rq, s->arena, ret, &status, why);
}

static xc_str station_for(const sim_people *s, xc_str division)
{
    size_t count;
    const pack_office *offices = pack_offices(s->p, &count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < offices[i].cover_count; k++)
            if (xc_str_is(offices[i].kind, "police") &&
                xc_str_starts(division, offices[i].covers[k]))
                return offices[i].key;
    return XC_STR("");
}

/* Where they are registered; every third, and who is registered elsewhere, where they live. */
static xc_str station_of(const sim_people *s, const pack_person *who, size_t index)
{
    xc_str own = station_for(s, who->registered_division);
    return own.len && index % 3 != 2 ? own : station_for(s, who->residence_division);
}

static const pack_person *person_of(const sim_people *s, const pack_account *account)
{
    size_t count;
    const pack_person *people = pack_people(s->p, &count);
    for (size_t i = 0; i < count; i++)
        if (xc_str_eq(people[i].key, account->person))
            return &people[i];
    return NULL;
}

static xc_err fill_in(sim_people *s, const person *who, size_t index, xc_problem *why)
{
    static const char *const purposes[] = { "work", "abroad", "licence", "adopt" };
    const json_value *answer = NULL;
    const pack_person *self = person_of(s, who->account);
    xc_str path = xc_arena_printf(s->arena, "/api/v1/applications/%.*s/answers",
                                  XC_STR_ARG(who->application));
    xc_str station = self ? station_of(s, self, index) : XC_STR("");
    xc_str body = xc_arena_printf(
        s->arena, "{\"answers\":{\"purpose\":\"%s\",\"office\":\"%.*s\",\"promise\":true}}",
        purposes[index % (sizeof purposes / sizeof *purposes)], XC_STR_ARG(station));
    return body.ptr ? ask(s, who, "PUT", path, body, &answer, why) : XC_ELIMIT;
}

static xc_err apply(sim_people *s, person *who, size_t index, xc_problem *why)
{
    const json_value *answer = NULL;
    xc_err err = client_new(s->url, NULL, &who->session);
    if (!err)
        err = client_sign_in(who->session, who->account->login, s->password, s->arena, why);
    xc_str body = xc_arena_printf(s->arena, "{\"matter\":\"%s\"}", MATTER);
    if (!err)
        err = ask(s, who, "POST", XC_STR("/api/v1/applications"), body, &answer, why);
    if (err)
        return err;
    who->application = xc_arena_str(s->kept, json_find_str(answer, "id"));
    err = who->application.ptr ? fill_in(s, who, index, why) : XC_ENOMEM;
    xc_str path =
        xc_arena_printf(s->arena, "/api/v1/applications/%.*s/submit", XC_STR_ARG(who->application));
    if (!err)
        err = ask(s, who, "POST", path, XC_STR("{}"), &answer, why);
    who->state = err ? who->state : WAITING;
    return err;
}

/* Most are content; one in five is not, and somebody calls back. */
static xc_err rate(sim_people *s, person *who, size_t index, xc_problem *why)
{
    const json_value *answer = NULL;
    xc_str path =
        xc_arena_printf(s->arena, "/api/v1/applications/%.*s/rating", XC_STR_ARG(who->application));
    xc_str body = xc_arena_printf(s->arena, "{\"score\":%d,\"reasons\":[],\"text\":\"\"}",
                                  index % 5 == 4 ? 4 : 1);
    who->state = SETTLED;
    return ask(s, who, "POST", path, body, &answer, why);
}

static xc_err look(sim_people *s, person *who, size_t index, xc_problem *why)
{
    const json_value *answer = NULL;
    xc_str path =
        xc_arena_printf(s->arena, "/api/v1/applications/%.*s", XC_STR_ARG(who->application));
    who->looked_s = 0;
    xc_err err = ask(s, who, "GET", path, (xc_str){ 0 }, &answer, why);
    xc_str state = err ? XC_STR("") : json_find_str(answer, "state");
    if (xc_str_is(state, "approved"))
        return rate(s, who, index, why);
    if (xc_str_is(state, "refused") || xc_str_is(state, "withdrawn"))
        who->state = SETTLED;
    return err;
}

xc_err sim_people_step(sim_people *s, double seconds, size_t *ret_waiting, xc_problem *why)
{
    xc_err err = XC_OK;
    size_t waiting = 0;
    xc_arena_reset(s->arena);
    s->since_s += seconds;
    if (s->next < s->count && (s->next < s->count * 2 / 3 || s->since_s >= BETWEEN_S)) {
        size_t index = s->next++; /* one who cannot is not asked again */
        s->since_s = 0;
        err = apply(s, &s->people[index], index, why);
    }
    for (size_t i = 0; i < s->next && !err; i++) {
        person *who = &s->people[i];
        who->looked_s += seconds;
        if (who->state == WAITING && who->looked_s >= LOOK_S)
            err = look(s, who, i, why);
        waiting += who->state == WAITING;
    }
    *ret_waiting = waiting;
    return err;
}
