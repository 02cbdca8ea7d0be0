/* fn_pattern.c - matches, replace and split: built-in functions with regular expressions. */
#include "engine/feel/builtin.h"

static xc_str rest_of(xc_str s, size_t from)
{
    return (xc_str){ s.ptr + from, s.len - from };
}

static feel_regex *search_of(feel_run *run, const feel_node *at, const feel_value *pattern,
                             const feel_value *flags)
{
    bool bad = flags && !feel_is_null(flags) && flags->type != FEEL_STRING;
    xc_str letters = flags ? feel_to_str(flags) : (xc_str){ 0 };
    const feel_pattern *p = at && at->op == OP_CALL ? at->pattern : NULL;
    enum { STEPS = 20, BYTES_A_STEP = 4 };
    if (!bad && !feel_pattern_is(p, pattern->str, letters)) {
        if (!feel_steps(run, STEPS + pattern->str.len / BYTES_A_STEP))
            return NULL;
        p = feel_pattern_new(run->arena, pattern->str, letters, &bad);
    }
    if (bad)
        feel_fail(run, at, "the pattern \"%.*s\" or its flags are not valid",
                  "正则表达式“%.*s”或其标志无效", XC_STR_ARG(pattern->str));
    return bad || !p ? NULL : feel_regex_start(run, p);
}

static const feel_value *too_much(feel_run *run, const feel_node *at)
{
    return feel_fail(run, at, "the pattern takes too much work on this text",
                     "这个正则表达式在这段文本上计算量过大");
}

const feel_value *feel_fn_matches(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    feel_regex *r = search_of(run, at, args[1], args[2]);
    int64_t groups[FEEL_REGEX_GROUPS][2];
    int found = r ? feel_regex_find(r, args[0]->str, 0, groups) : 0;
    if (found < 0)
        return too_much(run, at);
    return r ? feel_bool(found == 1) : feel_null();
}

/* $1 .. $99 stand for groups, \$ and \\ for themselves; false: not valid */
static bool put_replacement(xc_buf *out, xc_str with, xc_str s, int64_t groups[][2], int count)
{
    for (size_t i = 0; i < with.len; i++) {
        char c = with.ptr[i], next = i + 1 < with.len ? with.ptr[i + 1] : 0;
        if (c == '\\') {
            if (next != '\\' && next != '$')
                return false;
            xc_buf_byte(out, next);
            i++;
        } else if (c == '$') {
            if (next < '0' || next > '9')
                return false;
            int group = next - '0';
            for (i++; i + 1 < with.len && with.ptr[i + 1] >= '0' && with.ptr[i + 1] <= '9' &&
                      group * 10 + (with.ptr[i + 1] - '0') <= count;
                 i++)
                group = group * 10 + (with.ptr[i + 1] - '0');
            if (group <= count && groups[group][0] >= 0)
                xc_buf_put(out, s.ptr + groups[group][0],
                           (size_t)(groups[group][1] - groups[group][0]));
        } else {
            xc_buf_byte(out, c);
        }
    }
    return true;
}

/* 1 done, 0 not valid, -1 too much work */
static int replace_all(feel_regex *r, xc_str s, xc_str with, bool plain, xc_buf *out)
{
    int64_t groups[FEEL_REGEX_GROUPS][2];
    size_t at = 0;
    while (at <= s.len) {
        int found = feel_regex_find(r, s, at, groups);
        if (found < 0)
            return -1;
        if (!found)
            break;
        size_t from = (size_t)groups[0][0], to = (size_t)groups[0][1];
        xc_buf_put(out, s.ptr + at, from - at);
        if (plain)
            xc_buf_str(out, with);
        else if (!put_replacement(out, with, s, groups, feel_regex_groups(r)))
            return 0;
        at = to;
        if (from == to) { /* found nothing: the next character stays */
            uint32_t c;
            size_t n = to < s.len ? xc_utf8_next(rest_of(s, to), &c) : 1;
            if (to < s.len)
                xc_buf_put(out, s.ptr + to, n);
            at += n;
        }
    }
    if (at < s.len)
        xc_buf_put(out, s.ptr + at, s.len - at);
    return 1;
}

const feel_value *feel_fn_replace(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    feel_regex *r = search_of(run, at, args[1], args[3]);
    if (!r)
        return feel_null();
    xc_buf out;
    xc_buf_init(&out, FEEL_MAX_STRING);
    xc_str flags = args[3] ? feel_to_str(args[3]) : (xc_str){ 0 };
    bool plain = flags.len && memchr(flags.ptr, 'q', flags.len);
    int done = replace_all(r, args[0]->str, args[2]->str, plain, &out);
    const feel_value *v =
        done == 1 && !out.err ? feel_string(run->arena, xc_buf_view(&out))
        : done < 0
            ? too_much(run, at)
            : feel_fail(run, at, "the replacement is not valid or too long", "替换文本无效或过长");
    xc_buf_done(&out);
    return v;
}

typedef struct {
    const feel_value **items;
    size_t count, cap;
} parts;

static bool add_part(feel_run *run, parts *p, xc_str text)
{
    if (p->count == p->cap) {
        size_t cap = p->cap ? p->cap * 2 : 8;
        const feel_value **grown = xc_arena_array(run->arena, cap, sizeof *grown);
        if (!grown)
            return false;
        if (p->count)
            memcpy(grown, p->items, p->count * sizeof *grown);
        p->items = grown;
        p->cap = cap;
    }
    p->items[p->count++] = feel_of_str(run->arena, text);
    return true;
}

const feel_value *feel_fn_split(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    feel_regex *r = search_of(run, at, args[1], NULL);
    xc_str s = args[0]->str;
    parts p = { 0 };
    size_t from = 0;
    while (r && from <= s.len) {
        int64_t groups[FEEL_REGEX_GROUPS][2];
        int found = feel_regex_find(r, s, from, groups);
        if (found < 0)
            return too_much(run, at);
        if (!found || groups[0][1] == groups[0][0])
            break;
        if (!add_part(run, &p, (xc_str){ s.ptr + from, (size_t)groups[0][0] - from }))
            return feel_null();
        from = (size_t)groups[0][1];
    }
    if (!r || !add_part(run, &p, rest_of(s, from)))
        return feel_null();
    return feel_of_list(run->arena, p.items, p.count);
}

/* ---- before any run ---- */

static bool constant_text(const feel_node *n, xc_str *ret)
{
    if (n->op != OP_CONST || n->value->type != FEEL_STRING)
        return false;
    *ret = n->value->str;
    return true;
}

const feel_pattern *feel_prepare_pattern(xc_arena *arena, const feel_node *call)
{
    const feel_builtin *b = call->a->op == OP_CONST && call->a->value->type == FEEL_FUNCTION
                                ? call->a->value->function->builtin
                                : NULL;
    uint32_t flags_at = b && b->call == feel_fn_matches   ? 2
                        : b && b->call == feel_fn_replace ? 3
                        : b && b->call == feel_fn_split   ? 9
                                                          : 0;
    xc_str text, flags = { 0 };
    bool bad;
    if (!flags_at || call->names || call->count < 2 || !constant_text(call->list[1], &text))
        return NULL;
    if (call->count > flags_at && !constant_text(call->list[flags_at], &flags))
        return NULL;
    return feel_pattern_new(arena, text, flags, &bad);
}
