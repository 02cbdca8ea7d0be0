/* data_dir.h - the folder that holds one city's data, and the names in it. */
#ifndef XC_MAIN_DATA_DIR_H
#define XC_MAIN_DATA_DIR_H
#include "base/err.h"

enum { DATA_PATH_SIZE = 1024 };

/* "<dir>/<name>". XC_EINVAL: too long. */
XC_MUST_CHECK xc_err data_path(const char *dir, const char *name, char ret[DATA_PATH_SIZE],
                               xc_problem *why);

#define DATA_STORE "city.db"
#define DATA_CONTROL "control.sock"

/* Makes the folder (and those above it) for its owner alone; it may be there. XC_EIO. */
XC_MUST_CHECK xc_err data_dir_make(const char *dir, xc_problem *why);

#endif
