/* application_intake.c - at a service window: a clerk applies for the person who stands there. */
#include "services/application.h"

#include <stdio.h>

#include "codec/idnum.h"
#include "services/application_int.h"

static xc_err unknown_person(xc_problem *why)
{
    return xc_fail(why, XC_EINVAL, "/person/id_number",
                   "nobody is known by this name and number: compare both with the card",
                   "没有查到这个姓名和号码的人，请对照证件再看一遍");
}

static bool has_name(const party_fact *facts, size_t count, xc_str name)
{
    const party_fact *zh = party_fact_find(facts, count, "name");
    const party_fact *en = party_fact_find(facts, count, "name_en");
    return name.len && ((zh && xc_str_eq(zh->value, name)) || (en && xc_str_eq(en->value, name)));
}

/* The number's own digits are checked first: a slip of the finger is told with its place. */
static xc_err find_person(const services *sv, loop_tx *tx, xc_str name, xc_str id_number,
                          int64_t *ret_party, xc_problem *why)
{
    idnum_person number;
    party_fact *facts;
    size_t count;
    int64_t today = loop_now_us(tx) / XC_DAY_US;
    xc_err err = idnum_person_parse(xc_str_trim(id_number), today, &number, why);
    if (err) {
        if (why)
            (void)snprintf(why->where, sizeof why->where, "/person/id_number");
        return err;
    }
    err = party_find_number(loop_db(tx), sv->seal, xc_str_of(number.number), ret_party);
    if (err)
        return err == XC_ENOTFOUND ? unknown_person(why) : err;
    err = party_facts(loop_db(tx), sv->seal, *ret_party, loop_arena(tx), &facts, &count);
    if (err)
        return err;
    return has_name(facts, count, xc_str_trim(name)) ? XC_OK : unknown_person(why);
}

xc_err application_intake(const services *sv, loop_tx *tx, xc_str matter, xc_str name,
                          xc_str id_number, int64_t *ret_id, xc_problem *why)
{
    const pack_matter *m = NULL;
    application_row row = { .taken_by = loop_actor_of(tx)->user_id };
    xc_err err = application_find_online(sv, matter, &m, why);
    if (!err)
        err = find_person(sv, tx, name, id_number, &row.party, why);
    if (!err)
        err = party_user(loop_db(tx), row.party, &row.user_id);
    if (!err)
        err = application_draft_for(sv, tx, m, &row, why);
    row.matter = m;
    if (!err)
        err = application_note_look(sv, tx, &row);
    if (!err)
        *ret_id = row.id;
    return err;
}

xc_err application_window_page(const services *sv, loop_tx *tx, int64_t id, json_writer *w,
                               xc_problem *why)
{
    application_row row;
    xc_err err = application_own(sv, tx, id, &row, why);
    return err ? err
               : application_put_page(sv, loop_db(tx), &row, loop_now_us(tx), loop_arena(tx), w);
}
