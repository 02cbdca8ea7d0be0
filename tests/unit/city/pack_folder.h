/* pack_folder.h - for tests: a copy of a small good pack in a temporary folder, to be broken. */
#ifndef XC_TESTS_PACK_FOLDER_H
#define XC_TESTS_PACK_FOLDER_H

/* Copies from (a folder) to a new folder whose name goes to path (at least 256 bytes). */
void pack_folder_copy(const char *from, char *path);
void pack_folder_remove(const char *path);

/* Writes the whole file. */
void pack_folder_write(const char *path, const char *file, const char *text);
/* Replaces the first `from` in a file by `to`; from NULL: removes the file. Ends the test if `from`
 * is not there. */
void pack_folder_change(const char *path, const char *file, const char *from, const char *to);

#endif
