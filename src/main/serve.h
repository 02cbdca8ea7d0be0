/* serve.h - a running city as `xiucheng serve` holds it: rooms that are opened in order and closed
 * in the opposite one.
 *
 * A room is a pair of functions here, a row in serve_rooms.c's table and a file serve_WHAT.c. */
#ifndef XC_MAIN_SERVE_H
#define XC_MAIN_SERVE_H
#include <stdatomic.h>
#include <stdbool.h>

#include "api/api.h"
#include "api/rooms.h"
#include "base/log.h"
#include "city/loop.h"
#include "city/right.h"
#include "city/session_desk.h"
#include "city/session_door.h"
#include "city/user_password.h"
#include "main/control.h"
#include "net/http.h"
#include "store/store.h"

typedef struct {
    const char *pack, *data, *store, *listen, *cert, *key, *web, *threads, *demo, *verbose;
} serve_options;

/* Everything here is owned by the room that made it; NULL while the room is closed. */
typedef struct serve {
    serve_options options;
    xc_log log;
    atomic_bool broken; /* the loop could not commit: end at once, with an error */
    size_t open_rooms;

    struct pack *pack;
    store *store;
    right_roles *roles;
    loop *loop;
    session_door *door;
    user_passwords *passwords, *light_passwords; /* light: for simulated people */
    session_desk *desk;
    control *control;

    rooms rooms; /* the nouns of ops/ and services/; the loop's city */
    http_route *routes;
    http_server *http;
    api api;
} serve;

/* Opens all rooms; s holds the options and the log, all else is zero. After an error those that
 * were opened still are: serve_close in every case. */
XC_MUST_CHECK xc_err serve_open(serve *s, xc_problem *why);
void serve_close(serve *s);

/* Each opens one room (what it needs is open already) and says in *why what is wrong. */
xc_err serve_open_data(serve *s, xc_problem *why);
xc_err serve_open_pack(serve *s, xc_problem *why);
void serve_close_pack(serve *s);
xc_err serve_open_store(serve *s, xc_problem *why);
void serve_close_store(serve *s);
xc_err serve_open_loop(serve *s, xc_problem *why);
void serve_close_loop(serve *s);
xc_err serve_open_door(serve *s, xc_problem *why);
void serve_close_door(serve *s);
xc_err serve_open_cases(serve *s, xc_problem *why);
void serve_close_cases(serve *s);
xc_err serve_open_response(serve *s, xc_problem *why);
void serve_close_response(serve *s);
xc_err serve_open_services(serve *s, xc_problem *why);
void serve_close_services(serve *s);
xc_err serve_open_readings(serve *s, xc_problem *why);
xc_err serve_start_loop(serve *s, xc_problem *why);
void serve_drain_loop(serve *s);
xc_err serve_open_people(serve *s, xc_problem *why);
xc_err serve_open_residents(serve *s, xc_problem *why);
xc_err serve_open_desk(serve *s, xc_problem *why);
void serve_close_desk(serve *s);
xc_err serve_open_control(serve *s, xc_problem *why);
void serve_close_control(serve *s);
xc_err serve_open_sensors(serve *s, xc_problem *why);
void serve_close_sensors(serve *s);
xc_err serve_open_crews(serve *s, xc_problem *why);
void serve_close_crews(serve *s);
xc_err serve_open_things(serve *s, xc_problem *why);
xc_err serve_open_hub(serve *s, xc_problem *why);
void serve_close_hub(serve *s);
xc_err serve_open_http(serve *s, xc_problem *why);
void serve_close_http(serve *s);

#endif
