/* sqlite_check.c - what check.c asks SQLite. */
#include "store/sqlite_int.h"

const store_question sqlite_questions[] = {
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
