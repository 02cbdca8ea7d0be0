/* simulate_crews.h - people in the field who do what their tasks say, through the public
 * interfaces.
 *
 * Each crew signs in with its own account, accepts, drives at city speed, arrives, works a while,
 * reports. Crews that a person may play (accounts marked as listed) are left alone. */
#ifndef XC_MAIN_SIMULATE_CREWS_H
#define XC_MAIN_SIMULATE_CREWS_H
#include "city/pack.h"
#include "main/client.h"
#include "main/simulate_water.h"

typedef struct sim_crews sim_crews;

/* city: a client with a token that may read units and write positions; borrowed, as are pack and
 * water. password: of the demo accounts. The caller owns *ret. */
XC_MUST_CHECK xc_err sim_crews_new(const pack *p, client *city, const char *url,
                                   const char *password, sim_water *water, sim_crews **ret);
sim_crews *sim_crews_free(sim_crews *c);

/* One look around, to be called every second or two; seconds: how long since the last. What fails
 * is tried again the next time; *ret_busy is how many crews are under way or at work. */
XC_MUST_CHECK xc_err sim_crews_step(sim_crews *c, double seconds, size_t *ret_busy,
                                    xc_problem *why);

#endif
