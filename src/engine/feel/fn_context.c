/* fn_context.c - built-in functions on contexts (DMN 1.5, 10.3.4.10), and `is`. */
#include "engine/feel/builtin.h"

static const feel_value *fn_get_value(feel_run *run, const feel_node *at,
                                      const feel_value *const *args)
{
    const feel_value *found = feel_find(args[0], args[1]->str);
    return found ? found
                 : feel_fail(run, at, "the context has no entry \"%.*s\"", "上下文没有“%.*s”这一项",
                             XC_STR_ARG(args[1]->str));
}

static const feel_value *get_path(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    const feel_value *v = args[0];
    for (size_t i = 0; i < args[1]->list.count; i++) {
        const feel_value *key = args[1]->list.items[i];
        const feel_value *next = key->type == FEEL_STRING ? feel_find(v, key->str) : NULL;
        if (!next)
            return feel_fail(run, at, "the context has no such path", "上下文没有这个路径");
        v = next;
    }
    return args[1]->list.count ? v : feel_null();
}

static const feel_value *entry_of(feel_run *run, xc_str key, const feel_value *value)
{
    feel_entry *e = xc_arena_array(run->arena, 2, sizeof *e);
    if (!e)
        return feel_null();
    e[0] = (feel_entry){ XC_STR("key"), feel_of_str(run->arena, key) };
    e[1] = (feel_entry){ XC_STR("value"), value };
    return feel_of_context(run->arena, e, 2);
}

static const feel_value *fn_get_entries(feel_run *run, const feel_node *at,
                                        const feel_value *const *args)
{
    (void)at;
    const feel_value *c = args[0];
    const feel_value **items = xc_arena_array(run->arena, c->context.count, sizeof *items);
    if (!items)
        return feel_null();
    for (size_t i = 0; i < c->context.count; i++)
        items[i] = entry_of(run, c->context.entries[i].name, c->context.entries[i].value);
    return feel_of_list(run->arena, items, c->context.count);
}

static const feel_value *fn_put(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    (void)at;
    return feel_with(run->arena, args[0], args[1]->str, args[2]);
}

enum { MAX_PATH = 100 };

static const feel_value *fn_put_path(feel_run *run, const feel_node *at,
                                     const feel_value *const *args)
{
    const feel_value *keys = args[1], *levels[MAX_PATH];
    size_t count = keys->list.count;
    if (!count || count > MAX_PATH)
        return feel_fail(run, at, "the keys of context put are a list of 1 to 100 texts",
                         "context put 的键须为 1 到 100 个文本");
    levels[0] = args[0];
    for (size_t i = 0; i < count; i++) {
        const feel_value *key = keys->list.items[i];
        if (key->type != FEEL_STRING)
            return feel_fail(run, at, "a key must be a text", "键必须是文本");
        if (i + 1 == count)
            break;
        const feel_value *next = feel_find(levels[i], key->str);
        if (next && next->type != FEEL_CONTEXT)
            return feel_fail(run, at, "an entry on the way is no context",
                             "路径中有一项不是上下文");
        levels[i + 1] = next ? next : feel_of_context(run->arena, NULL, 0);
    }
    const feel_value *v = args[2];
    for (size_t i = count; i-- > 0;)
        v = feel_with(run->arena, levels[i], keys->list.items[i]->str, v);
    return v;
}

static const feel_value *fn_merge(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    const feel_value *r = feel_of_context(run->arena, NULL, 0);
    for (size_t i = 0; i < args[0]->list.count; i++) {
        const feel_value *c = args[0]->list.items[i];
        if (c->type != FEEL_CONTEXT)
            return feel_fail(run, at, "context merge takes contexts only",
                             "context merge 只接受上下文");
        for (size_t k = 0; k < c->context.count; k++) {
            if (!feel_step(run))
                return feel_null();
            r = feel_with(run->arena, r, c->context.entries[k].name, c->context.entries[k].value);
        }
    }
    return r;
}

static const feel_value *fn_context(feel_run *run, const feel_node *at,
                                    const feel_value *const *args)
{
    const feel_value *list = args[0];
    feel_entry *entries = xc_arena_array(run->arena, list->list.count, sizeof *entries);
    if (!entries)
        return feel_null();
    for (size_t i = 0; i < list->list.count; i++) {
        const feel_value *e = list->list.items[i], *key = feel_find(e, XC_STR("key"));
        const feel_value *value = feel_find(e, XC_STR("value"));
        if (!key || key->type != FEEL_STRING || !value)
            return feel_fail(run, at, "each entry needs a key (a text) and a value",
                             "每一项都要有 key（文本）和 value");
        for (size_t k = 0; k < i; k++)
            if (!feel_step(run) || xc_str_eq(entries[k].name, key->str))
                return feel_fail(run, at, "the key \"%.*s\" stands twice", "键“%.*s”重复",
                                 XC_STR_ARG(key->str));
        entries[i] = (feel_entry){ key->str, value };
    }
    return feel_of_context(run->arena, entries, list->list.count);
}

/* the same kind, value and (for times) zone */
static const feel_value *fn_is(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    (void)run;
    (void)at;
    const feel_value *a = args[0], *b = args[1];
    if (!a || !b)
        return a || b ? feel_bool(false) : feel_null(); /* a missing one is unlike any */
    if (a->type != b->type)
        return feel_bool(false);
    if (a->type == FEEL_TIME || a->type == FEEL_DATE_TIME) {
        const feel_stamp *x = &a->stamp, *y = &b->stamp;
        bool same = x->ns == y->ns && x->kind == y->kind && x->offset == y->offset &&
                    x->zone == y->zone && (a->type == FEEL_TIME || x->day == y->day);
        return feel_bool(same);
    }
    return feel_bool(feel_run_same(run, a, b) == 1);
}

const feel_builtin feel_context_builtins[] = {
    { "get value", fn_get_value, { { "m", 'c' }, { "key", 's' } } },
    { "get value", get_path, { { "context", 'c' }, { "keys", 'l' } } },
    { "get entries", fn_get_entries, { { "m", 'c' } } },
    { "context", fn_context, { { "entries", 'l' } } },
    { "context put", fn_put, { { "context", 'c' }, { "key", 's' }, { "value", 'x' } } },
    { "context put", fn_put_path, { { "context", 'c' }, { "keys", 'l' }, { "value", 'x' } } },
    { "context merge", fn_merge, { { "contexts", 'l' } } },
    { "is", fn_is, { { "value1", 'X' }, { "value2", 'X' } } },
    { 0 },
};
