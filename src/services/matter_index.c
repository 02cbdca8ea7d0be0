/* matter_index.c - grams to phrases, and the weighing of what a query shares with each. */
#include "services/matter_index.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "services/matter_spell.h"
#include "services/matter_text.h"

_Static_assert((int)MATTER_TEXT_MAX == (int)MATTER_INDEX_MAX_POINTS, "one length of texts");
enum { MAX_POSTINGS = 8000000 };

typedef struct {
    xc_str text; /* owned */
    uint32_t matter;
    matter_phrase_kind kind;
    double mass;       /* what all its grams weigh */
    double length_fit; /* short phrases say less */
} phrase;

typedef struct {
    uint64_t gram;
    uint32_t phrase, matter;
} posting;

struct matter_index {
    const sound_table *sounds; /* borrowed */
    phrase *phrases;           /* owned */
    size_t len, cap;
    posting *postings; /* owned; by gram, then phrase */
    size_t posting_len, posting_cap;
    uint32_t matters; /* highest number + 1 */
    bool sealed;
};

xc_err matter_index_new(const sound_table *sounds, matter_index **ret)
{
    matter_index *ix = xc_calloc(1, sizeof *ix);
    if (!ix)
        return XC_ENOMEM;
    ix->sounds = sounds;
    *ret = ix;
    return XC_OK;
}

matter_index *matter_index_free(matter_index *ix)
{
    if (!ix)
        return NULL;
    for (size_t i = 0; i < ix->len; i++)
        xc_free((char *)ix->phrases[i].text.ptr);
    xc_free(ix->phrases);
    xc_free(ix->postings);
    xc_free(ix);
    return NULL;
}

static xc_err grow(void **items, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap)
        return XC_OK;
    size_t more = *cap ? 2 * *cap : 64;
    while (more < need)
        more *= 2;
    void *grown = xc_realloc_array(*items, more, size);
    if (!grown)
        return XC_ENOMEM;
    *items = grown;
    *cap = more;
    return XC_OK;
}

static double length_fit_of(const matter_text *t)
{
    static const double han_fit[] = { 1, 0.4, 0.8 }, word_fit[] = { 1, 0.6, 0.9 };
    size_t han = 0;
    for (size_t i = 0; i < t->len; i++)
        han += matter_text_is_han(t->points[i]);
    matter_word words[MATTER_TEXT_WORDS];
    size_t word_count = matter_text_words(t, words);
    if (han)
        return han + word_count < 3 ? han_fit[han + word_count] : 1;
    return word_count < 3 ? word_fit[word_count] : 1;
}

static xc_err add_postings(matter_index *ix, const matter_text *t, uint32_t matter)
{
    matter_gram grams[MATTER_TEXT_GRAMS];
    size_t count = matter_text_grams(t, ix->sounds, false, grams);
    if (ix->posting_len + count > MAX_POSTINGS)
        return XC_ELIMIT;
    void *items = ix->postings;
    xc_err err = grow(&items, &ix->posting_cap, ix->posting_len + count, sizeof *ix->postings);
    ix->postings = items;
    if (err)
        return err;
    for (size_t i = 0; i < count; i++)
        ix->postings[ix->posting_len++] = (posting){ grams[i].key, (uint32_t)ix->len, matter };
    return XC_OK;
}

xc_err matter_index_add(matter_index *ix, uint32_t matter, matter_phrase_kind kind, xc_str text)
{
    assert(ix && !ix->sealed);
    text = xc_str_trim(text);
    matter_text t;
    matter_text_read(text, &t);
    if (!t.len)
        return XC_OK;
    if (ix->len == MATTER_INDEX_MAX_PHRASES)
        return XC_ELIMIT;
    void *items = ix->phrases;
    xc_err err = grow(&items, &ix->cap, ix->len + 1, sizeof *ix->phrases);
    ix->phrases = items;
    char *copy = err ? NULL : xc_memdup0(text.ptr, text.len);
    if (!copy)
        return XC_ENOMEM;
    err = add_postings(ix, &t, matter);
    if (err) {
        xc_free(copy);
        return err;
    }
    ix->phrases[ix->len++] = (phrase){
        .text = { copy, text.len }, .matter = matter, .kind = kind, .length_fit = length_fit_of(&t)
    };
    if (matter >= ix->matters)
        ix->matters = matter + 1;
    return XC_OK;
}

/* ---- sealing ---- */

static int by_gram(const void *a, const void *b)
{
    const posting *p = a, *q = b;
    if (p->gram != q->gram)
        return p->gram < q->gram ? -1 : 1;
    return p->phrase < q->phrase ? -1 : p->phrase > q->phrase;
}

static size_t first_posting(const matter_index *ix, uint64_t gram)
{
    size_t low = 0, high = ix->posting_len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ix->postings[middle].gram < gram)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Rare grams say more: ln(1 + matters / matters that have it). */
static double rarity(const matter_index *ix, uint64_t gram, size_t *ret_first)
{
    size_t first = first_posting(ix, gram);
    double found = 0;
    uint32_t last = UINT32_MAX;
    for (size_t i = first; i < ix->posting_len && ix->postings[i].gram == gram; i++) {
        /* phrases of one matter are mostly neighbours; counting some twice does no harm */
        found += ix->postings[i].matter != last;
        last = ix->postings[i].matter;
    }
    if (ret_first)
        *ret_first = first;
    return log(1 + ix->matters / (found > 0 ? found : 0.5));
}

static bool same_gram_before(const matter_gram *grams, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (grams[j].key == grams[i].key)
            return true;
    return false;
}

/* What all different grams weigh; sounds are another look at the same characters and do not count.
 */
static double mass_of(const matter_index *ix, const matter_gram *grams, size_t count)
{
    double mass = 0;
    for (size_t i = 0; i < count; i++)
        if (grams[i].kind != GRAM_SOUND2 && !same_gram_before(grams, i))
            mass += matter_gram_weight(grams[i].kind) * rarity(ix, grams[i].key, NULL);
    return mass;
}

xc_err matter_index_seal(matter_index *ix)
{
    assert(ix && !ix->sealed);
    if (ix->posting_len)
        qsort(ix->postings, ix->posting_len, sizeof *ix->postings, by_gram);
    for (size_t i = 0; i < ix->len; i++) {
        matter_text t;
        matter_gram grams[MATTER_TEXT_GRAMS];
        matter_text_read(ix->phrases[i].text, &t);
        ix->phrases[i].mass = mass_of(ix, grams, matter_text_grams(&t, ix->sounds, false, grams));
    }
    ix->sealed = true;
    return XC_OK;
}

/* ---- searching ---- */

typedef struct {
    double common, spelled;
    uint16_t first, last; /* part of the query that met, points */
    uint16_t pair_after;  /* the pair of the query counted last: its first point + 1 */
    bool met, sound, slip;
} meeting;

typedef struct {
    const matter_index *ix;
    xc_str query;
    matter_text text;
    matter_gram grams[MATTER_TEXT_GRAMS];
    size_t gram_count;
    double mass;
    meeting *meetings; /* one a phrase */
} search;

static void widen(meeting *m, uint16_t first, uint16_t last)
{
    if (!m->met || first < m->first)
        m->first = first;
    if (!m->met || last > m->last)
        m->last = last;
    m->met = true;
}

/* A pair counts once: as characters if they are the same, else by its sound. */
static void meet(meeting *m, const matter_gram *gram, double weight)
{
    bool pair = gram->kind == GRAM_HAN2 || gram->kind == GRAM_SOUND2;
    if (gram->kind == GRAM_SOUND2 && m->pair_after == gram->first + 1)
        return;
    if (pair)
        m->pair_after = (uint16_t)(gram->first + 1);
    m->sound = m->sound || gram->kind == GRAM_SOUND2;
    m->common += weight;
    widen(m, gram->first, gram->last);
}

static void meet_phrases(search *s)
{
    const matter_index *ix = s->ix;
    for (size_t i = 0; i < s->gram_count; i++) {
        const matter_gram *gram = &s->grams[i];
        if (same_gram_before(s->grams, i))
            continue;
        size_t at;
        double weight = matter_gram_weight(gram->kind) * rarity(ix, gram->key, &at);
        if (gram->last - gram->first == 2) /* a pair over a gap is a weaker sign */
            weight *= 0.7;
        uint32_t before = UINT32_MAX;
        for (; at < ix->posting_len && ix->postings[at].gram == gram->key; at++) {
            if (ix->postings[at].phrase != before)
                meet(&s->meetings[ix->postings[at].phrase], gram, weight);
            before = ix->postings[at].phrase;
        }
    }
}

static bool known_word(const matter_index *ix, xc_str word)
{
    uint64_t key = matter_gram_word_key(word);
    size_t at = first_posting(ix, key);
    return at < ix->posting_len && ix->postings[at].gram == key;
}

static void meet_near_words(search *s, const matter_word *word, const matter_text *t, meeting *m)
{
    matter_word words[MATTER_TEXT_WORDS];
    size_t count = word->len >= 5 ? matter_text_words(t, words) : 0;
    for (size_t i = 0; i < count; i++) {
        xc_str other = { words[i].text, words[i].len };
        if (!matter_spell_near((xc_str){ word->text, word->len }, other))
            continue;
        m->common += 0.7 * rarity(s->ix, matter_gram_word_key(other), NULL);
        m->slip = true;
        widen(m, word->first, word->last);
        return;
    }
}

static void meet_spelling(search *s, const matter_word *word, const matter_text *t, meeting *m)
{
    matter_spelling sp = matter_spell((xc_str){ word->text, word->len }, t, s->ix->sounds);
    double score = sp.quality * (0.7 + 0.3 * (double)sp.covered / (double)t->len);
    if (sp.quality <= 0 || score <= m->spelled)
        return;
    m->spelled = score;
    m->sound = true;
    m->slip = sp.slip;
    widen(m, word->first, word->last);
}

/* Blanks between syllables ("wu fan zui") part nothing: all unknown words together are one more
 * word. */
static size_t unknown_words(const search *s, matter_word words[MATTER_TEXT_WORDS + 1])
{
    matter_word all[MATTER_TEXT_WORDS], joined = { 0 };
    size_t count = matter_text_words(&s->text, all), kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (known_word(s->ix, (xc_str){ all[i].text, all[i].len }))
            continue;
        words[kept++] = all[i];
        if (joined.len + all[i].len > MATTER_TEXT_MAX)
            continue;
        if (!joined.len)
            joined.first = all[i].first;
        memcpy(joined.text + joined.len, all[i].text, all[i].len);
        joined.len += all[i].len;
        joined.last = all[i].last;
    }
    if (kept > 1)
        words[kept++] = joined;
    return kept;
}

static void meet_unknown_words(search *s)
{
    matter_word words[MATTER_TEXT_WORDS + 1];
    size_t count = unknown_words(s, words);
    for (size_t p = 0; count && p < s->ix->len; p++) {
        matter_text t;
        if (s->ix->phrases[p].kind == MATTER_SUMMARY)
            continue;
        matter_text_read(s->ix->phrases[p].text, &t);
        for (size_t i = 0; i < count; i++) {
            meet_spelling(s, &words[i], &t, &s->meetings[p]);
            meet_near_words(s, &words[i], &t, &s->meetings[p]);
        }
    }
}

static double score_of(const search *s, const phrase *p, const meeting *m)
{
    static const double kinds[] = {
        [MATTER_NAME] = 1, [MATTER_WORD] = 0.97, [MATTER_SUMMARY] = 0.45
    };
    double of_phrase = p->mass > 0 ? fmin(1, m->common / p->mass) : 0;
    double of_query = s->mass > 0 ? fmin(1, m->common / s->mass) : 0;
    double score =
        0.7 * fmax(of_phrase * p->length_fit, 0.9 * of_query) + 0.3 * sqrt(of_phrase * of_query);
    return kinds[p->kind] * fmin(1, fmax(score, m->spelled));
}

static matter_how how_of(const search *s, const phrase *p, const meeting *m)
{
    if (m->slip)
        return MATTER_BY_SLIP;
    if (m->sound)
        return MATTER_BY_SOUND;
    return m->common > 0.98 * p->mass || m->common > 0.98 * s->mass ? MATTER_BY_WORDS
                                                                    : MATTER_BY_PARTS;
}

/* ---- from phrases to matters ---- */

typedef struct {
    uint32_t phrase;
    double score;
} ranked;

static int by_score(const void *a, const void *b)
{
    const ranked *p = a, *q = b;
    if (p->score > q->score || p->score < q->score)
        return p->score > q->score ? -1 : 1;
    return p->phrase < q->phrase ? -1 : p->phrase > q->phrase;
}

static int by_hit(const void *a, const void *b)
{
    const matter_hit *p = a, *q = b;
    if (p->score > q->score || p->score < q->score)
        return p->score > q->score ? -1 : 1;
    return p->matter < q->matter ? -1 : p->matter > q->matter;
}

static xc_str query_part(const search *s, const meeting *m)
{
    size_t from = s->text.from[m->first], to = s->text.to[m->last];
    return (xc_str){ s->query.ptr + from, to - from };
}

/* A second phrase that says the same strengthens, but never as much as the first. */
static void strengthen(const search *s, matter_hit *hit, const ranked *r)
{
    const phrase *p = &s->ix->phrases[r->phrase];
    const meeting *m = &s->meetings[r->phrase];
    if (hit->match_count == 0)
        hit->score = r->score;
    else if (hit->match_count == 1)
        hit->score = 1 - (1 - hit->score) * (1 - 0.2 * r->score);
    if (hit->match_count < MATTER_INDEX_MATCHES)
        hit->matches[hit->match_count++] =
            (matter_match){ query_part(s, m), p->text, p->kind, how_of(s, p, m) };
}

static const double LEAST_SCORE = 0.2;

static size_t gather(const search *s, const ranked *list, size_t count, matter_hit *hits)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t matter = s->ix->phrases[list[i].phrase].matter;
        size_t h = 0;
        while (h < found && hits[h].matter != matter)
            h++;
        if (h == found) {
            if (list[i].score < LEAST_SCORE)
                break; /* sorted: nothing better comes */
            hits[found++] = (matter_hit){ .matter = matter };
        }
        strengthen(s, &hits[h], &list[i]);
    }
    qsort(hits, found, sizeof *hits, by_hit);
    return found;
}

static xc_err rank(const search *s, size_t max, xc_arena *arena, matter_hit **ret,
                   size_t *ret_count)
{
    const matter_index *ix = s->ix;
    size_t count = 0;
    ranked *list = xc_arena_array(arena, ix->len, sizeof *list);
    if (!list)
        return XC_ENOMEM;
    for (size_t p = 0; p < ix->len; p++)
        if (s->meetings[p].met)
            list[count++] = (ranked){ (uint32_t)p, score_of(s, &ix->phrases[p], &s->meetings[p]) };
    if (!count)
        return XC_OK;
    qsort(list, count, sizeof *list, by_score);
    size_t room = count < ix->matters ? count : ix->matters;
    matter_hit *hits = xc_arena_array(arena, room, sizeof *hits);
    if (!hits)
        return XC_ENOMEM;
    size_t found = gather(s, list, count, hits);
    *ret = hits;
    *ret_count = found < max ? found : max;
    return XC_OK;
}

xc_err matter_index_search(const matter_index *ix, xc_str query, size_t max, xc_arena *arena,
                           matter_hit **ret, size_t *ret_count)
{
    assert(ix && ix->sealed);
    *ret = NULL;
    *ret_count = 0;
    search *s = xc_arena_array(arena, 1, sizeof *s);
    if (!s)
        return XC_ENOMEM;
    *s = (search){ .ix = ix, .query = query };
    matter_text_read(query, &s->text);
    if (!s->text.len || !ix->len)
        return XC_OK;
    s->meetings = xc_arena_array(arena, ix->len, sizeof *s->meetings);
    if (!s->meetings)
        return XC_ENOMEM;
    s->gram_count = matter_text_grams(&s->text, ix->sounds, false, s->grams);
    s->mass = mass_of(ix, s->grams, s->gram_count);
    s->gram_count = matter_text_grams(&s->text, ix->sounds, true, s->grams);
    meet_phrases(s);
    meet_unknown_words(s);
    return rank(s, max, arena, ret, ret_count);
}
