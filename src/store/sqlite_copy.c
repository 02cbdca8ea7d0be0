/* sqlite_copy.c - whole tables row by row through one prepared INSERT. */
#include "base/buf.h"
#include "base/mem.h"
#include "store/sqlite_int.h"

const char sqlite_list_sql[] =
    "SELECT m.name, p.name, CASE WHEN p.type LIKE '%INT%' THEN 'i' WHEN p.type = 'TEXT' THEN 's'"
    " WHEN p.type = 'BLOB' THEN 'b' WHEN p.type LIKE 'DOUBLE%' OR p.type = 'REAL' THEN 'd'"
    " ELSE '?' END, p.pk FROM sqlite_master m JOIN pragma_table_info(m.name) p"
    " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.rowid, p.cid";

xc_err sqlite_put_begin(store_conn *c, const char *table, const store_column *columns, size_t count)
{
    xc_buf sql;
    xc_buf_init(&sql, 16384);
    xc_buf_printf(&sql, "INSERT INTO %s (", table);
    for (size_t i = 0; i < count; i++)
        xc_buf_printf(&sql, "%s%s", i ? ", " : "", columns[i].name);
    xc_buf_text(&sql, ") VALUES (");
    for (size_t i = 0; i < count; i++)
        xc_buf_printf(&sql, "%s$%zu", i ? ", " : "", i + 1);
    xc_buf_put(&sql, ")", 2);
    xc_err err = xc_buf_err(&sql);
    c->put_sql = err ? NULL : xc_buf_take(&sql, &(size_t){ 0 });
    xc_buf_done(&sql);
    return err;
}

/* Prepared for each row anew it would cost more than the row. */
xc_err sqlite_put_row(store_conn *c, const store_arg *args, size_t count)
{
    store_call call = { xc_str_of(c->put_sql), true, NULL, args, count };
    return sqlite_run(c, NULL, &call);
}

xc_err sqlite_put_end(store_conn *c)
{
    stmt_forget(c, c->put_sql); /* its address may come again */
    xc_free(c->put_sql);
    c->put_sql = NULL;
    return XC_OK;
}

xc_err sqlite_put_numbers(store_conn *c, const char *table)
{
    (void)c, (void)table; /* SQLite takes the largest number and one */
    return XC_OK;
}
