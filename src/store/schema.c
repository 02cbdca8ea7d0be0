/* schema.c - brings a store's schema up to date, in one transaction; see schema.h. */
#include "store/schema.h"

#include "base/clock.h"
#include "store/store_int.h"

static const char MAKE_VERSION_TABLE[] =
    "CREATE TABLE IF NOT EXISTS schema_version ("
    " number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_us INTEGER NOT NULL)";

static const schema_step *step_find(int64_t number)
{
    for (size_t i = 0; i < schema_step_count; i++)
        if (schema_steps[i].number == number)
            return &schema_steps[i];
    return NULL;
}

static xc_err refuse_newer(store_conn *c, xc_problem *why)
{
    store_stmt *st = NULL;
    xc_err err = store_query(c, &st, "SELECT number, name FROM schema_version", "");
    if (err)
        return err;
    while (!err && store_row(st)) {
        if (step_find(store_int(st, 0)))
            continue;
        err = xc_fail(
            why, XC_EUNSUPPORTED, "schema",
            "the data was written by a newer version (schema step %.*s): use that version",
            "数据由更新的版本写成（结构步骤 %.*s）：请使用那个版本", XC_STR_ARG(store_str(st, 1)));
    }
    xc_err end = store_end(st);
    return err ? err : end;
}

static xc_err is_applied(store_conn *c, int number, bool *ret)
{
    store_stmt *st = NULL;
    xc_err err =
        store_query(c, &st, "SELECT 1 FROM schema_version WHERE number = $1", "i", (int64_t)number);
    if (err)
        return err;
    *ret = store_row(st);
    return store_end(st);
}

static xc_err apply(store_conn *c, const schema_step *step)
{
    xc_err err = store_script(c, step->sql);
    if (err)
        return err;
    return store_run(c, NULL,
                     "INSERT INTO schema_version (number, name, applied_us) VALUES ($1, $2, $3)",
                     "iti", (int64_t)step->number, step->name, xc_now_us(xc_clock_system()));
}

static xc_err apply_missing(store_conn *c, xc_problem *why)
{
    for (size_t i = 0; i < schema_step_count; i++) {
        bool applied = false;
        xc_err err = is_applied(c, schema_steps[i].number, &applied);
        if (!err && !applied)
            err = apply(c, &schema_steps[i]);
        if (err)
            return xc_fail(why, err, schema_steps[i].name, "schema step failed: %s",
                           "数据结构升级失败：%s", store_error_text(c));
    }
    return XC_OK;
}

xc_err schema_upgrade(store_conn *c, xc_problem *why)
{
    xc_err err = store_begin(c);
    if (err)
        return err;
    err = store_script(c, MAKE_VERSION_TABLE);
    if (!err)
        err = refuse_newer(c, why);
    if (!err)
        err = apply_missing(c, why);
    if (!err)
        err = store_commit(c);
    if (err)
        store_rollback(c);
    return err;
}

xc_err schema_check_same(store_conn *c, xc_problem *why)
{
    xc_err err = refuse_newer(c, why);
    for (size_t i = 0; !err && i < schema_step_count; i++) {
        bool applied = false;
        err = is_applied(c, schema_steps[i].number, &applied);
        if (!err && !applied)
            err = xc_fail(
                why, XC_EUNSUPPORTED, "schema",
                "the data is of an older version (step %s is missing): start the server once",
                "数据属于旧版本（缺少步骤 %s）：请先启动一次服务", schema_steps[i].name);
    }
    return err;
}
