/* application_queue.c - what officials' queues say about applications. */
#include "services/application_queue.h"

#include "services/application_int.h"
#include "services/matter.h"

enum { MAX_WAITING = 500 };

static xc_err masked_name(const services *sv, store_conn *c, int64_t party, xc_arena *arena,
                          xc_str *ret)
{
    party_fact *facts;
    size_t count;
    xc_err err = party_facts(c, sv->seal, party, arena, &facts, &count);
    if (err)
        return err;
    const party_fact *name = party_fact_find(facts, count, "name");
    *ret = name ? party_mask(PARTY_MASK_NAME, name->value, arena) : XC_STR("");
    return ret->ptr ? XC_OK : XC_ENOMEM;
}

static void put_word(json_writer *w, const char *code, const char *zh, const char *en)
{
    json_open_object(w);
    json_put_text(w, "code", code);
    json_put_text(w, "zh", zh);
    json_put_text(w, "en", en);
    json_close_object(w);
}

static void put_unusual(json_writer *w, const application_row *row, int64_t score)
{
    json_key(w, "unusual");
    json_open_array(w);
    if (row && row->transfers)
        put_word(w, "transferred", "内部转来", "Passed on inside");
    if (row && row->taken_by)
        put_word(w, "at_window", "窗口代录", "Entered at a window");
    if (row && row->supplements)
        put_word(w, "supplemented", "已补正", "Supplemented");
    if (score >= 4)
        put_word(w, "bad_rating", "差评", "Bad rating");
    json_close_array(w);
}

static xc_err score_of(store_conn *c, int64_t application, int64_t *ret)
{
    store_stmt *st;
    xc_err err =
        store_query(c, &st, "SELECT score FROM rating WHERE application_id = $1", "i", application);
    if (err)
        return err;
    *ret = store_row(st) ? store_int(st, 0) : 0;
    return store_end(st);
}

static xc_err put_members(const services *sv, store_conn *c, const application_row *row,
                          xc_arena *arena, json_writer *w)
{
    xc_str name;
    int64_t score = 0;
    xc_err err = masked_name(sv, c, row->party, arena, &name);
    if (!err)
        err = score_of(c, row->id, &score);
    if (err)
        return err;
    json_put_str(w, "applicant", name);
    matter_put_text(w, "matter",
                    row->matter ? row->matter->name
                                : (pack_text){ row->matter_id, row->matter_id });
    matter_put_id(w, "application", row->id);
    json_put_str(w, "application_state", row->state);
    put_unusual(w, row, score);
    return XC_OK;
}

xc_err application_queue_members(const services *sv, store_conn *c, xc_str case_no, xc_arena *arena,
                                 json_writer *w, bool *ret_transferred)
{
    int64_t id = 0;
    case_brief brief = { 0 };
    application_row row;
    *ret_transferred = false;
    xc_err err = case_find(c, case_no, &id);
    if (!err)
        err = case_get(c, id, arena, &brief);
    if (err)
        return err;
    if (!brief.application) {
        put_unusual(w, NULL, 0);
        return XC_OK;
    }
    err = application_get(sv, c, brief.application, 0, arena, &row, NULL);
    if (err)
        return err;
    *ret_transferred = row.transfers > 0;
    return put_members(sv, c, &row, arena, w);
}

/* ---- waiting for the applicant ---- */

static xc_err waiting_ids(store_conn *c, xc_str division, size_t limit, int64_t ids[MAX_WAITING],
                          size_t *ret_count)
{
    store_stmt *st;
    size_t count = 0;
    xc_err err = store_query(c, &st,
                             "SELECT id FROM application WHERE state = 'waiting_applicant' AND "
                             "substr(division, 1, length($1)) = $2 ORDER BY paused_us LIMIT $3",
                             "ssi", division.ptr ? division : XC_STR(""),
                             division.ptr ? division : XC_STR(""),
                             (int64_t)(limit < MAX_WAITING ? limit : MAX_WAITING));
    if (err)
        return err;
    while (count < MAX_WAITING && store_row(st))
        ids[count++] = store_int(st, 0);
    *ret_count = count;
    return store_end(st);
}

static xc_err put_waiting(const services *sv, store_conn *c, int64_t id, int64_t now_us,
                          xc_arena *arena, json_writer *w)
{
    application_row row;
    case_brief brief;
    xc_err err = application_get(sv, c, id, 0, arena, &row, NULL);
    if (!err)
        err = case_get(c, row.case_id, arena, &brief);
    if (err)
        return err;
    json_open_object(w);
    json_put_null(w, "id");
    json_put_str(w, "case", brief.no);
    json_put_text(w, "element", "");
    matter_put_text(w, "name",
                    (pack_text){ XC_STR("等申请人补材料"), XC_STR("Waiting for the applicant") });
    json_put_text(w, "state", "waiting");
    json_put_str(w, "division", brief.division);
    json_put_time(w, "opened_at", row.paused_us);
    json_put_int(w, "waiting_s", (now_us - row.paused_us) / XC_SECOND_US);
    json_put_null(w, "due_at");
    matter_put_text(w, "title", brief.title);
    json_put_int(w, "level", brief.level);
    err = put_members(sv, c, &row, arena, w);
    json_close_object(w);
    return err;
}

xc_err application_queue_waiting(const services *sv, store_conn *c, xc_str division, size_t limit,
                                 int64_t now_us, xc_arena *arena, json_writer *w)
{
    int64_t ids[MAX_WAITING];
    size_t count = 0;
    xc_err err = waiting_ids(c, division, limit, ids, &count);
    for (size_t i = 0; i < count && !err; i++)
        err = put_waiting(sv, c, ids[i], now_us, arena, w);
    return err;
}

xc_err application_queue_counts(store_conn *c, xc_str division, application_counts *ret)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT COUNT(CASE WHEN state = 'waiting_applicant' THEN 1 END), "
                             "COUNT(CASE WHEN state = 'reviewing' AND transfers > 0 THEN 1 END) "
                             "FROM application WHERE case_id <> 0 AND "
                             "state IN ('waiting_applicant', 'reviewing') AND "
                             "substr(division, 1, length($1)) = $2",
                             "ss", division.ptr ? division : XC_STR(""),
                             division.ptr ? division : XC_STR(""));
    if (err)
        return err;
    if (store_row(st))
        *ret = (application_counts){ store_int(st, 0), store_int(st, 1) };
    return store_end(st);
}

/* ---- decisions ---- */

static bool is_blank(const json_value *answers, const char *key)
{
    const json_value *v = json_find(answers, key);
    return !v || v->kind == JSON_NULL || (v->kind == JSON_STRING && !xc_str_trim(v->text).len) ||
           (v->kind == JSON_ARRAY && !v->count);
}

xc_err application_check_decision(const services *sv, store_conn *c, int64_t application,
                                  const json_value *answers, xc_arena *arena, form_faults *faults,
                                  xc_problem *why)
{
    application_row row;
    xc_str decision = json_find_str(answers, "decision");
    if (!application || !decision.len)
        return XC_OK;
    xc_err err = application_get(sv, c, application, 0, arena, &row, why);
    if (err)
        return err;
    if (xc_str_is(decision, "refuse") && is_blank(answers, "text"))
        form_fault(faults, XC_STR("text"), "say why it is refused and what the person can do",
                   "请写明为什么不能出具，申请人还能怎么办");
    if (xc_str_is(decision, "supplement") && is_blank(answers, "missing") &&
        is_blank(answers, "text"))
        form_fault(faults, XC_STR("missing"), "say all that is missing, once",
                   "请一次写清还缺什么");
    if (xc_str_is(decision, "transfer") && is_blank(answers, "office"))
        form_fault(faults, XC_STR("office"), "choose the office that is responsible",
                   "请选应办的单位");
    if (xc_str_is(decision, "supplement") && row.supplements)
        return xc_fail(why, XC_EREFUSED, "/answers/decision",
                       "a supplement was asked for once already: approve or refuse it now",
                       "已经告知补正过一次，请直接决定出具或不出具");
    return XC_OK;
}
