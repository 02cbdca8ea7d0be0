/* audit.c - chains the entries of a batch and checks the chain; see audit.h and audit_int.h. */
#include "city/audit.h"

#include <openssl/evp.h>

#include "base/buf.h"
#include "base/mem.h"
#include "city/audit_int.h"
#include "codec/json.h"

enum { MAX_ENTRIES = 100000, MAX_ENTRY_BYTES = 1 << 20 };

/* What loop_audit_stream was given, digested at once: the bytes need not be kept. */
struct stream {
    const loop_actor *actor;
    const char *action;
    int64_t time_us, count;
    unsigned char digest[AUDIT_HASH_BYTES];
};

struct audit_log {
    audit_entry *entries;
    size_t count, cap;
    struct stream *streams;
    size_t stream_count, stream_cap;
    EVP_MD *sm3;
    EVP_MD_CTX *ctx;
    int64_t seq, batch_seq; /* of the last entry: committed, written */
    unsigned char head[AUDIT_HASH_BYTES], batch_head[AUDIT_HASH_BYTES];
    xc_buf bytes; /* canonical bytes of the entry at hand */
};

/* ---- hashing ---- */

static void put_u64(xc_buf *b, int64_t value)
{
    uint64_t v = (uint64_t)value;
    for (int shift = 56; shift >= 0; shift -= 8)
        xc_buf_byte(b, (char)(unsigned char)(v >> shift));
}

static void put_text(xc_buf *b, xc_str s)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        xc_buf_byte(b, (char)(unsigned char)(s.len >> shift));
    xc_buf_str(b, s);
}

static void put_canonical(xc_buf *b, const audit_entry *e)
{
    put_u64(b, e->seq);
    put_u64(b, e->time_us);
    put_u64(b, e->actor_id);
    put_text(b, e->actor);
    put_text(b, e->role);
    put_text(b, e->source);
    put_text(b, e->action);
    put_text(b, e->object);
    put_text(b, e->division);
    put_text(b, e->json);
}

static xc_err digest(const audit_log *log, xc_str a, xc_str b, unsigned char ret[AUDIT_HASH_BYTES])
{
    unsigned len = 0;
    if (EVP_DigestInit_ex(log->ctx, log->sm3, NULL) != 1 ||
        EVP_DigestUpdate(log->ctx, a.ptr, a.len) != 1 ||
        EVP_DigestUpdate(log->ctx, b.ptr, b.len) != 1 ||
        EVP_DigestFinal_ex(log->ctx, ret, &len) != 1 || len != AUDIT_HASH_BYTES)
        return XC_EBUG;
    return XC_OK;
}

static xc_err hash_entry(audit_log *log, const unsigned char prev[AUDIT_HASH_BYTES],
                         const audit_entry *e, unsigned char ret[AUDIT_HASH_BYTES])
{
    xc_buf_clear(&log->bytes);
    put_canonical(&log->bytes, e);
    xc_err err = xc_buf_err(&log->bytes);
    if (err)
        return err;
    return digest(log, (xc_str){ (const char *)prev, AUDIT_HASH_BYTES }, xc_buf_view(&log->bytes),
                  ret);
}

static xc_err hasher_new(audit_log **ret)
{
    audit_log *log = xc_calloc(1, sizeof *log);
    if (!log)
        return XC_ENOMEM;
    xc_buf_init(&log->bytes, 2 * (size_t)MAX_ENTRY_BYTES);
    log->sm3 = EVP_MD_fetch(NULL, "SM3", NULL);
    log->ctx = EVP_MD_CTX_new();
    if (!log->sm3 || !log->ctx) {
        audit_log_free(log);
        return XC_EBUG;
    }
    *ret = log;
    return XC_OK;
}

xc_err audit_hash(const unsigned char prev[AUDIT_HASH_BYTES], const audit_entry *e,
                  unsigned char ret[AUDIT_HASH_BYTES])
{
    audit_log *log = NULL;
    xc_err err = hasher_new(&log);
    if (err)
        return err;
    err = hash_entry(log, prev, e, ret);
    audit_log_free(log);
    return err;
}

/* ---- the log ---- */

static xc_err read_head(audit_log *log, store_conn *db)
{
    store_stmt *st = NULL;
    xc_err err = store_query(db, &st, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", "");
    if (err)
        return err;
    if (store_row(st)) {
        xc_str hash = store_str(st, 1);
        log->seq = store_int(st, 0);
        if (hash.len == AUDIT_HASH_BYTES)
            memcpy(log->head, hash.ptr, AUDIT_HASH_BYTES);
        else
            err = XC_ECORRUPT;
    }
    xc_err end = store_end(st);
    return err ? err : end;
}

xc_err audit_log_new(store_conn *db, audit_log **ret)
{
    audit_log *log = NULL;
    xc_err err = hasher_new(&log);
    if (err)
        return err;
    err = read_head(log, db);
    if (err)
        audit_log_free(log);
    else
        *ret = log;
    return err;
}

audit_log *audit_log_free(audit_log *log)
{
    if (log) {
        EVP_MD_CTX_free(log->ctx);
        EVP_MD_free(log->sm3);
        xc_buf_done(&log->bytes);
        xc_free(log->entries);
        xc_free(log->streams);
        xc_free(log);
    }
    return NULL;
}

static xc_err grow(void **array, size_t *cap, size_t count, size_t size)
{
    if (count < *cap)
        return XC_OK;
    if (count >= MAX_ENTRIES)
        return XC_ELIMIT;
    size_t wanted = *cap ? *cap * 2 : 64;
    void *grown = xc_realloc_array(*array, wanted, size);
    if (!grown)
        return XC_ENOMEM;
    *array = grown;
    *cap = wanted;
    return XC_OK;
}

static xc_str or_empty(xc_str s)
{
    return s.ptr ? s : XC_STR("");
}

static audit_entry entry_of(const loop_actor *actor, const char *action, int64_t now_us)
{
    return (audit_entry){ .time_us = now_us,
                          .actor_id = actor->user_id,
                          .actor = or_empty(actor->name),
                          .role = or_empty(actor->role),
                          .source = or_empty(actor->from),
                          .action = xc_str_of(action),
                          .object = XC_STR(""),
                          .division = or_empty(actor->division),
                          .json = XC_STR("{}") };
}

xc_err audit_log_add(audit_log *log, xc_arena *batch, const loop_actor *actor, const char *action,
                     xc_str object, xc_str division, xc_str json, int64_t now_us)
{
    if (object.len + division.len + json.len > MAX_ENTRY_BYTES)
        return XC_ELIMIT;
    xc_err err = grow((void **)&log->entries, &log->cap, log->count, sizeof *log->entries);
    if (err)
        return err;
    audit_entry e = entry_of(actor, action, now_us);
    e.object = xc_arena_str(batch, object);
    e.division = xc_arena_str(batch, division);
    e.json = xc_arena_str(batch, json.len ? json : XC_STR("{}"));
    if (!e.object.ptr || !e.division.ptr || !e.json.ptr)
        return xc_arena_err(batch, json.len + 1);
    log->entries[log->count++] = e;
    return XC_OK;
}

xc_err audit_log_stream(audit_log *log, const loop_actor *actor, const char *action, xc_str bytes,
                        int64_t count, int64_t now_us)
{
    xc_err err =
        grow((void **)&log->streams, &log->stream_cap, log->stream_count, sizeof *log->streams);
    if (err)
        return err;
    struct stream s = { .actor = actor, .action = action, .time_us = now_us, .count = count };
    err = digest(log, bytes, XC_STR(""), s.digest);
    if (!err)
        log->streams[log->stream_count++] = s;
    return err;
}

audit_mark audit_log_mark(const audit_log *log)
{
    return (audit_mark){ log->count, log->stream_count };
}

void audit_log_back(audit_log *log, audit_mark mark)
{
    log->count = mark.entries;
    log->stream_count = mark.streams;
}

void audit_log_clear(audit_log *log)
{
    log->count = log->stream_count = 0;
}

/* ---- writing ---- */

static bool same_stream(const struct stream *a, const struct stream *b)
{
    return strcmp(a->action, b->action) == 0 &&
           (a->actor == b->actor ||
            (a->actor->user_id == b->actor->user_id && xc_str_eq(a->actor->name, b->actor->name) &&
             xc_str_eq(a->actor->from, b->actor->from)));
}

/* One entry for all streams like the first; they are moved out of the list, the others stay. */
static xc_err merge_first(audit_log *log, xc_arena *batch, struct stream *left, size_t *count)
{
    const struct stream first = left[0];
    int64_t total = 0, commands = 0;
    unsigned char sum[AUDIT_HASH_BYTES] = { 0 };
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        if (!same_stream(&left[i], &first)) {
            left[kept++] = left[i];
            continue;
        }
        total += left[i].count;
        commands++;
        xc_err err = digest(log, (xc_str){ (const char *)sum, sizeof sum },
                            (xc_str){ (const char *)left[i].digest, AUDIT_HASH_BYTES }, sum);
        if (err)
            return err;
    }
    *count = kept;
    char hex[2 * AUDIT_HASH_BYTES + 1];
    for (size_t i = 0; i < sizeof sum; i++) {
        hex[2 * i] = "0123456789abcdef"[sum[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[sum[i] & 15];
    }
    hex[2 * sizeof sum] = 0;
    xc_str json = xc_arena_printf(batch, "{\"count\":%lld,\"commands\":%lld,\"digest\":\"%s\"}",
                                  (long long)total, (long long)commands, hex);
    if (!json.ptr)
        return XC_ENOMEM;
    return audit_log_add(log, batch, first.actor, first.action, XC_STR(""),
                         or_empty(first.actor->division), json, first.time_us);
}

static xc_err insert_entry(audit_log *log, store_conn *db, const audit_entry *e)
{
    unsigned char hash[AUDIT_HASH_BYTES];
    xc_err err = hash_entry(log, log->batch_head, e, hash);
    if (err)
        return err;
    err =
        store_run(db, NULL,
                  "INSERT INTO audit (seq, time_us, actor_id, actor, role, source, action, object,"
                  " division, json, prev_hash, hash)"
                  " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                  "iiisssssssbb", e->seq, e->time_us, e->actor_id, e->actor, e->role, e->source,
                  e->action, e->object, e->division, e->json,
                  (xc_str){ (const char *)log->batch_head, AUDIT_HASH_BYTES },
                  (xc_str){ (const char *)hash, AUDIT_HASH_BYTES });
    memcpy(log->batch_head, hash, sizeof hash);
    return err;
}

xc_err audit_log_write(audit_log *log, store_conn *db, xc_arena *batch)
{
    xc_err err = XC_OK;
    log->batch_seq = log->seq;
    memcpy(log->batch_head, log->head, sizeof log->head);
    while (!err && log->stream_count)
        err = merge_first(log, batch, log->streams, &log->stream_count);
    for (size_t i = 0; !err && i < log->count; i++) {
        log->entries[i].seq = ++log->batch_seq;
        err = insert_entry(log, db, &log->entries[i]);
    }
    return err;
}

void audit_log_committed(audit_log *log)
{
    log->seq = log->batch_seq;
    memcpy(log->head, log->batch_head, sizeof log->head);
}

/* ---- checking ---- */

static audit_entry entry_from_row(const store_stmt *st)
{
    return (audit_entry){ store_int(st, 0), store_int(st, 1), store_int(st, 2), store_str(st, 3),
                          store_str(st, 4), store_str(st, 5), store_str(st, 6), store_str(st, 7),
                          store_str(st, 8), store_str(st, 9) };
}

static xc_err check_row(audit_log *log, const store_stmt *st, xc_problem *why)
{
    audit_entry e = entry_from_row(st);
    unsigned char hash[AUDIT_HASH_BYTES];
    xc_str head = { (const char *)log->head, AUDIT_HASH_BYTES };
    char where[40];
    (void)snprintf(where, sizeof where, "audit/%lld", (long long)e.seq); /* fits */
    if (e.seq != log->seq + 1)
        return xc_fail(why, XC_ECORRUPT, where, "entry %lld is missing: after it stands %lld",
                       "缺少第 %lld 条：其后是第 %lld 条", (long long)(log->seq + 1),
                       (long long)e.seq);
    if (!xc_str_eq(store_str(st, 10), head))
        return xc_fail(why, XC_ECORRUPT, where, "entry %lld does not follow the entry before it",
                       "第 %lld 条与前一条不相连", (long long)e.seq);
    xc_err err = hash_entry(log, log->head, &e, hash);
    if (err)
        return err;
    if (!xc_str_eq(store_str(st, 11), (xc_str){ (const char *)hash, AUDIT_HASH_BYTES }))
        return xc_fail(why, XC_ECORRUPT, where, "entry %lld was changed after it was written",
                       "第 %lld 条在写入后被改动过", (long long)e.seq);
    memcpy(log->head, hash, sizeof hash);
    log->seq = e.seq;
    return XC_OK;
}

xc_err audit_verify(store_conn *c, audit_state *ret, xc_problem *why)
{
    audit_log *log = NULL;
    store_stmt *st = NULL;
    xc_err err = hasher_new(&log);
    if (err)
        return err;
    err =
        store_query(c, &st,
                    "SELECT seq, time_us, actor_id, actor, role, source, action, object, division,"
                    " json, prev_hash, hash FROM audit ORDER BY seq",
                    "");
    while (!err && store_row(st))
        err = check_row(log, st, why);
    xc_err end = st ? store_end(st) : XC_OK;
    ret->entries = log->seq;
    memcpy(ret->head, log->head, sizeof log->head);
    audit_log_free(log);
    return err ? err : end;
}
