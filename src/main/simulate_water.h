/* simulate_water.h - the water of a simulated city: low roads that fill as a real storm's did,
 * wells, and pumps that obey.
 *
 * Pure: time goes in, levels come out. The same seed gives the same city. */
#ifndef XC_MAIN_SIMULATE_WATER_H
#define XC_MAIN_SIMULATE_WATER_H
#include "base/arena.h"
#include "base/err.h"
#include "city/pack.h"
#include "main/storm.h"

typedef enum { PUMP_OFF, PUMP_TO_WELL, PUMP_TO_RIVER } pump_mode;

typedef struct {
    xc_str key;
    int64_t stream; /* of its flow; 0: none */
    double flow_m3h;
    pump_mode mode;
} sim_pump;

typedef struct {
    xc_str key;
    int64_t stream;         /* of its fill */
    double volume_m3, fill; /* fill: 0-100 % */
} sim_well;

typedef struct {
    xc_str key, name;
    int64_t stream; /* of its depth */
    geo_point at;
    double depth_cm;
    double crew_cm_min;                /* what people on the spot drain; 0: nobody is there */
    sim_pump *pump;                    /* NULL: none */
    sim_well *well;                    /* NULL: none */
    const storm_reading *const *curve; /* readings of one real gauge, by time */
    size_t curve_count;
    int64_t shift_us; /* its storm runs so much later */
    double scale;
    double last_curve_cm;
} sim_spot;

typedef struct {
    sim_spot *spots;
    size_t spot_count;
    sim_pump *pumps;
    size_t pump_count;
    sim_well *wells;
    size_t well_count;
    int64_t curve_zero_us; /* the storm's time that stands for the city's time zero_us */
    int64_t zero_us, now_us;
} sim_water;

/* Builds it from a pack's things of the types road, well and pump, and a storm. `floods` spots get
 * the curves of gauges that reached 20 cm, the others those that did not. Lives in arena.
 * XC_EINVAL: the pack has no roads or the storm no readings; XC_ELIMIT. */
XC_MUST_CHECK xc_err sim_water_new(const pack *p, const storm *s, size_t floods, unsigned seed,
                                   int64_t zero_us, xc_arena *arena, sim_water *ret,
                                   xc_problem *why);

/* Lets time pass until now_us in steps of at most 10 seconds. */
void sim_water_run(sim_water *w, int64_t now_us);

sim_pump *sim_pump_find(sim_water *w, xc_str key);
sim_spot *sim_spot_find(sim_water *w, xc_str key);

#endif
