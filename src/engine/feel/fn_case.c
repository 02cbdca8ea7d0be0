/* fn_case.c - upper case and lower case for all of Unicode (chapter 3.13, full case conversion). */
#include "engine/feel/builtin.h"
#include "engine/feel/case_data.h"

typedef struct {
    const case_range *ranges;
    size_t range_count;
    const case_special *special;
    size_t special_count;
} case_table;

#define COUNT(table) (sizeof(table) / sizeof(table)[0])
static const case_table UPPER = { TO_UPPER, COUNT(TO_UPPER), TO_UPPER_SPECIAL,
                                  COUNT(TO_UPPER_SPECIAL) };
static const case_table LOWER = { TO_LOWER, COUNT(TO_LOWER), TO_LOWER_SPECIAL,
                                  COUNT(TO_LOWER_SPECIAL) };
enum { SIGMA = 0x3A3, FINAL_SIGMA = 0x3C2, LONGEST = 6 };

/* the code point it becomes, itself if none */
static uint32_t mapped(const case_table *t, uint32_t c)
{
    size_t low = 0, high = t->range_count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (c > t->ranges[mid].last)
            low = mid + 1;
        else
            high = mid;
    }
    const case_range *r = low < t->range_count ? &t->ranges[low] : NULL;
    bool hit = r && c >= r->first && (c - r->first) % r->step == 0;
    return hit ? (uint32_t)((int64_t)c + r->move) : c;
}

static const char *special_of(const case_table *t, uint32_t c)
{
    for (size_t i = 0; i < t->special_count; i++)
        if (t->special[i].from == c)
            return t->special[i].to;
    return NULL;
}

static bool has_case(uint32_t c)
{
    return mapped(&UPPER, c) != c || mapped(&LOWER, c) != c;
}

/* a sigma at the end of a word has a form of its own */
static uint32_t small_sigma(uint32_t before, xc_str rest)
{
    uint32_t next;
    bool ends = !xc_utf8_next(rest, &next) || !has_case(next);
    return has_case(before) && ends ? FINAL_SIGMA : mapped(&LOWER, SIGMA);
}

static size_t put_case(const case_table *t, uint32_t c, uint32_t before, xc_str rest, char *to)
{
    if (c < 0x80) {
        *to = (char)mapped(t, c);
        return 1;
    }
    if (c == SIGMA && t == &LOWER)
        return xc_utf8_put(small_sigma(before, rest), to);
    const char *special = special_of(t, c);
    if (!special)
        return xc_utf8_put(mapped(t, c), to);
    size_t len = strlen(special);
    memcpy(to, special, len);
    return len;
}

static const feel_value *change_case(feel_run *run, const feel_node *at, xc_str s,
                                     const case_table *t)
{
    if (s.len > FEEL_MAX_STRING)
        return feel_fail(run, at, "the text is too long", "文本过长");
    /* a code point of two bytes becomes six at most */
    char *to = xc_arena_alloc(run->arena, s.len * 3 + LONGEST);
    size_t len = 0;
    uint32_t c, before = 0;
    if (!to)
        return feel_null();
    for (size_t i = 0, n; i < s.len; i += n, before = c) {
        n = xc_utf8_next((xc_str){ s.ptr + i, s.len - i }, &c);
        if (!n)
            break;
        len += put_case(t, c, before, (xc_str){ s.ptr + i + n, s.len - i - n }, to + len);
    }
    return feel_of_str(run->arena, (xc_str){ to, len });
}

const feel_value *feel_fn_upper(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    return change_case(run, at, args[0]->str, &UPPER);
}

const feel_value *feel_fn_lower(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    return change_case(run, at, args[0]->str, &LOWER);
}
