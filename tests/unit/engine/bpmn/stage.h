/* stage.h - a world for tests of processes: writes down what it is asked, plays back what happens.
 */
#ifndef BPMN_TEST_STAGE_H
#define BPMN_TEST_STAGE_H
#include "engine/bpmn/bpmn.h"

enum { STAGE_MAX_WAITS = 64 };

typedef struct {
    bpmn_happening what;
    bpmn_token token;
    char element[64]; /* of a message: its name */
    int64_t due_us;
} stage_wait;

typedef struct {
    const bpmn_model *model;
    bpmn_instance *i;
    xc_arena *arena;
    xc_buf log; /* one line an entry */
    stage_wait waits[STAGE_MAX_WAITS];
    size_t count;
    int64_t now_us;
    bool reload;          /* save and load after every step */
    bool keep_incidents;  /* they can be retried; set before stage_start */
    bool job_now;         /* jobs are done at once, with {"done": true} */
    const char *decision; /* FEEL that decide answers with */
    bpmn_world world;
    xc_problem why;
} stage;

/* One thing that happens: to the oldest wait of that kind on that element. */
typedef struct {
    bpmn_happening what;
    const char *element, *code, *variables; /* FEEL context; NULL: none */
} stage_step;

xc_err stage_open(stage *s, const bpmn_model *m, bool reload);
void stage_close(stage *s);
xc_err stage_start(stage *s, const char *message, const char *variables);
xc_err stage_tell(stage *s, const stage_step *step);
xc_err stage_reload(stage *s);
const stage_wait *stage_find(const stage *s, bpmn_happening what, const char *element);
const feel_value *stage_value(stage *s, const char *feel);
/* whether the line is in the log */
bool stage_says(const stage *s, const char *line);
/* a process body inside definitions, as a model; ck_aborts when it is refused */
bpmn_model *stage_model(const char *body);
xc_err stage_try_model(const char *body, bpmn_model **ret, xc_problem *why);

#endif
