/* sqlite_int.h - what the files of the SQLite store share: a connection and its statements. */
#ifndef XC_STORE_SQLITE_INT_H
#define XC_STORE_SQLITE_INT_H
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "store/store_int.h"

enum {
    STMT_TABLE_SIZE = 2048, /* power of two; at most three quarters are used */
    STMT_MAX = STMT_TABLE_SIZE * 3 / 4,
    STMT_MAX_PARAMS = 64,
    ERROR_TEXT_SIZE = 256
};

/* A prepared statement; kept in the connection's table when key is not NULL. */
struct store_stmt {
    const store_driver *driver;
    store_conn *conn;
    sqlite3_stmt *raw;
    const char *key; /* address of the literal; NULL: finalized by store_end */
    xc_err err;
    bool open; /* in conn->open: has rows that were not read to the end */
    store_stmt *next_open, **open_link;
    int params;
    unsigned char place[STMT_MAX_PARAMS]; /* $n is SQLite's parameter number place[n - 1] */
};

struct store_conn {
    const store_driver *driver;
    sqlite3 *raw;
    store_stmt *table[STMT_TABLE_SIZE]; /* by address of the SQL */
    int table_count;
    store_stmt *open;
    char *put_sql; /* owned; of the table that is being copied */
    char error[ERROR_TEXT_SIZE];
};

/* What an SQLite result means; keeps the text in the connection. */
xc_err sqlite_err(store_conn *c, int result);

/* Runs SQL that is not kept (schema, pragmas); may hold several statements. */
XC_MUST_CHECK xc_err sqlite_exec(store_conn *c, const char *sql);

/* Ends whatever is still being read; before a transaction ends and before a reader goes back. */
void stmt_end_all(store_conn *c);

/* Finalizes every statement; before the connection closes. */
void stmt_free_all(store_conn *c);

/* Moves the writer's log into the database file from a thread of its own. Made after the schema is
 * there, ended before the writer closes. XC_EIO, XC_ENOMEM. */
typedef struct checkpointer checkpointer;
XC_MUST_CHECK xc_err checkpointer_new(const char *path, store_conn *writer, checkpointer **ret);
checkpointer *checkpointer_free(checkpointer *k); /* accepts NULL */
/* Any thread; 0 without one. */
int64_t checkpointer_log_bytes(const checkpointer *k);

/* Finalizes the kept statement of that text and forgets its address. */
void stmt_forget(store_conn *c, const char *sql);

/* ---- rows of the driver's table ---- */
extern const char sqlite_list_sql[];
extern const store_question sqlite_questions[]; /* sqlite_check.c */
XC_MUST_CHECK xc_err sqlite_put_begin(store_conn *c, const char *table, const store_column *columns,
                                      size_t count);
XC_MUST_CHECK xc_err sqlite_put_row(store_conn *c, const store_arg *args, size_t count);
XC_MUST_CHECK xc_err sqlite_put_end(store_conn *c);
XC_MUST_CHECK xc_err sqlite_put_numbers(store_conn *c, const char *table);
extern const store_driver sqlite_driver;
const char *sqlite_error_text(const store_conn *c);
XC_MUST_CHECK xc_err sqlite_query(store_conn *c, store_stmt **ret, const store_call *call);
XC_MUST_CHECK xc_err sqlite_run(store_conn *c, int64_t *ret_changed, const store_call *call);
bool sqlite_row(store_stmt *st);
XC_MUST_CHECK xc_err sqlite_end(store_stmt *st);
int64_t sqlite_get_int(const store_stmt *st, int column);
double sqlite_get_double(const store_stmt *st, int column);
xc_str sqlite_get_str(const store_stmt *st, int column);
bool sqlite_is_null(const store_stmt *st, int column);

#endif
