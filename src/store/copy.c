/* copy.c - see copy.h. Rows are read a page at a time by their key, so a table of any length fits.
 */
#include "store/copy.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "codec/hash.h"
#include "store/store_int.h"

enum {
    MAX_TABLES = 128,
    MAX_COLUMNS = 48,
    PAGE_ROWS = 5000,
    PROGRESS_ROWS = 200000,
    SQL_SIZE = 8192
};

struct table {
    char name[COPY_NAME_SIZE];
    store_column columns[MAX_COLUMNS];
    int count, keys[MAX_COLUMNS], key_count; /* keys: places of the key's columns, in its order */
};

struct tables {
    struct table list[MAX_TABLES];
    int count;
};

/* ---- what there is ---- */

static bool is_own(xc_str name)
{
    return xc_str_is(name, "schema_version");
}

static xc_err add_column(struct tables *all, store_stmt *st, xc_problem *why)
{
    xc_str table = store_str(st, 0), name = store_str(st, 1), kind = store_str(st, 2);
    struct table *t = all->count ? &all->list[all->count - 1] : NULL;
    if (!t || !xc_str_is(table, t->name)) {
        if (all->count == MAX_TABLES || table.len >= COPY_NAME_SIZE)
            return xc_fail(why, XC_ELIMIT, "store", "too many tables", "表太多");
        t = &all->list[all->count++];
        memcpy(t->name, table.ptr, table.len);
    }
    if (t->count == MAX_COLUMNS || name.len >= STORE_NAME_SIZE || kind.len != 1)
        return xc_fail(why, XC_ELIMIT, t->name, "a column of an unknown kind", "未知类型的列");
    store_column *c = &t->columns[t->count];
    memcpy(c->name, name.ptr, name.len);
    c->kind = kind.ptr[0];
    int64_t place = store_int(st, 3);
    if (place > 0 && place <= MAX_COLUMNS) {
        t->keys[place - 1] = t->count;
        t->key_count++;
    }
    t->count++;
    return XC_OK;
}

static xc_err find_tables(store_conn *c, struct tables **ret, xc_problem *why)
{
    store_stmt *st = NULL;
    struct tables *all = xc_calloc(1, sizeof *all);
    if (!all)
        return XC_ENOMEM;
    xc_err err = store_query_args(c, &st, xc_str_of(store_list_sql(c)), NULL, 0);
    while (!err && store_row(st))
        if (!is_own(store_str(st, 0)))
            err = add_column(all, st, why);
    xc_err end = store_end(st);
    err = err ? err : end;
    if (err)
        xc_free(all);
    else
        *ret = all;
    return err;
}

/* ---- reading a page ---- */

static void put_columns(const struct table *t, char *sql, size_t *len)
{
    for (int i = 0; i < t->count; i++)
        *len += (size_t)snprintf(sql + *len, SQL_SIZE - *len, "%s%s", i ? ", " : "",
                                 t->columns[i].name); /* fits: names are short */
}

static void put_keys(const struct table *t, char *sql, size_t *len, bool values)
{
    for (int k = 0; k < t->key_count; k++) {
        const char *comma = k ? ", " : "";
        *len += values ? (size_t)snprintf(sql + *len, SQL_SIZE - *len, "%s$%d", comma, k + 1)
                       : (size_t)snprintf(sql + *len, SQL_SIZE - *len, "%s%s", comma,
                                          t->columns[t->keys[k]].name); /* fits */
    }
}

/* The store's own counters are no part of the city. */
static const char *limits_of(const struct table *t)
{
    return strcmp(t->name, "meta") == 0 ? "key NOT IN ('writer_era', 'writer_batch')" : "1 = 1";
}

static size_t page_sql(const struct table *t, bool first, char sql[SQL_SIZE])
{
    size_t len = (size_t)snprintf(sql, SQL_SIZE, "SELECT "); /* fits, and so below */
    put_columns(t, sql, &len);
    len += (size_t)snprintf(sql + len, SQL_SIZE - len, " FROM %s WHERE %s", t->name, limits_of(t));
    if (!first) {
        len += (size_t)snprintf(sql + len, SQL_SIZE - len, " AND (");
        put_keys(t, sql, &len, false);
        len += (size_t)snprintf(sql + len, SQL_SIZE - len, ") > (");
        put_keys(t, sql, &len, true);
        len += (size_t)snprintf(sql + len, SQL_SIZE - len, ")");
    }
    len += (size_t)snprintf(sql + len, SQL_SIZE - len, " ORDER BY ");
    put_keys(t, sql, &len, false);
    len += (size_t)snprintf(sql + len, SQL_SIZE - len, " LIMIT %d", PAGE_ROWS);
    return len;
}

static store_arg read_value(const store_stmt *st, int column, char kind)
{
    store_arg a = { .kind = kind };
    if (store_is_null(st, column))
        a.kind = 'n';
    else if (kind == 'i')
        a.i = store_int(st, column);
    else if (kind == 'd')
        a.d = store_double(st, column);
    else
        a.s = store_str(st, column);
    return a;
}

/* ---- the sum ---- */

static xc_err sum_value(hash *sum, const store_arg *a)
{
    char head[9] = { a->kind };
    uint64_t bits = a->kind == 'i' ? (uint64_t)a->i : a->s.len;
    if (a->kind == 'd')
        memcpy(&bits, &a->d, sizeof bits);
    if (a->kind == 'n')
        bits = 0;
    for (int i = 0; i < 8; i++)
        head[1 + i] = (char)(bits >> (8 * i));
    xc_err err = hash_add(sum, (xc_str){ head, sizeof head });
    if (!err && (a->kind == 's' || a->kind == 'b') && a->s.len)
        err = hash_add(sum, a->s);
    return err;
}

static xc_err end_sum(hash *sum, char ret[COPY_SUM_SIZE])
{
    unsigned char bytes[HASH_BYTES];
    xc_err err = hash_end(sum, bytes);
    if (!err)
        (void)hash_hex((xc_str){ (const char *)bytes, sizeof bytes }, ret); /* returns ret */
    return err;
}

/* ---- one table ---- */

struct walk {
    const struct table *table;
    store_conn *from, *to; /* to NULL: only the sum */
    hash *sum;
    copy_table said;
    store_arg last[MAX_COLUMNS]; /* the key of the row read last; texts are owned */
    copy_progress *progress;
    void *ctx;
};

static void forget_last(struct walk *w)
{
    for (int k = 0; k < w->table->key_count; k++) {
        if (w->last[k].kind == 's' || w->last[k].kind == 'b')
            xc_free((char *)(uintptr_t)w->last[k].s.ptr);
        w->last[k] = (store_arg){ .kind = 'n' };
    }
}

static xc_err keep_last(struct walk *w, const store_stmt *st)
{
    forget_last(w);
    for (int k = 0; k < w->table->key_count; k++) {
        int column = w->table->keys[k];
        store_arg a = read_value(st, column, w->table->columns[column].kind);
        if (a.kind == 's' || a.kind == 'b') {
            a.s.ptr = xc_memdup0(a.s.ptr, a.s.len);
            if (!a.s.ptr)
                return XC_ENOMEM;
        }
        w->last[k] = a;
    }
    return XC_OK;
}

static xc_err take_row(struct walk *w, const store_stmt *st)
{
    store_arg row[MAX_COLUMNS];
    for (int i = 0; i < w->table->count; i++) {
        row[i] = read_value(st, i, w->table->columns[i].kind);
        xc_err err = sum_value(w->sum, &row[i]);
        if (err)
            return err;
    }
    w->said.rows++;
    if (w->progress && w->said.rows % PROGRESS_ROWS == 0)
        w->progress(&w->said, w->ctx);
    return w->to ? store_put_row(w->to, row, (size_t)w->table->count) : XC_OK;
}

static xc_err take_page(struct walk *w, bool first, int *ret_rows)
{
    char sql[SQL_SIZE];
    store_stmt *st = NULL;
    int rows = 0;
    xc_str text = { sql, page_sql(w->table, first, sql) };
    xc_err err =
        store_query_args(w->from, &st, text, w->last, first ? 0 : (size_t)w->table->key_count);
    if (err)
        return err;
    while (!err && store_row(st)) {
        err = take_row(w, st);
        if (!err && ++rows == PAGE_ROWS)
            err = keep_last(w, st);
    }
    xc_err end = store_end(st);
    *ret_rows = rows;
    return err ? err : end;
}

static xc_err take_table(struct walk *w)
{
    int rows = PAGE_ROWS;
    xc_err err =
        w->to ? store_put_begin(w->to, w->table->name, w->table->columns, (size_t)w->table->count)
              : XC_OK;
    for (bool first = true; !err && rows == PAGE_ROWS; first = false)
        err = take_page(w, first, &rows);
    if (w->to) {
        xc_err end = store_put_end(w->to);
        err = err ? err : end;
    }
    forget_last(w);
    return err;
}

static xc_err walk_table(struct walk *w)
{
    w->said = (copy_table){ .rows = 0 };
    memcpy(w->said.name, w->table->name, sizeof w->said.name);
    xc_err err = hash_new(HASH_SHA256, &w->sum);
    if (err)
        return err;
    err = take_table(w);
    if (!err)
        err = end_sum(w->sum, w->said.sum);
    w->sum = hash_free(w->sum);
    return err;
}

/* ---- all of them ---- */

static xc_err refuse_full(store_conn *to, const struct tables *all, xc_problem *why)
{
    for (int i = 0; i < all->count; i++) {
        char sql[256];
        store_stmt *st = NULL;
        int len = snprintf(sql, sizeof sql, "SELECT 1 FROM %s WHERE %s LIMIT 1", all->list[i].name,
                           limits_of(&all->list[i])); /* fits */
        xc_err err = store_query_args(to, &st, (xc_str){ sql, (size_t)len }, NULL, 0);
        if (err)
            return err;
        bool there = store_row(st);
        err = store_end(st);
        if (!err && there)
            err = xc_fail(why, XC_ECONFLICT, all->list[i].name,
                          "the target has rows already (%s); nothing was changed",
                          "目标里已有数据（%s），未作任何改动", all->list[i].name);
        if (err)
            return err;
    }
    return XC_OK;
}

static xc_err check_sum(struct walk *copied, store_conn *to, xc_problem *why)
{
    struct walk again = { .table = copied->table, .from = to };
    xc_err err = walk_table(&again);
    if (err)
        return err;
    if (strcmp(again.said.sum, copied->said.sum) != 0 || again.said.rows != copied->said.rows)
        return xc_fail(why, XC_ECORRUPT, copied->said.name,
                       "%s differs after the copy (%lld rows here, %lld there); nothing was kept",
                       "%s 复制后不一致（源 %lld 行，目标 %lld 行），未保留", copied->said.name,
                       (long long)copied->said.rows, (long long)again.said.rows);
    if (copied->progress)
        copied->progress(&copied->said, copied->ctx);
    return XC_OK;
}

static xc_err copy_all(store_conn *from, store_conn *to, const struct tables *all,
                       copy_progress *progress, void *ctx, xc_problem *why)
{
    xc_err err = refuse_full(to, all, why);
    for (int i = 0; !err && i < all->count; i++) {
        struct walk w = {
            .table = &all->list[i], .from = from, .to = to, .progress = progress, .ctx = ctx
        };
        err = walk_table(&w);
        if (!err)
            err = store_put_numbers(to, all->list[i].name);
        if (!err)
            err = check_sum(&w, to, why);
        if (err && why && !why->code)
            (void)xc_fail(why, err, all->list[i].name, "%s: %s %s", "%s：%s %s", all->list[i].name,
                          store_error_text(from), store_error_text(to));
    }
    return err;
}

xc_err store_copy(store *from, store *to, copy_progress *progress, void *ctx, xc_problem *why)
{
    store_conn *c = NULL, *w = store_writer(to);
    struct tables *all = NULL;
    xc_err err = store_read(from, &c, why);
    if (err)
        return err;
    err = find_tables(c, &all, why);
    if (!err)
        err = store_begin(w);
    if (!err) {
        err = copy_all(c, w, all, progress, ctx, why);
        if (!err)
            err = store_commit(w);
        else
            store_rollback(w);
    }
    store_read_done(from, c);
    xc_free(all);
    return err;
}

xc_err store_sums(store *s, copy_progress *progress, void *ctx, xc_problem *why)
{
    store_conn *c = NULL;
    struct tables *all = NULL;
    xc_err err = store_read(s, &c, why);
    if (err)
        return err;
    err = find_tables(c, &all, why);
    for (int i = 0; !err && i < all->count; i++) {
        struct walk w = { .table = &all->list[i], .from = c };
        err = walk_table(&w);
        if (!err)
            progress(&w.said, ctx);
    }
    store_read_done(s, c);
    xc_free(all);
    return err;
}
