/* matter_spell.h - does a Latin word spell how a phrase sounds, wholly, by its initials, or nearly?
 */
#ifndef XC_SERVICES_MATTER_SPELL_H
#define XC_SERVICES_MATTER_SPELL_H
#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "services/matter_text.h"
#include "services/sound_table.h"

typedef struct {
    double quality; /* 0: it does not; 1: letter by letter */
    size_t covered; /* characters of the phrase that it spells */
    bool slip;      /* one letter is wrong, missing or too many */
} matter_spelling;

/* The best spelling, at any character of the phrase; word is small letters and digits. Syllables in
 * any of their readings; the last may be unfinished. Words under 3 letters spell nothing, under 6
 * allow no slip. */
matter_spelling matter_spell(xc_str word, const matter_text *phrase, const sound_table *sounds);

/* At most one letter apart (put in, left out, replaced; two neighbours swapped count as one). */
bool matter_spell_near(xc_str a, xc_str b);

#endif
