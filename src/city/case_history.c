/* case_history.c - what happened to a case, line by line; lines are only ever added. */
#include "city/case_int.h"

xc_err case_history_put(loop_tx *tx, int64_t case_id, int64_t at_us, bool shown,
                        const case_entry *entry)
{
    const xc_str none = XC_STR("");
#define OR_NONE(s) ((s).ptr ? (s) : none)
    return store_run(loop_db(tx), NULL,
                     "INSERT INTO case_history (case_id, n, time_us, kind, shown, actor, element,"
                     " name_zh, name_en, text_zh, text_en, why)"
                     " SELECT $1, COALESCE(MAX(n), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11"
                     " FROM case_history WHERE case_id = $1",
                     "iitissssss"
                     "s",
                     case_id, at_us, entry->kind, (int64_t)shown, OR_NONE(loop_actor_of(tx)->name),
                     OR_NONE(entry->element), OR_NONE(entry->name.zh), OR_NONE(entry->name.en),
                     OR_NONE(entry->text.zh), OR_NONE(entry->text.en), OR_NONE(entry->why));
#undef OR_NONE
}

xc_err case_history_add(loop_tx *tx, int64_t case_id, const case_entry *entry)
{
    return case_history_put(tx, case_id, loop_now_us(tx), true, entry);
}
