/* thing_view.h - things as screens see them: where, what they last said, how they are. Any thread,
 * on a snapshot. */
#ifndef XC_OPS_THING_VIEW_H
#define XC_OPS_THING_VIEW_H
#include "city/pack.h"
#include "codec/json.h"
#include "store/store.h"

typedef enum {
    THING_NORMAL,
    THING_RISING,      /* more water than ten minutes ago, below its limit */
    THING_WRONG,       /* an episode goes on */
    THING_SILENT,      /* nothing came for longer than its rule allows */
    THING_IMPLAUSIBLE, /* its newest reading was refused */
    THING_STATES
} thing_state;

/* "normal", "rising", "wrong", "silent", "implausible". */
const char *thing_state_name(thing_state s);
bool thing_state_parse(xc_str text, thing_state *ret);

typedef struct {
    xc_str division; /* prefix */
    xc_str type;     /* "" = any */
    int state;       /* -1 = any */
    int64_t after, limit;
    int64_t now_us;
} thing_query;

/* Writes {"things":[...],"next":...} (docs/api.md). */
XC_MUST_CHECK xc_err thing_list(store_conn *c, const pack *p, const thing_query *q, json_writer *w);

/* Writes the members of one thing's object (without its cases) into an open object. XC_ENOTFOUND;
 * division: what the caller may see, outside it XC_EFORBIDDEN. */
XC_MUST_CHECK xc_err thing_page(store_conn *c, const pack *p, int64_t id, xc_str division,
                                int64_t now_us, json_writer *w, xc_problem *why);

/* The series of one datastream as {"datastream","unit","points":[[time,value],...],"limits":[...]};
 * at most 2,000 points, thinned so that each stretch keeps its least and its greatest. datastream
 * 0: the thing's first. XC_ENOTFOUND, XC_EFORBIDDEN. */
typedef struct {
    int64_t thing, datastream;
    int64_t from_us, to_us; /* from TIME_NONE: six hours before its newest */
    xc_str division;
} series_query;
XC_MUST_CHECK xc_err thing_series(store_conn *c, const pack *p, const series_query *q,
                                  json_writer *w, xc_problem *why);

#endif
