/* application_row.c - applications as rows. */
#include "services/application_int.h"

#include <stdio.h>

#include "services/matter.h"

enum { CONTEXT_SIZE = 48, MAX_SEALED = 1 << 20 };

static xc_str context_of(int64_t id, char to[CONTEXT_SIZE])
{
    int n = snprintf(to, CONTEXT_SIZE, "application:%lld", (long long)id);
    return (xc_str){ to, n > 0 ? (size_t)n : 0 };
}

xc_err application_reparse(xc_buf *text, xc_arena *arena, const json_value **ret)
{
    xc_err err = xc_buf_err(text);
    xc_str kept = err ? (xc_str){ 0 } : xc_arena_str(arena, xc_buf_view(text));
    if (err)
        return err;
    return kept.ptr ? json_parse(kept, arena, ret, NULL) : XC_ENOMEM;
}

#define COLUMNS                                                                                \
    "matter, party_id, user_id, state, case_id, division, office, first_office, transfers, "   \
    "supplements, notice, missing, created_us, submitted_us, accepted_us, due_us, paused_us, " \
    "decided_us, licence_id, sealed, taken_by"

static bool copy_texts(store_stmt *st, xc_arena *arena, application_row *row, xc_str *sealed)
{
    const struct {
        int column;
        xc_str *to;
    } texts[] = { { 0, &row->matter_id },    { 3, &row->state },
                  { 5, &row->division },     { 6, &row->office },
                  { 7, &row->first_office }, { 10, &row->notice },
                  { 11, &row->missing },     { 19, sealed } };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i].to = xc_arena_str(arena, store_str(st, texts[i].column));
        if (!texts[i].to->ptr)
            return false;
    }
    return true;
}

static void copy_numbers(store_stmt *st, application_row *row)
{
    const struct {
        int column;
        int64_t *to;
    } numbers[] = { { 1, &row->party },         { 2, &row->user_id },      { 4, &row->case_id },
                    { 8, &row->transfers },     { 9, &row->supplements },  { 12, &row->created_us },
                    { 13, &row->submitted_us }, { 14, &row->accepted_us }, { 15, &row->due_us },
                    { 16, &row->paused_us },    { 17, &row->decided_us },  { 18, &row->licence },
                    { 20, &row->taken_by } };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i].to = store_int(st, numbers[i].column);
}

static xc_err open_answers(const services *sv, xc_str sealed, xc_arena *arena, application_row *row,
                           xc_problem *why)
{
    char context[CONTEXT_SIZE];
    xc_str text;
    const json_value *both = NULL;
    xc_err err = party_seal_read(sv->seal, context_of(row->id, context), sealed, arena, &text);
    if (!err)
        err = json_parse(text, arena, &both, NULL);
    row->answers = json_find(both, "answers");
    row->prefilled = json_find(both, "prefilled");
    if (!err && (!row->answers || !row->prefilled))
        err = XC_ECORRUPT;
    if (err)
        return xc_fail(why, err == XC_ENOMEM ? err : XC_ECORRUPT, "application",
                       "the answers of application %lld cannot be opened", "申请 %lld 的内容打不开",
                       (long long)row->id);
    return XC_OK;
}

static void find_matter(const services *sv, application_row *row)
{
    row->matter = pack_matter_find(sv->pack, row->matter_id);
    const pack_form *form = row->matter ? matter_form(sv->pack, row->matter->form) : NULL;
    row->form = form ? form->json : NULL;
}

xc_err application_get(const services *sv, store_conn *c, int64_t id, int64_t party,
                       xc_arena *arena, application_row *ret, xc_problem *why)
{
    store_stmt *st;
    application_row row = { .id = id };
    xc_str sealed = { 0 };
    xc_err err = store_query(c, &st, "SELECT " COLUMNS " FROM application WHERE id = $1", "i", id);
    if (err)
        return err;
    bool found = store_row(st);
    bool whole = !found || copy_texts(st, arena, &row, &sealed);
    if (found)
        copy_numbers(st, &row);
    err = store_end(st);
    if (err || !whole)
        return err ? err : XC_ENOMEM;
    if (!found || (party && row.party != party))
        return xc_fail(why, XC_ENOTFOUND, "/id", "you have no application %lld",
                       "您没有编号 %lld 的申请", (long long)id);
    find_matter(sv, &row);
    err = open_answers(sv, sealed, arena, &row, why);
    if (!err)
        *ret = row;
    return err;
}

xc_err application_put_answers(const services *sv, store_conn *c, const application_row *row,
                               const json_value *answers, const json_value *prefilled)
{
    char context[CONTEXT_SIZE];
    xc_buf text, sealed;
    xc_buf_init(&text, MAX_SEALED);
    xc_buf_init(&sealed, MAX_SEALED + PARTY_SEAL_OVERHEAD);
    json_writer w = json_writer_on(&text);
    json_open_object(&w);
    json_key(&w, "answers");
    json_value_put(&w, answers);
    json_key(&w, "prefilled");
    json_value_put(&w, prefilled ? prefilled : row->prefilled);
    json_close_object(&w);
    xc_err err = xc_buf_err(&text);
    if (!err)
        err = party_seal_close(sv->seal, context_of(row->id, context), xc_buf_view(&text), &sealed);
    if (!err)
        err = store_run(c, NULL, "UPDATE application SET sealed = $1 WHERE id = $2", "bi",
                        xc_buf_view(&sealed), row->id);
    xc_buf_done(&text);
    xc_buf_done(&sealed);
    return err;
}

xc_err application_update(store_conn *c, const application_row *row)
{
    return store_run(c, NULL,
                     "UPDATE application SET state = $1, case_id = $2, division = $3, office = $4, "
                     "first_office = $5, transfers = $6, supplements = $7, notice = $8, "
                     "missing = $9, submitted_us = $10, accepted_us = $11, due_us = $12, "
                     "paused_us = $13, decided_us = $14, licence_id = $15 WHERE id = $16",
                     "sisssiissiiiiiii", row->state, row->case_id, row->division, row->office,
                     row->first_office, row->transfers, row->supplements, row->notice, row->missing,
                     row->submitted_us, row->accepted_us, row->due_us, row->paused_us,
                     row->decided_us, row->licence, row->id);
}

xc_err application_history_add(store_conn *c, int64_t id, int64_t time_us, pack_text text,
                               pack_text why)
{
    return store_run(c, NULL,
                     "INSERT INTO application_history (application_id, n, time_us, text_zh, "
                     "text_en, why_zh, why_en) SELECT $1, COALESCE(MAX(n), 0) + 1, $2, $3, $4, $5, "
                     "$6 FROM application_history WHERE application_id = $7",
                     "iissssi", id, time_us, text.zh, text.en, why.zh.ptr ? why.zh : XC_STR(""),
                     why.en.ptr ? why.en : XC_STR(""), id);
}

pack_text application_office_name(const services *sv, xc_str office)
{
    const pack_office *o = office.len ? pack_office_find(sv->pack, office) : NULL;
    return o ? o->name : (pack_text){ office, office };
}

/* The event carries no personal value: who may see more asks for the page. */
xc_err application_tell(const services *sv, loop_tx *tx, const application_row *row,
                        const char *action)
{
    xc_arena *arena = loop_arena(tx);
    (void)sv;
    xc_str json =
        xc_arena_printf(arena, "{\"id\":\"%lld\",\"matter\":\"%.*s\",\"state\":\"%.*s\"}",
                        (long long)row->id, XC_STR_ARG(row->matter_id), XC_STR_ARG(row->state));
    xc_str audience = xc_arena_printf(arena, "user:%lld", (long long)row->user_id);
    xc_str object = xc_arena_printf(arena, "application:%lld", (long long)row->id);
    if (!json.ptr || !audience.ptr || !object.ptr)
        return XC_ENOMEM;
    xc_err err = loop_event(tx, "application", row->division, audience, json);
    if (!err && row->case_id)
        err = loop_event(tx, "application", row->division, XC_STR(""), json);
    return err ? err : loop_audit(tx, action, object, row->division, json);
}
