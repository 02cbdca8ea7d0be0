/* pack_folder.c - see pack_folder.h. */
#include "pack_folder.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 1024, FILE_BYTES = 1 << 20 };

static char *read_whole(const char *path)
{
    FILE *in = fopen(path, "rb");
    ck_assert_msg(in != NULL, "cannot open %s", path);
    char *text = calloc(1, FILE_BYTES + 1);
    ck_assert_ptr_nonnull(text);
    (void)fread(text, 1, FILE_BYTES, in);
    (void)fclose(in);
    return text;
}

static void write_whole(const char *path, const char *text)
{
    FILE *out = fopen(path, "wb");
    ck_assert_msg(out != NULL, "cannot write %s", path);
    (void)fwrite(text, 1, strlen(text), out);
    (void)fclose(out);
}

static void copy_into(const char *from, const char *to)
{
    DIR *dir = opendir(from);
    ck_assert_msg(dir != NULL, "cannot open %s", from);
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        char a[PATH_BYTES], b[PATH_BYTES];
        struct stat st;
        if (e->d_name[0] == '.')
            continue;
        (void)snprintf(a, sizeof a, "%s/%s", from, e->d_name);
        (void)snprintf(b, sizeof b, "%s/%s", to, e->d_name);
        ck_assert_int_eq(stat(a, &st), 0);
        if (S_ISDIR(st.st_mode)) {
            ck_assert_int_eq(mkdir(b, 0700), 0);
            copy_into(a, b);
            continue;
        }
        char *text = read_whole(a);
        write_whole(b, text);
        free(text);
    }
    (void)closedir(dir);
}

void pack_folder_copy(const char *from, char *path)
{
    (void)snprintf(path, 256, "/tmp/xc_pack_XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(path));
    copy_into(from, path);
}

void pack_folder_remove(const char *path)
{
    DIR *dir = opendir(path);
    for (struct dirent *e; dir && (e = readdir(dir)) != NULL;) {
        char a[PATH_BYTES];
        struct stat st;
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        (void)snprintf(a, sizeof a, "%s/%s", path, e->d_name);
        if (lstat(a, &st) == 0 && S_ISDIR(st.st_mode))
            pack_folder_remove(a);
        else
            (void)unlink(a);
    }
    if (dir)
        (void)closedir(dir);
    (void)rmdir(path);
}

void pack_folder_write(const char *path, const char *file, const char *text)
{
    char full[PATH_BYTES];
    (void)snprintf(full, sizeof full, "%s/%s", path, file);
    write_whole(full, text);
}

void pack_folder_change(const char *path, const char *file, const char *from, const char *to)
{
    char full[PATH_BYTES];
    (void)snprintf(full, sizeof full, "%s/%s", path, file);
    if (!from) {
        ck_assert_int_eq(unlink(full), 0);
        return;
    }
    char *text = read_whole(full), *at = strstr(text, from);
    ck_assert_msg(at != NULL, "%s does not hold %s", file, from);
    size_t before = (size_t)(at - text), with = strlen(to), rest = strlen(at + strlen(from));
    char *changed = calloc(1, before + with + rest + 1);
    ck_assert_ptr_nonnull(changed);
    memcpy(changed, text, before);
    memcpy(changed + before, to, with);
    memcpy(changed + before + with, at + strlen(from), rest);
    write_whole(full, changed);
    free(changed);
    free(text);
}
