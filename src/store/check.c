/* check.c - see check.h. A question gives one text: '' when all is well, else what is wrong. */
#include "store/check.h"

#include <stdio.h>

#include "store/store_int.h"

enum { TEXT_SIZE = 640 };

static const store_question sqlite_list[] = {
    { "pages",
      "SELECT CASE WHEN group_concat(integrity_check, '; ') = 'ok' THEN '' ELSE"
      " group_concat(integrity_check, '; ') END FROM pragma_integrity_check(5)",
      "every page and index fits", "所有页和索引一致",
      "the file is damaged: stop, keep a copy, restore the last backup",
      "文件已损坏：请停止服务、保留副本并恢复最近的备份" },
    { "keys", "SELECT coalesce((SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1), '')",
      "every reference leads somewhere", "引用完整", "rows lead nowhere: restore the last backup",
      "有悬空引用：请恢复最近的备份" },
    { NULL, NULL, NULL, NULL, NULL, NULL },
};

static const store_question pg_list[] = {
    { "durable",
      "SELECT coalesce(string_agg(name || ' = ' || setting, ', '), '') FROM pg_settings"
      " WHERE name IN ('fsync', 'full_page_writes') AND setting <> 'on'",
      "fsync and full_page_writes are on", "fsync 与 full_page_writes 已开启",
      "a power cut would lose acknowledged writes: set it on in postgresql.conf",
      "断电会丢失已确认的写入：请在 postgresql.conf 中设为 on" },
    { "indexes",
      "SELECT coalesce(string_agg(i.indexrelid::regclass::text, ', '), '') FROM pg_index i"
      " JOIN pg_class c ON c.oid = i.indrelid WHERE NOT i.indisvalid AND"
      " c.relnamespace = current_schema()::regnamespace",
      "every index is valid", "索引均有效", "not usable: REINDEX INDEX it",
      "索引不可用：请执行 REINDEX INDEX" },
    { "wraparound",
      "SELECT CASE WHEN age(datfrozenxid) > 1000000000 THEN datname || ' ' ||"
      " age(datfrozenxid)::text ELSE '' END FROM pg_database WHERE datname = current_database()",
      "old rows are frozen in time", "事务号余量充足",
      "autovacuum does not keep up: VACUUM FREEZE soon",
      "autovacuum 跟不上：请尽快 VACUUM FREEZE" },
    { NULL, NULL, NULL, NULL, NULL, NULL },
};

static xc_err ask(store_conn *c, const store_question *q, char *ret)
{
    store_stmt *st = NULL;
    xc_err err = store_query(c, &st, q->sql, "");
    if (err)
        return err;
    xc_str s = store_row(st) ? store_str(st, 0) : (xc_str){ 0 };
    (void)snprintf(ret, TEXT_SIZE / 2, "%.*s", XC_STR_ARG(s)); /* cut when longer */
    return store_end(st);
}

xc_err store_check(store_conn *c, void (*found)(const store_finding *f, void *ctx), void *ctx)
{
    const store_question *q = store_is_server_conn(c) ? pg_list : sqlite_list;
    for (; q->name; q++) {
        char wrong[TEXT_SIZE / 2], en[TEXT_SIZE], zh[TEXT_SIZE];
        xc_err err = ask(c, q, wrong);
        if (err)
            return err;
        (void)snprintf(en, sizeof en, "%s - %s", wrong, q->bad_en); /* fits by their sizes */
        (void)snprintf(zh, sizeof zh, "%s：%s", wrong, q->bad_zh);  /* likewise */
        store_finding f = { q->name, *wrong ? en : q->good_en, *wrong ? zh : q->good_zh, !*wrong };
        found(&f, ctx);
    }
    return XC_OK;
}
