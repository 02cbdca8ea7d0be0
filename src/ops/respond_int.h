/* respond_int.h - the inside of respond: for the respond_*.c files only. */
#ifndef XC_OPS_RESPOND_INT_H
#define XC_OPS_RESPOND_INT_H
#include "ops/respond.h"

struct respond {
    const pack *p;
    case_engine *cases;
    near *units;
    sense *sensors;
    actuate *machines;
};

/* The row of a thing, in the arena. */
typedef struct {
    int64_t id;
    xc_str key, type, division;
    pack_text name;
    bool placed;
    double lat, lon;
    const json_value *properties;
} respond_thing;
/* XC_ENOTFOUND. by key, or (key empty) by id */
XC_MUST_CHECK xc_err respond_thing_find(store_conn *c, xc_str key, int64_t id, xc_arena *arena,
                                        respond_thing *ret);

/* The jobs of the plans (respond_jobs.c); registered by respond_new. */
XC_MUST_CHECK xc_err respond_register_jobs(respond *r);

/* The latest fill of a thing's well in %, null if it has none or none is known. */
XC_MUST_CHECK xc_err respond_well_fill(respond *r, store_conn *c, const json_value *properties,
                                       xc_arena *arena, const feel_value **ret);

/* A Text as a context {zh, en}. */
const feel_value *respond_text(xc_arena *arena, pack_text text);
/* A double as FEEL's decimal. */
const feel_value *respond_number(xc_arena *arena, double value);

#endif
