/* data_dir.c - see data_dir.h. */
#include "main/data_dir.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

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
