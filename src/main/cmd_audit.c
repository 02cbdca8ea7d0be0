/* cmd_audit.c - `xiucheng audit verify`: walks the chain of all entries; works while a server runs.
 */
#include <stdio.h>
#include <string.h>

#include "city/audit.h"
#include "codec/hash.h"
#include "main/command.h"
#include "main/data_dir.h"
#include "store/store.h"

typedef struct {
    const char *what, *data;
} options;

static xc_err parse_options(int argc, char **argv, options *ret, xc_problem *why)
{
    options o = { 0 };
    const command_option table[] = { { "--data", "DIR", &o.data, "the city's data folder" } };
    xc_err err = command_parse(argc, argv, table, sizeof table / sizeof *table, &o.what, 1, why);
    if (err)
        return err;
    if (!o.what || strcmp(o.what, "verify") != 0 || !o.data)
        return xc_fail(why, XC_EINVAL, "", "call it as: xiucheng audit verify --data DIR",
                       "用法：xiucheng audit verify --data DIR");
    *ret = o;
    return XC_OK;
}

static xc_err verify(const char *data, audit_state *ret, xc_problem *why)
{
    char path[DATA_PATH_SIZE];
    store *s = NULL;
    store_conn *c = NULL;
    xc_err err = data_store(data, NULL, path, why);
    if (!err)
        err = store_open_reading(path, &s, why);
    if (err)
        return err;
    err = store_read(s, &c, why);
    if (!err)
        err = audit_verify(c, ret, why);
    store_read_done(s, c);
    store_close(s);
    return err;
}

int cmd_audit(int argc, char **argv)
{
    options o = { 0 };
    audit_state state = { 0 };
    xc_problem why = { 0 };
    char head[HASH_HEX_SIZE];
    xc_err err = parse_options(argc, argv, &o, &why);
    if (!err)
        err = verify(o.data, &state, &why);
    if (!err)
        printf("%lld entries, chain whole\nhead %s\n", (long long)state.entries,
               hash_hex((xc_str){ (const char *)state.head, AUDIT_HASH_BYTES }, head));
    return command_end("audit", err, &why);
}
