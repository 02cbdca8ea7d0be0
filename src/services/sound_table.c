/* sound_table.c - characters in order, syllables told apart once. */
#include "services/sound_table.h"

#include <assert.h>

#include "base/mem.h"

enum { MAX_SYLLABLES = 2000 }; /* Mandarin has about 410 without tones */

typedef struct {
    uint32_t character;
    uint16_t count, ids[SOUND_READINGS];
} sound;

struct sound_table {
    sound *sounds; /* owned, by character */
    size_t len, cap;
    char (*syllables)[SOUND_SYLLABLE_SIZE]; /* owned */
    size_t syllable_len, syllable_cap;
};

xc_err sound_table_new(sound_table **ret)
{
    sound_table *t = xc_calloc(1, sizeof *t);
    if (!t)
        return XC_ENOMEM;
    *ret = t;
    return XC_OK;
}

sound_table *sound_table_free(sound_table *t)
{
    if (t) {
        xc_free(t->sounds);
        xc_free(t->syllables);
    }
    xc_free(t);
    return NULL;
}

/* The first sound that is not below the character. */
static size_t place_of(const sound_table *t, uint32_t character)
{
    size_t low = 0, high = t->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->sounds[middle].character < character)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_syllable(xc_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < 'a' || s.ptr[i] > 'z')
            return false;
    return s.len > 0 && s.len < SOUND_SYLLABLE_SIZE;
}

static xc_err syllable_id(sound_table *t, xc_str s, uint16_t *ret)
{
    for (size_t i = 0; i < t->syllable_len; i++)
        if (xc_str_is(s, t->syllables[i])) {
            *ret = (uint16_t)i;
            return XC_OK;
        }
    if (t->syllable_len == MAX_SYLLABLES)
        return XC_ELIMIT;
    if (t->syllable_len == t->syllable_cap) {
        size_t cap = t->syllable_cap ? 2 * t->syllable_cap : 64;
        void *grown = xc_realloc_array(t->syllables, cap, SOUND_SYLLABLE_SIZE);
        if (!grown)
            return XC_ENOMEM;
        t->syllables = grown;
        t->syllable_cap = cap;
    }
    memset(t->syllables[t->syllable_len], 0, SOUND_SYLLABLE_SIZE);
    memcpy(t->syllables[t->syllable_len], s.ptr, s.len);
    *ret = (uint16_t)t->syllable_len++;
    return XC_OK;
}

static xc_err read_readings(sound_table *t, xc_str readings, sound *to)
{
    while (readings.len && to->count < SOUND_READINGS) {
        xc_str one;
        readings = xc_str_trim(xc_str_cut(readings, ' ', &one));
        if (!is_syllable(one))
            return XC_EINVAL;
        xc_err err = syllable_id(t, one, &to->ids[to->count]);
        if (err)
            return err;
        to->count++;
    }
    return to->count ? XC_OK : XC_EINVAL;
}

static xc_err insert(sound_table *t, const sound *s)
{
    size_t at = place_of(t, s->character);
    if (at < t->len && t->sounds[at].character == s->character)
        return XC_ECONFLICT;
    if (t->len == SOUND_MAX_CHARACTERS)
        return XC_ELIMIT;
    if (t->len == t->cap) {
        size_t cap = t->cap ? 2 * t->cap : 256;
        void *grown = xc_realloc_array(t->sounds, cap, sizeof *t->sounds);
        if (!grown)
            return XC_ENOMEM;
        t->sounds = grown;
        t->cap = cap;
    }
    memmove(t->sounds + at + 1, t->sounds + at, (t->len - at) * sizeof *t->sounds);
    t->sounds[at] = *s;
    t->len++;
    return XC_OK;
}

xc_err sound_table_add(sound_table *t, uint32_t character, xc_str readings)
{
    assert(t);
    if (character < 0x3400) /* the first CJK ideograph */
        return XC_EINVAL;
    sound s = { .character = character };
    xc_err err = read_readings(t, xc_str_trim(readings), &s);
    return err ? err : insert(t, &s);
}

static xc_err read_line(sound_table *t, xc_str line)
{
    uint32_t character;
    xc_str head, rest = xc_str_cut(line, ',', &head);
    size_t n = xc_utf8_next(head, &character);
    if (!n || n != head.len)
        return XC_EINVAL;
    return sound_table_add(t, character, rest);
}

xc_err sound_table_read(sound_table *t, xc_str csv, const char *name, xc_problem *why)
{
    for (uint32_t line = 1; csv.len; line++) {
        xc_str text;
        csv = xc_str_cut(csv, '\n', &text);
        text = xc_str_trim(text);
        xc_err err = line == 1 || !text.len ? XC_OK : read_line(t, text);
        if (err == XC_EINVAL || err == XC_ECONFLICT)
            return xc_fail_at(why, XC_EINVAL, name, line, 1,
                              "\"%.*s\" must be one Han character that was not named before, a "
                              "comma, and its syllables in a-z",
                              "“%.*s” 应为一个没有重复的汉字、一个逗号和它的拼音（a-z）",
                              text.len > 60 ? 60 : (int)text.len, text.ptr);
        if (err)
            return err;
    }
    return XC_OK;
}

size_t sound_table_find(const sound_table *t, uint32_t character, uint16_t ids[SOUND_READINGS])
{
    size_t at = t ? place_of(t, character) : 0;
    if (!t || at == t->len || t->sounds[at].character != character)
        return 0;
    memcpy(ids, t->sounds[at].ids, sizeof t->sounds[at].ids);
    return t->sounds[at].count;
}

xc_str sound_table_syllable(const sound_table *t, uint16_t id)
{
    assert(id < t->syllable_len);
    return xc_str_of(t->syllables[id]);
}
