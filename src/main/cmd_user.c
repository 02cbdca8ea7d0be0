/* cmd_user.c - `xiucheng user`: adds or changes somebody who may sign in; the password comes on
 * stdin, so that it stands in no process list. */
#include <sodium.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

#include "main/admin.h"
#include "main/command.h"

enum { MAX_REQUEST_BYTES = 8192, ARENA_BYTES = 1 << 20 };

typedef struct {
    const char *data, *login, *name, *kind, *roles, *division, *unit, *language, *bar, *keep;
    char password[USER_PASSWORD_MAX_BYTES + 2];
} options;

static xc_err parse_options(int argc, char **argv, options *o, xc_problem *why)
{
    o->kind = "staff";
    o->roles = o->division = o->unit = "";
    o->language = "zh";
    const command_option table[] = {
        { "--data", "DIR", &o->data, "the city's data folder" },
        { "--login", "LOGIN", &o->login, "the account; an existing one is changed" },
        { "--name", "NAME", &o->name, "the person's name" },
        { "--kind", "KIND", &o->kind, "staff (default), resident, crew or integrator" },
        { "--roles", "ROLES", &o->roles, "roles of the pack, separated by blanks" },
        { "--division", "PREFIX", &o->division, "where (default: everywhere)" },
        { "--unit", "KEY", &o->unit, "the crew's or clerk's unit" },
        { "--language", "zh|en", &o->language, "default zh" },
        { "--bar", NULL, &o->bar, "may no longer sign in" },
        { "--keep-password", NULL, &o->keep, "do not ask for a password" },
    };
    xc_err err = command_parse(argc, argv, table, sizeof table / sizeof *table, NULL, 0, why);
    if (!err && (!o->data || !o->login || !o->name))
        err = xc_fail(why, XC_EINVAL, "", "user needs --data, --login and --name",
                      "user 需要 --data、--login 和 --name");
    return err;
}

static void set_echo(bool on)
{
    struct termios t;
    if (tcgetattr(STDIN_FILENO, &t) != 0)
        return;
    t.c_lflag = on ? t.c_lflag | ECHO : t.c_lflag & ~(tcflag_t)ECHO;
    (void)tcsetattr(STDIN_FILENO, TCSANOW, &t); /* else the password is seen: no reason to stop */
}

static xc_err read_password(options *o, xc_problem *why)
{
    if (o->keep || o->bar)
        return XC_OK;
    if (isatty(STDIN_FILENO))
        (void)fputs("password: ", stderr);
    set_echo(false);
    const char *line = fgets(o->password, sizeof o->password, stdin);
    set_echo(true);
    size_t len = line ? strcspn(line, "\r\n") : 0;
    o->password[len] = 0;
    if (!len || len > USER_PASSWORD_MAX_BYTES)
        return xc_fail(why, XC_EINVAL, "password",
                       "a password of 1 to %d bytes is expected on stdin",
                       "请在标准输入给出 1 到 %d 字节的密码", USER_PASSWORD_MAX_BYTES);
    return XC_OK;
}

static xc_err write_request(const options *o, xc_buf *out)
{
    json_writer w = json_writer_on(out);
    json_open_object(&w);
    json_put_text(&w, "do", "user");
    json_put_text(&w, "login", o->login);
    json_put_text(&w, "name", o->name);
    json_put_text(&w, "kind", o->kind);
    json_put_text(&w, "roles", o->roles);
    json_put_text(&w, "division", o->division);
    json_put_text(&w, "unit", o->unit);
    json_put_text(&w, "language", o->language);
    json_put_bool(&w, "active", !o->bar);
    if (o->password[0])
        json_put_text(&w, "password", o->password);
    json_close_object(&w);
    return xc_buf_err(out);
}

int cmd_user(int argc, char **argv)
{
    options o = { 0 };
    xc_buf request;
    xc_arena *arena = NULL;
    const json_value *answer = NULL;
    xc_problem why = { 0 };
    int64_t id = 0;
    xc_buf_init(&request, MAX_REQUEST_BYTES);
    xc_err err = parse_options(argc, argv, &o, &why);
    if (!err)
        err = read_password(&o, &why);
    if (!err)
        err = xc_arena_new(ARENA_BYTES, &arena);
    if (!err)
        err = write_request(&o, &request);
    if (!err)
        err = admin_ask(o.data, xc_buf_view(&request), arena, &answer, &why);
    if (!err && json_get_int(json_find(answer, "id"), 1, INT64_MAX, &id))
        printf("user %lld %s\n", (long long)id, o.login);
    sodium_memzero(o.password, sizeof o.password);
    xc_arena_free(arena);
    xc_buf_done(&request);
    return command_end("user", err, &why);
}
