/* loop_fault_test.c - the disk fails, the process dies: nothing that was answered is lost, nothing
 * that failed stays. */
#include <check.h>
#include <semaphore.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "city/audit.h"
#include "city/loop.h"

static char dir[64], path[128];
static store *s;
static loop *l;
static int64_t counter;
static _Atomic(int) broken_calls;

/* ---- a disk that can fail ---- */

static atomic_bool sync_fails, disk_is_full;
static sqlite3_vfs failing_vfs;
static const sqlite3_io_methods *true_methods; /* all of SQLite's tables write and sync alike */
static struct {
    const sqlite3_io_methods *of;
    sqlite3_io_methods methods;
} failing[4]; /* one for the database, one for its log ... */
static int (*true_open)(sqlite3_vfs *, const char *, sqlite3_file *, int, int *);

static int failing_sync(sqlite3_file *f, int flags)
{
    return sync_fails ? SQLITE_IOERR_FSYNC : true_methods->xSync(f, flags);
}

static int failing_write(sqlite3_file *f, const void *bytes, int count, sqlite3_int64 at)
{
    return disk_is_full ? SQLITE_FULL : true_methods->xWrite(f, bytes, count, at);
}

static int failing_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
    int result = true_open(vfs, name, f, flags, out);
    if (result != SQLITE_OK || !f->pMethods)
        return result;
    for (int i = 0; i < 4; i++) {
        if (!failing[i].of) {
            failing[i].of = true_methods = f->pMethods;
            failing[i].methods = *f->pMethods;
            failing[i].methods.xSync = failing_sync;
            failing[i].methods.xWrite = failing_write;
        }
        if (failing[i].of == f->pMethods) {
            f->pMethods = &failing[i].methods;
            break;
        }
    }
    return result;
}

static void use_failing_disk(void)
{
    sync_fails = disk_is_full = false;
    if (true_open)
        return;
    failing_vfs = *sqlite3_vfs_find(NULL);
    true_open = failing_vfs.xOpen;
    failing_vfs.xOpen = failing_open;
    failing_vfs.zName = "failing";
    ck_assert_int_eq(sqlite3_vfs_register(&failing_vfs, 1), SQLITE_OK);
}

/* ---- the city ---- */

static void must(xc_err err)
{
    if (err)
        ck_abort_msg("%s: %s", xc_err_name(err), s ? store_error_text(store_writer(s)) : "");
}

static void on_broken(void *ctx)
{
    (void)ctx;
    broken_calls++;
}

static void open_city(void)
{
    must(store_open(path, &s, NULL));
    must(loop_new(s, NULL, NULL, &l));
    loop_on_broken(l, on_broken, NULL);
}

static void close_city(void)
{
    l = loop_free(l);
    s = store_close(s);
}

static void setup(void)
{
    use_failing_disk();
    (void)snprintf(dir, sizeof dir, "/tmp/xc-fault-XXXXXX"); /* fits */
    ck_assert_ptr_nonnull(mkdtemp(dir));
    (void)snprintf(path, sizeof path, "%s/city.db", dir); /* fits */
    counter = broken_calls = 0;
    open_city();
    must(
        store_run(store_writer(s), NULL, "CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)", ""));
}

static void teardown(void)
{
    sync_fails = disk_is_full = false;
    close_city();
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", dir); /* fits */
    ck_assert_int_eq(system(command), 0);
}

static int64_t rows(void)
{
    store_stmt *st = NULL;
    must(store_query(store_writer(s), &st, "SELECT count(*) FROM t", ""));
    ck_assert(store_row(st));
    int64_t n = store_int(st, 0);
    must(store_end(st));
    return n;
}

static void check_chain(void)
{
    audit_state state;
    xc_problem why = { 0 };
    if (audit_verify(store_writer(s), &state, &why))
        ck_abort_msg("%s", why.en);
    ck_assert_int_eq(state.entries, rows());
}

struct put {
    loop_command cmd;
    int64_t id;
    int bytes;
    xc_err answer;
    int answered;
};

static void uncount(void *ctx)
{
    (void)ctx;
    counter--;
}

static void committed(void *ctx)
{
    ck_assert_int_eq(*(int *)ctx, 0); /* before the answer */
}

static xc_err put_apply(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    struct put *p = (struct put *)cmd;
    (void)why;
    char *text = xc_arena_array(loop_arena(tx), (size_t)p->bytes + 1, 1);
    if (!text)
        return XC_ENOMEM;
    memset(text, 'x', (size_t)p->bytes);
    counter++;
    xc_err err = loop_undo(tx, uncount, NULL);
    if (!err)
        err = loop_on_commit(tx, committed, &p->answered);
    if (!err)
        err = store_run(loop_db(tx), NULL, "INSERT INTO t (id, text) VALUES ($1, $2)", "it", p->id,
                        text);
    if (!err)
        err = loop_event(tx, "put", XC_STR("31"), XC_STR(""), XC_STR("{}"));
    return err ? err : loop_audit(tx, "put", XC_STR("t"), XC_STR("31"), XC_STR("{}"));
}

static void put_done(loop_command *cmd, xc_err err, const xc_problem *why)
{
    struct put *p = (struct put *)cmd;
    ck_assert_int_eq(why->code == XC_OK, err == XC_OK);
    p->answer = err;
    p->answered++;
}

static struct put a_put(int64_t id)
{
    return (struct put){ .cmd = { .name = "put", .apply = put_apply, .done = put_done }, .id = id };
}

static xc_err call(int64_t id, int bytes)
{
    struct put p = a_put(id);
    p.bytes = bytes;
    return loop_call(l, &p.cmd, NULL);
}

START_TEST(a_failed_fsync_breaks_the_loop_for_good)
{
    struct put puts[3];
    must(loop_start(l));
    must(call(1, 10));
    sync_fails = true;
    ck_assert_int_eq(call(2, 10), XC_EIO);
    sync_fails = false; /* the disk says it is well again: who knows */
    for (int i = 0; i < 3; i++) {
        puts[i] = a_put(10 + i);
        ck_assert_int_eq(loop_submit(l, &puts[i].cmd), XC_EIO);
    }
    ck_assert_int_eq(call(3, 10), XC_EIO);
    ck_assert_int_eq(broken_calls, 1);
    ck_assert_int_eq(counter, 1);
    ck_assert_int_eq(loop_stats_of(l).broken, 1);
    close_city();
    open_city();
    ck_assert_int_eq(rows(), 1);
    check_chain();
    must(loop_start(l));
    must(call(2, 10));
    check_chain();
}
END_TEST

START_TEST(a_batch_whose_commit_fails_is_answered_whole)
{
    struct put puts[20];
    for (int i = 0; i < 20; i++) {
        puts[i] = a_put(i);
        must(loop_submit(l, &puts[i].cmd));
    }
    sync_fails = true;
    must(loop_start(l));
    loop_drain(l);
    for (int i = 0; i < 20; i++) {
        ck_assert_int_eq(puts[i].answer, XC_EIO);
        ck_assert_int_eq(puts[i].answered, 1);
    }
    ck_assert_int_eq(counter, 0);
    ck_assert_int_eq(broken_calls, 1);
}
END_TEST

/* What does not fit the cache is written before the commit: the disk says no inside the command,
 * SQLite rolls everything back by itself, and the commands beside it must not be called done. */
START_TEST(a_full_disk_fails_the_batch_and_not_the_loop)
{
    must(store_run(store_writer(s), NULL, "PRAGMA cache_size = 10", ""));
    struct put puts[3];
    for (int i = 0; i < 3; i++) {
        puts[i] = a_put(i);
        puts[i].bytes = i == 1 ? 400000 : 10;
        must(loop_submit(l, &puts[i].cmd));
    }
    disk_is_full = true;
    must(loop_start(l));
    for (int i = 0; i < 2000 && loop_stats_of(l).queue; i++)
        usleep(1000);
    disk_is_full = false;
    ck_assert_int_eq(puts[0].answer, XC_EIO);
    ck_assert_int_eq(puts[1].answer, XC_EIO);
    loop_drain(l);
    close_city();
    open_city();
    int64_t there = 0;
    for (int i = 0; i < 3; i++)
        there += puts[i].answer == XC_OK;
    ck_assert_int_eq(rows(), there);
    ck_assert_int_eq(counter, there);
    check_chain();
}
END_TEST

/* ---- kill -9 ---- */

static void say_done(loop_command *cmd, xc_err err, const xc_problem *why)
{
    struct put *p = (struct put *)cmd;
    (void)why;
    if (!err && write(STDOUT_FILENO, &p->id, sizeof p->id) != (ssize_t)sizeof p->id)
        _exit(1);
}

/* Keeps a few commands waiting, says each number once it is answered, until it is killed. */
static void write_for_ever(int to, int64_t first)
{
    if (dup2(to, STDOUT_FILENO) < 0)
        _exit(1);
    open_city();
    must(loop_start(l));
    for (int64_t id = first;; id += 8) {
        struct put puts[8];
        for (int i = 0; i < 8; i++) {
            puts[i] = a_put(id + i);
            puts[i].bytes = 100 * i;
            puts[i].cmd.done = say_done;
            if (i < 7)
                must(loop_submit(l, &puts[i].cmd));
        }
        must(loop_call(l, &puts[7].cmd, NULL)); /* the others were before it */
    }
}

START_TEST(what_was_answered_survives_kill_9)
{
    close_city();
    int64_t first = 0;
    for (int round = 0; round < 10; round++) {
        int ends[2];
        int64_t said[4096];
        size_t count = 0;
        ck_assert_int_eq(pipe(ends), 0);
        pid_t child = fork();
        if (child == 0)
            write_for_ever(ends[1], first);
        close(ends[1]);
        while (count < (size_t)(30 + 13 * round) &&
               read(ends[0], &said[count], sizeof *said) == (ssize_t)sizeof *said)
            count++;
        ck_assert_int_eq(kill(child, SIGKILL), 0);
        while (count < 4096 && read(ends[0], &said[count], sizeof *said) == (ssize_t)sizeof *said)
            count++;
        close(ends[0]);
        ck_assert_int_eq(waitpid(child, NULL, 0), child);
        open_city();
        for (size_t i = 0; i < count; i++) {
            store_stmt *st = NULL;
            must(store_query(store_writer(s), &st, "SELECT 1 FROM t WHERE id = $1", "i", said[i]));
            ck_assert_msg(store_row(st), "row %lld was answered and is lost", (long long)said[i]);
            must(store_end(st));
        }
        check_chain();
        first = count ? said[count - 1] + 1000 : first;
        close_city();
    }
    open_city();
}
END_TEST

int main(void)
{
    TCase *tc = tcase_create("loop_fault");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_failed_fsync_breaks_the_loop_for_good);
    tcase_add_test(tc, a_batch_whose_commit_fails_is_answered_whole);
    tcase_add_test(tc, a_full_disk_fails_the_batch_and_not_the_loop);
    tcase_add_test(tc, what_was_answered_survives_kill_9);
    Suite *suite = suite_create("loop_fault");
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
