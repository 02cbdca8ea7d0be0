/* store.c - one interface over the drivers: takes arguments apart and hands the call on. */
#include "store/store.h"

#include <assert.h>
#include <string.h>

#include "store/store_int.h"

static const store_driver *driver_of(const void *object)
{
    return *(const store_driver *const *)object; /* the first member of each of them */
}

/* ---- opening ---- */

bool store_is_server(const char *where)
{
    return strncmp(where, "postgresql://", 13) == 0 || strncmp(where, "postgres://", 11) == 0;
}

static const char *path_of(const char *where)
{
    return strncmp(where, "sqlite:", 7) == 0 ? where + 7 : where;
}

xc_err store_open(const char *where, store **ret, xc_problem *why)
{
    return store_is_server(where) ? pg_open(where, ret, why)
                                  : sqlite_open(path_of(where), ret, why);
}

xc_err store_open_reading(const char *where, store **ret, xc_problem *why)
{
    return store_is_server(where) ? pg_open_reading(where, ret, why)
                                  : sqlite_open_reading(path_of(where), ret, why);
}

store *store_close(store *s)
{
    return s ? driver_of(s)->close(s) : NULL;
}

store_conn *store_writer(store *s)
{
    return driver_of(s)->writer(s);
}

int64_t store_wal_bytes(const store *s)
{
    return driver_of(s)->wal_bytes(s);
}

xc_err store_read(store *s, store_conn **ret, xc_problem *why)
{
    return driver_of(s)->read(s, ret, why);
}

void store_read_done(store *s, store_conn *c)
{
    if (c)
        driver_of(s)->read_done(s, c);
}

/* ---- transactions ---- */

xc_err store_begin(store_conn *c)
{
    return driver_of(c)->begin(c);
}

xc_err store_commit(store_conn *c)
{
    return driver_of(c)->commit(c);
}

void store_rollback(store_conn *c)
{
    driver_of(c)->rollback(c);
}

xc_err store_savepoint(store_conn *c)
{
    return driver_of(c)->savepoint(c);
}

xc_err store_release(store_conn *c)
{
    return driver_of(c)->release(c);
}

xc_err store_rollback_to(store_conn *c)
{
    return driver_of(c)->rollback_to(c);
}

xc_err store_script(store_conn *c, const char *sql)
{
    return driver_of(c)->script(c, sql);
}

const char *store_error_text(const store_conn *c)
{
    return driver_of(c)->error_text(c);
}

/* ---- arguments ---- */

static store_arg next_arg(char kind, va_list *ap)
{
    store_arg a = { .kind = kind };
    switch (kind) {
    case 'i':
        a.i = va_arg(*ap, int64_t);
        break;
    case 'o':
        a.i = va_arg(*ap, int64_t);
        a.kind = a.i == INT64_MIN ? 'n' : 'i';
        break;
    case 'd':
        a.d = va_arg(*ap, double);
        break;
    case 't':
        a.s = xc_str_of(va_arg(*ap, const char *));
        a.kind = 's';
        break;
    case 's':
    case 'b':
        a.s = va_arg(*ap, xc_str);
        break;
    default:
        break;
    }
    return a;
}

/* More letters than a statement may have: the driver finds that the count does not fit. */
static store_call take_call(const char *sql, const char *letters, store_arg *room, va_list *ap)
{
    size_t n = 0;
    for (; letters[n] && n < STORE_MAX_PARAMS; n++)
        room[n] = next_arg(letters[n], ap);
    return (store_call){ xc_str_of(sql), true, letters, room, n };
}

xc_err store_query(store_conn *c, store_stmt **ret, const char *sql, const char *args, ...)
{
    store_arg room[STORE_MAX_PARAMS];
    va_list ap;
    va_start(ap, args);
    store_call call = take_call(sql, args, room, &ap);
    va_end(ap);
    return driver_of(c)->query(c, ret, &call);
}

xc_err store_run(store_conn *c, int64_t *ret_changed, const char *sql, const char *args, ...)
{
    store_arg room[STORE_MAX_PARAMS];
    va_list ap;
    va_start(ap, args);
    store_call call = take_call(sql, args, room, &ap);
    va_end(ap);
    return driver_of(c)->run(c, ret_changed, &call);
}

xc_err store_query_args(store_conn *c, store_stmt **ret, xc_str sql, const store_arg *args,
                        size_t count)
{
    store_call call = { sql, false, NULL, args, count };
    return driver_of(c)->query(c, ret, &call);
}

/* ---- rows ---- */

bool store_row(store_stmt *st)
{
    return driver_of(st)->row(st);
}

xc_err store_end(store_stmt *st)
{
    return st ? driver_of(st)->end(st) : XC_OK;
}

int64_t store_int(const store_stmt *st, int column)
{
    return driver_of(st)->get_int(st, column);
}

bool store_is_null(const store_stmt *st, int column)
{
    return driver_of(st)->is_null(st, column);
}

int64_t store_int_or_none(const store_stmt *st, int column)
{
    return store_is_null(st, column) ? INT64_MIN : store_int(st, column);
}

double store_double(const store_stmt *st, int column)
{
    return driver_of(st)->get_double(st, column);
}

xc_str store_str(const store_stmt *st, int column)
{
    return driver_of(st)->get_str(st, column);
}

/* ---- copying and looking ---- */

const store_question *store_questions(const store_conn *c)
{
    return driver_of(c)->questions;
}

const char *store_list_sql(const store_conn *c)
{
    return driver_of(c)->list_sql;
}

xc_err store_put_begin(store_conn *c, const char *table, const store_column *columns, size_t count)
{
    return driver_of(c)->put_begin(c, table, columns, count);
}

xc_err store_put_row(store_conn *c, const store_arg *args, size_t count)
{
    return driver_of(c)->put_row(c, args, count);
}

xc_err store_put_end(store_conn *c)
{
    return driver_of(c)->put_end(c);
}

xc_err store_put_numbers(store_conn *c, const char *table)
{
    return driver_of(c)->put_numbers(c, table);
}
