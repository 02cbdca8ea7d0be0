/* sense_pack.h - the devices that a pack lists become SensorThings entities, each once. */
#ifndef XC_OPS_SENSE_PACK_H
#define XC_OPS_SENSE_PACK_H
#include "city/pack.h"
#include "ops/sense.h"

/* Makes those whose key is new, with a location and the datastreams of their type; those that are
 * there stay as they are. Inside a command's apply. *ret_made may be NULL. What sense_create says.
 */
XC_MUST_CHECK xc_err sense_add_pack(sense *s, loop_tx *tx, const pack *p, size_t *ret_made,
                                    xc_problem *why);

/* sense_hooks of a pack: the range of a type's datastream, the division around a point. ctx: the
 * pack. */
bool sense_pack_range(void *pack_ctx, xc_str type, xc_str key, double *min, double *max);
bool sense_pack_division_at(void *pack_ctx, double lat, double lon, char ret[13]);

#endif
