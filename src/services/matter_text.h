/* matter_text.h - what a phrase or a query is made of: code points to compare, and grams to look
 * up. */
#ifndef XC_SERVICES_MATTER_TEXT_H
#define XC_SERVICES_MATTER_TEXT_H
#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "services/sound_table.h"

enum { MATTER_TEXT_MAX = 64, MATTER_TEXT_WORDS = 16, MATTER_TEXT_GRAMS = 512 };

/* Lower case, half width, Han characters and Latin letters or digits only; anything else is a gap
 * (0). */
typedef struct {
    uint32_t points[MATTER_TEXT_MAX];
    uint16_t from[MATTER_TEXT_MAX], to[MATTER_TEXT_MAX]; /* bytes of each point in the text */
    size_t len;
} matter_text;

void matter_text_read(xc_str text, matter_text *ret);

bool matter_text_is_han(uint32_t point);

/* Words that say nothing about which matter is meant ("的", "要", "the"). */
bool matter_text_is_stop(uint32_t point);
bool matter_text_is_stop_word(xc_str word);

/* A maximal run of Latin letters and digits. */
typedef struct {
    char text[MATTER_TEXT_MAX + 1];
    size_t len;
    uint16_t first, last; /* points */
} matter_word;

size_t matter_text_words(const matter_text *t, matter_word words[MATTER_TEXT_WORDS]);

typedef enum { GRAM_HAN1, GRAM_HAN2, GRAM_SOUND2, GRAM_WORD } gram_kind;

typedef struct {
    uint64_t key; /* equal grams have equal keys */
    gram_kind kind;
    uint16_t first, last; /* points it covers */
} matter_gram;

double matter_gram_weight(gram_kind kind);
uint64_t matter_gram_word_key(xc_str word); /* without its English ending */

/* All grams; with `skip` also the pairs that have one character between them ("犯过罪" holds
 * "犯罪"). */
size_t matter_text_grams(const matter_text *t, const sound_table *sounds, bool skip,
                         matter_gram grams[MATTER_TEXT_GRAMS]);

#endif
