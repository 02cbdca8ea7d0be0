/* simulate_people.h - residents who apply for a certificate and rate it when they have it, through
 * the public interfaces.
 *
 * Each signs in with an account of its own. Residents that a person may play (accounts marked as
 * listed) are left alone. */
#ifndef XC_MAIN_SIMULATE_PEOPLE_H
#define XC_MAIN_SIMULATE_PEOPLE_H
#include "city/pack.h"
#include "main/client.h"

typedef struct sim_people sim_people;

/* p, url and password (of the demo accounts) are borrowed. The caller owns *ret. XC_ENOMEM. */
XC_MUST_CHECK xc_err sim_people_new(const pack *p, const char *url, const char *password,
                                    sim_people **ret);
sim_people *sim_people_free(sim_people *s);

/* One look around, to be called every second or two: the next resident applies when it is time (the
 * first two thirds at once, the others minutes apart), those who wait look how far it is.
 * *ret_waiting is how many wait for an answer. */
XC_MUST_CHECK xc_err sim_people_step(sim_people *s, double seconds, size_t *ret_waiting,
                                     xc_problem *why);

#endif
