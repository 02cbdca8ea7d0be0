/* party.c - rows of people: facts sealed one by one, looks recorded. */
#include "city/party.h"

#include <assert.h>
#include <stdio.h>

#include "base/buf.h"

enum { CONTEXT_SIZE = 96 };

/* What a sealed fact is bound to: its place in the table. */
static xc_str context_of(int64_t party, xc_str field, char to[CONTEXT_SIZE])
{
    int n = snprintf(to, CONTEXT_SIZE, "party_fact:%lld:%.*s", (long long)party, XC_STR_ARG(field));
    return (xc_str){ to, n > 0 && n < CONTEXT_SIZE ? (size_t)n : CONTEXT_SIZE - 1 };
}

xc_err party_put(store_conn *c, xc_str key, xc_str login, int64_t now_us, int64_t *ret_id)
{
    store_stmt *st;
    xc_str none = { 0 };
    xc_err err = store_query(
        c, &st,
        "INSERT INTO party (party_key, kind, login, changed_us) VALUES ($1, 'person', $2, $3) "
        "ON CONFLICT (party_key) DO UPDATE SET login = excluded.login RETURNING id",
        "ssi", key, login.len ? login : none, now_us);
    if (err)
        return err;
    int64_t id = store_row(st) ? store_int(st, 0) : 0;
    err = store_end(st);
    if (!err)
        *ret_id = id;
    return err;
}

/* Only what people are looked up by has a mark. */
static xc_err put_mark(store_conn *c, const party_seal *seal, int64_t party, const party_fact *fact)
{
    char mark[PARTY_MARK_SIZE];
    if (!xc_str_is(fact->field, "id_number"))
        return XC_OK;
    xc_err err = party_seal_mark(seal, fact->field, fact->value, mark);
    if (!err)
        err = store_run(c, NULL, "DELETE FROM party_mark WHERE party_id = $1 AND field = $2", "is",
                        party, fact->field);
    if (!err)
        err = store_run(c, NULL,
                        "INSERT INTO party_mark (field, mark, party_id) VALUES ($1, $2, $3) "
                        "ON CONFLICT (field, mark) DO UPDATE SET party_id = excluded.party_id",
                        "ssi", fact->field, xc_str_of(mark), party);
    return err;
}

xc_err party_fact_put(store_conn *c, const party_seal *seal, int64_t party, const party_fact *fact)
{
    char context[CONTEXT_SIZE];
    xc_buf sealed;
    xc_buf_init(&sealed, 1 << 16);
    xc_err err =
        party_seal_close(seal, context_of(party, fact->field, context), fact->value, &sealed);
    if (!err)
        err = store_run(c, NULL,
                        "INSERT INTO party_fact (party_id, field, sealed, source, grade, "
                        "checked_us) VALUES ($1, $2, $3, $4, $5, $6) "
                        "ON CONFLICT (party_id, field) DO UPDATE SET sealed = excluded.sealed, "
                        "source = excluded.source, grade = excluded.grade, "
                        "checked_us = excluded.checked_us",
                        "isbssi", party, fact->field, xc_buf_view(&sealed), fact->source,
                        fact->grade, fact->checked_us);
    xc_buf_done(&sealed);
    return err ? err : put_mark(c, seal, party, fact);
}

/* The only number of a one-row query; XC_ENOTFOUND if there is no row. */
static xc_err one_number(store_stmt *st, int64_t *ret)
{
    bool found = store_row(st);
    int64_t value = found ? store_int(st, 0) : 0;
    xc_err err = store_end(st);
    if (err)
        return err;
    if (!found)
        return XC_ENOTFOUND;
    *ret = value;
    return XC_OK;
}

xc_err party_of_user(store_conn *c, int64_t user_id, int64_t *ret_party)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT p.id FROM party p JOIN city_user u ON u.login = p.login "
                             "WHERE u.id = $1",
                             "i", user_id);
    return err ? err : one_number(st, ret_party);
}

xc_err party_find_number(store_conn *c, const party_seal *seal, xc_str id_number,
                         int64_t *ret_party)
{
    store_stmt *st;
    char mark[PARTY_MARK_SIZE];
    xc_err err = party_seal_mark(seal, XC_STR("id_number"), id_number, mark);
    if (!err)
        err = store_query(c, &st,
                          "SELECT party_id FROM party_mark WHERE field = 'id_number' AND mark = $1",
                          "s", xc_str_of(mark));
    return err ? err : one_number(st, ret_party);
}

xc_err party_user(store_conn *c, int64_t party, int64_t *ret_user_id)
{
    store_stmt *st;
    int64_t id = 0;
    xc_err err = store_query(c, &st,
                             "SELECT u.id FROM party p JOIN city_user u ON u.login = p.login "
                             "WHERE p.id = $1",
                             "i", party);
    if (!err)
        err = one_number(st, &id);
    if (!err || err == XC_ENOTFOUND)
        *ret_user_id = id;
    return err == XC_ENOTFOUND ? XC_OK : err;
}

static xc_err read_fact(store_stmt *st, const party_seal *seal, int64_t party, xc_arena *arena,
                        party_fact *to)
{
    char context[CONTEXT_SIZE];
    *to = (party_fact){ .field = xc_arena_str(arena, store_str(st, 0)),
                        .source = xc_arena_str(arena, store_str(st, 2)),
                        .grade = xc_arena_str(arena, store_str(st, 3)),
                        .checked_us = store_int(st, 4) };
    if (!to->field.ptr || !to->source.ptr || !to->grade.ptr)
        return XC_ENOMEM;
    return party_seal_read(seal, context_of(party, to->field, context), store_str(st, 1), arena,
                           &to->value);
}

xc_err party_facts(store_conn *c, const party_seal *seal, int64_t party, xc_arena *arena,
                   party_fact **ret, size_t *ret_count)
{
    store_stmt *st;
    party_fact *facts = xc_arena_array(arena, PARTY_MAX_FACTS, sizeof *facts);
    if (!facts)
        return XC_ENOMEM;
    xc_err err = store_query(c, &st,
                             "SELECT field, sealed, source, grade, checked_us FROM party_fact "
                             "WHERE party_id = $1 ORDER BY field",
                             "i", party);
    if (err)
        return err;
    size_t count = 0;
    while (!err && count < PARTY_MAX_FACTS && store_row(st))
        err = read_fact(st, seal, party, arena, &facts[count++]);
    xc_err ended = store_end(st);
    if (err || ended)
        return err ? err : ended;
    *ret = facts;
    *ret_count = count;
    return XC_OK;
}

const party_fact *party_fact_find(const party_fact *facts, size_t count, const char *field)
{
    for (size_t i = 0; i < count; i++)
        if (xc_str_is(facts[i].field, field))
            return &facts[i];
    return NULL;
}

/* ---- masks ---- */

party_mask_kind party_mask_of(xc_str field)
{
    static const struct {
        const char *field;
        party_mask_kind kind;
    } kinds[] = { { "id_number", PARTY_MASK_ID },
                  { "phone", PARTY_MASK_PHONE },
                  { "name", PARTY_MASK_NAME },
                  { "name_en", PARTY_MASK_NAME } };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (xc_str_is(field, kinds[i].field))
            return kinds[i].kind;
    return PARTY_MASK_OTHER;
}

/* The first character of each word stays. */
static xc_str mask_words(xc_str value, xc_arena *arena)
{
    xc_buf out;
    xc_buf_init(&out, 4096);
    bool first = true;
    uint32_t point;
    for (size_t n; (n = xc_utf8_next(value, &point)); value.ptr += n, value.len -= n) {
        if (first || point == ' ')
            xc_buf_put(&out, value.ptr, n);
        else
            xc_buf_byte(&out, '*');
        first = point == ' ';
    }
    xc_str masked = out.err ? (xc_str){ 0 } : xc_arena_str(arena, xc_buf_view(&out));
    xc_buf_done(&out);
    return masked;
}

xc_str party_mask(party_mask_kind kind, xc_str value, xc_arena *arena)
{
    if (kind == PARTY_MASK_ID && value.len >= 15)
        return xc_arena_printf(arena, "%.6s ******** %.2s", value.ptr, value.ptr + value.len - 2);
    if (kind == PARTY_MASK_PHONE && value.len >= 8)
        return xc_arena_printf(arena, "%.3s****%.4s", value.ptr, value.ptr + value.len - 4);
    return mask_words(value, arena);
}

/* ---- who looked ---- */

xc_err party_access_note(store_conn *c, const party_access *a)
{
    return store_run(c, NULL,
                     "INSERT INTO party_access (time_us, party_id, case_id, user_id, who, unit_zh, "
                     "unit_en, purpose_zh, purpose_en, what) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                     "iiiissssss", a->time_us, a->party, a->case_id, a->user_id, a->who, a->unit.zh,
                     a->unit.en, a->purpose.zh, a->purpose.en, a->what);
}

static bool read_access(store_stmt *st, xc_arena *arena, party_access *to)
{
    *to = (party_access){
        .time_us = store_int(st, 0),
        .party = store_int(st, 1),
        .case_id = store_int(st, 2),
        .user_id = store_int(st, 3),
        .who = xc_arena_str(arena, store_str(st, 4)),
        .unit = { xc_arena_str(arena, store_str(st, 5)), xc_arena_str(arena, store_str(st, 6)) },
        .purpose = { xc_arena_str(arena, store_str(st, 7)), xc_arena_str(arena, store_str(st, 8)) },
        .what = xc_arena_str(arena, store_str(st, 9)),
    };
    return to->who.ptr && to->unit.zh.ptr && to->unit.en.ptr && to->purpose.zh.ptr &&
           to->purpose.en.ptr && to->what.ptr;
}

xc_err party_access_list(store_conn *c, int64_t party, int64_t case_id, size_t max, xc_arena *arena,
                         party_access **ret, size_t *ret_count)
{
    store_stmt *st;
    party_access *list = xc_arena_array(arena, max ? max : 1, sizeof *list);
    if (!list)
        return XC_ENOMEM;
    xc_err err = store_query(c, &st,
                             "SELECT time_us, party_id, case_id, user_id, who, unit_zh, unit_en, "
                             "purpose_zh, purpose_en, what FROM party_access "
                             "WHERE party_id = $1 AND ($2 = 0 OR case_id = $3) "
                             "ORDER BY id DESC LIMIT $4",
                             "iiii", party, case_id, case_id, (int64_t)max);
    if (err)
        return err;
    size_t count = 0;
    while (count < max && store_row(st))
        if (!read_access(st, arena, &list[count++]))
            err = XC_ENOMEM;
    xc_err ended = store_end(st);
    if (err || ended)
        return err ? err : ended;
    *ret = list;
    *ret_count = count;
    return XC_OK;
}
