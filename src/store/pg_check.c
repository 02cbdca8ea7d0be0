/* pg_check.c - what check.c asks PostgreSQL. */
#include "store/pg_int.h"

const store_question pg_questions[] = {
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
