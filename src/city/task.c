/* task.c - tasks of people: opened and cancelled by their process, claimed and done by people. */
#include "city/task.h"

#include <stdio.h>

#include "city/case_hand.h"
#include "city/case_int.h"
#include "codec/time_text.h"

static const char *const state_names[TASK_STATES] = { "open",    "claimed", "accepted",
                                                      "on_site", "done",    "cancelled" };

const char *task_state_name(task_state s)
{
    return s < TASK_STATES ? state_names[s] : "";
}

task_state task_state_parse(xc_str name)
{
    for (int k = 0; k < TASK_STATES; k++)
        if (xc_str_is(name, state_names[k]))
            return (task_state)k;
    return TASK_STATES;
}

/* ",duty,crew," from "duty, crew" */
static xc_err with_commas(xc_arena *a, xc_str list, xc_str *ret)
{
    xc_str all = xc_arena_str(a, XC_STR("")), one;
    for (xc_str rest = list; rest.ptr && rest.len > 0 && all.ptr;) {
        rest = xc_str_cut(rest, ',', &one);
        one = xc_str_trim(one);
        if (one.len > 0)
            all = xc_arena_printf(a, "%.*s%s%.*s,", XC_STR_ARG(all), all.len ? "" : ",",
                                  XC_STR_ARG(one));
    }
    *ret = all;
    return all.ptr ? XC_OK : XC_ENOMEM;
}

static bool has_word(xc_str commas, xc_str word)
{
    xc_str one;
    for (xc_str rest = commas; rest.ptr && rest.len > 0;) {
        rest = xc_str_cut(rest, ',', &one);
        if (word.len > 0 && xc_str_eq(one, word))
            return true;
    }
    return false;
}

bool task_asks(const task_brief *t, xc_str role)
{
    return t->candidates.len == 0 || has_word(t->candidates, role);
}

static xc_err tell_hooks(case_engine *e, loop_tx *tx, const case_task_change *change,
                         xc_problem *why)
{
    for (size_t k = 0; k < e->task_count; k++)
        CASE_TRY(e->on_task[k](e->on_task_ctx[k], tx, change, why));
    return XC_OK;
}

static xc_str or_none(xc_str s)
{
    return s.ptr ? s : XC_STR("");
}

static xc_err insert(case_step *s, const bpmn_task *t, const case_words *w, int64_t *ret_id)
{
    xc_str candidates;
    CASE_TRY(with_commas(s->arena, t->candidates, &candidates));
    CASE_TRY(case_next_id(s->db, "SELECT COALESCE(MAX(id), 0) + 1 FROM task", ret_id));
    return store_run(
        s->db, NULL,
        "INSERT INTO task (id, case_id, token, element, name_zh, name_en, form, candidates,"
        " assignee, division, state, opened_at, due_at, ended_by, answers, refused_by,"
        " question_zh, question_en, instructions_zh, instructions_en, why_zh, why_en)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, $12, '', '', '', $13, $14, $15,"
        " $16, $17, $18)",
        "iiissssss"
        "s"
        "io"
        "ssssss",
        *ret_id, s->c.id, (int64_t)t->token, t->element, or_none(w->name.zh), or_none(w->name.en),
        or_none(t->form), candidates, or_none(t->assignee), s->c.division, s->at_us, t->due_us,
        or_none(w->question.zh), or_none(w->question.en), or_none(w->instructions.zh),
        or_none(w->instructions.en), or_none(w->why.zh), or_none(w->why.en));
}

xc_err case_task_opened(case_step *s, const bpmn_task *t)
{
    case_words words = { 0 };
    const case_world *w = &s->e->world;
    int64_t id;
    CASE_TRY(w->words(w->ctx, s->c.scenario, s->c.process, t->element, t->name, t->variables,
                      s->arena, &words));
    CASE_TRY(insert(s, t, &words, &id));
    const case_entry entry = { .kind = "task",
                               .element = t->element,
                               .name = words.name,
                               .text = { or_none(t->assignee), or_none(t->assignee) } };
    CASE_TRY(case_history_put(s->tx, s->c.id, s->at_us, true, &entry));
    const case_task_change change = { .id = id,
                                      .case_id = s->c.id,
                                      .element = t->element,
                                      .assignee = or_none(t->assignee),
                                      .division = s->c.division,
                                      .scenario = s->c.scenario };
    CASE_TRY(tell_hooks(s->e, s->tx, &change, s->why));
    return case_task_publish(s->tx, id);
}

static xc_err of_token(case_step *s, bpmn_token token, int64_t *ret_id)
{
    store_stmt *st;
    CASE_TRY(store_query(s->db, &st, "SELECT id FROM task WHERE case_id = $1 AND token = $2", "ii",
                         s->c.id, (int64_t)token));
    *ret_id = store_row(st) ? store_int(st, 0) : 0;
    return store_end(st);
}

xc_err case_task_gone(case_step *s, bpmn_token token, bool done)
{
    int64_t id;
    task_brief t;
    CASE_TRY(of_token(s, token, &id));
    if (id == 0)
        return XC_OK;
    CASE_TRY(store_run(s->db, NULL, "UPDATE task SET state = $1, ended_at = $2 WHERE id = $3",
                       "iii", (int64_t)(done ? TASK_DONE : TASK_CANCELLED), s->at_us, id));
    CASE_TRY(task_get(s->db, id, s->arena, &t));
    const case_task_change change = { .id = id,
                                      .case_id = s->c.id,
                                      .element = t.element,
                                      .assignee = t.assignee,
                                      .division = t.division,
                                      .scenario = s->c.scenario,
                                      .ended = true };
    CASE_TRY(tell_hooks(s->e, s->tx, &change, s->why));
    return case_task_publish(s->tx, id);
}

xc_err task_get(store_conn *c, int64_t task, xc_arena *arena, task_brief *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT id, case_id, element, form, assignee, division, candidates, state,"
                         " opened_at, due_at FROM task WHERE id = $1",
                         "i", task));
    bool found = store_row(st), ok = true;
    task_brief t = { 0 };
    if (found) {
        t = (task_brief){ .id = store_int(st, 0),
                          .case_id = store_int(st, 1),
                          .element = xc_arena_str(arena, store_str(st, 2)),
                          .form = xc_arena_str(arena, store_str(st, 3)),
                          .assignee = xc_arena_str(arena, store_str(st, 4)),
                          .division = xc_arena_str(arena, store_str(st, 5)),
                          .candidates = xc_arena_str(arena, store_str(st, 6)),
                          .state = (task_state)store_int(st, 7),
                          .opened_us = store_int(st, 8),
                          .due_us = store_int_or_none(st, 9) };
        ok = t.element.ptr && t.form.ptr && t.assignee.ptr && t.division.ptr && t.candidates.ptr;
    }
    CASE_TRY(store_end(st));
    if (!found)
        return XC_ENOTFOUND;
    if (!ok)
        return XC_ENOMEM;
    *ret = t;
    return XC_OK;
}

/* ---- what people do ---- */

static xc_err open_task(loop_tx *tx, int64_t task, xc_str who, task_brief *ret, xc_problem *why)
{
    xc_err err = task_get(loop_db(tx), task, loop_arena(tx), ret);
    if (err == XC_ENOTFOUND)
        return xc_fail(why, err, "", "there is no task %lld", "没有任务 %lld", (long long)task);
    if (err)
        return err;
    if (ret->state >= TASK_DONE)
        return xc_fail(why, XC_ECONFLICT, "", "task %lld is over", "任务 %lld 已结束",
                       (long long)task);
    bool held;
    CASE_TRY(case_is_held(loop_db(tx), ret->case_id, &held));
    if (held && who.len > 0)
        return xc_fail(why, XC_ECONFLICT, "", "the case is held: it must be released first",
                       "这件已挂起，要先解除");
    if (who.len > 0 && ret->assignee.len > 0 && !xc_str_eq(ret->assignee, who))
        return xc_fail(why, XC_ECONFLICT, "", "%.*s has this task", "这项任务在 %.*s 手上",
                       XC_STR_ARG(ret->assignee));
    return XC_OK;
}

/* the case becomes active with the first thing a person does */
static xc_err touch(loop_tx *tx, const task_brief *t, const case_entry *entry)
{
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE city_case SET state = 1 WHERE id = $1 AND state = 0", "i",
                       t->case_id));
    CASE_TRY(case_history_add(tx, t->case_id, entry));
    CASE_TRY(case_task_publish(tx, t->id));
    return case_publish(tx, t->case_id);
}

static xc_err audit(loop_tx *tx, const char *action, const task_brief *t)
{
    char object[48];
    (void)snprintf(object, sizeof object, "task:%lld", (long long)t->id);
    return loop_audit(tx, action, xc_str_of(object), t->division, XC_STR("{}"));
}

static xc_err move(loop_tx *tx, const task_brief *t, task_state to, xc_str who,
                   const case_entry *entry, const char *action)
{
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE task SET state = $1, assignee = $2,"
                       " claimed_at = COALESCE(claimed_at, $3) WHERE id = $4",
                       "isii", (int64_t)to, who, loop_now_us(tx), t->id));
    CASE_TRY(audit(tx, action, t));
    return touch(tx, t, entry);
}

xc_err task_claim(case_engine *e, loop_tx *tx, int64_t task, xc_str who, xc_problem *why)
{
    (void)e;
    task_brief t;
    CASE_TRY(open_task(tx, task, who, &t, why));
    const case_entry entry = { .kind = "claimed",
                               .element = t.element,
                               .name = { XC_STR("接办"), XC_STR("Claimed") },
                               .text = { who, who } };
    return move(tx, &t, TASK_CLAIMED, who, &entry, "task.claimed");
}

xc_err task_accept(case_engine *e, loop_tx *tx, int64_t task, xc_str who, xc_problem *why)
{
    (void)e;
    task_brief t;
    CASE_TRY(open_task(tx, task, who, &t, why));
    const case_entry entry = { .kind = "accepted",
                               .element = t.element,
                               .name = { XC_STR("接单出发"), XC_STR("Accepted, on the way") },
                               .text = { who, who } };
    return move(tx, &t, TASK_ACCEPTED, who, &entry, "task.accepted");
}

xc_err task_arrive(case_engine *e, loop_tx *tx, int64_t task, xc_str who, double lat, double lon,
                   xc_problem *why)
{
    (void)e;
    task_brief t;
    char place[64] = "{}"; /* not a number: the phone does not know */
    CASE_TRY(open_task(tx, task, who, &t, why));
    if (lat >= -90 && lon >= -180)
        (void)snprintf(place, sizeof place, "{\"lat\":%.6f,\"lon\":%.6f}", lat, lon);
    const case_entry entry = { .kind = "arrived",
                               .element = t.element,
                               .name = { XC_STR("到达现场"), XC_STR("On site") },
                               .text = { who, who },
                               .why = xc_str_of(place) };
    return move(tx, &t, TASK_ON_SITE, who, &entry, "task.arrived");
}

xc_err task_reassign(case_engine *e, loop_tx *tx, int64_t task, xc_str to, pack_text reason,
                     xc_problem *why)
{
    task_brief t;
    CASE_TRY(open_task(tx, task, XC_STR(""), &t, why));
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE task SET state = 0, assignee = $1, claimed_at = NULL WHERE id = $2",
                       "si", to, task));
    const case_entry entry = { .kind = "reassigned",
                               .element = t.element,
                               .name = { XC_STR("改派"), XC_STR("Reassigned") },
                               .text = reason };
    CASE_TRY(audit(tx, "task.reassigned", &t));
    const case_task_change change = { .id = t.id,
                                      .case_id = t.case_id,
                                      .element = t.element,
                                      .assignee = to,
                                      .division = t.division };
    CASE_TRY(tell_hooks(e, tx, &change, why));
    return touch(tx, &t, &entry);
}

static const struct {
    const char *reason;
    pack_text text;
} refusals[] = { { "busy", { XC_STR("正在处置别的事"), XC_STR("busy with something else") } },
                 { "blocked", { XC_STR("过不去"), XC_STR("cannot get there") } },
                 { "equipment", { XC_STR("设备不合适"), XC_STR("lacks the equipment") } },
                 { "unsafe", { XC_STR("不安全"), XC_STR("not safe") } } };

static const pack_text *refusal_text(xc_str reason)
{
    for (size_t k = 0; k < sizeof refusals / sizeof *refusals; k++)
        if (xc_str_is(reason, refusals[k].reason))
            return &refusals[k].text;
    return NULL;
}

enum { MAX_REFUSAL_BYTES = 1000 };

xc_err task_refuse(case_engine *e, loop_tx *tx, int64_t task, xc_str who, xc_str reason,
                   xc_str text, xc_problem *why)
{
    (void)e;
    task_brief t;
    const pack_text *said = refusal_text(reason);
    if (!said)
        return xc_fail(why, XC_EINVAL, "/reason",
                       "reason \"%.*s\" must be busy, blocked, equipment or unsafe",
                       "退单原因“%.*s”应为 busy、blocked、equipment 或 unsafe", XC_STR_ARG(reason));
    if (text.len > MAX_REFUSAL_BYTES || !xc_utf8_valid(text))
        return xc_fail(why, XC_EINVAL, "/text", "the remark is longer than %d bytes or no UTF-8",
                       "说明超过 %d 字节或不是 UTF-8", (int)MAX_REFUSAL_BYTES);
    CASE_TRY(open_task(tx, task, who, &t, why));
    xc_arena *a = loop_arena(tx);
    xc_str note = xc_arena_printf(a, "%.*s:%.*s,", XC_STR_ARG(who), XC_STR_ARG(reason));
    pack_text full = *said;
    if (text.len > 0) {
        full.zh = xc_arena_printf(a, "%.*s：%.*s", XC_STR_ARG(said->zh), XC_STR_ARG(text));
        full.en = xc_arena_printf(a, "%.*s: %.*s", XC_STR_ARG(said->en), XC_STR_ARG(text));
    }
    if (!note.ptr || !full.zh.ptr || !full.en.ptr)
        return XC_ENOMEM;
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE task SET state = 0, assignee = '', claimed_at = NULL,"
                       " refused_by = CASE WHEN refused_by = '' THEN ',' ELSE refused_by END || $1"
                       " WHERE id = $2",
                       "si", note, task));
    const case_entry entry = { .kind = "refused",
                               .element = t.element,
                               .name = { XC_STR("退单"), XC_STR("Refused") },
                               .text = full };
    CASE_TRY(audit(tx, "task.refused", &t));
    return touch(tx, &t, &entry);
}

xc_err task_was_refused(store_conn *c, int64_t task, xc_str who, bool *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st, "SELECT refused_by FROM task WHERE id = $1", "i", task));
    bool found = store_row(st), hit = false;
    xc_str one, name;
    for (xc_str rest = found ? store_str(st, 0) : (xc_str){ 0 };
         rest.ptr && rest.len > 0 && !hit;) {
        rest = xc_str_cut(rest, ',', &one);
        (void)xc_str_cut(one, ':', &name);
        hit = who.len > 0 && xc_str_eq(name, who);
    }
    CASE_TRY(store_end(st));
    if (!found)
        return XC_ENOTFOUND;
    *ret = hit;
    return XC_OK;
}

static xc_err token_of(store_conn *c, int64_t task, bpmn_token *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st, "SELECT token FROM task WHERE id = $1", "i", task));
    *ret = store_row(st) ? (bpmn_token)store_int(st, 0) : 0;
    return store_end(st);
}

/* A signature or help that people asked of each other: the plan does not move. */
static xc_err complete_side(loop_tx *tx, const task_brief *t, xc_str who, const feel_value *answers)
{
    xc_str text;
    CASE_TRY(case_value_text(loop_arena(tx), answers, CASE_MAX_DATA, &text));
    CASE_TRY(store_run(loop_db(tx), NULL,
                       "UPDATE task SET state = $1, answers = $2, ended_by = $3, assignee = $3,"
                       " ended_at = $4 WHERE id = $5",
                       "issii", (int64_t)TASK_DONE, text, who, loop_now_us(tx), t->id));
    const case_entry entry = { .kind = "answered",
                               .element = t->element,
                               .name = { XC_STR("会签、协办答复"), XC_STR("Answered") },
                               .text = { who, who },
                               .why = text };
    CASE_TRY(audit(tx, "task.answered", t));
    return touch(tx, t, &entry);
}

static xc_err check_sides(loop_tx *tx, int64_t task, xc_problem *why)
{
    bool blocked;
    CASE_TRY(task_side_blocks(loop_db(tx), task, &blocked));
    if (blocked)
        return xc_fail(why, XC_ECONFLICT, "", "others are still asked to sign",
                       "还有人没有会签，要等他们答复");
    return XC_OK;
}

/* inside the step: history first, so that it stands before what follows from it */
static xc_err complete(case_step *s, const task_brief *t, xc_str who, const feel_value *answers,
                       int64_t at_us)
{
    xc_str text;
    bpmn_token token;
    CASE_TRY(case_value_text(s->arena, answers, CASE_MAX_DATA, &text));
    CASE_TRY(token_of(s->db, t->id, &token));
    CASE_TRY(store_run(s->db, NULL,
                       "UPDATE task SET answers = $1, ended_by = $2, assignee = $2 WHERE id = $3",
                       "ssi", text, who, t->id));
    if (s->c.state == CASE_NEW)
        s->c.state = CASE_ACTIVE;
    const case_entry entry = { .kind = "done",
                               .element = t->element,
                               .name = { XC_STR("办结"), XC_STR("Done") },
                               .text = { who, who },
                               .why = text };
    CASE_TRY(case_history_put(s->tx, s->c.id, at_us, true, &entry));
    CASE_TRY(audit(s->tx, "task.done", t));
    CASE_TRY(case_step_tell(s, BPMN_TASK_DONE, token, XC_STR(""), answers));
    return case_step_finish(s);
}

xc_err task_complete(case_engine *e, loop_tx *tx, int64_t task, xc_str who,
                     const feel_value *answers, int64_t at_us, xc_problem *why)
{
    task_brief t;
    case_step s;
    int64_t now = loop_now_us(tx);
    CASE_TRY(open_task(tx, task, who, &t, why));
    if (at_us == TIME_NONE || at_us > now)
        at_us = now;
    if (at_us < t.opened_us)
        at_us = t.opened_us;
    int64_t of;
    CASE_TRY(task_side_of(loop_db(tx), task, &of));
    if (of)
        return complete_side(tx, &t, who, answers ? answers : feel_null());
    CASE_TRY(check_sides(tx, task, why));
    if (case_step_of(e, t.case_id))
        return xc_fail(why, XC_ECONFLICT, "", "the case of task %lld runs just now",
                       "任务 %lld 的事件正在运行", (long long)task);
    CASE_TRY(case_step_begin(e, tx, t.case_id, &s, why));
    xc_err err = complete(&s, &t, who, answers ? answers : feel_null(), at_us);
    case_step_end(&s);
    return err;
}
