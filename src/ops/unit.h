/* unit.h - units of measurement by their symbols (UCUM and everyday writings), turned into one
 * another. */
#ifndef XC_OPS_UNIT_H
#define XC_OPS_UNIT_H
#include <stdbool.h>

#include "base/text.h"

/* value in `to` = value in `from` * factor + offset. */
typedef struct {
    double factor, offset;
} unit_change;

/* False: a symbol is not known, or they measure different things (kg is no length). Letter case
 * does not matter except where UCUM needs it. Exact to the definitions (1 in = 2.54 cm, SI
 * Brochure). */
bool unit_change_find(xc_str from, xc_str to, unit_change *ret);

/* Applies it and rounds to 6 decimals, so that 7.88 in is 20.0152 cm and not a bit more. */
double unit_convert(const unit_change *change, double value);

#endif
