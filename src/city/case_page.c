/* case_page.c - one case on one page: its reasons, data, tasks, history, deadline and drawing. */
#include "city/case_int.h"
#include "city/task.h"

enum { MAX_HISTORY = 500, MAX_ACTIVE = 256 };

static void put_words(json_writer *w, const char *key, xc_str zh, xc_str en)
{
    json_key(w, key);
    json_open_object(w);
    json_put_str(w, "zh", zh);
    json_put_str(w, "en", en);
    json_close_object(w);
}

/* stored JSON as it is; null if there is none */
static void put_raw(json_writer *w, const char *key, xc_str json)
{
    json_key(w, key);
    if (json.len > 0)
        json_raw(w, json);
    else
        json_null(w);
}

static xc_err put_tasks(store_conn *c, int64_t case_id, int64_t now_us, json_writer *w)
{
    int64_t ids[MAX_ACTIVE];
    size_t n = 0;
    store_stmt *st;
    CASE_TRY(
        store_query(c, &st, "SELECT id FROM task WHERE case_id = $1 ORDER BY id", "i", case_id));
    while (n < MAX_ACTIVE && store_row(st))
        ids[n++] = store_int(st, 0);
    CASE_TRY(store_end(st));
    json_key(w, "tasks");
    json_open_array(w);
    for (size_t k = 0; k < n; k++) {
        json_open_object(w);
        CASE_TRY(task_row_put(c, ids[k], now_us, w));
        json_close_object(w);
    }
    json_close_array(w);
    return XC_OK;
}

/* the newest lines, in order of time */
static xc_err put_history(store_conn *c, int64_t case_id, json_writer *w)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT n, time_us, kind, actor, element, name_zh, name_en, text_zh,"
                         " text_en, why FROM case_history WHERE case_id = $1 AND shown = 1"
                         " ORDER BY n LIMIT $2",
                         "ii", case_id, (int64_t)MAX_HISTORY));
    json_key(w, "history");
    json_open_array(w);
    while (store_row(st)) {
        json_open_object(w);
        json_put_int(w, "seq", store_int(st, 0));
        json_put_time(w, "time", store_int(st, 1));
        json_put_str(w, "kind", store_str(st, 2));
        json_put_str(w, "actor", store_str(st, 3));
        json_put_str(w, "element", store_str(st, 4));
        put_words(w, "name", store_str(st, 5), store_str(st, 6));
        put_words(w, "text", store_str(st, 7), store_str(st, 8));
        put_raw(w, "why", store_str(st, 9));
        json_close_object(w);
    }
    json_close_array(w);
    return store_end(st);
}

typedef struct {
    int64_t due, start, amount, paused, left;
    calendar_unit unit;
} clock_row;

/* "remaining_s" counts office time for working days; past the calendar's end, plain time */
static int64_t remaining(const calendar *days, const clock_row *c, int64_t now_us)
{
    int64_t left = c->due - now_us;
    if (days && deadline_left_us(days, now_us, c->due, c->unit, &left, NULL) != XC_OK)
        left = c->due - now_us;
    return left / 1000000;
}

static void put_clock(json_writer *w, const calendar *days, const clock_row *c, int64_t now_us)
{
    bool paused = c->paused != INT64_MIN;
    json_key(w, "deadline");
    json_open_object(w);
    json_put_time(w, "due_at", c->due);
    if (!paused)
        json_put_int(w, "remaining_s", remaining(days, c, now_us));
    json_put_bool(w, "paused", paused);
    json_put_text(w, "unit", calendar_unit_name(c->unit));
    json_put_int(w, "amount", c->amount);
    json_put_time(w, "started_at", c->start);
    if (days && !paused) {
        xc_buf list;
        xc_buf_init(&list, 16 << 10);
        json_writer inner = json_writer_on(&list);
        /* a year without a calendar has no days to show */
        if (deadline_days(days, c->start, c->due, now_us, &inner, NULL) == XC_OK &&
            xc_buf_err(&list) == XC_OK) {
            json_key(w, "days");
            json_raw(w, xc_buf_view(&list));
        }
        xc_buf_done(&list);
    }
    json_close_object(w);
}

typedef struct {
    clock_row clock;
    bool has_clock;
} page_facts;

static xc_err put_own(store_conn *c, int64_t case_id, json_writer *w, page_facts *ret)
{
    store_stmt *st;
    CASE_TRY(store_query(c, &st,
                         "SELECT why, data, process, pack_version, case_no, due_at, due_start,"
                         " due_amount, due_paused_at, due_left, due_unit FROM city_case"
                         " WHERE id = $1",
                         "i", case_id));
    bool found = store_row(st);
    xc_err err = XC_OK;
    if (found) {
        put_raw(w, "why", store_str(st, 0));
        json_key(w, "data");
        err = case_value_put_data(c, case_id, store_str(st, 1), w);
        json_key(w, "process");
        json_open_object(w);
        json_put_str(w, "id", store_str(st, 2));
        json_put_str(w, "version", store_str(st, 3));
        json_close_object(w);
        ret->clock =
            (clock_row){ store_int_or_none(st, 5), store_int_or_none(st, 6),
                         store_int(st, 7),         store_int_or_none(st, 8),
                         store_int(st, 9),         calendar_unit_parse(store_str(st, 10)) };
        ret->has_clock = ret->clock.start != INT64_MIN;
        xc_buf url;
        xc_buf_init(&url, 300);
        xc_buf_printf(&url, "/api/v1/cases/%.*s/drawing", XC_STR_ARG(store_str(st, 4)));
        json_put_str(w, "drawing_url", xc_buf_view(&url));
        xc_buf_done(&url);
    }
    CASE_TRY(store_end(st));
    return found ? err : XC_ENOTFOUND;
}

xc_err case_page_put(store_conn *c, int64_t case_id, int64_t now_us, const calendar *days,
                     json_writer *w)
{
    page_facts facts = { .has_clock = false };
    CASE_TRY(case_row_put(c, case_id, now_us, w));
    CASE_TRY(put_own(c, case_id, w, &facts));
    if (facts.has_clock)
        put_clock(w, days, &facts.clock, now_us);
    CASE_TRY(put_tasks(c, case_id, now_us, w));
    CASE_TRY(put_history(c, case_id, w));
    return xc_buf_err(w->out);
}

/* ---- the drawing ---- */

typedef struct {
    const xc_str *done, *skipped, *taken; /* element ids, ordered */
    size_t done_count, skipped_count, taken_count;
    xc_str now[MAX_ACTIVE];
    size_t now_count;
    const pack *p; /* NULL: without labels */
    const pack_process *process;
} marks;

static bool among(const xc_str *list, size_t count, xc_str id)
{
    for (size_t k = 0; k < count; k++)
        if (xc_str_eq(list[k], id))
            return true;
    return false;
}

/* the scenario's own words for an element, in both languages; none for one that has no name */
static void put_label(json_writer *w, const marks *m, xc_str id)
{
    if (!m->p)
        return;
    pack_text label = pack_element_text(m->p, m->process, id, (xc_str){ 0 });
    if (!xc_str_eq(label.zh, id))
        put_words(w, "label", label.zh, label.en);
}

static void mark(void *ctx, xc_str id, bool is_flow, json_writer *w)
{
    const marks *m = ctx;
    if (is_flow) {
        json_put_bool(w, "taken", among(m->taken, m->taken_count, id));
        return;
    }
    const char *state = among(m->now, m->now_count, id)           ? "now"
                        : among(m->done, m->done_count, id)       ? "done"
                        : among(m->skipped, m->skipped_count, id) ? "skipped"
                                                                  : "todo";
    json_put_text(w, "state", state);
    put_label(w, m, id);
}

static xc_err read_marks(store_conn *c, int64_t case_id, const char *kind, xc_arena *arena,
                         const xc_str **ret, size_t *ret_count)
{
    enum { MAX_MARKS = 2000 };
    store_stmt *st;
    xc_str *list = xc_arena_array(arena, MAX_MARKS, sizeof *list);
    if (!list)
        return XC_ENOMEM;
    CASE_TRY(store_query(
        c, &st, "SELECT DISTINCT element FROM case_history WHERE case_id = $1 AND kind = $2", "it",
        case_id, kind));
    size_t n = 0;
    bool ok = true;
    while (n < MAX_MARKS && store_row(st)) {
        list[n] = xc_arena_str(arena, store_str(st, 0));
        ok = ok && list[n++].ptr;
    }
    CASE_TRY(store_end(st));
    *ret = list;
    *ret_count = n;
    return ok ? XC_OK : XC_ENOMEM;
}

static xc_err read_now(store_conn *c, int64_t case_id, const bpmn_model *model, xc_arena *arena,
                       marks *m)
{
    store_stmt *st;
    bpmn_instance *i = NULL;
    CASE_TRY(store_query(c, &st, "SELECT instance FROM city_case WHERE id = $1", "i", case_id));
    xc_err err = XC_ENOTFOUND;
    if (store_row(st)) {
        xc_str bytes = xc_arena_str(arena, store_str(st, 0));
        err = bytes.ptr ? bpmn_load(model, bytes, arena, &i, NULL) : XC_ENOMEM;
    }
    xc_err end = store_end(st);
    if (err || end)
        return err ? err : end;
    m->now_count = bpmn_active_elements(i, m->now, MAX_ACTIVE);
    if (m->now_count > MAX_ACTIVE)
        m->now_count = MAX_ACTIVE;
    return XC_OK;
}

static xc_err process_of(store_conn *c, int64_t case_id, xc_arena *arena, xc_str *ret)
{
    case_brief b;
    CASE_TRY(case_get(c, case_id, arena, &b));
    *ret = b.process;
    return XC_OK;
}

static xc_err put_drawing(store_conn *c, int64_t case_id, const bpmn_model *model, marks m,
                          json_writer *w)
{
    xc_arena *arena;
    xc_str process;
    CASE_TRY(xc_arena_new(CASE_STEP_BYTES, &arena));
    xc_err err = process_of(c, case_id, arena, &process);
    if (!err)
        err = read_marks(c, case_id, "left", arena, &m.done, &m.done_count);
    if (!err)
        err = read_marks(c, case_id, "cancelled", arena, &m.skipped, &m.skipped_count);
    if (!err)
        err = read_marks(c, case_id, "flow", arena, &m.taken, &m.taken_count);
    if (!err)
        err = read_now(c, case_id, model, arena, &m);
    if (!err)
        err = bpmn_drawing_marked(model, process, mark, &m, w);
    xc_arena_free(arena);
    return err;
}

xc_err case_drawing_put(store_conn *c, int64_t case_id, const bpmn_model *model, json_writer *w)
{
    return put_drawing(c, case_id, model, (marks){ .done = NULL }, w);
}

xc_err case_drawing_named(store_conn *c, int64_t case_id, const pack *p,
                          const pack_process *process, json_writer *w)
{
    return put_drawing(c, case_id, process->model, (marks){ .p = p, .process = process }, w);
}
