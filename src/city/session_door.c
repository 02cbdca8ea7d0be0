/* session_door.c - a hash table under a read-write lock; see session_door.h. */
#include "city/session_door.h"

#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>

#include "base/mem.h"
#include "city/session_door_int.h"

enum {
    BUCKETS = 65536,
    DEFAULT_ENTRIES = 100000,
    SWEEP_US = 60 * 1000000,
    TEXTS = 7 /* of an entry */
};

struct entry {
    struct entry *next;
    session_door *door;
    user_ctx ctx; /* its strings are in text */
    int64_t expires_us;
    _Atomic(int64_t) seen_us;
    int64_t saved_us; /* seen_us as in the row; the loop's */
    char text[];
};

struct session_door {
    session_door_options options;
    pthread_rwlock_t lock; /* guards what follows; only the loop's thread writes */
    size_t count, coming;  /* coming: added in the batch at hand */
    struct entry *buckets[BUCKETS];
};

/* ---- secrets ---- */

void door_key_of(xc_str secret, unsigned char ret[DOOR_KEY_BYTES])
{
    /* cannot fail with these sizes */
    (void)crypto_generichash(ret, DOOR_KEY_BYTES, (const unsigned char *)secret.ptr, secret.len,
                             NULL, 0);
}

void door_secret_new(char ret[DOOR_SECRET_SIZE])
{
    unsigned char bytes[DOOR_SECRET_BYTES];
    randombytes_buf(bytes, sizeof bytes);
    (void)sodium_bin2base64(ret, DOOR_SECRET_SIZE, bytes, sizeof bytes,
                            sodium_base64_VARIANT_URLSAFE_NO_PADDING); /* fits */
    sodium_memzero(bytes, sizeof bytes);
}

/* ---- entries ---- */

static void texts_of(user_ctx *c, xc_str *ret[TEXTS])
{
    xc_str *const all[TEXTS] = { &c->who.login, &c->who.name,     &c->who.roles, &c->who.division,
                                 &c->who.unit,  &c->who.language, &c->csrf };
    memcpy(ret, all, sizeof all);
}

static size_t text_bytes(user_ctx *c)
{
    xc_str *texts[TEXTS];
    size_t sum = 0;
    texts_of(c, texts);
    for (int i = 0; i < TEXTS; i++)
        sum += texts[i]->len;
    return sum;
}

/* Moves the strings of c to where they will live. */
static void move_texts(user_ctx *c, char *to)
{
    xc_str *texts[TEXTS];
    texts_of(c, texts);
    for (int i = 0; i < TEXTS; i++) {
        if (texts[i]->len)
            memcpy(to, texts[i]->ptr, texts[i]->len);
        texts[i]->ptr = to;
        to += texts[i]->len;
    }
}

static xc_err entry_new(session_door *door, const door_card *card, struct entry **ret)
{
    user_ctx ctx = { .who = card->who, .csrf = card->csrf, .by_token = card->by_token };
    struct entry *e = xc_malloc(sizeof *e + text_bytes(&ctx) + 1);
    if (!e)
        return XC_ENOMEM;
    ctx.rights = right_of(door->options.roles, card->who.roles);
    memcpy(ctx.key, card->key, sizeof ctx.key);
    ctx.expires_us = card->expires_us;
    ctx.idle_us = card->by_token ? 0 : door->options.idle_us;
    *e = (struct entry){ .door = door, .ctx = ctx, .expires_us = card->expires_us };
    atomic_init(&e->seen_us, card->seen_us);
    e->saved_us = card->seen_us;
    move_texts(&e->ctx, e->text);
    *ret = e;
    return XC_OK;
}

static struct entry **place_of(session_door *door, const unsigned char key[DOOR_KEY_BYTES])
{
    /* the key is a hash already */
    struct entry **at = &door->buckets[key[0] << 8 | key[1]];
    while (*at && sodium_memcmp((*at)->ctx.key, key, DOOR_KEY_BYTES) != 0)
        at = &(*at)->next;
    return at;
}

/* ---- in and out ---- */

static void insert(session_door *door, struct entry *e)
{
    struct entry **at = place_of(door, e->ctx.key);
    e->next = *at; /* NULL: keys are random */
    *at = e;
    door->count++;
}

static void insert_committed(void *ctx)
{
    struct entry *e = ctx;
    session_door *door = e->door;
    pthread_rwlock_wrlock(&door->lock);
    insert(door, e);
    door->coming--;
    pthread_rwlock_unlock(&door->lock);
}

static void insert_undone(void *ctx)
{
    struct entry *e = ctx;
    pthread_rwlock_wrlock(&e->door->lock);
    e->door->coming--;
    pthread_rwlock_unlock(&e->door->lock);
    xc_free(e);
}

static bool reserve_place(session_door *door)
{
    pthread_rwlock_wrlock(&door->lock);
    bool free_place = door->count + door->coming < door->options.max_entries;
    if (free_place)
        door->coming++;
    pthread_rwlock_unlock(&door->lock);
    return free_place;
}

xc_err door_add(loop_tx *tx, session_door *door, const door_card *card)
{
    struct entry *e = NULL;
    xc_err err = entry_new(door, card, &e);
    if (err)
        return err;
    if (!reserve_place(door)) {
        xc_free(e);
        return XC_EBUSY;
    }
    err = loop_undo(tx, insert_undone, e);
    if (err) {
        insert_undone(e);
        return err;
    }
    return loop_on_commit(tx, insert_committed, e);
}

struct removal {
    session_door *door;
    unsigned char key[DOOR_KEY_BYTES];
};

static void remove_committed(void *ctx)
{
    const struct removal *r = ctx;
    pthread_rwlock_wrlock(&r->door->lock);
    struct entry **at = place_of(r->door, r->key), *e = *at;
    if (e) {
        *at = e->next;
        r->door->count--;
    }
    pthread_rwlock_unlock(&r->door->lock);
    xc_free(e);
}

xc_err door_remove(loop_tx *tx, session_door *door, const unsigned char key[DOOR_KEY_BYTES])
{
    struct removal *r = xc_arena_alloc(loop_batch_arena(tx), sizeof *r);
    if (!r)
        return XC_ENOMEM;
    r->door = door;
    memcpy(r->key, key, sizeof r->key);
    return loop_on_commit(tx, remove_committed, r);
}

/* ---- making ---- */

static xc_err load_rows(session_door *door, store_conn *c, const char *sql, bool by_token,
                        int64_t now_us)
{
    store_stmt *st = NULL;
    xc_err err = store_query(c, &st, sql, "ii", now_us, now_us - door->options.idle_us);
    if (err)
        return err;
    while (!err && store_row(st)) {
        struct entry *e = NULL;
        xc_str key = store_str(st, 0);
        door_card card = {
            .who = { .id = store_int(st, 1),
                     .login = store_str(st, 2),
                     .name = store_str(st, 3),
                     .roles = store_str(st, 5),
                     .division = store_str(st, 6),
                     .unit = store_str(st, 7),
                     .language = store_str(st, 8),
                     .active = true },
            .csrf = store_str(st, 9),
            .seen_us = store_int(st, 10),
            .expires_us = store_int(st, 11),
            .by_token = by_token,
        };
        if (key.len != DOOR_KEY_BYTES || !user_kind_parse(store_str(st, 4), &card.who.kind))
            err = XC_ECORRUPT;
        else if (door->count == door->options.max_entries)
            err = XC_ELIMIT;
        if (err)
            break;
        memcpy(card.key, key.ptr, key.len);
        err = entry_new(door, &card, &e);
        if (!err)
            insert(door, e);
    }
    xc_err end = store_end(st);
    return err ? err : end;
}

static const char SESSIONS[] =
    "SELECT s.id_hash, u.id, u.login, u.name, u.kind, u.roles, u.division, u.unit, u.language, "
    "s.csrf,"
    " s.seen_us, s.expires_us FROM session s JOIN city_user u ON u.id = s.user_id"
    " WHERE s.expires_us > $1 AND s.seen_us > $2 AND u.active = 1";
static const char TOKENS[] =
    "SELECT hash, -id, 'token:' || name, name, 'integrator', role, division, '', 'zh', '',"
    " $2, expires_us FROM token WHERE revoked_us = 0 AND (expires_us = 0 OR expires_us > $1)";

static session_door_options with_defaults(const session_door_options *given)
{
    session_door_options o = *given;
    if (!o.idle_us)
        o.idle_us = 2 * XC_HOUR_US;
    if (!o.total_us)
        o.total_us = 12 * XC_HOUR_US;
    if (!o.max_entries)
        o.max_entries = DEFAULT_ENTRIES;
    return o;
}

static xc_err load(session_door *door, store *s, int64_t now_us)
{
    store_conn *c = NULL;
    xc_err err = store_read(s, &c, NULL);
    if (err)
        return err;
    err = load_rows(door, c, SESSIONS, false, now_us);
    if (!err)
        err = load_rows(door, c, TOKENS, true, now_us);
    store_read_done(s, c);
    return err;
}

xc_err session_door_new(store *s, const session_door_options *options, int64_t now_us,
                        session_door **ret)
{
    if (sodium_init() < 0)
        return XC_EBUG;
    session_door *door = xc_calloc(1, sizeof *door);
    if (!door)
        return XC_ENOMEM;
    door->options = with_defaults(options);
    if (pthread_rwlock_init(&door->lock, NULL) != 0) {
        xc_free(door);
        return XC_ENOMEM;
    }
    xc_err err = load(door, s, now_us);
    if (err)
        session_door_free(door);
    else
        *ret = door;
    return err;
}

session_door *session_door_free(session_door *door)
{
    if (!door)
        return NULL;
    for (size_t i = 0; i < BUCKETS; i++)
        while (door->buckets[i]) {
            struct entry *e = door->buckets[i];
            door->buckets[i] = e->next;
            xc_free(e);
        }
    pthread_rwlock_destroy(&door->lock);
    xc_free(door);
    return NULL;
}

const session_door_options *door_options(const session_door *door)
{
    return &door->options;
}

size_t session_door_count(session_door *door)
{
    pthread_rwlock_rdlock(&door->lock);
    size_t count = door->count;
    pthread_rwlock_unlock(&door->lock);
    return count;
}

void session_door_set_roles(session_door *door, const right_roles *roles)
{
    pthread_rwlock_wrlock(&door->lock);
    door->options.roles = roles;
    for (size_t i = 0; i < BUCKETS; i++)
        for (struct entry *e = door->buckets[i]; e; e = e->next)
            e->ctx.rights = right_of(roles, e->ctx.who.roles);
    pthread_rwlock_unlock(&door->lock);
}

/* ---- asking ---- */

static bool is_over(const session_door *door, const struct entry *e, int64_t now_us)
{
    if (e->expires_us && e->expires_us <= now_us)
        return true;
    return !e->ctx.by_token && atomic_load(&e->seen_us) + door->options.idle_us <= now_us;
}

/* Under the lock. */
static xc_err copy_out(struct entry *e, xc_arena *arena, const user_ctx **ret)
{
    user_ctx *c = xc_arena_alloc(arena, sizeof *c);
    char *text = c ? xc_arena_alloc(arena, text_bytes(&e->ctx) + 1) : NULL;
    if (!text)
        return XC_ENOMEM;
    *c = e->ctx;
    move_texts(c, text);
    *ret = c;
    return XC_OK;
}

static xc_err ask(session_door *door, xc_str secret, bool by_token, int64_t now_us, xc_arena *arena,
                  const user_ctx **ret)
{
    unsigned char key[DOOR_KEY_BYTES];
    if (!secret.len || secret.len > 100)
        return XC_EAUTH;
    door_key_of(secret, key);
    xc_err err = XC_EAUTH;
    pthread_rwlock_rdlock(&door->lock);
    struct entry *e = *place_of(door, key);
    if (e && e->ctx.by_token == by_token && !is_over(door, e, now_us)) {
        atomic_store(&e->seen_us, now_us);
        err = copy_out(e, arena, ret);
    }
    pthread_rwlock_unlock(&door->lock);
    return err;
}

xc_err session_door_cookie(session_door *door, xc_str secret, int64_t now_us, xc_arena *arena,
                           const user_ctx **ret)
{
    return ask(door, secret, false, now_us, arena, ret);
}

xc_err session_door_token(session_door *door, xc_str secret, int64_t now_us, xc_arena *arena,
                          const user_ctx **ret)
{
    return ask(door, secret, true, now_us, arena, ret);
}

/* ---- sweeping ---- */

/* The loop's thread is the only one that changes the table, so it may walk it without the lock. */
static xc_err sweep_entry(loop_tx *tx, struct entry *e, int64_t now_us)
{
    int64_t seen_us = atomic_load(&e->seen_us);
    xc_str key = { (const char *)e->ctx.key, DOOR_KEY_BYTES };
    if (is_over(e->door, e, now_us)) {
        xc_err err = door_remove(tx, e->door, e->ctx.key);
        if (err || e->ctx.by_token)
            return err;
        return store_run(loop_db(tx), NULL, "DELETE FROM session WHERE id_hash = $1", "b", key);
    }
    if (e->ctx.by_token || seen_us - e->saved_us < SWEEP_US)
        return XC_OK;
    e->saved_us = seen_us; /* if the commit fails the program ends */
    return store_run(loop_db(tx), NULL, "UPDATE session SET seen_us = $1 WHERE id_hash = $2", "ib",
                     seen_us, key);
}

int64_t session_door_sweep(loop_tx *tx, int64_t now_us, void *ctx)
{
    session_door *door = ctx;
    xc_err err = XC_OK;
    for (size_t i = 0; !err && i < BUCKETS; i++)
        for (struct entry *e = door->buckets[i]; !err && e; e = e->next)
            err = sweep_entry(tx, e, now_us);
    if (!err) /* what expired while the city slept */
        xc_ignore(store_run(loop_db(tx), NULL, "DELETE FROM session WHERE expires_us <= $1", "i",
                            now_us));
    return now_us + SWEEP_US;
}
