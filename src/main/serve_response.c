/* serve_response.c - the rooms where readings become cases: the case engine, the rules, what they
 * set off. */
#include "city/case_hand.h"
#include "main/serve.h"
#include "ops/actuate.h"
#include "ops/respond.h"
#include "ops/sense.h"
#include "ops/watch.h"

xc_err serve_open_cases(serve *s, xc_problem *why)
{
    case_world world;
    (void)why;
    xc_err err = case_world_of_pack(s->pack, &world);
    if (!err)
        err = case_engine_new(&world, &s->rooms.cases);
    if (!err)
        err = case_engine_attach(s->rooms.cases, s->loop);
    if (!err)
        err = task_side_attach(s->rooms.cases);
    if (err)
        serve_close_cases(s);
    return err;
}

void serve_close_cases(serve *s)
{
    s->rooms.cases = case_engine_free(s->rooms.cases);
}

xc_err serve_open_response(serve *s, xc_problem *why)
{
    rooms *r = &s->rooms;
    size_t count = 0;
    const pack_rule *rules = pack_rules(s->pack, &count);
    (void)why;
    xc_err err = respond_new(s->pack, r->cases, r->near, r->sense, &r->respond);
    if (err)
        return err;
    watch_hooks found = respond_watch_hooks(r->respond);
    actuate_hooks answered = respond_actuate_hooks(r->respond);
    err = watch_new(rules, count, &found, &r->watch);
    if (!err)
        err = watch_on_clock(r->watch, s->loop);
    if (!err)
        err = actuate_new(&answered, &r->actuate);
    if (!err)
        err = actuate_load(r->actuate, store_writer(s->store), s->loop);
    if (err)
        serve_close_response(s);
    else
        respond_set_actuate(r->respond, r->actuate);
    return err;
}

void serve_close_response(serve *s)
{
    s->rooms.actuate = actuate_free(s->rooms.actuate);
    s->rooms.watch = watch_free(s->rooms.watch);
    s->rooms.respond = respond_free(s->rooms.respond);
}

/* the datastreams come in with the rules attached; the rules take up where they were */
xc_err serve_open_readings(serve *s, xc_problem *why)
{
    store_conn *c = store_writer(s->store);
    xc_err err = sense_load(s->rooms.sense, c, why);
    return err ? err : watch_resume(s->rooms.watch, s->rooms.sense, c, why);
}
