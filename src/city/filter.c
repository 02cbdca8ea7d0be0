/* filter.c - see filter.h. */
#include "city/filter.h"

enum { MAX_SQL = 16 << 10 };

void filter_init(filter *f, xc_arena *arena, const char *select)
{
    *f = (filter){ .arena = arena };
    xc_buf_init(&f->sql, MAX_SQL);
    xc_buf_text(&f->sql, select);
}

void filter_done(filter *f)
{
    xc_buf_done(&f->sql);
}

void filter_text(filter *f, const char *text)
{
    xc_buf_text(&f->sql, text);
}

static void add(filter *f, const char *before, store_arg arg, const char *after)
{
    if (f->count == FILTER_MAX_ARGS) {
        f->err = XC_ELIMIT;
        return;
    }
    f->args[f->count++] = arg;
    xc_buf_printf(&f->sql, "%s$%zu%s", before, f->count, after);
}

void filter_str(filter *f, const char *before, xc_str s, const char *after)
{
    if (!s.ptr)
        f->err = XC_ENOMEM; /* it could not be made in the arena */
    add(f, before, (store_arg){ .kind = 's', .s = s }, after);
}

void filter_int(filter *f, const char *before, int64_t i, const char *after)
{
    add(f, before, (store_arg){ .kind = 'i', .i = i }, after);
}

/* as a range, which an index can answer: ':' follows '9' */
void filter_prefix(filter *f, const char *column, xc_str prefix)
{
    if (prefix.len == 0)
        return;
    xc_buf_printf(&f->sql, " AND %s", column);
    filter_str(f, " >= ", prefix, "");
    xc_buf_printf(&f->sql, " AND %s", column);
    filter_str(f, " < ", xc_arena_printf(f->arena, "%.*s:", XC_STR_ARG(prefix)), "");
}

void filter_bits(filter *f, const char *column, uint32_t bits, int count)
{
    xc_buf_printf(&f->sql, " AND %s IN (-1", column);
    for (int k = 0; k < count; k++)
        if (bits >> k & 1)
            xc_buf_printf(&f->sql, ", %d", k);
    xc_buf_text(&f->sql, ")");
}

xc_err filter_query(filter *f, store_conn *c, store_stmt **ret)
{
    xc_err err = f->err ? f->err : xc_buf_err(&f->sql);
    return err ? err : store_query_args(c, ret, xc_buf_view(&f->sql), f->args, f->count);
}
