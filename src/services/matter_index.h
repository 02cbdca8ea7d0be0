/* matter_index.h - finds a matter by what people call it, and says why it was found.
 *
 * Phrases (names, synonyms, summaries) are cut into characters, pairs of characters, pairs of
 * sounds and Latin words; a query meets them in its own words, by sound ("wufanzui", homophones)
 * and with one typing slip. Filled, sealed, then read by any number of threads. The same query
 * gives the same answer. */
#ifndef XC_SERVICES_MATTER_INDEX_H
#define XC_SERVICES_MATTER_INDEX_H
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "services/sound_table.h"

enum {
    MATTER_INDEX_MAX_PHRASES = 100000,
    MATTER_INDEX_MAX_POINTS = 64, /* of a phrase or query; the rest is left out */
    MATTER_INDEX_MATCHES = 3
};

typedef enum { MATTER_NAME, MATTER_WORD, MATTER_SUMMARY } matter_phrase_kind;

typedef enum {
    MATTER_BY_WORDS, /* the phrase itself stands in the query, or the query in it */
    MATTER_BY_PARTS, /* they share characters or words */
    MATTER_BY_SOUND, /* Latin letters that spell the sound, or characters that sound alike */
    MATTER_BY_SLIP   /* as above with one letter wrong */
} matter_how;

typedef struct matter_index matter_index;

/* sounds is borrowed for the index's life; NULL: nothing is found by sound. XC_ENOMEM. */
XC_MUST_CHECK xc_err matter_index_new(const sound_table *sounds, matter_index **ret);
matter_index *matter_index_free(matter_index *ix); /* accepts NULL */

/* matter: the caller's number. text is copied. XC_ELIMIT, XC_ENOMEM; empty texts are passed over.
 */
XC_MUST_CHECK xc_err matter_index_add(matter_index *ix, uint32_t matter, matter_phrase_kind kind,
                                      xc_str text);

/* After the last add and before the first search. */
XC_MUST_CHECK xc_err matter_index_seal(matter_index *ix);

typedef struct {
    xc_str word;   /* the part of the query, as it was typed */
    xc_str phrase; /* what it met */
    matter_phrase_kind kind;
    matter_how how;
} matter_match;

typedef struct {
    uint32_t matter;
    double score;                               /* 0-1 */
    matter_match matches[MATTER_INDEX_MATCHES]; /* best first */
    size_t match_count;
} matter_hit;

/* The best max hits, best first, ties by matter number; count in *ret_count. hits live in the
 * arena. XC_ENOMEM, XC_ELIMIT (the arena). An empty or strange query has no hits. Cost: the
 * postings of the query's parts; a Latin word that is no known word is compared with every phrase.
 */
XC_MUST_CHECK xc_err matter_index_search(const matter_index *ix, xc_str query, size_t max,
                                         xc_arena *arena, matter_hit **ret, size_t *ret_count);

#endif
