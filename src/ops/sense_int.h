/* sense_int.h - the inside of sense: for the sense_*.c files only. */
#ifndef XC_OPS_SENSE_INT_H
#define XC_OPS_SENSE_INT_H
#include "ops/sense.h"

enum { SENSE_MAX_STREAMS = 4000000 };

struct sense {
    char root[13];
    sense_hooks hooks;
    sense_stream **streams; /* by id; NULL where there is none */
    size_t cap, count;
    int64_t last_id[SENSE_KINDS];
    sense_stream *fresh; /* have a newer reading than the table of the latest */
    xc_arena *arena;     /* the streams and their texts: they live as long as the registry */
};

/* What registering needs of a datastream and its thing. Borrowed. */
typedef struct {
    int64_t id, thing;
    xc_str division, thing_key, thing_type, thing_properties, key, unit, property;
} sense_stream_facts;

/* Puts a datastream into the registry (and asks the hooks). *ret is borrowed. */
XC_MUST_CHECK xc_err sense_register(sense *s, const sense_stream_facts *facts, sense_stream **ret,
                                    xc_problem *why);

/* Takes it out again: an undo. */
void sense_unregister(sense *s, int64_t id);

/* Stores one row and runs the rules; row->err is set where it is refused. */
XC_MUST_CHECK xc_err sense_store_reading(sense *s, loop_tx *tx, sense_reading *row,
                                         xc_problem *why);

/* Writes the fresh streams' newest readings; at the end of a command that stored some. What a
 * command left that failed is written as it was before. */
XC_MUST_CHECK xc_err sense_write_fresh(sense *s, loop_tx *tx);

/* The symbol in a unitOfMeasurement object; "" if it has none. */
xc_str sense_unit_symbol(const json_value *unit);

/* A value as compact JSON text in the arena; ptr NULL: no room. */
xc_str sense_json_text(xc_arena *arena, const json_value *v);

/* The first 6 digits as a number. */
int64_t sense_district(xc_str division);

#endif
