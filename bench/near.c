/* near.c - who is nearest, over HTTP while units move; and the same question to Redis. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "bench.h"

enum { LIMIT = 20, RADIUS_M = 3000, MOVE_EVERY = 50, MOVES_A_POST = 100 };

/* A square of about 40 km, filled evenly. */
static const double HALF_LAT = 0.18, HALF_LON = 0.21;

struct near_run {
    const bench *b;
    uint64_t random;
    char body[LOAD_MAX_REQUEST / 2];
};

static double random_share(struct near_run *r)
{
    r->random ^= r->random << 13;
    r->random ^= r->random >> 7;
    r->random ^= r->random << 17;
    return (double)(r->random >> 11) / 9007199254740992.0;
}

static void somewhere(struct near_run *r, double *lat, double *lon)
{
    *lat = r->b->lat + (2 * random_share(r) - 1) * HALF_LAT;
    *lon = r->b->lon + (2 * random_share(r) - 1) * HALF_LON;
}

/* Keys as bench/run.py writes them into units.csv. */
static size_t put_moves(struct near_run *r, unsigned first, unsigned count)
{
    size_t len = (size_t)snprintf(r->body, sizeof r->body, "{\"units\":[");
    for (unsigned i = 0; i < count; i++) {
        double lat, lon;
        somewhere(r, &lat, &lon);
        len += (size_t)snprintf(r->body + len, sizeof r->body - len,
                                "%s{\"unit\":\"bench-%u\",\"lat\":%.6f,\"lon\":%.6f}", i ? "," : "",
                                (first + i) % r->b->count, lat, lon);
    }
    len += (size_t)snprintf(r->body + len, sizeof r->body - len, "]}");
    return len;
}

static size_t next_place(void *ctx, load_turn turn, char *buf)
{
    struct near_run *r = ctx;
    unsigned first = (unsigned)turn.n * MOVES_A_POST;
    if (first >= r->b->count)
        return 0;
    return bench_post(r->b, buf, "/api/v1/positions", r->body, put_moves(r, first, MOVES_A_POST));
}

static size_t next_near(void *ctx, load_turn turn, char *buf)
{
    struct near_run *r = ctx;
    double lat, lon;
    char path[200];
    if (turn.n % MOVE_EVERY == MOVE_EVERY - 1)
        return bench_post(r->b, buf, "/api/v1/positions", r->body,
                          put_moves(r, (unsigned)(random_share(r) * r->b->count), MOVES_A_POST));
    somewhere(r, &lat, &lon);
    (void)snprintf(path, sizeof path, "/api/v1/near?lat=%.6f&lon=%.6f&radius_m=%d&limit=%d", lat,
                   lon, RADIUS_M, LIMIT); /* fits */
    return bench_get(r->b, buf, path);
}

/* ---- Redis ---- */

static size_t put_words(char *buf, const char *const *words, size_t count)
{
    size_t len = (size_t)snprintf(buf, LOAD_MAX_REQUEST, "*%zu\r\n", count);
    for (size_t i = 0; i < count; i++)
        len += (size_t)snprintf(buf + len, LOAD_MAX_REQUEST - len, "$%zu\r\n%s\r\n",
                                strlen(words[i]), words[i]);
    return len;
}

static size_t put_geoadd(struct near_run *r, char *buf, unsigned first, unsigned count)
{
    size_t len = (size_t)snprintf(buf, LOAD_MAX_REQUEST, "*%u\r\n$6\r\nGEOADD\r\n$1\r\nu\r\n",
                                  2 + 3 * count);
    for (unsigned i = 0; i < count; i++) {
        double at[2];
        char text[32];
        somewhere(r, &at[1], &at[0]);
        for (int k = 0; k < 2; k++) {
            (void)snprintf(text, sizeof text, "%.6f", at[k]); /* fits */
            len += (size_t)snprintf(buf + len, LOAD_MAX_REQUEST - len, "$%zu\r\n%s\r\n",
                                    strlen(text), text);
        }
        (void)snprintf(text, sizeof text, "bench-%u", (first + i) % r->b->count); /* fits */
        len += (size_t)snprintf(buf + len, LOAD_MAX_REQUEST - len, "$%zu\r\n%s\r\n", strlen(text),
                                text);
    }
    return len;
}

static size_t next_redis_place(void *ctx, load_turn turn, char *buf)
{
    struct near_run *r = ctx;
    unsigned first = (unsigned)turn.n * MOVES_A_POST;
    return first >= r->b->count ? 0 : put_geoadd(r, buf, first, MOVES_A_POST);
}

static size_t next_redis(void *ctx, load_turn turn, char *buf)
{
    struct near_run *r = ctx;
    double lat, lon;
    char lat_text[32], lon_text[32], radius[16], limit[16];
    if (turn.n % MOVE_EVERY == MOVE_EVERY - 1)
        return put_geoadd(r, buf, (unsigned)(random_share(r) * r->b->count), MOVES_A_POST);
    somewhere(r, &lat, &lon);
    (void)snprintf(lat_text, sizeof lat_text, "%.6f", lat); /* all four fit */
    (void)snprintf(lon_text, sizeof lon_text, "%.6f", lon);
    (void)snprintf(radius, sizeof radius, "%d", RADIUS_M);
    (void)snprintf(limit, sizeof limit, "%d", LIMIT);
    const char *words[] = { "GEOSEARCH", "u", "FROMLONLAT", lon_text, lat_text, "BYRADIUS",
                            radius,      "m", "ASC",        "COUNT",  limit,    "WITHDIST" };
    return put_words(buf, words, sizeof words / sizeof *words);
}

/* ---- both ---- */

static int run(const bench *b, const char *name, load_next_fn *place, load_next_fn *ask,
               load_parse_fn *parse)
{
    struct near_run *r = xc_calloc(1, sizeof *r);
    load_result *result = xc_calloc(1, sizeof *result);
    if (!r || !result || !b->count) {
        fprintf(stderr, "%s: how many units? -n\n", name);
        return 1;
    }
    r->b = b;
    r->random = 88172645463325252U;
    load_options o = { .host = b->host,
                       .port = b->port,
                       .connections = 8,
                       .seconds = 120,
                       .next = place,
                       .parse = parse,
                       .ctx = r };
    bool good = load_run(&o, result) && result->bad == 0;
    if (!good)
        fprintf(stderr, "%s: the units could not be placed\n%s\n", name, result->first_bad);
    o.connections = b->connections;
    o.seconds = b->seconds;
    o.next = ask;
    good = good && load_run(&o, result);
    if (good)
        bench_print(name, result, 1);
    good = good && result->bad == 0;
    xc_free(r);
    xc_free(result);
    return good ? 0 : 1;
}

int bench_near(const bench *b)
{
    return run(b, "near", next_place, next_near, load_parse_http);
}

int bench_redis(const bench *b)
{
    return run(b, "redis", next_redis_place, next_redis, load_parse_resp);
}
