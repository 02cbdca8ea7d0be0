/* services.c - putting the services together. */
#include "services/services_int.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/mem.h"
#include "services/matter.h"

static xc_err path_of(const char *dir, const char *name, char to[SERVICES_PATH_SIZE],
                      xc_problem *why)
{
    int n = snprintf(to, SERVICES_PATH_SIZE, "%s/%s", dir, name);
    if (n > 0 && n < SERVICES_PATH_SIZE)
        return XC_OK;
    return xc_fail(why, XC_ELIMIT, name, "the data folder's path is too long",
                   "数据目录的路径太长");
}

/* A city without texts/pinyin.csv is searched by characters alone. */
static xc_err read_sounds(services *sv, xc_problem *why)
{
    enum { MAX_TABLE = 1 << 20 };
    char path[SERVICES_PATH_SIZE];
    xc_err err = path_of(pack_dir(sv->pack), "texts/pinyin.csv", path, why);
    FILE *f = err ? NULL : fopen(path, "re");
    if (!f)
        return err;
    xc_buf text;
    xc_buf_init(&text, MAX_TABLE);
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
        xc_buf_put(&text, part, n);
    err = ferror(f) ? XC_EIO : xc_buf_err(&text);
    (void)fclose(f); /* only read */
    if (!err)
        err = sound_table_read(sv->sounds, xc_buf_view(&text), "texts/pinyin.csv", why);
    else
        err = xc_fail(why, err, path, "the table of sounds cannot be read", "拼音表读不了");
    xc_buf_done(&text);
    return err;
}

static xc_err open_all(services *sv, const services_options *options, xc_problem *why)
{
    char path[SERVICES_PATH_SIZE];
    xc_err err = issuer_ring_open(options->data_dir, xc_now_us(xc_clock_system()), &sv->ring, why);
    if (!err)
        err = path_of(options->data_dir, "personal.key", path, why);
    if (!err)
        err = party_seal_open(path, &sv->seal, why);
    if (!err)
        err = path_of(options->data_dir, "files", sv->files_dir, why);
    if (!err)
        err = sound_table_new(&sv->sounds);
    if (!err)
        err = read_sounds(sv, why);
    if (!err)
        err = matter_index_new(sv->sounds, &sv->matters);
    if (!err)
        err = matter_fill_index(sv->pack, sv->matters);
    return err;
}

xc_err services_open(const services_options *options, services **ret, xc_problem *why)
{
    services *sv = xc_calloc(1, sizeof *sv);
    if (!sv)
        return XC_ENOMEM;
    sv->pack = pack_ref(options->pack);
    xc_err err = open_all(sv, options, why);
    if (err) {
        services_free(sv);
        return err;
    }
    *ret = sv;
    return XC_OK;
}

services *services_free(services *sv)
{
    if (!sv)
        return NULL;
    matter_index_free(sv->matters);
    sound_table_free(sv->sounds);
    party_seal_free(sv->seal);
    issuer_ring_free(sv->ring);
    pack_unref(sv->pack);
    xc_free(sv);
    return NULL;
}

xc_err services_load_demo(services *sv, store_conn *writer, int64_t now_us, xc_problem *why)
{
    return party_load_people(writer, sv->seal, sv->pack, now_us, why);
}

issuer_ring *services_ring(services *sv)
{
    return sv->ring;
}

xc_err services_next_key(issuer_ring *ring, loop_tx *tx, int64_t from_us, xc_problem *why)
{
    int64_t now_us = loop_now_us(tx), first_us = from_us > now_us ? from_us : now_us;
    xc_str json =
        xc_arena_printf(loop_arena(tx), "{\"from_s\":%lld}", (long long)(first_us / XC_SECOND_US));
    xc_err err = json.ptr ? loop_audit(tx, "issuer.next-key", XC_STR("issuer"), XC_STR(""), json)
                          : XC_ELIMIT;
    return err ? err : issuer_ring_add(ring, now_us, from_us, why); /* last: it stays */
}

const char *services_files_dir(const services *sv)
{
    return sv->files_dir;
}
