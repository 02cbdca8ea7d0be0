/* api_routes.h - the resources of the API: one line each, its file exports the function. */
#ifndef XC_API_API_ROUTES_H
#define XC_API_API_ROUTES_H
#include <stddef.h>

#include "net/http.h"

/* Each returns its file's static table and says how many rows it has. */
const http_route *session_routes(size_t *count);
const http_route *event_routes(size_t *count);
const http_route *health_routes(size_t *count);
const http_route *static_routes(size_t *count);
const http_route *sta_routes(size_t *count);
const http_route *near_routes(size_t *count);
const http_route *command_routes(size_t *count);
const http_route *ops_routes(size_t *count);
const http_route *pack_routes(size_t *count);
const http_route *warning_routes(size_t *count);
const http_route *matter_routes(size_t *count);
const http_route *application_routes(size_t *count);
const http_route *licence_routes(size_t *count);
const http_route *file_routes(size_t *count);
const http_route *task_routes(size_t *count);
const http_route *case_routes(size_t *count);
const http_route *case_hand_routes(size_t *count);
const http_route *request_routes(size_t *count);
const http_route *open311_routes(size_t *count);

/* The table that api_routes() walks; a new resource adds its declaration above and its name here.
 */
#define API_RESOURCES                                                                    \
    session_routes, event_routes, health_routes, static_routes, sta_routes, near_routes, \
        command_routes, ops_routes, pack_routes, warning_routes, matter_routes,          \
        application_routes, licence_routes, file_routes, task_routes, case_routes,       \
        case_hand_routes, request_routes, open311_routes

#endif
