/* matter_spell.c - matching letters against syllables. */
#include "services/matter_spell.h"

enum { LEAST_WORD = 3, LEAST_FOR_SLIP = 6 };

bool matter_spell_near(xc_str a, xc_str b)
{
    if (a.len > b.len) {
        xc_str c = a;
        a = b;
        b = c;
    }
    if (b.len - a.len > 1)
        return false;
    size_t i = 0;
    while (i < a.len && a.ptr[i] == b.ptr[i])
        i++;
    if (a.len < b.len) /* one left out */
        return memcmp(a.ptr + i, b.ptr + i + 1, a.len - i) == 0;
    if (i == a.len)
        return true;
    if (memcmp(a.ptr + i + 1, b.ptr + i + 1, a.len - i - 1) == 0)
        return true;
    return i + 1 < a.len && a.ptr[i] == b.ptr[i + 1] && a.ptr[i + 1] == b.ptr[i] &&
           memcmp(a.ptr + i + 2, b.ptr + i + 2, a.len - i - 2) == 0;
}

typedef struct {
    xc_str word;
    const matter_text *phrase;
    const sound_table *sounds;
} speller;

/* How many characters from `at` the rest of the word from `pos` spells; 0: it does not. */
static size_t spell_from(const speller *s, size_t at, size_t pos)
{
    if (at >= s->phrase->len)
        return 0;
    uint16_t ids[SOUND_READINGS];
    size_t count = sound_table_find(s->sounds, s->phrase->points[at], ids);
    xc_str rest = { s->word.ptr + pos, s->word.len - pos };
    for (size_t i = 0; i < count; i++) {
        xc_str syllable = sound_table_syllable(s->sounds, ids[i]);
        if (xc_str_starts(syllable, rest))
            return 1; /* the whole syllable, or its beginning */
        if (!xc_str_starts(rest, syllable))
            continue;
        size_t more = spell_from(s, at + 1, pos + syllable.len);
        if (more)
            return more + 1;
    }
    return 0;
}

static size_t initials_from(const speller *s, size_t at)
{
    for (size_t i = 0; i < s->word.len; i++) {
        uint16_t ids[SOUND_READINGS];
        if (at + i >= s->phrase->len)
            return 0;
        size_t count = sound_table_find(s->sounds, s->phrase->points[at + i], ids);
        bool same = false;
        for (size_t k = 0; k < count && !same; k++)
            same = sound_table_syllable(s->sounds, ids[k]).ptr[0] == s->word.ptr[i];
        if (!same)
            return 0;
    }
    return s->word.len;
}

/* The commonest readings from `at`, written together; each end of a syllable is a place to compare.
 */
static size_t slip_from(const speller *s, size_t at)
{
    char sound[MATTER_TEXT_MAX + 2 * SOUND_SYLLABLE_SIZE];
    size_t len = 0;
    for (size_t i = at; i < s->phrase->len && len <= s->word.len + 1; i++) {
        uint16_t ids[SOUND_READINGS];
        if (!sound_table_find(s->sounds, s->phrase->points[i], ids))
            return 0;
        xc_str syllable = sound_table_syllable(s->sounds, ids[0]);
        memcpy(sound + len, syllable.ptr, syllable.len);
        len += syllable.len;
        if (matter_spell_near(s->word, (xc_str){ sound, len }))
            return i - at + 1;
    }
    return 0;
}

static void keep_better(matter_spelling *best, double quality, size_t covered, bool slip)
{
    /* one character alone is spelt by too many words */
    if (covered >= 2 &&
        (quality > best->quality || (quality >= best->quality && covered > best->covered)))
        *best = (matter_spelling){ quality, covered, slip };
}

matter_spelling matter_spell(xc_str word, const matter_text *phrase, const sound_table *sounds)
{
    matter_spelling best = { 0 };
    if (!sounds || word.len < LEAST_WORD || word.len > MATTER_TEXT_MAX)
        return best;
    speller s = { word, phrase, sounds };
    for (size_t at = 0; at < phrase->len; at++) {
        keep_better(&best, 1.0, spell_from(&s, at, 0), false);
        keep_better(&best, 0.8, initials_from(&s, at), false);
        if (word.len >= LEAST_FOR_SLIP)
            keep_better(&best, 0.85, slip_from(&s, at), true);
    }
    return best;
}
