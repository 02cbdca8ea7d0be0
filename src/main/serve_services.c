/* serve_services.c - the room of the services: matters, applications, licences, ratings. */
#include "city/case.h"
#include "main/serve.h"
#include "services/services.h"

/* In one transaction: a city that is stopped half-way has all of its simulated people or none. */
static xc_err load_people(serve *s, xc_problem *why)
{
    store_conn *c = store_writer(s->store);
    xc_err err = store_begin(c);
    if (err)
        return err;
    err = services_load_demo(s->rooms.services, c, xc_now_us(xc_clock_system()), why);
    if (err) {
        store_rollback(c);
        return err;
    }
    return store_commit(c);
}

/* After the response: what plans of ops/ have registered stays theirs. */
xc_err serve_open_services(serve *s, xc_problem *why)
{
    const services_options options = { .pack = s->pack, .data_dir = s->options.data };
    xc_err err = services_open(&options, &s->rooms.services, why);
    if (!err)
        err = services_attach(s->rooms.services, s->rooms.cases);
    if (!err && s->options.demo)
        err = load_people(s, why);
    if (err)
        serve_close_services(s);
    return err;
}

void serve_close_services(serve *s)
{
    s->rooms.services = services_free(s->rooms.services);
}
