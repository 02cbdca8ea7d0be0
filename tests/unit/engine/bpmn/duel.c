/* duel.c - plays the same happenings to the engine and to the plain player, and compares. */
#include "duel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/bpmn/bpmn.h"
#include "player.h"

enum { MAX_WAITS = 400, XML_SIZE = 40000, STEPS = 60 };

typedef struct {
    bpmn_token token;
    int node;
    bool timer;
} wait;

typedef struct {
    player p;
    bpmn_instance *i;
    const bpmn_model *m;
    xc_arena *arena;
    bpmn_world world;
    wait waits[MAX_WAITS];
    int count;
    bool lost; /* a cancel of what never waited */
} match;

static int64_t now(void *ctx)
{
    (void)ctx;
    return INT64_C(1700000000000000);
}

static xc_err no_decision(void *ctx, xc_str d, const feel_value *in, xc_arena *a,
                          const feel_value **ret, const feel_value **trace, xc_problem *why)
{
    (void)ctx, (void)d, (void)in, (void)a, (void)ret, (void)trace, (void)why;
    return XC_EUNSUPPORTED;
}

static xc_err add(match *m, bpmn_token t, xc_str element, bool timer)
{
    if (m->count == MAX_WAITS)
        return XC_ELIMIT;
    int64_t n = 0;
    (void)xc_str_int((xc_str){ element.ptr + 1, element.len - 1 }, 0, 1000, &n);
    m->waits[m->count++] = (wait){ t, (int)n, timer };
    return XC_OK;
}

static xc_err task(void *ctx, const bpmn_task *t, xc_problem *why)
{
    (void)why;
    return add(ctx, t->token, t->element, false);
}

static xc_err timer(void *ctx, bpmn_token t, xc_str element, int64_t due_us, xc_problem *why)
{
    (void)due_us, (void)why;
    return add(ctx, t, element, true);
}

static xc_err gone(void *ctx, bpmn_token t, xc_problem *why)
{
    match *m = ctx;
    (void)why;
    for (int k = 0; k < m->count; k++)
        if (m->waits[k].token == t) {
            memmove(m->waits + k, m->waits + k + 1, (size_t)(--m->count - k) * sizeof *m->waits);
            return XC_OK;
        }
    m->lost = true;
    return XC_OK;
}

static int count(const match *m, int node, bool is_timer)
{
    int n = 0;
    for (int k = 0; k < m->count; k++)
        n += m->waits[k].node == node && m->waits[k].timer == is_timer;
    return n;
}

static const char *compare(const match *m, char *say, size_t size)
{
    if (m->lost)
        return "something was cancelled that did not wait";
    for (int k = 0; k < m->p.node_count; k++) {
        int want = player_waiting(&m->p, k), armed = player_armed(&m->p, k);
        if (count(m, k, false) == want && count(m, k, true) == armed)
            continue;
        (void)snprintf(say, size, "node n%d: %d tokens and %d timers, the player has %d and %d", k,
                       count(m, k, false), count(m, k, true), want, armed);
        return say;
    }
    bool runs = bpmn_state_of(m->i) == BPMN_RUNNING;
    if (runs != player_alive(&m->p)) {
        (void)snprintf(say, size, "the instance %s, the player %s", runs ? "runs" : "is over",
                       runs ? "is over" : "runs");
        return say;
    }
    return NULL;
}

/* bytes and back */
static xc_err reload(match *m)
{
    xc_buf bytes;
    xc_arena *fresh = NULL;
    bpmn_instance *i = NULL;
    xc_buf_init(&bytes, 1 << 20);
    xc_err err = bpmn_save(m->i, &bytes);
    if (!err)
        err = xc_arena_new(64 << 20, &fresh);
    if (!err)
        err = bpmn_load(m->m, xc_buf_view(&bytes), fresh, &i, NULL);
    xc_buf_done(&bytes);
    if (err) {
        xc_arena_free(fresh);
        return err;
    }
    xc_arena_free(m->arena);
    m->arena = fresh;
    m->i = i;
    return XC_OK;
}

/* the variable of a split changes as a task is done */
static const feel_value *change(match *m)
{
    int node = player_byte(&m->p) % m->p.node_count, value = player_byte(&m->p) % 8;
    char name[16];
    m->p.nodes[node].value = value;
    (void)snprintf(name, sizeof name, "g%d", node);
    return feel_with(m->arena, feel_null(), xc_str_of(name), feel_int(m->arena, value));
}

static xc_err step(match *m)
{
    wait w = m->waits[player_byte(&m->p) % m->count];
    for (int k = 0; k < m->count; k++) /* the oldest of its kind */
        if (m->waits[k].node == w.node && m->waits[k].timer == w.timer) {
            w = m->waits[k];
            break;
        }
    (void)gone(m, w.token, NULL);
    const feel_value *v = w.timer ? NULL : change(m);
    if (w.timer)
        player_timer(&m->p, w.node);
    else
        player_done(&m->p, w.node);
    if (m->p.too_much)
        return XC_OK;
    xc_err err = bpmn_tell(m->i, w.timer ? BPMN_TIMER_DUE : BPMN_TASK_DONE, w.token, XC_STR(""), v,
                           &m->world, NULL);
    return err ? err : reload(m);
}

static xc_err start(match *m)
{
    const feel_value *v = feel_null();
    for (int k = 0; k < m->p.node_count; k++) {
        char name[16];
        (void)snprintf(name, sizeof name, "g%d", k);
        v = feel_with(m->arena, v, xc_str_of(name), feel_int(m->arena, m->p.nodes[k].value));
    }
    return bpmn_start(m->m, XC_STR(""), XC_STR(""), v, &m->world, m->arena, &m->i, NULL);
}

static const char *play(match *m, char *say, size_t size)
{
    player_settle(&m->p);
    xc_err err = m->p.too_much ? XC_OK : start(m);
    for (int k = 0; k < STEPS && !err && !m->p.too_much; k++) {
        const char *bad = compare(m, say, size);
        if (bad || m->count == 0 || m->p.at >= m->p.len)
            return bad;
        err = step(m);
    }
    if (!err || m->p.too_much)
        return NULL;
    (void)snprintf(say, size, "the engine stopped: %s", xc_err_name(err));
    return err == XC_ELIMIT ? NULL : say;
}

const char *duel(const uint8_t *bytes, size_t len, char *say, size_t size)
{
    char *xml = malloc(XML_SIZE);
    match *m = calloc(1, sizeof *m);
    bpmn_model *model = NULL;
    const char *bad = NULL;
    xc_problem why = { 0 };
    if (!xml || !m || xc_arena_new(64 << 20, &m->arena))
        goto out;
    player_new(&m->p, bytes, len);
    if (!player_xml(&m->p, xml, XML_SIZE) ||
        bpmn_model_new(xc_str_of(xml), "duel.bpmn", &model, &why)) {
        (void)snprintf(say, size, "the file is refused: %s", xc_problem_text(&why, XC_LANG_EN));
        bad = say;
        goto out;
    }
    m->m = model;
    m->world = (bpmn_world){ .ctx = m,
                             .now_us = now,
                             .decide = no_decision,
                             .task_open = task,
                             .task_cancel = gone,
                             .job_cancel = gone,
                             .timer_set = timer,
                             .timer_cancel = gone,
                             .message_cancel = gone };
    bad = play(m, say, size);
out:
    if (m)
        xc_arena_free(m->arena);
    bpmn_model_free(model);
    free(m);
    free(xml);
    return bad;
}
