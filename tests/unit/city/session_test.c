/* session_test.c - who comes in: passwords, sessions, tokens, rights, and who is kept waiting. */
#include <check.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "city/loop.h"
#include "city/right.h"
#include "city/session.h"
#include "city/session_desk.h"
#include "city/session_door.h"
#include "city/session_throttle.h"
#include "city/token.h"
#include "city/user.h"
#include "city/user_password.h"

static char dir[64], path[128];
static store *s;
static loop *l;
static right_roles *roles;
static session_door *door;
static user_passwords *passwords;
static xc_arena *arena;
static _Atomic(int64_t) now_us; /* moved while the loop looks at it */

static int64_t read_clock(void *ctx)
{
    return atomic_load((_Atomic(int64_t) *)ctx);
}

static xc_clock test_clock(void)
{
    return (xc_clock){ read_clock, &now_us };
}

static void must(xc_err err)
{
    if (err)
        ck_abort_msg("%s: %s", xc_err_name(err), s ? store_error_text(store_writer(s)) : "");
}

static void open_door(void)
{
    session_door_options options = {
        .idle_us = XC_HOUR_US, .total_us = 3 * XC_HOUR_US, .max_entries = 30, .roles = roles
    };
    must(session_door_new(s, &options, now_us, &door));
}

static void setup(void)
{
    (void)snprintf(dir, sizeof dir, "/tmp/xc-session-XXXXXX"); /* fits */
    ck_assert_ptr_nonnull(mkdtemp(dir));
    (void)snprintf(path, sizeof path, "%s/city.db", dir); /* fits */
    now_us = 1000 * XC_HOUR_US;
    must(store_open(path, &s, NULL));
    must(loop_new(s, NULL, &(loop_options){ .clock = test_clock() }, &l));
    must(right_roles_new(&roles));
    must(right_roles_add(roles, XC_STR("clerk"), right_parse(XC_STR("case.*")), NULL));
    must(right_roles_add(roles, XC_STR("admin"), right_parse(XC_STR("*")), NULL));
    open_door();
    must(user_passwords_new(2, 4, 1, &passwords));
    must(xc_arena_new(1 << 20, &arena));
    must(loop_start(l));
}

static void teardown(void)
{
    l = loop_free(l);
    door = session_door_free(door);
    roles = right_roles_free(roles);
    passwords = user_passwords_free(passwords);
    arena = xc_arena_free(arena);
    s = store_close(s);
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", dir); /* fits */
    ck_assert_int_eq(system(command), 0);
}

/* ---- commands ---- */

struct act {
    loop_command cmd;
    xc_err (*what)(loop_tx *tx, struct act *a, xc_problem *why);
    user who;
    xc_str password;
    session_opened opened;
    token_spec spec;
    char token[TOKEN_TEXT_SIZE];
    unsigned char key[32];
    int64_t id;
    bool fail;
};

static xc_err act_apply(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    struct act *a = (struct act *)cmd;
    xc_err err = a->what(tx, a, why);
    return err ? err : a->fail ? XC_EREFUSED : XC_OK;
}

static xc_err act(struct act *a, xc_err (*what)(loop_tx *, struct act *, xc_problem *))
{
    a->cmd = (loop_command){ .name = "test", .apply = act_apply };
    a->what = what;
    return loop_call(l, &a->cmd, NULL);
}

static xc_err do_put(loop_tx *tx, struct act *a, xc_problem *why)
{
    return user_put(tx, &a->who, a->password, &a->who.id, why);
}
static xc_err do_open(loop_tx *tx, struct act *a, xc_problem *why)
{
    (void)why;
    return session_open(tx, door, &a->who, XC_STR("10.0.0.7"), &a->opened);
}
static xc_err do_end(loop_tx *tx, struct act *a, xc_problem *why)
{
    (void)why;
    return session_end(tx, door, a->key);
}
static xc_err do_end_all(loop_tx *tx, struct act *a, xc_problem *why)
{
    (void)why;
    return session_end_all(tx, door, a->who.id);
}
static xc_err do_token(loop_tx *tx, struct act *a, xc_problem *why)
{
    return token_create(tx, door, &a->spec, a->token, why);
}
static xc_err do_revoke(loop_tx *tx, struct act *a, xc_problem *why)
{
    (void)why;
    return token_revoke(tx, door, a->spec.name, &a->id);
}
static xc_err do_sweep(loop_tx *tx, struct act *a, xc_problem *why)
{
    (void)a, (void)why;
    ck_assert_int_gt(session_door_sweep(tx, loop_now_us(tx), door), loop_now_us(tx));
    return XC_OK;
}

static struct act a_user(void)
{
    return (struct act){ .who = { .login = XC_STR("zhoumin"),
                                  .name = XC_STR("周敏"),
                                  .kind = USER_STAFF,
                                  .roles = XC_STR("clerk none"),
                                  .division = XC_STR("310104"),
                                  .unit = XC_STR("win-3"),
                                  .language = XC_STR("zh"),
                                  .active = true } };
}

static struct act with_password(const char *password)
{
    static char hash[USER_PASSWORD_TEXT_SIZE];
    struct act a = a_user();
    must(user_password_hash(passwords, xc_str_of(password), hash));
    a.password = xc_str_of(hash);
    must(act(&a, do_put));
    return a;
}

static xc_err cookie(const char *secret, const user_ctx **ret)
{
    return session_door_cookie(door, xc_str_of(secret), now_us, arena, ret);
}

/* ---- rights ---- */

START_TEST(rights_are_action_and_place)
{
    static const struct {
        const char *text;
        right_set set;
    } texts[] = {
        { "case.act", RIGHT_CASE_ACT },
        { "case.*", RIGHT_CASE_ACT | RIGHT_CASE_READ | RIGHT_CASE_SUPERVISE },
        { "case", 0 },
        { "", 0 },
        { "cas*", 0 },
        { "sta.write", RIGHT_STA_WRITE },
        { "nothing.*", 0 },
        { "*", (1u << RIGHT_COUNT) - 1 },
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ck_assert_uint_eq(right_parse(xc_str_of(texts[i].text)), texts[i].set);
    static const struct {
        const char *prefix, *division;
        bool covers;
    } places[] = { { "", "310104", true },
                   { "310104", "310104013000", true },
                   { "310104", "310105", false },
                   { "310104013", "310104", false },
                   { "310104", "", true } };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        ck_assert_int_eq(right_covers(xc_str_of(places[i].prefix), xc_str_of(places[i].division)),
                         places[i].covers);
    right_set holds = right_of(roles, XC_STR("nobody clerk"));
    ck_assert_uint_eq(holds, RIGHT_SIGNED_IN | right_parse(XC_STR("case.*")));
    xc_problem why = { 0 };
    must(right_check(holds, XC_STR("3101"), RIGHT_CASE_ACT | RIGHT_AUDIT_READ, XC_STR("310104"),
                     &why));
    ck_assert_int_eq(right_check(holds, XC_STR("3101"), RIGHT_AUDIT_READ, XC_STR("310104"), &why),
                     XC_EFORBIDDEN);
    ck_assert_int_eq(right_check(holds, XC_STR("3101"), RIGHT_CASE_ACT, XC_STR("110101"), &why),
                     XC_EFORBIDDEN);
    ck_assert_int_eq(right_roles_add(roles, XC_STR("clerk"), 0, &why), XC_ECONFLICT);
    ck_assert_int_eq(right_roles_add(roles, XC_STR("a b"), 0, &why), XC_EINVAL);
    ck_assert_int_eq(right_roles_add(roles, XC_STR(""), 0, &why), XC_EINVAL);
}
END_TEST

/* ---- users ---- */

START_TEST(a_user_is_put_found_and_changed)
{
    struct act a = with_password("secret");
    user found;
    xc_str hash;
    must(user_find_login(store_writer(s), arena, XC_STR("zhoumin"), &found, &hash));
    ck_assert_int_eq(found.id, a.who.id);
    ck_assert(xc_str_is(found.name, "周敏") && xc_str_is(found.unit, "win-3"));
    must(user_password_check(passwords, XC_STR("secret"), hash));
    struct act again = a_user();
    again.who.name = XC_STR("周小敏");
    must(act(&again, do_put)); /* password stays */
    ck_assert_int_eq(again.who.id, a.who.id);
    must(user_find_login(store_writer(s), arena, XC_STR("zhoumin"), &found, &hash));
    must(user_password_check(passwords, XC_STR("secret"), hash));
    ck_assert(xc_str_is(found.name, "周小敏"));
    ck_assert_int_eq(user_find_login(store_writer(s), arena, XC_STR("ZHOUMIN"), &found, NULL),
                     XC_ENOTFOUND);
    ck_assert_int_eq(user_find(store_writer(s), arena, 99, &found), XC_ENOTFOUND);
}
END_TEST

START_TEST(a_bad_user_is_refused)
{
    static const struct {
        size_t field;
        const char *text, *where;
    } bad[] = {
        { offsetof(user, login), "", "/login" },
        { offsetof(user, login), "a b", "/login" },
        { offsetof(user, login), "a\nb", "/login" },
        { offsetof(user, name), "", "/name" },
        { offsetof(user, name), "\xff", "/name" },
        { offsetof(user, division), "31a", "/division" },
        { offsetof(user, division), "3101040130001", "/division" },
        { offsetof(user, language), "fr", "/language" },
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct act a = a_user();
        *(xc_str *)((char *)&a.who + bad[i].field) = xc_str_of(bad[i].text);
        xc_problem why = { 0 };
        ck_assert_int_eq(user_check(&a.who, &why), XC_EINVAL);
        ck_assert_str_eq(why.where, bad[i].where);
        ck_assert_int_eq(act(&a, do_put), XC_EINVAL);
    }
}
END_TEST

START_TEST(a_password_fits_or_does_not)
{
    char hash[USER_PASSWORD_TEXT_SIZE];
    must(user_password_hash(passwords, XC_STR("水火 ok"), hash));
    must(user_password_check(passwords, XC_STR("水火 ok"), xc_str_of(hash)));
    ck_assert_int_eq(user_password_check(passwords, XC_STR("水火 ok "), xc_str_of(hash)), XC_EAUTH);
    ck_assert_int_eq(user_password_check(passwords, XC_STR(""), xc_str_of(hash)), XC_EAUTH);
    ck_assert_int_eq(user_password_check(passwords, XC_STR("x"), XC_STR("")), XC_EAUTH);
    ck_assert_int_eq(user_password_check(passwords, XC_STR("nobody knows this"), XC_STR("")),
                     XC_EAUTH);
    ck_assert_int_eq(user_password_check(passwords, XC_STR("x"), XC_STR("$rubbish")), XC_EAUTH);
    ck_assert_int_eq(user_password_hash(passwords, XC_STR(""), hash), XC_EINVAL);
}
END_TEST

/* ---- sessions ---- */

START_TEST(a_session_opens_the_door_until_it_ends)
{
    struct act a = with_password("secret");
    must(act(&a, do_open));
    const user_ctx *u = NULL;
    must(cookie(a.opened.secret, &u));
    ck_assert_int_eq(u->who.id, a.who.id);
    ck_assert(xc_str_is(u->who.division, "310104"));
    ck_assert_uint_eq(u->rights, RIGHT_SIGNED_IN | right_parse(XC_STR("case.*")));
    ck_assert(session_csrf_fits(u, xc_str_of(a.opened.csrf)));
    ck_assert(!session_csrf_fits(u, xc_str_of(a.opened.secret)));
    ck_assert(!session_csrf_fits(u, XC_STR("")));
    loop_actor actor = user_actor(u, XC_STR("::1"));
    ck_assert(xc_str_is(actor.role, "clerk") && xc_str_is(actor.name, "zhoumin"));
    const user_ctx *no = NULL;
    ck_assert_int_eq(cookie("x", &no), XC_EAUTH);
    ck_assert_int_eq(cookie("", &no), XC_EAUTH);
    ck_assert_int_eq(session_door_token(door, xc_str_of(a.opened.secret), now_us, arena, &no),
                     XC_EAUTH);
    session_door_set_roles(door, roles);
    memcpy(a.key, u->key, sizeof a.key);
    must(act(&a, do_end));
    ck_assert_int_eq(cookie(a.opened.secret, &no), XC_EAUTH);
    ck_assert_uint_eq(session_door_count(door), 0);
    must(act(&a, do_end)); /* twice is no error */
}
END_TEST

START_TEST(a_session_that_was_rolled_back_never_opens)
{
    struct act a = with_password("secret");
    a.fail = true;
    ck_assert_int_eq(act(&a, do_open), XC_EREFUSED);
    const user_ctx *u = NULL;
    ck_assert_int_eq(cookie(a.opened.secret, &u), XC_EAUTH);
    ck_assert_uint_eq(session_door_count(door), 0);
}
END_TEST

START_TEST(sessions_end_by_time_and_survive_a_restart)
{
    struct act a = with_password("secret");
    must(act(&a, do_open));
    const user_ctx *u = NULL;
    for (int i = 0; i < 3; i++) { /* used, so not idle */
        now_us += 50 * XC_MINUTE_US;
        must(cookie(a.opened.secret, &u));
        must(act(&a, do_sweep));
    }
    session_door_free(door);
    open_door();
    must(cookie(a.opened.secret, &u));
    ck_assert(session_csrf_fits(u, xc_str_of(a.opened.csrf)));
    now_us += 40 * XC_MINUTE_US; /* over the total */
    ck_assert_int_eq(cookie(a.opened.secret, &u), XC_EAUTH);
    must(act(&a, do_sweep));
    ck_assert_uint_eq(session_door_count(door), 0);

    must(act(&a, do_open));
    now_us += XC_HOUR_US;
    ck_assert_int_eq(cookie(a.opened.secret, &u), XC_EAUTH); /* idle */
    session_door_free(door);
    open_door();
    ck_assert_int_eq(cookie(a.opened.secret, &u), XC_EAUTH);
}
END_TEST

START_TEST(one_person_has_a_bounded_number_of_sessions)
{
    struct act a = with_password("secret");
    char first[SESSION_SECRET_SIZE];
    const user_ctx *u = NULL;
    for (int i = 0; i < SESSION_MAX_PER_USER + 3; i++) {
        now_us++;
        must(act(&a, do_open));
        if (i == 0)
            memcpy(first, a.opened.secret, sizeof first);
    }
    ck_assert_uint_eq(session_door_count(door), SESSION_MAX_PER_USER);
    ck_assert_int_eq(cookie(first, &u), XC_EAUTH);
    must(cookie(a.opened.secret, &u));
    must(act(&a, do_end_all));
    ck_assert_uint_eq(session_door_count(door), 0);
}
END_TEST

/* ---- tokens ---- */

static xc_err show(const char *token, const user_ctx **ret)
{
    return session_door_token(door, xc_str_of(token), now_us, arena, ret);
}

START_TEST(a_token_opens_the_door_until_it_is_revoked)
{
    struct act a = { .spec = { XC_STR("gauges"), XC_STR("clerk"), XC_STR("3101"), 0 } };
    must(act(&a, do_token));
    ck_assert_int_eq(strncmp(a.token, "xc_", 3), 0);
    ck_assert_uint_eq(strlen(a.token), TOKEN_TEXT_SIZE - 1);
    const user_ctx *u = NULL;
    must(show(a.token, &u));
    ck_assert(xc_str_is(u->who.login, "token:gauges"));
    ck_assert_int_lt(u->who.id, 0);
    ck_assert(u->by_token && u->rights & RIGHT_CASE_ACT);
    ck_assert_int_eq(cookie(a.token, &u), XC_EAUTH);
    session_door_free(door);
    open_door();
    must(show(a.token, &u));
    ck_assert(xc_str_is(u->who.login, "token:gauges"));
    must(act(&a, do_revoke));
    ck_assert_int_eq(a.id, 1);
    ck_assert_int_eq(show(a.token, &u), XC_EAUTH);
    ck_assert_int_eq(act(&a, do_revoke), XC_ENOTFOUND);
}
END_TEST

START_TEST(a_token_may_end_by_time_and_needs_a_name)
{
    struct act a = { .spec = { XC_STR("short"), XC_STR("clerk"), XC_STR(""), now_us + 10 } };
    must(act(&a, do_token));
    const user_ctx *u = NULL;
    must(show(a.token, &u));
    now_us += 10;
    ck_assert_int_eq(show(a.token, &u), XC_EAUTH);
    must(act(&a, do_sweep));
    ck_assert_uint_eq(session_door_count(door), 0);
    struct act bad = { .spec = { XC_STR(""), XC_STR("clerk"), XC_STR(""), 0 } };
    ck_assert_int_eq(act(&bad, do_token), XC_EINVAL);
    bad.spec = (token_spec){ XC_STR("x"), XC_STR("two roles"), XC_STR(""), 0 };
    ck_assert_int_eq(act(&bad, do_token), XC_EINVAL);
    bad.spec = (token_spec){ XC_STR("x"), XC_STR("clerk"), XC_STR("xx"), 0 };
    ck_assert_int_eq(act(&bad, do_token), XC_EINVAL);
}
END_TEST

START_TEST(the_door_has_a_ceiling)
{
    struct act a = { .spec = { XC_STR("many"), XC_STR("clerk"), XC_STR(""), 0 } };
    for (int i = 0; i < 30; i++)
        must(act(&a, do_token));
    ck_assert_int_eq(act(&a, do_token), XC_EBUSY);
    must(act(&a, do_revoke));
    ck_assert_int_eq(a.id, 30);
    must(act(&a, do_token));
}
END_TEST

/* ---- the desk ---- */

struct outcome {
    sem_t ready;
    xc_err err;
    session_opened opened;
    xc_problem why;
    user_ctx who;
};

static void signed_in(void *ctx, xc_err err, const session_opened *opened, const user_ctx *who,
                      const xc_problem *why)
{
    struct outcome *o = ctx;
    o->err = err;
    o->why = *why;
    if (!err) {
        o->opened = *opened;
        o->who = *who;
        ck_assert(xc_str_is(who->who.login, "zhoumin"));
    }
    sem_post(&o->ready);
}

static session_desk *open_desk(void)
{
    session_desk *desk = NULL;
    must(session_desk_new(
        &(session_desk_options){
            .store = s, .loop = l, .door = door, .passwords = passwords, .clock = test_clock() },
        &desk));
    return desk;
}

static struct outcome try(session_desk *desk, const char *login, const char *password,
                          const char *peer)
{
    struct outcome o = { .err = XC_EBUG };
    ck_assert_int_eq(sem_init(&o.ready, 0, 0), 0);
    must(session_sign_in(desk, xc_str_of(login), xc_str_of(password), xc_str_of(peer), signed_in,
                         &o));
    while (sem_wait(&o.ready) != 0)
        ;
    return o;
}

START_TEST(the_right_password_gives_a_session)
{
    (void)with_password("secret");
    session_desk *desk = open_desk();
    struct outcome o = try(desk, "zhoumin", "secret", "10.0.0.7");
    must(o.err);
    const user_ctx *u = NULL;
    must(cookie(o.opened.secret, &u));
    ck_assert_int_eq(memcmp(u->key, o.who.key, sizeof u->key), 0);
    ck_assert_uint_eq(u->rights, o.who.rights);
    struct outcome wrong = try(desk, "zhoumin", "Secret", "10.0.0.7");
    ck_assert_int_eq(wrong.err, XC_EAUTH);
    struct outcome nobody = try(desk, "nobody", "secret", "10.0.0.7");
    ck_assert_int_eq(nobody.err, XC_EAUTH);
    ck_assert_str_eq(nobody.why.en, wrong.why.en); /* nobody is told which */
    session_desk_free(desk);
}
END_TEST

START_TEST(a_barred_user_stays_outside)
{
    struct act a = with_password("secret");
    a.who.active = false;
    must(act(&a, do_put));
    session_desk *desk = open_desk();
    ck_assert_int_eq(try(desk, "zhoumin", "secret", "10.0.0.7").err, XC_EAUTH);
    session_desk_free(desk);
}
END_TEST

START_TEST(guessing_gets_slow_by_account)
{
    (void)with_password("secret");
    session_desk *desk = open_desk();
    for (int i = 0; i < THROTTLE_LOGIN_FREE; i++)
        ck_assert_int_eq(try(desk, "zhoumin", "guess", "10.0.0.7").err, XC_EAUTH);
    struct outcome o = try(desk, "zhoumin", "secret", "10.0.0.8");
    ck_assert_int_eq(o.err, XC_ETHROTTLE);
    ck_assert_ptr_nonnull(strstr(o.why.en, "60 s"));
    now_us += XC_MINUTE_US;
    must(try(desk, "zhoumin", "secret", "10.0.0.8").err);
    ck_assert_int_eq(try(desk, "zhoumin", "guess", "10.0.0.7").err, XC_EAUTH); /* counts from one */
    must(try(desk, "zhoumin", "secret", "10.0.0.7").err);
    session_desk_free(desk);
}
END_TEST

START_TEST(guessing_gets_slow_by_address)
{
    (void)with_password("secret");
    session_desk *desk = open_desk();
    static const struct {
        const char *guesser, *same, *other;
    } nets[] = { { "10.0.0.7", "10.0.0.7", "10.0.0.8" },
                 { "2001:db8:1:2::7", "2001:db8:1:2:ffff::1", "2001:db8:1:3::7" } };
    for (size_t n = 0; n < 2; n++) {
        for (int i = 0; i < THROTTLE_PEER_FREE; i++)
            ck_assert_int_eq(try(desk, "stranger", "guess", nets[n].guesser).err, XC_EAUTH);
        ck_assert_int_eq(try(desk, "zhoumin", "secret", nets[n].same).err, XC_ETHROTTLE);
        must(try(desk, "zhoumin", "secret", nets[n].other).err);
    }
    for (int i = 0; i <= THROTTLE_PEER_FREE; i++)
        ck_assert_int_eq(try(desk, "stranger", "guess", "127.0.0.1").err, XC_EAUTH);
    session_desk_free(desk);
}
END_TEST

START_TEST(texts_that_are_too_long_are_refused_at_the_desk)
{
    static char text[1000];
    memset(text, 'x', sizeof text - 1);
    session_desk *desk = open_desk();
    ck_assert_int_eq(
        session_sign_in(desk, xc_str_of(text), XC_STR("p"), XC_STR(""), signed_in, NULL),
        XC_EINVAL);
    ck_assert_int_eq(
        session_sign_in(desk, XC_STR("p"), xc_str_of(text), XC_STR(""), signed_in, NULL),
        XC_EINVAL);
    session_desk_free(desk);
}
END_TEST

int main(void)
{
    TCase *tc = tcase_create("session");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, rights_are_action_and_place);
    tcase_add_test(tc, a_user_is_put_found_and_changed);
    tcase_add_test(tc, a_bad_user_is_refused);
    tcase_add_test(tc, a_password_fits_or_does_not);
    tcase_add_test(tc, a_session_opens_the_door_until_it_ends);
    tcase_add_test(tc, a_session_that_was_rolled_back_never_opens);
    tcase_add_test(tc, sessions_end_by_time_and_survive_a_restart);
    tcase_add_test(tc, one_person_has_a_bounded_number_of_sessions);
    tcase_add_test(tc, a_token_opens_the_door_until_it_is_revoked);
    tcase_add_test(tc, a_token_may_end_by_time_and_needs_a_name);
    tcase_add_test(tc, the_door_has_a_ceiling);
    tcase_add_test(tc, the_right_password_gives_a_session);
    tcase_add_test(tc, a_barred_user_stays_outside);
    tcase_add_test(tc, guessing_gets_slow_by_account);
    tcase_add_test(tc, guessing_gets_slow_by_address);
    tcase_add_test(tc, texts_that_are_too_long_are_refused_at_the_desk);
    Suite *suite = suite_create("session");
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
