/* cmd_key.c - `xiucheng key`: the keys that sign licences, and the next one; works while a server
 * runs. */
#include <stdio.h>

#include "main/admin.h"
#include "main/command.h"

/* Longer than a list of withdrawn licences is good for: who verifies without a network and has a
 * list that still counts has the new key too. */
enum { DEFAULT_HOURS = 48, MAX_HOURS = 366 * 24, MAX_REQUEST_BYTES = 1024, ARENA_BYTES = 1 << 20 };

typedef struct {
    const char *data, *next, *in;
    int64_t hours;
} options;

static xc_err parse_options(int argc, char **argv, options *ret, xc_problem *why)
{
    options o = { .hours = DEFAULT_HOURS };
    const command_option table[] = {
        { "--data", "DIR", &o.data, "the city's data folder" },
        { "--next", NULL, &o.next, "make the next key, which is published at once" },
        { "--in", "HOURS", &o.in, "when it begins to sign (default 48; 0: now)" },
    };
    xc_err err = command_parse(argc, argv, table, sizeof table / sizeof *table, NULL, 0, why);
    if (err)
        return err;
    if (!o.data)
        return xc_fail(why, XC_EINVAL, "", "key needs --data", "key 需要 --data");
    if (o.in && (!o.next || !xc_str_int(xc_str_of(o.in), 0, MAX_HOURS, &o.hours)))
        return xc_fail(why, XC_EINVAL, "--in", "--in goes with --next and is 0 to %d hours",
                       "--in 要与 --next 同用，取 0 到 %d 小时", MAX_HOURS);
    *ret = o;
    return XC_OK;
}

static xc_err write_request(const options *o, xc_buf *out)
{
    json_writer w = json_writer_on(out);
    json_open_object(&w);
    json_put_text(&w, "do", o->next ? "issuer.next" : "issuer.keys");
    if (o->next)
        json_put_int(&w, "in_s", o->hours * 3600);
    json_close_object(&w);
    return xc_buf_err(out);
}

static void print_time(const json_value *key, const char *name)
{
    xc_str time = json_find_str(key, name);
    printf("  %-20.*s", XC_STR_ARG(time.len ? time : XC_STR("-")));
}

static void print_keys(const json_value *answer)
{
    const json_value *list = json_find(answer, "keys");
    for (const json_value *v = list ? list->first : NULL; v; v = v->next) {
        bool signs = false;
        (void)json_get_bool(json_find(v, "signs"), &signs); /* false then */
        printf("%.*s", XC_STR_ARG(json_find_str(v, "kid")));
        print_time(v, "not_before");
        print_time(v, "not_after");
        printf("%s\n", signs ? "  signs" : "");
    }
}

int cmd_key(int argc, char **argv)
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
        print_keys(answer);
    xc_arena_free(arena);
    xc_buf_done(&request);
    return command_end("key", err, &why);
}
