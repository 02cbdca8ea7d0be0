/* store_int.h - what a store is to the files of this folder: a table of functions.
 *
 * Whatever a driver hands out (store, store_conn, store_stmt) begins with a pointer to its table.
 */
#ifndef XC_STORE_STORE_INT_H
#define XC_STORE_STORE_INT_H
#include "store/store.h"

enum {
    STORE_NAME_SIZE = 64,
    STORE_MAX_PARAMS = 64,
    STORE_MAX_READERS = 16,
    STORE_READER_WAIT_S = 5
};

/* A statement with its values. */
typedef struct {
    xc_str sql;
    bool keep;           /* sql.ptr lives for ever and is the key of the prepared statement */
    const char *letters; /* as the caller wrote them; NULL: the arguments' own kinds */
    const store_arg *args;
    size_t count;
} store_call;

/* A question of check.c, and what its answer means. */
typedef struct {
    const char *name, *sql, *good_en, *good_zh, *bad_en, *bad_zh;
} store_question;

typedef struct {
    char name[STORE_NAME_SIZE];
    char kind; /* i d s b */
} store_column;

typedef struct {
    store *(*close)(store *s);
    store_conn *(*writer)(store *s);
    xc_err (*read)(store *s, store_conn **ret, xc_problem *why);
    void (*read_done)(store *s, store_conn *c);
    int64_t (*wal_bytes)(const store *s);
    xc_err (*begin)(store_conn *c);
    xc_err (*commit)(store_conn *c);
    void (*rollback)(store_conn *c);
    xc_err (*savepoint)(store_conn *c);
    xc_err (*release)(store_conn *c);
    xc_err (*rollback_to)(store_conn *c);
    xc_err (*script)(store_conn *c, const char *sql); /* of schema/; several statements */
    const char *(*error_text)(const store_conn *c);
    xc_err (*query)(store_conn *c, store_stmt **ret, const store_call *call);
    xc_err (*run)(store_conn *c, int64_t *ret_changed, const store_call *call);
    bool (*row)(store_stmt *st);
    xc_err (*end)(store_stmt *st);
    int64_t (*get_int)(const store_stmt *st, int column);
    double (*get_double)(const store_stmt *st, int column);
    xc_str (*get_str)(const store_stmt *st, int column);
    bool (*is_null)(const store_stmt *st, int column);
    /* copying: a query of (table, column, kind, place in the key or 0) in the order of making; then
     * rows into a table that nobody else touches */
    const char *list_sql;
    const store_question *questions; /* the last has no name */
    xc_err (*put_begin)(store_conn *c, const char *table, const store_column *columns,
                        size_t count);
    xc_err (*put_row)(store_conn *c, const store_arg *args, size_t count);
    xc_err (*put_end)(store_conn *c);
    xc_err (*put_numbers)(store_conn *c, const char *table);
} store_driver;

XC_MUST_CHECK xc_err sqlite_open(const char *path, store **ret, xc_problem *why);
XC_MUST_CHECK xc_err sqlite_open_reading(const char *path, store **ret, xc_problem *why);
XC_MUST_CHECK xc_err pg_open(const char *url, store **ret, xc_problem *why);
XC_MUST_CHECK xc_err pg_open_reading(const char *url, store **ret, xc_problem *why);

/* Runs SQL of the schema that is not kept; in the store's own dialect afterwards. */
XC_MUST_CHECK xc_err store_script(store_conn *c, const char *sql);

const store_question *store_questions(const store_conn *c);
const char *store_list_sql(const store_conn *c);
XC_MUST_CHECK xc_err store_put_begin(store_conn *c, const char *table, const store_column *columns,
                                     size_t count);
XC_MUST_CHECK xc_err store_put_row(store_conn *c, const store_arg *args, size_t count);
XC_MUST_CHECK xc_err store_put_end(store_conn *c);
XC_MUST_CHECK xc_err store_put_numbers(store_conn *c, const char *table);

/* Applies the missing schema steps in one transaction. */
XC_MUST_CHECK xc_err schema_upgrade(store_conn *c, xc_problem *why);

/* XC_EUNSUPPORTED when the store's schema is newer or older than the program. */
XC_MUST_CHECK xc_err schema_check_same(store_conn *c, xc_problem *why);

#endif
