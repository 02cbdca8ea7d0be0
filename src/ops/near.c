/* near.c - the register of units behind near.h. */
#include "ops/near.h"

#include <assert.h>
#include <math.h>
#include <pthread.h>

#include "base/mem.h"
#include "codec/json.h"
#include "codec/time_text.h"
#include "geo/geo_distance.h"
#include "geo/geo_index.h"

enum { CELL_M = 500, REGISTER_BYTES = 1 << 30, SAVE_EVERY_US = 5 * 1000000 };

/* one unit; id is its place in the list + 1 */
typedef struct {
    near_unit u;
    int64_t saved_us;
} entry;

struct near {
    pthread_rwlock_t lock;
    geo_index *index;
    entry *entries;
    size_t count, cap, max;
    uint32_t *by_key; /* 4 * cap slots, linear probing: a place in entries + 1; 0: none */
    xc_arena *arena;  /* the texts */
};

static const char *const state_names[UNIT_STATES] = { "free", "going", "on_site", "offline" };

const char *unit_state_name(unit_state state)
{
    return state_names[state];
}

bool unit_state_parse(xc_str text, unit_state *ret)
{
    for (int i = 0; i < UNIT_STATES; i++)
        if (xc_str_is(text, state_names[i])) {
            *ret = (unit_state)i;
            return true;
        }
    return false;
}

xc_err near_new(size_t max_units, near **ret)
{
    near *n = xc_calloc(1, sizeof *n);
    if (!n)
        return XC_ENOMEM;
    n->max = max_units;
    xc_err err = xc_arena_new(REGISTER_BYTES, &n->arena);
    if (!err)
        err = geo_index_new(max_units, CELL_M, &n->index);
    if (!err && pthread_rwlock_init(&n->lock, NULL))
        err = XC_ENOMEM;
    if (err) {
        geo_index_free(n->index);
        xc_arena_free(n->arena);
        xc_free(n);
        return err;
    }
    *ret = n;
    return XC_OK;
}

near *near_free(near *n)
{
    if (!n)
        return NULL;
    (void)pthread_rwlock_destroy(&n->lock); /* nobody uses it any more */
    geo_index_free(n->index);
    xc_arena_free(n->arena);
    xc_free(n->entries);
    xc_free(n->by_key);
    xc_free(n);
    return NULL;
}

static void lock_write(near *n)
{
    (void)pthread_rwlock_wrlock(&n->lock); /* fails only for a broken lock */
}

static void lock_read(near *n)
{
    (void)pthread_rwlock_rdlock(&n->lock);
}

static void unlock(near *n)
{
    (void)pthread_rwlock_unlock(&n->lock);
}

/* The slot of a key, or the free one where it would stand. cap is a power of two. */
static uint32_t *slot_of(const near *n, xc_str key)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */
    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.ptr[i]) * UINT64_C(1099511628211);
    size_t mask = 4 * n->cap - 1, at = (size_t)(hash ^ hash >> 32) & mask;
    while (n->by_key[at] && !xc_str_is(key, n->entries[n->by_key[at] - 1].u.key))
        at = (at + 1) & mask;
    return &n->by_key[at];
}

static xc_err make_room(near *n)
{
    if (n->count == n->max)
        return XC_ELIMIT;
    if (n->count < n->cap)
        return XC_OK;
    size_t cap = n->cap ? 2 * n->cap : 64;
    uint32_t *by_key = xc_calloc(4 * cap, sizeof *by_key);
    entry *grown = by_key ? xc_realloc_array(n->entries, cap, sizeof *grown) : NULL;
    if (!grown) {
        xc_free(by_key);
        return XC_ENOMEM;
    }
    xc_free(n->by_key);
    n->by_key = by_key;
    n->entries = grown;
    n->cap = cap;
    for (size_t i = 0; i < n->count; i++)
        *slot_of(n, xc_str_of(grown[i].u.key)) = (uint32_t)i + 1;
    return XC_OK;
}

/* the lock is held, or nobody else is there yet */
static xc_err put_entry(near *n, const near_unit *u)
{
    xc_err err = make_room(n);
    if (!err)
        err = geo_index_put(n->index, (uint64_t)u->id, u->at);
    if (!err) {
        n->entries[n->count++] = (entry){ .u = *u, .saved_us = u->seen_us };
        *slot_of(n, xc_str_of(u->key)) = (uint32_t)n->count;
    }
    return err;
}

static entry *entry_of(const near *n, int64_t id)
{
    return id > 0 && (size_t)id <= n->count ? &n->entries[id - 1] : NULL;
}

static const char *keep_text(near *n, xc_str s)
{
    return xc_arena_str(n->arena, s).ptr;
}

static xc_err fill_texts(near *n, near_unit *u, const xc_str texts[6])
{
    const char **to[6] = {
        &u->key, &u->kind, &u->name_zh, &u->name_en, &u->capabilities, &u->login
    };
    for (int i = 0; i < 6; i++) {
        *to[i] = keep_text(n, texts[i]);
        if (!*to[i])
            return XC_ENOMEM;
    }
    return XC_OK;
}

xc_err near_load(near *n, store_conn *c)
{
    store_stmt *st;
    xc_err err = store_query(c, &st,
                             "SELECT id, unit_key, kind, name_zh, name_en, capabilities, login,"
                             " division, state, lat, lon, seen_at, case_id FROM unit ORDER BY id",
                             "");
    if (err)
        return err;
    while (!err && store_row(st)) {
        near_unit u = { .id = store_int(st, 0),
                        .state = (unit_state)(store_int(st, 8) % UNIT_STATES),
                        .at = { store_double(st, 9), store_double(st, 10) },
                        .seen_us = store_int(st, 11),
                        .case_id = store_int(st, 12) };
        xc_str texts[6], division = store_str(st, 7);
        for (int i = 0; i < 6; i++)
            texts[i] = store_str(st, i + 1);
        memcpy(u.division, division.ptr, division.len < 12 ? division.len : 12);
        err = u.id == (int64_t)n->count + 1 ? fill_texts(n, &u, texts) : XC_ECORRUPT;
        if (!err)
            err = put_entry(n, &u);
    }
    xc_err end = store_end(st);
    return err ? err : end;
}

/* ---- searching ---- */

static bool has_capability(const char *list, xc_str wanted)
{
    xc_str rest = xc_str_of(list), one;
    while (rest.len) {
        rest = xc_str_cut(rest, ',', &one);
        if (xc_str_eq(xc_str_trim(one), wanted))
            return true;
    }
    return false;
}

static bool fits(const near_unit *u, const near_query *q)
{
    return (!q->only_free || u->state == UNIT_FREE) &&
           (!q->kind.len || xc_str_is(q->kind, u->kind)) &&
           xc_str_starts(xc_str_of(u->division), q->division) &&
           (!q->capability.len || has_capability(u->capabilities, q->capability));
}

static bool asks_for_all(const near_query *q)
{
    return !q->only_free && !q->kind.len && !q->division.len && !q->capability.len;
}

size_t near_search(near *n, const near_query *q, near_unit *ret)
{
    size_t limit = q->limit < NEAR_MAX_LIMIT ? q->limit : NEAR_MAX_LIMIT;
    /* without a condition the nearest `limit` are the answer; else more are looked through */
    geo_hit hits[NEAR_MAX_LOOKED];
    size_t want = asks_for_all(q) ? limit : NEAR_MAX_LOOKED, found = 0;
    lock_read(n);
    size_t count = geo_index_near(n->index, q->at, q->radius_m, want, hits);
    for (size_t i = 0; i < count && found < limit; i++) {
        const near_unit *u = &n->entries[hits[i].id - 1].u;
        if (!fits(u, q))
            continue;
        ret[found] = *u;
        ret[found++].distance_m = hits[i].distance_m;
    }
    unlock(n);
    return found;
}

bool near_find(near *n, int64_t id, near_unit *ret)
{
    lock_read(n);
    const entry *e = entry_of(n, id);
    if (e)
        *ret = e->u;
    unlock(n);
    return e;
}

bool near_find_key(near *n, xc_str key, near_unit *ret)
{
    lock_read(n);
    uint32_t place = n->count ? *slot_of(n, key) : 0;
    if (place)
        *ret = n->entries[place - 1].u;
    unlock(n);
    return place != 0;
}

/* once a session of a crew's phone: a walk will do */
bool near_find_login(near *n, xc_str login, near_unit *ret)
{
    bool found = false;
    lock_read(n);
    for (size_t i = 0; i < n->count && !found && login.len; i++) {
        found = xc_str_is(login, n->entries[i].u.login);
        if (found)
            *ret = n->entries[i].u;
    }
    unlock(n);
    return found;
}

size_t near_count(near *n)
{
    lock_read(n);
    size_t count = n->count;
    unlock(n);
    return count;
}

void near_each(near *n, xc_str division, bool (*fn)(const near_unit *u, void *ctx), void *ctx)
{
    lock_read(n);
    for (size_t i = 0; i < n->count; i++)
        if (xc_str_starts(xc_str_of(n->entries[i].u.division), division) &&
            !fn(&n->entries[i].u, ctx))
            break;
    unlock(n);
}

int64_t near_eta_s(double distance_m)
{
    return (int64_t)ceil(distance_m * 1.4 / (25 / 3.6));
}

/* ---- changing ---- */

/* of a unit that is in the index, to a place that was checked: cannot fail */
static void place(near *n, const near_unit *u)
{
    xc_err err = geo_index_put(n->index, (uint64_t)u->id, u->at);
    assert(!err);
    (void)err;
}

struct unit_before {
    near *n;
    near_unit u;
    int64_t saved_us;
};

static void restore_unit(void *ctx)
{
    const struct unit_before *b = ctx;
    lock_write(b->n);
    entry *e = entry_of(b->n, b->u.id);
    e->u = b->u;
    e->saved_us = b->saved_us;
    place(b->n, &b->u);
    unlock(b->n);
}

static xc_err remember(near *n, loop_tx *tx, const entry *e)
{
    struct unit_before *b = xc_arena_alloc(loop_batch_arena(tx), sizeof *b);
    if (!b)
        return XC_ENOMEM;
    *b = (struct unit_before){ n, e->u, e->saved_us };
    return loop_undo(tx, restore_unit, b);
}

static void change(near *n, entry *e, const near_unit *to, int64_t saved_us)
{
    lock_write(n);
    bool moved = e->u.at.lat != to->at.lat || e->u.at.lon != to->at.lon;
    e->u = *to;
    e->saved_us = saved_us;
    if (moved)
        place(n, to);
    unlock(n);
}

static xc_err save(loop_tx *tx, const near_unit *u)
{
    return store_run(loop_db(tx), NULL,
                     "UPDATE unit SET state = $1, lat = $2, lon = $3, seen_at = $4, case_id = $5"
                     " WHERE id = $6",
                     "iddiii", (int64_t)u->state, u->at.lat, u->at.lon, u->seen_us, u->case_id,
                     u->id);
}

static xc_err publish(loop_tx *tx, const near_unit *u)
{
    xc_str json = xc_arena_printf(loop_arena(tx), "[[%lld,%.6f,%.6f,\"%s\"]]", (long long)u->id,
                                  u->at.lat, u->at.lon, unit_state_name(u->state));
    return json.ptr ? loop_event(tx, "unit", xc_str_of(u->division), XC_STR(""), json) : XC_ELIMIT;
}

struct added {
    near *n;
};

static void forget_last(void *ctx)
{
    const struct added *a = ctx;
    lock_write(a->n);
    (void)geo_index_remove(a->n->index, (uint64_t)a->n->count); /* it was put there */
    /* the latest in the table: nothing was put behind it, so its slot can simply be free again */
    *slot_of(a->n, xc_str_of(a->n->entries[a->n->count - 1].u.key)) = 0;
    a->n->count--;
    unlock(a->n);
}

static xc_str join(xc_arena *arena, const xc_str *parts, size_t count)
{
    xc_str all = XC_STR("");
    for (size_t i = 0; i < count && all.ptr; i++)
        all = xc_arena_printf(arena, "%.*s%s%.*s", XC_STR_ARG(all), i ? "," : "",
                              XC_STR_ARG(parts[i]));
    return all;
}

static xc_err add_one(near *n, loop_tx *tx, const pack_unit *p)
{
    near_unit u = { .id = (int64_t)n->count + 1, .at = p->at, .seen_us = loop_now_us(tx) };
    memcpy(u.division, p->division.ptr, p->division.len < 12 ? p->division.len : 12);
    xc_str capabilities = join(loop_arena(tx), p->capabilities, p->capability_count);
    const xc_str texts[6] = { p->key, p->kind, p->name.zh, p->name.en, capabilities, p->login };
    struct added *a = xc_arena_alloc(loop_batch_arena(tx), sizeof *a);
    if (!a || !capabilities.ptr)
        return XC_ELIMIT;
    *a = (struct added){ n };
    xc_err err = store_run(loop_db(tx), NULL,
                           "INSERT INTO unit (id, unit_key, kind, division, name_zh, name_en,"
                           " capabilities, login, state, lat, lon, seen_at, case_id)"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $11, 0)",
                           "isssssssddi", u.id, p->key, p->kind, p->division, p->name.zh,
                           p->name.en, capabilities, p->login, p->at.lat, p->at.lon, u.seen_us);
    if (err)
        return err;
    lock_write(n);
    err = fill_texts(n, &u, texts);
    if (!err)
        err = put_entry(n, &u);
    unlock(n);
    return err ? err : loop_undo(tx, forget_last, a);
}

xc_err near_add(near *n, loop_tx *tx, const pack_unit *units, size_t count)
{
    xc_err err = XC_OK;
    for (size_t i = 0; i < count && !err; i++) {
        near_unit known;
        if (!near_find_key(n, units[i].key, &known))
            err = add_one(n, tx, &units[i]);
    }
    return err;
}

static xc_err check_move(const near_unit *u, loop_tx *tx, geo_point at, int64_t time_us,
                         xc_problem *why)
{
    if (!(at.lat >= -90 && at.lat <= 90 && at.lon >= -180 && at.lon <= 180))
        return xc_fail(why, XC_EINVAL, "/lat", "latitude %g, longitude %g is not on the globe",
                       "纬度 %g、经度 %g 不在地球上", at.lat, at.lon);
    if (!xc_str_starts(xc_str_of(u->division), loop_actor_of(tx)->division))
        return xc_fail(why, XC_EFORBIDDEN, "/unit", "this unit belongs to division %s",
                       "这支队伍属于区划 %s", u->division);
    if (time_us != TIME_NONE && time_us > loop_now_us(tx) + 600 * XC_SECOND_US)
        return xc_fail(why, XC_EREFUSED, "/time",
                       "the time is more than 10 minutes in the future; check the device's clock",
                       "时间比现在晚 10 分钟以上，请检查设备时钟");
    return XC_OK;
}

xc_err near_move(near *n, loop_tx *tx, int64_t id, geo_point at, int64_t time_us, unit_state state,
                 xc_problem *why)
{
    entry *e = entry_of(n, id); /* only the loop's thread, here, changes the list */
    if (!e)
        return xc_fail(why, XC_ENOTFOUND, "/unit", "there is no unit %lld",
                       "没有编号为 %lld 的队伍", (long long)id);
    xc_err err = check_move(&e->u, tx, at, time_us, why);
    if (err)
        return err;
    near_unit to = e->u;
    to.seen_us = time_us == TIME_NONE ? loop_now_us(tx) : time_us;
    if (to.seen_us < e->u.seen_us)
        return XC_OK;
    to.at = at;
    if (state != UNIT_STATES)
        to.state = state;
    bool write = to.state != e->u.state || to.seen_us - e->saved_us >= SAVE_EVERY_US;
    err = remember(n, tx, e);
    if (!err && write)
        err = save(tx, &to);
    if (!err && write)
        err = publish(tx, &to);
    if (!err)
        change(n, e, &to, write ? to.seen_us : e->saved_us);
    return err;
}

xc_err near_assign(near *n, loop_tx *tx, int64_t id, int64_t case_id, unit_state state)
{
    entry *e = entry_of(n, id);
    if (!e)
        return XC_ENOTFOUND;
    near_unit to = e->u;
    to.case_id = case_id;
    to.state = state;
    xc_err err = remember(n, tx, e);
    if (!err)
        err = save(tx, &to);
    if (!err)
        err = publish(tx, &to);
    if (!err)
        change(n, e, &to, e->saved_us);
    return err;
}
