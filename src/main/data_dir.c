/* data_dir.c - see data_dir.h. */
#include "main/data_dir.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store.h"

xc_err data_path(const char *dir, const char *name, char ret[DATA_PATH_SIZE], xc_problem *why)
{
    int len = snprintf(ret, DATA_PATH_SIZE, "%s/%s", dir, name);
    if (len < 0 || len >= DATA_PATH_SIZE)
        return xc_fail(why, XC_EINVAL, "--data", "the path is too long", "路径过长");
    return XC_OK;
}

xc_err data_dir_make(const char *dir, xc_problem *why)
{
    char path[DATA_PATH_SIZE];
    xc_err err = data_path(dir, "", path, why);
    if (err)
        return err;
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        if (mkdir(path, 0700) != 0 && errno != EEXIST)
            return xc_fail(why, XC_EIO, path, "cannot make the folder: %s", "无法建立文件夹：%s",
                           strerror(errno));
        *slash = '/';
    }
    return XC_OK;
}

/* ---- where the rows are ---- */

/* "" when the folder remembers none. */
static xc_err read_kept(const char *dir, char ret[DATA_PATH_SIZE], xc_problem *why)
{
    char path[DATA_PATH_SIZE];
    xc_err err = data_path(dir, DATA_STORE_NAME, path, why);
    if (err)
        return err;
    ret[0] = 0;
    FILE *f = fopen(path, "r");
    if (!f && errno == ENOENT)
        return XC_OK;
    bool good = f && fgets(ret, DATA_PATH_SIZE, f) && store_is_server(ret);
    if (f)
        (void)fclose(f); /* only read */
    if (!good)
        return xc_fail(why, XC_EIO, path, "this file should hold a postgresql:// address",
                       "这个文件应写着 postgresql:// 地址");
    ret[strcspn(ret, "\n")] = 0;
    return XC_OK;
}

bool data_file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static bool has_own_file(const char *dir)
{
    char path[DATA_PATH_SIZE];
    return data_path(dir, DATA_STORE, path, NULL) == XC_OK && data_file_exists(path);
}

static xc_err use_given(const char *dir, const char *given, const char *kept, char *ret,
                        xc_problem *why)
{
    if (!store_is_server(given))
        return xc_fail(why, XC_EINVAL, "--store",
                       "the store is a postgresql:// address; without --store it is a file of the "
                       "data folder",
                       "--store 应为 postgresql:// 地址；不写则使用数据文件夹里的文件");
    if (kept[0] && strcmp(kept, given) != 0)
        return xc_fail(why, XC_ECONFLICT, "--store",
                       "this city's rows are elsewhere: see %s/%s, and change it if they moved",
                       "这座城"
                       "市的数据在别处：见 %s/%s，若已迁移请修改它",
                       dir, DATA_STORE_NAME);
    if (!kept[0] && has_own_file(dir))
        return xc_fail(why, XC_ECONFLICT, "--store",
                       "%s has a city's rows in %s: move them with xiucheng migrate-store",
                       "%s 里已有数据 %s：请先用 xiucheng migrate-store 迁移", dir, DATA_STORE);
    (void)snprintf(ret, DATA_PATH_SIZE, "%s", given); /* a longer one is no address */
    return XC_OK;
}

xc_err data_store(const char *dir, const char *given, char ret[DATA_PATH_SIZE], xc_problem *why)
{
    char kept[DATA_PATH_SIZE];
    xc_err err = read_kept(dir, kept, why);
    if (err)
        return err;
    if (given)
        return use_given(dir, given, kept, ret, why);
    if (!kept[0])
        return data_path(dir, DATA_STORE, ret, why);
    memcpy(ret, kept, sizeof kept);
    return XC_OK;
}

static bool write_address(const char *path, const char *where)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
    if (!f) {
        if (fd >= 0)
            (void)close(fd); /* nothing was written */
        return false;
    }
    bool good = fprintf(f, "%s\n", where) > 0 && fflush(f) == 0 && fsync(fd) == 0;
    return fclose(f) == 0 && good;
}

xc_err data_store_keep(const char *dir, const char *where, xc_problem *why)
{
    char path[DATA_PATH_SIZE], fresh[DATA_PATH_SIZE];
    if (!store_is_server(where))
        return XC_OK;
    xc_err err = data_path(dir, DATA_STORE_NAME, path, why);
    if (!err)
        err = data_path(dir, DATA_STORE_NAME ".new", fresh, why);
    if (err)
        return err;
    if (!write_address(fresh, where) || rename(fresh, path) != 0)
        return xc_fail(why, XC_EIO, path, "cannot be written: %s", "无法写入：%s", strerror(errno));
    return XC_OK;
}
