/* pack_report.c - problems of a pack, gathered up to a ceiling. */
#include <stdio.h>

#include "city/pack_int.h"

xc_problem *pack_report_slot(pack_report *report)
{
    report->count++;
    if (report->kept == PACK_MAX_PROBLEMS)
        return NULL;
    xc_problem *slot = &report->items[report->kept++];
    *slot = (xc_problem){ 0 };
    return slot;
}

void pack_report_add(pack_reader *r, const char *file, uint32_t first_line, const xc_problem *why)
{
    xc_problem *slot = pack_report_slot(r->report);
    if (!slot)
        return;
    *slot = *why;
    slot->code = XC_EINVAL;
    if (why->line && first_line > 1)
        slot->line = why->line + first_line - 1;
    else if (!why->line && first_line > 1)
        slot->line = first_line;
    if (why->where[0] && strcmp(why->where, file) != 0)
        (void)snprintf(slot->where, sizeof slot->where, "%.90s#%.90s", file,
                       why->where); /* may cut */
    else
        (void)snprintf(slot->where, sizeof slot->where, "%s", file); /* may cut */
    if (!slot->en[0])
        (void)snprintf(slot->en, sizeof slot->en, "%s", xc_err_text(why->code, XC_LANG_EN));
    if (!slot->zh[0])
        (void)snprintf(slot->zh, sizeof slot->zh, "%s", xc_err_text(why->code, XC_LANG_ZH));
}
