/* suite_city.h - the small world in which a case of a process suite runs: instances, what they wait
 * for, messages and signals between them, and what they wrote down.
 *
 * For the manifest form derived from betsy (scripts are text/x-trace). The clock jumps from timer
 * to timer, or is the machine's. One thread. */
#ifndef XC_MAIN_SUITE_CITY_H
#define XC_MAIN_SUITE_CITY_H
#include "codec/json.h"
#include "engine/bpmn/bpmn.h"

enum {
    SUITE_MAX_INSTANCES = 64,
    SUITE_MAX_WAITS = 1024,
    SUITE_MAX_LINES = 512,
    SUITE_MAX_QUEUE = 256,
    SUITE_TEXT = 64,
    SUITE_MAX_INTERVALS = 8
};

typedef struct {
    bpmn_instance *i;
    xc_arena *arena;
    bool incident;
} suite_instance;

typedef enum { W_TIMER, W_MESSAGE, W_SIGNAL } suite_wait_kind;
typedef struct {
    suite_wait_kind kind;
    int instance;
    bpmn_token token;
    int64_t due_us;
    char name[SUITE_TEXT];
    bool used;
} suite_wait;

typedef struct {
    char name[SUITE_TEXT];
    bool signal;
    int from;
} suite_sent;

typedef struct {
    char name[SUITE_TEXT];
    int64_t start_us, end_us;
} suite_interval;

typedef struct {
    const bpmn_model *model;
    bool reload;     /* instances are saved and loaded after every step */
    bool real_clock; /* waits pass as they do outside */
    int64_t now_us;
    int current;
    suite_instance instances[SUITE_MAX_INSTANCES];
    int instance_count;
    suite_wait waits[SUITE_MAX_WAITS];
    int wait_count;
    suite_sent queue[SUITE_MAX_QUEUE];
    int queue_len;
    char trace[SUITE_MAX_LINES][SUITE_TEXT];
    int trace_len;
    char log[SUITE_MAX_LINES][SUITE_TEXT];
    int log_len;
    suite_interval intervals[SUITE_MAX_INTERVALS];
    int interval_count;
    bool started, marker, overflow;
    bpmn_world world;
    xc_problem why;
} suite_city;

/* Owned by the caller; NULL when memory ends. */
suite_city *suite_city_new(const bpmn_model *m, bool reload, bool real_clock);
suite_city *suite_city_free(suite_city *c);

/* Starts a process (element: at that start event) with input (an object, may be NULL). */
XC_MUST_CHECK xc_err suite_city_start(suite_city *c, xc_str process, xc_str element,
                                      const json_value *input);
/* Lets everything happen that happens before until_us. */
XC_MUST_CHECK xc_err suite_city_settle(suite_city *c, int64_t until_us);

void suite_copy(char to[SUITE_TEXT], xc_str s);
/* Finds or makes it. */
suite_interval *suite_interval_of(suite_city *c, xc_str name);

/* bpmn_world's script function for text/x-trace; ctx is the city. */
XC_MUST_CHECK xc_err suite_script(void *ctx, const bpmn_script *s, xc_arena *arena,
                                  bpmn_script_result *ret, xc_problem *why);

#endif
