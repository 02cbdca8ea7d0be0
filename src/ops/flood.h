/* flood.h - when more rises than people can look at one by one: what belongs together is one row.
 *
 * More than ten cases in ten minutes are a flood (ISA-18.2, EEMUA 191). Those that rose in one and
 * are still open are grouped by scenario and district; critical ones stay single. Nothing is
 * stored: a group is a way of looking, each case goes on by itself. */
#ifndef XC_OPS_FLOOD_H
#define XC_OPS_FLOOD_H
#include "city/pack.h"
#include "codec/json.h"
#include "store/store.h"

enum { FLOOD_MOST = 10, FLOOD_MINUTES = 10 };

/* Writes {"last_10_min":N,"most":10,"groups":[{"scenario","name","division","division_name",
 * "count","worst","since","newest","cases":[ids, newest first]}]} (docs/api.md), of the newest
 * 2,000 cases in the division (prefix). Any thread, on a snapshot. XC_ENOMEM. */
XC_MUST_CHECK xc_err flood_put(store_conn *c, const pack *p, xc_str division, int64_t now_us,
                               xc_arena *arena, json_writer *w);

#endif
