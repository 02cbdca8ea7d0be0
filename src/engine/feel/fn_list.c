/* fn_list.c - built-in functions on lists (DMN 1.5, 10.3.4.4). */
#include "engine/feel/builtin.h"

typedef const feel_value *const *items_of;

static const feel_value **copy_items(feel_run *run, const feel_value *list, size_t more)
{
    const feel_value **items = xc_arena_array(run->arena, list->list.count + more, sizeof *items);
    if (items && list->list.count)
        memcpy(items, list->list.items, list->list.count * sizeof *items);
    return items;
}

static const feel_value *bad_items(feel_run *run, const feel_node *at)
{
    return feel_fail(run, at, "the list has items of another kind, or none",
                     "列表里有类型不符的项，或没有项");
}

static const feel_value *fn_contains(feel_run *run, const feel_node *at,
                                     const feel_value *const *args)
{
    (void)at;
    for (size_t i = 0; i < args[0]->list.count && feel_step(run); i++)
        if (feel_run_same(run, args[0]->list.items[i], args[1]) == 1)
            return feel_bool(true);
    return feel_bool(false);
}

static const feel_value *fn_count(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    (void)at;
    return feel_int(run->arena, (int64_t)args[0]->list.count);
}

static const feel_value *extreme(feel_run *run, const feel_node *at, const feel_value *list,
                                 int sign)
{
    const feel_value *best = list->list.count ? list->list.items[0] : feel_null();
    int order;
    if (!feel_order(best, best, &order))
        return bad_items(run, at);
    for (size_t i = 1; i < list->list.count && feel_step(run); i++) {
        if (!feel_order(list->list.items[i], best, &order))
            return bad_items(run, at);
        if (order * sign > 0)
            best = list->list.items[i];
    }
    return best;
}

static const feel_value *fn_min(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    return extreme(run, at, args[0], -1);
}

static const feel_value *fn_max(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    return extreme(run, at, args[0], 1);
}

/* ---- numbers ---- */

static bool all_numbers(const feel_value *list)
{
    for (size_t i = 0; i < list->list.count; i++)
        if (list->list.items[i]->type != FEEL_NUMBER)
            return false;
    return list->list.count > 0;
}

static bool total(const feel_value *list, dec *ret)
{
    dec sum = dec_int(0);
    for (size_t i = 0; i < list->list.count; i++)
        if (!dec_add(sum, list->list.items[i]->number, &sum))
            return false;
    *ret = sum;
    return true;
}

static const feel_value *sum_durations(feel_run *run, const feel_node *at, const feel_value *list)
{
    const feel_value *sum = list->list.count ? list->list.items[0] : feel_null();
    if (sum->type != FEEL_DAYS_TIME && sum->type != FEEL_YEARS_MONTHS)
        return bad_items(run, at);
    for (size_t i = 1; i < list->list.count && feel_step(run); i++)
        sum = feel_arith_of(run, at, ARITH_ADD, sum, list->list.items[i]);
    return sum;
}

static const feel_value *fn_sum(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    dec sum;
    if (!all_numbers(args[0]))
        return sum_durations(run, at, args[0]);
    return total(args[0], &sum) ? feel_of_dec(run->arena, sum) : bad_items(run, at);
}

static const feel_value *fn_mean(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    dec sum;
    if (!all_numbers(args[0])) {
        const feel_value *v = sum_durations(run, at, args[0]);
        return feel_is_null(v) ? v
                               : feel_arith_of(run, at, ARITH_DIV, v,
                                               feel_int(run->arena, (int64_t)args[0]->list.count));
    }
    if (!total(args[0], &sum) || !dec_div(sum, dec_int((int64_t)args[0]->list.count), &sum))
        return bad_items(run, at);
    return feel_of_dec(run->arena, sum);
}

static const feel_value *fn_product(feel_run *run, const feel_node *at,
                                    const feel_value *const *args)
{
    dec product = dec_int(1);
    if (!all_numbers(args[0]))
        return bad_items(run, at);
    for (size_t i = 0; i < args[0]->list.count; i++)
        if (!dec_mul(product, args[0]->list.items[i]->number, &product))
            return bad_items(run, at);
    return feel_of_dec(run->arena, product);
}

static const feel_value *fn_stddev(feel_run *run, const feel_node *at,
                                   const feel_value *const *args)
{
    const feel_value *list = args[0];
    int64_t count = (int64_t)list->list.count;
    dec mean, sum = dec_int(0);
    if (count < 2 || !all_numbers(list) || !total(list, &mean) ||
        !dec_div(mean, dec_int(count), &mean))
        return bad_items(run, at);
    for (size_t i = 0; i < list->list.count; i++) {
        dec d;
        if (!dec_sub(list->list.items[i]->number, mean, &d) || !dec_mul(d, d, &d) ||
            !dec_add(sum, d, &sum))
            return bad_items(run, at);
    }
    if (!dec_div(sum, dec_int(count - 1), &sum) || !dec_sqrt(sum, &sum))
        return bad_items(run, at);
    return feel_of_dec(run->arena, sum);
}

/* ---- sorting ---- */

/* 1: b must stand before a; 0: as they are; -1: no answer */
typedef int after_fn(feel_run *run, const feel_value *function, const feel_value *a,
                     const feel_value *b);

static int after_by_value(feel_run *run, const feel_value *function, const feel_value *a,
                          const feel_value *b)
{
    (void)run;
    (void)function;
    int order;
    return feel_order(a, b, &order) ? order > 0 : -1;
}

static int after_by_function(feel_run *run, const feel_value *function, const feel_value *a,
                             const feel_value *b)
{
    const feel_value *args[2] = { b, a };
    const feel_value *v = feel_run_call(run, function, args, NULL, 2);
    return v->type == FEEL_BOOLEAN ? v->boolean : -1;
}

static bool merge_runs(feel_run *run, const feel_value **from, const feel_value **to, size_t left,
                       size_t right, after_fn *after, const feel_value *function)
{
    size_t a = 0, b = left, at = 0, end = left + right;
    while (a < left && b < end) {
        int swap = after(run, function, from[a], from[b]);
        if (swap < 0 || !feel_step(run))
            return false;
        to[at++] = swap ? from[b++] : from[a++];
    }
    while (a < left)
        to[at++] = from[a++];
    while (b < end)
        to[at++] = from[b++];
    return true;
}

/* merge sort from below: stable, and the caller's function sees only neighbours of one list */
static const feel_value *sorted(feel_run *run, const feel_value *list, after_fn *after,
                                const feel_value *function)
{
    size_t count = list->list.count;
    const feel_value **from = copy_items(run, list, 0), **to = copy_items(run, list, 0);
    if (!from || !to)
        return NULL;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t at = 0; at < count; at += 2 * width) {
            size_t left = count - at < width ? count - at : width;
            size_t right = count - at - left < width ? count - at - left : width;
            if (!merge_runs(run, from + at, to + at, left, right, after, function))
                return NULL;
        }
        const feel_value **swap = from;
        from = to;
        to = swap;
    }
    return feel_of_list(run->arena, from, count);
}

static const feel_value *fn_sort(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    const feel_value *v = args[1] ? sorted(run, args[0], after_by_function, args[1])
                                  : sorted(run, args[0], after_by_value, NULL);
    return v ? v
             : feel_fail(run, at, "sort got no answer which of two comes first",
                         "排序时无法判断两项的先后");
}

static const feel_value *fn_median(feel_run *run, const feel_node *at,
                                   const feel_value *const *args)
{
    size_t count = args[0]->list.count;
    const feel_value *s = all_numbers(args[0]) ? sorted(run, args[0], after_by_value, NULL) : NULL;
    if (!s)
        return bad_items(run, at);
    if (count % 2)
        return s->list.items[count / 2];
    dec sum;
    if (!dec_add(s->list.items[count / 2 - 1]->number, s->list.items[count / 2]->number, &sum) ||
        !dec_div(sum, dec_int(2), &sum))
        return bad_items(run, at);
    return feel_of_dec(run->arena, sum);
}

static const feel_value *fn_mode(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    size_t count = args[0]->list.count, best = 0, kept = 0;
    if (!count)
        return args[0];
    const feel_value *s = all_numbers(args[0]) ? sorted(run, args[0], after_by_value, NULL) : NULL;
    const feel_value **modes = s ? copy_items(run, s, 0) : NULL;
    if (!modes)
        return bad_items(run, at);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && feel_equal(s->list.items[i], s->list.items[end]);)
            end++;
        if (end - i > best) {
            best = end - i;
            kept = 0;
        }
        if (end - i == best)
            modes[kept++] = s->list.items[i];
    }
    return feel_of_list(run->arena, modes, kept);
}

/* ---- true and false ---- */

static const feel_value *quantify(feel_run *run, const feel_node *at, const feel_value *list,
                                  bool decider)
{
    bool unknown = false;
    for (size_t i = 0; i < list->list.count; i++) {
        const feel_value *v = list->list.items[i];
        if (v->type == FEEL_BOOLEAN && v->boolean == decider)
            return feel_bool(decider);
        unknown = unknown || v->type != FEEL_BOOLEAN;
    }
    return unknown ? bad_items(run, at) : feel_bool(!decider);
}

static const feel_value *fn_all(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    return quantify(run, at, args[0], false);
}

static const feel_value *fn_any(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    return quantify(run, at, args[0], true);
}

/* ---- parts and changes ---- */

/* index from a FEEL position (1 first, -1 last); -1 if there is no such place */
static int64_t place(const feel_value *position, size_t count)
{
    int64_t p, n = (int64_t)count;
    dec whole; /* 2.5 is the second */
    if (!dec_round(position->number, 0, DEC_DOWN, &whole) || !dec_to_int(whole, &p) || p == 0 ||
        p > n || p < -n)
        return -1;
    return p > 0 ? p - 1 : n + p;
}

static const feel_value *no_place(feel_run *run, const feel_node *at, const feel_value *list)
{
    return feel_fail(run, at, "the list of %d items has no such place",
                     "列表共 %d 项，没有这个位置", (int)list->list.count);
}

static const feel_value *fn_sublist(feel_run *run, const feel_node *at,
                                    const feel_value *const *args)
{
    const feel_value *list = args[0];
    int64_t start = place(args[1], list->list.count), count = (int64_t)list->list.count;
    if (start < 0)
        return no_place(run, at, list);
    int64_t length = count - start;
    if (args[2] && (!feel_to_int(args[2], &length) || length < 0 || start + length > count))
        return no_place(run, at, list);
    return feel_of_list(run->arena, list->list.items + start, (size_t)length);
}

static const feel_value *fn_append(feel_run *run, const feel_node *at,
                                   const feel_value *const *args)
{
    (void)at;
    size_t more = args[1] ? args[1]->list.count : 0;
    const feel_value **items = copy_items(run, args[0], more);
    if (!items)
        return feel_null();
    for (size_t i = 0; i < more; i++)
        items[args[0]->list.count + i] = args[1]->list.items[i];
    return feel_of_list(run->arena, items, args[0]->list.count + more);
}

static const feel_value *joined(feel_run *run, const feel_node *at, const feel_value *lists)
{
    size_t count = 0, to = 0;
    for (size_t i = 0; i < lists->list.count; i++) {
        const feel_value *v = lists->list.items[i];
        count += v->type == FEEL_LIST ? v->list.count : 1;
    }
    if (count > FEEL_MAX_ITEMS)
        return bad_items(run, at);
    const feel_value **items = xc_arena_array(run->arena, count, sizeof *items);
    for (size_t i = 0; items && i < lists->list.count; i++) {
        const feel_value *v = lists->list.items[i];
        if (v->type != FEEL_LIST)
            items[to++] = v;
        for (size_t k = 0; v->type == FEEL_LIST && k < v->list.count; k++)
            items[to++] = v->list.items[k];
    }
    return items ? feel_of_list(run->arena, items, count) : feel_null();
}

static const feel_value *fn_concatenate(feel_run *run, const feel_node *at,
                                        const feel_value *const *args)
{
    return args[0] ? joined(run, at, args[0]) : bad_items(run, at);
}

static const feel_value *fn_insert_before(feel_run *run, const feel_node *at,
                                          const feel_value *const *args)
{
    const feel_value *list = args[0];
    int64_t to = place(args[1], list->list.count);
    const feel_value **items = copy_items(run, list, 1);
    if (to < 0 || !items)
        return no_place(run, at, list);
    for (size_t i = list->list.count; i > (size_t)to; i--)
        items[i] = items[i - 1];
    items[to] = args[2];
    return feel_of_list(run->arena, items, list->list.count + 1);
}

static const feel_value *fn_remove(feel_run *run, const feel_node *at,
                                   const feel_value *const *args)
{
    const feel_value *list = args[0];
    int64_t from = place(args[1], list->list.count);
    const feel_value **items = copy_items(run, list, 0);
    if (from < 0 || !items)
        return no_place(run, at, list);
    for (size_t i = (size_t)from; i + 1 < list->list.count; i++)
        items[i] = items[i + 1];
    return feel_of_list(run->arena, items, list->list.count - 1);
}

static const feel_value *replace_at(feel_run *run, const feel_node *at,
                                    const feel_value *const *args)
{
    int64_t to = place(args[1], args[0]->list.count);
    const feel_value **items = copy_items(run, args[0], 0);
    if (to < 0 || !items)
        return no_place(run, at, args[0]);
    items[to] = args[2];
    return feel_of_list(run->arena, items, args[0]->list.count);
}

static const feel_value *replace_matching(feel_run *run, const feel_node *at,
                                          const feel_value *const *args)
{
    const feel_value **items = copy_items(run, args[0], 0);
    if (!items)
        return feel_null();
    for (size_t i = 0; i < args[0]->list.count; i++) {
        const feel_value *pair[2] = { items[i], args[2] };
        const feel_value *v = feel_run_call(run, args[1], pair, NULL, 2);
        if (v->type != FEEL_BOOLEAN)
            return feel_fail(run, at, "the match function must answer true or false",
                             "匹配函数必须回答真或假");
        if (v->boolean)
            items[i] = args[2];
    }
    return feel_of_list(run->arena, items, args[0]->list.count);
}

static const feel_value *fn_reverse(feel_run *run, const feel_node *at,
                                    const feel_value *const *args)
{
    (void)at;
    size_t count = args[0]->list.count;
    const feel_value **items = xc_arena_array(run->arena, count, sizeof *items);
    for (size_t i = 0; items && i < count; i++)
        items[i] = args[0]->list.items[count - 1 - i];
    return items ? feel_of_list(run->arena, items, count) : feel_null();
}

static const feel_value *fn_index_of(feel_run *run, const feel_node *at,
                                     const feel_value *const *args)
{
    (void)at;
    size_t kept = 0;
    const feel_value **items = copy_items(run, args[0], 0);
    for (size_t i = 0; items && i < args[0]->list.count && feel_step(run); i++)
        if (feel_run_same(run, args[0]->list.items[i], args[1]) == 1)
            items[kept++] = feel_int(run->arena, (int64_t)i + 1);
    return items ? feel_of_list(run->arena, items, kept) : feel_null();
}

static const feel_value *distinct(feel_run *run, const feel_value *list)
{
    size_t kept = 0;
    const feel_value **items = copy_items(run, list, 0);
    for (size_t i = 0; items && i < list->list.count; i++) {
        size_t k = 0;
        while (k < kept && feel_step(run) && feel_run_same(run, items[k], list->list.items[i]) != 1)
            k++;
        if (k == kept)
            items[kept++] = list->list.items[i];
    }
    return items ? feel_of_list(run->arena, items, kept) : feel_null();
}

static const feel_value *fn_distinct(feel_run *run, const feel_node *at,
                                     const feel_value *const *args)
{
    (void)at;
    return distinct(run, args[0]);
}

static const feel_value *fn_union(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    const feel_value *all = args[0] ? joined(run, at, args[0]) : feel_null();
    return all->type == FEEL_LIST ? distinct(run, all) : all;
}

enum { MAX_FLATTEN = 200 };

static size_t flat_count(feel_run *run, const feel_value *list, int depth)
{
    size_t count = 0;
    for (size_t i = 0; i < list->list.count && feel_step(run); i++) {
        const feel_value *v = list->list.items[i];
        bool inner = v->type == FEEL_LIST && depth < MAX_FLATTEN;
        count += inner ? flat_count(run, v, depth + 1) : 1;
    }
    return count;
}

static size_t flat_put(const feel_value *list, const feel_value **to, size_t max, int depth)
{
    size_t count = 0;
    for (size_t i = 0; i < list->list.count && count < max; i++) {
        const feel_value *v = list->list.items[i];
        if (v->type == FEEL_LIST && depth < MAX_FLATTEN)
            count += flat_put(v, to + count, max - count, depth + 1);
        else
            to[count++] = v;
    }
    return count;
}

static const feel_value *fn_flatten(feel_run *run, const feel_node *at,
                                    const feel_value *const *args)
{
    size_t count = flat_count(run, args[0], 0);
    if (run->stopped)
        return feel_null();
    const feel_value **items =
        count <= FEEL_MAX_ITEMS ? xc_arena_array(run->arena, count, sizeof *items) : NULL;
    if (!items)
        return bad_items(run, at);
    return feel_of_list(run->arena, items, flat_put(args[0], items, count, 0));
}

const feel_value *feel_run_aggregate(feel_run *run, feel_aggregate how, const feel_value *list)
{
    static feel_builtin_fn *const DO[] = { fn_sum, fn_min, fn_max, fn_count };
    const feel_value *args[1] = { list };
    return DO[how](run, NULL, args);
}

#define LIST        \
    {               \
        "list", 'l' \
    }
#define REST(name)    \
    {                 \
        {             \
            name, '*' \
        }             \
    }

const feel_builtin feel_list_builtins[] = {
    { "list contains", fn_contains, { LIST, { "element", 'x' } } },
    { "count", fn_count, { LIST } },
    { "min", fn_min, { LIST } },
    { "min", fn_min, REST("c1") },
    { "max", fn_max, { LIST } },
    { "max", fn_max, REST("c1") },
    { "sum", fn_sum, { LIST } },
    { "sum", fn_sum, REST("n1") },
    { "mean", fn_mean, { LIST } },
    { "mean", fn_mean, REST("n1") },
    { "product", fn_product, { LIST } },
    { "product", fn_product, REST("n1") },
    { "median", fn_median, { LIST } },
    { "median", fn_median, REST("n1") },
    { "stddev", fn_stddev, { LIST } },
    { "stddev", fn_stddev, REST("n1") },
    { "mode", fn_mode, { LIST } },
    { "mode", fn_mode, REST("n1") },
    { "all", fn_all, { LIST } },
    { "all", fn_all, REST("b1") },
    { "any", fn_any, { LIST } },
    { "any", fn_any, REST("b1") },
    { "sublist", fn_sublist, { LIST, { "start position", 'n' }, { "length", 'N' } } },
    { "append", fn_append, { LIST, { "item", '*' } } },
    { "concatenate", fn_concatenate, REST("list") },
    { "insert before", fn_insert_before, { LIST, { "position", 'n' }, { "newItem", 'x' } } },
    { "remove", fn_remove, { LIST, { "position", 'n' } } },
    { "list replace", replace_at, { LIST, { "position", 'n' }, { "newItem", 'x' } } },
    { "list replace", replace_matching, { LIST, { "match", 'f' }, { "newItem", 'x' } } },
    { "reverse", fn_reverse, { LIST } },
    { "index of", fn_index_of, { LIST, { "match", 'x' } } },
    { "union", fn_union, REST("list") },
    { "distinct values", fn_distinct, { LIST } },
    { "flatten", fn_flatten, { LIST } },
    { "sort", fn_sort, { LIST, { "precedes", 'F' } } },
    { 0 },
};
