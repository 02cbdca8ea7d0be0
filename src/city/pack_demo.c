/* pack_demo.c - simulated people and accounts of demo/. */
#include "city/pack_int.h"
#include "codec/idnum.h"
#include "codec/time_text.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))
static const char PEOPLE[] = "demo/people.csv", ACCOUNTS[] = "demo/accounts.csv";

static const pack_field person_fields[] = {
    PACK_FIELD(pack_person, "key", key, STR, PACK_NEEDED),
    PACK_FIELD(pack_person, "id_number", id_number, STR, PACK_NEEDED),
    PACK_FIELD(pack_person, "name", name, STR, PACK_NEEDED),
    PACK_FIELD(pack_person, "name_en", name_en, STR, 0),
    PACK_FIELD(pack_person, "phone", phone, STR, 0),
    PACK_FIELD(pack_person, "birth", birth, STR, PACK_NEEDED),
    PACK_FIELD(pack_person, "sex", sex, STR, PACK_NEEDED),
    PACK_FIELD(pack_person, "registered_address", registered_address, STR, PACK_NEEDED),
    PACK_FIELD(pack_person, "registered_division", registered_division, STR, PACK_NEEDED),
    PACK_FIELD(pack_person, "residence_address", residence_address, STR, PACK_NEEDED),
    PACK_FIELD(pack_person, "residence_division", residence_division, STR, PACK_NEEDED),
    PACK_FIELD(pack_person, "identity_level", identity_level, INT, PACK_NEEDED),
    PACK_FIELD(pack_person, "record_clear", record_clear, BOOL, PACK_NEEDED),
    PACK_FIELD(pack_person, "proofs_this_year", proofs_this_year, INT, PACK_NEEDED),
    PACK_FIELD(pack_person, "login", login, STR, 0),
};
static const pack_field account_fields[] = {
    PACK_FIELD(pack_account, "login", login, STR, PACK_NEEDED),
    PACK_FIELD(pack_account, "password", password, STR, PACK_NEEDED),
    PACK_FIELD(pack_account, "kind", kind, STR, PACK_NEEDED),
    PACK_FIELD(pack_account, "name_zh", name.zh, STR, PACK_NEEDED),
    PACK_FIELD(pack_account, "name_en", name.en, STR, PACK_NEEDED),
    PACK_FIELD(pack_account, "role", roles, WORDS, PACK_NEEDED),
    PACK_FIELD(pack_account, "division", division, STR, PACK_NEEDED),
    PACK_FIELD(pack_account, "unit", unit, STR, 0),
    PACK_FIELD(pack_account, "person", person, STR, 0),
    PACK_FIELD(pack_account, "office", office, STR, 0),
    PACK_FIELD(pack_account, "listed", listed, BOOL, 0),
};

static void check_person(pack_reader *r, const pack_person *p, uint32_t line)
{
    xc_problem why = { 0 };
    idnum_person number;
    int64_t birth;
    if (idnum_person_parse(p->id_number, time_days(2100, 1, 1), &number, &why) != XC_OK) {
        why.line = line;
        why.column = 0;
        pack_report_add(r, PEOPLE, 1, &why);
    } else if (!time_parse_date(p->birth, &birth) || birth != number.birth_days ||
               number.female != xc_str_is(p->sex, "female")) {
        PACK_BAD(r, PEOPLE, line, 0, "%.*s: birth and sex must be those of the ID number",
                 "%.*s：出生日期和性别要与身份证号一致", XC_STR_ARG(p->key));
    }
    if (!pack_division_find(r->p, p->residence_division))
        PACK_BAD(r, PEOPLE, line, 0, "%.*s: there is no residence division %.*s",
                 "%.*s：没有 %.*s 这个居住区划", XC_STR_ARG(p->key),
                 XC_STR_ARG(p->residence_division));
}

static xc_err read_people(pack_reader *r)
{
    const csv_table *table;
    xc_err err = pack_file_csv(r, PEOPLE, false, &table);
    if (err || !table || !pack_csv_has(r, PEOPLE, table, person_fields, COUNT(person_fields)))
        return err;
    for (const csv_row *row = table->first; row; row = row->next) {
        pack_person *p = PACK_MORE(r, r->p->people);
        if (!p)
            return XC_ENOMEM;
        *p = (pack_person){ 0 };
        err = pack_fields_csv(r, PEOPLE, table, row, person_fields, COUNT(person_fields), p);
        if (err)
            return err;
        check_person(r, p, row->line);
    }
    return XC_OK;
}

static bool unit_exists(const pack *p, xc_str key)
{
    for (size_t i = 0; i < p->units.count; i++)
        if (xc_str_eq(p->units.items[i].key, key))
            return true;
    return false;
}

static bool person_exists(const pack *p, xc_str key)
{
    for (size_t i = 0; i < p->people.count; i++)
        if (xc_str_eq(p->people.items[i].key, key))
            return true;
    return false;
}

static void need(pack_reader *r, uint32_t line, bool there, const char *what, xc_str key)
{
    if (!there)
        PACK_BAD(r, ACCOUNTS, line, 0, "%s: there is no \"%.*s\"", "%s：没有“%.*s”", what,
                 XC_STR_ARG(key));
}

static void check_account(pack_reader *r, const pack_account *a, uint32_t line)
{
    const pack *p = r->p;
    for (size_t i = 0; i < a->role_count; i++)
        need(r, line, pack_role_find(p, a->roles[i]) != NULL, "role", a->roles[i]);
    need(r, line, pack_division_find(p, a->division) != NULL, "division", a->division);
    need(r, line, !a->unit.len || unit_exists(p, a->unit), "unit", a->unit);
    need(r, line, !a->person.len || person_exists(p, a->person), "person", a->person);
    need(r, line, !a->office.len || pack_office_find(p, a->office), "office", a->office);
    if (!xc_str_is(a->kind, "staff") && !xc_str_is(a->kind, "resident") &&
        !xc_str_is(a->kind, "crew"))
        PACK_BAD(r, ACCOUNTS, line, 0, "kind \"%.*s\": write staff, resident or crew",
                 "kind“%.*s”：请写 staff、resident 或 crew", XC_STR_ARG(a->kind));
    for (const pack_account *other = p->accounts.items; other < a; other++)
        if (xc_str_eq(other->login, a->login))
            PACK_BAD(r, ACCOUNTS, line, 0, "login \"%.*s\" is there twice", "登录名“%.*s”重复",
                     XC_STR_ARG(a->login));
}

static xc_err read_accounts(pack_reader *r)
{
    const csv_table *table;
    xc_err err = pack_file_csv(r, ACCOUNTS, false, &table);
    if (err || !table || !pack_csv_has(r, ACCOUNTS, table, account_fields, COUNT(account_fields)))
        return err;
    for (const csv_row *row = table->first; row; row = row->next) {
        pack_account *a = PACK_MORE(r, r->p->accounts);
        if (!a)
            return XC_ENOMEM;
        *a = (pack_account){ 0 };
        err = pack_fields_csv(r, ACCOUNTS, table, row, account_fields, COUNT(account_fields), a);
        if (err)
            return err;
        check_account(r, a, row->line);
    }
    return XC_OK;
}

xc_err pack_demo_load(pack_reader *r)
{
    xc_err err = read_people(r);
    return err ? err : read_accounts(r);
}
