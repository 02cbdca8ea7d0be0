/* pg_int.h - what the files of the PostgreSQL store share: a connection, what was sent over it and
 * not answered yet, its statements, and rows that wait to be sent together.
 *
 * A connection is always in pipeline mode. Sending never waits; each thing sent has a number, and
 * whoever needs its answer reads all answers up to that number. After an error the server skips
 * what follows up to the next sync, which pg_settle sends. */
#ifndef XC_STORE_PG_INT_H
#define XC_STORE_PG_INT_H
#include <libpq-fe.h>

#include "base/buf.h"
#include "store/store_int.h"

enum {
    PG_TABLE_SIZE = 2048, /* power of two; at most three quarters are used */
    PG_STMT_MAX = PG_TABLE_SIZE * 3 / 4,
    PG_MAX_WAITING = 1 << 16, /* answers; when so many are out, the sender reads */
    PG_MAX_DEPTH = 64,
    PG_ERROR_SIZE = 512,
    PG_URL_SIZE = 1024,
    PG_TEXTS = 8, /* so many columns of a row may be numbers read as text */
    PG_TEXT_SIZE = 24,
    PG_BULKS = 5,
    PG_BULK_COLUMNS = 16,
    PG_BULK_ROWS = 2000,
    PG_BULK_BYTES = 64 << 20
};

/* A prepared statement; kept in the connection's table when key is not NULL. */
struct store_stmt {
    const store_driver *driver;
    store_conn *conn;
    const char *key;
    char letters[STORE_MAX_PARAMS + 1];
    char name[12];
    int params;
    bool prepared;  /* sent; taken back when the server skipped it */
    bool is_select; /* needs no savepoint: it changes nothing */
    unsigned reads; /* of which bulk tables it speaks, a bit each */
    int bulk;       /* whose rows it adds; -1: an ordinary statement */
    bool open;
    store_stmt *next_open, **open_link;
    uint64_t number; /* of its answer */
    PGresult *result;
    int row;                            /* -1: before the first */
    char texts[PG_TEXTS][PG_TEXT_SIZE]; /* whole numbers that were asked for as text */
    unsigned next_text;
    xc_err err;
};

typedef enum { PG_SENT_PLAIN, PG_SENT_PREPARE, PG_SENT_QUERY, PG_SENT_SYNC } pg_sent_kind;

struct pg_sent {
    pg_sent_kind kind;
    store_stmt *st; /* NULL: nobody waits for what it says */
};

/* Rows for one table that go to the server together. */
typedef struct {
    xc_buf rows; /* each column of each row as PostgreSQL's binary format has it: length, bytes */
    size_t count;
    size_t marks_bytes[PG_MAX_DEPTH], marks_count[PG_MAX_DEPTH];
} pg_bulk;

struct store_conn {
    const store_driver *driver;
    store *store;
    PGconn *raw;
    bool writes, in_tx;
    bool wrote;              /* the transaction has something to commit */
    bool unsynced;           /* sent since the last sync: an error would swallow what follows */
    xc_err lost;             /* the connection is gone: XC_EBUSY until a new one is there */
    xc_err failed;           /* an answer said no: what follows is skipped until pg_settle */
    struct pg_sent *waiting; /* a ring of PG_MAX_WAITING */
    uint64_t sent, answered, asked; /* asked: up to here the server was told to answer at once */
    store_stmt *table[PG_TABLE_SIZE];
    int table_count;
    unsigned next_name;
    store_stmt *open;
    int depth;
    bool point_sent[PG_MAX_DEPTH];
    uint64_t changes, point_changes[PG_MAX_DEPTH]; /* statements that may fail, sent so far */
    pg_bulk bulks[PG_BULKS];
    struct pg_copy *copy; /* owned; NULL: none goes on */
    char error[PG_ERROR_SIZE];
};

extern const store_driver pg_driver;

/* ---- pg_conn.c: the wire ---- */

/* Opens a connection, looks at the server and leaves the connection in pipeline mode.
 * XC_EUNSUPPORTED: too old a server or not UTF-8; XC_EBUSY: nobody answers; XC_EAUTH, XC_EINVAL. */
XC_MUST_CHECK xc_err pg_connect(const char *url, store_conn *c, xc_problem *why);
/* Nothing is waiting any more; statements are forgotten by the server. */
void pg_disconnect(store_conn *c);

XC_MUST_CHECK xc_err pg_send(store_conn *c, const char *sql); /* without values or rows */
XC_MUST_CHECK xc_err pg_note_sent(store_conn *c, int sent, pg_sent_kind kind, store_stmt *st);
/* Reads all answers up to and with number. Returns what the connection's state is then. */
XC_MUST_CHECK xc_err pg_wait(store_conn *c, uint64_t number);
XC_MUST_CHECK xc_err pg_sync(store_conn *c); /* an error goes no further than here */
/* Reads all there is; afterwards nothing has failed, unless the connection is lost. */
void pg_settle(store_conn *c);
/* Whether the server is still there, as far as one can know without asking it. */
bool pg_is_alive(store_conn *c);
void pg_flush(store_conn *c); /* hands what was sent to the socket without waiting */
xc_err pg_keep_error(store_conn *c, const PGresult *result);
xc_err pg_wrong_call(store_conn *c, const char *text);
/* XC_EINVAL: a text that PostgreSQL would not take, found before it can spoil the transaction. */
XC_MUST_CHECK xc_err pg_check_texts(store_conn *c, const store_call *call);
/* Outside the pipeline, at once: for scripts and questions of the store itself. NULL: see error. */
PGresult *pg_ask(store_conn *c, const char *sql);
const char *pg_text_of(store_conn *c, const char *sql, char *ret,
                       size_t size); /* one value, or "" */

/* ---- pg_stmt.c ---- */
XC_MUST_CHECK xc_err pg_query(store_conn *c, store_stmt **ret, const store_call *call);
XC_MUST_CHECK xc_err pg_run(store_conn *c, int64_t *ret_changed, const store_call *call);
bool pg_row(store_stmt *st);
XC_MUST_CHECK xc_err pg_end(store_stmt *st);
void pg_end_all(store_conn *c);
void pg_stmt_free_all(store_conn *c);
XC_MUST_CHECK xc_err pg_send_stmt(store_conn *c, store_stmt *st, const store_call *call,
                                  bool wants_answer);
XC_MUST_CHECK xc_err pg_stmt_get(store_conn *c, const store_call *call, store_stmt **ret);

/* ---- pg_value.c ---- */
unsigned pg_type_of(char letter); /* the Oid */
/* One value in binary: its length (-1: null) and where it is; room takes numbers. */
int pg_encode(const store_arg *a, char room[8], const char **ret);
int64_t pg_get_int(const store_stmt *st, int column);
double pg_get_double(const store_stmt *st, int column);
xc_str pg_get_str(const store_stmt *st, int column);
bool pg_is_null(const store_stmt *st, int column);

/* ---- pg_bulk.c ---- */
int pg_bulk_of(xc_str sql);       /* the bulk whose INSERT this is; -1 */
unsigned pg_bulks_in(xc_str sql); /* a bit for each bulk whose table it names */
XC_MUST_CHECK xc_err pg_bulk_add(store_conn *c, store_stmt *st, const store_call *call);
/* Sends rows that wait; those of open savepoints behind their savepoint. */
XC_MUST_CHECK xc_err pg_bulk_flush(store_conn *c);
bool pg_bulk_waits(const store_conn *c, unsigned tables);
bool pg_bulk_is_long(const store_conn *c);
void pg_bulk_mark(store_conn *c);
void pg_bulk_back(store_conn *c);
void pg_bulk_clear(store_conn *c);

/* ---- pg_tx.c: transactions ---- */
XC_MUST_CHECK xc_err pg_begin(store_conn *c);
XC_MUST_CHECK xc_err pg_commit(store_conn *c);
void pg_rollback(store_conn *c);
XC_MUST_CHECK xc_err pg_savepoint(store_conn *c);
XC_MUST_CHECK xc_err pg_release(store_conn *c);
XC_MUST_CHECK xc_err pg_rollback_to(store_conn *c);
/* Sends the savepoints that were only noted so far. */
XC_MUST_CHECK xc_err pg_send_points(store_conn *c);

/* ---- pg_copy.c ---- */
extern const char pg_list_sql[];
extern const store_question pg_questions[]; /* pg_check.c */
XC_MUST_CHECK xc_err pg_put_begin(store_conn *c, const char *table, const store_column *columns,
                                  size_t count);
XC_MUST_CHECK xc_err pg_put_row(store_conn *c, const store_arg *args, size_t count);
XC_MUST_CHECK xc_err pg_put_end(store_conn *c);
XC_MUST_CHECK xc_err pg_put_numbers(store_conn *c, const char *table);

/* ---- pg.c ---- */
/* A new connection for the writer, which proves that nobody wrote meanwhile. */
XC_MUST_CHECK xc_err pg_writer_again(store_conn *c);
XC_MUST_CHECK xc_err pg_script(store_conn *c, const char *sql);
/* XC_OK: the batch is in the database, XC_EBUSY: it is not. Asks until it is known; XC_EIO: it
 * cannot be known. */
XC_MUST_CHECK xc_err pg_outcome(store_conn *c, int64_t batch);
int64_t pg_next_batch(const store_conn *c);
void pg_committed(store_conn *c, int64_t batch); /* is in the database, for certain */

/* ---- pg_schema.c ---- */
/* The schema's text in PostgreSQL's words. */
XC_MUST_CHECK xc_err pg_translate(const char *sql, xc_buf *to);
extern const char pg_functions[]; /* what SQLite has and PostgreSQL lacks */

#endif
