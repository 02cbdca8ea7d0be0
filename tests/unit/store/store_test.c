/* store_test.c - rows go in, come out, and survive; one writer, many snapshots. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/store.h"

static char dir[64], path[128];
static store *s;
static store_conn *w;

static void must(xc_err err)
{
    if (err)
        ck_abort_msg("%s: %s", xc_err_name(err), w ? store_error_text(w) : "");
}

static void open_store(void)
{
    xc_problem why = { 0 };
    xc_err err = store_open(path, &s, &why);
    if (err)
        ck_abort_msg("%s", why.en);
    w = store_writer(s);
}

/* The same tests run on both stores (tests/pg). */
static bool on_server(void)
{
    return getenv("XIUCHENG_STORE") != NULL;
}

static void setup(void)
{
    (void)snprintf(dir, sizeof dir, "/tmp/xc-store-XXXXXX"); /* fits */
    ck_assert_ptr_nonnull(mkdtemp(dir));
    (void)snprintf(path, sizeof path, "%s/city.db", dir); /* fits */
    open_store();
    if (on_server())
        must(store_run(w, NULL,
                       "CREATE TABLE t (id BIGINT PRIMARY KEY, d DOUBLE PRECISION, s TEXT UNIQUE,"
                       " b BYTEA)",
                       ""));
    else
        must(store_run(
            w, NULL, "CREATE TABLE t (id INTEGER PRIMARY KEY, d REAL, s TEXT UNIQUE, b BLOB)", ""));
}

static void teardown(void)
{
    s = store_close(s);
    w = NULL;
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", dir); /* fits */
    ck_assert_int_eq(system(command), 0);
}

static int64_t count_rows(store_conn *c)
{
    store_stmt *st = NULL;
    must(store_query(c, &st, "SELECT count(*) FROM t", ""));
    ck_assert(store_row(st));
    int64_t n = store_int(st, 0);
    must(store_end(st));
    return n;
}

static xc_err put(int64_t id, const char *text)
{
    return store_run(w, NULL, "INSERT INTO t (id, s) VALUES ($1, $2)", "it", id, text);
}

/* PostgreSQL's texts have no zero in them. */
#define A_TEXT (on_server() ? XC_STR("水深") : XC_STR("水\0深"))

START_TEST(every_kind_of_value_comes_back)
{
    must(store_run(w, NULL, "INSERT INTO t (s, b, d, id) VALUES ($3, $4, $2, $1)", "idsb",
                   INT64_MIN + 1, 0.1, A_TEXT, XC_STR("\0\xff")));
    must(store_run(w, NULL, "INSERT INTO t (id, d, s, b) VALUES ($1, $2, $3, $4)", "onsn",
                   (int64_t)7, (xc_str){ 0 }));
    must(store_run(w, NULL, "INSERT INTO t (id, s, b) VALUES ($1, $2, $3)", "isb", (int64_t)8,
                   XC_STR(""), XC_STR("")));
    store_stmt *st = NULL;
    must(store_query(w, &st, "SELECT id, d, s, b FROM t ORDER BY id", ""));
    ck_assert(store_row(st));
    ck_assert_int_eq(store_int(st, 0), INT64_MIN + 1);
    ck_assert(store_double(st, 1) == 0.1);
    ck_assert(xc_str_eq(store_str(st, 2), A_TEXT));
    ck_assert(xc_str_eq(store_str(st, 3), XC_STR("\0\xff")));
    ck_assert(store_row(st));
    ck_assert(store_is_null(st, 1));
    ck_assert_int_eq(store_int_or_none(st, 1), INT64_MIN);
    ck_assert_ptr_null(store_str(st, 2).ptr);
    ck_assert(store_row(st));
    ck_assert_ptr_nonnull(store_str(st, 2).ptr);
    ck_assert_ptr_nonnull(store_str(st, 3).ptr);
    ck_assert_uint_eq(store_str(st, 3).len, 0);
    ck_assert(!store_row(st));
    must(store_end(st));
}
END_TEST

START_TEST(arguments_that_do_not_fit_are_a_bug_not_a_crash)
{
    ck_assert_int_eq(store_run(w, NULL, "INSERT INTO t (id) VALUES ($1)", ""), XC_EBUG);
    ck_assert_int_eq(
        store_run(w, NULL, "INSERT INTO t (id) VALUES ($1) ", "ii", (int64_t)1, (int64_t)2),
        XC_EBUG);
    ck_assert_int_eq(store_run(w, NULL, "INSERT INTO t (id) VALUES ($2)", "i", (int64_t)1),
                     XC_EBUG);
    ck_assert_int_eq(store_run(w, NULL, "INSERT INTO t (id) VALUES (?)", "i", (int64_t)1), XC_EBUG);
    ck_assert_int_eq(store_run(w, NULL, "NONSENSE", ""), XC_EBUG);
    ck_assert_int_eq(store_run(w, NULL, "", ""), XC_EBUG);
    ck_assert_int_eq(count_rows(w), 0);
}
END_TEST

START_TEST(a_broken_constraint_is_a_conflict)
{
    must(put(1, "a"));
    ck_assert_int_eq(put(1, "b"), XC_ECONFLICT);
    ck_assert_int_eq(put(2, "a"), XC_ECONFLICT);
    ck_assert_str_ne(store_error_text(w), "");
    ck_assert_int_eq(store_run(w, NULL, "INSERT INTO session VALUES ($1, 99, '', '', 0, 0, 0)", "b",
                               XC_STR("x")),
                     XC_ECONFLICT);
    ck_assert_int_eq(store_run(w, NULL, "INSERT INTO meta (key) VALUES ('x')", ""), XC_EINVAL);
    int64_t changed = -1;
    must(store_run(w, &changed, "UPDATE t SET d = 1 WHERE id > $1", "i", (int64_t)0));
    ck_assert_int_eq(changed, 1);
}
END_TEST

START_TEST(a_statement_may_be_asked_again_while_it_is_read)
{
    for (int i = 1; i <= 3; i++)
        must(put(i, NULL));
    static const char SQL[] = "SELECT id FROM t ORDER BY id";
    store_stmt *outer = NULL, *inner = NULL;
    int64_t pairs = 0;
    must(store_query(w, &outer, SQL, ""));
    while (store_row(outer)) {
        must(store_query(w, &inner, SQL, ""));
        while (store_row(inner))
            pairs += store_int(inner, 0) * store_int(outer, 0);
        must(store_end(inner));
    }
    must(store_end(outer));
    ck_assert_int_eq(pairs, 36);
}
END_TEST

START_TEST(sql_put_together_at_run_time_takes_its_arguments)
{
    must(put(1, "a"));
    must(put(2, "b"));
    store_arg args[] = { { .kind = 's', .s = XC_STR("b") }, { .kind = 'i', .i = 5 } };
    store_stmt *st = NULL;
    must(store_query_args(w, &st, XC_STR("SELECT id FROM t WHERE s = $1 AND id < $2"), args, 2));
    ck_assert(store_row(st));
    ck_assert_int_eq(store_int(st, 0), 2);
    must(store_end(st)); /* early */
    ck_assert_int_eq(store_query_args(w, &st, XC_STR("SELECT $1"), args, 2), XC_EBUG);
}
END_TEST

START_TEST(a_savepoint_goes_back_and_the_rest_stays)
{
    must(store_begin(w));
    must(store_savepoint(w));
    must(put(1, "a"));
    must(store_release(w));
    must(store_savepoint(w));
    must(put(2, "b"));
    must(store_rollback_to(w));
    must(store_commit(w));
    ck_assert_int_eq(count_rows(w), 1);
    must(store_begin(w));
    must(put(3, "c"));
    store_rollback(w);
    ck_assert_int_eq(count_rows(w), 1);
}
END_TEST

START_TEST(a_reader_sees_its_snapshot_only)
{
    store_conn *old = NULL, *fresh = NULL;
    must(store_read(s, &old, NULL));
    ck_assert_int_eq(count_rows(old), 0); /* a server takes the snapshot with the first question */
    must(put(1, "a"));
    must(store_read(s, &fresh, NULL));
    ck_assert_int_eq(count_rows(old), 0);
    ck_assert_int_eq(count_rows(fresh), 1);
    ck_assert_int_ne(store_run(fresh, NULL, "DELETE FROM t", ""), XC_OK);
    store_read_done(s, old);
    store_read_done(s, fresh);
    must(store_read(s, &old, NULL));
    ck_assert_int_eq(count_rows(old), 1);
    store_read_done(s, old);
    store_read_done(s, NULL);
    ck_assert(store_wal_bytes(s) > 0 || on_server());
}
END_TEST

/* Small commits until the log is no longer than where moving begins. */
static int64_t settle(int64_t id)
{
    enum { PATIENCE = 2000, SHORT_BYTES = 50 << 20 };
    for (int i = 0; i < PATIENCE && store_wal_bytes(s) > SHORT_BYTES; i++) {
        must(put(++id, NULL));
        usleep(5000);
    }
    ck_assert_int_le(store_wal_bytes(s), SHORT_BYTES);
    return id;
}

START_TEST(the_log_begins_again_while_commits_go_on)
{
    if (on_server())
        return; /* its own affair */
    enum { ROUNDS = 2, ROWS = 160, BYTES = 400000, LOG_MOST = 110 << 20 };
    static char bytes[BYTES];
    int64_t id = 0;
    for (int round = 0; round < ROUNDS; round++) { /* 64 MB each */
        for (int i = 0; i < ROWS; i++) {
            bytes[i] = (char)i;
            must(store_run(w, NULL, "INSERT INTO t (id, b) VALUES ($1, $2)", "ib", ++id,
                           (xc_str){ bytes, BYTES }));
        }
        id = settle(id);
    }
    struct stat log;
    char name[160];
    (void)snprintf(name, sizeof name, "%s-wal", path); /* fits */
    ck_assert_int_eq(stat(name, &log), 0);
    ck_assert_int_lt(log.st_size, LOG_MOST);
    s = store_close(s);
    open_store();
    ck_assert_int_eq(count_rows(w), id);
}
END_TEST

START_TEST(a_second_writer_is_refused_and_a_reader_is_not)
{
    store *other = NULL;
    xc_problem why = { 0 };
    ck_assert_int_eq(store_open(path, &other, &why), XC_ECONFLICT);
    ck_assert_str_ne(why.zh, "");
    must(put(1, "a"));
    must(store_open_reading(path, &other, &why));
    store_conn *c = NULL;
    must(store_read(other, &c, NULL));
    ck_assert_int_eq(count_rows(c), 1);
    store_read_done(other, c);
    ck_assert_ptr_null(store_close(other));
    ck_assert_int_eq(store_open_reading("/tmp/xc-nothing-here/x.db", &other, &why), XC_EIO);
    if (!on_server())
        ck_assert_int_eq(store_open("/tmp/xc-nothing-here/x.db", &other, &why), XC_EIO);
}
END_TEST

START_TEST(a_newer_store_is_refused)
{
    must(store_run(w, NULL, "INSERT INTO schema_version VALUES (9999, '9999-future', 0)", ""));
    s = store_close(s);
    xc_problem why = { 0 };
    ck_assert_int_eq(store_open(path, &s, &why), XC_EUNSUPPORTED);
    ck_assert_ptr_nonnull(strstr(why.en, "9999-future"));
    w = NULL;
}
END_TEST

START_TEST(rubbish_is_not_a_store)
{
    if (on_server())
        return; /* see tests/pg: wrong addresses and databases of something else */
    s = store_close(s);
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_ge(fputs("this is no database ", f), 0);
    ck_assert_int_eq(fclose(f), 0);
    xc_problem why = { 0 };
    ck_assert_int_eq(store_open(path, &s, &why), XC_ECORRUPT);
    w = NULL;
}
END_TEST

/* Commits rows 1, 2, 3 ... and says each number once it is committed, until it is killed. */
static void write_for_ever(int to)
{
    open_store();
    for (int64_t id = count_rows(w) + 1;; id++) {
        must(store_begin(w));
        must(put(id, NULL));
        must(store_run(w, NULL, "UPDATE t SET d = $1", "d", (double)id));
        must(store_commit(w));
        if (write(to, &id, sizeof id) != (ssize_t)sizeof id)
            _exit(1);
    }
}

START_TEST(what_was_committed_survives_kill_9)
{
    s = store_close(s);
    w = NULL;
    for (int round = 0; round < 10; round++) {
        int ends[2];
        ck_assert_int_eq(pipe(ends), 0);
        pid_t child = fork();
        if (child == 0)
            write_for_ever(ends[1]);
        close(ends[1]);
        int64_t said = 0, last = 0;
        for (int i = 0; i < 20 + 7 * round; i++)
            if (read(ends[0], &said, sizeof said) == (ssize_t)sizeof said)
                last = said;
        ck_assert_int_eq(kill(child, SIGKILL), 0);
        while (read(ends[0], &said, sizeof said) == (ssize_t)sizeof said)
            last = said;
        close(ends[0]);
        ck_assert_int_eq(waitpid(child, NULL, 0), child);
        open_store();
        int64_t rows = count_rows(w);
        ck_assert_int_ge(rows, last);
        store_stmt *st = NULL;
        must(store_query(w, &st, "SELECT count(*) FROM t WHERE d = $1 AND id <= $2", "di",
                         (double)rows, rows));
        ck_assert(store_row(st));
        ck_assert_int_eq(store_int(st, 0), rows); /* no half transaction */
        must(store_end(st));
        s = store_close(s);
        w = NULL;
    }
}
END_TEST

int main(void)
{
    TCase *tc = tcase_create("store");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, every_kind_of_value_comes_back);
    tcase_add_test(tc, arguments_that_do_not_fit_are_a_bug_not_a_crash);
    tcase_add_test(tc, a_broken_constraint_is_a_conflict);
    tcase_add_test(tc, a_statement_may_be_asked_again_while_it_is_read);
    tcase_add_test(tc, sql_put_together_at_run_time_takes_its_arguments);
    tcase_add_test(tc, a_savepoint_goes_back_and_the_rest_stays);
    tcase_add_test(tc, a_reader_sees_its_snapshot_only);
    tcase_add_test(tc, the_log_begins_again_while_commits_go_on);
    tcase_add_test(tc, a_second_writer_is_refused_and_a_reader_is_not);
    tcase_add_test(tc, a_newer_store_is_refused);
    tcase_add_test(tc, rubbish_is_not_a_store);
    tcase_add_test(tc, what_was_committed_survives_kill_9);
    Suite *suite = suite_create("store");
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
