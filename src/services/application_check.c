/* application_check.c - what decisions see of an application, and what they say about it. */
#include "services/application_int.h"

#include "city/file.h"
#include "codec/time_text.h"
#include "services/matter.h"

enum { MAX_EXPRESSION = 500 };

/* Fields of a party that are personal in themselves; the others only sort people into cases. */
static bool is_personal(xc_str field)
{
    static const char *const personal[] = { "name",      "name_en",
                                            "id_number", "phone",
                                            "birth",     "registered_address",
                                            "sex",       "residence_address" };
    for (size_t i = 0; i < sizeof personal / sizeof *personal; i++)
        if (xc_str_is(field, personal[i]))
            return true;
    return false;
}

static const feel_value *typed(xc_arena *arena, xc_str value)
{
    int64_t n;
    if (xc_str_is(value, "true") || xc_str_is(value, "false"))
        return feel_bool(xc_str_is(value, "true"));
    /* division codes are texts, not numbers */
    if (value.len < 10 && xc_str_int(value, INT32_MIN, INT32_MAX, &n))
        return feel_int(arena, n);
    return feel_string(arena, value);
}

/* Certificates of this matter that were issued since the year began, besides those the facts count.
 */
static xc_err issued_this_year(const services *sv, store_conn *c, const application_row *row,
                               int64_t now_us, int64_t *ret)
{
    int y, m, d;
    store_stmt *st;
    int64_t offset_us = pack_info_of(sv->pack)->utc_offset_minutes * XC_MINUTE_US;
    time_civil((now_us + offset_us) / XC_DAY_US, &y, &m, &d);
    xc_err err = store_query(c, &st,
                             "SELECT COUNT(*) FROM application WHERE party_id = $1 AND matter = $2 "
                             "AND submitted_us >= $3 AND state = 'approved' AND id <> $4",
                             "isii", row->party, row->matter_id,
                             time_days(y, 1, 1) * XC_DAY_US - offset_us, row->id);
    if (err)
        return err;
    if (store_row(st))
        *ret = store_int(st, 0);
    return store_end(st);
}

int64_t application_age(const services *sv, xc_str birth, int64_t now_us)
{
    int64_t y, m, d;
    int year, month, day;
    if (birth.len != 10 || !xc_str_int((xc_str){ birth.ptr, 4 }, 1, 9999, &y) ||
        !xc_str_int((xc_str){ birth.ptr + 5, 2 }, 1, 12, &m) ||
        !xc_str_int((xc_str){ birth.ptr + 8, 2 }, 1, 31, &d))
        return -1;
    int64_t local_us = now_us + pack_info_of(sv->pack)->utc_offset_minutes * XC_MINUTE_US;
    time_civil(local_us / XC_DAY_US, &year, &month, &day);
    return year - y - (month < m || (month == m && day < d));
}

static xc_err applicant_of(const services *sv, store_conn *c, const application_row *row,
                           int64_t now_us, bool plain, xc_arena *arena, const feel_value **ret)
{
    party_fact *facts;
    size_t count;
    int64_t issued = 0, proofs = 0;
    const feel_value *v = feel_null();
    xc_err err = party_facts(c, sv->seal, row->party, arena, &facts, &count);
    if (!err)
        err = issued_this_year(sv, c, row, now_us, &issued);
    if (err)
        return err;
    for (size_t i = 0; i < count; i++)
        if (!plain || !is_personal(facts[i].field))
            v = feel_with(arena, v, facts[i].field, typed(arena, facts[i].value));
    const party_fact *birth = party_fact_find(facts, count, "birth");
    int64_t age = birth ? application_age(sv, birth->value, now_us) : -1;
    if (age >= 0)
        v = feel_with(arena, v, XC_STR("age"), feel_int(arena, age));
    if (!feel_to_int(feel_get(v, "proofs_this_year"), &proofs))
        proofs = 0;
    *ret = feel_with(arena, v, XC_STR("proofs_this_year"), feel_int(arena, proofs + issued));
    return XC_OK;
}

/* A field that the form itself calls personal: {"properties": {"personal": true}}. */
static bool is_personal_answer(const application_row *row, xc_str key)
{
    bool personal = false;
    const json_value *field = row->form ? form_field(row->form, key) : NULL;
    return json_get_bool(json_find(json_find(field, "properties"), "personal"), &personal) &&
           personal;
}

static const feel_value *answers_of(const application_row *row, bool plain, xc_arena *arena)
{
    const feel_value *v = feel_null();
    for (const json_value *a = row->answers->first; a; a = a->next) {
        bool known = plain && is_personal_answer(row, a->key);
        for (const json_value *p = row->prefilled->first; p && plain; p = p->next)
            known = known || xc_str_eq(p->key, a->key);
        if (!known)
            v = feel_with(arena, v, a->key, feel_from_json(arena, a));
    }
    return v;
}

xc_err application_context(const services *sv, store_conn *c, const application_row *row,
                           int64_t now_us, bool plain, xc_arena *arena, const feel_value **ret)
{
    const feel_value *applicant = NULL, *v;
    xc_err err = applicant_of(sv, c, row, now_us, plain, arena, &applicant);
    if (err)
        return err;
    v = feel_with(arena, feel_null(), XC_STR("applicant"), applicant);
    *ret = feel_with(arena, v, XC_STR("answers"), answers_of(row, plain, arena));
    return XC_OK;
}

/* ---- papers ---- */

static bool is_required(const json_value *material, const feel_value *context, int64_t now_us,
                        xc_arena *arena)
{
    const json_value *v = json_find(material, "required");
    bool fixed = false;
    if (json_get_bool(v, &fixed))
        return fixed;
    const feel_expr *expr;
    feel_options options = { .now_us = now_us };
    xc_str text = json_find_str(material, "required");
    if (!text.len || text.len > MAX_EXPRESSION || feel_parse(text, NULL, 0, arena, &expr, NULL))
        return false;
    return feel_is_true(feel_eval(expr, context, arena, &options, NULL));
}

static const json_value *answer_to(const application_row *row, xc_str key)
{
    for (const json_value *a = row->answers->first; a; a = a->next)
        if (xc_str_eq(a->key, key))
            return a;
    return NULL;
}

/* A file picker's answer: a file's number, or a list of them. */
static int64_t file_of(const json_value *answer)
{
    int64_t file = 0;
    if (answer && answer->kind == JSON_ARRAY)
        answer = answer->first;
    return file_id_read(answer, &file) ? file : 0;
}

/* A clerk holds the original in hand: what they send is grade B, checked against it. */
static xc_err judge_window(store_conn *c, const application_row *row, xc_arena *arena,
                           application_material *m)
{
    file_row file;
    if (!row->taken_by || !m->file)
        return XC_OK;
    xc_err err = file_get(c, m->file, arena, &file);
    if (err)
        return err == XC_ENOTFOUND ? XC_OK : err;
    if (file.owner_id != row->taken_by)
        return XC_OK;
    m->grade = XC_STR("B");
    m->source = (pack_text){ XC_STR("窗口核对过原件"),
                             XC_STR("Checked against the original at the window") };
    return XC_OK;
}

static void judge_material(const services *sv, const application_row *row, application_material *m)
{
    const pack_licence_kind *kind =
        pack_licence_kind_find(sv->pack, json_find_str(m->json, "licence"));
    m->file = file_of(answer_to(row, m->id));
    m->source = (pack_text){ XC_STR("申请人上传"), XC_STR("Sent by the applicant") };
    if (kind && json_find(m->json, "waived")) {
        m->given = true;
        m->source = kind->issuer;
        m->status = "held";
    } else if (m->file) {
        m->given = true;
        m->status = "given";
    } else {
        m->status = m->required ? "missing" : "not_needed";
    }
}

xc_err application_materials(const services *sv, store_conn *c, const application_row *row,
                             const feel_value *context, int64_t now_us, xc_arena *arena,
                             application_material list[APPLICATION_MAX_MATERIALS],
                             size_t *ret_count)
{
    size_t count = 0;
    xc_err err = XC_OK;
    const json_value *all = row->matter ? row->matter->materials : NULL;
    for (const json_value *v = all ? all->first : NULL;
         v && count < APPLICATION_MAX_MATERIALS && !err; v = v->next) {
        application_material *m = &list[count++];
        *m = (application_material){ .json = v,
                                     .id = json_find_str(v, "id"),
                                     .grade = json_find_str(v, "grade"),
                                     .name = pack_text_of(json_find(v, "name")),
                                     .required = is_required(v, context, now_us, arena) };
        judge_material(sv, row, m);
        err = judge_window(c, row, arena, m);
    }
    *ret_count = count;
    return err;
}

/* ---- decisions ---- */

static xc_err decide(const services *sv, xc_str decision, const feel_value *context, int64_t now_us,
                     xc_arena *arena, const feel_value **ret, xc_problem *why)
{
    const dmn_model *model = pack_decision_find(sv->pack, decision);
    feel_options options = { .now_us = now_us,
                             .utc_offset_minutes = pack_info_of(sv->pack)->utc_offset_minutes };
    if (!model)
        return xc_fail(why, XC_ENOTFOUND, "/decision", "the pack has no decision \"%.*s\"",
                       "城市包里没有决策“%.*s”", XC_STR_ARG(decision));
    return dmn_decide(model, decision, context, arena, &options, ret, NULL, why);
}

xc_err application_office(const services *sv, const application_row *row, const feel_value *context,
                          int64_t now_us, xc_arena *arena, xc_str *ret_office,
                          pack_text *ret_reason, xc_problem *why)
{
    const feel_value *result = feel_null();
    *ret_office = XC_STR("");
    *ret_reason = (pack_text){ XC_STR(""), XC_STR("") };
    if (!row->matter || !row->matter->office_decision.len)
        return XC_OK;
    xc_err err = decide(sv, row->matter->office_decision, context, now_us, arena, &result, why);
    if (err)
        return err;
    xc_str office = feel_to_str(feel_get(result, "office"));
    if (office.len && pack_office_find(sv->pack, office))
        *ret_office = office;
    *ret_reason = application_text_of(feel_get(result, "reason"));
    return XC_OK;
}

static void put_check(json_writer *w, const json_value *check, const feel_value *result,
                      int64_t now_us)
{
    xc_str verdict = feel_to_str(feel_get(result, "result"));
    pack_text text = application_text_of(feel_get(result, "text"));
    bool known = verdict.len > 0;
    json_open_object(w);
    json_put_str(w, "id", json_find_str(check, "id"));
    matter_put_text(w, "name", pack_text_of(json_find(check, "name")));
    json_put_str(w, "result", known ? verdict : XC_STR("look"));
    matter_put_text(
        w, "text",
        known ? text
              : (pack_text){ XC_STR("没有结果，请人工核对"), XC_STR("No answer: check by hand") });
    matter_put_text(w, "source", pack_text_of(json_find(check, "source")));
    json_put_time(w, "at", now_us);
    json_close_object(w);
}

/* A decision that fails is a check without an answer, never a page that cannot be opened. */
static const feel_value *try_decide(const services *sv, xc_str decision, const feel_value *context,
                                    int64_t now_us, xc_arena *arena)
{
    const feel_value *result = feel_null();
    xc_problem why = { 0 };
    if (decide(sv, decision, context, now_us, arena, &result, &why))
        return feel_null();
    return result;
}

xc_err application_put_checks(const services *sv, const application_row *row,
                              const feel_value *context, int64_t now_us, xc_arena *arena,
                              json_writer *w)
{
    xc_str office;
    pack_text reason;
    xc_err err = application_office(sv, row, context, now_us, arena, &office, &reason, NULL);
    if (err == XC_ENOMEM)
        return err;
    const feel_value *responsible =
        feel_with(arena, feel_null(), XC_STR("office"), feel_string(arena, office));
    context = feel_with(arena, context, XC_STR("responsible"), responsible);
    json_key(w, "checks");
    json_open_array(w);
    const json_value *checks = row->matter ? row->matter->checks : NULL;
    for (const json_value *v = checks ? checks->first : NULL; v; v = v->next)
        put_check(w, v, try_decide(sv, json_find_str(v, "decision"), context, now_us, arena),
                  now_us);
    json_close_array(w);
    xc_str advice = row->matter ? json_find_str(json_find(row->matter->json, "advice"), "decision")
                                : (xc_str){ 0 };
    const feel_value *result =
        advice.len ? try_decide(sv, advice, context, now_us, arena) : feel_null();
    xc_str verdict = feel_to_str(feel_get(result, "result"));
    json_key(w, "advice");
    json_open_object(w);
    json_put_str(w, "result", verdict.len ? verdict : XC_STR("look"));
    matter_put_text(w, "text", application_text_of(feel_get(result, "text")));
    json_close_object(w);
    return XC_OK;
}
