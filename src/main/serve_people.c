/* serve_people.c - the rooms for people: the pack's simulated accounts, the sign-in desk, the
 * owner's socket. */
#include "base/buf.h"
#include "city/pack.h"
#include "city/user.h"
#include "main/serve.h"

enum { HASHES_AT_ONCE = 2, HASHES_WAITING = 64 };

/* One account of the pack's demo folder. */
struct account {
    loop_command cmd;
    user who;
    char hash[USER_PASSWORD_TEXT_SIZE];
};

static xc_err put_account(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    struct account *a = (struct account *)cmd;
    return user_put(tx, &a->who, xc_str_of(a->hash), NULL, why);
}

static void join_roles(xc_buf *out, const pack_account *account)
{
    for (size_t i = 0; i < account->role_count; i++) {
        if (i)
            xc_buf_byte(out, ' ');
        xc_buf_str(out, account->roles[i]);
    }
}

static xc_err add_account(serve *s, const pack_account *account, xc_problem *why)
{
    xc_buf roles;
    struct account a = { .who = { .login = account->login,
                                  .name = account->name.zh,
                                  .division = pack_division_prefix(account->division),
                                  .unit = account->unit,
                                  .language = XC_STR("zh"),
                                  .active = true } };
    xc_buf_init(&roles, 1000);
    join_roles(&roles, account);
    a.who.roles = xc_buf_view(&roles);
    xc_err err = xc_buf_err(&roles);
    if (!err && !user_kind_parse(account->kind, &a.who.kind))
        err = XC_EINVAL;
    if (!err)
        err = user_password_hash(s->light_passwords, account->password, a.hash);
    if (!err) {
        a.cmd = (loop_command){ .name = "user.demo", .apply = put_account };
        a.cmd.actor = (loop_actor){ .name = XC_STR("city"), .role = XC_STR("city") };
        err = loop_call(s->loop, &a.cmd, why);
    }
    xc_buf_done(&roles);
    if (err && !why->code)
        (void)xc_fail(why, err, "demo/accounts.csv", "account %.*s: %s", "账号 %.*s：%s",
                      XC_STR_ARG(account->login), xc_err_text(err, XC_LANG_EN));
    return err;
}

static xc_err is_known(serve *s, xc_str login, bool *ret, xc_problem *why)
{
    store_conn *c = NULL;
    xc_arena *arena = NULL;
    user found;
    xc_err err = xc_arena_new(64 << 10, &arena);
    if (!err)
        err = store_read(s->store, &c, why);
    if (!err)
        err = user_find_login(c, arena, login, &found, NULL);
    store_read_done(s->store, c);
    xc_arena_free(arena);
    if (err && err != XC_ENOTFOUND)
        return err;
    *ret = !err;
    return XC_OK;
}

/* Simulated people exist only with --demo; those that are there already stay as they are. */
xc_err serve_open_people(serve *s, xc_problem *why)
{
    size_t count = 0;
    const pack_account *accounts = s->options.demo ? pack_accounts(s->pack, &count) : NULL;
    xc_err err = count ? user_passwords_new(1, 1, 1, &s->light_passwords) : XC_OK;
    for (size_t i = 0; !err && i < count; i++) {
        bool known = false;
        err = is_known(s, accounts[i].login, &known, why);
        if (!err && !known)
            err = add_account(s, &accounts[i], why);
    }
    s->light_passwords = user_passwords_free(s->light_passwords);
    return err;
}

/* ---- sign-in desk ---- */

xc_err serve_open_desk(serve *s, xc_problem *why)
{
    (void)why;
    xc_err err = user_passwords_new(HASHES_AT_ONCE, HASHES_WAITING, 0, &s->passwords);
    if (err)
        return err;
    err = session_desk_new(&(session_desk_options){ .store = s->store,
                                                    .loop = s->loop,
                                                    .door = s->door,
                                                    .passwords = s->passwords,
                                                    .clock = xc_clock_system() },
                           &s->desk);
    if (err)
        serve_close_desk(s);
    return err;
}

void serve_close_desk(serve *s)
{
    s->desk = session_desk_free(s->desk);
    s->passwords = user_passwords_free(s->passwords);
}

/* ---- control socket ---- */

xc_err serve_open_control(serve *s, xc_problem *why)
{
    admin a = { s->loop, s->door, s->passwords, services_ring(s->rooms.services) };
    return control_open(s->options.data, &a, &s->control, why);
}

void serve_close_control(serve *s)
{
    s->control = control_close(s->control);
}
