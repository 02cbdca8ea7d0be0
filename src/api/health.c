/* health.c - is the city up, and how it is: /healthz, /readyz, /metrics (Prometheus text 0.0.4). */
#include <stdio.h>
#include <unistd.h>

#include "api/api.h"
#include "api/api_routes.h"
#include "api/events.h"

enum { MAX_METRICS_BYTES = 64 * 1024 };

static void reply_state(http_request *rq, int status, const char *state, const char *version)
{
    xc_buf out;
    xc_buf_init(&out, 512);
    json_writer w = json_writer_on(&out);
    json_open_object(&w);
    json_put_text(&w, "status", state);
    json_put_text(&w, "version", version ? version : "");
    json_close_object(&w);
    api_reply_json(rq, status, &out);
}

static void get_health(http_request *rq, void *ctx)
{
    api *a = ctx;
    if (atomic_load(&a->ready)) {
        reply_state(rq, 200, "ok", a->version);
        return;
    }
    http_reply_header(rq, "Retry-After", XC_STR("1"));
    reply_state(rq, 503, "starting", a->version);
}

/* Ready also means that rows can be read at this moment. */
static void get_ready(http_request *rq, void *ctx)
{
    api *a = ctx;
    store_conn *c;
    if (!atomic_load(&a->ready)) {
        get_health(rq, ctx);
        return;
    }
    if (!api_read(a, rq, &c))
        return;
    store_read_done(a->store, c);
    reply_state(rq, 200, "ok", a->version);
}

typedef struct {
    const char *name, *type, *help;
    double value;
} metric;

static void put_metric(xc_buf *out, const metric *m)
{
    xc_buf_printf(out, "# HELP xiucheng_%s %s\n# TYPE xiucheng_%s %s\nxiucheng_%s %.15g\n", m->name,
                  m->help, m->name, m->type, m->name, m->value);
}

static double resident_bytes(void)
{
    long pages = 0;
    FILE *f = fopen("/proc/self/statm", "re");
    if (!f)
        return 0;
    if (fscanf(f, "%*d %ld", &pages) != 1)
        pages = 0;
    fclose(f);
    return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

static void put_all(xc_buf *out, const metric *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put_metric(out, &list[i]);
}

static void put_http(xc_buf *out, const http_stats *h)
{
    const metric list[] = {
        { "http_requests_total", "counter", "Requests taken.", (double)h->requests },
        { "http_in_flight", "gauge", "Requests not yet answered.", (double)h->in_flight },
        { "http_connections", "gauge", "Open connections.", (double)h->connections },
        { "http_streams", "gauge", "Open event streams.", (double)h->streams },
        { "http_refused_total", "counter", "Answers 413, 429 and 503.", (double)h->refused },
        { "http_in_bytes_total", "counter", "Bytes of bodies taken.", (double)h->bytes_in },
        { "http_out_bytes_total", "counter", "Bytes of bodies sent.", (double)h->bytes_out },
    };
    put_all(out, list, sizeof list / sizeof *list);
    xc_buf_text(out, "# HELP xiucheng_http_answers_total Answers by class of status.\n"
                     "# TYPE xiucheng_http_answers_total counter\n");
    for (int class = 1; class <= 5; class ++)
        xc_buf_printf(out, "xiucheng_http_answers_total{class=\"%dxx\"} %llu\n", class,
                      (unsigned long long)h->by_class[class]);
}

static void put_loop(xc_buf *out, const loop_stats *l)
{
    const metric list[] = {
        { "loop_commands_total", "counter", "Commands applied.", (double)l->commands },
        { "loop_failed_total", "counter", "Commands that ended in an error.", (double)l->failed },
        { "loop_batches_total", "counter", "Transactions committed.", (double)l->batches },
        { "loop_refused_total", "counter", "Commands refused: queue full.", (double)l->refused },
        { "loop_queue", "gauge", "Commands that wait.", (double)l->queue },
        { "loop_last_commit_seconds", "gauge", "How long the last commit took.",
          (double)l->last_commit_us / 1e6 },
        { "loop_commit_seconds_total", "counter", "Time spent in commits.",
          (double)l->commit_us_total / 1e6 },
        { "event_seq", "gauge", "Number of the newest event.", (double)l->last_seq },
    };
    put_all(out, list, sizeof list / sizeof *list);
}

static void put_rest(xc_buf *out, api *a)
{
    event_hub_stats hub = a->hub ? event_hub_stats_of(a->hub) : (event_hub_stats){ 0 };
    const metric list[] = {
        { "event_screens", "gauge", "Screens that watch.", (double)hub.screens },
        { "event_blocks_total", "counter", "Blocks queued for screens.", (double)hub.sent },
        { "event_resets_total", "counter", "Screens told to load again.", (double)hub.resets },
        { "event_slow_total", "counter", "Screens let go as too slow.", (double)hub.slow },
        { "store_wal_bytes", "gauge", "Log not yet moved into the database.",
          (double)store_wal_bytes(a->store) },
        { "resident_bytes", "gauge", "Resident memory.", resident_bytes() },
    };
    put_all(out, list, sizeof list / sizeof *list);
}

/* For the machine's own collector, or whoever may read the audit. */
static bool may_measure(const http_request *rq)
{
    xc_str peer = http_peer(rq);
    return xc_str_is(peer, "127.0.0.1") || xc_str_is(peer, "::1") ||
           api_may(api_user_of(rq), API_AUDIT_READ);
}

static void get_metrics(http_request *rq, void *ctx)
{
    api *a = ctx;
    if (!may_measure(rq)) {
        http_reply_err(rq, api_user_of(rq) ? XC_EFORBIDDEN : XC_EAUTH);
        return;
    }
    xc_buf out;
    xc_buf_init(&out, MAX_METRICS_BYTES);
    http_stats h = a->http ? http_stats_of(a->http) : (http_stats){ 0 };
    loop_stats l = loop_stats_of(a->loop);
    put_http(&out, &h);
    put_loop(&out, &l);
    put_rest(&out, a);
    size_t len = 0;
    char *bytes = xc_buf_take(&out, &len);
    http_reply_take(rq, 200, "text/plain; version=0.0.4; charset=utf-8", bytes, len);
}

const http_route *health_routes(size_t *count)
{
    static const http_route routes[] = {
        { "GET", "/healthz", get_health, 0, API_PUBLIC },
        { "GET", "/readyz", get_ready, 0, API_PUBLIC },
        { "GET", "/metrics", get_metrics, 0, API_PUBLIC },
    };
    *count = sizeof routes / sizeof *routes;
    return routes;
}
