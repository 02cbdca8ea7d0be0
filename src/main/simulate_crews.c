/* simulate_crews.c - see simulate_crews.h. */
#include "main/simulate_crews.h"

#include <math.h>
#include <stdio.h>

#include "base/mem.h"
#include "geo/geo_distance.h"

enum { STEP_BYTES = 16 << 20, MAX_CREWS = 1000 };
static const double SPEED_M_S = 25 / 3.6; /* as near_eta_s reckons, with its detours */
static const double DETOUR = 1.4;
static const double ARRIVED_M = 40;
static const double WORK_S = 90;
static const double CREW_CM_MIN = 1.2;

typedef struct {
    const pack_account *account;
    client *session; /* NULL: not signed in yet */
    geo_point at;
    double worked_s;
    bool busy;
} crew;

struct sim_crews {
    const pack *p;
    client *city;
    const char *url, *password;
    sim_water *water;
    crew *crews;
    size_t count;
    xc_arena *arena;
};

static bool is_simulated(const pack_account *a)
{
    return xc_str_is(a->kind, "crew") && a->unit.len && !a->listed;
}

xc_err sim_crews_new(const pack *p, client *city, const char *url, const char *password,
                     sim_water *water, sim_crews **ret)
{
    size_t count;
    const pack_account *accounts = pack_accounts(p, &count);
    sim_crews *c = xc_calloc(1, sizeof *c);
    if (!c)
        return XC_ENOMEM;
    *c = (sim_crews){ .p = p, .city = city, .url = url, .password = password, .water = water };
    c->crews = xc_calloc(count, sizeof *c->crews);
    xc_err err = c->crews ? xc_arena_new(STEP_BYTES, &c->arena) : XC_ENOMEM;
    if (err) {
        sim_crews_free(c);
        return err;
    }
    for (size_t i = 0; i < count && c->count < MAX_CREWS; i++)
        if (is_simulated(&accounts[i]))
            c->crews[c->count++].account = &accounts[i];
    *ret = c;
    return XC_OK;
}

sim_crews *sim_crews_free(sim_crews *c)
{
    if (!c)
        return NULL;
    for (size_t i = 0; i < c->count; i++)
        client_free(c->crews[i].session);
    xc_free(c->crews);
    xc_arena_free(c->arena);
    xc_free(c);
    return NULL;
}

/* ---- asking ---- */

static xc_err ask(client *to, xc_arena *arena, const char *method, xc_str path, xc_str body,
                  const json_value **ret, long *status, xc_problem *why)
{
    client_request rq = { .method = method, .path = path.ptr, .body = body };
    if (!path.ptr)
        return XC_ELIMIT;
    return client_ask(to, &rq, arena, ret, status, why);
}

static xc_err sign_in(sim_crews *c, crew *who, xc_problem *why)
{
    client *session = NULL;
    xc_err err = client_new(c->url, NULL, &session);
    if (!err)
        err = client_sign_in(session, who->account->login, c->password, c->arena, why);
    if (err)
        client_free(session);
    else
        who->session = session;
    return err;
}

/* ---- one crew at its task ---- */

static xc_err act(sim_crews *c, crew *who, xc_str task, const char *verb, xc_str body,
                  xc_problem *why)
{
    const json_value *answer = NULL;
    long status;
    xc_str path = xc_arena_printf(c->arena, "/api/v1/tasks/%.*s/%s", XC_STR_ARG(task), verb);
    return ask(who->session, c->arena, "POST", path, body, &answer, &status, why);
}

static xc_err report_place(sim_crews *c, crew *who, const char *state, xc_problem *why)
{
    const json_value *answer = NULL;
    long status;
    xc_str body = xc_arena_printf(
        c->arena, "{\"units\":[{\"unit\":\"%.*s\",\"lat\":%.6f,\"lon\":%.6f%s%s%s}]}",
        XC_STR_ARG(who->account->unit), who->at.lat, who->at.lon, state ? ",\"state\":\"" : "",
        state ? state : "", state ? "\"" : "");
    return ask(c->city, c->arena, "POST", XC_STR("/api/v1/positions"), body, &answer, &status, why);
}

static bool drive(crew *who, geo_point to, double seconds)
{
    double left = geo_distance_m(who->at, to);
    double way = SPEED_M_S / DETOUR * seconds;
    if (left <= way || left <= ARRIVED_M) {
        who->at = to;
        return true;
    }
    who->at.lat += (to.lat - who->at.lat) * way / left;
    who->at.lon += (to.lon - who->at.lon) * way / left;
    return false;
}

static sim_spot *spot_at(sim_water *w, geo_point at)
{
    for (size_t i = 0; i < w->spot_count; i++)
        if (geo_distance_m(w->spots[i].at, at) < ARRIVED_M)
            return &w->spots[i];
    return NULL;
}

static xc_err report(sim_crews *c, crew *who, xc_str task, bool verifying, const sim_spot *spot,
                     xc_problem *why)
{
    xc_str body;
    if (verifying)
        body = XC_STR("{\"answers\":{\"dry\":\"yes\",\"note\":\"simulated\"}}");
    else
        body = xc_arena_printf(c->arena,
                               "{\"answers\":{\"depth_cm\":%d,\"done\":[\"warned\",\"drain\"],"
                               "\"passable\":\"%s\",\"note\":\"simulated\"}}",
                               spot ? (int)lround(spot->depth_cm) : 0,
                               spot && spot->depth_cm >= 25 ? "no" : "slow");
    return body.ptr ? act(c, who, task, "complete", body, why) : XC_ELIMIT;
}

static xc_err work(sim_crews *c, crew *who, const json_value *task, xc_str id, double seconds,
                   xc_problem *why)
{
    sim_spot *spot = spot_at(c->water, who->at);
    bool verifying = xc_str_is(json_find_str(task, "element"), "Task_Verify");
    if (spot)
        spot->crew_cm_min = CREW_CM_MIN;
    who->worked_s += seconds;
    if (who->worked_s < WORK_S)
        return XC_OK;
    who->worked_s = 0;
    return report(c, who, id, verifying, spot, why);
}

static xc_err follow_task(sim_crews *c, crew *who, const json_value *task, double seconds,
                          xc_problem *why)
{
    geo_point to;
    xc_str state = json_find_str(task, "state"), id = json_find_str(task, "id");
    if (!id.len || !json_get_double(json_find(task, "lat"), &to.lat) ||
        !json_get_double(json_find(task, "lon"), &to.lon))
        return XC_OK; /* not a task with a place */
    if (xc_str_is(state, "open") || xc_str_is(state, "claimed"))
        return act(c, who, id, "accept", XC_STR("{}"), why);
    if (xc_str_is(state, "on_site"))
        return work(c, who, task, id, seconds, why);
    bool there = drive(who, to, seconds);
    xc_err err = report_place(c, who, there ? "on_site" : NULL, why);
    xc_str place = xc_arena_printf(c->arena, "{\"lat\":%.6f,\"lon\":%.6f}", to.lat, to.lon);
    return err || !there ? err : act(c, who, id, "arrive", place, why);
}

static xc_err serve(sim_crews *c, crew *who, double seconds, xc_problem *why)
{
    const json_value *answer = NULL;
    long status;
    xc_err err = who->session ? XC_OK : sign_in(c, who, why);
    if (!err)
        err = ask(who->session, c->arena, "GET", XC_STR("/api/v1/tasks?mine=1&limit=1"),
                  (xc_str){ 0 }, &answer, &status, why);
    const json_value *tasks = err ? NULL : json_find(answer, "tasks");
    return tasks && tasks->first ? follow_task(c, who, tasks->first, seconds, why) : err;
}

static crew *crew_of(sim_crews *c, xc_str unit)
{
    for (size_t i = 0; i < c->count; i++)
        if (xc_str_eq(c->crews[i].account->unit, unit))
            return &c->crews[i];
    return NULL;
}

static xc_err look_at_unit(sim_crews *c, const json_value *unit, double seconds, size_t *busy,
                           xc_problem *why)
{
    crew *who = crew_of(c, json_find_str(unit, "key"));
    const json_value *busy_with = json_find(unit, "case");
    if (!who)
        return XC_OK;
    if (!busy_with || busy_with->kind == JSON_NULL) {
        who->busy = false;
        return XC_OK;
    }
    if (!who->busy) { /* from now on it moves by itself */
        double lat, lon;
        if (json_get_double(json_find(unit, "lat"), &lat) &&
            json_get_double(json_find(unit, "lon"), &lon))
            who->at = (geo_point){ lat, lon };
        who->worked_s = 0;
        who->busy = true;
    }
    ++*busy;
    return serve(c, who, seconds, why);
}

xc_err sim_crews_step(sim_crews *c, double seconds, size_t *ret_busy, xc_problem *why)
{
    const json_value *answer = NULL;
    long status;
    size_t busy = 0;
    xc_arena_reset(c->arena);
    for (size_t i = 0; i < c->water->spot_count; i++)
        c->water->spots[i].crew_cm_min = 0;
    xc_err err = ask(c->city, c->arena, "GET", XC_STR("/api/v1/units"), (xc_str){ 0 }, &answer,
                     &status, why);
    const json_value *units = err ? NULL : json_find(answer, "units");
    for (const json_value *u = units ? units->first : NULL; u && !err; u = u->next)
        err = look_at_unit(c, u, seconds, &busy, why);
    *ret_busy = busy;
    return err;
}
