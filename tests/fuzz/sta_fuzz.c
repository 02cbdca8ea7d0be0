/* sta_fuzz.c - addresses and query options of SensorThings: what is taken becomes SQL whose
 * parameters are all there and whose texts come from the model alone; what is refused says where,
 * in two languages. */
#include "fuzz.h"
#include "ops/sense_query.h"
#include "ops/sense_read.h"

/* outside of parameters nothing of the request stands in the SQL: no quotes but the model's, no
 * comments */
static void check_sql(xc_str sql, size_t args)
{
    for (size_t i = 0; i + 1 < sql.len; i++) {
        FUZZ_CHECK(sql.ptr[i] != ';');
        if (sql.ptr[i] == '$') {
            FUZZ_CHECK(sql.ptr[i + 1] >= '1' && sql.ptr[i + 1] <= '9');
            FUZZ_CHECK((size_t)(sql.ptr[i + 1] - '0') <= args || args >= 10);
        }
    }
}

static void check_query(const sense_query *q)
{
    FUZZ_CHECK(q->arg_count <= SENSE_MAX_ARGS && q->top <= SENSE_MAX_TOP);
    check_sql(q->filter, q->arg_count);
    check_sql(q->order, 0);
    for (size_t i = 0; i < q->arg_count; i++)
        FUZZ_CHECK(q->args[i].kind != 's' || xc_utf8_valid(q->args[i].s));
    for (size_t i = 0; i < q->expand_count; i++)
        check_query(q->expand[i].query);
}

/* the first byte chooses the kind of entity; the rest is "path?query" */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    xc_arena *arena;
    const sense_query *q;
    sense_path path;
    xc_problem why = { 0 };
    xc_str path_text;
    if (len == 0 || xc_arena_new(16 << 20, &arena))
        return 0;
    sense_kind kind = (sense_kind)(bytes[0] % SENSE_KINDS);
    xc_str query = xc_str_cut((xc_str){ (const char *)bytes + 1, len - 1 }, '?', &path_text);
    if (sense_path_parse(path_text, &path, &why))
        FUZZ_CHECK(why.en[0] && why.zh[0] && xc_utf8_valid(xc_str_of(why.zh)));
    else
        FUZZ_CHECK(path.count <= SENSE_MAX_SEGMENTS);
    why = (xc_problem){ 0 };
    xc_err err = sense_query_parse(query, kind, 0, arena, &q, &why);
    if (!err)
        check_query(q);
    else
        FUZZ_CHECK(err == XC_ELIMIT || err == XC_ENOMEM || (why.en[0] && why.zh[0]));
    xc_arena_free(arena);
    return 0;
}
