/* application_job.c - what a process asks the services to do: pass on, issue, tell, open another
 * case. */
#include "services/application_int.h"
#include "services/licence.h"
#include "services/matter.h"
#include "services/request.h"

static const pack_text EMPTY = { { "", 0 }, { "", 0 } };

pack_text application_text_of(const feel_value *v)
{
    xc_str plain = feel_to_str(v);
    if (plain.len)
        return (pack_text){ plain, plain };
    pack_text text = { feel_to_str(feel_get(v, "zh")), feel_to_str(feel_get(v, "en")) };
    return text.zh.ptr && text.en.ptr ? text : EMPTY;
}

xc_err application_words(const services *sv, xc_str scenario, xc_str key, pack_text office,
                         pack_text text, xc_arena *arena, pack_text *ret)
{
    const pack_scenario *s = pack_scenario_find(sv->pack, scenario);
    const json_value *all = s ? json_find(s->json, "notify") : NULL;
    pack_text pattern = EMPTY;
    for (const json_value *v = all ? all->first : NULL; v; v = v->next)
        if (xc_str_eq(v->key, key))
            pattern = pack_text_of(v);
    const pack_blank blanks[] = { { XC_STR("office"), office }, { XC_STR("text"), text } };
    return pack_text_fill(pattern, blanks, 2, arena, ret);
}

static const feel_value *office_value(xc_arena *arena, pack_text name)
{
    const feel_value *v = feel_with(arena, feel_null(), XC_STR("zh"), feel_string(arena, name.zh));
    return feel_with(arena, v, XC_STR("en"), feel_string(arena, name.en));
}

/* ---- transfer-office ---- */

static xc_err check_transfer(const services *sv, const application_row *row, xc_str office,
                             xc_problem *why)
{
    if (!pack_office_find(sv->pack, office))
        return xc_fail(why, XC_EINVAL, "/answers/office", "choose the office from the list",
                       "请从列表里选要转去的单位");
    if (xc_str_eq(office, row->office))
        return xc_fail(why, XC_EINVAL, "/answers/office", "it is with this office already",
                       "这件已经在这个单位");
    if (row->transfers >= APPLICATION_MAX_TRANSFERS)
        return xc_fail(why, XC_EREFUSED, "/answers/office",
                       "it was passed on %d times already: decide it here, or ask the supervisor",
                       "已经转过 %d 次，请在本单位办，或请督办员指定", APPLICATION_MAX_TRANSFERS);
    return XC_OK;
}

static xc_err tell_transfer(const services *sv, loop_tx *tx, const case_job *job,
                            application_row *row, pack_text reason)
{
    xc_arena *arena = loop_arena(tx);
    pack_text office = application_office_name(sv, row->office), text = EMPTY;
    xc_str key = feel_to_str(feel_get(job->headers, "text"));
    pack_text title = { xc_arena_printf(arena, "已转%.*s", XC_STR_ARG(office.zh)),
                        xc_arena_printf(arena, "Passed on to %.*s", XC_STR_ARG(office.en)) };
    if (!title.zh.ptr || !title.en.ptr)
        return XC_ENOMEM;
    xc_err err = application_words(sv, job->scenario, key, office, reason, arena, &text);
    if (!err)
        err = application_set_notice(row, title, text, reason, arena);
    return err ? err
               : application_history_add(loop_db(tx), row->id, loop_now_us(tx), title, reason);
}

static xc_err job_transfer(void *ctx, loop_tx *tx, const case_job *job, xc_arena *arena, bool *done,
                           const feel_value **ret, xc_problem *why)
{
    const services *sv = ctx;
    application_row row;
    xc_str office = feel_to_str(feel_get(job->variables, "office"));
    pack_text reason = application_text_of(feel_get(job->variables, "reason"));
    xc_err err = application_get(sv, loop_db(tx), job->application, 0, loop_arena(tx), &row, why);
    if (err)
        return err;
    *done = true;
    /* the table knows no better office: it stays where the applicant sent it */
    if (!office.len && !xc_str_is(feel_to_str(feel_get(job->variables, "decision")), "transfer"))
        return XC_OK;
    err = check_transfer(sv, &row, office, why);
    if (err)
        return err;
    const pack_office *to = pack_office_find(sv->pack, office);
    row.transfers++;
    row.case_id = job->case_id;
    row.office = to->key;
    row.division = to->division;
    err = tell_transfer(sv, tx, job, &row, reason);
    if (!err)
        err = application_update(loop_db(tx), &row);
    if (!err)
        err = case_set_place(sv->engine, tx, job->case_id, to->name);
    if (!err)
        err = case_set_division(sv->engine, tx, job->case_id, row.division, reason, why);
    if (!err)
        *ret = feel_with(arena, feel_null(), XC_STR("office"), office_value(arena, to->name));
    return err ? err : application_tell(sv, tx, &row, "application.transfer");
}

/* ---- issue-licence ---- */

static xc_err job_issue(void *ctx, loop_tx *tx, const case_job *job, xc_arena *arena, bool *done,
                        const feel_value **ret, xc_problem *why)
{
    const services *sv = ctx;
    application_row row;
    xc_err err = application_get(sv, loop_db(tx), job->application, 0, loop_arena(tx), &row, why);
    if (err)
        return err;
    licence_order order = { .kind = feel_to_str(feel_get(job->headers, "licence")),
                            .party = row.party,
                            .application = row.id,
                            .division = row.division,
                            .office = application_office_name(sv, row.office),
                            .answers = row.answers,
                            .form = row.form };
    err = licence_issue(sv, tx, &order, &row.licence, why);
    if (err)
        return err;
    row.state = XC_STR("approved");
    row.decided_us = loop_now_us(tx);
    pack_text text = { XC_STR("证明已出具"), XC_STR("The certificate is issued") };
    pack_text advice = application_text_of(feel_get(job->variables, "text"));
    err = application_update(loop_db(tx), &row);
    if (!err)
        err = application_history_add(loop_db(tx), row.id, loop_now_us(tx), text, advice);
    *done = true;
    *ret = feel_with(arena, feel_null(), XC_STR("licence"), feel_int(arena, row.licence));
    return err ? err : application_tell(sv, tx, &row, "application.approve");
}

/* ---- notify ---- */

static pack_text material_name(const application_row *row, xc_str id)
{
    const json_value *all = row->matter ? row->matter->materials : NULL;
    for (const json_value *v = all ? all->first : NULL; v; v = v->next)
        if (xc_str_eq(json_find_str(v, "id"), id))
            return pack_text_of(json_find(v, "name"));
    return EMPTY;
}

/* What an official ticks is an option of the review form, which the process names. */
static pack_text option_label(const services *sv, const application_row *row, xc_str value)
{
    const bpmn_model *m = row->matter && row->matter->process ? row->matter->process->model : NULL;
    for (size_t i = 0; m && i < bpmn_reference_count(m); i++) {
        bpmn_ref_kind kind;
        xc_str element, name = bpmn_reference(m, i, &kind, &element);
        const pack_form *form = kind == BPMN_REF_FORM ? matter_form(sv->pack, name) : NULL;
        const json_value *field = form ? form_field(form->json, XC_STR("missing")) : NULL;
        const json_value *options = json_find(field, "values");
        for (const json_value *o = options ? options->first : NULL; o; o = o->next)
            if (xc_str_eq(json_find_str(o, "value"), value))
                return pack_text_of(json_find(o, "label"));
    }
    return (pack_text){ value, value };
}

/* Writes the list for the page and joins the names for the sentence. */
static xc_err name_missing(const services *sv, application_row *row, const feel_value *list,
                           xc_arena *arena, pack_text *ret_names)
{
    xc_buf json, zh, en;
    xc_buf_init(&json, 1 << 14);
    xc_buf_init(&zh, 1 << 12);
    xc_buf_init(&en, 1 << 12);
    json_writer w = json_writer_on(&json);
    json_open_array(&w);
    for (size_t i = 0; i < feel_count(list) && i < 20; i++) {
        xc_str id = feel_to_str(feel_item(list, i, NULL));
        pack_text name = material_name(row, id);
        if (!name.zh.len)
            name = option_label(sv, row, id);
        json_open_object(&w);
        json_put_str(&w, "zh", name.zh);
        json_put_str(&w, "en", name.en);
        json_close_object(&w);
        xc_buf_text(&zh, i ? "、" : "");
        xc_buf_str(&zh, name.zh);
        xc_buf_text(&en, i ? ", " : "");
        xc_buf_str(&en, name.en);
    }
    json_close_array(&w);
    row->missing = xc_arena_str(arena, xc_buf_view(&json));
    *ret_names =
        (pack_text){ xc_arena_str(arena, xc_buf_view(&zh)), xc_arena_str(arena, xc_buf_view(&en)) };
    bool whole = !json.err && !zh.err && !en.err && row->missing.ptr && ret_names->zh.ptr &&
                 ret_names->en.ptr;
    xc_buf_done(&json);
    xc_buf_done(&zh);
    xc_buf_done(&en);
    return whole ? XC_OK : XC_ENOMEM;
}

/* "names, words" or the one that is there. */
static xc_err join(pack_text names, pack_text said, xc_arena *arena, pack_text *ret)
{
    if (!names.zh.len || !said.zh.len) {
        *ret = names.zh.len ? names : said;
        return XC_OK;
    }
    *ret = (pack_text){
        xc_arena_printf(arena, "%.*s。%.*s", XC_STR_ARG(names.zh), XC_STR_ARG(said.zh)),
        xc_arena_printf(arena, "%.*s. %.*s", XC_STR_ARG(names.en), XC_STR_ARG(said.en)),
    };
    return ret->zh.ptr && ret->en.ptr ? XC_OK : XC_ENOMEM;
}

/* The official's decision is what moves an application's state; the words are the pack's. */
static xc_err follow_decision(const services *sv, loop_tx *tx, const case_job *job,
                              application_row *row, pack_text *title, xc_problem *why)
{
    xc_str decision = feel_to_str(feel_get(job->variables, "decision"));
    if (xc_str_is(decision, "refuse") && !row->decided_us) {
        row->state = XC_STR("refused");
        row->decided_us = loop_now_us(tx);
        *title = (pack_text){ XC_STR("不能出具"), XC_STR("Not issued") };
    } else if (xc_str_is(decision, "supplement") && !row->decided_us) {
        row->state = XC_STR("waiting_applicant");
        row->paused_us = loop_now_us(tx);
        *title = (pack_text){ XC_STR("还缺材料"), XC_STR("Something is missing") };
        return case_deadline_pause(sv->engine, tx, job->case_id, why);
    } else if (xc_str_is(decision, "approve") && !row->decided_us) {
        row->state = XC_STR("approved"); /* a matter that ends without a paper */
        row->decided_us = loop_now_us(tx);
        *title = (pack_text){ XC_STR("已办好"), XC_STR("Done") };
    } else if (row->decided_us) {
        *title = (pack_text){ XC_STR("已办结"), XC_STR("Finished") };
    }
    return XC_OK;
}

/* A scenario may give a notice its own title: the key "refused-title" beside "refused". */
static xc_err own_title(const services *sv, const case_job *job, xc_str key, xc_arena *arena,
                        pack_text *title)
{
    pack_text own = EMPTY;
    xc_str name = xc_arena_printf(arena, "%.*s-title", XC_STR_ARG(key));
    if (!name.ptr)
        return XC_ENOMEM;
    xc_err err = application_words(sv, job->scenario, name, EMPTY, EMPTY, arena, &own);
    if (!err && own.zh.len)
        *title = own;
    return err;
}

static xc_err tell_applicant(const services *sv, loop_tx *tx, const case_job *job, xc_str key,
                             xc_problem *why)
{
    application_row row;
    xc_arena *arena = loop_arena(tx);
    pack_text title = { XC_STR("有新进展"), XC_STR("News") }, text = EMPTY, names = EMPTY, said;
    xc_err err = application_get(sv, loop_db(tx), job->application, 0, arena, &row, why);
    if (err)
        return err;
    bool supplement = xc_str_is(feel_to_str(feel_get(job->variables, "decision")), "supplement");
    if (supplement && !row.decided_us)
        err = name_missing(sv, &row, feel_get(job->variables, "missing"), arena, &names);
    if (!err)
        err = join(names, application_text_of(feel_get(job->variables, "text")), arena, &said);
    if (!err)
        err = follow_decision(sv, tx, job, &row, &title, why);
    if (!err)
        err = own_title(sv, job, key, arena, &title);
    if (!err)
        err = application_words(sv, job->scenario, key, application_office_name(sv, row.office),
                                said, arena, &text);
    if (!err)
        err = application_set_notice(&row, title, text, EMPTY, arena);
    if (!err)
        err = application_update(loop_db(tx), &row);
    if (!err)
        err = application_history_add(loop_db(tx), row.id, loop_now_us(tx), text, EMPTY);
    return err ? err : application_tell(sv, tx, &row, "application.notify");
}

static xc_err job_tell_applicant(void *ctx, loop_tx *tx, const case_job *job, xc_arena *arena,
                                 bool *done, const feel_value **ret, xc_problem *why)
{
    (void)arena;
    *done = true;
    *ret = feel_null();
    return tell_applicant(ctx, tx, job, feel_to_str(feel_get(job->headers, "text")), why);
}

/* For a city whose plans tell nobody else. */
static xc_err job_notify(void *ctx, loop_tx *tx, const case_job *job, xc_arena *arena, bool *done,
                         const feel_value **ret, xc_problem *why)
{
    const services *sv = ctx;
    (void)why;
    xc_str to = feel_to_str(feel_get(job->headers, "to")),
           key = feel_to_str(feel_get(job->headers, "text"));
    pack_text text = EMPTY;
    *done = true;
    *ret = feel_null();
    pack_text place = application_text_of(feel_get(job->variables, "office"));
    xc_err err =
        application_words(sv, job->scenario, key, place,
                          application_text_of(feel_get(job->variables, "text")), arena, &text);
    if (err)
        return err;
    case_entry entry = { .kind = "notify",
                         .element = job->element,
                         .name = (pack_text){ to, to },
                         .text = text.zh.len ? text : job->name,
                         .why = XC_STR("") };
    return case_history_add(tx, job->case_id, &entry);
}

/* ---- open-case ---- */

static xc_err job_open_case(void *ctx, loop_tx *tx, const case_job *job, xc_arena *arena,
                            bool *done, const feel_value **ret, xc_problem *why)
{
    (void)arena;
    *done = true;
    *ret = feel_null();
    return rating_open_callback(ctx, tx, job->application, job->case_id,
                                feel_to_str(feel_get(job->headers, "scenario")), job->variables,
                                why);
}

xc_err services_attach(services *sv, case_engine *engine)
{
    static const struct {
        const char *kind;
        case_job_fn *fn;
    } jobs[] = { { "transfer-office", job_transfer },
                 { "issue-licence", job_issue },
                 { "tell-applicant", job_tell_applicant },
                 { "notify", job_notify },
                 { "open-case", job_open_case } };
    sv->engine = engine;
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
        if (case_job_known(engine, xc_str_of(jobs[i].kind)))
            continue;
        xc_err err = case_job_register(engine, jobs[i].kind, jobs[i].fn, sv);
        if (err)
            return err;
    }
    return request_register_jobs(sv, engine);
}
