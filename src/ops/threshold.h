/* threshold.h - conditions of the usual shape, "value >= 20", decided without FEEL.
 *
 * Nearly every reading of a city is dry; a rule must find that out in nanoseconds. What is decided
 * here is what FEEL would say, to the last digit; what is not of this shape is left to FEEL. Pure.
 */
#ifndef XC_OPS_THRESHOLD_H
#define XC_OPS_THRESHOLD_H
#include "base/text.h"

typedef enum {
    THRESHOLD_NONE,
    THRESHOLD_LT,
    THRESHOLD_LE,
    THRESHOLD_GT,
    THRESHOLD_GE
} threshold_op;

typedef struct {
    threshold_op op; /* NONE: not of this shape */
    double limit;
} threshold;

/* Reads a condition's text; op NONE if it is anything but value, a comparison and a number. */
threshold threshold_of(xc_str text);

typedef enum { THRESHOLD_NO, THRESHOLD_YES, THRESHOLD_ASK } threshold_answer;

/* ASK: FEEL must say. */
threshold_answer threshold_holds(const threshold *t, double value);

#endif
