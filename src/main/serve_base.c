/* serve_base.c - the rooms that everything stands on: data folder, pack, store, loop, door. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/mem.h"
#include "city/pack.h"
#include "main/command.h"
#include "main/data_dir.h"
#include "main/serve.h"

xc_err serve_open_data(serve *s, xc_problem *why)
{
    return data_dir_make(s->options.data, why);
}

/* ---- pack ---- */

static void print_report(const char *dir, const pack_report *report)
{
    for (size_t i = 0; i < report->kept; i++) {
        const xc_problem *p = &report->items[i];
        (void)fprintf(stderr, "%s/%s:%u:%u: %s\n", dir, p->where, p->line, p->column,
                      xc_problem_text(p, command_lang()));
    }
}

xc_err serve_open_pack(serve *s, xc_problem *why)
{
    pack_report *report = xc_calloc(1, sizeof *report);
    if (!report)
        return XC_ENOMEM;
    xc_err err = pack_load(s->options.pack, &s->pack, report);
    if (err) {
        print_report(s->options.pack, report);
        (void)xc_fail(why, err, s->options.pack, "the pack has %zu mistakes, nothing was started",
                      "资料包有 %zu 处错误，未启动", report->count);
    }
    xc_free(report);
    s->rooms.pack = s->pack;
    return err;
}

void serve_close_pack(serve *s)
{
    s->pack = pack_unref(s->pack);
}

/* ---- store ---- */

/* A store belongs to the city that used it first. */
static xc_err check_city(store_conn *c, xc_str division, xc_problem *why)
{
    store_stmt *st = NULL;
    xc_err err = store_query(c, &st, "SELECT value FROM meta WHERE key = 'city'", "");
    if (err)
        return err;
    bool known = store_row(st);
    if (known && !xc_str_eq(store_str(st, 0), division))
        err = xc_fail(why, XC_ECONFLICT, "--store",
                      "these data are of the city %.*s, the pack is of %.*s",
                      "这份数据属于城市 %.*s，而资料包属于 %.*s", XC_STR_ARG(store_str(st, 0)),
                      XC_STR_ARG(division));
    xc_err end = store_end(st);
    if (err || end || known)
        return err ? err : end;
    return store_run(c, NULL, "INSERT INTO meta (key, value) VALUES ('city', $1)", "s", division);
}

xc_err serve_open_store(serve *s, xc_problem *why)
{
    char where[DATA_PATH_SIZE];
    xc_err err = data_store(s->options.data, s->options.store, where, why);
    if (!err)
        err = store_open(where, &s->store, why);
    if (err)
        return err;
    err = check_city(store_writer(s->store), pack_info_of(s->pack)->division, why);
    if (!err)
        err = data_store_keep(s->options.data, where, why);
    if (err)
        serve_close_store(s);
    return err;
}

void serve_close_store(serve *s)
{
    s->store = store_close(s->store);
}

/* ---- loop ---- */

/* On the loop's thread: what the disk holds is not known any more, a restart finds out. */
static void loop_is_broken(void *ctx)
{
    serve *s = ctx;
    atomic_store(&s->broken, true);
    xc_log_write(&s->log, XC_LOG_ERROR, "loop", "a commit failed: %s; the program ends",
                 store_error_text(store_writer(s->store)));
    (void)kill(getpid(), SIGTERM); /* to ourselves: cannot fail */
}

xc_err serve_open_loop(serve *s, xc_problem *why)
{
    (void)why;
    xc_err err = loop_new(s->store, &s->rooms, NULL, &s->loop);
    if (!err)
        loop_on_broken(s->loop, loop_is_broken, s);
    return err;
}

void serve_close_loop(serve *s)
{
    s->loop = loop_free(s->loop);
}

xc_err serve_start_loop(serve *s, xc_problem *why)
{
    (void)why;
    return loop_start(s->loop);
}

void serve_drain_loop(serve *s)
{
    loop_drain(s->loop);
}

/* ---- door ---- */

static xc_err add_role(serve *s, const pack_role *role, xc_problem *why)
{
    right_set holds = 0;
    for (size_t i = 0; i < role->right_count; i++) {
        right_set one = right_parse(role->rights[i]);
        if (!one)
            return xc_fail(why, XC_EINVAL, "roles.json", "role %.*s: there is no right \"%.*s\"",
                           "角色 %.*s：没有“%.*s”这种权限", XC_STR_ARG(role->id),
                           XC_STR_ARG(role->rights[i]));
        holds |= one;
    }
    return right_roles_add(s->roles, role->id, holds, why);
}

xc_err serve_open_door(serve *s, xc_problem *why)
{
    size_t count = 0;
    const pack_role *roles = pack_roles(s->pack, &count);
    xc_err err = right_roles_new(&s->roles);
    for (size_t i = 0; !err && i < count; i++)
        err = add_role(s, &roles[i], why);
    if (!err)
        err = session_door_new(s->store, &(session_door_options){ .roles = s->roles },
                               xc_now_us(xc_clock_system()), &s->door);
    if (!err)
        err = loop_on_time(s->loop, session_door_sweep, s->door);
    if (err)
        serve_close_door(s);
    return err;
}

void serve_close_door(serve *s)
{
    s->door = session_door_free(s->door);
    s->roles = right_roles_free(s->roles);
}
