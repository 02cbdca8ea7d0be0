/* store.h - where the city's rows live: one interface over SQLite and PostgreSQL.
 *
 * SQL is the common subset: parameters are $1, $2 ... (each used in order of first appearance), ON
 * CONFLICT and RETURNING are allowed, no dialect functions (docs/internals/store-sql.md). One
 * writer connection, used by the loop's thread alone; any number of readers, each a snapshot for as
 * long as it is held. */
#ifndef XC_STORE_STORE_H
#define XC_STORE_STORE_H
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"

typedef struct store store;
typedef struct store_conn store_conn; /* one thread at a time */
typedef struct store_stmt store_stmt; /* borrowed from its connection */

/* A "postgresql://" address; anything else is a path, with or without "sqlite:" before it. */
bool store_is_server(const char *where);

/* Opens (and makes, if missing) the store, brings the schema up to date in one transaction
 * and refuses one that is newer than the program (XC_EUNSUPPORTED). SQLite: WAL, synchronous=FULL.
 * PostgreSQL: the database is there, empty or this program's; nothing in it is touched before that
 * is known. The caller owns *ret. XC_EIO, XC_ECORRUPT, XC_ECONFLICT (another process writes),
 * XC_EBUSY (no server answers), XC_EFORBIDDEN, XC_EINVAL, XC_ENOMEM. */
XC_MUST_CHECK xc_err store_open(const char *where, store **ret, xc_problem *why);

/* Opens what another process may be writing, for readers only (no writer, no lock, nothing is made
 * or upgraded). XC_EIO: not there, XC_EUNSUPPORTED: its schema is not this program's, XC_ECORRUPT,
 * XC_ENOMEM. */
XC_MUST_CHECK xc_err store_open_reading(const char *where, store **ret, xc_problem *why);
store *store_close(store *s); /* accepts NULL; all connections must be back */

store_conn *store_writer(store *s); /* borrowed; the loop's thread only */

/* Takes a reader with a fresh snapshot; give it back soon: an old snapshot keeps the log from
 * shrinking. Any thread. XC_EBUSY: all readers are out for too long. */
XC_MUST_CHECK xc_err store_read(store *s, store_conn **ret, xc_problem *why);
void store_read_done(store *s, store_conn *c); /* accepts NULL */

/* Writer only. A batch is begin .. commit; a command inside it is savepoint .. release or
 * rollback_to. XC_EBUSY from begin: the server is away, try again later. From commit, XC_EBUSY:
 * certainly nothing of the batch is stored, and the store may be used again from begin; anything
 * else: unknown, the caller must stop, not go on. An error from release: a statement of the step
 * failed, the savepoint is still there, to be rolled back to. */
XC_MUST_CHECK xc_err store_begin(store_conn *c);
XC_MUST_CHECK xc_err store_commit(store_conn *c);
void store_rollback(store_conn *c);
XC_MUST_CHECK xc_err store_savepoint(store_conn *c);
XC_MUST_CHECK xc_err store_release(store_conn *c);
XC_MUST_CHECK xc_err store_rollback_to(store_conn *c);

/* A statement made ready once per connection and kept; sql must be a string that lives for ever
 * (its address is the key). What args says, one letter each, is bound in order: i int64_t   d
 * double   s xc_str (ptr NULL: null)   t const char * (NULL: null)   b xc_str as bytes n null
 * (takes no argument)   o int64_t where INT64_MIN means null Bound text is borrowed until the next
 * call with the same sql. */
XC_MUST_CHECK xc_err store_query(store_conn *c, store_stmt **ret, const char *sql, const char *args,
                                 ...);

/* The next row: true, columns may be read until the next call; false at the end, when the statement
 * has reset itself, or on an error, which store_end then reports. */
bool store_row(store_stmt *st);

/* Ends reading (needed when stopping early; harmless after the last row). XC_OK or what went wrong.
 */
XC_MUST_CHECK xc_err store_end(store_stmt *st);

/* Columns from 0; text is borrowed until the next row. */
int64_t store_int(const store_stmt *st, int column);
int64_t store_int_or_none(const store_stmt *st, int column); /* INT64_MIN for null */
double store_double(const store_stmt *st, int column);
xc_str store_str(const store_stmt *st, int column); /* text or bytes; ptr NULL for null */
bool store_is_null(const store_stmt *st, int column);

/* One statement without rows. XC_ECONFLICT: a unique or foreign key is violated. *ret_changed: rows
 * touched. NULL: the caller does not wait, and what goes wrong may only be heard of later, at the
 * latest from store_release; give it where the answer decides something. */
XC_MUST_CHECK xc_err store_run(store_conn *c, int64_t *ret_changed, const char *sql,
                               const char *args, ...);

/* For SQL that is put together at run time (filters): not kept after store_end. At most 32
 * arguments, each {letter, value} as above. */
typedef struct {
    char kind; /* i d s b n */
    int64_t i;
    double d;
    xc_str s;
} store_arg;
XC_MUST_CHECK xc_err store_query_args(store_conn *c, store_stmt **ret, xc_str sql,
                                      const store_arg *args, size_t count);

/* What went wrong last on this connection, in the database's words; for logs, not for people. */
const char *store_error_text(const store_conn *c);

/* Pages written to the log but not yet moved into the database file; for /metrics. */
int64_t store_wal_bytes(const store *s);

#endif
