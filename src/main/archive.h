/* archive.h - files in one encrypted stream: libsodium's secretstream (XChaCha20-Poly1305) under a
 * key that argon2id makes of a passphrase. What was cut, changed or put in another order is not
 * read. */
#ifndef XC_MAIN_ARCHIVE_H
#define XC_MAIN_ARCHIVE_H
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"

enum { ARCHIVE_NAME_SIZE = 512 };

typedef struct archive archive;

/* Makes the file (mode 0600; it must not be there). XC_EIO, XC_ECONFLICT, XC_ENOMEM. The caller
 * owns *ret. */
XC_MUST_CHECK xc_err archive_make(const char *path, xc_str passphrase, archive **ret,
                                  xc_problem *why);
/* Adds the file at `from` under a name ("files/ab/cd"). */
XC_MUST_CHECK xc_err archive_add(archive *a, const char *from, const char *name, xc_problem *why);
/* The last word of the stream, fsync. Without it the archive counts as cut. */
XC_MUST_CHECK xc_err archive_finish(archive *a, xc_problem *why);

/* XC_EIO, XC_ECORRUPT: not an archive; XC_EFORBIDDEN: the passphrase is another one. */
XC_MUST_CHECK xc_err archive_open(const char *path, xc_str passphrase, archive **ret,
                                  xc_problem *why);
/* The next file goes to `folder`/name; XC_ENOTFOUND: the stream has ended, whole. XC_ECORRUPT:
 * changed or cut. */
XC_MUST_CHECK xc_err archive_take(archive *a, const char *folder, xc_problem *why);

int64_t archive_files(const archive *a);
int64_t archive_bytes(const archive *a); /* of the files so far */
archive *archive_free(archive *a);       /* accepts NULL; closes, removes nothing */

/* The first line of a file that its owner alone may read. XC_EIO, XC_EFORBIDDEN, XC_EINVAL: too
 * short. */
XC_MUST_CHECK xc_err archive_passphrase(const char *path, char *ret, size_t size, xc_problem *why);

#endif
