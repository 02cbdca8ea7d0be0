/* data_dir.h - the folder that holds one city's data, and the names in it. */
#ifndef XC_MAIN_DATA_DIR_H
#define XC_MAIN_DATA_DIR_H
#include <stdbool.h>

#include "base/err.h"

enum { DATA_PATH_SIZE = 1024 };

/* "<dir>/<name>". XC_EINVAL: too long. */
XC_MUST_CHECK xc_err data_path(const char *dir, const char *name, char ret[DATA_PATH_SIZE],
                               xc_problem *why);

#define DATA_STORE "city.db"
#define DATA_STORE_NAME "store" /* holds the address of a city whose rows are on a server */
#define DATA_CONTROL "control.sock"

/* Whether there is a file of that name. */
bool data_file_exists(const char *path);

/* Makes the folder (and those above it) for its owner alone; it may be there. XC_EIO. */
XC_MUST_CHECK xc_err data_dir_make(const char *dir, xc_problem *why);

/* Where the city's rows are: `given` (--store; NULL: not said), else what the folder remembers,
 * else its own file. XC_ECONFLICT: the folder's rows are elsewhere than `given` says. XC_EIO. */
XC_MUST_CHECK xc_err data_store(const char *dir, const char *given, char ret[DATA_PATH_SIZE],
                                xc_problem *why);

/* Remembers a server's address in the folder, for its owner alone, so that the other commands find
 * it; a path is not remembered. XC_EIO. */
XC_MUST_CHECK xc_err data_store_keep(const char *dir, const char *where, xc_problem *why);

#endif
