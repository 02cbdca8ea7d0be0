/* cmd_doctor.c - `xiucheng doctor`: one line a thing that can be wrong, and what to do; changes
 * nothing and works while the server runs. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>

#include "base/clock.h"
#include "city/audit.h"
#include "main/command.h"
#include "main/data_dir.h"
#include "services/issuer_key.h"
#include "store/check.h"
#include "store/store.h"

enum { LEAST_FREE_MB = 1024, CLOCK_STEP_S = 60 };

typedef struct {
    const char *data;
    store *store;
    store_conn *conn;
    int bad;
} doctor;

static void say(doctor *d, bool good, const char *name, const char *en, const char *zh)
{
    printf("%-4s %-10s %s\n", good ? "ok" : "BAD", name, command_lang() == XC_LANG_ZH ? zh : en);
    d->bad += !good;
}

static void say_problem(doctor *d, const char *name, xc_err err, const xc_problem *why)
{
    xc_problem plain = { .code = err };
    const xc_problem *p = why->code ? why : &plain;
    say(d, false, name, xc_problem_text(p, XC_LANG_EN), xc_problem_text(p, XC_LANG_ZH));
}

/* ---- what is looked at ---- */

static void look_at_folder(doctor *d)
{
    struct stat st;
    if (stat(d->data, &st) != 0 || !S_ISDIR(st.st_mode))
        say(d, false, "folder", "there is no such folder: name the one that serve uses",
            "没有这个文件夹：请写 serve 使用的那个");
    else if (st.st_mode & 077)
        say(d, false, "folder", "others may look into it: chmod -R go= on the data folder",
            "他人可以读取：请对数据文件夹执行 chmod -R go=");
    else
        say(d, true, "folder", "for its owner alone", "仅所有者可读写");
}

static void look_at_store(doctor *d)
{
    char where[DATA_PATH_SIZE];
    xc_problem why = { 0 };
    xc_err err = data_store(d->data, NULL, where, &why);
    if (!err)
        err = store_open_reading(where, &d->store, &why);
    if (!err)
        err = store_read(d->store, &d->conn, &why);
    if (err)
        say_problem(d, "store", err, &why);
    else
        say(d, true, "store",
            store_is_server(where) ? "PostgreSQL answers, the schema is this program's"
                                   : "the file opens, the schema is this program's",
            "可以打开，结构与程序一致");
}

static void say_finding(const store_finding *f, void *ctx)
{
    say(ctx, f->good, f->name, f->en, f->zh);
}

static void look_into_store(doctor *d)
{
    xc_problem why = { 0 };
    xc_err err = d->conn ? store_check(d->conn, say_finding, d) : XC_OK;
    if (err)
        say_problem(d, "store", err, &why);
}

static void look_at_audit(doctor *d)
{
    audit_state state = { 0 };
    xc_problem why = { 0 };
    char en[64], zh[64];
    xc_err err = d->conn ? audit_verify(d->conn, &state, &why) : XC_OK;
    (void)snprintf(en, sizeof en, "%lld entries, chain whole", (long long)state.entries); /* fits */
    (void)snprintf(zh, sizeof zh, "%lld 条，链完整", (long long)state.entries);           /* fits */
    if (err)
        say_problem(d, "audit", err, &why);
    else if (d->conn)
        say(d, true, "audit", en, zh);
}

static void look_at_keys(doctor *d)
{
    char path[DATA_PATH_SIZE];
    xc_problem why = { 0 };
    issuer_key *key = NULL;
    xc_err err = data_path(d->data, "issuer-sm2.pem", path, &why);
    if (!err && !data_file_exists(path)) {
        say(d, true, "issuer", "no licence key yet: the first start makes it",
            "尚无证照密钥，首次启动时生成");
    } else {
        if (!err)
            err = issuer_key_open(path, &key, &why);
        if (err)
            say_problem(d, "issuer", err, &why);
        else
            say(d, true, "issuer", "the licence key can be read", "证照密钥可读");
    }
    issuer_key_free(key);
    struct stat st;
    if (data_path(d->data, "personal.key", path, NULL) || stat(path, &st) != 0)
        say(d, !d->conn, "personal",
            "personal.key is missing: restore it, or sealed fields stay sealed",
            "缺少 personal.key：请恢复，否则个人信息无法解密");
    else
        say(d, !(st.st_mode & 077), "personal",
            st.st_mode & 077 ? "others may read personal.key: chmod 600" : "personal.key is there",
            st.st_mode & 077 ? "personal.key 可被他人读取：请 chmod 600" : "personal.key 正常");
}

static void look_at_disk(doctor *d)
{
    struct statvfs fs;
    char en[128], zh[160];
    if (statvfs(d->data, &fs) != 0)
        return; /* said by the folder already */
    unsigned long long mb = (unsigned long long)fs.f_bavail * fs.f_frsize >> 20;
    bool good = mb >= LEAST_FREE_MB && !(fs.f_flag & ST_RDONLY);
    (void)snprintf(
        en, sizeof en, "%llu MB free%s", mb,
        good ? "" : ": a city needs 1024 and a disk that can be written; make room"); /* fits */
    (void)snprintf(zh, sizeof zh, "剩余 %llu MB%s", mb,
                   good ? "" : "：至少需要 1024 MB 且可写，请腾出空间"); /* fits */
    say(d, good, "disk", en, zh);
}

static int64_t newest_us(doctor *d)
{
    store_stmt *st = NULL;
    if (!d->conn || store_query(d->conn, &st, "SELECT max(time_us) FROM audit", ""))
        return 0;
    int64_t newest = store_row(st) ? store_int(st, 0) : 0;
    xc_ignore(store_end(st)); /* then there is nothing to compare with */
    return newest;
}

static void look_at_clock(doctor *d)
{
    struct timex t = { .modes = 0 };
    bool synced = adjtimex(&t) >= 0 && !(t.status & STA_UNSYNC);
    int64_t ahead = newest_us(d) - xc_now_us(xc_clock_system());
    if (ahead > CLOCK_STEP_S * XC_SECOND_US)
        say(d, false, "clock",
            "the newest entry is of the future: the clock was set back; set it right before you "
            "start",
            "最新记录的时间在未来：时钟被拨回过，请先校准再启动");
    else
        say(d, true, "clock",
            synced ? "kept by time synchronisation" : "nothing keeps it: start chrony or ntpd",
            synced ? "时间同步正常" : "没有时间同步：请启动 chrony 或 ntpd");
}

static void (*const looks[])(doctor *d) = { look_at_folder, look_at_store, look_into_store,
                                            look_at_audit,  look_at_keys,  look_at_disk,
                                            look_at_clock };

static xc_err parse_options(int argc, char **argv, const char **ret, xc_problem *why)
{
    const char *data = NULL;
    const command_option table[] = { { "--data", "DIR", &data, "the city's data folder" } };
    xc_err err = command_parse(argc, argv, table, 1, NULL, 0, why);
    if (!err && !data)
        err = xc_fail(why, XC_EINVAL, "", "doctor needs --data", "doctor 需要 --data");
    if (!err)
        *ret = data;
    return err;
}

int cmd_doctor(int argc, char **argv)
{
    doctor d = { .data = NULL };
    xc_problem why = { 0 };
    xc_err err = parse_options(argc, argv, &d.data, &why);
    if (err)
        return command_end("doctor", err, &why);
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        looks[i](&d);
    if (d.conn)
        store_read_done(d.store, d.conn);
    store_close(d.store);
    return d.bad ? 1 : 0;
}
