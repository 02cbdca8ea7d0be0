/* application_flow.c - handing in, supplementing, withdrawing: the applicant's steps that move a
 * case. */
#include "services/application.h"

#include "city/file.h"
#include "codec/time_text.h"
#include "services/application_int.h"
#include "services/matter.h"

static const pack_text NO_WHY = { { "", 0 }, { "", 0 } };

static pack_text words(const char *zh, const char *en)
{
    return (pack_text){ xc_str_of(zh), xc_str_of(en) };
}

xc_err application_set_notice(application_row *row, pack_text title, pack_text text, pack_text rule,
                              xc_arena *arena)
{
    xc_buf out;
    xc_buf_init(&out, 1 << 16);
    json_writer w = json_writer_on(&out);
    json_open_object(&w);
    matter_put_text(&w, "title", title);
    matter_put_text(&w, "text", text);
    if (rule.zh.len)
        matter_put_text(&w, "rule", rule);
    json_close_object(&w);
    xc_err err = xc_buf_err(&out);
    row->notice = err ? row->notice : xc_arena_str(arena, xc_buf_view(&out));
    xc_buf_done(&out);
    return err ? err : row->notice.ptr ? XC_OK : XC_ENOMEM;
}

static xc_err faults_found(const form_faults *faults, xc_problem *why)
{
    if (!faults->count)
        return XC_OK;
    if (why)
        *why = faults->items[0];
    return XC_EINVAL;
}

static xc_str chosen_office(const application_row *row)
{
    return json_find_str(row->answers, "office");
}

/* ---- handing in ---- */

static xc_err check_all(const services *sv, loop_tx *tx, const application_row *row,
                        form_faults *faults, xc_problem *why)
{
    if (!sv->engine || !row->matter || !row->matter->online)
        return xc_fail(why, XC_EGONE, "/matter", "this matter is no longer offered here",
                       "这件事现在不在这里办了");
    xc_err err =
        application_check_answers(sv, loop_db(tx), row, loop_now_us(tx), loop_arena(tx), faults);
    if (err)
        return err;
    if (row->matter->office_decision.len && !pack_office_find(sv->pack, chosen_office(row)) &&
        !faults->count)
        form_fault(faults, XC_STR("office"), "choose the office from the list",
                   "请从列表里选受理单位");
    return faults_found(faults, why);
}

static xc_err enter_office(const services *sv, application_row *row, int64_t now_us,
                           xc_arena *arena)
{
    const pack_office *office = pack_office_find(sv->pack, chosen_office(row));
    row->first_office = row->office = office ? office->key : XC_STR("");
    row->division = office ? office->division : pack_info_of(sv->pack)->division;
    row->state = XC_STR("reviewing");
    row->submitted_us = row->accepted_us = now_us;
    return application_set_notice(
        row, words("已受理", "Taken on"),
        words("材料齐了，正在审查。", "Everything is here; it is being reviewed."), NO_WHY, arena);
}

static xc_str name_of(const application_row *row)
{
    return json_find_str(row->answers, "name");
}

/* The title stands in lists and outside the seal: it says no more of the person than a queue does.
 * In English the Latin name, where the city knows it. */
static xc_err title_names(const services *sv, loop_tx *tx, const application_row *row,
                          pack_text *ret)
{
    party_fact *facts;
    size_t count;
    xc_err err = party_facts(loop_db(tx), sv->seal, row->party, loop_arena(tx), &facts, &count);
    const party_fact *latin = err ? NULL : party_fact_find(facts, count, "name_en");
    if (err)
        return err;
    *ret = (pack_text){ party_mask(PARTY_MASK_NAME, name_of(row), loop_arena(tx)),
                        party_mask(PARTY_MASK_NAME, latin ? latin->value : name_of(row),
                                   loop_arena(tx)) };
    return ret->zh.ptr && ret->en.ptr ? XC_OK : XC_ENOMEM;
}

/* Outside the seal stands nothing but the masked name in the case's title. */
static xc_err case_variables(const services *sv, loop_tx *tx, const application_row *row,
                             pack_text title, xc_str title_name, const feel_value **ret)
{
    xc_arena *arena = loop_arena(tx);
    const feel_value *v = NULL;
    xc_err err = application_context(sv, loop_db(tx), row, loop_now_us(tx), true, arena, &v);
    if (err)
        return err;
    pack_text office = application_office_name(sv, row->office);
    const feel_value *name =
        feel_with(arena, feel_null(), XC_STR("zh"), feel_string(arena, office.zh));
    name = feel_with(arena, name, XC_STR("en"), feel_string(arena, office.en));
    v = feel_with(arena, v, XC_STR("office"), name);
    v = feel_with(arena, v, XC_STR("name"), feel_string(arena, title_name));
    v = feel_with(arena, v, XC_STR("title"), feel_string(arena, title.zh));
    v = feel_with(arena, v, XC_STR("division"), feel_string(arena, row->division));
    *ret = feel_with(arena, v, XC_STR("application"), feel_int(arena, row->id));
    return XC_OK;
}

static xc_err open_case(const services *sv, loop_tx *tx, const application_row *row,
                        int64_t *ret_case, xc_problem *why)
{
    const pack_scenario *scenario =
        pack_scenario_find(sv->pack, json_find_str(row->matter->json, "scenario"));
    const pack_process *process = row->matter->process;
    case_new n = { .scenario = scenario ? scenario->id : row->matter->id,
                   .process = process->id,
                   .prefix = scenario ? scenario->case_prefix : XC_STR("AP"),
                   .application = row->id,
                   .division = row->division,
                   .title = row->matter->name,
                   .place = application_office_name(sv, row->office),
                   .level = 4,
                   .event_time_us = loop_now_us(tx) };
    pack_blank blank = { .name = XC_STR("name") };
    xc_err err = title_names(sv, tx, row, &blank.value);
    if (!err && scenario)
        err = pack_text_fill(scenario->title, &blank, 1, loop_arena(tx), &n.title);
    if (!err)
        err = case_variables(sv, tx, row, n.title, blank.value.zh, &n.variables);
    return err ? err : case_open(sv->engine, tx, &n, ret_case, why);
}

static xc_err set_deadline(const services *sv, loop_tx *tx, int64_t case_id, const pack_matter *m,
                           int64_t *ret_due_us, xc_problem *why)
{
    calendar_unit unit =
        xc_str_is(m->days_unit, "working_day") ? CALENDAR_WORKING_DAY : CALENDAR_NATURAL_DAY;
    case_brief brief;
    if (m->days <= 0)
        return XC_OK;
    xc_err err = case_deadline_set(sv->engine, tx, case_id, loop_now_us(tx), m->days, unit, why);
    if (!err)
        err = case_get(loop_db(tx), case_id, loop_arena(tx), &brief);
    if (!err)
        *ret_due_us = brief.due_us == TIME_NONE ? 0 : brief.due_us;
    return err;
}

/* Whoever hands in sent the file; what is in the case already may be another's. */
static xc_err attach(loop_tx *tx, const application_row *row, int64_t file, xc_problem *why)
{
    file_row known = { 0 };
    xc_err err = file_get(loop_db(tx), file, loop_arena(tx), &known);
    if (err && err != XC_ENOTFOUND)
        return err;
    if (!err && known.case_id == row->case_id)
        return XC_OK;
    return file_attach(loop_db(tx), file, loop_actor_of(tx)->user_id, row->case_id, row->division,
                       why);
}

static xc_err attach_files(const services *sv, loop_tx *tx, const application_row *row,
                           xc_problem *why)
{
    application_material papers[APPLICATION_MAX_MATERIALS];
    size_t count = 0;
    xc_err err = application_materials(sv, loop_db(tx), row, feel_null(), loop_now_us(tx),
                                       loop_arena(tx), papers, &count);
    for (size_t i = 0; i < count && !err; i++)
        if (papers[i].file)
            err = attach(tx, row, papers[i].file, why);
    return err;
}

/* The process may have passed the application on while it was opened: the row is read again. */
static xc_err finish_submit(const services *sv, loop_tx *tx, int64_t id, int64_t case_id,
                            xc_problem *why)
{
    application_row row;
    int64_t due_us = 0;
    xc_err err = application_get(sv, loop_db(tx), id, 0, loop_arena(tx), &row, why);
    if (!err)
        err = set_deadline(sv, tx, case_id, row.matter, &due_us, why);
    if (err)
        return err;
    row.case_id = case_id;
    row.due_us = due_us;
    err = application_update(loop_db(tx), &row);
    if (!err)
        err = attach_files(sv, tx, &row, why);
    return err ? err : application_tell(sv, tx, &row, "application.submit");
}

/* "You applied to ..", or who entered it for the applicant. */
static xc_err tell_submitted(const services *sv, loop_tx *tx, const application_row *row)
{
    xc_arena *arena = loop_arena(tx);
    xc_str clerk = XC_STR("");
    pack_text office = application_office_name(sv, row->office), to;
    xc_err err = application_actor_name(tx, &clerk);
    if (err)
        return err;
    if (row->taken_by)
        to = (pack_text){ xc_arena_printf(arena, "%.*s在窗口替您向%.*s提交了申请",
                                          XC_STR_ARG(clerk), XC_STR_ARG(office.zh)),
                          xc_arena_printf(arena, "%.*s applied for you at the window, to %.*s",
                                          XC_STR_ARG(clerk), XC_STR_ARG(office.en)) };
    else
        to = (pack_text){ xc_arena_printf(arena, "您向%.*s提交了申请", XC_STR_ARG(office.zh)),
                          xc_arena_printf(arena, "You applied to %.*s", XC_STR_ARG(office.en)) };
    if (!to.zh.ptr || !to.en.ptr)
        return XC_ENOMEM;
    return application_history_add(loop_db(tx), row->id, loop_now_us(tx), to, NO_WHY);
}

xc_err application_submit(const services *sv, loop_tx *tx, int64_t id, form_faults *faults,
                          xc_problem *why)
{
    application_row row;
    int64_t case_id = 0;
    store_conn *c = loop_db(tx);
    xc_err err = application_own(sv, tx, id, &row, why);
    if (err)
        return err;
    if (!xc_str_is(row.state, "draft"))
        return xc_fail(why, XC_ECONFLICT, "/id", "it was handed in already", "已经提交过了");
    err = check_all(sv, tx, &row, faults, why);
    if (!err)
        err = enter_office(sv, &row, loop_now_us(tx), loop_arena(tx));
    if (!err)
        err = application_update(c, &row);
    if (!err)
        err = tell_submitted(sv, tx, &row);
    if (!err)
        err = open_case(sv, tx, &row, &case_id, why);
    return err ? err : finish_submit(sv, tx, id, case_id, why);
}

/* ---- what was asked for comes ---- */

/* [ids] or {material id: id}: only that they are the applicant's own is looked at here; which paper
 * a file is stands in the answers. */
static xc_err attach_more(loop_tx *tx, const application_row *row, const json_value *files,
                          xc_problem *why)
{
    xc_err err = XC_OK;
    for (const json_value *v = files ? files->first : NULL; v && !err; v = v->next) {
        int64_t file;
        if (!file_id_read(v, &file))
            return xc_fail(why, XC_EINVAL, "/files", "files must be a list of numbers",
                           "files 应是一组文件编号");
        err = attach(tx, row, file, why);
    }
    return err;
}

xc_err application_supplement(const services *sv, loop_tx *tx, int64_t id,
                              const json_value *answers, const json_value *files,
                              form_faults *faults, xc_problem *why)
{
    application_row row;
    case_brief brief;
    bool heard = false;
    xc_err err = application_own(sv, tx, id, &row, why);
    if (err)
        return err;
    if (!xc_str_is(row.state, "waiting_applicant") || !sv->engine)
        return xc_fail(why, XC_ECONFLICT, "/id", "nothing was asked for", "现在没有要您补的材料");
    err = attach_more(tx, &row, files, why);
    if (!err && answers)
        err = application_take_answers(sv, tx, &row, answers, faults, why);
    if (!err)
        err = faults_found(faults, why);
    if (!err)
        err = attach_files(sv, tx, &row, why);
    row.state = XC_STR("reviewing");
    row.paused_us = 0;
    row.supplements++;
    row.missing = XC_STR("[]");
    if (!err)
        err = application_set_notice(
            &row, words("补充的材料已收到", "What you sent is here"),
            words("期限接着算，正在审查。", "The clock runs on; it is being reviewed."), NO_WHY,
            loop_arena(tx));
    if (!err)
        err = application_update(loop_db(tx), &row);
    if (!err)
        err = application_history_add(
            loop_db(tx), id, loop_now_us(tx),
            row.taken_by && row.taken_by == loop_actor_of(tx)->user_id
                ? words("窗口替您补交了材料", "The window handed in what was missing")
                : words("您补来了材料", "You sent what was missing"),
            NO_WHY);
    if (!err)
        err = case_deadline_resume(sv->engine, tx, row.case_id, why);
    if (!err)
        err = case_tell_message(sv->engine, tx, row.case_id, XC_STR("application-supplemented"),
                                feel_null(), &heard, why);
    if (!err)
        err = case_get(loop_db(tx), row.case_id, loop_arena(tx), &brief);
    if (!err)
        err = application_get(sv, loop_db(tx), id, 0, loop_arena(tx), &row, why);
    if (err)
        return err;
    row.due_us = brief.due_us == TIME_NONE ? 0 : brief.due_us;
    err = application_update(loop_db(tx), &row);
    return err ? err : application_tell(sv, tx, &row, "application.supplement");
}

/* ---- taking it back ---- */

static bool is_over(xc_str state)
{
    return xc_str_is(state, "approved") || xc_str_is(state, "refused") ||
           xc_str_is(state, "withdrawn");
}

xc_err application_withdraw(const services *sv, loop_tx *tx, int64_t id, xc_str reason,
                            xc_problem *why)
{
    application_row row;
    xc_err err = application_own(sv, tx, id, &row, why);
    if (err)
        return err;
    if (is_over(row.state))
        return xc_fail(why, XC_ECONFLICT, "/id", "it is decided or withdrawn already",
                       "已经办结或已撤回");
    if (reason.len > 1000)
        return xc_fail(why, XC_ELIMIT, "/reason", "the reason has %zu bytes; 1000 are allowed",
                       "理由 %zu 字节，最多 1000 字节", reason.len);
    row.state = XC_STR("withdrawn");
    row.decided_us = loop_now_us(tx);
    row.notice = XC_STR("");
    err = application_update(loop_db(tx), &row);
    if (!err)
        err = application_history_add(
            loop_db(tx), id, loop_now_us(tx), words("您撤回了申请", "You withdrew it"),
            (pack_text){ reason.len ? reason : XC_STR(""), reason.len ? reason : XC_STR("") });
    if (!err && row.case_id)
        err = case_cancel(sv->engine, tx, row.case_id,
                          words("申请人撤回", "The applicant withdrew it"), why);
    return err ? err : application_tell(sv, tx, &row, "application.withdraw");
}
