/* cmd_simulate.c - `xiucheng simulate`: plays a city's gauges, wells, pumps, crews and applicants
 * against a running server, fed by the depth curves of a real storm. A client of the public
 * interfaces like any other. */
#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"
#include "codec/time_text.h"
#include "main/client.h"
#include "main/command.h"
#include "main/simulate_crews.h"
#include "main/simulate_people.h"
#include "main/simulate_water.h"
#include "main/streams.h"

enum { CITY_BYTES = 512 << 20, STEP_BYTES = 32 << 20, PAST_STEP_S = 60, LIVE_EVERY_S = 10 };

typedef struct {
    const char *pack, *curves, *url, *token, *crews, *people, *speed, *past, *floods, *seed;
} options;

typedef struct {
    client *city;
    pack *p;
    storm storm;
    stream_names names;
    sim_water water;
    sim_crews *crews;
    sim_people *people;
    xc_arena *arena, *scratch;
    double speed;
    int64_t past_min, floods, seed;
    int64_t zero_us;
    size_t readings, commands, busy, waiting;
} simulation;

static volatile sig_atomic_t stopped;

static void stop(int signal_number)
{
    (void)signal_number;
    stopped = 1;
}

/* ---- readings ---- */

static void put_row(xc_buf *out, int64_t stream, const char *time, double value)
{
    if (!stream)
        return;
    xc_buf_printf(out,
                  "%s{\"Datastream\":{\"@iot.id\":%lld},\"components\":[\"phenomenonTime\","
                  "\"result\"],\"dataArray\":[[\"%s\",%.1f]]}",
                  out->len > 1 ? "," : "", (long long)stream, time, value);
}

static xc_err post_levels(simulation *s, int64_t time_us, xc_problem *why)
{
    xc_buf body;
    char time[TIME_TEXT_SIZE];
    const json_value *answer = NULL;
    long status;
    xc_buf_init(&body, 8 << 20);
    xc_buf_byte(&body, '[');
    (void)time_format(time_us, time);
    for (size_t i = 0; i < s->water.spot_count; i++)
        put_row(&body, s->water.spots[i].stream, time, s->water.spots[i].depth_cm);
    for (size_t i = 0; i < s->water.well_count; i++)
        put_row(&body, s->water.wells[i].stream, time, s->water.wells[i].fill);
    for (size_t i = 0; i < s->water.pump_count; i++)
        put_row(&body, s->water.pumps[i].stream, time,
                s->water.pumps[i].mode == PUMP_OFF ? 0 : s->water.pumps[i].flow_m3h);
    xc_buf_byte(&body, ']');
    xc_err err = xc_buf_err(&body);
    xc_arena_reset(s->scratch);
    if (!err)
        err = client_ask(s->city,
                         &(client_request){ .method = "POST",
                                            .path = "/sta/v1.1/CreateObservations",
                                            .body = xc_buf_view(&body),
                                            .must = true },
                         s->scratch, &answer, &status, why);
    s->readings += !err && answer ? answer->count : 0;
    xc_buf_done(&body);
    return err;
}

/* the water's own clock may run faster than the city's */
static int64_t water_time(const simulation *s, int64_t now_us)
{
    return s->zero_us + (int64_t)((double)(now_us - s->zero_us) * s->speed);
}

/* ---- commands ---- */

static xc_err answer_command(simulation *s, int64_t id, const char *state, xc_problem *why)
{
    const json_value *answer = NULL;
    long status;
    xc_str path = xc_arena_printf(s->scratch, "/api/v1/commands/%lld/answer", (long long)id);
    xc_str body = xc_arena_printf(s->scratch, "{\"state\":\"%s\"}", state);
    if (!path.ptr || !body.ptr)
        return XC_ELIMIT;
    return client_ask(s->city,
                      &(client_request){ .method = "POST", .path = path.ptr, .body = body },
                      s->scratch, &answer, &status, why);
}

static bool obey(simulation *s, const json_value *command)
{
    static const struct {
        const char *action;
        pump_mode mode;
    } actions[] = { { "off", PUMP_OFF },
                    { "to_well", PUMP_TO_WELL },
                    { "to_river", PUMP_TO_RIVER } };
    sim_pump *pump = sim_pump_find(&s->water, json_find_str(command, "actuator"));
    for (size_t i = 0; pump && i < sizeof actions / sizeof actions[0]; i++)
        if (xc_str_is(json_find_str(command, "action"), actions[i].action)) {
            pump->mode = actions[i].mode;
            return true;
        }
    return false;
}

/* sent commands are acknowledged; those acknowledged a step ago are done, or cannot be */
static xc_err answer_commands(simulation *s, const char *state, xc_problem *why)
{
    const json_value *answer = NULL;
    long status;
    bool new_ones = xc_str_is(xc_str_of(state), "sent");
    xc_arena_reset(s->scratch);
    xc_str path = xc_arena_printf(s->scratch, "/api/v1/commands?limit=500&state=%s", state);
    xc_err err =
        client_ask(s->city, &(client_request){ .method = "GET", .path = path.ptr, .must = true },
                   s->scratch, &answer, &status, why);
    const json_value *all = err ? NULL : json_find(answer, "commands");
    for (const json_value *v = all ? all->first : NULL; v && !err; v = v->next) {
        int64_t id;
        if (!json_get_int(json_find(v, "id"), 1, INT64_MAX, &id))
            continue;
        err = answer_command(s, id,
                             new_ones     ? "acknowledged"
                             : obey(s, v) ? "done"
                                          : "failed",
                             why);
        s->commands += new_ones;
    }
    return err;
}

/* ---- the run ---- */

static void name_streams(simulation *s)
{
    for (size_t i = 0; i < s->water.spot_count; i++)
        s->water.spots[i].stream = streams_find(&s->names, s->water.spots[i].key, XC_STR("depth"));
    for (size_t i = 0; i < s->water.well_count; i++)
        s->water.wells[i].stream = streams_find(&s->names, s->water.wells[i].key, XC_STR("fill"));
    for (size_t i = 0; i < s->water.pump_count; i++)
        s->water.pumps[i].stream = streams_find(&s->names, s->water.pumps[i].key, XC_STR("flow"));
}

static xc_err run_past(simulation *s, int64_t now, xc_problem *why)
{
    xc_err err = XC_OK;
    for (int64_t t = s->zero_us; t < now && !err && !stopped; t += PAST_STEP_S * XC_SECOND_US) {
        sim_water_run(&s->water, water_time(s, t));
        err = post_levels(s, t, why);
        if (!err)
            err = answer_commands(s, "sent", why);
        if (!err)
            err = answer_commands(s, "acknowledged", why);
    }
    return err;
}

static void show(const simulation *s)
{
    size_t over = 0, pumps = 0;
    double worst = 0;
    for (size_t i = 0; i < s->water.spot_count; i++) {
        over += s->water.spots[i].depth_cm >= 20;
        if (s->water.spots[i].depth_cm > worst)
            worst = s->water.spots[i].depth_cm;
    }
    for (size_t i = 0; i < s->water.pump_count; i++)
        pumps += s->water.pumps[i].mode != PUMP_OFF;
    (void)fprintf(stderr,
                  "%zu readings sent, %zu places at 20 cm or more (worst %.0f cm), %zu pumps run, "
                  "%zu commands obeyed, %zu crews busy, %zu applicants wait\n",
                  s->readings, over, worst, pumps, s->commands, s->busy, s->waiting);
}

/* what the city refuses one person is said and does not end the storm */
static xc_err people_step(simulation *s, double seconds, xc_problem *why)
{
    xc_err err = sim_people_step(s->people, seconds, &s->waiting, why);
    if (err != XC_EREFUSED && err != XC_EAUTH)
        return err;
    (void)fprintf(stderr, "an applicant was turned away: %s\n", why->en);
    return XC_OK;
}

static xc_err live(simulation *s, xc_problem *why)
{
    xc_err err = XC_OK;
    int64_t posted = 0, shown = 0, last = xc_monotonic_us();
    while (!err && !stopped) {
        struct timespec second = { 1, 0 };
        (void)nanosleep(&second, NULL); /* a signal only shortens it */
        int64_t now = xc_now_us(xc_clock_system()), tick = xc_monotonic_us();
        sim_water_run(&s->water, water_time(s, now));
        if (tick - posted >= LIVE_EVERY_S * XC_SECOND_US) {
            err = post_levels(s, now, why);
            posted = tick;
        }
        if (!err)
            err = answer_commands(s, "acknowledged", why);
        if (!err)
            err = answer_commands(s, "sent", why);
        if (!err && s->crews)
            err = sim_crews_step(s->crews, (double)(tick - last) / 1e6, &s->busy, why);
        if (!err && s->people)
            err = people_step(s, (double)(tick - last) / 1e6, why);
        last = tick;
        if (tick - shown >= 30 * XC_SECOND_US) {
            show(s);
            shown = tick;
        }
    }
    return err;
}

/* ---- options ---- */

static xc_err need_number(const char *name, const char *text, int64_t max, int64_t *ret,
                          xc_problem *why)
{
    if (xc_str_int(xc_str_of(text), 0, max, ret))
        return XC_OK;
    return xc_fail(why, XC_EINVAL, name, "\"%s\" is not a whole number from 0 to %lld",
                   "“%s”不是 0 至 %lld 的整数", text, (long long)max);
}

static xc_err parse_options(int argc, char **argv, options *o, simulation *s, xc_problem *why)
{
    *o = (options){ .speed = "1", .past = "40", .floods = "18", .seed = "7" };
    const command_option table[] = {
        { "--pack", "DIR", &o->pack, "the city's pack (its roads, wells, pumps, crews)" },
        { "--curves", "DIR", &o->curves, "a recorded storm: a folder with readings.csv" },
        { "--to", "URL", &o->url, "the running city, e.g. http://127.0.0.1:8080" },
        { "--token", "TOKEN", &o->token, "an API token of the role integrator" },
        { "--crews", "PASSWORD", &o->crews, "also play the crews, signing in with this password" },
        { "--people", "PASSWORD", &o->people, "also play residents who apply for certificates" },
        { "--speed", "N", &o->speed, "how many times faster water moves (default 1)" },
        { "--past", "MINUTES", &o->past, "how much has happened already (default 40)" },
        { "--floods", "N", &o->floods, "how many places flood (default 18)" },
        { "--seed", "N", &o->seed, "another number, another storm (default 7)" },
    };
    xc_err err = command_parse(argc, argv, table, sizeof table / sizeof table[0], NULL, 0, why);
    if (err)
        return err;
    if (!o->pack || !o->curves || !o->url || !o->token)
        return xc_fail(why, XC_EINVAL, "", "simulate needs --pack, --curves, --to and --token",
                       "simulate 需要 --pack、--curves、--to 和 --token");
    if (!xc_str_double(xc_str_of(o->speed), &s->speed) || s->speed <= 0 || s->speed > 1000)
        return xc_fail(why, XC_EINVAL, "--speed", "\"%s\" is not a number above 0, at most 1000",
                       "“%s”不是大于 0、不超过 1000 的数", o->speed);
    err = need_number("--past", o->past, 1440, &s->past_min, why);
    if (!err)
        err = need_number("--floods", o->floods, 10000, &s->floods, why);
    return err ? err : need_number("--seed", o->seed, INT32_MAX, &s->seed, why);
}

static xc_err load_pack(const char *dir, pack **ret, xc_problem *why)
{
    pack_report *report = xc_calloc(1, sizeof *report);
    if (!report)
        return XC_ENOMEM;
    xc_err err = pack_load(dir, ret, report);
    if (err && report->kept)
        *why = report->items[0];
    xc_free(report);
    return err;
}

static xc_err open_simulation(const options *o, simulation *s, xc_problem *why)
{
    xc_err err = xc_arena_new(CITY_BYTES, &s->arena);
    if (!err)
        err = xc_arena_new(STEP_BYTES, &s->scratch);
    if (!err)
        err = load_pack(o->pack, &s->p, why);
    if (!err)
        err = storm_load(o->curves, s->arena, &s->storm, why);
    if (!err)
        err = client_new(o->url, o->token, &s->city);
    if (!err)
        err = streams_load(s->city, s->arena, &s->names, why);
    if (!err)
        err = sim_water_new(s->p, &s->storm, (size_t)s->floods, (unsigned)s->seed, s->zero_us,
                            s->arena, &s->water, why);
    if (!err && o->crews)
        err = sim_crews_new(s->p, s->city, o->url, o->crews, &s->water, &s->crews);
    if (!err && o->people)
        err = sim_people_new(s->p, o->url, o->people, &s->people);
    if (!err)
        name_streams(s);
    return err;
}

int cmd_simulate(int argc, char **argv)
{
    options o;
    simulation s = { 0 };
    xc_problem why = { 0 };
    (void)signal(SIGINT, stop); /* its former handler is the default */
    (void)signal(SIGTERM, stop);
    xc_err err = parse_options(argc, argv, &o, &s, &why);
    int64_t now = xc_now_us(xc_clock_system());
    s.zero_us = now - s.past_min * XC_MINUTE_US;
    if (!err)
        err = open_simulation(&o, &s, &why);
    if (!err)
        err = run_past(&s, now, &why);
    if (!err) {
        show(&s);
        err = live(&s, &why);
    }
    s.crews = sim_crews_free(s.crews);
    s.people = sim_people_free(s.people);
    s.city = client_free(s.city);
    s.p = pack_unref(s.p);
    xc_arena_free(s.scratch);
    xc_arena_free(s.arena);
    return command_end("simulate", err, &why);
}
