/* serve_rooms.c - the order in which a city's rooms are opened and closed. */
#include "main/serve.h"

/* In the order of opening; closed in the opposite one. Before "loop runs" everything belongs to the
 * main thread; after it, changes go through the loop only. */
static const struct room {
    const char *name;
    xc_err (*open)(serve *s, xc_problem *why);
    void (*close)(serve *s); /* NULL: nothing to do */
} rooms_in_order[] = {
    { "data folder", serve_open_data, NULL },
    { "pack", serve_open_pack, serve_close_pack },
    { "store", serve_open_store, serve_close_store },
    { "loop", serve_open_loop, serve_close_loop },
    { "door", serve_open_door, serve_close_door },
    { "sensors", serve_open_sensors, serve_close_sensors },
    { "crews", serve_open_crews, serve_close_crews },
    { "cases", serve_open_cases, serve_close_cases },
    { "response", serve_open_response, serve_close_response },
    { "services", serve_open_services, serve_close_services },
    { "readings", serve_open_readings, NULL },
    { "event hub", serve_open_hub, serve_close_hub },
    { "loop runs", serve_start_loop, serve_drain_loop },
    { "things of the pack", serve_open_things, NULL },
    { "people", serve_open_people, NULL },
    { "residents", serve_open_residents, NULL },
    { "sign-in desk", serve_open_desk, serve_close_desk },
    { "control socket", serve_open_control, serve_close_control },
    { "http", serve_open_http, serve_close_http },
};
enum { ROOMS = sizeof rooms_in_order / sizeof *rooms_in_order };

void serve_close(serve *s)
{
    while (s->open_rooms > 0) {
        const struct room *room = &rooms_in_order[--s->open_rooms];
        xc_log_write(&s->log, XC_LOG_DEBUG, "serve", "closing: %s", room->name);
        if (room->close)
            room->close(s);
    }
}

xc_err serve_open(serve *s, xc_problem *why)
{
    for (size_t i = 0; i < ROOMS; i++) {
        xc_log_write(&s->log, XC_LOG_DEBUG, "serve", "opening: %s", rooms_in_order[i].name);
        xc_err err = rooms_in_order[i].open(s, why);
        if (err && !why->code)
            (void)xc_fail(why, err, rooms_in_order[i].name, "%s", "%s",
                          xc_err_text(err, XC_LANG_EN));
        if (err)
            return err;
        s->open_rooms = i + 1;
    }
    return XC_OK;
}
