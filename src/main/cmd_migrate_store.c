/* cmd_migrate_store.c - `xiucheng migrate-store FROM TO`: moves a stopped city's rows into another
 * store, table by table with a checksum; the data folder follows. */
#include <stdio.h>
#include <string.h>

#include "main/command.h"
#include "main/data_dir.h"
#include "store/copy.h"

typedef struct {
    const char *words[2], *data;
} options;

static xc_err parse_options(int argc, char **argv, options *ret, xc_problem *why)
{
    options o = { { NULL, NULL }, NULL };
    const command_option table[] = {
        { "--data", "DIR", &o.data, "the city's data folder: it remembers the new place" },
    };
    xc_err err = command_parse(argc, argv, table, sizeof table / sizeof *table, o.words, 2, why);
    if (err)
        return err;
    if (!o.words[0] || !o.words[1])
        return xc_fail(why, XC_EINVAL, "",
                       "call it as: xiucheng migrate-store sqlite:DIR/city.db postgresql://... "
                       "[--data DIR]",
                       "用法：xiucheng migrate-store sqlite:DIR/city.db postgresql://... "
                       "[--data DIR]");
    *ret = o;
    return XC_OK;
}

static void say(const copy_table *t, void *ctx)
{
    (void)ctx;
    if (*t->sum)
        printf("%-28s %12lld rows  %.16s\n", t->name, (long long)t->rows, t->sum);
    else
        (void)fprintf(stderr, "%s: %lld rows ...\n", t->name, (long long)t->rows);
    (void)fflush(stdout);
}

static const char *path_of(const char *where)
{
    return strncmp(where, "sqlite:", 7) == 0 ? where + 7 : where;
}

/* The old file keeps its rows under another name, so that nobody starts it by mistake. */
static xc_err follow(const options *o, xc_problem *why)
{
    char file[DATA_PATH_SIZE], kept[DATA_PATH_SIZE];
    if (!o->data || !store_is_server(o->words[1]))
        return XC_OK;
    xc_err err = data_path(o->data, DATA_STORE, file, why);
    if (!err)
        err = data_path(o->data, DATA_STORE ".moved", kept, why);
    if (!err)
        err = data_store_keep(o->data, o->words[1], why);
    if (err)
        return err;
    if (!store_is_server(o->words[0]) && strcmp(path_of(o->words[0]), file) == 0 &&
        rename(file, kept) != 0)
        return xc_fail(why, XC_EIO, file, "moved, but the old file cannot be renamed",
                       "已迁移，但旧文件无法改名");
    return XC_OK;
}

/* Both are opened for writing: the city must not run while it moves. */
static xc_err migrate(const options *o, xc_problem *why)
{
    store *from = NULL, *to = NULL;
    if (!store_is_server(o->words[0]) && !data_file_exists(path_of(o->words[0])))
        return xc_fail(why, XC_ENOTFOUND, o->words[0], "there is no such store", "没有这个数据库");
    xc_err err = store_open(o->words[0], &from, why);
    if (!err)
        err = store_open(o->words[1], &to, why);
    if (!err)
        err = store_copy(from, to, say, NULL, why);
    store_close(to);
    store_close(from);
    return err ? err : follow(o, why);
}

int cmd_migrate_store(int argc, char **argv)
{
    options o = { { NULL, NULL }, NULL };
    xc_problem why = { 0 };
    xc_err err = parse_options(argc, argv, &o, &why);
    if (!err)
        err = migrate(&o, &why);
    if (!err)
        printf("moved; every table read again and equal\n");
    return command_end("migrate-store", err, &why);
}
