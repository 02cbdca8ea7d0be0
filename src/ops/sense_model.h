/* sense_model.h - the entities of OGC SensorThings API 1.1 (18-088, chapter 8) as one table.
 *
 * Reading, creating, filtering and linking are all driven by it; nothing else knows a column's
 * name. */
#ifndef XC_OPS_SENSE_MODEL_H
#define XC_OPS_SENSE_MODEL_H
#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

typedef enum {
    SENSE_THING,
    SENSE_LOCATION,
    SENSE_HISTORICAL_LOCATION,
    SENSE_DATASTREAM,
    SENSE_SENSOR,
    SENSE_OBSERVED_PROPERTY,
    SENSE_OBSERVATION,
    SENSE_FEATURE,
    SENSE_KINDS
} sense_kind;

typedef enum {
    SENSE_TEXT,    /* a string */
    SENSE_JSON,    /* any JSON, stored as text */
    SENSE_TIME,    /* an instant */
    SENSE_PERIOD,  /* an instant, or start/end where `end` is in extra */
    SENSE_NUMBER,  /* Observation.result: a number, or any JSON in extra */
    SENSE_EXTRA,   /* JSON found in the column `extra` under `sql` */
    SENSE_COMPUTED /* an expression: shown, never written */
} sense_form;

typedef struct {
    const char *name; /* as the standard spells it */
    const char *sql; /* the column, {c} standing for the table's alias; SENSE_EXTRA: key in extra */
    sense_form form;
    bool required; /* when created */
} sense_column;

typedef struct {
    const char *name;
    sense_kind to;
    bool many;
    const char *join; /* {p} this entity's alias, {c} the other's */
} sense_link;

typedef struct {
    const char *set; /* "Things" */
    const char *one; /* "Thing" */
    const char *table;
    const char *id;    /* expression of @iot.id */
    const char *order; /* the order of ids, used to make every listing stable */
    const sense_column *columns;
    size_t column_count;
    const sense_link *links;
    size_t link_count;
} sense_entity;

/* The row of a kind. */
const sense_entity *sense_entity_of(sense_kind kind);

/* By set name ("Things"); false: there is none. */
bool sense_kind_of_set(xc_str set, sense_kind *ret);

/* NULL: there is none. */
const sense_column *sense_column_find(const sense_entity *e, xc_str name);
const sense_link *sense_link_find(const sense_entity *e, xc_str name);

#endif
