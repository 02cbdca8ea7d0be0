/* sound_table.h - how Han characters sound: their pinyin syllables, without tones.
 *
 * Filled from the pack's texts/pinyin.csv once, then read by any number of threads. */
#ifndef XC_SERVICES_SOUND_TABLE_H
#define XC_SERVICES_SOUND_TABLE_H
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"

enum { SOUND_READINGS = 3, SOUND_SYLLABLE_SIZE = 8, SOUND_MAX_CHARACTERS = 30000 };

typedef struct sound_table sound_table;

XC_MUST_CHECK xc_err sound_table_new(sound_table **ret);
sound_table *sound_table_free(sound_table *t); /* accepts NULL */

/* readings: syllables of a-z, the commonest first, parted by blanks; those past SOUND_READINGS are
 * left out. XC_EINVAL: no Han character or no syllable; XC_ECONFLICT: it has readings already;
 * XC_ELIMIT; XC_ENOMEM. */
XC_MUST_CHECK xc_err sound_table_add(sound_table *t, uint32_t character, xc_str readings);

/* Reads "character,readings" lines ("行,xing hang"), the first line being the heading. Problems
 * name the line. */
XC_MUST_CHECK xc_err sound_table_read(sound_table *t, xc_str csv, const char *name,
                                      xc_problem *why);

/* How many readings; ids name syllables (equal sound, equal id). t may be NULL: none. */
size_t sound_table_find(const sound_table *t, uint32_t character, uint16_t ids[SOUND_READINGS]);

xc_str sound_table_syllable(const sound_table *t, uint16_t id);

#endif
