/* replay.c - runs a fuzz target over the files of the folders named on the command line. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "fuzz.h"

enum { MAX_BYTES = 1 << 20 };

/* In a block of just its size, so that a read behind the end is seen. */
static void run_file(const char *path, unsigned char *room)
{
    FILE *file = fopen(path, "rb");
    size_t len = file ? fread(room, 1, MAX_BYTES, file) : 0;
    if (file)
        (void)fclose(file);
    unsigned char *exact = xc_malloc(len);
    if (!exact)
        return;
    memcpy(exact, room, len);
    (void)LLVMFuzzerTestOneInput(exact, len); /* always 0 */
    xc_free(exact);
}

static unsigned run_folder(const char *folder, unsigned char *room)
{
    unsigned count = 0;
    DIR *dir = opendir(folder);
    if (!dir)
        return 0;
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        char path[4096];
        if (entry->d_name[0] == '.')
            continue;
        (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        run_file(path, room);
        count++;
    }
    (void)closedir(dir);
    return count;
}

int main(int argc, char **argv)
{
    unsigned count = 0;
    unsigned char *room = xc_malloc(MAX_BYTES);
    for (int i = 1; i < argc && room; i++)
        count += run_folder(argv[i], room);
    xc_free(room);
    (void)printf("%u files replayed\n", count);
    return count ? EXIT_SUCCESS : EXIT_FAILURE;
}
