/* near.h - who can be sent, where they are now, and who is nearest to a place.
 *
 * The positions of all units stand in memory behind one read-write lock: written by the loop,
 * searched by any thread. The rows are the truth after a restart; a moving unit's row is written at
 * most every few seconds, its state at once. */
#ifndef XC_OPS_NEAR_H
#define XC_OPS_NEAR_H
#include <stdbool.h>
#include <stdint.h>

#include "city/loop.h"
#include "city/pack.h"
#include "geo/geo_point.h"

typedef struct near near;

typedef enum { UNIT_FREE, UNIT_GOING, UNIT_ON_SITE, UNIT_OFFLINE, UNIT_STATES } unit_state;

/* "free", "going", "on_site", "offline". */
const char *unit_state_name(unit_state state);
bool unit_state_parse(xc_str text, unit_state *ret);

/* What is known of one unit. Texts are borrowed from the register and live as long as it does. */
typedef struct {
    int64_t id;
    const char *key, *kind, *name_zh, *name_en, *capabilities, *login;
    char division[13];
    unit_state state;
    geo_point at;
    int64_t seen_us;
    int64_t case_id;
    double distance_m; /* from the place that was asked for */
} near_unit;

/* An empty register for at most max_units. The caller owns *ret. */
XC_MUST_CHECK xc_err near_new(size_t max_units, near **ret);
near *near_free(near *n);
/* Before the loop starts: from the rows. */
XC_MUST_CHECK xc_err near_load(near *n, store_conn *c);

/* What is looked for. */
typedef struct {
    geo_point at;
    double radius_m;
    xc_str kind;       /* "" = any */
    xc_str capability; /* "" = any */
    xc_str division;   /* prefix; "" = any */
    bool only_free;
    size_t limit;
} near_query;

/* The nearest that fit, by distance then id, into ret[limit]; returns how many. Any thread. Looks
 * through at most NEAR_MAX_LOOKED units of the radius. */
enum { NEAR_MAX_LIMIT = 100, NEAR_MAX_LOOKED = 2000 };
size_t near_search(near *n, const near_query *q, near_unit *ret);

/* One by id or key; false: none. Any thread. */
bool near_find(near *n, int64_t id, near_unit *ret);
bool near_find_key(near *n, xc_str key, near_unit *ret);
bool near_find_login(near *n, xc_str login, near_unit *ret);
size_t near_count(near *n);
/* Calls fn for each of a division (prefix), in order of id; false ends. The lock is held: be quick.
 */
void near_each(near *n, xc_str division, bool (*fn)(const near_unit *u, void *ctx), void *ctx);

/* ---- inside the loop ---- */

/* Puts in what is new of a list (by key); known ones keep their place and state. */
XC_MUST_CHECK xc_err near_add(near *n, loop_tx *tx, const pack_unit *units, size_t count);

/* A unit says where it is; TIME_NONE: now. state UNIT_STATES: unchanged. Older than what is known:
 * ignored. XC_ENOTFOUND, XC_EINVAL (not on the globe), XC_EFORBIDDEN (outside the actor's
 * division), XC_EREFUSED (more than 10 minutes in the future). */
XC_MUST_CHECK xc_err near_move(near *n, loop_tx *tx, int64_t id, geo_point at, int64_t time_us,
                               unit_state state, xc_problem *why);

/* Gives a unit to a case, or (0, UNIT_FREE) takes it back. Publishes a "unit" event. */
XC_MUST_CHECK xc_err near_assign(near *n, loop_tx *tx, int64_t id, int64_t case_id,
                                 unit_state state);

/* Seconds to drive so far through a city: 1.4 times the air line at 25 km/h (an estimate, said so).
 */
int64_t near_eta_s(double distance_m);

#endif
