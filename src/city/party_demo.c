/* party_demo.c - the pack's simulated people as parties. */
#include <stdio.h>

#include "city/party.h"

enum { PERSON_FIELDS = 13 };

static size_t person_fields(const pack_person *p, party_fact facts[PERSON_FIELDS],
                            char numbers[2][24])
{
    snprintf(numbers[0], 24, "%d", p->identity_level);
    snprintf(numbers[1], 24, "%d", p->proofs_this_year);
    const party_fact all[PERSON_FIELDS] = {
        { .field = XC_STR("name"), .value = p->name },
        { .field = XC_STR("name_en"), .value = p->name_en },
        { .field = XC_STR("id_number"), .value = p->id_number },
        { .field = XC_STR("phone"), .value = p->phone },
        { .field = XC_STR("birth"), .value = p->birth },
        { .field = XC_STR("sex"), .value = p->sex },
        { .field = XC_STR("registered_address"), .value = p->registered_address },
        { .field = XC_STR("registered_division"), .value = p->registered_division },
        { .field = XC_STR("residence_address"), .value = p->residence_address },
        { .field = XC_STR("residence_division"), .value = p->residence_division },
        { .field = XC_STR("identity_level"), .value = xc_str_of(numbers[0]) },
        { .field = XC_STR("record_clear"), .value = xc_str_of(p->record_clear ? "true" : "false") },
        { .field = XC_STR("proofs_this_year"), .value = xc_str_of(numbers[1]) },
    };
    size_t count = 0;
    for (size_t i = 0; i < PERSON_FIELDS; i++)
        if (all[i].value.len)
            facts[count++] = all[i];
    return count;
}

static xc_err load_person(store_conn *c, const party_seal *seal, const pack_person *p,
                          int64_t now_us)
{
    int64_t party;
    party_fact facts[PERSON_FIELDS];
    char numbers[2][24];
    xc_err err = party_put(c, p->key, p->login, now_us, &party);
    size_t count = person_fields(p, facts, numbers);
    for (size_t i = 0; !err && i < count; i++) {
        facts[i].source = XC_STR("population");
        facts[i].grade = XC_STR("A");
        facts[i].checked_us = now_us;
        err = party_fact_put(c, seal, party, &facts[i]);
    }
    return err;
}

xc_err party_load_people(store_conn *c, const party_seal *seal, const pack *p, int64_t now_us,
                         xc_problem *why)
{
    size_t count;
    const pack_person *people = pack_people(p, &count);
    for (size_t i = 0; i < count; i++) {
        xc_err err = load_person(c, seal, &people[i], now_us);
        if (err)
            return xc_fail(why, err, "demo/people.csv", "\"%.*s\" cannot be taken over: %s",
                           "“%.*s” 无法载入：%s", XC_STR_ARG(people[i].key), store_error_text(c));
    }
    return XC_OK;
}
