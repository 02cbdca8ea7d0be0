/* batch.c - rows are decided once for all that lie alike; see dmn_batch.h. */
#include <math.h>
#include <stdio.h>

#include "base/mem.h"
#include "engine/dmn/batch.h"

enum { WORK_BYTES = 1 << 30, ROW_BYTES = 64 << 20, MAX_MEMO = 1 << 20 };

/* ---- rows ---- */

/* the shortest text that gives the same number again */
static const feel_value *of_double(xc_arena *a, double d)
{
    char text[48];
    for (int digits = 1; digits <= 17; digits++) {
        double again;
        (void)snprintf(text, sizeof text, "%.*e", digits - 1, d); /* fits */
        if (xc_str_double(xc_str_of(text), &again) && again == d)
            break;
    }
    return feel_number(a, xc_str_of(text));
}

const feel_value *dmn_column_value(xc_arena *a, const dmn_column *c, size_t row)
{
    if (c->nulls && (c->nulls[row / 64] >> (row % 64) & 1))
        return feel_null();
    switch (c->kind) {
    case DMN_COLUMN_INT:
        return feel_int(a, ((const int64_t *)c->data)[row]);
    case DMN_COLUMN_DECIMAL: {
        dec d = dec_int(((const int64_t *)c->data)[row]);
        d.exp -= c->scale;
        return feel_of_dec(a, dec_strip(d));
    }
    case DMN_COLUMN_DOUBLE: {
        double d = ((const double *)c->data)[row];
        return isfinite(d) ? of_double(a, d) : feel_null();
    }
    case DMN_COLUMN_TEXT: {
        uint32_t code = ((const uint32_t *)c->data)[row];
        return code < c->text_count ? feel_of_str(a, c->texts[code]) : feel_null();
    }
    case DMN_COLUMN_BOOL:
        return feel_bool(((const uint8_t *)c->data)[row] != 0);
    case DMN_COLUMN_DATE:
        return feel_of_stamp(a, FEEL_DATE, (feel_stamp){ .day = ((const int32_t *)c->data)[row] });
    }
    return feel_null();
}

static const feel_value *with_path(xc_arena *a, const feel_value *to, xc_str name,
                                   const feel_value *v)
{
    xc_str head;
    xc_str rest = xc_str_cut(name, '.', &head);
    if (!rest.ptr)
        return feel_with(a, to, name, v);
    const feel_value *inner = feel_find(to, head);
    return feel_with(a, to, head, with_path(a, inner ? inner : feel_null(), rest, v));
}

const feel_value *dmn_batch_row(xc_arena *arena, const dmn_column *columns, size_t column_count,
                                size_t row)
{
    const feel_value *c = feel_null();
    for (size_t i = 0; i < column_count; i++)
        c = with_path(arena, c, columns[i].name, dmn_column_value(arena, &columns[i], row));
    return c;
}

/* ---- answers ---- */

static uint32_t hash_of(xc_str s, xc_err err)
{
    uint64_t h = UINT64_C(1469598103934665603) + (uint64_t)err;
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(1099511628211);
    return (uint32_t)(h ^ h >> 29);
}

static bool grow_answers(batch *b)
{
    size_t room = b->out_room ? b->out_room * 2 : 64;
    const feel_value **values = xc_arena_array(b->arena, room, sizeof *values);
    xc_err *errs = xc_arena_array(b->arena, room, sizeof *errs);
    uint32_t *hashes = xc_arena_array(b->work, room, sizeof *hashes);
    uint32_t *by_text = xc_arena_array(b->work, room * 2, sizeof *by_text);
    if (!values || !errs || !hashes || !by_text)
        return false;
    if (b->out.count) {
        memcpy(values, b->out.values, b->out.count * sizeof *values);
        memcpy(errs, b->out.errs, b->out.count * sizeof *errs);
        memcpy(hashes, b->hashes, b->out.count * sizeof *hashes);
    }
    for (uint32_t i = 0; i < b->out.count; i++) {
        size_t at = hashes[i] & (room * 2 - 1);
        while (by_text[at])
            at = (at + 1) & (room * 2 - 1);
        by_text[at] = i + 1;
    }
    b->out.values = values;
    b->out.errs = errs;
    b->hashes = hashes;
    b->by_text = by_text;
    b->by_text_room = room * 2;
    b->out_room = room;
    return true;
}

static bool same_answer(const batch *b, uint32_t code, const feel_value *v, xc_err err)
{
    return b->out.errs[code] == err && feel_type_of(b->out.values[code]) == feel_type_of(v) &&
           feel_equal(b->out.values[code], v);
}

static uint32_t failed(batch *b, xc_err err)
{
    b->err = b->err ? b->err : err;
    return 0;
}

static uint32_t add_answer(batch *b, const feel_value *v, xc_err err, uint32_t hash)
{
    if (b->out.count == DMN_BATCH_MAX_CODES)
        return failed(b, XC_ELIMIT);
    if (b->out.count == b->out_room && !grow_answers(b))
        return failed(b, xc_arena_err(b->arena, 64));
    const feel_value *copy = dmn_copy(b->arena, v);
    if (feel_type_of(copy) != feel_type_of(v) && feel_type_of(v) != FEEL_FUNCTION)
        return failed(b, xc_arena_err(b->arena, 64));
    uint32_t code = (uint32_t)b->out.count++;
    b->out.values[code] = copy;
    b->out.errs[code] = err;
    b->hashes[code] = hash;
    size_t at = hash & (b->by_text_room - 1);
    while (b->by_text[at])
        at = (at + 1) & (b->by_text_room - 1);
    b->by_text[at] = code + 1;
    return code;
}

/* the code of an answer, new or known */
static uint32_t code_of(batch *b, const feel_value *v, xc_err err)
{
    xc_buf text;
    xc_buf_init(&text, 1 << 20);
    feel_to_text(&text, v);
    uint32_t hash = hash_of(xc_buf_view(&text), err);
    xc_err full = xc_buf_err(&text);
    xc_buf_done(&text);
    if (full)
        return failed(b, full);
    if (b->by_text_room)
        for (size_t at = hash & (b->by_text_room - 1); b->by_text[at];
             at = (at + 1) & (b->by_text_room - 1)) {
            uint32_t code = b->by_text[at] - 1;
            if (b->hashes[code] == hash && same_answer(b, code, v, err))
                return code;
        }
    return add_answer(b, v, err, hash);
}

static uint32_t decide_alone(batch *b, const batch_plan *p, size_t row)
{
    const feel_value *v = feel_null();
    xc_arena_reset(b->scratch);
    const feel_value *in = dmn_batch_row(b->scratch, b->columns, b->column_count, row);
    xc_err err = dmn_decide_at(b->m, p->element, in, b->scratch, b->options, NULL, &v, NULL, NULL);
    b->out.decided++;
    if (err == XC_ENOMEM)
        return failed(b, err);
    return code_of(b, err ? feel_null() : v, err);
}

/* ---- what is known ---- */

typedef struct {
    const dmn_table *t;
    bool computes;
} hit_check;

static bool check_hit(void *ctx, uint32_t rule)
{
    hit_check *h = ctx;
    for (size_t i = 0; i < h->t->output_count; i++)
        h->computes = h->computes || h->t->rules[rule].outputs[i]->kind != CELL_VALUE;
    return !h->computes;
}

/* Do rules with computed outputs hit? Then the answer holds for this row only. */
static bool computes(const batch_plan *p, uint64_t key)
{
    uint32_t ranks[BATCH_MAX_INPUTS];
    hit_check h = { p->table, false };
    if (!p->computes)
        return false;
    for (size_t i = 0; i < p->input_count; i++)
        ranks[i] = (uint32_t)(key / p->inputs[i].stride % (p->inputs[i].axis->null_rank + 1));
    dmn_index_find(p->table->index, ranks, check_hit, &h);
    return h.computes;
}

static batch_memo *memo_slot(const batch_plan *p, uint64_t key)
{
    uint64_t h = key * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(h >> 20) & (p->memo_room - 1);
    while (p->memo[at].key && p->memo[at].key != key + 1)
        at = (at + 1) & (p->memo_room - 1);
    return &p->memo[at];
}

static void memo_put(batch *b, batch_plan *p, uint64_t key, uint32_t code)
{
    if (p->memo_count >= MAX_MEMO)
        return;
    if (p->memo_count * 2 >= p->memo_room) {
        batch_plan more = *p;
        more.memo_room = p->memo_room ? p->memo_room * 2 : 1024;
        more.memo = xc_arena_array(b->work, more.memo_room, sizeof *more.memo);
        if (!more.memo)
            return; /* what is not known is decided again */
        for (size_t i = 0; i < p->memo_room; i++)
            if (p->memo[i].key)
                *memo_slot(&more, p->memo[i].key - 1) = p->memo[i];
        p->memo = more.memo;
        p->memo_room = more.memo_room;
    }
    *memo_slot(p, key) = (batch_memo){ key + 1, code };
    p->memo_count++;
}

static uint32_t decide_key(batch *b, batch_plan *p, uint64_t key, size_t row)
{
    if (key >= BATCH_ALONE)
        return decide_alone(b, p, row);
    if (!p->known && p->memo_room) {
        const batch_memo *m = memo_slot(p, key);
        if (m->key)
            return m->code;
    }
    uint32_t code = decide_alone(b, p, row);
    if (b->err || b->out.errs[code] == XC_ELIMIT || computes(p, key))
        return code;
    if (p->known)
        p->known[key] = code + 1;
    else
        memo_put(b, p, key, code);
    return code;
}

/* ---- chunks ---- */

static void run_chunk(batch *b, batch_plan *p, size_t first, size_t count, uint32_t *codes);

static void run_table(batch *b, batch_plan *p, size_t first, size_t count, uint32_t *codes)
{
    uint64_t keys[BATCH_CHUNK];
    memset(keys, 0, count * sizeof *keys);
    for (size_t i = 0; i < p->input_count && !b->err; i++) {
        batch_plan *from = p->inputs[i].from;
        if (from && from->done != first + 1)
            run_chunk(b, from, first, count, from->codes);
        if (from)
            from->done = first + 1;
        if (!b->err)
            batch_add_keys(b, &p->inputs[i], first, count, keys);
    }
    for (size_t i = 0; i < count && !b->err; i++) {
        uint32_t known = p->known && keys[i] < BATCH_ALONE ? p->known[keys[i]] : 0;
        codes[i] = known ? known - 1 : decide_key(b, p, keys[i], first + i);
    }
}

static void run_chunk(batch *b, batch_plan *p, size_t first, size_t count, uint32_t *codes)
{
    if (p->table) {
        run_table(b, p, first, count, codes);
        return;
    }
    for (size_t i = 0; i < count && !b->err; i++)
        codes[i] = decide_alone(b, p, first + i);
}

static bool good_columns(const dmn_column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!columns[i].name.len || !columns[i].data || columns[i].scale < 0 ||
            columns[i].scale > 9 || (unsigned)columns[i].kind > DMN_COLUMN_DATE)
            return false;
    return true;
}

static xc_err run_rows(batch *b, size_t element, size_t first, size_t rows, uint32_t *codes)
{
    batch_plan *p = batch_plan_for(b, element);
    if (!p)
        return XC_ENOMEM;
    for (size_t at = 0; at < rows && !b->err; at += BATCH_CHUNK) {
        size_t count = rows - at < BATCH_CHUNK ? rows - at : BATCH_CHUNK;
        run_chunk(b, p, first + at, count, codes + at);
    }
    return b->err;
}

xc_err dmn_batch(const dmn_model *m, xc_str decision, const dmn_column *columns,
                 size_t column_count, size_t first, size_t rows, xc_arena *arena,
                 const feel_options *options, uint32_t *codes, dmn_batch_result *ret,
                 xc_problem *why)
{
    size_t element;
    if (!dmn_find_decision(m, decision, &element))
        return xc_fail(why, XC_ENOTFOUND, "", "there is no decision \"%.*s\"", "没有决策“%.*s”",
                       XC_STR_ARG(decision));
    if (!good_columns(columns, column_count))
        return xc_fail(why, XC_EINVAL, "", "a column needs a name, data and a scale of 0 to 9",
                       "每一列都要有名称和数据，小数位为 0 到 9");
    batch *b = xc_calloc(1, sizeof *b);
    xc_err err = b ? xc_arena_new(WORK_BYTES, &b->work) : XC_ENOMEM;
    if (!err)
        err = xc_arena_new(ROW_BYTES, &b->scratch);
    if (!err) {
        b->m = m;
        b->columns = columns;
        b->column_count = column_count;
        b->options = options;
        b->arena = arena;
        err = run_rows(b, element, first, rows, codes);
    }
    if (!err)
        *ret = b->out;
    if (b) {
        xc_arena_free(b->work);
        xc_arena_free(b->scratch);
    }
    xc_free(b);
    return err == XC_ELIMIT ? xc_fail(why, err, "",
                                      "the rows have too many unlike answers, take "
                                      "fewer rows at once",
                                      "各行的结果种类过多，请减少每批行数")
                            : err;
}
