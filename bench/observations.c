/* observations.c - readings through SensorThings, one or a hundred a request; and through plain
 * SQLite. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "bench.h"
#include "codec/time_text.h"

enum { BATCH_ROWS = 100, BATCH_STREAMS = 10, SQLITE_ROWS = 400000 };

struct writer {
    const bench *b;
    int64_t base_us; /* readings go on from here, a millisecond each, so that none is a duplicate */
    char body[LOAD_MAX_REQUEST / 2];
};

/* Dry: no rule of the pack has anything to say about it. */
static double depth_of(uint64_t n)
{
    return 0.5 + (double)(n % 20) / 10;
}

static size_t next_single(void *ctx, load_turn turn, char *buf)
{
    struct writer *w = ctx;
    char path[80], time[TIME_TEXT_SIZE];
    int64_t stream = bench_stream(w->b, turn.conn, turn.k);
    time_format(w->base_us + (int64_t)turn.n * 1000, time);
    int len = snprintf(w->body, sizeof w->body, "{\"phenomenonTime\":\"%s\",\"result\":%.1f}", time,
                       depth_of(turn.n));
    (void)snprintf(path, sizeof path, "/sta/v1.1/Datastreams(%lld)/Observations",
                   (long long)stream); /* fits */
    return bench_post(w->b, buf, path, w->body, (size_t)len);
}

static int put_stream(struct writer *w, char *to, size_t room, load_turn turn, unsigned part)
{
    char time[TIME_TEXT_SIZE];
    int rows = BATCH_ROWS / BATCH_STREAMS;
    uint64_t first = turn.k * BATCH_ROWS + part * (uint64_t)rows;
    int64_t stream = bench_stream(w->b, turn.conn, turn.k * BATCH_STREAMS + part);
    int len = snprintf(to, room,
                       "%s{\"Datastream\":{\"@iot.id\":%lld},\"components\":[\"phenomenonTime\","
                       "\"result\"],\"dataArray@iot.count\":%d,\"dataArray\":[",
                       part ? "," : "", (long long)stream, rows);
    for (int i = 0; i < rows; i++) {
        time_format(w->base_us + ((int64_t)first + i) * 1000, time);
        len += snprintf(to + len, room - (size_t)len, "%s[\"%s\",%.1f]", i ? "," : "", time,
                        depth_of(first + (uint64_t)i));
    }
    len += snprintf(to + len, room - (size_t)len, "]}");
    return len;
}

static size_t next_batch(void *ctx, load_turn turn, char *buf)
{
    struct writer *w = ctx;
    size_t len = 0;
    w->body[len++] = '[';
    for (unsigned part = 0; part < BATCH_STREAMS; part++)
        len += (size_t)put_stream(w, w->body + len, sizeof w->body - len, turn, part);
    w->body[len++] = ']';
    return bench_post(w->b, buf, "/sta/v1.1/CreateObservations", w->body, len);
}

static int run(const bench *b, const char *name, load_next_fn *next, double rows, int hours_ago)
{
    struct writer *w = xc_calloc(1, sizeof *w);
    load_result *r = xc_calloc(1, sizeof *r);
    if (!w || !r || b->stream_count == 0) {
        fprintf(stderr, "%s: give datastreams with -d\n", name);
        return 1;
    }
    w->b = b;
    w->base_us = xc_now_us(xc_clock_system()) - hours_ago * XC_HOUR_US;
    load_options o = { .host = b->host,
                       .port = b->port,
                       .connections = b->connections,
                       .seconds = b->seconds,
                       .next = next,
                       .parse = load_parse_http,
                       .ctx = w };
    bool good = load_run(&o, r);
    if (good)
        bench_print(name, r, rows);
    else
        fprintf(stderr, "%s: nobody listens at %s:%u\n", name, b->host, b->port);
    good = good && r->bad == 0;
    xc_free(w);
    xc_free(r);
    return good ? 0 : 1;
}

int bench_single(const bench *b)
{
    return run(b, "single", next_single, 1, 12);
}

int bench_batch(const bench *b)
{
    return run(b, "batch", next_batch, BATCH_ROWS, 6);
}

/* ---- the same rows through SQLite alone: the city's table, WAL, synchronous=FULL ---- */

static const char SCHEMA[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE observation (district BIGINT "
    "NOT "
    "NULL, datastream BIGINT NOT NULL, time BIGINT NOT NULL, n BIGINT NOT NULL, result DOUBLE "
    "PRECISION, result_time BIGINT, received BIGINT NOT NULL, extra TEXT, PRIMARY KEY (district, "
    "datastream, time, n)) WITHOUT ROWID;";

static bool insert_rows(sqlite3 *db, const bench *b, unsigned per_commit, double *ret_seconds)
{
    sqlite3_stmt *insert = NULL;
    size_t streams = b->stream_count ? b->stream_count : 126;
    int64_t start = xc_monotonic_us(), base = xc_now_us(xc_clock_system());
    bool good = sqlite3_prepare_v2(db, "INSERT INTO observation VALUES (?,?,?,0,?,NULL,?,NULL)", -1,
                                   &insert, NULL) == SQLITE_OK;
    for (unsigned n = 0; good && n < SQLITE_ROWS; n++) {
        if (n % per_commit == 0)
            good = sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK;
        /* as the batches above: ten of a stream, then the next stream */
        sqlite3_bind_int64(insert, 1, 310104);
        sqlite3_bind_int64(insert, 2, (int64_t)(n / 10 % streams));
        sqlite3_bind_int64(insert, 3, base + (int64_t)n * 1000 + per_commit);
        sqlite3_bind_double(insert, 4, depth_of(n));
        sqlite3_bind_int64(insert, 5, base);
        good = good && sqlite3_step(insert) == SQLITE_DONE && sqlite3_reset(insert) == SQLITE_OK;
        if (good && (n + 1) % per_commit == 0)
            good = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
    }
    sqlite3_finalize(insert);
    *ret_seconds = (double)(xc_monotonic_us() - start) / 1e6;
    return good;
}

int bench_sqlite(const bench *b)
{
    sqlite3 *db = NULL;
    double seconds = 1;
    unsigned per_commit = b->count ? b->count : BATCH_ROWS;
    if (!b->path) {
        fprintf(stderr, "sqlite: give a new file with -f\n");
        return 1;
    }
    (void)unlink(b->path); /* it may not be there */
    bool good = sqlite3_open(b->path, &db) == SQLITE_OK &&
                sqlite3_exec(db, SCHEMA, NULL, NULL, NULL) == SQLITE_OK &&
                insert_rows(db, b, per_commit, &seconds);
    if (good)
        printf("{\"mode\":\"sqlite\",\"rows_per_commit\":%u,\"rows_per_s\":%.0f}\n", per_commit,
               SQLITE_ROWS / seconds);
    else
        fprintf(stderr, "sqlite: %s\n", db ? sqlite3_errmsg(db) : "no memory");
    sqlite3_close(db);
    return good ? 0 : 1;
}
