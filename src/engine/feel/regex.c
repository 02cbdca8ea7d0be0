/* regex.c - XPath regular expressions (XPath and XQuery Functions 3.1, 5.6.1) on PCRE2.
 *
 * The two languages agree on what DMN models use; flags are translated, class subtraction and the
 * name classes \i and \c are not known to PCRE2 and count as a bad pattern. Work is bounded. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "engine/feel/builtin.h"

enum { MATCH_LIMIT = 200000, DEPTH_LIMIT = 1000, HEAP_LIMIT_KIB = 4096, MAX_PATTERN_BYTES = 10000 };

struct feel_regex {
    pcre2_code *code;
    pcre2_match_context *limits;
    pcre2_match_data *data;
    int groups;
};

static void regex_done(void *ctx)
{
    feel_regex *r = ctx;
    pcre2_match_data_free(r->data);
    pcre2_match_context_free(r->limits);
    pcre2_code_free(r->code);
}

/* s m i x q; false: another letter */
static bool read_flags(xc_str flags, uint32_t *ret)
{
    /* ^ and $ mean the whole text's ends and . no line end, unless a flag says otherwise */
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C;
    for (size_t i = 0; i < flags.len; i++)
        switch (flags.ptr[i]) {
        case 's':
            options |= PCRE2_DOTALL;
            break;
        case 'm':
            options |= PCRE2_MULTILINE;
            break;
        case 'i':
            options |= PCRE2_CASELESS;
            break;
        case 'x':
            options |= PCRE2_EXTENDED_MORE;
            break;
        case 'q':
            options |= PCRE2_LITERAL;
            break;
        default:
            return false;
        }
    if (options & PCRE2_LITERAL) /* these two mean nothing then, and PCRE2 refuses them together */
        options &= ~(uint32_t)(PCRE2_DOTALL | PCRE2_EXTENDED_MORE | PCRE2_MULTILINE |
                               PCRE2_DOLLAR_ENDONLY | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C);
    *ret = options;
    return true;
}

/* what PCRE2 would take and XPath does not know */
static bool is_foreign(xc_str pattern)
{
    bool in_class = false;
    for (size_t i = 0; i + 1 < pattern.len; i++) {
        if (pattern.ptr[i] == '\\') {
            i++;
            if (in_class && pattern.ptr[i] >= '0' && pattern.ptr[i] <= '9')
                return true;
            continue;
        }
        in_class = pattern.ptr[i] == '[' || (in_class && pattern.ptr[i] != ']');
        bool group =
            pattern.ptr[i] == '(' && (pattern.ptr[i + 1] == '?' || pattern.ptr[i + 1] == '*');
        bool plain =
            group && i + 2 < pattern.len && pattern.ptr[i + 1] == '?' && pattern.ptr[i + 2] == ':';
        if (group && !plain)
            return true;
    }
    return false;
}

/* flag x: all white space outside of classes goes, also behind a backslash */
static xc_str without_space(xc_arena *arena, xc_str pattern)
{
    char *to = xc_arena_alloc(arena, pattern.len + 1);
    size_t len = 0;
    bool in_class = false;
    if (!to)
        return pattern;
    for (size_t i = 0; i < pattern.len; i++) {
        char c = pattern.ptr[i];
        if (c == '\\' && i + 1 < pattern.len && !strchr(" \t\r\n", pattern.ptr[i + 1])) {
            to[len++] = c;
            to[len++] = pattern.ptr[++i];
            continue;
        }
        in_class = c == '[' || (in_class && c != ']');
        if (in_class || !c || !strchr(" \t\r\n", c))
            to[len++] = c;
    }
    return (xc_str){ to, len };
}

const feel_regex *feel_regex_new(xc_arena *arena, xc_str pattern, xc_str flags, bool *bad)
{
    uint32_t options = 0, groups = 0;
    int code;
    size_t at;
    *bad = true;
    if (!read_flags(flags, &options) || pattern.len > MAX_PATTERN_BYTES)
        return NULL;
    if (!(options & PCRE2_LITERAL) && is_foreign(pattern))
        return NULL;
    if (options & PCRE2_EXTENDED_MORE)
        pattern = without_space(arena, pattern);
    options &= ~(uint32_t)PCRE2_EXTENDED_MORE;
    feel_regex r = { .code = pcre2_compile((PCRE2_SPTR)(pattern.len ? pattern.ptr : ""),
                                           pattern.len, options, &code, &at, NULL) };
    if (!r.code)
        return NULL;
    *bad = false;
    r.limits = pcre2_match_context_create(NULL);
    r.data = pcre2_match_data_create_from_pattern(r.code, NULL);
    feel_regex *kept = xc_arena_alloc(arena, sizeof *kept);
    if (!r.limits || !r.data || !kept || xc_arena_defer(arena, regex_done, kept)) {
        regex_done(&r);
        return NULL;
    }
    (void)pcre2_set_match_limit(r.limits, MATCH_LIMIT);
    (void)pcre2_set_depth_limit(r.limits, DEPTH_LIMIT);
    (void)pcre2_set_heap_limit(r.limits, HEAP_LIMIT_KIB);
    (void)pcre2_pattern_info(r.code, PCRE2_INFO_CAPTURECOUNT, &groups); /* cannot fail */
    r.groups = groups < FEEL_REGEX_GROUPS ? (int)groups : FEEL_REGEX_GROUPS - 1;
    *kept = r;
    return kept;
}

int feel_regex_groups(const feel_regex *r)
{
    return r->groups;
}

int feel_regex_find(const feel_regex *r, xc_str text, size_t from, int64_t groups[][2])
{
    int found = pcre2_match(r->code, (PCRE2_SPTR)(text.len ? text.ptr : ""), text.len, from, 0,
                            r->data, r->limits);
    if (found == PCRE2_ERROR_NOMATCH)
        return 0;
    if (found < 0)
        return -1;
    const size_t *ends = pcre2_get_ovector_pointer(r->data);
    for (int i = 0; i <= r->groups; i++) {
        bool took_part = i < found && ends[2 * i] != PCRE2_UNSET;
        groups[i][0] = took_part ? (int64_t)ends[2 * i] : -1;
        groups[i][1] = took_part ? (int64_t)ends[2 * i + 1] : -1;
    }
    return 1;
}
