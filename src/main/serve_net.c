/* serve_net.c - the rooms to the outside: the event hub and the HTTP server. */
#include <sys/stat.h>

#include "api/events.h"
#include "base/mem.h"
#include "city/pack.h"
#include "main/command.h"
#include "main/serve.h"

enum { STOP_WAIT_MS = 10000 };

xc_err serve_open_hub(serve *s, xc_problem *why)
{
    (void)why;
    return event_hub_new(s->loop, &s->api.hub);
}

void serve_close_hub(serve *s)
{
    s->api.hub = event_hub_free(s->api.hub);
}

/* ---- http ---- */

static const char *web_dir(const serve *s)
{
    struct stat found;
    if (s->options.web)
        return s->options.web;
    return stat("web/dist/index.html", &found) == 0 ? "web/dist" : NULL;
}

static void fill_api(serve *s)
{
    api *a = &s->api; /* its hub is set already */
    a->loop = s->loop;
    a->store = s->store;
    a->pack = s->pack;
    a->door = s->door;
    a->desk = s->desk;
    a->city = &s->rooms;
    a->web_dir = web_dir(s);
    a->data_dir = s->options.data;
    a->version = command_version();
    a->log = &s->log;
    a->clock = xc_clock_system();
    a->demo = s->options.demo != NULL;
}

xc_err serve_open_http(serve *s, xc_problem *why)
{
    size_t count = 0;
    int64_t threads = 2;
    if (s->options.threads && !xc_str_int(xc_str_of(s->options.threads), 1, 64, &threads))
        return xc_fail(why, XC_EINVAL, "--threads", "a number of 1 to 64 is expected, not %s",
                       "应为 1 到 64 的数，不是 %s", s->options.threads);
    fill_api(s);
    xc_err err = api_routes(&s->routes, &count);
    http_options options = { .listen = s->options.listen,
                             .cert_file = s->options.cert,
                             .key_file = s->options.key,
                             .threads = (unsigned)threads,
                             .log = &s->log,
                             .gate = api_gate,
                             .fault = api_fault,
                             .ctx = &s->api };
    if (!err)
        err = http_server_new(&options, s->routes, count, &s->http, why);
    if (err) {
        xc_free(s->routes);
        s->routes = NULL;
        return err;
    }
    s->api.http = s->http;
    atomic_store(&s->api.ready, true);
    return XC_OK;
}

/* The loop still runs: answers under way get theirs. */
void serve_close_http(serve *s)
{
    atomic_store(&s->api.ready, false);
    s->http = http_server_stop(s->http, STOP_WAIT_MS);
    xc_free(s->routes);
    s->routes = NULL;
}
