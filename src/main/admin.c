/* admin.c - see admin.h. */
#include "main/admin.h"

#include <time.h>

#include "city/right.h"
#include "city/session.h"
#include "city/token.h"
#include "city/user.h"
#include "main/control.h"
#include "main/data_dir.h"
#include "store/store.h"

enum { MAX_ANSWER_BYTES = 16 << 10, START_TRIES = 100, MAX_KEY_WAIT_S = 366 * 24 * 3600 };

struct work;
typedef xc_err work_fn(loop_tx *tx, struct work *w, xc_problem *why);

/* One request on its way through the loop. */
struct work {
    loop_command cmd;
    const admin *admin;
    const json_value *request;
    work_fn *fn;
    xc_buf *answer;
    char password[USER_PASSWORD_TEXT_SIZE];
};

static xc_str text_of(const struct work *w, const char *key)
{
    xc_str s = json_find_str(w->request, key);
    return s.ptr ? s : XC_STR("");
}

/* ---- what can be asked ---- */

static xc_err make_token(loop_tx *tx, struct work *w, xc_problem *why)
{
    char token[TOKEN_TEXT_SIZE];
    token_spec spec = { text_of(w, "name"), text_of(w, "role"), text_of(w, "division"), 0 };
    xc_err err = token_create(tx, w->admin->door, &spec, token, why);
    if (err)
        return err;
    json_writer out = json_writer_on(w->answer);
    json_open_object(&out);
    json_put_text(&out, "token", token);
    json_close_object(&out);
    return xc_buf_err(w->answer);
}

static xc_err revoke_token(loop_tx *tx, struct work *w, xc_problem *why)
{
    int64_t count = 0;
    xc_err err = token_revoke(tx, w->admin->door, text_of(w, "name"), &count);
    if (err == XC_ENOTFOUND)
        return xc_fail(why, err, "--name", "no valid token is called %.*s",
                       "没有名为 %.*s 的有效令牌", XC_STR_ARG(text_of(w, "name")));
    if (err)
        return err;
    xc_buf_printf(w->answer, "{\"revoked\":%lld}", (long long)count);
    return xc_buf_err(w->answer);
}

static xc_err put_user(loop_tx *tx, struct work *w, xc_problem *why)
{
    user u = { .login = text_of(w, "login"),
               .name = text_of(w, "name"),
               .roles = text_of(w, "roles"),
               .division = text_of(w, "division"),
               .unit = text_of(w, "unit"),
               .language = text_of(w, "language"),
               .active = true };
    if (!u.language.len)
        u.language = XC_STR("zh");
    if (!user_kind_parse(text_of(w, "kind"), &u.kind))
        return xc_fail(why, XC_EINVAL, "/kind", "the kind is staff, resident, crew or integrator",
                       "类别只能是 staff、resident、crew 或 integrator");
    const json_value *active = json_find(w->request, "active");
    if (active && !json_get_bool(active, &u.active))
        return xc_fail(why, XC_EINVAL, "/active", "active is true or false",
                       "active 只能是 true 或 false");
    xc_str password = { w->password[0] ? w->password : NULL, strlen(w->password) };
    int64_t id = 0;
    xc_err err = user_put(tx, &u, password, &id, why);
    if (!err) /* who was changed signs in anew, with the new roles */
        err = session_end_all(tx, w->admin->door, id);
    if (err)
        return err;
    xc_buf_printf(w->answer, "{\"id\":%lld}", (long long)id);
    return xc_buf_err(w->answer);
}

static xc_err list_keys(loop_tx *tx, struct work *w, xc_problem *why)
{
    const issuer_ring *ring = w->admin->ring;
    const issuer_key *signer = issuer_ring_signer(ring, loop_now_us(tx));
    json_writer out = json_writer_on(w->answer);
    (void)why; /* nothing can be wrong */
    json_open_object(&out);
    json_key(&out, "keys");
    json_open_array(&out);
    for (size_t i = 0; i < issuer_ring_count(ring); i++) {
        issuer_ring_entry e = issuer_ring_get(ring, i);
        json_open_object(&out);
        json_put_text(&out, "kid", issuer_key_id(e.key));
        json_put_time(&out, "not_before", e.not_before_us);
        json_put_time(&out, "not_after", e.not_after_us);
        json_put_bool(&out, "signs", e.key == signer);
        json_close_object(&out);
    }
    json_close_array(&out);
    json_close_object(&out);
    return xc_buf_err(w->answer);
}

static xc_err next_key(loop_tx *tx, struct work *w, xc_problem *why)
{
    int64_t in_s = 0;
    if (!json_get_int(json_find(w->request, "in_s"), 0, MAX_KEY_WAIT_S, &in_s))
        return xc_fail(why, XC_EINVAL, "/in_s", "a key begins within a year",
                       "密钥须在一年之内启用");
    xc_err err = services_next_key(w->admin->ring, tx, loop_now_us(tx) + in_s * XC_SECOND_US, why);
    return err ? err : list_keys(tx, w, why);
}

static const struct {
    const char *name;
    work_fn *fn;
} table[] = { { "token", make_token },
              { "token.revoke", revoke_token },
              { "user", put_user },
              { "issuer.keys", list_keys },
              { "issuer.next", next_key } };

/* ---- doing it ---- */

static xc_err apply(loop_tx *tx, loop_command *cmd, xc_problem *why)
{
    struct work *w = (struct work *)cmd;
    xc_buf_clear(w->answer);
    return w->fn(tx, w, why);
}

/* Before the loop: it takes a tenth of a second. */
static xc_err hash_password(struct work *w, xc_problem *why)
{
    xc_str password = text_of(w, "password");
    if (!password.len)
        return XC_OK;
    xc_err err = user_password_hash(w->admin->passwords, password, w->password);
    if (err == XC_EINVAL)
        return xc_fail(why, err, "/password", "the password has more than %d bytes",
                       "密码超过 %d 字节", USER_PASSWORD_MAX_BYTES);
    return err;
}

xc_err admin_do(const admin *a, const json_value *request, xc_buf *answer, xc_problem *why)
{
    struct work w = { .admin = a, .request = request, .answer = answer };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (xc_str_is(text_of(&w, "do"), table[i].name))
            w.fn = table[i].fn;
    if (!w.fn)
        return xc_fail(why, XC_EINVAL, "/do", "no such request", "没有这种请求");
    xc_err err = hash_password(&w, why);
    if (err)
        return err;
    w.cmd = (loop_command){ .name = "admin", .apply = apply };
    w.cmd.actor = (loop_actor){ .name = XC_STR("owner"),
                                .role = XC_STR("owner"),
                                .from = XC_STR("command line") };
    return loop_call(a->loop, &w.cmd, why);
}

/* ---- without a server ---- */

static xc_err open_and_do(store *s, const char *data_dir, const json_value *request, xc_buf *answer,
                          xc_problem *why)
{
    admin a = { 0 };
    right_roles *roles = NULL; /* unknown here: the server knows the pack */
    xc_err err = right_roles_new(&roles);
    if (!err)
        err = loop_new(s, NULL, NULL, &a.loop);
    if (!err)
        err = session_door_new(s, &(session_door_options){ .roles = roles },
                               xc_now_us(xc_clock_system()), &a.door);
    if (!err)
        err = user_passwords_new(1, 1, 0, &a.passwords);
    if (!err && xc_str_starts(json_find_str(request, "do"), XC_STR("issuer.")))
        err = issuer_ring_open(data_dir, xc_now_us(xc_clock_system()), &a.ring, why);
    if (!err)
        err = loop_start(a.loop);
    if (!err)
        err = admin_do(&a, request, answer, why);
    loop_free(a.loop);
    session_door_free(a.door);
    user_passwords_free(a.passwords);
    issuer_ring_free(a.ring);
    right_roles_free(roles);
    return err;
}

static xc_err do_offline(const char *data_dir, xc_str request, xc_arena *arena, xc_str *ret,
                         xc_problem *why)
{
    char path[DATA_PATH_SIZE];
    store *s = NULL;
    const json_value *json = NULL;
    xc_buf answer;
    xc_buf_init(&answer, MAX_ANSWER_BYTES);
    xc_err err = json_parse(request, arena, &json, why);
    if (!err)
        err = data_dir_make(data_dir, why);
    if (!err)
        err = data_store(data_dir, NULL, path, why);
    if (!err)
        err = store_open(path, &s, why);
    if (!err)
        err = open_and_do(s, data_dir, json, &answer, why);
    if (!err) {
        *ret = xc_arena_str(arena, xc_buf_view(&answer));
        err = ret->ptr ? XC_OK : XC_ENOMEM;
    }
    store_close(s);
    xc_buf_done(&answer);
    return err;
}

/* A server that is just starting holds the store but does not listen yet: it is waited for. */
xc_err admin_ask(const char *data_dir, xc_str request, xc_arena *arena, const json_value **ret,
                 xc_problem *why)
{
    for (int tries = 0;; tries++) {
        xc_str answer = { 0 };
        xc_err err = control_ask(data_dir, request, arena, ret, why);
        if (err != XC_ENOTFOUND || why->code)
            return err;
        err = do_offline(data_dir, request, arena, &answer, why);
        if (!err)
            return json_parse(answer, arena, ret, why);
        if (err != XC_ECONFLICT || tries == START_TRIES)
            return err;
        *why = (xc_problem){ .code = XC_OK };
        (void)nanosleep(&(struct timespec){ .tv_nsec = 100000000 },
                        NULL); /* shorter does no harm */
    }
}
