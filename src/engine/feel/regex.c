/* regex.c - XPath regular expressions (XPath and XQuery Functions 3.1, 5.6.1) on PCRE2.
 *
 * The pattern is translated: class subtraction, Unicode blocks, name classes and blanks under flag
 * x are XPath's own; what only PCRE2 knows is refused. Work is bounded. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "engine/feel/block_data.h"
#include "engine/feel/builtin.h"

enum { MATCH_LIMIT = 200000, DEPTH_LIMIT = 1000, HEAP_LIMIT_KIB = 4096, MAX_PATTERN_BYTES = 10000 };

struct feel_pattern {
    pcre2_code *code;
    xc_str text, flags;
    int groups;
};

struct feel_regex {
    const feel_pattern *pattern;
    feel_run *run;
    pcre2_match_context *limits;
    pcre2_match_data *data;
};

typedef struct {
    uint32_t options;
    bool spaces, literal; /* x: blanks in the pattern mean nothing; q: no sign means anything */
} flag_set;

/* s m i x q; false: another letter */
static bool read_flags(xc_str flags, flag_set *ret)
{
    /* ^ and $ mean the whole text's ends and . no line end, unless a flag says otherwise */
    flag_set f = { .options =
                       PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C };
    static const struct {
        char letter;
        uint32_t option;
    } OPTIONS[] = { { 's', PCRE2_DOTALL },
                    { 'm', PCRE2_MULTILINE },
                    { 'i', PCRE2_CASELESS },
                    { 'x', 0 },
                    { 'q', PCRE2_LITERAL } };
    enum { COUNT = sizeof OPTIONS / sizeof OPTIONS[0] };
    for (size_t i = 0; i < flags.len; i++) {
        size_t k = 0;
        while (k < COUNT && OPTIONS[k].letter != flags.ptr[i])
            k++;
        if (k == COUNT)
            return false;
        f.options |= OPTIONS[k].option;
        f.spaces = f.spaces || flags.ptr[i] == 'x';
        f.literal = f.literal || flags.ptr[i] == 'q';
    }
    if (f.literal) /* the others mean nothing then, and PCRE2 refuses them together */
        f.options = PCRE2_UTF | PCRE2_LITERAL | (f.options & PCRE2_CASELESS);
    *ret = f;
    return true;
}

/* ---- from XPath's language to PCRE2's ---- */

typedef struct {
    const char *at, *end;
    bool spaces;
    int depth;
    xc_buf *out;
} translation;

static bool translate_class(translation *t);

static const block_row *find_block(xc_str name)
{
    for (size_t i = 0; i < sizeof BLOCKS / sizeof BLOCKS[0]; i++)
        if (xc_str_is(name, BLOCKS[i].name))
            return &BLOCKS[i];
    return NULL;
}

/* \p{IsName}: Unicode's blocks, which PCRE2 does not know */
static bool put_block(translation *t, xc_str name, bool others, bool inside)
{
    enum { LAST = 0x10FFFF };
    const block_row *b = find_block(name);
    if (!b)
        return false;
    xc_buf_text(t->out, inside ? "" : "[");
    if (!others)
        xc_buf_printf(t->out, "\\x{%X}-\\x{%X}", b->first, b->last);
    if (others && b->first)
        xc_buf_printf(t->out, "\\x{0}-\\x{%X}", b->first - 1);
    if (others && b->last < LAST)
        xc_buf_printf(t->out, "\\x{%X}-\\x{%X}", b->last + 1, (unsigned)LAST);
    xc_buf_text(t->out, inside ? "" : "]");
    return true;
}

/* \p{..} and \P{..}, after the letter */
static bool translate_property(translation *t, char letter, bool inside)
{
    char name[64];
    size_t len = 0;
    if (t->at == t->end || *t->at++ != '{')
        return false;
    for (; t->at < t->end && *t->at != '}'; t->at++) {
        if (t->spaces && strchr(" \t\r\n", *t->at))
            continue;
        if (len == sizeof name)
            return false;
        name[len++] = *t->at;
    }
    if (t->at++ == t->end)
        return false;
    if (len > 2 && name[0] == 'I' && name[1] == 's')
        return put_block(t, (xc_str){ name + 2, len - 2 }, letter == 'P', inside);
    if (len < 1 || len > 2)
        return false;
    xc_buf_printf(t->out, "\\%c{%.*s}", letter, (int)len, name);
    return true;
}

static bool translate_escape(translation *t, bool inside)
{
    static const struct {
        char letter;
        const char *inside, *outside;
    } NAMES[] = { { 'i', "\\p{L}_:", "[\\p{L}_:]" },
                  { 'I', NULL, "[^\\p{L}_:]" },
                  { 'c', "\\p{L}\\p{N}\\p{M}._:\\-", "[\\p{L}\\p{N}\\p{M}._:\\-]" },
                  { 'C', NULL, "[^\\p{L}\\p{N}\\p{M}._:\\-]" } };
    while (t->spaces && !inside && t->at < t->end && strchr(" \t\r\n", *t->at))
        t->at++;
    if (t->at == t->end)
        return false;
    char c = *t->at++;
    if (c == 'p' || c == 'P')
        return translate_property(t, c, inside);
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (NAMES[i].letter == c) {
            const char *text = inside ? NAMES[i].inside : NAMES[i].outside;
            if (text)
                xc_buf_text(t->out, text);
            return text != NULL;
        }
    if (c >= '1' && c <= '9' && !inside) {
        xc_buf_printf(t->out, "\\%c", c);
        return true;
    }
    if (!strchr("nrtdDsSwW\\|.?*+(){}-[]^$", c) || !c)
        return false; /* a backslash before any other sign is no pattern of XPath */
    xc_buf_byte(t->out, '\\');
    xc_buf_byte(t->out, c);
    return true;
}

/* members of a class up to ] or the "-[" of what is taken away */
static bool translate_members(translation *t, bool *minus)
{
    bool any = false;
    for (; t->at < t->end && *t->at != ']'; any = true) {
        if (*t->at == '-' && t->at + 1 < t->end && t->at[1] == '[') {
            *minus = true;
            t->at++;
            return any;
        }
        if (*t->at == '[')
            return false;
        if (*t->at == '\\') {
            t->at++;
            if (!translate_escape(t, true))
                return false;
        } else {
            if (*t->at == '^')
                xc_buf_byte(t->out, '\\');
            xc_buf_byte(t->out, *t->at++);
        }
    }
    return any && t->at < t->end;
}

/* "[a-z-[aeiou]]" is "(?:(?![aeiou])[a-z])"; t->at is behind the [ */
static bool translate_class(translation *t)
{
    enum { MAX_DEPTH = 20 };
    xc_buf members, *out = t->out;
    bool minus = false, ok = ++t->depth < MAX_DEPTH;
    xc_buf_init(&members, 4 * MAX_PATTERN_BYTES);
    t->out = &members;
    xc_buf_byte(&members, '[');
    if (t->at < t->end && *t->at == '^')
        xc_buf_byte(&members, *t->at++);
    ok = ok && translate_members(t, &minus);
    xc_buf_byte(&members, ']');
    t->out = out;
    if (ok && minus) {
        t->at++;
        xc_buf_text(out, "(?:(?!");
        ok = translate_class(t);
        xc_buf_byte(out, ')');
    }
    xc_buf_str(out, xc_buf_view(&members));
    if (ok && minus)
        xc_buf_byte(out, ')');
    ok = ok && !members.err && t->at < t->end && *t->at++ == ']';
    xc_buf_done(&members);
    t->depth--;
    return ok;
}

static bool translate(translation *t)
{
    while (t->at < t->end) {
        char c = *t->at++;
        bool ok = true;
        if (c == '\\') {
            ok = translate_escape(t, false);
        } else if (c == '[') {
            ok = translate_class(t);
        } else if (c == '(' && t->at < t->end && (*t->at == '?' || *t->at == '*')) {
            ok = t->end - t->at > 1 && t->at[0] == '?' && t->at[1] == ':';
            xc_buf_byte(t->out, c);
        } else if (!(t->spaces && strchr(" \t\r\n", c) && c)) {
            xc_buf_byte(t->out, c);
        }
        if (!ok)
            return false;
    }
    return true;
}

/* ---- compiling; what PCRE2 needs comes from the arena and counts against its ceiling ---- */

static void *from_arena(size_t size, void *arena)
{
    return xc_arena_alloc(arena, size);
}

static void stays(void *memory, void *arena)
{
    (void)memory; /* it goes with the arena */
    (void)arena;
}

static pcre2_general_context *memory_of(xc_arena *arena)
{
    return pcre2_general_context_create(from_arena, stays, arena);
}

static pcre2_code *compile(xc_arena *arena, xc_str pattern, uint32_t options)
{
    int code;
    size_t at;
    pcre2_general_context *memory = memory_of(arena);
    pcre2_compile_context *context = memory ? pcre2_compile_context_create(memory) : NULL;
    if (!context)
        return NULL;
    (void)pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF); /* a known value: cannot fail */
    return pcre2_compile((PCRE2_SPTR)(pattern.len ? pattern.ptr : ""), pattern.len, options, &code,
                         &at, context);
}

static pcre2_code *compile_xpath(xc_arena *arena, xc_str pattern, const flag_set *f)
{
    if (f->literal)
        return compile(arena, pattern, f->options);
    xc_buf out;
    xc_buf_init(&out, 8 * MAX_PATTERN_BYTES);
    translation t = {
        .at = pattern.ptr, .end = pattern.ptr + pattern.len, .spaces = f->spaces, .out = &out
    };
    bool ok = (!pattern.len || translate(&t)) && !out.err;
    pcre2_code *made = ok ? compile(arena, xc_buf_view(&out), f->options) : NULL;
    xc_buf_done(&out);
    return made;
}

const feel_pattern *feel_pattern_new(xc_arena *arena, xc_str text, xc_str flags, bool *bad)
{
    uint32_t groups = 0;
    flag_set f;
    *bad = true;
    if (!read_flags(flags, &f) || text.len > MAX_PATTERN_BYTES)
        return NULL;
    feel_pattern p = { .code = compile_xpath(arena, text, &f), .text = text, .flags = flags };
    if (!p.code)
        return NULL;
    *bad = false;
    (void)pcre2_pattern_info(p.code, PCRE2_INFO_CAPTURECOUNT, &groups); /* cannot fail */
    p.groups = groups < FEEL_REGEX_GROUPS ? (int)groups : FEEL_REGEX_GROUPS - 1;
    feel_pattern *kept = xc_arena_alloc(arena, sizeof *kept);
    if (kept)
        *kept = p;
    return kept;
}

bool feel_pattern_is(const feel_pattern *p, xc_str text, xc_str flags)
{
    return p && xc_str_eq(p->text, text) && xc_str_eq(p->flags, flags);
}

int feel_regex_groups(const feel_regex *r)
{
    return r->pattern->groups;
}

/* ---- finding ---- */

feel_regex *feel_regex_start(feel_run *run, const feel_pattern *pattern)
{
    feel_regex *r = xc_arena_array(run->arena, 1, sizeof *r);
    pcre2_general_context *memory = r ? memory_of(run->arena) : NULL;
    if (!memory)
        return NULL;
    r->pattern = pattern;
    r->run = run;
    r->limits = pcre2_match_context_create(memory);
    r->data = pcre2_match_data_create_from_pattern(pattern->code, memory);
    if (!r->limits || !r->data)
        return NULL;
    (void)pcre2_set_depth_limit(r->limits, DEPTH_LIMIT);
    (void)pcre2_set_heap_limit(r->limits, HEAP_LIMIT_KIB);
    return r;
}

/* The more an evaluation has searched, the less work is left for one more search: together they
 * stay bounded, however many there are. */
static bool take_budget(feel_regex *r)
{
    enum { FULL = 16, LEAST = 2000, STEPS = 10 };
    size_t n = ++r->run->searches;
    size_t limit = n <= FULL ? MATCH_LIMIT : (size_t)MATCH_LIMIT * FULL / n;
    (void)pcre2_set_match_limit(r->limits, (uint32_t)(limit < LEAST ? LEAST : limit));
    for (int i = 0; i < STEPS; i++)
        if (!feel_step(r->run))
            return false;
    return true;
}

int feel_regex_find(feel_regex *r, xc_str text, size_t from, int64_t groups[][2])
{
    if (!take_budget(r))
        return -1;
    /* the first search has looked at the whole text already */
    uint32_t options = from ? PCRE2_NO_UTF_CHECK : 0;
    int found = pcre2_match(r->pattern->code, (PCRE2_SPTR)(text.len ? text.ptr : ""), text.len,
                            from, options, r->data, r->limits);
    if (found == PCRE2_ERROR_NOMATCH)
        return 0;
    if (found < 0)
        return -1;
    const size_t *ends = pcre2_get_ovector_pointer(r->data);
    for (int i = 0; i <= r->pattern->groups; i++) {
        bool took_part = i < found && ends[2 * i] != PCRE2_UNSET;
        groups[i][0] = took_part ? (int64_t)ends[2 * i] : -1;
        groups[i][1] = took_part ? (int64_t)ends[2 * i + 1] : -1;
    }
    return 1;
}
