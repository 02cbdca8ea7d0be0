/* application_page.c - an application as its screens show it, and what a resident sees of
 * themselves. */
#include "services/application.h"

#include "city/user.h"
#include "codec/time_text.h"
#include "services/application_int.h"
#include "services/licence_int.h"
#include "services/matter.h"
#include "services/rating.h"

enum { MAX_LISTED = 100, MAX_LOOKS = 50 };
static const int64_t LOOK_AGAIN_US = 10 * XC_MINUTE_US;

static void put_time(json_writer *w, const char *key, int64_t time_us)
{
    json_put_time(w, key, time_us ? time_us : TIME_NONE);
}

/* Stored JSON as it is; empty text: null. */
static void put_stored(json_writer *w, const char *key, xc_str json)
{
    json_key(w, key);
    if (json.len)
        json_raw(w, json);
    else
        json_null(w);
}

/* ---- the track: submitted, taken on, reviewed, issued ---- */

enum { TRACK_STEPS = 4 };

static const char *step_state(int step, int now)
{
    return step < now ? "done" : step == now ? "now" : "todo";
}

static int step_now(xc_str state)
{
    static const struct {
        const char *state;
        int now; /* TRACK_STEPS: all done */
    } steps[] = { { "draft", 0 },
                  { "submitted", 1 },
                  { "accepted", 2 },
                  { "reviewing", 2 },
                  { "waiting_applicant", 2 },
                  { "approved", TRACK_STEPS },
                  { "refused", TRACK_STEPS },
                  { "withdrawn", TRACK_STEPS } };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (xc_str_is(state, steps[i].state))
            return steps[i].now;
    return 0;
}

static void put_track(json_writer *w, const application_row *row)
{
    const struct {
        const char *id, *zh, *en;
        int64_t time_us;
    } steps[TRACK_STEPS] = { { "submitted", "提交", "Submitted", row->submitted_us },
                             { "accepted", "受理", "Taken on", row->accepted_us },
                             { "reviewing", "审查", "Review", row->decided_us },
                             { "issued", xc_str_is(row->state, "refused") ? "未出证" : "出证",
                               xc_str_is(row->state, "refused") ? "Not issued" : "Issued",
                               row->decided_us } };
    int now = step_now(row->state);
    json_key(w, "track");
    json_open_array(w);
    for (int i = 0; i < TRACK_STEPS; i++) {
        json_open_object(w);
        json_put_text(w, "id", steps[i].id);
        matter_put_text(w, "name", (pack_text){ xc_str_of(steps[i].zh), xc_str_of(steps[i].en) });
        json_put_text(w, "state", step_state(i, now));
        put_time(w, "time", steps[i].time_us);
        json_close_object(w);
    }
    json_close_array(w);
}

static void put_materials(json_writer *w, const application_material *list, size_t count)
{
    json_key(w, "materials");
    json_open_array(w);
    for (size_t i = 0; i < count; i++) {
        json_open_object(w);
        json_put_str(w, "id", list[i].id);
        matter_put_text(w, "name", list[i].name);
        json_put_str(w, "grade", list[i].grade);
        matter_put_text(w, "source", list[i].source);
        json_put_bool(w, "required", list[i].required);
        json_put_text(w, "status", list[i].status);
        if (list[i].file)
            matter_put_id(w, "file", list[i].file);
        json_close_object(w);
    }
    json_close_array(w);
}

/* What an official asked for; before that, what the rules ask for and is not there. */
static void put_missing(json_writer *w, const application_row *row,
                        const application_material *list, size_t count)
{
    json_key(w, "missing");
    if (row->submitted_us) {
        json_raw(w, row->missing);
        return;
    }
    json_open_array(w);
    for (size_t i = 0; i < count; i++)
        if (list[i].required && !list[i].given) {
            json_open_object(w);
            json_put_str(w, "zh", list[i].name.zh);
            json_put_str(w, "en", list[i].name.en);
            json_close_object(w);
        }
    json_close_array(w);
}

static xc_err put_history(store_conn *c, int64_t id, json_writer *w)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT time_us, text_zh, text_en, why_zh, why_en "
                             "FROM application_history WHERE application_id = $1 ORDER BY n",
                             "i", id);
    if (err)
        return err;
    json_key(w, "history");
    json_open_array(w);
    while (store_row(st)) {
        json_open_object(w);
        json_put_time(w, "time", store_int(st, 0));
        matter_put_text(w, "text", (pack_text){ store_str(st, 1), store_str(st, 2) });
        if (store_str(st, 3).len)
            matter_put_text(w, "why", (pack_text){ store_str(st, 3), store_str(st, 4) });
        json_close_object(w);
    }
    json_close_array(w);
    return store_end(st);
}

static xc_err put_looks(store_conn *c, int64_t party, int64_t case_id, xc_arena *arena,
                        json_writer *w)
{
    party_access *list = NULL;
    size_t count = 0;
    xc_err err = party_access_list(c, party, case_id, MAX_LOOKS, arena, &list, &count);
    json_key(w, "access_log");
    json_open_array(w);
    for (size_t i = 0; i < count && !err; i++) {
        json_open_object(w);
        json_put_time(w, "time", list[i].time_us);
        json_put_str(w, "who", list[i].who);
        matter_put_text(w, "unit", list[i].unit);
        matter_put_text(w, "purpose", list[i].purpose);
        json_put_str(w, "what", list[i].what);
        json_close_object(w);
    }
    json_close_array(w);
    return err;
}

/* People and addresses know a case by its number. */
static xc_err put_case(store_conn *c, const application_row *row, xc_arena *arena, json_writer *w)
{
    case_brief brief;
    xc_err err = row->case_id ? case_get(c, row->case_id, arena, &brief) : XC_ENOTFOUND;
    if (err && err != XC_ENOTFOUND)
        return err;
    json_put_str(w, "case", err ? (xc_str){ 0 } : brief.no);
    return XC_OK;
}

static void put_head(const services *sv, const application_row *row, json_writer *w)
{
    matter_put_id(w, "id", row->id);
    json_key(w, "matter");
    json_open_object(w);
    json_put_str(w, "id", row->matter_id);
    matter_put_text(
        w, "name", row->matter ? row->matter->name : (pack_text){ row->matter_id, row->matter_id });
    json_close_object(w);
    json_put_str(w, "state", row->state);
    matter_put_text(w, "office", application_office_name(sv, row->office));
    matter_put_text(w, "first_office", application_office_name(sv, row->first_office));
    json_put_bool(w, "at_window", row->taken_by != 0);
    json_put_int(w, "transfers", row->transfers);
    put_time(w, "created_at", row->created_us);
    put_time(w, "submitted_at", row->submitted_us);
    put_time(w, "due_at", row->due_us);
    json_put_bool(w, "paused", row->paused_us != 0);
    if (row->licence)
        matter_put_id(w, "licence", row->licence);
    else
        json_put_null(w, "licence");
    json_key(w, "answers");
    json_value_put(w, row->answers);
    json_key(w, "prefilled");
    json_value_put(w, row->prefilled);
    put_stored(w, "notice", row->notice);
}

xc_err application_put_page(const services *sv, store_conn *c, const application_row *row,
                            int64_t now_us, xc_arena *arena, json_writer *w)
{
    application_material list[APPLICATION_MAX_MATERIALS];
    size_t count = 0;
    int64_t score = 0;
    const feel_value *context = NULL;
    xc_err err = application_context(sv, c, row, now_us, false, arena, &context);
    if (!err)
        err = application_materials(sv, c, row, context, now_us, arena, list, &count);
    if (!err)
        err = rating_of(c, row->id, &score);
    if (err)
        return err;
    json_open_object(w);
    put_head(sv, row, w);
    err = put_case(c, row, arena, w);
    if (!err && row->licence)
        err = licence_put_state(c, row->licence, now_us, w);
    if (err)
        return err;
    put_materials(w, list, count);
    put_missing(w, row, list, count);
    put_track(w, row);
    json_key(w, "rated");
    if (score)
        json_int(w, score);
    else
        json_null(w);
    err = put_history(c, row->id, w);
    return err ? err : put_looks(c, row->party, row->case_id ? row->case_id : -1, arena, w);
}

xc_err application_page_open(const services *sv, store_conn *c, int64_t party, int64_t id,
                             int64_t now_us, xc_arena *arena, json_writer *w, xc_problem *why)
{
    application_row row;
    xc_err err = application_get(sv, c, id, party, arena, &row, why);
    return err ? err : application_put_page(sv, c, &row, now_us, arena, w);
}

xc_err application_page(const services *sv, store_conn *c, int64_t party, int64_t id,
                        int64_t now_us, xc_arena *arena, json_writer *w, xc_problem *why)
{
    xc_err err = application_page_open(sv, c, party, id, now_us, arena, w, why);
    if (!err)
        json_close_object(w);
    return err;
}

static xc_err ids_of(store_conn *c, int64_t party, int64_t ids[MAX_LISTED], size_t *ret_count)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT id FROM application WHERE party_id = $1 "
                             "ORDER BY id DESC LIMIT $2",
                             "ii", party, (int64_t)MAX_LISTED);
    if (err)
        return err;
    size_t count = 0;
    while (count < MAX_LISTED && store_row(st))
        ids[count++] = store_int(st, 0);
    *ret_count = count;
    return store_end(st);
}

xc_err application_list(const services *sv, store_conn *c, int64_t party, int64_t now_us,
                        xc_arena *arena, json_writer *w)
{
    int64_t ids[MAX_LISTED];
    size_t count = 0;
    xc_err err = ids_of(c, party, ids, &count);
    json_open_object(w);
    json_key(w, "applications");
    json_open_array(w);
    for (size_t i = 0; i < count && !err; i++)
        err = application_page(sv, c, party, ids[i], now_us, arena, w, NULL);
    json_close_array(w);
    json_close_object(w);
    return err;
}

xc_err application_of_case(store_conn *c, int64_t case_id, int64_t *ret_id)
{
    store_stmt *st;
    int64_t id = 0;
    xc_err err = store_query(c, &st, "SELECT id FROM application WHERE case_id = $1", "i", case_id);
    if (err)
        return err;
    if (store_row(st))
        id = store_int(st, 0);
    err = store_end(st);
    if (!err)
        *ret_id = id;
    return err;
}

/* ---- the official's look ---- */

static xc_err looked_just_now(loop_tx *tx, const application_row *row, bool *ret)
{
    store_stmt *st;
    xc_err err = store_query(loop_db(tx), &st,
                             "SELECT COUNT(*) FROM party_access WHERE party_id = $1 AND "
                             "case_id = $2 AND user_id = $3 AND time_us > $4",
                             "iiii", row->party, row->case_id, loop_actor_of(tx)->user_id,
                             loop_now_us(tx) - LOOK_AGAIN_US);
    if (err)
        return err;
    *ret = store_row(st) && store_int(st, 0) > 0;
    return store_end(st);
}

/* The place that the official speaks for: the office whose division is theirs, else the division.
 */
static pack_text unit_of(const services *sv, const loop_actor *actor)
{
    size_t count;
    const pack_office *offices = pack_offices(sv->pack, &count);
    for (size_t i = 0; i < count && actor->division.len; i++)
        if (xc_str_eq(pack_division_prefix(offices[i].division), actor->division))
            return offices[i].name;
    const pack_division *d = pack_division_find(sv->pack, actor->division);
    return d ? d->name : pack_info_of(sv->pack)->name;
}

xc_err application_actor_name(loop_tx *tx, xc_str *ret)
{
    user who;
    const loop_actor *actor = loop_actor_of(tx);
    xc_err err = user_find(loop_db(tx), loop_arena(tx), actor->user_id, &who);
    if (err && err != XC_ENOTFOUND)
        return err;
    *ret = err ? actor->name : who.name; /* a token has no account */
    return XC_OK;
}

xc_err application_note_look(const services *sv, loop_tx *tx, const application_row *row)
{
    bool again = false;
    const loop_actor *actor = loop_actor_of(tx);
    xc_str name = XC_STR("");
    xc_err err = looked_just_now(tx, row, &again);
    if (!err)
        err = application_actor_name(tx, &name);
    if (err || again || actor->user_id == row->user_id)
        return err;
    party_access a = {
        .time_us = loop_now_us(tx),
        .party = row->party,
        .case_id = row->case_id,
        .user_id = actor->user_id,
        .who = name,
        .unit = unit_of(sv, actor),
        .purpose = row->matter ? row->matter->name : (pack_text){ row->matter_id, row->matter_id },
        .what = XC_STR("name,id_number,registered_address,residence_address,phone")
    };
    return party_access_note(loop_db(tx), &a);
}

/* Who opened the case, which is written down, reads the name whole; in English as the passport has
 * it. */
static xc_err put_applicant(const services *sv, store_conn *c, const application_row *row,
                            xc_arena *arena, json_writer *w)
{
    party_fact *facts;
    size_t count;
    xc_err err = party_facts(c, sv->seal, row->party, arena, &facts, &count);
    const party_fact *zh = err ? NULL : party_fact_find(facts, count, "name");
    const party_fact *en = err ? NULL : party_fact_find(facts, count, "name_en");
    if (zh)
        matter_put_text(w, "applicant", (pack_text){ zh->value, en ? en->value : zh->value });
    return err;
}

xc_err application_staff_page(const services *sv, loop_tx *tx, int64_t id, json_writer *w,
                              xc_problem *why)
{
    application_row row;
    xc_arena *arena = loop_arena(tx);
    const feel_value *context = NULL;
    xc_err err = application_get(sv, loop_db(tx), id, 0, arena, &row, why);
    if (!err)
        err = application_note_look(sv, tx, &row);
    if (!err)
        err = application_context(sv, loop_db(tx), &row, loop_now_us(tx), false, arena, &context);
    if (!err)
        err = application_put_page(sv, loop_db(tx), &row, loop_now_us(tx), arena, w);
    if (!err)
        err = put_applicant(sv, loop_db(tx), &row, arena, w);
    if (!err)
        err = application_put_checks(sv, &row, context, loop_now_us(tx), arena, w);
    if (!err)
        json_close_object(w);
    return err;
}

/* ---- me ---- */

static xc_str fact_or_empty(const party_fact *facts, size_t count, const char *field)
{
    const party_fact *f = party_fact_find(facts, count, field);
    return f ? f->value : XC_STR("");
}

xc_err application_me(const services *sv, store_conn *c, int64_t party, int64_t now_us,
                      xc_arena *arena, json_writer *w)
{
    party_fact *facts = NULL;
    size_t count = 0;
    xc_err err = party_facts(c, sv->seal, party, arena, &facts, &count);
    if (err)
        return err;
    json_open_object(w);
    json_put_str(w, "name", fact_or_empty(facts, count, "name"));
    json_put_str(w, "name_en", fact_or_empty(facts, count, "name_en"));
    json_put_str(w, "id_masked",
                 party_mask(PARTY_MASK_ID, fact_or_empty(facts, count, "id_number"), arena));
    json_put_str(w, "phone_masked",
                 party_mask(PARTY_MASK_PHONE, fact_or_empty(facts, count, "phone"), arena));
    json_put_str(w, "registered_address", fact_or_empty(facts, count, "registered_address"));
    json_put_str(w, "residence_address", fact_or_empty(facts, count, "residence_address"));
    int64_t age = application_age(sv, fact_or_empty(facts, count, "birth"), now_us);
    if (age >= 0)
        json_put_int(w, "age", age);
    else
        json_put_null(w, "age");
    err = put_looks(c, party, 0, arena, w);
    json_close_object(w);
    return err;
}
