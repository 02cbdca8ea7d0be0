/* cmd_replay.c - `xiucheng replay DIR --to URL --token T --speed N|max`: a recorded event, once
 * more.
 *
 * Posts DIR/readings.csv through /sta/v1.1/CreateObservations in the order of time, keeping the
 * recorded times. A city that restarts meanwhile is waited for; what was posted twice is taken once
 * there. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "codec/time_text.h"
#include "main/client.h"
#include "main/command.h"
#include "main/storm.h"
#include "main/streams.h"

enum { STORM_BYTES = 512 << 20, MAX_ROWS = 500, REQUEST_BYTES = 4 << 20 };

typedef struct {
    const char *dir, *url, *token;
    double speed; /* 0: as fast as possible */
} options;

typedef struct {
    client *city;
    storm storm;
    stream_names names;
    size_t posted, refused, unknown;
    int64_t started_us, shown_us;
} replaying;

/* consecutive readings of the storm as one data array a datastream */
static xc_err write_rows(replaying *r, size_t from, size_t to, xc_buf *out)
{
    char text[TIME_TEXT_SIZE];
    bool first = true;
    xc_buf_byte(out, '[');
    for (size_t i = from; i < to; i++) {
        const storm_reading *one = &r->storm.readings[i];
        int64_t id = streams_find(&r->names, one->thing, one->datastream);
        r->unknown += id == 0;
        if (!id)
            continue;
        xc_buf_printf(out,
                      "%s{\"Datastream\":{\"@iot.id\":%lld},\"components\":[\"phenomenonTime\","
                      "\"result\"],\"dataArray\":[[\"%s\",%.*s]]}",
                      first ? "" : ",", (long long)id, time_format(one->time_us, text),
                      XC_STR_ARG(one->value));
        first = false;
    }
    xc_buf_byte(out, ']');
    return xc_buf_err(out);
}

static xc_err post_rows(replaying *r, size_t from, size_t to, xc_problem *why)
{
    xc_buf body;
    xc_arena *arena = NULL;
    const json_value *answer = NULL;
    long status;
    xc_buf_init(&body, REQUEST_BYTES);
    xc_err err = xc_arena_new(REQUEST_BYTES * 4, &arena);
    if (!err)
        err = write_rows(r, from, to, &body);
    if (!err)
        err = client_ask(r->city,
                         &(client_request){ .method = "POST",
                                            .path = "/sta/v1.1/CreateObservations",
                                            .body = xc_buf_view(&body),
                                            .must = true },
                         arena, &answer, &status, why);
    for (const json_value *v = answer && !err ? answer->first : NULL; v; v = v->next) {
        r->refused += xc_str_is(v->text, "error");
        r->posted++;
    }
    xc_arena_free(arena);
    xc_buf_done(&body);
    return err;
}

static void show(replaying *r, int64_t event_us, bool at_end)
{
    int64_t now = xc_monotonic_us();
    char text[TIME_TEXT_SIZE];
    if (!at_end && now - r->shown_us < XC_SECOND_US)
        return;
    r->shown_us = now;
    (void)fprintf(stderr, "%s  %zu of %zu readings, %.1f s\n", time_format(event_us, text),
                  r->posted, r->storm.count, (double)(now - r->started_us) / 1e6);
}

static void sleep_us(int64_t us)
{
    struct timespec t = { us / XC_SECOND_US, us % XC_SECOND_US * 1000 };
    if (us > 0)
        (void)nanosleep(&t, NULL); /* a signal only shortens it */
}

/* the index behind the last reading that is due, at most MAX_ROWS further */
static size_t due(const replaying *r, size_t from, double speed)
{
    size_t to = from, count = r->storm.count;
    int64_t first = r->storm.readings[0].time_us;
    int64_t gone = xc_monotonic_us() - r->started_us;
    while (to < count && to - from < MAX_ROWS &&
           (speed == 0 || (double)(r->storm.readings[to].time_us - first) <= (double)gone * speed))
        to++;
    return to;
}

static xc_err run(replaying *r, double speed, xc_problem *why)
{
    size_t at = 0;
    xc_err err = XC_OK;
    r->started_us = xc_monotonic_us();
    while (at < r->storm.count && !err) {
        size_t to = due(r, at, speed);
        if (to == at) {
            sleep_us(20000);
            continue;
        }
        err = post_rows(r, at, to, why);
        at = to;
        show(r, r->storm.readings[at - 1].time_us, at == r->storm.count);
    }
    return err;
}

static xc_err parse_options(int argc, char **argv, options *ret, xc_problem *why)
{
    options o = { .speed = 1 };
    const char *speed = "1";
    const command_option table[] = {
        { "--to", "URL", &o.url, "the running city, e.g. http://127.0.0.1:8080" },
        { "--token", "TOKEN", &o.token, "an API token with the right to write observations" },
        { "--speed", "N|max", &speed, "how many times faster than it was (default 1)" },
    };
    xc_err err = command_parse(argc, argv, table, sizeof table / sizeof table[0], &o.dir, 1, why);
    if (err)
        return err;
    if (!o.dir || !o.url || !o.token)
        return xc_fail(why, XC_EINVAL, "", "replay needs a folder, --to and --token",
                       "replay 需要文件夹、--to 和 --token");
    o.speed = 0;
    if (strcmp(speed, "max") && (!xc_str_double(xc_str_of(speed), &o.speed) || o.speed <= 0))
        return xc_fail(why, XC_EINVAL, "--speed", "\"%s\" is neither a number above 0 nor max",
                       "“%s”既不是大于 0 的数也不是 max", speed);
    *ret = o;
    return XC_OK;
}

int cmd_replay(int argc, char **argv)
{
    options o = { 0 };
    replaying r = { 0 };
    xc_arena *arena = NULL;
    xc_problem why = { 0 };
    xc_err err = parse_options(argc, argv, &o, &why);
    if (!err)
        err = xc_arena_new(STORM_BYTES, &arena);
    if (!err)
        err = storm_load(o.dir, arena, &r.storm, &why);
    if (!err)
        err = client_new(o.url, o.token, &r.city);
    if (!err)
        err = streams_load(r.city, arena, &r.names, &why);
    if (!err && r.storm.count)
        err = run(&r, o.speed, &why);
    if (!err)
        printf("%zu readings posted, %zu refused, %zu of unknown datastreams, %.1f s\n", r.posted,
               r.refused, r.unknown, (double)(xc_monotonic_us() - r.started_us) / 1e6);
    r.city = client_free(r.city);
    xc_arena_free(arena);
    return command_end("replay", err, &why);
}
