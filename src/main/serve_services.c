/* serve_services.c - the rooms of services: keys, matters, applications; the pack's simulated
 * residents. */
#include "main/serve.h"
#include "services/services.h"

xc_err serve_open_services(serve *s, xc_problem *why)
{
    services_options options = { .pack = s->pack, .data_dir = s->options.data };
    xc_err err = services_open(&options, &s->rooms.services, why);
    if (!err)
        err = services_attach(s->rooms.services, s->rooms.cases);
    if (err)
        serve_close_services(s);
    return err;
}

void serve_close_services(serve *s)
{
    s->rooms.services = services_free(s->rooms.services);
}

struct residents {
    loop_command cmd;
    serve *serve;
};

static xc_err add_residents(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    struct residents *r = (struct residents *)cmd;
    return services_load_demo(r->serve->rooms.services, loop_db(tx), loop_now_us(tx), why);
}

xc_err serve_open_residents(serve *s, xc_problem *why)
{
    struct residents r = { .cmd = { .name = "party.demo", .apply = add_residents }, .serve = s };
    r.cmd.actor = (loop_actor){ .name = XC_STR("city"), .role = XC_STR("city") };
    return s->options.demo ? loop_call(s->loop, &r.cmd, why) : XC_OK;
}
