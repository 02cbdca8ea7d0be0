/* file.h - photos and papers: bytes in the data folder under their hash, a row says whose they are.
 *
 * The bytes are written and flushed before the row is made, so a row never names what is not there.
 */
#ifndef XC_CITY_FILE_H
#define XC_CITY_FILE_H
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "codec/json.h"
#include "store/store.h"

enum { FILE_MAX_BYTES = 10 << 20, FILE_NAME_MAX = 120, FILE_PATH_SIZE = 512 };

typedef struct {
    int64_t id, size_bytes, owner_id, case_id, created_us;
    xc_str sha256, type, name, division;
} file_row;

/* Looks at the first bytes: "image/jpeg", "image/png", "image/webp", "application/pdf"; NULL: none
 * of them. What the sender says about the type is not believed. */
const char *file_type_of(xc_str bytes);

/* Writes the bytes below dir ("<data>/files"), unless they are there; sha256 gets their name. Any
 * thread. XC_EIO; XC_ELIMIT over FILE_MAX_BYTES; XC_EMEDIA: none of the four types. */
XC_MUST_CHECK xc_err file_keep(const char *dir, xc_str bytes, char sha256[65], xc_problem *why);

/* A file's id as clients send it: a number, or digits in a string. false: neither. */
bool file_id_read(const json_value *v, int64_t *ret);

/* The path of kept bytes. */
XC_MUST_CHECK xc_err file_path(const char *dir, xc_str sha256, char to[FILE_PATH_SIZE]);

/* Loop only. The row of kept bytes; id is set by it. name is cut to FILE_NAME_MAX bytes. */
XC_MUST_CHECK xc_err file_add(store_conn *c, const file_row *row, int64_t *ret_id);

/* Loop only. Makes a file part of a case. XC_EFORBIDDEN: another's file; XC_ECONFLICT: part of
 * another case; XC_ENOTFOUND. */
XC_MUST_CHECK xc_err file_attach(store_conn *c, int64_t id, int64_t owner_id, int64_t case_id,
                                 xc_str division, xc_problem *why);

/* Files of a case in the order they came, at most max; text lives in the arena. */
XC_MUST_CHECK xc_err file_list(store_conn *c, int64_t case_id, size_t max, xc_arena *arena,
                               file_row **ret, size_t *ret_count);

/* XC_ENOTFOUND. Text lives in the arena. */
XC_MUST_CHECK xc_err file_get(store_conn *c, int64_t id, xc_arena *arena, file_row *ret);

#endif
