/* case.h - a case: something started, a process follows, until it is closed. Shared by both nets.
 *
 * A case is a row that holds its BPMN instance as bytes. Every change is a step inside a loop
 * command (or a timer): the instance is read, told what happened, runs on, is written back; tasks,
 * timers, jobs, messages and history are rows of the same transaction. A step that fails leaves
 * nothing. While a step runs, what is told to the same case (by a job function, a message to
 * itself) waits until the step is over and then runs in it.
 *
 * Writers (everything with a loop_tx) belong to the loop's thread; readers take any snapshot. */
#ifndef XC_CITY_CASE_H
#define XC_CITY_CASE_H
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "city/calendar.h"
#include "city/loop.h"
#include "city/pack.h"
#include "codec/json.h"
#include "engine/bpmn/bpmn.h"
#include "store/store.h"

typedef enum { CASE_NEW, CASE_ACTIVE, CASE_CLOSED, CASE_CANCELLED, CASE_STATES } case_state;
const char *case_state_name(case_state s); /* "new" ... */
case_state case_state_parse(xc_str name);  /* CASE_STATES: there is none */

typedef struct case_engine case_engine;

/* What the engine needs to know of the city's content. Borrowed for the call; text it returns lives
 * as long as the engine or in the arena. case_world_of_pack fills it from a pack. */
typedef struct {
    pack_text name, question, instructions, why; /* the last three may be empty */
} case_words;
typedef struct {
    void *ctx;
    /* NULL: there is no such process */
    const bpmn_model *(*model)(void *ctx, xc_str process);
    xc_err (*decide)(void *ctx, xc_str decision, const feel_value *inputs, int64_t now_us,
                     xc_arena *arena, const feel_value **ret, const feel_value **trace,
                     xc_problem *why);
    /* what an element of the process is called, and for a task what people are told; the blanks
     * {place} ... are filled from the variables */
    xc_err (*words)(void *ctx, xc_str scenario, xc_str process, xc_str element, xc_str name,
                    const feel_value *variables, xc_arena *arena, case_words *ret);
    calendar days;
    xc_str version; /* of the pack */
} case_world;

/* XC_ENOMEM. The pack must live as long as the world is used. */
XC_MUST_CHECK xc_err case_world_of_pack(const pack *p, case_world *ret);

/* Makes the engine; register it with the loop (timers) before loop_start. The caller owns *ret. */
XC_MUST_CHECK xc_err case_engine_new(const case_world *world, case_engine **ret);
case_engine *case_engine_free(case_engine *e);
XC_MUST_CHECK xc_err case_engine_attach(case_engine *e, loop *l);
/* A new pack: inside the loop. Running cases go on with the new version of their process; one whose
 * element is gone is told so (XC_ECORRUPT) when it is next touched, and stays as it is. */
void case_engine_change(case_engine *e, const case_world *world);

/* ---- jobs: what a service task asks the city to do ---- */

typedef struct {
    int64_t id; /* to answer it later */
    int64_t case_id;
    xc_str case_no, scenario, division, thing;
    int64_t application;
    bpmn_token token;
    xc_str element, kind;
    pack_text name;              /* of the element */
    const feel_value *headers;   /* context or null */
    const feel_value *variables; /* inputs over the case's variables */
} case_job;

/* Does a job inside the loop. *done true: *ret (context or null) are its results and the process
 * goes on. *done false (as it is): it stays open, case_job_done or case_job_fail answers it later -
 * also already from within fn, which then counts after the step. An error undoes the whole step. */
typedef xc_err case_job_fn(void *ctx, loop_tx *tx, const case_job *job, xc_arena *arena, bool *done,
                           const feel_value **ret, xc_problem *why);

/* XC_ECONFLICT: the kind has one already. Before loop_start. */
XC_MUST_CHECK xc_err case_job_register(case_engine *e, const char *kind, case_job_fn *fn,
                                       void *ctx);
/* For checking a pack: is there somebody for this kind? */
bool case_job_known(const case_engine *e, xc_str kind);

/* A message that a process throws and that no case waits for under its own case comes here. */
typedef xc_err case_message_fn(void *ctx, loop_tx *tx, int64_t case_id, xc_str message,
                               const feel_value *payload, xc_problem *why);
void case_on_message(case_engine *e, case_message_fn *fn, void *ctx);

/* Called in the same transaction after a case has ended (closed or cancelled) and after its state
 * or data changed: for units that become free, applications that follow. May be several; at most 8.
 */
typedef struct {
    int64_t id;
    xc_str no, scenario, thing, division;
    int64_t application;
    case_state before, after;
} case_change;
typedef xc_err case_change_fn(void *ctx, loop_tx *tx, const case_change *change, xc_problem *why);
XC_MUST_CHECK xc_err case_on_change(case_engine *e, case_change_fn *fn, void *ctx);

/* A task is opened, and later ended (a unit is asked, an official is told). May be several; at
 * most 8. */
typedef struct {
    int64_t id, case_id;
    xc_str element, assignee, division, scenario;
    bool ended;
} case_task_change;
typedef xc_err case_task_fn(void *ctx, loop_tx *tx, const case_task_change *task, xc_problem *why);
XC_MUST_CHECK xc_err case_on_task(case_engine *e, case_task_fn *fn, void *ctx);

/* ---- what happens to cases (inside the loop) ---- */

typedef struct {
    xc_str scenario, process, prefix; /* prefix of the number: "FX" */
    xc_str message;                   /* start event's message; "" = none start */
    bool once;                        /* one open case for this scenario and thing */
    xc_str thing;                     /* key; "" = none */
    int64_t application;              /* 0 = none */
    xc_str division;                  /* 12 digits */
    pack_text title, place;
    int level;
    int64_t event_time_us;
    const feel_value *variables; /* context or null; lives as long as the call */
    bool has_value, has_place;
    double value, lat, lon;
    xc_str unit;
    xc_str why; /* JSON object: what opened it; "" = none */
} case_new;

/* Opens a case and runs its process until it waits. With `once` and an open case for the same: *ret
 * is that case's id and XC_ECONFLICT is returned, nothing has changed. XC_EINVAL: a field;
 * XC_ENOTFOUND: no such process. */
XC_MUST_CHECK xc_err case_open(case_engine *e, loop_tx *tx, const case_new *n, int64_t *ret,
                               xc_problem *why);

/* The open case of a thing; XC_ENOTFOUND: none. */
XC_MUST_CHECK xc_err case_find_open(store_conn *c, xc_str scenario, xc_str thing, int64_t *ret);
/* The case of that number ("FX-1030-0001"). XC_ENOTFOUND. */
XC_MUST_CHECK xc_err case_find(store_conn *c, xc_str no, int64_t *ret);

/* Tells a message to whoever in the case waits for it (the oldest wait of that name). *ret_heard
 * says whether anybody did. variables: context or null. XC_ENOTFOUND: no such case. */
XC_MUST_CHECK xc_err case_tell_message(case_engine *e, loop_tx *tx, int64_t case_id, xc_str message,
                                       const feel_value *variables, bool *ret_heard,
                                       xc_problem *why);

/* Sets variables without running on; a "value" also goes to the list, with its trend. Nothing
 * happens to a case that is over (XC_OK). XC_ENOTFOUND: no such case. */
XC_MUST_CHECK xc_err case_set_variables(case_engine *e, loop_tx *tx, int64_t case_id,
                                        const feel_value *variables, xc_problem *why);

/* The number that the case is about has a new value: cheap enough for each reading. Its process has
 * it as the variable `value` when it next runs, screens at the end of the batch. No effect on a
 * case that is over. XC_ENOTFOUND. */
XC_MUST_CHECK xc_err case_set_value(case_engine *e, loop_tx *tx, int64_t case_id, double value);

/* A late reading shows that it began earlier (or later): recorded in the history. */
XC_MUST_CHECK xc_err case_set_event_time(case_engine *e, loop_tx *tx, int64_t case_id,
                                         int64_t event_time_us, xc_str why_json, xc_problem *why);
XC_MUST_CHECK xc_err case_set_level(case_engine *e, loop_tx *tx, int64_t case_id, int level,
                                    xc_problem *why);
/* Transferred inside: another division has it from now on; the clock goes on. */
XC_MUST_CHECK xc_err case_set_division(case_engine *e, loop_tx *tx, int64_t case_id,
                                       xc_str division, pack_text reason, xc_problem *why);

/* Where it is now, for people to read; the next row that is published says it. */
XC_MUST_CHECK xc_err case_set_place(case_engine *e, loop_tx *tx, int64_t case_id, pack_text place);

/* Answers a job. XC_ENOTFOUND: there is none; XC_ECONFLICT: it has been answered or cancelled. */
XC_MUST_CHECK xc_err case_job_done(case_engine *e, loop_tx *tx, int64_t job,
                                   const feel_value *results, xc_problem *why);
/* A BPMN error with that code. go_on: where nobody catches it, the process goes on as if done (with
 * {"error": code} as the result); else it is an incident. */
XC_MUST_CHECK xc_err case_job_fail(case_engine *e, loop_tx *tx, int64_t job, xc_str code,
                                   bool go_on, xc_problem *why);

/* Ends a case from outside: a false alarm, a merge into another, a withdrawal. */
XC_MUST_CHECK xc_err case_cancel(case_engine *e, loop_tx *tx, int64_t case_id, pack_text reason,
                                 xc_problem *why);
/* case_cancel of `from`, with both histories saying so. */
XC_MUST_CHECK xc_err case_merge(case_engine *e, loop_tx *tx, int64_t from, int64_t into,
                                pack_text reason, xc_problem *why);

/* A case that has closed turns out to be none (a late reading): it counts as cancelled from now on,
 * its history says why. XC_ENOTFOUND; XC_ECONFLICT: it has not closed. */
XC_MUST_CHECK xc_err case_void(loop_tx *tx, int64_t case_id, pack_text reason, xc_problem *why);

/* "Seen by" and a remark of the actor of the command. */
XC_MUST_CHECK xc_err case_acknowledge(case_engine *e, loop_tx *tx, int64_t case_id,
                                      xc_problem *why);
XC_MUST_CHECK xc_err case_note(case_engine *e, loop_tx *tx, int64_t case_id, xc_str text,
                               xc_problem *why);

/* One more line of history, for what the nets do. kind: a short word; name: who or what; why: JSON.
 */
typedef struct {
    const char *kind;
    xc_str element;
    pack_text name, text;
    xc_str why;
} case_entry;
XC_MUST_CHECK xc_err case_history_add(loop_tx *tx, int64_t case_id, const case_entry *entry);

/* The deadline of the whole case. XC_EREFUSED: past the calendar's end. */
XC_MUST_CHECK xc_err case_deadline_set(case_engine *e, loop_tx *tx, int64_t case_id,
                                       int64_t start_us, int64_t amount, calendar_unit unit,
                                       xc_problem *why);
XC_MUST_CHECK xc_err case_deadline_pause(case_engine *e, loop_tx *tx, int64_t case_id,
                                         xc_problem *why);
XC_MUST_CHECK xc_err case_deadline_resume(case_engine *e, loop_tx *tx, int64_t case_id,
                                          xc_problem *why);

/* Publishes the case's row again (a unit drew near, a value changed). */
XC_MUST_CHECK xc_err case_publish(loop_tx *tx, int64_t case_id);

/* ---- reading (any snapshot) ---- */

/* What rights and callers need of a case. Text lives in the arena. XC_ENOTFOUND. */
typedef struct {
    int64_t id;
    xc_str no, scenario, process, thing, division;
    pack_text title, place;
    int64_t application;
    case_state state;
    int level;
    int64_t event_time_us, opened_us, closed_us, due_us, paused_us; /* INT64_MIN: none */
} case_brief;
XC_MUST_CHECK xc_err case_get(store_conn *c, int64_t case_id, xc_arena *arena, case_brief *ret);

typedef struct {
    xc_str scenario, thing; /* "" = any */
    xc_str division;        /* prefix; "" = any */
    xc_str within;          /* the caller's own prefix; both must hold */
    uint32_t states;        /* bits by case_state; 0 = any */
    bool by_due;            /* least time left first, else newest first */
    bool overdue, question; /* only those */
    bool operations;        /* only those without an applicant */
    int limit;              /* 1..500 */
    xc_str after;           /* `next` of the page before; "" = from the start */
    int64_t now_us;
} case_query;

/* Writes the list of CaseRow objects (docs/api.md) as one JSON array; *ret_next is the key of the
 * next page (in the arena) or empty. XC_EINVAL: `after` is none of ours. */
XC_MUST_CHECK xc_err case_list(store_conn *c, const case_query *q, xc_arena *arena, json_writer *w,
                               xc_str *ret_next, xc_problem *why);
/* How many there are by the same filters (limit and after play no part). */
XC_MUST_CHECK xc_err case_count(store_conn *c, const case_query *q, int64_t *ret);

/* The members of CaseRow, into an object that is open. */
XC_MUST_CHECK xc_err case_row_put(store_conn *c, int64_t case_id, int64_t now_us, json_writer *w);
/* The members of CasePage that are the case's own: CaseRow, why, data, tasks, history, deadline,
 * process, drawing_url; commands, units and application are for those who have them. days may be
 * NULL (then deadline has no days). */
XC_MUST_CHECK xc_err case_page_put(store_conn *c, int64_t case_id, int64_t now_us,
                                   const calendar *days, json_writer *w);
/* The drawing with its tokens, as one object; model: of the case's process. */
XC_MUST_CHECK xc_err case_drawing_put(store_conn *c, int64_t case_id, const bpmn_model *model,
                                      json_writer *w);
/* The same with "label": Text on every node that the scenario words. */
XC_MUST_CHECK xc_err case_drawing_named(store_conn *c, int64_t case_id, const pack *p,
                                        const pack_process *process, json_writer *w);

#endif
