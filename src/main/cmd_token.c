/* cmd_token.c - `xiucheng token`: a key for an integrator, shown once; `--revoke` ends all of a
 * name. */
#include <stdio.h>

#include "main/admin.h"
#include "main/command.h"

enum { MAX_REQUEST_BYTES = 8192, ARENA_BYTES = 1 << 20 };

typedef struct {
    const char *data, *role, *name, *division, *revoke;
} options;

static xc_err parse_options(int argc, char **argv, options *ret, xc_problem *why)
{
    options o = { .division = "" };
    const command_option table[] = {
        { "--data", "DIR", &o.data, "the city's data folder" },
        { "--role", "ROLE", &o.role, "what it may do: a role of the pack (roles.json)" },
        { "--name", "NAME", &o.name, "who uses it; the audit shows token:NAME" },
        { "--division", "PREFIX", &o.division, "where it may do it (default: everywhere)" },
        { "--revoke", NULL, &o.revoke, "end all tokens of that name instead" },
    };
    xc_err err = command_parse(argc, argv, table, sizeof table / sizeof *table, NULL, 0, why);
    if (err)
        return err;
    if (!o.data || !o.name || (!o.role && !o.revoke))
        return xc_fail(why, XC_EINVAL, "", "token needs --data, --role and --name",
                       "token 需要 --data、--role 和 --name");
    *ret = o;
    return XC_OK;
}

static xc_err write_request(const options *o, xc_buf *out)
{
    json_writer w = json_writer_on(out);
    json_open_object(&w);
    json_put_text(&w, "do", o->revoke ? "token.revoke" : "token");
    json_put_text(&w, "name", o->name);
    if (!o->revoke)
        json_put_text(&w, "role", o->role);
    json_put_text(&w, "division", o->division);
    json_close_object(&w);
    return xc_buf_err(out);
}

static void print_answer(const json_value *answer)
{
    xc_str token = json_find_str(answer, "token");
    int64_t revoked = 0;
    if (token.len)
        printf("%.*s\n", XC_STR_ARG(token));
    else if (json_get_int(json_find(answer, "revoked"), 0, INT64_MAX, &revoked))
        printf("%lld revoked\n", (long long)revoked);
}

int cmd_token(int argc, char **argv)
{
    options o = { 0 };
    xc_buf request;
    xc_arena *arena = NULL;
    const json_value *answer = NULL;
    xc_problem why = { 0 };
    xc_buf_init(&request, MAX_REQUEST_BYTES);
    xc_err err = parse_options(argc, argv, &o, &why);
    if (!err)
        err = xc_arena_new(ARENA_BYTES, &arena);
    if (!err)
        err = write_request(&o, &request);
    if (!err)
        err = admin_ask(o.data, xc_buf_view(&request), arena, &answer, &why);
    if (!err)
        print_answer(answer);
    xc_arena_free(arena);
    xc_buf_done(&request);
    return command_end("token", err, &why);
}
