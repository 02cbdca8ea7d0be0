/* pack.c - a pack's life: read, checked, shared, freed; and its short lists. */
#include "city/pack.h"

#include <sys/stat.h>

#include "base/mem.h"
#include "city/pack_int.h"
#include "city/right.h"

typedef xc_err load_step(pack_reader *r);
/* later ones use what earlier ones found */
static load_step *const steps[] = {
    pack_info_load,        pack_words_load,  pack_divisions_load,
    pack_layers_load,      pack_roles_load,  pack_calendar_load,
    pack_thing_types_load, pack_things_load, pack_models_load,
    pack_scenarios_load,   pack_rules_load,  pack_services_load,
    pack_requests_load,    pack_demo_load,   pack_check,
};

static xc_err pack_new(const char *dir, pack **ret)
{
    xc_arena *arena;
    xc_err err = xc_arena_new(PACK_MAX_ARENA, &arena);
    if (err)
        return err;
    pack *p = xc_arena_array(arena, 1, sizeof *p);
    xc_str kept = xc_arena_str(arena, xc_str_of(dir));
    if (!p || !kept.ptr) {
        xc_arena_free(arena);
        return XC_ENOMEM;
    }
    p->arena = arena;
    p->dir = kept.ptr;
    atomic_init(&p->refs, 1);
    *ret = p;
    return XC_OK;
}

static xc_err keep_digest(pack_reader *r)
{
    unsigned char sum[HASH_BYTES];
    xc_err err = hash_end(r->digest, sum);
    char *hex = err ? NULL : xc_arena_alloc(r->arena, HASH_HEX_SIZE);
    if (!hex)
        return err ? err : XC_ENOMEM;
    r->p->info.digest = xc_str_of(hash_hex((xc_str){ (const char *)sum, HASH_BYTES }, hex));
    return XC_OK;
}

static xc_err read_folder(pack_reader *r)
{
    struct stat st;
    if (stat(r->p->dir, &st) != 0 || !S_ISDIR(st.st_mode)) {
        PACK_BAD(r, r->p->dir, 0, 0,
                 "this is no folder: give the folder of a pack, e.g. packs/shanghai",
                 "这不是文件夹：请给出包的文件夹，例如 packs/shanghai");
        return XC_EIO;
    }
    xc_err err = hash_new(HASH_SHA256, &r->digest);
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !err; i++)
        err = steps[i](r);
    if (!err)
        err = keep_digest(r);
    r->digest = hash_free(r->digest);
    return !err && r->report->count ? XC_EINVAL : err;
}

xc_err pack_load(const char *dir, pack **ret, pack_report *report)
{
    pack *p;
    report->count = report->kept = 0;
    xc_err err = pack_new(dir, &p);
    if (err)
        return err;
    pack_reader r = { .p = p, .arena = p->arena, .report = report };
    err = read_folder(&r);
    if (err) {
        if (!report->kept)
            (void)xc_fail(pack_report_slot(report), err, dir, "the pack cannot be read: %s",
                          "包读不了：%s", xc_err_name(err));
        pack_unref(p);
        return err;
    }
    *ret = p;
    return XC_OK;
}

pack *pack_ref(pack *p)
{
    (void)atomic_fetch_add(&p->refs, 1); /* only the last one matters */
    return p;
}

pack *pack_unref(pack *p)
{
    if (p && atomic_fetch_sub(&p->refs, 1) == 1)
        xc_arena_free(p->arena);
    return NULL;
}

const pack_info *pack_info_of(const pack *p)
{
    return &p->info;
}

const char *pack_dir(const pack *p)
{
    return p->dir;
}

const pack_calendar *pack_calendar_of(const pack *p)
{
    return &p->calendar;
}

/* the lists as they are */
#define LIST(type, function, member)                       \
    const type *function(const pack *p, size_t *ret_count) \
    {                                                      \
        *ret_count = p->member.count;                      \
        return p->member.items;                            \
    }
LIST(pack_division, pack_divisions, divisions)
LIST(pack_role, pack_roles, roles)
LIST(pack_office, pack_offices, offices)
LIST(pack_thing_type, pack_thing_types, types)
LIST(pack_thing, pack_things, things)
LIST(pack_unit, pack_units, units)
LIST(pack_rule, pack_rules, rules)
LIST(pack_scenario, pack_scenarios, scenarios)
LIST(pack_process, pack_processes, processes)
LIST(pack_matter, pack_matters, matters)
LIST(pack_licence_kind, pack_licence_kinds, licences)
LIST(pack_vital, pack_vitals, vitals)
LIST(pack_layer, pack_layers, layers)
LIST(pack_person, pack_people, people)
LIST(pack_account, pack_accounts, accounts)

#define FIND(type, function, member, key)                  \
    const type *function(const pack *p, xc_str wanted)     \
    {                                                      \
        for (size_t i = 0; i < p->member.count; i++)       \
            if (xc_str_eq(p->member.items[i].key, wanted)) \
                return &p->member.items[i];                \
        return NULL;                                       \
    }
FIND(pack_role, pack_role_find, roles, id)
FIND(pack_office, pack_office_find, offices, key)
FIND(pack_layer, pack_layer_find, layers, id)

bool pack_role_may(const pack_role *role, xc_str right)
{
    right_set wanted = right_parse(right), holds = 0;
    for (size_t i = 0; i < role->right_count; i++)
        holds |= right_parse(role->rights[i]);
    return wanted && (holds & wanted) == wanted;
}
