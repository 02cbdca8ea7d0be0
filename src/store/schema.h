/* schema.h - the steps that bring a store from nothing to what this program knows.
 *
 * The table is generated from schema/NNNN-what.sql at build time. */
#ifndef XC_STORE_SCHEMA_H
#define XC_STORE_SCHEMA_H
#include <stddef.h>

typedef struct {
    int number;
    const char *name; /* "0001-base" */
    const char *sql;
} schema_step;

extern const schema_step schema_steps[]; /* by number, rising */
extern const size_t schema_step_count;

#endif
