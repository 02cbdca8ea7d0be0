/* events.h - the hub that carries what happened to the screens: GET /api/v1/events (SSE).
 *
 * The loop hands over committed events; a thread of the hub sends them, so that ten thousand
 * screens do not hold up the city. Screens with the same view share one formatted block. A screen
 * that comes back says the last number it saw (Last-Event-ID or ?after=) and gets what it missed,
 * then the rest as it happens, each once; if too much was missed it gets one `reset`. */
#ifndef XC_API_EVENTS_H
#define XC_API_EVENTS_H
#include <stdint.h>

#include "base/err.h"

struct loop;
typedef struct event_hub event_hub;

/* Registers itself with loop_listen: before loop_start. The caller owns *ret. XC_ENOMEM. */
XC_MUST_CHECK xc_err event_hub_new(struct loop *l, event_hub **ret);

/* After the loop was drained and the HTTP server has stopped (it ends the streams). Accepts NULL.
 */
event_hub *event_hub_free(event_hub *hub);

typedef struct {
    int64_t screens, sent, resets, slow; /* now; blocks; told to load again; let go as too slow */
} event_hub_stats;
event_hub_stats event_hub_stats_of(event_hub *hub);

#endif
