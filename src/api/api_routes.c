/* api_routes.c - all resources' routes in one table; see api_routes.h. */
#include "api/api_routes.h"

#include "api/api.h"
#include "base/mem.h"

typedef const http_route *routes_fn(size_t *count);

xc_err api_routes(http_route **ret, size_t *ret_count)
{
    static routes_fn *const resources[] = { API_RESOURCES };
    size_t total = 0, count;
    for (size_t i = 0; i < sizeof resources / sizeof *resources; i++) {
        (void)resources[i](&count); /* only how many */
        total += count;
    }
    http_route *all = xc_calloc(total, sizeof *all);
    if (!all)
        return XC_ENOMEM;
    size_t at = 0;
    for (size_t i = 0; i < sizeof resources / sizeof *resources; i++) {
        const http_route *rows = resources[i](&count);
        memcpy(all + at, rows, count * sizeof *rows);
        at += count;
    }
    *ret = all;
    *ret_count = total;
    return XC_OK;
}
