/* rooms.h - what lives in this city: one pointer a noun, made by main/cmd_serve.c, behind api.city.
 *
 * Handlers reach their own noun here; each noun's header says which thread may call what. */
#ifndef XC_API_ROOMS_H
#define XC_API_ROOMS_H

typedef struct rooms {
    struct pack *pack;
    struct sense *sense;
    struct watch *watch;
    struct near *near;
    struct actuate *actuate;
    struct case_engine *cases;
    struct respond *respond;
    struct services *services;
} rooms;

#endif
