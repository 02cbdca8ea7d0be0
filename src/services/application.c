/* application.c - drafting: what the city knows is filled in, what the resident says is kept. */
#include "services/application.h"

#include <stdio.h>

#include "codec/time_text.h"
#include "services/application_int.h"
#include "services/licence_int.h"
#include "services/matter.h"

static const int64_t MAX_ANSWERS = 200;
enum { FAULT_SIZE = 160 };

/* ---- a new draft ---- */

static xc_str value_from(const services *sv, xc_str from, const party_fact *facts, size_t count,
                         int64_t now_us, xc_arena *arena)
{
    if (xc_str_is(from, "today"))
        return licence_day(sv, now_us, arena);
    if (!xc_str_starts(from, XC_STR("person.")))
        return (xc_str){ 0 };
    xc_str field = { from.ptr + 7, from.len - 7 };
    for (size_t i = 0; i < count; i++)
        if (xc_str_eq(facts[i].field, field))
            return facts[i].value;
    return (xc_str){ 0 };
}

static int64_t checked_at(xc_str from, const party_fact *facts, size_t count, int64_t now_us)
{
    xc_str field = from.len > 7 ? (xc_str){ from.ptr + 7, from.len - 7 } : from;
    for (size_t i = 0; i < count; i++)
        if (xc_str_eq(facts[i].field, field))
            return facts[i].checked_us;
    return now_us;
}

static void put_prefilled(json_writer *w, const json_value *rule, xc_str value, int64_t checked_us)
{
    json_key_str(w, rule->key);
    json_open_object(w);
    json_put_str(w, "value", value);
    matter_put_text(w, "source", pack_text_of(json_find(rule, "source")));
    json_put_time(w, "checked_at", checked_us);
    json_put_str(w, "grade", json_find_str(rule, "grade"));
    json_close_object(w);
}

/* Both objects are written side by side: the answers begin as what is known. */
static xc_err prefill(const services *sv, loop_tx *tx, const application_row *row,
                      const json_value **ret_answers, const json_value **ret_prefilled)
{
    xc_arena *arena = loop_arena(tx);
    party_fact *facts;
    size_t count;
    xc_err err = party_facts(loop_db(tx), sv->seal, row->party, arena, &facts, &count);
    if (err)
        return err;
    xc_buf answers, prefilled;
    xc_buf_init(&answers, 1 << 18);
    xc_buf_init(&prefilled, 1 << 18);
    json_writer a = json_writer_on(&answers), p = json_writer_on(&prefilled);
    json_open_object(&a);
    json_open_object(&p);
    const json_value *rules = row->matter->prefill;
    for (const json_value *r = rules ? rules->first : NULL; r; r = r->next) {
        xc_str from = json_find_str(r, "from");
        xc_str value = value_from(sv, from, facts, count, loop_now_us(tx), arena);
        if (!value.len)
            continue;
        put_prefilled(&p, r, value, checked_at(from, facts, count, loop_now_us(tx)));
        json_key_str(&a, r->key);
        json_str(&a, value);
    }
    json_close_object(&a);
    json_close_object(&p);
    err = application_reparse(&answers, arena, ret_answers);
    if (!err)
        err = application_reparse(&prefilled, arena, ret_prefilled);
    xc_buf_done(&answers);
    xc_buf_done(&prefilled);
    return err;
}

static xc_err insert(loop_tx *tx, xc_str matter, application_row *row)
{
    store_stmt *st;
    xc_err err = store_query(
        loop_db(tx), &st,
        "INSERT INTO application (matter, party_id, user_id, state, case_id, division, office, "
        "first_office, transfers, supplements, sealed, notice, missing, created_us, submitted_us, "
        "accepted_us, due_us, paused_us, decided_us, licence_id, taken_by) VALUES ($1, $2, $3, "
        "'draft', 0, '', '', '', 0, 0, '', '', '[]', $4, 0, 0, 0, 0, 0, 0, $5) RETURNING id",
        "siiii", matter, row->party, row->user_id, loop_now_us(tx), row->taken_by);
    if (err)
        return err;
    row->id = store_row(st) ? store_int(st, 0) : 0;
    return store_end(st);
}

static xc_err open_draft(loop_tx *tx, xc_str matter, const application_row *row, int64_t *ret_id,
                         int64_t *ret_drafts)
{
    store_stmt *st;
    xc_err err = store_query(loop_db(tx), &st,
                             "SELECT id, matter FROM application WHERE party_id = $1 AND "
                             "state = 'draft' AND taken_by = $2 ORDER BY id",
                             "ii", row->party, row->taken_by);
    if (err)
        return err;
    while (store_row(st)) {
        (*ret_drafts)++;
        if (xc_str_eq(store_str(st, 1), matter))
            *ret_id = store_int(st, 0);
    }
    return store_end(st);
}

xc_err application_find_online(const services *sv, xc_str matter, const pack_matter **ret,
                               xc_problem *why)
{
    const pack_matter *m = pack_matter_find(sv->pack, matter);
    if (!m)
        return xc_fail(why, XC_ENOTFOUND, "/matter", "there is no matter \"%.*s\"",
                       "没有“%.*s”这件事项", matter.len > 80 ? 80 : (int)matter.len,
                       matter.len ? matter.ptr : "");
    if (!m->online || !m->process)
        return xc_fail(why, XC_EREFUSED, "/matter",
                       "this matter is done at the counter; it cannot be applied for here yet",
                       "这件事要到窗口办，这里还不能申请");
    *ret = m;
    return XC_OK;
}

static xc_err make_draft(const services *sv, loop_tx *tx, const pack_matter *m,
                         application_row *row)
{
    const json_value *answers = NULL, *prefilled = NULL;
    row->matter = m;
    xc_err err = insert(tx, m->id, row);
    if (!err)
        err = prefill(sv, tx, row, &answers, &prefilled);
    if (!err)
        err = application_put_answers(sv, loop_db(tx), row, answers, prefilled);
    xc_str object = xc_arena_printf(loop_arena(tx), "application:%lld", (long long)row->id);
    return err ? err
               : loop_audit(tx, row->taken_by ? "application.intake" : "application.draft", object,
                            XC_STR(""), XC_STR("{}"));
}

xc_err application_draft_for(const services *sv, loop_tx *tx, const pack_matter *matter,
                             application_row *row, xc_problem *why)
{
    int64_t id = 0, drafts = 0;
    xc_err err = open_draft(tx, matter->id, row, &id, &drafts);
    if (err)
        return err;
    if (id) {
        row->id = id;
        return XC_OK;
    }
    if (drafts >= APPLICATION_MAX_DRAFTS)
        return xc_fail(why, XC_ELIMIT, "",
                       "you have %d unfinished applications: finish or withdraw one",
                       "您有 %d 份没交的申请，请先办完或撤回", APPLICATION_MAX_DRAFTS);
    return make_draft(sv, tx, matter, row);
}

xc_err application_draft(const services *sv, loop_tx *tx, xc_str matter, int64_t *ret_id,
                         xc_problem *why)
{
    application_row row = { .user_id = loop_actor_of(tx)->user_id };
    const pack_matter *m = NULL;
    xc_err err = party_of_user(loop_db(tx), row.user_id, &row.party);
    if (err == XC_ENOTFOUND)
        return xc_fail(why, XC_EFORBIDDEN, "", "only residents can apply for themselves",
                       "这里只能由市民本人申请");
    if (!err)
        err = application_find_online(sv, matter, &m, why);
    if (!err)
        err = application_draft_for(sv, tx, m, &row, why);
    if (!err)
        *ret_id = row.id;
    return err;
}

/* ---- answers ---- */

static const json_value *member(const json_value *object, xc_str key)
{
    for (const json_value *v = object ? object->first : NULL; v; v = v->next)
        if (xc_str_eq(v->key, key))
            return v;
    return NULL;
}

static bool is_city_own(const application_row *row, xc_str key)
{
    bool readonly = false;
    const json_value *field = row->form ? form_field(row->form, key) : NULL;
    return member(row->prefilled, key) && json_get_bool(json_find(field, "readonly"), &readonly) &&
           readonly;
}

/* Old answers with the new ones on top. */
static xc_err merge(const application_row *row, const json_value *more, xc_arena *arena,
                    const json_value **ret)
{
    xc_buf text;
    xc_buf_init(&text, 1 << 18);
    json_writer w = json_writer_on(&text);
    json_open_object(&w);
    for (const json_value *v = row->answers->first; v; v = v->next) {
        const json_value *newer = is_city_own(row, v->key) ? NULL : member(more, v->key);
        json_key_str(&w, v->key);
        json_value_put(&w, newer ? newer : v);
    }
    for (const json_value *v = more ? more->first : NULL; v; v = v->next) {
        if (member(row->answers, v->key) || !row->form || !form_field(row->form, v->key))
            continue;
        json_key_str(&w, v->key);
        json_value_put(&w, v);
    }
    json_close_object(&w);
    xc_err err = application_reparse(&text, arena, ret);
    xc_buf_done(&text);
    return err;
}

static void find_unknown(const application_row *row, const json_value *answers, form_faults *faults)
{
    for (const json_value *v = answers ? answers->first : NULL; v; v = v->next)
        if (!row->form || !form_field(row->form, v->key))
            form_fault(faults, v->key, "the form has no such field", "表上没有这一项");
}

static void name_missing_paper(form_faults *faults, const application_material *paper)
{
    char en[FAULT_SIZE], zh[FAULT_SIZE];
    (void)snprintf(en, sizeof en, "still missing: %.*s; a photo will do",
                   XC_STR_ARG(paper->name.en)); /* a long name may be cut */
    (void)snprintf(zh, sizeof zh, "还缺：%.*s，拍照上传就行", XC_STR_ARG(paper->name.zh));
    form_fault(faults, paper->id, en, zh);
}

xc_err application_check_answers(const services *sv, store_conn *c, const application_row *row,
                                 int64_t now_us, xc_arena *arena, form_faults *faults)
{
    const feel_value *context = NULL;
    application_material papers[APPLICATION_MAX_MATERIALS];
    size_t count = 0;
    xc_err err = application_context(sv, c, row, now_us, false, arena, &context);
    if (err || !row->form)
        return err ? err : XC_EGONE;
    form_input in = {
        .form = row->form, .answers = row->answers, .context = context, .now_us = now_us
    };
    err = form_check(&in, arena, faults);
    if (!err)
        err = application_materials(sv, c, row, context, now_us, arena, papers, &count);
    for (size_t i = 0; i < count && !err; i++)
        if (papers[i].required && !papers[i].given)
            name_missing_paper(faults, &papers[i]);
    return err;
}

xc_err application_own(const services *sv, loop_tx *tx, int64_t id, application_row *row,
                       xc_problem *why)
{
    int64_t party = 0;
    int64_t actor = loop_actor_of(tx)->user_id;
    xc_err err = party_of_user(loop_db(tx), actor, &party);
    if (err && err != XC_ENOTFOUND)
        return err;
    bool staff = err == XC_ENOTFOUND;
    err = application_get(sv, loop_db(tx), id, party, loop_arena(tx), row, why);
    if (!err && staff && (!row->taken_by || row->taken_by != actor))
        return xc_fail(why, XC_ENOTFOUND, "/id", "you have no application %lld",
                       "您没有编号 %lld 的申请", (long long)id);
    return err;
}

static xc_err check_shape(const json_value *answers, xc_problem *why)
{
    if (!answers || answers->kind != JSON_OBJECT)
        return xc_fail(why, XC_EINVAL, "/answers", "answers must be an object {field: value}",
                       "answers 应是一个对象 {字段: 内容}");
    if (answers->count > MAX_ANSWERS)
        return xc_fail(why, XC_ELIMIT, "/answers", "%u answers are too many; %lld are allowed",
                       "有 %u 项内容，一次最多 %lld 项", answers->count, (long long)MAX_ANSWERS);
    return XC_OK;
}

xc_err application_take_answers(const services *sv, loop_tx *tx, application_row *row,
                                const json_value *answers, form_faults *faults, xc_problem *why)
{
    xc_err err = check_shape(answers, why);
    if (!err)
        err = merge(row, answers, loop_arena(tx), &row->answers);
    if (!err)
        err = application_put_answers(sv, loop_db(tx), row, row->answers, NULL);
    if (!err)
        err = application_check_answers(sv, loop_db(tx), row, loop_now_us(tx), loop_arena(tx),
                                        faults);
    if (!err)
        find_unknown(row, answers, faults);
    return err;
}

xc_err application_save(const services *sv, loop_tx *tx, int64_t id, const json_value *answers,
                        form_faults *faults, xc_problem *why)
{
    application_row row;
    xc_err err = application_own(sv, tx, id, &row, why);
    if (err)
        return err;
    if (!xc_str_is(row.state, "draft"))
        return xc_fail(why, XC_ECONFLICT, "/id", "it was handed in already and cannot be changed",
                       "已经提交，不能再改");
    return application_take_answers(sv, tx, &row, answers, faults, why);
}
