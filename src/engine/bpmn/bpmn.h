/* bpmn.h - processes: a BPMN 2.0 file is read once; instances of it wait, are told what happened,
 * go on.
 *
 * A pure library: no clock, no disk, no network of its own. The world comes in as a table of
 * functions; an instance is one value that the caller stores as bytes between two steps. The same
 * calls give the same run. Expressions are FEEL. A model is immutable and may be shared by threads;
 * an instance belongs to one thread at a time. Public: installed as libbpmn. */
#ifndef BPMN_BPMN_H
#define BPMN_BPMN_H
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "engine/feel/feel.h"

typedef struct bpmn_model bpmn_model;

/* Reads, checks and compiles a file; name (a file name) stands in problems. What cannot run is
 * refused with element id, line and what to do. The caller owns *ret. XC_ESYNTAX, XC_EINVAL,
 * XC_EUNSUPPORTED, XC_ELIMIT, XC_ENOMEM. */
XC_MUST_CHECK xc_err bpmn_model_new(xc_str xml, const char *name, bpmn_model **ret,
                                    xc_problem *why);
bpmn_model *bpmn_model_free(bpmn_model *m);

/* The same, but processes of other files may be called: bpmn_model_link must follow before an
 * instance starts. */
XC_MUST_CHECK xc_err bpmn_model_new_open(xc_str xml, const char *name, bpmn_model **ret,
                                         xc_problem *why);
/* The model that has the process of that id; NULL: there is none. */
typedef const bpmn_model *bpmn_find_fn(void *ctx, xc_str process);
/* Finds what call activities call outside of the file. The models found are borrowed: they must
 * live as long as m. They may call m in turn. Not while another thread uses m. XC_EINVAL: a process
 * is nowhere; the others are linked all the same. */
XC_MUST_CHECK xc_err bpmn_model_link(bpmn_model *m, bpmn_find_fn *find, void *ctx, xc_problem *why);

/* How long a message of that name is to be kept when nobody waits for it yet: zeebe:property
 * timeToLive of the message in the file, up to seven days; 0: not at all. The world keeps it. */
int64_t bpmn_message_keep_us(const bpmn_model *m, xc_str message);

/* What runs but will hardly be meant. Reading notes extension elements that have no meaning here;
 * examine adds elements that cannot be reached, missing default flows, joins that can wait for ever
 * or come twice. Once, before the model is shared; some milliseconds. The texts live as long as m.
 */
XC_MUST_CHECK xc_err bpmn_model_examine(bpmn_model *m);
size_t bpmn_warning_count(const bpmn_model *m);
const xc_problem *bpmn_warning(const bpmn_model *m, size_t index);

size_t bpmn_process_count(const bpmn_model *m);
xc_str bpmn_process_id(const bpmn_model *m, size_t index); /* executable ones first */
/* decision names that business rule tasks refer to, message names, form keys: for checking a pack
 */
size_t bpmn_reference_count(const bpmn_model *m);
typedef enum {
    BPMN_REF_DECISION,
    BPMN_REF_FORM,
    BPMN_REF_JOB,
    BPMN_REF_MESSAGE,
    BPMN_REF_SIGNAL,
    BPMN_REF_SCRIPT
} bpmn_ref_kind;
xc_str bpmn_reference(const bpmn_model *m, size_t index, bpmn_ref_kind *ret_kind,
                      xc_str *ret_element);

/* A wait inside an instance is named by its token: unique in the instance, never used again. */
typedef uint32_t bpmn_token;

typedef struct {
    bpmn_token token;
    xc_str element, name;        /* id and name in the file */
    xc_str form;                 /* form key (camunda/zeebe formKey or formId); "" = none */
    xc_str assignee;             /* evaluated; "" = none */
    xc_str candidates;           /* candidateGroups, evaluated: role names, comma separated */
    int64_t due_us;              /* evaluated dueDate, TIME_NONE = none */
    const feel_value *variables; /* those in its scope */
} bpmn_task;                     /* a user task or manual work that a person does */

typedef struct {
    bpmn_token token;
    xc_str element, name;
    xc_str type;                 /* zeebe:taskDefinition type or camunda:topic */
    const feel_value *variables; /* the task's inputs after its input mapping */
    const feel_value *headers;   /* zeebe:taskHeaders / camunda:field as a context */
} bpmn_job; /* a service task: work that the world does and answers later (or at once) */

/* A script in another language than FEEL, run by the world in rounds: first with round 0; when the
 * result asks to wait, again with round 1 after that time, and so on. */
typedef struct {
    bpmn_token token;
    xc_str element, format, text;
    uint32_t round;
    const feel_value *variables;
} bpmn_script;

typedef struct {
    const feel_value *set; /* a context: variables to set where they are known; NULL = none */
    xc_str error;          /* not empty: the task ends with this BPMN error */
    bool wait;             /* true: not finished, call again wait_us later */
    int64_t wait_us;
} bpmn_script_result;

typedef enum {
    BPMN_ENTERED,   /* element became active */
    BPMN_LEFT,      /* element completed */
    BPMN_CANCELLED, /* element was interrupted */
    BPMN_FLOW,      /* sequence flow taken; why: its condition and the values it used */
    BPMN_DECIDED,   /* business rule task decided; why: the decision's trace */
    BPMN_INCIDENT   /* cannot go on; why: the problem */
} bpmn_trace_kind;

typedef struct {
    bpmn_trace_kind kind;
    bpmn_token token;
    xc_str element, name, type; /* type: "userTask", "sequenceFlow" ... */
    const feel_value *why;      /* null, or a context that explains */
} bpmn_trace;

/* The world. Every function may fail; the error stops the step and is returned by it, and the
 * caller must then drop the instance and what was stored for this step (in our city: the
 * savepoint). Strings and values passed in are borrowed for the call. */
typedef struct {
    void *ctx;
    int64_t (*now_us)(void *ctx);
    /* business rule task; trace as dmn_decide gives it, may stay null */
    xc_err (*decide)(void *ctx, xc_str decision, const feel_value *inputs, xc_arena *arena,
                     const feel_value **ret, const feel_value **trace, xc_problem *why);
    xc_err (*task_open)(void *ctx, const bpmn_task *task, xc_problem *why);
    xc_err (*task_cancel)(void *ctx, bpmn_token token, xc_problem *why);
    /* *done_now true: the job was done within the call, *ret are its results and the process goes
     * on */
    xc_err (*job_open)(void *ctx, const bpmn_job *job, xc_arena *arena, bool *done_now,
                       const feel_value **ret, xc_problem *why);
    xc_err (*job_cancel)(void *ctx, bpmn_token token, xc_problem *why);
    xc_err (*timer_set)(void *ctx, bpmn_token token, xc_str element, int64_t due_us,
                        xc_problem *why);
    xc_err (*timer_cancel)(void *ctx, bpmn_token token, xc_problem *why);
    /* catch event or receive task waits for a message (key: correlation key, "" = none) */
    xc_err (*message_wait)(void *ctx, bpmn_token token, xc_str message, xc_str key,
                           xc_problem *why);
    xc_err (*message_cancel)(void *ctx, bpmn_token token, xc_problem *why);
    /* throw event or send task */
    xc_err (*message_send)(void *ctx, xc_str message, const feel_value *payload, xc_problem *why);
    xc_err (*trace)(void *ctx, const bpmn_trace *entry, xc_problem *why); /* may be NULL */

    /* All below may be NULL. Signals are heard inside the instance without the world's help; these
     * carry them to and from other instances. signal_send is not to come back to the instance that
     * sent it. */
    xc_err (*signal_wait)(void *ctx, bpmn_token token, xc_str signal, xc_problem *why);
    xc_err (*signal_cancel)(void *ctx, bpmn_token token, xc_problem *why);
    xc_err (*signal_send)(void *ctx, xc_str signal, const feel_value *payload, xc_problem *why);
    /* script task in a language that is not FEEL */
    xc_err (*script)(void *ctx, const bpmn_script *script, xc_arena *arena, bpmn_script_result *ret,
                     xc_problem *why);
    int utc_offset_minutes; /* local time, for FEEL's now() and today() */

    /* What cannot go on (no way out of a gateway, a decision that fails, a timer that is none, an
     * error nobody catches, an endless loop) stays where it is as an incident, until BPMN_RETRY is
     * told to its token - after the variables were corrected - or it is cancelled. With
     * incident_open NULL the whole instance fails instead. */
    xc_err (*incident_open)(void *ctx, bpmn_token token, xc_str element, const xc_problem *problem,
                            xc_problem *why);
    xc_err (*incident_cancel)(void *ctx, bpmn_token token, xc_problem *why);
} bpmn_world;

typedef struct bpmn_instance bpmn_instance;

typedef enum { BPMN_RUNNING, BPMN_ENDED, BPMN_TERMINATED, BPMN_FAILED } bpmn_state;

/* Starts a process (by id; empty: the first executable one) at its none start event - or, with
 * message not empty, at the start event of that message - with variables (a context), and runs
 * until everything waits. The instance lives in arena. Endless loops without a wait end as
 * XC_ELIMIT after max steps. */
XC_MUST_CHECK xc_err bpmn_start(const bpmn_model *m, xc_str process, xc_str message,
                                const feel_value *variables, const bpmn_world *world,
                                xc_arena *arena, bpmn_instance **ret, xc_problem *why);

/* How a process can start from outside: what stands in the file for each of its top start events
 * (and receive tasks that instantiate). */
typedef enum {
    BPMN_START_NONE,
    BPMN_START_MESSAGE,
    BPMN_START_TIMER,
    BPMN_START_SIGNAL,
    BPMN_START_CONDITION
} bpmn_start_kind;
typedef struct {
    bpmn_start_kind kind;
    xc_str process, element;
    xc_str what; /* name of the message or signal, the timer's text; "" for the others */
} bpmn_start_info;
/* When the text of a timer (duration, date, cycle or cron line) falls due next, for timer start
 * events; a cycle that counts gives its first time. False: it is none. */
bool bpmn_timer_next(xc_str text, int64_t now_us, int utc_offset_minutes, int64_t *ret_us);
size_t bpmn_start_count(const bpmn_model *m);
bpmn_start_info bpmn_start_at(const bpmn_model *m, size_t index);

/* As bpmn_start, at the start event with that id: for timers, signals and conditions. XC_ENOTFOUND.
 */
XC_MUST_CHECK xc_err bpmn_start_element(const bpmn_model *m, xc_str process, xc_str element,
                                        const feel_value *variables, const bpmn_world *world,
                                        xc_arena *arena, bpmn_instance **ret, xc_problem *why);

typedef enum {
    BPMN_TASK_DONE, /* variables: the form's answers */
    BPMN_JOB_DONE,  /* variables: the job's results, through the task's output mapping */
    BPMN_JOB_ERROR, /* code: a BPMN error for a boundary event; uncaught it is an incident */
    BPMN_TIMER_DUE,
    BPMN_MESSAGE,
    BPMN_SIGNAL,
    BPMN_RETRY /* an incident: do it again */
} bpmn_happening;

/* Tells a waiting token what happened and runs on. XC_ENOTFOUND: no such token waits (it was
 * cancelled, or it was told twice); XC_ECONFLICT: it waits for something else; nothing has changed
 * then. */
XC_MUST_CHECK xc_err bpmn_tell(bpmn_instance *i, bpmn_happening what, bpmn_token token, xc_str code,
                               const feel_value *variables, const bpmn_world *world,
                               xc_problem *why);

bpmn_state bpmn_state_of(const bpmn_instance *i);
/* BPMN_FAILED: the code of the error event nobody caught, or the name of the problem ("refused") of
 * an incident, which the trace explains. Else "". */
xc_str bpmn_error_of(const bpmn_instance *i);
/* Whether an error with that code from this wait would be caught (codes that are expressions are
 * not looked into). */
bool bpmn_error_is_caught(const bpmn_instance *i, bpmn_token token, xc_str code);
/* Ids of the elements that a token is in now, each once; returns how many, fills at most max. */
size_t bpmn_active_elements(const bpmn_instance *i, xc_str *ret, size_t max);
/* The wait tokens that are open, in order of age; returns how many there are, fills at most max. */
size_t bpmn_open_waits(const bpmn_instance *i, bpmn_token *ret, size_t max);
const feel_value *bpmn_variables(const bpmn_instance *i);

/* Sets process variables from outside a step (a late reading, a correction), without running on. */
XC_MUST_CHECK xc_err bpmn_set_variables(bpmn_instance *i, const feel_value *variables);

/* Which earlier user tasks a waiting task can be returned to: those of its own scope from which the
 * flow leads to it while nobody else is under way behind them. Returns how many, fills at most max.
 */
size_t bpmn_back_targets(const bpmn_instance *i, bpmn_token task, xc_str *ret, size_t max);
/* Returns it: the task is cancelled through the world, the earlier one begins anew; variables stay.
 * XC_ENOTFOUND: no such task waits; XC_EREFUSED: element is none of bpmn_back_targets; nothing has
 * changed then. */
XC_MUST_CHECK xc_err bpmn_go_back(bpmn_instance *i, bpmn_token task, xc_str element,
                                  const bpmn_world *world, xc_problem *why);

/* Ends an instance from outside: everything that waits is cancelled through the world. */
XC_MUST_CHECK xc_err bpmn_cancel(bpmn_instance *i, const bpmn_world *world, xc_problem *why);

/* The instance as bytes, and back. load: XC_ECORRUPT if the bytes are not whole or the model lacks
 * an element they name. */
XC_MUST_CHECK xc_err bpmn_save(const bpmn_instance *i, xc_buf *out);
XC_MUST_CHECK xc_err bpmn_load(const bpmn_model *m, xc_str bytes, xc_arena *arena,
                               bpmn_instance **ret, xc_problem *why);

/* Which element of one version is which of another, by their ids. */
typedef struct {
    xc_str from, to;
} bpmn_mapping;

/* Moves an instance to another version of its process. Elements that the mapping does not name go
 * to the one with the same id. All is checked first: XC_EREFUSED says which element has no
 * counterpart of its kind in the same sub-process, or waits for something else there; nothing has
 * changed then. Waits keep their tokens; boundary events that are new begin to wait, those that are
 * gone are cancelled, both through the world. Save it after; from then on it is loaded with the
 * model to. */
XC_MUST_CHECK xc_err bpmn_migrate(bpmn_instance *i, const bpmn_model *to,
                                  const bpmn_mapping *mapping, size_t count,
                                  const bpmn_world *world, xc_problem *why);

/* The process as a drawing for screens: JSON
 * {"process","nodes":[{"id","type","name","x","y","w","h",
 * "lane"?}],"flows":[{"id","from","to","name","points":[[x,y],...]}]}; positions from the file's
 * diagram part, or laid out left to right if it has none. */
XC_MUST_CHECK xc_err bpmn_drawing(const bpmn_model *m, xc_str process, json_writer *w);

/* The same, with members added to each node and flow: mark(ctx, id, is_flow, w) writes them. */
typedef void bpmn_mark_fn(void *ctx, xc_str id, bool is_flow, json_writer *w);
XC_MUST_CHECK xc_err bpmn_drawing_marked(const bpmn_model *m, xc_str process, bpmn_mark_fn *mark,
                                         void *ctx, json_writer *w);

#endif
