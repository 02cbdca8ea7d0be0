/* respond_jobs.c - the jobs that plans ask for: dispatch a crew, command a machine, notify people.
 */
#include <stdio.h>

#include "ops/respond_int.h"

enum { DEFAULT_RADIUS_M = 3000, MAX_SEND = 5 };

/* ---- reading a job's inputs ---- */

static xc_str header(const case_job *job, const char *name)
{
    return feel_to_str(feel_get(job->headers, name));
}

static int64_t header_int(const case_job *job, const char *name, int64_t missing)
{
    int64_t value = missing;
    const feel_value *v = feel_get(job->headers, name);
    if (!feel_to_int(v, &value))
        (void)xc_str_int(feel_to_str(v), 0, INT64_MAX, &value); /* neither: missing stays */
    return value;
}

static bool place_of(const case_job *job, geo_point *ret)
{
    const feel_value *thing = feel_get(job->variables, "thing");
    return feel_to_double(feel_get(thing, "lat"), &ret->lat) &&
           feel_to_double(feel_get(thing, "lon"), &ret->lon);
}

/* ---- dispatch ---- */

static size_t candidates(respond *r, const case_job *job, geo_point at, double radius_m,
                         near_unit found[NEAR_MAX_LIMIT])
{
    near_query q = { .at = at,
                     .radius_m = radius_m,
                     .kind = feel_to_str(feel_get(job->variables, "kind")),
                     .only_free = true,
                     .limit = 20 };
    size_t count = near_search(r->units, &q, found);
    if (count || !q.kind.len)
        return count;
    q.capability = q.kind; /* a kind that no unit is of may be something units can do */
    q.kind = XC_STR("");
    return near_search(r->units, &q, found);
}

static const feel_value *nobody(xc_arena *arena, int64_t radius_m)
{
    xc_str zh = xc_arena_printf(arena, "%lld 公里内没有空闲队伍", (long long)radius_m / 1000);
    xc_str en = xc_arena_printf(arena, "No free crew within %lld km", (long long)radius_m / 1000);
    const feel_value *v = feel_with(arena, feel_null(), XC_STR("unit"), feel_null());
    v = feel_with(arena, v, XC_STR("unit_name"), feel_null());
    v = feel_with(arena, v, XC_STR("distance_m"), feel_null());
    return feel_with(arena, v, XC_STR("reason"), respond_text(arena, (pack_text){ zh, en }));
}

static const feel_value *somebody(xc_arena *arena, const near_unit *u, size_t of)
{
    xc_str zh =
        xc_arena_printf(arena, "%.1f 公里，约 %lld 分钟，%zu 支空闲队伍中最近",
                        u->distance_m / 1000, (long long)(near_eta_s(u->distance_m) + 59) / 60, of);
    xc_str en =
        xc_arena_printf(arena, "%.1f km, about %lld min, the nearest of %zu free crews",
                        u->distance_m / 1000, (long long)(near_eta_s(u->distance_m) + 59) / 60, of);
    pack_text name = { xc_str_of(u->name_zh), xc_str_of(u->name_en) };
    const feel_value *v =
        feel_with(arena, feel_null(), XC_STR("unit"), feel_string(arena, xc_str_of(u->key)));
    v = feel_with(arena, v, XC_STR("unit_name"), respond_text(arena, name));
    v = feel_with(arena, v, XC_STR("distance_m"), feel_int(arena, (int64_t)(u->distance_m + 0.5)));
    return feel_with(arena, v, XC_STR("reason"), respond_text(arena, (pack_text){ zh, en }));
}

static xc_err send_unit(respond *r, loop_tx *tx, const case_job *job, const near_unit *u, size_t of)
{
    xc_arena *a = loop_arena(tx);
    xc_str zh = xc_arena_printf(a, "派 %s，%.1f 公里", u->name_zh, u->distance_m / 1000);
    xc_str en = xc_arena_printf(a, "%s sent, %.1f km away", u->name_en, u->distance_m / 1000);
    xc_str why = xc_arena_printf(a, "{\"unit\":\"%s\",\"distance_m\":%lld,\"free_within\":%zu}",
                                 u->key, (long long)(u->distance_m + 0.5), of);
    if (!zh.ptr || !en.ptr || !why.ptr)
        return XC_ELIMIT;
    const case_entry entry = { .kind = "dispatch",
                               .element = job->element,
                               .name = job->name,
                               .text = { zh, en },
                               .why = why };
    xc_err err = near_assign(r->units, tx, u->id, job->case_id, UNIT_GOING);
    return err ? err : case_history_add(tx, job->case_id, &entry);
}

static xc_err dispatch(void *ctx, loop_tx *tx, const case_job *job, xc_arena *arena, bool *done,
                       const feel_value **ret, xc_problem *why)
{
    respond *r = ctx;
    geo_point at;
    near_unit found[NEAR_MAX_LIMIT];
    int64_t radius_m = header_int(job, "radius_m", DEFAULT_RADIUS_M), wanted = 1, sent = 0;
    (void)why;
    (void)feel_to_int(feel_get(job->variables, "count"), &wanted); /* missing: one */
    if (wanted > MAX_SEND)
        wanted = MAX_SEND;
    *done = true;
    *ret = nobody(arena, radius_m);
    if (wanted < 1 || !place_of(job, &at))
        return XC_OK;
    size_t count = candidates(r, job, at, (double)radius_m, found);
    xc_err err = XC_OK;
    for (size_t i = 0; i < count && sent < wanted && !err; i++) {
        err = send_unit(r, tx, job, &found[i], count);
        if (!err && sent++ == 0)
            *ret = somebody(arena, &found[i], count);
    }
    return err;
}

/* ---- refusing ---- */

xc_err respond_unit_state(respond *r, loop_tx *tx, xc_str unit, int64_t case_id, unit_state state)
{
    near_unit u;
    if (!near_find_key(r->units, unit, &u))
        return XC_ENOTFOUND;
    return near_assign(r->units, tx, u.id, state == UNIT_FREE ? 0 : case_id, state);
}

static xc_err next_unit(respond *r, loop_tx *tx, int64_t task, geo_point at, near_unit *ret,
                        bool *ret_found)
{
    near_unit found[NEAR_MAX_LIMIT];
    near_query q = { .at = at, .radius_m = DEFAULT_RADIUS_M, .only_free = true, .limit = 20 };
    size_t count = near_search(r->units, &q, found);
    *ret_found = false;
    for (size_t i = 0; i < count && !*ret_found; i++) {
        bool refused;
        xc_err err = task_was_refused(loop_db(tx), task, xc_str_of(found[i].key), &refused);
        if (err)
            return err;
        *ret_found = !refused;
        *ret = found[i];
    }
    return XC_OK;
}

xc_err respond_refuse(respond *r, loop_tx *tx, int64_t task, xc_str unit, xc_str reason,
                      xc_str text, xc_problem *why)
{
    task_brief t;
    near_unit next;
    near_unit now;
    bool found = false;
    xc_err err = task_get(loop_db(tx), task, loop_arena(tx), &t);
    if (!err)
        err = task_refuse(r->cases, tx, task, unit, reason, text, why);
    if (err || !near_find_key(r->units, unit, &now))
        return err;
    err = next_unit(r, tx, task, now.at, &next, &found);
    if (!err)
        err = near_assign(r->units, tx, now.id, 0, UNIT_FREE);
    if (err || !found)
        return err;
    const pack_text because = { XC_STR("前一支队伍去不了"), XC_STR("The crew before cannot go") };
    err = task_reassign(r->cases, tx, task, xc_str_of(next.key), because, why);
    return err ? err : near_assign(r->units, tx, next.id, t.case_id, UNIT_GOING);
}

/* ---- command ---- */

static xc_err nearest_machine(store_conn *c, const case_job *job, xc_arena *arena, xc_str *ret)
{
    store_stmt *st;
    geo_point at;
    *ret = (xc_str){ 0 };
    if (!place_of(job, &at))
        return XC_OK;
    /* a box of some kilometres, and in it the least distance by degrees: near enough to choose one
     */
    xc_err err = store_query(c, &st,
                             "SELECT thing_key FROM thing WHERE type = $1 AND lat > $2 - 0.03 AND"
                             " lat < $2 + 0.03 AND lon > $3 - 0.03 AND lon < $3 + 0.03 ORDER BY"
                             " (lat - $2) * (lat - $2) + (lon - $3) * (lon - $3) LIMIT 1",
                             "sdd", header(job, "kind"), at.lat, at.lon);
    if (err)
        return err;
    if (store_row(st))
        *ret = xc_arena_str(arena, store_str(st, 0));
    return store_end(st);
}

static xc_err fail_command(respond *r, loop_tx *tx, const case_job *job, pack_text text,
                           xc_problem *why)
{
    const case_entry entry = {
        .kind = "command", .element = job->element, .name = job->name, .text = text
    };
    xc_err err = case_history_add(tx, job->case_id, &entry);
    return err ? err : case_job_fail(r->cases, tx, job->id, XC_STR("command-failed"), true, why);
}

static xc_err command(void *ctx, loop_tx *tx, const case_job *job, xc_arena *arena, bool *done,
                      const feel_value **ret, xc_problem *why)
{
    respond *r = ctx;
    respond_thing machine;
    int64_t id;
    (void)done, (void)ret; /* it stays open until the machine answers */
    xc_str key = feel_to_str(feel_get(job->variables, "actuator"));
    xc_err err = key.len ? XC_OK : nearest_machine(loop_db(tx), job, arena, &key);
    if (err)
        return err;
    err = key.len ? respond_thing_find(loop_db(tx), key, 0, arena, &machine) : XC_ENOTFOUND;
    if (err == XC_ENOTFOUND)
        return fail_command(
            r, tx, job,
            (pack_text){ XC_STR("附近没有可用的设备"), XC_STR("There is no machine nearby") }, why);
    if (err)
        return err;
    actuate_order order = { .thing = machine.id,
                            .actuator = machine.key,
                            .action = header(job, "action"),
                            .division = machine.division,
                            .case_id = job->case_id,
                            .job = job->id };
    err = actuate_send(r->machines, tx, &order, &id, why);
    if (err)
        return err;
    xc_str zh =
        xc_arena_printf(arena, "%.*s：%.*s", XC_STR_ARG(machine.name.zh), XC_STR_ARG(order.action));
    xc_str en =
        xc_arena_printf(arena, "%.*s: %.*s", XC_STR_ARG(machine.name.en), XC_STR_ARG(order.action));
    xc_str because = xc_arena_printf(arena, "{\"command\":%lld}", (long long)id);
    const case_entry entry = { .kind = "command",
                               .element = job->element,
                               .name = job->name,
                               .text = { zh, en },
                               .why = because };
    return case_history_add(tx, job->case_id, &entry);
}

static xc_err command_ended(void *ctx, loop_tx *tx, int64_t job, xc_str actuator,
                            command_state state, xc_problem *why)
{
    respond *r = ctx;
    xc_arena *a = loop_arena(tx);
    const feel_value *result =
        feel_with(a, feel_null(), XC_STR("actuator"), feel_string(a, actuator));
    result =
        feel_with(a, result, XC_STR("state"), feel_string(a, xc_str_of(command_state_name(state))));
    xc_err err = state == COMMAND_DONE
                     ? case_job_done(r->cases, tx, job, result, why)
                     : case_job_fail(r->cases, tx, job, XC_STR("command-failed"), true, why);
    /* the plan went on without it, or its case has ended */
    return err == XC_ENOTFOUND || err == XC_ECONFLICT ? XC_OK : err;
}

actuate_hooks respond_actuate_hooks(respond *r)
{
    return (actuate_hooks){ .ctx = r, .ended = command_ended };
}

/* ---- notify ---- */

static pack_text notice_text(respond *r, const case_job *job, xc_arena *arena)
{
    const pack_scenario *s = pack_scenario_find(r->p, job->scenario);
    const json_value *all = s ? json_find(s->json, "notify") : NULL;
    xc_str key = header(job, "text");
    for (const json_value *v = all ? all->first : NULL; v; v = v->next) {
        if (!xc_str_eq(v->key, key))
            continue;
        const feel_value *place = feel_get(job->variables, "place");
        const pack_blank blanks[] = { { XC_STR("place"),
                                        { feel_to_str(feel_get(place, "zh")),
                                          feel_to_str(feel_get(place, "en")) } } };
        pack_text text;
        if (!pack_text_fill(pack_text_of(v), blanks, 1, arena, &text))
            return text;
    }
    return job->name;
}

/* tells on screens and in the case's history; text messages to phones are a gateway's business */
static xc_err notify(void *ctx, loop_tx *tx, const case_job *job, xc_arena *arena, bool *done,
                     const feel_value **ret, xc_problem *why)
{
    respond *r = ctx;
    (void)why, (void)ret;
    *done = true;
    xc_str to = header(job, "to"), level = header(job, "level");
    pack_text text = notice_text(r, job, arena);
    xc_buf out;
    xc_buf_init(&out, 1 << 14);
    json_writer w = json_writer_on(&out);
    json_open_object(&w);
    json_put_int(&w, "case", job->case_id);
    json_put_str(&w, "to", to.ptr ? to : XC_STR(""));
    json_put_str(&w, "level", level.ptr ? level : XC_STR(""));
    json_key(&w, "text");
    json_open_object(&w);
    json_put_str(&w, "zh", text.zh);
    json_put_str(&w, "en", text.en);
    json_close_object(&w);
    json_close_object(&w);
    xc_err err = xc_buf_err(&out);
    if (!err)
        err = loop_event(tx, "notice", job->division, XC_STR(""), xc_buf_view(&out));
    const case_entry entry = { .kind = "notify",
                               .element = job->element,
                               .name = job->name,
                               .text = text,
                               .why = xc_buf_view(&out) };
    if (!err)
        err = case_history_add(tx, job->case_id, &entry);
    xc_buf_done(&out);
    return err;
}

xc_err respond_register_jobs(respond *r)
{
    static const struct {
        const char *kind;
        case_job_fn *fn;
    } jobs[] = { { "dispatch", dispatch }, { "command", command }, { "notify", notify } };
    for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
        xc_err err = case_job_register(r->cases, jobs[i].kind, jobs[i].fn, r);
        if (err)
            return err;
    }
    return XC_OK;
}
